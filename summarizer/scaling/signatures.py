"""Finds near copies among very many articles: MinHash signatures, compared only where a band of them agrees.

A signature is made of one article alone, on any machine; pairs are found by sorting. Nothing is compared with
everything.
"""

from __future__ import annotations

import re
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Signature = NDArray[np.uint32]

SHINGLE = 5
"""Words in a shingle, function words included: five in a row do not meet by chance in two independent reports."""

HASHES = 128
"""Numbers in a signature: the share of them that agree is off by 0.04 or so at `NEAR_COPY`."""

ROWS = 4
"""Numbers in a band. With 32 bands a pair at `NEAR_COPY` is found with 0.87, one at 0.7 with 0.9998."""

NEAR_COPY = 0.5
"""Share of shingles (Jaccard) from which two articles are near copies: one text, some words or a paragraph changed."""

_WORD = re.compile(r"\w+")


def sign_text(text: str) -> Signature:
    """Return the signature of a text: for each hash, the least over its shingles."""
    shingles = hash_shingles(text)
    factors, shifts = _hash_family()
    with np.errstate(over="ignore"):
        values = (shingles[:, None] * factors + shifts) >> np.uint64(32)
    return np.asarray(values.min(axis=0), dtype=np.uint32)


def hash_shingles(text: str) -> NDArray[np.uint64]:
    """Return a number for each shingle of a text, each once; of a shorter text for all of it."""
    words = np.array([_hash_word(word) for word in _WORD.findall(text.lower())] or [0], dtype=np.uint64)
    width = min(SHINGLE, len(words))
    count = len(words) - width + 1
    total = np.zeros(count, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for at in range(width):
            total = total * _MIX + words[at : at + count]
            total ^= total >> np.uint64(29)
    return np.unique(total)


_MIX = np.uint64(0x9E3779B97F4A7C15)
"""An odd number whose bits are spread evenly: the golden ratio's."""


@lru_cache(maxsize=200_000)
def _hash_word(word: str) -> int:
    data = word.encode("utf-8", "surrogatepass")
    return crc32(data) << 32 | crc32(data, 0xFFFFFFFF)


@lru_cache(maxsize=1)
def _hash_family() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Return factors (odd) and shifts of the hashes, the same on every machine and in every version of numpy."""
    state, numbers = 0x243F6A8885A308D3, []
    for _ in range(2 * HASHES):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        numbers.append(state ^ state >> 31)
    drawn = np.array(numbers, dtype=np.uint64)
    return drawn[:HASHES] | np.uint64(1), drawn[HASHES:]


def find_near_copies(signatures: NDArray[np.uint32]) -> list[tuple[int, int]]:
    """Return pairs of articles that are near copies, the lower number first; of many copies enough to link them all.

    Args:
        signatures: one row for each article.
    """
    found = [_pair_in_band(signatures, at) for at in range(0, HASHES, ROWS)]
    pairs = np.unique(np.concatenate(found), axis=0) if found else np.zeros((0, 2), dtype=np.int64)
    kept = [_verify(signatures, pairs[at : at + BLOCK]) for at in range(0, len(pairs), BLOCK)]
    return [(int(left), int(right)) for block in kept for left, right in block]


BLOCK = 65_536
"""Pairs whose signatures are compared at once: 64 MB."""


def _pair_in_band(signatures: NDArray[np.uint32], start: int) -> NDArray[np.int64]:
    """Return pairs that agree in a band: each article with the first of its bucket, and with the one before it."""
    keys = np.zeros(len(signatures), dtype=np.uint64)
    with np.errstate(over="ignore"):
        for column in range(start, start + ROWS):
            keys = (keys ^ signatures[:, column]) * _MIX
            keys ^= keys >> np.uint64(32)
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    opens = np.r_[True, ordered[1:] != ordered[:-1]] if len(ordered) else np.zeros(0, dtype=bool)
    first = order[np.maximum.accumulate(np.where(opens, np.arange(len(order)), 0))]
    before = np.r_[order[:1], order[:-1]]
    inside = ~opens
    pairs = np.concatenate(
        [np.stack([first[inside], order[inside]], axis=1), np.stack([before[inside], order[inside]], axis=1)]
    )
    return np.asarray(pairs, dtype=np.int64)


def _verify(signatures: NDArray[np.uint32], pairs: NDArray[np.int64]) -> NDArray[np.int64]:
    agree = (signatures[pairs[:, 0]] == signatures[pairs[:, 1]]).mean(axis=1)
    return np.asarray(pairs[agree >= NEAR_COPY], dtype=np.int64)
