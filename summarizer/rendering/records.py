"""What a template can name: the views of a brief, its stories, statements, sources and the rest.

Everything here is text to show, cleaned of what cannot be seen; each form's template escapes it.

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

from dataclasses import dataclass


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
class OutletView:
    """Who is cited in any story, and two letters that stand for it."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class CellView:
    """An outlet in the row of a story; `told` says whether the story cites it."""

    code: str
    name: str
    told: bool


@dataclass(frozen=True, slots=True)
class RowView:
    """A story in the strip: a cell for each outlet."""

    title: str
    anchor: str
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class StripView:
    """Stories by outlets: who is cited for what.

    Attributes:
        outlets: those of most stories first.
        more: outlets for which there is no room.
    """

    outlets: tuple[OutletView, ...]
    more: int
    rows: tuple[RowView, ...]


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
