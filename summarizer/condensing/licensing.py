"""Says which words of a sentence may be left out together without breaking or turning what it says.

The model knows what headlines leave out. A brief keeps facts, so its standard setting leaves out only what the
rules here license: whole phrases that open and close where phrases do, no date, no negation, no restriction, no
speaker whose word it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from summarizer.condensing.words import Word
from summarizer.lexicon import AGENCIES, MONTHS, WEEKDAYS

Mask = NDArray[np.bool_]

DETERMINERS = frozenset(
    "the a an this that these those his her its their our my your some any each every no another such".split()
)
PREPOSITIONS = frozenset(
    "of in on at to for with by from into onto over under about after before during against between among amid "
    "through across near since despite towards toward via per as like than within without upon behind".split()
)
CONJUNCTIONS = frozenset("and or but nor so yet".split())
RELATIVES = frozenset(
    "which who whom whose when where while because although though if unless whether what how".split()
)
AUXILIARIES = frozenset(
    "is are was were be been being has have had will would can could may might must shall should do does did".split()
)
FUNCTION = DETERMINERS | PREPOSITIONS | CONJUNCTIONS | AUXILIARIES
CLOSED = (
    FUNCTION
    | RELATIVES
    | frozenset("not never according including such due more less most least very".split())
)
"""Words that lean on what follows them."""

BOUNDARIES = PREPOSITIONS | CONJUNCTIONS | RELATIVES | {"that", "including", "according", "saying", "adding"}
"""What opens a phrase that can be left out; so does a mark."""

BINDING = frozenset(
    "not n't no never none nobody nothing nor neither without unless until except than only cannot denied denies deny "
    "failed fails fail refused refuses unlikely if hardly barely both other another all most half first last same "
    "almost nearly about around less more fewer least former alleged suspected so-called".split()
)
"""Words that turn, limit or count what is said: never left out."""

TELLING_ADVERBS = frozenset(
    "simply nearly partly partially only hardly barely allegedly reportedly likely possibly probably family early "
    "mostly mainly largely roughly daily weekly monthly yearly fully formerly previously recently newly potentially "
    "falsely wrongly apparently presumably supposedly slightly moderately marginally generally usually typically "
    "normally occasionally temporarily tentatively provisionally conditionally initially permanently indefinitely "
    "accidentally unintentionally intentionally deliberately illegally unlawfully legally sexually fatally mortally "
    "terminally critically seriously severely gravely mentally physically chronically unanimously secretly voluntarily "
    "involuntarily forcibly unofficially independently jointly".split()
)
"""Words in -ly that say how far something holds, or when, or without which it was another deed or state, or that are
no adverbs."""

SAYING = frozenset(
    "said says say saying told tells tell added adds according reported reports wrote writes explained noted".split()
)
CONTESTED = frozenset(
    "insists insisted alleges alleged allegedly claims claimed denies denied believes believed thinks thought blames "
    "blamed accused accuses suspects suspected argues argued reportedly apparently may might could would".split()
)
"""Words that make a claim of what would be a fact without them."""

ACCUSING = frozenset(
    "murder murdered murdering murderer raped rape rapist molested molesting abused abusing assaulted assaulting "
    "stabbed stabbing robbed robbing robbery robber stole stolen stealing theft thief burglary burgled kidnapped "
    "kidnapping abducted strangled poisoned plotted plotting conspired threatened threatening bribed bribes "
    "bribery embezzled laundering laundered defrauded fraud trafficking trafficked smuggled smuggling extorted "
    "forged porn pornography meth cocaine heroin gunman gunmen attacker attackers suspect suspects assailant "
    "assailants arson arsonist drunk hacked hackers spied".split()
)
"""Words for what somebody is accused of: whose word it is may not be left out, even if it is "police said"."""

NAMELESS = frozenset("the a an officials police authorities sources experts analysts".split())
"""How a speaker without a name is told of, whose word is not needed."""

UNNAMED = frozenset("official officials source sources media outlets reports spokesman spokeswoman".split())
"""Beside these, a name is where somebody without one speaks: "a Pentagon official told Reuters"."""

OPENERS = frozenset("but and also yet so meanwhile however still now then moreover separately".split())
SUBORDINATORS = frozenset("if when while because although though should after as since before unless".split())
MONTH_NAMES = frozenset((*MONTHS, *(f"{month[:3]}." for month in MONTHS), "sept."))
WHEN = frozenset(
    (*WEEKDAYS, *MONTH_NAMES, *"today yesterday tomorrow tonight year month week day night hour".split())
)
ANONYMOUS_NAMES = frozenset(
    (*AGENCIES, "us", "u.s.", "un", "eu", "uk", "reuters", "ap", "afp", *WEEKDAYS, *MONTHS)
)
"""Capitalised words that are no speaker's name."""

