"""Finds the dates behind "on Tuesday", "yesterday" and "last year", seen from the day of publication."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from summarizer.languages import OTHERS, load_language
from summarizer.lexicon import MONTHS, WEEKDAYS
from summarizer.patterns import compile_later

_WEEKDAY = compile_later(
    rf"(?<![-\w])(?P<last>[Ll]ast )?(?P<day>{'|'.join(day.title() for day in WEEKDAYS)})\b"
    r"(?!['’-]|\s*,?\s*\(?\d|\s*,?\s+(?:the\s+)?\d|"
    rf",?\s+\(?(?:{'|'.join(month.title()[:3] for month in MONTHS)})|"
    rf"\s+(?:through|to|and|or|until|of)\s+(?:{'|'.join(day.title() for day in WEEKDAYS)})|"
    r"\s+(?:last|next|of (?:last|next)|in (?:19|20))|"
    r"\s+(?:Times|Night|Mail|Express|Mirror|Telegraph|Post|Herald|Service|Mass|Review|Magazine|\[))"
)
_CAPITAL_BEFORE = compile_later(
    r"(?:\b(?!On |By |Late |Early |Since |Until |From |Last |Next |This )[A-Z][\w’'-]+|\d|,\s*\d{4})\s$"
)
_ANY_BEFORE = compile_later(
    r"\b(?:every|each|a|an|any|one|some|most|other|through|to|and|or)\s$|"
    rf"(?:{'|'.join(WEEKDAYS)})\s+\w+\s$",
    re.IGNORECASE,
)
"""What makes a weekday no certain one."""

_FUTURE_BEFORE = compile_later(
    r"\b(?:will|shall|due|set to|set for|scheduled|expected (?:to|on)|"
    r"planned|plans?|hopes?|intends?|going to|upcoming|coming|next|by|until|"
    r"before|would|could|may|might|should|must)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_WARNED_BEFORE = compile_later(
    r"\b(?:warn(?:s|ed|ing)?|forecasts?|predict(?:s|ed)?)\b[^.;]{0,40}?\b(?:of|about|for|that)\b[^.;]{0,160}$",
    re.IGNORECASE,
)
"""What is warned of may lie ahead: "warned on Tuesday of a storm on Thursday"."""

_YESTERDAY = compile_later(
    r"\b[Yy]esterday\b(?!['’]|,? (?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday))"
)
_TODAY = compile_later(
    r"\bthis (?:morning|afternoon|evening)\b|(?<=\s)today(?= \w+ed\b)|"
    r"(?<=\w{2}ed )today\b|(?<=said )today\b|(?<=told )today\b"
)
_LAST_YEAR = compile_later(r"\b[Ll]ast year\b(?!['’])")
_NEXT_YEAR = compile_later(r"\b[Nn]ext year\b(?!['’])")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date that a text names only from where its writer stood.

    Attributes:
        end: code-point offset behind the words that name it.
        words: the date, spelled by `spell_date`, or a year.
    """

    end: int
    words: str


@dataclass(frozen=True, slots=True)
class _Rules:
    """How a language names days from where its writer stood.

    Attributes:
        weekday: a weekday by its name, the group "day"; "last" puts it a week back on its own day.
        weekdays: their names in lower case, Monday first.
        near: words for a day, and how many days later than the article's it is.
        years: words for a year, and how many years later.
        doubts: what of the words before a weekday makes it no certain one.
        past: what has to stand in the sentence; None for nothing.
        ahead: what must not stand in its clause; None for nothing.
    """

    weekday: re.Pattern[str]
    weekdays: tuple[str, ...]
    near: tuple[tuple[re.Pattern[str], int], ...]
    years: tuple[tuple[re.Pattern[str], int], ...]
    doubts: tuple[re.Pattern[str], ...] = ()
    past: re.Pattern[str] | None = None
    ahead: re.Pattern[str] | None = None


_ENGLISH = _Rules(
    weekday=_WEEKDAY,
    weekdays=WEEKDAYS,
    near=((_YESTERDAY, -1), (_TODAY, 0)),
    years=((_LAST_YEAR, -1), (_NEXT_YEAR, 1)),
    doubts=(_FUTURE_BEFORE, _WARNED_BEFORE, _CAPITAL_BEFORE, _ANY_BEFORE),
)


