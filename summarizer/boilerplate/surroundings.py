"""What a page has around any article: share bars, counters, navigation, advertisements, notes on cookies."""

from __future__ import annotations

import re

from summarizer.boilerplate.blocks import CLOSERS, Block, Page
from summarizer.patterns import any_of, compile_any, compile_later, compile_lower

_NETWORK = any_of(
    r"facebook|twitter|x|linked ?in|pinterest|pocket|whats ?app|telegram|reddit|e-?mail|tumblr|flipboard",
    r"threads|bluesky|instagram|messenger|viber|line|print|copy link|copy url|link|gmail|mastodon|youtube",
    r"tiktok|snapchat|sms|xing|vk|google ?\+|more|share",
)
_SHARE_ON = (
    r"(?:(?:share|tweet|post|pin|send|follow|save|click to share)(?: (?:this|us|it|story|article|page"
    r"|post)){0,3}"
    r"(?: (?:on|via|to|with|by|using))? )?"
)
_SHARE_BAR = compile_lower(
    rf"(?:[^\w\s]{{0,3}}{_SHARE_ON}{_NETWORK}\b(?: \d{{1,5}}[km]?\b)?[\s,|/·•]{{0,6}}){{1,14}}",
    r"(?:icon-[\w-]{1,30}[\s,|]{0,6}){1,20}",
    r"share|tweet|pin|share (?:this|now|this (?:article|story|post|page)|article|story|post|with friends)",
    r"(?:more )?sharing options|follow us(?: on .{2,40})?|like us on .{2,40}|like this",
    r"(?:facebook|twitter|whatsapp|e-?mail) (?:icon|logo|share(?: button)?)",
    r"(?:play|close|enlarge)(?: icon)? (?:facebook|twitter|image)",
)


def is_share_bar(block: Block, _page: Page) -> bool:
    """Tell "Facebook", "Share on Twitter", "icon-facebook icon-twitter"; not "Facebook said on Tuesday …"."""
    if block.words > 24 or len(block.text) > 200 or (block.is_closed and block.words > 4):
        return False
    return bool(_SHARE_BAR.fullmatch(block.plain))


_COUNTER = compile_any(
    rf"(?!{CLOSERS}$)[\W\d_]*",
    r"[\W_]*\d[\d.,]*\s?[km]?\s?(?:shares?|views?|comments?|likes?|reads?|votes?|retweets?|followers?"
    r"|replies)[\W_]*",
)
"""Neither begins with a letter."""


def is_counter(block: Block, _page: Page) -> bool:
    """Tell "0", "19", "1.2k shares", "***": lines without a word of their own; not what closes a quotation."""
    may_be = len(block.text) <= 200 and not block.text[:1].isalpha()
    return may_be and bool(_COUNTER.fullmatch(block.text))


def _lines(text: str) -> frozenset[str]:
    return frozenset(line.strip() for line in text.split("\n") if line.strip())


_NAVIGATION = _lines(
    """skip to content
    skip to main content
    skip to navigation
    skip navigation
    jump to content
    back to top
    back to gallery
    top stories
    top story
    latest news
    latest stories
    trending
    trending now
    most read
    most popular
    related articles
    related stories
    related news
    related posts
    related topics
    related content
    related
    recommended
    recommended for you
    recommended stories
    you may also like
    you might also like
    more from this author
    more stories
    more news
    editor's picks
    editors' picks
    previous article
    next article
    previous
    next
    menu
    home
    search
    close
    expand
    print this article
    print
    photo
    photos
    video
    videos
    gallery
    photo gallery
    view gallery
    play video
    caption close
    view in browser
    view this email in your browser
    now playing
    read more
    load more
    show more
    view all
    see all
    subscribe
    sign in
    sign up
    log in
    log out
    register
    tags
    categories
    filed under
    by
    author
    written by
    about the author
    contents
    table of contents
    in this article
    story highlights
    report this ad
    report a typo
    tweet with a location
    loading
    live
    breaking
    breaking news
    exclusive
    comments
    comment
    no comments
    notice"""
)
_CRUMB = compile_later(
    r"(?:you are here\W{1,3})?(?:home|news|start|front page)\s{0,3}[»›>/|]\s{0,3}\S.{0,300}", re.IGNORECASE
)


def is_navigation(block: Block, _page: Page) -> bool:
    """Tell links of the page around the article: "Skip to content", "Home » …", "TOP STORIES"."""
    if block.words <= 5 and block.plain.replace("’", "'") in _NAVIGATION:
        return True
    if block.text.startswith("http") and block.words == 1:
        return True
    return block.is_note and not block.is_closed and bool(_CRUMB.fullmatch(block.text))


_ADVERTISEMENT = compile_lower(
    r"(?:advertisement )?(?:story |article )?continue[sd]?(?: reading)?(?: the main story"
    r"| below)?(?: advertisement)?",
    r"advert(?:isement|ising)?(?: scroll to continue)?|sponsored(?: content| links?)?"
    r"|promoted(?: content)?|ad",
    r"scroll (?:down )?to continue(?: reading)?",
    r"(?:article|story) continues (?:below|after) (?:this |the )?ad\w{0,12}",
    r"(?:this )?(?:advertisement|ad) (?:has not loaded yet|feedback)|remove ads?|paid post",
)


def is_advertisement(block: Block, _page: Page) -> bool:
    """Tell "Advertisement", "Story continues below", "Advertisement - Continue Reading Below"."""
    if block.words > 9:
        return False
    return bool(_ADVERTISEMENT.fullmatch(re.sub(r"\s*[-–—:]\s*", " ", block.plain)))


_CONSENT = compile_lower(
    r"(?:we|this (?:web)?site|our (?:web)?site|our partners)\b[^.]{0,60}\bcookies?\b.{0,300}",
    r"by (?:continuing|using|clicking|browsing|signing up|subscribing|submitting)\b.{0,120}\byou\b.{0,20}"
    r"\b(?:agree|accept|consent|acknowledge)\b.{0,200}",
    r"(?:accept|manage|reject|allow|necessary|strictly necessary) (?:all )?(?:cookies|preferences)",
    r"cookie (?:policy|settings|preferences|notice)|privacy policy|terms of (?:use|service)",
    r"(?:please )?enable javascript\b.{0,120}",
    r"(?:your browser|you need javascript|javascript (?:is|must be))\b.{0,160}",
    r"media playback is (?:not supported|unsupported) on (?:your|this) device\b.{0,160}",
)
REPORTED = compile_later(r"[“”\"]|\b(?:said|says|told|asked|wrote|added|according|announced|reported)\b")
"""What tells a sentence that reports on such a note or call from the note itself."""


def is_consent_note(block: Block, _page: Page) -> bool:
    """Tell cookie, privacy and script notes of a site."""
    return block.is_note and bool(_CONSENT.fullmatch(block.plain)) and not REPORTED.search(block.text)
