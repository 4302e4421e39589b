"""Brings a detail of one sentence of a claim into another: "in Miami", behind the word that it stands behind there.

Stitching sentences together can say what nobody said. So a phrase is taken only where both sentences say the same
words before it, only one that opens with a preposition, and only where the model finds it well placed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarizer.checking.nearest import stem_word
from summarizer.condensing.pathing import StepScores
from summarizer.condensing.repairing import find_enclosed
from summarizer.condensing.vocabulary import CLOSED, SAYING
from summarizer.condensing.words import Word

OPENING = frozenset("in on at near from after during outside inside off by".split())
"""What opens a phrase that says where, when or by whom."""

PHRASE_WORDS = (2, 7)
ANCHOR = 2
"""Words before the phrase that both sentences share. With one, five of the eight phrases put into 261 claims of
multi_news were wrong ("749 children have died in a hot car this year", which is those since 1998)."""

STEP_LINE, PLACE_LINE = -8.0, -10.0
"""Least log-probability of stepping into the phrase and out of it, and of both together against the step that it is
put into: what the model finds out of place."""


@dataclass(frozen=True, slots=True)
class Detail:
    """A phrase to put in.

    Attributes:
        behind: the place, among the first sentence's words, of the word it goes behind.
        words: the phrase.
    """

    behind: int
    words: tuple[Word, ...]


def find_detail(
    first: Sequence[Word], told: Sequence[int], other: Sequence[Word], scores: StepScores, offset: int
) -> Detail | None:
    """Return the phrase of another sentence that fits best into what is told of the first, or None.

    Args:
        first: words of the sentence that is told.
        told: places of those that are told, ascending.
        other: words of the other sentence.
        scores: of both, with the words of the first from 1 + `offset`, and the other's behind them.
        offset: words before the first sentence's.
    """
    known = {stem_word(word.text) for word in first}
    shift = 1 + offset
    there = shift + len(first)
    closed = _closed_places(first)
    best: tuple[float, Detail] | None = None
    for start, end in _phrases(other, known):
        for number, at in enumerate(told[:-1]):
            if at in closed or not _stands_alike(first, at, other, start - 1):
                continue
            following = shift + told[number + 1]
            into = float(scores.steps[shift + at, there + start])
            out = float(scores.steps[there + end - 1, following])
            worth = into + out - float(scores.steps[shift + at, following])
            fits = min(into, out) >= STEP_LINE and worth >= PLACE_LINE
            if fits and (best is None or worth > best[0]):
                best = (worth, Detail(at, tuple(other[start:end])))
    return best[1] if best else None


def _stands_alike(words: Sequence[Word], at: int, others: Sequence[Word], there: int) -> bool:
    """Whether the last `ANCHOR` words up to these places are the same."""
    if min(at, there) < ANCHOR - 1:
        return False
    return all(
        stem_word(words[at - back].text) == stem_word(others[there - back].text) for back in range(ANCHOR)
    )


def _closed_places(words: Sequence[Word]) -> set[int]:
    """Return behind which words nothing goes: in quotations, behind "said", and before a phrase of that kind."""
    quoted = {at for start, end in find_enclosed(words) for at in range(start, end + 1)}
    opening = {at - 1 for at, word in enumerate(words) if word.text.lower() in OPENING}
    return quoted | opening | {at for at, word in enumerate(words) if word.text.lower() in SAYING}


def _phrases(words: Sequence[Word], known: set[str]) -> Iterator[tuple[int, int]]:
    """Yield start and end of each phrase that says something new: its words of content are all new."""
    low, high = PHRASE_WORDS
    for start in range(1, len(words)):
        if words[start].text.lower() not in OPENING:
            continue
        end = start + 1
        while end < len(words) and end - start < high and _continues(words[end]):
            end += 1
        content = [w for w in words[start:end] if w.text.lower() not in CLOSED]
        closes = end == len(words) or not words[end].text[0].isalnum() or words[end].text.lower() in CLOSED
        new = content and not any(stem_word(word.text) in known for word in content)
        if new and closes and end - start >= low and words[end - 1].text.lower() not in CLOSED:
            yield start, end


def _continues(word: Word) -> bool:
    lowered = word.text.lower()
    return word.text[0].isalnum() and lowered not in OPENING and lowered not in SAYING
