"""Feeds and lists of feeds from test suites: whether all that feedparser reads of them is read here too.

    python -m benchmarks.feeds

A file counts where feedparser finds items in it. Compared are how many items there are and how many of them have a
title, a link and a date; what is not the same is listed with the reason. Lists in OPML are read, written and read
again; a malformed one has to end in an error, or say that it was read in part.
"""

from __future__ import annotations

import io
import re
import time
import warnings
from collections import Counter
from dataclasses import dataclass, fields
from typing import Any

from benchmarks.datasets import read_archive, shared_path
from benchmarks.tables import Row, print_table
from summarizer.errors import SourceError
from summarizer.fetching.feeds import EARLIEST_YEAR, parse_feed
from summarizer.fetching.opml import read_opml, write_opml
from summarizer.fetching.records import Feed

ADDRESS = "http://127.0.0.1:8097/feed"
"""Where the feeds are said to lie: links in them are seen from here."""


@dataclass(frozen=True, slots=True)
class Found:
    """How many items a reader finds in a feed, and how many of them have a title, a link and a date."""

    items: int
    titles: int
    links: int
    dates: int


def headers_of(data: bytes) -> dict[str, str]:
    """Return the header that a test file says its server sends."""
    told = re.search(rb"Header:\s*Content-type:\s*(.*)", data, re.IGNORECASE)
    return {"content-type": told[1].decode("latin-1").strip()} if told else {}


def read_theirs(data: bytes) -> Any:  # noqa: ANN401
    """Return what feedparser makes of a feed; it has no types."""
    import feedparser

    headers = {**headers_of(data), "content-location": ADDRESS}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return feedparser.parse(io.BytesIO(data), response_headers=headers)


def count_theirs(found: Any) -> Found:  # noqa: ANN401
    """Count what feedparser found."""
    entries = found.entries
    return Found(
        len(entries),
        sum(bool(entry.get("title")) for entry in entries),
        sum(bool(entry.get("link")) for entry in entries),
        sum(any(dict.get(entry, f"{name}_parsed") for name in DATES) for entry in entries),
    )


DATES = ("published", "updated", "created")


def count_ours(feed: Feed) -> Found:
    """Count what we found."""
    items = feed.items
    return Found(
        len(items),
        sum(bool(item.title) for item in items),
        sum(bool(item.url) for item in items),
        sum(bool(item.published or item.updated) for item in items),
    )


def explain_difference(theirs: Any, ours: Feed) -> str:  # noqa: ANN401
    """Return why we have less of something than feedparser, or "unexplained"."""
    reasons = []
    for entry, item in zip(theirs.entries, ours.items, strict=True):
        if entry.get("link") and not item.url:
            web = re.match(r"https?://[^\s/<>\"]+(?:/[^\s<>\"]*)?$", entry.link, re.IGNORECASE)
            reasons.append("unexplained" if web else f"no address of the web: {entry.link[:40]}")
        if entry.get("title") and not item.title:
            words = re.sub(r"<[^>]*>", "", entry.title).strip()
            reasons.append("unexplained" if words else "a title without words")
        dates = [date for name in DATES if (date := dict.get(entry, f"{name}_parsed"))]
        if dates and not (item.published or item.updated):
            early = all(date.tm_year < EARLIEST_YEAR for date in dates)
            reasons.append(f"a date before {EARLIEST_YEAR}" if early else "unexplained")
    return "; ".join(dict.fromkeys(reasons))


def measure_feeds() -> list[Row]:
    """Return the counts of all feeds, and a line for each kind of difference.

    Raises:
        DataMissing: where the feeds are not on this machine.
    """
    total: Counter[str] = Counter()
    differing: Counter[str] = Counter()
    names: dict[str, str] = {}
    slowest = (0.0, "")
    for name, data in read_archive(shared_path("feeds", "feedparser.tar.gz")):
        theirs = read_theirs(data)
        started = time.perf_counter()
        try:
            ours: Feed | None = parse_feed(data, ADDRESS, headers_of(data))
        except SourceError:
            ours = None
        slowest = max(slowest, (time.perf_counter() - started, name.rpartition("/")[2]))
        total["files"] += 1
        if not theirs.entries:
            total["without items by feedparser"] += 1
            total["of these with items by us"] += bool(ours and ours.items)
            continue
        total["with items by feedparser"] += 1
        reason = compare(theirs, ours)
        total["of these read alike"] += not reason
        if reason:
            differing[reason] += 1
            names.setdefault(reason, name.removeprefix("feedparser/tests/"))
    rows: list[Row] = [{"what": what, "count": count} for what, count in total.items()]
    rows += [
        {"what": f"differs: {reason}", "count": n, "for example": names[reason]}
        for reason, n in sorted(differing.items())
    ]
    return [*rows, {"what": f"slowest, ms: {slowest[1]}", "count": round(1000 * slowest[0])}]


def compare(theirs: Any, ours: Feed | None) -> str:  # noqa: ANN401
    """Return what we lack of what feedparser found, and why; "" where we lack nothing."""
    if ours is None:
        return "refused"
    wanted, found = count_theirs(theirs), count_ours(ours)
    if wanted.items != found.items:
        return "another number of items"
    lacking = [one.name for one in fields(Found) if getattr(found, one.name) < getattr(wanted, one.name)]
    return f"{' and '.join(lacking)} ({explain_difference(theirs, ours)})" if lacking else ""


def measure_lists() -> list[Row]:
    """Return what comes of lists in OPML.

    Raises:
        DataMissing: where they are not on this machine.
    """
    total: Counter[str] = Counter()
    for name, data in read_archive(shared_path("feeds", "opml.tar.gz")):
        if not name.endswith(("xml", "opml")):
            continue
        kind = "malformed" if "/malformed/" in name else "well formed"
        try:
            outline = read_opml(data, name)
        except SourceError as error:
            total[f"{kind}: refused ({str(error).partition(':')[0]})"] += 1
            continue
        again = read_opml(write_opml(outline.feeds).encode(), name)
        same = sorted(again.feeds, key=str) == sorted(outline.feeds, key=str)
        part = "read in part, and it is said" if outline.notes else "read whole"
        total[f"{kind}: {part}"] += 1
        total[f"{kind}: the same feeds after writing and reading" if same else "changed on the way"] += 1
        total["feeds listed"] += len(outline.feeds)
    return [{"what": what, "count": count} for what, count in sorted(total.items())]


def measure() -> list[Row]:
    """Return both tables as one.

    Raises:
        DataMissing: where the files are not on this machine.
    """
    return [*measure_feeds(), *({**row, "what": f"OPML, {row['what']}"} for row in measure_lists())]


if __name__ == "__main__":
    print_table("Feeds from the test suite of feedparser", measure_feeds())
    print_table("Lists of feeds from the test suite of an OPML library", measure_lists())
