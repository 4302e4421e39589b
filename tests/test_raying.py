"""`batch --engine ray` on a cluster of three nodes on this machine; one of them is killed in the middle.

One cluster serves all tests, since starting it is what takes longest.
"""

from __future__ import annotations

import json
import os
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from summarizer.cli.app import app
from summarizer.config import BriefConfig
from summarizer.errors import SourceError, SummarizerError
from summarizer.scaling import raying
from summarizer.scaling.ledger import Ledger, PartReport
from summarizer.scaling.parts import Part
from summarizer.scaling.raying import Progress, run_on_ray, runs_on_gpus
from summarizer.scaling.tasks import keep_results
from tests.scaling_factory import TOWNS, article, lines_of, story, write_lines

ray = pytest.importorskip("ray", reason="Ray, of the extra [ray], is not installed")
pytest.importorskip("ray.data", reason="Ray Data, of the extra [ray], is not installed")

pytestmark = [
    # Ray's own: settings that it deprecates and reads, and files that it leaves to the garbage collector.
    pytest.mark.filterwarnings("ignore::DeprecationWarning:ray"),
    pytest.mark.filterwarnings("ignore::FutureWarning:ray"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

STORE = 80 * 2**20
"""Bytes of each node's shared memory: the least that Ray takes."""

HEALTH = {
    "health_check_period_ms": 1000,
    "health_check_failure_threshold": 5,
    "health_check_initial_delay_ms": 1000,
}
"""How soon a dead node is missed. Ray's own settings take half a minute."""


@dataclass
class Nodes:
    """A cluster and the nodes that may be killed."""

    cluster: Any
    spare: list[Any]


@pytest.fixture(scope="module")
def nodes() -> Iterator[Nodes]:
    """Start a head and two nodes, each with room for one actor."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from ray.cluster_utils import Cluster

        head = {
            "num_cpus": 1,
            "object_store_memory": STORE,
            "include_dashboard": False,
            "_system_config": SYSTEM,
        }
        cluster = Cluster(initialize_head=True, head_node_args=head)
        spare = [cluster.add_node(num_cpus=1, object_store_memory=STORE) for _ in range(2)]
        ray.init(cluster.address, log_to_driver=False, logging_level="ERROR")
        try:
            yield Nodes(cluster, spare)
        finally:
            ray.shutdown()
            cluster.shutdown()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder without anybody's settings."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path


def call(*arguments: str, code: int = 0) -> Any:
    """Run the command in extractive mode with 60 words."""
    result = CliRunner().invoke(app, ["batch", *arguments, "--mode", "extractive", "--words", "60"])
    assert result.exit_code == code, result.stderr
    return result


@pytest.mark.usefixtures("nodes")
def test_stories_are_told_as_on_this_machine(here: Path) -> None:
    (here / "in").mkdir()
    write_lines(here / "in" / "a.jsonl", [*map(story, TOWNS), {"id": "bad"}])
    write_lines(here / "in" / "b.jsonl", [story(town) for town in TOWNS[::-1]])
    for engine in ("local", "ray"):
        result = call("in", "-o", f"{engine}.jsonl", "--engine", engine, code=3)
        assert "warning: a.jsonl, line 8: The line has no list" in result.stderr
    told = lines_of(here / "ray.jsonl")
    assert [record["id"] for record in told] == [*TOWNS, "bad", *TOWNS[::-1]]
    assert told == lines_of(here / "local.jsonl")
    assert not list(here.glob("*.parts"))


@pytest.mark.usefixtures("nodes")
def test_articles_are_grouped_and_told_as_on_this_machine(here: Path) -> None:
    given = [article(town, outlet, day=1 + 2 * outlet) for outlet in range(3) for town in TOWNS]
    write_lines(here / "in.jsonl", [*given, {**given[0], "id": "copy"}])
    for engine in ("local", "ray"):
        call("in.jsonl", "-o", f"{engine}.jsonl", "--engine", engine, "--window", "2")
    told = lines_of(here / "ray.jsonl")
    assert [len(record["documents"]) for record in told] == [3] * len(TOWNS)
    assert told == lines_of(here / "local.jsonl")


@dataclass(frozen=True)
class Slowly:
    """Echoes the lines of a part after a while, and notes where each was begun."""

    ledger: Ledger

    def prepare(self) -> None:
        """Load nothing."""

    def run(self, part: Part) -> PartReport:
        """Note the node and the part, wait, and keep the lines."""
        from summarizer.batching import LineResult

        node = ray.get_runtime_context().get_node_id()
        (self.ledger.folder / "begun" / f"{part.name} {node} {time.monotonic_ns()}").touch()
        time.sleep(0.3)
        results = [
            LineResult(number, line.decode().strip())
            for number, line in enumerate(part.lines, part.first)
            if isinstance(line, bytes)
        ]
        return keep_results(self.ledger, part, results, ("in.jsonl",))


def begun(ledger: Ledger) -> list[list[str]]:
    """Return part and node of each part that was begun."""
    return [path.name.split()[:2] for path in sorted((ledger.folder / "begun").iterdir())]


def test_a_node_that_is_killed_costs_nothing_and_doubles_nothing(nodes: Nodes, tmp_path: Path) -> None:
    lines = [{"number": number} for number in range(64 * 36)]
    source = write_lines(tmp_path / "in.jsonl", lines)
    ledger = Ledger(tmp_path / "out")
    ledger.open({})
    (ledger.folder / "begun").mkdir()
    reports, notes, killed = list[PartReport](), list[str](), None
    for report in run_on_ray(Slowly(ledger), [source], frozenset(), 3, tell=notes.append):
        reports.append(report)
        at_work = Counter(node for _, node in begun(ledger))
        victim = next((node for node in nodes.spare if at_work[node.node_id] >= 2), None)
        if killed is None and victim is not None:
            killed = victim.node_id
            nodes.cluster.remove_node(victim, allow_graceful=False)
    assert killed is not None
    names = [report.name for report in reports]
    assert sorted(names) == [f"00000-{at:06}" for at in range(36)]
    assert len(begun(ledger)) > 36, "nothing was in hand when the node was killed"
    assert notes
    assert {node for _, node in begun(ledger)} > {killed}
    ledger.join(sorted(names), tmp_path / "whole.jsonl")
    assert lines_of(tmp_path / "whole.jsonl") == lines


@pytest.mark.usefixtures("nodes")
def test_what_is_finished_is_not_begun_again(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "in.jsonl", [{"number": number} for number in range(64 * 4)])
    ledger = Ledger(tmp_path / "out")
    ledger.open({})
    (ledger.folder / "begun").mkdir()
    finished = frozenset({"00000-000000", "00000-000002"})
    done = {report.name for report in run_on_ray(Slowly(ledger), [source], finished, 1)}
    assert done == {"00000-000001", "00000-000003"} == {part for part, _ in begun(ledger)}


@dataclass(frozen=True)
class Failing:
    """Breaks, or cannot write."""

    breaks: bool

    def prepare(self) -> None:
        """Load nothing."""

    def run(self, part: Part) -> PartReport:
        """Fail."""
        if self.breaks:
            raise ZeroDivisionError("a bug")
        return PartReport(part.name, 0, trouble="out cannot be written: No space left on device.")


@pytest.mark.usefixtures("nodes")
@pytest.mark.parametrize(("breaks", "said"), [(True, "got nothing done"), (False, "No space left")])
def test_a_run_that_gets_nowhere_ends(tmp_path: Path, breaks: bool, said: str) -> None:
    source = write_lines(tmp_path / "in.jsonl", [{}])
    with pytest.raises(SummarizerError, match=said):
        list(run_on_ray(Failing(breaks), [source], frozenset(), 1))


@pytest.mark.usefixtures("nodes")
def test_an_archive_that_breaks_off_is_named(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl.gz").write_bytes(b"\x1f\x8b and nothing else")
    with pytest.raises(SourceError, match="cannot be read on"):
        list(run_on_ray(Failing(False), [tmp_path / "in.jsonl.gz"], frozenset(), 1))


# without a cluster


def test_a_run_is_complete_once_all_parts_of_all_files_are_there() -> None:
    progress = Progress({"00000-000000", "00001-000000"}, {0: 1})
    assert not progress.is_complete(2)
    progress.totals[1] = 2
    assert not progress.is_complete(2)
    progress.finished.add("00001-000001")
    assert progress.is_complete(2)
    assert Progress(set(), {0: 0}).is_complete(1)
    assert not Progress(set(), {}).is_complete(1)


@pytest.mark.parametrize(
    ("mode", "model", "wanted"),
    [
        ("extractive", None, False),
        ("extractive", "facebook/bart-large-cnn", False),
        ("auto", None, False),
        ("abstractive", "compact", False),
        ("abstractive", "facebook/bart-large-cnn", True),
        ("auto", "http://localhost:8000/v1#model", False),
    ],
)
def test_only_models_that_run_in_torch_want_a_gpu(mode: Any, model: str | None, wanted: bool) -> None:
    assert runs_on_gpus(BriefConfig(mode=mode, model=model)) is wanted


def test_blocks_say_how_many_parts_there_are_also_of_those_not_wanted(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "in.jsonl", [{"number": number} for number in range(130)])
    blocks = [block.to_pylist()[0] for block in raying._read_blocks(source, 4, frozenset({"00004-000001"}))]
    assert [(block["kind"], block["name"], block["first"], len(block["lines"])) for block in blocks] == [
        ("", "00004-000000", 1, 64),
        ("", "00004-000002", 129, 2),
        ("end", "4", 3, 0),
    ]
    assert json.loads(blocks[1]["lines"][0]) == {"number": 128}
