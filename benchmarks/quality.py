"""How close extractive briefs come to human ones, beside the sources' leads: ROUGE F1 on three news sets."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest
from typing import Any

import numpy as np

from benchmarks.datasets import read_jsonl, shared_path
from benchmarks.tables import print_table
from summarizer.batching import brief_story
from summarizer.config import BriefConfig
from summarizer.splitting import split_text

SETS = (("multi_news_100", 226), ("allsides_val", 70), ("event_background", 130))
"""Each set with the words that a summary may have: about the length of its references."""

Summarize = Callable[[Mapping[str, Any], int], str]


def lead_sentences(line: Mapping[str, Any], words: int) -> str:
    """Return the documents' sentences in turn, first ones first, as many as fit."""
    columns = [split_text(document["text"]) for document in line["documents"]]
    taken: list[str] = []
    for sentence in (s for row in zip_longest(*columns) for s in row if s):
        if len(" ".join([*taken, sentence]).split()) > words:
            break
        taken.append(sentence)
    return "\n".join(taken)


def extractive(line: Mapping[str, Any], words: int) -> str:
    """Return the brief's statements, one a line."""
    return str(brief_story(dict(line), BriefConfig(words=words, mode="extractive"))["text"])


def score_system(summarize: Summarize, lines: Sequence[Mapping[str, Any]], words: int) -> dict[str, float]:
    """Return words and ROUGE-1, -2, -L, -Lsum F1 in percent, the mean over lines and their references."""
    from rouge_score.rouge_scorer import RougeScorer

    names = ("rouge1", "rouge2", "rougeL", "rougeLsum")
    scorer = RougeScorer(names, use_stemmer=True)
    rows = []
    for line in lines:
        summary = summarize(line, words)
        references = ["\n".join(split_text(reference)) for reference in line["summaries"]]
        scores = [scorer.score(reference, summary) for reference in references]
        rows.append(
            [len(summary.split()), *(np.mean([score[name].fmeasure for score in scores]) for name in names)]
        )
    means = np.mean(np.array(rows, dtype=float), axis=0)
    percent = {
        column: 100 * value for column, value in zip(("R1", "R2", "RL", "RLsum"), means[1:], strict=True)
    }
    return {"words": float(means[0]), **percent}


def measure(sets: Sequence[tuple[str, int]] = SETS) -> list[dict[str, object]]:
    """Return one row per set and system."""
    rows: list[dict[str, object]] = []
    for name, words in sets:
        lines = list(read_jsonl(shared_path("summaries", f"{name}.jsonl.gz")))
        for system, summarize in (("lead", lead_sentences), ("extractive", extractive)):
            scores = score_system(summarize, lines, words)
            rows.append({"set": name, "system": system, **{k: f"{v:.1f}" for k, v in scores.items()}})
    return rows


def main() -> None:
    """Print the table; name sets on the command line to measure only those."""
    chosen = [(name, words) for name, words in SETS if name in sys.argv[1:] or len(sys.argv) == 1]
    print_table("Quality: ROUGE F1 against human summaries", measure(chosen))


if __name__ == "__main__":
    main()
