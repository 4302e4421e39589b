"""Actors with a model in torch, on a cluster of one GPU: a real one where torch sees one, else one on paper.

Without one the models run on the processor, and everything but the device is tested all the same.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from summarizer.cli.app import app
from summarizer.condensing import choosing
from summarizer.config import BriefConfig
from summarizer.errors import ModelError
from summarizer.scaling.ledger import Ledger
from summarizer.scaling.local import run_here
from summarizer.scaling.raying import run_on_ray
from tests.model_factory import CORPUS, save_model
from tests.scaling_factory import QUIET_RAY, STORE, TOWNS, Drafting, Slowly, lines_of, story, write_lines

for package in ("ray", "ray.data", "torch", "transformers"):
    pytest.importorskip(package, reason="the extras [ray] and [transformers], which `make test` installs")

pytestmark = QUIET_RAY


KINDS = {"bart": 128, "qwen": 1024}
"""An encoder-decoder and a chat model, and the tokens that each reads."""


def find_device() -> str:
    import torch

    return "cuda" if torch.cuda.is_available() else "cpu"


@pytest.fixture(scope="module")
def cluster() -> Iterator[None]:
    """Start a cluster of four CPUs and a GPU."""
    import ray

    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ray.init(
            "local",
            num_cpus=4,
            num_gpus=1,
            object_store_memory=STORE,
            include_dashboard=False,
            log_to_driver=False,
            logging_level="ERROR",
            _system_config={"worker_niceness": 0},  # or all other work on the machine goes first
        )
    yield
    ray.shutdown()


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a tiny model of each kind."""
    folder = tmp_path_factory.mktemp("models")
    for kind, length in KINDS.items():
        save_model(folder / kind, kind, length)
    return folder


@pytest.fixture
def sources(here: Path) -> list[Path]:
    """Return six files of two sentences each: six parts."""
    (here / "in").mkdir()
    return [
        write_lines(
            here / "in" / f"{number}.jsonl",
            [{"text": f"{number}: {CORPUS[0]}"}, {"text": CORPUS[number % len(CORPUS)]}],
        )
        for number in range(6)
    ]


def draft(folder: Path, sources: list[Path], models: Path, engine: str) -> list[dict[str, Any]]:
    """Return what each part says of itself, in their order."""
    ledger = Ledger(folder)
    ledger.open({})
    (folder / "met").mkdir()
    configs = tuple(BriefConfig(mode="abstractive", model=str(models / kind)) for kind in KINDS)
    if engine == "local":
        names = [report.name for report in run_here(Drafting(ledger, configs), sources, frozenset(), 1)]
    else:
        task = Drafting(ledger, configs, actors=2)
        names = [report.name for report in run_on_ray(task, sources, frozenset(), 2)]
    return [lines_of(ledger.path_of(name))[0] for name in sorted(names)]


@pytest.mark.usefixtures("cluster")
def test_two_actors_share_a_gpu_and_write_what_this_process_writes(
    here: Path, sources: list[Path], models: Path
) -> None:
    on_ray = draft(here / "ray", sources, models, "ray")
    assert len(on_ray) == 6
    assert len({part["process"] for part in on_ray}) == 2, "one actor waited for what the other had"
    assert {part["loads"] for part in on_ray} == {len(KINDS)}
    assert {part["share"] for part in on_ray} == {0.5}
    assert all(part["visible"] for part in on_ray), "Ray shows an actor its GPU, and no other"
    assert {tuple(part["devices"]) for part in on_ray} == {(find_device(),)}
    assert all((part["allocated"] > 0) == (find_device() == "cuda") for part in on_ray)
    drafts = [part["drafts"] for part in on_ray]
    assert all(any(one) for part in drafts for one in part), "models that write nothing show nothing"
    assert drafts == [part["drafts"] for part in draft(here / "local", sources, models, "local")]


@pytest.mark.usefixtures("cluster")
def test_stories_are_told_on_a_gpu_as_by_this_process(here: Path, models: Path) -> None:
    (here / "in").mkdir()
    for number in range(2):
        write_lines(here / "in" / f"{number}.jsonl", map(story, TOWNS[number::2]))
    (here / "m").symlink_to(models / "bart")
    for engine in ("local", "ray"):
        given = ["in", "-o", f"{engine}.jsonl", "--engine", engine, "--words", "60", "--model", "./m"]
        given += ["--workers", "2"] * (engine == "ray")
        result = CliRunner().invoke(app, ["batch", *given, "--mode", "abstractive"])
        assert result.exit_code == 0, result.stderr
    told = lines_of(here / "ray.jsonl")
    assert [record["id"] for record in told] == [*TOWNS[::2], *TOWNS[1::2]]
    assert told == lines_of(here / "local.jsonl")


@pytest.mark.usefixtures("cluster")
@pytest.mark.parametrize(("wants_gpu", "actors"), [(False, 4), (True, 1)])
def test_actors_are_as_many_as_what_they_want(here: Path, wants_gpu: bool, actors: int) -> None:
    from summarizer.scaling.raying import _size_pool

    assert _size_pool(Slowly(Ledger(here), wants_gpu=wants_gpu).wants_gpu, None).actors == actors


# what only hands work out


def test_whoever_hands_work_out_finds_the_model_and_does_not_load_it(
    models: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(choosing, "choose_condenser", lambda _config: pytest.fail("loaded"))
    choosing.check_condenser(BriefConfig(mode="abstractive", model=str(models / "bart")))
    with pytest.raises(ModelError, match="it has no config"):
        choosing.check_condenser(BriefConfig(model=str(tmp_path)))
