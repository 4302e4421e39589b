"""Finds who is named in a sentence, and whom the "he" of the next ones is.

A person is followed from sentence to sentence, and given up where anybody else may be meant: a wrong name is worse
than a missing sentence. English only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from summarizer.antecedents import NO_PERSONS, ROLE, SPEECH_VERBS, find_singular, find_unnamed_speaker
from summarizer.givennames import is_given, pronoun_of
from summarizer.leaning import LOOSE_PRONOUN, leaning_reason
from summarizer.patterns import compile_later
from summarizer.quotations import broken_quotation, hide_quotations, is_bare_quotation
from summarizer.records import Sentence

Named: TypeAlias = tuple[int, str, Sentence]
"""Where a pronoun ends, the name of whom it stands for, and the sentence that names them."""

# who is named

_HONORIFIC = (
    r"(?:President|Vice President|President-elect|Prime Minister|Chancellor|Premier|Governor|Gov\.|Senator|"
    r"Sen\.|Rep\.|Representative|Congressman|Congresswoman|Secretary|Minister|Mayor|Judge|Justice|Sheriff|Chief|"
    r"Captain|Capt\.|General|Gen\.|Colonel|Col\.|Lieutenant|Lt\.|Sergeant|Sgt\.|Detective|Officer|King|Queen|"
    r"Prince|Princess|Pope|Bishop|Archbishop|Cardinal|Rev\.|Dr\.?|Mr\.?|Mrs\.?|Ms\.?|Sir|Lord|Lady|Dame|"
    r"Professor|Prof\.|Ambassador|Spokesman|spokesman|Spokeswoman|spokeswoman|spokesperson|leader|"
    r"director|chairman|chairwoman|coach|actor|actress|singer|author)"
)
_PERSON_NAME = (
    r"(?P<name>[A-Z][\w’'-]+(?:\s+(?:(?:de|van|von|der|den|al|bin|el|la|di|da)\s+){0,2}[A-Z][\w’'.-]+){0,3})"
)
_VERBS = SPEECH_VERBS.replace(" ", "|")
_PERSONS = (
    re.compile(rf"\b{_HONORIFIC}\s+{_PERSON_NAME}"),
    re.compile(rf"(?<![\w’'-]){_PERSON_NAME}(?:,\s+\d\d,)"),
    re.compile(
        rf"(?<![\w’'-]){_PERSON_NAME}(?=, (?:(?:an?|the) )?[^,“\"]*\b(?:{ROLE})\b[^,“\"]*, (?:{_VERBS})\b)"
    ),
    re.compile(
        rf"(?<![\w’'-])(?<!\b[Tt]he )(?<!\bof )(?<!\b(?:for|and) ){_PERSON_NAME}\s+"
        r"(?:said|says|told|added|wrote|tweeted|argued|explained|warned|insisted)\b"
    ),
)
_FULL_NAME = re.compile(
    r"(?<![\w’'-])[A-Z][\w’'-]+(?:\s+(?:(?:de|van|von|der|den|al|bin|[A-Z]\.)\s+){0,2}[A-Z][\w’'-]+)+"
)
_NOBODY = compile_later(
    r"[A-Z][a-z]+s|People|Men|Women|Children|Staff|Management|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Republican|"
    r"Democrat|Conservative|Liberal"
)
"""One word before "said" that may be no name: "Passengers said", "on Friday said". "Williams said" is lost by it."""


def find_persons(text: str) -> list[tuple[int, str]]:
    """Return where each person is named in a sentence, and the name, where the sentence makes it sure."""
    found = {}
    for pattern in _PERSONS:
        for match in pattern.finditer(text):
            name = re.sub(r"[’']s$", "", match["name"]).strip(" .’'")
            if not NO_PERSONS.intersection(name.split()) and not _NOBODY.fullmatch(name):
                found[match.start("name")] = name
    for match in _FULL_NAME.finditer(text):
        name = re.sub(r"[’']s?$", "", match[0])
        first = name.split()[0]
        if is_given(first) and match.start() not in found and NO_PERSONS.isdisjoint(name.split()):
            found[match.start()] = name
    return sorted(found.items())


# whom a pronoun follows

_SUBJECT_PRONOUN = re.compile(r"(?:(?:But|And|Yet|Now|Still|Also),? )?(?P<pronoun>[Hh]e|[Ss]he)\b(?!['’])")
"""Outside quotation marks: inside them "he" is somebody other than the speaker."""


def trace_pronoun(sentence: Sentence, own: Sequence[Sentence]) -> Named | None:
    """Return whom "He" or "…, he said" stands for in a sentence, where those before leave no doubt.

    Args:
        sentence: the sentence.
        own: all sentences of its article, in order.
    """
    if broken_quotation(sentence.text):
        return None
    subject = _SUBJECT_PRONOUN.match(sentence.text) or _find_fronted(sentence.text)
    if subject:
        follow = _follow_account if _SPEAKS_ON.match(sentence.text, subject.end()) else _follow_subject
        return _trace_person(subject, sentence, own, follow)
    speaker = find_unnamed_speaker(sentence.text)
    return _trace_person(speaker, sentence, own, _follow_speaker) if speaker else None


def _find_fronted(text: str) -> re.Match[str] | None:
    """Return the "he" that only a time, a place or a clause stands before: "In April he moved to Tarn."."""
    found = _FRONTED.match(text)
    return found if found and leaning_reason(text) == LOOSE_PRONOUN else None


_FRONTED = compile_later(
    r"(?:In|On|At|By|After|Before|During|Since|Last|Earlier|Later|For|From|Until|When|While|As|Although|Though|If|Once)\b"
    r"(?:(?!\b(?:it|this|that|these|those|there|them|they|its|their|here|his|her)\b)[^,;:“”\"]){0,60}?,? "
    r"(?P<pronoun>he|she)\b(?!['’])"
)
CHAIN = 6
"""Sentences back to which a person is followed from pronoun to pronoun."""


def _trace_person(
    pronoun: re.Match[str],
    sentence: Sentence,
    own: Sequence[Sentence],
    follow: Callable[[str, str], str | bool],
) -> Named | None:
    """Go back sentence by sentence until one names the person, as long as each is surely on the same one."""
    expected = sentence.index - 1
    for earlier in reversed(own[max(sentence.index - CHAIN, 0) : sentence.index]):
        if earlier.index != expected:
            return None
        found = follow(earlier.text, pronoun["pronoun"].lower())
        if isinstance(found, str):
            known = " " in found or _is_person(found, earlier.text, own)
            return (pronoun.end("pronoun"), found, earlier) if known else None
        if not found:
            return None
        expected -= 1
    return None


def _is_person(name: str, text: str, own: Sequence[Sentence]) -> bool:
    """Whether one word is a person's name: by a pronoun beside it, or by a title or given name anywhere before it."""
    if re.search(rf"\b{re.escape(name)}\b.*\b(?:he|she|his|her|himself|herself)\b", text):
        return True
    whole = re.compile(
        rf"\b(?:{_HONORIFIC}\s+|(?P<given>[A-Z][\w’.-]*\w)\s+(?:[A-Z]\.?\s+)?){re.escape(name)}\b"
    )
    found = (match for sentence in own if name in sentence.text for match in whole.finditer(sentence.text))
    return any(match["given"] is None or match.start() > 0 or pronoun_of(match[0], "") for match in found)


