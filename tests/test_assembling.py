"""The brief around its statements: title, date, sources, and an account of every source."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

import summarizer
from summarizer.assembling import (
    CONDENSING_WEIGHTS,
    QUOTING_WEIGHTS,
    ToldStory,
    assemble_brief,
    headlines_of,
    shipped_weights,
    title_story,
)
from summarizer.config import BriefConfig
from summarizer.deduplicating import group_copies
from summarizer.records import Article, Claim, Omission, Sentence, Statement, Story, text_sha256
from tests.brief_factory import make_article, make_citation, make_statement
from tests.story_factory import make_articles, split_all

CONFIG = BriefConfig(mode="extractive")
TEXT = "The ferry Amity ran onto the Sable reef off Corran before dawn with forty passengers."


def titled(*titles: str | None) -> list[Article]:
    return [make_article(TEXT, origin=f"{at}.txt", title=title) for at, title in enumerate(titles)]


def state(text: str) -> Statement:
    return make_statement(text, [make_citation(make_article(text), text)])


def tell(articles: list[Article], *cited: Article, told: bool = True) -> ToldStory:
    """Return a story of these articles of which some are cited."""
    sentences = [s for own in split_all(articles).values() for s in own]
    return ToldStory(
        Story("s", tuple(articles)),
        statements=tuple(
            make_statement(article.text.strip(), [make_citation(article, article.text.strip())])
            for article in cited
        ),
        claims=tuple(Claim((s,), 1) for s in sentences) if told else (),
        reports=len(articles),
        had_room=told,
    )


# titles


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (["Ferry runs onto reef off Corran", None], "Ferry runs onto reef off Corran"),
        (
            ["Ferry runs onto reef off Corran", "SHOCK HORROR: FERRY RUNS AGROUND!"],
            "Ferry runs onto reef off Corran",
        ),
        (
            ["Why did a ferry run onto a reef?", "Ferry runs onto reef off Corran"],
            "Ferry runs onto reef off Corran",
        ),
        (["Live", "Ferry runs onto reef off Corran"], "Ferry runs onto reef off Corran"),
        (["UPDATE 3-Ferry runs onto reef off Corran"], "Ferry runs onto reef off Corran"),
        (
            ["Council raises levy on timber in Orsk", "Ferry Amity runs onto reef"],
            "Ferry Amity runs onto reef",
        ),
        (["  ", "Ferry runs onto reef off Corran"], "Ferry runs onto reef off Corran"),
    ],
)
def test_the_title_is_the_soberest_headline_on_what_is_told(titles: list[str | None], expected: str) -> None:
    assert title_story(titled(*titles), [state(TEXT)]) == expected


def test_without_headlines_the_first_statement_is_cut_to_a_title() -> None:
    assert title_story(titled(None), [state(TEXT)]) == (
        "The ferry Amity ran onto the Sable reef off Corran before dawn…"
    )
    assert title_story(titled(None), [state("Nine ships sank off Corran.")]) == "Nine ships sank off Corran"
    assert title_story(titled(None), []) == "Nothing to tell"


def test_headlines_are_told_once_and_without_the_wire_mark() -> None:
    assert headlines_of(titled("WRAPUP 2-Ferry sinks", "Ferry sinks", None, "", "Storm")) == [
        "Ferry sinks",
        "Storm",
    ]


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        ([], "Nothing to tell"),
        (["One"], "One"),
        (["One", "Two"], "One; Two"),
        (["One", "Two", "Three"], "One, and 2 more stories"),
    ],
)
def test_the_brief_is_named_by_its_stories(titles: list[str], expected: str) -> None:
    articles = [make_article(TEXT, origin=title, title=title) for title in titles]
    told = [tell([article], article) for article in articles]
    assert assemble_brief(told, (), CONFIG).title == expected
    assert assemble_brief(told, (), replace(CONFIG, title="Mine")).title == "Mine"


def test_a_story_of_which_nothing_is_told_is_no_section() -> None:
    first, second = titled("One", "Two")
    brief = assemble_brief([tell([first], first), tell([second])], (), CONFIG)
    assert [section.title for section in brief.stories] == ["One"]
    assert [source.id for source in brief.sources] == [first.id, second.id]


# dates


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ([None], "undated"),
        (["2024-11-20", None, "2024-11-19"], "2024-11-20"),
        (["2024-11-20T23:59:00+02:00"], "2024-11-20"),
        (["2024-02-01", "2023-12-31"], "2024-02-01"),
    ],
)
def test_the_date_is_the_latest_of_the_sources_and_never_todays(
    published: list[str | None], expected: str
) -> None:
    articles = [make_article(TEXT, origin=str(at), published=day) for at, day in enumerate(published)]
    assert assemble_brief([tell(articles, articles[0])], (), CONFIG).date == expected
    dated = replace(CONFIG, date="2020-02-02")
    assert assemble_brief([tell(articles, articles[0])], (), dated).date == "2020-02-02"


# sources and coverage


def test_sources_are_listed_as_they_were_read() -> None:
    article = make_article(TEXT, title="T", url="https://a.example/x", publisher="P", published="2024-11-20")
    (source,) = assemble_brief([tell([article], article)], (), CONFIG).sources
    assert (source.id, source.title, source.publisher, source.url) == (
        article.id,
        "T",
        "P",
        "https://a.example/x",
    )
    assert source.sha256 == text_sha256(TEXT)


def test_every_source_is_cited_or_accounted_for() -> None:
    cited, less, empty, small = make_articles(TEXT, "Orsk has no airport.", " ", "Rain fell on Tarn.")
    brief = assemble_brief([tell([cited, less, empty], cited), tell([small], told=False)], (), CONFIG)
    reasons = dict(brief.coverage.uncited)
    assert reasons.keys() == {less.id, empty.id, small.id}
    assert "less central" in reasons[less.id]
    assert "no sentence" in reasons[empty.id]
    assert "room" in reasons[small.id]


def test_coverage_counts_what_was_read_and_merged() -> None:
    first, second = make_articles(f"{TEXT} Orsk has no airport. Rain fell. It was noon.", TEXT)
    sentences = [s for own in split_all([first, second]).values() for s in own]
    story = ToldStory(
        Story("s", (first, second)),
        claims=(Claim((sentences[0], sentences[-1]), 1), Claim(tuple(sentences[1:3]), 1)),
        copies=tuple(group_copies([first, second])),
        reports=1,
    )
    omitted = Omission("reading", "x.pdf", "is locked")
    coverage = assemble_brief([story], [omitted], CONFIG).coverage
    assert (coverage.read, coverage.independent, coverage.merged_sentences) == (2, 1, 2)
    assert coverage.omissions == (omitted,)
    assert coverage.copies == ((first.id, second.id),)


def test_the_manifest_is_enough_to_make_the_brief_again() -> None:
    article = make_article(TEXT)
    manifest = assemble_brief([tell([article], article)], (), CONFIG).manifest
    assert manifest.version == summarizer.__version__
    assert BriefConfig(**manifest.config) == CONFIG  # type: ignore[arg-type]
    assert list(manifest.inputs) == [
        {"id": article.id, "origin": article.origin, "sha256": text_sha256(TEXT)}
    ]


def test_the_manifest_names_the_bytes_of_every_shipped_weight() -> None:
    root = Path(summarizer.__file__).parent / "weights"
    quoting, condensing = shipped_weights(QUOTING_WEIGHTS), shipped_weights(CONDENSING_WEIGHTS)
    assert {name.partition("/")[0] for name in quoting} == set(QUOTING_WEIGHTS)
    assert {name.partition("/")[0] for name in condensing} == set(CONDENSING_WEIGHTS)
    for name, digest in condensing.items():
        assert sha256((root / name).read_bytes()).hexdigest() == digest


def test_a_claim_without_a_sentence_of_an_article_leaves_it_unread() -> None:
    read, unread = make_articles(TEXT, "")
    claim = Claim((Sentence(read.id, 0, 0, len(TEXT), TEXT),), 1)
    brief = assemble_brief([ToldStory(Story("s", (read, unread)), claims=(claim,))], (), CONFIG)
    assert "no sentence" in dict(brief.coverage.uncited)[unread.id]
