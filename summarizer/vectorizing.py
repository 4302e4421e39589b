"""Sentences as sparse rows of weighted terms, and the sparse graph of their similarity.

A term is a Snowball stem; function words carry none. Nothing here holds an n × n matrix: the graph is its
edges, and terms too common to tell sentences apart are left out once n is large.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from itertools import chain, compress, count, islice, repeat
from operator import add

import numpy as np
import Stemmer
from numpy.typing import NDArray

from summarizer.languages import OTHERS, load_language, rules_for
from summarizer.lexicon import STOP_WORDS
from summarizer.sparse import Pairs, SparseRows, multiply_pairs, number_distinct, sum_entries

_TERM = re.compile(r"[^\W\d_]++(?:['’][^\W\d_]++)*+|\d++(?:[.,]\d++)*+")
_ASCII_TERM = re.compile(r"[a-z]++(?:'[a-z]++)*+|[0-9]++(?:[.,][0-9]++)*+")
"""The same for a small text in ASCII, a third faster: most sentences are one."""

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

_PREFIX_HYPHEN = re.compile(r"-(?:(?<=\b[Aa]nti-)|(?<=\b[Nn]on-)|(?<=\b[Pp]re-)|(?<=\b[Cc]o-))(?=[a-z])")
"""It begins with the hyphen, which is found fifteen times as fast as a place where a word begins."""

WORK_PER_SENTENCE = 1_000
"""Multiplications per sentence that the graph may cost. A story of 1,000 sentences hardly reaches it; at 30,000
it drops the terms found in more than about one sentence of a hundred, and the graph grows with n."""


@cache
def _stemmer(language: str) -> Stemmer.Stemmer:
    # Without a cache of its own: `TermIds` asks once for a word, and to keep it takes longer than to stem it.
    return Stemmer.Stemmer(rules_for(language, "stemmer", "english"), 0)


class TermIds:
    """Numbers the terms of lower-case words; grows as it is asked.

    Attributes:
        language: two-letter code of the words' language.
        terms: the stem behind each number.
        compounds: long words seen so far, as which two shorter ones may be read.
    """

    def __init__(self, language: str = "en") -> None:
        self.language = language
        self.terms: list[str] = []
        self.compounds: set[str] = set()
        self._by_word: dict[str, int] = {}
        self._by_stem: dict[str, int] = {}
        self._stop_words = rules_for(language, "stop_words", STOP_WORDS)
        self._numbers: Mapping[str, str] = rules_for(language, "number_words", {})
        self._elisions: re.Pattern[str] | None = rules_for(language, "elisions", None)

    def number_words(self, words: Sequence[str]) -> list[int]:
        """Return the number of each word's term, -1 for a function word."""
        new = [word for word in dict.fromkeys(words) if word not in self._by_word]
        if new:
            self._learn(new)
        return list(map(self._by_word.__getitem__, words))

    def _learn(self, words: Sequence[str]) -> None:
        """Number new words by their stems; stop words are −1."""
        plain = [word if word.isalnum() else self._drop_clitics(word.replace("’", "'")) for word in words]
        if self._numbers:
            plain = [self._numbers.get(word, word) for word in plain]
        # All at once: to ask the stemmer for one word takes longer than to stem it.
        stems = _stemmer(self.language).stemWords(plain)
        known, stop_words = self._by_stem, self._stop_words
        numbers = [
            -1 if own in stop_words else known.setdefault(stem, len(known))
            for own, stem in zip(plain, stems, strict=True)
        ]
        self._by_word.update(zip(words, numbers, strict=True))
        self.terms += islice(self._by_stem, len(self.terms), None)

    def _drop_clitics(self, word: str) -> str:
        word = word.removesuffix("'s")
        return word if self._elisions is None else self._elisions.sub("", word, count=1)


@cache
def shared_ids(language: str) -> TermIds:
    """Return the numbers that the terms of a language's articles have throughout a process."""
    return TermIds(language)


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
        text = _PREFIX_HYPHEN.sub("", text)
    text = text.lower()
    return (_ASCII_TERM if text.isascii() else _TERM).findall(text)


def find_terms(text: str, ids: TermIds) -> list[int]:
    """Return the numbers of the text's terms, in order and with repetitions."""
    return [number for number in ids.number_words(find_words(text)) if number >= 0]


