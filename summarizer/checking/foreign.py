"""Reads the words of another language for the rules that know English: those that they know are given in English."""

from __future__ import annotations

import re
from functools import cache

import Stemmer

from summarizer.checking.words import Word, key_of, plain_form
from summarizer.languages.glossing import fold, is_name, join_thousands, respell_number
from summarizer.languages.records import Language

_WORD = re.compile(
    r"(?<![^\W\d_])(?:[^\W\d_]\.){2,}|[^\W\d_]+\d\w*|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*"
)
_SENTENCE_END = re.compile(r"(?<!\d)[.!?…]")
_CLAUSE_END = re.compile(r"[,;:()\[\]–—]|--| - |\n")
_OPENING = re.compile(r"[\n:“\"«„»‘(\[•*¿¡]|``|(?:^|\s)'")

LARGE = frozenset(("thousand", "million", "billion", "trillion"))


@cache
def _stemmer(name: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(name)


def read_foreign_words(text: str, language: Language) -> tuple[Word, ...]:
    """Return the words of a text, in order; numbers are written as in English."""
    text = join_thousands(text)
    words: list[Word] = []
    raws: list[str] = []
    clause = sentence = end = 0
    for match in _WORD.finditer(text):
        elided = language.elisions.match(match[0])
        start = match.start() + (elided.end() if elided else 0)
        raw, between = text[start : match.end()], text[end : match.start()]
        initial = not words
        if between != " " and words:
            ended = bool(_SENTENCE_END.search(between)) and raw[0].isupper() and len(words[-1].form) > 1
            sentence += ended
            clause += ended or bool(_CLAUSE_END.search(between))
            initial = ended or bool(_OPENING.search(between))
        end = match.end()
        form, key = _read_form(raw, language)
        if form == "of" and words and words[-1].form in LARGE:
            form = "a"  # "1,5 millones de euros": what the rules pass over between a number and its unit
        known = form != plain_form(raw) and not form[0].isdigit()
        capital = raw[0].isupper() and not known
        if capital and language.capital_nouns:
            capital = is_name(raws[-1] if raws else "", text, match)
        word = Word(start, end, form, key, capital, initial, clause, sentence)
        both = language.glosses.get(fold(f"{raws[-1]} {raw}")) if raws else None
        if both and between == " ":
            words[-1] = word._replace(start=words[-1].start, form=both, key=key_of(both))
        else:
            words.append(word)
        raws.append(raw)
    return tuple(words)


def _read_form(raw: str, language: Language) -> tuple[str, str]:
    """Return a word's form and key: those of its English word where the rules know it."""
    if raw[0].isdigit():
        form = respell_number(raw)
        return form, key_of(form)
    english = language.glosses.get(fold(raw))
    if english is not None:
        return english, key_of(english)
    return plain_form(raw), fold(_stemmer(language.stemmer).stemWord(raw.lower()))
