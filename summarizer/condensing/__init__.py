"""Turns a claim, one or more sentences that say the same, into one short statement's draft.

name ─ resolve_name ─▶ shipped · a server's address · a folder · a model on the hub
     ─ load_condenser ─▶ a Condenser: `condense`, `condense_many`
                         those of other people's models also have `iter_condense` and `condense_story`
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, TypeGuard

from summarizer.condensing.naming import CONDENSERS, Folder, HubModel, Server, Shipped, resolve_name
from summarizer.condensing.reports import SILENT, Reports
from summarizer.errors import ModelError
from summarizer.protocols import Condenser, StoryCondenser

if TYPE_CHECKING:
    from summarizer.condensing.checkpoints import Checkpoint

__all__ = [
    "CONDENSERS",
    "SILENT",
    "Drafting",
    "Reports",
    "draft_claims",
    "find_local",
    "load_condenser",
    "load_story_condenser",
    "resolve_name",
    "writes_stories",
]


def load_condenser(
    name: str, *, offline: bool = False, revision: str | None = None, reports: Reports = SILENT
) -> Condenser:
    """Return the condenser of this name.

    Args:
        name: a key of `CONDENSERS`; ``http(s)://host[:port]/path#model``; a folder; or a model on the hub,
            "owner/name" or "owner/name@revision".
        offline: touch no network: only what is on this machine, and servers that run on it.
        revision: the commit, tag or branch of a model on the hub, where the name does not say.
        reports: where messages go; nothing is printed.

    Raises:
        ModelError: there is no such model, it cannot be loaded, or it is no text model.
        MissingExtra: it is to be run here, and torch or transformers are not installed.
    """
    place = resolve_name(name, revision)
    if isinstance(place, Shipped):
        return _load_shipped(place)
    if isinstance(place, Server):
        from summarizer.condensing.endpoint import load_endpoint

        return load_endpoint(place, name, offline, reports)
    return _load_local(_find(name, place, offline, reports), reports)


def load_story_condenser(
    name: str, *, offline: bool = False, revision: str | None = None, reports: Reports = SILENT
) -> StoryCondenser:
    """Return the condenser of this name, which has to be one that writes whole stories.

    Raises:
        ModelError: it writes single statements only; or as `load_condenser` does.
        MissingExtra: as `load_condenser` does.
    """
    condenser = load_condenser(name, offline=offline, revision=revision, reports=reports)
    if not writes_stories(condenser):
        raise ModelError(
            f"{name} condenses single statements; it writes no whole story.", "Name another --model."
        )
    return condenser


def writes_stories(condenser: object) -> TypeGuard[StoryCondenser]:
    """Return whether a condenser writes whole stories as well."""
    return callable(getattr(condenser, "condense_story", None))


def _load_shipped(place: Shipped) -> Condenser:
    module, _, function = CONDENSERS[place.name].partition(":")
    load: Callable[..., Condenser] = getattr(import_module(module), function)
    return load(tight=place.name.endswith("-tight"))


def find_local(name: str, *, offline: bool = False) -> Checkpoint:
    """Return the files of a folder's or the hub's model, after fetching what is missing; nothing is loaded.

    Raises:
        ModelError: there is no such model, or it is no text model.
        MissingExtra: torch or transformers are not installed.
    """
    place = resolve_name(name)
    if not isinstance(place, Folder | HubModel):
        raise ModelError(f"{name} is no model that runs in torch.")
    return _find(name, place, offline, SILENT)


def _find(name: str, place: Folder | HubModel, offline: bool, reports: Reports) -> Checkpoint:
    from summarizer.condensing.checkpoints import find_checkpoint, require_extra

    require_extra()
    return find_checkpoint(name, place, offline, reports)


def _load_local(checkpoint: Checkpoint, reports: Reports) -> Condenser:
    if checkpoint.kind == "seq2seq":
        from summarizer.condensing.seq2seq import load_seq2seq

        return load_seq2seq(checkpoint, reports)
    from summarizer.condensing.chat import load_chat

    return load_chat(checkpoint, reports)


@dataclass(frozen=True, slots=True)
class Drafting:
    """What came of condensing, to its end or not.

    Attributes:
        drafts: a statement for each claim; "" where the model wrote none, or was not asked any more.
        stopped: what ended it early, `KeyboardInterrupt` or `ModelError`; None where nothing did.
    """

    drafts: tuple[str, ...]
    stopped: KeyboardInterrupt | ModelError | None = None


def draft_claims(condenser: Condenser, claims: Sequence[Sequence[str]], words: int | None = None) -> Drafting:
    """Condense claims, keeping what is finished when the user or the model stops.

    A condenser without `iter_condense` finishes all or nothing.
    """
    drafts = [""] * len(claims)
    try:
        for index, text in _iter_drafts(condenser, claims, words):
            drafts[index] = text
    except (KeyboardInterrupt, ModelError) as stop:
        return Drafting(tuple(drafts), stop)
    return Drafting(tuple(drafts))


def _iter_drafts(
    condenser: Condenser, claims: Sequence[Sequence[str]], words: int | None
) -> Iterator[tuple[int, str]]:
    iterate: Callable[..., Iterator[tuple[int, str]]] | None = getattr(condenser, "iter_condense", None)
    return (
        iterate(claims, words) if iterate else iter(list(enumerate(condenser.condense_many(claims, words))))
    )
