"""A newsletter as its reader sees it: which items it tells, or that it tells one thing.

Everything is decided on the blocks of `mailblocks`, without those that `mailfurniture` takes out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from summarizer.reading.mailblocks import MailBlock
from summarizer.reading.mailfurniture import name_furniture, remove_furniture
from summarizer.reading.mailheadlines import (
    HEADLINE_WORDS,
    is_all_link,
    is_article,
    is_headline,
    letters,
    title_of,
)

ITEM_WORDS = 25
"""An item that tells a story has two sentences. An issue is only split where two of its items do."""

LEAST_WORDS = 8
"""Below eight words there is no sentence to cite."""

TITLE_WORDS = 4
"""Headlines say something: items have headlines of four words or more, an essay's parts are called
"Background" or "What next"."""

MAX_ITEMS = 300
"""A month of a link list has 200 items."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a newsletter tells: all of it, for an essay or a letter.

    Attributes:
        text: paragraphs separated by blank lines.
        url: of the article that it is about, where one link stands for it.
    """

    title: str | None
    text: str
    url: str | None


def read_issue(blocks: Sequence[MailBlock], subject: str | None, sender: str | None) -> list[Item]:
    """Return the items of a newsletter; one item for an essay or a letter.

    Args:
        blocks: of the whole mail.
        subject: the mail's, without "Fwd:".
        sender: the newsletter's name, as headings that repeat it are no headlines.
    """
    kept = _remove_masthead(remove_furniture(blocks)[0], sender)
    sections = split_items(kept)
    if not sections:
        essay = _make_essay(kept, blocks, subject)
        return [essay] if essay.text else []
    return [_make_item(section) for section in sections if _tells(section)][:MAX_ITEMS]


def _tells(section: _Section) -> bool:
    """Tell whether a section says something; what has no headline is a greeting, unless it is long."""
    return section.words >= (LEAST_WORDS if section.head else ITEM_WORDS)


# items


@dataclass
class _Section:
    """A headline and what stands under it."""

    head: MailBlock | None
    body: list[MailBlock] = field(default_factory=list)
    after_rule: bool = False

    @property
    def words(self) -> int:
        return sum(block.words for block in self.body)

    @property
    def is_full(self) -> bool:
        return self.head is not None and self.words >= ITEM_WORDS


def split_items(blocks: Sequence[MailBlock]) -> list[_Section]:
    """Return the sections of an issue that tells several things, [] for one that tells one.

    An essay has headlines too. What tells an issue is that its items lead somewhere, each to its own article,
    that they are numbered, or that each stands in a box of its own.
    """
    for sections in (_split_at_headlines(blocks), _split_at_leads(blocks), _split_at_links(blocks)):
        full = [section for section in sections if section.is_full]
        if len(full) >= 2 and _is_digest(full):
            return [section for section in sections if section.body]
    return []


def _is_digest(full: Sequence[_Section]) -> bool:
    titles = [title_of(section.head) or "" for section in full if section.head]
    leading = {url for section in full if (url := _own_url(section))}
    if len(leading) >= 2:
        return True
    if median(len(title.split()) for title in titles) < TITLE_WORDS:
        return False
    numbers = [int(found[1]) for s in full if s.head and (found := _NUMBER.match(s.head.text))]
    if len(numbers) >= 2 and all(one < other for one, other in pairwise(numbers)):
        return True
    linked = sum(any(is_article(link) for block in section.body for link in block.links) for section in full)
    boxes = Counter(section.head.path for section in full if section.head)
    apart = len(boxes) == len(full) or sum(section.after_rule for section in full) >= len(full) - 1
    return apart and 2 * linked >= len(full)


_NUMBER = re.compile(r"[\W_]{0,4}(\d{1,2})(?:[.):]|\s*[-–—])?\s+(?=\S)")


def _split_at_headlines(blocks: Sequence[MailBlock]) -> list[_Section]:
    sections = [_Section(None)]
    ruled = False
    for block in blocks:
        current = sections[-1]
        if block.is_rule:
            ruled = True
        elif is_headline(block):
            if current.head is not None and not current.body and _outranks(current.head, block, blocks):
                current.body.append(replace(block, is_bold=False))
                continue
            while current.body and _is_kicker(current.body[-1]):
                current.body.pop()
            sections.append(_Section(block, after_rule=ruled))
            ruled = False
        elif ruled and current.body and block.text:
            sections.append(_Section(None, [block], after_rule=True))
            ruled = False
        else:
            current.body.append(block)
    return sections


def _is_kicker(block: MailBlock) -> bool:
    """Tell the name of a department, which stands above a headline: "BUSINESS", "In brief"."""
    return block.words <= 4 and (block.is_bold or block.text.isupper()) and block.text[-1:] not in ".!?"


def _style_of(block: MailBlock) -> str:
    return (
        f"h{block.level}"
        if block.level
        else "bold"
        if block.is_bold
        else "link"
        if is_all_link(block)
        else "n"
    )


def _outranks(head: MailBlock, block: MailBlock, blocks: Sequence[MailBlock]) -> bool:
    """Tell whether of two headlines in a row the first is the item's and the second explains it."""
    if head.words < TITLE_WORDS:
        return False
    styles = Counter(_style_of(one) for one in blocks if is_headline(one))
    one, other = _style_of(head), _style_of(block)
    if styles[one] < 2 or one == other:
        return False
    return is_all_link(head) or not is_all_link(block)


