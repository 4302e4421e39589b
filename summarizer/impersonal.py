"""Tells the "it" that stands for nothing before it: "It is unclear whether …", "It took them an hour to …".

What such a sentence says is all in the clause behind it. English only, and precise before complete: an "it" that is
missed here is taken for a pronoun and not told alone, one that is taken in vain is told without what it stands for.
"""

from __future__ import annotations

from summarizer.patterns import any_word, compile_later

_BE = (
    r"(?:['’]s|['’]d be|\s+(?:(?:is|was)(?:n['’]t)?|(?:will|would|may|might|could|can|must|should) be|"
    r"ha(?:s|d) been|becomes|became|remain(?:s|ed)|seem(?:s|ed)|appear(?:s|ed)))(?: (?:to be|been|becoming))?"
)
_ADVERB = any_word(
    "not now still also yet only just even quite very so too more less as perhaps however", r"\w+ly"
)
_CLAUSE = any_word("that whether how why who whom what when where which if") + r"\b"
_OBSCURE = any_word("clear unclear unknown obvious evident apparent uncertain")
_LIKELY = any_word(
    "likely unlikely possible impossible certain known believed thought estimated expected feared hoped understood",
    "undeniable true plausible probable conceivable doubtful inevitable said alleged claimed rumou?red assumed",
)
_OF_A_THING = any_word("to as for by in about of at from with and or but on") + r"\b"
"""Behind those "it" stands for a thing: "It is expected to open", "It was known for its salt"."""
_WORTHY = any_word(
    "important necessary vital crucial critical essential imperative tempting common uncommon rare unusual illegal",
    "unlawful legal dangerous risky wrong right fair unfair reasonable unreasonable wise unwise better best good",
    "great bad nice normal natural customary traditional fitting ironic odd strange weird surprising unsurprising",
    "remarkable notable noteworthy striking telling interesting sad tragic shameful disgraceful outrageous",
    "ridiculous absurd premature early soon late easier harder worse safer cheaper possible impossible",
)
_TOUGH = any_word("hard difficult easy tough impossible")
_FACT = any_word(
    "truism fact shame pity open_secret surprise wonder coincidence accident myth mystery miracle relief tragedy",
    "disgrace commonplace",
)
_DEED = any_word(
    "mistake crime felony misdemeanor honou?r privilege relief pleasure shame pity disgrace tradition"
)
_REPORTED = any_word(
    "announced reported revealed confirmed disclosed said decided agreed determined discovered argued suggested noted",
    "speculated calculated shown ruled predicted acknowledged recommended learned learnt established concluded",
    "proposed stressed emphasi[sz]ed understood",
)
_WHEN = r"(?: (?:on|in|last|earlier|late|this|by|at)\b[^,.;:]{1,30}?)?"
_UNITS = any_word(
    "seconds? minutes? hours? days? weeks? months? years? decades? centuries century while time longer"
)
_LEADS_AWAY = any_word("and but or in at by on with from because as for when than after before of if") + r"\b"
_TO_DO = rf"to (?:\w+ly )?(?!(?:be|get|become|go|come|happen)\b)\w+ (?!{_LEADS_AWAY})\w"
"""A verb with what it is done to: "It took a year to build" speaks of what was built."""
_TO_KNOW = r"to (?:know|say|tell|see|imagine|understand|believe|concentrate|argue|overstate)\b"
"""Verbs whose matter may be left out."""
_FOR_SOMEBODY = r"for (?:[\w’'-]+ ){1,8}?to \w"
_NAME = r"(?:[A-Z][\w’'.-]+ ){1,4}"
_DATE = any_word(
    "January February March April May June July August September October November December Monday Tuesday Wednesday",
    r"Thursday Friday Saturday Sunday \d{4}",
)
_BEHIND_BE = (
    rf"{_OBSCURE},?(?: to \w+)?(?:,? (?:however|though|at this point),?| as to| from [^,.;]{{1,40}}|\s*[–—-]+)? "
    + _CLAUSE,
    rf"{_LIKELY}(?! {_OF_A_THING})(?:,? (?:however|though),?)? [\w“\"$£€]",
    r"known for [^,.;]{3,30} that\b",
    rf"{_WORTHY}(?: than ever| enough)? (?:for (?:[\w’'-]+ ){{1,8}}?)?(?:to \w|{_CLAUSE})",
    rf"{_WORTHY}(?: than ever| enough)? for [^,.;:]{{3,80}}? to \w",
    rf"{_TOUGH}(?: enough)? (?:{_TO_DO}|{_TO_KNOW}|{_CLAUSE}|{_FOR_SOMEBODY})",
    r"worth \w+ing\b",
    rf"{_REPORTED}{_WHEN} {_CLAUSE}",
    rf"(?:an? |no )?(?:\w+ )?{_FACT} (?!that(?:['’]s| (?:is|are|was|were|has|will)\b)){_CLAUSE}",
    rf"(?:an? |no )?(?:\w+ )?{_DEED} (?:for (?:[\w’'-]+ ){{1,3}}?)?to \w",
    r"no (?:\w+ )?(?:secret|surprise|wonder|coincidence|mystery|question) "
    rf"(?:{_CLAUSE}|{_NAME}|(?:the|an?|many|some) )",
    r"(?:only )?a matter of (?:time|when|weeks|days)\b",
    r"no (?:longer|use|good) \w+ (?:to|that)\b",
    r"(?:high )?time (?:to|for|that) \w",
    r"up to \w[^,.;]{1,40} (?:to|whether|how|if) \w",
    r"the (?:first|second|third|\w+th|last|latest|only)(?: straight| consecutive)? "
    r"(?:time (?:an?|the|any|all|[A-Z]\w+) \w|"
    r"(?:time|year|day|week|month|quarter)\b[^.;:]{0,70}? (?:that|has|have|had|would|could|did)\b)",
    rf"(?:not until|only (?:after|in|when|on|then)|(?:in|on) (?={_DATE}))[^,.;:]{{2,70}} that\b",
    rf"{_NAME}who\b",
    r"(?:(?:just|shortly|about|around|nearly|almost) )?(?:(?:after|before|past) )?"
    r"\d{1,2}(?::\d\d)? ?[ap]\.?m\.? (?:[\w.]+ ){0,4}when\b",
)
"""What stands behind "it is"."""
_BEHIND_IT = (
    rf"{_BE}(?:,? {_ADVERB},?){{0,3}} (?:{'|'.join(_BEHIND_BE)})",
    r" (?:took|takes|take|(?:will|would|could|may|might|can) take|ha[sd] taken|did(?:n['’]t| not) take) "
    rf"(?:[\w’',-]+ ){{0,10}}?{_UNITS}(?: [^,.;:]{{1,30}})? "
    rf"(?:{_TO_DO}|{_FOR_SOMEBODY}|before [\w’'-]+ \w|until [\w’'-]+ \w)",
    rf" takes? (?:courage|guts|effort|more than|an?) [^,.;:]{{1,40}} {_TO_DO}",
    rf" remain(?:s|ed) (?:to be seen|an open question|a mystery) {_CLAUSE}",
    r" turn(?:s|ed) out (?:that )?\w",
    rf" emerged{_WHEN} that\b",
    r" (?:seem|appear)(?:s|ed) (?:\w+ly )?(?:that\b|as (?:if|though)\b)",
    rf" (?:does|did)(?:n['’]t| not) (?:matter|appear|seem) {_CLAUSE}",
    r" (?:comes|came) as no (?:\w+ )?surprise that\b",
    r" (?:goes without saying|stands to reason) that\b",
    r" makes? (?:no |little |\w+ )?sense (?:that|to|for)\b",
)
_IMPERSONAL = compile_later(
    rf"(?i:(?:(?:but|and|so|yet|now|then|still|also|maybe|perhaps),? )?it)(?:{'|'.join(_BEHIND_IT)})"
)


def is_impersonal(text: str) -> bool:
    """Whether a sentence opens with an "it" whose matter is the clause that follows."""
    return _IMPERSONAL.match(text) is not None
