"""The brief of every day, from sources in a folder to files and a mailbox, over several days and through crashes."""

from __future__ import annotations

import http.server
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from typer.testing import CliRunner, Result

from summarizer.cli.app import app
from summarizer.cli.daily import today
from summarizer.fetching.cache import Cache
from summarizer.fetching.records import Fetched
from summarizer.remembering import Archive
from summarizer.remembering.locking import hold_lock
from summarizer.rendering import brief_from_json
from summarizer.rendering.mailing import compose_mail
from tests.mail_server import MailServer, serve_mail
from tests.story_factory import as_params, load_cases

runner = CliRunner()

CONFIG = """
sources = ["news/"]
mode = "extractive"

[daily]
title = "Morning brief"
zone = "Europe/Berlin"
archive = "state/archive.sqlite3"

[deliver.maildir]
folder = "mail"
"""

MONDAY, TUESDAY, WEDNESDAY, FRIDAY = "2026-11-16", "2026-11-17", "2026-11-18", "2026-11-20"

FERRY = """Ferry runs aground off Corran
The Courier, 16 November 2026

The ferry Amity ran aground on the Sable reef off Corran before dawn on Monday with forty passengers aboard. \
At least 12 people were injured when the ferry struck the reef, the coast guard said. The ship had lost power \
shortly after leaving the harbour. Divers found a crack of two metres in the hull.
"""
FERRY_LEDGER = """Forty aboard as ferry hits reef
The Ledger, 16 November 2026

A ferry with forty passengers aboard, the Amity, struck the Sable reef off Corran on Monday. Helicopters lifted \
the passengers from the deck in gusts of wind. The operator has taken its two sister ships out of service.
"""
BRIDGE = """City bridge reopens after a year
The Ledger, 16 November 2026

The city bridge in Lindau reopened on Monday after a year of repairs, the mayor's office said. Crews replaced \
two of the main cables and laid a new road deck. The work cost 14 million crowns and was paid for by the port.
"""
FERRY_TUESDAY = """Ferry still on the reef
The Courier, 17 November 2026

The ferry Amity ran aground on the Sable reef off Corran before dawn on Monday with forty passengers aboard. \
At least 15 people were injured when the ferry struck the reef, the coast guard said. Salvage crews from Norvik \
began to pump fuel out of the ferry's tanks on Tuesday.
"""
WHEAT = """Early wheat in Ambrel
The Gazette, 17 November 2026

Farmers in Ambrel brought in the wheat three weeks early after the warmest spring on record. The cooperative \
said that yields were down by a fifth. Mills in the valley have begun to buy grain abroad.
"""


