"""The brief of every day: 200 feeds of 20 items, all cached: seconds per stage, and memory.

The first morning all is new, on the second nothing is, and on the third a tenth.

    python -m benchmarks.daily [--feeds N] [--items N]

Every other feed carries whole texts; the items of the rest are blurbs, whose pages are read. The reports are
invented (`benchmarks.streams`). Each morning is a process of its own, offline, and its stages are timed where the
program calls them.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date as calendar_date
from html import escape
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from benchmarks.datasets import ROOT
from benchmarks.streams import Report, draw_reports
from benchmarks.tables import Row, print_table

if TYPE_CHECKING:
    from summarizer.fetching.cache import Cache

Result = TypeVar("Result")

FEEDS, ITEMS = 200, 20
MORNINGS = ("2026-11-16", "2026-11-17", "2026-11-18")
"""All is new, nothing is, a tenth is."""

FETCHED = f"{MORNINGS[0]}T05:00:00+00:00"
BLURB_WORDS = 40
CONFIG = """[daily]
title = "Morning brief"
archive = "archive.sqlite3"
zone = "UTC"

[deliver.files]
folder = "briefs"
forms = ["md", "html", "eml", "json"]

"""

STAGES: Mapping[str, tuple[str, ...]] = {
    "feeds": ("summarizer.fetching.visiting:check_feeds",),
    "items and pages": ("summarizer.fetching.items:read_items",),
    "what is unread": ("summarizer.daily:unread_articles",),
    "memory": (
        "summarizer.remembering.archive:Archive.told",
        "summarizer.remembering.archive:Archive.known_stories",
        "summarizer.remembering.archive:Archive.earlier_versions",
        "summarizer.remembering.archive:Archive.mentioned",
    ),
    "cleaning": ("summarizer.daily:clean_article", "summarizer.daily:drop_repeated_lines"),
    "grouping": ("summarizer.daily:group_articles",),
    "importance": ("summarizer.daily:weigh_stories",),
    "telling": ("summarizer.daily:tell_story",),
    "assembling": ("summarizer.daily:assemble_brief",),
    "rendering": ("summarizer.cli.daily:_Run._render",),
    "keeping": ("summarizer.remembering.archive:Archive.keep",),
    "delivering": ("summarizer.cli.daily:_Run._try",),
}
"""What a run spends its time on: stage → the functions that do it, none of which calls another's."""


# what is read


def write_cache(folder: Path, reports: Sequence[Report], feeds: int) -> list[str]:
    """Fill a cache with feeds, and the pages of those that carry blurbs; return the feeds' addresses."""
    from summarizer.fetching.cache import Cache

    cache = Cache(folder)
    urls = []
    for number in range(feeds):
        own, host = reports[number::feeds], f"http://paper-{number}.example"
        whole = number % 2 == 0
        urls.append(f"{host}/feed.xml")
        entries = "".join(_write_item(report, host, whole) for report in own)
        channel = f"<channel><title>Paper {number}</title>{entries}</channel>"
        _keep(
            cache, urls[-1], "application/rss+xml", f'<?xml version="1.0"?><rss version="2.0">{channel}</rss>'
        )
        for report in own if not whole else []:
            _keep(cache, f"{host}/{report.name}", "text/html; charset=utf-8", _write_page(report, number))
    return urls


def _keep(cache: Cache, url: str, media: str, text: str) -> None:
    from summarizer.fetching.records import Fetched

    cache.keep(Fetched(url, url, 200, {"content-type": media}, text.encode(), FETCHED))


def _write_item(report: Report, host: str, whole: bool) -> str:
    day = calendar_date.fromisoformat(report.day).strftime("%d %b %Y 06:00:00 +0000")
    text = "".join(f"<p>{escape(line)}</p>" for line in report.lines)
    blurb = " ".join(" ".join(report.lines).split()[:BLURB_WORDS])
    return (
        f"<item><title>{escape(_title(report))}</title><link>{host}/{report.name}</link>"
        f"<guid>{host}/{report.name}</guid><pubDate>{day}</pubDate>"
        f"<description>{escape(text if whole else blurb)}</description></item>"
    )


def _title(report: Report) -> str:
    return " ".join(report.lines[0].split()[:9])


