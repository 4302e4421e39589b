"""How far evidence carries a statement: the line, its order, and the words that are named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.checking import support
from summarizer.checking.combining import Doubts
from summarizer.checking.rules import find_uncarried
from summarizer.checking.support import LINE, SupportChecker, check_statement, score_support
from summarizer.protocols import Checker
from summarizer.records import Verdict
from tests.story_factory import load_cases

EVIDENCE = [
    "President Joe Castell on Tuesday approved $2.5 million in aid for six flooded towns, an official said.",
    "The money may reach the towns by June.",
]


def words_of(statement: str, verdict: Verdict) -> list[str]:
    """Return the words that a verdict names."""
    return [statement[one.start : one.end] for one in verdict.uncarried]


@pytest.fixture
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Judge by rules and shared words alone."""
    monkeypatch.setattr(support, "load_support_model", lambda: None)


def test_a_verbatim_sentence_scores_one() -> None:
    for statement in (*EVIDENCE, " ".join(EVIDENCE), EVIDENCE[1].replace("towns", "towns [Halden]")):
        assert check_statement(statement, EVIDENCE) == Verdict(1.0)


@pytest.mark.usefixtures("no_model")
def test_words_left_out_are_carried() -> None:
    verdict = check_statement("Castell approved $2.5 million in aid for six towns.", EVIDENCE)
    assert verdict == Verdict(1.0)


@pytest.mark.usefixtures("no_model")
def test_a_new_word_in_a_sentence_that_only_leaves_words_out_is_named() -> None:
    statement = "Castell approved $2.5 million in weapons for six flooded towns."
    verdict = check_statement(statement, EVIDENCE)
    assert verdict.score < LINE
    assert words_of(statement, verdict) == ["weapons"]


def test_a_broken_rule_keeps_the_score_below_the_line() -> None:
    for case in load_cases("checking_rules.json"):
        statement, evidence = case["input"]["statement"], case["input"]["evidence"]
        verdict = check_statement(statement, evidence)
        if find_uncarried(statement, evidence):
            assert verdict.score < LINE, statement
            assert verdict.uncarried, statement


@pytest.mark.usefixtures("no_model")
def test_of_two_that_fail_the_worse_scores_lower() -> None:
    one = score_support("Castell approved $2.9 million in aid for six flooded towns.", EVIDENCE)
    two = score_support("Castell approved $2.9 million in aid for nine flooded towns.", EVIDENCE)
    other = score_support("Orlov banned 90 glaciers.", EVIDENCE)
    assert LINE > one > two > other > 0


def test_nothing_carries_without_evidence() -> None:
    verdict = check_statement("The bridge reopened.", [])
    assert verdict.score < LINE
    assert verdict.uncarried


@pytest.mark.parametrize("statement", ["", " ", "It is what it is."])
def test_a_statement_that_says_nothing_is_not_carried(statement: str) -> None:
    assert score_support(statement, EVIDENCE) == 0


def test_the_checker_fits_its_protocol() -> None:
    checker: Checker = SupportChecker()
    assert checker.check(EVIDENCE[0], EVIDENCE) == Verdict(1.0)


class Model:
    """A model that doubts one word, and the whole as much as it is told to."""

    def __init__(self, word: str, doubt: float, whole: float) -> None:
        self.word, self.doubt, self.whole = word, doubt, whole

    def judge(self, statement: str, evidence: Sequence[str]) -> Doubts:
        start = statement.index(self.word)
        return Doubts(((0, start, 0.01), (start, start + len(self.word), self.doubt)), self.whole)


