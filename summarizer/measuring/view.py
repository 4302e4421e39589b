"""A comparison as its templates see it: plain words, worked out once for the page and for Markdown.

comparison  title, about, runs → run, groups → group, agreements: sentences, missing: sentences,
            claims → claim, unread: sentences, explanations → (name, text)
run         name, number
group       name, rows → (label, cells: texts)
claim       anchor, number, shared, cells → cell, evidence → passage, each once
cell        run → run, statements → told; empty where this mode does not tell the claim
told        anchor, number, parts → (text, uncarried, inserted), notes, support, doubts: phrases,
            numbers, brackets_from, evidence → passage, as in a brief; draft: what it was told instead of
draft       anchor, parts, markdown, support, doubts
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from summarizer.measuring.comparison import Comparison, Run
from summarizer.measuring.rouge import ROUGE_NAMES
from summarizer.measuring.table import EXPLANATIONS, list_groups
from summarizer.records import Omission, Refused, Span, Statement, Uncarried
from summarizer.rendering.escaping import clean_text, escape_markdown, nest_quotation, shorten
from summarizer.rendering.records import PassageView, StatementView
from summarizer.rendering.view import speak_text, view_brief
from summarizer.rendering.wording import SUBJECT_LENGTH, count_of, format_date

_INSERTION = re.compile(r"\[[^\[\]]+\]")


@dataclass(frozen=True, slots=True)
class RunView:
    """One mode.

    Attributes:
        number: its place among the modes, from 1.
    """

    name: str
    number: int


@dataclass(frozen=True, slots=True)
class MarkedView:
    """A run of a statement's words: carried or not, the sources' own or added in brackets."""

    text: str
    uncarried: bool
    inserted: bool


@dataclass(frozen=True, slots=True)
class DraftView:
    """What a model wrote and its evidence does not carry, so that the source's own words are told.

    Attributes:
        markdown: its text as Markdown, with the words in bold that are not carried.
        support: how far its evidence carries it, with two digits.
        doubts: the words that are not carried, each with the rule that says so.
    """

    anchor: str
    parts: tuple[MarkedView, ...]
    markdown: Markup
    support: str
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToldView:
    """A statement of one mode.

    Attributes:
        number: its place in the brief of its mode, from 1.
        markdown: its text as Markdown, with the words in bold that are not carried.
        notes: its labels, and its support where that is not whole.
        doubts: the words that are not carried, each with the rule that says so.
        draft: the refused draft that it was told instead of.
    """

    anchor: str
    number: int
    parts: tuple[MarkedView, ...]
    markdown: Markup
    notes: tuple[str, ...]
    doubts: tuple[str, ...]
    numbers: tuple[int, ...]
    brackets_from: tuple[int, ...]
    evidence: tuple[PassageView, ...]
    draft: DraftView | None


@dataclass(frozen=True, slots=True)
class CellView:
    """What one mode says on a claim."""

    run: RunView
    statements: tuple[ToldView, ...]


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim: a row of cells, one for each mode.

    Attributes:
        shared: more than one mode tells it.
    """

    anchor: str
    number: int
    shared: bool
    cells: tuple[CellView, ...]

    @property
    def evidence(self) -> tuple[PassageView, ...]:
        """What any of its statements cites, each passage once, by source and place."""
        found = {
            (passage.number, passage.start, passage.end): passage
            for cell in self.cells
            for told in cell.statements
            for passage in told.evidence
        }
        return tuple(found[place] for place in sorted(found))


@dataclass(frozen=True, slots=True)
class GroupView:
    """A part of the table: measures of one kind."""

    name: str
    rows: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """A comparison, ready for a template."""

    title: str
    about: str
    version: str
    runs: tuple[RunView, ...]
    groups: tuple[GroupView, ...]
    agreements: tuple[str, ...]
    missing: tuple[str, ...]
    claims: tuple[ClaimView, ...]
    unread: tuple[str, ...]
    explanations: tuple[tuple[str, str], ...] = EXPLANATIONS


def view_comparison(comparison: Comparison) -> ComparisonView:
    """Work out everything that a template shows."""
    runs = tuple(
        RunView(clean_text(run.mode.name) or "model", number) for number, run in enumerate(comparison.runs, 1)
    )
    return ComparisonView(
        title=clean_text(comparison.title) or "Untitled",
        about=_word_about(comparison),
        version=clean_text(comparison.runs[0].brief.manifest.version),
        runs=runs,
        groups=tuple(GroupView(name, rows) for name, rows in list_groups(comparison)),
        agreements=tuple(_word_agreements(comparison)),
        missing=tuple(clean_text(str(missing)) for missing in comparison.missing),
        claims=_view_claims(comparison, runs),
        unread=tuple(map(_word_unread, comparison.omissions)),
    )


def _word_about(comparison: Comparison) -> str:
    parts = [
        count_of(len(comparison.sources), "source"),
        format_date(comparison.date),
        f"at most {count_of(comparison.words, 'word')} each",
    ]
    if comparison.focus:
        parts.append(f"focus: {shorten(clean_text(comparison.focus), SUBJECT_LENGTH)}")
    if comparison.reference:
        parts.append(f"reference: {shorten(clean_text(comparison.reference), SUBJECT_LENGTH)}")
    return " · ".join(parts)


def _word_agreements(comparison: Comparison) -> Iterator[str]:
    for found in comparison.agreements:
        scores = ", ".join(
            f"{name} {100 * float(getattr(found.rouge, kind)):.1f}" for kind, name in ROUGE_NAMES.items()
        )
        yield f"{clean_text(found.first)} and {clean_text(found.second)}: {scores}"


