"""Ties a sentence to what it leans on: the person behind "he", the date behind "on Tuesday".

A brief takes sentences out of their articles, so each must stand alone. What a reader would need is added
in square brackets behind the word that needs it; a name cites the sentence it is taken from, a date comes
from the article's own date. Where that cannot be done surely, the sentence is told together with the one
before it, or not at all: a wrong name is worse than a missing sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from summarizer.lexicon import MONTHS, WEEKDAYS
from summarizer.records import Article, Sentence

# what leans


_QUOTE = r"[\"“‘'(\[\s]*"
_JOINT = r"(?:(?:but|and|so|yet|or|nor|then|now|still|also)\b,?\s+)?"
_IMPERSONAL = (
    r"(?:clear|unclear|likely|unlikely|possible|impossible|certain|uncertain|unknown|known|believed|thought|"
    r"estimated|expected|feared|hoped|time|important|difficult|hard|easy|understood|too (?:early|soon)|"
    r"immediately clear|the (?:first|second|third|latest|largest|biggest|worst) )"
)
_LEANING_STARTS = tuple(
    (re.compile("^" + opening + pattern, re.IGNORECASE), reason)
    for opening, pattern, reason in (
        (
            _QUOTE + _JOINT,
            r"(?:he|she|him|his|her|hers|they|their|them|theirs|its)\b",
            "begins with a pronoun",
        ),
        (
            _JOINT,
            r"it\b(?!(?:['’]s|\s+(?:is|was|will be|has been|would be|remains|seems|appears))"
            rf"\s+(?:not\s+)?(?:yet\s+)?(?:also\s+)?{_IMPERSONAL})",
            "begins with a pronoun",
        ),
        (
            _JOINT,
            r"(?:this|these|those|that)\b(?!\s+(?:year|week|month|morning|evening|afternoon|summer|winter|"
            r"spring|autumn|fall|who|close|familiar|involved|in|with|from|affected|killed|arrested)\b)",
            "points back",
        ),
        (
            _JOINT,
            r"(?:such|others|both|the (?:former|latter|other|others|same|pair|two|trio|duo)|neither|either|each|"
            r"(?:some|many|most|none|all|one) of (?:them|these|those)|another(?= (?:said|was|is|one|of)\b))\b"
            r"(?! (?:as|of the|[A-Z]))",
            "points back",
        ),
        (
            _JOINT,
            r"the (?:move|decision|announcement|step|change|changes|measure|measures|news|statement|comments?|"
            r"remarks|findings?|results?|increase|rise|fall|drop|delay|developments?|allegations?|claims?|"
            r"incident|policy|proposal|process|man|woman|boy|girl|couple|document|letter|post|tweet|video)\b"
            r"(?! (?:of|to|that|by|in|for|on|at|who|from|about|with)\b)",
            "points back",
        ),
        (
            "",
            r"(?:however|moreover|furthermore|instead|nevertheless|nonetheless|therefore|thus|hence|"
            r"consequently|in addition,|in response,|as a result,|for example|for instance|in other words|"
            r"on the other hand|in contrast,|by contrast|similarly|likewise|otherwise|afterwards?|"
            r"there(?! (?:is|are|was|were|has|have|had|will|would|may|might|could|can|remains?)\b)|here|"
            r"in turn|indeed|in fact|after that|before that|at the time,|at that time|that said|even so|"
            r"(?:only|just|some|a few|several)?\s*(?:\w+\s)?(?:days|hours|weeks|months|minutes|moments) (?:later|earlier|"
            r"afterwards|before that)|(?:soon|shortly) (?:after|before)(?:wards)?,?|the (?:next|same|following) (?:day|"
            r"week|month|night|morning)|additionally|finally|secondly|thirdly|specifically|then|or|nor|so|because of (?:this|that))\b",
            "continues the sentence before it",
        ),
        (_JOINT, r"(?:i|we|my|our|you|your)\b", "speaks in the first or second person"),
    )
)
_ABOUT_REPORTING = re.compile(
    r"\b(?:first reported|(?:did not|didn['’]t) (?:immediately )?(?:respond|return|reply)|declined to comment|"
    r"requests? (?:for|to) comment|contributed to this report|could not (?:immediately )?be reached)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"\b(?:(?P<plural>they|their|them|theirs)|(?:he|she|him|his|her|hers))\b(?!['’]s? or )", re.IGNORECASE
)
_PLURAL = re.compile(
    r"\b(?!(?:days|weeks|months|years|hours|minutes|times|has|was|does|is|his|this|its|as|us)\b)[a-z]{2,}(?<!s)s\b|\band\b|\b(?:people|police|men|women|children|"
    r"everyone|someone|anyone|nobody|team|family|staff|public|couple|crew|group|[A-Z][a-z]{2,}(?:ans|ians|ese|ers|ists|is))\b"
)
_SINGULAR = re.compile(
    r"\b(?!(?:In|On|At|The|A|An|As|After|Before|When|While|But|And|For|From|With|By|It|If|Since|During|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|"
    r"Wednesday|Thursday|Friday|Saturday|Sunday|According|Although|Despite|Under|Last|This|That|Asked|Speaking|Earlier|Later|Once|Because|Though)\b)[A-Z][\w’'-]+|"
    r"\b(?:man|woman|boy|girl|president|minister|mother|father|son|daughter|wife|husband|official|officer|"
    r"spokes\w+|leader|player|driver|student|teacher|king|queen|pope|mayor|judge|lawyer|attorney|doctor|"
    r"victim|suspect|person|someone|everyone|actor|actress|singer|coach|senator|governor|author|resident)\b"
)
_FIRST_PERSON = re.compile(r"(?<![\w.&-])(?:I(?![\w.&-])|we|We|my|our|me|us|you|your)\b")


def leaning_reason(text: str) -> str | None:
    """Return why a sentence does not stand alone, or None where it does."""
    if broken_quotation(text):
        return IN_QUOTATION
    for pattern, reason in _LEANING_STARTS:
        if pattern.match(text):
            return reason
    if _ABOUT_REPORTING.search(text) and len(text.split()) < 30:
        return "is about the reporting, not about the event"
    if text.rstrip('”"’ ').endswith("?"):
        return "is a question"
    if _is_bare_quotation(text):
        return "is a quotation whose speaker it does not name"
    if _speaks_in_person(text):
        return "speaks in the first or second person"
    if _has_loose_pronoun(text):
        return "has a pronoun for what it does not name"
    return None


def _has_loose_pronoun(text: str) -> bool:
    """Whether "they" comes before anything plural, or "he" before any name or person."""
    pronoun = _PRONOUN.search(text)
    if not pronoun:
        return False
    before = text[: pronoun.start()]
    if pronoun["plural"]:
        return not _PLURAL.search(before)
    return not _SINGULAR.search(before)


IN_QUOTATION = "is part of a longer quotation"

UNFIT = (
    "is about the reporting, not about the event",
    "is a question",
    "speaks in the first or second person",
)
"""Reasons that the sentence before does not mend."""


def broken_quotation(text: str) -> bool:
    """Whether a quotation opens without closing, or closes without opening."""
    if text.count("“") != text.count("”"):
        return True
    return text.count('"') % 2 == 1


def _is_bare_quotation(text: str) -> bool:
    bare = text.strip()
    if not bare or bare[0] not in '“"' or bare[-1] not in '”"':
        return False
    inner = bare[1:-1]
    return "”" not in inner and '"' not in inner


def _speaks_in_person(text: str) -> bool:
    outside = re.sub(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’(?=\W|$)", " ", text)
    return bool(_FIRST_PERSON.search(re.sub(r"\bUS\b|\bU\.S\.", "", outside)))


# passages


@dataclass(frozen=True, slots=True)
class Insertion:
    """Words added in square brackets.

    Attributes:
        at: where in the passage's verbatim words they go, behind a space.
        words: what stands between the brackets.
        source: the sentence a name is taken from; None for a date, which comes from `Article.published`.
    """

    at: int
    words: str
    source: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, or two that belong together, as a brief can tell it.

    Attributes:
        sentences: verbatim, in the order of their article.
        insertions: ascending by place.
        leaning: why it still does not stand alone; None where it does.
    """

    sentences: tuple[Sentence, ...]
    insertions: tuple[Insertion, ...] = ()
    leaning: str | None = None

    @property
    def verbatim(self) -> str:
        """The sources' own words."""
        return " ".join(sentence.text for sentence in self.sentences)

    @property
    def text(self) -> str:
        """The sources' own words with what was added in square brackets."""
        pieces, last, verbatim = [], 0, self.verbatim
        for insertion in self.insertions:
            pieces += [verbatim[last : insertion.at], f" [{insertion.words}]"]
            last = insertion.at
        return "".join(pieces) + verbatim[last:]


