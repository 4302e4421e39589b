"""Patterns compiled later are the patterns compiled at once."""

from __future__ import annotations

import re

import pytest

from summarizer.patterns import any_of, any_word, compile_any, compile_later, compile_lower


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


def test_alternatives_stand_together() -> None:
    assert re.fullmatch(any_of("ab", "c") + "d", "cd")
    assert not re.fullmatch(any_of("ab", "c") + "d", "ab")


def test_words_may_hold_a_space() -> None:
    found = re.findall(any_word("not_that so", "nor"), "so not that nor that")
    assert found == ["so", "not that", "nor"]


def test_any_case_is_found_and_lower_case_alone() -> None:
    assert compile_any("ab", "c").fullmatch("AB")
    assert compile_lower("ab", "c").fullmatch("c")
    assert not compile_lower("ab", "c").fullmatch("C")
