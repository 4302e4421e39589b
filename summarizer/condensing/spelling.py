"""Writes told words as a sentence: spaces, marks and capitals as they belong."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.condensing.fusing import Detail
from summarizer.condensing.words import Word

_CLOSING = frozenset(",;:.!?…)]”")
_OPENING = frozenset("([“")
_END = (".", "!", "?", "…")
_CLOSED = "”\"’')"
_LOOSE = re.compile(r"^[\s,;:.)\]–—-]+|(?<=[\w)\]”\"])\s*[,;:–—-]\s*(?=[.!?])|(?<=,)\s*,")
_DOUBLED = re.compile(r"(?<!\.)\.(?=\.(?!\.))")
"""A stop whose like is behind it: an abbreviation's, before the sentence's own."""

_STOPPED = re.compile(r"(?<=,[”\"’'])\.$")
"""The sentence's own stop behind a quotation that ends with a comma."""


def spell_words(text: str, words: Sequence[Word], told: Sequence[int], detail: Detail | None = None) -> str:
    """Return the told words of a text as a sentence.

    Args:
        text: the source.
        words: its words and marks, with their places.
        told: which of them are told, ascending.
        detail: a phrase of another sentence, and the word it goes behind.
    """
    pieces: list[str] = []
    for number, at in enumerate(told):
        word = words[at]
        before = told[number - 1] if number else None
        if before is not None:
            pieces.append(_gap(words, before, at))
        pieces.append(word.text)
        if detail is not None and detail.behind == at:
            pieces += [f" {added.text}" for added in detail.words]
    sentence = _tidy("".join(pieces))
    return _end_sentence(_capitalise(sentence)) if sentence else ""


def _gap(words: Sequence[Word], before: int, at: int) -> str:
    """Return what stands between two told words: a space where the text has one, or where words are left out."""
    if at == before + 1:
        return " " if words[at].start > words[before].end else ""
    apart = words[at].text[0] not in _CLOSING and words[before].text[-1] not in _OPENING
    return " " if apart else ""


def _tidy(sentence: str) -> str:
    last = ""
    while sentence != last:
        last, sentence = sentence, _DOUBLED.sub("", _LOOSE.sub("", sentence))
    return sentence.strip()


def _capitalise(sentence: str) -> str:
    at = next((at for at, character in enumerate(sentence) if character.isalnum()), 0)
    word = re.split(r"[\s-]", sentence[at : at + 20])[0]
    mixed = any(character.isupper() for character in word)
    mixed |= sentence[at - 1 : at] == "@"  # a handle is spelt as its owner does
    return sentence if mixed else sentence[:at] + sentence[at : at + 1].upper() + sentence[at + 1 :]


def _end_sentence(sentence: str) -> str:
    """Return the sentence with a mark at its end; a comma that ends a quotation gives way to it."""
    sentence = _STOPPED.sub("", sentence.rstrip(" ,;:–—-"))
    body = sentence.rstrip(_CLOSED + " ")
    closed = sentence[len(body) :].replace(" ", "")
    if body[-1:] in _END:
        return body + closed
    if body[-1:] == "," and closed:
        return body[:-1].rstrip() + "." + closed
    return sentence + "."
