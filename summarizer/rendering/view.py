"""A brief as the templates see it: plain words and numbers, worked out once for every form.

Everything here is text to show, cleaned of what cannot be seen; each form's template escapes it. This is
also what an edited template can name:

    brief      title, subject, header, about, preview, date, day, mode, version, language, empty, daily, several
               stories → story        also → mention        conflicts → conflict        sources → source
               coverage: sentences        strip → strip or None
               in a mail: left_out: phrases, whole, whole_href
    story      anchor, title, section, heading, mark, changes: phrases, notes, lead: statement or None,
               statements → statement
    mention    title, section, byline, outlets: names, numbers, href (to its first source)
    statement  anchor, text, parts → (text, inserted), numbers, brackets_from, marks → mark, notes,
               evidence → passage
    conflict   about, story, values → value: anchor, text, numbers, brackets_from, marks → mark,
               evidence → passage
    mark       number, href (to the words), inserted
    source     number, anchor, title, byline, publisher, dated, href (to the first cited words),
               address (the page), site, cited, same_as, passages → passage
    passage    number, title, byline, publisher, dated, quote, quoted, shortened, start, end, page, href, site,
               inserted
    strip      outlets → outlet, more: number, rows → row: title, anchor, cells → cell
    outlet     code, name
    cell       code, name, told
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
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
from summarizer.rendering.strip import (
    CellView,
    OutletView,
    RowView,
    StripView,
    draw_strip,
)
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


class Href(str):
    """A percent-encoded http(s) URL: safe in an attribute and in a Markdown link."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class PassageView:
    """A cited passage of one source.

    Attributes:
        byline: its publisher and when it was published, which `publisher` and `dated` hold apart.
        quote: the passage, white space folded, shortened to `QUOTE_LENGTH`.
        quoted: the same in quotation marks.
        start: code-point offset in the source's text, as `end`.
        page: page number, or None.
        href: link that scrolls to the words, or None for a source that is not on the web.
        inserted: it carries only words added in brackets.
    """

    number: int
    title: str
    byline: str
    publisher: str
    dated: str
    quote: str
    quoted: str
    shortened: bool
    start: int
    end: int
    page: int | None
    href: Href | None
    site: str | None
    inserted: bool


@dataclass(frozen=True, slots=True)
class MarkView:
    """A citation number, and where it leads.

    Attributes:
        href: link that scrolls to the first words cited from this source, or None where it is not on the web.
        inserted: the source carries only words added in brackets.
    """

    number: int
    href: Href | None
    inserted: bool


@dataclass(frozen=True, slots=True)
class PartView:
    """A run of a statement's text: the sources' words, or an insertion in brackets."""

    text: str
    inserted: bool


@dataclass(frozen=True, slots=True)
class StatementView:
    """One statement.

    Attributes:
        numbers: of the sources that carry it, ascending, each once.
        brackets_from: numbers of sources that carry only words in brackets.
        marks: both, in that order, each with its link.
        notes: status and labels that are not said once for the whole brief.
    """

    anchor: str
    text: str
    parts: tuple[PartView, ...]
    numbers: tuple[int, ...]
    brackets_from: tuple[int, ...]
    marks: tuple[MarkView, ...]
    notes: tuple[str, ...]
    evidence: tuple[PassageView, ...]


@dataclass(frozen=True, slots=True)
class StoryView:
    """One story.

    Attributes:
        section: the section of the feeds that it comes from; "" for none.
        heading: what stands above it, where a section begins with it; else "".
        mark: "new", "update" or "corrected" against earlier briefs; "" where that says nothing.
        changes: what has changed since earlier briefs; () where there is no memory or nothing to say.
        notes: labels that all its statements have, said once.
    """

    anchor: str
    title: str
    lead: StatementView | None
    statements: tuple[StatementView, ...]
    section: str = ""
    heading: str = ""
    mark: str = ""
    changes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MentionView:
    """A story for which there is only a line.

    Attributes:
        section: as for a story.
        byline: who reports it, which `outlets` holds one by one.
        numbers: of its sources.
        href: link to the first of them that is on the web, or None.
    """

    title: str
    section: str
    byline: str
    outlets: tuple[str, ...]
    numbers: tuple[int, ...]
    href: Href | None


@dataclass(frozen=True, slots=True)
class ValueView:
    """One of several values, and who gives it."""

    anchor: str
    text: str
    numbers: tuple[int, ...]
    brackets_from: tuple[int, ...]
    marks: tuple[MarkView, ...]
    evidence: tuple[PassageView, ...]


@dataclass(frozen=True, slots=True)
class ConflictView:
    """What sources differ on; `story` is its title where a brief tells several stories, else ""."""

    about: str
    story: str
    values: tuple[ValueView, ...]


@dataclass(frozen=True, slots=True)
class SourceView:
    """One source.

    Attributes:
        href: link to the first cited words; `address` is the page itself.
        passages: what is cited from it, in reading order, each once.
        same_as: number of an earlier source that it reprints and that shows the same passages, or None.
    """

    number: int
    anchor: str
    title: str
    byline: str
    publisher: str
    dated: str
    href: Href | None
    address: Href | None
    site: str | None
    passages: tuple[PassageView, ...]
    cited: bool
    same_as: int | None


@dataclass(frozen=True, slots=True)
class BriefView:
    """A brief, ready for a template.

    Attributes:
        subject: the title, with the date where the title is the same every day.
        header: the line under the title.
        about: the same without the date, which `day` gives with its day of the week.
        daily: the brief is one of a series that remembers what it has told.
        strip: who is cited for what; None where there are not several of both.
        preview: the beginning of the first statement, for an inbox.
        several: each story gets a heading: there is more than one, or the brief has a title of its own every day.
        left_out: what a mail leaves out so that it is shown to its end, in words; () in other forms.
        whole: where all of it is, a path or an address; "" where that is not known.
        whole_href: the same as a link, where it is on the web.
    """

    title: str
    subject: str
    header: str
    about: str
    preview: str
    date: str
    day: str
    mode: str
    version: str
    language: str
    stories: tuple[StoryView, ...]
    conflicts: tuple[ConflictView, ...]
    sources: tuple[SourceView, ...]
    coverage: tuple[str, ...]
    several: bool
    daily: bool = False
    also: tuple[MentionView, ...] = ()
    strip: StripView | None = None
    left_out: tuple[str, ...] = ()
    whole: str = ""
    whole_href: Href | None = None

    @property
    def empty(self) -> bool:
        """Not one statement, nor a story that is mentioned."""
        return not self.also and not any(story.lead or story.statements for story in self.stories)


def _names_of(kind: type) -> tuple[str, ...]:
    """Return what a template can name of a view: its fields and properties."""
    return tuple(name for name in (*kind.__annotations__, *vars(kind)) if not name.startswith("_"))


VIEWS: dict[str, tuple[str, tuple[str, ...]]] = {
    kind.__name__: (name, tuple(dict.fromkeys(_names_of(kind))))
    for name, kind in (
        ("a brief", BriefView),
        ("a story", StoryView),
        ("a mention", MentionView),
        ("a statement", StatementView),
        ("a part of a statement", PartView),
        ("a mark", MarkView),
        ("a conflict", ConflictView),
        ("a value", ValueView),
        ("a source", SourceView),
        ("a passage", PassageView),
        ("a strip", StripView),
        ("a row", RowView),
        ("a cell", CellView),
        ("an outlet", OutletView),
    )
}
"""Class of a view → what a person calls it, and the names that it has, for messages and the documentation."""


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
