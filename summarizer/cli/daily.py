"""``summarizer daily``: the brief of a day, remembered and delivered. The clock is looked at here and nowhere else."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import chdir
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli import options
from summarizer.cli.sources import unread
from summarizer.cli.terminal import Voice, say, say_unread, write_stdout
from summarizer.errors import INCOMPLETE, TIMED_OUT, ConfigError, DeliveryError, SourceError
from summarizer.timing import call_after

if TYPE_CHECKING:
    from summarizer.daily import Day, Plan
    from summarizer.delivering import DeliverySettings
    from summarizer.gathering import Gathered
    from summarizer.records import Brief
    from summarizer.remembering import Archive, KeptBrief
    from summarizer.settings import Settings

GIVE_UP_DAYS = 7
"""Days for which a brief that got out on one way is tried on the others."""


def brief_day(
    context: typer.Context,
    config: options.Config = None,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="YYYY-MM-DD",
            help="Leave out what is older. [default: nothing unread]",
            show_default=False,
        ),
    ] = None,
    date: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM-DD", help="Date of the brief. [default: today]", show_default=False),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print the brief; remember and deliver nothing.")
    ] = False,
    preview: Annotated[
        bool, typer.Option("--preview", help="Open the brief in a browser; remember and deliver nothing.")
    ] = False,
    time_limit: Annotated[
        int | None,
        typer.Option(
            metavar="S", min=1, help="Give up after so many seconds. [default: 3600]", show_default=False
        ),
    ] = None,
    offline: options.Offline = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Write the brief of the day, and deliver it.

    A summarizer.toml names the sources and feeds that it is made of, and where it goes.
    """
    from summarizer.settings import check_date, load_settings

    try:
        since = check_date(since) if since else None
    except ValueError as error:
        raise ConfigError(f"--since must be {error}, not {since!r}.") from error
    settings = load_settings({"date": date, "offline": offline}, config=config)
    voice = options.voice_of(context, quiet, verbose)
    limit = time_limit or settings.routine.daily.time_limit
    with chdir(settings.routine.base), call_after(limit, lambda: _give_up(limit)):
        run = _Run(settings, settings.brief.date or today(settings.routine.daily.zone), since, voice)
        code = run.show(preview) if dry_run or preview else run.make()
    if code:
        raise typer.Exit(code)


def today(zone: str | None) -> str:
    """Return the day that it is in a time zone, or where this computer thinks it is."""
    from zoneinfo import ZoneInfo

    now = datetime.now(ZoneInfo(zone)) if zone else datetime.now().astimezone()
    return now.date().isoformat()


def _give_up(seconds: int) -> None:
    """End the process, whatever it is waiting for: the next run takes up from there."""
    say(f"error: gave up after {seconds} seconds; the next run goes on from here")
    os._exit(TIMED_OUT)


