"""Writes a comparison as Markdown, as one HTML page, and as JSON."""

from __future__ import annotations

import re
from dataclasses import asdict

from markupsafe import Markup

from summarizer.measuring.comparison import Comparison, Run
from summarizer.measuring.plots import plot_coverage, plot_support
from summarizer.measuring.table import write_table
from summarizer.measuring.view import view_comparison
from summarizer.records import Citation, Refused, Statement, Uncarried
from summarizer.rendering.escaping import escape_markdown
from summarizer.rendering.jsonform import write_source
from summarizer.rendering.sanitizing import sanitize_page
from summarizer.rendering.templating import render_template

TEMPLATE = "compare"

_PLACE = re.compile(r'<div class="plot" id="plot-(\w+)"></div>')
"""Where a plot goes. No text can look like it: angle brackets of text are escaped."""

_PLOTS = {"support": plot_support, "coverage": plot_coverage}


def write_markdown(comparison: Comparison) -> str:
    """Return the comparison as Markdown that also reads as it stands, in a terminal or a mail."""
    view = view_comparison(comparison)
    cells = [(label, *cells) for group in view.groups for label, cells in group.rows]
    table = write_table(
        ["", *(escape_markdown(run.name) for run in view.runs)],
        [[escape_markdown(cell) for cell in row] for row in cells],
    )
    return render_template(TEMPLATE, "md", comparison=view, table=Markup(table))  # noqa: S704 — escaped above


def write_page(comparison: Comparison) -> str:
    """Return the comparison as one self-contained page without any script."""
    page = sanitize_page(render_template(TEMPLATE, "html", comparison=view_comparison(comparison)))
    # Only now: the sanitizer knows no SVG, and these drawings hold nothing but our own numbers and names.
    return _PLACE.sub(lambda found: _PLOTS[found[1]](comparison) if found[1] in _PLOTS else "", page)


def report_comparison(comparison: Comparison) -> dict[str, object]:
    """Return the comparison as what its JSON holds."""
    return {
        "title": comparison.title,
        "date": comparison.date,
        "words": comparison.words,
        "focus": comparison.focus,
        "reference": comparison.reference,
        "sources": [write_source(number, source) for number, source in enumerate(comparison.sources, 1)],
        "runs": [_report_run(run) for run in comparison.runs],
        "unavailable": [
            {"name": missing.mode.name, "message": missing.message, "hint": missing.hint}
            for missing in comparison.missing
        ],
        "agreements": [asdict(agreement) for agreement in comparison.agreements],
        "claims": [_report_row(comparison, row) for row in comparison.rows],
        "omissions": [asdict(omission) for omission in comparison.omissions],
    }


def _report_run(run: Run) -> dict[str, object]:
    return {
        "name": run.mode.name,
        "mode": run.mode.config.mode,
        "model": run.mode.config.model,
        "seconds": round(run.seconds, 4),
        "peak_mb": run.peak_mb,
        "measures": asdict(run.measures),
        "statements": [
            _report_statement(*found)
            for found in zip(run.statements, run.uncarried, run.refused, run.points, strict=True)
        ],
    }


def _report_statement(
    statement: Statement,
    uncarried: tuple[Uncarried, ...],
    refused: Refused | None,
    point: tuple[int, float],
) -> dict[str, object]:
    return {
        "id": statement.id,
        "text": statement.text,
        "labels": list(statement.labels),
        "support": statement.support,
        "origins": statement.origins,
        "uncarried": [asdict(found) for found in uncarried],
        "refused": None if refused is None else _report_refused(refused),
        "words_so_far": point[0],
        "coverage_so_far": point[1],
        "citations": [_report_citation(citation) for citation in statement.citations],
    }


def _report_refused(refused: Refused) -> dict[str, object]:
    """Report a draft with its white space folded, into which the offsets of its verdict point."""
    return {
        "draft": " ".join(refused.draft.split()),
        "support": refused.verdict.score,
        "uncarried": [asdict(found) for found in refused.verdict.uncarried],
    }


def _report_citation(citation: Citation) -> dict[str, object]:
    found = asdict(citation)
    found["covers"] = list(citation.covers)
    return found


def _report_row(comparison: Comparison, row: tuple[tuple[int, ...], ...]) -> dict[str, list[int]]:
    """Say which statements of each run tell a claim, by their places in its list, from 0."""
    return {run.mode.name: list(cell) for run, cell in zip(comparison.runs, row, strict=True)}
