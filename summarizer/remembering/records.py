"""What is remembered of a brief, and what is asked of the memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from summarizer.records import Article, Brief, Story

Mark: TypeAlias = Literal["", "launched", "broken", "unsure"]
State: TypeAlias = Literal["composed", "refused", "partial", "delivered"]
"""What became of a brief: nobody knows yet, nothing got out, not everything did, everything did."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words that a statement cited.

    Attributes:
        article: id of the article as it was read then.
        origin: where that came from, which stays when its text changes.
    """

    article: str
    origin: str
    url: str | None
    quote: str


@dataclass(frozen=True, slots=True)
class Told:
    """A statement of an earlier brief.

    Attributes:
        date: of the brief that told it.
        story: id of its story.
        text: as it was told.
        sentences: of the sources that carry it, white space folded.
        citations: what carried it.
    """

    date: str
    story: str
    text: str
    sentences: tuple[str, ...]
    citations: tuple[Quoted, ...] = ()


@dataclass(frozen=True, slots=True)
class NewBrief:
    """A brief to be kept, with all that the next ones have to know of it.

    Attributes:
        rendered: form → what is delivered, byte for byte.
        key: names the brief to those who deliver it: its date and its content.
        since: the first day that it covers.
        stories: id and articles that were read for it, today's only.
    """

    brief: Brief
    key: str
    since: str
    rendered: Mapping[str, bytes]
    stories: Sequence[Story]


@dataclass(frozen=True, slots=True)
class KeptBrief:
    """A brief as it was kept.

    Attributes:
        json: its JSON form.
        rendered: form → what is delivered; {} once it was pruned.
    """

    date: str
    key: str
    since: str
    title: str
    state: State
    json: str
    rendered: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Delivered:
    """What became of a brief on one way out.

    Attributes:
        channel: "files", "maildir", "smtp:" with the recipient, …
        key: of channel, date and content.
        done: whether it arrived.
        detail: where it went, or why it did not.
        mark: "launched" while it is on its way, so that a run that ended has left it so; "broken" where it may have
            arrived and is tried again; "unsure" where it counts as arrived although nobody has said so.
    """

    channel: str
    key: str
    done: bool
    detail: str = ""
    mark: Mark = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A line of an earlier brief that a search found.

    Attributes:
        kind: "title" of a brief or story, "statement", "mention".
    """

    date: str
    story: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """An article that was read before under the same address, with another text."""

    article: Article
    date: str
