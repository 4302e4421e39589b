"""Goes on training the compact condenser on what it is measured by: the F1 of the words that it tells.

    python -m training.train_risk MINILM_FOLDER DATA_FOLDER WORK_FOLDER --resume CHECKPOINT [--minutes 35]

Minimum risk training (Shen et al. 2016): of each sentence some paths are drawn from the model, and those that tell what
people told gain on the others. Two of three batches are such; the third teaches all else as `training.train_condenser`
does, so that it is not forgotten.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeAlias

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from summarizer.condensing.compact import TIGHT
from summarizer.condensing.pathing import KEEP_WEIGHT, StepScores, shorten_sentence
from training import looping
from training.looping import load_tokenizer, read_arguments, train_model
from training.pointing_data import Example, Unmasker, gather_names, read_pairs
from training.pointing_model import RATIO_UNKNOWN, PointingModel
from training.train_condenser import (
    Batch,
    Encoder,
    following_loss,
    make_batches,
    make_examples,
    path_loss,
    read_lines,
    score_words,
    split_cased,
)

Told: TypeAlias = tuple[int, ...]

looping.RATE, looping.WARM_UP = 8e-5, 60
PATHS = 16
"""Drawn of each sentence; after some training, about six of them differ."""
TEMPERATURE = 1.5
"""By which scores are divided before paths are drawn: above 1 they differ more. The first run drew at 1."""
SHARPNESS = 0.5
"""By which the scores of paths are multiplied before they compete: below 1, more than the best two count."""
RISK_WEIGHT, PATH_WEIGHT = 4.0, 0.3
MASKED = 40_000
"""Pairs of the masked training part that are seen beside its whole development part and the cased pairs, twice."""


class TightEncoder(Encoder):
    """Shows no length, as the tight setting does not."""

    def encode(self, example: Example) -> dict[str, list[int]]:
        """Return an example's numbers, not yet padded."""
        return super().encode(example) | {"ratio": [RATIO_UNKNOWN]}


def risk_loss(model: PointingModel, draw: np.random.Generator, batch: Batch) -> Tensor:
    """Return the loss of single sentences: 1 less the F1 to be expected, and a little of what `path_loss` is."""
    scores, kept = score_words(model, batch)
    steps = torch.log_softmax(scores, -1)
    wanted = [follow_path(row) for row in batch.following.tolist()]
    ends = (batch.rows == -1).int().cumsum(1).eq(2).int().argmax(1).tolist()
    drawn = [
        draw_paths(steps[at, : end + 1, : end + 1], kept[at, : end + 1], draw) | {wanted[at]}
        for at, end in enumerate(ends)
    ]
    paths = [sorted(own) for own in drawn]
    total = score_paths(steps, kept, paths, ends)
    worth = torch.zeros_like(total)
    for at, own in enumerate(paths):
        worth[at, : len(own)] = torch.tensor([share_words(path, wanted[at]) for path in own])
    risk = 1 - (torch.softmax(SHARPNESS * total, -1) * worth).sum(-1).mean()
    return RISK_WEIGHT * risk + PATH_WEIGHT * following_loss(scores, kept, batch)


def follow_path(following: Sequence[int]) -> Told:
    """Return the words of a path of which the word after each one is known, without its two ends."""
    path, at = [], following[0]
    while following[at] >= 0:
        path.append(at)
        at = following[at]
    return tuple(path)


def draw_paths(steps: Tensor, kept: Tensor, draw: np.random.Generator) -> set[Told]:
    """Return the best path through a sentence and some that are drawn by their probability.

    Args:
        steps: log-probabilities, shape (words, words), the two ends included.
        kept: logits, shape (words,).
        draw: where chance comes from.
    """
    known = StepScores(steps.detach().double().numpy(), kept.detach().double().numpy())
    last = len(known.kept) - 1
    gain = np.where(np.arange(last + 1)[:, None] < np.arange(last + 1), known.steps, -np.inf)
    gain[:, :last] += KEEP_WEIGHT * known.kept[:last] + TIGHT.per_word
    gain /= TEMPERATURE
    ahead = np.zeros(last + 1)
    for at in range(last - 1, -1, -1):
        ahead[at] = np.logaddexp.reduce(gain[at, at + 1 :] + ahead[at + 1 :])
    drawn = {tuple(shorten_sentence(known, TIGHT.per_word)) or (1,)}
    for _ in range(PATHS):
        drawn.add(_draw_path(gain, ahead, draw) or (1,))
    return drawn


