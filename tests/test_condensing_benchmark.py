"""The measures of the compact condenser's benchmark, on values worked out by hand."""

from __future__ import annotations

import pytest

from benchmarks.condensing import (
    ClaimRecorder,
    cut_lines,
    find_claims,
    score_words,
    share_told,
    show_statements,
    spell_tokens,
)
from summarizer.measuring.evaluation import SAMPLE


@pytest.mark.parametrize(
    ("told", "reference", "expected"),
    [
        ("The bridge fell.", "the bridge fell", 1.0),
        ("The bridge fell.", "The old bridge fell.", 6 / 7),
        ("the the the", "the bridge", 2 / 5),
        ("Nothing of it.", "The bridge fell.", 0.0),
        ("", "The bridge fell.", 0.0),
        ("", "", 1.0),
    ],
)
def test_words_are_compared_small_without_marks_and_as_often_as_they_stand(
    told: str, reference: str, expected: float
) -> None:
    assert score_words(told, reference) == pytest.approx(expected)


def test_marks_are_no_words_of_a_ratio() -> None:
    assert share_told("The bridge fell.", "The bridge, the old one, fell.") == pytest.approx(3 / 6)


@pytest.mark.parametrize(
    ("tokens", "expected"),
    [
        ("( CNN ) They did n't go , he said .", "(CNN) They didn't go, he said."),
        ("`` Stop , '' the ship 's master said .", '" Stop, " the ship\'s master said.'),
        ("-LRB- Reuters -RRB- It cost $ 119 .", "(Reuters) It cost $119."),
    ],
)
def test_tokens_of_a_corpus_become_text(tokens: str, expected: str) -> None:
    assert spell_tokens(tokens) == expected


def test_lines_are_cut_to_words() -> None:
    text = "One two three.\nFour five.\nSix."
    assert cut_lines(text, 4) == "One two three.\nFour"
    assert cut_lines(text, 3) == "One two three."
    assert cut_lines(text, 9) == text


def test_claims_are_those_that_a_brief_would_condense() -> None:
    claims = find_claims(SAMPLE, 100)
    assert claims
    assert all("Marenport" in claim[0] or "Repairs" in claim[0] for claim in claims)
    assert ClaimRecorder().condense_many([["One."], ["Two."]]) == ["", ""]


def test_statements_are_shown_with_every_word_that_they_cite() -> None:
    statement = {
        "story": "bridge",
        "text": "The bridge fell.",
        "labels": ["condensed"],
        "support": 0.9,
        "citations": [
            {"document": 0, "quote": "The bridge\nfell, they said.", "role": "support"},
            {"document": 2, "quote": "It was old.", "role": "context"},
        ],
    }
    assert list(show_statements([statement])) == [
        "1. The bridge fell. *(condensed, support 0.90, bridge)*",
        "   - [0] The bridge fell, they said.",
        "   - [2] It was old. *(context)*",
    ]
