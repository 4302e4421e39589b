"""Sources of every kind and every fault: articles where there is text, an omission where there is none."""

from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
from contextlib import suppress
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.errors import SourceError
from summarizer.reading import READERS, article_from_document, read_articles, read_bytes
from summarizer.reading.articles import detect_language, label_text
from summarizer.reading.dates import find_date, parse_date
from summarizer.reading.decoding import decode_bytes, replace_surrogates
from summarizer.reading.metadata import find_metadata
from tests.story_factory import load_params

CASES = Path(__file__).parent / "cases"
SHARED = Path(os.environ.get("SUMMARIZER_SHARED") or Path(__file__).resolve().parents[2] / "shared")

needs_pages = pytest.mark.skipif(
    not (SHARED / "data" / "pages").exists(), reason="the pages are not on this machine"
)

PARAGRAPHS = (
    "The council approved the new budget on Monday after a debate of six hours in the old town hall.",
    "The plan sets aside forty million for the repair of bridges along the river, the treasurer said.",
)
PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>{title} - The Valley Herald</title>
<meta property="og:site_name" content="The Valley Herald"><meta name="author" content="Anna Example">
<meta property="article:published_time" content="2024-11-20T06:57:00+00:00">
<link rel="canonical" href="https://herald.example/bridges"></head>
<body><nav><a href="/">Home</a></nav><article><h1>{title}</h1>{body}</article>
<footer>Imprint</footer></body></html>"""


def make_page(
    title: str = "Council approves budget for bridges", paragraphs: tuple[str, ...] = PARAGRAPHS
) -> bytes:
    return PAGE.format(title=title, body="".join(f"<p>{one}</p>" for one in paragraphs)).encode()


@pytest.mark.parametrize("case", load_params("metadata.json"))
def test_a_text_tells_about_itself(case: dict[str, Any]) -> None:
    found = find_metadata(case["input"])
    assert {name: getattr(found, name) for name in case["expected"]} == case["expected"]


@pytest.mark.parametrize("case", load_params("reading.json"))
def test_a_file_is_read(case: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / case["name"]
    path.write_bytes(case["input"].encode())
    reading = read_articles([path])
    assert reading.omissions == ()
    (article,) = reading
    assert {name: getattr(article, name) for name in case["expected"]} == case["expected"]


# specs


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of sources, some below others, one hidden; it is the working directory."""
    for name in ("b.txt", "a.txt", "deep/er/c.md", ".hidden.txt", ".git/d.txt"):
        path = tmp_path / "news" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"The council approved the budget of {name}.\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("specs", "origins"),
    [
        (["news"], ["news/a.txt", "news/b.txt", "news/deep/er/c.md"]),
        (["news/"], ["news/a.txt", "news/b.txt", "news/deep/er/c.md"]),
        (["./news"], ["news/a.txt", "news/b.txt", "news/deep/er/c.md"]),
        (["news/*.txt"], ["news/a.txt", "news/b.txt"]),
        (["news/**/*.md"], ["news/deep/er/c.md"]),
        (["news/b.txt", "news"], ["news/b.txt", "news/a.txt", "news/deep/er/c.md"]),
        (["news/b.txt", "news/../news/b.txt"], ["news/b.txt"]),
        (["news/deep"], ["news/deep/er/c.md"]),
        ([Path("news/a.txt")], ["news/a.txt"]),
    ],
)
def test_specs_name_files_once_and_in_order(folder: Path, specs: list[Any], origins: list[str]) -> None:
    reading = read_articles(specs)
    assert [article.origin for article in reading] == origins
    assert reading.omissions == ()


def test_loops_of_links_end(folder: Path) -> None:
    (folder / "news" / "deep" / "loop").symlink_to(folder / "news", target_is_directory=True)
    assert [article.origin for article in read_articles(["news"])] == [
        "news/a.txt",
        "news/b.txt",
        "news/deep/er/c.md",
    ]


def test_standard_input_is_read_once() -> None:
    reading = read_articles(["-", "-"], stdin=io.BytesIO(PARAGRAPHS[0].encode()))
    assert [(article.origin, article.text) for article in reading] == [("-", PARAGRAPHS[0])]


def test_standard_input_may_be_a_page_or_json() -> None:
    (page,) = read_articles(["-"], stdin=io.BytesIO(make_page()))
    assert page.text == "\n\n".join(PARAGRAPHS)
    line = json.dumps({"id": 1, "documents": [{"text": PARAGRAPHS[0]}, {"text": PARAGRAPHS[1]}]})
    reading = read_articles(["-"], stdin=io.BytesIO(f"{line}\n{line}\n".encode()))
    assert [article.origin for article in reading] == ["-#0", "-#1", "-#2", "-#3"]


