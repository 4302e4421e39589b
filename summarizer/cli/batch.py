"""``summarizer batch``: many stories from JSON lines."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Protocol, cast

import typer

from summarizer.cli import options
from summarizer.cli.terminal import MAX_LISTED, Voice, say
from summarizer.errors import SourceError, SummarizerError

if TYPE_CHECKING:
    from summarizer.batching import LineResult

GZIP_START = b"\x1f\x8b"
SOME_UNREAD = 3


class Sink(Protocol):
    """What lines are written to."""

    def write(self, content: bytes, /) -> int:
        """Take bytes."""


class StandardOutput:
    """Standard output, where each line is handed on as soon as it is there."""

    def write(self, content: bytes, /) -> int:
        """Take bytes."""
        written = sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return written


def brief_lines(
    context: typer.Context,
    lines: Annotated[
        str,
        typer.Argument(
            metavar="IN.jsonl[.gz]", help="One story a line; - is standard input.", show_default=False
        ),
    ],
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="OUT.jsonl[.gz]",
            help="Write here instead of standard output.",
            show_default=False,
        ),
    ] = None,
    mode: options.Mode = None,
    model: options.Model = None,
    words: options.Words = None,
    length: options.Length = None,
    language: options.Language = None,
    offline: options.Offline = None,
    workers: Annotated[
        int | None,
        typer.Option(metavar="N", help="Processes to share the lines. [default: 1]", show_default=False),
    ] = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Summarize many stories: one JSON object a line in, one a line out."""
    from summarizer import batching
    from summarizer.settings import load_settings

    settings = load_settings(
        {
            "mode": mode,
            "model": model,
            "words": words,
            "length": length,
            "language": language,
            "offline": offline,
            "workers": workers,
        }
    )
    voice = options.voice_of(context, quiet, verbose)
    with open_lines(lines) as stream, open_sink(output) as sink:
        results = batching.brief_lines(batching.read_lines(stream), settings.brief, settings.workers)
        failed, bugs = _write_results(results, sink, voice)
    if failed or bugs:
        raise typer.Exit(1 if bugs else SOME_UNREAD)


def _write_results(results: Iterable[LineResult], sink: Sink, voice: Voice) -> tuple[int, int]:
    """Write every line; return how many could not be read, and how many met a bug."""
    done = failed = bugs = 0
    with voice.progress("Reading …") as show:
        for result in results:
            sink.write(result.line.encode("utf-8") + b"\n")
            done += 1
            failed += result.error is not None
            bugs += result.bug is not None
            if result.error and failed <= MAX_LISTED:
                say(f"warning: line {result.number}: {result.error}")
            if result.bug:
                say(result.bug)
            show(f"{done} stories …")
    voice.tell(f"{done} lines" + (f", {failed} of them with an error" if failed else ""))
    return failed, bugs


@contextmanager
def open_lines(place: str) -> Iterator[IO[bytes]]:
    """Open the input, unpacked where it is gzipped, whatever its name says.

    Raises:
        SourceError: it cannot be opened.
    """
    with ExitStack() as stack:
        if place == "-":
            stream = cast("IO[bytes]", sys.stdin.buffer)
        else:
            try:
                stream = stack.enter_context(Path(place).open("rb"))
            except OSError as error:
                raise SourceError(f"{place} cannot be read: {error.strerror}.", place) from error
        peekable = stream if isinstance(stream, BufferedReader) else BufferedReader(cast("RawIOBase", stream))
        packed = peekable.peek(2)[:2] == GZIP_START
        yield cast("IO[bytes]", stack.enter_context(gzip.open(peekable))) if packed else peekable


@contextmanager
def open_sink(place: str | None) -> Iterator[Sink]:
    """Open the output: standard output, or a file that appears only once it is whole."""
    from summarizer.cli.output import Replacement

    if place is None or place == "-":
        yield StandardOutput()
        return
    path = Path(place)
    if not path.absolute().parent.is_dir() or path.is_dir():
        raise SummarizerError(
            f"{place} cannot be written: its folder does not exist, or it is a folder itself."
        )
    with Replacement(path) as file:
        if path.suffix != ".gz":
            yield file
            return
        # No name and no time in the archive: the same lines give the same bytes.
        with gzip.GzipFile(filename="", mode="wb", fileobj=cast("IO[bytes]", file), mtime=0) as archive:
            yield archive
