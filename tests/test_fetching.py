"""Fetching from the web: what is refused, what is survived, and how politely; every fault over a real socket."""

from __future__ import annotations

import datetime
import gzip
import os
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable
from dataclasses import replace
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

from summarizer.fetching.addresses import hide_credentials, name_refusal
from summarizer.fetching.bodies import Body
from summarizer.fetching.cache import Cache
from summarizer.fetching.client import Client, user_agent
from summarizer.fetching.records import FetchConfig, Fetched, FetchFailure, FetchProblem, Request
from tests.web_server import Exchange, WebServer, free_port

NOW = datetime.datetime(2026, 11, 22, 6, 0, tzinfo=datetime.UTC)
PAGE = "<html><body><p>The bridge reopened.</p></body></html>"


@pytest.fixture
def config(tmp_path: Path) -> FetchConfig:
    """Limits that let loopback be asked, and keep nobody waiting."""
    return FetchConfig(
        allowed_hosts=frozenset({"127.0.0.1"}),
        cache_folder=tmp_path / "cache",
        connect_seconds=1.0,
        read_seconds=0.3,
        total_seconds=0.6,
        first_pause=0.25,
        host_delay=0.0,
    )


class Waits(list[float]):
    """Notes how long it was asked to wait, and does not."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


def make_client(config: FetchConfig, waits: Waits | None = None, now: datetime.datetime = NOW) -> Client:
    return Client(config, sleep=Waits() if waits is None else waits, now=lambda: now)


def fetched(outcome: Fetched | FetchProblem) -> Fetched:
    assert isinstance(outcome, Fetched), outcome
    return outcome


def problem(outcome: Fetched | FetchProblem) -> FetchProblem:
    assert isinstance(outcome, FetchProblem), outcome
    return outcome


# addresses


REFUSED = {
    "loopback": "127.0.0.1",
    "loopback, another": "127.8.9.10",
    "any": "0.0.0.0",
    "private, ten": "10.0.0.1",
    "private, 172": "172.16.5.4",
    "private, 192": "192.168.1.1",
    "shared by a provider's customers": "100.64.0.1",
    "link-local, metadata of clouds": "169.254.169.254",
    "multicast": "224.0.0.1",
    "reserved": "240.0.0.1",
    "broadcast": "255.255.255.255",
    "measuring": "198.18.0.1",
    "documentation": "203.0.113.7",
    "IPv6 loopback": "::1",
    "IPv6 any": "::",
    "IPv6 private": "fd00:ec2::254",
    "IPv6 private, fc": "fc00::1",
    "IPv6 link-local": "fe80::1",
    "IPv6 multicast": "ff02::1",
    "IPv6 site-local": "fec0::1",
    "mapped loopback": "::ffff:127.0.0.1",
    "mapped private": "::ffff:192.168.0.1",
    "compatible loopback": "::127.0.0.1",
    "translated loopback": "64:ff9b::7f00:1",
    "translated within a network": "64:ff9b:1::1",
    "6to4 of a private address": "2002:0a00:0001::1",
    "Teredo of a private address": "2001:0:4136:e378:8000:63bf:f5ff:fffe",
}
PUBLIC = [
    "93.184.215.14",
    "8.8.8.8",
    "2606:2800:21f:cb07:6820:80da:af6b:8b2c",
    "64:ff9b::808:808",
    "::ffff:8.8.8.8",
]


@pytest.mark.parametrize("address", REFUSED.values(), ids=REFUSED.keys())
def test_addresses_that_are_not_public_are_named(address: str) -> None:
    import ipaddress

    assert name_refusal(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_let_through(address: str) -> None:
    import ipaddress

    assert name_refusal(ipaddress.ip_address(address)) is None


def forbid_connections(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Make every attempt at a connection fail the test, and return the list in which it would be noted."""
    attempts: list[Any] = []

    def refuse(self: socket.socket, address: Any) -> None:
        attempts.append(address)
        raise AssertionError(f"a connection to {address} was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    return attempts


@pytest.mark.parametrize(
    "url",
    [
        *(f"http://[{address}]/" if ":" in address else f"http://{address}/" for address in REFUSED.values()),
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "https://localhost/",
        "http://localhost.:80/",
    ],
)
def test_a_private_address_is_refused_before_any_connection(
    url: str, config: FetchConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempts = forbid_connections(monkeypatch)
    found = problem(make_client(replace(config, allowed_hosts=frozenset())).fetch(Request(url, "feed")))
    assert found.fault in ("refused", "unreachable")
    assert attempts == []


@pytest.mark.parametrize(
    "url",
    [
        "ftp://h.example/x",
        "file:///etc/passwd",
        "gopher://h.example/",
        "http://",
        "http://:80/",
        "https:",
        "x",
        "http://h.example:0/",
        "http://h.example:99999/",
        "http://" + "a" * 9000,
        "http://a\tb.example/",
        "http://[::1/",
    ],
)
def test_what_is_no_web_address_is_refused(
    url: str, config: FetchConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: pytest.fail("a name was looked up"))
    assert problem(make_client(config).fetch(Request(url, "feed"))).fault == "refused"


def resolve_to(monkeypatch: pytest.MonkeyPatch, *answers: str) -> list[str]:
    """Let the names below .example lead to these addresses, one at each look-up, the last one for ever."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def look_up(host: str, port: int, *arguments: Any, **named: Any) -> Any:
        if not host.endswith(".example"):
            return real(host, port, *arguments, **named)
        asked.append(host)
        address = answers[min(len(asked), len(answers)) - 1]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


def test_a_name_that_leads_to_loopback_is_refused(
    config: FetchConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolve_to(monkeypatch, "127.0.0.1")
    attempts = forbid_connections(monkeypatch)
    found = problem(make_client(config).fetch("http://news.example/"))
    assert found.fault == "refused"
    assert "this machine" in found.reason
    assert attempts == []


def test_the_connection_goes_to_the_address_that_was_checked(
    config: FetchConfig, web: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that leads elsewhere the second time is looked up once, and so never asked there."""
    web.pages["/feed"] = "x"
    asked = resolve_to(monkeypatch, "127.0.0.1", "127.0.0.2")
    allowed = replace(config, allowed_hosts=frozenset({"news.example"}))
    assert fetched(make_client(allowed).fetch(Request(web.url("/feed", "news.example"), "feed"))).body == b"x"
    assert asked == ["news.example"]
    assert web.headers[0]["host"] == f"news.example:{web.port}"


def test_one_private_address_among_public_ones_is_enough_to_refuse(
    config: FetchConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in ("8.8.8.8", "10.0.0.1")
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: entries)
    attempts = forbid_connections(monkeypatch)
    assert problem(make_client(config).fetch("http://two.example/")).fault == "refused"
    assert attempts == []


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://inner.example/",
        "http://[::ffff:127.0.0.1]/",
        "file:///etc",
        "//10.0.0.1/x",
        "javascript:alert(1)",
    ],
)
def test_a_redirect_to_a_private_address_is_refused(
    target: str, config: FetchConfig, web: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolve_to(monkeypatch, "127.0.0.1")
    connected: list[Any] = []
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        connected.append(address[:2])
        real(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)
    web.pages["/a"] = lambda exchange: exchange.send(status=302, Location=target)
    found = problem(make_client(config).fetch(Request(web.url("/a"), "feed")))
    assert found.fault == "refused"
    assert set(connected) == {("127.0.0.1", web.port)}


def test_a_host_may_be_allowed_by_name_and_port_alone(config: FetchConfig, web: WebServer) -> None:
    web.pages["/feed"] = "x"
    one = replace(config, allowed_hosts=frozenset({f"127.0.0.1:{web.port}"}))
    other = replace(config, allowed_hosts=frozenset({f"127.0.0.1:{web.port + 1}"}))
    private = replace(config, allowed_hosts=frozenset(), allow_private=True)
    request = Request(web.url("/feed"), "feed")
    assert fetched(make_client(one).fetch(request)).status == 200
    assert problem(make_client(other).fetch(request)).fault == "refused"
    assert fetched(make_client(private).fetch(request)).status == 200


def test_a_resolver_that_hangs_costs_no_more_than_its_time(
    config: FetchConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    released = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: (released.wait(10), [])[1])
    found = problem(
        make_client(replace(config, connect_seconds=0.05)).fetch(Request("http://slow.example/", "feed"))
    )
    released.set()
    assert found.fault == "timeout"


def test_passwords_in_addresses_are_sent_to_their_host_alone_and_shown_nowhere(
    config: FetchConfig, web: WebServer
) -> None:
    other = WebServer()
    other.pages["/b"] = "x"
    web.pages["/a"] = lambda exchange: exchange.send(status=302, Location=other.url("/b"))
    url = web.url("/a").replace("//", "//anna:s%40cret@")
    answer = fetched(make_client(config).fetch(Request(url, "feed")))
    other.close()
    assert web.headers[0]["authorization"] == "Basic YW5uYTpzQGNyZXQ="
    assert "authorization" not in other.headers[0]
    assert answer.url == hide_credentials(url) == web.url("/a")
    assert not any(b"cret" in path.read_bytes() for path in config.cache_folder.rglob("*") if path.is_file())  # type: ignore[union-attr]


# faults


def test_refused_connections_are_tried_again_and_then_told(config: FetchConfig) -> None:
    waits = Waits()
    found = problem(make_client(config, waits).fetch(Request(f"http://127.0.0.1:{free_port()}/", "feed")))
    assert found.fault == "unreachable"
    assert found.reason == "127.0.0.1 refuses the connection (3 attempts)"
    assert waits == [0.25, 0.5]


def hang(exchange: Exchange) -> None:
    exchange.web.released.wait(5)


def drip_body(exchange: Exchange) -> None:
    exchange.start(Content_Type="text/xml", Content_Length="1000")
    while not exchange.web.released.wait(0.05):
        exchange.wfile.write(b"x")


def drip_head(exchange: Exchange) -> None:
    exchange.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while not exchange.web.released.wait(0.05):
        exchange.wfile.write(b"x")


@pytest.mark.parametrize("answer", [hang, drip_body, drip_head])
def test_servers_that_keep_us_waiting_are_left(
    answer: Callable[[Exchange], None], config: FetchConfig, web: WebServer
) -> None:
    web.pages["/slow"] = answer
    found = problem(make_client(config).fetch(Request(web.url("/slow"), "feed")))
    assert found.fault == "timeout"
    assert "does not answer in time" in found.reason
    assert web.requests == ["/slow"]


def test_slow_redirects_share_one_time(config: FetchConfig, web: WebServer) -> None:
    def slow(exchange: Exchange) -> None:
        exchange.web.released.wait(0.1)
        exchange.send(status=302, Location=f"/{int(exchange.path[1:]) + 1}")

    web.pages |= {f"/{number}": slow for number in range(6)}
    found = problem(make_client(replace(config, total_seconds=0.25)).fetch(Request(web.url("/0"), "feed")))
    assert found.fault == "timeout"
    assert len(web.requests) <= 3


def half(exchange: Exchange) -> None:
    data = gzip.compress(PAGE.encode() * 50)
    exchange.send(data[: len(data) // 2], Content_Encoding="gzip")


def damaged(exchange: Exchange) -> None:
    exchange.send(b"no gzip at all", Content_Encoding="gzip")


def brotli(exchange: Exchange) -> None:
    exchange.send(b"\x0b\x02\x80abc\x03", Content_Encoding="br")


@pytest.mark.parametrize("answer", [half, damaged, brotli])
def test_bodies_that_cannot_be_unpacked_are_told(
    answer: Callable[[Exchange], None], config: FetchConfig, web: WebServer
) -> None:
    web.pages["/a"] = answer
    assert problem(make_client(config).fetch(Request(web.url("/a"), "feed"))).fault == "broken"


def cut(exchange: Exchange) -> None:
    exchange.start(Content_Length="1000")
    exchange.wfile.write(b"only this")


def cut_chunk(exchange: Exchange) -> None:
    exchange.start(Transfer_Encoding="chunked")
    exchange.wfile.write(b"5\r\nhello\r\n")


def slam(exchange: Exchange) -> None:
    exchange.connection.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize("answer", [cut, cut_chunk, slam])
def test_answers_that_break_off_are_asked_for_again(
    answer: Callable[[Exchange], None], config: FetchConfig, web: WebServer
) -> None:
    web.pages["/a"] = answer
    found = problem(make_client(config).fetch(Request(web.url("/a"), "feed")))
    assert found.reason == "127.0.0.1 broke off its answer (3 attempts)"
    assert web.asked("/a") == 3


def test_what_is_no_web_server_is_told(config: FetchConfig, web: WebServer) -> None:
    web.pages["/a"] = lambda exchange: exchange.wfile.write(b"220 mail.example ESMTP\r\n\r\n")
    assert (
        "does not answer as a web server does"
        in problem(make_client(config).fetch(Request(web.url("/a"), "feed"))).reason
    )


def test_an_error_that_passes_is_waited_for(config: FetchConfig, web: WebServer) -> None:
    def answer(exchange: Exchange) -> None:
        exchange.send("done", status=(500, 502, 200)[web.asked("/a") - 1])

    web.pages["/a"] = answer
    waits = Waits()
    assert fetched(make_client(config, waits).fetch(Request(web.url("/a"), "feed"))).body == b"done"
    assert waits == [0.25, 0.5]


@pytest.mark.parametrize(
    ("status", "times", "words"),
    [
        (404, 1, "knows no such page"),
        (403, 1, "refuses to give it"),
        (401, 1, "user name and password"),
        (451, 1, "legal reasons"),
        (418, 1, "status 418"),
        (204, 1, "status 204"),
        (304, 1, "to a first question"),
        (500, 3, "its server failed (status 500) (3 attempts)"),
        (503, 3, "its server failed (status 503) (3 attempts)"),
    ],
)
def test_other_answers_are_told_in_words(
    status: int, times: int, words: str, config: FetchConfig, web: WebServer
) -> None:
    web.pages["/a"] = lambda exchange: exchange.send(status=status)
    found = problem(make_client(config).fetch(Request(web.url("/a"), "feed")))
    assert (found.fault, found.status) == ("status", status)
    assert words in found.reason
    assert web.asked("/a") == times


def test_redirects_are_followed_and_loops_are_not(config: FetchConfig, web: WebServer) -> None:
    web.pages["/a"] = lambda exchange: exchange.send(status=302, Location="/b?x=1#part")
    web.pages["/b?x=1"] = lambda exchange: exchange.send(status=307, Location=web.url("/c"))
    web.pages["/c"] = "here"
    web.pages["/loop"] = lambda exchange: exchange.send(status=302, Location="/pool")
    web.pages["/pool"] = lambda exchange: exchange.send(status=302, Location="/loop")
    web.pages["/nowhere"] = lambda exchange: exchange.send(status=302)
    client = make_client(config)
    answer = fetched(client.fetch(Request(web.url("/a"), "feed")))
    assert (answer.final_url, answer.moved_to, answer.body) == (web.url("/c"), None, b"here")
    assert "in a circle" in problem(client.fetch(Request(web.url("/loop"), "feed"))).reason
    assert web.asked("/loop") == 1
    assert "without saying where" in problem(client.fetch(Request(web.url("/nowhere"), "feed"))).reason


def test_five_redirects_are_followed_and_six_are_not(config: FetchConfig, web: WebServer) -> None:
    def redirect(exchange: Exchange) -> None:
        left = int(exchange.path[1:])
        exchange.send(str(left)) if left == 0 else exchange.send(status=302, Location=f"/{left - 1}")

    web.pages |= {f"/{number}": redirect for number in range(8)}
    assert fetched(make_client(config).fetch(Request(web.url("/5"), "feed"))).body == b"0"
    assert "more than 5 times" in problem(make_client(config).fetch(Request(web.url("/6"), "feed"))).reason


def test_moves_are_permanent_only_as_far_as_all_of_them_are(config: FetchConfig, web: WebServer) -> None:
    web.pages["/old"] = lambda exchange: exchange.send(status=301, Location="/new")
    web.pages["/new"] = lambda exchange: exchange.send(status=302, Location="/today")
    web.pages["/today"] = lambda exchange: exchange.send(status=308, Location="/final")
    web.pages["/final"] = "x"
    answer = fetched(make_client(config).fetch(Request(web.url("/old"), "feed")))
    assert (answer.moved_to, answer.final_url) == (web.url("/new"), web.url("/final"))


def endless(exchange: Exchange) -> None:
    exchange.start(Content_Type="text/xml")
    try:
        for _ in range(1024):
            exchange.wfile.write(b"x" * 2**20)
    except OSError:
        exchange.web.pages["/cut"] = "yes"


def test_a_body_without_end_is_cut_at_the_limit(config: FetchConfig, web: WebServer) -> None:
    """A gigabyte is offered; what is taken of it is little more than the limit."""
    web.pages["/a"] = endless
    found = problem(
        make_client(replace(config, max_bytes=3 * 2**20, total_seconds=20)).fetch(
            Request(web.url("/a"), "feed")
        )
    )
    assert (found.fault, found.reason) == ("size", "it is larger than 3 MB")
    for _ in range(200):
        if "/cut" in web.pages:
            break
        time.sleep(0.01)
    assert web.pages.get("/cut") == "yes"


def test_a_body_that_is_announced_as_too_large_is_not_received(config: FetchConfig, web: WebServer) -> None:
    web.pages["/a"] = lambda exchange: exchange.start(Content_Length=str(2**40))
    assert problem(make_client(config).fetch(Request(web.url("/a"), "feed"))).fault == "size"


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_a_bomb_is_not_unpacked(encoding: str, config: FetchConfig, web: WebServer) -> None:
    zeros = b"\x00" * (8 * 2**20)
    bomb = gzip.compress(zeros) if encoding == "gzip" else zlib.compress(zeros)
    web.pages["/a"] = lambda exchange: exchange.send(bomb, Content_Encoding=encoding)
    found = problem(make_client(replace(config, max_bytes=100 * 2**20)).fetch(Request(web.url("/a"), "feed")))
    assert found.fault == "size"
    assert "trap" in found.reason


def test_a_bomb_is_held_off_with_little_memory() -> None:
    body = Body("gzip", 100 * 2**20)
    with pytest.raises(FetchFailure):
        body.add(gzip.compress(b"\x00" * (8 * 2**20)))
    assert len(body.content) < 2 * 2**20


RAW = zlib.compressobj(wbits=-15)
PACKED = {
    "gzip": gzip.compress(PAGE.encode()),
    "x-gzip": gzip.compress(PAGE[:20].encode()) + gzip.compress(PAGE[20:].encode()),
    "deflate": zlib.compress(PAGE.encode()),
    "Deflate": RAW.compress(PAGE.encode()) + RAW.flush(),
    "identity": PAGE.encode(),
}


@pytest.mark.parametrize("size", [1, 7, 10_000])
@pytest.mark.parametrize("encoding", PACKED)
def test_bodies_are_unpacked_however_they_come(encoding: str, size: int) -> None:
    """Also in one byte at a time, as two members, with padding behind, or deflated without a head."""
    if encoding == "Deflate" and size == 1:
        size = 2  # the first two bytes tell whether there is a head
    body, data = Body(encoding, 10_000), PACKED[encoding] + (b"" if encoding == "identity" else b"\x00" * 3)
    for start in range(0, len(data), size):
        body.add(data[start : start + size])
    assert body.finish() == PAGE.encode()


def test_long_texts_are_unpacked_whole() -> None:
    text = bytes(range(256)) * 4000
    body = Body("gzip", 2**21)
    body.add(gzip.compress(text))
    assert body.finish() == text


def test_chunked_answers_are_read(config: FetchConfig, web: WebServer) -> None:
    def chunked(exchange: Exchange) -> None:
        exchange.start(Content_Type="text/html", Transfer_Encoding="chunked")
        for part in ("<p>The bri", "dge", "</p>"):
            exchange.wfile.write(f"{len(part):x}\r\n{part}\r\n".encode())
        exchange.wfile.write(b"0\r\n\r\n")

    web.pages["/a"] = chunked
    assert fetched(make_client(config).fetch(Request(web.url("/a"), "feed"))).body == b"<p>The bridge</p>"


@pytest.mark.parametrize(
    "media", ["image/png", "video/mp4", "audio/mpeg", "application/zip", "TEXT/CSS; charset=x"]
)
def test_what_no_article_comes_in_is_not_received(media: str, config: FetchConfig, web: WebServer) -> None:
    web.pages["/a"] = lambda exchange: exchange.start(Content_Type=media, Content_Length="1000000")
    found = problem(make_client(config).fetch(Request(web.url("/a"), "feed")))
    assert found.fault == "type"
    assert "cannot be read as an article" in found.reason


# certificates


def make_tls(authority: trustme.CA, **settings: Any) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(settings.pop("name", "127.0.0.1"), **settings).configure_cert(context)
    return context


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"not_after": datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)}, "has expired"),
        ({"name": "other.example"}, "is made out to another name"),
    ],
    ids=["expired", "another name"],
)
def test_certificates_are_judged_and_told_in_words(
    settings: dict[str, Any], words: str, config: FetchConfig
) -> None:
    authority = trustme.CA()
    trust = ssl.create_default_context()
    authority.configure_trust(trust)
    web = WebServer(make_tls(authority, **settings))
    found = problem(Client(config, tls=trust).fetch(Request(web.url("/a"), "feed")))
    web.close()
    assert found.fault == "certificate"
    assert found.reason == f"the certificate of 127.0.0.1 {words}"


