"""What a command that was asked for ``--json`` prints when it fails."""

from __future__ import annotations

import json

from summarizer.errors import SummarizerError

SCHEMA_VERSION = 1


def dump_report(report: dict[str, object]) -> str:
    """Return a report as one JSON object, which says by which schema it is to be read."""
    return json.dumps({"schema_version": SCHEMA_VERSION, **report}, ensure_ascii=False, indent=2) + "\n"


def json_error(error: Exception) -> str:
    """Return an error as one JSON object."""
    return dump_report({"error": describe_error(error)})


def describe_error(error: Exception) -> dict[str, object]:
    """Return what an error says, what to do next, and what the command exits with."""
    # The messages of usage errors are made by their own method, in typer and in click alike.
    format_message = getattr(error, "format_message", None)
    message = format_message() if format_message else str(error)
    if not isinstance(error, SummarizerError) and not format_message:
        message = f"{type(error).__name__}: {error}"
    return {
        "message": message,
        "hint": getattr(error, "hint", ""),
        "exit_code": getattr(error, "exit_code", 1),
    }
