"""Fits how the support score combines words in company with what the support model says.

    python -m training.calibrate_support DATA_FOLDER

The model has seen most of the judged statements, and would be trusted too much on them: the fit is on documents held
out from its training, half of them; what is printed is of the other half. Statements that leave words out come
from pairs held out from both recipes, true and corrupted.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from summarizer.checking import combining, support
from summarizer.checking.rules import find_uncarried
from summarizer.checking.talking import is_talk
from summarizer.checking.words import hide_brackets
from summarizer.splitting import split_spans
from training.pointing_data import read_pairs
from training.support_data import SupportExample, judged_groups, keep_evidence, make_corruptor, read_lines

SEED = 5
RIDGE = 1.0
STEPS = 2_000
REFUSED = 0.006
"""Share of true statements that only leave words out which the model may refuse; rules and shared
words refuse .029 of them, and go on judging by themselves."""
JUDGED, MADE = 1_400, 700
"""Statements of either kind that are measured; more change nothing in the second figure."""


FREE = {"company": 0.3, "any": 0.3, "whole": 0.5, "close": 1.0, "bias": 3.5}
"""The weights for statements that do more than leave words out are not fitted. A fit to BUMP's held-out pairs trusts
company six times as much as words (and, made on one half of the documents, orders .75 and .87 of the other half's),
a fit to single statements not at all, since these differ most in how freely they are worded. These lie between: they
order .807 of BUMP's pairs, and of the lines from 1.5 to 5, those between 2 and 5 are worth the same within .02 to the
labelled sets; 3.5 was best."""

CONDENSED = ("any", "whole")
"""What is measured of statements that leave words of a few sentences out; there, nearly all words have company."""


class Measured(NamedTuple):
    """One statement, measured.

    Attributes:
        features: of the sentence that scores worst, as `combining.measure_doubts` gives them.
        broken: whether a rule is.
        condensed: whether it only leaves words out.
        carried: whether it is.
        fitted: whether the numbers are fitted to it.
    """

    features: dict[str, float]
    broken: bool
    condensed: bool
    carried: bool
    fitted: bool


def held_out_examples(data: Path, draw: random.Random) -> Iterator[SupportExample]:
    """Yield judged statements, then true and corrupted ones of pairs, none of which trained the model."""
    groups = judged_groups(data, held_out=True, evidence_of=keep_evidence)
    judged = [example for group in groups for example in group]
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


def measure(example: SupportExample) -> Measured | None:
    """Return what the combination looks at; None for talk, which the model does not judge."""
    statement, evidence = " ".join(example.words), [" ".join(row) for row in example.evidence]
    if is_talk(evidence):
        return None
    plain = hide_brackets(statement, evidence)
    parts = [measure_part(plain[start:end], evidence) for start, end in split_spans(plain)]
    features, close = min(parts, key=lambda part: score_free(part[0]))
    return Measured(
        features,
        bool(find_uncarried(statement, evidence)),
        close,
        example.carried,
        int(hashlib.sha256(evidence[0].encode()).hexdigest(), 16) % 2 == 0,
    )


def measure_part(text: str, evidence: Sequence[str]) -> tuple[dict[str, float], bool]:
    """Return what is measured of a sentence, and whether it only leaves words out."""
    model = support.load_support_model()
    if model is None:
        raise SystemExit("There is no support model to calibrate.")
    doubts = model.judge(text, evidence)
    judged = support.judge_words(text, evidence, doubts)
    close = min((one.close for one in judged), default=0.0)
    company = support.score_company(text, evidence)
    return combining.measure_doubts(company, close, doubts), support.is_close(judged)


def score_free(features: Mapping[str, float]) -> float:
    """Return what the weights of free rewritings give."""
    return FREE["bias"] + sum(FREE[name] * value for name, value in features.items())


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


def fit_condensed(rows: Sequence[Measured]) -> dict[str, float]:
    """Return the weights for statements that leave words out; few of the true ones may fail by them."""
    fitted = [row for row in rows if row.fitted and not row.broken]
    inputs = np.array([[row.features[name] for name in CONDENSED] for row in fitted])
    carried = np.array([row.carried for row in fitted])
    weights = fit_logistic(inputs, carried)
    true = np.sort(inputs[carried] @ weights[:-1])
    weights[-1] = -true[int(REFUSED * len(true))]
    return dict(zip((*CONDENSED, "bias"), weights.round(4).tolist(), strict=True))


def report(name: str, rows: Sequence[Measured], weights: Mapping[str, float]) -> None:
    """Print what the fit gives on statements that it has not seen."""
    unseen = [row for row in rows if not row.fitted]
    totals = [
        weights["bias"] + sum(weights.get(key, 0.0) * value for key, value in row.features.items())
        for row in unseen
    ]
    passed = np.array(totals) >= 0
    passed &= ~np.array([row.broken for row in unseen])
    carried = np.array([row.carried for row in unseen])
    refused, caught = 1 - passed[carried].mean(), 1 - passed[~carried].mean()
    print(f"{name}: {len(unseen)} unseen, true refused {refused:.3f}, false caught {caught:.3f}, {weights}")


def main() -> None:
    """Fit, print and write the combination."""
    parser = argparse.ArgumentParser(description="Fit the combination of the support score.")
    parser.add_argument("data", type=Path, help="folder with condensing/, plain/ and support/")
    arguments = parser.parse_args()
    examples = held_out_examples(arguments.data, random.Random(SEED))
    measured = [one for example in examples if (one := measure(example)) is not None]
    close = [row for row in measured if row.condensed]
    found = {"condensed": fit_condensed(close), "free": FREE}
    report("condensed", close, found["condensed"])
    report("free", [row for row in measured if not row.condensed], FREE)
    combining.WEIGHTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
