"""Puts into one score what shared words, each word's doubt and the doubt about the whole say of a statement.

A logistic regression: one for statements that only leave words of their evidence out, one for free rewritings. Its
few numbers lie beside the model's weights, where `training.calibrate_support` puts them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import exp, log
from pathlib import Path

WEIGHTS = Path(__file__).resolve().parents[1] / "weights" / "support" / "combination.json"

SURE = 0.002
"""Probabilities nearer than this to 0 or 1 say no more than this."""


@dataclass(frozen=True, slots=True)
class Doubts:
    """How likely evidence does not carry a statement, as the support model says.

    Attributes:
        words: start, end and probability of each word.
        whole: the probability for the statement as a whole, judged apart from its words.
    """

    words: tuple[tuple[int, int, float], ...]
    whole: float


def combine_scores(shared: float, doubts: Doubts, close: bool) -> float:
    """Return the score of a statement, 0 … 1.

    Args:
        shared: the score that its shared words give.
        doubts: what the model says.
        close: whether it follows its evidence word by word.
    """
    weights = _weights()["close" if close else "free"]
    total = weights["bias"] + sum(
        weights[name] * value for name, value in measure_doubts(shared, doubts).items()
    )
    return 1 / (1 + exp(-total))


def measure_doubts(shared: float, doubts: Doubts) -> dict[str, float]:
    """Return what the regression looks at, each a logarithm of odds or of a probability."""
    probabilities = [probability for _, _, probability in doubts.words] or [0.0]
    return {
        "shared": _odds(shared),
        "worst": _odds(1 - max(probabilities)),
        "any": max(sum(log(max(1 - p, SURE)) for p in probabilities), -20.0),
        "whole": _odds(1 - doubts.whole),
    }


def _odds(probability: float) -> float:
    bounded = min(max(probability, SURE), 1 - SURE)
    return log(bounded / (1 - bounded))


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    stored: dict[str, dict[str, float]] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return stored