def make_faulty(folder: Path) -> list[tuple[str, str]]:
    """Write one file for each fault; return the specs and what their omission must say."""
    (folder / "empty.txt").write_bytes(b"")
    (folder / "blank.txt").write_bytes(b" \n\t\n")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "unknown.bin").write_bytes(b"\x00\x01\x02" * 100)
    (folder / "paper.pdf").write_bytes(b"%PDF-1.7\n")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "marks.txt").write_text("*** --- ***\n")
    (folder / "page.html").write_text("<html><body><script>1</script></body></html>")
    (folder / "broken.json").write_text('{"text": ')
    (folder / "other.json").write_text('{"name": "x"}')
    (folder / "cut.jsonl.gz").write_bytes(gzip.compress(b'{"text": "A b c."}' * 50)[:-9])
    (folder / "front.md").write_text("---\ntitle: x\n---\n")
    (folder / "nothing").mkdir()
    (folder / "dangling.txt").symlink_to(folder / "gone.txt")
    os.mkfifo(folder / "pipe.txt")
    return [
        ("empty.txt", "it is empty"),
        ("blank.txt", "it is empty"),
        ("binary.txt", "it is not text"),
        ("unknown.bin", "it is not text"),
        ("paper.pdf", "it is damaged and cannot be read as a PDF"),
        ("picture.png", "it is an image"),
        ("marks.txt", "there are no words in it"),
        ("page.html", "there is no text in the page"),
        ("broken.json", "line 1 is not JSON"),
        ("other.json", 'there is no object with a "text"'),
        ("cut.jsonl.gz", "it is not a whole gzip archive"),
        ("front.md", "there is no text in it"),
        ("nothing", "there are no files in this folder"),
        ("dangling.txt", "there is no such file (a broken link?)"),
        ("pipe.txt", "it is not a regular file"),
        ("missing.txt", "there is no such file or folder"),
        ("*.docx", "no file matches it"),
        ("http://127.0.0.1/a", "127.0.0.1 is this machine"),
        ("a\x00b", "there is no such file or folder"),
        ("x" * 5000, "it cannot be read (file name too long)"),
    ]


