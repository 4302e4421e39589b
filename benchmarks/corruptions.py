"""Makes false statements of true ones, as people and models err: one thing changed, with words that fit.

Written without looking at the checker's word lists, and never used to train anything: what is measured on it
is measured on errors that the checker was not made from. The same seed gives the same statements.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from summarizer.embedding import load_embedder
from summarizer.lexicon import MONTHS, STOP_WORDS, WEEKDAYS

SEED = 20_261_125

_NAME = re.compile(r"(?<=[a-z,] )(?:[A-Z][a-z]+(?:-[A-Z][a-z]+)?)(?: [A-Z][a-z]+)*\b")
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:,\d{3})*(?:\.\d+)?(?![\w,]*\d)")
_SPELLED = "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty".split()
_SPELLED_NUMBER = re.compile(rf"\b(?:{'|'.join(_SPELLED)})\b")
_DAYS = tuple(day.title() for day in WEEKDAYS)
_MONTHS = tuple(month.title() for month in MONTHS)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")

_OUTCOMES = """won:lost wins:loses win:lose winning:losing beat:lost to rose:fell rises:falls rise:fall rising:falling
    increased:decreased increase:decrease increases:decreases killed:rescued died:recovered dead:alive
    approved:rejected approves:rejects approve:reject opened:closed opens:closes open:close reopened:shut
    accepted:declined accepts:declines arrested:released arrest:release convicted:acquitted guilty:innocent
    banned:allowed ban:allow passed:failed passes:fails succeeded:failed began:ended begins:ends begin:end
    started:finished start:finish joined:left joins:leaves hired:fired bought:sold buys:sells buy:sell
    supports:opposes support:oppose supported:opposed confirmed:denied confirms:denies agreed:refused agrees:refuses
    gained:lost up:down higher:lower more:fewer best:worst largest:smallest biggest:smallest highest:lowest
    strong:weak good:bad better:worse improved:worsened praised:criticised praises:criticises launched:scrapped
    launches:scraps launch:scrap cut:raised cuts:raises raised:cut raises:cuts extended:shortened expands:shrinks
    expand:shrink returned:left returns:leaves signed:cancelled signs:cancels released:withheld unveiled:hid
    added:removed adds:removes welcomed:condemned early:late first:last new:old young:old south:north east:west
    southern:northern eastern:western male:female men:women man:woman boy:girl son:daughter father:mother
    husband:wife brother:sister upgraded:downgraded upgrades:downgrades profit:loss safe:unsafe stable:critical
    included:excluded delayed:hastened granted:refused defeated:lost to elected:voted out"""
_OUTCOME = {
    word: other for pair in re.split(r"\s+(?=\w+:)", _OUTCOMES) for word, other in [pair.strip().split(":")]
}

_UNITS = """miles:kilometres kilometres:miles kilometers:miles km:miles hours:days days:weeks weeks:months
    months:years years:months minutes:hours seconds:minutes million:billion billion:million
    thousand:million percent:million tons:pounds
    tonnes:kilograms pounds:dollars dollars:euros euros:dollars feet:metres metres:feet meters:feet acres:hectares
    kg:tonnes degrees:metres inches:feet year:month week:month crore:lakh lakh:crore"""
_UNIT = dict(pair.split(":") for pair in _UNITS.split())

_TIME_WORDS = {
    "before": "after", "after": "before", "yesterday": "today", "today": "yesterday", "tomorrow": "today",
    "last": "next", "next": "last", "morning": "evening", "evening": "morning", "night": "morning",
    "until": "since", "since": "until",
}  # fmt: skip

_AUXILIARY = re.compile(
    r"\b(is|are|was|were|has|have|had|will|would|can|could|should|may|might)\b(?! not|n't)"
)
_NEGATED = re.compile(r"\b(?:not|never)\s|(?<=\b)(?:n't)\b|\bno\s(?=[a-z])")
_NEGATED_VERB = re.compile(r"\b(?:failed|refused|declined) to (\w+)|\bdenied (?=\w+ing\b|that\b)")
_MODALS = (
    (re.compile(r"\b(?:may|might|could) be\b"), "is"),
    (re.compile(r"\b(?:may|might|could) have\b"), "has"),
    (re.compile(r"\b(?:may|might|could)\b"), "will"),
    (re.compile(r"\b(?:allegedly|reportedly|apparently|possibly|probably|likely) "), ""),
    (re.compile(r"\b(?:alleged|suspected|possible|potential|proposed) (?=[a-z])"), ""),
    (re.compile(r"\b(?:is|was) (?:accused|suspected) of (\w+)ing\b"), r"has been \1ing"),
    (
        re.compile(r"\bis (?:expected|likely|set|due|scheduled|considering|planning) to (?:be )?"),
        "is already ",
    ),
    (
        re.compile(r"\bare (?:expected|likely|set|due|scheduled|considering|planning) to (?:be )?"),
        "are already ",
    ),
    (re.compile(r"\b(?:plans|hopes|wants|intends|aims|threatens) to (\w+?)e?\b"), r"has \1ed"),
    (re.compile(r"\b(?:plan|hope|want|intend|aim|threaten) to (\w+?)e?\b"), r"have \1ed"),
)
_VERBED = re.compile(r"(?<= )(?!(?:[a-z]*ly|need|speed|indeed|hundred|united)\b)[a-z]{3,}ed\b")
_CAUSE = re.compile(
    r"^(?P<left>.{12,}?),? (?P<by>because|after|following|due to|as a result of|amid) (?P<right>.{12,}?)(?P<end>[.!]?)$"
)
_NOUN = re.compile(
    r"(?<=\b(?:the|his|her|its) )[a-z]{4,}(?<!ed)(?<!ing)"
    r"(?= (?:of|in|on|at|to|for|is|was|has|with|after|by)\b|[.,]|$)"
)
_QUOTED = re.compile(r"(?:``|[“\"])([^“”\"`]{6,}?)(?:''|[”\"])")


@dataclass(frozen=True)
class Material:
    """Words to make errors with.

    Attributes:
        names: of other stories.
        words: common lower-case words.
        vectors: unit rows, one for each word.
    """

    names: Sequence[str]
    words: Sequence[str]
    vectors: np.ndarray[tuple[int, int], np.dtype[np.float32]]


Corrupt: TypeAlias = Callable[[str, str, random.Random, Material], str | None]
"""Returns a false statement, or None where this error cannot be made: statement, evidence, chance, words."""


def gather_material(texts: Sequence[str]) -> Material:
    """Return the names and the common words of texts."""
    names = sorted({name for text in texts for name in _NAME.findall(text)} - set(_DAYS) - set(_MONTHS))
    counted = Counter(word for text in texts for word in re.findall(r"\b[a-z]{4,}\b", text))
    words = sorted(word for word, count in counted.items() if count >= 5 and word not in STOP_WORDS)
    return Material(names, words, load_embedder().encode(words))


def _replace(text: str, match: re.Match[str], words: str) -> str:
    return text[: match.start()] + words + text[match.end() :]


def _pick(pattern: re.Pattern[str], text: str, chance: random.Random) -> re.Match[str] | None:
    found = [match for match in pattern.finditer(text) if match[0] not in (*_DAYS, *_MONTHS)]
    return chance.choice(found) if found else None


def swap_name_inside(statement: str, evidence: str, chance: random.Random, _: Material) -> str | None:
    """Put another name of the evidence in a name's place."""
    match = _pick(_NAME, statement, chance)
    others = [
        name for name in _NAME.findall(evidence) if match and not set(name.split()) & set(statement.split())
    ]
    others = [name for name in others if name not in (*_DAYS, *_MONTHS)]
    alike = [name for name in others if match and len(name.split()) == len(match[0].split())]
    others = alike or others
    return _replace(statement, match, chance.choice(others)) if match and others else None


