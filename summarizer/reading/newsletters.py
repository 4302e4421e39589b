"""A newsletter as its reader sees it: what is furniture, what is paid for, and which items it tells.

Everything is decided on the blocks of `mailblocks`. What goes is returned with the rule that took it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from summarizer.reading.mailblocks import Link, MailBlock
from summarizer.reading.metadata import is_byline, is_date_line
from summarizer.reading.redirects import host_of

ITEM_WORDS = 25
"""An item that tells a story has two sentences. An issue is only split where two of its items do."""

LEAST_WORDS = 8
"""Below eight words there is no sentence to cite."""

HEADLINE_WORDS = (3, 25)
"""The longest headlines of newsletters run to 20 words; two bold words are a section's name."""

TITLE_WORDS = 4
"""Headlines say something: items have headlines of four words or more, an essay's parts are called
"Background" or "What next"."""

MAX_ITEMS = 300
"""A month of a link list has 200 items."""

NOTE_WORDS = 80
"""Notes to the reader ("You get this mail because …") run to 60 words; what is longer is content."""

NOTE_LENGTH = 800
"""Characters of such a note: a longer block of few words is no text, and patterns are not tried on it."""

MAX_PAID = 200
"""Blocks of advertisements in one issue: there are ten where there are many."""

AD_WORDS = 200
"""The longest paid sections of newsletters are three paragraphs."""


@dataclass(frozen=True, slots=True)
class Removed:
    """A block that is no part of what the newsletter tells, and the rule that says so."""

    text: str
    rule: str


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


@dataclass(frozen=True, slots=True)
class Issue:
    """What a newsletter tells, and what was taken out of it."""

    items: tuple[Item, ...]
    removed: tuple[Removed, ...] = ()


def read_issue(blocks: Sequence[MailBlock], subject: str | None, sender: str | None) -> Issue:
    """Return the items of a newsletter; one item for an essay or a letter.

    Args:
        blocks: of the whole mail.
        subject: the mail's, without "Fwd:".
        sender: the newsletter's name, as headings that repeat it are no headlines.
    """
    kept, removed = remove_furniture(blocks)
    kept, names = _remove_masthead(kept, sender)
    sections = split_items(kept)
    if not sections:
        essay = _make_essay(kept, blocks, subject)
        return Issue((essay,) if essay.text else (), (*removed, *names))
    told = tuple(_make_item(section) for section in sections if _tells(section))
    rest = (
        Removed(_join([section.head, *section.body]), "no item")
        for section in sections
        if not _tells(section)
    )
    return Issue(told[:MAX_ITEMS], (*removed, *names, *rest))


def _tells(section: _Section) -> bool:
    """Tell whether a section says something; what has no headline is a greeting, unless it is long."""
    return section.words >= (LEAST_WORDS if section.head else ITEM_WORDS)


# furniture


def _compile(*patterns: str) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(patterns) + ")", re.IGNORECASE)


