"""What is known of a language's stops: the parameters that Punkt's trainer learned, and lists that complete them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.languages import OTHERS, load_language
from summarizer.patterns import NEVER, compile_later

if TYPE_CHECKING:
    from summarizer.languages.records import Language

WEIGHTS = Path(__file__).with_name("weights") / "punkt"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Lists that complete what the training text is too small to show. The first is for words that are not
# abbreviations without their capital: "Wash. Officials", but "ill. Officials".
STATES = _words(
    "Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich Minn Mo Mont Neb Nev Okla Ore Pa "
    "Tenn Tex Va Vt Wash Wis Wyo Alta Ont Que N.Y N.J N.H N.C S.C N.D S.D N.M R.I D.C B.C W.Va"
)
CAPITALISED = STATES | _words(
    "Cal Penn Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Ave Blvd "
    "Hwy Rd Sq St Mt Ft Jr Sr Esq Bros Assn Dept Univ Govt Intl"
)
ANY_CASE = _words("inc co corp ltd llc plc bros assn dept etc al dist ext tel")
TITLES = _words(
    "Mr Mrs Ms Dr Prof Gov Govs Sen Sens Rep Reps Pres Lt Sgt Capt Cpt Cmdr Col Gen Maj Cpl Pvt Pfc Adm Det "
    "Supt Insp Rev Hon Msgr Fr Messrs Mme Mlle Amb Atty Asst Assoc Treas Ald MR MRS MS DR GOV SEN REP GEN"
)
LOWERED_TITLES = frozenset(title.lower() for title in TITLES)
GOES_ON = _words("v vs Vs cf viz eg ie e.g i.e E.g I.e incl")
NUMBERING = _words(
    "no nos n° nº № p pp para paras art arts sec secs fig figs eq eqs vol vols ch chap pt ver op ft lb lbs oz"
)
COURTESY = _words("mr mrs ms dr")

MAX_HELD = 240
"""A quotation or bracket of at most this many characters is not split inside. On 300 news articles this takes
the sentences with an unpaired quotation mark from 743 to 473 and those over 60 words from 34 to 36."""

STOP = compile_later(
    r"""([.!?…؟۔।。！？] (?<![.!?…؟۔।。！？].) (?<!\.[ ].)    # 1 a run of stops, from its first on;
         [.!?…؟۔।。！？]*+ (?:[ ][.…]++ (?![^ "'”’»)\]]))*+)        #   an ellipsis may be spaced
        ((?:["'”’»)\]}*_」』）] | \[\w{1,3}\]                    # 2 what closes after it,
           | [ ]["”»)\]](?![^ ]))*+)                            #   detached by a space or not
        (?: ([ ]++)(?=[^ ])                                     # 3 then white space,
          | (?=[A-ZÀ-ÖØ-Þ“]) | (?<=[。！？”」』）])(?=[^ ]))   #   a capital, or nothing at all
    """,
    re.VERBOSE,
)
HELD_TEXT = compile_later(
    rf"""[“"(] (?: (?<=“) [^“”]{{2,{MAX_HELD}}} ”
                 | (?<=") (?<![^ (\[—–-]") (?=[^ "]) [^"]{{1,{MAX_HELD}}} (?<![ ]) " (?!\w)
                 | (?<=\() [^()]{{2,{MAX_HELD}}} \) )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Parameters:
    """Punkt's parameters for one language, and its own lists. All words are without their stop.

    Attributes:
        abbreviations: words that are written with a stop, as the next three in lower case.
        collocations: pairs, joined by a space, that the stop after the first does not part.
        starters: Punkt's frequent sentence starters.
        openers: the starters, and the words that Punkt's orthographic heuristic takes to begin a
            sentence where they are capitalised.
        capitalised: abbreviations that need their capital; the others are known in any case.
        titles, lowered_titles: words that lead to a name, as they are written and in lower case.
        goes_on: words after which no sentence ends.
        numbering: words after which none ends where a number follows, in lower case.
        courtesy: titles that begin a sentence, in lower case.
        states: places that stand behind a city.
        pronoun: a pronoun that looks like an initial.
        ordinal_before, ordinal_after: what makes a number with a stop an ordinal, before and behind it.
        clitic: what opens a sentence in lower case.
        elides: whether an apostrophe parts words: "l'art. 5".
        stop, held: a run of stops with what closes behind it, and a quotation or bracket.
    """

    abbreviations: frozenset[str] = frozenset()
    collocations: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    capitalised: frozenset[str] = CAPITALISED
    any_case: frozenset[str] = ANY_CASE
    titles: frozenset[str] = TITLES
    lowered_titles: frozenset[str] = LOWERED_TITLES
    goes_on: frozenset[str] = GOES_ON
    numbering: frozenset[str] = NUMBERING
    courtesy: frozenset[str] = COURTESY
    states: frozenset[str] = STATES
    pronoun: str = "I"
    ordinal_before: frozenset[str] = frozenset()
    ordinal_after: frozenset[str] = frozenset()
    clitic: re.Pattern[str] | None = None
    elides: bool = False
    stop: re.Pattern[str] = STOP
    held: re.Pattern[str] = HELD_TEXT


@cache
def load_parameters(language: str) -> Parameters:
    """Return the parameters of a language (two-letter code); Punkt's lists are empty where none are known."""
    if language in OTHERS:
        return _as_parameters(load_language(language))
    path = WEIGHTS / f"{language}.json"
    if not (language.isalpha() and path.is_file()):
        return Parameters()
    lists = json.loads(path.read_text(encoding="utf-8"))
    starters = frozenset(lists["starters"].split())
    return Parameters(
        abbreviations=frozenset(lists["abbreviations"].split()),
        collocations=frozenset(lists["collocations"].split(", ")),
        starters=starters,
        openers=starters.union(lists["openers"].split()),
    )


def _as_parameters(language: Language) -> Parameters:
    """Return what a language's record says, without the lists of English words."""
    own, none = language.splitting, frozenset[str]()
    closers = "".join(mark for _, closes in language.quotation.pairs for mark in closes)
    held = f"{language.quotation.whole(MAX_HELD)}|{HELD_TEXT.pattern}"
    return Parameters(
        abbreviations=own.abbreviations | frozenset(map(str.lower, own.titles)) | own.goes_on,
        starters=own.openers,
        openers=own.openers,
        capitalised=none,
        any_case=none,
        titles=own.titles,
        lowered_titles=none,
        goes_on=own.goes_on,
        numbering=own.numbering,
        courtesy=none,
        states=none,
        pronoun="",
        ordinal_before=own.ordinal_before,
        ordinal_after=own.ordinal_after,
        clitic=own.clitics,
        elides=language.elisions is not NEVER,
        stop=re.compile(STOP.pattern.replace("”’»", f"”’»{closers}"), re.VERBOSE),
        held=re.compile(held, re.VERBOSE),
    )