def test_a_model_that_doubts_a_word_refuses_the_statement_and_names_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    statement = "Castell approved $2.5 million in aid for six towns."
    scores = {}
    for doubt in (0.01, 0.5, 0.999):
        monkeypatch.setattr(support, "load_support_model", lambda doubt=doubt: Model("aid", doubt, doubt))
        scores[doubt] = check_statement(statement, EVIDENCE)
    assert scores[0.01].score > scores[0.5].score > scores[0.999].score
    assert scores[0.01].score > LINE > scores[0.999].score
    named = [(statement[one.start : one.end], one.kind) for one in scores[0.999].uncarried]
    assert named == [("aid", "meaning")]
    assert check_statement(EVIDENCE[0], EVIDENCE) == Verdict(1.0)


def test_a_statement_of_shared_words_that_the_model_refuses_names_what_it_doubts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    statement = "Castell approved $2.5 million in aid for six towns."
    monkeypatch.setattr(support, "load_support_model", lambda: Model("in", 0.999, 0.999))
    verdict = check_statement(statement, EVIDENCE)
    assert verdict.score < LINE
    assert words_of(statement, verdict) == ["in"]


@pytest.mark.parametrize(
    ("told", "given"),
    [
        ("United States", "U.S."),
        ("U.S.", "United States"),
        ("US", "U.S."),
        ("European Union", "EU"),
        ("UN", "U.N."),
    ],
)
def test_spellings_of_one_name_are_no_news(told: str, given: str) -> None:
    statement = f"The {told} sent two ships on Sunday."
    assert score_support(statement, [f"The {given} sent two ships on Sunday, officials said."]) >= LINE


def test_a_statement_of_several_sentences_scores_as_the_worst_of_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    model = Model("towns", 0.999, 0.999)
    monkeypatch.setattr(support, "load_support_model", lambda: model)
    good, bad = EVIDENCE[1], "Castell approved $2.5 million in aid for six towns."
    assert check_statement(good, EVIDENCE) == Verdict(1.0)
    alone, beside = check_statement(bad, EVIDENCE), check_statement(f"{good} {bad}", EVIDENCE)
    assert beside.score == alone.score < LINE
    shifted = [(one.start + len(good) + 1, one.end + len(good) + 1) for one in alone.uncarried]
    assert [(one.start, one.end) for one in beside.uncarried] == shifted


LONG = [
    "The minister resigned on Monday after a letter to the king.",
    "The mayor opened the bridge in Orsk.",
    "Rain fell on the towns of the coast.",
    "The court in Lindau rejected the appeal of a mining company.",
    "Forty passengers were taken off a ferry by a trawler.",
    *EVIDENCE,
]


def test_words_told_apart_score_below_words_told_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(support, "load_support_model", lambda: Model("The", 0.01, 0.01))
    together = score_support("The mayor opened the bridge there in Orsk.", LONG)
    apart = score_support("The court opened the bridge there in Orsk.", LONG)
    assert together > apart


def test_talk_is_not_asked_of_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    talk = [
        "Ann: Buy some butter.",
        "Mike: Ok.",
        "Mike: Do we have milk?",
        "Ann: There is milk in the fridge.",
    ]
    statement = "There is milk in the fridge, Ann says."
    monkeypatch.setattr(support, "load_support_model", lambda: Model("milk", 0.999, 0.999))
    assert score_support(statement, talk) >= LINE
    assert score_support(statement, [turn.split(": ")[1] + " Ann." for turn in talk]) < LINE


def test_a_model_mends_no_broken_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(support, "load_support_model", lambda: Model("nine", 0.001, 0.001))
    assert score_support("Castell approved $2.5 million in aid for nine towns.", EVIDENCE) < LINE


TEXT = st.text(st.sampled_from("ab 1.Né'“[]ß"), max_size=40)


@settings(max_examples=60)
@given(TEXT, st.lists(TEXT, max_size=3))
def test_a_score_is_a_share_and_a_failure_names_words(statement: str, evidence: list[Any]) -> None:
    verdict = check_statement(statement, evidence)
    assert 0 <= verdict.score <= 1
    assert verdict.score < LINE or not verdict.uncarried
    assert all(0 <= one.start < one.end <= len(statement) for one in verdict.uncarried)
