"""Reads JSON and JSONL in the form of `batch`, and plain objects with a text."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator, Mapping

from summarizer.errors import SourceError
from summarizer.reading.articles import article_from_document
from summarizer.reading.decoding import decode_bytes
from summarizer.records import Article

MAX_UNPACKED = 200 * 1024 * 1024
"""A gzip bomb unpacks a thousandfold, JSON of news four- to sixfold: 200 MB unpacked are 40 MB packed."""


def read_json(data: bytes, origin: str) -> list[Article]:
    """Return the articles in a JSON or JSONL file: every document of every object, in order.

    Raises:
        SourceError: where it is not JSON, or has no object with a text.
    """
    text = decode_bytes(unpack_gzip(data, origin), origin)
    documents = [document for value in _parse_values(text, origin) for document in _list_documents(value)]
    if not documents:
        raise SourceError('there is no object with a "text" or "documents" in it', origin)
    return [article_from_document(document, origin, index) for index, document in enumerate(documents)]


def unpack_gzip(data: bytes, origin: str) -> bytes:
    """Return the bytes, unpacked where they are gzipped.

    Raises:
        SourceError: where the archive is broken or unpacks to more than `MAX_UNPACKED` bytes.
    """
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        with gzip.open(io.BytesIO(data)) as archive:
            unpacked = archive.read(MAX_UNPACKED + 1)
    except (OSError, EOFError, ValueError) as error:
        raise SourceError("it is not a whole gzip archive", origin) from error
    if len(unpacked) > MAX_UNPACKED:
        raise SourceError(f"it unpacks to more than {MAX_UNPACKED // 2**20} MB", origin)
    return unpacked


def looks_like_json(text: str) -> bool:
    """Tell whether a text is a JSON object or a list of them, whatever its name says."""
    start = text.lstrip()[:200]
    return start.startswith(("{", "[")) and '"' in start and ":" in start


def _parse_values(text: str, origin: str) -> list[object]:
    try:
        return [json.loads(text)]
    except ValueError:
        pass  # not one value: one a line
    except RecursionError as error:
        raise SourceError("its JSON is nested too deeply", origin) from error
    values = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            values.append(json.loads(line))
        except (ValueError, RecursionError) as error:
            raise SourceError(f"line {number} is not JSON", origin) from error
    return values


def _list_documents(value: object) -> Iterator[Mapping[str, object]]:
    if isinstance(value, list):
        for item in value:
            yield from _list_documents(item)
    elif isinstance(value, dict):
        documents = value.get("documents")
        if isinstance(documents, list):
            yield from (item for item in documents if isinstance(item, dict))
        elif isinstance(value.get("text"), str):
            yield value
