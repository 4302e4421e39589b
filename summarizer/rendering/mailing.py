"""The mail form of a brief: a text part written to be read, and an HTML part that every client shows whole.

The same brief gives the same bytes: Message-ID and the boundary between the parts derive from the content,
Date from the brief's date. Who sends it to whom is not the brief's business; delivering sets that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path

from summarizer.errors import TemplateError
from summarizer.records import Brief, text_sha256
from summarizer.rendering.escaping import clean_text
from summarizer.rendering.fitting import fit_view
from summarizer.rendering.linking import safe_url
from summarizer.rendering.records import BriefView, Href
from summarizer.rendering.sanitizing import sanitize_page
from summarizer.rendering.templating import DEFAULT_TEMPLATE, form_of_template, render_view
from summarizer.rendering.view import view_brief

MAIL_TEMPLATE = "email"

SIZE_LIMIT = 102_000
"""Bytes of HTML from which Gmail hides the rest behind "View entire message"; measured: 102 to 105 KB."""

SIZE_WARNING = 90_000
"""Bytes of HTML from which we warn: what forwarding or a mailing list's footer adds must still fit."""

HOUR = 6
"""UTC hour of the Date: a morning brief's. The brief has a day, and Date needs a time."""

SENDER = "Summarizer <summarizer@localhost>"
LIST_ID = "Summarizer briefs <briefs.summarizer.localhost>"
"""What a filter can sort by; "localhost" is what RFC 2919 gives to lists that nobody has registered."""

_LONGEST_WORD = (
    60  # that a line of 76 columns can take beside "Subject: "; longer ones are encoded to be folded
)
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?=$|[T ])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Mail:
    """A brief as a mail, and what was done to make it fit.

    Attributes:
        message: the whole message, ASCII, lines ending in CRLF.
        text: the text part.
        html: the HTML part, styles in its elements.
        left_out: what the HTML part leaves out to stay under `SIZE_LIMIT`, in words.
    """

    message: str
    text: str
    html: str
    left_out: tuple[str, ...]

    @property
    def size(self) -> int:
        """Bytes of the HTML part in UTF-8, before the encoding for transport: what Gmail measures."""
        return measure_html(self.html)

    @property
    def warning(self) -> str:
        """What a sender should know of the size, or ""."""
        if self.size <= SIZE_WARNING and not self.left_out:
            return ""
        without = f" without {'; '.join(self.left_out)}" if self.left_out else ""
        fate = " and will be clipped" if self.size > SIZE_LIMIT else ""
        size = f"{self.size / 1000:.0f} KB of HTML{without}{fate}"
        return f"the mail has {size}; Gmail clips mails from {SIZE_LIMIT // 1000} KB"


def render_mail(brief: Brief, template: str | None = None, front_matter: bool = False) -> str:
    """Render as a mail in the form of RFC 5322, which has no front matter."""
    return compose_mail(brief, template).message


def compose_mail(brief: Brief, template: str | None = None, whole: str = "") -> Mail:
    """Compose a mail, shortened where its HTML part would be clipped.

    Args:
        brief: what to tell.
        template: name of a shipped template or path of an edited one for either part; the other part takes
            its fellow of the same name, or else the shipped one.
        whole: path or address where all of the brief is, named where the mail is shortened.

    Raises:
        TemplateError: a template is missing, malformed or names something unknown.
        BriefError: the brief cites a source that it does not list.
    """
    href = safe_url(whole)
    view = replace(view_brief(brief), whole=clean_text(whole), whole_href=Href(href) if href else None)
    pages = _Pages(template_of_part(template, "html"))
    fitted = fit_view(view, lambda shorter: pages.size_of(shorter) <= SIZE_LIMIT)
    page, html = pages.render(fitted)
    text = render_view(view, template_of_part(template, "txt"), "txt")
    return Mail(_write_message(brief, view, text, page, html), text, html, fitted.left_out)


class _Pages:
    """Renders HTML parts, and remembers the last: it is measured before it is used."""

    def __init__(self, template: str) -> None:
        self.template = template
        self.last: tuple[BriefView, tuple[str, str]] | None = None

    def render(self, view: BriefView) -> tuple[str, str]:
        """Return the page with its style sheet, and with its styles in the elements."""
        if self.last is None or self.last[0] is not view:
            page = sanitize_page(render_view(view, self.template, "html"))
            self.last = (view, (page, inline_styles(page)))
        return self.last[1]

    def size_of(self, view: BriefView) -> int:
        return measure_html(self.render(view)[1])


def measure_html(html: str) -> int:
    """Return the bytes of an HTML part as it arrives: in UTF-8, and its lines end in CRLF."""
    return len(html.encode("utf-8", "replace")) + html.count("\n")


def inline_styles(page: str) -> str:
    """Write style sheets into the elements, as mail clients need it, but for those that are marked as kept."""
    import css_inline

    return css_inline.inline(page, minify_css=True, load_remote_stylesheets=False).rstrip("\n") + "\n"


def template_of_part(template: str | None, part: str) -> str:
    """Return the name or path of the template for the "txt" or "html" part of a mail.

    Raises:
        TemplateError: the name says that it writes something else, or a file's name says nothing.
    """
    if template in (None, DEFAULT_TEMPLATE, MAIL_TEMPLATE):
        return MAIL_TEMPLATE
    assert template is not None  # noqa: S101 — for the type checker
    path = Path(template).expanduser()
    form = form_of_template(template)
    if form == part or (form is None and not path.is_file()):
        return template
    if form is None or form == "md":
        raise TemplateError(
            f"The template {path.name} does not write a part of a mail.",
            path.name,
            hint="Name a file that ends in .html.j2 or .txt.j2; its fellow beside it writes the other part.",
        )
    fellow = path.with_name(path.name.replace(f".{form}", f".{part}"))
    return str(fellow) if fellow.is_file() else MAIL_TEMPLATE


# the message


def _write_message(brief: Brief, view: BriefView, text: str, page: str, html: str) -> str:
    # Over the page before styles are inlined, so that another release of the inliner gives no new mail.
    digest = text_sha256("\0".join((brief.title, brief.date, text, page)))
    date = date_header(brief.date)
    headers = (
        f"From: {SENDER}",
        f"Subject: {encode_subject(view.subject)}",
        *((f"Date: {date}",) if date else ()),
        f"Message-ID: <{digest[:32]}@summarizer.invalid>",
        f"List-Id: {LIST_ID}",
        "Auto-Submitted: auto-generated",
    )
    body = EmailMessage(policy=_POLICY)
    body.set_content(_writable(text))
    body.add_alternative(_writable(html), subtype="html")
    body.set_boundary(f"=_{digest[32:]}")
    return "\r\n".join((*headers, body.as_string()))


def _writable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def encode_subject(title: str) -> str:
    """Return a title as the value of a Subject header that decodes to the same title, whatever it holds.

    `EmailMessage` would decode what only looks like an encoded word, and write what was in it.
    """
    plain = title.isascii() and "=?" not in title and max(map(len, title.split())) < _LONGEST_WORD
    header = Header(title, "us-ascii" if plain else "utf-8", header_name="Subject")
    return header.encode(linesep="\r\n")


def date_header(date: str) -> str:
    """Return a brief's day as a Date header, or "" for one that has none: sending dates it then."""
    found = _DAY.match(date)
    if not found:
        return ""
    try:
        day = datetime(int(found[1]), int(found[2]), int(found[3]), HOUR, tzinfo=UTC)
    except ValueError:  # no such day
        return ""
    return format_datetime(day)


_POLICY = SMTP.clone(cte_type="7bit")
