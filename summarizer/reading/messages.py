"""Mail messages as they are sent, whatever is wrong with them: headers, and the parts that hold text.

The parser is the standard library's, with the policy that leaves headers and bodies as they came. The modern
policy decodes both itself, and raises on headers that real mail has; what it would do is done here by hand,
so that there is one path for good mail and bad.
"""

from __future__ import annotations

import binascii
import codecs
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC
from email import message_from_bytes, policy
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from summarizer.errors import SourceError
from summarizer.reading.dates import parse_date
from summarizer.reading.decoding import decode_bytes, replace_surrogates
from summarizer.reading.html import looks_like_html

MAX_DEPTH = 20
"""A forward of a forward of a newsletter with pictures has eight levels; beyond 20 somebody is playing."""

MAX_PARTS = 1000
"""A digest of a busy list has 100 mails of a few parts each."""

MAX_HEADER = 2000
"""A header line has at most 998 characters by the standard; a long subject in encoded words has two lines."""

MAX_BODY = 5 * 1024 * 1024
"""Mail programs cut newsletters at 102 KB; the longest with their pictures left out have 500 KB."""

_WIDER = {
    # What senders mean by these names, as browsers read them.
    "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "iso8859-1": "cp1252",
    "gb2312": "gb18030", "gbk": "gb18030", "ks_c_5601-1987": "cp949", "euc-kr": "cp949",
    "shift_jis": "cp932", "iso-8859-8-i": "iso-8859-8", "x-sjis": "cp932", "big5": "big5hkscs",
    "windows-874": "cp874", "tis-620": "cp874", "x-mac-roman": "mac-roman", "utf8mb4": "utf-8",
}  # fmt: skip
_NOT_CHARSETS = re.compile(
    r"ascii|us-ascii|unknown.*|x-unknown|default.*|.*unicode[-_]escape|idna|punycode|undefined"
)
_ONE_BYTE = re.compile(r"(?:cp|windows-?|iso-?8859|latin|mac|koi8)", re.IGNORECASE)
"""Character sets in which every run of bytes means something: what is UTF-8 is that, whatever they say."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """What the headers of a mail say. None where they say nothing.

    Attributes:
        sender: the name before the address; the address's domain where there is none.
        published: ISO 8601, with the offset that the sender gave.
        language: as the header has it.
    """

    subject: str | None
    sender: str | None
    list_name: str | None
    published: str | None
    message_id: str | None
    language: str | None


@dataclass(frozen=True, slots=True)
class Segment:
    """One stretch of a mail's body in the forms in which it was sent; "" for a form that is missing."""

    html: str = ""
    text: str = ""


@dataclass
class Body:
    """What the parts of a mail hold.

    Attributes:
        segments: the text, in order.
        forwarded: mails inside the mail.
        attached: names of what was not read.
        obstacle: why the text cannot be read, where it is there in a form that hides it.
        parts: how many parts were looked at.
    """

    segments: list[Segment] = field(default_factory=list)
    forwarded: list[Message] = field(default_factory=list)
    attached: list[str] = field(default_factory=list)
    obstacle: str | None = None
    parts: int = 0


def parse_message(data: bytes, origin: str) -> Message:
    """Return a mail.

    Raises:
        SourceError: where it is nested so deeply that it cannot be taken apart.
    """
    for mark, name in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            data = data[2:].decode(name, "replace").encode("utf-8")
    try:
        return message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n\t "), policy=policy.compat32)
    except RecursionError as error:
        raise SourceError(TOO_DEEP, origin) from error


# headers


def read_envelope(message: Message) -> Envelope:
    """Return what the headers say; of a header that stands there twice the first counts."""
    return Envelope(
        subject=_header(message, "Subject"),
        sender=_read_sender(message),
        list_name=_read_list_name(message),
        published=_read_date(message),
        message_id=_read_message_id(message),
        language=_header(message, "Content-Language"),
    )


def raw_header(message: Message, name: str) -> str:
    """Return a header as it came, on one line and cut to `MAX_HEADER`; "" where there is none."""
    values = (value for key, value in message.raw_items() if key.lower() == name.lower())
    raw = str(next(values, ""))[: 4 * MAX_HEADER]
    data = raw.encode("utf-8", "surrogateescape")
    # Bytes beyond ASCII, which no header may have: UTF-8 today, Windows' Latin before.
    text = _decode_strictly(data, "utf-8") or data.decode("cp1252", "replace")
    return " ".join(re.sub(r"[\x00-\x1f\x7f]+", " ", text).split())[:MAX_HEADER]


def _header(message: Message, name: str) -> str | None:
    return decode_words(raw_header(message, name)) or None


