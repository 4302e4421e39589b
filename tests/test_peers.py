"""What other summarizers, page extractors and sentence splitters test of themselves, held against this one.

The behaviours are theirs, the texts are ours. docs/peers.md lists each: what passes, what is a known failure
(a strict expected one here), and what is meant to differ, with the reason; the last test holds the list to the
cases.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from summarizer import BriefConfig, errors, make_brief
from summarizer.cleaning import clean_article
from summarizer.deduplicating import group_copies, merge_claims, reports_of
from summarizer.fetching.feeds import find_feeds, parse_feed
from summarizer.measuring.rouge import score_rouge
from summarizer.ranking import walk_graph
from summarizer.reading import read_bytes
from summarizer.reading.html import read_html
from summarizer.records import Article
from summarizer.sparse import Pairs
from summarizer.splitting import split_spans, split_text
from summarizer.vectorizing import TermIds, background_frequency, count_terms, find_words, weigh_terms
from tests.brief_factory import make_article
from tests.story_factory import as_params, load_cases, place_lines

PEERS_PAGE = Path(__file__).resolve().parents[1] / "docs" / "peers.md"

LEAD = (
    "<p>The council of Marenport voted on Tuesday to keep the tidal baths open through the winter, reversing a "
    "cut that it had agreed in June.</p>"
)
BODY = (
    "<p>Officers put the cost at 84,000 crowns, to be met from the harbour reserve, and said the doors would "
    "open at seven on weekdays.</p><p>Swimmers had collected more than 4,000 signatures since the summer and "
    "filled the gallery during the vote.</p>"
)

SPLITTING = load_cases("peers_splitting.json")
PAGES = load_cases("peers_pages.json")
METADATA = load_cases("peers_metadata.json")
FEEDS = load_cases("peers_feeds.json")
SUMMARIZING = load_cases("peers_summarizing.json")
ALL = [*SPLITTING, *PAGES, *METADATA, *FEEDS, *SUMMARIZING]


def read_case(markup: str) -> Article:
    """Return the article of a case's page, its standard paragraphs put in."""
    return read_html(markup.replace("[lead]", LEAD).replace("[body]", BODY).encode(), "page.html")[0]


# pySBD


@pytest.mark.parametrize("case", as_params(SPLITTING))
def test_sentences(case: dict[str, Any]) -> None:
    assert split_text(case["input"], case.get("language", "en")) == case["expected"]


@pytest.mark.parametrize("case", [case for case in SPLITTING if "differs" in case], ids=lambda c: c["label"])
def test_what_differs_does(case: dict[str, Any]) -> None:
    assert case["peer_expects"] != case["expected"]


@pytest.mark.parametrize("case", SPLITTING, ids=lambda case: case["label"])
def test_places(case: dict[str, Any]) -> None:
    """sentences come with their places, and the text is not changed by it"""
    text = case["input"]
    spans = split_spans(text, case.get("language", "en"))
    rest = list(text)
    for start, end in spans:
        assert text[start:end].strip() == text[start:end] != ""
        rest[start:end] = " " * (end - start)
    assert "".join(rest).strip() == ""


@pytest.mark.parametrize("text", ["", "\n", " \r\n \n"])
def test_no_text(text: str) -> None:
    """no text, no sentence"""
    assert split_text(text) == []


# trafilatura


@pytest.mark.parametrize("case", as_params(PAGES))
def test_pages(case: dict[str, Any]) -> None:
    article = clean_article(read_case(case["input"]))
    kept = "\n".join(article.text[start:end] for start, end in article.kept_spans)
    assert [words for words in case["has"] if words not in kept] == []
    assert [words for words in case["lacks"] if words in kept] == []


@pytest.mark.parametrize("case", as_params(METADATA))
def test_metadata(case: dict[str, Any]) -> None:
    article = read_case(case["input"])
    assert {key: getattr(article, key) for key in case["expected"]} == case["expected"]


@pytest.mark.parametrize("case", as_params(FEEDS))
def test_feeds(case: dict[str, Any]) -> None:
    address = "https://port.example/"
    if "page" in case:
        found = [
            feed.url for feed in find_feeds(f"<html><head>{case['page']}</head><body></body></html>", address)
        ]
        assert found == case["expected"]
    else:
        assert [item.url for item in parse_feed(case["feed"].encode(), address).items] == case["expected"]


def test_a_vast_title() -> None:
    """a title of thirty thousand letters: the heading is the title instead"""
    page = (
        f"<html><head><title>{'A' * 30_000}</title></head><body><h1>Baths stay open</h1>[lead][body]</body>"
    )
    assert read_case(page).title == "Baths stay open"


