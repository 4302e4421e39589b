"""The runs of words that a step over a sentence leaves out, and what stands in them, for all steps at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from summarizer.condensing.vocabulary import CLOSED, SAYING, VERBS
from summarizer.condensing.words import Word

Mask = NDArray[np.bool_]
Counts = NDArray[np.int64]


class Runs:
    """What is left out by each step from word i to word j: the run of words between them.

    All masks have shape (n, n) for n words with start and end, or one that broadcasts to it; only those above the
    diagonal mean anything.
    """

    def __init__(self, words: Sequence[Word]) -> None:
        self._known: dict[frozenset[str], Mask] = {}
        self.texts = ["", *(word.text for word in words), ""]
        self.lowered = [text.lower() for text in self.texts]
        self.size = len(self.texts)
        places = np.arange(self.size)
        self.here, self.there = places[:, None], places[None, :]
        self.length = self.there - self.here - 1
        self.first = np.minimum(places + 1, self.size - 1)
        self.last = np.maximum(places - 1, 0)
        self._behind = [np.minimum(self.here + 1 + behind, self.size - 1) for behind in range(3)]
        self.mark = self.each(lambda text: text != "" and not any(c.isalnum() for c in text))
        self.closer = self.mark & ~self.opens_enclosed()
        stop = self.among({".", "!", "?"}) & (places >= self.size - 3)
        self._ends: Mask = (stop | (places == self.size - 1))[None, :]
        self.function = self.among(CLOSED)
        self.capital = self.each(lambda text: text[:1].isupper())
        self.verb = self.each(_looks_like_verb)
        self.saying = self.count(self.among(SAYING))
        self.marks = self.count(self.mark)

    def each(self, test: Callable[[str], bool]) -> Mask:
        """Return which words pass a test, shape (n,)."""
        return np.fromiter(map(test, self.texts), dtype=bool, count=self.size)

    def among(self, known: frozenset[str] | set[str]) -> Mask:
        """Return which words are among these, however they are capitalised, shape (n,); not to be written to."""
        words = frozenset(known)
        found = self._known.get(words)
        if found is None:
            held = map(words.__contains__, self.lowered)
            found = self._known[words] = np.fromiter(held, dtype=bool, count=self.size)
            found.setflags(write=False)
        return found

    def count(self, which: Mask) -> Counts:
        """Return how many words of each run are among these."""
        before = count_before(which)
        return np.asarray(before[:-1][None, :] - before[1:][:, None])

    def opened_by(self, which: Mask, behind: int = 0) -> Mask:
        """Whether a run's first word, or the one so far behind it, is among these, shape (n, 1)."""
        return which[self._behind[behind]]

    def closed_by(self, which: Mask) -> Mask:
        """Whether a run's last word is among these, shape (1, n)."""
        return which[self.last][None, :]

    def at_end(self) -> Mask:
        """Whether a step goes to the end, or to the mark before it."""
        return self._ends

    def opens_enclosed(self) -> Mask:
        """Return which marks open a quotation or a bracket: before them nothing is closed."""
        straight = self.among({'"'})
        return np.asarray(self.among({"“", "‘", "(", "["}) | (straight & (np.cumsum(straight) % 2 == 1)))


def shift(which: Mask, by: int) -> Mask:
    """Return which words stand so far behind one that is among these, or before it; round the ends, shape (n,)."""
    return np.concatenate([which[-by:], which[:-by]])


def count_before(which: Mask) -> Counts:
    """Return how many of the words before each place, the end included, are among these, shape (words + 1,)."""
    before = np.zeros(len(which) + 1, dtype=np.int64)
    which.cumsum(out=before[1:])
    return before


def find_next(which: Mask) -> Counts:
    """Return the first place, from each on, that is among these; the number of words where none is, shape (n,)."""
    places = np.where(which, np.arange(len(which)), len(which))
    return np.minimum.accumulate(places[::-1])[::-1]


def find_previous(which: Mask) -> Counts:
    """Return the last place, up to each, that is among these; 0 where none is, shape (n,)."""
    return np.maximum.accumulate(np.where(which, np.arange(len(which)), 0))


def _looks_like_verb(text: str) -> bool:
    plain = text.lower().replace("’", "'")
    shaped = text.islower() and len(text) > 3 and plain.endswith(("ed", "n't", "'re", "'ve", "'ll"))
    return shaped or plain in VERBS
