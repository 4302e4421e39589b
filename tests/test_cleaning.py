"""What is article and what is not; and that nothing but white space and removals is ever left out."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.boilerplate import LINE_RULES, OPEN_LINE_RULES
from summarizer.boilerplate.blocks import MAX_LINE
from summarizer.cleaning import clean_article, find_boilerplate, keep_spans, split_blocks
from summarizer.records import Article
from tests.story_factory import load_params

BEFORE = "The council approved the new budget on Monday after a debate of six hours."
BEHIND = "The plan sets aside forty million for the repair of bridges along the river."


def kept_text(text: str, title: str | None = None) -> list[str]:
    return [text[start:end] for start, end in keep_spans(text, find_boilerplate(text, title))]


@pytest.mark.parametrize("case", load_params("cleaning.json"))
def test_boilerplate_is_found(case: dict[str, Any]) -> None:
    found = find_boilerplate(case["input"], case["title"])
    assert [[removal.rule, removal.text] for removal in found] == case["expected"]


@pytest.mark.parametrize("case", load_params("cleaning_negative.json"))
def test_sentences_survive_between_paragraphs(case: dict[str, Any]) -> None:
    text = f"{BEFORE}\n\n{case['input']}\n\n{BEHIND}"
    assert kept_text(text) == [text]


@pytest.mark.parametrize("case", load_params("cleaning_negative.json"))
def test_sentences_survive_as_lines_below_each_other(case: dict[str, Any]) -> None:
    text = f"{BEFORE}\n{case['input']}\n{BEHIND}"
    assert kept_text(text) == [text]


def test_every_rule_has_a_case() -> None:
    named = {rule for param in load_params("cleaning.json") for rule, _ in param.values[0]["expected"]}
    assert named >= {*LINE_RULES, *OPEN_LINE_RULES}


def test_kept_spans_break_at_removals_alone() -> None:
    text = f"{BEFORE}\n\n{BEHIND}\n\nAdvertisement\n\n{BEFORE}"
    assert kept_text(text) == [f"{BEFORE}\n\n{BEHIND}", BEFORE]


def test_the_text_of_an_article_stays_as_it_is() -> None:
    article = Article("id", "a.txt", f"Facebook\n\n{BEFORE}\n")
    cleaned = clean_article(article)
    assert cleaned == replace(article, kept=((10, 10 + len(BEFORE)),))


def test_a_first_sentence_that_serves_as_title_stays() -> None:
    assert kept_text(f"{BEFORE}\n\n{BEHIND}", title=BEFORE[:-1]) == [f"{BEFORE}\n\n{BEHIND}"]


def test_nothing_is_kept_of_a_page_without_sentences() -> None:
    assert clean_article(Article("id", "a.txt", "Facebook\n\n0\n\nLeave a Reply")).kept == ()


def test_a_text_without_punctuation_is_kept() -> None:
    poem = "\n".join(f"and then the river rose again to the {number}th step" for number in range(10, 20))
    assert kept_text(poem) == [poem]


def test_wrapped_paragraphs_are_one_block() -> None:
    text = (
        "The council approved the new budget on Monday after a debate of six\n"
        "hours, and two of its members walked out of the hall before the vote\n"
        "was taken.\n\nBridges come first\nThe plan sets aside forty million."
    )
    assert [block.index for block in split_blocks(text)] == [0, 1, 2]


LINES = st.lists(
    st.one_of(
        st.text(max_size=60),
        st.sampled_from(
            [BEFORE, BEHIND, "Facebook", "[/caption]", "AP", "Published: [#x]", "By Ann Lee", "\n", "0"]
        ),
    ),
    max_size=12,
)


@settings(deadline=None)
@given(LINES, st.sampled_from(["\n", "\n\n", " ", ""]), st.none() | st.just(BEFORE))
def test_kept_and_removed_make_up_the_text(lines: list[str], separator: str, title: str | None) -> None:
    text = separator.join(lines)
    removals = find_boilerplate(text, title)
    spans = sorted([*keep_spans(text, removals), *((one.start, one.end) for one in removals)])
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    between = [0, *(edge for span in spans for edge in span), len(text)]
    rest = "".join(text[start:end] for start, end in zip(between[0::2], between[1::2], strict=True))
    assert not any(char.isalnum() for char in rest)
    assert all(one.text == text[one.start : one.end] for one in removals)


@settings(deadline=None)
@given(LINES)
def test_cleaning_twice_finds_the_same(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert find_boilerplate(text) == find_boilerplate(text)


# Patterns that go back and forth would make these take minutes, and the suite would hang.
FRAGMENTS = [
    "a ",
    "By ",
    "Share on ",
    "x, ",
    "( ",
    "[",
    "photo ",
    "A. ",
    "/ ",
    "©",
    "-",
    "facebook ",
    "1 ",
    "and ",
    ".",
]


@settings(deadline=None)  # a megabyte takes what it takes; what counts is that it ends
@given(
    st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=6),
    st.sampled_from([MAX_LINE, 400, 200, 1_000_000]),
)
def test_hostile_lines_cost_little(fragments: list[str], length: int) -> None:
    pattern = "".join(fragments)
    line = (pattern * (length // len(pattern) + 1))[:length]
    removals = find_boilerplate(line)
    assert keep_spans(line, removals) is not None


@pytest.mark.parametrize("line", ["[/caption]", "[caption ", "[#", "{{", "A[/caption]", "[caption x]"])
def test_a_megabyte_of_tags_costs_little(line: str) -> None:
    text = line * (1_000_000 // len(line))
    removals = find_boilerplate(text)
    assert sum(one.end - one.start for one in removals) <= len(text)
