"""A detail of another sentence brought in: only behind a word both say, only where the model finds it well placed."""

from __future__ import annotations

import numpy as np
import pytest

from summarizer.condensing.fusing import Detail, find_detail
from summarizer.condensing.pathing import StepScores
from summarizer.condensing.spelling import spell_words
from summarizer.condensing.words import CONNECTIVES, find_words
from tests.condensing_factory import read_marked

OFFSET = len(CONNECTIVES)
LIKELY, UNLIKELY = -0.5, -9.0


def fuse(marked: str, other: str, into: float = LIKELY, out: float = LIKELY) -> str:
    """Return what is told of a sentence with the other's detail, all steps between the two being alike."""
    text, words, told = read_marked(marked)
    others = find_words(other)
    size = OFFSET + len(words) + len(others) + 2
    steps = np.full((size, size), -3.0)
    there = 1 + OFFSET + len(words)
    steps[:there, there:] = into
    steps[there:, :there] = out
    detail = find_detail(words, told, others, StepScores(steps, np.zeros(size)), OFFSET)
    return spell_words(text, words, told, detail)


PLAIN = "Three people were hurt."


def test_a_phrase_comes_in_behind_the_word_that_both_say() -> None:
    other = "Three people were hurt near the harbour."
    assert fuse(PLAIN, other) == "Three people were hurt near the harbour."
    assert (
        fuse("Three people were hurt {, officials said} .", other)
        == "Three people were hurt near the harbour."
    )
    assert fuse("Three people were hurt and one drowned.", other) == (
        "Three people were hurt near the harbour and one drowned."
    )


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ("Three people were rescued near the harbour.", "stands behind another word"),
        ("Three people were hurt.", "says nothing more"),
        ("Three people were hurt in three.", "holds a word that is told already"),
        ("Three people were hurt because of the harbour.", "opens with no word of place or time"),
        ("Three people were hurt near.", "is one word"),
        ("Near the harbour, nobody was hurt.", "stands behind nothing"),
        (
            "Three people were hurt near the old ruined fishing harbour wall gate.",
            "is too long",
        ),
        ("", "is not there"),
    ],
)
def test_no_other_phrase_comes_in(other: str, why: str) -> None:
    assert fuse(PLAIN, other) == PLAIN, why


@pytest.mark.parametrize(("into", "out"), [(UNLIKELY, LIKELY), (LIKELY, UNLIKELY), (UNLIKELY, UNLIKELY)])
def test_nothing_comes_in_where_the_model_does_not_place_it(into: float, out: float) -> None:
    assert fuse(PLAIN, "Three people were hurt near the harbour.", into, out) == PLAIN


def test_a_place_where_such_a_phrase_stands_already_takes_no_other() -> None:
    told = "Three people were hurt in Orsk."
    assert fuse(told, "Three people were hurt near the harbour.") == told


def test_a_word_that_is_not_told_takes_nothing() -> None:
    assert fuse("Three people {were hurt and} drowned.", "Three were hurt near the harbour.") == (
        "Three people drowned."
    )


def test_of_two_phrases_the_one_that_fits_better_comes_in() -> None:
    text, words, told = read_marked(PLAIN)
    others = find_words("Many were hurt near Corran, others were hurt after dusk.")
    places = [at for at, word in enumerate(others) if word.text in ("near", "after")]
    size = OFFSET + len(words) + len(others) + 2
    there = 1 + OFFSET + len(words)
    for best in places:
        steps = np.full((size, size), -3.0)
        steps[:, there + best] = -0.1
        detail = find_detail(words, told, others, StepScores(steps, np.zeros(size)), OFFSET)
        assert isinstance(detail, Detail)
        assert detail.words[0].text == others[best].text
        assert words[detail.behind].text == "hurt"
        assert text.startswith("Three")