def _follow_subject(text: str, pronoun: str) -> str | bool:
    """Return the only person that a sentence is about; whether it goes on about one called by the same pronoun."""
    plain = hide_quotations(text)
    if _holds_within(text, plain, pronoun):
        return False  # somebody spoken of, perhaps not the speaker
    if not find_persons(text):
        subject = _SUBJECT_PRONOUN.match(text)
        return subject is not None and subject["pronoun"].lower() == pronoun
    name = _only_person(text)
    if name is None or not _may_be_called(name, text, pronoun):
        return False
    if f"{name}’s" in plain or f"{name}'s" in plain:
        return False
    if _speaks(name, plain) and (_OF_ANOTHER.search(plain) or _calls_before(name, plain, pronoun)):
        return False
    return name if _acts(name, plain) or _is_alone(name, plain) else False


def _follow_account(text: str, pronoun: str) -> str | bool:
    """Return who speaks in a sentence, whomever else it names, as behind "Tom Alder said that Ruth Kade left."."""
    plain = hide_quotations(text)
    name = _only_speaker(plain)
    if name is None:
        return _follow_subject(text, pronoun)
    return name if _may_be_called(name, text, pronoun) else False


def _follow_speaker(text: str, pronoun: str) -> str | bool:
    """Return the only person that a sentence names, as who speaks or acts; whether it is more of the same speech."""
    plain = hide_quotations(text)
    if find_persons(plain):
        name = _only_speaker(plain) or _only_person(text)
        return name if name and _acts(name, plain) and _may_be_called(name, text, pronoun) else False
    if is_bare_quotation(text) or _GOES_ON_SPEAKING.fullmatch(text):
        return True
    same = find_unnamed_speaker(text) or _SUBJECT_PRONOUN.match(text)
    return same is not None and same["pronoun"].lower() == pronoun


_GOES_ON_SPEAKING = compile_later('“[^“”]+|"[^"“”]+')
"""A paragraph of a longer quotation: the mark is opened anew, and only the last one closes it."""


def _only_person(text: str) -> str | None:
    """Return the name, in its longest form, of the only person that a sentence names."""
    persons = [name for _, name in find_persons(text)]
    surnames = {name.split()[-1] for name in persons}
    if len(surnames) != 1:
        return None
    others = (re.sub(r"[’']s$", "", name) for name in _FULL_NAME.findall(text))
    may_be_persons = [name for name in others if not NO_PERSONS.intersection(name.split())]
    if any(name.split()[-1] not in surnames for name in may_be_persons):
        return None
    return max(persons, key=len)


