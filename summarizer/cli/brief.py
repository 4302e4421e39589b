"""``summarizer brief``: the main job."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli import options
from summarizer.cli.sources import read_sources, unread
from summarizer.cli.terminal import Voice, say, say_unread
from summarizer.errors import INCOMPLETE, WRONG_USAGE

if TYPE_CHECKING:
    from summarizer.cli.output import Target
    from summarizer.records import Brief, Explanation
    from summarizer.settings import Settings

Sources = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="SOURCE...",
        help="Files, folders, globs, URLs, feeds; - is standard input.",
        show_default=False,
    ),
]
Focus = Annotated[
    str | None,
    typer.Option(metavar="TEXT", help="A question or topic to draw the brief towards.", show_default=False),
]
Title = Annotated[
    str | None,
    typer.Option(metavar="TEXT", help="Title; by default from the sources.", show_default=False),
]
Date = Annotated[
    str | None,
    typer.Option(
        metavar="YYYY-MM-DD", help="Date; by default the latest of the sources.", show_default=False
    ),
]
Explain = Annotated[
    bool, typer.Option("--explain", help="Say what was merged and what was left out, and why.")
]


def write_brief(
    context: typer.Context,
    sources: Sources = None,
    mode: options.Mode = None,
    model: options.Model = None,
    words: options.Words = None,
    length: options.Length = None,
    focus: Focus = None,
    form: options.Format = None,
    output: options.Output = None,
    template: options.Template = None,
    title: Title = None,
    date: Date = None,
    language: options.Language = None,
    offline: options.Offline = None,
    explain: Explain = False,
    front_matter: options.FrontMatter = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Write a brief from sources."""
    from summarizer.cli.output import check_targets, choose_targets
    from summarizer.settings import load_settings

    specs = sources or _standard_input(context)
    settings = load_settings(
        {
            "mode": mode,
            "model": model,
            "words": words,
            "length": length,
            "focus": focus,
            "format": form,
            "template": template,
            "title": title,
            "date": date,
            "language": language,
            "offline": offline,
            "front_matter": front_matter,
        }
    )
    voice = options.voice_of(context, quiet, verbose)
    targets = choose_targets(output, settings.format if form else (), settings.format)
    check_targets(targets)
    brief, explanation = _make(specs, targets, settings, voice)
    if explain:
        from summarizer.cli.explanation import explain_lines

        for line in explain_lines(brief, explanation):
            say(line)
    _finish(brief, targets, settings, voice)


def _standard_input(context: typer.Context) -> list[str]:
    """Take what is piped in where no source is named; show the help to somebody at a terminal."""
    if sys.stdin is None or sys.stdin.isatty():
        say(context.get_help())
        raise typer.Exit(WRONG_USAGE)
    return ["-"]


def _make(
    specs: list[str], targets: list[Target], settings: Settings, voice: Voice
) -> tuple[Brief, Explanation]:
    from summarizer.condensing.reports import Reports
    from summarizer.pipeline import explain_brief

    noun = "source" if len(specs) == 1 else f"{len(specs)} sources"
    with voice.progress(f"Reading {noun} …") as show:
        reading = read_sources(specs, targets, settings)
        voice.note(
            f"note: read {len(reading)} articles, could not read {len(unread(reading.omissions))} sources"
        )
        show(f"Writing a brief of {len(reading)} articles …")
        reports = Reports(voice.tell, show, bars=voice.shows_progress)
        return explain_brief(reading, settings.brief, reports)


def _finish(brief: Brief, targets: list[Target], settings: Settings, voice: Voice) -> None:
    """Write all forms, and end with the code that says whether all sources were read."""
    from summarizer.cli.output import render_targets

    render_targets(brief, targets, settings)
    for target in targets:
        if target.path is not None:
            voice.tell(f"wrote {target.path}")
    if not brief.stories:
        say("warning: nothing in the sources could be told; --explain says why")
    missing = unread(brief.coverage.omissions)
    if missing:
        say_unread(missing)
        raise typer.Exit(INCOMPLETE)
