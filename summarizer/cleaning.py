"""Marks what of an article is article: share bars, captions, bylines and the like are left out as spans.

The text itself is never edited. Every rule is a small predicate with a name, in `LINE_RULES`; what a
rule took, and where, is a `Removal`. Precision comes first: a share button in a brief is ugly, a lost
sentence is a lie by omission. So a line that reads as a sentence is only ever taken by its exact form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from summarizer.lexicon import AGENCIES
from summarizer.reading.metadata import is_byline, is_date_line, is_header_line
from summarizer.records import Article, Span

MAX_LINE = 400
"""Lines longer than this are paragraphs: no share bar, byline or consent note reaches 400 characters, and
no pattern is tried on them, so that a text without line breaks costs nothing."""

MAX_HEADING_WORDS = 40
"""A line without closing punctuation is a headline, a caption or a list entry up to about 40 words (of
the unpunctuated lines of 300 scraped news texts, 96 in 100 are shorter); beyond, a paragraph cut short."""

PUNCTUATED_SHARE = 0.6
"""Only in texts of which most words stand in lines with closing punctuation does its lack mean something."""


@dataclass(frozen=True, slots=True)
class Removal:
    """A span of a text that is not article, and the rule that says so."""

    start: int
    end: int
    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A line, or the lines of one hard-wrapped paragraph, as the rules see it.

    Attributes:
        text: without the white space around it; a wrapped paragraph's line ends are spaces.
        plain: `text` in lower case, without marks at its ends.
    """

    start: int
    end: int
    text: str
    index: int

    @property
    def plain(self) -> str:
        return self.text.casefold().strip(_MARKS)

    @property
    def words(self) -> int:
        return self.text.count(" ") + 1

    @property
    def is_closed(self) -> bool:
        """Whether it ends like a sentence."""
        return bool(_CLOSED.search(self.text[-12:]))


@dataclass(frozen=True)
class Page:
    """All blocks of a text, and its title: what a rule may look at beside the block itself."""

    blocks: tuple[Block, ...]
    title: str | None

    @cached_property
    def is_punctuated(self) -> bool:
        """Whether its writer closes sentences, so that an open line is no sentence."""
        closed = sum(block.words for block in self.blocks if block.is_closed)
        return closed >= PUNCTUATED_SHARE * sum(block.words for block in self.blocks)

    @cached_property
    def title_words(self) -> frozenset[str]:
        return frozenset(_words(self.title or ""))

    @cached_property
    def title_letters(self) -> str:
        return _letters(self.title or "")

    @cached_property
    def closed_blocks(self) -> int:
        return sum(block.is_closed and block.words > 4 for block in self.blocks)


_MARKS = " \t\u00a0.,:;!?*•·|-–—…>»›→[](){}\"'“”‘’_="
_CLOSED = re.compile(r"[.!?…。！？؟।][\"'”’»)\]*\s]*$")


def clean_article(article: Article) -> Article:
    """Return the article with `kept` set to the spans that are article."""
    removals = find_boilerplate(article.text, article.title)
    return replace(article, kept=keep_spans(article.text, removals))


def find_boilerplate(text: str, title: str | None = None) -> list[Removal]:
    """Return what of a text is not article, in order and disjoint.

    Args:
        text: of the whole source.
        title: where it is known; lines that repeat it are left out.
    """
    page = Page(tuple(split_blocks(text)), title)
    return [removal for block in page.blocks for removal in _judge_block(text, block, page)]


def keep_spans(text: str, removals: Sequence[Removal]) -> tuple[Span, ...]:
    """Return the spans between the removals that hold any words, without white space at their ends."""
    edges = [0, *(edge for removal in removals for edge in (removal.start, removal.end)), len(text)]
    pairs = zip(edges[0::2], edges[1::2], strict=True)
    trimmed = (_trim(text, start, end) for start, end in pairs)
    return tuple((start, end) for start, end in trimmed if _WORD.search(text, start, end))


