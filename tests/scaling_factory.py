"""Stories and articles for batches, written by rule: one event in each town, told by several outlets."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from summarizer.batching import LineResult
from summarizer.cli.app import app
from summarizer.condensing.choosing import choose_condenser
from summarizer.config import BriefConfig
from summarizer.errors import ModelError
from summarizer.scaling.ledger import Ledger, PartReport
from summarizer.scaling.parts import Part
from summarizer.scaling.tasks import BriefStories, keep_results

QUIET_RAY = [
    # Ray's own: settings that it deprecates and reads, and files that it leaves to the garbage collector.
    pytest.mark.filterwarnings("ignore::DeprecationWarning:ray"),
    pytest.mark.filterwarnings("ignore::FutureWarning:ray"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
"""Marks of tests that start Ray."""

STORE = 80 * 2**20
"""Bytes of each node's shared memory: the least that Ray takes."""

TOWNS = ["Halden", "Kestrow", "Varnby", "Oldmere", "Trask", "Quillan", "Bexford"]

EVENTS = [
    (
        "bridge",
        "The old river bridge of {town} reopened after repairs to its cables and its road deck.",
        "Engineers in {town} replaced two main cables of the bridge, which carries the coast road.",
    ),
    (
        "ferry",
        "A ferry from {town} ran aground on a sandbank with sixty passengers and their cars aboard.",
        "Tugs pulled the {town} ferry off the sandbank at high tide, and all passengers were unhurt.",
    ),
    (
        "school",
        "Teachers at the primary school of {town} went on strike over crowded classrooms.",
        "Parents in {town} kept their children at home while the teachers talked with the council.",
    ),
    (
        "mill",
        "Fire destroyed the paper mill of {town}, where ninety people had worked.",
        "Firefighters fought the blaze at the {town} paper mill through the night with river water.",
    ),
    (
        "election",
        "Voters in {town} elected a fisherman as their mayor, who won by eleven votes.",
        "The new mayor of {town} promised a cheaper harbour and a count of the ballots once more.",
    ),
    (
        "museum",
        "Thieves took a silver crown from the museum of {town} during a thunderstorm.",
        "Police in {town} found the museum's alarm cut and a ladder behind the garden wall.",
    ),
    (
        "flood",
        "Heavy rain flooded the cellars and the market square of {town} on the lake.",
        "Volunteers filled sandbags in {town} and carried the market stalls to higher ground.",
    ),
]
OPENINGS = [
    "",
    "Residents had waited for news since the morning. ",
    "It was a long day for the whole county. ",
]
ENDINGS = [
    " The county will report on it next week.",
    " Shops nearby stayed closed until noon, their owners said.",
    " A spokeswoman thanked everybody who had helped.",
]


def article(town: str, outlet: int, day: int | None) -> dict[str, Any]:
    """Return what one outlet reports of a town's event; the outlets order it differently."""
    subject, first, second = EVENTS[TOWNS.index(town)]
    sentences = [first.format(town=town), second.format(town=town)]
    told = " ".join(sentences if outlet % 2 == 0 else sentences[::-1])
    if outlet == 2:  # no five words in a row are as the others have them
        words = told.split()
        told = " ".join(word + " also" * (at % 3 == 2) for at, word in enumerate(words))
    found = {
        "id": f"{town} {outlet}",
        "title": f"{town}: the {subject}",
        "text": OPENINGS[outlet % 3] + told + ENDINGS[outlet % 3],
    }
    return found if day is None else {**found, "date": f"2026-11-{day:02}"}


def story(town: str) -> dict[str, Any]:
    """Return a town's event as a story of two documents."""
    documents = [
        {key: one[key] for key in ("title", "text")} for one in (article(town, 0, 1), article(town, 1, 1))
    ]
    return {"id": town, "documents": documents}


def write_lines(path: Path, records: Iterable[dict[str, Any]]) -> Path:
    """Write records as JSON lines."""
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), "utf-8")
    return path


def lines_of(path: Path) -> list[dict[str, Any]]:
    """Return the records in JSON lines, without the seconds."""
    found: list[dict[str, Any]] = [json.loads(line) for line in path.read_bytes().splitlines()]
    for record in found:
        record.pop("seconds", None)
    return found


# tasks for a cluster, in a module that its workers can import


