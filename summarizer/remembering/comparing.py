"""Tells what is new from what was told before, from figures that have moved and from sources that were edited.

A claim of today is matched with what was told by the decision that merges claims within a brief, not by ids:
tomorrow's papers say the same in other words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from summarizer.comparing import SentenceSpace, compare_sentences
from summarizer.contradicting import contradicts, numbers_of
from summarizer.deduplicating import SAME_CLAIM, same_claim_scores
from summarizer.records import Article, Omission, Sentence, Statement, Status, Story
from summarizer.remembering.records import Earlier, Told
from summarizer.selecting import Candidate

MOVED = 0.3
"""Score from which two sentences that differ in a number are about the same figure. The number itself is a term
that they do not share, so the line is below `SAME_CLAIM`."""

STAGE = "remembering"


@dataclass(frozen=True, slots=True)
class Judged:
    """What memory makes of the claims that a story may tell.

    Attributes:
        candidates: those that were not told before.
        statuses: of each, by its claim's id.
        before: for what is updated or corrected, the sentence that was told, by the claim's id.
        omissions: what was told before, with the day.
        known: whether the story was told before.
    """

    candidates: list[Candidate]
    statuses: Mapping[str, Status] = field(default_factory=dict)
    before: Mapping[str, Told] = field(default_factory=dict)
    omissions: tuple[Omission, ...] = ()
    known: bool = False

    def mark(self, candidates: Iterable[Candidate]) -> list[Candidate]:
        """Return candidates, condensed since, with their statuses."""
        return [
            replace(c, statement=replace(c.statement, status=self.statuses.get(c.claim.id)))
            for c in candidates
        ]

    def changes(self, chosen: Iterable[Candidate]) -> tuple[str, ...]:
        """Word what has changed in what is told of a story, a phrase for each figure and then the rest."""
        return word_changes([(c.statement, self.before.get(c.claim.id)) for c in chosen], self.known)


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known when a brief is written.

    Attributes:
        told: statements of earlier briefs, the oldest first.
        earlier: for the id of an article that was edited since it was read, how it read then.
    """

    told: Sequence[Told] = ()
    earlier: Mapping[str, Earlier] = field(default_factory=dict)

    def judge(self, story: Story, candidates: Sequence[Candidate]) -> Judged:
        """Sort out what was told before, and give what is left its status."""
        if not candidates:
            return Judged([])
        old = {
            key: _sentences_of(earlier)
            for key, earlier in self.earlier.items()
            if _holds(story.articles, key)
        }
        judge = _Judge(story, candidates, self._told_of(story, candidates), old)
        verdicts = [judge.decide(candidate) for candidate in candidates]
        kept = [(c, v) for c, v in zip(candidates, verdicts, strict=True) if v.status is not None]
        return Judged(
            candidates=[candidate for candidate, _ in kept],
            statuses={c.claim.id: v.status for c, v in kept if v.status},
            before={c.claim.id: v.told for c, v in kept if v.told},
            omissions=tuple(
                Omission(STAGE, candidate.statement.text, verdict.reason)
                for candidate, verdict in zip(candidates, verdicts, strict=True)
                if verdict.status is None
            ),
            known=self.has_told(story.id),
        )

    def has_told(self, story: str) -> bool:
        """Whether an earlier brief has told a story."""
        return any(told.story == story for told in self.told)

    def _told_of(self, story: Story, candidates: Sequence[Candidate]) -> list[Told]:
        """Return what was told of this story, and what was told of others in nearly the same words."""
        words = [_words(s.text) for candidate in candidates for s in candidate.claim.sentences]
        return [
            told
            for told in self.told
            if told.story == story.id or any(_near_verbatim(_words(text), words) for text in told.sentences)
        ]

    def withdrawn(self, articles: Iterable[Article]) -> list[Told]:
        """Return what was told and stands in none of its sources any more, since all of them were edited.

        What an edited source says now in other words, or with another figure, is not withdrawn.
        """
        now = {
            earlier.article.id: article
            for article in articles
            if (earlier := self.earlier.get(article.id)) is not None
        }
        return [
            told
            for told in self.told
            if told.citations
            and all(quote.article in now for quote in told.citations)
            and all(not _still_says(now[quote.article], quote.quote) for quote in told.citations)
            and not _says_otherwise([now[quote.article] for quote in told.citations], told)
        ]


NEAR_VERBATIM = 0.8
"""Share of words from which a statement of another story is compared as well: stories that should have been one
must not tell one sentence twice."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.lower().split())


def _near_verbatim(words: frozenset[str], others: Iterable[frozenset[str]]) -> bool:
    return any(len(words & other) >= NEAR_VERBATIM * len(words | other) for other in others)


def _holds(articles: Iterable[Article], key: str) -> bool:
    return any(article.id == key for article in articles)


def _fold(text: str) -> str:
    return " ".join(text.split())


def _still_says(article: Article, quote: str) -> bool:
    return _fold(quote) in _fold(article.text)


def _sentences_of(earlier: Earlier) -> frozenset[str]:
    from summarizer.splitting import split_article

    return frozenset(sentence.text for sentence in split_article(earlier.article))


def _says_otherwise(articles: Iterable[Article], told: Told) -> bool:
    """Whether an article has a sentence on what was told, be it with another figure."""
    from summarizer.splitting import split_article

    now = [sentence for article in articles for sentence in split_article(article)]
    before = _as_sentences(told.sentences)
    if not now or not before:
        return False
    space = compare_sentences([*now, *before])
    return bool(_scores(space, now, before).max(initial=0) >= MOVED)


# the decision


@dataclass(frozen=True, slots=True)
class _Verdict:
    status: Status | None
    told: Told | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Match:
    """A pair of sentences on one thing: today's, the one told, and whether they say the same of it."""

    now: Sentence
    before: Sentence
    told: Told
    moved: bool


