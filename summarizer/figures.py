"""Reads what a sentence counts, measures and dates: each figure with what it may mean and what it is of.

"984ft Dali" and "the Dali, 289 metres long" are lengths in metres, "six dead" and "killed six people" count the
same, "about 950" may be 855 or 1,045. What cannot be read surely is left out: a figure that is not seen is no
disagreement, one that is misread is a false one. Numbers themselves are read as the checker reads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from summarizer.bounding import Extent, find_extent, join_range
from summarizer.checking.numbers import Quantity, find_quantities
from summarizer.checking.words import Word, read_words
from summarizer.contradicting import opposite_side
from summarizer.languages import OTHERS, load_language
from summarizer.languages.glossing import gloss_text
from summarizer.lexicon import MONTHS, STOP_WORDS, WEEKDAYS
from summarizer.patterns import NEVER
from summarizer.records import Sentence


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, a day or a time in a sentence, and what it is of.

    Attributes:
        extent: the words that state it, and what they may mean.
        measure: what kind of thing it is: "count", "length", "dollar", "percent", "age", "day", …
        of: keys of what it counts, or of what has this length, age or outcome.
        sense: what became of those it counts ("dead"), which way it measures ("long"), or what an outcome may
            be; "" where not said.
        near: keys of the content words beside it.
        names: those of them that are names.
        limits: what it is restricted to: "forecast", "earlier", "rate", "average", "not".
        times: years and months in its sentence.
        places: keys of the places in its sentence.
        here: those in its own clause.
        language: two-letter code of the sentence's language.
    """

    sentence: Sentence
    extent: Extent
    measure: str
    of: tuple[str, ...]
    sense: str
    near: frozenset[str]
    names: frozenset[str]
    limits: frozenset[str]
    times: frozenset[str]
    places: frozenset[str]
    here: frozenset[str]
    language: str = "en"

    @property
    def text(self) -> str:
        """The words that state it."""
        return self.sentence.text[self.extent.start : self.extent.end]


def read_figures(sentence: Sentence, language: str = "en") -> list[Figure]:
    """Return the figures of a sentence, in order."""
    said = gloss_text(sentence.text, language)
    if not _MAY_COUNT.search(said.lower()) and not _MAY_END.search(said):
        return []
    reader = _Reader(sentence, language)
    found = [*reader.read_clocks(), *reader.read_days(), *reader.read_outcomes()]
    taken = [(figure.extent.start, figure.extent.end) for figure in found]
    for figure in reader.read_numbers():
        if not any(figure.extent.start < end and start < figure.extent.end for start, end in taken):
            found.append(figure)
    return sorted(found, key=lambda figure: figure.extent.start)


_MAY_COUNT = re.compile(
    rf"\d|\b(?:{'|'.join(WEEKDAYS)}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"dozen|hundred|thousand|million|billion)\b|\w(?:teen|ty)\b"
)
"""In lower case."""

OUTCOMES = ("won", "approved", "guilty", "raised")
"""One word of each pair of opposites that says how something ended."""

_MAY_END = re.compile(
    r"\b(?:won|lost|wins?|loses?|approved|backed|accepted|rejected|opposed|vetoed|blocked|refused|guilty|convicted|"
    r"innocent|acquitted|cleared|raised|increased|cut|lowered|reduced)\b"
)

_UNITS_OF = {
    "length": {
        "km": 1000.0, "mile": 1609.344, "m": 1.0, "ft": 0.3048, "inch": 0.0254, "yard": 0.9144, "cm": 0.01, "mm": 0.001,
    },
    "weight": {"kg": 1.0, "gram": 0.001, "ton": 950.0, "tonne": 1000.0, "ounce": 0.02835, "pound": 0.4536},
    "duration": {
        "second": 1.0, "minute": 60.0, "hour": 3600.0, "day": 86_400.0, "week": 604_800.0, "month": 2_629_800.0,
        "year": 31_557_600.0, "decade": 315_576_000.0,
    },
    "speed": {"mph": 1.609344, "kmh": 1.0, "knot": 1.852},
    "area": {"acre": 0.404686, "hectare": 1.0},
    "volume": {"barrel": 158.987, "gallon": 3.78541, "litre": 1.0},
    "power": {"kilowatt": 1.0, "megawatt": 1e3, "gigawatt": 1e6},
    "temperature": {"celsius": 1.0, "fahrenheit": 1.0},
}  # fmt: skip
"""The units of each measure in one of them. A ton may be short, long or metric, and stands between."""

