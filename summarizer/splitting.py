"""Splits articles into sentences: Punkt's decisions with the project's own parameters, and named repairs.

    text ─ find_blocks ─▶ blocks (paragraphs; hard-wrapped lines joined)
         ─ judge ───────▶ a verdict, with its rule, on every stop that could end a sentence
         ─ split_spans ─▶ spans

Punkt (Kiss and Strunk 2006) decides on a stop after an abbreviation by what it learned from plain text:
abbreviations, collocations, and the words that begin sentences. nltk trains these parameters
(`training/train_punkt.py`); they are applied here, because importing nltk would cost more than splitting
ten thousand sentences. What Punkt does not decide, or decides wrongly for news, is repaired by the other
rules; each has a name, which `explain_stops` reports.

Every regular expression looks at a bounded stretch of text from each place, so that time is linear in
the length of any text, hostile ones included.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from summarizer.records import Article, Sentence, Span

WEIGHTS = Path(__file__).with_name("weights") / "punkt"


# verdicts


class Verdict(NamedTuple):
    """What becomes of a stop, and the rule that decided."""

    breaks: bool
    rule: str


class Stop(NamedTuple):
    """A stop that could have ended a sentence: where the text before it ends, and the verdict."""

    end: int
    verdict: Verdict


PLAIN = Verdict(True, "stop")
BANG = Verdict(True, "question or exclamation")
WIDE = Verdict(True, "wide stop")
GLUED = Verdict(True, "missing space")
STARTER = Verdict(True, "abbreviation, then a word that begins sentences")
CLOCK = Verdict(True, "time of day, then a capital")
PRONOUN = Verdict(True, "the pronoun I")
TRAILING_DOTS = Verdict(True, "ellipsis, then a word that begins sentences")
OMISSION = Verdict(True, "stop before an omission mark")
LIST_ITEM = Verdict(True, "list item")

LOWER = Verdict(False, "lower case follows")
NAME_PART = Verdict(False, "missing space not evident")
BRACKETED_MARK = Verdict(False, "mark in brackets")
HELD = Verdict(False, "inside a short quotation or brackets")
ATTRIBUTION = Verdict(False, "quotation, then who said it")
MARKER = Verdict(False, "list marker")
NUMBERED = Verdict(False, "abbreviation, then its number")
COLLOCATION = Verdict(False, "collocation")
TITLE = Verdict(False, "title or other word that always goes on")
INITIAL = Verdict(False, "initial")
ABBREVIATION = Verdict(False, "abbreviation")
OPENING_TIME = Verdict(False, "time of day that opens the sentence")
BANG_NAME = Verdict(False, "name with an exclamation mark")
DOTS = Verdict(False, "ellipsis")


# what is known of a language


@dataclass(frozen=True, slots=True)
class Parameters:
    """Punkt's parameters for one language. All words are in lower case, without their stop.

    Attributes:
        abbreviations: words that are written with a stop.
        collocations: pairs, joined by a space, that a stop after the first does not part.
        openers: words that, capitalised, begin a sentence: Punkt's frequent sentence starters, and the
            words its orthographic heuristic accepts.
    """

    abbreviations: frozenset[str] = frozenset()
    collocations: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()


@cache
def load_parameters(language: str) -> Parameters:
    """Return the shipped parameters of a language (two-letter code); empty ones where none are shipped."""
    path = WEIGHTS / f"{language}.json"
    if not path.is_file():
        return Parameters()
    lists = json.loads(path.read_text(encoding="utf-8"))
    return Parameters(
        abbreviations=frozenset(lists["abbreviations"].split()) | COMMON_ABBREVIATIONS,
        collocations=frozenset(lists["collocations"].split(", ")),
        openers=frozenset(lists["starters"].split()).union(lists["openers"].split()),
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Punkt cannot learn what its training text hardly has. These complete the learned abbreviations for news.
COMMON_ABBREVIATIONS = _words(
    "inc co corp ltd llc plc bros assn dept univ govt est approx dist ave blvd rd hwy st sq apt bldg "
    "jr sr esq jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri "
    "ala ariz ark calif colo conn del fla ga ill ind kan ky md mich minn mo mont neb nev okla ore pa penn "
    "tenn tex va vt wash wis wyo ont que alta etc al oz lb lbs ft mi hr hrs min sec mph km kg ed eds trans "
    "intl natl misc avg max tel ext"
)
TITLES = _words(
    "mr mrs ms dr prof gov sen rep reps sens pres lt sgt capt cpt col gen maj cmdr cpl pvt pfc adm det supt insp "
    "rev hon msgr fr st mt ft messrs mme mlle amb atty asst assoc sec treas ald "
    "v vs eg ie e.g i.e cf viz ca incl"
)
NUMBERING = _words("no nos n° nº № p pp para paras art arts sec secs fig figs vol vols ch chap pt ver op cl")
COURTESY = _words("mr mrs ms dr")
BANG_NAMES = _words("yahoo jeopardy wham joomla oklahoma")
CLOCK_TIMES = _words("a.m p.m am pm")
ZONES = _words(
    "et est edt ct cst cdt mt mst mdt pt pst pdt gmt utc bst cet cest ist jst aest msk eastern central mountain "
    "pacific local monday tuesday wednesday thursday friday saturday sunday january february march april may june "
    "july august september october november december"
)
DOMAINS = _words("com org net gov edu co uk io tv info biz js py html htm php pdf jpg png eu de fr")


# the text's parts

STOP = re.compile(
    r"""(?<![.!?…])(?<!\.[ ])                                        # once per run of stops
        (?: ([.!?…؟۔।]++ (?:[ ][.…]++ (?![^ "'”’»)\]]))*+)           # 1 the stop, an ellipsis may be spaced
            ((?:["'”’»)\]}*_]|\[\w{1,3}\]|[ ]["”»)\]](?![^ ]))*+)    # 2 what closes after it
            (?: ([ ]++)(?=[^ ]) | (?=[A-ZÀ-ÖØ-Þ“]) )                 # 3 a space, or a capital glued to it
          | [。！？]++[”’」』）]*+[ ]*+(?=[^ ])                       # wide stops need no space
        )""",
    re.VERBOSE,
)
NEXT = re.compile(r"([\W_]{0,8}+)([^\W_][\w’'.-]*+)?")
MIXED_CASE = re.compile(r"[a-z]{1,2}[A-Z]|(?:al|el)-[A-Z]")
ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
LIST_MARKER = re.compile(r"(?:[•◦▪‣⁃∙●■·*–-] ?)?\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})\.\)? *")
HELD_TEXT = re.compile(
    r"""“[^“”]{2,240}”
      | (?<![^ (\[—–-])"(?=[^ "])[^"]{1,240}(?<![ ])"(?!\w)
      | \([^()]{2,240}\)""",
    re.VERBOSE,
)
SAID = (
    "said|says|say|added|asked|told|wrote|tweeted|posted|replied|answered|shouted|yelled|cried|exclaimed|wondered|"
    "insisted|declared|continued|concluded|explained|recalled|joked|warned|demanded|whispered"
)
ATTRIBUTED = re.compile(rf"(?:[A-Z][\w.’'-]{{0,30}}+ ){{1,4}}(?:{SAID})(?= ?[.,;:]|$)")
ASKED = re.compile(
    r"(?:[A-Z][\w.’'-]{0,30}+ ){1,4}(?:asked|wondered|shouted|yelled|cried|exclaimed|demanded)\b"
)
TIME_PHRASE = re.compile(
    r"(?:(?:at|on|by|around|about|before|after|until|till|from|since|just|shortly|between|and|to|the|in|early|"
    r"late|morning|night|evening|afternoon|of|\w{3,6}day|january|february|march|april|may|june|july|august|"
    r"september|october|november|december|(?:jan|feb|mar|apr|aug|sept|oct|nov|dec)\.|\d[\d:.]{0,4}(?:st|nd|rd|th)?|"
    r"[ap]\.m\.),? ?){1,12}",
    re.IGNORECASE,
)
GLUED_WORD = re.compile(r"[A-ZÀ-ÖØ-Þ][\w’']*+(?![\w./@-])")
LOWER_WORD = re.compile(r"(?:[a-z’'-]{2,}|[a-z]*[’'][a-z]+)")
ITEM = re.compile(
    r"(?:^|(?<=[ ]))(?:([•◦▪‣⁃∙●■])[ ]?)?(?:(\()?(\d{1,3}|[a-z])(\.\)|\.|\)))[ ]?(?=[A-Z“\"'‘(\d])"
)
BULLET = re.compile(r"(?:^|(?<=[ ]))[•◦▪‣⁃∙●■](?=[ \w])")


class Candidate(NamedTuple):
    """A stop that could end a sentence, with what stands around it."""

    block: str
    begin: int  # where the sentence so far begins
    stop: str
    closers: str
    word: str  # what stands before the stop, back to white space
    lead: str  # what stands between white space and the next word
    next: str  # the next word, or ""
    next_at: int


def judge(c: Candidate, known: Parameters) -> Verdict:
    """Decide on a stop that white space follows."""
    if c.next[:1].islower() and not MIXED_CASE.match(c.next):
        return LOWER
    if c.word[-1:] in ("(", "["):
        return BRACKETED_MARK
    if any(mark in c.closers for mark in "\"”'’") and _is_attribution(c):
        return ATTRIBUTION
    if "!" in c.stop or "?" in c.stop:
        return BANG_NAME if _core(c).lower() in BANG_NAMES and not _opens(c, known) else BANG
    if c.stop != ".":
        return _judge_dots(c, known)
    return _judge_period(c, known)


def _judge_dots(c: Candidate, known: Parameters) -> Verdict:
    if c.word and not c.closers and c.stop == ". . . .":
        return OMISSION
    if not c.block[c.begin : c.next_at].strip(" .…"):
        return DOTS
    if c.stop.count(".") > 3 or any(mark in c.closers for mark in '"”'):
        return TRAILING_DOTS
    if c.next == "I" or c.next[:2] in ("I'", "I’"):
        return DOTS  # always a capital, so it tells nothing
    return TRAILING_DOTS if _opens(c, known) else DOTS


def _judge_period(c: Candidate, known: Parameters) -> Verdict:
    core = _core(c)
    word = core.lower()
    follower = c.next.rstrip(".").lower()
    if _is_marker(c):
        return MARKER
    if c.next[:1].isdigit() and (word in NUMBERING or word in known.abbreviations):
        return NUMBERED
    if f"{word} {follower}" in known.collocations:
        return COLLOCATION
    if word in TITLES:
        return TITLE
    if len(core) == 1 and core.isalpha():
        return _judge_initial(c, core, known)
    if word in CLOCK_TIMES and not word.isalpha():
        return _judge_clock(c, follower)
    if (
        word in known.abbreviations
        or word.rpartition("-")[2] in known.abbreviations
        or ACRONYM.fullmatch(word)
    ):
        return STARTER if _opens(c, known) or follower in COURTESY else ABBREVIATION
    return PLAIN


def _judge_initial(c: Candidate, core: str, known: Parameters) -> Verdict:
    before = c.block[max(c.begin, c.next_at - 60) : c.next_at].split()[:-1]
    if core == "I" and not (before and before[-1][:1].isupper()):
        return PRONOUN
    return STARTER if _opens(c, known) else INITIAL


def _judge_clock(c: Candidate, follower: str) -> Verdict:
    if follower in ZONES:
        return ABBREVIATION
    sentence = c.block[c.begin : min(c.begin + 80, c.next_at)]
    return OPENING_TIME if c.next_at - c.begin < 80 and TIME_PHRASE.fullmatch(sentence) else CLOCK


def _core(c: Candidate) -> str:
    return c.word.lstrip("\"'“‘([{«*_—–-")


def _opens(c: Candidate, known: Parameters) -> bool:
    return c.next[:1].isupper() and re.split(r"[’'.]", c.next, maxsplit=1)[0].lower() in known.openers


def _is_marker(c: Candidate) -> bool:
    return c.next_at - c.begin < 12 and LIST_MARKER.fullmatch(c.block, c.begin, c.next_at) is not None


def _is_attribution(c: Candidate) -> bool:
    rest = c.next_at + len(c.lead)
    if ATTRIBUTED.match(c.block, rest):
        return True
    return c.stop != "." and ASKED.match(c.block, rest) is not None


def judge_glued(block: str, word: str, next_at: int, known: Parameters) -> Verdict:
    """Decide on a stop that a capital follows without white space: "he said.The next day"."""
    if block[next_at] == "“":
        return GLUED
    follower = GLUED_WORD.match(block, next_at)
    if follower is None or follower[0].lower() in DOMAINS:
        return NAME_PART
    if LOWER_WORD.fullmatch(word) or (follower[0].lower() in known.openers and "." not in word):
        return GLUED
    return NAME_PART


# blocks

LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
SPACE = re.compile(r"[^\S ]")
ENDS = re.compile(r"[.!?…:;؟۔।。！？][\"'”’»)\]}*_]*$")
CLOSERS_ONLY = re.compile(r"[\"'”’»)\]}]{1,3}")
MAX_WRAP = 100
"""Text wrapped by hand or by a mail program is at most this wide; paragraphs on one line are wider."""


class Line(NamedTuple):
    """A line without the white space around it, and whether a blank line stands before it."""

    start: int
    end: int
    after_blank: bool


def find_blocks(text: str, start: int, end: int) -> list[Span]:
    """Return the paragraphs of `text[start:end]`: lines, joined where one runs on into the next."""
    lines = list(_find_lines(text, start, end))
    width = _wrap_width(text, lines)
    blocks: list[Span] = []
    for i, line in enumerate(lines):
        if i and not line.after_blank and _runs_on(text, lines[i - 1], line, width):
            blocks[-1] = (blocks[-1][0], line.end)
        else:
            blocks.append((line.start, line.end))
    return blocks


def _find_lines(text: str, start: int, end: int) -> Iterator[Line]:
    last = start
    for match in LINE.finditer(text, start, end):
        line = match[0]
        words = line.strip()
        if not words:
            continue
        begin = match.start() + line.index(words[0])
        gap = text[last:begin].replace("\r\n", "\n")
        yield Line(begin, begin + len(words), len(LINE.sub("", gap)) > 1)
        last = match.end()


def _runs_on(text: str, line: Line, following: Line, width: int) -> bool:
    next_line = text[following.start : following.end]
    if CLOSERS_ONLY.fullmatch(next_line):
        return True
    if width:
        return (
            _fills(text, line, following, width) and not ITEM.match(next_line) and not BULLET.match(next_line)
        )
    return next_line[0].islower() and not ENDS.search(text, max(line.start, line.end - 8), line.end)


def _fills(text: str, line: Line, following: Line, width: int) -> bool:
    """Tell whether the next line's first word would not have fitted on this one."""
    first_word = text[following.start : following.end].split(None, 1)[0]
    return line.end - line.start + 1 + len(first_word) > 0.9 * width


def _wrap_width(text: str, lines: list[Line]) -> int:
    """Return the width at which the text is evidently wrapped, or 0.

    Lists of headlines look alike: what tells them apart is that wrapped lines go on in lower case.
    """
    joints = [(a, b) for a, b in zip(lines, lines[1:], strict=False) if not b.after_blank]
    width = max((line.end - line.start for line in lines), default=0)
    if len(joints) < 2 or width > MAX_WRAP:
        return 0
    filled = sum(_fills(text, a, b, width) for a, b in joints)
    lower = sum(text[b.start].islower() for _, b in joints)
    return width if filled >= 0.6 * len(joints) and lower >= 0.4 * len(joints) else 0


# spans


def explain_stops(text: str, language: str = "en") -> list[Stop]:
    """Return every stop inside a block that could have ended a sentence, with the rule that decided."""
    known = load_parameters(language)
    stops: list[Stop] = []
    for start, end in find_blocks(text, 0, len(text)):
        block = SPACE.sub(" ", text[start:end])
        stops += [Stop(start + cut, verdict) for cut, _, verdict in _judge_block(block, known)]
    return stops


def split_spans(text: str, language: str = "en") -> list[Span]:
    """Return where the sentences stand: ascending, disjoint, without white space around them."""
    return [span for block in _split_region(text, 0, len(text), language) for span in block]


def split_text(text: str, language: str = "en") -> list[str]:
    """Return the sentences of a text, white space folded.

    >>> split_text("Mr. Smith left the U.S. at 5 p.m. He flew.")
    ['Mr. Smith left the U.S. at 5 p.m.', 'He flew.']
    """
    return [" ".join(text[start:end].split()) for start, end in split_spans(text, language)]


def split_article(article: Article) -> list[Sentence]:
    """Return the sentences of what cleaning kept of an article."""
    text = article.text
    paragraphs = (
        block
        for start, end in article.kept_spans
        for block in _split_region(text, start, end, article.language)
    )
    spans = [(start, end, number) for number, block in enumerate(paragraphs) for start, end in block]
    return [
        Sentence(article.id, index, start, end, " ".join(text[start:end].split()), number)
        for index, (start, end, number) in enumerate(spans)
    ]


def _split_region(text: str, start: int, end: int, language: str) -> Iterator[list[Span]]:
    known = load_parameters(language)
    for block_start, block_end in find_blocks(text, start, end):
        block = SPACE.sub(" ", text[block_start:block_end])
        yield [(block_start + a, block_start + b) for a, b in _split_block(block, known)]


def _split_block(block: str, known: Parameters) -> Iterator[Span]:
    begin = 0
    for cut, resume, verdict in _judge_block(block, known):
        if verdict.breaks:
            yield begin, cut
            begin = resume
    yield begin, len(block)


def _judge_block(block: str, known: Parameters) -> Iterator[tuple[int, int, Verdict]]:
    """Yield for each stop of a block: where a sentence would end, where the next would begin, the verdict."""
    items = _find_items(block)
    start = 0
    for item in items:
        yield from _judge_stretch(block, start, item, known)
        yield len(block[:item].rstrip()), item, LIST_ITEM
        start = item
    yield from _judge_stretch(block, start, len(block), known)


def _judge_stretch(block: str, start: int, end: int, known: Parameters) -> Iterator[tuple[int, int, Verdict]]:
    begin = start
    held = [match.span() for match in HELD_TEXT.finditer(block, start, end)]
    held.reverse()
    for match in STOP.finditer(block, start, end):
        stop, closers, gap = match.groups()
        cut, resume = match.start(), match.end()
        while held and held[-1][1] <= cut + 1:
            held.pop()
        if stop is None:
            cut, verdict = len(block[:resume].rstrip()), WIDE
        else:
            word = block[max(begin, block.rfind(" ", max(begin, cut - 60), cut) + 1) : cut]
            cut += len(stop) + len(closers)
            if (
                held
                and held[-1][0] < match.start()
                and cut < held[-1][1]
                and _holds(held[-1][0], block, begin)
            ):
                verdict = HELD
            elif gap is None:
                verdict = judge_glued(block, word, resume, known)
            elif (
                stop == "."
                and word.islower()
                and len(word) > 4
                and word.isalpha()
                and block[resume].isupper()
                and word not in known.abbreviations
                and not closers
            ):
                verdict = PLAIN
            else:
                lead, following = NEXT.match(block, resume).groups()
                verdict = judge(
                    Candidate(block, begin, stop, closers, word, lead, following or "", resume), known
                )
                if verdict is OMISSION:
                    cut, resume = match.start() + 1, match.start() + 2
        yield cut, resume, verdict
        if verdict.breaks:
            begin = resume


def _holds(start: int, block: str, begin: int) -> bool:
    return block[start] != "(" or start > begin


def _find_items(block: str) -> list[int]:
    """Return where the items of an inline enumeration begin, after the first, if the block is one."""
    head = ITEM.match(block)
    if head is None:
        return [m.start() for m in BULLET.finditer(block) if m.start()] if BULLET.match(block) else []
    style, value = (head[1], head[2], head[4]), head[3]
    found: list[int] = []
    for match in ITEM.finditer(block, head.end()):
        if (match[1], match[2], match[4]) == style and match[3] == _successor(value):
            found.append(match.start())
            value = match[3]
    return found


def _successor(value: str) -> str:
    return str(int(value) + 1) if value.isdigit() else chr(ord(value) + 1)
