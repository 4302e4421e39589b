"""Sets the briefs that several modes make of the same sources beside each other, claim by claim."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import combinations
from typing import TypeAlias

from summarizer.cleaning import clean_article
from summarizer.config import BriefConfig
from summarizer.errors import MISSING, SummarizerError
from summarizer.measuring.briefs import (
    Measures,
    Place,
    carrying,
    find_shared,
    measure_brief,
    place_of,
    statement_lines,
)
from summarizer.measuring.coverage import SharedTerms
from summarizer.measuring.rouge import Rouge, score_rouge
from summarizer.measuring.running import Outcome, run_apart
from summarizer.records import Article, Brief, Omission, Reading, Refused, Source, Statement, Uncarried
from summarizer.rendering.wording import all_statements

Runner: TypeAlias = Callable[[Reading, BriefConfig], Outcome]
Judge: TypeAlias = Callable[[Statement], tuple[Uncarried, ...]]


@dataclass(frozen=True, slots=True)
class Mode:
    """One of the ways to be compared.

    Attributes:
        name: what it is called: "extractive", "abstractive", or the model's name.
        config: how its brief is made.
        asked: it was asked for by name, so that its absence is an error in the end.
    """

    name: str
    config: BriefConfig
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """What one mode wrote, and what was measured of it.

    Attributes:
        uncarried: for each statement, the words that its evidence does not carry.
        refused: for each statement, the draft that it was told instead of; None where there is none.
        points: after each statement, the words so far and the share of the sources' common terms so far.
        seconds: from read articles to the brief, models loaded on the way.
        peak_mb: the most memory its process held.
    """

    mode: Mode
    brief: Brief
    measures: Measures
    uncarried: tuple[tuple[Uncarried, ...], ...]
    refused: tuple[Refused | None, ...]
    points: tuple[tuple[int, float], ...]
    seconds: float
    peak_mb: float | None

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Everything it tells, in order."""
        return all_statements(self.brief)


@dataclass(frozen=True, slots=True)
class Missing:
    """A mode that could not be run, and what to do about it."""

    mode: Mode
    message: str
    hint: str

    def __str__(self) -> str:
        told = f"{self.mode.name} is not compared: {self.message}".rstrip(".")
        return f"{told}. {self.hint}".rstrip()


@dataclass(frozen=True, slots=True)
class Agreement:
    """How alike the wording of two modes is."""

    first: str
    second: str
    rouge: Rouge


@dataclass(frozen=True, slots=True)
class Comparison:
    """Several modes' briefs of the same sources.

    Attributes:
        words: the limit that all were given.
        reference: where the reference came from; None where there is none.
        rows: the claims: for each run, the numbers from 0 of its statements that tell the claim.
        agreements: every two runs, in order.
        omissions: sources that could not be read.
    """

    title: str
    date: str
    words: int
    focus: str | None
    reference: str | None
    sources: tuple[Source, ...]
    runs: tuple[Run, ...]
    missing: tuple[Missing, ...]
    rows: tuple[tuple[tuple[int, ...], ...], ...]
    agreements: tuple[Agreement, ...]
    omissions: tuple[Omission, ...]


def list_modes(config: BriefConfig, models: Iterable[str] = ()) -> list[Mode]:
    """Return the modes to compare: extractive, abstractive with the shipped model, and each model named."""
    shipped = replace(config, mode="abstractive", model=None)
    return [
        Mode("extractive", replace(config, mode="extractive", model=None)),
        Mode("abstractive", shipped),
        *(
            Mode(_name_model(name), replace(shipped, model=name), asked=True)
            for name in dict.fromkeys(models)
        ),
    ]


def _name_model(name: str) -> str:
    return f"model {name}" if name in ("extractive", "abstractive") else name


def compare_modes(
    reading: Reading,
    modes: Sequence[Mode],
    reference: tuple[str, str] | None = None,
    run: Runner | None = None,
    judge: Judge | None = None,
    tell: Callable[[str], None] = lambda _name: None,
    loud: bool = False,
) -> Comparison:
    """Make a brief in every mode, and measure all.

    Args:
        reading: what was read.
        modes: in the order of their columns.
        reference: where a summary by somebody who knows came from, and its text.
        run: makes the brief of one mode; None does it in a process of its own.
        judge: finds the words of a statement that are not carried; None asks the shipped checker.
        tell: is told the name of each mode before it runs.
        loud: let what a model says while it loads and writes go to standard error.

    Raises:
        SummarizerError: none of the modes could be run, or one failed for another reason than a missing model.
    """
    outcomes: list[tuple[Mode, Outcome]] = []
    missing: list[Missing] = []
    refused: SummarizerError | None = None
    make = run or partial(run_apart, loud=loud)
    for mode in modes:
        tell(mode.name)
        try:
            outcomes.append((mode, make(reading, mode.config)))
        except SummarizerError as error:
            if error.exit_code != MISSING:  # without a model or a package the other modes are still compared
                raise
            refused = refused or error
            missing.append(Missing(mode, str(error), error.hint))
    if refused and not outcomes:
        raise refused
    return _compare_outcomes(reading, outcomes, missing, reference, judge or find_uncarried)


