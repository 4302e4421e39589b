"""``summarizer evaluate``: every mode and model on a data set with references."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli import options
from summarizer.cli.batch import open_lines
from summarizer.cli.report import dump_report
from summarizer.cli.terminal import MAX_LISTED, Voice, say, write_stdout
from summarizer.config import MOST
from summarizer.errors import FAILED, INCOMPLETE

if TYPE_CHECKING:
    from summarizer.config import BriefConfig
    from summarizer.errors import SummarizerError
    from summarizer.measuring.comparison import Mode
    from summarizer.measuring.evaluation import Evaluation, SystemScore

Data = Annotated[
    str,
    typer.Argument(
        metavar="DATA.jsonl[.gz]",
        help='One story a line, as batch takes them, with "summaries"; - is standard input.',
        show_default=False,
    ),
]
Modes = Annotated[
    list[str] | None,
    typer.Option(
        "--mode",
        metavar="extractive|abstractive",
        help="Measure this mode; repeat it for both. [default: both]",
        show_default=False,
    ),
]
Limit = Annotated[
    int | None,
    typer.Option(metavar="N", min=1, max=MOST, help="Read only the first N lines.", show_default=False),
]
Workers = Annotated[
    int | None,
    typer.Option(metavar="N", help="Processes to share the lines. [default: 1]", show_default=False),
]


def evaluate_data(
    context: typer.Context,
    data: Data,
    modes: Modes = None,
    models: options.Models = None,
    words: options.Words = None,
    length: options.Length = None,
    language: options.Language = None,
    limit: Limit = None,
    workers: Workers = None,
    offline: options.Offline = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Measure modes and models against human summaries.

    The leads of the documents stand beside them: the least that anything has to beat.
    """
    from summarizer import batching
    from summarizer.measuring.evaluation import evaluate_lines
    from summarizer.settings import load_settings

    settings = load_settings(
        {"words": words, "length": length, "language": language, "workers": workers, "offline": offline}
    )
    voice = options.voice_of(context, quiet, verbose)
    chosen = choose_modes(settings.brief, modes or (), models or ())
    with voice.progress("Loading …") as show, open_lines(data) as stream:
        ready, missing = _leave_out_missing(chosen, modes or ())
        lines = islice(batching.read_lines(stream), limit)
        found = evaluate_lines(lines, ready, settings.brief.words, settings.workers, show)
    if as_json:
        write_stdout(dump_report(report_evaluation(found, ready, missing)))
    else:
        write_stdout(format_evaluation(found))
    for name, error in missing.items():
        say(f"note: {name} is not measured: {str(error).rstrip('.')}. {error.hint}".rstrip())
    _finish(found, voice)


def choose_modes(config: BriefConfig, names: Sequence[str], models: Sequence[str]) -> list[Mode]:
    """Return what to measure.

    Args:
        config: the settings of every brief.
        names: modes that were asked for; none asks for all.
        models: models that were asked for, besides.

    Raises:
        ConfigError: there is no such mode.
    """
    from summarizer.errors import ConfigError
    from summarizer.measuring.comparison import list_modes

    unknown = [name for name in names if name not in ("extractive", "abstractive")]
    if unknown:
        raise ConfigError(f"There is no mode {unknown[0]!r} to measure.", "Choose extractive or abstractive.")
    modes = list_modes(config, models)
    return [mode for mode in modes if not names or mode.asked or mode.name in names]


def _leave_out_missing(
    modes: Sequence[Mode], asked: Sequence[str]
) -> tuple[list[Mode], dict[str, SummarizerError]]:
    """Leave out modes without a model; one that was asked for by name ends the command instead."""
    from summarizer.measuring.evaluation import missing_systems

    missing = missing_systems(modes)
    for mode in modes:
        if mode.name in missing and (mode.asked or mode.name in asked):
            raise missing[mode.name]
    return [mode for mode in modes if mode.name not in missing], missing


