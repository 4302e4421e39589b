"""``summarizer doctor``: is everything here that a brief needs?"""

from __future__ import annotations

import os
import platform
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import typer

from summarizer.cli import options
from summarizer.cli.report import dump_report
from summarizer.cli.terminal import write_stdout
from summarizer.errors import SummarizerError

OLDEST_PYTHON = (3, 11)
PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at.

    Attributes:
        name: what was looked at.
        status: "warn" does not stop a brief, "fail" may.
        detail: what was found, and what to do about it.
    """

    name: str
    status: Literal["ok", "warn", "fail"]
    detail: str


def examine(as_json: options.AsJson = False) -> None:
    """Check the installation: packages, shipped models, templates, settings, terminal."""
    checks = list(run_checks())
    failed = any(check.status == "fail" for check in checks)
    if as_json:
        fields = [{"name": check.name, "status": check.status, "detail": check.detail} for check in checks]
        write_stdout(dump_report({"ok": not failed, "checks": fields}))
    else:
        width = max(len(check.name) for check in checks)
        write_stdout(
            "".join(f"{check.status:<4}  {check.name:<{width}}  {check.detail}\n" for check in checks)
        )
    if failed:
        raise typer.Exit(1)


def run_checks() -> Iterator[Check]:
    """Yield every check, in the order in which they are printed."""
    for group in (
        check_python,
        check_packages,
        check_weights,
        check_templates,
        check_settings,
        check_terminal,
    ):
        yield from _guard(group)


def _guard(group: Callable[[], Iterator[Check]]) -> Iterator[Check]:
    """A check that breaks down is a finding: what it looked at is broken in a way nobody thought of."""
    name = group.__name__.removeprefix("check_")
    try:
        yield from group()
    except SummarizerError as error:
        yield Check(name, "fail", " ".join(filter(None, (str(error), error.hint))))
    except Exception as error:  # whatever a broken installation raises
        yield Check(name, "fail", f"{type(error).__name__}: {error}")


def check_python() -> Iterator[Check]:
    """Yield the versions of this program and of Python."""
    from summarizer import __version__

    yield Check("summarizer", "ok", f"{__version__} in {PACKAGE}")
    enough = sys.version_info >= OLDEST_PYTHON
    need = "" if enough else f"; at least {'.'.join(map(str, OLDEST_PYTHON))} is needed"
    system = f"{platform.python_implementation()} {platform.python_version()} on {platform.system()}"
    yield Check("python", "ok" if enough else "fail", system + need)


def check_packages() -> Iterator[Check]:
    """Yield whether each package that this one declares is installed, in which version."""
    from importlib.metadata import PackageNotFoundError, requires, version

    try:
        declared = requires("multisource-summarizer") or []
    except PackageNotFoundError:
        yield Check("packages", "warn", "the program runs from a folder; its packages cannot be listed")
        return
    found, missing = [], []
    for name in (
        re.split(r"[\s<>=!~;\[(]", line, maxsplit=1)[0] for line in declared if "extra ==" not in line
    ):
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            missing.append(name)
    yield Check("packages", "ok", ", ".join(found))
    if missing:
        yield Check("packages", "fail", f"not installed: {', '.join(missing)}; install the program again")


def check_weights() -> Iterator[Check]:
    """Yield the shipped models: that each loads and works, and the SHA-256 of its files."""
    tries: dict[str, Callable[[], bool]] = {"punkt": _splits, "idf": _weighs, "static": _compares}
    for name in sorted({*tries, *(path.name for path in (PACKAGE / "weights").iterdir() if path.is_dir())}):
        works = tries[name]() if name in tries else True
        said = _digests(name) if works else f"loads, but does not do its work; {_digests(name)}"
        yield Check(f"model {name}", "ok" if works else "fail", said)


def _splits() -> bool:
    from summarizer.splitting import split_text

    return len(split_text("Dr. Lee spoke on Monday. Nobody asked why.")) == 2


def _weighs() -> bool:
    from summarizer.vectorizing import TermIds, background_frequency

    ids = TermIds()
    common, rare = ids["year"], ids["bandicoot"]
    weights = background_frequency(ids)
    return bool(weights[rare] > weights[common] > 0)


def _compares() -> bool:
    from summarizer.embedding import load_embedder

    vectors = load_embedder().encode(
        ["The bridge is closed.", "The bridge has been shut.", "Eggs are cheap."]
    )
    return bool(vectors[0] @ vectors[1] > vectors[0] @ vectors[2])


def _digests(name: str) -> str:
    import hashlib

    files = sorted(path for path in (PACKAGE / "weights" / name).rglob("*") if path.is_file())
    digests = [f"{path.name} sha256 {hashlib.sha256(path.read_bytes()).hexdigest()[:12]}" for path in files]
    return ", ".join(digest for digest in digests if not digest.startswith("README"))


def check_templates() -> Iterator[Check]:
    """Yield whether every form can be rendered with the shipped templates."""
    from summarizer.records import Brief, Coverage, Manifest
    from summarizer.rendering import FORMS, render_brief

    empty = Brief("Nothing", "2000-01-01", "extractive", (), (), Coverage(0, 0, 0), Manifest("0", {}, {}, ()))
    for form in FORMS:
        render_brief(empty, form)
    yield Check("templates", "ok", f"{', '.join(FORMS)} can be rendered")


def check_settings() -> Iterator[Check]:
    """Yield whether the settings are valid, and variables that look like settings and are none."""
    from summarizer.settings import find_project_file, load_settings, unknown_variables, user_config_file

    load_settings()
    project = find_project_file(Path.cwd())
    user = user_config_file()
    places = f"project file: {project or 'none'}; user file: {user}{'' if user.exists() else ' (none)'}"
    yield Check("settings", "ok", places)
    for variable in unknown_variables(os.environ):
        yield Check("settings", "warn", f"the environment variable {variable} names no setting")


def check_terminal() -> Iterator[Check]:
    """Yield encodings, and what kind of terminal this is."""
    encodings = f"file names {sys.getfilesystemencoding()}, messages {sys.stderr.encoding}"
    utf8 = "utf" in sys.getfilesystemencoding().lower()
    advice = "" if utf8 else "; set PYTHONUTF8=1 for file names beyond ASCII"
    yield Check("encodings", "ok" if utf8 else "warn", f"{encodings}, brief utf-8{advice}")
    kind = "progress is shown" if sys.stderr.isatty() else "not a terminal, so no progress is shown"
    yield Check("terminal", "ok", kind + (", no colour (NO_COLOR)" if os.environ.get("NO_COLOR") else ""))
