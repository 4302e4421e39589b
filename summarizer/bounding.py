"""Works out what a number in a text may mean: rounded, "about", "nearly", "at least", "10 to 15"."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from summarizer.checking.numbers import Quantity
from summarizer.checking.words import Word
from summarizer.languages import OTHERS, load_language


class Extent(NamedTuple):
    """The words that state a number, and from what to what it may lie.

    Attributes:
        start: code-point offset of the first of them, "about" included.
        end: offset behind the last.
        low: the least that it may mean, in the unit of its measure.
        high: the most.
        given: the number as it stands.
    """

    start: int
    end: int
    low: float
    high: float
    given: float


ABOUT, NEARLY = 0.1, 0.15
"""Shares of a number by which "about" may miss it to either side, and "nearly" from below."""

CONVERTED = 0.01
"""Share by which a measure may be off for having been converted from another unit and rounded."""

DEGREE = 0.6
"""Degrees Celsius by which a temperature in Fahrenheit may be off for having been converted and rounded."""

_SIGN = r"(?:US|A|C|HK)?[$€£¥₹₽]?\s?"
_BOUNDS = tuple(
    (re.compile(rf"\b(?:{words})\s(?:the\s|a\s)?{_SIGN}$", re.IGNORECASE), kind)
    for kind, words in (
        (
            "least",
            "more than|at least|over|in excess of|no fewer than|no less than|not less than|upwards of|above|exceeding|"
            "exceeded|exceeds|topped|tops|surpassed|beyond|a minimum of|as few as",
        ),
        ("nearly", "nearly|almost|close to|approaching|just short of|just under|just below"),
        (
            "most",
            "less than|fewer than|under|below|up to|at most|as many as|as much as|no more than|within|a maximum of",
        ),
        (
            "about",
            "about|around|roughly|approximately|some|circa|estimated|something like|in the region of|or so",
        ),
    )
)
_MORE_BEHIND = re.compile(r"\+|\s(?:or (?:more|higher)|and (?:counting|over))\b|-plus\b", re.IGNORECASE)
_ABOUT_BEHIND = re.compile(r"\s(?:or so|or thereabouts)\b|-(?:some|odd)\b", re.IGNORECASE)
_MINUS = re.compile(r"\bminus\s$|(?:^|[\s(])[-−–]$", re.IGNORECASE)
_MONEY = re.compile(r"(?:US|A|C|HK)?[$€£¥₹₽]\s?$")
_RANGE = re.compile(r"\s?(?:to|[-–])\s?(?:[$€£])?|\s(?:and|or)\s(?:[$€£])?")


@lru_cache(maxsize=8)
def _bounds_of(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    if language not in OTHERS:
        return _BOUNDS
    bounds = load_language(language).counting.bounds
    return tuple((re.compile(rf"\b(?:{words})\s?{_SIGN}$", re.IGNORECASE), kind) for kind, words in bounds)


def find_extent(
    text: str,
    words: Sequence[Word],
    quantity: Quantity,
    scale: float,
    upper: Quantity | None = None,
    language: str = "en",
) -> Extent:
    """Return the words that state a number and what it may mean.

    Args:
        text: the sentence.
        words: its words.
        quantity: the number.
        scale: what its unit is in the unit of its measure.
        upper: the number that ends its range; None where it is none.
        language: two-letter code of the sentence's language.
    """
    start = words[quantity.first].start
    end = words[max(quantity.last, quantity.unit_at)].end
    value, slack = quantity.values[0], rounding_of(words[quantity.first].form, quantity.values[0])
    money = _MONEY.search(text, 0, start)
    start = money.start() if money else start
    if quantity.unit in ("celsius", "fahrenheit") and (minus := _MINUS.search(text[:start])):
        start, value = minus.end() - len(minus[0].lstrip(" (")), -value
    end += text[end : end + 1] == "%"
    low, high = (
        _to_measure(value - slack, quantity.unit, scale),
        _to_measure(value + slack, quantity.unit, scale),
    )
    if quantity.unit == "fahrenheit":
        low, high = low - DEGREE, high + DEGREE
    if upper is not None:
        end = words[max(upper.last, upper.unit_at)].end
        end += text[end : end + 1] == "%"
        high = _to_measure(upper.values[0], quantity.unit, scale)
    given = _to_measure(value, quantity.unit, scale)
    return _bound(Extent(start, end, low, high, given), text, language)


def _to_measure(value: float, unit: str, scale: float) -> float:
    return (value - 32) / 1.8 if unit == "fahrenheit" else value * scale


def _bound(plain: Extent, text: str, language: str) -> Extent:
    """Widen what a number may mean by the words around it."""
    start, end, low, high, given = plain
    size = abs(given)
    before = text[:start]
    for pattern, kind in _bounds_of(language):
        bound = pattern.search(before)
        if bound is None:
            continue
        start = bound.start()
        if kind == "least":
            high = math.inf
        elif kind == "most":
            low = -math.inf
        else:
            low -= (NEARLY if kind == "nearly" else ABOUT) * size
            high += ABOUT * size if kind == "about" else 0
        break
    if (more := _MORE_BEHIND.match(text, end)) is not None:
        end, high = more.end(), math.inf
    elif (about := _ABOUT_BEHIND.match(text, end)) is not None:
        end, low, high = about.end(), low - ABOUT * size, high + ABOUT * size
    return Extent(start, end, low, high, given)


def rounding_of(form: str, value: float) -> float:
    """Return how far a writer may have rounded a number: half of its last digit that is no 0, from 100 on."""
    if form[0].isdigit() and "." in form:
        shown = float(form.replace(",", "")) if form.count(".") == 1 else 0.0
        scale = value / shown if shown else 1.0
        return 0.5 * scale * 10.0 ** -len(form.partition(".")[2])
    whole = round(value)
    if whole < 100:
        return 0.0
    digits = str(whole)
    zeros = len(digits) - len(digits.rstrip("0"))
    return 0.5 * 10.0**zeros if zeros else 0.0


def join_range(words: Sequence[Word], one: Quantity, other: Quantity, between: str) -> bool:
    """Whether two numbers are the ends of a range: "10 to 15", "10-15", "between 10 and 15"."""
    if one.kind != "cardinal" or other.kind != "cardinal" or not _RANGE.fullmatch(between):
        return False
    spanned = "and" not in between or (one.first > 0 and words[one.first - 1].form == "between")
    return spanned and one.values[0] < other.values[0]
