"""``summarizer doctor``: is everything here that a brief needs?"""

from __future__ import annotations

import os
import platform
import re
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import typer

from summarizer.cli import options
from summarizer.cli.checkups import (
    Check,
    check_delivery,
    check_disk,
    check_feeds,
    check_mailboxes,
    check_memory,
    check_sources,
)
from summarizer.cli.report import dump_report
from summarizer.cli.terminal import write_stdout
from summarizer.errors import FAILED, SummarizerError

OLDEST_PYTHON = (3, 11)
OTHER_VARIABLES = ("SUMMARIZER_SMTP_PASSWORD", "SUMMARIZER_IMAP_PASSWORD", "SUMMARIZER_API_KEY")
"""Variables that begin as settings do and hold secrets, so that they are no settings."""
PACKAGE = Path(__file__).resolve().parents[1]
Group: TypeAlias = Callable[[], Iterator[Check]]

Online = Annotated[
    bool | None,
    typer.Option(
        "--online/--offline",
        help="Ask whether the feeds can be read, or touch no network. [default: only the mail server]",
        show_default=False,
    ),
]


def examine(config: options.Config = None, online: Online = None, as_json: options.AsJson = False) -> None:
    """Check the installation, the settings, feeds, mail and disk.

    Those last three are what a brief every day needs.
    """
    checks = list(run_checks(config, online))
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
        raise typer.Exit(FAILED)


def run_checks(config: Path | None = None, online: bool | None = None) -> Iterator[Check]:
    """Yield every check, in the order in which they are printed.

    Args:
        config: the file that holds the settings; None for the nearest.
        online: whether the network may be touched: False not at all, None for the mail server only.
    """
    groups: dict[str, Group] = {
        "python": check_python,
        "packages": check_packages,
        **{f"model {name}": partial(check_model, name) for name in list_models()},
        "templates": check_templates,
        "settings": partial(check_settings, config),
        **_daily_groups(config, online),
        "terminal": check_terminal,
    }
    for name, group in groups.items():
        yield from _guard(name, group)


def _daily_groups(config: Path | None, online: bool | None) -> dict[str, Group]:
    """Return the checks of what the settings name; none where these are wrong, which is told already."""
    from summarizer.settings import load_settings

    try:
        settings = load_settings({}, config=config)
    except SummarizerError:
        return {}
    connect = online is not False and (online or not settings.brief.offline)
    return {
        "sources": partial(check_sources, settings),
        "feeds": partial(check_feeds, settings, bool(online)),
        "mailboxes": partial(check_mailboxes, settings, connect),
        "deliver": partial(check_delivery, settings, connect),
        "archive": partial(check_memory, settings),
        "disk": partial(check_disk, settings),
    }


def _guard(name: str, group: Group) -> Iterator[Check]:
    """A check that breaks down is a finding: what it looked at is broken in a way nobody thought of."""
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


def list_models() -> list[str]:
    """Return the names of the shipped models, those that are missing included."""
    found = {path.name for path in (PACKAGE / "weights").iterdir() if path.is_dir()}
    return sorted(found | set(TRIES))


def check_model(name: str) -> Iterator[Check]:
    """Yield whether a shipped model loads and works, and the SHA-256 of its files."""
    if not (PACKAGE / "weights" / name).is_dir():
        status: Literal["warn", "fail"] = "warn" if name in OPTIONAL else "fail"
        yield Check(f"model {name}", status, OPTIONAL.get(name, "missing; install the program again"))
        return
    works = TRIES[name]() if name in TRIES else True
    said = _digests(name) if works else f"loads, but does not do its work; {_digests(name)}"
    yield Check(f"model {name}", "ok" if works else "fail", said)


def _splits() -> bool:
    from summarizer.splitting import split_text

    return len(split_text("Dr. Lee spoke on Monday. Nobody asked why.")) == 2


def _weighs() -> bool:
    from summarizer.vectorizing import TermIds, background_frequency

    ids = TermIds()
    common, rare = ids.number_words(["year", "bandicoot"])
    weights = background_frequency(ids)
    return bool(weights[rare] > weights[common] > 0)


def _compares() -> bool:
    from summarizer.embedding import load_embedder

    vectors = load_embedder().encode(
        ["The bridge is closed.", "The bridge has been shut.", "Eggs are cheap."]
    )
    return bool(vectors[0] @ vectors[1] > vectors[0] @ vectors[2])


def _condenses() -> bool:
    from summarizer.condensing import load_condenser

    long = "The bridge over the river, which was built in 1931 and has been closed since May, will reopen on Monday."
    return "bridge" in load_condenser("compact").condense([long])


def _doubts() -> bool:
    from summarizer.checking.support import score_support

    evidence = ["The bridge will reopen on Monday, the mayor said."]
    right, wrong = "The bridge will reopen on Monday.", "The bridge will be torn down on Monday."
    return score_support(right, evidence) > score_support(wrong, evidence)


TRIES: dict[str, Callable[[], bool]] = {
    "punkt": _splits,
    "idf": _weighs,
    "static": _compares,
    "condenser": _condenses,
    "support": _doubts,
}
"""For each shipped model, what shows that it does its work."""

OPTIONAL = {
    "condenser": "missing: the sources are quoted, unless --model names another model",
    "support": "missing: rules and shared words judge alone what is condensed",
}
"""Shipped models without which there is still a brief, and what is different then."""


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


def check_settings(config: Path | None = None) -> Iterator[Check]:
    """Yield whether the settings are valid, and variables that look like settings and are none."""
    from summarizer.settings import find_project_file, load_settings, unknown_variables, user_config_file

    load_settings({}, config=config)
    project = config or find_project_file(Path.cwd())
    user = user_config_file()
    places = f"project file: {project or 'none'}; user file: {user}{'' if user.exists() else ' (none)'}"
    yield Check("settings", "ok", places)
    for variable in unknown_variables(os.environ):
        if variable in OTHER_VARIABLES:
            continue
        yield Check("settings", "warn", f"the environment variable {variable} names no setting")


def check_terminal() -> Iterator[Check]:
    """Yield encodings, and what kind of terminal this is."""
    encodings = f"file names {sys.getfilesystemencoding()}, messages {sys.stderr.encoding}"
    utf8 = "utf" in sys.getfilesystemencoding().lower()
    advice = "" if utf8 else "; set PYTHONUTF8=1 for file names beyond ASCII"
    yield Check("encodings", "ok" if utf8 else "warn", f"{encodings}, brief utf-8{advice}")
    kind = "progress is shown" if sys.stderr.isatty() else "not a terminal, so no progress is shown"
    yield Check("terminal", "ok", kind + (", no colour (NO_COLOR)" if os.environ.get("NO_COLOR") else ""))
