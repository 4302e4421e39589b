from __future__ import annotations

import json
import os
import shlex
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NoReturn

import pytest
from typer.testing import CliRunner

from summarizer import __version__
from summarizer.cli import explanation, output, terminal
from summarizer.cli.app import COMMANDS, app, run
from summarizer.cli.config import list_settings
from summarizer.condensing import checkpoints
from summarizer.errors import ConfigError, SummarizerError
from summarizer.records import (
    Article,
    Claim,
    CopyGroup,
    Explanation,
    Omission,
    Sentence,
)
from summarizer.rendering.jsonform import brief_from_json
from summarizer.settings import load_settings
from tests.brief_factory import make_article, make_brief, sample_brief
from tests.story_factory import load_params

runner = CliRunner()

MONDAY = """City bridge reopens after a year
By Ann Lee, The Ledger, 16 November 2026

The city bridge reopened on Monday after a year of repairs, the mayor's office said. Crews replaced two of \
the main cables and laid a new road deck. The work cost 14 million crowns and was paid for by the port.

Engineers will inspect the new cables every six months, the office said. The next inspection is due in May.
"""

FERRY = """Ferries run again
The Courier, 16 November 2026

Ferry operators said that passenger numbers had doubled while the city bridge was closed for repairs. Two \
of the three extra ferries will stay in service until the spring. Their crews were hired for a year.
"""


