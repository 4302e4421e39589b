"""Lines that are no sentences: headlines, list entries, and the questions that explainers are ordered by."""

from __future__ import annotations

from summarizer.boilerplate.blocks import CLOSERS, SUBHEAD_WORDS, Block, Page, is_short_question
from summarizer.boilerplate.heads import is_byline_block
from summarizer.patterns import compile_later

MAX_HEADING_WORDS = 40
"""A line without closing punctuation is a headline, a caption or a list entry up to about 40 words (of
the open lines of 300 scraped news texts, 96 in 100 are shorter); beyond, a paragraph cut short."""

MANY_QUESTIONS = 3
"""With three short questions on lines of their own, a text is an explainer and they are its headlines."""

_CLOSING_LINE = compile_later(CLOSERS)
_ASKS = compile_later(
    r"(?:What|Why|How|Who|When|Where|Which|Is|Are|Was|Were|Will|Can|Could|Should|Do|Does|Did|Has"
    r"|Have)\b[^.!?\"“”]*\?"
)
_QUESTION = compile_later(
    r"(?:And |So )?(?:What(?:['’]s| happens| comes| is)?(?: next| now| new)(?: for [\w ]{2,30})?"
    r"|What (?:do we|we|you need to|to) know(?: so far| about [\w ]{2,40})?|What happened"
    r"|(?:Who|What) (?:is|are|was|were) (?:the |an? )?[\w-]+(?: [\w-]+)?|Why does (?:it|this|that) matter"
    r"|How did we get here|Why now|What does (?:it|this|that) mean(?: for [\w ]{2,30})?)\?"
)
_INNER_SENTENCE = compile_later(r"(?:\S+\s+){5}\S*[^\W\d]{2,}[.!?][\"'”’)]{0,2}\s+[\"'“‘(]?[A-Z]")


def is_heading(block: Block, page: Page) -> bool:
    """Tell lines that do not close: headlines, captions, list entries, template leftovers.

    A line that leads to the next ("he said:") is part of a sentence, and one that holds a whole
    sentence of its own is kept for that sentence.
    """
    if block.words > MAX_HEADING_WORDS or not block.is_note or block.is_closed:
        return False
    if "[/caption]" in block.text or _CLOSING_LINE.fullmatch(block.text):
        return False  # what is glued to a caption is told within the line
    if block.text[-1] in ":;,—–-":
        return block.words < 2 and page.is_punctuated
    is_subhead = block.words <= SUBHEAD_WORDS and _stands_alone(block, page)
    if not (page.is_punctuated or is_subhead or page.is_outside(block)):
        return False
    return not _holds_sentence(block.text)


def is_question_heading(block: Block, page: Page) -> bool:
    """Tell the questions that explainers use as headlines: "What happens next?", or any where they abound."""
    if not is_short_question(block):
        return False
    formula = bool(_QUESTION.fullmatch(block.text)) and _stands_alone(block, page)
    return formula or (page.questions >= MANY_QUESTIONS and bool(_ASKS.match(block.text)))


def heads_byline(block: Block, page: Page) -> bool:
    """Tell the headline of a text within the text: a question right above a byline."""
    if block.words > 20 or not block.text.endswith("?"):
        return False
    _before, behind = page.neighbours(block)
    return behind is not None and is_byline_block(behind, page)


def _stands_alone(block: Block, page: Page) -> bool:
    """Tell a line between two paragraphs."""
    return all(
        one is not None and one.is_closed and one.words > SUBHEAD_WORDS for one in page.neighbours(block)
    )


def _holds_sentence(text: str) -> bool:
    return any(mark in text for mark in (". ", "? ", "! ", ".” ", '." ')) and bool(
        _INNER_SENTENCE.search(text)
    )
