"""Groups articles into stories: one event each, judged by their bodies and not by their headlines.

Names and figures count more than other words, since events of one kind share the words for it; days count where
they are known. Groups are linked on average, and two groups that are each far closer within than to each other
stay two: look-alike events are closer to each other than either's stragglers are to it.
"""

from __future__ import annotations

import heapq
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date as calendar_date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from summarizer.records import Article, Story, content_id
from summarizer.sparse import Pairs, SparseRows, multiply_pairs, sum_by, sum_entries
from summarizer.vectorizing import TermIds, background_frequency, drop_common_terms, find_terms

SAME_EVENT = 0.2
"""Average likeness from which groups of articles are one story. With `COHESION` at 0.7 to 0.75, B-cubed F on 772
articles of look-alike events is .91 to .92 at 0.2 and 0.22; short and chatty texts of one event lie at 0.2 to 0.3.
"""

COHESION = 0.75
"""Share of the likeness within the looser of two groups that there must be between them. Without it, look-alike
events fuse: precision on the same articles is .82 instead of .94."""

COHERENT_FROM = 3
"""Articles from which a group has a likeness within that means anything."""

NAME_WEIGHT = 1.3
"""Times that names and figures count: at 1 and at 1.6 look-alike events are told apart less well."""

GRACE_DAYS, FADING_DAYS = 3, 7
"""Days between two articles that do not matter, and days in which their likeness falls to a third after that. The
reports of one event in the dated set lie two days apart and seldom three; a look-alike comes a week later."""

LIKENESS_FLOOR = 0.05
"""Lower likeness is none: two reports of anything have some words in common."""

WORK_PER_ARTICLE = 60_000
"""Multiplications per article that finding its neighbours may cost. Up to some thousand articles nothing is left
out; beyond, the terms that most articles have are, since they tell no neighbours."""

USUAL_COLLECTION = 200
"""Articles that are imagined beside those at hand: in a folder of three, a term that two have is not common."""


def group_articles(articles: Iterable[Article], known: Sequence[Story] = ()) -> list[Story]:
    """Return stories of articles on one event, in the order of their founding articles.

    Args:
        articles: the articles to group; reprints stay in the story as articles of their own.
        known: stories from before; an article joins one of them where it fits, and the story keeps its id.
    """
    fresh = list(articles)
    if not fresh:
        return list(known)
    everything = [article for story in known for article in story.articles]
    founded = len(everything)
    everything += fresh
    home = [number for number, story in enumerate(known) for _ in story.articles]
    home += range(len(known), len(known) + len(fresh))
    rows = _weigh_articles(everything)
    days = np.array([_day_of(article) for article in everything])
    pairs = _find_likeness(rows, days, founded)
    within = _sum_within(rows, days, [len(story.articles) for story in known])
    merged = link_groups(home, pairs, within)
    ids = [story.id for story in known]
    return [
        Story(
            ids[first] if first < len(ids) else content_id("story", everything[members[0]].id),
            tuple(everything[at] for at in members),
        )
        for first, members in merged
    ]


# likeness


def _find_likeness(rows: SparseRows, days: NDArray[np.float64], founded: int) -> Pairs:
    """Return the likeness of pairs of articles of which one is new, the lower number on the left.

    Args:
        rows: the weighted terms of each article, those of known stories first.
        days: of each.
        founded: how many are in known stories.
    """
    order = np.concatenate([np.arange(founded, len(rows)), np.arange(founded)])
    likely = drop_common_terms(rows.take(order), WORK_PER_ARTICLE * len(rows))
    found = multiply_pairs(likely, LIKENESS_FLOOR, lefts=len(rows) - founded)
    left, right = order[found.left], order[found.right]
    values = np.round(found.values * _fade(days[left], days[right]), 5)
    kept = values >= LIKENESS_FLOOR
    return Pairs(np.minimum(left, right)[kept], np.maximum(left, right)[kept], values[kept])


