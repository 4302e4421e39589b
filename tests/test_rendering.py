from __future__ import annotations

import dataclasses
import json
import os
import string
import subprocess
import sys
from pathlib import Path
from typing import Any

import markdown
import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from summarizer.errors import BriefError, ConfigError, TemplateError
from summarizer.records import (
    Brief,
    Citation,
    Conflict,
    ConflictValue,
    Coverage,
    Manifest,
    Mention,
    Omission,
    Section,
    Source,
    Statement,
)
from summarizer.rendering import FORMS, SUFFIXES, render_brief
from summarizer.rendering import records as views
from summarizer.rendering.escaping import WORD_JOINER, clean_text, escape_markdown, shorten
from summarizer.rendering.jsonform import (
    brief_digest,
    brief_from_json,
    brief_to_document,
    brief_to_json,
    parse_document,
    stored_digest,
)
from summarizer.rendering.linking import link_to_words, safe_url
from summarizer.rendering.records import BriefView
from summarizer.rendering.templating import list_templates, templates_folder
from summarizer.rendering.view import view_brief
from summarizer.rendering.wording import format_date, join_words, source_name, word_coverage, word_header
from tests.brief_factory import (
    make_article,
    make_brief,
    make_citation,
    make_section,
    make_statement,
    one_statement_brief,
    sample_articles,
    sample_brief,
)
from tests.story_factory import load_params

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"


# escaping


@pytest.mark.parametrize("case", load_params("rendering_markdown.json"))
def test_markdown_is_escaped(case: dict[str, Any]) -> None:
    assert escape_markdown(case["input"]) == case["expected"]


@pytest.mark.parametrize("case", load_params("rendering_negative.json"))
def test_ordinary_prose_stays_as_it_is(case: dict[str, Any]) -> None:
    assert escape_markdown(case["input"]) == case["input"]


@pytest.mark.parametrize("case", load_params("rendering_cleaning.json"))
def test_invisible_characters_are_removed(case: dict[str, Any]) -> None:
    assert clean_text(case["input"]) == case["expected"]


LIVE = st.lists(
    st.sampled_from(
        [
            *(*string.punctuation, *"aB 1\n", "www.", "http://", "a@b.c", "[[", "]]", "](", "[^1]", "[x] "),
            *(
                "<b>",
                "</b>",
                "<!--",
                "```",
                "~~",
                "$$",
                "1. ",
                "- ",
                ":smile:",
                "&lt;",
                "---",
                "two words",
                "é",
            ),
        ]
    ),
    max_size=14,
).map("".join)
COMMONMARK = MarkdownIt("js-default", {"html": True})  # with GitHub's tables and strikethrough


@given(LIVE | st.text(max_size=40))
def test_escaped_text_reads_back_as_text_and_nothing_else(text: str) -> None:
    for before, behind, tags in (("- ", " [1]", ["ul", "li"]), ("# ", "", ["h1"]), ("x — “", "”", ["p"])):
        page = BeautifulSoup(COMMONMARK.render(before + escape_markdown(text) + behind), "html.parser")
        shown = page.get_text().replace(WORD_JOINER, "").strip()
        wanted = f"{before.lstrip('-# ')}{clean_text(text)}{behind}".strip()
        assert shown == wanted
        assert [tag.name for tag in page.find_all(True)] == tags


@pytest.mark.xfail(strict=True, reason="Python-Markdown resolves fewer escapes than CommonMark")
@pytest.mark.parametrize("case", load_params("rendering_known_failures.json"))
def test_python_markdown_shows_the_text_too(case: dict[str, Any]) -> None:
    page = BeautifulSoup(markdown.markdown(escape_markdown(case["input"])), "html.parser")
    assert page.get_text() == case["expected"]


@given(st.text() | LIVE)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)


