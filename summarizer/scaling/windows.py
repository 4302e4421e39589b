"""Turns single articles into stories: near copies put aside, the others grouped in windows of days.

Each article is read, cleaned and signed where there is room for it. Then one process goes through the windows in
their order, and holds no more than one window and the stories that are still open: those with an article of the last
days before it. Each story becomes a line of a batch, and is told like any other.
"""

from __future__ import annotations

import json
import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date as calendar_date
from itertools import groupby
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any, TypeAlias, cast

import numpy as np

from summarizer.batching import Line, LineResult, dump_line, parse_line
from summarizer.deduplicating import group_linked
from summarizer.errors import SourceError, SummarizerError
from summarizer.records import Article, Story, content_id
from summarizer.scaling.ledger import Ledger, PartReport
from summarizer.scaling.parts import Part, part_name
from summarizer.scaling.signatures import Signature, find_near_copies
from summarizer.scaling.tables import SOURCE_KEYS
from summarizer.scaling.tasks import keep_results

Json: TypeAlias = dict[str, object]

WINDOW_DAYS = 7
"""Days of a window: likeness fades within a week, and a week of a busy feed fits into a memory."""

OPEN_DAYS = 3
"""Days for which a story stays open after its last article: `grouping` fades likeness beyond them."""

UNDATED = 9_999_999
"""The day of articles that do not say theirs: after all others, in a window of their own."""

NO_DAY = 0
"""Stands before what is no article but the record of an error."""

DAY_WIDTH = 8
"""Digits of the day that stands before each article, so that windows are cut without reading more."""

KEPT_FIELDS = ("id", "origin", "title", "url", "publisher", "published", "language")


@dataclass(frozen=True, slots=True)
class Signed:
    """An article on its way to a story.

    Attributes:
        article: read and cleaned.
        document: as it was given.
        day: when it was published, as an ordinal, or `UNDATED`.
        signature: of its kept text.
        copies: names of its near copies, which are not told.
    """

    article: Article
    document: Json
    day: int
    signature: Signature
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrepareArticles:
    """Reads, cleans and signs the articles of a part.

    Attributes:
        ledger: where they are kept.
        files: names of the files that the lines are from.
    """

    ledger: Ledger
    files: tuple[str, ...]

    @property
    def wants_gpu(self) -> bool:
        """Never: no model reads articles."""
        return False

    def prepare(self) -> None:
        """Load what an article goes through."""
        from summarizer import cleaning, reading  # noqa: F401

    def run(self, part: Part) -> PartReport:
        """Do the articles of a part, a line each; a line that cannot be read becomes an error."""
        results = [_sign_line(line, number, part.file) for number, line in enumerate(part.lines, part.first)]
        return keep_results(self.ledger, part, results, self.files)


def _sign_line(line: Line, number: int, file: int) -> LineResult:
    """Return a line as a record: the article, what cleaning keeps of it, and its signature in hexadecimal."""
    from summarizer.cleaning import clean_article
    from summarizer.reading import article_from_document
    from summarizer.scaling.signatures import sign_text

    document: Json = {}
    try:
        document = parse_line(line)
        article = clean_article(article_from_document(document, _name_of(document, f"{file}:{number}"), 0))
    except SourceError as error:
        return _failed(number, document, str(error))
    except Exception as error:  # a bug: the other articles are worth finishing, and the traceback is kept
        reason = f"internal error: {type(error).__name__}: {error}"
        return _failed(number, document, reason, traceback.format_exc())
    signature = sign_text("\n".join(article.text[start:end] for start, end in article.kept_spans))
    fields = {name: getattr(article, name) for name in KEPT_FIELDS}
    record = dump_line(
        {
            "document": document,
            "article": fields,
            "kept": article.kept,
            "signature": signature.tobytes().hex(),
        }
    )
    return LineResult(number, f"{_day_of(article):0{DAY_WIDTH}} {record}")


def _failed(number: int, document: Json, reason: str, bug: str | None = None) -> LineResult:
    record = dump_line({"id": document.get("id"), "error": reason})
    return LineResult(number, f"{NO_DAY:0{DAY_WIDTH}} {record}", reason, bug)


def _name_of(document: Mapping[str, object], place: str) -> str:
    """Return what an article is called: its own id, its address, or its place in the input."""
    names = (document.get(key) for key in ("id", "url"))
    return next((str(name) for name in names if isinstance(name, str | int) and str(name).strip()), place)


def _day_of(article: Article) -> int:
    try:
        return calendar_date.fromisoformat((article.published or "")[:10]).toordinal()
    except ValueError:
        return UNDATED


