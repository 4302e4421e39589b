"""The mail form: what Python's parser makes of it, that it is the same each time, and that it fits."""

from __future__ import annotations

import dataclasses
import email
import email.policy
import os
import re
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from summarizer.cli.app import app
from summarizer.errors import TemplateError
from summarizer.records import Brief, Coverage, Omission
from summarizer.rendering import render_brief
from summarizer.rendering.fitting import COVERAGE_KEPT, fit_view
from summarizer.rendering.jsonform import brief_to_json
from summarizer.rendering.mailing import (
    SIZE_LIMIT,
    SIZE_WARNING,
    Mail,
    compose_mail,
    date_header,
    encode_subject,
)
from summarizer.rendering.records import BriefView
from summarizer.rendering.templating import templates_folder
from summarizer.rendering.view import view_brief
from tests.brief_factory import (
    make_article,
    make_brief,
    make_citation,
    make_section,
    make_statement,
    one_statement_brief,
    sample_brief,
)

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"


def parse(text: str) -> EmailMessage:
    message = email.message_from_bytes(text.encode("ascii"), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def parts(text: str) -> tuple[str, str]:
    """Return the text and the HTML part, as a mail program decodes them."""
    plain, html = parse(text).iter_parts()
    assert isinstance(plain, EmailMessage)
    assert isinstance(html, EmailMessage)
    return plain.get_content().replace("\r\n", "\n"), html.get_content().replace("\r\n", "\n")


def page_of(brief: Brief) -> BeautifulSoup:
    return BeautifulSoup(compose_mail(brief).html, "html.parser")


def long_brief(statements: int, sources: int = 30, stories: int = 4) -> Brief:
    """Build a brief of many statements of 24 words, each cited to three sources on the web."""

    def sentence(article: int, number: int) -> str:
        return (
            f"In report {article} the committee of the harbour town said again on Monday that bridge number "
            f"{number} would be repaired and painted before the spring."
        )

    each = -(-statements // sources)
    articles = [
        make_article(
            " ".join(sentence(place, number) for number in range(each)),
            origin=f"https://news{place}.example/a",
            url=f"https://news{place}.example/2026/11/19/the-bridges-of-the-harbour-town",
            title=f"The bridges of the harbour town, part {place}",
            publisher=f"News {place}",
            published="2026-11-19",
        )
        for place in range(sources)
    ]
    told = []
    for number in range(statements):
        citing = [(number + step) % sources for step in range(3)]
        citations = [make_citation(articles[place], sentence(place, number // sources)) for place in citing]
        told.append(make_statement(citations[0].quote, citations, origins=3))
    sections = [make_section(f"Story {place + 1}", told[place::stories]) for place in range(stories)]
    return make_brief(articles, sections, title="Many bridges")


# the message


def test_pythons_parser_finds_both_parts_and_no_defect() -> None:
    text = render_brief(sample_brief(), "eml")
    message = parse(text)
    assert list(message.items())[:-1] == [
        ("From", "Summarizer <summarizer@localhost>"),
        ("Subject", "Ferry strikes pier in Marenport"),
        ("Date", "Thu, 19 Nov 2026 06:00:00 +0000"),
        ("Message-ID", message["Message-ID"]),
        ("List-Id", "Summarizer briefs <briefs.summarizer.localhost>"),
        ("Auto-Submitted", "auto-generated"),
        ("MIME-Version", "1.0"),
    ]
    assert re.fullmatch(r"<[0-9a-f]{32}@summarizer\.invalid>", message["Message-ID"])
    assert [part.get_content_type() for part in message.walk()] == [
        *("multipart/alternative", "text/plain", "text/html")
    ]
    assert not [part.defects for part in message.walk() if part.defects]
    assert not [header for header in message.values() if header.defects]


@pytest.mark.parametrize(
    "brief", [sample_brief(), one_statement_brief("Ünïcode 🎉 漢字 " * 60), long_brief(60)]
)
def test_every_line_is_one_that_any_server_carries(brief: Brief) -> None:
    text = render_brief(brief, "eml")
    assert text.isascii()
    assert text.endswith("\r\n")
    lines = text.split("\r\n")
    assert not [line for line in lines if "\n" in line or "\r" in line]
    assert max(map(len, lines)) <= 78


def test_both_parts_arrive_as_they_were_written() -> None:
    for brief in (sample_brief(), one_statement_brief("Ünïcode 🎉 漢字. " * 30), long_brief(60)):
        mail = compose_mail(brief)
        assert parts(mail.message) == (mail.text, mail.html)
        assert mail.message == render_brief(brief, "eml")


def test_the_same_brief_gives_the_same_bytes_in_any_process() -> None:
    code = (
        "import sys; from tests.brief_factory import sample_brief; from summarizer.rendering import render_brief;"
        "sys.stdout.buffer.write(render_brief(sample_brief(), 'eml').encode())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=HERE.parent,
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"},
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode() == render_brief(sample_brief(), "eml")


def test_another_brief_is_another_message() -> None:
    one = parse(render_brief(one_statement_brief(), "eml"))
    other = parse(render_brief(one_statement_brief("The bridge reopened on Tuesday."), "eml"))
    assert one["Message-ID"] != other["Message-ID"]
    assert one.get_boundary() != other.get_boundary()


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2026-11-19", "Thu, 19 Nov 2026 06:00:00 +0000"),
        ("2026-11-19T23:59:00-08:00", "Thu, 19 Nov 2026 06:00:00 +0000"),
        ("undated", ""),
        ("2026-02-30", ""),
        ("0000-01-01", ""),
        ("2026-11", ""),
        ("2026-11-19\r\nBcc: all@example.org", ""),
    ],
)
def test_date_is_the_briefs_day_or_nothing(date: str, expected: str) -> None:
    assert date_header(date) == expected
    message = parse(render_brief(dataclasses.replace(one_statement_brief(), date=date), "eml"))
    assert (message["Date"] or "") == expected
    assert message["Bcc"] is None


TITLES = st.text(max_size=150) | st.lists(
    st.sampled_from(
        [
            *("=?utf-8?q?a=0d=0aBcc:x?=", "=??Q??=", "=?", "?=", "é", "“", "word", " ", "漢字漢字漢字", "🎉"),
            *("\r\nBcc: a@b.c", "\n\n<script>", "x" * 80, '"', "<a@b>", ",", "a-b", "\x00", "\u2028"),
        ]
    ),
    max_size=12,
).map("".join)


@given(TITLES)
@settings(max_examples=300)
def test_subject_is_the_title_and_no_title_adds_a_header(title: str) -> None:
    shown = view_brief(dataclasses.replace(one_statement_brief(), title=title)).title
    head = f"From: a@localhost\r\nSubject: {encode_subject(shown)}\r\nX-Last: 1\r\n\r\nbody\r\n"
    message = parse(head)
    assert message.keys() == ["From", "Subject", "X-Last"]
    assert message["Subject"] == shown
    assert all(len(line) <= 78 for line in head.split("\r\n"))


# the text part


def test_the_text_part_is_as_it_was_read_and_approved() -> None:
    """Rewrite the file with SUMMARIZER_UPDATE_GOLDEN=1, and read it before committing."""
    golden = GOLDEN / "mail_sample.txt"
    text = compose_mail(sample_brief()).text
    if os.environ.get("SUMMARIZER_UPDATE_GOLDEN"):
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")


def test_the_text_part_is_wrapped_and_addresses_stand_alone() -> None:
    lines = compose_mail(sample_brief()).text.splitlines()
    assert all(len(line) <= 72 for line in lines if "://" not in line)
    addresses = [line for line in lines if "://" in line]
    assert len(addresses) == 5
    assert all(line.startswith("https://") and " " not in line for line in addresses)


def test_statements_are_numbered_through_all_stories() -> None:
    lines = compose_mail(sample_brief()).text.splitlines()
    numbers = [int(found[1]) for line in lines if (found := re.match(r"(\d+)\. ", line))]
    assert numbers == list(range(1, 10))


# the HTML part


def test_styles_stand_in_the_elements_and_nothing_is_fetched() -> None:
    page = page_of(sample_brief())
    assert page.html is not None
    assert page.html["lang"] == "en"
    assert not page.find_all(["img", "script", "form", "input", "link", "iframe", "base", "svg", "video"])
    assert "url(" not in str(page)
    assert "@import" not in str(page)
    assert all(p.has_attr("style") for p in page.find_all(["p", "h1", "h2", "td", "a"]) if p.text.strip())
    assert all(str(a["href"]).startswith(("https://", "http://")) for a in page.find_all("a"))
    styles = page.find_all("style")
    assert len(styles) == 1
    assert styles[0].get_text().split("{")[0].strip() == "@media (max-width: 620px)"


def test_one_column_dark_mode_and_a_preview() -> None:
    page = page_of(sample_brief())
    column = page.select_one("table.column")
    assert column is not None
    assert column["width"] == "600"
    assert "max-width:100%" in str(column["style"])
    assert all(table["role"] == "presentation" for table in page.find_all("table"))
    meta = page.find("meta", {"name": "color-scheme"})
    assert meta is not None
    assert meta["content"] == "light dark"
    assert "prefers-color-scheme: dark" in str(page.style)
    preview = page.select_one("body > *")
    assert preview is not None
    assert "display:none" in str(preview["style"])
    assert preview.get_text().startswith("The passenger ferry Saint Oriel struck the east pier")
    assert len(preview.get_text()) <= 140


def test_marks_lead_to_the_words_in_the_source() -> None:
    page = page_of(sample_brief())
    first = page.select_one("p[dir] .marks")
    assert first is not None
    assert [(a.get_text(), a["href"]) for a in first.find_all("a")] == [
        (
            "[1]",
            "https://courier.example/2026/11/19/ferry-pier#:~:text=The%20passenger%20ferry%20Saint%20Oriel%20"
            "struck,to%20the%20outer%20islands.",
        ),
        (
            "[2]",
            "https://coastalwire.example/a/88213?ref=rss&lang=en#:~:text=The%20ferry%20Saint%20Oriel%20ran%20"
            "into,people%2C%20emergency%20services%20said.",
        ),
        (
            "[3]",
            "https://islander.example/news/ferry_pier_%28marenport%29#:~:text=The%20ferry%20Saint%20Oriel%20"
            "ran%20into,people%2C%20emergency%20services%20said.",
        ),
    ]
    unlinked = [p for p in page.select("p[dir]") if p.get_text().startswith("The Saint Oriel passed")]
    assert "[4]" in unlinked[0].get_text()
    assert not unlinked[0].find_all("a")


def test_a_page_links_to_the_words_too() -> None:
    page = BeautifulSoup(render_brief(sample_brief(), "html"), "html.parser")
    links = [str(a["href"]) for a in page.select(".passage a")]
    assert links
    assert all("#:~:text=" in link for link in links)


# the size


def test_a_mail_that_fits_leaves_nothing_out() -> None:
    mail = compose_mail(sample_brief())
    assert mail.left_out == ()
    assert mail.warning == ""
    arrived = parts(mail.message)[1].replace("\n", "\r\n").encode()
    assert mail.size == len(arrived) < SIZE_WARNING


def test_a_large_mail_that_fits_brings_a_warning() -> None:
    mail = compose_mail(long_brief(56))
    assert SIZE_WARNING < mail.size <= SIZE_LIMIT
    assert mail.left_out == ()
    assert mail.warning == f"the mail has {mail.size / 1000:.0f} KB of HTML; Gmail clips mails from 102 KB"


def test_a_long_mail_first_leaves_out_quotations_then_the_last_links() -> None:
    mail = compose_mail(long_brief(95))
    assert mail.left_out[:2] == (
        "the table of who is cited for what",
        "the passages quoted in the list of sources",
    )
    page = BeautifulSoup(mail.html, "html.parser")
    told = page.select("p[dir]:has(.marks)")
    linked = [bool(p.find("a")) for p in told]
    assert len(told) == 95
    assert linked == sorted(linked, reverse=True)
    unlinked = linked.count(False)
    assert mail.left_out[2:] == (f"the links of the last {unlinked} statements",)


def test_a_mail_of_400_statements_fits_and_says_what_is_left_out() -> None:
    brief = long_brief(400)
    mail = compose_mail(brief, whole="out/brief.html")
    assert SIZE_WARNING < mail.size <= SIZE_LIMIT
    page = BeautifulSoup(mail.html, "html.parser")
    told = len(page.select("p[dir]:has(.marks)"))
    assert mail.left_out == (
        "the table of who is cited for what",
        "the passages quoted in the list of sources",
        "the links of the last 400 statements",
        f"the last {400 - told} statements",
    )
    assert 250 < told < 400
    note = page.select_one(".cut")
    assert note is not None
    words = " ".join(note.get_text().split())
    assert f"Left out: {'; '.join(mail.left_out)}." in words
    assert words.endswith("The whole brief: out/brief.html")
    assert len(re.findall(r"^\d+\. ", mail.text, re.MULTILINE)) == 400
    assert "without the table of who is cited" in mail.warning


def test_a_shortened_mail_links_to_the_whole_where_it_is_on_the_web() -> None:
    page = BeautifulSoup(compose_mail(long_brief(150), whole="https://a.example/b?x=1").html, "html.parser")
    link = page.select_one(".cut a")
    assert link is not None
    assert link["href"] == "https://a.example/b?x=1"
    bare = BeautifulSoup(compose_mail(long_brief(150)).html, "html.parser").select_one(".cut")
    assert bare is not None
    assert "plain-text version of this mail has every statement" in bare.get_text()


def test_coverage_and_sources_cannot_make_a_mail_too_long_either() -> None:
    articles = [make_article(f"Text {n}.", origin=f"{n}.txt", title=f"Title {n} " * 9) for n in range(900)]
    statement = make_statement("Text 0.", [make_citation(articles[0], "Text 0.")])
    coverage = Coverage(
        900, 900, 0, 0, tuple(Omission("reading", f"{n}.pdf", "no text") for n in range(2000))
    )
    brief = make_brief(articles, [make_section("S", [statement])], coverage=coverage)
    mail = compose_mail(brief)
    assert mail.size <= SIZE_LIMIT
    assert mail.left_out[0].startswith("the passages quoted")
    assert mail.left_out[1].endswith("lines of the coverage")
    assert mail.text.count("Left out while reading") == 2000


def test_a_mail_that_cannot_fit_says_that_it_is_clipped() -> None:
    mail = compose_mail(one_statement_brief("word " * 40_000))
    assert mail.size > SIZE_LIMIT
    assert "and will be clipped; Gmail clips mails from 102 KB" in mail.warning


def view_length(view: BriefView) -> int:
    """A measure that every cut shortens."""
    return len(repr(view)) - len(repr(view.left_out))


@given(st.floats(0, 1.2), st.sampled_from([sample_brief(), long_brief(12), one_statement_brief()]))
@settings(max_examples=60, deadline=None)
def test_no_more_is_left_out_than_needed(share: float, brief: Brief) -> None:
    view = view_brief(brief)
    limit = int(view_length(view) * share)
    fitted = fit_view(view, lambda shorter: view_length(shorter) <= limit)
    if view_length(view) <= limit:
        assert fitted is view
        return
    assert fitted.left_out
    assert [story for story in fitted.stories if story.lead or story.statements] == list(fitted.stories)
    assert fitted.stories
    if view_length(fitted) > limit:  # nothing helped: one bare statement is left
        assert len(fitted.stories) == len(fitted.stories[0].statements) == 1
        assert (fitted.sources, fitted.conflicts) == ((), ())
        assert len(fitted.coverage) <= COVERAGE_KEPT
    roomier = fit_view(view, lambda shorter: view_length(shorter) <= limit + 200)
    assert view_length(roomier) >= view_length(fitted) or roomier.left_out != fitted.left_out


# templates


def copy_template(name: str, place: Path) -> Path:
    place.write_text((templates_folder() / name).read_text("utf-8"), "utf-8")
    return place


def test_copied_templates_write_the_same_mail(tmp_path: Path) -> None:
    html = copy_template("email.html.j2", tmp_path / "mine.html.j2")
    text = copy_template("email.txt.j2", tmp_path / "mine.txt.j2")
    expected = render_brief(sample_brief(), "eml")
    for template in (str(html), str(text), "email", "brief"):
        assert render_brief(sample_brief(), "eml", template=template) == expected


def test_either_part_brings_its_fellow_from_beside_it(tmp_path: Path) -> None:
    html, text = tmp_path / "mine.html.j2", tmp_path / "mine.txt.j2"
    html.write_text("<p>My page: {{ brief.title }}</p>", "utf-8")
    alone = compose_mail(one_statement_brief(), str(html))
    assert "My page: Bridge reopens" in alone.html
    assert alone.text == compose_mail(one_statement_brief()).text
    text.write_text("My text: {{ brief.title }}", "utf-8")
    for template in (html, text):
        mail = compose_mail(one_statement_brief(), str(template))
        assert "My page: Bridge reopens" in mail.html
        assert mail.text == "My text: Bridge reopens\n"


@pytest.mark.parametrize("name", ["mine.md.j2", "mine.j2", "brief.md"])
def test_a_template_that_writes_no_part_of_a_mail_is_refused(tmp_path: Path, name: str) -> None:
    template = tmp_path / name
    if name != "brief.md":
        template.write_text("x", "utf-8")
    with pytest.raises(TemplateError, match="does not write a part of a mail") as caught:
        compose_mail(one_statement_brief(), str(template) if name != "brief.md" else name)
    assert ".html.j2" in caught.value.hint


@pytest.mark.parametrize("part", ["html", "txt"])
def test_a_mistake_in_a_part_is_named_with_its_line(tmp_path: Path, part: str) -> None:
    template = tmp_path / f"mine.{part}.j2"
    template.write_text("fine\n{{ brief.titel }}", "utf-8")
    with pytest.raises(TemplateError, match=rf"mine\.{part}\.j2, line 2 .*a brief has no 'titel'") as caught:
        compose_mail(sample_brief(), str(template))
    assert caught.value.line == 2
    assert "Did you mean title?" in caught.value.hint


def test_an_edited_part_is_sanitized_and_fetches_no_style_sheet(tmp_path: Path) -> None:
    (tmp_path / "own.css").write_text("p { color: red }", "utf-8")
    template = tmp_path / "mine.html.j2"
    template.write_text(
        f"<html><head><link rel='stylesheet' href='{tmp_path / 'own.css'}'></head>"
        "<body><p onclick='x()' style='background: url(//x.example)'>{{ brief.title | safe }}</p></body></html>",
        "utf-8",
    )
    brief = dataclasses.replace(one_statement_brief(), title="<img src=x onerror=x()><b>bold</b>")
    html = compose_mail(brief, str(template)).html
    assert "<p><b>bold</b></p>" in html


# the command line


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, list(arguments))


@pytest.fixture
def saved(here: Path) -> Path:
    Path("brief.json").write_text(brief_to_json(sample_brief()), "utf-8")
    Path("long.json").write_text(brief_to_json(long_brief(400)), "utf-8")
    return here


def test_the_suffix_and_the_option_give_a_mail(saved: Path) -> None:
    expected = render_brief(sample_brief(), "eml").encode()
    assert run("render", "brief.json", "-o", "Brief.EML").exit_code == 0
    assert Path("Brief.EML").read_bytes() == expected
    assert run("render", "brief.json", "--format", "eml").stdout_bytes == expected


def test_a_long_mail_names_the_page_beside_it_and_warns(saved: Path) -> None:
    done = run("render", "long.json", "--format", "eml", "--format", "html", "-o", "out/")
    assert done.exit_code == 0
    assert "warning: the mail has 102 KB of HTML without the table" in " ".join(done.stderr.split())
    html = parts(Path("out/brief.eml").read_text("ascii"))[1]
    assert "The whole brief: out/brief.html" in " ".join(html.split())


def test_brief_writes_a_mail(saved: Path) -> None:
    Path("a.txt").write_text(
        "The bridge at Marenport reopened on Monday after four months of work.\n", "utf-8"
    )
    done = run("brief", "a.txt", "-o", "b.eml", "--date", "2026-11-19", "--title", "Bridge opens", "--quiet")
    assert (done.exit_code, done.stderr) == (0, "")
    message = parse(Path("b.eml").read_text("ascii"))
    assert (message["Subject"], message["Date"].datetime.hour) == ("Bridge opens", 6)


def test_a_mail_is_data_and_its_message_derives_from_it() -> None:
    mail = Mail("message", "text", "é", ())
    assert mail.size == 2
    assert mail.warning == ""
