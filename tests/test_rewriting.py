"""What a condenser reads of a claim: names for pronouns, no brackets, and few sentences."""

from __future__ import annotations

from summarizer.anchoring import Insertion, Passage, anchor_sentence
from summarizer.condensing.rewriting import MOST_BESIDE, claim_texts, name_pronouns
from summarizer.records import Claim, Sentence
from tests.brief_factory import make_article
from tests.story_factory import split_all

KADE = (
    "Mayor Ruth Kade said the dam at Tarn was safe. She had signed the order on Monday. "
    "The court in Lindau closed the dam on Tuesday."
)


def anchored(text: str, at: int, published: str | None = "2024-11-20") -> Passage:
    article = make_article(text, published=published)
    own = split_all([article])[article.id]
    return anchor_sentence(own[at], own, article)


def sentence(text: str, at: int = 0) -> Sentence:
    return Sentence("a", at, 0, len(text), text)


def test_a_name_stands_where_its_pronoun_stood() -> None:
    passage = anchored(KADE, 1)
    assert passage.text == "She [Mayor Ruth Kade] had signed the order on Monday [18 November]."
    assert name_pronouns(passage) == "Mayor Ruth Kade had signed the order on Monday."


def test_what_needs_no_name_stays_as_it_is() -> None:
    for at in (0, 2):
        passage = anchored(KADE, at)
        assert name_pronouns(passage) == passage.verbatim


def test_a_name_is_put_into_the_first_of_two_sentences_only() -> None:
    told = (sentence("He left Orsk."), sentence("He came back to Tarn.", 1))
    passage = Passage(told, (Insertion(2, "Captain Orla Finn", sentence("Captain Orla Finn spoke.")),))
    assert passage.text == "He [Captain Orla Finn] left Orsk. He came back to Tarn."
    assert name_pronouns(passage) == "Captain Orla Finn left Orsk. He came back to Tarn."


def test_a_pronoun_is_replaced_where_it_stands_and_a_date_between_does_no_harm() -> None:
    told = (sentence("On Monday, he left, and she stayed."),)
    date = Insertion(9, "18 November")
    he = Insertion(13, "Finn", sentence("Finn spoke."))
    she = Insertion(27, "Kade", sentence("Kade spoke."))
    passage = Passage(told, (date, he, she))
    assert name_pronouns(passage) == "On Monday, Finn left, and Kade stayed."


def test_a_claim_is_its_passage_and_the_other_sentences_each_once() -> None:
    told = sentence("The ferry sank.")
    others = [sentence(f"The ferry sank off Corran {at} miles out.", at) for at in range(MOST_BESIDE + 3)]
    claim = Claim((others[0], told, others[0], sentence("The ferry sank.", 9), *others[1:]), 1)
    texts = claim_texts(Passage((told,)), claim)
    assert texts[0] == "The ferry sank."
    assert texts[1:] == [other.text for other in others[:MOST_BESIDE]]


def test_a_claim_of_one_sentence_is_that_sentence() -> None:
    told = sentence("The ferry sank.")
    assert claim_texts(Passage((told,)), Claim((told,), 1)) == ["The ferry sank."]
