"""Sparse rows: what scipy.sparse makes of the same entries."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import coo_array, csr_array, triu

from summarizer import sparse
from summarizer.sparse import match_entries, multiply_pairs, sum_by, sum_entries
from tests.story_factory import draw_rows

SEEDS = st.integers(0, 10_000)
DENSITIES = st.sampled_from([0.0, 0.05, 0.2, 0.9])


def as_scipy(rows: sparse.SparseRows) -> csr_array:
    return csr_array((rows.values, rows.columns, rows.starts), shape=(len(rows), rows.width))


@given(SEEDS, st.integers(0, 60))
def test_entries_in_any_order_add_up(seed: int, count: int) -> None:
    draw = np.random.default_rng(seed)
    rows, columns, values = draw.integers(0, 7, count), draw.integers(0, 5, count), draw.random(count)
    theirs = coo_array((values, (rows, columns)), shape=(7, 5)).toarray()
    assert np.allclose(sum_entries(rows, columns, (7, 5), values).to_dense(), theirs)
    ones = coo_array((np.ones(count), (rows, columns)), shape=(7, 5)).toarray()
    assert np.array_equal(sum_entries(rows, columns, (7, 5)).to_dense(), ones)


@given(SEEDS, DENSITIES)
def test_rows_are_those_of_scipy(seed: int, density: float) -> None:
    rows = draw_rows(seed, density)
    theirs = as_scipy(rows)
    theirs.check_format()
    assert np.array_equal(rows.to_dense(), theirs.toarray())
    assert np.allclose(rows.sum_columns(), theirs.sum(axis=0))
    assert np.array_equal(rows.count_columns(), theirs.count_nonzero(axis=0))
    assert np.allclose(rows.times(np.arange(40.0)), theirs @ np.arange(40.0))


@given(SEEDS, DENSITIES, st.lists(st.integers(0, 29), max_size=40))
def test_some_rows_in_another_order(seed: int, density: float, wanted: list[int]) -> None:
    rows, taken = draw_rows(seed, density), np.array(wanted, dtype=np.int64)
    assert np.array_equal(rows.take(taken).to_dense(), as_scipy(rows)[taken].toarray())


@given(SEEDS, DENSITIES, st.floats(0, 1))
def test_some_entries(seed: int, density: float, floor: float) -> None:
    rows = draw_rows(seed, density)
    dense = rows.to_dense()
    assert np.array_equal(rows.keep(rows.values > floor).to_dense(), np.where(dense > floor, dense, 0))


@given(SEEDS, DENSITIES)
def test_unit_rows_have_length_1_or_nothing(seed: int, density: float) -> None:
    rows = draw_rows(seed, density)
    lengths = np.linalg.norm(rows.scale_to_unit().to_dense(), axis=1)
    empty = np.diff(rows.starts) == 0
    assert np.allclose(lengths[~empty], 1)
    assert not lengths[empty].any()


@given(SEEDS, DENSITIES, st.sampled_from([1e-9, 0.5, 2.0]), st.sampled_from([1, 50, 1_000_000]))
def test_products_of_pairs_are_the_upper_half_of_scipys(
    seed: int, density: float, floor: float, block: int
) -> None:
    rows = draw_rows(seed, density)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sparse, "BLOCK", block)
        pairs = multiply_pairs(rows, floor)
    theirs = triu(as_scipy(rows) @ as_scipy(rows).T, k=1).toarray()
    ours = np.zeros_like(theirs)
    ours[pairs.left, pairs.right] = pairs.values
    assert np.allclose(ours, np.where(theirs >= floor, theirs, 0))
    order = pairs.left * len(rows) + pairs.right
    assert np.array_equal(order, np.unique(order))


@given(SEEDS, DENSITIES, st.lists(st.tuples(st.integers(0, 29), st.integers(0, 29)), max_size=40))
def test_matching_entries_make_the_products_of_pairs(
    seed: int, density: float, wanted: list[tuple[int, int]]
) -> None:
    rows = draw_rows(seed, density)
    left, right = np.array(wanted, dtype=np.int64).reshape(-1, 2).T
    pair, entry, other = match_entries(rows, left, right)
    assert np.array_equal(rows.columns[entry], rows.columns[other])
    products = sum_by(pair, rows.values[entry] * rows.values[other], len(left))
    theirs = as_scipy(rows)[left].multiply(as_scipy(rows)[right]).sum(axis=1)
    assert np.allclose(products, np.asarray(theirs).ravel())


def test_a_matrix_of_nothing() -> None:
    nothing = np.zeros(0, dtype=np.int64)
    for shape in ((0, 0), (0, 3), (3, 0)):
        rows = sum_entries(nothing, nothing, shape)
        assert rows.to_dense().shape == shape
        assert len(multiply_pairs(rows, 0.1)) == 0
        assert len(rows.scale_to_unit()) == shape[0]
