"""Finds why a sentence cannot be told by itself: a pronoun, a connective, half a quotation.

The lists here are of English words that point outside their sentence where they open it. What they miss is told
without what it leans on; what they catch in vain is not told. Both are faults, the first the worse.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from summarizer.antecedents import PERSON, find_unnamed_speaker, has_loose_pronoun
from summarizer.idling import addresses_reader, has_no_verb, is_aside, is_cut_off, only_says_who_spoke
from summarizer.impersonal import is_impersonal
from summarizer.languages import OTHERS, load_language
from summarizer.patterns import any_word, compile_later
from summarizer.quotations import (
    QuotationMarks,
    broken_quotation,
    hide_quotations,
    is_bare_quotation,
    pair_marks,
    quotation_marks,
)

PRONOUN = "begins with a pronoun"
LOOSE_PRONOUN = "has a pronoun for what it does not name"
UNNAMED_SPEAKER = "is said by somebody whom it calls he or she"
POINTS_BACK = "points back"
CONTINUES = "continues the sentence before it"
IN_QUOTATION = "is part of a longer quotation"
BARE_QUOTATION = "is a quotation whose speaker it does not name"
IN_PERSON = "speaks in the first or second person"
ABOUT_REPORTING = "is about the reporting, not about the event"
QUESTION = "is a question"
FRAGMENT = "is a heading or a fragment"
LEADS_ON = "leads to what follows it"
TO_READER = "calls on the reader or speaks of its page"
SAYS_NOTHING = "names who speaks and not what is said"
ASIDE = "is an aside in brackets"

UNFIT = (ABOUT_REPORTING, QUESTION, IN_PERSON, FRAGMENT, TO_READER, SAYS_NOTHING, ASIDE)
"""Reasons that the sentence before does not mend."""

_QUOTE = r"[\"“‘'(\[\s]*"
_NOW_THAT = r"now that\b(?! (?:is|was|has|had|would)\b)"
_JOINT = rf"(?:(?!{_NOW_THAT}){any_word('but and so yet or nor then now still also maybe perhaps')}\b,?\s+)?"
_SEASON = any_word(
    "year week month morning evening afternoon summer winter spring autumn fall weekend past coming",
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February (?-i:March) April (?-i:May) June July",
    "August September October November December Christmas",
)
_FOLLOWED_BY_ITS_SUBJECT = any_word(
    "of to that by in for on at who whose from about with behind",
    "accused suspected arrested charged convicted believed killed wanted found identified responsible",
)
_EVENT_NOUN = any_word(
    "move decision announcement step changes? measures? news statement comments? remarks findings? results?",
    "increase rise fall drop delay developments? allegations? claims? incident policy proposal process",
    "man woman boy girl couple document letter post tweet video",
)
_OUTLET = any_word(
    "agency network outlets? organi[sz]ations? site website service channel station magazine media"
)
_CONNECTIVE = any_word(
    "however moreover further, furthermore instead(?!_of\\b) nevertheless nonetheless therefore thus hence",
    "consequently not_that in_addition, in_response, as_a_result, for_example for_instance in_other_words",
    "on_the_other_hand",
    "in_contrast, by_contrast similarly likewise otherwise afterwards? here in_turn indeed in_fact after_that",
    "before_that at_the_time, at_that_time that_said even_so additionally finally secondly thirdly",
    "specifically then(?!-) or nor so(?!_far\\b) because_of_this because_of_that for_its_part for_his_part",
    "for_her_part for_their_part since_then by_then until_then before_then back_then from_then_on at_that_point",
    "by_that_time at_this_point, (?:yes|no|well|okay|oh|hey|anyway|sure)(?=,)",
)
_EXISTS = "(?:(?:also|still|already) )?" + any_word(
    "is are was were has have had will would may might could can remains?"
)
_TIME_LATER = (
    r"(?:only|just|some|a few|several)?\s*(?:\w+\s)?(?:days|hours|weeks|months|minutes|moments) "
    r"(?:later|earlier|afterwards|before that)|(?:soon|shortly) (?:after|before)(?:wards,?|,)|"
    r"the (?:next|same|following) (?:day|week|month|night|morning)"
)

_LEANING_STARTS = tuple(
    (re.compile(rf"^{opening}(?:{pattern})", re.IGNORECASE), reason)
    for opening, pattern, reason in (
        (_QUOTE + _JOINT, rf"{any_word('he she him his her hers they their them theirs its')}\b", PRONOUN),
        (_JOINT, r"it\b", PRONOUN),
        (
            _JOINT,
            rf"(?:(?:this|these)\b(?!\s+{_SEASON}\b)|(?:that|those)\b)(?!\s+(?:who|close|familiar|involved|in|with|from|affected|"
            r"killed|arrested)\b)",
            POINTS_BACK,
        ),
        (
            _JOINT,
            r"(?:such|others|both(?! (?:the |(?-i:[A-Z]))[^,.;]{1,60} and\b)|neither(?! [^.;]{1,60} nor\b)|"
            r"either(?! [^.;]{1,60} or\b)|each|the (?:others?|same|pair|two|trio|duo)|"
            r"the (?:former|latter)(?= (?:is|was|has|had|will|would|said)\b)|"
            r"(?:some|many|most|none|all|one|part|much) of (?:them|these|those|that|this|it)|"
            r"another(?= (?:said|was|is|one|of)\b))\b"
            r"(?! (?:as\b|of the\b|(?-i:[A-Z])))",
            POINTS_BACK,
        ),
        (
            _JOINT,
            rf"the {_EVENT_NOUN}\b(?!-|(?<=news) {_OUTLET}\b| (?:{_FOLLOWED_BY_ITS_SUBJECT}|\w+ing)\b)",
            POINTS_BACK,
        ),
        (
            "",
            rf"{_CONNECTIVE}(?<=[,\w])(?!\w)|there\b(?!['’]s\b| (?:also |still |already )?{_EXISTS}\b)|{_TIME_LATER}",
            CONTINUES,
        ),
        (_JOINT, r"(?:i|we|my|our|you|your)\b(?!\.)", IN_PERSON),
    )
)
# The letters that one of these can begin with are looked for first, which halves the time of a search.
_REPORTING = re.compile(
    r"(?=[cdfrw])\b(?:first reported|(?:did not|didn['’]t) (?:immediately )?(?:respond|return|reply)|"
    r"declined to comment|requests? (?:for|to) comment|contributed to this report|"
    r"could not (?:immediately )?be reached|"
    r"(?:was|were)(?: not|n['’]t) (?:immediately )?(?:reachable|available (?:for|to) comment|returned|answered))\b",
    re.IGNORECASE,
)
REPORTING_WORDS = 30
"""A longer sentence says something of the event, too."""

_FIRST_PERSON = re.compile(
    r"(?=[ILMOWYlmouwy])(?:(?<![\w.&-])(?:I(?![\w.&-])|we|We|my|our|me|us|you|your|myself|ourselves|yourself|"
    r"[Ll]et['’]s)\b|(?<=: )(?:You|Your|My|Our)\b)"
)

MIN_PLAIN_WORDS = 2
"""A sentence has at least so many words in lower case, and one more where it opens with a figure: "4500 block
of 31st Street S." has two.
"""

MAX_TITLE_CASE = 0.6
"""Share of words with a capital, of a line without a full stop, from which it is a headline."""


@dataclass(frozen=True, slots=True)
class _Rules:
    """What leans, in one language.

    Attributes:
        starts: what a sentence begins with that leans, and the reason that it gives.
        reporting: what is about the reporting.
        person: the first or second person outside quotations.
        quoting: how it quotes.
        pronouns: whether pronouns inside are looked at.
    """

    starts: tuple[tuple[re.Pattern[str], str], ...]
    reporting: re.Pattern[str]
    person: re.Pattern[str]
    quoting: QuotationMarks
    pronouns: bool = False


_ENGLISH = _Rules(_LEANING_STARTS, _REPORTING, _FIRST_PERSON, quotation_marks("en"), pronouns=True)


@lru_cache(maxsize=8)
def _rules_of(language: str) -> _Rules:
    """Return what leans in a language; one without a record leans as English does."""
    if language not in OTHERS:
        return _ENGLISH
    known = load_language(language)
    rules, quoting = known.leaning, quotation_marks(language)
    opening = f"[{re.escape(quoting.marks)}\\s]*"
    starts = (
        (rules.pronoun, PRONOUN),
        (rules.points_back, POINTS_BACK),
        (rules.continues, CONTINUES),
    )
    return _Rules(
        tuple((re.compile(opening + at.pattern, re.IGNORECASE), reason) for at, reason in starts),
        rules.reporting,
        rules.person,
        quoting,
    )


@lru_cache(maxsize=16_384)
def leaning_reason(text: str, language: str = "en") -> str | None:
    """Return why a sentence does not stand alone, or None where it does."""
    text, rules = pair_marks(text.rstrip()), _rules_of(language)
    if _is_fragment(text, rules.quoting.marks) or (language not in OTHERS and is_cut_off(text)):
        return FRAGMENT
    if broken_quotation(text, language):
        return IN_QUOTATION
    if language not in OTHERS and (idle := _idleness(text)):
        return idle
    if text.endswith(":"):
        return LEADS_ON
    for pattern, reason in rules.starts:
        if pattern.match(text) and not (rules.pronouns and reason == PRONOUN and is_impersonal(text)):
            return reason
    if rules.reporting.search(text) and len(text.split()) < REPORTING_WORDS:
        return ABOUT_REPORTING
    if is_question(text, language):
        return QUESTION
    if is_bare_quotation(text, language):
        return BARE_QUOTATION
    if rules.pronouns and (unnamed := _speaker_reason(text)):
        return unnamed
    if _speaks_in_person(text, rules):
        return IN_PERSON
    return LOOSE_PRONOUN if rules.pronouns and has_loose_pronoun(text) else None


def is_question(text: str, language: str = "en") -> bool:
    """Whether a sentence asks, in its own words or in quotation marks."""
    return text.rstrip('”"’ ' + quotation_marks(language).marks).endswith("?")


def _speaker_reason(text: str) -> str | None:
    """Return why it is not told who speaks, or None where it is, or nobody does."""
    if find_unnamed_speaker(text):
        return UNNAMED_SPEAKER
    if _is_only_read(text):
        return LOOSE_PRONOUN
    return POINTS_BACK if " added" in text and _SOMEBODY_ADDED.search(hide_quotations(text)) else None


_SOMEBODY_ADDED = compile_later(
    rf"[,”\"] the (?:(?!and\b)[\w’-]+ ){{0,2}}(?:{PERSON}|official|source|statement|aide|diplomat|expert|agency|"
    r"company|report|ministry|department) (?:also )?added\b(?! (?:to|up|by)\b)"
)
"""Who adds something has said something before, and "the official" was named there."""


def _is_only_read(text: str) -> bool:
    """Whether a sentence is a quotation of which nothing but "it reads" says whence it is."""
    if text[:1] not in ("“", '"') or " it " not in text:
        return False
    plain = hide_quotations(text)
    read = _IT_READS.search(plain)
    return read is not None and re.search(r"\w", plain[: read.start()]) is None


_IT_READS = compile_later(r"[”\"] it (?:reads?|says|said|adds|added|continue[sd]|concludes?d?|states?d?)\b")


def _idleness(text: str) -> str | None:
    """Return why a sentence tells nothing, or None where it tells something."""
    if addresses_reader(text):
        return TO_READER
    if only_says_who_spoke(text):
        return SAYS_NOTHING
    if has_no_verb(text):
        return FRAGMENT
    return ASIDE if is_aside(text) else None


def _is_fragment(text: str, marks: str) -> bool:
    """Whether a text has too few words in lower case for a sentence, or is a headline by its capitals."""
    firsts = [word[0] for word in text.split() if word[0].isalpha()]
    plain = sum(map(str.islower, firsts))
    if plain < MIN_PLAIN_WORDS + text[:1].isdigit():
        return True
    ended = text.rstrip("”\"’')" + marks)[-1:] in (".", "!", "?", "…") or text[-1:] == ")"
    return not ended and plain < (1 - MAX_TITLE_CASE) * len(firsts)


def _speaks_in_person(text: str, rules: _Rules) -> bool:
    """Whether a sentence has a first or second person outside quotations who is somebody in particular."""
    plain = rules.quoting.quoted.sub(" ", text)
    found = rules.person.finditer(plain)
    if not rules.pronouns:
        return next(found, None) is not None
    return any(not (_is_number(person, plain) or _speaks_of_everybody(person, text)) for person in found)


def _is_number(person: re.Match[str], text: str) -> bool:
    """Whether "I" is a figure, as in "World War I"."""
    return (
        person[0] == "I"
        and _NUMBERED.search(text[max(person.start() - 40, 0) : person.end() + 20]) is not None
    )


_NUMBERED = compile_later(
    r"\b(?:War|Class|Type|Phase|Title|Part|Article|Level|Schedule|Chapter|Act|Volume|Tier|Stage|Division|Group|Section|"
    r"Category|Grade|Charles|Elizabeth|James|Francis|Henry|Edward|Nicholas|Napoleon|Peter|Catherine|Treaty) I\b|"
    r"[a-z0-9] (?:[A-Z][a-z]+ )+I(?=[.;)]|, (?:the|an?|who|which|where|in|and|or)\b| and II\b)"
)


def _speaks_of_everybody(person: re.Match[str], text: str) -> bool:
    """Whether "you" or "us" is anybody, as where researchers tell what something does to "your brain"."""
    if person[0] in ("you", "your"):
        return _FINDING.search(text) is not None and not _ADDRESSING.search(text)
    if person[0] == "our" and _OUR_WORLD.match(text, text.find(" our ") + 1):
        return True
    return person[0] in ("us", "our") and bool(
        _FINDING.search(text) and _OF_ALL.search(text) and not _I.search(text)
    )


_FINDING = re.compile(
    r"\b(?:(?:a|the|new|recent|to) (?:\w+ ){0,2}(?:study|survey|research)|researchers|scientists|psychologists)\b"
)
_ADDRESSING = re.compile(
    r"\b(?:I|[Ww]e|my|[Oo]ur|me|us)\b|[?!]|^(?:Did|Do|Are|Is|If|Have|Want|Think|Take|Try|Check)\b"
)
_OUR_WORLD = compile_later(
    r"our (?:own )?(?:planet|[Ss]olar [Ss]ystem|galaxy|Milky Way|universe|species|[Ss]un|ancestors|atmosphere|oceans)\b"
)
_OF_ALL = compile_later(
    r"\b(?:gives?|makes?|helps?|lets?|keeps?|all of|most of|tells?|costs?) us\b|"
    r"\bour (?:brains?|bod(?:y|ies)|lives|diets?|genes|minds?|health(?!-| care)|hearts?|skin|moods?|"
    r"memor(?:y|ies)|sleep)\b"
)
_I = compile_later(r"\b(?:I|[Ww]e|my|me)\b|[?!]")
