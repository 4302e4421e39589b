"""`init`: what it writes is what the other commands read, and nothing is ever overwritten."""

from __future__ import annotations

import io
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from summarizer.cli import init
from summarizer.cli.app import app
from summarizer.cli.init import Answers, compose_config
from summarizer.errors import ConfigError
from summarizer.fetching.subscriptions import Subscription
from summarizer.routine import take_tables
from summarizer.settings import Settings, load_settings

runner = CliRunner()
OPML = """<?xml version="1.0"?>
<opml version="2.0"><head><title>Mine</title></head><body>
<outline text="World"><outline type="rss" text="The &quot;Ledger&quot;" xmlUrl="https://ledger.example/feed"/></outline>
<outline type="rss" text="Harbour" xmlUrl="https://harbour.example/atom"/>
</body></opml>"""


@pytest.fixture(autouse=True)
def folder(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    return here


def call(*arguments: str, typed: str | None = None) -> Any:
    return runner.invoke(app, ["init", *arguments], input=typed)


def written() -> Settings:
    return load_settings({}, config=Path("summarizer.toml"))


def test_it_needs_nothing_but_yes() -> None:
    done = call("--yes")
    assert done.exit_code == 0, done.stderr
    assert done.stdout == ""
    assert "nothing to read is named yet" in done.stderr
    routine = written().routine
    assert (routine.daily.words, routine.daily.zone) == (500, "Europe/Berlin")
    assert routine.deliver
    assert routine.deliver.ways() == ["files"]


def test_an_opml_file_becomes_feeds_with_sections() -> None:
    Path("mine.opml").write_text(OPML)
    done = call("--yes", "--opml", "mine.opml", "--feed", "https://more.example/rss")
    assert done.exit_code == 0, done.stderr
    assert written().routine.feeds == (
        Subscription("https://ledger.example/feed", 'The "Ledger"', "World"),
        Subscription("https://harbour.example/atom", "Harbour"),
        Subscription("https://more.example/rss"),
    )
    assert written().routine.daily.sections == ("World",)


def test_flags_set_up_a_mail_server() -> None:
    done = call(
        *("--yes", "--mail", "smtp", "--smtp", "smtp.example.org", "--user", "ana", "--title", "Morning"),
        *("--to", "Ana Lee <ana@example.org>", "--folder", "out", "--words", "300", "--source", "news/"),
    )
    assert done.exit_code == 0, done.stderr
    assert "SUMMARIZER_SMTP_PASSWORD" in done.stderr
    routine = written().routine
    assert routine.deliver
    assert routine.deliver.ways() == ["files", "smtp"]
    assert routine.deliver.channels_of("smtp") == ["smtp:ana@example.org"]
    assert routine.deliver.mail
    assert routine.deliver.mail.sender == routine.deliver.mail.to[0]
    assert (routine.daily.title, routine.daily.words, routine.daily.sources) == ("Morning", 300, ("news/",))


@pytest.mark.parametrize(
    ("flags", "ways"),
    [
        (["--maildir", "Mail"], ["files", "maildir"]),
        (["--mail", "maildir"], ["files", "maildir"]),
        (["--to", "ana@example.org"], ["files", "sendmail"]),
        (["--mail", "none", "--to", "ana@example.org"], ["files"]),
    ],
)
def test_flags_say_which_way(flags: list[str], ways: list[str]) -> None:
    assert call("--yes", *flags).exit_code == 0
    deliver = written().routine.deliver
    assert deliver
    assert deliver.ways() == ways


def test_nothing_is_overwritten() -> None:
    Path("summarizer.toml").write_text("# mine\n")
    done = call("--yes")
    assert done.exit_code == 2
    assert "summarizer.toml exists, and is left as it is" in done.stderr
    assert Path("summarizer.toml").read_text() == "# mine\n"
    Path("dangling.toml").symlink_to("nowhere")
    assert call("--yes", "--config", "dangling.toml").exit_code == 2
    assert not Path("nowhere").exists()


def test_nothing_is_overwritten_that_appears_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    def appear(*_: object) -> None:
        Path("summarizer.toml").write_text("# another's\n")

    monkeypatch.setattr(init, "_check", appear)
    assert call("--yes").exit_code == 2
    assert Path("summarizer.toml").read_text() == "# another's\n"


def test_without_a_terminal_it_asks_nothing() -> None:
    done = call(typed="\n" * 9)
    assert done.exit_code == 2
    assert "Add --yes" in done.stderr
    assert not Path("summarizer.toml").exists()


@pytest.mark.parametrize(
    ("flags", "code", "said"),
    [
        (["--opml", "missing.opml"], 1, "missing.opml cannot be read"),
        (["--feed", "ftp://example.org/feed"], 2, "has no address of http or https"),
        (["--zone", "Mars/Base"], 2, "daily.zone must be the name of a time zone"),
        (["--words", "0"], 2, "daily.words must be a whole number of at least 1"),
        (["--mail", "pigeon"], 2, "There is no way 'pigeon'"),
        (["--mail", "smtp", "--to", "ana@example.org"], 2, "No mail server is named"),
        (["--mail", "sendmail"], 2, "Nobody is named who gets the mail"),
        (["--to", "nobody"], 2, "deliver.mail.from must be an address"),
        (["--config", "no/where.toml"], 2, "The folder no does not exist"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_written(flags: list[str], code: int, said: str) -> None:
    done = call("--yes", *flags)
    assert (done.exit_code, said in done.stderr) == (code, True), done.stderr
    assert list(Path().glob("**/*.toml")) == []


def test_an_opml_file_that_is_partly_bad_is_imported_and_said() -> None:
    Path("mine.opml").write_text(OPML.replace("https://harbour.example/atom", "gopher://harbour.example"))
    done = call("--yes", "--opml", "mine.opml")
    assert done.exit_code == 3
    assert "warning:" in done.stderr
    assert [feed.url for feed in written().routine.feeds] == ["https://ledger.example/feed"]


# at a terminal


def test_questions_are_asked_at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    answers = {
        "Your feeds": "https://a.example/rss https://b.example/rss",
        "Folders, files": "news/ letters.mbox",
        "Words": "350",
        "Mail it": "smtp",
        "Mail server": "smtp.example.org",
        "User": "ana",
        "Who gets it": "ana@example.org",
    }

    def prompt(question: str, default: str = "") -> str:
        asked.append(question)
        return next((said for begin, said in answers.items() if question.startswith(begin)), default)

    monkeypatch.setattr(init, "_prompt", prompt)
    found = init.ask(Answers())
    text = compose_config(found, [Subscription(url) for url in found.feeds])
    tables = take_tables(tomllib.loads(text), Path("x.toml"))
    assert (tables["daily.words"], tables["daily.zone"]) == (350, "Europe/Berlin")
    assert tables["daily.sources"] == ("news/", "letters.mbox")
    assert len(asked) == 10
    # What the flags say is not asked again.
    asked.clear()
    init.ask(Answers(feeds=("x",), sources=("y",), words=1, zone="UTC", folder="z", way="none"))
    assert asked == []


def test_a_path_is_taken_for_an_opml_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(init, "_prompt", lambda question, default="": "~/mine.opml")
    found = init._ask_feeds(Answers())
    assert (found.opml, found.feeds) == (Path("~/mine.opml").expanduser(), ())


def test_answers_that_break_off_write_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("https://a.example/rss\n"))
    with pytest.raises(ConfigError, match="to the end"):
        init.ask(Answers())


def test_it_asks_in_earnest(monkeypatch: pytest.MonkeyPatch) -> None:
    pty = pytest.importorskip("pty")
    import os
    import subprocess
    import sys

    main, other = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "summarizer", "init"],
        stdin=other,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
    )
    os.write(main, b"https://a.example/rss\n\nmany\n\n\n\nmaildir\nMail\n")
    out, err = process.communicate(timeout=60)
    os.close(main)
    os.close(other)
    assert (process.returncode, out) == (0, b""), err
    assert b"many is not a number" in err
    assert b"Time zone in which a day begins [Europe/Berlin]" in err
    deliver = written().routine.deliver
    assert deliver
    assert deliver.ways() == ["files", "maildir"]


# the text


@pytest.mark.parametrize("way", init.WAYS)
def test_what_is_commented_out_can_be_put_in_force(way: str) -> None:
    given = Answers(way=way, host="smtp.example.org", to="ana@example.org", sender="ana@example.org")
    text = compose_config(given, [])
    live = re.sub(r"(?m)^# (?=\[|\w+ = )", "", text)
    assert live != text
    tables = take_tables(tomllib.loads(live), Path("x.toml").resolve())
    assert len(tables["feeds"]) == 1  # type: ignore[arg-type]
    assert {f"daily.{key}" for key in ("title", "zone", "sections", "keep_days", "time_limit")} <= set(tables)


@given(st.lists(st.text(max_size=12), max_size=3), st.text(max_size=12))
def test_whatever_a_list_of_feeds_holds_stays_text(names: list[str], title: str) -> None:
    feeds = [Subscription(f"https://{at}.example/", name, f"{name}/x") for at, name in enumerate(names)]
    table = tomllib.loads(compose_config(Answers(title=title, sources=tuple(names)), feeds))
    assert set(table) <= {"sources", "daily", "deliver", "feeds"}
    assert [feed["url"] for feed in table.get("feeds", [])] == [feed.url for feed in feeds]
    assert all(set(feed) <= {"url", "title", "section"} for feed in table.get("feeds", []))
