"""Finds the best path through the words of a claim: what the compact condenser tells."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from summarizer.condensing.licensing import License

Floats = NDArray[np.float64]

KEEP_WEIGHT = 0.5
"""How much a word's own score counts beside the score of stepping to it."""

FAVOURED = -1.0
"""What leaving out an attribution costs at most: less than telling it gains."""

NEVER = -1e9


@dataclass(frozen=True, slots=True)
class StepScores:
    """What the model says of a claim's words. The start is word 0, the end the last one.

    Attributes:
        steps: log-probability that the second word follows the first in what is told, shape (words, words).
        kept: logit of each word being told at all, shape (words,).
    """

    steps: Floats
    kept: Floats


def log_softmax(scores: Floats) -> Floats:
    """Return log-probabilities along the last axis."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)))


def shorten_sentence(
    scores: StepScores,
    per_word: float = 0.0,
    junction: float = NEVER,
    license_: License | None = None,
) -> list[int]:
    """Return the places of the words told of one sentence, by the path of the highest score.

    Args:
        scores: of the words of one sentence.
        per_word: added for each word told; above 0 makes longer, below shorter.
        junction: least log-probability of a step over words that are left out.
        license_: what may be left out, and what should be; None allows all.
    """
    possible = scores.steps >= junction
    if license_ is not None:
        possible = (possible & license_.steps) | license_.favoured
    neighbours = np.arange(len(possible) - 1)
    possible[neighbours, neighbours + 1] = True
    steps = np.where(possible, scores.steps, NEVER)
    gain = steps + (KEEP_WEIGHT * scores.kept + per_word)[None, :]
    gain[:, -1] = steps[:, -1]
    if license_ is not None:
        lengths = np.maximum(np.arange(len(gain))[None, :] - np.arange(len(gain))[:, None] - 1, 0)
        gain = np.where(license_.favoured, np.maximum(gain, FAVOURED) + lengths * (per_word + 1), gain)
    return _best_path(gain)


def _best_path(gain: Floats) -> list[int]:
    """Return the places between the first and the last on the forward path that gains most, shape (n, n)."""
    last = len(gain) - 1
    best, came = np.zeros(last + 1), np.zeros(last + 1, dtype=np.int64)
    for at in range(1, last + 1):
        reached = best[:at] + gain[:at, at]
        came[at] = reached.argmax()
        best[at] = reached[came[at]]
    path, at = [], int(came[last])
    while at:
        path.append(at)
        at = int(came[at])
    return path[::-1]
