"""``summarizer init``: a summarizer.toml to begin with, from a few answers or from flags."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli import options
from summarizer.cli.terminal import Voice, say
from summarizer.errors import INCOMPLETE, ConfigError, SourceError

if TYPE_CHECKING:
    from summarizer.fetching.subscriptions import Subscription

WAYS = ("none", "smtp", "sendmail", "maildir")
WORDS = 500
"""As `summarizer daily` has it where nothing is said."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a configuration is written from; None for what nobody has said.

    Attributes:
        opml: file that lists feeds.
        feeds: addresses of feeds, beside those.
        sources: files, folders and addresses that are no feeds.
        way: how the brief is mailed: one of `WAYS`.
        sender, to: who sends the mail and who gets it.
        host, user: the mail server, and who signs in there.
        maildir: the mailbox.
    """

    opml: Path | None = None
    feeds: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    title: str | None = None
    words: int | None = None
    zone: str | None = None
    folder: str | None = None
    way: str | None = None
    sender: str | None = None
    to: str | None = None
    host: str | None = None
    user: str | None = None
    maildir: str | None = None


Config = Annotated[Path, typer.Option(metavar="FILE", help="The file to write; it must not exist.")]
Opml = Annotated[
    Path | None,
    typer.Option(metavar="FILE.opml", help="Feeds, as feed readers export them.", show_default=False),
]
Feed = Annotated[
    list[str] | None,
    typer.Option(metavar="URL", help="A feed; repeat it for several.", show_default=False),
]
Source = Annotated[
    list[str] | None,
    typer.Option(metavar="PATH|URL", help="Another source; repeat it for several.", show_default=False),
]
Title = Annotated[str | None, typer.Option(metavar="TEXT", help="Title of every brief.", show_default=False)]
Words = Annotated[
    int | None,
    typer.Option(metavar="N", help="At most this many words in a brief.", show_default=False),
]
Zone = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Time zone, such as Europe/Berlin.", show_default=False),
]
Folder = Annotated[str | None, typer.Option(metavar="DIR", help="Where briefs are kept.", show_default=False)]
Mail = Annotated[str | None, typer.Option(metavar="|".join(WAYS), help="How to mail it.", show_default=False)]
Sender = Annotated[
    str | None, typer.Option("--from", metavar="ADDRESS", help="Who sends it.", show_default=False)
]
To = Annotated[str | None, typer.Option(metavar="ADDRESS", help="Who gets it.", show_default=False)]
Smtp = Annotated[
    str | None, typer.Option(metavar="HOST", help="Mail server, for --mail smtp.", show_default=False)
]
User = Annotated[
    str | None, typer.Option(metavar="NAME", help="Who signs in at the server.", show_default=False)
]
Maildir = Annotated[
    str | None, typer.Option(metavar="DIR", help="Mailbox, for --mail maildir.", show_default=False)
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing; take the defaults.")]


def write_config(
    context: typer.Context,
    config: Config = Path("summarizer.toml"),
    opml: Opml = None,
    feed: Feed = None,
    source: Source = None,
    title: Title = None,
    words: Words = None,
    zone: Zone = None,
    folder: Folder = None,
    mail: Mail = None,
    sender: Sender = None,
    to: To = None,
    smtp: Smtp = None,
    user: User = None,
    maildir: Maildir = None,
    yes: Yes = False,
    quiet: options.Quiet = False,
) -> None:
    """Write a summarizer.toml for a brief every day.

    Its settings are commented. It asks what the flags do not say.
    """
    feeds, sources = tuple(feed or ()), tuple(source or ())
    said = (title, words, zone, folder, mail, sender, to, smtp, user, maildir)
    answers = Answers(opml, feeds, sources, *said)
    _refuse_overwriting(config)
    if not yes:
        if not sys.stdin.isatty():
            raise ConfigError(
                "There is no terminal to ask questions at.", "Add --yes, and say with flags what you want."
            )
        answers = ask(answers)
    elif answers.zone is None:
        answers = replace(answers, zone=find_zone() or None)
    listed, notes = _gather_feeds(answers)
    text = compose_config(answers, listed)
    _check(text, config)
    _write(config, text)
    _tell(config, answers, listed, notes, options.voice_of(context, quiet, False))


def _refuse_overwriting(config: Path) -> None:
    if config.exists() or config.is_symlink():
        raise ConfigError(
            f"{config} exists, and is left as it is.",
            "Edit it, or name another file with --config; add feeds with: summarizer feeds add URL",
        )
    if not config.parent.is_dir():
        raise ConfigError(
            f"The folder {config.parent} does not exist.", f"Create it: mkdir -p {config.parent}"
        )


# asking


def ask(given: Answers) -> Answers:
    """Ask what the flags do not say; an empty answer takes the default."""
    found = given
    if not (given.opml or given.feeds):
        found = _ask_feeds(found)
    if not given.sources:
        found = replace(found, sources=tuple(_prompt("Folders, files or pages to read besides").split()))
    if given.words is None:
        found = replace(found, words=_prompt_number("Words in a brief, at most", WORDS))
    if given.zone is None:
        found = replace(found, zone=_prompt("Time zone in which a day begins", find_zone()) or None)
    if given.folder is None:
        found = replace(found, folder=_prompt("Folder for the briefs", "briefs"))
    return _ask_mail(found)


def _ask_feeds(found: Answers) -> Answers:
    """Ask for an OPML file or for addresses, which look unlike each other."""
    said = _prompt("Your feeds: an OPML file, or addresses with spaces between")
    if said and "://" not in said:
        return replace(found, opml=Path(said).expanduser())
    return replace(found, feeds=tuple(said.split()))


def _ask_mail(found: Answers) -> Answers:
    way = found.way or _prompt(f"Mail it, too? ({', '.join(WAYS)})", _guess_way(found))
    found = replace(found, way=way)
    if way == "smtp":
        found = replace(found, host=found.host or _prompt("Mail server"))
        found = replace(
            found, user=found.user or _prompt("User who signs in there (empty for nobody)") or None
        )
    if way == "maildir":
        return replace(found, maildir=found.maildir or _prompt("Maildir", "~/Maildir"))
    if way in ("smtp", "sendmail"):
        found = replace(found, to=found.to or _prompt("Who gets it"))
        found = replace(found, sender=found.sender or _prompt("Who sends it", found.to or ""))
    return found


def _prompt(question: str, default: str = "") -> str:
    """Ask on standard error: standard output is for what a program reads."""
    sys.stderr.write(f"{question} [{default}]: " if default else f"{question}: ")
    sys.stderr.flush()
    answer = sys.stdin.readline()
    if not answer:
        raise ConfigError("The questions were not answered to the end, and nothing was written.")
    return answer.strip() or default


def _prompt_number(question: str, default: int) -> int:
    while True:
        answer = _prompt(question, str(default))
        if answer.isascii() and answer.isdigit():
            return int(answer)
        say(f"{answer} is not a number")


def _guess_way(answers: Answers) -> str:
    return "smtp" if answers.host else "maildir" if answers.maildir else "sendmail" if answers.to else "none"


def find_zone() -> str:
    """Return the name of this computer's time zone; "" where it does not say."""
    named = os.environ.get("TZ", "").lstrip(":")
    place = os.path.realpath("/etc/localtime").partition("zoneinfo/")[2]
    return next((name for name in (named, place) if _is_zone(name)), "")


