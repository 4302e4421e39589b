"""Finds the names of a statement, and whether its evidence has them; and its months, weekdays and days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from summarizer.checking.words import Evidence, Word, read_words, squeeze
from summarizer.lexicon import MONTHS, STOP_WORDS, WEEKDAYS
from summarizer.records import Span, Uncarried

_MONTH_OF = (
    {month: month for month in MONTHS} | {month[:3]: month for month in MONTHS} | {"sept": "september"}
)
_WEEKDAY_OF = {day: day for day in WEEKDAYS} | {day[:3]: day for day in WEEKDAYS}
_WEEKDAY_OF |= {f"{day}s": day for day in WEEKDAYS} | {"tues": "tuesday", "thurs": "thursday"}

_NEAR_DAYS = frozenset(
    """yesterday today tonight tomorrow overnight morning afternoon evening midnight noon dawn dusk weekend
    spring autumn winter christmas easter""".split()
)
_RELATIVE = {
    "last": "last", "past": "last", "previous": "last", "next": "next", "coming": "next", "following": "next",
    "upcoming": "next", "this": "this", "earlier": "last", "later": "next",
}  # fmt: skip
_PERIODS = frozenset("day week weekend month year decade century night season quarter summer".split())

_TITLES = frozenset(
    """mr mrs ms miss mx dr sir madam lord lady dame i i'm i'll i've i'd a.m p.m am pm tv ok the president mister
    of and for""".split()
)
"""Capitalised words that name nobody."""

_OPENERS = frozenset(
    """former police officials authorities meanwhile yesterday later earlier new top senior local several many two
    three residents protesters lawmakers leaders critics experts researchers scientists doctors students workers
    prosecutors investigators firefighters rescuers troops soldiers rebels voters shares stocks nearly almost
    around about more less most some every each another such both all however despite although though while when
    after before since until because if as at by in on under over with without during following among amid like
    unlike plus even still yet now today tonight there here then thus also just only not no none yes people men
    women children government parliament congress president prime actor actress singer rapper footballer striker
    teenager mother father parents family families veteran chief striking heavy high low big small young old
    british american french german chinese russian first second third last next early late federal state national
    international global world public private foreign military civil human social political economic financial
    media news sources officers crews emergency fire traffic rain snow temperatures prices sales profits
    investors analysts teachers nurses drivers passengers victims survivors relatives friends neighbours
    neighbors witnesses judges jurors lawyers attorneys""".split()
)
"""Words that open a sentence of news with a capital letter and are no names, beside function words."""

_NAME_VERBS = frozenset(
    """said says has had is was will would can could may might told did does wants plans won lost died""".split()
)

_DIRECTIONS = frozenset("north south east west new northern papua".split())
_DIRECTED = frozenset(
    """@korea @sudan dakota carolina virginia ossetia york zealand jersey hampshire orlean timor @africa guinea
    ireland""".split()
)
"""Names of other places where the direction before them is left out."""


def find_names(words: Sequence[Word], cased: bool) -> list[int]:
    """Return the places of words that are names, or parts of them.

    Args:
        words: of a statement.
        cased: whether capital letters tell names from other words in it.
    """
    found = []
    for at, word in enumerate(words):
        if not word.capital or (word.form in STOP_WORDS and word.key != "@us") or word.form in _TITLES:
            continue
        if (
            not cased
            or is_date_word(word)
            or (at and len(word.form) == 1 and words[at - 1].form[0].isdigit())
        ):
            continue
        if not word.initial or _opens_with_name(words, at):
            found.append(at)
    return found


def _opens_with_name(words: Sequence[Word], at: int) -> bool:
    """Whether the first word of a sentence, whose capital letter says nothing, is a name all the same."""
    word = words[at]
    if word.key.startswith("@") or not word.form.isalpha():
        return True
    if word.form in _OPENERS or word.form.endswith(("ly", "ing")) or at + 1 >= len(words):
        return False
    follows = words[at + 1]
    if follows.clause != word.clause or follows.form in _OPENERS:
        return False
    if follows.capital and follows.form not in STOP_WORDS:
        return not is_date_word(follows) and not word.form.endswith("ed")
    return follows.form in _NAME_VERBS and not word.form.endswith("s")


def is_date_word(word: Word) -> bool:
    """Whether a word is a capitalised month or weekday."""
    return word.form in _MONTH_OF or (word.form in _WEEKDAY_OF and len(word.form) > 3)


def is_cased(words: Sequence[Word], text: str) -> bool:
    """Whether a text is neither SHOUTED nor Written Like A Headline, so that its capital letters tell names."""
    content = [word for word in words if word.form not in STOP_WORDS and word.form[0].isalpha()]
    if len(content) < 4:
        return not text.isupper()
    return sum(word.capital for word in content) <= 0.9 * len(content)


def check_names(words: Sequence[Word], text: str, evidence: Evidence) -> Iterator[Uncarried]:
    """Yield the names of a statement that its evidence does not have, each run of them as one."""
    places = find_names(words, is_cased(words, text))
    missing = [at for at in places if not name_is_carried(words, at, evidence)]
    for start, end in _runs(missing):
        yield Uncarried(words[start].start, words[end].end, "name")
    for one, other in pairwise(places):
        if other == one + 1 and not {one, other} & set(missing) and _mixes_names(words, one, evidence):
            yield Uncarried(words[one].start, words[other].end, "name")
    for at in places:
        if _lost_direction(words, at, evidence):
            yield Uncarried(words[at].start, words[at].end, "name")


def _runs(places: Sequence[int]) -> Iterator[Span]:
    start = previous = None
    for at in places:
        if previous is None or at != previous + 1:
            if start is not None and previous is not None:
                yield start, previous
            start = at
        previous = at
    if start is not None and previous is not None:
        yield start, previous


def name_is_carried(words: Sequence[Word], at: int, evidence: Evidence) -> bool:
    """Whether a name's word stands in the evidence, however it is cased, spelled in full or by initials."""
    word = words[at]
    if word.form in evidence.forms or word.key in evidence.keys:
        return True
    if word.form in evidence.joined or (len(word.form) > 5 and squeeze(word.form) in evidence.squeezed):
        return True
    if len(word.form) < 7 and _abbreviates_any(word, evidence):
        return True
    if word.form in _QUARTERS and _QUARTERS[word.form] in evidence.forms and "quarter" in evidence.forms:
        return True
    if len(word.form) < 7 and word.form in evidence.initials:
        return True
    return _spells_out(words, at, evidence) or _joins(words, at, evidence)


