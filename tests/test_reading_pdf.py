"""PDFs: columns in order, paragraphs whole, pages known, and a reason where there is nothing to read."""

from __future__ import annotations

import os
import sys
import zlib
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped,unused-ignore]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.datasets import read_archive
from summarizer.errors import SourceError
from summarizer.reading import layout, pdf, pdfium, read_articles, read_bytes, read_parts
from summarizer.reading.layout import Word, glue_line, lay_out
from summarizer.reading.pdf import find_pdf_metadata, read_pdf_date
from summarizer.records import Omission
from tests.pdf_writer import Piece, measure_text, set_column, set_text, write_pdf
from tests.story_factory import load_params

CASES = Path(__file__).parent / "cases"
SHARED = Path(os.environ.get("SUMMARIZER_SHARED") or Path(__file__).resolve().parents[2] / "shared")

PARAGRAPHS = (
    "The council approved the international budget on Monday after a debate of six hours in the old town hall, "
    "and the treasurer said that the administration would publish its recommendations within the month.",
    "Opponents called the decision irresponsible. They said the contractor had not been asked for a comparable "
    "estimate, and that nobody understood the consequences for neighbouring municipalities.",
    "Work on the first of the seven crossings is expected to begin in the spring, when the river is low, and to "
    "take about two years, according to the engineers.",
)
OTHERS = (
    "The harbour master said that the passage had been kept open through the night by three pilots in turn.",
    "Fishermen on the eastern shore reported that the ice was breaking up earlier than in any year since they "
    "began to keep a common record of it.",
)


def set_page(*columns: tuple[str, ...], top: float = 760, size: float = 10) -> list[Piece]:
    """Return a page with one column for each group of paragraphs, 490 points together."""
    width = (490 - 20 * (len(columns) - 1)) / len(columns)
    pieces = []
    for number, paragraphs in enumerate(columns):
        left = 50 + number * (width + 20)
        lines = set_column(paragraphs, left, width, size)
        pieces += [Piece(line, x, top - 1.2 * size * row, size) for row, (line, x) in enumerate(lines)]
    return pieces


def read_paragraphs(data: bytes) -> list[str]:
    (article,) = read_bytes(data, "paper.pdf")
    return article.text.split("\n\n")


# layout


@pytest.mark.parametrize("count", [1, 2, 3])
def test_columns_are_read_one_after_the_other(count: int) -> None:
    columns = [PARAGRAPHS, OTHERS, PARAGRAPHS[::-1]][:count]
    assert read_paragraphs(write_pdf([set_page(*columns)])) == [one for column in columns for one in column]


def test_columns_are_read_whatever_the_order_in_the_file() -> None:
    pieces = set_page(PARAGRAPHS, OTHERS)
    by_rows = sorted(pieces, key=lambda piece: (-piece.y, piece.x))
    assert read_paragraphs(write_pdf([by_rows])) == [*PARAGRAPHS, *OTHERS]
    assert read_paragraphs(write_pdf([pieces[::-1]])) == [*PARAGRAPHS, *OTHERS]


def test_lines_across_part_the_columns() -> None:
    above = Piece("A headline that runs across both of the columns", 50, 800, 20)
    between = Piece("The second part", 50, 560, 16)
    page = [above, *set_page(PARAGRAPHS, OTHERS), between, *set_page(OTHERS, PARAGRAPHS, top=530)]
    assert read_paragraphs(write_pdf([page])) == [
        above.text, *PARAGRAPHS, *OTHERS, between.text, *OTHERS, *PARAGRAPHS,
    ]  # fmt: skip


@pytest.mark.parametrize("other", [(), ("", OTHERS[1]), OTHERS * 3])
def test_a_heading_in_a_column_stays_in_it(other: tuple[str, ...]) -> None:
    """Whether text, an empty line or nothing stands beside it."""
    heading = Piece("The first part", 50, 700, 13)
    left = [Piece(line, 50, 760 - 12 * n) for n, line in enumerate(set_text(OTHERS[1], 10, 230))]
    left += [
        heading,
        *(Piece(line, 50, 680 - 12 * n) for n, line in enumerate(set_text(PARAGRAPHS[1], 10, 230))),
    ]
    beside = other or OTHERS
    right = [Piece(line, x, 760 - 12 * n) for n, (line, x) in enumerate(set_column(beside, 310, 230))]
    kept = [piece for piece in right if other or piece.y > 715]
    text = read_paragraphs(write_pdf([[*left, *kept]]))
    assert text[:3] == [OTHERS[1], heading.text, PARAGRAPHS[1]]


