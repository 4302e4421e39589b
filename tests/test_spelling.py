"""Told words as a sentence: spaces, marks and capitals."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.condensing.spelling import spell_words
from summarizer.condensing.words import find_words
from tests.condensing_factory import read_marked
from tests.story_factory import as_params, load_cases


@pytest.mark.parametrize("case", as_params(load_cases("spelling.json")))
def test_what_is_left_is_a_sentence(case: dict[str, Any]) -> None:
    assert spell_words(*read_marked(case["input"])) == case["expected"]


@pytest.mark.parametrize("case", as_params(load_cases("spelling_negative.json")))
def test_a_sentence_that_is_told_whole_stays_as_it_is(case: dict[str, Any]) -> None:
    text, words, told = read_marked(case["input"])
    assert len(told) == len(words)
    assert spell_words(text, words, told) == text


PIECES = st.sampled_from(
    [
        *"the bridge fell Tarn's U.S. 1,800 won’t 19-year-old iPhone 橋 🔥 الجسر ﬁre ßig".split(),
        *", , . . ; : — - “ ” ( ) [ ] ! ? …".split(),
        '"',
        "\n",
    ]
)


@st.composite
def tellings(draw: st.DrawFn) -> tuple[str, list[int]]:
    """Draw a text and some of its words' places."""
    text = "".join(
        piece + draw(st.sampled_from([" ", " ", ""])) for piece in draw(st.lists(PIECES, max_size=14))
    )
    kept = draw(st.lists(st.booleans(), min_size=len(find_words(text)), max_size=len(find_words(text))))
    return text, [at for at, keep in enumerate(kept) if keep]


def letters(text: str) -> list[str]:
    return re.findall(r"\w", text.casefold())


@given(tellings())
def test_every_letter_and_figure_that_is_told_is_spelled_and_no_other(telling: tuple[str, list[int]]) -> None:
    text, told = telling
    words = find_words(text)
    spelled = spell_words(text, words, told)
    assert letters(spelled) == letters("".join(words[at].text for at in told))


@given(tellings())
def test_a_sentence_is_one_line_that_ends_with_a_mark(telling: tuple[str, list[int]]) -> None:
    text, told = telling
    spelled = spell_words(text, find_words(text), told)
    if spelled:
        assert spelled == " ".join(spelled.split())
        assert spelled.rstrip("”\"’')")[-1:] in (".", "!", "?", "…")
        assert spelled[0] not in " ,;:.)]–—-"


@given(tellings())
def test_spelling_a_spelled_sentence_changes_nothing(telling: tuple[str, list[int]]) -> None:
    text, told = telling
    spelled = spell_words(text, find_words(text), told)
    words = find_words(spelled)
    assert spell_words(spelled, words, range(len(words))) == spelled
