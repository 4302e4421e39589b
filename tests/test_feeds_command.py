"""``summarizer feeds``, and addresses given to ``summarizer brief``, on the command line."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from summarizer import gathering
from summarizer.cli.app import app
from summarizer.errors import ConfigError
from summarizer.fetching.records import FetchConfig
from summarizer.fetching.subscriptions import Subscription, add_subscriptions, read_subscriptions
from tests.web_server import WebServer

FEED = """<rss version="2.0"><channel><title>{0}</title><language>en</language>
<item><title>One</title><link>/one</link><description>{1}</description>
<pubDate>Wed, 20 Nov 2024 10:00:00 GMT</pubDate></item>
<item><title>Two</title><description>A few words more.</description></item></channel></rss>"""
HOME = (
    '<html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head><body>x</body></html>'
)
STORY = (
    "The city bridge reopened on Monday after a year of repairs, the mayor's office said. Crews replaced two of "
    "the main cables and laid a new road deck. Engineers will inspect the cables twice a year. "
)
OPML = """<opml version="2.0"><body><outline text="World">
<outline type="rss" text="Post" xmlUrl="https://post.example/rss"/></outline>
<outline type="rss" text="Herald" xmlUrl="https://herald.example/f"/>{}</body></opml>"""


@pytest.fixture(autouse=True)
def place(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own for settings and cache, in which loopback may be asked and nobody waits."""
    monkeypatch.setenv("SUMMARIZER_ALLOW_PRIVATE", "true")
    real = gathering.web_limits
    quick = {"host_delay": 0.0, "first_pause": 0.0, "cache_folder": here / "cache"}
    monkeypatch.setattr(gathering, "web_limits", lambda settings: replace(real(settings), **quick))  # type: ignore[arg-type]
    return here


@pytest.fixture
def herald(web: WebServer) -> WebServer:
    """A site with a feed that it announces."""
    web.pages |= {"/feed": FEED.format("The Herald", STORY), "/": HOME}
    return web


def run(*arguments: str, code: int = 0) -> Result:
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == code, result.output
    return result


def test_a_feed_is_added_under_its_own_title(herald: WebServer, place: Path) -> None:
    (place / "summarizer.toml").write_text("# mine\nwords = 200   # a minute\n")
    result = run("feeds", "add", herald.url("/"), "--section", "World/Asia")
    assert "added The Herald" in result.stderr
    text = (place / "summarizer.toml").read_text()
    assert text.startswith("# mine\nwords = 200   # a minute\n")
    assert read_subscriptions(place / "summarizer.toml") == [
        Subscription(herald.url("/feed"), "The Herald", "World/Asia")
    ]
    assert "already" in run("feeds", "add", herald.url("/feed")).stderr
    assert (place / "summarizer.toml").read_text() == text


def test_what_is_no_feed_is_not_added(herald: WebServer, place: Path) -> None:
    herald.pages["/page"] = "<html><body>No feed</body></html>"
    assert "announces none" in run("feeds", "add", herald.url("/page"), code=1).stderr
    assert "status 404" in run("feeds", "add", herald.url("/none"), code=1).stderr
    assert "begins with https://" in run("feeds", "add", "herald.example", "--no-check", code=2).stderr
    assert not (place / "summarizer.toml").exists()


