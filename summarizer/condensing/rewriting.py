"""Prepares a claim for a condenser: who "he" is stands in the sentence, and no brackets do."""

from __future__ import annotations

from summarizer.anchoring import Passage
from summarizer.records import Claim

MOST_BESIDE = 4
"""Further sentences of a claim that a condenser is shown: a fifth one hardly ever adds anything."""


def claim_texts(passage: Passage, claim: Claim) -> list[str]:
    """Return what a condenser reads of a claim: the passage that tells it best, then its other sentences."""
    told = {sentence.text for sentence in passage.sentences}
    others = dict.fromkeys(s.text for s in claim.sentences if s.text not in told)
    return [name_pronouns(passage), *list(others)[:MOST_BESIDE]]


def name_pronouns(passage: Passage) -> str:
    """Return a passage's words with the name in place of the pronoun that leans on it.

    Dates are left to be added behind what is written in the end.
    """
    pieces, last, verbatim = [], 0, passage.verbatim
    for insertion in passage.insertions:
        if insertion.source is not None:
            pronoun = verbatim[last : insertion.at].split(" ")[-1]
            pieces += [verbatim[last : insertion.at - len(pronoun)], insertion.words]
            last = insertion.at
    return "".join(pieces) + verbatim[last:]
