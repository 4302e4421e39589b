"""TOML files such as summarizer.toml, and the lists of tables in them: read, checked, and added to.

Writing leaves everything else in the file as it is, comments and spacing included.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from summarizer.errors import ConfigError


def load_table(path: Path) -> dict[str, Any] | None:
    """Return what a TOML file holds; None where there is no such file.

    Raises:
        ConfigError: it cannot be read, or is not TOML.
    """
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path} cannot be read: it is not UTF-8 text.", "Save it as UTF-8.") from error
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror or error}.") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(
            f"{path} is not valid TOML: {error}.", 'Text stands in quotes: mode = "auto".'
        ) from error


def list_tables(
    value: object, place: str, names: tuple[str, str], form: str
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield each table of a list, behind what an error calls it: "summarizer.toml: feed 2".

    Args:
        value: what should be a list of tables.
        place: what an error names: the file.
        names: what one table is, and what the list is called.
        form: how a table is written, for the hint.

    Raises:
        ConfigError: it is no list, or one of its entries is no table.
    """
    one, several = names
    if not isinstance(value, list):
        raise ConfigError(f"{place}: {several} must be tables.", f"Write {form}.")
    for number, entry in enumerate(value, 1):
        if not isinstance(entry, Mapping):
            raise ConfigError(f"{place}: {one} {number} is no table.", f"Write {form}.")
        yield f"{place}: {one} {number}", {str(key): held for key, held in entry.items()}


def append_tables(path: Path, name: str, tables: Sequence[Mapping[str, object]]) -> None:
    """Add tables to a list of tables in a file, and leave everything else in it as it is.

    The file is made where there is none, and replaced only once all of it is written.

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
