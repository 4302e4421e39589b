"""What stands around an article on its page, told line by line: one small named rule each.

Precision comes first: a share button in a brief is ugly, a lost sentence is a lie by omission. So a line
that reads as a sentence is only ever taken for its exact form, and every pattern is bounded, tried on
short lines alone, and anchored, so that no text can make it slow.
"""

from __future__ import annotations

from functools import cache

from summarizer.boilerplate.blocks import Block, Page, Rules
from summarizer.boilerplate.footers import is_footer
from summarizer.boilerplate.heads import is_byline_block, is_head_field, is_repeated_title, is_stamp
from summarizer.boilerplate.invitations import is_comment_form, is_pitch, is_related_link
from summarizer.boilerplate.openlines import heads_byline, is_heading, is_question_heading
from summarizer.boilerplate.pictures import is_caption
from summarizer.boilerplate.surroundings import (
    is_advertisement,
    is_consent_note,
    is_counter,
    is_navigation,
    is_share_bar,
)
from summarizer.languages import OTHERS, load_language

__all__ = ["LINE_RULES", "OPEN_LINE_RULES", "line_rules"]

LINE_RULES: Rules = {
    "share bar": is_share_bar,
    "counter": is_counter,
    "navigation": is_navigation,
    "advertisement": is_advertisement,
    "comment form": is_comment_form,
    "consent note": is_consent_note,
    "head field": is_head_field,
    "repeated title": is_repeated_title,
    "byline": is_byline_block,
    "date or time": is_stamp,
    "footer": is_footer,
    "related link": is_related_link,
    "pitch": is_pitch,
    "caption": is_caption,
    "headline above a byline": heads_byline,
}

OPEN_LINE_RULES: Rules = {
    "not a sentence": is_heading,
    "question as a headline": is_question_heading,
}
"""What is only told among the lines that `LINE_RULES` leave."""

MAX_RELATED_WORDS = 14
"""A link to another article that closes like a sentence has no more words."""


@cache
def line_rules(language: str) -> Rules:
    """Return `LINE_RULES`, and behind them those of a language that has a record."""
    if language not in OTHERS:
        return LINE_RULES
    own = load_language(language).furniture

    def is_own_navigation(block: Block, _page: Page) -> bool:
        return block.words <= 8 and block.plain.replace("’", "'") in own.lines

    def is_own_note(block: Block, _page: Page) -> bool:
        found = block.is_note and block.words <= 45 and own.notes.fullmatch(block.plain)
        return bool(found) and not own.reported.search(block.text)

    def is_own_related_link(block: Block, _page: Page) -> bool:
        most = MAX_RELATED_WORDS if block.is_closed else 35
        return block.is_note and block.words <= most and bool(own.related.fullmatch(block.text))

    def is_own_caption(block: Block, _page: Page) -> bool:
        return block.is_note and bool(own.captions.fullmatch(block.text))

    def is_own_byline(block: Block, _page: Page) -> bool:
        return len(block.text) <= 200 and not block.is_closed and bool(own.bylines.fullmatch(block.text))

    def is_own_stamp(block: Block, _page: Page) -> bool:
        return len(block.text) <= 160 and block.words <= 14 and bool(own.stamps.fullmatch(block.plain))

    return {
        **LINE_RULES,
        f"navigation ({language})": is_own_navigation,
        f"note ({language})": is_own_note,
        f"related link ({language})": is_own_related_link,
        f"caption ({language})": is_own_caption,
        f"byline ({language})": is_own_byline,
        f"date or time ({language})": is_own_stamp,
    }
