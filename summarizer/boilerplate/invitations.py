"""What invites the reader to do something: to comment, to subscribe, to read another article."""

from __future__ import annotations

from summarizer.boilerplate.blocks import Block, Page
from summarizer.boilerplate.surroundings import REPORTED
from summarizer.patterns import compile_later, compile_lower

_COMMENT_FORM = compile_lower(
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


_PITCH = compile_lower(
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
    return bool(_PITCH.fullmatch(block.plain)) and not REPORTED.search(block.text)


_RELATED = compile_lower(
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
