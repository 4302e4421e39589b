"""One request after another, within all limits: addresses, time, size, redirects, robots.txt, politeness.

`Client.fetch` never raises for what a server, a network or an address does: it returns a `FetchProblem`.
"""

from __future__ import annotations

import queue
import re
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from itertools import count
from typing import TYPE_CHECKING, TypeAlias

from summarizer.fetching.addresses import hide_credentials, is_this_machine, parse_url, resolve_host
from summarizer.fetching.bodies import ACCEPTED, Body
from summarizer.fetching.cache import Cache, default_cache_folder
from summarizer.fetching.politeness import MAX_ROBOTS_BYTES, ROBOTS_AGE, Robots, Turns
from summarizer.fetching.records import FetchConfig, Fetched, FetchFailure, FetchProblem, Kind, Request
from summarizer.fetching.wording import Translated, explain_status, name_unreadable, show_wait

if TYPE_CHECKING:
    import httpx

_Origin: TypeAlias = tuple[str, str, int | None]

DISTRIBUTION = "multisource-summarizer"

ACCEPT: dict[Kind, str] = {
    "page": "text/html, application/xhtml+xml, application/pdf;q=0.8, text/*;q=0.8, */*;q=0.5",
    "feed": "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, "
    "text/xml;q=0.9, */*;q=0.5",
    "robots": "text/plain, */*;q=0.5",
}

MOVED_FOR_GOOD = (301, 308)
REDIRECTS = (301, 302, 303, 307, 308)
BUSY = (429, 503)


