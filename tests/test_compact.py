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
from summarizer.condensing.compact import CompactCondenser, load_compact
from summarizer.condensing.onnx import load_tokenizer
from summarizer.condensing.pointing import MOST_PIECES, PointingSession
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
    texts = seed_sentences()[:100]
    claims = [[text] for text in texts]
    before = sum(len(text.split()) for text in texts)
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


@pytest.mark.parametrize("name", NAMES)
@given(st.lists(SENTENCES, min_size=2, max_size=4))
@settings(max_examples=40)
def test_no_word_is_told_that_no_sentence_of_the_claim_holds(name: str, texts: list[str]) -> None:
    told = loaded(name).condense(texts)
    assert told
    assert set(plain_words(told)) <= {word for text in texts for word in plain_words(text)}


def test_where_it_is_to_be_tight_or_within_a_bound_only_the_first_sentence_is_told() -> None:
    first, *others = seed_sentences()[:4]
    tight = loaded("compact-tight")
    assert tight.condense([first, *others]) == tight.condense([first])
    standard = loaded("compact")
    assert standard.condense_many([[first, *others]], 99) == standard.condense_many([[first]], 99)


# the same claim gives the same draft


@pytest.mark.parametrize("name", NAMES)
def test_the_same_claims_give_the_same_drafts_in_any_company(name: str) -> None:
    claims = [[text] for text in seed_sentences()[:60]]
    together = loaded(name).condense_many(claims)
    assert loaded(name).condense_many(claims[::-1]) == together[::-1]
    assert load_compact(name == "compact-tight").condense_many(claims[:20]) == together[:20]
    assert [loaded(name).condense(claim) for claim in claims[-20:]] == together[-20:]


# what the model is shown


class Recording:
    """A session that notes what it is asked, and finds all steps alike."""

    def __init__(self) -> None:
        self.given: dict[str, Any] = {}

    def run(self, outputs: list[str], given: dict[str, Any]) -> list[Any]:
        """Return scores of steps and words."""
        assert outputs == ["steps", "kept"]
        self.given = given
        count = given["rows"].shape[1]
        return [np.zeros((1, count, count), np.float32), np.zeros((1, count), np.float32)]


def shown(*sentences: list[str]) -> tuple[dict[str, list[int]], int]:
    """Return what the model is shown of these sentences, and how many words it scores."""
    session = Recording()
    scores = PointingSession(session, load_tokenizer()).score(sentences, 10)
    assert scores.steps.shape == (len(scores.kept), len(scores.kept))
    assert np.allclose(np.exp(scores.steps).sum(axis=-1), 1.0)
    assert session.given["attended"].all()
    assert {value.dtype for value in session.given.values()} == {np.dtype(np.int64)}
    return {name: value[0].tolist() for name, value in session.given.items() if name != "ratio"}, len(
        scores.kept
    )


def test_every_word_has_its_pieces_between_start_and_end() -> None:
    given, count = shown(["The", "Patapsco", "froze", "."])
    assert count == 6
    assert given["rows"] == [-1, 0, 0, 0, 0, -1]
    assert given["firsts"][0] == given["lasts"][0] == 0
    assert given["firsts"][-1] == given["lasts"][-1] == len(given["pieces"]) - 1
    ends = list(zip(given["firsts"], given["lasts"], strict=True))
    assert [first for first, _ in ends[1:]] == [last + 1 for _, last in ends[:-1]]
    assert set(given["types"]) == {0}
    size = load_tokenizer().get_vocab_size()
    assert (given["pieces"][0], given["pieces"][-1]) == (size, size + 1)


def test_the_sentences_of_a_claim_are_told_apart() -> None:
    given, count = shown([","], ["It", "fell", "."], ["It", "broke", "."])
    assert count == 9
    assert given["rows"] == [-1, 0, 1, 1, 1, 2, 2, 2, -1]
    types = [given["types"][at] for at in given["firsts"]]
    assert types[1:5] == [0, 0, 0, 0]
    assert types[5:8] == [1, 1, 1]
    assert len(given["types"]) == len(given["pieces"])


def test_no_more_is_read_than_the_model_reads_and_no_word_in_part() -> None:
    given, count = shown(["Patapsco"] * 500)
    assert count < 502
    assert len(given["pieces"]) <= MOST_PIECES
    whole = load_tokenizer().encode("Patapsco", add_special_tokens=False).ids
    assert given["pieces"][1:-1] == whole * (count - 2)


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
