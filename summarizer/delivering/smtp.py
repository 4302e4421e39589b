"""Sends a brief through a mail server, encrypted and signed in, in one transaction for all who have not got it.

A mail counts as delivered for a recipient once the server has said that it takes it. Until the dot that ends it, it
can be taken back; between that dot and the server's word nobody can know. So the dot is announced, and what becomes
of a mail that is left in between is up to `[deliver.mail] unanswered`. Should it go out again, it has the same
Message-ID, by which mail servers and programs recognise a repeat.
"""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace

from summarizer.delivering.mail import address_mail
from summarizer.delivering.passwords import hide_password, read_password
from summarizer.delivering.records import Parcel, Result
from summarizer.delivering.settings import DeliverySettings, MailSettings, SmtpSettings, Unanswered
from summarizer.errors import DeliveryError
from summarizer.rendering.escaping import clean_text, shorten
from summarizer.timing import call_after

PATIENCE = 10
"""How many times the timeout all of it may take: a server that sends a byte now and then is never silent."""

SAID_LENGTH = 200
"""Characters of a server's reply that are passed on."""

CLOSING = 421
NEXT_RUN = "The next run tries again."


def deliver_smtp(
    parcel: Parcel,
    settings: DeliverySettings,
    pending: Sequence[str],
    launch: Callable[[Sequence[str]], None] = lambda _channels: None,
) -> Iterator[Result]:
    """Send the mail to the recipients that have not got it, and yield what became of it before taking leave.

    Raises:
        DeliveryError: none of them got it.
    """
    smtp, mail = settings.smtp, settings.mail
    assert smtp is not None  # noqa: S101 — for the type checker
    assert mail is not None  # noqa: S101
    assert mail.sender is not None  # noqa: S101
    message = address_mail(parcel.form("eml"), mail)
    password = read_password(smtp) if smtp.user else ""
    with open_session(smtp, mail.sender.domain) as session:
        for result in _send(session, f"{smtp.host}:{smtp.port}", mail, pending, message, launch):
            yield replace(result, reason=hide_password(result.reason, smtp.user or "", password))


def probe_server(smtp: SmtpSettings, domain: str) -> str:
    """Connect and sign in without sending anything, and say how that went.

    Raises:
        DeliveryError: it did not go.
    """
    with open_session(smtp, domain):
        signed = f", signed in as {smtp.user}" if smtp.user else ", without signing in"
        secured = "not encrypted" if smtp.security == "none" else smtp.security
        return f"{smtp.host}:{smtp.port} answers, {secured}{signed}"


# the connection


@contextmanager
def open_session(smtp: SmtpSettings, domain: str) -> Iterator[smtplib.SMTP]:
    """Connect, encrypt and sign in; what goes wrong, also inside the block, becomes a `DeliveryError`.

    Args:
        smtp: the server.
        domain: of the sender, as which we introduce ourselves; the name of this machine is nobody's business.
    """
    password = read_password(smtp) if smtp.user else ""
    context = _trust(smtp)
    name = domain if "." in domain else "localhost"
    if smtp.security == "tls":
        session: smtplib.SMTP = smtplib.SMTP_SSL(local_hostname=name, timeout=smtp.timeout, context=context)
    else:
        session = smtplib.SMTP(local_hostname=name, timeout=smtp.timeout)
    # What the certificate is held against. Only a constructor that connects at once would set it.
    session._host = smtp.host  # type: ignore[attr-defined]
    with _explaining(smtp, password), call_after(smtp.timeout * PATIENCE, lambda: _cut(session)):
        try:
            _greet(session, smtp, context)
            if smtp.user:
                session.login(smtp.user, password)
            yield session
            # It has said what became of the mail: how it takes its leave changes nothing.
            with suppress(smtplib.SMTPException, OSError):
                session.quit()
        finally:
            session.close()


def _trust(smtp: SmtpSettings) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=smtp.ca_file)
    except OSError as error:  # ssl.SSLError is one
        raise DeliveryError(f"The certificates in {smtp.ca_file} cannot be read: {error}.") from error


def _greet(session: smtplib.SMTP, smtp: SmtpSettings, context: ssl.SSLContext) -> None:
    code, reply = session.connect(smtp.host, smtp.port)
    if code != 220:
        raise smtplib.SMTPConnectError(code, reply)
    session.ehlo_or_helo_if_needed()
    if smtp.security == "starttls":
        session.starttls(context=context)
        session.ehlo_or_helo_if_needed()


def _cut(session: smtplib.SMTP) -> None:
    """End a connection, whatever trickles in."""
    with suppress(OSError, AttributeError):  # gone already
        session.sock.shutdown(socket.SHUT_RDWR)  # type: ignore[union-attr]


