"""Fetches newsletters from a folder of a mailbox by IMAP over TLS, and changes nothing there.

The folder is opened read-only and mails are peeked at, so that they stay unread for their owner. What was
fetched is told by the folder's UIDs, which its server keeps; the mails themselves are read by `reading.mail`.
"""

from __future__ import annotations

import base64
import imaplib
import os
import re
import ssl
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import NoReturn

from summarizer.errors import ConfigError, SourceError
from summarizer.fetching.accounts import MailAccount
from summarizer.records import Article, Omission

SECONDS = 30.0
MAX_MAIL_BYTES = 25 * 2**20
"""The size at which most providers refuse mails."""

MAX_MAILS = 500
"""In one run. What is left is fetched by the next."""

_LINE_LIMIT = 1_000_000


@dataclass(frozen=True, slots=True)
class MailState:
    """What was fetched of a folder. Kept by whoever calls.

    Attributes:
        uid_validity: the server's name for this numbering; another one starts afresh.
        last_uid: the highest number that was fetched; 0 before the first time.
    """

    uid_validity: int | None = None
    last_uid: int = 0

    def as_dict(self) -> dict[str, object]:
        """Return it for JSON."""
        return {"uid_validity": self.uid_validity, "last_uid": self.last_uid}

    @classmethod
    def from_dict(cls, values: Mapping[str, object]) -> MailState:
        """Return it from what `as_dict` gave; what is damaged starts afresh."""
        validity, last = values.get("uid_validity"), values.get("last_uid")
        return cls(validity, last) if isinstance(validity, int) and isinstance(last, int) else cls()


@dataclass(frozen=True, slots=True)
class MailCheck:
    """What came of asking a mailbox.

    Attributes:
        state: what to keep for the next time, once what was read here has been delivered.
        articles: of the new mails.
        omissions: mails that could not be read.
        problem: why the mailbox could not be read; None where it could.
    """

    state: MailState
    articles: tuple[Article, ...] = ()
    omissions: tuple[Omission, ...] = ()
    problem: str | None = None


@dataclass
class _Fetched:
    mails: list[tuple[int, bytes]] = field(default_factory=list)
    omissions: list[Omission] = field(default_factory=list)
    state: MailState = field(default_factory=MailState)


def find_password(account: MailAccount, environ: Mapping[str, str] | None = None) -> str:
    """Return the password, from the environment or a file: never from settings that others may read.

    Raises:
        ConfigError: there is none.
    """
    found = (os.environ if environ is None else environ).get(account.password_variable, "")
    if found:
        return found
    if account.password_file is not None:
        try:
            text = account.password_file.expanduser().read_text(encoding="utf-8").strip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(f"The password file {account.password_file} cannot be read: {error}") from error
        if text:
            return text
    raise ConfigError(
        f"There is no password for {account.origin}.",
        f"Set {account.password_variable}, or name a file that holds it as password_file.",
    )


def check_mailbox(
    account: MailAccount,
    state: MailState | None = None,
    *,
    tls: ssl.SSLContext | None = None,
    seconds: float = SECONDS,
    environ: Mapping[str, str] | None = None,
    since: str | None = None,
) -> MailCheck:
    """Return the articles of the mails that came since the last time. Never raises for what a server does.

    Args:
        account: where.
        state: what was fetched before.
        tls: whom to trust; by default the authorities that browsers trust.
        seconds: the longest silence of the server.
        environ: environment variables; those of this process by default.
        since: a day, YYYY-MM-DD, before which no mail is fetched: a mailbox may hold those of years.

    Raises:
        ConfigError: there is no password.
    """
    password = find_password(account, environ)
    state = state or MailState()
    try:
        connection = _open(account, password, tls, seconds)
        with _leaving(connection):
            fetched = _fetch_folder(connection, account, state, since)
    except SourceError as error:
        return MailCheck(state, problem=str(error))
    articles, omissions = _read_mails(fetched.mails, account.origin)
    return MailCheck(fetched.state, tuple(articles), (*fetched.omissions, *omissions))