def _only_speaker(plain: str) -> str | None:
    """Return who alone says something in a sentence, whose words in quotations are blank."""
    speakers = {name for _, name in find_persons(plain) if _speaks(name, plain)}
    if len(speakers) != 1:
        return None
    name = speakers.pop()
    return None if _OTHERS_SPEAK.search(_without_speech(name, plain)) else name


def _without_speech(name: str, text: str) -> str:
    """Return a text without a name and the verbs of saying that go with it."""
    return _ACCOUNT.sub("", text.replace(name, NAME_MARK))


def _calls_before(name: str, text: str, pronoun: str) -> bool:
    """Whether a pronoun stands before the name, and is of somebody else: "He was ill, Tom Alder said."."""
    return re.search(rf"(?i)\b{pronoun}\b", text[: text.find(name)]) is not None


_OF_ANOTHER = compile_later(
    rf"\b(?:{_VERBS}) (?:that )?(?:the )?[A-Z]\w+ "
    r"(?:has|had|was|is|will|would|could|can|may|might|should|must|did|\w+ed)\b"
)
"""Somebody or something that a speaker says something of, and that "he" may be next: "Alder said Oren would go."."""


def _holds_within(text: str, plain: str, pronoun: str) -> bool:
    """Whether a sentence has a pronoun in its quotations."""
    return text != plain and len(re.findall(rf"(?i)\b{pronoun}\b", text)) > len(
        re.findall(rf"(?i)\b{pronoun}\b", plain)
    )


def _may_be_called(name: str, text: str, pronoun: str) -> bool:
    """Whether no title, kin or given name beside a person's name says that the other pronoun is theirs."""
    other = "her" if pronoun == "he" else "his"
    if re.search(rf"{re.escape(name)} (?:\w+ ){{1,3}}{other} [a-z]", text):
        return False  # "Alder said of his client"
    return pronoun_of(name, text[: text.find(name)]) in (None, pronoun)


def _is_alone(name: str, text: str) -> bool:
    """Whether a sentence names or calls nobody besides a person."""
    return find_singular(re.sub(rf"(?:\b[a-z-]+ )?{re.escape(name)}", " ", text)) is None


# who acts and who speaks


def _acts(name: str, text: str) -> bool:
    """Whether a name is the subject of its sentence, or of a verb of saying in it."""
    return _speaks(name, text) or any(
        (_OPENS.fullmatch(before) and not _GOES_ON.match(behind))
        or (_BEHIND_PHRASE.fullmatch(before) and _ACTS.match(behind))
        for before, behind in _sides(name, text)
    )


def _speaks(name: str, text: str) -> bool:
    """Whether a name is the subject of a verb of saying."""
    return any(
        _SAYS.match(behind) or (_SAID_BY.search(before) and _ENDS_SAYING.match(behind))
        for before, behind in _sides(name, text)
    )


def _sides(name: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before and behind each mention of a name."""
    parts = text.split(name)
    return ((name.join(parts[:at]), name.join(parts[at:])) for at in range(1, len(parts)))


_OPENS = compile_later(
    r"(?:(?:But|And|Yet|Still),? )?"
    rf"(?:(?:[Tt]he |[Ff]ormer )?(?:[A-Z][\w.’&-]* (?:of (?:the )?)?){{0,5}}(?:{_HONORIFIC}\s+)+)?"
)
_GOES_ON = compile_later(r"\w|['’]")
_BEHIND_PHRASE = compile_later(rf"[^,]*, (?:{_HONORIFIC}\s+)?")
_ACTS = compile_later(r" (?:has |had )?[a-z]+(?:ed|s)\b")
_SAYS = compile_later(rf"(?:(?:,[^,]+){{1,3}},)? (?:has |had |also )?(?:{_VERBS})\b")
_SAID_BY = compile_later(
    r"\b(?:said|says|added|adds|wrote|explained|noted|insisted|argued|joked|recalled|concluded|remarked|replied|"
    rf"[Aa]ccording to) (?:{_HONORIFIC}\s+)?$"
)
"""What stands before a name, or behind it, that does or says something."""
NAME_MARK = "\x00"
_ACCOUNT = compile_later(rf"(?:{_SAID_BY.pattern[:-1]})?{NAME_MARK}(?:{_SAYS.pattern})?")
"""A name, marked, that says something: with the name itself in it, it would be compiled for each anew."""
_ENDS_SAYING = compile_later(
    r"\W*$|[,.;:”\"]| \(| (?:of|in|at|on|who|during|after|to|for|from|with|by|last|this|as)\b"
)
_SPEAKS_ON = compile_later(rf" (?:(?:also|later|then|further|has|had) ){{0,2}}(?:{_VERBS})\b")
_OTHERS_SPEAK = compile_later(rf"\b(?!it |It )[\w’]+,? (?:{_VERBS})\b|\b[Aa]ccording to\b")
"""Somebody else who says something beside a person who does."""
