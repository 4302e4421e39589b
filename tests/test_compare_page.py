"""The page of `compare` in a real browser: both widths, both colour schemes, the keyboard, and attack strings.

Needs Chromium, as `benchmarks.browser` does, and is skipped without it.
"""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest

from benchmarks.browser import Browser, watch_page
from summarizer.measuring.comparison import Comparison
from summarizer.measuring.forms import write_page
from tests.comparison_factory import sample_comparison
from tests.test_compare import comparison_full_of
from tests.test_safety_rendering import own_payloads

PHONE, DESK = 390, 1200
SCHEMES = ("light", "dark")
LEGIBLE = 4.5
"""Contrast of lettering and ground that WCAG asks of small text."""

LONG = "a-model-owner/with-a-name-of-many-words-that-no-column-was-made-for-1.5B-instruct"


def load(browser: Browser, found: Comparison, folder: Path, width: int = DESK, scheme: str = "light") -> None:
    """Show a comparison's page at a width, in a colour scheme."""
    show_page(browser, write_page(found), folder, width, scheme)


def show_page(browser: Browser, text: str, folder: Path, width: int = DESK, scheme: str = "light") -> None:
    """Show a page at a width, in a colour scheme."""
    page = folder / "page.html"
    page.write_text(text, "utf-8")
    browser.ask(
        "Emulation.setDeviceMetricsOverride",
        width=width,
        height=844,
        deviceScaleFactor=1,
        mobile=width == PHONE,
    )
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.ask("Emulation.setEmulatedMedia", features=features)
    browser.events.clear()
    browser.ask("Page.navigate", url=page.as_uri())
    for _ in range(100):
        if any(event["method"] == "Page.loadEventFired" for event in browser.events):
            return
        browser.wait(0.05)
    raise TimeoutError("the page does not load")


def ask_page(browser: Browser, expression: str) -> Any:
    """Return what an expression gives on the page."""
    return browser.ask("Runtime.evaluate", expression=expression, returnByValue=True)["result"]["value"]


def press(browser: Browser, key: str, code: int, text: str = "") -> None:
    for kind in ("keyDown", "keyUp"):
        typed = {"text": text} if text and kind == "keyDown" else {}
        browser.ask(
            "Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code, **typed
        )


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_nothing_is_wider_than_the_window(width: int, browser: Browser, tmp_path: Path) -> None:
    load(browser, sample_comparison(("known.txt", "The ferry hit the pier.")), tmp_path, width)
    assert ask_page(browser, "innerWidth") == width
    assert ask_page(browser, "document.documentElement.scrollWidth") <= width
    assert ask_page(browser, "(s => s.scrollWidth - s.clientWidth)(document.querySelector('.scroll'))") == 0


def test_a_table_of_many_modes_scrolls_by_itself(browser: Browser, tmp_path: Path) -> None:
    load(browser, comparison_full_of([LONG, f"{LONG}-2"]), tmp_path, PHONE)
    assert ask_page(browser, "document.documentElement.scrollWidth") <= PHONE


BESIDE = """[...document.querySelectorAll('.drawing text')].filter(text => {
  const inner = text.getBoundingClientRect(), outer = text.closest('svg').getBoundingClientRect();
  return inner.left < outer.left - 1 || inner.right > outer.right + 1 || inner.bottom > outer.bottom + 1;
}).map(text => text.textContent)"""


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_lettering_stays_inside_the_plots(width: int, browser: Browser, tmp_path: Path) -> None:
    load(browser, comparison_full_of([LONG, f"{LONG}-2"]), tmp_path, width)
    assert ask_page(browser, "document.querySelectorAll('.drawing text').length") > 10
    assert ask_page(browser, BESIDE) == []


SMALLEST = """(drawing => drawing.getBoundingClientRect().width / drawing.viewBox.baseVal.width * Math.min(
  ...[...drawing.querySelectorAll('text')].map(text => parseFloat(getComputedStyle(text).fontSize))
))(document.querySelector('.drawing'))"""


