"""Finds sentences that tell nothing: calls to the reader, what belongs to the page, what is cut off or has no verb.

English only, and precise before complete: what is missed is idle, what is taken in vain is not told at all.
Quotations are the sources' own words and no calls to the reader, so a sentence that opens with one is left alone.
"""

from __future__ import annotations

import re

from summarizer.patterns import compile_later

# calls to the reader, and what belongs to the page

_PART_OF_PAGE = (
    r"(?:videos?|photos?|images?|pictures?|gallery|map|chart|graphic|clip|slideshow|infographic|tweets?|audio|trailer|"
    r"interview|transcript|link|full (?:story|statement|text|report|list|video))"
)
_CALL = compile_later(
    r"[(\s]*(?:(?:and|or|please|just|also|so|for more,?)\s+)?(?:"
    r"check(?:ing)? out (?:the|this|our|more|all|some|how|what|a|these|[A-Z])|"
    r"(?:click|tap) (?:here|for|on|to|through|below|above|the)\b|(?:sign|log) (?:up|in) (?:now|here|for|to)\b|"
    r"subscribe (?:now|here|to|for|today)|scroll (?:down|up|on|through|to)|(?:stay|keep it) tuned|tune in\b|"
    r"keep (?:reading|scrolling|up with)|read (?:more|on\b|the full|our\b|also|about (?:it|this|that|how)|"
    r"(?:it|them|this) (?:here|below))|"
    r"watch (?:(?:the|this|that|our|a|it|him|her|them)\b.{0,80}\b(?:video|clip|interview|trailer|below|above|here|"
    r"live|moment)\b|live\b|more\b|now\b|and (?:chat|learn|listen)|below|here)|"
    r"see (?:more (?:photos|pictures|images|videos|of)|also\b|below|the (?:full|photos|pictures|video|gallery|map)|"
    r"our\b)|(?:view|browse) (?:all|more|our|the (?:full|gallery|photos|slideshow|video))\b|"
    r"listen (?:live|here|now|to the (?:full|podcast|interview|audio|episode))|"
    r"follow (?:us|me|along|our|@|live|the (?:latest|author|reporter|writer|action|story|always))|"
    r"visit (?:our|us|www|http|the (?:website|site|page)\b)|download (?:the|our|it|now)\b|"
    r"(?:learn|find out) more\b|(?:take|have) a look\b|share (?:this|your (?:thoughts|views|comments|stories))\b|"
    r"(?:(?:tell|email|e-mail|contact|write to) us|let us know)\b|skip (?:to|in|ahead)\b|swipe\b|enter your\b|"
    r"join (?:us|our)\b|let me (?:(?:tell|show|give|read) you|make (?:a|one|my) )|further reading\b|"
    r"(?:anyone|anybody|witnesses|those) with (?:any )?(?:further |more |other )?information\b.{0,60}\b"
    r"(?:can|should|may|asked|urged|encouraged) (?:to )?(?:call|contact|phone|ring|text|e-?mail|come forward)\b|"
    r"get (?:the latest|breaking|our|more (?:news|stories|from)|it (?:here|now))\b|don[’']t (?:miss|forget to)\b|"
    r"(?:hide|show|view) caption\b|more soon\b|buy (?:photo|tickets|now)\b|"
    rf"(?:here|below|above|pictured)(?:[’']s| is| are)\b(?=.{{0,80}}(?:[:.]$|\b{_PART_OF_PAGE}\b))|"
    r"(?:to|if you(?:[’']d like| want| wish) to) (?:donate|subscribe|register|apply|learn|read|see|watch|view|comment|"
    r"help|find out|sign up|buy|order|book|listen|submit|report)\b[^,]{0,60},\s"
    r"(?:please )?(?:click|visit|go to|go here|call|sign|see|email|e-mail|follow|head|log|text|contact)\b)",
    re.IGNORECASE,
)
_FOLLOW_THE_PAGE = compile_later(
    rf"\b{_PART_OF_PAGE} (?:posted |embedded |shown )?(?:below|above)\b"
    r"(?! (?:the|a|an|his|her|its|their|sea|ground|zero|all|average|them|him|it)\b)|"
    r"\b(?:click|tap) here\b|\bscroll down\b|\(video\)|\b(?:video|photos?) player\b",
    re.IGNORECASE,
)
_PAGE = compile_later(
    r"pic\.twitter\.com/|https?://|\bwww\.[\w.-]+/|"
    r"\(@\w{2,30}\),? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})\b|"
    r"\bWARC\b|\b(?:this|web) crawls?\b|\bArchive-It\b|\bWayback Machine after\b|"
    r"\b(?:IP address|DNS|server) (?:for|of) this (?:domain|site|page)\b|"
    r"(?i:\b(?:terms of (?:use|service)|privacy policy|cookie policy)\b.{0,80}\b(?:available|apply|applies)\b)|"
    r"\b(?:Skip|End of) (?:Twitter|Facebook|Instagram|YouTube) post\b|"
    r"\b(?:[Ss]kip in|[Ss]kip x|[Ee]mbed x|Hide Caption|Photos: Photos|Buy Photo|Wait \d+ seconds?)\b"
)

