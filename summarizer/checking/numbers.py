"""Finds the numbers of a text, what they measure and what they count, and whether evidence gives the same.

A rounded number is another number. "6" and "six", "2.5 million" and "2,500,000", "half" and "50 per cent" are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from summarizer.checking.words import SMALL_NUMBERS, Evidence, Word
from summarizer.lexicon import MONTHS, STOP_WORDS
from summarizer.records import Uncarried, UncarriedKind

SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "lakh": 1e5, "crore": 1e7,
    "dozen": 12.0, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "bln": 1e9, "k": 1e3, "tn": 1e12,
}  # fmt: skip
_SHORT_SCALES = frozenset(("m", "mn", "mln", "bn", "bln", "k", "tn"))
_VAGUE = frozenset("dozens scores hundreds thousands millions billions trillions".split())
_FRACTIONS = {"half": 0.5, "halves": 0.5, "quarter": 0.25, "quarters": 0.25}
_ORDINALS = {
    word: value
    for value, word in enumerate(
        """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
        fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth""".split(),
        1,
    )
}
_ORDINAL_ENDINGS = frozenset(("st", "nd", "rd", "th"))

_UNIT_FORMS = {
    "km": "km kms kilometer kilometers kilometre kilometres", "mile": "mile miles mi",
    "m": "metre metres meter meters", "ft": "foot feet ft", "inch": "inch inches", "yard": "yard yards",
    "cm": "cm centimetre centimetres centimeter centimeters", "mm": "mm millimetre millimetres millimeters",
    "kg": "kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes", "gram": "gram grams gramme grammes",
    "ton": "ton tons", "tonne": "tonne tonnes", "pound": "pound pounds lb lbs", "ounce": "ounce ounces oz",
    "second": "seconds sec secs", "minute": "minute minutes min mins", "hour": "hour hours hr hrs hourly",
    "day": "day days", "week": "week weeks", "month": "month months", "year": "year years yr yrs",
    "decade": "decade decades", "century": "century centuries", "celsius": "c celsius", "fahrenheit": "f fahrenheit",
    "mph": "mph", "kmh": "kph kmh", "barrel": "barrel barrels", "gallon": "gallon gallons",
    "litre": "litre litres liter liters", "megawatt": "mw megawatt megawatts", "gigawatt": "gw gigawatt gigawatts",
    "kilowatt": "kw kilowatt kilowatts", "acre": "acre acres", "hectare": "hectare hectares",
    "percent": "percent percentage pct", "point": "points", "dollar": "dollar dollars usd",
    "euro": "euro euros eur", "yen": "yen jpy", "rupee": "rupee rupees rs inr", "yuan": "yuan renminbi rmb cny",
    "rouble": "rouble roubles ruble rubles", "franc": "franc francs", "peso": "peso pesos", "cent": "cents",
    "knot": "knot knots", "shekel": "shekel shekels", "krona": "krona kronor kroner krone", "naira": "naira",
}  # fmt: skip
UNITS = {form: unit for unit, forms in _UNIT_FORMS.items() for form in forms.split()}
"""The words after a number that say what it measures."""

_CURRENCIES = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₹": "rupee", "₽": "rouble"}
_SIGNS = {**_CURRENCIES, "%": "percent"}
_AFTER_NUMBER = re.compile(r"\s?([%$€£¥₹₽])(?!\d)")

_BOUNDS = {
    "more": (
        "more than", "over", "at least", "above", "in excess of", "not less than", "no fewer than", "upwards of",
        "exceeding", "exceeded", "topped", "no less than",
    ),
    "less": (
        "less than", "fewer than", "under", "below", "up to", "at most", "almost", "nearly", "as many as",
        "no more than", "as much as", "not more than", "just under",
    ),
}  # fmt: skip
_BOUND_OF = {bound: side for side, bounds in _BOUNDS.items() for bound in bounds}


class Quantity(NamedTuple):
    """A number in a text.

    Attributes:
        first: place of its first word.
        last: place of its last word.
        values: what it may mean: "1.000" is one, or a thousand.
        unit: what it measures, from `UNITS`; "" where it counts something else.
        unit_at: place of the unit's word, -1 where it is a sign.
        kind: "cardinal", "ordinal", "vague" ("thousands") or "one".
    """

    first: int
    last: int
    values: tuple[float, ...]
    unit: str
    unit_at: int
    kind: str


def find_quantities(words: Sequence[Word], text: str) -> list[Quantity]:
    """Return the numbers of a text, in order."""
    found: list[Quantity] = []
    at = 0
    while at < len(words):
        quantity = _read_quantity(words, at, text)
        if quantity is None:
            at += 1
            continue
        found.append(quantity)
        at = quantity.last + 1
    return _share_units(found, words)


def _read_quantity(words: Sequence[Word], at: int, text: str) -> Quantity | None:
    form = words[at].form
    if form[0].isdigit():
        return _read_digits(words, at, text)
    if form in SMALL_NUMBERS or form in SCALES or form in _FRACTIONS:
        return _read_spelled(words, at, text)
    if form in _VAGUE:
        return Quantity(at, at, (SCALES.get(form[:-1], 20.0),), "", -1, "vague")
    if form in _ORDINALS:
        return Quantity(at, at, (float(_ORDINALS[form]),), "", -1, "ordinal")
    return None


def _read_digits(words: Sequence[Word], at: int, text: str) -> Quantity:
    form, start = words[at].form, words[at].start
    values = _values_of(form)
    if at and len(form) == 2 and _SEASON.search(text, max(start - 5, 0), start):
        values = (*values, float(words[at - 1].form[:2] + form))
    follows = words[at + 1] if at + 1 < len(words) else None
    if follows and follows.start == words[at].end and follows.form in _ORDINAL_ENDINGS:
        return Quantity(at, at + 1, values, "", -1, "ordinal")
    last = at
    if follows and follows.form in SCALES and _touches(words[at], follows, text):
        metres = follows.form == "m" and not _is_money(text, start)
        if not metres:
            values, last = tuple(round(value * SCALES[follows.form], 6) for value in values), at + 1
    unit, unit_at = _find_unit(words, at, last, text)
    return Quantity(at, last, values, unit, unit_at, "cardinal")


@lru_cache(maxsize=16_384)
def _values_of(form: str) -> tuple[float, ...]:
    """Return what digits may mean: "1.000" is one or a thousand, "2,5" two and a half; "17:30" is a time."""
    parts = [part[:15] for part in re.findall(r"\d+", form)] or ["0"]
    if ":" in form and len(parts) > 1:
        return (float(parts[0]) * 60 + float(parts[1]) + 0.5,)
    values = []
    if re.fullmatch(r"(?:\d+|\d{1,3}(?:,\d{2,3})*,\d{3})(?:\.\d+)?", form):
        values.append(float(form.replace(",", "")[:18]))
    if re.fullmatch(r"\d+(?:\.\d{3})+", form) or re.fullmatch(r"\d+(?:\.\d+){2,}", form):
        values.append(float("".join(parts)[:18]))
    if re.fullmatch(r"\d+,\d{1,2}", form):
        values.append(float(form.replace(",", ".")[:18]))
    return tuple(values) or (float("".join(parts)[:18]),)


_SEASON = re.compile(r"(?:19|20)\d\d[-–/]$")
"""The year before "19" in "2018–19"."""


def _touches(word: Word, follows: Word, text: str) -> bool:
    return text[word.end : follows.start] in ("", " ", "-", "\u00a0", " - ")


def _is_money(text: str, start: int) -> bool:
    return text[start - 1 : start] in _CURRENCIES or text[start - 2 : start - 1] in _CURRENCIES


def _read_spelled(words: Sequence[Word], at: int, text: str) -> Quantity | None:
    """Read "two hundred and fifty", "twenty-five", "a dozen", "half"."""
    if words[at].form in _FRACTIONS:
        return Quantity(at, at, (_FRACTIONS[words[at].form],), "", -1, "fraction")
    before = words[at - 1].form if at else ""
    total, current, last, place = 0.0, 0.0, at, at
    if words[at].form in SCALES:
        if words[at].form in _SHORT_SCALES or before not in (
            "a",
            "an",
            "per",
            "some",
            "several",
            "few",
            "half",
            "the",
        ):
            return None
        current = 0.5 if before == "half" else 1.0
    while place < len(words):
        form = words[place].form
        if place > at and not _touches(words[place - 1], words[place], text):
            break
        if form in SMALL_NUMBERS:
            if current and not (current % 10 == 0 and SMALL_NUMBERS[form] < 10) and current % 100:
                break
            current += SMALL_NUMBERS[form]
        elif form == "hundred" or (form == "dozen" and not total):
            current = (current or 1) * SCALES[form]
        elif form in SCALES and form not in _SHORT_SCALES:
            total, current = total + (current or 1) * SCALES[form], 0.0
        elif (
            form == "and"
            and current >= 100
            and place + 1 < len(words)
            and words[place + 1].form in SMALL_NUMBERS
        ):
            place += 1
            continue
        else:
            break
        last, place = place, place + 1
    unit, unit_at = _find_unit(words, at, last, text)
    kind = "one" if total + current == 1 and last == at else "cardinal"
    return Quantity(at, last, (round(total + current, 6),), unit, unit_at, kind)


def _find_unit(words: Sequence[Word], first: int, last: int, text: str) -> tuple[str, int]:
    start, end = words[first].start, words[last].end
    sign = _CURRENCIES.get(text[start - 1 : start]) or _CURRENCIES.get(
        text[start - 2 : start - 1].strip() or " "
    )
    if sign and start:
        return sign, -1
    if (mark := _AFTER_NUMBER.match(text, end)) is not None:
        return _SIGNS[mark[1]], -1
    for at in (last + 1, last + 2):
        if at >= len(words) or words[at].clause != words[last].clause:
            break
        unit = UNITS.get(words[at].form)
        if unit == "point" and words[at - 1].key != "percent":
            unit = None
        if unit and (len(words[at].form) > 1 or words[at].capital):
            following = words[at + 1] if at + 1 < len(words) else None
            points = unit == "percent" and following and following.form in ("point", "points")
            return ("percentage point" if points else unit), at
        if words[at].form in STOP_WORDS and words[at].form not in ("more", "a"):
            break
    if words[first - 1].form in ("rs", "usd") and first:
        return UNITS[words[first - 1].form], first - 1
    return "", -1


def _share_units(found: list[Quantity], words: Sequence[Word]) -> list[Quantity]:
    """Give "10" in "10 to 15 km" and "10-15 km" the unit of what follows."""
    for at in range(len(found) - 2, -1, -1):
        one, other = found[at], found[at + 1]
        between = [word.form for word in words[one.last + 1 : other.first]]
        ranged = len(between) <= 1 and set(between) <= {"to", "and", "or"} and one.kind == other.kind
        if ranged and other.unit and not one.unit:
            found[at] = one._replace(unit=other.unit, unit_at=other.unit_at)
    return found


# carried by the evidence?


class Given(NamedTuple):
    """A number of the evidence: its sentence, what it measures, what stands around it, and how it is bounded."""

    sentence: int
    unit: str
    around: frozenset[str]
    behind: tuple[str, ...]
    bound: str
    kind: str


def read_given(evidence: Evidence) -> dict[float, list[Given]]:
    """Return the numbers that the evidence gives, by value."""
    given: dict[float, list[Given]] = {}
    for number, (text, words) in enumerate(zip(evidence.texts, evidence.sentences, strict=True)):
        for quantity in find_quantities(words, text):
            around = frozenset(word.key for word in words[max(quantity.first - 4, 0) : quantity.last + 5])
            counted, bound = _counted(words, quantity), _bound_before(words, quantity)
            entry = Given(number, quantity.unit, around, counted, bound, quantity.kind)
            for value in quantity.values:
                given.setdefault(value, []).append(entry)
        for match in _SPACED.finditer(text):
            around = frozenset(word.key for word in words)
            value = float(re.sub(r"\D", "", match[0])[:15])
            unit = _CURRENCIES.get(text[max(match.start() - 2, 0) : match.start()].strip()[-1:], "")
            given.setdefault(value, []).append(Given(number, unit, around, (), "", "cardinal"))
    return given


_SPACED = re.compile(r"(?<![\d,.])\d{1,3}(?:, \d{3})+(?![\d,])")
"""What some tokenizers make of "1,000"; read as that beside what it says as it stands."""


def _counted(words: Sequence[Word], quantity: Quantity) -> tuple[str, ...]:
    """Return the keys of up to two content words right behind a number, within its clause."""
    found = []
    for word in words[quantity.last + 1 : quantity.last + 4]:
        if (
            word.clause != words[quantity.last].clause
            or word.form in ("and", "to", "in", "on", "from")
            or (word.form[0].isdigit() or word.form in SMALL_NUMBERS)
        ):
            break
        if word.form not in STOP_WORDS:
            found.append(word.key)
    return tuple(found[:2])


def _bound_before(words: Sequence[Word], quantity: Quantity) -> str:
    before = [word.form for word in words[max(quantity.first - 3, 0) : quantity.first]]
    for size in (3, 2, 1):
        bound = _BOUND_OF.get(" ".join(before[-size:]))
        if bound and len(before) >= size:
            return bound
    return ""


def check_numbers(words: Sequence[Word], text: str, evidence: Evidence) -> Iterator[Uncarried]:
    """Yield the numbers and units of a statement that its evidence does not give."""
    quantities = find_quantities(words, text)
    if not quantities:
        return
    given = evidence_numbers(evidence)
    for quantity in quantities:
        if not _is_no_number(quantity, words, text):
            yield from _check_quantity(quantity, words, given, evidence)


def _is_no_number(quantity: Quantity, words: Sequence[Word], text: str) -> bool:
    """Whether it counts nothing: "COVID-19", "24/7", "4Q", an adverb's "first"."""
    first, before = words[quantity.first], words[quantity.first - 1].form if quantity.first else ""
    if quantity.kind == "ordinal" and first.form == "first":
        return before not in ("the", "his", "her", "its", "their", "a")
    return before == "covid" or "24/7" in (text[first.start :][:4], text[max(first.start - 3, 0) :][:4])


