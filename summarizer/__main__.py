"""``python -m summarizer`` and the ``summarizer`` command."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line."""
    try:
        from summarizer.cli.app import run

        sys.exit(run())
    except KeyboardInterrupt:  # before there was a command to interrupt
        sys.exit(130)


if __name__ == "__main__":
    main()
