"""Re-checks a saved brief: is it as it was written, and do its sources still say what it says?

The file must be what was written, to the character. Every statement must be carried by its own quotes. And
where a source can be read again, the quotes should still stand in it; a source that has changed since is
news, not a failure.

What this finds is damage and editing. Somebody who recomputes every digest in the file can still forge one:
against that, only the sources themselves help.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeAlias

from summarizer.errors import BriefError
from summarizer.languages import OTHERS, load_language
from summarizer.lexicon import MONTHS, STOP_WORDS, WEEKDAYS
from summarizer.records import (
    Article,
    Brief,
    Citation,
    ConflictValue,
    Reading,
    Source,
    Span,
    Statement,
    Uncarried,
    Verdict,
    statement_id,
    text_sha256,
)

StatementStatus: TypeAlias = Literal["intact", "source changed", "failed"]
SourceStatus: TypeAlias = Literal["unchanged", "changed", "not re-read"]

Read: TypeAlias = Callable[[Sequence[str]], Reading]
"""Reads sources again, as `summarizer.reading.read_articles` does."""

ScoreSupport: TypeAlias = Callable[[str, Sequence[str]], float | Verdict]
"""Judges how far evidence carries a statement in other words: 0 … 1, 0.5 is the line; a verdict names the words.
It is not asked about a statement labelled "quoted", which promises the sources' own words."""

SUPPORT_LINE = 0.5

MAX_PARTS = 3
"""A verbatim statement is one sentence, or two or three that belong together: as many as `anchoring` tells as one."""

MAX_INSERTIONS = 8
"""Brackets added to a statement: a name and a date or two. Many more would only cost time to try out."""

MAX_DAYS = 7
"""A weekday or "yesterday" is at most a week from the day of publication."""

