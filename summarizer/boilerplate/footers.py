"""What stands below an article: credits, corrections, contacts, disclaimers, copyright."""

from __future__ import annotations

import re

from summarizer.boilerplate.blocks import Block, Page
from summarizer.lexicon import AGENCIES
from summarizer.patterns import any_of, compile_any

_AGENCY_NAMES = any_of(*sorted(map(re.escape, AGENCIES), key=len, reverse=True))
_CLOSING_CREDIT = compile_any(
    r"\W{0,3}(?:with|additional) (?:information|reporting|assistance|files|inputs?|material"
    r"|agency inputs) (?:from|by)"
    r" (?-i:[A-Z]).{0,120}",
    r"\W{0,3}(?:additional |further )?(?:reporting|writing|editing|compiled|graphics?|edited|translated)"
    r" (?:by|and \w{4,12} by) (?-i:[A-Z]).{0,300}",
    rf"\W{{0,3}}(?:sources?|via|credit|from|by|©)?\W{{0,3}}(?:the )?{_AGENCY_NAMES}"
    rf"(?:\W{{1,3}}(?:and|with|staff|contributed to this report|{_AGENCY_NAMES})){{0,6}}\W{{0,3}}",
)
_ANYWHERE_IN_FOOTER = compile_any(
    r"\bcontributed (?:to|reporting to|to the reporting of) this (?:report|article|story)\W{0,3}$",
    r"\ball rights reserved\b",
    r"\bverify you[’']re not a robot\b",
    r"\bunsubscribe\b.{0,60}$|\byou are receiving this e-?mail because\b",
    r"\b(?:terms|privacy|cookies|contact us)\b.{0,20} [·|•] .{0,20}\b(?:terms|privacy|cookies?|sitemap"
    r"|contact)\b",
    r"\b\d{1,2} ?% off\b.{0,40}\bcode\b",
    r"\bfor (?:your )?(?:personal|non-commercial),? .{0,40}\buse only\b",
)
_FOOTER_HINTS = (
    "contributed to this",
    "contributed reporting to this",
    "contributed to the reporting",
    "rights reserved",
    "use only",
    "not a robot",
    "unsubscribe",
    "privacy",
    "% off",
    "this email",
)
_PERSON = r"(?-i:[A-Z])\w+(?: (?-i:[A-Z])\w+)?"
_FOOTER = compile_any(
    r"this (?:story|article|report) (?:was|is|has been) (?:originally |first )"
    r"(?:published|appeared|produced|reported|written|released)\b.{0,240}",
    r"this (?:story|article) (?:was|is|has been) (?:being |also )?"
    r"(?:updated|corrected|auto-generated|generated|edited|supported|produced|translated|part of)\b.{0,240}",
    r"(?:correction|clarification|editor[’']s note|note to readers|disclaimer|disclosure)\s?[:(].{0,380}",
    r"the views (?:and opinions )?expressed\b.{0,160}"
    r"\b(?:those of|not necessarily|own|solely|author)\b.{0,160}",
    r"(?:copyright|©|\(c\))\W{0,4}(?:© ?)?(?:(?:19|20)\d\d\b|[a-z]+ (?:19|20)\d\d\b).{0,200}",
    r"© ?(?-i:[A-Z])[\w .,'’&-]{0,60}",
    r".{3,60} (?:is|are) not responsible for the content of external (?:web)?(?:sites|links)\W{0,3}",
    r"sample text\b.{0,100}\bfictional\W{0,3}",
    r"this material may not be (?:published|reproduced)\b.{0,200}",
    r"(?:contact|reach|e-?mail|write to|follow)"
    rf" (?:the (?:authors?|reporters?|writers?|editors?)|us|him|her|{_PERSON})"
    r"\b.{0,40}(?:@\w|\bat \(?\d{3}\b).{0,100}",
    rf"follow {_PERSON} on (?:twitter|x|facebook|instagram|google)\b.{{0,160}}",
    r"(?:if you have|got|do you have|have you got|have)\b.{0,60}"
    r"\b(?:tip|story|question|correction|comment|feedback|news)s?\b.{0,160}"
    r"(?:@|contact us|e-?mail us|let us know|get in touch|click|submit).{0,120}",
    r"[\w.+-]{2,40}@[\w-]{2,40}\.[\w.-]{2,20}(?: (?:or|and) .{0,40})?",
    r"(?:twitter|x|instagram|facebook|e-?mail|phone|tel|website|web)\s?: ?\S+(?: \S+)?",
    r"(?:these crawls are part of an effort to archive pages|then the internet archive hopes that references"
    r"|the goal is to fix all broken links on the web)\b.{0,300}",
    r"you can add location information to your tweets\b.{0,300}",
)


def is_footer(block: Block, _page: Page) -> bool:
    """Tell credits, corrections, contacts, disclaimers and copyright lines around an article."""
    text = block.text
    if not block.is_note or block.words > 70:
        return False
    text = text.strip("()[] ") or text
    if _CLOSING_CREDIT.fullmatch(text):
        return not (block.is_closed and block.words > 6 and re.search(r"\b(?:said|told|was|were)\b", text))
    if text[0] in '“"':
        return False
    if any(map(block.plain.__contains__, _FOOTER_HINTS)) and _ANYWHERE_IN_FOOTER.search(text):
        return True
    return bool(_FOOTER.fullmatch(text))