def test_an_imprint_below_the_columns_comes_last() -> None:
    page = [*set_page(PARAGRAPHS, OTHERS), Piece("Printed in the valley", 50, 60, 8)]
    assert read_paragraphs(write_pdf([page])) == [*PARAGRAPHS, *OTHERS, "Printed in the valley"]


def test_a_paragraph_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    lines = [line for line, _ in set_column(PARAGRAPHS[:1], 0, 230, indent=0)]
    assert lines[1][-1] not in ".-"
    first = [*set_page((OTHERS[1], OTHERS[1]), (OTHERS[0], OTHERS[0])), Piece(lines[0], 310, 640)]
    text = read_paragraphs(
        write_pdf([first, [Piece(line, 50, 700 - 12 * n) for n, line in enumerate(lines[1:])]])
    )
    assert text[-1] == PARAGRAPHS[0]


def test_space_between_paragraphs_parts_them() -> None:
    page, y = [], 760.0
    for paragraph in PARAGRAPHS:
        for line in set_text(paragraph, 10, 480):
            page.append(Piece(line, 50, y))
            y -= 12
        y -= 8
    assert read_paragraphs(write_pdf([page])) == list(PARAGRAPHS)


def test_running_heads_feet_and_page_numbers_are_left_out() -> None:
    pages = []
    for number, paragraph in enumerate(PARAGRAPHS, 1):
        head, foot = Piece("The Valley Herald", 50, 810, 8), Piece("Report on the crossings", 50, 40, 8)
        pages.append([head, *set_page((paragraph,)), foot, Piece(f"Page {number} of 3", 500, 20, 8)])
    found = pdfium.extract_text(write_pdf(pages))
    assert found["text"].split("\n\n") == list(PARAGRAPHS)
    assert found["dropped"] == ("The Valley Herald", "Page # of #", "Report on the crossings")


def test_what_stands_at_the_edge_once_is_kept() -> None:
    pages = [[Piece("The first chapter", 50, 810, 8), *set_page(PARAGRAPHS[:1])], set_page(PARAGRAPHS[1:2])]
    assert read_paragraphs(write_pdf(pages))[0] == "The first chapter"


def test_pages_are_known() -> None:
    (article,) = read_bytes(write_pdf([set_page((one,)) for one in (*PARAGRAPHS, *OTHERS)]), "paper.pdf")
    starts = [article.text[start : start + 20] for start in article.pages]
    assert starts == [one[:20] for one in (*PARAGRAPHS, *OTHERS)]


def test_an_empty_page_starts_where_the_next_one_does() -> None:
    pages = [set_page(PARAGRAPHS[:1]), [], set_page(PARAGRAPHS[1:2]), []]
    (article,) = read_bytes(write_pdf(pages), "paper.pdf")
    second = len(PARAGRAPHS[0]) + 2
    assert article.pages == (0, second, second, len(article.text))


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_turned_page_reads_the_same(rotate: int) -> None:
    assert read_paragraphs(write_pdf([set_page(PARAGRAPHS)], rotate=rotate)) == list(PARAGRAPHS)


def test_a_stamp_along_the_margin_is_left_out() -> None:
    body = b"BT /F 10 Tf 50 700 Td (The council approved the budget.) Tj ET"
    body += b" BT /F 10 Tf 0 1 -1 0 20 200 Tm (stamp) Tj ET"
    data = write_pdf([[Piece("X", 50, 700)]])
    packed = zlib.compress(body, 9)
    start, end = data.index(b"<< /Length"), data.index(b"endstream")
    replaced = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\n" % (len(packed), packed)
    assert read_paragraphs(data[:start] + replaced + data[end:]) == ["The council approved the budget."]


