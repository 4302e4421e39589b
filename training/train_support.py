"""Trains the support model: which words of a statement its evidence does not carry.

python -m training.train_support MINILM_FOLDER DATA_FOLDER WORK_FOLDER [--minutes 60]
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
import torch
from torch import Tensor, nn

from summarizer.checking.pairing import OUTSIDE, Pair, PairEncoder
from training.looping import load_tokenizer, read_arguments, train_model
from training.support_data import UNKNOWN, SupportExample, judged_examples, synthetic_examples
from training.support_model import MarkingModel

BATCH_PIECES = 3_072
WIDTH_STEP = 16
JUDGED_TIMES = 4
"""How often what people judged is seen, beside once what was made."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Pairs as tensors of one width, padded.

    Attributes:
        pieces: wordpieces, shape (batch, width); types and matches have the same shape.
        marks: 1 where a word's first piece is not carried, 0 where it is, -1 unknown, -2 elsewhere.
        carried: of the whole statement, shape (batch,).
    """

    pieces: Tensor
    types: Tensor
    matches: Tensor
    marks: Tensor
    carried: Tensor


def make_batches(examples: Iterable[SupportExample], encoder: PairEncoder) -> Iterator[Batch]:
    """Yield batches of pairs of like length, each as soon as it is full."""
    waiting: dict[int, list[tuple[SupportExample, Pair]]] = {}
    for example in examples:
        pair = encoder.encode(example.words, example.evidence)
        width = -(-len(pair.pieces) // WIDTH_STEP) * WIDTH_STEP
        same = waiting.setdefault(width, [])
        same.append((example, pair))
        if len(same) == BATCH_PIECES // width:
            yield pad_batch(waiting.pop(width), width)


def pad_batch(rows: list[tuple[SupportExample, Pair]], width: int) -> Batch:
    """Return pairs as one batch."""
    shape = (len(rows), width)
    pieces, types = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    matches, marks = np.full(shape, OUTSIDE), np.full(shape, -2)
    for at, (example, pair) in enumerate(rows):
        size = len(pair.pieces)
        pieces[at, :size], types[at, :size], matches[at, :size] = pair.pieces, pair.types, pair.matches
        marks[at, pair.words] = example.marks[: len(pair.words)]
    carried = torch.tensor([example.carried for example, _ in rows])
    pieces_, types_, matches_, marks_ = map(torch.from_numpy, (pieces, types, matches, marks))
    return Batch(pieces_, types_, matches_, marks_, carried)


def marking_loss(model: MarkingModel, batch: Batch) -> Tensor:
    """Return the loss: of known words, of unknown ones that hold something false, and of the whole."""
    words, whole = model(batch.pieces, (batch.pieces != 0).long(), batch.types, batch.matches)
    known = batch.marks >= 0
    wanted = batch.marks[known].float()
    # A false word is one among twenty: it counts more, or all would be called carried.
    single = nn.functional.binary_cross_entropy_with_logits(words[known], wanted, weight=1 + 2 * wanted)
    judged = nn.functional.binary_cross_entropy_with_logits(whole, (~batch.carried).float())
    return 4 * single + judged + 0.5 * _any_of_loss(words, batch)


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
    draw = random.Random(arguments.seed)
    tokenizer = load_tokenizer(arguments.minilm)
    examples = list(synthetic_examples(arguments.data, draw))
    judged = list(judged_examples(arguments.data))
    print(f"{len(examples)} made, {len(judged)} judged", flush=True)
    examples += judged * JUDGED_TIMES
    draw.shuffle(examples)
    model = MarkingModel.from_minilm(arguments.minilm)
    start, end = tokenizer.token_to_id("[CLS]") or 0, tokenizer.token_to_id("[SEP]") or 0
    batches = make_batches(examples * arguments.passes, PairEncoder(tokenizer, start, end))
    train_model(model, batches, partial(marking_loss, model), arguments, "support.pt")


if __name__ == "__main__":
    main()
