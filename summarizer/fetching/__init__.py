"""Reads the web: pages, feeds and mailboxes, politely, within limits, and never where it should not go.

The parts, in the order in which they are used: `addresses` (what may be asked), `client` (asking), `cache`,
`feeds` and `visiting` (feeds between two runs), `items` (articles out of all that), `opml`, `subscriptions`
(the user's feeds) and `mailbox`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from summarizer.errors import SourceError
from summarizer.fetching.records import FetchConfig as FetchConfig
from summarizer.fetching.records import Fetched, FetchProblem, Request
from summarizer.records import Article, Omission

if TYPE_CHECKING:
    from summarizer.fetching.client import Client

_FEED_SCHEME = re.compile(r"feed:(?://)?(?=https?:)|feed:(?=//)", re.IGNORECASE)
_FEED_PLACE = re.compile(
    r"(?:^|/)(?:feeds?|rss|atom)(?:[/?.]|$)|\.(?:rss|atom|rdf|xml)(?:$|\?)|[?&](?:feed|format)=(?:rss|atom|json|feed)",
    re.IGNORECASE,
)
"""In the part of an address behind its host: where the feeds of the common programs lie."""


def read_addresses(
    urls: Sequence[str], config: FetchConfig | None = None, client: Client | None = None
) -> dict[str, list[Article | Omission]]:
    """Return the articles at each address, and why there are none: pages, feeds, PDFs and all that can be read.

    Args:
        urls: http and https addresses; "feed:" before one says that it is a feed.
        config: the limits; left out where a client is given.
        client: who asks.
    """
    from summarizer.fetching.client import Client

    client = client or Client(config)
    requests = [make_request(url) for url in urls]
    answers = client.fetch_all(requests)
    found = {url: _read_answer(client, answer) for url, answer in zip(urls, answers, strict=True)}
    for note in client.cache.notes:
        if urls:
            found[urls[-1]].append(Omission("fetching", "cache", note))
    return found


def make_request(spec: str) -> Request:
    """Return what to ask for. What is called a feed, or lies where feeds lie, is asked for as one."""
    from summarizer.fetching.visiting import FEED_AGE

    url = _FEED_SCHEME.sub("", spec.strip(), count=1)
    if url.startswith("//"):
        url = f"http:{url}"
    if url != spec.strip() or _FEED_PLACE.search(re.sub(r"^\w+://[^/]*", "", url)):
        return Request(url, "feed", max_age=FEED_AGE)
    return Request(url, "page")


def _read_answer(client: Client, answer: Fetched | FetchProblem) -> list[Article | Omission]:
    from summarizer.fetching.feeds import looks_like_feed
    from summarizer.fetching.items import read_feed_articles, read_page_articles
    from summarizer.fetching.visiting import read_feed

    if isinstance(answer, FetchProblem):
        return [Omission("reading", answer.url, answer.reason)]
    try:
        if looks_like_feed(answer.body):
            return read_feed_articles(client, read_feed(answer))
        return read_page_articles(answer, answer.url)
    except SourceError as error:
        return [Omission("reading", error.origin or answer.url, str(error))]
