"""Takes words and their places out of a PDF with PDFium, in a process of its own.

PDFium is written in C++ and PDFs come from strangers: what crashes it, or keeps it busy for ever, must cost
that one file and not the brief. ``python -m summarizer.reading.pdfium`` reads a PDF from standard input and
writes one JSON object to standard output.
"""

from __future__ import annotations

import json
import math
import re
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple, TypeAlias

from summarizer.reading.layout import Word, lay_out

Document: TypeAlias = Any
"""A pypdfium2.PdfDocument; the library has no types."""

MAX_PAGES = 1000
"""The longest reports that a brief is made from have some 600 pages."""

MAX_SECONDS = 60.0
"""A thousand pages of dense text take 30 seconds; this is for pages that are made to be slow."""

MAX_PAGE_CHARS = 100_000
"""A broadsheet page set solid has 20,000 characters."""

MAX_CHARS = 10_000_000
"""Twice the text of the thousand densest pages of a book."""

MAX_MEMORY = 4 * 2**30
"""Bytes of address space: ten times what the largest PDF in our tests needed."""

PASSWORD_NEEDED = 4
"""FPDF_ERR_PASSWORD: the only error of PDFium that a person can do something about."""


FAR = 1e6
"""Points from the corner of a page at which there is no paper: pages have 14,400 at most."""

Box: TypeAlias = tuple[float, float, float, float]


def extract_text(data: bytes) -> dict[str, Any]:
    """Return what a PDF says.

    Returns:
        {"text", "pages", "title", "metadata", "page_count", "pages_read", "stopped", "dropped"}, where
        "stopped" is "time", "pages", "characters" or None; or {"error": "password" | "damaged"}.
    """
    import pypdfium2  # type: ignore[import-untyped,unused-ignore]

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return {"error": "password" if getattr(error, "err_code", None) == PASSWORD_NEEDED else "damaged"}
    try:
        return _extract_document(document)
    finally:
        document.close()


def _extract_document(document: Document) -> dict[str, Any]:
    started = time.monotonic()
    pages: list[list[Word]] = []
    stopped: str | None = None
    chars = 0
    for index in range(len(document)):
        if stopped := _find_limit(index, chars, time.monotonic() - started):
            break
        words = _read_page(document, index)
        chars += sum(len(word.text) for word in words)
        pages.append(words)
    laid_out = lay_out(pages)
    return {
        "text": laid_out.text,
        "pages": laid_out.pages,
        "title": laid_out.title,
        "dropped": laid_out.dropped,
        "metadata": _read_metadata(document),
        "page_count": len(document),
        "pages_read": len(pages),
        "stopped": stopped,
    }


def _find_limit(pages: int, chars: int, seconds: float) -> str | None:
    if seconds > MAX_SECONDS:
        return "time"
    if chars > MAX_CHARS:
        return "characters"
    return "pages" if pages >= MAX_PAGES else None


def _read_metadata(document: Document) -> dict[str, str]:
    found: dict[str, str] = {}
    for key in ("Title", "Author", "CreationDate"):
        value = document.get_metadata_value(key)
        if isinstance(value, str) and value.strip("\x00 \t\r\n"):
            found[key] = value.strip("\x00 \t\r\n")
    return found


def _read_page(document: Document, index: int) -> list[Word]:
    """Return the words of a page; none where the page is too broken to be opened."""
    import pypdfium2  # type: ignore[import-untyped,unused-ignore]

    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return []
    try:
        text_page = page.get_textpage()
        box = page.get_bbox()
    except pypdfium2.PdfiumError:
        return []
    words = list(_read_words(_PageText(text_page.raw)))
    # A page whose box is broken shows nothing, and has all its words outside.
    return straighten([word for word in words if _is_inside(word.word, box)] or words)


# words

_SHAPES = re.compile("[\ufb00-\ufb06\u2f00-\u2fd5]")
"""Ligatures, and the radicals that some fonts give for the characters that look like them."""
_UNWANTED = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ue000-\uf8ff]")
_HYPHENS = frozenset((0x02, 0xFFFE))
"""What PDFium gives for a hyphen at the end of a line."""
_BREAKS = frozenset((0, 9, 10, 11, 12, 13, 32, 0x85, 0xA0, 0x2028, 0x2029, 0x3000, *range(0x2000, 0x200C)))


_ENDS = _BREAKS | _HYPHENS


class TurnedWord(NamedTuple):
    """A word, and by how many quarter turns its line is turned; None for other angles."""

    word: Word
    turns: int | None


