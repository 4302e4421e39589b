"""Chooses the statements that fit: what covers most of what the sources stress, said once.

A budgeted submodular choice (Lin and Bilmes 2011): each statement is worth the concepts it holds, and each
repetition of a concept is worth a fraction of the one before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from summarizer.comparing import SentenceSpace
from summarizer.concepts import Concepts
from summarizer.deduplicating import same_claim_scores
from summarizer.records import Claim, Omission, Sentence, Statement

REPEAT = 0.15
"""What a concept is worth when it is said again."""

LENGTH_POWER = 0.5
"""Gain is divided by words to this power: 1 picks scraps, 0 the longest sentences; 0.4 to 0.6 are alike."""

MIN_WORDS, MAX_WORDS = 6, 60
"""Shorter ones are fragments, longer ones lists."""

REDUNDANT = 0.26
"""Two statements whose sentences score this much as one claim are not both told: below `SAME_CLAIM`, since
to repeat is worse than to leave out."""

UNTIDY_COST = 0.12
"""Share of its gain that a statement loses per fault of style."""

CORROBORATED_GAIN = 0.6
"""Share that a statement gains for each e-fold of the independent reports that say it."""

SOURCE_FATIGUE = 0.1
"""How much a statement's gain shrinks with each statement that its least-told source has carried before."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A checked statement that may be told.

    Attributes:
        told: the sentences whose words or content the statement carries.
        salience: of its claim, 0 … 1.
        headline: how fit it is to open the brief: its salience, and how like the sources' headlines it is.
        untidiness: faults of style, 0 for none.
        leaning: why it does not stand alone; None where it does.
    """

    claim: Claim
    statement: Statement
    told: tuple[Sentence, ...]
    salience: float
    headline: float = 0.0
    untidiness: float = 0.0
    leaning: str | None = None

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
        space: the story's sentences.
        words: upper bound on the words of all statements together.
    """
    choice = _Choice(candidates, concepts, space, words)
    while (best := choice.best()) is not None:
        choice.take(best)
    return Selection(tuple(order_statements([candidates[at] for at in choice.taken])), choice.omissions())


# the choice


class _Choice:
    """The greedy choice in progress."""

    def __init__(
        self, candidates: Sequence[Candidate], concepts: Concepts, space: SentenceSpace, words: int
    ) -> None:
        self.candidates, self.space = candidates, space
        self.held, self.worth = concepts.held, concepts.worth.copy()
        self.left = words
        self.taken: list[int] = []
        self.lengths = np.array([candidate.words for candidate in candidates])
        self.reason: list[str | None] = [_unfit(candidate) for candidate in candidates]
        self.merit = np.array([_merit(candidate) for candidate in candidates])
        self.told_by: Counter[str] = Counter()
        self.fatigue = np.zeros(len(candidates))
        row_of = dict(zip(space.sentences, space.row_of.tolist(), strict=True))
        self.rows = [np.array([row_of[s] for s in candidate.told]) for candidate in candidates]
        self.owner = np.repeat(np.arange(len(candidates)), [len(rows) for rows in self.rows])
        self.flat = np.concatenate(self.rows) if self.rows else np.zeros(0, dtype=np.int64)

    def best(self) -> int | None:
        """Return the candidate that adds most for its length, or None when nothing fits or adds."""
        open_ = np.array([reason is None for reason in self.reason], dtype=bool)
        gain = (self.held @ self.worth) * self.merit / np.maximum(self.lengths, 1) ** LENGTH_POWER
        gain = gain / (1 + SOURCE_FATIGUE * self.fatigue)
        gain = np.where(open_ & (self.lengths <= self.left), np.round(gain, 9), -1.0)
        best = int(np.argmax(gain)) if len(gain) else 0
        return best if len(gain) and gain[best] > 0 else None

    def take(self, chosen: int) -> None:
        """Tell this statement: pay for it, devalue what it says, rule out what repeats it."""
        candidate = self.candidates[chosen]
        self.taken.append(chosen)
        self.reason[chosen] = "told"
        self.left -= candidate.words
        self.told_by.update(candidate.sources)
        self.fatigue = np.array(
            [min((self.told_by[s] for s in c.sources), default=0) for c in self.candidates]
        )
        self.worth[self.held.indices[self.held.indptr[chosen] : self.held.indptr[chosen + 1]]] *= REPEAT
        for repeated in self._repeats(chosen):
            if self.reason[repeated] is None:
                self.reason[repeated] = f"says what the brief says already: “{candidate.statement.text}”"

    def _repeats(self, chosen: int) -> list[int]:
        found: set[int] = set()
        for row in self.rows[chosen]:
            scores = same_claim_scores(self.space, np.full(len(self.flat), row), self.flat)
            found |= set(self.owner[(scores >= REDUNDANT) | (self.flat == row)].tolist())
        return sorted(found)

    def omissions(self) -> tuple[Omission, ...]:
        """Return what is not told, with the reason."""
        return tuple(
            Omission("selecting", candidate.statement.text, reason or "adds less than what is told")
            for candidate, reason in zip(self.candidates, self.reason, strict=True)
            if reason != "told"
        )


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
