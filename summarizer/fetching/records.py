"""What is asked of the web, what comes back, and within which limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["page", "feed", "robots"]
"""What is hoped for. Only pages obey robots.txt: a feed is published for programs, and the user named it."""

Fault: TypeAlias = Literal[
    "refused",  # an address that is not asked: private, another scheme, no address at all
    "robots",  # the site asks programs to stay away from it
    "unreachable",  # no such name, refused, broken off
    "timeout",
    "certificate",
    "redirects",
    "status",
    "gone",  # 410: it will not come back
    "busy",  # 429, or 503 with a time to come back
    "type",  # a picture, a film
    "size",
    "broken",  # cannot be unpacked
    "offline",
]

MAX_BYTES = 20 * 2**20
"""Of a body, packed and unpacked. The largest news pages with everything inlined come to 10 MB, feeds to 15."""

USUAL_DELAY = 1.0
"""Seconds between two requests to one host: a reader who clicks is no faster."""


@dataclass(frozen=True, slots=True)
class FetchConfig:
    """Within which limits the web is read.

    Attributes:
        offline: take everything from the cache, and open no connection.
        allow_private: whether addresses of this machine and of private networks may be asked.
        allowed_hosts: names, or "name:port", that may be asked although their address is private.
        cache_folder: where what was fetched is kept; None is the platform's place for caches.
        max_bytes: the most of a body.
        connect_seconds: the longest wait for a connection, and for a name to be looked up.
        read_seconds: the longest silence of a server.
        total_seconds: the longest time for one attempt, with its redirects: a server that sends drop by drop
            does not get more.
        redirects: the most that are followed.
        attempts: requests in all, where the first ones meet an error that may pass.
        first_pause: seconds before the second attempt; each further pause is twice as long.
        longest_pause: the longest that a server may ask to wait while others are fetched; who asks for more
            is asked again in a later run.
        host_delay: seconds between two requests to one host.
        own_delay: the same for this machine itself, by its number: it is nobody's whom we could be a burden to.
        workers: hosts that are asked at the same time.
        max_items: the newest items of a feed that a brief reads.
    """

    offline: bool = False
    allow_private: bool = False
    allowed_hosts: frozenset[str] = frozenset()
    cache_folder: Path | None = None
    max_bytes: int = MAX_BYTES
    connect_seconds: float = 10.0
    read_seconds: float = 20.0
    total_seconds: float = 60.0
    redirects: int = 5
    attempts: int = 3
    first_pause: float = 1.0
    longest_pause: float = 30.0
    host_delay: float = USUAL_DELAY
    own_delay: float = 0.0
    workers: int = 8
    max_items: int = 50


@dataclass(frozen=True, slots=True)
class Request:
    """What to fetch.

    Attributes:
        url: where it is.
        kind: what is hoped for there.
        etag: as the server sent it, quotes and all; with `last_modified` None, too, the cache's are sent.
        last_modified: as the server sent it.
        max_age: seconds for which the cache's copy is used without asking.
    """

    url: str
    kind: Kind = "page"
    etag: str | None = None
    last_modified: str | None = None
    max_age: float = 0.0


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server sent.

    Attributes:
        url: as it was asked for, without user name and password.
        final_url: where it was found.
        status: 200, or 304 where nothing has changed; the body is then the cache's, b"" where that has none.
        headers: names in lower case.
        body: unpacked.
        fetched_at: when, as ISO 8601 in UTC.
        moved_to: where it has moved for good.
    """

    url: str
    final_url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    fetched_at: str
    moved_to: str | None = None

    @property
    def etag(self) -> str | None:
        """The entity tag, as it came."""
        return self.headers.get("etag") or None

    @property
    def last_modified(self) -> str | None:
        """The time of the last change, as it came."""
        return self.headers.get("last-modified") or None

    @property
    def content_type(self) -> str:
        """The media type alone, in lower case."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


@dataclass(frozen=True, slots=True)
class FetchProblem:
    """Why nothing was fetched.

    Attributes:
        url: as it was asked for, without user name and password.
        reason: in words that read on from "left out because".
        fault: of which kind it is.
        status: what the server answered, where it did.
        retry_after: seconds that it asks to stay away.
    """

    url: str
    reason: str
    fault: Fault
    status: int | None = None
    retry_after: float | None = None


class FetchFailure(Exception):  # noqa: N818 — inside this package; callers get a `FetchProblem`
    """Ends a request. Never leaves `Client`.

    Attributes:
        may_pass: whether it is worth trying again at once.
    """

    def __init__(
        self,
        reason: str,
        fault: Fault,
        *,
        status: int | None = None,
        retry_after: float | None = None,
        may_pass: bool = False,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.fault: Fault = fault
        self.status = status
        self.retry_after = retry_after
        self.may_pass = may_pass

    def as_problem(self, url: str) -> FetchProblem:
        """Return what callers get."""
        return FetchProblem(url, self.reason, self.fault, self.status, self.retry_after)


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is known of a feed between two runs. Kept by whoever calls; a dictionary for JSON and back.

    Attributes:
        url: as the user named it.
        title: what it called itself when it was last read.
        moved_to: where it has moved for good; asked instead.
        etag: as the server sent it.
        last_modified: as the server sent it.
        error: what was wrong the last time, or None.
        error_kind: "reach" where it could not be fetched, "content" where what came was no feed. An answer that
            nothing has changed ends the first and not the second.
        failures: how many times in a row.
        gone: whether the server said that it will not come back; it is not asked again.
        not_before: the ISO 8601 time before which the server asks not to be asked.
    """

    url: str
    title: str | None = None
    moved_to: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    error: str | None = None
    error_kind: Literal["reach", "content"] | None = None
    failures: int = 0
    gone: bool = False
    not_before: str | None = None

    def as_dict(self) -> dict[str, object]:
        """Return it for JSON."""
        from dataclasses import asdict

        return asdict(self)

    @classmethod
    def from_dict(cls, values: Mapping[str, object]) -> FeedState:
        """Return it from what `as_dict` gave; unknown keys, of a later version, are passed over."""
        from dataclasses import fields

        known = {f.name for f in fields(cls)}
        return cls(**{key: value for key, value in values.items() if key in known})  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One item of a feed.

    Attributes:
        id: what the feed calls it; else its address, else derived from its words.
        url: the page that it announces.
        published: ISO 8601 in UTC, or None: an undated item is kept, and `is_dated` says so.
        updated: when it was last changed, likewise.
        html: its fullest text as the feed has it: markup that nobody has cleaned. None where it is plain text.
        text: the same as plain text, paragraphs separated by blank lines.
        publisher: whom the feed names as the source; None where it is the feed's own.
        language: a two-letter code.
    """

    id: str
    url: str | None
    title: str | None
    text: str
    published: str | None = None
    updated: str | None = None
    author: str | None = None
    html: str | None = None
    publisher: str | None = None
    language: str | None = None

    @property
    def is_dated(self) -> bool:
        """Whether the feed says when it was published, or at least when it was last changed."""
        return (self.published or self.updated) is not None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that was read.

    Attributes:
        url: where it was found.
        form: "rss20", "atom10", "json11", …; "" where it does not say.
        site: the address of the pages that it belongs to.
        items: in the feed's order.
        notes: what was wrong with it although it could be read.
    """

    url: str
    form: str
    title: str | None = None
    site: str | None = None
    language: str | None = None
    items: tuple[FeedItem, ...] = ()
    notes: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class FeedCheck:
    """What came of asking for a feed.

    Attributes:
        state: what to keep for the next time.
        feed: what it holds; None where it could not be read, or nothing has changed and no copy is at hand.
        problem: why it could not be fetched or read, now or (where nothing has changed since) earlier.
    """

    state: FeedState
    feed: Feed | None = None
    problem: str | None = None