@pytest.fixture(autouse=True)
def alone(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with two articles, away from the settings of whoever runs the tests."""
    folder = here / "work"
    for place in (folder, here / "home"):
        place.mkdir()
    monkeypatch.chdir(folder)
    Path("news").mkdir()
    Path("news/monday.txt").write_text(MONDAY, encoding="utf-8")
    Path("news/ferry.txt").write_text(FERRY, encoding="utf-8")
    return folder


def command(*arguments: str) -> list[str]:
    """Return a command line for a process of its own."""
    return [sys.executable, "-m", "summarizer", *arguments]


def run_process(
    *arguments: str, stdin: bytes = b"", environ: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run the program in a process of its own."""
    environment = {**os.environ, **(environ or {})}
    return subprocess.run(command(*arguments), input=stdin, capture_output=True, env=environment, check=False)


def saved_brief(*arguments: str) -> Path:
    """Write a brief of both sources as JSON."""
    result = runner.invoke(app, ["brief", "news", "-o", "brief.json", *arguments])
    assert result.exit_code == 0, result.stderr
    return Path("brief.json")


# the program as a whole


def test_help_and_version_are_on_stdout() -> None:
    for arguments in (["--help"], ["-h"], ["brief", "--help"], ["config", "show", "--help"]):
        result = runner.invoke(app, arguments)
        assert result.exit_code == 0
        assert result.stdout.startswith("Usage: ")
        assert result.stderr == ""
    assert runner.invoke(app, ["--version"]).stdout == f"summarizer {__version__}\n"


@pytest.mark.parametrize("group", [(), ("feeds",), ("models",), ("config",)])
def test_what_a_command_is_for_is_not_cut_off_in_a_list(group: tuple[str, ...]) -> None:
    _, commands = runner.invoke(app, [*group, "--help"], terminal_width=80).stdout.split("Commands:\n")
    assert "..." not in commands


def test_every_command_and_option_has_a_help_text() -> None:
    import typer

    group = typer.main.get_command(app)
    commands = dict(group.commands)  # type: ignore[attr-defined]
    assert set(commands) == set(COMMANDS)
    for parent in ("config", "models"):
        commands |= {f"{parent} {name}": one for name, one in commands.pop(parent).commands.items()}
    assert {"config show", "models list", "models show"} <= set(commands)
    for name, one in commands.items():
        assert one.help, name
        assert all(parameter.help for parameter in one.params), name


@pytest.mark.parametrize(
    "arguments",
    [["--nonsense"], ["breif"], ["brief", "--wrods", "3"], ["brief", "news", "--words"], ["render"]],
)
def test_wrong_usage_ends_with_2_and_an_empty_stdout(arguments: list[str]) -> None:
    result = runner.invoke(app, arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Error: " in result.stderr


def test_completion_knows_commands_and_values() -> None:
    def complete(words: str, position: int) -> list[str]:
        environ = {"_SUMMARIZER_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(position)}
        code = "import sys; sys.argv[0] = 'summarizer'; from summarizer.__main__ import main; main()"
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, env={**os.environ, **environ}, check=False
        )
        return done.stdout.decode().split()

    assert complete("summarizer re", 1) == ["render"]
    assert complete("summarizer brief --format ", 3) == ["md", "html", "eml", "txt", "json"]
    assert complete("summarizer brief --mode ex", 3) == ["extractive"]


def test_a_bug_keeps_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    import summarizer.pipeline

    def broken(*_: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(summarizer.pipeline, "explain_brief", broken)
    result = runner.invoke(app, ["brief", "news"])
    assert isinstance(result.exception, ZeroDivisionError)
    assert result.stdout == ""


def test_an_interruption_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    import summarizer.pipeline

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(summarizer.pipeline, "explain_brief", interrupted)
    assert run(["brief", "news"]) == 130


# brief: what goes in


def test_a_brief_goes_to_stdout_and_nothing_else_does() -> None:
    result = runner.invoke(app, ["brief", "news"])
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("# ")
    assert "## Sources" in result.stdout
    assert result.stderr == ""


def test_standard_input_is_a_source_by_name_and_without_any() -> None:
    named = runner.invoke(app, ["brief", "-"], input=MONDAY)
    piped = runner.invoke(app, ["brief"], input=MONDAY)
    assert named.exit_code == piped.exit_code == 0, named.stderr
    assert "The city bridge reopened on Monday" in named.stdout
    assert piped.stdout == named.stdout


def test_without_source_at_a_terminal_there_is_help(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal:
        def isatty(self) -> bool:
            return True

    from summarizer.cli import brief

    monkeypatch.setattr(brief, "sys", type("FakeSys", (), {"stdin": Terminal()}))
    result = runner.invoke(app, ["brief"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Usage: " in result.stderr


def test_some_unread_sources_end_with_3_and_are_named_twice() -> None:
    Path("news/photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x01")
    result = runner.invoke(app, ["brief", "news", "missing.txt", "--quiet"])
    assert result.exit_code == 3
    for text in (result.stdout, result.stderr):
        assert "news/photo.txt" in text
        assert "missing.txt" in text
    assert result.stderr.startswith("warning: 2 sources could not be read:\n")


def test_a_brief_with_unread_sources_is_still_written_to_its_file() -> None:
    assert runner.invoke(app, ["brief", "news", "missing.txt", "-o", "b.md"]).exit_code == 3
    assert Path("b.md").read_text("utf-8").startswith("# ")


def test_no_readable_source_at_all_ends_with_1_and_all_reasons() -> None:
    Path("empty.txt").touch()
    result = runner.invoke(app, ["brief", "empty.txt", "missing.txt", "-o", "b.md"])
    assert (result.exit_code, result.stdout) == (1, "")
    assert "empty.txt: it is empty" in result.stderr
    assert "missing.txt: there is no such file or folder" in result.stderr
    assert "error: There is no readable source at all." in result.stderr
    assert not Path("b.md").exists()


@pytest.mark.parametrize("case", load_params("refused.json"))
def test_what_cannot_be_done_is_refused_with_what_to_do_next(case: dict[str, Any]) -> None:
    for name, content in case["input"].get("files", {}).items():
        if name.endswith("/"):
            Path(name).mkdir()
        else:
            Path(name).write_bytes(content.encode("latin-1"))
    result = runner.invoke(app, shlex.split(case["input"]["command"]))
    first, *hints = result.stderr.splitlines()
    assert (result.exit_code, result.stdout) == (case["expected"]["code"], "")
    assert first.startswith(f"error: {case['expected']['error']}")
    assert [hint[: len(case["expected"]["hint"]) + 6] for hint in hints] == (
        [f"hint: {case['expected']['hint']}"] if "hint" in case["expected"] else []
    )


def test_the_words_are_an_upper_bound() -> None:
    for words in (20, 60, 200):
        result = runner.invoke(app, ["brief", "news", "--words", str(words), "--format", "json"])
        brief = brief_from_json(result.stdout)
        told = sum(len(one.text.split()) for story in brief.stories for one in story.statements)
        assert 0 < told <= words


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--words", "0"], "--words must be a whole number of at least 1"),
        (["--words", "10", "--length", "short"], "--words and --length both say how long"),
        (["--length", "huge"], "--length must be one of short, medium, long"),
        (["--mode", "quick"], "--mode must be one of auto, extractive, abstractive"),
        (["--format", "pdf"], "--format must be one of md, html, eml, txt, json"),
        (["--date", "22.11.2026"], "--date must be a date of the calendar as YYYY-MM-DD"),
        (["--date", "2026-11-31"], "--date must be a date of the calendar as YYYY-MM-DD"),
        (["--language", "klingon"], "--language must be a two-letter code"),
        (["--format", "md", "--format", "txt"], "md and txt cannot both go to standard output"),
        (["--format", "md", "--format", "txt", "-o", "b.md"], "md and txt cannot both go to b.md"),
        (["-o", "brief.pdf"], "The name brief.pdf does not say which form to write"),
        (["--template", "nonsense"], "nonsense"),
    ],
)
def test_wrong_values_end_with_2_and_name_the_option(arguments: list[str], message: str) -> None:
    result = runner.invoke(app, ["brief", "news", *arguments])
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert result.stderr.startswith("error: ")


@pytest.fixture
def lines() -> str:
    """Write a story as a line, and return the name of the file."""
    Path("in.jsonl").write_text(json.dumps({"id": 1, "documents": [{"text": MONDAY}]}) + "\n")
    return "in.jsonl"


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Refuse every connection, and return what was tried."""
    tried: list[object] = []

    def refuse(*arguments: object, **_: object) -> NoReturn:
        tried.append(arguments)
        raise OSError("no network in this test")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)
    return tried


@pytest.mark.parametrize("name", ["brief", "batch"])
@pytest.mark.parametrize("model", ["./no-such-folder", "nobody/no-such-model", "http://192.0.2.7/v1#m"])
def test_a_model_that_is_not_at_hand_ends_with_4_and_is_looked_for_nowhere_offline(
    model: str, name: str, lines: str, no_network: list[object]
) -> None:
    source = lines if name == "batch" else "news"
    result = runner.invoke(app, [name, source, "--model", model, "--offline"])
    assert (result.exit_code, result.stdout) == (4, "")
    assert result.stderr.startswith("error: ")
    assert "\nhint: " in result.stderr
    assert no_network == []


@pytest.mark.parametrize("name", ["brief", "batch"])
def test_without_the_extra_the_command_that_installs_it_is_shown(
    name: str, lines: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkpoints, "find_spec", lambda _: None)
    result = runner.invoke(app, [name, lines if name == "batch" else "news", "--model", "nobody/a-model"])
    assert (result.exit_code, result.stdout) == (4, "")
    assert "hint: Install it with: pip install 'multisource-summarizer[transformers]'" in result.stderr


def test_the_shipped_model_condenses_by_default_and_touches_no_network(no_network: list[object]) -> None:
    plain = runner.invoke(app, ["brief", "news", "--format", "json"])
    assert plain.exit_code == 0, plain.stderr
    assert brief_from_json(plain.stdout).mode == "abstractive"
    assert no_network == []
    for arguments in (["--offline"], ["--online"], ["--mode", "abstractive", "--offline"]):
        again = runner.invoke(app, ["brief", "news", "--format", "json", *arguments])
        assert again.exit_code == 0, again.stderr
        assert brief_from_json(again.stdout).stories == brief_from_json(plain.stdout).stories
    assert no_network == []
    compact = runner.invoke(app, ["brief", "news", "--format", "json", "--model", "compact"])
    assert brief_from_json(compact.stdout).stories == brief_from_json(plain.stdout).stories


def test_whether_offline_is_no_part_of_the_brief() -> None:
    online = runner.invoke(app, ["brief", "news", "--format", "json"]).stdout
    assert runner.invoke(app, ["brief", "news", "--format", "json", "--offline"]).stdout == online
    assert "offline" not in online


def test_flags_reach_the_brief() -> None:
    path = saved_brief(
        "--title", "A *title*", "--date", "2026-11-22", "--focus", "ferries", "--mode", "extractive"
    )
    brief = brief_from_json(path.read_text("utf-8"))
    assert (brief.title, brief.date, brief.mode) == ("A *title*", "2026-11-22", "extractive")
    assert brief.manifest.config["focus"] == "ferries"


def test_settings_reach_the_brief_and_flags_win() -> None:
    Path("summarizer.toml").write_text('words = 30\nformat = "json"\ntitle = "From the file"\n')
    result = runner.invoke(app, ["brief", "news"], env={"SUMMARIZER_DATE": "2026-11-23"})
    brief = brief_from_json(result.stdout)
    assert (brief.title, brief.date) == ("From the file", "2026-11-23")
    assert brief.manifest.config["words"] == 30
    assert runner.invoke(app, ["brief", "news", "--format", "md"]).stdout.startswith("# From the file")


def test_a_misspelt_setting_ends_with_2() -> None:
    Path("summarizer.toml").write_text("wrods = 30\n")
    for arguments in (["brief", "news"], ["config", "show"], ["render", "x.json"], ["batch", "x.jsonl"]):
        result = runner.invoke(app, arguments)
        assert result.exit_code == 2
        assert "summarizer.toml: wrods is not a setting." in result.stderr
        assert "hint: Did you mean words?" in result.stderr


def test_verbose_says_what_was_decided_and_quiet_does_not() -> None:
    assert "note: read 2 articles" in runner.invoke(app, ["brief", "news", "--verbose"]).stderr
    assert "note: read 2 articles" in runner.invoke(app, ["-v", "brief", "news"]).stderr
    assert runner.invoke(app, ["brief", "news"]).stderr == ""
    assert runner.invoke(app, ["-q", "brief", "news", "-v", "-o", "b.md"]).stderr == ""


def test_explain_goes_to_stderr_and_leaves_the_brief_as_it_is() -> None:
    plain = runner.invoke(app, ["brief", "news"])
    explained = runner.invoke(app, ["brief", "news", "--explain"])
    assert explained.stdout == plain.stdout
    assert explained.stderr.startswith("Read 2 sources:\n  [1] ")


# brief: what comes out


@pytest.mark.parametrize(
    ("output_name", "arguments", "written"),
    [
        ("b.md", [], {"b.md": "# "}),
        ("b.HTM", [], {"b.HTM": "<!"}),
        ("b.json", [], {"b.json": "{"}),
        ("b.html", ["--format", "json"], {"b.html": "{"}),
        ("b.brief", ["--format", "md"], {"b.brief": "# "}),
        ("out/", [], {"out/brief.md": "# "}),
        ("out", ["--format", "json"], {"out/brief.json": "{"}),
        ("news", ["--format", "md", "--format", "html"], {"news/brief.md": "# ", "news/brief.html": "<!"}),
        (
            "new",
            ["--format", "txt", "--format", "json", "--format", "txt"],
            {"new/brief.txt": "", "new/brief.json": "{"},
        ),
    ],
)
def test_output_follows_suffix_folder_and_format(
    output_name: str, arguments: list[str], written: dict[str, str]
) -> None:
    before = {path for path in Path().rglob("*") if path.is_file()}
    result = runner.invoke(app, ["brief", "news", "-o", output_name, *arguments])
    assert (result.exit_code, result.stdout) == (0, ""), result.stderr
    after = {path for path in Path().rglob("*") if path.is_file()} - before
    assert {path.as_posix() for path in after} == set(written)
    for name, start in written.items():
        assert Path(name).read_text("utf-8").startswith(start)
        assert f"wrote {name}\n" in result.stderr


def test_a_folder_that_is_missing_is_an_error_before_the_work() -> None:
    for name in ("no/where/b.md", "no/where/"):
        result = runner.invoke(app, ["brief", "missing.txt", "-o", name])
        assert result.exit_code == 1
        assert "does not exist" in result.stderr
        assert "hint: Create it first: mkdir -p no" in result.stderr
    assert not Path("no").exists()


def test_a_form_that_cannot_be_rendered_leaves_all_files_as_they_were() -> None:
    Path("out").mkdir()
    Path("out/brief.json").write_text("yesterday's")
    Path("bad.md.j2").write_text("{{ nonsense }}")
    result = runner.invoke(
        app, ["brief", "news", "-o", "out", "--format", "json", "--format", "md", "--template", "bad.md.j2"]
    )
    assert result.exit_code == 2
    assert [path.name for path in Path("out").iterdir()] == ["brief.json"]
    assert Path("out/brief.json").read_text() == "yesterday's"


def test_a_crash_while_writing_leaves_the_earlier_file() -> None:
    path = Path("b.md")
    path.write_text("yesterday's")

    def crash_while_writing() -> None:
        with output.Replacement(path) as stream:
            stream.write(b"half of")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        crash_while_writing()
    assert path.read_text() == "yesterday's"
    assert [one.name for one in Path().iterdir() if one.is_file()] == ["b.md"]


def test_a_replaced_file_keeps_its_permissions_and_its_link() -> None:
    Path("real").mkdir()
    real = Path("real/b.md")
    real.write_text("yesterday's")
    real.chmod(0o640)
    Path("b.md").symlink_to(real)
    output.write_file(Path("b.md"), b"today's")
    assert Path("b.md").is_symlink()
    assert real.read_bytes() == b"today's"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_a_new_file_gets_the_permissions_of_any_new_file() -> None:
    Path("any").touch()
    output.write_file(Path("b.md"), b"x")
    assert Path("b.md").stat().st_mode == Path("any").stat().st_mode


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this platform has no named pipes")
def test_a_pipe_is_written_to_and_not_replaced() -> None:
    os.mkfifo("pipe")
    with subprocess.Popen(["cat", "pipe"], stdout=subprocess.PIPE) as reader:
        output.write_targets(output.choose_targets("pipe", ()), lambda form: f"as {form}")
        assert reader.stdout is not None
        assert reader.stdout.read() == b"as md"
    assert stat.S_ISFIFO(Path("pipe").stat().st_mode)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this platform has no /dev/full")
def test_a_full_disk_is_an_error_that_names_the_file() -> None:
    with pytest.raises(SummarizerError, match=r"/dev/full cannot be written: No space left on device\."):
        output.write_file(Path("/dev/full"), b"x" * 100_000)


def test_a_folder_where_a_file_should_be_is_an_error() -> None:
    Path("out/brief.md").mkdir(parents=True)
    result = runner.invoke(app, ["brief", "news", "-o", "out"])
    assert result.exit_code == 1
    assert "out/brief.md is a folder" in result.stderr


def test_an_earlier_brief_in_the_folder_of_sources_is_no_source() -> None:
    forms = ["--format", "md", "--format", "json"]
    for _ in range(2):
        result = runner.invoke(app, ["brief", "news", "-o", "news", *forms])
        assert result.exit_code == 0, result.stderr
    brief = brief_from_json(Path("news/brief.json").read_text("utf-8"))
    assert [source.origin for source in brief.sources] == ["news/ferry.txt", "news/monday.txt"]
    assert [omission.subject for omission in brief.coverage.omissions] == ["news/brief.json", "news/brief.md"]
    assert {omission.stage for omission in brief.coverage.omissions} == {"writing"}


def test_a_folder_that_holds_nothing_but_the_earlier_brief_has_no_source() -> None:
    Path("old").mkdir()
    Path("old/brief.md").write_text("# Yesterday\n\nThe bridge is still closed, the mayor said on Sunday.\n")
    result = runner.invoke(app, ["brief", "old", "-o", "old"])
    assert result.exit_code == 1
    assert result.stderr.startswith("error: There is no readable source at all.\nhint: Name files")


def test_targets_of_the_settings_give_way_to_a_suffix() -> None:
    assert output.choose_targets("b.html", (), ("md", "json")) == [output.Target("html", Path("b.html"))]
    named = ("a/b.md", "b.Markdown", "b.HTM", "b.txt", "b.json")
    assert [output.choose_targets(name, ())[0].form for name in named] == ["md", "md", "html", "txt", "json"]
    assert [one.form for one in output.choose_targets("folder", (), ("md", "json"))] == ["md", "json"]
    with pytest.raises(ConfigError):
        output.choose_targets(None, (), ("md", "json"))


# in processes of their own


def test_the_same_inputs_give_the_same_bytes() -> None:
    forms = ["--format", "md", "--format", "html", "--format", "txt", "--format", "json"]
    for seed in ("0", "1", "4242"):
        done = run_process("brief", "news", "-o", f"out{seed}", *forms, environ={"PYTHONHASHSEED": seed})
        assert done.returncode == 0, done.stderr
    for form in ("md", "html", "txt", "json"):
        contents = {Path(f"out{seed}/brief.{form}").read_bytes() for seed in ("0", "1", "4242")}
        assert len(contents) == 1, form


def test_stdout_is_utf8_whatever_the_locale() -> None:
    Path("news/monday.txt").write_text(MONDAY.replace("the mayor", "Mayor Zoë Lee"), encoding="utf-8")
    environ = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    done = run_process("brief", "news", "missing-é.txt", environ=environ)
    assert done.returncode == 3, done.stderr
    assert "Mayor Zoë Lee" in done.stdout.decode("utf-8")
    assert b"missing-" in done.stderr


def test_a_reader_that_goes_away_brings_no_traceback() -> None:
    process = subprocess.Popen(
        command("brief", "news", "--format", "html"), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is another signal there")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_ctrl_c_ends_quietly_with_130(workers: str) -> None:
    line = json.dumps({"documents": [{"text": MONDAY}]}).encode() + b"\n"
    process = subprocess.Popen(
        command("batch", "-", "--workers", workers),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(line * 40)  # enough for the first to come back before the input ends
    process.stdin.flush()
    assert process.stdout.readline().startswith(b'{"id": null')
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the workers, too
    _, errors = process.communicate()
    assert process.returncode == 130
    assert errors == b"interrupted\n"


# render


def test_render_gives_what_brief_would_have_given() -> None:
    path = saved_brief()
    for form in ("md", "html", "txt", "json"):
        direct = runner.invoke(app, ["brief", "news", "--format", form])
        again = runner.invoke(app, ["render", str(path), "--format", form])
        assert again.exit_code == 0, again.stderr
        assert again.stdout == direct.stdout


def test_render_needs_no_sources() -> None:
    path = saved_brief()
    for source in Path("news").iterdir():
        source.unlink()
    result = runner.invoke(app, ["render", "-", "-o", "out", "--format", "md"], input=path.read_bytes())
    assert result.exit_code == 0, result.stderr
    assert Path("out/brief.md").read_text("utf-8").startswith("# ")


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"# A brief\n", b"\xff\xfe", b'{"schema_version": 1, "title": 3}']
)
def test_render_refuses_what_is_no_brief(content: bytes) -> None:
    Path("b.json").write_bytes(content)
    result = runner.invoke(app, ["render", "b.json"])
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("error: ")
    assert "hint: " in result.stderr


def test_render_of_a_missing_file_names_it() -> None:
    result = runner.invoke(app, ["render", "b.json"])
    assert result.exit_code == 1
    assert result.stderr.startswith("error: b.json cannot be read: No such file or directory.")


# verify


def test_a_brief_just_written_verifies() -> None:
    result = runner.invoke(app, ["verify", str(saved_brief())])
    assert result.exit_code == 0
    assert result.stdout.startswith("intact: ")


def test_verify_names_the_statement_that_was_changed() -> None:
    path = saved_brief("--mode", "extractive")
    document = json.loads(path.read_text("utf-8"))
    told = document["stories"][-1]["statements"][-1]
    told["text"] = told["text"].replace(" ", " not ", 1)
    path.write_text(json.dumps(document), encoding="utf-8")
    last = sum(len(story["statements"]) for story in document["stories"])
    result = runner.invoke(app, ["verify", str(path)])
    assert result.exit_code == 5
    assert f"failed: statement {last} ({told['id']}): {told['text'][:20]}" in result.stdout
    report = json.loads(runner.invoke(app, ["verify", str(path), "--json"]).stdout)
    assert report["status"] == "failed"
    assert [one["number"] for one in report["statements"] if one["status"] == "failed"] == [last]


def test_verify_names_the_source_that_has_changed() -> None:
    path = saved_brief()
    Path("news/ferry.txt").write_text(FERRY + "\nMore was added later.\n", encoding="utf-8")
    result = runner.invoke(app, ["verify", str(path)])
    assert result.exit_code == 0
    assert "source changed: statement" in result.stdout
    assert "changed: source 1, news/ferry.txt: its text has changed" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "exit_code"),
    [
        (["verify", "missing.json"], 1),
        (["verify", "--nonsense"], 2),
        (["verify"], 2),
        (["doctor", "--nonsense"], 2),
    ],
)
def test_json_is_one_object_on_errors_too(arguments: list[str], exit_code: int) -> None:
    result = runner.invoke(app, [*arguments, "--json"])
    assert result.exit_code == exit_code
    report = json.loads(result.stdout)
    assert report["schema_version"] == 1
    assert report["error"]["exit_code"] == exit_code
    assert report["error"]["message"]
    assert result.stderr != ""


def test_json_is_one_object_after_a_bug_too(monkeypatch: pytest.MonkeyPatch) -> None:
    import summarizer.verifying

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(summarizer.verifying, "verify_text", broken)
    result = runner.invoke(app, ["verify", str(saved_brief()), "--json"])
    assert json.loads(result.stdout)["error"]["message"] == "ZeroDivisionError: a bug"
    assert isinstance(result.exception, ZeroDivisionError)


def test_a_file_that_is_no_brief_fails_verification() -> None:
    result = runner.invoke(app, ["verify", "news/monday.txt", "--json"])
    assert result.exit_code == 5
    report = json.loads(result.stdout)
    assert report["findings"][0]["subject"] == "the file as a whole"


# config, doctor


def test_config_show_prints_every_setting_with_its_origin() -> None:
    Path("summarizer.toml").write_text('focus = "the \\"bridge\\""\nformat = ["md", "json"]\n')
    result = runner.invoke(app, ["config", "show"], env={"SUMMARIZER_WORKERS": "2"})
    assert result.exit_code == 0
    lines = dict(line.split("  # ", 1) for line in result.stdout.splitlines() if "  # " in line)
    found = {line.strip(): origin for line, origin in lines.items()}
    assert found["words = 250"] == "default"
    assert found["workers = 2"] == "environment SUMMARIZER_WORKERS"
    assert found['focus = "the \\"bridge\\""'].startswith("project file ")
    assert found["# model is not set"] == "default"


def test_config_show_is_a_file_that_can_be_used() -> None:
    Path("summarizer.toml").write_text('title = "a \\" quote, a # and é"\nfront_matter = true\nwords = 7\n')
    settings = load_settings()
    Path("summarizer.toml").write_text("\n".join(list_settings(settings)), encoding="utf-8")
    again = load_settings()
    assert (again.brief, again.front_matter) == (settings.brief, settings.front_matter)


def test_config_show_prints_the_tables_of_every_day_as_they_can_be_used() -> None:
    Path("summarizer.toml").write_text(
        'sources = ["news/"]\n[daily]\nzone = "UTC"\nwords = 300\n[[feeds]]\nurl = "https://example.org/feed"\n'
        'section = "World"\n[deliver.maildir]\nfolder = "mail"\n[deliver.smtp]\nhost = "smtp.example.org"\n'
        '[deliver.mail]\nfrom = "Ana Lee <ana@example.org>"\nto = ["ben@example.org"]\n',
        encoding="utf-8",
    )
    settings = load_settings()
    shown = runner.invoke(app, ["config", "show"])
    assert "words = 300  # project file" in shown.stdout
    Path("summarizer.toml").write_text(shown.stdout, encoding="utf-8")
    again = load_settings()
    assert again.routine.daily == settings.routine.daily
    assert again.routine.feeds == settings.routine.feeds
    assert again.routine.deliver == settings.routine.deliver


def test_doctor_finds_a_whole_installation_whole() -> None:
    result = runner.invoke(app, ["doctor"])
    assert result.exit_code == 0, result.stdout
    assert {line.split()[0] for line in result.stdout.splitlines()} <= {"ok", "warn"}
    report = json.loads(runner.invoke(app, ["doctor", "--json"]).stdout)
    assert report["ok"] is True
    assert {"python", "model idf", "model punkt", "model static", "templates", "settings"} <= {
        check["name"] for check in report["checks"]
    }


def test_doctor_names_what_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    import summarizer.embedding

    def broken() -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr(summarizer.embedding, "load_embedder", broken)
    Path("summarizer.toml").write_text("wrods = 30\n")
    result = runner.invoke(app, ["doctor"], env={"SUMMARIZER_HOMEBREW": "1"})
    assert result.exit_code == 1
    assert "fail  model static" in result.stdout
    assert "OSError: the disk is gone" in result.stdout
    assert "wrods is not a setting" in result.stdout


def test_doctor_warns_of_variables_that_do_nothing() -> None:
    result = runner.invoke(app, ["doctor"], env={"SUMMARIZER_HOMEBREW": "1"})
    assert result.exit_code == 0
    assert "SUMMARIZER_HOMEBREW names no setting" in result.stdout


# explaining, speaking


def explained(count: int) -> Iterator[str]:
    """Explain a brief with `count` merges and as many omissions."""
    article = make_article("A text.", origin="a.txt")
    sentences = (Sentence(article.id, 0, 0, 7, "A text."), Sentence("other", 0, 0, 7, "A\x1b[31m text."))
    claims = (Claim(sentences, 2),) * count
    omissions = tuple(Omission("selecting", f"Sentence {number}.", "says less") for number in range(count))
    copies: tuple[CopyGroup, ...] = (CopyGroup((article, article)),) if count else ()
    return explanation.explain_lines(make_brief([article], []), Explanation(claims, copies, omissions))


def test_an_explanation_is_capped_and_its_counts_are_not() -> None:
    lines = list(explained(100))
    assert len(lines) < 4 * explanation.MAX_LINES + 20
    assert "Merged 200 sentences into 100 claims:" in lines
    assert "Left out (100):" in lines
    assert "  selecting: says less (100)" in lines
    assert "    … and 60 more" in lines
    assert "  [1] = [1]" in lines
    assert not any("\x1b" in line for line in lines)


def test_an_explanation_of_nothing_says_so() -> None:
    assert list(explained(0)) == ["Read 1 source:", "  [1] a.txt", "No two sentences said the same."]


def test_an_explanation_names_sources_that_are_not_cited() -> None:
    lines = list(explanation.explain_lines(sample_brief(), Explanation()))
    assert any(
        line.endswith("(not cited: it says nothing that the others do not say more fully)") for line in lines
    )


def test_messages_cannot_command_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.say("read \x1b]0;owned\x07 \u202eevil.txt\nand more")
    said = capsys.readouterr().err
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert said.count("\n") == 2


def test_a_thousand_unread_sources_do_not_scroll_the_rest_away(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.say_unread([Omission("reading", f"{number}.jpg", "it is an image") for number in range(1000)])
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "warning: 1000 sources could not be read:"
    assert lines[-1] == "  … and 980 more"


def test_half_a_character_does_not_stop_the_output(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    terminal.write_stdout("caf\u00e9 \ud83d\n")
    assert capfdbinary.readouterr().out == "caf\u00e9 ?\n".encode()


def test_articles_are_named_by_origin_where_the_brief_does_not_list_them() -> None:
    stranger = Article("id", "stranger.txt", "text")
    lines = list(
        explanation.explain_lines(make_brief([], []), Explanation(copies=(CopyGroup((stranger, stranger)),)))
    )
    assert "  stranger.txt = stranger.txt" in lines
