"""Gathering settings: flag > environment > project file > user file > default.

Each layer is read into the same few typed keys, and every value remembers where it came from. An unknown
key or a value of the wrong kind is an error that names its place, because a misspelt setting that is silently
ignored is found only once the brief is wrong.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date as calendar_date
from difflib import get_close_matches
from pathlib import Path
from typing import TypeAlias, cast

from summarizer.config import LENGTHS, MOST, BriefConfig
from summarizer.errors import ConfigError
from summarizer.rendering import FORMS
from summarizer.routine import TABLES, Routine, gather_routine, take_tables
from summarizer.tables import load_table

Value: TypeAlias = str | int | bool | tuple[str, ...] | None

PROJECT_FILE = "summarizer.toml"
USER_FILE = "config.toml"
ENVIRONMENT_PREFIX = "SUMMARIZER_"
DEFAULT_ORIGIN = "default"

SWITCH_WORDS = {"1": True, "true": True, "yes": True, "on": True}
SWITCH_WORDS |= {"0": False, "false": False, "no": False, "off": False}
MODES = ("auto", "extractive", "abstractive")

# A variable this close to a known one is a slip of the finger; others may belong to somebody else's script.
NEAR_ENOUGH = 0.8


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting of a command, resolved.

    Attributes:
        brief: what the pipeline is asked for.
        format: forms to write, () where none was asked for.
        template: name or path of a template; None uses the shipped one.
        front_matter: whether Markdown starts with YAML front matter.
        workers: processes of `batch`.
        allow_private: whether sources may lie on this machine's own addresses and in private networks.
        routine: what a brief every day is made from, and where it goes.
        origins: for each key, where its value came from.
    """

    brief: BriefConfig = field(default_factory=BriefConfig)
    format: tuple[str, ...] = ()
    template: str | None = None
    front_matter: bool = False
    workers: int = 1
    allow_private: bool = False
    routine: Routine = field(default_factory=Routine)
    origins: Mapping[str, str] = field(default_factory=dict)

    def value(self, key: str) -> Value:
        """Return one key's value.

        Raises:
            KeyError: there is no such key.
        """
        if key not in KEYS:
            raise KeyError(key)
        holder = self.brief if key in BRIEF_KEYS else self
        return cast(Value, getattr(holder, key))


@dataclass(frozen=True, slots=True)
class Layer:
    """What one place sets.

    Attributes:
        origin: the place, as `config show` prints it.
        values: key → checked value.
        names: key → what the place calls it, where that says more than the key: a flag, a variable.
        path: of a file.
        tables: of a file, checked: what a brief every day needs.
    """

    origin: str
    values: Mapping[str, Value]
    names: Mapping[str, str] = field(default_factory=dict)
    path: Path | None = None
    tables: Mapping[str, object] = field(default_factory=dict)


# checking single values: each raises ValueError with what was expected


def check_count(value: object) -> int:
    """Return a whole number of at least 1."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise ValueError("a whole number of at least 1")
    if isinstance(value, str) and not re.fullmatch(r"\s*[0-9]{1,9}\s*", value):
        raise ValueError("a whole number of at least 1")
    if int(value) < 1:
        raise ValueError("a whole number of at least 1")
    if int(value) > MOST:
        raise ValueError(f"a whole number of at most {MOST}")
    return int(value)


def check_text(value: object) -> str:
    """Return a text that is not empty."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError("a text that is not empty")
    return value


