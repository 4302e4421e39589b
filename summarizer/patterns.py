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


NEVER = compile_later(r"(?!)")
"""Matches nothing."""