@lru_cache(maxsize=8)
def _rules_of(language: str) -> _Rules:
    if language not in OTHERS:
        return _ENGLISH
    known = load_language(language)
    rules = known.dating
    names = tuple(day.lower() for day in known.weekdays)
    return _Rules(rules.weekday, names, rules.near, rules.years, past=rules.past, ahead=rules.ahead)


@lru_cache(maxsize=4_096)
def find_dates(text: str, published: str | None, language: str = "en") -> tuple[FoundDate, ...]:
    """Return the dates behind "on Tuesday", "yesterday", "last year", in order.

    A weekday is the last one up to the day of publication, unless the words before it look ahead: what could
    be meant either way is left alone. Where that day is not known, nothing is found.

    Args:
        text: a sentence or two.
        published: ISO 8601 date or date-time.
        language: two-letter code of the text's language.
    """
    day = _parse_day(published)
    if day is None:
        return ()
    rules = _rules_of(language)
    years = (
        FoundDate(match.end(), str(day.year + later))
        for pattern, later in rules.years
        for match in pattern.finditer(text)
    )
    found = [*_weekdays(text, day, rules, language), *_near_days(text, day, rules, language), *years]
    return tuple(sorted(found, key=lambda date: date.end))


def _parse_day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _weekdays(text: str, published: date, rules: _Rules, language: str) -> list[FoundDate]:
    found: list[FoundDate] = []
    if rules.past is not None and not rules.past.search(text):
        return found
    for match in rules.weekday.finditer(text):
        before = text[: match.start()]
        if any(doubt.search(before) for doubt in rules.doubts) or _looks_ahead(text, match, rules):
            continue
        back = (published.weekday() - _number_weekday(match["day"], rules.weekdays)) % 7
        if match["last"] and back == 0:
            back = 7
        end = match.end() + len(_REST_OF_WORD.match(text, match.end())[0])  # type: ignore[index]  # matches anything
        found.append(FoundDate(end, spell_date(published - timedelta(days=back), published, language)))
    return found


_REST_OF_WORD = compile_later(r"[a-zà-ÿ]*")
"""What some languages write in one with a weekday: "Dienstagabend"."""


def _number_weekday(name: str, weekdays: tuple[str, ...]) -> int:
    """Return the number of a weekday by its name, or by the beginning of it: "segunda" for "segunda-feira"."""
    lowered = name.lower()
    return next((at for at, day in enumerate(weekdays) if day.startswith(lowered)), _SATURDAY)


_SATURDAY = 5
"""The day that has a second name in German."""

_CLAUSE_END = compile_later(r"[.;:!?]")
SPAN_BEFORE, SPAN_BEHIND = 80, 60
"""Code points of a clause around a weekday in which words can look ahead: a verb may come before it or behind it."""


def _looks_ahead(text: str, match: re.Match[str], rules: _Rules) -> bool:
    """Whether the day may be one to come, in languages in which a word behind it may say so, too."""
    if rules.ahead is None:
        return False
    before = _CLAUSE_END.split(text[max(match.start() - SPAN_BEFORE, 0) : match.start()])[-1]
    behind = _CLAUSE_END.split(text[match.end() : match.end() + SPAN_BEHIND])[0]
    return rules.ahead.search(f"{before} | {behind}") is not None


def _near_days(text: str, published: date, rules: _Rules, language: str) -> list[FoundDate]:
    return [
        FoundDate(match.end(), spell_date(published + timedelta(days=later), published, language))
        for pattern, later in rules.near
        for match in pattern.finditer(text)
    ]


def spell_date(day: date, seen_from: date, language: str = "en") -> str:
    """Return "17 November", with the year where it is another than that of `seen_from`."""
    if language in OTHERS:
        known = load_language(language)
        form = known.dating.form if day.year == seen_from.year else known.date_form
        return form.format(day=known.spell_day(day.day), month=known.months[day.month - 1], year=day.year)
    spelled = f"{day.day} {MONTHS[day.month - 1].title()}"
    return spelled if day.year == seen_from.year else f"{spelled} {day.year}"
