"""Splits articles into sentences: Punkt's decisions with the project's own parameters, and named repairs.

    text ─ find_blocks ─▶ paragraphs, hard-wrapped lines joined
         ─ judge ───────▶ a verdict, with its rule, on every stop that could end a sentence
         ─ split_spans ─▶ spans

Punkt (Kiss and Strunk 2006) decides on the stop after an abbreviation by what it learned from plain text:
abbreviations, collocations, and the words that begin sentences. nltk trains these parameters
(`training/train_punkt.py`); they are applied here, because importing nltk takes longer than splitting ten
thousand sentences. What Punkt does not decide, or decides wrongly for news, is repaired by the other rules;
each has a name.

From each place, every rule looks at a bounded stretch of text, so that time is linear in the length of any
text, hostile ones included.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from summarizer.patterns import compile_later
from summarizer.punkt import Parameters, load_parameters
from summarizer.records import Article, Sentence, Span

# verdicts


class Verdict(NamedTuple):
    """What becomes of a stop, and the rule that decided."""

    breaks: bool
    rule: str


PLAIN = Verdict(True, "stop")
BANG = Verdict(True, "question or exclamation")
WIDE = Verdict(True, "wide stop")
GLUED = Verdict(True, "missing space")
STARTER = Verdict(True, "abbreviation, then a word that begins sentences")
PRONOUN = Verdict(True, "the pronoun I")
STATE = Verdict(True, "state after its city, without the comma that would follow inside a sentence")
TRAILING_DOTS = Verdict(True, "ellipsis, then a word that begins sentences")
OMISSION = Verdict(True, "stop, then an omission mark")
LIST_ITEM = Verdict(True, "list item")

LOWER = Verdict(False, "lower case follows")
NAME_PART = Verdict(False, "no space, and none evidently missing")
BRACKETED = Verdict(False, "mark in brackets")
HELD = Verdict(False, "inside a short quotation or brackets")
ATTRIBUTION = Verdict(False, "quotation, then who said it")
MARKER = Verdict(False, "list marker")
NUMBERED = Verdict(False, "abbreviation, then a number")
COLLOCATION = Verdict(False, "collocation")
TITLE = Verdict(False, "title")
INITIAL = Verdict(False, "initial")
ABBREVIATION = Verdict(False, "abbreviation")
ORDINAL = Verdict(False, "ordinal")
OPENING_TIME = Verdict(False, "time of day that opens a sentence")
BANG_NAME = Verdict(False, "name with an exclamation mark")
DOTS = Verdict(False, "ellipsis")

Judgement: TypeAlias = tuple[int, int, Verdict]
"""Where a sentence would end, where the next would begin, and whether it does."""


# the text's parts

BANG_NAMES = frozenset("yahoo jeopardy e wham joomla mia".split())
CLOCK = frozenset("a.m p.m".split())
ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv"]
DOMAINS = frozenset(
    "com org net gov edu co uk io tv info biz js py html htm php pdf jpg png eu de fr".split()
)

NEXT = compile_later(r"([\W_]{0,8}+)([^\W_][\w’'.-]{0,40}+)?")
MIXED_CASE = compile_later(r"[a-z]{1,2}[A-Z]|(?:al|el)-[A-Z]")
ACRONYM = compile_later(r"(?:[^\W\d_]\.)+[^\W\d_]")
NAME = r"(?:[A-Z][\w.’'-]{0,30}+ ){1,4}"
ASKING = r"(?:asked|wondered|shouted|yelled|cried|exclaimed|demanded)"
SAYING = (
    r"(?:said|says|say|added|told|wrote|tweeted|posted|replied|answered|insisted|declared|continued|concluded|"
    r"explained|recalled|joked|warned|whispered)"
)
SAID = compile_later(rf"{NAME}(?:{SAYING}|{ASKING})(?= ?[.,;:]|$)")
ASKED = compile_later(rf"{NAME}{ASKING}\b")
TIME_PHRASE = compile_later(
    r"(?:(?:at|on|by|around|about|before|after|until|till|from|since|just|shortly|between|and|to|the|in|early|"
    r"late|morning|night|evening|afternoon|of|[a-z]{3,6}day|january|february|march|april|may|june|july|august|"
    r"september|october|november|december|(?:jan|feb|mar|apr|aug|sept|oct|nov|dec)\.|[ap]\.m\.|"
    r"\d[\d:.]{0,4}(?:st|nd|rd|th)?),? ){1,12}",
    re.IGNORECASE,
)
GLUED_WORD = compile_later(r"(?:Mrs?|Ms|Dr)(?=\. )|[A-ZÀ-ÖØ-Þ][\w’']{0,40}+(?![\w./@-])")
LOWER_WORD = compile_later(r"[a-z][a-z’'-]+")
LIST_MARKER = compile_later(r"(?:[•◦▪‣⁃∙●■·*–-] ?)?\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})\.\)? *")
ITEM = compile_later(
    r"""(?:^|(?<=[ ])) (?:([•◦▪‣⁃∙●■])[ ]?)?          # 1 a bullet
        (?:(\()? (\d{1,3}|[a-z]|[ivx]{2,5}|[A-Z](?=\))) (\.\)|\.|\)))   # 2, 3, 4: "1." "1)" "1.)" "(1)" "a."
        [ ]? (?=[A-Z“"'‘(\d])""",
    re.VERBOSE,
)
BULLET = compile_later(r"[•◦▪‣⁃∙●■](?=[ \w])")


# verdicts on a stop that white space follows


class Candidate(NamedTuple):
    """A stop that could end a sentence, with what stands around it."""

    block: str
    begin: int  # where the sentence so far begins
    word: str  # what stands before the stop, back to white space
    stop: str
    closers: str
    next_at: int
    lead: str  # opening marks before the next word
    next: str  # the next word, or ""


def judge(c: Candidate, known: Parameters) -> Verdict:
    """Decide whether a stop that white space follows ends a sentence."""
    goes_on = c.next[:1].islower() and c.lead[-1:] not in ("@", "#") and not MIXED_CASE.match(c.next)
    if goes_on and (known.clitic is None or not known.clitic.match(c.block, c.next_at)):
        return LOWER
    if c.word[-1:] in ("(", "["):
        return BRACKETED
    if c.closers and _is_attributed(c):
        return ATTRIBUTION
    if any(mark in c.stop for mark in "!?؟"):
        return BANG_NAME if c.word.lower() in BANG_NAMES and not _is_in(c, known.openers) else BANG
    return _judge_period(c, known) if c.stop in ".।۔" else _judge_dots(c, known)


def _judge_dots(c: Candidate, known: Parameters) -> Verdict:
    if c.next_at - c.begin < 12 and not c.block[c.begin : c.next_at].strip(" .…"):
        return DOTS
    if c.stop == ". . . ." and c.word and not c.closers:
        return OMISSION
    if c.stop.count(".") > 3 or "”" in c.closers or '"' in c.closers:
        return TRAILING_DOTS
    if c.next == "I" or c.next[:2] in ("I'", "I’"):
        return DOTS  # always a capital, so it tells nothing
    return TRAILING_DOTS if _is_in(c, known.openers) else DOTS


def _judge_period(c: Candidate, known: Parameters) -> Verdict:
    core = c.word.lstrip("\"'“‘([{«*_—–-")
    core = core.rpartition("-")[2] or core  # "Det.-Sgt."
    core = re.split("['’]", core)[-1] if known.elides else core  # "l'art. 5"
    word = core.lower()
    if c.next_at - c.begin < 12 and LIST_MARKER.fullmatch(c.block, c.begin, c.next_at):
        return MARKER
    if core in known.titles or core in known.goes_on or word in known.goes_on:
        return TITLE
    if f"{word} {c.next.rstrip('.').lower()}" in known.collocations:
        return COLLOCATION
    abbreviation = _is_abbreviation(core, word, known)
    if c.next[:1].isdigit() and (abbreviation or word in known.numbering):
        return NUMBERED
    if known.ordinal_after and _is_ordinal(c, core, known):
        return ORDINAL
    if len(core) == 1 and core.isalpha():
        return _judge_initial(c, core, known)
    return _judge_abbreviation(c, core, known) if abbreviation else PLAIN


def _is_abbreviation(core: str, word: str, known: Parameters) -> bool:
    return (
        (word in known.abbreviations and core not in known.lowered_titles)
        or core in known.capitalised
        or word in known.any_case
        or ACRONYM.fullmatch(word) is not None
    )


def _is_ordinal(c: Candidate, core: str, known: Parameters) -> bool:
    """Tell "am 3. Oktober" and "das 19. Jahrhundert" from "Es kamen 19. Danach …"."""
    if len(core) > 2 or not core.isdecimal():
        return False
    following = c.next.rstrip(".").lower()
    return following in known.ordinal_after or (
        _word_before(c) in known.ordinal_before and following not in known.openers
    )


def _judge_abbreviation(c: Candidate, core: str, known: Parameters) -> Verdict:
    if (
        core.lower() in CLOCK
        and c.next_at - c.begin < 80
        and TIME_PHRASE.fullmatch(c.block, c.begin, c.next_at)
    ):
        return OPENING_TIME
    if c.lead[:1] in ("—", "–", "-"):
        return ABBREVIATION  # a dateline: "NASHVILLE, Tenn. — A father"
    if _is_in(c, known.openers) or c.next.rstrip(".").lower() in known.courtesy:
        return STARTER
    place = core in known.states and not c.lead and _word_before(c).endswith(",")
    return STATE if place else ABBREVIATION


def _judge_initial(c: Candidate, core: str, known: Parameters) -> Verdict:
    after_name = _word_before(c)[:1].isupper()
    if core == known.pronoun and not after_name:
        return PRONOUN
    return STARTER if _is_in(c, known.starters if after_name else known.openers) else INITIAL


def _word_before(c: Candidate) -> str:
    """Return the word before the one that has the stop, or ""."""
    return "".join(c.block[max(c.begin, c.next_at - 60) : c.next_at].split()[-2:-1])


def _is_in(c: Candidate, openers: frozenset[str]) -> bool:
    """Tell whether the next word is capitalised and, without what an apostrophe adds, one of these."""
    return c.next[:1].isupper() and re.split(r"[’'.-]", c.next, maxsplit=1)[0].lower() in openers


def _is_attributed(c: Candidate) -> bool:
    if not any(mark in c.closers for mark in "\"”'’"):
        return False
    at = c.next_at + len(c.lead)
    return bool(SAID.match(c.block, at) or (c.stop != "." and ASKED.match(c.block, at)))


# … and on one that it does not


def judge_glued(block: str, word: str, stop: str, next_at: int, known: Parameters) -> Verdict:
    """Decide whether white space is missing behind a stop: "he said.The next day"."""
    if stop[-1] in "。！？":
        return WIDE
    if word[-1:].isupper() or not word:
        return NAME_PART
    if block[next_at] == "“":
        return GLUED
    following = GLUED_WORD.match(block, next_at)
    if following is None or following[0].lower() in DOMAINS:
        return NAME_PART
    opens = following[0].lower() in known.openers or following[0].lower() in known.courtesy
    evident = LOWER_WORD.fullmatch(word) or (opens and "." not in word)
    return GLUED if evident else NAME_PART


# blocks

LINE = compile_later(r"\S(?:[^\n\r\v\f\x85\u2028\u2029]*\S)?")
LINE_BREAK = compile_later(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
SPACE = compile_later(r"[^\S ]")
ENDS = compile_later(r"[.!?…:;؟۔।。！？][\"'”’»)\]}*_]*$")
CLOSERS_ONLY = compile_later(r"[\"'”’»)\]}]{1,3}")
MAX_WRAP = 100
"""Text wrapped by hand or by a mail program is at most this wide; a paragraph on one line is wider."""


class Line(NamedTuple):
    """A line without the white space around it, and whether a blank line stands before it."""

    start: int
    end: int
    after_blank: bool


def find_blocks(text: str, start: int, end: int) -> list[Span]:
    """Return the paragraphs of `text[start:end]`: lines, joined where one runs on into the next."""
    lines = _find_lines(text, start, end)
    width = _wrap_width(text, lines)
    blocks: list[Span] = [line[:2] for line in lines[:1]]
    for line, following in pairwise(lines):
        if not following.after_blank and _runs_on(text, line, following, width):
            blocks[-1] = (blocks[-1][0], following.end)
        else:
            blocks.append(following[:2])
    return blocks


def _find_lines(text: str, start: int, end: int) -> list[Line]:
    lines: list[Line] = []
    last = start
    for match in LINE.finditer(text, start, end):
        begin, stop = match.span()
        lines.append(Line(begin, stop, begin - last > 1 and len(LINE_BREAK.findall(text, last, begin)) > 1))
        last = stop
    return lines


def _runs_on(text: str, line: Line, following: Line, width: int) -> bool:
    if CLOSERS_ONLY.fullmatch(text, following.start, following.end):
        return True
    if text.startswith('" ', following.start) and _leaves_open(text, line, following):
        return True
    if width:
        return _fills(text, line, following, width) and not _is_item(text, following)
    return text[following.start].islower() and not ENDS.search(text, max(line.start, line.end - 8), line.end)


def _leaves_open(text: str, line: Line, following: Line) -> bool:
    """Tell whether a plain mark that opens the next line closes what this one opened, or is what somebody said."""
    own = line.start + text.startswith('" "', line.start)
    if text.count('"', own, line.end) % 2 or text.rfind("“", own, line.end) > text.rfind("”", own, line.end):
        return True
    return text[following.start + 2].islower() or SAID.match(text, following.start + 2) is not None


def _is_item(text: str, line: Line) -> bool:
    return bool(BULLET.match(text, line.start, line.end) or ITEM.match(text[line.start : line.start + 8]))


def _fills(text: str, line: Line, following: Line, width: int) -> bool:
    """Tell whether the next line's first word would not have fitted on this one."""
    first_word = text[following.start : following.end].split(None, 1)[0]
    return line.end - line.start + 1 + len(first_word) > 0.9 * width


def _wrap_width(text: str, lines: list[Line]) -> int:
    """Return the width at which the text is evidently wrapped, or 0.

    Lists of headlines fill their lines alike, but do not go on in lower case.
    """
    width = max((end - start for start, end, _ in lines), default=0)
    if width > MAX_WRAP:
        return 0
    joints = [(a, b) for a, b in pairwise(lines) if not b.after_blank]
    filled = sum(_fills(text, a, b, width) for a, b in joints)
    lower = sum(text[b.start].islower() for _, b in joints)
    return width if len(joints) > 1 and filled >= 0.6 * len(joints) and lower >= 0.4 * len(joints) else 0


# sentences


def split_text(text: str, language: str = "en") -> list[str]:
    """Return the sentences of a text, white space folded.

    >>> split_text("Mr. Smith left the U.S. at 5 p.m. He flew.")
    ['Mr. Smith left the U.S. at 5 p.m.', 'He flew.']
    """
    return [_fold_space(text[start:end]) for start, end in split_spans(text, language)]


def split_spans(text: str, language: str = "en") -> list[Span]:
    """Return where the sentences stand: ascending, disjoint, without white space around them."""
    return [span for paragraph in _split_region(text, 0, len(text), language) for span in paragraph]


def split_article(article: Article) -> list[Sentence]:
    """Return the sentences of what cleaning kept of an article; none reaches over an edge of a kept span."""
    text = article.text
    paragraphs = (
        spans
        for start, end in article.kept_spans
        for spans in _split_region(text, start, end, article.language)
    )
    numbered = ((start, end, number) for number, spans in enumerate(paragraphs) for start, end in spans)
    return [
        Sentence(article.id, index, start, end, _fold_space(text[start:end]), number)
        for index, (start, end, number) in enumerate(numbered)
    ]


def _fold_space(sentence: str) -> str:
    """Return a sentence with one space wherever it has white space; most have no other, and need no new text."""
    return sentence if _has_plain_spaces(sentence) and "  " not in sentence else " ".join(sentence.split())


def _has_plain_spaces(text: str) -> bool:
    """Tell whether all white space is known to be spaces: no other is printable."""
    return text.isprintable()


def _split_region(text: str, start: int, end: int, language: str) -> Iterator[list[Span]]:
    """Yield the spans of each paragraph."""
    known = load_parameters(language)
    for offset, block in _flatten(text, start, end):
        spans: list[Span] = []
        begin = 0
        for cut, resume, verdict in _judge_block(block, known):
            if verdict.breaks:
                spans.append((offset + begin, offset + cut))
                begin = resume
        spans.append((offset + begin, offset + len(block)))
        yield spans


def _flatten(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Yield each paragraph's offset and text, every white-space character a plain space."""
    for block_start, block_end in find_blocks(text, start, end):
        block = text[block_start:block_end]
        yield block_start, block if _has_plain_spaces(block) else SPACE.sub(" ", block)


def _judge_block(block: str, known: Parameters) -> Iterator[Judgement]:
    start = 0
    for item in _find_items(block):
        yield from _judge_stretch(block, start, item, known)
        yield _skip_back(block, item), item, LIST_ITEM
        start = item
    yield from _judge_stretch(block, start, len(block), known)


def _judge_stretch(block: str, start: int, end: int, known: Parameters) -> Iterator[Judgement]:
    begin = start
    held = [match.span() for match in known.held.finditer(block, start, end)]
    held.reverse()  # the next one is popped from the end
    for match in known.stop.finditer(block, start, end):
        at = match.start()
        while held and held[-1][1] <= at:
            held.pop()
        if held and _holds(held[-1], block, begin, match):
            judgement = match.end(2), match.end(), HELD
        else:
            judgement = _judge_match(block, begin, match, known)
        yield judgement
        if judgement[2].breaks:
            begin = judgement[1]


def _holds(held: Span, block: str, begin: int, match: re.Match[str]) -> bool:
    """Tell whether a stop is inside a quotation, or inside a bracket that opened after its sentence did."""
    inside = held[0] < match.start() and match.end(2) < held[1]
    return inside and (block[held[0]] != "(" or held[0] > begin)


def _judge_match(block: str, begin: int, match: re.Match[str], known: Parameters) -> Judgement:
    stop, closers, gap = match.groups()
    at, resume = match.span()
    floor = max(begin, at - 60)
    word = block[max(floor, block.rfind(" ", floor, at) + 1) : at]
    if _opens_next(block, begin, match):
        resume = block.index('"', at)  # it opens what follows
        return _skip_back(block, resume), resume, PLAIN if gap else GLUED
    if gap is None:
        return match.end(2), resume, judge_glued(block, word, stop, resume, known)
    if not closers and block[resume].isupper() and _is_plain(word, stop, known):
        return match.end(2), resume, PLAIN
    lead, following = NEXT.match(block, resume).groups()  # type: ignore[union-attr]  # matches anything
    verdict = judge(Candidate(block, begin, word, stop, closers, resume, lead, following or ""), known)
    return (at + 1, at + 2, verdict) if verdict is OMISSION else (match.end(2), resume, verdict)


def _opens_next(block: str, begin: int, match: re.Match[str]) -> bool:
    """Tell whether a plain mark behind a stop, between spaces or between no spaces, opens what follows it."""
    _, closers, gap = match.groups()
    at = match.start()
    if '"' not in closers or (gap is not None and ' "' not in closers):
        return False
    since = max(begin, at - 400)
    if block.count('"', since, at) % 2 or block.rfind("“", since, at) > block.rfind("”", since, at):
        return False  # it closes what was open
    resume = match.end()
    return not (gap and (block[resume : resume + 1].islower() or SAID.match(block, resume)))


def _is_plain(word: str, stop: str, known: Parameters) -> bool:
    """Tell whether the stop ends a word that no rule knows: three of four do, and need no closer look."""
    plain = stop == "." and len(word) > 4 and word.isalpha() and word.islower()
    return plain and word not in known.abbreviations


def _skip_back(block: str, position: int) -> int:
    """Return the offset behind the last character before a position that is no space."""
    while position and block[position - 1] == " ":
        position -= 1
    return position


def _find_items(block: str) -> list[int]:
    """Return where the items of an inline list begin, without a first one that opens the block."""
    head = ITEM.match(block)
    if head is not None:
        return _follow_items(block, head)
    if BULLET.match(block):
        return [match.start() for match in BULLET.finditer(block, 1)]
    if "1." not in block and "1)" not in block:
        return []  # as in nearly all text: to look at every space would take as long as everything else here
    first = next((match for match in ITEM.finditer(block) if _is_first(block, match)), None)
    following = _follow_items(block, first) if first else []
    return [first.start(), *following] if first and len(following) > 1 else []


def _follow_items(block: str, head: re.Match[str]) -> list[int]:
    """Return where the items after one begin, each written like it and numbered one higher."""
    style, value = head.group(1, 2, 4), head[3]
    found: list[int] = []
    for match in ITEM.finditer(block, head.end()):
        if match.group(1, 2, 4) == style and match[3] == _successor(value):
            found.append(match.start())
            value = match[3]
    return found


def _is_first(block: str, item: re.Match[str]) -> bool:
    """Tell whether a list may begin here: with 1, behind a sentence or a colon."""
    return item[3] == "1" and block[item.start() - 2 : item.start()] in (". ", ": ", "! ", "? ")


def _successor(value: str) -> str:
    if value.isdecimal():
        return str(int(value) + 1)
    if value in ROMAN[:-1]:
        return ROMAN[ROMAN.index(value) + 1]
    return chr(ord(value[0]) + 1)
