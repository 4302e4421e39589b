"""Batches in parts: files, folders, Parquet, single articles, and runs that were cut off."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import pipeline
from summarizer.batching import OverlongLine
from summarizer.config import BriefConfig
from summarizer.deduplicating import group_linked
from summarizer.errors import ConfigError, ModelError, SourceError
from summarizer.scaling import parts, running, windows
from summarizer.scaling.ledger import Ledger, PartReport
from summarizer.scaling.local import run_here
from summarizer.scaling.parts import find_inputs, read_parts
from summarizer.scaling.running import Plan, finish, run_plan, tell_kind
from summarizer.scaling.signatures import HASHES, NEAR_COPY, find_near_copies, hash_shingles, sign_text
from summarizer.scaling.tasks import BriefStories, Task
from summarizer.scaling.windows import PrepareArticles
from tests.scaling_factory import TOWNS, Failing, article, call, lines_of, story, write_lines

CONFIG = BriefConfig(words=60, mode="extractive")
STORIES = [story(town) for town in TOWNS]


def plan_of(source: Path, folder: Path, suffix: str = ".jsonl", window: int = 7) -> Plan:
    """Return a plan for a file or a folder."""
    paths = tuple(find_inputs(str(source)))
    return Plan(paths, tell_kind(paths), folder, suffix, CONFIG, window)


def run_all(plan: Plan, workers: int = 1) -> list[PartReport]:
    """Run a plan on this machine."""

    def engine(task: Task, paths: Sequence[Path], finished: frozenset[str]) -> Iterator[PartReport]:
        return run_here(task, paths, finished, workers)

    return list(run_plan(plan, engine))


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut the input into parts of two lines."""
    monkeypatch.setattr(parts, "PART_LINES", 2)


# parts


@pytest.mark.usefixtures("small_parts")
@given(sizes=st.lists(st.integers(1, 30), max_size=9), limit=st.integers(5, 60))
@settings(deadline=None, max_examples=40)
def test_parts_hold_every_line_once_and_in_order(
    sizes: list[int], limit: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("parts") / "in.jsonl"
    path.write_bytes(b"".join(b"%d" % at * size + b"\n" for at, size in enumerate(sizes)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "PART_BYTES", limit)
        found = list(read_parts(path, 3))
    assert [line for part in found for line in part.lines] == path.read_bytes().splitlines(keepends=True)
    assert [part.first for part in found] == [
        1 + sum(len(before.lines) for before in found[:at]) for at in range(len(found))
    ]
    assert sorted(part.name for part in found) == [part.name for part in found]
    assert all(part.file == 3 for part in found)


def test_a_folder_is_read_by_name_and_other_files_are_not_read(tmp_path: Path) -> None:
    for name in ("b.jsonl", "a.jsonl.gz", "c.parquet", "notes.txt", ".hidden"):
        (tmp_path / name).write_bytes(b"")
    assert [path.name for path in find_inputs(str(tmp_path))] == ["a.jsonl.gz", "b.jsonl", "c.parquet"]
    (tmp_path / "empty").mkdir()
    with pytest.raises(SourceError, match="holds no file"):
        find_inputs(str(tmp_path / "empty"))
    with pytest.raises(SourceError, match="no such file"):
        find_inputs(str(tmp_path / "missing.jsonl"))


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        (b'{"documents": []}', "stories"),
        (b'{"text": "a"}', "articles"),
        (b'{"text": "a", "documents": []}', "stories"),
        (b'{"text": 3}', "stories"),
        (b"{oops", "stories"),
        (b"", "stories"),
        (b'\n\n{"title": "t", "text": "a"}', "articles"),
    ],
)
def test_the_first_line_tells_stories_from_articles(tmp_path: Path, first: bytes, kind: str) -> None:
    (tmp_path / "in.jsonl").write_bytes(first + b"\n{}\n")
    assert tell_kind([tmp_path / "in.jsonl"]) == kind


# a run that was cut off


class CutOffError(Exception):
    """What ends a run in the middle."""


