"""Measures modes and models on a data set with references, beside the leads of its documents."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from statistics import fmean, median
from typing import Any

from summarizer import batching
from summarizer.config import BriefConfig
from summarizer.errors import MISSING, SourceError, SummarizerError
from summarizer.measuring.comparison import Mode
from summarizer.measuring.rouge import (
    Rouge,
    bootstrap_interval,
    put_on_lines,
    score_rouge,
)
from summarizer.measuring.wording import NOVELTY_ORDERS, novel_shares
from summarizer.splitting import split_text

LEAD = "lead"
"""The name of the baseline: the first sentences of the documents, in turn."""

SAMPLE = {
    "documents": [
        {
            "text": "The bridge at Marenport reopened on Monday after a year of repairs, the harbour office said."
        },
        {
            "text": "Marenport's bridge is open again. Repairs had taken a year, the harbour office said on Monday."
        },
    ]
}
"""A story to try a model on before a data set is read through for nothing."""


@dataclass(frozen=True, slots=True)
class Example:
    """A line that can be scored.

    Attributes:
        number: its place in the data set, from 1.
        references: each with its sentences on lines of their own.
    """

    number: int
    line: batching.Line
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that cannot be scored, and why."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class LineScore:
    """What one system wrote for one line, measured.

    Attributes:
        seconds: None where they were not measured.
        support: of each statement; () where there is nothing to check.
        replaced: condensed statements that were replaced by the source's own sentence.
        novelty: share of 1-, 2-, 3- and 4-grams that do not stand in the sentences cited for them.
    """

    words: int
    rouge: Rouge
    seconds: float | None = None
    support: tuple[float, ...] = ()
    replaced: int = 0
    novelty: tuple[float | None, ...] = (None,) * len(NOVELTY_ORDERS)


@dataclass(frozen=True, slots=True)
class SystemScore:
    """One row of the table: a system over all lines that every system has told."""

    name: str
    lines: tuple[LineScore, ...]

    def mean_words(self) -> float:
        """Return the words of a summary."""
        return fmean(line.words for line in self.lines)

    def rouge(self, kind: str) -> tuple[float, tuple[float, float] | None]:
        """Return the mean F1 of one kind, a field of `Rouge`, and its 95 % interval."""
        values = [float(getattr(line.rouge, kind)) for line in self.lines]
        return fmean(values), bootstrap_interval(values)

    def median_seconds(self) -> float | None:
        """Return the seconds of a line: the median, which the loading of a model does not move."""
        seconds = [line.seconds for line in self.lines if line.seconds is not None]
        return median(seconds) if seconds else None

    def mean_support(self) -> float | None:
        """Return the support of a statement."""
        support = [value for line in self.lines for value in line.support]
        return fmean(support) if support else None

    def statements(self) -> int:
        """Return how many statements there are that were checked."""
        return sum(len(line.support) for line in self.lines)

    def replaced(self) -> int:
        """Return how many statements were replaced by the source's own sentence."""
        return sum(line.replaced for line in self.lines)

    def novelty(self) -> tuple[float | None, ...]:
        """Return the mean share of n-grams of each order that are new."""
        columns = zip(*(line.novelty for line in self.lines), strict=True)
        found = [[share for share in column if share is not None] for column in columns]
        return tuple(fmean(shares) if shares else None for shares in found)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Every system's scores on the same lines.

    Attributes:
        words: what a summary may have.
        reference_words: what a reference has, on average.
        unreadable: lines that could not be read or told.
        unreferenced: numbers of lines without a reference.
        bugs: tracebacks of errors that nobody foresaw.
    """

    words: int
    reference_words: float
    systems: tuple[SystemScore, ...]
    unreadable: tuple[Refused, ...] = ()
    unreferenced: tuple[int, ...] = ()
    bugs: tuple[str, ...] = ()


@dataclass
class _Found:
    """What reading a data set brought to light."""

    examples: list[Example] = field(default_factory=list)
    unreadable: list[Refused] = field(default_factory=list)
    unreferenced: list[int] = field(default_factory=list)


# the systems


def lead_sentences(line: Mapping[str, Any], words: int) -> str:
    """Return the documents' sentences in turn, first ones first, as many as fit, one on a line."""
    columns = [split_text(document["text"]) for document in line["documents"] if _has_text(document)]
    taken: list[str] = []
    for sentence in (s for row in zip_longest(*columns) for s in row if s):
        if len(" ".join([*taken, sentence]).split()) > words:
            break
        taken.append(sentence)
    return "\n".join(taken)


def _has_text(document: object) -> bool:
    return isinstance(document, dict) and isinstance(document.get("text"), str)


def _score_text(summary: str, references: Sequence[str]) -> LineScore:
    return LineScore(len(summary.split()), score_rouge(summary, references))


