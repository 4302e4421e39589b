"""A brief as the templates see it: plain words and numbers, worked out once for every form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import chain, count, groupby

from summarizer.errors import BriefError
from summarizer.languages import say
from summarizer.records import (
    Brief,
    Citation,
    Conflict,
    ConflictValue,
    Label,
    Mention,
    Section,
    Source,
    Statement,
)
from summarizer.rendering.escaping import clean_text, nest_quotation, shorten
from summarizer.rendering.linking import link_to_words, safe_url, site_of
from summarizer.rendering.records import (
    BriefView,
    ConflictView,
    Href,
    MarkView,
    MentionView,
    PartView,
    PassageView,
    SourceView,
    StatementView,
    StoryView,
    StripView,
    ValueView,
)
from summarizer.rendering.strip import draw_strip
from summarizer.rendering.wording import (
    all_statements,
    format_date,
    format_day,
    is_condensed,
    language_of,
    outlet_name,
    source_name,
    told_in,
    word_coverage,
    word_header,
)

QUOTE_LENGTH = 300
"""Code points of a cited passage before it is shortened: two long sentences of news prose."""

PREVIEW_LENGTH = 140
"""Code points of the first statement in an inbox's list: what the widest clients show beside the subject."""

_INSERTION = re.compile(r"(\[[^\[\]]+\])")
# "[3]" in a source's own words is a note of that source's, and would read as a citation of ours.
_FOREIGN_MARK = re.compile(r"\[(\d{1,3})\]")

LISTED_SOURCES = 60
"""Sources up to which all are listed; of more, only those that are cited. The coverage counts the others."""

NAMED_SOURCES = 3
"""Of a story that is only mentioned; its line has to stay one."""


def view_brief(brief: Brief) -> BriefView:
    """Work out everything that a template shows.

    Raises:
        BriefError: a citation names a source that the brief does not list.
    """
    return _Viewer(brief).view()


