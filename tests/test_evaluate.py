"""`evaluate`: what is scored, what is left out and counted, the table and the JSON."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from benchmarks.quality import score_system
from summarizer import batching
from summarizer.cli.app import app
from summarizer.cli.evaluate import choose_modes
from summarizer.config import BriefConfig
from summarizer.errors import ConfigError, ModelError, SourceError, SummarizerError
from summarizer.measuring.comparison import Mode, list_modes
from summarizer.measuring.evaluation import (
    SAMPLE,
    evaluate_lines,
    lead_sentences,
    missing_systems,
)
from summarizer.measuring.rouge import score_rouge
from tests.test_imports import HEAVY, RUN, imported

runner = CliRunner()

BRIDGE: dict[str, Any] = {
    "id": "bridge",
    "documents": [
        {
            "text": "The city bridge reopened on Monday after a year of repairs, the mayor's office said. "
            "Crews replaced two of the main cables and laid a new road deck. The work cost 14 million crowns."
        },
        {"text": "Drivers crossed the city bridge again on Monday. It had been closed for a year."},
    ],
    "summaries": ["The city bridge reopened on Monday after a year of repairs."],
}
FERRY: dict[str, Any] = {
    "id": "ferry",
    "documents": [
        {
            "text": "The ferry Saint Oriel hit the pier at Marenport on Wednesday, injuring 14 people. "
            "No crossings run."
        }
    ],
    "summaries": ["A ferry hit the pier at Marenport, injuring 14.", "14 people were hurt on a ferry."],
}
BRIDGE_LINES, FERRY_LINES = list(BRIDGE["summaries"]), list(FERRY["summaries"])
EXTRACTIVE = [Mode("extractive", BriefConfig(mode="extractive"))]


def lines_of(*stories: Mapping[str, Any]) -> list[batching.Line]:
    return [json.dumps(story).encode("utf-8") for story in stories]


# the systems


def test_leads_are_taken_in_turn_and_whole() -> None:
    documents = [{"text": "One is here. Two is here."}, {"text": "Three is here."}]
    assert lead_sentences({"documents": documents}, 9) == "One is here.\nThree is here.\nTwo is here."
    assert lead_sentences({"documents": documents}, 8) == "One is here.\nThree is here."
    assert lead_sentences({"documents": [{"title": "no text"}, None, *documents[1:]]}, 8) == "Three is here."
    assert lead_sentences({"documents": documents}, 2) == ""


def test_a_system_is_scored_by_the_mean_of_its_lines() -> None:
    found = score_system(lambda line, _words: str(line["id"]), [{**BRIDGE, "id": "x"}, FERRY], 10)
    # "ferry" is one of the 9 words of the first reference, and of the 7 of the second; "x" is in none
    one = 100 * (2 / (1 + 9) + 2 / (1 + 7)) / 2 / 2
    assert found == pytest.approx({"words": 1, "R1": one, "R2": 0, "RL": one, "RLsum": one})


def test_the_shipped_modes_can_be_tried_on_the_sample() -> None:
    assert missing_systems(EXTRACTIVE) == {}
    assert str(batching.brief_story(dict(SAMPLE), EXTRACTIVE[0].config)["text"])


def test_a_mode_without_a_model_is_told_from_one_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_story: object, config: BriefConfig) -> Any:
        raise (
            ModelError("There is none.")
            if config.mode == "abstractive"
            else SummarizerError("The disk is full.")
        )

    monkeypatch.setattr(batching, "brief_story", refuse)
    assert str(missing_systems(list_modes(BriefConfig())[1:])["abstractive"]) == "There is none."
    with pytest.raises(SummarizerError, match="disk"):
        missing_systems(EXTRACTIVE)


# the data set


def test_every_system_is_scored_on_the_same_lines() -> None:
    found = evaluate_lines(lines_of(BRIDGE, FERRY), EXTRACTIVE, 20)
    assert [system.name for system in found.systems] == ["lead", "extractive"]
    lead, extractive = found.systems
    leads = [score_rouge(lead_sentences(BRIDGE, 20), BRIDGE_LINES).one]
    leads.append(score_rouge(lead_sentences(FERRY, 20), FERRY_LINES).one)
    assert lead.rouge("one")[0] == pytest.approx(sum(leads) / 2)
    assert extractive.mean_words() <= 20
    assert extractive.mean_support() == 1
    assert extractive.replaced() == 0
    assert extractive.statements() >= 2
    assert lead.statements() == 0
    assert lead.mean_support() is None
    assert lead.median_seconds() is None
    assert found.reference_words == (11 + 9 + 7) / 3
    low, high = extractive.rouge("one")[1] or (1.0, 0.0)
    assert low <= extractive.rouge("one")[0] <= high


def test_the_scores_are_the_same_with_more_workers() -> None:
    one, two = (evaluate_lines(lines_of(BRIDGE, FERRY), EXTRACTIVE, 20, workers) for workers in (1, 2))
    assert [replace(line, seconds=None) for line in one.systems[1].lines] == [
        replace(line, seconds=None) for line in two.systems[1].lines
    ]


def test_lines_that_cannot_be_scored_are_counted_by_their_place() -> None:
    bare = {key: value for key, value in FERRY.items() if key != "summaries"}
    lines = [
        *lines_of(BRIDGE),
        b"{",
        *lines_of(bare, {**FERRY, "documents": []}, {**FERRY, "summaries": [""]}),
    ]
    found = evaluate_lines(lines, EXTRACTIVE, 20)
    assert [refused.number for refused in found.unreadable] == [2, 4]
    assert found.unreferenced == (3, 5)
    assert [len(system.lines) for system in found.systems] == [1, 1]


def test_a_line_that_one_system_cannot_tell_is_left_out_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = batching.brief_story

    def stumble(story: dict[str, Any], config: BriefConfig) -> Any:
        if story.get("id") == "ferry":
            raise ModelError("The server is gone.")
        return whole(story, config)

    monkeypatch.setattr(batching, "brief_story", stumble)
    found = evaluate_lines(lines_of(BRIDGE, FERRY), EXTRACTIVE, 20)
    assert [len(system.lines) for system in found.systems] == [1, 1]
    assert [(refused.number, refused.reason) for refused in found.unreadable] == [(2, "The server is gone.")]
    with pytest.raises(SummarizerError, match="The server is gone"):
        evaluate_lines(lines_of(FERRY), EXTRACTIVE, 20)


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ([], "empty"),
        ([b"{"], "No line can be read"),
        (lines_of({**BRIDGE, "summaries": []}), 'No line has a text in "summaries"'),
    ],
)
def test_nothing_to_score_is_an_error(lines: Sequence[batching.Line], reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        evaluate_lines(lines, EXTRACTIVE, 20)


def test_a_summary_may_be_a_text_by_itself() -> None:
    found = evaluate_lines(lines_of({**BRIDGE, "summaries": "The bridge reopened."}), EXTRACTIVE, 20)
    assert found.reference_words == 3


def test_a_bug_is_kept_with_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = batching.brief_story

    def stumble(story: dict[str, Any], config: BriefConfig) -> Any:
        return whole(story, config) if story.get("id") == "bridge" else 1 / 0

    monkeypatch.setattr(batching, "brief_story", stumble)
    found = evaluate_lines(lines_of(BRIDGE, FERRY), EXTRACTIVE, 20)
    assert "ZeroDivisionError" in found.bugs[0]


# the command


@pytest.fixture
def data(here: Path) -> Path:
    """Write a data set, packed, in a folder away from anybody's settings."""
    path = here / "data.jsonl.gz"
    path.write_bytes(
        gzip.compress(b"\n".join(line for line in lines_of(BRIDGE, FERRY) if isinstance(line, bytes)))
    )
    return path


