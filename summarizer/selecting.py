"""Chooses the statements that fit: what covers most of what the sources stress, said once.

A budgeted submodular choice (Lin and Bilmes 2011): each statement is worth the concepts it holds, and each
repetition of a concept is worth a fraction of the one before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from summarizer.anchoring import Passage
from summarizer.comparing import SentenceSpace
from summarizer.concepts import Concepts
from summarizer.deduplicating import likeness_scores
from summarizer.records import Claim, Omission, Sentence, Statement

REPEAT = 0.15
"""What a concept is worth when it is said again."""

LENGTH_POWER = 0.5
"""Gain is divided by words to this power: 1 picks scraps, 0 the longest sentences; 0.4 to 0.6 are alike."""

MIN_WORDS, MAX_WORDS = 6, 60
"""Shorter ones are fragments, longer ones lists."""

REDUNDANT = 0.3
"""Two statements whose sentences score this much as one claim are not both told: below `SAME_CLAIM`, since
to repeat is worse than to leave out."""

UNTIDY_COST = 0.12
"""Share of its gain that a statement loses per fault of style."""

CORROBORATED_GAIN = 0.6
"""Share that a statement gains for each e-fold of the independent reports that say it."""

CHANGED = ("updated", "corrected")
CHANGED_SHARE = 0.75
"""Share of a story's words for what has changed since an earlier brief: a reader who was told another figure
has to hear of it, though the sources may stress something else."""

SOURCE_FATIGUE = 0.05
"""How much a statement's gain shrinks with each statement that its least-told source has carried before."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A checked statement that may be told.

    Attributes:
        passage: what tells it in the sources' own words.
        salience: of its claim, 0 … 1.
        headline: how fit it is to open the brief: its salience, and how like the sources' headlines it is.
        untidiness: faults of style, 0 for none.
        leaning: why it does not stand alone; None where it does.
    """

    claim: Claim
    statement: Statement
    passage: Passage
    salience: float
    headline: float = 0.0
    untidiness: float = 0.0
    leaning: str | None = None

    @property
    def told(self) -> tuple[Sentence, ...]:
        """The sentences by which repetition is judged: those of the passage, and what they are condensed to."""
        text = self.statement.text
        if text == self.passage.text:
            return self.passage.sentences
        return (Sentence(self.statement.id, 0, 0, len(text), text), *self.passage.sentences)

    @property
    def words(self) -> int:
        """Words of the statement, split at white space."""
        return len(self.statement.text.split())

    @property
    def place(self) -> float:
        """Where the sources tell it, as the mean of its sentences' numbers."""
        return round(sum(s.index for s in self.claim.sentences) / len(self.claim.sentences), 6)

    @property
    def sources(self) -> frozenset[str]:
        """Ids of the sources that carry the statement."""
        return frozenset(c.source for c in self.statement.citations if c.role == "support")


@dataclass(frozen=True, slots=True)
class Selection:
    """What is told, in the order of telling, and what is not, with the reason."""

    chosen: tuple[Candidate, ...]
    omissions: tuple[Omission, ...]


def select_statements(
    candidates: Sequence[Candidate], concepts: Concepts, space: SentenceSpace, words: int
) -> Selection:
    """Choose the statements of a brief and put them in order.

    Args:
        candidates: checked statements with their claims' salience.
        concepts: what they hold, a row for each candidate, and its worth.
        space: the sentences that the candidates tell, and perhaps more.
        words: upper bound on the words of all statements together.
    """
    choice = _Choice(candidates, concepts, space)
    told = choice.fill(words)
    return Selection(tuple(order_statements([candidates[at] for at in told])), choice.omissions(told))


# the choice