_QUARTERS = {"q1": "first", "q2": "second", "q3": "third", "q4": "fourth"}


def _joins(words: Sequence[Word], at: int, evidence: Evidence) -> bool:
    """Whether the evidence writes this word and its neighbour as one."""
    form = words[at].form
    beside = [words[at - 1].form + form] if at else []
    beside += [form + words[at + 1].form] if at + 1 < len(words) else []
    return any(joined in evidence.forms for joined in beside)


def _abbreviates_any(word: Word, evidence: Evidence) -> bool:
    """Whether the word is short for a name of the evidence ("Calif."), letters in their order."""
    return any(
        other.capital and len(other.form) > len(word.form) + 2 and _is_short_for(word.form, other.form)
        for other in evidence.words
        if other.form[0] == word.form[0] and 1 < len(word.form) <= 5
    )


def _is_short_for(short: str, form: str) -> bool:
    letters = iter(form)
    begins = 1 if not set("aeiou") & set(short[1:]) else 2
    return form.startswith(short[:begins]) and all(letter in letters for letter in short)


def _spells_out(words: Sequence[Word], at: int, evidence: Evidence) -> bool:
    """Whether the word belongs to a name that the evidence gives by its initials ("WHO"), or by a short form."""
    first = at
    while first and (words[first - 1].capital or words[first - 1].form in ("of", "and", "for", "the")):
        first -= 1
    for start in range(first, at + 1):
        short = full = ""
        for place in range(start, min(start + 8, len(words))):
            linking = words[place].form in ("of", "and", "for", "the")
            if not words[place].capital and not linking:
                break
            full += words[place].form[0]
            short += "" if linking else words[place].form[0]
            if place >= at and len(short) > 1 and (short in evidence.forms or full in evidence.forms):
                return True
    return any(
        other.form != words[at].form and len(other.form) <= 5 and _is_short_for(other.form, words[at].form)
        for text, sentence in zip(evidence.texts, evidence.sentences, strict=True)
        for other in sentence
        if other.capital and other.form[0] == words[at].form[0] and text[other.end : other.end + 1] == "."
    )


def _mixes_names(words: Sequence[Word], at: int, evidence: Evidence) -> bool:
    """Whether two words that stand together belong to two names of the evidence: "Joe Obama"."""
    one, other = words[at], words[at + 1]
    if one.key.startswith("@") or other.key.startswith("@") or {one.form, other.form} & _OFFICES:
        return False
    if one.clause != other.clause or _stand_together(one.form, other.form, evidence):
        return False
    behind, before = _neighbours(evidence, one.form, 1), _neighbours(evidence, other.form, -1)
    if not behind or not before or "" in behind:
        return False
    return "" not in before or (len(evidence.texts) <= FEW and other.form not in evidence.lower)


