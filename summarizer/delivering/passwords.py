"""Gets a password from where it may lie: a file or the environment. It is shown nowhere."""

from __future__ import annotations

import base64
import os

from summarizer.delivering.settings import SmtpSettings
from summarizer.errors import DeliveryError

HIDDEN = "…"


def read_password(smtp: SmtpSettings) -> str:
    """Return the password for a mail server: the first line of its file, else the variable's value.

    Raises:
        DeliveryError: there is none.
    """
    if smtp.password_file is None:
        found = os.environ.get(smtp.password_variable, "")
        if not found:
            raise DeliveryError(
                f"There is no password for {smtp.user} at {smtp.host}.",
                f"Put it into the environment variable {smtp.password_variable}, "
                "or into a file named by [deliver.smtp] password_file.",
            )
        return found
    try:
        lines = smtp.password_file.read_text("utf-8").splitlines()
    except OSError as error:
        raise DeliveryError(
            f"The password file {smtp.password_file} cannot be read: {error.strerror or error}."
        ) from error
    except UnicodeDecodeError as error:
        raise DeliveryError(f"The password file {smtp.password_file} is no text in UTF-8.") from error
    if not lines or not lines[0]:
        raise DeliveryError(f"The password file {smtp.password_file} has no first line.")
    return lines[0]


def hide_password(text: str, user: str, password: str) -> str:
    """Return what a server said, without the password that it may have repeated, encoded or not."""
    if not password:
        return text
    pair = f"\0{user}\0{password}"
    for secret in (password, _encode(password), _encode(pair)):
        text = text.replace(secret, HIDDEN)
    return text


def _encode(text: str) -> str:
    return base64.b64encode(text.encode("utf-8")).decode("ascii")
