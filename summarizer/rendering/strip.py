"""The coverage strip: stories by outlets, and two letters for each outlet so that a row fits on a phone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from unicodedata import normalize

from summarizer.records import Source
from summarizer.rendering.escaping import shorten
from summarizer.rendering.linking import site_of
from summarizer.rendering.records import CellView, OutletView, RowView, StripView
from summarizer.rendering.wording import outlet_name

MOST_OUTLETS = 24
"""Outlets that are drawn: two rows of a phone's width. Of more, those of a single story say least and are counted."""

TITLE_LENGTH = 100
"""Code points of a title in the strip: a headline, and of a longer one enough to know it by."""

_LATIN_WORD = re.compile("[A-Za-z]+")
_ARTICLES = {"the", "a", "an", "le", "la", "les", "der", "die", "das", "el", "il", "de", "het"}


def draw_strip(stories: Sequence[tuple[str, str]], cited: Sequence[Sequence[Source]]) -> StripView | None:
    """Return who is cited for what; None where there are not several stories and several outlets.

    Args:
        stories: title and anchor of each.
        cited: for each the sources whose words it tells.
    """
    named = [list(dict.fromkeys(filter(None, map(outlet_name, sources)))) for sources in cited]
    counts = Counter(name for names in named for name in names)
    if len(stories) < 2 or len(counts) < 2:
        return None
    shown = sorted(counts, key=lambda name: -counts[name])[:MOST_OUTLETS]  # equals keep their order
    sites = {outlet_name(source): site_of(source.url) or "" for sources in cited for source in sources}
    codes = name_outlets(shown, [sites[name] for name in shown])
    rows = (
        RowView(
            shorten(title, TITLE_LENGTH),
            anchor,
            tuple(CellView(codes[name], name, name in names) for name in shown),
        )
        for (title, anchor), names in zip(stories, named, strict=True)
    )
    outlets = tuple(OutletView(codes[name], name) for name in shown)
    return StripView(outlets, len(counts) - len(shown), tuple(rows))


def name_outlets(names: Sequence[str], sites: Sequence[str]) -> dict[str, str]:
    """Return name → two characters that no other has.

    The letters are those that begin two of its words, or two of one word. A name in another script than Latin
    takes those of its site, since scripts that run to the left would change places in a row.
    """
    codes: dict[str, str] = {}
    for name, site in zip(names, sites, strict=True):
        taken = set(codes.values())
        codes[name] = next(code for code in _suggest_codes(name, site) if code not in taken)
    return codes


def _suggest_codes(name: str, site: str) -> Iterator[str]:
    words = _words_of(name) or _words_of(site.rpartition(".")[0])
    if len(words) > 1:
        yield words[0][0].upper() + words[1][0].upper()
    for word in words:
        yield from (word[0].upper() + letter.lower() for letter in word[1:])
    first = words[0][0].upper() if words else "#"
    yield from (f"{first}{digit}" for digit in "123456789")
    yield from (f"{number}" for number in range(10, 100))


def _words_of(name: str) -> list[str]:
    """Return the words of a name in Latin letters without accents, but for an article before them."""
    words = _LATIN_WORD.findall(normalize("NFKD", name).encode("ascii", "ignore").decode())
    return words[1:] if len(words) > 1 and words[0].lower() in _ARTICLES else words
