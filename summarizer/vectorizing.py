"""Sentences as sparse rows of weighted terms, and the sparse graph of their similarity.

A term is a Snowball stem; function words carry none. Nothing here holds an n × n matrix: the graph is
computed in blocks of rows, and terms too common to tell sentences apart are left out once n is large.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

import numpy as np
import Stemmer
from numpy.typing import NDArray
from scipy.sparse import csr_array, vstack

from summarizer.lexicon import STOP_WORDS

_TERM = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")

_ALIASES = (
    ("U.S.A.", "US "),
    ("U.S.", "US "),
    ("United States", "US"),
    ("U.K.", "UK "),
    ("United Kingdom", "UK"),
    ("Britain", "UK"),
    ("U.N.", "UN "),
    ("United Nations", "UN"),
    ("E.U.", "EU "),
    ("European Union", "EU"),
)
"""Spellings of one name."""

_NAMES_LIKE_WORDS = re.compile(r"\b(?:USA?|UN|UK|EU)\b")
"""Names that lower-casing would turn into words; they become "usnation"."""

_PREFIX_HYPHEN = re.compile(r"\b([Aa]nti|[Nn]on|[Pp]re|[Cc]o)-(?=[a-z])")

WORK_PER_SENTENCE = 1_000
"""Multiplications per sentence that the graph may cost. A story of 1,000 sentences hardly reaches it; at 30,000
it drops the terms found in more than about one sentence of a hundred, and the graph grows with n."""

BLOCK = 1_024
"""Rows of the graph computed at once: 1,024 × 30,000 similarities are at most 240 MB, mostly far fewer."""


@cache
def _stemmer(language: str) -> Stemmer.Stemmer:
    names = {"en": "english", "de": "german", "fr": "french", "es": "spanish", "pt": "portuguese"}
    names |= {"it": "italian", "nl": "dutch"}
    return Stemmer.Stemmer(names.get(language, "english"))


class TermIds(dict[str, int]):
    """Maps a lower-case word to the number of its term, -1 for a function word; grows as it is asked.

    Attributes:
        terms: the stem behind each number.
        compounds: long words seen so far, as which two shorter ones may be read.
    """

    def __init__(self, language: str = "en") -> None:
        self.terms: list[str] = []
        self.compounds: set[str] = set()
        self._by_stem: dict[str, int] = {}
        self._stem = _stemmer(language).stemWord

    def __missing__(self, word: str) -> int:
        plain = word.replace("’", "'")
        plain = plain.removesuffix("'s")
        number = -1
        if plain not in STOP_WORDS:
            stem = self._stem(plain)
            number = self._by_stem.setdefault(stem, len(self._by_stem))
            if number == len(self.terms):
                self.terms.append(stem)
        self[word] = number
        return number


def unify_names(text: str) -> str:
    """Return a text with one spelling for each name in `_ALIASES`."""
    if "U" in text or "Brit" in text:
        for spelling, plain in _ALIASES:
            text = text.replace(spelling, plain)
    return text


def find_words(text: str) -> list[str]:
    """Return a text's words and numbers in lower case, with one spelling for each name in `_ALIASES`."""
    text = unify_names(text)
    if "U" in text:
        text = _NAMES_LIKE_WORDS.sub(lambda name: f"{name[0][:2]}nation", text)
    if "-" in text:
        text = _PREFIX_HYPHEN.sub(r"\1", text)
    return _TERM.findall(text.lower())


def find_terms(text: str, ids: TermIds) -> list[int]:
    """Return the numbers of the text's terms, in order and with repetitions."""
    return [number for number in map(ids.__getitem__, find_words(text)) if number >= 0]


