from __future__ import annotations

import importlib
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path, PurePosixPath

import pytest

import summarizer

ROOT = Path(__file__).resolve().parents[1]

MAX_WHEEL = 60 * 2**20
"""Bytes. Two models of 23 MB and the static embedding of 8 MB; all weights together stay under 64 MB."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel as its users get it."""
    pytest.importorskip("hatchling", reason="hatchling comes with the dev group, which `make test` installs")
    folder = tmp_path_factory.mktemp("dist")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("*.whl")
    return built


def content(wheel: Path) -> set[str]:
    """Return the names of the files in a wheel, but for its own metadata."""
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


def source_files(folder: str, inside: str) -> set[str]:
    """Return the files of a folder of the repository under the names that they have in the wheel."""
    paths = [path.relative_to(ROOT / folder) for path in (ROOT / folder).rglob("*") if path.is_file()]
    return {str(PurePosixPath(inside, *path.parts)) for path in paths if "__pycache__" not in path.parts}


def test_the_wheel_holds_the_package_with_templates_and_weights_and_nothing_else(wheel: Path) -> None:
    expected = source_files("summarizer", "summarizer") | source_files("templates", "summarizer/templates")
    assert content(wheel) == expected


def test_the_wheel_holds_what_a_brief_needs(wheel: Path) -> None:
    needed = {
        "summarizer/cli/app.py",
        "summarizer/py.typed",
        "summarizer/templates/brief.html.j2",
        "summarizer/templates/brief.md.j2",
        "summarizer/templates/brief.txt.j2",
        "summarizer/weights/condenser/model.onnx",
        "summarizer/weights/punkt/en.json",
        "summarizer/weights/static/model.safetensors",
        "summarizer/weights/static/tokenizer.json",
        "summarizer/weights/support/combination.json",
        "summarizer/weights/support/model.onnx",
    }
    assert needed - content(wheel) == set()


def test_every_folder_of_weights_has_a_model_card(wheel: Path) -> None:
    folders = {
        PurePosixPath(name).parts[2] for name in content(wheel) if name.startswith("summarizer/weights/")
    }
    assert folders
    cards = {f"summarizer/weights/{folder}/README.md" for folder in folders}
    assert cards - content(wheel) == set()


def test_the_wheel_is_not_larger_than_it_has_to_be(wheel: Path) -> None:
    assert wheel.stat().st_size < MAX_WHEEL


def test_the_wheel_alone_writes_a_brief(wheel: Path, tmp_path: Path) -> None:
    """Unpacked next to the installed dependencies, away from the repository and its templates."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    (tmp_path / "news.txt").write_text(
        "The city bridge reopened on Monday after a year of repairs, crews said.\n"
    )
    code = f"import sys; sys.path.insert(0, {str(tmp_path / 'site')!r}); import summarizer.cli.app as app; "
    code += "print(app.__file__, file=sys.stderr); sys.exit(app.run(sys.argv[1:]))"
    for form, start in (("md", b"# "), ("html", b"<!"), ("txt", b""), ("json", b"{")):
        done = subprocess.run(
            [sys.executable, "-c", code, "brief", "news.txt", "--format", form],
            cwd=tmp_path,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert str(tmp_path / "site").encode() in done.stderr
        assert done.stdout.startswith(start)
        assert b"The city bridge reopened" in done.stdout


def test_the_public_names_are_the_ones_that_dir_shows() -> None:
    assert dir(summarizer) == sorted(summarizer.__all__)
    for name in summarizer.__all__:
        assert getattr(summarizer, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        summarizer.nonsense  # noqa: B018


def test_the_command_is_the_one_that_the_project_declares() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    module, _, function = project["scripts"]["summarizer"].partition(":")
    assert callable(getattr(importlib.import_module(module), function))
