"""The table [deliver] of a summarizer.toml: where a brief goes.

A way is on when its table is there; files are on unless their list of forms is empty. Paths are seen from the
folder of the file, because cron starts a program in another one.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any, Literal, TypeAlias
from urllib.parse import urlsplit

from summarizer.delivering.addresses import Address, parse_address
from summarizer.errors import ConfigError
from summarizer.rendering import FORMS

TABLE = "deliver"

Security: TypeAlias = Literal["starttls", "tls", "none"]
Unanswered: TypeAlias = Literal["likely", "once", "again"]
PORTS: dict[str, int] = {"starttls": 587, "tls": 465, "none": 25}
"""The port that mail servers keep for each kind of connection."""

PASSWORD_VARIABLE = "SUMMARIZER_SMTP_PASSWORD"  # noqa: S105 — the name of the variable that holds it
TIMEOUT = 30
"""Seconds that a mail server may be silent. Greeting delays against spam last up to twenty or so."""

LOOPBACK = re.compile(r"localhost|127(?:\.\d{1,3}){3}|::1|\[::1\]", re.ASCII)


@dataclass(frozen=True, slots=True)
class FilesSettings:
    """Files named by the day.

    Attributes:
        folder: where they lie.
        forms: one file for each.
    """

    folder: Path
    forms: tuple[str, ...] = ("md", "html", "eml", "json")


@dataclass(frozen=True, slots=True)
class MaildirSettings:
    """A mailbox on this machine, in the form Maildir."""

    folder: Path


@dataclass(frozen=True, slots=True)
class SendmailSettings:
    """A program that takes a mail and sends it, as `sendmail` does.

    Attributes:
        timeout: seconds that it may take.
    """

    program: str = "sendmail"
    timeout: int = TIMEOUT


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """A mail server. The password is not among these: `passwords.read_password` gets it when it is needed.

    Attributes:
        security: "starttls" encrypts before anything is said, "tls" from the start.
        user: who signs in; None for a server that wants nobody to.
        password_variable: environment variable that holds the password.
        password_file: file that holds it, which wins.
        ca_file: certificates to trust instead of the system's.
        timeout: seconds that the server may be silent.
    """

    host: str
    port: int
    security: Security = "starttls"
    user: str | None = None
    password_variable: str = PASSWORD_VARIABLE
    password_file: Path | None = None
    ca_file: Path | None = None
    timeout: int = TIMEOUT


@dataclass(frozen=True, slots=True)
class MailSettings:
    """The headers of the mail, for all ways that send one.

    Attributes:
        sender: None leaves that of the mail form.
        to: recipients that all recipients see.
        bcc: recipients that nobody sees.
        list_id: what mail programs sort by; None derives it from the sender's domain.
        unsubscribe: addresses, mailto or https.
        one_click: whether the https address takes the request of RFC 8058.
        whole: address of the whole brief, with "{date}" in it.
        unanswered: what becomes of a mail whose last byte was sent and whose answer nobody has seen. "likely": it
            counts as sent where our run ended, and goes out again where the connection broke. "once": it counts
            as sent, and may be missing. "again": it goes out again, and may come twice.
    """

    sender: Address | None = None
    to: tuple[Address, ...] = ()
    bcc: tuple[Address, ...] = ()
    list_id: str | None = None
    unsubscribe: tuple[str, ...] = ()
    one_click: bool = False
    whole: str | None = None
    unanswered: Unanswered = "likely"

    def recipients(self) -> list[str]:
        """Return the address of each recipient, once."""
        return list(dict.fromkeys(one.address for one in (*self.to, *self.bcc)))


@dataclass(frozen=True, slots=True)
class DeliverySettings:
    """Where a brief goes; None for a way that is not set up."""

    files: FilesSettings | None = field(default_factory=lambda: FilesSettings(Path("briefs")))
    maildir: MaildirSettings | None = None
    sendmail: SendmailSettings | None = None
    smtp: SmtpSettings | None = None
    mail: MailSettings | None = None

    def ways(self) -> list[str]:
        """Return the names of the ways that are set up, in the order in which they are tried."""
        return [name for name in ("files", "maildir", "sendmail", "smtp") if getattr(self, name) is not None]

    def forms_of(self, way: str) -> tuple[str, ...]:
        """Return the forms of a brief that a way needs."""
        return self.files.forms if way == "files" and self.files else ("eml",)

    def channels_of(self, way: str) -> list[str]:
        """Return the deliveries of a way: by SMTP each recipient is accepted or refused by itself."""
        if way == "smtp" and self.mail:
            return [f"smtp:{address}" for address in self.mail.recipients()]
        return [way]

    def describe(self, way: str) -> str:
        """Say where a way leads."""
        match way:
            case "files" if self.files:
                return f"{self.files.folder} as {', '.join(self.files.forms)}"
            case "maildir" if self.maildir:
                return str(self.maildir.folder)
            case "sendmail" if self.sendmail and self.mail:
                return f"{self.sendmail.program} to {', '.join(self.mail.recipients())}"
            case "smtp" if self.smtp and self.mail:
                server = f"{self.smtp.host}:{self.smtp.port} ({self.smtp.security})"
                return f"{server} to {', '.join(self.mail.recipients())}"
        raise ValueError(way)


def check_delivery(table: object, place: str, base: Path) -> DeliverySettings:
    """Return the settings that a table [deliver] holds.

    Args:
        table: the table.
        place: what an error names: the file.
        base: the folder from which paths are seen.

    Raises:
        ConfigError: a key is unknown, a value wrong, or something is missing.
    """
    tables = _check_names(table, TABLES, f"{place}: {TABLE}")
    found = {
        name: _check_table(name, value, f"{place}: {TABLE}.{name}", base) for name, value in tables.items()
    }
    files = FilesSettings(base / "briefs") if "files" not in found else _files(found["files"], base)
    settings = DeliverySettings(
        files=files,
        maildir=_maildir(found["maildir"], place) if "maildir" in found else None,
        sendmail=SendmailSettings(**found["sendmail"]) if "sendmail" in found else None,
        smtp=_smtp(found["smtp"], place) if "smtp" in found else None,
        mail=_mail(found["mail"], place) if "mail" in found else None,
    )
    _check_whole(settings, place)
    return settings


def _files(found: dict[str, Any], base: Path) -> FilesSettings | None:
    files = FilesSettings(**{"folder": base / "briefs", **found})
    return files if files.forms else None


def _maildir(found: dict[str, Any], place: str) -> MaildirSettings:
    if "folder" not in found:
        raise ConfigError(f"{place}: {TABLE}.maildir names no folder.", 'Write folder = "~/Maildir".')
    return MaildirSettings(**found)


def _smtp(found: dict[str, Any], place: str) -> SmtpSettings:
    place = f"{place}: {TABLE}.smtp"
    if "host" not in found:
        raise ConfigError(f"{place} names no host.", 'Write host = "smtp.example.org".')
    security = found.get("security", "starttls")
    smtp = SmtpSettings(**{"port": PORTS[security], **found})
    if smtp.user and security == "none" and not LOOPBACK.fullmatch(smtp.host):
        raise ConfigError(
            f'{place}: with security = "none" the password would be sent in the clear.',
            'Write security = "starttls" or "tls".',
        )
    return smtp


def _mail(found: dict[str, Any], place: str) -> MailSettings:
    mail = MailSettings(**found)
    if mail.one_click and not any(one.startswith("https://") for one in mail.unsubscribe):
        raise ConfigError(
            f"{place}: {TABLE}.mail.one_click needs an unsubscribe address of https.",
            "Without one, leave one_click out.",
        )
    return mail


def _check_whole(settings: DeliverySettings, place: str) -> None:
    if not settings.ways():
        raise ConfigError(f"{place}: the brief would go nowhere.", "Give deliver.files.forms a form.")
    for way in ("sendmail", "smtp"):
        if way not in settings.ways():
            continue
        if settings.mail is None or settings.mail.sender is None or not settings.mail.recipients():
            raise ConfigError(
                f"{place}: {TABLE}.{way} needs to know who sends and who gets the mail.",
                'Write [deliver.mail] with from = "…" and to = "…".',
            )


# checking single tables and values: each check raises ValueError with what was expected


def _check_names(table: object, known: Mapping[str, object], place: str) -> Mapping[str, object]:
    if not isinstance(table, Mapping):
        raise ConfigError(f"{place} must be a table.")
    for key in table:
        if key in SECRETS:
            raise ConfigError(f"{place}.{key}: a password does not belong in this file.", SECRET_HINT)
        if key not in known:
            near = get_close_matches(str(key), known, n=1)
            hint = f"Did you mean {near[0]}?" if near else f"Possible are: {', '.join(known)}."
            raise ConfigError(f"{place}.{key} is not a setting.", hint)
    return table


def _check_table(name: str, table: object, place: str, base: Path) -> dict[str, Any]:
    checks = TABLES[name]
    found = {}
    for key, value in _check_names(table, checks, place).items():
        try:
            checked = checks[key](value)
        except ValueError as error:
            raise ConfigError(f"{place}.{key} must be {error}{_show_wrong(key, value)}.") from error
        found[RENAMED.get(key, key)] = base / checked if isinstance(checked, Path) else checked
    return found


def _show_wrong(key: str, value: object) -> str:
    """Show a wrong value, but for one that may be a password put into the wrong place."""
    shown = repr(value)
    return "" if key == "password_env" else f", not {shown if len(shown) <= 60 else shown[:57] + '…'}"


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip() or not all(char.isprintable() for char in value):
        raise ValueError("a text on one line")
    return value.strip()


def _path(value: object) -> Path:
    """Return a path; variables of the environment may stand in it, as systemd's credentials need it."""
    return Path(os.path.expandvars(_text(value))).expanduser()


