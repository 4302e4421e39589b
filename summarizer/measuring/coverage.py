"""How much of what the sources have in common a brief tells, and how many words it takes to do so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from summarizer.vectorizing import TermIds, find_terms

SHARED_BY = 2
"""Sources that must use a term for it to count, where there are several: what one alone has is detail."""


class SharedTerms:
    """The terms that the sources share, each worth as much as the number of sources that use it."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Take the texts of the sources."""
        self._ids = TermIds()
        used = Counter(term for text in texts for term in set(find_terms(text, self._ids)))
        least = min(SHARED_BY, len(texts))
        self._worth = {term: count for term, count in used.items() if count >= least}
        self._whole = sum(self._worth.values())

    def trace(self, statements: Iterable[str]) -> tuple[tuple[int, float], ...]:
        """Return after each statement the words so far and the share of the shared terms told so far, 0 … 1."""
        told: set[int] = set()
        words, points = 0, []
        for statement in statements:
            words += len(statement.split())
            told.update(term for term in find_terms(statement, self._ids) if term in self._worth)
            share = sum(self._worth[term] for term in told) / self._whole if self._whole else 0.0
            points.append((words, share))
        return tuple(points)
