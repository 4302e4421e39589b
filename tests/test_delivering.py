"""Delivery: the seam, its settings, files, Maildir, sendmail, and the headers of the mail."""

from __future__ import annotations

import errno
import json
import mailbox
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from dataclasses import replace
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.delivering import (
    Delivery,
    deliver,
    delivery_keys,
    files,
    maildir,
    needed_forms,
    place_of_whole,
)
from summarizer.delivering.addresses import Address, parse_address
from summarizer.delivering.mail import address_mail
from summarizer.delivering.settings import (
    DeliverySettings,
    FilesSettings,
    MaildirSettings,
    MailSettings,
    SendmailSettings,
    check_delivery,
)
from summarizer.errors import ConfigError, DeliveryError
from summarizer.rendering import render_brief
from summarizer.rendering.mailing import SIZE_LIMIT, compose_mail
from tests.brief_factory import sample_brief
from tests.test_mail_form import long_brief

BRIEF = "2026-11-19"
EML = render_brief(sample_brief(), "eml")
RENDERED: dict[str, str | bytes] = {"md": "# One\n", "html": "<p>One</p>\n", "json": b"{}\n", "eml": EML}
SENDER, ANA = Address("desk@example.org", "Desk"), Address("ana@example.org", "Ana Lee")


def only_files(folder: Path, *forms: str) -> DeliverySettings:
    return DeliverySettings(files=FilesSettings(folder, forms or ("md", "html")))


def only_maildir(folder: Path) -> DeliverySettings:
    return DeliverySettings(files=None, maildir=MaildirSettings(folder))


def send(settings: DeliverySettings, rendered: Any = RENDERED, done: Any = ()) -> tuple[Delivery, ...]:
    return deliver(BRIEF, rendered, settings, done)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != files.RECORD)


# the seam


def test_a_way_that_fails_stops_no_other(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    settings = DeliverySettings(
        files=FilesSettings(tmp_path / "file", ("md",)), maildir=MaildirSettings(tmp_path / "mail")
    )
    written, mailed = send(settings)
    assert (written.channel, written.ok) == ("files", False)
    assert "cannot be written" in written.reason
    assert (mailed.channel, mailed.ok) == ("maildir", True)


def test_a_bug_in_a_way_stops_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("a slip")

    monkeypatch.setattr(files, "deliver_files", broken)
    settings = replace(only_files(tmp_path), maildir=MaildirSettings(tmp_path / "mail"))
    written, mailed = send(settings)
    assert written.reason.startswith("a bug: ZeroDivisionError: a slip (test_delivering.py:")
    assert mailed.ok


def test_what_is_done_is_skipped(tmp_path: Path) -> None:
    settings = replace(only_files(tmp_path / "briefs"), maildir=MaildirSettings(tmp_path / "mail"))
    first, second = send(settings)
    assert [first.key, second.key] == delivery_keys(BRIEF, RENDERED, settings)
    [rest] = send(settings, done={first.key})
    assert rest.channel == "maildir"
    assert send(settings, done={first.key, second.key}) == ()


def test_each_delivery_is_told_as_soon_as_it_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known: list[Delivery] = []

    def interrupted(*_: object) -> None:
        assert [one.channel for one in known] == ["files"]
        raise KeyboardInterrupt

    monkeypatch.setattr(maildir, "deliver_maildir", interrupted)
    settings = replace(only_files(tmp_path / "briefs"), maildir=MaildirSettings(tmp_path / "mail"))
    with pytest.raises(KeyboardInterrupt):
        deliver(BRIEF, RENDERED, settings, record=known.append)


def test_a_key_is_of_channel_date_and_what_is_sent(tmp_path: Path) -> None:
    settings = replace(only_files(tmp_path, "md"), maildir=MaildirSettings(tmp_path))
    plain = delivery_keys(BRIEF, RENDERED, settings)
    assert [key.rpartition(":")[0] for key in plain] == ["files:2026-11-19", "maildir:2026-11-19"]
    changed = delivery_keys(BRIEF, {**RENDERED, "md": "# Two\n"}, settings)
    assert [one == other for one, other in zip(plain, changed, strict=True)] == [False, True]
    assert delivery_keys(BRIEF, {**RENDERED, "txt": "more"}, settings) == plain


def test_an_id_without_a_date_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="date"):
        deliver("brief", RENDERED, only_files(tmp_path))


