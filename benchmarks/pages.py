"""Article text from web pages, beside the ways of getting it that need no thought.

The measure is that of the article extraction benchmark from which the pages come: precision and recall of
4-gram shingles as multisets, a page's mean each, and F1 from the two means.
"""

from __future__ import annotations

import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from statistics import mean
from typing import Any, NamedTuple

from benchmarks.datasets import read_archive, shared_path
from benchmarks.tables import Row, print_table

SHINGLE = 4


class PageCase(NamedTuple):
    """A page as it was fetched, and the text that people marked as its article."""

    name: str
    url: str
    html: bytes
    article: str


def read_cases() -> Iterator[PageCase]:
    """Yield the pages, sorted by name.

    Raises:
        DataMissing: where they are not on this machine.
    """
    truth = json.loads(shared_path("pages", "ground_truth.json").read_text("utf-8"))
    for path, packed in read_archive(shared_path("pages", "html.tar.gz")):
        name = path.rsplit("/", 1)[-1].removesuffix(".html.gz")
        if name in truth:
            page = truth[name]
            yield PageCase(name, page["url"], gzip.decompress(packed), page["articleBody"])


def count_shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return the 4-grams of a text's words with their counts; a shorter text is one shingle."""
    words = re.findall(r"\w+", text)
    starts = range(max(1, len(words) - SHINGLE + 1)) if words else ()
    return Counter(tuple(words[start : start + SHINGLE]) for start in starts)


def score_page(found: str, article: str) -> tuple[float | None, float | None]:
    """Return precision and recall of a text; None where there are no words to divide by."""
    ours, theirs = count_shingles(found), count_shingles(article)
    shared = (ours & theirs).total()
    precision = shared / ours.total() if ours else None
    return precision, shared / theirs.total() if theirs else None


def score_pages(extract: Callable[[bytes], str], cases: list[PageCase]) -> Row:
    """Return a table line: F1, precision, recall, and milliseconds a page."""
    started = time.perf_counter()
    texts = [extract(case.html) for case in cases]
    seconds = time.perf_counter() - started
    scores = [score_page(text, case.article) for text, case in zip(texts, cases, strict=True)]
    precision = mean(score for score, _ in scores if score is not None)
    recall = mean(score for _, score in scores if score is not None)
    return {
        "F1": 2 * precision * recall / (precision + recall),
        "precision": precision,
        "recall": recall,
        "ms a page": 1000 * seconds / len(cases),
    }


def read_ours(html: bytes) -> str:
    """Return the text that the reader gives, "" where it refuses the page."""
    from summarizer.errors import SourceError
    from summarizer.reading import read_bytes

    try:
        return "\n".join(article.text for article in read_bytes(html, "page.html"))
    except SourceError:
        return ""


def read_and_clean(html: bytes) -> str:
    """Return what is left of the reader's text after cleaning."""
    from summarizer.cleaning import clean_article
    from summarizer.errors import SourceError
    from summarizer.reading import read_bytes

    try:
        articles = [clean_article(article) for article in read_bytes(html, "page.html")]
    except SourceError:
        return ""
    return "\n".join(a.text[start:end] for a in articles for start, end in a.kept_spans)


def join_paragraphs(html: bytes) -> str:
    """Return the text of all <p> elements: the baseline that takes one line."""
    from lxml import html as lxml_html  # type: ignore[import-untyped,unused-ignore]

    from summarizer.reading.decoding import decode_bytes

    page = lxml_html.document_fromstring(decode_bytes(html, "page.html").encode(), parser=_utf8_parser())
    return "\n".join(paragraph.text_content() for paragraph in page.iter("p"))


def _utf8_parser() -> Any:  # noqa: ANN401 — lxml has no types
    from lxml.html import HTMLParser  # type: ignore[import-untyped,unused-ignore]

    return HTMLParser(encoding="utf-8")


def extract_balanced(html: bytes) -> str:
    """Return what trafilatura gives in its default mode."""
    import trafilatura

    return trafilatura.extract(html, include_comments=False) or ""


SYSTEMS: dict[str, Callable[[bytes], str]] = {
    "summarizer, reading": read_ours,
    "summarizer, reading and cleaning": read_and_clean,
    "trafilatura, default mode": extract_balanced,
    "all <p>": join_paragraphs,
}


def measure() -> list[Row]:
    """Return one line per system over all pages.

    Raises:
        DataMissing: where the pages are not on this machine.
    """
    cases = list(read_cases())
    read_ours(cases[0].html)  # the imports are not a page's cost
    return [{"system": name, **score_pages(system, cases)} for name, system in SYSTEMS.items()]


if __name__ == "__main__":
    print_table("Article text from 60 news pages", measure())
