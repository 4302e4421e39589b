"""Finds the dates behind "on Tuesday", "yesterday" and "last year", seen from the day of publication."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from summarizer.lexicon import MONTHS, WEEKDAYS

_WEEKDAY = re.compile(
    rf"(?<![-\w])(?P<last>[Ll]ast )?(?P<day>{'|'.join(day.title() for day in WEEKDAYS)})\b"
    r"(?!['’-]|\s*,?\s*\(?\d|\s*,?\s+(?:the\s+)?\d|"
    rf",?\s+\(?(?:{'|'.join(month.title()[:3] for month in MONTHS)})|"
    rf"\s+(?:through|to|and|or|until|of)\s+(?:{'|'.join(day.title() for day in WEEKDAYS)})|"
    r"\s+(?:last|next|of (?:last|next)|in (?:19|20))|"
    r"\s+(?:Times|Night|Mail|Express|Mirror|Telegraph|Post|Herald|Service|Mass|Review|Magazine|\[))"
)
_CAPITAL_BEFORE = re.compile(
    r"(?:\b(?!On |By |Late |Early |Since |Until |From |Last |Next |This )[A-Z][\w’'-]+|\d|,\s*\d{4})\s$"
)
_ANY_BEFORE = re.compile(
    r"\b(?:every|each|a|an|any|one|some|most|other|through|to|and|or)\s$|"
    rf"(?:{'|'.join(WEEKDAYS)})\s+\w+\s$",
    re.IGNORECASE,
)
"""What makes a weekday no certain one."""

_FUTURE_BEFORE = re.compile(
    r"\b(?:will|shall|due|set to|set for|scheduled|expected (?:to|on)|"
    r"planned|plans?|hopes?|intends?|going to|upcoming|coming|next|by|until|"
    r"before|would|could|may|might|should|must)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_YESTERDAY = re.compile(
    r"\b[Yy]esterday\b(?!['’]|,? (?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday))"
)
_TODAY = re.compile(
    r"\bthis (?:morning|afternoon|evening)\b|(?<=\s)today(?= \w+ed\b)|"
    r"(?<=\w{2}ed )today\b|(?<=said )today\b|(?<=told )today\b"
)
_YEAR = re.compile(r"\b(?P<which>[Ll]ast|[Nn]ext) year\b(?!['’])")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date that a text names only from where its writer stood.

    Attributes:
        end: code-point offset behind the words that name it.
        words: the date, spelled by `spell_date`, or a year.
    """

    end: int
    words: str


@lru_cache(maxsize=4_096)
def find_dates(text: str, published: str | None) -> tuple[FoundDate, ...]:
    """Return the dates behind "on Tuesday", "yesterday", "last year", in order.

    A weekday is the last one up to the day of publication, unless the words before it look ahead: what could
    be meant either way is left alone. Where that day is not known, nothing is found.

    Args:
        text: a sentence or two.
        published: ISO 8601 date or date-time.
    """
    day = _parse_day(published)
    if day is None:
        return ()
    years = (
        FoundDate(match.end(), str(day.year + (1 if match["which"].lower() == "next" else -1)))
        for match in _YEAR.finditer(text)
    )
    found = [*_weekdays(text, day), *_near_days(text, day), *years]
    return tuple(sorted(found, key=lambda date: date.end))


def _parse_day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _weekdays(text: str, published: date) -> list[FoundDate]:
    found = []
    for match in _WEEKDAY.finditer(text):
        before = text[: match.start()]
        if any(doubt.search(before) for doubt in (_FUTURE_BEFORE, _CAPITAL_BEFORE, _ANY_BEFORE)):
            continue
        back = (published.weekday() - WEEKDAYS.index(match["day"].lower())) % 7
        if match["last"] and back == 0:
            back = 7
        found.append(FoundDate(match.end(), spell_date(published - timedelta(days=back), published)))
    return found


def _near_days(text: str, published: date) -> list[FoundDate]:
    yesterday = published - timedelta(days=1)
    return [
        FoundDate(match.end(), spell_date(day, published))
        for pattern, day in ((_YESTERDAY, yesterday), (_TODAY, published))
        for match in pattern.finditer(text)
    ]


def spell_date(day: date, seen_from: date) -> str:
    """Return "17 November", with the year where it is another than that of `seen_from`."""
    spelled = f"{day.day} {MONTHS[day.month - 1].title()}"
    return spelled if day.year == seen_from.year else f"{spelled} {day.year}"
