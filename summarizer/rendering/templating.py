"""Templates: where they are found, how each form escapes, and what an error in one says.

Every `{{ … }}` is escaped for its form without a word in the template, so that an edited template cannot
forget it. Templates run in a sandbox, and a name that a brief does not have is an error, not an empty string.
"""

from __future__ import annotations

import difflib
import re
import textwrap
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from importlib import resources
from pathlib import Path

import jinja2
from markupsafe import Markup

from summarizer.errors import TemplateError
from summarizer.languages import ENGLISH, say
from summarizer.records import Brief
from summarizer.rendering.escaping import clean_text, escape_destination, escape_markdown, quote_yaml
from summarizer.rendering.records import VIEWS, BriefView, Href
from summarizer.rendering.sandboxing import TemplateSandbox, run_template
from summarizer.rendering.sanitizing import sanitize_page
from summarizer.rendering.view import view_brief

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
    return render_view(view_brief(brief), template or DEFAULT_TEMPLATE, form)


def render_view(view: BriefView, template: str, form: str) -> str:
    """Render a view with a template, escaped for a form and not yet sanitized.

    Args:
        view: what to show.
        template: name of a shipped template or path of an edited one.
        form: "md", "html" or "txt".

    Raises:
        TemplateError: the template is missing, malformed or names something unknown.
    """
    return render_template(template, form, brief=view)


def render_template(template: str, form: str, **names: object) -> str:
    """Render a template that is given these names, escaped for a form and not yet sanitized.

    Raises:
        TemplateError: the template is missing, malformed or names something unknown.
    """
    view = names.get("brief")
    language = view.language if isinstance(view, BriefView) else ENGLISH
    with _template_errors(template):
        text = run_template(_find_template(template, form, language), **names)
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


def _find_template(name: str, form: str, language: str) -> jinja2.Template:
    """Load a template: a file of the user's wins over a shipped one of the same name."""
    path = Path(name).expanduser()
    if path.is_file():
        _refuse_other_form(path.name, form)
        return _environment(form, str(path.parent.resolve()), language).get_template(path.name)
    shipped = _shipped_name(name, form)
    _refuse_other_form(shipped, form)
    return _environment(form, "", language).get_template(shipped)


def _shipped_name(name: str, form: str) -> str:
    names = list_templates()
    for candidate in (f"{name}.{form}{_TEMPLATE_SUFFIX}", f"{name}{_TEMPLATE_SUFFIX}", name):
        if candidate in names:
            return candidate
    raise TemplateError(
        f"There is no template {name!r}, neither shipped nor as a file.",
        name,
        hint=f"Shipped are: {', '.join(names)}. To edit one, copy it from {templates_folder()}.",
    )


def _refuse_other_form(file: str, form: str) -> None:
    meant = form_of_template(file)
    if meant and form != meant:
        raise TemplateError(
            f"The template {file} writes {meant}, not {form}.",
            file,
            hint=f"Ask for --format {meant}, or name a template for {form}.",
        )


def form_of_template(name: str) -> str | None:
    """Return what the name of a template says it writes, "md", "html" or "txt", or None."""
    suffixes = Path(name).name.split(".")[1:]
    return next((suffix for suffix in reversed(suffixes) if suffix in ("md", "html", "txt")), None)


# environments


@lru_cache(maxsize=32)
def _environment(form: str, folder: str, language: str) -> jinja2.Environment:
    folders = [folder] if folder else []
    environment = TemplateSandbox(
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
    environment.filters["say"] = partial(say, language)
    return environment


def _finalize_markdown(value: object) -> object:
    """Escape what a template writes, unless it is a link's URL or what a macro has escaped already."""
    if isinstance(value, Href):
        return Markup(escape_destination(value))  # noqa: S704 — percent-encoded
    if isinstance(value, jinja2.Undefined) or hasattr(value, "__html__"):
        return value
    return Markup(escape_markdown(str(value)))  # noqa: S704 — escaped for this form


def _hang(text: str, bullet: str = "", width: int = LINE_LENGTH) -> str:
    """Wrap a paragraph, its later lines under its first word."""
    return textwrap.fill(
        clean_text(text),
        width,
        initial_indent=bullet,
        subsequent_indent=" " * len(bullet),
        break_long_words=False,
        break_on_hyphens=False,
    )


# errors

_MISTAKES = (
    jinja2.TemplateError,  # what Jinja finds wrong
    *(
        TypeError,
        ValueError,
        ArithmeticError,
        LookupError,
        AttributeError,
        RecursionError,
        MemoryError,
    ),  # its expressions
    OSError,  # reading it; a file that is not UTF-8 is a ValueError
)


@contextmanager
def _template_errors(name: str) -> Iterator[None]:
    try:
        yield
    except TemplateError:
        raise
    except _MISTAKES as error:
        file, line = _place_of(error, name)
        place = f"{file}, line {line}" if line else file
        raise TemplateError(
            f"The template {place} cannot be rendered: {_reason_of(error)}.",
            file,
            line,
            hint=_hint_for(error),
        ) from error


def _place_of(error: BaseException, name: str) -> tuple[str, int | None]:
    """Return the template and the line that an error arose in: its innermost frame that is not Python's."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return error.filename or error.name or name, error.lineno
    frames = [f for f in traceback.extract_tb(error.__traceback__) if not f.filename.endswith((".py", ">"))]
    return (frames[-1].filename, frames[-1].lineno) if frames else (name, None)


def _reason_of(error: BaseException) -> str:
    if isinstance(error, jinja2.TemplateNotFound):
        return f"it names the template {error.name!r}, which does not exist"
    if isinstance(error, MemoryError):
        return "it needs more memory than there is"
    found = _UNKNOWN_NAME.search(str(error))
    if found and found["view"] in VIEWS:
        return f"{VIEWS[found['view']][0]} has no {found['name']!r}"
    return (str(error) or type(error).__name__).rstrip(".")


_UNKNOWN_NAME = re.compile(r"'(?:summarizer\.[\w.]+\.(?P<view>\w+) object)' has no attribute '(?P<name>\w+)'")


def _hint_for(error: BaseException) -> str:
    """Say which names there are, and which of them may have been meant."""
    found = _UNKNOWN_NAME.search(str(error))
    if not found or found["view"] not in VIEWS:
        return "A template starts from `brief`; docs/templates.md lists all that it holds."
    name, names = VIEWS[found["view"]]
    near = difflib.get_close_matches(found["name"], names, n=1)
    meant = f"Did you mean {near[0]}? " if near else ""
    return f"{meant}What {name} has: {', '.join(names)}."