_THIS = r"(?:this |the |our |your )?(?:e-?mail|newsletter|message|mailing|issue|edition|post|briefing|it)"
_SENT_TO = _compile(
    rf"you(?:'re| are|'ve| have)? (?:currently )?(?:receiv(?:ed|ing|e)|getting|got|subscribed to) {_THIS}",
    r"you(?:'re| are) (?:receiving|getting) (?:this|it|these)\b",
    rf"{_THIS} (?:was|is being|has been) sent to (?:you|\S+@|<)",
    r"because you (?:(?:have )?(?:signed|subscribed|opted|registered)"
    r"|are (?:signed|subscribed|registered|on))",
    r"if you (?:no longer (?:want|wish)|do(?:n't| not) want"
    r"|would (?:like|prefer) (?:not )?to (?:stop|unsub|not))",
    r"to (?:unsubscribe|opt[ -]out|stop receiving)\b",
    r"^(?:click here to )?unsubscribe\b",
    r"unsubscribe (?:here|instantly|at any time|any ?time)|one[- ]click unsubscribe$",
    r"(?:manage|update|change|edit|adjust|set) (?:your |my )?(?:e-?mail |newsletter |subscription |account "
    r"|mailing )?(?:preferences|subscriptions?|settings|profile|options)",
    r"add .{3,80} to (?:your|the) (?:address book|contacts?|safe|white)",
    r"(?:never|don't) miss (?:an|our|a single) (?:issue|edition|e-?mail)",
    r"(?:do not|don't|please do not) reply (?:directly )?to this (?:e-?mail|message)",
)
_VIEW = _compile(
    rf"(?:view|read|open|see|display) (?:{_THIS} )?(?:online|on the web"
    r"|(?:in|with|on) (?:your |a |the |our )?(?:web )?(?:browser|app|website|site))",
    r"(?:trouble|problems?|difficult(?:y|ies)|can't|cannot|not) (?:with )?"
    r"(?:view|read|see|display)(?:ing)?\b",
    r"(?:web|online|browser) version|view as (?:a )?web ?page|is this (?:e-?mail )?not displaying",
)
_FORWARD = _compile(
    r"(?:this|e-?mail|newsletter) (?:e-?mail |newsletter |issue )?(?:was |been )?forwarded to you",
    r"(?:someone|a friend|somebody).{0,30}(?:forward|sen[dt]|share)(?:ed)?.{0,30}(?:this|it) .{0,30}"
    r"(?:e-?mail|newsletter|you)",
    r"(?:forward|share|send) (?:this|it|to|with)\b.{0,60}\b(?:friends?|colleagues?|someone|family|others)",
    r"(?:refer|invite|tell) (?:a |your |some )?(?:friends?|colleagues?)",
    rf"(?:enjoy|like|lov)(?:ed|ing|e)? {_THIS}\W.{{0,60}}(?:share|forward|subscribe|friend)",
)
_MENU = (
    r"(?:contact us|help|faqs?|about us|advertise|archive|careers|support|feedback|give feedback|privacy|terms"
    r"|subscribe|unsubscribe|preferences|home|website|rss|donate|gift subscriptions?|like|comment|restack)"
)
_SUBSCRIBE = _compile(
    r"(?:sign up|subscribe|join)(?: (?:here|now|today|for free|free|to .{2,60}|for .{2,60}))?[\W_]*",
    r"(?:not|aren't you|are you) (?:yet )?(?:a )?subscribe[rd].{0,60}",
    r"(?:download|get|open) (?:it in |on |in |the |our )*(?:.{0,30}\b)?(?:app|app store|google play)[\W_]*",
    r"(?:advertise|sponsor) (?:with|in|on) .{2,60}|become a (?:member|subscriber|sponsor)[\W_]*",
    r"(?:privacy|cookie) (?:policy|notice)\b.{0,120}",
    r"terms (?:of (?:use|service)|(?:and|&) conditions)\b.{0,120}",
    rf"{_MENU}(?:\s*[|·•/,-]\s*{_MENU}){{0,12}}[\W_]*",
    r"thank(?:s| you) for (?:reading|subscribing)\b.{0,200}|.{2,60} is a reader-supported publication.{0,200}",
    r".{0,60}\b(?:post|newsletter) is public\b.{0,120}|subscribe for free to receive .{0,120}",
    r"what did you think of (?:today's|this) .{2,60}|(?:how did we do|rate this).{0,60}",
)
_COPYRIGHT = re.compile(
    r"(?:copyright\s*)?(?:©|\(c\)|copyright (?:19|20)\d\d).{0,200}|.{0,120}\ball rights reserved\W*",
    re.IGNORECASE,
)
_NETWORKS = re.compile(
    r"follow|like|find|join|share|tweet|post|pin|connect|us|this|with|it|on|via|to|facebook|twitter|x|linkedin"
    r"|instagram|youtube|tiktok|threads|bluesky|mastodon|pinterest|whatsapp|telegram|reddit|email|e|mail"
    r"|website|rss|icon|and|or|our|comments?|likes|restacks?"
)
_SOCIAL_HOSTS = frozenset(
    """facebook.com twitter.com x.com linkedin.com instagram.com youtube.com tiktok.com threads.net bsky.app
    pinterest.com wa.me api.whatsapp.com t.me reddit.com apps.apple.com itunes.apple.com
    play.google.com""".split()
)
_STREET = (
    r"(?:street|st\.?|avenue|ave\.?|road|rd\.?|floor|fl\.?|suite|ste\.?|boulevard|blvd\.?|lane|ln\.?|drive|dr\.?"
    r"|square|plaza|place|way|quay|wharf|court|parkway|pkwy|broadway|row|house|building|terrace)"
)
_POSTCODE = (
    r"(?:\b[A-Z]{2}\.?,?\s+\d{5}(?:-\d{4})?\b|\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b|\b\d{4,5}\s+[A-Z][a-zé]"
    r"|\b[A-Z]\d[A-Z]\s?\d[A-Z]\d\b)"
)
_POST_BOX = re.compile(r"\bP\.?\s?O\.?\s?Box\s+\d", re.IGNORECASE)
_ADDRESS = re.compile(rf"\b\d{{1,5}}[A-Za-z]?,?\s+(?:[\w.'’-]+\s+){{0,4}}{_STREET}\b", re.IGNORECASE)


