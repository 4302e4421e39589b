"""Tells what is new from what was told before, from figures that have moved and from sources that were edited.

A claim of today is matched with what was told by the decision that merges claims within a brief, not by ids:
tomorrow's papers say the same in other words.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from summarizer.bounding import Extent
from summarizer.comparing import SentenceSpace, compare_sentences
from summarizer.contradicting import NUMBER, contradicts, numbers_of
from summarizer.deduplicating import count_origins, likeness_scores
from summarizer.disagreements import Disagreement, Value, are_apart, are_of_one_kind
from summarizer.figures import FATES, PEOPLE, Figure, read_figures
from summarizer.languages import say
from summarizer.languages.glossing import gloss_text
from summarizer.records import Article, Claim, Omission, Sentence, Statement, Status, Story
from summarizer.remembering.records import Earlier, Told
from summarizer.selecting import CHANGED, Candidate
from summarizer.telling import Ranked

MOVED = 0.3
"""Score from which two sentences that differ in a number are about the same figure. The number itself is a term
that they do not share, so the line is below `TOLD_BEFORE`."""

TOLD_BEFORE = 0.6
"""Score from which a sentence was told before. Above `SAME_CLAIM`: within a brief a sentence that is taken for
another stands as evidence beside it, here it would be news that is lost. On 700 pairs of news sentences in spaces
of their own, 0.65 is right in .83 of what it takes for the same and finds .71, 0.45 in .79 and .79."""

STAGE = "remembering"


@dataclass(frozen=True, slots=True)
class Recalled:
    """The claims of a story beside what was told of it before.

    Attributes:
        claims: what is new, changed, and told before; a claim that is partly told stands here twice.
        places: for each the claim of the story that it comes from.
        statuses: of what may be told, by the claim's id; what has none was told before.
        before: for what has changed, what was told, by the claim's id.
        omissions: what was told before, with the day.
        known: whether the story was told before.
        language: two-letter code of its articles' language.
        spoken: of the language that the brief speaks.
    """

    claims: Sequence[Claim]
    places: Sequence[int]
    statuses: Mapping[str, Status] = field(default_factory=dict)
    before: Mapping[str, Told] = field(default_factory=dict)
    omissions: tuple[Omission, ...] = ()
    known: bool = False
    language: str = "en"
    spoken: str = "en"

    def rank(self, ranked: Ranked) -> Ranked:
        """Return the claims with the ranks of those that they come from; what was told before ranks last."""
        places = np.array(self.places, dtype=np.int64)
        untold = np.array([claim.id in self.statuses for claim in self.claims], dtype=bool)
        return Ranked(
            self.claims, np.where(untold, ranked.salience[places], 0.0), np.asarray(ranked.openings)[places]
        )

    def keep_untold(self, candidates: Iterable[Candidate]) -> list[Candidate]:
        """Return the candidates that may be told."""
        return [candidate for candidate in candidates if candidate.claim.id in self.statuses]

    def mark(self, candidates: Iterable[Candidate]) -> list[Candidate]:
        """Return candidates, condensed or not, with their statuses."""
        return [
            replace(c, statement=replace(c.statement, status=self.statuses.get(c.claim.id)))
            for c in candidates
        ]

    def changes(self, chosen: Iterable[Candidate]) -> tuple[str, ...]:
        """Word what has changed in what is told of a story, a phrase each."""
        told = [(c.statement, self.before.get(c.claim.id)) for c in chosen]
        return word_changes(told, self.known, self.language, self.spoken)


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known when a brief is written.

    Attributes:
        told: statements of earlier briefs, the oldest first.
        earlier: for the id of an article that was edited since it was read, how it read then.
        read: the articles that earlier briefs have read, by the id of their story.
        spoken: two-letter code of the language that the brief speaks; None for that of each story.
    """

    told: Sequence[Told] = ()
    earlier: Mapping[str, Earlier] = field(default_factory=dict)
    read: Mapping[str, Sequence[Article]] = field(default_factory=dict)
    spoken: str | None = None

    def recall(self, story: Story, claims: Sequence[Claim], reports: Mapping[str, str]) -> Recalled:
        """Sort out what was told before, and give what is left its status.

        Args:
            story: whose claims these are.
            claims: all of them.
            reports: the independent report that each article belongs to, by its id.
        """
        old = {
            key: _sentences_of([earlier.article])
            for key, earlier in self.earlier.items()
            if _holds(story.articles, key)
        }
        known, language = self.has_told(story.id), story.articles[0].language
        read = _sentences_of(self.read.get(story.id, ())) if known else frozenset()
        judge = _Judge(story, claims, self._told_of(story, claims), old, read)
        parts = [
            (replace_sentences(claim, sentences, reports), place, verdict)
            for place, claim in enumerate(claims)
            for sentences, verdict in judge.divide(claim)
        ]
        return Recalled(
            claims=[claim for claim, _, _ in parts],
            places=[place for _, place, _ in parts],
            statuses={claim.id: verdict.status for claim, _, verdict in parts if verdict.status},
            before={claim.id: verdict.told for claim, _, verdict in parts if verdict.status and verdict.told},
            omissions=tuple(
                Omission(STAGE, claim.sentences[0].text, verdict.reason)
                for claim, _, verdict in parts
                if verdict.status is None
            ),
            known=known,
            language=language,
            spoken=self.spoken or language,
        )

    def has_told(self, story: str) -> bool:
        """Whether an earlier brief has told a story."""
        return any(told.story == story for told in self.told)

    def _told_of(self, story: Story, claims: Sequence[Claim]) -> list[Told]:
        """Return what was told of this story, and what was told of others in nearly the same words."""
        words = [_words(sentence.text) for claim in claims for sentence in claim.sentences]
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


