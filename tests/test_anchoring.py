"""Sentences made to stand alone: who "he" is, what a quotation belongs to, and never a word more."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.anchoring import RUN_WORDS, Passage, anchor_sentence
from summarizer.leaning import IN_QUOTATION, leaning_reason
from summarizer.quotations import broken_quotation
from summarizer.records import Article, Sentence
from summarizer.verifying import trace_quotes
from tests.story_factory import as_params, load_cases, make_articles, split_all

CASES = load_cases("anchoring.json")


def anchor_all(text: str, published: str | None = None) -> tuple[Article, list[Sentence], list[Passage]]:
    """Return an article of this text, its sentences, and each of them anchored."""
    (article,) = make_articles(text, published=published)
    own = split_all([article])[article.id]
    return article, own, [anchor_sentence(sentence, own, article) for sentence in own]


@pytest.mark.parametrize("case", as_params(CASES))
def test_cases(case: dict[str, Any]) -> None:
    _, _, passages = anchor_all(case["input"], case["published"])
    passage = passages[case["tell"]]
    assert passage.leaning == case.get("leaning")
    assert passage.leaning or passage.text == case["expected"]


IN_OTHER_LANGUAGES = {
    "de": (
        "Ruth Kade sagte: „",
        "Wir warten lange genug. ",
        "Der Hafen schließt im Juni. So ist es.“ Der Rat von Orsk tagt.",
    ),
    "fr": (
        "Ruth Kade a dit : « ",
        "Nous avons attendu. ",
        "Le port ferme. Voilà. » Le conseil de la ville siège.",
    ),
    "it": (
        "Ruth Kade ha detto: «",
        "Abbiamo atteso. ",
        "Il porto chiude. Ecco.» Il consiglio della città vota.",
    ),
}


@pytest.mark.parametrize(("code", "parts"), IN_OTHER_LANGUAGES.items())
def test_what_a_long_quotation_holds_is_no_fact_in_other_languages(code: str, parts: tuple[str, ...]) -> None:
    said, often, rest = parts
    (article,) = make_articles(said + 15 * often + rest)
    article = replace(article, language=code)
    own = split_all([article])[article.id]
    leaning = [anchor_sentence(sentence, own, article).leaning for sentence in own]
    assert leaning[-3] == IN_QUOTATION
    assert leaning[-1] is None


@pytest.mark.parametrize("case", as_params([case for case in CASES if case["expected"]]))
def test_what_is_told_is_what_verify_finds_in_the_quotes(case: dict[str, Any]) -> None:
    _, _, passages = anchor_all(case["input"], case["published"])
    passage = passages[case["tell"]]
    trace = trace_quotes(passage.text, [sentence.text for sentence in passage.sentences])
    assert trace.insertions is not None
    assert len(trace.insertions) == len(passage.insertions)


def test_labels_are_unique() -> None:
    assert len({case["label"] for case in CASES}) == len(CASES)


def test_a_name_cites_the_sentence_it_comes_from_and_a_date_cites_none() -> None:
    _, own, passages = anchor_all(
        "Mayor Ruth Kade said the dam was safe. She left the town at noon. She signed the order on Monday.",
        "2024-11-20",
    )
    name, day = passages[2].insertions
    assert (name.words, name.source) == ("Mayor Ruth Kade", own[0])
    assert (day.words, day.source) == ("18 November", None)


def test_a_sentence_that_stands_is_told_as_it_is() -> None:
    _, own, passages = anchor_all("Nine houses burned in Velden. The court in Lindau ruled.")
    assert passages == [Passage((own[0],)), Passage((own[1],))]


# what holds for every text

SENTENCES = (
    "Mayor Ruth Kade said the dam was safe.",
    "Tom Alder, 41, drove to Orsk on Monday.",
    "He denied it yesterday.",
    "She left the hall on Friday evening.",
    "“He never came to the harbour,” said Ida Venn.",
    "“The valve failed at noon.",
    "Nobody came to look,” said Captain Orla Finn.",
    "“Nobody came to look at the valve.”",
    "However, the court in Lindau ruled last year.",
    "They walked over the frozen lake.",
    "Who pays for the wall?",
    "We saw nine ships.",
    "Corvane Lines sold the\nyard in Tarn.",
    "The move was told to Reuters today by a man\twho " + "knew of it and " * 12 + "left.",
)
TEXTS = st.lists(
    st.tuples(st.sampled_from(SENTENCES), st.sampled_from([" ", "\n\n", "\n\n\n"])), min_size=1, max_size=7
).map(lambda parts: "".join(f"{sentence}{gap}" for sentence, gap in parts))
PUBLISHED = st.sampled_from([None, "2024-11-20", "2024-01-01"])


@given(TEXTS, PUBLISHED)
def test_outside_the_brackets_a_passage_is_verbatim(text: str, published: str | None) -> None:
    article, _, passages = anchor_all(text, published)
    for passage in passages:
        bare = passage.text
        for insertion in reversed(passage.insertions):
            added = f" [{insertion.words}]"
            at = insertion.at + sum(len(i.words) + 3 for i in passage.insertions if i.at < insertion.at)
            assert bare[at : at + len(added)] == added
            bare = bare[:at] + bare[at + len(added) :]
        assert bare.split() == " ".join(article.text[s.start : s.end] for s in passage.sentences).split()


@given(TEXTS, PUBLISHED)
def test_brackets_stand_behind_whole_words_in_order(text: str, published: str | None) -> None:
    for passage in anchor_all(text, published)[2]:
        places = [insertion.at for insertion in passage.insertions]
        assert places == sorted(set(places))
        assert all(passage.verbatim[at - 1].isalnum() for at in places)
        assert not any(passage.verbatim[at : at + 1].isalnum() for at in places)


@given(TEXTS, PUBLISHED)
def test_a_name_stands_in_the_sentence_that_it_cites(text: str, published: str | None) -> None:
    _, own, passages = anchor_all(text, published)
    for sentence, passage in zip(own, passages, strict=True):
        for insertion in passage.insertions:
            if insertion.source is None:
                assert published is not None
            else:
                assert insertion.words in insertion.source.text
                assert insertion.source.index < sentence.index


@given(TEXTS, PUBLISHED)
def test_what_is_told_holds_its_sentence_whole_and_closes_its_quotations(
    text: str, published: str | None
) -> None:
    _, own, passages = anchor_all(text, published)
    for sentence, passage in zip(own, passages, strict=True):
        assert sentence in passage.sentences
        if passage.leaning is None:
            assert not broken_quotation(passage.text)
            assert len(passage.sentences) == 1 or len(passage.verbatim.split()) <= RUN_WORDS


@given(TEXTS, PUBLISHED)
def test_sentences_told_as_one_follow_each_other(text: str, published: str | None) -> None:
    for passage in anchor_all(text, published)[2]:
        assert len(passage.sentences) <= 3
        for first, second in pairwise(passage.sentences):
            assert second.index == first.index + 1
            assert second.paragraph - first.paragraph <= 1


@given(TEXTS, PUBLISHED)
def test_what_leans_is_mended_or_said_to_lean(text: str, published: str | None) -> None:
    for passage in anchor_all(text, published)[2]:
        alone = len(passage.sentences) == 1
        named = any(insertion.source for insertion in passage.insertions)
        if alone and passage.leaning is None:
            assert named or leaning_reason(passage.verbatim) is None
