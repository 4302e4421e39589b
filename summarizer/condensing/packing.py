"""Fits whole sentences into what a model can read, and texts of like length into batches."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import TypeAlias

Counter: TypeAlias = Callable[[str], int]
"""Counts what a text takes of a model's window: tokens, or words where its tokens are not known."""

JOINT = 1
"""Tokens that a sentence may cost beyond its own where it stands behind another: a space, a line's end."""


def pack_claim(sentences: Sequence[str], count: Counter, room: int) -> list[str]:
    """Return the sentences that fit, the first ones first; one that does not fit is passed over.

    Where not even the first fits, as much of it as does.
    """
    kept: list[str] = []
    left = room
    for sentence in sentences:
        size = count(sentence) + JOINT
        if size <= left:
            kept.append(sentence)
            left -= size
    return kept or [cut for cut in (cut_text(sentences[0], count, room - JOINT) if sentences else "",) if cut]


def pack_documents(documents: Sequence[Sequence[str]], count: Counter, room: int) -> list[list[str]]:
    """Return the leading sentences of each document that fit: one of each in turn, then the second of each.

    A document whose next sentence does not fit has had its share; the others go on.

    Returns:
        the sentences of each document, in its order; a list may be empty.
    """
    kept: list[list[str]] = [[] for _ in documents]
    full: set[int] = set()
    left = room
    for turn in zip_longest(*documents):
        for index, sentence in enumerate(turn):
            if sentence is None or index in full:
                continue
            size = count(sentence) + JOINT
            if size > left:
                full.add(index)
                continue
            kept[index].append(sentence)
            left -= size
    if not any(kept):
        first = next((index for index, document in enumerate(documents) if document), None)
        if first is not None:
            kept[first] = pack_claim(documents[first][:1], count, room)
    return kept


def cut_text(text: str, count: Counter, room: int) -> str:
    """Return as much of the beginning of a text as takes no more than the room, ending with a word."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if count(text[:middle]) <= room:
            low = middle
        else:
            high = middle - 1
    if low == len(text):
        return text
    cut = text[:low]
    return cut.rpartition(" ")[0] or cut


def batch_by_length(lengths: Sequence[int], items: int, tokens: int) -> list[list[int]]:
    """Return the indices of texts in batches of like length, the longest first, so that little is padding.

    What does not fit into memory fails at once, not at the end.

    Args:
        lengths: of the texts, in tokens.
        items: at most so many texts in a batch.
        tokens: at most so many in a batch, padding included; a longer text is a batch of its own.
    """
    batches: list[list[int]] = []
    for index in sorted(range(len(lengths)), key=lambda index: (-lengths[index], index)):
        batch = batches[-1] if batches else []
        if batch and len(batch) < items and (len(batch) + 1) * lengths[batch[0]] <= tokens:
            batch.append(index)
        else:
            batches.append([index])
    return batches
