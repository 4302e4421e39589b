"""The words that a brief says about itself: dates, counts, and what became of what was read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date as calendar_date
from pathlib import PurePath
from typing import TYPE_CHECKING

from summarizer.languages import (
    ENGLISH,
    NAMES,
    OTHERS,
    load_language,
    main_language,
    name_language,
    rules_for,
    say,
)
from summarizer.records import Brief, Coverage, Omission, Section, Source, Statement
from summarizer.rendering.escaping import clean_text, shorten
from summarizer.rendering.linking import safe_url, site_of

if TYPE_CHECKING:
    from summarizer.languages.records import Language

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

LANGUAGES = "languages"
"""The stage of one that says how a language was dealt with; its subject is the language's code."""

NOTES = (STOPPED, REMEMBERED, LANGUAGES)
"""Stages whose omissions are no sources that were left out."""

_ISO_DATE = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?(?=$|[T ])", re.ASCII)


def format_date(date: str | None, *, short: bool = False, language: str = "en") -> str:
    """Write an ISO date as "19 November 2026", or "19 Nov 2026"; other text stays as it is, None is ""."""
    text = clean_text(date or "")
    found = _ISO_DATE.match(text)
    if not found or not 1 <= int(found[2]) <= 12 or not 1 <= int(found[3] or 1) <= 31:
        return text
    if language in OTHERS:
        return _format_elsewhere(found, short, load_language(language))
    month = MONTHS[int(found[2]) - 1]
    day = f"{int(found[3])} " if found[3] else ""
    return f"{day}{month[:3] if short else month} {found[1]}"


def _format_elsewhere(found: re.Match[str], short: bool, language: Language) -> str:
    month = (language.short_months if short else language.months)[int(found[2]) - 1]
    if not found[3]:
        return f"{month} {found[1]}"
    form = language.short_form if short else language.date_form
    return form.format(day=language.spell_day(int(found[3])), month=month, year=found[1])


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def format_day(date: str | None, language: str = "en") -> str:
    """Write an ISO date as "Thursday, 19 November 2026"; what is no whole date as `format_date` does."""
    written = format_date(date, language=language)
    found = _ISO_DATE.match(clean_text(date or ""))
    try:
        day = calendar_date(int(found[1]), int(found[2]), int(found[3])) if found and found[3] else None
    except ValueError:  # there is no such day
        day = None
    weekdays = rules_for(language, "weekdays", WEEKDAYS)
    weekday = weekdays[day.weekday()] if day else ""
    return say(language, "{weekday}, {date}", weekday=weekday, date=written) if day else written


def write_number(number: int, language: str = "en") -> str:
    """Write "1,500" as a language does."""
    return f"{number:,}".replace(",", rules_for(language, "thousands", ","))


def count_of(number: int, noun: str, plural: str | None = None) -> str:
    """Write "1 source" or "5 sources"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def _count(number: int, noun: str, language: str) -> str:
    """Write "1 source" or "5 sources" in a language."""
    words = f"{{n}} {noun}" if number == 1 else f"{{n}} {noun}s"
    return say(language, words, n=write_number(number, language))


def join_words(words: Sequence[str], language: str = "en") -> str:
    """Write "1, 3 and 4"."""
    if len(words) < 2:
        return "".join(words)
    return say(language, "{first} and {last}", first=", ".join(words[:-1]), last=words[-1])


def source_name(source: Source, language: str = "en") -> str:
    """Return what to call a source: its title, else its file's name, else its site."""
    title = clean_text(source.title or "")
    if title:
        return title
    if safe_url(source.origin) is not None:
        return site_of(source.origin) or say(language, "Untitled")
    if source.origin == "-":
        return say(language, "Standard input")
    return clean_text(PurePath(source.origin.replace("\\", "/")).name) or say(language, "Untitled")


def outlet_name(source: Source) -> str:
    """Return who publishes a source: the publisher, else the site, "" where neither is known."""
    return clean_text(source.publisher or "") or site_of(source.url) or ""


def language_of(brief: Brief) -> str:
    """Return the language that a brief speaks: the one asked for, else that of most of its sources."""
    asked = brief.manifest.config.get("language")
    if isinstance(asked, str) and re.fullmatch("[a-z]{2}", asked):
        return asked
    found = main_language(source.language for source in brief.sources)
    return found if found in NAMES else ENGLISH


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
    language = language_of(brief)
    day = format_date(brief.date, language=language) if dated else ""
    parts = [_word_sources(brief, language), day, _word_mode(brief, language)]
    return " · ".join(part for part in parts if part)


def _word_sources(brief: Brief, language: str) -> str:
    number, independent = len(brief.sources), brief.coverage.independent
    if number == 1:
        return say(language, "A single source")
    if number > 1 and independent == number:
        are = say(language, "both independent" if number == 2 else "all independent")
    else:
        are = _count(independent, "independent report", language)
    return f"{_count(number, 'source', language)}, {are}"


def _word_mode(brief: Brief, language: str) -> str:
    single = len(brief.sources) == 1
    if not is_condensed(brief):
        return say(language, "the source's own words" if single else "the sources' own words")
    replaced = brief.coverage.replaced
    if not replaced:
        whose = "its source" if single else "its sources"
        return say(language, f"condensed, every statement checked against {whose}")
    total = _count(len(all_statements(brief)), "statement", language)
    number = write_number(replaced, language)
    return say(language, "condensed, {n} of {total} replaced by the source's words", n=number, total=total)


