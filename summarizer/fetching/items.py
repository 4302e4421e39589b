"""Turns what was fetched into articles: pages by the usual readers, items of feeds with the pages they announce."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from summarizer.errors import SourceError
from summarizer.fetching.addresses import hide_credentials
from summarizer.fetching.feeds import name_source, parse_feed, sort_newest
from summarizer.fetching.readings import Readings
from summarizer.fetching.records import Feed, FeedItem, Fetched, FetchProblem, Request
from summarizer.reading.articles import build_article
from summarizer.reading.metadata import Metadata, split_site_name
from summarizer.records import Article, Omission

if TYPE_CHECKING:
    from summarizer.fetching.client import Client

PAGE_AGE = 12 * 3600.0
"""Seconds for which an item's page is not asked for again: the next morning it is, in case it was corrected."""

ENOUGH_WORDS = 150
"""Words from which an item is taken as it is. The blurbs of feeds have 20 to 60 words and their longest 120;
below that a page is asked for the rest."""

FULLER = 1.2
"""Times the blurb's words that a page must have to be taken instead of it."""

PAYWALL_WORDS = 220
"""A page that asks to subscribe in more words than this has told its story first."""

_PAYWALL = re.compile(
    r"subscribe (?:now |today )?(?:to (?:read|continue|keep reading|unlock|access|view)|for (?:full|unlimited) access)"
    r"|(?:subscribers?|members?)[ -]only|only (?:available )?(?:to|for) (?:our )?(?:subscribers|members)"
    r"|(?:this|the full|the rest of (?:this|the)) (?:article|story|content|post) is (?:reserved |only )?"
    r"(?:available )?(?:for|to) (?:our |paying |paid )?(?:subscribers|members)"
    r"|already (?:a subscriber|a member|have an account|subscribed)"
    r"|(?:log|sign) ?in (?:or (?:subscribe|register|sign up) )?to (?:continue|keep|read)"
    r"|(?:create|register for) (?:a free|an) account to (?:continue|keep|read)"
    r"|to continue reading,? (?:subscribe|log in|sign in|register|please)"
    r"|you(?:'|’)?ve (?:reached|used|read) (?:your|all|the) (?:limit|free|monthly|last)"
    r"|unlock (?:this|the full) (?:article|story)|start your (?:free )?trial"
    r"|article réservé (?:à nos|aux) abonnés|déjà abonné|jetzt abonnieren|weiterlesen mit|bereits abonn(?:ent|iert)"
    r"|suscríbete para (?:leer|seguir)|contenido exclusivo para suscriptores",
    re.IGNORECASE,
)

SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/markdown": ".md",
    "application/json": ".json",
    "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
    "message/rfc822": ".eml",
    "application/mbox": ".mbox",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "text/plain": ".txt",
}
"""What the readers call the media types that servers name; others go by the address's own suffix, then by content."""


def is_paywalled(text: str) -> bool:
    """Tell a page that shows its first lines and asks to subscribe from one that tells its story."""
    return len(text.split()) < PAYWALL_WORDS and bool(_PAYWALL.search(text))


def read_page_articles(fetched: Fetched, origin: str) -> list[Article | Omission]:
    """Return the articles in what was fetched, by the reader of its media type.

    Raises:
        SourceError: there is nothing to read in it.
    """
    from summarizer.reading import read_parts
    from summarizer.reading.html import read_page

    media, found = fetched.content_type, list[Article | Omission]()
    if SUFFIXES.get(media) == ".html" and not fetched.body.startswith(b"%PDF-"):
        found = [read_page(_decode(fetched, origin), origin, fetched.final_url)]
    else:
        if media.endswith("xml"):
            raise SourceError("it is XML, but no feed", origin)
        path = unquote(urlsplit(fetched.final_url).path)
        suffix = SUFFIXES.get(media) or ""
        # Text that a server calls plain may be Markdown by its name.
        name = path if not suffix or suffix == ".txt" else f"page{suffix}"
        found = list(read_parts(fetched.body, origin, name))
    return [_place(one, fetched) if isinstance(one, Article) else one for one in found]


def _place(article: Article, fetched: Fetched) -> Article:
    """Return an article with where it was found, and with the label of a teaser where it stands behind a paywall."""
    url = article.url if article.url and _same_site(article.url, fetched.final_url) else fetched.final_url
    stub = is_paywalled(article.text)
    return replace(article, url=url, labels=("blurb only",) if stub else article.labels)


def _same_site(one: str, other: str) -> bool:
    """Tell whether a page's own address for itself can be believed: the same host, with or without "www."."""
    hosts = [(urlsplit(url).hostname or "").removeprefix("www.").removeprefix("m.") for url in (one, other)]
    return hosts[0] == hosts[1]


def _decode(fetched: Fetched, origin: str) -> str:
    """Return a page's text. What the server says of its encoding comes before what the page says."""
    from summarizer.reading.decoding import AS_BROWSERS, decode_bytes

    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", fetched.headers.get("content-type", ""), re.I)
    name = charset[1].lower() if charset else ""
    if name and not fetched.body.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            text = fetched.body.decode(AS_BROWSERS.get(name, name))
        except (UnicodeDecodeError, LookupError):
            text = ""  # it says so, and it is not: as many servers do
        if text.strip():
            return decode_bytes(b"\xef\xbb\xbf" + text.encode("utf-8", "replace"), origin)
    return decode_bytes(fetched.body, origin)


