"""Sentences as vectors whose dot product says how alike they are, worded alike or not.

The weights are a static embedding in model2vec's format (see `weights/static/README.md`): one vector per
wordpiece, and a sentence is the weighted sum of its pieces. `model2vec.StaticModel` reads the same folder
and gives the same vectors, which a test holds. It is not what loads them here, because a brief of 1,000
sentences is made in well under a second: importing model2vec and loading through it costs 0.36 s,
reading the vocabulary and the matrix 0.01 s. The encoding is faster, too: each different word is cut into
pieces once, and most are a piece as they stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from summarizer.errors import ModelError
from summarizer.languages import OTHERS
from summarizer.sparse import find_ranges, number_distinct
from summarizer.wordpieces import WordPieces, find_runs

if TYPE_CHECKING:
    from summarizer.protocols import Embedder

STATIC_WEIGHTS = Path(__file__).parent / "weights" / "static"
"""The folder of the shipped embedding."""

BLOCK = 6
"""Texts whose sums are computed at once, as a product of dense matrices too small to be worth a second thread: with
12 texts the threads that wait for each other double the time, with 2 the many small products do."""

SCALED = 100 * BLOCK
"""Sums scaled at once, for the same reason: a processor's cache holds them."""

EXACT_PIECES = 128
"""Pieces of a text whose sum is exact in single precision: 128 × 127 × 1023 steps of the weights are below 2²⁴."""


def load_embedder(language: str = "en") -> Embedder:
    """Return the embedder for a language, loaded on the first call.

    The shipped one knows English, and is taken for languages that have no record; those that have one get a
    comparison of words and letters.

    Raises:
        ModelError: where the weights are missing or cannot be read.
    """
    return _load_letter_runs(language) if language in OTHERS else _load_static()


@cache
def _load_static() -> Embedder:
    return StaticEmbedder.from_folder(STATIC_WEIGHTS)


@cache
def _load_letter_runs(language: str) -> Embedder:
    from summarizer.letterruns import LetterRuns

    return LetterRuns(language)


class StaticEmbedder:
    """An `Embedder` that adds up one vector per wordpiece; a word's neighbours do not matter to it.

    The vectors are integers and the weights are multiples of a power of two, so every sum is exact in
    floating point: the same text has the same bytes in any company, order and process.

    Attributes:
        dimensions: length of a vector.
    """

    def __init__(
        self, vocabulary: WordPieces, vectors: NDArray[np.int8], weights: NDArray[np.float32]
    ) -> None:
        """Take the pieces, vectors of shape (pieces, dimensions), and one weight a piece."""
        self._vocabulary = vocabulary
        self._vectors = vectors
        self._weights = weights
        self.dimensions = int(vectors.shape[1])

    @classmethod
    def from_folder(cls, folder: Path) -> StaticEmbedder:
        """Return the embedder saved in a folder as `tokenizer.json` and `model.safetensors`.

        Raises:
            ModelError: where one of them is missing or is not what its name says.
        """
        from safetensors.numpy import load_file

        try:
            tensors = load_file(folder / "model.safetensors")
            vocabulary = WordPieces(folder / "tokenizer.json")
            return cls(vocabulary, tensors["embeddings"], tensors["weights"])
        except Exception as error:  # the Rust library raises plain Exception, and types of its own
            raise ModelError(
                f"The embedding in {folder} cannot be loaded: {error}",
                "Install multisource-summarizer again: its weights are part of the package.",
            ) from error

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return unit rows, shape (len(texts), dimensions); zeros for a text without a known piece."""
        pieces, ends = self._find_pieces(texts)
        rows = np.zeros((len(texts), self.dimensions), np.float32)
        for start in range(0, len(texts), SCALED):
            rows[start : start + SCALED] = scale_to_unit(
                self._add_up(pieces, ends[start : start + SCALED + 1])
            )
        return rows

    def _find_pieces(self, texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the pieces of all texts in one row, and where each text's begin (and the last one's end)."""
        rows = [find_runs(text) for text in texts]
        ends = np.cumsum([0, *map(len, rows)])
        numbers, runs = number_distinct(chain.from_iterable(rows), int(ends[-1]))
        cuts = self._vocabulary.cut(runs)
        pieces = np.array(list(chain.from_iterable(cuts)), dtype=np.int64)
        starts, places = find_ranges(np.cumsum([0, *map(len, cuts)]), numbers)
        return pieces[places], starts[ends]

    def _add_up(self, pieces: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return the weighted sums for texts that begin and end there among the pieces, a few texts at once."""
        pieces, ends = pieces[ends[0] : ends[-1]], ends - ends[0]
        lengths, weights = np.diff(ends), self._weights[pieces]
        texts = np.repeat(np.arange(len(lengths)) % BLOCK, lengths)
        sums = np.zeros((len(lengths), self.dimensions))
        for start in range(0, len(lengths), BLOCK):
            block = sums[start : start + BLOCK]
            own = slice(ends[start], ends[start + len(block)])
            precision = np.float32 if lengths[start : start + BLOCK].max() <= EXACT_PIECES else np.float64
            vectors = self._vectors.take(pieces[own], axis=0).astype(precision)
            spread = np.zeros((len(block), len(vectors)), precision)
            spread[texts[own], np.arange(len(vectors))] = weights[own]
            block[:] = spread @ vectors
        return sums


def scale_to_unit(rows: NDArray[np.float64]) -> NDArray[np.float32]:
    """Return the rows scaled to length 1; rows of zeros stay zeros."""
    norms = np.sqrt((rows**2).sum(axis=1, keepdims=True))
    return (rows / np.where(norms > 0, norms, 1)).astype(np.float32)
