"""How the brief of a morning is laid out: what is new, what has moved, sections, who is cited for what."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from summarizer.records import Brief, Mention, Section, Status
from summarizer.rendering import brief_from_json, render_brief
from summarizer.rendering.fitting import MENTIONS_KEPT
from summarizer.rendering.mailing import SIZE_LIMIT, compose_mail
from summarizer.rendering.strip import MOST_OUTLETS, draw_strip, name_outlets
from summarizer.rendering.view import OTHER_SECTION, view_brief
from summarizer.rendering.wording import format_day
from tests.brief_factory import (
    make_article,
    make_brief,
    make_citation,
    make_section,
    make_source,
    make_statement,
    one_statement_brief,
    sample_brief,
)
from tests.morning_factory import awkward_brief, empty_brief, morning_brief

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("name", ["morning.md", "morning.txt", "morning_mail.txt"])
def test_a_morning_is_as_it_was_read_and_approved(name: str) -> None:
    """Rewrite the files with SUMMARIZER_UPDATE_GOLDEN=1, and read them before committing."""
    brief = morning_brief()
    mail = name == "morning_mail.txt"
    text = compose_mail(brief).text if mail else render_brief(brief, name.partition(".")[2])
    if os.environ.get("SUMMARIZER_UPDATE_GOLDEN"):
        (GOLDEN / name).write_text(text, "utf-8")
    assert text == (GOLDEN / name).read_text("utf-8")


# what is new


def story_of(*statuses: Status | None, changes: tuple[str, ...] = (), title: str = "A story") -> Section:
    article = make_article("One. Two. Three.", origin=title)
    told = [
        make_statement(said, [make_citation(article, said)], status=status)
        for said, status in zip(("One.", "Two.", "Three."), statuses, strict=False)
    ]
    return replace(make_section(title, told), changes=changes)


def brief_of(*stories: Section) -> Brief:
    articles = [make_article("One. Two. Three.", origin=story.title) for story in stories]
    return make_brief(articles, stories, title="Morning brief")


@pytest.mark.parametrize(
    ("statuses", "changes", "mark"),
    [
        (("new", "new"), (), "new"),
        (("new", "new"), ("2 statements are new",), "update"),
        (("new", "updated"), ("a → b",), "update"),
        (("corrected", "new"), ("a → b",), "corrected"),
        (("corrected", "updated"), ("a → b", "c → d"), "update"),
        ((None, None), (), ""),
    ],
)
def test_a_story_says_in_a_word_what_it_is(
    statuses: tuple[Status | None, ...], changes: tuple[str, ...], mark: str
) -> None:
    other = story_of("updated", changes=("x → y",), title="Another")
    view = view_brief(brief_of(story_of(*statuses, changes=changes), other))
    assert view.stories[0].mark == mark
    assert view.stories[0].changes == changes
    assert not any("new" in one.notes for story in view.stories for one in story.statements)


def test_where_all_is_new_nothing_says_so() -> None:
    view = view_brief(brief_of(story_of("new"), story_of("new", title="Another")))
    assert [story.mark for story in view.stories] == ["", ""]
    assert "New" not in render_brief(brief_of(story_of("new")), "txt")


def test_what_has_moved_is_marked_beside_the_statement_too() -> None:
    ferry = view_brief(morning_brief()).stories[1]
    assert [one.notes for one in ferry.statements] == [(), ("updated",), ("single source",)]


# what all statements of a story have in common


def test_a_label_that_all_statements_have_is_said_once() -> None:
    rates = view_brief(morning_brief()).stories[2]
    assert rates.notes == ("single source",)
    assert [one.notes for one in rates.statements] == [("corrected",), ("corrected",)]


def test_statements_of_different_sources_are_not_said_to_have_one() -> None:
    articles = [make_article(f"Text {at}.", origin=f"{at}") for at in range(2)]
    told = [
        make_statement(one.text, [make_citation(one, one.text)], labels=("single source", "disputed"))
        for one in articles
    ]
    view = view_brief(make_brief(articles, [make_section("A", told), make_section("B", told[:1])]))
    assert view.stories[0].notes == ("a single source for each statement",)
    assert [one.notes for one in view.stories[0].statements] == [("disputed",), ("disputed",)]
    assert view.stories[1].notes == ()
    assert view.stories[1].statements[0].notes == ("single source", "disputed")


def test_without_a_heading_labels_stay_beside_their_statements() -> None:
    article = make_article("One. Two.", origin="a")
    told = [
        make_statement(said, [make_citation(article, said)], labels=("blurb only",))
        for said in ("One.", "Two.")
    ]
    view = view_brief(make_brief([article], [make_section("A title", told)], title="A title"))
    assert view.stories[0].notes == ()
    assert all(one.notes == ("blurb only",) for one in view.stories[0].statements)


# sections


@pytest.mark.parametrize(
    ("sections", "headings"),
    [
        (("World/Asia", "World/Asia", "Local"), ("World / Asia", "", "Local")),
        (("World", "", ""), ("World", OTHER_SECTION, "")),
        (("", "World", "World"), ("", "World", "")),
        (("World", "Local", "World"), ("", "", "")),
        (("", "", ""), ("", "", "")),
    ],
)
def test_a_section_stands_above_its_first_story(sections: tuple[str, ...], headings: tuple[str, ...]) -> None:
    stories = [replace(story_of("new", title=f"Story {at}"), section=one) for at, one in enumerate(sections)]
    assert tuple(story.heading for story in view_brief(brief_of(*stories)).stories) == headings


# the day and the subject


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("2026-11-17", "Tuesday, 17 November 2026"),
        ("2026-11-17T06:00Z", "Tuesday, 17 November 2026"),
        ("2026-11", "November 2026"),
        ("2026-02-30", "30 February 2026"),
        ("soon", "soon"),
        ("", ""),
    ],
)
def test_a_day_has_its_name_where_it_is_one(date: str, day: str) -> None:
    assert format_day(date) == day


def test_a_title_of_every_day_has_the_date_in_the_subject() -> None:
    assert view_brief(morning_brief()).subject == "Morning brief, 17 November 2026"
    assert "Subject: Morning brief, 17 November 2026\r\n" in compose_mail(morning_brief()).message
    assert view_brief(replace(morning_brief(), date="soon")).subject == "Morning brief"
    assert view_brief(sample_brief()).subject == "Ferry strikes pier in Marenport"
    assert view_brief(one_statement_brief()).subject == "Bridge reopens"


def test_the_header_does_not_repeat_the_day_that_stands_above_it() -> None:
    page = BeautifulSoup(render_brief(morning_brief(), "html"), "html.parser")
    header = page.header
    assert header is not None
    assert header.get_text().count("17 November 2026") == 1
    assert "19 November 2026" in str(
        BeautifulSoup(render_brief(sample_brief(), "html"), "html.parser").header
    )


def test_a_day_without_news_says_so() -> None:
    for form in ("md", "html", "txt"):
        page = render_brief(brief_from_json(empty_brief().to_json()), form)
        assert "No statement could be drawn" in page
        assert page.count("Tuesday, 17 November 2026") == 1
    assert view_brief(empty_brief()).subject == "Morning brief, 17 November 2026"
    once = replace(empty_brief(), daily=False)
    assert (view_brief(once).daily, view_brief(once).subject) == (False, "Morning brief")


# who is cited for what


def test_outlets_get_two_letters_that_no_other_has() -> None:
    names = [
        "The Courier",
        "Coastal Wire",
        "Courier",
        "Co",
        "Süddeutsche Zeitung",
        "Süd",
        "مرصد العالم",
        "7",
        "漢字",
    ]
    codes = name_outlets(names, ["", "", "", "", "", "", "marsad.example", "", "7.example"])
    assert [codes[name] for name in names] == ["Co", "CW", "Cu", "C1", "SZ", "Su", "Ma", "#1", "#2"]


def test_many_outlets_of_one_name_still_have_codes() -> None:
    names = [f"Co {number}" for number in range(MOST_OUTLETS)]
    codes = name_outlets(names, [""] * len(names))
    assert len(set(codes.values())) == len(names)
    assert all(len(code) == 2 for code in codes.values())


def test_the_strip_says_which_story_cites_whom() -> None:
    strip = view_brief(morning_brief()).strip
    assert strip is not None
    assert [(outlet.code, outlet.name) for outlet in strip.outlets] == [
        ("WO", "World Observer"),
        ("Ma", "مرصد العالم"),
        ("Co", "The Courier"),
        ("CW", "Coastal Wire"),
        ("Ga", "The Gazette"),
    ]
    told = [[cell.code for cell in row.cells if cell.told] for row in strip.rows]
    assert told == [["WO", "Ma"], ["Co", "CW"], ["Ga"]]
    assert [row.anchor for row in strip.rows] == ["story-1", "story-2", "story-3"]


def test_more_outlets_than_there_is_room_for_are_counted() -> None:
    strip = view_brief(awkward_brief()).strip
    assert strip is not None
    assert len(strip.outlets) == MOST_OUTLETS
    assert strip.more == 28 - MOST_OUTLETS
    assert "and 4 more." in compose_mail(awkward_brief()).html


def test_one_story_or_one_outlet_needs_no_strip() -> None:
    source = make_source(make_article("Text.", publisher="The Courier"))
    other = make_source(make_article("More.", publisher="The Ledger"))
    assert draw_strip([("A", "story-1")], [[source, other]]) is None
    assert draw_strip([("A", "story-1"), ("B", "story-2")], [[source], [source]]) is None
    assert draw_strip([("A", "story-1"), ("B", "story-2")], [[source], [other]]) is not None


# the mail


def test_a_mail_of_many_mentions_leaves_out_the_last_of_them() -> None:
    brief = morning_brief()
    mentions = tuple(Mention(str(at), f"Mention {at}", (brief.sources[0].id,)) for at in range(900))
    mail = compose_mail(replace(brief, also=mentions))
    assert mail.size <= SIZE_LIMIT
    assert mail.left_out[-1].endswith("lines of “Also today”")
    kept = mail.html.count(">Mention ")
    assert MENTIONS_KEPT <= kept < 900
    assert mail.text.count("- Mention ") == 900


def test_names_that_run_to_the_left_stand_apart_from_what_follows_them() -> None:
    for page in (render_brief(morning_brief(), "html"), compose_mail(morning_brief()).html):
        names = BeautifulSoup(page, "html.parser").find_all("span", string="مرصد العالم")
        assert names
        assert all(name["dir"] == "auto" for name in names)
