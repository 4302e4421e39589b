from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.condensing.packing import batch_by_length, cut_text, pack_claim, pack_documents


def count(text: str) -> int:
    return len(text.split())


SENTENCES = st.lists(st.integers(1, 9).map(lambda size: " ".join(["word"] * size)), max_size=8)


def test_the_first_sentences_are_kept_and_a_long_one_is_passed_over() -> None:
    assert pack_claim(["one two", "one two three four five", "six"], count, 6) == ["one two", "six"]
    assert pack_claim(["one two three four"], count, 3) == ["one two"]
    assert pack_claim([], count, 3) == []


@given(SENTENCES, st.integers(2, 30))
def test_a_packed_claim_fits_and_says_something(sentences: list[str], room: int) -> None:
    packed = pack_claim(sentences, count, room)
    assert sum(count(sentence) + 1 for sentence in packed) <= room
    assert bool(packed) == bool(sentences)


def test_documents_take_turns() -> None:
    documents = [["a1", "a2", "a3", "a4"], ["b1"], ["c1 c1 c1 c1 c1 c1 c1", "c2"], ["d1", "d2"]]
    assert pack_documents(documents, count, 11) == [["a1", "a2"], ["b1"], [], ["d1", "d2"]]
    assert pack_documents([["one two three four"]], count, 3) == [["one two"]]
    assert pack_documents([[], []], count, 3) == [[], []]


@given(st.lists(SENTENCES, max_size=5), st.integers(2, 60))
def test_packed_documents_fit_and_begin_as_they_did(documents: list[list[str]], room: int) -> None:
    packed = pack_documents(documents, count, room)
    assert sum(count(sentence) + 1 for part in packed for sentence in part) <= room
    for part, document in zip(packed, documents, strict=True):
        # But for a first sentence that had to be cut, nothing is left out in between.
        assert part in (document[: len(part)], [cut_text(text, count, room - 1) for text in document[:1]])


@pytest.mark.parametrize(("room", "expected"), [(9, "one two three"), (2, "one two"), (0, "")])
def test_a_text_is_cut_behind_a_word(room: int, expected: str) -> None:
    assert cut_text("one two three", count, room) == expected
    assert cut_text("x" * 50, len, room) == "x" * room


@given(st.lists(st.integers(1, 50), max_size=30), st.integers(1, 6), st.integers(1, 120))
def test_every_text_is_in_one_batch_that_is_not_too_large(
    lengths: list[int], items: int, tokens: int
) -> None:
    batches = batch_by_length(lengths, items, tokens)
    assert sorted(index for batch in batches for index in batch) == list(range(len(lengths)))
    for batch in batches:
        assert len(batch) <= items
        assert len(batch) == 1 or len(batch) * max(lengths[index] for index in batch) <= tokens
    assert [lengths[batch[0]] for batch in batches] == sorted((lengths[b[0]] for b in batches), reverse=True)
