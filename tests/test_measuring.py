"""Measures worked out by hand: n-grams, syllables, ROUGE, intervals, coverage, and what a run costs."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.config import BriefConfig
from summarizer.errors import MissingExtra, ModelError, SourceError, SummarizerError
from summarizer.measuring import running
from summarizer.measuring.briefs import Measures, cited_words, measure_brief, similarity_of_pairs
from summarizer.measuring.coverage import SharedTerms
from summarizer.measuring.rouge import Rouge, bootstrap_interval, put_on_lines, score_rouge
from summarizer.measuring.running import Refusal, peak_memory, revive_error, run_apart, run_here, try_run
from summarizer.measuring.wording import (
    count_syllables,
    find_tokens,
    list_ngrams,
    mean_sentence_words,
    novel_shares,
    reading_ease,
    repeated_share,
)
from summarizer.records import Article, Brief, Coverage, Reading
from tests.brief_factory import (
    make_article,
    make_brief,
    make_citation,
    make_section,
    make_statement,
    sample_articles,
    sample_brief,
)

SYLLABLES = json.loads((Path(__file__).parent / "cases" / "syllables.json").read_text("utf-8"))


# words


def test_tokens_are_words_and_numbers() -> None:
    assert find_tokens("The U.S. paid $1,200.50 for Ann’s “map”.") == [
        *("the", "u", "s", "paid", "1,200.50", "for", "ann's", "map")
    ]


def test_ngrams_of_a_text_shorter_than_they_are() -> None:
    assert list(list_ngrams(["a", "b"], 3)) == []
    assert list(list_ngrams(["a", "b", "c"], 2)) == [("a", "b"), ("b", "c")]


def test_repeated_share_counts_what_stood_before() -> None:
    # a b c, b c d, c d e / a b c, b c x: five runs of three, one of them for the second time
    assert repeated_share(["a b c d e", "A, b c x."]) == 1 / 5
    assert repeated_share(["a b", "a b"]) is None
    assert repeated_share([]) is None


def test_novelty_of_a_quotation_is_nothing() -> None:
    quote = "The bridge reopened on Monday after a year."
    assert novel_shares([(quote, [quote])]) == (0, 0, 0, 0)


def test_novelty_is_worked_out_by_hand() -> None:
    # of "the bridge opened monday": opened is new; bridge opened and opened monday; all longer runs but none
    quote = "On Monday the bridge reopened."
    assert novel_shares([("The bridge opened Monday", [quote])]) == (1 / 4, 2 / 3, 1, 1)
    # each statement against its own quotes alone
    assert novel_shares([("The bridge", [quote]), ("The bridge", ["A pier."])])[0] == 2 / 4


def test_two_quoted_sentences_are_not_new_where_they_meet() -> None:
    first, second = "The bridge reopened on Monday.", "Crews had replaced two cables."
    assert novel_shares([(f"{first} {second}", [first, second])]) == (0, 0, 0, 0)


def test_words_in_brackets_are_new() -> None:
    quote = "He said the bridge was safe."
    shares = novel_shares([("He [Wes Moore] said the bridge was safe.", [quote])])
    assert shares[:2] == (2 / 8, 3 / 7)


def test_novelty_of_nothing_is_none() -> None:
    assert novel_shares([]) == (None,) * 4
    assert novel_shares([("Two words", ["Two words"])]) == (0, 0, None, None)


@pytest.mark.parametrize("word", SYLLABLES["right"])
def test_syllables(word: str) -> None:
    assert count_syllables(word) == SYLLABLES["right"][word]


@pytest.mark.parametrize("word", SYLLABLES["known_failures"])
@pytest.mark.xfail(reason="a heuristic, not a dictionary", strict=True)
def test_syllables_that_are_counted_wrong(word: str) -> None:
    assert count_syllables(word) == SYLLABLES["known_failures"][word]


@given(st.text(max_size=30))
def test_every_word_has_a_syllable(word: str) -> None:
    assert count_syllables(word) >= 1


def test_reading_ease_is_flesch_s() -> None:
    # The cat sat on the mat. It ran: 8 words, 8 syllables, 2 sentences
    easy = reading_ease(["The cat sat on the mat.", "It ran."])
    assert easy == pytest.approx(206.835 - 1.015 * 8 / 2 - 84.6 * 8 / 8)
    # The government 1 + 3, decided 3, everything … : numbers are left out
    assert reading_ease(["The government decided 1,200."]) == pytest.approx(
        206.835 - 1.015 * 3 - 84.6 * 7 / 3
    )
    assert reading_ease([]) is None
    assert reading_ease(["12 – 14"]) is None


def test_mean_sentence_words() -> None:
    assert mean_sentence_words(["One two three.", "Four."]) == 2
    assert mean_sentence_words([]) is None


# ROUGE


def test_rouge_is_worked_out_by_hand() -> None:
    # the cat sat / the cat ran away: 2 of 3 and 2 of 4 words, 1 of 2 and 1 of 3 pairs
    found = score_rouge("the cat sat", ["the cat ran away"])
    assert found.one == pytest.approx(4 / 7)
    assert found.two == pytest.approx(2 / 5)
    assert found.longest == found.summary == pytest.approx(4 / 7)


def test_rouge_is_the_mean_over_references() -> None:
    one = score_rouge("the cat sat", ["the cat ran away"])
    both = score_rouge("the cat sat", ["the cat ran away", "the cat sat"])
    assert both.one == pytest.approx((one.one + 1) / 2)


def test_rouge_lsum_reads_lines() -> None:
    found = score_rouge("b c d\na x", ["a x\nb c d"])
    assert found.summary == 1
    assert found.longest == pytest.approx(3 / 5)


def test_rouge_stems() -> None:
    assert score_rouge("bridges reopening", ["bridge reopened"]).two == 1


def test_sentences_stand_on_lines() -> None:
    assert put_on_lines("The U.S. agreed. It paid.") == "The U.S. agreed.\nIt paid."


def test_intervals_hold_their_mean_and_are_the_same_every_time() -> None:
    values = [0.1, 0.4, 0.2, 0.9, 0.5, 0.3]
    low, high = bootstrap_interval(values) or (1.0, 0.0)
    assert low < sum(values) / len(values) < high
    assert bootstrap_interval(values) == (low, high)
    assert bootstrap_interval([0.5] * 9) == (0.5, 0.5)
    assert bootstrap_interval([0.5]) is None


def test_intervals_are_as_wide_as_theory_has_them() -> None:
    # a mean of 100 coin flips lies within 0.5 ± 1.96 · 0.05
    low, high = bootstrap_interval([0.0, 1.0] * 50) or (0.0, 0.0)
    assert low == pytest.approx(0.402, abs=0.015)
    assert high == pytest.approx(0.598, abs=0.015)


# coverage


def test_coverage_counts_what_sources_share_by_how_many_share_it() -> None:
    # bridge is in all three sources and counts 3, repair in two and counts 2; toll and mayor are in one each
    shared = SharedTerms(["Bridge repair.", "The bridge repairs, a toll.", "A bridge, a mayor."])
    assert shared.trace(["Toll bridge", "the repairs of a bridge", "the mayor"]) == (
        (2, 3 / 5),
        (7, 1.0),
        (9, 1.0),
    )


def test_one_source_shares_all_with_itself() -> None:
    assert SharedTerms(["Bridge repair."]).trace(["The bridge"]) == ((2, 0.5),)
    assert SharedTerms([]).trace(["The bridge"]) == ((2, 0.0),)


@given(st.lists(st.text(max_size=40), max_size=5), st.lists(st.text(max_size=40), max_size=5))
def test_coverage_never_falls_and_never_leaves_its_range(texts: list[str], told: list[str]) -> None:
    points = SharedTerms(texts).trace(told)
    assert [share for _, share in points] == sorted(share for _, share in points)
    assert all(0 <= share <= 1 for _, share in points)


# briefs


def _two_source_brief() -> tuple[Brief, list[Article]]:
    wire = make_article("The bridge reopened on Monday. Crews replaced two cables.", origin="wire.txt")
    paper = make_article("The bridge is open again, at last. Tolls rise.", origin="paper.txt")
    first = make_statement(
        "The bridge reopened.",
        [
            make_citation(wire, "The bridge reopened on Monday."),
            make_citation(paper, "The bridge is open again, at last."),
        ],
        labels=("condensed",),
        support=0.8,
    )
    second = make_statement(
        "Crews replaced two cables.",
        [make_citation(wire, "Crews replaced two cables.")],
        labels=("replaced",),
    )
    coverage = Coverage(read=2, independent=2, merged_sentences=2, replaced=1)
    brief = make_brief([wire, paper], [make_section("Bridge", [first, second])], coverage=coverage)
    return brief, [wire, paper]


def test_measures_of_a_brief_are_worked_out_by_hand() -> None:
    brief, articles = _two_source_brief()
    found = measure_brief(brief, articles, "The bridge reopened. Crews replaced two cables.")
    assert (found.words, found.statements) == (7, 2)
    assert found.of_sources == 7 / 18
    assert found.of_cited == 7 / (5 + 7 + 4)
    assert (found.cited_sources, found.cited_reports) == (2, 2)
    assert found.sentence_words == 3.5
    assert (found.mean_support, found.lowest_support, found.replaced) == (0.9, 0.8, 1)
    assert found.novelty == (0, 0, 0, 0)
    assert found.repeated == 0
    assert found.rouge == Rouge(1, 1, 1, 1)
    assert found.coverage == 1  # "bridge" alone is in both


def test_a_sentence_that_is_cited_twice_counts_once() -> None:
    article = make_article("The bridge reopened on Monday.", origin="wire.txt")
    statement = make_statement("The bridge reopened.", [make_citation(article, article.text)])
    assert cited_words([statement, statement]) == 5


def test_words_in_brackets_bring_no_source() -> None:
    brief, articles = sample_brief(), sample_articles()
    found = measure_brief(brief, articles)
    assert found.cited_sources == 6
    assert found.cited_reports == 5  # the islander reprints the wire
    assert found.rouge is None


def test_an_empty_brief_has_nothing_to_measure() -> None:
    articles = sample_articles()
    found = measure_brief(make_brief(articles, [make_section("Nothing", [])]), articles, "A reference.")
    assert {getattr(found, name) for name in Measures.__slots__} == {None, 0, (None,) * 4}


def test_the_same_statement_twice_is_a_repetition() -> None:
    assert similarity_of_pairs(["The bridge reopened.", "The bridge reopened."]) == [1.0]
    assert similarity_of_pairs(["The bridge reopened."]) == []
    alike, unlike = similarity_of_pairs(
        ["The bridge reopened.", "The bridge is open again.", "Rain fell on Peru's coast."]
    )[:2]
    assert alike > unlike


# running


def test_a_run_apart_gives_what_a_run_here_gives() -> None:
    reading = Reading(sample_articles())
    config = BriefConfig(words=100, mode="extractive")
    apart, here = run_apart(reading, config), run_here(reading, config)
    assert apart.brief.to_json() == here.brief.to_json()
    assert apart.explanation == here.explanation
    assert apart.seconds > 0


@pytest.mark.skipif(not running.STATUS.exists(), reason="the system does not say what one program held")
def test_a_run_apart_has_its_own_memory() -> None:
    ballast = bytearray(os.urandom(1)) * (300 * 2**20)
    own = peak_memory()
    apart = run_apart(Reading(sample_articles()), BriefConfig(mode="extractive")).peak_mb
    assert own is not None
    assert apart is not None
    assert own > len(ballast) / 2**20
    assert 20 < apart < own - 100


def test_errors_of_a_run_apart_come_back() -> None:
    with pytest.raises(SummarizerError, match="No source could be read") as found:
        run_apart(Reading(()), BriefConfig(mode="extractive"))
    assert found.value.exit_code == SourceError("", "").exit_code


def test_what_an_error_says_survives() -> None:
    for error in (ModelError("There is no model.", "Name another."), MissingExtra("torch", "transformers")):
        found = revive_error(Refusal(str(error), error.hint, error.exit_code))
        assert isinstance(found, SummarizerError)
        assert (str(found), found.hint, found.exit_code) == (str(error), error.hint, 4)


def test_a_bug_keeps_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("by nought")

    monkeypatch.setattr(running, "run_here", fail)
    found = try_run(Reading(()), BriefConfig())
    assert isinstance(found, Refusal)
    assert "by nought" in found.bug
    assert isinstance(revive_error(found), RuntimeError)
    assert "in fail" in str(revive_error(found))


def test_a_process_that_dies_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "_answer", _die)
    with pytest.raises(SummarizerError, match="exit code 7"):
        run_apart(Reading(()), BriefConfig())


def _die(*_: object) -> None:
    os._exit(7)
