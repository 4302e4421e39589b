"""Condenses a claim by quoting its best sentence: the one that stands alone and comes to the point."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from summarizer.anchoring import Passage, anchor_sentence
from summarizer.records import Article, Claim, Sentence

TIDY_WORDS = (10, 34)
"""The length of a statement that reads at one go; shorter ones say little, longer ones say two things."""

_ASIDE = re.compile(r"\s[–—-]\s|[()\[\];]|\.\.\.|…")
_SHOUT = re.compile(r"[A-Z](?<=\b[A-Z])[A-Z]{5,}\b")
_JOINT = re.compile(
    r"^(?:But|And|Also|Yet|Still|Meanwhile|Now|Later|Earlier|Elsewhere|Separately|Again|Another|In addition)\b"
)
_GLUED = re.compile(r"[.,;](?:(?<=\s.)|(?<=[a-z]\.)[A-Z]|(?<=\.)\s[a-z])")
"""A mark behind a space, or within "end.Then" or "end. then". This and `_SHOUT` begin with the character that they are
found by, which takes a fourth of the time."""
_ODD_START = re.compile(r"[^\w“\"‘'(\[$€£„«»¿¡]")


def quote_claims(
    claims: Iterable[Claim], articles: Sequence[Article], sentences: Mapping[str, Sequence[Sentence]]
) -> list[Passage]:
    """Return for each claim the passage that tells it best, in the sources' own words.

    Args:
        claims: what to tell.
        articles: where their sentences stand.
        sentences: all sentences of each article, by its id, in order.
    """
    by_id = {article.id: article for article in articles}
    return [_best_passage(claim, by_id, sentences) for claim in claims]


def _best_passage(
    claim: Claim, articles: Mapping[str, Article], sentences: Mapping[str, Sequence[Sentence]]
) -> Passage:
    passages = [
        anchor_sentence(sentence, sentences[sentence.article_id], articles[sentence.article_id])
        for sentence in claim.sentences
    ]
    if len(passages) == 1:
        return passages[0]
    return min(passages, key=lambda passage: (passage.leaning is not None, untidiness(passage)))


def untidiness(passage: Passage) -> float:
    """Return how far a passage is from a tidy wire sentence: 0 at best, about 1 for each fault."""
    faults = text_faults(passage.text)
    faults += 0.5 * len(passage.insertions) + 1.0 * (len(passage.sentences) - 1)
    return faults + 0.02 * passage.sentences[0].index


def text_faults(text: str) -> float:
    """Return the faults of a statement's text alone: too short or too long, asides, shouts, loose joints."""
    words = len(text.split())
    low, high = TIDY_WORDS
    faults = max(low - words, 0) / 5 + max(words - high, 0) / 10
    glued = len(_GLUED.findall(text)) + (_ODD_START.match(text) is not None)
    faults += 0.5 * len(_ASIDE.findall(text)) + len(_SHOUT.findall(text)) + text.count("!") + 2 * glued
    return faults + 1.5 * (_JOINT.match(text) is not None)