# items of feeds


def read_items(client: Client, items: Sequence[FeedItem]) -> list[Article | Omission]:
    """Return the articles that items announce, in their order: their own text, or their page where that is fuller.

    Args:
        client: fetches the pages of items that carry only a blurb.
        items: of one feed or several.

    Returns:
        An article for each item; one that cannot be read at all is an omission of the stage "reading", and a
        page that cannot be had, where the blurb stands in for it, one of the stage "fetching".
    """
    short = [item for item in items if _wants_page(item)]
    requests = [Request(item.url, "page", max_age=PAGE_AGE) for item in short if item.url]
    pages = dict(zip((item.url for item in short), client.fetch_all(requests), strict=True))
    readings = Readings(client.cache.folder)
    found: list[Article | Omission] = []
    for item in items:
        found.extend(_read_item(item, pages.get(item.url) if _wants_page(item) else None, readings))
    return found


def _wants_page(item: FeedItem) -> bool:
    return bool(item.url) and len(item.text.split()) < ENOUGH_WORDS


def _read_item(
    item: FeedItem, page: Fetched | FetchProblem | None, readings: Readings
) -> list[Article | Omission]:
    origin = hide_credentials(item.url) if item.url else item.id
    own, notes = _article_of(item, origin), list[Article | Omission]()
    if page is None:
        return [own] if own else [_omit(origin, "the item has no text")]
    reason = page.reason if isinstance(page, FetchProblem) else None
    full = None
    if isinstance(page, Fetched):
        try:
            full = _read_once(page, origin, readings)
        except SourceError as error:
            reason = str(error)
    if full is not None:
        chosen = _choose(item, own, full)
        return [chosen]
    if own is None:
        return [_omit(origin, reason or "there is no text in its page")]
    notes = (
        [Omission("fetching", origin, f"{reason}; the feed's own words stand in for it")] if reason else []
    )
    return [replace(own, labels=("blurb only",)), *notes]


def _read_once(page: Fetched, origin: str, readings: Readings) -> Article | None:
    """Return a page's first article: as it was read before, where the page is the same."""
    found = readings.find_article(page, origin)
    if found is None:
        found = next((one for one in read_page_articles(page, origin) if isinstance(one, Article)), None)
        if found is not None:
            readings.keep_article(page, origin, found)
    return found


def _choose(item: FeedItem, own: Article | None, full: Article) -> Article:
    """Return the page's text where it says more than the feed's; what the feed says about it comes first."""
    words, own_words = len(full.text.split()), len(own.text.split()) if own else 0
    behind = is_paywalled(full.text)
    if own is not None and (words < FULLER * own_words or (behind and own_words >= words / 2)):
        # Not fuller than the feed's words, the page shows that these are all of it, however few.
        return replace(own, labels=("blurb only",)) if behind else own
    title, _site = split_site_name(item.title, item.publisher)
    return replace(
        full,
        title=title or full.title,
        publisher=item.publisher or full.publisher,
        published=item.published or full.published or item.updated,
        author=full.author or item.author,
    )


def _article_of(item: FeedItem, origin: str) -> Article | None:
    """Return what an item itself says as an article; None where it has no words."""
    title, _site = split_site_name(item.title, item.publisher)
    metadata = Metadata(
        title=title,
        publisher=item.publisher,
        author=item.author,
        published=item.published or item.updated,
        url=hide_credentials(item.url) if item.url else None,
        language=item.language,
    )
    try:
        article = build_article(origin, item.text, metadata)
    except SourceError:
        return None
    return replace(article, labels=("blurb only",)) if is_paywalled(item.text) else article


def read_feed_articles(client: Client, feed: Feed) -> list[Article | Omission]:
    """Return the articles of a feed, the newest first, of as many items as the client's limits allow."""
    items = [name_source(item, feed) for item in sort_newest(feed.items)]
    limit = client.config.max_items
    found = read_items(client, items[:limit])
    origin = hide_credentials(feed.url)
    if not items:
        found.append(Omission("fetching", origin, "the feed has no items"))
    if len(items) > limit:
        found.append(
            Omission("fetching", origin, f"only the newest {limit} of its {len(items)} items are read")
        )
    found.extend(Omission("fetching", origin, note) for note in feed.notes)
    return found


def read_feed_file(data: bytes, origin: str) -> list[Article | Omission]:
    """Return the articles of a feed that was saved as a file, of what stands in it: no page is fetched.

    Raises:
        SourceError: it cannot be read, or none of its items has any words.
    """
    feed = parse_feed(data, origin)
    items = [name_source(item, feed) for item in feed.items]
    found = [_article_of(item, item.url or f"{origin}#{item.id}") for item in items]
    articles = [article for article in found if article is not None]
    if not articles:
        raise SourceError("none of its items has any words", origin)
    return [*articles, *(Omission("fetching", origin, note) for note in feed.notes)]


def _omit(origin: str, reason: str) -> Omission:
    return Omission("reading", origin, reason)
