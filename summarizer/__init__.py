"""Give it a pile of sources; it writes a short brief whose every statement is tied to what carries it.

The public names load on first use, so that ``import summarizer`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from summarizer.config import BriefConfig as BriefConfig
    from summarizer.pipeline import explain_brief as explain_brief
    from summarizer.pipeline import make_brief as make_brief
    from summarizer.reading import read_articles as read_articles
    from summarizer.records import Article as Article
    from summarizer.records import Brief as Brief

_HOMES = {
    "Article": "summarizer.records",
    "Brief": "summarizer.records",
    "BriefConfig": "summarizer.config",
    "explain_brief": "summarizer.pipeline",
    "make_brief": "summarizer.pipeline",
    "read_articles": "summarizer.reading",
}

__all__ = ["Article", "Brief", "BriefConfig", "__version__", "explain_brief", "make_brief", "read_articles"]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'summarizer' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
