"""Cuts words into the wordpieces of BERT's lower-case vocabulary, as the tokenizers package does.

That package is asked here only about what is not Latin. Of the different words of news four in five are a piece
as they stand, and to import the package and load the vocabulary into it takes 0.03 s, longer than to cut the
others of 3,000 sentences.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_RUN = re.compile(r"[^\s!-/:-@\[-`{-~“”‘’–—…]++|[!-/:-@\[-`{-~“”‘’–—…]")
"""What no piece reaches over: a mark of punctuation, or what stands between two of them or white space."""

_ASCII_RUN = re.compile(r"[^\t-\r\x1c- !-/:-@\[-`{-~]++|[!-/:-@\[-`{-~]")
"""The same of a text in ASCII, a fifth faster."""

_DROPPED = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f]+")
"""Accents, once they stand behind their letters, soft hyphens and marks without width."""

_LATIN = re.compile(r"[0-9a-zß-ɏ£€©®°½]{0,100}|[!-/:-@\[-`{-~“”‘’–—…]")
"""What the tokenizer neither drops nor parts before it cuts, of the length of a word to it."""


def find_runs(text: str) -> list[str]:
    """Return the parts of a text that are cut each by itself, in lower case."""
    text = text.lower()
    return (_ASCII_RUN if text.isascii() else _RUN).findall(text)


class WordPieces:
    """The vocabulary of a `tokenizer.json` with BERT's normalizer and wordpiece model."""

    def __init__(self, path: Path) -> None:
        """Read the vocabulary; raises what reading a file and JSON raise."""
        self._path = path
        self._vocabulary: dict[str, int] = json.loads(path.read_bytes())["model"]["vocab"]

    def cut(self, runs: Sequence[str]) -> list[Sequence[int]]:
        """Return the numbers of each run's pieces."""
        whole = map(self._vocabulary.get, runs)
        return [
            (piece,) if piece is not None and run.isascii() else self._cut_run(run)
            for run, piece in zip(runs, whole, strict=True)
        ]

    def _cut_run(self, run: str) -> list[int]:
        plain = run if run.isascii() else strip_marks(run)
        if _LATIN.fullmatch(plain):
            return self._cut_greedily(plain)
        return list(self._tokenizer.encode(run, add_special_tokens=False).ids)

    def _cut_greedily(self, word: str) -> list[int]:
        """Return the longest piece that begins the word, then the longest that goes on, to its end."""
        pieces: list[int] = []
        mark, known = "", self._vocabulary
        while word:
            for end in range(len(word), 0, -1):
                piece = known.get(mark + word[:end])
                if piece is not None:
                    break
            else:
                return [known["[UNK]"]]
            pieces.append(piece)
            mark, word = "##", word[end:]
        return pieces

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        # Set before the first use: the tokenizer's threads gain nothing on single words, and after they
        # have run every fork of the process prints a warning.
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        from tokenizers import Tokenizer

        return Tokenizer.from_file(str(self._path))


def strip_marks(word: str) -> str:
    """Return a word with its letters taken apart and without the marks on and between them."""
    return _DROPPED.sub("", normalize("NFD", word))