def _sum_within(rows: SparseRows, days: NDArray[np.float64], sizes: Sequence[int]) -> list[float]:
    """Return the summed likeness within each known story: what its articles' sum tells, faded by their days.

    Args:
        rows: the weighted terms of each article, those of known stories first, story by story.
        days: of each.
        sizes: the articles of each known story.
    """
    home = np.repeat(np.arange(len(sizes)), sizes)
    known = rows.take(np.arange(len(home)))
    total = sum_entries(home[known.rows], known.columns, (len(sizes), rows.width), known.values)
    squares = sum_by(total.rows, total.values**2, len(sizes))
    sums = []
    for size, end, square in zip(sizes, np.cumsum(sizes).tolist(), squares.tolist(), strict=True):
        first, second = np.triu_indices(size, 1)
        own = days[end - size : end]
        faded = float(_fade(own[first], own[second]).mean()) if size > 1 else 0.0
        sums.append(round((square - size) / 2 * faded, 6))
    return sums


def _weigh_articles(articles: Sequence[Article]) -> SparseRows:
    """Return unit rows of weighted terms of title and kept text, one for each article."""
    ids = _shared_ids()
    found = [_count_terms(_body(article)) for article in articles]
    rows = np.repeat(np.arange(len(found)), [len(terms) for terms, _ in found])
    columns = np.concatenate([terms for terms, _ in found])
    weights = np.concatenate([weight for _, weight in found])
    counts = sum_entries(rows, columns, (len(found), len(ids.terms)), weights)
    spread = np.log1p((len(found) + USUAL_COLLECTION) / (counts.count_columns() + 1))
    weight = background_frequency(ids) * np.sqrt(spread)
    return counts.with_values(counts.values * weight[counts.columns]).scale_to_unit()


@lru_cache(maxsize=1)
def _shared_ids() -> TermIds:
    return TermIds()


@lru_cache(maxsize=32_768)
def _count_terms(body: str) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return the terms of a text, each once, and how much each stands for it: names and figures more."""
    ids = _shared_ids()
    counts = Counter(find_terms(body, ids))
    named = Counter(ids[word.lower()] for word in _NAME.findall(body))
    weights = [
        math.log1p(count) * (NAME_WEIGHT if 2 * named[term] >= count else 1.0)
        for term, count in counts.items()
    ]
    return np.array(list(counts), dtype=np.int64), np.array(weights, dtype=np.float64)


_NAME = re.compile(r"(?<=[\w,;)’'-] )(?:[A-Z][\w’'-]*|\d[\d.,]*\b)")
"""A capitalised word that does not begin a sentence, or a figure."""


def _body(article: Article) -> str:
    return "\n".join([article.title or "", *(article.text[start:end] for start, end in article.kept_spans)])


def _fade(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return by what likeness is multiplied for the days between two articles; 1 where one is undated."""
    gap = np.abs(one - other)
    faded = np.exp(-np.maximum(gap - GRACE_DAYS, 0) / FADING_DAYS)
    return np.asarray(np.where(np.isnan(gap), 1.0, faded))


def _day_of(article: Article) -> float:
    try:
        return float(calendar_date.fromisoformat((article.published or "")[:10]).toordinal())
    except ValueError:
        return math.nan


# linking


def link_groups(home: Sequence[int], pairs: Pairs, within: Sequence[float]) -> list[tuple[int, list[int]]]:
    """Merge the most alike groups, by average link, until none may be merged.

    Args:
        home: the group of each article, numbered from 0.
        pairs: the likeness of pairs of articles; of those that are not there it is 0.
        within: the summed likeness within each of the first groups, which never merge with each other.

    Returns:
        The number of each group's first member group, and its articles.
    """
    return _Linking(home, pairs, within).run()


def _sum_between(home: NDArray[np.int64], pairs: Pairs) -> Iterator[tuple[int, int, float]]:
    """Yield the numbers of two groups, or twice of one, and the summed likeness of their articles."""
    count = int(home.max()) + 1
    one, other = home[pairs.left], home[pairs.right]
    sums = sum_entries(np.minimum(one, other), np.maximum(one, other), (count, count), pairs.values)
    yield from zip(sums.rows.tolist(), sums.columns.tolist(), sums.values.tolist(), strict=True)


