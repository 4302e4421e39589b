"""The form of a language's record: plain words and patterns, one chapter for each stage that asks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from summarizer.crediting import Crediting
from summarizer.patterns import NEVER, compile_any


def words(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


def lines(text: str) -> frozenset[str]:
    """Return the lines of a text as a set."""
    return frozenset(line.strip() for line in text.split("\n") if line.strip())


def pattern(*alternatives: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    """Return what matches any of these patterns, compiled when it is first used."""
    return compile_any(*alternatives, flags=flags)


def cased(*alternatives: str) -> re.Pattern[str]:
    """Return what matches any of these patterns in just this case."""
    return pattern(*alternatives, flags=re.RegexFlag(0))


_SPELLED = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
DIGITS = {word: str(number) for number, word in enumerate(_SPELLED.split(), 2)}
DIGITS |= {word: str(10 * number) for number, word in enumerate(_TENS.split(), 2)}
"""The digits of the English number words."""


def according_to(leads: str, articles: str, verbs: str, bare: bool = True) -> re.Pattern[str]:
    """Return what matches who says so after words that lead it in: a whole phrase, or in mid-sentence a noun.

    Args:
        leads: what leads it in: "selon".
        articles: what may stand before the noun.
        verbs: where a phrase that opens the sentence ends, if not at a comma.
        bare: whether a noun in mid-sentence may be without one, where "secondo" is no ordinal.
    """
    article = rf"(?:(?:{articles})\s?)" + ("?" if bare else "")
    return pattern(
        rf"^(?:{leads})\s+[^,;]{{3,80}}?(?=,|\s+(?:{verbs})\b),?",
        rf",\s*(?:{leads})\s+[^,;]{{3,100}}(?=[,.;]|$),?",
        rf"\s+(?:{leads})\s+{article}[^\W\d_]+(?![^\W_])",
    )


@dataclass(frozen=True, slots=True)
class Splitting:
    """What of a full stop is known. All words are without their last stop.

    Attributes:
        abbreviations: in lower case; after them a sentence ends where a word of `openers` follows.
        titles: as they are written; no sentence ends after them.
        goes_on: in lower case; no sentence ends after them either.
        numbering: in lower case; none ends where a number follows.
        openers: words in lower case that begin sentences where they are capitalised.
        ordinal_before: words before a number with a stop that make it an ordinal: "am 3. Oktober".
        ordinal_after: words behind it that do, in lower case.
        clitics: what opens a sentence in lower case: "'s Avonds".
    """

    abbreviations: frozenset[str]
    titles: frozenset[str]
    goes_on: frozenset[str]
    numbering: frozenset[str]
    openers: frozenset[str]
    ordinal_before: frozenset[str] = frozenset()
    ordinal_after: frozenset[str] = frozenset()
    clitics: re.Pattern[str] = NEVER


@dataclass(frozen=True, slots=True)
class Quotation:
    """How a language quotes.

    Attributes:
        opens: what the program puts before a quotation, a space that does not break included.
        closes: and behind it.
        inner: what opens and closes a quotation within one.
        pairs: what opens and what may close one, in all the ways in which its press writes it.
    """

    opens: str
    closes: str
    inner: tuple[str, str]
    pairs: tuple[tuple[str, str], ...]

    @property
    def marks(self) -> str:
        """All marks that quote, the plain one among them."""
        return "".join(dict.fromkeys("".join(map("".join, self.pairs)) + '"'))

    def lower(self, text: str) -> str:
        """Return a quotation with the marks inside it as those of a quotation within one."""
        opens, closes = self.opens.strip(), self.closes.strip()
        if opens != "„":
            text = text.replace("„", opens)
        text = re.sub(rf"{opens}[ \u00a0\u202f]?", self.inner[0], text)
        text = re.sub(rf"[ \u00a0\u202f]?{closes}", self.inner[1], text)
        return text.replace('"', "'")

    def whole(self, longest: int | None = None) -> str:
        """Return a pattern for a quotation of at most so many characters, from mark to mark."""
        length = "*" if longest is None else f"{{2,{longest}}}"
        return "|".join(f"{opens}[^{opens}{closes}]{length}[{closes}]" for opens, closes in self.pairs)


@dataclass(frozen=True, slots=True)
class Dating:
    """How days are named from where a writer stands.

    Attributes:
        weekday: a weekday with what leads it in; group "day" is its name, group "last" makes it an earlier one.
        past: what has to stand in the sentence for its weekday to be a past one.
        ahead: what must not stand there.
        near: words for a day, and how many days later than the article's it is.
        years: words for a year, and how many years later than the article's it is.
        form: how a day is spelled, of "day" and "month".
    """

    weekday: re.Pattern[str]
    past: re.Pattern[str]
    ahead: re.Pattern[str]
    near: tuple[tuple[re.Pattern[str], int], ...]
    years: tuple[tuple[re.Pattern[str], int], ...]
    form: str


@dataclass(frozen=True, slots=True)
class Leaning:
    """What makes a sentence lean on another; each but the last two is matched at its beginning.

    Attributes:
        pronoun: "Er", "Il": somebody named before.
        points_back: "Cela", "Die Entscheidung".
        continues: "Allerdings", "En revanche".
        reporting: about the reporting, anywhere in a short sentence.
        person: the first or second person, anywhere outside quotations.
    """

    pronoun: re.Pattern[str]
    points_back: re.Pattern[str]
    continues: re.Pattern[str]
    reporting: re.Pattern[str]
    person: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Counting:
    """What numbers are made of.

    Attributes:
        glosses: a line for each English word that the rules for numbers know, and behind a colon the words
            for it, in lower case, "_" for a space within one.
        bounds: "least", "nearly", "most" or "about", and the words before a number that say so.
        ranges: what stands between the ends of a range.
        rate: what behind a number makes it so many a day.
        dates: a day of the calendar: groups "day" and "month".
        clock: a time of day by 24 hours: groups "hour", "minute", "late" for minutes behind it, and "vague".
    """

    glosses: str
    bounds: tuple[tuple[str, str], ...]
    ranges: str
    rate: re.Pattern[str]
    dates: re.Pattern[str]
    clock: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands around articles, as line rules in the sense of `boilerplate`.

    Attributes:
        lines: whole lines in lower case, without the marks around them.
        notes: consent, newsletters, comments, subscriptions: whole short lines in lower case.
        reported: what a line that is a sentence of the article has: who said it.
        related: what leads to another article, before a colon or arrow, or by itself.
        captions: whole lines, in their case.
        bylines: whole lines, in their case.
        stamps: whole lines in lower case.
    """

    lines: frozenset[str]
    notes: re.Pattern[str]
    reported: re.Pattern[str]
    related: re.Pattern[str]
    captions: re.Pattern[str]
    bylines: re.Pattern[str]
    stamps: re.Pattern[str]


