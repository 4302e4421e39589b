"""Trains the support model: which words of a statement its evidence does not carry.

    python -m training.train_support MINILM_FOLDER DATA_FOLDER WORK_FOLDER [--minutes 60]

The shipped weights were made on a graphics card, with ``--device cuda --times 8 --workers 6 --rate 3e-4 --decay .998``
in two minutes.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import torch
from torch import Tensor, nn

from summarizer.checking.pairing import OUTSIDE, Pair, PairEncoder
from training.looping import load_tokenizer, read_arguments, stream_batches, train_model
from training.support_data import (
    UNKNOWN,
    Group,
    SupportExample,
    draw_groups,
    judged_groups,
    make_corruptor,
    true_pairs,
)
from training.support_model import MarkingModel

BATCH_PIECES = 3_072
"""Of a batch, padding included; on a graphics card, ``--times`` as many."""
WIDTH_STEP = 16


@dataclass(frozen=True, slots=True)
class Batch:
    """Pairs as tensors of one width, padded.

    Attributes:
        pieces: wordpieces, shape (batch, width); types and matches have the same shape.
        marks: 1 where a word's first piece is not carried, 0 where it is, -1 unknown, -2 elsewhere.
        carried: of the whole statement, shape (batch,).
        beside: rows of true statements whose false copy is the next row.
    """

    pieces: Tensor
    types: Tensor
    matches: Tensor
    marks: Tensor
    carried: Tensor
    beside: Tensor


def make_batches(groups: Iterable[Group], encoder: PairEncoder, most: int) -> Iterator[Batch]:
    """Yield batches of pairs of like length and about so many wordpieces; groups stay together, a true one first."""
    waiting: dict[int, list[list[tuple[SupportExample, Pair]]]] = {}
    for group in groups:
        rows = [(example, encoder.encode(example.words, example.evidence)) for example in group]
        width = -(-max(len(pair.pieces) for _, pair in rows) // WIDTH_STEP) * WIDTH_STEP
        same = waiting.setdefault(width, [])
        same.append(rows)
        if sum(map(len, same)) >= most // width:
            yield pad_batch(waiting.pop(width), width)


def pad_batch(groups: list[list[tuple[SupportExample, Pair]]], width: int) -> Batch:
    """Return groups of pairs as one batch."""
    rows = [row for group in groups for row in group]
    shape = (len(rows), width)
    pieces, types = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    matches, marks = np.full(shape, OUTSIDE), np.full(shape, -2)
    for at, (example, pair) in enumerate(rows):
        size = len(pair.pieces)
        pieces[at, :size], types[at, :size], matches[at, :size] = pair.pieces, pair.types, pair.matches
        marks[at, pair.words] = example.marks[: len(pair.words)]
    carried = torch.tensor([example.carried for example, _ in rows])
    ends = np.cumsum([len(group) for group in groups])
    beside = torch.tensor([int(end) - 2 for end, group in zip(ends, groups, strict=True) if len(group) == 2])
    pieces_, types_, matches_, marks_ = map(torch.from_numpy, (pieces, types, matches, marks))
    return Batch(pieces_, types_, matches_, marks_, carried, beside.long())


def marking_loss(model: MarkingModel, batch: Batch) -> Tensor:
    """Return the loss: of known words, of unknown ones that hold something false, and of the whole."""
    words, whole = model(batch.pieces, (batch.pieces != 0).long(), batch.types, batch.matches)
    known = batch.marks >= 0
    wanted = batch.marks[known].float()
    # A false word is one among twenty: it counts more, or all would be called carried.
    single = nn.functional.binary_cross_entropy_with_logits(words[known], wanted, weight=1 + 2 * wanted)
    judged = nn.functional.binary_cross_entropy_with_logits(whole, (~batch.carried).float())
    return 4 * single + judged + 0.5 * _any_of_loss(words, batch) + 0.5 * _order_loss(words, whole, batch)


def _order_loss(words: Tensor, whole: Tensor, batch: Batch) -> Tensor:
    """Return the loss of true statements that do not score above their false copies, by words and by the whole."""
    if not len(batch.beside):
        return words.sum() * 0
    doubt = -(nn.functional.logsigmoid(-words) * (batch.marks >= UNKNOWN)).sum(dim=1)
    true, false = batch.beside, batch.beside + 1
    gaps = torch.stack([whole[false] - whole[true], doubt[false] - doubt[true]])
    return nn.functional.softplus(-gaps).mean()


def _any_of_loss(words: Tensor, batch: Batch) -> Tensor:
    """Return the loss of statements in which at least one of the unknown words is not carried (noisy or)."""
    unknown = batch.marks == UNKNOWN
    rows = unknown.any(dim=1)
    if not rows.any():
        return words.sum() * 0
    all_carried = (nn.functional.logsigmoid(-words) * unknown).sum(dim=1)[rows].clamp(max=-1e-4)
    return -torch.log1p(-torch.exp(all_carried)).mean()


def main() -> None:
    """Read the command line and train."""
    arguments = read_arguments("the support model", "condensing/, plain/ and support/")
    draw, tokenizer = random.Random(arguments.seed), load_tokenizer(arguments.minilm)
    pairs, judged = list(true_pairs(arguments.data, draw)), list(judged_groups(arguments.data))
    corruptor = make_corruptor(arguments.data, draw)
    print(f"{len(pairs)} true pairs, {len(judged)} judged", flush=True)
    model = MarkingModel.from_minilm(arguments.minilm)
    start, end = tokenizer.token_to_id("[CLS]") or 0, tokenizer.token_to_id("[SEP]") or 0

    def draw_batches(own: random.Random) -> Iterator[Batch]:
        groups = draw_groups(pairs, judged, replace(corruptor, draw=own))
        return make_batches(groups, PairEncoder(tokenizer, start, end), BATCH_PIECES * arguments.times)

    batches = stream_batches(draw_batches, arguments)
    train_model(model, batches, partial(marking_loss, model), arguments, "support.pt")


if __name__ == "__main__":
    main()
