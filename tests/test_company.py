"""Whether evidence has words together, and whether it is a conversation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.checking.company import SPAN, measure_company
from summarizer.checking.support import score_company
from summarizer.checking.talking import TURNS, is_talk

ROWS = [
    frozenset(("minister", "resign", "monday", "letter")),
    frozenset(("mayor", "open", "bridge", "orsk")),
]
TEXTS = ["The minister resigned on Monday.", "The mayor opened the bridge in Orsk."]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (("mayor", "open", "bridge"), [1.0, 1.0, 1.0]),
        (("minister", "open", "bridge"), [0.0, 0.5, 0.5]),
        (("mayor", "paint", "bridge"), [1.0, 0.0, 1.0]),
        (("bridge",), [1.0]),
        (("bridge", "paint", "yellow"), [1.0, 0.0, 0.0]),
        ((), []),
    ],
)
def test_a_word_has_its_company_where_one_sentence_has_both(
    said: tuple[str, ...], expected: list[float]
) -> None:
    assert measure_company(said, ROWS) == expected


def test_company_reaches_no_further_than_its_span() -> None:
    said = ["minister", *(f"filler{n}" for n in range(SPAN)), "bridge"]
    assert measure_company(said, ROWS)[0] == 1.0
    assert measure_company([*said[:-2], "bridge"], ROWS)[0] == 0.0


def test_nothing_has_company_without_evidence() -> None:
    assert measure_company(["bridge", "open"], []) == [0.0, 0.0]


@given(st.lists(st.sampled_from("abcdef")), st.lists(st.frozensets(st.sampled_from("abcdef"))))
def test_company_is_a_share_and_a_sentence_of_the_evidence_has_all(
    said: list[str], rows: list[frozenset[str]]
) -> None:
    assert all(0 <= share <= 1 for share in measure_company(said, rows))
    assert measure_company(said, [*rows, frozenset(said)]) == [1.0] * len(said)


def test_words_of_two_sentences_score_below_those_of_one() -> None:
    told = score_company("The mayor opened the bridge.", TEXTS)
    mixed = score_company("The minister opened the bridge.", TEXTS)
    assert told == 0 > mixed


def test_words_that_the_evidence_lacks_are_left_to_others() -> None:
    assert score_company("Zebras sang.", TEXTS) == score_company("", TEXTS) == 0


CHAT = ["Ann: Buy some butter.", "Ok.", "Mike: Do we have any milk?", "Ann: I will check.", "Mike : Good."]


def test_turns_are_talk() -> None:
    assert is_talk(CHAT)
    assert is_talk([f"Project Manager: {sentence}" for sentence in TEXTS * 2])


@pytest.mark.parametrize(
    "sentences",
    [
        [],
        TEXTS,
        CHAT[: TURNS - 1],
        ["ORSK: The bridge is open.", "Weather: rain.", *TEXTS],
        [*CHAT, *TEXTS * 8],
        ["The mayor said: It is open."] * 5,
        ["At 10:30: open."] * 5,
    ],
)
def test_writing_is_no_talk(sentences: list[str]) -> None:
    assert not is_talk(sentences)
