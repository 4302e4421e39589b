"""What is told: within the words, nothing twice, nothing that leans, and the rest accounted for."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.checking.verbatim import cite_passage
from summarizer.comparing import SentenceSpace
from summarizer.concepts import Concepts, weigh_concepts
from summarizer.condensing.extractive import quote_claims, untidiness
from summarizer.deduplicating import likeness_scores, merge_claims, reports_of
from summarizer.ranking import claim_rows, rank_claims, spread_salience
from summarizer.selecting import (
    FEW,
    MAX_WORDS,
    MIN_WORDS,
    REDUNDANT,
    Candidate,
    Selection,
    find_openings,
    order_statements,
    select_statements,
)
from tests.story_factory import clean_articles, make_space, split_all

TEXTS = (
    "The ferry Amity ran onto the Sable reef off Corran before dawn. Forty passengers were on board. "
    "The school in Farrow Bay took them in overnight. They slept on the floor. Fishermen lent blankets. "
    "“Nobody told us anything,” said Mara Quill, a teacher from Tarn who was travelling home. "
    "Corvane Lines owns the ferry and eight other ships on the northern route.",
    "Forty passengers were saved from the ferry Amity, which ran onto the Sable reef off Corran. "
    "A retired engineer had warned of the pumps. The reef has claimed four ships since 1950. "
    "However, no buoy marks it. The harbour office blames a lack of money for the missing buoy. "
    "Corvane Lines, owner of the ferry and eight other ships, promised a report by June.",
    "A ferry ran onto the Sable reef off Corran on its way to Orsk. Nine. "
    "The harbour master said its engine had failed twice in the week before the voyage. "
    "Divers found a crack nine metres long below the waterline. Who will pay for the salvage? "
    "Salvage crews from Westmark will try to pull the hull free at the next spring tide.",
)


def find_candidates(*texts: str) -> tuple[list[Candidate], Concepts, SentenceSpace]:
    """Return the candidates of articles as the pipeline makes them."""
    articles = clean_articles(*texts)
    space = make_space(articles)
    claims = merge_claims(space, reports_of(articles))
    salience = rank_claims(claims, claim_rows(claims, space), space)
    claim_of = {sentence: claim for claim in claims for sentence in claim.sentences}
    by_id = {article.id: article for article in articles}
    candidates = [
        Candidate(
            claim=claim,
            statement=cite_passage(passage, claim, claim_of, by_id),
            passage=passage,
            salience=float(value),
            headline=float(value),
            untidiness=untidiness(passage),
            leaning=passage.leaning,
        )
        for claim, passage, value in zip(
            claims, quote_claims(claims, articles, split_all(articles)), salience, strict=True
        )
    ]
    concepts = weigh_concepts(
        [candidate.statement.text for candidate in candidates],
        space,
        spread_salience(claim_rows(claims, space), salience),
        reports_of(articles),
    )
    return candidates, concepts, space


FOUND = find_candidates(*TEXTS)


@cache
def select(words: int) -> Selection:
    return select_statements(*FOUND, words)


def count_words(selection: Selection) -> int:
    return sum(len(candidate.statement.text.split()) for candidate in selection.chosen)


BUDGETS = st.integers(1, 400)


@given(BUDGETS)
def test_never_more_words_than_asked_for(words: int) -> None:
    assert count_words(select(words)) <= words


@given(BUDGETS)
def test_what_is_told_and_what_is_not_are_all_candidates(words: int) -> None:
    selection = select(words)
    told = [candidate.statement.text for candidate in selection.chosen]
    left = [omission.subject for omission in selection.omissions]
    assert sorted(told + left) == sorted(candidate.statement.text for candidate in FOUND[0])
    assert all(o.stage == "selecting" and o.reason not in ("", "told") for o in selection.omissions)


@given(BUDGETS)
def test_nothing_is_told_twice(words: int) -> None:
    space = FOUND[2]
    row_of = dict(zip(space.sentences, space.row_of.tolist(), strict=True))
    rows = [[row_of[s] for s in candidate.told] for candidate in select(words).chosen]
    for at, own in enumerate(rows):
        for others in rows[at + 1 :]:
            left, right = np.meshgrid(own, others)
            scores = likeness_scores(space, left.ravel().astype(np.int64), right.ravel().astype(np.int64))
            assert scores.max() < REDUNDANT
            assert not set(own) & set(others)


@given(BUDGETS)
def test_nothing_is_told_that_leans_or_is_no_statement(words: int) -> None:
    for candidate in select(words).chosen:
        assert candidate.leaning is None
        assert MIN_WORDS <= candidate.words <= MAX_WORDS


@given(BUDGETS)
def test_the_most_salient_opens_and_the_rest_follow_the_sources(words: int) -> None:
    chosen = select(words).chosen
    if chosen:
        assert chosen[0].headline == max(candidate.headline for candidate in chosen)
        places = [candidate.place for candidate in chosen[1:]]
        assert places == sorted(places)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Nine.", "fragment"),
        ("Who will pay for the salvage?", "question"),
    ],
)
def test_what_is_left_out_has_its_reason(text: str, reason: str) -> None:
    reasons = {omission.subject: omission.reason for omission in select(400).omissions}
    assert reason in reasons[text]


def test_what_repeats_is_named_with_what_it_repeats() -> None:
    selection = select(400)
    told = {candidate.statement.text for candidate in selection.chosen}
    repeats = [o.reason for o in selection.omissions if o.reason.startswith("says what the brief says")]
    assert repeats
    assert all(reason.split("“", 1)[1].removesuffix("”") in told for reason in repeats)


def test_a_list_is_too_long_for_a_statement() -> None:
    long = "The Orsk harbour office lists " + ", ".join(f"the ship Amity {n}" for n in range(30)) + "."
    selection = select_statements(*find_candidates(long, TEXTS[2]), 400)
    assert {o.subject: o.reason for o in selection.omissions}[long] == "is too long for a statement"


@pytest.mark.parametrize("words", range(60, 121, 10))
def test_it_reaches_nine_tenths_where_the_sources_allow(words: int) -> None:
    assert 0.9 * words <= count_words(select(words)) <= words


def test_more_words_tell_no_less() -> None:
    counts = [count_words(select(words)) for words in (40, 80, 160, 320)]
    assert counts == sorted(counts)


def test_every_source_is_told_from_when_there_is_room() -> None:
    sources = {source for candidate in select(120).chosen for source in candidate.sources}
    assert sources == {sentence.article_id for sentence in FOUND[2].sentences}


def test_the_same_choice_whichever_way_it_is_made() -> None:
    assert select_statements(*FOUND, 120) == select(120)
    again = select_statements(*find_candidates(*TEXTS), 120)
    assert [c.statement for c in again.chosen] == [c.statement for c in select(120).chosen]


def test_nothing_to_choose_from() -> None:
    candidates, concepts, space = FOUND
    none = Concepts(concepts.held.take(np.zeros(0, dtype=np.int64)), concepts.worth)
    assert select_statements([], none, space, 100) == Selection((), ())
    assert order_statements([]) == []
    leaning = [replace(candidate, leaning="leans") for candidate in candidates]
    assert select_statements(leaning, concepts, space, 100).chosen == ()


def test_what_reports_agree_on_is_preferred() -> None:
    candidates, concepts, space = find_candidates(
        "Nine ships sank in the autumn storm off Corran.",
        "The levy on timber was raised by the council in Orsk.",
    )
    for agreed in range(2):
        weighted = [
            replace(candidate, statement=replace(candidate.statement, origins=9 if at == agreed else 1))
            for at, candidate in enumerate(candidates)
        ]
        (told,) = select_statements(weighted, concepts, space, 11).chosen
        assert told.claim == candidates[agreed].claim


def test_a_tidy_statement_is_preferred() -> None:
    candidates, concepts, space = find_candidates(
        "Nine ships sank in the autumn storm off Corran.",
        "The levy on timber was raised by the council in Orsk.",
    )
    for untidy in range(2):
        marked = [replace(c, untidiness=40.0 if at == untidy else 0.0) for at, c in enumerate(candidates)]
        (told,) = select_statements(marked, concepts, space, 11).chosen
        assert told.claim == candidates[1 - untidy].claim


# a brief of few statements


EQUALS = (
    "Nine ships sank in the autumn storm off Corran.",
    "The levy on timber was raised by the council in Orsk.",
)


@pytest.mark.parametrize("wanted", range(2))
def test_few_statements_tell_what_the_reports_open_with(wanted: int) -> None:
    candidates, concepts, space = find_candidates(*EQUALS)
    openings = [EQUALS[wanted], f"{EQUALS[wanted]} Nobody was surprised."]
    (told,) = select_statements(candidates, concepts, space, 11, lambda: openings).chosen
    assert told.statement.text == EQUALS[wanted]


def test_an_opening_alone_does_not_bring_in_what_covers_little() -> None:
    candidates, concepts, space = find_candidates(*EQUALS)
    worth = np.full(concepts.held.width, 0.05)
    worth[concepts.held.take(np.array([0])).columns] = 1.0
    told = select_statements(
        candidates, replace(concepts, worth=worth), space, 11, lambda: [EQUALS[1]]
    ).chosen
    assert [candidate.statement.text for candidate in told] == [EQUALS[0]]


@given(BUDGETS, st.lists(st.sampled_from(TEXTS), max_size=3))
def test_whatever_the_openings_the_rules_of_a_choice_hold(words: int, openings: list[str]) -> None:
    candidates, concepts, space = FOUND
    selection = select_statements(candidates, concepts, space, words, lambda: openings)
    told = [space.row_by_sentence[sentence] for c in selection.chosen for sentence in c.told]
    pairs = np.array(
        [(one, other) for at, one in enumerate(told) for other in told[at + 1 :]], dtype=np.int64
    )
    assert count_words(selection) <= words
    assert all(c.leaning is None and MIN_WORDS <= c.words <= MAX_WORDS for c in selection.chosen)
    assert len(selection.chosen) + len(selection.omissions) == len(candidates)
    assert bool(selection.chosen) == bool(select(words).chosen)
    if len(pairs) and len(told) == len(selection.chosen):
        assert likeness_scores(space, pairs[:, 0], pairs[:, 1]).max() < REDUNDANT


def test_many_statements_are_told_whatever_the_openings() -> None:
    assert len(select(400).chosen) > FEW
    assert select_statements(*FOUND, 400, lambda: [TEXTS[2]]) == select(400)


LEANS = (
    "The reef off Corran has claimed four ships since 1950. However, the harbour office has marked it with no buoy.",
    "The ferry Amity burned at the quay of Tarn before dawn, and nine of its cabins were lost.",
)


@pytest.mark.parametrize(("words", "goes_on"), [(30, False), (40, True)])
def test_a_statement_goes_on_to_the_sentence_that_leans_on_it_where_there_is_room(
    words: int, goes_on: bool
) -> None:
    candidates, concepts, space = find_candidates(*LEANS)
    told = [c.statement.text for c in select_statements(candidates, concepts, space, words).chosen]
    assert len(told) == 2
    assert (LEANS[0] in told) == goes_on
    assert (LEANS[0].split(" However")[0] in told) != goes_on


@given(BUDGETS)
def test_no_statement_begins_another(words: int) -> None:
    told = [candidate.statement.text for candidate in select(words).chosen]
    assert not any(one != other and other.startswith(one) for one in told for other in told)


def test_what_has_changed_is_told_whatever_the_openings() -> None:
    candidates, concepts, space = FOUND
    fit = [c for c in candidates if c.leaning is None and MIN_WORDS <= c.words <= 25]
    for changed in fit:
        statement = replace(changed.statement, status="updated")
        marked = [replace(c, statement=statement) if c is changed else c for c in candidates]
        chosen = select_statements(marked, concepts, space, 60, lambda: TEXTS).chosen
        assert statement in [candidate.statement for candidate in chosen]


def test_both_forms_of_a_claim_are_begun_with() -> None:
    candidates, concepts, space = find_candidates(*EQUALS)
    whole = [*candidates, *candidates]
    doubled = Concepts(concepts.held.take(np.array([0, 1, 0, 1])), concepts.worth)
    (told,) = select_statements(whole, doubled, space, 11, lambda: [EQUALS[1]]).chosen
    assert told.statement.text == EQUALS[1]


def test_openings_are_those_of_independent_reports() -> None:
    articles = clean_articles(*TEXTS)
    split = split_all(articles)
    first, second, third = split
    reports = {first: first, second: second, third: first}
    openings = find_openings(split, reports, 9)
    assert openings == [
        "The ferry Amity ran onto the Sable reef off",
        "Forty passengers were saved from the ferry Amity, which",
    ]
