"""The body of a mail as blocks: what its reader sees as a headline, a paragraph, a line across, a link.

Newsletters are laid out in tables within tables, and say by size, weight and place what a web page says by
its elements. So a block keeps what it looks like and where it stands, for `newsletters` to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from summarizer.errors import SourceError
from summarizer.reading.redirects import unwrap_link

MAX_BLOCKS = 5_000
"""An issue has 50 to 300 blocks, a digest of a busy list a thousand."""

MAX_PATH = 100
"""Tables within tables are 30 elements deep; replies to replies come to a few hundred."""

MAX_CELL = 60
"""Cells of a table of figures hold a name or a number; a column of a layout holds a headline at least."""

LARGE = 20
"""Body text is set in 14 to 18 px, headlines in 20 to 32."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link as the reader sees it, and where it leads: None where only a click-counter knows."""

    text: str
    url: str | None
    is_call: bool = False
    """Whether its words only ask to be clicked, as "Read more" does; they are not in the block's text."""


@dataclass(frozen=True, slots=True)
class MailBlock:
    """A block of text.

    Attributes:
        text: white space folded, line breaks kept; "" for a rule or a button alone.
        level: 1 to 6 for a heading, 0 otherwise.
        is_bold: whether all of it is bold or large.
        lead: the bold words that it opens with, where not all of it is bold.
        is_item: whether it stands in a list.
        is_rule: whether it is a line across the page.
        path: the elements it stands in, from the outermost: numbers that mean nothing else.
    """

    text: str
    links: tuple[Link, ...] = ()
    level: int = 0
    is_bold: bool = False
    lead: str = ""
    is_item: bool = False
    is_rule: bool = False
    path: tuple[int, ...] = ()

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())


RULE = MailBlock("", is_rule=True)

_CALLS = re.compile(
    r"[\W_]*(?:(?:read|see|learn|find out|discover|view|get|watch|hear|listen to) (?:more|on|it|this|now|here"
    r"|(?:the )?(?:full|whole|entire|complete|rest of the|original)?[ ]?"
    r"(?:story|article|report|post|piece|interview|analysis|review|column|essay|rest|list|details))"
    r"(?: (?:here|now|online|on .{2,40}|at .{2,40}|about .{2,40}))?"
    r"|(?:continue|keep) reading(?: .{2,40})?"
    r"|(?:full|more) (?:story|article|report|details|here|info(?:rmation)?)"
    r"|go deeper|dig deeper|more|here|link|source|click here(?: .{2,30})?|dive in|details|the story|jump in"
    r"|weiterlesen|mehr lesen|lire la suite|leer más|lees (?:meer|verder))[\W_]*",
    re.IGNORECASE,
)
_CLOSING = ".!?…。\"'”’»)]:|·•—–-"


def is_call(text: str) -> bool:
    """Tell words that only ask to be clicked: "Read more", "Full story →"."""
    return len(text) <= 80 and bool(_CALLS.fullmatch(text))


_BLOCK_TAGS = frozenset(
    """p div h1 h2 h3 h4 h5 h6 li ul ol blockquote table tbody thead tfoot tr td th hr section article header
    footer center dl dt dd figure figcaption address main aside nav pre body caption""".split()
)
_DROPPED_TAGS = frozenset(
    """script style head title template noscript svg math object embed iframe form select textarea button
    audio video canvas map img picture input meta link""".split()
)
_NO_FIGURES = frozenset("table p div h1 h2 h3 h4 h5 h6 li ul ol hr br blockquote section article".split())
_PATH_TAGS = frozenset("table tr td th div section article aside li header footer center".split())


# pages