class _Linking:
    """Groups while they grow: the summed likeness within each, and from each to its neighbours."""

    def __init__(self, home: Sequence[int], pairs: Pairs, within: Sequence[float]) -> None:
        self.protected = len(within)
        self.members: dict[int, list[int]] = {}
        for article, group in enumerate(home):
            self.members.setdefault(group, []).append(article)
        self.within = {**dict.fromkeys(self.members, 0.0), **dict(enumerate(within))}
        self.between: dict[int, dict[int, float]] = {group: {} for group in self.members}
        for one, other, value in _sum_between(np.array(home, dtype=np.int64), pairs):
            self._add(one, other, value)
        self.heap = [
            (-self._average(one, other), one, other)
            for one, others in self.between.items()
            for other in others
            if one < other and self._may_merge(one, other)
        ]
        heapq.heapify(self.heap)

    def _add(self, one: int, other: int, value: float) -> None:
        if one == other:
            self.within[one] += value
        if one == other or max(one, other) < self.protected:
            return
        self.between[one][other] = self.between[one].get(other, 0.0) + value
        self.between[other][one] = self.between[other].get(one, 0.0) + value

    def _average(self, one: int, other: int) -> float:
        size = len(self.members[one]) * len(self.members[other])
        return round(self.between[one][other] / size, 9)

    def _may_merge(self, one: int, other: int) -> bool:
        return other >= self.protected and self._average(one, other) >= SAME_EVENT

    def run(self) -> list[tuple[int, list[int]]]:
        """Merge as long as anything may be merged."""
        while self.heap:
            average, one, other = heapq.heappop(self.heap)
            is_current = other in self.between.get(one, {}) and self._average(one, other) == -average
            if is_current and self._hold_together(one, other):
                self._merge(one, other)
        return [(group, sorted(members)) for group, members in sorted(self.members.items())]

    def _hold_together(self, one: int, other: int) -> bool:
        """Whether two groups are as close to each other as the looser of them is within, or nearly."""
        looser = [
            self._cohesion(group) for group in (one, other) if len(self.members[group]) >= COHERENT_FROM
        ]
        return len(looser) < 2 or self._average(one, other) >= COHESION * min(looser)

    def _cohesion(self, group: int) -> float:
        size = len(self.members[group])
        return 2 * self.within[group] / (size * (size - 1))

    def _merge(self, one: int, other: int) -> None:
        """Merge a group into one of a lower number."""
        self.within[one] += self.within.pop(other) + self.between[one].pop(other)
        links = self.between.pop(other)
        del links[one]
        self.members[one] += self.members.pop(other)
        for third, value in links.items():
            del self.between[third][other]
            self._add(one, third, value)
        for third in self.between[one]:
            low, high = sorted((one, third))
            if self._may_merge(low, high):
                heapq.heappush(self.heap, (-self._average(low, high), low, high))


# importance


def weigh_stories(stories: Sequence[Story], date: str) -> list[float]:
    """Return how much each story matters on a day: its independent reports, how recent they are, how central.

    Args:
        stories: with the day's articles.
        date: the day, YYYY-MM-DD.
    """
    central = _centrality(stories)
    return [
        round(_count_reports(story) * _recency(story, date) * (1 + CENTRAL * centrality), 6)
        for story, centrality in zip(stories, central, strict=True)
    ]


CENTRAL = 0.25
"""What the most central story of a day gains: enough to order those that equally many report."""

FRESH_DAYS = 4
"""Days in which a story's weight falls to a third: a report of last week matters if many come with it."""

OLD = 0.1
"""What age leaves of a story's weight at least, so that old stories still come in their order."""


def _count_reports(story: Story) -> float:
    from summarizer.deduplicating import count_reports, group_copies

    return math.sqrt(count_reports(story.articles, group_copies(story.articles)))


def _recency(story: Story, date: str) -> float:
    """Return 1 for a story of the day or without a date, and less for one whose latest report is older."""
    days = [day for day in map(_day_of, story.articles) if not math.isnan(day)]
    age = max(calendar_date.fromisoformat(date).toordinal() - max(days), 0) if days else 0
    return max(math.exp(-age / FRESH_DAYS), OLD)


def _centrality(stories: Sequence[Story]) -> list[float]:
    """Return how alike each story's articles are to all others of the day, 1 for the most central."""
    articles = [article for story in stories for article in story.articles]
    if len(articles) < 2:
        return [0.0] * len(stories)
    rows = _weigh_articles(articles)
    total = rows.sum_columns()
    degree = np.round(rows.times(total) - 1, 5)
    home = np.repeat(np.arange(len(stories)), [len(story.articles) for story in stories])
    means = sum_by(home, degree, len(stories)) / np.maximum(np.bincount(home, minlength=len(stories)), 1)
    top = float(means.max())
    return [float(mean) / top if top > 0 else 0.0 for mean in means]
