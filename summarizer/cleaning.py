"""Marks what of an article is article: share bars, captions, bylines and the like are left out as spans.

The text itself is never edited. What a rule of `boilerplate` took, and where, is a `Removal`; what is
kept derives from that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from summarizer.boilerplate import OPEN_LINE_RULES, line_rules
from summarizer.boilerplate.blocks import MAX_LINE, Block, Page, Rules, ends_sentence, read_block
from summarizer.boilerplate.glued import find_glued
from summarizer.records import Article, Span

WRAP_WIDTHS = (45, 130)
"""Hard-wrapped text is set to 60 to 100 columns; 45 allows for a narrow newsletter, 130 for a wide screen."""

PAIR_TOLERANCE = 12
"""Lines of one setting differ by the length of the word that did not fit, which is 12 letters at most."""

_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Removal:
    """A span of a text that is not article, and the rule that says so."""

    start: int
    end: int
    rule: str
    text: str


def clean_article(article: Article) -> Article:
    """Return the article with `kept` set to the spans that are article."""
    removals = find_boilerplate(article.text, article.title, article.language)
    return replace(article, kept=keep_spans(article.text, removals))


def find_boilerplate(text: str, title: str | None = None, language: str = "en") -> list[Removal]:
    """Return what of a text is not article, in order and disjoint.

    Args:
        text: of the whole source.
        title: where it is known; lines that repeat it are left out.
        language: two-letter code of the text's language.
    """
    rules = line_rules(language)
    whole = Page(tuple(split_blocks(text)), title)
    found = {block.start: rule for block in whole.blocks if (rule := _apply(rules, block, whole))}
    # Whether an open line is a headline is judged among the lines that are left: beside forty share
    # buttons every text looks like a list.
    left = [block for block in whole.blocks if block.start not in found]
    rest = Page(tuple(left), title)
    found |= {block.start: rule for block in rest.blocks if (rule := _apply(OPEN_LINE_RULES, block, rest))}
    return [removal for block in whole.blocks for removal in _remove(text, block, found.get(block.start))]


def keep_spans(text: str, removals: Sequence[Removal]) -> tuple[Span, ...]:
    """Return the spans between the removals that hold any words, without white space at their ends."""
    edges = [0, *(edge for removal in removals for edge in (removal.start, removal.end)), len(text)]
    pairs = zip(edges[0::2], edges[1::2], strict=True)
    trimmed = (_trim(text, start, end) for start, end in pairs)
    return tuple((start, end) for start, end in trimmed if _WORD.search(text, start, end))


def _apply(rules: Rules, block: Block, page: Page) -> str | None:
    """Return the name of the first rule that takes a block, or None."""
    if len(block.text) > MAX_LINE:
        return None
    for name, applies in rules.items():
        if applies(block, page):
            return name
    return None


def _remove(text: str, block: Block, rule: str | None) -> Iterator[Removal]:
    """Yield the whole block where a rule has taken it, else what is glued to it."""
    if rule is not None:
        yield Removal(block.start, block.end, rule, text[block.start : block.end])
        return
    for start, end, name in find_glued(text[block.start : block.end], opens=block.index == 0):
        start, end = block.start + start, block.start + end
        yield Removal(start, end, name, text[start:end])


# blocks


def split_blocks(text: str) -> Iterator[Block]:
    """Yield the lines that hold anything; the lines of a hard-wrapped paragraph come as one block."""
    index = 0
    groups = [(group, [text[start:end] for start, end in group]) for group in _group_lines(text)]
    widths = [max(map(len, lines)) for _, lines in groups if len(lines) > 2 and _is_wrapped(lines)]
    for group, strings in groups:
        wrapped = len(group) > 1 and _is_wrapped(strings) and (len(group) > 2 or _is_pair(strings, widths))
        for lines in [group] if wrapped else [[line] for line in group]:
            joined = " ".join(text[start:end] for start, end in lines)
            yield read_block(lines[0][0], lines[-1][1], joined, index)
            index += 1


def _group_lines(text: str) -> Iterator[list[Span]]:
    """Yield the non-empty lines between empty ones, as trimmed spans."""
    group: list[Span] = []
    last_end = -1
    for line in _LINE.finditer(text):
        start, end = _trim(text, *line.span())
        if start >= end:
            continue
        if group and text.count("\n", last_end, start) > 1:
            yield group
            group = []
        group.append((start, end))
        last_end = end
    if group:
        yield group


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Tell hard-wrapped prose by how wrapping works: no line has room for the next line's first word."""
    width = max(map(len, lines))
    if not WRAP_WIDTHS[0] <= width <= WRAP_WIDTHS[1]:
        return False
    breaks = len(lines) - 1
    full = sum(len(one) + 1 + len(other.split(maxsplit=1)[0]) > width for one, other in pairwise(lines))
    open_ends = sum(not ends_sentence(line) for line in lines[:-1])
    return full >= 0.8 * breaks and open_ends >= 0.5 * breaks


def _is_pair(lines: Sequence[str], widths: Sequence[int]) -> bool:
    """Tell a paragraph of two lines, of which the first always looks full, by its case or its width."""
    return lines[1][0].islower() or any(abs(len(lines[0]) - width) <= PAIR_TOLERANCE for width in widths)


def _trim(text: str, start: int, end: int) -> Span:
    """Return a span without the white space at its ends."""
    part = text[start:end]
    return end - len(part.lstrip()), max(start + len(part.rstrip()), end - len(part.lstrip()))
