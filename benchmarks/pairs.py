"""Telling whether two sentences say the same: MSRP's labels, the likeness scores of STS's news sets, claims of stories.

    python -m benchmarks.pairs

Where a row says so, its line between same and not is the one that is best on the very pairs measured, which
flatters it. "As shipped" has no such freedom: the product's line, and its veto for other numbers or places.
All pairs of a set are rows of one `SentenceSpace`, as the sentences of one story are, but for the number of
them; that weighs terms by how rare they are in the whole set.

What the product merges are sentences of one story by different articles. Pairs of those from three sets of stories were
judged by hand (`claim_pairs.json`: the set, the story's number, a hash of both sentences, whether they say the same,
and how many pairs it stands for). They were drawn among those that one score or another takes for the same, so what is
found is a share of what any of them finds.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata, spearmanr

from benchmarks.datasets import read_jsonl, shared_path
from benchmarks.tables import Row, print_table
from summarizer.cleaning import clean_article
from summarizer.comparing import SentenceSpace, compare_sentences
from summarizer.contradicting import contradicts
from summarizer.deduplicating import SAME_CLAIM, same_claim_scores
from summarizer.embedding import load_embedder
from summarizer.reading.articles import build_article
from summarizer.reading.metadata import Metadata
from summarizer.records import Sentence, content_id
from summarizer.sparse import match_entries, sum_by
from summarizer.splitting import split_article
from summarizer.vectorizing import find_words

Scores: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True)
class Pairs:
    """Pairs of sentences, placed in one space.

    Attributes:
        texts: the pairs.
        gold: what people said of each: 1 and 0 for same and not, or a likeness from 0 to 5.
        space: all sentences as rows.
        left: the row of each pair's first sentence.
        right: the row of its second.
    """

    texts: Sequence[tuple[str, str]]
    gold: Scores
    space: SentenceSpace
    left: NDArray[np.int64]
    right: NDArray[np.int64]


def load_pairs(name: str, gold: str) -> Pairs:
    """Return a set of pairs with the column `gold` of its lines."""
    lines = list(read_jsonl(shared_path("pairs", f"{name}.jsonl.gz")))
    texts = [(line["s1"], line["s2"]) for line in lines]
    space = compare_sentences([as_sentence(text, at) for at, text in enumerate(t for p in texts for t in p)])
    return Pairs(
        texts,
        np.array([line[gold] for line in lines], dtype=np.float64),
        space,
        space.row_of[0::2],
        space.row_of[1::2],
    )


def as_sentence(text: str, index: int) -> Sentence:
    """Return a text as the only sentence of an article of its own."""
    return Sentence(article_id=f"{index}", index=0, start=0, end=len(text), text=text, paragraph=0)


# what is measured


def word_overlap(pairs: Pairs) -> Scores:
    """Return the Jaccard index of the words of each pair."""
    words = [(set(find_words(first)), set(find_words(second))) for first, second in pairs.texts]
    return np.array([len(a & b) / max(len(a | b), 1) for a, b in words])


def term_cosine(pairs: Pairs) -> Scores:
    """Return the cosine of the pairs' TF-IDF rows, as the product weighs them."""
    terms = pairs.space.terms
    pair, entry, other = match_entries(terms, pairs.left, pairs.right)
    return sum_by(pair, terms.values[entry] * terms.values[other], len(pairs.left))


def vector_cosine(pairs: Pairs) -> Scores:
    """Return the cosine of the shipped embedding's vectors of each pair, whole sentences."""
    embedder = load_embedder()
    first, second = (embedder.encode([pair[at] for pair in pairs.texts]) for at in (0, 1))
    return np.asarray(np.einsum("ij,ij->i", first, second), dtype=np.float64)


def same_claim(pairs: Pairs) -> Scores:
    """Return the product's own score."""
    return same_claim_scores(pairs.space, pairs.left, pairs.right)


METHODS: Mapping[str, Callable[[Pairs], Scores]] = {
    "word overlap (Jaccard)": word_overlap,
    "TF-IDF cosine": term_cosine,
    "embedding cosine": vector_cosine,
    "same-claim score": same_claim,
}


# how it is measured


def score_decision(same: NDArray[np.bool_], gold: Scores) -> dict[str, float]:
    """Return accuracy, precision, recall and F1 of saying "same"."""
    right = float((same & (gold == 1)).sum())
    precision, recall = right / max(float(same.sum()), 1), right / float(gold.sum())
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return {
        "accuracy": float((same == (gold == 1)).mean()),
        "precision": precision,
        "recall": recall,
        "F1": f1,
    }


