"""Looking back: the list of briefs, the search, the export, and what is forgotten."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from summarizer.cli.app import app
from summarizer.records import Mention, Story
from summarizer.remembering import Archive, Delivered, NewBrief
from tests.brief_factory import sample_articles, sample_brief

runner = CliRunner()

MONDAY, TUESDAY = "2026-11-16", "2026-11-17"


@pytest.fixture(autouse=True)
def folder(here: Path) -> Path:
    """Work in a folder whose archive holds two briefs, of which the second was not delivered."""
    Path("summarizer.toml").write_text('[daily]\narchive = "archive.sqlite3"\n', encoding="utf-8")
    with Archive(Path("archive.sqlite3")) as archive:
        for date in (MONDAY, TUESDAY):
            brief = replace(
                sample_brief(),
                date=date,
                title=f"Brief of {date}",
                also=(Mention(date, f"Mention of {date}", ()),),
            )
            articles = sample_articles() if date == MONDAY else ()
            archive.keep(NewBrief(brief, f"{date}-key", date, {}, [Story("story", tuple(articles))]))
        archive.note_delivery(MONDAY, Delivered("files", "key", True))
        archive.settle(MONDAY, ["key"])
    return here


def history(*arguments: str, code: int = 0) -> Result:
    """Run the command."""
    result = runner.invoke(app, ["history", *arguments])
    assert result.exit_code == code, (result.exit_code, result.stderr)
    return result


def test_briefs_are_listed_the_latest_first() -> None:
    assert history().stdout.splitlines() == [
        f"{TUESDAY}  Brief of {TUESDAY}  (not delivered yet)",
        f"{MONDAY}  Brief of {MONDAY}",
    ]
    assert history("--since", TUESDAY).stdout.splitlines() == [
        f"{TUESDAY}  Brief of {TUESDAY}  (not delivered yet)"
    ]


def test_a_search_finds_what_reached_its_reader() -> None:
    assert history("mention").stdout == f"{MONDAY}  Mention of {MONDAY}\n"
    assert history("mention", "of", "zeppelins").stdout == ""
    assert "nothing was found" in history("zeppelin").stderr
    assert history("mention", "--since", TUESDAY).stdout == ""


def test_json_is_one_object_on_errors_too() -> None:
    briefs = json.loads(history("--json").stdout)
    assert briefs["schema_version"] == 1
    assert [brief["date"] for brief in briefs["briefs"]] == [TUESDAY, MONDAY]
    found = json.loads(history("mention", "--json").stdout)
    assert found["query"] == "mention"
    assert [one["kind"] for one in found["found"]] == ["mention"]
    error = json.loads(history("--json", "--since", "yesterday", code=2).stdout)
    assert "--since must be a date" in error["error"]["message"]


def test_a_day_is_shown_as_it_was() -> None:
    shown = history("--show", MONDAY).stdout
    assert shown.startswith(f"# Brief of {MONDAY}\n")
    assert "There is no brief of 2026-11-01" in history("--show", "2026-11-01", code=1).stderr


def test_the_export_is_json_lines() -> None:
    lines = [json.loads(line) for line in history("--export").stdout.splitlines()]
    assert [line["date"] for line in lines if line["kind"] == "brief"] == [MONDAY, TUESDAY]
    assert {line["id"] for line in lines if line["kind"] == "article"} == {a.id for a in sample_articles()}


def test_texts_are_forgotten_on_request() -> None:
    count = len(sample_articles())
    assert f"forgot the texts of {count} articles" in history("--prune", TUESDAY).stderr
    lines = [json.loads(line) for line in history("--export").stdout.splitlines()]
    assert {line["text"] for line in lines if line["kind"] == "article"} == {None}
    assert history("mention").stdout


def test_without_an_archive_there_is_nothing_and_nothing_is_made(folder: Path) -> None:
    (folder / "summarizer.toml").write_text('[daily]\narchive = "elsewhere.sqlite3"\n', encoding="utf-8")
    assert "there are no briefs yet" in history().stderr
    assert not (folder / "elsewhere.sqlite3").exists()