def anchor_sentence(sentence: Sentence, own: Sequence[Sentence], article: Article) -> Passage:
    """Make a sentence stand alone where that can be done surely.

    Args:
        sentence: the sentence to tell.
        own: all sentences of its article, in order.
        article: the article it stands in, for its date.

    Returns:
        A passage whose `leaning` is None, or the reason why it cannot be told.
    """
    dates = anchor_dates(sentence.text, article.published)
    leaning = leaning_reason(sentence.text)
    if leaning is None or leaning in UNFIT:
        return Passage((sentence,), dates, leaning)
    before = own[max(sentence.index - 4, 0) : sentence.index]
    named = _name_pronoun(sentence, before)
    if named is not None:
        return Passage((sentence,), _in_order(named, *dates))
    after = own[sentence.index + 1 : sentence.index + 2]
    return (
        _pair_sentences([*before[-1:], sentence], before[:-1], article)
        or (leaning == IN_QUOTATION and _pair_sentences([sentence, *after], before, article))
        or Passage((sentence,), dates, leaning)
    )


PAIR_WORDS = 55
"""Two sentences told as one statement are at most this long: longer ones are a paragraph, not a statement."""


def _pair_sentences(pair: Sequence[Sentence], before: Sequence[Sentence], article: Article) -> Passage | None:
    if len(pair) < 2 or pair[1].paragraph - pair[0].paragraph > 1:
        return None
    joined = " ".join(sentence.text for sentence in pair)
    if broken_quotation(joined) or len(joined.split()) > PAIR_WORDS:
        return None
    if broken_quotation(pair[0].text) and _is_bare_quotation(joined):
        return None
    dates = anchor_dates(joined, article.published)
    if leaning_reason(pair[0].text) in (None, IN_QUOTATION):
        return Passage(tuple(pair), dates)
    named = _name_pronoun(pair[0], before)
    return Passage(tuple(pair), _in_order(named, *dates)) if named else None


