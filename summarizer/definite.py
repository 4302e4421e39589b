"""Finds the statement of a brief whose subject nothing before it introduces: "The firm offered …" — which firm?

Its article has introduced the firm. Whether the brief has, shows only when it is chosen: the reader of "Corvane Lines
makes …" does not ask which company is meant behind it. So this looks at the statements in the order of telling. English
only. Of a subject that is not surely anybody's in particular it says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from summarizer.antecedents import SPEECH_VERBS
from summarizer.patterns import compile_later
from summarizer.records import Sentence


def find_unintroduced(
    told: Sequence[tuple[str, Sentence]], own: Mapping[str, Sequence[Sentence]], headlines: Sequence[str]
) -> list[int]:
    """Return the places of statements of which a reader of the ones before would ask which one is meant.

    Args:
        told: each statement and the first sentence that it tells, in the order of telling.
        own: all sentences of each article, by its id, in order.
        headlines: the articles' headlines, one of which stands above the brief.
    """
    found = []
    before = " ".join(headlines)
    for at, (text, first) in enumerate(told):
        subject = _SUBJECT.match(text) if first.index else None
        if subject and not _is_known(subject["head"], before):
            earlier = " ".join(sentence.text for sentence in own[first.article_id][: first.index])
            if _is_asked_for(subject, earlier, before, opens=not before):
                found.append(at)
        before = f"{before} {text}"
    return found


def _is_asked_for(subject: re.Match[str], earlier: str, before: str, opens: bool) -> bool:
    """Whether a reader asks which one a subject means that no word before it in the brief names.

    Args:
        subject: what a statement begins with.
        earlier: what its article says before it.
        before: what the brief says before it.
        opens: whether nothing stands before it, not even a headline, that could hint at what it means.
    """
    head = subject["head"]
    if opens:
        return not _of_itself(subject) and (subject["now"] is None or _mentions(head, earlier))
    if head not in _ANONYMOUS or (head in _ANYBODY and _FULL_NAME.search(before)):
        return False
    introduced = rf"\b{_INDEFINITE} (?:[\w’'-]+ ){{0,3}}?{_forms(head)}\b"
    return re.search(introduced, earlier, re.IGNORECASE) is not None


def _of_itself(subject: re.Match[str]) -> bool:
    """Whether there is one only, in the world or in every country, of what a subject names."""
    *described, head = subject["phrase"].split()
    return head in _ONLY_ONES or not _UNIQUE.isdisjoint(described)


def _is_known(head: str, before: str) -> bool:
    """Whether a text has a noun, or another that is used of the same."""
    nouns = {head, *_others_for().get(head, ()), *_others_for().get(head.removesuffix("s"), ())}
    return any(_mentions(noun, before) for noun in nouns)


def _mentions(noun: str, text: str) -> bool:
    return re.search(rf"\b{_forms(noun)}\b", text, re.IGNORECASE) is not None


def _forms(noun: str) -> str:
    """Return a pattern for one and several of what a noun names."""
    single = noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun
    return re.escape(single.removesuffix("y")) + "(?:s|es|ies|y)?"


_NO_NOUN = (
    r"(?:is|was|were|are|has|had|have|will|would|could|may|might|can|did|does|do|also|now|still|then|never|recently|"
    r"reportedly|first|later|already|just|only|who|that|which|of|in|and|or|to|for|from|by|on|at|with|himself|herself|"
    r"itself|themselves|here|there|not|the|a|an|as|one|more|most|other|others|same)"
)
_PAST = (
    r"(?:[a-z]+(?<!e)ed|took|came|went|began|rose|fell|grew|made|found|saw|gave|left|led|"
    r"met|won|lost|sought|drew|hit|held|kept|ran|sent|set|shot|spoke|became|heard|brought|got|broke|struck|fled|flew)"
)
_PRESENT = (
    r"(?:is|are|costs?|comes?|takes?|includes?|shows?|urges?|seeks?|calls?|aims?|gives?|makes?|alleges?|argues?|faces?|"
    r"requires?|allows?|bans?|marks?|follows?|covers?|remains?|appears?|seems?|begins?|opens?|contains?|provides?|"
    r"features?|focus(?:es)?|treats?|offers?|does|do)"
)
_AUXILIARY = (
    "(?:was|were|has|had|have|will|would|could|may|might|can|cannot|should|must|did|"
    f"{SPEECH_VERBS.replace(' announced', '').replace(' ', '|')})"
)
_BETWEEN = r"(?:(?:also|now|still|then|never|reportedly|allegedly|later|recently|already|originally) )?"
_SUBJECT = compile_later(
    r"(?:(?:But|And|Yet|Still|Also|Now) )?"
    r"(?:(?:In|On|At|By|For|During|From|Under|With|Last|Earlier|Later|Eventually|Usually|According to)\b"
    r"[^,;:“\"”]{0,40}, )?"
    rf"[Tt]he (?P<phrase>(?:(?!{_NO_NOUN}\b)[a-z\d]+(?:-[a-z]+)* )?(?!{_NO_NOUN}\b)(?P<head>[a-z]+(?:-[a-z]+)*))"
    rf"(?:['’]s?(?: (?!{_NO_NOUN}\b)[a-z-]+){{1,2}})? {_BETWEEN}"
    rf"(?:{_AUXILIARY}|(?P<now>{_PRESENT})|(?P<past>{_PAST}))\b"
    r"(?(past)(?! (?:by|in|on|at|from|for|as|last|this|against|during|after|(?-i:[A-Z]\w+day))\b))"
)
"""A subject of a common noun, or whose it is, and its verb. More than one word before it mostly says which ("the
currant lettuce aphid"), and "the video posted by …" may go on to."""

_INDEFINITE = (
    r"(?:an?|one|its|his|her|their|another|our|my|two|three|four|five|several|some|many|more than \w+|"
    r"\w+['’]s)"
)
_FULL_NAME = compile_later(r"\b[A-Z][a-z]+ (?:[A-Z]\. )?[A-Z][a-z]+")
_ANYBODY = frozenset(
    "man woman boy girl teenager couple driver suspect worker employee assistant doctor nurse teacher".split()
)
"""Whom a brief may have named before: "Mara Quill was held" is behind it all that "the suspect" needs."""
_ANONYMOUS = _ANYBODY | frozenset(
    """source official spokesman spokeswoman spokesperson witness landlord landlady neighbour neighbor resident
    passenger caller friend colleague bystander youths""".split()
)
"""Whom an article brings in without a name, so that no name before can stand for them."""

_ONLY_ONES = frozenset(
    """president vice-president government administration police military army navy economy rate public world country
    nation state city capital future past present market markets stock dollar pound euro media press sun moon earth sky
    sea ocean internet web universe planet truth problem question answer reason result difference stakes issue news
    point key idea goal aim fact number rest majority time day year week month season weekend night morning weather poor
    rich elderly young unemployed dead wounded brain body heart climate law constitution parliament party pope queen
    king throne church opposition left right middle border scandal way need list bottom top phenomenon industry sector
    service community atmosphere ice gut hand skin coroner jury sheriff""".split()
)
_UNIQUE = frozenset(
    "prime ruling human vice district fire federal royal national global central real good bad best worst last".split()
)
"""Words before a noun that say which."""


@cache
def _others_for() -> Mapping[str, frozenset[str]]:
    """Return for each noun those that news uses in its place."""
    groups = [frozenset(line.split()) for line in _SAME]
    nouns = {noun for group in groups for noun in group}
    return {noun: frozenset().union(*(group for group in groups if noun in group)) for noun in nouns}


_SAME = (
    "lawsuit suit case complaint litigation sued sue suing action",
    "study research report survey analysis experiment paper researchers findings trial scientists team investigation",
    "investigation review probe inquiry investigator investigating investigated",
    "earthquake quake temblor tremor",
    "gunman shooter suspect attacker man assailant driver killer robber teenager woman accused activist protester",
    "bill legislation measure law act rule proposal plan order policy amendment reform ban regulation guideline",
    "fire blaze flames burned burnt",
    "storm hurricane cyclone typhoon tornado",
    "boat ship vessel ferry wreck yacht",
    "plane jet aircraft airliner flight",
    "deal agreement pact accord treaty ceasefire truce contract offer",
    "video footage clip film movie tape recording",
    "victim woman man girl boy child teen teenager teenagers baby infant couple son daughter killed dead body",
    "shooting attack massacre killing bombing explosion blast bomb shootout",
    "crash accident collision crashed",
    "vote election referendum",
    "tweet post message comment remark statement said",
    "letter note document memo",
    "outbreak virus disease",
    "dog animal pet cat",
    "verdict ruling decision",
    "protest rally demonstration protester demonstrator activist march",
    "official authorities police",
    "spokesman spokeswoman spokesperson",
    "firm company business corporation maker group",
    "lawyer attorney counsel",
)
"""Words any of which, told before, lets a reader know what another of its line means."""
