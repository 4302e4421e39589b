"""Which one-byte encoding a text is in, by the letters that its language can have.

A detector that counts characters takes "pù" for as likely as "pů". Yet no language has ì, ø and ù together, so
the encoding is the one whose letters, all of them, are those of one language.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

LETTERS = {
    "cs": "áčďéěíňóřšťúůýž", "sk": "áäčďéíĺľňóôŕšťúýž", "hu": "áéíóöőúüű", "pl": "ąćęłńóśźż",
    "hr": "čćđšž", "ro": "ăâîşţșț", "sq": "çë", "tr": "çğıöşüâîû", "de": "äöüß", "fr": "àâæçéèêëîïôœùûüÿ",
    "es": "áéíñóúüçàèòï", "pt": "ãáàâçéêíóôõúü", "it": "àèéìíîòóùú", "ca": "àçéèíïóòúü", "nl": "áéëïíóöüè",
    "sv": "åäöé", "no": "æøåéòóôèê", "is": "áðéíóúýþæö", "fi": "äöåšž", "et": "äõöüšž",
    "lv": "āčēģīķļņšūž", "lt": "ąčęėįšųūž", "cy": "âêîôûŵŷáéíóúäëïöü", "ga": "áéíóú",
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюяё", "bg": "абвгдежзийклмнопрстуфхцчшщъьюя",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", "sr": "абвгдђежзијклљмнњопрстћуфхцчџш",
    "el": "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ",
}  # fmt: skip
"""The letters beyond a to z of each language, those of common loans included."""

COMMON = frozenset("оеаинтαοιετσ")
"""The most frequent letters of Russian, Bulgarian, Ukrainian and Serbian, and of Greek: half of all letters.
Encodings of Cyrillic hold the same letters in another order, so it counts against one when they are rare."""

ENCODINGS = (
    "cp1252", "cp1250", "iso8859-2", "cp1254", "cp1257", "iso8859-15", "iso8859-13", "iso8859-16",
    "cp1251", "koi8-r", "koi8-u", "iso8859-5", "cp866", "cp855", "mac-cyrillic", "cp1253", "iso8859-7",
    "mac-roman", "cp850", "cp852", "mac-latin2", "mac-greek",
)  # fmt: skip
"""Where several fit equally well the first is taken: it is what most files are in."""

OTHER_SCRIPTS = frozenset(("ru", "bg", "uk", "sr", "el"))

MARKS = frozenset("‘’‚“”„‹›«»–—…•·°§©®™€£¥¢¡¿ºª²³±×½¼¾´¨†‡‰\u00a0\u00ad")
"""What stands between words, and not in them."""

MAX_SAMPLE = 200_000
"""Bytes that are looked at: some thousands of letters beyond a to z tell a language."""

_ASCII_LETTER = re.compile("[A-Za-z]")
_RUN = re.compile(rb"[A-Za-z]{0,20}[\x80-\xff][A-Za-z\x80-\xff]{0,40}")


def choose_encoding(data: bytes) -> str | None:
    """Return the one-byte encoding under which all letters of a European text are those of one language.

    Returns:
        None where under no encoding they are.
    """
    sample = data[:MAX_SAMPLE]
    runs = Counter(_RUN.findall(sample))
    scores = {name: _score_encoding(runs, name) for name in ENCODINGS}
    best = max(ENCODINGS, key=lambda name: scores[name])  # the first of equals
    return best if scores[best] >= LEAST_FIT else None


LEAST_FIT = 0.8
"""Share of the characters beyond ASCII that must fit; the rest are names from elsewhere."""


def _score_encoding(runs: Counter[bytes], encoding: str) -> float:
    """Return the share of characters beyond ASCII that are marks or letters of the one best language."""
    counts: Counter[str] = Counter()
    wrong = 0
    for run, count in runs.items():
        try:
            text = run.decode(encoding)
        except UnicodeDecodeError:
            return 0.0
        letters, others = _sort_characters(text)
        counts.update(dict.fromkeys(letters, count))
        wrong += others * count
    total = counts.total() + wrong
    if not total:
        return 0.0
    marks = sum(count for char, count in counts.items() if char in MARKS)
    best, language = max((sum(counts[char] for char in letters), name) for name, letters in LETTERS.items())
    if language not in OTHER_SCRIPTS:
        return (marks + best) / total
    common = sum(counts[char] for char in COMMON)
    return (marks + best - max(0.0, 0.4 * best - common)) / total


def _sort_characters(text: str) -> tuple[list[str], int]:
    """Return what could be letters or marks, in small letters, and how many can be neither where they stand."""
    fitting: list[str] = []
    wrong = 0
    for index, char in enumerate(text):
        if char < "\x80":
            continue
        before, behind = text[index - 1 : index], text[index + 1 : index + 2]
        inside = before.isalpha() and behind.isalpha() and char not in "’·\u00ad"
        if char in MARKS:
            wrong += inside
            fitting += [] if inside else [char]
        elif _is_misplaced(char, before, behind):
            wrong += 1
        else:
            fitting.append(char.lower() if len(char.lower()) == 1 else char)
    return fitting, wrong


def _is_misplaced(char: str, before: str, behind: str) -> bool:
    """Tell a capital behind a small letter, and a Greek or Cyrillic letter in a Latin word."""
    capital = unicodedata.category(char) == "Lu" and before.islower()
    return capital or (char > "\u036f" and bool(_ASCII_LETTER.search(before + behind)))
