"""``summarizer config``: the settings, and where each comes from."""

from __future__ import annotations

import json

import typer

from summarizer.cli.terminal import write_stdout
from summarizer.settings import KEYS, Settings, Value, load_settings

app = typer.Typer(
    help="Show the settings.", no_args_is_help=True, add_completion=False, rich_markup_mode=None
)


@app.callback()
def settings() -> None:
    """Show the settings."""


@app.command("show")
def show_settings() -> None:
    """Print every setting with its value and its origin, in the form of a summarizer.toml."""
    write_stdout("".join(f"{line}\n" for line in list_settings(load_settings())))


def list_settings(settings: Settings) -> list[str]:
    """Return one line a setting; what is not set stands behind a "#"."""
    shown = {key: _show(key, settings.value(key)) for key in KEYS}
    width = max(map(len, shown.values()))
    return [f"{line:<{width}}  # {settings.origins[key]}" for key, line in shown.items()]


def _show(key: str, value: Value) -> str:
    if value is None or value == ():
        return f"# {key} is not set"
    if isinstance(value, tuple):
        return f"{key} = [{', '.join(map(_quote, value))}]"
    if isinstance(value, bool):
        return f"{key} = {str(value).lower()}"
    return f"{key} = {value if isinstance(value, int) else _quote(value)}"


def _quote(text: str) -> str:
    # What JSON escapes, TOML reads the same way.
    return json.dumps(text, ensure_ascii=False)
