"""``summarizer config``: the settings, and where each comes from."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

import typer

from summarizer.cli.terminal import write_stdout
from summarizer.routine import Routine
from summarizer.settings import DEFAULT_ORIGIN, KEYS, Settings, load_settings

app = typer.Typer(
    help="Show the settings.", no_args_is_help=True, add_completion=False, rich_markup_mode=None
)


@app.callback()
def settings() -> None:
    """Show the settings."""


@app.command("show")
def show_settings() -> None:
    """Print every setting with its value and where it comes from.

    It has the form of a summarizer.toml.
    """
    settings = load_settings()
    write_stdout("".join(f"{line}\n" for line in (*list_settings(settings), *list_tables(settings.routine))))


def list_settings(settings: Settings) -> list[str]:
    """Return one line a setting; what is not set stands behind a "#"."""
    shown = {key: _show(key, settings.value(key)) for key in KEYS}
    width = max(map(len, shown.values()))
    return [f"{line:<{width}}  # {settings.origins[key]}" for key, line in shown.items()]


def list_tables(routine: Routine) -> list[str]:
    """Return the tables of a brief every day; keys that nobody set stand behind a "#"."""
    lines = ["", "[daily]"]
    for one in fields(routine.daily):
        shown = _show(one.name, getattr(routine.daily, one.name))
        lines.append(f"{shown}  # {routine.origins.get(f'daily.{one.name}', DEFAULT_ORIGIN)}")
    for feed in routine.feeds:
        lines += ["", f"[[feeds]]  # {routine.origins['feeds']}"]
        lines += [_show(name, value) for name, value in _fields(feed) if value is not None]
    for account in routine.mailboxes:
        lines += ["", f"[[mailboxes]]  # {routine.origins['mailboxes']}"]
        lines += [_show(name, value) for name, value in _fields(account) if value is not None]
    for name, table in _fields(routine.deliver) if routine.deliver else ():
        if table is not None:
            lines += ["", f"[deliver.{name}]  # {routine.origins['deliver']}"]
            lines += [_show(key, value) for key, value in _fields(table)]
    return lines


def _fields(record: Any) -> list[tuple[str, Any]]:  # noqa: ANN401 — any record of settings
    """Return a record's fields under the names that they have in a file."""
    return [(FILE_NAMES.get(one.name, one.name), getattr(record, one.name)) for one in fields(record)]


FILE_NAMES = {"sender": "from", "password_variable": "password_env"}
"""What a file calls what the program calls otherwise."""


def _show(key: str, value: object) -> str:
    if value is None or value == ():
        return f"# {key} is not set"
    if isinstance(value, tuple):
        return f"{key} = [{', '.join(_quote(_plain(one)) for one in value)}]"
    if isinstance(value, bool):
        return f"{key} = {str(value).lower()}"
    return f"{key} = {value if isinstance(value, int) else _quote(_plain(value))}"


def _plain(value: object) -> str:
    """Return a value as a file has it; somebody with an address as in the header of a mail."""
    address = getattr(value, "address", None)
    if address is None:
        return str(value)
    name = getattr(value, "name", "")
    return f"{name} <{address}>" if name else str(address)


def _quote(text: str) -> str:
    # What JSON escapes, TOML reads the same way.
    return json.dumps(text, ensure_ascii=False)
