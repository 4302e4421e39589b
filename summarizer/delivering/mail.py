"""Addresses a mail: who sends it to whom, and how to get no more of it. The mail form leaves that open.

Headers are written by hand: Python's folding would break the addresses in `List-Unsubscribe` into encoded words,
which no mail program reads as a link.
"""

from __future__ import annotations

import re

from summarizer.delivering.settings import MailSettings

_FIELD = re.compile(rb"([!-9;-~]+):[ \t]?((?:.|\r\n[ \t])*)\r\n")
_MESSAGE_ID = re.compile(r"<([0-9a-f]+)@[^>]*>")

NOBODY = "undisclosed-recipients:;"
"""What stands in `To` where nobody is to be seen (RFC 5322, section 3.4)."""


def address_mail(message: bytes, mail: MailSettings, show_bcc: bool = False) -> bytes:
    """Return a mail with the headers that say who sends it to whom.

    Args:
        message: as the mail form writes it: ASCII, lines ending in CRLF.
        mail: the headers to set.
        show_bcc: name hidden recipients too, for a program that reads them from the header and takes them out.
    """
    head, blank, body = message.partition(b"\r\n\r\n")
    fields = {name.decode("ascii"): value.decode("ascii") for name, value in _FIELD.findall(head + b"\r\n")}
    ours = _our_fields(mail, fields, show_bcc)
    lines = [f"{name}: {value}" for name, value in _merge(fields, ours).items()]
    return "\r\n".join(lines).encode("ascii") + blank + body


def _merge(fields: dict[str, str], ours: dict[str, str]) -> dict[str, str]:
    """Put our fields in the places of those that they replace, and the others where a reader expects them."""
    merged: dict[str, str] = {}
    for name, value in fields.items():
        merged[name] = ours.get(name, value)
        for follower in _FOLLOWERS.get(name, ()):
            if follower in ours:
                merged[follower] = ours[follower]
    return merged


_FOLLOWERS = {"From": ("To", "Bcc"), "List-Id": ("List-Unsubscribe", "List-Unsubscribe-Post")}


def _our_fields(mail: MailSettings, fields: dict[str, str], show_bcc: bool) -> dict[str, str]:
    found = {}
    if mail.sender:
        found["From"] = mail.sender.header()
    if mail.to or mail.bcc:
        found["To"] = ",\r\n ".join(one.header() for one in mail.to) or NOBODY
    if show_bcc and mail.bcc:
        found["Bcc"] = ",\r\n ".join(one.address for one in mail.bcc)
    domain = mail.sender.domain if mail.sender and "." in mail.sender.domain else None
    if domain:
        # A filter may take ".invalid" for a forgery. What stands before the @ still derives from the content.
        found["Message-ID"] = _MESSAGE_ID.sub(rf"<\1@{domain}>", fields.get("Message-ID", ""))
    if mail.list_id or domain:
        found["List-Id"] = mail.list_id or f"Summarizer briefs <summarizer.{domain}>"
    if mail.unsubscribe:
        found["List-Unsubscribe"] = ",\r\n ".join(f"<{address}>" for address in mail.unsubscribe)
    if mail.one_click:  # the settings see to it that there is an address of https
        found["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return found
