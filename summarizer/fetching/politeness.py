"""Being a good guest: one request at a time to a host, a pause between them, and robots.txt."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.robotparser import RobotFileParser

from summarizer.fetching.records import Fetched, FetchProblem

if TYPE_CHECKING:
    import httpx

MAX_ROBOTS_BYTES = 500 * 1024
"""What RFC 9309 asks to be read of it at least, and no more than that."""

ROBOTS_AGE = 86_400.0
"""Seconds for which a robots.txt holds, by RFC 9309."""

LONGEST_CRAWL_DELAY = 10.0
"""Seconds. Sites that ask for more mean programs that read all of them; we read a page or two."""


@dataclass
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0


class Turns:
    """Keeps requests to one host apart, across all threads."""

    def __init__(self, sleep: Callable[[float], object]) -> None:
        self._sleep = sleep
        self._hosts: dict[str, _Host] = {}
        self._guard = threading.Lock()

    @contextmanager
    def take(self, host: str, delay: float) -> Iterator[None]:
        """Wait for a turn at a host; the next one comes so many seconds after the end of this.

        Args:
            host: its name.
            delay: seconds; 0 for what should not keep the next one waiting.
        """
        with self._guard:
            entry = self._hosts.setdefault(host, _Host())
        with entry.lock:
            wait = entry.free_at - time.monotonic()
            if wait > 0:
                self._sleep(wait)
            try:
                yield
            finally:
                entry.free_at = time.monotonic() + delay


@dataclass(frozen=True, slots=True)
class _Rules:
    parser: RobotFileParser | None = None
    trouble: str | None = None


class Robots:
    """What sites ask of programs, each robots.txt read once."""

    def __init__(self, agent: str, fetch: Callable[[str], Fetched | FetchProblem]) -> None:
        """Prepare.

        Args:
            agent: the name by which robots.txt may call us.
            fetch: fetches a robots.txt.
        """
        self._agent = agent
        self._fetch = fetch
        self._rules: dict[str, _Rules] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._guard = threading.Lock()

    def refusal(self, url: httpx.URL) -> str | None:
        """Return why a page should be left alone; None where nothing speaks against it."""
        rules = self._rules_of(url)
        if rules.trouble:
            return rules.trouble
        if rules.parser and not rules.parser.can_fetch(self._agent, str(url)):
            return "its site asks programs not to read it (robots.txt): save the page and give the file"
        return None

    def delay(self, url: httpx.URL, usual: float) -> float:
        """Return the seconds between two requests: what the site asks for, within reason."""
        parser = self._rules_of(url).parser
        asked = parser.crawl_delay(self._agent) if parser else None
        try:
            return max(usual, min(float(asked or 0), LONGEST_CRAWL_DELAY))
        except ValueError:
            return usual

    def _rules_of(self, url: httpx.URL) -> _Rules:
        place = str(url.copy_with(raw_path=b"/robots.txt", userinfo=b""))
        with self._guard:
            lock = self._locks.setdefault(place, threading.Lock())
        with lock:
            if place not in self._rules:
                self._rules[place] = self._read(place)
            return self._rules[place]

    def _read(self, place: str) -> _Rules:
        found = self._fetch(place)
        if isinstance(found, FetchProblem):
            # A site without rules may be read. One whose server fails may have rules that we cannot see.
            if (found.status or 0) >= 500 or found.fault == "busy":
                return _Rules(trouble=f"its site's robots.txt cannot be read now ({found.reason})")
            return _Rules()
        parser = RobotFileParser(place)
        parser.parse(
            found.body[:MAX_ROBOTS_BYTES].decode("utf-8", "replace").removeprefix("\ufeff").splitlines()
        )
        return _Rules(parser)
