"""Sentences side by side: each once, whoever names it twice."""

from __future__ import annotations

from summarizer.comparing import compare_sentences
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
