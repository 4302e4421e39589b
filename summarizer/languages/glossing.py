"""Says in English what of another language the rules for numbers look at: "1,5 Millionen" is "1.5 million".

The rules for figures, units, tolls and what denies or contradicts are about a few hundred words and about how
numbers are written. In these they read any language that has a record; all other words stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer.languages import OTHERS, load_language

if TYPE_CHECKING:
    from summarizer.languages.records import Language

UNKNOWN_STOP_WORD = "being"
"""What a function word becomes whose English is of no account: one that the rules pass over."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+)*")


def fold(word: str) -> str:
    """Return a word in lower case and without accents."""
    form = word.lower().replace("’", "'")
    if form.isascii():
        return form
    return "".join(mark for mark in unicodedata.normalize("NFKD", form) if not unicodedata.combining(mark))


def read_glosses(language: Language) -> dict[str, str]:
    """Return the English word for each folded word of a language that the rules know."""
    glosses = {fold(word): UNKNOWN_STOP_WORD for word in language.stop_words}
    for line in language.counting.glosses.strip().splitlines():
        english, _, own = line.partition(":")
        glosses |= dict.fromkeys((fold(word.replace("_", " ")) for word in own.split()), english.strip())
    for names, english_names in ((language.months, _months()), (language.weekdays, _weekdays())):
        glosses |= dict(zip(map(fold, names), english_names, strict=True))
    return glosses


def _months() -> tuple[str, ...]:
    from summarizer.lexicon import MONTHS

    return MONTHS


def _weekdays() -> tuple[str, ...]:
    from summarizer.lexicon import WEEKDAYS

    return WEEKDAYS


def respell_number(form: str) -> str:
    """Write a number as English does: "1.500" is "1,500", "1,5" is "1.5"; what is no such number stays."""
    if not _NUMBER.fullmatch(form):
        return form
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+", form):
        return form.translate(_SWAPPED)
    return form


_SWAPPED = str.maketrans(".,", ",.")


@lru_cache(maxsize=65_536)
def gloss_text(text: str, code: str) -> str:
    """Return a text in which the words that the rules know are English; English texts as they are.

    Where all nouns have capitals, those that are no names lose them, so that a capital tells a name.
    """
    if code not in OTHERS:
        return text
    return "".join(_gloss_pieces(join_thousands(text), load_language(code)))


def _gloss_pieces(text: str, language: Language) -> Iterator[str]:
    glosses, last, before = language.glosses, 0, ""
    for match in _WORD.finditer(text):
        yield text[last : match.start()]
        last = match.end()
        word = match[0]
        both = glosses.get(fold(f"{before} {word}"))
        if both and text[match.start() - 1] == " ":
            yield both
            before = word
            continue
        stem = language.elisions.sub("", word, count=1) if "'" in word or "’" in word else word
        english = glosses.get(fold(word)) or glosses.get(fold(stem))
        if word[0].isdigit():
            yield respell_number(word)
        elif english:
            yield english.title() if english in _weekdays() else english
        else:
            yield stem.lower() if language.capital_nouns and not is_name(before, text, match) else stem
        before = word
    yield text[last:]


def is_name(before: str, text: str, match: re.Match[str]) -> bool:
    """Whether a capitalised word is a name where all nouns have capitals: mostly it has no article before it.

    Args:
        before: the word before it, "" at the beginning.
        text: where they stand.
        match: the word.
    """
    if not match[0][0].isupper():
        return False
    lowered = before.lower()
    if _NEXT_CAPITAL.match(text, match.end()) and not lowered.endswith(_INFLECTED):
        return True
    if before[:1].isupper() and match.start() and text[match.start() - 1] == " ":
        return not lowered.endswith(_INFLECTED)
    return lowered in _BEFORE_NAMES


_NEXT_CAPITAL = re.compile(r" [A-ZÄÖÜ][a-zäöüß]+")
_INFLECTED = ("e", "en", "er", "em", "es", "das", "die", "der", "zum", "zur", "im", "am", "vom", "beim")
_BEFORE_NAMES = frozenset(("in", "nach", "aus", "von", "bei", "nahe", "herr", "frau", "laut", "und"))


def join_thousands(text: str) -> str:
    """Return a text of the same length in which a space between thousands is a stop: "1 500" is "1.500"."""
    return _SPACED_THOUSANDS.sub(lambda found: re.sub(r"\s", ".", found[0]), text)


_SPACED_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d.])")
