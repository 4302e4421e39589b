"""Reads bare text: what the file says about itself is in its own first lines."""

from __future__ import annotations

from summarizer.reading.articles import build_article
from summarizer.reading.decoding import decode_bytes
from summarizer.reading.metadata import find_metadata
from summarizer.records import Article


def read_text(data: bytes, origin: str) -> list[Article]:
    """Return the one article in a text file.

    Raises:
        SourceError: where it is empty or not text.
    """
    text = decode_bytes(data, origin)
    return [build_article(origin, text, find_metadata(text))]
