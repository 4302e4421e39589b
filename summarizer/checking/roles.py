"""Whether a statement has somebody else do it, or do it to somebody else, than its evidence says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizer.checking.aligning import ENOUGH_COMMON, Alignment
from summarizer.checking.names import is_date_word
from summarizer.checking.words import Word
from summarizer.lexicon import STOP_WORDS
from summarizer.records import Uncarried, UncarriedKind

SAYING = frozenset("say tell ask add report accord announc state insist argu".split())


def check_roles(alignment: Alignment) -> Iterator[Uncarried]:
    """Yield the words of a statement that stand in another's place than in the evidence's sentence."""
    yield from _swapped_slots(alignment)
    yield from _wrong_objects(alignment)
    yield from _freed_objects(alignment)
    yield from _turned_round(alignment)


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
    start, end = alignment.slot(first)[0], alignment.slot(last)[1]
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
    if word.capital or word.form in STOP_WORDS or word.form[0].isdigit() or word.key in SAYING | {"claim"}:
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
