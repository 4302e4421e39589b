"""Reads PDFs: running text with page starts, and what the file says about itself."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from summarizer.errors import SourceError
from summarizer.reading.articles import build_article
from summarizer.reading.decoding import replace_surrogates
from summarizer.reading.metadata import Metadata, find_metadata, looks_like_title
from summarizer.records import Article, Omission

MAX_SECONDS = 90.0
"""After this long the process is ended. It stops by itself after a minute, unless a single page holds it."""

PAGE_WORDS = 5
"""Words a page below which a file of several pages is pictures with a stamp or a page number on each."""

DAMAGED = "it is damaged and cannot be read as a PDF: open it in a viewer and save it anew"
ENCRYPTED = "it is encrypted: open it and save it without a password"
NO_TEXT = "it has no text, only pictures: run OCR on it first"
TOO_SLOW = f"reading it took longer than {MAX_SECONDS:.0f} seconds: save its text and give that"

_STOPPED = {
    "time": "reading it took too long",
    "characters": "it has too much text",
    "pages": "it has too many pages",
}


def read_pdf(data: bytes, origin: str) -> list[Article | Omission]:
    """Return the article in a PDF, and an omission where only its first pages were read.

    Raises:
        SourceError: where it is encrypted, damaged, without text, or takes too long.
    """
    found = _run_process(data, origin)
    if error := found.get("error"):
        raise SourceError(ENCRYPTED if error == "password" else DAMAGED, origin)
    text = replace_surrogates(found["text"])
    words = len(re.findall(r"[^\W_]{2,}", text))
    if not words or (found["pages_read"] > 2 and words < PAGE_WORDS * found["pages_read"]):
        raise SourceError(NO_TEXT, origin)
    article = build_article(origin, text, find_pdf_metadata(text, found["title"], found["metadata"]))
    return [replace(article, pages=tuple(found["pages"])), *_explain_stop(found, origin)]


def _explain_stop(found: dict[str, Any], origin: str) -> list[Omission]:
    if not found["stopped"]:
        return []
    read, count = f"{found['pages_read']:,}", f"{found['page_count']:,}"
    reason = f"only its first {read} pages of {count} were read: {_STOPPED[found['stopped']]}"
    return [Omission(stage="reading", subject=origin, reason=reason)]


def _run_process(data: bytes, origin: str) -> dict[str, Any]:
    root = str(Path(__file__).resolve().parents[2])
    path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    try:
        done = subprocess.run(
            # -P: a pypdfium2.py in the current folder is nobody's wish.
            [sys.executable, "-P", "-m", "summarizer.reading.pdfium"],
            input=data,
            capture_output=True,
            timeout=MAX_SECONDS,
            env={**os.environ, "PYTHONPATH": path},
            check=False,
        )
        found = json.loads(done.stdout) if done.returncode == 0 else {"error": "damaged"}
    except subprocess.TimeoutExpired as error:
        raise SourceError(TOO_SLOW, origin) from error
    except ValueError as error:
        raise SourceError(DAMAGED, origin) from error
    return dict(found)


# metadata

_NO_TITLE = re.compile(
    r"(?:microsoft (?:word|powerpoint)|powerpoint pr|untitled|unbenannt|document\d*|\S*\.\w{2,5}$|layout \d"
    r"|slide \d|print|scan|\W*\d*\W*$|title$)",
    re.IGNORECASE,
)


def find_pdf_metadata(text: str, largest: str | None, declared: dict[str, str]) -> Metadata:
    """Return what a PDF says about itself: its pages first, then the properties that its program wrote.

    Args:
        text: its running text.
        largest: the largest lines of its first page.
        declared: Title, Author and CreationDate, as far as they are there.
    """
    found = find_metadata(text)
    properties = {key: " ".join(replace_surrogates(value).split()) for key, value in declared.items()}
    return replace(
        found,
        title=_choose_title(text, properties.get("Title"), largest, found.title),
        author=found.author or _read_author(properties.get("Author")),
        published=found.published or read_pdf_date(declared.get("CreationDate")),
    )


def _choose_title(text: str, declared: str | None, largest: str | None, first: str | None) -> str | None:
    sensible = declared if declared and not _NO_TITLE.match(declared) and looks_like_title(declared) else None
    if sensible and _letters(sensible) in _letters(text[:4000]):
        return sensible
    return largest or sensible or first


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _read_author(declared: str | None) -> str | None:
    """Return a declared author where it can be a person's name rather than an account or a program."""
    names = declared or ""
    is_name = (
        re.fullmatch(r"[^\W\d_][\w.'’-]*(?:[ ,;&]+[^\W\d_][\w.'’-]*){1,15}", names) and names[0].isupper()
    )
    return names if is_name and "microsoft" not in names.lower() else None


def read_pdf_date(declared: str | None) -> str | None:
    """Return when a PDF was made, "D:20240327101112Z", as an ISO 8601 day; None where that cannot be so.

    It is when the file was made, not when the text appeared, so the hour would say too much.
    """
    from datetime import date

    match = re.match(r"(?:D:)?(\d{4})(\d\d)(\d\d)", declared or "")
    if match is None or not 1990 <= int(match[1]) <= 2099:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        return None
