"""Quotations, whole and broken, by their marks alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.quotations import (
    broken_quotation,
    find_open_quotation,
    hide_quotations,
    is_bare_quotation,
    is_spoken,
    pair_marks,
)
from tests.story_factory import make_articles, split_all

MARKED = st.text(alphabet="ab’ “”\"″6'", max_size=30)


@given(MARKED)
def test_hiding_and_pairing_keep_every_place(text: str) -> None:
    assert len(pair_marks(text)) == len(hide_quotations(text)) == len(text)
    kept = zip(pair_marks(text), hide_quotations(text), strict=True)
    assert all(blank in (character, " ") for character, blank in kept)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("The mayor of Orsk said: “Nobody came.", "”"),
        ('The mayor of Orsk said: "Nobody came.', '"'),
        ("“Nobody came.", None),
        ("The mayor of Orsk said: “Nobody came.”", None),
        ("“Nobody came,” the mayor said. “And “nobody left.", None),
    ],
)
def test_the_mark_that_is_missing_is_found_behind_a_speaker(text: str, mark: str | None) -> None:
    assert find_open_quotation(text) == mark
    assert mark is None or not broken_quotation(text + mark)


def test_a_height_opens_no_quotation() -> None:
    assert not broken_quotation("The new goalkeeper is 6'2\" tall.")


def test_only_sentences_within_a_quotation_are_spoken() -> None:
    said = "We waited for the boat. " * 15
    text = f"The dam in Orsk held. Ruth Kade said: “Nobody was hurt. {said}We were lucky.” The town sleeps."
    own = next(iter(split_all(make_articles(text)).values()))
    spoken = [sentence.text for sentence in own if is_spoken(sentence, own)]
    assert "We waited for the boat." in spoken
    assert not {own[0].text, own[1].text, own[-1].text} & {*spoken}


@given(
    st.lists(st.sampled_from(["the valve", '"it failed"', "“nobody came”", "and", '("twice")'])).map(" ".join)
)
def test_quotations_that_close_one_by_one_are_whole(text: str) -> None:
    assert not broken_quotation(text)


@pytest.mark.parametrize(
    "text",
    [
        'The tunnel was dry. " The mayor said: "Nobody came to look.',
        '"It was dry. "Nobody came," said Mara Quill, and "left.',
        'The valve failed" and "nobody came.',
    ],
)
def test_marks_that_open_within_a_quotation_or_close_none_break_it(text: str) -> None:
    assert text.count('"') % 2 == 0
    assert broken_quotation(text)


@given(st.text(alphabet="abc ,.’", min_size=1, max_size=20), st.sampled_from(["“{}”", '"{}"']))
def test_a_bare_quotation_names_no_speaker(words: str, marks: str) -> None:
    quotation = marks.format(words)
    assert is_bare_quotation(quotation)
    assert is_bare_quotation(f"{quotation} {quotation}")
    assert not is_bare_quotation(f"{quotation} said Mara Quill.")
    assert not is_bare_quotation(f"{quotation} and {quotation}")