class _Run:
    """One run: what earlier runs have left undelivered, then the day's brief."""

    def __init__(self, settings: Settings, date: str, since: str | None, voice: Voice) -> None:
        from summarizer.delivering.settings import DeliverySettings
        from summarizer.remembering import default_path

        routine = settings.routine
        if not routine.daily.sources and not routine.feeds and not routine.mailboxes:
            raise ConfigError(
                "No sources and no feeds are named.",
                'Write sources = ["folder/"] or [[feeds]] with url = "https://…" into summarizer.toml, or run: '
                "summarizer init",
            )
        self.settings, self.date, self.since, self.voice = settings, date, since, voice
        self.deliver_to: DeliverySettings = routine.deliver or DeliverySettings()
        self.path = routine.daily.archive or default_path()
        self.doubts: list[str] = []

    # showing

    def show(self, preview: bool) -> int:
        """Show the day's brief, and leave everything as it is."""
        from summarizer.remembering import Archive
        from summarizer.rendering import brief_from_json, render_brief

        with Archive(self.path, read_only=True) as archive:
            kept = archive.find_brief(self.date)
            found = None if kept else self._write(archive)
        if kept:
            brief = brief_from_json(kept.json)
        elif found is None:
            return 0
        else:
            brief = found[0].brief
        if preview:
            _open_in_browser(render_brief(brief, "html", template=self.settings.template), self.voice)
        else:
            write_stdout(render_brief(brief, "md", template=self.settings.template))
        return self._report(brief, [])

    # making

    def make(self) -> int:
        """Make, keep and deliver the day's brief, and return the exit code."""
        from summarizer.gathering import prune_copies
        from summarizer.remembering import Archive
        from summarizer.remembering.locking import hold_lock
        from summarizer.rendering import brief_from_json

        with hold_lock(self.path.with_name(f"{self.path.name}.lock")), Archive(self.path) as archive:
            failures = self._finish_earlier(archive)
            kept = archive.find_brief(self.date)
            feeds: dict[str, Mapping[str, object]] = {}
            if kept is None:
                found = self._write(archive)
                if found is None:
                    return INCOMPLETE if failures else 0
                day, feeds = found
                kept = self._keep(archive, day)
            else:
                self.voice.tell(f"the brief of {self.date} is there already")
            failures += self._deliver(archive, kept, feeds)
            archive.prune(self._plan().days_before(self.settings.routine.daily.keep_days))
            prune_copies(self.settings, datetime.now(UTC))

            return self._report(brief_from_json(kept.json), failures)

    def _finish_earlier(self, archive: Archive) -> list[str]:
        """Deliver what earlier runs could not, and return what still fails.

        A brief of which nothing got out is forgotten: today's tells what is in it. One of which something may
        have got out when its run ended is delivered as it is.
        """
        failures: list[str] = []
        for kept in archive.unsettled():
            if kept.date >= self.date:
                continue
            if kept.state != "refused":
                failures += self._try(archive, kept, {})
                kept = archive.find_brief(kept.date) or kept
            if kept.state == "refused":
                self.voice.tell(f"nothing of the brief of {kept.date} got out: today's takes in what it told")
                archive.drop(kept.date)
            elif kept.state == "partial" and kept.date < self._plan().days_before(GIVE_UP_DAYS):
                say(f"warning: the brief of {kept.date} is not tried any more on the ways that refuse it")
                archive.give_up(kept.date)
        return failures

    def _deliver(
        self, archive: Archive, kept: KeptBrief, feeds: dict[str, Mapping[str, object]]
    ) -> list[str]:
        failures = self._try(archive, kept, feeds)
        settled = archive.find_brief(kept.date)
        if settled is not None and settled.state == "refused":
            raise DeliveryError(
                f"The brief of {kept.date} could not be delivered: {'; '.join(failures)}.",
                "It is kept; the next run tries again.",
            )
        return failures

    def _try(self, archive: Archive, kept: KeptBrief, feeds: dict[str, Mapping[str, object]]) -> list[str]:
        """Deliver a brief where it has not arrived yet, and return why it did not."""
        from summarizer.delivering import Delivery, deliver, delivery_keys
        from summarizer.remembering import Delivered
        from summarizer.remembering.records import Mark

        rendered = self._rendered(kept)
        self._settle_unanswered(archive, kept)
        # Files that are there are written again: they are the same, and somebody may have lost them.
        done = {one.key for one in archive.deliveries_of(kept.date) if one.done and one.channel != "files"}

        def note(delivery: Delivery) -> None:
            mark: Mark = "" if not delivery.unsure else "unsure" if delivery.ok else "broken"
            told = Delivered(delivery.channel, delivery.key, delivery.ok, delivery.reason, mark)
            archive.note_delivery(kept.date, told)

        def launch(channel: str, key: str) -> None:
            archive.note_delivery(kept.date, Delivered(channel, key, False, "on its way", "launched"))

        deliveries = deliver(kept.key, rendered, self.deliver_to, done, note, launch)
        self.doubts += [f"{one.channel}: {one.reason}" for one in deliveries if one.ok and one.unsure]
        for delivery in deliveries:
            if delivery.ok:
                self.voice.tell(f"delivered {kept.date} by {delivery.channel}: {delivery.reason}")
        archive.settle(kept.date, delivery_keys(kept.key, rendered, self.deliver_to), feeds)
        return [f"{one.channel}: {one.reason}" for one in deliveries if not one.ok]

    def _settle_unanswered(self, archive: Archive, kept: KeptBrief) -> None:
        """Count as sent what was on its way when an earlier run ended, unless the settings want it sent again."""
        mail = self.deliver_to.mail
        if mail is not None and mail.unanswered == "again":
            return
        for one in archive.deliveries_of(kept.date):
            if one.mark == "launched" and not one.done:
                told = f"a run ended while the brief of {kept.date} was on its way; it counts as sent"
                archive.note_delivery(kept.date, replace(one, done=True, detail=told, mark="unsure"))
                self.doubts.append(f"{one.channel}: {told}")

    def _rendered(self, kept: KeptBrief) -> dict[str, bytes]:
        """Return a brief in all forms that are asked for: as it was kept, and rendered where it was not."""
        from summarizer.rendering import brief_from_json

        missing = [form for form in self._forms() if form not in kept.rendered]
        return {**kept.rendered, **self._render(brief_from_json(kept.json), missing)}

    def _forms(self) -> tuple[str, ...]:
        from summarizer.delivering import needed_forms

        return needed_forms(self.deliver_to)

    def _render(self, brief: Brief, forms: tuple[str, ...] | list[str]) -> dict[str, bytes]:
        from summarizer.delivering import place_of_whole
        from summarizer.rendering import render_brief
        from summarizer.rendering.mailing import compose_mail

        settings, rendered = self.settings, {}
        for form in forms:
            if form == "eml":
                mail = compose_mail(brief, settings.template, place_of_whole(self.deliver_to, brief.date))
                if mail.warning:
                    say(f"warning: {mail.warning}")
                text = mail.message
            else:
                text = render_brief(
                    brief, form, template=settings.template, front_matter=settings.front_matter
                )
            rendered[form] = text.encode("utf-8", "replace")
        return rendered

    # writing

    def _plan(self, gathered: Gathered | None = None) -> Plan:
        from summarizer.daily import Plan

        sections = gathered.sections if gathered else {}
        return Plan(self.date, self.settings.routine.daily, self.settings.brief, self.since, sections)

    def _write(self, archive: Archive) -> tuple[Day, dict[str, Mapping[str, object]]] | None:
        """Write the day's brief; None where nothing has come in since the last one."""
        from summarizer.condensing.reports import Reports
        from summarizer.daily import unread_articles, write_day
        from summarizer.gathering import gather_sources

        files = self.deliver_to.files
        with self.voice.progress("Reading …") as show:
            window = self.since or self._plan().days_before(self.settings.routine.daily.known_days)
            gathered = gather_sources(
                self.settings, archive.feed_states(), window, (files.folder,) if files else ()
            )
            plan = self._plan(gathered)
            fresh = unread_articles(gathered.reading, plan, archive)
            self.voice.note(
                f"note: read {len(gathered.reading)} articles, {len(fresh)} of them for the first time"
            )
            if not fresh:
                if not archive.read_only:
                    archive.keep_feeds(gathered.feeds)
                self._say_nothing_new(gathered, archive.last_date(self.date))
                return None
            show(f"Writing a brief of {len(fresh)} articles …")
            reports = Reports(self.voice.tell, show, bars=self.voice.shows_progress)
            return write_day(fresh, gathered.reading.omissions, plan, archive, reports), dict(gathered.feeds)

    def _say_nothing_new(self, gathered: Gathered, last: str | None) -> None:
        missing = unread(gathered.reading.omissions)
        answered = any(not state.get("error") for state in gathered.feeds.values())
        if missing and not answered and not gathered.reading.articles:
            say_unread(missing)
            raise SourceError(
                "There is no readable source at all.", "", "summarizer doctor --online looks at each of them."
            )
        self.voice.tell(f"nothing new since {last or self.since or 'ever'}: no brief was made")
        if missing:
            say_unread(missing)
            raise typer.Exit(INCOMPLETE)

    def _keep(self, archive: Archive, day: Day) -> KeptBrief:
        from summarizer.daily import name_brief
        from summarizer.remembering import NewBrief

        rendered = self._render(day.brief, tuple(dict.fromkeys((*self._forms(), "json"))))
        key = name_brief(day.brief, rendered["json"])
        archive.keep(NewBrief(day.brief, key, day.since, rendered, day.stories))
        kept = archive.find_brief(self.date)
        assert kept is not None  # noqa: S101 — just kept
        return kept

    def _report(self, brief: Brief, failures: list[str]) -> int:
        """Say what failed, and return the code that says whether anything did."""
        missing = unread(brief.coverage.omissions)
        if missing:
            say_unread(missing)
        if failures:
            say(f"warning: {_count(failures)} failed:")
            for failure in failures:
                say(f"  {failure}")
        if self.doubts:
            say(f"warning: {_count(self.doubts)} may not have arrived, and will not be tried again:")
            for doubt in self.doubts:
                say(f"  {doubt}")
        return INCOMPLETE if missing or failures or self.doubts else 0


def _count(deliveries: Sequence[str]) -> str:
    return f"{len(deliveries)} {'delivery' if len(deliveries) == 1 else 'deliveries'}"


def _open_in_browser(page: str, voice: Voice) -> None:
    """Write a page where only the user can read it, and open it."""
    import tempfile
    import webbrowser

    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", prefix="summarizer-", suffix=".html", delete=False
    ) as file:
        file.write(page)
    voice.tell(f"opening {file.name}")
    webbrowser.open(Path(file.name).as_uri())
