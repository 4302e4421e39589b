"""Sets a statement beside the nearest sentences of its evidence, word by word in order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from summarizer.checking.words import Evidence, Word
from summarizer.lexicon import STOP_WORDS

ENOUGH_COMMON = 0.6
"""Only sentences that share this much of their words are compared word by word: in two that merely tell of one
thing, "rose" here and "fell" there may both be so."""


class Alignment(NamedTuple):
    """A statement's sentence beside a sentence of its evidence.

    Attributes:
        words: of the statement's sentence.
        given: the words of the evidence's.
        places: for each word of the statement, its place in `given`, or -1.
        back: for each word of the evidence, its place in `words`, or -1.
        covered: the share of the statement's words of content that the evidence's sentence has.
    """

    words: Sequence[Word]
    given: Sequence[Word]
    places: list[int]
    back: list[int]
    covered: float

    def slot(self, at: int) -> tuple[int, int]:
        """Return the range of the evidence's words between the neighbours of a word that is not aligned."""
        before = next((p for p in reversed(self.places[:at]) if p >= 0), -1)
        behind = next((p for p in self.places[at + 1 :] if p >= 0), len(self.given))
        return before + 1, behind


def align_words(words: Sequence[Word], given: Sequence[Word], covered: float) -> Alignment:
    """Align two sentences by the longest row of words that both have in the same order."""
    where: dict[str, list[int]] = {}
    for at in range(len(given) - 1, -1, -1):
        where.setdefault(given[at].key, []).append(at)
    tails: list[int] = []
    nodes: list[tuple[int, int, int]] = []
    heads: list[int] = []
    for own, word in enumerate(words):
        for other in where.get(word.key, ()):
            size = bisect_left(tails, other)
            nodes.append((own, other, heads[size - 1] if size else -1))
            if size == len(tails):
                tails.append(other)
                heads.append(len(nodes) - 1)
            else:
                tails[size], heads[size] = other, len(nodes) - 1
    places, back = [-1] * len(words), [-1] * len(given)
    node = heads[-1] if heads else -1
    while node >= 0:
        own, other, node = nodes[node]
        places[own], back[other] = other, own
    return Alignment(words, given, places, back, covered)


NEAR, ALSO_NEAR = 0.5, 0.8
"""The evidence's sentence that has most of a statement's words of content speaks for it if it has this share;
others that have this share of the best one's may speak for it as well."""

CANDIDATES = 3
"""Sentences of the evidence that a sentence of the statement is aligned with, at most."""


def align_statement(words: Sequence[Word], evidence: Evidence) -> list[list[Alignment]]:
    """Return, for each sentence of a statement, its alignments with the evidence's nearest ones, best first."""
    aligned = []
    for number in range(words[-1].sentence + 1 if words else 0):
        own = [word for word in words if word.sentence == number]
        content = {word.key for word in own if word.form not in STOP_WORDS}
        if not content:
            continue
        shares = [len(content & keys) / len(content) for keys in evidence.content]
        best = max(shares, default=0.0)
        if best < NEAR:
            continue
        chosen = sorted(range(len(shares)), key=lambda at: (-shares[at], at))[:CANDIDATES]
        aligned.append(
            [
                align_words(own, evidence.sentences[at], shares[at])
                for at in chosen
                if shares[at] >= ALSO_NEAR * best
            ]
        )
        aligned += _align_rest(own, content - evidence.content[chosen[0]], evidence)
    return aligned


def _align_rest(own: Sequence[Word], left: set[str], evidence: Evidence) -> list[list[Alignment]]:
    """Return the alignment of what the nearest sentence lacks with the one that has most of it."""
    places = [at for at, word in enumerate(own) if word.key in left]
    shares = [len(left & keys) / len(left) for keys in evidence.content] if left else []
    best = max(range(len(shares)), key=lambda at: (shares[at], -at), default=-1)
    if best < 0 or shares[best] < NEAR:
        return []
    rest = own[places[0] : places[-1] + 1]
    return [[align_words(rest, evidence.sentences[best], shares[best])]]
