"""What the first lines of a text in another language than English say of it: its date and its author."""

from __future__ import annotations

import re
from datetime import date

from summarizer.languages import load_language
from summarizer.languages.records import Language
from summarizer.reading.metadata import HEAD_LINES, Metadata

MAX_OTHER_WORDS = 8
"""Words beside its date that a date line may have: "Stand", a weekday, a place, the two names of a byline."""

_YEAR = r"(?:de |del |d['’])?(?P<year>(?:19|20)\d\d)"
_NUMERIC = re.compile(rf"\b(?P<day>\d{{1,2}})\s?[./-]\s?(?P<month>\d{{1,2}})\s?[./-]\s?{_YEAR}\b")
_TIME = re.compile(r"[^\n\d]{0,12}?\b(?P<hour>[01]?\d|2[0-3])\s?[:.h]\s?(?P<minute>[0-5]\d)\b")


def find_foreign_metadata(text: str, language: str) -> Metadata:
    """Return the date and author that the first lines of a text give, in a language that has a record."""
    known = load_language(language)
    head = [line for line in map(str.strip, text[:6000].split("\n")) if line][:HEAD_LINES]
    dates = (found for line in head if (found := find_foreign_date(line, known)))
    names = (found for line in head if (found := _find_author(line, known)))
    return Metadata(published=next(dates, None), author=next(names, None))


def find_foreign_date(line: str, language: Language) -> str | None:
    """Return the date of a line that gives one and little else as ISO 8601, with its time where one follows."""
    if len(line) > 160 or (line.endswith((".", "!", "?")) and len(line.split()) > MAX_OTHER_WORDS):
        return None
    months = {name.lower().rstrip("."): at for at, name in enumerate(language.months, 1)}
    months |= {name.lower().rstrip("."): at for at, name in enumerate(language.short_months, 1)}
    named = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
    spelled = re.compile(
        rf"\b(?P<day>\d{{1,2}})(?:\.|er|º|ª)?\s?(?:de |del )?(?P<month>{named})\b\.?\s{_YEAR}\b",
        re.IGNORECASE,
    )
    found = spelled.search(line) or _NUMERIC.search(line)
    if found is None or len(re.findall(r"[^\W\d_]{2,}", line)) > MAX_OTHER_WORDS + 2:
        return None
    month = months.get(found["month"].lower()) or (int(found["month"]) if found["month"].isdigit() else 0)
    try:
        day = date(int(found["year"]), month, int(found["day"]))
    except ValueError:  # no such day
        return None
    time = _TIME.match(line, found.end())
    return day.isoformat() + (f"T{int(time['hour']):02}:{time['minute']}" if time else "")


def _find_author(line: str, language: Language) -> str | None:
    if len(line) > 120 or line.endswith(".") or not language.furniture.bylines.fullmatch(line):
        return None
    names = re.split(r"[|·–—/]|,\s(?=\d)", line.partition(" ")[2])[0]
    return names.strip(" ,:") or None
