"""`doctor`: what a brief every day needs. Nothing beyond loopback is asked."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections import namedtuple
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from summarizer.cli import doctor
from summarizer.cli.app import app
from summarizer.remembering.locking import hold_lock
from tests.mail_server import PASSWORD, USER, converse, serve_mail, serve_talk
from tests.web_server import WebServer

runner = CliRunner()
RSS = '<rss version="2.0"><channel><title>One</title><item><title>A thing</title></item></channel></rss>'


@pytest.fixture(autouse=True)
def folder(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(doctor, "list_models", list)  # each is tried by one test only
    return here


def report(*arguments: str, config: str = "") -> dict[str, list[tuple[str, str]]]:
    """Return what doctor says: for each name the status and detail of its checks."""
    if config:
        Path("summarizer.toml").write_text(config, "utf-8")
    done = runner.invoke(app, ["doctor", "--json", *arguments])
    found = json.loads(done.stdout)
    assert found["ok"] is (done.exit_code == 0)
    told: dict[str, list[tuple[str, str]]] = {}
    for check in found["checks"]:
        told.setdefault(check["name"], []).append((check["status"], check["detail"]))
    return told


def test_a_new_computer_lacks_nothing() -> None:
    found = report()
    assert {status for checks in found.values() for status, _ in checks} <= {"ok", "warn"}
    assert found["feeds"] == [("ok", "0 listed")]
    assert found["deliver.files"][0] == ("ok", "briefs as md, html, eml, json")
    assert found["archive"][0][1].startswith("none yet")
    assert "lock" not in found


def test_the_file_that_is_named_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text('[deliver.maildir]\nfolder = "Mail"\n')
    found = report("--config", "other.toml")
    assert found["deliver.maildir"] == [("ok", str(tmp_path / "Mail"))]
    assert "other.toml" in found["settings"][0][1]
    missing = report("--config", "nothing.toml")
    assert missing["settings"][0][0] == "fail"
    assert "nothing.toml does not exist" in missing["settings"][0][1]


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ("[daily]\nwrods = 3\n", "daily.wrods is not a setting. Did you mean words?"),
        ('[[feeds]]\nurl = "gopher://x"\n', "feed 1 has no address of http or https"),
        ('[deliver.stmp]\nhost = "x"\n', "deliver.stmp is not a setting. Did you mean smtp?"),
        ("words = \n", "is not valid TOML"),
    ],
)
def test_a_wrong_configuration_is_named_once(config: str, said: str) -> None:
    found = report(config=config)
    assert [status for status, _ in found["settings"]] == ["fail"]
    assert said in found["settings"][0][1]
    assert "feeds" not in found


def test_sources_that_do_not_exist_are_named(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("x")
    found = report(config='sources = ["news/", "news/*.txt", "gone/", "lost/*.md", "https://a.example/"]\n')
    assert [detail for status, detail in found["sources"] if status == "warn"] == [
        "gone/ does not exist",
        "lost/*.md does not exist",
    ]
    empty = report(config="[daily]\nwords = 90\n")
    assert "has nothing to read" in empty["sources"][1][1]


# feeds


def test_feeds_are_asked_for_online_only(web: WebServer) -> None:
    web.pages["/good"] = RSS
    config = f"""
    allow_private = true
    [[feeds]]
    url = "{web.url("/good")}"
    section = "World"
    [[feeds]]
    url = "{web.url("/gone")}"
    """
    quiet = report(config=config)
    assert quiet["feeds"] == [("ok", "2 listed in 1 sections; --online asks whether they can be read")]
    assert web.requests == []
    found = report("--online", config=config)
    assert found["feeds"][0] == ("ok", "2 listed in 1 sections, 1 can be read")
    assert found["feeds"][1][0] == "warn"
    assert found["feeds"][1][1].startswith(web.url("/gone"))


def test_no_feed_at_all_is_a_failure(web: WebServer) -> None:
    found = report("--online", config=f'allow_private = true\n[[feeds]]\nurl = "{web.url("/gone")}"\n')
    assert found["feeds"][0] == ("fail", "1 listed, 0 can be read")


# ways out

MAIL = '[deliver.mail]\nfrom = "desk@example.org"\nto = "ana@example.org"\n'


def smtp(port: int, more: str = "") -> str:
    return f'[deliver.smtp]\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\ntimeout = 5\n{more}{MAIL}'


def test_the_mail_server_is_tried_and_gets_no_mail() -> None:
    with serve_mail() as server:
        found = report(config=smtp(server.port))
        assert found["deliver.smtp"] == [
            (
                "ok",
                f"127.0.0.1:{server.port} (none) to ana@example.org; 127.0.0.1:{server.port} answers, not encrypted, "
                "without signing in",
            )
        ]
        assert server.mails == []


def test_a_password_is_tried_and_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMARIZER_SMTP_PASSWORD", PASSWORD)
    heard = []

    def talk(connection: Any, lines: Any) -> None:
        converse(connection, lines, "220 hi", "250-hi\r\n250 AUTH PLAIN", "535 no")
        heard.append(True)

    with serve_talk(talk) as (port, _):
        done = runner.invoke(app, ["doctor"], env={})
        Path("summarizer.toml").write_text(smtp(port, f'user = "{USER}"\n'))
        done = runner.invoke(app, ["doctor"])
    assert done.exit_code == 1
    assert "does not let ana sign in (535 no). Check user and password." in done.stdout
    assert PASSWORD not in done.stdout + done.stderr
    assert "SUMMARIZER_SMTP_PASSWORD names no setting" not in done.stdout
    assert heard == [True]


@pytest.mark.parametrize("how", ["--offline", "offline = true\n"])
def test_offline_asks_nobody(how: str) -> None:
    flags, config = ([how], "") if how.startswith("--") else ([], how)
    found = report(*flags, config=config + smtp(1))
    assert found["deliver.smtp"][0][0] == "ok"
    assert "not tried" in found["deliver.smtp"][0][1]


def test_a_password_file_that_others_can_read_is_a_warning(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("x")
    for mode, expected in ((0o644, 1), (0o600, 0)):
        secret.chmod(mode)
        found = report("--offline", config=smtp(1, f'user = "ana"\npassword_file = "{secret}"\n'))
        assert sum(status == "warn" for status, _ in found["deliver.smtp"]) == expected


def test_a_program_and_folders_that_are_missing_are_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    found = report(
        config='[deliver.files]\nfolder = "file/briefs"\n[deliver.maildir]\nfolder = "file"\n'
        f'[deliver.sendmail]\nprogram = "{tmp_path}/nothing"\n{MAIL}'
    )
    assert found["deliver.files"] == [("fail", f"{tmp_path}/file is no folder.")]
    assert found["deliver.maildir"] == [("fail", f"{tmp_path}/file is no folder.")]
    assert found["deliver.sendmail"][0][1].startswith(f"There is no program {tmp_path}/nothing.")


# memory, disk, lock


def test_the_archive_and_its_lock_are_looked_at(tmp_path: Path) -> None:
    from summarizer.remembering import Archive

    path = tmp_path / "memory.sqlite3"
    Archive(path).close()
    config = f'[daily]\narchive = "{path}"\n'
    assert report(config=config)["archive"][0][1].startswith(f"0 briefs in {path}")
    with hold_lock(tmp_path / "memory.sqlite3.lock"):
        assert report(config=config)["lock"][0][0] == "warn"
    assert report(config=config)["lock"] == [("ok", "no run is at work")]


def test_a_damaged_archive_is_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite3"
    path.write_bytes(b"no database at all, but long enough to be taken for something" * 20)
    found = report(config=f'[daily]\narchive = "{path}"\n')
    assert found["archive"][0][0] == "fail"
    assert str(path) in found["archive"][0][1]
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(path).execute("SELECT 1 FROM sqlite_master")


@pytest.mark.parametrize(("megabytes", "status"), [(10_000, "ok"), (300, "warn"), (20, "fail")])
def test_little_room_is_said(megabytes: int, status: str, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(0, 0, megabytes * 1_000_000))
    found = report()
    assert [check[0] for check in found["disk"]] == [status, status]


# models


def test_models_that_are_missing_or_idle_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "weights" / "idf").mkdir(parents=True)
    monkeypatch.setattr(doctor, "PACKAGE", tmp_path)
    monkeypatch.setattr(doctor, "list_models", lambda: ["condenser", "idf", "static"])
    monkeypatch.setitem(doctor.TRIES, "idf", lambda: False)
    found = report()
    assert found["model condenser"][0][0] == "warn"
    assert found["model idf"][0][0] == "fail"
    assert "does not do its work" in found["model idf"][0][1]
    assert found["model static"] == [("fail", "missing; install the program again")]
