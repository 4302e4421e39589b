"""Three days of thirty feeds, read by the program as a user starts it, and killed at any moment.

Set KILL_ROUNDS=20 to kill it twenty times instead of a few.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest

from summarizer.remembering import Archive
from tests.mail_server import MailServer, serve_mail
from tests.news_server import DAYS, OUTLETS, NewsServer

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")

ROUNDS = int(os.environ.get("KILL_ROUNDS", "4"))
PATIENCE = 120
"""Seconds after which a run that hangs is ended; it takes some three."""

CONFIG = """
mode = "extractive"
allow_private = true

[daily]
title = "Morning brief"
zone = "Europe/Berlin"
archive = "state/archive.sqlite3"
sections = ["Coast", "Country", "Business"]

[deliver.files]
folder = "briefs"
forms = [{forms}]

[deliver.smtp]
host = "127.0.0.1"
port = {port}
security = "none"

[deliver.mail]
from = "desk@example.org"
to = ["ana@example.org", "ben@example.org"]
"""


@pytest.fixture
def news() -> Iterator[NewsServer]:
    server = NewsServer()
    yield server
    server.close()


@pytest.fixture
def post() -> Iterator[MailServer]:
    with serve_mail() as server:
        yield server


@dataclass(frozen=True)
class Desk:
    """A folder in which a user has set the program up."""

    folder: Path

    @classmethod
    def make(
        cls, folder: Path, news: NewsServer, post: MailServer, outlets: Sequence[str], forms: Sequence[str]
    ) -> Desk:
        feeds = "".join(
            f'\n[[feeds]]\nurl = "{news.feed(key)}"\nsection = "{OUTLETS[key].section}"\n' for key in outlets
        )
        folder.mkdir(parents=True)
        config = CONFIG.format(port=post.port, forms=", ".join(f'"{form}"' for form in forms))
        (folder / "summarizer.toml").write_text(config + feeds, encoding="utf-8")
        return cls(folder)

    def start(self, day: int) -> subprocess.Popen[str]:
        """Start the program on a day."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("SUMMARIZER_")}
        places = {"HOME": "home", "XDG_CACHE_HOME": "cache", "XDG_CONFIG_HOME": "home"}
        return subprocess.Popen(
            [sys.executable, "-m", "summarizer", "daily", "--date", DAYS[day - 1]],
            cwd=self.folder,
            env=kept | {name: str(self.folder / place) for name, place in places.items()},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, day: int, code: int = 0) -> str:
        """Run the program on a day, and return what it said."""
        with self.start(day) as process:
            out, said = process.communicate(timeout=PATIENCE)
        assert (process.returncode, out) == (code, ""), said
        return said

    def let_a_night_pass(self) -> None:
        """Make all copies a day older, as the next morning finds them."""
        for path in (self.folder / "cache").rglob("notes/*.json"):
            note = json.loads(path.read_text(encoding="utf-8"))
            older = datetime.fromisoformat(note["fetched_at"]) - timedelta(days=1)
            path.write_text(json.dumps({**note, "fetched_at": older.isoformat()}), encoding="utf-8")

    def brief(self, day: int) -> dict[str, Any]:
        """Return a day's brief."""
        found: dict[str, Any] = json.loads(self.text(day, "json"))
        return found

    def text(self, day: int, form: str) -> str:
        return (self.folder / "briefs" / f"{DAYS[day - 1]}.{form}").read_text(encoding="utf-8")

    def told(self, day: int) -> dict[str, str]:
        """Return what a day's brief tells, and the status of each statement."""
        return {
            statement["text"]: statement["status"]
            for story in self.brief(day)["stories"]
            for statement in filter(None, [story["lead"], *story["statements"]])
        }

    def notes(self, day: int, stage: str) -> list[str]:
        omissions = self.brief(day)["coverage"]["omissions"]
        return [f"{one['subject']}: {one['reason']}" for one in omissions if one["stage"] == stage]


def story_of(brief: dict[str, Any], word: str) -> dict[str, Any]:
    """Return the story whose title has a word."""
    found: dict[str, Any] = next(story for story in brief["stories"] if word in story["title"])
    return found


def subjects_of(post: MailServer) -> list[tuple[tuple[str, ...], str]]:
    """Return who got which day's mail, in order."""
    mails = [
        (tuple(sorted(to)), message_from_bytes(content, policy=policy.default))
        for _, to, content in post.mails
    ]
    return [(to, str(message["Date"].datetime.date())) for to, message in mails]


# three days


@pytest.fixture(scope="module")
def week(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Desk, NewsServer, MailServer, list[str]]]:
    """Read thirty feeds on three days, and return what is left of it and what was said."""
    news = NewsServer()
    with serve_mail() as post:
        folder = tmp_path_factory.mktemp("week") / "desk"
        desk = Desk.make(folder, news, post, list(OUTLETS), ["md", "html", "json"])
        said = []
        for day in (1, 2, 3):
            news.day = day
            said.append(desk.run(day, code=3 if day == 3 else 0))
            desk.let_a_night_pass()
        yield desk, news, post, said
    news.close()


