"""outputs/ is what this version makes of seeds/, to the byte, in any process."""

from __future__ import annotations

import difflib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.write_outputs import show_brief

ROOT = Path(__file__).resolve().parents[1]
OUTPUTS = ROOT / "outputs"
NAMES = ("brief.html", "brief.json", "brief.md", "brief.txt")
ADVICE = "If the change is meant, run `make outputs`, read what changed, and commit it."


def run_python(arguments: list[str], home: Path, hash_seed: str) -> bytes:
    """Run Python in the project's folder, away from the user's own settings."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SUMMARIZER_")}
    environment |= {"PYTHONHASHSEED": hash_seed, "HOME": str(home), "XDG_CONFIG_HOME": str(home)}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return done.stdout


def explain_difference(name: str, committed: bytes, made: bytes) -> str:
    before, after = (content.decode("utf-8").splitlines() for content in (committed, made))
    lines = list(difflib.unified_diff(before, after, f"outputs/{name}", "made just now", lineterm="", n=0))
    return "\n".join(
        [f"outputs/{name} is not what seeds/ gives. {ADVICE}", *(line[:200] for line in lines[:30])]
    )


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("outputs")
    run_python(["-m", "tests.write_outputs", str(folder)], folder, hash_seed="1")
    return folder


def test_outputs_hold_every_form_and_nothing_else() -> None:
    assert sorted(path.name for path in OUTPUTS.iterdir()) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_outputs_are_what_seeds_give(written: Path, name: str) -> None:
    committed, made = (OUTPUTS / name).read_bytes(), (written / name).read_bytes()
    assert made == committed, explain_difference(name, committed, made)


def test_the_command_writes_the_same_bytes(tmp_path: Path) -> None:
    arguments = ["-m", "summarizer", "brief", "seeds", "--mode", "extractive"]
    made = run_python(arguments, tmp_path, hash_seed="4711")
    committed = (OUTPUTS / "brief.md").read_bytes()
    assert made == committed, explain_difference("brief.md", committed, made)


def test_the_readme_shows_this_brief() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = show_brief(readme, (OUTPUTS / "brief.md").read_text(encoding="utf-8"))
    assert readme == shown, f"README.md shows another brief than outputs/brief.md. {ADVICE}"


def test_an_excerpt_holds_every_statement_and_a_few_sources() -> None:
    brief = (
        "# T\n\n- One. [1]\n- Two. [2]\n\n## Sources\n\n1. a\n2. b\n3. c\n4. d\n\n## Coverage\n\n- 4 read.\n"
    )
    lines = show_brief("x\n<!-- brief -->\nold\n<!-- /brief -->\ny\n", brief).splitlines()
    assert [line for line in lines if "> -" in line] == ["> - One. [1]", "> - Two. [2]"]
    assert [line for line in lines if line.startswith(("> 3.", "> 4."))] == ["> 3. c"]
    assert not {"old", "> ## Coverage"} & set(lines)
    assert (lines[0], lines[-1]) == ("x", "y")


def test_the_committed_brief_verifies(tmp_path: Path) -> None:
    told = run_python(["-m", "summarizer", "verify", "outputs/brief.json"], tmp_path, hash_seed="0")
    assert told.strip()
