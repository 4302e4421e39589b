"""``summarizer history``: earlier briefs, what was said in them, and all that is remembered."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli import options
from summarizer.cli.report import dump_report
from summarizer.cli.terminal import say, write_stdout
from summarizer.errors import ArchiveError, ConfigError

if TYPE_CHECKING:
    from summarizer.remembering import Archive

STATES = {
    "composed": "not delivered yet",
    "refused": "not delivered yet",
    "partial": "not delivered everywhere",
    "delivered": "",
}
"""What a list of briefs says of each state."""


Query = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[QUERY]...",
        help='Words to look for; "in quotes" together, begin* by a beginning.',
        show_default=False,
    ),
]
Since = Annotated[
    str | None, typer.Option(metavar="YYYY-MM-DD", help="Leave out what is older.", show_default=False)
]
Show = Annotated[
    str | None,
    typer.Option(metavar="YYYY-MM-DD", help="Print the brief of this day as Markdown.", show_default=False),
]
Export = Annotated[
    bool, typer.Option("--export", help="Print all that is remembered, one JSON object a line.")
]
Prune = Annotated[
    str | None,
    typer.Option(
        metavar="YYYY-MM-DD", help="Forget the texts of articles of before this day.", show_default=False
    ),
]


def look_back(
    query: Query = None,
    since: Since = None,
    show: Show = None,
    export: Export = False,
    prune: Prune = None,
    config: options.Config = None,
    as_json: options.AsJson = False,
) -> None:
    """List earlier briefs, or search what was said in them."""
    from summarizer.remembering import Archive, default_path
    from summarizer.settings import load_settings

    since, show, prune = (
        _check_day(flag, day) for flag, day in (("--since", since), ("--show", show), ("--prune", prune))
    )
    path = load_settings(config=config).routine.daily.archive or default_path()
    with Archive(path, read_only=prune is None) as archive:
        if prune:
            say(f"forgot the texts of {archive.prune(prune)} articles of before {prune}")
        elif export:
            _export(archive)
        elif show:
            write_stdout(_show_brief(archive, show))
        else:
            words = " ".join(query or ())
            write_stdout(
                _as_json(archive, words, since or "") if as_json else _as_text(archive, words, since or "")
            )


def _check_day(flag: str, day: str | None) -> str | None:
    from summarizer.settings import check_date

    if day is None:
        return None
    try:
        return check_date(day)
    except ValueError as error:
        raise ConfigError(f"{flag} must be {error}, not {day!r}.") from error


def _export(archive: Archive) -> None:
    for line in archive.export():
        write_stdout(json.dumps(line, ensure_ascii=False) + "\n")


def _show_brief(archive: Archive, date: str) -> str:
    from summarizer.rendering import brief_from_json, render_brief

    kept = archive.find_brief(date)
    if kept is None:
        raise ArchiveError(f"There is no brief of {date}.", "List them with: summarizer history")
    return render_brief(brief_from_json(kept.json), "md")


def _as_text(archive: Archive, query: str, since: str) -> str:
    lines = list(_found_lines(archive, query, since) if query else _brief_lines(archive, since))
    if not lines:
        say("nothing was found" if query else "there are no briefs yet")
    return "".join(f"{line}\n" for line in lines)


def _brief_lines(archive: Archive, since: str) -> Iterator[str]:
    for date, title, state in archive.list_briefs(since):
        yield f"{date}  {title}" + (f"  ({STATES[state]})" if STATES[state] else "")


def _found_lines(archive: Archive, query: str, since: str) -> Iterator[str]:
    for found in archive.search(query, since):
        yield f"{found.date}  {found.text}"


def _as_json(archive: Archive, query: str, since: str) -> str:
    if query:
        lines = [
            {"date": found.date, "story": found.story, "kind": found.kind, "text": found.text}
            for found in archive.search(query, since)
        ]
        return dump_report({"query": query, "found": lines})
    briefs = [
        {"date": date, "title": title, "state": state} for date, title, state in archive.list_briefs(since)
    ]
    return dump_report({"briefs": briefs})
