"""Bytes into text: by byte order mark, by what the file declares, as UTF-8, last by the bytes themselves."""

from __future__ import annotations

import codecs
import re
import unicodedata

from summarizer.errors import SourceError
from summarizer.reading.archives import find_refusal

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the other's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

AS_BROWSERS = {
    "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
    "iso-8859-9": "cp1254", "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932",
    "shift_jis_2004": "cp932", "shift_jisx0213": "cp932", "windows-31j": "cp932",
    "gb2312": "gb18030", "gbk": "gb18030", "euc-kr": "cp949", "euc_kr": "cp949", "ks_c_5601-1987": "cp949",
    "big5": "big5hkscs", "tis-620": "cp874", "iso-8859-11": "cp874", "iso-8859-8-i": "iso-8859-8",
    "x-mac-roman": "mac-roman", "macintosh": "mac-roman", "x-mac-cyrillic": "mac-cyrillic",
}  # fmt: skip
"""What pages mean by the names they give: the larger sets of the same makers, by the WHATWG's table."""

TRUSTED = re.compile(
    r"big5|gb|euc|shift|johab|hz|iso2022|utf|tis|cp(?:125[56]|874|86[24]|93|949|950)|iso8859_(?:6|8|11)"
)
"""Encodings that charset-normalizer tells well: those of scripts that no other encoding looks like."""

MANY_BYTES = ("gb18030", "cp932", "euc_jp", "cp949", "big5hkscs")

WIDE_SAMPLE = 16_384
WIDE_SHARE = 0.98
"""Share of characters that can stand in a text: read two bytes at a time, half of a UTF-32 file is zeros, and
read in the wrong order letters fall among characters that nobody has assigned."""

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
_COMMON_HAN = re.compile("[的一是不了在人有我他中大上個个為为國国이다가의는]")
"""A tenth of the characters of Chinese prose; Chinese read in the wrong encoding has hardly any."""
_KANA = re.compile("[\u3041-\u30fe]")
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
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise SourceError("it is empty", origin)
    return text


def replace_surrogates(text: str) -> str:
    """Replace each lone surrogate by U+FFFD, one for one: offsets stay, and UTF-8 can hold the text."""
    try:
        text.encode()  # twenty times as fast as to look for one, and hardly any text has any
    except UnicodeEncodeError:
        return _SURROGATES.sub("\ufffd", text)
    return text


def _decode(data: bytes, origin: str) -> str:
    """Return bytes as text: by their mark, by the encoding they name, as UTF-8, or as they look."""
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, "replace")
    if b"\x00" in data[:65536]:
        return _decode_wide(data, origin)
    for candidate in (_declared_encoding(data), _escaped_encoding(data), "utf-8"):
        text = _try_encoding(data, candidate)
        if text is not None:
            return text
    return _detect(data)


def _decode_wide(data: bytes, origin: str) -> str:
    """Return a text in UTF-32 or UTF-16 without a mark: the one in which it is text, and has spaces or line ends."""
    sample = data[: WIDE_SAMPLE - WIDE_SAMPLE % 4]
    best: tuple[float, str] | None = None
    for encoding in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        text = sample.decode(encoding, "replace")
        spaces = sum(text.count(mark) for mark in " \n\t.,")
        share = sum(map(_is_written, text)) / len(text) if text else 0.0
        if share > WIDE_SHARE and spaces and (best is None or spaces > best[0]):
            best = (spaces, encoding)
    if best is None:
        raise SourceError("it is not text (it has zero bytes)", origin)
    return data.decode(best[1], "replace")


def _is_written(char: str) -> bool:
    """Tell whether a character can stand in a text: private, unassigned and control characters cannot."""
    return char in "\t\n\r\f" or (
        char != "\ufffd" and unicodedata.category(char) not in ("Cc", "Cn", "Co", "Cs")
    )


def _escaped_encoding(data: bytes) -> str | None:
    """Name the encodings that write Chinese, Japanese and Korean in ASCII, between escapes."""
    if b"\x1b$)C" in data[:4096]:
        return "iso2022_kr"
    if re.search(rb"\x1b\$[@B]", data):
        return "iso2022_jp_2"
    return "hz" if re.search(rb"~\{(?:[!-w][!-~]){2,}~\}", data) else None


def _declared_encoding(data: bytes) -> str | None:
    """Return the encoding that an HTML or XML file names in its first 4 kB, as WHATWG reads it."""
    found = _DECLARED.search(data[:4096])
    if found is None:
        return None
    name = (found[1] or found[2]).decode("ascii", "replace").lower()
    if name.startswith(("utf-16", "utf-32")):  # a page that could be read this far is neither
        return None
    return AS_BROWSERS.get(name, name)


def _try_encoding(data: bytes, name: str | None) -> str | None:
    """Return bytes in an encoding, or None where there is no such encoding or they are not in it."""
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
    if best is not None and TRUSTED.match(best.encoding):
        return _try_encoding(data, AS_BROWSERS.get(best.encoding)) or str(best)
    from summarizer.reading.alphabets import choose_encoding

    chosen = _try_encoding(data, choose_encoding(data))
    if chosen is not None:
        return chosen
    return str(best) if best is not None else _decode_most(data, text)


def _decode_most(data: bytes, fallback: str) -> str:
    """Return a Chinese, Japanese or Korean text in which a few bytes are broken."""
    texts = {name: data.decode(name, "replace") for name in MANY_BYTES}
    # Kana stand at the same places in Chinese and Japanese encodings, and are common in Japanese alone.
    kana = len(_KANA.findall(texts["euc_jp"])) > 0.1 * len(texts["euc_jp"])
    names = ("cp932", "euc_jp") if kana else MANY_BYTES
    best = min((texts[name] for name in names), key=lambda text: text.count("\ufffd"))
    is_text = kana or len(_COMMON_HAN.findall(best)) > 0.02 * len(best)
    return best if is_text and best.count("\ufffd") < 0.01 * len(best) else fallback


def _refuse_binary(text: str, origin: str) -> None:
    if _count_controls(text) > MAX_CONTROL_SHARE * len(text):
        raise SourceError("it is not text (it is full of control characters)", origin)
    if text.count("\ufffd") > MAX_REPLACED_SHARE * len(text):
        raise SourceError("its characters cannot be decoded: save it as UTF-8", origin)


def _count_controls(text: str) -> int:
    """Return the number of control characters: that a line is printable is told three times as fast."""
    return sum(len(_CONTROLS.findall(line)) for line in text.split("\n") if not line.isprintable())
