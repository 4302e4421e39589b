"""Which of many sentences a statement is judged by, and how statement and evidence are shown to a model."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.checking.nearest import MOST_SENTENCES, find_stems, nearest_sentences, stem_word
from summarizer.checking.pairing import (
    ABSENT,
    MATCHED_EVIDENCE,
    MOST_PIECES,
    NO_MATCH,
    OUTSIDE,
    PRESENT,
    PRESENT_IN_ORDER,
    Pair,
    PairEncoder,
)
from summarizer.condensing.onnx import load_tokenizer
from summarizer.condensing.words import find_words

SENTENCES = [
    "The ferry Amity ran onto the Sable reef off Corran before dawn.",
    "The court in Lindau rejected the mining company's appeal.",
    "Forty passengers were taken off the ferry by a trawler.",
    "Rain is expected in Orsk.",
    "The miners had waited nine years for their pensions.",
]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("ferry", "Ferries"),
        ("Tarn's", "Tarn"),
        ("Tarn’s", "tarn"),
        ("nine", "9"),
        ("Twenty", "20"),
        ("say", "says"),
    ],
)
def test_words_of_one_family_have_one_stem(first: str, second: str) -> None:
    assert stem_word(first) == stem_word(second)


@pytest.mark.parametrize(
    ("first", "second"), [("ferry", "fairy"), ("nine", "ninety"), ("14", "41"), ("1.5", "15")]
)
def test_other_words_have_other_stems(first: str, second: str) -> None:
    assert stem_word(first) != stem_word(second)


def test_figures_are_whole() -> None:
    assert find_stems("1,800 at 2.5, and nine.") == {"1,800", "at", "2.5", "and", "9"}


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("The ferry Amity ran onto a reef.", 0),
        ("A court in Lindau rejected an appeal.", 1),
        ("Rain comes to Orsk.", 3),
        ("Miners waited 9 years.", 4),
    ],
)
def test_the_sentence_that_says_it_is_among_the_nearest(statement: str, expected: int) -> None:
    assert expected in nearest_sentences(statement, SENTENCES)
    assert nearest_sentences(statement, SENTENCES, words=1) == [expected]


def test_two_sentences_that_say_half_each_are_both_found() -> None:
    found = nearest_sentences(
        "Forty passengers were aboard when the Amity ran onto the Sable reef.", SENTENCES
    )
    assert {0, 2} <= set(found)


def test_of_equals_the_first_one_is_taken() -> None:
    assert nearest_sentences("Rain is expected in Orsk.", [SENTENCES[3]] * 3, words=5) == [0]


def test_where_nothing_is_near_there_is_still_evidence() -> None:
    assert nearest_sentences("Xyzzy plugh.", SENTENCES) == [0]
    assert nearest_sentences("", SENTENCES) == [0]
    assert nearest_sentences("Rain.", []) == []


TEXTS = st.lists(st.sampled_from(" ".join(SENTENCES).split()), max_size=40).map(" ".join)


@given(TEXTS, st.lists(TEXTS, max_size=9), st.integers(1, 60))
def test_the_nearest_are_few_in_order_and_within_their_words(
    statement: str, sentences: list[str], words: int
) -> None:
    found = nearest_sentences(statement, sentences, words)
    assert found == sorted(set(found))
    assert set(found) <= set(range(len(sentences)))
    assert len(found) <= MOST_SENTENCES
    assert bool(found) == bool(sentences)
    lengths = [len(sentences[at].split()) for at in found]
    assert len(found) <= 1 or sum(lengths) <= max(words, *lengths)


# statement and evidence


def encode(statement: str, *evidence: str) -> Pair:
    tokenizer = load_tokenizer()
    size = tokenizer.get_vocab_size()
    rows = [[word.text for word in find_words(text)] for text in (statement, *evidence)]
    return PairEncoder(tokenizer, start=size, end=size + 1).encode(rows[0], rows[1:])


def matches(statement: str, *evidence: str) -> list[int]:
    """Return what is told of each word of the statement."""
    pair = encode(statement, *evidence)
    return [pair.matches[at] for at in pair.words]


def test_each_word_of_a_statement_is_looked_up_in_the_evidence() -> None:
    assert matches("Miners waited nine years", "The miners had waited 9 years") == [
        PRESENT,
        PRESENT,
        PRESENT_IN_ORDER,
        PRESENT_IN_ORDER,
    ]
    assert matches("Miners waited", "Nobody slept") == [ABSENT, ABSENT]
    assert matches("waited Miners", "Miners waited") == [PRESENT, PRESENT]


def test_words_are_not_in_order_across_sentences_of_the_evidence() -> None:
    assert matches("Miners waited", "Tarn has miners", "Waited in vain") == [PRESENT, PRESENT]


def test_words_of_the_evidence_say_whether_the_statement_has_them() -> None:
    pair = encode("rain fell", "rain and snow")
    first = pair.types.index(1)
    assert pair.matches[first:] == [MATCHED_EVIDENCE, NO_MATCH, NO_MATCH, OUTSIDE]


@given(TEXTS, st.lists(TEXTS, max_size=9))
def test_a_pair_is_as_long_as_the_model_reads_and_all_its_parts_are_alike(
    statement: str, sentences: list[str]
) -> None:
    pair = encode(statement, *sentences)
    assert len(pair.pieces) == len(pair.types) == len(pair.matches) <= MOST_PIECES
    assert pair.types == sorted(pair.types)
    assert pair.words == sorted(set(pair.words))
    assert len(pair.words) == len(find_words(statement))
    assert all(pair.types[at] == 0 and pair.matches[at] != OUTSIDE for at in pair.words)
    size = load_tokenizer().get_vocab_size()
    assert (pair.pieces[0], pair.pieces[-1]) == (size, size + 1)
    assert pair.matches[0] == pair.matches[-1] == OUTSIDE


def test_the_evidence_is_cut_first_and_a_long_statement_then() -> None:
    long = " ".join(SENTENCES * 9)
    pair = encode(SENTENCES[0], long)
    assert len(pair.pieces) == MOST_PIECES
    assert len(pair.words) == len(find_words(SENTENCES[0]))
    pair = encode(long, SENTENCES[0])
    assert len(pair.pieces) == len(pair.types) == MOST_PIECES
    assert 0 < len(pair.words) < len(find_words(long))
    assert max(pair.words) < MOST_PIECES - 1
