"""Delivery through mail servers on loopback: real ones with TLS and sign-in, and ones that fail in every way."""

from __future__ import annotations

import base64
import ssl
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import trustme

from summarizer.delivering import Delivery, deliver, delivery_keys
from summarizer.delivering.addresses import Address
from summarizer.delivering.settings import DeliverySettings, MailSettings, SmtpSettings
from summarizer.delivering.smtp import probe_server, stuff_dots, word_reply
from summarizer.errors import ArchiveError, DeliveryError
from summarizer.rendering import render_brief
from tests.brief_factory import sample_brief
from tests.mail_server import PASSWORD, USER, converse, reset, serve_mail, serve_talk

# aiosmtpd cannot tell that a connection is encrypted from the start, and warns of signing in.
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS:UserWarning")

ANA, BEN = Address("ana@example.org", "Ana Lee"), Address("ben@example.org")
BRIEF = "2026-11-19-0123"
RENDERED = {"eml": render_brief(sample_brief(), "eml")}
VARIABLE = "TEST_SMTP_PASSWORD"


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def ca_file(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("certificates") / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return path


@pytest.fixture
def tls(authority: trustme.CA) -> ssl.SSLContext:
    return server_context(authority, "127.0.0.1")


@pytest.fixture
def password(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv(VARIABLE, PASSWORD)
    return PASSWORD  # type: ignore[return-value]


def server_context(authority: trustme.CA, host: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(host).configure_cert(context)
    return context


def settings_for(port: int, to: tuple[Address, ...] = (ANA,), **smtp: Any) -> DeliverySettings:
    """Set up nothing but a mail server on loopback; not encrypted where nothing else is said."""
    server = SmtpSettings("127.0.0.1", port, **{"security": "none", "timeout": 5, **smtp})
    return DeliverySettings(
        files=None, smtp=server, mail=MailSettings(Address("desk@example.org", "Desk"), to)
    )


def send(settings: DeliverySettings, done: Any = ()) -> tuple[Delivery, ...]:
    return deliver(BRIEF, RENDERED, settings, done)


# what arrives


def test_a_mail_arrives_as_it_was_written() -> None:
    with serve_mail() as server:
        [delivery] = send(settings_for(server.port))
    assert delivery.ok, delivery.reason
    assert delivery.reason.endswith("took it (250 2.0.0 queued as 17)")
    [(sender, recipients, content)] = server.mails
    assert (sender, recipients) == ("desk@example.org", ["ana@example.org"])
    message = server.read()
    assert message["To"] == "Ana Lee <ana@example.org>"
    assert message["From"] == "Desk <desk@example.org>"
    assert not [part.defects for part in message.walk() if part.defects]
    assert content.partition(b"\r\n\r\n")[2] == RENDERED["eml"].encode("ascii").partition(b"\r\n\r\n")[2]


def test_it_is_encrypted_and_signed_in_by_starttls(tls: ssl.SSLContext, ca_file: Path, password: str) -> None:
    with serve_mail(tls, wants_login=True) as server:
        [delivery] = send(
            settings_for(
                server.port, security="starttls", ca_file=ca_file, user=USER, password_variable=VARIABLE
            )
        )
    assert delivery.ok, delivery.reason
    assert (len(server.mails), server.logins) == (1, 1)


def test_it_is_encrypted_from_the_start_by_tls(tls: ssl.SSLContext, ca_file: Path, password: str) -> None:
    with serve_mail(tls, implicit=True, wants_login=True) as server:
        [delivery] = send(
            settings_for(server.port, security="tls", ca_file=ca_file, user=USER, password_variable=VARIABLE)
        )
    assert delivery.ok, delivery.reason
    assert len(server.mails) == 1


def test_the_password_may_lie_in_a_file(
    tls: ssl.SSLContext, ca_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    (tmp_path / "password").write_text(PASSWORD + "\n", "utf-8")
    with serve_mail(tls, wants_login=True) as server:
        [delivery] = send(
            settings_for(
                server.port,
                security="starttls",
                ca_file=ca_file,
                user=USER,
                password_variable=VARIABLE,
                password_file=tmp_path / "password",
            )
        )
    assert delivery.ok, delivery.reason


def test_what_has_arrived_is_not_sent_again() -> None:
    with serve_mail() as server:
        settings = settings_for(server.port)
        first = send(settings)
        assert send(settings, {delivery.key for delivery in first}) == ()
        assert len(server.mails) == 1


def test_another_brief_of_the_same_day_is_another_delivery() -> None:
    settings = settings_for(1)
    [one] = delivery_keys(BRIEF, RENDERED, settings)
    [other] = delivery_keys(BRIEF, {"eml": RENDERED["eml"] + "x"}, settings)
    [later] = delivery_keys("2026-11-20-0123", RENDERED, settings)
    assert one.startswith("smtp:ana@example.org:2026-11-19:")
    assert len({one, other, later}) == 3


def test_a_repeat_has_the_same_message_id() -> None:
    with serve_mail() as server:
        for _ in range(2):
            send(settings_for(server.port))
        assert server.mails[0][2] == server.mails[1][2]
        assert server.read()["Message-ID"].endswith("@example.org>")


def test_lines_that_begin_with_a_dot_arrive() -> None:
    with serve_mail() as server:
        text = RENDERED["eml"] + "\r\n.\r\n..hidden\r\nQUIT"
        [delivery] = deliver(BRIEF, {"eml": text}, settings_for(server.port))
    assert delivery.ok
    assert server.mails[0][2].endswith(b"\r\n.\r\n..hidden\r\nQUIT\r\n")
    assert stuff_dots(b".a\r\n") == b"..a\r\n"


# refusals


def test_each_recipient_is_taken_or_refused_by_itself() -> None:
    with serve_mail() as server:
        server.replies["RCPT ben@example.org"] = "550 5.1.1 no such user here"
        settings = settings_for(server.port, (ANA, BEN))
        ana, ben = send(settings)
        assert (ana.channel, ana.ok) == ("smtp:ana@example.org", True)
        assert (ben.channel, ben.ok) == ("smtp:ben@example.org", False)
        assert "refuses it (550 5.1.1 no such user here)" in ben.reason
        assert server.mails[0][1] == ["ana@example.org"]
        del server.replies["RCPT ben@example.org"]
        [again] = send(settings, {ana.key})
        assert (again.channel, again.ok) == ("smtp:ben@example.org", True)
        assert [recipients for _, recipients, _ in server.mails] == [["ana@example.org"], ["ben@example.org"]]


@pytest.mark.parametrize("reply", ["450 4.2.0 greylisted, come back", "451 4.7.1 try later", "421 too busy"])
@pytest.mark.parametrize("stage", ["MAIL", "RCPT ana@example.org", "DATA"])
def test_what_is_put_off_comes_with_the_next_run(stage: str, reply: str) -> None:
    with serve_mail() as server:
        server.replies[stage] = reply
        settings = settings_for(server.port)
        [delivery] = send(settings)
        assert not delivery.ok
        assert f"puts it off ({reply})" in delivery.reason
        assert delivery.reason.endswith("The next run tries again.")
        assert server.mails == []
        server.replies.clear()
        [again] = send(settings)
        assert again.ok
        assert again.key == delivery.key
        assert len(server.mails) == 1


@pytest.mark.parametrize("stage", ["MAIL", "DATA"])
def test_what_is_refused_says_why(stage: str) -> None:
    with serve_mail() as server:
        server.replies[stage] = "554 5.7.1 looks like spam"
        [delivery] = send(settings_for(server.port))
    assert not delivery.ok
    assert "refuses it (554 5.7.1 looks like spam)" in delivery.reason


def test_a_wrong_password_is_named_and_not_shown(
    tls: ssl.SSLContext, ca_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "hunter2-hunter2")
    with serve_mail(tls, wants_login=True) as server:
        [delivery] = send(
            settings_for(
                server.port, security="starttls", ca_file=ca_file, user=USER, password_variable=VARIABLE
            )
        )
    assert not delivery.ok
    assert "does not let ana sign in (535 " in delivery.reason
    assert "hunter2" not in delivery.reason
    assert server.mails == []


def test_a_server_that_repeats_the_password_does_not_get_it_into_the_log(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    secret = "hunter2-hunter2"
    monkeypatch.setenv(VARIABLE, secret)
    coded = base64.b64encode(f"\0{USER}\0{secret}".encode()).decode()
    greet = ("220 hi", "250-hi\r\n250 AUTH PLAIN")

    def refuse(connection: Any, lines: Any) -> None:
        converse(connection, lines, *greet, f"535 {coded} is not {secret}")

    def take(connection: Any, lines: Any) -> None:
        converse(connection, lines, *greet, "235 ok", "250 ok", f"550 {secret} {coded}", "250 ok", "221 bye")

    settings = settings_for(1, user=USER, password_variable=VARIABLE)
    with serve_talk(refuse, take) as (port, _):
        assert settings.smtp
        settings = replace(settings, smtp=replace(settings.smtp, port=port))
        told = [send(settings)[0].reason for _ in range(2)]
    assert "535 … is not …" in told[0]
    assert "550 … …" in told[1]


def test_without_a_password_nothing_is_connected_to(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    (tmp_path / "empty").write_text("")
    for file in (None, tmp_path / "missing", tmp_path / "empty"):
        [delivery] = send(settings_for(1, user=USER, password_variable=VARIABLE, password_file=file))
        assert not delivery.ok
        assert "password" in delivery.reason
        assert "reached" not in delivery.reason


# encryption


def test_a_certificate_that_nobody_vouches_for_ends_it(tls: ssl.SSLContext, password: str) -> None:
    with serve_mail(tls, wants_login=True) as server:
        [delivery] = send(
            settings_for(server.port, security="starttls", user=USER, password_variable=VARIABLE)
        )
    assert not delivery.ok
    assert "The certificate of 127.0.0.1:" in delivery.reason
    assert "ca_file" in delivery.reason
    assert (server.logins, server.mails) == (0, [])


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_of_another_server_ends_it(
    security: Any, authority: trustme.CA, ca_file: Path, password: str
) -> None:
    context = server_context(authority, "other.example.org")
    with serve_mail(context, implicit=security == "tls", wants_login=True) as server:
        [delivery] = send(
            settings_for(
                server.port, security=security, ca_file=ca_file, user=USER, password_variable=VARIABLE
            )
        )
    assert not delivery.ok
    assert "certificate" in delivery.reason
    assert (server.logins, server.mails) == (0, [])


def test_a_server_without_encryption_gets_neither_password_nor_mail(password: str) -> None:
    def talk(connection: Any, lines: Any) -> None:
        converse(connection, lines, "220 hi", "250-hi\r\n250 AUTH PLAIN LOGIN")
        lines.readline()

    with serve_talk(talk) as (port, heard):
        [delivery] = send(settings_for(port, security="starttls", user=USER, password_variable=VARIABLE))
    assert "offers no encryption, so nothing was sent" in delivery.reason
    assert [line.split()[0] for line in heard] == ["ehlo"]


def test_a_server_that_does_not_speak_tls_is_named() -> None:
    with serve_mail() as server:
        [delivery] = send(settings_for(server.port, security="tls"))
    assert not delivery.ok
    assert "does not speak TLS" in delivery.reason


def test_certificates_that_are_none_are_named(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("nothing")
    [delivery] = send(settings_for(1, security="tls", ca_file=tmp_path / "ca.pem"))
    assert "ca.pem cannot be read" in delivery.reason


# broken connections

ENVELOPE = ("220 hi", "250 hi", "250 ok", "250 ok", "354 go")


def test_a_server_that_is_not_there_is_named() -> None:
    with serve_talk() as (port, _):
        pass
    [delivery] = send(settings_for(port))
    assert not delivery.ok
    assert delivery.reason == (
        f"127.0.0.1:{port} cannot be reached: Connection refused. The next run tries again."
    )


@pytest.mark.parametrize("replies", [(), ENVELOPE[:1], ENVELOPE[:3]], ids=len)
def test_a_connection_that_is_cut_delivers_nothing(replies: tuple[str, ...]) -> None:
    with serve_talk(lambda connection, lines: converse(connection, lines, *replies)) as (port, _):
        [delivery] = send(settings_for(port))
    assert not delivery.ok
    assert "the mail was sent. The next run tries again." in delivery.reason


def test_a_connection_cut_amid_the_mail_delivers_nothing() -> None:
    def talk(connection: Any, lines: Any) -> None:
        converse(connection, lines, *ENVELOPE)
        lines.readline()
        reset(connection)

    with serve_talk(talk) as (port, _):
        long = RENDERED["eml"] + "\r\n" + "x" * 60 * 80_000
        [delivery] = deliver(BRIEF, {"eml": long}, settings_for(port))
    assert not delivery.ok
    assert "The next run" in delivery.reason


def test_a_connection_cut_behind_the_mail_says_that_it_may_have_arrived() -> None:
    def talk(connection: Any, lines: Any) -> None:
        converse(connection, lines, *ENVELOPE)
        lines.read_mail()

    with serve_talk(talk) as (port, heard):
        [delivery] = send(settings_for(port))
    assert not delivery.ok
    assert delivery.unsure
    assert "before it said whether it takes the mail" in delivery.reason
    assert "the same Message-ID" in delivery.reason
    assert heard[-1] == "."


def test_a_mail_that_must_not_come_twice_counts_as_sent_where_nobody_answers() -> None:
    def talk(connection: Any, lines: Any) -> None:
        converse(connection, lines, *ENVELOPE)
        lines.read_mail()

    with serve_talk(talk) as (port, _heard):
        settings = settings_for(port)
        assert settings.mail is not None
        [delivery] = send(replace(settings, mail=replace(settings.mail, unanswered="once")))
    assert (delivery.ok, delivery.unsure) == (True, True)
    assert "It counts as sent" in delivery.reason


def test_a_mail_is_announced_when_all_of_it_but_the_last_dot_is_sent() -> None:
    launched: list[tuple[str, str]] = []

    def refuse(channel: str, key: str) -> None:
        launched.append((channel, key))
        raise ArchiveError("The disk is full.")

    with serve_mail() as server:
        server.replies["RCPT ben@example.org"] = "550 nobody here"
        settings = settings_for(server.port, (ANA, BEN))
        found = deliver(BRIEF, RENDERED, settings, launch=refuse)
        assert server.mails == []
        assert [channel for channel, _ in launched] == ["smtp:ana@example.org"]
        assert (found[0].ok, found[0].reason) == (False, "The disk is full.")
        assert [one.ok for one in send(settings)] == [True, False]
    assert len(server.mails) == 1


def test_what_became_of_a_mail_is_noted_before_leave_is_taken() -> None:
    known: list[bool] = []

    def talk(connection: Any, lines: Any) -> None:
        converse(connection, lines, *ENVELOPE)
        lines.read_mail()
        connection.sendall(b"250 2.0.0 queued\r\n")
        lines.readline()  # QUIT
        known.append(bool(noted))

    noted: list[Any] = []
    with serve_talk(talk) as (port, heard):
        deliver(BRIEF, RENDERED, settings_for(port), record=noted.append)
    assert heard[-1].upper() == "QUIT"
    assert known == [True]


def test_how_a_server_takes_its_leave_changes_nothing() -> None:
    def talk(connection: Any, lines: Any) -> None:
        converse(connection, lines, *ENVELOPE)
        lines.read_mail()
        connection.sendall(b"250 taken\r\n")
        lines.readline()
        reset(connection)

    with serve_talk(talk) as (port, _):
        [delivery] = send(settings_for(port))
    assert delivery.ok, delivery.reason


def test_a_server_that_says_nothing_is_left_alone() -> None:
    with serve_talk(lambda connection, lines: lines.readline()) as (port, _):
        [delivery] = send(settings_for(port, timeout=1))
    assert not delivery.ok
    assert "did not answer in time" in delivery.reason


def test_a_server_that_trickles_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    from summarizer.delivering import smtp

    monkeypatch.setattr(smtp, "PATIENCE", 0.1)
    gone = []

    def talk(connection: Any, lines: Any) -> None:
        try:
            for _ in range(200):
                connection.sendall(b"2")
                time.sleep(0.05)
        except OSError:
            gone.append(True)
            raise

    with serve_talk(talk) as (port, _):
        [delivery] = send(settings_for(port, timeout=5))
        assert not delivery.ok
    assert gone == [True]


@pytest.mark.parametrize("greeting", ["421 too many of you", "554 not you"])
def test_a_server_that_greets_with_a_refusal_is_understood(greeting: str) -> None:
    with serve_talk(lambda connection, lines: converse(connection, lines, greeting)) as (port, _):
        [delivery] = send(settings_for(port))
    assert not delivery.ok
    assert f"({greeting})" in delivery.reason
    assert ("The next run" in delivery.reason) is greeting.startswith("4")


def test_nothing_in_a_reply_acts() -> None:
    assert word_reply(550, b"\x1b[31mno\r\n\xff" + b"x" * 500) == f"550 [31mno �{'x' * 187}…"
    assert len(word_reply(550, b"x " * 5000)) <= 200


# without sending


def test_a_server_is_tried_without_a_mail(tls: ssl.SSLContext, ca_file: Path, password: str) -> None:
    with serve_mail(tls, wants_login=True) as server:
        settings = settings_for(
            server.port, security="starttls", ca_file=ca_file, user=USER, password_variable=VARIABLE
        )
        assert settings.smtp
        told = probe_server(settings.smtp, "example.org")
        assert told == f"127.0.0.1:{server.port} answers, starttls, signed in as ana"
        assert (server.logins, server.mails) == (1, [])
        with pytest.raises(DeliveryError, match="no password"):
            probe_server(replace(settings.smtp, password_variable="TEST_NOTHING"), "example.org")


def test_we_introduce_ourselves_by_the_senders_domain() -> None:
    with serve_talk(lambda connection, lines: converse(connection, lines, *ENVELOPE[:2])) as (port, heard):
        send(settings_for(port))
    assert heard[0] == "ehlo example.org"
