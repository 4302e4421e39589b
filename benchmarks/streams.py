"""Streams of invented news reports of any length, of which it is known which event each is about.

An event is a real article whose words were swapped, for each turn through the articles other ones, for words about
as common; a report of it is part of its sentences in another order of words known to it alone. Most events have one
report and few have many.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as calendar_date
from datetime import timedelta
from functools import cache

import numpy as np

from benchmarks.datasets import read_jsonl, shared_path
from summarizer.reading.articles import build_article
from summarizer.reading.metadata import Metadata
from summarizer.records import Article

_SENTENCE_END = re.compile(r"\n|(?<=[.!?]) (?=[A-Z])")
_PIECE = re.compile(r"[^\W_]+|[\W_]+")

FIRST_DAY = calendar_date(2026, 1, 1)
KEPT_WORDS = 150
"""Words that are never swapped: the most common ones, which hold a sentence together."""

SWAPPED_WITH = 40
"""Words of neighbouring frequency that are swapped with each other."""

OTHER_EVENT, OTHER_WORDING = 0.6, 0.3
"""Shares of the words that are swapped for another event, and for another report of the same."""

REPORT_SHARE = 0.6
"""Share of an event's sentences that a report has."""

MOST_REPORTS = 80


@dataclass(frozen=True, slots=True)
class Report:
    """An invented report.

    Attributes:
        name: of the report, different for each.
        event: the number of the event.
        day: ISO 8601.
        lines: sentences.
    """

    name: str
    event: int
    day: str
    lines: tuple[str, ...]


def draw_reports(count: int, days: int, seed: int = 7, latest: calendar_date | None = None) -> list[Report]:
    """Return so many reports in the order of their days, which span so many and end with the latest, if given."""
    draw = np.random.default_rng(seed)
    first = FIRST_DAY if latest is None else latest - timedelta(days=days + 1)
    bases = _base_lines()
    reports: list[Report] = []
    event = 0
    while len(reports) < count:
        turn, at = divmod(event, len(bases))
        begun = first + timedelta(days=int(draw.integers(days)))
        for number in range(min(int(draw.zipf(1.9)), MOST_REPORTS)):
            kept = sorted(draw.permutation(len(bases[at]))[: int(len(bases[at]) * REPORT_SHARE)].tolist())
            wording = int(draw.integers(1, 1 << 30))
            day = (begun + timedelta(days=int(draw.integers(3)))).isoformat()
            lines = tuple(_reword(bases[at][line], turn, wording) for line in kept)
            reports.append(Report(f"{event}-{number}", event, day, lines))
        event += 1
    return sorted(reports[:count], key=lambda report: report.day)


def as_articles(reports: Sequence[Report], dated: bool = True) -> list[Article]:
    """Return the reports as articles, with or without their days."""
    return [
        build_article(
            report.name,
            " ".join(report.lines),
            Metadata(language="en", published=report.day if dated else None),
        )
        for report in reports
    ]


def _reword(pieces: Sequence[str], turn: int, wording: int) -> str:
    event_share = OTHER_EVENT if turn else 0.0
    return "".join(_swap(_swap(piece, event_share, turn), OTHER_WORDING, wording) for piece in pieces)


def _swap(word: str, share: float, salt: int) -> str:
    """Return a word about as common for a share of all words, always the same one for the same salt."""
    if not word[0].isalnum():
        return word
    words, ranks = _vocabulary()[word[0].isupper()]
    rank = ranks[word]
    if rank < KEPT_WORDS and not word[0].isupper():
        return word
    number = (rank * 2_654_435_761 + salt * 40_503 + 12_345) % 1_000_003
    if number % 1000 >= share * 1000:
        return word
    block = rank - rank % SWAPPED_WITH
    return words[min(block + (rank - block + number // 1000) % SWAPPED_WITH, len(words) - 1)]


@cache
def _base_lines() -> list[list[list[str]]]:
    """Return the articles that events are made of: sentences as words and what is between them."""
    path = shared_path("plain", "plain_wikinews_2019_2020.jsonl.gz")
    articles = [
        [_PIECE.findall(line) for line in _SENTENCE_END.split(str(row["text"])) if len(line.split()) > 4]
        for row in read_jsonl(path)
    ]
    return [lines for lines in articles if len(lines) >= 6]


@cache
def _vocabulary() -> dict[bool, tuple[list[str], dict[str, int]]]:
    """Return the words that begin with a capital, and those that do not: by frequency, and the rank of each."""
    counts = Counter(
        piece for lines in _base_lines() for line in lines for piece in line if piece[0].isalnum()
    )
    words = sorted(counts, key=lambda word: (-counts[word], word))
    found = {}
    for capital in (False, True):
        some = [word for word in words if word[0].isupper() == capital]
        found[capital] = (some, {word: rank for rank, word in enumerate(some)})
    return found
