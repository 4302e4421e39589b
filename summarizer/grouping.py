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
from dataclasses import replace
from datetime import date as calendar_date
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from summarizer.deduplicating import count_reports, group_copies, group_linked, reports_of
from summarizer.records import Article, Story, content_id
from summarizer.sparse import Pairs, SparseRows, find_ranges, multiply_pairs, sum_by, sum_entries
from summarizer.vectorizing import TermIds, background_frequency, find_terms, shared_ids

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

MOST_OF_ONE = 0.35
"""What one term may be of an article's row of length 1: a town that short reports name three times would be half of
it, and a ship's fire and a strike in one town would be one story. At 0.3 to 0.4 the precision on look-alike events is
.947 instead of .938, and F the same within .005; at 0.25 and below short reports of one event come apart."""

GRACE_DAYS, FADING_DAYS = 3, 7
"""Days between two articles that do not matter, and days in which their likeness falls to a third after that. The
reports of one event in the dated set lie two days apart and seldom three; a look-alike comes a week later."""

LIKENESS_FLOOR = 0.05
"""Lower likeness is none: two reports of anything have some words in common."""

WORK_PER_ARTICLE = 5_000
"""Multiplications per new article that finding its neighbours may cost. Among some thousand articles no term is
left out; beyond, the most common are, and only pairs that the others bring together are compared by all terms."""

CANDIDATE = 0.05
"""Likeness by the less common terms from which a pair is compared by all of them."""

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
    if len(fresh) == 1 and not known:
        return [Story(content_id("story", fresh[0].id), tuple(fresh))]
    before = [article for story in known for article in story.articles]
    everything = [*before, *fresh]
    sizes = [len(story.articles) for story in known]
    rows = _weigh_articles(everything)
    days = np.array([_day_of(article) for article in everything])
    pairs = _find_likeness(rows, days, len(before))
    home = np.repeat(np.arange(len(known) + len(fresh)), [*sizes, *[1] * len(fresh)])
    merged = link_groups(home, pairs, _KnownCloseness(rows, days, sizes))
    stories = []
    for first, members in merged:
        if first < len(known):
            story = known[first]
            joined = tuple(everything[at] for at in members if at >= len(before))
            stories.append(replace(story, articles=(*story.articles, *joined)) if joined else story)
        else:
            founder = everything[members[0]]
            stories.append(Story(content_id("story", founder.id), tuple(everything[at] for at in members)))
    return stories


# likeness


def _find_likeness(rows: SparseRows, days: NDArray[np.float64], founded: int) -> Pairs:
    """Return the likeness of pairs of articles of which one is new, the lower number on the left.

    Args:
        rows: the weighted terms of each article, those of known stories first.
        days: of each.
        founded: how many are in known stories.
    """
    fresh = np.arange(founded, len(rows))
    order = np.concatenate([fresh, _find_near(days[:founded], days[founded:])])
    near = rows.take(order)
    telling = _keep_telling_terms(near, len(fresh))
    if telling is near:
        found = multiply_pairs(near, LIKENESS_FLOOR, lefts=len(fresh))
    else:
        found = _compare_fully(near, multiply_pairs(telling, CANDIDATE, lefts=len(fresh)))
    left, right = order[found.left], order[found.right]
    values = np.round(found.values * _fade(days[left], days[right]), 5)
    kept = values >= LIKENESS_FLOOR
    return Pairs(np.minimum(left, right)[kept], np.maximum(left, right)[kept], values[kept])


