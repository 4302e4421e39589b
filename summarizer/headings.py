"""Names what sources differ on as a news desk would: "Key interest rate", "Day of the collapse of the bridge".

The words are those of the sentences themselves: the noun phrase beside the figure that the differing sentences
share, and for days and times what happened then. Where no such phrase is sure, the words that they share stand in
brackets behind the kind of thing that is measured. Phrases are found in English alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from summarizer.checking.words import Word, key_of, read_words
from summarizer.disagreements import Disagreement
from summarizer.figures import PEOPLE, Figure
from summarizer.languages import OTHERS, say
from summarizer.lexicon import MONTHS, STOP_WORDS, WEEKDAYS

_TOLLS = {
    "dead": "dead", "hurt": "injured", "missing": "missing", "held": "arrested", "rescued": "rescued",
    "displaced": "displaced",
}  # fmt: skip
_EXTENTS = {"long": "Length", "tall": "Height", "wide": "Width", "deep": "Depth"}
_TITLES = {
    "temperature": "Temperature", "duration": "Duration", "day": "Date", "weekday": "Day", "clock": "Time",
    "year": "Year", "tally": "Votes", "percent": "Share", "outcome": "Outcome", "area": "Area", "volume": "Volume",
    "power": "Power",
}  # fmt: skip
_WHEN = ("day", "weekday", "clock", "year")
MOST_PHRASES = 2
"""Phrases in brackets where no heading is sure."""


def name_disagreement(disagreement: Disagreement) -> str:
    """Return in a few words what sources differ on: "Length of the Dali", "Number of dead", "Interest rate"."""
    first, rival = disagreement.values[0].figures[0], disagreement.values[1].figures[0]
    language = disagreement.language
    if first.measure == "count":
        return _name_count(first, rival)
    if first.measure == "age":
        return say(language, "Age of {who}", who=_name_person(disagreement))
    if first.measure in ("length", "weight", "speed"):
        return _name_extent(disagreement)
    title = say(language, _TITLES.get(first.measure, "Amount"))
    found = None if language in OTHERS else _name_by_phrase(title, disagreement)
    if found is not None:
        return found
    shared = _shared_phrases(disagreement)
    return f"{title} ({', '.join(shared)})" if shared else title


def _name_by_phrase(title: str, disagreement: Disagreement) -> str | None:
    """Return the heading that the sentences' own words make; None where they make none that is sure."""
    first, rival = disagreement.values[0].figures[0], disagreement.values[1].figures[0]
    if first.measure in _WHEN:
        event = _name_event(disagreement)
        return f"{title} of the {event}" if event else None
    if first.measure == "duration":
        lasting = _lasting(first, rival, _shared_keys(disagreement))
        return f"{title} of the {lasting}" if lasting else None
    if first.measure in ("tally", "outcome"):
        return None
    return _name_quantity(title, disagreement)


# counts, persons and extents


def _name_count(first: Figure, rival: Figure) -> str:
    toll, language = _TOLLS.get(first.sense), first.language
    if toll and set(first.of[:1]) <= PEOPLE:
        return say(language, f"Number of {toll}")
    between = [key for key in first.of[1:] if key in rival.of[1:]]
    words = " ".join(_form_of(key, first) for key in [*between, first.of[0]])
    if language not in OTHERS:
        return f"Number of {_add_fate(words, toll, first, rival)}"
    return say(language, "Number of {what}", what=f"{words} {say(language, toll)}" if toll else words)


def _add_fate(words: str, toll: str | None, first: Figure, rival: Figure) -> str:
    """Return what is counted with what the sentences say was done to it: "soldiers killed", "flights cancelled"."""
    if toll == "dead":
        killed = any(
            key_of("killed") in {word.key for word in _words_of(figure)} for figure in (first, rival)
        )
        return f"{words} killed" if killed else f"dead {words}"
    if toll:
        return f"{words} {toll}"
    done, others = _done_to(first), {word.key for word in _done_to(rival)}
    return next((f"{words} {word.form}" for word in done if word.key in others), words)


