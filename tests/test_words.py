"""Words that the compact condenser keeps or leaves out whole."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.condensing.words import find_words
from tests.story_factory import as_params, load_cases


@pytest.mark.parametrize("case", as_params(load_cases("words.json")))
def test_words(case: dict[str, Any]) -> None:
    assert [word.text for word in find_words(case["input"])] == case["expected"]


@given(st.text() | st.text("ab.,'’“”()-—1 \n", max_size=60))
def test_every_character_but_white_space_stands_in_one_word(text: str) -> None:
    covered = [at for word in find_words(text) for at in range(word.start, word.end)]
    assert covered == [at for at, character in enumerate(text) if not character.isspace()]
    for word in find_words(text):
        assert word.text == text[word.start : word.end]
