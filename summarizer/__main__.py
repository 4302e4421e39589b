"""``python -m summarizer`` and the ``summarizer`` command."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line."""
    from summarizer.cli.app import run

    sys.exit(run())


if __name__ == "__main__":
    main()
