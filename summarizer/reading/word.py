"""Reads Word documents: paragraphs as they would be printed, tables row by row, and the properties."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from summarizer.errors import SourceError
from summarizer.reading.archives import ZIP, find_refusal, looks_like_word
from summarizer.reading.articles import build_article
from summarizer.reading.decoding import replace_surrogates
from summarizer.reading.metadata import Metadata, find_metadata, looks_like_title
from summarizer.records import Article

MAX_UNPACKED = 300 * 2**20
"""A report full of photographs has 100 MB; a zip bomb has gigabytes."""

MAX_DOCUMENT = 64 * 2**20
"""The XML around a text is five to ten times the text: ten novels."""

MAX_PARTS = 20_000

DAMAGED = "it is damaged and cannot be read as a Word document: open it in Word and save it anew"
ENCRYPTED = "it is encrypted: open it and save it without a password"
NO_TEXT = "there is no text in it"
TOO_LARGE = "it unpacks to more than a Word document can be: save its text and give that"

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = frozenset(
    {
        _FALLBACK,
        *(_WORD + name for name in "del moveFrom rPr pPr instrText delText rt sectPr tblPr tcPr".split()),
    }
)
"""What was deleted, hidden for other programs, or is no text: all of it below a paragraph."""

_CHARACTERS = {
    _WORD + "tab": " ", _WORD + "br": "\n", _WORD + "cr": "\n", _WORD + "noBreakHyphen": "-",
}  # fmt: skip

SENTENCE_WORDS = 8
"""A table whose cell holds a sentence of eight words is there for the layout, and is read cell by cell."""


def read_word(data: bytes, origin: str) -> list[Article]:
    """Return the article in a Word document (.docx).

    Raises:
        SourceError: where it is encrypted, damaged, too large, without text, or of another kind.
    """
    _check_archive(data, origin)
    document = _open_document(data, origin)
    blocks = [replace_surrogates(block) for block in _list_blocks(document.element.body)]
    text = "\n\n".join(blocks)
    if not text.strip():
        raise SourceError(NO_TEXT, origin)
    return [build_article(origin, text, _find_word_metadata(document, text))]


def _check_archive(data: bytes, origin: str) -> None:
    if not data.startswith(ZIP):
        raise SourceError(find_refusal(data) or DAMAGED, origin)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise SourceError(DAMAGED, origin) from error
    if not looks_like_word(data):
        raise SourceError(find_refusal(data) or DAMAGED, origin)
    if any(part.flag_bits & 1 for part in parts):
        raise SourceError(ENCRYPTED, origin)
    sizes = [part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))]
    too_large = sum(part.file_size for part in parts) > MAX_UNPACKED or max(sizes, default=0) > MAX_DOCUMENT
    if too_large or len(parts) > MAX_PARTS:
        raise SourceError(TOO_LARGE, origin)


def _open_document(data: bytes, origin: str) -> Any:  # noqa: ANN401 — python-docx's class is known only once imported
    import docx

    try:
        return docx.Document(io.BytesIO(data))
    except Exception as error:  # noqa: BLE001, RUF100 — the library fails on broken packages in any way
        other = find_refusal(data) if isinstance(error, ValueError) else None
        raise SourceError(other or DAMAGED, origin) from error


# text


def _list_blocks(parent: Any) -> Iterator[str]:  # noqa: ANN401
    """Yield the paragraphs and table rows below an element, in order."""
    for element in parent:
        if element.tag == _WORD + "p":
            yield from _read_paragraph(element)
        elif element.tag == _WORD + "tbl":
            yield from _read_table(element)
        elif isinstance(element.tag, str) and element.tag not in _LEFT_OUT:
            yield from _list_blocks(element)


def _read_paragraph(paragraph: Any) -> Iterator[str]:  # noqa: ANN401
    boxes: list[Any] = []
    if text := _fold("".join(_list_characters(paragraph, boxes))):
        yield text
    for box in boxes:
        yield from _list_blocks(box)


def _list_characters(parent: Any, boxes: list[Any]) -> Iterator[str]:  # noqa: ANN401
    for element in parent:
        tag = element.tag
        if tag == _WORD + "t":
            yield element.text or ""
        elif tag in _CHARACTERS:
            yield _CHARACTERS[tag]
        elif tag == _WORD + "txbxContent":
            boxes.append(element)
        elif isinstance(tag, str) and tag not in _LEFT_OUT and not _is_hidden(element):
            yield from _list_characters(element, boxes)


def _is_hidden(run: Any) -> bool:  # noqa: ANN401
    mark = run.find(f"{_WORD}rPr/{_WORD}vanish") if run.tag == _WORD + "r" else None
    return mark is not None and mark.get(_WORD + "val") not in ("0", "false", "off")


def _read_table(table: Any) -> Iterator[str]:  # noqa: ANN401
    rows = [
        [list(_list_blocks(cell)) for cell in row.iter(_WORD + "tc") if _nearest(cell, "tr") is row]
        for row in table.iter(_WORD + "tr")
        if _nearest(row, "tbl") is table
    ]
    if any(_is_sentence(block) for row in rows for cell in row for block in cell):
        yield from (block for row in rows for cell in row for block in cell)
        return
    lines = (" | ".join(" ".join(cell).replace("\n", " ") for cell in row if cell) for row in rows)
    if filled := [line for line in lines if line]:
        yield "\n".join(filled)


def _nearest(element: Any, name: str) -> Any:  # noqa: ANN401
    return next(element.iterancestors(_WORD + name), None)


def _is_sentence(block: str) -> bool:
    return len(block.split()) >= SENTENCE_WORDS and bool(re.search(r"[.!?][\"'”’)]*$", block))


def _fold(text: str) -> str:
    text = text.replace("\u00ad", "")
    return "\n".join(line for part in text.split("\n") if (line := " ".join(part.split())))


# metadata

_TEMPLATE_MADE = datetime(2013, 12, 23).date()
"""What files carry that python-docx made: the day on which its template was saved."""

_NO_TITLE = re.compile(r"word document|untitled|document\s*\d*|unbenannt|\S*\.\w{2,5}", re.IGNORECASE)
_NO_AUTHOR = re.compile(r"python-docx|microsoft.*|user|admin.*|author|unknown|windows.*|owner", re.IGNORECASE)


def _find_word_metadata(document: Any, text: str) -> Metadata:  # noqa: ANN401
    found = find_metadata(text)
    properties = _read_properties(document)
    heading = _find_heading(document)
    return replace(
        found,
        title=properties.title or heading or found.title,
        author=found.author or properties.author,
        published=found.published or properties.published,
    )


def _read_properties(document: Any) -> Metadata:  # noqa: ANN401
    try:
        core = document.core_properties
        title, author, created = core.title or "", core.author or "", core.created
    except Exception:  # noqa: BLE001, RUF100 — broken properties cost the properties
        return Metadata()
    title, author = (" ".join(replace_surrogates(value).split()) for value in (title, author))
    return Metadata(
        title=title if title and not _NO_TITLE.fullmatch(title) and looks_like_title(title) else None,
        author=author if " " in author and not _NO_AUTHOR.fullmatch(author) else None,
        published=_read_created(created),
    )


def _read_created(created: datetime | None) -> str | None:
    """Return the day a document was begun; None where its program made it up."""
    if created is None or not 1990 <= created.year <= 2099 or created.date() == _TEMPLATE_MADE:
        return None
    return created.date().isoformat()


def _find_heading(document: Any) -> str | None:  # noqa: ANN401
    """Return the first paragraph set as title or as heading of the first level."""
    names = {"title": 0, "heading 1": 1}
    found: dict[int, str] = {}
    for paragraph in document.paragraphs[:50]:
        style = paragraph.style.name if paragraph.style is not None else None
        rank, text = names.get((style or "").lower()), _fold(paragraph.text).replace("\n", " ")
        if rank is not None and text and looks_like_title(text):
            found.setdefault(rank, text)
    return found[min(found)] if found else None
