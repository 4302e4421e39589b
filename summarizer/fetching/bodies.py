"""Unpacking a body piece by piece, so that no answer can fill the memory before it is judged."""

from __future__ import annotations

import zlib
from typing import NoReturn

from summarizer.fetching.records import FetchFailure

ACCEPTED = "gzip, deflate"
"""What is asked for: what the standard library unpacks within limits. Brotli is not asked for."""

PIECE = 64 * 1024
"""Bytes that are unpacked at a time."""

MAX_RATIO = 200
"""How many times its packed size a body may have: pages come to 10, pages of tables to 50, bombs to 1,000..."""

RATIO_FROM = 2**20
"""...from so many unpacked bytes on: a page of blanks does no harm."""

_GZIP, _ZLIB, _RAW = 31, 15, -15
_GZIP_START = b"\x1f\x8b"


class Body:
    """A body that is being received.

    Attributes:
        content: what has been unpacked so far.
    """

    def __init__(self, encoding: str, limit: int) -> None:
        """Prepare for a body.

        Args:
            encoding: the value of Content-Encoding; "" where there is none.
            limit: the most bytes, packed and unpacked.

        Raises:
            FetchFailure: it is packed in a way that was not asked for.
        """
        name = encoding.strip().lower()
        if name not in ("", "identity", "gzip", "x-gzip", "deflate"):
            reason = f"it is packed in a way that was not asked for ({name[:40]})"
            raise FetchFailure(reason, "broken")
        self.content = bytearray()
        self._packed = 0
        self._behind = b""
        self._limit = limit
        self._kind = None if name in ("", "identity") else _ZLIB if name == "deflate" else _GZIP
        self._unpacker = zlib.decompressobj(self._kind) if self._kind else None

    def add(self, data: bytes) -> None:
        """Take a piece of what comes.

        Raises:
            FetchFailure: it is larger than allowed, or cannot be unpacked.
        """
        self._packed += len(data)
        if self._packed > self._limit:
            self.refuse_size()
        if self._unpacker is None:
            self.content += data
            return
        try:
            self._unpack(data)
        except zlib.error as error:
            raise FetchFailure("it cannot be unpacked: what the server sent is damaged", "broken") from error

    def finish(self) -> bytes:
        """Return the whole body.

        Raises:
            FetchFailure: it ends in the middle.
        """
        if self._unpacker is not None and self._packed:
            self.content += self._unpacker.flush()  # at most the few bytes of one repetition
        if self._unpacker is not None and self._packed and not self._unpacker.eof:
            raise FetchFailure("only a part of it came, which cannot be unpacked", "broken", may_pass=True)
        return bytes(self.content)

    def _unpack(self, data: bytes) -> None:
        if self._kind == _ZLIB and self._packed == len(data) and data[:1] and not _has_zlib_header(data):
            self._unpacker = zlib.decompressobj(_RAW)  # as some servers understood "deflate"
        rest = data
        while rest and self._unpacker is not None:
            if self._unpacker.eof:
                rest = self._behind = self._behind + rest
                if self._kind != _GZIP or not rest.startswith(_GZIP_START):
                    return  # padding, or only the first byte of another part
                self._behind = b""
                self._unpacker = zlib.decompressobj(_GZIP)
            self.content += self._unpacker.decompress(rest, PIECE)
            self._judge()
            rest = self._unpacker.unused_data if self._unpacker.eof else self._unpacker.unconsumed_tail

    def _judge(self) -> None:
        size = len(self.content)
        if size > self._limit:
            self.refuse_size()
        if size > RATIO_FROM and size > MAX_RATIO * self._packed:
            raise FetchFailure("unpacked it grows beyond all measure: it is a trap, or damaged", "size")

    def refuse_size(self) -> NoReturn:
        """Raise that it is too large."""
        limit = f"{self._limit // 2**20} MB" if self._limit >= 2**20 else f"{self._limit} bytes"
        raise FetchFailure(f"it is larger than {limit}", "size")


def _has_zlib_header(data: bytes) -> bool:
    head = data[:2]
    return head[0] & 15 == 8 and (len(head) < 2 or (head[0] * 256 + head[1]) % 31 == 0)
