"""A folder of a mailbox by IMAP: a small server on loopback, whose conversation is checked word by word."""

from __future__ import annotations

import json
import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import trustme
from typer.testing import CliRunner, Result

from summarizer.cli.app import app
from summarizer.errors import ConfigError
from summarizer.fetching import mailbox
from summarizer.fetching.accounts import MailAccount, parse_account
from summarizer.fetching.mailbox import MailState, check_mailbox, encode_folder, find_password
from summarizer.reading import read_articles
from summarizer.settings import load_settings
from tests.web_server import free_port

PASSWORD = "s3cret é"
PLAIN = {"SUMMARIZER_IMAP_PASSWORD": "s3cret"}


def make_mail(number: int, words: str = "The bridge reopened on Monday after a year of repairs.") -> bytes:
    head = f"From: News <news@herald.example>\r\nTo: me@example.org\r\nSubject: Issue {number}\r\n"
    rest = (
        f"Message-ID: <{number}@herald.example>\r\nDate: Wed, 20 Nov 2024 10:00:00 +0000\r\n\r\n{words}\r\n"
    )
    return (head + rest).encode()


class MailServer:
    """Speaks as much IMAP as is needed, one client at a time.

    Attributes:
        mails: UID → mail.
        commands: what clients said, without tags.
        twist: gets each command, and may return another answer; None answers as usual.
    """

    def __init__(self, authority: trustme.CA) -> None:
        self.mails: dict[int, bytes] = {}
        self.commands: list[str] = []
        self.validity = 7
        self.twist: Callable[[str, str], bytes | None] = lambda _tag, _command: None
        self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("127.0.0.1").configure_cert(self._tls)
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self._socket.close()

    def _serve(self) -> None:
        while True:
            try:
                plain, _address = self._socket.accept()
            except OSError:
                return
            try:
                with (
                    plain,
                    self._tls.wrap_socket(plain, server_side=True) as safe,
                    safe.makefile("rwb") as stream,
                ):
                    self._talk(stream)
            except (OSError, ValueError):
                continue

    def _talk(self, stream: object) -> None:
        read, write, flush = stream.readline, stream.write, stream.flush  # type: ignore[attr-defined]
        write(b"* OK ready\r\n")
        flush()
        while line := read().decode("utf-8").strip():
            tag, _, command = line.partition(" ")
            self.commands.append(command)
            answer = self.twist(tag, command)
            if answer is None:
                answer = self._answer(tag, command)
            if command.startswith("AUTHENTICATE"):
                write(b"+ \r\n")
                flush()
                self.commands.append(read().decode().strip())
            write(answer)
            flush()

    def _answer(self, tag: str, command: str) -> bytes:
        said, name = b"", command.split(" ")[0].upper()
        if name == "CAPABILITY":
            said = b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n"
        elif name == "EXAMINE":
            said = f"* {len(self.mails)} EXISTS\r\n* OK [UIDVALIDITY {self.validity}] fine\r\n".encode()
        elif name == "LOGOUT":
            said = b"* BYE\r\n"
        elif command.startswith("UID SEARCH"):
            said = b"* SEARCH " + " ".join(map(str, self._search(command))).encode() + b"\r\n"
        elif command.startswith("UID FETCH"):
            said = b"".join(self._fetch(command))
        return said + f"{tag} OK done\r\n".encode()

    def _search(self, command: str) -> list[int]:
        first = int((re.search(r"UID (\d+):\*", command) or [0, 0])[1])
        # As the standard has it: "*" is the last mail, also where that lies below the first number.
        return [uid for uid in self.mails if uid >= first] or sorted(self.mails)[-1:]

    def _fetch(self, command: str) -> Iterator[bytes]:
        first, _, last = command.split(" ")[2].partition(":")
        for number, (uid, mail) in enumerate(self.mails.items(), 1):
            if not int(first) <= uid <= int(last or first):
                continue
            if "RFC822.SIZE" in command:
                yield f"* {number} FETCH (UID {uid} RFC822.SIZE {len(mail)})\r\n".encode()
            else:
                yield f"* {number} FETCH (UID {uid} BODY[] {{{len(mail)}}}\r\n".encode() + mail + b")\r\n"


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def server(authority: trustme.CA) -> Iterator[MailServer]:
    server = MailServer(authority)
    yield server
    server.close()


