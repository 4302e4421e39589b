"""Turns a `Brief` into what people read (Markdown, HTML, mail, text) and what programs read back (JSON).

Citation numbers are given here and nowhere else. Source text is data: whatever it holds, nothing in it is
active in any form.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from summarizer.errors import ConfigError

if TYPE_CHECKING:
    from summarizer.records import Brief

FORMS = {
    "md": "summarizer.rendering.templating:render_markdown",
    "html": "summarizer.rendering.templating:render_html",
    "eml": "summarizer.rendering.mailing:render_mail",
    "txt": "summarizer.rendering.templating:render_text",
    "json": "summarizer.rendering.jsonform:render_json",
}
"""Name of a form → "module:function" that renders it. Add a line to add a form."""

SUFFIXES = {
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".eml": "eml",
    ".txt": "txt",
    ".text": "txt",
    ".json": "json",
}
"""File suffix, in lower case → name of the form that a file of that suffix gets."""


class Renderer(Protocol):
    """Renders a brief in one form. Registered by name in `FORMS`."""

    def __call__(self, brief: Brief, template: str | None, front_matter: bool) -> str:
        """Return the whole document; a form that has no template or front matter ignores them."""


def render_brief(brief: Brief, form: str, *, template: str | None = None, front_matter: bool = False) -> str:
    """Render a brief.

    Args:
        brief: what to render.
        form: one of `FORMS`.
        template: name of a shipped template or path of an edited one; None takes the shipped one.
        front_matter: begin Markdown with YAML front matter.

    Raises:
        ConfigError: there is no such form.
        TemplateError: the template is missing, malformed or names something unknown.
        BriefError: the brief cites a source that it does not list.
    """
    if form not in FORMS:
        raise ConfigError(f"There is no form {form!r}.", f"Choose one of: {', '.join(FORMS)}.")
    module, _, function = FORMS[form].partition(":")
    renderer = cast(Renderer, getattr(import_module(module), function))
    return renderer(brief, template, front_matter)


def brief_from_json(text: str) -> Brief:
    """Read a brief back from its JSON form.

    Raises:
        BriefError: this is not the JSON of a brief, and where it is not.
    """
    from summarizer.rendering.jsonform import brief_from_json as read

    return read(text)