def swap_name_outside(statement: str, evidence: str, chance: random.Random, material: Material) -> str | None:
    """Put a name of another story in a name's place."""
    match = _pick(_NAME, statement, chance)
    if not match:
        return None
    size = len(match[0].split())
    for _ in range(50):
        name = chance.choice(material.names)
        if len(name.split()) == size and not any(part in evidence for part in name.split()):
            return _replace(statement, match, name)
    return None


def change_number(statement: str, evidence: str, chance: random.Random, _: Material) -> str | None:
    """Change a number a little."""
    match = _pick(_NUMBER, statement, chance) or _pick(_SPELLED_NUMBER, statement, chance)
    if not match:
        return None
    if match[0] in _SPELLED:
        other = chance.choice([word for word in _SPELLED if word not in evidence])
        return _replace(statement, match, other)
    digits = [place for place, char in enumerate(match[0]) if char.isdigit()]
    place = chance.choice(digits)
    digit = chance.choice([d for d in "123456789" if d != match[0][place]])
    changed = match[0][:place] + digit + match[0][place + 1 :]
    return (
        None
        if re.search(rf"(?<!\d){re.escape(changed)}(?!\d)", evidence)
        else _replace(statement, match, changed)
    )


def swap_number_inside(statement: str, evidence: str, chance: random.Random, _: Material) -> str | None:
    """Put another number of the evidence in a number's place."""
    match = _pick(_NUMBER, statement, chance)
    if not match or _YEAR.fullmatch(match[0]):
        return None
    others = [n for n in _NUMBER.findall(evidence) if n not in statement and not _YEAR.fullmatch(n)]
    return _replace(statement, match, chance.choice(others)) if others else None