@given(st.text(max_size=400), st.integers(2, 50))
def test_shortened_text_keeps_its_beginning_and_the_limit(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert len(short) <= max(limit, 1)
    assert short == text if len(text) <= limit else text.startswith(short[:-1])


def test_text_is_shortened_between_words() -> None:
    assert shorten("The bridge reopened on Monday", 20) == "The bridge reopened…"
    assert shorten("a" * 30, 10) == "a" * 9 + "…"


# links


@pytest.mark.parametrize("case", load_params("rendering_links.json"))
def test_urls_are_encoded_or_refused(case: dict[str, Any]) -> None:
    assert safe_url(case["input"]) == case["expected"]


@pytest.mark.parametrize("case", load_params("rendering_fragments.json"))
def test_links_lead_to_the_words(case: dict[str, Any]) -> None:
    assert link_to_words(*case["input"]) == case["expected"]


@given(st.text() | LIVE.map(lambda path: f"https://a.example/{path}"))
def test_a_url_cannot_break_out(url: str) -> None:
    safe = safe_url(url)
    if safe is not None:
        assert safe.startswith(("http://", "https://"))
        assert not set(safe) & set(" \t\n\"'<>()[]{}|\\^`*$")
        assert safe.isascii()
        assert safe_url(safe) == safe


# words


def test_dates_are_written_out() -> None:
    assert format_date("2026-11-19") == "19 November 2026"
    assert format_date("2026-05-01T06:40:00+02:00", short=True) == "1 May 2026"
    assert format_date("2026-11") == "November 2026"
    assert format_date("2026-13-01") == "2026-13-01"
    assert format_date("last Tuesday") == "last Tuesday"
    assert format_date(None) == ""


def test_lists_are_written_as_people_write_them() -> None:
    assert [join_words(words) for words in ([], ["1"], ["1", "2"], ["1", "2", "3"])] == [
        "",
        "1",
        "1 and 2",
        "1, 2 and 3",
    ]


def brief_of(sources: int, independent: int, **changes: Any) -> Brief:
    articles = [make_article(f"Text {n}.", origin=f"{n}.txt") for n in range(sources)]
    statements = [make_statement(a.text, [make_citation(a, a.text)]) for a in articles]
    brief = make_brief(articles, [make_section("Story", statements)])
    coverage = Coverage(read=sources, independent=independent, merged_sentences=0)
    return dataclasses.replace(brief, **{"coverage": coverage, **changes})


@pytest.mark.parametrize(
    ("brief", "expected"),
    [
        (brief_of(5, 4), "5 sources, 4 independent reports · 19 November 2026 · the sources' own words"),
        (brief_of(3, 1), "3 sources, 1 independent report · 19 November 2026 · the sources' own words"),
        (brief_of(3, 3), "3 sources, all independent · 19 November 2026 · the sources' own words"),
        (brief_of(2, 2), "2 sources, both independent · 19 November 2026 · the sources' own words"),
        (brief_of(1, 1), "A single source · 19 November 2026 · the source's own words"),
        (brief_of(0, 0, date=""), "0 sources, 0 independent reports · the sources' own words"),
        (
            brief_of(2, 2, mode="abstractive"),
            "2 sources, both independent · 19 November 2026 · condensed, every statement checked against its "
            "sources",
        ),
        (
            brief_of(8, 8, mode="abstractive", coverage=Coverage(8, 8, 0, replaced=1)),
            "8 sources, all independent · 19 November 2026 · condensed, 1 of 8 statements replaced by the "
            "source's words",
        ),
    ],
    ids=str,
)
def test_header_says_how_many_when_and_whose_words(brief: Brief, expected: str) -> None:
    assert word_header(brief) == expected


def test_coverage_counts_in_singular_and_plural() -> None:
    one = brief_of(2, 1, mode="abstractive")
    first, second = (source.id for source in one.sources)
    one = dataclasses.replace(
        one,
        coverage=Coverage(1, 1, 1, 1, (Omission("reading", "a.pdf", "it is empty."),), ((first, second),)),
    )
    assert word_coverage(one) == (
        "1 article was read; 1 source was left out.",
        "Sources 1 and 2 reprint one text: counted once.",
        "1 sentence said what another had said and stands as evidence beside it.",
        "1 of 2 statements, as condensed, was not carried by the evidence and was replaced by the source's "
        "own words.",
        "Left out while reading: a.pdf — it is empty.",
    )
    many = dataclasses.replace(one, coverage=Coverage(1200, 1, 41, 2, (), (), ((second, "too short"),)))
    assert word_coverage(many) == (
        "1,200 articles were read, all of them one report.",
        "41 sentences said what another had said and stand as evidence beside it.",
        "2 of 2 statements, as condensed, were not carried by the evidence and were replaced by the source's "
        "own words.",
        "Source 2 is not cited: too short.",
    )


@pytest.mark.parametrize(
    ("title", "origin", "expected"),
    [
        ("A title", "a/b.txt", "A title"),
        (None, "a/b.txt", "b.txt"),
        (" ", "C:\\news\\b.txt", "b.txt"),
        (None, "https://www.a.example/x?y", "a.example"),
        (None, "-", "Standard input"),
        (None, "", "Untitled"),
    ],
)
def test_sources_without_title_have_a_name(title: str | None, origin: str, expected: str) -> None:
    assert source_name(Source("x", origin, title, None, None, None, "")) == expected


# the view


def test_numbers_are_given_in_the_order_of_the_sources() -> None:
    brief = sample_brief()
    statements = [statement for story in view_brief(brief).stories for statement in story.statements]
    assert [statement.numbers for statement in statements] == [
        (1, 2, 3),
        (1,),
        (2, 3),
        (2, 3),
        (1, 2, 3),
        (4,),
        (6, 7),
        (6, 7),
        (6,),
    ]
    assert statements[2].brackets_from == (1,)
    assert [source.number for source in view_brief(brief).sources] == [1, 2, 3, 4, 5, 6, 7]


def test_insertions_are_told_from_the_sources_words() -> None:
    parts = view_brief(sample_brief()).stories[0].statements[2].parts
    assert [(part.text, part.inserted) for part in parts] == [
        ("She ", False),
        ("[Ines Corrado, the harbour master]", True),
        (" said the crew dropped both anchors, which slowed the ship before the impact.", False),
    ]


def test_evidence_comes_support_first_and_each_passage_once() -> None:
    article = make_article("He spoke. Mr Arrel came.", origin="a.txt")
    spoke, came = (
        make_citation(article, "He spoke."),
        make_citation(article, "Mr Arrel came.", role="context"),
    )
    again = dataclasses.replace(spoke, role="context")
    statement = make_statement("He [Mr Arrel] spoke.", [came, spoke, again, spoke])
    view = view_brief(make_brief([article], [make_section("S", [statement])]))
    shown = view.stories[0].statements[0]
    assert [(p.quote, p.inserted) for p in shown.evidence] == [("He spoke.", False), ("Mr Arrel came.", True)]
    assert (shown.numbers, shown.brackets_from) == ((1,), ())


def test_sources_list_passages_in_reading_order_without_repeats() -> None:
    article = make_article("One is here. Two is there. Three.", origin="a.txt")
    texts = ["Two is there.", "One is here.", "One is here. Two is there.", "Three."]
    statements = [make_statement(text, [make_citation(article, text)]) for text in texts]
    view = view_brief(make_brief([article], [make_section("S", statements)]))
    assert [p.quote for p in view.sources[0].passages] == ["One is here. Two is there.", "Three."]


def test_long_passages_are_shortened_and_link_to_all_their_words() -> None:
    words = " ".join(f"word{n}" for n in range(100))
    passage = view_brief(one_statement_brief(words)).stories[0].statements[0].evidence[0]
    assert passage.shortened
    assert len(passage.quote) <= 300
    assert passage.quote.endswith("…")
    assert passage.href is not None
    assert passage.href.endswith(",word96%20word97%20word98%20word99")


def test_a_copy_does_not_repeat_the_same_passages() -> None:
    sources = view_brief(sample_brief()).sources
    assert [source.same_as for source in sources] == [None, None, 2, None, None, None, None]


def test_single_source_is_said_once_where_there_is_one() -> None:
    one = view_brief(one_statement_brief(labels=("single source", "disputed")))
    assert one.stories[0].statements[0].notes == ("disputed",)
    assert one.header.startswith("A single source")
    assert "single source" in view_brief(sample_brief()).stories[0].statements[1].notes


def test_labels_that_the_header_says_are_not_repeated() -> None:
    article = make_article("It rained.", origin="a.txt")
    other = make_article("It snowed.", origin="b.txt")
    statements = [
        make_statement("Rain.", [make_citation(article, "It rained.")], labels=("condensed",)),
        make_statement(
            "It snowed.", [make_citation(other, "It snowed.")], labels=("replaced",), status="new"
        ),
    ]
    brief = make_brief([article, other], [make_section("S", statements)], mode="abstractive")
    assert [s.notes for s in view_brief(brief).stories[0].statements] == [(), ("replaced",)]


def test_a_sources_own_note_marks_do_not_look_like_citations() -> None:
    text = "The town has 40,000 people.[3] It grew in [2024]."
    statement = view_brief(one_statement_brief(text)).stories[0].statements[0]
    assert statement.text == "The town has 40,000 people.(3) It grew in [2024]."
    assert statement.evidence[0].quote == text


def test_a_citation_of_an_unlisted_source_is_an_error() -> None:
    brief = dataclasses.replace(one_statement_brief(), sources=())
    with pytest.raises(BriefError, match="does not list"):
        view_brief(brief)


@given(st.permutations(range(7)))
@settings(max_examples=20)
def test_every_number_leads_to_the_source_it_cites(order: list[int]) -> None:
    brief = sample_brief()
    brief = dataclasses.replace(brief, sources=tuple(brief.sources[place] for place in order))
    view = view_brief(brief)
    pairs = zip(
        (s for section in brief.stories for s in section.statements),
        (s for story in view.stories for s in story.statements),
        strict=True,
    )
    for statement, shown in pairs:
        cited = {citation.source for citation in statement.citations}
        numbers = (*shown.numbers, *shown.brackets_from)
        assert {brief.sources[number - 1].id for number in numbers} == cited
        assert list(shown.numbers) == sorted(set(shown.numbers))


# forms


@pytest.mark.parametrize("form", ["md", "txt"])
def test_the_sample_brief_is_as_it_was_read_and_approved(form: str) -> None:
    """Rewrite the files with SUMMARIZER_UPDATE_GOLDEN=1, and read them before committing."""
    golden = GOLDEN / f"rendering_sample.{form}"
    rendered = render_brief(sample_brief(), form, front_matter=True)
    if os.environ.get("SUMMARIZER_UPDATE_GOLDEN"):
        golden.write_text(rendered, "utf-8")
    assert rendered == golden.read_text("utf-8")


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_one_text_that_can_be_written(form: str) -> None:
    for brief in (sample_brief(), one_statement_brief("Half a pair \ud800 here."), brief_of(0, 0)):
        text = render_brief(brief, form)
        assert text.encode("utf-8")
        assert text.endswith("\n")
        assert not text.endswith("\n\n")
        assert text == render_brief(brief, form)


def test_markdown_is_laid_out_as_promised() -> None:
    text = render_brief(one_statement_brief(), "md")
    assert text == (
        "# Bridge reopens\n"
        "*A single source · 19 November 2026 · the source's own words*\n"
        "\n"
        "- The bridge reopened on Monday. [1]\n"
        "\n"
        "## Sources\n"
        "\n"
        "1. [Bridge reopens](https://ledger.example/bridge#:~:text=The%20bridge%20reopened%20on%20Monday.) — "
        "The Ledger, 16 Nov 2026 — “The bridge reopened on Monday.”\n"
        "\n"
        "## Coverage\n"
        "\n"
        "- 1 article was read.\n"
    )


def test_a_lead_stands_before_the_statements() -> None:
    article = make_article("All is well. It rained. It snowed.", origin="a.txt")
    lead, rained = (make_statement(t, [make_citation(article, t)]) for t in ("All is well.", "It rained."))
    brief = make_brief([article], [make_section("S", [rained], lead=lead)])
    assert "\nAll is well. [1]\n\n- It rained. [1]\n" in render_brief(brief, "md")
    assert "\nAll is well. [1]\n\n* It rained. [1]\n" in render_brief(brief, "txt")
    assert render_brief(brief, "html").count('class="lead statement"') == 1


def test_a_brief_without_statements_says_so() -> None:
    for form in ("md", "txt", "html"):
        assert "No statement could be drawn" in render_brief(brief_of(0, 0), form)


def test_front_matter_is_yaml_that_no_title_can_break() -> None:
    brief = dataclasses.replace(one_statement_brief(), title='A "title": ---\n- x # y')
    lines = render_brief(brief, "md", front_matter=True).splitlines()
    assert lines[:8] == [
        "---",
        'title: "A \\"title\\": --- - x # y"',
        'date: "2026-11-19"',
        'mode: "extractive"',
        "sources: 1",
        "independent_reports: 1",
        'generator: "summarizer 0.1.0"',
        "---",
    ]


def test_plain_text_is_wrapped_but_links_are_whole() -> None:
    lines = render_brief(sample_brief(), "txt").splitlines()
    assert all(len(line) <= 76 for line in lines if "://" not in line)
    assert "   https://coastalwire.example/a/88213?ref=rss&lang=en" in lines


def test_html_shows_the_evidence_of_every_statement_without_script() -> None:
    page = BeautifulSoup(render_brief(sample_brief(), "html"), "html.parser")
    statements = page.select("li.statement")
    assert len(statements) == 9
    for statement in statements:
        details = statement.find("details")
        assert details is not None
        assert details.find("summary") is not None
        assert details.select(".passage .where")
    assert page.select_one("#s3 .passages")
    assert "characters 190–270" in page.select_one("#s3 .passages").get_text()  # type: ignore[union-attr]
    assert not page.find("script")
    assert page.html is not None
    assert page.html["lang"] == "en"
    assert page.title is not None
    assert page.title.get_text() == "Ferry strikes pier in Marenport"
    policy = page.find("meta", {"http-equiv": "Content-Security-Policy"})
    assert policy is not None
    assert "default-src 'none'" in str(policy["content"])


def test_html_anchors_are_unique() -> None:
    page = BeautifulSoup(render_brief(sample_brief(), "html"), "html.parser")
    anchors = [tag["id"] for tag in page.select("[id]")]
    assert len(anchors) == len(set(anchors)) == 2 + 9 + 4 + 7


def test_every_form_has_a_suffix_and_no_other_form_is_known() -> None:
    assert set(SUFFIXES.values()) == set(FORMS)
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in SUFFIXES)
    with pytest.raises(ConfigError):
        render_brief(sample_brief(), "docx")


