"""Writes small PDFs for tests, samples and measurements: text at places, set in Times, nothing else."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

PAGE = (595, 842)
"""A4, in points."""

ASCII_WIDTHS = tuple(
    int(width)
    for width in """
    250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 500 500 500
    278 278 564 564 564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 722 722 556 722 667 556
    611 722 722 944 722 722 611 333 278 333 469 500 333 444 500 444 500 444 333 500 500 278 278 500 278 778
    500 500 500 500 333 389 278 500 500 722 500 500 444 480 200 480 541
    """.split()
)
"""Thousandths of an em, of Times Roman from the space on."""


INDENT = "\u2003"
"""An em of space, measured and not shown."""


class Piece(NamedTuple):
    """Words in one line, from the left end of their baseline."""

    text: str
    x: float
    y: float
    size: float = 10


def write_pdf(
    pages: Iterable[Iterable[Piece]], info: Mapping[str, str] | None = None, rotate: int = 0
) -> bytes:
    """Return a PDF of these pages. The same pages give the same bytes."""
    streams = ["\n".join(map(_show, page)).encode("cp1252") for page in pages]
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
        b"<< "
        + b" ".join(f"/{key} ({_escape(text)})".encode("cp1252") for key, text in (info or {}).items())
        + b" >>",
    ]
    kids = []
    for stream in streams:
        packed = zlib.compress(stream, 9)
        objects.append(
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(packed), packed)
        )
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Rotate %d /Contents %d 0 R"
            b" /Resources << /Font << /F 3 0 R >> >> >>" % (*PAGE, rotate, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%b] >>" % (len(kids), b" ".join(kids))
    return _assemble(objects)


def set_text(
    text: str, size: float, width: float, *, hyphenate: bool = False, soft: bool = False
) -> list[str]:
    """Return the lines of a paragraph that is wrapped to a width; long words are broken on request."""
    lines = [""]
    for marked in text.split():
        word = marked.replace("\u00ad", "")
        trial = f"{lines[-1]} {word}".strip()
        if measure_text(trial, size) <= width:
            lines[-1] = trial
            continue
        places = _list_breaks(marked, soft=soft) if hyphenate else []
        if cut := _find_break(lines[-1], word, places, size, width):
            lines[-1] = f"{lines[-1]} {word[:cut]}-".strip()
            word = word[cut:]
        lines.append(word)
    return lines


def set_column(
    paragraphs: Sequence[str],
    x: float,
    width: float,
    size: float = 10,
    *,
    indent: float = 12,
    soft: bool = False,
) -> Iterator[tuple[str, float]]:
    """Yield the lines of paragraphs, hyphenated, with where each starts: the first of each is indented.

    With `soft`, words are broken at their soft hyphens alone.
    """
    for paragraph in paragraphs:
        lines = set_text(INDENT * round(indent / size) + paragraph, size, width, hyphenate=True, soft=soft)
        yield lines[0].lstrip(INDENT), x + indent
        yield from ((line, x) for line in lines[1:])


def measure_text(text: str, size: float) -> float:
    """Return the width of a text in points."""
    widths = (ASCII_WIDTHS[ord(c) - 32] if 32 <= ord(c) < 127 else 1000 if c == INDENT else 500 for c in text)
    return sum(widths) * size / 1000


def _list_breaks(word: str, *, soft: bool) -> list[int]:
    """Return where a word may be broken, last first: at its soft hyphens, or behind the fourth letter and on."""
    plain = word.replace("\u00ad", "")
    if soft:
        parts = word.split("\u00ad")
        return [len("".join(parts[:count])) for count in range(len(parts) - 1, 0, -1)]
    return list(range(len(plain) - 3, 3, -1)) if plain.isalpha() else []


def _find_break(line: str, word: str, places: list[int], size: float, width: float) -> int | None:
    return next((cut for cut in places if measure_text(f"{line} {word[:cut]}-", size) <= width), None)


def _show(piece: Piece) -> str:
    return f"BT /F {piece.size:g} Tf {piece.x:g} {piece.y:g} Td ({_escape(piece.text)}) Tj ET"


def _escape(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _assemble(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        start,
    )
    return bytes(out)