def check_switch(value: object) -> bool:
    """Return true or false, also from the words that environments use."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.strip().lower() in SWITCH_WORDS:
        return SWITCH_WORDS[value.strip().lower()]
    raise ValueError("true or false")


def check_mode(value: object) -> str:
    """Return the name of a mode."""
    return _check_choice(value, MODES)


def check_length(value: object) -> str:
    """Return the name of a length."""
    return _check_choice(value, tuple(LENGTHS))


def check_forms(value: object) -> tuple[str, ...]:
    """Return the names of forms, each once, from a name, a list or names with commas between."""
    names = value.split(",") if isinstance(value, str) else value
    if not isinstance(names, list | tuple):
        raise ValueError(f"one or more of {', '.join(FORMS)}")
    cleaned = [name.strip() if isinstance(name, str) else name for name in names]
    return tuple(dict.fromkeys(_check_choice(name, tuple(FORMS)) for name in cleaned))


def check_date(value: object) -> str:
    """Return a date of the calendar as YYYY-MM-DD."""
    if isinstance(value, calendar_date):  # TOML has dates of its own
        value = value.isoformat()
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        try:
            return calendar_date.fromisoformat(value).isoformat()
        except ValueError:
            pass  # a month of 13, a 30th of February
    raise ValueError("a date of the calendar as YYYY-MM-DD")


def check_language(value: object) -> str:
    """Return a two-letter code in lower case."""
    if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z]{2}", value):
        raise ValueError("a two-letter code, for example en")
    return value.lower()


def _check_choice(value: object, choices: tuple[str, ...]) -> str:
    if not isinstance(value, str) or value not in choices:
        raise ValueError(f"one of {', '.join(choices)}")
    return value


KEYS: dict[str, Callable[[object], Value]] = {
    "words": check_count,
    "mode": check_mode,
    "focus": check_text,
    "title": check_text,
    "date": check_date,
    "language": check_language,
    "model": check_text,
    "format": check_forms,
    "template": check_text,
    "front_matter": check_switch,
    "offline": check_switch,
    "workers": check_count,
    "allow_private": check_switch,
}
"""Every key, in the order in which `config show` prints them, and what its values must be."""

BRIEF_KEYS = ("words", "mode", "focus", "title", "date", "language", "model", "offline")

ALIASES: dict[str, Callable[[object], Value]] = {"length": check_length}
"""Other ways to set a key: a length is a number of words by name."""

KNOWN = (*KEYS, *ALIASES)


def load_settings(
    flags: Mapping[str, object] | None = None,
    environ: Mapping[str, str] | None = None,
    folder: Path | None = None,
    user_file: Path | None = None,
    config: Path | None = None,
) -> Settings:
    """Resolve every setting from its five places.

    Args:
        flags: key → value as given on the command line; None stands for "not given".
        environ: environment variables; those of this process by default.
        folder: where the search for a project file starts; the current folder by default.
        user_file: the user's own file; the platform's usual place by default.
        config: a file that takes the project file's place.

    Raises:
        ConfigError: a place holds an unknown key or a value of the wrong kind.
    """
    if config is not None and not config.is_file():
        raise ConfigError(f"{config} does not exist.", "Name a summarizer.toml with --config.")
    project = config or find_project_file(Path.cwd() if folder is None else folder)
    layers = [
        read_file(user_config_file() if user_file is None else user_file, "user file"),
        read_file(project, "project file") if project else None,
        read_environment(os.environ if environ is None else environ),
        read_flags(flags or {}),
    ]
    return resolve_layers([layer for layer in layers if layer is not None])


def resolve_layers(layers: list[Layer]) -> Settings:
    """Lay the layers over each other, the last one on top."""
    values: dict[str, Value] = {}
    origins = dict.fromkeys(KEYS, DEFAULT_ORIGIN)
    for layer in layers:
        for key, value in layer.values.items():
            values[key] = value
            origins[key] = " ".join(part for part in (layer.origin, layer.names.get(key)) if part)
    brief = BriefConfig(**{key: values.pop(key) for key in BRIEF_KEYS if key in values})  # type: ignore[arg-type]
    routine = gather_routine([(layer.origin, layer.path, layer.tables) for layer in layers if layer.path])
    return Settings(brief=brief, routine=routine, origins=origins, **values)  # type: ignore[arg-type]


def read_flags(flags: Mapping[str, object]) -> Layer:
    """Read what the command line sets, leaving out what was not given."""
    given = {
        key: ",".join(value) if isinstance(value, list) else value
        for key, value in flags.items()
        if value is not None and value != []
    }
    names = {key: f"--{key.replace('_', '-')}" for key in given}
    return _read_layer("flag", given, names, place="The flag")


def read_environment(environ: Mapping[str, str]) -> Layer:
    """Read the variables that begin with SUMMARIZER_ and name a key; an empty one counts as unset."""
    given: dict[str, object] = {}
    for variable in sorted(environ):
        key = variable.removeprefix(ENVIRONMENT_PREFIX).lower()
        if not variable.startswith(ENVIRONMENT_PREFIX) or not environ[variable].strip():
            continue
        if key in KNOWN:
            given[key] = environ[variable]
        elif near := get_close_matches(key, KNOWN, n=1, cutoff=NEAR_ENOUGH):
            raise ConfigError(
                f"The environment variable {variable} names no setting.",
                f"Did you mean {ENVIRONMENT_PREFIX}{near[0].upper()}?",
            )
    names = {key: ENVIRONMENT_PREFIX + key.upper() for key in given}
    return _read_layer("environment", given, names, place="The environment variable")


def unknown_variables(environ: Mapping[str, str]) -> list[str]:
    """Return variables that begin with SUMMARIZER_ and name no key."""
    own = [name for name in environ if name.startswith(ENVIRONMENT_PREFIX)]
    return sorted(name for name in own if name.removeprefix(ENVIRONMENT_PREFIX).lower() not in KNOWN)


def read_file(path: Path, kind: str) -> Layer | None:
    """Read a TOML file; None where there is none.

    Raises:
        ConfigError: it cannot be read, is not TOML, or holds what it should not.
    """
    table = load_table(path)
    if table is None:
        return None
    given = {key: value for key, value in table.items() if key not in TABLES}
    layer = _read_layer(f"{kind} {path}", given, {}, place=f"{path}:")
    return replace(layer, path=path, tables=take_tables(table, path))


def find_project_file(folder: Path) -> Path | None:
    """Return the nearest summarizer.toml in this folder or one above it."""
    candidates = [directory / PROJECT_FILE for directory in (folder, *folder.parents)]
    return next((path for path in candidates if path.is_file()), None)


def user_config_file() -> Path:
    """Return where the user's own settings are kept on this platform; the file may not exist."""
    from platformdirs import user_config_path

    return user_config_path("summarizer", appauthor=False) / USER_FILE


