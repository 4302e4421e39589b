"""The loop that both models are trained by: until the time is up, with checkpoints and a moving mean."""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

Batch = TypeVar("Batch")
DrawBatches: TypeAlias = Callable[[random.Random], Iterator[Batch]]
"""Makes batches without end, as chance has it."""

SEED = 20241120
RATE, WARM_UP = 2e-4, 300
"""The rate falls with the time."""
MEAN_DECAY = 0.99
"""Of the moving mean of the weights, which is what is saved at the end: it reaches back some 100 steps."""
CHECKPOINT_S = 240
REPORT_STEPS = 100
AHEAD = 8
"""Batches that each worker has ready."""


def read_arguments(what: str, data: str) -> argparse.Namespace:
    """Return what the command line of a recipe says, its folder for checkpoints made.

    Args:
        what: is trained.
        data: which folders the data folder holds.
    """
    parser = argparse.ArgumentParser(description=f"Train {what}.")
    parser.add_argument("minilm", type=Path, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("data", type=Path, help=f"folder with {data}")
    parser.add_argument("work", type=Path, help="folder for checkpoints")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--device", default="cpu", help="cpu or cuda")
    parser.add_argument("--times", type=int, default=1, help="batches that many times as large")
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--decay", type=float, default=MEAN_DECAY, help="of the moving mean")
    parser.add_argument("--workers", type=int, default=0, help="processes that make batches")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--resume", type=Path, help="checkpoint to go on from")
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(arguments.threads)
    return arguments


def load_tokenizer(minilm: Path) -> Tokenizer:
    """Return MiniLM's tokenizer, without padding and cutting."""
    tokenizer = Tokenizer.from_file(str(minilm / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


class Stream(IterableDataset):  # type: ignore[misc]  # torch is not looked into
    """Batches without end, of which each worker draws its own."""

    def __init__(self, draw_batches: DrawBatches[Any], seed: int) -> None:
        self.draw_batches, self.seed = draw_batches, seed

    def __iter__(self) -> Iterator[Any]:
        worker = get_worker_info()
        return self.draw_batches(random.Random(self.seed + (worker.id if worker else 0)))


def stream_batches(draw_batches: DrawBatches[Batch], arguments: argparse.Namespace) -> Iterable[Batch]:
    """Return batches without end, made by as many processes as the command line asks for."""
    workers = arguments.workers
    stream = Stream(draw_batches, arguments.seed)
    loader: Iterable[Batch] = DataLoader(
        stream, batch_size=None, num_workers=workers, prefetch_factor=AHEAD if workers else None
    )
    return loader


def move_batch(batch: Batch, device: str) -> Batch:
    """Return a batch, a dataclass of tensors, with all of them on a device."""
    moved = {
        field.name: part.to(device, non_blocking=True) if isinstance(part, Tensor) else part
        for field in fields(batch)  # type: ignore[arg-type]
        for part in [getattr(batch, field.name)]
    }
    return type(batch)(**moved)


def train_model(
    model: nn.Module,
    batches: Iterable[Batch],
    loss_of: Callable[[Batch], Tensor],
    arguments: argparse.Namespace,
    checkpoint: str,
) -> None:
    """Train until the time is up or the batches are through, going on from a checkpoint where one is named.

    Args:
        model: what is trained; weights that need no gradient stay as they are.
        batches: what it learns from.
        loss_of: the loss of a batch.
        arguments: as `read_arguments` returns them.
        checkpoint: name of the file in the work folder.
    """
    if arguments.resume:
        model.load_state_dict(torch.load(arguments.resume, weights_only=True))
    model.to(arguments.device)
    mean = torch.optim.swa_utils.AveragedModel(
        model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(arguments.decay)
    )
    trained = [weight for weight in model.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=arguments.rate, weight_decay=0.01)
    path, lost = arguments.work / checkpoint, torch.zeros((), device=arguments.device)
    began = saved = time.monotonic()
    model.train()
    for step, batch in enumerate(batches, 1):
        share = (time.monotonic() - began) / (60 * arguments.minutes)
        if share >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = arguments.rate * min(step / WARM_UP, 1.0) * (1 - 0.95 * share)
        with torch.autocast(arguments.device, dtype=torch.bfloat16):
            loss = loss_of(move_batch(batch, arguments.device))
        loss.backward()
        nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        optimizer.zero_grad()
        mean.update_parameters(model)
        lost += loss.detach()
        if step % REPORT_STEPS == 0:
            print(f"step {step} share {share:.2f} loss {float(lost) / REPORT_STEPS:.3f}", flush=True)
            lost.zero_()
        if time.monotonic() - saved > CHECKPOINT_S:
            torch.save(model.state_dict(), path)
            saved = time.monotonic()
    torch.save(mean.module.state_dict(), path)
    print("done", flush=True)
