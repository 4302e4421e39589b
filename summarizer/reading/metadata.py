"""What a bare text says about itself in its first and last lines: title, author, publisher, date."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace

from summarizer.lexicon import AGENCIES
from summarizer.patterns import compile_later
from summarizer.reading.dates import FoundDate, find_date

HEAD_LINES = 14
"""Lines that are looked at from the top. Between a title and the text, scraped pages have up to ten:
date, section, counters and one share button a line."""

MAX_TITLE_WORDS = 30
"""The longest headlines of the press are 25 words; beyond 30 it is a sentence that lost its full stop."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a source says about itself. None where it says nothing.

    Attributes:
        published: ISO 8601.
        language: a two-letter code.
    """

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None

    def filled_from(self, other: Metadata) -> Metadata:
        """Return this, with what it lacks taken from another."""
        lacking = {f.name: getattr(other, f.name) for f in fields(self) if getattr(self, f.name) is None}
        return replace(self, **lacking)


def find_metadata(text: str) -> Metadata:
    """Return what the first and last lines of a bare text say about it."""
    lines = [line.strip() for line in text[:6000].split("\n")]
    head = [line for line in lines if line][:HEAD_LINES]
    declared = read_header_lines(head)
    title, masthead = _find_title(head) if len(head) > 1 else (None, None)
    title, publisher = split_site_name(title, None)
    rest = [line for line in head if line != title]
    tail = [line.strip() for line in text[-600:].split("\n") if line.strip()][-4:]
    found = Metadata(
        title=title,
        publisher=publisher or masthead or _find_publisher(tail),
        author=_find_author(rest),
        published=_find_published(rest),
    )
    return declared.filled_from(found)


# header lines

_HEADER_LINE = compile_later(
    r"(?P<key>title|headline|publisher|source|site|date|published|publication date|url|link|canonical"
    r"|author|byline|language|lang)[ \t]*:[ \t]*(?P<value>\S.{0,400})",
    re.IGNORECASE,
)
_HEADER_FIELDS = {
    "title": "title", "headline": "title", "publisher": "publisher", "source": "publisher",
    "site": "publisher", "date": "published", "published": "published", "publication date": "published",
    "url": "url", "link": "url", "canonical": "url", "author": "author", "byline": "author",
    "language": "language", "lang": "language",
}  # fmt: skip


def read_header_lines(lines: list[str]) -> Metadata:
    """Return what the "Title: …" lines at the very top say; a block of them ends at the first other line."""
    values: dict[str, str] = {}
    for line in lines:
        match = _HEADER_LINE.fullmatch(line)
        if match is None:
            break
        values.setdefault(_HEADER_FIELDS[match["key"].lower()], match["value"].strip())
    if "published" in values:
        found = find_date(values.pop("published"))
        if found:
            values["published"] = found.iso
    if "url" in values and not re.match(r"https?://\S+$", values["url"]):
        del values["url"]
    if "language" in values:
        code = language_code(values.pop("language"))
        if code:
            values["language"] = code
    return Metadata(**values)


def is_header_line(line: str) -> bool:
    """Tell whether a line is one of the "Title: …" lines that are honoured at the top of a text."""
    return bool(_HEADER_LINE.fullmatch(line))


def language_code(value: str | None) -> str | None:
    """Return "en" for "en", "en-GB", "EN_us"; None for anything that is no language tag."""
    match = re.match(r"([A-Za-z]{2})(?:[-_].*)?$", (value or "").strip())
    return match[1].lower() if match else None


# title

_FURNITURE = compile_later(
    r"(?:skip to (?:main )?content|menu|home|search|share|advertisement|print|email|news|world|by"
    r"|(?:share|tweet|pin|post)(?: (?:this|on|with|via)\b.{0,30})?|facebook|twitter|x|linkedin|whatsapp"
    r"|accessibility\b.{0,80}|view (?:this e-?mail )?in (?:your )?browser"
    r"|(?:\S{1,20}(?: \S{1,20})?\s{2,8}){2,12}\S{1,20}"
    r"|close|breaking(?: news)?|exclusive|\W*\d{0,6}\W*|(?:icon-[\w-]+\s*)+|[•*·-]\s*by)",
    re.IGNORECASE,
)
_BREADCRUMB = compile_later(
    r"(?:home|news|start|front page)\s*[»›>/|]\s*(?:[^»›>]{1,60}\s[»›>]\s)*(?P<last>[^»›>]{1,250})",
    re.IGNORECASE,
)
_SENTENCE_END = compile_later(r"[.!。！][\"'”’)\]]*$")
_ABBREVIATED_END = compile_later(r"(?:\b\w\.){2,}[\"'”’]?$|\b(?:Jr|Sr|Inc)\.$")
"""A headline may end with "U.S." or "Jr."."""


MAX_MASTHEAD_WORDS = 4
MASTHEAD = compile_later(
    r"(?:(?:The|[A-Z][\w'’&.-]*) ){0,3}(?:News|Times|Post|Guardian|Herald|Journal|Tribune|Telegraph"
    r"|Courier|Gazette"
    r"|Chronicle|Observer|Mail|Star|Sun|Mirror|Express|Standard|Independent|Globe|Press|Review|Record"
    r"|Dispatch"
    r"|Ledger|Examiner|Echo|Media|Radio|Today|Daily|Weekly|Agency|Reuters|Online)"
)
"""A paper's name above the headline, as pages saved with their head have it."""