# templates


def test_templates_are_found_and_listed() -> None:
    assert list_templates() == (
        *("brief.html.j2", "brief.md.j2", "brief.txt.j2", "compare.html.j2", "compare.md.j2"),
        *("email.html.j2", "email.txt.j2"),
        *("parts.html.j2", "parts.md.j2", "parts.txt.j2"),
    )
    assert (templates_folder() / "brief.md.j2").is_file()


def test_a_copied_template_renders_the_same(tmp_path: Path) -> None:
    for form in ("md", "html", "txt"):
        copy = tmp_path / f"mine.{form}.j2"
        copy.write_text((templates_folder() / f"brief.{form}.j2").read_text("utf-8"), "utf-8")
        assert render_brief(sample_brief(), form, template=str(copy)) == render_brief(sample_brief(), form)
        assert render_brief(sample_brief(), form, template="brief") == render_brief(sample_brief(), form)


def test_an_edited_template_escapes_without_being_told(tmp_path: Path) -> None:
    template = tmp_path / "mine.md.j2"
    template.write_text(
        "{% macro m(x) %}{{ x }}{% endmacro %}{{ brief.title }} {{ m(brief.title) }}", "utf-8"
    )
    brief = dataclasses.replace(one_statement_brief(), title="a *b* <c>")
    assert render_brief(brief, "md", template=str(template)) == "a \\*b\\* &lt;c> a \\*b\\* &lt;c>\n"


