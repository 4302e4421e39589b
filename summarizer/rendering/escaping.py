"""Makes source text safe to show: no control characters in any form, no live Markdown in Markdown.

Markdown here means what GitHub, Obsidian and CommonMark make of it, with their extras: autolinks, tables,
footnotes, wiki-links, tags, highlights, math, emoji shortcodes, attribute lists. A character is escaped only
where it could mean something, because a brief is also read as it stands, in a mail or a terminal.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from summarizer.languages import rules_for

if TYPE_CHECKING:
    from summarizer.languages.records import Quotation

WORD_JOINER = "\u2060"
"""Invisible; stops what no backslash stops: GitHub links e-mail addresses and mentions, and swaps emoji
shortcodes, after it has resolved escapes (seen with its own renderer, cmark-gfm)."""

MARKS_KEPT = 3
"""Combining marks kept in a row: written languages stack two, "Zalgo" dozens, over the lines around it."""

_INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # controls that are not white space
    "\u00ad\u034f\u061c\u17b4\u17b5\u180e"  # soft hyphen, joiners and marks without a shape
    "\u200b\u200e\u200f\u202a-\u202e"  # zero-width space, marks and overrides of direction
    "\u2060-\u206f\ufeff\ufff9-\ufffb"  # invisible operators, isolates, annotation
    "\ufdd0-\ufdef\ufffe\uffff"  # not characters
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"  # musical controls, tags, supplementary selectors
    "]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_JOINERS = re.compile("([\u200c\u200d])[\u200c\u200d]+")
# Joiners shape Persian, Indic scripts and emoji; beside ASCII they only hide.
_STRAY_JOINER = re.compile("(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])")
_MARK = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_STACKED_MARKS = re.compile(f"({_MARK}{{{MARKS_KEPT}}}){_MARK}+")
_WHITE_SPACE = re.compile(r"\s+")


def clean_text(text: str) -> str:
    """Fold white space and remove what cannot be seen but can mislead: controls, overrides, zero widths."""
    if text.isascii() and text.isprintable():  # most text, and a brief is cleaned many times over
        return " ".join(text.split())
    visible = _INVISIBLE.sub("", _SURROGATE.sub("\ufffd", text))
    joined = _STRAY_JOINER.sub("", _JOINERS.sub(r"\1", visible))
    return _WHITE_SPACE.sub(" ", _STACKED_MARKS.sub(r"\1", joined)).strip()


_LIVE = re.compile(
    r"""
      (?P<slash> [\\`*~^#{]                     # live anywhere
               | (?<![^\W_])_ | _(?![^\W_])     # emphasis, except inside a word
               | \$(?!\d)                       # closes math; the "$" of "$5" cannot
               | :(?=//) | (?<=www)\.           # autolinks
               | %(?=%) | =(?==)                # comment, highlight
      )
    | (?P<less> <(?![\s\d=]) )                  # a tag, a comment or an autolink
    | (?P<entity> &(?=\#?\w+;) )
    | (?P<joined> @(?=[\w.-])                   # e-mail address or mention
                | :(?=(?!\d\d:)[\w+-]+:) )      # emoji shortcode, and not the time "06:57:30"
    | (?P<pair> (?<=[^!^\[\]\\]) \[ [^\W_] [^\[\]\\]+ \] (?=[^(\[\]:]) )  # "[17 November]": no link
    | (?P<bracket> [\[\]] )
    """,
    re.VERBOSE | re.IGNORECASE,
)
# A list, a quote, a table, a definition, an admonition: only where a block starts.
_BLOCK_START = re.compile(r"^(?:(\d{1,9})(?=[.)](?:\s|$))|(?=[-+](?:[-+\s]|$)|[>|:]|!!!|\?\?\?))")


def escape_markdown(text: str) -> str:
    """Return Markdown that shows this text, on one line, and does nothing else."""
    return _BLOCK_START.sub(r"\g<1>\\", _escape_inline(clean_text(text)))


def _escape_inline(text: str) -> str:
    return _LIVE.sub(_escape_match, text)


def _escape_match(match: re.Match[str]) -> str:
    found = match[0]
    match match.lastgroup:
        case "less":
            return "&lt;"
        case "entity":
            return "&amp;"
        case "joined":
            return found + WORD_JOINER
        case "pair":
            return f"[{_escape_inline(found[1:-1])}]"
        case _:
            return "\\" + found


def escape_destination(url: str) -> str:
    """Return a percent-encoded URL as the destination of a Markdown link: entities in it stay letters."""
    return re.sub(r"&(?=#|\w+;)", "&amp;", url)


def quote_yaml(text: str) -> str:
    """Return a YAML double-quoted scalar; JSON's strings are a subset of YAML's."""
    return json.dumps(clean_text(text), ensure_ascii=False)


def nest_quotation(text: str, language: str = "en") -> str:
    """Put a quotation in “…”, and the quotation marks inside it down to single ones, or as a language does."""
    marks: Quotation | None = rules_for(language, "quotation", None)
    if marks is not None:
        return f"{marks.opens}{marks.lower(text)}{marks.closes}"
    inner = text.replace("“", "‘").replace("”", "’").replace("„", "‚").replace('"', "'")
    return f"“{inner}”"


def shorten(text: str, limit: int) -> str:
    """Cut a text to at most `limit` code points, between words where it can, and say so with "…"."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    words, space, _ = cut.rpartition(" ")
    kept = words if space and len(words) > limit // 2 else cut
    return kept.rstrip(" ,;:–—-") + "…"