class _Choice:
    """What each candidate would add beside others that are told; "told" is a list of candidates' places."""

    def __init__(self, candidates: Sequence[Candidate], concepts: Concepts, space: SentenceSpace) -> None:
        self.candidates, self.concepts, self.space = candidates, concepts, space
        self.lengths = np.array([candidate.words for candidate in candidates], dtype=np.int64)
        self.unfit = [_unfit(candidate) for candidate in candidates]
        self.is_fit = np.array([reason is None for reason in self.unfit], dtype=bool)
        self.has_changed = np.array([c.statement.status in CHANGED for c in candidates], dtype=bool)
        self.sources = [candidate.sources for candidate in candidates]
        self.merit = np.array([_merit(candidate) for candidate in candidates])
        self.rows = [[space.row_by_sentence[s] for s in candidate.told] for candidate in candidates]
        self.owner = np.repeat(np.arange(len(candidates)), [len(rows) for rows in self.rows])
        self.flat = np.array([row for rows in self.rows for row in rows], dtype=np.int64)
        self.repeats: dict[int, NDArray[np.bool_]] = {}

    def fill(self, words: int) -> list[int]:
        """Tell, one by one, what adds most for its length, until nothing fits or adds.

        What has changed since an earlier brief comes first, on up to `CHANGED_SHARE` of the words.
        """
        told: list[int] = []
        if self.has_changed.any():
            self._fill_up(told, self.has_changed, int(words * CHANGED_SHARE))
        self._fill_up(told, self.is_fit, words)
        return told

    def _fill_up(self, told: list[int], among: NDArray[np.bool_], words: int) -> None:
        while len(told) < len(self.candidates):
            value = self.gains(told) / np.maximum(self.lengths, 1) ** LENGTH_POWER
            best, worth = self._best_fitting(np.where(among, value, -1.0), told, words)
            if worth <= 0:
                break
            told.append(best)

    def gains(self, told: Sequence[int]) -> NDArray[np.float64]:
        """Return what each candidate adds beside what is told, shape (candidates,)."""
        said = self.concepts.held.take(np.array(told, dtype=np.int64)).count_columns()
        gain = self.concepts.held.times(self.concepts.worth * REPEAT**said) * self.merit
        cited = Counter(source for at in told for source in self.sources[at])
        fatigue = [min((cited[source] for source in sources), default=0) for sources in self.sources]
        return np.asarray(np.round(gain / (1 + SOURCE_FATIGUE * np.array(fatigue)), 9))

    def _best_fitting(self, value: NDArray[np.float64], told: Sequence[int], words: int) -> tuple[int, float]:
        fits = self.is_fit & (self.lengths <= words - self.lengths[list(told)].sum())
        for at in told:
            fits &= ~self._repeating(at)
        value = np.where(fits, value, -1.0)
        best = int(np.argmax(value))
        return best, float(value[best])

    def _repeating(self, at: int) -> NDArray[np.bool_]:
        """Return which candidates say what this one says, itself included, shape (candidates,)."""
        if at not in self.repeats:
            alike = np.zeros(len(self.flat), dtype=bool)
            for row in self.rows[at]:
                scores = likeness_scores(self.space, np.full(len(self.flat), row), self.flat)
                alike |= (scores >= REDUNDANT) | (self.flat == row)
            self.repeats[at] = np.bincount(self.owner, alike, len(self.candidates)) > 0
        return self.repeats[at]

    def omissions(self, told: Sequence[int]) -> tuple[Omission, ...]:
        """Return what is not told, with the reason."""
        return tuple(
            Omission("selecting", candidate.statement.text, self._reason(at, told))
            for at, candidate in enumerate(self.candidates)
            if at not in told
        )

    def _reason(self, at: int, told: Sequence[int]) -> str:
        repeated = next((other for other in told if self._repeating(other)[at]), None)
        if self.unfit[at] is not None or repeated is None:
            return self.unfit[at] or "adds less than what is told"
        return f"says what the brief says already: “{self.candidates[repeated].statement.text}”"


def _merit(candidate: Candidate) -> float:
    """Return by what a statement's gain is multiplied for its style and for the reports that agree on it."""
    agreement = 1 + CORROBORATED_GAIN * float(np.log(candidate.statement.origins))
    return agreement / (1 + UNTIDY_COST * candidate.untidiness)


def _unfit(candidate: Candidate) -> str | None:
    if candidate.leaning is not None:
        return candidate.leaning
    if candidate.words < MIN_WORDS:
        return "is a fragment"
    if candidate.words > MAX_WORDS:
        return "is too long for a statement"
    return None


# the order


def order_statements(chosen: Sequence[Candidate]) -> list[Candidate]:
    """Return the statements as a person would tell them: what happened first, then in the sources' order."""
    if not chosen:
        return []
    lead = max(chosen, key=lambda candidate: (candidate.headline, -candidate.place))
    rest = sorted((c for c in chosen if c is not lead), key=lambda c: (c.place, -c.salience))
    return [lead, *rest]
