"""``summarizer verify``: does a saved brief still say what its sources say?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from summarizer.cli import options
from summarizer.cli.explanation import shorten
from summarizer.cli.render import SavedBrief, read_saved
from summarizer.cli.report import dump_report
from summarizer.cli.terminal import write_stdout
from summarizer.errors import NOT_VERIFIED

if TYPE_CHECKING:
    from summarizer.records import Reading, Verdict
    from summarizer.verifying import Verification


def verify_saved(
    context: typer.Context,
    saved: SavedBrief,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Check every statement of a saved brief against its quotes.

    The quotes are checked against the sources, where these can be read again.
    """
    from summarizer.verifying import verify_text

    voice = options.voice_of(context, quiet, verbose)
    with voice.progress("Checking …"):
        verification = verify_text(read_saved(saved), read=_read_files, score_support=_check_condensed)
    if as_json:
        write_stdout(dump_report(report_verification(verification, saved)))
    else:
        write_stdout("".join(f"{line}\n" for line in list_results(verification, every=voice.verbose)))
    if verification.status == "failed":
        raise typer.Exit(NOT_VERIFIED)


def _read_files(specs: Sequence[str]) -> Reading:
    from summarizer.reading import read_articles

    return read_articles(specs)


def _check_condensed(statement: str, evidence: Sequence[str]) -> Verdict:
    """Judge a statement in other words than its evidence; a brief without any loads none of this."""
    from summarizer.checking.support import check_statement

    return check_statement(statement, evidence)


def report_verification(verification: Verification, saved: str) -> dict[str, object]:
    """Return what `verify --json` prints."""
    return {
        "brief": saved,
        "status": verification.status,
        "counts": dict(Counter(result.status for result in verification.statements)),
        "findings": [asdict(finding) for finding in verification.findings],
        "statements": [asdict(result) for result in verification.statements],
        "sources": [asdict(result) for result in verification.sources],
    }


def list_results(verification: Verification, every: bool = False) -> Iterator[str]:
    """Yield the lines of a report.

    Args:
        verification: what was found.
        every: name the statements and sources with which nothing is wrong, too.
    """
    for finding in verification.findings:
        yield f"failed: {finding.subject}: {finding.reason}"
    for result in verification.statements:
        if every or result.status != "intact":
            yield f"{result.status}: statement {result.number} ({result.id}): {shorten(result.text)}"
            yield from (f"    {reason}" for reason in result.reasons)
    for source in verification.sources:
        if every or source.status != "unchanged":
            yield f"{source.status}: source {source.number}, {shorten(source.origin)}" + _append(
                source.reason
            )
    yield _sum_up(verification)


def _sum_up(verification: Verification) -> str:
    counts = Counter(result.status for result in verification.statements)
    parts = [
        f"{counts[status]} {status}" for status in ("intact", "source changed", "failed") if counts[status]
    ]
    return f"{verification.status}: {len(verification.statements)} statements" + _append(", ".join(parts))


def _append(reason: str) -> str:
    return f": {reason}" if reason else ""
