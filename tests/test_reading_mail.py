"""Mails, mailboxes and newsletters: what they tell is read, what surrounds it is not, and none breaks the reader."""

from __future__ import annotations

import base64
import quopri
from collections.abc import Sequence
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import mail as benchmark
from benchmarks.datasets import shared_folder
from summarizer.errors import SourceError
from summarizer.reading import read_articles, read_bytes, read_parts
from summarizer.reading.mailblocks import list_page_blocks, list_text_blocks
from summarizer.reading.mailboxes import looks_like_mail, looks_like_mbox, split_mbox
from summarizer.reading.mailfurniture import remove_furniture
from summarizer.reading.messages import MAX_BODY, decode_charset, decode_words, join_flowed
from summarizer.reading.newsletters import read_issue
from summarizer.reading.redirects import unwrap_link
from summarizer.records import Article, Omission
from tests.story_factory import load_params

CASES = Path(__file__).parent / "cases"
SEED = Path(__file__).resolve().parents[1] / "seeds" / "load-bearing.eml"
FIRST = "The council approved the new budget on Monday after a debate of six hours in the old town hall."
SECOND = "The plan sets aside forty million for the repair of bridges along the river, the treasurer said."
PAGE = f"<html lang='en-GB'><body><p>{FIRST}</p><p>{SECOND}</p></body></html>"
HEAD = (
    "From: The Valley Herald <post@herald.example>\nTo: a@b.example\nSubject: Council approves budget\n"
    "Date: Wed, 20 Nov 2024 06:57:00 +0100\nMessage-ID: <m1@herald.example>\n"
)


def write_mail(body: str | bytes, head: str = HEAD, kind: str = "text/plain; charset=utf-8") -> bytes:
    data = body if isinstance(body, bytes) else body.encode()
    return f"{head}MIME-Version: 1.0\nContent-Type: {kind}\n\n".encode() + data


def write_parts(*parts: str, kind: str = "mixed") -> bytes:
    body = "".join(f"--=_x\n{part}\n" for part in parts)
    return write_mail(f"{body}--=_x--\n", kind=f'multipart/{kind}; boundary="=_x"')


def text_part(text: str, kind: str = "plain") -> str:
    return f"Content-Type: text/{kind}; charset=utf-8\n\n{text}"


def read_one(data: bytes, name: str = "mail.eml") -> Article:
    (article,) = read_bytes(data, name)
    return article


def why_not(data: bytes, name: str = "mail.eml") -> str:
    with pytest.raises(SourceError) as refused:
        read_bytes(data, name)
    return str(refused.value)


# a mail


def test_a_mail_says_who_when_and_what() -> None:
    article = read_one(write_mail(PAGE, kind="text/html; charset=utf-8"))
    assert article.text == f"{FIRST}\n\n{SECOND}"
    assert (article.title, article.publisher) == ("Council approves budget", "The Valley Herald")
    assert (article.published, article.origin) == ("2024-11-20T06:57:00+01:00", "mail.eml")
    assert (article.language, article.url, article.author) == ("en", None, None)


