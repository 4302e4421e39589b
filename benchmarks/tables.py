"""Tables as the benchmarks print them: Markdown that also reads well in a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

Row: TypeAlias = Mapping[str, object]
"""One line of a table: column name → value. Missing cells are printed empty."""


def print_table(title: str, rows: Sequence[Row]) -> None:
    """Print the rows as a Markdown table under a heading."""
    print(f"## {title}\n")
    print(format_table(rows))
    print(flush=True)


def format_table(rows: Sequence[Row]) -> str:
    """Return the rows as a Markdown table; columns in the order in which they first appear."""
    if not rows:
        return "*nothing measured*"
    columns = list(dict.fromkeys(name for row in rows for name in row))
    cells = [[format_cell(row.get(name)) for name in columns] for row in rows]
    numeric = [all(is_number(row.get(name)) for row in rows) for name in columns]
    widths = [max(3, *(len(line[i]) for line in [columns, *cells])) for i in range(len(columns))]
    rule = [("-" * (w - 1) + ":") if n else "-" * w for w, n in zip(widths, numeric, strict=True)]
    return "\n".join(_join(line, widths, numeric) for line in [columns, rule, *cells])


def format_cell(value: object) -> str:
    """Return a value as a cell: thousands separated, three or four significant digits."""
    if value is None:
        return ""
    if isinstance(value, float):
        return _format_float(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return str(value).replace("|", "\\|").replace("\n", " ")


def is_number(value: object) -> bool:
    """Tell whether a cell is right-aligned: numbers, and cells left empty."""
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool))


def _format_float(value: float) -> str:
    size = abs(value)
    if size >= 1000:
        return f"{value:,.0f}"
    if size >= 10:
        return f"{value:.1f}"
    return f"{value:.3f}"


def _join(cells: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> str:
    padded = (
        cell.rjust(width) if right else cell.ljust(width)
        for cell, width, right in zip(cells, widths, numeric, strict=True)
    )
    return "| " + " | ".join(padded) + " |"
