"""Sources as they come: misnamed, huge, in old encodings, behind links that go round."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.errors import SourceError
from summarizer.reading import alphabets, archives, read_articles, read_bytes
from summarizer.reading.decoding import decode_bytes
from tests.pdf_writer import Piece, write_pdf
from tests.story_factory import load_params

CASES = Path(__file__).parent / "cases"
SHARED = Path(os.environ.get("SUMMARIZER_SHARED") or Path(__file__).resolve().parents[2] / "shared")

SENTENCE = "The council approved the budget for the seven crossings on Monday after a debate of six hours."
PAGE = f"<!DOCTYPE html><html><body><article><p>{SENTENCE}</p></article></body></html>".encode()


def make_word() -> bytes:
    buffer = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(SENTENCE)
    document.save(buffer)
    return buffer.getvalue()


def make_pdf() -> bytes:
    return write_pdf([[Piece(SENTENCE, 50, 700)]])


# names that lie

KINDS = {"text": SENTENCE.encode(), "page": PAGE, "pdf": make_pdf(), "word": make_word()}


@pytest.mark.parametrize(
    "name", ["a.txt", "a.md", "a.pdf", "a.docx", "a.zip", "a.doc", "a.bin", "a", "a.PDF"]
)
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_file_is_told_by_what_it_holds(kind: str, name: str) -> None:
    (article,) = read_bytes(KINDS[kind], name)
    assert article.text == SENTENCE


@pytest.mark.parametrize("kind", ["pdf", "word"])
@pytest.mark.parametrize("name", ["a.html", "a.json", "a.eml"])
def test_a_paper_is_told_under_any_name(kind: str, name: str) -> None:
    assert read_bytes(KINDS[kind], name)[0].text == SENTENCE


def test_a_mark_behind_other_bytes_is_a_pdf_by_name_alone() -> None:
    assert read_bytes(b"\n\nX-Header: 1\n" + make_pdf(), "a.pdf")[0].text == SENTENCE
    about = f"About formats\n\nA file that begins with %PDF- is a PDF. {SENTENCE}"
    assert read_bytes(about.encode(), "a.txt")[0].text == about


@pytest.mark.parametrize(("signature", "reason"), archives.SIGNATURES)
def test_what_cannot_be_read_says_what_to_do(signature: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=r"^it is ") as caught:
        read_bytes(signature + b"\x00" * 100, "a.txt")
    assert str(caught.value) == reason


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.html", "a.md", "a.json", "a.txt", "a"])
def test_an_empty_file_says_so(name: str) -> None:
    for data in (b"", b" \n\r\n\t"):
        with pytest.raises(SourceError, match="it is empty"):
            read_bytes(data, name)


@settings(deadline=None)
@given(st.sampled_from(["text", "page", "word"]), st.integers(0, 400))
def test_a_cut_file_is_read_or_left_out(kind: str, length: int) -> None:
    reading = read_articles(["-"], stdin=io.BytesIO(KINDS[kind][:length]))
    assert len(reading) + len(reading.omissions) == 1


# short ones


@pytest.mark.parametrize(
    "text",
    [
        "Council approves budget\n\nThe council approved the budget on Monday.",
        f"{SENTENCE}\n\nSubscribe to continue reading",
        f"{SENTENCE} " * 8 + "\n\nLog in to read the full story",
        f"{SENTENCE} " * 8 + "The mayor said that […]",
        f"{SENTENCE} " * 8 + "… [+2310 chars]",
    ],
)
def test_stubs_and_blurbs_are_labelled(text: str) -> None:
    assert read_bytes(text.encode(), "a.txt")[0].labels == ("blurb only",)


def test_a_whole_article_is_not_labelled() -> None:
    assert read_bytes(f"{SENTENCE} ".encode() * 8, "a.txt")[0].labels == ()


# large ones


def test_a_text_beyond_all_use_is_an_omission(tmp_path: Path) -> None:
    with (tmp_path / "dump.txt").open("wb") as file:
        file.truncate(100 * 2**20)  # no block of it is written
        file.write(SENTENCE.encode())
    (omission,) = read_articles([tmp_path]).omissions
    assert omission.reason == "it is larger than 50 MB: give the part of it that matters"


def test_a_text_of_too_many_characters_is_an_omission() -> None:
    with pytest.raises(SourceError, match="more than 15 million characters: give the part that matters"):
        read_bytes(f"{SENTENCE} ".encode() * 160_000, "a.txt")


def test_a_file_beyond_the_cap_is_not_even_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "mails.mbox"
    with path.open("wb") as file:
        file.truncate(2**40 if os.name == "posix" else 2**29)
    monkeypatch.setattr(Path, "open", lambda *args: pytest.fail("it was opened"))
    assert read_articles([path]).omissions[0].reason.startswith("it is larger than 256 MB")


# folders


def test_links_that_go_round_are_followed_once(tmp_path: Path) -> None:
    inner = tmp_path / "news" / "inner"
    inner.mkdir(parents=True)
    (inner / "a.txt").write_text(SENTENCE)
    (inner / "up").symlink_to(tmp_path / "news")
    (inner / "self").symlink_to(inner / "self")
    (tmp_path / "news" / "again").symlink_to(inner)
    reading = read_articles([tmp_path / "news"])
    assert len(reading) == 1
    assert {omission.reason for omission in reading.omissions} <= {
        "it cannot be read (too many levels of symbolic links)",
        "there is no such file (a broken link?)",
    }
    assert len(reading.omissions) == 1


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_permission_is_an_omission(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    (tmp_path / "a.txt").write_text(SENTENCE)
    closed.chmod(0)
    reading = read_articles([tmp_path])
    closed.chmod(0o700)
    assert len(reading) == 1
    assert [omission.reason for omission in reading.omissions] == ["you may not read it"]


def test_what_the_system_refuses_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As above, where the tests run as root: the refusal comes from a stand-in."""
    (tmp_path / "closed").mkdir()
    (tmp_path / "a.txt").write_text(SENTENCE)
    scan = os.scandir

    def refuse(path: Any) -> Any:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    reading = read_articles([tmp_path])
    assert [(one.subject, one.reason) for one in reading.omissions] == [
        (f"{tmp_path}/closed", "you may not read it")
    ]
    assert len(reading) == 1