@pytest.mark.parametrize(
    ("header", "field", "expected"),
    [
        ("Subject: =?utf-8?Q?L=C3=BCbeck_w=C3=A4chst?=", "title", "Lübeck wächst"),
        ("Subject: =?utf-8?B?TMO8?= =?utf-8?B?YmVjaw==?=", "title", "Lübeck"),
        ("Subject: =?utf-8?Q?L=C3?= =?utf-8?Q?=BCbeck?=", "title", "Lübeck"),
        ("Subject: =?nonsense?Q?Plain_words?=", "title", "Plain words"),
        ("Subject: Fwd: RE: Fw: Council approves", "title", "Council approves"),
        ("Subject: one\nSubject: two", "title", "one"),
        ("Subject: =?utf-8?Q?Hello=0D=0ABcc:_x@y.example?=", "title", "Hello Bcc: x@y.example"),
        ("From: =?utf-8?Q?Die_Zeitung?= <a@b.example>", "publisher", "Die Zeitung"),
        ('From: "Herald, The" <a@b.example>', "publisher", "Herald, The"),
        ("From: a@herald.example", "publisher", "herald.example"),
        ("From: a@herald.example\nList-Id: The Herald <x.herald.example>", "publisher", "The Herald"),
        ("From: Anna Example from The Herald <a@b.example>", "publisher", "The Herald"),
        ("From: Anna Example from The Herald <a@b.example>", "author", "Anna Example"),
        ("Date: Wed, 20 Nov 2024 06:57:00 GMT", "published", "2024-11-20T06:57:00Z"),
        ("Date: 20 Nov 24 06:57 -0500", "published", "2024-11-20T06:57:00-05:00"),
        ("Date: Mon, 99 Foo 99999 99:99:99 +99999", "published", None),
        ("X-Other: y", "published", None),
        ("Received: from a by b; Wed, 20 Nov 2024 06:57:00 +0000", "published", "2024-11-20T06:57:00Z"),
        ("Content-Language: de-CH", "language", "de"),
    ],
)
def test_a_header_is_read(header: str, field: str, expected: str | None) -> None:
    assert getattr(read_one(write_mail(f"{FIRST}\n", head=f"{header}\n")), field) == expected


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("quoted-printable", quopri.encodestring(f"{FIRST} Größe: 5 €".encode())),
        ("Quoted-Printable ", quopri.encodestring(f"{FIRST} Größe: 5 €".encode())),
        ("base64", base64.encodebytes(f"{FIRST} Größe: 5 €".encode())),
        ("base64;", base64.encodebytes(f"{FIRST} Größe: 5 €".encode()).rstrip(b"=\n")),
        ("8bit", f"{FIRST} Größe: 5 €".encode()),
        ("nonsense", f"{FIRST} Größe: 5 €".encode()),
    ],
)
def test_a_transfer_encoding_is_taken_off(encoding: str, body: bytes) -> None:
    head = f"{HEAD}Content-Transfer-Encoding: {encoding}\n"
    assert read_one(write_mail(body, head=head)).text == f"{FIRST} Größe: 5 €"


@pytest.mark.parametrize(
    ("declared", "real"),
    [
        ("iso-8859-1", "cp1252"), ("us-ascii", "utf-8"), ("iso-8859-1", "utf-8"), ("utf-8", "cp1252"),
        ("x-unknown", "utf-8"), ("unicode_escape", "utf-8"), ("undefined", "utf-8"), ("hex", "utf-8"),
        ("utf-16", "utf-16"), ('"windows-1252"', "cp1252"),
    ],
)  # fmt: skip
def test_a_wrong_character_set_is_seen_through(declared: str, real: str) -> None:
    text = f"{FIRST} Der Bürgermeister von Köln sagte: „Die Brücke über den Fluss wird größer“ – später."
    mail = write_mail(text.encode(real), kind=f"text/plain; charset={declared}")
    assert read_one(mail).text == text


def test_bytes_in_a_character_set_that_are_split_over_words_are_joined() -> None:
    assert decode_words("=?iso-2022-jp?B?GyRCJDMkcxsoQg==?=") == "こん"
    assert decode_charset("Ł".encode("iso-8859-2"), "iso-8859-2") == "Ł"


# parts


TEASER = "Your program shows no pages. View this mail in your browser."


def test_the_page_is_preferred_to_a_teaser() -> None:
    mail = write_parts(text_part(TEASER), text_part(PAGE, "html"), kind="alternative")
    assert read_one(mail).text == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize(
    "page", ["", "<html><body><img src='https://a.example/x.png'></body></html>", "<p>View online</p>"]
)
def test_the_text_is_read_where_the_page_says_little(page: str) -> None:
    mail = write_parts(text_part(f"{FIRST}\n\n{SECOND}"), text_part(page, "html"), kind="alternative")
    assert read_one(mail).text == f"{FIRST}\n\n{SECOND}"


def test_parts_in_parts_are_found() -> None:
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "Budget", "The Herald <a@b.example>"
    mail.set_content(TEASER)
    mail.add_alternative(PAGE, subtype="html")
    page = mail.get_payload()[1]  # type: ignore[index]
    page.add_related(b"\x89PNG", "image", "png", cid="<x>")  # type: ignore[union-attr]
    mail.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="report.pdf")
    mail.add_attachment("a,b\n1,2\n", subtype="csv", filename="x.csv")
    assert read_one(mail.as_bytes()).text == f"{FIRST}\n\n{SECOND}"


def test_a_forwarded_mail_is_an_article_of_its_own() -> None:
    inner = write_mail(f"{SECOND}\n").decode().replace("m1@", "m2@")
    mail = write_parts(text_part(FIRST * 3), f"Content-Type: message/rfc822\n\n{inner}")
    outer, forwarded = read_bytes(mail, "mail.eml")
    assert (outer.text, outer.origin) == (FIRST * 3, "mail.eml")
    assert (forwarded.text, forwarded.origin) == (SECOND, "mail.eml#m2@herald.example")


