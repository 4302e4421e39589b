"""Shortens a view until its rendering fits: what a reader misses least goes first, and as little as possible.

Works on the view, so that templates need not know of it; whatever goes is put into words in `left_out`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from summarizer.languages import say
from summarizer.rendering.records import BriefView, StatementView, StoryView, ValueView
from summarizer.rendering.wording import write_number

COVERAGE_KEPT = 12
"""Lines of the coverage that always stay: its counts come first, then what could not be read."""

MENTIONS_KEPT = 10
"""Stories under "Also today" that always stay: as many as there are where nothing else is set."""


@dataclass(frozen=True, slots=True)
class Cut:
    """One way to shorten a view.

    Attributes:
        most: how much of it there is to cut; 0 where there is nothing.
        apply: cuts that much, the last first.
        word: says what was cut, after "leaves out", with "{n}" for how much.
    """

    most: Callable[[BriefView], int]
    apply: Callable[[BriefView, int], BriefView]
    word: Callable[[int], str]


def fit_view(view: BriefView, fits: Callable[[BriefView], bool]) -> BriefView:
    """Return the view, with no more left out of it than is needed to fit.

    Args:
        view: what to shorten.
        fits: whether a view is short enough; what is shorter than one that fits should fit too.

    Returns:
        The view itself where it fits; the shortest there is where nothing helps.
    """
    for cut in CUTS:
        if fits(view):
            return view
        view = _cut_enough(view, cut, fits)
    return view


def _cut_enough(view: BriefView, cut: Cut, fits: Callable[[BriefView], bool]) -> BriefView:
    def shorten(amount: int) -> BriefView:
        words = say(view.language, cut.word(amount), n=write_number(amount, view.language))
        return replace(cut.apply(view, amount), left_out=(*view.left_out, words))

    low, high = 1, cut.most(view)
    if high < 1:
        return view
    best = shorten(high)
    if not fits(best):
        return best
    while low < high:
        middle = (low + high) // 2
        shorter = shorten(middle)
        if fits(shorter):
            best, high = shorter, middle
        else:
            low = middle + 1
    return best


# what can be cut


def _drop_strip(view: BriefView, amount: int) -> BriefView:
    return replace(view, strip=None)


def _drop_mentions(view: BriefView, amount: int) -> BriefView:
    return replace(view, also=view.also[: len(view.also) - amount])


def _drop_quotes(view: BriefView, amount: int) -> BriefView:
    return replace(view, sources=tuple(replace(source, passages=()) for source in view.sources))


def _drop_coverage(view: BriefView, amount: int) -> BriefView:
    return replace(view, coverage=view.coverage[: len(view.coverage) - amount])


def _drop_uncited(view: BriefView, amount: int) -> BriefView:
    return replace(view, sources=tuple(source for source in view.sources if source.cited))


def _told(view: BriefView) -> list[StatementView]:
    return [s for story in view.stories for s in (story.lead, *story.statements) if s is not None]


def _edit_statements(
    view: BriefView, amount: int, edit: Callable[[StatementView], StatementView | None]
) -> BriefView:
    """Apply an edit to the last so many statements; a story that has none left goes too."""
    first = len(_told(view)) - amount
    place = iter(range(len(_told(view))))

    def edited(statements: Iterable[StatementView]) -> tuple[StatementView, ...]:
        changed = (edit(statement) if next(place) >= first else statement for statement in statements)
        return tuple(statement for statement in changed if statement is not None)

    stories = []
    for story in view.stories:
        lead = edited((story.lead,) if story.lead else ())
        stories.append(replace(story, lead=next(iter(lead), None), statements=edited(story.statements)))
    return replace(view, stories=tuple(story for story in stories if _has_words(story)))


def _has_words(story: StoryView) -> bool:
    return story.lead is not None or bool(story.statements)


def _drop_evidence(view: BriefView, amount: int) -> BriefView:
    return _edit_statements(view, amount, _without_links)


def _without_links(statement: StatementView) -> StatementView:
    return replace(statement, evidence=(), marks=tuple(replace(mark, href=None) for mark in statement.marks))


def _drop_statements(view: BriefView, amount: int) -> BriefView:
    return _edit_statements(view, amount, lambda statement: None)


def _drop_conflict_links(view: BriefView, amount: int) -> BriefView:
    def bare(value: ValueView) -> ValueView:
        return replace(value, evidence=(), marks=tuple(replace(mark, href=None) for mark in value.marks))

    conflicts = tuple(replace(c, values=tuple(map(bare, c.values))) for c in view.conflicts)
    return replace(view, conflicts=conflicts)


def _drop_conflicts(view: BriefView, amount: int) -> BriefView:
    return replace(view, conflicts=view.conflicts[: len(view.conflicts) - amount])


def _drop_sources(view: BriefView, amount: int) -> BriefView:
    return replace(view, sources=view.sources[: len(view.sources) - amount])


def _the_last(amount: int, noun: str, plural: str | None = None) -> str:
    return f"the last {noun}" if amount == 1 else f"the last {{n}} {plural or noun + 's'}"


CUTS = (
    Cut(
        lambda view: int(view.strip is not None),
        _drop_strip,
        lambda amount: "the table of who is cited for what",
    ),
    Cut(
        lambda view: int(any(source.passages for source in view.sources)),
        _drop_quotes,
        lambda amount: "the passages quoted in the list of sources",
    ),
    Cut(
        lambda view: len(view.coverage) - COVERAGE_KEPT,
        _drop_coverage,
        lambda amount: f"{_the_last(amount, 'line')} of the coverage",
    ),
    Cut(
        lambda view: int(any(not source.cited for source in view.sources)),
        _drop_uncited,
        lambda amount: "the sources that are not cited",
    ),
    Cut(
        lambda view: len(view.also) - MENTIONS_KEPT,
        _drop_mentions,
        lambda amount: f"{_the_last(amount, 'line')} of “Also today”",
    ),
    Cut(
        lambda view: int(any(mark.href for c in view.conflicts for v in c.values for mark in v.marks)),
        _drop_conflict_links,
        lambda amount: "the links of what sources differ on",
    ),
    Cut(
        lambda view: len(_told(view)),
        _drop_evidence,
        lambda amount: f"the links of {_the_last(amount, 'statement')}",
    ),
    Cut(
        lambda view: len(_told(view)) - 1,
        _drop_statements,
        lambda amount: _the_last(amount, "statement"),
    ),
    Cut(
        lambda view: len(view.sources),
        _drop_sources,
        lambda amount: _the_last(amount, "source"),
    ),
    Cut(
        lambda view: len(view.conflicts),
        _drop_conflicts,
        lambda amount: _the_last(amount, "difference between sources", "differences between sources"),
    ),
)
"""In the order in which they are tried; a later one only where all the earlier ones were not enough."""
