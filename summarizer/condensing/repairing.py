"""Mends a path through a sentence where the words left out would change or break what is said."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.condensing.licensing import drops_opener
from summarizer.condensing.vocabulary import CLOSED, FUNCTION, PREPOSITIONS, SAYING, SUBORDINATORS
from summarizer.condensing.words import Word

PAIRS = {"“": "”", "(": ")", "[": "]", '"': '"'}

QUOTATION = ("“", '"')

GUARDS = frozenset(
    "not never no nor cannot without may might could would should reportedly allegedly alleged suspected "
    "apparently possibly potentially unlikely barely hardly almost nearly about around least most than only".split()
)
"""Words without which what follows them says something else: told wherever the word behind them is."""


_CLOSING = frozenset(",;:.!?…)]”")


def repair_path(told: Sequence[int], words: Sequence[Word], headline: bool = False) -> list[int]:
    """Return the path with guards kept, and quotations and brackets whole or not at all.

    Args:
        told: places of the words told.
        words: all words of the sentence.
        headline: whether what is told of a quotation may stand without its marks, in as few words.
    """
    kept = set(told)
    _drop_opener(kept, words)
    _keep_guards(kept, words)
    _keep_marks(kept, words)
    _keep_opening_comma(kept, words)
    for start, end in find_enclosed(words):
        inside = set(range(start + 1, end))
        if inside <= kept:
            kept |= {start, end}
        elif headline and words[start].text in QUOTATION:
            kept -= {start, end}
        elif _is_told_whole(words, start, inside, kept, headline) or (
            start - 1 in kept and _leans_on_quotation(words, start, bool(inside & kept))
        ):
            kept |= inside | {start, end}
        else:
            kept -= inside | {start, end}
    _keep_marks(kept, words)
    return sorted(kept)


def _is_told_whole(
    words: Sequence[Word], start: int, inside: set[int], kept: set[int], headline: bool
) -> bool:
    """Whether what is told between two marks is enough to tell all: a word of a quotation, else most of it."""
    told = {at for at in inside & kept if words[at].text[0].isalnum()}
    if words[start].text in QUOTATION and not headline:
        return bool(told)
    return len(inside & kept) * 2 > len(inside)


def _leans_on_quotation(words: Sequence[Word], start: int, partly_told: bool) -> bool:
    """Whether what stands before a quotation is nothing without it: "in “Sisters,”", "according to “officials”".

    Where some of it is told, so is whatever stands before it without a mark: "a study entitled “Tides”".
    """
    if not start or words[start].text not in QUOTATION:
        return False
    before = words[start - 1].text.lower()
    return before in FUNCTION | SAYING or before.endswith(("'s", "’s")) or (partly_told and before.isalnum())


def _keep_guards(kept: set[int], words: Sequence[Word]) -> None:
    for at in range(len(words) - 2, -1, -1):
        behind = at + 1
        if behind not in kept and words[behind].text.endswith("ly"):
            behind += 1  # "did not fully agree"
        if is_guard(words[at].text) and behind in kept and words[behind].text not in _CLOSING:
            kept.add(at)


def is_guard(word: str) -> bool:
    """Whether a word is a guard; "won't" and the like are, the month of May is not."""
    lowered = word.lower()
    return word != "May" and (lowered in GUARDS or lowered.endswith(("n't", "n’t")))


def _drop_opener(kept: set[int], words: Sequence[Word]) -> None:
    """Drop "But", "And yet" and the like from the beginning: what it joins to is not there."""
    at = 0
    while len(words) > at + 2 and drops_opener(words[at].text, words[at + 1].text):
        kept.discard(at)
        at += 1
    if at and words[at].text == ",":
        kept.discard(at)


def _keep_marks(kept: set[int], words: Sequence[Word]) -> None:
    """Keep each comma and dash whose neighbours are both told: what they set off is still there."""
    for at in range(1, len(words) - 1):
        if words[at].text[0].isalnum() or at - 1 not in kept:
            continue
        end = at + 1
        while end < len(words) and words[at].text == words[end].text == "-":
            end += 1  # "--" is two marks
        if end in kept:
            kept |= set(range(at, end))


def _keep_opening_comma(kept: set[int], words: Sequence[Word]) -> None:
    """Keep the comma behind an opening phrase, though an aside behind it goes: "For the mayor, the vote …"."""
    if len(words) < 2 or 0 not in kept or not _opens_phrase(words[0].text.lower(), words[1].text.lower()):
        return
    at = next((at for at, word in enumerate(words) if word.text == ","), len(words))
    behind = next((other for other in range(at + 1, len(words)) if other in kept), len(words))
    if at - 1 in kept and behind < len(words) and words[behind].text[0].isalnum():
        kept.add(at)


def _opens_phrase(first: str, second: str) -> bool:
    """Whether a sentence opens with a phrase that a comma closes: "In May,", "Working with divers,"."""
    participle = len(first) > 5 and first.endswith(("ing", "ed")) and second in CLOSED
    return first in PREPOSITIONS | SUBORDINATORS or participle


def find_enclosed(words: Sequence[Word]) -> list[tuple[int, int]]:
    """Return the places of each pair of quotation marks or brackets, outermost only."""
    found, at = [], 0
    while at < len(words):
        closing = PAIRS.get(words[at].text)
        end = next((other for other in range(at + 1, len(words)) if words[other].text == closing), None)
        if closing and end is not None:
            found.append((at, end))
            at = end
        at += 1
    return found
