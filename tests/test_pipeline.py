"""The whole flow: same inputs same bytes, within the words, every statement cited, every source accounted for."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import BriefConfig, make_brief, read_articles
from summarizer.cleaning import clean_article
from summarizer.errors import ConfigError, ModelError, SourceError
from summarizer.pipeline import MIN_SHARE, explain_brief, make_story_brief, share_words
from summarizer.records import Article, Brief, Omission, Reading, Story
from tests.brief_factory import make_article
from tests.story_factory import check_citation, draw_piles, make_articles

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds"
FERRY = (
    "The ferry Amity ran onto the Sable reef off Corran before dawn on Tuesday with forty passengers on board. "
    "Corvane Lines, which owns the ferry, said the engine had failed twice in the week before the voyage. "
    "Divers found a crack nine metres long below the waterline of the stranded ferry."
)
COURT = (
    "The court in Lindau rejected the mining company's appeal and ordered it to pay the miners their pensions. "
    "Four hundred miners from the valley had waited for nine years for the money. "
    "The mining company can still take the case to the supreme court in Norwick."
)


def extract(words: int = 250, **given: Any) -> BriefConfig:
    return BriefConfig(words=words, mode="extractive", **given)


@cache
def read_seeds() -> Reading:
    return read_articles([str(SEEDS)])


@cache
def brief_seeds(words: int = 250, focus: str | None = None) -> Brief:
    return make_brief(read_seeds(), BriefConfig(words=words, mode="extractive", focus=focus))


def brief_texts(*texts: str, words: int = 250) -> Brief:
    return make_brief(make_articles(*texts), extract(words))


def told(brief: Brief) -> list[str]:
    return [statement.text for section in brief.stories for statement in section.statements]


def count_words(brief: Brief) -> int:
    return sum(len(text.split()) for text in told(brief))


def check_brief(brief: Brief, articles: dict[str, Article]) -> None:
    """Assert what holds for every extractive brief of these articles."""
    cited = set()
    for section in brief.stories:
        assert section.statements
        for statement in section.statements:
            assert any(citation.role == "support" for citation in statement.citations)
            assert statement.support == 1
            assert statement.origins >= 1
            for citation in statement.citations:
                check_citation(citation, articles, statement)
                cited.add(citation.source)
        cited |= {c.source for conflict in section.conflicts for v in conflict.values for c in v.citations}
    accounted = [source for source, _ in brief.coverage.uncited]
    assert sorted([*cited, *accounted]) == sorted(source.id for source in brief.sources)
    assert {source.id for source in brief.sources} == articles.keys()
    assert brief.coverage.read == len(articles)
    assert 1 <= brief.coverage.independent <= len(articles)


# the sample sources


def test_seeds_every_statement_is_cited_and_every_source_accounted_for() -> None:
    check_brief(brief_seeds(), {article.id: article for article in read_seeds().articles})


def test_seeds_are_two_stories() -> None:
    brief = brief_seeds()
    assert len(brief.stories) == 2
    origins = {source.id: Path(source.origin).parent.name for source in brief.sources}
    folders = [
        {origins[c.source] for s in section.statements for c in s.citations} & {"bridge", "moon"}
        for section in brief.stories
    ]
    assert folders == [{"bridge"}, {"moon"}]


@given(st.integers(1, 700))
@settings(max_examples=15)
def test_seeds_never_take_more_words_than_asked_for(words: int) -> None:
    assert count_words(brief_seeds(words)) <= words


@pytest.mark.parametrize("words", [120, 250, 500])
def test_seeds_fill_nine_tenths_of_the_words(words: int) -> None:
    assert count_words(brief_seeds(words)) >= 0.9 * words


def test_seeds_nothing_is_told_twice() -> None:
    texts = told(brief_seeds(500))
    assert len(texts) == len(set(texts))


def test_seeds_a_focus_changes_what_is_told() -> None:
    focused, plain = brief_seeds(120, "insurance and the cost of rebuilding"), brief_seeds(120)
    assert told(focused) != told(plain)


def test_seeds_the_explanation_accounts_for_what_is_left_out() -> None:
    brief, explanation = explain_brief(read_seeds(), extract())
    assert brief == brief_seeds()
    left = [omission.subject for omission in explanation.omissions if omission.stage == "selecting"]
    assert left
    assert not set(told(brief)) & set(left)
    assert sum(len(claim.sentences) - 1 for claim in explanation.merges) == brief.coverage.merged_sentences
    assert [len(group.articles) for group in explanation.copies] == [
        len(ids) for ids in brief.coverage.copies
    ]


# the same bytes

WRITE = """
import sys
from summarizer import BriefConfig, make_brief, read_articles
brief = make_brief(read_articles(sys.argv[2:]), BriefConfig(mode="extractive"))
sys.stdout.buffer.write(getattr(brief, "to_" + sys.argv[1])().encode("utf-8"))
"""


def test_the_same_brief_twice() -> None:
    again = make_brief(read_articles([str(SEEDS)]), extract())
    assert again.to_json() == brief_seeds().to_json()
    assert again.to_markdown() == brief_seeds().to_markdown()


@pytest.mark.parametrize("form", ["json", "markdown"])
@pytest.mark.parametrize("hash_seed", ["1", "4711"])
def test_the_same_bytes_in_another_process(form: str, hash_seed: str) -> None:
    environment = os.environ | {"PYTHONHASHSEED": hash_seed}
    command = [sys.executable, "-c", WRITE, form, str(SEEDS)]
    made = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True).stdout
    here = brief_seeds().to_json() if form == "json" else brief_seeds().to_markdown()
    assert made == here.encode("utf-8")


# small inputs


def test_two_events_are_two_sections_the_more_reported_one_first() -> None:
    brief = brief_texts(
        COURT, FERRY, "Divers say the ferry Amity, stuck on the Sable reef off Corran, is cracked."
    )
    numbers = {source.id: number for number, source in enumerate(brief.sources)}
    ferry, court = (numbers[section.statements[0].citations[0].source] for section in brief.stories)
    assert (ferry < 2, court) == (True, 2)
    assert "ferry" in told(brief)[0].lower()
    assert any("court" in text for text in told(brief))


def test_a_single_short_source() -> None:
    brief = brief_texts("Nine ships sank in the storm off Corran on Monday night.")
    assert told(brief) == ["Nine ships sank in the storm off Corran on Monday night."]
    assert brief.date == "undated"
    (section,) = brief.stories
    assert section.statements[0].labels == ("quoted", "single source")


def test_three_identical_sources_are_one_report() -> None:
    articles = make_articles(FERRY, FERRY, FERRY)
    brief = make_brief(articles, extract())
    check_brief(brief, {article.id: article for article in articles})
    assert len(told(brief)) == len(set(told(brief))) == 3
    assert brief.coverage.independent == 1
    assert [len(ids) for ids in brief.coverage.copies] == [3]
    for section in brief.stories:
        for statement in section.statements:
            assert statement.origins == 1
            assert "single source" in statement.labels
            assert len({citation.source for citation in statement.citations}) == 3


@pytest.mark.parametrize("text", ["Share this\nAccept all cookies", " \n\n ", "…", "123", "🙂"])
def test_a_source_without_a_sentence_is_accounted_for(text: str) -> None:
    brief = brief_texts(text, FERRY)
    empty, ferry = make_articles(text, FERRY)
    assert set(dict(brief.coverage.uncited)) == {empty.id}
    assert {c.source for s in brief.stories[0].statements for c in s.citations} == {ferry.id}


@pytest.mark.parametrize("text", ["", "Share this\nAccept all cookies", "…"])
def test_sources_without_a_sentence_give_an_empty_brief(text: str) -> None:
    brief = brief_texts(text)
    assert told(brief) == []
    assert [source for source, _ in brief.coverage.uncited] == [brief.sources[0].id]
    assert brief.to_json()
    assert brief.to_markdown()


def test_one_word_tells_nothing_and_says_so() -> None:
    brief = brief_texts(FERRY, COURT, words=1)
    assert told(brief) == []
    assert len(brief.coverage.uncited) == 2


def test_a_sentence_of_5000_words_is_left_out_and_the_rest_told() -> None:
    endless = (
        "The Orsk harbour office lists " + " and ".join(f"ship {n} of Corran" for n in range(1_000)) + "."
    )
    brief = brief_texts(f"{FERRY} {endless}")
    assert len(endless.split()) >= 5_000 - 10
    assert len(told(brief)) == 3
    assert all(len(text.split()) < 60 for text in told(brief))


def test_one_bad_source_is_an_omission_and_no_crash() -> None:
    omission = Omission("reading", "lost.pdf", "is locked")
    brief = make_brief(Reading(tuple(make_articles(FERRY)), (omission,)), extract())
    assert brief.coverage.omissions == (omission,)


def test_no_source_at_all_is_said_with_the_reasons() -> None:
    with pytest.raises(SourceError) as raised:
        make_brief(Reading((), (Omission("reading", "lost.pdf", "is locked"),)), extract())
    assert "lost.pdf: is locked" in raised.value.hint


def test_what_cannot_be_asked_for() -> None:
    for words in (0, 10**20):
        with pytest.raises(ConfigError):
            BriefConfig(words=words)
    with pytest.raises(ModelError):
        make_brief(make_articles(FERRY), BriefConfig(model="./no-such-folder", offline=True))


def test_a_story_brief_never_groups() -> None:
    brief = make_story_brief(make_articles(FERRY, COURT), extract())
    assert len(brief.stories) == 1
    assert len({c.source for s in brief.stories[0].statements for c in s.citations}) == 2


PILES = draw_piles([FERRY, COURT])


@given(
    st.lists(PILES, min_size=1, max_size=4),
    st.integers(1, 120),
    st.sampled_from([None, "2024-11-20", "soon"]),
)
@settings(max_examples=60)
def test_any_pile_gives_a_brief_that_holds(texts: list[str], words: int, published: str | None) -> None:
    articles = make_articles(*texts, published=published)
    brief = make_brief(articles, extract(words))
    check_brief(brief, {article.id: article for article in articles})
    assert count_words(brief) <= words
    for section in brief.stories:
        assert len({statement.text for statement in section.statements}) == len(section.statements)


def test_two_stories_do_not_tell_the_same() -> None:
    shared = "Four hundred miners from the valley had waited for nine years for the money."
    assert shared in COURT
    texts = told(brief_texts(f"{FERRY} A trawler from Farrow Bay picked the passengers up. {shared}", COURT))
    assert len(texts) == len(set(texts))


# words among stories


def make_stories(sizes: list[int]) -> list[Story]:
    return [
        Story(str(at), tuple([clean_article(make_article(FERRY))] * size)) for at, size in enumerate(sizes)
    ]


@given(st.lists(st.integers(1, 9), min_size=1, max_size=12), st.integers(1, 1_000))
def test_shares_stay_within_the_words(sizes: list[int], words: int) -> None:
    shares = share_words(make_stories(sizes), words)
    assert len(shares) == len(sizes)
    assert sum(shares) <= words
    assert all(share >= 0 for share in shares)
    told_sizes = [size for size, share in zip(sizes, shares, strict=True) if share]
    left_sizes = [size for size, share in zip(sizes, shares, strict=True) if not share]
    assert told_sizes
    assert not left_sizes or min(told_sizes) >= max(left_sizes)
    assert len(told_sizes) <= max(words // MIN_SHARE, 1)


def test_larger_stories_get_more() -> None:
    assert share_words(make_stories([1, 9, 4]), 600) == [100, 300, 200]
