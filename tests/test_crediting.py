"""Whom a sentence credits, whom an article comes from, and what a sentence says without either."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.crediting import credited_agency, first_credit, strip_attribution
from summarizer.lexicon import AGENCIES
from tests.brief_factory import make_article
from tests.story_factory import as_params, load_cases

CREDITS = load_cases("crediting.json")
ATTRIBUTIONS = load_cases("attribution.json")


@pytest.mark.parametrize("case", as_params(CREDITS))
def test_whom_a_sentence_credits(case: dict[str, Any]) -> None:
    assert credited_agency(case["input"]) == case["expected"]


@pytest.mark.parametrize("case", as_params(ATTRIBUTIONS))
def test_what_a_sentence_says_without_who_says_so(case: dict[str, Any]) -> None:
    assert strip_attribution(case["input"]).strip(" .") == case["expected"].strip(" .")


def test_labels_are_unique() -> None:
    for cases in (CREDITS, ATTRIBUTIONS):
        assert len({case["label"] for case in cases}) == len(cases)


@pytest.mark.parametrize("spelled", sorted(AGENCIES))
def test_every_agency_is_credited_in_one_spelling(spelled: str) -> None:
    name = spelled.title() if " " in spelled else spelled.upper()
    assert credited_agency(f"The governor told {name} that talks would go on.") == AGENCIES[spelled]
    assert credited_agency(f"Talks would go on, according to the {name}.") == AGENCIES[spelled]


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("LINDAU (Reuters) - The governor signed.\n\nShe told AFP more.", "Reuters"),
        ("HALDEN, Nov. 3 (AP) — Nine ships were lost.", "AP"),
        ("The governor signed.\n\nShe left.\n\n(AFP)", "AFP"),
        ("The governor signed.\n\n— Yonhap", "Yonhap"),
        ("The governor signed.\n\nShe told the Halden Courier and Reuters why.", "Halden Courier"),
        ("ORSK (West Bank) - The governor signed.", None),
        ("The governor signed.\n\nShe left.", None),
        ("", None),
    ],
)
def test_whom_an_article_comes_from(text: str, credit: str | None) -> None:
    assert first_credit(make_article(text)) == credit


@given(
    st.lists(
        st.sampled_from(
            ["LINDAU (Reuters) - ", "The dam, ", "officials said", "according to AP", ", ", "held. "]
        )
    )
)
def test_stripping_takes_words_away_and_adds_none(pieces: list[str]) -> None:
    text = "".join(pieces)
    left = iter(text)
    stripped = strip_attribution(text)
    assert all(letter in left for letter in stripped)
    assert len(stripped) >= len(text) / 3
