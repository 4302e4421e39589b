"""Options that several commands share, each described once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from summarizer.cli.terminal import Voice
from summarizer.config import LENGTHS
from summarizer.rendering import FORMS
from summarizer.settings import MODES

Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Only errors, and what could not be read.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Notes on what was decided.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE|DIR",
        help="Write here; the suffix gives the form, a folder gets one file per --format.",
        show_default=False,
    ),
]
Format = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        metavar="|".join(FORMS),
        help="Form of the brief; repeat it with -o DIR for several. [default: md]",
        autocompletion=lambda incomplete: [form for form in FORMS if form.startswith(incomplete)],
        show_default=False,
    ),
]
Template = Annotated[
    str | None,
    typer.Option(metavar="NAME|FILE", help="Template to render with.", show_default=False),
]
FrontMatter = Annotated[
    bool | None,
    typer.Option(
        "--front-matter/--no-front-matter", help="Start Markdown with YAML front matter.", show_default=False
    ),
]
Mode = Annotated[
    str | None,
    typer.Option(
        metavar="|".join(MODES),
        help="Quote the sources' sentences, or condense them. [default: auto]",
        autocompletion=lambda incomplete: [mode for mode in MODES if mode.startswith(incomplete)],
        show_default=False,
    ),
]
Model = Annotated[
    str | None,
    typer.Option(
        metavar="NAME|PATH|URL",
        help="Model that condenses: a folder, a name on the hub, a server's URL#model. [default: compact]",
        show_default=False,
    ),
]
Offline = Annotated[
    bool | None,
    typer.Option("--offline/--online", help="Touch no network, not even for a model.", show_default=False),
]
Words = Annotated[
    int | None,
    typer.Option(
        metavar="N", help="At most this many words in all statements. [default: 250]", show_default=False
    ),
]
Length = Annotated[
    str | None,
    typer.Option(
        metavar="|".join(LENGTHS),
        help=f"--words by name: {', '.join(map(str, LENGTHS.values()))}.",
        autocompletion=lambda incomplete: [name for name in LENGTHS if name.startswith(incomplete)],
        show_default=False,
    ),
]
Language = Annotated[
    str | None,
    typer.Option(metavar="CODE", help="Language of the sources; detected by default.", show_default=False),
]
Config = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help="Configuration. [default: the nearest summarizer.toml]", show_default=False
    ),
]
Models = Annotated[
    list[str] | None,
    typer.Option(
        "--model",
        metavar="NAME",
        help="Another model that condenses, besides; repeat it for several.",
        show_default=False,
    ),
]


def voice_of(context: typer.Context, quiet: bool, verbose: bool) -> Voice:
    """Return how much to say, from the flags before and after the command's name."""
    before = context.obj if isinstance(context.obj, Voice) else Voice()
    return before.combine(quiet, verbose)
