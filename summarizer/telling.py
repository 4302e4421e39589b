"""Makes of claims the statements that may be told, in the sources' own words."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from summarizer.anchoring import Passage
from summarizer.checking.verbatim import cite_passage
from summarizer.condensing.extractive import quote_claims, untidiness
from summarizer.records import Article, Claim, Sentence
from summarizer.selecting import Candidate


@dataclass(frozen=True, slots=True)
class Ranked:
    """Claims with what ranking says of each.

    Attributes:
        salience: how much each matters, shape (claims,).
        openings: how fit each is to open the story, shape (claims,).
    """

    claims: Sequence[Claim]
    salience: NDArray[np.float64]
    openings: NDArray[np.float64]

    def most_salient(self, count: int) -> list[int]:
        """Return the places of the most salient claims, in ascending order."""
        return sorted((-self.salience).argsort(kind="stable")[:count].tolist())


def quote_candidates(
    ranked: Ranked,
    count: int,
    articles: Sequence[Article],
    sentences: Mapping[str, Sequence[Sentence]],
    elsewhere: Container[str] = frozenset(),
) -> list[Candidate]:
    """Return the most salient claims in their sources' words.

    Args:
        ranked: all claims of the story.
        count: how many of them may be told.
        articles: the story's.
        sentences: all of each article's, by its id, in order.
        elsewhere: quotes that are told in another story, and not here again.
    """
    by_id = {article.id: article for article in articles}
    claim_of = {sentence: claim for claim in ranked.claims for sentence in claim.sentences}
    told = ranked.most_salient(count)
    passages = quote_claims([ranked.claims[at] for at in told], articles, sentences)
    return [
        Candidate(
            claim=ranked.claims[at],
            statement=cite_passage(passage, ranked.claims[at], claim_of, by_id),
            passage=passage,
            salience=float(ranked.salience[at]),
            headline=float(ranked.openings[at]),
            untidiness=untidiness(passage),
            leaning=passage.leaning or _told_elsewhere(passage, by_id, elsewhere),
        )
        for at, passage in zip(told, passages, strict=True)
    ]


def _told_elsewhere(
    passage: Passage, articles: Mapping[str, Article], elsewhere: Container[str]
) -> str | None:
    quotes = (articles[s.article_id].text[s.start : s.end] for s in passage.sentences)
    return "is told in another story" if any(quote in elsewhere for quote in quotes) else None
