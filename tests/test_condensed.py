"""Drafts: told with their citations where their evidence carries them, refused where it does not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.anchoring import Passage, anchor_sentence
from summarizer.checking.condensed import LONGEST, Judgement, date_draft, judge_draft
from summarizer.checking.support import LINE, check_statement
from summarizer.records import Article, Claim, Sentence, Statement, statement_id
from summarizer.verifying import verify_statement
from tests.brief_factory import make_source
from tests.story_factory import as_params, check_citation, load_cases, make_articles, split_all

FERRY = "The ferry Amity ran onto the Sable reef off Corran before dawn with forty passengers on board."
REEF = "The Amity, a ferry with forty passengers, struck the Sable reef near Corran while it was still dark."
KADE = "Mayor Ruth Kade said the dam at Tarn was safe. She had signed the order in Lindau on Monday."


class Told:
    """A claim of the last sentence of each text, told by the first text's."""

    def __init__(self, *texts: str, published: str | None = "2024-11-20") -> None:
        self.articles = make_articles(*texts, published=published)
        own = split_all(self.articles)
        self.sentences: list[Sentence] = [own[article.id][-1] for article in self.articles]
        first = self.articles[0]
        self.passage: Passage = anchor_sentence(self.sentences[0], own[first.id], first)
        self.claim = Claim(tuple(self.sentences), len(texts))
        self.by_id: dict[str, Article] = {article.id: article for article in self.articles}

    def judge(self, draft: str) -> Judgement:
        return judge_draft(draft, self.passage, self.claim, self.by_id)

    def tell(self, draft: str) -> Statement:
        judgement = self.judge(draft)
        assert judgement.statement is not None, judgement
        return judgement.statement


def verified(told: Told, statement: Statement) -> tuple[str, ...]:
    sources = {article.id: make_source(article) for article in told.articles}
    return verify_statement(statement, 1, sources, {}, check_statement).reasons


@pytest.mark.parametrize("case", as_params(load_cases("condensed.json")))
def test_what_the_evidence_does_not_carry_is_refused_and_named(case: dict[str, Any]) -> None:
    judgement = Told(case["input"]).judge(case["draft"])
    assert judgement.statement is None
    assert judgement.refused is not None
    assert judgement.refused.score < LINE
    named = {(case["draft"][one.start : one.end], one.kind) for one in judgement.refused.uncarried}
    assert (case["expected"], case["kind"]) in named


@pytest.mark.parametrize("case", as_params(load_cases("condensed_negative.json")))
def test_what_only_leaves_out_is_told(case: dict[str, Any]) -> None:
    told = Told(case["input"])
    statement = told.tell(case["draft"])
    assert statement.text == case["expected"]
    assert statement.labels[0] == "condensed"
    assert verified(told, statement) == ()


# what is neither told nor refused: the passage says it better


@pytest.mark.parametrize(
    "draft",
    [
        "",
        "  \n ",
        FERRY,
        f"  {FERRY}\n",
        f"{FERRY} It ran onto the Sable reef.",
        "He ran onto the Sable reef off Corran with forty passengers on board.",
        "However, the ferry Amity ran onto the Sable reef.",
        "Amity, Corran.",
        "“The ferry Amity ran onto the reef.",
    ],
    ids=[
        "nothing",
        "space",
        "the same",
        "the same but for space",
        "longer",
        "he",
        "however",
        "scraps",
        "open",
    ],
)
def test_a_draft_that_is_no_better_than_the_passage_is_neither_told_nor_refused(draft: str) -> None:
    assert Told(FERRY).judge(draft) == Judgement()


def test_a_draft_may_be_a_little_longer_than_the_passage() -> None:
    told = Told("The ferry Amity ran onto the Sable reef with forty people aboard.", REEF)
    draft = "The ferry Amity ran onto the Sable reef near Corran with forty people aboard."
    assert len(draft.split()) > len(told.passage.verbatim.split())
    assert len(draft.split()) <= LONGEST * len(told.passage.verbatim.split()) + 1
    assert judge_draft(draft, told.passage, told.claim, told.by_id, longest=None).statement is not None


# citations


def test_a_statement_cites_every_sentence_that_carries_it() -> None:
    told = Told(FERRY, REEF)
    statement = told.tell("The ferry Amity ran onto the Sable reef off Corran with forty passengers.")
    assert [citation.quote for citation in statement.citations] == [FERRY, REEF]
    assert {citation.role for citation in statement.citations} == {"support"}
    assert {citation.covers for citation in statement.citations} == {(0, len(statement.text))}
    assert statement.origins == 2
    assert statement.labels == ("condensed",)
    assert statement.id == statement_id(statement.text, statement.citations)
    assert LINE <= statement.support <= 1
    for citation in statement.citations:
        check_citation(citation, told.by_id, statement)