_NOT_DONE = frozenset(
    "reached totaled totalled numbered exceeded topped passed neared surpassed included lasted gained added needed "
    "wanted remained expected estimated reported".split()
)
"""Forms in -ed that say how many there are, and not what was done to them."""
_BETWEEN = frozenset(
    "at least about around nearly almost more than over up to some the a total of all".split()
)


def _done_to(figure: Figure) -> list[Word]:
    """Return the participles whose object is what a figure counts: "cut 300 jobs", "300 jobs were cut"."""
    words = read_words(figure.sentence.text, figure.language)
    before = [word for word in words if word.end <= figure.extent.start and word.form not in _BETWEEN]
    behind = [word for word in words if word.start >= figure.extent.end]
    head = next((at for at, word in enumerate(behind[:4]) if word.key == figure.of[0]), len(behind))
    passive = [
        word for word in behind[head + 1 : head + 5] if word.form not in ("have", "had", "has", "been")
    ]
    done = passive[1:2] if passive and passive[0].form in ("were", "was", "are", "is") else passive[:0]
    if not done and passive and "been" in (word.form for word in behind[head + 1 : head + 4]):
        done = passive[:1]
    return [w for w in (*before[-1:], *done) if w.form.endswith("ed") and w.form not in _NOT_DONE]


def _form_of(key: str, figure: Figure) -> str:
    """Return a word as it stands behind a figure, in the plural where it stands before its noun: "48-page"."""
    behind = [
        w
        for w in read_words(figure.sentence.text, figure.language)
        if w.start >= figure.extent.end and w.key == key
    ]
    form = _as_written(behind[0], figure) if behind else key
    hyphened = figure.sentence.text[figure.extent.end : figure.extent.end + 1] == "-"
    return f"{form}s" if hyphened and not form.endswith("s") else form


def _name_person(disagreement: Disagreement) -> str:
    longest = max(disagreement.figures, key=lambda figure: len(figure.of))
    words = [
        word
        for word in read_words(longest.sentence.text, longest.language)
        if word.capital and word.key in longest.of
    ]
    return " ".join(_as_written(word, longest) for word in words[: len(longest.of)])


def _name_extent(disagreement: Disagreement) -> str:
    measure = disagreement.values[0].figures[0].measure
    senses = [figure.sense for figure in disagreement.figures if figure.sense]
    title = _EXTENTS.get(senses[0] if senses else "", "Length") if measure == "length" else measure
    what = _name_bearer(disagreement)
    return say(disagreement.language, f"{title.capitalize()} of {{what}}", what=what)


def _name_bearer(disagreement: Disagreement) -> str:
    """Return what has the length or weight, by the name or noun that most of the figures share."""
    found = Counter(key for figure in disagreement.figures for key in dict.fromkeys(figure.of))
    most = max(found.values())
    for figure in disagreement.figures:
        for at, word in enumerate(words := read_words(figure.sentence.text, figure.language)):
            if found[word.key] == most:
                if figure.language in OTHERS:
                    return _as_written(word, figure)
                named = word.capital and not word.initial
                article = "the " if not named or (at and words[at - 1].form == "the") else ""
                return article + (_as_written(word, figure) if word.capital else word.form)
    return "it"