def test_a_certificate_of_an_unknown_authority_is_refused(config: FetchConfig) -> None:
    web = WebServer(make_tls(trustme.CA()))
    found = problem(make_client(config).fetch(Request(web.url("/a"), "feed")))
    web.close()
    assert found.reason == "the certificate of 127.0.0.1 is signed by nobody whom browsers trust"


def test_a_good_certificate_is_trusted(config: FetchConfig) -> None:
    authority = trustme.CA()
    trust = ssl.create_default_context()
    authority.configure_trust(trust)
    web = WebServer(make_tls(authority))
    web.pages["/a"] = "safe"
    found = fetched(Client(config, tls=trust).fetch(Request(web.url("/a"), "feed")))
    web.close()
    assert found.body == b"safe"


def test_a_server_without_tls_is_told(config: FetchConfig, web: WebServer) -> None:
    found = problem(make_client(config).fetch(Request(web.url("/a").replace("http:", "https:"), "feed")))
    assert found.reason == "127.0.0.1 does not offer a safe connection"


# politeness


def test_we_say_who_we_are(config: FetchConfig, web: WebServer) -> None:
    web.pages["/a"] = "x"
    make_client(config).fetch(Request(web.url("/a"), "feed"))
    assert web.headers[0]["user-agent"] == user_agent()
    assert user_agent().startswith("multisource-summarizer/")
    assert web.headers[0]["accept-encoding"] == "gzip, deflate"
    assert "cookie" not in web.headers[0]


