"""Whether a statement affirms what its evidence denies, tells as a fact what it calls possible, or turns it round.

The statement is aligned with the evidence's sentence that is nearest to it, word by word in order. A "not",
a "may" or a "denied" governs the next word of content; where that word is kept and what governs it is not,
the statement says something else. The same holds the other way round.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from summarizer.checking.names import is_date_word
from summarizer.checking.words import Evidence, Word
from summarizer.lexicon import STOP_WORDS
from summarizer.records import Uncarried, UncarriedKind

_NEGATIONS = frozenset(
    """not never no without neither nor cannot nobody none nothing nowhere denied denies deny denying refused refuses
    refuse refusing failed fails fail failing declined declines decline unable""".split()
)
"""Words that deny what comes next."""

_DENIALS = _NEGATIONS | frozenset(
    """reject rejected rejects rejecting lack lacks lacked lacking avoid avoided avoids prevent prevented prevents
    false falsely untrue unlikely stop stopped stops banned instead rather hardly barely
    dismissed dismiss disputed disputes impossible innocent absent ruled halted blocked canceled
    cancelled scrapped abandon abandoned baseless unfounded unsubstantiated failure refusal denial missed miss
    unwilling opposed opposes oppose withdrew withdrawn cleared acquitted non""".split()
)
"""Words that may stand for one of `_NEGATIONS` in other words."""

_POSSIBLE = frozenset(
    """may might could possibly perhaps maybe potentially probably likely apparently appears appear appeared seems
    seem seemed possible potential""".split()
)
_REPORTED = frozenset(
    """alleged allegedly alleges allege alleging reportedly purportedly purported supposedly suspected suspect
    accused accuses accuse accusing claimed claims claim claiming falsely wrongly rumored rumoured unconfirmed
    unverified believed""".split()
)
_CONDITIONS = frozenset("if unless whether should would".split())
_PLANS = frozenset(
    """plan plans planned planning intend intends intended hope hopes hoped hoping aim aims aimed want wants wanted
    seek seeks seeking sought propose proposes proposed threaten threatens threatened threatening vow vows vowed
    pledge pledges pledged promise promises promised consider considers considering considered expected expects
    scheduled set due try tries tried trying attempt attempts attempted offered offers urged urges urging asked
    ordered mulling weighing poised preparing prepares prepared""".split()
)
"""What has not happened yet; before "to", or before a word in -ing."""

_PROPOSED = frozenset("proposed planned attempted so-called".split())
"""What is not there yet; before a noun."""

_FUTURE = frozenset("will shall would i'll we'll he'll she'll it'll they'll you'll won't going".split())
_UNREAL = _POSSIBLE | _REPORTED | _CONDITIONS | _PLANS | _FUTURE
_STRONGER = (
    _POSSIBLE | _REPORTED | {"hope", "hopes", "hoped", "consider", "considers", "considering", "considered"}
)
"""What "will" makes too much of."""

_VEILED = frozenset(
    """think believe expect sure certain clear true case evidence sign signs indication plans plan intention longer
    suggest mean say know allegations allegation accusations reports report claims claim rumors rumours suggestions
    charges""".split()
)
"""What a negation may govern in place of what it denies: "no evidence that", "denied reports that"."""

_ADVERBS = frozenset(
    "yet ever still also immediately further longer even always now really quite fact exactly soon ahead".split()
)

_OPPOSITES: Mapping[str, frozenset[str]]

_PAIRS = """raise increase increased rise climb climbed soared jumped gained gain grow up higher more expand expanded
| cut lower decrease decreased fall dropped drop declined slumped plunged lost shrink down less fewer reduce reduced
/ before | after / admit confirm acknowledge | deny / win | lose
/ approve back support accept endorse pass adopt welcome praise | reject oppose veto block refuse condemn criticize
/ open reopen | close shut / guilty convict convicted | innocent acquit acquitted clear / arrest detain jail
  imprison | release free / north northern | south southern / east eastern | west western