_MEASURES = {unit: (measure, scale) for measure, units in _UNITS_OF.items() for unit, scale in units.items()}

FATES = {
    form: fate
    for fate, forms in {
        "dead": "dead died dies die dying killed kill kills killing deaths death fatalities fatality perished drowned "
        "slain murdered lives toll",
        "hurt": "injured injuries wounded hurt injuring wounding",
        "missing": "missing unaccounted",
        "held": "arrested detained arrests arresting detaining",
        "rescued": "rescued rescuing",
        "displaced": "evacuated displaced homeless evacuating displacing",
    }.items()
    for form in forms.split()
}
"""What becomes of people in the news, by the words that say so."""

PEOPLE = frozenset(
    "person individu victim life peopl other dead toll die kill injur wound fatal death".split()
)
"""Keys of words for people as such, and of what happens to them: "six people", "six dead", "six fatalities"."""

_LABELS = frozenset(
    "no number flight route highway interstate article section page chapter episode season room gate phase stage "
    "level category type covid grade round part act proposition amendment title class volume line district "
    "precinct ward windows iphone figure table version group unit pier terminal image photo chapter verse apollo "
    "channel day week game super".split()
)
_LATER = frozenset("ago later earlier before after".split())
_LENGTHS = {
    form: sense
    for sense, forms in {
        "long": "long length", "tall": "tall high height", "wide": "wide width across diameter", "deep": "deep depth",
        "away": "away from above below beneath off north south east west northeast northwest southeast southwest of "
        "outside inland up down per into through in before ahead apart onto over under along around offshore "
        "behind underwater round back to",
    }.items()
    for form in forms.split()
}  # fmt: skip
_SUBSET_BEFORE = frozenset("another other additional further including extra first last these those".split())
_SUBSET_BEHIND = frozenset("other others more additional further new".split())
_LIMITS = {
    form: limit
    for limit, forms in {
        "forecast": "expected expect expects expecting forecast forecasts project projected projects predict predicted "
        "predicts could would may might should will planned proposed target aim aims if unless hope "
        "hopes hoped seek seeking sought wants want potential potentially facing face faces capacity "
        "up_to ordered order orders needed required",
        "earlier": "previous previously last earlier prior compared former initially originally past once ago",
        "rate": "per each every daily annually yearly monthly weekly hourly annual apiece",
        "average": "average averaged mean median typical typically usually record",
        "not": "not never no without denied deny",
    }.items()
    for form in forms.split()
}
"""What makes a figure one of another kind: what is expected, what was before, so many a day."""

_PLACE_BEFORE = frozenset("in at near outside across around".split())
SMALL = 10
"""Counts below this stand for one thing or another in every story; "the six men" is a part told of before."""

REACH = 9
"""Words on either side of a figure that say what it is of."""


WHOLE = ("day", "weekday", "year")
"""Measures that are of the whole sentence, not of the words beside them."""