@pytest.fixture
def tls(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


def account_of(server: MailServer, folder: str = "INBOX", user: str = "me") -> MailAccount:
    return MailAccount("127.0.0.1", user, folder, server.port)


def test_new_mails_are_read_and_nothing_is_changed(server: MailServer, tls: ssl.SSLContext) -> None:
    server.mails = {3: make_mail(3), 5: make_mail(5)}
    first = check_mailbox(account_of(server), tls=tls, environ=PLAIN)
    assert first.problem is None
    assert [article.title for article in first.articles] == ["Issue 3", "Issue 5"]
    assert first.articles[0].origin == "imap://me@127.0.0.1/INBOX#<3@herald.example>"
    assert first.state == MailState(7, 5)
    server.mails[9] = make_mail(9)
    second = check_mailbox(account_of(server), first.state, tls=tls, environ=PLAIN)
    assert [article.title for article in second.articles] == ["Issue 9"]
    third = check_mailbox(account_of(server), second.state, tls=tls, environ=PLAIN)
    assert (third.articles, third.state) == ((), second.state)
    assert not any(
        re.match(r"SELECT|STORE|EXPUNGE|COPY|CLOSE|UID (?:STORE|COPY)", said) for said in server.commands
    )
    assert all("PEEK" in said for said in server.commands if "BODY" in said)
    assert 'EXAMINE "INBOX"' in server.commands


def test_another_numbering_starts_afresh(server: MailServer, tls: ssl.SSLContext) -> None:
    server.mails = {1: make_mail(1)}
    check = check_mailbox(account_of(server), MailState(6, 40), tls=tls, environ=PLAIN)
    assert [article.title for article in check.articles] == ["Issue 1"]
    assert check.state == MailState(7, 1)


def test_a_mail_that_cannot_be_read_costs_only_itself(
    server: MailServer, tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailbox, "MAX_MAIL_BYTES", 2000)
    server.mails = {1: make_mail(1, ""), 2: make_mail(2, "x" * 3000), 3: make_mail(3)}
    check = check_mailbox(account_of(server), tls=tls, environ=PLAIN)
    assert [article.title for article in check.articles] == ["Issue 3"]
    assert len(check.omissions) == 2
    assert check.omissions[0].subject == "imap://me@127.0.0.1/INBOX#2"
    assert {omission.stage for omission in check.omissions} == {"reading"}
    assert check.state.last_uid == 3


@pytest.mark.parametrize("size", [10**12, 200 * 2**20])
def test_a_mail_that_claims_to_be_endless_is_not_received(
    size: int, server: MailServer, tls: ssl.SSLContext
) -> None:
    server.mails = {1: make_mail(1)}
    server.twist = lambda _tag, command: (
        f"* 1 FETCH (UID 1 BODY[] {{{size}}}\r\nxxx".encode() if "BODY.PEEK" in command else None
    )
    check = check_mailbox(account_of(server), tls=tls, environ=PLAIN)
    assert check.problem == "127.0.0.1 broke off the conversation, or is no mail server"
    assert check.state == MailState()


@pytest.mark.parametrize(
    ("command", "problem"),
    [
        ("LOGIN", "it refuses the user name or the password"),
        ("EXAMINE", "it has no folder INBOX"),
        ("UID SEARCH", "it does not list its mails"),
        ("UID FETCH", "it does not tell the sizes of its mails"),
    ],
)
def test_refusals_are_told_without_what_was_sent(
    command: str, problem: str, server: MailServer, tls: ssl.SSLContext
) -> None:
    server.mails = {1: make_mail(1)}
    server.twist = lambda tag, said: f"{tag} NO {said}\r\n".encode() if said.startswith(command) else None
    check = check_mailbox(account_of(server), tls=tls, environ=PLAIN)
    assert check.problem == problem
    assert server.commands[-1] == "LOGOUT"


def test_a_connection_that_is_cut_is_told(server: MailServer, tls: ssl.SSLContext) -> None:
    server.mails = {1: make_mail(1)}

    def cut(_tag: str, said: str) -> bytes | None:
        if "SEARCH" in said:
            raise OSError
        return None

    server.twist = cut
    check = check_mailbox(account_of(server), tls=tls, environ=PLAIN)
    assert check.problem == "127.0.0.1 broke off the conversation, or is no mail server"


def test_a_server_that_is_silent_is_left(tls: ssl.SSLContext) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        account = MailAccount("127.0.0.1", "me", port=silent.getsockname()[1])
        check = check_mailbox(account, tls=tls, seconds=0.2, environ=PLAIN)
    assert check.problem == "127.0.0.1 does not answer in time"


def test_no_server_and_no_trust_are_told(server: MailServer, tls: ssl.SSLContext) -> None:
    nobody = MailAccount("127.0.0.1", "me", port=free_port())
    check = check_mailbox(nobody, tls=tls, environ=PLAIN)
    assert check.problem == f"127.0.0.1 cannot be reached on port {nobody.port}"
    untrusted = check_mailbox(account_of(server), environ=PLAIN)
    assert untrusted.problem == "the certificate of 127.0.0.1 is signed by nobody whom browsers trust"
    assert server.commands == []


def test_passwords_that_are_not_ascii_are_sent_in_the_other_way(
    server: MailServer, tls: ssl.SSLContext
) -> None:
    import base64

    environ = {"SUMMARIZER_IMAP_PASSWORD": PASSWORD}
    assert check_mailbox(account_of(server), tls=tls, environ=environ).problem is None
    at = server.commands.index("AUTHENTICATE PLAIN")
    assert base64.b64decode(server.commands[at + 1]).decode() == f"\0me\0{PASSWORD}"


def test_passwords_come_from_the_environment_or_a_file(tmp_path: Path) -> None:
    path = tmp_path / "password"
    path.write_text("from a file\n")
    account = MailAccount("h.example", "me", password_file=path)
    assert find_password(account, {"SUMMARIZER_IMAP_PASSWORD": "from outside"}) == "from outside"
    assert find_password(account, {}) == "from a file"
    with pytest.raises(ConfigError, match=r"There is no password for imap://me@h\.example/INBOX"):
        find_password(MailAccount("h.example", "me"), {})
    with pytest.raises(ConfigError, match="cannot be read"):
        find_password(MailAccount("h.example", "me", password_file=tmp_path / "none"), {})


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("INBOX", "INBOX"),
        ("News & more", "News &- more"),
        ("Entwürfe", "Entw&APw-rfe"),
        ("台北", "&U,BTFw-"),
        ("日本語/x", "&ZeVnLIqe-/x"),
    ],
)
def test_folders_are_named_as_the_protocol_names_them(name: str, written: str) -> None:
    assert encode_folder(name) == written