def score_best_lines(scores: Scores, gold: Scores) -> dict[str, float]:
    """Return the best accuracy and the best F1 that any line on these pairs gives, each by its own line."""
    lines = [score_decision(scores >= line, gold) for line in np.unique(np.round(scores, 3))]
    return {name: max(found[name] for found in lines) for name in ("accuracy", "F1")}


def area_under_curve(scores: Scores, gold: Scores) -> float:
    """Return how often a pair that says the same scores above one that does not; ties count half."""
    same = int(gold.sum())
    other = len(gold) - same
    ranks = float(rankdata(scores)[gold == 1].sum())
    return (ranks - same * (same + 1) / 2) / (same * other)


def decide_as_shipped(pairs: Pairs, scores: Scores) -> NDArray[np.bool_]:
    """Return which pairs the product takes for one claim: above its line, and nothing contradicts."""
    clear = [not contradicts(first, second) for first, second in pairs.texts]
    return np.asarray((scores >= SAME_CLAIM) & np.array(clear))


# claims of stories


def load_claim_pairs() -> tuple[NDArray[np.bool_], Scores, Scores]:
    """Return of each judged pair whether the product merges it, whether it says the same, and its weight."""
    judged: dict[tuple[str, int], dict[str, tuple[int, float]]] = defaultdict(dict)
    for name, line, pair, same, weight in json.loads(CLAIM_PAIRS.read_text(encoding="utf-8")):
        judged[name, line][pair] = (same, weight)
    found = [one for story, pairs in sorted(judged.items()) for one in _decide_story(*story, pairs)]
    merged, same, weights = zip(*found, strict=True)
    return np.array(merged, dtype=bool), np.array(same, dtype=np.float64), np.array(weights)


CLAIM_PAIRS = Path(__file__).with_name("claim_pairs.json")


def _decide_story(
    name: str, line: int, judged: Mapping[str, tuple[int, float]]
) -> Iterator[tuple[bool, int, float]]:
    """Yield for each judged pair of a story whether it is merged, whether it says the same, and its weight."""
    documents = _read_stories(name)[line]["documents"]
    texts = [document["text"] for document in documents if document["text"].strip()]
    articles = [
        clean_article(build_article(f"{number}", text, Metadata(language="en")))
        for number, text in enumerate(texts)
    ]
    space = compare_sentences([sentence for article in articles for sentence in split_article(article)])
    graph = space.graph
    scores = same_claim_scores(space, graph.left, graph.right)
    for left, right, score in zip(graph.left.tolist(), graph.right.tolist(), scores.tolist(), strict=True):
        first, second = sorted((space.texts[left], space.texts[right]))
        same = judged.get(content_id(first, second))
        if same is not None:
            yield score >= SAME_CLAIM and not contradicts(first, second), *same


@cache
def _read_stories(name: str) -> list[dict[str, Any]]:
    return list(read_jsonl(shared_path("summaries", f"{name}.jsonl.gz")))


def measure_claims() -> Row:
    """Return precision and recall of merging on the judged pairs of claims."""
    merged, same, weights = load_claim_pairs()
    right = float((weights * same)[merged].sum())
    precision, recall = right / float(weights[merged].sum()), right / float((weights * same).sum())
    f1 = 2 * precision * recall / (precision + recall)
    name = f"claims of stories ({len(same)} judged), as shipped"
    return {"by": name, "line": f"{SAME_CLAIM}", "precision": precision, "recall": recall, "F1": f1}


def measure() -> list[Row]:
    """Return a row for each method, and one for the product's decision on either kind of pairs."""
    msrp, sts = load_pairs("msrp_train", "label"), load_pairs("sts_news", "score")
    rows: list[dict[str, Any]] = []
    for name, method in METHODS.items():
        scores = method(msrp)
        rows.append(
            {
                "by": name,
                "line": "best on the set",
                **score_best_lines(scores, msrp.gold),
                "AUC": area_under_curve(scores, msrp.gold),
                "STS Spearman": float(spearmanr(method(sts), sts.gold).statistic),
            }
        )
    shipped = score_decision(decide_as_shipped(msrp, same_claim(msrp)), msrp.gold)
    rows.append({"by": "same claim, as shipped", "line": f"{SAME_CLAIM} and no contradiction", **shipped})
    rows.append(dict(measure_claims()))
    rows.append({"by": "always the same", "line": "", **score_decision(msrp.gold >= 0, msrp.gold)})
    return list(rows)


def main() -> None:
    """Print the table."""
    print_table("Pairs", measure())


if __name__ == "__main__":
    main()
