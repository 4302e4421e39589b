"""Wordpieces: whatever the text, those of the tokenizers package."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from summarizer.embedding import STATIC_WEIGHTS
from summarizer.wordpieces import WordPieces, find_runs, strip_marks

TOKENIZER = STATIC_WEIGHTS / "tokenizer.json"
HARD = "abßéøł e\u0301\u0323\u00ad\u200b\u200d\x00\x1c\ufffd中ж½£€©·«»’…—-#[]$1²İẞ😂"


@cache
def theirs() -> Tokenizer:
    return Tokenizer.from_file(str(TOKENIZER))


@cache
def ours() -> WordPieces:
    return WordPieces(TOKENIZER)


def cut_by_them(text: str) -> list[int]:
    words = theirs().encode_batch(text.lower().split(), add_special_tokens=False)
    return [piece for word in words for piece in word.ids]


def cut_by_us(text: str) -> list[int]:
    return [piece for run in ours().cut(find_runs(text)) for piece in run]


@given(st.text(st.sampled_from(HARD), max_size=40) | st.text(max_size=60))
def test_any_text_is_cut_as_the_tokenizer_cuts_it(text: str) -> None:
    assert cut_by_us(text) == cut_by_them(text)


def test_every_common_character_is_cut_as_the_tokenizer_cuts_it() -> None:
    odd = [
        char
        for char in map(chr, range(0x2200))
        if cut_by_us(f"{char} a{char}b") != cut_by_them(f"{char} a{char}b")
    ]
    assert odd == []


@pytest.mark.parametrize(
    "word",
    [
        "ferry",
        "antidisestablishmentarianism",
        "qzxqzx",
        "a" * 100,
        "a" * 101,
        "Kraków",
        "façade",
        "U.S.",
        "[UNK]",
    ],
)
def test_words_are_cut_as_the_tokenizer_cuts_them(word: str) -> None:
    assert cut_by_us(word) == cut_by_them(word)


def test_marks_are_taken_off_and_letters_of_their_own_kept() -> None:
    assert strip_marks("ç\u00adé\u0301łø\u200dж\u0301") == "cełøж"


def test_latin_text_needs_no_tokenizer() -> None:
    pieces = WordPieces(TOKENIZER)
    pieces.cut(find_runs("Crews in Kraków — “unsanitized” £5m façades, the vet\u00aderan mayor said."))
    assert "_tokenizer" not in vars(pieces)
