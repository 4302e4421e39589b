"""Thirty invented outlets on loopback: their feeds in all forms and encodings, and their pages, on three days.

What they report is in `cases/three_days.json`. Each outlet writes its feed as another program would, and sends it
as another server would.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from pathlib import Path
from typing import Any, TypeAlias

from tests.web_server import Exchange, WebServer

CASES = Path(__file__).parent / "cases" / "three_days.json"
FIRST_DAY = datetime(2026, 11, 16, tzinfo=UTC)
DAYS = [(FIRST_DAY + timedelta(days=number)).date().isoformat() for number in range(3)]

Writer: TypeAlias = "Callable[[Outlet, Sequence[Report], str], str]"


@dataclass(frozen=True)
class Report:
    """One article.

    Attributes:
        day: 1, 2 or 3.
        url: of its page.
        published: None for an outlet that dates nothing.
        updated: the day on which it was edited without a word, and what was put for what.
    """

    day: int
    outlet: str
    slug: str
    title: str
    text: tuple[str, ...]
    url: str = ""
    published: datetime | None = None
    paywall: bool = False
    edited: tuple[int, str, str] | None = None

    def on(self, day: int) -> Report:
        """Return it as it reads on a day."""
        if self.edited is None or day < self.edited[0]:
            return self
        _, old, new = self.edited
        return replace(
            self, title=self.title.replace(old, new), text=tuple(part.replace(old, new) for part in self.text)
        )


@dataclass(frozen=True)
class Outlet:
    """Who publishes, and how.

    Attributes:
        key: the first part of its paths.
        section: in which a reader has put it.
        write: the form of its feed.
        encoding: of its bytes.
        declared: what its XML says of that; "" for nothing.
        media: what its server says, with the charset where it says that.
        send: how the bytes travel.
        full: whether the feed has the whole text.
    """

    key: str
    name: str
    section: str
    write: Writer
    encoding: str = "utf-8"
    declared: str = "utf-8"
    media: str = "application/rss+xml"
    send: Callable[[Exchange, bytes, str], None] = lambda exchange, body, media: exchange.send(
        body, Content_Type=media
    )
    full: bool = False


# how feeds are written


def _xml(declared: str, body: str) -> str:
    said = f' encoding="{declared}"' if declared else ""
    return f'<?xml version="1.0"{said}?>\n{body}'


def _blurb(report: Report) -> str:
    words = report.text[0].split()
    return " ".join(words[:18]) + (" …" if len(words) > 18 else "")


def _markup(report: Report) -> str:
    return "".join(f"<p>{escape(part, quote=False)}</p>" for part in report.text)


def _told(outlet: Outlet, report: Report) -> str:
    return _markup(report) if outlet.full else _blurb(report)


def _rss_items(outlet: Outlet, reports: Sequence[Report], dated: bool = True, guid: bool = True) -> str:
    return "".join(
        f"<item><title>{escape(one.title)}</title><link>{one.url}</link>"
        f"<description>{escape(_told(outlet, one))}</description>"
        + (f"<guid>{one.url}</guid>" if guid else "")
        + (f"<pubDate>{format_datetime(one.published)}</pubDate>" if dated and one.published else "")
        + "</item>"
        for one in reports
    )


def rss(version: str, dated: bool = True) -> Writer:
    """Return what writes RSS 0.91, 0.92 or 2.0."""

    def write(outlet: Outlet, reports: Sequence[Report], site: str) -> str:
        items = _rss_items(outlet, reports, dated, guid=version == "2.0")
        head = f"<title>{outlet.name}</title><link>{site}</link><description>News</description>"
        return _xml(
            outlet.declared,
            f'<rss version="{version}"><channel>{head}<language>en</language>{items}</channel></rss>',
        )

    return write


def rdf(version: str) -> Writer:
    """Return what writes RSS 0.90 or 1.0, which are RDF."""
    spaces = {
        "0.9": 'xmlns="http://my.netscape.com/rdf/simple/0.9/"',
        "1.0": 'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"',
    }

    def write(outlet: Outlet, reports: Sequence[Report], site: str) -> str:
        dated = version == "1.0"
        items = "".join(
            f"<item{f' rdf:about={chr(34)}{one.url}{chr(34)}' if dated else ''}><title>{escape(one.title)}</title>"
            f"<link>{one.url}</link>"
            + (
                f"<description>{escape(_told(outlet, one))}</description>"
                f"<dc:date>{one.published.isoformat() if one.published else ''}</dc:date>"
                if dated
                else ""
            )
            + "</item>"
            for one in reports
        )
        root = f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" {spaces[version]}>'
        channel = f"<channel><title>{outlet.name}</title><link>{site}</link></channel>"
        return _xml(outlet.declared, f"{root}{channel}{items}</rdf:RDF>")

    return write


def atom(version: str) -> Writer:
    """Return what writes Atom 0.3 or 1.0."""
    space, changed, published = {
        "0.3": ("http://purl.org/atom/ns#", "modified", "issued"),
        "1.0": ("http://www.w3.org/2005/Atom", "updated", "published"),
    }[version]

    def write(outlet: Outlet, reports: Sequence[Report], site: str) -> str:
        items = "".join(
            f'<entry><title>{escape(one.title)}</title><link rel="alternate" href="{one.url}"/><id>{one.url}</id>'
            f"<{published}>{_iso(one)}</{published}><{changed}>{_iso(one)}</{changed}>"
            f"<summary>{escape(_blurb(one))}</summary>"
            + (
                f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{_markup(one)}</div></content>'
                if outlet.full
                else ""
            )
            + "</entry>"
            for one in reports
        )
        old = ' version="0.3"' if version == "0.3" else ""
        head = f'<title>{outlet.name}</title><link rel="alternate" href="{site}"/><id>{site}</id>'
        return _xml(outlet.declared, f'<feed xmlns="{space}"{old} xml:lang="en">{head}{items}</feed>')

    return write


def json_feed(version: str) -> Writer:
    """Return what writes JSON Feed."""

    def write(outlet: Outlet, reports: Sequence[Report], site: str) -> str:
        items = [
            {
                "id": one.url,
                "url": one.url,
                "title": one.title,
                "date_published": _iso(one),
                **({"content_html": _markup(one)} if outlet.full else {"content_text": _blurb(one)}),
            }
            for one in reports
        ]
        document = {
            "version": f"https://jsonfeed.org/version/{version}",
            "title": outlet.name,
            "home_page_url": site,
            "items": items,
        }
        return json.dumps(document, ensure_ascii=False)

    return write


def aggregate(outlet: Outlet, reports: Sequence[Report], site: str) -> str:
    """Write RSS that names for each item whose it is."""
    items = "".join(
        f"<item><title>{escape(one.title)}</title><link>{one.url}</link><guid>{one.url}</guid>"
        f"<description>{escape(_blurb(one))}</description><pubDate>{format_datetime(one.published)}</pubDate>"
        f'<source url="{site}{one.outlet}/feed">{OUTLETS[one.outlet].name}</source></item>'
        for one in reports
        if one.published
    )
    return _xml("utf-8", f'<rss version="2.0"><channel><title>{outlet.name}</title>{items}</channel></rss>')


def _iso(report: Report) -> str:
    return report.published.isoformat() if report.published else ""


# how they travel


def send_gzip(exchange: Exchange, body: bytes, media: str) -> None:
    exchange.send(gzip.compress(body, mtime=0), Content_Type=media, Content_Encoding="gzip")


def send_deflate(exchange: Exchange, body: bytes, media: str) -> None:
    exchange.send(zlib.compress(body), Content_Type=media, Content_Encoding="deflate")


def send_chunked(exchange: Exchange, body: bytes, media: str) -> None:
    exchange.start(200, Content_Type=media, Transfer_Encoding="chunked")
    for start in range(0, len(body), 700):
        part = body[start : start + 700]
        exchange.wfile.write(f"{len(part):x}\r\n".encode() + part + b"\r\n")
    exchange.wfile.write(b"0\r\n\r\n")


def send_by_etag(exchange: Exchange, body: bytes, media: str) -> None:
    tag = f'W/"{zlib.crc32(body):x}"'
    if exchange.headers.get("If-None-Match") == tag:
        exchange.send(status=304, ETag=tag)
    else:
        exchange.send(body, Content_Type=media, ETag=tag)


def send_by_date(exchange: Exchange, body: bytes, media: str) -> None:
    stamp = format_datetime(FIRST_DAY + timedelta(seconds=len(body)), usegmt=True)
    if exchange.headers.get("If-Modified-Since") == stamp:
        exchange.send(status=304)
    else:
        exchange.send(body, Content_Type=media, Last_Modified=stamp)


ATOM, JSON = "application/atom+xml", "application/feed+json"
OUTLETS = {
    one.key: one
    for one in (
        Outlet("courier", "The Corran Courier", "Coast", rss("2.0"), send=send_gzip),
        Outlet("ledger", "The Norvik Ledger", "Coast", atom("1.0"), media=ATOM, send=send_by_etag, full=True),
        Outlet("wire", "Wire North", "Coast", rss("2.0"), send=send_chunked),
        Outlet("coast", "Coast Chronicle", "Coast", atom("0.3"), media=ATOM),
        Outlet("harbour", "Harbour Post", "Coast", rss("0.91", dated=False)),
        Outlet("halden", "Halden Morning", "Country", rss("2.0"), send=send_by_date),
        Outlet("gazette", "The Ambrel Gazette", "Country", rss("0.92")),
        Outlet("herald", "The Valley Herald", "Country", rss("2.0"), media="text/html", full=True),
        Outlet("vesti", "Sestra Vesti (Вести)", "Country", rss("2.0"), "windows-1251", "windows-1251"),
        Outlet("market", "Market Daily", "Business", json_feed("1.1"), media=JSON, full=True),
        Outlet("observer", "Lindau Observer", "Country", rdf("1.0"), media="application/rdf+xml"),
        Outlet("tidings", "Lindau Tidings", "Country", rss("2.0"), "windows-1252", "", "text/xml"),
        Outlet("science", "The Science Letter", "Science", json_feed("1"), media=JSON, send=send_deflate),
        Outlet("health", "Health Review", "Science", atom("1.0"), media=ATOM, full=True),
        Outlet("labour", "Labour Today", "Business", rss("2.0"), "iso-8859-15", "iso-8859-15"),
        Outlet("sport", "Norvik Sport", "Sport", rss("2.0"), send=send_gzip, media="text/xml"),
        Outlet("archive", "Museum Notes", "Culture", rdf("0.9"), media="application/rdf+xml"),
        Outlet(
            "nature", "Brenn Nature", "Science", rss("2.0"), "windows-1251", "", "text/xml; charset=cp1251"
        ),
        Outlet("farm", "Farm and Field", "Business", rss("0.92"), declared="", send=send_chunked),
        Outlet("parliament", "Parliament Watch", "Country", atom("1.0"), media="application/octet-stream"),
        Outlet("utf16", "The Sestra Standard", "Country", rss("2.0"), "utf-16", "utf-16"),
        Outlet("utf16be", "Weather North", "Coast", atom("1.0"), "utf-16-be-bom", "utf-16", ATOM),
        Outlet("undated", "Lindau Libraries", "Culture", rss("2.0", dated=False), "utf-8-sig"),
        Outlet("paywall", "Insurers' Weekly", "Business", rss("2.0")),
        Outlet("aggregator", "All of Kestria", "Country", aggregate),
        Outlet("quiet", "Nothing Yet", "Culture", atom("1.0"), media=ATOM),
        Outlet("twin", "Port Advertiser", "Coast", rss("2.0"), send=send_by_etag),
        Outlet("gone", "Island Echo", "Coast", rss("2.0")),
        Outlet("moving", "Reef Radio", "Coast", rss("2.0")),
        Outlet("broken", "Tarn Bulletin", "Country", rss("2.0")),
    )
}
"""Every outlet by its key."""

AGGREGATED = ("tarn-quake", "bridge", "owls")
PROMISES = "<div class='cookie-banner'>We use cookies. <button>Accept all</button></div>"
MENU = "<nav><a href='/'>Home</a> <a href='/sport'>Sport</a> <a href='/abo'>Subscribe</a></nav>"


def load_reports(address: str) -> list[Report]:
    """Return all articles, with their pages at an address."""
    return [_load_report(entry, address) for entry in json.loads(CASES.read_text(encoding="utf-8"))]


def _load_report(entry: Mapping[str, Any], address: str) -> Report:
    moment = FIRST_DAY + timedelta(days=entry["day"] - 1, hours=entry["hour"])
    edit = entry.get("edited")
    return Report(
        entry["day"],
        entry["outlet"],
        entry["slug"],
        entry["title"],
        tuple(entry["text"]),
        f"{address}/{entry['outlet']}/{entry['slug']}.html",
        None if entry["outlet"] in ("undated", "harbour", "archive") else moment,
        bool(entry.get("paywall")),
        (edit["day"], edit["from"], edit["to"]) if edit else None,
    )


class NewsServer:
    """Serves the outlets as they are on a day.

    Attributes:
        web: the server; `web.requests` is what was asked for.
        day: 1, 2 or 3.
        before: is called with each path before it is answered.
    """

    def __init__(self) -> None:
        self.web = WebServer()
        self.day = 1
        self.before: Callable[[str], object] = lambda _path: None
        self.reports = load_reports(self.web.address)
        for outlet in OUTLETS.values():
            self.web.pages[f"/{outlet.key}/feed"] = self._answer_feed(outlet)
            self.web.pages[f"/new/{outlet.key}/feed"] = self._answer_feed(outlet, moved=True)
        for report in self.reports:
            self.web.pages[f"/{report.outlet}/{report.slug}.html"] = self._answer_page(report)

    def feed(self, key: str) -> str:
        """Return the address of an outlet's feed."""
        return self.web.url(f"/{key}/feed")

    def published(self, outlet: Outlet) -> list[Report]:
        """Return what an outlet lists now, the latest first."""
        listed = [one.on(self.day) for one in self.reports if one.day <= self.day]
        if outlet.key == "aggregator":
            return [one for one in listed if one.slug in AGGREGATED]
        return [one for one in reversed(listed) if one.outlet == outlet.key]

    def _answer_feed(self, outlet: Outlet, moved: bool = False) -> Callable[[Exchange], None]:
        def answer(exchange: Exchange) -> None:
            self.before(exchange.path)
            if self.day == 3 and outlet.key == "gone":
                exchange.send(b"gone", status=410)
            elif self.day == 3 and outlet.key == "moving" and not moved:
                exchange.send(status=301, Location=f"/new/{outlet.key}/feed")
            elif self.day == 3 and outlet.key == "broken":
                exchange.send(b"<html><h1>Welcome to your new site</h1></html>")
            else:
                text = outlet.write(outlet, self.published(outlet), self.web.url("/"))
                outlet.send(exchange, _encode(text, outlet.encoding), outlet.media)

        return answer

    def _answer_page(self, report: Report) -> Callable[[Exchange], None]:
        outlet = OUTLETS[report.outlet]

        def answer(exchange: Exchange) -> None:
            self.before(exchange.path)
            page = _write_page(report.on(self.day), outlet)
            charset = "utf-16" if outlet.encoding.startswith("utf-16") else outlet.encoding
            media = f"text/html; charset={charset}" if outlet.declared else "text/html"
            exchange.send(_encode(page, outlet.encoding), Content_Type=media)

        return answer

    def close(self) -> None:
        """Stop serving."""
        self.web.close()


def _encode(text: str, encoding: str) -> bytes:
    if encoding == "utf-16-be-bom":
        return b"\xfe\xff" + text.encode("utf-16-be")
    return text.encode(encoding, "xmlcharrefreplace")


def _write_page(report: Report, outlet: Outlet) -> str:
    charset = f'<meta charset="{outlet.declared}">' if outlet.declared else ""
    body = "".join(f"<p>{escape(part, quote=False)}</p>" for part in report.text)
    if report.paywall:
        body += "<p>This article is for subscribers only. Subscribe to continue reading.</p>"
    return (
        f"<!doctype html><html lang='en'><head>{charset}<title>{escape(report.title)} | {outlet.name}</title>"
        f"<meta property='og:site_name' content='{escape(outlet.name)}'></head><body>{MENU}{PROMISES}"
        f"<main><article><h1>{escape(report.title)}</h1><p class='byline'>By our own correspondent</p>{body}"
        "</article></main><aside><h3>Most read</h3><ul><li><a href='/x'>Ten recipes with leeks</a></li></ul></aside>"
        f"<footer>© 2026 {outlet.name}. All rights reserved.</footer></body></html>"
    )