def _judge_block(text: str, block: Block, page: Page) -> Iterator[Removal]:
    for name, applies in LINE_RULES.items():
        if applies(block, page):
            yield Removal(block.start, block.end, name, text[block.start : block.end])
            return
    yield from _find_glued(text, block)


def _trim(text: str, start: int, end: int) -> Span:
    part = text[start:end]
    return end - len(part.lstrip()) if part.strip() else end, start + len(part.rstrip())


# blocks

_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"\w")

WRAP_WIDTHS = (45, 130)
"""Hard-wrapped text is set to 60 to 100 columns; 45 allows for a narrow newsletter, 130 for a wide screen."""


def split_blocks(text: str) -> Iterator[Block]:
    """Yield the lines that hold anything; the lines of a hard-wrapped paragraph come as one block."""
    index = 0
    for group in _group_lines(text):
        for lines in (
            [group] if _is_wrapped([text[start:end] for start, end in group]) else [[one] for one in group]
        ):
            start, end = lines[0][0], lines[-1][1]
            yield Block(start, end, " ".join(text[s:e] for s, e in lines), index)
            index += 1


def _group_lines(text: str) -> Iterator[list[Span]]:
    """Yield the non-empty lines between empty ones, as trimmed spans."""
    group: list[Span] = []
    last_end = -1
    for line in _LINE.finditer(text):
        start, end = _trim(text, *line.span())
        if start >= end:
            continue
        if group and text.count("\n", last_end, start) > 1:
            yield group
            group = []
        group.append((start, end))
        last_end = end
    if group:
        yield group


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Tell hard-wrapped prose by how wrapping works: no line has room for the next line's first word."""
    width = max(map(len, lines))
    if len(lines) < 2 or not WRAP_WIDTHS[0] <= width <= WRAP_WIDTHS[1]:
        return False
    full = sum(
        len(line) + 1 + len(following.split(maxsplit=1)[0]) > width
        for line, following in zip(lines, lines[1:], strict=False)
    )
    open_ends = sum(not _CLOSED.search(line[-12:]) for line in lines[:-1])
    return full >= 0.8 * (len(lines) - 1) and open_ends >= 0.5 * (len(lines) - 1)


# rules on whole lines

_NETWORKS = (
    r"(?:facebook|twitter|x|linked ?in|pinterest|pocket|whats ?app|telegram|reddit|e-?mail|tumblr|flipboard|threads"
    r"|bluesky|instagram|messenger|viber|line|print|copy link|copy url|link|gmail|mastodon|youtube|tiktok|snapchat"
    r"|sms|xing|vk|google ?\+|more|share)"
)
_SHARE_BAR = re.compile(
    rf"(?:\W*(?:(?:share|tweet|post|pin|send|follow|save|click to share)(?:\s+(?:this|us|it|story|article|page|post))*"
    rf"(?:\s+(?:on|via|to|with|by|using))?\s+)?(?:{_NETWORKS}\b)(?:\s+\d+[km]?)?[\s,|/·•]*){{1,14}}"
    r"|\W*(?:icon-[\w-]+[\s,|]*){1,20}"
    r"|(?:share|tweet|pin|share this|share now|share (?:this )?(?:article|story|post|page)|share with friends"
    r"|sharing options|more sharing options|follow us(?: on .{2,40})?|like us on .{2,40}|like this"
    r"|(?:facebook|twitter|whatsapp|email) (?:icon|logo|share(?: button)?))",
    re.IGNORECASE,
)


def is_share_bar(block: Block, _page: Page) -> bool:
    """Tell "Facebook", "Share on Twitter", "icon-facebook icon-twitter"; not "Facebook said on Tuesday …"."""
    return block.words <= 24 and len(block.text) <= 200 and bool(_SHARE_BAR.fullmatch(block.plain))