def _find_title(head: list[str]) -> tuple[str | None, str | None]:
    """Return the headline among the first lines, and the name of the paper where one stands above it."""
    name: str | None = None
    for line in head[:8]:
        if _FURNITURE.fullmatch(line) or is_header_line(line):
            continue
        if crumb := _BREADCRUMB.fullmatch(line):
            return crumb["last"].strip(), name
        if is_date_line(line) or is_byline(line):
            continue
        if not looks_like_title(line):
            return (None, None) if name is None else (name, None)
        if name is not None and len(line.split()) > MAX_MASTHEAD_WORDS and not line[0].isdigit():
            return line, name
        if name is None and not MASTHEAD.fullmatch(line):
            return line, None
        name = name or line
    return name, None


def looks_like_title(line: str) -> bool:
    """Tell whether a first line can be a headline: short, and not a sentence with a full stop."""
    words = line.split()
    stopped = _SENTENCE_END.search(line[-8:]) and not _ABBREVIATED_END.search(line[-16:])
    return 2 <= len(words) <= MAX_TITLE_WORDS and len(line) <= 250 and not stopped and line[-1] not in ",;:"


_PRESS_NAME = compile_later(
    r"\b(?:News|Times|Post|Guardian|Herald|Journal|Tribune|Reuters|CNN|NPR|Telegraph)$"
)


def split_site_name(title: str | None, site: str | None) -> tuple[str | None, str | None]:
    """Return a title without the name of its site, and that name where the title gives it away.

    With the site known, any separator serves; unknown, only " | Name" is taken, which headlines do
    not use, or a dash before a name that ends like a newspaper's.
    """
    if not title:
        return None, None
    parts = re.fullmatch(r"(?P<rest>.{10,}\S)\s+(?P<mark>[|–—·»:-]|::)\s+(?P<name>\S.{1,50})", title)
    if parts is None:
        return title, None
    name, rest = parts["name"].strip(), parts["rest"].strip()
    if site is not None:
        return (split_site_name(rest, site)[0], None) if _same_name(name, site) else (title, None)
    named = name[0].isupper() and len(name.split()) <= 5
    if named and (parts["mark"] == "|" or (parts["mark"] in "–—-" and _PRESS_NAME.search(name))):
        return rest, name
    return title, None


def _same_name(name: str, site: str) -> bool:
    def plain(text: str) -> str:
        return re.sub(r"\b(?:the|www|com|co|org|net|uk)\b|[\W_]", "", text.casefold())

    one, other = plain(name), plain(site)
    return bool(one and other) and (one in other or other in one)


# date

_AROUND_DATES = compile_later(
    r"\b(?:published|posted|updated|last|modified|first|date|on|at|by|from|edited|created|issued"
    r"|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|am|pm|a\.m|p\.m|e[sd]?t|p[sd]t|c[es]?s?t|bst|ist|gmt|utc|wib|sast|min|read|minutes?)\b",
    re.IGNORECASE,
)
_DATELINE = compile_later(r"[A-Z][A-Z .,'’/-]{2,40}?,?\s+(?:\([\w ]{2,20}\)\s+)?(?=[A-Z][a-z]{2,8}\.? \d)")
_UPDATED = compile_later(r"updated|modified|edited", re.IGNORECASE)
_EXTRA_DATE_WORDS = 6
"""Words beside the date that a date line may have: a section, a place, the two names of a byline."""


