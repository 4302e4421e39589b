"""The sample sources are what docs/seeds.md says they are."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

from summarizer import read_articles
from tests import write_seeds

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds"
FILES = sorted(path for path in SEEDS.rglob("*") if path.is_file())
MARKER = "Sample text written for the summarizer project; the outlet is fictional."
STORIES = ("bridge", "moon")

BARE = (".txt", ".md", ".html", ".eml")


def read_text(path: Path) -> str:
    """Return what a source says: as it stands, or as it is read where it is no text."""
    if path.suffix in BARE:
        return path.read_text(encoding="utf-8")
    return "\n\n".join(article.text for article in read_articles([path]))


def read_body(name: str) -> list[str]:
    """Return the paragraphs of an agency text, from its dateline to its sign-off."""
    lines = [line for line in (SEEDS / name).read_text(encoding="utf-8").splitlines() if line]
    first = next(number for number, line in enumerate(lines) if line.startswith("BALTIMORE"))
    body = itertools.takewhile(lambda line: not line.startswith(("(Reporting", "Meridian")), lines[first:])
    return [line for line in body if not line.startswith("READ ALSO")]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_source_says_once_that_it_is_a_sample(path: Path) -> None:
    assert read_text(path).count(MARKER) == 1


@pytest.mark.parametrize("story", STORIES)
def test_a_story_has_several_voices_of_different_length(story: str) -> None:
    lengths = sorted(len(read_text(path).split()) for path in (SEEDS / story).iterdir())
    assert 5 <= len(lengths) <= 8
    assert lengths[-1] > 2 * lengths[0]


@pytest.mark.parametrize("story", STORIES)
def test_a_story_comes_in_every_format(story: str) -> None:
    assert {path.suffix for path in (SEEDS / story).iterdir()} - {".pdf", ".docx"} == {".txt", ".md", ".html"}


def test_there_is_a_paper_of_each_kind_and_it_is_small() -> None:
    papers = [path for path in FILES if path.suffix not in BARE]
    assert [path.suffix for path in papers] == [".docx", ".pdf"]
    assert all(path.stat().st_size < 60_000 for path in papers)


def test_the_papers_are_what_their_writer_writes(tmp_path: Path) -> None:
    for story in STORIES:
        (tmp_path / story).mkdir()
    write_seeds.main(tmp_path)
    for name in ("moon/perigee.pdf", "bridge/tidewater-circular.docx"):
        assert read_text(tmp_path / name) == read_text(SEEDS / name)


def test_the_pdf_is_read_as_it_was_written() -> None:
    (article,) = read_articles([SEEDS / "moon" / "perigee.pdf"])
    written = [" ".join(part.split()) for part in write_seeds.ARTICLE.replace("~", "").strip().split("\n\n")]
    assert article.text.split("\n\n") == [
        write_seeds.TITLE, write_seeds.STANDFIRST, *write_seeds.BYLINE, *written, MARKER,
    ]  # fmt: skip
    assert len(article.pages) == 2
    assert article.text[article.pages[1] - 1].isspace()
    assert (article.title, article.author, article.published) == (
        write_seeds.TITLE, "Mirela Okonjo", "2024-03-29",
    )  # fmt: skip


def test_docs_name_exactly_the_sources_there_are() -> None:
    page = (ROOT / "docs" / "seeds.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([^`]+)`", page, re.MULTILINE) != []
    named = set(re.findall(r"^\| `([^`]+)`", page, re.MULTILINE))
    assert named == {path.relative_to(SEEDS).as_posix() for path in FILES}


def test_the_reprint_cuts_the_wire_and_adds_nothing() -> None:
    wire, reprint = read_body("bridge/meridian-wire.txt"), read_body("bridge/lakeshore-courier.txt")
    sources = [next((line for line in wire if line.startswith(paragraph)), None) for paragraph in reprint]
    assert None not in sources
    assert sources == [line for line in wire if line in sources], "another order"
    assert len(reprint) < len(wire)
    assert sum(paragraph != line for paragraph, line in zip(reprint, sources, strict=True)) == 2


@pytest.mark.parametrize(
    ("story", "usual", "odd", "dissenter"),
    [
        ("bridge", r"948[- ](?:foot|feet|ft)|948ft", r"984ft", "daily-flare.txt"),
        ("moon", r"(?:minus |-)130", r"minus 170C", "daily-flare.txt"),
    ],
)
def test_one_source_disagrees_on_a_figure(story: str, usual: str, odd: str, dissenter: str) -> None:
    texts = {path.name: read_text(path) for path in (SEEDS / story).iterdir()}
    assert [name for name, text in texts.items() if re.search(odd, text)] == [dissenter]
    assert sum(bool(re.search(usual, text)) for text in texts.values()) >= 3
    assert not re.search(usual, texts[dissenter])


@pytest.mark.parametrize("path", [p for p in FILES if p.suffix == ".html"], ids=lambda path: path.name)
def test_a_page_has_the_furniture_of_a_page(path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    for piece in (
        "<nav",
        "<aside",
        "<footer",
        "og:title",
        "article:published_time",
        'rel="canonical"',
        "ld+json",
    ):
        assert piece in page, piece


def test_addresses_lead_nowhere() -> None:
    for path in FILES:
        hosts = re.findall(r"https?://([\w.-]+)", read_text(path))
        assert [h for h in hosts if not h.endswith(".example") and h != "schema.org"] == [], path.name


def test_the_newsletter_has_the_furniture_of_a_newsletter() -> None:
    mail = (SEEDS / "load-bearing.eml").read_text(encoding="utf-8")
    for piece in (
        "multipart/alternative",
        "display:none",
        "in your browser",
        "A MESSAGE FROM OUR SPONSOR",
        "?url=https%3A%2F%2F",
        "Unsubscribe</a>",
        'width="1" height="1"',
    ):
        assert piece in mail, piece