_COUNTER = re.compile(
    r"[\W\d_]*|\W*\d[\d.,]*\s?[km]?\s*(?:shares?|views?|comments?|likes?|reads?|votes?|retweets?|followers?|replies)?",
    re.IGNORECASE,
)


def is_counter(block: Block, _page: Page) -> bool:
    """Tell "0", "19", "1.2k shares", "***": lines without a word of their own."""
    return len(block.text) <= 200 and bool(_COUNTER.fullmatch(block.text))


_NAVIGATION = frozenset(
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
    gallery
    photo gallery
    play video
    caption close
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
    notice""".split("\n    ")
)
_CRUMB = re.compile(
    r"(?:you are here\W*)?(?:home|news|start|front page)\s*[»›>/|]\s*\S.{0,300}", re.IGNORECASE
)
_CONTINUED = re.compile(
    r"(?:advertisement\W*)?(?:story |article )?continue[sd]?(?: reading)?(?: the main story| below)?(?: advertisement)?"
    r"|advert(?:isement|ising)?(?:\W+scroll to continue)?|sponsored(?: content| links?)?|promoted(?: content)?|ad"
    r"|scroll (?:down )?to continue(?: reading)?|(?:article|story) continues (?:below|after) (?:this |the )?ad\w*"
    r"|(?:this )?(?:advertisement|ad) (?:has not loaded yet|feedback)|remove ads?|paid post",
    re.IGNORECASE,
)


def is_navigation(block: Block, _page: Page) -> bool:
    """Tell links of the page around the article: "Skip to content", "Home » …", "TOP STORIES"."""
    plain = block.plain
    if plain.replace("’", "'") in _NAVIGATION:
        return True
    return not block.is_closed and bool(_CRUMB.fullmatch(block.text))


def is_advertisement(block: Block, _page: Page) -> bool:
    """Tell "Advertisement", "Story continues below", "Advertisement - Continue Reading Below"."""
    return block.words <= 9 and bool(_CONTINUED.fullmatch(re.sub(r"\s*[-–—:]\s*", " ", block.plain)))


_COMMENT_FORM = re.compile(
    r"leave a (?:reply|comment|response)(?: cancel reply)?|cancel reply|add (?:a|your) comment|post (?:a )?comment"
    r"|your e-?mail(?: address)? will not be published\b.{0,80}|required fields are marked\b.{0,10}"
    r"|please enter your (?:comment|name|e-?mail)\b.{0,40}|you have entered an incorrect e-?mail address.{0,60}"
    r"|please enter your e-?mail address here|save my name, e-?mail,? and website in this browser\b.{0,60}"
    r"|notify me of (?:follow-?up comments|new posts)\b.{0,40}|comments? (?:are|is) (?:closed|disabled|off)\b.{0,60}"
    r"|(?:log ?in|sign in|you must be logged in) to (?:post a |leave a )?(?:comment|reply)\b.{0,40}"
    r"|(?:view|show|hide|read|see|join)(?: all)?(?: the)? (?:\d+ )?(?:comments?|conversation|discussion)"
    r"|be the first to comment|join the conversation|what do you think\??(?: let us know.{0,60})?"
    r"|(?:name|e-?mail|website|comment)\s*\*?|this site uses akismet.{0,160}|conversations? \(\d+\)",
    re.IGNORECASE,
)


def is_comment_form(block: Block, _page: Page) -> bool:
    """Tell the form under an article: "Leave a Reply", "Your email address will not be published"."""
    return block.words <= 40 and bool(_COMMENT_FORM.fullmatch(block.plain))


_CONSENT = re.compile(
    r"(?:we|this (?:web)?site|our (?:web)?site|our partners)\b[^.]{0,60}\bcookies?\b.{0,300}"
    r"|by (?:continuing|using|clicking|browsing|signing up|subscribing|submitting)\b.{0,120}\byou\b.{0,20}"
    r"\b(?:agree|accept|consent|acknowledge)\b.{0,200}"
    r"|(?:accept|manage|reject|allow|necessary|strictly necessary) (?:all )?(?:cookies|preferences)"
    r"|cookie (?:policy|settings|preferences|notice)|privacy policy|terms of (?:use|service)"
    r"|(?:please )?enable javascript\b.{0,120}|(?:your browser|you need javascript|javascript (?:is|must be))\b.{0,160}"
    r"|media playback is (?:not supported|unsupported) on (?:your|this) device\b.{0,160}",
    re.IGNORECASE,
)


def is_consent_note(block: Block, _page: Page) -> bool:
    """Tell cookie, privacy and script notes of a site."""
    return bool(_CONSENT.fullmatch(block.plain))


_PITCH = re.compile(
    r"never miss (?:any|an|a|our|another|important|the latest|out)\b.{0,200}"
    r"|(?:please )?(?:subscribe|sign up|sign up now|register|join)(?: now| today| here| free)?"
    r"(?: (?:to|for|up to|up for))\b.{0,80}\b(?:newsletters?|e-?mails?|inbox|alerts?|channel|podcast|briefing|updates"
    r"|notifications?|mailing list)\b.{0,120}"
    r"|(?:get|receive|have)\b.{0,80}\b(?:delivered|sent|straight|direct(?:ly)?|right)\b.{0,40}\b(?:inbox|e-?mail|phone)\b.{0,60}"
    r"|(?:breaking news emails\s+)?get breaking news alerts\b.{0,160}"
    r"|(?:little text and great information|follow us|like us|find us|connect with us|join us)\b.{0,30}"
    r"\b(?:on|in|at|our)\b.{0,30}\b(?:x|twitter|facebook|instagram|telegram|whatsapp|youtube|linkedin|tiktok)\b.{0,60}"
    r"|.{0,60}\bfollow (?:us|me|him|her|them)\b(?: on .{2,60})?"
    r"|(?:click|tap) here (?:to|for)\b.{0,120}|download (?:the|our)\b.{0,40}\bapp\b.{0,80}"
    r"|(?:support|donate to)(?: our| independent)? journalism\b.{0,120}|(?:subscribe|donate) (?:now|today)"
    r"|(?:already|not yet) a (?:subscriber|member)\b.{0,80}|(?:this (?:article|content) is )?(?:for )?subscribers only"
    r"|subscribe (?:now )?to (?:continue|read|unlock)\b.{0,80}|(?:sign|log) in to (?:continue|read)\b.{0,60}"
    r"|thank you for (?:reading|subscribing|signing up)\b.{0,80}|unlimited (?:digital )?access\b.{0,80}"
    r"|(?:buy|order) (?:now|reprints)\b.{0,60}",
    re.IGNORECASE,
)
_REPORTED = re.compile(r"[“”\"]|\b(?:said|says|told|asked|wrote|added|according)\b")


def is_pitch(block: Block, _page: Page) -> bool:
    """Tell calls to subscribe, follow, download or click; not a sentence that reports one."""
    return block.words <= 45 and not _REPORTED.search(block.text) and bool(_PITCH.fullmatch(block.plain))


_RELATED = re.compile(
    r"\W*(?:read (?:also|more|next|on|this|the full (?:story|article|report))|also read|read more on this|see also"
    r"|also see|watch(?: also| now| live| more| the video)?|must (?:read|watch)|just watched|listen(?: to)?(?: now)?"
    r"|related(?: (?:story|stories|article|articles|news|coverage|topics?|posts?|content|video))?"
    r"|more(?: on this| on| from [\w .]{2,30}| stories| coverage| news| details)?|don[’']t miss|recommended"
    r"|explained|explainer|fact ?check|opinion|photos?|pictures?|in pictures|video|gallery|live(?: updates| blog)?"
    r"|editorial|analysis|podcast|previously|further reading|you may also (?:like|want to read)"
    r"|check out|find out more|learn more|click here|for more(?: (?:on|from)[\w ]{2,30})?|tags|topics|filed under"
    r"|keywords|category|categories|posted in|source|sources|via|h/t)"
    r"(?:\s+about)?\s*[:|>»›→]\s*(?P<rest>.*)",
    re.IGNORECASE,
)
_RELATED_SHOUTED = re.compile(
    r"\W*(?:READ (?:ALSO|MORE|NEXT)|ALSO READ|SEE ALSO|RELATED|WATCH(?: NOW)?|MUST (?:READ|WATCH))\s+\S"
)
_BRACKETED = re.compile(r"[\[(]\s*[^\[\]()]{5,200}[\])]")
_MORE_AT_END = re.compile(r".{3,160}[^.!?]\s(?:Read more|READ MORE|Read More)(?:\s*[»›>→…]*|\.\.\.)")


def is_related_link(block: Block, _page: Page) -> bool:
    """Tell "READ ALSO: …", "Watch: …", "[another headline]", "… Read more"."""
    text = block.text
    if block.words > 35 or block.text.count(". ") > 1:
        return False
    if match := _RELATED.fullmatch(text):
        # "Watch: …" before a sentence of some length may be its own words ("Analysis: the …").
        return not (block.is_closed and len(match["rest"].split()) > 18)
    return bool(_RELATED_SHOUTED.match(text) or _MORE_AT_END.fullmatch(text)) or (
        bool(_BRACKETED.fullmatch(text)) and not re.search(r"[.!?]['\"”’]?[\])]$", text)
    )


_AGENCY = r"(?:AP|AFP|EPA|EPA-EFE|EFE|PA|UPI|ANSA|dpa|Reuters|REUTERS|Getty|Getty Images|Shutterstock|Alamy|Rex|REX|iStock|Associated Press|Press Association|Xinhua|ANI|PTI|TASS|Bloomberg|AAP|ANP|Zuma|ZUMA|NurPhoto|Anadolu|MCT)"
_CREDIT_LINE = re.compile(
    rf"\W*(?:(?:editorial |photo |image |picture |file |video |cover |thumbnail |featured |lead |header |main )*"
    rf"(?:image|images|photo|photos|photograph|photographs|picture|pictures|pic|graphic|illustration|credit|credits"
    rf"|caption|footage|screenshot|screengrab|still)"
    rf"(?:\s+(?:credit|credits|courtesy|source|copyright|caption))?\s*(?::|/|\bby\b|\bof\b|\bvia\b|\bfrom\b|©).{{0,160}}"
    rf"|(?:enlarge (?:this )?image|image copyright|image caption|media caption|image source|figure caption)\b.{{0,260}}"
    rf"|(?:file|handout|stock|archive|undated|representational|representative) (?:photo|image|picture|pic)s?\W*"
    rf"|[\w .,'’&-]{{0,60}}[/|]\s*(?:the\s+)?{_AGENCY}(?: (?:Images|Photo|Pictures|file))?[\w /]{{0,30}}\W*"
    rf"|{_AGENCY}\s*[/|]\s*[\w .,'’/-]{{2,60}}|{_AGENCY} (?:photo|file|images?)[\w /.,]{{0,40}}"
    rf"|\(\s*(?:{_AGENCY}|photo|image|file)\b[^()]{{0,80}}\)\W*)",
    re.IGNORECASE,
)
_CAPTION_END = re.compile(
    rf"(?:[\[(](?:(?:file |handout )?(?:photo|image|picture|pic|photograph|credit)s?\b\s*(?:by|:|/|courtesy|credit|via|from)"
    rf"|{_AGENCY}(?:\s+(?:photo|file|images?))?\s*[/,|:]|AP Photo|Getty|Shutterstock|Reuters/|REUTERS/)[^()\[\]]{{0,120}}[\])]"
    rf"|\b(?:REUTERS|Reuters|AFP|AP|EPA|PA|Getty|Getty Images|Bloomberg|Anadolu)\s?/\s?[A-Z][\w .,'’/&-]{{2,60}}"
    rf"|\b(?:Photo|Photograph|Image|Picture|Credit|PHOTO|IMAGE|Source image)s?(?: credit| courtesy| by)?\s*(?::|/| by ).{{2,80}}"
    rf"|[/|]\s?(?:Getty Images?|AFP|AP|EPA|Shutterstock|Alamy|Getty)[\w /]{{0,30}}"
    rf"|(?:\.\.\.|…) \((?:Associated Press|AP|AFP|Reuters)\)"
    rf"|\b(?:File|Handout|Stock|Archive|AP|Undated) (?:photo|image|picture|pic)s?\b.{{0,30}})\W*$"
)
_CAPTION_START = re.compile(
    rf"FILE\s?(?:PHOTO)?\s?[-–—:]|(?:File|Handout|Undated|Stock) (?:photo|image|picture)\b(?! (?:of|agency|service))"
    rf"|In this\b.{{0,60}}\b(?:file |undated |handout )?(?:photo|image|picture|photograph|frame grab|video)\b"
    rf"|(?:{_AGENCY})(?=[A-Z][a-z]{{3}})"
)
_PICTURED = re.compile(
    r"\b(?:pictured|photographed|seen here|shown here|poses? for|from left|clockwise)\b", re.IGNORECASE
)


def is_caption(block: Block, _page: Page) -> bool:
    """Tell picture lines by their credit, or by their words where they do not end like a sentence."""
    text = block.text
    if block.words > 90 or len(text) > 700:
        return False
    if len(text) <= MAX_LINE and _CREDIT_LINE.fullmatch(text):
        return not (block.is_closed and block.words > 14 and _REPORTED.search(text))
    if _CAPTION_END.search(text[-150:]) or "[/caption]" in text[-14:]:
        return True
    if block.is_closed:
        return bool(re.match(r"FILE\s?(?:PHOTO)?\s?[-–—:]\s", text))
    return bool(_CAPTION_START.match(text) or _PICTURED.search(text))


def is_byline_block(block: Block, _page: Page) -> bool:
    """Tell "By Jane Doe", "BY Jane Doe, Foreign News Reporter", "20 November 2024 - 06:57 By Jane Doe"."""
    text = block.text
    if len(text) > 200 or block.words > 24:
        return False
    return is_byline(text) or (not block.is_closed and bool(_BYLINE_LIKE.match(text)))


_BYLINE_LIKE = re.compile(
    r"(?:by|written by|words by|reporting by|compiled by|edited by|posted by)\s+(?:[A-Z@][\w.@'’-]*[\s,;|()/&+-]*|and\s|for\s|the\s|of\s|in\s){1,18}$"
    r"|(?:/\s*)?(?:updated|published|posted)\b.{0,60}\bby\s+[A-Z]|posted at\b.{0,60}\d{4}\b",
    re.IGNORECASE,
)
_STAMP = re.compile(
    r"(?:(?:first |last )?(?:published|updated|posted|modified|created)|date|time|reading time)\b\W{0,3}"
    r"(?:(?:on|at|today|yesterday|\d+\s+\w+\s+ago|[A-Z]{2,4}|\d[\d:./ -]*(?:am|pm)?|"
    + r"\w{3,9}\.?\s\d{1,2}"
    + r")\W*){0,8}"
    r"|\d+\s+(?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?)\s+ago"
    r"|\d+[\s-]*(?:min(?:ute)?s?)(?:\s+(?:read|watch|listen))?"
    r"|(?:estimated )?read(?:ing)? time\b.{0,30}|\d{1,2}:\d\d(?::\d\d)?\s*(?:am|pm)?(?:\s[A-Z]{2,4})?"
    r"|(?:listen|watch|play)(?: to)? (?:this )?(?:article|story|video|audio)\b.{0,40}|listen\s*\(?\d+ min\w*\)?",
    re.IGNORECASE,
)


def is_stamp(block: Block, _page: Page) -> bool:
    """Tell date lines, "4 min read", "2 hours ago", "Listen to this article"."""
    if len(block.text) > 160 or block.words > 20:
        return False
    return is_date_line(block.text) or (block.words <= 14 and bool(_STAMP.fullmatch(block.plain)))


def is_head_field(block: Block, page: Page) -> bool:
    """Tell the "Title: …", "Date: …" lines at the top of a text, which reading has honoured."""
    return block.index < 10 and all(is_header_line(one.text) for one in page.blocks[: block.index + 1])


TITLE_OVERLAP = 0.85
"""Two forms of one headline share nearly all words; a lead that develops it shares about half."""


def is_repeated_title(block: Block, page: Page) -> bool:
    """Tell the title itself, and lines nearly equal to it that do not close like a sentence."""
    if not page.title_letters or len(block.text) > 2 * len(page.title or "") + 60:
        return False
    if _letters(block.text) == page.title_letters:
        # A first sentence that also serves as title stays, unless the text goes on without it.
        return not block.is_closed or _CLOSED.search(page.title or "") is not None and page.closed_blocks > 2
    if block.is_closed or len(page.title_words) < 4:
        return False
    words = frozenset(_words(block.text))
    return len(words & page.title_words) >= TITLE_OVERLAP * len(words | page.title_words)


_NAMES_OF_AGENCIES = "|".join(sorted(map(re.escape, AGENCIES), key=len, reverse=True))
_CLOSING_CREDIT = re.compile(
    rf"\W*(?:(?:with|additional)\s+(?:information|reporting|files|inputs?|material|agency inputs)\s+(?:from|by)\b.{{0,120}}"
    rf"|(?:additional |further )?(?:reporting|writing|editing|compiled|graphics?|edited|translated) (?:by|and \w+ by)\b.{{0,240}}"
    rf"|(?:source|sources|via|credit|from|by|©)?\W*(?:the )?(?:{_NAMES_OF_AGENCIES})"
    rf"(?:\W+(?:and|with|staff|contributed to this report|{_NAMES_OF_AGENCIES}))*)",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(
    r".{3,200}\bcontributed (?:to|reporting to|to the reporting of) this (?:report|article|story)\W*"
    r"|this (?:story|article|report) (?:was|is|has been)\b.{0,60}\b(?:originally|first|published|produced|translated|updated"
    r"|corrected|auto-generated|generated|edited|supported|part of)\b.{0,240}"
    r"|(?:correction|clarification|editor[’']s note|note to readers|disclaimer|disclosure)\s*[:(,].{0,380}"
    r"|the views (?:and opinions )?expressed\b.{0,260}|.{0,120}\ball rights reserved\b.{0,200}"
    r"|(?:copyright|©|\(c\)|&copy;)\W{0,4}(?:©\W{0,2})?(?:(?:19|20)\d\d|the\b|[A-Z]).{0,200}"
    r"|this material may not be (?:published|reproduced)\b.{0,200}|.{0,80}\bfor (?:personal|non-commercial),? .{0,40}\buse only\b.{0,200}"
    r"|(?:contact|reach|e-?mail|write to|follow) (?:the (?:author|reporter|writer|editor)s?|us|him|her|[A-Z]\w+ [A-Z]\w+)\b"
    r".{0,40}(?:@|\bat\b).{0,100}"
    r"|(?:if you have|got|do you have|have you got)\b.{0,60}\b(?:tip|story|question|correction|comment|feedback|news)s?\b.{0,160}"
    r"(?:@|contact|e-?mail|let us know|get in touch|click|here).{0,120}|[\w.+-]+@[\w-]+\.[\w.-]+(?: (?:or|and) .{0,40})?"
    r"|(?:twitter|x|instagram|facebook|e-?mail|phone|tel|website|web)\s*:\s*\S+(?:\s+\S+)?"
    r"|these crawls are part of an effort to archive pages\b.{0,300}|you can add location information to your tweets\b.{0,300}",
    re.IGNORECASE,
)
_FIRST_PERSON_SENTENCE = re.compile(r"[“\"]")


def is_footer(block: Block, page: Page) -> bool:
    """Tell credits, corrections, contacts, disclaimers and copyright lines around an article."""
    text = block.text
    if len(text) > MAX_LINE or block.words > 60:
        return False
    if _CLOSING_CREDIT.fullmatch(text):
        return block.words <= 6 or not (block.is_closed and re.search(r"\b(?:said|told|was|were)\b", text))
    return bool(_CONTRIBUTED.fullmatch(text)) and not text.startswith(("“", '"'))


_PLACEHOLDER = re.compile(
    r"\[#?\w+(?:_\w+)+[^\[\]]{0,40}\]|\{\{[^{}]{0,60}\}\}|\[/?(?:embed|gallery|video|audio|vc_\w+)[^\[\]]{0,100}\]"
)


def is_heading(block: Block, page: Page) -> bool:
    """Tell lines that do not close: headlines, captions, list entries, template leftovers.

    A line that leads to the next ("he said:") is part of a sentence, and one that holds a whole
    sentence of its own is kept for that sentence.
    """
    if block.is_closed or block.words > MAX_HEADING_WORDS or not page.is_punctuated:
        return False
    if block.text[-1] in ":;,—–-":
        return block.words < 5
    return not _INNER_SENTENCE.search(block.text)


_INNER_SENTENCE = re.compile(r"(?:\S+\s+){5}\S*[^\W\d]{2,}[.!?][\"'”’)]{0,2}\s+[\"'“‘(]?[A-Z]")

LINE_RULES: Mapping[str, Callable[[Block, Page], bool]] = {
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
    "related link": is_related_link,
    "pitch": is_pitch,
    "footer": is_footer,
    "caption": is_caption,
    "not a sentence": is_heading,
}
"""Name → predicate. The first that applies takes the whole line."""


# rules within a line

_GLUED_START = re.compile(rf"(?<=[.!?”\"’])\s?(?:{_AGENCY})(?=[A-Z][a-z]{{3}})")
_CAPTION_TAG = re.compile(r"\[caption\b[^\[\]]{0,400}\]")
MAX_GLUED = 600
"""Captions run to 90 words; a closing tag further away closes something else."""


def _find_glued(text: str, block: Block) -> Iterator[Removal]:
    """Yield captions and template leftovers that stand within a paragraph."""
    if "[" not in block.text and "{{" not in block.text:
        return
    line = text[block.start : block.end]
    found = sorted(
        [*_find_captions(line), *((m.start(), m.end(), "template") for m in _PLACEHOLDER.finditer(line))]
    )
    reached = 0
    for start, end, rule in found:
        if start >= reached:
            yield Removal(block.start + start, block.start + end, rule, line[start:end])
            reached = end


def _find_captions(line: str) -> Iterator[tuple[int, int, str]]:
    behind = 0
    at = line.find("[/caption]")
    while at >= 0:
        end = at + len("[/caption]")
        window = max(behind, at - MAX_GLUED)
        opening = _CAPTION_TAG.search(line, window, at)
        glued = [match.start() for match in _GLUED_START.finditer(line, window, at)]
        start = (
            opening.start() if opening else glued[-1] if glued else behind if at - behind <= MAX_GLUED else at
        )
        yield start, end, "caption"
        behind = end
        at = line.find("[/caption]", end)


# words

_LETTERS = re.compile(r"[\W_]+")


def _letters(text: str) -> str:
    return _LETTERS.sub("", text.casefold())


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
