"""The words that a brief says about itself: dates, counts, and what became of what was read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date as calendar_date
from pathlib import PurePath

from summarizer.records import Brief, Coverage, Omission, Section, Source, Statement
from summarizer.rendering.escaping import clean_text, shorten
from summarizer.rendering.linking import safe_url, site_of

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

SUBJECT_LENGTH = 120
"""Code points of what was left out: enough to recognise a path, a URL or a headline, still one line."""

STOPPED = "condensing"
"""The stage of an omission that says that a model did not come to its end."""

REMEMBERED = "remembering"
"""The stage of one that says what earlier briefs have to do with this one."""

_ISO_DATE = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?(?=$|[T ])", re.ASCII)


def format_date(date: str | None, *, short: bool = False) -> str:
    """Write an ISO date as "19 November 2026", or "19 Nov 2026"; other text stays as it is, None is ""."""
    text = clean_text(date or "")
    found = _ISO_DATE.match(text)
    if not found or not 1 <= int(found[2]) <= 12 or not 1 <= int(found[3] or 1) <= 31:
        return text
    month = MONTHS[int(found[2]) - 1]
    day = f"{int(found[3])} " if found[3] else ""
    return f"{day}{month[:3] if short else month} {found[1]}"


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def format_day(date: str | None) -> str:
    """Write an ISO date as "Thursday, 19 November 2026"; what is no whole date as `format_date` does."""
    written = format_date(date)
    found = _ISO_DATE.match(clean_text(date or ""))
    try:
        day = calendar_date(int(found[1]), int(found[2]), int(found[3])) if found and found[3] else None
    except ValueError:  # there is no such day
        day = None
    return f"{WEEKDAYS[day.weekday()]}, {written}" if day else written


def count_of(number: int, noun: str, plural: str | None = None) -> str:
    """Write "1 source" or "5 sources"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def join_words(words: Sequence[str]) -> str:
    """Write "1, 3 and 4"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def source_name(source: Source) -> str:
    """Return what to call a source: its title, else its file's name, else its site."""
    title = clean_text(source.title or "")
    if title:
        return title
    if safe_url(source.origin) is not None:
        return site_of(source.origin) or "Untitled"
    if source.origin == "-":
        return "Standard input"
    return clean_text(PurePath(source.origin.replace("\\", "/")).name) or "Untitled"


def outlet_name(source: Source) -> str:
    """Return who publishes a source: the publisher, else the site, "" where neither is known."""
    return clean_text(source.publisher or "") or site_of(source.url) or ""


# the line under the title


def told_in(story: Section) -> tuple[Statement, ...]:
    """Return the statements of a story, its lead first."""
    return (*((story.lead,) if story.lead else ()), *story.statements)


def all_statements(brief: Brief) -> tuple[Statement, ...]:
    """Return every statement of a brief, leads included, in the order in which they are told."""
    return tuple(statement for story in brief.stories for statement in told_in(story))


def is_condensed(brief: Brief) -> bool:
    """Say whether a model wrote any of it, or tried to."""
    if brief.mode == "auto":
        return any({"condensed", "replaced"} & set(statement.labels) for statement in all_statements(brief))
    return brief.mode == "abstractive"


def word_header(brief: Brief, *, dated: bool = True) -> str:
    """Word the line under the title: how many sources, when (unless that stands elsewhere), and whose words."""
    parts = [_word_sources(brief), format_date(brief.date) if dated else "", _word_mode(brief)]
    return " · ".join(part for part in parts if part)


def _word_sources(brief: Brief) -> str:
    number, independent = len(brief.sources), brief.coverage.independent
    if number == 1:
        return "A single source"
    if number > 1 and independent == number:
        return f"{count_of(number, 'source')}, {'both' if number == 2 else 'all'} independent"
    return f"{count_of(number, 'source')}, {count_of(independent, 'independent report')}"


