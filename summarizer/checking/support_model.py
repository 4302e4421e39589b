"""The shipped support model: which words of a statement its evidence does not carry.

A small encoder reads the statement with the few sentences that hold most of its words. It has learnt from true
statements of news and from false ones that differ in a word or a phrase, and gives each word a probability.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from summarizer.checking.combining import Doubts
from summarizer.checking.nearest import nearest_sentences
from summarizer.checking.pairing import Pair, PairEncoder
from summarizer.condensing.words import find_words

if TYPE_CHECKING:
    from numpy.typing import NDArray

WEIGHTS = Path(__file__).resolve().parents[1] / "weights" / "support"


def load_model() -> MarkingSession:
    """Return the shipped model.

    Raises:
        ModelError: its weights are missing or damaged.
    """
    from summarizer.condensing.onnx import load_session, load_tokenizer

    tokenizer = load_tokenizer()
    size = tokenizer.get_vocab_size()
    return MarkingSession(
        load_session(WEIGHTS / "model.onnx"), PairEncoder(tokenizer, start=size, end=size + 1)
    )


class MarkingSession:
    """The model in onnxruntime."""

    def __init__(self, session: Any, encoder: PairEncoder) -> None:  # noqa: ANN401 — onnxruntime has no types
        self._session, self._encoder = session, encoder

    def judge(self, statement: str, evidence: Sequence[str]) -> Doubts:
        """Return the probability of not being carried, of each word of a statement and of the whole."""
        words = find_words(statement)
        near = [spell_alike(evidence[at], statement) for at in nearest_sentences(statement, evidence)]
        rows = [[word.text for word in find_words(sentence)] for sentence in near]
        pair = self._encoder.encode([word.text for word in words], rows)
        single, whole = self._run(pair)
        told = zip(words, single[pair.words].tolist(), strict=False)
        return Doubts(tuple((w.start, w.end, p) for w, p in told if w.text[0].isalnum()), whole)

    def _run(self, pair: Pair) -> tuple[NDArray[np.float64], float]:
        pieces = np.array([pair.pieces], dtype=np.int64)
        words, whole = self._session.run(
            ["words", "whole"],
            {
                "pieces": pieces,
                "attended": np.ones_like(pieces),
                "types": np.array([pair.types], dtype=np.int64),
                "matches": np.array([pair.matches], dtype=np.int64),
            },
        )
        return _sigmoid(words[0]), float(_sigmoid(whole)[0])


ONE_NAME = tuple(
    tuple(re.compile(rf"\b{re.escape(name)}(?!\w)") for name in names.split(", "))
    for names in (
        "United States, U.S.A., U.S., USA, US",
        "United Kingdom, U.K., UK",
        "United Nations, U.N., UN",
        "European Union, E.U., EU",
    )
)
"""Spellings of one name, which the model takes for different ones: it doubted "United States" of "U.S." by .97."""


def spell_alike(sentence: str, statement: str) -> str:
    """Return a sentence of the evidence with these names spelled as the statement spells them."""
    for spellings in ONE_NAME:
        told = next((found[0] for name in spellings if (found := name.search(statement))), None)
        if told and told not in sentence:
            for name in spellings:
                sentence = name.sub(told, sentence)
    return sentence


def _sigmoid(logits: NDArray[np.float32]) -> NDArray[np.float64]:
    return np.asarray(1 / (1 + np.exp(-logits.astype(np.float64))))
