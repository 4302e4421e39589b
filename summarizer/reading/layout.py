"""Words placed on pages into running text: columns in order, paragraphs joined, running heads left out."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from statistics import median
from typing import NamedTuple, TypeAlias

from summarizer.reading.metadata import MASTHEAD, MAX_TITLE_WORDS

EDGE_ROWS = 3
"""Rows from the edge of a page that may be running heads or feet: a name, a section, a number."""

MAX_RUNNING_WORDS = 20
"""Names of reports and imprints stay below; a line of text across a page may have more."""

SAME_PLACE = 6.0
"""Points by which a running head may move from page to page: a descender more, a line of another font."""

GUTTER = 0.7
"""Least width of a gutter in line heights. Word spaces of justified text reach half of that, and never lie
below one another for long; the narrowest gutters of newspapers are 8 points for type of 9."""

SIDE_SHARE = 0.15
"""Least share of a page's words on each side of a gutter: five columns have 0.2, a list's numbers 0.1."""

COLUMN_ROWS = 3
"""Rows that a column must have before a gutter is believed; two may be two names above two addresses."""

PROSE_WORDS = 2.5
"""Words in a line of a narrow column; the columns of tables have one or two."""

OTHER_SIZE = 0.12
"""Lines whose heights differ by more than an eighth are not of one paragraph: 10 and 11 point pass, so do
bold and italic of one size; 10 and 12 do not."""

PARAGRAPH_GAP = 1.3
"""Line distances in a paragraph are equal; extra space between paragraphs starts at a third of a line."""

USUAL_PITCH = 1.1
"""Distance of lines in line heights, where a region has too few to tell: 10 on 12 point is 1.05."""

INDENT = 0.6
"""Indents are at least an em or so, which is 0.8 of a line's height; scans move lines by less than half."""

TITLE_SIZE = 1.15
"""A headline is larger than the text by a sixth at least."""

BAND_GAP = 6
"""Line heights of white space from edge to edge below which nothing goes on: an imprint, another article."""

HEADING_MARGIN = 0.3
"""Space above and below a heading of all columns, in its own heights: half is usual."""

MAX_TITLE_LINES = 6
"""Headlines over one narrow column have up to five lines."""

MAX_STEPS = 2000
"""Places at which a gutter is looked for: three in a point, and no more for a page a mile wide."""

MAX_CAPITALS = 10
"""Drop capitals in one column; a page of single large letters is a poster."""

Box = tuple[float, float]


class Word(NamedTuple):
    """A word and its box in points, with y growing upwards."""

    text: str
    left: float
    right: float
    bottom: float
    top: float

    @property
    def height(self) -> float:
        """The height of its line box, which is that of the font."""
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        """Where the middle of its line box lies."""
        return (self.top + self.bottom) / 2


Row: TypeAlias = list[Word]
"""Words on one height, from left to right."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of one column. `first` is the width of its first word."""

    text: str
    left: float
    right: float
    middle: float
    height: float
    first: float
    page: int


@dataclass(frozen=True, slots=True)
class Column:
    """The lines of a region, and what its paragraphs are told by.

    Attributes:
        left: its left border.
        right: its right border.
        edge: where most of its lines start.
        pitch: the usual distance of its lines.
        height: their usual height.
    """

    lines: tuple[Line, ...]
    left: float
    right: float
    edge: float
    pitch: float
    height: float


@dataclass(frozen=True, slots=True)
class LaidOut:
    """Running text.

    Attributes:
        text: paragraphs with blank lines between them.
        pages: where each page starts in it.
        title: the largest lines of the first page, where they stand out.
        dropped: the running heads, feet and page numbers, one entry for each different one.
    """

    text: str
    pages: tuple[int, ...]
    title: str | None
    dropped: tuple[str, ...]


def lay_out(pages: Sequence[Sequence[Word]]) -> LaidOut:
    """Return the running text of pages of words."""
    bodies, dropped = drop_running_rows(pages)
    heights = [word.height for page in bodies for word in page for _ in range(min(len(word.text), 20))]
    height = max(0.1, median(heights)) if heights else 1.0
    columns = [
        _measure_column(rows, number, height)
        for number, page in enumerate(bodies)
        for rows in order_columns(group_rows(page), height)
    ]
    paragraphs = _join_columns([column for column in columns if column.lines])
    known = {word.text.strip("-.,;:!?()[]\"'“”‘’").casefold() for page in bodies for word in page}
    text, starts = _write_text(paragraphs, known, len(pages))
    return LaidOut(text, starts, _find_title(paragraphs, known, height), dropped)