WHOLE = "the file as a whole"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with the brief that is not one statement's fault.

    Attributes:
        subject: what: "the title", "the coverage", "source 2", "the file as a whole".
        reason: what is wrong with it.
    """

    subject: str
    reason: str


@dataclass(frozen=True, slots=True)
class StatementResult:
    """What became of one statement.

    Attributes:
        number: its place in the brief, from 1; the lead of a story counts as its first statement.
        id: its id, as the file has it.
        text: its text, as the file has it.
        reasons: why it is not intact, or what a reader should know; () where there is nothing to say.
    """

    number: int
    id: str
    text: str
    status: StatementStatus
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceResult:
    """What became of one source."""

    number: int
    origin: str
    status: SourceStatus
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Verification:
    """What checking a brief brought to light."""

    statements: tuple[StatementResult, ...]
    sources: tuple[SourceResult, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def status(self) -> StatementStatus:
        """The worst that was found."""
        found = {result.status for result in self.statements}
        if self.findings or "failed" in found:
            return "failed"
        changed = "source changed" in found or any(source.status == "changed" for source in self.sources)
        return "source changed" if changed else "intact"


def verify_text(
    text: str, read: Read | None = None, score_support: ScoreSupport | None = None
) -> Verification:
    """Check a saved brief.

    Args:
        text: the JSON, as it was saved.
        read: reads the sources again; None leaves them alone.
        score_support: judges statements that are not verbatim; None fails them.
    """
    from summarizer.rendering.jsonform import brief_from_json, parse_document

    try:
        brief, document = brief_from_json(text), parse_document(text)
    except BriefError as error:
        return Verification((), (), (Finding(WHOLE, f"{error} {error.hint}".strip()),))
    verification = verify_brief(brief, read, score_support)
    return replace(verification, findings=(*verification.findings, *check_digests(document)))


def check_digests(document: dict[str, Any]) -> tuple[Finding, ...]:
    """Return which parts of a document are not what was written; the whole file where none can be named."""
    from summarizer.rendering.jsonform import brief_digest, changed_parts, stored_digest

    changed = changed_parts(document)
    if changed:
        reason = "not what was written: the digest in the manifest is of something else"
        return tuple(Finding(f"the {part}", reason) for part in changed)
    if stored_digest(document) == brief_digest(document):
        return ()
    return (Finding(WHOLE, "it does not match the digest in its manifest"),)


def verify_brief(
    brief: Brief, read: Read | None = None, score_support: ScoreSupport | None = None
) -> Verification:
    """Check every statement of a brief, and its sources where they can be read again.

    Args:
        brief: the brief as it was read back.
        read: reads the sources again; None leaves them alone.
        score_support: judges statements that are not verbatim; None fails them.
    """
    sources, texts = reread_sources(brief.sources, read)
    known = {source.id: source for source in brief.sources}
    statements = tuple(
        verify_statement(statement, number, known, texts, score_support)
        for number, statement in enumerate(_all_statements(brief), 1)
    )
    return Verification(statements, sources, (*check_sources(brief), *check_conflicts(brief, known)))


def _all_statements(brief: Brief) -> Iterator[Statement]:
    for section in brief.stories:
        if section.lead is not None:
            yield section.lead
        yield from section.statements


# one statement


def verify_statement(
    statement: Statement,
    number: int,
    sources: dict[str, Source],
    texts: dict[str, str],
    score_support: ScoreSupport | None = None,
) -> StatementResult:
    """Check one statement against its quotes, and these against the sources that have changed.

    Args:
        statement: what to check.
        number: its place in the brief, from 1.
        sources: id → source.
        texts: id → text as it is now, of those sources that were read again and have changed.
        score_support: judges a statement that is not verbatim; None fails it.
    """
    failures = [
        *check_id(statement),
        *check_citations(statement, sources),
        *check_carried(statement, sources, score_support),
    ]
    if failures:
        return StatementResult(number, statement.id, statement.text, "failed", tuple(failures))
    numbers = {source: place for place, source in enumerate(sources, 1)}
    changes = tuple(
        f"source {numbers[citation.source]} has changed: {_place_of(citation, texts[citation.source])}"
        for citation in statement.citations
        if citation.source in texts
    )
    status: StatementStatus = "source changed" if changes else "intact"
    return StatementResult(number, statement.id, statement.text, status, tuple(dict.fromkeys(changes)))


def check_id(statement: Statement) -> Iterator[str]:
    """Yield that the statement is not the one its id was made from."""
    if statement.id != statement_id(statement.text, statement.citations):
        yield "its text, its quotes or their places are not those that its id was made from"


def check_citations(statement: Statement, sources: dict[str, Source]) -> Iterator[str]:
    """Yield what is wrong with each citation by itself."""
    if not any(citation.role == "support" for citation in statement.citations):
        yield "it cites nothing that carries it"
    for citation in statement.citations:
        yield from check_citation(citation, sources)
        start, end = citation.covers
        if not 0 <= start <= end <= len(statement.text):
            yield f"a citation covers characters {start} to {end}, which the statement does not have"


def check_citation(citation: Citation, sources: dict[str, Source]) -> Iterator[str]:
    """Yield what is wrong with one citation, wherever it stands."""
    if citation.source not in sources:
        yield f"it cites a source that the brief does not list: {citation.source}"
    name = f"the quote “{shorten_text(citation.quote)}”"
    if text_sha256(citation.quote) != citation.sha256:
        yield f"{name} does not match its SHA-256"
    if citation.start < 0 or citation.end - citation.start != len(citation.quote):
        yield f"{name} does not fit its place, characters {citation.start} to {citation.end}"


def check_carried(
    statement: Statement, sources: dict[str, Source], score_support: ScoreSupport | None = None
) -> Iterator[str]:
    """Yield why the quotes do not carry the statement."""
    text = fold_space(statement.text)
    if not text:
        yield "it says nothing"
        return
    support = [citation for citation in statement.citations if citation.role == "support"]
    trace = trace_quotes(text, [fold_space(citation.quote) for citation in support])
    if trace.insertions is not None:
        for start, end in trace.insertions:
            if not is_insertion_carried(text[:start], text[start + 2 : end - 1], statement, sources):
                yield f"{text[start + 1 : end]} is neither in a context citation nor a date its sources give"
        return
    if score_support is None or "quoted" in statement.labels:
        yield f"its quotes do not hold these words: “{shorten_text(text[trace.reached :])}”"
        return
    yield from check_insertions(statement, sources)
    # The names that a condensed statement has in a pronoun's place are cited as context, so it may carry them.
    context = [citation for citation in statement.citations if citation.role == "context"]
    yield from check_support(statement.text, [one.quote for one in (*support, *context)], score_support)


_INSERTION = re.compile(r" \[([^\][]*)\]")


def check_insertions(statement: Statement, sources: dict[str, Source]) -> Iterator[str]:
    """Yield which brackets in a condensed statement are neither the sources' own nor traced to anything.

    The judge of the statement leaves them alone.
    """
    text = fold_space(statement.text)
    for found in _INSERTION.finditer(text):
        own = any(found[0].strip() in fold_space(citation.quote) for citation in statement.citations)
        if not own and not is_insertion_carried(text[: found.start()], found[1], statement, sources):
            yield f"{found[0].strip()} is neither in a context citation nor a date its sources give"


def check_support(text: str, quotes: Sequence[str], score_support: ScoreSupport) -> Iterator[str]:
    """Yield that the quotes do not carry a statement in other words, and which words of it, where that is known."""
    judged = score_support(text, quotes)
    verdict = judged if isinstance(judged, Verdict) else Verdict(judged)
    if verdict.score < SUPPORT_LINE:
        named = ", ".join(name_uncarried(text, one) for one in verdict.uncarried)
        needed = f"support {verdict.score:.2f}, at least {SUPPORT_LINE} is needed"
        yield f"its quotes do not carry it ({needed}){': ' if named else ''}{named}"


def name_uncarried(text: str, uncarried: Uncarried) -> str:
    """Return the words of a statement that are not carried, and by which rule: “not” (negation)."""
    return f"“{text[uncarried.start : uncarried.end]}” ({uncarried.kind})"


# words that stand in the quotes


@dataclass(frozen=True, slots=True)
class Trace:
    """How far a text could be followed through quotes.

    Attributes:
        insertions: where words in brackets were added, from the space before to behind the bracket;
            None where the text could not be followed to its end.
        reached: the word at which it could be followed no further.
    """

    insertions: tuple[Span, ...] | None
    reached: int


def trace_quotes(text: str, quotes: Sequence[str]) -> Trace:
    """Follow a text through up to three quotes, word for word, passing over what was added in brackets."""
    reached = 0
    beginnings: list[tuple[int, tuple[Span, ...]]] = [(0, ())]
    for _ in range(MAX_PARTS):
        endings = []
        for start, before in beginnings:
            for quote in quotes:
                ends, far = _follow(text, start, quote)
                reached = max(reached, far)
                endings += [(end, before + added) for end, added in ends]
        for end, insertions in endings:
            if end == len(text):
                return Trace(insertions, end)
        beginnings = [(end + 1, added) for end, added in dict(endings).items() if text[end] == " "]
    return Trace(None, text.rfind(" ", 0, reached + 1) + 1)


def _follow(text: str, start: int, quote: str) -> tuple[list[tuple[int, tuple[Span, ...]]], int]:
    """Return where the quote may end if it begins at `start`, what was passed over, and how far it went."""
    ends: list[tuple[int, tuple[Span, ...]]] = []
    waiting: list[tuple[int, int, tuple[Span, ...]]] = [(start, 0, ())]
    seen: set[tuple[int, int]] = set()
    far = start
    while waiting and quote:
        at, read, added = waiting.pop()
        while (at, read) not in seen:
            seen.add((at, read))
            far = max(far, at)
            bracket = text.startswith(" [", at) and len(added) < MAX_INSERTIONS
            if bracket and (close := text.find("]", at)) > 0:
                waiting.append((close + 1, read, (*added, (at, close + 1))))
            if read == len(quote):
                ends.append((at, added))
                break
            if at == len(text) or text[at] != quote[read]:
                break
            at, read = at + 1, read + 1
    return ends, far


def is_insertion_carried(before: str, words: str, statement: Statement, sources: dict[str, Source]) -> bool:
    """Whether words added in brackets stand in a context citation, are a date its sources give, or end a quotation.

    Args:
        before: the statement's text up to the bracket.
        words: what stands between the brackets.
        statement: what they were added to.
        sources: id → source.
    """
    if words in ("…”", '…"'):
        return before.count("“") > before.count("”") or before.count('"') % 2 == 1
    named = {
        word
        for citation in statement.citations
        if citation.role == "context"
        for word in _words(citation.quote)
    }
    needed = [word for word in _words(words) if word not in STOP_WORDS]
    if needed and named.issuperset(needed):
        return True
    supporting = {citation.source for citation in statement.citations if citation.role == "support"}
    cited = [sources[source] for source in supporting if source in sources]
    return any(is_near_date(words, before, one.published, one.language) for one in cited if one.published)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


_DAY = re.compile(rf"(\d{{1,2}}) ({'|'.join(month.title() for month in MONTHS)})(?: (\d{{4}}))?", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_WEEKDAY_BEFORE = re.compile(rf"\b({'|'.join(day.title() for day in WEEKDAYS)})$")


@cache
def _calendar_of(language: str) -> tuple[re.Pattern[str], list[str], re.Pattern[str], list[str]]:
    """Return how a language writes a day and a weekday before it, each with its names in lower case."""
    if language not in OTHERS:
        return _DAY, list(MONTHS), _WEEKDAY_BEFORE, list(WEEKDAYS)
    known = load_language(language)
    months, weekdays = [name.lower() for name in known.months], [name.lower() for name in known.weekdays]
    day = rf"(\d{{1,2}})(?:\.|er|º)? (?:de )?({'|'.join(months)})(?: (?:de )?(\d{{4}}))?"
    before = rf"\b({'|'.join(weekdays)})(?:\w*|(?: \w+){{0,3}})$"
    return re.compile(day, re.IGNORECASE), months, re.compile(before, re.IGNORECASE), weekdays


def is_near_date(words: str, before: str, published: str, language: str = "en") -> bool:
    """Whether words are a date that an article of this date can mean by "Tuesday" or "last year".

    Worked out from the calendar alone, so that a later version that reads such words otherwise does not
    fail a brief that was right.
    """
    spelled, months, named, weekdays = _calendar_of(language)
    try:
        seen_from = date.fromisoformat(published[:10])
        if _YEAR.fullmatch(words):
            return abs(int(words) - seen_from.year) == 1
        parts = spelled.fullmatch(words)
        if parts is None:
            return False
        year = int(parts[3] or seen_from.year)
        day = date(year, months.index(parts[2].lower()) + 1, int(parts[1]))
    except ValueError:  # no such day
        return False
    weekday = named.search(before)
    if weekday and weekdays.index(weekday[1].lower()) != day.weekday():
        return False
    return abs((seen_from - day).days) <= MAX_DAYS


# the brief around the statements


def check_sources(brief: Brief) -> Iterator[Finding]:
    """Yield sources that the brief lists twice, or otherwise than its manifest does."""
    inputs = {entry.get("id"): entry.get("sha256") for entry in brief.manifest.inputs}
    seen: set[str] = set()
    for number, source in enumerate(brief.sources, 1):
        if source.id in seen:
            yield Finding(f"source {number}", "another source has the same id")
        if inputs.get(source.id) != source.sha256:
            yield Finding(f"source {number}", "its id and SHA-256 are not those in the manifest")
        seen.add(source.id)


def check_conflicts(brief: Brief, sources: dict[str, Source]) -> Iterator[Finding]:
    """Yield what is wrong with the quotes behind values on which sources differ."""
    for section in brief.stories:
        for conflict in section.conflicts:
            subject = f"the difference “{shorten_text(conflict.about)}”"
            for value in conflict.values:
                for citation in value.citations:
                    for reason in check_citation(citation, sources):
                        yield Finding(subject, reason)
                yield from (Finding(subject, reason) for reason in check_value(value))


def check_value(value: ConflictValue) -> Iterator[str]:
    """Yield that none of a value's quotes holds it; what was added to it stands in brackets at its end."""
    said = fold_space(value.value).partition(" [")[0]
    if not any(said in fold_space(citation.quote) for citation in value.citations):
        yield f"no quote holds its value “{shorten_text(said)}”"


