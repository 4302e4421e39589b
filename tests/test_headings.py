"""What sources differ on, named by their own words."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.disagreements import Disagreement, Value, are_apart
from summarizer.figures import Figure, read_figures
from summarizer.headings import name_disagreement
from summarizer.records import Sentence
from tests.story_factory import as_params, load_cases

CASES = load_cases("headings.json")
LINES = [line for case in CASES for line in case["input"]]


def differ(one: str, other: str, language: str = "en") -> Disagreement | None:
    """Return the first two figures of one measure that the sentences give different values."""
    left, right = (read_figures(Sentence(text, 0, 0, len(text), text), language) for text in (one, other))
    pairs = [
        (a, b) for a, b in product(left, right) if a.measure == b.measure and are_apart(a.extent, b.extent)
    ]
    return _make_disagreement(*pairs[0]) if pairs else None


def _make_disagreement(one: Figure, other: Figure) -> Disagreement:
    return Disagreement((Value((one,), frozenset(("1",))), Value((other,), frozenset(("2",)))))


@pytest.mark.parametrize("case", as_params(CASES))
def test_a_heading_has_the_words_of_the_sentences(case: dict[str, Any]) -> None:
    found = differ(*case["input"])
    assert found is not None
    assert name_disagreement(found) == case["expected"]


def test_labels_are_unique() -> None:
    assert len({case["label"] for case in CASES}) == len(CASES)


@given(st.sampled_from(LINES), st.sampled_from(LINES))
def test_any_two_figures_have_a_heading_of_one_line(one: str, other: str) -> None:
    found = differ(one, other)
    if found is not None:
        heading = name_disagreement(found)
        assert heading[0].isupper()
        assert heading == " ".join(heading.split())
        assert heading.count("(") == heading.count(")") <= 1
        assert not heading.endswith((" of", " in", " the", " for", " at"))


def test_other_languages_name_the_words_that_they_share() -> None:
    found = differ(
        "Die Brücke über den Tarn stürzte am Montag ein.",
        "Die Brücke über den Tarn stürzte am Dienstag ein.",
        "de",
    )
    assert found is not None
    assert name_disagreement(found).endswith("(Brücke, Tarn, stürzte)")
