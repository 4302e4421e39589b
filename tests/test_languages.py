"""Six languages besides English through every stage: their cases and briefs, and what never crosses between two."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from string import Formatter
from typing import Any

import numpy as np
import pytest

from summarizer.checking.words import read_words
from summarizer.cleaning import find_boilerplate
from summarizer.comparing import compare_sentences
from summarizer.config import BriefConfig
from summarizer.contradicting import contradicts
from summarizer.crediting import credited_agency, strip_attribution
from summarizer.dating import find_dates
from summarizer.deduplicating import SAME_CLAIM, same_claim_groups, same_claim_scores
from summarizer.figures import read_figures
from summarizer.grouping import group_articles
from summarizer.languages import NAMES, OTHERS, load_language, main_language, name_language, say
from summarizer.languages.glossing import gloss_text, respell_number
from summarizer.leaning import leaning_reason
from summarizer.letterruns import LetterRuns
from summarizer.pipeline import make_brief, make_story_brief
from summarizer.reading import read_articles
from summarizer.reading.foreign import find_foreign_date
from summarizer.records import Article, Sentence
from summarizer.rendering import brief_from_json, render_brief
from summarizer.splitting import split_text
from summarizer.verifying import verify_text
from tests.brief_factory import make_article
from tests.story_factory import as_params, load_cases
from tests.write_language_briefs import GOLDEN, SAMPLES, make_language_brief

CODES = sorted(OTHERS)


def sample(code: str, name: str) -> Article:
    """Return an article of the samples."""
    (article,) = read_articles([str(SAMPLES / code / f"{name}.txt")])
    return article


def in_language(case: dict[str, Any]) -> Article:
    """Return a case's text as an article in its language."""
    article = make_article(case["input"], origin=case["label"], published="2026-11-18")
    return replace(article, language=case["label"])


def mark_dates(text: str, published: str, code: str) -> str:
    """Return a text with each found date in brackets."""
    for found in reversed(find_dates(text, published, code)):
        text = f"{text[: found.end]} [{found.words}]{text[found.end :]}"
    return text


# the records


@pytest.mark.parametrize("code", CODES)
def test_a_record_is_complete(code: str) -> None:
    language = load_language(code)
    assert language.code == code
    assert (len(set(language.months)), len(language.short_months), len(set(language.weekdays))) == (12, 12, 7)
    assert len(language.stop_words) > 150
    assert not language.stop_words & language.common
    assert all(word == word.lower() for word in language.stop_words | language.common)


def test_all_languages_say_the_same_phrases_with_the_same_values() -> None:
    known = [set(load_language(code).phrases) for code in CODES]
    assert all(phrases == known[0] for phrases in known)
    for code in CODES:
        for english, own in load_language(code).phrases.items():
            values = {name for _, name, _, _ in Formatter().parse(english) if name}
            assert {name for _, name, _, _ in Formatter().parse(own) if name} >= values - {"stage"}, english


def test_every_phrase_of_the_templates_is_known() -> None:
    said: set[str] = set()
    for path in sorted((SAMPLES.parents[1] / "templates").glob("*.j2")):
        said |= set(re.findall(r'"((?:[^"\\]|\\.)*)" \| say\b', path.read_text(encoding="utf-8")))
    assert len(said) > 20
    for code in CODES:
        assert not said - set(load_language(code).phrases), code


def test_english_says_what_it_is_given_and_others_fall_back_to_it() -> None:
    assert say("en", "{n} sources", n=3) == say("sv", "{n} sources", n=3) == "3 sources"
    assert say("de", "{n} sources", n=3) == "3 Quellen"
    assert say("de", "never heard of") == "never heard of"
    assert (name_language("fr", "de"), name_language("sv", "de")) == ("Französisch", "sv")
    assert [main_language(codes) for codes in (["de", "fr", "fr"], ["de", "fr"], [])] == ["fr", "de", "en"]
    with pytest.raises(KeyError):
        load_language("en")


