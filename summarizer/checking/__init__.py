"""Checks a draft against its evidence and turns it into a statement; what is not carried does not pass.

Its names are loaded on first use: the judge of condensed statements needs numpy, and who quotes needs no judge.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.checking.attributing import attribute as attribute
    from summarizer.checking.rules import find_uncarried as find_uncarried
    from summarizer.checking.support import SupportChecker as SupportChecker
    from summarizer.checking.support import check_statement as check_statement
    from summarizer.checking.support import score_support as score_support

_HOMES = {
    "SupportChecker": "summarizer.checking.support",
    "attribute": "summarizer.checking.attributing",
    "check_statement": "summarizer.checking.support",
    "find_uncarried": "summarizer.checking.rules",
    "score_support": "summarizer.checking.support",
}

__all__ = ["SupportChecker", "attribute", "check_statement", "find_uncarried", "score_support"]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'summarizer.checking' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