def _read_mails(mails: Sequence[tuple[int, bytes]], origin: str) -> tuple[list[Article], list[Omission]]:
    from summarizer.reading import read_parts

    articles: list[Article] = []
    omissions: list[Omission] = []
    for uid, data in mails:
        place = f"{origin}#{_key_of(data) or uid}"
        try:
            for found in read_parts(data, place, "mail.eml"):
                (articles if isinstance(found, Article) else omissions).append(found)  # type: ignore[arg-type]
        except SourceError as error:
            omissions.append(Omission("reading", error.origin or place, str(error)))
    return articles, omissions


def _key_of(data: bytes) -> str | None:
    """Return a mail's Message-ID, by which it is known again when the server numbers its folder anew."""
    from email import message_from_bytes
    from email.policy import compat32

    head = data.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    found = str(message_from_bytes(head, policy=compat32).get("Message-ID") or "")
    return " ".join(found.split())[:200] or None


# the conversation with the server


class _Connection(imaplib.IMAP4_SSL):
    """The standard library's client, which believes any size that a server announces."""

    def read(self, size: int) -> bytes:
        """Read a literal, unless it is larger than any mail that we ask for."""
        if size > MAX_MAIL_BYTES + _LINE_LIMIT:
            raise self.abort("a literal beyond all measure")
        return super().read(size)


def probe_mailbox(account: MailAccount, tls: ssl.SSLContext | None = None, seconds: float = SECONDS) -> int:
    """Log in and open the folder without fetching anything, and return how many mails it holds.

    Raises:
        ConfigError: there is no password.
        SourceError: it cannot be opened.
    """
    connection = _open(account, find_password(account), tls, seconds)
    with _leaving(connection):
        return _open_folder(connection, account)


def _open(account: MailAccount, password: str, tls: ssl.SSLContext | None, seconds: float) -> _Connection:
    connection = _connect(account, tls, seconds)
    try:
        _log_in(connection, account, password)
    except BaseException:
        with _leaving(connection):
            raise
    return connection


@contextmanager
def _leaving(connection: _Connection) -> Iterator[None]:
    """Log out behind the block, however it ends."""
    try:
        yield
    finally:
        try:
            connection.logout()
        except (imaplib.IMAP4.error, OSError):
            connection.shutdown()


def _log_in(connection: _Connection, account: MailAccount, password: str) -> None:
    refusal = "it refuses the user name or the password"
    if (account.user + password).isascii():
        _ask(account, refusal, lambda: connection.login(account.user, password))
        return
    # The plain way of logging in is for ASCII alone.
    token = f"\0{account.user}\0{password}".encode()
    _ask(account, refusal, lambda: connection.authenticate("PLAIN", lambda _challenge: token))


def _connect(account: MailAccount, tls: ssl.SSLContext | None, seconds: float) -> _Connection:
    import httpx

    try:
        tls = tls or (ssl.create_default_context(cafile=account.ca_file) if account.ca_file else None)
        return _Connection(
            account.host, account.port, ssl_context=tls or httpx.create_ssl_context(), timeout=seconds
        )
    except ssl.SSLCertVerificationError as error:
        from summarizer.fetching.wording import explain_certificate

        raise SourceError(explain_certificate(account.host, error), account.origin) from error
    except (OSError, imaplib.IMAP4.error) as error:
        _blame(account, error)


def _ask(
    account: MailAccount, refusal: str, command: Callable[[], tuple[str, Sequence[object]]]
) -> Sequence[object]:
    """Run one command, and return what the server answers.

    Raises:
        SourceError: it answers no, or not at all.
    """
    try:
        answer, data = command()
    except (imaplib.IMAP4.abort, OSError, ssl.SSLError) as error:
        _blame(account, error)
    except imaplib.IMAP4.error as error:
        # What a server says of a failed log-in may hold what was sent, so that it is not repeated.
        raise SourceError(refusal, account.origin) from error
    if answer != "OK":
        raise SourceError(refusal, account.origin)
    return data


def _blame(account: MailAccount, error: Exception) -> NoReturn:
    if isinstance(error, TimeoutError):
        reason = f"{account.host} does not answer in time"
    elif isinstance(error, imaplib.IMAP4.error):
        reason = f"{account.host} broke off the conversation, or is no mail server"
    elif isinstance(error, ssl.SSLError):
        reason = f"{account.host} does not offer a safe connection on port {account.port}"
    else:
        reason = f"{account.host} cannot be reached on port {account.port}"
    raise SourceError(reason, account.origin) from error


