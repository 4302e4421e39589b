"""What the user names - files, folders, globs, addresses, standard input - as a list of what to read."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from summarizer.records import Omission

STDIN = "-"
MAILDIR = frozenset(("cur", "new", "tmp"))
"""The folders of which a mailbox in the form Maildir consists: one file a mail in the first two."""

_ADDRESS = re.compile(r"\s*(?:feed:)?(?://)?https?://|\s*feed://", re.IGNORECASE)
_GLOB = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True)
class FileSource:
    """A file to read, or standard input where `path` is None. `named`: it was asked for by its own name."""

    origin: str
    path: Path | None
    named: bool = True


@dataclass(frozen=True, slots=True)
class WebSource:
    """A page or a feed to fetch, as the user named it."""

    url: str


Source: TypeAlias = FileSource | WebSource


def expand_sources(specs: Sequence[str | os.PathLike[str]]) -> tuple[list[Source], list[Omission]]:
    """Return the files and addresses that the specs mean, each once and in order, and what could not be found."""
    sources: list[Source] = []
    omissions: list[Omission] = []
    seen: set[str] = set()
    for spec in specs:
        for found in _expand(os.fspath(spec)):
            if isinstance(found, Omission):
                omissions.append(found)
            elif (key := _identity(found)) not in seen:
                seen.add(key)
                sources.append(found)
    return sources, omissions


def omit(origin: str, reason: str) -> Omission:
    """Return the omission of a source, with a reason that reads on from "left out because"."""
    return Omission(stage="reading", subject=origin, reason=reason)


def _expand(spec: str) -> Iterator[Source | Omission]:
    if spec == STDIN:
        yield FileSource(STDIN, None)
    elif _ADDRESS.match(spec):
        yield WebSource(spec.strip())
    else:
        try:
            yield from _expand_path(spec)
        except (OSError, ValueError) as error:  # a name too long, with a zero byte, a folder without access
            yield omit(spec, _explain(error))


def _expand_path(spec: str) -> Iterator[FileSource | Omission]:
    path = Path(spec).expanduser()
    if path.is_dir():
        yield from _walk_folder(spec, path)
    elif os.path.lexists(path):
        yield FileSource(_posix(spec), path)
    elif _GLOB.search(spec):
        yield from _expand_glob(spec)
    else:
        address = "://" in spec
        yield omit(
            spec,
            "only http and https addresses are fetched" if address else "there is no such file or folder",
        )


def _expand_glob(spec: str) -> Iterator[FileSource | Omission]:
    import glob

    matches = sorted(glob.glob(os.path.expanduser(spec), recursive=True))
    files = [match for match in matches if os.path.isfile(match)]
    folders = [match for match in matches if os.path.isdir(match)] if "**" not in spec else []
    for match in files:
        yield FileSource(_posix(match), Path(match), named=False)
    for match in folders:
        yield from _walk_folder(match, Path(match))
    if not files and not folders:
        yield omit(spec, "no file matches it")


def _walk_folder(spec: str, folder: Path) -> Iterator[FileSource | Omission]:
    """Yield the files below a folder, sorted by path; hidden ones are skipped, loops of links end."""
    found: list[FileSource | Omission] = []
    prefix = _posix(spec).rstrip("/") or "/"
    visited: set[str] = set()

    def unreadable(error: OSError) -> None:
        where = Path(error.filename or folder).relative_to(folder).as_posix()
        found.append(omit(_join(prefix, where), _explain(error)))

    for root, folders, names in os.walk(folder, followlinks=True, onerror=unreadable):
        real = os.path.realpath(root)
        if real in visited:
            folders.clear()
            continue
        visited.add(real)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if set(folders) >= MAILDIR:
            # Beside the mails lie the server's own files, and in tmp what is still being delivered.
            folders.remove("tmp")
            names.clear()
        below = Path(root).relative_to(folder).as_posix()
        found += [
            FileSource(_join(prefix, below, name), Path(root, name), named=False)
            for name in sorted(names)
            if not name.startswith(".")
        ]
    found.sort(key=lambda one: one.origin if isinstance(one, FileSource) else one.subject)
    yield from found or [omit(spec, "there are no files in this folder")]


def _join(*parts: str) -> str:
    kept = [part for part in parts if part not in ("", ".")]
    return "/".join(kept).replace("//", "/") or "."


def _posix(spec: str) -> str:
    path = spec.replace(os.sep, "/")
    return path[2:] if path.startswith("./") and len(path) > 2 else path


def _identity(source: Source) -> str:
    if isinstance(source, WebSource):
        return source.url.partition("#")[0]
    return STDIN if source.path is None else os.path.realpath(source.path)


def _explain(error: OSError | ValueError) -> str:
    """Return why the system refused, in words."""
    if isinstance(error, PermissionError):
        return "you may not read it"
    if isinstance(error, FileNotFoundError):
        return "there is no such file (a broken link?)"
    if isinstance(error, OSError) and error.strerror:
        return f"it cannot be read ({error.strerror[0].lower()}{error.strerror[1:]})"
    return "it is not a usable file name"


explain_refusal = _explain
