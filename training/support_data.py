"""Statements with their evidence, and which of their words it does not carry: what the support model learns from."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

from summarizer.checking.nearest import nearest_sentences, stem_word
from summarizer.condensing.words import find_words
from summarizer.embedding import load_embedder
from summarizer.splitting import split_text
from training.corrupting import Corruptor, find_names, find_phrases
from training.pointing_data import Unmasker, gather_names, join_tokens, read_pairs

UNKNOWN = -1
"""The mark of a word of which it is not known whether it is carried."""

FALSE_SHARE = 0.62
HELD_OUT_TENTHS = 3
"""Of the support sets, the documents whose hash ends so are never trained on."""

NEWS = ("plain_wikinews_2019_2020", "plain_onestop", "plain_nltk_masc_written", "plain_gum")
NEIGHBOUR_RANKS = slice(4, 24)
"""The nearest neighbours of a word mostly mean the same, those behind them are used alike."""


@dataclass(frozen=True, slots=True)
class SupportExample:
    """A statement beside its evidence.

    Attributes:
        words: the statement's.
        evidence: the words of each sentence of its evidence.
        marks: for each word 1 where it is not carried, 0 where it is, `UNKNOWN` where that is not known.
        carried: whether the statement as a whole is.
    """

    words: tuple[str, ...]
    evidence: tuple[tuple[str, ...], ...]
    marks: tuple[int, ...]
    carried: bool


def is_held_out(document: str) -> bool:
    """Whether a document of a support set is kept for measuring."""
    return int(hashlib.sha256(document.encode()).hexdigest(), 16) % 10 < HELD_OUT_TENTHS


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a gzipped JSONL file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text."""
    return tuple(word.text for word in find_words(text))


def choose_evidence(statement: str, sentences: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Return the words of the sentences that a statement is judged by."""
    return tuple(words_of(sentences[at]) for at in nearest_sentences(statement, sentences))


def keep_evidence(statement: str, sentences: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Return the words of all sentences."""
    return tuple(words_of(sentence) for sentence in sentences)


EvidenceOf: TypeAlias = "Callable[[str, Sequence[str]], tuple[tuple[str, ...], ...]]"
"""What is kept of a document, given a statement and its sentences."""


# true pairs


def true_pairs(
    data: Path, draw: random.Random
) -> Iterator[tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]]:
    """Yield statements that their evidence carries."""
    yield from _shortened(data, draw)
    yield from _rewritten(data)
    yield from _from_documents(data, draw)


def _shortened(
    data: Path, draw: random.Random
) -> Iterator[tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]]:
    folder = data / "condensing"
    lines = [line for n, line in enumerate(read_lines(folder / "gsc_eval_rest9000.jsonl.gz")) if n % 10]
    cased = list(read_pairs(lines))
    masked = list(read_pairs(read_lines(folder / "gsc_train.jsonl.gz")))
    unmasker = Unmasker(gather_names(source for source, _ in cased), draw)
    chosen = cased * 2 + [(unmasker.fill(s), k) for s, k in draw.sample(masked, 24_000)]
    for source, kept in chosen:
        beside = [draw.choice(chosen)[0] for _ in range(draw.choice((0, 0, 1, 2)))]
        rows = [source, *beside]
        draw.shuffle(rows)
        yield tuple(source[at] for at in kept), tuple(rows)


def _rewritten(data: Path) -> Iterator[tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]]:
    for name in ("wikisplit_fuse_train", "onestop_simplify_train", "turk_shorter_train"):
        for line in read_lines(data / "condensing" / f"{name}.jsonl.gz"):
            rows = tuple(words_of(join_tokens(source)) for source in line["src"])
            yield words_of(join_tokens(line["tgt"])), rows


def _from_documents(
    data: Path, draw: random.Random
) -> Iterator[tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]]:
    """Yield sentences of documents, some of their phrases left out, with their neighbourhood as evidence."""
    for document in read_documents(data):
        for sentence in draw.sample(document, min(len(document), 6)):
            words = words_of(sentence)
            if not 8 <= len(words) <= 40:
                continue
            near = choose_evidence(sentence, document)
            yield _leave_out_phrases(words, draw), near


def read_documents(data: Path) -> Iterator[list[str]]:
    """Yield the sentences of each news text, at most the first sixty."""
    for name in NEWS:
        for line in read_lines(data / "plain" / f"{name}.jsonl.gz"):
            sentences = split_text(line["text"])[:60]
            if len(sentences) >= 4:
                yield sentences


def _leave_out_phrases(words: tuple[str, ...], draw: random.Random) -> tuple[str, ...]:
    if draw.random() < 0.4:
        return words
    phrases = find_phrases(words)
    if not phrases:
        return words
    phrase = tuple(draw.choice(phrases))
    at = next(at for at in range(len(words)) if words[at : at + len(phrase)] == phrase)
    return words[:at] + words[at + len(phrase) :]


# false ones