def test_a_form_that_is_missing_is_named(tmp_path: Path) -> None:
    [delivery] = send(only_files(tmp_path, "md", "txt"))
    assert (delivery.ok, delivery.reason) == (False, "The brief was not rendered as txt.")
    assert names(tmp_path) == []


def test_forms_are_those_that_some_way_needs(tmp_path: Path) -> None:
    settings = only_files(tmp_path, "md", "json")
    assert needed_forms(settings) == ("md", "json")
    assert needed_forms(replace(settings, maildir=MaildirSettings(tmp_path))) == ("md", "json", "eml")


def test_a_short_mail_leads_to_the_whole_brief(tmp_path: Path) -> None:
    settings = only_files(tmp_path, "md", "html")
    assert place_of_whole(settings, BRIEF) == str(tmp_path / "2026-11-19.html")
    web = replace(settings, mail=MailSettings(whole="https://example.org/{date}.html"))
    assert place_of_whole(web, BRIEF) == "https://example.org/2026-11-19.html"
    assert place_of_whole(only_maildir(tmp_path), BRIEF) == ""


# files


def test_files_are_named_by_the_day(tmp_path: Path) -> None:
    [delivery] = send(only_files(tmp_path / "a" / "briefs", "md", "json"))
    assert delivery.ok
    assert delivery.reason == f"{tmp_path}/a/briefs/2026-11-19.md, {tmp_path}/a/briefs/2026-11-19.json"
    assert (tmp_path / "a/briefs/2026-11-19.md").read_text() == "# One\n"
    assert (tmp_path / "a/briefs/2026-11-19.json").read_bytes() == b"{}\n"


def test_the_same_again_changes_nothing(tmp_path: Path) -> None:
    first = send(only_files(tmp_path))
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert send(only_files(tmp_path)) == first
    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before


def test_our_own_file_of_the_day_is_replaced(tmp_path: Path) -> None:
    for text in ("# One\n", "# Two\n", "# Three\n"):
        send(only_files(tmp_path, "md"), {"md": text})
        assert (tmp_path / "2026-11-19.md").read_text() == text
    assert names(tmp_path) == ["2026-11-19.md"]


@pytest.mark.parametrize("ours_before", [True, False])
def test_a_file_that_is_not_ours_or_was_edited_is_left_alone(ours_before: bool, tmp_path: Path) -> None:
    if ours_before:
        send(only_files(tmp_path))
    (tmp_path / "2026-11-19.html").write_text("<p>my own notes</p>")
    changed = {"md": "# Two\n", "html": "<p>Two</p>\n"}
    [delivery] = send(only_files(tmp_path), changed)
    assert delivery.ok
    assert (tmp_path / "2026-11-19.html").read_text() == "<p>my own notes</p>"
    assert (tmp_path / "2026-11-19-2.html").read_text() == "<p>Two</p>\n"
    assert (tmp_path / "2026-11-19-2.md").read_text() == "# Two\n"
    assert send(only_files(tmp_path), changed) == (delivery,)


def test_a_folder_and_a_dangling_link_of_that_name_are_not_ours(tmp_path: Path) -> None:
    (tmp_path / "2026-11-19.md").mkdir()
    (tmp_path / "2026-11-19-2.md").symlink_to(tmp_path / "nowhere")
    send(only_files(tmp_path, "md"))
    assert (tmp_path / "2026-11-19-3.md").read_text() == "# One\n"


@pytest.mark.parametrize("record", ["", "[]", '{"2026-11-19.md": 7}', "{"])
def test_a_record_that_is_damaged_makes_nothing_ours(record: str, tmp_path: Path) -> None:
    send(only_files(tmp_path, "md"))
    (tmp_path / files.RECORD).write_text(record)
    [delivery] = send(only_files(tmp_path, "md"), {"md": "# Two\n"})
    assert delivery.ok
    assert names(tmp_path) == ["2026-11-19-2.md", "2026-11-19.md"]


