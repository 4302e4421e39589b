"""Groups articles into stories: one event each, judged by their bodies and not by their headlines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from summarizer.records import Article, Story, content_id
from summarizer.sparse import multiply_pairs
from summarizer.vectorizing import TermIds, background_frequency, count_terms

SAME_EVENT = 0.2
"""Average likeness from which groups of articles are one story. On 772 articles of look-alike events B-cubed F
is .86 at 0.18, .88 at 0.22 and .88 at 0.26; short and chatty texts of one event lie at 0.17 to 0.3.
"""


LIKENESS_FLOOR = 1e-6
"""Lower likeness is none."""


def group_articles(articles: Iterable[Article], known: Sequence[Story] = ()) -> list[Story]:
    """Return stories of articles on one event, in the order of their founding articles.

    Args:
        articles: the articles to group; reprints stay in the story as articles of their own.
        known: stories from before; an article joins one of them where it fits, and the story keeps its id.
    """
    everything = [article for story in known for article in story.articles]
    founded = len(everything)
    everything += articles
    if len(everything) < 2:
        return [*known] or [Story(content_id("story", article.id), (article,)) for article in everything]
    groups = [list(range(start, end)) for start, end in _extents(known)]
    groups += [[at] for at in range(founded, len(everything))]
    ids = [story.id for story in known]
    merged = _link_groups(groups, _article_likeness(everything), protected=len(known))
    return [
        Story(
            ids[first] if first < len(ids) else content_id("story", everything[members[0]].id),
            tuple(everything[at] for at in members),
        )
        for first, members in merged
    ]


def _extents(stories: Sequence[Story]) -> list[tuple[int, int]]:
    ends = list(accumulate((len(story.articles) for story in stories), initial=0))
    return list(pairwise(ends))


def _article_likeness(articles: Sequence[Article]) -> NDArray[np.float32]:
    """Return the cosine of each pair of articles by the terms of title and kept text, shape (n, n)."""
    ids = TermIds()
    counts = count_terms([_body(article) for article in articles], ids)
    weights = np.log1p(counts.values) * background_frequency(ids)[counts.columns]
    alike = multiply_pairs(counts.with_values(weights).scale_to_unit(), LIKENESS_FLOOR)
    likeness = np.zeros((len(articles), len(articles)), dtype=np.float32)
    likeness[alike.left, alike.right] = likeness[alike.right, alike.left] = np.round(alike.values, 5)
    return likeness


def _body(article: Article) -> str:
    return "\n".join([article.title or "", *(article.text[start:end] for start, end in article.kept_spans)])


def _link_groups(
    groups: list[list[int]], likeness: NDArray[np.float32], protected: int
) -> list[tuple[int, list[int]]]:
    """Merge the most alike groups, by average link, until none reaches `SAME_EVENT`.

    The first `protected` groups never merge with each other. Returns each group under the number of its first
    member group. Each merge looks again only at the groups whose nearest neighbour it touched.
    """
    sizes = np.array([len(group) for group in groups], dtype=np.float64)
    sums = _sum_links(groups, likeness)
    sums[:protected, :protected] = -np.inf
    np.fill_diagonal(sums, -np.inf)
    alive = {number: list(group) for number, group in enumerate(groups)}
    nearest = np.argmax(sums / sizes, axis=1)
    closeness = np.array(
        [sums[at, nearest[at]] / (sizes[at] * sizes[nearest[at]]) for at in range(len(groups))]
    )
    while len(alive) > 1 and closeness.max() >= SAME_EVENT:
        first, second = sorted((int(np.argmax(closeness)), int(nearest[np.argmax(closeness)])))
        sums[first] += sums[second]
        sums[:, first] += sums[:, second]
        sums[first, first] = sums[second] = sums[:, second] = -np.inf
        sizes[first] += sizes[second]
        alive[first] += alive.pop(second)
        closeness[second] = -np.inf
        for at in [first, *np.flatnonzero((nearest == first) | (nearest == second)).tolist()]:
            if at in alive:
                means = sums[at] / (sizes[at] * sizes)
                nearest[at] = np.argmax(means)
                closeness[at] = means[nearest[at]]
    return [(number, sorted(members)) for number, members in sorted(alive.items())]


def _sum_links(groups: list[list[int]], likeness: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return the summed likeness between the members of each pair of groups, which are runs of articles."""
    starts = [group[0] for group in groups]
    by_row = np.add.reduceat(likeness.astype(np.float64), starts, axis=0)
    return np.asarray(np.add.reduceat(by_row, starts, axis=1))


# importance


def weigh_stories(stories: Sequence[Story], date: str) -> list[float]:
    """Return how much each story matters on a day: its independent reports, how recent they are, how central.

    Args:
        stories: with the day's articles.
        date: the day, YYYY-MM-DD.
    """
    from summarizer.deduplicating import count_reports, group_copies

    return [round(float(np.log1p(count_reports(s.articles, group_copies(s.articles)))), 6) for s in stories]