def make_corruptor(data: Path, draw: random.Random) -> Corruptor:
    """Return a corruptor that knows the names, phrases and words of the news texts."""
    names: list[Sequence[str]] = []
    phrases: list[Sequence[str]] = []
    counts: Counter[str] = Counter()
    for document in read_documents(data):
        for sentence in document:
            words = words_of(sentence)
            names += [words[a:b] for a, b in find_names(words)]
            phrases += find_phrases(words)
            counts.update(word for word in words if word.islower() and word.isalpha() and len(word) > 3)
    return Corruptor(draw, names, find_neighbours([w for w, n in counts.items() if n >= 8]), phrases)


def find_neighbours(words: Sequence[str]) -> dict[str, list[str]]:
    """Return for each word others with its ending whose vectors are near, but not the nearest."""
    vectors = load_embedder().encode(list(words))
    endings = np.array([_ending_of(word) for word in words])
    found = {}
    for at, word in enumerate(words):
        scores = vectors @ vectors[at]
        scores[endings != endings[at]] = -1
        near = np.argsort(-scores, kind="stable")[NEIGHBOUR_RANKS]
        found[word] = [
            words[other]
            for other in near
            if scores[other] > 0.15 and stem_word(words[other]) != stem_word(word)
        ]
    return {word: others for word, others in found.items() if others}


def _ending_of(word: str) -> str:
    return next(
        (
            ending
            for ending in ("ing", "ed", "ly", "ers", "er", "ies", "s", "al", "ion")
            if word.endswith(ending)
        ),
        "",
    )


def synthetic_examples(data: Path, draw: random.Random) -> Iterator[SupportExample]:
    """Yield true statements and corrupted ones."""
    corruptor = make_corruptor(data, draw)
    for words, evidence in true_pairs(data, draw):
        if not 3 <= len(words) <= 60 or not evidence:
            continue
        if draw.random() < FALSE_SHARE:
            changed = corruptor.corrupt(words, evidence)
            if changed:
                yield SupportExample(tuple(changed[0]), evidence, tuple(changed[1]), carried=False)
                continue
        yield SupportExample(words, evidence, (0,) * len(words), carried=True)


# judged by people


def judged_examples(
    data: Path, held_out: bool = False, evidence_of: EvidenceOf = choose_evidence
) -> Iterator[SupportExample]:
    """Yield what people judged, of the documents to train on or of those held out.

    Args:
        data: folder with `support/`.
        held_out: which of the two.
        evidence_of: what is kept of the sentences of a document.
    """
    folder = data / "support"
    for path in sorted(folder.glob("summedits_*.jsonl.gz")):
        for line in read_lines(path):
            if is_held_out(line["doc"]) == held_out:
                carried = bool(line["label"])
                claim, document = line["claim"], _split(line["doc"])
                yield _judged(claim, document, carried, line["original"], evidence_of)
    for line in read_lines(folder / "bump_task1.jsonl.gz"):
        if is_held_out(line["article"]) == held_out:
            yield from _judged_pair(line, evidence_of)
    for line in read_lines(folder / "summac_factcc.jsonl.gz"):
        if is_held_out(line["doc"]) == held_out:
            document = _split(line["doc"])
            yield _judged(line["claim"], document, bool(line["label"]), evidence_of=evidence_of)
    for line in read_lines(folder / "wice_claim_dev.jsonl.gz"):
        if is_held_out(line["title"]) == held_out:
            document = line["evidence_sentences"]
            yield _judged(line["claim"], document, line["label"] == "supported", evidence_of=evidence_of)


def _judged_pair(line: dict[str, Any], evidence_of: EvidenceOf) -> Iterator[SupportExample]:
    """Yield a right and a wrong summary, sentence by sentence where the two have as many."""
    sentences = _split(line["article"])
    right, wrong = split_text(line["reference_summary"]), split_text(line["edited_summary"])
    if len(right) != len(wrong):
        right, wrong = [line["reference_summary"]], [line["edited_summary"]]
    for good, bad in zip(right, wrong, strict=True):
        yield _judged(good, sentences, True, evidence_of=evidence_of)
        if good != bad:
            yield _judged(bad, sentences, False, good, evidence_of)


def _split(document: str) -> list[str]:
    return [sentence for line in document.split("\n") for sentence in split_text(line)]


def _judged(
    claim: str,
    sentences: Sequence[str],
    carried: bool,
    original: str | None = None,
    evidence_of: EvidenceOf = choose_evidence,
) -> SupportExample:
    """Return an example; of a false statement the words that differ from the right one may be the false ones."""
    words = words_of(claim)
    marks = [0] * len(words)
    if not carried:
        marks = [UNKNOWN] * len(words)
        if original is not None and original != claim:
            marks = _changed_words(words, words_of(original))
    return SupportExample(words, evidence_of(claim, sentences), tuple(marks), carried)


def _changed_words(words: tuple[str, ...], original: tuple[str, ...]) -> list[int]:
    marks = [0] * len(words)
    for kind, _, _, start, end in SequenceMatcher(None, original, words, autojunk=False).get_opcodes():
        if kind != "equal":
            marks[start : max(end, start + 1)] = [UNKNOWN] * (max(end, start + 1) - start)
    return marks[: len(words)] if any(marks) else [UNKNOWN] * len(words)
