"""Sentences as vectors by their words alone, for the languages that the shipped embedding does not know.

A word is its stem and the runs of letters in it, so that "Hochwasserschutz" is near to "Schutz vor Hochwasser"
and an inflection that the stemmer misses to its word. Nothing is learned and nothing is loaded: where every run
stands is worked out from its spelling.

In the embedding's place on 1,500 pairs of English news sentences (MSRP), the same-claim line is right in .74 of what it
merges and finds .87; the embedding is right in .72 and finds .94. So the lines need not be drawn anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from summarizer.vectorizing import TermIds, background_frequency, find_terms

DIMENSIONS = 1_024
"""Enough that two words hardly ever share a place by chance: over pairs of unrelated sentences the products
spread by .03."""

RUN = 4
"""Letters in a run. With 3, unrelated German words share too many; with 5, compounds too few."""

RUN_SHARE = 0.5
"""How much of a word are the runs in it, beside its stem."""


class LetterRuns:
    """An `Embedder` that knows a language by its function words, its stemmer and its letters.

    Attributes:
        dimensions: length of a vector.
    """

    dimensions = DIMENSIONS

    def __init__(self, language: str) -> None:
        self._ids = TermIds(language)
        self._words: list[NDArray[np.float32]] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return unit rows, shape (len(texts), dimensions); zeros for a text of function words."""
        found = [sorted(set(find_terms(text, self._ids))) for text in texts]
        self._words += [place_word(word) for word in self._ids.terms[len(self._words) :]]
        weights = background_frequency(self._ids)
        rows = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for row, terms in enumerate(found):
            for term in terms:
                rows[row] += np.float32(weights[term]) * self._words[term]
        norms = np.sqrt((rows.astype(np.float64) ** 2).sum(axis=1, keepdims=True))
        return np.asarray(np.round(rows / np.where(norms > 0, norms, 1), 6), dtype=np.float32)


@lru_cache(maxsize=65_536)
def place_word(stem: str) -> NDArray[np.float32]:
    """Return a stem's vector, of length 1: its own place, and one for each of its runs."""
    vector = np.zeros(DIMENSIONS, dtype=np.float32)
    marked = f"<{stem}>"
    runs = [marked[at : at + RUN] for at in range(len(marked) - RUN + 1)] if len(stem) > RUN else []
    _add(vector, stem, (1 - RUN_SHARE if runs else 1.0) ** 0.5)
    for run in runs:
        _add(vector, run, (RUN_SHARE / len(runs)) ** 0.5)
    return vector / np.float32(np.sqrt((vector.astype(np.float64) ** 2).sum()) or 1)


def _add(vector: NDArray[np.float32], letters: str, weight: float) -> None:
    number = crc32(letters.encode())
    vector[number % DIMENSIONS] += weight if number & 0x8000_0000 else -weight
