"""Days and years that a text names only from where its writer stood."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.dating import find_dates, spell_date
from summarizer.lexicon import MONTHS, WEEKDAYS
from tests.story_factory import as_params, load_cases

DATED = load_cases("dating.json")
UNDATED = load_cases("dating_negative.json")
DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31))


def insert_dates(text: str, published: str | None) -> str:
    """Return the text with each found date in brackets."""
    pieces, last = [], 0
    for found in find_dates(text, published):
        pieces += [text[last : found.end], f" [{found.words}]"]
        last = found.end
    return "".join(pieces) + text[last:]


def read_date(words: str, published: date) -> date:
    """Read back what `spell_date` spelled."""
    day, month, *year = words.split()
    return date(int(year[0]) if year else published.year, MONTHS.index(month.lower()) + 1, int(day))


@pytest.mark.parametrize("case", as_params(DATED))
def test_the_date_is_found(case: dict[str, Any]) -> None:
    assert insert_dates(case["input"], case["published"]) == case["expected"]


@pytest.mark.parametrize("case", as_params(UNDATED))
def test_nothing_is_dated(case: dict[str, Any]) -> None:
    assert insert_dates(case["input"], case["published"]) == case["input"]


def test_labels_are_unique() -> None:
    labels = [case["label"] for case in [*DATED, *UNDATED]]
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize("case", as_params([case for case in DATED if "xfail" not in case]))
def test_without_a_date_of_publication_nothing_is_dated(case: dict[str, Any]) -> None:
    assert find_dates(case["input"], None) == ()
    assert find_dates(case["input"], "a while ago") == ()


@given(DAYS)
def test_a_spelled_date_reads_back_and_names_another_year(day: date) -> None:
    for seen_from in (day, day + timedelta(days=1), day + timedelta(days=400)):
        spelled = spell_date(day, seen_from)
        assert read_date(spelled, seen_from) == day
        assert (str(day.year) in spelled) == (day.year != seen_from.year)


@given(DAYS, st.sampled_from(WEEKDAYS))
def test_a_weekday_is_the_last_one_up_to_the_day_of_publication(published: date, weekday: str) -> None:
    (found,) = find_dates(f"The ferry sank on {weekday.title()}.", published.isoformat())
    day = read_date(found.words, published)
    assert WEEKDAYS[day.weekday()] == weekday
    assert timedelta(0) <= published - day < timedelta(days=7)


@given(DAYS, st.sampled_from(WEEKDAYS))
def test_last_weekday_is_never_the_day_of_publication(published: date, weekday: str) -> None:
    (found,) = find_dates(f"The ferry sank last {weekday.title()}.", published.isoformat())
    day = read_date(found.words, published)
    assert WEEKDAYS[day.weekday()] == weekday
    assert timedelta(0) < published - day <= timedelta(days=7)


@given(
    st.lists(
        st.sampled_from(
            ["On Monday", "last Friday", "yesterday", "the crew", "will", "said today", "last year", "."]
        ),
        max_size=10,
    ),
    DAYS,
)
def test_dates_come_in_order_behind_what_names_them(words: list[str], published: date) -> None:
    text = " ".join(words)
    ends = [found.end for found in find_dates(text, published.isoformat())]
    assert ends == sorted(set(ends))
    namers = (*(day.title() for day in WEEKDAYS), "yesterday", "today", "year")
    assert all(text[:end].endswith(namers) for end in ends)
