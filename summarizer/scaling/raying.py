"""Has parts done on a Ray cluster: Ray Data reads them as a stream, and a pool of actors does them.

Rows on the way are whole parts, and each becomes a block of its own, so that Ray's back-pressure holds reading back
while the actors are busy. What an actor gave is kept by itself, in the ledger that all machines see; only a short
report comes back. Whatever dies is not waited for: what it had in hand is done in another pass, and passes go on as
long as each gets something done. Ray would begin lost work again by itself, but an actor's restart waits for ever where
no machine is left for it, and so does a reading task that had been held back when its machine was killed.
"""

from __future__ import annotations

import logging
import math
import os
import warnings
from collections import defaultdict
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from summarizer.batching import OverlongLine
from summarizer.errors import MissingExtra, ModelError, SourceError, SummarizerError
from summarizer.scaling.ledger import PartReport
from summarizer.scaling.parts import Part, file_of, read_parts
from summarizer.scaling.tasks import Task

ADDRESS = "RAY_ADDRESS"
"""The environment variable by which Ray's own tools find a cluster; without it one is started on this machine."""

AHEAD = 2
"""Parts that an actor has in hand: one it works on and one that waits. What a dead machine costs is these."""

OBJECT_STORE = 512 * 2**20
"""Bytes of shared memory of a cluster on this machine: a part has a megabyte, and few are on the way."""

DEATHS_AT_START = 8
"""Actors in a row that may die before they have loaded the model: a machine that is lost takes several."""

GRAIN = 10_000
"""Ray counts what machines have in ten thousandths."""

END, TROUBLE = "end", "trouble"


@dataclass(slots=True)
class Progress:
    """What is known of a run: names of finished parts, and how many each file has once it was read to its end."""

    finished: set[str]
    totals: dict[int, int] = field(default_factory=dict)

    def is_complete(self, files: int) -> bool:
        """Whether every part of so many files is finished."""
        done: dict[int, int] = defaultdict(int)
        for name in self.finished:
            done[file_of(name)] += 1
        return all(self.totals.get(number) == done[number] for number in range(files))


def run_on_ray(
    task: Task,
    paths: Sequence[Path],
    finished: frozenset[str],
    workers: int | None,
    tell: Callable[[str], None] = lambda _text: None,
) -> Iterator[PartReport]:
    """Do all parts that are not finished; yield what became of each, in the order in which they are done.

    The cluster is joined already.

    Args:
        task: what is done with a part.
        paths: files that all machines see under the same path.
        finished: names of parts that are done.
        workers: actors; None takes one for each GPU, or for each CPU where the task or the cluster has none.
        tell: where notes go.

    Raises:
        SourceError: a file cannot be read on.
        SummarizerError: a whole pass got nothing done, or nothing can be written.
    """
    progress = Progress(set(finished))
    with _quiet():
        while True:
            before = len(progress.finished)
            trouble = yield from _run_pass(task, [path.absolute() for path in paths], progress, workers)
            if progress.is_complete(len(paths)):
                return
            if len(progress.finished) == before:
                raise SummarizerError(
                    f"Ray got nothing done in a whole pass: {trouble or 'its workers were lost'}.",
                    "Run the same command again once the cluster is well: it goes on where it was.",
                )
            tell("note: a worker was lost; what it had in hand is done again")


def _run_pass(
    task: Task, paths: Sequence[Path], progress: Progress, workers: int | None
) -> Generator[PartReport, None, str | None]:
    """Do what is not finished, once; return what went wrong, or None."""
    import ray

    skip = frozenset(progress.finished)
    try:
        for row in _plan(task, paths, skip, _size_pool(task.wants_gpu, workers)).iter_rows():
            if row["kind"] == TROUBLE:
                raise SourceError(row["report"], "")
            report = PartReport.from_json(row["report"])
            if row["kind"] == END:
                progress.totals[int(report.name)] = report.lines
            elif report.trouble is not None:
                raise SummarizerError(report.trouble)
            elif report.name not in progress.finished:
                progress.finished.add(report.name)
                yield report
    except ray.exceptions.RayError as error:
        return str(error).strip().splitlines()[-1]
    return None


def _plan(task: Task, paths: Sequence[Path], skip: frozenset[str], pool: Pool) -> Any:  # noqa: ANN401 — of a library that may be missing
    """Return the data set whose rows are reports."""
    import ray.data

    context = ray.data.DataContext.get_current().copy()
    context.target_max_block_size = 1  # every part is a block, and goes to the next actor that is free
    context.max_errored_blocks = -1  # what a dead actor had in hand is done in the next pass
    context.max_consecutive_actor_init_deaths = DEATHS_AT_START
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    strategy = ray.data.ActorPoolStrategy(
        min_size=1, max_size=pool.actors, initial_size=pool.actors, max_tasks_in_flight_per_actor=AHEAD
    )
    with ray.data.DataContext.current(context), warnings.catch_warnings():
        # Deprecated before there is another way to say that what dies is not begun again.
        warnings.filterwarnings("ignore", r"`ray_remote_args")
        read = ray.data.read_datasource(
            _source(paths, skip),
            num_cpus=0,
            override_num_blocks=len(paths),
            ray_remote_args={"max_retries": 0},
        )
        return read.map_batches(
            PartWorker,
            fn_constructor_args=(task,),
            batch_size=1,
            batch_format="pyarrow",
            compute=strategy,
            **({"num_gpus": pool.gpus} if pool.gpus else {"num_cpus": 1}),
            max_restarts=0,
            max_task_retries=0,
        )


