"""Reads feeds from bytes: RSS 0.9 to 2.0, Atom and CDF by feedparser, JSON Feed here; and finds them in pages."""

from __future__ import annotations

import io
import json
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import unescape
from typing import Any
from urllib.parse import urljoin

from summarizer.errors import SourceError
from summarizer.fetching.records import Feed, FeedItem
from summarizer.reading.dates import parse_date
from summarizer.reading.decoding import decode_bytes, replace_surrogates
from summarizer.reading.html import looks_like_html
from summarizer.reading.metadata import language_code
from summarizer.records import content_id

MAX_ITEMS = 2_000
"""Items that are read of a feed. Archives of podcasts have a thousand; a day's news has a hundred."""

MAX_TAGS = 500_000
"""Elements in XML. The parser takes 25 µs for each; two thousand items with twenty each are 40,000."""

EARLIEST_YEAR, LATEST_YEAR = 1990, 2099
"""Years in which an item may say that it was published; what lies outside is a date that was never set."""

_JSON_FEED = "jsonfeed.org/version/"
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>|<!--|&(?:#\d{1,7}|#x[\da-fA-F]{1,6}|\w{2,10});")
_FEED_START = re.compile(
    rb"\s*(?:<\?[^>]{0,1000}\?>\s*|<!--.{0,5000}?-->\s*|<!DOCTYPE[^>\[]{0,1000}(?:\[[^\]]{0,20000}\]\s*)?>\s*){0,20}"
    rb"<(?:\w{1,40}:)?(?:rss|feed|rdf|channel)[\s>/]",
    re.IGNORECASE | re.DOTALL,
)
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def looks_like_feed(data: bytes) -> bool:
    """Tell whether bytes are a feed, whatever the server calls them."""
    head = data[:30_000]
    for mark in _BYTE_ORDER_MARKS:
        head = head.removeprefix(mark)
    head = head.replace(b"\x00", b"")
    if _FEED_START.match(head):
        return True
    return head.lstrip()[:1] == b"{" and _JSON_FEED.encode() in head[:4000].replace(b"\\/", b"/")


def parse_feed(data: bytes, url: str, headers: Mapping[str, str] | None = None) -> Feed:
    """Return what a feed holds.

    Args:
        data: its bytes.
        url: where it was found, against which its links are resolved.
        headers: what the server said with it; names in lower case.

    Raises:
        SourceError: it is no feed, is too broken to be read, or declares XML entities.
    """
    if not data.strip():
        raise SourceError("it is empty", url)
    refuse_entities(data, url)
    if data.lstrip()[:1] == b"{" or (data[:3] == b"\xef\xbb\xbf" and data[3:].lstrip()[:1] == b"{"):
        return _parse_json(data, url)
    start = data[:20_000].replace(b"\x00", b"").decode("latin-1").lstrip("ÿþï»¿")
    if looks_like_html(start) and not looks_like_feed(data):
        raise SourceError("it is a web page, not a feed", url)
    if data.count(b"<") > 2 * MAX_TAGS:
        raise SourceError(f"it has more than {MAX_TAGS} elements", url)
    found = _run_feedparser(data, url, headers or {})
    if not found.get("version") and not found.entries and not looks_like_feed(data):
        raise SourceError("it is no feed", url)
    return _make_feed(found, url)


def refuse_entities(data: bytes, origin: str) -> None:
    """Refuse XML that declares entities: a few lines of them can stand for gigabytes, or for files.

    Raises:
        SourceError: it declares any. Feeds need none: what they write as &eacute; is known without.
    """
    start = re.search(rb"<\s*[a-zA-Z]", data.replace(b"\x00", b""))
    if _ENTITY.search(data[: 64 * 1024].replace(b"\x00", b"")) or (
        start and _ENTITY.search(data.replace(b"\x00", b"")[: start.start()])
    ):
        raise SourceError("it declares XML entities, which are not expanded", origin)


def _run_feedparser(data: bytes, url: str, headers: Mapping[str, str]) -> Any:  # noqa: ANN401 — it has no types
    import feedparser

    # As a stream: bytes and strings might be taken for the name of a file, or be fetched.
    stream = io.BytesIO(data)
    said = {**headers, "content-location": urljoin(url, headers.get("content-location", "")) or url}
    try:
        # The markup is only turned into text here, so it need not be cleaned, nor its pictures' links resolved.
        return feedparser.parse(
            stream, response_headers=said, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception as error:  # its parsers fail on broken feeds in any way
        raise SourceError("the feed is too broken to be read", url) from error


# RSS, Atom, CDF


def _make_feed(found: Any, url: str) -> Feed:  # noqa: ANN401
    head = found.feed
    language = language_code(head.get("language"))
    notes = []
    if found.get("bozo") and not found.entries:
        notes.append(f"its markup is broken ({_one_line(str(found.get('bozo_exception', '')))})")
    if len(found.entries) > MAX_ITEMS:
        notes.append(f"only the first {MAX_ITEMS} of its {len(found.entries)} items were read")
    one_date = not str(found.get("version") or "").startswith("atom")
    items = tuple(_make_item(entry, language, url, one_date) for entry in found.entries[:MAX_ITEMS])
    return Feed(
        url=url,
        form=str(found.get("version") or ""),
        title=_plain(head.get("title")),
        site=_web_link(head.get("link"), url),
        language=language,
        items=items,
        notes=tuple(notes),
    )


def _make_item(entry: Any, language: str | None, base: str, one_date: bool) -> FeedItem:  # noqa: ANN401
    """Return an item. `one_date`: the form knows a single date, which the library calls that of a change."""
    link = _web_link(entry.get("link"), base)
    title = _plain(entry.get("title"))
    text, html = _fullest_text(entry, base)
    source = entry.get("source") or {}
    updated = _date_of(entry, "updated")
    return FeedItem(
        id=str(entry.get("id") or link or content_id(title or "", text)),
        url=link,
        title=title,
        text=text,
        published=_date_of(entry, "published")
        or _date_of(entry, "created")
        or (updated if one_date else None),
        updated=updated,
        author=_read_author(entry),
        html=html,
        publisher=_plain(source.get("title")),
        language=_language_of(entry) or language,
    )


def _read_author(entry: Any) -> str | None:  # noqa: ANN401
    """Return who wrote an item, without the mail address before or behind the name."""
    told = _plain(entry.get("author"))
    if told is None:
        return None
    named = re.fullmatch(r"[^\s@]+@\S+ \((.+)\)", told)
    return named[1].strip() if named else re.sub(r" \([^\s@]+@[^\s)]+\)$", "", told)


def _fullest_text(entry: Any, base: str) -> tuple[str, str | None]:  # noqa: ANN401
    """Return the longest of an item's texts, and its markup where it has any."""
    parts = [*(entry.get("content") or []), entry.get("summary_detail") or {"value": entry.get("summary")}]
    texts = [_as_text(str(part.get("value") or ""), str(part.get("type") or ""), base) for part in parts]
    return max(texts, key=lambda one: len(one[0]), default=("", None))


def _as_text(value: str, kind: str, base: str) -> tuple[str, str | None]:
    value = replace_surrogates(value)
    if not value.strip():
        return "", None
    if kind.endswith(("html", "xml")) or _MARKUP.search(value):
        return html_to_text(value, base), value
    return "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", value) if part.strip()), None


