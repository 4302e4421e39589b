"""Where the data for measuring lies, and how it is read. None of it is part of the project."""

from __future__ import annotations

import gzip
import json
import os
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
"""The repository."""


class DataMissing(SystemExit):
    """A data set is not on this machine; the benchmark that needs it says so and is skipped."""


def shared_folder() -> Path:
    """Return the folder that holds ``data/``: beside the repository, or ``$SUMMARIZER_SHARED``."""
    return Path(os.environ.get("SUMMARIZER_SHARED") or ROOT.parent / "shared")


def shared_path(*parts: str) -> Path:
    """Return the path of a data set below ``data/``.

    Raises:
        DataMissing: where it does not exist.
    """
    path = shared_folder().joinpath("data", *parts)
    if not path.exists():
        raise DataMissing(
            f"There is no {path}. Put the data there, or name its parent folder in SUMMARIZER_SHARED."
        )
    return path


def read_jsonl(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSONL file, one a line, gzipped where its name ends in .gz."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def read_archive(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each file of a tar archive, packed or not, sorted by name."""
    with tarfile.open(path) as archive:
        for member in sorted(archive.getmembers(), key=lambda one: one.name):
            file = archive.extractfile(member) if member.isfile() else None
            if file is not None:
                yield member.name, file.read()
