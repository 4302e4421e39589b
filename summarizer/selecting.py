"""Chooses the statements that fit: what covers most of what the sources stress, said once.

A budgeted submodular choice (Lin and Bilmes 2011): each statement is worth the concepts it holds, and each
repetition of a concept is worth a fraction of the one before. A brief of few statements is the best of several such
choices, by what it covers and by how much it says of what each report opens with.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from summarizer.anchoring import Passage
from summarizer.comparing import SentenceSpace
from summarizer.concepts import Concepts
from summarizer.deduplicating import are_alike
from summarizer.records import Claim, Omission, Sentence, Statement
from summarizer.sparse import sum_by, sum_entries
from summarizer.vectorizing import find_words

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

UNINTRODUCED = "is about something that nothing told before it introduces"

FEW = 6
"""Statements up to which several choices are compared. On three sets at 40 to 150 words, the ROUGE-1/2 of briefs of one
to six statements rose by half a point and a quarter, with each number of them; of seven and more it did not move."""

STARTS = 10
"""Claims that one choice each begins with: 40 gain no more."""


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
    candidates: Sequence[Candidate],
    concepts: Concepts,
    space: SentenceSpace,
    words: int,
    openings: Callable[[], Sequence[str]] = tuple,
    find_unintroduced: Callable[[Sequence[Candidate]], Sequence[Candidate]] = lambda _: (),
) -> Selection:
    """Choose the statements of a brief and put them in order.

    Args:
        candidates: checked statements with their claims' salience.
        concepts: what they hold, a row for each candidate, and its worth.
        space: the sentences that the candidates tell, and perhaps more.
        words: upper bound on the words of all statements together.
        openings: finds what each report opens with, as many words, for a brief of up to `FEW` statements; none to
            choose by what is covered alone.
        find_unintroduced: finds the statements, of those in the order of telling, that need one before them which is
            not told. They are told no more, unless they have changed, and others chosen.
    """
    choice = _Choice(candidates, concepts, space)
    while True:
        told = choice.fill(words)
        if 0 < len(told) <= FEW and (found := openings()):
            told = choice.choose_best([told, *choice.start_elsewhere(words)], found)
        chosen = order_statements([candidates[at] for at in told])
        lacking = [one for one in find_unintroduced(chosen) if one.statement.status not in CHANGED]
        if not lacking:
            return Selection(tuple(chosen), choice.omissions(told))
        choice.rule_out(lacking)


def find_openings(
    sentences: Mapping[str, Sequence[Sentence]], reports: Mapping[str, str], words: int
) -> list[str]:
    """Return what each independent report opens with.

    Args:
        sentences: all of each article's, by its id, in order.
        reports: the independent report that each article belongs to, by article id.
        words: of an opening, split at white space.
    """
    first: dict[str, Sequence[Sentence]] = {}
    for article_id, report in reports.items():
        first.setdefault(report, sentences[article_id])
    texts = (" ".join(sentence.text for sentence in own[:words]) for own in first.values())
    return [" ".join(text.split(maxsplit=words)[:words]) for text in texts]


# the choice


class _Choice:
    """What each candidate would add beside others that are told; "told" is a list of candidates' places."""

    def __init__(self, candidates: Sequence[Candidate], concepts: Concepts, space: SentenceSpace) -> None:
        self.candidates, self.concepts, self.space = candidates, concepts, space
        self.lengths = np.array([candidate.words for candidate in candidates], dtype=np.int64)
        self.unfit = [_unfit(candidate) for candidate in candidates]
        self.is_fit = np.array([reason is None for reason in self.unfit], dtype=bool)
        self.has_changed = np.array([c.statement.status in CHANGED for c in candidates], dtype=bool)
        self.cited_by, self.cited_starts = _number_sources(candidates)
        self.held_rows, self.powers = concepts.held.rows, REPEAT ** np.arange(len(candidates) + 1)
        self.merit = np.array([_merit(candidate) for candidate in candidates])
        self.rows = [[space.row_by_sentence[s] for s in candidate.told] for candidate in candidates]
        self.owner = np.repeat(np.arange(len(candidates)), [len(rows) for rows in self.rows])
        self.flat = np.array([row for rows in self.rows for row in rows], dtype=np.int64)
        self.repeats: dict[int, NDArray[np.bool_]] = {}
        self.longer = _find_longer(candidates)

    def rule_out(self, lacking: Sequence[Candidate]) -> None:
        """Tell these no more: what they speak of is not introduced."""
        for at, candidate in enumerate(self.candidates):
            if candidate in lacking:
                self.unfit[at], self.is_fit[at] = UNINTRODUCED, False

    def fill(self, words: int, start: int | None = None) -> list[int]:
        """Tell, one by one, what adds most for its length, until nothing fits or adds.

        What has changed since an earlier brief comes first, on up to `CHANGED_SHARE` of the words; then one statement
        to start with, where one is given and still fits.
        """
        told: list[int] = []
        if self.has_changed.any():
            self._fill_up(told, self.has_changed, int(words * CHANGED_SHARE))
        if start is not None and self._fitting(told, words)[start]:
            told.append(start)
        self._fill_up(told, self.is_fit, words)
        return told

    def _fill_up(self, told: list[int], among: NDArray[np.bool_], words: int) -> None:
        while len(told) < len(self.candidates):
            gains = self.gains(told)
            value = np.where(among & self._fitting(told, words), self._by_length(gains), -1.0)
            best = int(np.argmax(value))
            place, longer = self._go_on(told, among, words, gains, max(float(value[best]), 0.0))
            if longer is not None:
                told[place] = longer
            elif value[best] > 0:
                told.append(best)
            else:
                break

    def _go_on(
        self,
        told: Sequence[int],
        among: NDArray[np.bool_],
        words: int,
        gains: NDArray[np.float64],
        least: float,
    ) -> tuple[int, int | None]:
        """Return which statement is best told on, and to what: its sentence and one behind that leans on it.

        Only the words that are new count as its length, and it has to add more than `least` for it.
        """
        place, longer, left = 0, None, words - int(self.lengths[list(told)].sum())
        for spot, at in enumerate(told):
            for more in self.longer.get(at, ()):
                added = int(self.lengths[more] - self.lengths[at])
                fits = among[more] and self.is_fit[more] and 0 < added <= left
                loses = self.has_changed[at] and not self.has_changed[more]
                if not fits or loses or any(self._repeating(other)[more] for other in told if other != at):
                    continue
                value = float(gains[more] / added**LENGTH_POWER)
                if value > least:
                    place, longer, least = spot, more, value
        return place, longer

    def start_elsewhere(self, words: int) -> list[list[int]]:
        """Return other choices: each of the best claims, in each of its forms, and then what adds most to it."""
        value = np.where(self._fitting((), words), self._by_length(self.gains(())), -1.0)
        starts = [at for at in np.argsort(-value, kind="stable").tolist() if value[at] > 0]
        claims = {self.candidates[at].claim.id: None for at in starts}
        best = set(islice(claims, STARTS))
        return [self.fill(words, at) for at in starts if self.candidates[at].claim.id in best]

    def choose_best(self, choices: Sequence[list[int]], openings: Sequence[str]) -> list[int]:
        """Return the choice that covers most and is most like the openings; of equal ones the first.

        What it covers counts as its share of what the best one covers, its likeness from 0 to 1.
        """
        covered = np.array([self.coverage(told) for told in choices])
        texts = ["\n".join(self.candidates[at].statement.text for at in told) for told in choices]
        value = covered / (covered.max() or 1.0) + _mean_likeness(texts, openings)
        return choices[int(np.argmax(np.round(value, 9)))]

    def coverage(self, told: Sequence[int]) -> float:
        """Return what statements cover together, whatever their order; what several say counts most in the best."""
        said = np.zeros(self.concepts.held.width, dtype=np.int64)
        covered = 0.0
        for at in sorted(told, key=lambda at: (-self.merit[at], at)):
            held = self.concepts.held.take(np.array([at])).columns
            covered += float(self.merit[at] * (self.concepts.worth[held] * REPEAT ** said[held]).sum())
            said[held] += 1
        return covered

    def gains(self, told: Sequence[int]) -> NDArray[np.float64]:
        """Return what each candidate adds beside what is told, shape (candidates,)."""
        held = self.concepts.held
        said = held.take(np.array(told, dtype=np.int64)).count_columns()
        left = self.concepts.worth * self.powers[said]
        gain = sum_by(self.held_rows, left[held.columns], len(held)) * self.merit
        return np.asarray(np.round(gain / (1 + SOURCE_FATIGUE * self._count_cited(told)), 9))

    def _count_cited(self, told: Sequence[int]) -> NDArray[np.int64]:
        """Return how often each candidate's least-told source is cited by what is told, shape (candidates,)."""
        cited = np.zeros(self.cited_by.max(initial=0) + 1, dtype=np.int64)
        for at in told:
            cited[self.cited_by[self.cited_starts[at] : self.cited_starts[at + 1]]] += 1
        return np.minimum.reduceat(cited[self.cited_by], self.cited_starts[:-1])

    def _by_length(self, gains: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(gains / np.maximum(self.lengths, 1) ** LENGTH_POWER)

    def _fitting(self, told: Sequence[int], words: int) -> NDArray[np.bool_]:
        """Return which candidates may be told beside what is told, shape (candidates,)."""
        fits = self.is_fit & (self.lengths <= words - self.lengths[list(told)].sum())
        for at in told:
            fits &= ~self._repeating(at)
        return np.asarray(fits)

    def _repeating(self, at: int) -> NDArray[np.bool_]:
        """Return which candidates say what this one says, itself included, shape (candidates,)."""
        if at not in self.repeats:
            alike = np.zeros(len(self.flat), dtype=bool)
            for row in self.rows[at]:
                alike |= are_alike(self.space, np.full(len(self.flat), row), self.flat, REDUNDANT)
                alike |= self.flat == row
            self.repeats[at] = np.bincount(self.owner, alike, len(self.candidates)) > 0
        return self.repeats[at]

    def omissions(self, told: Sequence[int]) -> tuple[Omission, ...]:
        """Return what is not told, with the reason."""
        repeated: dict[int, int] = {}
        for other in told:
            for at in np.flatnonzero(self._repeating(other)).tolist():
                repeated.setdefault(at, other)
        return tuple(
            Omission("selecting", candidate.statement.text, self._reason(at, repeated.get(at)))
            for at, candidate in enumerate(self.candidates)
            if at not in told
        )

    def _reason(self, at: int, repeated: int | None) -> str:
        if self.unfit[at] is not None or repeated is None:
            return self.unfit[at] or "adds less than what is told"
        return f"says what the brief says already: “{self.candidates[repeated].statement.text}”"


def _find_longer(candidates: Sequence[Candidate]) -> dict[int, list[int]]:
    """Return of each candidate which others tell its sentences and go on with the next ones, by place."""
    telling: dict[tuple[Sentence, ...], list[int]] = {}
    for at, candidate in enumerate(candidates):
        telling.setdefault(candidate.passage.sentences, []).append(at)
    longer: dict[int, list[int]] = {}
    for sentences, places in telling.items():
        for end in range(1, len(sentences)):
            for at in telling.get(sentences[:end], ()):
                longer.setdefault(at, []).extend(places)
    return longer


def _number_sources(candidates: Sequence[Candidate]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the sources of all candidates by number, and where each candidate's start and end; none has none."""
    number = {"": 0}
    sources = [[number.setdefault(source, len(number)) for source in c.sources] or [0] for c in candidates]
    starts = np.cumsum([0, *map(len, sources)])
    return np.array([source for own in sources for source in own], dtype=np.int64), starts


def _mean_likeness(texts: Sequence[str], others: Sequence[str]) -> NDArray[np.float64]:
    """Return the F1 of each text's words against those of the others, on average over these, shape (texts,)."""
    words = [find_words(text) for text in (*texts, *others)]
    lengths = np.array([len(own) for own in words])
    number: dict[str, int] = {}
    columns = [number.setdefault(word, len(number)) for own in words for word in own]
    rows = np.repeat(np.arange(len(words)), lengths)
    counts = sum_entries(rows, np.array(columns, dtype=np.int64), (len(words), len(number)))
    wanted = counts.take(np.arange(len(texts), len(words)))
    likeness = []
    for own, length in zip(counts.take(np.arange(len(texts))).to_dense(), lengths, strict=False):
        shared = sum_by(wanted.rows, np.minimum(wanted.values, own[wanted.columns]), len(others))
        likeness.append(np.mean(2 * shared / np.maximum(length + lengths[len(texts) :], 1)))
    return np.array(likeness)


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
