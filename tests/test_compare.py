"""`compare`: claims side by side, the table, three forms in which nothing of a source is active, the command."""

from __future__ import annotations

import gzip
import json
import os
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import lxml.html  # type: ignore[import-untyped]
import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from typer.testing import CliRunner

from summarizer.cli.app import app
from summarizer.config import BriefConfig
from summarizer.errors import ModelError, SummarizerError
from summarizer.measuring import comparison as comparing
from summarizer.measuring.comparison import (
    Comparison,
    align_statements,
    compare_modes,
    find_uncarried,
    list_modes,
)
from summarizer.measuring.forms import report_comparison, write_markdown, write_page
from summarizer.measuring.plots import list_ticks
from summarizer.measuring.table import write_table
from summarizer.measuring.view import find_spans, mark_markdown, mark_parts, view_comparison
from summarizer.records import Omission, Reading, Refused, Statement, Uncarried, Verdict
from summarizer.rendering.jsonform import brief_to_document
from summarizer.rendering.linking import safe_url
from tests.brief_factory import (
    articles_full_of,
    make_article,
    make_brief,
    make_citation,
    make_section,
    make_statement,
    sample_articles,
    sample_brief,
)
from tests.comparison_factory import (
    compare_briefs,
    condensed_brief,
    refuse_sample,
    run_briefs,
    sample_comparison,
)
from tests.test_safety_rendering import CONTROL, HTML_ATTRIBUTES, HTML_TAGS, MARKDOWN_TAGS, own_payloads

DIRTY = Path(os.environ.get("SUMMARIZER_SHARED") or Path(__file__).resolve().parents[2] / "shared") / "data"
runner = CliRunner()

ARTICLE = make_article("One thing. Two things. Three things. Four things.", origin="things.txt")
ONE, TWO, THREE, FOUR = "One thing.", "Two things.", "Three things.", "Four things."


def tell(*quotes: str) -> Statement:
    """Return a statement that cites these sentences."""
    return make_statement(" and ".join(quotes), [make_citation(ARTICLE, quote) for quote in quotes])


# claim by claim


def test_statements_that_cite_a_sentence_in_common_stand_in_one_row() -> None:
    rows = align_statements([[tell(ONE), tell(TWO)], [tell(TWO, THREE), tell(ONE)]])
    assert rows == (((0,), (1,)), ((1,), (0,)))


def test_a_statement_of_one_mode_follows_what_it_follows_in_its_brief() -> None:
    rows = align_statements([[tell(ONE), tell(TWO)], [tell(THREE), tell(ONE), tell(FOUR)]])
    assert rows == (((), (0,)), ((0,), (1,)), ((), (2,)), ((1,), ()))


def test_a_statement_joins_the_row_with_which_it_shares_most() -> None:
    rows = align_statements([[tell(ONE), tell(TWO, THREE)], [tell(ONE, TWO, THREE)]])
    assert rows == (((0,), ()), ((1,), (0,)))


def test_a_later_mode_may_meet_what_only_the_second_tells() -> None:
    rows = align_statements([[tell(ONE)], [tell(TWO)], [tell(TWO), tell(ONE)]])
    assert rows == (((), (0,), (0,)), ((0,), (), (1,)))


def test_statements_of_one_brief_do_not_draw_each_other_in() -> None:
    assert align_statements([[tell(ONE), tell(ONE, TWO)]]) == (((0,),), ((1,),))


def test_words_in_brackets_make_no_claim_the_same() -> None:
    context = make_statement(
        "Two [One] things.", [make_citation(ARTICLE, TWO), make_citation(ARTICLE, ONE, role="context")]
    )
    assert align_statements([[tell(ONE)], [context]]) == (((), (0,)), ((0,), ()))


@given(
    st.lists(st.lists(st.sets(st.sampled_from([ONE, TWO, THREE, FOUR]), min_size=1), max_size=5), max_size=4)
)
def test_every_statement_stands_in_one_row(told: list[list[set[str]]]) -> None:
    rows = align_statements([[tell(*sorted(quotes)) for quotes in brief] for brief in told])
    for at, brief in enumerate(told):
        assert sorted(number for row in rows for number in row[at]) == list(range(len(brief)))
    assert all(any(row) for row in rows)


# the modes