# phrases


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words that belong together: a noun with what stands before it.

    Attributes:
        figure: in whose sentence it stands.
        words: its words, the noun last.
        before: the word before it, in lower case, articles passed over.
        article: "the " where an article or a possessive stands before it, else "".
    """

    figure: Figure
    words: tuple[Word, ...]
    before: str
    article: str

    @property
    def head(self) -> Word:
        """Its noun."""
        return self.words[-1]

    @property
    def keys(self) -> frozenset[str]:
        """The keys of its words."""
        return frozenset(word.key for word in self.words)

    @property
    def text(self) -> str:
        """It as written, the possessive of its last word taken off; in lower case where a capital says nothing."""
        written = self.figure.sentence.text[self.words[0].start : self.words[-1].end]
        written = re.sub(r"['’]s?$", "", written)
        plain = self.words[0].initial and len(self.words) > 1 and not self.words[1].capital
        return written[:1].lower() + written[1:] if plain else written

    def told(self) -> str:
        """Return it with its article."""
        return self.article + self.text

    def common(self, other: _Phrase, shared: frozenset[str]) -> _Phrase | None:
        """Return what this phrase and another have in common; None where their nouns differ.

        That is the one that says less, where the other says all of it, too; else as much of the end of this one as
        stands in both sentences.
        """
        if self.head.key != other.head.key:
            return None
        if other.keys < self.keys and len(other.words) > 1:
            return other
        first = len(self.words) - 1
        while first and self.words[first - 1].key in shared | other.keys:
            first -= 1
        return _Phrase(self.figure, self.words[first:], self.before, self.article)

    def distance(self) -> int:
        """Return how far it stands from the figure, in characters; behind it, a little less near."""
        gap = self.figure.extent.start - self.words[-1].end
        return gap if gap >= 0 else self.words[0].start - self.figure.extent.end + 20


_DETERMINERS = frozenset("the a an its his her their our".split())
_ARTICLES = _DETERMINERS | {"this", "that", "these", "those"}
_VERBS = frozenset(
    """rose rise rises rising risen fell falls falling fallen raise raises raising cuts lowers lowering lower
    jumps climbs drops hits reaches reaching grew grows growing grown lifts held holds holding kept keeps
    keeping remains stood stands standing expects sets made makes making took takes taking taken got gets
    getting went goes going came comes coming gave gives giving given puts putting lost loses losing won wins
    winning pays paying paid spent spends spending sent sends found finds finding left leaves leaving met meets
    began begins begun broke broken struck shot sank sunk saw sees seen told knew known brought bought buys sold
    sells hit shut led leads became become becomes left wrote written drew ran runs want wants plans plan agree
    agrees agreed include includes including use uses using killing leaving wounding injuring also still now
    first last yesterday today tomorrow overnight late early ago later earlier least nearly almost half
    approximately roughly near across around outside within among behind towards toward along despite amid since like
    via upon inside beyond without upheld percent per cent dozen hundred thousand million billion""".split()
)
"""Words that part phrases: verbs in forms that no noun has, and words of time and number."""


def _find_phrases(figure: Figure) -> list[_Phrase]:
    """Return the phrases of a figure's sentence, in order."""
    words, text = read_words(figure.sentence.text, figure.language), figure.sentence.text
    found: list[_Phrase] = []
    at = 0
    while at < len(words):
        end = at
        while end < len(words) and _is_nominal(words, end, at, text, figure):
            end += 1
        if end > at:
            found.append(_make_phrase(figure, words, at, end))
        at = max(end, at + 1)
    return found


def _is_nominal(words: Sequence[Word], at: int, start: int, text: str, figure: Figure) -> bool:
    """Whether a word goes on a phrase that began at `start`."""
    word = words[at]
    if at > start and (
        words[at - 1].clause != word.clause
        or re.search(r"['’]s?$", text[words[at - 1].start : words[at - 1].end])
    ):
        return False
    if word.form in STOP_WORDS or word.form in _VERBS or word.form[0].isdigit() or len(word.form) < 2:
        return False
    if figure.extent.start <= word.start < figure.extent.end or word.form.endswith("ly"):
        return False
    if word.form.endswith(("ed", "ing")) and not word.capital:
        return at == start and at > 0 and words[at - 1].form in _ARTICLES
    return True


def _make_phrase(figure: Figure, words: Sequence[Word], start: int, end: int) -> _Phrase:
    before = start - 1
    article = before >= 0 and words[before].form in _ARTICLES
    before -= article
    return _Phrase(
        figure, tuple(words[start:end]), words[before].form if before >= 0 else "", "the " if article else ""
    )


