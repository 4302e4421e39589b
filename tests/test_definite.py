"""Statements of which a reader asks which one is meant, and those that an earlier one or the headline explains."""

from __future__ import annotations

from typing import Any

import pytest

from summarizer.batching import brief_story
from summarizer.config import BriefConfig
from summarizer.definite import find_unintroduced
from summarizer.records import Sentence
from tests.story_factory import as_params, load_cases

ASKED = load_cases("definite.json")
CLEAR = load_cases("definite_negative.json")


def find_asked(story: dict[str, Any]) -> list[int]:
    """Return which of the told sentences of one article need another one before them."""
    own = [Sentence("one", at, at, at + 1, text) for at, text in enumerate(story["article"])]
    told = [(own[at].text, own[at]) for at in story["told"]]
    return find_unintroduced(told, {"one": own}, [story["headline"]] if story["headline"] else [])


@pytest.mark.parametrize("case", as_params(ASKED))
def test_a_reader_asks_which_one(case: dict[str, Any]) -> None:
    assert find_asked(case["input"]) == case["expected"]


@pytest.mark.parametrize("case", as_params(CLEAR))
def test_a_reader_asks_nothing(case: dict[str, Any]) -> None:
    assert find_asked(case["input"]) == []


def test_labels_are_unique() -> None:
    labels = [case["label"] for case in [*ASKED, *CLEAR]]
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize(
    "case", as_params([c for c in ASKED if c["input"]["told"] != [0] and c["expected"] == [0]])
)
def test_a_headline_above_it_may_explain_it(case: dict[str, Any]) -> None:
    assert find_asked({**case["input"], "headline": "Corvane Lines in trouble"}) == []


LEAVE = (
    "Corvane Lines runs ferries. The firm offered sailors nine weeks of paid leave for a child. Sailors told "
    "parliament in Tarn that nine weeks of paid leave for a child were enough. Parliament voted for nine weeks of "
    "paid leave in May."
)


def test_a_brief_does_not_open_with_what_it_has_not_introduced() -> None:
    told = str(
        brief_story(
            {"id": "leave", "documents": [{"text": LEAVE}]}, BriefConfig(words=40, mode="extractive")
        )["text"]
    )
    assert told
    assert "The firm" not in told