def find_all_terms(texts: Sequence[str], ids: TermIds) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the terms of all texts in one array, and where each text's terms start and end in it.

    Where one text writes "landmines" and another "land mines", both have the first one's term.
    """
    rows = [find_words(text) for text in texts]
    ends = np.cumsum([0, *map(len, rows)])
    words = list(chain.from_iterable(rows))
    places, distinct = number_distinct(words, len(words))
    numbers = np.array(ids.number_words(distinct), dtype=np.int64)[places]
    ids.compounds.update(word for word in distinct if len(word) >= MIN_COMPOUND)
    for at in _find_joints(words, ends, ids.compounds):
        numbers[at : at + 2] = *ids.number_words([words[at] + words[at + 1]]), -1
    is_term = numbers >= 0
    return numbers[is_term], np.concatenate([[0], np.cumsum(is_term)])[ends]


MIN_COMPOUND = 7
"""Letters from which a word may be a compound: "into" is not "in to"."""


def _find_joints(words: list[str], ends: NDArray[np.int64], compounds: set[str]) -> list[int]:
    """Return the places of words that make a compound with the next one of the same text; none overlap."""
    pairs = map(add, words, islice(words, 1, None))
    found = set(compress(count(), map(compounds.__contains__, pairs))).difference((ends - 1).tolist())
    return sorted(at for at in found if at - 1 not in found)


def count_terms(texts: Sequence[str], ids: TermIds | None = None, language: str = "en") -> SparseRows:
    """Return how often each term stands in each text, a row for each text and a column for each term."""
    ids = TermIds(language) if ids is None else ids
    return count_found(*find_all_terms(texts, ids), len(ids.terms))


def count_found(terms: NDArray[np.int64], starts: NDArray[np.int64], size: int) -> SparseRows:
    """Return how often each of `size` terms stands in each text, from what `find_all_terms` found."""
    texts = len(starts) - 1
    return sum_entries(np.repeat(np.arange(texts), np.diff(starts)), terms, (texts, size))


def weigh_terms(counts: SparseRows, idf: NDArray[np.float64] | None = None) -> SparseRows:
    """Return unit rows of TF-IDF, idf smoothed so that a term of every row still counts a little."""
    if idf is None:
        idf = inverse_frequency(counts)
    return counts.with_values(np.sqrt(counts.values) * idf[counts.columns]).scale_to_unit()


def inverse_frequency(counts: SparseRows) -> NDArray[np.float64]:
    """Return log(1 + n / document frequency) per term."""
    return np.log1p(len(counts) / np.maximum(counts.count_columns(), 1))


def background_frequency(ids: TermIds) -> NDArray[np.float64]:
    """Return log(passages / passages with the term) per term, over plain text at large.

    Unlike `inverse_frequency` it does not depend on what a term's own collection is about, so that the
    subject that all sources share still counts. For languages whose passages were not counted, it is one value
    for the words that much of the news has, and another for all others.
    """
    if ids.language in OTHERS:
        common = _common_stems(ids.language)
        return np.array([COMMON if term in common else UNCOMMON for term in ids.terms], dtype=np.float64)
    passages, frequency = _background("en")
    unseen = MIN_BACKGROUND / 2
    counts = np.fromiter(map(frequency.get, ids.terms, repeat(unseen)), np.float64, len(ids.terms))
    return np.log((passages + 1) / (counts + 0.5))


COMMON, UNCOMMON = 2.5, 6.5
"""What the words of `Language.common` and all others weigh: in English, "year", "people" and "government" lie at 1.4
to 2.7, the words that make news at 5 to 8."""


@cache
def _common_stems(language: str) -> frozenset[str]:
    return frozenset(_stemmer(language).stemWords(sorted(load_language(language).common)))


MIN_BACKGROUND = 6
"""Stems in fewer passages were left out of the shipped frequencies."""


@cache
def _background(language: str) -> tuple[int, dict[str, int]]:
    path = files("summarizer") / "weights" / "idf" / f"{language}.json"
    if not path.is_file():
        return 1, {}
    stored = json.loads(path.read_text(encoding="utf-8"))
    return stored["passages"], stored["frequency"]


def drop_common_terms(rows: SparseRows, work: int) -> SparseRows:
    """Return the rows without their most common terms, so that their graph costs at most `work` products."""
    frequency = rows.count_columns()
    order = np.argsort(frequency, kind="stable")
    affordable = np.cumsum(frequency[order] ** 2) <= work
    if affordable.all():
        return rows
    rare = np.zeros(rows.width, dtype=bool)
    rare[order[affordable]] = True
    return rows.keep(rare[rows.columns])


def similarity_graph(rows: SparseRows, floor: float) -> Pairs:
    """Return the pairs of unit rows whose cosine is at least `floor`, rounded to be the same on any machine."""
    rows = drop_common_terms(rows, WORK_PER_SENTENCE * len(rows))
    graph = multiply_pairs(rows, floor)
    return replace(graph, values=np.round(graph.values, 5))
