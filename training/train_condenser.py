"""Trains the compact condenser: an encoder that points from each word it tells to the next one.

    python -m training.train_condenser MINILM_FOLDER DATA_FOLDER WORK_FOLDER [--minutes 60]

WORK_FOLDER gets a checkpoint every few minutes; ``--resume`` goes on from one, with other draws of what is
masked, worn and shown. `training.train_risk` goes on from what is saved at the end, the mean of the weights over the
last steps.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from training.looping import load_tokenizer, read_arguments, stream_batches, train_model
from training.pointing_data import (
    Example,
    Unmasker,
    Words,
    gather_names,
    make_redundant,
    read_fusions,
    read_pairs,
)
from training.pointing_model import RATIO_UNKNOWN, PointingModel, ratio_bucket

Pair: TypeAlias = tuple[Words, tuple[int, ...]]
"""The words of a sentence, and the places of those that people kept."""

BATCH_PIECES = 2_560
"""Wordpieces of a batch, padding included; on a graphics card, ``--times`` as many."""
WIDTH_STEP = 8
"""Widths are multiples of it, and batches of one width have one size: a processor's kernels are compiled anew
for each shape."""
HELD_OUT = 10
"""Every tenth of the cased pairs is for validation, and is never trained on."""
REDUNDANT_SHARE = 0.2
"""Of the pairs, those that become claims of several sentences."""
RATIO_SHOWN = 0.5
"""Of the examples, those told how long their target is; the others learn to find the length themselves."""


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a gzipped JSONL file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def split_cased(data: Path) -> tuple[list[Pair], list[dict[str, Any]]]:
    """Return the cased pairs to train on, and the lines held out for validation."""
    lines = list(read_lines(data / "condensing" / "gsc_eval_rest9000.jsonl.gz"))
    trained = [line for number, line in enumerate(lines) if number % HELD_OUT]
    return list(read_pairs(trained)), lines[::HELD_OUT]


@dataclass(frozen=True, slots=True)
class Sources:
    """What examples are drawn from.

    Attributes:
        masked: pairs whose names and digits are masked: words, and the places of those kept.
        cased: pairs as they were written.
        fused: pairs of sentences with the one that fuses them.
        names: capitalised words to put in masked places.
    """

    masked: tuple[Pair, ...]
    cased: tuple[Pair, ...]
    fused: tuple[Example, ...]
    names: tuple[str, ...]


def read_sources(data: Path) -> Sources:
    """Return all that a data folder holds for training."""
    folder = data / "condensing"
    cased, _ = split_cased(data)
    masked = [
        pair for part in ("train", "dev") for pair in read_pairs(read_lines(folder / f"gsc_{part}.jsonl.gz"))
    ]
    fused = read_fusions(read_lines(folder / "wikisplit_fuse_train.jsonl.gz"))
    names = gather_names(source for source, _ in cased)
    return Sources(tuple(masked), tuple(cased), tuple(fused), tuple(names))


def draw_examples(sources: Sources, draw: random.Random) -> Iterator[Example]:
    """Yield examples without end, pass after pass in random order, with other words in the masked places."""
    unmasker = Unmasker(sources.names, draw)
    drawn: list[Pair | Example] = [*sources.masked, *sources.cased * 3, *sources.fused * 2]
    before: Words = ()
    while True:
        draw.shuffle(drawn)
        for one in drawn:
            if isinstance(one, Example):
                yield one
                continue
            source, kept = unmasker.fill(one[0]), one[1]
            redundant = before and draw.random() < REDUNDANT_SHARE
            yield make_redundant(source, kept, before, draw) if redundant else Example((source,), kept)
            before = source


# batches


@dataclass(frozen=True, slots=True)
class Batch:
    """Examples as tensors, padded.

    Attributes:
        pieces: wordpiece ids, shape (batch, pieces).
        types: 0 for the connectives and the first sentence, 1 for the others, same shape.
        ratio: length wanted, as a bucket, shape (batch,).
        firsts: place of each word's first piece; the start and the end of the input count as the first and
            the last word, shape (batch, words).
        lasts: place of each word's last piece, same shape.
        rows: the sentence of each word, -1 for the two ends and padding, same shape.
        following: the word told after each one, -1 where none is known, same shape.
    """

    pieces: Tensor
    types: Tensor
    ratio: Tensor
    firsts: Tensor
    lasts: Tensor
    rows: Tensor
    following: Tensor


class Encoder:
    """Turns examples into the numbers that the model reads."""

    def __init__(self, tokenizer: Tokenizer, draw: random.Random) -> None:
        self.tokenizer, self.draw = tokenizer, draw
        self.known: dict[str, list[int]] = {}
        self.start, self.end = tokenizer.token_to_id("[CLS]") or 0, tokenizer.token_to_id("[SEP]") or 0

    def pieces_of(self, word: str) -> list[int]:
        """Return a word's wordpieces."""
        if word not in self.known:
            self.known[word] = self.tokenizer.encode(word, add_special_tokens=False).ids or [100]
        return self.known[word]

    def encode(self, example: Example) -> dict[str, list[int]]:
        """Return an example's numbers, not yet padded."""
        pieces, types, firsts, lasts, rows = [self.start], [0], [0], [0], [-1]
        for row, words in enumerate(example.sentences):
            for word in words:
                found = self.pieces_of(word)
                firsts.append(len(pieces))
                pieces += found
                lasts.append(len(pieces) - 1)
                rows.append(row)
            pieces.append(self.end)
            types += [int(row > (len(example.sentences) > 1))] * (len(pieces) - len(types))
        firsts.append(len(pieces) - 1)
        lasts.append(len(pieces) - 1)
        rows.append(-1)
        following = [-1] * len(rows)
        steps = [0, *(at + 1 for at in example.path), len(rows) - 1]
        for here, there in pairwise(steps):
            following[here] = there
        shown = self.draw.random() < RATIO_SHOWN
        return {
            "pieces": pieces,
            "types": types,
            "ratio": [ratio_bucket(example.ratio) if shown else RATIO_UNKNOWN],
            "firsts": firsts,
            "lasts": lasts,
            "rows": rows,
            "following": following,
        }


