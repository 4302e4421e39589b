"""What is delivered, and what became of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from summarizer.errors import DeliveryError

_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)

DIGEST_LENGTH = 16
"""Hexadecimal digits of a content hash: enough that two briefs of one day never share them."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of a brief on one way out.

    Attributes:
        channel: "files", "maildir", "sendmail", or "smtp:" with the recipient.
        key: of channel, date and content; the same brief on the same way always has the same.
        ok: whether it has arrived, or was taken over by what brings it there.
        reason: where it went, or why it did not.
        unsure: whether it may be otherwise: it counts as arrived although nobody has said so, or as not arrived
            although it may have.
    """

    channel: str
    key: str
    ok: bool
    reason: str
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """What a channel says of one of its deliveries; as `Delivery`, but for the key."""

    channel: str
    ok: bool
    reason: str
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Parcel:
    """A brief on its way.

    Attributes:
        date: YYYY-MM-DD.
        rendered: form → content.
    """

    date: str
    rendered: Mapping[str, bytes]

    @classmethod
    def of(cls, brief_id: str, rendered: Mapping[str, str | bytes]) -> Parcel:
        """Wrap up what was rendered.

        Raises:
            ValueError: the id does not begin with a date.
        """
        found = _DATE.match(brief_id)
        if not found:
            raise ValueError(f"the id of a brief begins with its date, not {brief_id[:20]!r}")
        content = {
            form: text.encode("utf-8", "replace") if isinstance(text, str) else text
            for form, text in rendered.items()
        }
        return cls(found[0], content)

    def form(self, name: str) -> bytes:
        """Return the brief in one form.

        Raises:
            DeliveryError: it was not rendered in that form.
        """
        if name not in self.rendered:
            raise DeliveryError(f"The brief was not rendered as {name}.")
        return self.rendered[name]

    def key(self, channel: str, forms: Sequence[str]) -> str:
        """Return the key of the delivery of these forms on a channel."""
        digest = hashlib.sha256()
        for form in forms:
            content = self.rendered.get(form, b"")
            digest.update(f"{form} {len(content)}\n".encode() + content)
        return f"{channel}:{self.date}:{digest.hexdigest()[:DIGEST_LENGTH]}"