def test_a_folder_s_name_cannot_carry_a_command(server: MailServer, tls: ssl.SSLContext) -> None:
    check_mailbox(account_of(server, 'a"b\\c\r\nA1 DELETE x'), tls=tls, environ=PLAIN)
    assert not any(said.startswith("DELETE") for said in server.commands)
    assert any(said.startswith('EXAMINE "a\\"b\\\\c') for said in server.commands)


def test_a_maildir_is_read_as_a_folder_of_mails(tmp_path: Path) -> None:
    for folder in ("cur", "new", "tmp"):
        (tmp_path / "mail" / folder).mkdir(parents=True)
    (tmp_path / "mail" / "new" / "1732.1.host").write_bytes(make_mail(1))
    (tmp_path / "mail" / "cur" / "1732.2.host:2,S").write_bytes(make_mail(2))
    (tmp_path / "mail" / "tmp" / "1732.3.host").write_bytes(make_mail(3))
    (tmp_path / "mail" / "dovecot-uidlist").write_text("3 V1 N3")
    reading = read_articles([tmp_path / "mail"])
    assert sorted(article.title or "" for article in reading) == ["Issue 1", "Issue 2"]
    assert reading.omissions == ()


def test_mails_of_years_are_not_fetched(server: MailServer, tls: ssl.SSLContext) -> None:
    check_mailbox(account_of(server), tls=tls, environ=PLAIN, since="2026-11-02")
    assert "UID SEARCH UID 1:* SINCE 2-Nov-2026" in server.commands


# in a configuration


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("mailboxes = 3", "mailboxes must be tables"),
        ("[[mailboxes]]", "mailbox 1 names no host or no user"),
        ("[[mailboxes]]\nhost = 'a b'\nuser = 'x'", "host must be the name of a server"),
        ("[[mailboxes]]\nhost = 'h'\nuser = 'x'\nport = 0", "port must be a whole number"),
        ("[[mailboxes]]\nhost = 'h'\nuser = ''", "user must be a text"),
        ("[[mailboxes]]\nhost = 'h'\nuser = 'x'\npassword = 'y'", "a password does not belong in this file"),
        (
            "[[mailboxes]]\nhost = 'h'\nuser = 'x'\npassword_env = 'a b'",
            "the name of an environment variable",
        ),
        ("[[mailboxes]]\nhost = 'h'\nuser = 'x'\nfoldr = 'y'", "foldr is not a setting of a mailbox"),
    ],
)
def test_a_mistake_in_a_mailbox_is_named(table: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "summarizer.toml"
    path.write_text(table, encoding="utf-8")
    with pytest.raises(ConfigError, match=message):
        load_settings({}, {}, user_file=tmp_path / "none", config=path)


@pytest.mark.parametrize(
    ("address", "account"),
    [
        ("imap://ana@imap.example.org", MailAccount("imap.example.org", "ana")),
        ("imaps://ana@imap.example.org:994/News%20%26%20more/", None),
        ("imap://ana@home.example@imap.example.org/A/B", None),
        ("IMAP://ana%40home.example@imap.example.org/Entw%C3%BCrfe", None),
    ],
)
def test_an_address_names_a_mailbox(address: str, account: MailAccount | None) -> None:
    found = parse_account(address)
    expected = {
        994: MailAccount("imap.example.org", "ana", "News & more", 994),
        "A/B": MailAccount("imap.example.org", "ana@home.example", "A/B"),
        "Entwürfe": MailAccount("imap.example.org", "ana@home.example", "Entwürfe"),
    }
    assert found == (account or expected.get(found.port) or expected[found.folder])


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("imap://imap.example.org/INBOX", "names no user or no host"),
        ("imap://ana:secret@imap.example.org", "holds a password"),
        ("imap://ana@imap.example.org:x/", "a port that is none"),
    ],
)
def test_an_address_that_names_none_is_refused_without_showing_a_password(address: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message) as refusal:
        parse_account(address)
    assert "secret" not in f"{refusal.value} {refusal.value.hint}"


