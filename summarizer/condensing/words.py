"""Words as the compact condenser sees them: what it keeps or leaves out whole."""

from __future__ import annotations

import re
from dataclasses import dataclass

CONNECTIVES = (",", "and", "but", "which", "who", "with", "as", "while", "after", "where", "because", "is")
"""What may join words of two sentences: the words that human fusions add most often."""

_MARK = r"`“”\"‘()\[\],;:!?…—–.'’"
_ABBREVIATED = (
    "Mr|Mrs|Ms|Dr|St|Jr|Sr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Prof|Rev|Inc|Corp|Ltd|Co|No|vs|"
    "Ariz|Calif|Colo|Conn|Fla|Ga|Ill|Ind|Kan|Ky|Mass|Md|Mich|Minn|Mo|Neb|Nev|Okla|Pa|Tenn|Tex|Va|Wash|Wis|"
    "Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec"
)
_WORD = re.compile(
    rf"(?:[A-Za-z]\.){{2,}}(?:-\w+)*|(?:{_ABBREVIATED})\.|"
    rf"[^\s{_MARK}-][^\s{_MARK}]*(?:[.,:'’]+[^\s{_MARK}]+)*|[^\s]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a mark of a sentence, with its place in it."""

    text: str
    start: int
    end: int


def find_words(text: str) -> list[Word]:
    """Return the words and marks of a text: "Lebanon's", "19-year-old", "1,800" and "U.S." are one each."""
    return [Word(match[0], match.start(), match.end()) for match in _WORD.finditer(text)]