def _word_mode(brief: Brief) -> str:
    sources = "source" if len(brief.sources) == 1 else "sources"
    owners = "source's" if len(brief.sources) == 1 else "sources'"
    if not is_condensed(brief):
        return f"the {owners} own words"
    replaced = brief.coverage.replaced
    if not replaced:
        whose = "its source" if sources == "source" else "its sources"
        return f"condensed, every statement checked against {whose}"
    total = count_of(len(all_statements(brief)), "statement")
    return f"condensed, {replaced:,} of {total} replaced by the source's words"


# coverage


def word_coverage(brief: Brief) -> tuple[str, ...]:
    """Word what was read, merged, replaced and left out, a sentence each."""
    numbers = {source.id: number for number, source in enumerate(brief.sources, start=1)}
    coverage = brief.coverage
    return (
        _word_read(coverage),
        *_word_copies(coverage, numbers),
        *_word_merged(coverage),
        *_word_replaced(brief),
        *_word_uncited(brief, numbers),
        *(_word_omission(omission) for omission in coverage.omissions),
    )


def _word_read(coverage: Coverage) -> str:
    read = f"{count_of(coverage.read, 'article')} {'was' if coverage.read == 1 else 'were'} read"
    if coverage.read > 1 and coverage.independent == 1:
        read += ", all of them one report"
    elif coverage.read > 1:
        read += f", {coverage.independent:,} of them independent reports"
    left = sum(omission.stage not in (STOPPED, REMEMBERED) for omission in coverage.omissions)
    return (
        f"{read}; {count_of(left, 'source')} {'was' if left == 1 else 'were'} left out."
        if left
        else f"{read}."
    )


def _word_copies(coverage: Coverage, numbers: dict[str, int]) -> list[str]:
    groups = [sorted(numbers[key] for key in group if key in numbers) for group in coverage.copies]
    return [
        f"Sources {join_words([str(number) for number in group])} reprint one text: counted once."
        for group in groups
        if len(group) > 1
    ]


def _word_merged(coverage: Coverage) -> list[str]:
    merged = coverage.merged_sentences
    if not merged:
        return []
    verb = "stands" if merged == 1 else "stand"
    said = count_of(merged, "sentence")
    return [f"{said} said what another had said and {verb} as evidence beside it."]


def _word_replaced(brief: Brief) -> list[str]:
    replaced = brief.coverage.replaced
    if not replaced:
        return []
    total = count_of(len(all_statements(brief)), "statement")
    carried = "was" if replaced == 1 else "were"
    return [
        f"{replaced:,} of {total}, as condensed, {carried} not carried by the evidence "
        f"and {carried} replaced by the source's own words."
    ]


def _word_uncited(brief: Brief, numbers: dict[str, int]) -> list[str]:
    by_reason: dict[str, list[int]] = {}
    for key, reason in brief.coverage.uncited:
        if key in numbers:
            by_reason.setdefault(reason, []).append(numbers[key])
    return [
        f"{_word_numbers(sorted(found))} not cited: {_as_clause(reason)}"
        for reason, found in by_reason.items()
    ]


NAMED_NUMBERS = 20
"""Sources that are named one by one; more are counted, and the JSON form lists them all."""


def _word_numbers(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"Source {numbers[0]} is"
    if len(numbers) > NAMED_NUMBERS:
        return f"{count_of(len(numbers), 'source')} are"
    return f"Sources {join_words([str(number) for number in numbers])} are"


def _word_omission(omission: Omission) -> str:
    subject = shorten(clean_text(omission.subject), SUBJECT_LENGTH) or "Untitled"
    if omission.stage == STOPPED:
        return f"The model {subject} was stopped ({clean_text(omission.reason)}); what it had not reached is quoted."
    if omission.stage == REMEMBERED:
        return f"{subject}: {_as_clause(omission.reason)}"
    stage = clean_text(omission.stage) or "reading"
    return f"Left out while {stage}: {subject} — {_as_clause(omission.reason)}"


def _as_clause(reason: str) -> str:
    words = clean_text(reason) or "no reason is recorded"
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."