class _Reader:
    """One sentence with its words and numbers."""

    def __init__(self, sentence: Sentence, language: str) -> None:
        self.sentence, self.text = sentence, sentence.text
        self.language, self.forms = language, _forms_of(language)
        self.words = read_words(sentence.text, language)
        self.quantities = find_quantities(self.words, sentence.text)
        self.times = frozenset(
            word.form
            for word in self.words
            if _is_year(word) or (word.capital and word.form in _MONTH_NUMBERS)
        )
        self.places = [word for at, word in enumerate(self.words) if self._is_place(at)]
        self.with_culprit = bool(_WITH_CULPRIT.search(self.text))

    def _is_place(self, at: int) -> bool:
        if not self.words[at].capital or self.words[at].form in _CALENDAR:
            return False
        while at and self.words[at - 1].capital and not self.words[at - 1].initial:
            at -= 1
        before = [word.form for word in self.words[max(at - 2, 0) : at]]
        return bool(before) and (
            before[-1] in _PLACE_BEFORE or (before[-1] == "the" and before[0] in _PLACE_BEFORE)
        )

    def make(
        self, extent: Extent, measure: str, of: tuple[str, ...] = (), sense: str = "", keep: str = ""
    ) -> Figure:
        """Return a figure of this sentence; what stands around it is read from its words."""
        reach = len(self.words) if measure in WHOLE else REACH
        before = [word for word in self.words if word.end <= extent.start][-reach:]
        behind = [word for word in self.words if word.start >= extent.end][:reach]
        near = [word for word in (*before, *behind) if word.form not in STOP_WORDS and _says_something(word)]
        around = {word.form for word in (*before[-6:], *behind[:6])}
        limits = {_LIMITS[form] for form in around if form in _LIMITS}
        limits |= {"earlier"} if before and before[-1].form == "from" else set()
        limits |= {"rate"} if self.forms.rate.match(self.text, extent.end) else set()
        limits |= {"culprit"} if measure == "count" and sense and self.with_culprit else set()
        clauses = {word.clause for word in self.words if extent.start <= word.start < extent.end}
        return Figure(
            sentence=self.sentence,
            extent=extent,
            measure=measure,
            of=of,
            sense=sense,
            near=frozenset(word.key for word in near),
            names=frozenset(word.key for word in near if word.capital and not word.initial),
            limits=frozenset(limits),
            times=self.times - {keep},
            places=frozenset(word.key for word in self.places),
            here=frozenset(word.key for word in self.places if word.clause in clauses),
            language=self.language,
        )

    # numbers

    def read_numbers(self) -> Iterator[Figure]:
        """Yield what the sentence counts and measures, but for days and times."""
        for at, quantity in enumerate(self.quantities):
            if quantity.kind in ("cardinal", "one") and not self._is_no_figure(at):
                figure = self._read_tally(at) or self._read_number(at)
                if figure is not None:
                    yield figure

    def _read_number(self, at: int) -> Figure | None:
        quantity, upper = self.quantities[at], self._upper_end(at)
        measure, scale = self._measure(quantity)
        of, sense = self._counted(upper or quantity), ""
        if measure == "count":
            sense = self._fate(at, at + (upper is not None))
            if not (of or sense) or (quantity.kind == "one" and not sense):
                return None
        elif measure == "age":
            of = self._aged(quantity)
            quantity = quantity._replace(unit_at=-1)
        elif measure in ("length", "weight", "speed", "temperature"):
            sense = self._sense(quantity, measure)
            of = self._bearers(quantity)
        if not measure or (not of and measure in ("age", "length", "weight", "speed")) or sense == "away":
            return None
        extent = find_extent(self.text, self.words, quantity, scale, upper, self.language)
        return self.make(extent, measure, of, sense, self.words[quantity.first].form)

    def _is_no_figure(self, at: int) -> bool:
        """Whether a number names rather than counts, restates or continues another, or is a part of what is counted."""
        quantity = self.quantities[at]
        first = self.words[quantity.first]
        before = self.words[quantity.first - 1] if quantity.first else None
        lead = self.text[max(first.start - 2, 0) : first.start]
        if lead.rstrip()[-1:] in ("#", "@", "/") or self.text[first.end : first.end + 1] in ("/", "°"):
            return True
        if (len(first.form) > 1 and first.form.isdigit() and first.form[0] == "0") or _SPACED.match(
            self.text, first.end
        ):
            return True
        if self._behind(quantity) in _NUMBERED:
            return True
        return (
            (before is not None and self._is_label(before, quantity))
            or self._is_part(quantity)
            or self._belongs_to_previous(at)
            or self._is_composite(at)
        )

    def _is_label(self, before: Word, quantity: Quantity) -> bool:
        """Whether it numbers its noun: "Flight 370", "magnitude 6", "Boeing 737"."""
        if quantity.unit:
            return False
        first = self.words[quantity.first]
        named = (
            before.capital
            and not before.initial
            and before.form not in STOP_WORDS
            and first.form[0].isdigit()
        )
        aged = self.text[before.end : first.start] in (", ", " (")
        follows = self.words[quantity.last + 1].form if quantity.last + 1 < len(self.words) else ""
        return before.form in _LABELS or (named and not aged) or "magnitude" in (before.form, follows)

    def _is_part(self, quantity: Quantity) -> bool:
        """Whether it counts a part of others, or those beside others: "two of the six", "12 others"."""
        before = [word.form for word in self.words[max(quantity.first - 2, 0) : quantity.first]]
        behind = [word.form for word in self.words[quantity.last + 1 : quantity.last + 3]]
        return (
            (behind[:1] == ["of"] and not quantity.unit)
            or bool(_SUBSET_BEFORE & set(before))
            or (before[-1:] == ["the"] and quantity.values[0] < SMALL and not quantity.unit)
            or bool(_SUBSET_BEHIND & set(behind[:1]))
        )

    def _belongs_to_previous(self, at: int) -> bool:
        """Whether it converts the number before ("25 feet (7.6 metres)") or ends its range ("10 to 15")."""
        if not at:
            return False
        one, other = self.quantities[at - 1], self.quantities[at]
        between = self._between(one, other)
        converts = "(" in between and ")" not in between and len(between) < 16
        return (
            converts or bool(join_range(self.words, one, other, between)) or bool(_VERSUS.fullmatch(between))
        )

    def _is_composite(self, at: int) -> bool:
        """Whether it is one half of "5 feet 7 inches", "5-foot-7" or "6 pounds, 13 ounces"."""
        neighbours = [n for n in (at - 1, at) if 0 <= n < len(self.quantities) - 1]
        return any(
            self.quantities[n].unit in ("ft", "pound", "hour", "minute", "year")
            and self._between(self.quantities[n], self.quantities[n + 1]).strip() in ("", ",", "-", "and")
            for n in neighbours
        )

    def _between(self, one: Quantity, other: Quantity) -> str:
        between = self.text[self.words[max(one.last, one.unit_at)].end : self.words[other.first].start]
        return self.forms.ranges.sub("to", between)

    def _upper_end(self, at: int) -> Quantity | None:
        if at + 1 == len(self.quantities):
            return None
        one, other = self.quantities[at], self.quantities[at + 1]
        return other if join_range(self.words, one, other, self._between(one, other)) else None

    def _read_tally(self, at: int) -> Figure | None:
        """Read "219-197" and "219 to 197" as one figure where the words beside it are of votes or scores."""
        if at + 1 == len(self.quantities):
            return None
        one, other = self.quantities[at], self.quantities[at + 1]
        if one.unit or other.unit or not _VERSUS.fullmatch(self._between(one, other)):
            return None
        if one.values[0] <= other.values[0] and not self._speaks_of_votes(one, other):
            return None
        value = one.values[0] * 10_000 + other.values[0]
        extent = Extent(self.words[one.first].start, self.words[other.last].end, value, value, value)
        return self.make(extent, "tally")

    def _speaks_of_votes(self, one: Quantity, other: Quantity) -> bool:
        around = (
            *self.words[max(one.first - 4, 0) : one.first],
            *self.words[other.last + 1 : other.last + 3],
        )
        return any(word.form in _TALLIED for word in around)

    # what a number is of

    def _measure(self, quantity: Quantity) -> tuple[str, float]:
        """Return the measure of a number, and by what it is multiplied; "" where it measures nothing known."""
        follows = self._behind(quantity)
        if quantity.unit == "year" and follows in ("old", "olds"):
            return "age", 1.0
        if quantity.unit == "pound" and quantity.unit_at < 0:
            return "sterling", 1.0
        if quantity.unit in _MEASURES:
            measure = _MEASURES[quantity.unit]
            return ("", 0.0) if measure[0] == "duration" and follows in (*_LATER, "old") else measure
        if quantity.unit:
            return quantity.unit, 1.0
        first = self.words[quantity.first]
        if _is_year(first) and quantity.first == quantity.last:
            return ("year", 1.0) if self._is_dated(quantity) else ("", 0.0)
        if self._is_bare_age(quantity):
            return "age", 1.0
        return ("", 0.0) if follows in ("degree", "degrees") else ("count", 1.0)

    def _behind(self, quantity: Quantity) -> str:
        at = max(quantity.last, quantity.unit_at) + 1
        return self.words[at].form if at < len(self.words) else ""

    def _is_dated(self, quantity: Quantity) -> bool:
        before = self.words[quantity.first - 1].form if quantity.first else ""
        return before in ("in", "since") and self.text[self.words[quantity.last].end :][:1] != "s"

    def _is_bare_age(self, quantity: Quantity) -> bool:
        """Whether a bare number is somebody's age: "Ann Lee, 24, said" and "Ann Lee, aged 24"."""
        first = self.words[quantity.first]
        if not quantity.first or not first.form.isdigit() or not 0 < int(first.form) < 120:
            return False
        before = self.words[quantity.first - 1]
        if before.form in ("aged", "age"):
            return True
        named = before.capital and before.form not in _MONTH_NUMBERS
        return (
            named
            and self.text[before.end : first.start] in (", ", " (")
            and bool(_AGE.match(self.text, first.end))
        )

    def _aged(self, quantity: Quantity) -> tuple[str, ...]:
        """Return the keys of the name of whom an age is told, () where it is not surely told of a name."""
        last = max(quantity.last, quantity.unit_at)
        old = self._behind(quantity) in ("old", "olds")
        name = _take_name(self.words[last + 1 + old :]) if quantity.unit_at >= 0 else ()
        if name:
            return name
        at = quantity.first
        while at and self.words[at - 1].form in ("a", "an", "aged", "age", "is", "was", "the", "then"):
            at -= 1
        before = self.words[:at][::-1]
        if not before or _POSSESSIVE.search(self.text[: before[0].end + 1]):
            return ()
        return tuple(reversed(_take_name(before)))

    def _counted(self, quantity: Quantity) -> tuple[str, ...]:
        """Return the key of the noun that a number counts, then those of what stands between the two.

        The noun is the first plural among three content words behind the number, else the first of them.
        """
        last = max(quantity.last, quantity.unit_at)
        found: list[Word] = []
        for word in self.words[last + 1 : last + 6]:
            if word.clause != self.words[last].clause or word.form[0].isdigit() or len(found) == 3:
                break
            if word.form not in STOP_WORDS:
                found.append(word)
            elif found or word.form not in _PASSED_OVER:
                break
        head = next((at for at, word in enumerate(found) if _is_plural(word.form)), 0)
        return tuple(word.key for word in (*found[head : head + 1], *found[:head]))

    def _fate(self, at: int, upper: int) -> str:
        """Return what became of those a number counts: by the words behind it, else by those before."""
        quantity, last = self.quantities[at], self.quantities[upper].last
        stop = self.quantities[upper + 1].first if upper + 1 < len(self.quantities) else len(self.words)
        begin = self.quantities[at - 1].last + 1 if at else 0
        behind = self.words[last + 1 : min(stop, last + 7)]
        before = self.words[max(begin, quantity.first - 6) : quantity.first][::-1]
        return self._first_fate(behind, quantity, _FATE_STOPS) or self._first_fate(before, quantity, ())

    def _first_fate(self, words: Sequence[Word], quantity: Quantity, stops: Sequence[str]) -> str:
        for word in words:
            if word.clause != self.words[quantity.last].clause or word.form in stops:
                return ""
            if word.form in FATES:
                return FATES[word.form]
        return ""

    def _sense(self, quantity: Quantity, measure: str) -> str:
        if measure != "length":
            return ""
        follows = self._described(quantity)[:1]
        if follows and follows[0].form in _LENGTHS:
            return _LENGTHS[follows[0].form]
        if follows and follows[0].form not in STOP_WORDS:
            return ""
        return self._sense_before(quantity)

    def _described(self, quantity: Quantity) -> list[Word]:
        """Return the words behind a measure up to the next mark; a conversion in brackets is passed over."""
        last = max(quantity.last, quantity.unit_at)
        end = self.words[last].end
        converted = _CONVERSION.match(self.text, end)
        behind = [
            word for word in self.words[last + 1 :] if word.start >= (converted.end() if converted else end)
        ]
        open_end = bool(behind) and (bool(converted) or behind[0].clause == self.words[last].clause)
        return [word for word in behind[:4] if word.clause == behind[0].clause] if open_end else []

    def _sense_before(self, quantity: Quantity) -> str:
        before = [word.form for word in self.words[max(quantity.first - 3, 0) : quantity.first]]
        return next(
            (_LENGTHS[form] for form in before if form in ("length", "height", "width", "depth")), "away"
        )

    def _bearers(self, quantity: Quantity) -> tuple[str, ...]:
        """Return the keys of what is so long or heavy: the noun behind it, and the names before it."""
        behind = list(takewhile(lambda word: word.form not in STOP_WORDS, self._described(quantity)))[:2]
        found = [word.key for word in behind if word.form not in _LENGTHS]
        before = self.words[max(quantity.first - 8, 0) : quantity.first]
        found += [word.key for word in before if word.capital and word.form not in STOP_WORDS]
        if not behind or behind[0].form in _LENGTHS:
            found += [
                word.key for word in before[-3:] if word.form not in STOP_WORDS and not word.form[0].isdigit()
            ]
        return tuple(dict.fromkeys(found))

    # times and days

    def read_clocks(self) -> Iterator[Figure]:
        """Yield the times of day."""
        for match in self.forms.clock.finditer(self.text):
            if self.text[: match.start()].rstrip()[-1:] == ":":
                continue
            minutes = _read_minutes(match)
            slack = 20.0 if match["vague"] else 5.0 if minutes % 10 == 0 else 2.0
            yield self.make(
                Extent(match.start(), match.end(), minutes - slack, minutes + slack, minutes), "clock"
            )

    def read_days(self) -> Iterator[Figure]:
        """Yield the days of the calendar, and the weekdays: within a story's few days these need no date."""
        for match in self.forms.dates.finditer(self.text):
            parts = match.groupdict()
            month = self.forms.months.get((parts["month"] or parts["named"]).rstrip(".").lower(), 1)
            yield self._make_day(match.start(), match.end(), month, int(parts["day"] or parts["number"]))
        for match in self.forms.weekday.finditer(self.text):
            number = float(self.forms.weekdays.index(match["day"].lower()))
            yield self.make(Extent(match.start(), match.end(), number, number, number), "weekday")

    def read_outcomes(self) -> Iterator[Figure]:
        """Yield the words that say how something ended, each with the side of its pair of opposites."""
        if self.language == "en" and not _MAY_END.search(self.text.lower()):
            return
        pairs = {side[0] for word in OUTCOMES if (side := opposite_side(word)) is not None}
        for at, word in enumerate(self.words):
            side = opposite_side(word.form)
            if side is None or side[0] not in pairs or not _MAY_END.fullmatch(word.form):
                continue
            subject = [w.key for w in self.words[:at] if w.form not in STOP_WORDS][-1:]
            value = float(side[1])
            extent = Extent(word.start, word.end, value, value, value)
            yield self.make(extent, "outcome", tuple(subject), str(side[0]))

    def _make_day(self, start: int, end: int, month: int, day: int) -> Figure:
        value = float(100 * month + day)
        return self.make(Extent(start, end, value, value, value), "day")


