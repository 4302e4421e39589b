"""How close briefs come to human ones, beside the sources' leads and LexRank: ROUGE F1 on three news sets.

    python -m benchmarks.quality [SET ...]

`summarizer evaluate` measures any other set in the same way, with intervals.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from statistics import fmean
from typing import Any, TypeAlias

from benchmarks.datasets import read_jsonl, shared_path
from benchmarks.tables import print_table
from summarizer.batching import brief_story
from summarizer.config import BriefConfig
from summarizer.errors import ModelError
from summarizer.measuring.evaluation import SAMPLE, lead_sentences
from summarizer.measuring.rouge import ROUGE_NAMES, put_on_lines, score_rouge
from summarizer.splitting import split_text

Summarize: TypeAlias = Callable[[Mapping[str, Any], int], str]
"""Writes for a line of a data set a summary of at most so many words, each sentence on a line of its own."""

SETS = (("multi_news_100", 226), ("allsides_val", 70), ("event_background", 130))
"""Each set with the words that a summary may have: about the length of its references."""


def extractive(line: Mapping[str, Any], words: int) -> str:
    """Return the statements of an extractive brief, one a line."""
    return str(brief_story(dict(line), BriefConfig(words=words, mode="extractive"))["text"])


def abstractive(line: Mapping[str, Any], words: int) -> str:
    """Return the statements of a brief that the shipped model condensed, one a line."""
    return str(brief_story(dict(line), BriefConfig(words=words, mode="abstractive"))["text"])


def lexrank(line: Mapping[str, Any], words: int) -> str:
    """Return the sentences that the lexrank package ranks highest, passing over those that do not fit, one a line."""
    from lexrank import STOPWORDS, LexRank

    documents = [split_text(document["text"]) for document in line["documents"]]
    sentences = [sentence for document in documents for sentence in document]
    ranker = LexRank(documents, stopwords=STOPWORDS["en"])
    scores = ranker.rank_sentences(sentences, threshold=0.1, fast_power_method=True)
    told: list[int] = []
    for at in sorted(range(len(sentences)), key=lambda at: (-scores[at], at)):
        if sum(len(sentences[other].split()) for other in [*told, at]) <= words:
            told.append(at)
    return "\n".join(sentences[at] for at in sorted(told))


def list_systems() -> dict[str, Summarize]:
    """Return what is measured by name; the abstractive mode only where its model is at hand."""
    systems: dict[str, Summarize] = {"lead": lead_sentences}
    if find_spec("lexrank"):
        systems["lexrank"] = lexrank
    systems["extractive"] = extractive
    try:
        abstractive(SAMPLE, 100)
    except ModelError as error:
        print(f"*abstractive is not measured: {error}*\n")
        return systems
    return {**systems, "abstractive": abstractive}


def score_system(summarize: Summarize, lines: Sequence[Mapping[str, Any]], words: int) -> dict[str, float]:
    """Return words and ROUGE-1, -2, -L, -Lsum F1 in percent, the mean over lines and their references."""
    summaries = [summarize(line, words) for line in lines]
    references = [[put_on_lines(reference) for reference in line["summaries"]] for line in lines]
    scores = [score_rouge(*pair) for pair in zip(summaries, references, strict=True)]
    percent = {
        name: 100 * fmean(getattr(score, kind) for score in scores) for kind, name in ROUGE_NAMES.items()
    }
    return {"words": fmean(len(summary.split()) for summary in summaries), **percent}


def measure(sets: Sequence[tuple[str, int]] = SETS) -> list[dict[str, object]]:
    """Return one row per set and system."""
    rows: list[dict[str, object]] = []
    systems = list_systems()
    for name, words in sets:
        lines = list(read_jsonl(shared_path("summaries", f"{name}.jsonl.gz")))
        for system, summarize in systems.items():
            scores = score_system(summarize, lines, words)
            rows.append({"set": name, "system": system, **{k: f"{v:.1f}" for k, v in scores.items()}})
    return rows


def main() -> None:
    """Print the table; name sets on the command line to measure only those."""
    chosen = [(name, words) for name, words in SETS if name in sys.argv[1:] or len(sys.argv) == 1]
    print_table("Quality: ROUGE F1 against human summaries", measure(chosen))


if __name__ == "__main__":
    main()