_NUMBER = compile_later(
    r"\b(?:call|phone|dial|ring|text|contact|reach)\b.{0,80}(?:\(\d{3}\) ?|\b\d{3}[-. ])\d{3}[-. ]\d{4}\b",
    re.IGNORECASE,
)
"""A telephone number to call."""

_RECORD = compile_later(
    r"(?:[A-Z]{2,}(?: [A-Z]{2,})*, )?(?:[A-Z]{2,}-)?[A-Z]*\d{2,}-\d{5,}\b|"
    r"(?:Library of Congress|Getty Images|AP Photo|AFP|Shutterstock|National Archives|Wikimedia Commons)"
    r"(?:/[A-Z][\w ]+)? (?:But|And|The|An?|In|On|At|It|He|She|They|This|That|When|While|For|After|As|If)\b|"
    r"[A-Z][\w’'-]+ [A-Z][\w’'-]+: (?:This is|That[’']s|So,|Well,|Yeah|Okay)(?!\w)"
)
"""A picture's shelf mark, a line of a police log, a picture's credit run into a sentence, a turn of a transcript."""


def addresses_reader(text: str) -> bool:
    """Whether a sentence calls on the reader, or speaks of the page that it stands on.

    "Check out the gallery below", "To donate, click here", "More soon on pic.twitter.com/…".
    """
    if text[:1] in '“"':
        return False
    if _CALL.match(text) or _RECORD.match(text) or ("-" in text and _NUMBER.search(text)):
        return True
    lowered = text.lower()
    follows = any(map(lowered.__contains__, _FOLLOW_HINTS)) and _FOLLOW_THE_PAGE.search(text)
    return bool(follows or (any(map(lowered.__contains__, _PAGE_HINTS)) and _PAGE.search(text)))


_FOLLOW_HINTS = ("below", "above", " here", "scroll down", "(video)", " player")
_PAGE_HINTS = (
    "http", "www.", "twitter", "(@", "warc", "crawl", "archive-it", "wayback", " this domain", " this site",
    " this page", " policy", "terms of", "end of ", "skip ", "embed", "caption", "photo", "wait ",
)  # fmt: skip
"""What stands in whatever these find: nine of ten sentences have none."""


# what is cut off

_OPEN_END = compile_later(
    r"(?:[,;–—-]|\b(?:the|a|an|of|with|and|or|to|from|for|in|on|at|by|as|that|which|who|into|than|because|dealing|"
    r"including|such as))[”\"’]?$"
)
_DANGLING = compile_later(
    r"(?<![\w'’-])(?:the|a|an|and|or|which|than|because|including|such as|(?:associated|dealing|along|together|"
    r"compared|according|due|thanks|prior|related|linked|similar|next) (?:with|to))[.…]?[”\"’]?$|,[.…]$",
)
_SPEAKERLESS = compile_later(
    r"[,?!][’']?[”\"]\.$|[”\"],? (?:said|says|added|wrote)[.,]$|, (?:he|she|they|it|I|we|who)\.$"
)
"""What is left where who speaks, or what they do, was taken away."""
_CLAUSE_OF_ANOTHER = compile_later(
    r"(?:Which|Whose) (?:is|are|was|were|has|had|have|would|will|could|may|might|should|can|also|in turn|means|shows?|"
    r"showed|made|makes|meant|led|leads|came|comes|explains?|suggests?|includes?)\b"
)


def is_cut_off(text: str) -> bool:
    """Whether a sentence breaks off, or is a clause of the sentence before it: "Which shows a man …"."""
    if _CLAUSE_OF_ANOTHER.match(text) and not text.endswith("?"):
        return True
    if _SPEAKERLESS.search(text[-40:]):
        return True
    if text[-1:] not in ".!?…”\"’')" and _OPEN_END.search(text):
        return True
    return bool(_DANGLING.search(text[-40:]))


def is_aside(text: str) -> bool:
    """Whether a whole sentence stands in round brackets."""
    return text[:1] == "(" and text.rstrip(".!? ")[-1:] == ")" and text.count("(") == 1


# what says nothing

_SPEECH = r"(?:said|says|writes|wrote|added|adds|explained|tweeted|noted)"
_BARE_SPEECH = compile_later(
    rf"(?:The |An? )?[A-Z][\w.’'-]*(?: [\w.’'-]+){{0,5}} (?:(?:has|had|have) )?"
    rf"(?:{_SPEECH}|told (?:(?:the )?[A-Z][\w.]*(?: [A-Z][\w.]*){{0,3}}|(?:the )?(?:reporters|police|"
    r"court|newspaper|paper|BBC|magazine|station|agency)))"
    r"(?: (?:on|in|at|to|during|via|by|after|before|over|(?:this|last) (?:week|month|year|morning|night)|"
    r"earlier|yesterday|today|late|early)\b"
    r"[^,;:“\"]{0,60})?\."
)
_ITS_MATTER = compile_later(
    r"\b(?:that|whether|how|why|what|if|it|he|she|they|there|is|are|was|were|has|had|have|will|would|could|can|may|might|"
    r"should|not|goodbye|farewell|sorry|yes|no|so|nothing|little|book|novel|letter|song|songs|poem|statement|plans?|deal)\b|"
    r"\d",
    re.IGNORECASE,
)