# running heads


_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:page|p\.|seite|pág\.?)\s*)?"
    r"(?:\d{1,4}(?:\s*(?:of|/|von|de|sur)\s*\d{1,4})?|(?=[ivxlc])c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3}))\W*",
    re.IGNORECASE,
)


def drop_running_rows(pages: Sequence[Sequence[Word]]) -> tuple[list[list[Word]], tuple[str, ...]]:
    """Return the pages without running heads, feet and page numbers, and these.

    A row at the top or the bottom of a page is one where another page has the same at the same place,
    digits aside; so is a number alone in the outermost row. Nothing behind the first other row is one.
    """
    edges = [_edge_rows(group_rows(page)) for page in pages]
    seen = Counter(key for sides in edges for key in {_place(row) for side in sides for row in side})
    bodies: list[list[Word]] = []
    dropped: dict[str, None] = {}
    for page, sides in zip(pages, edges, strict=True):
        gone: set[Word] = set()
        for row in (row for side in sides for row in _take_running(side, seen)):
            gone.update(row)
            dropped.setdefault(re.sub(r"\d+", "#", _row_text(row)))
        bodies.append([word for word in page if word not in gone])
    if not any(bodies):  # slides and forms: all there is stands at the edges
        return [list(page) for page in pages], ()
    return bodies, tuple(dropped)


def _take_running(side: list[list[Word]], seen: Counter[tuple[str, int]]) -> Iterator[list[Word]]:
    """Yield the running rows of one edge, given from the outermost inwards."""
    for number, row in enumerate(side):
        is_number = number == 0 and _PAGE_NUMBER.fullmatch(_row_text(row)) and not _touch(side[:2])
        if not is_number and not _is_repeated(row, seen):
            return
        yield row


def group_rows(words: Sequence[Word]) -> list[list[Word]]:
    """Return the words by rows from the top, each from the left."""
    rows: list[list[Word]] = []
    head_middle = head_height = 0.0
    for word in sorted(words, key=lambda one: (-one.middle, one.left)):
        if rows and head_middle - word.middle <= 0.5 * min(head_height, word.height):
            rows[-1].append(word)
        else:
            rows.append([word])
            head_middle, head_height = word.middle, word.height
    return [sorted(row, key=attrgetter("left")) for row in rows]


def _touch(rows: Sequence[Sequence[Word]]) -> bool:
    """Tell whether two rows overlap, as an exponent does with its formula."""
    if len(rows) < 2:
        return False
    one, other = rows[0][0], rows[1][0]
    return min(one.top, other.top) - max(one.bottom, other.bottom) > 0.3 * min(one.height, other.height)


def _edge_rows(rows: list[list[Word]]) -> tuple[list[list[Word]], list[list[Word]]]:
    """Return the rows at the top and at the bottom of a page, each from the outermost inwards."""
    return rows[:EDGE_ROWS], rows[::-1][:EDGE_ROWS]


def _row_text(row: Sequence[Word]) -> str:
    return " ".join(word.text for word in row)


def _place(row: Sequence[Word]) -> tuple[str, int]:
    return re.sub(r"\d+", "#", _row_text(row).casefold()), round(row[0].middle / SAME_PLACE)


def _is_repeated(row: Sequence[Word], seen: Counter[tuple[str, int]]) -> bool:
    text, place = _place(row)
    # A row of figures may be of a table that goes on, and a long one is text that says the same twice.
    if len(row) > MAX_RUNNING_WORDS or not re.search(r"[^\W\d_]{2}", text):
        return False
    return seen[text, place - 1] + seen[text, place] + seen[text, place + 1] > 1


# columns