def html_to_text(html: str, origin: str) -> str:
    """Return the words of a piece of markup, paragraphs separated by blank lines; "" where it has none.

    It is read as the body of a mail is: a feed holds the article alone, and the search for the article in a
    page would leave out parts of it.
    """
    from summarizer.reading.mailblocks import list_page_blocks

    try:
        blocks = list_page_blocks(html, origin)
    except SourceError:
        return ""
    return "\n\n".join(block.text for block in blocks if block.text)


def _date_of(entry: Any, name: str) -> str | None:  # noqa: ANN401
    # Looked up as a dictionary has it: the library answers for "updated" with what was published.
    parsed = dict.get(entry, f"{name}_parsed")
    if isinstance(parsed, time.struct_time) and EARLIEST_YEAR <= parsed.tm_year <= LATEST_YEAR:
        return time.strftime("%Y-%m-%dT%H:%MZ", parsed)
    return parse_date(str(dict.get(entry, name) or ""))


def _language_of(entry: Any) -> str | None:  # noqa: ANN401
    details = [
        *(entry.get("content") or []),
        entry.get("summary_detail") or {},
        entry.get("title_detail") or {},
    ]
    return next((code for part in details if (code := language_code(part.get("language")))), None)


def _plain(value: object) -> str | None:
    """Return a title or a name on one line, without the markup that some feeds put into it."""
    if not isinstance(value, str) or not value.strip():
        return None
    value = replace_surrogates(value)
    if _MARKUP.search(value):
        # A title that is a link alone, which the way of reading a mail takes for a button, is still a title.
        value = html_to_text(value, "") or unescape(_MARKUP.sub(" ", value))
    return _one_line(value) or None


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _web_link(link: object, base: str) -> str | None:
    """Return a link as a full address of the web; None where it is none."""
    if not isinstance(link, str) or not link.strip():
        return None
    try:
        full = urljoin(base, link.strip())
    except ValueError:
        return None
    return (
        full
        if re.match(r"https?://[^\s/]", full, re.IGNORECASE) and not re.search(r"[\s<>\"]", full)
        else None
    )


# JSON Feed


