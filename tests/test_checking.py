"""Citations of verbatim statements: the quote, its hash, its page, and what of the statement it carries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.anchoring import Passage, anchor_sentence
from summarizer.checking.verbatim import carries, cite_passage, cite_sentence
from summarizer.cleaning import clean_article
from summarizer.records import Article, Citation, Claim, Label, Statement, content_id, statement_id
from tests.brief_factory import make_article
from tests.story_factory import check_citation, make_articles, split_all

KADE = (
    "Mayor Ruth Kade said the dam at Tarn was\nsafe. She had signed the order on Monday. "
    "However, the court in Lindau disagreed with her on Tuesday.\n\n"
    "“The valve failed at noon.\n\nThe alarm never rang in Tarn,” said Captain Orla Finn."
)


def cite_all(
    articles: list[Article], same: tuple[tuple[int, int], ...] = (), origins: int = 1
) -> list[tuple[Passage, Statement]]:
    """Cite every sentence; `same` names sentences, as article and number, that are one claim."""
    own = split_all(articles)
    keys = [article.id for article in articles]
    one = tuple(own[keys[article]][number] for article, number in same)
    claim_of = {s: Claim((s,), 1) for row in own.values() for s in row}
    claim_of |= {s: Claim(one, origins) for s in one}
    by_id = {article.id: article for article in articles}
    passages = [
        (anchor_sentence(s, own[article.id], article), claim_of[s])
        for article in articles
        for s in own[article.id]
    ]
    return [(passage, cite_passage(passage, claim, claim_of, by_id)) for passage, claim in passages]


def covered(statement: Statement, citation: Citation) -> str:
    start, end = citation.covers
    return statement.text[start:end]


def test_a_quote_keeps_the_white_space_that_the_statement_folds() -> None:
    articles = make_articles(KADE)
    _, statement = cite_all(articles)[0]
    (citation,) = statement.citations
    assert citation.quote == "Mayor Ruth Kade said the dam at Tarn was\nsafe."
    assert statement.text == covered(statement, citation) == "Mayor Ruth Kade said the dam at Tarn was safe."


def test_an_added_name_is_context_and_an_added_date_is_not_cited() -> None:
    articles = make_articles(KADE, published="2024-11-20")
    _, statement = cite_all(articles)[1]
    assert statement.text == "She [Mayor Ruth Kade] had signed the order on Monday [18 November]."
    support, context = statement.citations
    assert (support.role, covered(statement, support)) == ("support", statement.text)
    assert (context.role, covered(statement, context)) == ("context", "Mayor Ruth Kade")
    assert "Ruth Kade" in context.quote


def test_each_sentence_of_a_pair_covers_its_own_words_and_what_is_added_to_them() -> None:
    articles = make_articles(KADE, published="2024-11-20")
    _, statement = cite_all(articles)[2]
    first, second, context = statement.citations
    assert covered(statement, first) == "She [Mayor Ruth Kade] had signed the order on Monday [18 November]."
    assert covered(statement, second) == (
        "However, the court in Lindau disagreed with her on Tuesday [19 November]."
    )
    assert (context.role, covered(statement, context)) == ("context", "Mayor Ruth Kade")


def test_all_that_say_the_same_are_cited_the_quoted_one_first() -> None:
    articles = make_articles("Nine ships sank off Corran.", "Off Corran, nine vessels were lost.")
    told = cite_all(articles, same=((0, 0), (1, 0)), origins=2)
    for at, (_, statement) in enumerate(told):
        assert [citation.source for citation in statement.citations] == [
            articles[at].id,
            articles[1 - at].id,
        ]
        assert {citation.covers for citation in statement.citations} == {(0, len(statement.text))}
        assert statement.origins == 2
        assert "single source" not in statement.labels


@pytest.mark.parametrize(
    ("origins", "labels", "expected"),
    [
        (1, (), ("quoted", "single source")),
        (2, (), ("quoted",)),
        (1, ("blurb only",), ("quoted", "single source", "blurb only")),
    ],
)
def test_labels(origins: int, labels: tuple[Label, ...], expected: tuple[Label, ...]) -> None:
    plain = make_articles(*["Nine ships sank off Corran."] * origins)
    articles = [Article(id=p.id, origin=p.origin, text=p.text, labels=labels) for p in plain]
    same = tuple((at, 0) for at in range(origins))
    (_, statement), *_ = cite_all(articles, same=same, origins=origins)
    assert statement.labels == expected


def test_a_sentence_that_shares_only_the_name_is_not_cited() -> None:
    articles = make_articles(
        "Governor Ruth Kade said the warning had saved lives.",
        "State governor Ruth Kade hailed the officers as heroes.",
    )
    (_, statement), _ = cite_all(articles, same=((0, 0), (1, 0)), origins=2)
    assert [citation.source for citation in statement.citations] == [articles[0].id]
    assert statement.labels == ("quoted", "single source")


def test_blurb_only_is_said_where_no_source_is_more_than_a_blurb() -> None:
    plain, other = make_articles("Nine ships sank off Corran.", "Off Corran, nine vessels were lost.")
    blurb = Article(id=plain.id, origin=plain.origin, text=plain.text, labels=("blurb only",))
    (_, statement), _ = cite_all([blurb, other], same=((0, 0), (1, 0)), origins=2)
    assert statement.labels == ("quoted",)


@pytest.mark.parametrize(
    ("pages", "expected"), [((), [None] * 3), ((0,), [1] * 3), ((0, 28), [1, 2, 2]), ((0, 28, 52), [1, 2, 3])]
)
def test_pages_count_from_1(pages: tuple[int, ...], expected: list[int | None]) -> None:
    text = "Nine ships sank off Corran. Orsk has no airport now. Rain fell all day."
    article = make_article(text, pages=pages)
    own = split_all([article])[article.id]
    cited = [cite_sentence(s, {article.id: article}, "support", (0, 1)) for s in own]
    assert [citation.page for citation in cited] == expected


PIECES = st.lists(
    st.sampled_from(
        [
            "Mayor Ruth Kade said the dam at Tarn was safe. ",
            "She denied on Monday that it had ever leaked.\n",
            "“He never came to the harbour,” said Ida Venn.\n\n",
            "“The valve failed at noon.\n\n",
            "Nobody came to look at it,” said Orla Finn. ",
            "However, the court\tin Lindau ruled last year. ",
            "😀 Naïve cafés in Köln were flooded yesterday. ",
            "Share this\n\n",
        ]
    ),
    min_size=1,
    max_size=7,
).map("".join)


@given(PIECES, st.sampled_from([None, "2024-11-20"]))
def test_every_citation_holds(text: str, published: str | None) -> None:
    articles = [clean_article(article) for article in make_articles(text, published=published)]
    by_id = {article.id: article for article in articles}
    for passage, statement in cite_all(articles):
        assert statement.id == statement_id(statement.text, statement.citations)
        for citation in statement.citations:
            check_citation(citation, by_id, statement)
        support = [citation for citation in statement.citations if citation.role == "support"]
        assert [citation.quote.split() for citation in support] == [s.text.split() for s in passage.sentences]
        assert " ".join(covered(statement, citation) for citation in support) == statement.text
        for citation in statement.citations:
            if citation.role == "context":
                start, end = citation.covers
                assert statement.text[start - 1] + statement.text[end] == "[]"
                assert covered(statement, citation) in " ".join(citation.quote.split())


def test_one_changed_character_gives_another_id() -> None:
    ((_, statement),) = cite_all(make_articles("Nine ships sank off Corran."))
    assert statement_id(statement.text + " ", statement.citations) != statement.id
    assert statement_id(statement.text, ()) != statement.id
    assert len(statement.id) == len(content_id("")) == 12


def test_a_line_that_only_says_what_somebody_is_carries_nothing() -> None:
    statement = "Police in Orsk are investigating the deaths of two divers as a double homicide."
    assert not carries("Insp. Ida Venn, homicide investigator", statement)
    assert carries("The deaths of the divers are a double homicide, Insp. Ida Venn said.", statement)
    assert carries("Orsk burns.", "The town of Orsk burns.")
