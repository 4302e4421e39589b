"""Stories: how well articles are grouped into events (B-cubed), and how grouping grows with their number."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from benchmarks.datasets import read_jsonl, shared_path
from benchmarks.streams import as_articles, draw_reports
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


def measure_growth(counts: Sequence[int] = (1000, 2500, 5000, 10_000)) -> list[Row]:
    """Return seconds for so many invented reports as they come in, beside average linking of all pairs at once.

    Whoever links plainly has to do it again for each batch; it is timed once, with all articles there.
    """
    ways: dict[str, tuple[bool, Callable[[list[Article]], list[Story]]]] = {
        f"{BATCH} at a time, dated": (True, lambda articles: group_in_batches(articles, BATCH)),
        f"{BATCH} at a time, undated": (False, lambda articles: group_in_batches(articles, BATCH)),
        "at once, dated": (True, lambda articles: group_articles(articles)),
        "plain average link, at once": (False, link_plainly),
    }
    found: list[Row] = []
    for count in counts:
        reports = draw_reports(count, max(count // PER_DAY, 1))
        for way, (dated, group) in ways.items():
            if group is link_plainly and count > MOST_PLAINLY:
                continue
            articles = as_articles(reports, dated)
            event_of = {a.id: str(report.event) for a, report in zip(articles, reports, strict=True)}
            _forget_terms()
            start, own = time.perf_counter(), time.process_time()
            stories = group(articles)
            own = time.process_time() - own
            row: dict[str, object] = {"articles": f"{count:,} invented", "grouped": way}
            row |= dict(zip(("precision", "recall", "F"), score_stories(stories, event_of), strict=True))
            row |= {"stories": len(stories), "seconds": time.perf_counter() - start, "processor": own}
            found.append(row)
    return found


PER_DAY = 400
"""Articles that come in on one day, of some two hundred feeds."""

MOST_PLAINLY = 10_000
"""Articles up to which all pairs are linked: at ten thousand scipy holds some four gigabytes."""


def _forget_terms() -> None:
    """Let nothing that was measured before make what comes next faster."""
    from summarizer.vectorizing import shared_ids

    shared_ids.cache_clear()


def link_plainly(articles: Sequence[Article]) -> list[Story]:
    """Return the groups that average linking over TF-IDF gives, all articles at once."""
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.sparse import csr_matrix
    from scipy.spatial.distance import squareform

    from summarizer.vectorizing import count_terms, weigh_terms

    rows = weigh_terms(count_terms([article.text for article in articles]))
    matrix = csr_matrix((rows.values, rows.columns, rows.starts), shape=(len(rows), rows.width))
    distance = (matrix @ matrix.T).toarray()
    np.subtract(1, distance, out=distance)
    np.clip(distance, 0, None, out=distance)
    np.fill_diagonal(distance, 0)
    tree = linkage(squareform(distance, checks=False), "average")
    groups: dict[int, list[Article]] = {}
    for article, group in zip(articles, fcluster(tree, 1 - PLAIN_LINE, "distance").tolist(), strict=True):
        groups.setdefault(group, []).append(article)
    return [Story(f"{group}", tuple(members)) for group, members in groups.items()]


PLAIN_LINE = 0.2
"""Likeness from which plain average linking takes two groups for one; about its best on both sets."""


def main() -> None:
    """Print the table."""
    print_table("Stories", measure())


if __name__ == "__main__":
    main()