class _PageText:
    """The characters of a page, as PDFium numbers them."""

    def __init__(self, handle: Any) -> None:  # noqa: ANN401 — the library has no types
        from pypdfium2 import raw  # type: ignore[import-untyped,unused-ignore]

        self._raw, self._handle, self._box = raw, handle, raw.FS_RECTF()
        self.count = min(raw.FPDFText_CountChars(handle), MAX_PAGE_CHARS)

    def read_codes(self) -> list[int]:
        read, handle = self._raw.FPDFText_GetUnicode, self._handle
        return [read(handle, index) for index in range(self.count)]

    def read_box(self, index: int) -> Box | None:
        """Return left, right, bottom and top of a character's line box."""
        box = self._box
        if not self._raw.FPDFText_GetLooseCharBox(self._handle, index, box):
            return None
        left, right, bottom, top = box.left, box.right, box.bottom, box.top
        # Not a number compares as false, and makes a sum that is none.
        near = min(left, right, bottom, top) > -FAR and max(left, right, bottom, top) < FAR
        if not near or not math.isfinite(left + right + bottom + top):
            return None
        return left, right, min(bottom, top), max(bottom, top)

    def read_turns(self, index: int) -> int | None:
        """Return by how many quarter turns a character is turned; None for other angles."""
        angle = self._raw.FPDFText_GetCharAngle(self._handle, index) / (math.pi / 2)
        return round(angle) % 4 if abs(angle - round(angle)) < 0.05 else None


def _read_words(page: _PageText) -> Iterator[TurnedWord]:
    start: int | None = None
    codes = page.read_codes()
    for index, code in enumerate([*codes, 0]):
        ends = code in _ENDS
        if start is None:
            start = None if ends else index
        elif ends:
            text = clean_text(codes[start:index]) + ("-" if code in _HYPHENS else "")
            word = _place_word(page, text, start, index - 1)
            if word is not None:
                yield word
            start = None


def clean_text(codes: list[int]) -> str:
    """Return characters as text: ligatures as letters, a soft hyphen at the end as one, no controls."""
    # A broken map gives numbers that are no characters; where characters have 16 bits, some come in two.
    raw = "".join([chr(code) if code < 0x110000 else "\ufffd" for code in codes])
    if raw.isascii() and raw.isprintable():
        return raw
    text = raw.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    soft = text.endswith("\u00ad")
    text = _UNWANTED.sub("", text.replace("\u00ad", ""))
    text = _SHAPES.sub(lambda shape: unicodedata.normalize("NFKC", shape[0]), text)
    return text + "-" if soft and text else text


def _place_word(page: _PageText, text: str, first: int, last: int) -> TurnedWord | None:
    one, other = page.read_box(first), page.read_box(last)
    if not text or one is None or other is None:
        return None
    left, right = min(one[0], other[0]), max(one[1], other[1])
    bottom, top = min(one[2], other[2]), max(one[3], other[3])
    return TurnedWord(Word(text, left, right, bottom, top), page.read_turns(first))


def _is_inside(word: Word, box: Box) -> bool:
    """Tell whether a word is on the paper: printers' notes lie beside it."""
    middle = (word.left + word.right) / 2
    return box[0] <= middle <= box[2] and box[1] <= word.middle <= box[3]


def straighten(words: list[TurnedWord]) -> list[Word]:
    """Return the words that stand as most of the page does, turned upright.

    Stamps along the margin and watermarks across the page are left out so; tables set sideways are read.
    """
    sizes = Counter[int]()
    for word, turns in words:
        if turns is not None:
            sizes[turns] += len(word.text)
    if not sizes:
        return []
    usual = sizes.most_common(1)[0][0]
    return [_turn(word, usual) for word, turns in words if turns == usual]


def _turn(word: Word, turns: int) -> Word:
    text, left, right, bottom, top = word
    if turns == 1:
        return Word(text, -top, -bottom, left, right)
    if turns == 2:
        return Word(text, -right, -left, -top, -bottom)
    if turns == 3:
        return Word(text, bottom, top, -right, -left)
    return word


# the process


def main() -> None:
    """Read a PDF from standard input, write what it says to standard output as JSON."""
    _limit_memory()
    found = extract_text(sys.stdin.buffer.read())
    sys.stdout.write(json.dumps(found))


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    limit = MAX_MEMORY if hard == resource.RLIM_INFINITY else min(MAX_MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


if __name__ == "__main__":
    main()
