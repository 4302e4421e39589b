"""Tells what people say in turns from what is written."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SPEAKER = re.compile(r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3} ?: ")

TURNS, SHARE = 4, 0.25
"""Sentences that a speaker's name opens, and their share: fewer are headlines or datelines. All texts of two sets of
talk (SummEdits' meetings and chats) have as many, and 2 of 1,418 statements' texts in nine sets of writing."""


def is_talk(sentences: Sequence[str]) -> bool:
    """Whether the sentences are a conversation. "Ann: I will check" is told as "Ann will check".

    Words and names are then elsewhere than in writing, and what has learnt from writing misjudges it.
    """
    turns = sum(bool(_SPEAKER.match(sentence)) for sentence in sentences)
    return turns >= TURNS and turns >= SHARE * len(sentences)