def fail_at(number: int, error: OSError) -> Callable[..., Any]:
    """Return a stand-in for fsync that raises when it is called for the n-th time, after the file is written."""
    calls: list[int] = []

    def fsync(handle: int) -> None:
        calls.append(handle)
        if len(calls) == number:
            raise error

    return fsync


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_full_disk_leaves_everything_as_it_was(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver("2026-11-18", {"md": "# Yesterday\n", "html": "y"}, only_files(tmp_path))
    send(only_files(tmp_path))
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    monkeypatch.setattr(os, "fsync", fail_at(number, full))
    [delivery] = send(only_files(tmp_path), {"md": "# Two\n", "html": "<p>Two</p>\n"})
    assert not delivery.ok
    assert "cannot be written: No space left on device" in delivery.reason
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


LIMITED = """
import resource, signal, sys
from pathlib import Path
from summarizer.delivering import deliver
from summarizer.delivering.settings import DeliverySettings, FilesSettings, MaildirSettings
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
folder = Path(sys.argv[1])
settings = DeliverySettings(FilesSettings(folder / "briefs", ("md",)), MaildirSettings(folder / "mail"))
for delivery in deliver("2026-11-19", {"md": "x" * 9000, "eml": "A: b\\r\\n\\r\\n" + "x" * 9000}, settings):
    print(delivery.channel, delivery.ok, delivery.reason)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="has no limits of a process")
def test_what_the_system_will_not_write_leaves_nothing_behind(tmp_path: Path) -> None:
    settings = DeliverySettings(
        FilesSettings(tmp_path / "briefs", ("md",)), MaildirSettings(tmp_path / "mail")
    )
    deliver("2026-11-18", RENDERED, settings)
    before = sorted(path for path in tmp_path.rglob("*") if path.is_file())
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(tmp_path)], capture_output=True, text=True, check=True
    )
    lines = done.stdout.splitlines()
    assert [line.split()[:2] for line in lines] == [["files", "False"], ["maildir", "False"]]
    assert all("File too large" in line for line in lines)
    assert sorted(path for path in tmp_path.rglob("*") if path.is_file()) == before


KILLED = """
import os, signal, sys
from pathlib import Path
from summarizer.delivering import deliver, files
from summarizer.delivering.settings import DeliverySettings, FilesSettings, MaildirSettings
place = int(sys.argv[2])
def step(*_, calls=[]):
    calls.append(1)
    if len(calls) == place:
        os.kill(os.getpid(), signal.SIGKILL)
os.fsync = step
replace = Path.replace
Path.replace = lambda *names: (step(), replace(*names), step())[1]
folder = Path(sys.argv[1])
settings = DeliverySettings(FilesSettings(folder / "briefs", ("md", "html")), MaildirSettings(folder / "mail"))
deliver("2026-11-19", {"md": "# Two\\n", "html": "Two\\n", "eml": "A: b\\r\\n\\r\\nTwo\\r\\n"}, settings)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="has no such signal")
@pytest.mark.parametrize("place", range(1, 15))
def test_a_process_killed_anywhere_loses_nothing_and_doubles_nothing(place: int, tmp_path: Path) -> None:
    settings = DeliverySettings(
        FilesSettings(tmp_path / "briefs", ("md", "html")), MaildirSettings(tmp_path / "mail")
    )
    send(settings, {"md": "# One\n", "html": "One\n", "eml": "A: b\r\n\r\nOne\r\n"})
    done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), str(place)], check=False)
    assert (done.returncode == -9) is (place <= 13)  # a step for each fsync, and two for each replacement
    for name in ("2026-11-19.md", "2026-11-19.html"):
        assert (tmp_path / "briefs" / name).read_text() in ("# One\n", "# Two\n", "One\n", "Two\n")
    again = send(settings, {"md": "# Two\n", "html": "Two\n", "eml": "A: b\r\n\r\nTwo\r\n"})
    assert all(delivery.ok for delivery in again)
    written = {name: (tmp_path / "briefs" / name).read_text() for name in names(tmp_path / "briefs")}
    assert written == {"2026-11-19.md": "# Two\n", "2026-11-19.html": "Two\n"}
    assert sorted(path.read_text() for path in (tmp_path / "mail/new").iterdir()) == [
        "A: b\n\nOne\n",
        "A: b\n\nTwo\n",
    ]


