"""Finds in many sentences the few that a statement is to be judged by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

EVIDENCE_WORDS = 110
"""Words of evidence that the support model reads at once: three or four sentences of news."""

MOST_SENTENCES = 5

_TOKEN = re.compile(r"\w+(?:[.,]\d+)*")
_NUMBER_WORDS = {
    word: str(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
}


@cache
def stem_word(word: str) -> str:
    """Return what words of one family share, in lower case; figures for number words."""
    lowered = word.lower()
    for ending in ("'s", "’s"):
        lowered = lowered.removesuffix(ending)
    return _NUMBER_WORDS.get(lowered) or _stemmer().stemWord(lowered)


@cache
def _stemmer():  # type: ignore[no-untyped-def]  # noqa: ANN202 — PyStemmer has no types
    import Stemmer

    return Stemmer.Stemmer("english")


def find_stems(text: str) -> set[str]:
    """Return the stems of a text's words."""
    return {stem_word(word) for word in _TOKEN.findall(text)}


def nearest_sentences(statement: str, sentences: Sequence[str], words: int = EVIDENCE_WORDS) -> list[int]:
    """Return the places of the sentences that together hold most of a statement's words, in their order.

    Greedily: each next one is that which holds most, by their rarity among the sentences, of what the ones
    before do not hold; the first always fits.
    """
    stems = [find_stems(sentence) for sentence in sentences]
    wanted = find_stems(statement)
    weight = {stem: 1 / (1 + sum(stem in own for own in stems)) ** 0.5 for stem in sorted(wanted)}
    chosen: list[int] = []
    room = words
    while len(chosen) < min(MOST_SENTENCES, len(sentences)):
        held = set().union(*(stems[at] for at in chosen)) if chosen else set()
        gains = [
            (
                round(
                    sum(weight[s] * (0.1 if s in held else 1) for s in sorted(wanted & stems[at]))
                    / (8 + len(stems[at])) ** 0.3,
                    9,
                ),
                -at,
            )
            for at in range(len(sentences))
            if at not in chosen and (not chosen or len(sentences[at].split()) <= room)
        ]
        if not gains or max(gains)[0] <= 0:
            break
        best = -max(gains)[1]
        chosen.append(best)
        room -= len(sentences[best].split())
    return sorted(chosen) or [0][: len(sentences)]