_ENCODED_WORD = re.compile(
    r"=\?(?P<charset>[^?\s*]{1,40})(?:\*[^?\s]*)?\?(?P<form>[BbQq])\?(?P<text>[^?]*)\?="
)
_BETWEEN_WORDS = re.compile(r"(?<=\?=)\s+(?==\?[^?\s]{1,60}\?[BbQq]\?)")


def decode_words(value: str) -> str:
    """Return a header's value with its encoded words (RFC 2047) decoded, on one line."""
    pieces: list[tuple[str, bytes]] = []
    end = 0
    value = _BETWEEN_WORDS.sub("", value)
    for word in _ENCODED_WORD.finditer(value):
        pieces += [("utf-8", value[end : word.start()].encode("utf-8", "replace"))]
        pieces += [(word["charset"].lower(), _decode_word(word["form"], word["text"]))]
        end = word.end()
    pieces.append(("utf-8", value[end:].encode("utf-8", "replace")))
    text = "".join(decode_charset(data, charset) for charset, data in _join_pieces(pieces))
    return " ".join(re.sub(r"[\x00-\x1f\x7f]+", " ", text).split())


def _decode_word(form: str, text: str) -> bytes:
    if form in "Bb":
        return _decode_base64(text.encode("ascii", "ignore"))
    return quopri.decodestring(text.replace("_", " ").encode("ascii", "replace"))