# encodings


@pytest.mark.parametrize("case", load_params("encodings.json"))
@pytest.mark.parametrize("times", [1, 20])
def test_encodings_are_told_by_the_text(case: dict[str, Any], times: int) -> None:
    text = f"{case['input']}\n" * times
    assert decode_bytes(text.encode(case["encoding"]), "a.txt") == text


@pytest.mark.parametrize(
    ("declared", "meant"),
    [
        ("shift_jis", "cp932"),
        ("gb2312", "gb18030"),
        ("euc-kr", "cp949"),
        ("iso-8859-9", "cp1254"),
        ("tis-620", "cp874"),
    ],
)
def test_a_page_means_the_larger_set_of_the_name_it_gives(declared: str, meant: str) -> None:
    text = {"cp932": "①～⑳", "gb18030": "镕—€", "cp949": "똠방", "cp1254": "“ğ”", "cp874": "“ไทย”"}[meant]
    page = f'<meta charset="{declared}"><p>{text}</p>'
    assert text in decode_bytes(page.encode(meant), "a.html")


def test_ascii_that_looks_like_an_escape_is_ascii() -> None:
    text = "Costs were ~{about} 40 million ~} or so, the treasurer said; see ~{ab~} there."
    assert decode_bytes(text.encode(), "a.txt") == text


def test_what_no_encoding_fits_is_refused() -> None:
    noise = bytes(128 + (number * 37) % 128 for number in range(4000))
    with pytest.raises(
        SourceError, match=r"it is not text|its characters cannot be decoded: save it as UTF-8"
    ):
        decode_bytes(noise, "a.txt")


def test_every_language_has_its_letters_in_one_of_the_encodings() -> None:
    for language, letters in alphabets.LETTERS.items():
        held = [
            name
            for name in alphabets.ENCODINGS
            if all(_holds(name, char) for char in letters if char not in "țșŵŷґ")
        ]
        assert held, language


def _holds(encoding: str, char: str) -> bool:
    try:
        return bool(char.encode(encoding))
    except UnicodeEncodeError:
        return False


@pytest.mark.skipif(
    not (SHARED / "data" / "dirty").exists(), reason="the odd encodings are not on this machine"
)
def test_odd_encodings_are_decoded() -> None:
    from benchmarks.dirty import measure_encodings

    right = {row["kind"]: row["right"] for row in measure_encodings()}
    assert right["encodings, as they are"] >= 200  # type: ignore[operator]
    assert right["encodings, declarations removed"] >= 199  # type: ignore[operator]
