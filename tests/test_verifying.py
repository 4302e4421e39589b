from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from summarizer.checking.support import check_statement
from summarizer.cli.app import app
from summarizer.reading import read_articles
from summarizer.records import (
    Brief,
    Conflict,
    ConflictValue,
    Label,
    Reading,
    Statement,
    Uncarried,
    Verdict,
    statement_id,
)
from summarizer.rendering.jsonform import brief_digest, brief_to_document, brief_to_json
from summarizer.verifying import Verification, verify_brief, verify_statement, verify_text
from tests.brief_factory import (
    make_article,
    make_brief,
    make_citation,
    make_section,
    make_source,
    make_statement,
    sample_brief,
)
from tests.story_factory import load_params

CASES = Path(__file__).parent / "cases"


def seal(statement: Statement) -> Statement:
    """Give a statement the id that its text and citations have."""
    return replace(statement, id=statement_id(statement.text, statement.citations))


def seal_brief(brief: Brief) -> Brief:
    """Give every statement of a brief the id that it should have."""
    sections = [
        replace(
            section, statements=tuple(map(seal, section.statements)), lead=section.lead and seal(section.lead)
        )
        for section in brief.stories
    ]
    return replace(brief, stories=tuple(sections))


def check_case(case: dict[str, Any]) -> tuple[str, tuple[str, ...]]:
    """Return what becomes of a case's statement."""
    given = case["input"]
    quotes, context = given["quotes"], given.get("context", [])
    article = make_article(" ".join([*quotes, *context]), published=given.get("published"))
    citations = [make_citation(article, quote) for quote in quotes]
    citations += [make_citation(article, quote, role="context") for quote in context]
    statement = seal(make_statement(given["text"], citations))
    result = verify_statement(statement, 1, {article.id: make_source(article)}, {})
    return result.status, result.reasons


@pytest.mark.parametrize("case", load_params("verifying.json"))
def test_what_the_quotes_do_not_carry_fails_with_its_reason(case: dict[str, Any]) -> None:
    status, reasons = check_case(case)
    assert status == "failed"
    assert case["expected"] in reasons


@pytest.mark.parametrize("case", load_params("verifying_negative.json"))
def test_what_the_quotes_carry_is_intact(case: dict[str, Any]) -> None:
    assert check_case(case) == ("intact", ())


def test_brackets_without_end_are_settled_quickly() -> None:
    text = "a " + "[a] " * 400 + "b"
    status, _ = check_case({"input": {"text": text, "quotes": ["a " + "[a] " * 399 + "c"]}})
    assert status == "failed"


# one changed character


def two_sources() -> Brief:
    """Return a brief of one statement in two sources' words, with a name from a third sentence."""
    wire = make_article(
        "Ines Corrado met the crew. She praised them on Monday.", origin="wire.txt", published="2026-11-20"
    )
    post = make_article("Praise came from the harbour master.", origin="post.txt")
    statement = make_statement(
        "She [Ines Corrado] praised them on Monday [16 November].",
        [
            make_citation(wire, "She praised them on Monday."),
            make_citation(post, "Praise came from the harbour master."),
            make_citation(wire, "Ines Corrado met the crew.", role="context", covers=(5, 17)),
        ],
        origins=2,
    )
    conflict = Conflict("Who", (ConflictValue("crew", (make_citation(wire, "Ines Corrado met the crew."),)),))
    return seal_brief(make_brief([wire, post], [make_section("Praise", [statement], conflicts=[conflict])]))


def test_a_brief_as_it_was_written_is_intact() -> None:
    for brief in (two_sources(), seal_brief(sample_brief())):
        verification = verify_text(brief_to_json(brief))
        assert verification.status == "intact", verification


def test_one_changed_character_anywhere_is_found() -> None:
    text = brief_to_json(two_sources())
    missed = []
    for place, char in enumerate(text):
        changed = text[:place] + ("x" if char != "x" else "y") + text[place + 1 :]
        if verify_text(changed).status != "failed":
            missed.append((place, text[place - 20 : place + 20]))
    assert missed == []


def test_one_changed_digit_anywhere_is_found() -> None:
    text = brief_to_json(two_sources())
    for place, char in enumerate(text):
        if char.isdigit():
            changed = text[:place] + str((int(char) + 1) % 10) + text[place + 1 :]
            assert verify_text(changed).status == "failed", text[place - 20 : place + 20]


def test_white_space_between_values_is_no_part_of_a_brief() -> None:
    document = json.loads(brief_to_json(two_sources()))
    assert verify_text(json.dumps(document, sort_keys=True)).status == "intact"


def reseal(document: dict[str, Any]) -> str:
    """Return a document as somebody saves it who knows how its digest is made."""
    document["manifest"]["digest"] = brief_digest(document)
    return json.dumps(document)