@pytest.mark.usefixtures("small_parts")
def test_a_run_that_was_cut_off_does_only_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = write_lines(tmp_path / "in.jsonl", [*STORIES, {"id": "bad"}])
    plan = plan_of(source, tmp_path / "out")
    whole = run_all(plan_of(source, tmp_path / "whole"))
    told: list[str] = []
    right = pipeline.make_story_brief

    def tell(articles: Any, config: BriefConfig) -> Any:
        if len(told) == 5:
            raise KeyboardInterrupt
        told.append(articles[0].text)
        return right(articles, config)

    monkeypatch.setattr(pipeline, "make_story_brief", tell)
    with pytest.raises(KeyboardInterrupt):
        run_all(plan)
    # Two parts are whole; of the third one story was told, and its part is not there.
    assert len(list(plan.folder.glob("part-*"))) == 2
    monkeypatch.setattr(pipeline, "make_story_brief", right)
    again = run_all(plan)
    assert sorted(report.name for report in again) == sorted(report.name for report in whole)
    assert sum(report.lines for report in again) == len(STORIES) + 1
    assert [report.failed for report in again if report.failed] == [
        (("line 8", 'The line has no list of "documents".'),)
    ]
    for report in whole:
        assert lines_of(plan.folder / f"part-{report.name}.jsonl") == lines_of(
            tmp_path / "whole" / f"part-{report.name}.jsonl"
        )


@pytest.mark.usefixtures("small_parts")
def test_a_part_without_its_mark_or_cut_short_is_done_again(tmp_path: Path) -> None:
    plan = plan_of(write_lines(tmp_path / "in.jsonl", STORIES), tmp_path / "out")
    names = [report.name for report in run_all(plan)]
    expected = [lines_of(plan.folder / f"part-{name}.jsonl") for name in names]
    (plan.folder / "_finished" / f"{names[0]}.json").unlink()
    (plan.folder / f"part-{names[1]}.jsonl").write_bytes(b'{"id": "ha')
    (plan.folder / f"part-{names[2]}.jsonl").unlink()
    assert len(Ledger(plan.folder).open(plan.identity())) == len(names) - 3
    assert sorted(report.name for report in run_all(plan)) == names
    assert [lines_of(plan.folder / f"part-{name}.jsonl") for name in names] == expected


@pytest.mark.parametrize("change", ["input", "settings", "format"])
def test_parts_of_another_run_are_not_mixed_in(tmp_path: Path, change: str) -> None:
    source = write_lines(tmp_path / "in.jsonl", STORIES)
    run_all(plan_of(source, tmp_path / "out"))
    if change == "input":
        write_lines(source, STORIES[:-1])
    paths = (source,)
    words = 61 if change == "settings" else 60
    suffix = ".parquet" if change == "format" else ".jsonl"
    other = Plan(paths, "stories", tmp_path / "out", suffix, BriefConfig(words=words, mode="extractive"), 7)
    with pytest.raises(ConfigError, match=f"another {change}"):
        run_all(other)


def test_a_full_disk_is_an_error_and_no_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = plan_of(write_lines(tmp_path / "in.jsonl", STORIES), tmp_path / "out")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Ledger, "record", refuse)
    with pytest.raises(Exception, match="cannot be written: No space left on device"):
        run_all(plan)
    assert list(plan.folder.glob("part-*")) == []


@pytest.mark.usefixtures("small_parts")
def test_more_workers_give_the_same_parts(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "in.jsonl", STORIES)
    one, two = plan_of(source, tmp_path / "one"), plan_of(source, tmp_path / "two")
    names = [report.name for report in run_all(one)]
    assert [report.name for report in run_all(two, workers=2)] == names
    for name in names:
        assert lines_of(one.folder / f"part-{name}.jsonl") == lines_of(two.folder / f"part-{name}.jsonl")


# Parquet, and the command


def write_parquet(path: Path, rows: Sequence[dict[str, Any]]) -> Path:
    """Write rows to Parquet."""
    arrow = pytest.importorskip("pyarrow", reason="pyarrow, of the extra [ray], is not installed")
    import pyarrow.parquet as parquet

    parquet.write_table(arrow.Table.from_pylist(list(rows)), path)
    return path


def read_parquet(path: Path) -> list[dict[str, Any]]:
    """Return records as JSON lines would hold them, without the seconds."""
    import pyarrow.parquet as parquet

    rows = [
        {key: cell for key, cell in row.items() if cell is not None}
        for row in parquet.read_table(path).to_pylist()
    ]
    for row in rows:
        row.pop("seconds", None)
    return rows