def test_the_project_s_address_stands_in_the_user_agent(monkeypatch: pytest.MonkeyPatch) -> None:
    from email.message import Message
    from importlib import metadata

    told = Message()
    told["Project-URL"] = "Homepage, https://summarizer.example/"
    monkeypatch.setattr(metadata, "metadata", lambda _name: told)
    user_agent.cache_clear()
    try:
        assert user_agent().endswith(" (+https://summarizer.example/)")
    finally:
        user_agent.cache_clear()


@pytest.mark.parametrize("header", ["7", "Sun, 22 Nov 2026 06:00:07 GMT"])
@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_asks_for_a_pause_gets_it(
    header: str, status: int, config: FetchConfig, web: WebServer
) -> None:
    def answer(exchange: Exchange) -> None:
        if web.asked("/a") > 1:
            return exchange.send("done")
        exchange.send_response_only(status)
        exchange.send_header("Date", format_datetime(NOW, usegmt=True))
        exchange.send_header("Retry-After", header)
        exchange.send_header("Content-Length", "0")
        return exchange.end_headers()

    web.pages["/a"] = answer
    waits = Waits()
    assert fetched(make_client(config, waits).fetch(Request(web.url("/a"), "feed"))).body == b"done"
    assert waits == [7.0]


def test_a_server_that_asks_for_a_long_pause_is_left_in_peace(config: FetchConfig, web: WebServer) -> None:
    web.pages["/a"] = lambda exchange: exchange.send(status=429, Retry_After="5400")
    waits = Waits()
    found = problem(make_client(config, waits).fetch(Request(web.url("/a"), "feed")))
    assert (found.fault, found.retry_after, waits, web.asked("/a")) == ("busy", 5400.0, [], 1)
    assert "asks to come back in 90 minutes" in found.reason


