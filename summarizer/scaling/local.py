"""Has parts done on this machine, in one process or in several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from summarizer.batching import map_in_processes
from summarizer.scaling.ledger import PartReport
from summarizer.scaling.parts import Part, read_parts
from summarizer.scaling.tasks import Task

PARTS_AHEAD = 3
"""Parts handed out for each worker before the first is back: parts take about equally long, and are large."""


def run_here(
    task: Task, paths: Sequence[Path], finished: frozenset[str], workers: int | None
) -> Iterator[PartReport]:
    """Do all parts that are not finished; yield what became of each.

    Raises:
        SourceError: a file cannot be read on.
        ModelError: the model cannot be loaded.
        SummarizerError: a worker ended unexpectedly.
    """
    parts = (
        part
        for number, path in enumerate(paths)
        for part in read_parts(path, number)
        if part.name not in finished
    )
    if workers is None or workers == 1:
        task.prepare()
        yield from map(task.run, parts)
    else:
        yield from map_in_processes(_run, ((task, part) for part in parts), workers, PARTS_AHEAD)


def _run(task: Task, part: Part) -> PartReport:
    task.prepare()  # the first time only; a model that cannot be loaded ends the run, and not every line of it
    return task.run(part)
