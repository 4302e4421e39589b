"""What the two kinds of local models share: loading, the device, batches, and speed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeAlias

from summarizer.condensing.checkpoints import Checkpoint
from summarizer.condensing.packing import batch_by_length
from summarizer.condensing.prompting import drop_unfinished
from summarizer.condensing.reports import Reports
from summarizer.errors import ModelError

Draft: TypeAlias = tuple[int, str]
"""The index of a claim, and the statement written for it."""

Write: TypeAlias = Callable[[Sequence[str]], tuple[list[str], int]]
"""Turns prompts into answers, all in one batch; also returns the number of tokens written."""

MAX_ITEMS = {"cpu": 8, "mps": 8, "cuda": 32}
MAX_TOKENS = {"cpu": 4096, "mps": 8192, "cuda": 32768}
"""Texts and input tokens in one batch. On a processor larger batches gain nothing, and Ctrl-C loses one batch."""

NO_LIMIT = 10**6
"""Tokenizers that know no maximum say 10^30."""

TOKENS_A_WORD = 1.6
"""Room in tokens for a word that is to be written: 1.3 is usual for English, names take more."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A model in memory.

    Attributes:
        checkpoint: where it came from.
        model: of transformers, on its device, ready to generate.
        tokenizer: its tokenizer.
        device: "cuda", "mps" or "cpu".
        reports: where messages go.
    """

    checkpoint: Checkpoint
    model: Any
    tokenizer: Any
    device: str
    reports: Reports

    def count(self, text: str) -> int:
        """Return the tokens of a text, without those that mark its ends."""
        return len(self.tokenizer(text, add_special_tokens=False, verbose=False)["input_ids"])

    def decode(self, output: Any, limit: int) -> tuple[list[str], int]:  # noqa: ANN401 — a tensor
        """Return the answers in what was generated, one a row, and the number of tokens in all.

        An answer that took all the tokens it was allowed was cut off, also where the model was made to put
        its last one there: a sentence that has no end is dropped.
        """
        pad = self.tokenizer.pad_token_id
        answers = self.tokenizer.batch_decode(output, skip_special_tokens=True)
        if output.shape[1] >= limit:
            full = [int(row[-1]) != pad for row in output]
            answers = [
                drop_unfinished(text) if cut else text for text, cut in zip(answers, full, strict=True)
            ]
        return answers, int((output != pad).sum())


def load_model(
    checkpoint: Checkpoint,
    model_class: Any,  # noqa: ANN401 — one of transformers' automatic classes
    reports: Reports,
    small: int | None = None,
) -> Loaded:
    """Load a model and its tokenizer onto the best device, from files on this machine alone.

    Args:
        checkpoint: its files.
        model_class: of transformers, which picks the architecture.
        reports: where messages go.
        small: weights of more bytes than this keep their own precision on a processor; None widens all to float32.

    Raises:
        ModelError: the files do not fit together, or this version of transformers does not know the model.
    """
    import torch
    from transformers import AutoTokenizer

    device = _pick_device(torch)
    keep = small is not None and checkpoint.size > small
    dtype = torch.bfloat16 if device == "cuda" else "auto" if keep else torch.float32
    common = {"local_files_only": True, "trust_remote_code": False}
    reports.show(f"loading {checkpoint.name}")
    with _load_errors(checkpoint), _hushed():
        tokenizer = AutoTokenizer.from_pretrained(str(checkpoint.folder), **common)
        model = model_class.from_pretrained(
            str(checkpoint.folder), dtype=dtype, use_safetensors=True, **common
        )
        return Loaded(checkpoint, model.to(device).eval(), tokenizer, device, reports)


def _pick_device(torch: Any) -> str:  # noqa: ANN401 — the module
    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"


@contextmanager
def _hushed() -> Iterator[None]:
    """Keep transformers from writing to standard error."""
    from transformers.utils import logging

    level, bars = logging.get_verbosity(), logging.is_progress_bar_enabled()
    logging.set_verbosity(logging.CRITICAL)
    logging.disable_progress_bar()
    try:
        yield
    finally:
        logging.set_verbosity(level)
        if bars:
            logging.enable_progress_bar()


@contextmanager
def _load_errors(checkpoint: Checkpoint) -> Iterator[None]:
    from safetensors import SafetensorError

    try:
        yield
    except (MemoryError, ImportError) as error:
        raise ModelError(f"{checkpoint.name} cannot be loaded: {error}") from error
    except (SafetensorError, OSError, ValueError, KeyError, RuntimeError, TypeError, AttributeError) as error:
        # What transformers raises for a damaged or unknown model is not documented.
        why = " ".join(str(error).split())[:300]
        raise ModelError(
            f"{checkpoint.name} cannot be loaded: {why}",
            "Only models that transformers itself knows are run; a newer version of it may know this one.",
        ) from error


# writing


def write_in_batches(
    loaded: Loaded, prompts: Sequence[str], lengths: Sequence[int], write: Write
) -> Iterator[Draft]:
    """Yield the index of each prompt and the model's answer, batch by batch, the longest first.

    Whoever stops listening keeps what came until then.

    Args:
        loaded: the model.
        prompts: what it reads.
        lengths: of the prompts, in tokens.
        write: makes the answers to one batch.

    Raises:
        ModelError: there is not enough memory for even one prompt.
    """
    start, done, tokens = time.perf_counter(), 0, 0
    waiting = batch_by_length(lengths, MAX_ITEMS[loaded.device], MAX_TOKENS[loaded.device])[::-1]
    while waiting:
        batch = waiting.pop()
        loaded.reports.show(f"condensing: {done} of {len(prompts)}")
        try:
            with _hushed():
                answers, written = write([prompts[index] for index in batch])
        except (RuntimeError, MemoryError) as error:
            waiting.extend(_halve(loaded, batch, error))
            continue
        yield from zip(batch, answers, strict=True)
        done, tokens = done + len(batch), tokens + written
    if prompts:
        loaded.reports.tell(describe_speed(done, tokens, time.perf_counter() - start))


def _halve(loaded: Loaded, batch: list[int], error: Exception) -> list[list[int]]:
    """Return two smaller batches where memory ran out; anything else that went wrong is raised again."""
    short = isinstance(error, MemoryError) or "memory" in str(error).lower()
    if not short:
        raise error
    if len(batch) == 1:
        raise ModelError(
            f"There is not enough memory for {loaded.checkpoint.name}.",
            "Name a smaller model, or a server's address.",
        ) from error
    middle = len(batch) // 2
    return [batch[middle:], batch[:middle]]


def describe_speed(statements: int, tokens: int, seconds: float) -> str:
    """Return one line on how much was written how fast."""
    noun = "statement" if statements == 1 else "statements"
    return f"{statements} {noun} condensed, {tokens / max(seconds, 1e-9):,.0f} tokens/s"


def collect_drafts(drafts: Iterator[Draft], total: int) -> list[str]:
    """Return drafts in the order of their claims."""
    collected = [""] * total
    for index, text in drafts:
        collected[index] = text
    return collected
