"""Dates as publishers write them, read only where they leave no doubt."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from summarizer.lexicon import MONTHS

_MONTH_NUMBERS = {name: number for number, name in enumerate(MONTHS, 1)}
_MONTH_NUMBERS |= {name[:3]: number for name, number in _MONTH_NUMBERS.items()} | {"sept": 9}

_MONTH = r"(?P<month>" + "|".join(sorted(_MONTH_NUMBERS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_ANY_YEAR = re.compile(r"(?:19|20)\d\d")
"""What each of `_PATTERNS` has."""
_TIME = (
    r"(?:\s*(?:[,|@·–-]|\bat\b)?\s*(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?::\d\d)?"
    r"(?:\s*(?P<half>[ap])\.?m\b\.?)?(?:\s*(?P<zone>Z|GMT|UTC|[+-]\d\d:?\d\d)\b)?)?"
)
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)(?:[T ](?P<hour>\d\d):(?P<minute>\d\d)"
        r"(?::\d\d(?:\.\d+)?)?\s?(?P<zone>Z|[+-]\d\d:?\d\d)?)?",
        rf"\b{_DAY}(?:\s+of)?[\s-]+{_MONTH},?[\s-]+{_YEAR}\b{_TIME}",
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}\b{_TIME}",
        rf"\b{_YEAR}[/.](?P<month>\d\d)[/.](?P<day>\d\d)\b{_TIME}",
        rf"\b(?P<first>\d{{1,2}})[/.](?P<second>\d{{1,2}})[/.]{_YEAR}\b{_TIME}",
    )
)


class FoundDate(NamedTuple):
    """A date, and where it stands in the text that was searched."""

    iso: str
    start: int
    end: int


def find_date(text: str) -> FoundDate | None:
    """Return the first date in a line, with its year, or None.

    03/04/2024 is not read: it is March in one country and April in another. Nor is a date without
    a year. A time is kept where one follows, with its zone where that is given.
    """
    if not _ANY_YEAR.search(text):
        return None
    found = [date_found for pattern in _PATTERNS if (date_found := _read(pattern.search(text)))]
    return min(found, key=lambda one: (one.start, -one.end), default=None)


def parse_date(text: str) -> str | None:
    """Return a date that a source declares as ISO 8601, or None where it cannot be told."""
    found = find_date(text.strip()[:100])
    return found.iso if found else None


def _read(match: re.Match[str] | None) -> FoundDate | None:
    if match is None:
        return None
    parts = match.groupdict()
    numbers = _day_and_month(parts)
    if numbers is None:
        return None
    try:
        day = date(int(parts["year"]), numbers[1], numbers[0])
    except ValueError:
        return None
    return FoundDate(day.isoformat() + _read_time(parts), match.start(), match.end())


def _day_and_month(parts: dict[str, str | None]) -> tuple[int, int] | None:
    if parts.get("first"):
        first, second = int(parts["first"] or 0), int(parts["second"] or 0)
        if first > 12 or first == second:
            return first, second
        return (second, first) if second > 12 else None
    month = (parts["month"] or "").lower()
    return int(parts["day"] or 0), int(month) if month.isdigit() else _MONTH_NUMBERS[month]


def _read_time(parts: dict[str, str | None]) -> str:
    if not parts.get("hour"):
        return ""
    hour, minute = int(parts["hour"] or 0), int(parts["minute"] or 0)
    if half := parts.get("half"):
        if not 1 <= hour <= 12:
            return ""
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    if hour > 23 or minute > 59:
        return ""
    return f"T{hour:02}:{minute:02}{_read_zone(parts.get('zone'))}"


def _read_zone(zone: str | None) -> str:
    if zone is None:
        return ""
    if zone.upper() in ("Z", "GMT", "UTC", "+00:00", "+0000"):
        return "Z"
    return zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
