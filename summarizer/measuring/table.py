"""The table of measures: which there are, how each is written, and what it means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from summarizer.measuring.comparison import Comparison, Run
from summarizer.measuring.wording import NOVELTY_ORDERS

_BAR = re.compile(r"(?<!\\)\|")

NONE = "–"
"""A cell in which there is nothing to say."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One measure: a row of the table.

    Attributes:
        group: the part of the table that it stands in.
        label: what it is called.
        write: its cell for one run.
    """

    group: str
    label: str
    write: Callable[[Run], str]


def _count(value: float | None) -> str:
    return NONE if value is None else f"{value:,}"


def _share(value: float | None) -> str:
    return NONE if value is None else f"{100 * value:.0f} %"


def _finer(value: float | None) -> str:
    return NONE if value is None else f"{100 * value:.1f} %"


def _decimal(value: float | None, places: int = 2) -> str:
    return NONE if value is None else f"{value:.{places}f}"


def _novelty(order: int) -> Callable[[Run], str]:
    return lambda run: _share(run.measures.novelty[NOVELTY_ORDERS.index(order)])


def _rouge(field: str) -> Callable[[Run], str]:
    def write(run: Run) -> str:
        rouge = run.measures.rouge
        return NONE if rouge is None else f"{100 * float(getattr(rouge, field)):.1f}"

    return write


def _refused_support(run: Run) -> float | None:
    """Return the mean support of the drafts that statements of this brief are told instead of."""
    scores = [refused.verdict.score for refused in run.refused if refused is not None]
    return sum(scores) / len(scores) if scores else None


LENGTH, SOURCES, REPETITION = "Length", "Sources", "Repetition"
WORDING, SUPPORT, REFERENCE, COST = "Wording", "Support", "Against the reference", "Cost"

ROWS = (
    TableRow(LENGTH, "words", lambda run: _count(run.measures.words)),
    TableRow(LENGTH, "statements", lambda run: _count(run.measures.statements)),
    TableRow(LENGTH, "share of the sources’ words", lambda run: _finer(run.measures.of_sources)),
    TableRow(LENGTH, "share of the cited sentences’ words", lambda run: _share(run.measures.of_cited)),
    TableRow(SOURCES, "sources cited", lambda run: _count(run.measures.cited_sources)),
    TableRow(SOURCES, "independent reports cited", lambda run: _count(run.measures.cited_reports)),
    TableRow(SOURCES, "told of what the sources share", lambda run: _share(run.measures.coverage)),
    TableRow(
        REPETITION, "similarity of two statements, mean", lambda run: _decimal(run.measures.mean_similarity)
    ),
    TableRow(
        REPETITION, "similarity of two statements, highest", lambda run: _decimal(run.measures.max_similarity)
    ),
    TableRow(REPETITION, "repeated runs of 3 words", lambda run: _finer(run.measures.repeated)),
    TableRow(WORDING, "new words", _novelty(1)),
    TableRow(WORDING, "new runs of 2 words", _novelty(2)),
    TableRow(WORDING, "new runs of 3 words", _novelty(3)),
    TableRow(WORDING, "new runs of 4 words", _novelty(4)),
    TableRow(WORDING, "words in a sentence", lambda run: _decimal(run.measures.sentence_words, 1)),
    TableRow(WORDING, "reading ease (Flesch)", lambda run: _decimal(run.measures.reading_ease, 0)),
    TableRow(SUPPORT, "support, mean", lambda run: _decimal(run.measures.mean_support)),
    TableRow(SUPPORT, "support, lowest", lambda run: _decimal(run.measures.lowest_support)),
    TableRow(SUPPORT, "replaced by the source’s words", lambda run: _count(run.measures.replaced)),
    TableRow(SUPPORT, "support of the refused drafts, mean", lambda run: _decimal(_refused_support(run))),
    TableRow(REFERENCE, "ROUGE-1", _rouge("one")),
    TableRow(REFERENCE, "ROUGE-2", _rouge("two")),
    TableRow(REFERENCE, "ROUGE-L", _rouge("longest")),
    TableRow(REFERENCE, "ROUGE-Lsum", _rouge("summary")),
    TableRow(COST, "seconds", lambda run: _decimal(run.seconds)),
    TableRow(COST, "peak memory, MB", lambda run: NONE if run.peak_mb is None else f"{run.peak_mb:,.0f}"),
)
"""Every measure, in the order of the table. docs/comparing.md says what each is and is not."""

EXPLANATIONS = (
    ("share of the sources’ words", "Words of all statements, of those of the articles after cleaning."),
    (
        "share of the cited sentences’ words",
        "Low where long sentences were shortened, or where several that say the same were told as one. Every "
        "cited sentence counts once.",
    ),
    (
        "independent reports cited",
        "Reprints of one text count once, and so do articles that credit the same agency.",
    ),
    (
        "told of what the sources share",
        "Words that at least two sources use, each counted as often as sources use it. A brief may miss "
        "the point and still score here: it is about the vocabulary of the news, not about what matters in it.",
    ),
    (
        "similarity of two statements",
        "Cosine of the shipped embedding. Statements of one story are always somewhat alike; a highest value "
        "near 1 is a repetition.",
    ),
    (
        "new words, new runs of words",
        "What does not stand in the sentences cited for it. Quotations have nothing new but words in brackets. "
        "New is neither good nor wrong: whether it is carried is what support says.",
    ),
    (
        "reading ease",
        "Flesch’s formula of sentence length and estimated syllables: 60 is plain prose, 30 is hard. "
        "It knows nothing of sense.",
    ),
    (
        "support",
        "How far the cited sentences carry a statement, from 0 to 1, as the checker has it; quotations have 1 by "
        "definition. Drafts under 0.5 are refused: the source’s own sentence is told instead, and counted, and "
        "the draft is shown below it.",
    ),
    (
        "ROUGE",
        "Words and runs of words that two texts have in common, F1 in percent, with Porter stemming. It "
        "rewards the same words, not the same sense, and short texts are not comparable with long ones.",
    ),
    (
        "seconds, peak memory",
        "Each mode ran in a process of its own: from articles that are read to the brief, models loaded on the "
        "way; memory with Python and all libraries.",
    ),
)
"""What each measure is and is not, for the page. docs/comparing.md says more."""


def list_groups(comparison: Comparison) -> list[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]]:
    """Return the table in groups of rows, each with its label and a cell for each run."""
    groups: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for row in ROWS:
        if row.group == REFERENCE and comparison.reference is None:
            continue
        cells = tuple(row.write(run) for run in comparison.runs)
        groups.setdefault(row.group, []).append((row.label, cells))
    return [(name, tuple(rows)) for name, rows in groups.items()]


def write_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table that is aligned where it is read as it stands.

    Args:
        header: the names of the columns.
        rows: cells, already escaped; the first column is set left, the others right.
    """
    table = [[_BAR.sub(r"\\|", cell) for cell in row] for row in (header, *rows)]
    widths = [max(3, *map(len, column)) for column in zip(*table, strict=True)]
    rule = [":" + "-" * (widths[0] - 1), *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join(_join(row, widths) for row in (table[0], rule, *table[1:]))


def _join(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = (
        cell.rjust(width) if at else cell.ljust(width)
        for at, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    return f"| {' | '.join(cells)} |"
