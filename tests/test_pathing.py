"""The best path through a sentence's words, held against every path there is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from summarizer.condensing.licensing import License
from summarizer.condensing.pathing import KEEP_WEIGHT, NEVER, StepScores, log_softmax, shorten_sentence

QUARTERS = st.integers(-40, 8).map(lambda quarter: quarter / 4)
"""Sums of these are exact, so that two ways to add them up never differ."""


@st.composite
def scores(draw: st.DrawFn, most: int = 7) -> StepScores:
    """Draw the scores of a sentence of up to so many words, its start and end besides."""
    size = draw(st.integers(0, most)) + 2
    steps = draw(st.lists(QUARTERS, min_size=size * size, max_size=size * size))
    kept = draw(st.lists(QUARTERS, min_size=size, max_size=size))
    return StepScores(np.array(steps).reshape(size, size), np.array(kept))


def all_paths(size: int) -> Iterator[list[int]]:
    inner = range(1, size - 1)
    for count in range(size - 1):
        yield from (list(path) for path in combinations(inner, count))


def worth(path: list[int], found: StepScores, per_word: float) -> float:
    whole = [0, *path, len(found.kept) - 1]
    steps = sum(found.steps[first, second] for first, second in pairwise(whole))
    return float(steps + sum(KEEP_WEIGHT * found.kept[at] + per_word for at in path))


def is_allowed(path: list[int], found: StepScores, junction: float) -> bool:
    whole = [0, *path, len(found.kept) - 1]
    return all(b == a + 1 or found.steps[a, b] >= junction for a, b in pairwise(whole))


@given(scores(), QUARTERS)
def test_no_path_is_better(found: StepScores, per_word: float) -> None:
    path = shorten_sentence(found, per_word)
    assert path in list(all_paths(len(found.kept)))
    assert worth(path, found, per_word) == max(
        worth(other, found, per_word) for other in all_paths(len(found.kept))
    )


@given(scores(), QUARTERS, st.integers(-24, 0).map(lambda quarter: quarter / 4))
def test_no_allowed_path_is_better_and_none_leaps_where_it_may_not(
    found: StepScores, per_word: float, junction: float
) -> None:
    path = shorten_sentence(found, per_word, junction)
    assert is_allowed(path, found, junction)
    allowed = [other for other in all_paths(len(found.kept)) if is_allowed(other, found, junction)]
    assert worth(path, found, per_word) == max(worth(other, found, per_word) for other in allowed)


@st.composite
def licensed(draw: st.DrawFn) -> tuple[StepScores, License]:
    """Draw scores, and which of the steps are licensed."""
    found = draw(scores())
    size = len(found.kept)
    allowed = draw(st.lists(st.booleans(), min_size=size * size, max_size=size * size))
    steps = np.array(allowed).reshape(size, size)
    return found, License(steps, np.zeros((size, size), dtype=bool))


@given(licensed(), QUARTERS)
def test_no_licensed_path_is_better_and_no_other_is_taken(
    drawn: tuple[StepScores, License], per_word: float
) -> None:
    found, license_ = drawn

    def is_licensed(path: list[int]) -> bool:
        whole = [0, *path, len(found.kept) - 1]
        return all(b == a + 1 or license_.steps[a, b] for a, b in pairwise(whole))

    path = shorten_sentence(found, per_word, license_=license_)
    assert is_licensed(path)
    allowed = [other for other in all_paths(len(found.kept)) if is_licensed(other)]
    assert worth(path, found, per_word) == max(worth(other, found, per_word) for other in allowed)


def test_what_is_favoured_goes_although_the_model_would_keep_it() -> None:
    steps = np.full((6, 6), -9.0)
    for at in range(5):
        steps[at, at + 1] = -0.25
    found = StepScores(steps, np.ones(6))
    favoured = np.zeros((6, 6), dtype=bool)
    license_ = License(favoured.copy(), favoured)
    assert shorten_sentence(found, 1.0, license_=license_) == [1, 2, 3, 4]
    favoured[2, 5] = True
    assert shorten_sentence(found, 1.0, license_=License(np.zeros_like(favoured), favoured)) == [1, 2]


@given(scores(), QUARTERS, QUARTERS)
def test_a_higher_bonus_never_tells_fewer_words(found: StepScores, first: float, second: float) -> None:
    assume(first < second)
    assert len(shorten_sentence(found, first)) <= len(shorten_sentence(found, second))


@given(scores())
def test_a_high_bonus_tells_all_and_a_low_one_nothing(found: StepScores) -> None:
    everything = list(range(1, len(found.kept) - 1))
    assert shorten_sentence(found, 1_000.0) == everything
    assert shorten_sentence(found, -1_000.0) == []
    assert shorten_sentence(found, -1_000.0, junction=100.0) == everything


@given(scores(), QUARTERS)
def test_finding_a_path_leaves_the_scores_as_they_are(found: StepScores, per_word: float) -> None:
    steps, kept = found.steps.copy(), found.kept.copy()
    assert shorten_sentence(found, per_word, -2.5) == shorten_sentence(found, per_word, -2.5)
    assert np.array_equal(found.steps, steps)
    assert np.array_equal(found.kept, kept)


def test_steps_backwards_never_count() -> None:
    steps = np.full((4, 4), NEVER)
    steps[2, 1] = 1_000.0
    steps[0, 1] = steps[1, 2] = steps[2, 3] = -1.0
    found = StepScores(steps, np.zeros(4))
    assert shorten_sentence(found) == [1, 2]


@given(st.lists(st.lists(st.floats(-50, 50), min_size=3, max_size=3), min_size=1, max_size=4))
def test_log_probabilities_add_up_to_one(rows: list[list[float]]) -> None:
    logits = np.array(rows)
    found = log_softmax(logits)
    assert np.allclose(np.exp(found).sum(axis=-1), 1.0)
    assert np.allclose(found - logits, (found - logits)[:, :1])


def test_log_probabilities_of_large_scores_are_finite() -> None:
    found = log_softmax(np.array([[1e4, -1e4], [0.0, NEVER]]))
    assert np.isfinite(found).all()
    assert found[0, 0] == found[1, 0] == 0.0