PADDING = {"pieces": 0, "types": 0, "ratio": 0, "firsts": 0, "lasts": 0, "rows": -2, "following": -1}


def pad_batch(rows: Sequence[dict[str, list[int]]], width: int) -> Batch:
    """Return encoded examples as one batch, everything of one width."""
    tensors = {
        name: torch.tensor([row[name] + [filler] * (width - len(row[name])) for row in rows])
        for name, filler in PADDING.items()
    }
    return Batch(**{**tensors, "ratio": tensors["ratio"][:, 0]})


def make_batches(examples: Iterable[Example], encoder: Encoder, most: int) -> Iterator[Batch]:
    """Yield batches of examples of like length and at most so many wordpieces, each as soon as it is full."""
    waiting: dict[int, list[dict[str, list[int]]]] = {}
    for example in examples:
        row = encoder.encode(example)
        width = -(-len(row["pieces"]) // WIDTH_STEP) * WIDTH_STEP
        same = waiting.setdefault(width, [])
        same.append(row)
        if len(same) == most // width:
            yield pad_batch(waiting.pop(width), width)


# training


def score_words(model: PointingModel, batch: Batch) -> tuple[Tensor, Tensor]:
    """Return what the model says of a batch: scores of steps, and of being told."""
    scores, kept = model(
        batch.pieces,
        (batch.pieces != 0).long(),
        batch.types,
        batch.ratio,
        batch.firsts,
        batch.lasts,
        batch.rows,
    )
    return scores, kept


def path_loss(model: PointingModel, batch: Batch) -> Tensor:
    """Return the loss: of the next word told, and of whether each word is told at all."""
    return following_loss(*score_words(model, batch), batch)


def following_loss(scores: Tensor, kept: Tensor, batch: Batch) -> Tensor:
    """Return the loss of what `score_words` returned."""
    known = batch.following >= 0
    steps = nn.functional.cross_entropy(scores[known], batch.following[known])
    told = torch.zeros_like(kept)
    told.scatter_(1, batch.following.clamp(min=0), known.to(kept.dtype))
    words = batch.rows >= 0
    tags = nn.functional.binary_cross_entropy_with_logits(kept[words], told[words])
    return steps + 0.5 * tags


def main() -> None:
    """Read the command line and train."""
    arguments = read_arguments("the compact condenser", "condensing/")
    model = PointingModel.from_minilm(arguments.minilm)
    tokenizer, sources = load_tokenizer(arguments.minilm), read_sources(arguments.data)

    def draw_batches(draw: random.Random) -> Iterator[Batch]:
        examples = draw_examples(sources, draw)
        return make_batches(examples, Encoder(tokenizer, draw), BATCH_PIECES * arguments.times)

    batches = stream_batches(draw_batches, arguments)
    train_model(model, batches, partial(path_loss, model), arguments, "condenser.pt")


if __name__ == "__main__":
    main()