# the sources as they are now


def reread_sources(
    sources: Sequence[Source], read: Read | None
) -> tuple[tuple[SourceResult, ...], dict[str, str]]:
    """Read again what can be read again.

    Returns:
        The result of each source, and id → text as it is now for those that have changed.
    """
    places = {source.id: find_place(source.origin) for source in sources}
    paths = list(dict.fromkeys(place for place in places.values() if place))
    reading = read(paths) if read and paths else Reading(())
    results, texts = [], {}
    for number, source in enumerate(sources, 1):
        article = _same_article(source, reading.articles)
        if article is None:
            reason = _why_not(source, places[source.id], reading, looked=read is not None)
            results.append(SourceResult(number, source.origin, "not re-read", reason))
        elif text_sha256(article.text) == source.sha256:
            results.append(SourceResult(number, source.origin, "unchanged"))
        else:
            results.append(SourceResult(number, source.origin, "changed", "its text has changed"))
            texts[source.id] = article.text
    return tuple(results), texts


def find_place(origin: str) -> str | None:
    """Return the path of the file that an origin names, or None where it is no ordinary file here.

    A document inside a file is named by the file's path, a "#" and its place in it.
    """
    for candidate in (origin, origin.rpartition("#")[0]):
        try:
            if candidate and Path(candidate).is_file():
                return candidate
        except (OSError, ValueError):  # a name that no file can have
            continue
    return None


