"""Reads Markdown: front matter for what it says about the text, the rest as plain paragraphs."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from summarizer.errors import SourceError
from summarizer.reading.articles import build_article, declared_metadata
from summarizer.reading.decoding import decode_bytes
from summarizer.reading.metadata import Metadata, find_metadata
from summarizer.records import Article

_FRONT_MATTER = re.compile(
    r"\A---[ \t]*\n(?P<fields>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
_FIELD = re.compile(r"^(?P<key>[A-Za-z][\w -]{0,40}?)[ \t]*:(?:[ \t]+(?P<value>.*))?$")
_BLOCKS = frozenset(
    """p div h1 h2 h3 h4 h5 h6 li ul ol blockquote table tr hr section article header footer dl dt dd
    figure""".split()
)
_DROPPED = frozenset(("pre", "script", "style", "template", "figcaption", "math", "svg"))
"""Code is not prose, and scripts are not text."""


def read_markdown(data: bytes, origin: str) -> list[Article]:
    """Return the article of a Markdown file, its blocks separated by blank lines.

    Raises:
        SourceError: where it is empty, not text, or has no words beside its front matter.
    """
    source = decode_bytes(data, origin)
    declared, body = split_front_matter(source)
    try:
        heading, text = render_plain(body)
    except RecursionError as error:
        raise SourceError("its Markdown is nested too deeply", origin) from error
    if not text.strip():
        raise SourceError("there is no text in it", origin)
    metadata = declared.filled_from(Metadata(title=heading)).filled_from(find_metadata(text))
    return [build_article(origin, text, metadata)]


def split_front_matter(source: str) -> tuple[Metadata, str]:
    """Return what a YAML front matter says, and the text behind it.

    Only ``key: value`` lines are read: that is what titles and dates are written in, and a full YAML
    parser is a door for more than that.
    """
    match = _FRONT_MATTER.match(source)
    if match is None:
        return Metadata(), source
    fields: dict[str, object] = {}
    for line in match["fields"].split("\n"):
        if (field := _FIELD.match(line)) and field["value"]:
            fields.setdefault(field["key"].strip().lower(), _unquote(field["value"].strip()))
    return declared_metadata(fields), source[match.end() :]


def _unquote(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].replace('\\"', '"').replace("''", "'")
    return re.sub(r"\s+#.*$", "", value).strip("[]")


def render_plain(source: str) -> tuple[str | None, str]:
    """Return the first heading and the whole text of Markdown: links by their text, no images, no code."""
    import markdown

    page = markdown.markdown(source, extensions=["fenced_code", "tables", "footnotes", "sane_lists"])
    collector = _TextCollector()
    collector.feed(page)
    collector.close()
    return collector.heading, "\n\n".join(collector.finish())


class _TextCollector(HTMLParser):
    """Collects the text of block elements, one string a block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self.heading: str | None = None
        self._parts: list[str] = []
        self._dropped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _DROPPED:
            self._dropped += 1
        elif tag in _BLOCKS:
            self._end_block()
        elif tag == "br":
            self._parts.append("\n")
        elif tag in ("td", "th"):
            self._parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _DROPPED:
            self._dropped = max(0, self._dropped - 1)
        elif tag in _BLOCKS:
            self._end_block()
            if tag == "h1" and self.heading is None and self.blocks:
                self.heading = " ".join(self.blocks[-1].split())

    def handle_data(self, data: str) -> None:
        if not self._dropped:
            self._parts.append(data)

    def finish(self) -> list[str]:
        self._end_block()
        return self.blocks

    def _end_block(self) -> None:
        lines = (" ".join(line.split()) for line in "".join(self._parts).split("\n"))
        if block := "\n".join(line for line in lines if line):
            self.blocks.append(block)
        self._parts.clear()