def _whole(value: object, low: int = 1, high: int = 65535) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise ValueError(f"a whole number from {low} to {high}")
    return value


def _switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("true or false")
    return value


def _choice(value: object, choices: tuple[str, ...]) -> str:
    if value not in choices:
        raise ValueError(f"one of {', '.join(choices)}")
    return str(value)


def _forms(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) and one in FORMS for one in value):
        raise ValueError(f"a list of some of {', '.join(FORMS)}")
    return tuple(dict.fromkeys(value))


def _host(value: object) -> str:
    host = _text(value)
    if not re.fullmatch(r"[A-Za-z0-9._-]+|\[?[0-9A-Fa-f:.]+\]?", host):
        raise ValueError('the name of a server, such as "smtp.example.org"')
    return host.strip("[]")


def _variable(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z_]\w*", value, re.ASCII):
        raise ValueError("the name of an environment variable")
    return value


def _address(value: object) -> Address:
    return parse_address(_text(value))


def _addresses(value: object) -> tuple[Address, ...]:
    return tuple(_address(one) for one in (value if isinstance(value, list) else [value]))


def _unsubscribe(value: object) -> tuple[str, ...]:
    return tuple(_way_out(one) for one in (value if isinstance(value, list) else [value]))


def _way_out(value: object) -> str:
    address = _text(value)
    parts = urlsplit(address)
    right = parts.netloc if parts.scheme == "https" else parts.scheme == "mailto" and "@" in parts.path
    if not right or not address.isascii() or re.search(r"[\s<>,\"]", address):
        raise ValueError('"mailto:…" or "https://…"')
    return address