/ start begin launch resume | end finish stop halt suspend / survive survived | die kill killed
/ allow permit legalize | ban forbid prohibit bar / success succeed successful | failure fail unsuccessful
/ agree | disagree / enter arrive join | leave quit depart exit / buy | sell / lift | impose
/ first | last / next | last previous
/ until | since / early | late / best | worst / include | exclude / strengthen improve | weaken worsen
/ ally friend | enemy foe / victory | defeat / hire appoint | fire dismiss sack / high | low / strong | weak
/ majority | minority / profit | loss / safe | dangerous / attack | defend / advance | retreat / inside | outside
/ above | below / with | without / for | against / male man boy husband father son brother
| female woman girl wife mother daughter sister / old elder | young younger / alive | dead / public | private
/ legal | illegal / major | minor / rich | poor / least | most / maximum | minimum / tighten | ease loosen
/ accelerate | slow / deploy send | withdraw / optimistic | pessimistic / likely | unlikely / able | unable
/ happy | sad / hot | cold / morning | evening / oldest | youngest / biggest largest highest | smallest lowest"""


def _read_pairs(table: str) -> dict[str, frozenset[str]]:
    from summarizer.checking.words import key_of

    opposites: dict[str, frozenset[str]] = {}
    for pair in table.split("/"):
        sides = [frozenset(map(key_of, side.split())) for side in pair.split("|")]
        for side, other in (sides, sides[::-1]):
            for key in side:
                opposites[key] = opposites.get(key, frozenset()) | other
    return opposites


_OPPOSITES = _read_pairs(_PAIRS)
_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non")


class Alignment(NamedTuple):
    """A statement's sentence beside a sentence of its evidence.

    Attributes:
        words: of the statement's sentence.
        given: the words of the evidence's.
        places: for each word of the statement, its place in `given`, or -1.
        back: for each word of the evidence, its place in `words`, or -1.
        covered: the share of the statement's words of content that the evidence's sentence has.
    """

    words: Sequence[Word]
    given: Sequence[Word]
    places: list[int]
    back: list[int]
    covered: float


def align_words(words: Sequence[Word], given: Sequence[Word], covered: float) -> Alignment:
    """Align two sentences by the longest row of words that both have in the same order."""
    where: dict[str, list[int]] = {}
    for at in range(len(given) - 1, -1, -1):
        where.setdefault(given[at].key, []).append(at)
    tails: list[int] = []
    nodes: list[tuple[int, int, int]] = []
    heads: list[int] = []
    for own, word in enumerate(words):
        for other in where.get(word.key, ()):
            size = bisect_left(tails, other)
            nodes.append((own, other, heads[size - 1] if size else -1))
            if size == len(tails):
                tails.append(other)
                heads.append(len(nodes) - 1)
            else:
                tails[size], heads[size] = other, len(nodes) - 1
    places, back = [-1] * len(words), [-1] * len(given)
    node = heads[-1] if heads else -1
    while node >= 0:
        own, other, node = nodes[node]
        places[own], back[other] = other, own
    return Alignment(words, given, places, back, covered)


NEAR, ALSO_NEAR = 0.5, 0.8
"""The evidence's sentence that has most of a statement's words of content speaks for it if it has this share;
others that have this share of the best one's may speak for it as well."""

CANDIDATES = 3
"""Sentences of the evidence that a sentence of the statement is aligned with, at most."""


def align_statement(words: Sequence[Word], evidence: Evidence) -> list[list[Alignment]]:
    """Return, for each sentence of a statement, its alignments with the evidence's nearest ones, best first."""
    aligned = []
    for number in range(words[-1].sentence + 1 if words else 0):
        own = [word for word in words if word.sentence == number]
        content = {word.key for word in own if word.form not in STOP_WORDS}
        if not content:
            continue
        shares = [len(content & keys) / len(content) for keys in evidence.content]
        best = max(shares, default=0.0)
        if best < NEAR:
            continue
        chosen = sorted(range(len(shares)), key=lambda at: (-shares[at], at))[:CANDIDATES]
        aligned.append(
            [
                align_words(own, evidence.sentences[at], shares[at])
                for at in chosen
                if shares[at] >= ALSO_NEAR * best
            ]
        )
        aligned += _align_rest(own, content - evidence.content[chosen[0]], evidence)
    return aligned


def _align_rest(own: Sequence[Word], left: set[str], evidence: Evidence) -> list[list[Alignment]]:
    """Return the alignment of what the nearest sentence lacks with the one that has most of it."""
    places = [at for at, word in enumerate(own) if word.key in left]
    shares = [len(left & keys) / len(left) for keys in evidence.content] if left else []
    best = max(range(len(shares)), key=lambda at: (shares[at], -at), default=-1)
    if best < 0 or shares[best] < NEAR:
        return []
    rest = own[places[0] : places[-1] + 1]
    return [[align_words(rest, evidence.sentences[best], shares[best])]]


