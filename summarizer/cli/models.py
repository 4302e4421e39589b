"""``summarizer models``: what condenses, what is on this machine, and what a name would mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from summarizer.cli.terminal import write_stdout
from summarizer.condensing.checkpoints import (
    decide_kind,
    find_cached,
    is_complete,
    measure_weights,
    read_config,
    show_size,
)
from summarizer.condensing.naming import CONDENSERS, Folder, HubModel, Server, Shipped, resolve_name
from summarizer.errors import SummarizerError

app = typer.Typer(
    help="List the models, and say what a name means.", no_args_is_help=True, rich_markup_mode=None
)

WEIGHTS = Path(__file__).resolve().parents[1] / "weights" / "condenser"
"""What every shipped condenser runs, each with settings of its own."""

KINDS = {"seq2seq": "encoder-decoder", "chat": "chat model"}
INSTALL = "pip install 'multisource-summarizer[transformers]'"


@app.callback()
def models() -> None:
    """List the models, and say what a name means."""


@app.command("list")
def list_models() -> None:
    """List the models that are shipped, and those in the cache."""
    write_stdout("".join(f"{line}\n" for line in describe_all()))


@app.command("show")
def show_model(
    name: Annotated[str, typer.Argument(metavar="NAME|FOLDER|URL", help="As --model takes it.")],
) -> None:
    """Say what a name would be taken to mean.

    And whether the model is here. Nothing is loaded or asked.
    """
    facts = describe_name(name)
    width = max(map(len, facts)) + 1
    write_stdout("".join(f"{key + ':':<{width}} {value}\n" for key, value in facts.items()))


def describe_all() -> Iterator[str]:
    """Yield the lines of the list."""
    yield "shipped, to be named with --model:"
    for name in CONDENSERS:
        yield f"  {name:<44} {_measure_shipped()}"
    from huggingface_hub import constants

    cached = list(_list_cached())
    yield f"in the cache ({constants.HF_HUB_CACHE}):" + ("" if cached else " none")
    yield from cached
    if not _has_extra():
        yield f"To run models other than the shipped ones here: {INSTALL}"


def describe_name(name: str) -> Mapping[str, str]:
    """Return what is known of a model from its name and from files on this machine.

    Raises:
        ModelError: the name cannot mean anything, or the folder holds no model that writes text.
    """
    place = resolve_name(name)
    if isinstance(place, Shipped):
        card = str(WEIGHTS / "README.md")
        return {"name": name, "is": "shipped", "size": _measure_shipped(), "card": card}
    if isinstance(place, Server):
        reach = "this machine, so --offline allows it" if place.is_loopback else "another machine"
        return {"name": name, "is": "server", "address": place.base, "model": place.model, "on": reach}
    needs = {} if _has_extra() else {"needs": INSTALL}
    if isinstance(place, Folder):
        return {"name": name, "is": "folder", **_describe_folder(name, place.path), **needs}
    return {"name": name, "is": "model on the hub", **_describe_hub(place), **needs}


def _describe_hub(place: HubModel) -> dict[str, str]:
    pinned = {"revision": place.revision} if place.revision else {}
    folder = find_cached(place)
    if folder is None:
        return {**pinned, "here": "no; the first use fetches it, unless --offline is given"}
    return {"revision": folder.name, **_describe_folder(place.repo, folder)}


def _describe_folder(name: str, folder: Path) -> dict[str, str]:
    config = read_config(folder)
    classes = ", ".join(config.get("architectures") or ()) or str(config.get("model_type"))
    weights = show_size(measure_weights(folder)) if is_complete(folder) else "not complete as safetensors"
    kind = KINDS[decide_kind(name, config)]
    return {"kind": kind, "architecture": classes, "weights": weights, "path": str(folder)}


def _list_cached() -> Iterator[str]:
    from huggingface_hub import scan_cache_dir
    from huggingface_hub.errors import CacheNotFound

    try:
        found = scan_cache_dir().repos
    except CacheNotFound:
        return
    for repo in sorted(found, key=lambda repo: repo.repo_id):
        if repo.repo_type != "model":
            continue
        folder = find_cached(HubModel(repo.repo_id))
        try:
            facts = _describe_folder(repo.repo_id, folder) if folder else None
        except SummarizerError:  # an encoder, a speech model: the cache holds those of other programs, too
            continue
        if facts:
            yield f"  {repo.repo_id:<44} {facts['weights']}, {facts['kind']} ({facts['architecture']})"


def _measure_shipped() -> str:
    if not WEIGHTS.is_dir():
        return "missing; install the program again"
    return show_size(sum(path.stat().st_size for path in WEIGHTS.iterdir() if path.is_file()))


def _has_extra() -> bool:
    return all(map(find_spec, ("transformers", "torch")))
