"""Puts together what a reader found into an `Article`: its id, its language, its labels."""

from __future__ import annotations

import re
from collections.abc import Mapping

from summarizer.errors import SourceError
from summarizer.languages import OTHERS
from summarizer.lexicon import STOP_WORDS
from summarizer.reading.dates import parse_date
from summarizer.reading.decoding import replace_surrogates
from summarizer.reading.metadata import Metadata, find_metadata, language_code
from summarizer.records import Article, Label, content_id

BLURB_WORDS = 60
"""A news paragraph has 40 words or so: below 60 there is a teaser, not a report."""

MAX_CHARS = 15_000_000
"""Thirty novels: nine tenths of it, 100,000 sentences, make a brief in half a minute and 2.4 GB."""

ENGLISH_SHARE = 0.2
"""Every third word or more of English news is a function word; in Dutch, the nearest of the large
languages, 'in', 'over', 'was', 'is' and the like stay below one in seven."""

MIN_LANGUAGE_WORDS = 8
"""Fewer words than this tell a language detector nothing."""

TEASER_WORDS = 300
"""A longer text that ends in three dots is an article with a sense of drama."""

_TEASER_END = re.compile(
    r"(?:\[?(?:…|\.\.\.)\]?|\[(?:…|\.\.\.|\+\d+ chars)\]"
    r"|\b(?:read|see|show|view) (?:more|the (?:full|rest)[\w ]{0,30})"
    r"|continue reading|keep reading|subscribe to (?:continue|read)[\w ]{0,30}"
    r"|(?:log|sign) in to (?:continue|read)[\w ]{0,30})[\s.!→»›>…\])]*$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def build_article(origin: str, text: str, metadata: Metadata) -> Article:
    """Return the article.

    Raises:
        SourceError: where the text has no words, or is longer than any text that a brief can be made of.
    """
    if len(text) > MAX_CHARS:
        reason = f"its text has more than {MAX_CHARS // 10**6} million characters: give the part that matters"
        raise SourceError(reason, origin)
    if not _WORD.search(text):
        raise SourceError("there are no words in it", origin)
    language = _settle_language(metadata.language, text)
    if language in OTHERS:
        from summarizer.reading.foreign import find_foreign_metadata

        metadata = metadata.filled_from(find_foreign_metadata(text, language))
    return Article(
        id=content_id(origin, text),
        origin=origin,
        text=text,
        title=metadata.title,
        url=metadata.url,
        publisher=metadata.publisher,
        author=metadata.author,
        published=metadata.published,
        language=language,
        labels=label_text(text),
    )


def article_from_document(document: Mapping[str, object], origin: str, index: int) -> Article:
    """Return a document of a batch line as an article, its text exactly as given.

    Args:
        document: {"text", and where known "title", "url", "publisher", "date", "author", "language"}.
        origin: where the line came from.
        index: the document's place in its line, from 0.

    Raises:
        SourceError: where there is no text, or no words in it.
    """
    where = f"{origin}#{index}"
    text = document.get("text")
    if not isinstance(text, str):
        raise SourceError('it has no "text"', where)
    text = replace_surrogates(text)
    declared = declared_metadata(document)
    return build_article(where, text, declared.filled_from(find_metadata(text)))


def declared_metadata(fields: Mapping[str, object]) -> Metadata:
    """Return what the fields of a document or a front matter say; fields of other types are passed over."""

    def field(*names: str) -> str | None:
        values = (fields.get(name) for name in names)
        found = next((value for value in values if isinstance(value, str) and value.strip()), None)
        return " ".join(replace_surrogates(found).split()) if found else None

    when = field("date", "published", "date_published", "published_at", "publishedAt", "pubDate")
    return Metadata(
        title=field("title", "headline"),
        publisher=field("publisher", "site", "sitename", "source"),
        author=field("author", "byline"),
        published=parse_date(when) if when else None,
        url=field("url", "link", "canonical_url", "canonical"),
        language=language_code(field("language", "lang")),
    )


def _settle_language(declared: str | None, text: str) -> str:
    """Believe what a source declares, except "en": templates say so of texts in every language."""
    return declared if declared and declared != "en" else detect_language(text)


def detect_language(text: str) -> str:
    """Return the two-letter code of the language a text is in; "en" where there is too little to tell."""
    words = [word.replace("’", "'") for word in _WORD.findall(text[:4000].lower())][:300]
    if len(words) < MIN_LANGUAGE_WORDS:
        return "en"
    if sum(word in STOP_WORDS for word in words) >= ENGLISH_SHARE * len(words):
        return "en"
    from py3langid.langid import classify

    return str(classify(text[:4000])[0])


def label_text(text: str) -> tuple[Label, ...]:
    """Return ("blurb only",) for a teaser rather than a report, () otherwise."""
    words = len(text.split(maxsplit=TEASER_WORDS))
    # A script without spaces has few "words": its length in characters tells.
    blurb = words < BLURB_WORDS and len(text) < 12 * BLURB_WORDS
    teaser = words < TEASER_WORDS and _TEASER_END.search(text[-80:].rstrip())
    return ("blurb only",) if blurb or teaser else ()
