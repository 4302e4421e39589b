"""What stands over an article: its fields, its title once more, who wrote it and when."""

from __future__ import annotations

from summarizer.boilerplate.blocks import Block, Page, ends_sentence, letters_of, words_of
from summarizer.patterns import compile_any, compile_later
from summarizer.reading.metadata import is_byline, is_date_line, is_header_line

TITLE_OVERLAP = 0.85
"""Two forms of one headline share nearly all words; a lead that develops it shares about half."""

_BYLINE_LIKE = compile_any(
    r"(?:[Bb]y|BY|[Ww]ritten by|[Ww]ords by|[Rr]eporting by|[Cc]ompiled by|[Ee]dited by|[Pp]osted by)\s"
    r"(?:(?:[A-Z@(][\w.@'’-]*|and|for|the|of|in)[\s,;|()/&+-]{0,4}){1,18}$",
    r"(?:/ ?)?(?:[Uu]pdated|[Pp]ublished|[Pp]osted)\b.{0,60}\b[Bb]y\s[A-Z]|[Pp]osted at\b.{0,60}\d{4}\b",
    flags=0,
)


def is_byline_block(block: Block, _page: Page) -> bool:
    """Tell "By Jane Doe", "BY Jane Doe, Foreign News Reporter", "20 November 2024 - 06:57 By Jane Doe"."""
    if len(block.text) > 200 or block.words > 24:
        return False
    if "by" not in block.plain:  # the search for dates in every line would take half the time of cleaning
        return False
    return (not block.is_closed and bool(_BYLINE_LIKE.match(block.text))) or is_byline(block.text)


_STAMP = compile_any(
    r"(?:(?:first |last )?(?:published|updated|posted|modified|created)|date|time)\b\W{0,3}"
    r"(?:(?:on|at|today|yesterday|\d{1,3} \w{1,8} ago|[a-z]{2,4}\b|\d[\d:./-]{0,9}(?: ?[ap]\.?m\b)?"
    r"|[a-z]{3,9}\.? \d{1,2}\b)"
    r"[\s,.|·-]{0,3}){0,8}",
    r"\d{1,3} (?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?) ago",
    r"\d{1,3}[\s-]?(?:min(?:ute)?s?)(?: (?:read|watch|listen))?|(?:estimated )?read(?:ing)? time\b.{0,30}",
    r"\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]m)?(?: [a-z]{2,4})?",
    r"(?:listen|watch|play)(?: to)? (?:this )?(?:article|story|video|audio)\b.{0,40}"
    r"|listen \(\d{1,3} min\w{0,6}",
)

_PUBLISHED = compile_later(r"(?:First |Last )?(?:[Pp]ublished|[Uu]pdated|[Pp]osted|[Mm]odified)\b.{0,30}\d")


def is_stamp(block: Block, _page: Page) -> bool:
    """Tell date lines, "4 min read", "2 hours ago", "Listen to this article"."""
    if len(block.text) > 160 or block.words > 20:
        return False
    if block.is_closed and not block.text[0].isdigit():
        return bool(_PUBLISHED.match(block.text) and _STAMP.fullmatch(block.plain))
    return (block.words <= 14 and bool(_STAMP.fullmatch(block.plain))) or is_date_line(block.text)


def is_head_field(block: Block, page: Page) -> bool:
    """Tell the "Title: …", "Date: …" lines at the top of a text, which reading has honoured."""
    return block.index < 10 and all(is_header_line(one.text) for one in page.blocks[: block.index + 1])


def is_repeated_title(block: Block, page: Page) -> bool:
    """Tell the title itself, and lines nearly equal to it that do not close like a sentence."""
    if not page.title or len(block.text) > 2 * len(page.title) + 60:
        return False
    if block.is_closed and len(block.text) > len(page.title) + 12:
        return False
    if page.title_letters and letters_of(block.text) == page.title_letters:
        # A first sentence that also serves as title stays, unless the text goes on without it.
        return not block.is_closed or (ends_sentence(page.title) and page.sentences > 2)
    if block.is_closed or len(page.title_words) < 4:
        return False
    words = frozenset(words_of(block.text))
    return len(words & page.title_words) >= TITLE_OVERLAP * len(words | page.title_words)