def test_english_loads_no_record() -> None:
    code = (
        "import sys; from summarizer import make_brief; from summarizer.reading import read_articles; "
        "from summarizer.config import BriefConfig; "
        "make_brief(read_articles(['seeds/bridge']), BriefConfig(mode='extractive')).to_markdown(); "
        "print([n for n in sys.modules if n.startswith('summarizer.languages.') and len(n.split('.')[-1]) == 2])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=SAMPLES.parents[1], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


# the stages, by cases


SPLITTING = [(code, case) for code in CODES for case in load_cases(f"splitting_{code}.json")]


@pytest.mark.parametrize(
    "code", CODES, ids=[f"{code}-{len(load_cases(f'splitting_{code}.json'))}-cases" for code in CODES]
)
def test_each_language_has_its_cases(code: str) -> None:
    labels = [case["label"] for own, case in SPLITTING if own == code]
    assert len(labels) == len(set(labels)) >= 15


@pytest.mark.parametrize(
    ("code", "case"),
    [
        pytest.param(
            code,
            case,
            id=f"{code}-{case['label']}",
            marks=[pytest.mark.xfail(reason=case["xfail"])] if "xfail" in case else [],
        )
        for code, case in SPLITTING
    ],
)
def test_sentences(code: str, case: dict[str, Any]) -> None:
    assert split_text(case["input"], code) == case["expected"]


@pytest.mark.parametrize("case", as_params(load_cases("languages_dating.json")))
def test_days_seen_from_the_article(case: dict[str, Any]) -> None:
    assert mark_dates(case["input"], case["published"], case["language"]) == case["expected"]
    assert find_dates(case["input"], None, case["language"]) == ()


@pytest.mark.parametrize("case", as_params(load_cases("languages_leaning.json")))
def test_what_leans(case: dict[str, Any]) -> None:
    assert leaning_reason(case["input"], case["language"]) == case["expected"]


@pytest.mark.parametrize("case", as_params(load_cases("languages_figures.json")))
def test_figures(case: dict[str, Any]) -> None:
    sentence = Sentence("a", 0, 0, len(case["input"]), case["input"])
    found = [
        {"measure": figure.measure, "value": figure.extent.given, "sense": figure.sense}
        for figure in read_figures(sentence, case["language"])
    ]
    assert case["expected"] in found


@pytest.mark.parametrize("case", as_params(load_cases("languages_crediting.json")))
def test_who_says_so(case: dict[str, Any]) -> None:
    plain = strip_attribution(case["input"], case["language"]).strip(" .")
    credit = credited_agency(case["input"], case["language"])
    assert {"plain": plain, "credit": credit} == case["expected"]


def merge(case: dict[str, Any]) -> bool:
    first, second = case["input"]
    code = case["language"]
    sentences = [Sentence("a", 0, 0, len(first), first), Sentence("b", 0, 0, len(second), second)]
    return len(same_claim_groups(compare_sentences(sentences, language=code))) == 1


@pytest.mark.parametrize("case", as_params(load_cases("languages_same_claim.json")))
def test_what_says_the_same_is_one_claim(case: dict[str, Any]) -> None:
    assert merge(case)


@pytest.mark.parametrize("case", as_params(load_cases("languages_same_claim_negative.json")))
def test_what_differs_stays_two(case: dict[str, Any]) -> None:
    first, second = case["input"]
    assert contradicts(first, second, case["language"])
    assert not merge(case)


BODY = {code: sample(code, "a").text.split("\n\n")[3] for code in CODES}


def kept_line(case: dict[str, Any]) -> bool:
    """Whether cleaning keeps a line that stands between two paragraphs of an article."""
    body = BODY[case["language"]]
    removals = find_boilerplate(f"{body}\n\n{case['input']}\n\n{body}", None, case["language"])
    return case["input"] not in [removal.text for removal in removals]


@pytest.mark.parametrize("case", as_params(load_cases("languages_furniture.json")))
def test_furniture_is_left_out(case: dict[str, Any]) -> None:
    assert not kept_line(case)


@pytest.mark.parametrize("case", as_params(load_cases("languages_furniture_negative.json")))
def test_sentences_that_look_like_furniture_stay(case: dict[str, Any]) -> None:
    assert kept_line(case)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("1,5", "1.5"),
        ("1.500", "1,500"),
        ("1.500,25", "1,500.25"),
        ("14.30", "14.30"),
        ("2026", "2026"),
        ("3D", "3D"),
    ],
)
def test_numbers_are_respelled(form: str, expected: str) -> None:
    assert respell_number(form) == expected