def remove_furniture(blocks: Sequence[MailBlock]) -> tuple[list[MailBlock], tuple[Removed, ...]]:
    """Return the blocks that tell something, with the rules across, and what was taken out and why."""
    rules = {index: rule for index, block in enumerate(blocks) if (rule := name_furniture(block))}
    rules = find_ads(blocks, rules) | rules
    rules = _find_footer(blocks, rules) | rules
    kept = [block for index, block in enumerate(blocks) if index not in rules]
    removed = tuple(
        Removed(blocks[index].text, rules[index]) for index in sorted(rules) if blocks[index].text
    )
    return kept, removed


def name_furniture(block: MailBlock) -> str | None:
    """Return the rule by which a block speaks of the mail rather than of the news, or None."""
    if not _may_be_note(block):
        return None
    plain = " ".join(block.text.replace("’", "'").split())
    short = block.words <= 30
    if _SENT_TO.search(plain) and _speaks_to_reader(plain, block):
        return "subscription note"
    if short and _VIEW.search(plain) and (block.links or block.words <= 12):
        return "view in browser"
    if short and _FORWARD.search(plain):
        return "forward to a friend"
    if _COPYRIGHT.fullmatch(plain):
        return "copyright"
    if short and is_address(plain):
        return "postal address"
    if _names_networks(plain) or _is_social(block):
        return "social links"
    return "subscription note" if short and _SUBSCRIBE.fullmatch(plain) else None


def _may_be_note(block: MailBlock) -> bool:
    return 0 < len(block.text) <= NOTE_LENGTH and block.words <= NOTE_WORDS


def is_address(text: str) -> bool:
    """Tell a sender's postal address: a street or a box, and a code where posts have one."""
    if re.search(r"[a-z]{3}[.!?]\s+[A-Z]\w+ \w+ \w+ \w+", text) or not re.search(r"\d", text):
        return False
    if _POST_BOX.search(text):
        return True
    return bool(_ADDRESS.search(text) and re.search(_POSTCODE, text))


def _speaks_to_reader(plain: str, block: MailBlock) -> bool:
    """Tell a note on the subscription from news about subscriptions, which say "unsubscribe" as well."""
    if _links_away(block) or block.words <= 8:
        return True
    return block.words <= 50 and bool(re.search(r"\byou\b|\byour\b", plain, re.IGNORECASE))


def _links_away(block: MailBlock) -> bool:
    return any(_LEAVING.match(link.text) for link in block.links)


_LEAVING = re.compile(r"unsubscribe|opt[ -]?out|manage|update", re.IGNORECASE)


def _names_networks(plain: str) -> bool:
    """Tell a line of nothing but "Follow us on", "Share" and the names of networks."""
    words = re.findall(r"\w+", plain.casefold())
    return 0 < len(words) <= 16 and plain[-1] != "." and all(_NETWORKS.fullmatch(word) for word in words)


def _is_social(block: MailBlock) -> bool:
    hosts = [host_of(link.url).removeprefix("www.") for link in block.links if link.url]
    return bool(hosts) and block.words <= 6 and all(host in _SOCIAL_HOSTS for host in hosts)


def _find_footer(blocks: Sequence[MailBlock], rules: dict[int, str]) -> dict[int, str]:
    """Return the blocks from the first piece of furniture behind the last paragraph to the end."""
    told = [i for i, block in enumerate(blocks) if i not in rules and _is_told(block)]
    behind = range(told[-1] + 1 if told else len(blocks), len(blocks))
    if not any(rules.get(index) in ("subscription note", "postal address", "copyright") for index in behind):
        return {}
    first = next(index for index in behind if index in rules)
    return {index: "footer" for index in range(first, len(blocks)) if not blocks[index].is_rule}


def _is_told(block: MailBlock) -> bool:
    return block.words >= 12 or _is_headline(block)


# what is paid for