def test_requests_to_one_host_are_kept_apart(config: FetchConfig, web: WebServer) -> None:
    busy, most = 0, 0
    lock = threading.Lock()

    def answer(exchange: Exchange) -> None:
        nonlocal busy, most
        with lock:
            busy += 1
            most = max(most, busy)
        time.sleep(0.01)
        with lock:
            busy -= 1
        exchange.send("x")

    web.pages |= {f"/{number}": answer for number in range(6)}
    waits = Waits()
    client = make_client(replace(config, own_delay=5.0), waits)
    requests = [Request(web.url(f"/{number}"), "feed") for number in range(6)]
    assert all(isinstance(outcome, Fetched) for outcome in client.fetch_all(requests))
    assert most == 1
    assert len(waits) == 5
    assert all(4.5 < wait <= 5.0 for wait in waits)


def test_hosts_are_asked_side_by_side(config: FetchConfig) -> None:
    """Three servers answer only once all three have been asked."""
    together = threading.Barrier(3, timeout=5)

    def answer(exchange: Exchange) -> None:
        together.wait()
        exchange.send("x")

    servers = [WebServer() for _ in range(3)]
    for server in servers:
        server.pages["/feed"] = answer
    hosts = ["127.0.0.1", "127.0.0.2", "127.0.0.3"]
    allowed = replace(config, allowed_hosts=frozenset(hosts), read_seconds=5, total_seconds=5)
    requests = [
        Request(f"http://localhost{index}.example:{server.port}/feed", "feed")
        for index, server in enumerate(servers)
    ]
    entry = (socket.AF_INET, socket.SOCK_STREAM, 6, "")
    real = socket.getaddrinfo

    def look_up(host: str, port: int, *arguments: Any, **named: Any) -> Any:
        return (
            [(*entry, ("127.0.0.1", port))]
            if host.endswith(".example")
            else real(host, port, *arguments, **named)
        )

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", look_up)
        outcomes = make_client(replace(allowed, allow_private=True)).fetch_all(requests)
    for server in servers:
        server.close()
    assert [fetched(outcome).body for outcome in outcomes] == [b"x"] * 3