@dataclass(frozen=True, slots=True)
class _Hop:
    """One request and the head of its answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class _Budget:
    """The time that one attempt may take, over all its redirects; waits for a turn are not counted."""

    def __init__(self, seconds: float) -> None:
        self.left = seconds
        self._start = 0.0

    def __enter__(self) -> None:
        self._start = time.monotonic()

    def __exit__(self, *_raised: object) -> None:
        self.left -= time.monotonic() - self._start


@cache
def user_agent() -> str:
    """Return how we introduce ourselves: the program, its version, and where to read about it."""
    from importlib.metadata import PackageNotFoundError, metadata

    from summarizer import __version__

    try:
        urls = metadata(DISTRIBUTION).get_all("Project-URL") or []
    except PackageNotFoundError:
        urls = []
    homes = [address.strip() for _label, _comma, address in (entry.partition(",") for entry in urls)]
    return f"{DISTRIBUTION}/{__version__}" + (f" (+{homes[0]})" if homes else "")


class Client:
    """Reads the web. One of it serves a whole run, so that it knows whom it has asked when.

    Attributes:
        config: the limits.
        cache: what was fetched before.
    """

    def __init__(
        self,
        config: FetchConfig | None = None,
        *,
        tls: ssl.SSLContext | None = None,
        sleep: Callable[[float], object] | None = None,
        now: Callable[[], datetime] | None = None,
    ) -> None:
        """Prepare, without touching network or disk.

        Args:
            config: the limits.
            tls: whom to trust; by default the authorities that browsers trust.
            sleep: waits so many seconds; by default a wait that `stop` ends.
            now: the time in UTC.
        """
        self.config = config or FetchConfig()
        self.cache = Cache(self.config.cache_folder or default_cache_folder())
        self._stopped = threading.Event()
        self._sleep = self._stopped.wait if sleep is None else sleep
        self._now = now if now is not None else lambda: datetime.now(UTC)
        self._tls = tls
        self._tls_lock = threading.Lock()
        self._turns = Turns(self._sleep)
        self._robots = Robots(DISTRIBUTION, self._fetch_robots)

    def stop(self) -> None:
        """End all waits, and ask nobody any more."""
        self._stopped.set()

    @property
    def time(self) -> datetime:
        """The time in UTC, by this client's clock."""
        return self._now()

    def fetch(self, request: Request | str) -> Fetched | FetchProblem:
        """Fetch one address. Returns what came, or why nothing did."""
        request = Request(request) if isinstance(request, str) else request
        shown = hide_credentials(request.url)
        try:
            return self._fetch(request, shown)
        except FetchFailure as failure:
            return failure.as_problem(shown)

    def fetch_all(self, requests: Sequence[Request]) -> list[Fetched | FetchProblem]:
        """Fetch many addresses, several hosts at a time, and return the outcomes in the order of the requests."""
        results: dict[int, Fetched | FetchProblem] = {}
        waiting: queue.SimpleQueue[list[int]] = queue.SimpleQueue()
        groups = _group_by_host(requests)
        for group in groups:
            waiting.put(group)

        def work() -> None:
            while not self._stopped.is_set():
                try:
                    group = waiting.get_nowait()
                except queue.Empty:
                    return
                for index in group:
                    results[index] = self._fetch_surely(requests[index])

        # Daemons, so that Ctrl-C need not wait for a server that is silent.
        threads = [
            threading.Thread(target=work, daemon=True) for _ in range(min(self.config.workers, len(groups)))
        ]
        try:
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        except BaseException:
            self.stop()
            raise
        stopped = FetchFailure("there was no time left", "timeout")
        return [
            results.get(index) or stopped.as_problem(hide_credentials(request.url))
            for index, request in enumerate(requests)
        ]

    def _fetch_surely(self, request: Request) -> Fetched | FetchProblem:
        """Fetch in a thread, where an exception that nobody foresaw would lose a source without a word."""
        try:
            return self.fetch(request)
        except Exception as error:
            reason = f"fetching it failed in an unforeseen way ({type(error).__name__}: {error})"
            return FetchProblem(hide_credentials(request.url), reason, "broken")

    # one address, with the cache and several attempts

    def _fetch(self, request: Request, shown: str) -> Fetched:
        url = parse_url(request.url)
        kept = self.cache.find(shown)
        if kept and (self.config.offline or self._is_fresh(kept, request.max_age)):
            return kept
        if self.config.offline:
            raise FetchFailure("it is not in the cache, and offline nothing is fetched", "offline")
        for attempt in count(1):
            try:
                return self._attempt(url, request, kept, shown)
            except FetchFailure as failure:
                pause = self._pause_before(attempt, failure)
                if pause is None:
                    if attempt > 1 and failure.may_pass:
                        failure.reason += f" ({attempt} attempts)"
                    raise
                self._sleep(pause)
        raise AssertionError("unreachable")

    def _is_fresh(self, kept: Fetched, max_age: float) -> bool:
        age = (self._now() - datetime.fromisoformat(kept.fetched_at)).total_seconds()
        return 0 <= age < max_age

    def _pause_before(self, attempt: int, failure: FetchFailure) -> float | None:
        """Return the seconds to wait before another attempt; None where there is to be none."""
        if not failure.may_pass or attempt >= self.config.attempts or self._stopped.is_set():
            return None
        if failure.retry_after is None:
            return float(self.config.first_pause * 2 ** (attempt - 1))
        return failure.retry_after if failure.retry_after <= self.config.longest_pause else None

    def _attempt(self, url: httpx.URL, request: Request, kept: Fetched | None, shown: str) -> Fetched:
        extra = _conditions(request, kept)
        found_at = _origin(parse_url(kept.final_url)) if kept else None
        final, hop, moved = self._follow(url, request.kind, extra, found_at)
        when = self._now().isoformat(timespec="seconds")
        if hop.status == 304 and not extra:
            raise FetchFailure(
                "its server says that nothing has changed, to a first question", "status", status=304
            )
        if hop.status == 304:
            if kept and not request.etag and not request.last_modified:
                return self.cache.renew(replace(kept, status=304, moved_to=moved), when)
            body = kept.body if kept else b""
            headers = {**(kept.headers if kept else {}), **hop.headers}
            return Fetched(shown, _show(final), 304, headers, body, when, moved)
        fetched = Fetched(shown, _show(final), hop.status, hop.headers, hop.body, when, moved)
        self.cache.keep(fetched)
        return fetched

    # one attempt: from redirect to redirect

    def _follow(
        self, url: httpx.URL, kind: Kind, extra: Mapping[str, str], found_at: _Origin | None
    ) -> tuple[httpx.URL, _Hop, str | None]:
        """Return where an address leads, what is there, and where it has moved for good.

        Args:
            url: the address.
            kind: what is hoped for.
            extra: headers that ask for what has changed.
            found_at: who sent what these headers name, where that was not the address's own server.
        """
        seen = {str(url)}
        start, moved, for_good = url, None, True
        budget = _Budget(self.config.total_seconds)
        while True:
            # Conditions and passwords are for whom they came from, not for wherever it leads.
            same = _origin(url) == _origin(start)
            known = same or _origin(url) == found_at
            headers = _headers(url, kind, extra if known else {}, start.userinfo if same else b"")
            hop = self._ask(url, kind, headers, budget)
            if hop.status not in REDIRECTS:
                self._judge_status(hop)
                return url, hop, moved
            url = _next_url(url, hop.headers.get("location", ""))
            for_good = for_good and hop.status in MOVED_FOR_GOOD
            moved = _show(url) if for_good else moved
            if str(url) in seen:
                raise FetchFailure("it redirects in a circle", "redirects")
            seen.add(str(url))
            if len(seen) > self.config.redirects + 1:
                raise FetchFailure(f"it redirects more than {self.config.redirects} times", "redirects")

    def _ask(self, url: httpx.URL, kind: Kind, headers: list[tuple[bytes, bytes]], budget: _Budget) -> _Hop:
        delay = 0.0
        if kind != "robots":
            delay = self.config.own_delay if is_this_machine(url.host) else self.config.host_delay
        if kind == "page":
            if refusal := self._robots.refusal(url):
                raise FetchFailure(refusal, "robots")
            delay = self._robots.delay(url, delay)
        with self._turns.take(url.host, delay):
            if self._stopped.is_set():
                raise FetchFailure("there was no time left", "timeout")
            with Translated(url.host), budget:
                return self._send(url, kind, headers, budget.left)

    def _send(self, url: httpx.URL, kind: Kind, headers: list[tuple[bytes, bytes]], seconds: float) -> _Hop:
        import httpcore
        import httpx

        from summarizer.fetching.connecting import Deadline, PinnedBackend

        config = self.config
        backend = PinnedBackend(resolve_host(url, config), Deadline.after(seconds))
        place = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        waits = {"connect": config.connect_seconds, "read": config.read_seconds, "write": config.read_seconds}
        with (
            httpcore.ConnectionPool(ssl_context=self._trust(), network_backend=backend) as pool,
            pool.stream("GET", place, headers=headers, extensions={"timeout": waits}) as answer,
        ):
            fields = {name.lower(): value for name, value in httpx.Headers(answer.headers).items()}
            body = b""
            if answer.status == 200:
                body = self._receive(answer.iter_stream(), fields, kind)
            return _Hop(answer.status, fields, body)

    def _receive(self, parts: Iterator[bytes], headers: Mapping[str, str], kind: Kind) -> bytes:
        if reason := name_unreadable(headers):
            raise FetchFailure(reason, "type")
        limit = MAX_ROBOTS_BYTES if kind == "robots" else self.config.max_bytes
        body = Body(headers.get("content-encoding", ""), limit)
        declared = headers.get("content-length", "")
        if declared.isdigit() and int(declared) > limit:
            body.refuse_size()
        for part in parts:
            body.add(part)
        return body.finish()

    def _judge_status(self, hop: _Hop) -> None:
        """Raise what an answer means that is neither a body nor "not modified"."""
        status = hop.status
        if status in (200, 304):
            return
        if status == 410:
            raise FetchFailure("it is gone for good, says its server (status 410)", "gone", status=status)
        if status in BUSY:
            wait = self._retry_after(hop.headers)
            if status == 429 or wait is not None:
                asked = f", and asks to come back {show_wait(wait)}" if wait else ""
                reason = f"its server is asked too often or is busy (status {status}){asked}"
                raise FetchFailure(reason, "busy", status=status, retry_after=wait, may_pass=True)
        reason = explain_status(status)
        raise FetchFailure(reason, "status", status=status, may_pass=status in (500, 502, 503, 504))

    def _retry_after(self, headers: Mapping[str, str]) -> float | None:
        """Return the seconds that a server asks to wait, from a number or from a date beside its own clock."""
        value = headers.get("retry-after", "").strip()
        if re.fullmatch(r"\d{1,9}", value):
            return float(value)
        try:
            until = parsedate_to_datetime(value)
            date = headers.get("date")
            start = parsedate_to_datetime(date) if date else self._now()
            return max(0.0, (until - start).total_seconds())
        except (TypeError, ValueError, IndexError):
            return None

    def _trust(self) -> ssl.SSLContext:
        with self._tls_lock:
            if self._tls is None:
                import httpx

                self._tls = httpx.create_ssl_context()
            return self._tls

    def _fetch_robots(self, url: str) -> Fetched | FetchProblem:
        return self.fetch(Request(url, kind="robots", max_age=ROBOTS_AGE))