def _is_year(word: Word) -> bool:
    return word.form.isdigit() and len(word.form) == 4 and 1500 <= int(word.form) <= 2100


def _says_something(word: Word) -> bool:
    """Whether a word tells one sentence from another; small numbers stand everywhere."""
    return not word.key.isdigit() or len(word.key) > 2


def _is_plural(form: str) -> bool:
    return form in _PLURALS or (
        len(form) > 3 and form.endswith("s") and not form.endswith(("ss", "us", "is"))
    )


_PLURALS = frozenset("people men women children police troops feet teeth sheep aircraft dead".split())


def _take_name(words: Sequence[Word]) -> tuple[str, ...]:
    """Return the keys of up to three capitalised words in a row."""
    found: list[str] = []
    for word in words[:3]:
        if not word.capital or word.form in STOP_WORDS or word.form[0].isdigit():
            break
        found.append(word.key)
    return tuple(found)


_RATE = re.compile(
    r"\s?\w{0,12}\s(?:a|an)\s(?:year|day|week|month|hour|minute|second|night|person|head|piece|barrel)\b"
)
_WITH_CULPRIT = re.compile(
    r"\b(?:including|among them|counting|plus|and)\s(?:the\s)?(?:suspected\s|alleged\s)?"
    r"(?:shooter|gunman|attackers?|assailants?|suspects?|bombers?|himself|herself|hijackers?|killer)\b"
)
"""Says that who did it is among those counted, which makes four dead of three."""

