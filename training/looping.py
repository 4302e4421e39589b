"""The loop that both models are trained by: until the time is up, with checkpoints and a moving mean."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

Batch = TypeVar("Batch")

SEED = 20241120
RATE, WARM_UP = 2e-4, 300
"""The rate falls with the time; a resumed run began at 1.5e-4 and warmed up for 50 steps."""
MEAN_DECAY = 0.99
"""Of the moving mean of the weights, which is what is saved at the end: it reaches back some 100 steps. The shipped
condenser's reached back twice as far."""
CHECKPOINT_S = 240
REPORT_STEPS = 100


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
    parser.add_argument("--passes", type=int, default=1)
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
    mean = torch.optim.swa_utils.AveragedModel(
        model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(MEAN_DECAY)
    )
    trained = [weight for weight in model.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=RATE, weight_decay=0.01)
    path, losses = arguments.work / checkpoint, []
    began = saved = time.monotonic()
    model.train()
    for step, batch in enumerate(batches, 1):
        share = (time.monotonic() - began) / (60 * arguments.minutes)
        if share >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = RATE * min(step / WARM_UP, 1.0) * (1 - 0.95 * share)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss = loss_of(batch)
        loss.backward()
        nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        optimizer.zero_grad()
        mean.update_parameters(model)
        losses.append(float(loss.detach()))
        if step % REPORT_STEPS == 0:
            print(f"step {step} share {share:.2f} loss {np.mean(losses[-REPORT_STEPS:]):.3f}", flush=True)
        if time.monotonic() - saved > CHECKPOINT_S:
            torch.save(model.state_dict(), path)
            saved = time.monotonic()
    torch.save(mean.module.state_dict(), path)
    print("done", flush=True)
