"""Readings: what was read from bytes is not read again, and nothing else is taken for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from summarizer.fetching.cache import Cache
from summarizer.fetching.readings import Readings
from summarizer.fetching.records import Feed, FeedItem, Fetched
from tests.brief_factory import make_article

PAGE = Fetched(
    url="https://example.org/ferry",
    final_url="https://example.org/ferry",
    status=200,
    headers={"content-type": "text/html"},
    body=b"<p>The ferry Amity ran aground.</p>",
    fetched_at="2026-11-16T05:00:00+00:00",
)
ORIGIN = PAGE.url
ARTICLE = replace(
    make_article("The ferry Amity ran aground. \udc80", origin=ORIGIN),
    kept=((0, 10), (12, 20)),
    pages=(0, 12),
    labels=("blurb only",),
)
FEED = Feed(
    url=ORIGIN,
    form="rss20",
    title="Wire",
    items=(FeedItem("a", None, "Ferry", "The ferry.", published="2026-11-16T05:00:00+00:00"),),
    notes=("one item had no text",),
)


@pytest.fixture
def readings(tmp_path: Path) -> Readings:
    """Return readings that hold one article and one feed, of different bytes."""
    readings = Readings(tmp_path)
    readings.keep_article(PAGE, ORIGIN, ARTICLE)
    readings.keep_feed(replace(PAGE, body=b"<rss/>"), FEED)
    return readings


def test_what_was_kept_is_found_as_it_was(readings: Readings) -> None:
    assert readings.find_article(PAGE, ORIGIN) == ARTICLE
    assert readings.find_feed(replace(PAGE, body=b"<rss/>", fetched_at="2026-11-17T05:00:00+00:00")) == FEED


@pytest.mark.parametrize(
    "other",
    [
        replace(PAGE, body=PAGE.body + b" "),
        replace(PAGE, final_url="https://example.org/other"),
        replace(PAGE, headers={"content-type": "text/plain"}),
    ],
)
def test_other_bytes_another_address_or_type_are_read_again(readings: Readings, other: Fetched) -> None:
    assert readings.find_article(other, ORIGIN) is None


def test_an_article_is_no_feed_and_belongs_to_its_origin(readings: Readings) -> None:
    assert readings.find_feed(PAGE) is None
    assert readings.find_article(PAGE, "https://example.org/elsewhere") is None


@pytest.mark.parametrize("damage", [b"", b"\n", b"{}", b"0" * 64 + b"\n{}"])
def test_a_damaged_note_counts_as_none(readings: Readings, tmp_path: Path, damage: bytes) -> None:
    for path in tmp_path.glob("readings/*/*"):
        path.write_bytes(damage)
    assert readings.find_article(PAGE, ORIGIN) is None


def test_other_code_reads_again(readings: Readings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarizer.fetching.readings._name_readers", lambda: "a later release")
    assert readings.find_article(PAGE, ORIGIN) is None


def test_a_folder_that_cannot_be_written_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "readings").write_text("a file is in the way", encoding="utf-8")
    readings = Readings(tmp_path)
    readings.keep_article(PAGE, ORIGIN, ARTICLE)
    assert readings.find_article(PAGE, ORIGIN) is None


def test_readings_go_with_the_bytes_they_were_read_from(tmp_path: Path) -> None:
    cache, readings = Cache(tmp_path), Readings(tmp_path)
    cache.keep(PAGE)
    readings.keep_article(PAGE, ORIGIN, ARTICLE)
    day = datetime(2026, 11, 16, tzinfo=UTC)
    cache.prune(day, 30)
    assert readings.find_article(PAGE, ORIGIN) == ARTICLE
    cache.prune(day + timedelta(days=40), 30)
    assert readings.find_article(PAGE, ORIGIN) is None
