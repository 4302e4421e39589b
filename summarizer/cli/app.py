"""The commands wired together, and the one place where errors become messages and exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from summarizer.cli import batch, brief, config, doctor, render, verify
from summarizer.cli.options import Quiet, Verbose
from summarizer.cli.report import json_error
from summarizer.cli.terminal import Voice, say, say_error, write_stdout
from summarizer.errors import SummarizerError

INTERRUPTED = 130
JSON_COMMANDS = ("verify", "doctor")
WANTS_JSON = "summarizer.wants_json"


class Commands(TyperGroup):
    """The group of all commands: what goes wrong in any of them is reported here."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 — typer's own type is private
        """Remember whether standard output has to hold one JSON object whatever happens."""
        ctx.meta[WANTS_JSON] = "--json" in args and any(name in args for name in JSON_COMMANDS)
        rest: list[str] = super().parse_args(ctx, args)
        return rest

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401
        """Run the command; a bug keeps its traceback, everything else becomes a message and an exit code."""
        try:
            return super().invoke(ctx)
        except (typer.Exit, typer.Abort, BrokenPipeError):
            raise
        except KeyboardInterrupt:
            say("interrupted")
            raise typer.Exit(INTERRUPTED) from None
        except Exception as error:
            if ctx.meta[WANTS_JSON]:
                write_stdout(json_error(error))
            if not isinstance(error, SummarizerError):
                raise
            say_error(error)
            raise typer.Exit(error.exit_code) from error


app = typer.Typer(
    name="summarizer",
    cls=Commands,
    help="Write a short brief from a pile of sources, every statement tied to the sentences that carry it.",
    no_args_is_help=True,
    # Plain help: rich's panels would cost another 70 ms, as much as all the rest of --help.
    rich_markup_mode=None,
    # A bug keeps the traceback that Python gives it.
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(asked: bool) -> None:
    if asked:
        from summarizer import __version__

        write_stdout(f"summarizer {__version__}\n")
        raise typer.Exit


@app.callback()
def speak(
    context: typer.Context,
    quiet: Quiet = False,
    verbose: Verbose = False,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Write a short brief from a pile of sources, every statement tied to the sentences that carry it."""
    context.obj = Voice(quiet, verbose)


app.command("brief")(brief.write_brief)
app.command("render")(render.render_saved)
app.command("verify")(verify.verify_saved)
app.command("batch")(batch.brief_lines)
app.add_typer(config.app, name="config")
app.command("doctor")(doctor.examine)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code."""
    try:
        app(arguments, prog_name="summarizer")
    except SystemExit as end:
        return _flush_quietly(end.code if isinstance(end.code, int) else 1)
    except KeyboardInterrupt:  # while the command was still being looked up
        return INTERRUPTED
    return 0


def _flush_quietly(code: int) -> int:
    """Hand over what is still buffered; a reader that went away must not bring a traceback at the end."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return code or 1
    return code
