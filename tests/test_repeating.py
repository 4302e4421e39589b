"""Lines that one publisher prints under all its articles, and those that only look like it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from summarizer.cleaning import clean_article
from summarizer.records import Article, content_id
from summarizer.repeating import drop_repeated_lines, find_furniture

HARBOUR = "The harbour of Orsk reopened on Monday after a week of storms.\nThe mayor thanked the crews of both tugs."
STRIKE = "Drivers of the Orsk tramway walked out at dawn.\nTheir union asks for nine per cent."
BACKGROUND = "The storms of November cost the coast 14 million crowns and three lives."
SLOGAN = "Harbour and hill, the town in one paper"
PLEA = "If you value what we do, become a friend of the Orsk Courier today."


def article(text: str, publisher: str | None = "Orsk Courier") -> Article:
    return Article(
        content_id(text), f"{content_id(text)}.txt", text, publisher=publisher, kept=((0, len(text)),)
    )


def kept_text(found: Article) -> str:
    return "\n".join(found.text[start:end] for start, end in found.kept_spans)


def test_slogans_and_pleas_that_repeat_are_left_out() -> None:
    pages = [article(f"{SLOGAN}\n{text}\n{PLEA}") for text in (HARBOUR, STRIKE)]
    assert [kept_text(page) for page in drop_repeated_lines(pages)] == [HARBOUR, STRIKE]


def test_background_that_repeats_is_article() -> None:
    pages = [article(f"{text}\n{BACKGROUND}") for text in (HARBOUR, STRIKE)]
    assert drop_repeated_lines(pages) == pages


def test_another_publisher_may_say_the_same() -> None:
    pages = [article(f"{SLOGAN}\n{HARBOUR}"), article(f"{SLOGAN}\n{STRIKE}", "Velden Post")]
    assert drop_repeated_lines(pages) == pages


def test_sources_without_a_publisher_are_left_alone() -> None:
    pages = [article(f"{SLOGAN}\n{text}", None) for text in (HARBOUR, STRIKE)]
    assert drop_repeated_lines(pages) == pages


def test_an_article_printed_twice_is_not_all_furniture() -> None:
    pages = [article(f"A heading\n{HARBOUR}"), article(f"A heading\n{HARBOUR}\nMore follows.")]
    assert drop_repeated_lines(pages) == pages


def test_what_is_furniture_is_told_by_the_different_articles() -> None:
    pages = [article(f"{SLOGAN}\n{text}") for text in (HARBOUR, STRIKE)]
    assert find_furniture(pages, "Orsk Courier") == {SLOGAN}


@given(st.lists(st.text(alphabet="ab.\n y", max_size=60), max_size=4))
def test_spans_stay_ascending_disjoint_and_inside_what_was_kept(texts: list[str]) -> None:
    pages = [clean_article(replace(article(text), kept=None)) for text in texts]
    for page, found in zip(pages, drop_repeated_lines(pages), strict=True):
        edges = [edge for span in found.kept_spans for edge in span]
        assert edges == sorted(edges)
        assert all(
            any(a <= start and end <= b for a, b in page.kept_spans) for start, end in found.kept_spans
        )
