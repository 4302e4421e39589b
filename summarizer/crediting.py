"""Finds whom a sentence or an article credits for what it says: an agency, a newspaper, a broadcaster."""

from __future__ import annotations

import re
from typing import NamedTuple

from summarizer.languages import rules_for
from summarizer.lexicon import AGENCIES, MONTHS, WEEKDAYS
from summarizer.patterns import NEVER
from summarizer.records import Article


class Crediting(NamedTuple):
    """By what a language's sentences say who says so.

    Attributes:
        credits: what leads in an agency or outlet, whose name is the one group.
        outlets: words in lower case that the name of an outlet has.
        attributions: words one of which has to stand in a sentence, and who says so, to be taken off.
        hints: what a text holds one of if it credits anyone; () where that has not been listed.
        closing: words one of which has to be among the last `CLOSING_WORDS`, and who says so, to be taken off the end.
    """

    credits: tuple[re.Pattern[str], ...]
    outlets: re.Pattern[str]
    attributions: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]
    hints: tuple[str, ...] = ()
    closing: tuple[frozenset[str], re.Pattern[str]] = frozenset(), NEVER


_NAME = r"(?:the\s+|The\s+)?((?:[A-Z][\w’'&.-]*)(?:\s+(?:of\s+|de\s+|the\s+)?[A-Z][\w’'&.-]*){0,4})"
_CREDITS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:told|tells)\s+{_NAME}",
        rf"\b(?:according to|reports?|reported by|quoted by|cited by|citing|interview with)\s+{_NAME}",
        rf"\b[Aa]n?\s+{_NAME}\s+(?:report|dispatch|story|tally|count|poll)\b",
        r"\((AP|AFP|Reuters|REUTERS|dpa|EFE|UPI|Xinhua|TASS|PTI|ANSA)\)",
        rf"{_NAME}\s+(?:reported|reports|first reported|was the first to report)\b",
    )
)
_HINTS = (
    "report", "(", "told", "according to", " count", " story", "tells", "citing", "interview with", "quoted by",
    "cited by", " poll", " dispatch", " tally",
)  # fmt: skip
_OUTLET = re.compile(
    r"\b(?:news|times|post|journal|herald|guardian|tribune|telegraph|the independent|observer|chronicle|gazette|"
    r"press|agency|broadcaster|bbc|cnn|cbs|nbc|abc|npr|axios|politico|spiegel|monde|figaro|fox|sky|wire|"
    r"mirror|mail|sun|standard|globe|courier|dispatch|bulletin|today)\b"
)
_NOT_OUTLETS = frozenset((*WEEKDAYS, *MONTHS))
_DATELINE = re.compile(r"^[A-Z][\w .,/'’-]{2,40}\((?P<agency>[A-Z][\w -]+)\)\s*[-–—:]", re.MULTILINE)


def credited_agency(text: str, language: str = "en") -> str | None:
    """Return the agency or outlet that a sentence credits, in one spelling; None where it credits none.

    "a US official told Reuters" gives "Reuters"; "told the court" and "told The Hague" give None.
    """
    rules = rules_for(language, "crediting", _ENGLISH)
    if rules.hints and not any(map(text.__contains__, rules.hints)):
        return None
    found = [(match.start(), match.group(1)) for credit in rules.credits for match in credit.finditer(text)]
    for _, name in sorted(found):
        outlet = _outlet(name, rules)
        if outlet is not None:
            return outlet
    return None


def _outlet(name: str, rules: Crediting) -> str | None:
    folded = re.sub(r"[’']s?$", "", name.strip(" .,")).lower()
    for length in (3, 2, 1):
        agency = AGENCIES.get(" ".join(folded.split()[:length]))
        if agency:
            return agency
    if folded in _NOT_OUTLETS or not rules.outlets.search(folded):
        return None
    return folded.removeprefix("the ").title()


def first_credit(article: Article) -> str | None:
    """Return whom an article as a whole comes from: by its dateline, its last line, else its first credit."""
    dateline = _DATELINE.search(article.text[:2_000])
    if dateline and dateline["agency"].lower() in AGENCIES:
        return AGENCIES[dateline["agency"].lower()]
    last = article.text.rstrip().rpartition("\n")[2].strip(" .()[]-–—").lower()
    if last in AGENCIES:
        return AGENCIES[last]
    found = (credited_agency(line, article.language) for line in article.text.splitlines())
    return next(filter(None, found), None)


_DATELINE_START = re.compile(
    r"^[A-Z][A-Z .,/'’-]+(?:, [A-Z][a-z]+\.? \d+)?(?: \([^)]{2,20}\))?\s*[-–—:]\s+(?=[A-Z])"
)
_SAYING = (
    "said", "says", "told", "added", "adds", "reported", "reports", "announced", "confirmed", "explained",
    "noted", "wrote", "according to",
)  # fmt: skip
_ATTRIBUTIONS = (
    (("ccording to",), re.compile(r",?\s*\b[Aa]ccording to [^,;]{3,120}?(?=[,;.]|$),?")),
    (
        ("said", "says", "added", "told "),
        re.compile(
            r", (?!(?:and|but|or|who|which)\b)[^,;“”\"]{2,70}? (?:said|says|added|told [^,;“”\"]{2,40})"
            r"(?: [^,;“”\"]{0,60})?(?=[,.;]|$)"
        ),
    ),
)
"""Who says so, after the words of which each form has one: most sentences hold none, and need no closer look."""
_CLOSING = (
    frozenset(saying.split()[0] for saying in _SAYING),
    re.compile(rf",? (?:{'|'.join(_SAYING)}) (?:the )?[A-Z][\w&.]*(?: [A-Z]?\w+){{0,3}}(?=[.]?$)"),
)
CLOSING_WORDS = 7
"""The longest of them: "according to the New York Times newspaper"."""

_ENGLISH = Crediting(_CREDITS, _OUTLET, _ATTRIBUTIONS, _HINTS, _CLOSING)


def strip_attribution(text: str, language: str = "en") -> str:
    """Return what a sentence says without its dateline and without who says so, for comparing only.

    "Biden approved the mines, a US official told Reuters." gives "Biden approved the mines."
    """
    plain = _DATELINE_START.sub("", text) if text[1:2].isupper() else text
    rules = rules_for(language, "crediting", _ENGLISH)
    for words, attribution in rules.attributions:
        for word in words:
            if word in plain:
                plain = attribution.sub("", plain)
                break
    verbs, closing = rules.closing
    if not verbs.isdisjoint(plain.rsplit(" ", CLOSING_WORDS)):
        plain = closing.sub("", plain)
    return plain if len(plain) >= len(text) / 3 else text
