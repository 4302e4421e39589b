"""Word documents: the text as it would be printed, and a reason where there is nothing to read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml

from summarizer.errors import SourceError
from summarizer.reading import read_bytes, word
from summarizer.records import Article

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
SENTENCES = (
    "The council approved the budget for the seven crossings on Monday after a debate of six hours.",
    "Work on the first of them is expected to begin in the spring, when the river is low.",
)


def save_document(document: Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def make_document(*paragraphs: str) -> Document:
    document = docx.Document()
    for paragraph in paragraphs or SENTENCES:
        document.add_paragraph(paragraph)
    return document


def read_document(document: Document) -> Article:
    (article,) = read_bytes(save_document(document), "note.docx")
    return article


def append_xml(document: Document, xml: str) -> None:
    document.element.body.insert_element_before(parse_xml(xml), "w:sectPr")


def rewrite_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            new.writestr(part.filename, change(content) if part.filename == name else content)
    return buffer.getvalue()


# text


def test_paragraphs_are_read_in_order() -> None:
    assert read_document(make_document()).text == "\n\n".join(SENTENCES)


def test_headings_are_paragraphs_of_their_own() -> None:
    document = docx.Document()
    document.add_heading("What was decided", 2)
    document.add_paragraph(SENTENCES[0])
    assert read_document(document).text == f"What was decided\n\n{SENTENCES[0]}"


def test_a_table_of_figures_is_one_line_a_row() -> None:
    document = make_document()
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ["Crossing", "Cost", "Mill Lane", "4.2"], strict=True):
        cell.text = text
    assert read_document(document).text.endswith("\n\nCrossing | Cost\nMill Lane | 4.2")


def test_a_table_that_holds_sentences_is_read_cell_by_cell() -> None:
    document = docx.Document()
    table = document.add_table(1, 2)
    for cell, text in zip(table._cells, SENTENCES, strict=True):
        cell.text = text
    assert read_document(document).text == "\n\n".join(SENTENCES)


def test_merged_cells_and_tables_in_tables_are_read_once() -> None:
    document = docx.Document()
    outer = document.add_table(2, 2)
    outer.cell(0, 0).merge(outer.cell(0, 1)).text = "Costs of the crossings"
    inner = outer.cell(1, 0).add_table(1, 1)
    inner.cell(0, 0).text = "in millions"
    text = read_document(document).text
    assert (text.count("Costs of the crossings"), text.count("in millions")) == (1, 1)


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        ("<w:r><w:t>The old</w:t></w:r><w:r><w:t> bridge fell.</w:t></w:r>", "The old bridge fell."),
        ("<w:ins w:id='1'><w:r><w:t>The bridge</w:t></w:r></w:ins><w:r><w:t> fell.</w:t></w:r>", "The bridge fell."),
        ("<w:del w:id='1'><w:r><w:delText>No</w:delText></w:r></w:del><w:r><w:t>It fell.</w:t></w:r>", "It fell."),
        ("<w:moveFrom w:id='1'><w:r><w:t>No</w:t></w:r></w:moveFrom><w:r><w:t>It fell.</w:t></w:r>", "It fell."),
        ("<w:hyperlink><w:r><w:t>The bridge</w:t></w:r></w:hyperlink><w:r><w:t> fell.</w:t></w:r>", "The bridge fell."),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t>It fell.</w:t></w:r>", "It fell."),
        ("<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>It fell.</w:t></w:r>", "It fell."),
        ("<w:r><w:t>It</w:t><w:tab/><w:t>fell</w:t><w:noBreakHyphen/><w:t>in.</w:t></w:r>", "It fell-in."),
        ("<w:r><w:t>It fell</w:t><w:br/><w:t>in March.</w:t></w:r>", "It fell\nin March."),
        ("<w:r><w:instrText>PAGEREF x</w:instrText><w:t>It fell.</w:t></w:r>", "It fell."),
        ("<w:r><w:t>The navi\u00adgation ended.</w:t></w:r>", "The navigation ended."),
    ],
)  # fmt: skip
def test_runs_are_read_as_they_are_printed(runs: str, expected: str) -> None:
    document = docx.Document()
    append_xml(document, f"<w:p {W}>{runs}</w:p>")
    assert read_document(document).text == expected


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent><w:p><w:r><w:t>{SENTENCES[1]}</w:t></w:r></w:p></w:txbxContent>"
    document = make_document(SENTENCES[0])
    append_xml(
        document,
        f"<w:p {W} {MC}><w:r><mc:AlternateContent><mc:Choice Requires='x'>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>",
    )
    assert read_document(document).text == "\n\n".join(SENTENCES)


def test_content_controls_are_read() -> None:
    document = docx.Document()
    append_xml(
        document, f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>It fell.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    assert read_document(document).text == "It fell."


# what a document says about itself


def test_a_document_tells_about_itself() -> None:
    document = make_document()
    core = document.core_properties
    core.title, core.author, core.created = "Seven crossings", "Anna Example", datetime(2024, 3, 27, 9, 30)
    article = read_document(document)
    assert (article.title, article.author, article.published) == (
        "Seven crossings",
        "Anna Example",
        "2024-03-27",
    )


def test_what_programs_make_up_is_not_believed() -> None:
    document = docx.Document()
    document.add_heading("Seven crossings for the valley", 0)
    document.add_paragraph(SENTENCES[0])
    document.core_properties.title = "Word Document"
    article = read_document(document)
    assert (article.title, article.author, article.published) == (
        "Seven crossings for the valley",
        None,
        None,
    )


def test_the_text_is_believed_before_the_properties() -> None:
    document = make_document("Council approves budget", "By Anna Example", "20 November 2024", *SENTENCES)
    document.core_properties.author = "Otto Other"
    document.core_properties.created = datetime(2023, 1, 1)
    article = read_document(document)
    assert (article.author, article.published) == ("Anna Example", "2024-11-20")


# what cannot be read


def refuse(data: bytes, name: str = "note.docx") -> str:
    with pytest.raises(SourceError) as caught:
        read_bytes(data, name)
    return str(caught.value)


def make_compound(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504 + stream.encode("utf-16-le") + b"\x00" * 512


def make_zip(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "text")
    return buffer.getvalue()


@pytest.mark.parametrize("name", ["note.docx", "note.doc", "note.txt", "note"])
@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (make_compound("EncryptedPackage"), "it is encrypted: open it and save it without a password"),
        (make_compound("WordDocument"), "it is an old Word document (.doc): save it as .docx"),
        (make_compound("Workbook"), "it is an old spreadsheet: save what matters of it as text"),
        (make_compound("other"), "it is an old office document: save it in a newer format"),
        (make_zip("xl/workbook.xml"), "it is a spreadsheet: save what matters of it as text"),
        (make_zip("ppt/presentation.xml"), "it is a presentation: save it as a PDF"),
        (make_zip("mimetype", "content.xml"), "it is an OpenDocument file: save it as .docx or as a PDF"),
        (make_zip("META-INF/container.xml"), "it is an e-book: save it as a PDF"),
        (make_zip("a.txt"), "it is an archive: unpack it and give the files"),
        (b"{\\rtf1 The council.}", "it is an RTF document: save it as .docx"),
    ],
)
def test_what_is_no_word_document_says_what_it_is(data: bytes, name: str, reason: str) -> None:
    assert refuse(data, name) == reason


def test_a_document_without_text_is_an_omission() -> None:
    assert refuse(save_document(docx.Document())) == word.NO_TEXT


def test_a_damaged_document_is_an_omission() -> None:
    data = save_document(make_document())
    broken = rewrite_part(data, "word/document.xml", lambda xml: xml[: len(xml) // 2])
    assert refuse(broken) == word.DAMAGED
    assert refuse(data[: len(data) // 2]) == word.DAMAGED


def test_a_template_with_macros_says_so() -> None:
    data = save_document(make_document())
    macros = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    changed = rewrite_part(data, "[Content_Types].xml", lambda xml: xml.replace(plain, macros))
    assert refuse(changed) == "it is a Word template or has macros, or it is damaged: save it as .docx"


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Any] = []
    monkeypatch.setattr(word, "_open_document", lambda *args: opened.append(args))
    data = save_document(make_document())
    bomb = rewrite_part(data, "word/document.xml", lambda xml: xml + b" " * (word.MAX_DOCUMENT + 1))
    assert len(bomb) < 2**20
    assert refuse(bomb) == word.TOO_LARGE
    monkeypatch.setattr(word, "MAX_PARTS", 3)
    assert refuse(data) == word.TOO_LARGE
    assert opened == []


def test_entities_are_not_expanded(tmp_path: Any) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    entity = f'<!DOCTYPE d [<!ENTITY e SYSTEM "file://{secret}"><!ENTITY f "inner">]><w:document'.encode()

    def poison(xml: bytes) -> bytes:
        start = xml.index(b"<w:document")
        return xml[:start] + entity + xml[start + 11 :].replace(b"The council", b"The &e; &f; council", 1)

    data = rewrite_part(save_document(make_document()), "word/document.xml", poison)
    (article,) = read_bytes(data, "note.docx")
    assert "secret" not in article.text
    assert "inner" not in article.text


def test_entities_that_multiply_cost_nothing() -> None:
    bomb = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))

    def poison(xml: bytes) -> bytes:
        start = xml.index(b"<w:document")
        head = f'<!DOCTYPE d [<!ENTITY a0 "lol">{bomb}]>'.encode()
        return xml[:start] + head + xml[start:].replace(b"The council", b"The &a9; council", 1)

    data = rewrite_part(save_document(make_document()), "word/document.xml", poison)
    assert refuse(data) == word.DAMAGED