def reasons_of(verification: Verification) -> list[str]:
    """Return all reasons and findings in one list."""
    said = [f"{finding.subject}: {finding.reason}" for finding in verification.findings]
    return said + [reason for result in verification.statements for reason in result.reasons]


FORGERIES = [
    ("text", "She praised them on Tuesday.", "its text, its quotes or their places are not those"),
    ("id", "0" * 12, "its text, its quotes or their places are not those"),
    ("citations.0.quote", "She praised them on Sunday.", "does not match its SHA-256"),
    ("citations.0.start", 26, "does not fit its place"),
    ("citations.0.end", 55, "does not fit its place"),
    ("citations.0.source", "feedfeedfeed", "it cites a source that the brief does not list: feedfeedfeed"),
    ("citations.0.covers", [0, 999], "covers characters 0 to 999"),
    ("citations.0.covers", [9, 3], "covers characters 9 to 3"),
]


@pytest.mark.parametrize(("path", "value", "reason"), FORGERIES)
def test_a_new_digest_does_not_hide_a_changed_statement(path: str, value: object, reason: str) -> None:
    document = brief_to_document(two_sources())
    *parents, last = path.split(".")
    holder: Any = document["stories"][0]["statements"][0]
    for key in parents:
        holder = holder[int(key) if key.isdigit() else key]
    holder[last] = value
    verification = verify_text(reseal(document))
    assert [result.status for result in verification.statements] == ["failed"]
    assert any(reason in said for said in reasons_of(verification)), reasons_of(verification)


def test_what_is_wrong_outside_the_statements_is_named() -> None:
    document = brief_to_document(two_sources())
    document["sources"][1]["sha256"] = "0" * 64
    document["stories"][0]["conflicts"][0]["values"][0]["citations"][0]["quote"] = (
        "Ines Corrado left the crew."
    )
    said = reasons_of(verify_text(reseal(document)))
    assert "source 2: its id and SHA-256 are not those in the manifest" in said
    assert any(reason.startswith("the difference “Who”: the quote “Ines Corrado left") for reason in said)


def test_a_source_listed_twice_is_named() -> None:
    brief = two_sources()
    doubled = replace(brief, sources=(*brief.sources, brief.sources[0]))
    assert "source 3: another source has the same id" in reasons_of(verify_brief(doubled))


@pytest.mark.parametrize(
    ("before", "after", "subjects"),
    [
        ('"title": "A title"', '"title": "Another"', ["the title"]),
        ('"date": "2026-11-19"', '"date": "2026-11-20"', ["the date"]),
        ('"mode": "extractive",\n  "stories"', '"mode": "auto",\n  "stories"', ["the mode"]),
        ('"about": "Who"', '"about": "Why"', ["the stories"]),
        ('"publisher": null', '"publisher": "The Times"', ["the sources"]),
        ('"merged_sentences": 0', '"merged_sentences": 7', ["the coverage"]),
        ('"version": "0.1.0"', '"version": "0.1.1"', ["the file as a whole"]),
        ('"digests"', '"other digests"', ["the file as a whole"]),
    ],
)
def test_a_change_beside_the_statements_is_named(before: str, after: str, subjects: list[str]) -> None:
    text = brief_to_json(two_sources())
    assert before in text
    verification = verify_text(text.replace(before, after))
    assert [finding.subject for finding in verification.findings] == subjects
    assert verification.status == "failed"
    assert {result.status for result in verification.statements} == {"intact"}


def test_a_new_digest_of_the_whole_does_not_hide_a_changed_part() -> None:
    document = brief_to_document(two_sources())
    document["title"] = "Another"
    verification = verify_text(reseal(document))
    assert [finding.subject for finding in verification.findings] == ["the title"]


def test_a_brief_without_digests_of_its_parts_still_verifies() -> None:
    document = brief_to_document(two_sources())
    del document["manifest"]["digests"]
    assert verify_text(reseal(document)).status == "intact"


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "# A brief", '{"schema_version": 1}', '{"schema_version": 99}']
)
def test_what_is_no_brief_fails_as_a_whole(text: str) -> None:
    verification = verify_text(text)
    assert verification.status == "failed"
    assert [finding.subject for finding in verification.findings] == ["the file as a whole"]


def test_the_lead_of_a_story_is_checked_like_its_statements() -> None:
    brief = two_sources()
    section = brief.stories[0]
    lead = seal(replace(section.statements[0], text="All of it is true."))
    verification = verify_brief(replace(brief, stories=(replace(section, lead=lead),)))
    assert [(result.number, result.status) for result in verification.statements] == [
        (1, "failed"),
        (2, "intact"),
    ]


