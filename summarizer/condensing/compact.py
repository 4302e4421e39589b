"""The shipped condenser: a small encoder that points from each word it tells to the next one.

It leaves words out, and now and then takes a phrase over from another sentence of the claim; it cannot write a
word that none of them holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from summarizer.condensing.fusing import Detail, find_detail
from summarizer.condensing.licensing import license_steps
from summarizer.condensing.pathing import NEVER, StepScores, shorten_sentence
from summarizer.condensing.pointing import PointingSession
from summarizer.condensing.repairing import repair_path
from summarizer.condensing.spelling import spell_words
from summarizer.condensing.words import CONNECTIVES, Word, find_words
from summarizer.splitting import split_text

WEIGHTS = Path(__file__).resolve().parents[1] / "weights"


@dataclass(frozen=True, slots=True)
class Setting:
    """How much is left out.

    Attributes:
        ratio: tenths of the words that the model is told to aim at; 0 leaves that to it.
        per_word: added to the score of each word told: above 0 makes longer.
        junction: least log-probability of a step over words that are left out.
        licensed: whether only what the rules of `licensing` allow is left out.
        fuses: whether details of a claim's other sentences are brought in.
    """

    ratio: int
    per_word: float
    junction: float = NEVER
    licensed: bool = False
    fuses: bool = False


TIGHT = Setting(ratio=0, per_word=0.3)
"""Like a headline. The middle of what gave the best F1 on validation pairs, whose ratio it also meets."""

STANDARD = Setting(ratio=10, per_word=1.5, junction=-3.0, licensed=True, fuses=True)
"""Leaves out who says so where that is nobody, asides and what else is licensed. Of five settings on multi_news it
is as good as any by ROUGE and the one that condenses most statements."""

LESS = (0.0, -0.5, -1.0, -2.0, -4.0)
"""What is added for each word where the first path is longer than asked for, until one fits."""


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
        return self._condense_claim(sentences, None)

    def condense_many(self, claims: Sequence[Sequence[str]], words: int | None = None) -> list[str]:
        """Return a statement for each claim, of at most so many words."""
        return [self._condense_claim(claim, words) for claim in claims]

    def _condense_claim(self, claim: Sequence[str], most: int | None) -> str:
        """Tell what tells the claim best, sentence by sentence where it has more than one."""
        sentences = split_text(claim[0]) or [claim[0]]
        if len(sentences) == 1 and len(claim) > 1 and self.setting.fuses and most is None:
            return self._fuse(sentences[0], claim[1:])
        room = None if most is None else most // len(sentences)
        return " ".join(filter(None, (self._shorten(sentence, room) for sentence in sentences)))

    def _shorten(self, text: str, most: int | None) -> str:
        """Return one sentence in at most so many words; "" where it cannot be told in so few."""
        words = find_words(text)
        if len(words) < 2:
            return text if _fits(text, most) else ""
        scores = self.session.score([[word.text for word in words]], self.setting.ratio)
        bonuses = [self.setting.per_word, *(less for less in LESS if less < self.setting.per_word)]
        for per_word in bonuses if most is not None else bonuses[:1]:
            told = spell_words(text, words, self._path(words, scores, per_word))
            if told and _fits(told, most):
                return told
        return text if _fits(text, most) else ""

    def _path(self, words: Sequence[Word], scores: StepScores, per_word: float) -> list[int]:
        """Return the places of the words told, guards and marks mended."""
        license_ = license_steps(words[: len(scores.kept) - 2]) if self.setting.licensed else None
        path = shorten_sentence(scores, per_word, self.setting.junction, license_)
        return repair_path([at - 1 for at in path], words, headline=not self.setting.licensed)

    def _fuse(self, text: str, others: Sequence[str]) -> str:
        """Return a sentence shortened, with the detail of another one that fits best."""
        words = find_words(text)
        if len(words) < 2:
            return text
        scores = self.session.score([[word.text for word in words]], self.setting.ratio)
        told = self._path(words, scores, self.setting.per_word)
        for other in others:
            detail = self._find_detail(words, told, find_words(other))
            if detail is not None:
                return spell_words(text, words, told, detail) or text
        return spell_words(text, words, told) or text

    def _find_detail(
        self, words: Sequence[Word], told: Sequence[int], other: Sequence[Word]
    ) -> Detail | None:
        rows = [CONNECTIVES, [word.text for word in words], [word.text for word in other]]
        scores = self.session.score(rows, 0)
        whole = len(scores.kept) == sum(map(len, rows)) + 2
        return find_detail(words, told, other, scores, len(CONNECTIVES)) if whole else None


def _fits(text: str, most: int | None) -> bool:
    return most is None or len(text.split()) <= most