def test_an_edited_template_can_extend_a_shipped_one(tmp_path: Path) -> None:
    template = tmp_path / "mine.md.j2"
    template.write_text('Good morning.\n\n{% include "brief.md.j2" %}\n', "utf-8")
    rendered = render_brief(one_statement_brief(), "md", template=str(template))
    assert rendered == "Good morning.\n\n" + render_brief(one_statement_brief(), "md")


def test_an_edited_page_is_sanitized(tmp_path: Path) -> None:
    template = tmp_path / "mine.html.j2"
    template.write_text(
        "<body onload='x()'><script>x()</script><p onclick='x()'>{{ brief.title | safe }}</p></body>", "utf-8"
    )
    brief = dataclasses.replace(one_statement_brief(), title="<img src=x onerror=x()><b>bold</b>")
    rendered = render_brief(brief, "html", template=str(template))
    assert "<p><b>bold</b></p>" in rendered
    assert "script" not in rendered
    assert "onerror" not in rendered


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("fine\n{{ brief.titel }}", 2, "titel"),
        ("{{ breif.title }}", 1, "breif"),
        ("a\nb\n{% for x in %}", 3, "Expected an expression"),
        ("\n{{ 1 / 0 }}", 2, "division by zero"),
        ("\n{{ brief.__class__.__mro__ }}", 2, "unsafe"),
        ('\n\n{% include "other.j2" %}', 3, "other.j2"),
        ("{% macro m() %}\n{{ m() }}{% endmacro %}{{ m() }}", 2, "recursion"),
        ("{{ brief.title | nofilter }}", 1, "nofilter"),
    ],
)
def test_a_mistake_in_a_template_is_named_with_its_line(
    tmp_path: Path, text: str, line: int, reason: str
) -> None:
    template = tmp_path / "mine.md.j2"
    template.write_text(text, "utf-8")
    with pytest.raises(TemplateError, match=reason) as caught:
        render_brief(sample_brief(), "md", template=str(template))
    assert caught.value.line == line
    assert "mine.md.j2" in caught.value.name
    assert f"line {line}" in str(caught.value)
    assert caught.value.exit_code == 2


