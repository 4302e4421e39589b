"""What was fetched, kept in a folder: bodies by the hash of their content, and a note for each address.

A note says which body an address gave and what the server said with it. Both are written whole or not at
all, and both are checked when they are read: what was damaged is dropped, and said so, as if it had never
been fetched.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from summarizer.fetching.records import Fetched

KEPT_HEADERS = ("content-type", "content-language", "content-location", "etag", "last-modified", "link")
VERSION = 1

KEPT_DAYS = 30
"""Days behind its last answer for which a copy is kept: twice as long as an article may join a story, so that
whatever a brief still speaks of can be read again offline."""

KEPT_BYTES = 2**30
"""The most that all copies may take. Thirty feeds with ten pages of 100 KB a day fill it in a month."""

WRITING_SECONDS = 3600
"""Seconds for which a file that is being written is let alone; an older one was left behind by a run that ended."""


class Cache:
    """A folder of what was fetched.

    Attributes:
        folder: where; made when something is first kept.
        notes: what was wrong with it, a sentence each.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.notes: list[str] = []
        self._lock = threading.Lock()

    def find(self, url: str) -> Fetched | None:
        """Return what an address gave the last time; None where that is not known."""
        path = self._note_path(url)
        try:
            note = json.loads(path.read_bytes())
            body_path = self._body_path(note["sha256"])
            body = body_path.read_bytes()
            found = _read_note(note, body)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            self._drop(path, f"the cache's note of {url} was damaged")
            return None
        if hashlib.sha256(body).hexdigest() != note["sha256"] or found.url != url:
            self._drop(body_path, f"the cache's copy of {url} was damaged")
            self._drop(path)
            return None
        return found

    def keep(self, fetched: Fetched) -> None:
        """Keep what was fetched. A full disk costs the copy, not the brief."""
        digest = hashlib.sha256(fetched.body).hexdigest()
        note = {
            "version": VERSION,
            "url": fetched.url,
            "final_url": fetched.final_url,
            "moved_to": fetched.moved_to,
            "headers": {name: fetched.headers[name] for name in KEPT_HEADERS if name in fetched.headers},
            "fetched_at": fetched.fetched_at,
            "sha256": digest,
        }
        try:
            body_path = self._body_path(digest)
            if not body_path.is_file() or body_path.stat().st_size != len(fetched.body):
                write_whole(body_path, fetched.body)
            text = json.dumps(note, ensure_ascii=False, indent=1)
            write_whole(self._note_path(fetched.url), text.encode("utf-8", "replace"))
        except OSError as error:
            self._note(f"the cache cannot be written: {error.strerror or error}")

    def renew(self, fetched: Fetched, when: str) -> Fetched:
        """Note that a copy was found unchanged at this time, and return it so."""
        renewed = replace(fetched, fetched_at=when)
        self.keep(renewed)
        return renewed

    def prune(self, now: datetime, days: int = KEPT_DAYS, most: int = KEPT_BYTES) -> int:
        """Forget what was not asked for lately, and return how many bodies went.

        Args:
            now: the time, with its zone.
            days: the longest that anything is kept behind its last answer.
            most: bytes of all bodies, with what was read from them; the oldest beyond that go.
        """
        dated = [(moment, path, digest) for path, moment, digest in self._list_notes(now)]
        wanted: set[str] = set()
        for moment, path, digest in sorted(dated, reverse=True):
            if digest not in wanted:
                most -= self._size_of(digest)
            if most < 0 or moment < now - timedelta(days=days):
                self._drop(path)
            else:
                wanted.add(digest)
        return self._drop_unwanted(wanted, now)

    def _list_notes(self, now: datetime) -> Iterator[tuple[Path, datetime, str]]:
        """Yield each note with the time of its answer and the hash of its body; drop those that are damaged."""
        for path in sorted(self.folder.glob("notes/*.json")):
            try:
                note = json.loads(path.read_bytes())
                moment, digest = datetime.fromisoformat(note["fetched_at"]), str(note["sha256"])
                yield path, moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo), digest
            except (OSError, ValueError, KeyError, TypeError):
                self._drop(path)

    def _size_of(self, digest: str) -> int:
        return sum(
            path.stat().st_size
            for folder in ("bodies", "readings")
            if (path := self.folder / folder / digest[:2] / digest).is_file()
        )

    def _drop_unwanted(self, wanted: set[str], now: datetime) -> int:
        gone = 0
        for path in sorted((*self.folder.glob("bodies/*/*"), *self.folder.glob("readings/*/*"))):
            if path.name not in wanted and not _is_written_now(path, now):
                self._drop(path)
                gone += path.parent.parent.name == "bodies" and path.suffix != ".part"
        for path in self.folder.glob("notes/.*.part"):
            if not _is_written_now(path, now):
                self._drop(path)
        return gone

    def _note_path(self, url: str) -> Path:
        return (
            self.folder / "notes" / f"{hashlib.sha256(url.encode('utf-8', 'surrogatepass')).hexdigest()}.json"
        )

    def _body_path(self, digest: str) -> Path:
        if len(digest) != 64 or not digest.isalnum():
            raise ValueError(digest)
        return self.folder / "bodies" / digest[:2] / digest

    def _drop(self, path: Path, reason: str = "") -> None:
        with suppress(OSError):
            path.unlink()
        if reason:
            self._note(f"{reason}; it was dropped")

    def _note(self, text: str) -> None:
        with self._lock:
            if text not in self.notes:
                self.notes.append(text)


def _is_written_now(path: Path, now: datetime) -> bool:
    try:
        return path.suffix == ".part" and now.timestamp() - path.stat().st_mtime < WRITING_SECONDS
    except OSError:  # gone already
        return False


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _read_note(note: Mapping[str, object], body: bytes) -> Fetched:
    if note["version"] != VERSION:
        raise ValueError(note["version"])
    headers = note["headers"]
    moved = note["moved_to"]
    if not isinstance(headers, dict) or not all(isinstance(value, str) for value in headers.values()):
        raise ValueError(headers)
    if not all(isinstance(note[key], str) for key in ("url", "final_url", "fetched_at")):
        raise ValueError(note)
    return Fetched(
        url=str(note["url"]),
        final_url=str(note["final_url"]),
        status=200,
        headers=headers,
        body=body,
        fetched_at=_moment(str(note["fetched_at"])).isoformat(),
        moved_to=None if moved is None else str(moved),
    )


def write_whole(path: Path, data: bytes) -> None:
    """Write a whole file at once: a reader sees the old one, the new one, or none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}.part")
    try:
        # Not forced to the disk: after a power cut the hash tells, and the page is fetched again.
        part.write_bytes(data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def default_cache_folder() -> Path:
    """Return the platform's place for caches of this program."""
    from platformdirs import user_cache_path

    return user_cache_path("summarizer", appauthor=False) / "fetched"
