"""Brings a finished brief to where it is read: files, a Maildir, `sendmail`, a mail server.

Every way out is tried, whatever becomes of the others, and what has arrived once is not sent again: each delivery
has a key of channel, date and content, and those in `done` are skipped. What cannot be looked up afterwards, a mail
that goes to another program, is announced before its last byte: a run that ends behind it leaves that mark.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TypeAlias

from summarizer.delivering.records import Delivery as Delivery
from summarizer.delivering.records import Parcel, Result
from summarizer.delivering.settings import DeliverySettings as DeliverySettings
from summarizer.errors import SummarizerError

CHANNELS = {
    "files": "summarizer.delivering.files:deliver_files",
    "maildir": "summarizer.delivering.maildir:deliver_maildir",
    "sendmail": "summarizer.delivering.sendmail:deliver_sendmail",
    "smtp": "summarizer.delivering.smtp:deliver_smtp",
}
"""Name of a way → "module:function" that delivers by it, in the order in which they are tried: what stays on
this machine comes first."""

Way: TypeAlias = Callable[
    [Parcel, DeliverySettings, Sequence[str], Callable[[Sequence[str]], None]], Iterable[Result]
]
"""Delivers a parcel on the channels that have not got it, and yields of each what became of it, as soon as that is
known. Before what cannot be taken back it calls its last argument with the channels that this is for."""


def deliver(
    brief_id: str,
    rendered: Mapping[str, str | bytes],
    settings: DeliverySettings,
    done: Container[str] = (),
    record: Callable[[Delivery], None] = lambda _delivery: None,
    launch: Callable[[str, str], None] = lambda _channel, _key: None,
) -> tuple[Delivery, ...]:
    """Deliver a brief on every way that is set up, except where it has arrived.

    Args:
        brief_id: names the brief; begins with its date as YYYY-MM-DD.
        rendered: form → content, at least those of `needed_forms`. The same brief must give the same bytes in
            every run, or it counts as another one.
        settings: the ways.
        done: keys of deliveries that have succeeded.
        record: is told of each delivery as soon as it is known, so that a process that ends a moment later
            need not do it again.
        launch: is told of channel and key just before a delivery that nobody could look up later: behind this
            it may have arrived, whatever happens to the process.

    Returns:
        One delivery for each way, and by SMTP for each recipient; those that were skipped are not among them.
    """
    parcel = Parcel.of(brief_id, rendered)
    found = []
    for name in settings.ways():
        for delivery in _deliver_by(name, parcel, settings, done, launch):
            record(delivery)
            found.append(delivery)
    return tuple(found)


def needed_forms(settings: DeliverySettings) -> tuple[str, ...]:
    """Return the forms of a brief that have to be rendered for its deliveries."""
    return tuple(dict.fromkeys(form for name in settings.ways() for form in settings.forms_of(name)))


def delivery_keys(
    brief_id: str, rendered: Mapping[str, str | bytes], settings: DeliverySettings
) -> list[str]:
    """Return the keys of all deliveries of a brief, in order."""
    parcel = Parcel.of(brief_id, rendered)
    return [
        parcel.key(channel, settings.forms_of(name))
        for name in settings.ways()
        for channel in settings.channels_of(name)
    ]


def place_of_whole(settings: DeliverySettings, date: str) -> str:
    """Return where all of a brief is, for a mail that has to be shortened; "" for nowhere.

    That is the address given for it, or else the page or text among the files.
    """
    if settings.mail and settings.mail.whole:
        return settings.mail.whole.replace("{date}", date)
    if settings.files is None:
        return ""
    form = next((form for form in ("html", "md", "txt") if form in settings.files.forms), None)
    return str(settings.files.folder / f"{date}.{form}") if form else ""


def _deliver_by(
    name: str,
    parcel: Parcel,
    settings: DeliverySettings,
    done: Container[str],
    launch: Callable[[str, str], None],
) -> Iterator[Delivery]:
    keys = {channel: parcel.key(channel, settings.forms_of(name)) for channel in settings.channels_of(name)}
    pending = [channel for channel, key in keys.items() if key not in done]
    if not pending:
        return

    def launch_all(channels: Sequence[str]) -> None:
        for channel in channels:
            launch(channel, keys[channel])

    for result in _try(name, parcel, settings, pending, launch_all):
        yield Delivery(result.channel, keys[result.channel], result.ok, result.reason, result.unsure)


def _try(
    name: str,
    parcel: Parcel,
    settings: DeliverySettings,
    pending: Sequence[str],
    launch: Callable[[Sequence[str]], None],
) -> Iterator[Result]:
    module, _, function = CHANNELS[name].partition(":")
    way: Way = getattr(import_module(module), function)
    left = list(pending)
    try:
        for result in way(parcel, settings, pending, launch):
            left.remove(result.channel)
            yield result
        return
    except SummarizerError as error:
        reason = " ".join(part for part in (str(error), error.hint) if part)
    except Exception as error:  # a bug: the other ways are still tried, and it is told with its place
        place = traceback.extract_tb(error.__traceback__)[-1]
        reason = f"a bug: {type(error).__name__}: {error} ({Path(place.filename).name}:{place.lineno})"
    yield from (Result(channel, False, reason) for channel in left)
