"""How mails and mailboxes are told from other files, and a mailbox taken apart.

Apart from the reader itself, because every text without a telling name is looked at here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_HEADER_LINES = re.compile(r"(?:[!-9;-~]{1,80}:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}")
_ADDRESSED = re.compile(r"^from:.{0,300}@", re.IGNORECASE | re.MULTILINE)
_SENT = re.compile(
    r"^(?:message-id|received|mime-version|return-path|delivered-to):", re.IGNORECASE | re.MULTILINE
)
_FROM_LINE = re.compile(rb"From \S[^\r\n]{0,200}\d\d:\d\d[^\r\n]{0,60}\b(?:19|20)\d\d\b[^\r\n]{0,12}\r?\n")


def looks_like_mail(text: str) -> bool:
    """Tell whether a text is a mail with its headers, whatever its name says."""
    head = _HEADER_LINES.match(text[:20_000].replace("\r\n", "\n").lstrip("\n"))
    return bool(head and _ADDRESSED.search(head[0]) and _SENT.search(head[0]))


def looks_like_mbox(text: str) -> bool:
    """Tell whether a text is a mailbox, whatever its name says."""
    return bool(_FROM_LINE.match(text[:400].encode("utf-8", "replace")))


def split_mbox(data: bytes) -> Iterator[bytes]:
    """Yield the mails in a mailbox: each begins with a "From " line, at the top or under an empty line."""
    starts = [match for match in _FROM_LINE.finditer(data) if _may_begin(data, match.start())]
    ends = [*(match.start() for match in starts), len(data)][1:]
    for match, end in zip(starts, ends, strict=True):
        # Lines of the text that begin so have been marked by the program that wrote the mailbox.
        yield re.sub(rb"(?m)^>(>*From )", rb"\1", data[match.end() : end])


def _may_begin(data: bytes, start: int) -> bool:
    return start == 0 or data[max(0, start - 4) : start].replace(b"\r", b"").endswith(b"\n\n")


def unpack_emlx(data: bytes) -> bytes:
    """Return the mail in a file of Apple Mail, which has its length above it and a property list below."""
    length = re.match(rb"(\d{1,9}) *\r?\n", data)
    return data[length.end() :][: int(length[1])] if length else data