class _Viewer:
    """Holds what is the same for a whole brief while its parts are viewed."""

    def __init__(self, brief: Brief) -> None:
        self.brief = brief
        self.language = language_of(brief)
        self.numbers: dict[str, int] = {}
        for number, source in enumerate(brief.sources, start=1):
            self.numbers.setdefault(source.id, number)
        self.unsaid = _labels_said_once(brief)
        # What was saved before briefs said so themselves shows it by what only a memory gives.
        self.is_daily = brief.daily or bool(brief.also) or any(s.status for s in all_statements(brief))
        self.has_old = any(s.status not in (None, "new") for s in all_statements(brief)) or any(
            section.changes for section in brief.stories
        )
        title = speak_text(brief.title)
        self.has_own_title = self.is_daily and [speak_text(s.title) for s in brief.stories] != [title]
        self.several = len(brief.stories) > 1 or self.has_own_title
        self.headings = _head_sections([section.section for section in brief.stories], self.language)
        self.places = count(1)

    def view(self) -> BriefView:
        brief = self.brief
        title = speak_text(brief.title) or say(self.language, "Untitled")
        written, day = format_date(brief.date, language=self.language), format_day(brief.date, self.language)
        stories = tuple(self.view_story(at, section) for at, section in enumerate(brief.stories))
        return BriefView(
            title=title,
            subject=f"{title}, {written}" if self.has_own_title and day != written else title,
            header=word_header(brief),
            about=word_header(brief, dated=False),
            preview=_preview(stories),
            date=written,
            day=day,
            mode="abstractive" if is_condensed(brief) else "extractive",
            version=clean_text(brief.manifest.version),
            language=self.language,
            stories=stories,
            conflicts=tuple(
                self.view_conflict(conflict, section)
                for section in brief.stories
                for conflict in section.conflicts
            ),
            sources=self.view_sources(),
            coverage=word_coverage(brief),
            several=self.several,
            daily=self.is_daily,
            also=tuple(self.view_mention(mention) for mention in brief.also),
            strip=self.view_strip(stories),
        )

    def view_story(self, at: int, section: Section) -> StoryView:
        mark = self.mark_of(section)
        shared = self.shared_labels(section)
        lead, *rest = (
            self.view_statement(one, {*shared, "new"}) if one else None
            for one in (section.lead, *section.statements)
        )
        return StoryView(
            anchor=f"story-{at + 1}",
            title=speak_text(section.title) or say(self.language, "Untitled"),
            lead=lead,
            statements=tuple(filter(None, rest)),
            section=speak_text(section.section),
            heading=self.headings[at],
            mark=mark,
            changes=tuple(filter(None, map(speak_text, section.changes))),
            notes=_word_shared(shared, [one.numbers for one in (lead, *rest) if one]),
        )

    def mark_of(self, section: Section) -> str:
        """Return what a story is against earlier briefs; "" where all of the brief is new.

        What is not marked otherwise is new, so that the word need not stand behind every statement.
        """
        statuses = {statement.status for statement in told_in(section)} - {None}
        if statuses == {"new"} and not section.changes:
            return "new" if self.has_old else ""
        if "corrected" in statuses and "updated" not in statuses:
            return "corrected"
        return "update" if statuses else ""

    def shared_labels(self, section: Section) -> tuple[Label, ...]:
        """Return the labels that all statements of a story have, where its heading has room to say them once."""
        told = told_in(section)
        if not self.several or len(told) < 2:
            return ()
        shared = set.intersection(*(set(statement.labels) for statement in told))
        return tuple(label for label in SHARED_LABELS if label in shared - self.unsaid)

    def view_strip(self, stories: Sequence[StoryView]) -> StripView | None:
        """View who is cited for what, where there is anything to compare."""
        sources = {source.id: source for source in self.brief.sources}
        cited = [
            [
                sources[c.source]
                for statement in told_in(section)
                for c in statement.citations
                if c.role == "support"
            ]
            for section in self.brief.stories
        ]
        return draw_strip([(story.title, story.anchor) for story in stories], cited)

    def view_mention(self, mention: Mention) -> MentionView:
        known = [key for key in mention.sources if key in self.numbers]
        sources = [self.brief.sources[self.numbers[key] - 1] for key in known]
        names = tuple(dict.fromkeys(filter(None, map(outlet_name, sources))))
        shown = (*names[:NAMED_SOURCES], *(["…"] if len(names) > NAMED_SOURCES else []))
        addresses = (safe_url(source.url) for source in sources)
        return MentionView(
            title=speak_text(mention.title) or say(self.language, "Untitled"),
            section=speak_text(mention.section),
            byline=", ".join(shown),
            outlets=shown,
            numbers=tuple(sorted(self.numbers[key] for key in known)),
            href=next((Href(address) for address in addresses if address), None),
        )

    def view_statement(self, statement: Statement, unsaid: Set[str] = frozenset()) -> StatementView:
        """View a statement, without those of its notes that are said elsewhere."""
        text = speak_text(statement.text)
        numbers, brackets_from = self.numbers_by_role(statement.citations)
        evidence = self.view_passages(statement.citations)
        return StatementView(
            anchor=f"s{next(self.places)}",
            text=text,
            parts=tuple(PartView(part, part.startswith("[")) for part in _INSERTION.split(text) if part),
            numbers=numbers,
            brackets_from=brackets_from,
            marks=_mark(numbers, brackets_from, evidence),
            notes=tuple(note for note in self.notes_of(statement) if note not in unsaid),
            evidence=evidence,
        )

    def notes_of(self, statement: Statement) -> tuple[str, ...]:
        status = (statement.status,) if statement.status else ()
        return (*status, *(label for label in statement.labels if label not in self.unsaid))

    def view_conflict(self, conflict: Conflict, section: Section) -> ConflictView:
        return ConflictView(
            about=speak_text(conflict.about),
            story=speak_text(section.title) if len(self.brief.stories) > 1 else "",
            values=tuple(self.view_value(value) for value in conflict.values),
        )

    def view_value(self, value: ConflictValue) -> ValueView:
        numbers, brackets_from = self.numbers_by_role(value.citations)
        evidence = self.view_passages(value.citations)
        return ValueView(
            anchor=f"s{next(self.places)}",
            text=speak_text(value.value),
            numbers=numbers,
            brackets_from=brackets_from,
            marks=_mark(numbers, brackets_from, evidence),
            evidence=evidence,
        )

    def view_sources(self) -> tuple[SourceView, ...]:
        cited = _citations_by_source(self.brief)
        return tuple(
            self.view_source(number, source, cited)
            for number, source in enumerate(self.brief.sources, start=1)
            if source.id in cited or len(self.brief.sources) <= LISTED_SOURCES
        )

    def view_source(self, number: int, source: Source, cited: Mapping[str, list[Citation]]) -> SourceView:
        passages = sorted(self.view_passages(cited.get(source.id, ())), key=lambda p: (p.start, p.end))
        first = next((passage.href for passage in passages if passage.href), None)
        plain = safe_url(source.url)
        return SourceView(
            number=number,
            anchor=f"source-{number}",
            title=source_name(source, self.language),
            byline=_byline(source, self.language),
            publisher=clean_text(source.publisher or ""),
            dated=format_date(source.published, short=True, language=self.language),
            href=first or (Href(plain) if plain else None),
            address=Href(plain) if plain else None,
            site=site_of(source.url),
            passages=_drop_repeats(passages),
            cited=bool(passages),
            same_as=self.twin_of(source, passages, cited),
        )

    def twin_of(
        self, source: Source, passages: Sequence[PassageView], cited: Mapping[str, list[Citation]]
    ) -> int | None:
        """Find an earlier copy that shows all the same passages, so that they need not stand twice."""
        quotes = {passage.quote for passage in passages}
        number = self.numbers[source.id]
        copies = {key for group in self.brief.coverage.copies if source.id in group for key in group}
        for twin in sorted(self.numbers[key] for key in copies & set(self.numbers)):
            told = cited.get(self.brief.sources[twin - 1].id, ())
            if (
                twin < number
                and quotes
                and quotes <= {shorten(clean_text(c.quote), QUOTE_LENGTH) for c in told}
            ):
                return twin
        return None

    def view_passages(self, citations: Iterable[Citation]) -> tuple[PassageView, ...]:
        """View what carries the words first, then what carries words in brackets; each passage once."""
        ordered = sorted(citations, key=lambda c: (c.role != "support", self.number_of(c), c.start, c.end))
        places: dict[tuple[str, int, int], Citation] = {}
        for citation in ordered:
            places.setdefault((citation.source, citation.start, citation.end), citation)
        return tuple(self.view_passage(citation) for citation in places.values())

    def view_passage(self, citation: Citation) -> PassageView:
        source = self.brief.sources[self.number_of(citation) - 1]
        words = clean_text(citation.quote)
        href = link_to_words(source.url, citation.quote)
        return PassageView(
            number=self.number_of(citation),
            title=source_name(source, self.language),
            byline=_byline(source, self.language),
            publisher=clean_text(source.publisher or ""),
            dated=format_date(source.published, short=True, language=self.language),
            quote=shorten(words, QUOTE_LENGTH),
            quoted=nest_quotation(shorten(words, QUOTE_LENGTH), self.language),
            shortened=len(words) > QUOTE_LENGTH,
            start=citation.start,
            end=citation.end,
            page=citation.page,
            href=Href(href) if href else None,
            site=site_of(source.url),
            inserted=citation.role == "context",
        )

    def numbers_by_role(self, citations: Sequence[Citation]) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Number the sources that carry the words, and those that carry only words in brackets."""
        support = {self.number_of(citation) for citation in citations if citation.role == "support"}
        context = {self.number_of(citation) for citation in citations} - support
        return tuple(sorted(support)), tuple(sorted(context))

    def number_of(self, citation: Citation) -> int:
        if citation.source not in self.numbers:
            raise BriefError(
                f"The brief cites a source that it does not list: {citation.source!r}.",
                "Check it with: summarizer verify",
            )
        return self.numbers[citation.source]


SHARED_LABELS: tuple[Label, ...] = ("single source", "blurb only", "quoted", "condensed", "replaced")
"""Labels that may stand at the head of a story where all its statements have them; not "disputed", which is of one."""


def _word_shared(labels: Sequence[Label], numbers: Sequence[tuple[int, ...]]) -> tuple[str, ...]:
    """Word what all statements of a story have in common; each may have a single source, and not the same."""
    words: dict[str, str] = (
        {} if len(set(numbers)) == 1 else {"single source": "a single source for each statement"}
    )
    return tuple(words.get(label, label) for label in labels)


OTHER_SECTION = "Other stories"
"""Stands above stories of no section that follow others."""


def _head_sections(sections: Sequence[str], language: str) -> tuple[str, ...]:
    """Return what stands above each story: its section, where that begins with it and its stories stand together."""
    runs = [section for section, _ in groupby(sections)]
    if len(runs) != len(set(runs)) or not any(runs):
        return ("",) * len(sections)
    names = [
        speak_text(s).replace("/", " / ") or (say(language, OTHER_SECTION) if at else "")
        for at, s in enumerate(sections)
    ]
    return tuple("" if at and names[at - 1] == name else name for at, name in enumerate(names))


def _mark(
    numbers: Sequence[int], brackets_from: Sequence[int], evidence: Sequence[PassageView]
) -> tuple[MarkView, ...]:
    links: dict[int, Href | None] = {}
    for passage in evidence:
        links.setdefault(passage.number, passage.href)
    return tuple(MarkView(n, links.get(n), n in brackets_from) for n in (*numbers, *brackets_from))


def _preview(stories: Sequence[StoryView]) -> str:
    told = (statement for story in stories for statement in (story.lead, *story.statements) if statement)
    return next((shorten(statement.text, PREVIEW_LENGTH) for statement in told), "")


def speak_text(text: str) -> str:
    """Return what a brief says as it is shown: cleaned, and without anything that looks like a citation."""
    return _FOREIGN_MARK.sub(r"(\1)", clean_text(text))


def _byline(source: Source, language: str) -> str:
    parts = (clean_text(source.publisher or ""), format_date(source.published, short=True, language=language))
    return ", ".join(part for part in parts if part)


def _labels_said_once(brief: Brief) -> frozenset[str]:
    """Labels that need no note: what the line under the title says of all, and whose words most statements are in.

    In a condensed brief either the condensed ones are marked or the quoted ones, whichever are fewer.
    """
    kinds = Counter(label for statement in all_statements(brief) for label in statement.labels)
    mostly_quoted = kinds["quoted"] > kinds["condensed"]
    said = {"quoted" if mostly_quoted or not is_condensed(brief) else "condensed"}
    if len(brief.sources) == 1:
        said.add("single source")
    shared = [set(statement.labels) for statement in all_statements(brief)]
    everywhere = set.intersection(*shared) if shared else set()
    return frozenset(said | (everywhere & {"quoted"}))


def _citations_by_source(brief: Brief) -> dict[str, list[Citation]]:
    found: dict[str, list[Citation]] = {}
    values = (v for section in brief.stories for conflict in section.conflicts for v in conflict.values)
    cited = [statement.citations for statement in all_statements(brief)]
    for citation in chain(*cited, *(value.citations for value in values)):
        found.setdefault(citation.source, []).append(citation)
    return found


def _drop_repeats(passages: Iterable[PassageView]) -> tuple[PassageView, ...]:
    """Keep one of passages that read alike, and none that stands inside another."""
    kept: dict[str, PassageView] = {}
    for passage in passages:
        kept.setdefault(passage.quote, passage)
    outer = {
        inner.quote
        for inner in kept.values()
        for other in kept.values()
        if other is not inner and other.start <= inner.start and inner.end <= other.end
    }
    return tuple(passage for quote, passage in kept.items() if quote not in outer)
