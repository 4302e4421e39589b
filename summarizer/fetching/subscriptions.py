"""The user's feeds: the tables [[feeds]] of a summarizer.toml, read and written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarizer.errors import ConfigError
from summarizer.tables import append_tables, list_tables, load_table

TABLE = "feeds"
FIELDS = ("url", "title", "section")
FORM = '[[feeds]] with url = "https://…", and title and section where wanted'


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed that the user reads.

    Attributes:
        url: its address.
        title: what the user calls it; None where it calls itself.
        section: the part of the brief it belongs to; "World/Asia" lies within "World".
    """

    url: str
    title: str | None = None
    section: str | None = None


def read_subscriptions(path: Path) -> list[Subscription]:
    """Return the feeds that a file lists, in its order; none where there is no such file.

    Raises:
        ConfigError: it cannot be read, or lists what is no feed.
    """
    return check_subscriptions((load_table(path) or {}).get(TABLE, []), str(path))


def check_subscriptions(value: object, place: str) -> list[Subscription]:
    """Return what a file's `feeds` hold.

    Raises:
        ConfigError: they are no tables of an address and, where wanted, a title and a section.
    """
    tables = list_tables(value, place, ("feed", TABLE), FORM)
    return [_check_subscription(table, one) for one, table in tables]


def _check_subscription(entry: Mapping[str, Any], place: str) -> Subscription:
    unknown = sorted(set(entry) - set(FIELDS))
    if unknown:
        raise ConfigError(f"{place}: {unknown[0]} is not a setting of a feed.", f"Write {FORM}.")
    for name in FIELDS:
        if name in entry and not isinstance(entry[name], str):
            raise ConfigError(f"{place}: {name} must be a text.", f"Write {FORM}.")
    url = str(entry.get("url", "")).strip()
    if not re.match(r"https?://[^\s/]", url, re.IGNORECASE):
        raise ConfigError(f"{place} has no address of http or https.", f"Write {FORM}.")
    title, section = (str(entry.get(name, "")).strip() or None for name in ("title", "section"))
    return Subscription(url, title, section)


def add_subscriptions(path: Path, feeds: Sequence[Subscription]) -> list[Subscription]:
    """Add feeds to a file that does not list them yet, and return those that were added.

    Raises:
        ConfigError: the file cannot be read or written.
    """
    known = {feed.url for feed in read_subscriptions(path)}
    fresh = list({feed.url: feed for feed in reversed(feeds) if feed.url not in known}.values())[::-1]
    if not fresh:
        return []
    named = [{name: getattr(feed, name) for name in FIELDS} for feed in fresh]
    append_tables(path, TABLE, [{name: value for name, value in feed.items() if value} for feed in named])
    return fresh