def test_one_bad_source_never_costs_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    faults = make_faulty(tmp_path)
    (tmp_path / "good.txt").write_text(PARAGRAPHS[0])
    reading = read_articles([*(spec for spec, _ in faults), "good.txt"])
    assert [article.origin for article in reading] == ["good.txt"]
    assert {omission.stage for omission in reading.omissions} == {"reading"}
    reasons = {omission.subject: omission.reason for omission in reading.omissions}
    assert {spec: reasons[spec][: len(reason)] for spec, reason in faults} == dict(faults)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_an_omission(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(PARAGRAPHS[0])
    path.chmod(0)
    assert [omission.reason for omission in read_articles([path]).omissions] == ["you may not read it"]


def test_a_file_beyond_the_cap_is_an_omission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarizer.reading.MAX_BYTES", 2**20)
    (tmp_path / "big.txt").write_bytes(b"a b " * 2**18 + b"c")
    reason = "it is larger than 1 MB: give the part of it that matters"
    assert [one.reason for one in read_articles([tmp_path]).omissions] == [reason]


def test_a_gzip_bomb_is_an_omission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarizer.reading.jsonl.MAX_UNPACKED", 2**20)
    (tmp_path / "bomb.json.gz").write_bytes(gzip.compress(b" " * (2**20 + 1)))
    assert [one.reason for one in read_articles([tmp_path]).omissions] == ["it unpacks to more than 1 MB"]


# formats


def test_a_page_tells_about_itself(tmp_path: Path) -> None:
    (article,) = read_bytes(make_page(), "page.html")
    assert article.text == "\n\n".join(PARAGRAPHS)
    assert article.title == "Council approves budget for bridges"
    assert article.publisher == "The Valley Herald"
    assert article.author == "Anna Example"
    assert article.published == "2024-11-20T06:57Z"
    assert article.url == "https://herald.example/bridges"
    assert article.language == "en"


def test_a_page_reads_the_same_whatever_was_read_before() -> None:
    pages = [make_page(title=f"Bridges, part {number}") for number in range(5)]
    once = [read_bytes(page, "page.html") for page in pages]
    assert [read_bytes(page, "page.html") for page in reversed(pages)] == once[::-1]


def test_a_page_without_an_article_gives_what_it_has() -> None:
    (article,) = read_bytes(b"<html><body><div>The budget was approved.</div></body></html>", "page.html")
    assert article.text == "The budget was approved."
    assert article.labels == ("blurb only",)


@pytest.mark.parametrize(
    "page",
    [
        b"<footer>The budget was approved.</footer>",
        b"<script>1</script>",
        b"<" * 5000,
        b"<div>" * 20_000 + b"a",
    ],
)
def test_broken_pages_are_read_or_refused(page: bytes) -> None:
    with suppress(SourceError):
        assert read_bytes(page, "page.html")[0].text


def test_deeply_nested_sources_are_read_or_refused() -> None:
    for data, name in (
        (b">" * 3000 + b" a b", "a.md"),
        (b"[" * 100_000, "a.json"),
        (b"- " * 3000 + b"a", "a.md"),
    ):
        with suppress(SourceError):
            assert read_bytes(data, name)[0].text


@needs_pages
def test_articles_of_news_pages_are_found() -> None:
    from benchmarks.pages import read_cases, read_ours, score_pages

    assert score_pages(read_ours, list(read_cases()))["F1"] >= 0.960  # type: ignore[operator]


def test_every_reader_is_where_the_registry_says() -> None:
    for place in READERS.values():
        module, _, name = place.partition(":")
        assert callable(getattr(import_module(module), name))


@pytest.mark.parametrize("text", ["a\r\nb c\rd", " lead and trail \n", "a\ud800b \udfff c", "\ufeffa b c"])
def test_the_text_of_a_document_keeps_its_offsets(text: str) -> None:
    article = article_from_document({"text": text}, "in.jsonl:3", 2)
    assert article.origin == "in.jsonl:3#2"
    assert len(article.text) == len(text)
    assert article.text == replace_surrogates(text)
    article.text.encode()


@pytest.mark.parametrize("document", [{}, {"text": None}, {"text": 3}, {"text": ""}, {"text": "…"}])
def test_a_document_without_words_is_refused(document: dict[str, object]) -> None:
    with pytest.raises(SourceError):
        article_from_document(document, "in.jsonl:1", 0)


def test_equal_documents_are_two_articles() -> None:
    documents = [{"text": PARAGRAPHS[0]}, {"text": PARAGRAPHS[0]}]
    assert len({article_from_document(one, "x", index).id for index, one in enumerate(documents)}) == 2


# decoding


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_encodings_are_told(encoding: str) -> None:
    text = "Der Präsident sagte am Dienstag, die Brücke über den Fluß werde für die Bürger geöffnet.\n" * 5
    assert decode_bytes(text.encode(encoding), "a.txt") == text


def test_a_page_says_its_encoding() -> None:
    page = '<html><meta charset="windows-1251"><body><p>Совет одобрил бюджет.</p></body></html>'
    assert "Совет одобрил бюджет." in decode_bytes(page.encode("cp1251"), "a.html")


def test_a_text_cut_within_a_character_is_still_utf8() -> None:
    assert decode_bytes(("Der Fluß für Bürger. " * 9 + "ü").encode()[:-1], "a.txt").startswith("Der Fluß")


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for name in ("a.txt", "a.md", "a.html", "a.json", "a.bin"):
        try:
            articles = read_bytes(data, name)
        except SourceError:
            continue
        for article in articles:
            article.text.encode()


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    for name in ("a.txt", "a.md", "a.html"):
        with suppress(SourceError):
            assert read_bytes(text.encode(), name)[0].text


# dates, languages, labels


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_dates_are_read_back(day: Any) -> None:
    for form in ("%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%a %b %d %Y", "%d-%b-%Y"):
        assert parse_date(day.strftime(form)) == day.isoformat()


@given(st.text(max_size=100))
def test_finding_dates_never_fails(text: str) -> None:
    found = find_date(text)
    assert found is None or text[found.start : found.end].strip()


def test_languages_are_told() -> None:
    assert detect_language(" ".join(PARAGRAPHS)) == "en"
    assert (
        detect_language("Der Gemeinderat hat am Montag nach langer Debatte den neuen Haushalt beschlossen.")
        == "de"
    )
    assert detect_language("Bridges") == "en"


def test_the_language_asked_for_wins(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PARAGRAPHS[0])
    assert [article.language for article in read_articles([tmp_path], language="fr")] == ["fr"]


def test_english_costs_no_language_detector() -> None:
    code = (
        "import sys; from summarizer.reading import read_bytes;"
        f"read_bytes({' '.join(PARAGRAPHS).encode()!r}, 'a.txt');"
        "heavy = {'py3langid', 'trafilatura', 'numpy', 'markdown', 'charset_normalizer'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("text", "blurb"),
    [
        (PARAGRAPHS[0], True),
        (" ".join(PARAGRAPHS * 3), False),
        (" ".join(PARAGRAPHS * 3) + " [...]", True),
        (" ".join(PARAGRAPHS * 3) + "\n\nContinue reading", True),
        (" ".join(PARAGRAPHS * 3) + " Read more »", True),
        (" ".join(PARAGRAPHS * 30) + " And then…", False),
        ("市議会は月曜日、6時間にわたる審議の末、新しい予算を承認した。" * 40, False),
    ],
)
def test_teasers_are_labelled(text: str, blurb: bool) -> None:
    assert label_text(text) == (("blurb only",) if blurb else ())