def test_ids_and_digests_can_be_recomputed_from_their_description() -> None:
    def sha256(text: str) -> str:
        return hashlib.sha256(text.encode()).hexdigest()

    wire = "Ines Corrado met the crew. She praised them on Monday."
    document = brief_to_document(two_sources())
    source, statement = document["sources"][0], document["stories"][0]["statements"][0]
    assert source["sha256"] == sha256(wire)
    assert source["id"] == sha256(f"wire.txt\0{wire}\0")[:12]
    cited = statement["citations"]
    assert [one["sha256"] for one in cited] == [sha256(one["quote"]) for one in cited]
    keys = ("source", "start", "end", "role", "sha256")
    parts = [statement["text"], *(":".join(str(one[key]) for key in keys) for one in cited)]
    assert statement["id"] == sha256("".join(f"{part}\0" for part in parts))[:12]
    digest = document["manifest"].pop("digest")
    statement["support"] = 1
    assert digest == sha256(json.dumps(document, sort_keys=True, separators=(",", ":")))


# statements that are not verbatim


@pytest.mark.parametrize(("score", "status"), [(0.5, "intact"), (0.49, "failed")])
def test_a_checker_judges_what_is_not_verbatim(score: float, status: str) -> None:
    asked: list[tuple[str, Sequence[str]]] = []

    def score_support(statement: str, evidence: Sequence[str]) -> float:
        asked.append((statement, evidence))
        return score

    article = make_article("The bridge, shut for a year, reopened on Monday.")
    condensed = seal(make_statement("The bridge reopened.", [make_citation(article, article.text)]))
    brief = make_brief([article], [make_section("Bridge", [condensed])])
    assert verify_brief(brief).status == "failed"
    assert verify_brief(brief, score_support=score_support).status == status
    assert asked == [("The bridge reopened.", [article.text])]


CLOSED = "The bridge, shut for a year, reopened on Monday, Ines Corrado said."


def condense(text: str, *, labels: tuple[Label, ...] = ("condensed",), context: str | None = None) -> Brief:
    """Return a brief of one statement in other words than its evidence."""
    article = make_article(f"{CLOSED} {context or ''}", published="2026-11-17")
    citations = [make_citation(article, CLOSED)]
    citations += [make_citation(article, context, role="context")] if context else []
    statement = seal(make_statement(text, citations, labels=labels))
    return make_brief([article], [make_section("Bridge", [statement])])


def carry_all(statement: str, evidence: Sequence[str]) -> float:
    """Judge that everything is carried."""
    return 1.0


def test_the_words_that_a_verdict_names_are_told() -> None:
    verdict = Verdict(0.25, (Uncarried(4, 10, "name"), Uncarried(11, 19, "negation")))
    found = verify_brief(condense("The tunnel reopened."), score_support=lambda *_: verdict)
    assert reasons_of(found) == [
        "its quotes do not carry it (support 0.25, at least 0.5 is needed): “tunnel” (name), “reopened” (negation)"
    ]


def test_a_statement_that_promises_the_sources_words_is_not_judged() -> None:
    brief = condense("The bridge reopened on Monday.", labels=("quoted",))
    assert verify_brief(brief, score_support=carry_all).status == "failed"


@pytest.mark.parametrize(
    ("added", "context", "status"),
    [
        ("The bridge reopened on Monday [16 November].", None, "intact"),
        ("The bridge reopened on Monday [9 November].", None, "failed"),
        ("The bridge [Halden Bridge] reopened.", "Halden Bridge was shut.", "intact"),
        ("The bridge [Halden Bridge] reopened.", None, "failed"),
        ("The bridge [and not the tunnel] reopened.", None, "failed"),
    ],
)
def test_brackets_in_a_condensed_statement_are_traced(added: str, context: str | None, status: str) -> None:
    assert verify_brief(condense(added, context=context), score_support=carry_all).status == status


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The bridge reopened on Monday.", None),
        ("The bridge reopened on Monday [16 November].", None),
        ("The bridge reopened on Tuesday.", "“Tuesday” (date)"),
        ("The bridge never reopened on Monday.", "“never” (negation)"),
        ("The bridge, shut for six years, reopened.", "“six” (number)"),
    ],
)
def test_rules_judge_condensed_statements(text: str, reason: str | None) -> None:
    found = reasons_of(verify_brief(condense(text), score_support=check_statement))
    assert found == [] if reason is None else reason in found[0]


def test_a_name_in_a_pronouns_place_is_carried_by_its_context() -> None:
    article = make_article("Ines Corrado met the crew. She praised them on Monday, an aide said.")
    text = "Ines Corrado praised them on Monday."
    citations = [make_citation(article, "She praised them on Monday, an aide said.")]
    named = make_citation(article, "Ines Corrado met the crew.", role="context", covers=(0, 12))
    for cited, status in (([*citations, named], "intact"), (citations, "failed")):
        statement = seal(make_statement(text, cited, labels=("condensed",)))
        brief = make_brief([article], [make_section("Praise", [statement])])
        assert verify_brief(brief, score_support=check_statement).status == status