_IS_PASSIVE = compile_later(r"\b(?:is|are|was|were|be|been|being|often|to)\b")


def only_says_who_spoke(text: str) -> bool:
    """Whether a sentence names a speaker and nothing of what was said: "Alder told reporters on Monday."."""
    if not _BARE_SPEECH.fullmatch(text):
        return False
    subject, behind = re.split(rf"\b(?:{_SPEECH}|told)\b", text, maxsplit=1)
    few = len(behind.split()) <= MOST_BEHIND_SPEECH
    return few and not _ITS_MATTER.search(behind) and not _IS_PASSIVE.search(subject)


MOST_BEHIND_SPEECH = 7
"""Words behind "said" that may be no more than where and when."""

_FINITE = frozenset(
    """am is are was were be been being has have had do did will would can could shall should may might must
    ought let say said tell told think thought know knew go went gone come came get got gotten make made take
    took taken give gave given find found see saw seen hold held keep kept leave left meet met run ran begin
    began begun lead led pay paid lose lost win won send sent build built buy bought sell sold bring brought
    fight fought catch caught teach taught seek sought feel felt deal dealt mean meant spend spent lend lent
    bend bent stand stood understand understood sit sat rise rose risen fall fell fallen grow grew grown throw
    threw thrown blow blew blown fly flew flown draw drew drawn write wrote written drive drove driven ride rode
    ridden break broke broken speak spoke spoken steal stole stolen wake woke woken choose chose chosen freeze
    froze frozen wear wore worn tear tore torn swear swore sworn bear bore born borne shake shook shaken forget
    forgot forgotten hide hid hidden bite bit bitten eat ate eaten beat beaten strike struck stick stuck dig dug
    hang hung swing swung sting stung sink sank sunk drink drank drunk ring rang rung sing sang sung swim swam
    swum spring sprang sprung shrink shrank shrunk become became overcome overcame shown shoot shot shut cut hit
    hurt put set quit split spread cost cast burst bet bid rid thrust upset read lit slide slid fed flee sleep
    slept sweep swept weep wept creep crept leap leapt bind bound wind wound grind ground lay laid lie lain
    arise arose withdraw withdrew undergo underwent undertake undertook mistake mistook hear heard sue arrest
    remain seem appear agree await allow expect include depend belong exist continue vary differ abound join
    lack suggest apply occur happen reunite upheld withheld foresaw foreseen overtook overtaken outdid forbade
    forbidden forgave forgiven retook rebuilt resold misled outgrew overthrew overthrown oversaw overseen outran
    die""".split()
)
"""Verbs without "-s" or "-ed" that may be a sentence's only one, and the irregular ones."""

_PLURAL_SUBJECT = frozenset(
    "i we you they who people police men women children and or both all many most some few several these those "
    "half none more others everyone troops crew staff media data majority s re ve ll d m t".split()
)
"""Words whose verb may be in its plain form; and what a detached apostrophe leaves of "it's"."""
_POLICE_AS_ADJECTIVE = compile_later(
    r"\bpolice (?=(?:chief|commander|captain|officer|station|official|department|force|inspector|spokes\w+)\b)"
)
_MADE_BY = compile_later(
    r"\b(?:sent|made|taken|written|posted|shot|seen|given|provided|submitted|shared|released|published|produced|directed|"
    r"created|designed|painted|drawn) by\b"
)
"""What a caption says of its picture: "Mailer sent by the council"; a verb behind it still counts."""
_LETTERS = compile_later(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ALTERNATIVE = compile_later(r"\b(?:and|or|more|all)\b")
SHORT_DENIAL = 60
"""Characters up to which "No Crown limo or special ambulance" has no verb, though "or" stands in it."""
MIN_VERBLESS = 4
"""A shorter text may be anything; whoever quotes it means it."""


def has_no_verb(text: str) -> bool:
    """Whether a text can have no finite verb: "A collection of government web content."."""
    plain = _POLICE_AS_ADJECTIVE.sub("", text) if "police " in text else text
    plain = _MADE_BY.sub("", plain) if " by " in plain else plain
    if plain.startswith(("No ", "Not ")) and len(plain) < SHORT_DENIAL:
        plain = _ALTERNATIVE.sub("", plain)
    words = 0
    for found in _LETTERS.finditer(plain):
        word = found[0]
        is_name = words > 0 and word.isalpha() and word[0].isupper() and word[-1] == "s"  # "Susan Gomes"
        if not is_name and _may_be_verb(word.lower().replace("’", "'")):
            return False
        words += 1
    return words >= MIN_VERBLESS


def _may_be_verb(word: str) -> bool:
    """Whether a word in lower case is, or goes with, a finite verb by its form."""
    if word in _FINITE or word in _PLURAL_SUBJECT or "'" in word:
        return True
    if word.endswith("ed"):
        return len(word) > 3
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
