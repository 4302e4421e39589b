"""The plots of a comparison as inline SVG: drawn from numbers, with no text of any source in them.

They are put into the page after it is sanitized, so everything in them is written here and escaped here.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from markupsafe import escape

from summarizer.measuring.comparison import Comparison, Run
from summarizer.records import Refused, Statement
from summarizer.rendering.escaping import clean_text, shorten
from summarizer.verifying import SUPPORT_LINE

WIDTH = 420
"""Units of a drawing: on a phone of 390 pixels the lettering of 13 units is 11 pixels high, on a desk 15."""

LEFT, RIGHT = 48, 12
STRIP = 78
"""Height of one mode's strip of support."""

PANEL = 220
"""Height of the panel of words against coverage."""

NAME_LENGTH = 36
"""Characters of a mode's name beside a plot; the table has all of it."""

STEPS = (1, 2, 2.5, 5, 10)
"""What the distance of two ticks may be, times a power of ten."""


def plot_support(comparison: Comparison) -> str:
    """Draw the support of every statement, a strip for each mode."""
    parts = [
        part
        for number, run in enumerate(comparison.runs, 1)
        for part in _draw_strip(run, number, (number - 1) * STRIP)
    ]
    told = "; ".join(_word_support(run) for run in comparison.runs)
    return _frame("support", f"Support for each statement. {told}", len(comparison.runs) * STRIP + 14, parts)


def _word_support(run: Run) -> str:
    mean, lowest = run.measures.mean_support, run.measures.lowest_support
    if mean is None or lowest is None:
        return f"{_name(run)}: no statement"
    return f"{_name(run)}: mean {mean:.2f}, lowest {lowest:.2f}"


def _draw_strip(run: Run, number: int, top: int) -> Iterator[str]:
    high, low = top + 26, top + STRIP - 8
    middle = low - SUPPORT_LINE * (low - high)
    yield f'<g class="run-{number}">'
    yield f'<text class="name" x="{LEFT}" y="{top + 15}">{escape(_name(run))}</text>'
    for value, level in ((1, high), (0, low)):
        yield f'<text class="tick" x="{LEFT - 8}" y="{level + 4}" text-anchor="end">{value}</text>'
    yield f'<path class="axis" d="M{LEFT} {low}H{WIDTH - RIGHT}"/>'
    yield f'<path class="limit" d="M{LEFT} {middle:g}H{WIDTH - RIGHT}"/>'
    yield f'<text class="tick" x="{LEFT - 8}" y="{middle + 4:g}" text-anchor="end">{SUPPORT_LINE:g}</text>'
    step = (WIDTH - LEFT - RIGHT) / max(len(run.statements), 12)
    for at, (statement, refused) in enumerate(zip(run.statements, run.refused, strict=True)):
        x = LEFT + (at + 0.5) * step
        y = low - _share(statement.support) * (low - high)
        anchor, name = f"m{number}-s{at + 1}", f"{_name(run)}, statement {at + 1}"
        yield _link(
            anchor,
            f"{name}: support {statement.support:.2f}{_word_label(statement)}",
            f'<path class="stem" d="M{x:.1f} {low}V{y:.1f}"/>'
            + _mark(x, y, number, "replaced" in statement.labels),
        )
        if refused is not None:
            y = low - _share(refused.verdict.score) * (low - high)
            yield _link(f"{anchor}-draft", f"{name}: {_word_refused(refused)}", _cross(x, y))
    yield "</g>"


def _share(score: float) -> float:
    return min(max(score, 0.0), 1.0)


def _word_label(statement: Statement) -> str:
    return ", replaced by the source’s words" if "replaced" in statement.labels else ""


def _word_refused(refused: Refused) -> str:
    return f"a draft was refused, support {refused.verdict.score:.2f}"


def plot_coverage(comparison: Comparison) -> str:
    """Draw what is told of what the sources share against the words it takes, a line for each mode."""
    key = 20 * len(comparison.runs) + 6
    points = [point for run in comparison.runs for point in run.points]
    across = list_ticks(max([1, *(words for words, _ in points)]))
    upward = list_ticks(100 * max([0.01, *(share for _, share in points)]))
    scale = _Scale(across[-1], upward[-1], key)
    parts = [*_draw_key(comparison.runs), *_draw_grid(across, upward, scale)]
    for number, run in enumerate(comparison.runs, 1):
        parts += _draw_line(run, number, scale)
    told = "; ".join(
        f"{_name(run)}: {100 * run.points[-1][1]:.0f} % in {run.points[-1][0]} words"
        for run in comparison.runs
        if run.points
    )
    return _frame(
        "coverage", f"Share of what the sources have in common, by words. {told}", key + PANEL + 40, parts
    )