_PAID = _compile(
    r"(?:paid |our )?(?:sponsored|sponsor|advertise?ment|advertorial|promoted|promotion|paid|partner(?:ed)?)"
    r"(?: (?:content|posts?|links?|story|stories|message|partnership|partner|section))?"
    r"(?: (?:by|from) .{2,60})?",
    r"(?:today's|this (?:week|issue|edition)'?s?) sponsor.{0,60}|ad|ads|anzeige|werbung|publicité",
    r"an? (?:(?:quick )?(?:message|word|note)|ad|advertisement) from (?:our |today's )?.{2,60}",
    r"(?:content|created|produced) (?:in partnership|together) with .{2,60}|in partnership with .{2,60}",
)
_PRESENTED = _compile(
    r"(?:presented|brought to you|powered|supported|made possible|sponsored) by.{0,60}|together with.{0,60}"
)
_PAID_OPENING = re.compile(
    r"(?:sponsored|advertisement|ad|advertorial|promoted|together with .{2,40}?|(?:a )?(?:message|word) from "
    r"(?:our )?(?:sponsors?|partners?)?.{0,40}?|(?:presented|brought to you|sponsored) by .{2,40}?"
    r"|today's sponsor.{0,40}?)\s*[:—–|]\s*\S.*",
    re.IGNORECASE | re.DOTALL,
)
_PAID_MARK = re.compile(
    r"[(\[*]\s*(?:sponsored|sponsor|ad|advertisement|paid|promoted)\s*[)\]*]", re.IGNORECASE
)


def find_ads(blocks: Sequence[MailBlock], rules: dict[int, str]) -> dict[int, str]:
    """Return the blocks that are marked as paid for, with what stands under such a mark."""
    found: dict[int, str] = {}
    first_told = next((index for index, block in enumerate(blocks) if _is_told(block)), len(blocks))
    for index, block in enumerate(blocks):
        if index in rules or index in found or not _may_be_note(block) or len(found) > MAX_PAID:
            continue
        for taken in _extent_of_ad(blocks, index, is_top=index <= first_told):
            found[taken] = "sponsored"
    return found


def _extent_of_ad(blocks: Sequence[MailBlock], index: int, *, is_top: bool) -> Iterable[int]:
    plain = blocks[index].text.replace("’", "'").strip(" \t\n*_·•|-–—:.[]()~")
    is_label = blocks[index].words <= 4 or blocks[index].text[-1] != "."
    if is_label and _PAID.fullmatch(plain):
        return _box_of(blocks, index) or _below(blocks, index) or (index,)
    if is_label and _PRESENTED.fullmatch(plain):
        # At the top it says who pays for the issue, and the news follows.
        return (index,) if is_top else _box_of(blocks, index) or (index,)
    if _PAID_OPENING.fullmatch(plain):
        return (index,)
    if _PAID_MARK.search(blocks[index].text) and _is_headline(blocks[index]):
        return (index, *_below(blocks, index))
    return ()


def _box_of(blocks: Sequence[MailBlock], index: int) -> range | None:
    """Return the blocks in the largest element around a mark that can be one advertisement, or None.

    It begins with the mark, has one headline and not many words, and something beside the mark.
    """
    path = blocks[index].path
    best: range | None = None
    for depth in range(len(path), 0, -1):
        box = _blocks_in(blocks, index, path[:depth])
        inside = [blocks[one] for one in box]
        texts = [block for block in inside if block.text]
        headlines = sum(block.level > 0 or block.is_bold for block in inside if block.words > 1)
        if len(texts) < len(inside) - 2 or sum(b.words for b in texts) > AD_WORDS or headlines > 2:
            break
        if texts and texts[0] is not blocks[index]:
            break
        if len(texts) > 1 and len(inside) < len(blocks):
            best = box
    return best


def _blocks_in(blocks: Sequence[MailBlock], index: int, prefix: tuple[int, ...]) -> range:
    first = last = index
    while first > 0 and index - first < 40 and blocks[first - 1].path[: len(prefix)] == prefix:
        first -= 1
    while last + 1 < len(blocks) and last - index < 40 and blocks[last + 1].path[: len(prefix)] == prefix:
        last += 1
    return range(first, last + 1)


def _below(blocks: Sequence[MailBlock], index: int) -> tuple[int, ...]:
    """Return the blocks under a mark up to the next rule or headline, one headline of its own aside.

    () where no end is in sight: rather an advertisement in the brief than a report that is lost.
    """
    words, own_headline = 0, _is_headline(blocks[index])
    for end in range(index + 1, len(blocks)):
        block = blocks[end]
        if block.is_rule and words:
            return tuple(range(index, end))
        if _is_headline(block) and (words or own_headline):
            return tuple(range(index, end))
        own_headline = own_headline or _is_headline(block)
        words += 0 if _is_headline(block) else block.words
        if words > AD_WORDS:
            return ()
    return tuple(range(index, len(blocks))) if words else ()


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
    linked = sum(any(_is_article(link) for block in section.body for link in block.links) for section in full)
    boxes = Counter(section.head.path for section in full if section.head)
    apart = len(boxes) == len(full) or sum(section.after_rule for section in full) >= len(full) - 1
    return apart and 2 * linked >= len(full)