def test_a_page_that_was_read_before() -> None:
    """a page that was read before gives the same text again"""
    page = f"<html><body><article>{LEAD * 3}{BODY}</article></body></html>"
    texts = {read_case(page).text for _ in range(5)}
    assert len(texts) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "utf-16"])
def test_encodings_of_a_page(encoding: str) -> None:
    """a page in another encoding"""
    page = (
        f'<html lang="de"><head><meta charset="{encoding}"></head><body><article><p>Der Rat von Märenport stimmte '
        "am Dienstag dafür, die Bäder über den Winter offen zu halten.</p></article></body></html>"
    )
    text = read_html(page.encode(encoding), "page.html")[0].text
    assert "Märenport stimmte am Dienstag dafür" in text


def test_reprints_by_their_text() -> None:
    """texts that hardly differ are one text, others are not"""
    first = (
        "The council of Marenport voted on Tuesday to keep the tidal baths open through the winter. Officers put "
        "the cost at 84,000 crowns, to be met from the harbour reserve. Swimmers had collected signatures."
    )
    other = (
        "A capsule came down in the sea on Friday after nine days in space. The crew of four waved from the deck "
        "of the ship that had picked them up. Engineers were pleased with the heat shield."
    )
    articles = [
        make_article(text, origin=f"{number}.txt")
        for number, text in enumerate([first, first.replace("Tuesday", "Tuesday evening"), other])
    ]
    groups = group_copies(articles)
    assert [{article.origin for article in group.articles} for group in groups] == [{"0.txt", "1.txt"}]


# sumy and lexrank


def tell(given: dict[str, Any]) -> list[str]:
    """Return the statements of an extractive brief of a case's texts."""
    settings = {key: given[key] for key in ("words", "focus", "language") if key in given}
    articles = [
        make_article(text, origin=f"{number}.txt", title=given.get("title"))
        for number, text in enumerate(given["texts"])
    ]
    brief = make_brief(articles, BriefConfig(mode="extractive", **settings))
    return [statement.text for story in brief.stories for statement in story.statements]


@pytest.mark.parametrize("case", as_params(SUMMARIZING))
def test_summaries(case: dict[str, Any]) -> None:
    expected = case["expected"]
    if "error" in expected:
        with pytest.raises(getattr(errors, expected["error"])):
            tell(case["input"])
    elif "claims" in expected:
        articles, space = place_lines(case["input"]["texts"])
        assert len(merge_claims(space, reports_of(articles))) == expected["claims"]
    elif "first" in expected:
        assert tell(case["input"])[0] == expected["first"]
    else:
        assert tell(case["input"]) == expected["told"]


def cosine(one: str, other: str) -> float:
    dense = weigh_terms(count_terms([one, other])).to_dense()
    return float(dense[0] @ dense[1])


def test_a_sentence_is_like_itself() -> None:
    """a sentence with a word twice is as like itself as can be, one without a common word not at all"""
    text = "The ferry struck the pier, and the ferry sank."
    assert cosine(text, text) == pytest.approx(1)
    assert cosine(text, "Penguins waddle over frozen beaches.") == 0


def test_likeness_goes_both_ways() -> None:
    """the likeness of two sentences is the same from both sides"""
    one, other = "The ferry struck the pier at noon.", "At noon a bus struck the pier, and a ferry left."
    assert 0 < cosine(one, other) < 1
    assert cosine(one, other) == pytest.approx(cosine(other, one))


def test_case_and_endings_do_not_count() -> None:
    """words in capitals or with other endings are the same words, function words are none"""
    assert cosine("The FERRIES struck.", "the ferry STRUCK") == pytest.approx(1)
    assert count_terms(["It is what it is, and THAT is that."]).values.size == 0


def test_words_that_no_document_has() -> None:
    """a word that is in no document weighs most"""
    ids = TermIds()
    count_terms(["A council and a ferry met the quokkaberry."], ids)
    weights = dict(zip(ids.terms, background_frequency(ids), strict=True))
    assert max(weights, key=lambda term: weights[term]) == "quokkaberri"


def test_numbers_are_words() -> None:
    """numbers are words, and the parts of an address too"""
    found = find_words("Call 1,200 or write to desk@port.example by 24 May.")
    assert {"1,200", "24", "desk", "port", "example"} <= set(found)


def as_pairs(weights: NDArray[np.float64]) -> Pairs:
    left, right = np.nonzero(np.triu(weights, k=1))
    return Pairs(left, right, weights[left, right])


