"""What a batch costs and how it grows: each stage for a thousand articles, grouping by size, engines by workers.

    python -m benchmarks.scale [stages|growth|engines ...]

Articles are an invented stream of a week (`benchmarks.streams`). Seconds of stages are processor time of one process.
Engines tell the same stories in as many parts; their processor seconds are those of all processes, sampled, and
their rate is counted from the first part that is done to the last, so that starting is not in it. Rates of more
workers than the machine has free cores say nothing about the program.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from typing import Any, TypeVar

from benchmarks.datasets import read_jsonl, shared_path
from benchmarks.streams import draw_reports
from benchmarks.tables import Row, print_table
from summarizer.batching import brief_line, dump_line, parse_line
from summarizer.cleaning import clean_article
from summarizer.config import BriefConfig
from summarizer.reading import article_from_document
from summarizer.scaling.ledger import Ledger
from summarizer.scaling.parts import Part, find_inputs
from summarizer.scaling.running import Plan, open_engine, run_plan
from summarizer.scaling.signatures import sign_text
from summarizer.scaling.windows import PrepareArticles, Signed, group_signed, group_windows

Result = TypeVar("Result")

CONFIG = BriefConfig(words=100, mode="extractive")
DAYS = 7
STAGED = 2_000
"""Articles of which the stages are measured."""

GROWN = (1_000, 3_000, 10_000)
WORKERS = (1, 2, 4)
COPIES = 3
"""Times that the stories of a set are told for the engines' rates: there have to be more parts than workers."""


def clock(call: Callable[[], Result]) -> tuple[Result, float]:
    """Return what a call returns and the processor's seconds that it took."""
    began = time.process_time()
    result = call()
    return result, time.process_time() - began


def write_stream(count: int) -> list[bytes]:
    """Return so many articles of a week as lines."""
    return [
        json.dumps({"id": report.name, "date": report.day, "text": " ".join(report.lines)}).encode() + b"\n"
        for report in draw_reports(count, DAYS)
    ]


# stages


def measure_stages(count: int = STAGED) -> list[Row]:
    """Return a row for each thing that is done with an article on its way into a brief."""
    lines = write_stream(count)
    brief_line(b'{"documents": [{"text": "Loads what a story needs. It is loaded once."}]}', 0, CONFIG)
    documents, parsing = clock(lambda: [parse_line(line) for line in lines])
    articles, reading = clock(lambda: [article_from_document(one, str(one["id"]), 0) for one in documents])
    cleaned, cleaning = clock(lambda: [clean_article(article) for article in articles])
    signatures, signing = clock(lambda: [sign_text(article.text) for article in cleaned])
    together = zip(cleaned, documents, signatures, strict=True)
    signed = [Signed(article, document, 1, signature) for article, document, signature in together]
    stories, grouping = clock(lambda: group_signed([], signed))
    told = [dump_line({"id": 1, "documents": [one.document for one in story]}).encode() for story in stories]
    records, telling = clock(lambda: [brief_line(line, 0, CONFIG).line for line in told])
    cells = {
        "parse the line": (parsing, lines),
        "read into an article": (reading, ()),
        "clean": (cleaning, ()),
        "sign": (signing, [signature.tobytes() for signature in signatures]),
        "put near copies aside, group": (grouping, told),
        "tell": (telling, [record.encode() for record in records]),
    }
    rows: list[Row] = [
        {
            "stage": stage,
            "core seconds per 1,000 articles": 1000 * seconds / count,
            "MB per 1,000 articles": sum(map(len, output)) / count / 1000,
        }
        for stage, (seconds, output) in cells.items()
    ]
    spent = sum(seconds for seconds, _ in cells.values())
    total = {
        "stage": f"all, {count} articles, {len(stories)} stories",
        "core seconds per 1,000 articles": 1000 * spent / count,
    }
    return [*rows, total]


# growth


def measure_growth(sizes: Sequence[int] = GROWN) -> list[Row]:
    """Return a row for each number of articles in one window: the step that one process does alone."""
    return [_measure_window(size) for size in sizes]


