"""Turns sentence pairs into paths through words, which the compact condenser learns to follow.

A shortened sentence is a path: from word to word of its source, and out. A fused one also steps over to
another sentence and back, and may pass through a connective, which stands before the sentences as words of
the input. Names that a corpus has masked are replaced by others, the same in the source and in the path.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from summarizer.condensing.words import CONNECTIVES, find_words

Words: TypeAlias = tuple[str, ...]

MOST_WORDS = 90
"""Of all sentences of an example; a few in a thousand are longer."""

PREPOSITIONS = frozenset(
    "in on at for with by from after before during over under against near into about of as to through".split()
)
PRONOUN_STARTS = frozenset("he she it they his her its their him them this that these those i we you".split())


@dataclass(frozen=True, slots=True)
class Example:
    """Sentences, and the path that tells them in fewer words.

    Attributes:
        sentences: the words of each; `CONNECTIVES` count as a sentence before them where there are several.
        path: places of the words told, counted through all sentences, the connectives first.
    """

    sentences: tuple[Words, ...]
    path: tuple[int, ...]

    @property
    def ratio(self) -> float:
        """Words told, as a share of those of the first real sentence."""
        first = self.sentences[1] if len(self.sentences) > 1 else self.sentences[0]
        return len(self.path) / max(len(first), 1)


# single sentences


def read_pairs(lines: Iterable[Mapping[str, object]]) -> Iterator[tuple[Words, tuple[int, ...]]]:
    """Yield the words of each source and the places of those its target keeps, where it only deletes."""
    for line in lines:
        sources, target = line["src"], line["tgt"]
        if not isinstance(sources, list) or not isinstance(target, str):
            continue
        source = tuple(word.text for word in find_words(join_tokens(str(sources[0]))))
        told = [word.text for word in find_words(join_tokens(target))]
        kept = align_words(told, source)
        if kept and len(source) <= MOST_WORDS and source[kept[0]].lower() not in PRONOUN_STARTS:
            yield source, kept


def join_tokens(text: str) -> str:
    """Undo a treebank's tokens: "the ship 's crew did n't" is written as people write it."""
    text = re.sub(r"(?<=\w) (?='(?:s|re|ve|ll|d|m)\b|n't\b)", "", text.replace("``", '"').replace("''", '"'))
    return re.sub(r"(?<=\w) - (?=\w)", "-", text)


def align_words(told: Sequence[str], source: Sequence[str]) -> tuple[int, ...] | None:
    """Return the places in the source that spell what is told, in as few runs as can be; None if none do."""
    places: dict[str, list[int]] = {}
    for at, word in enumerate(source):
        places.setdefault(word.lower(), []).append(at)
    best: dict[int, tuple[int, tuple[int, ...]]] = {-1: (0, ())}
    for word in told:
        found = {}
        for at in places.get(word.lower(), ()):
            steps = [
                (runs + (last + 1 != at), (*path, at)) for last, (runs, path) in best.items() if last < at
            ]
            if steps:
                found[at] = min(steps)
        best = found
        if not best:
            return None
    return min(best.values())[1]


# masked words


class Unmasker:
    """Puts names and figures where a corpus has ``<unk>`` and ``##``."""

    def __init__(self, names: Sequence[str], draw: random.Random) -> None:
        self.names, self.draw = names, draw

    def fill(self, words: Words) -> Words:
        """Return the words with something in every masked place."""
        return tuple(self._fill_word(word) if "#" in word or "unk" in word else word for word in words)

    def _fill_word(self, word: str) -> str:
        word = re.sub("#", lambda _: str(self.draw.randint(1, 9)), word)
        return re.sub("<unk>|^unk$", lambda _: self.draw.choice(self.names), word)


def gather_names(sources: Iterable[Words]) -> list[str]:
    """Return the capitalised words inside of sentences, as often as they stand there."""
    return [word for source in sources for word in source[1:] if word[:1].isupper() and word.isalpha()]


# several sentences


