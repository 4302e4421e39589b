"""Every error that this project raises on purpose, in one tree.

SummarizerError            the root: carries the exit code and a hint on what to do next
├── ConfigError            a flag, environment variable or config file is wrong            exit 2
├── SourceError            a source cannot be read; also: no readable source at all        exit 1
├── BriefError             a saved brief cannot be read                                    exit 1
├── ArchiveError           the memory of earlier briefs cannot be read or written          exit 1
├── DeliveryError          a brief cannot be delivered on one of its ways                  exit 1
├── MissingExtra           a package that was asked for is not installed                   exit 4
├── ModelError             a model that was asked for is missing or cannot be loaded       exit 4
└── TemplateError          a template is missing, malformed or names something unknown     exit 2

Foreign exceptions are translated at one boundary per library, with ``from``. Only the command line
catches the root; anything else is a bug and keeps its traceback.
"""

from __future__ import annotations

FAILED, WRONG_USAGE, INCOMPLETE, MISSING, NOT_VERIFIED = 1, 2, 3, 4, 5
TIMED_OUT, INTERRUPTED = 124, 130
"""What a command exits with, 0 aside. `INCOMPLETE`: it is written, but some sources, lines or ways are not in it;
the last two are what shells use."""


class SummarizerError(Exception):
    """Something the user can act on.

    Attributes:
        exit_code: what the command line exits with.
        hint: one sentence on what to do next, or "".
    """

    exit_code = FAILED

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class ConfigError(SummarizerError):
    """A flag, environment variable or config file is wrong."""

    exit_code = WRONG_USAGE


class SourceError(SummarizerError):
    """A source cannot be read. One of these never ends a brief: it becomes an `Omission`."""

    def __init__(self, message: str, origin: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.origin = origin


class BriefError(SummarizerError):
    """A saved brief cannot be read back."""


class ArchiveError(SummarizerError):
    """The memory of earlier briefs is damaged, in use, or cannot be written. What it held is as it was."""


class DeliveryError(SummarizerError):
    """A brief cannot be delivered on one of its ways. One of these never stops the others."""


class MissingExtra(SummarizerError):  # noqa: N818 — reads as what it is
    """A package that was asked for is not installed; the hint names the extra that brings it."""

    exit_code = MISSING

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(
            f"{package} is not installed.",
            f"Install it with: pip install 'multisource-summarizer[{extra}]'",
        )
        self.package = package
        self.extra = extra


class ModelError(SummarizerError):
    """A model that was asked for is missing or cannot be loaded."""

    exit_code = MISSING


class TemplateError(SummarizerError):
    """A template is missing, malformed or names something that a brief does not have."""

    exit_code = WRONG_USAGE

    def __init__(self, message: str, name: str, line: int | None = None, hint: str = "") -> None:
        super().__init__(message, hint)
        self.name = name
        self.line = line
