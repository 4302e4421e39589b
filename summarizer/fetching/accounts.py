"""The user's mailboxes: the tables [[mailboxes]] of a summarizer.toml, read and written. No password stands in them."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from summarizer.errors import ConfigError
from summarizer.tables import append_tables, list_tables, load_table

TABLE = "mailboxes"
PORT = 993
"""Of IMAP within TLS from the first byte."""

PASSWORD_VARIABLE = "SUMMARIZER_IMAP_PASSWORD"  # noqa: S105 — the name of a variable
SECRETS = ("password", "passwd", "pass", "secret", "token")
FORM = '[[mailboxes]] with host = "imap.example.org", user = "ana" and folder = "Newsletters"'
SECRET_HINT = (
    f"Put it into the environment variable {PASSWORD_VARIABLE}, or into a file named by password_file."
)


@dataclass(frozen=True, slots=True)
class MailAccount:
    """A folder of a mailbox.

    Attributes:
        host: the server's name. The user named it, so that it may lie in a private network.
        user: the name to log in with.
        folder: as the mail program shows it.
        port: for IMAP within TLS from the first byte.
        password_variable: the environment variable that holds the password.
        password_file: a file that holds it; read where the variable is not set.
        ca_file: certificates to trust instead of the usual ones.
        section: the part of the brief it belongs to.
    """

    host: str
    user: str
    folder: str = "INBOX"
    port: int = PORT
    password_variable: str = PASSWORD_VARIABLE
    password_file: Path | None = None
    ca_file: Path | None = None
    section: str | None = None

    @property
    def origin(self) -> str:
        """What the account is called in a brief: never with its password."""
        return f"imap://{self.user}@{self.host}/{self.folder}"


def check_accounts(value: object, place: str, base: Path) -> list[MailAccount]:
    """Return what a file's `mailboxes` hold.

    Args:
        value: the tables.
        place: what an error names: the file.
        base: the folder from which paths are seen.

    Raises:
        ConfigError: a key is unknown, a value wrong, or something is missing.
    """
    tables = list_tables(value, place, ("mailbox", TABLE), FORM)
    return [_check_account(table, one, base) for one, table in tables]


def _check_account(entry: Mapping[str, Any], place: str, base: Path) -> MailAccount:
    found: dict[str, Any] = {}
    for key, value in entry.items():
        if key in SECRETS:
            raise ConfigError(f"{place}.{key}: a password does not belong in this file.", SECRET_HINT)
        if key not in KEYS:
            raise ConfigError(
                f"{place}: {key} is not a setting of a mailbox.", f"Possible are: {', '.join(KEYS)}."
            )
        found[RENAMED.get(key, key)] = _check_value(key, value, place, base)
    if "host" not in found or "user" not in found:
        raise ConfigError(f"{place} names no host or no user.", f"Write {FORM}.")
    return MailAccount(**found)


def _check_value(key: str, value: object, place: str, base: Path) -> object:
    if key == "port":
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 65535:
            raise ConfigError(f"{place}.port must be a whole number from 1 to 65535.")
        return value
    if not isinstance(value, str) or not value.strip() or re.search(r"[\r\n\0]", value):
        raise ConfigError(f"{place}.{key} must be a text on one line that is not empty.")
    if key == "host" and not re.fullmatch(r"[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+", value):
        raise ConfigError(f'{place}.host must be the name of a server, such as "imap.example.org".')
    if key == "password_env" and not re.fullmatch(r"[A-Za-z_]\w*", value, re.ASCII):
        raise ConfigError(f"{place}.password_env must be the name of an environment variable.")
    if key.endswith("_file"):
        return base / Path(os.path.expandvars(value)).expanduser()
    return value.strip()


RENAMED = {"password_env": "password_variable"}
"""As for mail servers: the key says what it is, the field what it holds."""

KEYS = tuple(
    {name: key for key, name in RENAMED.items()}.get(one.name, one.name) for one in fields(MailAccount)
)
"""Every key of a table."""


def is_mailbox(address: str) -> bool:
    """Whether an address is one of a mailbox."""
    return re.match(r"imaps?://", address.strip(), re.IGNORECASE) is not None


def parse_account(address: str) -> MailAccount:
    """Return the mailbox at an address such as imap://ana@imap.example.org/Newsletters.

    Raises:
        ConfigError: it names no host or no user, or holds a password.
    """
    parts = urlsplit(address.strip())
    user, at, _ = parts.netloc.rpartition("@")
    hint = "Write imap://USER@HOST/FOLDER; an @ in the user's name as it is, or as %40."
    if not at or not user or not parts.hostname:
        raise ConfigError(
            f"{parts.scheme}://{parts.netloc.rpartition('@')[2]} names no user or no host.", hint
        )
    if ":" in user:
        raise ConfigError("The address of a mailbox holds a password.", SECRET_HINT)
    try:
        port = parts.port or PORT
    except ValueError as error:
        raise ConfigError("The address of a mailbox has a port that is none.", hint) from error
    folder = unquote(parts.path.strip("/")) or "INBOX"
    table = {"host": parts.hostname, "user": unquote(user), "folder": folder, "port": port}
    return _check_account(table, "The address", Path.cwd())


def read_accounts(path: Path) -> list[MailAccount]:
    """Return the mailboxes that a file lists, in its order; none where there is no such file.

    Raises:
        ConfigError: it cannot be read, or lists what is no mailbox.
    """
    return check_accounts((load_table(path) or {}).get(TABLE, []), str(path), path.resolve().parent)


def add_account(path: Path, account: MailAccount) -> bool:
    """Add a mailbox to a file, and return whether it was not listed yet.

    Raises:
        ConfigError: the file cannot be read or written.
    """
    if any(known.origin == account.origin for known in read_accounts(path)):
        return False
    names = {name: key for key, name in RENAMED.items()}
    plain = MailAccount("", "")
    table = {
        names.get(one.name, one.name): value if isinstance(value, int) else str(value)
        for one in fields(account)
        if (value := getattr(account, one.name)) is not None
        and (one.name == "folder" or value != getattr(plain, one.name))
    }
    append_tables(path, TABLE, [table])
    return True
