"""Which figures, dates and outcomes of a story's sources differ, and what a brief tells of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from summarizer import make_brief, read_articles
from summarizer.config import BriefConfig
from summarizer.deduplicating import reports_of
from summarizer.disagreements import Disagreement, find_disagreements, is_later
from summarizer.headings import name_disagreement
from summarizer.records import Article, Brief
from summarizer.verifying import verify_text
from tests.brief_factory import make_article
from tests.story_factory import as_params, load_cases, place_lines

ROOT = Path(__file__).resolve().parents[1]
SHARED_SEEDS = ROOT.parent / "shared" / "data" / "seeds"
BESIDE = (
    "Boats were sent out from 41 harbours along the coast.",
    "The last census counted 8,400 voters there.",
    "A ticket costs 17 euros for visitors.",
    "The library holds 52,000 books and 310 maps.",
    "Bakers sold 960 loaves before noon.",
    "The orchard has 1,130 trees.",
)
"""What else is told in the story of each case, so that its words have a weight."""


def find_in_lines(lines: list[str]) -> list[Disagreement]:
    articles, space = place_lines([*lines, *BESIDE])
    return find_disagreements(space, articles, reports_of(articles))


def list_values(found: list[Disagreement]) -> list[str]:
    return sorted(value.figures[0].text for disagreement in found for value in disagreement.values)


@pytest.mark.parametrize("case", as_params(load_cases("disagreements.json")))
def test_two_values_of_one_thing_differ(case: dict[str, Any]) -> None:
    assert list_values(find_in_lines(case["input"])) == sorted(case["expected"])


@pytest.mark.parametrize("case", as_params(load_cases("disagreements_negative.json")))
def test_what_else_explains_two_values_is_no_difference(case: dict[str, Any]) -> None:
    assert list_values(find_in_lines(case["input"])) == []


def test_most_that_differs_is_found() -> None:
    cases = load_cases("disagreements.json")
    assert sum("xfail" not in case for case in cases) >= 0.85 * len(cases)


# whole stories

WIRE = (
    "A landslide near Velden killed {toll} people on Friday, officials said. "
    "The slope above the town gave way after two days of rain. "
    "Rescuers with dogs are searching the rubble of the school."
)
POST = (
    "The landslide near Velden has killed {toll} people, the mayor of the town told reporters. "
    "Engineers had warned of the slope last spring."
)
HERALD = (
    "{toll} people were killed by the landslide near Velden, the regional government announced. "
    "Roads into the valley are closed."
)


def make_story(*tolls: str, days: tuple[str, ...] = ("2024-03-26",) * 3) -> list[Article]:
    texts = (WIRE, POST, HERALD)
    return [
        make_article(text.format(toll=toll), origin=f"{at}.txt", published=days[at])
        for at, (text, toll) in enumerate(zip(texts, tolls, strict=True))
    ]


def values_of(brief: Brief) -> list[list[str]]:
    return [[v.value for v in conflict.values] for s in brief.stories for conflict in s.conflicts]


def test_a_difference_stands_in_the_brief_with_who_gives_what() -> None:
    articles = make_story("12", "15", "Fifteen")
    brief = make_brief(articles)
    (conflict,) = brief.stories[0].conflicts
    assert conflict.about == "Number of dead"
    assert [value.value for value in conflict.values] == ["15", "12"]
    assert [{c.source for c in value.citations} for value in conflict.values] == [
        {articles[1].id, articles[2].id},
        {articles[0].id},
    ]


QUOTED = BriefConfig(mode="extractive")


@pytest.mark.parametrize("config", [QUOTED, BriefConfig()], ids=["quoted", "condensed"])
def test_one_value_is_told_and_is_labelled(config: BriefConfig) -> None:
    section = make_brief(make_story("12", "15", "Fifteen"), config).stories[0]
    statements = [*([section.lead] if section.lead else []), *section.statements]
    told = [s for s in statements if "killed" in s.text]
    assert len(told) == 1
    assert "12" not in told[0].text
    assert "disputed" in told[0].labels
    assert sum("disputed" in s.labels for s in statements) == 1


def test_a_toll_that_rises_is_updated_and_not_disputed() -> None:
    brief = make_brief(make_story("12", "15", "15", days=("2024-03-26", "2024-03-27", "2024-03-27")))
    assert values_of(brief) == [["15 [27 March, updated]", "12 [26 March]"]]
    assert not any("disputed" in s.labels for s in brief.stories[0].statements)


def test_a_toll_that_falls_is_no_update() -> None:
    brief = make_brief(make_story("15", "12", "12", days=("2024-03-26", "2024-03-27", "2024-03-27")))
    assert values_of(brief) == [["12", "15"]]


def test_a_source_that_gives_both_values_explains_them() -> None:
    articles = make_story("12", "15", "15")
    both = "The landslide killed 12 people at once. In all, the landslide killed 15 people near Velden."
    articles[0] = make_article(both, origin="0.txt")
    assert values_of(make_brief(articles)) == []


def test_one_source_alone_differs_from_nobody() -> None:
    assert values_of(make_brief([make_article(WIRE.format(toll=12) + " " + POST.format(toll=15))])) == []


def test_a_reprint_adds_no_voice() -> None:
    articles = make_story("12", "15", "15")
    articles += [make_article(articles[0].text + " All rights reserved.", origin="9.txt")]
    brief = make_brief(articles)
    assert values_of(brief) == [["15", "12"]]


def test_the_same_sources_give_the_same_bytes() -> None:
    articles = make_story("12", "15", "15")
    assert make_brief(articles).to_json() == make_brief(articles).to_json()


def test_a_brief_with_differences_verifies_and_a_changed_value_is_found() -> None:
    text = make_brief(make_story("12", "15", "15"), QUOTED).to_json()
    assert verify_text(text).status == "intact"
    document = json.loads(text)
    document["stories"][0]["conflicts"][0]["values"][1]["value"] = "21"
    verification = verify_text(json.dumps(document))
    assert verification.status == "failed"
    assert any(
        "Number of dead" in finding.subject and "21" in finding.reason for finding in verification.findings
    )


@pytest.mark.parametrize(
    ("one", "other", "later"),
    [
        ("2024-03-27", "2024-03-26", True),
        ("2024-03-26", "2024-03-27", False),
        ("2024-03-27", "2024-03-27T18:00", False),
        ("2024-03-27T19:00", "2024-03-27T18:00", True),
        (None, "2024-03-26", False),
        ("Wednesday", "2024-03-26", False),
    ],
)
def test_which_is_later(one: str | None, other: str, later: bool) -> None:
    assert is_later(one, other) is later


# the seeds


def test_the_seeds_differ_on_two_figures_and_on_nothing_else() -> None:
    conflicts = [c for s in make_brief(read_articles([ROOT / "seeds"])).stories for c in s.conflicts]
    assert [(c.about, [v.value for v in c.values]) for c in conflicts] == [
        ("Length of the Dali", ["948ft", "984ft"]),
        ("Temperature", ["minus 130 C", "minus 170C"]),
    ]


@pytest.mark.skipif(not SHARED_SEEDS.is_dir(), reason="the data for measuring is not here")
def test_the_scraped_articles_differ_on_the_day() -> None:
    conflicts = [c for s in make_brief(read_articles([SHARED_SEEDS])).stories for c in s.conflicts]
    assert [[v.value for v in c.values] for c in conflicts] == [["Tuesday", "Overnight on Monday"]]


def test_what_it_is_about_is_said_in_words() -> None:
    (found,) = find_in_lines(
        ["The Tarn Star, 948 feet long, was towed.", "The 984ft Tarn Star hit the pier."]
    )
    assert name_disagreement(found).startswith("Length of")
