"""What is done with one part, here or on another machine: read, worked on, kept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from summarizer.batching import LineResult, brief_line, dump_line
from summarizer.config import BriefConfig
from summarizer.scaling.ledger import PARQUET, Ledger, PartReport
from summarizer.scaling.parts import Part


class Task(Protocol):
    """Something that is done with parts. It travels to the workers, and holds no more than settings."""

    @property
    def wants_gpu(self) -> bool:
        """Whether a worker that does it makes use of a GPU."""

    def prepare(self) -> None:
        """Load what takes long, once for each worker."""

    def run(self, part: Part) -> PartReport:
        """Do one part and keep what it gave; what goes wrong stands in the report."""


@dataclass(frozen=True, slots=True)
class BriefStories:
    """Tells each line's story.

    Attributes:
        config: how.
        ledger: where the records are kept.
        files: names of the files that the lines are from; () where they are stories of articles, whose records
            say which these are.
    """

    config: BriefConfig
    ledger: Ledger
    files: tuple[str, ...] = ()

    @property
    def wants_gpu(self) -> bool:
        """Whether the model runs in torch."""
        from summarizer.condensing.choosing import runs_in_torch

        return runs_in_torch(self.config)

    def prepare(self) -> None:
        """Load the model, and what telling a story needs."""
        from summarizer import pipeline  # noqa: F401
        from summarizer.condensing.choosing import choose_condenser

        choose_condenser(self.config)

    def run(self, part: Part) -> PartReport:
        """Tell the stories of a part."""
        return keep_results(self.ledger, part, self._tell(part), self.files)

    def _tell(self, part: Part) -> Iterator[LineResult]:
        for number, line in enumerate(part.lines, part.first):
            result = brief_line(line, number, self.config)
            yield result if self.files or not isinstance(line, bytes) else name_sources(line, result)


def name_sources(line: bytes, result: LineResult) -> LineResult:
    """Return the result of a story of articles with what its documents are."""
    sources = json.loads(line)["sources"]
    record = json.loads(result.line)
    named = {"id": record.pop("id"), "documents": sources, **record}
    return LineResult(result.number, dump_line(named), result.error, result.bug)


def keep_results(
    ledger: Ledger, part: Part, results: Iterable[LineResult], files: Sequence[str] = ()
) -> PartReport:
    """Keep what became of a part's lines; a full disk is said in the report.

    Args:
        ledger: where.
        part: its name and place.
        results: of its lines.
        files: names of the files that the lines are from.
    """
    done = list(results)
    report = PartReport(
        part.name,
        len(done),
        tuple((_place_of(part, one.number, files), one.error) for one in done if one.error is not None),
        tuple(result.bug for result in done if result.bug is not None),
    )
    try:
        return ledger.record(report, encode_lines([result.line for result in done], ledger.suffix))
    except OSError as error:
        return PartReport(part.name, 0, trouble=f"{ledger.folder} cannot be written: {error.strerror}.")


def _place_of(part: Part, number: int, files: Sequence[str]) -> str:
    if not files:
        return f"story {number} of part {part.name}"
    return f"line {number}" if len(files) == 1 else f"{files[part.file]}, line {number}"


def encode_lines(lines: list[str], suffix: str) -> bytes:
    """Return records as the bytes of a file of this format."""
    if suffix == PARQUET:
        from summarizer.scaling.tables import write_rows

        return write_rows(lines)
    return "".join(f"{line}\n" for line in lines).encode("utf-8")
