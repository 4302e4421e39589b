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
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from summarizer.checking.nearest import nearest_sentences, stem_word
from summarizer.condensing.words import find_words
from summarizer.embedding import load_embedder
from summarizer.splitting import split_text
from training.corrupting import Corruptor, ending_of, find_names, find_phrases
from training.pointing_data import Unmasker, gather_names, join_tokens, read_pairs

UNKNOWN = -1
"""The mark of a word of which it is not known whether it is carried."""

FALSE, BOTH = 0.22, 0.5
"""Shares of the true statements of which a false one is seen alone, and beside it."""
RETOLD, SHARED = 16, 0.6
"""Sentences taken of each simple text, and the share of their words the full one must have to carry them."""
MOST_WORDS = 60
"""Of a statement."""
MASKED = 30_000
"""Pairs of the masked training part that are seen beside all cased ones."""
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


class TruePair(NamedTuple):
    """The words of a statement, and of each sentence of the evidence that carries it."""

    words: tuple[str, ...]
    evidence: tuple[tuple[str, ...], ...]


Group: TypeAlias = tuple[SupportExample, ...]
"""A statement, or a true one and a false one that differs from it in a few words."""


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


def true_pairs(data: Path, draw: random.Random) -> Iterator[TruePair]:
    """Yield statements that their evidence carries."""
    made = (_shortened(data, draw), _rewritten(data), _summed_up(data), _retold(data, draw))
    for pair in chain(*made, _from_documents(data, draw)):
        if 3 <= len(pair.words) <= MOST_WORDS and pair.evidence:
            yield pair


def _shortened(data: Path, draw: random.Random) -> Iterator[TruePair]:
    folder = data / "condensing"
    lines = [line for n, line in enumerate(read_lines(folder / "gsc_eval_rest9000.jsonl.gz")) if n % 10]
    cased = list(read_pairs(lines))
    masked = list(read_pairs(read_lines(folder / "gsc_train.jsonl.gz")))
    unmasker = Unmasker(gather_names(source for source, _ in cased), draw)
    chosen = cased + [(unmasker.fill(s), k) for s, k in draw.sample(masked, MASKED)]
    for source, kept in chosen:
        beside = [draw.choice(chosen)[0] for _ in range(draw.choice((0, 0, 1, 2)))]
        rows = [source, *beside]
        draw.shuffle(rows)
        yield TruePair(tuple(source[at] for at in kept), tuple(rows))


def _rewritten(data: Path) -> Iterator[TruePair]:
    for name in ("wikisplit_fuse_train", "onestop_simplify_train", "turk_shorter_train"):
        for line in read_lines(data / "condensing" / f"{name}.jsonl.gz"):
            rows = tuple(words_of(join_tokens(source)) for source in line["src"])
            yield TruePair(words_of(join_tokens(line["tgt"])), rows)


def _summed_up(data: Path) -> Iterator[TruePair]:
    """Yield what people made of an abstract or of a report's lead: a sentence, a headline."""
    for name in ("scitldr_train", "wikinews_headline_train"):
        for line in read_lines(data / "condensing" / f"{name}.jsonl.gz"):
            for sentence in split_text(line["tgt"]):
                yield TruePair(words_of(sentence), choose_evidence(sentence, line["src"]))


def _retold(data: Path, draw: random.Random) -> Iterator[TruePair]:
    """Yield sentences of news told simply, with the article as it was first written as evidence."""
    texts = {line["doc"]: line["text"] for line in read_lines(data / "plain" / "plain_onestop.jsonl.gz")}
    for name, text in texts.items():
        title, _, level = name.rpartition("-")
        full = texts.get(f"{title}-adv.txt")
        if full is None or level == "adv.txt":
            continue
        document = _split(full)
        for sentence in draw.sample(told := _split(text), min(len(told), RETOLD)):
            evidence, words = choose_evidence(sentence, document), words_of(sentence)
            held = {stem_word(word) for row in evidence for word in row}
            shared = sum(stem_word(word) in held for word in words) / max(len(words), 1)
            if shared >= SHARED and 8 <= len(words) <= 40:
                yield TruePair(words, evidence)