def test_a_template_that_is_not_there_or_not_text_or_of_another_form(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="no template 'nowhere'") as caught:
        render_brief(sample_brief(), "md", template="nowhere")
    assert "brief.md.j2" in caught.value.hint
    binary = tmp_path / "mine.md.j2"
    binary.write_bytes(b"\xff\xfe{{")
    with pytest.raises(TemplateError, match="cannot be rendered"):
        render_brief(sample_brief(), "md", template=str(binary))
    with pytest.raises(TemplateError, match="writes md, not html"):
        render_brief(sample_brief(), "html", template="brief.md")


def test_a_file_wins_over_a_shipped_template_of_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "brief.md.j2").write_text("mine: {{ brief.title }}", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert render_brief(one_statement_brief(), "md", template="brief.md.j2") == "mine: Bridge reopens\n"
    assert render_brief(one_statement_brief(), "md") != "mine: Bridge reopens\n"


# JSON


def test_json_is_the_promised_one() -> None:
    document = json.loads(brief_to_json(sample_brief()))
    assert list(document) == [
        *("schema_version", "title", "date", "mode", "stories", "sources", "coverage", "manifest")
    ]
    assert list(document["stories"][0]) == ["id", "title", "lead", "statements", "conflicts"]
    statement = document["stories"][1]["statements"][0]
    assert list(statement) == ["id", "text", "citations", "support", "origins", "labels", "status"]
    with_page = ["source", "start", "end", "quote", "sha256", "page", "role", "covers"]
    assert [list(citation) for citation in statement["citations"]] == [
        [key for key in with_page if key != "page"],
        with_page,
    ]
    assert [source["number"] for source in document["sources"]] == [1, 2, 3, 4, 5, 6, 7]
    keys = ["number", "id", "title", "publisher", "url", "published", "sha256"]
    assert list(document["sources"][0]) == keys
    assert list(document["coverage"])[:4] == ["read", "merged_sentences", "replaced", "omissions"]
    assert list(document["manifest"]) == [*("version", "config", "weights", "inputs", "digests", "digest")]


def test_quotes_in_the_json_stand_where_they_say() -> None:
    texts = {article.id: article.text for article in sample_articles()}
    document = json.loads(brief_to_json(sample_brief()))
    for story in document["stories"]:
        for statement in story["statements"]:
            for citation in statement["citations"]:
                text = texts[citation["source"]]
                assert text[citation["start"] : citation["end"]] == citation["quote"]


WORDS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\ud800\x00\u202e"), max_size=12)
NAMES = st.none() | WORDS
COUNTS = st.integers(0, 10**6)


@st.composite
def briefs(draw: st.DrawFn) -> Brief:
    sources = draw(
        st.lists(
            st.builds(Source, WORDS, WORDS, NAMES, NAMES, NAMES, NAMES, WORDS),
            max_size=3,
            unique_by=lambda s: s.id,
        )
    )
    spans = st.tuples(COUNTS, COUNTS)
    pages = st.none() | st.integers(1, 999)
    roles = st.sampled_from(["support", "context"])
    citations = st.builds(Citation, WORDS, COUNTS, COUNTS, WORDS, WORDS, roles, spans, pages)
    cited = st.lists(citations, max_size=2).map(tuple)
    labels = st.lists(st.sampled_from(["single source", "disputed", "quoted"]), max_size=2).map(tuple)
    status = st.sampled_from([None, "new", "updated", "corrected"])
    statements = st.builds(Statement, WORDS, WORDS, cited, st.floats(0, 1), COUNTS, labels, status)
    conflicts = st.builds(
        Conflict, WORDS, st.lists(st.builds(ConflictValue, WORDS, cited), max_size=2).map(tuple)
    )
    sections = st.builds(
        Section,
        WORDS,
        WORDS,
        st.lists(statements, max_size=2).map(tuple),
        st.none() | statements,
        st.lists(conflicts, max_size=1).map(tuple),
        st.lists(WORDS, max_size=2).map(tuple),
        WORDS,
    )
    mentions = st.builds(Mention, WORDS, WORDS, st.lists(WORDS, max_size=2).map(tuple), WORDS)
    coverage = st.builds(
        Coverage,
        COUNTS,
        COUNTS,
        COUNTS,
        COUNTS,
        st.lists(st.builds(Omission, WORDS, WORDS, WORDS), max_size=2).map(tuple),
        st.lists(st.lists(WORDS, max_size=3).map(tuple), max_size=2).map(tuple),
        st.lists(st.tuples(WORDS, WORDS), max_size=2).map(tuple),
    )
    manifest = Manifest(
        version=draw(WORDS),
        config=draw(st.dictionaries(WORDS, st.none() | COUNTS | WORDS | st.booleans(), max_size=3)),
        weights=draw(st.dictionaries(WORDS, WORDS, max_size=2)),
        inputs=[{"id": s.id, "origin": s.origin, "sha256": s.sha256} for s in sources],
    )
    return Brief(
        title=draw(WORDS),
        date=draw(WORDS),
        mode=draw(st.sampled_from(["auto", "extractive", "abstractive"])),
        stories=draw(st.lists(sections, max_size=2).map(tuple)),
        sources=tuple(sources),
        coverage=draw(coverage),
        manifest=manifest,
        also=draw(st.lists(mentions, max_size=2).map(tuple)),
    )


@given(briefs())
def test_json_reads_back_to_an_equal_brief(brief: Brief) -> None:
    text = brief_to_json(brief)
    assert text.encode("utf-8")
    assert brief_from_json(text) == brief
    assert brief_to_json(brief_from_json(text)) == text
    document = parse_document(text)
    assert stored_digest(document) == brief_digest(document)


def test_the_sample_brief_reads_back_and_renders_the_same() -> None:
    brief = sample_brief()
    again = brief_from_json(brief_to_json(brief))
    assert again == brief
    assert render_brief(again, "html") == render_brief(brief, "html")


def test_origins_survive_where_the_manifest_did_not_list_them() -> None:
    brief = one_statement_brief()
    bare = dataclasses.replace(brief, manifest=dataclasses.replace(brief.manifest, inputs=[]))
    assert brief_from_json(brief_to_json(bare)).sources == brief.sources


@given(st.data())
def test_one_changed_character_is_found(data: st.DataObject) -> None:
    text = brief_to_json(one_statement_brief())
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.characters(exclude_categories=["Cs"]).filter(lambda c: c != text[place]))
    changed = text[:place] + other + text[place + 1 :]
    try:
        document = parse_document(changed)
    except BriefError:
        return
    same = document == parse_document(text)  # white space between values says nothing
    assert same == (stored_digest(document) == brief_digest(document))
    assert not same or (text[place].isspace() and other.isspace())


