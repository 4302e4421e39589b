"""Tells where quotations begin and end, and which sentences stand within one, by their marks.

In English a quotation is told by the marks “, ” and ", which may be mixed; elsewhere by those of the language's record.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from summarizer.languages import OTHERS, load_language
from summarizer.patterns import compile_later
from summarizer.records import Sentence


class QuotationMarks(NamedTuple):
    """How a language quotes.

    Attributes:
        quoted: a quotation from mark to mark.
        marks: all marks that quote, where each has to be in a quotation; "" counts “ and ” and the plain one.
    """

    quoted: re.Pattern[str]
    marks: str = ""


_ENGLISH = QuotationMarks(re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’(?=\W|$)"))


@lru_cache(maxsize=8)
def quotation_marks(language: str) -> QuotationMarks:
    """Return how a language quotes, by its two-letter code; one without a record quotes as English does."""
    if language not in OTHERS:
        return _ENGLISH
    known = load_language(language).quotation
    return QuotationMarks(re.compile(known.whole() + '|"[^"]*"'), known.marks)


def broken_quotation(text: str, language: str = "en") -> bool:
    """Whether a quotation opens without closing, or closes without opening."""
    quoting = quotation_marks(language)
    if quoting.marks:
        return not set(quoting.marks).isdisjoint(quoting.quoted.sub("", text))
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
    if quotation_marks(language).marks or not broken_quotation(text):
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
    bare, quoting = text.strip(), quotation_marks(language)
    if quoting.marks:
        return quoting.quoted.fullmatch(bare.rstrip(".!?…")) is not None
    bare = bare[:-1] if bare.endswith(("”.", '".')) else bare
    if len(bare) < 2 or bare[0] not in '“"' or bare[-1] not in '”"':
        return False
    return not {"”", '"'}.intersection(bare[1:-1]) or re.search(r"\w", _QUOTATIONS.sub("", bare)) is None


_QUOTATIONS = re.compile('“[^”]*”|"[^"]*"')


def hide_quotations(text: str) -> str:
    """Return a text of the same length in which the words of its quotations are blank."""
    return _ENGLISH.quoted.sub(
        lambda found: f"{found[0][0]}{' ' * (len(found[0]) - 2)}{found[0][-1]}", pair_marks(text)
    )


# over several sentences


def is_spoken(sentence: Sentence, own: Sequence[Sentence], language: str = "en") -> bool:
    """Whether a sentence without marks stands within a quotation that its paragraph has opened before.

    It is what somebody said and not what the source says, though nothing in it tells.

    Args:
        sentence: the sentence.
        own: all sentences of its article, in order.
        language: two-letter code of the article's language.
    """
    at = sentence.index
    paragraph = [s.text for s in own[max(at - SPEECH, 0) : at] if s.paragraph == sentence.paragraph]
    before, rest = " ".join(paragraph), own[at : at + SPEECH]
    if not broken_quotation(before, language):
        return False
    return _is_closed_behind(before, rest, language) if language in OTHERS else _goes_on(before, rest)


def _goes_on(before: str, rest: Sequence[Sentence]) -> bool:
    """Whether a quotation is open where a text ends; a mark that opens within a paragraph shows that it is not."""
    last = next(reversed(list(_MARK.finditer(pair_marks(before)))), None)
    if last is None or not last["opens"]:
        return False
    for sentence, following in pairwise(rest):
        if mark := _MARK.search(following.text):
            anew = mark.start() == 0 and sentence.paragraph != following.paragraph
            return anew or mark["opens"] is None
    return True


def _is_closed_behind(before: str, rest: Sequence[Sentence], language: str) -> bool:
    """Whether a quotation that a text leaves open is closed by the sentences that follow."""
    for sentence in rest:
        before = f"{before} {sentence.text}"
        if not broken_quotation(before, language):
            return True
    return False


SPEECH = 20
"""Sentences that a quotation may go on for, on either side."""
_MARK = compile_later(r"(?P<opens>“|(?<![^\s(\[–—])\"(?=[^\s\"]))|[”\"]")
