"""How well the sentences that carry a statement are found, beside the one nearest by TF-IDF.

    python -m benchmarks.attribution

SuperPAL's pairs name the source sentences behind 38 sentences of summaries; the documents themselves are not
there, so the candidates are all source sentences that it names for the same story, 15 to 45 of them. WiCE
names, for each claim of an encyclopedia, the sentences of one web page that carry it, often in several sets of
which each is enough: the set found best counts. Precision, recall and F1 are means over statements. What is as
near in other documents is gold in SuperPAL and none in WiCE, so no setting is best on both.
"""

from __future__ import annotations

from ast import literal_eval
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log1p, sqrt
from typing import Any, TypeAlias

import numpy as np

from benchmarks.datasets import read_jsonl, shared_path
from benchmarks.tables import Row, print_table
from summarizer.checking.attributing import attribute
from summarizer.vectorizing import find_words

Attribute: TypeAlias = Callable[[str, Sequence[str]], list[int]]


@dataclass(frozen=True)
class Task:
    """A statement, the sentences that may carry it, and the sets of them that do."""

    statement: str
    sentences: Sequence[str]
    gold: Sequence[frozenset[int]]


def load_superpal() -> list[Task]:
    """Return SuperPAL's sentences of summaries with the source sentences of the same story."""
    topics: dict[str, dict[str, int]] = {}
    gold: dict[tuple[str, str], set[int]] = {}
    for line in read_jsonl(shared_path("citations", "superpal_dev.jsonl")):
        places = topics.setdefault(line["topic"], {})
        place = places.setdefault(line["source_sentence"], len(places))
        gold.setdefault((line["topic"], line["summary_sentence"]), set()).add(place)
    return [
        Task(statement, list(topics[topic]), [frozenset(places)])
        for (topic, statement), places in gold.items()
    ]


def load_wice() -> list[Task]:
    """Return WiCE's claims that something carries, wholly or in part."""
    return [
        Task(
            line["claim"],
            wice_evidence(line),
            [frozenset(places) for places in line["supporting_sentences"] if places],
        )
        for line in read_jsonl(shared_path("support", "wice_claim_dev.jsonl.gz"))
        if any(line["supporting_sentences"])
    ]


def wice_evidence(line: Mapping[str, Any]) -> list[str]:
    """Return the sentences of a claim's page, which the set stores as a list or as its representation."""
    stored = line["evidence_sentences"]
    sentences: list[str] = literal_eval(stored) if isinstance(stored, str) else stored
    return sentences


# the peer


def nearest_by_tfidf(statement: str, sentences: Sequence[str]) -> list[int]:
    """Return the sentence nearest by the cosine of TF-IDF, weighed over these sentences."""
    bags = [Counter(find_words(text)) for text in (statement, *sentences)]
    frequency = Counter(word for bag in bags for word in bag)
    rows = [
        {word: sqrt(count) * log1p(len(bags) / frequency[word]) for word, count in bag.items()}
        for bag in bags
    ]
    lengths = [sqrt(sum(value**2 for value in row.values())) or 1.0 for row in rows]
    cosines = [
        sum(rows[0].get(word, 0.0) * value for word, value in row.items()) / length
        for row, length in zip(rows[1:], lengths[1:], strict=True)
    ]
    return [int(np.argmax(cosines))]


def best_alone(statement: str, sentences: Sequence[str]) -> list[int]:
    """Return the first sentence that the product cites."""
    return attribute(statement, sentences)[:1]


METHODS: Mapping[str, Attribute] = {
    "TF-IDF, nearest": nearest_by_tfidf,
    "attribute, first alone": best_alone,
    "attribute": attribute,
}


def score_task(found: Sequence[int], gold: Sequence[frozenset[int]]) -> tuple[float, float, float]:
    """Return F1, precision and recall against the set that was found best."""
    return max(_score_set(set(found), one) for one in gold)


def _score_set(found: set[int], gold: frozenset[int]) -> tuple[float, float, float]:
    right = len(found & gold)
    precision, recall = right / max(len(found), 1), right / max(len(gold), 1)
    return 2 * right / max(len(found) + len(gold), 1), precision, recall


def measure() -> list[Row]:
    """Return a row for each set and method."""
    return list(_measure_sets({"superpal_dev": load_superpal(), "wice_claim_dev": load_wice()}))


def _measure_sets(sets: Mapping[str, Sequence[Task]]) -> Iterator[Row]:
    for name, tasks in sets.items():
        for method, find in METHODS.items():
            found = [find(task.statement, task.sentences) for task in tasks]
            scores = np.array([score_task(f, task.gold) for f, task in zip(found, tasks, strict=True)])
            f1, precision, recall = (float(value) for value in scores.mean(axis=0))
            yield {
                "set": name,
                "statements": len(tasks),
                "by": method,
                "cited": float(np.mean([len(f) for f in found])),
                "precision": precision,
                "recall": recall,
                "F1": f1,
            }


def main() -> None:
    """Print the table."""
    print_table("Attribution", measure())


if __name__ == "__main__":
    main()
