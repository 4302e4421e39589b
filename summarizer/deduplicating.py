"""Merges what says the same: first whole articles that reprint one text, then sentences.

Nothing is dropped. A reprint stays a source, and every sentence of a claim stays as evidence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import chain, combinations

import numpy as np
from numpy.typing import NDArray

from summarizer.comparing import SentenceSpace
from summarizer.contradicting import contradicts, numbers_of
from summarizer.crediting import credited_agency, first_credit
from summarizer.languages.glossing import gloss_text
from summarizer.records import Article, Claim, CopyGroup, Sentence
from summarizer.sparse import SparseRows, match_entries, multiply_pairs, sum_by, sum_entries
from summarizer.vectorizing import TermIds, find_terms, shared_ids

SHINGLE = 6
"""Terms in a shingle: six content words in a row do not meet by chance in two independent reports."""

COPY_SHARE = 0.5
"""Share of the shorter text's shingles that another must hold to be a reprint of it, or it of that."""

_WORD = re.compile(r"[^\W\d_]+")

VERBATIM_SHARE = 0.8
"""Share of terms (Jaccard) from which two sentences count as one wording, hence one origin."""

CANDIDATE_TERMS = 0.15
"""Cosine of terms below which no pair can reach `SAME_CLAIM` without being the same to the embedding."""

SAME_CLAIM = 0.45
"""The line of `same_claim_scores`: of the pairs of news sentences above it that nothing contradicts, .81 say the same
(docs/merging.md). To merge two facts is worse than to miss that two are one."""


# whole articles


def group_copies(articles: Sequence[Article]) -> list[CopyGroup]:
    """Return groups of two or more articles of which the shorter reprint the longest."""
    if len(articles) < 2:
        return []
    shingles = _shingle_matrix(articles)
    sizes = np.diff(shingles.starts)
    shared = multiply_pairs(shingles, floor=1)
    copied = shared.values >= COPY_SHARE * np.minimum(sizes[shared.left], sizes[shared.right])
    links = zip(shared.left[copied].tolist(), shared.right[copied].tolist(), strict=True)
    groups = [[articles[at] for at in members] for members in group_linked(len(articles), links)]
    return [
        CopyGroup(tuple(sorted(group, key=lambda article: -len(article.text))))
        for group in groups
        if len(group) > 1
    ]


def _shingle_matrix(articles: Sequence[Article]) -> SparseRows:
    """Return which shingles each article holds, 1 for each."""
    found = [_find_shingles(article, shared_ids(article.language)) for article in articles]
    numbers, columns = np.unique(np.concatenate(found), return_inverse=True)
    rows = np.repeat(np.arange(len(found)), [len(own) for own in found])
    return sum_entries(rows, columns.astype(np.int64), (len(found), len(numbers)))


@lru_cache(maxsize=8192)
def _find_shingles(article: Article, ids: TermIds) -> NDArray[np.uint64]:
    """Return the hashes of an article's shingles, each once."""
    spans = article.kept_spans
    terms = [term for start, end in spans for term in find_terms(article.text[start:end], ids)]
    # Two languages number their terms alike.
    begun = int.from_bytes(article.language.encode()[:8])
    shingles = np.full(max(len(terms) - SHINGLE + 1, 0), begun, dtype=np.uint64)
    for at in range(SHINGLE):
        shingles *= HASH_FACTOR
        shingles += np.array(terms[at : at + len(shingles)], dtype=np.uint64)
    return np.unique(shingles)


HASH_FACTOR = np.uint64(0x9E3779B97F4A7C15)
"""An odd number whose bits are spread evenly: of a million shingles no two have the same hash."""


# sentences


def merge_claims(space: SentenceSpace, reports: Mapping[str, str]) -> list[Claim]:
    """Group sentences that say the same into claims, in the order in which each is first told.

    Args:
        space: the sentences side by side.
        reports: the independent report that each article belongs to, as `reports_of` finds them.
    """
    by_row: dict[int, list[int]] = defaultdict(list)
    for number, row in enumerate(space.row_of.tolist()):
        by_row[row].append(number)
    groups = [sorted(chain.from_iterable(map(by_row.__getitem__, rows))) for rows in same_claim_groups(space)]
    claims = (tuple(space.sentences[number] for number in group) for group in sorted(groups))
    return [Claim(said, count_origins(said, reports, space.language)) for said in claims]