def test_words_that_the_rules_know_are_read_in_english() -> None:
    words = read_words("Am Dienstag wurden 1.500 Häuser und drei Brücken nicht gesperrt.", "de")
    assert [word.form for word in words if word.form in ("tuesday", "1,500", "three", "not", "closed")] == [
        "tuesday", "1,500", "three", "not", "closed",
    ]  # fmt: skip
    assert [word.start for word in words if word.form == "three"] == [36]
    elided = next(word for word in read_words("La hausse de l'impôt", "fr") if word.form == "impot")
    assert elided.start == len("La hausse de l'")
    assert gloss_text("nothing changes in English", "en") == "nothing changes in English"


@pytest.mark.parametrize(
    ("code", "line", "expected"),
    [
        ("de", "Stand: 3. März 2026, 14:05 Uhr", "2026-03-03T14:05"),
        ("de", "03.10.2026", "2026-10-03"),
        ("fr", "Publié le 1er août 2026 à 9h05", "2026-08-01T09:05"),
        ("es", "3 de octubre de 2026", "2026-10-03"),
        ("pt", "3 de março de 2026", "2026-03-03"),
        ("it", "Aggiornato il 3 ottobre 2026", "2026-10-03"),
        ("nl", "3 okt. 2026", "2026-10-03"),
        ("de", "31. Februar 2026", None),
        ("de", "Am 3. Oktober 2026 feierte die ganze Stadt mit einem großen Fest am Hafen.", None),
    ],
)
def test_date_lines(code: str, line: str, expected: str | None) -> None:
    assert find_foreign_date(line, load_language(code)) == expected


# vectors by words alone


def test_letter_runs_are_unit_rows_and_the_same_in_any_company() -> None:
    texts = [
        "Der Hochwasserschutz kostet viel.",
        "Schutz vor Hochwasser kostet viel.",
        "Die Wahl beginnt.",
        "der die",
    ]
    rows = LetterRuns("de").encode(texts)
    np.testing.assert_allclose(np.linalg.norm(rows[:3], axis=1), 1, atol=1e-5)
    assert not rows[3].any()
    assert rows[0] @ rows[1] > 0.5 > 0.15 > rows[0] @ rows[2]
    assert LetterRuns("de").encode(texts[1:2]).tobytes() == rows[1:2].tobytes()
    assert LetterRuns("de").encode([]).shape == (0, LetterRuns.dimensions)


# languages beside each other


def test_stories_are_told_apart_by_event_and_by_language() -> None:
    cases = load_cases("languages_grouping.json")
    articles = [sample(code, name) for code in CODES for name in "abcd"]
    stories = group_articles([*articles, *(in_language(case) for case in cases)])
    assert sorted((s.articles[0].language, len(s.articles)) for s in stories) == [
        (code, size) for code in CODES for size in (1, 4)
    ]
    assert all(len({article.language for article in story.articles}) == 1 for story in stories)


def test_a_text_in_two_languages_word_for_word_is_not_merged() -> None:
    text = "Peter Marin, Anna Soto, Paul Lacasa, Karl Weber: Tesla, Microsoft, Apple, 1500, 2600, 3700."
    articles = [replace(make_article(text, origin=code), language=code) for code in ("de", "nl")]
    assert len(group_articles(articles)) == 2


def test_a_brief_of_several_languages_says_so() -> None:
    articles = [sample("de", "a"), sample("de", "b"), sample("fr", "a")]
    brief = make_brief(articles, BriefConfig(mode="extractive"))
    coverage = brief.to_markdown().partition("## Abdeckung")[2]
    assert "Die Quellen sind in mehreren Sprachen: Deutsch (2), Französisch (1)." in coverage
    assert [len({c.source for s in story.statements for c in s.citations}) for story in brief.stories] == [
        2,
        1,
    ]
    assert [source.language for source in brief.sources] == ["de", "de", "fr"]
    assert brief_from_json(brief.to_json()).sources == brief.sources


def test_a_line_of_documents_in_two_languages_is_told_in_both() -> None:
    articles = [sample("de", "a"), sample("it", "a"), sample("de", "b")]
    brief = make_story_brief(articles, BriefConfig(words=200, mode="extractive"))
    assert [story.title for story in brief.stories] == [sample("de", "a").title, sample("it", "a").title]
    assert all(story.statements for story in brief.stories)