@pytest.fixture(autouse=True)
def folder(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with a configuration and Monday's news, away from the settings of whoever runs the tests."""
    work = here / "work"
    make_folder(work)
    monkeypatch.chdir(work)
    return work


def make_folder(work: Path) -> None:
    """Make a folder as on Monday morning."""
    (work / "news").mkdir(parents=True)
    (work / "summarizer.toml").write_text(CONFIG, encoding="utf-8")
    add_news(work, ferry=FERRY, ledger=FERRY_LEDGER, bridge=BRIDGE)


def add_news(work: Path, **texts: str) -> None:
    """Put articles into the folder that is read every day."""
    for name, text in texts.items():
        (work / "news" / f"{name}.txt").write_text(text, encoding="utf-8")


def daily(*arguments: str, date: str, code: int = 0) -> Result:
    """Run a day."""
    result = runner.invoke(app, ["daily", "--date", date, *arguments])
    assert result.exit_code == code, (result.exit_code, result.stderr)
    return result


def load_brief(date: str) -> dict[str, Any]:
    """Return a day's brief as JSON."""
    found: dict[str, Any] = json.loads(Path("briefs", f"{date}.json").read_text(encoding="utf-8"))
    return found


def statements_of(brief: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield all statements of a brief."""
    for story in brief["stories"]:
        yield from filter(None, [story["lead"], *story["statements"]])


def texts_of(date: str) -> list[str]:
    """Return what a day's brief tells."""
    return [statement["text"] for statement in statements_of(load_brief(date))]


def mails() -> list[Path]:
    """Return the mails that arrived, in the order of their days."""
    return sorted(Path("mail/new").iterdir()) if Path("mail/new").is_dir() else []


def notes_of(date: str) -> list[str]:
    """Return what a brief's coverage says of earlier ones."""
    omissions = load_brief(date)["coverage"]["omissions"]
    return [f"{one['subject']}: {one['reason']}" for one in omissions if one["stage"] == "remembering"]


# a morning, and the next


def test_a_morning_writes_files_and_a_mail() -> None:
    result = daily(date=MONDAY)
    assert {path.suffix for path in Path("briefs").glob(f"{MONDAY}.*")} == {".md", ".html", ".eml", ".json"}
    assert len(mails()) == 1
    assert "delivered 2026-11-16 by maildir" in result.stderr
    assert result.stdout == ""
    brief = load_brief(MONDAY)
    assert (brief["title"], brief["date"]) == ("Morning brief", MONDAY)
    assert len(brief["stories"]) == 2
    assert {statement["status"] for statement in statements_of(brief)} == {"new"}


def test_the_story_with_more_independent_reports_comes_first() -> None:
    daily(date=MONDAY)
    first, second = load_brief(MONDAY)["stories"]
    assert "Amity" in json.dumps(first)
    assert "bridge" in json.dumps(second)


def test_the_same_day_again_gives_the_same_bytes_and_no_second_mail() -> None:
    daily(date=MONDAY)
    before = {path.name: path.read_bytes() for path in Path("briefs").iterdir()}
    add_news(Path(), later=WHEAT)
    result = daily(date=MONDAY)
    assert {path.name: path.read_bytes() for path in Path("briefs").iterdir()} == before
    assert len(mails()) == 1
    assert "is there already" in result.stderr


def test_a_file_that_was_lost_comes_back_with_the_same_bytes() -> None:
    daily(date=MONDAY)
    page = Path("briefs", f"{MONDAY}.html")
    before = page.read_bytes()
    page.unlink()
    daily(date=MONDAY)
    assert page.read_bytes() == before


def test_the_next_day_tells_what_is_new_and_what_has_moved_and_nothing_again() -> None:
    daily(date=MONDAY)
    add_news(Path(), tuesday=FERRY_TUESDAY, wheat=WHEAT)
    daily(date=TUESDAY)
    told = {statement["text"]: statement["status"] for statement in statements_of(load_brief(TUESDAY))}
    assert not set(told) & set(texts_of(MONDAY))
    moved = next(text for text in told if "15 people" in text)
    assert told[moved] == "updated"
    assert told[next(text for text in told if "Norvik" in text)] == "new"
    assert not any("forty passengers" in text for text in told)


def test_a_section_says_what_has_changed() -> None:
    daily(date=MONDAY)
    add_news(Path(), tuesday=FERRY_TUESDAY, wheat=WHEAT)
    daily(date=TUESDAY)
    ferry = next(story for story in load_brief(TUESDAY)["stories"] if "Norvik" in json.dumps(story))
    wheat = next(story for story in load_brief(TUESDAY)["stories"] if "Ambrel" in json.dumps(story))
    assert ferry["changes"] == [
        "Number of injured: at least 12 → at least 15 (since 16 November 2026)",
        "1 statement is new",
    ]
    assert "changes" not in wheat
    assert "at least 12 → at least 15" in Path("briefs", f"{TUESDAY}.md").read_text(encoding="utf-8")


def test_a_story_keeps_its_id_from_day_to_day() -> None:
    daily(date=MONDAY)
    add_news(Path(), tuesday=FERRY_TUESDAY)
    daily(date=TUESDAY)
    assert load_brief(TUESDAY)["stories"][0]["id"] == load_brief(MONDAY)["stories"][0]["id"]


def test_a_source_that_was_edited_silently_is_told_as_corrected() -> None:
    daily(date=MONDAY)
    add_news(Path(), ferry=FERRY.replace("At least 12 people", "At least 9 people"))
    daily(date=TUESDAY)
    (statement,) = statements_of(load_brief(TUESDAY))
    assert statement["status"] == "corrected"
    assert "9 people" in statement["text"]


def test_a_correction_is_told_although_others_matter_more() -> None:
    daily(date=MONDAY)
    assert any("14 million crowns" in text for text in texts_of(MONDAY))
    settings = CONFIG.replace("[daily]", "[daily]\nstories = 2")
    Path("summarizer.toml").write_text(settings, encoding="utf-8")
    add_news(Path(), bridge=BRIDGE.replace("14 million", "16 million"), tuesday=FERRY_TUESDAY)
    add_news(Path(), wheat=WHEAT, wheat2=WHEAT.replace("The Gazette", "The Post"))
    daily(date=TUESDAY)
    statuses = {statement["text"]: statement["status"] for statement in statements_of(load_brief(TUESDAY))}
    corrected = next(text for text in statuses if "16 million" in text)
    assert statuses[corrected] == "corrected"
    assert len(load_brief(TUESDAY)["stories"]) == 2


def test_a_figure_that_moved_is_told_in_condensed_briefs_too() -> None:
    Path("summarizer.toml").write_text(CONFIG.replace("extractive", "abstractive"), encoding="utf-8")
    reports = json.loads((Path(__file__).parent / "cases" / "three_days.json").read_text(encoding="utf-8"))
    for path in Path("news").iterdir():
        path.unlink()
    for day, date in ((2, MONDAY), (3, TUESDAY)):
        for report in reports:
            if report["day"] == day and "Nordavia" in report["title"]:
                text = "\n\n".join([report["title"], *report["text"]])
                add_news(Path(), **{report["slug"]: text})
        daily(date=date)
    statuses = {statement["text"]: statement["status"] for statement in statements_of(load_brief(TUESDAY))}
    moved = next(text for text in statuses if "20 million crowns" in text)
    assert statuses[moved] == "updated"


def test_what_an_edited_source_no_longer_says_is_listed_as_withdrawn() -> None:
    daily(date=MONDAY)
    told = "Divers found a crack of two metres in the hull."
    assert told in texts_of(MONDAY)
    add_news(Path(), ferry=FERRY.replace(told, "A crane is on its way from Norvik, the owner said."))
    daily(date=TUESDAY)
    assert notes_of(TUESDAY) == [
        f"{told}: told on 16 November 2026; its source was edited and no longer says so"
    ]


def test_an_edit_that_changes_nothing_told_makes_no_noise() -> None:
    daily(date=MONDAY)
    add_news(Path(), ferry=FERRY.replace("The Courier", "The Corran Courier"))
    daily(date=TUESDAY)
    assert texts_of(TUESDAY) == []
    assert notes_of(TUESDAY) == []


def test_nothing_new_makes_no_brief() -> None:
    daily(date=MONDAY)
    result = daily(date=TUESDAY)
    assert "nothing new since 2026-11-16" in result.stderr
    assert not Path("briefs", f"{TUESDAY}.md").exists()
    assert len(mails()) == 1


def test_days_without_a_brief_are_folded_into_the_next() -> None:
    daily(date=MONDAY)
    add_news(Path(), tuesday=FERRY_TUESDAY)
    add_news(Path(), wheat=WHEAT)
    daily(date=FRIDAY)
    assert notes_of(FRIDAY) == [
        "From 17 November 2026 on: no brief was made before this one, which covers all days since"
    ]
    assert len(load_brief(FRIDAY)["stories"]) == 2
    assert len(mails()) == 2


@pytest.mark.parametrize("kind", ["later", "edited"])
@pytest.mark.parametrize("case", as_params(load_cases("daily_languages.json")))
def test_in_each_language_all_forms_say_what_has_changed(case: dict[str, Any], kind: str) -> None:
    """What was edited stands under the name of the first report, what came later beside it."""
    report = Path("news", "ferry.txt")
    shutil.rmtree("news")
    report.parent.mkdir()
    report.write_text(case["input"]["first"], encoding="utf-8")
    daily(date=MONDAY)
    report.with_stem("ferry" if kind == "edited" else "later").write_text(
        case["input"][kind], encoding="utf-8"
    )
    daily(date=WEDNESDAY)
    brief = brief_from_json(Path("briefs", f"{WEDNESDAY}.json").read_text(encoding="utf-8"))
    mail = compose_mail(brief)
    forms = [BeautifulSoup(page, "html.parser").get_text() for page in (mail.html, brief.to_html())]
    forms += [mail.text, brief.to_text(), brief.to_markdown()]
    for form in forms:
        shown = " ".join(form.split())
        assert [words for words in case["expected"][kind] if " ".join(words.split()) not in shown] == []
        assert not ENGLISH_OF_DAYS.search(shown)


ENGLISH_OF_DAYS = re.compile(
    r"\b(?:since|new|updated?|corrected|edited|told|number of|no brief|from|wednesday)\b", re.IGNORECASE
)


def test_in_a_brief_of_two_languages_the_frame_speaks_that_of_most() -> None:
    de = load_cases("daily_languages.json")[0]["input"]
    for name in ("ledger", "bridge"):
        Path("news", f"{name}.txt").unlink()
    daily(date=MONDAY)
    add_news(Path(), tuesday=FERRY_TUESDAY, de=de["first"], later=de["later"])
    daily(date=TUESDAY)
    ferry = next(story for story in load_brief(TUESDAY)["stories"] if "Salvage" in json.dumps(story))
    assert ferry["changes"] == [
        "Number of injured: at least 12 → at least 15 (seit dem 16. November 2026)",
        "1 Aussage ist neu",
    ]


def test_a_day_without_news_has_its_day_and_subject() -> None:
    daily(date=MONDAY)
    add_news(Path(), ferry=FERRY.replace("The Courier", "The Corran Courier"))
    daily(date=TUESDAY)
    brief = brief_from_json(Path("briefs", f"{TUESDAY}.json").read_text(encoding="utf-8"))
    assert (brief.stories, brief.also) == ((), ())
    mail = compose_mail(brief)
    for form in (mail.text, mail.html, brief.to_html(), brief.to_markdown(), brief.to_text()):
        assert form.count("Tuesday, 17 November 2026") == 1
    assert "Subject: Morning brief, 17 November 2026\r\n" in mail.message


def test_a_brief_verifies() -> None:
    daily(date=MONDAY)
    result = runner.invoke(app, ["verify", f"briefs/{MONDAY}.json"])
    assert result.exit_code == 0, result.stdout


def test_two_folders_give_the_same_bytes(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    daily(date=MONDAY)
    other = tmp_path / "elsewhere"
    make_folder(other)
    monkeypatch.chdir(other)
    daily(date=MONDAY)
    for form in ("md", "html", "json"):
        name = f"briefs/{MONDAY}.{form}"
        assert (folder / name).read_bytes() == (other / name).read_bytes()


# what there is room for


def test_stories_beyond_the_room_are_mentioned_in_a_line() -> None:
    Path("summarizer.toml").write_text(CONFIG.replace("[daily]", "[daily]\nstories = 1"), encoding="utf-8")
    daily(date=MONDAY)
    brief = load_brief(MONDAY)
    assert len(brief["stories"]) == 1
    (mention,) = brief["also"]
    assert mention["title"] == "City bridge reopens after a year"
    page = Path("briefs", f"{MONDAY}.md").read_text(encoding="utf-8")
    assert "## Also today\n\n- City bridge reopens after a year [3]" in page


def test_what_was_mentioned_is_not_mentioned_again() -> None:
    Path("summarizer.toml").write_text(CONFIG.replace("[daily]", "[daily]\nstories = 1"), encoding="utf-8")
    daily(date=MONDAY)
    add_news(Path(), tuesday=FERRY_TUESDAY)
    daily(date=TUESDAY)
    assert "also" not in load_brief(TUESDAY)


def test_since_leaves_out_what_is_older() -> None:
    add_news(Path(), wheat=WHEAT)
    daily("--since", TUESDAY, date=TUESDAY)
    (story,) = load_brief(TUESDAY)["stories"]
    assert "Ambrel" in json.dumps(story)


# looking without touching


def test_a_dry_run_prints_the_brief_and_leaves_nothing() -> None:
    result = daily("--dry-run", date=MONDAY)
    assert result.stdout.startswith("# Morning brief\n")
    assert sorted(path.name for path in Path().iterdir()) == ["news", "summarizer.toml"]


def test_a_dry_run_of_a_day_that_is_done_prints_its_brief() -> None:
    daily(date=MONDAY)
    result = daily("--dry-run", date=MONDAY)
    assert result.stdout == Path("briefs", f"{MONDAY}.md").read_text(encoding="utf-8")


def test_a_preview_opens_the_page_and_sends_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    daily("--preview", date=MONDAY)
    assert opened
    assert opened[0].startswith("file:")
    assert mails() == []


# what fails


def test_a_source_that_cannot_be_read_is_named_and_the_brief_made() -> None:
    Path("news/broken.pdf").write_bytes(b"%PDF-1.4 nothing else")
    result = daily(date=MONDAY, code=3)
    assert "broken.pdf" in result.stderr
    assert "broken.pdf" in Path("briefs", f"{MONDAY}.md").read_text(encoding="utf-8")
    assert len(mails()) == 1
    assert daily(date=MONDAY, code=3).stderr.count("broken.pdf") == 1


def test_without_any_readable_source_there_is_no_brief() -> None:
    for path in Path("news").iterdir():
        path.write_bytes(b"%PDF-1.4 nothing else")
        path.rename(path.with_suffix(".pdf"))
    result = daily(date=MONDAY, code=1)
    assert "no readable source at all" in result.stderr


def test_without_sources_the_configuration_is_wrong() -> None:
    Path("summarizer.toml").write_text("[daily]\n", encoding="utf-8")
    assert "No sources and no feeds" in daily(date=MONDAY, code=2).stderr


@pytest.mark.parametrize(
    ("config", "message", "hint"),
    [
        ("[daily]\nstorys = 3", "daily.storys is not a setting", "Did you mean stories?"),
        ("[daily]\nwords = 0", "daily.words must be a whole number of at least 1, not 0", ""),
        ("[daily]\nzone = 'Europe/Atlantis'", "daily.zone must be the name of a time zone", ""),
        ("sources = 3", "daily.sources must be a list of texts", ""),
        ("sources = ['a']\n[daily]\nsources = ['b']", "given twice", "Give them once."),
        ("daily = 3", "daily must be a table", ""),
        ("[[feeds]]\nurl = 'ftp://x'", "feed 1 has no address", ""),
        ("[deliver.mial]", "deliver.mial is not a setting", "Did you mean mail?"),
        ("[dayly]", "dayly is not a setting", "Did you mean daily?"),
    ],
)
def test_a_mistake_in_the_tables_is_named(config: str, message: str, hint: str) -> None:
    Path("summarizer.toml").write_text(config, encoding="utf-8")
    result = daily(date=MONDAY, code=2)
    assert message in result.stderr
    assert hint in result.stderr


def test_a_way_that_refuses_costs_nothing_and_is_tried_again_the_next_day() -> None:
    Path("mail").write_text("no mailbox", encoding="utf-8")
    result = daily(date=MONDAY, code=3)
    assert "maildir" in result.stderr
    monday = texts_of(MONDAY)
    Path("mail").unlink()
    add_news(Path(), tuesday=FERRY_TUESDAY)
    daily(date=TUESDAY)
    assert len(mails()) == 2
    assert not set(texts_of(TUESDAY)) & set(monday)
    daily(date=TUESDAY)
    assert len(mails()) == 2


def test_a_brief_of_which_nothing_got_out_is_told_by_the_next() -> None:
    Path("mail").write_text("no mailbox", encoding="utf-8")
    Path("briefs").write_text("no folder", encoding="utf-8")
    assert "could not be delivered" in daily(date=MONDAY, code=1).stderr
    Path("mail").unlink()
    Path("briefs").unlink()
    add_news(Path(), wheat=WHEAT)
    daily(date=TUESDAY)
    assert len(mails()) == 1
    assert not Path("briefs", f"{MONDAY}.md").exists()
    told = " ".join(texts_of(TUESDAY))
    assert all(word in told for word in ("Amity", "Lindau", "Ambrel"))


def test_two_runs_do_not_overlap() -> None:
    with hold_lock(Path("state/archive.sqlite3.lock")):
        assert "Another run is at work" in daily(date=MONDAY, code=1).stderr
    daily(date=MONDAY)


def test_a_database_in_use_or_damaged_stops_the_run_before_anything_is_sent() -> None:
    daily(date=MONDAY)
    add_news(Path(), wheat=WHEAT)
    path = Path("state/archive.sqlite3")
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert "is damaged" in daily(date=TUESDAY, code=1).stderr
    assert len(path.read_bytes()) == len(whole) // 2
    path.write_bytes(whole)
    daily(date=TUESDAY)
    assert len(mails()) == 2


def test_a_full_disk_stops_the_run_and_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    daily(date=MONDAY)
    add_news(Path(), wheat=WHEAT)
    whole = Archive._open

    def open_small(self: Archive, patience: float, read_only: bool) -> None:
        whole(self, patience, read_only)
        (pages,) = self._sql.execute("PRAGMA page_count").fetchone()
        self._sql.execute(f"PRAGMA max_page_count = {pages}")

    with monkeypatch.context() as patch:
        patch.setattr(Archive, "_open", open_small)
        assert "the disk is full" in daily(date=TUESDAY, code=1).stderr
    assert len(mails()) == 1
    daily(date=TUESDAY)
    assert len(mails()) == 2


# A real disk that is full: a small file system in memory, which only the runs within this program see.
FULL_DISK = """
import subprocess, sys
from pathlib import Path
def mount(place):
    Path(place).mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=3M", "none", place]
    if subprocess.run(command, stderr=subprocess.DEVNULL).returncode:
        sys.exit(77)
def run(day):
    command = [sys.executable, "-m", "summarizer", "daily", "--date", day]
    ended = subprocess.run(command, capture_output=True, text=True)
    print("##", ended.returncode, ended.stderr, flush=True)
def run_full(day, place):
    filler = Path(place, "filler")
    try:
        with filler.open("wb", buffering=0) as stream:
            while stream.write(bytes(512)):
                pass
    except OSError:
        pass
    run(day)
    filler.unlink()
monday, tuesday = sys.argv[1:]
mount("state")
mount("briefs")
run(monday)
Path("wheat.txt").rename("news/wheat.txt")
run_full(tuesday, "state")
run_full(tuesday, "briefs")
run(tuesday)
for path in [*Path("state").iterdir(), *Path("briefs").iterdir()]:
    target = Path("after", path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(path.read_bytes())
"""


@pytest.mark.skipif(shutil.which("unshare") is None, reason="no disk can be made here")
def test_a_disk_that_is_full_is_named_and_costs_nothing() -> None:
    Path("wheat.txt").write_text(WHEAT, encoding="utf-8")
    program = ["unshare", "--map-root-user", "--mount", sys.executable, "-c", FULL_DISK, MONDAY, TUESDAY]
    ended = subprocess.run(program, capture_output=True, text=True, check=False)
    if ended.returncode == 77 or "unshare" in ended.stderr:
        pytest.skip("no disk can be made here")
    assert ended.returncode == 0, ended.stderr
    runs = ended.stdout.split("## ")[1:]
    assert [one.partition(" ")[0] for one in runs] == ["0", "1", "3", "0"], runs
    assert "archive.sqlite3 cannot be written: the disk is full" in runs[1]
    assert "files: " in runs[2]
    assert "No space left on device" in runs[2]
    assert len(mails()) == 2
    assert not list(Path("after").rglob("*.part"))
    assert "Ambrel" in Path("after", "briefs", f"{TUESDAY}.json").read_text(encoding="utf-8")
    with Archive(Path("after", "state", "archive.sqlite3")) as archive:
        states = [(date, state) for date, _, state in archive.list_briefs()]
    assert states == [(TUESDAY, "delivered"), (MONDAY, "delivered")]


def test_a_run_that_takes_too_long_is_given_up() -> None:
    held = "import time, summarizer.gathering as g; g.gather_sources = lambda *_, **__: time.sleep(60)"
    program = f"{held}; import sys; from summarizer.cli.app import run; sys.exit(run(sys.argv[1:]))"
    ended = subprocess.run(
        [sys.executable, "-c", program, "daily", "--date", MONDAY, "--time-limit", "1"],
        capture_output=True, check=False, timeout=50,
    )  # fmt: skip
    assert ended.returncode == 124
    assert b"gave up after 1 seconds" in ended.stderr
    daily(date=MONDAY)


def test_a_day_begins_where_the_zone_says() -> None:
    far = today("Pacific/Kiritimati"), today("Etc/GMT+12")
    assert far[0] > far[1]
    assert today(None)


# crashes

KILLED = """
import os, signal, sys
steps = 0
last = int(sys.argv.pop(1))
def step():
    global steps
    steps += 1
    if steps == last:
        os.kill(os.getpid(), signal.SIGKILL)
def watch(event, args):
    if event.startswith(("os.rename", "os.remove", "os.mkdir", "os.chmod", "sqlite3.connect")):
        step()
    elif event == "open" and (args[2] or 0) & (os.O_WRONLY | os.O_RDWR):
        step()
import summarizer.remembering.archive as archive
writing = archive.Archive._writing
from contextlib import contextmanager
@contextmanager
def stepping(self):
    step()
    with writing(self):
        step()
        yield
        step()
    step()
archive.Archive._writing = stepping
sys.addaudithook(watch)
from summarizer.cli.app import run
code = run(sys.argv[1:])
print(steps)
sys.exit(code)
"""
"""Runs the program and kills it at a step: before and after whatever changes a file or the archive."""

CHAINS, KILLS = 4, 3


def run_killed(step: int, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run Tuesday in a folder, and kill it at a step; 0 lets it live."""
    return subprocess.run(
        [sys.executable, "-c", KILLED, str(step), "daily", "--date", TUESDAY],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip


def outcome(folder: Path) -> dict[str, bytes]:
    """Return all that a reader can see of the runs in a folder, and what the archive tells the next ones."""
    seen = {path.name: path.read_bytes() for path in (folder / "briefs").glob("2*")}
    seen |= {f"mail {path.name}": path.read_bytes() for path in (folder / "mail").glob("*/*")}
    with Archive(folder / "state" / "archive.sqlite3") as archive:
        seen["archive"] = "\n".join(json.dumps(line) for line in archive.export()).encode()
    return {name: content.replace(bytes(folder), b"") for name, content in seen.items()}


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_run_that_is_killed_anywhere_loses_nothing_and_sends_nothing_twice(tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    make_folder(whole)
    os.chdir(whole)
    daily(date=MONDAY)
    add_news(whole, tuesday=FERRY_TUESDAY, wheat=WHEAT)
    chains = [tmp_path / f"chain{number}" for number in range(CHAINS)]
    for chain in chains:
        make_folder(chain)
        os.chdir(chain)
        daily(date=MONDAY)
        add_news(chain, tuesday=FERRY_TUESDAY, wheat=WHEAT)
    undisturbed = run_killed(0, whole)
    assert undisturbed.returncode == 0, undisturbed.stderr
    expected, steps = outcome(whole), int(undisturbed.stdout)
    draw = random.Random(20261117)
    killed = 0
    for chain in chains:
        for _ in range(KILLS):
            killed += run_killed(draw.randint(1, steps), chain).returncode == -signal.SIGKILL
        ended = run_killed(0, chain)
        assert ended.returncode == 0, ended.stderr
        assert outcome(chain) == expected
    assert killed >= CHAINS


MAILED = """
[deliver.{way}]
{keys}

[deliver.mail]
from = "desk@example.org"
to = "ana@example.org"
"""


def mail_by(way: str, keys: str, more: str = "") -> None:
    """Set up a way that sends mail, beside the files alone."""
    config = CONFIG.partition("[deliver.maildir]")[0] + MAILED.format(way=way, keys=keys) + more
    Path("summarizer.toml").write_text(config, encoding="utf-8")


def run_and_kill(post: MailServer) -> None:
    """Run Monday, and kill it when the server has the mail and has not said so."""
    program = [sys.executable, "-m", "summarizer", "daily", "--date", MONDAY]
    with subprocess.Popen(program, stderr=subprocess.DEVNULL) as process:
        post.before["taken"] = process.kill
        assert process.wait(60) == -signal.SIGKILL
    post.before.clear()


@pytest.fixture
def post() -> Iterator[MailServer]:
    with serve_mail() as server:
        yield server


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_mail_that_was_on_its_way_when_a_run_was_killed_counts_as_sent_and_is_spoken_of(
    post: MailServer,
) -> None:
    mail_by("smtp", f'host = "127.0.0.1"\nport = {post.port}\nsecurity = "none"')
    run_and_kill(post)
    said = daily(date=MONDAY, code=3).stderr
    assert "1 delivery may not have arrived, and will not be tried again" in said
    assert "smtp:ana@example.org: a run ended while the brief of 2026-11-16 was on its way" in said
    assert "may not have arrived" not in daily(date=MONDAY).stderr
    assert len(post.mails) == 1
    add_news(Path(), tuesday=FERRY_TUESDAY)
    daily(date=TUESDAY)
    assert len(post.mails) == 2
    note = "The mail of 16 November 2026: may not have arrived: the run that sent it did not see the server's answer"
    assert note in notes_of(TUESDAY)
    add_news(Path(), wheat=WHEAT)
    daily(date=WEDNESDAY)
    assert notes_of(WEDNESDAY) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_mail_that_must_not_be_missed_comes_again_byte_for_byte(post: MailServer) -> None:
    mail_by("smtp", f'host = "127.0.0.1"\nport = {post.port}\nsecurity = "none"', 'unanswered = "again"')
    run_and_kill(post)
    daily(date=MONDAY)
    daily(date=MONDAY)
    assert len(post.mails) == 2
    assert post.mails[0] == post.mails[1]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_mail_program_gets_all_of_a_mail_although_the_run_is_killed(tmp_path: Path) -> None:
    program = tmp_path / "sendmail"
    program.write_text(
        f"#!/bin/sh\nkill -9 $PPID\nsleep 0.2\ncat >> {tmp_path}/part\nmv {tmp_path}/part {tmp_path}/got\n"
    )
    program.chmod(0o755)
    mail_by("sendmail", f'program = "{program}"')
    started = [sys.executable, "-m", "summarizer", "daily", "--date", MONDAY]
    assert subprocess.run(started, check=False, stderr=subprocess.DEVNULL).returncode == -signal.SIGKILL
    while not (tmp_path / "got").exists():
        time.sleep(0.01)
    mail = Path("briefs", f"{MONDAY}.eml").read_bytes().replace(b"\r\n", b"\n")
    assert (tmp_path / "got").read_bytes().endswith(mail.partition(b"\n\n")[2])
    (tmp_path / "got").unlink()
    assert "may not have arrived" in daily(date=MONDAY, code=3).stderr
    assert not (tmp_path / "got").exists()


def test_a_locked_archive_is_named() -> None:
    daily(date=MONDAY)
    add_news(Path(), wheat=WHEAT)
    holder = sqlite3.connect("state/archive.sqlite3", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("summarizer.remembering.archive.PATIENCE", 0.1)
        patch.setattr(Archive.__init__, "__defaults__", (0.1, False))
        assert "in use by another program" in daily(date=TUESDAY, code=1).stderr
    holder.execute("ROLLBACK")
    holder.close()
    daily(date=TUESDAY)
    assert len(mails()) == 2


# feeds

ITEM = """<item><title>{title}</title><link>http://127.0.0.1:{port}/{name}</link><guid>{name}</guid>
<pubDate>{day} 06:00:00 GMT</pubDate><description>{text}</description></item>"""
PADDING = (
    "Further reports were expected in the course of the day, said the office of the harbour master. " * 10
)


class FeedServer:
    """A server on loopback with one feed, whose items a test sets; everything else is not there."""

    def __init__(self) -> None:
        self.items: list[tuple[str, str, str, str]] = []
        feed = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                found = self.path == "/feed.xml"
                body = feed.write().encode() if found else b"not here"
                self.send_response(200 if found else 404)
                self.send_header("Content-Type", "application/rss+xml" if found else "text/plain")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def write(self) -> str:
        """Return the feed as RSS."""
        items = "".join(
            ITEM.format(title=title, name=name, day=day, text=f"{text} {PADDING}", port=self.port)
            for name, day, title, text in self.items
        )
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>{items}</channel></rss>'

    def close(self) -> None:
        """Stop serving."""
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@pytest.fixture
def feed(monkeypatch: pytest.MonkeyPatch) -> Iterator[FeedServer]:
    """Serve a feed, and read it beside one that is not there."""
    server = FeedServer()
    urls = [f"http://127.0.0.1:{server.port}/{name}" for name in ("feed.xml", "broken.xml")]
    feeds = "".join(f'[[feeds]]\nurl = "{url}"\n' for url in urls)
    config = CONFIG.replace('sources = ["news/"]', "allow_private = true") + feeds
    Path("summarizer.toml").write_text(config, encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(Path("cache-1").resolve()))
    yield server
    server.close()


def test_feeds_are_read_each_item_once_and_a_broken_one_is_named(
    feed: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed.items = [
        ("ferry", "16 Nov 2026", "Ferry runs aground off Corran", FERRY.partition("\n\n")[2]),
        ("old", "2 Oct 2026", "A story of October", WHEAT.partition("\n\n")[2]),
    ]
    result = daily(date=MONDAY, code=3)
    assert f"http://127.0.0.1:{feed.port}/broken.xml" in result.stderr
    assert "broken.xml" in Path("briefs", f"{MONDAY}.md").read_text(encoding="utf-8")
    assert any("Amity" in text for text in texts_of(MONDAY))
    assert not any("Ambrel" in text for text in texts_of(MONDAY))
    feed.items.append(("bridge", "17 Nov 2026", "City bridge reopens", BRIDGE.partition("\n\n")[2]))
    monkeypatch.setenv("XDG_CACHE_HOME", str(Path("cache-2").resolve()))
    daily(date=TUESDAY, code=3)
    told = texts_of(TUESDAY)
    assert any("cables" in text for text in told)
    assert not any("Amity" in text for text in told)
    with Archive(Path("state/archive.sqlite3")) as archive:
        states = archive.feed_states()
    assert [bool(state["error"]) for _, state in sorted(states.items())] == [True, False]


def test_sections_come_in_the_order_of_the_configuration(feed: FeedServer) -> None:
    text = Path("summarizer.toml").read_text(encoding="utf-8")
    first, _, rest = text.partition("[[feeds]]")
    config = f'{first}[[feeds]]\nsection = "Harbour"{rest}'.replace(
        "[daily]", '[daily]\nsources = ["news/"]\nsections = ["Harbour"]'
    )
    Path("summarizer.toml").write_text(config, encoding="utf-8")
    feed.items = [("wheat", "16 Nov 2026", "Early wheat", WHEAT.partition("\n\n")[2])]
    daily(date=MONDAY, code=3)
    stories = load_brief(MONDAY)["stories"]
    assert "Ambrel" in json.dumps(stories[0])
    assert len(stories) == 3


def test_copies_that_are_damaged_are_fetched_again_and_named(
    feed: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed.items = [("ferry", "16 Nov 2026", "Ferry runs aground off Corran", FERRY.partition("\n\n")[2])]
    daily(date=MONDAY, code=3)
    told = texts_of(MONDAY)
    copies = [path for path in Path("cache-1").rglob("*") if path.is_file()]
    assert {path.parent.parent.name for path in copies} >= {"bodies", "readings"}
    for number, path in enumerate(sorted(copies)):
        path.write_bytes((path.read_bytes()[:20], b"", b"{]")[number % 3])
    feed.items.append(("bridge", "17 Nov 2026", "City bridge reopens", BRIDGE.partition("\n\n")[2]))
    daily(date=TUESDAY, code=3)
    assert any("cables" in text for text in texts_of(TUESDAY))
    assert not set(texts_of(TUESDAY)) & set(told)
    address = f"http://127.0.0.1:{feed.port}/feed.xml"
    note = f"The folder of copies: the cache's note of {address} was damaged; it was dropped"
    assert note in notes_of(TUESDAY)
    daily(date=TUESDAY, code=3)
    assert len(mails()) == 2


def test_old_copies_go_behind_a_brief(feed: FeedServer) -> None:
    feed.items = [("ferry", "16 Nov 2026", "Ferry runs aground off Corran", FERRY.partition("\n\n")[2])]
    cache = Cache(Path("cache-1", "summarizer", "fetched"))
    ages = {"old": timedelta(days=40), "young": timedelta(days=20)}
    for name, age in ages.items():
        when = (datetime.now(UTC) - age).isoformat()
        cache.keep(Fetched(f"https://h.example/{name}", "https://h.example/", 200, {}, name.encode(), when))
    daily(date=MONDAY, code=3)
    assert cache.find("https://h.example/old") is None
    assert cache.find("https://h.example/young") is not None


def test_what_is_known_of_a_feed_is_kept_on_a_day_without_news(feed: FeedServer) -> None:
    daily(date=MONDAY, code=3)
    with Archive(Path("state/archive.sqlite3")) as archive:
        states = archive.feed_states()
    assert [state["failures"] for _, state in sorted(states.items())] == [1, 0]
    assert states[f"http://127.0.0.1:{feed.port}/feed.xml"]["title"] == "Wire"