def _in_order(*insertions: Insertion) -> tuple[Insertion, ...]:
    return tuple(sorted(insertions, key=lambda insertion: insertion.at))


# names

_HONORIFIC = (
    r"(?:President|Vice President|President-elect|Prime Minister|Chancellor|Premier|Governor|Gov\.|Senator|Sen\.|"
    r"Rep\.|Representative|Congressman|Congresswoman|Secretary|Minister|Mayor|Judge|Justice|Sheriff|Chief|"
    r"Captain|Capt\.|General|Gen\.|Colonel|Col\.|Lieutenant|Lt\.|Sergeant|Sgt\.|Detective|Officer|King|Queen|"
    r"Prince|Princess|Pope|Bishop|Archbishop|Cardinal|Rev\.|Dr\.?|Mr\.?|Mrs\.?|Ms\.?|Sir|Lord|Lady|Dame|"
    r"Professor|Prof\.|Ambassador|Spokesman|spokesman|Spokeswoman|spokeswoman|spokesperson|leader|"
    r"director|chairman|chairwoman|coach|actor|actress|singer|author)"
)
_PERSON_NAME = r"(?P<name>[A-Z][\w’'-]+(?:\s+(?:de|van|von|der|al|bin|el|la|di|da)?\s?[A-Z][\w’'.-]+){0,3})"
_PERSONS = (
    re.compile(rf"\b{_HONORIFIC}\s+{_PERSON_NAME}"),
    re.compile(rf"(?<![\w’'-]){_PERSON_NAME}(?:,\s+\d\d,)"),
    re.compile(
        rf"(?<![\w’'-]){_PERSON_NAME}\s+(?:said|says|told|added|wrote|tweeted|argued|explained|warned|insisted)\b"
    ),
)
_SUBJECT_PRONOUN = re.compile(r"^[\"“‘]?(?P<pronoun>He|She)\b(?!['’])")
_NOT_PERSONS = frozenset(
    """The A An It He She They We I In On At But And This That These Those White House Street Kremlin
    Pentagon Congress Parliament Senate Moscow Washington London Beijing Kyiv Kiev Brussels Paris Berlin
    Police Ministry Department Office Court Council Committee Government Administration Company Corp Inc
    University Times Post Reuters News Press Agency Union Nations States Bank Party Associated""".split()
)


