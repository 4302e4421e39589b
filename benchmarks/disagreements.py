"""Prints every disagreement found in sets of stories, with its sentences, for a person to read.

    python -m benchmarks.disagreements [SET …]

There is no gold for it: precision is what a reader makes of the list. Sets: multi_news_100, allsides_val,
ecbplus_dev, basil_dev; the first two by default.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence

from benchmarks.datasets import read_jsonl, shared_path
from summarizer.cleaning import clean_article
from summarizer.comparing import compare_sentences
from summarizer.deduplicating import group_copies, reports_of
from summarizer.disagreements import Disagreement, Value, find_disagreements
from summarizer.headings import name_disagreement
from summarizer.records import Article, content_id
from summarizer.splitting import split_article

SETS = ("multi_news_100", "allsides_val")
BY_EVENT = ("ecbplus_dev", "basil_dev")
SHOWN = 3
"""Sentences shown for each value."""


def read_stories(name: str) -> Iterator[tuple[str, list[Article]]]:
    """Yield the stories of a set, each with its id and its cleaned articles."""
    if name in BY_EVENT:
        events: dict[str, list[Article]] = defaultdict(list)
        for line in read_jsonl(shared_path("stories", f"{name}.jsonl.gz")):
            events[line["event"]].append(_make_article(line["doc_id"], line["text"], line.get("date")))
        yield from events.items()
        return
    for line in read_jsonl(shared_path("summaries", f"{name}.jsonl.gz")):
        documents = enumerate(line["documents"])
        yield line["id"], [_make_article(f"{line['id']}-{at}", text["text"]) for at, text in documents]


def _make_article(origin: str, text: str, published: str | None = None) -> Article:
    return clean_article(Article(content_id(origin, text), origin, text, published=published))


def find_in_story(articles: Sequence[Article]) -> list[Disagreement]:
    """Return the disagreements of a story."""
    sentences = [sentence for article in articles for sentence in split_article(article)]
    if not sentences:
        return []
    return find_disagreements(
        compare_sentences(sentences), articles, reports_of(articles, group_copies(articles))
    )


def print_disagreement(story: str, found: Disagreement) -> None:
    """Print what it is about, and each value with the sentences that give it."""
    print(f"\n{story}: {name_disagreement(found)}{' (updated)' if found.updated else ''}")
    for value in found.values:
        print_value(value)


def print_value(value: Value) -> None:
    """Print a value, how many reports give it, and where."""
    print(f"  {value.figures[0].text}: {len(value.reports)} reports")
    for figure in value.figures[:SHOWN]:
        text, extent = figure.sentence.text, figure.extent
        print(f"      {text[: extent.start]}<<{figure.text}>>{text[extent.end :]}")


def main() -> None:
    """Print the list of each set, and how long it is."""
    for name in sys.argv[1:] or SETS:
        stories = list(read_stories(name))
        found = [(story, one) for story, articles in stories for one in find_in_story(articles)]
        print(f"\n## {name}: {len(found)} in {len(stories)} stories")
        for story, one in found:
            print_disagreement(story, one)


if __name__ == "__main__":
    main()