def test_lettering_of_the_plots_can_be_read_on_a_phone(browser: Browser, tmp_path: Path) -> None:
    load(browser, sample_comparison(), tmp_path, PHONE)
    assert ask_page(browser, SMALLEST) >= 9


COLOURS = """['.about', '.silent', '.open', '.doubt', 'h3', '.inserted', '.words', 'td', 'summary', '.tick', '.name']
.map(name => [document.querySelector(name), name]).filter(([tag]) => tag).map(([tag, name]) => [
  name, getComputedStyle(tag)[tag.closest('svg') ? 'fill' : 'color'],
  getComputedStyle(document.body).backgroundColor])"""


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_lettering_stands_out_from_its_ground(scheme: str, browser: Browser, tmp_path: Path) -> None:
    load(browser, sample_comparison(), tmp_path, DESK, scheme)
    found = {name: contrast(lettering, ground) for name, lettering, ground in ask_page(browser, COLOURS)}
    assert len(found) == 11
    assert {name: ratio for name, ratio in found.items() if ratio < LEGIBLE} == {}


def test_the_dark_page_is_dark(browser: Browser, tmp_path: Path) -> None:
    grounds = []
    for scheme in SCHEMES:
        load(browser, sample_comparison(), tmp_path, DESK, scheme)
        grounds.append(luminance(ask_page(browser, "getComputedStyle(document.body).backgroundColor")))
    assert grounds[0] > 0.9
    assert grounds[1] < 0.05


def luminance(colour: str) -> float:
    """Return the relative luminance of "rgb(r, g, b)", 0 … 1, as WCAG defines it."""
    parts = [int(part) / 255 for part in colour.removeprefix("rgb(").removesuffix(")").split(",")]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_keyboard_opens_evidence(browser: Browser, tmp_path: Path) -> None:
    load(browser, sample_comparison(), tmp_path)
    places = []
    for _ in range(ask_page(browser, "document.querySelectorAll('summary').length")):
        press(browser, "Tab", 9)
        places.append(
            ask_page(browser, "[...document.querySelectorAll('summary')].indexOf(document.activeElement)")
        )
    assert places == list(range(13))  # the help, and the evidence of 9 and 3 statements
    assert ask_page(browser, "document.querySelectorAll('details[open]').length") == 0
    press(browser, "Enter", 13, "\r")
    assert ask_page(browser, "document.activeElement.parentElement.open") is True
    quoted = ask_page(browser, "document.activeElement.parentElement.querySelector('.quote').innerText")
    assert quoted.startswith("“")


def test_a_point_leads_to_its_statement(browser: Browser, tmp_path: Path) -> None:
    load(browser, sample_comparison(), tmp_path)
    x, y = ask_page(
        browser,
        "(b => [b.x + b.width / 2, b.y + b.height / 2])"
        "(document.querySelector('a[href=\"#m2-s3\"] .mark').getBoundingClientRect())",
    )
    for kind in ("mousePressed", "mouseReleased"):
        browser.ask("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)
    browser.wait(0.1)
    assert ask_page(browser, "location.hash") == "#m2-s3"
    assert "tidal baths" in ask_page(browser, "document.querySelector(':target').innerText")


def test_attack_strings_do_nothing_in_a_browser(browser: Browser, tmp_path: Path) -> None:
    payloads = own_payloads()
    for start, end in itertools.pairwise((*range(0, len(payloads), 12), len(payloads))):
        page = tmp_path / "page.html"
        page.write_text(write_page(comparison_full_of(payloads[start:end])), "utf-8")
        assert watch_page(browser, page).total == 0


def test_the_browser_would_notice(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    active = write_page(sample_comparison()).replace("<svg ", "<svg onload=\"console.log('x')\" ", 1)
    page.write_text(active, "utf-8")
    assert watch_page(browser, page).total > 0