def check_polarity(words: Sequence[Word], evidence: Evidence) -> Iterator[Uncarried]:
    """Yield the words of a statement that its evidence denies, doubts or turns round, and it does not."""
    for candidates in align_statement(words, evidence):
        found = [list(_check_alignment(alignment, evidence)) for alignment in candidates]
        if all(found):
            yield from found[0]


def _check_alignment(alignment: Alignment, evidence: Evidence) -> Iterator[Uncarried]:
    yield from _lost_governors(alignment)
    yield from _added_negations(alignment, evidence)
    yield from _added_modals(alignment)
    yield from _opposites(alignment)
    yield from _swapped_slots(alignment)
    yield from _wrong_objects(alignment)
    yield from _freed_objects(alignment)
    yield from _turned_round(alignment)


def is_negation(word: Word) -> bool:
    """Whether a word denies what comes next."""
    return word.form in _NEGATIONS or word.form.endswith("n't")


def _denies(word: Word) -> bool:
    return word.form in _DENIALS or word.form.endswith("n't")


def _governed(words: Sequence[Word], at: int, reach: int = 6) -> Iterator[int]:
    """Yield the places of the words of content behind a word, within its clause."""
    for place in range(at + 1, min(at + 1 + reach, len(words))):
        word = words[place]
        if word.clause != words[at].clause or word.form in ("but", "and", "because", "although", "while"):
            return
        if word.form in STOP_WORDS or word.form in _ADVERBS or word.form.endswith("ly") or is_negation(word):
            continue
        if word.capital and is_date_word(word):
            continue
        yield place


def _lost_governors(alignment: Alignment) -> Iterator[Uncarried]:
    """Yield words that the evidence denies or doubts and the statement tells as so."""
    given = alignment.given
    seen = set()
    for at in range(len(given)):
        if alignment.back[at] >= 0:
            continue
        kind = _governs(given, at, kept=alignment.back[at + 1 : at + 2] > [-1])
        if kind is None:
            continue
        own = _kept_head(alignment, at)
        if own is not None and own not in seen and not _still_governed(alignment, own, kind, at):
            seen.add(own)
            yield Uncarried(alignment.words[own].start, alignment.words[own].end, kind)


def _governs(given: Sequence[Word], at: int, kept: bool) -> UncarriedKind | None:
    """Return whether a word of the evidence denies or doubts what comes next, which may be kept."""
    word = given[at]
    follows = given[at + 1].form if at + 1 < len(given) else ""
    if is_negation(word):
        return None if _denies_nothing(given, at, follows, kept) else "negation"
    doubts = _doubts(given, at) or word.form in ("if", "unless", "whether")
    planned = word.form in _PLANS and (follows == "to" or follows.endswith("ing"))
    proposed = word.form in _PROPOSED and follows != "" and follows not in STOP_WORDS
    return "modality" if doubts or planned or proposed else None


def _denies_nothing(given: Sequence[Word], at: int, follows: str, kept: bool) -> bool:
    """Whether a "not" or "no" is one of "not only", "whether or not", "no doubt", "No. 3"."""
    if given[at].form == "no":
        return follows in ("doubt", "matter") or follows[:1].isdigit()
    beside = follows in ("only", "just", "least", "even", "surprisingly") and not kept
    choice = at > 1 and (given[at - 2].form, given[at - 1].form) == ("whether", "or")
    return given[at].form == "not" and (beside or choice)


def _doubts(words: Sequence[Word], at: int) -> bool:
    """Whether a word says that something is possible or alleged: "appears" does so before "to", "May" never."""
    word = words[at]
    if word.form.startswith(("appear", "seem")):
        return at + 1 < len(words) and words[at + 1].form in ("to", "that", "as", "the", "like")
    if word.form == "may" and word.capital and not word.initial:
        return False
    return word.form in _POSSIBLE or word.form in _REPORTED


