"""The commands wired together, and the one place where errors become messages and exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from summarizer.cli.options import Quiet, Verbose
from summarizer.cli.report import json_error
from summarizer.cli.terminal import Voice, say, say_error, write_stdout
from summarizer.errors import INTERRUPTED, SummarizerError

COMMANDS = {
    "brief": "summarizer.cli.brief:write_brief",
    "daily": "summarizer.cli.daily:brief_day",
    "history": "summarizer.cli.history:look_back",
    "render": "summarizer.cli.render:render_saved",
    "verify": "summarizer.cli.verify:verify_saved",
    "compare": "summarizer.cli.compare:compare_sources",
    "evaluate": "summarizer.cli.evaluate:evaluate_data",
    "batch": "summarizer.cli.batch:brief_lines",
    "feeds": "summarizer.cli.feeds:app",
    "config": "summarizer.cli.config:app",
    "models": "summarizer.cli.models:app",
    "init": "summarizer.cli.init:write_config",
    "doctor": "summarizer.cli.doctor:examine",
}
"""Where each command is: a function, or a `typer.Typer` with commands of its own. In the order of the help;
only the one that is asked for is imported, so that no command waits for another's options."""

JSON_COMMANDS = ("verify", "compare", "evaluate", "doctor", "feeds", "history")
WANTS_JSON = "summarizer.wants_json"


class LazyCommands(Mapping[str, Any]):
    """The commands of `COMMANDS` by name, each imported when it is asked for."""

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401
        """Return a command as typer runs it."""
        module, _, attribute = COMMANDS[name].partition(":")
        found = getattr(import_module(module), attribute)
        if not isinstance(found, typer.Typer):
            function, found = found, typer.Typer(rich_markup_mode=None, add_completion=False)
            found.command(name)(function)
        return typer.main.get_command(found)

    def __iter__(self) -> Iterator[str]:
        """Yield the names in the order of the help."""
        return iter(COMMANDS)

    def __len__(self) -> int:
        """Return how many commands there are."""
        return len(COMMANDS)


class Commands(TyperGroup):
    """The group of all commands: what goes wrong in any of them is reported here."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 — typer's own types are private
        """Take typer's settings, and the commands from `COMMANDS`."""
        super().__init__(**settings)
        self.commands: Any = LazyCommands()

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401
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
