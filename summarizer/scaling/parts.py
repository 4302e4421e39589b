"""Cuts the input into parts: some lines of one file that are done, kept and done again together.

A part is named by its file's place and its own place in that file, so that the names sort in the order of the input.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeAlias, cast

from summarizer.batching import Line, OverlongLine, read_lines
from summarizer.errors import SourceError

PART_LINES = 64
"""Lines of a part: some seconds of work. What a crash costs is what was begun and not finished."""

PART_BYTES = 16 * 2**20
"""Bytes from which a part is full with fewer lines, so that twenty parts on the way never fill a memory."""

SUFFIXES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", ".parquet")
GZIP_START = b"\x1f\x8b"
PARQUET_START = b"PAR1"

Fingerprint: TypeAlias = dict[str, object]


@dataclass(frozen=True, slots=True)
class Part:
    """Some lines of one file.

    Attributes:
        name: its place in the input, which sorts as text.
        first: the number of its first line in that file, from 1.
        lines: one story or article each, as UTF-8 JSON.
    """

    name: str
    first: int
    lines: tuple[Line, ...]

    @property
    def file(self) -> int:
        """The place of its file in the input, from 0."""
        return file_of(self.name)


def find_inputs(place: str) -> list[Path]:
    """Return the file of this name, or the files in the folder of this name, sorted.

    Raises:
        SourceError: there is none.
    """
    path = Path(place)
    if not path.is_dir():
        if not path.is_file():
            raise SourceError(f"{place} cannot be read: there is no such file.", place)
        return [path]
    found = sorted(child for child in path.iterdir() if child.name.lower().endswith(SUFFIXES))
    if not found:
        raise SourceError(f"{place} holds no file whose name ends with {', '.join(SUFFIXES)}.", place)
    return found


def fingerprint(path: Path) -> Fingerprint:
    """Return what tells a file from another without reading all of it: name, size, and its first and last bytes."""
    edge = 65_536
    with path.open("rb") as file:
        start = file.read(edge)
        size = file.seek(0, 2)
        file.seek(max(size - edge, 0))
        digest = hashlib.sha256(start + file.read(edge)).hexdigest()
    return {"name": path.name, "bytes": size, "sha256 of both ends": digest}


def is_parquet(path: Path) -> bool:
    """Whether a file is Parquet, by its first bytes."""
    with path.open("rb") as file:
        return file.read(4) == PARQUET_START


@contextmanager
def open_unpacked(path: Path) -> Iterator[IO[bytes]]:
    """Open a file of lines, unpacked where it is gzipped, whatever its name says."""
    with ExitStack() as stack:
        stream = stack.enter_context(path.open("rb"))
        packed = stream.peek(2)[:2] == GZIP_START
        yield cast("IO[bytes]", stack.enter_context(gzip.open(stream))) if packed else stream


def read_parts(path: Path, number: int) -> Iterator[Part]:
    """Yield the parts of a file.

    Args:
        path: JSON lines, gzipped or not, or Parquet.
        number: the file's place in the input, from 0.

    Raises:
        SourceError: it cannot be read, or not on.
    """
    for at, (first, lines) in enumerate(_cut(_read_rows(path))):
        yield Part(part_name(number, at), first, lines)


def part_name(file: int, at: int = 0) -> str:
    """Return the name of a part by the places of its file and of itself, from 0."""
    return f"{file:05}-{at:06}"


def file_of(name: str) -> int:
    """Return the place of a part's file in the input, from 0."""
    return int(name.partition("-")[0])


def _read_rows(path: Path) -> Iterator[Line]:
    try:
        if is_parquet(path):
            from summarizer.scaling.tables import read_rows

            yield from read_rows(path)
            return
        with open_unpacked(path) as stream:
            yield from read_lines(stream)
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror or error}.", str(path)) from error


def _cut(rows: Iterable[Line]) -> Iterator[tuple[int, tuple[Line, ...]]]:
    first, size, lines = 1, 0, list[Line]()
    for row in rows:
        lines.append(row)
        size += 0 if isinstance(row, OverlongLine) else len(row)
        if len(lines) == PART_LINES or size >= PART_BYTES:
            yield first, tuple(lines)
            first, size, lines = first + len(lines), 0, []
    if lines:
        yield first, tuple(lines)


def first_line(paths: Sequence[Path]) -> Line | None:
    """Return the first line of the input that holds something; None where none does."""
    return next((line for path in paths for line in _read_rows(path)), None)