def _group_by_host(requests: Sequence[Request]) -> list[list[int]]:
    groups: dict[str, list[int]] = {}
    for index, request in enumerate(requests):
        host = re.match(r"\w+://(?:[^/?#@]*@)?([^/?#:]*)", request.url.strip())
        groups.setdefault(host[1].lower() if host else "", []).append(index)
    return list(groups.values())


def _conditions(request: Request, kept: Fetched | None) -> dict[str, str]:
    """Return the headers that ask only for what has changed, with the server's own words."""
    etag, modified = request.etag, request.last_modified
    if not etag and not modified and kept:
        etag, modified = kept.etag, kept.last_modified
    found = {"If-None-Match": etag, "If-Modified-Since": modified}
    return {name: value for name, value in found.items() if value}


def _headers(
    url: httpx.URL, kind: Kind, extra: Mapping[str, str], userinfo: bytes
) -> list[tuple[bytes, bytes]]:
    import base64
    from urllib.parse import unquote_to_bytes

    fields = {
        "Host": url.netloc.decode("ascii"),
        "User-Agent": user_agent(),
        "Accept": ACCEPT[kind],
        "Accept-Encoding": ACCEPTED,
        "Connection": "close",
        **extra,
    }
    if userinfo:
        token = base64.b64encode(unquote_to_bytes(userinfo)).decode("ascii")
        fields["Authorization"] = f"Basic {token}"
    return [(name.encode("ascii"), value.encode("latin-1", "replace")) for name, value in fields.items()]


def _origin(url: httpx.URL) -> _Origin:
    return url.scheme, url.host, url.port


def _show(url: httpx.URL) -> str:
    return str(url.copy_with(userinfo=b"", fragment=None))


def _next_url(url: httpx.URL, location: str) -> httpx.URL:
    import httpx

    if not location.strip():
        raise FetchFailure("it redirects without saying where to", "redirects")
    try:
        target = str(url.copy_with(userinfo=b"").join(location.strip()))
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchFailure("it redirects to what is no usable address", "redirects") from error
    try:
        return parse_url(target)
    except FetchFailure as failure:
        raise FetchFailure(f"it redirects to {target[:100]}: {failure.reason}", "refused") from failure
