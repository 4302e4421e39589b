"""What is known of each language: one record for each, loaded when a source is in it.

English is where the stages come from: its rules stand in the stages themselves. For every other language a
stage asks `rules_for`, and what stands in words asks `say`; nothing else in the package knows which languages
there are. A language is added by a module beside this one whose `LANGUAGE` is a `records.Language`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from summarizer.languages.records import Language

Rules = TypeVar("Rules")

ENGLISH = "en"
OTHERS = frozenset(("de", "fr", "es", "pt", "it", "nl"))
"""Codes of the languages that have a record. Texts in any other are read by English rules."""

NAMES = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "pt": "Portuguese", "it": "Italian",
    "nl": "Dutch",
}  # fmt: skip


@lru_cache(maxsize=len(OTHERS))
def load_language(code: str) -> Language:
    """Return the record of a language that has one.

    Raises:
        KeyError: it has none.
    """
    if code not in OTHERS:
        raise KeyError(code)
    language: Language = import_module(f"{__name__}.{code}").LANGUAGE
    return language


def rules_for(code: str, chapter: str, english: Rules) -> Rules:
    """Return what a language's record says of one stage; the English rules where it has no record."""
    if code not in OTHERS:
        return english
    rules: Rules = getattr(load_language(code), chapter)
    return rules


def say(code: str, words: str, /, **values: object) -> str:
    """Return what a brief says of itself in a language, English where the words are not known in it.

    Args:
        code: of the language.
        words: in English, with the names of values in braces.
        values: what stands in their place.
    """
    if code in OTHERS:
        words = load_language(code).phrases.get(words, words)
    return words.format(**values) if values else words


def name_language(code: str, spoken: str = ENGLISH) -> str:
    """Return what a language is called in another; its code where that is not known."""
    return say(spoken, NAMES[code]) if code in NAMES else code


def main_language(codes: Iterable[str]) -> str:
    """Return the language that most have, the first of them where several are as many; English where none is."""
    counts = Counter(codes)
    return max(counts, key=lambda code: counts[code], default=ENGLISH)