def test_one_bad_address_never_costs_the_others(config: FetchConfig, web: WebServer) -> None:
    web.pages["/a"] = "x"
    urls = ["http://10.0.0.1/", web.url("/a"), "nonsense", web.url("/none")]
    outcomes = make_client(config).fetch_all([Request(url, "feed") for url in urls])
    assert [type(outcome).__name__ for outcome in outcomes] == [
        "FetchProblem",
        "Fetched",
        "FetchProblem",
        "FetchProblem",
    ]


def test_what_nobody_foresaw_becomes_a_problem_too(
    config: FetchConfig, web: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Cache, "find", lambda *_: 1 / 0)
    (outcome,) = make_client(config).fetch_all([Request(web.url("/a"))])
    assert "ZeroDivisionError" in problem(outcome).reason


def test_a_client_that_was_stopped_asks_nobody(config: FetchConfig, web: WebServer) -> None:
    client = make_client(config)
    client.stop()
    (outcome,) = client.fetch_all([Request(web.url("/a"), "feed")])
    assert problem(outcome).reason == "there was no time left"
    assert web.requests == []


# robots.txt


ROBOTS = "User-agent: *\nDisallow: /private\nCrawl-delay: 3\n\nUser-agent: multisource-summarizer\nDisallow: /not-you\n"


