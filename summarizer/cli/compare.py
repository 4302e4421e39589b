"""``summarizer compare``: extractive beside abstractive, measured."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli import options
from summarizer.cli.report import dump_report
from summarizer.cli.sources import read_file, read_sources, unread
from summarizer.cli.terminal import Voice, say, say_unread, write_stdout
from summarizer.errors import INCOMPLETE, MISSING, ConfigError, SourceError

if TYPE_CHECKING:
    from summarizer.cli.output import Target
    from summarizer.measuring.comparison import Comparison
    from summarizer.settings import Settings

FORMS = ("md", "html", "json")

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE", help="Files, folders, globs, URLs, feeds; - is standard input.", show_default=False
    ),
]
Focus = Annotated[
    str | None,
    typer.Option(metavar="TEXT", help="A question or topic to draw the briefs towards.", show_default=False),
]
Reference = Annotated[
    str | None,
    typer.Option(
        metavar="FILE", help="A summary by somebody who knows, to compare with.", show_default=False
    ),
]
Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write here instead; the suffix gives the form: .md, .html or .json.",
        show_default=False,
    ),
]


def compare_sources(
    context: typer.Context,
    sources: Sources,
    models: options.Models = None,
    words: options.Words = None,
    length: options.Length = None,
    focus: Focus = None,
    reference: Reference = None,
    output: Output = None,
    language: options.Language = None,
    offline: options.Offline = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Tell the same sources in every mode, side by side.

    What each mode tells stands in one row, claim by claim, and is measured.
    """
    from summarizer.cli.output import check_targets
    from summarizer.settings import load_settings

    settings = load_settings(
        {"words": words, "length": length, "focus": focus, "language": language, "offline": offline}
    )
    voice = options.voice_of(context, quiet, verbose)
    targets = choose_target(output)
    check_targets(targets)
    known = read_reference(reference) if reference else None
    comparison = _compare(sources, targets, models or (), settings, known, voice)
    _write(comparison, targets, as_json, voice)
    _finish(comparison)


def choose_target(output: str | None) -> list[Target]:
    """Decide where the comparison goes; Markdown on standard output by default.

    Raises:
        ConfigError: the file's suffix names no form that a comparison has.
    """
    from summarizer.cli.output import Target
    from summarizer.rendering import SUFFIXES

    if output is None or output == "-":
        return [Target("md", None)]
    form = SUFFIXES.get(Path(output).suffix.lower())
    if form not in FORMS:
        raise ConfigError(
            f"The name {Path(output).name} does not say which form to write.",
            "End it in .md, .html or .json.",
        )
    return [Target(form, Path(output))]


def read_reference(place: str) -> tuple[str, str]:
    """Return where the reference is from, and its text.

    Raises:
        SourceError: it cannot be read, or is empty.
    """
    from summarizer.reading.decoding import decode_bytes

    data = read_file(place)
    try:
        text = decode_bytes(data, place)
    except SourceError as error:
        raise SourceError(f"{place} cannot be read: {error}.", place, "Give --reference a text.") from error
    return place, text


def _compare(
    sources: list[str],
    targets: list[Target],
    models: list[str] | tuple[()],
    settings: Settings,
    reference: tuple[str, str] | None,
    voice: Voice,
) -> Comparison:
    from summarizer.measuring.comparison import compare_modes, list_modes

    named = models or ((settings.brief.model,) if settings.brief.model else ())
    with voice.progress("Reading …") as show:
        reading = read_sources(sources, targets, settings)
        modes = list_modes(settings.brief, named)
        return compare_modes(
            reading, modes, reference, tell=lambda name: show(f"Writing: {name} …"), loud=not voice.quiet
        )


def _write(comparison: Comparison, targets: list[Target], as_json: bool, voice: Voice) -> None:
    from summarizer.cli.output import write_targets
    from summarizer.measuring.forms import report_comparison, write_markdown, write_page

    def write_json(found: Comparison) -> str:
        return dump_report(report_comparison(found))

    forms = {"md": write_markdown, "html": write_page, "json": write_json}
    files = [target for target in targets if target.path is not None]
    if as_json or not files:
        write_stdout(write_json(comparison) if as_json else write_markdown(comparison))
    write_targets(files, lambda form: forms[form](comparison))
    for target in files:
        voice.tell(f"wrote {target.path}")


def _finish(comparison: Comparison) -> None:
    """Say what is missing, and end with the code that says so."""
    for missing in comparison.missing:
        say(f"warning: {missing}")
    not_read = unread(comparison.omissions)
    if not_read:
        say_unread(not_read)
    if any(missing.mode.asked for missing in comparison.missing):
        raise typer.Exit(MISSING)
    if not_read:
        raise typer.Exit(INCOMPLETE)