def _same_article(source: Source, articles: Sequence[Article]) -> Article | None:
    same = [article for article in articles if article.origin == source.origin]
    exact = [article for article in same if text_sha256(article.text) == source.sha256]
    return next(iter(exact or same), None)


def _why_not(source: Source, place: str | None, reading: Reading, looked: bool) -> str:
    if not looked:
        return "was not asked for"
    if place is None:
        return "came from standard input" if source.origin == "-" else "no such file can be found from here"
    subjects = (place, source.origin)
    reasons = [omission.reason for omission in reading.omissions if omission.subject in subjects]
    return f"cannot be read any more: {reasons[0]}" if reasons else "is no longer in its file"


def _place_of(citation: Citation, text: str) -> str:
    if text[citation.start : citation.end] == citation.quote:
        return "the cited words still stand in their place"
    if fold_space(citation.quote) in fold_space(text):
        return "the cited words stand elsewhere in it now"
    return f"the cited words “{shorten_text(citation.quote)}” are gone"


def fold_space(text: str) -> str:
    """Return a text with every run of white space as one space, as statements show their quotes."""
    return " ".join(text.split())


def shorten_text(text: str, limit: int = 60) -> str:
    """Return a text on one line of about `limit` characters."""
    folded = fold_space(text)
    return folded if len(folded) <= limit else folded[:limit].rsplit(" ", 1)[0] + " …"
