"""Terms, their weights, and a sparse graph that says what a dense one would."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from summarizer.lexicon import STOP_WORDS
from summarizer.vectorizing import (
    TermIds,
    background_frequency,
    count_terms,
    drop_common_terms,
    find_all_terms,
    find_terms,
    find_words,
    inverse_frequency,
    similarity_graph,
    weigh_terms,
)
from tests.story_factory import draw_rows

WORDS = st.sampled_from("port dock ferry sank valve the of mine mines Orsk U.S. 40 land landmines".split())
TEXTS = st.lists(st.lists(WORDS, max_size=8).map(" ".join), min_size=1, max_size=9)


def terms_of(*texts: str) -> list[list[str]]:
    """Return the stems of each text, read side by side."""
    ids = TermIds()
    found, starts = find_all_terms(texts, ids)
    return [[ids.terms[n] for n in found[starts[at] : starts[at + 1]]] for at in range(len(texts))]


def naive_cosines(texts: list[str]) -> NDArray[np.float64]:
    """Return TF-IDF cosines of all pairs from dictionaries and loops."""
    bags = [Counter(row) for row in terms_of(*texts)]
    frequency = Counter(term for bag in bags for term in bag)
    rows = [{t: n**0.5 * np.log1p(len(texts) / frequency[t]) for t, n in bag.items()} for bag in bags]
    norms = [sum(weight**2 for weight in row.values()) ** 0.5 or 1.0 for row in rows]
    dense = np.zeros((len(texts), len(texts)))
    for a, first in enumerate(rows):
        for b, second in enumerate(rows):
            if a != b:
                products = sum(weight * second.get(term, 0.0) for term, weight in first.items())
                dense[a, b] = products / (norms[a] * norms[b])
    return dense


# terms


@pytest.mark.parametrize(
    "spellings",
    [
        ("US pumps", "U.S. pumps", "United States pumps"),
        ("UK ports", "U.K. ports", "United Kingdom ports", "Britain ports"),
        ("UN envoys", "U.N. envoys", "United Nations envoys"),
        ("EU rules", "E.U. rules", "European Union rules"),
        ("the mine’s owner", "the mine's owner", "mine owner"),
        ("anti-personnel mines", "antipersonnel mines", "Anti-personnel mine"),
        ("non-stop", "nonstop"),
        ("flooded", "flooding", "floods"),
        ("The Ferry", "a ferry"),
    ],
)
def test_one_spelling_for_each(spellings: tuple[str, ...]) -> None:
    assert len({tuple(*terms_of(spelling)) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [("US ships", "ships for us"), ("EU law", "eu law"), ("1,402 ships", "1,403 ships"), ("May", "June")],
)
def test_two_terms_stay_two(first: str, second: str) -> None:
    assert terms_of(first) != terms_of(second)


def test_a_longer_spelling_of_a_country() -> None:
    assert find_words("ships for the U.S.A.") == find_words("ships for the USA")


def test_function_words_carry_no_term() -> None:
    assert terms_of(" ".join(sorted(STOP_WORDS - {"let's"}))) == [[]]


@pytest.mark.xfail(reason="“let's” is looked up without its ending, as “let”")
def test_let_us_carries_no_term() -> None:
    assert terms_of("let's") == [[]]


def test_compounds_are_one_term_wherever_one_text_writes_them_so() -> None:
    joined, apart, other = terms_of("landmines kill", "land mines kill", "land kills")
    assert joined == apart == ["landmin", "kill"]
    assert other == ["land", "kill"]
    assert terms_of("land mines kill") == [["land", "mine", "kill"]]


def test_compounds_are_remembered_for_later_texts() -> None:
    ids = TermIds()
    (first, _), (second, _) = (find_all_terms([text], ids) for text in ("landmines", "land mines"))
    assert first.tolist() == second.tolist()


def test_short_words_make_no_compound() -> None:
    assert terms_of("into port", "in to port", "upon deck", "up on deck") == [
        ["port"],
        ["port"],
        ["deck"],
        ["deck"],
    ]


def test_overlapping_compounds_join_once() -> None:
    (_, both) = terms_of("handball ballroom", "hand ball room")
    assert both in (["handbal", "room"], ["hand", "ballroom"])


@given(TEXTS)
def test_counts_are_the_terms_found(texts: list[str]) -> None:
    ids = TermIds()
    counts = count_terms(texts, ids).to_dense()
    for row, terms in zip(counts, terms_of(*texts), strict=True):
        assert {ids.terms[at]: row[at] for at in np.flatnonzero(row)} == Counter(terms)


def test_terms_of_one_text_come_in_order_and_repeat() -> None:
    ids = TermIds()
    assert [ids.terms[n] for n in find_terms("The ferry, the port, the ferry.", ids)] == [
        "ferri",
        "port",
        "ferri",
    ]


def test_rarer_terms_weigh_more() -> None:
    counts = count_terms(["ferry port", "ferry dock", "ferry mine"])
    ferry, *rest = inverse_frequency(counts).tolist()
    assert all(ferry < other for other in rest)
    assert ferry > 0


def test_background_weighs_common_words_less_and_unknown_ones_most() -> None:
    ids = TermIds()
    find_terms("people government antimacassar qwzx", ids)
    people, government, rare, unknown = background_frequency(ids).tolist()
    assert 0 < people < government < rare <= unknown


# the graph


@given(TEXTS, st.sampled_from([0.05, 0.1, 0.5]))
def test_the_graph_is_the_dense_cosine_above_the_floor(texts: list[str], floor: float) -> None:
    edges = similarity_graph(weigh_terms(count_terms(texts)), floor)
    assert np.all(edges.left < edges.right)
    graph = np.zeros((len(texts), len(texts)))
    graph[edges.left, edges.right] = graph[edges.right, edges.left] = edges.values
    dense = naive_cosines(texts)
    clear = np.abs(dense - floor) > 1e-4
    assert np.allclose(graph[clear], np.where(dense >= floor, dense, 0)[clear], atol=2e-5)


def test_the_graph_of_nothing() -> None:
    assert len(similarity_graph(weigh_terms(count_terms([])), 0.1)) == 0
    assert len(similarity_graph(weigh_terms(count_terms(["", "the of"])), 0.1)) == 0


@given(st.integers(0, 10_000), st.integers(0, 2_000))
def test_thinned_rows_stay_within_the_work(seed: int, work: int) -> None:
    rows = draw_rows(seed)
    before, thinned = rows.count_columns(), drop_common_terms(rows, work)
    after = thinned.count_columns()
    assert len(thinned) == len(rows)
    assert (after**2).sum() <= work
    kept = after > 0
    assert np.array_equal(after[kept], before[kept])
    assert np.array_equal(thinned.to_dense()[:, kept], rows.to_dense()[:, kept])
    dropped = before[(before > 0) & ~kept]
    if kept.any() and len(dropped):
        assert before[kept].max() <= dropped.min()


def test_rows_that_are_cheap_stay_as_they_are() -> None:
    rows = draw_rows(1)
    assert drop_common_terms(rows, 10**9) is rows
