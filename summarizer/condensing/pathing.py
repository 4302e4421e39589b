"""Finds the best path through the words of a claim: what the compact condenser tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

KEEP_WEIGHT = 0.5
"""How much a word's own score counts beside the score of stepping to it."""

BEAM = 6
"""Paths kept at each step through several sentences."""

NEVER = -1e9


@dataclass(frozen=True, slots=True)
class StepScores:
    """What the model says of a claim's words. The start is word 0, the end the last one.

    Attributes:
        steps: log-probability that the second word follows the first in what is told, shape (words, words).
        kept: logit of each word being told at all, shape (words,).
        rows: the sentence of each word, -1 for start and end, shape (words,).
    """

    steps: Floats
    kept: Floats
    rows: NDArray[np.int64]


def log_softmax(scores: Floats) -> Floats:
    """Return log-probabilities along the last axis."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)))


def shorten_sentence(scores: StepScores, per_word: float = 0.0, forced: Sequence[int] = ()) -> list[int]:
    """Return the places of the words told of one sentence, by the path of the highest score.

    Args:
        scores: of the words of one sentence.
        per_word: added for each word told; above 0 makes longer, below shorter.
        forced: words that must be told.
    """
    gain = scores.steps + (KEEP_WEIGHT * scores.kept + per_word)[None, :]
    gain[:, -1] = scores.steps[:, -1]
    last = len(gain) - 1
    best, came = np.full(last + 1, NEVER), np.zeros(last + 1, dtype=np.int64)
    best[0] = 0
    for at in range(1, last + 1):
        reached = best[:at] + gain[:at, at]
        came[at] = int(np.argmax(reached))
        best[at] = reached[came[at]]
        if at in forced:
            best[:at] = NEVER
    path, at = [], int(came[last])
    while at:
        path.append(at)
        at = int(came[at])
    return path[::-1]