# Maildir


def test_a_mail_lies_among_the_new_ones(tmp_path: Path) -> None:
    [delivery] = send(replace(only_maildir(tmp_path / "m" / "Mail"), mail=MailSettings(SENDER, (ANA,))))
    assert delivery.ok
    [message] = mailbox.Maildir(tmp_path / "m" / "Mail")
    assert message["To"] == "Ana Lee <ana@example.org>"
    assert message["Subject"] == "Ferry strikes pier in Marenport"
    assert message.get_subdir() == "new"
    assert list((tmp_path / "m" / "Mail" / "tmp").iterdir()) == []


def test_it_never_lies_there_twice_not_even_when_it_was_read(tmp_path: Path) -> None:
    for _ in range(2):
        [delivery] = send(only_maildir(tmp_path / "Mail"))
        assert delivery.ok
    [path] = (tmp_path / "Mail/new").iterdir()
    path.rename(tmp_path / "Mail/cur" / f"{path.name}:2,FS")
    [delivery] = send(only_maildir(tmp_path / "Mail"))
    assert delivery.ok
    assert len(mailbox.Maildir(tmp_path / "Mail")) == 1
    send(only_maildir(tmp_path / "Mail"), {"eml": EML + "more\r\n"})
    assert len(mailbox.Maildir(tmp_path / "Mail")) == 2


def test_a_folder_that_is_no_mailbox_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    [delivery] = send(only_maildir(tmp_path))
    assert not delivery.ok
    assert f"{tmp_path} is no Maildir" in delivery.reason
    assert names(tmp_path) == ["letter.txt"]


# sendmail

SCRIPT = """#!{python}
import sys
from pathlib import Path
folder = Path({folder!r})
(folder / "arguments").write_text(" ".join(sys.argv[1:]))
(folder / "mail").write_bytes(sys.stdin.buffer.read())
{end}
"""


def program(folder: Path, end: str = "") -> str:
    path = folder / "sendmail"
    path.write_text(SCRIPT.format(python=sys.executable, folder=str(folder), end=end))
    path.chmod(0o755)
    return str(path)


def by_sendmail(name: str, timeout: int = 30) -> DeliverySettings:
    mail = MailSettings(SENDER, (ANA,), bcc=(Address("ben@example.org"),))
    return DeliverySettings(files=None, sendmail=SendmailSettings(name, timeout), mail=mail)


def test_sendmail_gets_the_mail_with_all_recipients(tmp_path: Path) -> None:
    [delivery] = send(by_sendmail(program(tmp_path)))
    assert delivery.ok, delivery.reason
    assert delivery.reason == f"handed to {tmp_path}/sendmail for ana@example.org, ben@example.org"
    assert (tmp_path / "arguments").read_text() == "-t -i"
    taken = (tmp_path / "mail").read_bytes()
    assert b"\r" not in taken
    message = message_from_bytes(taken, policy=policy.default)
    assert (message["To"], message["Bcc"]) == ("Ana Lee <ana@example.org>", "ben@example.org")
    assert not [part.defects for part in message.walk() if part.defects]


def test_sendmail_is_found_in_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert send(by_sendmail("sendmail"))[0].ok


@pytest.mark.parametrize(
    ("end", "said"),
    [
        ("sys.exit('no such user')", "did not take the mail (exit code 1): no such user."),
        (
            "print('later'); sys.exit(75)",
            "(exit code 75): later. It asks to be tried later: the next run does.",
        ),
        ("sys.exit(78)", "did not take the mail (exit code 78)."),
        ("import time; time.sleep(60)", "was not done after 1 seconds and was ended"),
    ],
)
def test_sendmail_that_fails_says_why(end: str, said: str, tmp_path: Path) -> None:
    [delivery] = send(by_sendmail(program(tmp_path, end), timeout=1 if "sleep" in end else 30))
    assert not delivery.ok
    assert said in delivery.reason


