"""Salience: the walk is PageRank, position and agreement count, a focus draws."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from summarizer.comparing import SentenceSpace
from summarizer.deduplicating import merge_claims, reports_of
from summarizer.ranking import (
    DAMPING,
    claim_rows,
    position_prior,
    rank_claims,
    rank_openings,
    spread_salience,
    walk_graph,
)
from summarizer.records import Claim
from summarizer.sparse import Pairs
from tests.story_factory import clean_articles, make_space, place_lines

TEXTS = (
    "The ferry Amity ran onto the Sable reef off Corran before dawn. Forty passengers were on board. "
    "The school in Farrow Bay took them in. Fishermen lent blankets.",
    "Forty passengers were saved from the ferry Amity, which ran onto the Sable reef off Corran. "
    "A retired engineer had warned of the pumps. The reef has claimed four ships since 1950.",
    "A ferry ran onto the Sable reef off Corran on its way to Orsk. Corvane Lines owns the ferry. "
    "The harbour master said its engine had failed twice.",
)


def rank_texts(
    *texts: str, focus: str | None = None
) -> tuple[list[Claim], SentenceSpace, NDArray[np.float64]]:
    articles = clean_articles(*texts)
    space = make_space(articles)
    claims = merge_claims(space, reports_of(articles))
    return claims, space, rank_claims(claims, claim_rows(claims, space), space, focus)


def told_first(claims: list[Claim], salience: NDArray[np.float64]) -> str:
    return claims[int(np.argmax(salience))].sentences[0].text


# the walk


def random_graph(seed: int, count: int, density: float) -> NDArray[np.float64]:
    generator = np.random.default_rng(seed)
    half = np.triu(generator.random((count, count)) * (generator.random((count, count)) < density), k=1)
    return np.asarray(half + half.T)


def as_pairs(graph: NDArray[np.float64]) -> Pairs:
    left, right = np.nonzero(np.triu(graph))
    return Pairs(left, right, graph[left, right])


def dense_pagerank(
    graph: NDArray[np.float64], prior: NDArray[np.float64], damping: float
) -> NDArray[np.float64]:
    """Return the fixed point of the walk, by solving for it."""
    degree = graph.sum(axis=1, keepdims=True)
    prior = prior / prior.sum()
    step = np.where(degree > 0, graph / np.where(degree > 0, degree, 1), prior[None, :])
    return np.asarray(np.linalg.solve(np.eye(len(prior)) - damping * step.T, (1 - damping) * prior))


@given(st.integers(0, 100_000), st.integers(1, 15), st.floats(0, 1), st.sampled_from([0.1, DAMPING, 0.5]))
def test_the_walk_is_pagerank(seed: int, count: int, density: float, damping: float) -> None:
    graph = random_graph(seed, count, density)
    prior = np.random.default_rng(seed + 1).random(count) + 0.01
    walked = walk_graph(as_pairs(graph), prior, damping)
    assert walked.sum() == pytest.approx(1)
    assert np.allclose(walked, dense_pagerank(graph, prior, damping), atol=1e-8)


def test_without_edges_the_walk_is_its_prior() -> None:
    prior = np.array([1.0, 2.0, 5.0])
    assert walk_graph(as_pairs(np.zeros((3, 3))), prior) == pytest.approx(prior / 8)


@given(st.integers(0, 10_000))
def test_the_numbering_does_not_matter_to_the_walk(seed: int) -> None:
    graph = random_graph(seed, 8, 0.5)
    prior = np.random.default_rng(seed).random(8) + 0.01
    order = np.random.default_rng(seed + 1).permutation(8)
    shuffled = walk_graph(as_pairs(graph[np.ix_(order, order)]), prior[order])
    assert np.allclose(shuffled, walk_graph(as_pairs(graph), prior)[order])


# claims


def test_salience_lies_between_0_and_1_and_the_highest_is_1() -> None:
    claims, _, salience = rank_texts(*TEXTS)
    assert salience.shape == (len(claims),)
    assert salience.max() == 1
    assert np.all(salience > 0)


def test_what_all_sources_open_with_comes_first() -> None:
    claims, _, salience = rank_texts(*TEXTS)
    assert "Sable reef off Corran" in told_first(claims, salience)


def test_nothing_to_rank() -> None:
    _, space = place_lines(["One line."])
    assert rank_claims([], claim_rows([], space), space).shape == (0,)
    assert rank_openings([], claim_rows([], space), space, np.zeros(0), ["A headline"]).shape == (0,)


def test_position_counts_by_where_a_claim_stands_first() -> None:
    claims, _, _ = rank_texts(TEXTS[0])
    priors = position_prior(claims).tolist()
    assert priors[0] == 1
    assert priors == sorted(set(priors), reverse=True)


def test_what_independent_reports_agree_on_is_more_salient() -> None:
    lines = ["Nine ships sank in the storm.", "The levy on timber was raised.", "Orsk has no airport."]
    _, space = place_lines(lines)
    alone = [Claim((sentence,), 1) for sentence in space.sentences]
    agreed = [alone[0], Claim(alone[1].sentences, 3), alone[2]]
    assert told_first(agreed, rank_claims(agreed, claim_rows(agreed, space), space)) == lines[1]
    assert len(set(rank_claims(alone, claim_rows(alone, space), space).tolist())) == 1


@pytest.mark.parametrize(
    ("focus", "wanted"),
    [
        ("Who warned of the pumps?", "pumps"),
        ("blankets from fishermen", "blankets"),
        ("Corvane Lines", "Corvane"),
        ("engine failures", "engine"),
    ],
)
def test_a_focus_draws_the_ranking(focus: str, wanted: str) -> None:
    claims, _, salience = rank_texts(*TEXTS, focus=focus)
    assert wanted in told_first(claims, salience)
    claims, _, plain = rank_texts(*TEXTS)
    assert wanted not in told_first(claims, plain)


@pytest.mark.parametrize("focus", ["", "?!", "xyzzy plugh", "the of and"])
def test_a_focus_that_says_nothing_still_ranks(focus: str) -> None:
    claims, _, salience = rank_texts(*TEXTS, focus=focus)
    assert np.all(np.isfinite(salience))
    assert salience.max() == 1
    assert len(salience) == len(claims)


def test_the_order_of_the_articles_does_not_change_the_salience() -> None:
    def by_text(texts: tuple[str, ...]) -> dict[frozenset[str], float]:
        claims, _, salience = rank_texts(*texts)
        return {
            frozenset(s.text for s in claim.sentences): value
            for claim, value in zip(claims, salience.tolist(), strict=True)
        }

    forwards, backwards = by_text(TEXTS), by_text(TEXTS[::-1])
    assert forwards.keys() == backwards.keys()
    assert [backwards[claim] for claim in forwards] == pytest.approx(list(forwards.values()), abs=2e-5)


def test_the_headlines_choose_among_equals_what_opens() -> None:
    claims, space, salience = rank_texts(*TEXTS)
    headlines = ["Engine of the ferry failed twice, harbour master says"]
    openings = rank_openings(claims, claim_rows(claims, space), space, np.ones(len(claims)), headlines)
    assert "engine" in told_first(claims, openings)
    assert rank_openings(claims, claim_rows(claims, space), space, salience, []) is salience


@pytest.mark.parametrize("focus", [None, "the pumps"])
def test_rows_of_claims_share_evenly(focus: str | None) -> None:
    claims, space, salience = rank_texts(*TEXTS, focus=focus)
    rows = claim_rows(claims, space)
    assert np.allclose(rows.times(np.ones(rows.width)), 1)
    assert np.all(np.diff(rows.starts) >= 1)
    spread = spread_salience(rows, salience)
    place = dict(zip(space.sentences, space.row_of.tolist(), strict=True))
    for claim, value in zip(claims, salience, strict=True):
        assert {spread[place[sentence]] for sentence in claim.sentences} == {value}