def order_columns(rows: list[Row], height: float, depth: int = 0) -> list[list[Row]]:
    """Return the rows of a page as regions in reading order.

    Where a gutter is found, lines across it part the page into bands, and each band is read column by
    column. Columns are looked for in columns three deep, which makes up to eight.
    """
    gutter = find_gutter(rows, height) if depth < 3 else None
    if gutter is None:
        return [rows]
    regions: list[list[Row]] = []
    across: list[Row] = []
    for is_across, band in _split_bands(rows, gutter, height):
        left, right = _split_sides(band, gutter)
        if is_across or not (_is_prose(left) and _is_prose(right)):
            across += band
            continue
        if across:
            regions.append(across)
            across = []
        regions += order_columns(left, height, depth + 1) + order_columns(right, height, depth + 1)
    return [*regions, across] if across else regions


def find_gutter(rows: list[Row], height: float) -> Box | None:
    """Return the edges of the upright strip that parts columns, or None where there is no such thing."""
    words = [word for row in rows for word in row]
    if len(words) < 2 * COLUMN_ROWS * PROSE_WORDS:
        return None
    strip = _clearest_strip(words, GUTTER * height)
    if strip is None:
        return None
    for is_across, band in _split_bands(rows, strip, height):
        sides = () if is_across else _split_sides(band, strip)
        if sides and all(_is_prose(side) and len(side) >= COLUMN_ROWS for side in sides):
            return strip
    return None


def _clearest_strip(words: list[Word], width: float) -> Box | None:
    """Return the strip that the fewest words touch, in the middle of the widest run of such strips."""
    lefts, rights = sorted(word.left for word in words), sorted(word.right for word in words)
    least = SIDE_SHARE * len(words)
    step = max(width / 4, (rights[-1] - lefts[0]) / MAX_STEPS)
    best: tuple[int, int] | None = None
    middle = 0.0
    length, touched_before = 0, -1
    for number in range(int((rights[-1] - lefts[0]) / step) if step > 0 else 0):
        start = lefts[0] + number * step
        before, behind = bisect_right(rights, start), len(words) - bisect_left(lefts, start + width)
        touched = len(words) - before - behind
        if min(before, behind) < least or touched > 0.5 * len(words):
            touched_before = -1
            continue
        length = length + 1 if touched == touched_before else 1
        touched_before = touched
        if best is None or (touched, -length) < best:
            best, middle = (touched, -length), start - (length - 1) // 2 * step
    return None if best is None else (middle, middle + width)


def _split_bands(rows: list[Row], gutter: Box, height: float) -> Iterator[tuple[bool, list[Row]]]:
    """Yield runs of rows that lie across the gutter (True) or leave it free (False); white space ends one."""
    band: list[Row] = []
    was_across = False
    for number, row in enumerate(rows):
        is_across = any(word.left < gutter[1] and word.right > gutter[0] for word in row)
        is_across = is_across or _is_heading_across(rows, number, gutter, height)
        is_apart = bool(band) and band[-1][0].bottom - row[0].top > BAND_GAP * height
        if band and (is_across != was_across or is_apart):
            yield was_across, band
            band = []
        was_across = is_across
        band.append(row)
    if band:
        yield was_across, band


def _is_heading_across(rows: list[Row], number: int, gutter: Box, height: float) -> bool:
    """Tell whether a row is a heading of all columns, though too short to reach the second."""
    head = rows[number][0]
    if head.height < TITLE_SIZE * height or any(word.left > gutter[0] for word in rows[number]):
        return False
    if not any(any(word.left > gutter[0] for word in row) for row in rows[number + 1 : number + 7]):
        return False  # the second column has ended
    # Beside a heading of the first column, the second may have an empty line; not the space around a heading.
    margin = HEADING_MARGIN * head.height
    beside = (word for row in rows[max(0, number - 2) : number + 3] for word in row if word.left > gutter[0])
    return not any(word.bottom < head.top + margin and word.top > head.bottom - margin for word in beside)


def _split_sides(band: list[Row], gutter: Box) -> tuple[list[Row], list[Row]]:
    middle = (gutter[0] + gutter[1]) / 2
    lefts = ([word for word in row if word.left < middle] for row in band)
    rights = ([word for word in row if word.left >= middle] for row in band)
    return [row for row in lefts if row], [row for row in rights if row]


def _is_prose(rows: list[Row]) -> bool:
    return bool(rows) and sum(map(len, rows)) >= PROSE_WORDS * len(rows)


