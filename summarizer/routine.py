"""The tables of a summarizer.toml that make a brief every day: [daily], [[feeds]], [[mailboxes]] and [deliver]."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.config import MOST
from summarizer.errors import ConfigError

if TYPE_CHECKING:
    from summarizer.delivering.settings import DeliverySettings
    from summarizer.fetching.accounts import MailAccount
    from summarizer.fetching.subscriptions import Subscription

TABLES = ("sources", "daily", "feeds", "mailboxes", "deliver")


@dataclass(frozen=True, slots=True)
class DailySettings:
    """The table [daily].

    Attributes:
        sources: files, folders, globs and addresses, seen from the configuration's folder.
        title: of every brief; None takes the first story's.
        words: upper bound on the words of all statements. Twice a single brief's: it tells several stories.
        stories: the most that are told. Five is what a reader keeps apart over a coffee.
        also_today: the most that get a line behind them.
        sections: names of sections in the order in which they come; stories of other feeds stand behind.
        zone: time zone in which a day begins; None is the computer's.
        archive: the file that remembers; None is the platform's place.
        keep_days: days for which the texts of articles are kept.
        known_days: days for which an article may join a story, and a statement counts as told.
        time_limit: seconds after which a run is given up.
    """

    sources: tuple[str, ...] = ()
    title: str | None = None
    words: int = 500
    stories: int = 5
    also_today: int = 10
    sections: tuple[str, ...] = ()
    zone: str | None = None
    archive: Path | None = None
    keep_days: int = 90
    known_days: int = 14
    time_limit: int = 3600


@dataclass(frozen=True, slots=True)
class Routine:
    """What a day's brief is made from and where it goes.

    Attributes:
        base: the folder of the configuration, from which paths are seen.
        deliver: None where no file says anything: the files in briefs/.
        origins: for each of "sources", "feeds", "mailboxes", "deliver" and "daily.<key>", where it was set.
    """

    base: Path = field(default_factory=Path)
    daily: DailySettings = field(default_factory=DailySettings)
    feeds: tuple[Subscription, ...] = ()
    mailboxes: tuple[MailAccount, ...] = ()
    deliver: DeliverySettings | None = None
    origins: Mapping[str, str] = field(default_factory=dict)


def take_tables(table: Mapping[str, object], path: Path) -> dict[str, object]:
    """Return the checked tables of a file: "daily.<key>" → value, "feeds", "mailboxes", "deliver".

    Args:
        table: the whole file; other keys are passed over.
        path: of the file.

    Raises:
        ConfigError: a key is unknown or a value wrong.
    """
    found: dict[str, object] = {}
    daily = table.get("daily", {})
    if not isinstance(daily, Mapping):
        raise ConfigError(f"{path}: daily must be a table.", "Write [daily], and below it key = value.")
    if "sources" in table:
        if "sources" in daily:
            raise ConfigError(f"{path}: sources are given twice, alone and in [daily].", "Give them once.")
        daily = {"sources": table["sources"], **daily}
    for key, value in daily.items():
        found[f"daily.{key}"] = _check_daily(key, value, path)
    if "feeds" in table:
        from summarizer.fetching.subscriptions import check_subscriptions

        found["feeds"] = tuple(check_subscriptions(table["feeds"], str(path)))
    if "mailboxes" in table:
        from summarizer.fetching.accounts import check_accounts

        found["mailboxes"] = tuple(check_accounts(table["mailboxes"], str(path), path.resolve().parent))
    if "deliver" in table:
        from summarizer.delivering.settings import check_delivery

        found["deliver"] = check_delivery(table["deliver"], str(path), path.resolve().parent)
    return found


def gather_routine(layers: list[tuple[str, Path, Mapping[str, object]]]) -> Routine:
    """Lay the tables of several files over each other, the last on top.

    Args:
        layers: for each file its name as an origin, its path and what `take_tables` found in it.
    """
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for origin, _, found in layers:
        values |= found
        origins |= dict.fromkeys(found, origin)
    daily = {key.removeprefix("daily."): value for key, value in values.items() if key.startswith("daily.")}
    bases = [path.resolve().parent for _, path, _ in layers]
    return Routine(
        base=bases[-1] if bases else Path.cwd(),
        daily=DailySettings(**daily),
        feeds=values.get("feeds", ()),
        mailboxes=values.get("mailboxes", ()),
        deliver=values.get("deliver"),
        origins=origins,
    )


# checking single values: each raises ValueError with what was expected


def _check_daily(key: str, value: object, path: Path) -> object:
    if key not in DAILY:
        near = get_close_matches(key.replace("-", "_"), DAILY, n=1)
        hint = f"Did you mean {near[0]}?" if near else f"Possible are: {', '.join(DAILY)}."
        raise ConfigError(f"{path}: daily.{key} is not a setting.", hint)
    try:
        checked = DAILY[key](value)
    except ValueError as error:
        from summarizer.settings import shorten_value

        raise ConfigError(f"{path}: daily.{key} must be {error}, not {shorten_value(value)}.") from error
    return path.resolve().parent / checked if isinstance(checked, Path) else checked


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("a text that is not empty")
    return value


def _texts(value: object) -> tuple[str, ...]:
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not all(isinstance(one, str) and one.strip() for one in values):
        raise ValueError("a list of texts")
    return tuple(dict.fromkeys(values))


def _whole(low: int) -> Callable[[object], int]:
    def check(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or value < low:
            raise ValueError(f"a whole number of at least {low}")
        if value > MOST:
            raise ValueError(f"a whole number of at most {MOST}")
        return value

    return check


def _path(value: object) -> Path:
    return Path(os.path.expandvars(_text(value))).expanduser()


def _zone(value: object) -> str:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(_text(value))
    except (KeyError, ValueError, OSError) as error:
        raise ValueError('the name of a time zone, such as "Europe/Berlin" or "UTC"') from error
    return _text(value)


DAILY: dict[str, Callable[[object], object]] = {
    "sources": _texts,
    "title": _text,
    "words": _whole(1),
    "stories": _whole(1),
    "also_today": _whole(0),
    "sections": _texts,
    "zone": _zone,
    "archive": _path,
    "keep_days": _whole(1),
    "known_days": _whole(1),
    "time_limit": _whole(1),
}
"""Every key of [daily], and what its values must be."""

assert tuple(DAILY) == tuple(one.name for one in fields(DailySettings))  # noqa: S101 — one list in two forms