def _split_at_leads(blocks: Sequence[MailBlock]) -> list[_Section]:
    """Split where paragraphs open with bold words, the headlines of the shortest items."""
    sections = [_Section(None)]
    for block in blocks:
        low, high = HEADLINE_WORDS
        if low <= len(block.lead.split()) <= high and block.words >= 15:
            headline = re.sub(r"(?<=[^\W\d_]{3})\.$", "", block.lead)
            sections.append(_Section(replace(block, text=headline), [_without_lead(block)]))
        elif block.is_rule or is_headline(block):
            sections.append(_Section(None))
        else:
            sections[-1].body.append(block)
    led = sum(section.words for section in sections if section.head)
    return sections if led >= 0.6 * sum(section.words for section in sections) else []


def _without_lead(block: MailBlock) -> MailBlock:
    """Return a paragraph without its bold opening, where that is a headline and no part of a sentence."""
    rest = " ".join(block.text.split())
    if block.lead[-1] in ".:!?…—–|" and rest.startswith(block.lead):
        return replace(block, text=rest[len(block.lead) :].strip())
    return block


def _split_at_links(blocks: Sequence[MailBlock]) -> list[_Section]:
    """Split behind each "Read more" and at each rule, for issues whose headlines look like text."""
    sections = [_Section(None)]
    for block in blocks:
        if block.is_rule:
            sections.append(_Section(None))
            continue
        current = sections[-1]
        opens = current.head is None and not current.body
        if opens and 2 < block.words <= HEADLINE_WORDS[1] and block.text[-1] not in ".,;:":
            current.head = block
        else:
            current.body.append(block)
        if any(link.is_call for link in block.links):
            sections.append(_Section(None))
    return sections


# an item


def _make_item(section: _Section) -> Item:
    return Item(title_of(section.head), _join(section.body), _own_url(section) or _only_url(section.body))


def _make_essay(kept: Sequence[MailBlock], blocks: Sequence[MailBlock], subject: str | None) -> Item:
    noted = [block for block in blocks if block.links and name_furniture(block) == "view in browser"]
    online = [link for block in noted for link in block.links]
    own_heads = [block for block in kept if subject and letters(block.text) == letters(subject)]
    own = [link for block in own_heads for link in block.links]
    url = next((link.url for link in (*own, *online) if link.url and _VIEWED.search(link.text)), None)
    url = url or next((link.url for link in own if link.url), None)
    told = [block for index, block in enumerate(kept) if index > 6 or block not in own_heads]
    return Item(None, _join(told), url)


_VIEWED = re.compile(r"view|read|open|online|browser|app", re.IGNORECASE)


def _join(blocks: Iterable[MailBlock | None]) -> str:
    return "\n\n".join(block.text for block in blocks if block and block.text)


def _own_url(section: _Section) -> str | None:
    """Return the article that a section's headline or its "Read more" leads to."""
    linked = section.head.links if section.head else ()
    calls = [link for block in section.body for link in block.links if link.is_call]
    return next((link.url for link in (*linked, *calls) if is_article(link)), None)


def _only_url(blocks: Iterable[MailBlock]) -> str | None:
    urls = {link.url for block in blocks for link in block.links if is_article(link)}
    return urls.pop() if len(urls) == 1 else None


def _remove_masthead(blocks: Sequence[MailBlock], sender: str | None) -> list[MailBlock]:
    """Take out the blocks at the top that only give the newsletter's name; all stay where nothing else tells."""
    name = letters(sender or "")
    taken = [i for i, block in enumerate(blocks[:12]) if name and letters(block.text) == name]
    kept = [block for index, block in enumerate(blocks) if index not in taken]
    return kept if any(block.text for block in kept) else list(blocks)