@pytest.mark.parametrize("workers", [1, 2])
def test_a_model_that_cannot_be_loaded_ends_the_run(tmp_path: Path, workers: int) -> None:
    source = write_lines(tmp_path / "in.jsonl", [{}])
    with pytest.raises(ModelError, match="its header is damaged"):
        list(run_here(Failing(False, unloadable=True), [source], frozenset(), workers))


def test_quoting_asks_for_no_model(here: Path) -> None:
    write_lines(here / "in.jsonl", STORIES[:1])
    call("in.jsonl", "-o", "out.parquet", "--model", "./no-such-folder")
    assert (here / "out.parquet").exists()


@pytest.mark.usefixtures("here", "small_parts")
def test_parquet_in_and_out_says_what_json_lines_say(here: Path) -> None:
    write_parquet(here / "in.parquet", STORIES)
    write_lines(here / "in.jsonl", STORIES)
    call("in.jsonl", "-o", "plain.jsonl")
    call("in.parquet", "-o", "out.jsonl")
    call("in.parquet", "-o", "out.parquet")
    call("in.jsonl", "-o", "again.parquet")
    call("in.parquet", "-o", "packed.jsonl.gz")
    plain = lines_of(here / "plain.jsonl")
    assert [record["id"] for record in plain] == [one["id"] for one in STORIES]
    assert lines_of(here / "out.jsonl") == plain
    assert read_parquet(here / "out.parquet") == read_parquet(here / "again.parquet") == plain
    unpacked = here / "unpacked.jsonl"
    unpacked.write_bytes(gzip.decompress((here / "packed.jsonl.gz").read_bytes()))
    assert lines_of(unpacked) == plain
    assert not list(here.glob("*.parts"))


@pytest.mark.usefixtures("here")
def test_parquet_holds_errors_odd_ids_and_half_characters(here: Path) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow, of the extra [ray], is not installed")
    odd = {
        "id": ["x", 1],
        "documents": [{"text": STORIES[0]["documents"][0]["text"].replace("bridge", "bri\ud83ddge")}],
    }
    write_lines(here / "in.jsonl", [odd, {"id": "bad"}, {"documents": [{"text": "Hello there."}]}])
    result = call("in.jsonl", "-o", "out.parquet", code=3)
    assert "warning: line 2: The line has no list" in result.stderr
    rows = read_parquet(here / "out.parquet")
    assert [row.get("id") for row in rows] == ['["x", 1]', "bad", None]
    assert "\ufffd" in rows[0]["text"]
    assert rows[1] == {"id": "bad", "error": 'The line has no list of "documents".'}


@pytest.mark.usefixtures("here")
def test_a_damaged_table_is_named(here: Path) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow, of the extra [ray], is not installed")
    (here / "in.parquet").write_bytes(b"PAR1 and nothing else")
    assert "in.parquet cannot be read on" in call("in.parquet", "-o", "out.jsonl", code=1).stderr


@pytest.mark.usefixtures("here")
def test_a_folder_of_files_gives_one_output_or_a_folder_of_parts(here: Path) -> None:
    (here / "in").mkdir()
    write_lines(here / "in" / "a.jsonl", STORIES[:3])
    (here / "in" / "b.jsonl.gz").write_bytes(
        gzip.compress(write_lines(here / "x", [*STORIES[3:], {}]).read_bytes())
    )
    result = call("in", "-o", "out.jsonl", code=3)
    assert "warning: b.jsonl.gz, line 5: " in result.stderr
    call("in", "-o", "out/", code=3)
    found = lines_of(here / "out.jsonl")
    assert [record["id"] for record in found] == [*(one["id"] for one in STORIES), None]
    assert [record for path in sorted((here / "out").glob("part-*")) for record in lines_of(path)] == found
    before = {path: path.stat().st_mtime_ns for path in (here / "out").glob("part-*")}
    call("in", "-o", "out/", code=3)
    assert {path: path.stat().st_mtime_ns for path in (here / "out").glob("part-*")} == before


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["-", "--engine", "ray", "-o", "out.jsonl"], 2, "read from files"),
        (["in.jsonl", "--engine", "ray"], 2, "written to files"),
        (["in.jsonl", "--engine", "spark"], 2, "Choose one of: local, ray"),
        (["in.jsonl", "--engine", "ray", "-o", "no/out.jsonl"], 1, "folder does not exist"),
        (["missing", "--engine", "ray", "-o", "out.jsonl"], 1, "no such file"),
        (["in.jsonl", "-o", "out/", "--window", "0"], 2, "--window"),
    ],
)
@pytest.mark.usefixtures("here")
def test_what_cannot_start_says_so(here: Path, arguments: list[str], code: int, said: str) -> None:
    write_lines(here / "in.jsonl", STORIES)
    assert said in call(*arguments, code=code).stderr


