"""Finds why a sentence cannot be told by itself: a pronoun, a connective, half a quotation.

The lists here are of English words that point outside their sentence where they open it. What they miss is told
without what it leans on; what they catch in vain is not told. Both are faults, the first the worse.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from summarizer.givennames import pronoun_of
from summarizer.idling import addresses_reader, has_no_verb, is_aside, is_cut_off, only_says_who_spoke
from summarizer.impersonal import is_impersonal
from summarizer.languages import OTHERS, load_language
from summarizer.patterns import compile_later

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


def _any_of(*words: str) -> str:
    """Return a pattern for any of these words, several to a string, "_" for a space within one."""
    return "(?:" + "|".join(word.replace("_", " ") for line in words for word in line.split()) + ")"


_QUOTE = r"[\"“‘'(\[\s]*"
_NOW_THAT = r"now that\b(?! (?:is|was|has|had|would)\b)"
_JOINT = rf"(?:(?!{_NOW_THAT}){_any_of('but and so yet or nor then now still also maybe perhaps')}\b,?\s+)?"
_SEASON = _any_of(
    "year week month morning evening afternoon summer winter spring autumn fall weekend past coming",
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February (?-i:March) April (?-i:May) June July",
    "August September October November December Christmas",
)
_FOLLOWED_BY_ITS_SUBJECT = _any_of(
    "of to that by in for on at who whose from about with behind",
    "accused suspected arrested charged convicted believed killed wanted found identified responsible",
)
_EVENT_NOUN = _any_of(
    "move decision announcement step changes? measures? news statement comments? remarks findings? results?",
    "increase rise fall drop delay developments? allegations? claims? incident policy proposal process",
    "man woman boy girl couple document letter post tweet video",
)
_OUTLET = _any_of(
    "agency network outlets? organi[sz]ations? site website service channel station magazine media"
)
_CONNECTIVE = _any_of(
    "however moreover further, furthermore instead(?!_of\\b) nevertheless nonetheless therefore thus hence",
    "consequently not_that in_addition, in_response, as_a_result, for_example for_instance in_other_words",
    "on_the_other_hand",
    "in_contrast, by_contrast similarly likewise otherwise afterwards? here in_turn indeed in_fact after_that",
    "before_that at_the_time, at_that_time that_said even_so additionally finally secondly thirdly",
    "specifically then(?!-) or nor so(?!_far\\b) because_of_this because_of_that for_its_part for_his_part",
    "for_her_part for_their_part since_then by_then until_then before_then back_then from_then_on at_that_point",
    "by_that_time at_this_point, (?:yes|no|well|okay|oh|hey|anyway|sure)(?=,)",
)
_EXISTS = "(?:(?:also|still|already) )?" + _any_of(
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
        (_QUOTE + _JOINT, rf"{_any_of('he she him his her hers they their them theirs its')}\b", PRONOUN),
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

_PRONOUN = re.compile(
    rf"(?=[hst])\b(?:(?P<plural>{_any_of('they their them theirs')})|{_any_of('he she him his her hers')})\b",
    re.IGNORECASE,
)
_NOT_PLURAL = _any_of("days weeks months years hours minutes times has was does is his this its as us")
_ORGANISATION = _any_of(
    "government ministry mission committee council agency company army military party community network federation",
    "firm campaign organi[sz]ation association union jury panel board audience crowd club league band coalition",
    "alliance charity",
)
_GROUP = _any_of(
    "Democrats Republicans Conservatives Liberals Catholics Protestants Muslims Jews Hindus Sikhs Latinos Arabs Kurds",
    "Turks Greeks Poles Swedes Danes Finns Serbs Czechs Brits Scots Tories Marines",
)
_PLURAL = re.compile(
    rf"^\W*(?!(?:{_NOT_PLURAL}|This|His|Its|As|Yes|Perhaps|Thus|Besides|Always)\b)[A-Z][a-z]+(?<!s)s\b|"
    r"[Tt]he (?:[A-Z][a-z]+ ){0,2}[A-Z][a-z]+(?<!s)[sx]\b|"
    rf"\b(?!{_NOT_PLURAL}\b)[a-z]{{2,}}(?<!s)s\b|\band\b|"
    rf"\b{_any_of('[Pp]olice [Pp]eople [Mm]en [Ww]omen [Cc]hildren everyone someone anyone nobody')}\b|"
    r"\b(?:team|family|staff|public)\b|"
    r"\b(?:couple|pair|duo|trio|crew|group|[A-Z][a-z]{2,}(?:ans|ians|ese|ers|ists|is))\b|"
    rf"\b(?:[A-Z]{{2,5}}|{_ORGANISATION}|{_GROUP})\b"
)
_NOT_NAME = _any_of(
    "I We You They He She It's Our My Your Their His Her Its Officers Police Officials",
    "In On At The A An As After Before When While But And For From With By It If Since During According",
    "Although Despite Under Last This That Asked Speaking Earlier Later Once Because Though January February",
    "March April May June July August September October November December Monday Tuesday Wednesday Thursday",
    "Friday Saturday Sunday",
)
_PERSON = _any_of(
    r"man woman boy girl president minister mother father son daughter wife husband official officer spokes\w+",
    "leader player driver student teacher king queen pope mayor judge lawyer attorney doctor victim suspect",
    "person someone everyone actor actress singer coach senator governor author resident",
)
ROLE = rf"{_PERSON}|[a-z]+(?:er|or|ist|ian|man|woman|date|dent|chief|aide|ally|expert|scholar|priest|chair|analyst)"
"""What somebody is, as a word beside their name says."""
_NOT_BEHIND_PLACES = "".join(
    rf"(?<!\b[{word[0]}{word[0].upper()}]{word[1:]} )" for word in "in at from near across outside".split()
)
"""A name behind one of these is a place's, and no "he"."""
_SINGULAR = re.compile(
    rf"{_NOT_BEHIND_PLACES}\b(?!{_NOT_NAME}\b|[A-Z]{{2,}}\b)[A-Z][\w’'-]+|\b{_PERSON}\b|"
    r"\b[Tt]he (?:\w+ )?(?:[a-z]+(?:er|or|ist|ian|ee|man|woman)|champion)\b"
)
_FIRST_PERSON = re.compile(
    r"(?=[ILMOWYlmouwy])(?:(?<![\w.&-])(?:I(?![\w.&-])|we|We|my|our|me|us|you|your|myself|ourselves|yourself|"
    r"[Ll]et['’]s)\b|(?<=: )(?:You|Your|My|Our)\b)"
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’(?=\W|$)")


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
        quoted: a quotation from mark to mark.
        marks: all marks that quote, where each has to be in a quotation; "" counts “ and ” and the plain one.
        pronouns: whether pronouns inside are looked at.
    """

    starts: tuple[tuple[re.Pattern[str], str], ...]
    reporting: re.Pattern[str]
    person: re.Pattern[str]
    quoted: re.Pattern[str]
    marks: str = ""
    pronouns: bool = False


_ENGLISH = _Rules(_LEANING_STARTS, _REPORTING, _FIRST_PERSON, _QUOTED, pronouns=True)


@lru_cache(maxsize=8)
def _rules_of(language: str) -> _Rules:
    if language not in OTHERS:
        return _ENGLISH
    known = load_language(language)
    rules, marks = known.leaning, known.quotation.marks
    opening = f"[{re.escape(marks)}\\s]*"
    starts = (
        (rules.pronoun, PRONOUN),
        (rules.points_back, POINTS_BACK),
        (rules.continues, CONTINUES),
    )
    return _Rules(
        tuple((re.compile(opening + at.pattern, re.IGNORECASE), reason) for at, reason in starts),
        rules.reporting,
        rules.person,
        re.compile(known.quotation.whole() + '|"[^"]*"'),
        marks,
    )


@lru_cache(maxsize=16_384)
def leaning_reason(text: str, language: str = "en") -> str | None:
    """Return why a sentence does not stand alone, or None where it does."""
    text, rules = pair_marks(text.rstrip()), _rules_of(language)
    if _is_fragment(text, rules.marks) or (language not in OTHERS and is_cut_off(text)):
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
    return LOOSE_PRONOUN if rules.pronouns and _has_loose_pronoun(text) else None


def is_question(text: str, language: str = "en") -> bool:
    """Whether a sentence asks, in its own words or in quotation marks."""
    return text.rstrip('”"’ ' + _rules_of(language).marks).endswith("?")


def _speaker_reason(text: str) -> str | None:
    if find_unnamed_speaker(text):
        return UNNAMED_SPEAKER
    if _is_only_read(text):
        return LOOSE_PRONOUN
    return POINTS_BACK if " added" in text and _SOMEBODY_ADDED.search(hide_quotations(text)) else None


_SOMEBODY_ADDED = compile_later(
    rf"[,”\"] the (?:(?!and\b)[\w’-]+ ){{0,2}}(?:{_PERSON}|official|source|statement|aide|diplomat|expert|agency|"
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
    if addresses_reader(text):
        return TO_READER
    if only_says_who_spoke(text):
        return SAYS_NOTHING
    if has_no_verb(text):
        return FRAGMENT
    return ASIDE if is_aside(text) else None


def _is_fragment(text: str, marks: str) -> bool:
    firsts = [word[0] for word in text.split() if word[0].isalpha()]
    plain = sum(map(str.islower, firsts))
    if plain < MIN_PLAIN_WORDS + text[:1].isdigit():
        return True
    ended = text.rstrip("”\"’')" + marks)[-1:] in (".", "!", "?", "…") or text[-1:] == ")"
    return not ended and plain < (1 - MAX_TITLE_CASE) * len(firsts)


def broken_quotation(text: str, language: str = "en") -> bool:
    """Whether a quotation opens without closing, or closes without opening."""
    rules = _rules_of(language)
    if rules.marks:
        return not set(rules.marks).isdisjoint(rules.quoted.sub("", text))
    if not any(map(text.__contains__, '"“”″')):
        return False  # as in most sentences
    text = pair_marks(_hide_inches(text))
    return text.count("“") != text.count("”") or text.count('"') % 2 == 1 or _is_misnested(text)


def _is_misnested(text: str) -> bool:
    """Whether a plain mark closes a quotation that is not open, or leaves one open, by the spaces beside it.

    So do the halves of two quotations, told together: "… in the tunnel. " The mayor said: "Nobody came.". A quotation
    within another, in the same marks, is well nested where both are closed.
    """
    if '"' not in text:
        return False
    depth = 0
    for mark in _PLAIN_MARKS.finditer(text):
        if mark["closes"] and not depth:
            return True
        depth += 1 if mark["opens"] or not depth else -1
    return depth > 0


_PLAIN_MARKS = re.compile(
    r"(?P<opens>(?<![^\s(\[–—])\"(?=[^\s\"]))|(?P<closes>(?<=[^\s\"])\"(?![^\s)\]]))|\""
)
""""opens" has a space before it and none behind, "closes" the other way round; of others it cannot be told."""


_INCHES = re.compile(r"(?<=\d)['’′] ?\d{1,2}[\"”″]")
"""A height: 6'2" opens no quotation."""

SPEAKER_WORDS = 3
"""Words before a quotation from which on they may say who speaks, where no colon does: "The mayor called it"."""


def find_open_quotation(text: str, language: str = "en") -> str | None:
    """Return the mark that would close a quotation which a sentence opens, last and behind its speaker.

    None where there is no such quotation, or more than one mark is missing.
    """
    if _rules_of(language).marks or not broken_quotation(text):
        return None
    text = _hide_inches(text)
    closing = '"' if text.count('"') % 2 else "”"
    missing = text.count("“") - text.count("”") + text.count('"') % 2
    at = text.rfind("“" if closing == "”" else closing)
    opens = text[at - 1 : at] in (" ", "(", "—", "–") and not text[at + 1 : at + 2].isspace()
    unclosed = text.find(closing, at + 1) < 0 and at + 1 < len(text)
    before = text[:at].split()
    spoken = len(before) >= SPEAKER_WORDS or (len(before) > 1 and before[-1].endswith((":", ",")))
    return closing if missing == 1 and opens and unclosed and spoken else None


def _hide_inches(text: str) -> str:
    return _INCHES.sub(lambda height: " " * len(height[0]), text)


def pair_marks(text: str) -> str:
    """Return a text of the same length in which “ and " do not quote together: "Nobody came,” she said."""
    if "″" in text:
        text = _SECONDS.sub("”", text)
    if '"' not in text or ("“" not in text and "”" not in text):
        return text
    return _UNLIKE_MARKS.sub(lambda found: f"“{found[0][1:-1]}”", text)


_SECONDS = re.compile(r"(?<=[^\W\d])″")
_UNLIKE_MARKS = re.compile(r"(?<!\S)\"(?! )[^\"“”]+”|“[^\"“”]+\"(?!\w)")


def is_bare_quotation(text: str, language: str = "en") -> bool:
    """Whether a text is quotations and nothing else, so that nobody is named who says it."""
    bare, rules = text.strip(), _rules_of(language)
    if rules.marks:
        return rules.quoted.fullmatch(bare.rstrip(".!?…")) is not None
    bare = bare[:-1] if bare.endswith(("”.", '".')) else bare
    if len(bare) < 2 or bare[0] not in '“"' or bare[-1] not in '”"':
        return False
    return not {"”", '"'}.intersection(bare[1:-1]) or re.search(r"\w", _QUOTATIONS.sub("", bare)) is None


_QUOTATIONS = re.compile('“[^”]*”|"[^"]*"')


def find_unnamed_speaker(text: str) -> re.Match[str] | None:
    """Return the "he" of "…, he said" where nothing outside quotation marks before it names whom it stands for.

    What a quotation names is somebody the speaker speaks of, and so is whoever is named in what "he said" follows
    without marks. The pronoun is the group "pronoun".
    """
    if " he " not in text and " she " not in text:
        return None  # as in most sentences
    plain = hide_quotations(text)
    speaker = _SPEAKER.search(plain)
    if speaker is None or (speaker["bare"] and not _REPORTS_ALL.match(plain)):
        return None
    named = None if speaker["bare"] else _SINGULAR.search(plain, 0, speaker.start("pronoun"))
    return None if named else speaker


def hide_quotations(text: str) -> str:
    """Return a text of the same length in which the words of its quotations are blank."""
    return _QUOTED.sub(
        lambda found: f"{found[0][0]}{' ' * (len(found[0]) - 2)}{found[0][-1]}", pair_marks(text)
    )


SPEECH_VERBS = (
    "said says added adds told wrote writes continued explained tweeted noted warned insisted argued joked recalled "
    "concluded asked announced acknowledged declared remarked replied claimed stated suggested"
)
_SPEAKER = re.compile(
    rf"(?:[”\"]|(?P<bare>,)) (?P<pronoun>he|she) (?:(?:has|had|also|later|then) ){{0,2}}"
    rf"{_any_of(SPEECH_VERBS)}\b(?(bare)(?=[,.]))"
)
_REPORTS_ALL = re.compile(
    r"(?!(?:After|As|When|While|Before|If|Since|Although|Though|Because|Once|Until|In|On|At)\b)[^,;]*, s?he "
)
"""What "he said" stands behind is what he said, and no clause that leads up to it."""


def _speaks_in_person(text: str, rules: _Rules) -> bool:
    plain = rules.quoted.sub(" ", text)
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


def _has_loose_pronoun(text: str) -> bool:
    """Whether "they" comes before anything plural, or "he" before any name or person."""
    pronoun = _PRONOUN.search(text)
    if pronoun is None or _antecedents(pronoun).search(text, 0, pronoun.start()):
        return False
    return not _is_named_behind(pronoun, text)


def _is_named_behind(pronoun: re.Match[str], text: str) -> bool:
    """Whether a phrase or clause leads to somebody whose pronoun it has: "In his speech, Tom Alder said"."""
    opening = _LEADS_TO_SUBJECT.match(text)
    if opening is None or pronoun.span() != opening.span(opening.lastgroup or 0):
        return False
    subject = _SUBJECT.match(text, opening.end())
    if subject is None or not NO_PERSONS.isdisjoint(words := subject["name"].split()):
        return False
    if pronoun_of(subject["name"].strip(", "), "") == ("she" if pronoun[0] in ("he", "his") else "he"):
        return False
    # "In her speech, Norwick was called": one word and "was" may be a place
    return len(words) > 1 or opening["own"] is None or not text.startswith(("is ", "was "), subject.end() - 1)


_OTHERS_FOLLOW = _any_of(
    "death absence place side stead behalf leadership wake favou?r right left assistance help honou?r support backing",
    "successor back watch resignation departure removal trial hearing sentencing arraignment inquest funeral wedding",
)
"""What is one person's where the subject behind it is mostly another one: "After his death, Tom Alder took over"."""
_LEADS_TO_SUBJECT = compile_later(
    r"(?:(?:On|In|Last|Earlier|Late) [\w ]{1,20}, (?=in |on |during |at |as |while |after |before ))?"
    r"(?i:In|On|During|At|For|Throughout|With|Through|When|While|After|Before|As|Since|Although|Though|Despite|Once|Until|"
    r"By|Upon|Following|Because of|Besides|Ahead of|Days after|Hours after|Asked|According to)\b[^,;:“”\"]{0,80}?\b"
    r"(?:(?P<own>his|her)\b(?= [\w“\"])(?! (?:in|on|at|to|for|and|after|as)\b)"
    rf"(?! (?:\w+ )?{_OTHERS_FOLLOW}\b)|"
    r"(?P<subject>he|she)\b(?! (?:died|was killed|asked|and)\b))[^,;:]{0,150}, "
)
_CAPITALISED = r"[A-Z][\w.’-]*[\w.] "
_ACTS = _any_of(
    "has had is was will would could can may might did does also then later \\w+ed",
    "went took told made led ran began won became left got gave came saw kept met held found lost sought spoke wrote",
    SPEECH_VERBS,
)
_SUBJECT = compile_later(
    r"(?P<name>(?:(?!(?:but|and|so|yet|or|then|like|in|of|at|from|than|with|by|for|to|on|as|that)\b)[a-z-]+ ){0,5}"
    rf"(?:(?:{_CAPITALISED}){{2,5}}|(?:{_CAPITALISED}){{1,4}}[A-Z][\w’-]*\w, (?=who\b|an? |the |\d\d, |[a-z]+ed\b))|"
    rf"(?![A-Z]{{2,}} ){_CAPITALISED}(?={_ACTS}\b)|[A-Z][a-z]+, (?=\d\d, )|the Pope )"
    r"(?!(?:and|or|of|in|on|at|to|for|as)\b)[a-z\d]"
)
"""Somebody, by a name of several words, or by one who acts."""
NO_PERSONS = frozenset(
    """The A An It He She They We I In On At But And This That These Those White House Street Kremlin
    Pentagon Congress Parliament Senate Moscow Washington London Beijing Kyiv Kiev Brussels Paris Berlin
    Police Ministry Department Office Court Council Committee Government Administration Company Corp Inc
    University Times Post Reuters News Press Agency Union Nations States Bank Party Associated Lines Airlines
    Airways Group Motors Holdings Corporation Industries Systems Partners Technologies Foundation Institute
    Association Hospital Club Team League Board Authority Bureau Trust Society Museum College School Church
    Energy Oil Gas Steel Foods Media Studios Records Network Networks Capital Insurance Services Brothers
    Sons""".split()
)
"""Words of a name that is nobody's."""


def find_singular(text: str) -> re.Match[str] | None:
    """Return the first words of a text that "he" or "she" may stand for, None where there are none."""
    return _SINGULAR.search(text)


def has_antecedent(before: str, text: str, language: str = "en") -> bool:
    """Whether a text names what the first pronoun of the next one can stand for, or there is no pronoun.

    Where pronouns are not looked at, the sentence before is taken to name it, as it does for the source's readers.
    """
    if not _rules_of(language).pronouns:
        return True
    pronoun = _PRONOUN.search(text)
    return pronoun is None or bool(_antecedents(pronoun).search(before))


def _antecedents(pronoun: re.Match[str]) -> re.Pattern[str]:
    return _PLURAL if pronoun["plural"] else _SINGULAR
