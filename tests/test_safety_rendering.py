"""Source text is data: whatever it holds, nothing of it is active in any rendered form."""

from __future__ import annotations

import gzip
import json
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import markdown
import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from summarizer.records import Brief, Conflict, ConflictValue, Coverage, Omission
from summarizer.rendering import render_brief
from summarizer.rendering.jsonform import brief_from_json, brief_to_json
from summarizer.rendering.linking import safe_url
from tests.brief_factory import (
    make_article,
    make_brief,
    make_citation,
    make_section,
    make_statement,
)

HERE = Path(__file__).parent
DIRTY = Path(os.environ.get("SUMMARIZER_SHARED", HERE.parents[1] / "shared")) / "data" / "dirty"
BATCH = 120  # payloads in one brief: enough to keep the tests short, few enough to find the one that breaks

HTML_TAGS = {
    *("html", "head", "meta", "title", "style", "body", "main", "header", "footer", "section"),
    *(
        "h1",
        "h2",
        "p",
        "br",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "div",
        "span",
        "b",
        "a",
        "details",
        "summary",
    ),
}
HTML_ATTRIBUTES = {"class", "id", "dir", "href", "rel", "value", "aria-label"}
MARKDOWN_TAGS = {"h1", "h2", "p", "em", "strong", "ul", "ol", "li", "a"}
CONTROL = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


def own_payloads() -> list[str]:
    text = (HERE / "cases" / "rendering_hostile.json").read_text("utf-8")
    return [case["input"] for case in json.loads(text)]


def shared_payloads(name: str, key: str, step: int) -> list[str]:
    path = DIRTY / name
    if not path.is_file():
        pytest.skip(f"the shared data set {name} is not here")
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line)[key] for line in data.decode("utf-8").split("\n") if line][::step]


def brief_full_of(payloads: Sequence[str]) -> Brief:
    """Put each payload in every place of a brief that text from outside can reach."""
    articles = [
        make_article(
            f"{payload} .",
            origin=f"{number}/{payload}",
            title=payload,
            url=payload if number % 2 else f"https://news.example/{payload}",
            publisher=payload,
            published=payload,
        )
        for number, payload in enumerate(payloads)
    ]
    statements = [
        make_statement(f"{article.title}", [make_citation(article, article.text)], labels=("single source",))
        for article in articles
    ]
    conflicts = [
        Conflict(payload, (ConflictValue(payload, (make_citation(articles[0], articles[0].text),)),))
        for payload in payloads
    ]
    sections = [
        make_section(payloads[0], statements, lead=statements[0], conflicts=conflicts),
        make_section(payloads[-1], []),
    ]
    coverage = Coverage(
        read=len(articles),
        independent=len(articles),
        merged_sentences=2,
        omissions=tuple(Omission(payload, payload, payload) for payload in payloads),
        uncited=tuple((article.id, article.title or "") for article in articles),
    )
    return make_brief(articles, sections, title=payloads[0], date=payloads[-1], coverage=coverage)


def batches(payloads: Sequence[str]) -> Iterator[Brief]:
    for start in range(0, len(payloads), BATCH):
        yield brief_full_of(payloads[start : start + BATCH])


def our_links(brief: Brief) -> set[str]:
    """Return the pages that a brief may link to."""
    pages = (safe_url(source.url) for source in brief.sources)
    return {page.partition("#")[0] for page in pages if page}


def check_html(brief: Brief) -> None:
    text = render_brief(brief, "html")
    page = BeautifulSoup(text, "lxml")
    allowed = our_links(brief)
    assert len(page.find_all("style")) == 1
    assert text.count("<style") == text.count("</style") == 1
    assert not {tag.name for tag in page.find_all(True)} - HTML_TAGS
    assert page.body is not None
    assert not page.body.find_all(["meta", "title", "style", "head", "body", "html"])
    for tag in page.body.find_all(True):
        assert not set(tag.attrs) - HTML_ATTRIBUTES, tag
        href = str(tag.get("href", "#"))
        assert href.startswith("#") or href.partition("#")[0] in allowed, href


def check_converted(converted: str, brief: Brief) -> None:
    page = BeautifulSoup(converted, "lxml")
    allowed = our_links(brief)
    assert not {tag.name for tag in page.find_all(True)} - MARKDOWN_TAGS - {"html", "body"}
    for tag in page.find_all(True):
        assert not set(tag.attrs) - {"href"}, tag
        if tag.name == "a":
            assert str(tag["href"]).partition("#")[0] in allowed, tag


def check_markdown(brief: Brief) -> None:
    text = render_brief(brief, "md")
    assert not CONTROL.search(text)
    check_converted(markdown.markdown(text, extensions=["tables", "fenced_code", "footnotes"]), brief)
    check_converted(MarkdownIt("js-default", {"html": True}).render(text), brief)
    assert count_headings(text) == count_headings(render_brief(brief_full_of(["x"] * 2), "md"))


def count_headings(text: str) -> int:
    return sum(line.startswith("#") for line in text.splitlines())


def check_text(brief: Brief) -> None:
    assert not CONTROL.search(render_brief(brief, "txt"))


def check_everything(brief: Brief) -> None:
    check_html(brief)
    check_markdown(brief)
    check_text(brief)
    text = brief_to_json(brief)
    text.encode("utf-8")
    assert brief_from_json(text) == brief


@pytest.mark.parametrize("payload", own_payloads())
def test_own_payloads_do_nothing_in_any_form(payload: str) -> None:
    check_everything(brief_full_of([payload, payload]))


def test_payloads_in_all_places_at_once_do_nothing() -> None:
    for brief in batches(own_payloads()):
        check_everything(brief)


def test_known_attack_strings_do_nothing() -> None:
    for brief in batches(shared_payloads("html_md_vectors.jsonl.gz", "payload", step=2)):
        check_everything(brief)


def test_naughty_strings_do_nothing() -> None:
    for brief in batches(shared_payloads("naughty_strings.jsonl", "s", step=1)):
        check_everything(brief)


@given(st.lists(st.sampled_from(own_payloads()) | st.text(max_size=20), min_size=1, max_size=4).map("".join))
@settings(max_examples=25, deadline=None)
def test_mixed_payloads_do_nothing(payload: str) -> None:
    check_everything(brief_full_of([payload, "a calm sentence"]))


EXTENSIONS = [
    "extra",
    "admonition",
    "toc",
    "wikilinks",
    "smarty",
    "sane_lists",
    "nl2br",
    "attr_list",
    "md_in_html",
]


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_markdown_is_inert_under_the_other_extensions_too(extension: str) -> None:
    for brief in batches(own_payloads()):
        page = BeautifulSoup(markdown.markdown(render_brief(brief, "md"), extensions=[extension]), "lxml")
        allowed = our_links(brief)
        assert not page.find_all(
            ["script", "style", "iframe", "img", "input", "form", "svg", "object", "div"]
        )
        for tag in page.find_all(True):
            assert not [name for name in tag.attrs if name.startswith("on") or name in ("style", "src")]
            assert str(tag.get("href", "#")).partition("#")[0] in allowed | {""}


def test_the_checks_would_notice() -> None:
    """The same checks fail on a page and a text into which something active is let through."""
    brief = brief_full_of(["calm", "calm"])
    with pytest.raises(AssertionError):
        check_converted("<p onclick='x()'>x</p>", brief)
    with pytest.raises(AssertionError):
        check_converted("<p><a href='https://evil.example/'>x</a></p>", brief)
    with pytest.raises(AssertionError):
        check_converted("<script>x</script>", brief)
    assert CONTROL.search("a\u202eb")
