"""Chooses the statements that fit: what covers most of what the sources stress, said once.

A budgeted submodular choice (Lin and Bilmes 2011) over the sources' concepts, the stemmed terms and pairs of
neighbouring terms. A concept weighs as much as the claims that hold it are salient, times the number of
independent reports that use it; each repetition counts a fraction of the one before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array, hstack

from summarizer.comparing import SentenceSpace
from summarizer.deduplicating import same_claim_scores
from summarizer.records import Claim, Omission, Sentence, Statement
from summarizer.vectorizing import find_all_terms

REPEAT = 0.15
"""What a concept is worth when it is said again."""

UNSHARED_WORTH = 0.02
"""What a concept of a single sentence is worth: enough to choose by where the sources share nothing."""

LENGTH_POWER = 0.5
"""Gain is divided by words to this power: 1 picks scraps, 0 the longest sentences; 0.4 to 0.6 are alike."""

MIN_WORDS, MAX_WORDS = 6, 60
"""Shorter ones are fragments, longer ones lists."""

REDUNDANT = 0.22
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
    candidates: Sequence[Candidate], space: SentenceSpace, reports: Mapping[str, str], words: int
) -> Selection:
    """Choose the statements of a brief and put them in order.

    Args:
        candidates: checked statements with their claims' salience.
        space: the story's sentences.
        reports: the independent report that each article belongs to, by article id.
        words: upper bound on the words of all statements together.
    """
    concepts = _weigh_concepts(candidates, space, reports)
    choice = _Choice(candidates, concepts, space, words)
    while (best := choice.best()) is not None:
        choice.take(best)
    return Selection(tuple(order_statements([candidates[at] for at in choice.taken])), choice.omissions())


# concepts


@dataclass(frozen=True, slots=True)
class _Concepts:
    """Which concepts each candidate holds, shape (candidates, concepts), and the weight of each concept."""

    held: csr_array
    weights: NDArray[np.float64]


def _weigh_concepts(
    candidates: Sequence[Candidate], space: SentenceSpace, reports: Mapping[str, str]
) -> _Concepts:
    texts = [*space.texts, *(candidate.statement.text for candidate in candidates)]
    presence = _concept_presence(texts, space)
    in_sources, held = presence[: len(space.texts)], presence[len(space.texts) :]
    weights = np.zeros(presence.shape[1])
    salience = np.zeros(len(space.texts))
    row_of = dict(zip(space.sentences, space.row_of.tolist(), strict=True))
    for candidate in candidates:
        rows = [row_of[sentence] for sentence in candidate.claim.sentences]
        salience[rows] = np.maximum(salience[rows], candidate.salience)
    shared = np.where(in_sources.sum(axis=0) > 1, 1.0, UNSHARED_WORTH)
    weights = (in_sources.T @ salience) * _report_spread(in_sources, space, reports) * shared
    split = len(space.ids.terms)
    for kind in (slice(0, split), slice(split, None)):
        weights[kind] /= max(weights[kind].max(initial=0.0), 1e-9)
    return _Concepts(held, weights)


def _concept_presence(texts: Sequence[str], space: SentenceSpace) -> csr_array:
    """Return which terms, then which pairs of neighbouring terms, stand in each text."""
    terms, starts = find_all_terms(texts, space.ids)
    row = np.repeat(np.arange(len(texts)), np.diff(starts))
    size = len(space.ids.terms)
    neighbours = row[:-1] == row[1:]
    codes, pair = np.unique((terms[:-1] * size + terms[1:])[neighbours], return_inverse=True)
    singles = coo_array((np.ones(len(terms)), (row, terms)), shape=(len(texts), size))
    pairs = coo_array(
        (np.ones(len(pair)), (row[:-1][neighbours], pair.ravel())), shape=(len(texts), len(codes))
    )
    presence = csr_array(hstack([singles, pairs], format="csr"))
    presence.sum_duplicates()
    presence.data[:] = 1
    return presence


def _report_spread(
    presence: csr_array, space: SentenceSpace, reports: Mapping[str, str]
) -> NDArray[np.float64]:
    numbers = {report: number for number, report in enumerate(dict.fromkeys(reports.values()))}
    report = [numbers[reports[sentence.article_id]] for sentence in space.sentences]
    told = coo_array((np.ones(len(report)), (report, space.row_of)), shape=(len(numbers), len(space.texts)))
    spread = csr_array(told.tocsr() @ presence)
    return np.bincount(spread.indices, minlength=presence.shape[1]).astype(np.float64)


# the choice


class _Choice:
    """The greedy choice in progress."""

    def __init__(
        self, candidates: Sequence[Candidate], concepts: _Concepts, space: SentenceSpace, words: int
    ) -> None:
        self.candidates, self.space = candidates, space
        self.held, self.worth = concepts.held, concepts.weights.copy()
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
