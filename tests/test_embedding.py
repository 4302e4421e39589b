"""The static embedding: as model2vec reads it, and the same bytes in any company, order and process."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import embedding
from summarizer.embedding import BLOCK, STATIC_WEIGHTS, StaticEmbedder, load_embedder
from summarizer.errors import ModelError

SENTENCES = [
    "The central bank left its main rate at 4.25 percent on Thursday.",
    "Interest rates stay where they are, the bank’s governor said.",
    "A ferry ran aground off the island; all 214 passengers were taken off.",
    "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich.",
    "don't  U.S. — “quoted”\twith odd   space",
    "ANTIDISESTABLISHMENTARIANISM",
]
WITHOUT_PIECES = ["", "   ", "\n\t"]


def test_vectors_are_those_of_model2vec() -> None:
    from model2vec import StaticModel

    theirs = StaticModel.from_pretrained(STATIC_WEIGHTS).encode(SENTENCES)
    np.testing.assert_allclose(load_embedder().encode(SENTENCES), theirs, atol=1e-3)


def test_rows_are_of_length_one() -> None:
    rows = load_embedder().encode(SENTENCES)
    assert rows.dtype == np.float32
    assert rows.shape == (len(SENTENCES), 256)
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-6)


def test_texts_without_pieces_are_rows_of_zeros() -> None:
    rows = load_embedder().encode([WITHOUT_PIECES[0], SENTENCES[0], *WITHOUT_PIECES[1:]])
    assert rows.any(axis=1).tolist() == [False, True, False, False]
    assert load_embedder().encode([]).shape == (0, 256)


def test_a_paraphrase_is_nearer_than_another_subject() -> None:
    bank, same, ferry = load_embedder().encode(SENTENCES[:3])
    assert bank @ same > bank @ ferry + 0.2


@given(st.permutations(range(len(SENTENCES))), st.integers(0, len(SENTENCES)))
@settings(max_examples=20)
def test_bytes_do_not_depend_on_company_or_order(order: list[int], taken: int) -> None:
    alone = [load_embedder().encode([text])[0].tobytes() for text in SENTENCES]
    chosen = order[:taken]
    rows = load_embedder().encode([SENTENCES[at] for at in chosen])
    assert [row.tobytes() for row in rows] == [alone[at] for at in chosen]


def test_bytes_do_not_depend_on_the_block(monkeypatch: pytest.MonkeyPatch) -> None:
    in_blocks = load_embedder().encode(SENTENCES).tobytes()
    for block in (1, 2, BLOCK + 1, len(SENTENCES)):
        monkeypatch.setattr(embedding, "BLOCK", block)
        assert load_embedder().encode(SENTENCES).tobytes() == in_blocks


def test_long_texts_are_added_up_exactly_too() -> None:
    long = " ".join(SENTENCES * 20)
    alone = load_embedder().encode([long])
    assert load_embedder().encode([*SENTENCES, long])[-1:].tobytes() == alone.tobytes()
    np.testing.assert_allclose(alone[0], load_embedder().encode([" ".join(SENTENCES)])[0], atol=1e-6)


def test_bytes_are_the_same_in_another_process() -> None:
    script = (
        "import json, sys\n"
        "from summarizer.embedding import load_embedder\n"
        "sys.stdout.write(load_embedder().encode(json.load(sys.stdin)).tobytes().hex())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        input=json.dumps(SENTENCES),
        capture_output=True,
        text=True,
        check=True,
    )
    assert bytes.fromhex(done.stdout) == load_embedder().encode(SENTENCES).tobytes()


@given(st.text(max_size=60))
@settings(max_examples=50)
def test_any_text_has_a_row_of_length_one_or_zero(text: str) -> None:
    (row,) = load_embedder().encode([text])
    norm = float(np.linalg.norm(row))
    assert norm == 0 or abs(norm - 1) < 1e-5


def test_missing_weights_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be loaded") as caught:
        StaticEmbedder.from_folder(tmp_path)
    assert "again" in caught.value.hint


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json"])
def test_torn_weights_are_a_model_error(tmp_path: Path, name: str) -> None:
    for path in STATIC_WEIGHTS.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / name).write_bytes((STATIC_WEIGHTS / name).read_bytes()[:1000])
    with pytest.raises(ModelError):
        StaticEmbedder.from_folder(tmp_path)
