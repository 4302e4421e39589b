"""Source specs into articles: one reader per format, and one bad source never costs the brief."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from summarizer.errors import SourceError
from summarizer.reading.articles import article_from_document as article_from_document
from summarizer.reading.sources import (
    FileSource,
    Source,
    WebSource,
    expand_sources,
    explain_refusal,
    omit,
)
from summarizer.records import Article, Omission, Reading

if TYPE_CHECKING:
    from summarizer.fetching.records import FetchConfig
    from summarizer.protocols import Reader

__all__ = ["MAX_BYTES", "READERS", "article_from_document", "read_articles", "read_bytes"]

READERS = {
    ".txt": "summarizer.reading.text:read_text",
    ".text": "summarizer.reading.text:read_text",
    ".md": "summarizer.reading.markdown:read_markdown",
    ".markdown": "summarizer.reading.markdown:read_markdown",
    ".html": "summarizer.reading.html:read_html",
    ".htm": "summarizer.reading.html:read_html",
    ".xhtml": "summarizer.reading.html:read_html",
    ".json": "summarizer.reading.jsonl:read_json",
    ".jsonl": "summarizer.reading.jsonl:read_json",
    ".ndjson": "summarizer.reading.jsonl:read_json",
    ".json.gz": "summarizer.reading.jsonl:read_json",
    ".jsonl.gz": "summarizer.reading.jsonl:read_json",
    ".pdf": "summarizer.reading.pdf:read_pdf",
    ".docx": "summarizer.reading.word:read_word",
    ".eml": "summarizer.reading.mail:read_mail",
    ".emlx": "summarizer.reading.mail:read_mail",
    ".msg": "summarizer.reading.mail:read_mail",
    ".mbox": "summarizer.reading.mail:read_mbox",
    ".rss": "summarizer.fetching.items:read_feed_file",
    ".atom": "summarizer.fetching.items:read_feed_file",
}
"""Suffix → "module:function", loaded when a source needs it. Other suffixes are told by their content."""

MAX_BYTES = 256 * 2**20
"""A report full of photographs has 100 MB, and so has a newsletter's mailbox after some years."""

MAX_TEXT_BYTES = 50 * 2**20
"""For what holds one text. The largest newspaper page is under 10 MB with everything inlined."""

ONE_TEXT = frozenset(READERS[suffix] for suffix in (".txt", ".md", ".html"))


def read_articles(
    specs: Sequence[str | os.PathLike[str]],
    *,
    stdin: BinaryIO | None = None,
    language: str | None = None,
    web: FetchConfig | None = None,
) -> Reading:
    """Read every source that the specs mean.

    Args:
        specs: files, folders (read recursively), globs, addresses of pages and feeds, "-" for standard input.
        stdin: where "-" reads from; None means the process's own.
        language: two-letter code of all sources; None takes what each declares, or detects it.
        web: within which limits the web is read, or that it is not; None takes the usual ones.

    Returns:
        The articles in the order of the specs, and an omission for everything that could not be read.
    """
    sources, omissions = expand_sources([specs] if isinstance(specs, (str, os.PathLike)) else specs)
    articles: list[Article] = []
    seen: set[str] = set()
    fetched = _fetch_sources(sources, web)
    for found in (one for source in sources for one in _read_any(source, stdin, fetched)):
        if isinstance(found, Omission):
            omissions.append(found)
        elif found.id not in seen:
            seen.add(found.id)
            articles.append(replace(found, language=language) if language else found)
    return Reading(tuple(articles), tuple(omissions))


def _fetch_sources(
    sources: Sequence[Source], web: FetchConfig | None
) -> Mapping[str, Sequence[Article | Omission]]:
    """Return what the addresses among the sources hold: all at once, as they are fetched side by side."""
    urls = [source.url for source in sources if isinstance(source, WebSource)]
    if not urls:
        return {}
    from summarizer.fetching import read_addresses

    return read_addresses(urls, web)


def _read_any(
    source: Source, stdin: BinaryIO | None, fetched: Mapping[str, Sequence[Article | Omission]]
) -> Iterator[Article | Omission]:
    if isinstance(source, WebSource):
        yield from fetched[source.url]
    else:
        yield from _read_source(source, stdin)


