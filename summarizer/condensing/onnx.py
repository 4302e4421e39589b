"""Loads shipped models into onnxruntime, on a processor."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.embedding import STATIC_WEIGHTS
from summarizer.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer


@cache
def load_session(path: Path) -> Any:  # noqa: ANN401 — onnxruntime has no types
    """Return a session of a model file.

    Raises:
        ModelError: it is missing or cannot be read.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.intra_op_num_threads = os.cpu_count() or 1
    # Threads that wait by spinning take as much of a processor again as the work does.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's exceptions have no root of their own
        raise ModelError(
            f"The model {path} cannot be loaded: {error}",
            "Install multisource-summarizer again: its weights are part of the package.",
        ) from error


@cache
def load_tokenizer() -> Tokenizer:
    """Return the wordpiece tokenizer that all shipped models share."""
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(STATIC_WEIGHTS / "tokenizer.json"))
