"""Claims told in fewer words: what a model that stops, lies or writes nothing does to a brief."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import BriefConfig, read_articles
from summarizer.checking.support import check_statement
from summarizer.condensing import choosing
from summarizer.condensing.choosing import choose_condenser
from summarizer.errors import ModelError
from summarizer.pipeline import explain_brief, make_brief, make_story_brief
from summarizer.records import Brief, Label, Omission, Statement
from summarizer.rendering import render_brief
from summarizer.rendering.jsonform import brief_from_json
from summarizer.retelling import condense_candidates
from summarizer.selecting import MIN_WORDS, Candidate, Selection
from summarizer.verifying import Verification, verify_text
from tests.condensing_factory import Scripted, Stopping, cut_to, quote_all
from tests.story_factory import check_citation, draw_piles, make_articles

ROOT = Path(__file__).resolve().parents[1]
FERRY = (
    "The ferry Amity ran onto the Sable reef off Corran before dawn on Tuesday with forty passengers on board. "
    "Corvane Lines, the ferry’s owner, said the engine had failed twice in the week before the voyage. "
    "Divers found a crack nine metres long below the waterline of the stranded ferry, police said. "
    "A trawler, which was on its way home, picked the passengers up and took them to the harbour at Corran."
)
REEF = (
    "The ferry Amity struck the Sable reef near Corran while it was still dark, and forty people were taken off. "
    "Corvane Lines said that the engine of the ferry had failed twice in the week before. "
    "The harbour office closed the channel south of the reef to all ships until the weekend."
)
COURT = (
    "The court in Lindau rejected the mining company's appeal and ordered it to pay the miners their pensions. "
    "Four hundred miners from the valley had waited for nine years for the money. "
    "The mining company can still take the case to the supreme court in Norwick."
)
LIE = "Nine ministers of Gotham fled to Ruritania."


def lie(_: str) -> str:
    return LIE


def candidates_of(*texts: str) -> list[Candidate]:
    return quote_all(make_articles(*texts))


def labels_of(statement: Statement) -> Label:
    return statement.labels[0]


def statements_of(brief: Brief) -> list[Statement]:
    return [
        one for story in brief.stories for one in (*((story.lead,) if story.lead else ()), *story.statements)
    ]


def verify(brief: Brief) -> Verification:
    return verify_text(brief.to_json(), score_support=check_statement)


@pytest.fixture
def condense_with(monkeypatch: pytest.MonkeyPatch) -> Callable[[Scripted], None]:
    """Return what puts another condenser in the place of the shipped one."""

    def put(condenser: Scripted) -> None:
        monkeypatch.setattr(choosing, "choose_condenser", lambda *_: condenser)

    return put


# single candidates


def test_what_is_carried_is_told_in_fewer_words() -> None:
    before = candidates_of(FERRY)
    condensed = condense_candidates(before, Scripted(cut_to(8)), make_articles(FERRY))
    assert condensed.stopped is None
    for old, new in zip(before, condensed.candidates, strict=True):
        assert new.statement.labels[0] == "condensed"
        assert new.words < old.words
        assert new.statement.id != old.statement.id
        assert (new.claim, new.passage, new.salience) == (old.claim, old.passage, old.salience)
        assert new.statement.text in {sentence.text for sentence in new.told}


def test_what_is_not_carried_is_quoted_and_says_so() -> None:
    before = candidates_of(FERRY)
    condensed = condense_candidates(before, Scripted(lie), make_articles(FERRY))
    for old, new in zip(before, condensed.candidates, strict=True):
        assert new.statement.labels == ("replaced", *old.statement.labels)
        assert replace(new.statement, labels=old.statement.labels) == old.statement
        assert new.told == old.told


@pytest.mark.parametrize(
    "write",
    [lambda _: "", lambda text: text, lambda text: f"{text} {text}", cut_to(MIN_WORDS - 1), lambda _: "\n"],
    ids=["nothing", "the same", "more", "scraps", "white space"],
)
def test_a_draft_that_gains_nothing_leaves_the_quote_as_it_is(write: Callable[[str], str]) -> None:
    before = candidates_of(FERRY)
    assert condense_candidates(before, Scripted(write), make_articles(FERRY)).candidates == before


def test_the_whole_form_is_offered_beside_the_condensed_one_at_a_cost() -> None:
    before = candidates_of(FERRY)
    condensed = condense_candidates(before, Scripted(cut_to(8)), make_articles(FERRY))
    assert condensed.offered == [*condensed.candidates, *condensed.whole]
    assert [one.statement for one in condensed.whole] == [one.statement for one in before]
    for old, whole in zip(before, condensed.whole, strict=True):
        assert whole == old


@pytest.mark.parametrize("write", [lambda text: text, lie], ids=["the same", "a lie"])
def test_what_is_not_condensed_has_one_form(write: Callable[[str], str]) -> None:
    condensed = condense_candidates(candidates_of(FERRY), Scripted(write), make_articles(FERRY))
    assert condensed.whole == ()


def test_what_is_told_in_one_form_is_not_left_out_in_the_other() -> None:
    condensed = condense_candidates(candidates_of(FERRY), Scripted(cut_to(8)), make_articles(FERRY))
    told, *others = condensed.whole
    left_out = [Omission("selecting", c.statement.text, "") for c in condensed.offered if c is not told]
    found = condensed.drop_other_forms(Selection((told,), tuple(left_out)))
    assert [omission.subject for omission in found] == [c.statement.text for c in condensed.candidates[1:]]
    assert len(found) == len(others)


def test_no_candidates_are_no_drafts() -> None:
    assert condense_candidates([], Scripted(cut_to(8)), []).candidates == []


def test_a_model_reads_the_sentence_and_not_the_brackets() -> None:
    articles = make_articles(
        "Mayor Ruth Kade said the dam at Tarn was safe. She had signed the order on Monday.",
        published="2024-11-20",
    )
    condenser = Scripted(lambda _: "")
    condense_candidates(quote_all(articles), condenser, articles)
    assert [asked[0] for asked in condenser.asked] == [
        "Mayor Ruth Kade said the dam at Tarn was safe.",
        "Mayor Ruth Kade had signed the order on Monday.",
    ]


# a model that stops


@pytest.mark.parametrize(
    ("stop", "reason"),
    [(ModelError("The server went away."), "The server went away."), (KeyboardInterrupt(), "interrupted")],
    ids=["error", "interrupt"],
)
@pytest.mark.parametrize("after", [1, 2, 3])
def test_what_is_done_is_kept_and_the_rest_is_quoted(
    after: int, stop: KeyboardInterrupt | ModelError, reason: str
) -> None:
    before = candidates_of(FERRY)
    condenser = Stopping(cut_to(8), after, stop)
    condensed = condense_candidates(before, condenser, make_articles(FERRY))
    assert condensed.stopped == reason
    assert condensed.candidates[:-after] == before[:-after]
    assert [one.statement.labels[0] for one in condensed.candidates[-after:]] == ["condensed"] * after


@pytest.mark.parametrize("stop", [ModelError("The server went away."), KeyboardInterrupt()], ids=repr)
def test_a_model_that_writes_nothing_before_it_stops_is_an_error(
    stop: KeyboardInterrupt | ModelError,
) -> None:
    with pytest.raises(type(stop)):
        condense_candidates(candidates_of(FERRY), Stopping(cut_to(8), 0, stop), make_articles(FERRY))


def test_a_brief_says_that_its_model_stopped(condense_with: Callable[[Scripted], None]) -> None:
    condense_with(Stopping(cut_to(8), 2, ModelError("The server went away.")))
    brief = make_brief(make_articles(FERRY), BriefConfig())
    labels = [labels_of(one) for one in statements_of(brief)]
    assert len(labels) == 4
    assert "quoted" in labels
    assert set(labels) <= {"condensed", "quoted"}
    assert any("The server went away." in omission.reason for omission in brief.coverage.omissions)
    assert verify(brief).status == "intact"


BUDGET = """The parliament in Tessen passed the budget on Tuesday after two nights of debate.