def _write_page(report: Report, paper: int) -> str:
    text = "".join(f"<p>{escape(line)}</p>" for line in report.lines)
    menu = "".join(
        f'<li><a href="/{name}">{name}</a></li>' for name in ("news", "sport", "culture", "weather")
    )
    return (
        f"<html><head><title>{escape(_title(report))} | Paper {paper}</title></head><body><nav><ul>{menu}</ul></nav>"
        f"<article><h1>{escape(_title(report))}</h1>{text}</article><footer>Paper {paper}</footer></body></html>"
    )


# a morning


def run_morning(folder: Path, date: str) -> dict[str, float]:
    """Write the brief of a day in a process of its own; return seconds by stage, and memory in MB."""
    start = time.perf_counter()
    told = folder / "timed.json"
    told.unlink(missing_ok=True)
    command = [sys.executable, "-m", "benchmarks.daily", "--morning", date, "--folder", str(folder)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SUMMARIZER_")}
    environment |= {name: str(folder / "home") for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")}
    environment |= {"XDG_CACHE_HOME": str(folder / "cache"), "OPENBLAS_NUM_THREADS": "1"}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    found: dict[str, float] = json.loads(told.read_text(encoding="utf-8"))
    return {**found, "in all": time.perf_counter() - start}


def _time_morning(folder: Path, date: str) -> None:
    """Be that process."""
    from summarizer.cli.app import app

    seconds = _time_stages()
    start = time.process_time()
    try:
        app(["daily", "--config", str(folder / "summarizer.toml"), "--date", date, "--offline", "--quiet"])
    except SystemExit as end:
        if end.code not in (0, None):
            raise
    found = {"processor": time.process_time() - start}
    found["memory, MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    (folder / "timed.json").write_text(json.dumps({**seconds, **found}), encoding="utf-8")


def _time_stages() -> dict[str, float]:
    """Wrap the functions of `STAGES` and return where their seconds are added up."""
    seconds = dict.fromkeys(STAGES, 0.0)
    for stage, places in STAGES.items():
        for place in places:
            module, _, name = place.partition(":")
            owner: Any = import_module(module)
            *outer, name = name.split(".")
            for part in outer:
                owner = getattr(owner, part)
            setattr(owner, name, _timed(getattr(owner, name), stage, seconds))
    return seconds


def _timed(function: Callable[..., Result], stage: str, seconds: dict[str, float]) -> Callable[..., Result]:
    def timed(*given: object, **named: object) -> Result:
        start = time.perf_counter()
        try:
            return function(*given, **named)
        finally:
            seconds[stage] += time.perf_counter() - start

    return timed


def measure(feeds: int = FEEDS, items: int = ITEMS) -> list[Row]:
    """Return a row for each stage, with its seconds on each of `MORNINGS`."""
    reports = draw_reports(feeds * items, 1, latest=calendar_date.fromisoformat(MORNINGS[0]))
    later = draw_reports(feeds * items // 10, 1, seed=8, latest=calendar_date.fromisoformat(MORNINGS[2]))
    later = [replace(report, name=f"later-{report.name}") for report in later]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cache = folder / "cache" / "summarizer" / "fetched"
        urls = write_cache(cache, reports, feeds)
        tables = "".join(f'[[feeds]]\nurl = "{url}"\n' for url in urls)
        (folder / "summarizer.toml").write_text(CONFIG + tables, encoding="utf-8")
        mornings = {
            "all new": run_morning(folder, MORNINGS[0]),
            "nothing new": run_morning(folder, MORNINGS[1]),
        }
        write_cache(cache, [*later, *reports], feeds)
        mornings["a tenth new"] = run_morning(folder, MORNINGS[2])
    return [
        {"stage": stage, **{f"{name}, s": found[stage] for name, found in mornings.items()}}
        for stage in (*STAGES, "processor", "in all", "memory, MB")
    ]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Time the brief of every day.")
    parser.add_argument("--feeds", type=int, default=FEEDS)
    parser.add_argument("--items", type=int, default=ITEMS)
    parser.add_argument("--morning", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.morning:
        _time_morning(given.folder, given.morning)
    else:
        title = f"Daily: {given.feeds} feeds of {given.items} items, cached"
        print_table(title, measure(given.feeds, given.items))


if __name__ == "__main__":
    main()