def test_pages_obey_robots_and_feeds_do_not(config: FetchConfig, web: WebServer) -> None:
    web.pages |= {"/robots.txt": ROBOTS, "/not-you/a": PAGE, "/private/a": PAGE}
    client = make_client(config)
    found = problem(client.fetch(web.url("/not-you/a")))
    assert found.fault == "robots"
    assert "save the page" in found.reason
    assert fetched(client.fetch(web.url("/private/a"))).status == 200
    assert fetched(client.fetch(Request(web.url("/not-you/a"), "feed"))).status == 200
    assert web.asked("/robots.txt") == 1
    assert web.requests.count("/not-you/a") == 1


def test_a_page_that_redirects_to_where_we_may_not_go_is_left(config: FetchConfig, web: WebServer) -> None:
    web.pages |= {"/robots.txt": ROBOTS, "/not-you/a": PAGE}
    web.pages["/a"] = lambda exchange: exchange.send(status=302, Location="/not-you/a")
    assert problem(make_client(config).fetch(web.url("/a"))).fault == "robots"
    assert web.requests == ["/robots.txt", "/a"]


@pytest.mark.parametrize(("status", "may"), [(404, True), (403, True), (500, False), (429, False)])
def test_robots_that_cannot_be_read(status: int, may: bool, config: FetchConfig, web: WebServer) -> None:
    web.pages["/robots.txt"] = lambda exchange: exchange.send(status=status)
    web.pages["/a"] = PAGE
    outcome = make_client(config).fetch(web.url("/a"))
    assert isinstance(outcome, Fetched) is may
    assert (web.asked("/a") == 1) is may


