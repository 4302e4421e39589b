"""``summarizer feeds``: the feeds that the user reads, kept in summarizer.toml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli import options
from summarizer.cli.report import dump_report
from summarizer.cli.sources import read_file
from summarizer.cli.terminal import Voice, say, write_stdout
from summarizer.errors import INCOMPLETE, ConfigError, SourceError, SummarizerError
from summarizer.fetching.accounts import (
    MailAccount,
    add_account,
    is_mailbox,
    parse_account,
    read_accounts,
)
from summarizer.fetching.subscriptions import Subscription, add_subscriptions, read_subscriptions

if TYPE_CHECKING:
    from summarizer.fetching.client import Client
    from summarizer.fetching.opml import Outline
    from summarizer.fetching.records import FeedCheck


app = typer.Typer(
    help="Add, list and check the feeds you read; exchange them as OPML.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)

ConfigFile = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="FILE",
        help="The file that lists the feeds. [default: the nearest summarizer.toml]",
        show_default=False,
    ),
]


@app.callback()
def feeds() -> None:
    """Add, list and check the feeds you read, and exchange them with feed readers."""


@app.command("add")
def add_feed(
    context: typer.Context,
    url: Annotated[
        str,
        typer.Argument(metavar="URL", help="A feed, a page that announces one, or imap://USER@HOST/FOLDER."),
    ],
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What you call it.", show_default=False)
    ] = None,
    section: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Part of the brief; World/Asia lies in World.", show_default=False),
    ] = None,
    check: Annotated[bool, typer.Option("--check/--no-check", help="Read it before adding it.")] = True,
    password_file: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Holds the password of a mailbox.", show_default=False),
    ] = None,
    config: ConfigFile = None,
    quiet: options.Quiet = False,
) -> None:
    """Add a feed or a folder of a mailbox.

    A page's address will do where the page announces its feed.
    """
    voice = options.voice_of(context, quiet, False)
    if is_mailbox(url):
        if title:
            raise ConfigError("A mailbox has no title.", "Its mails name who sent them. Leave --title out.")
        account = replace(parse_account(url), section=section, password_file=_resolve(password_file))
        _add_mailbox(account, check, _choose_file(config), voice)
        return
    if password_file:
        raise ConfigError("Only a mailbox has a password file.", "Name one as imap://USER@HOST/FOLDER.")
    found = _find_feed(url, title) if check else Subscription(_require_address(url), title)
    path = _choose_file(config)
    added = add_subscriptions(path, [Subscription(found.url, found.title, section)])
    if not added:
        voice.tell(f"{path} lists {found.url} already")
        return
    voice.tell(f"added {_name(added[0])} to {path}")


@app.command("list")
def list_feeds(config: ConfigFile = None, as_json: options.AsJson = False) -> None:
    """List the feeds, section by section."""
    path = _choose_file(config)
    listed, accounts = read_subscriptions(path), read_accounts(path)
    if as_json:
        boxes = [_describe_mailbox(account) for account in accounts]
        feeds = [_describe(feed) for feed in listed]
        write_stdout(dump_report({"file": str(path), "feeds": feeds, "mailboxes": boxes}))
        return
    lines = [*_list_sections(listed), *_list_mailboxes(accounts)]
    write_stdout("".join(f"{line}\n" for line in lines))
    if not listed and not accounts:
        say(f"{path} lists no feeds; add one with: summarizer feeds add URL")


@app.command("check")
def check_listed(
    config: ConfigFile = None, as_json: options.AsJson = False, quiet: options.Quiet = False
) -> None:
    """Ask for every feed, and say which answer.

    Of each it is said what it holds, or what is wrong with it.
    """
    from summarizer.fetching.records import FeedState
    from summarizer.fetching.visiting import check_feeds

    path = _choose_file(config)
    listed = read_subscriptions(path)
    checks = check_feeds(_open_client(), [FeedState(feed.url) for feed in listed], max_age=0)
    rows = list(zip(listed, checks, strict=True))
    boxes = [_describe_probe(account) for account in read_accounts(path)]
    if as_json:
        write_stdout(dump_report({"feeds": [_describe_check(*row) for row in rows], "mailboxes": boxes}))
    else:
        lines = [_tell_check(*row) for row in rows if row[1].problem or not quiet]
        lines += [_tell_probe(box) for box in boxes if box["problem"] or not quiet]
        write_stdout("".join(f"{line}\n" for line in lines))
    failed = sum(check.problem is not None for check in checks) + sum(bool(box["problem"]) for box in boxes)
    if failed:
        say(f"warning: {failed} of {len(checks) + len(boxes)} feeds could not be read")
        raise typer.Exit(INCOMPLETE)


@app.command("import")
def import_list(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.opml", help="As feed readers export it.")],
    config: ConfigFile = None,
    quiet: options.Quiet = False,
) -> None:
    """Add the feeds of an OPML file; its folders become sections."""
    voice = options.voice_of(context, quiet, False)
    outline = read_outline(file)
    path = _choose_file(config)
    added = add_subscriptions(path, outline.feeds) if outline.feeds else []
    for note in outline.notes:
        say(f"warning: {note}")
    known = len(outline.feeds) - len(added)
    voice.tell(f"added {len(added)} feeds to {path}" + (f"; {known} were listed already" if known else ""))
    if not outline.feeds:
        raise SourceError(f"{file} lists no feeds.", str(file))
    if outline.notes:
        raise typer.Exit(INCOMPLETE)


@app.command("export")
def export_list(
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE.opml", help="Write here.", show_default=False),
    ] = None,
    config: ConfigFile = None,
) -> None:
    """Write the feeds as OPML, which every feed reader imports.

    Sections become folders.
    """
    from summarizer.fetching.opml import write_opml

    text = write_opml(read_subscriptions(_choose_file(config)))
    if output is None or str(output) == "-":
        write_stdout(text)
        return
    from summarizer.cli.output import write_file

    write_file(output, text.encode("utf-8", "replace"))


# mailboxes


def _resolve(file: Path | None) -> Path | None:
    return file.expanduser().resolve() if file else None


def _add_mailbox(account: MailAccount, check: bool, path: Path, voice: Voice) -> None:
    from summarizer.fetching.mailbox import probe_mailbox

    if check:
        try:
            probe_mailbox(account)
        except SourceError as error:
            raise SourceError(f"{account.origin}: {error}.", account.origin) from error
    told = (
        f"added {account.origin} to"
        if add_account(path, account)
        else f"{account.origin} is listed already in"
    )
    voice.tell(f"{told} {path}")


def _describe_mailbox(account: MailAccount) -> dict[str, object]:
    return {"address": account.origin, "section": account.section}


def _describe_probe(account: MailAccount) -> dict[str, object]:
    """Return whether a mailbox can be opened, and what is in the way."""
    from summarizer.fetching.mailbox import probe_mailbox

    mails, problem = None, None
    try:
        mails = probe_mailbox(account)
    except SummarizerError as error:
        problem = " ".join(filter(None, (str(error), error.hint)))
    return {**_describe_mailbox(account), "problem": problem, "mails": mails}


def _tell_probe(box: Mapping[str, object]) -> str:
    if box["problem"]:
        return f"failed  {box['address']}: {box['problem']}"
    return f"ok      {box['address']}: {box['mails']} mails"


def _list_mailboxes(accounts: Sequence[MailAccount]) -> Iterator[str]:
    for account in accounts:
        yield f"{account.origin} ({account.section})" if account.section else account.origin


# what the commands share


def _choose_file(config: Path | None) -> Path:
    from summarizer.settings import PROJECT_FILE, find_project_file

    return config or find_project_file(Path.cwd()) or Path(PROJECT_FILE)


def _open_client() -> Client:
    from summarizer.fetching.client import Client
    from summarizer.gathering import web_limits
    from summarizer.settings import load_settings

    return Client(web_limits(load_settings()))


def _require_address(url: str) -> str:
    from summarizer.fetching.addresses import parse_url
    from summarizer.fetching.records import FetchFailure

    try:
        parse_url(url)
    except FetchFailure as failure:
        raise ConfigError(f"{url}: {failure}.", "Name an address that begins with https://") from failure
    return url.strip()


def _find_feed(url: str, title: str | None) -> Subscription:
    """Return the feed at an address, or the one that the page there announces."""
    from summarizer.fetching.visiting import locate_feed

    feed, others = locate_feed(_open_client(), _require_address(url))
    for other in others:
        say(f"note: the page announces {other}, too")
    return Subscription(feed.url, title or feed.title)


def read_outline(file: Path) -> Outline:
    """Return the feeds of an OPML file; - is standard input.

    Raises:
        SourceError: it cannot be read, or is no OPML.
    """
    from summarizer.fetching.opml import read_opml

    data = read_file(str(file))
    try:
        return read_opml(data, str(file))
    except SourceError as error:
        raise SourceError(f"{file}: {error}.", str(file)) from error


def _name(feed: Subscription) -> str:
    return f"{feed.title} ({feed.url})" if feed.title else feed.url


def _describe(feed: Subscription) -> dict[str, object]:
    return {"url": feed.url, "title": feed.title, "section": feed.section}


def _list_sections(listed: Sequence[Subscription]) -> Iterator[str]:
    for section in dict.fromkeys(feed.section for feed in listed):
        if section:
            yield section
        margin = "  " if section else ""
        yield from (f"{margin}{_name(feed)}" for feed in listed if feed.section == section)


def _describe_check(feed: Subscription, check: FeedCheck) -> dict[str, object]:
    held = check.feed
    return {
        **_describe(feed),
        "status": "failed" if check.problem else "ok",
        "problem": check.problem,
        "moved_to": check.state.moved_to,
        "form": held.form if held else None,
        "items": len(held.items) if held else None,
        "undated": sum(not item.is_dated for item in held.items) if held else None,
        "newest": max((item.published or "" for item in held.items), default="") or None if held else None,
    }


def _tell_check(feed: Subscription, check: FeedCheck) -> str:
    facts = _describe_check(feed, check)
    if check.problem:
        return f"failed  {_name(feed)}: {check.problem}"
    parts = [f"{facts['items']} items"]
    parts += [f"newest {facts['newest']}"] if facts["newest"] else []
    parts += [f"{facts['undated']} without a date"] if facts["undated"] else []
    parts += [f"moved for good to {facts['moved_to']}"] if facts["moved_to"] else []
    return f"ok      {_name(feed)}: {', '.join(parts)}"
