"""Finds the lines that a publisher prints under all its articles, by comparing the articles.

What no rule on a single page can know shows when two pages of one publisher lie side by side. Whole sentences
are left alone, unless they speak to the reader or of the publisher: papers repeat the background of a story
word for word, and that is article.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from summarizer.boilerplate.blocks import ends_sentence
from summarizer.records import Article, Span

COPY_SHARE = 0.6
"""Two articles of one publisher that share this many of their lines are one article, printed twice."""

_LINE = re.compile(r"[^\n]*\S")
_READER = re.compile(r"\b(?:you|your|yours|us|our|we|subscribers?|readers?|newsletter)\b", re.IGNORECASE)


def drop_repeated_lines(articles: Sequence[Article]) -> list[Article]:
    """Return the articles with `kept` less the lines that several articles of one publisher share.

    Args:
        articles: cleaned; those without a publisher are returned as they are.
    """
    by_publisher: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        if article.publisher:
            by_publisher[article.publisher].append(article)
    furniture = {publisher: find_furniture(own, publisher) for publisher, own in by_publisher.items()}
    return [_drop_lines(article, furniture.get(article.publisher or "", frozenset())) for article in articles]


def find_furniture(articles: Iterable[Article], publisher: str) -> frozenset[str]:
    """Return the lines that stand in at least two different articles of a publisher and are no part of either."""
    different: list[frozenset[str]] = []
    for lines in (frozenset(_fold(article, span) for span in _line_spans(article)) for article in articles):
        if not any(len(lines & other) >= COPY_SHARE * min(len(lines), len(other)) for other in different):
            different.append(lines)
    counts = Counter(line for lines in different for line in lines)
    return frozenset(line for line, count in counts.items() if count > 1 and _is_furniture(line, publisher))


def _is_furniture(line: str, publisher: str) -> bool:
    return not ends_sentence(line) or bool(_READER.search(line)) or publisher.lower() in line.lower()


def _line_spans(article: Article) -> list[Span]:
    return [
        (start + line.start(), start + line.end())
        for start, end in article.kept_spans
        for line in _LINE.finditer(article.text[start:end])
    ]


def _fold(article: Article, span: Span) -> str:
    return " ".join(article.text[span[0] : span[1]].split())


def _drop_lines(article: Article, furniture: frozenset[str]) -> Article:
    if not furniture:
        return article
    dropped = [span for span in _line_spans(article) if _fold(article, span) in furniture]
    kept = [piece for span in article.kept_spans for piece in _cut(article.text, span, dropped)]
    return replace(article, kept=tuple(kept)) if dropped else article


def _cut(text: str, span: Span, dropped: Sequence[Span]) -> list[Span]:
    """Return what is left of a span without the dropped ones in it, white space at its ends trimmed."""
    inside = [hole for hole in dropped if span[0] <= hole[0] and hole[1] <= span[1]]
    edges = [span[0], *(edge for hole in inside for edge in hole), span[1]]
    pieces = []
    for start, end in zip(edges[0::2], edges[1::2], strict=True):
        piece = text[start:end]
        if piece.strip():
            pieces.append((start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())))
    return pieces
