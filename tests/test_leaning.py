"""Sentences that must not stand alone, and those that must."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.leaning import BARE_QUOTATION, IN_QUOTATION, leaning_reason
from summarizer.quotations import broken_quotation, pair_marks
from tests.story_factory import as_params, load_cases

LEANING = load_cases("leaning.json")
STANDING = load_cases("leaning_negative.json")
OPENING_IN_CAPITALS = [c for c in STANDING if c["input"][0].isupper() and "xfail" not in c]


@pytest.mark.parametrize("case", as_params(LEANING))
def test_it_must_not_stand_alone(case: dict[str, Any]) -> None:
    assert leaning_reason(case["input"]) == case["expected"]


@pytest.mark.parametrize("case", as_params(STANDING))
def test_it_stands_alone(case: dict[str, Any]) -> None:
    assert leaning_reason(case["input"]) is None


def test_labels_are_unique() -> None:
    labels = [case["label"] for case in [*LEANING, *STANDING]]
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize("case", as_params(OPENING_IN_CAPITALS))
def test_a_connective_before_it_makes_it_lean(case: dict[str, Any]) -> None:
    assert leaning_reason(f"However, {case['input']}") is not None


@given(st.text(alphabet='ab “”"', max_size=12).map(lambda marks: f"the valve had {marks} failed"))
def test_a_quotation_that_does_not_close_is_part_of_a_longer_one(text: str) -> None:
    text = pair_marks(text)
    unbalanced = text.count("“") != text.count("”") or text.count('"') % 2 == 1
    assert broken_quotation(text) or not unbalanced
    assert (leaning_reason(text) == IN_QUOTATION) == broken_quotation(text)


def test_a_bare_quotation_is_told_only_with_its_speaker() -> None:
    assert leaning_reason("“Corvane will rebuild the pier in Tarn.”") == BARE_QUOTATION
    assert leaning_reason("“Corvane will rebuild the pier in Tarn,” said Mara Quill.") is None


@given(st.text(max_size=80))
def test_white_space_behind_a_text_changes_nothing(text: str) -> None:
    plain = text.strip()
    assert leaning_reason(plain) == leaning_reason(plain + " ")
