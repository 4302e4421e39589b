"""The last step of HTML: whatever template wrote it, what stands in the body can do nothing.

Escaping in the templates already makes source text inert; this holds where an edited template forgets to.
"""

from __future__ import annotations

import re

_TAGS = {
    *("a", "abbr", "article", "aside", "b", "blockquote", "br", "cite", "code", "dd", "del", "details"),
    *("dfn", "div", "dl", "dt", "em", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("header", "hr", "i", "ins", "li", "main", "mark", "nav", "ol", "p", "pre", "q", "s", "section"),
    *("small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead"),
    *("time", "tr", "u", "ul"),
}
_ATTRIBUTES = {
    "*": {"aria-hidden", "aria-label", "aria-labelledby", "class", "dir", "id", "lang", "role", "title"},
    "a": {"href", "rel"},
    "details": {"name", "open"},
    "li": {"value"},
    "ol": {"reversed", "start"},
    "table": {"align", "border", "cellpadding", "cellspacing", "width"},
    "td": {"align", "colspan", "rowspan", "valign", "width"},
    "th": {"align", "colspan", "rowspan", "scope", "valign", "width"},
    "time": {"datetime"},
}
_SCHEMES = {"http", "https"}
_BODY = re.compile(r"(<body\b[^>]*>)(.*)(</body\s*>)", re.DOTALL | re.IGNORECASE)
_LINK = re.compile(r"https?://|#[\w-]*$", re.IGNORECASE)


def sanitize_page(page: str) -> str:
    """Sanitize the body of an HTML page; the whole of a fragment that has no body."""
    found = _BODY.search(page)
    if not found:
        return sanitize_fragment(page)
    opening, body, closing = found.groups()
    return page[: found.start()] + opening + sanitize_fragment(body) + closing + page[found.end() :]


def sanitize_fragment(fragment: str) -> str:
    """Keep text, structure and http(s) links; drop scripts, styles, forms, media, frames and handlers."""
    import nh3

    return nh3.clean(
        fragment,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_keep_attribute,
        url_schemes=_SCHEMES,
        link_rel=None,
        strip_comments=True,
    )


def _keep_attribute(tag: str, name: str, value: str) -> str | None:
    """Drop links that lead anywhere but to the web or to a place on the page."""
    return None if name == "href" and not _LINK.match(value) else value
