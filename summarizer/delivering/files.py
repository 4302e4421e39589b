"""Writes a brief as files named by its day, whole or not at all, and over nothing that is not ours."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from itertools import count
from pathlib import Path

from summarizer.delivering.records import Parcel, Result
from summarizer.delivering.settings import DeliverySettings, FilesSettings
from summarizer.errors import DeliveryError

RECORD = ".summarizer.json"
"""In the folder: for each name, the hashes of what was written under it. A file with another hash is not ours, or
was edited since, and is left alone."""

HASHES_KEPT = 8
"""Hashes for a name: of the runs of one day. Only the last one or two can still lie there."""


def deliver_files(
    parcel: Parcel, settings: DeliverySettings, pending: Sequence[str], _launch: object = None
) -> list[Result]:
    """Write every form, and say under which names.

    Raises:
        DeliveryError: the system refuses; what lay there lies there still.
    """
    assert settings.files is not None  # noqa: S101 — for the type checker
    contents = {form: parcel.form(form) for form in settings.files.forms}
    try:
        written = _write_forms(settings.files, parcel.date, contents)
    except OSError as error:
        place = error.filename or settings.files.folder
        raise DeliveryError(f"{place} cannot be written: {error.strerror or error}.") from error
    return [Result(pending[0], True, ", ".join(map(str, written)))]


def _write_forms(files: FilesSettings, date: str, contents: Mapping[str, bytes]) -> list[Path]:
    files.folder.mkdir(parents=True, exist_ok=True)
    record = _read_record(files.folder)
    paths = _choose_paths(files.folder, date, contents, record)
    missing = {path: contents[form] for form, path in paths.items() if not _holds(path, contents[form])}
    if not missing:
        return list(paths.values())
    # Written down before, so that a run that ends between the two still knows its own files.
    for path, content in missing.items():
        record[path.name] = [*record.get(path.name, []), _hash(content)][-HASHES_KEPT:]
    _replace_all({files.folder / RECORD: _dump(record), **missing})
    return list(paths.values())


def _choose_paths(
    folder: Path, date: str, contents: Mapping[str, bytes], record: Mapping[str, Sequence[str]]
) -> dict[str, Path]:
    """Return a path for each form: the day, with a number where somebody else's file has that name."""
    for number in count(1):
        stem = date if number == 1 else f"{date}-{number}"
        paths = {form: folder / f"{stem}.{form}" for form in contents}
        if all(_is_free(path, contents[form], record) for form, path in paths.items()):
            return paths
    raise AssertionError


def _is_free(path: Path, content: bytes, record: Mapping[str, Sequence[str]]) -> bool:
    """Whether a file may be written here: nothing is there, or the same, or something of ours."""
    try:
        found = path.read_bytes()
    except FileNotFoundError:
        return not path.is_symlink()
    except IsADirectoryError:
        return False
    return found == content or _hash(found) in record.get(path.name, ())


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


def _replace_all(contents: Mapping[Path, bytes]) -> None:
    """Write all files beside their places first, and only then put them there: a full disk stops the first."""
    # Always of the same name, so that what a run that was ended leaves behind goes with the next one.
    parts = {path: path.with_name(f".{path.name}.part") for path in contents}
    try:
        for path, content in contents.items():
            _write_through(parts[path], content)
        for path, part in parts.items():
            if path.exists():
                part.chmod(path.stat().st_mode & 0o7777)
            part.replace(path)
        _sync_folder(next(iter(contents)).parent)
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def _write_through(path: Path, content: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the new names last through a loss of power, where the system knows how."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _read_record(folder: Path) -> dict[str, list[str]]:
    """Return what was written here before; nothing where that cannot be read, so that all is left alone."""
    try:
        found = json.loads((folder / RECORD).read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: [str(one) for one in hashes] for name, hashes in found.items() if isinstance(hashes, list)}


def _dump(record: Mapping[str, Sequence[str]]) -> bytes:
    return (json.dumps(record, indent=0, sort_keys=True) + "\n").encode()


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
