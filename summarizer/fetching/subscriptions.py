"""The user's feeds: the tables [[feeds]] of a summarizer.toml, read and written.

Writing leaves everything else in the file as it is, comments and spacing included.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarizer.errors import ConfigError

TABLE = "feeds"
FIELDS = ("url", "title", "section")


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
    return check_subscriptions(load_table(path).get(TABLE, []), str(path))


def load_table(path: Path) -> dict[str, Any]:
    """Return what a TOML file holds; nothing where there is no such file.

    Raises:
        ConfigError: it cannot be read, or is not TOML.
    """
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} cannot be read: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path} is not valid TOML: {error}") from error


def check_subscriptions(value: object, place: str) -> list[Subscription]:
    """Return what a file's `feeds` hold.

    Raises:
        ConfigError: they are no tables of an address and, where wanted, a title and a section.
    """
    form = '[[feeds]] with url = "https://…", and title and section where wanted'
    if not isinstance(value, list):
        raise ConfigError(f"{place}: feeds must be tables.", f"Write {form}.")
    return [_check_one(entry, f"{place}: feed {number}", form) for number, entry in enumerate(value, 1)]


def _check_one(entry: object, place: str, form: str) -> Subscription:
    if not isinstance(entry, Mapping):
        raise ConfigError(f"{place} is no table.", f"Write {form}.")
    unknown = sorted(set(map(str, entry)) - set(FIELDS))
    if unknown:
        raise ConfigError(f"{place}: {unknown[0]} is not a setting of a feed.", f"Write {form}.")
    for name in FIELDS:
        if name in entry and not isinstance(entry[name], str):
            raise ConfigError(f"{place}: {name} must be a text.", f"Write {form}.")
    url = str(entry.get("url", "")).strip()
    if not re.match(r"https?://[^\s/]", url, re.IGNORECASE):
        raise ConfigError(f"{place} has no address of http or https.", f"Write {form}.")
    title, section = (str(entry.get(name, "")).strip() or None for name in ("title", "section"))
    return Subscription(url, title, section)


def add_subscriptions(path: Path, feeds: Sequence[Subscription]) -> list[Subscription]:
    """Add feeds to a file that does not list them yet, and return those that were added.

    The file is made where there is none, and replaced only once all of it is written.

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


def append_tables(path: Path, name: str, tables: Sequence[Mapping[str, object]]) -> None:
    """Add tables to a list of tables in a file, and leave everything else in it as it is.

    Raises:
        ConfigError: the file cannot be written.
    """
    import tomlkit

    document = tomlkit.parse(path.read_text(encoding="utf-8-sig") if path.exists() else "")
    listed: Any = document.setdefault(name, tomlkit.aot())
    for values in tables:
        table = tomlkit.table()
        for key, value in values.items():
            table.add(key, value)
        listed.append(table)
    _replace(path, tomlkit.dumps(document))


def _replace(path: Path, text: str) -> None:
    place = path.resolve()
    part = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        if place.exists():
            part.chmod(place.stat().st_mode & 0o7777)
        part.replace(place)
    except OSError as error:
        raise ConfigError(f"{path} cannot be written: {error.strerror or error}.") from error
    finally:
        part.unlink(missing_ok=True)
