"""The model of the compact condenser in onnxruntime: words in, scores of the steps between them out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from summarizer.condensing.pathing import StepScores, log_softmax

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MOST_PIECES = 200
"""Wordpieces that are read; words behind them are left out."""


class PointingSession:
    """Scores one claim at a time.

    An 8-bit model rounds by what else is in its batch, and a claim should be told alike in any company.
    """

    def __init__(self, session: Any, tokenizer: Tokenizer) -> None:  # noqa: ANN401 — onnxruntime has no types
        self._session, self._tokenizer = session, tokenizer
        size = tokenizer.get_vocab_size()
        self._start, self._end = size, size + 1
        self._known: dict[str, list[int]] = {}

    @classmethod
    def from_folder(cls, folder: Path) -> PointingSession:
        """Load `model.onnx` of a folder, and the tokenizer of the static embedding.

        Raises:
            ModelError: it cannot be loaded.
        """
        from summarizer.condensing.onnx import load_session, load_tokenizer

        return cls(load_session(folder / "model.onnx"), load_tokenizer())

    def score(self, sentences: Sequence[Sequence[str]], ratio: int) -> StepScores:
        """Return the scores of the words of one sentence, or of several.

        Args:
            sentences: the words of each; where there are several, `CONNECTIVES` come before them.
            ratio: tenths of the words to aim at; 0 leaves that to the model.
        """
        pieces, types, firsts, lasts, rows = self._encode(sentences)
        steps, kept = self._session.run(
            ["steps", "kept"],
            {
                "pieces": np.array([pieces], dtype=np.int64),
                "attended": np.ones((1, len(pieces)), dtype=np.int64),
                "types": np.array([types], dtype=np.int64),
                "ratio": np.array([ratio], dtype=np.int64),
                "firsts": np.array([firsts], dtype=np.int64),
                "lasts": np.array([lasts], dtype=np.int64),
                "rows": np.array([rows], dtype=np.int64),
            },
        )
        return StepScores(log_softmax(steps[0].astype(np.float64)), kept[0].astype(np.float64))

    def _encode(self, sentences: Sequence[Sequence[str]]) -> tuple[list[int], ...]:
        """Return pieces and their types; then of each word its first piece, its last piece and its sentence.

        Start and end count as words.
        """
        pieces, types, firsts, lasts, rows = [self._start], [0], [0], [0], [-1]
        for row, sentence in enumerate(sentences):
            for word in sentence:
                own = self._pieces_of(word)
                if len(pieces) + len(own) >= MOST_PIECES:
                    break
                firsts.append(len(pieces))
                pieces += own
                lasts.append(len(pieces) - 1)
                rows.append(row)
            pieces.append(self._end)
            types += [int(row > (len(sentences) > 1))] * (len(pieces) - len(types))
        return pieces, types, [*firsts, len(pieces) - 1], [*lasts, len(pieces) - 1], [*rows, -1]

    def _pieces_of(self, word: str) -> list[int]:
        if word not in self._known:
            whole = word.encode("utf-8", "replace").decode("utf-8")  # without halves of characters
            self._known[word] = self._tokenizer.encode(whole, add_special_tokens=False).ids or [1]
        return self._known[word]
