"""Runs the benchmarks one after the other and prints their tables as Markdown.

    python -m benchmarks [NAME ...]

Names are the modules: splitting, pages, pairs, stories, duplicates, daily, mail, feeds, dirty, quality,
oracles, attribution, checking, condensing, browser, scale, speed.
Without any, all run: an hour or more, most of it spent by the peers in `quality` and `speed`, and by `scale`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec

from benchmarks.datasets import DataMissing
from benchmarks.tables import Row, print_table

NAMES = (
    "splitting",
    "pages",
    "pairs",
    "stories",
    "duplicates",
    "daily",
    "mail",
    "feeds",
    "dirty",
    "quality",
    "oracles",
    "attribution",
    "checking",
    "condensing",
    "browser",
    "scale",
    "speed",
)


def find_benchmarks(names: Sequence[str]) -> list[str]:
    """Return the benchmarks named, or all that there are.

    Raises:
        SystemExit: one of the names is no benchmark.
    """
    unknown = sorted(set(names) - set(NAMES))
    if unknown:
        raise SystemExit(f"There is no benchmark {', '.join(unknown)}. Choose from: {', '.join(NAMES)}.")
    return [name for name in names or NAMES if find_spec(f"benchmarks.{name}")]


def run_benchmark(name: str) -> None:
    """Print a benchmark's table, or why there is none."""
    measure: Callable[[], list[Row]] = import_module(f"benchmarks.{name}").measure
    try:
        print_table(name.capitalize(), measure())
    except DataMissing as missing:
        print(f"## {name.capitalize()}\n\n*Not measured: {missing}*\n", flush=True)


def main() -> None:
    """Run what the command line names."""
    for name in find_benchmarks(sys.argv[1:]):
        run_benchmark(name)


if __name__ == "__main__":
    main()