class _Judge:
    """Compares the candidates of one story with what was told of it."""

    def __init__(
        self,
        story: Story,
        candidates: Sequence[Candidate],
        told: Sequence[Told],
        old: Mapping[str, frozenset[str]],
    ) -> None:
        self.articles = {article.id: article for article in story.articles}
        self.old = old
        self.told = [(one, sentence) for one in told for sentence in _as_sentences(one.sentences)]
        now = list(dict.fromkeys(s for candidate in candidates for s in candidate.claim.sentences))
        before = [sentence for _, sentence in self.told]
        self.rows = {sentence: at for at, sentence in enumerate(now)}
        self.scores = (
            _scores(compare_sentences([*now, *before]), now, before) if before else np.zeros((len(now), 0))
        )

    def decide(self, candidate: Candidate) -> _Verdict:
        """Return what is to become of a candidate: the latest that was told on the matter decides."""
        unread = [s for s in candidate.claim.sentences if not self._stood_before(s)]
        if not unread:
            return _Verdict(None, reason="stood in the source when it was read before")
        matches = [match for sentence in unread for match in self._matches(sentence)]
        if not matches:
            return _Verdict("new")
        latest = max(match.told.date for match in matches)
        moved = [match for match in matches if match.moved and match.told.date == latest]
        same = [match for match in matches if not match.moved]
        if moved and not any(numbers_of(m.now.text) & numbers_of(m.before.text) for m in same):
            edited = any(self._is_edited(match) for match in moved)
            return _Verdict("corrected" if edited else "updated", moved[0].told)
        if not same:  # the figure moved before, and what was told then was overtaken
            return _Verdict("new")
        return _Verdict(None, reason=f"was told on {max(match.told.date for match in same)}")

    def _matches(self, sentence: Sentence) -> list[_Match]:
        row = self.scores[self.rows[sentence]]
        return [
            _Match(sentence, before, told, moved)
            for at in np.flatnonzero(row >= MOVED).tolist()
            for told, before in [self.told[at]]
            if (moved := has_moved(sentence.text, before.text))
            or (row[at] >= SAME_CLAIM and not contradicts(sentence.text, before.text))
        ]

    def _stood_before(self, sentence: Sentence) -> bool:
        return sentence.text in self.old.get(sentence.article_id, frozenset())

    def _is_edited(self, match: _Match) -> bool:
        """Whether what was told cites an earlier version of the very article that says otherwise now."""
        article = self.articles[match.now.article_id]
        if article.id not in self.old:
            return False
        return any(
            quote.origin == article.origin or (quote.url is not None and quote.url == article.url)
            for quote in match.told.citations
        )


def has_moved(now: str, before: str) -> bool:
    """Whether two sentences on one thing differ in a number and in nothing else that keeps claims apart."""
    own, other = numbers_of(now), numbers_of(before)
    if not (own - other and other - own):
        return False
    return not contradicts(_mask_numbers(now), _mask_numbers(before))


def _mask_numbers(text: str) -> str:
    from summarizer.contradicting import _NUMBER

    return _NUMBER.sub("some", text)


def moved_figures(now: str, before: str) -> tuple[str, str] | None:
    """Return the one number that was told and the one that it has become; None where there are several."""
    own, other = numbers_of(now), numbers_of(before)
    gone, come = other - own, own - other
    return (min(gone), min(come)) if len(gone) == len(come) == 1 else None


def word_changes(told: Sequence[tuple[Statement, Told | None]], known: bool) -> tuple[str, ...]:
    """Word what has changed since earlier briefs; () for a story that is new as a whole.

    Args:
        told: each statement with what it takes the place of.
        known: whether the story was told before.
    """
    phrases = [_word_change(statement, before) for statement, before in told if before is not None]
    new = sum(statement.status == "new" for statement, _ in told)
    if not known and not phrases:
        return ()
    return (*phrases, *([f"{new} {'statement is' if new == 1 else 'statements are'} new"] if new else []))


def _word_change(statement: Statement, before: Told) -> str:
    from summarizer.rendering.wording import format_date

    now = _as_told(statement)
    best = max(before.sentences, key=lambda text: len(_words(text) & _words(now)), default=before.text)
    figures = moved_figures(now, best)
    change = f"{figures[0]} is now {figures[1]}" if figures else f"“{best}” was told otherwise"
    why = "its source was edited" if statement.status == "corrected" else "updated"
    return f"{change} ({why} since {format_date(before.date)})"


def _as_told(statement: Statement) -> str:
    """Return the words of the sources behind a statement, which its brackets and a model have changed."""
    quotes = (" ".join(c.quote.split()) for c in statement.citations if c.role == "support")
    return next(quotes, statement.text)


def _as_sentences(texts: Iterable[str]) -> list[Sentence]:
    return [Sentence("told", at, 0, len(text), text) for at, text in enumerate(texts)]


def _scores(space: SentenceSpace, now: Sequence[Sentence], before: Sequence[Sentence]) -> NDArray[np.float64]:
    """Return how surely each pair of sentences says the same, shape (now, before)."""
    own = np.array([space.row_by_sentence[s] for s in now], dtype=np.int64)
    other = np.array([space.row_by_sentence[s] for s in before], dtype=np.int64)
    left, right = np.repeat(own, len(other)), np.tile(other, len(own))
    scores = same_claim_scores(space, left, right)
    scores[left == right] = 1.0
    return scores.reshape(len(own), len(other))
