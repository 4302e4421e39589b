"""What stands around an article on its page, told line by line: one small named rule each.

Precision comes first: a share button in a brief is ugly, a lost sentence is a lie by omission. So a line
that reads as a sentence is only ever taken for its exact form, and every pattern is bounded, tried on
short lines alone, and anchored, so that no text can make it slow.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from operator import attrgetter
from typing import TypeAlias

from summarizer.languages import OTHERS, load_language
from summarizer.lexicon import AGENCIES
from summarizer.patterns import compile_later
from summarizer.reading.metadata import is_byline, is_date_line, is_header_line

MAX_LINE = 700
"""Longer lines are paragraphs: the longest caption of 300 scraped news texts has 620 characters. No pattern
for whole lines is tried on them, so that a text without line breaks costs nothing."""

MAX_NOTE = 400
"""No share bar, byline or consent note reaches 400 characters; captions and headings alone do."""

MAX_HEADING_WORDS = 40
"""A line without closing punctuation is a headline, a caption or a list entry up to about 40 words (of
the open lines of 300 scraped news texts, 96 in 100 are shorter); beyond, a paragraph cut short."""

PUNCTUATED_SHARE = 0.85
"""Only where most words stand in lines with closing punctuation does its lack mean something. On the words of
60 hand-marked articles, all rules together lost 3.5 % at 0.6, 2.4 % at 0.8 and 1.8 % at 0.85: what is saved
are tables, recipes and shopping lists, in which the open lines are the content."""

LEAST_PUNCTUATED = 0.65
"""A text without lists may have more open lines: a short report under a caption has a third of them."""

SUBHEAD_WORDS = 8
"""Between two paragraphs, an open line of up to eight words is a sub-headline even in a text with lists."""

MANY_QUESTIONS = 3
"""With three short questions on lines of their own, a text is an explainer and they are its headlines."""

TITLE_OVERLAP = 0.85
"""Two forms of one headline share nearly all words; a lead that develops it shares about half."""

MAX_CAPTION_STOPS = 5
"""Full stops within a caption: two sentences, "Oct.", "Md." and the initials of a name."""

MAX_GLUED = 600
"""Captions run to 90 words; a closing tag further away closes something else."""

_MARKS = " \t\u00a0.,:;!?*•·|-–—…>»›→[](){}\"'“”‘’_="
_CLOSED = compile_later(r"[.!?…。！？؟।][\"'”’»)\]*\s]*$")


@dataclass(frozen=True, slots=True)
class Block:
    """A line, or the lines of one hard-wrapped paragraph, as the rules see it.

    Attributes:
        text: without the white space around it; a wrapped paragraph's line ends are spaces.
        index: its place among the blocks of the text.
        plain: `text` in lower case, without the marks around it; "" for what is no note.
        words: as spaces tell.
        is_closed: whether it ends like a sentence.
        is_note: whether it is short enough for anything but a paragraph or a caption.
    """

    start: int
    end: int
    text: str
    index: int
    plain: str
    words: int
    is_closed: bool
    is_note: bool


def read_block(start: int, end: int, text: str, index: int) -> Block:
    """Return the block that a text makes."""
    is_note = len(text) <= MAX_NOTE
    plain = text.casefold().strip(_MARKS) if is_note else ""
    return Block(start, end, text, index, plain, text.count(" ") + 1, ends_sentence(text), is_note)


@dataclass(frozen=True)
class Page:
    """Blocks of a text, all or those that are left, and its title: what a rule may look at beside the block itself."""

    blocks: tuple[Block, ...]
    title: str | None

    @cached_property
    def title_words(self) -> frozenset[str]:
        """The title's words, in lower case."""
        return frozenset(_words(self.title or ""))

    @cached_property
    def title_letters(self) -> str:
        """The title's letters and digits alone."""
        return _letters(self.title or "")

    @cached_property
    def sentences(self) -> int:
        """How many blocks read like sentences."""
        return sum(block.is_closed and block.words > 4 for block in self.blocks)

    @cached_property
    def closed_share(self) -> float:
        """The share of words that stand in lines with closing punctuation."""
        closed = sum(block.words for block in self.blocks if block.is_closed)
        return closed / max(1, sum(block.words for block in self.blocks))

    @cached_property
    def is_punctuated(self) -> bool:
        """Whether its writer closes sentences, so that an open line is no sentence."""
        if self.closed_share >= PUNCTUATED_SHARE:
            return True
        return self.closed_share >= LEAST_PUNCTUATED and not self.has_list

    @cached_property
    def has_list(self) -> bool:
        """Whether three open lines stand below each other anywhere."""
        marks = "".join("." if block.is_closed else "-" for block in self.blocks)
        return "---" in marks

    @cached_property
    def questions(self) -> int:
        """How many lines are a short question and no more."""
        return sum(_is_short_question(block) for block in self.blocks)

    def is_outside(self, block: Block) -> bool:
        """Tell whether a block stands above the first paragraph or below the last, as menus do."""
        paragraphs = self._paragraphs
        if len(paragraphs) < 3 or self.closed_share < LEAST_PUNCTUATED:
            return False
        return not paragraphs[0] < block.index < paragraphs[-1]

    @cached_property
    def _paragraphs(self) -> list[int]:
        return [one.index for one in self.blocks if one.is_closed and one.words > SUBHEAD_WORDS]

    def neighbours(self, block: Block) -> tuple[Block | None, Block | None]:
        """Return the blocks before and behind one."""
        at = bisect_left(self.blocks, block.index, key=attrgetter("index"))
        before = self.blocks[at - 1] if at else None
        return before, self.blocks[at + 1] if at + 1 < len(self.blocks) else None