def test_sendmail_that_is_missing_or_no_program_is_named(tmp_path: Path) -> None:
    assert "There is no program" in send(by_sendmail(str(tmp_path / "nothing")))[0].reason
    (tmp_path / "broken").write_text("not a program")
    (tmp_path / "broken").chmod(0o755)
    assert "cannot be started" in send(by_sendmail(str(tmp_path / "broken")))[0].reason


# headers

LIST = MailSettings(
    sender=SENDER,
    to=(ANA, Address("ben@example.org")),
    unsubscribe=("mailto:desk@example.org?subject=stop", "https://example.org/stop?who=ana"),
    one_click=True,
)


def parse(message: bytes) -> EmailMessage:
    found = message_from_bytes(message, policy=policy.default)
    assert isinstance(found, EmailMessage)
    assert not [header for header in found.values() if header.defects]
    return found


def test_a_mail_has_the_headers_of_a_list() -> None:
    plain, mail = parse(EML.encode()), parse(address_mail(EML.encode(), LIST))
    assert list(mail) == [
        *("From", "To", "Subject", "Date", "Message-ID", "List-Id", "List-Unsubscribe"),
        *("List-Unsubscribe-Post", "Auto-Submitted", "MIME-Version", "Content-Type"),
    ]
    assert mail["To"] == "Ana Lee <ana@example.org>, ben@example.org"
    assert mail["List-Id"] == "Summarizer briefs <summarizer.example.org>"
    assert mail["List-Unsubscribe"] == (
        "<mailto:desk@example.org?subject=stop>, <https://example.org/stop?who=ana>"
    )
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["Message-ID"] == plain["Message-ID"].replace("summarizer.invalid", "example.org")
    assert mail["Subject"] == plain["Subject"]
    assert [part.get_content() for part in mail.iter_parts()] == [
        part.get_content() for part in plain.iter_parts()
    ]


def test_one_click_stands_only_where_it_was_asked_for() -> None:
    assert "List-Unsubscribe-Post" not in parse(address_mail(EML.encode(), replace(LIST, one_click=False)))
    assert parse(address_mail(EML.encode(), MailSettings())).items() == parse(EML.encode()).items()


def test_hidden_recipients_are_in_no_header() -> None:
    hidden = MailSettings(SENDER, bcc=(ANA,))
    mail = address_mail(EML.encode(), hidden)
    assert b"ana@example.org" not in mail
    assert parse(mail)["To"] == "undisclosed-recipients:;"
    assert parse(address_mail(EML.encode(), hidden, show_bcc=True))["Bcc"] == "ana@example.org"


def test_no_line_is_longer_than_mail_may_have() -> None:
    many = tuple(
        Address(f"reader{number}@example.org", f"Leserin Nr. {number} aus Köln") for number in range(99)
    )
    head = address_mail(EML.encode(), replace(LIST, to=many)).partition(b"\r\n\r\n")[0]
    assert max(map(len, head.split(b"\r\n"))) < 200
    assert head.isascii()
    assert [one.display_name for one in parse(head + b"\r\n\r\n")["To"].addresses] == [
        one.name for one in many
    ]


@given(
    st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=40).map(
        lambda name: " ".join(name.split()).strip('"').strip()
    )
)
def test_every_name_survives_its_header(name: str) -> None:
    sender = Address("desk@example.org", name)
    short = b"From: nobody@localhost\r\nSubject: News\r\n\r\nNews.\r\n"
    mail = message_from_bytes(address_mail(short, MailSettings(sender, (ANA,))), policy=policy.default)
    assert mail["From"].addresses[0].addr_spec == "desk@example.org"
    assert mail["To"] == "Ana Lee <ana@example.org>"
    shown = sender.header().removesuffix("desk@example.org").removesuffix("<desk@example.org>").strip()
    # Python's parser of addresses puts a space between encoded words, which RFC 2047 takes out.
    plain = str(make_header(decode_header(shown)))
    if plain.startswith('"') and sender.header().startswith('"'):
        plain = re.sub(r"\\(.)", r"\1", plain[1:-1])
    assert plain == name