Week = tuple[Desk, NewsServer, MailServer, list[str]]


def test_every_feed_of_the_first_day_is_read(week: Week) -> None:
    desk, news, _, _ = week
    read = {entry["origin"] for entry in desk.brief(1)["manifest"]["inputs"]}
    assert read == {report.url for report in news.reports if report.day == 1}
    page = desk.text(1, "md")
    assert "Sestra Vesti (Вести)" in page
    assert "fishermen’s guild" in json.dumps(desk.brief(1), ensure_ascii=False) or "34 boats" not in page
    assert "�" not in page


def test_several_outlets_on_one_event_make_one_story(week: Week) -> None:
    brief = week[0].brief(1)
    assert len(brief["stories"]) == 5
    titles = [story["title"] for story in brief["stories"]]
    assert sum("Amity" in title or "Sable" in title for title in titles) == 1
    assert sum("quake" in title.lower() or "Tarn" in title for title in titles) == 1
    amity = json.dumps(next(story for story in brief["stories"] if "Amity" in json.dumps(story)))
    assert "Concord" not in amity


def test_sections_come_in_their_order_and_a_story_in_one_only(week: Week) -> None:
    desk = week[0]
    for day in (1, 2, 3):
        stories = desk.brief(day)["stories"]
        sections = [story["section"] for story in stories]
        order = ["Coast", "Country", "Business"]
        places = [order.index(section) if section in order else len(order) for section in sections]
        assert places == sorted(places)
        assert len({story["id"] for story in stories}) == len(stories)


def test_the_next_day_says_nothing_again_that_has_not_changed(week: Week) -> None:
    desk, news, _, _ = week
    before = {report.day: report for report in news.reports}
    assert before
    for day in (2, 3):
        earlier = set().union(*(desk.told(one) for one in range(1, day)))
        assert not set(desk.told(day)) & earlier
        read = [part for report in news.reports if report.day < day for part in report.text]
        for text, status in desk.told(day).items():
            assert status != "new" or not any(text in part for part in read), text


def test_the_next_day_says_what_has_changed(week: Week) -> None:
    desk = week[0]
    told = desk.told(2)
    moved = next(text for text in told if "At least 15 people were injured" in text)
    assert told[moved] == "updated"
    changes = [change for story in desk.brief(2)["stories"] for change in story.get("changes", [])]
    assert any("at least 12 → at least 15" in change for change in changes)
    assert any("three → seven" in change for change in changes)
    assert all(change in desk.text(2, "md") for change in changes)


def test_a_source_that_was_edited_is_told_as_corrected(week: Week) -> None:
    desk = week[0]
    (corrected,) = [text for text, status in desk.told(2).items() if status == "corrected"]
    assert "4.5 percent" in corrected
    changes = json.dumps(desk.brief(2)["stories"], ensure_ascii=False)
    assert "4.25 percent → 4.5 percent (its source was edited after 16 November 2026)" in changes


def test_a_feed_that_is_gone_or_broken_is_named_and_one_that_moved_is_followed(week: Week) -> None:
    desk, news, _, said = week
    gone, broken, moved = (news.feed(key) for key in ("gone", "broken", "moving"))
    assert desk.notes(3, "reading") == [
        f"Island Echo ({gone}): it is gone for good, says its server (status 410)",
        f"Tarn Bulletin ({broken}): it is a web page, not a feed",
    ]
    for name in ("Island Echo", "Tarn Bulletin"):
        assert name in said[2]
        assert name in desk.text(3, "md")
    target = news.web.url("/new/moving/feed")
    note = f"Reef Radio ({moved}): has moved for good to {target}, where it is asked from now on"
    assert note in desk.notes(3, "remembering")
    assert "2 sources were left out" in desk.text(3, "md")


def test_what_has_not_changed_is_not_sent_again(week: Week) -> None:
    _, news, _, _ = week
    asked = list(zip(news.web.requests, news.web.headers, strict=True))
    etags = [head.get("if-none-match") for path, head in asked if path == "/twin/feed"]
    assert etags[0] is None
    assert len(set(etags[1:])) == 1


def test_each_day_s_mail_arrives_once(week: Week) -> None:
    post = week[2]
    both = ("ana@example.org", "ben@example.org")
    assert subjects_of(post) == [(both, day) for day in DAYS]


