"""Puts into one score what words in company, each word's doubt and the doubt about the whole say of a statement.

Two logistic regressions: for statements that only leave words of a few sentences out, and for all others. Their few
numbers lie beside the model's weights, where `training.calibrate_support` puts them.
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


def combine_scores(measured: Mapping[str, float], condensed: bool) -> float:
    """Return the score of a statement, 0 … 1.

    Args:
        measured: what `measure_doubts` returns.
        condensed: whether it only leaves words of a few sentences out.
    """
    weights = _weights()["condensed" if condensed else "free"]
    total = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in measured.items())
    return 1 / (1 + exp(-total))


def measure_doubts(company: float, close: float, doubts: Doubts) -> dict[str, float]:
    """Return what the regressions look at.

    Args:
        company: how far the words that the evidence has stand apart there; 0 where all stand together.
        close: the share of words that the evidence has in the same order.
        doubts: what the model says; its part are logarithms, of a probability and of odds.
    """
    probabilities = [probability for _, _, probability in doubts.words] or [0.0]
    return {
        "company": company,
        "any": max(sum(log(max(1 - p, SURE)) for p in probabilities), -20.0),
        "whole": _odds(1 - doubts.whole),
        "close": close**2,
    }


def _odds(probability: float) -> float:
    bounded = min(max(probability, SURE), 1 - SURE)
    return log(bounded / (1 - bounded))


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    stored: dict[str, dict[str, float]] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return stored