@pytest.fixture
def desk(server: MailServer, authority: trustme.CA, here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which the program trusts the server and knows the password."""
    authority.cert_pem.write_to_path(str(here / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(here / "ca.pem"))
    monkeypatch.setenv("SUMMARIZER_IMAP_PASSWORD", "s3cret")
    server.mails = {number: make_mail(number, MAILS[number]) for number in (1, 2)}
    return here


MAILS = {
    1: "The city bridge in Lindau reopened on Monday after a year of repairs, the mayor's office said. Crews "
    "replaced two of the main cables and laid a new road deck. The work cost 14 million crowns in all.",
    2: "Farmers in Ambrel brought in the wheat three weeks early after the warmest spring on record. The "
    "cooperative said that yields were down by a fifth. Mills have begun to buy grain abroad.",
    3: "Two wolves have settled in the Brenn forest, the first in the region for a hundred years. A camera "
    "photographed the pair on three nights in October, the forestry office said on Wednesday.",
}


def run(*arguments: str, code: int = 0) -> Result:
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == code, result.output
    return result


def test_a_mailbox_is_added_listed_checked_and_read_every_day(desk: Path, server: MailServer) -> None:
    address = f"imap://me@127.0.0.1:{server.port}/Letters"
    assert "added imap://me@127.0.0.1/Letters" in run("feeds", "add", address, "--section", "Mail").stderr
    assert "is listed already" in run("feeds", "add", address).stderr
    assert run("feeds", "list").stdout == "imap://me@127.0.0.1/Letters (Mail)\n"
    assert run("feeds", "check").stdout == "ok      imap://me@127.0.0.1/Letters: 2 mails\n"
    assert not any("FETCH" in said for said in server.commands)
    assert "can be opened and holds 2 mails" in run("doctor").stdout
    assert 'folder = "Letters"' in run("config", "show").stdout
    run("daily", "--date", "2024-11-20")
    brief = json.loads((desk / "briefs" / "2024-11-20.json").read_text(encoding="utf-8"))
    assert {story["section"] for story in brief["stories"]} == {"Mail"}
    assert "Lindau" in json.dumps(brief["stories"])
    assert "SINCE 6-Nov-2024" in " ".join(server.commands)
    server.commands.clear()
    server.mails[3] = make_mail(3, MAILS[3])
    run("daily", "--date", "2024-11-21")
    second = json.loads((desk / "briefs" / "2024-11-21.json").read_text(encoding="utf-8"))
    assert "Brenn" in json.dumps(second["stories"])
    assert "Lindau" not in json.dumps(second["stories"])
    assert sum("BODY.PEEK" in said for said in server.commands) == 1


def test_a_mailbox_without_its_password_costs_no_brief(
    desk: Path, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("feeds", "add", f"imap://me@127.0.0.1:{server.port}/", "--password-file", "none", "--no-check")
    monkeypatch.delenv("SUMMARIZER_IMAP_PASSWORD")
    (desk / "news").mkdir()
    (desk / "news" / "one.txt").write_text(f"A bridge\n\n{MAILS[1]}", encoding="utf-8")
    text = (desk / "summarizer.toml").read_text(encoding="utf-8")
    (desk / "summarizer.toml").write_text(f'sources = ["news/"]\n{text}', encoding="utf-8")
    said = run("daily", "--date", "2024-11-20", code=3).stderr
    assert "imap://me@127.0.0.1/INBOX: The password file" in said
    assert "cannot be read" in said
    assert (desk / "briefs" / "2024-11-20.md").exists()
    assert "is not asked" not in said
    assert "offline, no mailbox is asked" in run("daily", "--offline", "--date", "2024-11-21", code=3).stderr
    run("feeds", "add", f"imap://other@127.0.0.1:{server.port}/", code=2)
