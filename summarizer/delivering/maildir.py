"""Puts a brief into a Maildir, once: its name there derives from what it says."""

from __future__ import annotations

import hashlib
import mailbox
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from summarizer.delivering.mail import address_mail
from summarizer.delivering.records import Parcel, Result
from summarizer.delivering.settings import DeliverySettings, MailSettings
from summarizer.errors import DeliveryError


def deliver_maildir(
    parcel: Parcel, settings: DeliverySettings, pending: Sequence[str], _launch: object = None
) -> list[Result]:
    """Put the mail among the new ones, unless it is in the mailbox already, read or not.

    Raises:
        DeliveryError: the system refuses, or the folder is no Maildir.
    """
    assert settings.maildir is not None  # noqa: S101 — for the type checker
    folder = settings.maildir.folder
    message = address_mail(parcel.form("eml"), settings.mail or MailSettings()).replace(b"\r\n", b"\n")
    name = name_mail(parcel.date, message)
    try:
        _check_folder(folder)
        if not _find_mail(folder, name):
            _put_mail(folder, name, message)
    except OSError as error:
        raise DeliveryError(
            f"{error.filename or folder} cannot be written: {error.strerror or error}."
        ) from error
    return [Result(pending[0], True, f"{folder}, {name}")]


def name_mail(date: str, message: bytes) -> str:
    """Return the name of a mail in a Maildir: a time, what makes it unique, and a host, as is the custom."""
    midnight = int(datetime.fromisoformat(date).replace(tzinfo=UTC).timestamp())
    return f"{midnight}.{hashlib.sha256(message).hexdigest()[:32]}.summarizer"


def _check_folder(folder: Path) -> None:
    """Make the mailbox where there is none.

    Raises:
        DeliveryError: there is something else.
    """
    parts = [folder / part for part in ("tmp", "new", "cur")]
    if folder.exists() and any(folder.iterdir()) and not all(part.is_dir() for part in parts):
        raise DeliveryError(
            f"{folder} is no Maildir.", "Name an empty folder, or one with cur, new and tmp in it."
        )
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        mailbox.Maildir(folder)
    for part in parts:
        part.mkdir(exist_ok=True)


def _find_mail(folder: Path, name: str) -> bool:
    """Whether a mail is there, with whatever flags a mail program has put behind its name."""
    return (folder / "new" / name).exists() or any(
        found.name.partition(":")[0] == name for found in (folder / "cur").iterdir()
    )


def _put_mail(folder: Path, name: str, message: bytes) -> None:
    part = folder / "tmp" / name
    try:
        with part.open("wb") as stream:
            stream.write(message)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(folder / "new" / name)
    finally:
        part.unlink(missing_ok=True)