@dataclass
class _Walk:
    """What is open at a place in the page."""

    blocks: list[MailBlock] = field(default_factory=list)
    parts: list[tuple[str, bool]] = field(default_factory=list)
    calls: list[tuple[int, int]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    path: list[int] = field(default_factory=list)
    bold: list[bool] = field(default_factory=lambda: [False])
    heading: int = 0
    items: int = 0
    figures: int = 0
    hidden: Any = None
    anchor: tuple[str, int] | None = None
    after_break: bool = False


def list_page_blocks(page: str, origin: str) -> list[MailBlock]:
    """Return the blocks of an HTML body: without what is hidden, and without pictures.

    Raises:
        SourceError: where it cannot be read, or has more than `MAX_BLOCKS`.
    """
    from lxml.etree import iterwalk  # type: ignore[import-untyped,unused-ignore]

    root = _parse(page, origin)
    if root is None:
        return []
    hidden_classes = _find_hidden_classes(root)
    walk = _Walk()
    for number, (event, element) in enumerate(iterwalk(root, events=("start", "end"))):
        if event == "start":
            _open(walk, element, number, hidden_classes)
        else:
            _close(walk, element)
        if len(walk.blocks) > MAX_BLOCKS:
            raise SourceError("it has too many paragraphs for a mail", origin)
    _flush(walk)
    return walk.blocks


def _parse(page: str, origin: str) -> Any:  # noqa: ANN401 — lxml has no types
    from lxml.etree import LxmlError, ParserError  # type: ignore[import-untyped,unused-ignore]
    from lxml.html import HTMLParser, document_fromstring  # type: ignore[import-untyped,unused-ignore]

    if not page.strip():
        return None
    # A chain of replies is nested deeper than the 256 elements that are the rule; the size is bounded before.
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except ParserError:  # nothing in it
        return None
    except (LxmlError, ValueError, AssertionError) as error:
        raise SourceError("its HTML is too broken to be read", origin) from error
    if any("depth" in entry.message for entry in parser.error_log):
        raise SourceError("its HTML is nested too deeply", origin)
    return root


def _open(walk: _Walk, element: Any, number: int, hidden: frozenset[str]) -> None:  # noqa: ANN401
    tag = element.tag if isinstance(element.tag, str) else ""
    if walk.hidden is not None:
        return
    if tag in _DROPPED_TAGS or _is_hidden(element, hidden):
        walk.hidden = element
        return
    if tag in _BLOCK_TAGS and not (walk.figures and tag in ("td", "th")):
        _flush(walk)
    _note_opened(walk, element, tag, number)
    _append(walk, element.text)


def _note_opened(walk: _Walk, element: Any, tag: str, number: int) -> None:  # noqa: ANN401
    if tag in _PATH_TAGS:
        walk.path.append(number)
    walk.bold.append(_is_bold(element, tag, walk.bold[-1]))
    if re.fullmatch(r"h[1-6]", tag):
        walk.heading = int(tag[1])
    elif tag == "li":
        walk.items += 1
    elif tag == "tr" and not walk.figures and _is_figures(element):
        walk.figures = 1
    elif tag in ("td", "th") and walk.figures:
        walk.parts.append((" ", False))
    elif tag == "hr":
        walk.blocks.append(replace(RULE, path=tuple(walk.path[:MAX_PATH])))
    elif tag == "br":
        _break_line(walk)
    elif tag == "a" and walk.anchor is None:
        walk.anchor = (element.get("href") or "", len(walk.parts))


def _close(walk: _Walk, element: Any) -> None:  # noqa: ANN401
    tag = element.tag if isinstance(element.tag, str) else ""
    if walk.hidden is not None:
        if walk.hidden is not element:
            return
        walk.hidden = None
        _append(walk, element.tail)
        return
    if tag == "a" and walk.anchor is not None:
        _close_anchor(walk)
    if tag == "tr" and walk.figures:
        walk.figures = 0
    if tag in _BLOCK_TAGS and not (walk.figures and tag in ("td", "th")):
        _flush(walk)
    if tag in _PATH_TAGS:
        walk.path.pop()
    walk.bold.pop()
    if re.fullmatch(r"h[1-6]", tag):
        walk.heading = 0
    elif tag == "li":
        walk.items -= 1
    _append(walk, element.tail)


def _append(walk: _Walk, text: str | None) -> None:
    if text:
        walk.after_break = walk.after_break and not text.strip()
        walk.parts.append((re.sub(r"\s+", " ", text), walk.bold[-1]))


def _break_line(walk: _Walk) -> None:
    """End a line; a second break in a row ends the block, as writers of mails mean it."""
    if walk.after_break:
        _flush(walk)
    else:
        walk.parts.append(("\n", False))
        walk.after_break = True


def _close_anchor(walk: _Walk) -> None:
    href, start = walk.anchor or ("", 0)
    walk.anchor = None
    text = " ".join(_join(walk.parts[start:]).split())
    if not text:
        return
    if is_call(text):
        walk.calls.append((len(walk.links), start))
    walk.links.append(Link(text, unwrap_link(href)))


def _flush(walk: _Walk) -> None:
    """Make a block of what has been collected."""
    if walk.anchor is not None:
        # A link around several blocks: each of them is linked.
        href = walk.anchor[0]
        _close_anchor(walk)
        walk.anchor = (href, 0)
    _cut_calls(walk)
    text = _join(walk.parts)
    if text or any(link.is_call for link in walk.links):
        is_bold, lead = _weigh(walk.parts)
        walk.blocks.append(
            MailBlock(
                text=text,
                links=tuple(walk.links),
                level=walk.heading,
                is_bold=is_bold,
                lead=lead,
                is_item=walk.items > 0,
                path=tuple(walk.path[:MAX_PATH]),
            )
        )
    walk.parts.clear()
    walk.links.clear()
    walk.calls.clear()
    walk.after_break = False


def _cut_calls(walk: _Walk) -> None:
    """Take "Read more" and the like from the end of a block: the words of the button go, its link stays.

    Within a sentence ("the list is here") the words are the writer's.
    """
    for index, start in reversed(walk.calls):
        before, behind = _join(walk.parts[:start]), _join(walk.parts[start:])
        if not is_call(behind) or (before and before[-1] not in _CLOSING):
            return
        del walk.parts[start:]
        walk.links[index] = replace(walk.links[index], is_call=True)


def _join(parts: Sequence[tuple[str, bool]]) -> str:
    return fold_lines("".join(text for text, _ in parts))


def _weigh(parts: Sequence[tuple[str, bool]]) -> tuple[bool, str]:
    """Return whether all letters are bold, and the bold words at the start where not all are."""
    letters = sum(len(text.strip()) for text, _ in parts)
    bold = sum(len(text.strip()) for text, is_bold in parts if is_bold)
    if letters and bold >= 0.9 * letters:
        return True, ""
    lead = ""
    for text, is_bold in parts:
        if text.strip() and not is_bold:
            break
        lead += text
    return False, " ".join(lead.split())


# what a page looks like


_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|(?<![-\w])opacity\s*:\s*0*\.?0+(?!\.?\d)"
    r"|max-height\s*:\s*[01](?:\.\d+)?(?:px)?\s*(?:;|!|$)|font-size\s*:\s*[01](?:\.\d+)?(?:px|pt)?\s*(?:;|!|$)"
    r"|text-indent\s*:\s*-\d{3,}|(?<![-\w])left\s*:\s*-\d{3,}",
    re.IGNORECASE,
)
_CLASS_RULE = re.compile(r"\.([\w-]{1,60})\s*\{([^{}]{0,2000})\}")