@dataclass(frozen=True)
class Slowly:
    """Echoes the lines of a part, and notes where each was begun.

    Attributes:
        ledger: where they are kept; its folder has another one, "begun".
        hold_on: nodes on the first of which one part never ends.
        wants_gpu: what it says of that.
    """

    ledger: Ledger
    hold_on: frozenset[str] = frozenset()
    wants_gpu: bool = False

    def prepare(self) -> None:
        """Load nothing."""

    def run(self, part: Part) -> PartReport:
        """Note the node and the part, wait, and keep the lines."""
        import ray

        node = ray.get_runtime_context().get_node_id()
        (self.ledger.folder / "begun" / f"{part.name} {node} {time.monotonic_ns()}").touch()
        if node in self.hold_on and part.name >= "00000-000006":
            self._hold(node)
        time.sleep(0.1)
        return self.keep(part)

    def keep(self, part: Part) -> PartReport:
        """Keep the lines of a part."""
        results = [
            LineResult(number, line.decode().strip())
            for number, line in enumerate(part.lines, part.first)
            if isinstance(line, bytes)
        ]
        return keep_results(self.ledger, part, results, ("in.jsonl",))

    def _hold(self, node: str) -> None:
        """Never return, for the first that calls."""
        try:
            (self.ledger.folder / "held").mkdir()
        except FileExistsError:
            return
        (self.ledger.folder / "held" / node).touch()
        time.sleep(3600)


@dataclass(frozen=True)
class Failing:
    """Breaks, or cannot write, or has a model that cannot be loaded."""

    breaks: bool
    unloadable: bool = False
    wants_gpu: bool = False

    def prepare(self) -> None:
        """Load nothing, or fail at it."""
        if self.unloadable:
            raise ModelError("m cannot be loaded: its header is damaged.", "Fetch it anew.")

    def run(self, part: Part) -> PartReport:
        """Fail."""
        if self.breaks:
            raise ZeroDivisionError("a bug")
        return PartReport(part.name, 0, trouble="out cannot be written: No space left on device.")


@dataclass(frozen=True)
class Drafting:
    """Has models condense each line, and notes where that was; the first parts wait for other actors.

    Attributes:
        ledger: where it is kept; its folder has another one, "met".
        configs: each names a model.
        actors: so many have to be at work at the same time before any goes on.
    """

    ledger: Ledger
    configs: tuple[BriefConfig, ...]
    actors: int = 1
    wants_gpu: bool = True

    def prepare(self) -> None:
        """Load the models as telling stories does."""
        for config in self.configs:
            BriefStories(config, self.ledger).prepare()

    def run(self, part: Part) -> PartReport:
        """Condense the lines of a part."""
        self._meet()
        condensers: list[Any] = [choose_condenser(config) for config in self.configs]
        claims = [[json.loads(line)["text"]] for line in part.lines if isinstance(line, bytes)]
        drafts = [condenser.condense_many(claims, 12) for condenser in condensers]
        found = {"drafts": drafts, "process": os.getpid(), **_describe(condensers)}
        lines = [json.dumps(found)] + ["{}"] * (len(part.lines) - 1)
        return keep_results(
            self.ledger, part, [LineResult(at, line) for at, line in enumerate(lines, part.first)]
        )

    def _meet(self) -> None:
        """Wait for the others, a minute at most."""
        (self.ledger.folder / "met" / str(os.getpid())).touch()
        for _ in range(600):
            if len(list((self.ledger.folder / "met").iterdir())) >= self.actors:
                return
            time.sleep(0.1)


def _describe(condensers: list[Any]) -> dict[str, Any]:
    """Return where models are, what they take there, how many were loaded, and what Ray gave this actor."""
    import ray
    import torch

    models = [condenser._loaded.model for condenser in condensers]
    devices = {parameter.device.type for model in models for parameter in model.parameters()}
    context = ray.get_runtime_context()
    given = context.get_assigned_resources() if context.get_actor_id() is not None else {}
    return {
        "devices": sorted(devices),
        "allocated": torch.cuda.memory_allocated() if torch.cuda.is_available() else 0,
        "loads": choose_condenser.cache_info().misses,
        "share": given.get("GPU", 0),
        "visible": os.environ.get("CUDA_VISIBLE_DEVICES"),
    }


def call(*arguments: str, code: int = 0) -> Any:
    """Run the command in extractive mode with 60 words."""
    result = CliRunner().invoke(app, ["batch", *arguments, "--mode", "extractive", "--words", "60"])
    assert result.exit_code == code, result.stderr
    return result
