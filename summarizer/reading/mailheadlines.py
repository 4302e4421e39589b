"""What reads and looks like a headline in a mail, and what leads to an article."""

from __future__ import annotations

import re

from summarizer.reading.mailblocks import Link, MailBlock
from summarizer.reading.metadata import is_byline, is_date_line
from summarizer.reading.redirects import host_of

HEADLINE_WORDS = (3, 25)
"""The longest headlines of newsletters run to 20 words; two bold words are a section's name."""

NOTE_LENGTH = 800
"""Characters of a headline or a note: a longer block of few words is no text, and patterns are not tried on it."""

SOCIAL_HOSTS = frozenset(
    """facebook.com twitter.com x.com linkedin.com instagram.com youtube.com tiktok.com threads.net bsky.app
    pinterest.com wa.me api.whatsapp.com t.me reddit.com apps.apple.com itunes.apple.com
    play.google.com""".split()
)

_NUMBERED = re.compile(r"[\W_]{0,4}\d{1,2}[.):]\s+\S")


def is_headline(block: MailBlock) -> bool:
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
    return block.is_bold or bool(_NUMBERED.match(block.text)) or is_all_link(block)


def is_all_link(block: MailBlock) -> bool:
    """Tell a block that is nothing but links to articles."""
    linked = sum(len(link.text) for link in block.links if not link.is_call and is_article(link))
    return linked >= 0.9 * len(block.text)


def is_article(link: Link) -> bool:
    """Tell a link that may lead to an article from those to networks, subscriptions and pictures."""
    if link.url is None or host_of(link.url).removeprefix("www.") in SOCIAL_HOSTS:
        return False
    return not re.search(
        r"unsubscribe|/subscribe\b|preferences|\.(?:png|jpe?g|gif|ics)$", link.url, re.IGNORECASE
    )


def title_of(block: MailBlock | None) -> str | None:
    """Return a headline's words, without its number and the marks around it."""
    if block is None:
        return None
    bare = re.sub(r"^[^\w\"'“‘«¿¡$€£(\[]+", "", " ".join(block.text.split()))
    bare = re.sub(r"^\d{1,2}[.):]\s+", "", bare).rstrip(" :—–|→»>")
    return bare or None


def letters(text: str) -> str:
    """Return the letters and digits of a text in lower case, to compare headlines."""
    return re.sub(r"[\W_]+", "", text.casefold())
