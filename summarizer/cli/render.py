"""``summarizer render``: another form of a saved brief, without reading its sources again."""

from __future__ import annotations

from typing import Annotated

import typer

from summarizer.cli import options
from summarizer.cli.sources import read_file
from summarizer.errors import BriefError, SourceError

SavedBrief = Annotated[
    str,
    typer.Argument(
        metavar="BRIEF.json", help="A brief saved as JSON; - is standard input.", show_default=False
    ),
]


def render_saved(
    context: typer.Context,
    saved: SavedBrief,
    form: options.Format = None,
    output: options.Output = None,
    template: options.Template = None,
    front_matter: options.FrontMatter = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Render a saved brief again, in any form."""
    from summarizer.cli.output import check_targets, choose_targets, render_targets
    from summarizer.rendering import brief_from_json
    from summarizer.settings import load_settings

    settings = load_settings({"format": form, "template": template, "front_matter": front_matter})
    targets = choose_targets(output, settings.format if form else (), settings.format)
    check_targets(targets)
    brief = brief_from_json(read_saved(saved))
    render_targets(brief, targets, settings)
    voice = options.voice_of(context, quiet, verbose)
    for target in targets:
        if target.path is not None:
            voice.tell(f"wrote {target.path}")


def read_saved(place: str) -> str:
    """Return the text of a saved brief.

    Raises:
        BriefError: the file cannot be read, or is not UTF-8.
    """
    hint = "Give a brief written with --format json."
    try:
        return read_file(place).decode("utf-8")
    except SourceError as error:
        raise BriefError(str(error), hint) from error
    except UnicodeDecodeError as error:
        raise BriefError(f"{place} cannot be read: it is not UTF-8 text.", hint) from error