FEW = 8
"""Of no more sentences than this, each name is looked at closely; a whole document puts names in more ways."""


_OFFICES = frozenset(
    """ceo cfo chairman chairwoman chief president minister mayor coach captain manager director secretary spokesman
    spokeswoman star actor actress singer senator sen gov governor rep judge justice professor general king queen
    prince princess pope striker defender midfielder goalkeeper founder owner boss head leader vice executive
    commissioner ambassador attorney sheriff officer""".split()
)
"""Words that stand before any name, capitalised or not."""


def _stand_together(first: str, second: str, evidence: Evidence) -> bool:
    """Whether two words stand in one run of capitalised words of the evidence, in this order."""
    for sentence in evidence.sentences:
        for at, word in enumerate(sentence):
            if word.form != first:
                continue
            for later in sentence[at + 1 : at + 6]:
                if later.form == second:
                    return True
                if not later.capital or later.clause != word.clause:
                    break
    return False


def _neighbours(evidence: Evidence, form: str, step: int) -> set[str]:
    """Return the names right behind (1) or before (-1) each place of a name; "" where there is none."""
    found = set()
    for text, sentence in zip(evidence.texts, evidence.sentences, strict=True):
        for at, word in enumerate(sentence):
            if word.form != form:
                continue
            beside = sentence[at + step] if 0 <= at + step < len(sentence) else None
            if beside is None or not beside.capital or not word.capital or beside.form in STOP_WORDS:
                found.add("")
                continue
            one, other = (word, beside) if step == 1 else (beside, word)
            together = text[one.end : other.start] == " " and text[one.start : one.end][-2:] not in (
                "'s",
                "’s",
            )
            found.add(beside.form if together and other.capital else "")
    return found


def _lost_direction(words: Sequence[Word], at: int, evidence: Evidence) -> bool:
    """Whether "Korea" is all that is left of the evidence's "North Korea"."""
    word = words[at]
    if word.key not in _DIRECTED or (at and words[at - 1].form in _DIRECTIONS):
        return False
    before = [
        sentence[place - 1].form if place else ""
        for sentence in evidence.sentences
        for place, other in enumerate(sentence)
        if other.key == word.key
    ]
    return bool(before) and all(form in _DIRECTIONS for form in before)


# dates


def check_dates(words: Sequence[Word], text: str, evidence: Evidence) -> Iterator[Uncarried]:
    """Yield the months, weekdays, days and relative dates of a statement that its evidence does not have."""
    shouted = text.isupper()
    for at, word in enumerate(words):
        if word.capital and not shouted and (word.form in _MONTH_OF or word.form in _WEEKDAY_OF):
            if _is_calendar_word(words, at) and not _calendar_is_carried(words, at, evidence):
                yield Uncarried(word.start, word.end, "date")
        elif word.form in _NEAR_DAYS:
            if word.form not in evidence.forms and word.key not in evidence.keys:
                yield Uncarried(word.start, word.end, "date")
        elif at and word.key in _PERIODS and words[at - 1].form in _RELATIVE:
            before = words[at - 1].form
            if not _period_is_carried(word, before, evidence):
                yield Uncarried(words[at - 1].start, word.end, "date")


def _is_calendar_word(words: Sequence[Word], at: int) -> bool:
    """Whether "May", "March", "Sun" or "Mar" is a date here: not at the start of a sentence, or beside a number."""
    word = words[at]
    if len(word.form) > 5 or word.form in ("june", "july", "april"):
        return word.form not in ("august", "june", "april") or _beside_date(words, at)
    return not word.initial and (
        word.form in ("may", "march") or len(word.form) > 3 or _beside_number(words, at)
    )


def _beside_number(words: Sequence[Word], at: int) -> bool:
    return any(word.form[0].isdigit() for word in (*words[max(at - 1, 0) : at], *words[at + 1 : at + 2]))


def _beside_date(words: Sequence[Word], at: int) -> bool:
    """Whether the name of a month is one, not a person: no other name beside it."""
    beside = (*words[max(at - 1, 0) : at], *words[at + 1 : at + 2])
    return not any(word.capital and not word.initial and not word.form.isdigit() for word in beside)


def _calendar_is_carried(words: Sequence[Word], at: int, evidence: Evidence) -> bool:
    """Whether the evidence has this month or weekday, a month with the same day of the month."""
    form = words[at].form
    month = _MONTH_OF.get(form)
    if month is None:
        day = _WEEKDAY_OF[form]
        return any(_WEEKDAY_OF.get(other) == day for other in evidence.forms)
    own = _days_beside(words, at)
    given = [
        _days_beside(sentence, place)
        for sentence in evidence.sentences
        for place, word in enumerate(sentence)
        if _MONTH_OF.get(word.form) == month
    ]
    return bool(given) and (not own or any(own & days or not days for days in given))


