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
WORDS = 110
"""Words of each brief: less than the samples have, so that something is chosen."""


def make_language_brief(code: str) -> Brief:
    """Return the brief of the samples in a language."""
    paths = sorted((SAMPLES / code).glob("*.txt"))
    reading = read_articles([str(path.relative_to(SAMPLES.parents[1])) for path in paths])
    return make_brief(reading, BriefConfig(words=WORDS, mode="extractive"))


def main() -> None:
    """Write a brief for each language into its folder, or below the folder that is named."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES
    for code in sorted(OTHERS):
        folder = target / code
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "brief.md").write_text(make_language_brief(code).to_markdown(), encoding="utf-8")
        print(f"wrote {folder / 'brief.md'}")


if __name__ == "__main__":
    main()