def missing_systems(modes: Sequence[Mode]) -> dict[str, SummarizerError]:
    """Return which modes cannot run for want of a model, with the error that says so; tries each one.

    Raises:
        SummarizerError: a mode fails for another reason.
    """
    missing = {}
    for mode in modes:
        try:
            batching.brief_story(dict(SAMPLE), mode.config)
        except SummarizerError as error:
            if error.exit_code != MISSING:
                raise
            missing[mode.name] = error
    return missing


# the data set


def evaluate_lines(
    lines: Iterable[batching.Line],
    modes: Sequence[Mode],
    words: int,
    workers: int = 1,
    tell: Callable[[str], None] = lambda _told: None,
) -> Evaluation:
    """Score every mode, and the leads, on the lines that have references.

    Args:
        lines: one story each, as `batch` takes them, with "summaries".
        modes: what to measure.
        words: upper bound on the words of a summary.
        workers: processes that make the briefs. The scores are the same however many there are.
        tell: is told how far it is.

    Raises:
        SourceError: no line can be scored.
    """
    found = _read_examples(lines)
    if not found.examples:
        raise SourceError(_word_nothing(found), "")
    told: dict[str, list[LineScore | Refused]] = {LEAD: [_score_lead(one, words) for one in found.examples]}
    bugs: list[str] = []
    for mode in modes:
        results = _score_mode(found.examples, replace(mode.config, words=words), workers, bugs)
        told[mode.name] = []
        for number, result in enumerate(results, 1):
            told[mode.name].append(result)
            tell(f"{mode.name}: {number} of {len(found.examples)} lines")
    return _gather(found, told, words, bugs)


def _read_examples(lines: Iterable[batching.Line]) -> _Found:
    found = _Found()
    for number, line in enumerate(lines, 1):
        try:
            story = batching.parse_line(line)
            batching.read_documents(story)
        except SourceError as error:
            found.unreadable.append(Refused(number, str(error)))
            continue
        references = _references_of(story)
        if references:
            found.examples.append(Example(number, line, tuple(map(put_on_lines, references))))
        else:
            found.unreferenced.append(number)
    return found


def _references_of(story: Mapping[str, object]) -> list[str]:
    given = story.get("summaries")
    texts = given if isinstance(given, list) else [given]
    return [text for text in texts if isinstance(text, str) and text.strip()]


def _word_nothing(found: _Found) -> str:
    if found.unreferenced:
        return 'No line has a text in "summaries": there is nothing to compare with.'
    if found.unreadable:
        first = found.unreadable[0]
        return f"No line can be read. Line {first.number}: {first.reason.rstrip('.')}."
    return "The data set is empty."


def _score_lead(example: Example, words: int) -> LineScore:
    return _score_text(lead_sentences(batching.parse_line(example.line), words), example.references)


def _score_mode(
    examples: Sequence[Example], config: BriefConfig, workers: int, bugs: list[str]
) -> Iterator[LineScore | Refused]:
    results = batching.brief_lines((example.line for example in examples), config, workers)
    for example, result in zip(examples, results, strict=True):
        if result.bug:
            bugs.append(result.bug)
        if result.error:
            yield Refused(example.number, result.error)
        else:
            yield _score_record(json.loads(result.line), example.references)


def _score_record(record: Mapping[str, Any], references: Sequence[str]) -> LineScore:
    """Score a line that `batch` wrote."""
    statements = record["statements"]
    summary = "\n".join(put_on_lines(statement["text"]) for statement in statements)
    score = _score_text(summary, references)
    return replace(
        score,
        seconds=record["seconds"],
        support=tuple(float(statement["support"]) for statement in statements),
        replaced=sum("replaced" in statement["labels"] for statement in statements),
        novelty=novel_shares(
            (statement["text"], [citation["quote"] for citation in statement["citations"]])
            for statement in statements
        ),
    )


def _gather(
    found: _Found, told: Mapping[str, Sequence[LineScore | Refused]], words: int, bugs: Sequence[str]
) -> Evaluation:
    """Keep the lines that every system has told: means over different lines cannot be compared."""
    rows = list(zip(*told.values(), strict=True))
    kept = [at for at, row in enumerate(rows) if not any(isinstance(score, Refused) for score in row)]
    refused = {score.number: score for row in rows for score in row if isinstance(score, Refused)}
    if not kept:
        reason = min(refused.values(), key=lambda one: one.number).reason
        raise SummarizerError(f"No line could be told by every system: {reason}", "Leave one of them out.")
    return Evaluation(
        words=words,
        reference_words=fmean(
            len(reference.split()) for at in kept for reference in found.examples[at].references
        ),
        systems=tuple(
            SystemScore(name, tuple(s for at in kept if isinstance(s := scores[at], LineScore)))
            for name, scores in told.items()
        ),
        unreadable=tuple(sorted([*found.unreadable, *refused.values()], key=lambda one: one.number)),
        unreferenced=tuple(found.unreferenced),
        bugs=tuple(bugs),
    )
