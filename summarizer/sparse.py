"""Sparse rows on numpy alone: what a story's terms and shingles need, and no more.

scipy.sparse does all of this, and the tests compare with it. It is not what computes here because importing
it takes longer than all the sums of a brief of 3,000 sentences: 0.12 s, half of that for parts of numpy that
nothing here uses.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count as counter
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

BLOCK = 250_000
"""Products, and cells for their sums, that are held at once: 8 MB, which a processor's cache nearly holds."""


@dataclass(frozen=True, slots=True)
class SparseRows:
    """A matrix by its entries, row after row.

    Attributes:
        starts: where each row's entries start and end, shape (rows + 1,).
        columns: of each entry, ascending within a row.
        values: of each entry.
        width: number of columns.
    """

    starts: NDArray[np.int64]
    columns: NDArray[np.int64]
    values: NDArray[np.float64]
    width: int

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.starts) - 1

    @property
    def rows(self) -> NDArray[np.int64]:
        """The row of each entry."""
        return np.repeat(np.arange(len(self)), np.diff(self.starts))

    @property
    def keys(self) -> NDArray[np.int64]:
        """The place of each entry in the whole matrix, ascending."""
        return self.rows * self.width + self.columns

    def with_values(self, values: NDArray[np.float64]) -> SparseRows:
        """Return the matrix with other values at the same places."""
        return replace(self, values=values)

    def keep(self, kept: NDArray[np.bool_]) -> SparseRows:
        """Return the matrix with only those of its entries that are kept, shape (entries,)."""
        starts = np.concatenate([[0], np.cumsum(kept)])[self.starts]
        return SparseRows(starts, self.columns[kept], self.values[kept], self.width)

    def take(self, rows: NDArray[np.int64]) -> SparseRows:
        """Return some of the rows, in this order."""
        starts, entries = find_ranges(self.starts, rows)
        return SparseRows(starts, self.columns[entries], self.values[entries], self.width)

    def sum_columns(self) -> NDArray[np.float64]:
        """Return the sum of each column, shape (width,)."""
        return sum_by(self.columns, self.values, self.width)

    def count_columns(self) -> NDArray[np.int64]:
        """Return in how many rows each column has an entry, shape (width,)."""
        return np.bincount(self.columns, minlength=self.width)

    def times(self, vector: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the product with a vector of shape (width,), shape (rows,)."""
        return sum_by(self.rows, self.values * vector[self.columns], len(self))

    def scale_to_unit(self) -> SparseRows:
        """Return the matrix with each row scaled to length 1; empty rows stay empty."""
        lengths = np.sqrt(sum_by(self.rows, self.values**2, len(self)))
        return self.with_values(self.values / lengths[self.rows])

    def to_dense(self) -> NDArray[np.float64]:
        """Return the matrix with all its zeros, shape (rows, width)."""
        return sum_by(self.keys, self.values, len(self) * self.width).reshape(len(self), self.width)


def find_ranges(
    starts: NDArray[np.int64], chosen: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the numbers in some of the ranges that start and end at `starts`, one range after the other.

    Before them comes where each of the chosen ranges starts and ends among these numbers.
    """
    lengths = starts[chosen + 1] - starts[chosen]
    found = np.concatenate([[0], np.cumsum(lengths)])
    return found, np.repeat(starts[chosen] - found[:-1], lengths) + np.arange(found[-1])


def number_distinct(words: Iterable[str], count: int) -> tuple[NDArray[np.int64], list[str]]:
    """Return the number of each of so many words, equal ones alike, and the words by number, in order."""
    numbers: defaultdict[str, int] = defaultdict(counter().__next__)
    found = np.fromiter(map(numbers.__getitem__, words), np.int64, count)
    return found, list(numbers)


def sum_by(groups: NDArray[np.int64], values: NDArray[np.float64] | None, count: int) -> NDArray[np.float64]:
    """Return the sum of the values (each 1 if None) in each of the groups 0 … count - 1, shape (count,)."""
    return np.bincount(groups, values, count).astype(np.float64, copy=False)


def sum_entries(
    rows: NDArray[np.int64],
    columns: NDArray[np.int64],
    shape: tuple[int, int],
    values: NDArray[np.float64] | None = None,
) -> SparseRows:
    """Return the matrix of entries in any order, each 1 unless `values` says otherwise; equal places add up."""
    count, width = shape
    keys, groups = number_equal(rows * width + columns)
    sums = sum_by(groups, values, len(keys))
    starts = np.searchsorted(keys, np.arange(count + 1) * width)
    return SparseRows(starts, keys % max(width, 1), sums, width)


def number_equal(keys: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the different ones of whole numbers from 0 up, ascending, and for each number its place among these."""
    order = sort_keys(keys)
    ascending = keys[order]
    is_first = np.diff(ascending, prepend=-1) > 0
    numbers = np.empty_like(order)
    numbers[order] = np.cumsum(is_first) - 1
    return ascending[is_first], numbers


def sort_keys(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the order that sorts whole numbers from 0 up, equal ones as they stand.

    By 16 bits after the other, the last ones first: these numpy sorts by radix, and longer numbers by comparing them,
    which takes three times as long.
    """
    order = np.argsort(keys.astype(np.uint16), kind="stable")
    for shift in range(16, int(keys.max(initial=0)).bit_length(), 16):
        order = order[np.argsort((keys[order] >> shift).astype(np.uint16), kind="stable")]
    return order


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of rows, the lower number on the left, in ascending order, each with a value."""

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    values: NDArray[np.float64]

    def __len__(self) -> int:
        """Return the number of pairs."""
        return len(self.left)


def multiply_pairs(rows: SparseRows, floor: float, lefts: int | None = None) -> Pairs:
    """Return the pairs of rows whose product reaches a floor above 0.

    Args:
        rows: the rows.
        floor: the least product.
        lefts: only pairs of which one is among the first so many rows; None for all.
    """
    blocks = list(_multiply_blocks(rows, floor, len(rows) if lefts is None else lefts))
    if not blocks:
        nothing = np.zeros(0, dtype=np.int64)
        return Pairs(nothing, nothing, np.zeros(0))
    left, right, values = (np.concatenate(parts) for parts in zip(*blocks, strict=True))
    return Pairs(left, right, values)


def _multiply_blocks(
    rows: SparseRows, floor: float, lefts: int
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]]:
    """Yield left rows, right rows and products, for one block of the first left rows after the other.

    Every entry is multiplied with those further down its column, and the products of a pair are added up.
    """
    count, row = len(rows), rows.rows
    down = sort_keys(rows.columns)
    place = np.empty_like(down)
    place[down] = np.arange(len(down))
    below = np.cumsum(rows.count_columns())[rows.columns] - place - 1
    down_row, down_values = row[down], rows.values[down]
    work = np.cumsum(np.bincount(row, below, count) + np.arange(count, 0, -1))[:lefts]
    firsts = np.flatnonzero(np.diff(work // BLOCK, prepend=-1))
    for first, behind in pairwise([*firsts.tolist(), lefts]):
        left = slice(rows.starts[first], rows.starts[behind])
        times = below[left]
        ends = np.cumsum(times)
        if not times.any():
            continue
        right = np.arange(ends[-1]) + np.repeat(place[left] + 1 - (ends - times), times)
        width = count - first  # no row on the right lies before the first one on the left
        cells = np.repeat((row[left] - first) * width - first, times) + down_row.take(right)
        values = np.repeat(rows.values[left], times) * down_values.take(right)
        products = sum_by(cells, values, (behind - first) * width)
        reached = np.flatnonzero(products >= floor)
        yield reached // width + first, reached % width + first, products[reached]


class EntryIndex:
    """Finds the entries of a matrix by their places.

    Most places that are asked for have none. That is told first, by a table in which the last bits of all entries'
    places are marked, and takes a third of the time of a search for them.
    """

    def __init__(self, rows: SparseRows) -> None:
        """Take the matrix."""
        self._keys = rows.keys
        self._marked = np.zeros(1 << (SPARE * len(self._keys)).bit_length(), dtype=bool)
        self._marked[self._last_bits(self._keys)] = True

    def find(self, places: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return which of the places have an entry, and the number of each one's entry."""
        likely = np.flatnonzero(self._marked.take(self._last_bits(places)))
        wanted = places[likely]
        found = np.searchsorted(self._keys, wanted)
        same = np.flatnonzero(self._keys.take(found, mode="clip") == wanted)
        return likely[same], found[same]

    def _last_bits(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        return places & (len(self._marked) - 1)


SPARE = 16
"""Marks in the table of an `EntryIndex` for each entry: of the places without one, one in sixteen is sought."""


def match_entries(
    rows: SparseRows,
    left: NDArray[np.int64],
    right: NDArray[np.int64],
    entries: EntryIndex | None = None,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return where pairs of rows have entries in the same column.

    Args:
        rows: the rows.
        left: the first row of each pair.
        right: the second one.
        entries: the index of the rows, from whoever asks more than once.

    Returns:
        for each such place the number of the pair, of the left row's entry, and of the right row's.
    """
    starts, others = find_ranges(rows.starts, right)
    pair = np.repeat(np.arange(len(left)), np.diff(starts))
    entries = EntryIndex(rows) if entries is None else entries
    same, found = entries.find(left[pair] * rows.width + rows.columns[others])
    return pair[same], found, others[same]