def _word_unread(omission: Omission) -> str:
    subject = shorten(clean_text(omission.subject), SUBJECT_LENGTH) or "Untitled"
    return f"{subject}: {clean_text(omission.reason)}"


# claims


def _view_claims(comparison: Comparison, runs: Sequence[RunView]) -> tuple[ClaimView, ...]:
    told = [_view_statements(run, view) for run, view in zip(comparison.runs, runs, strict=True)]
    return tuple(
        ClaimView(
            anchor=f"claim-{number}",
            number=number,
            shared=sum(bool(cell) for cell in row) > 1,
            cells=tuple(
                CellView(view, tuple(told[at][place] for place in cell))
                for at, (view, cell) in enumerate(zip(runs, row, strict=True))
            ),
        )
        for number, row in enumerate(comparison.rows, 1)
    )


def _view_statements(run: Run, view: RunView) -> list[ToldView]:
    brief = view_brief(run.brief)
    unsaid = (
        {"quoted"} if run.brief.mode == "extractive" else set[str]()
    )  # all are, and the mode's name says so
    shown = [
        one for story in brief.stories for one in ((story.lead,) if story.lead else ()) + story.statements
    ]
    return [
        _view_told(statement, found, uncarried, refused, f"m{view.number}-s{number}", number, unsaid)
        for number, (statement, found, uncarried, refused) in enumerate(
            zip(run.statements, shown, run.uncarried, run.refused, strict=True), 1
        )
    ]


def _view_told(
    statement: Statement,
    shown: StatementView,
    uncarried: Sequence[Uncarried],
    refused: Refused | None,
    anchor: str,
    number: int,
    unsaid: Set[str],
) -> ToldView:
    doubtful = find_spans(statement.text, shown.text, uncarried)
    return ToldView(
        anchor=anchor,
        number=number,
        parts=mark_parts(shown.text, doubtful),
        markdown=mark_markdown(shown.text, doubtful),
        notes=tuple(note for note in _note(statement) if note not in unsaid),
        doubts=tuple(_word_doubt(statement.text, found) for found in uncarried),
        numbers=shown.numbers,
        brackets_from=shown.brackets_from,
        evidence=shown.evidence,
        draft=_view_draft(refused, f"{anchor}-draft") if refused else None,
    )


def _view_draft(refused: Refused, anchor: str) -> DraftView:
    # The verdict's offsets point into the draft as it was judged, with its white space folded.
    text = " ".join(refused.draft.split())
    shown = speak_text(text)
    uncarried = refused.verdict.uncarried
    doubtful = find_spans(text, shown, uncarried)
    return DraftView(
        anchor=anchor,
        parts=mark_parts(shown, doubtful),
        markdown=mark_markdown(shown, doubtful),
        support=f"{refused.verdict.score:.2f}",
        doubts=tuple(_word_doubt(text, found) for found in uncarried),
    )


def _note(statement: Statement) -> tuple[str, ...]:
    support = () if statement.support == 1 else (f"support {statement.support:.2f}",)
    return (*statement.labels, *support)


def _word_doubt(text: str, found: Uncarried) -> str:
    words = nest_quotation(clean_text(text[found.start : found.end]))
    return f"{words} ({found.kind})"


def find_spans(text: str, shown: str, uncarried: Sequence[Uncarried]) -> list[Span]:
    """Return where words that are not carried stand in a text as it is shown.

    Args:
        text: the statement, into which the offsets point.
        shown: the same cleaned for showing, so that offsets may have moved.
        uncarried: the words that are not carried.

    Returns:
        Spans in `shown`, ascending and disjoint.
    """
    spans: list[Span] = []
    reached = 0
    for found in sorted(uncarried, key=lambda found: (found.start, found.end)):
        words = clean_text(text[found.start : found.end])
        # Cleaning only takes away: the words cannot have moved by more than it took, and only to the left.
        start = shown.find(words, max(reached, found.start - (len(text) - len(shown)))) if words else -1
        if start >= 0:
            reached = start + len(words)
            spans.append((start, reached))
    return spans


def mark_parts(shown: str, doubtful: Sequence[Span]) -> tuple[MarkedView, ...]:
    """Cut a text where words are not carried, and around insertions in brackets."""
    inserted = [match.span() for match in _INSERTION.finditer(shown)]
    edges = sorted({0, len(shown), *(at for span in (*doubtful, *inserted) for at in span)})
    return tuple(
        MarkedView(shown[start:end], _within(start, doubtful), _within(start, inserted))
        for start, end in pairwise(edges)
    )


_BEGIN, _END = "\ue000", "\ue001"
"""Stand for the marks of bold while a text is escaped; they are private characters, taken out of it before."""


def mark_markdown(shown: str, doubtful: Sequence[Span]) -> Markup:
    """Return a text as Markdown, with the words in bold that are not carried."""
    plain = shown.replace(_BEGIN, " ").replace(_END, " ")
    for start, end in reversed(doubtful):
        plain = f"{plain[:start]}{_BEGIN}{plain[start:end]}{_END}{plain[end:]}"
    # Escaped whole: what stands at an edge is escaped by what stands beside it.
    return Markup(re.sub(f"[{_BEGIN}{_END}]", "**", escape_markdown(plain)))  # noqa: S704


def _within(place: int, spans: Sequence[Span]) -> bool:
    return any(start <= place < end for start, end in spans)
