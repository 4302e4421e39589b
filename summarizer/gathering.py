"""Reads what a day's brief is made from: the sources, feeds and mailboxes that a summarizer.toml names."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.errors import ConfigError
from summarizer.reading import read_articles
from summarizer.records import Article, Omission, Reading
from summarizer.settings import Settings

if TYPE_CHECKING:
    from datetime import datetime

    from summarizer.fetching.accounts import MailAccount
    from summarizer.fetching.client import Client
    from summarizer.fetching.records import FeedCheck, FeedItem, FeedState, FetchConfig
    from summarizer.fetching.subscriptions import Subscription


REMARK = "remembering"
"""The stage of what a reader should know although nothing is left out for it."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was read.

    Attributes:
        feeds: what is known of each feed and mailbox from now on, by its address.
        sections: id of an article from one of these → the section that it is in, "" for none.
    """

    reading: Reading
    feeds: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    sections: Mapping[str, str] = field(default_factory=dict)


def gather_sources(
    settings: Settings,
    states: Mapping[str, Mapping[str, object]],
    since: str | None = None,
    ours: Sequence[Path] = (),
) -> Gathered:
    """Read every source, feed and mailbox.

    Args:
        settings: names them.
        states: what is known of each feed and mailbox, by its address.
        since: a day before which the items of a feed and the mails of a mailbox are not read.
        ours: folders of briefs: what is written there is no news.
    """
    gathered = Gathered(_read_sources(settings, ours))
    if settings.routine.feeds:
        gathered = _add(gathered, _read_feeds(settings, states, since))
    for account in settings.routine.mailboxes:
        gathered = _add(gathered, _read_mailbox(settings, account, states, since))
    return gathered


def _add(gathered: Gathered, more: Gathered) -> Gathered:
    """Add what was read from elsewhere, each article once."""
    known = {article.id for article in gathered.reading}
    fresh = [article for article in more.reading if article.id not in known]
    return Gathered(
        Reading((*gathered.reading.articles, *fresh), (*gathered.reading.omissions, *more.reading.omissions)),
        {**gathered.feeds, **more.feeds},
        {**gathered.sections, **{article.id: more.sections[article.id] for article in fresh}},
    )


def prune_copies(settings: Settings, now: datetime) -> None:
    """Forget copies of pages and feeds that are old or too many; offline, nothing could take their place."""
    from summarizer.fetching.cache import Cache, default_cache_folder

    if not settings.brief.offline:
        Cache(web_limits(settings).cache_folder or default_cache_folder()).prune(now)


def web_limits(settings: Settings) -> FetchConfig:
    """Return within which limits the settings let the web be read."""
    from summarizer.fetching.records import FetchConfig

    return FetchConfig(offline=settings.brief.offline, allow_private=settings.allow_private)


def _read_feeds(
    settings: Settings, states: Mapping[str, Mapping[str, object]], since: str | None
) -> Gathered:
    """Read what the feeds hold: all feeds at once, then all pages that they announce."""
    from summarizer.fetching.client import Client
    from summarizer.fetching.items import read_items
    from summarizer.fetching.records import FeedState
    from summarizer.fetching.visiting import check_feeds

    feeds = settings.routine.feeds
    client = Client(web_limits(settings))
    known = [FeedState.from_dict({**states.get(feed.url, {}), "url": feed.url}) for feed in feeds]
    known = [_ask_anew(client, state) for state in known]
    checks = check_feeds(client, known)
    omissions: list[Omission] = []
    items: list[FeedItem] = []
    homes: dict[str, str] = {}
    for feed, state, check in zip(feeds, known, checks, strict=True):
        if check.problem:
            omissions.append(Omission("reading", _name_feed(feed, check.state), check.problem))
        elif check.state.moved_to != state.moved_to:
            moved = f"has moved for good to {check.state.moved_to}, where it is asked from now on"
            omissions.append(Omission(REMARK, _name_feed(feed, check.state), moved))
        for item in _items_of(check, since, client.config.max_items):
            items.append(item)
            homes.setdefault(_origin_of(item), feed.section or "")
    found = read_items(client, items)
    articles = {article.id: article for article in found if isinstance(article, Article)}
    omissions += [one for one in found if isinstance(one, Omission)]
    omissions += [Omission(REMARK, "The folder of copies", note) for note in client.cache.notes]
    return Gathered(
        Reading(tuple(articles.values()), tuple(omissions)),
        {feed.url: check.state.as_dict() for feed, check in zip(feeds, checks, strict=True)},
        {article.id: homes.get(article.origin, "") for article in articles.values()},
    )


def _read_mailbox(
    settings: Settings,
    account: MailAccount,
    states: Mapping[str, Mapping[str, object]],
    since: str | None,
) -> Gathered:
    """Read the mails that came since the last brief. A mailbox that cannot be read costs no brief."""
    from summarizer.fetching.mailbox import MailState, check_mailbox

    if settings.brief.offline:
        problem = Omission("reading", account.origin, "offline, no mailbox is asked")
        return Gathered(Reading((), (problem,)))
    try:
        check = check_mailbox(account, MailState.from_dict(states.get(account.origin, {})), since=since)
    except ConfigError as error:
        problem = Omission("reading", account.origin, " ".join(filter(None, (str(error), error.hint))))
        return Gathered(Reading((), (problem,)))
    articles = {article.id: article for article in check.articles}
    problems = [Omission("reading", account.origin, check.problem)] if check.problem else []
    return Gathered(
        Reading(tuple(articles.values()), (*problems, *check.omissions)),
        {} if check.problem else {account.origin: check.state.as_dict()},
        dict.fromkeys(articles, account.section or ""),
    )


def _ask_anew(client: Client, state: FeedState) -> FeedState:
    """Forget what a server called a feed's last state where there is no copy of that any more.

    "Not modified" would leave us without its items, whose pages may have been corrected, or could not be had.
    """
    from summarizer.fetching.addresses import hide_credentials

    if client.cache.find(hide_credentials(state.moved_to or state.url)) is not None:
        return state
    return replace(state, etag=None, last_modified=None)


def _name_feed(feed: Subscription, state: FeedState) -> str:
    """Return a feed's name, as the user or else as it calls itself, and its address: somebody has to mend it."""
    from summarizer.fetching.addresses import hide_credentials

    name, address = feed.title or state.title, hide_credentials(feed.url)
    return f"{name} ({address})" if name else address


def _items_of(check: FeedCheck, since: str | None, limit: int) -> list[FeedItem]:
    from summarizer.fetching.feeds import name_source, sort_newest

    if check.feed is None:
        return []
    newest = sort_newest(check.feed.items)[:limit]
    return [
        name_source(item, check.feed)
        for item in newest
        if not (since and item.published and item.published[:10] < since)
    ]


def _origin_of(item: FeedItem) -> str:
    from summarizer.fetching.addresses import hide_credentials

    return hide_credentials(item.url) if item.url else item.id


def _read_sources(settings: Settings, ours: Sequence[Path]) -> Reading:
    specs = settings.routine.daily.sources
    if not specs:
        return Reading(())
    read = read_articles(specs, language=settings.brief.language, web=web_limits(settings))
    folders = tuple(os.path.realpath(folder) + os.sep for folder in ours)
    return Reading(
        tuple(article for article in read if not _is_within(article.origin, folders)),
        tuple(omission for omission in read.omissions if not _is_within(omission.subject, folders)),
    )


def _is_within(origin: str, folders: tuple[str, ...]) -> bool:
    return "\0" not in origin and os.path.realpath(origin).startswith(folders) if folders else False