def call(*arguments: str) -> Any:
    return runner.invoke(app, ["evaluate", *arguments])


def test_the_command_prints_a_table(data: Path) -> None:
    done = call(str(data), "--mode", "extractive", "--words", "30")
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("2 lines, summaries of at most 30 words")
    rows = [line for line in done.stdout.splitlines() if line.startswith("|")]
    assert [row.split("|")[1].strip() for row in rows] == ["", ":---------", "lead", "extractive"]
    assert re.search(r"\d\d\.\d \(\d\d?\.\d–\d\d\.\d\)", rows[-1])


def test_the_limit_is_in_lines(data: Path) -> None:
    done = call(str(data), "--mode", "extractive", "--limit", "1", "--json")
    found = json.loads(done.stdout)
    assert (done.exit_code, found["lines"]) == (0, 1)
    assert found["systems"][1]["rouge"]["R1"]["low"] is None


def test_json_is_one_object(data: Path) -> None:
    found = json.loads(call(str(data), "--mode", "extractive", "--json", "--workers", "2").stdout)
    assert found["schema_version"] == 1
    assert [(one["name"], one["mode"]) for one in found["systems"]] == [
        ("lead", None),
        ("extractive", "extractive"),
    ]
    assert found["systems"][1]["rouge"]["R1"].keys() == {"mean", "low", "high"}
    assert (found["unreadable"], found["unreferenced"], found["unavailable"]) == ([], [], [])


