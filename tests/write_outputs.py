"""Writes outputs/ again: the brief that seeds/ gives, in every form. ``make outputs`` runs it.

The settings are the defaults in extractive mode, so that the files are what ``summarizer brief seeds`` gives;
the date is that of the latest source. Nothing of the user's own configuration is read.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from summarizer import BriefConfig, make_brief, read_articles

ROOT = Path(__file__).resolve().parents[1]
FORMS = ("md", "html", "txt", "json")


def render_outputs() -> dict[str, str]:
    """Return the name and content of each file in outputs/."""
    os.chdir(ROOT)  # origins are paths as given, and these should say seeds/…
    reading = read_articles(["seeds"])
    brief = make_brief(reading, BriefConfig(mode="extractive"))
    texts = (brief.to_markdown(), brief.to_html(), brief.to_text(), brief.to_json())
    return {f"brief.{form}": text for form, text in zip(FORMS, texts, strict=True)}


def write_outputs(folder: Path) -> None:
    """Write every form of the brief into a folder, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in render_outputs().items():
        (folder / name).write_bytes(text.encode("utf-8"))
        print(f"wrote {folder / name}")


if __name__ == "__main__":
    write_outputs(Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT / "outputs")