@contextmanager
def _explaining(smtp: SmtpSettings, password: str) -> Iterator[None]:
    """Translate what smtplib, ssl and the system raise."""
    place = f"{smtp.host}:{smtp.port}"
    try:
        yield
    except smtplib.SMTPAuthenticationError as error:
        said = hide_password(word_reply(error.smtp_code, error.smtp_error), smtp.user or "", password)
        if _is_passing(error.smtp_code):
            raise DeliveryError(f"{place} lets nobody sign in now ({said}).", NEXT_RUN) from None
        raise DeliveryError(
            f"{place} does not let {smtp.user} sign in ({said}).", "Check user and password."
        ) from None  # the server may have repeated the password, and a traceback would show it
    except smtplib.SMTPNotSupportedError as error:
        raise DeliveryError(f"{place} {_word_lack(smtp, str(error))}.", _advise_lack(smtp)) from error
    except smtplib.SMTPResponseException as error:
        said = hide_password(word_reply(error.smtp_code, error.smtp_error), smtp.user or "", password)
        raise DeliveryError(_word_refusal(place, error.smtp_code, said)) from None
    except smtplib.SMTPServerDisconnected as error:
        raise DeliveryError(f"{place} {_word_break(error)} before the mail was sent.", NEXT_RUN) from error
    except smtplib.SMTPException as error:
        raise DeliveryError(f"{place}: {shorten(clean_text(str(error)), SAID_LENGTH)}.", NEXT_RUN) from error
    except UnicodeEncodeError:
        raise DeliveryError(f"User or password for {place} has letters beyond ASCII.") from None
    except OSError as error:
        raise _explain_system(place, error) from error


def _explain_system(place: str, error: OSError) -> DeliveryError:
    if isinstance(error, ssl.SSLCertVerificationError):
        return DeliveryError(
            f"The certificate of {place} is not trusted: {error.verify_message}.",
            "If you made it yourself, name it with [deliver.smtp] ca_file.",
        )
    if isinstance(error, ssl.SSLError):
        return DeliveryError(
            f"{place} does not speak TLS: {error.reason or error}.",
            'Port 465 wants security = "tls", port 587 "starttls".',
        )
    if isinstance(error, socket.gaierror):
        return DeliveryError(f"{place} is not known: {error.strerror}.", NEXT_RUN)
    if isinstance(error, TimeoutError):
        return DeliveryError(f"{place} did not answer in time.", NEXT_RUN)
    return DeliveryError(f"{place} cannot be reached: {error.strerror or error}.", NEXT_RUN)


def _word_break(error: smtplib.SMTPServerDisconnected) -> str:
    return "did not answer in time" if "timed out" in str(error) else "cut the connection"


def _word_lack(smtp: SmtpSettings, said: str) -> str:
    if "STARTTLS" in said:
        return "offers no encryption, so nothing was sent"
    return "lets nobody sign in" if smtp.user else f"cannot do this: {clean_text(said)}"


def _advise_lack(smtp: SmtpSettings) -> str:
    return 'Servers that encrypt from the start want security = "tls".' if smtp.security == "starttls" else ""


# the transaction


def _send(
    session: smtplib.SMTP,
    host: str,
    mail: MailSettings,
    pending: Sequence[str],
    message: bytes,
    launch: Callable[[Sequence[str]], None],
) -> list[Result]:
    code, reply = session.mail(mail.sender.address if mail.sender else "")
    if code != 250:
        raise smtplib.SMTPResponseException(code, reply)
    told = _name_recipients(session, host, pending)
    accepted = [channel for channel in pending if channel not in told]
    if accepted:
        result = _hand_over(session, host, message, mail.unanswered, lambda: launch(accepted))
        told |= {channel: replace(result, channel=channel) for channel in accepted}
    return [told[channel] for channel in pending]


def _name_recipients(session: smtplib.SMTP, host: str, pending: Sequence[str]) -> dict[str, Result]:
    """Name those who have not got the mail, and return those whom the server does not take."""
    refused = {}
    for channel in pending:
        code, reply = session.rcpt(channel.partition(":")[2])
        if code == CLOSING:  # it says so to all of them
            raise smtplib.SMTPResponseException(code, reply)
        if code not in (250, 251):
            refused[channel] = Result(channel, False, _word_refusal(host, code, word_reply(code, reply)))
    return refused


END = b".\r\n"
"""The lonely dot that ends a mail: without it, a server throws away what it has got."""


def _hand_over(
    session: smtplib.SMTP, host: str, message: bytes, unanswered: Unanswered, launch: Callable[[], None]
) -> Result:
    """Send the mail, and return whether the server has it; on which channel is for the caller to say."""
    code, reply = session.docmd("DATA")
    if code != 354:
        raise smtplib.SMTPResponseException(code, reply)
    session.send(stuff_dots(message))
    launch()
    session.send(END)
    try:
        code, reply = session.getreply()
    except smtplib.SMTPServerDisconnected:
        broken = f"The connection to {host} broke before it said whether it takes the mail."
        if unanswered == "once":
            return Result("", True, f"{broken} It counts as sent.", unsure=True)
        again = "The next run sends it again, with the same Message-ID, by which a repeat is recognised."
        return Result("", False, f"{broken} {again}", unsure=True)
    said = word_reply(code, reply)
    if code == 250:
        return Result("", True, f"{host} took it ({said})")
    return Result("", False, _word_refusal(host, code, said))


def stuff_dots(message: bytes) -> bytes:
    """Return the lines of a mail as they go over the line: dots that begin one doubled, and the last one ended."""
    lines = re.sub(rb"(?m)^\.", b"..", message)
    return lines if lines.endswith(b"\r\n") else lines + b"\r\n"


# in words


def word_reply(code: int, reply: bytes | str) -> str:
    """Return a server's reply on one line, not too long, and with nothing in it that acts."""
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else str(reply)
    return shorten(f"{code} {clean_text(text)}".rstrip(), SAID_LENGTH).rstrip(".")


def _word_refusal(place: str, code: int, said: str) -> str:
    if _is_passing(code):
        return f"{place} puts it off ({said}). {NEXT_RUN}"
    return f"{place} refuses it ({said})."


def _is_passing(code: int) -> bool:
    """Whether a refusal is for now only: codes of 400 and above say so, greylisting among them."""
    return 400 <= code < 500