def _kept_head(alignment: Alignment, at: int) -> int | None:
    """Return where the statement keeps what a word of the evidence governs; None where it does not."""
    for place in _governed(alignment.given, at):
        if alignment.back[place] >= 0:
            return alignment.back[place]
        word = alignment.given[place]
        if word.form in _VEILED or word.form in _UNREAL:
            continue
        follows = alignment.given[place + 1] if place + 1 < len(alignment.given) else word
        if (
            word.capital
            or word.form.endswith(("ed", "ing"))
            or follows.form in STOP_WORDS
            or follows.clause != word.clause
        ):
            return None
        return max(alignment.back[place + 1], -1) if alignment.back[place + 1 : place + 2] > [-1] else None
    return None


def _still_governed(alignment: Alignment, own: int, kind: UncarriedKind, at: int) -> bool:
    """Whether the statement denies or doubts a word in another way."""
    words = alignment.words
    around = range(max(own - 6, 0), min(own + 4, len(words)))
    if any(_denies_still(alignment, place, own, at) for place in around):
        return True
    return kind == "modality" and _doubts_still(alignment, own, at)


def _doubts_still(alignment: Alignment, own: int, at: int) -> bool:
    words, governor = alignment.words, alignment.given[at]
    doubts = _UNREAL
    if governor.form in _POSSIBLE or governor.form in _REPORTED:
        doubts = _POSSIBLE | _REPORTED | _CONDITIONS
    for word, kept in zip(words[: own + 4], alignment.places, strict=False):
        month = word.capital and word.form == "may" and not word.initial
        if word.form in doubts and not month and (kept < 0 or abs(kept - at) <= 3):
            return True
    if own and words[own - 1].form == "to" and governor.form in _PLANS:
        return True
    softer = _SAYING if governor.key == "claim" else _ADVISING if governor.form in _PLANS else frozenset()
    return any(word.key == governor.key or word.key in softer for word in words)


def _denies_still(alignment: Alignment, place: int, own: int, at: int) -> bool:
    """Whether a word of the statement denies what the evidence denies by its word `at`."""
    word, kept = alignment.words[place], alignment.places[place]
    if _has_negative_prefix(word, alignment.words[own]):
        return True
    return _denies(word) and place != own and (kept < 0 or abs(kept - at) <= 2)


_SAYING = frozenset("say tell ask add report accord announc state insist argu".split())
_ADVISING = frozenset("suggest recommend advis call".split())


def _has_negative_prefix(word: Word, other: Word) -> bool:
    return any(word.form == prefix + other.form for prefix in _PREFIXES)


def _added_negations(alignment: Alignment, evidence: Evidence) -> Iterator[Uncarried]:
    """Yield a statement's denials that the evidence does not have near the same words."""
    given = alignment.given
    for at, word in enumerate(alignment.words):
        if not is_negation(word) or alignment.places[at] >= 0:
            continue
        if word.form in ("no", "not") and alignment.words[at + 1 : at + 2]:
            follows = alignment.words[at + 1].form
            if (word.form == "no" and follows[:1].isdigit()) or follows in ("only", "just"):
                continue
        heads = [
            alignment.places[place]
            for place in _governed(alignment.words, at)
            if alignment.places[place] >= 0
        ]
        if not heads and _is_denied_elsewhere(alignment, at, evidence):
            continue
        first = max(heads[0] - 6, 0) if heads else 0
        around = range(first, min(heads[0] + 3, len(given)) if heads else len(given))
        if not any(_denies_anew(alignment, place, heads[:1]) for place in around):
            yield Uncarried(word.start, word.end, "negation")


def _is_denied_elsewhere(alignment: Alignment, at: int, evidence: Evidence) -> bool:
    """Whether another sentence of the evidence denies what the statement does, by the first word of content."""
    denied = {alignment.words[place].key for place in _governed(alignment.words, at)}
    return any(
        denied & keys and any(_denies(word) for word in sentence)
        for keys, sentence in zip(evidence.content, evidence.sentences, strict=True)
        if sentence is not alignment.given
    )


def _denies_anew(alignment: Alignment, place: int, heads: Sequence[int]) -> bool:
    """Whether a word of the evidence denies, and the statement has not kept it for something else."""
    word, own = alignment.given[place], alignment.back[place]
    if own >= 0:
        return False
    if heads and word.clause != alignment.given[heads[0]].clause and heads[0] - place > 2:
        return False
    return _denies(word) or any(_has_negative_prefix(word, alignment.given[head]) for head in heads)


