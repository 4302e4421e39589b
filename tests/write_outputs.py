"""Writes outputs/ again: the brief that seeds/ gives, in every form, and the excerpt of it in the README.

``make outputs`` runs it.

The settings are the defaults in extractive mode, so that the files are what ``summarizer brief seeds`` gives;
the date is that of the latest source. Nothing of the user's own configuration is read.
With a folder as its argument it writes there, and leaves the README alone.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from summarizer import BriefConfig, make_brief, read_articles

ROOT = Path(__file__).resolve().parents[1]
FORMS = ("md", "html", "txt", "json")
PLACE = re.compile(r"(?<=<!-- brief -->\n).*(?=<!-- /brief -->)", re.DOTALL)
SOURCES_SHOWN = 3


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


def excerpt_brief(markdown: str) -> str:
    """Return what the README shows of a brief, as a quotation: all statements, and the first few sources."""
    told, _, rest = markdown.partition("\n## Sources\n")
    sources = [line for line in rest.partition("\n## ")[0].splitlines() if line]
    more = f"*… and {len(sources) - SOURCES_SHOWN} more sources, then the coverage*"
    lines = [*told.rstrip().splitlines(), "", "## Sources", "", *sources[:SOURCES_SHOWN], "", more]
    return "".join(f"> {line}".rstrip() + "\n" for line in lines)


def show_brief(readme: str, markdown: str) -> str:
    """Return the README with the excerpt of this brief in its place."""
    shown, places = PLACE.subn(lambda _: f"\n{excerpt_brief(markdown)}\n", readme)
    if places != 1:
        raise SystemExit("README.md has no place for the brief: <!-- brief --> and <!-- /brief -->")
    return shown


def main(arguments: list[str]) -> None:
    """Write into the folder that is named, or into outputs/ and the README."""
    if arguments:
        write_outputs(Path(arguments[0]).resolve())
        return
    write_outputs(ROOT / "outputs")
    readme = ROOT / "README.md"
    markdown = (ROOT / "outputs" / "brief.md").read_text(encoding="utf-8")
    readme.write_text(show_brief(readme.read_text(encoding="utf-8"), markdown), encoding="utf-8")
    print(f"wrote the excerpt in {readme}")


if __name__ == "__main__":
    main(sys.argv[1:])
