"""The sentences of one story side by side: their terms, their vectors, and how alike they are.

Built once for a story, read by `deduplicating`, `ranking` and `selecting`. Sentences that are word for word
the same share a row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from summarizer.crediting import strip_attribution
from summarizer.embedding import load_embedder
from summarizer.protocols import Embedder
from summarizer.records import Sentence
from summarizer.sparse import EntryIndex, Pairs, SparseRows, sum_by
from summarizer.vectorizing import (
    TermIds,
    background_frequency,
    count_found,
    count_terms,
    find_all_terms,
    inverse_frequency,
    similarity_graph,
    weigh_terms,
)

GRAPH_FLOOR = 0.1
"""Similarities below this are not edges: LexRank's own threshold (Erkan and Radev 2004)."""


class RowVectors:
    """The vectors of texts, each made when it is first asked for.

    Of most sentences in a long text the terms alone say that they are like no other, and nothing asks for theirs.
    """

    def __init__(self, texts: Sequence[str], embedder: Embedder) -> None:
        """Take the texts, and what makes vectors of them, of one text as of many."""
        self._texts, self._embedder = texts, embedder
        self._rows = np.zeros((len(texts), embedder.dimensions), dtype=np.float32)
        self._made = np.zeros(len(texts), dtype=bool)

    def __len__(self) -> int:
        """Return the number of texts."""
        return len(self._texts)

    def make(self, rows: NDArray[np.int64]) -> None:
        """Make the vectors of some of the texts, for whoever will take them little by little: at once is faster."""
        lacking = np.unique(rows[~self._made[rows]])
        if len(lacking):
            self._rows[lacking] = self._embedder.encode([self._texts[row] for row in lacking.tolist()])
            self._made[lacking] = True

    def take(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the unit rows of some of the texts, shape (len(rows), dimensions)."""
        self.make(rows)
        return self._rows[rows]

    def times(self, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the product of all rows with a vector, shape (len(texts),)."""
        return self.take(np.arange(len(self))) @ vector


@dataclass(frozen=True, slots=True)
class SentenceSpace:
    """Sentences as rows.

    Attributes:
        sentences: in reading order.
        row_of: the row of each sentence, shape (len(sentences),); equal texts share one.
        row_by_sentence: the same, for who has a sentence and not its place.
        texts: the text of each row, n of them.
        ids: the numbering of terms.
        found: the terms of all rows in order, and where each row's start and end, as `find_all_terms` gives.
        idf: weight of each term among these rows.
        terms: unit rows of TF-IDF, n of them.
        entries: finds their entries.
        weights: the idf of each of their entries.
        mass: the sum of each row's weights, shape (n,).
        vectors: unit rows of the embedding, n of them.
        graph: pairs of rows whose TF-IDF cosine is at least `GRAPH_FLOOR`.
        language: two-letter code of the sentences' language.
    """

    sentences: tuple[Sentence, ...]
    row_of: NDArray[np.int64]
    row_by_sentence: Mapping[Sentence, int]
    texts: tuple[str, ...]
    ids: TermIds
    found: tuple[NDArray[np.int64], NDArray[np.int64]]
    idf: NDArray[np.float64]
    terms: SparseRows
    entries: EntryIndex
    weights: NDArray[np.float64]
    mass: NDArray[np.float64]
    vectors: RowVectors
    graph: Pairs
    language: str = "en"

    def place_text(self, text: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return how like each row another text is, by terms and by vector, each of shape (n,)."""
        (counts,) = count_terms([text], self.ids).to_dense()
        weights = counts[: len(self.idf)] * self.idf
        by_terms = self.terms.times(weights / (np.linalg.norm(weights) or 1))
        by_vector = self.vectors.times(load_embedder(self.language).encode([text])[0])
        return by_terms, by_vector.astype(np.float64)


def compare_sentences(
    sentences: Sequence[Sentence], embedder: Embedder | None = None, language: str = "en"
) -> SentenceSpace:
    """Place the sentences of one story side by side, each once."""
    rows: dict[str, int] = {}
    row_by_sentence = {sentence: rows.setdefault(sentence.text, len(rows)) for sentence in sentences}
    row_of = np.fromiter(row_by_sentence.values(), np.int64, len(row_by_sentence))
    texts = tuple(rows)
    ids = TermIds(language)
    said = [strip_attribution(text, language) for text in texts]
    found = find_all_terms(said, ids)
    counts = count_found(*found, len(ids.terms))
    idf = np.sqrt(inverse_frequency(counts) * background_frequency(ids))
    terms = weigh_terms(counts, idf)
    weights = idf[terms.columns]
    mass = sum_by(terms.rows, weights, len(terms))
    vectors = RowVectors(said, embedder or load_embedder(language))
    graph = similarity_graph(terms, GRAPH_FLOOR)
    return SentenceSpace(
        tuple(row_by_sentence),
        row_of,
        row_by_sentence,
        texts,
        ids,
        found,
        idf,
        terms,
        EntryIndex(terms),
        weights,
        mass,
        vectors,
        graph,
        language,
    )
