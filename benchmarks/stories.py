"""Stories: how well articles are grouped into events (B-cubed), and how grouping grows with their number."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from benchmarks.datasets import read_jsonl, shared_path
from benchmarks.tables import Row, print_table
from summarizer.grouping import group_articles
from summarizer.reading.articles import build_article
from summarizer.reading.metadata import Metadata
from summarizer.records import Article, Story

SETS = ("ecbplus_dev", "basil_dev")
BATCH = 200
"""Articles that come in at once where grouping is measured as it grows."""


def read_set(path: Path) -> list[tuple[Article, str]]:
    """Return the articles of a set, each with the event that its annotators gave it."""
    return [(_make_article(row), str(row["event"])) for row in read_jsonl(path)]


def _make_article(row: dict[str, object]) -> Article:
    title, date = row.get("title"), row.get("date")
    metadata = Metadata(
        title=str(title) if title else None, published=str(date) if date else None, language="en"
    )
    return build_article(str(row["doc_id"]), str(row["text"]), metadata)


def score_stories(stories: Sequence[Story], event_of: dict[str, str]) -> tuple[float, float, float]:
    """Return B-cubed precision, recall and F of stories against the events of their articles."""
    sizes = Counter(event_of.values())
    precision = recall = 0.0
    for story in stories:
        events = Counter(event_of[article.id] for article in story.articles)
        for event, count in events.items():
            precision += count * count / len(story.articles)
            recall += count * count / sizes[event]
    total = len(event_of)
    p, r = precision / total, recall / total
    return p, r, 2 * p * r / (p + r)


def group_in_batches(articles: Sequence[Article], size: int) -> list[Story]:
    """Group articles as they come in, so many at a time."""
    known: list[Story] = []
    for start in range(0, len(articles), size):
        known = group_articles(articles[start : start + size], known)
    return known


def measure() -> list[Row]:
    """Return rows of B-cubed for each set, and of seconds as the number of articles grows."""
    return [*measure_quality(), *measure_growth()]


def measure_quality() -> list[Row]:
    """Return B-cubed of each set, grouped at once and as the articles come in."""
    ways: dict[str, Callable[[list[Article]], list[Story]]] = {
        "at once": lambda articles: group_articles(articles),
        "20 at a time": lambda articles: group_in_batches(articles, 20),
    }
    found: list[Row] = []
    for name in SETS:
        rows = read_set(shared_path("stories", f"{name}.jsonl.gz"))
        event_of = {article.id: event for article, event in rows}
        for way, group in ways.items():
            stories = group([article for article, _ in rows])
            p, r, f = score_stories(stories, event_of)
            row = {"articles": name, "grouped": way, "precision": p, "recall": r, "F": f}
            found.append({**row, "stories": len(stories)})
    return found


def measure_growth(counts: Sequence[int] = (1250, 2500, 5000, 10_000)) -> list[Row]:
    """Return seconds for so many articles as they come in, beside plain average linking of all pairs at once."""
    paths = [shared_path("stories", f"{name}.jsonl.gz") for name in SETS]
    pool = [article for path in paths for article, _ in read_set(path)]
    found: list[Row] = []
    for count in counts:
        articles = grow_articles(pool, count)
        start = time.perf_counter()
        stories = len(group_in_batches(articles, BATCH))
        row = {"articles": f"{count:,} grown", "grouped": f"{BATCH} at a time", "stories": stories}
        found.append({**row, "seconds": time.perf_counter() - start})
        if count <= MOST_PLAINLY:
            start = time.perf_counter()
            stories = link_plainly(articles)
            row = {"articles": f"{count:,} grown", "grouped": "plain average link", "stories": stories}
            found.append({**row, "seconds": time.perf_counter() - start})
    return found


MOST_PLAINLY = 5000
"""Articles up to which all pairs are linked: beyond, scipy holds gigabytes."""


def link_plainly(articles: Sequence[Article]) -> int:
    """Return how many groups average linking over TF-IDF gives, all articles at once."""
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.sparse import csr_matrix
    from scipy.spatial.distance import squareform

    from summarizer.vectorizing import count_terms, weigh_terms

    rows = weigh_terms(count_terms([article.text for article in articles]))
    matrix = csr_matrix((rows.values, rows.columns, rows.starts), shape=(len(rows), rows.width))
    distance = np.clip(1 - (matrix @ matrix.T).toarray(), 0, None)
    np.fill_diagonal(distance, 0)
    tree = linkage(squareform(distance, checks=False), "average")
    return int(fcluster(tree, 1 - PLAIN_LINE, "distance").max())


PLAIN_LINE = 0.2
"""Likeness from which plain average linking takes two groups for one; about its best on both sets."""


def grow_articles(pool: Sequence[Article], count: int) -> list[Article]:
    """Return so many different articles: sentences of two real ones mixed, names made different by round."""
    draw = np.random.default_rng(7)
    grown = []
    for number in range(count):
        one = pool[number % len(pool)]
        turn = number // len(pool)
        lines = one.text.split("\n")
        if turn:
            keep = sorted(draw.permutation(len(lines))[: max(len(lines) * 2 // 3, 1)].tolist())
            words = " ".join(lines[at] for at in keep).split()
            lines = [" ".join(f"{w}q{turn // 3}" if w[:1].isupper() else w for w in words)]
        grown.append(build_article(f"{number}", "\n".join(lines) or one.text, Metadata(language="en")))
    return grown


def main() -> None:
    """Print the table."""
    print_table("Stories", measure())


if __name__ == "__main__":
    main()