def _draw_path(gain: NDArray[np.float64], ahead: NDArray[np.float64], draw: np.random.Generator) -> Told:
    path, at, last = [], 0, len(gain) - 1
    while at < last:
        shares = np.exp(gain[at, at + 1 :] + ahead[at + 1 :] - ahead[at])
        at += 1 + int(draw.choice(last - at, p=shares / shares.sum()))
        path.append(at)
    return tuple(path[:-1])


def score_paths(steps: Tensor, kept: Tensor, paths: Sequence[Sequence[Told]], ends: Sequence[int]) -> Tensor:
    """Return the score of each path of each sentence, shape (batch, paths); minus infinity where there is none."""
    shape = (len(paths), max(map(len, paths)), max(len(path) for own in paths for path in own) + 1)
    leaving, entering = torch.zeros(shape, dtype=torch.long), torch.zeros(shape, dtype=torch.long)
    stepped, told = torch.zeros(shape), torch.zeros(shape)
    absent = torch.full(shape[:2], -torch.inf)
    for at, own in enumerate(paths):
        for number, path in enumerate(own):
            size = len(path) + 1
            leaving[at, number, :size] = torch.tensor([0, *path])
            entering[at, number, :size] = torch.tensor([*path, ends[at]])
            stepped[at, number, :size] = 1
            told[at, number, : size - 1] = 1
            absent[at, number] = 0
    row = torch.arange(len(paths))[:, None, None].expand(shape)
    gained = (
        steps[row, leaving, entering] * stepped + (KEEP_WEIGHT * kept + TIGHT.per_word)[row, entering] * told
    )
    return gained.sum(-1) + absent


def share_words(path: Told, wanted: Told) -> float:
    """Return the F1 of two sets of words."""
    return 2 * len(set(path) & set(wanted)) / (len(path) + len(wanted))


def tight_examples(data: Path, draw: random.Random) -> list[Example]:
    """Return single sentences and what people told of them, in random order."""
    cased, _ = split_cased(data)
    development = list(read_pairs(read_lines(data / "condensing" / "gsc_dev.jsonl.gz")))
    masked = list(read_pairs(read_lines(data / "condensing" / "gsc_train.jsonl.gz")))
    unmasker = Unmasker(gather_names(source for source, _ in cased), draw)
    chosen = [*development, *draw.sample(masked, MASKED)]
    pairs = [(unmasker.fill(source), kept) for source, kept in chosen] + cased * 2
    draw.shuffle(pairs)
    return [Example((source,), kept) for source, kept in pairs]


def interleave(tight: Iterable[Batch], others: Iterable[Batch]) -> Iterator[tuple[bool, Batch]]:
    """Yield two batches of the first kind, then one of the second, until one kind is through; say which it is."""
    first, second = iter(tight), iter(others)
    for batch in first:
        yield True, batch
        if (following := next(first, None)) is None or (other := next(second, None)) is None:
            return
        yield True, following
        yield False, other


def either_loss(model: PointingModel, draw: np.random.Generator, batch: tuple[bool, Batch]) -> Tensor:
    """Return the loss of a batch of either kind."""
    tight, rows = batch
    return risk_loss(model, draw, rows) if tight else 0.5 * path_loss(model, rows)


def main() -> None:
    """Read the command line and train."""
    arguments = read_arguments("the compact condenser on the F1 of its words", "condensing/")
    draw, paths = random.Random(arguments.seed), np.random.default_rng(arguments.seed)
    model: nn.Module = PointingModel.from_minilm(arguments.minilm)
    tokenizer = load_tokenizer(arguments.minilm)
    tight = make_batches(
        tight_examples(arguments.data, draw) * arguments.passes, TightEncoder(tokenizer, draw)
    )
    others = make_batches(make_examples(arguments.data, draw), Encoder(tokenizer, draw))
    train_model(
        model, interleave(tight, others), partial(either_loss, model, paths), arguments, "condenser.pt"
    )


if __name__ == "__main__":
    main()