def _find_near(known: NDArray[np.float64], fresh: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return which of the known days, NaN or not, lie so near to the new ones that likeness may be left."""
    if np.isnan(fresh).any():
        return np.arange(len(known))
    reach = GRACE_DAYS - FADING_DAYS * math.log(LIKENESS_FLOOR)
    far = (known < fresh.min() - reach) | (known > fresh.max() + reach)
    return np.flatnonzero(~far)


def _keep_telling_terms(rows: SparseRows, lefts: int) -> SparseRows:
    """Return the rows without the most common of the first rows' terms, or the rows themselves if all fit.

    What is left costs `WORK_PER_ARTICLE` products for each of the first rows. Terms that equally many articles
    have are kept or left out together, so that the order in which terms were first met does not matter.
    """
    frequency = rows.count_columns()
    own = np.bincount(rows.columns[: rows.starts[lefts]], minlength=rows.width)
    work = np.cumsum(sum_by(frequency, (own * frequency).astype(np.float64), int(frequency.max()) + 1))
    most = int(np.searchsorted(work, WORK_PER_ARTICLE * lefts, side="right"))
    if most == len(work):
        return rows
    telling = (own > 0) & (frequency < max(most, 3))
    return rows.keep(telling[rows.columns])


def _compare_fully(rows: SparseRows, pairs: Pairs) -> Pairs:
    """Return the pairs with the products of their whole rows."""
    values = np.zeros(len(pairs))
    spread_out = np.zeros(rows.width)
    starts = np.searchsorted(pairs.left, np.arange(len(rows) + 1))
    for row in np.unique(pairs.left).tolist():
        own = slice(*rows.starts[row : row + 2])
        spread_out[rows.columns[own]] = rows.values[own]
        mine = slice(*starts[row : row + 2])
        ends, entries = find_ranges(rows.starts, pairs.right[mine])
        products = spread_out[rows.columns[entries]] * rows.values[entries]
        values[mine] = np.add.reduceat(products, ends[:-1])
        spread_out[rows.columns[own]] = 0
    return Pairs(pairs.left, pairs.right, values)


class _KnownCloseness:
    """The summed likeness within each known story: what its articles' sum tells, faded by their days.

    Each is found when it is asked for, since hardly any ever is.
    """

    def __init__(self, rows: SparseRows, days: NDArray[np.float64], sizes: Sequence[int]) -> None:
        self.rows, self.days = rows, days
        self.ends = np.cumsum([0, *sizes])
        self.found: dict[int, float] = {}

    def __len__(self) -> int:
        """Return how many stories are known."""
        return len(self.ends) - 1

    def __getitem__(self, story: int) -> float:
        """Return the sum for a story of this number."""
        if story not in self.found:
            self.found[story] = self._sum(*self.ends[story : story + 2].tolist())
        return self.found[story]

    def _sum(self, first: int, behind: int) -> float:
        size = behind - first
        entries = slice(*self.rows.starts[[first, behind]].tolist())
        values = self.rows.values[entries]
        _, places = np.unique(self.rows.columns[entries], return_inverse=True)
        total = np.bincount(places, values)
        faded = _fade_within(self.days[first:behind])
        return round(float(total @ total - values @ values) / 2 * faded, 6) if size > 1 else 0.0


def _weigh_articles(articles: Sequence[Article]) -> SparseRows:
    """Return rows of weighted terms of title and kept text, one for each article, at most `MOST_OF_ONE` for each.

    Rows are of length 1 before that. Each language has terms of its own, so that articles in two languages are
    never alike.
    """
    found = [_count_terms(article, shared_ids(article.language)) for article in articles]
    ids = {code: shared_ids(code) for code in dict.fromkeys(article.language for article in articles)}
    ends = np.cumsum([0, *(len(own.terms) for own in ids.values())]).tolist()
    first = dict(zip(ids, ends, strict=False))
    starts = np.cumsum([0, *(len(terms) for terms, _ in found)])
    columns = np.concatenate(
        [terms + first[a.language] for a, (terms, _) in zip(articles, found, strict=True)]
    )
    counts = SparseRows(starts, columns, np.concatenate([weight for _, weight in found]), ends[-1])
    spread = np.log1p((len(found) + USUAL_COLLECTION) / (counts.count_columns() + 1))
    weight = np.concatenate([background_frequency(own) for own in ids.values()]) * np.sqrt(spread)
    rows = counts.with_values(counts.values * weight[counts.columns]).scale_to_unit()
    return rows.with_values(np.minimum(rows.values, MOST_OF_ONE))


@lru_cache(maxsize=32_768)
def _count_terms(article: Article, ids: TermIds) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return an article's terms, ascending, and how much each stands for it: names and figures more."""
    body = _body(article)
    counts = Counter(find_terms(body, ids))
    named = Counter(ids.number_words([word.lower() for word in _NAME.findall(body)]))
    terms = sorted(counts)
    weights = [
        math.log1p(counts[term]) * (NAME_WEIGHT if 2 * named[term] >= counts[term] else 1.0) for term in terms
    ]
    return np.array(terms, dtype=np.int64), np.array(weights, dtype=np.float64)


_NAME = re.compile(r"(?<=[\w,;)’'-] )(?:[A-Z][\w’'-]*|\d[\d.,]*\b)")
"""A capitalised word that does not begin a sentence, or a figure."""


def _body(article: Article) -> str:
    return "\n".join([article.title or "", *(article.text[start:end] for start, end in article.kept_spans)])


def _fade(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return by what likeness is multiplied for the days between two articles; 1 where one is undated."""
    gap = np.abs(one - other)
    faded = np.exp(-np.maximum(gap - GRACE_DAYS, 0) / FADING_DAYS)
    return np.asarray(np.where(np.isnan(gap), 1.0, faded))


def _fade_within(days: NDArray[np.float64]) -> float:
    """Return `_fade` on average over all pairs of these days."""
    dated, counts = np.unique(days[~np.isnan(days)], return_counts=True)
    lost = counts @ (1 - _fade(dated[:, None], dated)) @ counts
    return 1 - float(lost) / max(len(days) * (len(days) - 1), 1)


def _day_of(article: Article) -> float:
    try:
        return float(calendar_date.fromisoformat((article.published or "")[:10]).toordinal())
    except ValueError:
        return math.nan


# linking


class Closeness(Protocol):
    """The summed likeness within each of some groups, by their numbers."""

    def __len__(self) -> int: ...

    def __getitem__(self, group: int, /) -> float: ...


def link_groups(
    home: Sequence[int] | NDArray[np.int64], pairs: Pairs, within: Closeness
) -> list[tuple[int, list[int]]]:
    """Merge the most alike groups, by average link, until none may be merged.

    Args:
        home: the group of each article, numbered from 0.
        pairs: the likeness of pairs of articles; of those that are not there it is 0.
        within: the summed likeness within each of the first groups, which never merge with each other.

    Returns:
        The number of each group's first member group, and its articles.
    """
    return _Linking(np.asarray(home, dtype=np.int64), pairs, within).run()


class _Linking:
    """Groups while they grow: the summed likeness within each, and from each to its neighbours."""

    def __init__(self, home: NDArray[np.int64], pairs: Pairs, within: Closeness) -> None:
        self.known = within
        self.members: dict[int, list[int]] = {}
        for article, group in enumerate(home.tolist()):
            self.members.setdefault(group, []).append(article)
        self.within: dict[int, float] = {}
        self.between: dict[int, dict[int, float]] = {}
        count = int(home.max()) + 1
        one, other = home[pairs.left], home[pairs.right]
        sums = sum_entries(np.minimum(one, other), np.maximum(one, other), (count, count), pairs.values)
        for low, high, value in _keep_possible(sums, np.bincount(home), len(within)):
            self._add(low, high, value)
        self.heap = [
            (-self._average(one, other), one, other)
            for one, others in self.between.items()
            for other in others
            if one < other and self._may_merge(one, other)
        ]
        heapq.heapify(self.heap)

    def _add(self, one: int, other: int, value: float) -> None:
        if one == other:
            self.within[one] = self.within.get(one, 0.0) + value
        if one == other or max(one, other) < len(self.known):
            return
        for near, far in ((one, other), (other, one)):
            links = self.between.setdefault(near, {})
            links[far] = links.get(far, 0.0) + value

    def _average(self, one: int, other: int) -> float:
        size = len(self.members[one]) * len(self.members[other])
        return round(self.between[one][other] / size, 9)

    def _may_merge(self, one: int, other: int) -> bool:
        return other >= len(self.known) and self._average(one, other) >= SAME_EVENT

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
        known = self.known[group] if group < len(self.known) else 0.0
        return 2 * (known + self.within.get(group, 0.0)) / (size * (size - 1))

    def _merge(self, one: int, other: int) -> None:
        """Merge a group into one of a lower number."""
        joined = self.within.pop(other, 0.0) + self.between[one].pop(other)
        self.within[one] = self.within.get(one, 0.0) + joined
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


def _keep_possible(
    sums: SparseRows, sizes: NDArray[np.int64], protected: int
) -> Iterator[tuple[int, int, float]]:
    """Yield the numbers of two groups and what is between them, of those that may ever come together.

    Nothing merges but what links of at least `SAME_EVENT` connect, since the average over a merged group is never
    above both of those it is made of.

    Args:
        sums: the summed likeness between groups, the lower number as the row; on the diagonal, within one.
        sizes: the articles of each group.
        protected: how many of the first groups never merge with each other.
    """
    low, high = sums.rows, sums.columns
    strong = (np.round(sums.values / (sizes[low] * sizes[high]), 9) >= SAME_EVENT) & (high >= protected)
    strong &= low != high
    part = np.arange(len(sizes))
    links = zip(low[strong].tolist(), high[strong].tolist(), strict=True)
    for number, groups in enumerate(group_linked(len(sizes), links)):
        part[groups] = number
    kept = part[low] == part[high]
    yield from zip(low[kept].tolist(), high[kept].tolist(), sums.values[kept].tolist(), strict=True)


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
    if len(story.articles) == 1:
        return 1.0
    reports = reports_of(story.articles, group_copies(story.articles))
    return math.sqrt(count_reports(story.articles, reports))


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
    own = sum_by(rows.rows, rows.values**2, len(rows))
    degree = np.round(rows.times(total) - own, 5)
    home = np.repeat(np.arange(len(stories)), [len(story.articles) for story in stories])
    means = sum_by(home, degree, len(stories)) / np.maximum(np.bincount(home, minlength=len(stories)), 1)
    top = float(means.max())
    return [float(mean) / top if top > 0 else 0.0 for mean in means]