def _read_layer(origin: str, given: Mapping[str, object], names: Mapping[str, str], place: str) -> Layer:
    for key in given:
        if key not in KNOWN:
            raise ConfigError(f"{place} {key} is not a setting.", suggest_key(key))
    checked = {
        key: _check_value(key, value, f"{place} {names.get(key, key)}") for key, value in given.items()
    }
    if "length" not in checked:
        return Layer(origin, checked, names)
    if "words" in checked:
        both = f"{names.get('words', 'words')} and {names.get('length', 'length')}"
        raise ConfigError(f"{place} {both} both say how long the brief may be.", "Give one of them.")
    length = str(checked.pop("length"))
    said = f"{names.get('length', 'length')} {length}"
    return Layer(origin, {**checked, "words": LENGTHS[length]}, {**names, "words": said})


def _check_value(key: str, value: object, place: str) -> Value:
    try:
        return (KEYS.get(key) or ALIASES[key])(value)
    except ValueError as error:
        raise ConfigError(f"{place} must be {error}, not {shorten_value(value)}.") from error


def shorten_value(value: object) -> str:
    """Return a value as an error may show it: on one line, and not endless."""
    shown = repr(value)
    return shown if len(shown) <= 60 else shown[:57] + "…"


def suggest_key(key: str) -> str:
    """Return a hint at the nearest known key, or at all of them."""
    known = (*KNOWN, *TABLES)
    near = get_close_matches(key.replace("-", "_"), known, n=1)
    return f"Did you mean {near[0]}?" if near else f"The settings are: {', '.join(known)}."