def test_a_changed_brief_can_still_be_rendered() -> None:
    text = brief_to_json(one_statement_brief()).replace("on Monday", "on Tuesday")
    assert "on Tuesday" in render_brief(brief_from_json(text), "md")


def test_the_digest_survives_other_programs() -> None:
    """A file written anew by `jq` or JavaScript: other white space, other key order, 1 for 1.0."""
    document = brief_to_document(one_statement_brief())
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    again = parse_document(text.replace('"support":1.0', '"support":1'))
    assert '"support":1.0' in text
    assert brief_digest(again) == stored_digest(again) == document["manifest"]["digest"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not valid JSON"),
        ("not json", "not valid JSON"),
        ("[]", "no schema_version"),
        ("{}", "no schema_version"),
        ('{"schema_version": 99}', "schema_version 99"),
        ('{"schema_version": 1}', "manifest should be an object"),
        ('{"schema_version": 1, "a": 1, "a": 2}', "stands twice"),
        ('{"schema_version": 1, "a": NaN}', "NaN"),
        ('{"schema_version": 1, "a": 1e999}', "1e999"),
        ("[" * 100_000, "not valid JSON"),
    ],
)
def test_what_is_not_a_brief_is_refused(text: str, reason: str) -> None:
    with pytest.raises(BriefError, match=reason) as caught:
        brief_from_json(text)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        (("title",), 5, "title should be text"),
        (("mode",), "quick", "mode should be one of auto, extractive, abstractive"),
        (("stories",), {}, "stories should be a list"),
        (("stories", 0), "x", r"stories\[0\] should be an object"),
        (("stories", 0, "statements", 0, "support"), "high", r"stories\[0\].statements\[0\].support"),
        (("stories", 0, "statements", 0, "support"), 10**400, "support should be a number"),
        (("stories", 0, "statements", 0, "origins"), True, "origins should be a whole number"),
        (("stories", 0, "statements", 0, "labels"), ["odd"], "labels should be a list of any of"),
        (("stories", 0, "statements", 0, "status"), "old", "status should be one of"),
        (("stories", 0, "statements", 0, "citations", 0, "start"), 1.5, r"citations\[0\].start"),
        (("stories", 0, "statements", 0, "citations", 0, "covers"), [1], "covers should be a list of 2"),
        (("stories", 0, "statements", 0, "citations", 0, "role"), "x", "role should be one of"),
        (("coverage", "copies"), [5], r"coverage.copies\[0\] should be a list of texts"),
        (("manifest", "weights"), {"a": 1}, "manifest.weights should be an object of texts"),
        (("sources", 0, "url"), 5, r"sources\[0\].url should be text or null"),
    ],
)
def test_what_is_wrong_in_a_brief_is_named(path: tuple[Any, ...], value: object, place: str) -> None:
    document: Any = brief_to_document(one_statement_brief())
    parent = document
    for key in path[:-1]:
        parent = parent[key]
    parent[path[-1]] = value
    with pytest.raises(BriefError, match=place):
        brief_from_json(json.dumps(document))


def test_a_byte_order_mark_does_no_harm() -> None:
    assert brief_from_json("\ufeff" + brief_to_json(sample_brief())) == sample_brief()


# what rendering costs


def test_json_loads_no_template_engine() -> None:
    code = (
        "import sys; from tests.brief_factory import sample_brief; sample_brief().to_json();"
        "print([name for name in ('jinja2', 'nh3', 'numpy', 'nltk') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=HERE.parent, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_the_records_document_every_name_that_a_template_can_use() -> None:
    assert views.__doc__ is not None
    for kind in (views.StatementView, views.SourceView, views.PassageView, views.ConflictView, BriefView):
        for field in dataclasses.fields(kind):
            assert field.name in views.__doc__, f"{kind.__name__}.{field.name}"
