"""``python -m summarizer`` and the ``summarizer`` command."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line."""
    # The products of matrices here are small: threads for them cost 50 ms to start and gain nothing.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        from summarizer.cli.app import run

        sys.exit(run())
    except KeyboardInterrupt:  # before there was a command to interrupt
        sys.exit(130)


if __name__ == "__main__":
    main()
