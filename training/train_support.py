"""Trains the support model: which words of a statement its evidence does not carry.

python -m training.train_support MINILM_FOLDER DATA_FOLDER WORK_FOLDER [--minutes 60]
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from summarizer.checking.pairing import OUTSIDE, Pair, PairEncoder
from training.support_data import UNKNOWN, SupportExample, judged_examples, synthetic_examples
from training.support_model import MarkingModel

SEED = 20241120
BATCH_PIECES = 3_072
WIDTH_STEP = 16
RATE, WARM_UP = 2e-4, 300
JUDGED_TIMES = 4
"""How often what people judged is seen, beside once what was made."""
MEAN_DECAY = 0.99
"""Of the moving mean of the weights, which is what is saved at the end: it reaches back some 100 steps."""
CHECKPOINT_S = 240


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


def train(arguments: argparse.Namespace) -> None:
    """Train until the time is up or the examples are through."""
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(arguments.threads)
    draw = random.Random(arguments.seed)
    tokenizer = Tokenizer.from_file(str(arguments.minilm / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    examples = list(synthetic_examples(arguments.data, draw))
    judged = list(judged_examples(arguments.data))
    print(f"{len(examples)} made, {len(judged)} judged", flush=True)
    examples += judged * JUDGED_TIMES
    draw.shuffle(examples)
    model = MarkingModel.from_minilm(arguments.minilm)
    if arguments.resume:
        model.load_state_dict(torch.load(arguments.resume, weights_only=True))
    mean = torch.optim.swa_utils.AveragedModel(
        model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(MEAN_DECAY)
    )
    trained = [weight for weight in model.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=RATE, weight_decay=0.01)
    began = saved = time.monotonic()
    losses: list[float] = []
    model.train()
    passes = (example for _ in range(arguments.passes) for example in examples)
    start, end = tokenizer.token_to_id("[CLS]") or 0, tokenizer.token_to_id("[SEP]") or 0
    for step, batch in enumerate(make_batches(passes, PairEncoder(tokenizer, start, end))):
        share = (time.monotonic() - began) / (60 * arguments.minutes)
        if share >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = RATE * min((step + 1) / WARM_UP, 1.0) * (1 - 0.95 * share)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss = marking_loss(model, batch)
        loss.backward()
        nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        optimizer.zero_grad()
        mean.update_parameters(model)
        losses.append(float(loss.detach()))
        if step % 100 == 99:
            print(f"step {step + 1} share {share:.2f} loss {np.mean(losses[-100:]):.3f}", flush=True)
        if time.monotonic() - saved > CHECKPOINT_S:
            torch.save(model.state_dict(), arguments.work / "support.pt")
            saved = time.monotonic()
    torch.save(mean.module.state_dict(), arguments.work / "support.pt")
    print("done", flush=True)


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description="Train the support model.")
    parser.add_argument("minilm", type=Path, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("data", type=Path, help="folder with condensing/, plain/ and support/")
    parser.add_argument("work", type=Path, help="folder for checkpoints")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--passes", type=int, default=2)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--resume", type=Path, help="checkpoint to go on from")
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    train(arguments)


if __name__ == "__main__":
    main()
