"""Regular expressions that are compiled when a text is first tried against them.

The rules of `boilerplate` alone take 20 ms to compile, and a text in whole paragraphs meets few of them.
"""

from __future__ import annotations

import re
from typing import Any, cast


def compile_later(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what behaves like `re.compile(pattern, flags)` and compiles on first use."""
    return cast("re.Pattern[str]", _LatePattern(pattern, flags))


class _LatePattern:
    """Takes each method over from the compiled pattern when it is first asked for it.

    Attributes:
        pattern: as given, so that a pattern made of another compiles neither.
    """

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._given = pattern, flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 — whatever the pattern has
        found = getattr(re.compile(*self._given), name)
        setattr(self, name, found)
        return found


def any_of(*patterns: str) -> str:
    """Return a pattern for whatever one of these matches."""
    return "(?:" + "|".join(patterns) + ")"


def any_word(*lines: str) -> str:
    """Return a pattern for any of these words, several to a string, "_" for a space within one."""
    return any_of(*(word.replace("_", " ") for line in lines for word in line.split()))


def compile_any(*patterns: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    """Return what matches whatever one of these does, compiled on first use."""
    return compile_later(any_of(*patterns), flags)


def compile_lower(*patterns: str) -> re.Pattern[str]:
    """Return `compile_any` for texts in lower case alone, which takes half as long to compile."""
    return compile_any(*patterns, flags=0)


NEVER = compile_later(r"(?!)")
"""Matches nothing."""