def _shared_keys(disagreement: Disagreement) -> frozenset[str]:
    """Return the keys that stand beside figures of several values."""
    first = disagreement.values[0].figures[0]
    others = [figure.near for value in disagreement.values[1:] for figure in value.figures]
    return frozenset(key for near in others for key in first.near & near)


def _shared_phrases(disagreement: Disagreement) -> list[str]:
    """Return the words that stand beside the figures of several values, neighbours as one, without verbs."""
    first, shared = disagreement.values[0].figures[0], _shared_keys(disagreement)
    if first.language in OTHERS:
        words = {w.key: w for w in read_words(first.sentence.text, first.language) if w.key in shared}
        return [_as_written(w, first) for w in words.values() if w.form not in STOP_WORDS][:3]
    found: dict[str, str] = {}
    for phrase in _find_phrases(first):
        last = max((at for at, word in enumerate(phrase.words) if word.key in shared), default=-1)
        start = last
        while start > 0 and phrase.words[start - 1].key in shared:
            start -= 1
        if last >= 0:
            told = _Phrase(first, phrase.words[start : last + 1], "", "")
            found.setdefault(told.head.key, told.text)
    return list(found.values())[:MOST_PHRASES]


# shares, sums and the like

_MEASURED = frozenset(
    key_of(word)
    for word in """rate price cost budget share inflation unemployment turnout growth tax tariff duty levy wage salary
    pay fine penalty damages settlement deal debt deficit surplus loan aid package fund revenue sales profit loss income
    investment sum reward bail ransom fee rent value stake support approval margin lead majority output production
    capacity emission spending funding grant bill contract estimate damage fare rating accuracy efficacy chance risk
    probability economy bid offer bonus dividend premium pension subsidy prize purse bounty bond payment donation bribe
    area population vote""".split()
)
"""Nouns of what is measured by a share or a sum."""


def _name_quantity(title: str, disagreement: Disagreement) -> str | None:
    """Return what a share, a sum or the like is of, where both sentences name it."""
    first, rival = disagreement.values[0].figures[0], disagreement.values[1].figures[0]
    shared = _shared_keys(disagreement)
    pairs = [
        (phrase, common, other)
        for phrase in _find_phrases(first)
        for other in _find_phrases(rival)
        if (common := phrase.common(other, shared)) is not None
    ]
    behind = [common for phrase, common, other in pairs if _is_part_of(phrase) and _is_part_of(other)]
    if first.measure == "percent" and behind:
        return f"Share of {behind[0].told()}"
    measured = [pair for pair in pairs if pair[1].head.key in _MEASURED]
    if measured:
        named = min(measured, key=lambda pair: pair[0].distance())[1]
        whose = _find_whose(pairs, named.head.key, ("of", "for", "in", "on")) if len(named.words) == 1 else ""
        costing = _subject_before(named.figure, named.words[0], shared) if named.head.key == "cost" else ""
        return _capital(_change_before(first) + named.text) + (costing or whose)
    if fined := _PENALTIES.get(next((word.key for word in _words_of(first) if word.key in _PENALTIES), "")):
        return fined + _find_whose(pairs, "", ("of",))
    whose = _find_whose(pairs, "", ("for",) if title == "Amount" else ("at", "in", "of", "on"))
    return title + whose if whose and first.measure != "percent" else None


_CHANGES = (
    (
        re.compile(
            r"\b(?:rise|rose|risen|climb(?:ed)?|jump(?:ed)?|grow|grew|grown|increased?|soared?)(?: by)? $"
        ),
        "rise in ",
    ),
    (
        re.compile(r"\b(?:fall|fell|fallen|dropp?(?:ed)?|declined?|decreased?|shrank|plunged?)(?: by)? $"),
        "fall in ",
    ),
)