@dataclass(frozen=True)
class Language:
    """All that the stages ask of a language.

    Attributes:
        code: two letters.
        stemmer: its name in Snowball.
        stop_words: function words and those that stand in every news text, in lower case.
        common: words in lower case that much of the news has: they tell little.
        elisions: what a word loses at its beginning: "l'".
        capital_nouns: whether all nouns have a capital, so that one tells no name.
        months, short_months, weekdays: as they are written within a sentence, January and Monday first.
        date_form: of "day", "month" and "year".
        thousands: what stands between thousands.
        first_day: how the first of a month is written.
        phrases: what a brief says of itself, by its English words.
    """

    code: str
    stemmer: str
    stop_words: frozenset[str]
    common: frozenset[str]
    months: tuple[str, ...]
    short_months: tuple[str, ...]
    weekdays: tuple[str, ...]
    date_form: str
    thousands: str
    splitting: Splitting
    quotation: Quotation
    dating: Dating
    leaning: Leaning
    crediting: Crediting
    counting: Counting
    furniture: Furniture
    phrases: Mapping[str, str] = field(repr=False)
    elisions: re.Pattern[str] = NEVER
    capital_nouns: bool = False
    first_day: str = "1"

    @cached_property
    def number_words(self) -> dict[str, str]:
        """The digits of each number that is spelled out, by its word in lower case."""
        lines = (line.partition(":") for line in self.counting.glosses.split("\n"))
        return {
            word: DIGITS[english.strip()]
            for english, _, own in lines
            if english.strip() in DIGITS
            for word in own.split()
        }

    @property
    def short_form(self) -> str:
        """The form of a date whose month is short."""
        return self.date_form.replace(" de ", " ")

    def spell_day(self, day: int) -> str:
        """Return the day of a month as it is written in a date."""
        return self.first_day if day == 1 else str(day)

    @cached_property
    def glosses(self) -> dict[str, str]:
        """The English word for each word that the rules for numbers know."""
        from summarizer.languages.glossing import read_glosses

        return read_glosses(self)
