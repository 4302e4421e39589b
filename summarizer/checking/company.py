"""Tells words that evidence has together from words that it has, each in another place.

"The minister opened the bridge" of "The minister resigned. The mayor opened the bridge." has no word that does not
stand there, and "minister" stands nowhere beside what it stands beside here.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

SPAN = 6
"""Words of content on either side of a word that are its company. From 4 on, each orders .79 of the pairs of BUMP on
which the support model was trained, and 2 orders .787; without company, absent words alone order .69."""


def measure_company(said: Sequence[str], rows: Sequence[Set[str]]) -> list[float]:
    """Return for each word how much of its company the sentence has that has most of it, of what any has: 0 … 1.

    Args:
        said: the words of content of a statement, each by its stem or key.
        rows: the stems or keys of each sentence of its evidence.

    A word that no sentence has gets 0, one whose company stands nowhere at all 1.
    """
    held = set().union(*rows) & set(said)
    return [_company_of(at, said, rows) if word in held else 0.0 for at, word in enumerate(said)]


def _company_of(at: int, said: Sequence[str], rows: Sequence[Set[str]]) -> float:
    beside = [word for word in said[max(0, at - SPAN) : at + SPAN + 1] if word != said[at]]
    present = [word for word in beside if any(word in row for row in rows)]
    if not present:
        return 1.0
    return max(sum(word in row for word in present) for row in rows if said[at] in row) / len(present)
