"""Goes on training the compact condenser on what it is measured by: the F1 of the words that it tells.

    python -m training.train_risk MINILM_FOLDER DATA_FOLDER WORK_FOLDER --resume CHECKPOINT [--minutes 3]

Minimum risk training (Shen et al. 2016), without drawing paths: each path through a sentence has a probability, and
the sums over all of them give each word's, and so what the F1 is to be expected. Two of three batches
are such; the third teaches all else as `training.train_condenser` does, so that it is not forgotten.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import partial

import torch
from torch import Tensor

from summarizer.condensing.compact import TIGHT
from summarizer.condensing.pathing import KEEP_WEIGHT
from training.looping import load_tokenizer, read_arguments, stream_batches, train_model
from training.pointing_data import Example
from training.pointing_model import RATIO_UNKNOWN, PointingModel
from training.train_condenser import (
    BATCH_PIECES,
    Batch,
    Encoder,
    Sources,
    draw_examples,
    following_loss,
    make_batches,
    path_loss,
    read_sources,
    score_words,
)

SHARPNESS = 0.5
"""By which the scores of paths are multiplied before they compete: below 1, more than the best few count."""
RISK_WEIGHT, PATH_WEIGHT, OTHER_WEIGHT = 4.0, 0.3, 0.5


class TightEncoder(Encoder):
    """Shows no length, as the tight setting does not."""

    def encode(self, example: Example) -> dict[str, list[int]]:
        """Return an example's numbers, not yet padded."""
        return super().encode(example) | {"ratio": [RATIO_UNKNOWN]}


def risk_loss(model: PointingModel, batch: Batch) -> Tensor:
    """Return the loss of single sentences: 1 less the F1 to be expected, and a little of what `path_loss` is."""
    scores, kept = score_words(model, batch)
    wanted = torch.zeros_like(kept)
    wanted.scatter_(1, batch.following.clamp(min=0), (batch.following >= 0).to(kept.dtype))
    words = batch.rows >= 0
    told = pass_chances(scores, kept, batch) * words
    wanted = wanted * words
    shared = 2 * (told * wanted).sum(1) / (told.sum(1) + wanted.sum(1))
    return RISK_WEIGHT * (1 - shared).mean() + PATH_WEIGHT * following_loss(scores, kept, batch)


def pass_chances(scores: Tensor, kept: Tensor, batch: Batch) -> Tensor:
    """Return with what probability a path drawn by its score passes each word, shape (batch, words).

    Words are left in their order, so that their steps are a strictly triangular matrix A, and the sums over all paths
    from one word to another stand in the inverse of I - A.
    """
    with torch.autocast(scores.device.type, enabled=False):
        steps = torch.log_softmax(scores.double(), -1)
        bonus = (KEEP_WEIGHT * kept.double() + TIGHT.per_word) * (batch.rows >= 0)
        apart = torch.eye(scores.shape[1], dtype=torch.float64, device=scores.device)
        weights = torch.triu((SHARPNESS * (steps + bonus[:, None, :])).exp(), 1)
        ends = (batch.rows == -1).int().cumsum(1).eq(2).int().argmax(1)
        last = torch.nn.functional.one_hot(ends, scores.shape[1]).double()
        first = apart[0].expand_as(last)
        ahead = torch.linalg.solve_triangular(
            apart - weights, last[:, :, None], upper=True, unitriangular=True
        ).squeeze(-1)
        behind = torch.linalg.solve_triangular(
            (apart - weights).mT, first[:, :, None], upper=False, unitriangular=True
        ).squeeze(-1)
        return (behind * ahead / ahead[:, :1]).to(scores.dtype)


def draw_single(sources: Sources, draw: random.Random) -> Iterator[Example]:
    """Yield single sentences without end."""
    return (example for example in draw_examples(sources, draw) if len(example.sentences) == 1)


def either_loss(model: PointingModel, batch: Batch) -> Tensor:
    """Return the loss of a batch of either kind: where no length is shown, that of the F1."""
    tight = bool((batch.ratio == RATIO_UNKNOWN).all()) and int(batch.rows.max()) == 0
    return risk_loss(model, batch) if tight else OTHER_WEIGHT * path_loss(model, batch)


def main() -> None:
    """Read the command line and train."""
    arguments = read_arguments("the compact condenser on the F1 of its words", "condensing/")
    model = PointingModel.from_minilm(arguments.minilm)
    tokenizer, sources = load_tokenizer(arguments.minilm), read_sources(arguments.data)

    def draw_batches(draw: random.Random) -> Iterator[Batch]:
        most = BATCH_PIECES * arguments.times
        tight = make_batches(draw_single(sources, draw), TightEncoder(tokenizer, draw), most)
        others = make_batches(draw_examples(sources, draw), Encoder(tokenizer, draw), most)
        while True:
            yield next(tight)
            yield next(tight)
            yield next(others)

    batches = stream_batches(draw_batches, arguments)
    train_model(model, batches, partial(either_loss, model), arguments, "condenser.pt")


if __name__ == "__main__":
    main()