def test_modes_are_extractive_the_shipped_model_and_each_model_once() -> None:
    modes = list_modes(BriefConfig(words=90, model="x/y"), ["a/b", "a/b", "extractive"])
    assert [mode.name for mode in modes] == ["extractive", "abstractive", "a/b", "model extractive"]
    assert [mode.config.mode for mode in modes] == ["extractive", *["abstractive"] * 3]
    assert [mode.config.model for mode in modes] == [None, None, "a/b", "extractive"]
    assert [mode.asked for mode in modes] == [False, False, True, True]
    assert {mode.config.words for mode in modes} == {90}


def test_a_mode_without_a_model_is_left_out_and_named() -> None:
    found = compare_briefs({"extractive": sample_brief()}, sample_articles())
    assert [run.mode.name for run in found.runs] == ["extractive"]
    assert [missing.mode.name for missing in found.missing] == ["abstractive"]
    for form in (write_markdown(found), write_page(found)):
        assert "abstractive is not compared: There is no abstractive model here." in form


def test_no_mode_at_all_is_an_error() -> None:
    with pytest.raises(ModelError):
        compare_briefs({}, sample_articles())


def test_an_error_other_than_a_missing_model_ends_it() -> None:
    def fail(*_: object) -> Any:
        raise SummarizerError("The disk is full.")

    with pytest.raises(SummarizerError, match="disk"):
        compare_modes(Reading(sample_articles()), list_modes(BriefConfig()), run=fail)


def test_sources_have_one_number_in_all_modes() -> None:
    other = condensed_brief()
    shuffled = replace(other, sources=tuple(reversed(other.sources)))
    found = compare_briefs({"extractive": sample_brief(), "abstractive": shuffled}, sample_articles())
    assert found.runs[1].brief.sources == found.runs[0].brief.sources


def test_only_condensed_statements_are_judged() -> None:
    assert find_uncarried(tell(ONE)) == ()
    assert find_uncarried(replace(tell(ONE), labels=("replaced",))) == ()


# words that are not carried


def test_an_extractive_mode_does_not_say_of_every_statement_that_it_is_quoted() -> None:
    found = sample_comparison()
    labels = [label for one in found.runs[0].statements for label in one.labels]
    assert found.runs[0].brief.mode == "extractive"
    assert "quoted" in labels
    cells = [cell for claim in view_comparison(found).claims for cell in claim.cells]
    told = [one for cell in cells if cell.run.number == 1 for one in cell.statements]
    assert len(told) == len(found.runs[0].statements)
    assert not any("quoted" in one.notes for one in told)
    assert any("single source" in one.notes for one in told)


def test_words_are_found_where_cleaning_has_moved_them() -> None:
    text = "A  \u200bferry  sank on Thursday, on Thursday."
    shown = "A ferry sank on Thursday, on Thursday."
    at = text.rindex("Thursday")
    spans = find_spans(text, shown, [Uncarried(at, at + 8, "date")])
    assert [shown[start:end] for start, end in spans] == ["Thursday"]
    assert spans[0][0] == shown.rindex("Thursday")


def test_words_that_cannot_be_shown_are_not_marked() -> None:
    assert find_spans("a\u200bb", "ab", [Uncarried(1, 2, "name")]) == []
    assert find_spans("[3] came", "(3) came", [Uncarried(0, 3, "number")]) == []


def test_marks_and_insertions_cut_a_text_in_parts() -> None:
    shown = "He [Moore] paid 12 crowns."
    parts = mark_parts(shown, [(16, 18)])
    assert "".join(part.text for part in parts) == shown
    assert [part.text for part in parts if part.uncarried] == ["12"]
    assert [part.text for part in parts if part.inserted] == ["[Moore]"]


def test_markdown_is_escaped_whole_before_it_is_marked() -> None:
    assert mark_markdown("He paid 12 *crowns*.", [(8, 10)]) == r"He paid **12** \*crowns\*."
    assert mark_markdown("a\ue000b", []) == "a b"


# forms


def test_the_table_is_aligned_and_bars_do_not_break_it() -> None:
    assert write_table(["", "a|b"], [["words", "1,200"]]) == (
        "|       |  a\\|b |\n| :---- | ----: |\n| words | 1,200 |"
    )
    assert write_table(["", r"\|"], []).splitlines()[0] == r"|     |  \| |"


def test_markdown_shows_claims_with_their_evidence() -> None:
    text = write_markdown(sample_comparison())
    assert "- **abstractive:** The ferry hit the pier on **Thursday**, injuring 14 people. [1][2][3]" in text
    assert "*(condensed; support 0.62)* — not carried: “Thursday” (date)" in text
    assert text.count("> [2] “The ferry Saint Oriel ran into the east pier") == 1
    tables = lxml.html.document_fromstring(markdown.markdown(text, extensions=["tables"])).findall(".//table")
    assert [cell.text_content() for cell in tables[0].findall(".//th")] == ["", "extractive", "abstractive"]