def test_a_walk_without_return() -> None:
    """the walk's limit on a weighted graph: each node by the weight of its edges"""
    weights = np.array([[0, 1, 3], [1, 0, 2], [3, 2, 0]], dtype=float)
    walked = walk_graph(as_pairs(weights), np.ones(3), damping=0.999)
    assert walked == pytest.approx(weights.sum(axis=0) / weights.sum(), abs=1e-3)
    assert len(set(walked.round(6))) == 3


def test_graphs_side_by_side() -> None:
    """graphs that no edge connects: each gets its share, twenty copies get the same, alone or together"""
    part = np.array([[0, 1, 0, 0], [1, 0, 2, 0], [0, 2, 0, 0], [0, 0, 0, 0]], dtype=float)
    alone = walk_graph(as_pairs(part), np.ones(4))
    together = walk_graph(as_pairs(np.kron(np.eye(20), part)), np.ones(80)).reshape(20, 4)
    assert together.sum() == pytest.approx(1)
    assert np.allclose(together * 20, alone)


def test_one_node() -> None:
    """a graph of one node"""
    assert walk_graph(as_pairs(np.zeros((1, 1))), np.ones(1)) == pytest.approx([1])


def test_rouge_of_nothing_in_common() -> None:
    """ROUGE of a summary that shares no word with its reference is 0"""
    score = score_rouge("Penguins waddle over frozen beaches.", ["The museum opened last spring."])
    assert (score.one, score.two, score.longest, score.summary) == (0, 0, 0, 0)


def test_rouge_and_the_order_of_words() -> None:
    """ROUGE-1 does not see the order of words, ROUGE-L does"""
    reference = ["divers freed the whale"]
    straight, turned = (
        score_rouge("divers free the whale", reference),
        score_rouge("the whale free divers", reference),
    )
    assert straight.one == turned.one == pytest.approx(3 / 4)
    assert straight.longest == pytest.approx(3 / 4)
    assert turned.longest == pytest.approx(2 / 4)


def test_rouge_takes_the_union_of_its_sentences() -> None:
    """ROUGE-Lsum takes what all sentences of a summary have of a sentence of the reference"""
    score = score_rouge("red green oak elm ash.\nred blue ash fir brown.", ["red green blue pink brown."])
    assert score.summary == pytest.approx(2 * 4 / (5 + 10))


def test_headings_of_a_text() -> None:
    """headings are no sentences of the text"""
    text = "# Baths stay open\n\nThe council of Marenport met on Monday evening.\n\n## What it costs\n\nNobody said."
    (article,) = read_bytes(text.encode(), "note.md")
    brief = make_brief([article], BriefConfig(mode="extractive"))
    told = [statement.text for story in brief.stories for statement in story.statements]
    assert told == ["The council of Marenport met on Monday evening."]


def test_capital_headings_of_a_text() -> None:
    """a line in capitals is a heading"""
    text = "The council met on Monday evening.\n\nWHAT IT COSTS\nOfficers put the cost at 84,000 crowns.\n"
    article = clean_article(read_bytes(text.encode(), "note.txt")[0])
    kept = [article.text[start:end] for start, end in article.kept_spans]
    assert not any("WHAT IT COSTS" in span for span in kept)


# the list


def list_rows() -> dict[str, str]:
    """Return what docs/peers.md says of each behaviour, by the behaviour."""
    page = PEERS_PAGE.read_text(encoding="utf-8")
    rows = re.findall(r"^\| (.+?) \| (pass|fails|differs)\b[^|]*\|$", page, re.MULTILINE)
    assert len(rows) == len(dict(rows)), "a behaviour is listed twice"
    return dict(rows)


def state_of(case: dict[str, Any]) -> str:
    return "fails" if "xfail" in case else "differs" if "differs" in case else "pass"


def expected_rows() -> dict[str, str]:
    tests = [
        test.__doc__
        for name, test in vars(sys.modules[__name__]).items()
        if name.startswith("test_") and test.__doc__
    ]
    return {case["label"]: state_of(case) for case in ALL} | dict.fromkeys(tests, "pass")


def test_the_page_lists_every_case() -> None:
    listed, expected = list_rows(), expected_rows()
    assert {label: state for label, state in expected.items() if listed.get(label) != state} == {}
    assert [label for label, state in listed.items() if state != "differs" and label not in expected] == []


def test_labels_are_unique() -> None:
    labels = [case["label"] for case in ALL]
    assert len(labels) == len(set(labels)), json.dumps(sorted(labels), indent=1)