class _Scale:
    """Places words and percentages in the panel."""

    def __init__(self, words: float, percent: float, top: int) -> None:
        self.words, self.percent, self.top, self.bottom = words, percent, top + 10, top + PANEL

    def x(self, words: float) -> float:
        return round(LEFT + words / self.words * (WIDTH - LEFT - RIGHT), 1)

    def y(self, percent: float) -> float:
        return round(self.bottom - percent / self.percent * (self.bottom - self.top), 1)


def list_ticks(highest: float, about: int = 5) -> list[float]:
    """Return round numbers from 0 to the first that is at least `highest`, which is above 0; about so many."""
    rough = highest / about
    power = 10 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in STEPS if factor * power >= rough * (1 - 1e-9))
    return [round(step * at, 10) for at in range(math.ceil(highest / step - 1e-9) + 1)]


def _draw_key(runs: Sequence[Run]) -> Iterator[str]:
    for number, run in enumerate(runs, 1):
        y = 20 * number - 6
        yield f'<g class="run-{number}"><path class="line" d="M{LEFT} {y}h28"/>{_mark(LEFT + 14, y, number)}'
        yield f'<text class="name" x="{LEFT + 38}" y="{y + 4}">{escape(_name(run))}</text></g>'


def _draw_grid(across: Sequence[float], upward: Sequence[float], scale: _Scale) -> Iterator[str]:
    for percent in upward:
        y = scale.y(percent)
        yield f'<path class="{"grid" if percent else "axis"}" d="M{LEFT} {y:g}H{WIDTH - RIGHT}"/>'
        yield f'<text class="tick" x="{LEFT - 6}" y="{y + 4:g}" text-anchor="end">{percent:g} %</text>'
    for words in across:
        anchor = "end" if words == across[-1] else "middle"
        yield (
            f'<text class="tick" x="{scale.x(words):g}" y="{scale.bottom + 18}" text-anchor="{anchor}">'
            f"{words:g}</text>"
        )
    yield f'<text class="tick" x="{WIDTH - RIGHT}" y="{scale.bottom + 34}" text-anchor="end">words</text>'


def _draw_line(run: Run, number: int, scale: _Scale) -> Iterator[str]:
    places = [(scale.x(words), scale.y(100 * share)) for words, share in run.points]
    yield f'<g class="run-{number}">'
    route = " ".join(f"{x:g},{y:g}" for x, y in [(scale.x(0), scale.y(0)), *places])
    yield f'<polyline class="line" points="{route}"/>'
    for at, ((x, y), (words, share)) in enumerate(zip(places, run.points, strict=True), 1):
        told = f"{_name(run)}, after statement {at}: {words} words, {100 * share:.0f} %"
        yield _link(f"m{number}-s{at}", told, _mark(x, y, number))
    yield "</g>"


def _mark(x: float, y: float, number: int, hollow: bool = False) -> str:
    """Draw a point: each mode has a shape of its own, for whom colours tell nothing apart."""
    kind = "mark hollow" if hollow else "mark"
    match number % 3:
        case 1:
            return f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="3.6"/>'
        case 2:
            return f'<rect class="{kind}" x="{x - 3.4:.1f}" y="{y - 3.4:.1f}" width="6.8" height="6.8"/>'
        case _:
            return f'<path class="{kind}" d="M{x:.1f} {y - 4.8:.1f}l4.8 4.8-4.8 4.8-4.8-4.8z"/>'


def _cross(x: float, y: float) -> str:
    """Draw what was refused, on a ground that can be hit with the mouse."""
    return (
        f'<circle class="ground" cx="{x:.1f}" cy="{y:.1f}" r="5"/>'
        f'<path class="cross" d="M{x - 3.4:.1f} {y - 3.4:.1f}l6.8 6.8m0 -6.8l-6.8 6.8"/>'
    )


def _link(anchor: str, title: str, drawn: str) -> str:
    # Not a stop of the Tab key: the statements themselves are, and in the same order.
    return f'<a href="#{anchor}" tabindex="-1"><title>{escape(title)}</title>{drawn}</a>'


def _frame(name: str, description: str, height: int, parts: Sequence[str]) -> str:
    return (
        f'<svg class="drawing" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="{name}-told">'
        f'<title id="{name}-told">{escape(description)}</title>{"".join(parts)}</svg>'
    )


def _name(run: Run) -> str:
    return shorten(clean_text(run.mode.name), NAME_LENGTH) or "model"