def test_every_brief_verifies(week: Week) -> None:
    desk = week[0]
    for day in DAYS:
        found = subprocess.run(
            [sys.executable, "-m", "summarizer", "verify", f"briefs/{day}.json"],
            cwd=desk.folder, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert found.returncode == 0, found.stdout


# killed

FEW = ("courier", "wire", "harbour", "halden", "gazette", "market", "observer", "twin", "gone", "moving")
Moment = Callable[["Stage"], str]


class Stage:
    """One run that is killed at some moment."""

    def __init__(self, desk: Desk, news: NewsServer, post: MailServer, seconds: float) -> None:
        self.desk, self.news, self.post, self.seconds = desk, news, post, seconds
        self.process: subprocess.Popen[str] | None = None

    def kill(self, *_said: object) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait(PATIENCE)


def kill_after(share: float) -> Moment:
    """Kill a run when this share of the time is over that it takes when it is let."""

    def plan(stage: Stage) -> str:
        begin = monotonic()
        stage.process = stage.desk.start(2)
        while monotonic() < begin + share * stage.seconds and stage.process.poll() is None:
            sleep(0.005)
        stage.kill()
        return f"after {share:.0%} of its time"

    return plan


def kill_at_request(number: int) -> Moment:
    """Kill a run when it asks for something on the web, before it is answered."""

    def plan(stage: Stage) -> str:
        left = [number]

        def count(_path: str) -> None:
            left[0] -= 1
            if left[0] == 0:
                stage.kill()

        stage.news.before = count
        stage.process = stage.desk.start(2)
        stage.process.wait(PATIENCE)
        stage.news.before = lambda _path: None
        return f"at request {number}"

    return plan


def kill_at_mail(word: str) -> Moment:
    """Kill a run in its talk with the mail server; at "taken" the server has the mail, and has not said so."""

    def plan(stage: Stage) -> str:
        stage.post.before[word] = stage.kill
        stage.process = stage.desk.start(2)
        stage.process.wait(PATIENCE)
        stage.post.before.clear()
        return f"at {word}"

    return plan


MAIL_STAGES = ("EHLO", "MAIL", "RCPT", "taken")


def draw_moments() -> Iterator[Moment]:
    """Yield moments, by chance and the same in every run: of the clock, of requests and of the mail."""
    draw = random.Random(20261117)
    kinds: list[Callable[[], Moment]] = [
        lambda: kill_at_mail("taken"),
        lambda: kill_after(draw.uniform(0.2, 1.0)),
        lambda: kill_at_request(draw.randint(1, 12)),
        lambda: kill_after(draw.uniform(0.5, 1.0)),
        lambda: kill_at_mail(draw.choice(MAIL_STAGES)),
    ]
    while True:
        yield from (kind() for kind in kinds)


def seen_by_reader(desk: Desk, post: MailServer) -> dict[str, object]:
    """Return all that readers have got, and what the archive will tell the next runs, but for times of requests."""
    seen: dict[str, object] = {path.name: path.read_bytes() for path in (desk.folder / "briefs").glob("2*")}
    seen["mails"] = [(sender, tuple(to), content) for sender, to, content in post.mails]
    with Archive(desk.folder / "state" / "archive.sqlite3") as archive:
        lines = [line for line in archive.export() if line["kind"] != "feed"]
    for line in lines:
        for delivery in line.get("deliveries", []):  # type: ignore[attr-defined]
            del delivery["detail"], delivery["mark"]
    seen["archive"] = json.dumps(lines).replace(str(desk.folder), "")
    return seen


def test_a_run_that_is_killed_at_any_moment_loses_nothing_and_sends_nothing_twice(
    tmp_path: Path, news: NewsServer, post: MailServer
) -> None:
    first = Desk.make(tmp_path / "first", news, post, FEW, ["md", "json"])
    first.run(1)
    first.let_a_night_pass()
    news.day = 2
    whole = Desk(shutil.copytree(first.folder, tmp_path / "whole"))
    monday = list(post.mails)
    begin = monotonic()
    whole.run(2)
    seconds = monotonic() - begin
    expected = seen_by_reader(whole, post)
    killed = 0
    for number, moment in enumerate(draw_moments()):
        # A run that was quicker than expected does not count; on a busy machine some are.
        if killed == ROUNDS or number == 3 * ROUNDS:
            break
        post.mails[:] = monday
        desk = Desk(shutil.copytree(first.folder, tmp_path / f"killed{number}"))
        stage = Stage(desk, news, post, seconds)
        when = moment(stage)
        assert stage.process is not None
        stage.process.communicate()
        killed += stage.process.returncode == -signal.SIGKILL
        with desk.start(2) as again:
            _, said = again.communicate(timeout=PATIENCE)
        # Where the mail was taken and the run did not learn of it, the next one says so.
        assert again.returncode == (3 if "may not have arrived" in said else 0), (when, said)
        assert seen_by_reader(desk, post) == expected, when
        desk.run(2)
        assert seen_by_reader(desk, post) == expected, when
    assert killed == ROUNDS
