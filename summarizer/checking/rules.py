"""Finds the words of a statement that its evidence does not carry, by rules that err on the side of finding some.

Every name, number, date, unit, quotation, negation and modal of a statement has to be carried. Names, numbers
and dates may stand anywhere in the evidence; whether something is so, or may be so, is read off its nearest
sentences. What was added in square brackets is left alone here: it is traced where it comes from.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.checking.names import check_dates, check_names, check_quotations
from summarizer.checking.numbers import check_numbers
from summarizer.checking.polarity import check_polarity
from summarizer.checking.words import Evidence, fold_space, hide_brackets, read_evidence, read_words
from summarizer.records import Uncarried


def find_uncarried(statement: str, evidence: Sequence[str]) -> tuple[Uncarried, ...]:
    """Return the words that are not carried, in order and apart; () where all are, and for a verbatim sentence.

    Args:
        statement: a sentence or a few.
        evidence: the sentences that should carry it; a whole document's may be given.
    """
    if is_verbatim(statement, evidence):
        return ()
    read = read_evidence(tuple(evidence))
    return join_spans(_check_all(hide_brackets(statement, evidence), read))


def _check_all(text: str, evidence: Evidence) -> list[Uncarried]:
    words = read_words(text)
    return [
        *check_names(words, text, evidence),
        *check_numbers(words, text, evidence),
        *check_dates(words, text, evidence),
        *check_quotations(words, text, evidence),
        *check_polarity(words, evidence),
    ]


def is_verbatim(statement: str, evidence: Sequence[str]) -> bool:
    """Whether a statement is one of the sentences, white space aside, or a run of them, brackets added or not."""
    folded = fold_space(statement)
    if not folded:
        return False
    if _is_run(folded, evidence):
        return True
    return "[" in folded and _is_run(fold_space(hide_brackets(folded)), evidence)


def _is_run(folded: str, evidence: Sequence[str]) -> bool:
    sentences = [sentence for sentence in map(fold_space, evidence) if sentence]
    if folded in sentences:
        return True
    for first, sentence in enumerate(sentences):
        rest, at = folded, first
        while rest.startswith(sentence):
            rest = rest[len(sentence) :]
            if not rest:
                return True
            at += 1
            if not rest.startswith(" ") or at == len(sentences):
                break
            rest, sentence = rest[1:], sentences[at]
    return False


def join_spans(found: Sequence[Uncarried]) -> tuple[Uncarried, ...]:
    """Return spans in order; of those that overlap, the one that begins first, or the longer one."""
    kept: list[Uncarried] = []
    for one in sorted(found, key=lambda span: (span.start, span.kind == "meaning", -span.end, span.kind)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)
