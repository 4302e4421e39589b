"""Closed word lists of English that several stages share, all in lower case."""

from __future__ import annotations

STOP_WORDS = frozenset(
    """a about above after again against all also am an and any are aren't as at be because been before being
    below between both but by can can't cannot could couldn't did didn't do does doesn't doing don't down during
    each few for from further had hadn't has hasn't have haven't having he he'd he'll he's her here here's hers
    herself him himself his how how's i i'd i'll i'm i've if in into is isn't it it's its itself let's me more
    most mustn't my myself no nor not of off on once only or other ought our ours ourselves out over own per same
    shan't she she'd she'll she's should shouldn't so some such than that that's the their theirs them themselves
    then there there's these they they'd they'll they're they've this those through to too under until up upon
    us very was wasn't we we'd we'll we're we've were weren't what what's when when's where where's which while
    who who's whom why why's will with won't would wouldn't you you'd you'll you're you've your yours yourself
    yourselves s t re ve ll d m said says say saying told tells according added mr mrs ms""".split()
)
"""Function words, and the verbs of saying that stand in every news sentence."""

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)

AGENCIES = {
    "reuters": "Reuters",
    "afp": "AFP",
    "agence france-presse": "AFP",
    "ap": "AP",
    "associated press": "AP",
    "efe": "EFE",
    "dpa": "dpa",
    "ansa": "ANSA",
    "anp": "ANP",
    "pa media": "PA",
    "press association": "PA",
    "upi": "UPI",
    "xinhua": "Xinhua",
    "kyodo": "Kyodo",
    "kyodo news": "Kyodo",
    "yonhap": "Yonhap",
    "tass": "TASS",
    "ria": "RIA",
    "ria novosti": "RIA",
    "interfax": "Interfax",
    "interfax-ukraine": "Interfax-Ukraine",
    "bloomberg": "Bloomberg",
    "bloomberg news": "Bloomberg",
    "pti": "PTI",
    "ani": "ANI",
    "ians": "IANS",
    "aap": "AAP",
    "canadian press": "Canadian Press",
    "anadolu": "Anadolu",
    "anadolu agency": "Anadolu",
    "dow jones newswires": "Dow Jones",
    "cns": "CNS",
}
"""News agencies by the names under which they are credited."""