_NUMBER = re.compile(r"[\W_]{0,4}(\d{1,2})(?:[.):]|\s*[-–—])?\s+(?=\S)")
_NUMBERED = re.compile(r"[\W_]{0,4}\d{1,2}[.):]\s+\S")


def _is_headline(block: MailBlock) -> bool:
    """Tell a block that reads and looks like a headline."""
    if (
        not 0 < len(block.text) <= NOTE_LENGTH
        or block.text.count("\n") > 1
        or not _looks_like_headline(block)
    ):
        return False
    return not (is_byline(block.text) or is_date_line(block.text))


def _looks_like_headline(block: MailBlock) -> bool:
    low, high = HEADLINE_WORDS
    if 1 <= block.level <= 4:
        return block.words <= high + 5
    if not low <= block.words <= high or block.text[-1] in ".,;:" or block.is_item:
        return False
    return block.is_bold or bool(_NUMBERED.match(block.text)) or _is_all_link(block)


def _is_all_link(block: MailBlock) -> bool:
    linked = sum(len(link.text) for link in block.links if not link.is_call and _is_article(link))
    return linked >= 0.9 * len(block.text)


def _split_at_headlines(blocks: Sequence[MailBlock]) -> list[_Section]:
    sections = [_Section(None)]
    ruled = False
    for block in blocks:
        current = sections[-1]
        if block.is_rule:
            ruled = True
        elif _is_headline(block):
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
        if _is_all_link(block)
        else "n"
    )


def _outranks(head: MailBlock, block: MailBlock, blocks: Sequence[MailBlock]) -> bool:
    """Tell whether of two headlines in a row the first is the item's and the second explains it."""
    if head.words < TITLE_WORDS:
        return False
    styles = Counter(_style_of(one) for one in blocks if _is_headline(one))
    one, other = _style_of(head), _style_of(block)
    if styles[one] < 2 or one == other:
        return False
    return _is_all_link(head) or not _is_all_link(block)


def _split_at_leads(blocks: Sequence[MailBlock]) -> list[_Section]:
    """Split where paragraphs open with bold words, the headlines of the shortest items."""
    sections = [_Section(None)]
    for block in blocks:
        low, high = HEADLINE_WORDS
        if low <= len(block.lead.split()) <= high and block.words >= 15:
            headline = re.sub(r"(?<=[^\W\d_]{3})\.$", "", block.lead)
            sections.append(_Section(replace(block, text=headline), [_without_lead(block)]))
        elif block.is_rule or _is_headline(block):
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


def title_of(block: MailBlock | None) -> str | None:
    """Return a headline's words, without its number and the marks around it."""
    if block is None:
        return None
    bare = re.sub(r"^[^\w\"'“‘«¿¡$€£(\[]+", "", " ".join(block.text.split()))
    bare = re.sub(r"^\d{1,2}[.):]\s+", "", bare).rstrip(" :—–|→»>")
    return bare or None


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
    return next((link.url for link in (*linked, *calls) if _is_article(link)), None)


def _only_url(blocks: Iterable[MailBlock]) -> str | None:
    urls = {link.url for block in blocks for link in block.links if _is_article(link)}
    return urls.pop() if len(urls) == 1 else None


def _is_article(link: Link) -> bool:
    if link.url is None or host_of(link.url).removeprefix("www.") in _SOCIAL_HOSTS:
        return False
    return not re.search(
        r"unsubscribe|/subscribe\b|preferences|\.(?:png|jpe?g|gif|ics)$", link.url, re.IGNORECASE
    )


def _remove_masthead(
    blocks: Sequence[MailBlock], sender: str | None
) -> tuple[list[MailBlock], tuple[Removed, ...]]:
    """Take out the blocks at the top that only give the newsletter's name."""
    name = letters(sender or "")
    taken = [i for i, block in enumerate(blocks[:12]) if name and letters(block.text) == name]
    kept = [block for index, block in enumerate(blocks) if index not in taken]
    if not any(block.text for block in kept):
        return list(blocks), ()
    return kept, tuple(Removed(blocks[index].text, "masthead") for index in taken)


def letters(text: str) -> str:
    """Return the letters and digits of a text in lower case, to compare headlines."""
    return re.sub(r"[\W_]+", "", text.casefold())
