from __future__ import annotations

import gzip
import io
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from summarizer import batching, pipeline
from summarizer.batching import Line, LineResult, OverlongLine, brief_lines, dump_line, parse_line, read_lines
from summarizer.cli.app import app
from summarizer.config import BriefConfig
from summarizer.errors import SourceError, SummarizerError

BRIDGE = (
    "The city bridge reopened on Monday after a year of repairs, the mayor's office said. Repairs to the "
    "bridge replaced two of the main cables and the road deck. The mayor's office said that the repairs cost "
    "14 million crowns. Engineers will inspect the main cables of the city bridge every year."
)
FERRY = (
    "Ferry operators said that passenger numbers had doubled while the city bridge was closed. Two of the "
    "three ferry operators will keep an extra ferry until the spring."
)
BAKER = (
    "A bakery in the old town won the national prize for rye bread. The bakery has baked rye bread in the "
    "old town since 1902."
)

STORIES: list[dict[str, Any]] = [
    {
        "id": "one",
        "documents": [{"text": BRIDGE, "date": "2026-11-20", "title": "Bridge open"}, {"text": FERRY}],
    },
    {"id": "unrelated", "documents": [{"text": BRIDGE}, {"text": BAKER}], "summaries": ["ignored"]},
    {"id": "copies", "documents": [{"text": BRIDGE}, {"text": BRIDGE}, {"text": BRIDGE}]},
    {
        "id": "odd characters",
        "documents": [{"text": "\ufeff🌉 \u2028" + BRIDGE.replace(" a ", " a\u00a0\r\n\t ")}],
    },
    {"id": "half a character", "documents": [{"text": BRIDGE.replace("city", "ci\ud83dty")}]},
    {
        "id": "half empty",
        "documents": [{"text": ""}, {"text": BRIDGE}, {"title": "no text"}, 7, {"text": None}],
    },
    {"id": 4, "documents": [{"text": "Hello"}]},
    {"documents": [{"text": BRIDGE, "url": 3, "publisher": ["a"], "date": {"y": 1}}]},
]

BAD_LINES: list[tuple[bytes, object, str]] = [
    (b"{", None, "The line is not JSON"),
    (b"[1, 2]", None, "The line is not a JSON object."),
    (b'"text"', None, "The line is not a JSON object."),
    (b'{"id": "x"}', "x", 'The line has no list of "documents".'),
    (b'{"id": "x", "documents": {"text": "a"}}', "x", 'The line has no list of "documents".'),
    (b'{"id": ["x"], "documents": []}', ["x"], 'None of the "documents" has a text with words in it.'),
    (b'{"id": "x", "documents": [{"text": "  "}, null]}', "x", 'None of the "documents" has a text'),
    (b'{"id": "\xff"}', None, "The line is not UTF-8 (byte 9)."),
    (b"[" * 100_000, None, "The line is not JSON that can be read."),
    (b"9" * 10_000, None, "The line is not JSON that can be read."),
]

CONFIG = BriefConfig(words=60, mode="extractive")


def encode(stories: Iterable[dict[str, Any]]) -> list[Line]:
    """Return stories as lines."""
    return [json.dumps(story).encode() + b"\n" for story in stories]


def records(results: Iterable[LineResult]) -> list[dict[str, Any]]:
    """Return what was written, without the seconds."""
    found = [json.loads(result.line) for result in results]
    for record in found:
        record.pop("seconds", None)
    return found


def test_every_line_has_the_promised_keys_in_input_order() -> None:
    results = list(brief_lines(encode(STORIES), CONFIG))
    assert [result.number for result in results] == list(range(1, len(STORIES) + 1))
    for story, result in zip(STORIES, results, strict=True):
        record = json.loads(result.line)
        assert list(record) == ["id", "text", "statements", "omissions", "seconds"]
        assert record["id"] == story.get("id")
        assert record["seconds"] >= 0
        assert result.error is None
        for statement in record["statements"]:
            assert list(statement) == ["text", "citations", "support", "labels"]
            for citation in statement["citations"]:
                assert list(citation) == ["document", "start", "end", "quote", "role"]


def test_every_quote_is_the_slice_of_its_document_as_given() -> None:
    quotes = 0
    for story, record in zip(STORIES, records(brief_lines(encode(STORIES), CONFIG)), strict=True):
        for statement in record["statements"]:
            for cited in statement["citations"]:
                text = story["documents"][cited["document"]]["text"]
                assert cited["quote"] == text[cited["start"] : cited["end"]] != ""
                quotes += 1
    assert quotes > 10


def test_the_text_is_the_statements_alone_one_a_line() -> None:
    for record in records(brief_lines(encode(STORIES), CONFIG)):
        assert record["text"].split("\n") == ([one["text"] for one in record["statements"]] or [""])
        assert len(record["text"].split()) <= CONFIG.words