def test_the_pause_that_a_site_asks_for_is_kept(config: FetchConfig, web: WebServer) -> None:
    web.pages |= {"/robots.txt": "User-agent: *\nCrawl-delay: 3\n", "/a": PAGE, "/b": PAGE}
    waits = Waits()
    make_client(config, waits).fetch_all([Request(web.url("/a")), Request(web.url("/b"))])
    assert [round(wait) for wait in waits] == [3]


def test_robots_are_remembered_for_a_day(config: FetchConfig, web: WebServer) -> None:
    web.pages |= {"/robots.txt": ROBOTS, "/a": PAGE}
    for hours in (0, 23, 25):
        make_client(config, now=NOW + datetime.timedelta(hours=hours)).fetch(web.url("/a"))
    assert web.asked("/robots.txt") == 2


# the cache


def test_validators_are_sent_as_they_came(config: FetchConfig, web: WebServer) -> None:
    etag, modified = "W/\"odd 'tag' 1\"", "Sunday, 22-Nov-26 06:00:00 GMT"

    def answer(exchange: Exchange) -> None:
        if (
            web.headers[-1].get("if-none-match") == etag
            and web.headers[-1].get("if-modified-since") == modified
        ):
            return exchange.send(status=304)
        return exchange.send("first", ETag=etag, Last_Modified=modified)

    web.pages["/a"] = answer
    request = Request(web.url("/a"), "feed")
    first = fetched(make_client(config).fetch(request))
    later = NOW + datetime.timedelta(days=1)
    second = fetched(make_client(config, now=later).fetch(request))
    assert (first.etag, first.last_modified, first.status) == (etag, modified, 200)
    assert (second.status, second.body) == (304, b"first")
    assert second.fetched_at == later.isoformat()
    bare = fetched(
        make_client(replace(config, cache_folder=config.cache_folder.parent / "other")).fetch(  # type: ignore[union-attr]
            replace(request, etag=etag, last_modified=modified)
        )
    )
    assert (bare.status, bare.body) == (304, b"")


def test_what_is_young_enough_is_not_asked_for_again(config: FetchConfig, web: WebServer) -> None:
    web.pages["/a"] = "x"
    request = Request(web.url("/a"), "feed", max_age=3600)
    for minutes in (0, 59, 61):
        make_client(config, now=NOW + datetime.timedelta(minutes=minutes)).fetch(request)
    assert web.asked("/a") == 2


def test_offline_everything_comes_from_the_cache(
    config: FetchConfig, web: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.pages["/a"] = PAGE
    online = fetched(make_client(config).fetch(web.url("/a")))
    attempts = forbid_connections(monkeypatch)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: pytest.fail("a name was looked up"))
    client = make_client(replace(config, offline=True))
    again = fetched(client.fetch(web.url("/a")))
    assert again.body == online.body
    assert problem(client.fetch(web.url("/b"))).fault == "offline"
    assert attempts == []


def damage_body(folder: Path) -> None:
    (path,) = [path for path in folder.glob("bodies/*/*") if b"bridge" in path.read_bytes()]
    path.write_bytes(path.read_bytes().replace(b"bridge", b"brigde"))