def _whole_address(value: object) -> str:
    address = _text(value)
    if urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).netloc:
        raise ValueError('an address of http or https, such as "https://example.org/briefs/{date}.html"')
    return address


def _list_id(value: object) -> str:
    text = _text(value)
    if not text.isascii() or not re.fullmatch(r"(?:[^<>]*<)?[A-Za-z0-9._-]+>?", text):
        raise ValueError('a list\'s id, such as "Morning brief <morning.example.org>"')
    return text if "<" in text else f"<{text}>"


TABLES: dict[str, dict[str, Callable[[object], Any]]] = {
    "files": {"folder": _path, "forms": _forms},
    "maildir": {"folder": _path},
    "sendmail": {"program": _text, "timeout": partial(_whole, high=3600)},
    "smtp": {
        "host": _host,
        "port": _whole,
        "security": partial(_choice, choices=("starttls", "tls", "none")),
        "user": _text,
        "password_env": _variable,
        "password_file": _path,
        "ca_file": _path,
        "timeout": partial(_whole, high=3600),
    },
    "mail": {
        "from": _address,
        "to": _addresses,
        "bcc": _addresses,
        "list_id": _list_id,
        "unsubscribe": _unsubscribe,
        "one_click": _switch,
        "whole": _whole_address,
        "unanswered": partial(_choice, choices=("likely", "once", "again")),
    },
}
"""Every table and key, and what its values must be."""

RENAMED = {"password_env": "password_variable", "from": "sender"}
"""Keys that the program calls otherwise: the one says what it is, the other is a word of Python."""

SECRETS = ("password", "passwd", "pass", "secret", "token")
SECRET_HINT = (
    f"Put it into the environment variable {PASSWORD_VARIABLE}, or into a file named by password_file."
)
