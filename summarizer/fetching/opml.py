"""Lists of feeds in OPML, as every feed reader writes and reads them: folders become sections, and back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from summarizer.errors import SourceError
from summarizer.fetching.feeds import refuse_entities
from summarizer.fetching.subscriptions import Subscription
from summarizer.reading.decoding import decode_bytes

SEPARATOR = "/"
"""Between the names of a folder and of one inside it: section = "World/Asia"."""

MAX_DEPTH = 30

_ESCAPED = re.compile(r"[&<>\"\n\r\t]")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_FEED_TYPES = ("rss", "atom", "feed", "pie", "json", "jsonfeed", "rss1", "rss2", "rdf")


@dataclass(frozen=True, slots=True)
class Outline:
    """What an OPML file lists.

    Attributes:
        title: of the list.
        feeds: in the file's order, each address once in a section.
        notes: what of the file could not be used, and why.
    """

    title: str | None
    feeds: tuple[Subscription, ...]
    notes: tuple[str, ...] = ()


def read_opml(data: bytes, origin: str) -> Outline:
    """Return the feeds that a list names.

    A damaged file gives what can be read of it, with a note that says so.

    Raises:
        SourceError: it is no OPML, or declares XML entities.
    """
    refuse_entities(data, origin)
    root, damage = _parse(data, origin)
    if _tag(root) != "opml":
        raise SourceError("it is no OPML: export it from your feed reader as OPML", origin)
    notes = [damage] if damage else []
    feeds: dict[tuple[str, str], Subscription] = {}
    # Some programs forget the body; what they list stands right below the root.
    for found in _walk(_child(root, "body", root), (), 0):
        if isinstance(found, Subscription):
            feeds.setdefault((found.url, found.section or ""), found)
        elif found not in notes:
            notes.append(found)
    title = _child(_child(root, "head"), "title")
    return Outline(None if title is None else _text(title.text), tuple(feeds.values()), tuple(notes))


def _parse(data: bytes, origin: str) -> tuple[Any, str | None]:
    """Return the root element, and what was wrong with the file."""
    from lxml import etree  # type: ignore[import-untyped,unused-ignore]

    damage = None
    try:
        root = etree.fromstring(data, _parser(recover=False))
    except (etree.XMLSyntaxError, ValueError) as error:
        told = _short(str(getattr(error, "msg", error)))
        damage = f"the file is damaged ({told}); what could be read of it was taken"
        text = _name_characters(re.sub(r"^\s*<\?xml[^>]*\?>", "", decode_bytes(data, origin)))
        try:
            root = etree.fromstring(text.strip().encode("utf-8", "replace"), _parser(recover=True))
        except (etree.XMLSyntaxError, ValueError) as again:
            raise SourceError("it is no OPML, or too damaged to be read", origin) from again
    if root is None:
        raise SourceError("it is no OPML, or too damaged to be read", origin)
    return root, damage


def _tag(element: Any) -> str:  # noqa: ANN401
    """Return an element's name in lower case, without its namespace; "" for a comment."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _child(element: Any, name: str, default: Any = None) -> Any:  # noqa: ANN401
    return (
        next((child for child in element if _tag(child) == name), default) if element is not None else default
    )


def _name_characters(text: str) -> str:
    """Return text without what XML may not hold, and with numbers for &eacute; and the like, which it does not know."""
    from html.entities import html5

    def number(match: re.Match[str]) -> str:
        found = html5.get(match[1]) if match[1] not in ("amp;", "lt;", "gt;", "quot;", "apos;") else None
        return "".join(f"&#{ord(char)};" for char in found) if found else match[0]

    bare = re.sub(r"&(?!#?\w{1,30};)", "&amp;", _ILLEGAL.sub("\ufffd", text))
    return re.sub(r"&(\w{2,30};)", number, bare)


