"""``summarizer batch``: many stories from JSON lines or Parquet, here or on many machines."""

from __future__ import annotations

import gzip
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Protocol, cast

import typer

from summarizer.cli import options
from summarizer.cli.terminal import MAX_LISTED, Voice, say
from summarizer.errors import FAILED, INCOMPLETE, ConfigError, SourceError, SummarizerError
from summarizer.settings import DEFAULT_ORIGIN, Settings

if TYPE_CHECKING:
    from summarizer.batching import LineResult
    from summarizer.config import BriefConfig
    from summarizer.scaling.ledger import PartReport
    from summarizer.scaling.running import Plan

ENGINES = ("local", "ray")

GZIP_START = b"\x1f\x8b"


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


Lines = Annotated[
    str,
    typer.Argument(
        metavar="IN",
        help="JSON lines (.gz), Parquet or a folder of them: a story or an article each; - is standard input.",
        show_default=False,
    ),
]
Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="OUT|DIR/",
        help="Write here instead of standard output: .jsonl, .jsonl.gz or .parquet; a folder gets the parts.",
        show_default=False,
    ),
]
Engine = Annotated[
    str,
    typer.Option(metavar="|".join(ENGINES), help="What does the work: this machine, or a Ray cluster."),
]
Workers = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        help="Processes to share the work. [default: 1; on Ray as many as there is room for]",
        show_default=False,
    ),
]
Window = Annotated[
    int | None,
    typer.Option(
        metavar="DAYS",
        min=1,
        help="Days that articles are grouped in at once. [default: 7]",
        show_default=False,
    ),
]


def brief_lines(
    context: typer.Context,
    lines: Lines,
    output: Output = None,
    engine: Engine = ENGINES[0],
    mode: options.Mode = None,
    model: options.Model = None,
    words: options.Words = None,
    length: options.Length = None,
    language: options.Language = None,
    offline: options.Offline = None,
    workers: Workers = None,
    window: Window = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Summarize many stories, or many articles.

    Of stories: one record in, one record out. Of articles: one record for each story that they make.
    """
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
    if engine not in ENGINES:
        raise ConfigError(f"There is no engine {engine!r}.", f"Choose one of: {', '.join(ENGINES)}.")
    if engine == "ray" or is_in_parts(lines, output):
        failed, bugs = _brief_files(lines, output, engine, settings, window, voice)
    else:
        failed, bugs = _brief_stream(lines, output, settings, voice)
    if failed or bugs:
        raise typer.Exit(FAILED if bugs else INCOMPLETE)


def is_in_parts(lines: str, output: str | None) -> bool:
    """Whether a batch is more than a stream of stories: a folder, Parquet, single articles."""
    if output is not None and (is_folder(output) or output.endswith(".parquet")):
        return True
    if lines == "-" or not Path(lines).exists():
        return False
    from summarizer.scaling.parts import is_parquet
    from summarizer.scaling.running import tell_kind

    path = Path(lines)
    return path.is_dir() or (path.is_file() and (is_parquet(path) or tell_kind([path]) == "articles"))


def is_folder(output: str) -> bool:
    """Whether ``-o`` names a folder: one that exists, or a name with a slash behind it."""
    return Path(output).is_dir() or output.endswith(("/", os.sep))


def _brief_stream(lines: str, output: str | None, settings: Settings, voice: Voice) -> tuple[int, int]:
    from summarizer import batching

    with open_lines(lines) as stream, open_sink(output) as sink:
        results = batching.brief_lines(batching.read_lines(stream), settings.brief, settings.workers)
        return _write_results(results, sink, voice)


def _brief_files(
    lines: str, output: str | None, engine: str, settings: Settings, window: int | None, voice: Voice
) -> tuple[int, int]:
    """Do a batch in parts that are kept; return how many lines could not be read, and how many met a bug."""
    from summarizer.scaling.running import finish, open_engine, run_plan

    chosen = settings.origins.get("workers") != DEFAULT_ORIGIN
    plan = _plan_files(lines, output, settings.brief, window)
    with open_engine(engine, settings.workers if chosen else None, voice.tell) as run:
        reports = {report.name: report for report in _watch(run_plan(plan, run), voice)}
    finish(plan, list(reports), None if is_folder(str(output)) else Path(str(output)))
    done = sum(report.lines for report in reports.values())
    failed = sum(len(report.failed) for report in reports.values())
    bugs = sum(len(report.bugs) for report in reports.values())
    voice.tell(
        f"{done} {plan.kind if plan.kind == 'stories' else 'stories of articles'}" + _count_failed(failed)
    )
    return failed, bugs


def _count_failed(failed: int) -> str:
    return f", {failed} of them with an error" if failed else ""


def _plan_files(lines: str, output: str | None, brief: BriefConfig, window: int | None) -> Plan:
    from summarizer.scaling.parts import find_inputs
    from summarizer.scaling.running import Plan, tell_kind
    from summarizer.scaling.windows import WINDOW_DAYS

    if lines == "-" or output is None or output == "-":
        raise ConfigError(
            "What is done in parts is read from files and written to files.",
            "Name a file, and another with -o.",
        )
    place = Path(output).absolute()  # other machines have other working folders
    if not place.parent.is_dir():
        raise SummarizerError(f"{output} cannot be written: its folder does not exist.")
    paths = tuple(find_inputs(lines))
    folder = place if is_folder(output) else place.with_name(f"{place.name}.parts")
    suffix = ".parquet" if place.suffix == ".parquet" else ".jsonl"
    return Plan(paths, tell_kind(paths), folder, suffix, brief, window or WINDOW_DAYS)


def _watch(reports: Iterable[PartReport], voice: Voice) -> Iterator[PartReport]:
    """Hand on reports, say how far the work is, and what could not be read."""
    done = listed = 0
    with voice.progress("Reading …") as show:
        for report in reports:
            done += report.lines
            for place, reason in report.failed[: max(MAX_LISTED - listed, 0)]:
                say(f"warning: {place}: {reason}")
            listed += len(report.failed)
            for bug in report.bugs:
                say(bug)
            show(f"{done} stories …")
            yield report


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
    voice.tell(f"{done} lines" + _count_failed(failed))
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