def same_claim_groups(space: SentenceSpace) -> list[list[int]]:
    """Return rows grouped by what they say: average link over `same_claim_scores`, vetoes respected."""
    candidates = _candidate_pairs(space)
    left, right, scores = candidates.left, candidates.right, _score_same_claim(space, candidates)
    close = np.flatnonzero(scores >= SAME_CLAIM / 2)
    close = close[np.argsort(-scores[close], kind="stable")]
    pairs = [
        (a, b, VETO if score >= SAME_CLAIM and _contradict(space, a, b) else score)
        for a, b, score in zip(
            left[close].tolist(), right[close].tolist(), scores[close].tolist(), strict=True
        )
    ]
    return _link_on_average(len(space.texts), pairs)


def _contradict(space: SentenceSpace, one: int, other: int) -> bool:
    return contradicts(space.texts[one], space.texts[other], space.language)


VETO = -10.0
"""A score that no average survives."""


def _link_on_average(count: int, pairs: Sequence[tuple[int, int, float]]) -> list[list[int]]:
    """Return rows in groups, joined from the surest pair on where the average link of two groups is near the line."""
    groups = {row: [row] for row in range(count)}
    home = list(range(count))
    score_of = {(a, b): score for a, b, score in pairs}
    for a, b in [(a, b) for a, b, score in pairs if score >= SAME_CLAIM]:
        first, second = sorted((home[a], home[b]))
        if first == second:
            continue
        links = [score_of.get((min(x, y), max(x, y)), 0.0) for x in groups[first] for y in groups[second]]
        if sum(links) / len(links) < SAME_CLAIM * LINK_SHARE:
            continue
        for row in groups[second]:
            home[row] = first
        groups[first] += groups.pop(second)
    return list(groups.values())


LINK_SHARE = 0.8
"""How far below the line the average of a group's links may fall: paraphrases of one claim are often closer
to the tidy wording in the middle than to each other."""


@dataclass(frozen=True, slots=True)
class _PairedRows:
    """Pairs of rows, and what the terms of each pair have in common; every array has the shape (pairs,).

    Attributes:
        left: the first row of each pair.
        right: the second one.
        cosine: of their terms.
        contained: the share of the lighter row's terms, by weight, that the other has, too.
        covered: the same of the heavier row's.
        shared: the logarithm of one more than the number of terms that both have.
    """

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    cosine: NDArray[np.float64]
    contained: NDArray[np.float64]
    covered: NDArray[np.float64]
    shared: NDArray[np.float64]

    def keep(self, kept: NDArray[np.bool_]) -> _PairedRows:
        """Return some of the pairs."""
        return _PairedRows(*(getattr(self, field.name)[kept] for field in fields(self)))

    def alike(self, vector: NDArray[np.float64] | float) -> NDArray[np.float64]:
        """Return how alike the rows of each pair are, by the cosine of their vectors, before the logistic."""
        cosines = COSINE * self.cosine + COSINE * vector
        return cosines + SHARED_WEIGHT * self.contained + SHARED_WEIGHT * self.covered - UNLIKE

    def same_claim(self, vector: NDArray[np.float64] | float) -> NDArray[np.float64]:
        """Return how surely the rows of each pair say the same, before the logistic, if their numbers are the same.

        Likeness and evidence count half each: two short sentences on one subject are alike by a name and a verb, and
        two long ones share much without being alike.
        """
        evidence = VECTOR * vector + COVERED * self.covered + SHARED_TERMS * self.shared - BIAS
        return (self.alike(vector) + evidence) / 2


