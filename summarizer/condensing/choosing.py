"""Chooses what condenses: the model that was named, the shipped one, or none, where the sources are quoted."""

from __future__ import annotations

from functools import lru_cache
from typing import TypeGuard

from summarizer.condensing import SILENT, Reports, find_local, load_condenser, resolve_name, writes_stories
from summarizer.condensing.naming import Folder, HubModel
from summarizer.config import BriefConfig
from summarizer.errors import ModelError
from summarizer.protocols import Condenser, StoryCondenser

SHIPPED = "compact"


@lru_cache(maxsize=4)
def choose_condenser(config: BriefConfig, reports: Reports = SILENT) -> Condenser | None:
    """Return what condenses, or None where the brief quotes.

    Mode "auto" quotes, and says so, where no model is named and the shipped one cannot be loaded.

    Raises:
        ModelError: the model asked for is not at hand.
        MissingExtra: it needs packages that are not installed.
    """
    if config.mode == "extractive":
        return None
    if config.model is not None or config.mode == "abstractive":
        return load_condenser(config.model or SHIPPED, offline=config.offline, reports=reports)
    try:
        return _shipped()
    except ModelError as error:
        reports.tell(f"note: the sources are quoted, since the shipped model cannot be used: {error}")
        return None


def runs_in_torch(config: BriefConfig) -> bool:
    """Whether the model asked for runs in torch on this machine, and so on its GPU where it has one."""
    if config.mode == "extractive" or config.model is None:
        return False
    return isinstance(resolve_name(config.model), Folder | HubModel)


def check_condenser(config: BriefConfig) -> None:
    """Raise what `choose_condenser` would where the model is not at hand.

    One that runs in torch is found, and fetched, and not loaded: whoever only hands work out needs no copy of it.
    """
    if runs_in_torch(config):
        find_local(str(config.model), offline=config.offline)
    else:
        choose_condenser(config)


@lru_cache(maxsize=1)
def _shipped() -> Condenser:
    return load_condenser(SHIPPED)


def condenses_language(condenser: Condenser, language: str) -> bool:
    """Whether a condenser knows a language: the shipped one knows English; of others their user decides."""
    return language == "en" or not condenser.name.startswith(SHIPPED)


MULTI_DOCUMENT = ("primera", "multi_news", "multi-news", "multinews", "centrum")
"""What the names of models say that were trained to summarize several documents at once."""


def writes_whole_stories(condenser: Condenser) -> TypeGuard[StoryCondenser]:
    """Whether a condenser does better with all documents at once than claim by claim."""
    named = any(mark in condenser.name.lower() for mark in MULTI_DOCUMENT)
    return named and writes_stories(condenser)
