"""Makes false statements of true ones, as people and models err, and marks the words that are false.

Every change puts in words that fit where they stand: another name, another number, the opposite, a word of
like use, a phrase of another text. What only leaves words out, "not" or "may", marks the word that follows.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from summarizer.checking.nearest import stem_word
from summarizer.lexicon import STOP_WORDS

Words: TypeAlias = list[str]
Marks: TypeAlias = list[int]
Change: TypeAlias = "Callable[[Words, Marks], bool]"

OPPOSITES = """approve reject,approved rejected,approves rejects,accept refuse,accepted refused,accepts refuses,
rise fall,rises falls,rose fell,rising falling,risen fallen,increase decrease,increased decreased,increases decreases,
increasing decreasing,win lose,won lost,wins loses,winning losing,gain lose,gained lost,gains losses,up down,higher lower,
high low,more fewer,more less,most least,best worst,better worse,success failure,successful unsuccessful,succeed fail,
succeeded failed,support oppose,supported opposed,supports opposes,supporting opposing,supporters opponents,
agree disagree,agreed disagreed,agreed refused,confirm deny,confirmed denied,confirms denies,admit deny,admitted denied,
admits denies,allow ban,allowed banned,allows bans,allowing banning,legal illegal,guilty innocent,convicted acquitted,
arrested released,jailed freed,open close,opened closed,opens closes,opening closing,start end,started ended,begin end,
began ended,begins ends,beginning end,before after,first last,early late,earlier later,old new,oldest youngest,young old,
large small,largest smallest,big small,bigger smaller,long short,longer shorter,strong weak,stronger weaker,alive dead,
killed injured,injured killed,dead injured,killed saved,buy sell,bought sold,buying selling,buys sells,hire fire,hired fired,
enter leave,entered left,arrive leave,arrived left,join quit,joined quit,ahead behind,above below,over under,inside outside,
north south,northern southern,east west,eastern western,man woman,men women,boy girl,son daughter,father mother,
brother sister,husband wife,male female,majority minority,many few,several few,always never,all none,all some,both neither,
public private,safe dangerous,safely dangerously,positive negative,true false,right wrong,left right,love hate,praise criticise,
praised criticised,praised condemned,hailed condemned,welcomed condemned,attack defend,attacked defended,defeat beat,
defeated lost,victory defeat,profit loss,profits losses,expand shrink,expanded shrank,improve worsen,improved worsened,
cut raised,cuts raises,cutting raising,remain leave,remained left,include exclude,included excluded,including excluding,
borrow lend,push pull,lead trail,leads trails,led trailed,launch cancel,launched cancelled,resume suspend,resumed suspended,
import export,imports exports,domestic foreign,local national,major minor,rich poor,hot cold,warm cool,hottest coldest,
possible impossible,likely unlikely,able unable,known unknown,same different,with without,for against,toward away,
today yesterday,tomorrow yesterday,morning evening,day night,daily weekly,weekly monthly,monthly yearly,
hours days,days weeks,weeks months,months years,minutes hours,million billion,billion million,thousand million,
miles kilometres,metres miles,tonnes kilograms,percent points,dollars euros,police protesters,government opposition,
president minister,senator governor,judge lawyer,teacher student,doctor patient,company union,import ban,
because despite,can cannot,would wouldn't,will won't,is isn't,was wasn't,has hasn't,are aren't,were weren't,did didn't"""  # noqa: E501 — a table

MODALS = frozenset("may might could would can should".split())
AUXILIARIES = frozenset(
    "is are was were has have had will would can could did does do may might should".split()
)
HEDGES = (
    "may",
    "might",
    "could",
    "reportedly",
    "allegedly",
    "is expected to",
    "plans to",
    "refused to",
    "failed to",
)
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
PREPOSITIONS = "in on at from to by with for before after against during without near over under".split()
ENDINGS = ("ing", "ed", "ly", "ers", "er", "ies", "s", "al", "ion")
_FIGURE = re.compile(r"\d[\d,.]*")
PRONOUNS = (
    ("he", "she", "they", "it"),
    ("his", "her", "their", "its"),
    ("him", "her", "them", "it"),
)
"""Subjects, possessives and objects: any may be mistaken for another of its row."""
NUMBER_WORDS = "one two three four five six seven eight nine ten eleven twelve twenty thirty fifty".split()


def _read_opposites() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for pair in OPPOSITES.replace("\n", "").split(","):
        first, second = pair.split()
        found.setdefault(first, []).append(second)
        found.setdefault(second, []).append(first)
    return found


@dataclass
class Corruptor:
    """Draws changes.

    Attributes:
        draw: where chance comes from.
        names: of all texts, as word lists.
        neighbours: of frequent words, those of like use that mean something else.
        phrases: prepositional phrases of other texts.
    """

    draw: random.Random
    names: Sequence[Sequence[str]]
    neighbours: Mapping[str, Sequence[str]]
    phrases: Sequence[Sequence[str]]
    opposites: Mapping[str, list[str]] = field(default_factory=_read_opposites)

    def corrupt(self, words: Sequence[str], evidence: Sequence[Sequence[str]]) -> tuple[Words, Marks] | None:
        """Return a false statement and the marks of its false words, or None where no change fits."""
        said, marks = list(words), [0] * len(words)
        changes: list[tuple[float, Change]] = [
            (3, lambda w, m: self._swap_name(w, m, evidence)),
            (1.5, lambda w, m: self._swap_roles(w, m, evidence)),
            (2, lambda w, m: self._change_number(w, m, evidence)),
            (2, self._turn_round),
            (3, self._replace_word),
            (3, lambda w, m: self._borrow_word(w, m, evidence)),
            (2, lambda w, m: self._swap_phrase(w, m, evidence)),
            (1, lambda w, m: self._lose_name(w, m, evidence)),
            (0.7, self._swap_pronoun),
            (1, self._negate),
            (1, self._drop_hedge),
            (0.5, self._add_hedge),
            (0.8, self._move_time),
            (0.5, self._change_preposition),
            (0.8, self._add_phrase),
            (0.6, lambda w, m: self._borrow_words(w, m, evidence)),
        ]
        wanted = 1 + (self.draw.random() < 0.25)
        for _ in range(8):
            change = self.draw.choices([c for _, c in changes], [weight for weight, _ in changes])[0]
            wanted -= change(said, marks)
            if wanted == 0:
                break
        return (said, marks) if any(marks) else None

    # each changes the words and their marks in place, and says whether it did

    def _swap_name(self, words: Words, marks: Marks, evidence: Sequence[Sequence[str]]) -> bool:
        own = find_names(words, evidence)
        if not own:
            return False
        start, end = self.draw.choice(own)
        near = [list(row[a:b]) for row in evidence for a, b in find_names(row)]
        pool = near if near and self.draw.random() < 0.6 else self.names
        other = list(self.draw.choice(pool)) if pool else []
        said = {word.lower() for word in words[start:end]}
        if not other or said & {word.lower() for word in other}:
            return False
        _put(words, marks, start, end, other)
        return True

    def _swap_roles(self, words: Words, marks: Marks, evidence: Sequence[Sequence[str]]) -> bool:
        own = find_names(words, evidence)
        if len(own) < 2:
            return False
        (a, b), (c, d) = sorted(self.draw.sample(own, 2))
        first, second = words[a:b], words[c:d]
        if b == c or [w.lower() for w in first] == [w.lower() for w in second]:
            return False
        _put(words, marks, c, d, first)
        _put(words, marks, a, b, second)
        return True

    def _change_number(self, words: Words, marks: Marks, evidence: Sequence[Sequence[str]]) -> bool:
        places = [at for at, word in enumerate(words) if _is_number(word)]
        if not places:
            return False
        at = self.draw.choice(places)
        others = [w for row in evidence for w in row if _is_number(w) and w.lower() != words[at].lower()]
        new = (
            self.draw.choice(others) if others and self.draw.random() < 0.5 else self._other_number(words[at])
        )
        if new.lower() == words[at].lower():
            return False
        words[at], marks[at] = new, 1
        return True

    def _other_number(self, word: str) -> str:
        if word.lower() in NUMBER_WORDS:
            return self.draw.choice(NUMBER_WORDS)
        digits = [at for at, character in enumerate(word) if character.isdigit()]
        at = self.draw.choice(digits)
        return word[:at] + str(self.draw.randint(1, 9)) + word[at + 1 :]

    def _turn_round(self, words: Words, marks: Marks) -> bool:
        places = [at for at, word in enumerate(words) if word.lower() in self.opposites]
        if not places:
            return False
        at = self.draw.choice(places)
        words[at], marks[at] = _cased(self.draw.choice(self.opposites[words[at].lower()]), words[at]), 1
        return True

    def _replace_word(self, words: Words, marks: Marks) -> bool:
        places = [at for at, word in enumerate(words) if word in self.neighbours]
        if not places:
            return False
        at = self.draw.choice(places)
        words[at], marks[at] = self.draw.choice(self.neighbours[words[at]]), 1
        return True

    def _borrow_word(self, words: Words, marks: Marks, evidence: Sequence[Sequence[str]]) -> bool:
        """Put a word of the evidence where another of its ending stands: it did happen, but not that."""
        own = [at for at, word in enumerate(words) if _is_content(word)]
        said = {stem_word(word) for word in words}
        others = [w for row in evidence for w in row if _is_content(w) and stem_word(w) not in said]
        fitting = [(at, w) for at in own for w in others if ending_of(w) == ending_of(words[at])]
        ended = [(at, w) for at, w in fitting if ending_of(w)]
        if not fitting:
            return False
        words_of_one_ending = ended if ended and self.draw.random() < 0.6 else fitting
        at, word = self.draw.choice(words_of_one_ending)
        words[at], marks[at] = word, 1
        return True

    def _swap_phrase(self, words: Words, marks: Marks, evidence: Sequence[Sequence[str]]) -> bool:
        """Put another place, time or manner of the evidence, or of another text, in the place of one."""
        own = find_phrases(words)
        near = [phrase for row in evidence for phrase in find_phrases(row)]
        pool = near if near and self.draw.random() < 0.7 else self.phrases
        if not own or not pool:
            return False
        phrase, other = tuple(self.draw.choice(own)), list(self.draw.choice(pool))
        said = {stem_word(word) for word in words}
        if all(stem_word(word) in said for word in other[1:]):
            return False
        at = next(at for at in range(len(words)) if tuple(words[at : at + len(phrase)]) == phrase)
        _put(words, marks, at, at + len(phrase), [phrase[0], *other[1:]])
        marks[at] = 0
        return True

    def _lose_name(self, words: Words, marks: Marks, evidence: Sequence[Sequence[str]]) -> bool:
        """Put a pronoun where the name stood: nothing says any more who it is."""
        own = find_names(words, evidence)
        if not own or self.draw.random() < 0.3:
            own = [(0, 2)] if words[0] in ("The", "A", "An") and len(words) > 3 else own
        if not own:
            return False
        start, end = own[0] if self.draw.random() < 0.7 else self.draw.choice(own)
        possessive = words[end - 1].endswith(("'s", "’s"))
        row = PRONOUNS[1 if possessive else 0 if start == 0 else self.draw.choice((0, 2))]
        pronoun = self.draw.choice(row[:3] if self.draw.random() < 0.9 else row)
        _put(words, marks, start, end, [_cased(pronoun, "A" if start == 0 else "a")])
        return True

    def _swap_pronoun(self, words: Words, marks: Marks) -> bool:
        places = [(at, row) for at, w in enumerate(words) for row in PRONOUNS if w.lower() in row]
        if not places:
            return False
        at, row = self.draw.choice(places)
        other = self.draw.choice([p for p in row if p != words[at].lower()])
        words[at], marks[at] = _cased(other, words[at]), 1
        return True

    def _negate(self, words: Words, marks: Marks) -> bool:
        if "not" in words:
            at = words.index("not")
            if at + 1 < len(words):
                del words[at], marks[at]
                marks[at] = 1
                return True
        places = [at for at, word in enumerate(words) if word.lower() in AUXILIARIES]
        if not places:
            return False
        at = self.draw.choice(places) + 1
        words.insert(at, self.draw.choice(("not", "not", "never", "no longer")))
        marks.insert(at, 1)
        return True

    def _drop_hedge(self, words: Words, marks: Marks) -> bool:
        places = [at for at, word in enumerate(words[:-1]) if word.lower() in MODALS]
        if not places:
            return False
        at = self.draw.choice(places)
        if self.draw.random() < 0.5:
            words[at], marks[at] = self.draw.choice(("will", "did", "has")), 1
            return True
        del words[at], marks[at]
        marks[at] = 1
        return True

    def _add_hedge(self, words: Words, marks: Marks) -> bool:
        places = [at for at, word in enumerate(words) if at and word.lower().endswith("ed")]
        if not places:
            return False
        _put(words, marks, (at := self.draw.choice(places)), at, self.draw.choice(HEDGES).split())
        return True

    def _move_time(self, words: Words, marks: Marks) -> bool:
        for pool in (DAYS, MONTHS):
            places = [at for at, word in enumerate(words) if word.title() in pool]
            if places:
                at = self.draw.choice(places)
                words[at], marks[at] = (
                    _cased(self.draw.choice([d for d in pool if d != words[at].title()]), words[at]),
                    1,
                )
                return True
        return False

    def _change_preposition(self, words: Words, marks: Marks) -> bool:
        places = [at for at, word in enumerate(words) if at and word in PREPOSITIONS]
        if not places:
            return False
        at = self.draw.choice(places)
        words[at], marks[at] = self.draw.choice([p for p in PREPOSITIONS if p != words[at]]), 1
        return True

    def _add_phrase(self, words: Words, marks: Marks) -> bool:
        if not self.phrases:
            return False
        at = len(words) - (words[-1] in ".!?")
        _put(words, marks, at, at, list(self.draw.choice(self.phrases)))
        return True

    def _borrow_words(self, words: Words, marks: Marks, evidence: Sequence[Sequence[str]]) -> bool:
        """Put a run of the evidence where another stands: true words in the wrong place."""
        row = self.draw.choice(evidence)
        length = self.draw.randint(1, 3)
        if len(row) < 6 or len(words) < 6:
            return False
        a, b = self.draw.randrange(len(row) - length), self.draw.randrange(1, len(words) - length)
        new, old = list(row[a : a + length]), words[b : b + length]
        if {w.lower() for w in new} & {w.lower() for w in words} or not all(w.isalnum() for w in new + old):
            return False
        _put(words, marks, b, b + length, new)
        return True


def _put(words: Words, marks: Marks, start: int, end: int, new: Sequence[str]) -> None:
    words[start:end] = new
    marks[start:end] = [1] * len(new)


def _cased(word: str, like: str) -> str:
    return word[:1].upper() + word[1:] if like[:1].isupper() else word


def _is_number(word: str) -> bool:
    return bool(_FIGURE.match(word)) or word.lower() in NUMBER_WORDS


def _is_content(word: str) -> bool:
    return len(word) > 3 and word.isalpha() and word.islower() and word not in STOP_WORDS


def ending_of(word: str) -> str:
    """Return the ending that says how a word is used, or nothing."""
    return next((ending for ending in ENDINGS if word.endswith(ending)), "")


def find_names(words: Sequence[str], evidence: Sequence[Sequence[str]] = ()) -> list[tuple[int, int]]:
    """Return the runs of capitalised words, those at the start of a sentence only where that is surely a name.

    It is one that is two words long, or stands within a sentence of the evidence.
    """
    known = {word for row in evidence for word in row[1:]}
    runs, at = [], 0
    while at < len(words):
        end = at
        while end < len(words) and words[end][:1].isupper():
            end += 1
        if end > at and (at > 0 or end - at > 1 or words[0] in known):
            runs.append((at, end))
        at = max(end, at + 1)
    return [run for run in runs if words[run[0]] not in DAYS + MONTHS]


def find_phrases(words: Sequence[str]) -> list[Sequence[str]]:
    """Return the prepositional phrases of three to six words."""
    found = []
    for at, word in enumerate(words):
        if word in PREPOSITIONS and at:
            end = at + 1
            while end < len(words) and words[end][0].isalnum() and words[end] not in PREPOSITIONS:
                end += 1
            if 3 <= end - at <= 6:
                found.append(words[at:end])
    return found
