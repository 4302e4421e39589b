"""Sentences side by side: each once, whoever names it twice."""

from __future__ import annotations

import numpy as np

from summarizer.comparing import RowVectors, compare_sentences
from summarizer.embedding import load_embedder
from tests.brief_factory import make_article
from tests.story_factory import split_all

TEXT = (
    "The ferry Amity ran onto the Sable reef off Corran before dawn. "
    "Forty passengers were saved from the ferry by two boats. The reef has claimed four ships since 1950."
)


def test_a_sentence_that_is_named_twice_stands_there_once() -> None:
    sentences = [s for own in split_all([make_article(TEXT)]).values() for s in own]
    once, twice = compare_sentences(sentences), compare_sentences([*sentences, *sentences[:2]])
    assert list(twice.sentences) == list(once.sentences) == sentences
    assert twice.row_of.tolist() == once.row_of.tolist() == [0, 1, 2]


def test_sentences_word_for_word_the_same_share_a_row() -> None:
    articles = [make_article(TEXT), make_article(TEXT + " It is not marked by any buoy.")]
    sentences = [s for own in split_all(articles).values() for s in own]
    space = compare_sentences(sentences)
    assert space.row_of.tolist() == [0, 1, 2, 0, 1, 2, 3]
    assert len(space.texts) == len(space.vectors) == 4


def test_vectors_asked_for_one_by_one_are_those_made_at_once() -> None:
    texts = [*TEXT.split(". "), ""]
    one_by_one, at_once = RowVectors(texts, load_embedder()), RowVectors(texts, load_embedder())
    rows = np.array([2, 0, 2, 3, 1])
    taken = np.concatenate([one_by_one.take(rows[at : at + 1]) for at in range(len(rows))])
    assert np.array_equal(taken, at_once.take(rows))
    assert np.array_equal(taken, load_embedder().encode(texts)[rows])