@pytest.mark.parametrize("case", load_params("layout.json"))
def test_lines_are_joined(case: dict[str, Any]) -> None:
    line, following = case["input"]
    assert glue_line(line, following, set(case.get("known", ()))) + following == case["expected"]


@pytest.mark.parametrize("case", load_params("layout_numbers.json"))
def test_page_numbers_are_told(case: dict[str, Any]) -> None:
    assert bool(layout._PAGE_NUMBER.fullmatch(case["input"])) == case["expected"]


def test_ligatures_are_letters_and_soft_hyphens_are_gone() -> None:
    assert (
        pdfium.clean_text([ord(c) for c in "e\ufb03cient co\u00adope\u200bration"]) == "efficient cooperation"
    )
    assert pdfium.clean_text([ord("a"), 0xD83D, 0xDE00, 0x7FFFFFFF]) == "a\U0001f600\ufffd"


WORDS = st.builds(
    lambda text, left, bottom, width, height: Word(text, left, left + width, bottom, bottom + height),
    st.text(st.characters(categories=("Lu", "Ll", "Nd", "Po")), min_size=1, max_size=8),
    st.floats(0, 600), st.floats(0, 800), st.floats(0, 200), st.floats(0, 40),
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.lists(WORDS, max_size=30), max_size=4))
def test_any_words_are_laid_out_and_none_is_lost(pages: list[list[Word]]) -> None:
    found = lay_out(pages)
    assert len(found.pages) == len(pages)
    assert list(found.pages) == sorted(found.pages)
    if not found.dropped:
        written = sorted(c for page in pages for word in page for c in word.text if c.isalnum())
        assert sorted(c for c in found.text if c.isalnum()) == written


# what a PDF says about itself


def test_a_paper_tells_about_itself() -> None:
    title = Piece("Council approves seven crossings", 50, 800, 22)
    byline = [Piece("By Anna Example", 50, 780), Piece("20 November 2024", 50, 768)]
    data = write_pdf([[title, *byline, *set_page(PARAGRAPHS, top=740)]], {"CreationDate": "D:20230101"})
    (article,) = read_bytes(data, "paper.pdf")
    assert (article.title, article.author, article.published) == (title.text, "Anna Example", "2024-11-20")


@pytest.mark.parametrize(
    ("declared", "largest", "expected"),
    [
        ("Seven crossings for the valley", None, "Seven crossings for the valley"),
        ("Microsoft Word - draft3.doc", "Seven crossings", "Seven crossings"),
        ("draft3.indd", None, None),
        ("Untitled", "Seven crossings", "Seven crossings"),
        ("A template of the press office", "Seven crossings for all", "Seven crossings for all"),
    ],
)
def test_a_declared_title_is_believed_where_it_makes_sense(
    declared: str, largest: str | None, expected: str | None
) -> None:
    text = "The council met on Monday. Seven crossings for the valley were approved."
    assert find_pdf_metadata(text, largest, {"Title": declared}).title == expected


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        ("D:20240327101112Z", "2024-03-27"),
        ("D:20240327101112+02'00'", "2024-03-27"),
        ("20240327", "2024-03-27"),
        ("D:19700101000000", None),
        ("D:20241327", None),
        ("yesterday", None),
        (None, None),
    ],
)
def test_a_date_of_creation_is_read_where_it_can_be_true(declared: str | None, expected: str | None) -> None:
    assert read_pdf_date(declared) == expected


@pytest.mark.parametrize(
    ("author", "expected"),
    [("Anna Example", "Anna Example"), ("aexample", None), ("Microsoft Office User", None)],
)
def test_a_declared_author_is_a_person(author: str, expected: str | None) -> None:
    assert find_pdf_metadata("The council met.", None, {"Author": author}).author == expected


# what cannot be read


def refuse(data: bytes, name: str = "paper.pdf") -> str:
    with pytest.raises(SourceError) as caught:
        read_bytes(data, name)
    return str(caught.value)


def test_pictures_without_text_are_an_omission() -> None:
    assert refuse(write_pdf([[], []])) == pdf.NO_TEXT
    stamped = [[Piece(f"{number}", 500, 20), Piece("scan", 50, 400 + number)] for number in range(5)]
    assert refuse(write_pdf(stamped)) == pdf.NO_TEXT


