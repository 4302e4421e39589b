"""Which sentences carry a statement: the nearest, what it lacks, and those as near; none where nothing does."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.checking.attributing import MOST, attribute

SENTENCES = [
    "The bridge at Halden reopened on Monday after a year of repairs.",
    "Two hens crossed a lane.",
    "Mayor Ines Corrado thanked the 40 workers who rebuilt it.",
    "Traffic rolled across the Halden bridge again on Monday, a year after it was shut.",
    "The bakery sells rye bread in winter.",
]


def test_a_sentence_carries_itself_first() -> None:
    for index, sentence in enumerate(SENTENCES):
        assert attribute(sentence, SENTENCES)[0] == index


def test_the_same_told_twice_is_cited_twice() -> None:
    assert attribute("The Halden bridge reopened on Monday.", SENTENCES) == [0, 3]


def test_a_second_sentence_is_cited_for_what_the_first_lacks() -> None:
    statement = "The bridge at Halden reopened on Monday, and Mayor Ines Corrado thanked the workers."
    found = attribute(statement, SENTENCES)
    assert set(found) >= {0, 2}
    assert not {1, 4} & set(found)


def test_a_sentence_that_adds_nothing_is_not_cited() -> None:
    assert attribute("Ines Corrado thanked 40 workers.", SENTENCES) == [2]


@pytest.mark.parametrize("statement", ["Glaciers melt faster near volcanoes.", "", "It is what it is."])
def test_what_nothing_carries_is_attributed_to_nothing(statement: str) -> None:
    assert attribute(statement, SENTENCES) == []


def test_without_sentences_there_is_nothing_to_cite() -> None:
    assert attribute("The bridge reopened.", []) == []


def test_words_in_brackets_do_not_count() -> None:
    added = "She [Ines Corrado] opened the bakery that sells rye bread."
    assert attribute(added, SENTENCES) == attribute("She opened the bakery that sells rye bread.", SENTENCES)


def test_the_order_of_the_sentences_does_not_matter() -> None:
    statement = "The bridge reopened and the mayor thanked 40 workers."
    straight = [SENTENCES[at] for at in attribute(statement, SENTENCES)]
    turned = SENTENCES[::-1]
    assert [turned[at] for at in attribute(statement, turned)] == straight


TEXT = st.text(st.sampled_from("ab 1.Né'“[]ß"), max_size=40)


@settings(max_examples=60)
@given(TEXT, st.lists(TEXT, max_size=5))
def test_indices_are_of_the_sentences_and_stand_once(statement: str, sentences: list[str]) -> None:
    found = attribute(statement, sentences)
    assert len(set(found)) == len(found) <= MOST
    assert set(found) <= set(range(len(sentences)))
