"""The records that travel through the pipeline, in the order in which they come to be.

All are frozen, and every id derives from content, so that the same inputs give the same bytes.
Offsets are code points into `Article.text`, which is never edited after reading.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Span: TypeAlias = tuple[int, int]
"""A half-open range of code points: ``text[start:end]``."""

Role: TypeAlias = Literal["support", "context"]
Label: TypeAlias = Literal["single source", "blurb only", "quoted", "condensed", "replaced", "disputed"]
Status: TypeAlias = Literal["new", "updated", "corrected"]
Mode: TypeAlias = Literal["auto", "extractive", "abstractive"]


def content_id(*parts: str) -> str:
    """Return 12 hexadecimal digits that identify these parts, in this order."""
    told = "\x00".join((*parts, ""))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def text_sha256(text: str) -> str:
    """Return the SHA-256 of a text's UTF-8 form, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


# reading


@dataclass(frozen=True, slots=True)
class Article:
    """One text from one source.

    Attributes:
        id: `content_id` of origin and text.
        origin: where it came from: a path, a URL, a Message-ID, "-" for standard input.
        text: the text as read. Never edited: all offsets in a brief point into it.
        kept: spans of `text` that are article rather than boilerplate, ascending and disjoint;
            None until `cleaning` has looked.
        published: an ISO 8601 date or date-time, as far as the source tells.
        language: a two-letter code.
        pages: where each page of a paged source starts in `text`; () for others.
        labels: what a reader should know of the whole source ("blurb only").
    """

    id: str
    origin: str
    text: str
    kept: tuple[Span, ...] | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    language: str = "en"
    pages: tuple[int, ...] = ()
    labels: tuple[Label, ...] = ()

    @property
    def kept_spans(self) -> tuple[Span, ...]:
        """The kept spans; the whole text where cleaning has not looked yet."""
        return ((0, len(self.text)),) if self.kept is None else self.kept


@dataclass(frozen=True, slots=True)
class Omission:
    """Something that was left out, so that nothing vanishes silently.

    Attributes:
        stage: the module that left it out ("reading", "cleaning", …).
        subject: what: a source's origin, or the sentence itself.
        reason: why, in words for the reader of the brief.
    """

    stage: str
    subject: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading the sources: the articles, and what could not be read."""

    articles: tuple[Article, ...]
    omissions: tuple[Omission, ...] = ()

    def __iter__(self) -> Iterator[Article]:
        return iter(self.articles)

    def __len__(self) -> int:
        return len(self.articles)


# splitting


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article.

    Attributes:
        article_id: the article it stands in.
        index: its place among the article's sentences, from 0.
        start: code-point offset of its first character in `Article.text`.
        end: offset behind its last character.
        text: that slice with white space folded to single spaces.
        paragraph: the number of the paragraph it stands in, from 0.
    """

    article_id: str
    index: int
    start: int
    end: int
    text: str
    paragraph: int = 0

    def __hash__(self) -> int:
        """By where it stands, as the rest follows from that."""
        return hash((self.article_id, self.start))


# deduplicating


@dataclass(frozen=True, slots=True)
class Claim:
    """Sentences that say the same.

    Attributes:
        sentences: the equivalents, in reading order. All are evidence.
        origins: how many independent reports they come from.
    """

    sentences: tuple[Sentence, ...]
    origins: int

    @property
    def id(self) -> str:
        """The `content_id` of where its sentences stand; made when asked for, as few of a story's claims are told."""
        return content_id(*[f"{s.article_id}:{s.start}:{s.end}" for s in self.sentences])


@dataclass(frozen=True, slots=True)
class CopyGroup:
    """Articles that reprint one text: the fullest first."""

    articles: tuple[Article, ...]


# grouping


@dataclass(frozen=True, slots=True)
class Story:
    """Articles on one event. The id comes from the founding article, and stays as others join."""

    id: str
    articles: tuple[Article, ...]


# condensing, checking


@dataclass(frozen=True, slots=True)
class Citation:
    """A sentence of a source, and the part of a statement that it carries.

    Attributes:
        source: id of the cited `Source`, which is the article's id.
        start: code-point offset of the quote in the article's text.
        end: offset behind it.
        quote: exactly `text[start:end]`.
        sha256: of the quote.
        role: "support" carries the statement; "context" carries only words added in brackets.
        covers: the range of the statement's text that it carries.
        page: page number from 1, where the source has pages.
    """

    source: str
    start: int
    end: int
    quote: str
    sha256: str
    role: Role
    covers: Span
    page: int | None = None


UncarriedKind: TypeAlias = Literal[
    "name", "number", "date", "unit", "quotation", "negation", "modality", "meaning"
]