def _measure_window(size: int) -> Row:
    with tempfile.TemporaryDirectory() as folder:
        prepared, stories = Ledger(Path(folder) / "articles"), Ledger(Path(folder) / "stories")
        for ledger in (prepared, stories):
            ledger.open({})
        part = Part("00000-000000", 1, tuple(write_stream(size)))
        PrepareArticles(prepared, ("in",)).run(part)
        paths, seconds = clock(lambda: group_windows(prepared, [part.name], stories, 1000))
        found = sum(len(path.read_bytes().splitlines()) for path in paths)
    return {
        "articles in a window": size,
        "stories": found,
        "core seconds": seconds,
        "ms/article": 1000 * seconds / size,
        "peak MB": getrusage(RUSAGE_SELF).ru_maxrss // 1024,
    }


# engines


def measure_engines(workers: Sequence[int] = WORKERS) -> list[Row]:
    """Return a row for each engine and number of workers."""
    os.environ.setdefault("RAY_worker_niceness", "0")  # or the machine's other work goes first
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "stories.jsonl"
        stories = list(read_jsonl(shared_path("summaries", "allsides_val.jsonl.gz")))
        source.write_text("".join(json.dumps(one) + "\n" for one in stories * COPIES), "utf-8")
        return [
            measure_engine(source, Path(folder) / f"{engine}{count}", engine, count)
            for engine in ("local", "ray")
            for count in workers
        ]


def measure_engine(
    source: Path, folder: Path, engine: str, workers: int, config: BriefConfig = CONFIG, skip: int = 1
) -> Row:
    """Return what one engine takes for stories; their rate is counted from the end of so many parts.

    Args:
        source: a file or a folder of stories.
        folder: where the records stay.
        engine: "local" or "ray".
        workers: processes or actors.
        config: how stories are told.
        skip: parts whose end is waited for before the rate is counted.
    """
    plan = Plan(tuple(find_inputs(str(source))), "stories", folder, ".jsonl", config, DAYS)
    done: list[tuple[float, int]] = []
    began = time.perf_counter()
    with sample_processors() as spent, open_engine(engine, workers, print) as run:
        done += [(time.perf_counter(), report.lines) for report in run_plan(plan, run)]
    elapsed = time.perf_counter() - began
    stories = sum(lines for _, lines in done)
    later = sum(lines for _, lines in done[skip:])
    return {
        "engine": engine,
        "workers": workers,
        "stories": stories,
        "seconds": elapsed,
        "to the first part": done[0][0] - began,
        "stories/s after it": later / max(done[-1][0] - done[skip - 1][0], 1e-9),
        "core seconds": sum(spent.values()),
    }


@contextmanager
def sample_processors() -> Iterator[dict[int, float]]:
    """Yield, by process, the processor's seconds of this process and all below it from now on, sampled."""
    spent: dict[int, float] = {}
    before = time.process_time()
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(0.5):
            spent.update(_read_processes())
            spent[os.getpid()] = time.process_time() - before

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield spent
    finally:
        ended.set()
        watcher.join()
        spent[os.getpid()] = time.process_time() - before


def _read_processes() -> dict[int, float]:
    """Return the processor's seconds of all processes below this one, by number."""
    found: dict[int, tuple[int, float]] = {}
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields: list[Any] = place.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        found[int(place.parent.name)] = (
            int(fields[1]),
            (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"),
        )
    below, size = {os.getpid()}, 0
    while size != len(below):
        size = len(below)
        below |= {number for number, (parent, _) in found.items() if parent in below}
    return {number: found[number][1] for number in below if number in found}


TABLES: dict[str, Callable[[], list[Row]]] = {
    "stages": measure_stages,
    "growth": measure_growth,
    "engines": measure_engines,
}


def measure() -> list[Row]:
    """Return the rows of the stages, which is what the others are read beside."""
    return measure_stages()


if __name__ == "__main__":
    for name in sys.argv[1:] or TABLES:
        print_table(f"Scale: {name}", TABLES[name]())