def _sentences_of(articles: Iterable[Article]) -> frozenset[str]:
    from summarizer.splitting import split_article

    return frozenset(_fold(sentence.text) for article in articles for sentence in split_article(article))


def _says_otherwise(articles: Iterable[Article], told: Told) -> bool:
    """Whether an article has a sentence on what was told, be it with another figure."""
    from summarizer.splitting import split_article

    own = list(articles)
    now = [sentence for article in own for sentence in split_article(article)]
    before = _as_sentences(told.sentences)
    if not now or not before:
        return False
    space = compare_sentences([*now, *before], language=own[0].language)
    return bool(_scores(space, now, before).max(initial=0) >= MOVED)


# the decision


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What becomes of sentences: their status, None where they were told; what was told; why they are left out."""

    status: Status | None
    told: Told | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Match:
    """A sentence that was told on the same thing as one of today's.

    Attributes:
        moved: whether a figure in it differs; where none does the two say the same.
    """

    text: str
    told: Told
    moved: bool


class _Judge:
    """Compares the claims of one story with what was told of it."""

    def __init__(
        self,
        story: Story,
        claims: Sequence[Claim],
        told: Sequence[Told],
        old: Mapping[str, frozenset[str]],
        read: frozenset[str],
    ) -> None:
        self.story, self.language = story.id, story.articles[0].language
        self.articles = {article.id: article for article in story.articles}
        self.old, self.read = old, read
        self.told = [(one, sentence) for one in told for sentence in _as_sentences(one.sentences)]
        now = list(dict.fromkeys(sentence for claim in claims for sentence in claim.sentences))
        before = [sentence for _, sentence in self.told]
        self.rows = {sentence: at for at, sentence in enumerate(now)}
        self.scores = (
            _scores(compare_sentences([*now, *before], language=self.language), now, before)
            if before and now
            else np.zeros((len(now), 0))
        )

    def divide(self, claim: Claim) -> list[tuple[list[Sentence], _Verdict]]:
        """Return the sentences of a claim that are to be told, and those that were told, with what they are.

        A claim's sentences say the same, so one that was told stands for all but those whose figure has moved.
        """
        verdicts = [(sentence, self.judge(sentence)) for sentence in claim.sentences]
        changed = [(s, v) for s, v in verdicts if v.status in CHANGED]
        told = [(s, v) for s, v in verdicts if v.status is None]
        new = [(s, v) for s, v in verdicts if v.status == "new"]
        if not told:
            return [([s for s, _ in verdicts], (changed or new)[0][1])]
        parts = [([s for s, _ in verdicts if (s, _) not in changed], told[0][1])]
        return [*parts, ([s for s, _ in changed], changed[0][1])] if changed else parts

    def judge(self, sentence: Sentence) -> _Verdict:
        """Return what becomes of one sentence by itself."""
        if _fold(sentence.text) in self.old.get(sentence.article_id, frozenset()):
            return _Verdict(None, reason="stood in its source when that was read before")
        if _fold(sentence.text) in self.read:
            # A late reprint: what there was no room for yesterday is no news today.
            return _Verdict(None, reason="stood word for word in what an earlier brief has read")
        matches = self._matches(sentence)
        same = [match for match in matches if not match.moved]
        moved = [match for match in matches if match.moved]
        numbers = self._numbers_of(sentence.text)
        if moved and not any(numbers and self._numbers_of(match.text) == numbers for match in same):
            latest = max(moved, key=lambda match: match.told.date)
            if self._was_edited(sentence, latest.told):
                return _Verdict("corrected", latest.told)
            return _Verdict("updated", latest.told)
        if same:
            return _Verdict(None, reason=f"was told on {max(match.told.date for match in same)}")
        return _Verdict("new")

    def _numbers_of(self, text: str) -> frozenset[str]:
        return numbers_of(gloss_text(text, self.language))

    def _matches(self, sentence: Sentence) -> list[_Match]:
        row = self.scores[self.rows[sentence]]
        found = []
        for at, (told, before) in enumerate(self.told):
            if told.story == self.story and find_toll(sentence.text, before.text, self.language):
                found.append(_Match(before.text, told, moved=True))
            elif row[at] < MOVED:
                continue
            elif find_moved(sentence.text, before.text, self.language):
                found.append(_Match(before.text, told, moved=True))
            elif row[at] >= TOLD_BEFORE and not contradicts(sentence.text, before.text, self.language):
                found.append(_Match(before.text, told, moved=False))
        return found

    def _was_edited(self, sentence: Sentence, told: Told) -> bool:
        """Whether what was told cites an earlier version of the very article that says otherwise now."""
        article = self.articles[sentence.article_id]
        return article.id in self.old and any(
            quote.origin == article.origin or (quote.url is not None and quote.url == article.url)
            for quote in told.citations
        )


def replace_sentences(claim: Claim, sentences: list[Sentence], reports: Mapping[str, str]) -> Claim:
    """Return a claim of some of its sentences; the claim itself where these are all."""
    if len(sentences) == len(claim.sentences):
        return claim
    return Claim(tuple(sentences), count_origins(sentences, reports))


def find_moved(now: str, before: str, language: str = "en") -> tuple[Figure, Figure] | None:
    """Return the first figure that one sentence gives another value than the other, as both state it.

    Args:
        now: a sentence of today.
        before: one that was told, on the same thing.
        language: two-letter code of both.

    Returns:
        The figure before and now; None where no figure differs, or more than a figure does.
    """
    own, other = _read_figures(now, language), _read_figures(before, language)
    for figure in own:
        rivals = [one for one in other if _counts_the_same(figure, one)]
        if rivals and all(_has_moved(figure.extent, one.extent) for one in rivals):
            masked = [_mask_numbers(gloss_text(text, language)) for text in (now, before)]
            return None if contradicts(*masked) else (rivals[0], figure)
    return None


def find_toll(now: str, before: str, language: str = "en") -> tuple[Figure, Figure] | None:
    """Return how many people an event has cost, before and now, where two sentences on it say it differently.

    Of one event there is one number of dead and one of injured, in however different words it is told; so the
    sentences need not be alike, as long as they are of one story. A smaller number is more often one of some of
    these people than one that was taken back.
    """
    own, other = _read_figures(now, language), _read_figures(before, language)
    for figure in own:
        rivals = [one for one in other if _is_same_toll(figure, one)]
        if rivals and all(_has_risen(figure.extent, one.extent) for one in rivals):
            return rivals[0], figure
    return None


def _has_risen(now: Extent, before: Extent) -> bool:
    return _has_moved(now, before) and now.given > before.given


def _is_same_toll(one: Figure, other: Figure) -> bool:
    people = all(figure.measure == "count" and {*figure.of[:1]} <= PEOPLE for figure in (one, other))
    apart = bool(one.places and other.places) and not one.places & other.places
    if not people or apart:
        return False
    own, others = (replace(figure, sense=_fate_of(figure)) for figure in (one, other))
    return bool(own.sense) and are_of_one_kind(own, others)


def _fate_of(figure: Figure) -> str:
    """Return what became of people, also where words stand between: "seven people are now known to have died"."""
    rest = gloss_text(figure.sentence.text[figure.extent.end :], figure.language)
    behind = _CLAUSE_END.split(rest, maxsplit=1)[0]
    named = (FATES[word] for word in _WORD.findall(behind.lower()) if word in FATES)
    return figure.sense or next(named, "")


_CLAUSE_END = re.compile(r"[,;:.]|\b(?:after|when|who|and|but|while)\b")
_WORD = re.compile(r"[a-z]+")


def _has_moved(now: Extent, before: Extent) -> bool:
    """Whether a value is another one: "at least 12" and "at least 15" are no contradiction, and yet news."""
    both_open = math.isinf(now.high) and math.isinf(before.high)
    return are_apart(now, before) or (both_open and now.given != before.given)


def _counts_the_same(one: Figure, other: Figure) -> bool:
    """Whether two figures in sentences on one thing are of one thing."""
    if one.measure != other.measure or not are_of_one_kind(one, other):
        return False
    if one.measure != "count":
        return True
    heads = {*one.of[:1], *other.of[:1]}
    return len(heads) == 1 or heads <= PEOPLE


DATED = ("day", "weekday", "clock", "year")
"""Measures that differ from one day's report to the next without anything having moved."""