def format_evaluation(found: Evaluation) -> str:
    """Return the table, as Markdown that also reads as it stands."""
    from summarizer.measuring.rouge import ROUGE_NAMES
    from summarizer.measuring.table import write_table
    from summarizer.rendering.escaping import escape_markdown

    header = ["", "words", *ROUGE_NAMES.values(), "new words", "new pairs", "support", "replaced", "seconds"]
    rows = [[escape_markdown(system.name), *_write_cells(system)] for system in found.systems]
    lines = len(found.systems[0].lines)
    about = (
        f"{lines} {'line' if lines == 1 else 'lines'}, summaries of at most {found.words} words, references of "
        f"{found.reference_words:.0f} words on average. ROUGE F1 in percent with its 95 % interval."
    )
    return f"{about}\n\n{write_table(header, rows)}\n"


def _write_cells(system: SystemScore) -> list[str]:
    from summarizer.measuring.rouge import ROUGE_NAMES
    from summarizer.measuring.table import NONE

    new_words, new_pairs, *_ = system.novelty()
    support, seconds, checked = system.mean_support(), system.median_seconds(), system.statements()
    return [
        f"{system.mean_words():.0f}",
        *(_write_interval(*system.rouge(kind)) for kind in ROUGE_NAMES),
        *(NONE if share is None else f"{100 * share:.0f} %" for share in (new_words, new_pairs)),
        NONE if support is None else f"{support:.2f}",
        f"{system.replaced()} of {checked}" if checked else NONE,
        NONE if seconds is None else f"{seconds:.2f}",
    ]


def _write_interval(mean: float, interval: tuple[float, float] | None) -> str:
    if interval is None:
        return f"{100 * mean:.1f}"
    return f"{100 * mean:.1f} ({100 * interval[0]:.1f}–{100 * interval[1]:.1f})"


def report_evaluation(
    found: Evaluation, modes: Sequence[Mode], missing: dict[str, SummarizerError]
) -> dict[str, object]:
    """Return what `evaluate --json` prints."""
    by_name = {mode.name: mode for mode in modes}
    return {
        "words": found.words,
        "lines": len(found.systems[0].lines),
        "reference_words": found.reference_words,
        "systems": [_report_system(system, by_name.get(system.name)) for system in found.systems],
        "unavailable": [
            {"name": name, "message": str(error), "hint": error.hint} for name, error in missing.items()
        ],
        "unreadable": [{"line": refused.number, "reason": refused.reason} for refused in found.unreadable],
        "unreferenced": list(found.unreferenced),
    }


def _report_system(system: SystemScore, mode: Mode | None) -> dict[str, object]:
    from summarizer.measuring.rouge import ROUGE_NAMES

    return {
        "name": system.name,
        "mode": mode.config.mode if mode else None,
        "model": mode.config.model if mode else None,
        "words": system.mean_words(),
        "rouge": {name: _report_interval(*system.rouge(kind)) for kind, name in ROUGE_NAMES.items()},
        "novelty": list(system.novelty()),
        "statements": system.statements(),
        "support": system.mean_support(),
        "replaced": system.replaced(),
        "seconds": system.median_seconds(),
    }


def _report_interval(mean: float, interval: tuple[float, float] | None) -> dict[str, float | None]:
    low, high = interval or (None, None)
    return {"mean": mean, "low": low, "high": high}


def _finish(found: Evaluation, voice: Voice) -> None:
    """Say what was not scored, and end with the code that says so."""
    for refused in found.unreadable[:MAX_LISTED]:
        say(f"warning: line {refused.number}: {refused.reason}")
    if found.unreadable:
        say(f"warning: lines that could not be read or told: {len(found.unreadable)}")
    if found.unreferenced:
        say(f'warning: lines without "summaries": {len(found.unreferenced)}')
    for bug in found.bugs:
        say(bug)
    voice.note(f"note: scored {len(found.systems[0].lines)} lines")
    if found.bugs:
        raise typer.Exit(FAILED)
    if found.unreadable or found.unreferenced:
        raise typer.Exit(INCOMPLETE)
