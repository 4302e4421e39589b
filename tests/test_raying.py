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
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.config import BriefConfig
from summarizer.errors import SummarizerError
from summarizer.scaling import raying
from summarizer.scaling.ledger import Ledger
from summarizer.scaling.parts import read_parts
from summarizer.scaling.raying import Progress, run_on_ray, share_gpus
from summarizer.scaling.tasks import BriefStories
from summarizer.scaling.windows import PrepareArticles
from tests.scaling_factory import (
    QUIET_RAY,
    STORE,
    TOWNS,
    Failing,
    Slowly,
    article,
    call,
    lines_of,
    story,
    write_lines,
)

ray = pytest.importorskip("ray", reason="Ray, of the extra [ray], is not installed")
pytest.importorskip("ray.data", reason="Ray Data, of the extra [ray], is not installed")

pytestmark = QUIET_RAY


SYSTEM = {
    "health_check_period_ms": 1000,  # how soon a dead node is missed; Ray's own settings take half a minute
    "health_check_failure_threshold": 5,
    "health_check_initial_delay_ms": 1000,
    "worker_niceness": 0,  # or all other work on the machine goes first
}


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


def begun(ledger: Ledger) -> list[list[str]]:
    """Return part and node of each part that was begun."""
    return [path.name.split()[:2] for path in sorted((ledger.folder / "begun").iterdir())]


def test_a_node_that_is_killed_costs_nothing_and_doubles_nothing(nodes: Nodes, tmp_path: Path) -> None:
    lines = [{"number": number} for number in range(64 * 24)]
    source = write_lines(tmp_path / "in.jsonl", lines)
    ledger = Ledger(tmp_path / "out")
    ledger.open({})
    (ledger.folder / "begun").mkdir()
    (first, *_) = read_parts(source, 0)
    finished = Slowly(ledger).keep(first)
    spare = {node.node_id: node for node in nodes.spare}
    notes = list[str]()

    def kill() -> str:
        """Kill the node that never ends a part."""
        while not (held := list(ledger.folder.glob("held/*"))):
            time.sleep(0.05)
        nodes.cluster.remove_node(spare[held[0].name], allow_graceful=False)
        return held[0].name

    with ThreadPoolExecutor(1) as thread:
        victim = thread.submit(kill)
        task = Slowly(ledger, frozenset(spare))
        reports = run_on_ray(task, [source], frozenset({finished.name}), 3, tell=notes.append)
        names = [report.name for report in reports]
        killed = victim.result()
    assert set(notes) == {"note: a worker was lost; what it had in hand is done again"}
    assert sorted(names) == [f"00000-{at:06}" for at in range(1, 24)]
    times = Counter(part for part, _ in begun(ledger))
    assert set(times) == set(names), "what was finished was begun again"
    assert max(times.values()) > 1, "nothing was in hand when the node was killed"
    assert {node for _, node in begun(ledger)} > {killed}
    ledger.join(sorted([finished.name, *names]), tmp_path / "whole.jsonl")
    assert lines_of(tmp_path / "whole.jsonl") == lines


@pytest.mark.usefixtures("nodes")
@pytest.mark.parametrize(
    ("task", "said"),
    [
        (Failing(True), "got nothing done"),
        (Failing(False), "No space left"),
        (Failing(True, unloadable=True), "m cannot be loaded: its header is damaged. Fetch it anew."),
    ],
)
def test_a_run_that_gets_nowhere_ends(tmp_path: Path, task: Failing, said: str) -> None:
    source = write_lines(tmp_path / "in.jsonl", [{}])
    with pytest.raises(SummarizerError, match=said):
        list(run_on_ray(task, [source], frozenset(), 1))


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
    config = BriefConfig(mode=mode, model=model)
    assert BriefStories(config, Ledger(Path("out"))).wants_gpu is wanted
    assert not PrepareArticles(Ledger(Path("out")), ()).wants_gpu


@pytest.mark.parametrize(
    ("gpus", "actors", "share"),
    [(0, 4, 0), (1, 1, 1), (4, 4, 1), (8, 3, 1), (1, 2, 0.5), (1, 3, 0.3333), (2, 3, 0.5), (2, 16, 0.125)],
)
def test_actors_share_gpus_where_there_are_more_actors(gpus: int, actors: int, share: float) -> None:
    assert share_gpus(gpus, actors) == share


@given(gpus=st.integers(1, 100), a_gpu=st.integers(1, 100), spare=st.integers(0, 99))
def test_every_actor_finds_room_on_some_gpu(gpus: int, a_gpu: int, spare: int) -> None:
    actors = max(gpus * a_gpu - min(spare, gpus - 1), 1)
    room_on_each = int(raying.GRAIN // round(share_gpus(gpus, actors) * raying.GRAIN))
    assert room_on_each * gpus >= actors


def test_blocks_say_how_many_parts_there_are_also_of_those_not_wanted(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "in.jsonl", [{"number": number} for number in range(130)])
    blocks = [block.to_pylist()[0] for block in raying._read_blocks(source, 4, frozenset({"00004-000001"}))]
    assert [(block["kind"], block["name"], block["first"], len(block["lines"])) for block in blocks] == [
        ("", "00004-000000", 1, 64),
        ("", "00004-000002", 129, 2),
        ("end", "4", 3, 0),
    ]
    assert json.loads(blocks[1]["lines"][0]) == {"number": 128}


def test_a_file_that_breaks_off_is_named_by_the_worker_that_reads_it(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl.gz").write_bytes(b"\x1f\x8b and nothing else")
    (block,) = raying._read_blocks(tmp_path / "in.jsonl.gz", 0, frozenset())
    (row,) = raying.PartWorker(Failing(False))(block).to_pylist()
    assert row["kind"] == "trouble"
    assert "cannot be read on" in row["report"]