MOST_MODIFIERS = 3
SHORT_DATE = 4
LONG_QUOTATION = 5
SUBJECTS = frozenset("that this these those it he she they we i you there".split())
"""What opens a main clause, which no comma makes a phrase that can go."""

SHORT_TITLE = 6
"""A capitalised word of fewer letters before a full stop and a name shortens an office."""

ROUGHLY = frozenset(("general", "principle", "theory", "part"))
"""Behind "in" that opens a sentence, these say that it does not always hold."""

CREDIT_WORDS = 7
"""Words of a sentence's end that may say who says so."""

LONG_ATTRIBUTION, SAID_WITHIN = 24, 7
"""An attribution is at most so long, and comes to its verb within so many words."""


@dataclass(frozen=True, slots=True)
class License:
    """What may be left out of a sentence, and what should be.

    Attributes:
        steps: whether the words between two may be left out, shape (words + 2, words + 2); start and end count
            as words. A step to the next word always is licensed.
        favoured: whether they say no more than that somebody without a name said so, same shape.
    """

    steps: Mask
    favoured: Mask


def license_steps(words: Sequence[Word]) -> License:
    """Return what may be left out of a sentence."""
    run = Runs(words)
    forbidden = (
        ~run.is_whole()
        | run.opens_amid_a_phrase()
        | run.closes_with_a_stray_mark()
        | run.parts_marks_that_belong_together()
        | run.cuts_a_list()
        | run.strands_a_function_word()
        | run.crosses_clauses()
        | run.cuts_a_name()
        | run.loses_what_binds()
        | run.loses_a_date()
        | run.loses_a_speaker()
        | run.opens_the_sentence_wrongly()
        | run.ends_the_sentence_wrongly()
    )
    neighbours = np.arange(len(forbidden) - 1)
    forbidden[neighbours, neighbours + 1] = False
    return License(~forbidden, ~forbidden & run.attributes())