def _candidate_pairs(space: SentenceSpace) -> _PairedRows:
    """Return the pairs of rows whose scores decide what is grouped.

    A group grows by pairs that reach `SAME_CLAIM`, so those between rows that have no such pair do not matter. Whether
    a row may have one is judged by its terms first: most of a long text need no vector.
    """
    likely = space.graph.values >= CANDIDATE_TERMS
    pairs = _pair_rows(space, space.graph.left[likely], space.graph.right[likely])
    near = pairs.keep(_squash(pairs.same_claim(LIKELY_VECTOR)) >= SAME_CLAIM)
    space.vectors.make(np.concatenate([near.left, near.right]))
    same = near.keep(_squash(near.same_claim(_compare_vectors(space, near))) >= SAME_CLAIM)
    grouped = np.zeros(len(space.texts), dtype=bool)
    grouped[same.left] = grouped[same.right] = True
    return pairs.keep(grouped[pairs.left] & grouped[pairs.right])


LIKELY_VECTOR = 0.9
"""The cosine of vectors with which a pair has to reach `SAME_CLAIM` by its terms. Of 136,000 pairs of sentences that
need more none has it: the highest has .88."""


def same_claim_scores(
    space: SentenceSpace, left: NDArray[np.int64], right: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return for each pair of rows how surely they say the same: 0 … 1, `SAME_CLAIM` is the line."""
    return _score_same_claim(space, _pair_rows(space, left, right))


def _score_same_claim(space: SentenceSpace, pairs: _PairedRows) -> NDArray[np.float64]:
    """Return how surely the rows of each pair say the same, 0 … 1, the numbers that only one of them has counted."""
    lines = pairs.same_claim(_compare_vectors(space, pairs))
    near = np.flatnonzero(lines >= NEAR)
    unshared = _count_unshared_numbers(space, pairs.left[near], pairs.right[near])
    lines[near] -= UNSHARED_NUMBER / 2 * unshared
    return _squash(lines)


def likeness_scores(
    space: SentenceSpace, left: NDArray[np.int64], right: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return for each pair of rows how alike they are: 0 … 1, whatever their numbers and however short they are."""
    pairs = _pair_rows(space, left, right)
    return _squash(pairs.alike(_compare_vectors(space, pairs)))


def are_alike(
    space: SentenceSpace, left: NDArray[np.int64], right: NDArray[np.int64], line: float
) -> NDArray[np.bool_]:
    """Return which pairs of rows reach a line by `likeness_scores`; those that cannot by their terms need no vector."""
    pairs = _pair_rows(space, left, right)
    alike = _squash(pairs.alike(SAME_VECTOR)) >= line
    near = pairs.keep(alike)
    alike[alike] = _squash(near.alike(_compare_vectors(space, near))) >= line
    return alike


SAME_VECTOR = 1.00001
"""The highest cosine of unit rows, and what single precision may add."""


def _squash(lines: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the logistic function, rounded so that ties are ties on every machine."""
    return np.asarray(np.round(1 / (1 + np.exp(-lines)), 5))


PAIR_BLOCK = 2_048
"""Pairs compared at once: their vectors are 4 MB, which a processor's cache nearly holds."""

VECTOR, COVERED, SHARED_TERMS, UNSHARED_NUMBER, BIAS = 2.7, 4.3, 0.9, 0.45, 5.1
"""What the evidence is the logistic function of: the cosine of the vectors, the share of the heavier sentence's terms
that both have, the logarithm of their number, and the numbers that only one has. The proportions are learned from
sentences of articles that were rewritten for learners; docs/merging.md says how, and what else was tried."""

COSINE, SHARED_WEIGHT, UNLIKE = 3.0, 1.5, 5.0
"""What likeness is the logistic function of: the cosines of terms and of vectors, the shares of terms that both have,
and a constant taken off. docs/merging.md measures it beside the evidence."""

NEAR = -1.25
"""Where numbers begin to be looked at: below, a pair has less than half of `SAME_CLAIM`, and does not count."""


def _pair_rows(space: SentenceSpace, left: NDArray[np.int64], right: NDArray[np.int64]) -> _PairedRows:
    """Return pairs of rows with what their terms have in common."""
    cosine, weight, count = np.zeros((3, len(left)))
    for at in range(0, len(left), PAIR_BLOCK):
        own = slice(at, at + PAIR_BLOCK)
        pair, entry, other = match_entries(space.terms, left[own], right[own], space.entries)
        size = len(left[own])
        cosine[own] = sum_by(pair, space.terms.values[entry] * space.terms.values[other], size)
        weight[own] = sum_by(pair, space.weights[entry], size)
        count[own] = sum_by(pair, None, size)
    masses = space.mass[left], space.mass[right]
    contained = weight / np.maximum(np.minimum(*masses), 1e-9)
    covered = weight / np.maximum(np.maximum(*masses), 1e-9)
    return _PairedRows(left, right, cosine, contained, covered, np.log1p(count))


def _compare_vectors(space: SentenceSpace, pairs: _PairedRows) -> NDArray[np.float64]:
    """Return the cosine of the vectors of each pair of rows."""
    cosines = np.zeros(len(pairs.left))
    for at in range(0, len(cosines), PAIR_BLOCK):
        own = slice(at, at + PAIR_BLOCK)
        sides = space.vectors.take(pairs.left[own]), space.vectors.take(pairs.right[own])
        cosines[own] = np.einsum("ij,ij->i", *sides)
    return cosines


def _count_unshared_numbers(
    space: SentenceSpace, left: NDArray[np.int64], right: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return how many numbers only one of each pair of rows has."""
    rows, language = {*left.tolist(), *right.tolist()}, space.language
    found = {row: numbers_of(gloss_text(space.texts[row], language)) for row in rows}
    counts = [len(found[a] ^ found[b]) for a, b in zip(left.tolist(), right.tolist(), strict=True)]
    return np.array(counts, dtype=np.float64)


# independent origins


_ISSUE = re.compile(r"^(.+\.(?:eml|emlx|msg)|.+#.+)[#/]\d+$", re.IGNORECASE)
"""The origin of an item of a newsletter's issue: the mail, then the item's number."""


def reports_of(articles: Iterable[Article], copies: Iterable[CopyGroup] = ()) -> dict[str, str]:
    """Return the independent report that each article belongs to, by its id.

    That is the article itself, the text it reprints, or the newsletter's issue of which it is an item.
    """
    reports = {article.id: _issue_of(article.origin) or article.id for article in articles}
    for group in copies:
        for article in group.articles:
            reports[article.id] = reports[group.articles[0].id]
    return reports


def _issue_of(origin: str) -> str | None:
    issue = _ISSUE.match(origin)
    return issue[1] if issue else None


def count_origins(sentences: Sequence[Sentence], reports: Mapping[str, str], language: str = "en") -> int:
    """Return how many independent reports these sentences come from.

    Sentences of one report (an article and its reprints), sentences that are near-verbatim of each other,
    and sentences that credit the same agency count once.
    """
    if len(sentences) == 1 or len({reports[sentence.article_id] for sentence in sentences}) == 1:
        return 1
    keys = sorted({(reports[s.article_id], s.text) for s in sentences})
    agencies = [credited_agency(text, language) for _, text in keys]
    words = [frozenset(_WORD.findall(text.lower())) for _, text in keys]
    links = [
        (a, b)
        for a, b in combinations(range(len(keys)), 2)
        if keys[a][0] == keys[b][0]
        or (agencies[a] is not None and agencies[a] == agencies[b])
        or len(words[a] & words[b]) >= VERBATIM_SHARE * len(words[a] | words[b])
    ]
    return len(group_linked(len(keys), links))


def count_reports(articles: Sequence[Article], reports: Mapping[str, str]) -> int:
    """Return how many independent reports the articles are.

    Articles of one report, as `reports_of` finds them, count once, and so do those whose first credit is to one agency.
    """
    if len(articles) == 1:
        return 1
    first_with: dict[str, int] = {}
    links = []
    for at, article in enumerate(articles):
        credit = first_credit(article)
        keys = [f"report {reports[article.id]}", *([f"credit {credit}"] if credit else [])]
        links += [(first_with.setdefault(key, at), at) for key in keys]
    return len(group_linked(len(articles), links))


def group_linked(count: int, links: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return the numbers 0 … count - 1 grouped by what links connect, by union and find."""
    parent = list(range(count))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for first, second in links:
        parent[root(second)] = root(first)
    groups: dict[int, list[int]] = defaultdict(list)
    for at in range(count):
        groups[root(at)].append(at)
    return list(groups.values())