@lru_cache(maxsize=65_536)
def _read_figures(text: str, language: str) -> tuple[Figure, ...]:
    figures = read_figures(Sentence("", 0, 0, len(text), text), language)
    return tuple(figure for figure in figures if figure.measure not in DATED)


def _mask_numbers(text: str) -> str:
    return NUMBER.sub("some", text)


def word_changes(
    told: Sequence[tuple[Statement, Told | None]], known: bool, language: str = "en", spoken: str = "en"
) -> tuple[str, ...]:
    """Word what has changed since earlier briefs; () for a story that is new as a whole.

    Args:
        told: each statement with what it takes the place of.
        known: whether the story was told before.
        language: two-letter code of the story's language, in which what has moved is named.
        spoken: of the language that the brief speaks.
    """
    phrases = [_word_change(one, before, language, spoken) for one, before in told if before is not None]
    new = sum(statement.status == "new" for statement, _ in told)
    if not known and not phrases:
        return ()
    counted = say(spoken, "{n} statement is new" if new == 1 else "{n} statements are new", n=new)
    return (*phrases, *([counted] if new else []))


def _word_change(statement: Statement, before: Told, language: str, spoken: str) -> str:
    from summarizer.rendering.wording import format_date

    pairs = (
        find_moved(now, told, language) or find_toll(now, told, language)
        for now in _as_told(statement)
        for told in before.sentences
    )
    moved = next(filter(None, pairs), None)
    otherwise = say(spoken, "“{text}” is told otherwise", text=before.text)
    change = _word_move(*moved) if moved else otherwise
    edited = statement.status == "corrected"
    words = "{change} (its source was edited after {date})" if edited else "{change} (since {date})"
    return say(spoken, words, change=change, date=format_date(before.date, language=spoken))


