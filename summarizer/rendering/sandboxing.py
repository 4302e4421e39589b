"""The sandbox that templates run in: no way into Python, and no work without end.

Jinja's own sandbox keeps a template from what is not its business. What is added here ends one that would
run, or grow, for ever: by mistake or because somebody else wrote it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Sized
from contextvars import ContextVar
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.exceptions import SecurityError
from jinja2.filters import do_format
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

MAX_STEPS = 20_000_000
"""Turns of loops in one rendering: four seconds. The page of a brief of 5,000 statements takes 0.8 million."""

CALL_STEPS = 25
"""What a call counts for: 30 microseconds, against 0.2 for an empty turn of a loop."""

MAX_OUTPUT = 200_000_000
"""Code points of one rendering. The page of a brief of 5,000 statements has 11 million."""

MAX_WIDTH = 10_000
"""Columns or places that a template can ask to be filled, and the highest power it can raise a number to."""

_steps: ContextVar[list[int]] = ContextVar("steps")
# Methods that make a long text out of a short one; the filters `center`, `indent` and `format` stay.
_PADDING = {"center", "expandtabs", "format", "format_map", "ljust", "rjust", "zfill"}
_PADDING_FILTERS = ("batch", "center", "indent", "slice", "tojson")
_WIDE = re.compile(r"%[^a-zA-Z%]*(?:\*|\d{5})")


class TemplateSandbox(ImmutableSandboxedEnvironment):
    """An environment whose templates end."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 — Jinja's own
        super().__init__(**options)
        self.globals.pop("lipsum")
        self.filters["counted"] = _count_turns
        self.filters["format"] = _format
        for name in _PADDING_FILTERS:
            self.filters[name] = _limit_width(self.filters[name])

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Count the turns of every loop."""
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, "counted", [], [], None, None, lineno=loop.lineno)
        return tree

    def call(self, context: Context, called: Any, /, *args: Any, **named: Any) -> Any:  # noqa: ANN401
        """Count a call, and make it."""
        _spend_steps(CALL_STEPS)
        return super().call(context, called, *args, **named)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401
        """Refuse what would make a number or a text of any size."""
        if operator == "**" and max(abs(left), abs(right)) > MAX_WIDTH:
            raise SecurityError("the power is too high")
        if operator == "*" and max(_length_of(left, right), _length_of(right, left)) > MAX_OUTPUT:
            raise SecurityError("the text would be too long")
        if operator == "%" and isinstance(left, str):
            _refuse_wide_format(left)
        return super().call_binop(context, operator, left, right)

    def wrap_str_format(self, value: Any) -> None:  # noqa: ANN401
        """Leave `str.format` to `is_safe_attribute`, which refuses it: its widths have no limit."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401
        """Leave out the methods of texts that pad."""
        padding = isinstance(obj, str) and attr in _PADDING
        return not padding and super().is_safe_attribute(obj, attr, value)


def run_template(template: jinja2.Template, **names: object) -> str:
    """Render a template, unless it takes too long or writes too much.

    Raises:
        SecurityError: it does. Whatever else goes wrong in it comes as Jinja raises it.
    """
    token = _steps.set([MAX_STEPS])
    try:
        return "".join(_limit_output(template.generate(**names)))
    finally:
        _steps.reset(token)


def _limit_output(pieces: Iterable[str]) -> Iterator[str]:
    left = MAX_OUTPUT
    for piece in pieces:
        left -= len(piece)
        if left < 0:
            raise SecurityError(f"it writes more than {MAX_OUTPUT:,} characters")
        yield piece


def _spend_steps(number: int) -> None:
    steps = _steps.get()
    steps[0] -= number
    if steps[0] < 0:
        raise SecurityError(f"it does not end within {MAX_STEPS:,} steps")


def _count_turns(items: Iterable[object]) -> Iterator[object]:
    for item in items:
        _spend_steps(1)
        yield item


def _length_of(sized: object, times: object) -> int:
    if isinstance(sized, Sized) and isinstance(times, int):
        return len(sized) * times
    return 0


def _limit_width(pad: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(pad)
    def limited(*args: Any, **named: Any) -> Any:  # noqa: ANN401
        if any(isinstance(value, int) and value > MAX_WIDTH for value in (*args, *named.values())):
            raise SecurityError(_TOO_WIDE)
        return pad(*args, **named)

    return limited


def _format(form: str, *args: Any, **named: Any) -> str:  # noqa: ANN401
    """Format as the filter of that name does."""
    _refuse_wide_format(form)
    return do_format(form, *args, **named)


def _refuse_wide_format(form: str) -> None:
    if _WIDE.search(form):
        raise SecurityError(_TOO_WIDE)


_TOO_WIDE = f"it asks for more than {MAX_WIDTH:,} places"