Rules: TypeAlias = Mapping[str, Callable[[Block, Page], bool]]
"""Name → predicate. The first that applies takes the whole line."""


def ends_sentence(text: str) -> bool:
    """Tell whether a line ends like a sentence, quotation marks and brackets aside."""
    return bool(_CLOSED.search(text[-12:]))


def _any(*patterns: str) -> str:
    return "(?:" + "|".join(patterns) + ")"


def _compile(*patterns: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    return compile_later(_any(*patterns), flags)


def _compile_lower(*patterns: str) -> re.Pattern[str]:
    """Return a pattern for lines in lower case alone, which takes half as long to compile."""
    return _compile(*patterns, flags=0)


def _lines(text: str) -> frozenset[str]:
    return frozenset(line.strip() for line in text.split("\n") if line.strip())


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


# the page around the article

_NETWORK = _any(
    r"facebook|twitter|x|linked ?in|pinterest|pocket|whats ?app|telegram|reddit|e-?mail|tumblr|flipboard",
    r"threads|bluesky|instagram|messenger|viber|line|print|copy link|copy url|link|gmail|mastodon|youtube",
    r"tiktok|snapchat|sms|xing|vk|google ?\+|more|share",
)
_SHARE_ON = (
    r"(?:(?:share|tweet|post|pin|send|follow|save|click to share)(?: (?:this|us|it|story|article|page"
    r"|post)){0,3}"
    r"(?: (?:on|via|to|with|by|using))? )?"
)
_SHARE_BAR = _compile_lower(
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


_CLOSERS = r"[\"”’»)\]]{1,3}"
"""A line of these closes what the line before has opened, and is a part of it."""

_COUNTER = _compile(
    rf"(?!{_CLOSERS}$)[\W\d_]*",
    r"[\W_]*\d[\d.,]*\s?[km]?\s?(?:shares?|views?|comments?|likes?|reads?|votes?|retweets?|followers?"
    r"|replies)[\W_]*",
)
"""Neither begins with a letter."""


def is_counter(block: Block, _page: Page) -> bool:
    """Tell "0", "19", "1.2k shares", "***": lines without a word of their own; not what closes a quotation."""
    may_be = len(block.text) <= 200 and not block.text[:1].isalpha()
    return may_be and bool(_COUNTER.fullmatch(block.text))


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


_ADVERTISEMENT = _compile_lower(
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


_COMMENT_FORM = _compile_lower(
    r"leave a (?:reply|comment|response)(?: cancel reply)?|cancel reply|add (?:a|your) comment"
    r"|post (?:a )?comment",
    r"your e-?mail(?: address)? will not be published\b.{0,80}|required fields are marked\b.{0,10}",
    r"please enter your (?:comment|name|e-?mail)\b.{0,40}"
    r"|you have entered an incorrect e-?mail address.{0,60}",
    r"save my name, e-?mail,? and website in this browser\b.{0,60}",
    r"notify me of (?:follow-?up comments|new posts)\b.{0,40}|comments? (?:are|is) (?:closed|disabled"
    r"|off)\b.{0,60}",
    r"(?:log ?in|sign in|you must be logged in) to (?:post a |leave a )?(?:comment|reply)\b.{0,40}",
    r"(?:view|show|hide|read|see|join)(?: all)?(?: the)?(?: \d{1,5})? (?:comments?|conversation|discussion)",
    r"(?:did you find|was|rate|like) this (?:article|story|page)\b.{0,30}(?: yes / no)?",
    r"be the first to comment|join the conversation|what do you think\??(?: let us know.{0,60})?",
    r"(?:name|e-?mail|website|comment)|this site uses akismet.{0,160}|conversations? \(\d{1,5}",
)
_COMMENT_FORM_STARTS = (
    "leave a ", "cancel reply", "add ", "post ", "comment", "your e", "required ", "please enter", "you ", "save my",
    "notify me", "log", "sign in", "view ", "show ", "hide ", "read ", "see ", "join ", "did you", "was this",
    "rate this", "like this", "be the first", "what do you", "name", "e-mail", "email", "website", "this site",
    "conversation",
)  # fmt: skip
"""How each of these begins: nearly all lines begin otherwise, and need no closer look."""


def is_comment_form(block: Block, _page: Page) -> bool:
    """Tell the form under an article: "Leave a Reply", "Your email address will not be published"."""
    may_be = block.words <= 40 and block.is_note and block.plain.startswith(_COMMENT_FORM_STARTS)
    return may_be and bool(_COMMENT_FORM.fullmatch(block.plain))


_CONSENT = _compile_lower(
    r"(?:we|this (?:web)?site|our (?:web)?site|our partners)\b[^.]{0,60}\bcookies?\b.{0,300}",
    r"by (?:continuing|using|clicking|browsing|signing up|subscribing|submitting)\b.{0,120}\byou\b.{0,20}"
    r"\b(?:agree|accept|consent|acknowledge)\b.{0,200}",
    r"(?:accept|manage|reject|allow|necessary|strictly necessary) (?:all )?(?:cookies|preferences)",
    r"cookie (?:policy|settings|preferences|notice)|privacy policy|terms of (?:use|service)",
    r"(?:please )?enable javascript\b.{0,120}",
    r"(?:your browser|you need javascript|javascript (?:is|must be))\b.{0,160}",
    r"media playback is (?:not supported|unsupported) on (?:your|this) device\b.{0,160}",
)
_REPORTED = compile_later(r"[“”\"]|\b(?:said|says|told|asked|wrote|added|according|announced|reported)\b")


def is_consent_note(block: Block, _page: Page) -> bool:
    """Tell cookie, privacy and script notes of a site."""
    return block.is_note and bool(_CONSENT.fullmatch(block.plain)) and not _REPORTED.search(block.text)


_PITCH = _compile_lower(
    r"never miss (?:any|an|a|our|another|important|the latest|out)\b.{0,200}",
    r"(?:please )?(?:subscribe|sign up|sign up now|register|join)(?: now| today| here| free)?"
    r" (?:to|for|up to|up for)\b.{0,80}"
    r"\b(?:newsletters?|e-?mails?|inbox|alerts?|channel|podcast|briefing|updates|notifications?"
    r"|mailing list)\b.{0,120}",
    r"(?:get|receive|have)\b.{0,80}\b(?:delivered|sent|straight|direct(?:ly)?|right)\b.{0,40}"
    r"\b(?:inbox|e-?mail|phone)\b.{0,60}",
    r"(?:breaking news emails\s)?get breaking news alerts\b.{0,160}",
    r"(?:little text and great information|follow us|like us|find us|connect with us|join us)\b.{0,30}"
    r"\b(?:on|in|at|our)\b.{0,30}\b(?:x|twitter|facebook|instagram|telegram|whatsapp|youtube|linkedin"
    r"|tiktok)\b.{0,60}",
    r"follow (?:us|me|him|her|them)\b(?: on .{2,60})?|(?:click|tap) here (?:to|for)\b.{0,120}",
    r"download (?:the|our)\b.{0,40}\bapp\b.{0,80}",
    r"(?:support|donate to)(?: our| independent)? journalism\b.{0,120}|(?:subscribe|donate) (?:now|today)",
    r"(?:already|not yet) a (?:subscriber|member)\b.{0,80}|(?:this (?:article"
    r"|content) is )?(?:for )?subscribers only",
    r"subscribe (?:now )?to (?:continue|read|unlock)\b.{0,80}|(?:sign|log) in to (?:continue|read)\b.{0,60}",
    r"thank you for (?:reading|subscribing|signing up)\b.{0,80}|unlimited (?:digital )?access\b.{0,80}",
    r"(?:buy|order) (?:now|reprints)\b.{0,60}|read or share this story\b.{0,160}",
)
_PITCH_STARTS = (
    "never miss", "please ", "subscribe", "sign ", "register", "join", "get ", "receive ", "have ", "breaking news e",
    "little text", "follow ", "like us", "find us", "connect with", "click here", "tap here", "download ", "support",
    "donate ", "already a", "not yet a", "this article is", "this content is", "for subscribers", "log in ",
    "thank you", "unlimited", "buy ", "order ", "read or",
)  # fmt: skip
"""How each of these begins."""


def is_pitch(block: Block, _page: Page) -> bool:
    """Tell calls to subscribe, follow, download or click; not a sentence that reports one."""
    if block.words > 45 or not block.is_note or not block.plain.startswith(_PITCH_STARTS):
        return False
    return bool(_PITCH.fullmatch(block.plain)) and not _REPORTED.search(block.text)


_RELATED = _compile_lower(
    r"\W{0,3}(?:read (?:also|more|next|on|this|the full (?:story|article|report))|also read"
    r"|read more on this|see also"
    r"|also see|also on [\w ]{2,30}|watch(?: also| now| live| more| the video)?|must (?:read|watch)"
    r"|just watched"
    r"|listen(?: to)?(?: now)?|related(?: (?:story|stories|articles?|news|coverage|topics?|posts?|content"
    r"|video))?"
    r"|more(?: on this| on| from [\w .]{2,30}| stories| coverage| news| details)?|don[’']t miss|recommended"
    r"|explained|explainer|fact ?check|opinion|photos?|pictures?|in pictures|video|gallery"
    r"|live(?: updates| blog)?"
    r"|interactive(?: map)?|map|editorial|analysis|podcast|previously|further reading"
    r"|you may also (?:like|want to read)|check out|find out more|learn more|click here"
    r"|for more(?: (?:on|from)[\w ]{2,30})?|tags|topics|filed under|keywords|category|categories|posted in"
    r"|sources?|via|h/t)(?: about)?\s{0,2}[:|>»›→]\s{0,3}(?P<rest>.*)",
)
_LEADS_ON, MAX_LABEL = frozenset(":|>»›→"), 60
"""The marks that a label closes with, and what it has of characters at most, they included."""
_RELATED_SHOUTED = compile_later(
    r"\W{0,3}(?:READ (?:ALSO|MORE|NEXT)|ALSO READ|SEE ALSO|RELATED|WATCH(?: NOW)?|(?:MUST|JUST) (?:READ"
    r"|WATCH(?:ED)?))"
    r"\s+\S"
)
_READ_MORE = compile_later(r"(?:Read|See|Watch) more (?:from|about|on|stories) [^.!?]{2,100}")
_MORE_AT_END = compile_later(r".{3,160}[^.!?]\s(?:Read more|READ MORE|Read More)[\s»›>→….]{0,6}")
_MORE_HINTS = ("READ", "SEE ALSO", "RELATED", "WATCH", " more", "Read More")
"""One of these stands in whatever the three find."""
_BRACKETED = compile_later(r"[\[(]\s?[^\[\]()]{5,200}[\])]")
_BRACKETED_LABEL = compile_later(
    r".\s?(?:Quiz|Poll|Photos?|Images?|Video|Gallery|Related|Read|See|Watch|More|Also|Opinion"
    r"|Analysis)\b[\w ]{0,20}:"
)
_BRACKETED_SENTENCE = compile_later(r"[.!?]['\"”’]?[\])]$")


def is_related_link(block: Block, _page: Page) -> bool:
    """Tell "READ ALSO: …", "Watch: …", "[another headline]", "… Read more"."""
    text = block.text
    if block.words > 35 or not block.is_note or text.count(". ") > 1:
        return False
    if not _LEADS_ON.isdisjoint(text[:MAX_LABEL]) and (match := _RELATED.fullmatch(text.lower())):
        # "Analysis: the deal …" of some length, and closed, may be the article's own words.
        return not (block.is_closed and match["rest"].count(" ") > 10)
    if text[0] in "[(" and _BRACKETED.fullmatch(text):
        return bool(_BRACKETED_LABEL.match(text)) or not _BRACKETED_SENTENCE.search(text[-4:])
    if not any(map(text.__contains__, _MORE_HINTS)):
        return False
    return any(pattern.match(text) for pattern in (_RELATED_SHOUTED, _MORE_AT_END)) or bool(
        _READ_MORE.fullmatch(text)
    )


# pictures

_AGENCY = _any(
    r"AP|AFP|EPA|EPA-EFE|EFE|PA|UPI|ANSA|dpa|Reuters|REUTERS|Getty|Getty Images|Shutterstock|Alamy|Rex|REX",
    r"iStock|Associated Press|Press Association|Xinhua|ANI|PTI|TASS|Bloomberg|AAP|ANP|Zuma|ZUMA|NurPhoto",
    r"Anadolu|MCT",
)
_CREDIT_LINE = _compile(
    r"\W{0,3}(?:(?:editorial|photo|image|picture|file|video|cover|thumbnail|featured|lead|header|main) ){0,2}"
    r"(?:images?|photos?|photographs?|pictures?|pic|graphic|illustration|credits?|caption|footage|screenshot"
    r"|screengrab|still)(?: (?:credits?|courtesy|source|copyright|caption))?\s?(?::|/|\b(?:by|via"
    r"|courtesy of)\b|©).{0,160}",
    r"\W{0,2}(?:file|handout|stock|archive|undated|representational|representative) (?:photo|image"
    r"|picture|pic)s?\W{0,3}",
    rf"\(\s?(?:{_AGENCY}|photo|image|file)\b[^()]{{0,80}}\)\W{{0,3}}",
)
_SLASHED_CREDIT = _compile(
    rf"[\w .,'’&-]{{0,60}}[/|]\s?(?:the )?{_AGENCY}(?: (?:Images|Photo|Pictures"
    rf"|file))?[\w /]{{0,30}}\W{{0,3}}",
    rf"{_AGENCY}\s?[/|]\s?[\w .,'’/-]{{2,60}}|{_AGENCY} (?:photo|file|images?)[\w /.,]{{0,40}}",
)
MAX_SLASHED = 130
"""None of these is longer."""
_CAPTION_END = _compile(
    r"\((?:(?:file |handout )?(?:[Pp]hoto|[Ii]mage|[Pp]icture|[Pp]ic|[Pp]hotograph|[Cc]redit)s?\b\s?"
    rf"(?:by|:|/|courtesy|credit|via|from)|{_AGENCY}(?: (?:photo|file|images?))?\s?[/,|:]|AP Photo|Getty"
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
_CAPTION_START = _compile(
    r"FILE\s?(?:PHOTO)?\s?[-–—:]",
    r"(?:File|Handout|Undated|Stock) (?:photo|image|picture)\b(?! (?:of|agency|service))",
    r"In this\b.{0,60}\b(?:file |undated |handout )?(?:photo|image|picture|photograph|frame grab|video)\b",
    rf"{_AGENCY}(?=[A-Z][a-z]{{3}})",
    flags=0,
)
_FILE_CAPTION = compile_later(r"FILE\s?(?:PHOTO)?\s?[-–—:]\s")
_PICTURED = compile_later(
    r"\b(?:pictured|photographed|seen here|shown here|poses? for|from left|clockwise)\b", re.I
)


_CAPTION_LABEL = _compile(
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


# who and when

_BYLINE_LIKE = _compile(
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


_STAMP = _compile(
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
    if page.title_letters and _letters(block.text) == page.title_letters:
        # A first sentence that also serves as title stays, unless the text goes on without it.
        return not block.is_closed or (ends_sentence(page.title) and page.sentences > 2)
    if block.is_closed or len(page.title_words) < 4:
        return False
    words = frozenset(_words(block.text))
    return len(words & page.title_words) >= TITLE_OVERLAP * len(words | page.title_words)


# below the article

_AGENCY_NAMES = _any(*sorted(map(re.escape, AGENCIES), key=len, reverse=True))
_CLOSING_CREDIT = _compile(
    r"\W{0,3}(?:with|additional) (?:information|reporting|assistance|files|inputs?|material"
    r"|agency inputs) (?:from|by)"
    r" (?-i:[A-Z]).{0,120}",
    r"\W{0,3}(?:additional |further )?(?:reporting|writing|editing|compiled|graphics?|edited|translated)"
    r" (?:by|and \w{4,12} by) (?-i:[A-Z]).{0,300}",
    rf"\W{{0,3}}(?:sources?|via|credit|from|by|©)?\W{{0,3}}(?:the )?{_AGENCY_NAMES}"
    rf"(?:\W{{1,3}}(?:and|with|staff|contributed to this report|{_AGENCY_NAMES})){{0,6}}\W{{0,3}}",
)
_ANYWHERE_IN_FOOTER = _compile(
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
_FOOTER = _compile(
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


# lines that are no sentences

_CLOSING_LINE = compile_later(_CLOSERS)
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
    if not _is_short_question(block):
        return False
    formula = bool(_QUESTION.fullmatch(block.text)) and _stands_alone(block, page)
    return formula or (page.questions >= MANY_QUESTIONS and bool(_ASKS.match(block.text)))


def _is_short_question(block: Block) -> bool:
    return block.text.endswith("?") and block.words <= SUBHEAD_WORDS


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


# in other languages

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


# within a line

_GLUED_START = compile_later(rf"(?<=[.!?”\"’])\s?{_AGENCY}(?=[A-Z])")
_CAPTION_TAG = compile_later(r"\[caption\b[^\[\]]{0,400}\]")
_LINK_AT_END = compile_later(
    r"\s\[(?:Images?|Photos?|Gallery|Videos?|Infographic|Album|Related|Read|See|Watch|Also|In [Pp]hotos)"
    r"\b[^\[\]]{4,160}\]$"
)
_PLACEHOLDER = _compile(
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