class PartWorker:
    """An actor: it loads the models once, and then does part after part."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.trouble: str | None = None
        try:
            task.prepare()
        except (MissingExtra, ModelError) as error:
            # Said in place of the first part: Ray would only start another actor, which fares no better.
            self.trouble = f"{error} {error.hint}".strip()

    def __call__(self, batch: Any) -> Any:  # noqa: ANN401 — Arrow tables
        """Do the one part of a batch; hand on what says how many there are."""
        (row,) = batch.to_pylist()
        if row["kind"]:
            return _report_row(row["kind"], row["name"], row["first"])
        if self.trouble is not None:
            return _report_row("", PartReport(row["name"], 0, trouble=self.trouble).to_json(), 0)
        lines = tuple(OverlongLine() if line is None else line for line in row["lines"])
        return _report_row("", self.task.run(Part(row["name"], row["first"], lines)).to_json(), 0)


def _report_row(kind: str, report: str, count: int) -> Any:  # noqa: ANN401 — an Arrow table
    import pyarrow as arrow

    if kind == END:
        report = PartReport(report, count).to_json()
    return arrow.table({"kind": [kind], "report": [report]})


def _source(paths: Sequence[Path], skip: frozenset[str]) -> Any:  # noqa: ANN401 — of a library that may be missing
    """Return a source for Ray Data with a reading task for each file."""
    from ray.data import Datasource, ReadTask
    from ray.data.block import BlockMetadata

    class PartSource(Datasource):  # type: ignore[misc]
        def estimate_inmemory_data_size(self) -> int | None:
            return None

        def get_read_tasks(self, *_: object, **__: object) -> list[Any]:
            unknown = BlockMetadata(num_rows=None, size_bytes=None, input_files=None, exec_stats=None)
            return [
                ReadTask(lambda number=number, path=path: _read_blocks(path, number, skip), unknown)
                for number, path in enumerate(paths)
            ]

    return PartSource()


def _read_blocks(path: Path, number: int, skip: frozenset[str]) -> Iterator[Any]:
    """Yield each part that is wanted as a table of one row, and at the end how many there are."""
    count = 0
    try:
        for part in read_parts(path, number):
            count += 1
            if part.name not in skip:
                yield _part_row("", part.name, part.first, part)
    except (SourceError, MissingExtra) as error:
        yield _part_row(TROUBLE, str(error), 0)
        return
    yield _part_row(END, str(number), count)


def _part_row(kind: str, name: str, first: int, part: Part | None = None) -> Any:  # noqa: ANN401 — an Arrow table
    import pyarrow as arrow

    lines = [line if isinstance(line, bytes) else None for line in part.lines] if part else []
    types = {"kind": arrow.string(), "name": arrow.string(), "first": arrow.int64()}
    schema = arrow.schema({**types, "lines": arrow.list_(arrow.large_binary())})
    return arrow.table({"kind": [kind], "name": [name], "first": [first], "lines": [lines]}, schema=schema)


# the cluster


@contextmanager
def join_cluster(workers: int | None) -> Iterator[None]:
    """Join the cluster that `RAY_ADDRESS` names, or start one on this machine for as long as it is needed.

    Raises:
        MissingExtra: Ray is not installed.
        SummarizerError: there is no such cluster.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        import ray.data
    except ImportError as error:
        raise MissingExtra("ray", "ray") from error
    if ray.is_initialized():
        yield
        return
    address = os.environ.get(ADDRESS)
    alone = {"num_cpus": workers, "include_dashboard": False, "object_store_memory": OBJECT_STORE}
    try:
        ray.init(
            address or "local", log_to_driver=False, logging_level=logging.ERROR, **({} if address else alone)
        )
    except (ConnectionError, RuntimeError) as error:
        where = f"{ADDRESS}={address}" if address else "this machine"
        raise SummarizerError(f"Ray cannot be started or reached ({where}): {error}") from error
    try:
        yield
    finally:
        ray.shutdown()


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep Ray Data's tracebacks off the terminal: what is lost is told, and done again."""
    logger = logging.getLogger("ray.data")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)


@dataclass(frozen=True, slots=True)
class Pool:
    """How many actors there are, and the GPUs, or the share of one, that each takes; it takes a CPU besides."""

    actors: int
    gpus: float = 0


def _size_pool(wants_gpu: bool, workers: int | None) -> Pool:
    """Return what a task gets on the cluster as it is now."""
    import ray

    found = ray.cluster_resources()
    gpus = int(found.get("GPU", 0)) if wants_gpu else 0
    actors = workers or max(gpus or int(found.get("CPU", 1)), 1)
    return Pool(actors, share_gpus(gpus, actors))


def share_gpus(gpus: int, actors: int) -> float:
    """Return what each of so many actors takes of so many GPUs: a whole one, or a share that all find room with."""
    if actors <= gpus:
        return 1
    return math.floor(GRAIN / math.ceil(actors / gpus)) / GRAIN if gpus else 0
