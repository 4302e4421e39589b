"""What `summarizer doctor` looks at for a brief every day: sources, feeds, ways out, memory, disk, lock."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from summarizer.errors import ArchiveError, DeliveryError

if TYPE_CHECKING:
    from summarizer.delivering import DeliverySettings
    from summarizer.fetching.records import FeedCheck
    from summarizer.settings import Settings

LITTLE, TOO_LITTLE = 500, 50
"""Megabytes of free disk: a year of briefs and a cache of a few hundred feeds take some hundreds; below the other,
one run may fill it."""

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at.

    Attributes:
        name: what was looked at.
        status: "warn" does not stop a brief, "fail" may.
        detail: what was found, and what to do about it.
    """

    name: str
    status: Literal["ok", "warn", "fail"]
    detail: str


def check_sources(settings: Settings) -> Iterator[Check]:
    """Yield whether the sources that are named in the configuration are there."""
    routine = settings.routine
    local = [source for source in routine.daily.sources if "://" not in source]
    missing = [source for source in local if not _is_there(routine.base, source)]
    yield Check("sources", "ok", f"{len(routine.daily.sources)} named, seen from {routine.base}")
    for source in missing:
        yield Check("sources", "warn", f"{source} does not exist")
    if settings.routine.origins and not (routine.daily.sources or routine.feeds or routine.mailboxes):
        yield Check(
            "sources", "warn", "neither sources nor feeds are named: summarizer daily has nothing to read"
        )


def _is_there(base: Path, source: str) -> bool:
    pattern = os.path.expanduser(source)
    if any(mark in pattern for mark in "*?["):
        import glob

        return bool(glob.glob(pattern, root_dir=base, recursive=True))
    return (base / pattern).exists()


def check_feeds(settings: Settings, online: bool) -> Iterator[Check]:
    """Yield how many feeds there are and, online, which of them cannot be read."""
    feeds = settings.routine.feeds
    sections = len({feed.section for feed in feeds if feed.section})
    told = f"{len(feeds)} listed" + (f" in {sections} sections" if sections else "")
    if not feeds or not online:
        unasked = "; --online asks whether they can be read" if feeds else ""
        yield Check("feeds", "ok", told + unasked)
        return
    failed = [check for check in _visit(settings) if check.problem is not None]
    status: Literal["ok", "fail"] = "fail" if len(failed) == len(feeds) else "ok"
    yield Check("feeds", status, f"{told}, {len(feeds) - len(failed)} can be read")
    for check in failed:
        yield Check("feeds", "warn", f"{check.state.url}: {check.problem}")


def check_mailboxes(settings: Settings, connect: bool) -> Iterator[Check]:
    """Yield for each mailbox whether it can be opened; nothing is fetched from it."""
    from summarizer.errors import SummarizerError
    from summarizer.fetching.mailbox import probe_mailbox

    for account in settings.routine.mailboxes:
        if not connect:
            yield Check("mailboxes", "ok", f"{account.origin}; not tried, because of --offline")
            continue
        try:
            yield Check(
                "mailboxes", "ok", f"{account.origin} can be opened and holds {probe_mailbox(account)} mails"
            )
        except SummarizerError as error:
            told = " ".join(filter(None, (str(error), error.hint)))
            yield Check("mailboxes", "warn", told if account.origin in told else f"{account.origin}: {told}")


def _visit(settings: Settings) -> Sequence[FeedCheck]:
    from summarizer.fetching.client import Client
    from summarizer.fetching.records import FeedState
    from summarizer.fetching.visiting import check_feeds as visit_feeds
    from summarizer.gathering import web_limits

    client = Client(web_limits(settings))
    return visit_feeds(client, [FeedState(feed.url) for feed in settings.routine.feeds], max_age=0)


# ways out


