"""Feeds: every form of them read, pages fetched where they carry a blurb, and what is kept from run to run."""

from __future__ import annotations

import contextlib
import hashlib
import json
import socket
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.datasets import read_archive, shared_folder
from benchmarks.feeds import ADDRESS, compare, headers_of, read_theirs
from summarizer.errors import SourceError
from summarizer.fetching import make_request, read_addresses
from summarizer.fetching.client import Client
from summarizer.fetching.feeds import find_feeds, looks_like_feed, parse_feed, sort_newest
from summarizer.fetching.items import is_paywalled
from summarizer.fetching.opml import read_opml, write_opml
from summarizer.fetching.records import FeedCheck, FeedItem, FeedState, FetchConfig
from summarizer.fetching.subscriptions import Subscription
from summarizer.fetching.visiting import FEED_AGE, check_feeds, locate_feed
from summarizer.reading import read_articles
from summarizer.records import Article, Omission
from tests.pdf_writer import Piece, write_pdf
from tests.web_server import Exchange, WebServer, free_port

HERE = Path(__file__).parent
CORPUS = shared_folder() / "data" / "feeds"
NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
URL = "https://herald.example/feed"


def load_cases(name: str) -> list[Any]:
    cases = json.loads((HERE / "cases" / name).read_text(encoding="utf-8"))
    return [pytest.param(case["input"], case["expected"], id=case["label"]) for case in cases]


@pytest.fixture
def config(tmp_path: Path) -> FetchConfig:
    return FetchConfig(
        allowed_hosts=frozenset({"127.0.0.1"}),
        cache_folder=tmp_path / "cache",
        read_seconds=2.0,
        first_pause=0.0,
        host_delay=0.0,
    )


def make_client(config: FetchConfig, now: datetime = NOW) -> Client:
    return Client(config, sleep=lambda _seconds: None, now=lambda: now)


# reading


@pytest.mark.parametrize(("text", "expected"), load_cases("feeds.json"))
def test_feeds_are_read(text: str, expected: dict[str, Any]) -> None:
    assert looks_like_feed(text.encode())
    feed = parse_feed(text.encode(), URL)
    assert {name: getattr(feed, name) for name in expected if name != "items"} == {
        name: value for name, value in expected.items() if name != "items"
    }
    assert len(feed.items) == len(expected["items"])
    for item, wanted in zip(feed.items, expected["items"], strict=True):
        assert {name: getattr(item, name) for name in wanted} == wanted


@pytest.mark.parametrize(("text", "reason"), load_cases("feeds_negative.json"))
def test_what_is_no_feed_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse_feed(text.encode(), URL)
    assert str(caught.value) == reason


def test_entities_are_refused_in_every_encoding() -> None:
    text = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "b">]><rss version="2.0"><channel/></rss>'
    for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        with pytest.raises(SourceError, match="entities"):
            parse_feed(text.encode(encoding), URL)


