"""Source text is data: whatever it holds, nothing of it is active in any rendered form."""

from __future__ import annotations

import email
import email.policy
import functools
import gzip
import json
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import lxml.html  # type: ignore[import-untyped]
import markdown
import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from summarizer.records import Brief, Conflict, ConflictValue, Coverage, Mention, Omission
from summarizer.rendering import render_brief
from summarizer.rendering.jsonform import brief_from_json, brief_to_json
from summarizer.rendering.linking import safe_url
from summarizer.rendering.mailing import compose_mail
from summarizer.rendering.view import view_brief
from tests.brief_factory import (
    articles_full_of,
    make_brief,
    make_citation,
    make_section,
    make_statement,
    sample_brief,
)

HERE = Path(__file__).parent
DIRTY = Path(os.environ.get("SUMMARIZER_SHARED", HERE.parents[1] / "shared")) / "data" / "dirty"
BATCH = 120  # payloads in one brief: enough to keep the tests short, few enough to find the one that breaks
MAIL_BATCH = (
    24  # few enough for nearly every mail to be shown whole; what is left out is tested in the others
)

HTML_TAGS = {
    *("html", "head", "meta", "title", "style", "body", "main", "header", "footer", "section", "h1", "h2"),
    *("p", "br", "ul", "ol", "li", "dl", "dt", "dd", "div", "span", "b", "a", "details", "summary"),
}
HTML_ATTRIBUTES = {"class", "id", "dir", "href", "rel", "value", "role", "title", "aria-label"}
MAIL_TAGS = {
    *("html", "head", "meta", "title", "style", "body", "div", "table", "tbody", "tr", "td"),
    *("h1", "h2", "p", "br", "span", "b", "a"),
}
MAIL_ATTRIBUTES = {
    *("class", "dir", "href", "style", "role", "align", "width", "border", "cellpadding", "cellspacing"),
}
MARKDOWN_TAGS = {"h1", "h2", "h3", "p", "em", "strong", "ul", "ol", "li", "a"}
CONTROL = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


def own_payloads() -> list[str]:
    text = (HERE / "cases" / "rendering_hostile.json").read_text("utf-8")
    return [case["input"] for case in json.loads(text)]


def shared_payloads(name: str, key: str) -> list[str]:
    path = DIRTY / name
    if not path.is_file():
        pytest.skip(f"the shared data set {name} is not here")
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line)[key] for line in data.decode("utf-8").split("\n") if line]


def brief_full_of(payloads: Sequence[str]) -> Brief:
    """Put each payload in every place of a brief that text from outside can reach."""
    articles = articles_full_of(payloads)
    statements = [
        make_statement(f"{article.title}", [make_citation(article, article.text)], labels=("single source",))
        for article in articles
    ]
    conflicts = [
        Conflict(payload, (ConflictValue(payload, (make_citation(articles[0], articles[0].text),)),))
        for payload in payloads
    ]
    first = make_section(payloads[0], statements, lead=statements[0], conflicts=conflicts)
    sections = [
        replace(first, section=f"1 {payloads[0]}", changes=tuple(payloads)),
        replace(make_section(payloads[-1], statements[-1:]), section=f"2 {payloads[-1]}"),
        make_section(payloads[-1], []),
    ]
    mentions = tuple(
        Mention(payload, payload, (article.id,), payload)
        for payload, article in zip(payloads, articles, strict=True)
    )
    coverage = Coverage(
        read=len(articles),
        independent=len(articles),
        merged_sentences=2,
        omissions=tuple(Omission(payload, payload, payload) for payload in payloads),
        uncited=tuple((article.id, article.title or "") for article in articles),
    )
    brief = make_brief(articles, sections, title=payloads[0], date=payloads[-1], coverage=coverage)
    return replace(brief, also=mentions)


def batches(payloads: Sequence[str], size: int = BATCH) -> Iterator[Brief]:
    for start in range(0, len(payloads), size):
        yield brief_full_of(payloads[start : start + size])


def our_links(brief: Brief) -> set[str]:
    """Return the pages that a brief may link to."""
    pages = (safe_url(source.url) for source in brief.sources)
    return {page.partition("#")[0] for page in pages if page}


def parse(text: str) -> Any:
    return lxml.html.document_fromstring(text)


