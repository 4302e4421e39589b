"""Patterns compiled later are the patterns compiled at once."""

from __future__ import annotations

import re

import pytest

from summarizer.patterns import compile_later


def test_a_late_pattern_does_what_a_pattern_does() -> None:
    late, at_once = compile_later("b(a+)", re.IGNORECASE), re.compile("b(a+)", re.IGNORECASE)
    for _ in range(2):
        assert late.fullmatch("BAA")[1] == "AA"  # type: ignore[index]
        assert late.search("xyz") is None
        assert late.sub("-", "abac") == at_once.sub("-", "abac")
        assert [match.span() for match in late.finditer("baba", 1)] == [(2, 4)]
    assert (late.pattern, late.flags, late.groups) == (at_once.pattern, at_once.flags, at_once.groups)


def test_a_late_pattern_is_compiled_on_first_use() -> None:
    broken = compile_later("(")
    with pytest.raises(re.error):
        broken.match("")


def test_a_late_pattern_made_of_another_compiles_neither() -> None:
    assert compile_later("a" + compile_later("(").pattern).pattern == "a("


def test_what_a_pattern_has_not_is_missing() -> None:
    with pytest.raises(AttributeError):
        compile_later("a").nothing  # type: ignore[attr-defined]  # noqa: B018
