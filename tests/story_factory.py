"""Small builders for the stages between reading and rendering: articles, sentences, claims, a story's space."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import strategies as st

from summarizer.cleaning import clean_article
from summarizer.comparing import SentenceSpace, compare_sentences
from summarizer.records import Article, Citation, Sentence, Statement, text_sha256
from summarizer.sparse import SparseRows, sum_entries
from summarizer.splitting import split_article
from tests.brief_factory import make_article

CASES = Path(__file__).resolve().parent / "cases"


def load_cases(name: str) -> list[dict[str, Any]]:
    """Return the cases of a file in tests/cases."""
    cases: list[dict[str, Any]] = json.loads((CASES / name).read_text(encoding="utf-8"))
    return cases


def as_params(cases: Iterable[Mapping[str, Any]]) -> list[Any]:
    """Return cases as parameters named by their labels; known failures as strict xfail."""
    return [
        pytest.param(
            case, id=case["label"], marks=[pytest.mark.xfail(reason=case["xfail"])] if "xfail" in case else []
        )
        for case in cases
    ]


def load_params(name: str) -> list[Any]:
    """Return the cases of a file in tests/cases as parameters."""
    return as_params(load_cases(name))


def make_articles(*texts: str, **given: Any) -> list[Article]:
    """Build one article of each text, each from an origin of its own."""
    return [make_article(text, origin=f"source-{number}.txt", **given) for number, text in enumerate(texts)]


def clean_articles(*texts: str, **given: Any) -> list[Article]:
    """Build articles as they are after cleaning."""
    return [clean_article(article) for article in make_articles(*texts, **given)]


def split_all(articles: Iterable[Article]) -> dict[str, list[Sentence]]:
    """Return the sentences of each article by its id."""
    return {article.id: list(split_article(article)) for article in articles}


def make_space(articles: Iterable[Article]) -> SentenceSpace:
    """Place all sentences of the articles side by side."""
    return compare_sentences([sentence for own in split_all(articles).values() for sentence in own])


def place_lines(lines: Sequence[str]) -> tuple[list[Article], SentenceSpace]:
    """Make each line an article of one sentence, whatever splitting would make of it, and compare them."""
    articles = make_articles(*lines)
    sentences = [
        Sentence(article.id, 0, 0, len(article.text), " ".join(article.text.split())) for article in articles
    ]
    return articles, compare_sentences(sentences)


def draw_piles(texts: Iterable[str]) -> st.SearchStrategy[str]:
    """Draw texts of up to eight lines: sentences of these texts, and what else comes in with articles."""
    others = [
        "He denied it on Monday.",
        "“Nobody told us",
        "Share this",
        "<b>ﬁ</b> & \u202e {{ title }}",
        "By Mara Quill",
        "橋は崩れた。",
        "🙂",
        "",
        "\x00",
        "Who pays?",
    ]
    sentences = [sentence for text in texts for sentence in text.split(". ")]
    return st.lists(st.sampled_from([*sentences, *others]), max_size=8).map("\n".join)


def draw_rows(seed: int, density: float = 0.2) -> SparseRows:
    """Draw 30 sparse rows of 40 columns, the values between 0 and 1."""
    draw = np.random.default_rng(seed)
    dense = draw.random((30, 40)) * (draw.random((30, 40)) < density)
    rows, columns = np.nonzero(dense)
    return sum_entries(rows, columns, dense.shape, dense[rows, columns])


def check_citation(citation: Citation, articles: Mapping[str, Article], statement: Statement) -> None:
    """Assert that a citation's quote stands where it says, and that what it covers is in the statement."""
    article = articles[citation.source]
    assert citation.quote == article.text[citation.start : citation.end]
    assert citation.sha256 == text_sha256(citation.quote)
    start, end = citation.covers
    assert 0 <= start < end <= len(statement.text)