def _change_before(figure: Figure) -> str:
    """Return "rise in " where a share says by how much something rose, and not where it stands."""
    before = figure.sentence.text[: figure.extent.start]
    changes = (words for pattern, words in _CHANGES if figure.measure == "percent" and pattern.search(before))
    return next(changes, "")


_PENALTIES = {key_of("fined"): "Fine", key_of("valued"): "Value"}
"""What a sum is by its verb."""


def _find_whose(pairs: Sequence[tuple[_Phrase, _Phrase, _Phrase]], head: str, links: Sequence[str]) -> str:
    """Return " of the city" or " in Orsk": what both sentences name behind one of these words in either; else ""."""
    for phrase, common, other in pairs:
        if common.head.key == head or common.head.form in (*WEEKDAYS, *MONTHS):
            continue
        for one in (phrase, other):
            owner = _owner_of(one)
            link = "of" if "of" in links and _is_possessive(one) else one.before
            if link in links and (owner is None or owner.head.key == head):
                return f" {link} {one.article}{replace(one, words=one.words[-len(common.words) :]).text}"
    return ""


def _owner_of(phrase: _Phrase) -> _Phrase | None:
    """Return the phrase that a phrase belongs to by the word before it: "repair" before "of the dam"."""
    text = phrase.figure.sentence.text
    for other in _find_phrases(phrase.figure):
        between = text[other.head.end : phrase.words[0].start]
        if other.head.end < phrase.words[0].start and _links(between, (phrase.before,)):
            return other
    return None


def _subject_before(figure: Figure, word: Word, shared: frozenset[str]) -> str:
    """Return " of the repair of the dam": the subject of a verb, if several values have it; else ""."""
    before = [phrase for phrase in _find_phrases(figure) if phrase.head.end <= word.start]
    if not before or before[-1].head.clause != word.clause:
        return ""
    first = before[-1]
    while first.before in _TAKES and (owner := _owner_of(first)):
        first = owner
    told = figure.sentence.text[first.head.end : before[-1].head.end]
    return f" of {first.told()}{told}" if first.head.key in shared else ""


def _is_possessive(phrase: _Phrase) -> bool:
    return phrase.figure.sentence.text[phrase.head.start : phrase.head.end].endswith(("'s", "’s", "s'", "s’"))


def _words_of(figure: Figure) -> Sequence[Word]:
    return read_words(figure.sentence.text, figure.language)


def _is_part_of(phrase: _Phrase) -> bool:
    """Whether a phrase stands right behind its figure and "of"."""
    end = phrase.figure.extent.end
    between = phrase.figure.sentence.text[end : phrase.words[0].start]
    return re.fullmatch(r"\s(?:\w+ )?of (?:all |its |the |their |his |her |a |an )*", between) is not None


def _links(between: str, links: Sequence[str]) -> bool:
    words = [word for word in between.lower().split() if word not in _DETERMINERS]
    return " ".join(words) in links and not re.search(r"[,;:.()]", between)


def _lasting(first: Figure, rival: Figure, shared: frozenset[str]) -> str | None:
    """Return what lasts so long: the phrase right behind the figures of both sentences."""
    behind = [_phrase_behind(figure) for figure in (first, rival)]
    common = behind[0].common(behind[1], shared) if behind[0] and behind[1] else None
    return common.text.removesuffix("s") if common else None


def _phrase_behind(figure: Figure) -> _Phrase | None:
    """Return the phrase that stands right behind a figure: "the 12-hour ceasefire"."""
    end, text = figure.extent.end, figure.sentence.text
    behind = (phrase for phrase in _find_phrases(figure) if phrase.words[0].start >= end)
    return next((p for p in behind if not text[end : p.words[0].start].strip(" -")), None)


# what happened at a time