def test_a_feed_never_makes_the_parser_fetch_or_open_anything(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The parser takes bytes that name a file or an address for just that; it is given neither."""
    (tmp_path / "feed.xml").write_text(
        "<rss version='2.0'><channel><title>from a file</title></channel></rss>"
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: pytest.fail("a name was looked up"))
    for text in (b"feed.xml", b"http://127.0.0.1/feed", b"file:///etc/passwd"):
        with pytest.raises(SourceError, match="no feed"):
            parse_feed(text, URL)


ENCODED = '<?xml version="1.0" encoding="{}"?><rss version="2.0"><channel><title>Žluťoučký kůň</title></channel></rss>'


@pytest.mark.parametrize(
    ("encoding", "declared", "header"),
    [
        ("utf-8", "utf-8", "application/rss+xml"),
        ("iso-8859-2", "iso-8859-2", "application/rss+xml"),
        ("windows-1250", "windows-1250", "text/xml"),
        ("windows-1250", "utf-8", "application/rss+xml; charset=windows-1250"),
        ("utf-16", "utf-16", "application/rss+xml"),
        ("utf-8-sig", "utf-8", "text/html"),
        ("utf-8", "no-such-encoding", "application/octet-stream"),
    ],
)
def test_feeds_are_decoded_as_their_server_or_they_themselves_say(
    encoding: str, declared: str, header: str
) -> None:
    data = ENCODED.format(declared).encode(encoding)
    assert looks_like_feed(data)
    assert parse_feed(data, URL, {"content-type": header}).title == "Žluťoučký kůň"


def test_a_feed_without_end_is_cut() -> None:
    item = "<item><title>x</title></item>"
    feed = parse_feed(f"<rss version='2.0'><channel>{item * 2100}</channel></rss>".encode(), URL)
    assert len(feed.items) == 2000
    assert feed.notes == ("only the first 2000 of its 2100 items were read",)
    with pytest.raises(SourceError, match="more than 500000 elements"):
        parse_feed(b"<rss version='2.0'><channel>" + b"<a>" * 1_000_001, URL)


def unpack(name: str) -> dict[str, bytes]:
    path = CORPUS / name
    if not path.exists():
        pytest.skip(f"{path} is not part of the project")
    return dict(read_archive(path))


NO_FEEDS = {"rss_empty_document.xml"}


def test_whatever_feedparser_reads_is_read() -> None:
    """Every item with its title, link and date, but for titles that are a picture alone."""
    files = unpack("feedparser.tar.gz")
    assert len(files) > 1000
    unread, lacking, alike = set(), Counter[str](), 0
    for name, data in files.items():
        theirs = read_theirs(data)
        try:
            ours = parse_feed(data, ADDRESS, headers_of(data))
        except SourceError:
            unread.add(name.rpartition("/")[2])
            continue
        if not theirs.entries:
            assert not ours.items or ours.form.startswith("json"), name
            continue
        reason = compare(theirs, ours)
        lacking[reason] += bool(reason)
        alike += not reason
    assert unread <= NO_FEEDS
    assert set(lacking) <= {"", "titles (a title without words)"}
    assert alike > 600


def test_what_we_would_lack_is_noticed() -> None:
    feed = b"<rss version='2.0'><channel><item><title>A</title><link>http://a.example/b</link></item></channel></rss>"
    theirs, ours = read_theirs(feed), parse_feed(feed, ADDRESS)
    assert compare(theirs, ours) == ""
    bare = replace(ours, items=(replace(ours.items[0], title=None, url=None),))
    assert compare(theirs, bare) == "titles and links (unexplained)"
    assert compare(theirs, replace(ours, items=())) == "another number of items"
    assert compare(theirs, None) == "refused"


def test_lists_of_the_corpus_round_trip_or_say_what_is_wrong() -> None:
    files = {name: data for name, data in unpack("opml.tar.gz").items() if name.endswith(("xml", "opml"))}
    assert len(files) > 100
    listed, refused = 0, set[str]()
    for name, data in files.items():
        try:
            outline = read_opml(data, name)
        except SourceError:
            refused.add(name)
            continue
        again = read_opml(write_opml(outline.feeds).encode(), name)
        assert sorted(again.feeds, key=str) == sorted(outline.feeds, key=str)
        assert again.notes == ()
        assert outline.notes or "/malformed/" not in name, name
        listed += len(outline.feeds)
    assert listed >= 40
    assert len(refused) < 30
    assert all("/rdf/" in name or "unknown-namespace" in name for name in refused)


def test_the_newest_items_come_first_and_undated_ones_stay_where_they_are() -> None:
    def item(name: str, when: str | None) -> FeedItem:
        return FeedItem(name, None, name, "", published=when)

    items = (item("a", None), item("b", "2024-11-01T00:00Z"), item("c", None), item("d", "2024-11-20T00:00Z"))
    assert "".join(found.id for found in sort_newest(items)) == "adbc"


# discovery


def test_feeds_are_found_in_pages() -> None:
    page = """<html><head><base href="https://h.example/en/">
      <link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">
      <LINK REL="Alternate" TYPE="application/atom+xml; charset=utf-8" HREF="news.atom" title="News &amp; more">
      <link rel="alternate" type="application/json" title="JSON" href="https://h.example/wp-json/wp/v2/pages/2">
      <link rel="alternate" type="application/feed+json" href="//cdn.example/feed.json">
      <link rel="alternate" type="application/json" href="/feed.json?x=1">
      <link rel="alternate" hreflang="de" href="/de/"> <link rel="stylesheet" href="/feed.css">
      <link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">
      <link rel="alternate" type="application/rss+xml" href="/comments/feed"></head><body></body></html>"""
    assert [(feed.url, feed.title) for feed in find_feeds(page, "https://h.example/x/")] == [
        ("https://h.example/en/news.atom", "News & more"),
        ("https://cdn.example/feed.json", None),
        ("https://h.example/feed.json?x=1", None),
        ("https://h.example/comments/feed", "Comments"),
    ]


def test_broken_pages_announce_nothing() -> None:
    assert find_feeds("<link rel=alternate type='application/rss+xml'", "https://h.example/") == []
    assert (
        find_feeds("<link rel='alternate' type='application/rss+xml' href='http://['>", "https://h.example/")
        == []
    )


@settings(max_examples=60)
@given(st.binary(max_size=300), st.integers(0, 600), st.integers(0, 100))
def test_no_bytes_bring_down_the_reading_of_a_feed(noise: bytes, at: int, cut: int) -> None:
    """Pieces cut out of a feed, and noise put in: what is wrong is told, or read over."""
    for case in load_cases("feeds.json")[::5]:
        data = str(case.values[0]).encode()
        twisted = data[:at] + noise + data[at + cut :]
        looks_like_feed(twisted)
        with contextlib.suppress(SourceError):
            parse_feed(twisted, URL)
        find_feeds(twisted.decode("latin-1"), URL)
        with contextlib.suppress(SourceError):
            read_opml(twisted, URL)


@pytest.mark.parametrize(
    ("spec", "kind"),
    [
        ("https://h.example/feed", "feed"),
        ("https://h.example/blog/feed/", "feed"),
        ("https://h.example/rss.xml?x=1", "feed"),
        ("https://h.example/?feed=rss2", "feed"),
        ("https://h.example/atom", "feed"),
        ("feed:https://h.example/news", "feed"),
        ("feed://h.example/news", "feed"),
        ("https://h.example/news/how-to-feed-cats", "page"),
        ("https://feed.example/a", "page"),
        ("https://h.example/", "page"),
    ],
)
def test_addresses_of_feeds_are_told_from_those_of_pages(spec: str, kind: str) -> None:
    request = make_request(spec)
    assert request.kind == kind
    assert request.url.startswith("http")


# from run to run

RSS = """<rss version="2.0"><channel><title>Herald</title><link>/</link><language>en</language>{}</channel></rss>"""
ITEM = "<item><title>{0}</title><link>/{0}</link><description>{1}</description>{2}</item>"


def check_feed(client: Client, state: FeedState, max_age: float = FEED_AGE) -> FeedCheck:
    """Ask for one feed."""
    (check,) = check_feeds(client, [state], max_age)
    return check


def conditional(etag: str, text: str) -> Any:
    def answer(exchange: Exchange) -> None:
        if exchange.web.headers[-1].get("if-none-match") == etag:
            return exchange.send(status=304)
        return exchange.send(text, Content_Type="application/rss+xml", ETag=etag)

    return answer


def test_a_feed_is_asked_only_for_what_has_changed(config: FetchConfig, web: WebServer) -> None:
    web.pages["/feed"] = conditional('"v1"', RSS.format(ITEM.format("a", "words", "")))
    first = check_feed(make_client(config), FeedState(web.url("/feed")))
    assert first.state.etag == '"v1"'
    later = make_client(config, NOW + timedelta(days=1))
    second = check_feed(later, first.state)
    assert second.problem is None
    assert second.feed == first.feed
    elsewhere = make_client(replace(config, cache_folder=Path(str(config.cache_folder) + "2")), NOW)
    third = check_feed(elsewhere, second.state)
    assert (third.feed, third.problem) == (None, None)
    web.pages["/feed"] = conditional('"v2"', RSS.format(ITEM.format("b", "words", "")))
    fourth = check_feed(make_client(config, NOW + timedelta(days=2)), second.state)
    assert [item.title for item in fourth.feed.items] == ["b"] if fourth.feed else False


def test_a_state_survives_json() -> None:
    state = FeedState(
        "https://h.example/f", etag='W/"1"', failures=2, error="x", error_kind="reach", gone=True
    )
    values = json.loads(json.dumps(state.as_dict()))
    assert FeedState.from_dict({**values, "of_a_later_version": 1}) == state


def test_nothing_changed_does_not_mend_a_broken_feed(config: FetchConfig, web: WebServer) -> None:
    """Its server says that what could not be read is still the same."""
    web.pages["/feed"] = conditional('"v1"', "this is no feed at all")
    first = check_feed(make_client(config), FeedState(web.url("/feed")))
    assert first.problem == first.state.error == "it is no feed"
    for folder in ("cache", "another"):  # with a copy at hand, and without
        client = make_client(replace(config, cache_folder=Path(str(config.cache_folder)).with_name(folder)))
        second = check_feed(client, first.state, max_age=0)
        assert second.problem == second.state.error == "it is no feed"
        assert second.state.failures == 2
        assert second.state.etag == '"v1"'
    assert web.headers[-1]["if-none-match"] == '"v1"'
    web.pages["/feed"] = conditional('"v2"', RSS.format(""))
    third = check_feed(make_client(config), second.state, max_age=0)
    assert (third.problem, third.state.error, third.state.failures) == (None, None, 0)


def test_nothing_changed_ends_an_error_of_reaching_it(config: FetchConfig, web: WebServer) -> None:
    web.pages["/feed"] = conditional('"v1"', RSS.format(""))
    first = check_feed(make_client(config), FeedState(web.url("/feed")))
    web.pages["/feed"] = lambda exchange: exchange.send(status=500)
    second = check_feed(make_client(config), first.state, max_age=0)
    assert "its server failed (status 500)" in (second.problem or "")
    assert (second.state.error_kind, second.state.failures, second.state.etag) == ("reach", 1, '"v1"')
    web.pages["/feed"] = conditional('"v1"', RSS.format(""))
    third = check_feed(make_client(config), second.state, max_age=0)
    assert (third.problem, third.state.error, third.state.failures) == (None, None, 0)


def test_a_feed_that_has_moved_for_good_is_asked_at_its_new_place(
    config: FetchConfig, web: WebServer
) -> None:
    web.pages["/old"] = lambda exchange: exchange.send(status=301, Location="/new")
    web.pages["/new"] = RSS.format("")
    first = check_feed(make_client(config), FeedState(web.url("/old")))
    assert first.state.moved_to == web.url("/new")
    check_feed(make_client(config), first.state, max_age=0)
    assert web.requests == ["/old", "/new", "/new"]


def test_a_feed_that_is_gone_is_not_asked_again(config: FetchConfig, web: WebServer) -> None:
    web.pages["/feed"] = lambda exchange: exchange.send(status=410)
    first = check_feed(make_client(config), FeedState(web.url("/feed")))
    assert first.problem == "it is gone for good, says its server (status 410)"
    assert first.state.gone
    second = check_feed(make_client(config), first.state, max_age=0)
    assert "remove it" in (second.problem or "")
    assert web.asked("/feed") == 1


def test_a_server_that_asks_for_a_long_pause_is_asked_after_it(config: FetchConfig, web: WebServer) -> None:
    web.pages["/feed"] = lambda exchange: exchange.send(status=429, Retry_After="7200")
    first = check_feed(make_client(config), FeedState(web.url("/feed")))
    assert first.state.not_before == "2026-11-22T08:00:00+00:00"
    web.pages["/feed"] = RSS.format("")
    early = check_feed(make_client(config, NOW + timedelta(hours=1)), first.state)
    assert early.problem == "its server asks not to be asked before 2026-11-22 08:00 UTC"
    assert web.asked("/feed") == 1
    late = check_feed(make_client(config, NOW + timedelta(hours=3)), early.state)
    assert (late.problem, late.state.not_before) == (None, None)


def test_many_feeds_are_checked_together_and_each_says_what_is_wrong(
    config: FetchConfig, web: WebServer
) -> None:
    web.pages |= {"/a": RSS.format(""), "/page": "<html><body>No feed</body></html>"}
    web.pages["/home"] = (
        "<html><head><link rel=alternate type=application/rss+xml href=/a></head><body>x</body></html>"
    )
    urls = [web.url(path) for path in ("/a", "/page", "/home", "/none")] + [
        f"http://127.0.0.1:{free_port()}/"
    ]
    checks = check_feeds(make_client(config), [FeedState(url) for url in urls])
    assert [check.state.url for check in checks] == urls
    problems = [check.problem or "" for check in checks]
    assert problems[0] == ""
    assert problems[1] == "it is a web page, not a feed"
    assert problems[2] == f"it is a page, not a feed; its feed is {web.url('/a')}"
    assert "status 404" in problems[3]
    assert "refuses the connection" in problems[4]


def test_offline_a_feed_comes_from_the_cache_and_its_state_stays(config: FetchConfig, web: WebServer) -> None:
    web.pages["/feed"] = RSS.format(ITEM.format("a", "words", ""))
    first = check_feed(make_client(config), FeedState(web.url("/feed")))
    offline = make_client(replace(config, offline=True), NOW + timedelta(days=9))
    again = check_feed(offline, replace(first.state, gone=True))
    assert (again.feed, again.problem) == (first.feed, None)
    unknown = FeedState(web.url("/other"))
    assert check_feed(offline, unknown).state == unknown


def test_a_feed_is_located_from_its_site(config: FetchConfig, web: WebServer) -> None:
    link = "<link rel=alternate type=application/{}+xml href=/{}>"
    links = link.format("rss", "a") + link.format("atom", "b")
    web.pages["/"] = f"<html><head>{links}</head><body>x</body></html>"
    web.pages["/a"] = RSS.format("")
    web.pages["/none"] = "<html><body>x</body></html>"
    client = make_client(config)
    feed, others = locate_feed(client, web.url("/"))
    assert (feed.url, feed.title, others) == (web.url("/a"), "Herald", [web.url("/b")])
    with pytest.raises(SourceError, match="is no feed, and announces none"):
        locate_feed(client, web.url("/none"))


# items into articles

STORY = " ".join(
    f"Sentence number {number} tells more about the bridge and its repair." for number in range(30)
)
PAGE = (
    "<html lang=en><head><title>{0} - Herald</title></head>"
    "<body><article><h1>{0}</h1><p>{1}</p></article></body></html>"
)
DATED = "<pubDate>Wed, 20 Nov 2024 10:00:00 GMT</pubDate>"


def read(config: FetchConfig, *urls: str) -> tuple[list[Article], list[Omission]]:
    found = [one for parts in read_addresses(urls, client=make_client(config)).values() for one in parts]
    return (
        [one for one in found if isinstance(one, Article)],
        [one for one in found if isinstance(one, Omission)],
    )


def test_a_blurb_is_replaced_by_its_page(config: FetchConfig, web: WebServer) -> None:
    source = '<source url="https://post.example/rss">The Harbour Post</source>'
    web.pages["/feed"] = RSS.format(ITEM.format("Bridge", "Only a blurb.", DATED + source))
    web.pages["/Bridge"] = PAGE.format("Another headline", STORY)
    ((article,), omissions) = read(config, web.url("/feed"))
    assert omissions == []
    assert article.text == STORY
    assert article.origin == article.url == web.url("/Bridge")
    assert (article.title, article.publisher, article.published) == (
        "Bridge",
        "The Harbour Post",
        "2024-11-20T10:00Z",
    )
    assert article.labels == ()


def test_a_full_item_is_taken_as_it_is(config: FetchConfig, web: WebServer) -> None:
    web.pages["/feed"] = RSS.format(ITEM.format("Bridge", STORY, ""))
    ((article,), _omissions) = read(config, web.url("/feed"))
    assert (article.text, article.publisher, article.published) == (STORY, "Herald", None)
    assert web.requests == ["/feed"]


def test_a_blurb_stands_in_for_a_page_that_cannot_be_had(config: FetchConfig, web: WebServer) -> None:
    web.pages["/feed"] = RSS.format(ITEM.format("Bridge", "The bridge reopened on Monday.", DATED))
    ((article,), (omission,)) = read(config, web.url("/feed"))
    assert (article.text, article.labels) == ("The bridge reopened on Monday.", ("blurb only",))
    assert omission.stage == "fetching"  # no failure: the item was read
    assert (
        omission.reason == "its server knows no such page (status 404); the feed's own words stand in for it"
    )


def test_an_item_of_which_nothing_can_be_had_is_named(config: FetchConfig, web: WebServer) -> None:
    web.pages["/feed"] = (
        RSS.format(ITEM.format("Bridge", "", "")) + "<item><title>No link, no words</title></item>"
    )
    articles, omissions = read(config, web.url("/feed"))
    assert articles == []
    assert omissions[0].stage == "reading"
    assert omissions[0].subject == web.url("/Bridge")


WALL = "Subscribe to read the rest of this story. Already a subscriber? Sign in."


def test_a_paywall_leaves_the_blurb(config: FetchConfig, web: WebServer) -> None:
    blurb = "The bridge reopened on Monday after a year of repairs, the mayor said."
    web.pages["/feed"] = RSS.format(ITEM.format("Bridge", blurb, DATED))
    web.pages["/Bridge"] = PAGE.format("Bridge", f"The bridge reopened. {WALL}")
    ((article,), _omissions) = read(config, web.url("/feed"))
    assert (article.text, article.labels) == (blurb, ("blurb only",))


def test_a_page_behind_a_paywall_is_labelled(config: FetchConfig, web: WebServer) -> None:
    opening = " ".join(
        f"The bridge reopened after {number} years of repairs and disputes." for number in range(12)
    )
    web.pages["/story"] = PAGE.format("Bridge", f"{opening} {WALL}")
    ((article,), _omissions) = read(config, web.url("/story"))
    assert article.labels == ("blurb only",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"The mayor spoke. {WALL}", True),
        ("The mayor spoke. This article is for subscribers only.", True),
        ("Il a parlé. Article réservé aux abonnés.", True),
        (f"{STORY} {WALL}", False),
        ("The paper asked its readers to subscribe, and few did, the editor said.", False),
        ("Members of the council signed in to continue the debate.", False),
    ],
)
def test_paywalls_are_told_from_stories(text: str, expected: bool) -> None:
    assert is_paywalled(text) is expected


def test_only_the_newest_items_of_a_feed_are_read(config: FetchConfig, web: WebServer) -> None:
    items = "".join(
        ITEM.format(f"d{day}", STORY, f"<pubDate>{day} Nov 2024 10:00:00 GMT</pubDate>")
        for day in range(10, 16)
    )
    web.pages["/feed"] = RSS.format(items)
    articles, (omission,) = read(replace(config, max_items=2), web.url("/feed"))
    assert [article.title for article in articles] == ["d15", "d14"]
    assert (omission.stage, omission.reason) == ("fetching", "only the newest 2 of its 6 items are read")


# addresses among other sources


def test_pages_feeds_and_files_are_read_together_in_order(
    config: FetchConfig, web: WebServer, tmp_path: Path
) -> None:
    note = tmp_path / "note.txt"
    note.write_text(f"A note of the editor\n\n{STORY}")
    web.pages["/page"] = PAGE.format("A page", STORY + " And a page.")
    web.pages["/feed"] = RSS.format(ITEM.format("item", STORY + " And an item.", ""))
    web.pages["/report.md"] = lambda exchange: exchange.send(
        f"# A report\n\n{STORY}", Content_Type="text/plain"
    )
    web.pages["/data"] = lambda exchange: exchange.send(
        json.dumps({"title": "A record", "text": STORY + " And data."}), Content_Type="application/json"
    )
    specs = [
        web.url("/page#top"),
        str(note),
        f"feed:{web.url('/feed')}",
        web.url("/report.md"),
        web.url("/page"),
    ]
    reading = read_articles([*specs, web.url("/data"), web.url("/none"), "http://10.0.0.1/"], web=config)
    assert [article.title for article in reading] == [
        "A page", "A note of the editor", "item", "A report", "A record",
    ]  # fmt: skip
    assert [omission.subject for omission in reading.omissions] == [web.url("/none"), "http://10.0.0.1/"]
    assert {omission.stage for omission in reading.omissions} == {"reading"}
    assert web.asked("/page") == 1


@pytest.mark.parametrize(
    ("header", "encoding", "meta"),
    [
        ("text/html; charset=windows-1252", "windows-1252", "utf-8"),
        ("text/html", "windows-1252", "windows-1252"),
        ("text/html; charset=utf-8", "windows-1252", "windows-1252"),
        ("text/html; charset=nonsense", "utf-8", "utf-8"),
        ("text/html; charset=shift_jis", "utf-8-sig", "utf-8"),
    ],
)
def test_pages_are_decoded_as_their_server_or_they_themselves_say(
    header: str, encoding: str, meta: str, config: FetchConfig, web: WebServer
) -> None:
    text = f"<html><head><meta charset={meta}><title>Café</title></head><body><p>Der Größte. {STORY}</p></body></html>"
    web.pages["/a"] = lambda exchange: exchange.send(text.encode(encoding), Content_Type=header)
    ((article,), _omissions) = read(config, web.url("/a"))
    assert article.text.startswith("Der Größte.")


def test_a_pdf_is_read_by_its_reader(config: FetchConfig, web: WebServer) -> None:
    data = write_pdf([[Piece("The bridge reopened on Monday.", 50, 700)]])
    web.pages["/report"] = lambda exchange: exchange.send(data, Content_Type="application/pdf")
    ((article,), _omissions) = read(config, web.url("/report"))
    assert article.pages
    assert article.url == web.url("/report")


def test_other_xml_is_no_article(config: FetchConfig, web: WebServer) -> None:
    sitemap = "<?xml version='1.0'?><urlset><url><loc>https://h.example/a</loc></url></urlset>"
    web.pages["/map"] = lambda exchange: exchange.send(sitemap, Content_Type="application/xml")
    _articles, (omission,) = read(config, web.url("/map"))
    assert omission.reason == "it is XML, but no feed"


def test_a_page_that_claims_to_be_elsewhere_is_not_believed(config: FetchConfig, web: WebServer) -> None:
    page = PAGE.format("A", STORY).replace(
        "<head>", '<head><link rel="canonical" href="https://bank.example/login">'
    )
    web.pages["/a"] = page
    ((article,), _omissions) = read(config, web.url("/a"))
    assert article.url == web.url("/a")


def test_offline_gives_the_same_articles(config: FetchConfig, web: WebServer) -> None:
    web.pages["/page"] = PAGE.format("A page", STORY)
    web.pages["/feed"] = RSS.format(ITEM.format("item", "A blurb of the item.", ""))
    web.pages["/item"] = PAGE.format("Item", STORY + " More.")
    urls = [web.url("/page"), web.url("/feed")]
    online = read(config, *urls)
    count = len(web.requests)
    assert read(replace(config, offline=True), *urls) == online
    assert len(web.requests) == count


@pytest.mark.parametrize("name", ["saved.rss", "saved.xml", "saved", "saved.atom"])
def test_a_saved_feed_is_read_as_it_stands(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: pytest.fail("a name was looked up"))
    first = ITEM.format("Bridge", STORY, DATED).replace("<link>", "<link>https://herald.example")
    (tmp_path / name).write_text(RSS.format(first + "<item><title>No words</title></item>"))
    (article,) = read_articles([tmp_path / name])
    assert (article.title, article.publisher, article.url) == (
        "Bridge",
        "Herald",
        "https://herald.example/Bridge",
    )
    (tmp_path / name).write_text(RSS.format(""))
    assert read_articles([tmp_path / name]).omissions[0].reason == "none of its items has any words"


def test_a_saved_json_feed_is_told_from_other_json(tmp_path: Path) -> None:
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "content_text": STORY}]}
    (tmp_path / "feed.json").write_text(json.dumps(feed))
    (article,) = read_articles([tmp_path / "feed.json"])
    assert article.text == STORY
    assert article.origin.endswith("feed.json#1")


# lists of feeds


def test_lists_are_read_with_their_folders() -> None:
    data = b"""<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>
      <outline text="World"><outline text="Asia / Pacific" title="x">
        <outline type="rss" text="Post" xmlUrl="https://post.example/rss?a=1&amp;b=2"/></outline>
        <outline type="rss" text="Herald" XMLURL=" feed://herald.example/f "/></outline>
      <outline text="Loose" xmlUrl="http://loose.example/"/>
      <outline type="rss" text="Nothing" xmlUrl=""/>
      <outline type="rss" text="File" xmlUrl="file:///etc/passwd"/>
      <outline type="include" text="More" url="https://h.example/more.opml"/>
      <outline text="Filed" category="/Tech/AI,/Other" xmlUrl="http://filed.example/"/></body></opml>"""
    outline = read_opml(data, "mine.opml")
    assert outline.title == "Mine"
    assert outline.feeds == (
        Subscription("https://post.example/rss?a=1&b=2", "Post", "World/Asia - Pacific"),
        Subscription("http://herald.example/f", "Herald", "World"),
        Subscription("http://loose.example/", "Loose", None),
        Subscription("http://filed.example/", "Filed", "Tech/AI"),
    )
    assert outline.notes == (
        "Nothing: it names no address",
        "File: file:///etc/passwd is no address of the web",
        "More: lists within the list are not followed",
    )


def test_damaged_lists_give_what_can_be_read_and_say_so() -> None:
    data = "<opml><body><outline text='Café &eacute; & bar' xmlUrl='https://h.example/f'/><outline text='cut".encode()
    outline = read_opml(data, "cut.opml")
    assert [(feed.url, feed.title) for feed in outline.feeds] == [("https://h.example/f", "Café é & bar")]
    assert outline.notes[0].startswith("the file is damaged (")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<html><body>x</body></html>", "it is no OPML: export it"),
        (b"no list at all", "it is no OPML"),
        (b"", "it is empty"),
        (
            b'<!DOCTYPE o [<!ENTITY a SYSTEM "file:///etc/passwd">]><opml><body/></opml>',
            "it declares XML entities",
        ),
    ],
)
def test_what_is_no_list_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_opml(data, "x.opml")
    assert str(caught.value).startswith(reason)


def test_deep_folders_are_read_only_so_far() -> None:
    data = (
        b"<opml><body>"
        + b"<outline text='f'>" * 60
        + b"<outline xmlUrl='http://h.example/'/>"
        + b"</outline>" * 60
    )
    outline = read_opml(data + b"</body></opml>", "deep.opml")
    assert outline.feeds == ()
    assert outline.notes == ("folders within folders were read 30 deep",)


def test_lists_survive_writing_and_reading() -> None:
    feeds = (
        Subscription("https://h.example/f?a=1&b=<2>", 'Quotes "and" <tags> & \n more', None),
        Subscription("https://i.example/", None, "World"),
        Subscription("https://j.example/", "Ünïcödé 日本", "World/Asia"),
        Subscription("https://i.example/", None, "Tech"),
    )
    text = write_opml(feeds, "My & list")
    outline = read_opml(text.encode(), "x.opml")
    assert outline.title == "My & list"
    folded = [replace(feed, title=" ".join((feed.title or feed.url).split())) for feed in feeds]
    assert list(outline.feeds) == folded
    assert (
        hashlib.sha256(text.encode()).digest()
        == hashlib.sha256(write_opml(feeds, "My & list").encode()).digest()
    )