def test_a_reference_brings_rouge_into_every_form() -> None:
    plain, measured = sample_comparison(), sample_comparison(("known.txt", "The ferry hit the pier."))
    for write in (write_markdown, write_page):
        assert "ROUGE-2 </th>" not in write(plain)
        assert "Against the reference" not in write(plain)
    assert "| ROUGE-2 " not in write_markdown(plain)
    assert "| ROUGE-2 " in write_markdown(measured)
    assert "known.txt" in write_page(measured)
    assert all(run.measures.rouge is not None for run in measured.runs)


def test_sources_are_written_as_in_a_brief() -> None:
    comparison = sample_comparison()
    foreign = replace(comparison.sources[0], language="de")
    sources = (foreign, *comparison.sources[1:])
    brief = replace(comparison.runs[0].brief, sources=sources)
    report = report_comparison(replace(comparison, sources=sources))
    assert report["sources"] == brief_to_document(brief)["sources"]


def test_json_has_all_that_was_measured() -> None:
    found = json.loads(json.dumps(report_comparison(sample_comparison())))
    assert [run["name"] for run in found["runs"]] == ["extractive", "abstractive"]
    statement = found["runs"][1]["statements"][0]
    start, end = (statement["uncarried"][0][key] for key in ("start", "end"))
    assert statement["text"][start:end] == "Thursday"
    assert found["runs"][1]["measures"]["replaced"] == 1
    assert statement["citations"][0]["quote"].startswith("The passenger ferry")
    assert found["agreements"][0]["rouge"]["one"] > 0
    told = [number for row in found["claims"] for number in row["extractive"]]
    assert sorted(told) == list(range(len(found["runs"][0]["statements"])))


def test_the_same_comparison_gives_the_same_bytes() -> None:
    for write in (write_markdown, write_page):
        assert write(sample_comparison()) == write(sample_comparison())


def test_a_brief_that_tells_nothing_is_compared_all_the_same() -> None:
    articles = sample_articles()
    empty = make_brief(articles, [make_section("Nothing", [])])
    found = compare_briefs({"extractive": empty, "abstractive": empty}, articles)
    assert found.rows == ()
    assert found.agreements == ()
    assert "Measures" in write_page(found)
    assert "| words " in write_markdown(found)


# the page

SVG_TAGS = {"svg", "g", "path", "text", "circle", "rect", "polyline", "title", "a"}
SVG_ATTRIBUTES = {
    *("class", "viewbox", "role", "aria-labelledby", "id", "d", "x", "y", "cx", "cy", "r", "width", "height"),
    *("points", "text-anchor", "href", "tabindex"),
}
PAGE_TAGS = HTML_TAGS | {
    *("figure", "figcaption", "table", "thead", "tbody", "tr", "th", "td", "h3", "article", "mark"),
}
PAGE_ATTRIBUTES = HTML_ATTRIBUTES | {"aria-labelledby", "scope", "colspan"}


def check_page(found: Comparison) -> Any:
    """Check that a page holds our own elements and attributes only, and links to the sources alone."""
    text = write_page(found)
    page = lxml.html.document_fromstring(text)
    assert not CONTROL.search(text.replace("\n", ""))
    assert text.count("<style") == text.count("</style") == len(page.findall(".//style")) == 1
    drawings = page.findall(".//svg")
    assert len(drawings) == 2
    allowed = {safe_url(source.url) for source in found.sources} - {None}
    pages = {str(url).partition("#")[0] for url in allowed}
    for tag in page.iter():
        drawn = any(outer in drawings for outer in (tag, *tag.iterancestors()))
        ours, names = (SVG_TAGS, SVG_ATTRIBUTES) if drawn else (PAGE_TAGS, PAGE_ATTRIBUTES)
        assert tag.tag in ours, tag.tag
        if page.find("body") in tag.iterancestors():
            assert not set(tag.attrib) - names, tag.attrib
        href = tag.get("href", "#")
        assert href.startswith("#") or href.partition("#")[0] in pages, href
    return page