def _from_documents(data: Path, draw: random.Random) -> Iterator[TruePair]:
    """Yield sentences of documents, some of their phrases left out, with their neighbourhood as evidence."""
    for document in read_documents(data):
        for sentence in draw.sample(document, min(len(document), 10)):
            words = words_of(sentence)
            if not 8 <= len(words) <= 40:
                continue
            near = choose_evidence(sentence, document)
            yield TruePair(_leave_out_phrases(words, draw), near)


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
    endings = np.array([ending_of(word) for word in words])
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


def draw_groups(pairs: Sequence[TruePair], judged: Sequence[Group], corruptor: Corruptor) -> Iterator[Group]:
    """Yield groups without end, pass after pass in random order, true pairs made false in other ways each time.

    Args:
        pairs: statements that their evidence carries.
        judged: what people judged, as it is.
        corruptor: makes statements false, and draws the order.
    """
    drawn: list[TruePair | Group] = [*pairs, *judged]
    while True:
        corruptor.draw.shuffle(drawn)
        for one in drawn:
            yield _corrupt_pair(one, corruptor) if isinstance(one, TruePair) else one


def _corrupt_pair(pair: TruePair, corruptor: Corruptor) -> Group:
    """Return a true statement, a corrupted one, or both."""
    true = SupportExample(pair.words, pair.evidence, (0,) * len(pair.words), carried=True)
    chance = corruptor.draw.random()
    changed = corruptor.corrupt(pair.words, pair.evidence) if chance < FALSE + BOTH else None
    if changed is None:
        return (true,)
    false = SupportExample(tuple(changed[0]), pair.evidence, tuple(changed[1]), carried=False)
    return (false,) if chance < FALSE else (true, false)


# judged by people


def judged_groups(
    data: Path, held_out: bool = False, evidence_of: EvidenceOf = choose_evidence
) -> Iterator[Group]:
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
                told = line["original"], line["claim"], bool(line["label"])
                yield from _edited(*told, _split(line["doc"]), evidence_of)
    for line in read_lines(folder / "bump_task1.jsonl.gz"):
        if is_held_out(line["article"]) == held_out:
            told = line["reference_summary"], line["edited_summary"], False
            yield from _edited(*told, _split(line["article"]), evidence_of)
    for line in read_lines(folder / "summac_factcc.jsonl.gz"):
        if is_held_out(line["doc"]) == held_out:
            yield (_judged(line["claim"], _split(line["doc"]), bool(line["label"]), evidence_of),)
    for line in read_lines(folder / "wice_claim_dev.jsonl.gz"):
        if is_held_out(line["title"]) == held_out:
            carried = line["label"] == "supported"
            yield (_judged(line["claim"], line["evidence_sentences"], carried, evidence_of),)


def _edited(
    original: str, edited: str, carried: bool, sentences: Sequence[str], evidence_of: EvidenceOf
) -> Iterator[Group]:
    """Yield a right statement and an edited one, sentence by sentence where the two have as many."""
    right, told = split_text(original), split_text(edited)
    if len(right) != len(told):
        right, told = [original], [edited]
    for good, other in zip(right, told, strict=True):
        true = _judged(good, sentences, True, evidence_of)
        if carried:
            yield (_judged(other, sentences, True, evidence_of),)
        elif good == other:
            yield (true,)
        else:
            yield true, _judged(other, sentences, False, evidence_of, good)


def _split(document: str) -> list[str]:
    return [sentence for line in document.split("\n") for sentence in split_text(line)]


def _judged(
    claim: str,
    sentences: Sequence[str],
    carried: bool,
    evidence_of: EvidenceOf,
    original: str | None = None,
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