# windows


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a signed article lies."""

    day: int
    path: Path
    start: int
    size: int


def group_windows(prepared: Ledger, names: Sequence[str], stories: Ledger, days: int) -> list[Path]:
    """Group all articles into stories; return the files of them, one for each window that closed any.

    Args:
        prepared: what `PrepareArticles` kept.
        names: its parts, in their order.
        stories: where the stories are kept.
        days: of a window.
    """
    written, still_open = list[Path](), list[list[Signed]]()
    windows = list(_windows(prepared, names, days))
    for number, (end, places) in enumerate(windows):
        last = number + 1 == len(windows) or windows[number + 1][1][0].day == UNDATED
        groups = group_signed(still_open, _load(places))
        limit = UNDATED + 1 if last else end - OPEN_DAYS
        closed = [group for group in groups if max(_known_days(group)) <= limit]
        still_open = [group for group in groups if max(_known_days(group)) > limit]
        written += _write_stories(stories, len(written), closed)
    return written


def _known_days(group: Sequence[Signed]) -> list[int]:
    return [signed.day for signed in group]


def _windows(prepared: Ledger, names: Sequence[str], days: int) -> Iterator[tuple[int, list[_Place]]]:
    """Yield the last day of each window and where its articles lie, in the order of the days and the input."""
    places = [place for name in names for place in _index(prepared.path_of(name))]
    places.sort(key=attrgetter("day"))
    for window, inside in groupby(places, key=lambda place: place.day // days):
        yield (window + 1) * days - 1, list(inside)


def _index(path: Path) -> Iterator[_Place]:
    """Yield where each article of a part lies, without reading it: its day stands before it."""
    at = 0
    with path.open("rb") as file:
        for line in file:
            day = int(line[:DAY_WIDTH])
            if day != NO_DAY:
                yield _Place(day, path, at + DAY_WIDTH, len(line) - DAY_WIDTH)
            at += len(line)


def list_unread(prepared: Ledger, names: Sequence[str]) -> list[str]:
    """Return the records of the lines that are no articles, in the order of the input."""
    found = []
    for name in names:
        with prepared.path_of(name).open("rb") as file:
            found += [line[DAY_WIDTH:].decode().strip() for line in file if int(line[:DAY_WIDTH]) == NO_DAY]
    return found


def _load(places: Sequence[_Place]) -> list[Signed]:
    """Return the articles at these places; each file is opened once."""
    loaded = []
    for path, inside in groupby(places, key=attrgetter("path")):
        with path.open("rb") as file:
            for place in inside:
                file.seek(place.start)
                loaded.append(_recall(json.loads(file.read(place.size)), place.day))
    return loaded


def _recall(record: Json, day: int) -> Signed:
    """Return the article that a record holds."""
    from summarizer.reading.decoding import replace_surrogates

    document, fields = cast(Json, record["document"]), cast("dict[str, Any]", record["article"])
    kept = tuple((start, end) for start, end in cast("list[list[int]]", record["kept"]))
    article = Article(**fields, text=replace_surrogates(str(document["text"])), kept=kept)
    signature = np.frombuffer(bytes.fromhex(str(record["signature"])), dtype=np.uint32)
    return Signed(article, document, day, signature)


def group_signed(still_open: Sequence[Sequence[Signed]], fresh: Sequence[Signed]) -> list[list[Signed]]:
    """Return the open stories with what joined them, then the new ones, near copies put aside.

    Args:
        still_open: stories from earlier windows.
        fresh: the articles of a window.
    """
    from summarizer.grouping import group_articles

    known = [
        Story(content_id("story", group[0].article.id), tuple(s.article for s in group))
        for group in still_open
    ]
    told = put_copies_aside([signed for group in still_open for signed in group], fresh)
    by_id = {signed.article.id: signed for signed in told}
    open_ids = {article.id for story in known for article in story.articles}
    new = [signed.article for signed in told if signed.article.id not in open_ids]
    return [[by_id[article.id] for article in story.articles] for story in group_articles(new, known)]


def put_copies_aside(known: Sequence[Signed], fresh: Sequence[Signed]) -> list[Signed]:
    """Return the articles without near copies, each with the names of its own.

    Of copies the fullest is told, and what is told already goes before all.
    """
    everything = [*known, *fresh]
    if not everything:
        return []
    pairs = find_near_copies(np.stack([signed.signature for signed in everything]))
    kept = []
    for group in group_linked(len(everything), pairs):
        told = [at for at in group if at < len(known)] or [
            max(group, key=lambda at: (_length(everything[at]), -at))
        ]
        aside = tuple(_call(everything[at]) for at in group if at not in told)
        kept += [(told[0], replace(everything[told[0]], copies=everything[told[0]].copies + aside))]
        kept += [(at, everything[at]) for at in told[1:]]
    return [signed for _, signed in sorted(kept, key=itemgetter(0))]


def _length(signed: Signed) -> int:
    return len(signed.article.text)


def _call(signed: Signed) -> str:
    return signed.article.origin.rpartition("#")[0]


def _write_stories(stories: Ledger, number: int, groups: Sequence[Sequence[Signed]]) -> list[Path]:
    """Write a window's stories; return the files, none where it has no stories."""
    if not groups:
        return []
    results = [LineResult(at, dump_line(_story_record(group))) for at, group in enumerate(groups, 1)]
    part = Part(part_name(number), 1, ())
    report = keep_results(stories, part, results)
    if report.trouble is not None:
        raise SummarizerError(report.trouble)
    return [stories.path_of(part.name)]


def _story_record(group: Sequence[Signed]) -> Json:
    return {
        "id": content_id("story", group[0].article.id),
        "documents": [signed.document for signed in group],
        "sources": [_source_record(signed) for signed in group],
    }


def _source_record(signed: Signed) -> Json:
    article = signed.article
    values = (_call(signed), article.title, article.url, article.publisher, article.published)
    return {**dict(zip(SOURCE_KEYS, values, strict=True)), "copies": list(signed.copies)}
