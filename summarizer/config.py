"""Every setting of a brief, its default, and the reason for the default."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.errors import ConfigError
from summarizer.records import Mode

LENGTHS = {"short": 120, "medium": 250, "long": 500}
"""Words for ``--length``: a screen of a phone, a page, a page and a half with sources."""

MOST = 999_999_999
"""The largest number that a setting may be: no brief has so many words, and every array has room for it."""


@dataclass(frozen=True, slots=True)
class BriefConfig:
    """How a brief is made.

    Attributes:
        words: upper bound on the words of all statements, split at white space. 250 is a minute's read.
        mode: "auto" condenses when a model is at hand and quotes otherwise.
        focus: a question or topic that draws the ranking towards it.
        title: the brief's title; None takes it from the sources' own headlines.
        date: the brief's date, YYYY-MM-DD; None takes the latest date of the sources, so that the same
            sources give the same bytes tomorrow.
        language: two-letter code of the sources; None detects it for each.
        model: what condenses: "compact", a folder, a name on the hub, a server's address; None takes the
            shipped one.
        offline: whether no network may be touched, not even for a model.
    """

    words: int = 250
    mode: Mode = "auto"
    focus: str | None = None
    title: str | None = None
    date: str | None = None
    language: str | None = None
    model: str | None = None
    offline: bool = False

    def __post_init__(self) -> None:
        if self.words < 1:
            raise ConfigError(f"words must be at least 1, not {self.words}.")
        if self.words > MOST:
            raise ConfigError(f"words must be at most {MOST}, not {self.words}.")
        if self.mode not in ("auto", "extractive", "abstractive"):
            raise ConfigError(
                f"There is no mode {self.mode!r}.", "Choose one of: auto, extractive, abstractive."
            )
        if self.language is not None and not (len(self.language) == 2 and self.language.isalpha()):
            raise ConfigError(f"language must be a two-letter code, for example en, not {self.language!r}.")
