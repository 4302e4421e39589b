"""What of a newsletter is no news: notes to the reader, addresses, share links, and what is paid for.

What goes is returned with the rule that took it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from summarizer.patterns import compile_any
from summarizer.reading.mailblocks import MailBlock
from summarizer.reading.mailheadlines import NOTE_LENGTH, SOCIAL_HOSTS, is_headline
from summarizer.reading.redirects import host_of

NOTE_WORDS = 80
"""Notes to the reader ("You get this mail because …") run to 60 words; what is longer is content."""

MAX_PAID = 200
"""Blocks of advertisements in one issue: there are ten where there are many."""

AD_WORDS = 200
"""The longest paid sections of newsletters are three paragraphs."""


@dataclass(frozen=True, slots=True)
class Removed:
    """A block that is no part of what the newsletter tells, and the rule that says so."""

    text: str
    rule: str


_THIS = r"(?:this |the |our |your )?(?:e-?mail|newsletter|message|mailing|issue|edition|post|briefing|it)"

_SENT_TO = compile_any(
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

_VIEW = compile_any(
    rf"(?:view|read|open|see|display) (?:{_THIS} )?(?:online|on the web"
    r"|(?:in|with|on) (?:your |a |the |our )?(?:web )?(?:browser|app|website|site))",
    r"(?:trouble|problems?|difficult(?:y|ies)|can't|cannot|not) (?:with )?"
    r"(?:view|read|see|display)(?:ing)?\b",
    r"(?:web|online|browser) version|view as (?:a )?web ?page|is this (?:e-?mail )?not displaying",
)

_FORWARD = compile_any(
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

_SUBSCRIBE = compile_any(
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
    return bool(hosts) and block.words <= 6 and all(host in SOCIAL_HOSTS for host in hosts)


def _find_footer(blocks: Sequence[MailBlock], rules: dict[int, str]) -> dict[int, str]:
    """Return the blocks from the first piece of furniture behind the last paragraph to the end."""
    told = [i for i, block in enumerate(blocks) if i not in rules and _is_told(block)]
    behind = range(told[-1] + 1 if told else len(blocks), len(blocks))
    if not any(rules.get(index) in ("subscription note", "postal address", "copyright") for index in behind):
        return {}
    first = next(index for index in behind if index in rules)
    return {index: "footer" for index in range(first, len(blocks)) if not blocks[index].is_rule}


def _is_told(block: MailBlock) -> bool:
    return block.words >= 12 or is_headline(block)


# what is paid for


_PAID = compile_any(
    r"(?:paid |our )?(?:sponsored|sponsor|advertise?ment|advertorial|promoted|promotion|paid|partner(?:ed)?)"
    r"(?: (?:content|posts?|links?|story|stories|message|partnership|partner|section))?"
    r"(?: (?:by|from) .{2,60})?",
    r"(?:today's|this (?:week|issue|edition)'?s?) sponsor.{0,60}|ad|ads|anzeige|werbung|publicité",
    r"an? (?:(?:quick )?(?:message|word|note)|ad|advertisement) from (?:our |today's )?.{2,60}",
    r"(?:content|created|produced) (?:in partnership|together) with .{2,60}|in partnership with .{2,60}",
)

_PRESENTED = compile_any(
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
    """Return the blocks that go with one that is marked as paid for; none where it is not."""
    plain = blocks[index].text.replace("’", "'").strip(" \t\n*_·•|-–—:.[]()~")
    is_label = blocks[index].words <= 4 or blocks[index].text[-1] != "."
    if is_label and _PAID.fullmatch(plain):
        return _box_of(blocks, index) or _below(blocks, index) or (index,)
    if is_label and _PRESENTED.fullmatch(plain):
        # At the top it says who pays for the issue, and the news follows.
        return (index,) if is_top else _box_of(blocks, index) or (index,)
    if _PAID_OPENING.fullmatch(plain):
        return (index,)
    if _PAID_MARK.search(blocks[index].text) and is_headline(blocks[index]):
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
    """Return the blocks around one, 40 on either side at most, whose paths begin alike."""
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
    words, own_headline = 0, is_headline(blocks[index])
    for end in range(index + 1, len(blocks)):
        block = blocks[end]
        if block.is_rule and words:
            return tuple(range(index, end))
        if is_headline(block) and (words or own_headline):
            return tuple(range(index, end))
        own_headline = own_headline or is_headline(block)
        words += 0 if is_headline(block) else block.words
        if words > AD_WORDS:
            return ()
    return tuple(range(index, len(blocks))) if words else ()
