"""Counts in how many passages of plain English each stem stands: the shipped background frequencies.

    python -m training.train_idf PLAIN_FOLDER

reads every ``*.jsonl.gz`` there but the sets that may only be measured on, cuts the text into passages of 300
words, about the length of a news article, and writes ``summarizer/weights/idf/en.json``.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from summarizer.vectorizing import TermIds, find_terms

PASSAGE_WORDS = 300
MIN_PASSAGES = 6
"""Stems found in fewer passages weigh like those never seen; names of one text would only fill the file."""

MEASURE_ONLY = ("plain_nltk_abc2006",)
TARGET = Path(__file__).resolve().parents[1] / "summarizer" / "weights" / "idf" / "en.json"


def read_passages(folder: Path) -> Iterator[str]:
    """Yield passages of `PASSAGE_WORDS` words; a remainder of at least 50 words is one too."""
    for path in sorted(folder.glob("*.jsonl.gz")):
        if path.name.startswith(MEASURE_ONLY):
            continue
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                words = json.loads(line)["text"].split()
                for at in range(0, len(words), PASSAGE_WORDS):
                    if len(words) - at >= 50:
                        yield " ".join(words[at : at + PASSAGE_WORDS])


def count_passages(passages: Iterator[str]) -> tuple[int, dict[str, int]]:
    """Return the number of passages, and for each stem in how many it stands."""
    ids, frequency, count = TermIds(), Counter[int](), 0
    for passage in passages:
        frequency.update(set(find_terms(passage, ids)))
        count += 1
    return count, {ids.terms[term]: number for term, number in frequency.items() if number >= MIN_PASSAGES}


def main() -> None:
    """Write the weights from the folder named on the command line."""
    count, frequency = count_passages(read_passages(Path(sys.argv[1])))
    TARGET.write_text(
        json.dumps({"passages": count, "frequency": dict(sorted(frequency.items()))}, ensure_ascii=False),
        encoding="utf-8",
    )
    print(f"{count} passages, {len(frequency)} stems, {TARGET.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