def test_errors_are_json_too(data: Path) -> None:
    for arguments in (["gone.jsonl"], [str(data), "--mode", "both"], [str(data), "--limit", "0"], []):
        done = call(*arguments, "--json")
        assert json.loads(done.stdout)["error"]["exit_code"] == done.exit_code != 0


def test_lines_that_are_left_out_end_in_3(data: Path) -> None:
    with data.open("ab") as stream:
        stream.write(gzip.compress(b"\n{\n" + json.dumps({**BRIDGE, "summaries": None}).encode()))
    done = call(str(data), "--mode", "extractive")
    assert done.exit_code == 3
    assert "warning: line 3: The line is not JSON" in done.stderr
    assert 'warning: lines without "summaries": 1' in done.stderr


def without_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = batching.brief_story

    def refuse(story: dict[str, Any], config: BriefConfig) -> Any:
        if config.mode != "extractive":
            raise ModelError("There is no model.", "Use --mode extractive.")
        return whole(story, config)

    monkeypatch.setattr(batching, "brief_story", refuse)


def test_a_mode_without_a_model_is_said_and_left_out(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_a_model(monkeypatch)
    done = call(str(data), "--words", "30")
    assert done.exit_code == 0
    assert "note: abstractive is not measured: There is no model." in done.stderr
    assert "| extractive |" in done.stdout


@pytest.mark.parametrize("arguments", [["--mode", "abstractive"], ["--model", "some/model"]])
def test_what_was_asked_for_and_is_missing_ends_in_4(
    arguments: list[str], data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_a_model(monkeypatch)
    done = call(str(data), *arguments)
    assert done.exit_code == 4
    assert done.stdout == ""


def test_modes_are_chosen_by_name_and_models_come_besides() -> None:
    def names(modes: Sequence[str], models: Sequence[str]) -> list[str]:
        return [mode.name for mode in choose_modes(BriefConfig(), modes, models)]

    assert names([], []) == ["extractive", "abstractive"]
    assert names(["extractive"], []) == ["extractive"]
    assert names(["extractive"], ["a/b"]) == ["extractive", "a/b"]
    assert names([], ["a/b"]) == ["extractive", "abstractive", "a/b"]
    with pytest.raises(ConfigError):
        names(["auto"], [])


@pytest.mark.parametrize("command", ["compare", "evaluate"])
def test_the_help_imports_nothing_heavy(command: str, tmp_path: Path) -> None:
    assert imported(RUN, command, "--help", folder=tmp_path).isdisjoint(HEAVY)