@dataclass(frozen=True, slots=True)
class Uncarried:
    """Words of a statement that its evidence does not carry.

    Attributes:
        start: code-point offset of the first character in the statement.
        end: offset behind the last.
        kind: the rule that says so; "meaning" where only the support model does.
    """

    start: int
    end: int
    kind: UncarriedKind


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether evidence carries a statement.

    Attributes:
        score: 0 … 1; 0.5 is the line, and a broken rule keeps it below.
        uncarried: the words that are not carried, in order; () where all are.
    """

    score: float
    uncarried: tuple[Uncarried, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence or two of the brief, tied to what carries them.

    Attributes:
        support: 0 … 1, how far the evidence carries the text; 1 for verbatim statements.
        origins: number of independent reports behind it.
        status: against earlier briefs; None where there is no memory.
    """

    id: str
    text: str
    citations: tuple[Citation, ...]
    support: float
    origins: int
    labels: tuple[Label, ...] = ()
    status: Status | None = None


def statement_id(text: str, citations: Sequence[Citation]) -> str:
    """Return the id of a statement: one changed character, offset or quote gives another."""
    return content_id(text, *(f"{c.source}:{c.start}:{c.end}:{c.role}:{c.sha256}" for c in citations))


@dataclass(frozen=True, slots=True)
class ConflictValue:
    """One of the values on which sources differ, and who gives it."""

    value: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A figure, date or outcome on which the sources of a story differ."""

    about: str
    values: tuple[ConflictValue, ...]


# assembling


@dataclass(frozen=True, slots=True)
class Section:
    """One story as the brief tells it.

    Attributes:
        changes: what has changed since earlier briefs, a phrase each; () where there is no memory.
        section: the section of the feeds that it comes from, "World/Asia"; "" for none.
    """

    id: str
    title: str
    statements: tuple[Statement, ...]
    lead: Statement | None = None
    conflicts: tuple[Conflict, ...] = ()
    changes: tuple[str, ...] = ()
    section: str = ""

    @property
    def told(self) -> tuple[Statement, ...]:
        """All that is told of the story: the lead, where there is one, and the statements."""
        return (self.lead, *self.statements) if self.lead else self.statements


@dataclass(frozen=True, slots=True)
class Mention:
    """A story for which there is only a line: its title, the ids of its sources, and its section as above."""

    id: str
    title: str
    sources: tuple[str, ...]
    section: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """An article as the brief lists it. Its number is its place in `Brief.sources`, from 1.

    Attributes:
        language: the two-letter code of its language.
    """

    id: str
    origin: str
    title: str | None
    publisher: str | None
    url: str | None
    published: str | None
    sha256: str
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was read, merged, replaced and left out.

    Attributes:
        read: articles read.
        independent: how many of them are independent reports.
        merged_sentences: sentences that said what another said, and became evidence beside it.
        replaced: condensed statements that their evidence did not carry.
        omissions: source-level ones only; sentence-level ones are in the `Explanation`.
        copies: groups of ids of sources that reprint one text.
        uncited: ids of sources that were read and are not cited, with the reason.
    """

    read: int
    independent: int
    merged_sentences: int
    replaced: int = 0
    omissions: tuple[Omission, ...] = ()
    copies: tuple[tuple[str, ...], ...] = ()
    uncited: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What made the brief: enough to make it again."""

    version: str
    config: Mapping[str, object]
    weights: Mapping[str, str]
    inputs: Sequence[Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Brief:
    """The whole brief, before it takes any form.

    Attributes:
        also: stories that are mentioned and not told, most important first; () but for daily briefs.
        daily: whether it is one of a series that remembers what it has told.
    """

    title: str
    date: str
    mode: Mode
    stories: tuple[Section, ...]
    sources: tuple[Source, ...]
    coverage: Coverage
    manifest: Manifest
    also: tuple[Mention, ...] = ()
    daily: bool = False

    def to_markdown(self) -> str:
        """Render as Markdown with the shipped template."""
        from summarizer.rendering import render_brief

        return render_brief(self, "md")

    def to_html(self) -> str:
        """Render as one self-contained HTML page with the shipped template."""
        from summarizer.rendering import render_brief

        return render_brief(self, "html")

    def to_text(self) -> str:
        """Render as plain text with the shipped template."""
        from summarizer.rendering import render_brief

        return render_brief(self, "txt")

    def to_json(self) -> str:
        """Render as the JSON that `render` and `verify` read back."""
        from summarizer.rendering import render_brief

        return render_brief(self, "json")


@dataclass(frozen=True, slots=True)
class Refused:
    """A draft that its evidence does not carry, and gave way to the source's own words.

    Attributes:
        statement: id of the statement that is told instead, or could be.
        draft: what the model wrote.
        verdict: which of its words are not carried.
    """

    statement: str
    draft: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a brief says what it says: what was merged with what, and what was left out.

    Attributes:
        merges: claims of more than one sentence.
        copies: groups of articles that reprint one text.
        omissions: of all levels, sources and sentences.
        refused: drafts that their evidence does not carry.
    """

    merges: tuple[Claim, ...] = ()
    copies: tuple[CopyGroup, ...] = ()
    omissions: tuple[Omission, ...] = field(default=())
    refused: tuple[Refused, ...] = ()
