"""What a condenser says while it works. The library itself prints nothing: the caller gives it these."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


def stay_silent(_text: str) -> None:
    """Say nothing."""


@dataclass(frozen=True, slots=True)
class Reports:
    """Where a condenser's messages go.

    Attributes:
        tell: takes a line that stays: what is about to be downloaded, how fast it went.
        show: takes a line that replaces the one before: how far the work is.
        bars: whether a download may draw its own bars on standard error.
    """

    tell: Callable[[str], None] = stay_silent
    show: Callable[[str], None] = stay_silent
    bars: bool = False


SILENT = Reports()