def test_no_more_origins_than_the_claim_has_or_than_sources_are_cited() -> None:
    told = Told(FERRY, FERRY)
    draft = "The ferry Amity ran onto the Sable reef off Corran."
    assert told.tell(draft).origins == 2
    told.claim = Claim(told.claim.sentences, 1)
    statement = told.tell(draft)
    assert (statement.origins, statement.labels) == (1, ("condensed", "single source"))
    assert len({citation.source for citation in statement.citations}) == 2
    told.claim = Claim(told.claim.sentences[:1], 9)
    assert told.tell(draft).origins == 1


def test_a_name_from_the_sentence_before_is_cited_as_context() -> None:
    told = Told(KADE)
    statement = told.tell("Mayor Ruth Kade had signed the order in Lindau.")
    support, context = statement.citations
    start, end = context.covers
    assert (support.role, context.role) == ("support", "context")
    assert statement.text[start:end] == "Mayor Ruth Kade"
    assert context.quote == "Mayor Ruth Kade said the dam at Tarn was safe."
    assert verified(told, statement) == ()


def test_a_draft_without_the_name_does_not_cite_it() -> None:
    told = Told(KADE)
    statement = told.tell("The order was signed in Lindau on Monday.")
    assert {citation.role for citation in statement.citations} == {"support"}


def test_a_date_stands_behind_the_day_and_counts_from_the_article() -> None:
    told = Told(KADE)
    statement = told.tell("Mayor Ruth Kade had signed the order on Monday.")
    assert statement.text == "Mayor Ruth Kade had signed the order on Monday [18 November]."
    assert statement.citations[0].covers == (0, len(statement.text))
    assert verified(told, statement) == ()
    undated = Told(KADE, published=None)
    assert undated.tell("Mayor Ruth Kade had signed the order on Monday.").text.endswith("on Monday.")


def test_a_date_behind_a_name_moves_nothing_that_is_cited() -> None:
    told = Told(
        "Mayor Ruth Kade spoke in Tarn. On Monday, she had signed the order in Lindau beside the miners."
    )
    assert [insertion.words for insertion in told.passage.insertions] == ["18 November", "Ruth Kade"]
    statement = told.tell("On Monday, Ruth Kade had signed the order in Lindau.")
    for citation in statement.citations:
        check_citation(citation, told.by_id, statement)


def test_dates_of_a_draft() -> None:
    assert date_draft(told := "It fell on Tuesday and rose on Friday.", told, "2024-11-20") == (
        "It fell on Tuesday [19 November] and rose on Friday [15 November]."
    )
    assert date_draft("It fell on Tuesday.", "It fell on Tuesday.", None) == "It fell on Tuesday."
    assert date_draft("It fell at noon.", "It fell at noon.", "2024-11-20") == "It fell at noon."


def test_a_day_that_the_source_dates_is_not_dated_otherwise() -> None:
    source = "It fell on Friday, September 1, the port said."
    assert date_draft("It fell on Friday.", source, "2024-11-20") == "It fell on Friday."


@pytest.mark.parametrize("at", range(0, 60, 7))
def test_one_changed_character_no_longer_verifies(at: int) -> None:
    told = Told(FERRY, REEF)
    statement = told.tell("The ferry Amity ran onto the Sable reef off Corran with forty passengers.")
    changed = statement.text[:at] + ("x" if statement.text[at] != "x" else "y") + statement.text[at + 1 :]
    assert verified(told, replace(statement, text=changed)) != ()


WORDS = FERRY.rstrip(".").split()


@given(st.lists(st.sampled_from([*WORDS, "not", "Gotham", "9", "he", "may", ",", "“"]), max_size=20))
def test_any_draft_is_told_with_its_evidence_or_not_at_all(words: list[str]) -> None:
    told = Told(FERRY)
    judgement = told.judge(" ".join(words))
    assert judgement.statement is None or judgement.refused is None
    if judgement.statement is not None:
        assert "Gotham" not in words[1:]  # the first word's capital may be the sentence's
        assert "9" not in words
        assert verified(told, judgement.statement) == ()
        for citation in judgement.statement.citations:
            check_citation(citation, told.by_id, judgement.statement)
