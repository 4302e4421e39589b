"""The README and docs/ say what the program does: commands, options, targets, links, examples, exit codes.

Every block of shell or Python is run, those of a page in order, in a folder that holds what `fill_folder` puts
there. A shell block that cannot run here says so: "sh no-run: web". The reasons are `REASONS`, and `NOT_RUN`
lists how many blocks of each page give which, so that none escapes unseen.
"""

from __future__ import annotations

import ast
import gzip
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args
from xml.etree import ElementTree

import pytest
import typer

from summarizer import errors
from summarizer.cli.app import app
from summarizer.reading import READERS
from summarizer.records import Label
from summarizer.settings import KNOWN
from tests import write_api

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted(
    [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")]
)
README = (ROOT / "README.md").read_text(encoding="utf-8")
SHELL = ("sh", "bash", "console", "shell")
SVG = "{http://www.w3.org/2000/svg}"
ANYWHERE = {"--help", "-h", "--quiet", "-q", "--verbose", "-v", "--version"}


@dataclass(frozen=True)
class Block:
    """A fenced block of a page."""

    page: str
    line: int
    kind: str
    text: str
    note: str = ""

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


def find_blocks(path: Path) -> Iterator[Block]:
    text = path.read_text(encoding="utf-8")
    for match in re.finditer(r"^(`{3,})(\w*) ?([^`\n]*)\n(.*?)^\1$", text, re.MULTILINE | re.DOTALL):
        line = text.count("\n", 0, match.start()) + 1
        yield Block(path.relative_to(ROOT).as_posix(), line, match[2], match[4], match[3])


def find_commands(command: Any, name: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield the words of each command that a user can run, with the command itself."""
    children = getattr(command, "commands", {})
    for child_name, child in children.items():
        yield from find_commands(child, (*name, child_name))
    if not children:
        yield name, command


BLOCKS = [block for page in PAGES for block in find_blocks(page)]
COMMANDS = dict(find_commands(typer.main.get_command(app)))


def shell_lines(block: Block) -> list[str]:
    """Return the commands of a block, without prompts and what they print."""
    text = block.text.replace("\\\n", " ")
    if block.kind == "console":
        return [line[2:] for line in text.splitlines() if line.startswith("$ ")]
    return [line for line in text.splitlines() if line.strip()]


SHELL_LINES = [(block, line) for block in BLOCKS if block.kind in SHELL for line in shell_lines(block)]


def summarizer_calls(line: str) -> Iterator[list[str]]:
    """Yield the words behind each `summarizer` of a shell line."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars="|&;<>()")
    lexer.whitespace_split = True
    words: list[str] = []
    for word in [*lexer, ";"]:
        if not set(word) <= set("|&;<>()"):
            words.append(word)
            continue
        if words and Path(words[0]).name == "summarizer":
            yield words[1:]
        words = []


def known_options(command: Any) -> set[str]:
    return {option for parameter in command.params for option in parameter.opts + parameter.secondary_opts}


def check_call(words: list[str]) -> str | None:
    """Return what is wrong with a call, or None."""
    plain = [word for word in words if not word.startswith("-")]
    name = next((key for key in COMMANDS if key == tuple(plain[: len(key)])), None)
    if name is None:
        return (
            None
            if set(words) <= ANYWHERE | {"--install-completion", "--show-completion"}
            else "no such command"
        )
    options = {word.split("=")[0] for word in words if re.match(r"--?[a-z]", word)}
    unknown = options - known_options(COMMANDS[name]) - ANYWHERE
    return f"{' '.join(name)} has no {', '.join(sorted(unknown))}" if unknown else None


def test_calls_that_are_wrong_are_found() -> None:
    assert check_call(["brief", "news", "--words", "100"]) is None
    assert check_call(["breif", "news"]) == "no such command"
    assert check_call(["brief", "news", "--word", "100"]) == "brief has no --word"
    assert list(summarizer_calls("cat a | summarizer brief - > b && summarizer verify b")) == [
        ["brief", "-"],
        ["verify", "b"],
    ]


@pytest.mark.parametrize(
    ("block", "line"), SHELL_LINES, ids=[f"{block} {line[:40]}" for block, line in SHELL_LINES]
)
def test_documented_calls_exist(block: Block, line: str) -> None:
    problems = [problem for words in summarizer_calls(line) if (problem := check_call(words))]
    assert problems == [], f"{block}: {line}"


@pytest.mark.parametrize("block", [block for block in BLOCKS if block.kind in SHELL], ids=str)
def test_shell_blocks_parse(block: Block) -> None:
    script = "\n".join(shell_lines(block))
    done = subprocess.run(["bash", "-n"], input=script, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("block", [block for block in BLOCKS if block.kind == "json"], ids=str)
def test_json_blocks_parse(block: Block) -> None:
    assert json.loads(block.text)


def test_batch_writes_what_formats_shows(tmp_path: Path) -> None:
    given, shown = (json.loads(b.text) for b in BLOCKS if b.page == "docs/formats.md" and b.kind == "json")
    given["documents"] = [{"text": "The bridge fell at night, the police said on Tuesday."}]
    (tmp_path / "in.jsonl").write_text(json.dumps(given) + "\n", encoding="utf-8")
    with pytest.raises(SystemExit) as end:
        app(["--quiet", "batch", str(tmp_path / "in.jsonl"), "-o", str(tmp_path / "out.jsonl")])
    made = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))
    assert end.value.code in (0, None)
    assert list(made) == list(shown)
    assert list(made["statements"][0]) == list(shown["statements"][0])
    assert list(made["statements"][0]["citations"][0]) == list(shown["statements"][0]["citations"][0])


# running what can run

REASONS = {
    "web": "asks addresses on the web",
    "model": "asks for a model that does not come with the program",
    "data": "measures on data that is not part of the project, or for a long time",
    "install": "installs packages, or runs the tests themselves",
    "terminal": "asks questions, or opens a browser",
    "computer": "changes the computer's own timetable, or reads its log",
}
"""Why a block is not run, by the word behind "no-run:"."""

NOT_RUN = {
    "CONTRIBUTING.md": {"install": 2},
    "README.md": {"install": 2, "model": 1, "web": 1},
    "docs/comparing.md": {"model": 2},
    "docs/feeds.md": {"web": 3},
    "docs/recipes.md": {"terminal": 1, "computer": 3},
    "docs/reproducing.md": {"install": 1},
    "docs/scale.md": {"install": 1},
}
"""How many blocks of each page give which reason."""

MEASURING = re.compile(r"(?:\.venv/bin/)?python -m (benchmarks|training)(?:\.(\w+))?\b")


def reason_of(block: Block) -> str | None:
    """Return why a shell block is not run, or None. What only measures needs no note."""
    if block.note.startswith("no-run: "):
        return block.note.removeprefix("no-run: ")
    commands = [line for line in shell_lines(block) if not line.startswith("#")]
    return "data" if commands and all(MEASURING.match(line) for line in commands) else None


SHELL_BLOCKS = [block for block in BLOCKS if block.kind in SHELL]
RUN = [block for block in SHELL_BLOCKS if reason_of(block) is None]


def fill_folder(folder: Path) -> None:
    """Put into a folder what the examples name: the seeds under several names, and small files of each kind."""
    for name in ("seeds", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    moon, bridge = ROOT / "seeds" / "moon", ROOT / "seeds" / "bridge"
    for source, names in {
        moon / "meridian-wire.txt": ("articles/wire.txt", "news/wire.txt", "wire.txt"),
        moon / "halyard-science.txt": ("articles/halyard.txt", "news/halyard.txt", "notes.txt"),
        moon / "sagami-evening-post.html": ("articles/sagami.html", "news/sagami.html", "page.html"),
        bridge / "exchange-post.md": ("press/2024-03-26.md", "press/2024-03-27.md"),
        moon / "perigee.pdf": ("report.pdf",),
        ROOT / "seeds" / "load-bearing.eml": ("mail/load-bearing.eml",),
        ROOT / "outputs" / "brief.json": ("brief.json",),
        ROOT / "templates" / "brief.html.j2": ("my.html.j2",),
    }.items():
        for name in names:
            (folder / name).parent.mkdir(exist_ok=True)
            shutil.copyfile(source, folder / name)
    _write_data(folder, [(moon / "meridian-wire.txt").read_text(encoding="utf-8")])
    (folder / "summarizer.toml").write_text('sources = ["articles/"]\n', encoding="utf-8")
    outline = '<opml version="2.0"><body><outline xmlUrl="https://herald.example/feed.xml"/></body></opml>'
    for name in ("mine.opml", "feeds.opml"):
        (folder / name).write_text(outline, encoding="utf-8")


def _write_data(folder: Path, texts: list[str]) -> None:
    """Write the texts as one line of JSONL, plain and packed, with a summary for `evaluate`."""
    summary = "Japan's SLIM lander has come through a second night on the Moon."
    line = {"id": "moon", "documents": [{"text": text} for text in texts], "summaries": [summary]}
    data = (json.dumps(line) + "\n").encode()
    (folder / "clusters.jsonl").write_bytes(data)
    for name in ("clusters.jsonl.gz", "data.jsonl.gz", "stories.jsonl.gz"):
        (folder / name).write_bytes(gzip.compress(data, mtime=0))
    (folder / "known.txt").write_text(summary + "\n", encoding="utf-8")


def make_environment(tmp_path: Path) -> dict[str, str]:
    """Return an environment with a home of its own, where `summarizer` and `python` are this very program's."""
    commands = tmp_path / "bin"
    commands.mkdir()
    for name, call in {"summarizer": "-m summarizer", "python": ""}.items():
        (commands / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {call} "$@"\n', encoding="utf-8")
        (commands / name).chmod(0o755)
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("XDG_", "SUMMARIZER_"))}
    home = {"HOME": str(tmp_path / "home"), "PATH": f"{commands}{os.pathsep}{os.environ['PATH']}"}
    # Nothing that is run may need the web; an example that does would end with an error here.
    return {**kept, **home, "SUMMARIZER_OFFLINE": "true", "NO_COLOR": "1"}


@pytest.mark.parametrize("page", sorted({block.page for block in RUN}))
def test_shell_blocks_run(page: str, tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    fill_folder(folder)
    script = ["set -eEuo pipefail", "trap 'echo \"failed: $BASH_COMMAND\" >&2' ERR"]
    for block in RUN:
        if block.page == page:
            script += [f"echo '# {block}' >&2", *shell_lines(block)]
    done = subprocess.run(
        ["bash", "-c", "\n".join(script)],
        cwd=folder,
        env=make_environment(tmp_path),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]


def test_blocks_that_do_not_run_are_listed() -> None:
    reasons = [(block.page, reason) for block in SHELL_BLOCKS if (reason := reason_of(block))]
    assert {reason for _, reason in reasons} <= set(REASONS)
    found = Counter(pair for pair in reasons if pair[1] != "data")  # these name themselves
    assert found == {(page, why): count for page, given in NOT_RUN.items() for why, count in given.items()}


def test_notes_on_blocks_are_reasons() -> None:
    assert [str(block) for block in BLOCKS if block.note and reason_of(block) not in REASONS] == []


@pytest.mark.parametrize("block", SHELL_BLOCKS, ids=str)
def test_measurements_exist(block: Block) -> None:
    for line in shell_lines(block):
        if named := MEASURING.match(line):
            module = ROOT / named[1] / f"{named[2] or '__main__'}.py"
            assert module.is_file(), line


PYTHON = [block for block in BLOCKS if block.kind == "python"]
RUNNER = """
import json, sys, types
for name, text in json.load(sys.stdin):
    sys.modules["__main__"] = module = types.ModuleType("__main__")
    exec(compile(text, name, "exec"), module.__dict__)
"""


@pytest.mark.parametrize("page", sorted({block.page for block in PYTHON}))
def test_python_blocks_run(page: str, tmp_path: Path) -> None:
    """The blocks of a page run in one process, each with names of its own."""
    fill_folder(tmp_path)
    blocks = [(str(block), block.text) for block in PYTHON if block.page == page]
    done = subprocess.run(
        [sys.executable, "-c", RUNNER],
        cwd=tmp_path,
        input=json.dumps(blocks),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("block", PYTHON, ids=str)
def test_python_blocks_use_public_names(block: Block) -> None:
    public = {(part.module, name) for part in write_api.PARTS for name in part.homes}
    public |= {("summarizer.records", name) for name in ("Article", "Brief")}
    used = {
        (node.module or "", alias.name)
        for node in ast.walk(ast.parse(block.text))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("summarizer")
        for alias in node.names
    }
    assert used - public == set()


def test_reference_is_in_step() -> None:
    """After a change of a public name or its docstring: `python -m tests.write_api`."""
    assert write_api.PAGE.read_text(encoding="utf-8") == write_api.write_page()


def test_figures_of_checking_are_those_of_the_model_card() -> None:
    card = (ROOT / "summarizer" / "weights" / "support" / "README.md").read_text(encoding="utf-8")
    page = (ROOT / "docs" / "checking.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| .*\| [\d.].* \|$", page, re.MULTILINE)
    assert len(rows) > 15
    assert [row for row in rows if "_dev |" not in row and row not in card] == []


def test_modules_of_the_architecture_exist() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = re.findall(r"^\*\*`([a-z]+)/?`\*\*", page, re.MULTILINE)
    assert len(named) > 8
    package = ROOT / "summarizer"
    missing = [
        name for name in named if not ((package / name).is_dir() or (package / f"{name}.py").is_file())
    ]
    assert missing == []


def test_stages_of_the_picture_are_modules() -> None:
    picture = ElementTree.parse(ROOT / "docs" / "architecture.svg").getroot()
    named = [text.text or "" for text in picture.iter(f"{SVG}text") if text.get("class") == "name"]
    package = ROOT / "summarizer"
    assert len(named) > 10
    assert [n for n in named if not ((package / n).is_dir() or (package / f"{n}.py").is_file())] == []
    drawn = {element.tag.removeprefix(SVG) for element in picture.iter()}
    assert drawn <= set("svg title desc style defs marker rect path text".split())


def test_index_lists_every_page() -> None:
    listed = re.findall(r"\]\(([\w-]+\.md)\)", (ROOT / "docs" / "index.md").read_text(encoding="utf-8"))
    assert set(listed) == {page.name for page in (ROOT / "docs").glob("*.md")} - {"index.md"}


def test_inline_options_exist() -> None:
    known = set().union(*(known_options(command) for command in COMMANDS.values())) | ANYWHERE
    for page in PAGES:
        spans = re.findall(r"(?<!`)`([^`\n]+)`(?!`)", page.read_text(encoding="utf-8"))
        ours = " ".join(span for span in spans if not span.startswith("python "))
        for option in re.findall(r"(?<!\S)--[a-z][a-z-]+", ours):
            assert option in known | FOREIGN_OPTIONS, f"{page.name}: {option}"


FOREIGN_OPTIONS = {"--install-completion"}
"""Options that are not of any one command."""


@pytest.mark.parametrize("name", COMMANDS, ids=" ".join)
def test_readme_names_every_command(name: tuple[str, ...]) -> None:
    assert f"summarizer {' '.join(name)}" in README


def test_readme_names_every_option_of_the_main_command() -> None:
    options = {option for option in known_options(COMMANDS["brief",]) if option.startswith("--")}
    missing = sorted(option for option in options if f"{option}" not in README)
    assert missing == []


def test_readme_lists_every_exit_code() -> None:
    table = dict(re.findall(r"^\| (\d+) \| (.+?) \|$", README, re.MULTILINE))
    raised = {
        str(error.exit_code)
        for error in vars(errors).values()
        if isinstance(error, type) and hasattr(error, "exit_code")
    }
    assert raised | {"0", "3", "5", "130"} <= set(table)


def test_formats_names_every_setting_and_suffix() -> None:
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    suffixes = {suffix.removesuffix(".gz") for suffix in READERS}
    assert [name for name in (*KNOWN, *suffixes) if f"`{name}`" not in page] == []


def test_citing_explains_every_label() -> None:
    page = (ROOT / "docs" / "citing.md").read_text(encoding="utf-8")
    assert [label for label in get_args(Label) if f"| {label} |" not in page] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|mailto:)([^)#\s]*)#?([^)\s]*)[^)]*\)", outside_blocks(page))
    assert [link for link, _ in links if not (page.parent / link).exists()] == []
    anchored = [(page.parent / link if link else page, anchor) for link, anchor in links if anchor]
    assert [anchor for target, anchor in anchored if anchor not in list_anchors(target)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_make_targets_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:`|^\s*)make ([a-z]+)", page.read_text(encoding="utf-8"), re.MULTILINE))
    assert named <= targets


def list_anchors(page: Path) -> set[str]:
    """Return the names that GitHub gives the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", outside_blocks(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def outside_blocks(page: Path) -> str:
    return re.sub(
        r"^(`{3,})[^`\n]*\n.*?^\1$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL
    )
