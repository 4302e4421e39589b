"""A whole batch of files, on one page: cut into parts, done by an engine, kept, and put together.

Stories are told as they are. Single articles are first read and signed, then grouped into stories, and these told.
Each step keeps what it has done in a folder of the output, and a run that was cut off goes on from there.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Literal, TypeAlias

from summarizer.batching import parse_line
from summarizer.config import BriefConfig
from summarizer.errors import SourceError, SummarizerError
from summarizer.scaling.ledger import Ledger, PartReport
from summarizer.scaling.local import run_here
from summarizer.scaling.parts import PART_BYTES, PART_LINES, fingerprint, first_line, part_name
from summarizer.scaling.tasks import BriefStories, Task, encode_lines
from summarizer.scaling.windows import PrepareArticles, group_windows, list_unread

Kind: TypeAlias = Literal["stories", "articles"]
Engine: TypeAlias = Callable[[Task, Sequence[Path], frozenset[str]], Iterator[PartReport]]
"""Does a task with every part of some files that is not finished."""

ARTICLES, STORIES = "_articles", "_stories"
"""Folders of what single articles go through, inside that of the parts."""

WHOLE = "whole"
"""The name of the mark that all stories are grouped."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done.

    Attributes:
        paths: the input, in its order.
        kind: whether its lines are stories or single articles.
        folder: where the parts are kept.
        suffix: of their files: ".jsonl" or ".parquet".
        config: how stories are told.
        window: days of a window, for articles.
    """

    paths: tuple[Path, ...]
    kind: Kind
    folder: Path
    suffix: str
    config: BriefConfig
    window: int

    @property
    def files(self) -> tuple[str, ...]:
        """The names of the input's files."""
        return tuple(path.name for path in self.paths)

    def identity(self) -> Mapping[str, object]:
        """Return what tells this run from others: parts of two that differ in it must not be mixed."""
        from summarizer import __version__

        return {
            "version": __version__,
            "input": [fingerprint(path) for path in self.paths],
            "kind": self.kind,
            "format": self.suffix,
            "settings": asdict(self.config),
            "window": self.window if self.kind == "articles" else None,
            "part": [PART_LINES, PART_BYTES],
        }


def tell_kind(paths: Sequence[Path]) -> Kind:
    """Return what the lines of the input are, by the first: a text and no documents are an article."""
    line = first_line(paths)
    try:
        first = parse_line(line) if line is not None else {}
    except SourceError:
        return "stories"
    return "articles" if "documents" not in first and isinstance(first.get("text"), str) else "stories"


def run_plan(plan: Plan, engine: Engine) -> Iterator[PartReport]:
    """Do what is not done yet; yield what became of every part of the output, also of those done before.

    Raises:
        ConfigError: the folder holds the parts of another run.
        ModelError, MissingExtra: the model asked for is not at hand.
        SummarizerError: what the engine raises, or nothing can be written.
    """
    from summarizer.condensing.choosing import check_condenser

    check_condenser(plan.config)
    ledger = Ledger(plan.folder, plan.suffix)
    finished = ledger.open(plan.identity())
    yield from finished.values()
    paths: Sequence[Path] = plan.paths
    if plan.kind == "articles":
        paths, unread = _group_articles(plan, engine)
        if unread.failed and unread.name not in finished:
            yield _keep_unread(plan, ledger, unread)
    task = BriefStories(_name_in_full(plan.config), ledger, plan.files if plan.kind == "stories" else ())
    yield from map(_check, engine(task, paths, frozenset(finished)))


def _name_in_full(config: BriefConfig) -> BriefConfig:
    """Return settings in which a model's folder is named in full: other machines have other working folders."""
    from summarizer.condensing.choosing import runs_in_torch
    from summarizer.condensing.naming import Folder, resolve_name

    place = resolve_name(str(config.model)) if runs_in_torch(config) else None
    return replace(config, model=str(place.path.absolute())) if isinstance(place, Folder) else config


def _check(report: PartReport) -> PartReport:
    if report.trouble is not None:
        raise SummarizerError(report.trouble)
    return report


def _group_articles(plan: Plan, engine: Engine) -> tuple[list[Path], PartReport]:
    """Return the files of stories that the articles are, and a report on the lines that are none."""
    prepared = Ledger(plan.folder / ARTICLES)
    reports = prepared.open(plan.identity())
    task = PrepareArticles(prepared, plan.files)
    for report in map(_check, engine(task, plan.paths, frozenset(reports))):
        reports[report.name] = report
    names = sorted(reports)
    stories = Ledger(plan.folder / STORIES)
    grouped = stories.open(plan.identity()).get(WHOLE)
    if grouped is None:
        found = group_windows(prepared, names, stories, plan.window)
        grouped = stories.record(PartReport(WHOLE, len(found)), b"")
    paths = [stories.path_of(part_name(number)) for number in range(grouped.lines)]
    failed = tuple(failure for name in names for failure in reports[name].failed)
    bugs = tuple(bug for name in names for bug in reports[name].bugs)
    return paths, PartReport(part_name(len(paths)), len(failed), failed, bugs)


def _keep_unread(plan: Plan, ledger: Ledger, unread: PartReport) -> PartReport:
    """Keep the records of the lines that are no articles: they stand behind all stories."""
    prepared = Ledger(plan.folder / ARTICLES)
    lines = list_unread(prepared, sorted(prepared.open(plan.identity())))
    try:
        return ledger.record(unread, encode_lines(lines, ledger.suffix))
    except OSError as error:
        raise SummarizerError(f"{ledger.folder} cannot be written: {error.strerror}.") from error


def finish(plan: Plan, names: Sequence[str], place: Path | None) -> None:
    """Put the parts together in one file, which appears once it is whole, and drop what only the run needed.

    Args:
        plan: what was done.
        names: all parts of the output.
        place: the file; None leaves the parts in their folder.

    Raises:
        SummarizerError: it cannot be written.
    """
    try:
        if place is not None:
            Ledger(plan.folder, plan.suffix).join(sorted(names), place)
            shutil.rmtree(plan.folder)
            return
        for step in (ARTICLES, STORIES):
            shutil.rmtree(plan.folder / step, ignore_errors=True)
    except OSError as error:
        raise SummarizerError(f"{place or plan.folder} cannot be written: {error.strerror}.") from error


@contextmanager
def open_engine(name: str, workers: int | None, tell: Callable[[str], None]) -> Iterator[Engine]:
    """Yield what does the work: processes of this machine, or a Ray cluster for as long as it is needed.

    Raises:
        MissingExtra: Ray is asked for and not installed.
        SummarizerError: the cluster cannot be reached.
    """
    if name == "local":
        yield partial(run_here, workers=workers)
        return
    from summarizer.scaling.raying import join_cluster, run_on_ray

    with join_cluster(workers):
        yield partial(run_on_ray, workers=workers, tell=tell)
