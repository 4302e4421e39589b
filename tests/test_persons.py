"""Who is named in a sentence, and whom a pronoun behind it follows."""

from __future__ import annotations

import pytest

from summarizer.persons import find_persons, trace_pronoun
from tests.story_factory import make_articles, split_all


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("President Tom Alder met Sen. Ruth Kade.", ["Tom Alder", "Ruth Kade"]),
        ("Mara Quill, 58, keeps bees.", ["Mara Quill"]),
        ("“No,” Pavel Oren said.", ["Pavel Oren"]),
        ("King Harald III of Corran slept.", ["Harald III"]),
        ("Dr. Ida van Venn warned him.", ["Ida van Venn"]),
        ("Dr. Ida van der Venn warned him.", ["Ida van der Venn"]),
        ("The White House said no.", []),
        ("Police said no.", []),
        ("Orsk has no airport.", []),
    ],
)
def test_persons_are_found_where_the_sentence_makes_it_sure(text: str, names: list[str]) -> None:
    assert [name for _, name in find_persons(text)] == names


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Mayor Ruth Kade said the dam was safe. She left the town at noon.", "She", "Mayor Ruth Kade"),
        ("Tom Alder, 41, drove to Orsk. He slept. He left at dawn.", "He", "Tom Alder"),
        ("Tom Alder, 41, drove to Orsk. In April he moved to the coast.", "In April he", "Tom Alder"),
        ("Mayor Ruth Kade opened the dam. “It is safe,” she said.", "“It is safe,” she", "Ruth Kade"),
    ],
)
def test_a_pronoun_is_followed_to_who_is_named(text: str, words: str, name: str) -> None:
    own = next(iter(split_all(make_articles(text)).values()))
    assert own[-1].text.startswith(words)
    assert trace_pronoun(own[-1], own) == (len(words), name, own[0])


@pytest.mark.parametrize(
    "text",
    [
        "Tom Alder met Pavel Oren in Orsk. He left at noon.",
        "Mayor Ruth Kade said the dam was safe. He left at noon.",
        "Orsk has no airport. He left at noon.",
        "Tom Alder, 41, drove to Orsk. The tunnel was closed. He left at noon.",
        "Tom Alder, 41, drove to Orsk. The tunnel was closed.",
    ],
)
def test_a_pronoun_is_not_followed_where_there_is_doubt(text: str) -> None:
    own = next(iter(split_all(make_articles(text)).values()))
    assert trace_pronoun(own[-1], own) is None
