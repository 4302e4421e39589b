"""Keeps what each part gave, so that a run that was cut off goes on where it was.

A part's file is written beside its place and moved there whole; its mark is written after it. A part counts as
finished only with its mark, and doing it again gives the same lines in the same place: nothing is lost, nothing is
there twice, however often a part is begun. All machines have to see the folder under the same path.
"""

from __future__ import annotations

import gzip
import json
import os
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import BinaryIO, TypeAlias

from summarizer.errors import ConfigError, SummarizerError

Json: TypeAlias = Mapping[str, object]

MANIFEST = "_manifest.json"
MARKS = "_finished"
PARQUET = ".parquet"


@dataclass(frozen=True, slots=True)
class PartReport:
    """What became of one part.

    Attributes:
        name: the part's.
        lines: how many it has.
        failed: the place in the input of each that could not be read, and why.
        bugs: tracebacks of errors that nobody foresaw.
        size: bytes of the file that was written.
        trouble: why nothing could be written; None where it could.
    """

    name: str
    lines: int
    failed: tuple[tuple[str, str], ...] = ()
    bugs: tuple[str, ...] = ()
    size: int = 0
    trouble: str | None = None

    def to_json(self) -> str:
        """Return it as JSON."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str | bytes) -> PartReport:
        """Return what `to_json` wrote."""
        fields = json.loads(text)
        fields["failed"] = tuple((place, reason) for place, reason in fields["failed"])
        return cls(**{**fields, "bugs": tuple(fields["bugs"])})


@dataclass(frozen=True, slots=True)
class Ledger:
    """The folder of the parts' files.

    Attributes:
        folder: where they lie.
        suffix: what their names end with, which is their format: ".jsonl" or ".parquet".
    """

    folder: Path
    suffix: str = ".jsonl"

    def path_of(self, name: str) -> Path:
        """Return where a part's file lies."""
        return self.folder / f"part-{name}{self.suffix}"

    def _mark_of(self, name: str) -> Path:
        return self.folder / MARKS / f"{name}.json"

    def open(self, identity: Json) -> dict[str, PartReport]:
        """Begin, or go on with, a run that is told from others by its identity; return what is finished.

        Raises:
            ConfigError: the folder holds the parts of another run.
            SummarizerError: it cannot be written.
        """
        try:
            (self.folder / MARKS).mkdir(parents=True, exist_ok=True)
            self._claim(identity)
            return {report.name: report for report in map(self._recall, self._marks()) if report is not None}
        except OSError as error:
            raise SummarizerError(f"{self.folder} cannot be written: {error.strerror}.") from error

    def _claim(self, identity: Json) -> None:
        manifest = self.folder / MANIFEST
        if not manifest.exists():
            replace_file(manifest, json.dumps(identity, indent=1).encode())
            return
        before = json.loads(manifest.read_bytes())
        now = json.loads(json.dumps(identity))
        differing = sorted(key for key in {*before, *now} if before.get(key) != now.get(key))
        if differing:
            raise ConfigError(
                f"{self.folder} holds the parts of a run with another {', '.join(differing)}.",
                "Give another -o, or remove that folder.",
            )

    def _marks(self) -> list[Path]:
        return sorted(path for path in (self.folder / MARKS).iterdir() if path.suffix == ".json")

    def _recall(self, mark: Path) -> PartReport | None:
        """Return the report of a mark; None where the part's file is not what the mark says."""
        report = PartReport.from_json(mark.read_bytes())
        path = self.path_of(report.name)
        return report if path.exists() and path.stat().st_size == report.size else None

    def record(self, report: PartReport, content: bytes) -> PartReport:
        """Keep what a part gave; return the report as it is kept.

        Raises:
            OSError: it cannot be written.
        """
        kept = replace(report, size=len(content))
        replace_file(self.path_of(report.name), content)
        replace_file(self._mark_of(report.name), kept.to_json().encode())
        return kept

    def join(self, names: Sequence[str], place: Path) -> None:
        """Write the parts' files into one, in this order, which appears once it is whole.

        Raises:
            OSError: it cannot be written.
        """
        whole = self.folder / "_whole"
        with whole.open("wb") as file:
            self._write_all(names, file, packed=place.suffix == ".gz")
            file.flush()
            os.fsync(file.fileno())
        whole.replace(place.resolve())

    def _write_all(self, names: Sequence[str], file: BinaryIO, packed: bool) -> None:
        paths = [self.path_of(name) for name in names]
        if self.suffix == PARQUET:
            from summarizer.scaling.tables import join_tables

            join_tables(paths, file)
        elif packed:
            # No name and no time in the archive: the same lines give the same bytes.
            with gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as archive:
                for path in paths:
                    archive.write(path.read_bytes())
        else:
            for path in paths:
                file.write(path.read_bytes())


def replace_file(path: Path, content: bytes) -> None:
    """Write a file that is there whole or not at all, also after a power cut."""
    beside = path.with_name(f".{path.name}.{uuid.uuid4().hex}.part")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