def _join_pieces(pieces: list[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Yield the pieces, those of one character set as one: some senders break words within a character."""
    last: tuple[str, bytes] | None = None
    for charset, data in pieces:
        if not data:
            continue
        if last and last[0] == charset:
            last = (charset, last[1] + data)
            continue
        if last:
            yield last
        last = (charset, data)
    if last:
        yield last


def _read_sender(message: Message) -> str | None:
    try:
        name, address = parseaddr(raw_header(message, "From"))
    except (RecursionError, ValueError, IndexError):  # comments within comments within comments
        return None
    # A name in brackets, "news@paper.example (The Paper)", is a name as well; one that is an address is none.
    named = decode_words(name).strip("\"' ")
    if named and "@" not in named:
        return named
    return address.rpartition("@")[2].strip("<> ").lower() or None


def _read_list_name(message: Message) -> str | None:
    """Return the name before the identifier in List-Id: "The Morning Paper <morning.paper.example>"."""
    name = decode_words(raw_header(message, "List-Id").partition("<")[0]).strip("\"' ")
    return name if re.search(r"[^\W\d_]{2}", name) and "." not in name else None


def _read_date(message: Message) -> str | None:
    """Return the date that the sender gives, or that of the last server that passed the mail on."""
    for value in (raw_header(message, "Date"), raw_header(message, "Received").rpartition(";")[2]):
        if found := _parse_mail_date(value):
            return found
    return None


def _parse_mail_date(value: str) -> str | None:
    try:
        moment = parsedate_to_datetime(value[:100])
    except (ValueError, TypeError, IndexError, OverflowError):
        return parse_date(value)
    if not 1980 <= moment.year <= 2100:
        return None
    # "-0000" says that the time is in UTC and nothing of where the sender is.
    iso = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat(timespec="seconds")
    return iso.removesuffix("+00:00") + "Z" if iso.endswith("+00:00") else iso


def _read_message_id(message: Message) -> str | None:
    raw = raw_header(message, "Message-ID")
    found = re.search(r"<([^<>\s]{3,250})>", raw) or re.fullmatch(r"([^<>\s]{3,250})", raw)
    return found[1] if found else None


# parts


def read_body(message: Message) -> Body:
    """Return the text of a mail in all its forms, and what stands in the way of it."""
    body = Body()
    body.segments = _collect(message, body, 0)
    return body


def _collect(part: Message, body: Body, depth: int) -> list[Segment]:
    """Return the segments of a part; what it holds beside text is noted in `body`."""
    body.parts += 1
    if depth > MAX_DEPTH:
        body.obstacle = body.obstacle or TOO_DEEP
    if depth > MAX_DEPTH or body.parts > MAX_PARTS:
        return []
    kind = part.get_content_type()
    if kind in ("message/rfc822", "message/global", "message/news"):
        body.forwarded += [inner for inner in _children(part) if isinstance(inner, Message)]
        return []
    if obstacle := _find_obstacle(part, kind):
        body.obstacle = body.obstacle or obstacle
        return []
    if part.get_content_maintype() == "multipart":
        return _collect_children(part, kind, body, depth)
    return _read_leaf(part, kind, body)


def _collect_children(part: Message, kind: str, body: Body, depth: int) -> list[Segment]:
    children = _children(part)
    if kind == "multipart/encrypted":
        body.obstacle = body.obstacle or ENCRYPTED_PGP
        return []
    found = [segment for child in children for segment in _collect(child, body, depth + 1)]
    if kind != "multipart/alternative":
        return found
    forms = (tuple(segment.html for segment in found), tuple(segment.text for segment in found))
    merged = Segment(*("\n\n".join(filter(None, form)) for form in forms))
    return [merged] if merged != Segment() else []


def _children(part: Message) -> list[Message]:
    payload = part.get_payload()
    if isinstance(payload, list):
        return [child for child in payload if isinstance(child, Message)]
    return _split_without_boundary(part) if part.get_content_maintype() == "multipart" else []


_BOUNDARY = re.compile(rb"^--([^\r\n]{1,200}?)[ \t]*\r?\n(?=content-|\r?\n)", re.IGNORECASE | re.MULTILINE)


def _split_without_boundary(part: Message) -> list[Message]:
    """Return the parts of a multipart whose boundary is missing or wrong, by the boundary that it uses."""
    encoding = raw_header(part, "Content-Transfer-Encoding")
    data = _raw_payload(part)
    found = _BOUNDARY.search(data[:100_000])
    if found and b'"' not in found[1]:
        head = b'Content-Type: multipart/mixed; boundary="' + found[1] + b'"\r\n\r\n'
        again = parse_message(head + data, "").get_payload()
        if isinstance(again, list):
            return [child for child in again if isinstance(child, Message)]
    whole = Message()
    whole["Content-Transfer-Encoding"] = encoding
    whole.set_payload(data.decode("ascii", "surrogateescape"))
    return [whole]


TOO_DEEP = "its parts are nested too deeply"
ENCRYPTED_PGP = "it is encrypted (PGP); decrypt it in your mail program and save its text"
ENCRYPTED_SMIME = "it is encrypted (S/MIME); decrypt it in your mail program and save its text"
SIGNED_SMIME = "its text is packed into its signature (S/MIME); save its text from your mail program"
WINMAIL = "its text is in a winmail.dat, which only Outlook reads; ask for it as HTML or plain text"
PARTIAL = "it is a piece of a mail that was sent in several"


def _find_obstacle(part: Message, kind: str) -> str | None:
    """Return why a part hides text, where it does."""
    name = _file_name(part).lower()
    if kind in ("application/pkcs7-mime", "application/x-pkcs7-mime") or name.endswith(".p7m"):
        return SIGNED_SMIME if _parameter(part, "smime-type").lower() == "signed-data" else ENCRYPTED_SMIME
    if kind == "application/pgp-encrypted":
        return ENCRYPTED_PGP
    if kind == "application/ms-tnef" or name == "winmail.dat":
        return WINMAIL
    return PARTIAL if kind == "message/partial" else None


def _read_leaf(part: Message, kind: str, body: Body) -> list[Segment]:
    name = _file_name(part)
    disposition = raw_header(part, "Content-Disposition").lower()
    if kind not in ("text/plain", "text/html") or disposition.startswith("attachment"):
        body.attached += [] if kind.endswith("-signature") else [name or kind]
        return []
    text = read_text_part(part)
    if kind == "text/plain":
        text = _strip_uuencoded(text, body)
    if re.search(r"^-----BEGIN PGP MESSAGE-----", text[:5000], re.MULTILINE):
        body.obstacle = body.obstacle or ENCRYPTED_PGP
        return []
    text = _strip_signature_armor(text)
    if not text.strip():
        return []
    # The label is wrong often enough: a page sent as text, and text sent as a page.
    if looks_like_html(text) or (kind == "text/html" and "<" in text) or _MARKUP.match(text):
        return [Segment(html=text)]
    flowed = _parameter(part, "format").lower() == "flowed"
    return [Segment(text=join_flowed(text, _parameter(part, "delsp").lower() == "yes") if flowed else text)]


_MARKUP = re.compile(
    r"\s*<(p|div|table|b|font|center|span|h[1-6])\b[^<>]{0,500}>[^<>]{0,2000}<", re.IGNORECASE
)


def _file_name(part: Message) -> str:
    """Return the name of an attachment as a person would say it, "" where it has none."""
    try:
        name = part.get_filename("") or ""
    except (ValueError, LookupError, TypeError):
        return ""
    shown = replace_surrogates(decode_words(str(name)[:MAX_HEADER]))[:100]
    return "" if "\ufffd" in shown else shown


def _parameter(part: Message, name: str) -> str:
    try:
        value = part.get_param(name, "")
    except (ValueError, LookupError, TypeError):
        return ""
    return str(value[2] if isinstance(value, tuple) else value or "")


# text


def read_text_part(part: Message) -> str:
    """Return the text of a part, with line ends as newlines; "" where nothing can be made of it.

    Raises:
        SourceError: where it is larger than `MAX_BODY`.
    """
    data = _without_pictures(_decode_transfer(part))
    if len(data) > MAX_BODY:
        raise SourceError(f"its text is larger than {MAX_BODY // 2**20} MB", "")
    charset = _parameter(part, "charset").strip("'\" ").lower()
    return decode_charset(data, charset).replace("\r\n", "\n").replace("\r", "\n")


def _without_pictures(data: bytes) -> bytes:
    """Return a body without the pictures that some senders write into it."""
    return re.sub(rb"data:[\w/+.-]{1,60};base64,[A-Za-z0-9+/=%]*", b"", data)


def _raw_payload(part: Message) -> bytes:
    """Return the bytes of a part as they came; its transfer encoding is taken off it."""
    del part["Content-Transfer-Encoding"]
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _decode_transfer(part: Message) -> bytes:
    """Return the bytes of a part, by what its transfer encoding says or means to say."""
    encoding = raw_header(part, "Content-Transfer-Encoding").lower()
    data = _raw_payload(part)
    if "base64" in encoding:
        return _decode_base64(data)
    if "quoted" in encoding:
        return quopri.decodestring(data)
    if "uu" in encoding:
        return b"".join(_decode_uu(line) for line in data.splitlines() if not _UU_FRAME.match(line))
    return data


_UU_FRAME = re.compile(rb"begin \d{3}|end\b|`?\s*$")


def _decode_uu(line: bytes) -> bytes:
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:
        return b""


def _decode_base64(data: bytes) -> bytes:
    """Return what base64 holds; what stands between is passed over, and a cut end is cut off."""
    # Some servers add a line of plain text below; the first character that cannot be is where it begins.
    letters = re.sub(rb"[^A-Za-z0-9+/]", b"", data.split(b"\n\n--")[0])
    try:
        return binascii.a2b_base64(letters[: len(letters) - (len(letters) % 4 == 1)] + b"==")
    except binascii.Error:
        return b""


def decode_charset(data: bytes, charset: str) -> str:
    """Return bytes as text: by the character set that is named where it fits them, else by themselves."""
    name = _WIDER.get(charset.strip().lower(), charset.strip().lower())
    text = None if _NOT_CHARSETS.fullmatch(name) else _decode_strictly(data, name)
    if text is not None and _ONE_BYTE.match(name) and not data.isascii():
        text = _decode_strictly(data, "utf-8") or text
    if text is None:
        text = _decode_by_content(data)
    return replace_surrogates(text).replace("\x00", "").removeprefix("\ufeff")


def _decode_strictly(data: bytes, name: str) -> str | None:
    try:
        text = data.decode(name)
    except (LookupError, ValueError):
        return None
    return text if isinstance(text, str) else None


def _decode_by_content(data: bytes) -> str:
    try:
        return decode_bytes(data.replace(b"\x00", b""), "")
    except SourceError:
        return data.decode("utf-8", "replace") if data.count(b"\x00") == 0 and len(data) < 1000 else ""


_UUENCODED = re.compile(
    r"^begin [0-7]{3,4} (?P<name>\S[^\n]{0,200})\n(?:[\x20-\x60]{0,64}\n)*end[ \t]*$", re.MULTILINE
)


def _strip_uuencoded(text: str, body: Body) -> str:
    """Return a text without the files that old programs write into it."""
    body.attached += [match["name"].strip() for match in _UUENCODED.finditer(text)]
    return _UUENCODED.sub("", text)


def _strip_signature_armor(text: str) -> str:
    """Return a text that is signed in the old way (PGP) without the signature and its frame."""
    before, _, rest = text.partition("-----BEGIN PGP SIGNED MESSAGE-----\n")
    signed, mark, tail = rest.partition("-----BEGIN PGP SIGNATURE-----")
    if not mark:
        return text
    words = signed.partition("\n\n")[2]
    after = tail.partition("-----END PGP SIGNATURE-----")[2]
    return before + re.sub(r"^- ", "", words, flags=re.MULTILINE) + after


def join_flowed(text: str, delete_space: bool) -> str:
    """Return text in the form "flowed" (RFC 3676) with a paragraph a line, quotation marks left out."""
    lines: list[str] = []
    open_depth: int | None = None
    for line in text.split("\n"):
        stripped = line.lstrip(">")
        depth = len(line) - len(stripped)
        content = stripped.removeprefix(" ")
        flows = content.endswith(" ") and content != "-- "
        content = content[:-1] if flows and delete_space else content
        if open_depth == depth and lines and content != "-- ":
            lines[-1] += content
        else:
            lines.append(content)
        open_depth = depth if flows else None
    return "\n".join(line.rstrip() for line in lines)
