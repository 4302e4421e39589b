"""Whether a statement affirms what its evidence denies, tells as a fact what it calls possible, or turns it round.

The statement is aligned with the nearest sentences of the evidence (`aligning`), word by word in order. A "not",
a "may" or a "denied" governs the next word of content; where that word is kept and what governs it is not,
the statement says something else. The same holds the other way round.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from summarizer.checking.aligning import ENOUGH_COMMON, Alignment, align_statement
from summarizer.checking.names import is_date_word
from summarizer.checking.roles import SAYING, check_roles
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
    yield from check_roles(alignment)


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
    softer = SAYING if governor.key == "claim" else _ADVISING if governor.form in _PLANS else frozenset()
    return any(word.key == governor.key or word.key in softer for word in words)


def _denies_still(alignment: Alignment, place: int, own: int, at: int) -> bool:
    """Whether a word of the statement denies what the evidence denies by its word `at`."""
    word, kept = alignment.words[place], alignment.places[place]
    if _has_negative_prefix(word, alignment.words[own]):
        return True
    return _denies(word) and place != own and (kept < 0 or abs(kept - at) <= 2)


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


def _opposites(alignment: Alignment) -> Iterator[Uncarried]:
    """Yield words whose opposite stands in their place in the evidence."""
    if alignment.covered < ENOUGH_COMMON:
        return
    keys = {word.key for word in alignment.given}
    forms = {word.form for word in alignment.given}
    for at, word in enumerate(alignment.words):
        slot = alignment.given[slice(*alignment.slot(at))]
        if alignment.places[at] >= 0 or (word.key in keys and len(slot) > 2):
            continue
        against = _OPPOSITES.get(word.key, frozenset())
        if any(other.key in against for other in slot) or _negates_by_prefix(word, slot, forms):
            yield Uncarried(word.start, word.end, "negation")


def _negates_by_prefix(word: Word, slot: Sequence[Word], forms: set[str]) -> bool:
    if word.form in forms:
        return False
    return any(
        word.form == prefix + other.form or other.form == prefix + word.form
        for other in slot
        for prefix in _PREFIXES
        if len(word.form) > 3 and len(other.form) > 3
    )