def test_the_shipped_condenser_leaves_other_languages_as_they_are_and_says_so() -> None:
    english = make_article(
        "The city bridge reopened on Monday after a year of repairs, the mayor's office said. Crews replaced two of "
        "the main cables and laid a new road deck over the river in the spring. Engineers will inspect the cables "
        "twice a year from now on, and the city will publish what they find.",
        origin="bridge.txt",
    )
    brief = make_brief([english, sample("de", "a"), sample("de", "b")], BriefConfig(mode="abstractive"))
    german = next(s for s in brief.stories if s.title.endswith("Neuhaven"))
    assert {"quoted"} == {label for s in german.statements for label in s.labels} & {
        "quoted",
        "condensed",
        "replaced",
    }
    assert "Deutsch: die Themen sind zitiert und nicht gekürzt" in brief.to_markdown()
    english_first = replace(brief, manifest=replace(brief.manifest, config={"language": "en"}))
    assert "German: its stories are quoted, not condensed" in english_first.to_markdown()
    assert "2 sources were left out" not in english_first.to_markdown()


# a brief in each


@pytest.mark.parametrize("code", CODES)
def test_the_brief_is_the_committed_one(code: str) -> None:
    committed = (GOLDEN / f"brief_{code}.md").read_text(encoding="utf-8")
    assert make_language_brief(code).to_markdown() == committed, (
        "If this is meant: python -m tests.write_language_briefs"
    )


ENGLISH = re.compile(
    r"\b(?:the|sources?|coverage|reports?|single|quoted|condensed|new|updated|where|differ|not|cited|words|articles|"
    r"were|read|characters|page|evidence|statements|made by|november|tuesday)\b",
    re.IGNORECASE,
)
SHARED_WITH_ENGLISH = {
    "fr": {"articles", "sources", "source", "page"},
    "nl": {"november"},
    "de": {"november"},
}


def strip_quotes(text: str, code: str) -> str:
    """Return a rendered brief without the sources' own words."""
    for path in sorted((SAMPLES / code).glob("*.txt")):
        for line in path.read_text(encoding="utf-8").split("\n"):
            for sentence in [line, *split_text(line, code)]:
                text = text.replace(" ".join(sentence.split()), " ") if len(sentence) > 12 else text
    return re.sub(r"<style.*?</style>|<[^>]*>|summarizer", " ", text, flags=re.DOTALL)


@pytest.mark.parametrize("form", ["md", "txt", "html"])
@pytest.mark.parametrize("code", CODES)
def test_no_form_of_it_has_english_words(code: str, form: str) -> None:
    shown = strip_quotes(render_brief(make_language_brief(code), form), code)
    found = {word.lower() for word in ENGLISH.findall(shown)}
    assert found <= SHARED_WITH_ENGLISH.get(code, set())


@pytest.mark.parametrize("code", CODES)
def test_the_brief_dates_quotes_and_verifies(code: str) -> None:
    brief = make_language_brief(code)
    markdown, language = brief.to_markdown(), load_language(code)
    assert "[17" in markdown
    first = sample(code, "a").text.split("\n\n")[3].partition(".")[0]
    assert re.search(rf"{language.quotation.opens.strip()}\s?{re.escape(first)}", markdown)
    assert f'<html lang="{code}">' in brief.to_html()
    assert brief.stories[0].conflicts[0].values[1].value == "14"
    written = brief.to_json()
    assert verify_text(written).status == "intact"
    assert verify_text(written.replace("[17", "[2")).status == "failed"
    assert {source.language for source in brief.sources} == {code}


def test_scores_are_those_of_the_language() -> None:
    first, second = "Les pompiers ont éteint l'incendie.", "L'incendie, les pompiers l'ont éteint."
    space = compare_sentences([Sentence("a", 0, 0, 9, first), Sentence("b", 0, 0, 9, second)], language="fr")
    assert space.ids.terms == ["pompi", "éteint", "incend"]
    assert same_claim_scores(space, np.array([0]), np.array([1]))[0] > SAME_CLAIM


def test_the_samples_say_that_they_are_invented() -> None:
    assert "Invented" in (SAMPLES / "README.md").read_text(encoding="utf-8")
    assert sorted(path.name for path in SAMPLES.iterdir() if path.is_dir()) == CODES
    assert set(NAMES) == {"en", *CODES}
    assert Path(SAMPLES / "de" / "a.txt").exists()