def make_redundant(source: Words, kept: tuple[int, ...], other: Words, draw: random.Random) -> Example:
    """Make a claim of a pair: the sentence, a worn copy of it and perhaps another sentence beside them.

    In half of the examples a phrase that is told is cut from the sentence and stands in the copy alone, so
    that the path leads through it.
    """
    phrase = _told_phrase(kept, source, draw) if draw.random() < 0.5 else ()
    base = [at for at in range(len(source)) if at not in phrase]
    copy = _wear(source, kept, phrase, draw)
    rows = [tuple(source[at] for at in base), tuple(source[at] for at in copy)]
    offset = len(CONNECTIVES)
    place = {at: offset + number for number, at in enumerate(base)}
    place |= {at: offset + len(base) + copy.index(at) for at in phrase}
    if draw.random() < 0.3 and len(other) + sum(map(len, rows)) < MOST_WORDS:
        rows.append(other)
    return Example((CONNECTIVES, *rows), tuple(place[at] for at in kept))


def _told_phrase(kept: tuple[int, ...], source: Words, draw: random.Random) -> tuple[int, ...]:
    """Return the places of a phrase of two to six told words that opens with a preposition, or nothing."""
    runs = []
    for number, at in enumerate(kept):
        if number < 2 or source[at].lower() not in PREPOSITIONS:
            continue
        run = [at]
        for following in kept[number + 1 :]:
            word = source[following].lower()
            if following != run[-1] + 1 or not word[0].isalnum() or word in PREPOSITIONS or len(run) == 6:
                break
            run.append(following)
        if len(run) > 1:
            runs.append(tuple(run))
    return draw.choice(runs) if runs else ()


def _wear(source: Words, kept: tuple[int, ...], phrase: tuple[int, ...], draw: random.Random) -> list[int]:
    """Return the places that a worn copy keeps: some runs of words are lost, never the phrase."""
    told, safe = set(kept), set(phrase)
    lost: set[int] = set()
    at = 0
    while at < len(source):
        length = draw.randint(1, 5)
        if draw.random() < (0.15 if at in told else 0.35):
            lost.update(range(at, at + length))
        at += length
    copy = [place for place in range(len(source)) if place not in lost or place in safe]
    return copy or list(range(len(source)))


def read_fusions(lines: Iterable[Mapping[str, object]]) -> Iterator[Example]:
    """Yield pairs of sentences and the one that fuses them, where words and connectives of theirs spell it."""
    for line in lines:
        sources, target = line["src"], line["tgt"]
        if not isinstance(sources, list) or not isinstance(target, str):
            continue
        rows = [tuple(word.text for word in find_words(join_tokens(str(source)))) for source in sources]
        told = [word.text for word in find_words(join_tokens(target))]
        if sum(map(len, rows)) > MOST_WORDS:
            continue
        path = follow_words(told, (CONNECTIVES, *rows))
        if path:
            yield Example((CONNECTIVES, *rows), path)


def follow_words(told: Sequence[str], rows: Sequence[Words]) -> tuple[int, ...] | None:
    """Return a path that spells what is told, going forward in each sentence, with as few steps across as can be."""
    homes = [(row, word.lower()) for row, words in enumerate(rows) for word in words]
    places: dict[str, list[int]] = {}
    for at, (_, word) in enumerate(homes):
        places.setdefault(word, []).append(at)
    states: dict[tuple[int, ...], tuple[int, tuple[int, ...]]] = {(-1,) * len(rows): (0, ())}
    for word in told:
        following: dict[tuple[int, ...], tuple[int, tuple[int, ...]]] = {}
        for reached, (cost, path) in states.items():
            for at in places.get(word.lower(), ()):
                row = homes[at][0]
                if row and at <= reached[row]:
                    continue
                ahead = (*reached[:row], at, *reached[row + 1 :]) if row else reached
                step = (cost + (not path or path[-1] + 1 != at) + 2 * (row == 0), (*path, at))
                if ahead not in following or step < following[ahead]:
                    following[ahead] = step
        states = dict(sorted(following.items(), key=lambda item: item[1])[:20])
        if not states:
            return None
    return min(states.values())[1]
