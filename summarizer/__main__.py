"""``python -m summarizer`` and the ``summarizer`` command."""

from __future__ import annotations

import atexit
import os
import sys
import threading
from contextlib import suppress

from summarizer.errors import INTERRUPTED


def main() -> None:
    """Run the command line."""
    # The products of matrices here are small: threads for them cost 50 ms to start and gain nothing.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        from summarizer.cli.app import run

        leave(run())
    except KeyboardInterrupt:  # before there was a command to interrupt
        sys.exit(INTERRUPTED)


def leave(code: int) -> None:
    """End the process without taking the interpreter apart, which takes a tenth of a small brief's time.

    What was to be done at the end is done, and the output is written. Where another thread still runs, or a profiler
    or a debugger looks on, it ends as any other process does.
    """
    if threading.active_count() > 1 or sys.getprofile() or sys.gettrace():
        sys.exit(code)
    atexit._run_exitfuncs()
    with suppress(BrokenPipeError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
