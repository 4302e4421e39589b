"""A text as the rules for boilerplate see it: blocks, each a line or a wrapped paragraph, on a page."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import TypeAlias

from summarizer.patterns import compile_later

MAX_LINE = 700
"""Longer lines are paragraphs: the longest caption of 300 scraped news texts has 620 characters. No pattern
for whole lines is tried on them, so that a text without line breaks costs nothing."""

MAX_NOTE = 400
"""No share bar, byline or consent note reaches 400 characters; captions and headings alone do."""

PUNCTUATED_SHARE = 0.85
"""Only where most words stand in lines with closing punctuation does its lack mean something. On the words of
60 hand-marked articles, all rules together lost 3.5 % at 0.6, 2.4 % at 0.8 and 1.8 % at 0.85: what is saved
are tables, recipes and shopping lists, in which the open lines are the content."""

LEAST_PUNCTUATED = 0.65
"""A text without lists may have more open lines: a short report under a caption has a third of them."""

SUBHEAD_WORDS = 8
"""Between two paragraphs, an open line of up to eight words is a sub-headline even in a text with lists."""

CLOSERS = r"[\"”’»)\]]{1,3}"
"""A line of these closes what the line before has opened, and is a part of it."""

_MARKS = " \t\u00a0.,:;!?*•·|-–—…>»›→[](){}\"'“”‘’_="
_CLOSED = compile_later(r"[.!?…。！？؟।][\"'”’»)\]*\s]*$")


@dataclass(frozen=True, slots=True)
class Block:
    """A line, or the lines of one hard-wrapped paragraph, as the rules see it.

    Attributes:
        text: without the white space around it; a wrapped paragraph's line ends are spaces.
        index: its place among the blocks of the text.
        plain: `text` in lower case, without the marks around it; "" for what is no note.
        words: as spaces tell.
        is_closed: whether it ends like a sentence.
        is_note: whether it is short enough for anything but a paragraph or a caption.
    """

    start: int
    end: int
    text: str
    index: int
    plain: str
    words: int
    is_closed: bool
    is_note: bool


def read_block(start: int, end: int, text: str, index: int) -> Block:
    """Return the block that a text makes."""
    is_note = len(text) <= MAX_NOTE
    plain = text.casefold().strip(_MARKS) if is_note else ""
    return Block(start, end, text, index, plain, text.count(" ") + 1, ends_sentence(text), is_note)


@dataclass(frozen=True)
class Page:
    """Blocks of a text, all or those that are left, and its title: what a rule may look at beside the block itself."""

    blocks: tuple[Block, ...]
    title: str | None

    @cached_property
    def title_words(self) -> frozenset[str]:
        """The title's words, in lower case."""
        return frozenset(words_of(self.title or ""))

    @cached_property
    def title_letters(self) -> str:
        """The title's letters and digits alone."""
        return letters_of(self.title or "")

    @cached_property
    def sentences(self) -> int:
        """How many blocks read like sentences."""
        return sum(block.is_closed and block.words > 4 for block in self.blocks)

    @cached_property
    def closed_share(self) -> float:
        """The share of words that stand in lines with closing punctuation."""
        closed = sum(block.words for block in self.blocks if block.is_closed)
        return closed / max(1, sum(block.words for block in self.blocks))

    @cached_property
    def is_punctuated(self) -> bool:
        """Whether its writer closes sentences, so that an open line is no sentence."""
        if self.closed_share >= PUNCTUATED_SHARE:
            return True
        return self.closed_share >= LEAST_PUNCTUATED and not self.has_list

    @cached_property
    def has_list(self) -> bool:
        """Whether three open lines stand below each other anywhere."""
        marks = "".join("." if block.is_closed else "-" for block in self.blocks)
        return "---" in marks

    @cached_property
    def questions(self) -> int:
        """How many lines are a short question and no more."""
        return sum(is_short_question(block) for block in self.blocks)

    def is_outside(self, block: Block) -> bool:
        """Tell whether a block stands above the first paragraph or below the last, as menus do."""
        paragraphs = self._paragraphs
        if len(paragraphs) < 3 or self.closed_share < LEAST_PUNCTUATED:
            return False
        return not paragraphs[0] < block.index < paragraphs[-1]

    @cached_property
    def _paragraphs(self) -> list[int]:
        return [one.index for one in self.blocks if one.is_closed and one.words > SUBHEAD_WORDS]

    def neighbours(self, block: Block) -> tuple[Block | None, Block | None]:
        """Return the blocks before and behind one."""
        at = bisect_left(self.blocks, block.index, key=attrgetter("index"))
        before = self.blocks[at - 1] if at else None
        return before, self.blocks[at + 1] if at + 1 < len(self.blocks) else None


Rules: TypeAlias = Mapping[str, Callable[[Block, Page], bool]]
"""Name → predicate. The first that applies takes the whole line."""


def ends_sentence(text: str) -> bool:
    """Tell whether a line ends like a sentence, quotation marks and brackets aside."""
    return bool(_CLOSED.search(text[-12:]))


def is_short_question(block: Block) -> bool:
    """Tell a line that asks, and in so few words that it may be a headline."""
    return block.text.endswith("?") and block.words <= SUBHEAD_WORDS


def letters_of(text: str) -> str:
    """Return the letters and digits of a text alone, in lower case."""
    return re.sub(r"[\W_]+", "", text.casefold())


def words_of(text: str) -> list[str]:
    """Return the words of a text, in lower case and in order."""
    return re.findall(r"\w+", text.casefold())