_CONVERSION = re.compile(r"\s\([^()]{1,25}\)")
_SPACED = re.compile(r"\s-\s\w|:\s\d")
"""What some tokenizers make of "16-year-old" and "6:00": the number is not read for sure."""

_NUMBERED = frozenset("block caliber calibre magnitude".split())
_POSSESSIVE = re.compile(r"(?:['’]s.?|['’])$")
_VERSUS = re.compile(r"\s?(?:[-–]|to|-to-)\s?")
_TALLIED = frozenset(
    "vote voted votes ruling ruled decision win won victory beat defeat defeated lead score".split()
)
_PASSED_OVER = frozenset("of the a his her their its our".split())
_FATE_STOPS = ("and", "but", "while", "after", "when", "as")
_AGE = re.compile(r",? (?:a|an|of|who|was|is|from|and|also|has|had|told|said)\b|[,.);]")

_MONTH_NUMBERS = {name: at for at, month in enumerate(MONTHS, 1) for name in (month, month[:3])} | {"sept": 9}
_CALENDAR = frozenset((*_MONTH_NUMBERS, *WEEKDAYS))
_MONTH = "|".join(f"{month.title()}|{month.title()[:3]}\\.?" for month in MONTHS) + r"|Sept\.?"
_DATE = re.compile(
    rf"\b(?:(?P<day>[12]\d|3[01]|[1-9])(?:st|nd|rd|th)? (?P<month>{_MONTH})\b|"
    rf"(?P<named>{_MONTH}) (?P<number>[12]\d|3[01]|[1-9])(?:st|nd|rd|th)?)(?:,? \d{{4}})?(?![\d-])"
)
_WEEKDAY = re.compile(
    rf"\b(?:[Oo]vernight on |[Ll]ate |[Ee]arly )?(?P<day>{'|'.join(day.title() for day in WEEKDAYS)})\b(?!['’])"
)
_CLOCK = re.compile(
    r"(?P<vague>(?:about|around|roughly|shortly before|shortly after|just before|just after|before|after|by|nearly|"
    r"almost|until) )?\b(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap])\.?m\b\.?",
    re.IGNORECASE,
)