class Runs:
    """What is left out by each step from word i to word j: the run of words between them.

    All masks have shape (n, n) for n words with start and end; only those above the diagonal mean anything.
    """

    def __init__(self, words: Sequence[Word]) -> None:
        self.texts = ["", *(word.text for word in words), ""]
        self.lowered = [text.lower() for text in self.texts]
        self.size = len(self.texts)
        places = np.arange(self.size)
        self.here, self.there = places[:, None], places[None, :]
        self.length = self.there - self.here - 1
        self.first = np.minimum(places + 1, self.size - 1)
        self.last = np.maximum(places - 1, 0)
        self.mark = self._each(lambda text: text != "" and not any(c.isalnum() for c in text))
        self.closer = self.mark & ~self._opens_enclosed()
        self.function = self._among(CLOSED)
        self.capital = self._each(lambda text: text[:1].isupper())
        self.saying = self._count(self._among(SAYING))
        self.marks = self._count(self.mark)

    def _each(self, test: Callable[[str], bool]) -> Mask:
        return np.array([test(text) for text in self.texts])

    def _among(self, known: frozenset[str] | set[str]) -> Mask:
        return np.array([text in known for text in self.lowered])

    def _count(self, which: Mask) -> NDArray[np.int64]:
        """Return how many words of each run are among these."""
        before = _count_before(which)
        return np.asarray(before[self.there] - before[np.minimum(self.here + 1, self.size)])

    def is_whole(self) -> Mask:
        """Whether a run is what can go as a whole.

        From the start to a comma or "that"; from a mark to a mark or the end; from a word that opens a phrase to the
        end, without a mark in it; or one adverb.
        """
        at_end = self._at_end()
        starts = (self.here == 0) & (self._among({",", "that"})[self.last][self.there] | (self.length <= 2))
        quoting = self._opens_enclosed() & ~self._among({"(", "["})
        opened = (self.mark & ~quoting)[self.first][self.here]
        last = (self.closer & ~self._among({".", "!", "?"}))[self.last][self.there]
        closed = (self.closer & ~self._abbreviates())[self.there] | last | at_end
        parts = self._count(self._among({";", ":"})) - (
            self._among({";", ":"})[self.first][self.here] & at_end
        )
        aside = opened & closed & ~self._says_anew() & (self.here > 0)
        content = self._among({"that"})[self.first][self.here] & self._reports()[self.here]
        tail = at_end & self._among(BOUNDARIES)[self.first][self.here] & (self.marks == 0) & (self.here > 0)
        tail &= ~content
        return np.asarray(((starts | aside | tail) & (parts <= 0)) | self._is_adverb())

    def _abbreviates(self) -> Mask:
        """Return which full stops stand behind a short name of an office: "Cpl. Sam Winkler"."""
        short = self.capital & self._each(lambda text: 1 < len(text) < SHORT_TITLE)
        return np.asarray(self._among({"."}) & np.roll(short, 1) & np.roll(self.capital, -1))

    def _opens_enclosed(self) -> Mask:
        """Return which marks open a quotation or a bracket: before them nothing is closed."""
        straight = self._among({'"'})
        return np.asarray(self._among({"“", "‘", "(", "["}) | (straight & (np.cumsum(straight) % 2 == 1)))

    def _at_end(self) -> Mask:
        """Whether a step goes to the end, or to the mark before it."""
        stop = self._among({".", "!", "?"})[self.there] & (self.there >= self.size - 3)
        return np.asarray((self.there == self.size - 1) | stop)

    def _reports(self) -> Mask:
        """Return behind which words "that" opens what is said, and no phrase about a thing: "he regretted that …"."""
        return self._among(SAYING | CONTESTED) | self._each(
            lambda text: text.islower() and text.endswith("ed")
        )

    def _says_anew(self) -> Mask:
        """Whether a run goes from "said" to what is said next: ", said he had …"."""
        second = self._among(SAYING)[np.minimum(self.here + 2, self.size - 1)]
        told = self._among({"he", "she", "it", "they", "that", "his", "her", "there"})
        return np.asarray(second & told[np.minimum(self.here + 3, self.size - 1)])

    def _is_adverb(self) -> Mask:
        adverb = self._each(lambda text: text.endswith("ly") and text.islower()) & ~self._among(
            TELLING_ADVERBS
        )
        return np.asarray((self.length == 1) & adverb[self.first][self.here])

    def opens_amid_a_phrase(self) -> Mask:
        """Behind a plain word only a phrase can be left out, which opens with a mark or a word that opens one."""
        adverb = self._each(lambda text: len(text) > 4 and text.endswith("ly") and text.islower())
        opens = self.mark | self._among(BOUNDARIES) | adverb
        plain = ~(self.mark | self.function)
        plain[0] = False
        return np.asarray(plain[self.here] & ~opens[self.first][self.here])

    def closes_with_a_stray_mark(self) -> Mask:
        """A comma or "that" closes the run only if a mark, or the sentence, opens it; a mark is not left alone."""
        stray = (self.mark | self._among({"that"}))[self.last][self.there]
        opened = self.mark[self.first][self.here] | self.mark[self.here] | (self.here == 0)
        comma = self._among({",", ";", ":", "-", "–", "—"})
        halved = comma[self.here] & ~self.mark[self.last][self.there]
        return np.asarray((stray & ~opened) | halved)

    def parts_marks_that_belong_together(self) -> Mask:
        """A dash closes what a dash opens; ", and," joins what is told; before "says Quill" a comma stays."""
        dash, comma = self._among({"–", "—", "-", "--"}), self._among({","})
        first, last = self.first[self.here], self.last[self.there]
        crossed = (self.length > 1) & ((dash[first] & comma[last]) | (comma[first] & dash[last]))
        joining = self._count(self._among(CONJUNCTIONS | RELATIVES)) + self.marks
        joins = (self.marks > 0) & (joining == self.length) & (joining > self.marks) & (self.here > 0)
        return np.asarray(
            crossed | joins | (comma[last] & (self.length > 1) & self._is_credited()[self.there])
        )

    def cuts_a_list(self) -> Mask:
        """Where a sentence ends with a list, its first item alone is another fact: "after Corran, Orsk and Tarn"."""
        comma = self._among({","})[self.first][self.here] & self._at_end()
        phrased = self._count(self._among(PREPOSITIONS | RELATIVES | AUXILIARIES | SAYING)) > 0
        apposed = self._among({"a", "an"})[np.minimum(self.here + 2, self.size - 1)]
        return np.asarray(comma & (self._count(self._among(CONJUNCTIONS)) > 0) & ~phrased & ~apposed)

    def _is_credited(self) -> Mask:
        """Return at which words a sentence ends with who says so: "says Quill.", "Captain Orla Finn said."."""
        rest = self.size - 1 - np.arange(self.size)
        said = _count_before(self._among(SAYING))
        return np.asarray((rest <= CREDIT_WORDS) & (said[-1] - said[: self.size] > 0))

    def strands_a_function_word(self) -> Mask:
        """Behind "the" or "of" a few modifiers at most can go, and what they modify has to follow."""
        numbers = self._each(lambda text: text[:1].isdigit() or (text[:1] in "$€£" and text != ""))
        heavy = (self.length > MOST_MODIFIERS) | (self.marks > 0)
        heavy |= (self._count(self.function) > 0) | (self._count(numbers) > 0)
        stranded = self.function[self.there] | self.mark[self.there] | (self.there == self.size - 1)
        behind = np.asarray(self.function[self.here] & (heavy | stranded))
        lone = (self.length <= 2) & (self._count(self.function) == self.length) & ~self._opener()
        credited = self._among({"to"}) & np.roll(self._among({"according"}), 1)
        return np.asarray(behind | lone | credited[self.here])

    def _opener(self) -> Mask:
        opener = self._among(OPENERS)[self.first][self.here]
        return np.asarray((self.here == 0) & opener & (self.length <= 2))

    def crosses_clauses(self) -> Mask:
        """A run with a comma in it is set off by marks, or goes to an end; a relative clause keeps its verb."""
        ends = self.mark[self.there] | (self.there == self.size - 1)
        set_off = self.mark[self.first][self.here] & self.mark[self.last][self.there]
        opening = ((self.here == 0) | self.mark[self.here]) & self.mark[self.last][self.there]
        crossing = (self.marks > 0) & ~(set_off | opening | ends)
        relative = self._among(RELATIVES)
        fresh = relative | np.roll(relative, 1) | np.roll(relative, 2)
        hangs = self._among({"including", "such", "which", "who", "whose"})
        hangs |= self._each(lambda text: len(text) > 5 and text.islower() and text.endswith("ing"))
        hanging = self.mark[self.first][self.here] & (hangs | (self.mark & np.roll(hangs, -1)))[self.there]
        return np.asarray(crossing | hanging | (fresh & ~self.mark)[self.here])

    def cuts_a_name(self) -> Mask:
        """Nothing goes from the middle of a name, nor between two names that no mark parts."""
        inside = (self.here > 0) & self.capital[self.here]
        middle = inside & self.capital[self.first][self.here]
        joined = inside & self.capital[self.there] & (self.marks == 0)
        return np.asarray(middle | joined | (self.capital[self.last][self.there] & self.capital[self.there]))

    def loses_what_binds(self) -> Mask:
        """A word that turns or limits what is said is never left out, nor one that makes it a claim, nor "as what"."""
        binding = self._count(self._among(BINDING) | self._among(CONTESTED)) > 0
        contracted = self._count(self._each(lambda text: text.lower().endswith(("n't", "n’t")))) > 0
        alternative = self._among({"or"})[self.first][self.here]
        narrowed = self._denied()[self.here] & ~self.mark[self.first][self.here]
        as_what = self._among({"as"})[self.first][self.here] & ~self.mark[self.here] & (self.here > 0)
        return np.asarray(binding | contracted | alternative | narrowed | as_what)

    def _denied(self) -> Mask:
        """Return which words stand behind a denial in its clause: what is denied is denied only so far."""
        denied, seen = np.zeros(self.size, dtype=bool), False
        for at, word in enumerate(self.lowered):
            seen = (seen or word in BINDING or word.endswith(("n't", "n’t"))) and not self.mark[at]
            denied[at] = seen
        return denied

    def loses_a_date(self) -> Mask:
        """The day something happened is a fact; the day somebody said so may go with the rest of that."""
        dated = self._among(WHEN) | self._each(lambda text: len(text) == 4 and text.isdigit())
        short = (self._count(dated) > 0) & (self.length <= SHORT_DATE) & (self.saying == 0)
        return np.asarray(short | self._parts_a_date())

    def _parts_a_date(self) -> Mask:
        """Whether a run begins in the middle of "Friday, September 1"."""
        weekday, month = self._among(frozenset(WEEKDAYS)), self._among(MONTH_NAMES)
        behind = np.minimum(self.here + 2, self.size - 1)
        return np.asarray(weekday[self.here] & (month[self.first][self.here] | month[behind]))

    def loses_a_speaker(self) -> Mask:
        """Who says so may go where it is nobody with a name, and nobody is quoted or accused."""
        named = self.capital & ~self._among(ANONYMOUS_NAMES)
        named[1] = self.lowered[1] not in NAMELESS if self.size > 2 else False
        named |= self._among({"he", "she", "i"})  # who was named before
        spoken = (self.saying > 0) & (self._count(named) > 0) & (self._count(self._among(UNNAMED)) == 0)
        needed = self._quotes_at_length() or not ACCUSING.isdisjoint(self.lowered)
        return np.asarray(spoken | ((self.saying > 0) & needed))

    def _quotes_at_length(self) -> bool:
        marks = [at for at, text in enumerate(self.texts) if text in ("“", "”", '"')]
        return any(b - a > LONG_QUOTATION for a, b in zip(marks[::2], marks[1::2], strict=False))

    def attributes(self) -> Mask:
        """Whether a run from a mark to a mark or the end says only who says so."""
        closes = self.mark[self.there] | self.mark[self.last][self.there] | (self.there == self.size - 1)
        opens = self.mark[self.first][self.here] & ~self.mark[self.here]
        said = _count_before(self._among(SAYING))
        start = np.minimum(self.here + 1, self.size)
        soon = said[np.minimum(start + SAID_WITHIN, self.there)] > said[start]
        clause = self._among(CONJUNCTIONS | RELATIVES)[np.minimum(self.here + 2, self.size - 1)]
        return np.asarray(opens & closes & soon & ~clause & (self.length <= LONG_ATTRIBUTION))

    def opens_the_sentence_wrongly(self) -> Mask:
        """A sentence may lose a phrase before its comma, "but", or "officials said"; never a condition."""
        closed = self._among({","})[self.last][self.there]
        told = self._among(SAYING | {"that"})[self.last][self.there] & (self.saying > 0)
        condition = self._among({"if", "unless", "should", "though", "although"})[self.first][self.here]
        condition |= (
            self._among({"in"})[self.first][self.here]
            & self._among(ROUGHLY)[np.minimum(self.here + 2, self.size - 1)]
        )
        clause = self._among(SUBJECTS)[self.first][self.here] & (self.saying == 0)
        allowed = ((closed | told) & ~condition & ~clause) | self._opener()
        return np.asarray((self.here == 0) & ~allowed)

    def ends_the_sentence_wrongly(self) -> Mask:
        """What opens with "when" or "if" has to come to its main clause, and no comma ends a sentence."""
        at_end = self._at_end()
        comma = self._among({",", ";", ":", "-", "–", "—"})
        wrong = comma[self.here] & at_end
        if self.lowered[1:2] and self.lowered[1] in SUBORDINATORS and "," in self.texts:
            wrong = wrong | ((self.here <= self.texts.index(",") + 1) & at_end)
        return np.asarray(wrong)


def _count_before(which: Mask) -> NDArray[np.int64]:
    """Return how many of the words before each place, the end included, are among these, shape (words + 1,)."""
    return np.concatenate([[0], np.cumsum(which)])
