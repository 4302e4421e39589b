"""Reading the sources that a command is given, and refusing where none of them can be read."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.cli.terminal import name_subject, say_unread
from summarizer.errors import SourceError
from summarizer.records import Omission, Reading

if TYPE_CHECKING:
    from summarizer.cli.output import Target
    from summarizer.settings import Settings

READABLE = (
    "Name files, folders, globs, pages or feeds: text, Markdown, HTML, PDF, Word, mails, JSON or JSONL."
)
"""What to do next where there is nothing to tell."""


def read_sources(specs: Sequence[str], targets: Sequence[Target], settings: Settings) -> Reading:
    """Return the articles of the sources, without what is about to be written over.

    Raises:
        SourceError: none can be read; where there are several, they are listed first.
    """
    from summarizer.gathering import web_limits
    from summarizer.reading import read_articles

    stdin = sys.stdin.buffer if "-" in specs else None
    # Its records take 10 ms to import, which a brief of files need not wait for.
    web = web_limits(settings) if any(":" in spec for spec in specs) else None
    read = read_articles(specs, stdin=stdin, language=settings.brief.language, web=web)
    reading = leave_out_outputs(read, targets)
    if not reading.articles:
        raise refuse_emptiness(reading.omissions)
    return reading


def leave_out_outputs(reading: Reading, targets: Sequence[Target]) -> Reading:
    """Leave out the files that are about to be written: in a folder of news, yesterday's brief is no news."""
    outputs = {os.path.realpath(target.path) for target in targets if target.path is not None}

    def is_output(origin: str) -> bool:
        return "\0" not in origin and os.path.realpath(origin) in outputs

    own = [article.origin for article in reading if is_output(article.origin)]
    own += [omission.subject for omission in reading.omissions if is_output(omission.subject)]
    return Reading(
        tuple(article for article in reading if article.origin not in own),
        (
            *(omission for omission in reading.omissions if omission.subject not in own),
            *(Omission("writing", origin, "the brief itself is written to it") for origin in sorted(own)),
        ),
    )


def unread(omissions: Sequence[Omission]) -> list[Omission]:
    """Return those omissions that are sources which could not be read."""
    return [omission for omission in omissions if omission.stage == "reading"]


def refuse_emptiness(omissions: Sequence[Omission]) -> SourceError:
    """Return the error that no source could be read; several sources are listed before it."""
    missing = unread(omissions)
    if len(missing) == 1:
        subject, reason = missing[0].subject, missing[0].reason
        says_what_to_do = ": " in reason
        return SourceError(
            f"{name_subject(subject)}: {reason}.", subject, "" if says_what_to_do else READABLE
        )
    if missing:
        say_unread(missing)
    return SourceError("There is no readable source at all.", "", READABLE)


def read_file(place: str) -> bytes:
    """Return what a file holds, or standard input for "-".

    Raises:
        SourceError: the system refuses, with its reason.
    """
    try:
        return sys.stdin.buffer.read() if place == "-" else Path(place).read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not a usable file name"
        raise SourceError(f"{place} cannot be read: {reason}.", place) from error
