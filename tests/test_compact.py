"""The shipped condenser: it only leaves out, it keeps to the words it is given, and it survives any text."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import read_articles
from summarizer.cleaning import clean_article
from summarizer.condensing import CONDENSERS, load_condenser, writes_stories
from summarizer.condensing.compact import (
    BATCH,
    MOST_PIECES,
    TIGHT,
    CompactCondenser,
    PointingSession,
    load_compact,
)
from summarizer.condensing.onnx import load_tokenizer
from summarizer.condensing.words import find_words
from summarizer.errors import ModelError
from summarizer.splitting import split_article

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
NAMES = sorted(CONDENSERS)
ODD = [
    "",
    " ",
    "\n\n\t",
    "Fire",
    "Fire.",
    ".",
    "“”",
    "🙂",
    "🔥 Fire in Orsk 🔥, says 👩🏽‍🚒.",
    "橋は火曜日に崩れ、六人が死亡した。",
    "桥在周二倒塌，六人死亡。搜救已结束。",
    "انهار الجسر يوم الثلاثاء، وقال المسؤولون إن ستة أشخاص لقوا حتفهم.",
    "‮The bridge‬ fell\u200b into the ri\u0301ver.",
    "<b>The bridge</b> fell & {{ title }} {% raw %} fell.",
    "[CLS] The bridge [SEP] fell [MASK] [UNK] [PAD].",
    "\x00\x01 The bridge\ufffd fell.",
    "aaaaaaaaaa" * 300,
    "The ci\ud83dty bridge fell, officials said.",
    "A. B. C. D. E. F. G. H.",
    "- - - — — … … ! ! ? ?",
    "1 2 3 4 5 6 7 8 9 10 11 12",
]


@cache
def loaded(name: str) -> CompactCondenser:
    condenser = load_condenser(name)
    assert isinstance(condenser, CompactCondenser)
    return condenser


@cache
def seed_sentences() -> tuple[str, ...]:
    articles = [clean_article(article) for article in read_articles([str(SEEDS)]).articles]
    return tuple(sentence.text for article in articles for sentence in split_article(article))


SEED_WORDS = sorted({word for text in seed_sentences() for word in text.split()})
SENTENCES = st.sampled_from(seed_sentences()) | st.lists(
    st.sampled_from(SEED_WORDS), min_size=1, max_size=40
).map(" ".join)


def plain_words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def only_leaves_out(told: str, text: str) -> bool:
    """Whether the words of one text stand in another one in the same order."""
    left = iter(plain_words(text))
    return all(word in left for word in plain_words(told))


@pytest.mark.parametrize("name", NAMES)
def test_a_condenser_has_the_name_it_is_asked_for_by_and_writes_no_story(name: str) -> None:
    assert loaded(name).name == name
    assert not writes_stories(loaded(name))


def test_sentences_of_news_get_shorter_and_most_so_where_they_are_to_be_tight() -> None:
    claims = [[text] for text in seed_sentences()]
    before = sum(len(text.split()) for text in seed_sentences())
    standard, tight = (
        sum(len(told.split()) for told in loaded(name).condense_many(claims))
        for name in ("compact", "compact-tight")
    )
    assert tight < standard < before


@pytest.mark.parametrize("name", NAMES)
@given(SENTENCES)
@settings(max_examples=60)
def test_no_word_is_told_that_the_source_lacks(name: str, text: str) -> None:
    told = loaded(name).condense([text])
    assert told
    assert only_leaves_out(told, text)


@pytest.mark.parametrize("name", NAMES)
@given(st.lists(SENTENCES, min_size=1, max_size=6), st.integers(1, 30))
@settings(max_examples=30)
def test_a_bound_on_the_words_is_kept(name: str, texts: list[str], words: int) -> None:
    drafts = loaded(name).condense_many([[text] for text in texts], words)
    assert len(drafts) == len(texts)
    for draft, text in zip(drafts, texts, strict=True):
        assert len(draft.split()) <= words
        assert only_leaves_out(draft, text)


@pytest.mark.parametrize("name", NAMES)
def test_a_generous_bound_changes_nothing(name: str) -> None:
    claims = [[text] for text in seed_sentences()[:40]]
    assert loaded(name).condense_many(claims, 1_000) == loaded(name).condense_many(claims)


@pytest.mark.parametrize("name", NAMES)
def test_a_bound_holds_for_a_passage_of_several_sentences(name: str) -> None:
    passage = " ".join(seed_sentences()[:3])
    for words in (0, 1, 2, 3, 10, 25, 60):
        (told,) = loaded(name).condense_many([[passage]], words)
        assert len(told.split()) <= words
        assert only_leaves_out(told, passage)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("words", [None, 1, 5])
@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_any_text_survives(text: str, words: int | None, name: str) -> None:
    (told,) = loaded(name).condense_many([[text]], words)
    assert only_leaves_out(told, text)
    if words is not None:
        assert len(told.split()) <= words


@given(st.text(max_size=80))
@settings(max_examples=60)
def test_any_characters_survive(text: str) -> None:
    told = loaded("compact").condense([text])
    assert only_leaves_out(told, text)


@pytest.mark.parametrize("name", NAMES)
def test_a_sentence_of_2000_words_is_read_as_far_as_the_model_reads(name: str) -> None:
    text = "The harbour office lists " + " and ".join(f"ship {n} of Corran" for n in range(400)) + "."
    assert len(text.split()) >= 2_000
    told = loaded(name).condense([text])
    assert only_leaves_out(told, text)
    assert 0 < len(find_words(told)) <= MOST_PIECES


def test_nothing_to_condense_is_no_draft() -> None:
    assert loaded("compact").condense_many([]) == []


def test_only_the_first_sentence_of_a_claim_is_told() -> None:
    first, *others = seed_sentences()[:4]
    assert loaded("compact").condense([first, *others]) == loaded("compact").condense([first])


# the same claim gives the same draft


@pytest.mark.parametrize("name", NAMES)
def test_the_same_claims_give_the_same_drafts(name: str) -> None:
    claims = [[text] for text in seed_sentences()]
    assert loaded(name).condense_many(claims) == loaded(name).condense_many(claims)
    assert load_compact(name == "compact-tight").condense_many(claims) == loaded(name).condense_many(claims)


@pytest.mark.xfail(
    reason="activations are quantized by the range they have in a batch, so a claim's company moves its scores: "
    "3 % of the sentences in seeds/ are told differently alone"
)
def test_a_claim_alone_is_told_as_in_company() -> None:
    claims = [[text] for text in seed_sentences()]
    together = loaded("compact").condense_many(claims)
    assert [loaded("compact").condense(claim) for claim in claims] == together


class Padded:
    """A session whose scores depend on nothing but a row's own pieces, with rubbish where nothing stands."""

    def __init__(self) -> None:
        self.batches: list[int] = []

    def run(self, outputs: list[str], given: dict[str, Any]) -> list[Any]:
        """Return scores of steps and words."""
        assert outputs == ["steps", "kept"]
        pieces, firsts, rows = given["pieces"], given["firsts"], given["rows"]
        self.batches.append(len(pieces))
        values = np.take_along_axis(pieces, firsts, axis=1) % 7.0
        steps = -np.abs(values[:, :, None] - values[:, None, :])
        kept = values - 3.0
        absent = rows == -2
        steps[np.broadcast_to(absent[:, None, :], steps.shape)] = 1e6
        steps[np.broadcast_to(absent[:, :, None], steps.shape)] = -1e6
        kept[absent] = 1e6
        return [steps.astype(np.float32), kept.astype(np.float32)]