def _word_move(before: Figure, now: Figure) -> str:
    """Write "Number of injured: at least 12 → at least 15"."""
    from summarizer.headings import name_disagreement

    values = tuple(Value((figure,), frozenset()) for figure in (now, before))
    return f"{name_disagreement(Disagreement(values))}: {_uncapital(before.text)} → {_uncapital(now.text)}"


def _uncapital(words: str) -> str:
    return words[:1].lower() + words[1:]


def _as_told(statement: Statement) -> list[str]:
    """Return the words of the sources behind a statement, which its brackets and a model have changed."""
    return [" ".join(c.quote.split()) for c in statement.citations if c.role == "support"]


def _as_sentences(texts: Iterable[str]) -> list[Sentence]:
    return [Sentence("told", at, 0, len(text), text) for at, text in enumerate(texts)]


def _scores(space: SentenceSpace, now: Sequence[Sentence], before: Sequence[Sentence]) -> NDArray[np.float64]:
    """Return how surely each pair of sentences says the same, shape (now, before)."""
    own = np.array([space.row_by_sentence[s] for s in now], dtype=np.int64)
    other = np.array([space.row_by_sentence[s] for s in before], dtype=np.int64)
    left, right = np.repeat(own, len(other)), np.tile(other, len(own))
    scores = likeness_scores(space, left, right)
    scores[left == right] = 1.0
    return scores.reshape(len(own), len(other))