# lines


def _measure_column(rows: list[Row], page: int, usual: float) -> Column:
    lines = tuple(line for row in _lower_capitals(rows, usual) if (line := _make_line(row, page)))
    steps = [a.middle - b.middle for a, b in pairwise(lines) if _same_size(a, b)]
    known = len(steps) > 2
    return Column(
        lines=lines,
        left=min((line.left for line in lines), default=0.0),
        right=max((line.right for line in lines), default=0.0),
        edge=Counter(round(line.left) for line in lines).most_common(1)[0][0] if lines else 0.0,
        pitch=median(steps) if known else USUAL_PITCH * usual,
        height=median(line.height for line in lines) if known else usual,
    )


def _lower_capitals(rows: list[Row], usual: float) -> list[Row]:
    """Return the rows with drop capitals put where their first line is, and glued to what follows."""
    words = [word for row in rows for word in row]
    large = [w for w in words if w.height > 1.8 * usual and len(w.text) == 1 and w.text.isalpha()]
    for capital in large[:MAX_CAPITALS]:
        beside = [
            word
            for word in words
            if word.height < 1.5 * usual
            and capital.right - usual < word.left < capital.right + 2 * usual
            and capital.bottom < word.middle < capital.top
        ]
        if beside:
            first = max(beside, key=lambda word: (word.middle, -word.left))
            glue = "" if first.text[0].islower() or first.text.isupper() else " "
            joined = first._replace(text=capital.text + glue + first.text, left=capital.left)
            words = [joined if word is first else word for word in words if word is not capital]
    return group_rows(words) if large else rows


def _make_line(row: Row, page: int) -> Line | None:
    text = _row_text(row).strip()
    if not text:
        return None
    sizes = Counter[float]()
    for word in row:
        sizes[round(word.height, 1)] += len(word.text)
    main = [word for word in row if round(word.height, 1) == sizes.most_common(1)[0][0]]
    return Line(
        text=text,
        left=row[0].left,
        right=max(word.right for word in row),
        middle=median(word.middle for word in main),
        height=max(0.1, main[0].height),
        first=row[0].right - row[0].left,
        page=page,
    )


# paragraphs

_ENDED = re.compile(r"[.!?:…。！？]['\"”’»)\]\d]*$")
_LEADER = re.compile(r"(?:\.\s?){5,}\s*[\divxl]*$|…{2,}\s*\d*$")
"""A line of a table of contents."""
_BULLET = re.compile(r"[•▪◦‣●■□◆►–—*]\s|-\s(?=\S)|[•▪●■]")
_NUMBER = re.compile(r"\(?(?:\d{1,2}|[a-z])[.)]\s")


def _join_columns(columns: list[Column]) -> list[list[Line]]:
    """Return the paragraphs, each the lines that it has, over the ends of columns and pages."""
    paragraphs: list[list[Line]] = []
    before: Column | None = None
    for column in columns:
        for number, line in enumerate(column.lines):
            if number:
                starts = _starts_paragraph(column.lines[number - 1], line, column)
            else:
                starts = before is None or not _continues(paragraphs[-1][-1], line, before)
            if starts:
                paragraphs.append([line])
            else:
                paragraphs[-1].append(line)
        before = column
    return paragraphs


def _starts_paragraph(last: Line, line: Line, column: Column) -> bool:
    if not _same_size(last, line) or _BULLET.match(line.text) or _LEADER.search(last.text):
        return True
    if last.middle - line.middle > PARAGRAPH_GAP * column.pitch * max(1.0, line.height / column.height):
        return True
    indented = line.left - min(last.left, column.edge) > INDENT * line.height
    if _ENDED.search(last.text):
        return indented or bool(_NUMBER.match(line.text)) or _had_room(last, line, column)
    short = last.right < column.left + 0.6 * (column.right - column.left)
    return short and not line.text[0].islower() and _had_room(last, line, column)


def _had_room(last: Line, line: Line, column: Column) -> bool:
    """Tell whether a line's first word would have fitted on the line before: then the break was meant."""
    return last.right + 0.3 * last.height + line.first < column.right - 0.3 * last.height


