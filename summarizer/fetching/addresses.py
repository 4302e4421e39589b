"""Which addresses may be asked: http and https, at hosts of the public internet.

A name is looked up once, and the connection goes to the very address that was judged: a name that leads
elsewhere the second time gains nothing by it.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
from typing import TYPE_CHECKING, TypeAlias

from summarizer.fetching.records import FetchConfig, FetchFailure

if TYPE_CHECKING:
    import httpx

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address

MAX_URL = 8000
"""Characters. Servers refuse longer ones; browsers make none."""

PORTS = {"http": 80, "https": 443}

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_NEVER = tuple(
    ipaddress.ip_network(block)
    for block in (
        "100.64.0.0/10",  # shared by customers of one provider
        "192.0.0.0/24",
        "192.88.99.0/24",  # relays to the new protocol, out of use
        "198.18.0.0/15",  # measuring
        "64:ff9b:1::/48",  # translation within a network
        "fec0::/10",  # private by an older rule
    )
)
"""Not public, whatever the library's tables say in this or that version of Python."""


def parse_url(url: str) -> httpx.URL:
    """Return an address that may be asked as far as its text tells, without its fragment.

    Raises:
        FetchFailure: it is none, or not of http or https.
    """
    import httpx

    text = url.strip()
    if len(text) > MAX_URL:
        raise FetchFailure("its address is too long", "refused")
    if not re.match(r"https?:", text, re.IGNORECASE):
        raise FetchFailure("only http and https addresses are fetched", "refused")
    try:
        parsed = httpx.URL(text).copy_with(fragment=None)
        port = parsed.port
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise FetchFailure("it is not a usable address", "refused") from error
    if (
        not parsed.host
        or not re.fullmatch(rb"[\w.:-]+", parsed.raw_host)
        or not (port is None or 0 < port < 65536)
    ):
        raise FetchFailure("it is not a usable address", "refused")
    return parsed


def hide_credentials(url: str) -> str:
    """Return an address without user name, password and fragment, for eyes and files."""
    try:
        return str(parse_url(url).copy_with(userinfo=b""))
    except FetchFailure:
        return re.sub(r"(?<=//)[^/@]*@", "", url.strip()[:MAX_URL])


def resolve_host(url: httpx.URL, config: FetchConfig) -> tuple[str, ...]:
    """Look up a host once, and return the addresses to connect to, in the order of the system.

    Raises:
        FetchFailure: there is no such host, or one of its addresses is not public and was not allowed.
    """
    port = url.port or PORTS[url.scheme]
    found = _look_up(url.host, port, config.connect_seconds)
    if not found:
        raise FetchFailure(f"{url.host} has no address", "unreachable")
    if not _is_allowed(url.host, port, config):
        for address in found:
            if reason := name_refusal(ipaddress.ip_address(address)):
                raise FetchFailure(
                    f"{url.host} is {reason} ({address}), not asked unless allow_private is set", "refused"
                )
    return found


def name_refusal(address: Address) -> str | None:
    """Return what kind of address it is where it is not one of the public internet; None where it is."""
    inner = _unwrap(address)
    if inner is not None:
        return name_refusal(inner)
    if address.is_loopback:
        return "this machine"
    if address.is_link_local:
        return "an address of the local link, where clouds keep their secrets"
    if address.is_multicast:
        return "an address of many machines"
    if address.is_unspecified:
        return "no machine"
    if not address.is_global or address.is_reserved or any(_is_in(address, block) for block in _NEVER):
        return "an address of a private network"
    return None


def is_this_machine(host: str) -> bool:
    """Whether a host is a number of this machine's own. Names are not believed: they may lead anywhere."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_in(address: Address, block: ipaddress.IPv4Network | ipaddress.IPv6Network) -> bool:
    return address.version == block.version and address in block


def _unwrap(address: Address) -> Address | None:
    """Return the older address that a newer one stands for; None where it stands for none."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address.ipv4_mapped or address.sixtofour:
        return address.ipv4_mapped or address.sixtofour
    if address.teredo:
        return address.teredo[1]
    # The last 32 bits: of addresses for translation, and of a form that only old tools still write.
    low, high = int(address) & 0xFFFFFFFF, int(address) >> 32
    if address in _NAT64 or (high == 0 and low > 1):
        return ipaddress.IPv4Address(low)
    return None


def _is_allowed(host: str, port: int, config: FetchConfig) -> bool:
    return config.allow_private or bool(config.allowed_hosts & {host.lower(), f"{host.lower()}:{port}"})


def _look_up(host: str, port: int, seconds: float) -> tuple[str, ...]:
    """Ask the system's resolver, which has no time limit of its own, in a thread that may be left behind."""
    answer: list[tuple[str, ...] | OSError] = []

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answer.append(tuple(dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found)))
        except (OSError, UnicodeError) as error:
            answer.append(error if isinstance(error, OSError) else OSError(str(error)))

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(seconds)
    if not answer:
        raise FetchFailure(f"the name {host} could not be looked up in time", "timeout")
    if isinstance(answer[0], OSError):
        passing = getattr(answer[0], "errno", None) == socket.EAI_AGAIN
        reason = f"there is no host of the name {host}, or the network is down"
        raise FetchFailure(reason, "unreachable", may_pass=passing) from answer[0]
    return answer[0]
