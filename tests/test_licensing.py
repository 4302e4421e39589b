"""What the standard setting may leave out of a sentence, and what never."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.condensing.licensing import license_steps
from summarizer.condensing.words import find_words
from tests.condensing_factory import read_marked
from tests.story_factory import load_cases


def is_licensed(marked: str) -> bool:
    """Whether what stands in {braces} may be left out."""
    _, words, told = read_marked(marked)
    steps = license_steps(words).steps
    path = [0, *(at + 1 for at in told), len(words) + 1]
    return all(steps[here, there] for here, there in pairwise(path))


@pytest.mark.parametrize("case", load_cases("licensing.json"), ids=lambda case: case["label"])
def test_what_goes_as_a_whole_may_go(case: dict[str, Any]) -> None:
    assert is_licensed(case["input"])


@pytest.mark.parametrize("case", load_cases("licensing_negative.json"), ids=lambda case: case["label"])
def test_what_would_break_or_turn_a_sentence_stays(case: dict[str, Any]) -> None:
    assert not is_licensed(case["input"])


@given(st.text(st.sampled_from("aB ,.:—“”1'"), max_size=60))
def test_a_step_to_the_next_word_is_always_licensed(text: str) -> None:
    words = find_words(text)
    licensed = license_steps(words)
    places = np.arange(len(words) + 1)
    assert licensed.steps[places, places + 1].all()
    assert not (licensed.favoured & ~licensed.steps).any()