def find_persons(text: str) -> list[tuple[int, str]]:
    """Return where each person is named in a sentence, and the name; only where the sentence makes it sure."""
    found = {}
    for pattern in _PERSONS:
        for match in pattern.finditer(text):
            name = re.sub(r"[’']s$", "", match["name"]).strip(" .")
            if not _NOT_PERSONS.intersection(name.split()):
                found[match.start("name")] = name
    return sorted(found.items())


def _name_pronoun(sentence: Sentence, before: Sequence[Sentence]) -> Insertion | None:
    pronoun = _SUBJECT_PRONOUN.match(sentence.text)
    if not pronoun or broken_quotation(sentence.text):
        return None
    expected = sentence.index - 1
    for earlier in reversed(before[-3:]):
        if earlier.index != expected:
            return None
        persons = find_persons(earlier.text)
        surnames = {name.split()[-1] for _, name in persons}
        if len(surnames) > 1:
            return None
        if surnames:
            name = max((name for _, name in persons), key=len)
            return Insertion(pronoun.end("pronoun"), name, earlier)
        if not _SUBJECT_PRONOUN.match(earlier.text):
            return None
        expected -= 1
    return None


# dates

_WEEKDAY = re.compile(
    rf"(?<![-\w])(?P<last>[Ll]ast )?(?P<day>{'|'.join(day.title() for day in WEEKDAYS)})\b(?!['’-]|\s*,?\s*\(?\d|\s*,?\s+(?:the\s+)?\d|"
    rf",?\s+(?:{'|'.join(month.title()[:3] for month in MONTHS)})|"
    r"\s+(?:Times|Night|Mail|Express|Mirror|Telegraph|Post|Herald|Service|Mass|Review|Magazine|\[))"
)
_CAPITAL_BEFORE = re.compile(
    r"(?:\b(?!On |By |Late |Early |Since |Until |From |Last |Next |This )[A-Z][\w’'-]+|\d|,\s*\d{4})\s$"
)
_FUTURE_BEFORE = re.compile(
    r"\b(?:will|shall|due|set|scheduled|expected|planned|plans?|hopes?|intends?|upcoming|coming|next|by|until|"
    r"before|would|could|may|might|should|must)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_YESTERDAY = re.compile(
    r"\b[Yy]esterday\b(?!['’]|,? (?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday))"
)
_TODAY = re.compile(r"\bthis (?:morning|afternoon|evening)\b|(?<=\s)today(?= \w+ed\b)|(?<=\w{2}ed )today\b|(?<=said )today\b|(?<=told )today\b")
_YEAR = re.compile(r"\b(?P<which>[Ll]ast|[Nn]ext) year\b(?!['’])")


@lru_cache(maxsize=4_096)
def anchor_dates(text: str, published: str | None) -> tuple[Insertion, ...]:
    """Return the dates behind "on Tuesday", "yesterday", "last year", seen from the day of publication.

    A weekday is the last one up to that day, unless the words before it look ahead: what could be meant
    either way is left alone.
    """
    if not published:
        return ()
    day = date.fromisoformat(published[:10])
    found = [*_weekdays(text, day), *_near_days(text, day)]
    found += [
        Insertion(match.end(), str(day.year + (1 if match["which"].lower() == "next" else -1)))
        for match in _YEAR.finditer(text)
    ]
    return _in_order(*found)


def _weekdays(text: str, published: date) -> list[Insertion]:
    found = []
    for match in _WEEKDAY.finditer(text):
        before = text[: match.start()]
        if _FUTURE_BEFORE.search(before) or (before and _CAPITAL_BEFORE.search(before)):
            continue
        back = (published.weekday() - WEEKDAYS.index(match["day"].lower())) % 7
        if match["last"] and back == 0:
            back = 7
        found.append(Insertion(match.end(), spell_date(published - timedelta(days=back), published)))
    return found


def _near_days(text: str, published: date) -> list[Insertion]:
    yesterday = published - timedelta(days=1)
    return [
        Insertion(match.end(), spell_date(day, published))
        for pattern, day in ((_YESTERDAY, yesterday), (_TODAY, published))
        for match in pattern.finditer(text)
    ]


def spell_date(day: date, seen_from: date) -> str:
    """Return "17 November", with the year where it is another than that of `seen_from`."""
    spelled = f"{day.day} {MONTHS[day.month - 1].title()}"
    return spelled if day.year == seen_from.year else f"{spelled} {day.year}"
