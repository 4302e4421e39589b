"""Tells what a pronoun can stand for, by what its sentence names before it.

English only. What is taken for somebody too readily leaves a "he" that nobody is named for; what is not seen keeps a
sentence from being told.
"""

from __future__ import annotations

import re

from summarizer.givennames import pronoun_of
from summarizer.languages import OTHERS
from summarizer.patterns import any_word, compile_later
from summarizer.quotations import hide_quotations

_PRONOUN = re.compile(
    rf"(?=[hst])\b(?:(?P<plural>{any_word('they their them theirs')})|{any_word('he she him his her hers')})\b",
    re.IGNORECASE,
)
_NOT_PLURAL = any_word("days weeks months years hours minutes times has was does is his this its as us")
_ORGANISATION = any_word(
    "government ministry mission committee council agency company army military party community network federation",
    "firm campaign organi[sz]ation association union jury panel board audience crowd club league band coalition",
    "alliance charity",
)
_GROUP = any_word(
    "Democrats Republicans Conservatives Liberals Catholics Protestants Muslims Jews Hindus Sikhs Latinos Arabs Kurds",
    "Turks Greeks Poles Swedes Danes Finns Serbs Czechs Brits Scots Tories Marines",
)
_PLURAL = re.compile(
    rf"^\W*(?!(?:{_NOT_PLURAL}|This|His|Its|As|Yes|Perhaps|Thus|Besides|Always)\b)[A-Z][a-z]+(?<!s)s\b|"
    r"[Tt]he (?:[A-Z][a-z]+ ){0,2}[A-Z][a-z]+(?<!s)[sx]\b|"
    rf"\b(?!{_NOT_PLURAL}\b)[a-z]{{2,}}(?<!s)s\b|\band\b|"
    rf"\b{any_word('[Pp]olice [Pp]eople [Mm]en [Ww]omen [Cc]hildren everyone someone anyone nobody')}\b|"
    r"\b(?:team|family|staff|public)\b|"
    r"\b(?:couple|pair|duo|trio|crew|group|[A-Z][a-z]{2,}(?:ans|ians|ese|ers|ists|is))\b|"
    rf"\b(?:[A-Z]{{2,5}}|{_ORGANISATION}|{_GROUP})\b"
)
_NOT_NAME = any_word(
    "I We You They He She It's Our My Your Their His Her Its Officers Police Officials",
    "In On At The A An As After Before When While But And For From With By It If Since During According",
    "Although Despite Under Last This That Asked Speaking Earlier Later Once Because Though January February",
    "March April May June July August September October November December Monday Tuesday Wednesday Thursday",
    "Friday Saturday Sunday",
)
PERSON = any_word(
    r"man woman boy girl president minister mother father son daughter wife husband official officer spokes\w+",
    "leader player driver student teacher king queen pope mayor judge lawyer attorney doctor victim suspect",
    "person someone everyone actor actress singer coach senator governor author resident",
)
"""Words for somebody."""
ROLE = rf"{PERSON}|[a-z]+(?:er|or|ist|ian|man|woman|date|dent|chief|aide|ally|expert|scholar|priest|chair|analyst)"
"""What somebody is, as a word beside their name says."""
_NOT_BEHIND_PLACES = "".join(
    rf"(?<!\b[{word[0]}{word[0].upper()}]{word[1:]} )" for word in "in at from near across outside".split()
)
"""A name behind one of these is a place's, and no "he"."""
_SINGULAR = re.compile(
    rf"{_NOT_BEHIND_PLACES}\b(?!{_NOT_NAME}\b|[A-Z]{{2,}}\b)[A-Z][\w’'-]+|\b{PERSON}\b|"
    r"\b[Tt]he (?:\w+ )?(?:[a-z]+(?:er|or|ist|ian|ee|man|woman)|champion)\b"
)


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


SPEECH_VERBS = (
    "said says added adds told wrote writes continued explained tweeted noted warned insisted argued joked recalled "
    "concluded asked announced acknowledged declared remarked replied claimed stated suggested"
)
_SPEAKER = re.compile(
    rf"(?:[”\"]|(?P<bare>,)) (?P<pronoun>he|she) (?:(?:has|had|also|later|then) ){{0,2}}"
    rf"{any_word(SPEECH_VERBS)}\b(?(bare)(?=[,.]))"
)
_REPORTS_ALL = re.compile(
    r"(?!(?:After|As|When|While|Before|If|Since|Although|Though|Because|Once|Until|In|On|At)\b)[^,;]*, s?he "
)
"""What "he said" stands behind is what he said, and no clause that leads up to it."""


def has_loose_pronoun(text: str) -> bool:
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


_OTHERS_FOLLOW = any_word(
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
_ACTS = any_word(
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
    if language in OTHERS:
        return True
    pronoun = _PRONOUN.search(text)
    return pronoun is None or bool(_antecedents(pronoun).search(before))


def _antecedents(pronoun: re.Match[str]) -> re.Pattern[str]:
    return _PLURAL if pronoun["plural"] else _SINGULAR