def _days_beside(words: Sequence[Word], at: int) -> frozenset[str]:
    beside = (*words[max(at - 2, 0) : at], *words[at + 1 : at + 4])
    return frozenset(word.form for word in beside if word.form.isdigit() and len(word.form) <= 2)


def _period_is_carried(period: Word, relative: str, evidence: Evidence) -> bool:
    which = _RELATIVE[relative]
    seen: set[str] = set()
    for sentence in evidence.sentences:
        for at, word in enumerate(sentence):
            if word.key == period.key:
                around = (*sentence[max(at - 3, 0) : at], *sentence[at + 1 : at + 2])
                seen.update(_RELATIVE.get(other.form, "") for other in around)
    return which in seen


# quotations

_OPEN_MARK = re.compile(r"[“«„]|``|(?<![\w.,!?…’'”\"])[\"‘'](?=[\w\[…$£€.-])")
_CLOSING = re.compile(r"(?<=[\w.,!?…])(?:\"|”)|(?<=[.,!?…])\s(?:\"|”)(?=\s*$)")
_CLOSE_MARK = {"“": "”", "«": "»", "„": "”“", "``": "'\"", '"': '"”', "‘": "’", "'": "'"}
_SPEECH = frozenset("i we my our me us i'm we're i've we've i'll we'll myself ourselves".split())


def find_quotations(text: str) -> list[Span]:
    """Return what stands between quotation marks; a mark without its partner reaches to the text's edge."""
    spans: list[Span] = []
    at = 0
    while (mark := _OPEN_MARK.search(text, at)) is not None:
        end = _find_close(text, mark.end(), mark[0])
        if end is None and mark[0] in "'‘":
            at = mark.end()
            continue
        spans.append((mark.end(), len(text) if end is None else end))
        at = spans[-1][1] + 1
    closing = _CLOSING.search(text)
    if closing and not any(start <= closing.start() <= end for start, end in spans):
        spans.insert(0, (0, closing.start()))
    return spans


def _find_close(text: str, start: int, mark: str) -> int | None:
    single = mark in "'‘"
    for at in range(start, len(text)):
        if text[at] not in _CLOSE_MARK[mark]:
            continue
        if mark == "``" and text[at] == "'" and text[at + 1 : at + 2] != "'":
            continue
        if not single or not text[at + 1 : at + 2].isalnum():
            return at
    return None


def check_quotations(words: Sequence[Word], text: str, evidence: Evidence) -> Iterator[Uncarried]:
    """Yield what a statement quotes and its evidence does not quote, word for word."""
    if not re.search(r"[\"“”‘«„`']", text):
        return
    for start, end in find_quotations(text):
        inside = [word for word in words if start <= word.start and word.end <= end]
        before = next((word for word in reversed(words) if word.end <= start), None)
        denied = before is not None and before.form in _DENYING
        if inside and not _is_quoted(inside, text, evidence, denied):
            yield Uncarried(inside[0].start, inside[-1].end, "quotation")


_DENYING = frozenset("not no never without nor neither isn't wasn't aren't weren't".split())
"""Words that must not be cut off the front of a quotation."""


def _is_quoted(inside: Sequence[Word], text: str, evidence: Evidence, denied: bool) -> bool:
    pieces: list[list[str]] = [[]]
    for at, word in enumerate(inside):
        if at and re.search(r"…|\.\.\.", text[inside[at - 1].end : word.start]):
            pieces.append([])
        pieces[-1].append(word.form)
    titled = all(word.capital for word in inside if word.form not in STOP_WORDS and word.form[0].isalpha())
    return all(_stands_quoted(piece, evidence, titled, denied) for piece in pieces if piece)


def _stands_quoted(forms: Sequence[str], evidence: Evidence, titled: bool, denied: bool) -> bool:
    """Whether these words follow each other in the evidence, where somebody's words are told."""
    for number, words in enumerate(evidence.sentences):
        flowing = [word.form for word in words]
        if len(forms) > len(flowing):
            more = [word.form for later in evidence.sentences[number + 1 : number + 4] for word in later]
            flowing = flowing + more
        for at in range(len(words)):
            stands = flowing[at] == forms[0] and flowing[at : at + len(forms)] == list(forms)
            if stands and not denied and at and words[at - 1].form in _DENYING:
                continue
            if stands and (titled or _is_speech(evidence.texts[number], words[at])):
                return True
    return False


def _is_speech(text: str, word: Word) -> bool:
    if any(start <= word.start < max(end, start + 1) for start, end in find_quotations(text)):
        return True
    return any(other.form in _SPEECH for other in read_words(text))
