"""Links: http(s) only, encoded so that they cannot break out of where they stand, down to the cited words.

A text fragment (``#:~:text=``) makes the browser scroll to the words and mark them; see
https://wicg.github.io/scroll-to-text-fragment/.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, quote, urlsplit

from summarizer.rendering.escaping import clean_text

WHOLE_QUOTE_WORDS = 10
"""Quotes of up to this many words stand whole in a link; longer ones as their first and last words."""

START_WORDS = 6
"""First words of a long quote. The browser stops at the first place that has them, and six words of a
sentence rarely stand twice in an article."""

END_WORDS = 4
"""Last words of a long quote; they are only looked for behind the first ones."""

UNSPACED_LENGTH = 80
"""Code points from which a quote in a script without spaces is split by length instead of by words."""

# Everything that a Markdown link, an attribute or a mail client could take for its own end is encoded.
_PATH_SAFE = "/:@!&+,;=%"
_QUERY_SAFE = _PATH_SAFE + "?"
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?\.?")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def safe_url(url: str | None) -> str | None:
    """Return a percent-encoded http(s) URL, or None where there is none to link to.

    A URL with a user name is refused: "https://bank.example@evil.example/" reads as what it is not.
    """
    if not url or _UNPRINTABLE.search(url.strip()):
        return None
    try:
        parts = urlsplit(url.strip())
        host = _encode_host(parts)
    except ValueError:  # a malformed port, bracket or host
        return None
    if parts.scheme not in ("http", "https") or host is None:
        return None
    query = f"?{_encode(parts.query, _QUERY_SAFE)}" if parts.query else ""
    fragment = f"#{_encode(parts.fragment, _QUERY_SAFE)}" if parts.fragment else ""
    return f"{parts.scheme}://{host}{_encode(parts.path, _PATH_SAFE)}{query}{fragment}"


def _encode_host(parts: SplitResult) -> str | None:
    if parts.username is not None or parts.password is not None or not parts.hostname:
        return None
    host = parts.hostname if parts.hostname.isascii() else parts.hostname.encode("idna").decode("ascii")
    if not _HOST.fullmatch(host):
        return None
    return host if parts.port is None else f"{host}:{parts.port}"


def _encode(part: str, safe: str) -> str:
    return quote(_STRAY_PERCENT.sub("%25", part), safe=safe)


def link_to_words(url: str | None, words: str) -> str | None:
    """Return a link that scrolls to these words, or None where there is nothing to link to."""
    base = safe_url(url)
    if base is None:
        return None
    page, _, fragment = base.partition("#")
    place = fragment.partition(":~:")[0] + text_fragment(words)
    return f"{page}#{place}" if place else page


def text_fragment(words: str) -> str:
    """Return the ``:~:text=`` directive for these words, or "" where there are none."""
    found = clean_text(words)
    if not found:
        return ""
    ends = _split_ends(found)
    return ":~:text=" + ",".join(_encode_words(end) for end in ends)


def _split_ends(words: str) -> tuple[str, ...]:
    split = words.split(" ")
    if len(split) > WHOLE_QUOTE_WORDS:
        return " ".join(split[:START_WORDS]), " ".join(split[-END_WORDS:])
    if len(words) > UNSPACED_LENGTH and len(split) < START_WORDS:
        return words[: UNSPACED_LENGTH // 4], words[-UNSPACED_LENGTH // 4 :]
    return (words,)


def _encode_words(words: str) -> str:
    return quote(words, safe="").replace("-", "%2D")


def site_of(url: str | None) -> str | None:
    """Return the host of a URL as a reader knows it, without "www."."""
    base = safe_url(url)
    return None if base is None else base.split("/")[2].removeprefix("www.")