def evidence_numbers(evidence: Evidence) -> dict[float, list[Given]]:
    """Return `read_given`, read once for each evidence."""
    stored: dict[float, list[Given]] | None = evidence.__dict__.get("_numbers")
    if stored is None:
        stored = evidence.__dict__["_numbers"] = read_given(evidence)
    return stored


def _check_quantity(
    quantity: Quantity, words: Sequence[Word], given: dict[float, list[Given]], evidence: Evidence
) -> Iterator[Uncarried]:
    first, last = words[quantity.first], words[quantity.last]
    if quantity.kind == "one":
        if not _one_is_carried(quantity, words, given, evidence):
            yield Uncarried(first.start, last.end, "number")
        return
    if quantity.kind == "vague":
        if first.form not in evidence.forms:
            yield Uncarried(first.start, last.end, "number")
        return
    same = _same_numbers(quantity, words, given)
    if not same:
        wrong_scale = quantity.last > quantity.first and bool(_bare(words[quantity.first].form, given))
        kind: UncarriedKind = "unit" if wrong_scale else "date" if _is_date(quantity, words) else "number"
        yield Uncarried(first.start, last.end, kind)
        return
    yield from _check_unit(quantity, words, same)
    if _counts_another(quantity, words, same, given) or _bound_differs(quantity, words, same):
        yield Uncarried(first.start, last.end, "number")


