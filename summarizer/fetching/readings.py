"""Keeps what was read from a page or a feed beside its bytes: while they stay the same, it is not read again.

Every morning most of what feeds name is what they named yesterday. Taking a page's article out of its markup costs
ten times what all the other stages do with it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import Any

from summarizer.fetching.cache import write_whole
from summarizer.fetching.records import Feed, FeedItem, Fetched
from summarizer.records import Article

READERS = ("trafilatura", "lxml", "feedparser")
"""Packages on which it depends what is read."""

SAID = ("content-type", "content-language", "content-location")
"""Headers on which it depends."""


class Readings:
    """What was read, by the hash of the bytes that it was read from.

    A note that is damaged, or that other code wrote, counts as none.
    """

    def __init__(self, folder: Path) -> None:
        """Open those of a cache's folder."""
        self.folder = folder / "readings"

    def find_article(self, fetched: Fetched, origin: str) -> Article | None:
        """Return the article that was read from a page; None where it was not read yet."""
        found = self._find(fetched, ("page", origin))
        return _unpack_article(found) if found else None

    def keep_article(self, fetched: Fetched, origin: str, article: Article) -> None:
        """Keep the article that was read from a page."""
        self._keep(fetched, ("page", origin), asdict(article))

    def find_feed(self, fetched: Fetched) -> Feed | None:
        """Return the feed that was read; None where it was not read yet."""
        found = self._find(fetched, ("feed",))
        return _unpack_feed(found) if found else None

    def keep_feed(self, fetched: Fetched, feed: Feed) -> None:
        """Keep the feed that was read."""
        self._keep(fetched, ("feed",), asdict(feed))

    def _find(self, fetched: Fetched, kind: Sequence[str]) -> dict[str, Any] | None:
        try:
            digest, _, text = self._path(fetched).read_bytes().partition(b"\n")
        except OSError:
            return None
        if hashlib.sha256(text).hexdigest().encode() != digest:
            return None
        note = json.loads(text)
        return note["read"] if note["of"] == _describe(fetched, kind) else None

    def _keep(self, fetched: Fetched, kind: Sequence[str], read: Mapping[str, Any]) -> None:
        note = {"of": _describe(fetched, kind), "read": read}
        text = json.dumps(note, sort_keys=True).encode()
        with suppress(OSError):  # a full disk costs time, not the brief
            write_whole(self._path(fetched), hashlib.sha256(text).hexdigest().encode() + b"\n" + text)

    def _path(self, fetched: Fetched) -> Path:
        digest = hashlib.sha256(fetched.body).hexdigest()
        return self.folder / digest[:2] / digest


def _describe(fetched: Fetched, kind: Sequence[str]) -> list[str]:
    """Return all that a reading depends on besides the bytes."""
    said = [f"{name}: {fetched.headers.get(name)}" for name in SAID]
    return [*kind, fetched.url, fetched.final_url, *said, _name_readers()]


@cache
def _name_readers() -> str:
    """Return what names the code that reads: another release, or another line of it, may read otherwise."""
    digest = hashlib.sha256()
    package = files("summarizer")
    for folder in ("reading", "fetching"):
        for file in sorted(package.joinpath(folder).iterdir(), key=lambda one: one.name):
            if file.name.endswith(".py"):
                digest.update(file.read_bytes())
    digest.update(package.joinpath("records.py").read_bytes())
    for name in READERS:
        with suppress(PackageNotFoundError):
            digest.update(f"{name} {version(name)}".encode())
    return digest.hexdigest()


def _unpack_article(values: Mapping[str, Any]) -> Article:
    kept = values["kept"]
    spans = None if kept is None else tuple((start, end) for start, end in kept)
    lists = {name: tuple(values[name]) for name in ("pages", "labels")}
    return Article(**{**values, **lists, "kept": spans})


def _unpack_feed(values: Mapping[str, Any]) -> Feed:
    items = tuple(FeedItem(**item) for item in values["items"])
    return Feed(**{**values, "items": items, "notes": tuple(values["notes"])})