def test_a_line_is_never_regrouped() -> None:
    unrelated = records(brief_lines(encode(STORIES[1:2]), BriefConfig(words=100, mode="extractive")))[0]
    assert {cited["document"] for one in unrelated["statements"] for cited in one["citations"]} == {0, 1}


def test_copies_are_evidence_beside_each_other() -> None:
    (record,) = records(brief_lines(encode(STORIES[2:3]), CONFIG))
    assert {cited["document"] for one in record["statements"] for cited in one["citations"]} == {0, 1, 2}
    texts = [one["text"] for one in record["statements"]]
    assert len(set(texts)) == len(texts)


def test_documents_that_are_not_used_are_named_with_the_reason() -> None:
    (record,) = records(brief_lines(encode(STORIES[5:6]), CONFIG))
    assert [(one["stage"], one["subject"]) for one in record["omissions"]] == [
        ("reading", "documents[0]"),
        ("reading", "documents[2]"),
        ("reading", "documents[3]"),
        ("reading", "documents[4]"),
    ]
    assert all(one["reason"] for one in record["omissions"])


@pytest.mark.parametrize(("line", "name", "reason"), BAD_LINES, ids=[reason for _, _, reason in BAD_LINES])
def test_a_line_that_cannot_be_read_becomes_an_error_with_its_id(
    line: bytes, name: object, reason: str
) -> None:
    (result,) = brief_lines([line], CONFIG)
    record = json.loads(result.line)
    assert list(record) == ["id", "error"]
    assert record["id"] == name
    assert record["error"].startswith(reason)
    assert result.error == record["error"]
    assert result.bug is None


def test_a_bug_costs_one_line_and_keeps_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    right = pipeline.make_story_brief

    def broken(articles: Any, config: BriefConfig) -> Any:
        if len(articles) == 3:
            raise ZeroDivisionError("a bug")
        return right(articles, config)

    monkeypatch.setattr(pipeline, "make_story_brief", broken)
    results = list(brief_lines(encode(STORIES[1:4]), CONFIG))
    assert [result.error for result in results] == [None, "internal error: ZeroDivisionError: a bug", None]
    assert "Traceback" in (results[1].bug or "")
    assert json.loads(results[1].line)["id"] == "copies"


def test_more_workers_give_the_same_lines() -> None:
    lines = [*encode(STORIES), *(line for line, _, _ in BAD_LINES), *encode(STORIES)]
    assert records(brief_lines(lines, CONFIG, workers=2)) == records(brief_lines(lines, CONFIG))


def die(*_: object) -> None:
    """End the process that this runs in, as a system short of memory would."""
    os._exit(9)


def test_a_worker_that_dies_is_an_error_with_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batching, "brief_line", die)
    with pytest.raises(SummarizerError, match="A worker ended unexpectedly") as caught:
        list(brief_lines([b"{}"], CONFIG, workers=2))
    assert "fewer --workers" in caught.value.hint


def test_lines_are_handed_out_no_faster_than_they_come_back() -> None:
    handed_out = 0

    def count_lines() -> Iterable[Line]:
        nonlocal handed_out
        for line in encode(STORIES[6:7] * 100):
            handed_out += 1
            yield line

    results = brief_lines(count_lines(), CONFIG, workers=2)
    for done in range(20):
        next(iter(results))
        assert handed_out <= done + 1 + 2 * batching.AHEAD


# reading lines


def test_blank_lines_are_no_stories() -> None:
    assert list(read_lines(io.BytesIO(b"\n{}\n \r\n\n{}"))) == [b"{}\n", b"{}"]


def test_a_line_without_end_does_not_fill_the_memory() -> None:
    lines = list(read_lines(io.BytesIO(b"x" * 1000 + b"\n{}\n" + b"y" * 11), limit=10))
    assert lines == [OverlongLine(), b"{}\n", OverlongLine()]
    with pytest.raises(SourceError, match="longer than 200 MB"):
        parse_line(OverlongLine())


@hypothesis.settings(deadline=None)
@given(
    st.lists(st.binary(max_size=30).map(lambda line: line.replace(b"\n", b" ")), max_size=8),
    st.integers(1, 40),
)
def test_lines_are_those_of_the_stream(lines: list[bytes], limit: int) -> None:
    found = list(read_lines(io.BytesIO(b"\n".join(lines)), limit))
    kept = [line for line in lines if line.strip() or len(line) > limit]
    assert len(found) == len(kept)
    for line, original in zip(found, kept, strict=True):
        assert isinstance(line, OverlongLine) or line.rstrip(b"\n") == original


def test_a_damaged_archive_is_named() -> None:
    cut_off = io.BytesIO(gzip.compress(b"{}\n" * 10_000)[:-20])
    with (
        gzip.open(cut_off) as archive,
        pytest.raises(SourceError, match="The lines cannot be read on"),
    ):
        list(read_lines(archive))  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["é 🌉 \u2028", "\ud83d alone", '"quoted"\n\ttabbed', "\x00"])
