"""Near copies of whole articles among very many: precision, recall and time, beside datasketch in the same run.

    python -m benchmarks.duplicates [ARTICLES ...]

Articles are put together by rule from plain English sentences. To each hundred of them one copy is planted in which
words are replaced, or sentences left out or added, more of them in every tenth of the copies, so that the copies lie
on both sides of the line. What is a near copy is decided by the shingles themselves, not by the signatures. Seconds
are processor time. With a million, datasketch is left out, and signatures are made of
every tenth article only and drawn at random for the others, as unlike articles have them.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice
from resource import RUSAGE_SELF, getrusage
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from benchmarks.datasets import read_jsonl, shared_path
from benchmarks.tables import Row, print_table
from summarizer.scaling.signatures import HASHES, NEAR_COPY, find_near_copies, hash_shingles, sign_text

Pair = tuple[int, int]
Result = TypeVar("Result")

SETS = (
    "plain_wikinews_2019_2020",
    "plain_nltk_masc_written",
    "plain_onestop",
    "plain_gum",
    "plain_nltk_abc2006",
)
PLANTED = 100
"""Articles to one planted copy."""

SIGNED = 100_000
"""Articles that are really signed. Beyond, nine of ten signatures are drawn."""

PEERED = 30_000
"""Articles up to which datasketch is run beside."""


def read_sentences() -> list[str]:
    """Return sentences of plain English, of eight words or more."""
    rows = chain.from_iterable(read_jsonl(shared_path("plain", f"{name}.jsonl.gz")) for name in SETS)
    found = chain.from_iterable(re.split(r"(?<=[.!?])\s+", str(row["text"])) for row in rows)
    return list(islice((one for one in found if 8 <= len(one.split()) <= 60), 60_000))


def write_articles(sentences: Sequence[str], count: int) -> tuple[list[str], list[Pair]]:
    """Return articles, and the pairs of them of which one is made from the other."""
    draw = random.Random(5)
    articles = [" ".join(draw.choices(sentences, k=draw.randint(4, 24))) for _ in range(count)]
    planted = []
    for number in range(count // PLANTED):
        origin, place = draw.randrange(count), draw.randrange(count)
        if origin == place:
            continue
        articles[place] = change(articles[origin], number % 10, draw, sentences)
        planted.append((min(origin, place), max(origin, place)))
    return articles, sorted(set(planted))


def change(text: str, degree: int, draw: random.Random, sentences: Sequence[str]) -> str:
    """Return a text of which a share is another: words for an even degree, sentences for an odd one."""
    share = degree / 40
    if degree % 2 == 0:
        return " ".join(
            draw.choice(("also", "now", "later")) if draw.random() < share else w for w in text.split()
        )
    parts = re.split(r"(?<=[.!?])\s+", text)
    kept = [part for part in parts if draw.random() >= share]
    return " ".join([*kept, *draw.choices(sentences, k=max(round(share * len(parts)), 1))])


def measure_share(articles: Sequence[str], pairs: Sequence[Pair]) -> list[float]:
    """Return the share of their shingles that pairs have in common."""
    shingles: dict[int, set[int]] = {}
    for at in {at for pair in pairs for at in pair}:
        shingles[at] = set(hash_shingles(articles[at]).tolist())
    return [len(shingles[a] & shingles[b]) / len(shingles[a] | shingles[b]) for a, b in pairs]


def clock(call: Callable[[], Result]) -> tuple[Result, float]:
    """Return what a call returns and the processor's seconds that it took."""
    began = time.process_time()
    result = call()
    return result, time.process_time() - began


def find_by_datasketch(articles: Sequence[str]) -> tuple[list[Pair], float, float]:
    """Return pairs by datasketch's MinHash and index over the same shingles, and its seconds for each half."""
    from datasketch import MinHash, MinHashLSH

    def sign(text: str) -> Any:  # noqa: ANN401 — a library without types
        signature = MinHash(num_perm=HASHES)
        signature.update_batch([number.tobytes() for number in hash_shingles(text)])
        return signature

    def search() -> list[Pair]:
        index = MinHashLSH(threshold=NEAR_COPY, num_perm=HASHES)
        found = []
        for at, signature in enumerate(signatures):
            likely = index.query(signature)
            found += [(one, at) for one in likely if signatures[one].jaccard(signature) >= NEAR_COPY]
            index.insert(at, signature)
        return found

    signatures, signing = clock(lambda: [sign(text) for text in articles])
    pairs, searching = clock(search)
    return pairs, signing, searching


def sign_all(articles: Sequence[str], count: int) -> NDArray[np.uint32]:
    """Return the articles' signatures, and behind them drawn ones up to a count."""
    signed = np.stack([sign_text(text) for text in articles])
    drawn = np.random.default_rng(1).integers(0, 2**32, (count - len(articles), HASHES), dtype=np.uint32)
    return np.concatenate([signed, drawn])


def score(articles: Sequence[str], found: Sequence[Pair], planted: Sequence[Pair]) -> dict[str, object]:
    """Return precision over what was found and recall of the planted pairs that are near copies."""
    wanted = [
        pair
        for pair, share in zip(planted, measure_share(articles, planted), strict=True)
        if share >= NEAR_COPY
    ]
    real = [pair for pair in found if pair[1] < len(articles)]
    right = sum(share >= NEAR_COPY for share in measure_share(articles, real))
    wrong = len(found) - right
    home = link(found)
    linked = sum(home.get(a, a) == home.get(b, b) for a, b in wanted)
    return {
        "near copies": len(wanted),
        "found pairs": len(found),
        "precision": right / max(right + wrong, 1),
        "recall": linked / max(len(wanted), 1),
    }


def link(pairs: Sequence[Pair]) -> dict[int, int]:
    """Return the lowest number of the group that each number in the pairs belongs to."""
    home: dict[int, int] = {}

    def root(at: int) -> int:
        while home.setdefault(at, at) != at:
            at = home[at]
        return at

    for a, b in pairs:
        first, second = sorted((root(a), root(b)))
        home[second] = first
    return {at: root(at) for at in home}


def measure(sizes: Sequence[int] = (10_000, 30_000)) -> list[Row]:
    """Return the rows of the table."""
    return [row for size in sizes for row in measure_size(size, read_sentences())]


def measure_size(size: int, sentences: Sequence[str]) -> Iterator[Row]:
    """Yield our row for so many articles, and datasketch's where it is run."""
    articles, planted = write_articles(sentences, size if size <= SIGNED else SIGNED)
    signatures, signing = clock(lambda: sign_all(articles, size))
    pairs, searching = clock(lambda: find_near_copies(signatures))
    yield {"program": "summarizer", "articles": size, **score(articles, pairs, planted)} | costs(
        size, signing * size / len(articles), searching
    )
    if size <= PEERED:
        theirs, signing, searching = find_by_datasketch(articles)
        yield {"program": "datasketch", "articles": size, **score(articles, theirs, planted)} | costs(
            size, signing, searching
        )


def costs(size: int, signing: float, searching: float) -> dict[str, object]:
    """Return the cells on time and memory."""
    return {
        "signing ms/article": 1000 * signing / size,
        "searching ms/article": 1000 * searching / size,
        "seconds": signing + searching,
        "peak MB": getrusage(RUSAGE_SELF).ru_maxrss // 1024,
    }


if __name__ == "__main__":
    print_table("Near copies", measure([int(one) for one in sys.argv[1:]] or (10_000, 30_000)))