def _bare(form: str, given: dict[float, list[Given]]) -> bool:
    """Whether the evidence has these digits, with another scale."""
    if not form[0].isdigit():
        return False
    values = {value * scale for value in _values_of(form) for scale in (1, 1e3, 1e6, 1e9, 1e12)}
    return any(round(value, 6) in given for value in values)


def _same_numbers(quantity: Quantity, words: Sequence[Word], given: dict[float, list[Given]]) -> list[Given]:
    same = [entry for value in quantity.values for entry in given.get(value, ())]
    if quantity.kind == "ordinal":
        by_month = _near_month(words, quantity)
        return [entry for entry in same if entry.kind == "ordinal" or by_month]
    if quantity.kind == "cardinal" and _near_month(words, quantity):
        return same
    same = [entry for entry in same if entry.kind in ("cardinal", "one", "fraction")]
    if not same and quantity.kind == "fraction" and quantity.values == (0.5,):
        same = [entry for entry in given.get(50.0, ()) if entry.unit == "percent"]
    if not same and quantity.unit == "percent" and quantity.values == (50.0,):
        same = [entry._replace(unit="percent") for entry in given.get(0.5, ()) if entry.kind == "fraction"]
    return same


_MONTH_FORMS = frozenset(MONTHS) | {month[:3] for month in MONTHS} | {"sept"}