# the forms of a language


@dataclass(frozen=True, slots=True)
class _Forms:
    """What of a language is read from the text and not word by word.

    Attributes:
        rate: what behind a number makes it so many a day.
        clock: a time of day.
        dates: a day of the calendar.
        months: the number of each month's name, in lower case.
        weekday: a weekday, its name the group "day".
        weekdays: their names in lower case, Monday first.
        ranges: what stands between the ends of a range where that is not "to".
    """

    rate: re.Pattern[str]
    clock: re.Pattern[str]
    dates: re.Pattern[str]
    months: Mapping[str, int]
    weekday: re.Pattern[str]
    weekdays: tuple[str, ...]
    ranges: re.Pattern[str]


_ENGLISH = _Forms(_RATE, _CLOCK, _DATE, _MONTH_NUMBERS, _WEEKDAY, WEEKDAYS, NEVER)


@lru_cache(maxsize=8)
def _forms_of(language: str) -> _Forms:
    if language not in OTHERS:
        return _ENGLISH
    known = load_language(language)
    return _Forms(
        rate=known.counting.rate,
        clock=known.counting.clock,
        dates=known.counting.dates,
        months={month.lower(): number for number, month in enumerate(known.months, 1)},
        weekday=re.compile(rf"(?<![-\w])(?P<day>{'|'.join(known.weekdays)})(?![-\w])", re.IGNORECASE),
        weekdays=tuple(day.lower() for day in known.weekdays),
        ranges=re.compile(rf"\b(?:{known.counting.ranges})\b", re.IGNORECASE),
    )


def _read_minutes(match: re.Match[str]) -> float:
    """Return the minutes since midnight that a time of day gives, by halves of the day or by 24 hours."""
    parts = match.groupdict()
    hour, minute = int(parts["hour"]), int(parts["minute"] or parts.get("late") or 0)
    if parts.get("half"):
        hour = hour % 12 + (12 if parts["half"].lower() == "p" else 0)
    return 60.0 * hour + minute