@pytest.mark.parametrize(
    ("arguments", "package"),
    [
        (["in.jsonl", "--engine", "ray", "-o", "out.jsonl"], "ray"),
        (["in.jsonl", "-o", "out.parquet"], "pyarrow"),
        (["in.parquet", "-o", "out.jsonl"], "pyarrow"),
    ],
)
@pytest.mark.usefixtures("here")
def test_without_the_extra_it_is_named(
    here: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], package: str
) -> None:
    write_lines(here / "in.jsonl", STORIES[:1])
    (here / "in.parquet").write_bytes(b"PAR1")
    for name in ("ray", "ray.data", "pyarrow", "pyarrow.parquet"):
        monkeypatch.setitem(__import__("sys").modules, name, None)
    result = call(*arguments, code=4)
    assert f"{package} is not installed" in result.stderr
    assert "multisource-summarizer[ray]" in result.stderr


# near copies


WORDS = [f"w{at}" for at in range(400)]


def test_a_copy_with_a_line_added_is_near_and_a_report_of_its_own_is_not() -> None:
    text = " ".join(WORDS[:200])
    texts = [
        text,
        text + " more of this later today",
        " ".join(WORDS[200:]),
        " ".join(WORDS[:90] + WORDS[300:]),
    ]
    assert find_near_copies(np.stack([sign_text(one) for one in texts])) == [(0, 1)]


@given(start=st.integers(0, 100), size=st.integers(20, 250))
@settings(deadline=None, max_examples=40)
def test_signatures_agree_as_often_as_shingles_are_shared(start: int, size: int) -> None:
    one, other = " ".join(WORDS[:300]), " ".join(WORDS[start : start + size])
    first, second = set(hash_shingles(one).tolist()), set(hash_shingles(other).tolist())
    share = len(first & second) / len(first | second)
    agree = float((sign_text(one) == sign_text(other)).mean())
    assert abs(agree - share) <= 5 * (0.25 / HASHES) ** 0.5


def test_a_signature_is_the_same_everywhere() -> None:
    assert [int(number) for number in sign_text("Naïve café – 3.5 % of it, twice")[:3]] == PINNED


PINNED = [2590282396, 2895291878, 783191848]


@pytest.mark.parametrize("count", [0, 1, 2, 3000])
def test_many_copies_of_one_text_are_linked_without_a_square_of_pairs(count: int) -> None:
    pairs = find_near_copies(np.zeros((count, HASHES), dtype=np.uint32))
    assert len(pairs) <= 2 * count
    assert len(group_linked(count, pairs)) == min(count, 1)


def test_short_and_empty_texts_have_signatures() -> None:
    assert (
        len({sign_text(text).tobytes() for text in ("", "one", "one two", "one two three four five six")})
        == 4
    )
    assert 0 < NEAR_COPY < 1


# single articles


def told_articles(path: Path) -> list[list[str]]:
    """Return the names of the articles of each story, copies in brackets behind theirs."""
    return [
        [source["id"] + "".join(f" ({name})" for name in source["copies"]) for source in record["documents"]]
        for record in lines_of(path)
        if "documents" in record
    ]


