"""What a command imports, everybody waits for: heavy packages come only when they are needed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from summarizer.cli.app import COMMANDS

HEAVY = ("numpy", "scipy", "nltk", "torch", "transformers", "jinja2", "trafilatura", "model2vec", "rich")
NEVER = ("scipy", "pydantic", "nltk", "torch", "transformers", "trafilatura", "model2vec", "rich")

RUN = "import sys; from summarizer.cli.app import run; code = run(sys.argv[1:]); assert code == 0, code"
REPORT = "; import sys; print('\\n' + ' '.join(sorted({name.partition('.')[0] for name in sys.modules})))"


def imported(code: str, *arguments: str, folder: Path) -> set[str]:
    """Return the top-level modules that code has loaded at its end, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", code + REPORT, *arguments],
        capture_output=True,
        text=True,
        cwd=folder,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.splitlines()[-1].split())


def test_importing_the_package_imports_no_other(tmp_path: Path) -> None:
    plain = imported("pass", folder=tmp_path)
    assert imported("import summarizer", folder=tmp_path) - plain - set(sys.stdlib_module_names) == {
        "summarizer"
    }


@pytest.mark.parametrize(
    "arguments",
    [["--help"], *([command, "--help"] for command in COMMANDS), ["--version"], ["config", "show"]],
    ids=" ".join,
)
def test_what_needs_no_model_imports_none(arguments: list[str], tmp_path: Path) -> None:
    assert imported(RUN, *arguments, folder=tmp_path).isdisjoint(HEAVY)


NEWS = (
    "The city bridge reopened on Monday after a year of repairs, the mayor's office said. Crews replaced "
    "two of the main cables and laid a new road deck. Engineers will inspect the cables twice a year.\n"
)


def test_the_extractive_path_imports_no_more_than_it_uses(tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_text(NEWS)
    loaded = imported(RUN, "brief", "news.txt", "--mode", "extractive", "-o", "brief.json", folder=tmp_path)
    assert "numpy" in loaded
    assert loaded.isdisjoint({*NEVER, "onnxruntime"})
    loaded = imported(RUN, "render", "brief.json", "-o", "brief.html", folder=tmp_path)
    assert "jinja2" in loaded
    assert loaded.isdisjoint({*NEVER, "numpy", "scipy"})
    assert imported(RUN, "verify", "brief.json", folder=tmp_path).isdisjoint(
        {*NEVER, "numpy", "scipy", "jinja2"}
    )


def test_the_shipped_condenser_needs_no_torch(tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_text(NEWS)
    loaded = imported(RUN, "brief", "news.txt", "-o", "brief.json", folder=tmp_path)
    assert "onnxruntime" in loaded
    assert loaded.isdisjoint({*NEVER, "huggingface_hub"})
    loaded = imported(RUN, "render", "brief.json", "-o", "brief.html", folder=tmp_path)
    assert loaded.isdisjoint({*NEVER, "numpy", "scipy", "onnxruntime"})
    assert imported(RUN, "verify", "brief.json", folder=tmp_path).isdisjoint({*NEVER, "jinja2"})


def test_a_command_imports_no_other(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", RUN + "; print('\\n' + ' '.join(sys.modules))", "config", "show"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    loaded = set(done.stdout.splitlines()[-1].split())
    commands = {path.partition(":")[0] for path in COMMANDS.values()}
    assert loaded & commands == {"summarizer.cli.config"}