def _is_zone(name: str) -> bool:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


# gathering


def _gather_feeds(answers: Answers) -> tuple[list[Subscription], tuple[str, ...]]:
    """Return the feeds of the OPML file and those named by address, and what of the file could not be used.

    Raises:
        SourceError: there is no such file, or it lists no feeds.
    """
    from summarizer.cli.feeds import read_outline
    from summarizer.fetching.subscriptions import check_subscriptions

    listed: list[Subscription] = []
    notes: tuple[str, ...] = ()
    if answers.opml is not None:
        outline = read_outline(answers.opml)
        listed, notes = list(outline.feeds), outline.notes
        if not listed:
            raise SourceError(f"{answers.opml} lists no feeds.", str(answers.opml))
    listed += check_subscriptions([{"url": url} for url in answers.feeds], "--feed")
    return list({feed.url: feed for feed in reversed(listed)}.values())[::-1], notes


# writing

HEAD = """\
# What `summarizer daily` reads, and where its brief goes. Try it with: summarizer daily --dry-run
# `summarizer doctor --online` checks all of it. A line that begins with "#" is not in force.
"""


def compose_config(answers: Answers, feeds: Sequence[Subscription] = ()) -> str:
    """Return the text of a summarizer.toml.

    Raises:
        ConfigError: something that belongs together was not said.
    """
    parts = [
        HEAD,
        _write_sources(answers),
        _write_daily(answers, feeds),
        _write_ways(answers),
        _write_feeds(feeds),
    ]
    return "\n".join(parts)


def _write_sources(answers: Answers) -> str:
    sources = ", ".join(map(quote, answers.sources))
    line = f"sources = [{sources}]" if sources else '# sources = ["articles/", "newsletters.mbox"]'
    return f"""\
# Files, folders, globs and addresses of pages, seen from the folder of this file.
{line}

# "extractive" quotes the sources, "abstractive" condenses them, "auto" does as it can.
# mode = "auto"
"""


def _write_daily(answers: Answers, feeds: Sequence[Subscription]) -> str:
    sections = list(dict.fromkeys(feed.section for feed in feeds if feed.section))
    title = f"title = {quote(answers.title)}" if answers.title else '# title = "Morning brief"'
    zone = f"zone = {quote(answers.zone)}" if answers.zone else '# zone = "Europe/Berlin"'
    order = (
        f"sections = [{', '.join(map(quote, sections))}]"
        if sections
        else '# sections = ["World", "Business"]'
    )
    return f"""\
[daily]
{title}
# At most so many words in all statements, and so many stories; others get a line each.
words = {WORDS if answers.words is None else answers.words}
stories = 5
also_today = 10
# The time zone in which a day begins; without it, the computer's.
{zone}
# The order in which sections come.
{order}
# Days for which the texts of articles are kept, and seconds after which a run is given up.
# keep_days = 90
# time_limit = 3600
"""


