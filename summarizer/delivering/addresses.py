"""Mail addresses as a person writes them in a configuration, and as a header holds them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.header import Header

_NAMED = re.compile(r"(?P<name>[^<>]*?)\s*<(?P<address>[^<>]*)>")
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOMAIN = re.compile(r"(?!-)[A-Za-z0-9-]{1,63}(?<!-)(?:\.(?!-)[A-Za-z0-9-]{1,63}(?<!-))*")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9 !#$%&'*+/=?^_`{|}~-]+")

LONGEST = 254
"""Characters of an address that mail servers have to take (RFC 5321 with its erratum 1690)."""


@dataclass(frozen=True, slots=True)
class Address:
    """Somebody who sends or gets mail.

    Attributes:
        address: local part and domain, ASCII.
        name: as it is shown; "" where there is none.
    """

    address: str
    name: str = ""

    @property
    def domain(self) -> str:
        """What stands behind the @."""
        return self.address.rpartition("@")[2]

    def header(self) -> str:
        """Return it as a header holds it, ASCII."""
        if not self.name:
            return self.address
        if not self.name.isascii() or "=?" in self.name:
            name = Header(self.name, "utf-8").encode(linesep="\r\n")
        elif _PLAIN_NAME.fullmatch(self.name):
            name = self.name
        else:
            name = '"' + re.sub(r'(["\\])', r"\\\1", self.name) + '"'
        return f"{name} <{self.address}>"


def parse_address(text: str) -> Address:
    """Read "ana@example.org" or "Ana Lee <ana@example.org>"; a domain may have letters beyond ASCII.

    Raises:
        ValueError: it is no address; the message says what was expected.
    """
    named = _NAMED.fullmatch(text.strip())
    name, address = (named["name"], named["address"]) if named else ("", text.strip())
    name = name.strip().removeprefix('"').removesuffix('"').strip()
    local, at, domain = address.rpartition("@")
    try:
        domain = domain.encode("idna").decode("ascii")
    except UnicodeError:
        domain = ""
    right = at and _LOCAL.fullmatch(local) and _DOMAIN.fullmatch(domain) and len(address) <= LONGEST
    if not right or not all(char.isprintable() for char in name):
        raise ValueError('an address such as "ana@example.org" or "Ana Lee <ana@example.org>"')
    return Address(f"{local}@{domain}", name)
