"""What is no part of a paragraph and stands within it: datelines, captions, links, leftovers of templates."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.boilerplate.pictures import AGENCY
from summarizer.patterns import compile_any, compile_later

MAX_GLUED = 600
"""Captions run to 90 words; a closing tag further away closes something else."""

_GLUED_START = compile_later(rf"(?<=[.!?”\"’])\s?{AGENCY}(?=[A-Z])")
_CAPTION_TAG = compile_later(r"\[caption\b[^\[\]]{0,400}\]")
_LINK_AT_END = compile_later(
    r"\s\[(?:Images?|Photos?|Gallery|Videos?|Infographic|Album|Related|Read|See|Watch|Also|In [Pp]hotos)"
    r"\b[^\[\]]{4,160}\]$"
)
_PLACEHOLDER = compile_any(
    r"(?:\b(?:Published|Updated|Posted|By|Date)\s?:\s?)?\[#\w{1,60}\]",
    r"\{\{[^{}]{0,60}\}\}",
    r"\[/?(?:embed|gallery|video|audio|playlist|vc_\w{1,40}|et_\w{1,40})\b[^\[\]]{0,200}\]",
)
_WIRE = (
    r"\((?:AP|AFP|Reuters|REUTERS|CNN|CNNMoney|BBC|UPI|Xinhua|TASS|PTI|ANSA|ANI|IANS|dpa|EFE|Bloomberg|CBS News|"
    r"NBC News|ABC News|Thomson Reuters Foundation|The Associated Press|Associated Press)\)"
)
_DATELINE = compile_later(
    rf"(?:[A-Z][\w .,/'’-]{{2,40}})?{_WIRE}\s*(?:[-–—:]+\s*)?(?=[\"“‘A-Z])|"
    r"[A-Z]{3,}(?:[ .'’-]{1,2}[A-Z]{2,})*"
    r"(?:, (?:[A-Z][a-z]+\.?|[A-Z.]{2,5}|[A-Z][a-z]+ [A-Z][a-z]+))?(?:,? [A-Z][a-z]{2,8}\.? \d{1,2})?"
    r"(?: \([A-Z][\w./ ]{1,24}\))?(?:\s*[–—]\s+|(?<=[a-z.)])[–—]|(?:\s-{1,2}|:)\s+)(?=[\"“‘A-Z])"
)

_RUBRIC = compile_later(r"[A-Z][A-Z’' ]{3,40} \| (?=[\"“‘A-Z])")
"""What a page prints over a story, run into its first sentence: "THE FACT CHECKER | Mayor Tom Alder said"."""
_LEADING_DASH = compile_later(r"[-–—\x96\x97]{1,2}[ \t]+(?=[\"“‘A-Z])")
"""What is left where a dateline was cut off before its dash; 96 and 97 are dashes of Windows, read as Latin-1."""


def find_glued(line: str, opens: bool = False) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and name of captions, links, datelines and template leftovers within a paragraph, in order.

    Args:
        line: the paragraph.
        opens: whether the article opens with it; a dash before others is a list's or a dialogue's.
    """
    reached = 0
    if dateline := _DATELINE.match(line) if line[1:2].isupper() or "(" in line[:60] else None:
        yield 0, (reached := dateline.end()), "dateline"
    elif rubric := _RUBRIC.match(line) if line[1:2].isupper() else None:
        yield 0, (reached := rubric.end()), "rubric"
    elif opens and (dash := _LEADING_DASH.match(line)):
        yield 0, (reached := dash.end()), "leading dash"
    if "[" not in line and "{{" not in line:
        return
    found = [(match.start(), match.end(), "template") for match in _PLACEHOLDER.finditer(line)]
    if line.endswith("]") and (link := _LINK_AT_END.search(line, max(0, len(line) - 200))):
        found.append((link.start(), link.end(), "related link"))
    for start, end, rule in sorted([*_find_captions(line), *found]):
        if start >= reached:
            yield start, end, rule
            reached = end


def _find_captions(line: str) -> Iterator[tuple[int, int, str]]:
    """Yield what stands before each "[/caption]": from its own tag, a glued agency, or the line's start."""
    behind = 0
    at = line.find("[/caption]")
    while at >= 0:
        window = max(behind, at - MAX_GLUED)
        starts = [match.start() for match in _CAPTION_TAG.finditer(line, window, at)]
        starts = starts or [match.start() for match in _GLUED_START.finditer(line, window, at)]
        end = at + len("[/caption]")
        if starts or at - behind <= MAX_GLUED:
            yield (starts[-1] if starts else behind), end, "caption"
        else:
            yield at, end, "template"
        behind = end
        at = line.find("[/caption]", end)