Spending on schools rises by 80 million crowns next year, the finance ministry said. Taxes on fuel stay as they are.

The opposition voted against the budget and called it a gift to road builders. The chamber meets again in January."""


def test_a_model_that_stops_in_one_story_is_not_asked_for_the_next(
    condense_with: Callable[[Scripted], None],
) -> None:
    condenser = Stopping(cut_to(8), 1, KeyboardInterrupt())
    condense_with(condenser)
    brief = make_brief(make_articles(FERRY, BUDGET), BriefConfig())
    assert len(brief.stories) == 2
    assert condenser.runs == 1
    assert verify(brief).status == "intact"


# a model that lies


def test_a_brief_whose_model_lies_is_quoted_and_counts_the_lies(
    condense_with: Callable[[Scripted], None],
) -> None:
    condense_with(Scripted(lie))
    articles = make_articles(FERRY, REEF)
    brief = make_brief(articles, BriefConfig())
    quoted = make_brief(articles, BriefConfig(mode="extractive"))
    told = statements_of(brief)
    assert brief.mode == "abstractive"
    assert brief.coverage.replaced == len(told) > 3
    assert all(one.labels[0] == "replaced" and "quoted" in one.labels for one in told)
    assert {one.text for one in told} == {one.text for one in statements_of(quoted)}
    assert verify(brief).status == "intact"
    for form in ("md", "html", "txt"):
        shown = render_brief(brief, form)
        assert "Gotham" not in shown
        assert f"{len(told)} of {len(told)} statements" in shown


def test_lies_among_truths_are_replaced_one_by_one(condense_with: Callable[[Scripted], None]) -> None:
    condense_with(Scripted(lambda text: LIE if "Corvane" in text else cut_to(9)(text)))
    brief = make_brief(make_articles(FERRY), BriefConfig())
    labels = {labels_of(one) for one in statements_of(brief)}
    assert "replaced" in labels <= {"condensed", "quoted", "replaced"}
    assert brief.coverage.replaced == 1
    assert verify(brief).status == "intact"


def test_a_model_that_writes_nothing_leaves_a_brief_of_quotes(
    condense_with: Callable[[Scripted], None],
) -> None:
    condense_with(Scripted(lambda _: ""))
    brief = make_brief(make_articles(FERRY, REEF), BriefConfig())
    assert brief.coverage.replaced == 0
    assert {labels_of(one) for one in statements_of(brief)} == {"quoted"}
    assert verify(brief).status == "intact"


# the shipped model


@cache
def brief_ferry(words: int = 250) -> Brief:
    return make_brief(make_articles(FERRY, REEF), BriefConfig(words=words))


def test_the_shipped_model_tells_in_fewer_words_and_every_statement_verifies() -> None:
    brief = brief_ferry()
    told = statements_of(brief)
    assert brief.mode == "abstractive"
    assert "condensed" in {labels_of(one) for one in told}
    assert {labels_of(one) for one in told} <= {"condensed", "quoted", "replaced"}
    assert brief.coverage.replaced == sum(labels_of(one) == "replaced" for one in told)
    assert verify(brief).status == "intact"
    assert any(name.startswith("condenser/") for name in brief.manifest.weights)
    articles = {article.id: article for article in make_articles(FERRY, REEF)}
    for statement in told:
        assert any(citation.role == "support" for citation in statement.citations)
        for citation in statement.citations:
            check_citation(citation, articles, statement)


def test_one_changed_character_fails_its_statement() -> None:
    written = brief_ferry().to_json()
    count = len(statements_of(brief_ferry()))
    for at in range(count):
        document = json.loads(written)
        places = [
            one
            for story in document["stories"]
            for one in (*([story["lead"]] if story.get("lead") else []), *story["statements"])
        ]
        text = places[at]["text"]
        places[at]["text"] = text.replace("e", "o", 1)
        assert places[at]["text"] != text
        verification = verify_text(json.dumps(document), score_support=check_statement)
        assert verification.status == "failed"
        assert [one.number for one in verification.statements if one.status == "failed"] == [at + 1]


@pytest.mark.parametrize("form", ["md", "html", "eml", "txt", "json"])
def test_a_condensed_brief_is_read_back_and_rendered_alike(form: str) -> None:
    brief = brief_ferry()
    again = brief_from_json(brief.to_json())
    assert again.to_json() == brief.to_json()
    assert render_brief(again, form) == render_brief(brief, form)


@given(st.integers(1, 120))
@settings(max_examples=10)
def test_no_more_words_than_asked_for(words: int) -> None:
    told = statements_of(make_brief(make_articles(FERRY, REEF), BriefConfig(words=words)))
    assert sum(len(one.text.split()) for one in told) <= words


def test_a_source_in_another_language_is_quoted() -> None:
    articles = [replace(article, language="de") for article in make_articles(FERRY)]
    brief = make_brief(articles, BriefConfig())
    assert brief.mode == "extractive"
    assert {labels_of(one) for one in statements_of(brief)} == {"quoted"}


def test_a_short_source_is_told_whatever_condensing_leaves_of_it() -> None:
    for text in (
        "The bridge fell at night, the police said on Tuesday.",
        "Nine ships sank in the storm off Corran on Monday night.",
    ):
        (statement,) = statements_of(make_story_brief(make_articles(text), BriefConfig()))
        assert len(statement.text.split()) >= MIN_WORDS


def test_two_stories_do_not_tell_the_same() -> None:
    shared = "Four hundred miners from the valley had waited for nine years for the money."
    assert shared in COURT
    brief = make_brief(make_articles(f"{FERRY} {shared}", COURT), BriefConfig())
    quotes = [{c.quote for one in story.statements for c in one.citations} for story in brief.stories]
    assert len(quotes) == 2
    assert not quotes[0] & quotes[1]


def test_the_explanation_accounts_for_what_is_left_out() -> None:
    brief, explanation = explain_brief(make_articles(FERRY, REEF), BriefConfig(words=20))
    left = [omission.subject for omission in explanation.omissions if omission.stage == "selecting"]
    told = {citation.quote for one in statements_of(brief) for citation in one.citations}
    sentences = {quote.strip() + "." for text in (FERRY, REEF) for quote in text.rstrip(".").split(". ")}
    unaccounted = {one for one in sentences - told if not any(one[:13] in subject for subject in left)}
    assert left
    assert not {one.text for one in statements_of(brief)} & set(left)
    assert unaccounted == set()


PILES = draw_piles([FERRY, COURT])


@given(st.lists(PILES, min_size=1, max_size=3), st.integers(1, 120))
@settings(max_examples=30)
def test_any_pile_gives_a_brief_that_holds(texts: list[str], words: int) -> None:
    articles = make_articles(*texts, published="2024-11-20")
    brief = make_brief(articles, BriefConfig(words=words))
    told = statements_of(brief)
    assert sum(len(one.text.split()) for one in told) <= words
    by_id = {article.id: article for article in articles}
    cited = {citation.source for one in told for citation in one.citations}
    assert cited | set(dict(brief.coverage.uncited)) == by_id.keys()
    for statement in told:
        for citation in statement.citations:
            check_citation(citation, by_id, statement)
    assert verify(brief).status == "intact"


# the same bytes

WRITE = """
import sys
from summarizer import BriefConfig, make_brief, read_articles
brief = make_brief(read_articles(sys.argv[1:]), BriefConfig(words=150))
sys.stdout.buffer.write(brief.to_json().encode("utf-8"))
"""


@cache
def brief_moon() -> Brief:
    return make_brief(read_articles(["seeds/moon"]), BriefConfig(words=150))


def test_the_same_brief_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    written = brief_moon().to_json()
    choose_condenser.cache_clear()
    assert make_brief(read_articles(["seeds/moon"]), BriefConfig(words=150)).to_json() == written


@pytest.mark.parametrize("hash_seed", ["1", "4711"])
def test_the_same_bytes_in_another_process(hash_seed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    environment = os.environ | {"PYTHONHASHSEED": hash_seed}
    command = [sys.executable, "-c", WRITE, "seeds/moon"]
    made = subprocess.run(command, env=environment, capture_output=True, check=True).stdout
    assert made == brief_moon().to_json().encode("utf-8")
    assert brief_moon().mode == "abstractive"
