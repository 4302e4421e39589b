"""Writes the briefs that the samples in other languages give: `python -m tests.write_language_briefs [FOLDER]`."""

from __future__ import annotations

import sys
from pathlib import Path

from summarizer.config import BriefConfig
from summarizer.languages import OTHERS
from summarizer.pipeline import make_brief
from summarizer.reading import read_articles
from summarizer.records import Brief

SAMPLES = Path(__file__).resolve().parent / "languages"
GOLDEN = SAMPLES.with_name("golden")
WORDS = 110
"""Words of each brief: less than the samples have, so that something is chosen."""


def make_language_brief(code: str) -> Brief:
    """Return the brief of the samples in a language."""
    paths = sorted((SAMPLES / code).glob("*.txt"))
    reading = read_articles([str(path.relative_to(SAMPLES.parents[1])) for path in paths])
    return make_brief(reading, BriefConfig(words=WORDS, mode="extractive"))


def main() -> None:
    """Write a brief for each language into `GOLDEN`, or into the folder that is named."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else GOLDEN
    target.mkdir(parents=True, exist_ok=True)
    for code in sorted(OTHERS):
        path = target / f"brief_{code}.md"
        path.write_text(make_language_brief(code).to_markdown(), encoding="utf-8")
        print(f"wrote {path}")


if __name__ == "__main__":
    main()