@pytest.mark.parametrize(
    ("text", "code"), [("The bridge reopened on Monday.", 0), ("The bridge never reopened on Monday.", 5)]
)
def test_the_command_judges_condensed_statements(text: str, code: int, tmp_path: Path) -> None:
    saved = tmp_path / "brief.json"
    saved.write_text(brief_to_json(condense(text)), encoding="utf-8")
    result = CliRunner().invoke(app, ["verify", str(saved)])
    assert result.exit_code == code
    assert ("“never” (negation)" in result.stdout) == (code == 5)


# the sources as they are now


@pytest.fixture
def saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Brief:
    """Write two sources to an empty current folder and return a brief of them."""
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(
        "The bridge reopened on Monday after a year of work. Nobody was there to see it.\n"
    )
    Path("b.txt").write_text("Traffic rolls again across the bridge, a year after it was shut.\n")
    first, second = read_articles(["a.txt", "b.txt"])
    quote = "The bridge reopened on Monday after a year of work."
    statements = [
        seal(make_statement(quote, [make_citation(first, quote)])),
        seal(make_statement(second.text.strip(), [make_citation(second, second.text.strip())])),
    ]
    return make_brief([first, second], [make_section("Bridge", statements)])


def statuses(verification: Verification) -> tuple[list[str], list[str]]:
    """Return the status of each statement and of each source."""
    return (
        [result.status for result in verification.statements],
        [source.status for source in verification.sources],
    )


def test_sources_as_they_were_leave_statements_intact(saved: Brief) -> None:
    assert statuses(verify_brief(saved, read_articles)) == (["intact", "intact"], ["unchanged", "unchanged"])


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda text: text + "More was added.", "the cited words still stand in their place"),
        (lambda text: "UPDATED. " + text, "the cited words stand elsewhere in it now"),
        (lambda text: text.replace("Monday", "Tuesday"), "are gone"),
    ],
)
def test_a_changed_source_is_news_and_no_failure(saved: Brief, change: Any, reason: str) -> None:
    path = Path("a.txt")
    path.write_text(change(path.read_text()))
    verification = verify_brief(saved, read_articles)
    assert statuses(verification) == (["source changed", "intact"], ["changed", "unchanged"])
    assert reason in verification.statements[0].reasons[0]
    assert verification.statements[0].reasons[0].startswith("source 1 has changed")
    assert verification.status == "source changed"


def test_a_source_that_is_gone_is_not_re_read(saved: Brief) -> None:
    Path("a.txt").unlink()
    verification = verify_brief(saved, read_articles)
    assert statuses(verification) == (["intact", "intact"], ["not re-read", "unchanged"])
    assert verification.sources[0].reason == "no such file can be found from here"
    assert verification.status == "intact"


def test_a_source_that_cannot_be_read_any_more_says_why(saved: Brief) -> None:
    Path("b.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    verification = verify_brief(saved, read_articles)
    assert verification.sources[1].status == "not re-read"
    assert verification.sources[1].reason.startswith("cannot be read any more: ")


def test_standard_input_and_the_web_are_not_re_read() -> None:
    articles = [
        make_article("One two.", origin="-"),
        make_article("Two.", origin="https://news.example/a.txt"),
    ]
    verification = verify_brief(make_brief(articles, []), lambda _paths: pytest.fail("nothing to read"))
    assert [source.reason for source in verification.sources] == [
        "came from standard input",
        "no such file can be found from here",
    ]


def test_a_document_inside_a_file_is_found_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    texts = ["The bridge reopened on Monday.", "The tunnel is still shut."]
    documents = [{"text": text} for text in texts]
    Path("news.jsonl").write_text(json.dumps({"documents": documents}))
    articles = read_articles(["news.jsonl"]).articles
    brief = make_brief(articles, [])
    assert statuses(verify_brief(brief, read_articles))[1] == ["unchanged", "unchanged"]
    documents[1]["text"] = "The tunnel is open."
    Path("news.jsonl").write_text(json.dumps({"documents": documents}))
    assert statuses(verify_brief(brief, read_articles))[1] == ["unchanged", "changed"]


def test_sources_are_read_once_and_only_if_they_are_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    Path("a.jsonl").write_text("")
    origins = ["folder", "a.jsonl#0", "a.jsonl#1", "bad\x00name", "x" * 5000, "", "missing.txt"]
    asked: list[Sequence[str]] = []

    def read(paths: Sequence[str]) -> Reading:
        asked.append(paths)
        return Reading(())

    articles = [make_article("A text.", origin=origin) for origin in origins]
    verification = verify_brief(make_brief(articles, []), read)
    assert asked == [["a.jsonl"]]
    assert {source.status for source in verification.sources} == {"not re-read"}
