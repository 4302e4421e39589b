"""Reads mails, mailboxes and newsletters: an article for each thing that they tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from email.message import Message

from summarizer.errors import SourceError
from summarizer.reading.articles import build_article
from summarizer.reading.dates import parse_date
from summarizer.reading.decoding import replace_surrogates
from summarizer.reading.mailblocks import MailBlock, list_page_blocks, list_text_blocks
from summarizer.reading.mailboxes import split_mbox, unpack_emlx
from summarizer.reading.messages import (
    MAX_PARTS,
    Body,
    Envelope,
    Segment,
    parse_message,
    read_body,
    read_envelope,
)
from summarizer.reading.metadata import Metadata, find_metadata, language_code
from summarizer.reading.newsletters import ITEM_WORDS, Item, read_issue
from summarizer.records import Article, Omission, content_id

MAX_MAILS = 10_000
"""A mailbox below the size limit of sources has some hundreds of newsletters, or thousands of notes."""

MAX_FORWARDS = 5
"""Mails within mails within mails: news has been forwarded three times at most before it is old."""

TEASER_SHARE = 0.5
"""The text form of a newsletter is the whole (0.9 of the words and more), or a line that asks to open the
other (below 0.1). Where the HTML form has less than half of the words, it is the one that is pictures."""

OUTLOOK = "it is an Outlook message (.msg), which this version cannot read; save it as .eml, or save its text"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a mail stands: its file, and its name in that file; None where it is the file."""

    file: str
    key: str | None

    def origin(self, number: int | None = None) -> str:
        """Return the origin of a mail, or of its item with that number."""
        inside = "/".join(part for part in (self.key, str(number) if number else None) if part)
        return f"{self.file}#{inside}" if inside else self.file


def read_mail(data: bytes, origin: str) -> Sequence[Article | Omission]:
    """Return the articles in a mail: one, or one for each item of a newsletter and each mail forwarded in it.

    Raises:
        SourceError: where there is nothing to read in it.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise SourceError(OUTLOOK, origin)
    if not data.strip(b"\x00\r\n\t "):
        raise SourceError("it is empty", origin)
    message = parse_message(unpack_emlx(data), origin)
    if not message.keys():
        return _read_bare(data, origin)
    found = list(_read_message(message, _Place(origin, None)))
    if len(found) == 1 and isinstance(found[0], Omission):
        raise SourceError(found[0].reason, origin)
    return found


def read_mbox(data: bytes, origin: str) -> Sequence[Article | Omission]:
    """Return the articles in a mailbox, and what could not be read.

    Raises:
        SourceError: where there is no mail in it.
    """
    mails = list(split_mbox(data))
    if not mails:
        raise SourceError("there is no mail in it", origin)
    found: list[Article | Omission] = []
    for raw in mails[:MAX_MAILS]:
        found += _read_from_box(raw, origin)
    if len(mails) > MAX_MAILS:
        found.append(_omit(origin, f"only the first {MAX_MAILS:,} of its {len(mails):,} mails were read"))
    return found


def _read_from_box(raw: bytes, origin: str) -> Iterator[Article | Omission]:
    place = _Place(origin, content_id(raw.decode("latin-1")))
    try:
        message = parse_message(raw, place.origin())
        place = _Place(origin, _key_of(message) or place.key)
        yield from _read_message(message, place)
    except SourceError as error:
        yield _omit(place.origin(), str(error))


def _key_of(message: Message) -> str | None:
    found = read_envelope(message).message_id
    return found.replace("#", "%23") if found else None


def _read_bare(data: bytes, origin: str) -> list[Article]:
    """Read a file that has the name of a mail and no headers, by what is in it."""
    from summarizer.reading.decoding import decode_bytes
    from summarizer.reading.html import looks_like_html, read_html
    from summarizer.reading.text import read_text

    return read_html(data, origin) if looks_like_html(decode_bytes(data, origin)) else read_text(data, origin)


# a mail


def _read_message(message: Message, place: _Place, depth: int = 0) -> Iterator[Article | Omission]:
    """Yield what a mail tells, then what the mails forwarded in it do; one omission where that is nothing."""
    body = read_body(message)
    envelope = read_envelope(message)
    found: list[Article | Omission] = list(_read_text(body, envelope, place, noted=bool(body.forwarded)))
    for number, inner in enumerate(body.forwarded[:MAX_PARTS], 1):
        if depth < MAX_FORWARDS:
            found += _read_message(inner, _place_inside(place, inner, number), depth + 1)
    if not found:
        found = [_omit(place.origin(), _explain_nothing(body))]
    elif body.obstacle:
        found.append(_omit(place.origin(), f"a part of it was left out: {body.obstacle}"))
    if body.parts > MAX_PARTS:
        found.append(_omit(place.origin(), f"only the first {MAX_PARTS:,} of its parts were read"))
    yield from found


def _place_inside(place: _Place, inner: Message, number: int) -> _Place:
    key = _key_of(inner) or "/".join(filter(None, (place.key, f"forwarded-{number}")))
    return _Place(place.file, key)


def _omit(origin: str, reason: str) -> Omission:
    return Omission(stage="reading", subject=origin, reason=reason)


def _explain_nothing(body: Body) -> str:
    if body.obstacle:
        return body.obstacle
    if body.attached:
        more = f" and {len(body.attached) - 1} more" if len(body.attached) > 1 else ""
        return (
            f"there is no text in it, only attachments ({body.attached[0]}{more}): save them and give those"
        )
    return "there is no text in the mail"


def _read_text(body: Body, envelope: Envelope, place: _Place, *, noted: bool) -> Iterator[Article]:
    """Yield the articles in a mail's own text. `noted`: another mail comes with it, and it may be a note."""
    blocks = [block for segment in body.segments for block in _choose_form(segment, place.origin())]
    declared = _describe(envelope, body.segments)
    numbered = [
        (metadata, item)
        for metadata, part in split_forwards(blocks, declared)
        for item in read_issue(part, metadata.title, metadata.publisher)
        if re.search(r"[^\W\d_]", item.text)
    ]
    if noted and sum(len(item.text.split()) for _, item in numbered) < ITEM_WORDS:
        return
    for number, (metadata, item) in enumerate(numbered, 1):
        yield _make_article(item, metadata, place.origin(number if len(numbered) > 1 else None))


