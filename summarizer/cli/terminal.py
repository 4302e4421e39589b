"""Speaking to the person at the terminal: notes and progress on stderr, results on stdout."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from summarizer.errors import SummarizerError
from summarizer.records import Omission

MAX_LISTED = 20
"""Unreadable sources named one by one; a folder of a thousand photographs should not scroll the rest away."""


@dataclass(frozen=True, slots=True)
class Voice:
    """How much to say.

    Attributes:
        quiet: no progress and no notes; only errors and what could not be read.
        verbose: notes on what was decided, too.
    """

    quiet: bool = False
    verbose: bool = False

    def combine(self, quiet: bool, verbose: bool) -> Voice:
        """Add what a command's own flags say to what was said before the command."""
        return Voice(self.quiet or quiet, self.verbose or verbose)

    def note(self, text: str) -> None:
        """Say what only ``--verbose`` asks for."""
        if self.verbose and not self.quiet:
            say(text)

    def tell(self, text: str) -> None:
        """Say what ``--quiet`` leaves out."""
        if not self.quiet:
            say(text)

    @property
    def shows_progress(self) -> bool:
        """Whether somebody is watching and wants to see progress."""
        return not self.quiet and sys.stderr.isatty()

    @contextmanager
    def progress(self, text: str) -> Iterator[Callable[[str], None]]:
        """Show a line that moves while the work goes on; yields a function that changes its text.

        Off a terminal nothing is shown. rich itself honours NO_COLOR and dumb terminals.
        """
        if not self.shows_progress:
            yield lambda _text: None
            return
        from rich.console import Console
        from rich.markup import escape

        with Console(stderr=True).status(escape(text)) as status:
            yield lambda changed: status.update(escape(changed))


def say(text: str) -> None:
    """Write to standard error, whatever its encoding, without what a terminal would act on.

    File names and sentences come from others: an escape code in one must not reach the terminal.
    """
    harmless = "".join(char if char.isprintable() or char in "\n\t" else "\ufffd" for char in text)
    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    sys.stderr.write(harmless.encode(encoding, "backslashreplace").decode(encoding) + "\n")
    sys.stderr.flush()


def say_error(error: SummarizerError) -> None:
    """Say what went wrong and what to do next."""
    say(f"error: {error}")
    if error.hint:
        say(f"hint: {error.hint}")


def say_unread(omissions: list[Omission]) -> None:
    """List the sources that could not be read, with the reasons."""
    noun = "source" if len(omissions) == 1 else "sources"
    say(f"warning: {len(omissions)} {noun} could not be read:")
    for omission in omissions[:MAX_LISTED]:
        say(f"  {name_subject(omission.subject)}: {omission.reason}")
    if len(omissions) > MAX_LISTED:
        say(f"  … and {len(omissions) - MAX_LISTED} more")


def name_subject(subject: str) -> str:
    """Return what a person calls the subject of an omission."""
    return "standard input" if subject == "-" else subject


def write_stdout(text: str) -> None:
    """Write text to standard output as UTF-8, on every platform and without changing line ends.

    Half a surrogate pair, which no encoding can hold, becomes a question mark.
    """
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