@pytest.mark.usefixtures("here")
def test_articles_become_stories_with_near_copies_aside(here: Path) -> None:
    given = [article(town, outlet, day=3 + outlet) for town in TOWNS[:3] for outlet in (0, 1)]
    copy = {**given[0], "id": "copy", "text": given[0]["text"] + " Read more in the evening."}
    write_lines(here / "in.jsonl", [*given[:3], {"id": "bad"}, *given[3:], copy])
    result = call("in.jsonl", "-o", "out.jsonl", code=3)
    assert 'warning: line 4: it has no "text"' in result.stderr
    assert sorted(told_articles(here / "out.jsonl")) == sorted(
        [
            [f"copy ({TOWNS[0]} 0)", f"{TOWNS[0]} 1"],
            [f"{TOWNS[1]} 0", f"{TOWNS[1]} 1"],
            [f"{TOWNS[2]} 0", f"{TOWNS[2]} 1"],
        ]
    )
    records = lines_of(here / "out.jsonl")
    assert records[-1] == {"id": "bad", "error": 'it has no "text"'}
    texts = {one["id"]: one["text"] for one in [*given, copy]}
    for record in records[:-1]:
        assert record["statements"]
        for cited in (cited for statement in record["statements"] for cited in statement["citations"]):
            text = texts[record["documents"][cited["document"]]["id"]]
            assert cited["quote"] == text[cited["start"] : cited["end"]]


@pytest.mark.parametrize("window", [1, 2, 7, 1000])
@pytest.mark.usefixtures("here")
def test_a_story_across_windows_stays_one(here: Path, window: int) -> None:
    given = [article(town, outlet, day=1 + outlet) for outlet in range(3) for town in TOWNS[:3]]
    write_lines(here / "in.jsonl", given)
    call("in.jsonl", "-o", "out.jsonl", "--window", str(window))
    expected = [[f"{town} {outlet}" for outlet in range(3)] for town in TOWNS[:3]]
    assert sorted(told_articles(here / "out.jsonl")) == sorted(expected)


@pytest.mark.usefixtures("here")
def test_a_week_apart_is_another_story_and_undated_articles_come_last(here: Path) -> None:
    given = [article(TOWNS[0], 0, day=1), article(TOWNS[0], 1, day=20), article(TOWNS[1], 0, day=None)]
    write_lines(here / "in.jsonl", given[::-1])
    call("in.jsonl", "-o", "out.jsonl", "--window", "2")
    assert told_articles(here / "out.jsonl") == [[f"{TOWNS[0]} 0"], [f"{TOWNS[0]} 1"], [f"{TOWNS[1]} 0"]]


@pytest.mark.usefixtures("small_parts")
def test_articles_go_on_where_they_were_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[dict[str, Any]] = [
        article(town, outlet, day=1 + outlet) for town in TOWNS for outlet in (0, 1)
    ]
    source = write_lines(tmp_path / "in.jsonl", [*given, {"id": "bad"}])
    whole = plan_of(source, tmp_path / "whole")
    reports = run_all(whole)
    finish(whole, [report.name for report in reports], tmp_path / "whole.jsonl")
    plan, calls = plan_of(source, tmp_path / "out"), 0

    def cut(*places: tuple[Any, str]) -> None:
        """Run until each place is reached, and break off there."""
        for holder, name in places:
            with monkeypatch.context() as patch:
                patch.setattr(holder, name, stop)
                with pytest.raises(CutOffError):
                    run_all(plan)

    def stop(*_: object, **__: object) -> None:
        nonlocal calls
        calls += 1
        raise CutOffError

    cut((running, "group_windows"), (windows, "_write_stories"), (running, "_keep_unread"))
    assert calls == 3
    finish(plan, [report.name for report in run_all(plan)], tmp_path / "out.jsonl")
    assert lines_of(tmp_path / "out.jsonl") == lines_of(tmp_path / "whole.jsonl")
    assert len(lines_of(tmp_path / "out.jsonl")) == len(TOWNS) + 1
    assert not plan.folder.exists()


def test_overlong_lines_of_stories_and_articles_are_errors(tmp_path: Path) -> None:
    part = parts.Part("00000-000000", 1, (OverlongLine(),))
    ledger = Ledger(tmp_path)
    ledger.open({})
    reports: Iterable[PartReport] = (
        BriefStories(CONFIG, ledger, ("in.jsonl",)).run(part),
        PrepareArticles(ledger, ("in.jsonl",)).run(part),
    )
    for report in reports:
        assert report.failed == (("line 1", "The line is longer than 200 MB."),)


def test_a_report_reads_back() -> None:
    report = PartReport("00001-000002", 5, (("line 3", "why"),), ("Traceback",), 77, None)
    assert PartReport.from_json(report.to_json()) == report
    assert json.loads(report.to_json())["size"] == 77