def cut_body(folder: Path) -> None:
    (path,) = [path for path in folder.glob("bodies/*/*") if b"bridge" in path.read_bytes()]
    path.write_bytes(path.read_bytes()[:5])


def empty_notes(folder: Path) -> None:
    for path in folder.glob("notes/*"):
        path.write_bytes(b"")


def twist_notes(folder: Path) -> None:
    for path in folder.glob("notes/*"):
        path.write_text('{"version": 1, "sha256": "../../../etc/passwd", "headers": []}')


@pytest.mark.parametrize("damage", [damage_body, cut_body, empty_notes, twist_notes])
def test_a_damaged_copy_is_dropped_and_fetched_again(
    damage: Callable[[Path], None], config: FetchConfig, web: WebServer
) -> None:
    web.pages["/a"] = lambda exchange: exchange.send(PAGE, ETag='"1"')
    make_client(config).fetch(web.url("/a"))
    assert config.cache_folder is not None
    damage(config.cache_folder)
    client = make_client(config)
    assert fetched(client.fetch(web.url("/a"))).body == PAGE.encode()
    assert "if-none-match" not in web.headers[-1]
    assert any("was damaged; it was dropped" in note for note in client.cache.notes)
    damage(config.cache_folder)
    assert problem(make_client(replace(config, offline=True)).fetch(web.url("/a"))).fault == "offline"


def test_a_cache_that_cannot_be_written_costs_no_page(
    config: FetchConfig, web: WebServer, tmp_path: Path
) -> None:
    web.pages["/a"] = PAGE
    (tmp_path / "file").write_text("in the way")
    client = make_client(replace(config, cache_folder=tmp_path / "file"))
    assert fetched(client.fetch(Request(web.url("/a"), "feed"))).body == PAGE.encode()
    assert any("the cache cannot be written" in note for note in client.cache.notes)


def test_nothing_half_written_is_left(
    config: FetchConfig, web: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.pages["/a"] = PAGE

    def fail(self: Path, data: bytes) -> int:
        with self.open("wb") as stream:
            stream.write(data[:3])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fail)
    client = make_client(config)
    assert fetched(client.fetch(Request(web.url("/a"), "feed"))).status == 200
    assert client.cache.notes == ["the cache cannot be written: No space left on device"]
    assert config.cache_folder is not None
    assert [path for path in config.cache_folder.rglob("*") if path.is_file()] == []


def test_old_copies_are_forgotten(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for day, body in ((1, b"old"), (20, b"young"), (21, b"young")):
        when = NOW.replace(day=day).isoformat()
        cache.keep(Fetched(f"http://h.example/{day}", "http://h.example/", 200, {}, body, when))
    assert cache.prune(NOW, days=7) == 1
    assert cache.find("http://h.example/1") is None
    assert (cache.find("http://h.example/20") or pytest.fail("gone")).body == b"young"
    assert len(list(tmp_path.glob("bodies/*/*"))) == 1


def test_of_too_many_copies_the_oldest_go(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for day in (18, 19, 20, 21):
        when = NOW.replace(day=day).isoformat()
        cache.keep(Fetched(f"http://h.example/{day}", "http://h.example/", 200, {}, bytes([day]) * 100, when))
    assert cache.prune(NOW, most=250) == 2
    kept = [day for day in (18, 19, 20, 21) if cache.find(f"http://h.example/{day}")]
    assert kept == [20, 21]


def test_what_a_run_left_half_written_goes_and_what_another_writes_stays(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.keep(Fetched("http://h.example/", "http://h.example/", 200, {}, b"body", NOW.isoformat()))
    (folder,) = tmp_path.glob("bodies/*")
    for place in (folder, tmp_path / "notes"):
        for name, age in ((".old.part", 7200), (".young.part", 60)):
            (place / name).write_bytes(b"half")
            os.utime(place / name, (NOW.timestamp() - age,) * 2)
    assert cache.prune(NOW) == 0
    assert sorted(path.name for path in tmp_path.rglob(".*.part")) == [".young.part", ".young.part"]
    assert cache.find("http://h.example/")


@given(
    st.binary(max_size=5000),
    st.lists(st.integers(1, 400), max_size=20),
    st.sampled_from(["gzip", "deflate", ""]),
)
def test_however_a_body_is_cut_it_comes_out_whole(content: bytes, sizes: list[int], encoding: str) -> None:
    pack: dict[str, Callable[[bytes], bytes]] = {"gzip": gzip.compress, "deflate": zlib.compress, "": bytes}
    packed = pack[encoding](content)
    body = Body(encoding, 2**20)
    for size in sizes:
        body.add(packed[:size])
        packed = packed[size:]
    body.add(packed)
    assert body.finish() == content
