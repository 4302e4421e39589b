"""Captions and credits of pictures, on lines of their own."""

from __future__ import annotations

import re

from summarizer.boilerplate.blocks import MAX_LINE, Block, Page
from summarizer.patterns import any_of, compile_any, compile_later

MAX_CAPTION_STOPS = 5
"""Full stops within a caption: two sentences, "Oct.", "Md." and the initials of a name."""

AGENCY = any_of(
    r"AP|AFP|EPA|EPA-EFE|EFE|PA|UPI|ANSA|dpa|Reuters|REUTERS|Getty|Getty Images|Shutterstock|Alamy|Rex|REX",
    r"iStock|Associated Press|Press Association|Xinhua|ANI|PTI|TASS|Bloomberg|AAP|ANP|Zuma|ZUMA|NurPhoto",
    r"Anadolu|MCT",
)
_CREDIT_LINE = compile_any(
    r"\W{0,3}(?:(?:editorial|photo|image|picture|file|video|cover|thumbnail|featured|lead|header|main) ){0,2}"
    r"(?:images?|photos?|photographs?|pictures?|pic|graphic|illustration|credits?|caption|footage|screenshot"
    r"|screengrab|still)(?: (?:credits?|courtesy|source|copyright|caption))?\s?(?::|/|\b(?:by|via"
    r"|courtesy of)\b|©).{0,160}",
    r"\W{0,2}(?:file|handout|stock|archive|undated|representational|representative) (?:photo|image"
    r"|picture|pic)s?\W{0,3}",
    rf"\(\s?(?:{AGENCY}|photo|image|file)\b[^()]{{0,80}}\)\W{{0,3}}",
)
_SLASHED_CREDIT = compile_any(
    rf"[\w .,'’&-]{{0,60}}[/|]\s?(?:the )?{AGENCY}(?: (?:Images|Photo|Pictures"
    rf"|file))?[\w /]{{0,30}}\W{{0,3}}",
    rf"{AGENCY}\s?[/|]\s?[\w .,'’/-]{{2,60}}|{AGENCY} (?:photo|file|images?)[\w /.,]{{0,40}}",
)
MAX_SLASHED = 130
"""None of these is longer."""
_CAPTION_END = compile_any(
    r"\((?:(?:file |handout )?(?:[Pp]hoto|[Ii]mage|[Pp]icture|[Pp]ic|[Pp]hotograph|[Cc]redit)s?\b\s?"
    rf"(?:by|:|/|courtesy|credit|via|from)|{AGENCY}(?: (?:photo|file|images?))?\s?[/,|:]|AP Photo|Getty"
    r"|Shutterstock)"
    r"[^()]{0,120}\)",
    r"\b(?:REUTERS|Reuters|AFP|AP|EPA|PA|Getty|Getty Images|Bloomberg|Anadolu)\s?/\s?[A-Z][\w .,'’/&-]{2,60}",
    r"(?<!\[)\b(?:Photo|Photograph|Image|Picture|Credit|PHOTO|IMAGE)s?(?: credit| courtesy)?\s?(?::|/"
    r"| by )[^:.!?]{2,80}",
    r"[/|]\s?(?:Getty Images?|AFP|AP|EPA|Shutterstock|Alamy|Getty)[\w /]{0,30}",
    r"\b(?:Picture|Photo|Image) (?:is |was )?taken (?:on )?[A-Z][\w ,]{3,40}\.",
    r"(?:\.\.\.|…) \((?:Associated Press|AP|AFP|Reuters)\)",
    r"[.\])] ?(?:File|Handout|Stock|Archive|Undated) (?:photo|image|picture|pic)s?",
    flags=0,
)
_CREDIT_HINTS = ("hoto", "mage", "ictu", "redit", "/", "|")
"""One of these stands in a caption's end, or it closes with a bracket."""
_CAPTION_AT_END = compile_later(_CAPTION_END.pattern + r"\W{0,4}$")
_CAPTION_START = compile_any(
    r"FILE\s?(?:PHOTO)?\s?[-–—:]",
    r"(?:File|Handout|Undated|Stock) (?:photo|image|picture)\b(?! (?:of|agency|service))",
    r"In this\b.{0,60}\b(?:file |undated |handout )?(?:photo|image|picture|photograph|frame grab|video)\b",
    rf"{AGENCY}(?=[A-Z][a-z]{{3}})",
    flags=0,
)
_FILE_CAPTION = compile_later(r"FILE\s?(?:PHOTO)?\s?[-–—:]\s")
_PICTURED = compile_later(
    r"\b(?:pictured|photographed|seen here|shown here|poses? for|from left|clockwise)\b", re.I
)
_CAPTION_LABEL = compile_any(
    r"(?:enlarge (?:this )?image|image copyright|image caption|media caption|image source|figure caption)\b",
    r"(?:image|photo|picture|editorial) credits?\b|a handout (?:photo|image|picture)\b",
    r"(?:image )?\d{1,3} of (?:/ )?\d{1,3} (?:full screen|caption|view)\b",
)
_SMALL_WORDS = frozenset("of the and via for by de van von al el la du di da from in on at".split())


def _is_credit(text: str) -> bool:
    if len(text) <= MAX_SLASHED and ("/" in text or "|" in text) and _SLASHED_CREDIT.fullmatch(text):
        return True
    return bool(_CREDIT_LINE.fullmatch(text))


def _names_only(text: str) -> bool:
    """Tell "Photo by Jane Doe of the Herald." from "Photos by the probe show ice."."""
    words = re.findall(r"[^\W\d_]+", text)[1:]
    return all(word[0].isupper() or word in _SMALL_WORDS for word in words)


def is_caption(block: Block, _page: Page) -> bool:
    """Tell picture lines by their credit, or by their words where they do not end like a sentence."""
    text = block.text
    if block.words > 100 or len(text) > MAX_LINE:
        return False
    if block.is_note and _CAPTION_LABEL.match(text):
        return True
    if block.is_note and _is_credit(text):
        return not block.is_closed or block.words <= 3 or _names_only(text)
    tail = text[-150:]
    may_end = ")" in tail[-5:] or any(map(tail.__contains__, _CREDIT_HINTS))
    if may_end and _CAPTION_AT_END.search(tail):
        return text.count(". ") <= MAX_CAPTION_STOPS
    if block.is_closed:
        return bool(_FILE_CAPTION.match(text))
    return bool(_CAPTION_START.match(text) or _PICTURED.search(text))
