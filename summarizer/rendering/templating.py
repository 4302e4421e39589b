"""Templates: where they are found, how each form escapes, and what an error in one says.

Every `{{ … }}` is escaped for its form without a word in the template, so that an edited template cannot
forget it. Templates run in a sandbox, and a name that a brief does not have is an error, not an empty string.
"""

from __future__ import annotations

import textwrap
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from summarizer.errors import TemplateError
from summarizer.records import Brief
from summarizer.rendering.escaping import clean_text, escape_destination, escape_markdown, quote_yaml
from summarizer.rendering.sanitizing import sanitize_page
from summarizer.rendering.view import Href, view_brief

DEFAULT_TEMPLATE = "brief"

LINE_LENGTH = 76
"""Columns of plain text: what a mail quoted twice still shows unbroken."""

_TEMPLATE_SUFFIX = ".j2"


def render_markdown(brief: Brief, template: str | None = None, front_matter: bool = False) -> str:
    """Render as Markdown that reads the same on GitHub, in Obsidian and as it stands."""
    text = _render(brief, template, "md")
    return _front_matter(brief) + text if front_matter else text


def render_html(brief: Brief, template: str | None = None, front_matter: bool = False) -> str:
    """Render as one self-contained page without any script."""
    return sanitize_page(_render(brief, template, "html"))


def render_text(brief: Brief, template: str | None = None, front_matter: bool = False) -> str:
    """Render as plain text, wrapped at `LINE_LENGTH`."""
    return _render(brief, template, "txt")


def _render(brief: Brief, template: str | None, form: str) -> str:
    view = view_brief(brief)
    with _template_errors(template or DEFAULT_TEMPLATE):
        text = _find_template(template or DEFAULT_TEMPLATE, form).render(brief=view)
    return text.strip("\n") + "\n"


def _front_matter(brief: Brief) -> str:
    lines = [
        f"title: {quote_yaml(brief.title)}",
        f"date: {quote_yaml(brief.date)}",
        f"mode: {quote_yaml(brief.mode)}",
        f"sources: {len(brief.sources)}",
        f"independent_reports: {brief.coverage.independent}",
        f"generator: {quote_yaml(f'summarizer {brief.manifest.version}')}",
    ]
    return "\n".join(("---", *lines, "---", "", ""))


# finding


def templates_folder() -> Path:
    """Return the folder of the shipped templates: in the wheel, or beside the package in a checkout."""
    inside = Path(str(resources.files("summarizer"))) / "templates"
    return inside if inside.is_dir() else inside.parents[1] / "templates"


def list_templates() -> tuple[str, ...]:
    """Return the names of the shipped templates: "brief.md.j2" and the others."""
    return tuple(sorted(path.name for path in templates_folder().glob(f"*{_TEMPLATE_SUFFIX}")))


def _find_template(name: str, form: str) -> jinja2.Template:
    shipped = {f"{name}.{form}{_TEMPLATE_SUFFIX}", f"{name}{_TEMPLATE_SUFFIX}", name} & set(list_templates())
    path = Path(name).expanduser()
    if not shipped and not path.is_file():
        raise TemplateError(
            f"There is no template {name!r}, neither shipped nor as a file.",
            name,
            hint=f"Shipped are: {', '.join(list_templates())}. To edit one, copy it from {templates_folder()}.",
        )
    found = min(shipped) if shipped else path.name
    _refuse_other_form(found, form)
    folder = "" if shipped else str(path.parent.resolve())
    return _environment(form, folder).get_template(found)


def _refuse_other_form(file: str, form: str) -> None:
    meant = [suffix for suffix in ("md", "html", "txt") if f".{suffix}." in f"{file}."]
    if meant and form not in meant:
        raise TemplateError(
            f"The template {file} writes {meant[0]}, not {form}.",
            file,
            hint=f"Ask for --format {meant[0]}, or name a template for {form}.",
        )


# environments


@lru_cache(maxsize=16)
def _environment(form: str, folder: str) -> jinja2.Environment:
    folders = [folder] if folder else []
    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.FileSystemLoader([*folders, str(templates_folder())]),
        undefined=jinja2.StrictUndefined,
        autoescape=form != "txt",
        finalize=_finalize_markdown if form == "md" else None,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=True,
    )
    environment.filters["hang"] = _hang
    return environment


def _finalize_markdown(value: object) -> object:
    """Escape what a template writes, unless it is a link's URL or what a macro has escaped already."""
    if isinstance(value, Href):
        return Markup(escape_destination(value))  # noqa: S704 — percent-encoded
    if isinstance(value, jinja2.Undefined) or hasattr(value, "__html__"):
        return value
    return Markup(escape_markdown(str(value)))  # noqa: S704 — escaped for this form


def _hang(text: str, bullet: str = "") -> str:
    """Wrap a paragraph, its later lines under its first word."""
    return textwrap.fill(
        clean_text(text),
        LINE_LENGTH,
        initial_indent=bullet,
        subsequent_indent=" " * len(bullet),
        break_long_words=False,
        break_on_hyphens=False,
    )


# errors

_MISTAKES = (jinja2.TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError)
"""What a template's own expressions can raise; OSError and UnicodeDecodeError come from reading it."""


@contextmanager
def _template_errors(name: str) -> Iterator[None]:
    try:
        yield
    except TemplateError:
        raise
    except jinja2.TemplateSyntaxError as error:
        raise _error(error.filename or error.name or name, error.lineno, str(error.message)) from error
    except jinja2.TemplateNotFound as error:
        raise _error(name, None, f"it includes {error.name!r}, which does not exist") from error
    except (*_MISTAKES, OSError) as error:
        file, line = _place_of(error, name)
        raise _error(file, line, str(error)) from error


def _error(file: str, line: int | None, reason: str) -> TemplateError:
    place = f"{file}, line {line}" if line else file
    return TemplateError(
        f"The template {place} cannot be rendered: {reason.rstrip('.')}.",
        file,
        line,
        hint="The names that a template can use stand at the head of summarizer/rendering/view.py.",
    )


def _place_of(error: BaseException, name: str) -> tuple[str, int | None]:
    """Return the file and line of the innermost frame that is a template's."""
    frames: Sequence[Any] = traceback.extract_tb(error.__traceback__)
    inside = [
        frame for frame in frames if frame.filename.endswith(_TEMPLATE_SUFFIX) or frame.filename == name
    ]
    return (inside[-1].filename, inside[-1].lineno) if inside else (name, None)