def _open_folder(connection: _Connection, account: MailAccount) -> int:
    """Open the folder for reading only, and return how many mails it holds."""
    name = _quote(encode_folder(account.folder))
    refusal = f"it has no folder {account.folder}"
    return _number(_ask(account, refusal, lambda: connection.select(name, readonly=True))) or 0


def _fetch_folder(
    connection: _Connection, account: MailAccount, state: MailState, since: str | None
) -> _Fetched:
    _open_folder(connection, account)
    validity = _number(connection.response("UIDVALIDITY")[1])
    if validity != state.uid_validity:
        state = MailState(validity)
    wanted = _list_new(connection, account, state.last_uid, since)
    sizes = _measure(connection, account, wanted) if wanted else {}
    found = _Fetched(state=state)
    for uid in wanted:
        if sizes.get(uid, 0) > MAX_MAIL_BYTES:
            reason = f"the mail is larger than {MAX_MAIL_BYTES // 2**20} MB"
            found.omissions.append(Omission("reading", f"{account.origin}#{uid}", reason))
        elif (mail := _fetch_one(connection, account, uid)) is not None:
            found.mails.append((uid, mail))
        found.state = replace(found.state, last_uid=uid)
    return found


def _list_new(connection: _Connection, account: MailAccount, last: int, since: str | None) -> list[int]:
    """Return the numbers of mails above the last one, ascending. "last+1:*" names the last one again."""
    refusal = "it does not list its mails"
    terms = f"UID {last + 1}:*" + (f" SINCE {_word_day(since)}" if since else "")
    data = _ask(account, refusal, lambda: connection.uid("SEARCH", terms))
    line = b" ".join(part for part in data if isinstance(part, bytes))
    return sorted({int(word) for word in line.split() if word.isdigit() and int(word) > last})[:MAX_MAILS]


def _word_day(day: str) -> str:
    """Return a day as IMAP writes it, in whatever language this computer speaks."""
    year, month, number = day.split("-")
    return f"{int(number)}-{MONTHS[int(month) - 1]}-{year}"


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _measure(connection: _Connection, account: MailAccount, uids: Sequence[int]) -> dict[int, int]:
    span = f"{uids[0]}:{uids[-1]}"
    data = _ask(
        account,
        "it does not tell the sizes of its mails",
        lambda: connection.uid("FETCH", span, "(UID RFC822.SIZE)"),
    )
    sizes: dict[int, int] = {}
    for part in data:
        line = part if isinstance(part, bytes) else b""
        uid, size = re.search(rb"UID (\d+)", line), re.search(rb"RFC822\.SIZE (\d+)", line)
        if uid and size:
            sizes[int(uid[1])] = int(size[1])
    return sizes


def _fetch_one(connection: _Connection, account: MailAccount, uid: int) -> bytes | None:
    """Return a mail; None where it went away in the meantime."""
    refusal = "it does not give its mails"
    data = _ask(account, refusal, lambda: connection.uid("FETCH", str(uid), "(UID BODY.PEEK[])"))
    return next((part[1] for part in data if isinstance(part, tuple) and isinstance(part[1], bytes)), None)


def _number(data: Sequence[object] | None) -> int | None:
    first = data[0] if data else None
    return int(first) if isinstance(first, bytes) and first.isdigit() else None


def _quote(name: str) -> str:
    return '"' + re.sub(r"[\r\n\x00]", "", name).replace("\\", "\\\\").replace('"', '\\"') + '"'


def encode_folder(name: str) -> str:
    """Return a folder's name as IMAP writes it: a form of UTF-7 in which "&" begins what is not ASCII."""

    def encode(match: re.Match[str]) -> str:
        if match[0] == "&":
            return "&-"
        packed = base64.b64encode(match[0].encode("utf-16-be")).decode("ascii")
        return f"&{packed.rstrip('=').replace('/', ',')}-"

    return re.sub(r"&|[^\x20-\x7e]+", encode, name)
