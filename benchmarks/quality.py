"""How close briefs come to human ones, beside the sources' leads: ROUGE F1 on three news sets.

    python -m benchmarks.quality [SET ...]

`summarizer evaluate` measures any other set in the same way, with intervals.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.datasets import read_jsonl, shared_path
from benchmarks.tables import print_table
from summarizer.batching import brief_story
from summarizer.config import BriefConfig
from summarizer.errors import ModelError
from summarizer.measuring.evaluation import SAMPLE, Summarize, lead_sentences, score_system

SETS = (("multi_news_100", 226), ("allsides_val", 70), ("event_background", 130))
"""Each set with the words that a summary may have: about the length of its references."""


def extractive(line: Mapping[str, Any], words: int) -> str:
    """Return the statements of an extractive brief, one a line."""
    return str(brief_story(dict(line), BriefConfig(words=words, mode="extractive"))["text"])


def abstractive(line: Mapping[str, Any], words: int) -> str:
    """Return the statements of a brief that the shipped model condensed, one a line."""
    return str(brief_story(dict(line), BriefConfig(words=words, mode="abstractive"))["text"])


def list_systems() -> dict[str, Summarize]:
    """Return what is measured by name; the abstractive mode only where its model is at hand."""
    systems: dict[str, Summarize] = {"lead": lead_sentences, "extractive": extractive}
    try:
        abstractive(SAMPLE, 100)
    except ModelError as error:
        print(f"*abstractive is not measured: {error}*\n")
        return systems
    return {**systems, "abstractive": abstractive}


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