def _added_modals(alignment: Alignment) -> Iterator[Uncarried]:
    """Yield a statement's "may", "alleged" and the like where the evidence knows it, and "will" where it may be."""
    words = alignment.words
    unsure = any(word.form in _UNREAL or _denies(word) for word in alignment.given)
    for at, word in enumerate(words):
        if alignment.places[at] >= 0:
            continue
        if _doubts(words, at) and word.form not in ("claim", "claims", "suspect"):
            added = not unsure
        else:
            ahead = word.form in ("will", "would") or (word.form in _PLANS and _before_infinitive(words, at))
            added = ahead and _is_overdone(alignment, at)
        if added:
            yield Uncarried(word.start, word.end, "modality")


def _is_overdone(alignment: Alignment, at: int) -> bool:
    """Whether a statement puts into the future what has happened, or makes sure of what only may happen."""
    given = alignment.given
    heads = [alignment.places[place] for place in _governed(alignment.words, at)]
    head = next((place for place in heads if place >= 0), None)
    if head is None:
        return False
    before = {word.form for word in given[max(head - 5, 0) : head]}
    unreal = any(word.form in _UNREAL for word in given)
    happened = not unreal and given[head].form.endswith("ed") and "to" not in before
    sure = alignment.words[at].form == "will" and before & _STRONGER and not before & _FUTURE
    return happened or bool(sure)


def _before_infinitive(words: Sequence[Word], at: int) -> bool:
    return at + 1 < len(words) and words[at + 1].form == "to"


ENOUGH_COMMON = 0.6
"""Only sentences that share this much of their words are compared word by word: in two that merely tell of one
thing, "rose" here and "fell" there may both be so."""


def _opposites(alignment: Alignment) -> Iterator[Uncarried]:
    """Yield words whose opposite stands in their place in the evidence."""
    if alignment.covered < ENOUGH_COMMON:
        return
    keys = {word.key for word in alignment.given}
    forms = {word.form for word in alignment.given}
    for at, word in enumerate(alignment.words):
        slot = alignment.given[slice(*_slot(alignment, at))]
        if alignment.places[at] >= 0 or (word.key in keys and len(slot) > 2):
            continue
        against = _OPPOSITES.get(word.key, frozenset())
        if any(other.key in against for other in slot) or _negates_by_prefix(word, slot, forms):
            yield Uncarried(word.start, word.end, "negation")


def _slot(alignment: Alignment, at: int) -> tuple[int, int]:
    """Return the range of the evidence's words between the neighbours of a word that is not aligned."""
    before = next((p for p in reversed(alignment.places[:at]) if p >= 0), -1)
    behind = next((p for p in alignment.places[at + 1 :] if p >= 0), len(alignment.given))
    return before + 1, behind


def _negates_by_prefix(word: Word, slot: Sequence[Word], forms: set[str]) -> bool:
    if word.form in forms:
        return False
    return any(
        word.form == prefix + other.form or other.form == prefix + word.form
        for other in slot
        for prefix in _PREFIXES
        if len(word.form) > 3 and len(other.form) > 3
    )


def _swapped_slots(alignment: Alignment) -> Iterator[Uncarried]:
    """Yield names, numbers and days that stand where the evidence has others of their kind.

    In a statement that only leaves words out, a name out of its order is another's; in a rewritten one, only
    where its place is certain.
    """
    if alignment.covered < ENOUGH_COMMON:
        return
    runs = list(_runs_of_one_kind(alignment))
    ranked = {at for first, last, _ in runs for at in range(first, last + 1)}
    strict = all(
        place >= 0 or at in ranked or alignment.words[at].form in ("the", "a", "an")
        for at, place in enumerate(alignment.places)
    )
    for first, last, kind in runs:
        if _took_a_place(alignment, first, last, kind, strict):
            yield Uncarried(alignment.words[first].start, alignment.words[last].end, kind)


def _runs_of_one_kind(alignment: Alignment) -> Iterator[tuple[int, int, UncarriedKind]]:
    """Yield the runs of words that are not aligned and are names, numbers or dates, between others that are."""
    named = {word.key for word in alignment.given[1:] if word.capital}
    at = 0
    while at < len(alignment.words):
        first = at
        while at < len(alignment.words) and alignment.places[at] < 0:
            at += 1
        kinds = {_slot_kind(word, named) for word in alignment.words[first:at]}
        kind = "name" if kinds == {"name", "date"} else kinds.pop() if len(kinds) == 1 else None
        if kind is not None and at - first < len(alignment.words):
            yield first, at - 1, kind
        at += 1


