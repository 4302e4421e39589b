"""The shipped condenser: a small encoder that points from each word it tells to the next one.

It only ever leaves words out, so it cannot invent any; what it leaves out it has learnt from pairs of
sentences and their headlines' lengths. It runs on a processor, in onnxruntime, one pass for a batch of claims.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from summarizer.condensing.licensing import license_steps
from summarizer.condensing.pathing import NEVER, StepScores, log_softmax, shorten_sentence
from summarizer.condensing.repairing import repair_path
from summarizer.condensing.spelling import spell_words
from summarizer.condensing.words import Word, find_words
from summarizer.splitting import split_text

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WEIGHTS = Path(__file__).resolve().parents[1] / "weights"

MOST_PIECES = 200
"""Wordpieces read of a sentence; what stands behind them is left out."""

BATCH = 16
"""Claims that go through the model at once; more gain nothing on two cores."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How much is left out.

    Attributes:
        ratio: tenths of the words that the model is told to aim at; 0 leaves that to it.
        per_word: added to the score of each word told: above 0 makes longer.
        junction: least log-probability of a step over words that are left out.
        licensed: whether only what the rules of `licensing` allow is left out.
    """

    ratio: int
    per_word: float
    junction: float = NEVER
    licensed: bool = False


TIGHT = Setting(ratio=0, per_word=0.3)
"""Like a headline. The middle of what gave the best F1 on validation pairs, whose ratio it also meets."""

STANDARD = Setting(ratio=10, per_word=2.0, junction=-3.0, licensed=True)
"""Leaves out who says so where that is nobody, asides and what else is licensed. Of five settings on multi_news it
has the best ROUGE: 1.0 a word leaves out more, and loses what the references tell."""


def load_compact(tight: bool = False) -> CompactCondenser:
    """Return the shipped condenser.

    Raises:
        ModelError: its weights are missing or damaged.
    """
    return CompactCondenser(PointingSession.from_folder(WEIGHTS / "condenser"), TIGHT if tight else STANDARD)


class CompactCondenser:
    """A `Condenser` that shortens the first sentence of each claim."""

    def __init__(self, session: PointingSession, setting: Setting) -> None:
        self.session, self.setting = session, setting
        self.name = "compact-tight" if setting is TIGHT else "compact"

    def condense(self, sentences: Sequence[str]) -> str:
        """Return one statement of what these sentences say."""
        return self.condense_many([sentences])[0]

    def condense_many(self, claims: Sequence[Sequence[str]], words: int | None = None) -> list[str]:
        """Return a statement for each claim, of at most so many words; sentence by sentence, where it has more."""
        parts = [split_text(claim[0]) or [claim[0]] for claim in claims]
        texts = [part for own in parts for part in own]
        found = [find_words(text) for text in texts]
        scores = self.session.score([[w.text for w in own] for own in found], self.setting.ratio)
        rooms = [words and words // len(own) for own in parts for _ in own]
        told = map(self._tell, texts, found, scores, rooms)
        return [" ".join(filter(None, (next(told) for _ in own))) for own in parts]

    def _tell(self, text: str, words: Sequence[Word], scores: StepScores | None, most: int | None) -> str:
        """Return one sentence in at most so many words; "" where it cannot be told in so few."""
        if scores is None:
            return text if _fits(text, most) else ""
        license_ = license_steps(words[: len(scores.kept) - 2]) if self.setting.licensed else None
        bonuses = [self.setting.per_word, *(less for less in LESS if less < self.setting.per_word)]
        for per_word in bonuses if most is not None else bonuses[:1]:
            path = [at - 1 for at in shorten_sentence(scores, per_word, self.setting.junction, license_)]
            told = spell_words(text, words, repair_path(path, words))
            if told and _fits(told, most):
                return told
        return text if most is None else ""


LESS = (0.0, -0.5, -1.0, -2.0, -4.0)
"""What is added for each word where the first path is longer than asked for, until one fits."""


def _fits(text: str, most: int | None) -> bool:
    return most is None or len(text.split()) <= most


class PointingSession:
    """The model in onnxruntime: words in, scores of steps out."""

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

    def score(self, claims: Sequence[Sequence[str]], ratio: int) -> list[StepScores | None]:
        """Return the scores of each claim's words; None where there is nothing to shorten."""
        encoded = [self._encode(words) if len(words) > 1 else None for words in claims]
        order = sorted((at for at, row in enumerate(encoded) if row), key=lambda at: len(encoded[at][0]))  # type: ignore[index]
        scores: list[StepScores | None] = [None] * len(claims)
        for first in range(0, len(order), BATCH):
            places = order[first : first + BATCH]
            rows = [row for at in places if (row := encoded[at])]
            for at, found in zip(places, self._run(rows, ratio), strict=True):
                scores[at] = found
        return scores

    def _encode(self, words: Sequence[str]) -> tuple[list[int], list[int], list[int]]:
        """Return wordpieces, and the places of each word's first and last one, start and end included."""
        pieces, firsts, lasts = [self._start], [0], [0]
        for word in words:
            own = self._pieces_of(word)
            if len(pieces) + len(own) >= MOST_PIECES:
                break
            firsts.append(len(pieces))
            pieces += own
            lasts.append(len(pieces) - 1)
        pieces.append(self._end)
        return pieces, [*firsts, len(pieces) - 1], [*lasts, len(pieces) - 1]

    def _pieces_of(self, word: str) -> list[int]:
        if word not in self._known:
            whole = word.encode("utf-8", "replace").decode("utf-8")  # without halves of characters
            self._known[word] = self._tokenizer.encode(whole, add_special_tokens=False).ids or [1]
        return self._known[word]

    def _run(self, encoded: Sequence[tuple[list[int], list[int], list[int]]], ratio: int) -> list[StepScores]:
        pieces, attended = _pad([row[0] for row in encoded], 0)
        firsts, words = _pad([row[1] for row in encoded], 0)
        lasts, _ = _pad([row[2] for row in encoded], 0)
        rows = np.where(words == 1, 0, -2)
        counts = words.sum(axis=1)
        rows[:, 0] = -1
        rows[np.arange(len(rows)), counts - 1] = -1
        steps, kept = self._session.run(
            ["steps", "kept"],
            {
                "pieces": pieces,
                "attended": attended,
                "types": np.zeros_like(pieces),
                "ratio": np.full(len(encoded), ratio, dtype=np.int64),
                "firsts": firsts,
                "lasts": lasts,
                "rows": rows,
            },
        )
        return [
            StepScores(
                log_softmax(steps[at, :count, :count].astype(np.float64)),
                kept[at, :count].astype(np.float64),
                rows[at, :count],
            )
            for at, count in enumerate(counts.tolist())
        ]


def _pad(rows: Sequence[Sequence[int]], filler: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the rows as one array, and 1 where it holds something of them."""
    width = max(map(len, rows))
    padded = np.full((len(rows), width), filler, dtype=np.int64)
    held = np.zeros((len(rows), width), dtype=np.int64)
    for at, row in enumerate(rows):
        padded[at, : len(row)], held[at, : len(row)] = row, 1
    return padded, held