def _is_hidden(element: Any, hidden_classes: frozenset[str]) -> bool:  # noqa: ANN401
    style = element.get("style") or ""
    names = (element.get("class") or "").split()
    if element.get("hidden") is not None or hidden_classes.intersection(names):
        return True
    return any(_hides(found[0].lower(), style, element) for found in _HIDING.finditer(style[:2000]))


def _hides(declaration: str, style: str, element: Any) -> bool:  # noqa: ANN401
    if declaration.startswith("font-size"):
        # Wrappers get size 0 so that white space between columns takes no room; what is in them has its own.
        return not any("font-size" in (inner.get("style") or "") for inner in element.iterdescendants())
    if declaration.startswith("max-height"):
        return bool(re.search(r"overflow\s*:\s*hidden|(?:^|[;\s])height\s*:\s*0", style, re.IGNORECASE))
    return True


def _find_hidden_classes(root: Any) -> frozenset[str]:  # noqa: ANN401
    """Return the classes that a style sheet hides everywhere, not only on small screens."""
    found: set[str] = set()
    for sheet in root.iter("style"):
        rules = _without_media(sheet.text_content()[:200_000])
        found |= {name for name, rule in _CLASS_RULE.findall(rules) if re.search(r"display\s*:\s*none", rule)}
    return frozenset(found)


def _without_media(sheet: str) -> str:
    """Return a style sheet without its @-rules, which hold for some screens only."""
    kept, depth, in_media = [], 0, False
    for piece in re.split(r"([{}]|@media\b|@supports\b)", sheet):
        if piece.startswith("@"):
            in_media, depth = True, 0
        elif in_media and piece in "{}" and piece:
            depth += 1 if piece == "{" else -1
            in_media = depth > 0
        elif not in_media:
            kept.append(piece)
    return "".join(kept)


def _is_bold(element: Any, tag: str, inherited: bool) -> bool:  # noqa: ANN401
    style = (element.get("style") or "").lower()
    if weight := re.search(r"font-weight\s*:\s*(\w+)", style):
        return weight[1] in ("bold", "bolder", "600", "700", "800", "900") or _is_large(style)
    if tag in ("b", "strong", "th") or _is_large(style):
        return True
    if "font-size" in style and tag not in ("a", "span"):
        return False
    return inherited


def _is_large(style: str) -> bool:
    size = re.search(r"font-size\s*:\s*(\d{1,3})(?:\.\d+)?\s*px", style)
    return size is not None and int(size[1]) >= LARGE


