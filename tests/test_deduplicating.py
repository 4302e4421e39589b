"""What says the same, what only looks as if it did, and how many independent reports there are."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import deduplicating
from summarizer.contradicting import contradicts, numbers_of, places_of
from summarizer.deduplicating import (
    CANDIDATE_TERMS,
    SAME_CLAIM,
    count_origins,
    count_reports,
    group_copies,
    likeness_scores,
    merge_claims,
    reports_of,
    same_claim_groups,
    same_claim_scores,
)
from summarizer.records import CopyGroup, Sentence
from tests.story_factory import as_params, clean_articles, load_cases, place_lines

SAME = load_cases("same_claim.json")
OTHER = load_cases("same_claim_negative.json")


def merge_lines(*lines: str) -> list[tuple[str, ...]]:
    """Return the claims of one-sentence articles, each as the texts it holds."""
    articles, space = place_lines(lines)
    return [tuple(s.text for s in claim.sentences) for claim in merge_claims(space, reports_of(articles))]


# sentences


@pytest.mark.parametrize("case", as_params(SAME))
def test_they_say_the_same(case: dict[str, Any]) -> None:
    assert merge_lines(*case["input"]) == [tuple(case["input"])]


@pytest.mark.parametrize("case", as_params(OTHER))
def test_they_stay_two(case: dict[str, Any]) -> None:
    assert merge_lines(*case["input"]) == [(text,) for text in case["input"]]


def test_labels_are_unique() -> None:
    labels = [case["label"] for case in [*SAME, *OTHER]]
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize("case", as_params([case for case in SAME if "xfail" not in case]))
def test_which_is_first_does_not_matter(case: dict[str, Any]) -> None:
    first, second = case["input"]
    assert merge_lines(second, first) == [(second, first)]


def test_the_same_words_in_two_articles_are_one_claim() -> None:
    text = "Nine ships were lost off Corran."
    assert merge_lines(text, "The levy on timber was raised.", text) == [
        (text, text),
        ("The levy on timber was raised.",),
    ]


def test_two_strikes_in_two_towns_stay_two_beside_a_summary_of_either() -> None:
    odrin = "A missile strike killed six people in Odrin on Monday, officials said."
    velden = "A missile strike killed six people in Velden on Monday, officials said."
    claims = merge_lines(odrin, velden, "Six people were killed in Odrin by a missile strike on Monday.")
    assert not any({odrin, velden} <= set(claim) for claim in claims)


LINES = st.lists(
    st.sampled_from([text for case in [*SAME[:8], *OTHER[:8]] for text in case["input"]]),
    min_size=1,
    max_size=12,
)


@given(LINES)
@settings(max_examples=40)
def test_claims_part_the_sentences(lines: list[str]) -> None:
    articles, space = place_lines(lines)
    claims = merge_claims(space, reports_of(articles))
    members = [sentence for claim in claims for sentence in claim.sentences]
    assert sorted(members, key=lines_order(space.sentences)) == list(space.sentences)
    firsts = [claim.sentences[0] for claim in claims]
    assert firsts == sorted(firsts, key=lines_order(space.sentences))
    assert len({claim.id for claim in claims}) == len(claims)
    assert all(1 <= claim.origins <= len(claim.sentences) for claim in claims)


def lines_order(sentences: tuple[Sentence, ...]) -> Any:
    """Return a key that sorts sentences as they are read."""
    return {sentence: place for place, sentence in enumerate(sentences)}.__getitem__


@given(LINES)
@settings(max_examples=40)
def test_pairs_that_were_not_scored_would_have_changed_no_claim(lines: list[str]) -> None:
    _, space = place_lines(lines)
    likely = space.graph.values >= CANDIDATE_TERMS
    every_pair = deduplicating._pair_rows(space, space.graph.left[likely], space.graph.right[likely])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(deduplicating, "_candidate_pairs", lambda _space: every_pair)
        groups = same_claim_groups(space)
    assert same_claim_groups(space) == groups


@given(LINES)
@settings(max_examples=40)
def test_no_claim_holds_two_that_contradict_each_other(lines: list[str]) -> None:
    _, space = place_lines(lines)
    everything = np.triu_indices(len(space.texts), k=1)
    scores = same_claim_scores(space, *(side.astype(np.int64) for side in everything))
    vetoed = {
        (a, b)
        for a, b, score in zip(*(side.tolist() for side in everything), scores.tolist(), strict=True)
        if score >= SAME_CLAIM and contradicts(space.texts[a], space.texts[b])
    }
    for group in same_claim_groups(space):
        assert not any((min(a, b), max(a, b)) in vetoed for a in group for b in group)


def score_lines(first: str, second: str) -> tuple[float, float]:
    """Return how surely two lines say the same, and how alike they are."""
    _, space = place_lines(
        [first, second, "The council voted on the harbour.", "Wheat came in early this year."]
    )
    left, right = np.array([0]), np.array([1])
    return float(same_claim_scores(space, left, right)[0]), float(likeness_scores(space, left, right)[0])


def test_little_in_common_is_less_evidence_than_much() -> None:
    short = score_lines("Captain and crew doing well.", "He's a captain!")
    long = score_lines(
        "The captain and crew of the ferry Amity were taken ashore at Corran before noon.",
        "Before noon the ferry Amity's captain and crew were taken ashore at Corran by lifeboat.",
    )
    assert short[0] < short[1]
    assert short[0] < SAME_CLAIM <= long[0]


def test_numbers_that_only_one_has_count_against_one_claim_and_not_against_likeness() -> None:
    with_number = "The ferry Amity ran onto the Sable reef off Corran with forty passengers before dawn."
    other = "The ferry Amity ran onto the Sable reef off Corran with passengers before dawn."
    told, plain = score_lines(with_number, other), score_lines(with_number.replace("forty", "sleepy"), other)
    assert told[0] < plain[0]
    assert told[1] == pytest.approx(plain[1], abs=0.02)


@given(LINES)
@settings(max_examples=30)
def test_scores_lie_between_0_and_1_and_are_the_same_either_way(lines: list[str]) -> None:
    _, space = place_lines(lines)
    left, right = (side.astype(np.int64) for side in np.indices((len(space.texts),) * 2).reshape(2, -1))
    scores = same_claim_scores(space, left, right)
    assert np.all((scores >= 0) & (scores <= 1))
    assert np.array_equal(scores, same_claim_scores(space, right, left))


# what keeps like sentences apart


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("4,000 people and 4.1 percent", {"4000", "4.1"}),
        ("Nine ships, two towns", {"9", "2"}),
        ("no one knows", set()),
        ("", set()),
    ],
)
def test_numbers(text: str, numbers: set[str]) -> None:
    assert numbers_of(text) == numbers


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("A strike in Odrin on Monday.", {"Odrin", "Monday"}),
        ("A strike near the Orsk Road outside Velden.", {"Orsk", "Road", "Velden"}),
        ("A strike at noon in winter.", set()),
        ("A fire in Corran’s port.", {"Corran"}),
    ],
)
def test_places(text: str, places: set[str]) -> None:
    assert places_of(text) == places


@given(*[st.sampled_from([text for case in [*SAME, *OTHER] for text in case["input"]])] * 2)
def test_contradicting_is_mutual_and_nobody_contradicts_himself(first: str, second: str) -> None:
    assert contradicts(first, second) == contradicts(second, first)
    assert not contradicts(first, first)


def test_who_merely_says_less_agrees() -> None:
    assert not contradicts("Six people died.", "Six people died in Odrin on Monday, and 14 were hurt.")


# whole articles

WIRE = (
    "The ferry Amity lost power off Corran before dawn and drifted onto the Sable reef.",
    "Its forty passengers climbed into two boats, and a trawler from Farrow Bay picked them up.",
    "The harbour master said the engine had failed twice in the week before the voyage.",
    "Corvane Lines, which owns the ferry, promised to publish the inspection reports.",
    "Divers found a crack nine metres long below the waterline of the stranded hull.",
)
OWN = (
    "Passengers slept in the school gymnasium at Farrow Bay, under blankets lent by the fishermen.",
    "A retired engineer in the town had warned the owners about the vessel's pumps last autumn.",
    "The reef has claimed four ships in living memory, and its only buoy has been dark since May.",
)


def test_reprints_collapse_and_keep_every_outlet() -> None:
    whole, cut, other = clean_articles(
        "\n\n".join(WIRE), "\n\n".join(WIRE[:4]) + "\n\nMore on our front page.", "\n\n".join(OWN)
    )
    (group,) = group_copies([other, cut, whole])
    assert group.articles == (whole, cut)


def test_a_reprint_with_a_tail_of_its_own_is_still_one() -> None:
    articles = clean_articles("\n\n".join(WIRE), "\n\n".join([*WIRE, OWN[0]]))
    assert [len(group.articles) for group in group_copies(articles)] == [2]


@pytest.mark.parametrize(
    "texts",
    [
        ("\n\n".join(WIRE), "\n\n".join(OWN)),
        ("\n\n".join(WIRE), "\n\n".join([WIRE[0], *OWN])),
        ("", "Two words.", ""),
        ("\n\n".join(WIRE),),
        (),
    ],
)
def test_reports_of_their_own_are_no_copies(texts: tuple[str, ...]) -> None:
    assert group_copies(clean_articles(*texts)) == []


def test_a_copy_of_a_copy_is_in_the_same_group() -> None:
    articles = clean_articles("\n\n".join(WIRE[:4]), "\n\n".join(WIRE), "\n\n".join(WIRE[1:]))
    (group,) = group_copies(articles)
    assert set(group.articles) == set(articles)


def test_which_article_comes_first_does_not_change_the_groups() -> None:
    articles = clean_articles("\n\n".join(WIRE), "\n\n".join(OWN), "\n\n".join(WIRE[:4]))
    assert group_copies(articles) == group_copies(articles[::-1])


# independent origins


def count_lines(*lines: str, copies: bool = False) -> int:
    articles, space = place_lines(lines)
    groups = [CopyGroup(tuple(articles))] if copies else []
    return count_origins(space.sentences, reports_of(articles, groups))


@pytest.mark.parametrize(
    ("lines", "origins"),
    [
        (["Nine ships were lost off Corran.", "Off Corran, a storm sank nine vessels."], 2),
        (["Nine ships were lost off Corran.", "Nine ships were lost off Corran."], 1),
        (["Nine ships were lost off Corran on Monday.", "Nine ships were lost off Corran Monday."], 1),
        (["Nine ships sank, a guard told Reuters.", "Reuters reported the loss of nine vessels."], 1),
        (["Nine ships sank, a guard told Reuters.", "A witness told AFP that nine vessels were lost."], 2),
        (["Nine ships sank, a guard told the AP.", "Nine were lost, according to the Associated Press."], 1),
        (["Nine ships were lost."], 1),
    ],
)
def test_origins(lines: list[str], origins: int) -> None:
    assert count_lines(*lines) == origins


def test_what_an_article_and_its_reprint_say_counts_once() -> None:
    lines = ("Nine ships were lost off Corran.", "Off Corran, a storm sank nine vessels.")
    assert count_lines(*lines) == 2
    assert count_lines(*lines, copies=True) == 1


def test_an_origin_is_shared_through_a_third() -> None:
    assert (
        count_lines(
            "Nine ships sank off Corran, a guard told Reuters.",
            "Reuters said... according to Reuters, nine were lost at sea.",
            "Nine were lost at sea, according to Reuters.",
        )
        == 1
    )


def test_reports_count_reprints_and_one_agency_once() -> None:
    wire, cut, own, credited, also = clean_articles(
        "\n\n".join(WIRE),
        "\n\n".join(WIRE[:4]),
        "\n\n".join(OWN),
        "A diver told Reuters the hull was cracked.\n\nNobody was hurt.",
        "FARROW BAY (Reuters) - A ferry ran onto a reef.",
    )
    articles = [wire, cut, own, credited, also]
    assert count_reports(articles, reports_of(articles, group_copies(articles))) == 3
    assert count_reports([own], reports_of([own])) == 1