def test_a_note_on_a_forwarded_mail_is_no_article() -> None:
    inner = write_mail(f"{SECOND}\n").decode()
    mail = write_parts(text_part("FYI, see below."), f"Content-Type: message/rfc822\n\n{inner}")
    assert [article.text for article in read_bytes(mail, "mail.eml")] == [SECOND]


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_a_mail_forwarded_in_the_text_speaks_for_itself(kind: str) -> None:
    lines = ["---------- Forwarded message ---------", "From: The Paper <p@paper.example>",
             "Date: Thu, Mar 28, 2024 at 7:00 AM", "Subject: Herring is back", "To: me@b.example"]  # fmt: skip
    text = f"For you.\n\n{chr(10).join(lines)}\n\n{FIRST}\n\n{SECOND}"
    page = f"<div>For you.</div><div>{'<br>'.join(line.replace('<', '&lt;') for line in lines)}</div>{PAGE}"
    article = read_one(write_parts(text_part(text if kind == "plain" else page, kind)))
    assert (article.title, article.publisher) == ("Herring is back", "The Paper")
    assert (article.published, article.text) == ("2024-03-28T07:00", f"{FIRST}\n\n{SECOND}")


@pytest.mark.parametrize(
    ("mail", "reason"),
    [
        (b"", "it is empty"),
        (b"\n\n  \n", "it is empty"),
        (b"\x00" * 500, "it is empty"),
        (write_mail(""), "there is no text in the mail"),
        (write_mail("x", kind="application/pkcs7-mime; smime-type=enveloped-data"), "encrypted (S/MIME)"),
        (write_mail("x", kind="application/pkcs7-mime; smime-type=signed-data"), "packed into its signature"),
        (
            write_parts(
                "Content-Type: application/pgp-encrypted\n\nVersion: 1",
                "Content-Type: application/octet-stream\n\nx",
                kind="encrypted",
            ),
            "encrypted (PGP)",
        ),
        (write_mail("-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n"), "encrypted (PGP)"),
        (write_mail("eJ8+", kind='application/ms-tnef; name="winmail.dat"'), "only Outlook reads"),
        (write_mail("x", kind="message/partial; id=1; number=1"), "sent in several"),
        (write_parts("Content-Type: application/pdf; name=report.pdf\n\nx"), "only attachments (report.pdf)"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "Outlook message"),
        (write_mail("a " * MAX_BODY), "larger than"),
        (write_mail("<div>" * 100_000 + "words", kind="text/html"), "nested too deeply"),
        (write_mail("<p>a b</p>" * 20_000, kind="text/html"), "too many paragraphs"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(mail: bytes, reason: str) -> None:
    assert reason in why_not(mail)


def test_a_signed_mail_is_read() -> None:
    signed = write_parts(
        text_part(FIRST), "Content-Type: application/pkcs7-signature; name=smime.p7s\n\nMIIG", kind="signed"
    )
    assert read_one(signed).text == FIRST
    armored = (
        f"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n{FIRST}\n\n- -- dashed\n"
        "-----BEGIN PGP SIGNATURE-----\n\niQEz\n-----END PGP SIGNATURE-----\n"
    )
    assert read_one(write_mail(armored)).text == f"{FIRST}\n\n-- dashed"


def test_files_in_the_text_are_no_text() -> None:
    uuencoded = "begin 644 cat.txt\n#0V%T\n`\nend\n"
    assert read_one(write_mail(f"{FIRST}\n\n{uuencoded}\n{SECOND}\n")).text == f"{FIRST}\n\n{SECOND}"


def test_flowing_lines_are_joined() -> None:
    assert (
        join_flowed("one \ntwo\nthree\n> quoted \n> text", delete_space=False)
        == "one two\nthree\nquoted text"
    )
    assert join_flowed("long \nword", delete_space=True) == "longword"
    half = len(FIRST.split()) // 2
    broken = " ".join(FIRST.split()[:half]) + " \n" + " ".join(FIRST.split()[half:])
    assert read_one(write_mail(broken, kind="text/plain; format=flowed")).text == FIRST


@pytest.mark.parametrize("kind", ["multipart/mixed", 'multipart/mixed; boundary="other"'])
def test_a_missing_boundary_is_found(kind: str) -> None:
    body = f"--=_x\n{text_part(FIRST)}\n--=_x\n{text_part(SECOND)}\n--=_x--\n"
    assert read_one(write_mail(body, kind=kind)).text == f"{FIRST}\n\n{SECOND}"


def test_a_page_that_is_sent_as_text_is_a_page() -> None:
    assert read_one(write_mail(PAGE, kind="text/plain")).text == f"{FIRST}\n\n{SECOND}"
    assert read_one(write_mail(f"{FIRST}\n", kind="text/html")).text == FIRST


def nest(levels: int) -> bytes:
    heads = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(levels))
    return f"From: a@b.example\n{heads}Content-Type: text/plain\n\n{FIRST}\n".encode()


def test_parts_are_nested_as_deep_as_people_nest_them() -> None:
    assert read_one(nest(15)).text == FIRST


@pytest.mark.parametrize(
    "mail",
    [nest(900), nest(10_000), ("From: a@b.example\nContent-Type: message/rfc822\n\n" * 3000).encode()],
    ids=["900 parts", "10,000 parts", "3,000 mails"],
)
def test_deeper_nesting_is_refused(mail: bytes) -> None:
    assert why_not(mail) == "its parts are nested too deeply"


def test_of_thousands_of_parts_the_first_are_read() -> None:
    mail = write_parts(*(text_part(f"{FIRST} No. {number}.") for number in range(5000)))
    article, omission = read_parts(mail, "mail.eml")
    assert isinstance(article, Article)
    assert article.text.count(FIRST) == 999
    assert isinstance(omission, Omission)
    assert "first 1,000 of its parts" in omission.reason


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=400), st.integers(0, 2000), st.sampled_from(["mail.eml", "box.mbox", "plain"]))
def test_a_damaged_mail_is_read_or_refused(noise: bytes, place: int, name: str) -> None:
    mail = write_parts(text_part(TEASER), text_part(PAGE, "html"), kind="alternative")
    damaged = mail[:place] + noise + mail[place + len(noise) // 2 :]
    reasons: list[str] = []
    found: Sequence[Article | Omission] = ()
    try:
        found = read_parts(damaged, name)
    except SourceError as error:
        reasons = [str(error)]
    reasons += [one.reason for one in found if isinstance(one, Omission)]
    assert all(reasons)
    assert found or reasons


PIECES = ["<div>", "</div>", "<td>", "<b>", "<br>", "<a href='/x'>", "</a>", "word.", "<hr>", "<h2>"]


@settings(deadline=None, max_examples=100)
@given(st.lists(st.sampled_from(PIECES)))
def test_any_page_has_blocks_with_words(pieces: list[str]) -> None:
    blocks = list_page_blocks(" ".join(pieces), "x")
    assert sum(block.text.count("word.") for block in blocks) == pieces.count("word.")
    kept, removed = remove_furniture(blocks)
    assert len(kept) + len(removed) <= len(blocks)


# boxes


def write_mbox(*mails: bytes) -> bytes:
    return b"".join(b"From a@b.example Thu Mar 28 11:05:00 2024\n" + mail + b"\n\n" for mail in mails)


def test_a_mailbox_holds_an_article_a_mail() -> None:
    one, other = write_mail(FIRST), write_mail(SECOND).replace(b"m1@", b"m2@")
    found = read_bytes(write_mbox(one, other), "news.mbox")
    assert [article.text for article in found] == [FIRST, SECOND]
    assert [article.origin for article in found] == [
        "news.mbox#m1@herald.example",
        "news.mbox#m2@herald.example",
    ]


def test_a_mail_that_cannot_be_read_costs_no_other() -> None:
    secret = write_mail("x", kind="application/pkcs7-mime").replace(b"m1@", b"m3@")
    article, omission = read_parts(write_mbox(write_mail(FIRST), secret), "news.mbox")
    assert isinstance(article, Article)
    assert isinstance(omission, Omission)
    assert (omission.subject, "S/MIME" in omission.reason) == ("news.mbox#m3@herald.example", True)


def test_a_mailbox_is_split_where_mails_begin() -> None:
    quoted = b"Subject: x\n\nHe wrote:\n>From here on it is mine.\n\nFrom there on it is not.\n"
    (only,) = split_mbox(write_mbox(quoted))
    assert b"\nFrom here on it is mine." in only
    assert why_not(b"no mail at all", "news.mbox") == "there is no mail in it"


def test_a_mail_without_an_id_is_named_by_its_content() -> None:
    mail = write_mail(FIRST, head="From: a@b.example\n")
    origins = [
        a.origin for a in read_bytes(write_mbox(mail, mail.replace(b"Monday", b"Friday")), "news.mbox")
    ]
    assert len(set(origins)) == 2
    assert all(origin.startswith("news.mbox#") for origin in origins)


def test_a_maildir_is_read_without_what_lies_beside_the_mails(tmp_path: Path) -> None:
    for place, data in {
        "cur/17.M1.host:2,S": write_mail(FIRST),
        "new/18.M2.host": write_mail(SECOND),
        "tmp/19.M3.host": write_mail("Half a mail that is still being delivered."),
        "dovecot-uidlist": b"3 V1 N2 G1",
    }.items():
        (tmp_path / place).parent.mkdir(exist_ok=True)
        (tmp_path / place).write_bytes(data)
    reading = read_articles([tmp_path])
    assert [article.text for article in reading] == [FIRST, SECOND]
    assert reading.omissions == ()


@pytest.mark.parametrize("name", ["mail.txt", "mail", "1711.host:2,S"])
def test_a_mail_is_told_by_its_headers(name: str) -> None:
    assert read_one(write_mail(FIRST), name).publisher == "The Valley Herald"


def test_other_texts_are_no_mails() -> None:
    assert not looks_like_mail("Title: x\nDate: 2024-03-28\nFrom: the town hall\n\nText.")
    assert not looks_like_mail("From: a@b.example\nSent: Monday\nTo: c\nSubject: pasted\n\nText.")
    assert not looks_like_mbox("From Monday on, trains run at 06:15 and 07:15\neach day.")


def test_other_files_with_the_name_of_a_mail_are_read_by_content() -> None:
    assert FIRST in read_one(f"<!DOCTYPE html>{PAGE}".encode()).text
    assert read_one(f"{FIRST}\n{SECOND}\n".encode()).text == f"{FIRST}\n{SECOND}\n"


def test_a_mail_of_apples_program_is_unpacked() -> None:
    mail = write_mail(FIRST)
    assert read_one(f"{len(mail)}\n".encode() + mail + b"<plist>no text</plist>", "1.emlx").text == FIRST


# newsletters


@pytest.mark.parametrize("case", load_params("mail_items.json"))
def test_an_issue_is_split_into_what_it_tells(case: dict[str, Any]) -> None:
    items = read_issue(list_page_blocks(case["input"], "x"), "The day", "The Paper")
    assert [[item.title, item.url] for item in items] == case["expected"]
    told = " ".join(item.text for item in items)
    assert "Anvils" not in told
    assert "council approved the new budget" in told
    assert not any(item.title and item.text.startswith(item.title) for item in items)


@pytest.mark.parametrize("case", load_params("mail_text_items.json"))
def test_an_issue_in_plain_text_is_split(case: dict[str, Any]) -> None:
    items = read_issue(list_text_blocks(case["input"]), "The day", "The Paper")
    assert [[item.title, item.url] for item in items] == case["expected"]
    assert "https://" not in "".join(item.text for item in items)


@pytest.mark.parametrize("case", load_params("mail_furniture.json"))
def test_furniture_is_taken_out(case: dict[str, Any]) -> None:
    kept, removed = remove_furniture(list_page_blocks(f"<p>{FIRST}</p>{case['input']}<p>{SECOND}</p>", "x"))
    assert [block.text for block in kept] == [FIRST, SECOND]
    assert [one.rule for one in removed] == [case["expected"]]


@pytest.mark.parametrize("case", load_params("mail_negative.json"))
def test_news_stays(case: dict[str, Any]) -> None:
    for blocks in (
        list_page_blocks(f"<p>{FIRST}</p><p>{case['input']}</p><p>{SECOND}</p>", "x"),
        list_text_blocks(f"{FIRST}\n\n{case['input']}\n\n{SECOND}"),
    ):
        kept, removed = remove_furniture(blocks)
        assert [block.text for block in kept] == [FIRST, case["input"], SECOND]
        assert removed == ()


def test_the_words_of_a_link_stay_where_they_are_the_writers() -> None:
    (block,) = list_page_blocks("<p>The list is <a href='https://a.example/1'>here</a>, it says.</p>", "x")
    assert block.text == "The list is here, it says."
    (block,) = list_page_blocks(f"<p>{FIRST} <a href='https://a.example/1'>Read more</a></p>", "x")
    assert (block.text, block.links[0].url) == (FIRST, "https://a.example/1")


@pytest.mark.parametrize(
    "hidden",
    [
        "<div style='display:none'>Preheader</div>",
        "<div style='max-height:0px;overflow:hidden'>Preheader</div>",
        "<span style='font-size:1px;color:#fff'>Preheader</span>",
        "<div style='visibility: hidden'>Preheader</div>",
        "<div style='opacity:0'>Preheader</div>",
        "<div style='mso-hide:all'>Preheader</div>",
        "<div hidden>Preheader</div>",
        "<style>.pre{display:none !important}</style><div class='pre'>Preheader</div>",
        "<script>Preheader</script>",
        "<div>&#847;&zwnj;&nbsp;&#8203;&#173;</div>",
    ],
)
def test_what_a_reader_cannot_see_is_not_read(hidden: str) -> None:
    assert [block.text for block in list_page_blocks(f"{hidden}<p>{FIRST}</p>", "x")] == [FIRST]


@pytest.mark.parametrize(
    "shown",
    [
        f"<td style='font-size:0'><div style='font-size:14px'>{FIRST}</div></td>",
        f"<style>@media (max-width:480px) {{ .wide {{ display:none }} }}</style><p class='wide'>{FIRST}</p>",
        f"<div style='opacity:0.9'>{FIRST}</div>",
        f"<div style='max-height:100px'>{FIRST}</div>",
    ],
)
def test_what_a_reader_sees_is_read(shown: str) -> None:
    assert [block.text for block in list_page_blocks(f"<table><tr>{shown}</tr></table>", "x")] == [FIRST]


def test_a_row_of_figures_is_one_line() -> None:
    table = "<table><tr><td>S&amp;P 500</td><td>5,243</td><td>+0.4%</td></tr></table>"
    assert [block.text for block in list_page_blocks(table, "x")] == ["S&P 500 5,243 +0.4%"]


@pytest.mark.parametrize("case", load_params("mail_links.json"))
def test_a_link_is_unwrapped(case: dict[str, Any]) -> None:
    assert unwrap_link(case["input"]) == case["expected"]


@given(st.text(max_size=200))
def test_an_unwrapped_link_leads_to_the_web(text: str) -> None:
    for link in (text, f"https://t.example/c?url={text}", f"https://t.example/{text}"):
        found = unwrap_link(link)
        assert found is None or found.lower().startswith(("http://", "https://"))
        assert found is None or not set(found) & set(" \n\r\t\"'<>") - set("'")


def test_the_essay_leads_to_its_page() -> None:
    page = f"<h1><a href='https://p.example/p/day'>The day</a></h1><p>{FIRST}</p><p>{SECOND}</p>"
    (essay,) = read_issue(list_page_blocks(page, "x"), "The day", "The Paper")
    assert (essay.url, essay.text) == ("https://p.example/p/day", f"{FIRST}\n\n{SECOND}")


# the sample, and mails that were collected for being broken


def test_the_sample_issue_tells_five_things_and_sells_none() -> None:
    articles = read_bytes(SEED.read_bytes(), "load-bearing.eml")
    assert len(articles) == 5
    assert [article.origin for article in articles] == [f"load-bearing.eml#{n}" for n in range(1, 6)]
    assert {article.publisher for article in articles} == {"Load-Bearing"}
    assert {article.published for article in articles} == {"2024-03-28T11:05:00Z"}
    assert [article.url for article in articles] == [
        f"https://load-bearing.example/212/{name}"
        for name in ("ninety-seconds", "boxes", "port", "slim", "nose")
    ]
    told = " ".join(f"{article.title} {article.text}" for article in articles).casefold()
    for furniture in "mattress grommet washers unsubscribe forward plumbline bluesky browser sample".split():
        assert furniture not in told


@pytest.mark.skipif(
    not (shared_folder() / "data" / "dirty" / "eml.tar.gz").exists(),
    reason="the mails are not on this machine",
)
def test_collected_mails_are_read_or_refused() -> None:
    counts = {row["what"]: row["count"] for row in benchmark.measure()}
    assert counts["tracebacks"] == 0
    assert counts["files"] == counts["read"] + counts["omitted"]  # type: ignore[operator]
    assert counts["read"] >= 101  # type: ignore[operator]
