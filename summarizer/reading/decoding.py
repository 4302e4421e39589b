"""Bytes into text: by byte order mark, by what the file declares, as UTF-8, last by the bytes themselves."""

from __future__ import annotations

import codecs
import re

from summarizer.errors import SourceError
from summarizer.reading.archives import find_refusal

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the other's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

MAX_CONTROL_SHARE = 0.02
"""Control characters in more than 2 % of a text mean that it is none: prose has none at all, and
UTF-8 text with stray escape codes from a terminal stays below one in a hundred."""

MAX_REPLACED_SHARE = 0.1
"""Above one undecodable character in ten there is nothing left to quote exactly."""

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})"""
    rb"""|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SURROGATES = re.compile("[\ud800-\udfff]")


def decode_bytes(data: bytes, origin: str) -> str:
    """Return the text of a file, with line ends as newlines and no lone surrogates.

    Raises:
        SourceError: where it is empty, or not text.
    """
    if not data.strip():
        raise SourceError("it is empty", origin)
    if reason := find_refusal(data):
        raise SourceError(reason, origin)
    text = replace_surrogates(_decode(data, origin)).removeprefix("\ufeff")
    _refuse_binary(text, origin)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise SourceError("it is empty", origin)
    return text


def replace_surrogates(text: str) -> str:
    """Replace each lone surrogate by U+FFFD, one for one: offsets stay, and UTF-8 can hold the text."""
    return _SURROGATES.sub("\ufffd", text)


def _decode(data: bytes, origin: str) -> str:
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, "replace")
    if unmarked := _zeros_of_utf16(data):
        return data.decode(unmarked, "replace")
    if b"\x00" in data[:65536]:
        raise SourceError("it is not text (it has zero bytes)", origin)
    for candidate in (_declared_encoding(data), "utf-8"):
        text = _try_encoding(data, candidate)
        if text is not None:
            return text
    return _detect(data)


def _zeros_of_utf16(data: bytes) -> str | None:
    """Tell UTF-16 without a mark by where its zero bytes stand: Western text has one in every pair."""
    sample = data[:4096]
    pairs = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if pairs >= 4 and odd > 0.6 * pairs and even < 0.05 * pairs:
        return "utf-16-le"
    if pairs >= 4 and even > 0.6 * pairs and odd < 0.05 * pairs:
        return "utf-16-be"
    return None


def _declared_encoding(data: bytes) -> str | None:
    """Return the encoding that an HTML or XML file names in its first 4 kB, as WHATWG reads it."""
    found = _DECLARED.search(data[:4096])
    if found is None:
        return None
    name = (found[1] or found[2]).decode("ascii", "replace").lower()
    if name.startswith(("utf-16", "utf-32")):  # a page that could be read this far is neither
        return None
    # As browsers do it, and pages are written for browsers.
    return "cp1252" if name in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii") else name


def _try_encoding(data: bytes, name: str | None) -> str | None:
    if name is None:
        return None
    try:
        text = data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None
    return text if isinstance(text, str) else None


def _detect(data: bytes) -> str:
    # Mostly UTF-8 with a few bad bytes is common (texts cut in the middle, two files joined), and
    # a detector would then read the whole as something else.
    text = data.decode("utf-8", "replace")
    multibyte = sum(1 for char in text if "\x7f" < char != "\ufffd")
    if multibyte > 4 * text.count("\ufffd"):
        return text
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    return text if best is None else str(best)


def _refuse_binary(text: str, origin: str) -> None:
    if len(_CONTROLS.findall(text)) > MAX_CONTROL_SHARE * len(text):
        raise SourceError("it is not text (it is full of control characters)", origin)
    if text.count("\ufffd") > MAX_REPLACED_SHARE * len(text):
        raise SourceError("its characters cannot be decoded", origin)