def _parser(*, recover: bool) -> Any:  # noqa: ANN401 — lxml has no types
    from lxml import etree

    options = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    encoding = "utf-8" if recover else None
    return etree.XMLParser(recover=recover, encoding=encoding, **options)


def _walk(element: Any, folders: tuple[str, ...], depth: int) -> Iterator[Subscription | str]:  # noqa: ANN401
    """Yield the feeds below an element, and a sentence on each outline that cannot be used."""
    if depth > MAX_DEPTH:
        yield f"folders within folders were read {MAX_DEPTH} deep"
        return
    for child in element:
        if _tag(child) != "outline":
            continue
        values = {str(name).rpartition("}")[2].lower(): str(value) for name, value in child.attrib.items()}
        # The text is what the user's reader showed; the title is what the feed calls itself.
        name = _text(values.get("text")) or _text(values.get("title"))
        found = _read_outline(values, name, folders)
        if found is not None:
            yield found
        below = (*folders, name.replace(SEPARATOR, "-")) if name and found is None else folders
        yield from _walk(child, below, depth + 1)


def _read_outline(
    values: dict[str, str], name: str | None, folders: tuple[str, ...]
) -> Subscription | str | None:
    """Return the feed that an outline is, what is wrong with it, or None where it is a folder or a remark."""
    kind = values.get("type", "").strip().lower()
    address = values.get("xmlurl", "").strip()
    if not address and kind in _FEED_TYPES:
        address = values.get("url", "").strip()
    if not address:
        if kind in ("include", "link") and values.get("url"):
            return f"{name or values['url'].strip()}: lists within the list are not followed"
        return f"{name or 'an outline'}: it names no address" if kind in _FEED_TYPES else None
    address = re.sub(r"^feed:(?:(?=https?:)|(?=//))", "", address, flags=re.IGNORECASE)
    address = f"http:{address}" if address.startswith("//") else address
    if not re.match(r"https?://[^\s/]", address, re.IGNORECASE):
        return f"{name or address}: {_short(address)} is no address of the web"
    return Subscription(address, name, _sections(values, folders))


def _sections(values: dict[str, str], folders: tuple[str, ...]) -> str | None:
    """Return the section: the folders, or where there are none the first category that the outline names."""
    if folders:
        return SEPARATOR.join(folders)
    first = values.get("category", "").split(",")[0].strip().strip(SEPARATOR)
    return _text(first)


def _text(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None


def _short(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= 80 else folded[:79] + "…"


# writing


def write_opml(feeds: Sequence[Subscription], title: str = "Feeds") -> str:
    """Return a list in OPML 2.0. Sections become folders; the order within each is kept."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        f"  <head><title>{_escape(title)}</title></head>",
        "  <body>",
        *_write_folder(_plant(feeds), 2),
        "  </body>",
        "</opml>",
    ]
    return "\n".join(lines) + "\n"


def _plant(feeds: Sequence[Subscription]) -> dict[str, Any]:
    """Return folders within folders: name → folder, and "" → the feeds of the folder itself."""
    tree: dict[str, Any] = {"": []}
    for feed in feeds:
        folder = tree
        for name in filter(None, (feed.section or "").split(SEPARATOR)):
            folder = folder.setdefault(name, {"": []})
        folder[""].append(feed)
    return tree


def _write_folder(folder: dict[str, Any], depth: int) -> Iterator[str]:
    margin = "  " * depth
    for feed in folder[""]:
        name = _escape(feed.title or feed.url)
        titled = f' title="{name}"' if feed.title else ""
        yield f'{margin}<outline type="rss" text="{name}"{titled} xmlUrl="{_escape(feed.url)}"/>'
    for name, inner in folder.items():
        if name:
            yield f'{margin}<outline text="{_escape(name)}">'
            yield from _write_folder(inner, depth + 1)
            yield f"{margin}</outline>"


def _escape(text: str) -> str:
    legal = _ILLEGAL.sub("\ufffd", text)
    return _ESCAPED.sub(lambda match: f"&#{ord(match[0])};", legal)