def find_all_terms(texts: Sequence[str], ids: TermIds) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the terms of all texts in one array, and where each text's terms start and end in it.

    Where one text writes "landmines" and another "land mines", both have the first one's term.
    """
    words = [find_words(text) for text in texts]
    known = {word for row in words for word in row if len(word) >= MIN_COMPOUND} | ids.compounds
    ids.compounds |= known
    rows = [
        [number for number in map(ids.__getitem__, _join_compounds(row, known)) if number >= 0]
        for row in words
    ]
    starts = np.zeros(len(rows) + 1, dtype=np.int64)
    np.cumsum([len(row) for row in rows], out=starts[1:])
    return np.fromiter((number for row in rows for number in row), np.int64, int(starts[-1])), starts


MIN_COMPOUND = 7
"""Letters from which a word may be a compound: "into" is not "in to"."""


def _join_compounds(words: list[str], known: set[str]) -> list[str]:
    joints = [at for at, pair in enumerate(pairwise(words)) if "".join(pair) in known]
    for at in reversed([at for at in joints if at - 1 not in joints]):
        words[at : at + 2] = [words[at] + words[at + 1]]
    return words


def count_terms(texts: Sequence[str], ids: TermIds | None = None, language: str = "en") -> csr_array:
    """Return how often each term stands in each text, shape (len(texts), terms)."""
    ids = TermIds(language) if ids is None else ids
    return count_found(*find_all_terms(texts, ids), len(ids.terms))


def count_found(terms: NDArray[np.int64], starts: NDArray[np.int64], size: int) -> csr_array:
    """Return how often each of `size` terms stands in each text, from what `find_all_terms` found."""
    counts = csr_array(
        (np.ones(len(terms), dtype=np.float32), terms.copy(), starts.copy()), shape=(len(starts) - 1, size)
    )
    counts.sum_duplicates()
    return counts


def document_frequency(counts: csr_array) -> NDArray[np.int64]:
    """Return in how many rows each term stands."""
    return np.bincount(counts.indices, minlength=counts.shape[1])


def weigh_terms(counts: csr_array, idf: NDArray[np.float32] | None = None) -> csr_array:
    """Return unit rows of TF-IDF, idf smoothed so that a term of every row still counts a little."""
    if idf is None:
        idf = inverse_frequency(counts)
    weighted = counts.copy()
    weighted.data = np.sqrt(counts.data) * idf[counts.indices]
    return scale_rows(weighted)


def inverse_frequency(counts: csr_array) -> NDArray[np.float32]:
    """Return log(1 + n / document frequency) per term."""
    frequency = np.maximum(document_frequency(counts), 1)
    return np.log1p(counts.shape[0] / frequency).astype(np.float32)


def background_frequency(ids: TermIds, language: str = "en") -> NDArray[np.float32]:
    """Return log(passages / passages with the term) per term, over plain text at large.

    Unlike `inverse_frequency` it does not depend on what a term's own collection is about, so that the
    subject that all sources share still counts.
    """
    passages, frequency = _background(language)
    unseen = MIN_BACKGROUND / 2
    counts = np.array([frequency.get(term, unseen) for term in ids.terms], dtype=np.float64)
    return np.log((passages + 1) / (counts + 0.5)).astype(np.float32)


MIN_BACKGROUND = 6
"""Stems in fewer passages were left out of the shipped frequencies."""


@cache
def _background(language: str) -> tuple[int, dict[str, int]]:
    path = files("summarizer") / "weights" / "idf" / f"{language}.json"
    if not path.is_file():
        return 1, {}
    stored = json.loads(path.read_text(encoding="utf-8"))
    return stored["passages"], stored["frequency"]


def scale_rows(matrix: csr_array) -> csr_array:
    """Return the matrix with each row scaled to length 1; empty rows stay empty."""
    squares = np.add.reduceat(np.append(matrix.data**2, 0), matrix.indptr[:-1]) if matrix.nnz else matrix.data
    lengths = np.diff(matrix.indptr)
    norms = np.sqrt(np.where(lengths > 0, squares, 1)) if matrix.nnz else np.ones(matrix.shape[0])
    scaled = matrix.copy()
    scaled.data = (matrix.data / np.repeat(norms, lengths)).astype(np.float32)
    return scaled


def drop_common_terms(rows: csr_array, work: int) -> csr_array:
    """Return the rows without their most common terms, so that their graph costs at most `work` products."""
    frequency = document_frequency(rows).astype(np.float64)
    order = np.argsort(frequency, kind="stable")
    affordable = np.cumsum(frequency[order] ** 2) <= work
    if affordable.all():
        return rows
    kept = np.zeros(len(frequency), dtype=bool)
    kept[order[affordable]] = True
    thinned = rows.copy()
    thinned.data = np.where(kept[rows.indices], rows.data, 0).astype(np.float32)
    thinned.eliminate_zeros()
    return thinned


def similarity_graph(rows: csr_array, floor: float) -> csr_array:
    """Return the cosine of all pairs of unit rows of at least `floor`, without the diagonal.

    Shape (n, n), symmetric, sparse; values rounded so that they do not depend on the machine.
    """
    count = rows.shape[0]
    rows = drop_common_terms(rows, WORK_PER_SENTENCE * max(count, 1))
    columns = rows.T.tocsr()
    blocks = [_similar_rows(rows, columns, start, floor) for start in range(0, max(count, 1), BLOCK)]
    graph: csr_array = vstack(blocks, format="csr")
    return graph


def _similar_rows(rows: csr_array, columns: csr_array, start: int, floor: float) -> csr_array:
    block = (rows[start : start + BLOCK] @ columns).tocoo()
    kept = (block.data >= floor) & (block.row + start != block.col)
    data = np.round(block.data[kept], 5).astype(np.float32)
    return csr_array((data, (block.row[kept], block.col[kept])), shape=block.shape)