def check_markdown(found: Comparison) -> None:
    text = write_markdown(found)
    assert not CONTROL.search(text)
    for converted in (
        markdown.markdown(text, extensions=["tables", "fenced_code", "footnotes"]),
        MarkdownIt("js-default", {"html": True}).render(text),
    ):
        page = lxml.html.document_fromstring(converted)
        assert not {str(tag.tag) for tag in page.iter()} - MARKDOWN_TAGS - TABLE_TAGS
        for tag in page.iter():
            assert not set(tag.attrib) - {"style"}, tag.attrib
            assert re.fullmatch(r"(text-align: ?(left|right);?)?", tag.get("style", "")), tag.attrib


TABLE_TAGS = {"html", "body", "table", "thead", "tbody", "tr", "th", "td", "h3", "blockquote"}


def comparison_full_of(payloads: Sequence[str]) -> Comparison:
    """Put each payload in every place of a comparison that text from outside can reach."""
    articles = articles_full_of(payloads)
    statements = [
        make_statement(f"{payload} {payload}", [make_citation(article, article.text)], labels=("condensed",))
        for payload, article in zip(payloads, articles, strict=True)
    ]
    brief = make_brief(
        articles, [make_section(payloads[0], statements)], title=payloads[0], date=payloads[-1]
    )
    refused = [
        Refused(statement.id, f"{payload} {payload}", Verdict(0.2, (Uncarried(1, len(payload), "name"),)))
        for statement, payload in zip(statements, payloads, strict=True)
    ]
    config = BriefConfig(focus=payloads[0])
    modes = list_modes(config, payloads[:2])

    def run(_reading: Reading, config: BriefConfig) -> Any:
        if config.mode == "abstractive" and config.model is None:
            raise ModelError(payloads[0], payloads[-1])
        return run_briefs({"extractive": brief, "abstractive": brief}, refused)(_reading, config)

    def judge(statement: Statement) -> tuple[Uncarried, ...]:
        half = len(statement.text) // 2
        return (Uncarried(1, max(half, 2), "name"), Uncarried(half, len(statement.text), "meaning"))

    omissions = tuple(Omission("reading", payload, payload) for payload in payloads)
    reading = Reading(tuple(articles), omissions)
    return compare_modes(reading, modes, (payloads[0], payloads[-1] + " words"), run=run, judge=judge)


@pytest.mark.parametrize("payload", own_payloads())
def test_own_payloads_do_nothing_in_any_form(payload: str) -> None:
    found = comparison_full_of([payload, payload + " "])
    check_page(found)
    check_markdown(found)
    json.dumps(report_comparison(found), ensure_ascii=True)


def test_known_attack_strings_do_nothing() -> None:
    path = DIRTY / "dirty" / "html_md_vectors.jsonl.gz"
    if not path.is_file():
        pytest.skip(f"no {path}: name the folder that holds data/ in SUMMARIZER_SHARED")
    lines = gzip.decompress(path.read_bytes()).decode("utf-8").split("\n")
    payloads = [json.loads(line)["payload"] for line in lines if line]
    for start in range(0, len(payloads), STEP):
        found = comparison_full_of(payloads[start : start + PAGE_PAYLOADS])
        check_page(found)
        check_markdown(found)


PAGE_PAYLOADS, STEP = 10, 200
"""Strings in one comparison, and how far it is to the next: one of twenty, for ROUGE takes the square of them."""


@given(st.lists(st.sampled_from(own_payloads()) | st.text(max_size=20), min_size=1, max_size=4).map("".join))
@settings(max_examples=15, deadline=None)
def test_mixed_payloads_do_nothing(payload: str) -> None:
    found = comparison_full_of([payload, "a calm sentence"])
    check_page(found)
    check_markdown(found)


def test_the_check_would_notice(monkeypatch: pytest.MonkeyPatch) -> None:
    from summarizer.measuring import forms

    found = sample_comparison()
    check_page(found)
    for active in ("<a href='https://evil.example/'>x</a>", "<img src='x'>", "<p onclick='x()'>x</p>"):
        monkeypatch.setattr(forms, "_PLOTS", dict.fromkeys(("support", "coverage"), active.format))
        with pytest.raises(AssertionError):
            check_page(found)


def test_no_text_can_take_the_place_of_a_plot() -> None:
    found = comparison_full_of(['<div class="plot" id="plot-support"></div>', "calm"])
    assert len(check_page(found).findall(".//svg")) == 2