def _compare_outcomes(
    reading: Reading,
    outcomes: Sequence[tuple[Mode, Outcome]],
    missing: Sequence[Missing],
    reference: tuple[str, str] | None,
    judge: Judge,
) -> Comparison:
    first = outcomes[0][1].brief
    articles = [clean_article(article) for article in reading]
    measure = partial(
        measure_run,
        articles=articles,
        shared=find_shared(articles),
        reference=reference[1] if reference else None,
        judge=judge,
    )
    runs = [measure(mode, _number_alike(outcome, first.sources)) for mode, outcome in outcomes]
    return Comparison(
        title=first.title,
        date=first.date,
        words=outcomes[0][0].config.words,
        focus=outcomes[0][0].config.focus,
        reference=reference[0] if reference else None,
        sources=first.sources,
        runs=tuple(runs),
        missing=tuple(missing),
        rows=align_statements([run.statements for run in runs]),
        agreements=compare_wording(runs),
        omissions=reading.omissions,
    )


def _number_alike(outcome: Outcome, sources: tuple[Source, ...]) -> Outcome:
    """Give a brief's sources the numbers that another brief of the same sources gives them."""
    places = {source.id: place for place, source in enumerate(sources)}
    own = sorted(outcome.brief.sources, key=lambda source: places.get(source.id, len(places)))
    return replace(outcome, brief=replace(outcome.brief, sources=tuple(own)))


def measure_run(
    mode: Mode,
    outcome: Outcome,
    articles: Sequence[Article],
    shared: SharedTerms,
    reference: str | None,
    judge: Judge,
) -> Run:
    """Measure what one mode wrote."""
    told = all_statements(outcome.brief)
    refused = {found.statement: found for found in outcome.explanation.refused}
    return Run(
        mode=mode,
        brief=outcome.brief,
        measures=measure_brief(outcome.brief, articles, reference, shared),
        uncarried=tuple(judge(statement) for statement in told),
        refused=tuple(refused.get(statement.id) for statement in told),
        points=shared.trace(statement.text for statement in told),
        seconds=outcome.seconds,
        peak_mb=outcome.peak_mb,
    )


def find_uncarried(statement: Statement) -> tuple[Uncarried, ...]:
    """Return the words of a statement that its evidence does not carry; none of one that only quotes."""
    if "condensed" not in statement.labels:
        return ()
    from summarizer.checking.support import check_statement

    return tuple(check_statement(statement.text, [c.quote for c in statement.citations]).uncarried)


def compare_wording(runs: Sequence[Run]) -> tuple[Agreement, ...]:
    """Score every two runs against each other; F1 is the same both ways."""
    lines = [statement_lines(run.brief) for run in runs]
    return tuple(
        Agreement(runs[a].mode.name, runs[b].mode.name, score_rouge(lines[b], [lines[a]]))
        for a, b in combinations(range(len(runs)), 2)
        if lines[a] and lines[b]
    )


# claim by claim


def align_statements(
    told: Sequence[Sequence[Statement]],
) -> tuple[tuple[tuple[int, ...], ...], ...]:
    """Put statements of several briefs that tell the same claim side by side.

    Two statements tell the same claim when they cite the same sentence. One joins the row with which it
    shares most; one that shares nothing gets a row of its own, behind the statement that it follows in its
    own brief.

    Args:
        told: the statements of each brief.

    Returns:
        Rows; in each, for every brief, the numbers of its statements, ascending. Every statement stands in
        one row.
    """
    rows: list[_Row] = []
    for brief, statements in enumerate(told):
        known, last = list(rows), -1
        for number, statement in enumerate(statements):
            places = {place_of(citation) for citation in carrying(statement)}
            row = max(known, key=lambda row: len(row.places & places), default=None)
            if row is None or not row.places & places:
                row = _Row([[] for _ in told], set())
                rows.insert(last + 1, row)
            row.cells[brief].append(number)
            row.added |= places
            last = rows.index(row)
        for row in rows:
            row.settle()
    return tuple(tuple(tuple(cell) for cell in row.cells) for row in rows)


@dataclass(eq=False)
class _Row:
    """A claim while statements are put to it.

    Attributes:
        cells: for each brief, the numbers of its statements.
        places: the sentences that earlier briefs cite for it. What a brief itself adds counts only for the
            next one, so that its own statements do not draw each other in.
    """

    cells: list[list[int]]
    places: set[Place]
    added: set[Place] = field(default_factory=set)

    def settle(self) -> None:
        """Let the next brief find what this one cited."""
        self.places |= self.added
        self.added = set()