def is_date_line(line: str) -> bool:
    """Tell whether a line gives a date and little else."""
    return len(line) <= 160 and _date_of_line(line) is not None


def _date_of_line(line: str) -> FoundDate | None:
    found = find_date(line[:200])
    if found is None:
        return None
    before, after = line[: found.start], line[found.end :]
    byline = re.split(r"\bby\b", after, maxsplit=1, flags=re.IGNORECASE)[0]
    words = re.findall(r"[^\W\d_]{2,}", _AROUND_DATES.sub(" ", f"{before} {byline}"))
    if len(words) > _EXTRA_DATE_WORDS or (words and _SENTENCE_END.search(line[-1:])):
        return None
    return found


def _find_published(lines: list[str]) -> str | None:
    dated = [(line, found) for line in lines if (found := _date_of_line(line))]
    dated.sort(key=lambda pair: bool(_UPDATED.search(pair[0][: pair[1].start])))
    if dated:
        # The fullest of those that agree on the day: "date 2024-11-20" above "20 November 2024 - 06:57".
        day = dated[0][1].iso[:10]
        return max((found.iso for _, found in dated if found.iso.startswith(day)), key=len)
    for line in lines:
        if start := _DATELINE.match(line):
            found = find_date(line[: start.end() + 30])
            if found and found.start == start.end():
                return found.iso[:10]
    return None


# author, publisher

_NAME = r"(?:[A-Z][\w'’.-]*|de|van|von|der|al|bin|el|la|du|di|da)"
_NAMES = rf"{_NAME}(?: {_NAME}){{0,4}}(?:(?:, | and | & |, and ){_NAME}(?: {_NAME}){{0,4}}){{0,5}}"
_ROLE = r"[A-Z][\w&'’ -]{0,50}"
_BYLINE = compile_later(
    rf"[•*·\s]*(?:[Bb]y|BY|[Ww]ritten by|[Ww]ords by|[Ss]tory by)[:\s]\s*(?P<names>{_NAMES})"
    rf"(?P<rest>(?:,? for {_ROLE}|[,|/·–-]\s*{_ROLE})?)\W*"
)
_ROLE_WORDS = compile_later(
    r"\b(?:reporters?|correspondents?|editors?|writers?|staff|news|desk|bureau|columnist|chief|agency|online"
    r"|digital|political|senior|foreign|producer)\b",
    re.IGNORECASE,
)
_COPYRIGHT = compile_later(
    r"(?:©|\(c\)|copyright)\s*(?:©|\(c\)|copyright|by)?\s*(?:19|20)\d\d(?:[-–]\d{2,4})?\s+(?:by\s+)?"
    r"(?P<name>[A-Z][\w&'’ -]{1,50}?)(?:,? (?:Inc|Ltd|LLC|Limited|Group|plc)\b.*|[.,|].*|\s+all rights.*)?",
    re.IGNORECASE,
)


def is_byline(line: str) -> bool:
    """Tell whether a line is a byline: "By" and names, with a role or a date at most."""
    return byline_names(line) is not None


def byline_names(line: str) -> str | None:
    """Return the names in a byline, without roles; None where the line is none."""
    if len(line) > 200:
        return None
    found = find_date(line)
    if found:
        if _date_of_line(line) is None:
            return None
        line = max(line[: found.start], line[found.end :], key=len).strip(" -–—|,·")
    match = _BYLINE.fullmatch(line)
    if match is None:
        return None
    parts = [part for part in match["names"].split(", ") if not _ROLE_WORDS.search(part)]
    return ", ".join(parts).strip(" .") or None


def _find_author(lines: list[str]) -> str | None:
    return next((names for line in lines if (names := byline_names(line))), None)


def _find_publisher(tail: list[str]) -> str | None:
    for line in tail:
        match = _COPYRIGHT.fullmatch(line)
        # An agency's own copyright line says who wrote it, not who printed it.
        if match and match["name"].casefold().removeprefix("the ") not in AGENCIES:
            return match["name"].strip()
    return None