def test_every_point_leads_to_a_statement() -> None:
    page = check_page(sample_comparison())
    places = {tag.get("id") for tag in page.iter()}
    links = [tag.get("href") for tag in page.findall(".//svg//a")]
    assert len(links) == 2 * (9 + 3) + 1  # and to the draft that was refused
    assert {link.removeprefix("#") for link in links} <= places


def test_a_page_says_what_is_not_carried() -> None:
    page = check_page(sample_comparison())
    assert [mark.text_content() for mark in page.findall(".//mark")] == ["Thursday", "300"]
    view = view_comparison(sample_comparison())
    assert [row.shared for row in view.claims].count(True) == 2


# drafts that were refused


def test_a_replaced_statement_shows_the_draft_with_what_is_not_carried() -> None:
    page = check_page(sample_comparison())
    [draft] = page.find_class("draft")
    assert draft.getparent().get("id") == "m2-s2"
    assert "support 0.31" in draft.find_class("note")[0].text_content()
    assert draft.find_class("words")[0].text_content() == (
        "Some 300 passengers booked before Friday will be refunded in full."
    )
    assert draft.find_class("doubt")[0].text_content().endswith(": “300” (number)")


def test_a_refused_draft_stands_below_the_line_in_the_plot_and_in_the_table() -> None:
    page = check_page(sample_comparison())
    [link] = [tag for tag in page.findall(".//svg//a") if tag.get("href") == "#m2-s2-draft"]
    assert link.find("title").text == "abstractive, statement 2: a draft was refused, support 0.31"
    line = link.getparent().find_class("limit")[0].get("d")
    assert float(link.find("circle").get("cy")) > float(re.findall(r"[\d.]+", line)[1])
    cells = [
        [cell.text_content() for cell in row.findall("td")]
        for row in page.findall(".//tbody/tr")
        if row.find("th").text_content() == "support of the refused drafts, mean"
    ]
    assert cells == [["–", "0.31"]]


def test_markdown_shows_the_draft_under_what_is_told_instead() -> None:
    text = write_markdown(sample_comparison())
    lines = text.splitlines()
    at = next(at for at, line in enumerate(lines) if "told instead of this draft" in line)
    assert lines[at - 1].startswith("- **abstractive:** Passengers booked before Friday will be refunded")
    assert lines[at] == (
        "    - *told instead of this draft, support 0.31:* Some **300** passengers booked before Friday will be "
        "refunded in full. — not carried: “300” (number)"
    )
    for converted in (markdown.markdown(text), MarkdownIt("js-default").render(text)):
        nested = lxml.html.document_fromstring(converted).findall(".//li//li")
        assert [item.find(".//strong").text for item in nested] == ["300"]


def test_json_has_the_draft_with_offsets_into_it() -> None:
    found = json.loads(json.dumps(report_comparison(sample_comparison())))
    refused = [statement["refused"] for statement in found["runs"][1]["statements"]]
    assert [one is None for one in refused] == [True, False, True]
    start, end = (refused[1]["uncarried"][0][key] for key in ("start", "end"))
    assert refused[1]["draft"][start:end] == "300"
    assert refused[1]["support"] == 0.31
    assert not any(statement["refused"] for statement in found["runs"][0]["statements"])


def test_a_draft_can_write_no_citation_mark() -> None:
    condensed = condensed_brief()
    [refused] = refuse_sample(condensed)
    found = compare_briefs(
        {"abstractive": condensed}, sample_articles(), refused=[replace(refused, draft="All is well. [4]")]
    )
    [draft] = check_page(found).find_class("draft")
    assert draft.find_class("words")[0].text_content() == "All is well. (4)"


@pytest.mark.parametrize(
    ("highest", "ticks"),
    [(1, [0, 0.2, 0.4, 0.6, 0.8, 1]), (171, [0, 50, 100, 150, 200]), (83, [0, 20, 40, 60, 80, 100])],
)
def test_ticks_are_round_and_reach_the_highest(highest: float, ticks: list[float]) -> None:
    assert list_ticks(highest) == ticks


@given(st.floats(min_value=1e-3, max_value=1e6))
def test_ticks_always_reach(highest: float) -> None:
    ticks = list_ticks(highest)
    assert ticks[-1] >= highest * (1 - 1e-6)
    assert 3 <= len(ticks) <= 8


# the command

STORY = """City bridge reopens after a year
The Ledger, 16 November 2026

The city bridge reopened on Monday after a year of repairs, the mayor's office said. Crews replaced two of \
the main cables and laid a new road deck. The work cost 14 million crowns and was paid for by the port.
"""


