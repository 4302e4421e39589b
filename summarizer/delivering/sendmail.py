"""Hands a mail to a program that sends it, as `sendmail -t -i` does."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from summarizer.delivering.mail import address_mail
from summarizer.delivering.records import Parcel, Result
from summarizer.delivering.settings import DeliverySettings, SendmailSettings
from summarizer.errors import DeliveryError
from summarizer.rendering.escaping import clean_text, shorten

ARGUMENTS = ("-t", "-i")
"""Take the recipients from the headers; a line of one dot does not end the mail."""

PLACES = ("/usr/sbin", "/usr/lib", "/usr/local/sbin", "/opt/homebrew/sbin")
"""Where it lies when cron's PATH does not say so."""

TRY_LATER = 75
"""The exit code EX_TEMPFAIL of sysexits.h."""

SAID_LENGTH = 300
"""Characters of what the program said that are passed on."""


def deliver_sendmail(
    parcel: Parcel,
    settings: DeliverySettings,
    pending: Sequence[str],
    launch: Callable[[Sequence[str]], None] = lambda _channels: None,
) -> list[Result]:
    """Hand the mail over; sending it on is then the program's task.

    Raises:
        DeliveryError: there is no such program, or it does not take the mail.
    """
    assert settings.sendmail is not None  # noqa: S101 — for the type checker
    assert settings.mail is not None  # noqa: S101
    message = address_mail(parcel.form("eml"), settings.mail, show_bcc=True)
    program = find_program(settings.sendmail.program)
    _hand_over(program, message, settings.sendmail, lambda: launch(pending))
    return [Result(pending[0], True, f"handed to {program} for {', '.join(settings.mail.recipients())}")]


def find_program(name: str) -> str:
    """Return the path of the program.

    Raises:
        DeliveryError: there is none.
    """
    path = os.pathsep.join((os.environ.get("PATH", os.defpath), *PLACES))
    found = shutil.which(str(Path(name).expanduser()), path=path)
    if found is None:
        raise DeliveryError(
            f"There is no program {name}.",
            "Install a mail program such as msmtp, or name one with [deliver.sendmail] program.",
        )
    return found


def _hand_over(program: str, message: bytes, settings: SendmailSettings, launch: Callable[[], None]) -> None:
    # On Unix, programs of this kind take lines that end as lines do there.
    content = message.replace(b"\r\n", os.linesep.encode())
    try:
        # From a file and not through a pipe: should this process end amid the mail, the program would take what
        # it has got for all of it, and send half a brief.
        with tempfile.TemporaryFile() as stream:
            stream.write(content)
            stream.seek(0)
            launch()
            done = subprocess.run(  # noqa: S603 — the user's own program, without a shell
                [program, *ARGUMENTS],
                stdin=stream,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                timeout=settings.timeout,
                check=False,
            )
    except subprocess.TimeoutExpired as error:
        raise DeliveryError(
            f"{program} was not done after {settings.timeout} seconds and was ended."
        ) from error
    except OSError as error:
        raise DeliveryError(f"{program} cannot be started: {error.strerror or error}.") from error
    if done.returncode == 0:
        return
    said = shorten(clean_text(done.stdout.decode("utf-8", "replace")), SAID_LENGTH)
    told = f"{program} did not take the mail (exit code {done.returncode})" + (f": {said}" if said else "")
    later = "It asks to be tried later: the next run does." if done.returncode == TRY_LATER else ""
    raise DeliveryError(told.rstrip(".") + ".", later)