_EVENT_FORMS = """strike:strike,struck,strikes attack:attack,attacked,attacks shooting:shot,shooting death:died,death
    arrest:arrested,arrest resignation:resigned,resignation launch:launched,launch landing:landed,landing
    arrival:arrived,arrival signing:signed election:election,elected visit:visit,visited meeting:meeting,met
    announcement:announced,announcement approval:approved,approval collapse:collapsed,collapse
    crash:crashed,crash sinking:sank,sinking explosion:exploded,explosion opening:opened,opening
    closure:closed,closure release:released,release discovery:found,discovered start:began,started end:ended
    publication:published withdrawal:withdrew,withdrawal return:returned conviction:convicted
    rescue:rescued,rescue wedding:wedding,married birth:born,birth vote:voted,vote hearing:hearing
    verdict:verdict ruling:ruled,ruling trial:trial debate:debate summit:summit referendum:referendum
    blast:blast fire:blaze earthquake:earthquake,quake raid:raided,raid collision:collided,collision
    evacuation:evacuated flood:flooded,flood storm:storm protest:protested,protest kidnapping:kidnapped
    murder:murdered,murder accident:accident derailment:derailed burial:buried,funeral
    disappearance:vanished,disappeared ceremony:ceremony"""
"""The noun for what happened, and the words that say so."""
_EVENTS = {
    key_of(form): noun
    for noun, _, forms in (entry.partition(":") for entry in _EVENT_FORMS.split())
    for form in (noun, *forms.split(","))
}

_OF_SUBJECT = frozenset(
    """death resignation landing arrival collapse crash sinking explosion return birth start end withdrawal
    collision derailment disappearance""".split()
)
"""What happens to the subject of its verb; the others are done to an object."""
_TAKES = ("", "of", "on", "in", "into", "against", "near", "at", "from")


def _name_event(disagreement: Disagreement) -> str | None:
    """Return what happened at a time: "collapse of the bridge".

    An event is taken from one sentence where a sentence of another value has the same one, or has the thing that
    it was done to.
    """
    shared = _shared_keys(disagreement)
    found = [event for figure in disagreement.figures for event in _find_events(figure, shared)]
    return max(found, key=lambda event: event[0])[1] if found else None


def _find_events(figure: Figure, shared: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Yield how sure each event of a sentence is, and its words."""
    phrases = _find_phrases(figure)
    for word in read_words(figure.sentence.text, figure.language):
        noun = "firing" if word.form == "fired" else _EVENTS.get(word.key)
        if noun is None or (word.capital and not word.initial) or _strikes(word, noun, phrases):
            continue
        object_ = _object_of(figure, word, noun, phrases, shared)
        if object_ or word.key in shared:
            # "the strike ended" is about the end, so a verb comes first
            both = word.key in shared
            yield 2 * both + bool(object_) + (both and word.form != noun), noun + object_


def _strikes(word: Word, noun: str, phrases: Sequence[_Phrase]) -> bool:
    """Whether a verb says no more than that another event came: "the earthquake struck"."""
    before = [phrase for phrase in phrases if phrase.head.end <= word.start]
    return noun == "strike" and bool(before) and before[-1].head.key in _EVENTS


def _object_of(
    figure: Figure, word: Word, noun: str, phrases: Sequence[_Phrase], shared: frozenset[str]
) -> str:
    """Return " of the bridge" or " into Russian territory": what an event was done to, if several values have it."""
    text = figure.sentence.text
    behind = [p for p in phrases if p.words[0].start > word.end]
    for phrase in behind[:1] if noun not in _OF_SUBJECT or word.form == noun else []:
        between = text[word.end : phrase.words[0].start]
        if _links(between, _TAKES):
            link = next((w for w in between.lower().split() if w not in _DETERMINERS), "of")
            return f" {link} {phrase.told()}" if phrase.head.key in shared else ""
    return _subject_before(figure, word, shared) if word.form != noun else ""


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _as_written(word: Word, figure: Figure) -> str:
    return re.sub(r"['’]s?$", "", figure.sentence.text[word.start : word.end])
