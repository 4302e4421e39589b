"""Links as newsletters wrap them, unwrapped offline: nothing is ever fetched to find where a link leads."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

MAX_LINK = 4000
"""Browsers and servers take about 2,000 characters; wrapped links of mail filters run to twice that."""

MAX_LAYERS = 5
"""A newsletter's tracker inside a company's mail filter inside a forwarder's is three."""

_WRAPPED_IN = frozenset(
    """url u uri redirect redirect_url redirecturl redir r target targeturl dest destination to link href
    goto go q a""".split()
)
"""Names of parameters that hold the address behind a redirect; only taken where their value is one."""

_PERSONAL = re.compile(
    r"utm_\w+|mc_[ce]id|_hs(?:enc|mi)|fbclid|gclid|dclid|msclkid|igshid|mkt_tok|vero_(?:id|conv)|ck_subscriber_id"
    r"|oly_(?:enc|anon)_id|_ke|_kx|_bhlid|wickedid|yclid|s_cid|nlid|cmpid|subscriber(?:_?id)?|e?mail"
    r"|token|isFreemail|ss_(?:email_id|campaign_\w+)|ml_subscriber(?:_hash)?|sc_src|sc_e?[lu]h?id|trk_\w+",
    re.IGNORECASE,
)
"""Parameters that name a campaign or the person who got the mail: a brief passes them on to nobody."""

_TRACKERS = re.compile(
    r"(?:.+\.)?(?:list-manage\.com|sendgrid\.net|awstrack\.me|mailchi\.mp|hubspotlinks\.com|hs-sites\.com"
    r"|customeriomail\.com|sparkpostmail\.com|mandrillapp\.com|convertkit-mail\d?\.com|mailgun\.org|mjt\.lu"
    r"|klclick\d?\.com|cmail\d{1,2}\.com|createsend\d?\.com|rs6\.net|exct\.net|mlsend\d?\.com|sendibt\d\.com"
    r"|safelinks\.protection\.outlook\.com|urldefense\.(?:proofpoint\.)?com|list-unsubscribe\.com)",
    re.IGNORECASE,
)
"""Hosts that only count clicks. A link of theirs that does not say where it leads is of no use to a reader
without telling the sender who clicked."""

_PROOFPOINT = re.compile(r"https://urldefense(?:\.proofpoint)?\.com/v3/__(?P<url>.+?)__;", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x20\x7f<>\"\\^`{|}\u2028\u2029]")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}")


def unwrap_link(link: str) -> str | None:
    """Return the address that a link leads to, as far as the link itself says.

    Returns:
        An http(s) address without the parameters that follow a reader; None where the link is no such
        address, or only a click-counter knows where it leads.
    """
    found = _clean(link)
    for _ in range(MAX_LAYERS):
        inner = next(_find_wrapped(found), None) if found else None
        if inner is None:
            break
        found = inner
    if found is None or _TRACKERS.fullmatch(host_of(found)):
        return None
    return _without_personal(found)


def host_of(link: str) -> str:
    """Return the host of an address in lower case, "" where it has none."""
    try:
        return (urlsplit(link).hostname or "").lower()
    except ValueError:
        return ""


def _clean(link: str) -> str | None:
    """Return an address as it may be shown and followed: http(s), with a host and without a password."""
    link = link.strip()
    if len(link) > MAX_LINK or _CONTROLS.search(link) or not re.match(r"https?://", link, re.IGNORECASE):
        return None
    host = host_of(link)
    if "." not in host.strip(".") or "@" in urlsplit(link).netloc:
        return None
    return link


def _find_wrapped(link: str) -> Iterator[str]:
    """Yield the addresses that stand within another one, the likeliest first."""
    if proofpoint := _PROOFPOINT.match(link):
        yield from _cleaned(proofpoint["url"])
    parts = urlsplit(link)
    for name, value in _parameters(parts.query):
        if name.lower() in _WRAPPED_IN:
            yield from _addresses_in(value, proofpoint="proofpoint" in parts.netloc)
    for segment in re.split(r"[/;,]", parts.path):
        yield from _addresses_in(unquote(segment), proofpoint=False)


def _parameters(query: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(query, keep_blank_values=True, max_num_fields=200)
    except ValueError:
        return []


def _addresses_in(value: str, *, proofpoint: bool) -> Iterator[str]:
    if proofpoint:  # its second version writes "-3A" for "%3A" and "_" for "/"
        value = unquote(value.replace("-", "%").replace("_", "/"))
    for form in (value, unquote(value), *_decode_base64(value)):
        yield from _cleaned(form)


def _cleaned(value: str) -> Iterator[str]:
    if found := _clean(value):
        yield found


def _decode_base64(value: str) -> Iterator[str]:
    """Yield what a value holds as base64: an address, or the one address in a JSON object."""
    # A signed token is "payload.signature" or "header.payload.signature".
    for piece in value.split(".")[:3]:
        if not _BASE64.fullmatch(piece):
            continue
        padded = piece.rstrip("=").replace("-", "+").replace("_", "/")
        try:
            text = base64.b64decode(padded + "=" * (-len(padded) % 4), validate=True).decode("utf-8")
        except (binascii.Error, ValueError):
            continue
        yield text
        if text.startswith("{"):
            yield from _address_in_json(text)


def _address_in_json(text: str) -> Iterator[str]:
    try:
        fields = json.loads(text)
    except (ValueError, RecursionError):
        return
    values = [value for value in fields.values() if isinstance(value, str) and _clean(value)]
    if len(values) == 1:
        yield values[0]


def _without_personal(link: str) -> str:
    parts = urlsplit(link)
    kept = [(name, value) for name, value in _parameters(parts.query) if not _PERSONAL.fullmatch(name)]
    if len(kept) == len(_parameters(parts.query)):
        return link
    return urlunsplit(parts._replace(query=urlencode(kept)))
