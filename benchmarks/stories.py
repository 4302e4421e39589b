"""Stories: how well articles are grouped into events (B-cubed), and how grouping grows with their number.

Run: python -m benchmarks.stories DATA [--speed]      DATA is the folder with ecbplus_dev and basil_dev
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from summarizer.grouping import group_articles
from summarizer.reading.articles import build_article
from summarizer.reading.metadata import Metadata
from summarizer.records import Article, Story

SETS = ("ecbplus_dev", "basil_dev")
BATCH = 200
"""Articles that come in at once where grouping is measured as it grows."""


def read_set(path: Path) -> list[tuple[Article, str]]:
    """Return the articles of a set, each with the event that its annotators gave it."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return [(_make_article(row), str(row["event"])) for row in rows]


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


def measure_quality(folder: Path) -> None:
    """Print B-cubed of each set, grouped at once and as the articles come in."""
    ways: dict[str, Callable[[list[Article]], list[Story]]] = {
        "at once": lambda articles: group_articles(articles),
        "20 at a time": lambda articles: group_in_batches(articles, 20),
    }
    for name in SETS:
        rows = read_set(folder / f"{name}.jsonl.gz")
        event_of = {article.id: event for article, event in rows}
        for way, group in ways.items():
            stories = group([article for article, _ in rows])
            p, r, f = score_stories(stories, event_of)
            print(f"{name:12} {way:13} precision {p:.3f}  recall {r:.3f}  F {f:.3f}  {len(stories)} stories")


def measure_speed(folder: Path, counts: Sequence[int] = (1250, 2500, 5000, 10_000)) -> None:
    """Print seconds for so many articles, as they come in, beside plain average linking of all pairs at once."""
    pool = [article for name in SETS for article, _ in read_set(folder / f"{name}.jsonl.gz")]
    for count in counts:
        articles = grow_articles(pool, count)
        start = time.perf_counter()
        stories = group_in_batches(articles, BATCH)
        own = time.perf_counter() - start
        start = time.perf_counter()
        found = link_plainly(articles) if count <= MOST_PLAINLY else 0
        plain = (
            f"{time.perf_counter() - start:7.1f} s  {found} stories"
            if found
            else "      - (its square of floats is too large)"
        )
        print(f"{count:6} articles  {own:7.1f} s  {len(stories)} stories   plain {plain}", flush=True)


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


def main(arguments: Sequence[str]) -> None:
    """Measure what the arguments ask for."""
    folder = Path(arguments[0])
    measure_quality(folder)
    if "--speed" in arguments:
        measure_speed(folder)


if __name__ == "__main__":
    main(sys.argv[1:])