@pytest.fixture
def story(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with one source, with runs in this process: the ones apart are tested by themselves."""
    (here / "story.txt").write_text(STORY, "utf-8")
    return here


def stand_in(monkeypatch: pytest.MonkeyPatch, has: Sequence[str | None] = (None,)) -> None:
    """Let the abstractive mode be the extractive one where it has the model, and be missing elsewhere."""
    from summarizer.measuring.running import run_here

    def run(reading: Reading, config: BriefConfig, loud: bool = False) -> Any:
        if config.mode == "abstractive" and config.model not in has:
            raise ModelError(f"There is no model {config.model}.", "Name another.")
        return run_here(reading, replace(config, mode="extractive", model=None), loud)

    monkeypatch.setattr(comparing, "run_apart", run)


def call(*arguments: str) -> Any:
    return runner.invoke(app, ["compare", *arguments])


def test_the_command_prints_markdown(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch)
    done = call("story.txt", "--words", "60")
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("# City bridge reopens after a year\n")
    assert "| abstractive |" in done.stdout


@pytest.mark.parametrize("suffix", ["md", "html", "json"])
def test_the_suffix_gives_the_form(suffix: str, story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch)
    done = call("story.txt", "-o", f"beside.{suffix}")
    assert done.exit_code == 0, done.output
    assert done.stdout == ""
    start = {"md": "# City", "html": "<!DOCTYPE html>", "json": '{\n  "schema_version": 1'}[suffix]
    assert (story / f"beside.{suffix}").read_text("utf-8").startswith(start)


@pytest.mark.parametrize("name", ["beside.eml", "beside.txt", "beside"])
def test_other_forms_are_refused_before_any_work(name: str, story: Path) -> None:
    done = call("story.txt", "-o", name)
    assert done.exit_code == 2
    assert ".md, .html or .json" in done.stderr


def test_json_is_one_object(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch)
    (story / "known.txt").write_text("The bridge reopened after repairs.", "utf-8")
    done = call("story.txt", "--json", "--reference", "known.txt", "--focus", "cables")
    found = json.loads(done.stdout)
    assert (done.exit_code, found["schema_version"], found["focus"]) == (0, 1, "cables")
    assert found["reference"] == "known.txt"
    assert found["runs"][0]["measures"]["rouge"]["one"] > 0


def test_json_and_a_file_are_written_both(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch)
    done = call("story.txt", "--json", "-o", "beside.html")
    assert json.loads(done.stdout)["runs"]
    assert (story / "beside.html").exists()


def test_errors_are_json_too(story: Path) -> None:
    for arguments in (["nothing.txt"], ["story.txt", "--words", "0"], ["story.txt", "-o", "x.eml"], []):
        done = call(*arguments, "--json")
        assert json.loads(done.stdout)["error"]["exit_code"] == done.exit_code != 0


def test_a_missing_mode_is_said_and_the_rest_compared(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, has=())
    done = call("story.txt")
    assert done.exit_code == 0
    assert "abstractive is not compared" in done.stderr
    assert "| extractive |" in done.stdout


def test_a_model_that_was_asked_for_and_is_missing_ends_in_4(
    story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(monkeypatch, has=(None, "there"))
    done = call("story.txt", "--model", "there", "--model", "gone", "-o", "beside.json")
    assert done.exit_code == 4
    found = json.loads((story / "beside.json").read_text("utf-8"))
    assert [run["name"] for run in found["runs"]] == ["extractive", "abstractive", "there"]
    assert [one["name"] for one in found["unavailable"]] == ["gone"]


def test_a_source_that_cannot_be_read_ends_in_3(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch)
    done = call("story.txt", "gone.txt")
    assert done.exit_code == 3
    assert "## Not read" in done.stdout
    assert "gone.txt" in done.stdout


@pytest.mark.parametrize("content", [None, b"", b" \n"])
def test_a_reference_without_words_is_refused(content: bytes | None, story: Path) -> None:
    if content is not None:
        (story / "known.txt").write_bytes(content)
    done = call("story.txt", "--reference", "known.txt")
    assert done.exit_code == 1
    assert "known.txt" in done.stderr


def test_each_mode_really_runs_apart(story: Path) -> None:
    found = json.loads(call("story.txt", "--json").stdout)
    assert found["runs"][0]["name"] == "extractive"
    assert found["runs"][0]["seconds"] > 0
    assert "Crews replaced" in " ".join(one["text"] for one in found["runs"][0]["statements"])
