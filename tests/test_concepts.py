"""What the sources stress, and what several of them put in quotation marks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from summarizer.comparing import compare_sentences
from summarizer.concepts import QUOTED_WORTH, Concepts, find_quoted, weigh_concepts
from summarizer.records import Sentence
from tests.story_factory import make_articles, split_all

OTHERS = (
    "The ferry Amity ran onto the Sable reef off Corran before dawn on Tuesday.",
    "The ferry Amity struck the Sable reef near Corran while it was dark.",
    "Forty passengers of the ferry Amity were taken off the Sable reef.",
)


def split_texts(texts: Sequence[str]) -> list[Sentence]:
    """Return the sentences of an article for each text."""
    return [sentence for own in split_all(make_articles(*texts)).values() for sentence in own]


def weigh(texts: Sequence[str], statements: Sequence[str]) -> Concepts:
    """Return what concepts of statements are worth, every text a report of its own."""
    sentences = split_texts(texts)
    space = compare_sentences(sentences)
    reports = {sentence.article_id: sentence.article_id for sentence in sentences}
    return weigh_concepts(statements, space, np.ones(len(space.texts)), reports)


def worth_of(concepts: Concepts, statement: int) -> float:
    """Return the worth of a statement's dearest concept."""
    row = concepts.held.take(np.array([statement]))
    return float(concepts.worth[row.columns].max(initial=0.0))


def quoted_in(*texts: str, same_report: bool = False) -> list[str]:
    """Return what the texts have in common between quotation marks."""
    sentences = split_texts(texts)
    reports = {s.article_id: "one" if same_report else s.article_id for s in sentences}
    return find_quoted(compare_sentences(sentences), reports)


@pytest.mark.parametrize(
    "marks", ["“{}”", '"{}"', "‘{}’", "«{}»", "„{}“"], ids=["curly", "straight", "single", "angled", "low"]
)
def test_a_term_that_two_reports_quote_is_found(marks: str) -> None:
    term = marks.format("leak-proof")
    assert quoted_in(f"The owner calls the hull {term} still.", f"A {term} hull was promised in May.") == [
        "leak-proof"
    ]


def test_a_term_that_one_report_quotes_is_not() -> None:
    texts = ("The owner calls the hull “leak-proof” still.", "A “leak-proof” hull was promised.")
    assert quoted_in(texts[0], "The hull of the ferry was new.") == []
    assert quoted_in(*texts, same_report=True) == []


def test_a_whole_sentence_in_marks_is_no_term() -> None:
    said = "“The hull was sound when she sailed,” the owner said of {}."
    assert quoted_in(said.format("Amity"), said.format("the ferry")) == []


def test_what_stands_between_two_quotations_is_no_term() -> None:
    text = 'The owner called it "safe as a house" and the crew "an old coffin of iron" {}.'
    assert quoted_in(text.format("in May"), text.format("in June")) == []


def test_what_several_reports_quote_is_worth_half_of_the_highest() -> None:
    statements = ("The hull is said to be leak-proof.", "Nobody had lamps.")
    quoting = (*OTHERS, "The owner calls the hull “leak-proof” still.", "A “leak-proof” hull was promised.")
    plain = tuple(text.replace("“", "").replace("”", "") for text in quoting)
    assert worth_of(weigh(quoting, statements), 0) >= QUOTED_WORTH
    assert worth_of(weigh(plain, statements), 0) < QUOTED_WORTH
    assert worth_of(weigh(quoting, statements), 1) == 0.0
