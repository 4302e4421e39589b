"""Fits one vector per wordpiece so that their sum says what a sentence transformer says of the sentence.

    python -m training.distill_embedding MINILM_FOLDER DATA_FOLDER [--target FOLDER] [--cache FOLDER]

MINILM_FOLDER holds all-MiniLM-L6-v2, DATA_FOLDER the folders ``plain`` and ``condensing``. No random numbers
are drawn; what differs between runs is the rounding in the teacher, whose vectors ``--cache`` keeps.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Matrix: TypeAlias = NDArray[np.float32]

TARGET = Path(__file__).resolve().parents[1] / "summarizer" / "weights" / "static"
TEACHER_NAME = "sentence-transformers/all-MiniLM-L6-v2"

SOURCES: tuple[tuple[str, int | None], ...] = (
    ("condensing/gsc_train", None),
    ("condensing/gsc_eval_rest9000", None),
    ("plain/openstax_ccby", 20_000),
    ("plain/plain_commonvoice_en", 10_000),
    ("plain/plain_gum", None),
    ("plain/plain_nltk_masc_written", None),
    ("plain/plain_nltk_state_union", None),
    ("plain/plain_onestop", None),
    ("plain/plain_wikinews_2019_2020", None),
    ("plain/plain_wikipedia_sentences", None),
)
"""The sets read, and how many of their sentences at most: textbooks and prompts should not outweigh news."""

SENTENCE_END = re.compile(r"""(?<=[.!?]["”’'\)])\s+(?=["“‘'(]?[A-Z])|(?<=[.!?])\s+(?=["“‘'(]?[A-Z0-9])|\n+""")
FEWEST_WORDS, MOST_WORDS = 5, 60
TEACHER_TOKENS = 128

DIMENSIONS = 256
RARE = 3e-4
"""Pieces of this frequency keep half of their prior vector, more frequent ones less (Arora et al. 2017)."""

LENGTH_POWER = 0.75
"""The sum of a sentence's n vectors is divided by n to this power before it is likened to the teacher's. Only
its direction is used later, so the fit may choose: 1 is the mean, 0.5 is how sums of unlike vectors grow."""

RIDGE = 0.03
"""Pull towards the prior, so that pieces met once or twice do not follow one sentence."""

STEPS = 20
"""Of conjugate gradients."""

WEIGHT_BITS = 10
"""A weight is a whole number of 1/1024ths, so that sums are exact in double precision in any order."""


# sentences


def read_sentences(data: Path) -> dict[str, list[str]]:
    """Return the sentences of each set, each once, in the order of their hashes."""
    found = {}
    for name, most in SOURCES:
        lines = read_lines(data / f"{name}.jsonl.gz")
        texts = split_plain(lines) if name.startswith("plain") else take_whole(lines)
        found[name] = sorted(set(texts), key=lambda text: hashlib.sha256(text.encode()).hexdigest())[:most]
    return found


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a gzipped JSONL file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def split_plain(lines: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield the sentences of plain text; a plain rule is enough where a few torn ones do no harm."""
    for line in lines:
        pieces = (" ".join(piece.split()) for piece in SENTENCE_END.split(line["text"]))
        yield from filter(has_usual_length, pieces)


def take_whole(lines: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield the long side of compression pairs, but for those with masked words or digits."""
    for line in lines:
        text = line["src"][0]
        if "<unk>" not in text and "#" not in text and has_usual_length(text):
            yield text


def has_usual_length(text: str) -> bool:
    """Tell headlines' scraps and lists without a stop from sentences."""
    return FEWEST_WORDS <= len(text.split()) <= MOST_WORDS


# the teacher


@dataclass(frozen=True)
class Pieces:
    """The teacher's wordpieces.

    Attributes:
        tokenizer: cuts text into them.
        vectors: what the teacher says of each by itself, shape (pieces, 384).
    """

    tokenizer: Tokenizer
    vectors: Matrix


def embed_pieces(model: Path) -> Pieces:
    """Return what model2vec distils before it reduces and weighs: the starting point."""
    from model2vec.distill import distill
    from tokenizers import Tokenizer

    static = distill(
        str(model), device="cpu", pca_dims=None, sif_coefficient=None, quantize_to="float32"
    )  # its own reduction and weights are left off
    written = json.loads(static.tokenizer.to_str()) | {"truncation": None, "padding": None}
    return Pieces(Tokenizer.from_str(json.dumps(written)), np.asarray(static.embedding, dtype=np.float32))


def embed_sentences(model: Path, sentences: dict[str, list[str]], cache: Path | None) -> Matrix:
    """Return the teacher's unit vectors of all sentences, shape (sentences, 384); half an hour on two cores."""
    blocks = []
    for name, texts in sentences.items():
        kept = cache / f"{name.replace('/', '.')}.npy" if cache else None
        if kept and kept.exists():
            vectors = np.load(kept)
        else:
            vectors = ask_teacher(model, texts)
            if kept:
                np.save(kept, vectors)
        print(f"{name}: {len(texts)} sentences", flush=True)
        if len(vectors) != len(texts):
            raise SystemExit(f"{kept} is of other sentences. Remove it to have them embedded again.")
        blocks.append(vectors.astype(np.float32))
    return np.concatenate(blocks)


def ask_teacher(model: Path, texts: Sequence[str]) -> NDArray[np.float16]:
    """Return the sentence transformer's vectors; its bfloat16 is twice as fast and costs nothing measured."""
    import torch  # type: ignore[import-not-found, unused-ignore]
    from sentence_transformers import SentenceTransformer

    teacher = SentenceTransformer(str(model), device="cpu").to(torch.bfloat16)
    teacher.max_seq_length = TEACHER_TOKENS
    vectors = teacher.encode(list(texts), batch_size=128, convert_to_tensor=True, show_progress_bar=False)
    return np.asarray(vectors.float().numpy(), dtype=np.float16)


# the fit


def count_pieces(tokenizer: Tokenizer, texts: Sequence[str]) -> csr_array:
    """Return how often each piece stands in each text, shape (texts, pieces)."""
    rows = [code.ids for code in tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)]
    ends = np.cumsum([0, *map(len, rows)])
    columns = np.fromiter((piece for row in rows for piece in row), np.int32, int(ends[-1]))
    shape = (len(rows), tokenizer.get_vocab_size())
    return csr_array((np.ones(len(columns), dtype=np.float32), columns, ends), shape=shape)


def fit_vectors(counts: csr_array, teacher: Matrix, pieces: Matrix) -> Matrix:
    """Return a vector per piece, shape (pieces, `DIMENSIONS`).

    The scaled sum of a sentence's vectors is regressed onto the teacher's vector of the sentence. What
    the teacher says of single pieces is the prior, so pieces that the sentences lack have a vector, too.
    """
    axes = principal_axes(teacher)
    wanted = teacher @ axes
    sums = scale_sums(counts)
    prior = weigh_prior(counts, pieces) @ axes
    likened = sums @ prior
    prior *= (likened * wanted).sum() / (likened**2).sum()
    return regress(sums, wanted, prior)


def principal_axes(teacher: Matrix) -> Matrix:
    """Return the directions in which sentences differ most, shape (384, `DIMENSIONS`); not centred.

    Which way each points is arbitrary to the solver; here its largest part is positive.
    """
    _, axes = np.linalg.eigh(teacher.T @ teacher)
    chosen = axes[:, ::-1][:, :DIMENSIONS]
    largest = np.abs(chosen).argmax(axis=0)
    return np.asarray(chosen * np.sign(chosen[largest, np.arange(DIMENSIONS)]), dtype=np.float32)


def scale_sums(counts: csr_array) -> csr_array:
    """Return the counts divided by a power of each text's length; the 2 keeps the usual row near length 1."""
    lengths = np.maximum(counts.sum(axis=1), 1)
    return csr_array(diags_array((1 / (2 * lengths**LENGTH_POWER)).astype(np.float32)) @ counts)


def weigh_prior(counts: csr_array, pieces: Matrix) -> Matrix:
    """Return unit vectors of pieces without what all share, frequent pieces' shortened."""
    units = pieces / np.linalg.norm(pieces, axis=1, keepdims=True)
    mentions = np.asarray(counts.sum(axis=0)).ravel() + 1
    share = mentions / mentions.sum()
    centred = units - units.mean(axis=0)
    return np.asarray(centred * (RARE / (RARE + share))[:, None], dtype=np.float32)


def regress(sums: csr_array, wanted: Matrix, prior: Matrix) -> Matrix:
    """Return the ridge regression around a prior, by conjugate gradients for all dimensions at once."""
    across = sums.T.tocsr()
    residual = across @ (wanted - sums @ prior)
    scale = (1 / (np.asarray(sums.multiply(sums).sum(axis=0)).ravel() + RIDGE))[:, None].astype(np.float32)
    change = np.zeros_like(prior)
    direction = scale * residual
    size = (residual * direction).sum(axis=0)
    for _ in range(STEPS):
        moved = across @ (sums @ direction) + RIDGE * direction
        step = size / (direction * moved).sum(axis=0)
        change += step * direction
        residual -= step * moved
        better = scale * residual
        size, before = (residual * better).sum(axis=0), size
        direction = better + (size / before) * direction
    return prior + change


# the shipped form


def quantize(vectors: Matrix) -> tuple[NDArray[np.int8], Matrix]:
    """Return the vectors as integers, and the weight by which each piece's are multiplied."""
    largest = np.abs(vectors).max(axis=1) / 127
    unit = largest.max() / (2**WEIGHT_BITS - 1)
    weights = np.maximum(np.rint(largest / unit), 1)
    whole = np.clip(np.rint(vectors / (weights * unit)[:, None]), -127, 127).astype(np.int8)
    return whole, (weights / 2**WEIGHT_BITS).astype(np.float32)


def write_model(folder: Path, tokenizer: Tokenizer, vectors: Matrix) -> None:
    """Write `config.json`, `model.safetensors` and `tokenizer.json`, as model2vec reads them."""
    from safetensors.numpy import save

    whole, weights = quantize(vectors)
    written = json.loads(tokenizer.to_str())
    for token in written["added_tokens"]:  # padding and unknown pieces say nothing
        whole[token["id"]] = 0
        weights[token["id"]] = 0
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.safetensors").write_bytes(save({"embeddings": whole, "weights": weights}))
    dump = json.dumps(written, ensure_ascii=False, separators=(",", ":"))
    (folder / "tokenizer.json").write_text(dump, encoding="utf-8")
    (folder / "config.json").write_text(json.dumps(CONFIG, indent=1), encoding="utf-8")


CONFIG = {
    "model_type": "model2vec",
    "architectures": ["StaticModel"],
    "tokenizer_name": TEACHER_NAME,
    "apply_pca": DIMENSIONS,
    "sif_coefficient": RARE,
    "hidden_dim": DIMENSIONS,
    "seq_length": 1_000_000,
    "normalize": True,
    "pooling": "mean",
    "max_length": None,
    "embedding_dtype": "int8",
}


def parse_arguments() -> argparse.Namespace:
    """Return what the command line names."""
    parser = argparse.ArgumentParser(description="Fit the shipped static embedding again.")
    parser.add_argument("model", type=Path, help="the folder of all-MiniLM-L6-v2")
    parser.add_argument("data", type=Path, help="the folder that holds plain/ and condensing/")
    parser.add_argument("--target", type=Path, default=TARGET, help="where to write (default: %(default)s)")
    parser.add_argument("--cache", type=Path, help="where the teacher's vectors are kept between runs")
    return parser.parse_args()


def main() -> None:
    """Write the weights from the folders named on the command line."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    options = parse_arguments()
    sentences = read_sentences(options.data)
    teacher = embed_sentences(options.model, sentences, options.cache)
    pieces = embed_pieces(options.model)
    counts = count_pieces(pieces.tokenizer, [text for texts in sentences.values() for text in texts])
    write_model(options.target, pieces.tokenizer, fit_vectors(counts, teacher, pieces.vectors))
    print(f"{options.target}: {len(pieces.vectors)} pieces, fitted to {len(teacher)} sentences")


if __name__ == "__main__":
    main()