def _make_article(item: Item, metadata: Metadata, origin: str) -> Article:
    text = replace_surrogates(item.text)
    in_text = find_metadata(text)
    declared = replace(metadata, title=item.title or metadata.title, url=item.url)
    return build_article(origin, text, declared.filled_from(replace(in_text, url=None, language=None)))


def _choose_form(segment: Segment, origin: str) -> list[MailBlock]:
    """Return the blocks of the form that says more: the HTML, unless it is pictures and the text is not."""
    texts = list_text_blocks(segment.text) if segment.text else []
    pages = list_page_blocks(segment.html, origin) if segment.html else []
    fuller = _count(pages) >= TEASER_SHARE * _count(texts)
    return pages if pages and fuller else texts


def _count(blocks: Sequence[MailBlock]) -> int:
    return sum(block.words for block in blocks)


# what a mail says about itself

_REPLIED = re.compile(r"(?:(?:re|fwd?|aw|wg|tr|rv|sv|vs|antw|doorst|i)(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_PERSON_AT = re.compile(
    r"(?P<author>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){1,3}) (?:from|at|@|of|\|) (?P<name>[A-Z0-9].{2,60})"
)
_PAGE_LANGUAGE = re.compile(r"<html[^>]{0,500}?\slang\s*=\s*[\"']?([A-Za-z]{2}(?:[-_]\w+)?)", re.IGNORECASE)


def _describe(envelope: Envelope, segments: Sequence[Segment]) -> Metadata:
    author, publisher = _split_sender(envelope)
    heads = (_PAGE_LANGUAGE.search(segment.html[:5000]) for segment in segments if segment.html)
    declared = language_code(envelope.language)
    return Metadata(
        title=_strip_prefix(envelope.subject),
        publisher=publisher,
        author=author,
        published=envelope.published,
        language=declared or next((language_code(head[1]) for head in heads if head), None),
    )


def _split_sender(envelope: Envelope) -> tuple[str | None, str | None]:
    """Return the person and the newsletter that sent a mail: "Anna Example from The Paper" is both."""
    sender = envelope.sender
    if sender and (both := _PERSON_AT.fullmatch(sender)):
        return both["author"], both["name"]
    if envelope.list_name and (sender is None or "." in sender):
        return None, envelope.list_name
    return None, sender


def _strip_prefix(subject: str | None) -> str | None:
    found = _REPLIED.match(subject or "")
    return (subject or "")[found.end() if found else 0 :] or None


_FORWARDED = re.compile(
    r"[\W_]*(?:forwarded message|begin forwarded message|original message|weitergeleitete nachricht"
    r"|message transféré|mensaje reenviado)[\W_]*",
    re.IGNORECASE,
)
_FIELD = re.compile(r"\*?(from|date|sent|subject|to|cc|reply-to)\s?:\*?\s*(.*)", re.IGNORECASE)
FORWARD_BLOCKS = 15
"""Blocks that a person writes above what they forward, at most."""


def split_forwards(
    blocks: Sequence[MailBlock], outer: Metadata
) -> list[tuple[Metadata, Sequence[MailBlock]]]:
    """Take apart a mail in whose text others were forwarded, the outermost first.

    Returns:
        What each mail says about itself, and its blocks; a note above a forwarded mail is left out where it is
        shorter than an item.
    """
    found: list[tuple[Metadata, Sequence[MailBlock]]] = []
    for _ in range(MAX_FORWARDS):
        index = _find_forward(blocks)
        if index is None:
            break
        fields, end = _read_fields(blocks, index)
        if not {"from", "subject"} & set(fields):
            break
        if _count(blocks[:index]) >= ITEM_WORDS:
            found.append((outer, blocks[:index]))
        outer, blocks = _describe_inner(fields, outer), blocks[end:]
    return [*found, (outer, blocks)]


def _find_forward(blocks: Sequence[MailBlock]) -> int | None:
    heads = (block.text.partition("\n")[0] for block in blocks[:FORWARD_BLOCKS])
    return next((index for index, head in enumerate(heads) if _FORWARDED.fullmatch(head)), None)


def _read_fields(blocks: Sequence[MailBlock], index: int) -> tuple[dict[str, str], int]:
    """Return the header lines under the mark of a forwarded mail, and the number of the block behind them."""
    fields: dict[str, str] = {}
    end = index + 1
    for number, block in enumerate(blocks[index : index + 12], index):
        lines = block.text.split("\n")[number == index :]
        found = [match for line in lines if (match := _FIELD.fullmatch(line))]
        if (lines and not found) or (number > index and _FORWARDED.fullmatch(lines[0])):
            break
        for match in found:
            fields.setdefault(match[1].lower(), match[2].strip())
        end = number + 1
    return fields, end


def _describe_inner(fields: dict[str, str], outer: Metadata) -> Metadata:
    sender = re.sub(r"\s*[<(\[].*", "", fields.get("from", "")).strip("\"' *")
    return Metadata(
        title=_strip_prefix(fields.get("subject")) or outer.title,
        publisher=sender or None,
        published=parse_date(fields.get("date") or fields.get("sent") or "") or outer.published,
        language=outer.language,
    )