def check_delivery(settings: Settings, connect: bool) -> Iterator[Check]:
    """Yield for each way whether it can be used; a mail server is signed in to, and nothing is sent."""
    from summarizer.delivering import DeliverySettings

    deliver = settings.routine.deliver or DeliverySettings()
    for way in deliver.ways():
        name = f"deliver.{way}"
        try:
            yield Check(name, "ok", _try_way(way, deliver, settings.routine.base, connect))
        except DeliveryError as error:
            yield Check(name, "fail", " ".join(filter(None, (str(error), error.hint))))
    if deliver.smtp and deliver.smtp.password_file:
        yield from _check_secrecy(deliver.smtp.password_file)


def _try_way(way: str, deliver: DeliverySettings, base: Path, connect: bool) -> str:
    if way == "files" and deliver.files:
        _require_writable(base / deliver.files.folder)
    elif way == "maildir" and deliver.maildir:
        _require_writable(deliver.maildir.folder)
    elif way == "sendmail" and deliver.sendmail:
        from summarizer.delivering.sendmail import find_program

        return f"{deliver.describe(way)}; found {find_program(deliver.sendmail.program)}"
    elif way == "smtp" and deliver.smtp and deliver.mail and deliver.mail.sender:
        from summarizer.delivering.smtp import probe_server

        if not connect:
            return f"{deliver.describe(way)}; not tried, because of --offline"
        return f"{deliver.describe(way)}; {probe_server(deliver.smtp, deliver.mail.sender.domain)}"
    return deliver.describe(way)


def _require_writable(folder: Path) -> None:
    """Look whether files can be made in a folder, or the folder itself where it does not exist.

    Raises:
        DeliveryError: they cannot.
    """
    place = folder
    while not place.exists() and place != place.parent:
        place = place.parent
    if not place.is_dir():
        raise DeliveryError(f"{place} is no folder.")
    if not os.access(place, os.W_OK | os.X_OK):
        raise DeliveryError(f"In {place}, no file can be written.")


def _check_secrecy(file: Path) -> Iterator[Check]:
    if os.name == "posix" and file.exists() and file.stat().st_mode & 0o077:
        yield Check("deliver.smtp", "warn", f"others can read the password in {file}: chmod 600 {file}")


# what stays on this machine


def check_memory(settings: Settings) -> Iterator[Check]:
    """Yield what the archive holds, and whether a run is at work."""
    from summarizer.remembering import Archive, default_path
    from summarizer.remembering.locking import hold_lock

    path = settings.routine.daily.archive or default_path()
    if not path.exists():
        yield Check("archive", "ok", f"none yet; the first brief makes {path}")
    else:
        with Archive(path, read_only=True) as archive:
            briefs, waiting = archive.list_briefs(), archive.unsettled()
        size = path.stat().st_size / MEGABYTE
        yield Check("archive", "ok", f"{len(briefs)} briefs in {path}, {size:.1f} MB")
        for kept in waiting:
            yield Check(
                "archive", "warn", f"the brief of {kept.date} is not delivered everywhere ({kept.state})"
            )
    lock = path.with_name(f"{path.name}.lock")
    if not lock.exists():
        return
    try:
        with hold_lock(lock):
            yield Check("lock", "ok", "no run is at work")
    except ArchiveError as error:
        yield Check("lock", "warn", str(error))


def check_disk(settings: Settings) -> Iterator[Check]:
    """Yield how much room there is where briefs and the archive are kept."""
    import shutil

    from summarizer.delivering import DeliverySettings
    from summarizer.remembering import default_path

    routine = settings.routine
    files = (routine.deliver or DeliverySettings()).files
    folders = [(routine.daily.archive or default_path()).parent]
    folders += [routine.base / files.folder] if files else []
    for folder in folders:
        place = next(parent for parent in (folder, *folder.parents) if parent.exists())
        free = shutil.disk_usage(place).free / MEGABYTE
        status: Literal["ok", "warn", "fail"]
        status = "fail" if free < TOO_LITTLE else "warn" if free < LITTLE else "ok"
        yield Check("disk", status, f"{free / 1000:.1f} GB free for {folder}")
