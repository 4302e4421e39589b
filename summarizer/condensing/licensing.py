"""Says which words of a sentence may be left out together without breaking or turning what it says.

The model knows what headlines leave out. A brief keeps facts, so its standard setting leaves out only what the
rules here license: whole phrases that open and close where phrases do, no date, no negation, no restriction, no
speaker whose word it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from summarizer.condensing.keeping import loses
from summarizer.condensing.runs import Mask, Runs, count_before, shift
from summarizer.condensing.vocabulary import (
    ACCUSING,
    ANONYMOUS_NAMES,
    AUXILIARIES,
    BINDING,
    BOUNDARIES,
    CONJUNCTIONS,
    CONTESTED,
    DASHES,
    DETERMINERS,
    MONTH_NAMES,
    NAMELESS,
    OPENERS,
    PREPOSITIONS,
    RELATIVES,
    ROUGHLY,
    SAYING,
    SUBJECTS,
    SUBORDINATORS,
    TELLING_ADVERBS,
    WHEN,
)
from summarizer.condensing.words import Word
from summarizer.lexicon import WEEKDAYS

CLOSING = frozenset((*",;:-–—)]”’", '"'))
"""Marks that close an aside, or stand where it ends; a full stop amid a sentence shortens a word, "Cpl. Orrik"."""

MOST_MODIFIERS = 3
SHORT_DATE = 4

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
    run = Phrases(words)
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
        | loses(run)
    )
    neighbours = np.arange(len(forbidden) - 1)
    forbidden[neighbours, neighbours + 1] = False
    return License(~forbidden, ~forbidden & run.attributes())


class Phrases(Runs):
    """Which runs are no whole phrase, or take with them what a sentence is nothing without."""

    def is_whole(self) -> Mask:
        """Whether a run is what can go as a whole.

        From the start to a comma or "that"; from a mark to a mark or the end; from a word that opens a phrase to the
        end, without a mark in it; or one adverb.
        """
        at_end = self.at_end()
        starts = (self.here == 0) & (self.among({",", "that"})[self.last][self.there] | (self.length <= 2))
        opened = self._opens_aside()
        closer = self.closer & self.among(CLOSING)
        closed = closer[self.there] | self._is_closed_alike() | at_end
        parts = self.count(self.among({";", ":"})) - (self.among({";", ":"})[self.first][self.here] & at_end)
        aside = opened & closed & ~self._says_anew() & (self.here > 0)
        content = self.among({"that"})[self.first][self.here] & self._reports()[self.here]
        tail = at_end & self.among(BOUNDARIES)[self.first][self.here] & (self.marks == 0) & (self.here > 0)
        tail &= ~content
        aside &= ~self._leaves_a_quotation(at_end)
        bracket = self.opened_by(self.among({"("})) & self.closed_by(self.among({")"}))
        return np.asarray(
            ((starts | aside | tail) & (parts <= 0)) | self._is_adverb() | (bracket & (self.here > 0))
        )

    def _leaves_a_quotation(self, at_end: Mask) -> Mask:
        """Whether a run opens within a quotation and ends behind it, or the other way round."""
        mark = self.among({"“", "”", '"'})
        odd = (self.count(mark) % 2 == 1) & self.opened_by(self.among({",", ";", ":"}))
        within = (count_before(mark)[1:] % 2 == 1)[self.here] & ~self.opened_by(mark, 1)
        return np.asarray(odd & (within | ~at_end))

    def _opens_aside(self) -> Mask:
        """Whether a run opens with a mark that opens an aside; behind a quotation, with a phrase, not with a verb.

        Not "We shall win{,” says the note}"; a mark that closes a quotation is put back.
        """
        opening = self.among({",", ";", ":", "-", "–", "—", "("})
        closing = self.mark & ~self.opens_enclosed() & self.among({'"', "”", "’"})
        phrase = self.among(BOUNDARIES - CONJUNCTIONS - PREPOSITIONS) | self.each(
            lambda text: text.islower() and text.endswith("ing")
        )
        behind = self.opened_by(opening) & self.opened_by(closing, 1)
        quoted = self.opened_by(closing) & self.opened_by(phrase, 1)
        quoted = quoted | (behind & self.opened_by(phrase, 2))
        quoted = quoted & (self.at_end() | ~self.among({","})[self.here] & ~behind)
        return np.asarray((self.opened_by(opening) & ~behind) | quoted)

    def _is_closed_alike(self) -> Mask:
        """Whether a run ends with the mark that closes what its first word opens."""
        kinds = ({",", ";", ":"}, DASHES, {"(", ")"})
        alike = [self.opened_by(self.among(kind)) & self.closed_by(self.among(kind)) for kind in kinds]
        return np.asarray(np.logical_or.reduce(alike))

    def _reports(self) -> Mask:
        """Return behind which words "that" opens what is said, and no phrase about a thing: "he regretted that …"."""
        return self.among(SAYING | CONTESTED) | self.each(lambda text: text.islower() and text.endswith("ed"))

    def _says_anew(self) -> Mask:
        """Whether a run goes from "said" to what is said next: ", said he had …"."""
        second = self.among(SAYING)[np.minimum(self.here + 2, self.size - 1)]
        told = self.among({"he", "she", "it", "they", "that", "his", "her", "there"})
        return np.asarray(second & told[np.minimum(self.here + 3, self.size - 1)])

    def _is_adverb(self) -> Mask:
        adverb = self.each(lambda text: text.endswith("ly") and text.islower()) & ~self.among(TELLING_ADVERBS)
        return np.asarray(
            (self.length == 1) & adverb[self.first][self.here] & ~self.opens_enclosed()[self.here]
        )

    def opens_amid_a_phrase(self) -> Mask:
        """Behind a plain word only a phrase can be left out, which opens with a mark or a word that opens one."""
        adverb = self.each(lambda text: len(text) > 4 and text.endswith("ly") and text.islower())
        opens = self.mark | self.among(BOUNDARIES) | adverb
        plain = ~(self.mark | self.function)
        plain[0] = False
        return np.asarray(plain[self.here] & ~opens[self.first][self.here])

    def closes_with_a_stray_mark(self) -> Mask:
        """A comma or "that" closes the run only if a mark, or the sentence, opens it; a mark is not left alone."""
        stray = (self.mark | self.among({"that"}))[self.last][self.there]
        opened = self.mark[self.first][self.here] | self.mark[self.here] | (self.here == 0)
        comma = self.among({",", ";", ":", "-", "–", "—"})
        halved = comma[self.here] & ~self.mark[self.last][self.there]
        return np.asarray((stray & ~opened) | halved)

    def parts_marks_that_belong_together(self) -> Mask:
        """A dash closes what a dash opens; ", and," joins what is told; before "says Quill" a comma stays."""
        dash, comma = self.among({"–", "—", "-", "--"}), self.among({","})
        first, last = self.first[self.here], self.last[self.there]
        crossed = (self.length > 1) & (
            (dash[first] & ~dash[last] & ~self.at_end()) | (comma[first] & dash[last])
        )
        joining = self.count(self.among(CONJUNCTIONS | RELATIVES)) + self.marks
        joins = (self.marks > 0) & (joining == self.length) & (joining > self.marks) & (self.here > 0)
        return np.asarray(
            crossed | joins | (comma[last] & (self.length > 1) & self._is_credited()[self.there])
        )

    def cuts_a_list(self) -> Mask:
        """Where a sentence ends with a list, its first item alone is another fact: "after Corran, Orsk and Tarn"."""
        comma = self.among({","})[self.first][self.here] & self.at_end()
        phrased = self.count(self.among(PREPOSITIONS | RELATIVES | AUXILIARIES | SAYING)) > 0
        apposed = self.among({"a", "an"})[np.minimum(self.here + 2, self.size - 1)]
        return np.asarray(comma & (self.count(self.among(CONJUNCTIONS)) > 0) & ~phrased & ~apposed)

    def _is_credited(self) -> Mask:
        """Return at which words a sentence ends with who says so: "says Quill.", "Captain Orla Finn said."."""
        rest = self.size - 1 - np.arange(self.size)
        said = count_before(self.among(SAYING))
        return np.asarray((rest <= CREDIT_WORDS) & (said[-1] - said[: self.size] > 0))

    def strands_a_function_word(self) -> Mask:
        """Behind "the" or "of" a few modifiers at most can go, and what they modify has to follow."""
        numbers = self.each(lambda text: text[:1].isdigit() or (text[:1] in "$€£" and text != ""))
        heavy = (self.length > MOST_MODIFIERS) | (self.marks > 0)
        heavy |= (self.count(self.function) > 0) | (self.count(numbers) > 0)
        stranded = self.function[self.there] | self.mark[self.there] | (self.there == self.size - 1)
        behind = np.asarray(self.function[self.here] & (heavy | stranded))
        lone = (self.length <= 2) & (self.count(self.function) == self.length) & ~self._opener()
        credited = self.among({"to"}) & shift(self.among({"according"}), 1)
        return np.asarray(behind | lone | credited[self.here])

    def _opener(self) -> Mask:
        opener = self.size > 3 and drops_opener(*self.texts[1:3])
        return np.asarray((self.here == 0) & opener & (self.length <= 2))

    def crosses_clauses(self) -> Mask:
        """A run with a comma in it is set off by marks, or goes to an end; a relative clause keeps its verb."""
        ends = self.mark[self.there] | (self.there == self.size - 1)
        set_off = self.mark[self.first][self.here] & self.mark[self.last][self.there]
        opening = ((self.here == 0) | self.mark[self.here]) & self.mark[self.last][self.there]
        crossing = (self.marks > 0) & ~(set_off | opening | ends)
        relative = self.among(RELATIVES)
        fresh = relative | shift(relative, 1) | shift(relative, 2)
        hangs = self.among({"including", "such", "which", "who", "whose"})
        hangs = hangs | self.each(lambda text: len(text) > 5 and text.islower() and text.endswith("ing"))
        hanging = self.mark[self.first][self.here] & (hangs | (self.mark & shift(hangs, -1)))[self.there]
        return np.asarray(crossing | hanging | (fresh & ~self.mark)[self.here])

    def cuts_a_name(self) -> Mask:
        """Nothing goes from the middle of a name, nor between two names that no mark parts."""
        inside = (self.here > 0) & self.capital[self.here]
        middle = inside & self.capital[self.first][self.here]
        joined = inside & self.capital[self.there] & (self.marks == 0)
        return np.asarray(middle | joined | (self.capital[self.last][self.there] & self.capital[self.there]))

    def loses_what_binds(self) -> Mask:
        """A word that turns or limits what is said is never left out, nor one that makes it a claim, nor "as what"."""
        binding = self.count(self.among(BINDING) | self.among(CONTESTED)) > 0
        contracted = self.count(self.each(lambda text: text.lower().endswith(("n't", "n’t")))) > 0
        alternative = self.among({"or"})[self.first][self.here]
        narrowed = self._denied()[self.here] & ~self.mark[self.first][self.here]
        as_what = self.among({"as"})[self.first][self.here] & ~self.mark[self.here] & (self.here > 0)
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
        dated = self.among(WHEN) | self.each(lambda text: len(text) == 4 and text.isdigit())
        short = (self.count(dated) > 0) & (self.length <= SHORT_DATE) & (self.saying == 0)
        return np.asarray(short | self._parts_a_date())

    def _parts_a_date(self) -> Mask:
        """Whether a run begins in the middle of "Friday, September 1"."""
        weekday, month = self.among(frozenset(WEEKDAYS)), self.among(MONTH_NAMES)
        behind = np.minimum(self.here + 2, self.size - 1)
        return np.asarray(weekday[self.here] & (month[self.first][self.here] | month[behind]))

    def loses_a_speaker(self) -> Mask:
        """Who says so may go where it is nobody with a name, and nobody is quoted or accused."""
        named = self.capital & ~self.among(ANONYMOUS_NAMES)
        named[1] = self.lowered[1] not in NAMELESS if self.size > 2 else False
        named |= self.among({"he", "she", "i"})  # who was named before
        spoken = (self.saying > 0) & (self.count(named) > 0)
        needed = self._quotes() or not (ACCUSING | CONTESTED).isdisjoint(self.lowered)
        return np.asarray(spoken | ((self.saying > 0) & needed))

    def _quotes(self) -> bool:
        return not {"“", "”", '"'}.isdisjoint(self.texts)

    def attributes(self) -> Mask:
        """Whether a run from a mark to a mark or the end says only who says so."""
        closes = self.mark[self.there] | self.mark[self.last][self.there] | (self.there == self.size - 1)
        opens = self.mark[self.first][self.here] & ~self.mark[self.here]
        said = count_before(self.among(SAYING))
        start = np.minimum(self.here + 1, self.size)
        soon = said[np.minimum(start + SAID_WITHIN, self.there)] > said[start]
        clause = self.among(CONJUNCTIONS | RELATIVES)[np.minimum(self.here + 2, self.size - 1)]
        return np.asarray(opens & closes & soon & ~clause & (self.length <= LONG_ATTRIBUTION))

    def opens_the_sentence_wrongly(self) -> Mask:
        """A sentence may lose a phrase before its comma, "but", or "officials said"; never a condition."""
        closed = self.among({","})[self.last][self.there]
        told = self.among(SAYING | {"that"})[self.last][self.there] & (self.saying > 0)
        condition = self.among({"if", "unless", "should", "though", "although"})[self.first][self.here]
        condition |= (
            self.among({"in"})[self.first][self.here]
            & self.among(ROUGHLY)[np.minimum(self.here + 2, self.size - 1)]
        )
        clause = self.among(SUBJECTS)[self.first][self.here] & (self.saying == 0)
        allowed = ((closed | told) & ~condition & ~clause) | self._opener()
        return np.asarray((self.here == 0) & ~allowed)

    def ends_the_sentence_wrongly(self) -> Mask:
        """What opens with "when" or "if" has to come to its main clause, and no comma ends a sentence."""
        at_end = self.at_end()
        comma = self.among({",", ";", ":", "-", "–", "—"})
        wrong = comma[self.here] & at_end
        if self.lowered[1:2] and self.lowered[1] in SUBORDINATORS and "," in self.texts:
            wrong = wrong | ((self.here <= self.texts.index(",") + 1) & at_end)
        return np.asarray(wrong)


def drops_opener(first: str, second: str) -> bool:
    """Whether a sentence can do without "But" or the like; not where it leans on what follows: "Also sunk is"."""
    word, behind = first.lower(), second.lower()
    turned = word == "also" and behind not in PREPOSITIONS | DETERMINERS | {","}
    inner = word in ("now", "still", "so", "then") and behind.endswith(
        ("ed", "ing", "many", "much", "few", "far")
    )
    return word in OPENERS and not (turned or inner)