def check_page(text: str, brief: Brief, tags: set[str], attributes: set[str]) -> Any:
    """Check that a page holds our own elements and attributes only, and links to the sources alone."""
    page = parse(text)
    allowed = our_links(brief)
    assert len(page.findall(".//style")) == text.count("<style") == text.count("</style") == 1
    body = page.find("body")
    assert not {str(tag.tag) for tag in page.iter()} - tags
    assert not {str(tag.tag) for tag in body.iter()} & {"meta", "title", "style", "head", "html"}
    for tag in body.iter():
        assert not set(tag.attrib) - attributes, tag.attrib
        href = tag.get("href", "#")
        assert href.startswith("#") or href.partition("#")[0] in allowed, href
    return page


def check_html(brief: Brief) -> None:
    check_page(render_brief(brief, "html"), brief, HTML_TAGS, HTML_ATTRIBUTES)


def styles_of(page: Any) -> set[str]:
    return {tag.get("style", "") for tag in page.iter()}


@functools.cache
def our_styles() -> set[str]:
    """Return the style attributes of mails in which there is nothing to be afraid of."""
    long = brief_full_of(["calm"] * 400)
    mails = [compose_mail(brief) for brief in (brief_full_of(["calm", "calm"]), long, sample_brief())]
    return set().union(*(styles_of(parse(mail.html)) for mail in mails))


def check_mail(brief: Brief) -> None:
    """Check both parts as Python's parser reads them, and that no header is added or changed."""
    text = render_brief(brief, "eml")
    assert text.isascii()
    message = email.message_from_string(text, policy=email.policy.default)
    assert {name: len(message.get_all(name, [])) for name in message} == dict.fromkeys(message.keys(), 1)
    assert set(message.keys()) <= MAIL_HEADERS
    assert message["Subject"] == view_brief(brief).subject
    plain, html = message.iter_parts()
    assert not [part.defects for part in (message, plain, html) if part.defects]
    assert (plain.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert not CONTROL.search(plain.get_content().replace("\r\n", "\n"))
    page = check_page(html.get_content(), brief, MAIL_TAGS, MAIL_ATTRIBUTES)
    assert not styles_of(page) - our_styles()


MAIL_HEADERS = {
    *("From", "Subject", "Date", "Message-ID", "List-Id", "Auto-Submitted", "MIME-Version", "Content-Type"),
}


def check_converted(converted: str, brief: Brief) -> None:
    page = parse(converted)
    allowed = our_links(brief)
    assert not {str(tag.tag) for tag in page.iter()} - MARKDOWN_TAGS - {"html", "body"}
    for tag in page.iter():
        assert not set(tag.attrib) - {"href"}, tag.attrib
        if tag.tag == "a":
            assert tag.get("href", "").partition("#")[0] in allowed, tag.attrib


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
    brief = brief_full_of([payload, payload])
    check_everything(brief)
    check_mail(brief)


def test_payloads_in_all_places_at_once_do_nothing() -> None:
    for brief in batches(own_payloads()):
        check_everything(brief)
        check_mail(brief)


ATTACKS = ("html_md_vectors.jsonl.gz", "payload")
NAUGHTY = ("naughty_strings.jsonl", "s")


@pytest.mark.parametrize("data", [ATTACKS, NAUGHTY], ids=["attacks", "naughty"])
def test_known_attack_strings_do_nothing(data: tuple[str, str]) -> None:
    for brief in batches(shared_payloads(*data)):
        check_everything(brief)


@pytest.mark.parametrize("data", [ATTACKS, NAUGHTY], ids=["attacks", "naughty"])
def test_known_attack_strings_do_nothing_in_a_mail(data: tuple[str, str]) -> None:
    for brief in batches(shared_payloads(*data), MAIL_BATCH):
        check_mail(brief)


@given(st.lists(st.sampled_from(own_payloads()) | st.text(max_size=20), min_size=1, max_size=4).map("".join))
@settings(max_examples=25, deadline=None)
def test_mixed_payloads_do_nothing(payload: str) -> None:
    brief = brief_full_of([payload, "a calm sentence"])
    check_everything(brief)
    check_mail(brief)


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
    for active in (
        "<p onclick='x()'>",
        "<a href='https://evil.example/'>",
        "<img src='x'>",
        "<style>p{}</style>",
    ):
        for tags, attributes in ((HTML_TAGS, HTML_ATTRIBUTES), (MAIL_TAGS, MAIL_ATTRIBUTES)):
            with pytest.raises(AssertionError):
                check_page(f"<head><style>p{{}}</style></head><body>{active}x", brief, tags, attributes)