def test_what_fills_a_batch_up_counts_for_nothing() -> None:
    session = Padded()
    condenser = CompactCondenser(PointingSession(session, load_tokenizer()), TIGHT)
    claims = [[text] for text in seed_sentences()[: BATCH + 7]]
    together = condenser.condense_many(claims)
    assert max(session.batches) > 1
    assert together == [condenser.condense(claim) for claim in claims]
    assert together[::-1] == condenser.condense_many(claims[::-1])
    assert any(len(told) < len(text) for told, (text,) in zip(together, claims, strict=True))


def test_drafts_come_in_the_order_of_their_claims_and_not_of_their_length() -> None:
    session = Padded()
    condenser = CompactCondenser(PointingSession(session, load_tokenizer()), TIGHT)
    texts = [*seed_sentences()[: 2 * BATCH], "Fire", "Fire in Orsk."]
    drafts = condenser.condense_many([[text] for text in texts])
    assert all(only_leaves_out(draft, text) for draft, text in zip(drafts, texts, strict=True))
    assert max(session.batches) <= BATCH


# weights that are not there


@pytest.mark.parametrize("content", [None, b"", b"no model at all", bytes(1_000)])
def test_weights_that_are_missing_or_damaged_are_an_error_of_the_model(
    content: bytes | None, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / "model.onnx").write_bytes(content)
    with pytest.raises(ModelError, match="cannot be loaded") as raised:
        PointingSession.from_folder(tmp_path)
    assert "again" in raised.value.hint