def test_a_damaged_file_is_an_omission() -> None:
    data = write_pdf([set_page(PARAGRAPHS)])
    assert refuse(b"%PDF-1.7\n") == pdf.DAMAGED
    assert refuse(data[:60]) == pdf.DAMAGED
    assert refuse(b"\x00\x01" * 600) == pdf.DAMAGED


def test_a_protected_file_is_an_omission() -> None:
    encrypt = (
        b"<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <"
        + b"41" * 32
        + b"> /U <"
        + b"42" * 32
        + b"> >>"
    )
    data = write_pdf([set_page(PARAGRAPHS)]).replace(b"/Info 4 0 R", b"/ID [<00> <00>] /Encrypt " + encrypt)
    assert refuse(data) == pdf.ENCRYPTED


def test_a_crash_costs_one_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(write_pdf([set_page(PARAGRAPHS)]))
    (tmp_path / "b.txt").write_text(PARAGRAPHS[0])
    monkeypatch.setattr(sys, "executable", "false")
    reading = read_articles([tmp_path])
    assert [article.origin for article in reading] == [f"{tmp_path}/b.txt"]
    assert [omission.reason for omission in reading.omissions] == [pdf.DAMAGED]


def test_a_file_that_takes_too_long_is_an_omission(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_SECONDS", 0.001)
    assert refuse(write_pdf([set_page(PARAGRAPHS)])) == pdf.TOO_SLOW


@pytest.mark.parametrize(
    ("name", "value", "stopped", "read"),
    [("MAX_PAGES", 2, "pages", 2), ("MAX_SECONDS", -1.0, "time", 0), ("MAX_CHARS", 10, "characters", 1)],
)
def test_reading_stops_at_its_limits(
    monkeypatch: pytest.MonkeyPatch, name: str, value: float, stopped: str, read: int
) -> None:
    monkeypatch.setattr(pdfium, name, value)
    found = pdfium.extract_text(write_pdf([set_page((one,)) for one in PARAGRAPHS]))
    assert (found["stopped"], found["pages_read"], found["page_count"]) == (stopped, read, 3)


def test_what_was_cut_off_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    data = write_pdf([set_page((one,)) for one in PARAGRAPHS])
    monkeypatch.setattr(pdfium, "MAX_PAGES", 2)
    monkeypatch.setattr(pdf, "_run_process", lambda data, origin: pdfium.extract_text(data))
    _article, omission = read_parts(data, "paper.pdf")
    assert isinstance(omission, Omission)
    assert omission.reason == "only its first 2 pages of 3 were read: it has too many pages"


def test_a_file_in_the_current_folder_is_not_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "pypdfium2.py").write_text("raise SystemExit('this ran')")
    monkeypatch.chdir(tmp_path)
    assert read_paragraphs(write_pdf([set_page(PARAGRAPHS)])) == list(PARAGRAPHS)


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 2000), st.binary(min_size=1, max_size=40))
def test_broken_bytes_are_read_or_refused(place: int, noise: bytes) -> None:
    data = write_pdf([set_page(PARAGRAPHS)])
    found = pdfium.extract_text(data[:place] + noise + data[place + len(noise) :])
    assert "error" in found or isinstance(found["text"], str)


@pytest.mark.skipif(
    not (SHARED / "data" / "dirty").exists(), reason="the broken PDFs are not on this machine"
)
def test_no_known_broken_file_ends_in_a_traceback() -> None:
    for name, data in read_archive(SHARED / "data" / "dirty" / "pdf.tar.gz"):
        if name.endswith(".pdf"):
            found = pdfium.extract_text(data)
            assert found.keys() >= {"text"} or found["error"] in ("password", "damaged"), name


def test_measured_widths_are_those_of_the_font() -> None:
    """The writer's own table, without which columns would not end where the tests say."""
    with pypdfium2.PdfDocument(write_pdf([[Piece("Mississippi", 50, 700, 100)]])) as document:
        page = document[0].get_textpage()
        boxes = [page.get_charbox(at, loose=True) for at in range(page.count_chars())]
    assert boxes[-1][2] - boxes[0][0] == pytest.approx(measure_text("Mississippi", 100), abs=2)