def _took_a_place(alignment: Alignment, first: int, last: int, kind: UncarriedKind, strict: bool) -> bool:
    start, end = _slot(alignment, first)[0], _slot(alignment, last)[1]
    slot = alignment.given[start:end]
    own = {word.key for word in alignment.words[first : last + 1]}
    named = {word.key for word in alignment.given if word.capital}
    if any(word.key in own or (word.form in _STANDING_FOR and not strict) for word in slot):
        return False
    if slot and (slot[0].form in _STANDING_FOR or (slot[-1].form in _STANDING_FOR and not slot[0].capital)):
        return False
    kinds = ("name", "date") if kind in ("name", "date") else (kind,)
    rivals = [
        word
        for at, word in enumerate(slot, start)
        if alignment.back[at] < 0 and _slot_kind(word, named) in kinds
    ]
    moved = own <= {word.key for word in alignment.given}
    if not rivals or (kind != "name" and not moved):
        return False
    return len(slot) <= last - first + 3 or (strict and moved)


_STANDING_FOR = frozenset("he she it they who which his her their its him them president minister".split())
"""Words in whose place a name may be put."""


def _slot_kind(word: Word, named: set[str]) -> UncarriedKind | None:
    if word.form[0].isdigit() or word.key[0].isdigit():
        return "number"
    if word.capital and is_date_word(word):
        return "date"
    if word.capital and len(word.form) > 1 and word.form not in STOP_WORDS and word.form not in _STANDING_FOR:
        return "name" if not word.initial or word.key in named else None
    return None


_OBJECT_OF = frozenset("of in at on for to from with by against over after".split())


def _wrong_objects(alignment: Alignment) -> Iterator[Uncarried]:
    """Yield a name or number behind a preposition that has another one for its object in the evidence.

    "Members of Nirvana at the Rock Hall" must not become "members of Rock Hall"; "in Paris in France" may
    become "in France", and "in the Bulgarian city of Varna" "in Varna".
    """
    for at, word in enumerate(alignment.words[:-1]):
        place, own = alignment.places[at], alignment.places[at + 1]
        if word.form not in _OBJECT_OF or place < 0 or own <= place + 1 or alignment.back[place + 1] >= 0:
            continue
        follows, lost = alignment.words[at + 1], alignment.given[place + 1]
        if follows.key[0].isdigit() and lost.key[0].isdigit():
            between = {word.form for word in alignment.given[place + 2 : own]}
            if between - {"and", "or", "to"}:
                yield Uncarried(follows.start, follows.end, "number")
        elif follows.capital and lost.capital and _has_object(alignment, place, own):
            yield Uncarried(follows.start, follows.end, "name")


def _has_object(alignment: Alignment, place: int, own: int) -> bool:
    """Whether the name behind a preposition of the evidence, which is left out, is the whole of its object."""
    given = alignment.given
    end = place + 1
    while end < own and given[end].capital and alignment.back[end] < 0:
        end += 1
    nested = given[end].form == "in" and given[place].form in ("in", "at", "from", "near", "of")
    closed = given[end].form in _OBJECT_OF - {"of"} and given[end].clause == given[place].clause
    return end < own and closed and not nested


def _freed_objects(alignment: Alignment) -> Iterator[Uncarried]:
    """Yield a name that follows a preposition in the evidence and has lost it: "talks with Nixon, dies"."""
    given, words = alignment.given, alignment.words
    lost = sum(
        at < 0 and word.form not in STOP_WORDS for at, word in zip(alignment.places, words, strict=True)
    )
    if lost > 1:
        return
    for own, place in enumerate(alignment.places):
        word = given[place]
        if place <= 0 or not word.capital or word.initial or word.form in STOP_WORDS or is_date_word(word):
            continue
        if sum(other.key == word.key for other in given) > 1:
            continue
        at = place - 1
        while at > 0 and place - at <= 3 and alignment.back[at] < 0 and _modifies(given, at, place):
            at -= 1
        if (
            given[at].form not in _OBJECT_OF - {"of"}
            or alignment.back[at] >= 0
            or given[at].clause != given[place].clause
        ):
            continue
        before = words[own - 1].form if own else ""
        if before not in _OBJECT_OF and before not in ("and", "or", "the", "as", "said"):
            yield Uncarried(words[own].start, words[own].end, "name")