def read_bytes(data: bytes, origin: str) -> list[Article]:
    """Return the articles in a file's bytes, by its suffix and, where that lies, by its content.

    Raises:
        SourceError: with what to tell the user, where there is nothing to read.
    """
    return [found for found in read_parts(data, origin) if isinstance(found, Article)]


def read_parts(data: bytes, origin: str, name: str | None = None) -> Sequence[Article | Omission]:
    """Return the articles in a file's bytes, and an omission for each part of it that could not be read.

    Args:
        data: the bytes.
        origin: where they came from.
        name: the file's name, whose suffix tells its format; None where the origin ends with it.

    Raises:
        SourceError: as `read_bytes`.
    """
    place = find_reader(data, origin if name is None else name)
    if place in ONE_TEXT:
        _refuse_beyond(len(data), MAX_TEXT_BYTES, origin)
    module, _, name = place.partition(":")
    return cast("Reader", getattr(import_module(module), name))(data, origin)


def find_reader(data: bytes, origin: str) -> str:
    """Return what of `READERS` reads a file: by its suffix, unless its content says otherwise.

    Names lie about PDFs, Word documents, web pages, mails and text.
    """
    from summarizer.reading.archives import looks_like_word

    suffixes = [suffix.lower() for suffix in Path(origin).suffixes[-2:]]
    by_suffix = READERS.get("".join(suffixes)) or READERS.get(suffixes[-1] if suffixes else "")
    paper = by_suffix in (READERS[".pdf"], READERS[".docx"])
    if data.startswith(b"%PDF-") or (by_suffix == READERS[".pdf"] and b"%PDF-" in data[:1024]):
        return READERS[".pdf"]
    if looks_like_word(data):
        return READERS[".docx"]
    if paper and b"\x00" not in data[:1024]:
        by_suffix = None
    if by_suffix in (None, READERS[".txt"], READERS[".md"]):
        return _sniff(data, by_suffix)
    if by_suffix == READERS[".json"] and b"jsonfeed.org/version" in data[:4000].replace(b"\\/", b"/"):
        return READERS[".rss"]
    return by_suffix


def _sniff(data: bytes, by_suffix: str | None) -> str:
    from summarizer.reading.html import looks_like_html
    from summarizer.reading.jsonl import looks_like_json
    from summarizer.reading.mailboxes import looks_like_mail, looks_like_mbox

    # What tells is ASCII in every encoding, once the zeros and marks of UTF-16 are gone.
    start = data[:20_000].replace(b"\x00", b"").decode("latin-1").lstrip("ÿþï»¿")
    if looks_like_html(start):
        return READERS[".html"]
    if by_suffix is None and _looks_like_feed(data):
        return READERS[".rss"]
    if by_suffix is None and looks_like_json(start):
        return READERS[".json"]
    if looks_like_mail(start):
        return READERS[".eml"]
    if looks_like_mbox(start):
        return READERS[".mbox"]
    return by_suffix or READERS[".txt"]


def _looks_like_feed(data: bytes) -> bool:
    if data[:1024].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")[:1] not in (b"<", b"{"):
        return False
    from summarizer.fetching.feeds import looks_like_feed

    return looks_like_feed(data)


def _read_source(source: FileSource, stdin: BinaryIO | None) -> Iterator[Article | Omission]:
    try:
        yield from read_parts(_load(source, stdin), source.origin)
    except SourceError as error:
        yield omit(error.origin or source.origin, str(error))
    except (OSError, ValueError) as error:
        yield omit(source.origin, explain_refusal(error))


def _load(source: FileSource, stdin: BinaryIO | None) -> bytes:
    if source.path is None:
        import sys

        data = (stdin or sys.stdin.buffer).read(MAX_BYTES + 1)
    elif not source.path.is_file() and source.path.exists():
        # A pipe or device could keep us waiting for ever, and nothing says how much it holds.
        raise SourceError("it is not a regular file", source.origin)
    else:
        _refuse_beyond(source.path.stat().st_size, MAX_BYTES, source.origin)
        with source.path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    _refuse_beyond(len(data), MAX_BYTES, source.origin)
    return data


def _refuse_beyond(size: int, limit: int, origin: str) -> None:
    if size > limit:
        reason = f"it is larger than {limit // 2**20} MB: give the part of it that matters"
        raise SourceError(reason, origin)