def swap_roles(statement: str, evidence: str, chance: random.Random, _: Material) -> str | None:
    """Exchange who does something and to whom: two names, or two short phrases around a verb in -ed."""
    names = [match for match in _NAME.finditer(" , " + statement) if match[0] not in (*_DAYS, *_MONTHS)]
    opening = re.match(r"(?:The |A |An )?(?:[A-Z][\w'-]+ )+(?=[a-z])", statement)
    if opening and names:
        first, second = opening[0].strip(), chance.choice(names)[0]
        together = f"{first} and" in statement or f"and {second}" in statement
        if (
            not together
            and not set(first.split()) & set(second.split())
            and first.split()[0].lower() not in STOP_WORDS
        ):
            return statement.replace(second, "\0").replace(first, second, 1).replace("\0", first)
    match = re.match(
        r"(?P<a>(?:The |A |An )\w+) (?P<v>\w+ed|\w+s) (?P<b>(?:the |a |an )\w+)(?P<rest>.*)", statement
    )
    if match:
        b = match["b"]
        return f"{b[0].upper()}{b[1:]} {match['v']} {match['a'][0].lower()}{match['a'][1:]}{match['rest']}"
    return None


def add_negation(statement: str, evidence: str, chance: random.Random, _: Material) -> str | None:
    """Deny what the evidence says."""
    match = _pick(_AUXILIARY, statement, chance)
    return _replace(statement, match, f"{match[0]} not") if match else None


def drop_negation(statement: str, evidence: str, chance: random.Random, _: Material) -> str | None:
    """Say what the evidence denies."""
    match = _pick(_NEGATED, statement, chance)
    if match:
        dropped = _replace(statement, match, "")
        return dropped.replace(" ca ", " can ").replace(" wo ", " will ").replace("  ", " ")
    match = _NEGATED_VERB.search(statement)
    return (
        _replace(statement, match, f"managed to {match[1]}" if match[1] else "admitted ") if match else None
    )


def move_time(statement: str, evidence: str, chance: random.Random, _: Material) -> str | None:
    """Move something to another day, month, year or side of an event."""
    words = list(re.finditer(r"\b\w+\b", statement))
    chance.shuffle(words)
    for match in words:
        for row in (_DAYS, _MONTHS):
            if match[0] in row and match[0] != "May":
                return _replace(statement, match, chance.choice([day for day in row if day != match[0]]))
        if _YEAR.fullmatch(match[0]):
            return _replace(statement, match, str(int(match[0]) + chance.choice((-3, -2, -1, 1, 2, 3))))
        if match[0] in _TIME_WORDS:
            return _replace(statement, match, _TIME_WORDS[match[0]])
    return None


def drop_modality(statement: str, evidence: str, chance: random.Random, _: Material) -> str | None:
    """Tell as a fact what the evidence calls possible, planned or alleged."""
    for pattern, fact in _MODALS:
        if pattern.search(statement):
            return pattern.sub(fact, statement, count=1)
    return None


def change_unit(statement: str, evidence: str, chance: random.Random, _: Material) -> str | None:
    """Measure in another unit, or move the decimal point by three places."""
    found = [m for m in re.finditer(r"(?<=\d[ -])([a-z]+)\b", statement) if m[1] in _UNIT]
    found += [
        m for m in re.finditer(rf"(?<=\b)(?:{'|'.join(_SPELLED)}) ([a-z]+)\b", statement) if m[1] in _UNIT
    ]
    if not found:
        return None
    match = chance.choice(found)
    return statement[: match.start(1)] + _UNIT[match[1]] + statement[match.end(1) :]


