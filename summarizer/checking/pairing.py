"""A statement and its evidence as the support model reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from summarizer.checking.nearest import stem_word

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MOST_PIECES = 224
"""Wordpieces of statement and evidence together; the evidence is cut first."""

NO_MATCH, MATCHED_EVIDENCE, ABSENT, PRESENT, PRESENT_IN_ORDER, OUTSIDE = range(6)
"""What is told of each piece: whether its word stands on the other side too, and for words of the statement
whether the word before stands right before it there."""


@dataclass(frozen=True, slots=True)
class Pair:
    """What goes into the model, and where in it each word of the statement stands.

    Attributes:
        pieces: wordpiece ids: start, statement, end, evidence, end.
        types: 0 for the statement, 1 for the evidence.
        matches: of each piece, one of the six above.
        words: place of the first piece of each of the statement's words.
    """

    pieces: list[int]
    types: list[int]
    matches: list[int]
    words: list[int]


class PairEncoder:
    """Turns words into a `Pair`."""

    def __init__(self, tokenizer: Tokenizer, start: int, end: int) -> None:
        """Take a wordpiece tokenizer, and the ids of the start and the end, which it may not know."""
        self.tokenizer, self.start, self.end = tokenizer, start, end
        self.unknown = tokenizer.token_to_id("[UNK]") or 0
        self.known: dict[str, list[int]] = {}

    def pieces_of(self, word: str) -> list[int]:
        """Return a word's wordpieces."""
        if word not in self.known:
            ids = self.tokenizer.encode(word, add_special_tokens=False).ids
            self.known[word] = ids or [self.unknown]
        return self.known[word]

    def encode(self, statement: Sequence[str], evidence: Sequence[Sequence[str]]) -> Pair:
        """Return the numbers for the words of a statement and of each sentence of its evidence."""
        said = [stem_word(word) for word in statement]
        rows = [[stem_word(word) for word in sentence] for sentence in evidence]
        held = {stem for row in rows for stem in row}
        order = {pair for row in rows for pair in pairwise(row)}
        pieces, matches, words = [self.start], [OUTSIDE], []
        for at, word in enumerate(statement):
            match = ABSENT if said[at] not in held else PRESENT
            if match == PRESENT and at and (said[at - 1], said[at]) in order:
                match = PRESENT_IN_ORDER
            words.append(len(pieces))
            own = self.pieces_of(word)
            pieces += own
            matches += [match] * len(own)
        pieces.append(self.end)
        matches.append(OUTSIDE)
        types = [0] * len(pieces)
        known = set(said)
        for sentence, row in zip(evidence, rows, strict=True):
            for word, stem in zip(sentence, row, strict=True):
                own = self.pieces_of(word)
                pieces += own
                matches += [MATCHED_EVIDENCE if stem in known else NO_MATCH] * len(own)
        del pieces[MOST_PIECES - 1 :], matches[MOST_PIECES - 1 :]
        pieces.append(self.end)
        matches.append(OUTSIDE)
        types += [1] * (len(pieces) - len(types))
        return Pair(pieces, types[: len(pieces)], matches, [at for at in words if at < len(pieces) - 1])
