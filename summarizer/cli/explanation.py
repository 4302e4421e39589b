"""``--explain``: what was merged with what, and what was left out and why, for a person to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizer.records import Brief, Claim, Explanation, Omission, Refused

MAX_LINES = 40
"""Merges, and omissions of one reason, that are written out: two screens. The counts are always whole."""

WIDTH = 110
"""Characters of a sentence that are shown: enough to find it."""


def explain_lines(brief: Brief, explanation: Explanation) -> Iterator[str]:
    """Yield the lines of an explanation."""
    names = {source.id: f"[{number}]" for number, source in enumerate(brief.sources, 1)}
    yield from _list_sources(brief)
    yield from _list_copies(explanation, names)
    yield from _list_merges(explanation.merges, names)
    yield from _list_refused(explanation.refused)
    yield from _list_omissions(explanation.omissions)


def _list_refused(refused: Sequence[Refused]) -> Iterator[str]:
    if refused:
        yield f"Condensed, but not carried by the evidence ({len(refused)}), so that the source is quoted:"
    for one in refused[:MAX_LINES]:
        words = ", ".join(
            f"“{one.draft[part.start : part.end]}” ({part.kind})" for part in one.verdict.uncarried
        )
        yield f"  {shorten(one.draft)}"
        yield f"    support {one.verdict.score:.2f}: {words or 'as a whole'}"
    yield from _rest(len(refused))


def _list_sources(brief: Brief) -> Iterator[str]:
    yield f"Read {_count(len(brief.sources), 'source')}:"
    reasons = dict(brief.coverage.uncited)
    for number, source in enumerate(brief.sources, 1):
        uncited = f" (not cited: {reasons[source.id]})" if source.id in reasons else ""
        yield f"  [{number}] {source.origin}{uncited}"


def _list_copies(explanation: Explanation, names: dict[str, str]) -> Iterator[str]:
    if explanation.copies:
        yield f"Reprints of one text ({_count(len(explanation.copies), 'group')}), each group one report:"
    for group in explanation.copies:
        yield "  " + " = ".join(names.get(article.id, article.origin) for article in group.articles)


def _list_merges(merges: Sequence[Claim], names: dict[str, str]) -> Iterator[str]:
    if not merges:
        yield "No two sentences said the same."
        return
    merged = sum(len(claim.sentences) for claim in merges)
    yield f"Merged {merged} sentences into {_count(len(merges), 'claim')}:"
    for claim in merges[:MAX_LINES]:
        yield f"  {_count(len(claim.sentences), 'sentence')}, {_count(claim.origins, 'independent origin')}:"
        yield from (f"    {names.get(one.article_id, '[?]')} {shorten(one.text)}" for one in claim.sentences)
    yield from _rest(len(merges))


def _list_omissions(omissions: Sequence[Omission]) -> Iterator[str]:
    grouped: dict[tuple[str, str], list[Omission]] = {}
    for omission in omissions:
        grouped.setdefault((omission.stage, omission.reason), []).append(omission)
    if grouped:
        yield f"Left out ({len(omissions)}):"
    for (stage, reason), group in sorted(grouped.items(), key=lambda item: -len(item[1])):
        yield f"  {stage}: {reason} ({len(group)})"
        yield from (f"    {shorten(omission.subject)}" for omission in group[:MAX_LINES])
        yield from _rest(len(group), indent="    ")


def _rest(count: int, indent: str = "  ") -> Iterator[str]:
    if count > MAX_LINES:
        yield f"{indent}… and {count - MAX_LINES} more"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def shorten(text: str) -> str:
    """Return a sentence on one line of at most `WIDTH` characters, without what a terminal would act on."""
    folded = "".join(char if char.isprintable() else " " for char in " ".join(text.split()))
    return folded if len(folded) <= WIDTH else folded[: WIDTH - 1] + "…"