def _is_figures(row: Any) -> bool:  # noqa: ANN401
    """Tell a row of a table of figures, which is one line, from a row of columns, which are blocks."""
    filled = 0
    for cell in row:
        text = " ".join(cell.itertext()).strip()
        if len(text) > MAX_CELL or any(inner.tag in _NO_FIGURES for inner in cell.iterdescendants()):
            return False
        filled += bool(text)
    return filled > 1


# text

_INVISIBLE = re.compile(r"[\u00ad\u034f\u180e\u200b\u2060-\u2064\ufeff]|[\u200c\u200d](?=[\s\u200c\u200d]|$)")
_SPACES = re.compile(r"[^\S\n]+")


def fold_lines(text: str) -> str:
    """Return a text with spaces folded and its line breaks kept, without what nobody can see."""
    lines = _INVISIBLE.sub("", text).split("\n")
    return "\n".join(folded for line in lines if (folded := _SPACES.sub(" ", line).strip()))


_URL = r"https?://[^\s<>\"'\])]{4,2000}"
_BRACKETED_URL = re.compile(
    rf"[ \t]?(?:<\s*({_URL})\s*>|\[\s*({_URL})\s*\]|\(\s*({_URL})\s*\))", re.IGNORECASE
)
_URL_LINE = re.compile(rf"(?P<label>[^\n:]{{0,60}}[:→>»-]{{0,3}})[ \t]*(?P<url>{_URL})[ \t]*$", re.IGNORECASE)
_RULE_LINE = re.compile(r"[ \t]*(?:[-=*_~#•—–+.][ \t]?){3,}[ \t]*$")
_NUMBERED = re.compile(r"(?:\d{1,2}[.):]|\[\d{1,2}\]|#\d{1,2})\s+(?=\S)")
_SIGNATURE = re.compile(r"\n-- ?\n(?:[^\n]{0,200}\n?){0,12}\Z")


def list_text_blocks(text: str) -> list[MailBlock]:
    """Return the blocks of a text body: its paragraphs, and headings as people set them in plain text."""
    text = _SIGNATURE.sub("", re.sub(r"^(?:> ?)+", "", text, flags=re.MULTILINE))
    blocks: list[MailBlock] = []
    for paragraph in re.split(r"\n[ \t]*\n\s*", text):
        blocks += _read_paragraph(paragraph)
        if len(blocks) > MAX_BLOCKS:
            raise SourceError("it has too many paragraphs for a mail", "")
    return blocks


def _read_paragraph(paragraph: str) -> Iterator[MailBlock]:
    lines = [line.strip() for line in paragraph.split("\n") if line.strip()]
    start = 0
    for index, line in enumerate(lines):
        if _RULE_LINE.fullmatch(line):
            yield from _text_blocks(lines[start:index], underlined=line[0] in "-=~*_" and index - start == 1)
            if index == start:
                yield RULE
            start = index + 1
    yield from _text_blocks(lines[start:], underlined=False)


def _text_blocks(lines: Sequence[str], *, underlined: bool) -> Iterator[MailBlock]:
    kept: list[str] = []
    links: list[Link] = []
    for line in lines:
        line, found = _take_links(line)
        links += found
        kept += [line] if line else []
    text = fold_lines("\n".join(kept))
    if not text and not links:
        return
    level = 2 if len(kept) == 1 and (underlined or _is_set_as_heading(text)) else 0
    bare = re.sub(r"^#{1,6} |^\*{1,2}(?=\S)|(?<=\S)\*{1,2}$", "", text) if level else text
    yield MailBlock(bare, tuple(links), level=level)


def _take_links(line: str) -> tuple[str, list[Link]]:
    """Return a line without the addresses in it, and the links that they are."""
    alone = _URL_LINE.fullmatch(line)
    if alone and (not alone["label"].strip() or _CALLS.fullmatch(alone["label"])):
        return "", [Link(alone["label"].strip(), unwrap_link(alone["url"]), is_call=True)]
    rest = _BRACKETED_URL.sub("", line).strip()
    links = []
    for match in _BRACKETED_URL.finditer(line):
        url = unwrap_link(match[1] or match[2] or match[3])
        links.append(Link(line[: match.start()].strip(), url, is_call=not rest or is_call(rest)))
    return ("" if is_call(rest) else rest) if links else line, links


def _is_set_as_heading(line: str) -> bool:
    words = line.split()
    if not 2 <= len(words) <= 20 or line[-1] in ".,;":
        return False
    if re.match(r"#{1,6} \S|\*{1,2}\S.*\S\*{1,2}$", line) or _NUMBERED.match(line):
        return True
    return line.isupper() and len(re.sub(r"[\W\d_]", "", line)) >= 6