def test_a_long_brief_is_a_mail_that_no_program_clips() -> None:
    mail = compose_mail(long_brief(400), whole="https://example.org/2026-11-19.html")
    message = parse(address_mail(mail.message.encode(), LIST))
    plain, html = message.iter_parts()
    assert isinstance(html, EmailMessage)
    assert isinstance(plain, EmailMessage)
    page = html.get_content()
    assert len(page.encode()) <= SIZE_LIMIT
    assert 'href="https://example.org/2026-11-19.html"' in page
    assert 'class="preview"' in page
    assert max(map(len, plain.get_content().splitlines())) <= 998


# settings


def check(text: str, tmp_path: Path) -> DeliverySettings:
    return check_delivery(tomllib.loads(text)["deliver"], "summarizer.toml", tmp_path)


def test_files_in_briefs_are_the_default(tmp_path: Path) -> None:
    assert DeliverySettings().files == FilesSettings(Path("briefs"))
    for settings in (check("[deliver]\n", tmp_path), check("[deliver.files]\n", tmp_path)):
        assert settings.files == FilesSettings(tmp_path / "briefs", ("md", "html", "eml", "json"))
        assert settings.ways() == ["files"]


def test_everything_can_be_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CREDENTIALS", "/run/credentials")
    settings = check(
        """
        [deliver.files]
        folder = "out"
        forms = ["html"]
        [deliver.maildir]
        folder = "/var/mail/ana"
        [deliver.sendmail]
        program = "msmtp"
        timeout = 5
        [deliver.smtp]
        host = "smtp.example.org"
        security = "tls"
        user = "ana"
        password_file = "$CREDENTIALS/smtp"
        [deliver.mail]
        from = "Morgenblatt für Köln <desk@köln.example>"
        to = ["Ana Lee <ana@example.org>", "ben@example.org"]
        list_id = "morning.example.org"
        unsubscribe = "https://example.org/stop"
        one_click = true
        """,
        tmp_path,
    )
    assert settings.ways() == ["files", "maildir", "sendmail", "smtp"]
    assert settings.files == FilesSettings(tmp_path / "out", ("html",))
    assert settings.maildir == MaildirSettings(Path("/var/mail/ana"))
    assert settings.smtp
    assert (settings.smtp.port, settings.smtp.password_file) == (465, Path("/run/credentials/smtp"))
    assert settings.mail
    assert settings.mail.sender == Address("desk@xn--kln-sna.example", "Morgenblatt für Köln")
    assert settings.mail.list_id == "<morning.example.org>"
    assert settings.channels_of("smtp") == ["smtp:ana@example.org", "smtp:ben@example.org"]
    assert settings.describe("smtp") == "smtp.example.org:465 (tls) to ana@example.org, ben@example.org"
    assert [settings.describe(way) for way in ("files", "maildir", "sendmail")] == [
        f"{tmp_path}/out as html",
        "/var/mail/ana",
        "msmtp to ana@example.org, ben@example.org",
    ]


WRONG = json.loads((Path(__file__).parent / "cases" / "deliver_settings.json").read_text("utf-8"))


@pytest.mark.parametrize("case", WRONG, ids=[case["label"] for case in WRONG])
def test_what_is_wrong_is_named(case: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as found:
        check(case["input"], tmp_path)
    told = f"{found.value} {found.value.hint}"
    assert case["expected"] in told, told
    assert "hunter2" not in told


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ana",
        "@example.org",
        "ana@",
        "a b@example.org",
        "ana@-x.org",
        "Ana <ana@example.org",
        "a@b@c d.org",
    ],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="an address such as"):
        parse_address(text)


def test_delivery_errors_end_a_command_with_1() -> None:
    assert DeliveryError("no").exit_code == 1
