"""The page and the mail of a brief in a real browser: phone and desk, both colour schemes, print, awkward content.

Needs Chromium, as `benchmarks.browser` does, and is skipped without it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.browser import Browser
from summarizer.records import Brief
from summarizer.rendering import render_brief
from summarizer.rendering.mailing import compose_mail
from tests.brief_factory import one_statement_brief, sample_brief
from tests.morning_factory import awkward_brief, empty_brief, morning_brief
from tests.test_compare_page import DESK, LEGIBLE, PHONE, SCHEMES, ask_page, contrast, luminance, show_page

SMALL_PHONE = 360
BRIEFS = {
    "a morning": morning_brief(),
    "awkward": awkward_brief(),
    "empty": empty_brief(),
    "one statement": one_statement_brief(),
    "two stories": sample_brief(),
}
FORMS = ("html", "eml")


def page_of(brief: Brief, form: str) -> str:
    """Return what a browser or a mail program shows of a brief."""
    return render_brief(brief, "html") if form == "html" else compose_mail(brief).html


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", BRIEFS)
@pytest.mark.parametrize("width", [SMALL_PHONE, PHONE, DESK])
def test_nothing_is_wider_than_the_window(
    width: int, name: str, form: str, browser: Browser, tmp_path: Path
) -> None:
    show_page(browser, page_of(BRIEFS[name], form), tmp_path, width)
    assert ask_page(browser, "document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("form", "column"), [("html", "main"), ("eml", ".column")])
def test_the_column_is_600_pixels_on_a_desk_and_the_window_on_a_phone(
    form: str, column: str, browser: Browser, tmp_path: Path
) -> None:
    wide = f"document.querySelector('{column}').getBoundingClientRect().width"
    show_page(browser, page_of(morning_brief(), form), tmp_path, DESK)
    assert 560 <= ask_page(browser, wide) <= 610
    show_page(browser, page_of(morning_brief(), form), tmp_path, PHONE)
    assert ask_page(browser, wide) == PHONE


BROKEN = """[...document.querySelectorAll('.marks.few')].filter(marks => {
  const range = document.createRange();
  range.selectNodeContents(marks);
  return new Set([...range.getClientRects()].map(one => Math.round(one.top / 10))).size > 1;
}).map(marks => marks.textContent)"""


WIDTHS = range(320, 440, 8)
"""Those of phones: at some of them lines end between the marks of a statement."""


def broken_marks(browser: Browser, page: str, folder: Path) -> list[str]:
    """Return the marks that do not stay on one line, at any width of a phone."""
    found: list[str] = []
    for width in WIDTHS:
        show_page(browser, page, folder, width)
        found += ask_page(browser, BROKEN)
    return found


@pytest.mark.parametrize("form", FORMS)
def test_a_few_marks_stay_on_one_line(form: str, browser: Browser, tmp_path: Path) -> None:
    page = page_of(sample_brief(), form)
    assert page.count("few") >= 9
    assert broken_marks(browser, page, tmp_path) == []
    loose = page.replace("white-space: nowrap", "").replace("white-space:nowrap", "")
    assert broken_marks(browser, loose, tmp_path) != []


LETTERING = """[...document.querySelectorAll('body *')].filter(tag => tag.offsetParent && [...tag.childNodes].some(
  node => node.nodeType === 3 && node.textContent.trim())).map(tag => {
    let ground = tag;
    while (ground && getComputedStyle(ground).backgroundColor === 'rgba(0, 0, 0, 0)') ground = ground.parentElement;
    return [`${tag.tagName}.${tag.className}`, getComputedStyle(tag).color,
      getComputedStyle(ground || document.body).backgroundColor];
  })"""


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_all_lettering_stands_out_from_its_ground(
    scheme: str, form: str, browser: Browser, tmp_path: Path
) -> None:
    show_page(browser, page_of(morning_brief(), form), tmp_path, DESK, scheme)
    found = {name: contrast(lettering, ground) for name, lettering, ground in ask_page(browser, LETTERING)}
    assert len(found) > 10
    assert {name: round(ratio, 2) for name, ratio in found.items() if ratio < LEGIBLE} == {}


@pytest.mark.parametrize("form", FORMS)
def test_the_dark_page_is_dark(form: str, browser: Browser, tmp_path: Path) -> None:
    grounds = []
    for scheme in SCHEMES:
        show_page(browser, page_of(morning_brief(), form), tmp_path, DESK, scheme)
        grounds.append(luminance(ask_page(browser, "getComputedStyle(document.body).backgroundColor")))
    assert grounds[0] > 0.8
    assert grounds[1] < 0.05


def test_a_statement_that_runs_to_the_left_has_its_bullet_on_the_right(
    browser: Browser, tmp_path: Path
) -> None:
    show_page(browser, page_of(awkward_brief(), "html"), tmp_path, PHONE)
    padding = (
        "(s => [s.paddingLeft, s.paddingRight])(getComputedStyle(document.querySelectorAll('.statement')[1]))"
    )
    assert ask_page(browser, padding) == ["0px", "18.4px"]


SHOWN = "[...document.querySelectorAll('.cited')].filter(one => one.offsetParent).length"


def test_sources_quote_in_print_what_the_screen_shows_beside_the_statements(
    browser: Browser, tmp_path: Path
) -> None:
    show_page(browser, page_of(morning_brief(), "html"), tmp_path)
    assert ask_page(browser, SHOWN) == 0
    browser.ask("Emulation.setEmulatedMedia", media="print")
    shown = ask_page(browser, SHOWN)
    browser.ask("Emulation.setEmulatedMedia", media="")
    assert (
        shown
        == len(ask_page(browser, "[...document.querySelectorAll('.cited')].map(one => one.textContent)"))
        > 5
    )


def test_a_row_of_the_strip_leads_to_its_story(browser: Browser, tmp_path: Path) -> None:
    show_page(browser, page_of(morning_brief(), "html"), tmp_path)
    ask_page(browser, "document.querySelectorAll('.row a')[1].click() || true")
    browser.wait(0.1)
    assert "stranded ferry" in ask_page(browser, "document.querySelector(':target h2').innerText")
