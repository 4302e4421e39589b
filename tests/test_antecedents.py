"""What a pronoun can stand for, and the pronoun that nothing before it names."""

from __future__ import annotations

import pytest

from summarizer.antecedents import find_singular, find_unnamed_speaker, has_antecedent, has_loose_pronoun


@pytest.mark.parametrize(
    ("before", "text", "has"),
    [
        ("Tom Alder drove to Orsk.", "He slept.", True),
        ("The mayor drove to Orsk.", "He slept.", True),
        ("The roads were closed by snow.", "He slept.", False),
        ("The farmers drove to Orsk.", "They slept.", True),
        ("Tom Alder and Mara Quill drove to Orsk.", "They slept.", True),
        ("It had snowed all night.", "They slept.", False),
        ("It had snowed all night.", "The mayor slept.", True),
    ],
)
def test_a_pronoun_needs_somebody_before_it(before: str, text: str, has: bool) -> None:
    assert has_antecedent(before, text) is has


def test_in_other_languages_pronouns_are_not_looked_at() -> None:
    assert has_antecedent("Es schneite.", "He slept.", "de")


@pytest.mark.parametrize(
    ("text", "pronoun"),
    [
        ("“The dam held,” she said.", "she"),
        ("The dam held, he said.", "he"),
        ("“Tom Alder is ill,” he said.", "he"),
        ("When the dam held, he said so.", None),
        ("Tom Alder called “a scandal” what “she said”.", None),
        ("Tom Alder was ill: “The dam held,” he said.", None),
    ],
)
def test_a_speaker_is_unnamed_where_only_quotations_name_somebody(text: str, pronoun: str | None) -> None:
    found = find_unnamed_speaker(text)
    assert (found and found["pronoun"]) == pronoun


@pytest.mark.parametrize(
    ("text", "is_loose"),
    [
        ("In April he moved to the coast.", True),
        ("Tom Alder said he would move to the coast.", False),
        ("In his speech, Tom Alder praised the dam.", False),
        ("After his death, Tom Alder took over.", True),
        ("When the snow fell they left the valley.", True),
        ("When the snow fell the farmers said they would leave.", False),
    ],
)
def test_a_pronoun_is_loose_before_what_it_stands_for(text: str, is_loose: bool) -> None:
    assert has_loose_pronoun(text) is is_loose


def test_a_place_is_nobody() -> None:
    assert find_singular("snow fell in Orsk") is None
    found = find_singular("snow fell on Tom in Orsk")
    assert found is not None
    assert found[0] == "Tom"
