"""docs/recipes.md: what is to be copied from it works, as far as that shows here."""

from __future__ import annotations

import os
import plistlib
import re
import shlex
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from summarizer.cli import daily
from summarizer.errors import INCOMPLETE, TIMED_OUT
from summarizer.routine import take_tables
from tests.test_docs import ROOT, Block, check_call, find_blocks, summarizer_calls

BLOCKS = list(find_blocks(ROOT / "docs" / "recipes.md"))
PAGE = (ROOT / "docs" / "recipes.md").read_text("utf-8")
CRON_LINE = re.compile(r"([\d,*/-]+) ([\d,*/-]+) ([\d,*/-]+) ([\d,*/-]+) ([\d,*/-]+) (.+)")


def blocks(kind: str) -> list[Block]:
    found = [block for block in BLOCKS if block.kind == kind]
    assert found, kind
    return found


def call_of(words: list[str]) -> None:
    """Check a call of the program by its path."""
    assert Path(words[0]).name == "summarizer"
    assert check_call(words[1:]) is None, words


@pytest.mark.parametrize("block", blocks("toml"), ids=str)
def test_configurations_are_accepted(block: Block, tmp_path: Path) -> None:
    tables = take_tables(tomllib.loads(block.text), tmp_path / "summarizer.toml")
    deliver: Any = tables["deliver"]
    assert deliver.ways() == ["files", "maildir", "sendmail", "smtp"]


def test_every_setting_of_a_delivery_is_documented() -> None:
    from summarizer.delivering.settings import TABLES

    for table, keys in TABLES.items():
        assert f"[deliver.{table}]" in PAGE
        for key in keys:
            assert re.search(rf"(?m)^{key} = |`{key}`", PAGE), f"{table}.{key}"


@pytest.mark.parametrize("block", blocks("crontab"), ids=str)
def test_cron_lines_are_whole(block: Block) -> None:
    lines = [line for line in block.text.splitlines() if not re.match(r"[A-Z_]+=", line)]
    assert lines
    for line in lines:
        found = CRON_LINE.fullmatch(line)
        assert found, line
        assert "%" not in line  # cron takes it for the end of the line
        done = subprocess.run(["sh", "-n", "-c", found[6]], capture_output=True, check=False)
        assert done.returncode == 0
        for words in summarizer_calls(found[6].replace('"', "")):
            assert check_call(words) is None, words


def systemd(name: str) -> str:
    [text] = [block.text for block in blocks("ini") if block.text.splitlines()[0].endswith(name)]
    return text


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    program = tmp_path / ".local" / "bin" / "summarizer"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    for name in ("summarizer.service", "summarizer.timer"):
        (tmp_path / name).write_text(systemd(name).replace("%h", str(tmp_path)))
    done = subprocess.run(
        [
            "systemd-analyze",
            "verify",
            str(tmp_path / "summarizer.service"),
            str(tmp_path / "summarizer.timer"),
        ],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "SYSTEMD_LOG_LEVEL": "warning"},
    )
    ours = [line for line in done.stderr.splitlines() if "summarizer" in line]
    assert (done.returncode, ours) == (0, []), done.stderr
    # It would notice.
    (tmp_path / "summarizer.service").write_text("[Service]\nTyp=oneshot\nExecStart=/nothing\n")
    command = ["systemd-analyze", "verify", str(tmp_path / "summarizer.service")]
    wrong = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "summarizer.service" in wrong.stderr


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_understands_the_times() -> None:
    times = re.findall(r"(?m)^OnCalendar=(.+)$", systemd("summarizer.timer"))
    assert len(times) == 2
    done = subprocess.run(
        ["systemd-analyze", "calendar", *times], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_service_calls_what_exists() -> None:
    service = systemd("summarizer.service")
    [command] = re.findall(r"(?m)^ExecStart=(.+)$", service)
    call_of(shlex.split(command))
    assert f"SuccessExitStatus={INCOMPLETE}" in service
    assert "Persistent=true" in systemd("summarizer.timer")


def test_the_property_list_is_one() -> None:
    [block] = blocks("xml")
    found = plistlib.loads(block.text.encode())
    call_of(found["ProgramArguments"])
    assert found["StartCalendarInterval"] == [{"Hour": 6, "Minute": 30}, {"Hour": 8, "Minute": 30}]
    assert all(Path(word).is_absolute() for word in found["ProgramArguments"] if "/" in word)


def test_the_workflow_is_one() -> None:
    [block] = blocks("yaml")
    found = yaml.safe_load(block.text)
    assert [one["cron"] for one in found[True]["schedule"]] == [
        "30 5 * * *",
        "30 7 * * *",
    ]  # "on", as YAML reads it
    steps = found["jobs"]["brief"]["steps"]
    assert all(("uses" in step) != ("run" in step) for step in steps)
    for step in steps:
        if "run" not in step:
            assert re.fullmatch(r"actions/[a-z/-]+@v\d+", step["uses"])
            continue
        done = subprocess.run(["bash", "-n"], input=step["run"], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        for words in summarizer_calls(step["run"]):
            assert check_call(words) is None


def test_the_log_says_what_is_to_be_looked_for() -> None:
    source = Path(daily.__file__).read_text("utf-8")
    for begin in ("delivered {", "nothing new since {", "the brief of {"):
        assert begin in source
        assert begin.replace("{", "2026-11-2") in PAGE
    for end in (" failed:", " may not have arrived, "):
        assert f"{{_count({'failures' if end == ' failed:' else 'self.doubts'})}}{end}" in source
        assert f"`warning: {daily._count(['one'])}{end}" in PAGE


def test_exit_codes_are_those_of_the_command() -> None:
    table = PAGE.partition("| exit code |")[2]
    codes = {int(code) for code in re.findall(r"(?m)^\| (\d+) \|", table)}
    assert codes == {0, 1, 2, INCOMPLETE, TIMED_OUT}
