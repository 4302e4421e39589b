"""What a statement says beyond its evidence, by rules: names, numbers, dates, units, quotations, denials, doubts."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.checking.numbers import UNITS, find_quantities
from summarizer.checking.rules import find_uncarried, is_verbatim, join_spans
from summarizer.checking.words import Evidence, key_of, read_words
from summarizer.records import Uncarried
from tests.story_factory import as_params, load_cases

CAUGHT = load_cases("checking_rules.json")
FAITHFUL = load_cases("checking_rules_negative.json")


def named(statement: str, evidence: list[str]) -> list[list[str]]:
    """Return the words that are not carried, with the rule that says so."""
    return [[statement[one.start : one.end], one.kind] for one in find_uncarried(statement, evidence)]


@pytest.mark.parametrize("case", as_params(CAUGHT))
def test_what_is_not_carried_is_named(case: dict[str, Any]) -> None:
    assert named(**case["input"]) == case["expected"]


@pytest.mark.parametrize("case", as_params(FAITHFUL))
def test_what_is_carried_is_left_alone(case: dict[str, Any]) -> None:
    assert named(**case["input"]) == []


def test_labels_are_unique() -> None:
    for cases in (CAUGHT, FAITHFUL):
        assert len({case["label"] for case in cases}) == len(cases)


@pytest.mark.parametrize("case", CAUGHT, ids=[case["label"] for case in CAUGHT])
def test_evidence_carries_itself(case: dict[str, Any]) -> None:
    evidence = case["input"]["evidence"]
    for sentence in [*evidence, " ".join(evidence)]:
        assert named(sentence, evidence) == []


@pytest.mark.parametrize("case", as_params(FAITHFUL))
def test_more_evidence_elsewhere_changes_nothing(case: dict[str, Any]) -> None:
    """Sentences on something else do not make a faithful statement a false one."""
    elsewhere = ["Two hens crossed a lane.", "The baker's oven was never cold.", "It may snow in the hills."]
    given = case["input"]
    assert named(given["statement"], [*elsewhere, *given["evidence"], *elsewhere]) == []


TEXT = st.text(st.sampled_from("aAbB nNoOtT019.,:;'’\"“”()[]-–%$€ \n\tßéİǅ²½٣𝟗"), max_size=60) | st.text(
    max_size=60
)


@given(TEXT, st.lists(TEXT, max_size=4))
def test_spans_lie_in_the_statement_in_order_and_apart(statement: str, evidence: list[str]) -> None:
    found = find_uncarried(statement, evidence)
    edges = [edge for one in found for edge in (one.start, one.end)]
    assert edges == sorted(edges)
    assert all(0 <= one.start < one.end <= len(statement) for one in found)
    assert all(statement[one.start : one.end].strip() for one in found)


def test_an_empty_sentence_amid_a_run_changes_nothing() -> None:
    evidence = ["", "Kade said: “The dam", "", "is safe.”"]
    assert find_uncarried(" ".join(evidence), evidence) == ()


@given(st.lists(TEXT, min_size=1, max_size=4), st.data())
def test_a_verbatim_run_is_never_refused(evidence: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(evidence) - 1))
    last = data.draw(st.integers(first, len(evidence) - 1))
    statement = " ".join(evidence[first : last + 1])
    assert find_uncarried(statement, evidence) == ()


@given(TEXT)
def test_words_stand_where_they_say(text: str) -> None:
    words = read_words(text)
    assert all(one.end <= other.start for one, other in pairwise(words))
    assert all(text[word.start : word.end].strip() and word.form and word.key for word in words)


@pytest.mark.parametrize(
    ("text", "values", "unit"),
    [
        ("2.5 million people", (2_500_000.0,), ""),
        ("$2.5bn", (2_500_000_000.0,), "dollar"),
        ("two hundred and fifty miles", (250.0,), "mile"),
        ("twenty-five per cent", (25.0,), "percent"),
        ("1.000 homes", (1.0, 1_000.0), ""),
        ("3,5 km", (3.5,), "km"),
        ("a million euros", (1_000_000.0,), "euro"),
        ("three thousand four hundred and two", (3_402.0,), ""),
        ("17:30", (1_050.5,), ""),
    ],
)
def test_a_number_is_read_with_its_unit(text: str, values: tuple[float, ...], unit: str) -> None:
    (quantity,) = find_quantities(read_words(text), text)
    assert (quantity.values, quantity.unit) == (values, unit)


@pytest.mark.parametrize(
    ("one", "other"),
    [("died", "dead"), ("six", "6"), ("approved", "approval"), ("French", "France"), ("Nov", "November")],
)
def test_words_that_mean_the_same_have_one_key(one: str, other: str) -> None:
    assert key_of(one.lower()) == key_of(other.lower())


@pytest.mark.parametrize(
    ("one", "other"), [("ton", "tonne"), ("mile", "km"), ("day", "hour"), ("percent", "point")]
)
def test_units_that_differ_are_told_apart(one: str, other: str) -> None:
    assert UNITS[f"{one}s" if one not in UNITS else one] != UNITS.get(other, UNITS.get(f"{other}s"))


def test_us_is_a_country_only_in_capitals() -> None:
    assert [word.key for word in read_words("They told us of the US, the U.S. and America.")].count(
        "@us"
    ) == 3


def test_initials_are_those_of_names() -> None:
    initials = Evidence(["The Bank of New Halden met the world health board."]).initials
    assert {"bnh", "bonh", "nh"} <= initials
    assert "whb" not in initials


def test_of_spans_that_overlap_the_rule_is_kept() -> None:
    meaning, name = Uncarried(0, 9, "meaning"), Uncarried(0, 4, "name")
    assert join_spans([meaning, name, Uncarried(12, 14, "number")]) == (name, Uncarried(12, 14, "number"))


@pytest.mark.parametrize("statement", ["", "  \n", "[Halden]"])
def test_nothing_said_is_not_verbatim(statement: str) -> None:
    assert not is_verbatim(statement, ["The bridge reopened."])