def _near_month(words: Sequence[Word], quantity: Quantity) -> bool:
    around = (
        *words[max(quantity.first - 1, 0) : quantity.first],
        *words[quantity.last + 1 : quantity.last + 3],
    )
    return any(word.form in _MONTH_FORMS and word.capital for word in around)


def _is_date(quantity: Quantity, words: Sequence[Word]) -> bool:
    form = words[quantity.first].form
    year = len(form) == 4 and form.isdigit() and 1500 <= int(form) <= 2100 and not quantity.unit
    return year or _near_month(words, quantity) or ":" in form


def _one_is_carried(
    quantity: Quantity, words: Sequence[Word], given: dict[float, list[Given]], evidence: Evidence
) -> bool:
    """Whether "one" is a number of the evidence; before a function word it is a pronoun, and counts nothing."""
    follows = words[quantity.last + 1] if quantity.last + 1 < len(words) else None
    before = words[quantity.first - 1].form if quantity.first else ""
    if (
        follows is None
        or follows.form in STOP_WORDS
        or before in ("no", "the", "this", "that", "any", "every", "another")
    ):
        return True
    return 1.0 in given or bool(
        evidence.forms & {"a", "an", "single", "another"} and follows.key in evidence.keys
    )


def _check_unit(quantity: Quantity, words: Sequence[Word], same: list[Given]) -> Iterator[Uncarried]:
    """Yield the unit where every number of this value measures something else."""
    unit = quantity.unit
    if not unit or any(entry.unit == unit for entry in same) or _near_month(words, quantity):
        return
    follows = words[quantity.unit_at + 1].form if 0 <= quantity.unit_at < len(words) - 1 else ""
    bare = [entry for entry in same if not entry.unit]
    if bare and unit == "year" and follows in ("old", "olds"):
        return
    if bare and any(UNITS.get(key) == unit or key == unit for entry in bare for key in entry.around):
        return
    if unit in ("dollar", "pound", "cent") and any(entry.unit in ("dollar", "pound") for entry in bare):
        return
    at = quantity.unit_at
    place = words[quantity.first] if at < 0 else words[at]
    yield Uncarried(place.start, words[quantity.last].end if at < 0 else place.end, "unit")


def _counts_another(
    quantity: Quantity, words: Sequence[Word], same: list[Given], given: dict[float, list[Given]]
) -> bool:
    """Whether the evidence counts with another number what a statement counts with this one: "12 dead"."""
    counted = _counted(words, quantity)
    if not counted or quantity.kind != "cardinal" or quantity.unit:
        return False
    noun = counted[0]
    if any(noun in entry.around for entry in same):
        return False
    here = {entry.sentence for entry in same}
    others = (entry for value, entries in given.items() if value not in quantity.values for entry in entries)
    return any(
        entry.behind[:1] == (noun,) and entry.kind == "cardinal" and entry.sentence in here
        for entry in others
    )


def _bound_differs(quantity: Quantity, words: Sequence[Word], same: list[Given]) -> bool:
    """Whether a statement says "more than" where the evidence does not, or the evidence "up to" where it does not.

    "More than 160" as "160" is let pass: it understates, and condensers that people write do it.
    """
    if quantity.kind != "cardinal":
        return False
    bound = _bound_before(words, quantity)
    bounds = {entry.bound for entry in same}
    return bound not in bounds and bool(bound or bounds == {"less"})
