"""Fits how the support score combines shared words with what the support model says.

    python -m training.calibrate_support DATA_FOLDER

The model has seen most of the judged statements, and would be trusted too much on them: the fit is on documents held
out from its training, half of them; the other half shows what became of it. Statements that leave words out come
from pairs held out from both recipes, true and corrupted.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from summarizer.checking import combining, support
from summarizer.checking.rules import find_uncarried
from summarizer.checking.words import hide_brackets
from training.pointing_data import read_pairs
from training.support_data import SupportExample, judged_examples, make_corruptor, read_lines

SEED = 5
RIDGE = 1.0
STEPS = 2_000
REFUSED = 0.006
"""Share of true statements that only leave words out which the model may refuse; rules and shared
words refuse .029 of them, and go on judging by themselves."""
JUDGED, MADE = 1_400, 700
"""Statements of either kind that are measured; more change nothing in the second figure."""


class Measured(NamedTuple):
    """One statement, measured."""

    features: tuple[float, ...]
    broken: bool
    close: bool
    carried: bool
    fitted: bool


def held_out_examples(data: Path, draw: random.Random) -> Iterator[SupportExample]:
    """Yield judged statements, then true and corrupted ones of pairs, none of which trained the model."""
    judged = list(judged_examples(data, held_out=True))
    draw.shuffle(judged)
    yield from judged[:JUDGED]
    lines = list(read_lines(data / "condensing" / "gsc_eval_rest9000.jsonl.gz"))[::10]
    corruptor = make_corruptor(data, draw)
    for source, kept in list(read_pairs(lines))[: MADE // 2]:
        words = tuple(source[at] for at in kept)
        yield SupportExample(words, (source,), (0,) * len(words), carried=True)
        changed = corruptor.corrupt(words, (source,))
        if changed:
            yield SupportExample(tuple(changed[0]), (source,), tuple(changed[1]), carried=False)


def measure(example: SupportExample) -> Measured:
    """Return what the combination looks at."""
    statement, evidence = " ".join(example.words), [" ".join(row) for row in example.evidence]
    plain = hide_brackets(statement, evidence)
    model = support.load_support_model()
    if model is None:
        raise SystemExit("There is no support model to calibrate.")
    doubts = model.judge(plain, evidence)
    judged = support.judge_words(plain, evidence, doubts)
    values = combining.measure_doubts(support.score_shared(judged), doubts)
    return Measured(
        tuple(values.values()),
        bool(find_uncarried(statement, evidence)),
        support.is_close(judged),
        example.carried,
        int(hashlib.sha256(evidence[0].encode()).hexdigest(), 16) % 2 == 0,
    )


def fit_logistic(rows: NDArray[np.float64], carried: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return weights, the bias last, none below 0; the two classes count alike."""
    inputs = np.hstack([rows, np.ones((len(rows), 1))])
    balance = np.where(carried, 0.5 / max(carried.mean(), 1e-9), 0.5 / max(1 - carried.mean(), 1e-9))
    weights = np.zeros(inputs.shape[1])
    for _ in range(STEPS):
        error = balance * (1 / (1 + np.exp(-inputs @ weights)) - carried)
        step = inputs.T @ error / len(rows) + RIDGE / len(rows) * np.append(weights[:-1], 0)
        weights -= 0.1 * step
        weights[:-1] = np.maximum(weights[:-1], 0)
    return weights


def best_line(rows: Sequence[Measured], weights: NDArray[np.float64]) -> float:
    """Return the line from which on statements pass best, in balanced accuracy, where the rules refuse as well."""
    scores = np.array([[*row.features, 1.0] for row in rows]) @ weights
    kept, carried = ~np.array([row.broken for row in rows]), np.array([row.carried for row in rows])
    lines = np.quantile(scores, np.linspace(0, 0.5, 51))
    worth = [
        (kept & (scores >= line))[carried].mean() - (kept & (scores >= line))[~carried].mean()
        for line in lines
    ]
    return float(lines[int(np.argmax(np.round(worth, 3)))])


def report(name: str, rows: Sequence[Measured], weights: NDArray[np.float64]) -> None:
    """Print what the fit gives on statements that it has not seen."""
    seen = [row for row in rows if not row.fitted]
    inputs = np.array([[*row.features, 1.0] for row in seen])
    passes = (inputs @ weights >= 0) & ~np.array([row.broken for row in seen])
    carried = np.array([row.carried for row in seen])
    refused, caught = 1 - passes[carried].mean(), 1 - passes[~carried].mean()
    print(
        f"{name}: {len(seen)} unseen, true refused {refused:.3f}, false caught {caught:.3f}, weights {weights.round(3)}"
    )


def main() -> None:
    """Fit, print and write the combination."""
    parser = argparse.ArgumentParser(description="Fit the combination of the support score.")
    parser.add_argument("data", type=Path, help="folder with condensing/, plain/ and support/")
    arguments = parser.parse_args()
    measured = [measure(example) for example in held_out_examples(arguments.data, random.Random(SEED))]
    names = tuple(combining.measure_doubts(0.5, combining.Doubts((), 0.5)))
    found = {}
    for name, close in (("close", True), ("free", False)):
        rows = [row for row in measured if row.close == close]
        fitted = [row for row in rows if row.fitted and not row.broken]
        inputs = np.array([row.features for row in fitted])
        weights = fit_logistic(inputs, np.array([row.carried for row in fitted]))
        if close:
            true = np.sort(np.array([[*row.features, 1.0] for row in fitted if row.carried]) @ weights)
            weights[-1] -= true[int(REFUSED * len(true))]
        else:
            weights[-1] -= best_line([row for row in rows if row.fitted], weights)
        report(name, rows, weights)
        found[name] = dict(zip((*names, "bias"), weights.round(4).tolist(), strict=True))
    combining.WEIGHTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
