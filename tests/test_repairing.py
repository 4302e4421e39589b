"""Paths that would change or break what is said, and what becomes of them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.condensing.repairing import GUARDS, find_enclosed, repair_path
from summarizer.condensing.words import find_words
from tests.condensing_factory import read_marked
from tests.story_factory import as_params, load_cases


@pytest.mark.parametrize("case", as_params(load_cases("repairing.json")))
def test_what_is_needed_comes_back_and_what_is_broken_goes(case: dict[str, Any]) -> None:
    _, words, told = read_marked(case["input"])
    repaired = [words[at].text for at in repair_path(told, words)]
    assert " ".join(repaired) == case["expected"]


@pytest.mark.parametrize("case", as_params(load_cases("repairing_negative.json")))
def test_a_path_that_breaks_nothing_stays_as_it_is(case: dict[str, Any]) -> None:
    _, words, told = read_marked(case["input"])
    assert repair_path(told, words) == told


PIECES = ["dam", "fell", "not", "about", "9", ",", ".", "“", "”", "(", ")", '"', "—"]


@given(st.lists(st.sampled_from(PIECES), max_size=16), st.data())
def test_any_path_is_repaired(pieces: list[str], data: st.DataObject) -> None:
    words = find_words(" ".join(pieces))
    told = [at for at in range(len(words)) if data.draw(st.booleans())]
    repaired = repair_path(told, words)
    assert repaired == sorted(set(repaired))
    assert set(repaired) <= set(range(len(words)))
    enclosed = find_enclosed(words)
    for start, end in enclosed:
        assert len(set(range(start, end + 1)) & set(repaired)) in (0, end - start + 1)
    outside = [at for at in range(len(words)) if not any(start <= at <= end for start, end in enclosed)]
    for at in outside[:-1]:
        held = at + 1 in outside and at + 1 in repaired and words[at + 1].text.isalnum()
        if words[at].text in GUARDS and held:
            assert at in repaired


@given(st.lists(st.sampled_from(PIECES), max_size=16))
def test_a_sentence_that_is_told_whole_is_never_cut(pieces: list[str]) -> None:
    words = find_words(" ".join(pieces))
    assert repair_path(range(len(words)), words) == list(range(len(words)))
