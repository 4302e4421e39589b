"""What a brief should cover: the terms and pairs of neighbouring terms that the sources stress.

A concept weighs as much as the sentences that hold it are salient, times the number of independent reports
that use it (after Gillick and Favre 2009, who weigh bigrams by documents).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array, hstack

from summarizer.comparing import SentenceSpace
from summarizer.vectorizing import find_all_terms

UNSHARED_WORTH = 0.02
"""What a concept of a single sentence is worth: enough to choose by where the sources share nothing."""


@dataclass(frozen=True, slots=True)
class Concepts:
    """Which concepts statements hold, and what each is worth.

    Attributes:
        held: 1 where a statement holds a concept, shape (statements, concepts).
        worth: of each concept, the highest of either kind 1, shape (concepts,).
    """

    held: csr_array
    worth: NDArray[np.float64]


def weigh_concepts(
    statements: Sequence[str],
    space: SentenceSpace,
    salience: NDArray[np.float64],
    reports: Mapping[str, str],
) -> Concepts:
    """Find the concepts of statements and weigh them by the sources.

    Args:
        statements: texts that may be told.
        space: the sources' sentences.
        salience: of each row of the space, shape (rows,).
        reports: the independent report that each article belongs to, by article id.
    """
    rows = len(space.texts)
    terms, starts = space.found
    more, more_starts = find_all_terms(statements, space.ids)
    presence = _concept_presence(
        np.concatenate([terms, more]), np.concatenate([starts, starts[-1] + more_starts[1:]]), space
    )
    in_sources, held = presence[:rows], presence[rows:]
    shared = np.where(in_sources.sum(axis=0) > 1, 1.0, UNSHARED_WORTH)
    worth = (in_sources.T @ salience) * _report_spread(in_sources, space, reports) * shared
    split = len(space.ids.terms)
    for kind in (slice(0, split), slice(split, None)):
        worth[kind] /= max(worth[kind].max(initial=0.0), 1e-9)
    return Concepts(held, worth)


def _concept_presence(terms: NDArray[np.int64], starts: NDArray[np.int64], space: SentenceSpace) -> csr_array:
    """Return which terms, then which pairs of neighbouring terms, stand in each text."""
    texts, size = len(starts) - 1, len(space.ids.terms)
    row = np.repeat(np.arange(texts), np.diff(starts))
    neighbours = row[:-1] == row[1:]
    codes, pair = np.unique((terms[:-1] * size + terms[1:])[neighbours], return_inverse=True)
    singles = coo_array((np.ones(len(terms), dtype=np.float32), (row, terms)), shape=(texts, size))
    pairs = coo_array(
        (np.ones(len(pair), dtype=np.float32), (row[:-1][neighbours], pair.ravel())),
        shape=(texts, len(codes)),
    )
    presence = csr_array(hstack([singles, pairs], format="csr"))
    presence.sum_duplicates()
    presence.data[:] = 1
    return presence


def _report_spread(
    presence: csr_array, space: SentenceSpace, reports: Mapping[str, str]
) -> NDArray[np.float64]:
    """Return in how many independent reports each concept stands."""
    numbers = {report: number for number, report in enumerate(dict.fromkeys(reports.values()))}
    report = [numbers[reports[sentence.article_id]] for sentence in space.sentences]
    ones = np.ones(len(report), dtype=np.float32)
    told = coo_array((ones, (report, space.row_of)), shape=(len(numbers), len(space.texts)))
    spread = csr_array(told.tocsr() @ presence)
    return np.bincount(spread.indices, minlength=presence.shape[1]).astype(np.float64)