def test_a_record_is_one_line_that_reads_back(text: str) -> None:
    line = dump_line({"text": text})
    assert "\n" not in line
    line.encode("utf-8")
    assert json.loads(line) == {"text": text}


def test_a_byte_order_mark_before_the_first_line_does_no_harm() -> None:
    assert parse_line(b'\xef\xbb\xbf{"id": 1}') == {"id": 1}


# the command


@pytest.fixture
def stories(here: Path) -> Path:
    """Write the stories to a file in an empty current folder."""
    path = here / "in.jsonl"
    path.write_bytes(b"".join(line for line in encode(STORIES) if isinstance(line, bytes)))
    return path


def lines_of(content: bytes) -> list[dict[str, Any]]:
    """Return the records in JSON lines, without the seconds."""
    found = [json.loads(line) for line in content.splitlines()]
    for record in found:
        record.pop("seconds", None)
    return found


def test_the_command_reads_and_writes_files_archives_and_pipes(stories: Path) -> None:
    Path("in.jsonl.gz").write_bytes(gzip.compress(stories.read_bytes()))
    Path("packed").write_bytes(gzip.compress(stories.read_bytes()))
    runner = CliRunner()
    piped = runner.invoke(app, ["batch", "-", "--words", "60"], input=stories.read_bytes())
    assert piped.exit_code == 0, piped.stderr
    expected = lines_of(piped.stdout_bytes)
    assert [record["id"] for record in expected] == [story.get("id") for story in STORIES]
    for source in ("in.jsonl", "in.jsonl.gz", "packed"):
        for target in ("out.jsonl", "out.jsonl.gz"):
            done = runner.invoke(app, ["batch", source, "-o", target, "--words", "60"])
            assert (done.exit_code, done.stdout) == (0, ""), done.stderr
            content = Path(target).read_bytes()
            assert lines_of(gzip.decompress(content) if target.endswith(".gz") else content) == expected
    packed = runner.invoke(app, ["batch", "-", "--words", "60"], input=Path("packed").read_bytes())
    assert lines_of(packed.stdout_bytes) == expected


def test_lines_that_cannot_be_read_end_with_3_and_are_named(stories: Path) -> None:
    stories.write_bytes(stories.read_bytes() + b"{oops\n")
    result = CliRunner().invoke(app, ["batch", "in.jsonl", "-o", "out.jsonl"])
    assert result.exit_code == 3
    assert f"warning: line {len(STORIES) + 1}: The line is not JSON" in result.stderr
    assert f"{len(STORIES) + 1} lines, 1 of them with an error" in result.stderr
    assert len(Path("out.jsonl").read_text("utf-8").splitlines()) == len(STORIES) + 1


def test_an_input_that_breaks_off_leaves_the_earlier_output(stories: Path) -> None:
    Path("in.gz").write_bytes(gzip.compress(stories.read_bytes() * 3)[:-30])
    Path("out.jsonl").write_text("yesterday's")
    result = CliRunner().invoke(app, ["batch", "in.gz", "-o", "out.jsonl"])
    assert result.exit_code == 1
    assert Path("out.jsonl").read_text() == "yesterday's"
    assert sorted(path.name for path in Path().iterdir()) == ["in.gz", "in.jsonl", "out.jsonl"]


def test_a_bug_in_a_line_ends_with_1_after_all_lines(stories: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(pipeline, "make_story_brief", broken)
    result = CliRunner().invoke(app, ["batch", "in.jsonl", "-o", "out.jsonl"])
    assert result.exit_code == 1
    assert "Traceback" in result.stderr
    assert len(Path("out.jsonl").read_text("utf-8").splitlines()) == len(STORIES)


@pytest.mark.parametrize(
    ("arguments", "exit_code"),
    [
        (["no.jsonl"], 1),
        (["in.jsonl", "-o", "no/out.jsonl"], 1),
        (["in.jsonl", "--workers", "0"], 2),
        ([], 2),
    ],
)
def test_what_cannot_start_says_so(stories: Path, arguments: list[str], exit_code: int) -> None:
    result = CliRunner().invoke(app, ["batch", *arguments])
    assert (result.exit_code, result.stdout) == (exit_code, "")
    assert result.stderr != ""


def test_an_empty_input_gives_an_empty_output(stories: Path) -> None:
    stories.write_bytes(b"")
    result = CliRunner().invoke(app, ["batch", "in.jsonl", "-o", "out.jsonl"])
    assert result.exit_code == 0
    assert Path("out.jsonl").read_bytes() == b""


def test_reading_and_writing_one_file_is_safe(stories: Path) -> None:
    result = CliRunner().invoke(app, ["batch", "in.jsonl", "-o", "in.jsonl"])
    assert result.exit_code == 0
    assert [record["id"] for record in lines_of(stories.read_bytes())] == [
        story.get("id") for story in STORIES
    ]
