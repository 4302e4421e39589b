"""What can be counted in the words alone: n-grams repeated, n-grams of one's own, how easily a text reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from summarizer.splitting import split_text

NOVELTY_ORDERS = (1, 2, 3, 4)
"""Lengths of the n-grams whose novelty is measured: a new word, and new ways to put old ones together."""

REPEAT_ORDER = 3
"""Words in a row that count as a repetition: two are often a name or "of the"."""

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|\w+(?:['’]\w+)*")


def find_tokens(text: str) -> list[str]:
    """Return the words and numbers of a text in lower case, without punctuation."""
    return _TOKEN.findall(text.lower().replace("’", "'"))


def list_ngrams(tokens: Sequence[str], order: int) -> Iterator[tuple[str, ...]]:
    """Yield every run of so many tokens."""
    return (tuple(tokens[at : at + order]) for at in range(len(tokens) - order + 1))


def repeated_share(texts: Iterable[str], order: int = REPEAT_ORDER) -> float | None:
    """Return the share of n-grams that stood in these texts before, 0 … 1; None where there is no n-gram."""
    grams = [gram for text in texts for gram in list_ngrams(find_tokens(text), order)]
    return (len(grams) - len(set(grams))) / len(grams) if grams else None


def novel_shares(told: Iterable[tuple[str, Sequence[str]]]) -> tuple[float | None, ...]:
    """Return for each of `NOVELTY_ORDERS` the share of n-grams that do not stand in the words cited for them.

    Args:
        told: each statement with the quotes that it cites.

    Returns:
        Shares 0 … 1 over all statements together; None for an order of which there is no n-gram.
    """
    novel, total = dict.fromkeys(NOVELTY_ORDERS, 0), dict.fromkeys(NOVELTY_ORDERS, 0)
    for statement, quotes in told:
        # A statement of two sentences may take them from two places: what spans both stands in neither.
        own = [find_tokens(sentence) for sentence in split_text(statement)]
        cited = [find_tokens(quote) for quote in quotes]
        for order in NOVELTY_ORDERS:
            known = {gram for tokens in cited for gram in list_ngrams(tokens, order)}
            grams = [gram for tokens in own for gram in list_ngrams(tokens, order)]
            novel[order] += sum(gram not in known for gram in grams)
            total[order] += len(grams)
    return tuple(novel[order] / total[order] if total[order] else None for order in NOVELTY_ORDERS)


# readability

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouyà-öø-ÿ]+")
_SILENT = re.compile(
    r"(?<=[^aeiouyl])e$|(?<=[aeiouylr]l)e$"  # "stage", "whole"; not "table"
    r"|(?<=[^aeiouyltd])ed$|(?<=[aeiouylr]l)ed$"  # "moved", "called"; not "wanted", "settled"
    r"|(?<=[^aeiouylscxzgh])es$|(?<=[aeiouylr]l)es$|(?<=th)es$"  # "makes"; not "houses", "judges", "tables"
)
_HIATUS = re.compile(
    r"(?<=[bdmprv])io|(?<=[bdmnprv])ia|(?<=c)ia(?=t)|(?<=^l)io(?=n$)"  # "radio", "media", "associate", "lion"
    r"|(?<=[aeiouy][^c])ea[ns]?$|(?<=cr)ea(?=t[eio])|(?<=th)ea(?=t)|(?<=nuc)lea|eo(?=$|l)"  # "area", "create"
    r"|(?<=[^gq])ua[lrt]|(?<=[aeiouy])ing"  # "annual", "being"
    r"|(?<=[lrs])ier|(?<=[dlru])ie(?=t|n[ct])|(?<=sc|oc)ie(?=n|t)"  # "earlier", "audience", "society"
)
_SYLLABIC = re.compile(r"(?<=[st]h|.[iay])sm$|(?<=[ds])n't$")  # "terrorism", "didn't"

SPELLED = 3
"""Letters up to which a word in capitals is spoken letter by letter: US, GDP; longer ones often are words."""


def count_syllables(word: str) -> int:
    """Estimate the syllables of an English word, at least 1.

    Groups of vowels are counted, silent endings ("moved", "stage") left out, and the commonest pairs of
    vowels that are spoken apart ("media", "being") counted twice. Short words in capitals are spelled.
    """
    return sum(_count_part(part) for part in word.split("-") if part) or 1


def _count_part(part: str) -> int:
    if part.isupper() and 1 < len(part) <= SPELLED:
        return len(part) + 2 * part.count("W")
    lower = part.lower().replace("’", "'").removesuffix("'s")
    groups = len(_VOWELS.findall(_SILENT.sub("", lower)))
    return max(groups + len(_HIATUS.findall(lower)) + bool(_SYLLABIC.search(lower)), 1)


def find_sentences(texts: Iterable[str]) -> list[str]:
    """Return the sentences of statements."""
    return [sentence for text in texts for sentence in split_text(text)]


def mean_sentence_words(sentences: Sequence[str]) -> float | None:
    """Return the mean number of words, split at white space; None where there is no sentence."""
    return sum(len(sentence.split()) for sentence in sentences) / len(sentences) if sentences else None


def reading_ease(sentences: Sequence[str]) -> float | None:
    """Return Flesch's reading ease: about 100 for a child's book, 60 for plain prose, 30 for an academic's.

    Rudolf Flesch's formula of 1948, 206.835 − 1.015 · words/sentence − 84.6 · syllables/word, for English.
    Numbers count neither as words nor as syllables.
    """
    words = [word for sentence in sentences for word in _WORD.findall(sentence)]
    if not words:
        return None
    syllables = sum(map(count_syllables, words))
    return 206.835 - 1.015 * len(words) / len(sentences) - 84.6 * syllables / len(words)
