"""Stories: what is one event, what keeps its id, and that fast linking is plain average linking."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from benchmarks.datasets import shared_folder
from benchmarks.stories import read_set, score_stories
from summarizer import grouping
from summarizer.grouping import (
    COHERENT_FROM,
    COHESION,
    LIKENESS_FLOOR,
    SAME_EVENT,
    group_articles,
    link_groups,
    weigh_stories,
)
from summarizer.records import Article, Story
from summarizer.sparse import Pairs, multiply_pairs
from summarizer.vectorizing import shared_ids
from tests.story_factory import clean_articles, make_articles

FERRY = (
    "The ferry Amity lost power off Corran before dawn and drifted onto the Sable reef with forty passengers.",
    "A ferry with forty passengers aboard, the Amity, ran onto the Sable reef off Corran after losing power.",
    "Forty passengers were taken off the ferry Amity, which has been stuck on the reef at Corran since dawn.",
)
COURT = (
    "The court in Lindau rejected the mining company's appeal and ordered it to pay miners their pensions.",
    "Miners won their pensions in Lindau, where the court rejected an appeal by the mining company.",
)
HARVEST = ("Farmers in Ambrel brought in the wheat three weeks early after the warmest spring on record.",)


def show(stories: list[Story]) -> list[list[int]]:
    """Return stories as the numbers of the articles that they hold."""
    return [
        [int(article.origin.split("-")[1].split(".")[0]) for article in story.articles] for story in stories
    ]


def test_one_story_for_each_event_in_the_order_of_their_first_articles() -> None:
    articles = clean_articles(FERRY[0], COURT[0], FERRY[1], HARVEST[0], COURT[1], FERRY[2])
    assert show(group_articles(articles)) == [[0, 2, 5], [1, 4], [3]]


BRIDGE = (
    "The city bridge in Lindau reopened to traffic on Monday after a year of repairs. Crews replaced two of the main "
    "cables and laid a new road deck. Lorries must keep using the tunnel until March, the city of Lindau said.",
    "The first cars crossed Lindau's city bridge at six on Monday, a year after cracked cables forced its closure. "
    "The repairs took crews longer than planned, since the road deck had to be laid twice.",
)
LIBRARY = (
    "The city library of Lindau has lent its millionth book of the year, a cookery book, to a boy of nine. Loans in "
    "Lindau have risen by a fifth since fees for children were dropped.",
)


def test_two_events_in_one_town_are_two_stories() -> None:
    assert show(group_articles(clean_articles(*BRIDGE, *LIBRARY))) == [[0, 1], [2]]


def test_reprints_stay_in_the_story() -> None:
    articles = clean_articles(FERRY[0], FERRY[0], COURT[0])
    assert show(group_articles(articles)) == [[0, 1], [2]]


def test_a_headline_alone_makes_no_story() -> None:
    ferry, court = clean_articles(FERRY[0], COURT[0], title="The week in pictures")
    assert len(group_articles([ferry, court])) == 2


def test_nothing_and_one() -> None:
    (article,) = clean_articles(FERRY[0])
    assert group_articles([]) == []
    (story,) = group_articles([article])
    assert story.articles == (article,)
    assert group_articles([], [story]) == [story]


@pytest.mark.parametrize("texts", [("", ""), ("", FERRY[0]), ("the of", "?!")])
def test_articles_without_a_word_are_stories_of_their_own(texts: tuple[str, ...]) -> None:
    assert len(group_articles(clean_articles(*texts))) == len(texts)


def test_the_id_comes_from_the_founding_article() -> None:
    articles = clean_articles(*FERRY)
    (alone,), (story,) = group_articles(articles[:1]), group_articles(articles)
    assert story.id == alone.id
    assert group_articles(articles[::-1])[0].id != story.id


# incremental

ARTICLES = clean_articles(*FERRY, *COURT, *HARVEST)
ORDERS = st.permutations(range(len(ARTICLES))).map(lambda order: [ARTICLES[at] for at in order])


def test_an_article_joins_a_known_story_which_keeps_its_id() -> None:
    first, later, other = ARTICLES[0], ARTICLES[1], ARTICLES[5]
    (known,) = group_articles([first])
    joined, founded = group_articles([other, later], [known])
    assert (joined.id, joined.articles) == (known.id, (first, later))
    assert founded.articles == (other,)


def test_known_stories_stay_where_nothing_joins_them() -> None:
    known = group_articles(ARTICLES)
    assert group_articles([], known) == known


def test_a_known_story_keeps_its_id_when_its_founder_would_now_be_another() -> None:
    known = [Story("from before", (ARTICLES[1],))]
    assert [story.id for story in group_articles([ARTICLES[0]], known)] == ["from before"]


def test_known_stories_on_one_event_never_merge() -> None:
    known = [Story("one", (ARTICLES[0],)), Story("two", (ARTICLES[1],))]
    grown = group_articles([ARTICLES[2]], known)
    assert [story.id for story in grown] == ["one", "two"]
    assert sorted(len(story.articles) for story in grown) == [1, 2]


@given(ORDERS, st.integers(0, len(ARTICLES)))
def test_every_article_is_in_one_story_whatever_was_known(order: list[Article], split: int) -> None:
    known = group_articles(order[:split])
    stories = group_articles(order[split:], known)
    members = [article.id for story in stories for article in story.articles]
    assert sorted(members) == sorted(article.id for article in order)
    assert [story.id for story in stories[: len(known)]] == [story.id for story in known]
    assert len({story.id for story in stories}) == len(stories)
    for before, after in zip(known, stories, strict=False):
        assert set(before.articles) <= set(after.articles)


@given(ORDERS)
def test_the_order_of_articles_does_not_change_the_stories(order: list[Article]) -> None:
    assert {frozenset(s.articles) for s in group_articles(order)} == {
        frozenset(s.articles) for s in group_articles(ARTICLES)
    }


def test_events_that_look_alike_a_week_apart_are_two() -> None:
    texts = (
        "The central bank in Ambrel raised its main rate by a quarter point, citing prices of grain and fuel.",
        "The central bank in Ambrel raised its main rate by half a point, citing prices of bread and fuel.",
    )
    articles = make_articles(*texts)

    def on(*days: str | None) -> list[Article]:
        return [replace(article, published=day) for article, day in zip(articles, days, strict=True)]

    assert len(group_articles(on("2026-11-16", "2026-11-17"))) == 1
    assert len(group_articles(on("2026-11-16T09:00Z", "2026-11-30"))) == 2
    assert len(group_articles(on("2026-11-16", None))) == 1
    assert len(group_articles(on("2026-11-16", "some day"))) == 1


# growing

WORDS = "grain fuel harbour pension reef ferry court mayor bridge tunnel river valley market strike".split()


def draw_articles(seed: int, count: int) -> list[Article]:
    """Draw articles of three events that share most of their words, on days of one week or undated."""
    draw = np.random.default_rng(seed)
    texts, days = [], []
    for number in range(count):
        event = number % 3
        own = [f"Name{event}{letter}" for letter in "abcdef"]
        words = [*draw.choice(WORDS, 14), *draw.choice(own, 4)]
        texts.append(" ".join(str(word) for word in draw.permutation(words)) + f" {number}.")
        days.append(f"2026-11-{16 + int(draw.integers(7))}" if draw.random() < 0.8 else None)
    return [replace(a, published=day) for a, day in zip(clean_articles(*texts), days, strict=True)]


@given(st.integers(0, 10_000), st.integers(12, 24))
def test_pairs_found_by_telling_terms_are_compared_by_all(seed: int, count: int) -> None:
    rows = grouping._weigh_articles(draw_articles(seed, count))
    fresh = count // 2
    everything = multiply_pairs(rows, LIKENESS_FLOOR, lefts=fresh)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grouping, "WORK_PER_ARTICLE", 25)
        telling = grouping._keep_telling_terms(rows, fresh)
    assert len(telling.columns) < len(rows.columns)
    candidates = multiply_pairs(telling, grouping.CANDIDATE, lefts=fresh)
    found = grouping._compare_fully(rows, candidates)
    likeness = {
        (a, b): v for a, b, v in zip(everything.left, everything.right, everything.values, strict=True)
    }
    assert len(found)
    for one, other, value in zip(found.left, found.right, found.values, strict=True):
        assert value == pytest.approx(likeness[(one, other)])


@pytest.mark.parametrize("work", [1, 100, 10**9])
def test_events_stay_apart_however_little_work_may_be_spent(
    work: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grouping, "WORK_PER_ARTICLE", work)
    articles = clean_articles(FERRY[0], COURT[0], FERRY[1], HARVEST[0], COURT[1], FERRY[2])
    assert show(group_articles(articles)) == [[0, 2, 5], [1, 4], [3]]


@given(st.integers(0, 10_000))
def test_what_was_met_before_does_not_change_the_stories(seed: int) -> None:
    articles = draw_articles(seed, 18)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grouping, "WORK_PER_ARTICLE", 60)
        group_articles(articles)
        shared_ids.cache_clear()
        group_articles(articles[::-1])
        one = group_articles(articles)
        shared_ids.cache_clear()
        assert group_articles(articles) == one


def test_a_story_that_is_too_old_is_left_alone() -> None:
    old, near, new = (
        replace(article, published=day)
        for article, day in zip(
            make_articles(*FERRY), ("2026-10-01", "2026-11-14", "2026-11-16"), strict=True
        )
    )
    known = [Story("old", (old,)), Story("near", (near,))]
    grown = group_articles([new], known)
    assert grown == [known[0], Story("near", (near, new))]
    assert grown[0] is known[0]


@given(st.integers(0, 10_000))
def test_days_out_of_reach_have_no_likeness(seed: int) -> None:
    draw = np.random.default_rng(seed)
    days = draw.integers(0, 80, 12).astype(float)
    days[draw.random(12) < 0.2] = np.nan
    near = set(grouping._find_near(days[:8], days[8:]).tolist())
    for known in set(range(8)) - near:
        assert grouping._fade(days[[known]], days[8:]).max() < LIKENESS_FLOOR


@given(st.lists(st.none() | st.integers(0, 40), min_size=1, max_size=9))
def test_likeness_within_fades_by_the_days_of_all_pairs(given_days: list[int | None]) -> None:
    days = np.array([np.nan if day is None else day for day in given_days], dtype=float)
    pairs = list(combinations(days, 2))
    faded = [float(grouping._fade(np.array([a]), np.array([b]))[0]) for a, b in pairs]
    assert grouping._fade_within(days) == pytest.approx(np.mean(faded) if pairs else 1.0)


# linking


def as_pairs(likeness: NDArray[np.float64]) -> Pairs:
    """Return the pairs of a symmetric matrix that are above 0."""
    left, right = np.nonzero(np.triu(likeness, 1))
    return Pairs(left, right, likeness[left, right])


def link_naively(groups: list[list[int]], likeness: NDArray[np.float64], protected: int) -> list[set[int]]:
    """Merge the two groups of highest average likeness that may be merged, looking at all each time."""
    left = {number: list(group) for number, group in enumerate(groups)}

    def mean(one: list[int], other: list[int]) -> float:
        return round(float(np.mean(likeness[np.ix_(one, other)])), 9)

    def cohesion(group: list[int]) -> float:
        return float(np.mean([likeness[a, b] for a, b in combinations(group, 2)]))

    def hold_together(one: list[int], other: list[int]) -> bool:
        if min(len(one), len(other)) < COHERENT_FROM:
            return True
        return mean(one, other) >= COHESION * min(cohesion(one), cohesion(other))

    while True:
        means = {
            (a, b): mean(left[a], left[b])
            for a, b in combinations(sorted(left), 2)
            if b >= protected and hold_together(left[a], left[b])
        }
        best = max(means, key=lambda pair: means[pair], default=None)
        if best is None or means[best] < SAME_EVENT:
            return [set(members) for _, members in sorted(left.items())]
        left[best[0]] += left.pop(best[1])


@given(st.integers(0, 100_000), st.integers(2, 14), st.integers(0, 4), st.floats(0.2, 0.9))
def test_linking_is_average_linking_of_what_holds_together(
    seed: int, count: int, protected: int, top: float
) -> None:
    generator = np.random.default_rng(seed)
    half = np.triu(generator.random((count, count)) * top, k=1)
    half[generator.random((count, count)) < 0.3] = 0
    likeness = half + half.T
    cuts = sorted(generator.choice(np.arange(1, count), size=min(count - 1, 8), replace=False).tolist())
    groups = [list(range(a, b)) for a, b in zip([0, *cuts], [*cuts, count], strict=True)]
    protected = min(protected, len(groups))
    home = [number for number, group in enumerate(groups) for _ in group]
    known = groups[:protected]
    within = [sum(likeness[a, b] for a, b in combinations(group, 2)) for group in known]
    pairs = as_pairs(likeness)
    apart = np.array(
        [home[a] != home[b] or home[a] >= protected for a, b in zip(pairs.left, pairs.right, strict=True)],
        dtype=bool,
    )
    linked = link_groups(home, Pairs(pairs.left[apart], pairs.right[apart], pairs.values[apart]), within)
    assert [set(members) for _, members in linked] == link_naively(groups, likeness, protected)
    assert all(groups[first][0] in members for first, members in linked)


def test_two_groups_that_are_closer_within_than_to_each_other_stay_two() -> None:
    likeness = np.full((6, 6), 0.3)
    likeness[:3, :3] = likeness[3:, 3:] = 0.5
    assert len(link_groups(range(6), as_pairs(likeness), [])) == 2
    likeness[:3, 3:] = likeness[3:, :3] = 0.4
    assert len(link_groups(range(6), as_pairs(likeness), [])) == 1


# importance


def test_independent_reports_count_and_reprints_do_not() -> None:
    wire = " ".join((*FERRY, *HARVEST))
    reprinted = Story("reprinted", tuple(make_articles(wire, wire, wire)))
    reported = Story("reported", tuple(make_articles(*COURT)))
    one, other = weigh_stories([reprinted, reported], "2026-11-16")
    assert other > one


def test_old_stories_count_less_than_today_s() -> None:
    old, new = (
        Story(day, tuple(make_articles(*FERRY, published=day))) for day in ("2026-11-01", "2026-11-16")
    )
    one, other = weigh_stories([old, new], "2026-11-16")
    assert other > one


def test_what_the_day_is_about_counts_more_than_what_stands_alone() -> None:
    ferry, alone = (
        Story("ferry", tuple(make_articles(FERRY[0]))),
        Story("alone", tuple(make_articles(*HARVEST))),
    )
    others = Story("others", tuple(make_articles(*FERRY[1:])))
    weights = weigh_stories([alone, ferry, others], "2026-11-16")
    assert weights[1] > weights[0]


# against corpora that are not part of the project

STORIES = shared_folder() / "data" / "stories"


@pytest.mark.skipif(not STORIES.is_dir(), reason="the corpora are not part of the project")
@pytest.mark.parametrize(("name", "floor"), [("ecbplus_dev", 0.91), ("basil_dev", 0.96)])
def test_events_of_annotated_corpora_are_told_apart(name: str, floor: float) -> None:
    rows = read_set(STORIES / f"{name}.jsonl.gz")
    stories = group_articles([article for article, _ in rows])
    precision, _, f = score_stories(stories, {article.id: event for article, event in rows})
    assert precision >= 0.93
    assert f >= floor
