"""A lock that one run holds, so that two never write a brief at the same time."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from summarizer.errors import ArchiveError


@contextmanager
def hold_lock(path: Path) -> Iterator[None]:
    """Hold the lock while the block runs. The system lets go of it however the process ends.

    Raises:
        ArchiveError: another run holds it, or it cannot be made.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        stream = path.open("a+b")
    except OSError as error:
        raise ArchiveError(f"{path} cannot be opened: {error.strerror or error}.") from error
    with stream:
        try:
            _lock(stream)
        except OSError as error:
            raise ArchiveError(
                f"Another run is at work: it holds {path}.",
                "Wait until it is done. Where none is running, the lock goes with the process that held it.",
            ) from error
        yield


if sys.platform == "win32":
    import msvcrt

    def _lock(stream: IO[bytes]) -> None:
        stream.seek(0)
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(stream: IO[bytes]) -> None:
        fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.set_inheritable(stream.fileno(), False)
