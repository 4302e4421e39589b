"""Asks for feeds, and keeps what a server said for the next time: unchanged, moved, gone, come back later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from summarizer.errors import SourceError
from summarizer.fetching.feeds import find_feeds, looks_like_feed, parse_feed
from summarizer.fetching.readings import Readings
from summarizer.fetching.records import Feed, FeedCheck, FeedState, Fetched, FetchProblem, Request
from summarizer.reading.decoding import decode_bytes
from summarizer.reading.html import looks_like_html

if TYPE_CHECKING:
    from summarizer.fetching.client import Client

FEED_AGE = 3600.0
"""Seconds for which a feed is not asked for again: more often than once an hour is taken for an attack by some."""


def check_feeds(client: Client, states: Sequence[FeedState], max_age: float = FEED_AGE) -> list[FeedCheck]:
    """Ask for feeds, several hosts at a time.

    Args:
        client: asks.
        states: what is known of each.
        max_age: seconds for which the cache's copy will do.

    Returns:
        What came of each, in the order of the states.
    """
    resting = [_reason_to_rest(client, state) for state in states]
    asked = [state for state, reason in zip(states, resting, strict=True) if reason is None]
    answers = iter(client.fetch_all([_request(state, max_age) for state in asked]))
    return [
        FeedCheck(state, problem=reason) if reason is not None else _take_answer(client, state, next(answers))
        for state, reason in zip(states, resting, strict=True)
    ]


def _request(state: FeedState, max_age: float) -> Request:
    return Request(state.moved_to or state.url, "feed", state.etag, state.last_modified, max_age)


def _reason_to_rest(client: Client, state: FeedState) -> str | None:
    """Return why a feed is not asked for at all; None where it may be."""
    if state.gone and not client.config.offline:
        return "it is gone for good, said its server, and is not asked again: remove it"
    early = state.not_before and client.time < datetime.fromisoformat(state.not_before)
    if state.not_before and early and not client.config.offline:
        return f"its server asks not to be asked before {state.not_before[:16].replace('T', ' ')} UTC"
    return None


def _take_answer(client: Client, state: FeedState, answer: Fetched | FetchProblem) -> FeedCheck:
    if isinstance(answer, FetchProblem):
        return FeedCheck(_note_problem(client, state, answer), problem=answer.reason)
    state = replace(state, not_before=None, moved_to=answer.moved_to or state.moved_to)
    if answer.status == 304 and not answer.body:
        return _nothing_new(state)
    try:
        feed = _read_once(client, answer)
    except SourceError as error:
        return FeedCheck(_note_content(state, answer, str(error)), problem=str(error))
    kept = replace(
        state,
        title=feed.title or state.title,
        etag=answer.etag,
        last_modified=answer.last_modified,
        error=None,
        error_kind=None,
        failures=0,
    )
    return FeedCheck(kept, feed)


def _read_once(client: Client, answer: Fetched) -> Feed:
    """Return the feed that was fetched: as it was read before, where its bytes are the same."""
    readings = Readings(client.cache.folder)
    feed = readings.find_feed(answer)
    if feed is None:
        feed = read_feed(answer)
        readings.keep_feed(answer, feed)
    return feed


def _nothing_new(state: FeedState) -> FeedCheck:
    """Return a check of a feed that has not changed and of which no copy is at hand.

    That its server answers ends an error of reaching it. That nothing has changed does not mend a broken feed.
    """
    if state.error_kind == "content":
        return FeedCheck(replace(state, failures=state.failures + 1), problem=state.error)
    return FeedCheck(replace(state, error=None, error_kind=None, failures=0))


def _note_problem(client: Client, state: FeedState, problem: FetchProblem) -> FeedState:
    if problem.fault == "offline":
        return state
    later = None
    if problem.retry_after:
        later = (client.time + timedelta(seconds=problem.retry_after)).isoformat(timespec="seconds")
    return replace(
        state,
        error=problem.reason,
        error_kind="reach",
        failures=state.failures + 1,
        gone=state.gone or problem.fault == "gone",
        not_before=later,
    )


def _note_content(state: FeedState, answer: Fetched, reason: str) -> FeedState:
    # The validators are kept: as long as nothing changes, a broken feed need not be sent again and again.
    return replace(
        state,
        etag=answer.etag,
        last_modified=answer.last_modified,
        error=reason,
        error_kind="content",
        failures=state.failures + 1,
    )


def read_feed(fetched: Fetched) -> Feed:
    """Return the feed that was fetched.

    Raises:
        SourceError: it is none; where it is a page that announces one, the message names that.
    """
    try:
        return parse_feed(fetched.body, fetched.final_url, fetched.headers)
    except SourceError as error:
        found = announced_feeds(fetched) if not looks_like_feed(fetched.body) else []
        if not found:
            raise
        raise SourceError(f"it is a page, not a feed; its feed is {found[0]}", error.origin) from error


def announced_feeds(fetched: Fetched) -> list[str]:
    """Return the addresses of the feeds that a fetched page announces, the likeliest first."""
    try:
        page = decode_bytes(fetched.body, fetched.url)
    except SourceError:
        return []
    if not looks_like_html(page) and "html" not in fetched.content_type:
        return []
    return [feed.url for feed in find_feeds(page, fetched.final_url)]


def locate_feed(client: Client, url: str) -> tuple[Feed, list[str]]:
    """Return the feed at an address, or the first that the page there announces, and the others it announces.

    Raises:
        SourceError: there is neither, or it cannot be fetched or read.
    """
    answer = _demand(client, url)
    if looks_like_feed(answer.body):
        return replace(read_feed(answer), url=answer.moved_to or answer.url), []
    announced = announced_feeds(answer)
    if not announced:
        raise SourceError(
            f"{answer.url} is no feed, and announces none.", answer.url, "Look for its feed's address."
        )
    found = _demand(client, announced[0])
    return replace(read_feed(found), url=found.moved_to or found.url), announced[1:]


def _demand(client: Client, url: str) -> Fetched:
    answer = client.fetch(Request(url, "feed"))
    if isinstance(answer, FetchProblem):
        raise SourceError(f"{answer.url}: {answer.reason}.", answer.url)
    return answer
