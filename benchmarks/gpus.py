"""What a GPU brings to a batch whose model runs in torch: tokens and stories a second, by device, engine and workers.

    python -m benchmarks.gpus [writing|engines ...] [--small]

The model is a BART of six layers of 768 on either side with random weights, made on the spot. It never ends by itself:
every statement has the greatest length, the checker refuses it, and the sources are quoted. So this measures work, and
a real model of this size does less of it. Each row has processes of its own. `--small` makes everything small enough
for a machine without a GPU, to see that it runs.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from benchmarks.scale import measure_engine
from benchmarks.tables import Row, print_table
from summarizer.config import BriefConfig
from tests.model_factory import CORPUS, ENDS, save_tokenizer
from tests.scaling_factory import TOWNS, article, lines_of, write_lines

VISIBLE = "CUDA_VISIBLE_DEVICES"
WINDOW = 1024
WORDS_A_STATEMENT = 30
NEVER = -1e4
"""What is added to the score of the end: with random weights it is chosen at once, or by chance."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much is done.

    Attributes:
        layers: of the model, on either side.
        width: of each.
        claims: that are condensed at once.
        stories: each in a file of its own, and so in a part of its own.
        sharing: workers that share the GPU.
    """

    layers: int = 6
    width: int = 768
    claims: int = 32
    stories: int = 32
    sharing: int = 4


SMALL = Size(layers=1, width=64, claims=8, stories=8, sharing=2)


def save_bart(folder: Path, size: Size) -> Path:
    """Save a BART with random weights, and return its folder."""
    import torch
    from transformers import BartConfig, BartForConditionalGeneration

    torch.manual_seed(7)
    sides = ("encoder", "decoder")
    config = BartConfig(
        vocab_size=save_tokenizer(folder, WINDOW),
        max_position_embeddings=WINDOW,
        d_model=size.width,
        **{f"{side}_layers": size.layers for side in sides},
        **{f"{side}_attention_heads": size.width // 64 for side in sides},
        **{f"{side}_ffn_dim": 4 * size.width for side in sides},
        **ENDS,
    )
    model = BartForConditionalGeneration(config)
    model.final_logits_bias[:, ENDS["eos_token_id"]] = NEVER
    model.save_pretrained(folder)
    return folder


def write_stories(folder: Path, size: Size) -> Path:
    """Write stories of three outlets each, that report on all towns but one."""
    folder.mkdir()
    for number in range(size.stories):
        write_lines(folder / f"{number:03}.jsonl", [tell_county(number)])
    return folder


def tell_county(number: int) -> dict[str, Any]:
    """Return a story of all towns but one."""
    first = number % len(TOWNS)
    towns = [*TOWNS[first:], *TOWNS[:first]][1:]
    documents = [
        {"title": f"Report {number}", "text": " ".join(article(town, outlet, None)["text"] for town in towns)}
        for outlet in range(3)
    ]
    return {"id": number, "documents": documents}


@contextmanager
def seeing(device: str) -> Iterator[None]:
    """Hide the GPU from processes that start meanwhile, or leave it as it is."""
    before = os.environ.get(VISIBLE)
    if device == "cpu":
        os.environ[VISIBLE] = ""
    try:
        yield
    finally:
        os.environ.pop(VISIBLE, None)
        if before is not None:
            os.environ[VISIBLE] = before


def call_apart(device: str, function: Callable[[], Any]) -> Any:  # noqa: ANN401 — whatever it returns
    """Return what a function returns in a process of its own."""
    with seeing(device), ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(function).result()


def find_devices() -> list[str]:
    """Return "cpu", and "cuda" before it where there is a GPU."""
    return call_apart("any", _devices)  # type: ignore[no-any-return]


def _devices() -> list[str]:
    import torch

    return [*(["cuda"] if torch.cuda.is_available() else []), "cpu"]


# writing


def measure_writing(size: Size) -> list[Row]:
    """Return a row for each device: the same claims, condensed in one call."""
    with tempfile.TemporaryDirectory() as folder:
        model = save_bart(Path(folder), size)
        found = [call_apart(device, partial(_write, model, size)) for device in find_devices()]
    last = found[-1].pop("drafts")
    rows = [
        {**row, "drafts as on the processor": sum(map(str.__eq__, row.pop("drafts"), last))}
        for row in found[:-1]
    ]
    return [*rows, found[-1]]


def _write(model: Path, size: Size) -> dict[str, Any]:
    import torch

    from summarizer.condensing import Reports, load_condenser

    told: list[str] = []
    began = time.perf_counter()
    condenser: Any = load_condenser(str(model), reports=Reports(told.append))
    loaded = time.perf_counter()
    condenser.condense_many([CORPUS[:1]], WORDS_A_STATEMENT)
    told.clear()
    started = time.perf_counter()
    claims = [[f"{number}: {CORPUS[number % 5]}", CORPUS[number % 4]] for number in range(size.claims)]
    drafts = condenser.condense_many(claims, WORDS_A_STATEMENT)
    weights = condenser._loaded.model
    device = next(weights.parameters()).device.type
    return {
        "device": torch.cuda.get_device_name() if device == "cuda" else f"{torch.get_num_threads()} threads",
        "precision": str(weights.dtype).removeprefix("torch."),
        "million weights": sum(each.numel() for each in weights.parameters()) / 1e6,
        "seconds to load": loaded - began,
        "claims": size.claims,
        "seconds": time.perf_counter() - started,
        "tokens/s": int(told[-1].rsplit(", ", 1)[1].split()[0].replace(",", "")),
        "peak MB": torch.cuda.max_memory_allocated() // 2**20 if device == "cuda" else None,
        "drafts": drafts,
    }


# engines


def measure_engines(size: Size) -> list[Row]:
    """Return a row for each engine, device and number of workers; all tell the same stories."""
    os.environ.setdefault("RAY_worker_niceness", "0")
    cores = len(os.sched_getaffinity(0))
    best = find_devices()[0]
    runs = [("local", best, size.sharing), ("ray", best, size.sharing), ("ray", best, 1)]
    runs += [("local", "cpu", cores)] * (best != "cpu")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        model, source = save_bart(folder / "model", size), write_stories(folder / "in", size)
        config = BriefConfig(words=100, mode="abstractive", model=str(model), language="en")
        rows: list[Row] = []
        first: list[dict[str, Any]] = []
        for engine, device, workers in runs:
            place = folder / f"{engine}-{device}-{workers}"
            row = call_apart(device, partial(measure_engine, source, place, engine, workers, config, workers))
            row["stories/s once all are at work"] = row.pop("stories/s after it")
            told = [record for path in sorted(place.glob("*.jsonl")) for record in lines_of(path)]
            first = first or told
            same = sum(mine == theirs for mine, theirs in zip(told, first, strict=True))
            rows.append({"device": device, **row, "records as in the first row": same})
            print_table("so far", rows[-1:])
    return rows


TABLES: dict[str, Callable[[Size], list[Row]]] = {"writing": measure_writing, "engines": measure_engines}

if __name__ == "__main__":
    chosen = [name for name in sys.argv[1:] if name != "--small"]
    for table in chosen or TABLES:
        print_table(f"GPU: {table}", TABLES[table](SMALL if "--small" in sys.argv else Size()))