def _continues(last: Line, line: Line, column: Column) -> bool:
    """Tell whether the first line of a column goes on with the last one of the column before."""
    if _ENDED.search(last.text) or not _same_size(last, line) or _BULLET.match(line.text):
        return False
    return line.text[0].islower() or not _had_room(last, line, column)


def _same_size(one: Line, other: Line) -> bool:
    return abs(one.height - other.height) <= OTHER_SIZE * max(one.height, other.height)


# text

_BROKEN_WORD = re.compile(r"(?P<head>[^\W_]+)[-‐\u00ad]$")
_GOES_ON = re.compile(r"(?P<tail>[^\W\d_]+)")
_SHARED_PART = re.compile(r"(?:and|or|und|oder|et|ou|y|o)\b")
"""In "pre- and post-war" the hyphen at the line's end stands for a part that comes later."""
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uff00-\uff60、。]")


def _write_text(paragraphs: list[list[Line]], known: set[str], count: int) -> tuple[str, tuple[int, ...]]:
    texts: list[str] = []
    starts = {0: 0}
    offset = 0
    for paragraph in paragraphs:
        text, marks = _write_paragraph(paragraph, known)
        for at, page in marks:
            starts.setdefault(page, offset + at)
        texts.append(text)
        offset += len(text) + 2
    whole = "\n\n".join(texts)
    pages = [len(whole)] * count
    for page in reversed(range(count)):
        # An empty page starts where the next one does.
        pages[page] = starts.get(page, pages[page + 1] if page + 1 < count else len(whole))
    return whole, tuple(pages)


def _write_paragraph(lines: list[Line], known: set[str]) -> tuple[str, list[tuple[int, int]]]:
    """Return the text of a paragraph, and where each of its lines starts in it, with its page."""
    parts: list[str] = []
    marks: list[tuple[int, int]] = []
    length = 0
    for line in lines:
        if parts:
            joined = glue_line(parts[-1], line.text, known)
            length += len(joined) - len(parts[-1])
            parts[-1] = joined
        marks.append((length, line.page))
        parts.append(line.text)
        length += len(line.text)
    return "".join(parts), marks


def glue_line(line: str, following: str, known: set[str]) -> str:
    """Return a line as it stands before the next one: with a space, or without its hyphen.

    The hyphen goes where a small letter follows, unless the text elsewhere writes the word with it, and
    not without. It stays, without a space, before a capital or a digit ("Anglo-American").
    """
    broken, rest = _BROKEN_WORD.search(line), _GOES_ON.match(following)
    if broken is None:
        unspaced = _UNSPACED.match(line[-1:]) and _UNSPACED.match(following)
        return line if unspaced else line + " "
    if _SHARED_PART.match(following):
        return line + " "
    head = re.split(r"[^\w]", line[:-1])[-1].casefold()
    if rest is None or not rest["tail"][0].islower():
        return line if following[0].isalnum() else line + " "
    if head[-1:].isdigit():
        return line
    tail = rest["tail"].casefold()
    if f"{head}-{tail}" in known and head + tail not in known:
        return line[:-1] + "-"
    return line[:-1]


_NO_TITLE = re.compile(
    r"@|https?:|^\W*(?:press|news|media)?\s?(?:release|letter)\W*$|^\W*(?:report|contents|abstract|summary)\W*$",
    re.IGNORECASE,
)


def _find_title(paragraphs: list[list[Line]], known: set[str], height: float) -> str | None:
    """Return the largest of the first page's paragraphs, where it stands out and could be a headline.

    A masthead is set larger than the headline below it: then it is the headline.
    """
    found: list[tuple[float, str]] = []
    for lines in paragraphs:
        if lines[0].page == 0 and lines[0].height >= TITLE_SIZE * height and len(lines) <= MAX_TITLE_LINES:
            text = _write_paragraph(lines, known)[0]
            words = re.findall(r"[^\W\d_]{2,}", text)
            if 1 <= len(words) <= MAX_TITLE_WORDS and not _NO_TITLE.search(text):
                found.append((round(lines[0].height, 1), text))
    found.sort(key=lambda one: -one[0])
    for rank, (_size, text) in enumerate(found):
        if rank == len(found) - 1 or not (MASTHEAD.fullmatch(text) or text.isupper()):
            return text
    return None