def _modifies(given: Sequence[Word], at: int, place: int) -> bool:
    word = given[at]
    if word.clause != given[place].clause or word.form in _OBJECT_OF:
        return False
    return word.capital or word.form in ("the", "a", "an") or word.form not in STOP_WORDS


_PIVOTS = frozenset("because after before following despite since until causing over than from".split())


def _turned_round(alignment: Alignment) -> Iterator[Uncarried]:
    """Yield what is said of one and the evidence says of the other: "the dog bit the man", causes and effects."""
    if alignment.covered < ENOUGH_COMMON:
        return
    where: dict[str, list[int]] = {}
    for at, word in enumerate(alignment.given):
        where.setdefault(word.key, []).append(at)
    for at, word in enumerate(alignment.words):
        places = where.get(word.key, ())
        if (
            len(places) != 1
            or not _is_pivot(alignment.words, at)
            or not _is_pivot(alignment.given, places[0])
        ):
            continue
        if _sides_swapped(alignment, at, places[0]):
            yield _name_turned(alignment, at)
            return


_BEFORE_NOUNS = frozenset("the a an his her its their this that these those of in at on for with".split())
_AUXILIARIES = frozenset("is are was were be been has have had will would may might could can".split())


def _is_pivot(words: Sequence[Word], at: int) -> bool:
    """Whether a word is a verb between who does it and to whom, or ties an effect to its cause."""
    word = words[at]
    if word.form in _PIVOTS:
        return True
    if word.capital or word.form in STOP_WORDS or word.form[0].isdigit() or word.key in _SAYING | {"claim"}:
        return False
    before, behind = words[at - 1 : at], words[at + 1 : at + 2]
    if any(other.form in _BEFORE_NOUNS for other in before):
        return False
    return not any(other.form in _AUXILIARIES for other in behind)


SIDE = 5
"""Words on each side of a verb that are taken for who does it and to whom."""


def _sides_swapped(alignment: Alignment, own: int, other: int) -> bool:
    words, given = alignment.words, alignment.given
    side = len(words) if words[own].form in _PIVOTS else SIDE
    left, right = _content(words[max(own - side, 0) : own]), _content(words[own + 1 : own + 1 + side])
    before = _content(given[max(other - 2 * side, 0) : other])
    behind = _content(given[other + 1 : other + 1 + 2 * side])
    if not left or not right or _is_passive(words, own) != _is_passive(given, other):
        return False
    if _nearest_crossed(words, own, given, other):
        return True
    crossed = len(left & behind - before), len(right & before - behind)
    straight = len(left & before) + len(right & behind)
    return (
        min(crossed) >= 1
        and sum(crossed) > 2 * straight
        and min(crossed[0] / len(left), crossed[1] / len(right)) >= 0.5
    )


def _nearest_crossed(words: Sequence[Word], own: int, given: Sequence[Word], other: int) -> bool:
    """Whether what stands right before a verb stands right behind it in the evidence, and the other way round."""
    left, right = _next_content(words[:own][::-1]), _next_content(words[own + 1 :])
    if not left or not right or left & right:
        return False
    behind, before = _next_content(given[other + 1 :]), _content(given[:other])
    return left == behind and right <= before and not right & behind


def _next_content(words: Sequence[Word]) -> set[str]:
    """Return the first words of content that stand together."""
    found: set[str] = set()
    for word in words:
        if word.form not in STOP_WORDS:
            found.add(word.key)
        elif found:
            break
    return found


def _content(words: Sequence[Word]) -> set[str]:
    return {word.key for word in words if word.form not in STOP_WORDS}


def _is_passive(words: Sequence[Word], at: int) -> bool:
    return any(word.form == "by" for word in words[at + 1 : at + 4])


def _name_turned(alignment: Alignment, at: int) -> Uncarried:
    """Name the nearest word of content before a verb that has changed sides."""
    words = alignment.words
    place = next((p for p in range(at - 1, -1, -1) if words[p].form not in STOP_WORDS), at)
    named = {word.key for word in alignment.given if word.capital and not word.initial}
    kind = _slot_kind(words[place], named) or "meaning"
    return Uncarried(words[place].start, words[place].end, kind)