# coverage


def word_coverage(brief: Brief) -> tuple[str, ...]:
    """Word what was read, merged, replaced and left out, a sentence each."""
    numbers = {source.id: number for number, source in enumerate(brief.sources, start=1)}
    coverage, language = brief.coverage, language_of(brief)
    return (
        _word_read(coverage, language),
        *_word_languages(brief, language),
        *_word_copies(coverage, numbers, language),
        *_word_merged(coverage, language),
        *_word_replaced(brief, language),
        *_word_uncited(brief, numbers, language),
        *(_word_omission(omission, language) for omission in coverage.omissions),
    )


def _word_read(coverage: Coverage, language: str) -> str:
    verb = "article was read" if coverage.read == 1 else "articles were read"
    read = say(language, f"{{n}} {verb}", n=write_number(coverage.read, language))
    if coverage.read > 1 and coverage.independent == 1:
        read = say(language, "{read}, all of them one report", read=read)
    elif coverage.read > 1:
        number = write_number(coverage.independent, language)
        read = say(language, "{read}, {n} of them independent reports", read=read, n=number)
    left = sum(omission.stage not in NOTES for omission in coverage.omissions)
    if not left:
        return f"{read}."
    words = "{read}; {n} source was left out." if left == 1 else "{read}; {n} sources were left out."
    return say(language, words, read=read, n=write_number(left, language))


def _word_languages(brief: Brief, language: str) -> list[str]:
    """Say in which languages the sources are, where there are several."""
    counts = Counter(source.language for source in brief.sources)
    if len(counts) < 2:
        return []
    named = [f"{name_language(code, language)} ({number})" for code, number in counts.most_common()]
    return [
        say(
            language,
            "The sources are in several languages: {languages}. Each story is told in its own, and none is merged "
            "with one in another.",
            languages=", ".join(named),
        )
    ]


def _word_copies(coverage: Coverage, numbers: dict[str, int], language: str) -> list[str]:
    groups = [sorted(numbers[key] for key in group if key in numbers) for group in coverage.copies]
    words = "Sources {numbers} reprint one text: counted once."
    return [
        say(language, words, numbers=join_words([str(number) for number in group], language))
        for group in groups
        if len(group) > 1
    ]


def _word_merged(coverage: Coverage, language: str) -> list[str]:
    merged = coverage.merged_sentences
    if not merged:
        return []
    said = "{n} sentence said what another had said and stands as evidence beside it."
    if merged > 1:
        said = "{n} sentences said what another had said and stand as evidence beside it."
    return [say(language, said, n=write_number(merged, language))]


def _word_replaced(brief: Brief, language: str) -> list[str]:
    replaced = brief.coverage.replaced
    if not replaced:
        return []
    total = _count(len(all_statements(brief)), "statement", language)
    carried = "was" if replaced == 1 else "were"
    words = (
        f"{{n}} of {{total}}, as condensed, {carried} not carried by the evidence "
        f"and {carried} replaced by the source's own words."
    )
    return [say(language, words, n=write_number(replaced, language), total=total)]


def _word_uncited(brief: Brief, numbers: dict[str, int], language: str) -> list[str]:
    by_reason: dict[str, list[int]] = {}
    for key, reason in brief.coverage.uncited:
        if key in numbers:
            by_reason.setdefault(reason, []).append(numbers[key])
    return [_word_uncited_for(reason, sorted(found), language) for reason, found in by_reason.items()]


NAMED_NUMBERS = 20
"""Sources that are named one by one; more are counted, and the JSON form lists them all."""


def _word_uncited_for(reason: str, numbers: Sequence[int], language: str) -> str:
    words = "Sources {numbers} are not cited: {reason}"
    if len(numbers) == 1:
        words = "Source {numbers} is not cited: {reason}"
    elif len(numbers) > NAMED_NUMBERS:
        words = "{n} sources are not cited: {reason}"
    return say(
        language,
        words,
        n=write_number(len(numbers), language),
        numbers=join_words([str(number) for number in numbers], language),
        reason=_as_clause(reason, language),
    )


def _word_omission(omission: Omission, language: str) -> str:
    subject = shorten(clean_text(omission.subject), SUBJECT_LENGTH) or say(language, "Untitled")
    if omission.stage == STOPPED:
        words = "The model {subject} was stopped ({reason}); what it had not reached is quoted."
        return say(language, words, subject=subject, reason=clean_text(omission.reason))
    if omission.stage in (REMEMBERED, LANGUAGES):
        name = name_language(subject, language) if omission.stage == LANGUAGES else subject
        return f"{name.removesuffix('.')}: {_as_clause(omission.reason, language)}"
    return say(
        language,
        "Left out while {stage}: {subject} — {reason}",
        stage=clean_text(omission.stage) or "reading",
        subject=subject,
        reason=_as_clause(omission.reason, language),
    )


def _as_clause(reason: str, language: str) -> str:
    words = say(language, clean_text(reason) or "no reason is recorded")
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."