def _parse_json(data: bytes, url: str) -> Feed:
    try:
        found = json.loads(decode_bytes(data, url))
    except (ValueError, RecursionError) as error:
        raise SourceError("it is JSON that cannot be read", url) from error
    if not isinstance(found, dict) or _JSON_FEED not in str(found.get("version")):
        raise SourceError("it is no feed, but other JSON", url)
    language = language_code(_string(found, "language"))
    given = found.get("items")
    items = [item for item in given if isinstance(item, dict)] if isinstance(given, list) else []
    notes = (
        [f"only the first {MAX_ITEMS} of its {len(items)} items were read"] if len(items) > MAX_ITEMS else []
    )
    made = (_make_json_item(item, language, url, _author_of(found)) for item in items[:MAX_ITEMS])
    return Feed(
        url=url,
        form="json" + str(found["version"]).rpartition("/")[2].replace(".", "")[:4],
        title=_plain(_string(found, "title")),
        site=_web_link(_string(found, "home_page_url"), url),
        language=language,
        items=tuple(made),
        notes=tuple(notes),
    )


def _make_json_item(
    item: Mapping[str, object], language: str | None, base: str, author: str | None
) -> FeedItem:
    html = _string(item, "content_html")
    texts = [
        _as_text(html or "", "text/html", base),
        _as_text(_string(item, "content_text") or "", "text/plain", base),
        _as_text(_string(item, "summary") or "", "text/plain", base),
    ]
    text, html = next((one for one in texts if one[0]), ("", None))
    link = _web_link(_string(item, "url") or _string(item, "external_url"), base)
    title = _plain(_string(item, "title"))
    return FeedItem(
        id=_string(item, "id") or link or content_id(title or "", text),
        url=link,
        title=title,
        text=text,
        published=parse_date(_string(item, "date_published") or ""),
        updated=parse_date(_string(item, "date_modified") or ""),
        author=_author_of(item) or author,
        html=html,
        language=language_code(_string(item, "language")) or language,
    )


def _string(item: Mapping[str, object], key: str) -> str | None:
    value = item.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)  # ids that some programs write as numbers
    return replace_surrogates(value) if isinstance(value, str) and value.strip() else None


def _author_of(item: Mapping[str, object]) -> str | None:
    several = item.get("authors")
    authors = several if isinstance(several, list) else [item.get("author")]
    names = [_plain(author.get("name")) for author in authors if isinstance(author, dict)]
    return ", ".join(name for name in names if name) or None


# discovery


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed that a page announces."""

    url: str
    title: str | None


MAX_PAGE = 2_000_000
"""Characters of a page that are searched; what it announces stands at its top."""

_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
_MAYBE_TYPES = ("application/xml", "text/xml", "application/json")
"""Types of feeds among other things: believed where the address or the title speaks of one."""

_SPEAKS_OF_FEEDS = re.compile(r"feed|rss|atom|index\.xml", re.IGNORECASE)
_COMMENTS = re.compile(r"comment|kommentar|commentaire|comentario", re.IGNORECASE)


def find_feeds(html: str, url: str) -> list[FoundFeed]:
    """Return the feeds that a page announces, in its order; those of its comments last."""
    from lxml import etree  # type: ignore[import-untyped,unused-ignore]

    try:
        root = etree.HTML(html[:MAX_PAGE].encode("utf-8", "replace"), etree.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        return []
    base = next((link for one in root.iter("base") if (link := _web_link(one.get("href"), url))), url)
    feeds: dict[str, FoundFeed] = {}
    for one in root.iter("link"):
        if found := _read_link(one.attrib, base):
            feeds.setdefault(found.url, found)
    return sorted(feeds.values(), key=lambda feed: bool(_COMMENTS.search(f"{feed.url} {feed.title or ''}")))


def _read_link(values: Mapping[str, str], base: str) -> FoundFeed | None:
    if "alternate" not in values.get("rel", "").lower().split():
        return None
    media = values.get("type", "").partition(";")[0].strip().lower()
    link = _web_link(values.get("href"), base)
    title = _one_line(values.get("title", "")) or None
    told = _SPEAKS_OF_FEEDS.search(f"{values.get('href', '')} {title or ''}")
    return (
        FoundFeed(link, title)
        if link and (media in _FEED_TYPES or (media in _MAYBE_TYPES and told))
        else None
    )


def sort_newest(items: tuple[FeedItem, ...]) -> list[FeedItem]:
    """Return items with the newest first; undated ones keep their place beside the item before them."""
    keyed: list[tuple[str, FeedItem]] = []
    last = "9999"
    for item in items:
        last = item.published or item.updated or last
        keyed.append((last, item))
    return [item for _key, item in sorted(keyed, key=lambda pair: pair[0], reverse=True)]


def name_source(item: FeedItem, feed: Feed) -> FeedItem:
    """Return an item with its feed's name as publisher where it names none."""
    return item if item.publisher else replace(item, publisher=feed.title)