def test_without_a_check_nothing_is_asked(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.getaddrinfo", lambda *_a, **_k: pytest.fail("a name was looked up"))
    run(
        "feeds",
        "add",
        "https://herald.example/f",
        "--no-check",
        "--title",
        "Herald",
        "--config",
        "other.toml",
    )
    assert read_subscriptions(place / "other.toml") == [Subscription("https://herald.example/f", "Herald")]


def test_private_addresses_are_refused_unless_the_settings_allow_them(
    herald: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SUMMARIZER_ALLOW_PRIVATE")
    assert "this machine" in run("feeds", "add", herald.url("/feed"), code=1).stderr
    assert "this machine" in run("brief", herald.url("/feed"), code=1).stderr
    assert herald.requests == []


def test_feeds_are_listed_by_section_and_as_json(place: Path) -> None:
    assert "lists no feeds" in run("feeds", "list").stderr
    feeds = [Subscription("https://a.example/", "A", "World"), Subscription("https://b.example/")]
    add_subscriptions(place / "summarizer.toml", feeds)
    assert run("feeds", "list").stdout == "World\n  A (https://a.example/)\nhttps://b.example/\n"
    told = json.loads(run("feeds", "list", "--json").stdout)
    assert told["schema_version"] == 1
    assert told["feeds"] == [
        {"url": "https://a.example/", "title": "A", "section": "World"},
        {"url": "https://b.example/", "title": None, "section": None},
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("feeds = 'x'", "feeds must be tables"),
        ("[[feeds]]\ntitle = 'x'", "feed 1 has no address"),
        ("[[feeds]]\nurl = 'ftp://h.example/'", "feed 1 has no address"),
        ("[[feeds]]\nurl = 'https://h.example/'\n[[feeds]]\nurl = 7", "feed 2: url must be a text"),
        ("[[feeds]]\nurl = 'https://h.example/'\ncategory = 'x'", "category is not a setting of a feed"),
        ("[[feeds]\n", "is not valid TOML"),
    ],
)
def test_a_wrong_list_is_an_error_that_names_its_place(text: str, message: str, place: Path) -> None:
    (place / "summarizer.toml").write_text(text)
    with pytest.raises(ConfigError, match=message):
        read_subscriptions(place / "summarizer.toml")
    told = json.loads(run("feeds", "list", "--json", code=2).stdout)
    assert message in told["error"]["message"]


def test_a_file_with_feeds_is_still_a_file_of_settings(place: Path) -> None:
    (place / "summarizer.toml").write_text("words = 99\n[[feeds]]\nurl = 'https://h.example/'\n")
    assert "words = 99" in run("config", "show").stdout
    assert "allow_private = true" in run("config", "show").stdout


def test_feeds_are_checked_and_each_says_what_is_wrong(herald: WebServer, place: Path) -> None:
    herald.pages["/old"] = lambda exchange: exchange.send(status=301, Location="/feed")
    urls = [herald.url(path) for path in ("/feed", "/old", "/none", "/")]
    add_subscriptions(place / "summarizer.toml", [Subscription(url) for url in urls])
    result = run("feeds", "check", code=3)
    assert "2 of 4 feeds could not be read" in result.stderr
    lines = result.stdout.splitlines()
    assert lines[0].endswith("2 items, newest 2024-11-20T10:00Z, 1 without a date")
    assert lines[1].endswith(f"moved for good to {herald.url('/feed')}")
    assert "status 404" in lines[2]
    assert f"its feed is {herald.url('/feed')}" in lines[3]
    told = json.loads(run("feeds", "check", "--json", code=3).stdout)["feeds"]
    assert [feed["status"] for feed in told] == ["ok", "ok", "failed", "failed"]
    assert len(run("feeds", "check", "--quiet", code=3).stdout.splitlines()) == 2


def test_lists_are_imported_and_exported(place: Path) -> None:
    (place / "in.opml").write_text(OPML.format(""))
    assert "added 2 feeds" in run("feeds", "import", "in.opml").stderr
    assert "added 0 feeds to" in run("feeds", "import", "in.opml").stderr
    run("feeds", "export", "-o", "out.opml")
    assert run("feeds", "export").stdout == (place / "out.opml").read_text()
    run("feeds", "import", "out.opml", "--config", "again.toml")
    listed = read_subscriptions(place / "summarizer.toml")
    assert sorted(read_subscriptions(place / "again.toml"), key=str) == sorted(listed, key=str)
    assert listed[0] == Subscription("https://post.example/rss", "Post", "World")


def test_a_list_of_which_some_is_lost_is_imported_and_says_so(place: Path) -> None:
    (place / "in.opml").write_text(OPML.format("<outline type='rss' text='X' xmlUrl='file:///x'/>") + "<cut")
    result = run("feeds", "import", "in.opml", code=3)
    assert "added 2 feeds" in result.stderr
    assert "warning: the file is damaged" in result.stderr
    assert "is no address of the web" in result.stderr
    (place / "none.opml").write_text("<opml><body/></opml>")
    assert "lists no feeds" in run("feeds", "import", "none.opml", code=1).stderr
    assert "cannot be read" in run("feeds", "import", "missing.opml", code=1).stderr


def test_a_brief_is_made_of_addresses_and_again_offline(herald: WebServer) -> None:
    herald.pages["/one"] = (
        f"<html><head><title>One</title></head><body><article><p>{STORY * 3}</p></article></body></html>"
    )
    arguments = ("brief", herald.url("/feed"), herald.url("/none"), "--mode", "extractive")
    online = run(*arguments, code=3)
    assert "bridge reopened" in online.stdout
    assert "status 404" in online.stderr
    count = len(herald.requests)
    offline = run(*arguments, "--offline", code=3)
    assert "offline nothing is fetched" in offline.stderr
    assert len(herald.requests) == count
    assert offline.stdout.partition("## Coverage")[0] == online.stdout.partition("## Coverage")[0]


def test_limits_have_the_values_that_are_documented() -> None:
    """docs/feeds.md names them."""
    text = (Path(__file__).parents[1] / "docs" / "feeds.md").read_text(encoding="utf-8")
    limits = FetchConfig()
    assert f"{limits.max_bytes // 2**20} MB" in text
    assert f"{limits.total_seconds:.0f} seconds" in text
    assert f"{limits.redirects} redirects" in text
    assert f"{limits.max_items} items" in text
    assert f"{limits.attempts} attempts" in text