def _write_ways(answers: Answers) -> str:
    way = answers.way or _guess_way(answers)
    if way not in WAYS:
        raise ConfigError(f"There is no way {way!r} to mail a brief.", f"Choose one of: {', '.join(WAYS)}.")
    tables = [
        _table(
            "deliver.files",
            True,
            [f"folder = {quote(answers.folder or 'briefs')}", 'forms = ["md", "html", "eml", "json"]'],
        ),
        _write_mail(answers, way in ("smtp", "sendmail")),
        _write_smtp(answers, way == "smtp"),
        _table("deliver.sendmail", way == "sendmail", ['program = "sendmail"']),
        _table("deliver.maildir", way == "maildir", [f"folder = {quote(answers.maildir or '~/Maildir')}"]),
    ]
    return "# Where the brief goes: every table below that is in force is one way.\n" + "\n".join(tables)


def _write_mail(answers: Answers, on: bool) -> str:
    if on and not (answers.to or answers.sender):
        raise ConfigError("Nobody is named who gets the mail.", "Say it with --to ADDRESS.")
    to = answers.to or answers.sender or "ana@example.org"
    lines = [f"from = {quote(answers.sender or to)}", f"to = {quote(to)}"]
    extra = [
        "# Only if others read it, too: how to get no more of it.",
        '# unsubscribe = ["mailto:me@example.org?subject=stop", "https://example.org/stop"]',
    ]
    return _table("deliver.mail", on, lines) + "".join(f"{line}\n" for line in extra)


def _write_smtp(answers: Answers, on: bool) -> str:
    if on and not answers.host:
        raise ConfigError("No mail server is named.", "Say it with --smtp HOST.")
    return _table(
        "deliver.smtp",
        on,
        [
            f"host = {quote(answers.host or 'smtp.example.org')}",
            'security = "starttls"  # or "tls"',
            f"user = {quote(answers.user or 'ana')}" if answers.user or not on else "",
            "# The password is in the environment variable SUMMARIZER_SMTP_PASSWORD, or in a file:",
            '# password_file = "/home/ana/.smtp-password"',
        ],
    )


def _table(name: str, on: bool, lines: Sequence[str]) -> str:
    mark = "" if on else "# "
    return "".join(
        f"{line}\n" if line.startswith("#") else f"{mark}{line}\n"
        for line in (f"[{name}]", *filter(None, lines))
    )


def _write_feeds(feeds: Sequence[Subscription]) -> str:
    head = (
        "# Folders of mailboxes: summarizer feeds add imap://USER@HOST/FOLDER --password-file FILE\n"
        "# Feeds: summarizer feeds add URL, summarizer feeds import FILE.opml\n"
    )
    if not feeds:
        return head + '# [[feeds]]\n# url = "https://example.org/feed.xml"\n# section = "World"\n'
    return head + "\n".join(map(_write_feed, feeds))


def _write_feed(feed: Subscription) -> str:
    named = (("url", feed.url), ("title", feed.title), ("section", feed.section))
    return "[[feeds]]\n" + "".join(f"{name} = {quote(value)}\n" for name, value in named if value)


def quote(text: str | None) -> str:
    """Return a text as TOML holds it: on one line, in double quotes."""
    import json

    from summarizer.rendering.escaping import clean_text

    return json.dumps(clean_text(text or ""), ensure_ascii=False)


def _check(text: str, config: Path) -> None:
    """Hold what is to be written to what reads it.

    Raises:
        ConfigError: an answer was wrong.
    """
    import tomllib

    from summarizer.routine import take_tables

    take_tables(tomllib.loads(text), config)


def _write(config: Path, text: str) -> None:
    """Write the file, and make sure that it is a new one."""
    try:
        stream = config.open("x", encoding="utf-8", newline="\n")
    except FileExistsError:
        return _refuse_overwriting(config)
    except OSError as error:
        raise ConfigError(f"{config} cannot be written: {error.strerror or error}.") from error
    try:
        with stream:
            stream.write(text)
    except OSError as error:
        config.unlink(missing_ok=True)  # half a file, and ours
        raise ConfigError(f"{config} cannot be written: {error.strerror or error}.") from error


def _tell(
    config: Path, answers: Answers, feeds: Sequence[Subscription], notes: Sequence[str], voice: Voice
) -> None:
    for note in notes:
        say(f"warning: {note}")
    voice.tell(f"wrote {config}: {len(feeds)} feeds, {len(answers.sources)} other sources")
    if answers.user:
        voice.tell(
            f"put the password of {answers.user} into SUMMARIZER_SMTP_PASSWORD, or into a password_file"
        )
    if not feeds and not answers.sources:
        voice.tell("nothing to read is named yet: summarizer feeds add URL")
    voice.tell("next: summarizer doctor --online, then summarizer daily --dry-run")
    if notes:
        raise typer.Exit(INCOMPLETE)