def reverse_outcome(statement: str, evidence: str, chance: random.Random, _: Material) -> str | None:
    """Say that it ended the other way."""
    found = [match for match in re.finditer(r"\b[a-z]+\b", statement) if match[0] in _OUTCOME]
    match = chance.choice(found) if found else None
    return _replace(statement, match, _OUTCOME[match[0]]) if match else None


def alter_quote(statement: str, evidence: str, chance: random.Random, material: Material) -> str | None:
    """Change a word within quotation marks."""
    match = _QUOTED.search(statement)
    if not match:
        return None
    words = [m for m in re.finditer(r"\b[a-z]{4,}\b", match[1]) if m[0] not in STOP_WORDS]
    other = _fitting(chance.choice(words)[0], evidence, chance, material) if words else None
    word = chance.choice(words) if words else None
    if word is None or other is None:
        return None
    at = match.start(1)
    return statement[: at + word.start()] + other + statement[at + word.end() :]


def swap_cause(statement: str, evidence: str, chance: random.Random, _: Material) -> str | None:
    """Make the cause the effect."""
    match = _CAUSE.match(statement)
    if not match:
        return None
    left, right = match["left"], match["right"]
    opening = left.split()[0]
    left = left if opening[0].islower() or opening.lower() not in STOP_WORDS else left[0].lower() + left[1:]
    return f"{right[0].upper()}{right[1:]} {match['by']} {left}{match['end']}"


def replace_verb(statement: str, evidence: str, chance: random.Random, material: Material) -> str | None:
    """Put another verb in a verb's place."""
    match = _pick(_VERBED, statement, chance)
    other = _fitting(match[0], evidence, chance, material) if match else None
    return _replace(statement, match, other) if match and other else None


def replace_noun(statement: str, evidence: str, chance: random.Random, material: Material) -> str | None:
    """Put another noun in a noun's place."""
    match = _pick(_NOUN, statement, chance)
    other = _fitting(match[0], evidence, chance, material) if match else None
    return _replace(statement, match, other) if match and other else None


FITTING = (0.3, 0.6)
"""Likeness of a word to the one whose place it takes: below it is nonsense, above it may be a synonym."""


def _fitting(word: str, evidence: str, chance: random.Random, material: Material) -> str | None:
    """Return a word that may stand in another's place: like it, of the same ending, with another meaning."""
    likeness = material.vectors @ load_embedder().encode([word])[0]
    ending = next((e for e in ("ing", "ed", "ly", "s") if word.endswith(e)), "")
    fits = [
        other
        for other, value in zip(material.words, likeness, strict=True)
        if FITTING[0] <= value <= FITTING[1]
        and (other.endswith(ending) if ending else not other.endswith(("ing", "ed", "ly", "s")))
        and other[:4] != word[:4]
        and other not in evidence
    ]
    return chance.choice(fits) if fits else None


KINDS: dict[str, Corrupt] = {
    "name from the evidence": swap_name_inside,
    "name from another story": swap_name_outside,
    "number changed": change_number,
    "number from the evidence": swap_number_inside,
    "roles swapped": swap_roles,
    "negation added": add_negation,
    "negation dropped": drop_negation,
    "time moved": move_time,
    "modality dropped": drop_modality,
    "unit changed": change_unit,
    "outcome reversed": reverse_outcome,
    "quote altered": alter_quote,
    "cause and effect swapped": swap_cause,
    "verb replaced": replace_verb,
    "noun replaced": replace_noun,
}
"""Every kind of error, by the name that a table gives it."""


def corrupt_all(
    statements: Sequence[tuple[str, str]], material: Material, seed: int = SEED
) -> Iterator[tuple[str, str, str, str]]:
    """Yield kind, false statement, the true one and its evidence, for every error that can be made.

    Args:
        statements: true ones, each with its evidence.
        material: words to make errors with.
        seed: of the chance; the same gives the same.
    """
    for number, (statement, evidence) in enumerate(statements):
        for kind, corrupt in KINDS.items():
            false = corrupt(statement, evidence, random.Random(f"{seed}:{kind}:{number}"), material)
            if false and " ".join(false.split()) != " ".join(statement.split()):
                yield kind, false, statement, evidence
