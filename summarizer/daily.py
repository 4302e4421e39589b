"""A day's brief: what is new among the sources, told by its importance, with what has changed since earlier briefs.

The flow on one page. Nothing here looks at the clock, writes a file or sends anything: the date comes in, and
what is to be kept and delivered comes out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date as calendar_date
from datetime import timedelta
from typing import TYPE_CHECKING

from summarizer.assembling import ToldStory, assemble_brief
from summarizer.cleaning import clean_article
from summarizer.condensing import SILENT, Reports
from summarizer.condensing.choosing import choose_condenser
from summarizer.config import BriefConfig
from summarizer.grouping import group_articles, weigh_stories
from summarizer.languages import main_language, say
from summarizer.pipeline import MIN_SHARE, tell_story
from summarizer.records import Article, Brief, Omission, Reading, Story
from summarizer.remembering.comparing import STAGE, Memory
from summarizer.rendering.wording import format_date
from summarizer.repeating import drop_repeated_lines
from summarizer.routine import DailySettings

if TYPE_CHECKING:
    from summarizer.protocols import Condenser
    from summarizer.remembering import Archive, Told


@dataclass(frozen=True, slots=True)
class Plan:
    """What a day's brief is asked for.

    Attributes:
        date: of the brief, YYYY-MM-DD.
        daily: the settings of every day.
        config: the settings of a brief; `daily` has the last word on title and words.
        since: a day before which nothing is taken in; None for all that was not read yet.
        sections: id of an article from a feed → the section that the feed is in, "" for none.
    """

    date: str
    daily: DailySettings
    config: BriefConfig
    since: str | None = None
    sections: Mapping[str, str] = field(default_factory=dict)

    def days_before(self, days: int) -> str:
        """Return the day that lies so many days before the brief's."""
        return (calendar_date.fromisoformat(self.date) - timedelta(days=days)).isoformat()

    def section_of(self, story: Story) -> str:
        """Return the one section that a story stands in: that of most of its articles; "" for none."""
        named = [section for a in story.articles if (section := self.sections.get(a.id))]
        return max(dict.fromkeys(named), key=named.count, default="")

    def order_sections(self, stories: Sequence[Story]) -> list[str]:
        """Return the sections in the order in which they come.

        Those that the settings list come first, the others by the most important of their stories, and stories
        of no section last.

        Args:
            stories: the most important first.
        """
        found = dict.fromkeys(self.section_of(story) for story in stories)
        listed = [section for section in self.daily.sections if section in found]
        return [*listed, *(section for section in found if section and section not in listed), ""]

    @property
    def brief_config(self) -> BriefConfig:
        """The settings of this day's brief."""
        title = self.daily.title or self.config.title
        return replace(self.config, date=self.date, title=title, words=self.daily.words)


@dataclass(frozen=True, slots=True)
class Day:
    """A day's brief, and what of it the next ones have to know.

    Attributes:
        since: the first day that it covers.
        stories: what was read for it.
    """

    brief: Brief
    since: str
    stories: tuple[Story, ...]


def unread_articles(reading: Reading, plan: Plan, archive: Archive) -> list[Article]:
    """Return the articles that no brief has read.

    Without `plan.since` all of the user's own files are taken in, and of the feeds what is younger than
    `FEED_DAYS` before the last brief: a feed that was just added must not bring its last fifty items. What was
    edited since it was read is taken in whatever its age.
    """
    known = archive.read_before(reading.articles)
    unread = [article for article in reading.articles if article.id not in known]
    edited = archive.earlier_versions(unread)
    last = min(archive.last_date(plan.date) or plan.date, plan.date)
    usual = (calendar_date.fromisoformat(last) - timedelta(days=FEED_DAYS)).isoformat()
    return [
        article
        for article in unread
        if article.id in edited
        or not article.published
        or article.published[:10] >= (plan.since or (usual if article.id in plan.sections else ""))
    ]


FEED_DAYS = 2
"""Days before the last brief from which on an unread item of a feed is news. Some feeds are a day behind."""


def write_day(
    fresh: Sequence[Article],
    omissions: Sequence[Omission],
    plan: Plan,
    archive: Archive,
    reports: Reports = SILENT,
) -> Day:
    """Write a day's brief.

    Args:
        fresh: what no brief has read.
        omissions: what could not be read, and why.
        plan: what is asked for.
        archive: what earlier briefs have read and told; it is only read.
        reports: where a model says how far it is.
    """
    condenser = choose_condenser(plan.brief_config, reports)
    articles = drop_repeated_lines([clean_article(article) for article in fresh])
    horizon = plan.days_before(plan.daily.known_days)
    known = archive.known_stories(horizon)
    read = {story.id: story.articles for story in known}
    spoken = plan.brief_config.language or main_language(article.language for article in articles)
    memory = Memory(archive.told(horizon), archive.earlier_versions(articles), read, spoken)
    stories = todays_stories(articles, known)
    weights = weigh_stories(stories, plan.date)
    order = sorted(range(len(stories)), key=lambda at: (-weights[at], at))
    ranked = [stories[at] for at in order]
    told = _Telling(plan, memory, condenser).tell(ranked, archive.mentioned(horizon))
    sections = plan.order_sections(ranked)
    told = sorted(told, key=lambda one: sections.index(plan.section_of(one.story)))
    last = archive.last_date(plan.date)
    notes = [
        *_word_catch_up(last, plan.date, spoken),
        *_word_unsure(last if last and archive.has_unsure(last) else None, spoken),
        *_word_withdrawn(memory.withdrawn(articles), spoken),
    ]
    stops = [Omission("condensing", condenser.name, s.stopped) for s in told if condenser and s.stopped]
    brief = assemble_brief(told, (*omissions, *stops, *notes), plan.brief_config)
    brief = replace(_name_sections(brief, plan, stories), daily=True)
    return Day(brief, _first_day(last, plan.date), tuple(stories))


def _name_sections(brief: Brief, plan: Plan, stories: Sequence[Story]) -> Brief:
    names = {story.id: plan.section_of(story) for story in stories}
    return replace(
        brief,
        stories=tuple(replace(section, section=names[section.id]) for section in brief.stories),
        also=tuple(replace(mention, section=names[mention.id]) for mention in brief.also),
    )


def name_brief(brief: Brief, form: bytes) -> str:
    """Return what names a brief to those who deliver it: its date and its content."""
    return f"{brief.date}-{hashlib.sha256(form).hexdigest()[:16]}"


def todays_stories(articles: Sequence[Article], known: Sequence[Story]) -> list[Story]:
    """Return the stories that today's articles begin or join, with today's articles alone."""
    own = {article.id for article in articles}
    grown = group_articles(articles, known)
    todays = (Story(s.id, tuple(a for a in s.articles if a.id in own)) for s in grown)
    return [story for story in todays if story.articles]


class _Telling:
    """Tells the stories of a day until the brief is full, and mentions those that follow."""

    def __init__(self, plan: Plan, memory: Memory, condenser: Condenser | None) -> None:
        self.plan, self.memory, self.condenser = plan, memory, condenser
        self.config = plan.brief_config
        self.words = plan.daily.words
        self.quotes: set[str] = set()

    def tell(self, stories: Sequence[Story], known: set[str]) -> list[ToldStory]:
        """Return what becomes of each story, in their order.

        Args:
            stories: the most important first.
            known: ids of stories that earlier briefs have told or mentioned.
        """
        room = min(self.plan.daily.stories, max(self.words // MIN_SHARE, 1))
        lines = self.plan.daily.also_today
        stories = self._move_up(stories, room)
        told: list[ToldStory] = []
        for at, story in enumerate(stories):
            words = self._share(stories[at : at + room])
            if words >= min(MIN_SHARE, self.plan.daily.words):
                found = self._tell(story, words)
                room -= bool(found.statements)
            elif lines:
                found = self._mention(story, story.id in known)
                lines -= found.mentioned
            else:
                found = ToldStory(story, reports=len(story.articles), had_room=False)
            told.append(found)
        return told

    def _move_up(self, stories: Sequence[Story], room: int) -> list[Story]:
        """Let stories that correct what was told come within the room, behind those that matter most.

        Whoever has read a wrong figure here has a right to the correction, however few report it.
        """
        owed = [story for story in stories[room:] if self._corrects(story)]
        first = [story for story in stories if story not in owed]
        place = max(room - len(owed), 0)
        return [*first[:place], *owed, *first[place:]]

    def _corrects(self, story: Story) -> bool:
        if not any(article.id in self.memory.earlier for article in story.articles):
            return False
        found = tell_story(story, MIN_SHARE, self.config, None, frozenset(), self.memory)
        return any(statement.status == "corrected" for statement in found.statements)

    def _share(self, stories: Sequence[Story]) -> int:
        """Return the words that the first of these stories gets beside the others, of what is left of them."""
        weights = [len(story.articles) ** 0.5 for story in stories]
        return int(self.words * weights[0] / sum(weights)) if weights else 0

    def _tell(self, story: Story, words: int) -> ToldStory:
        told = tell_story(story, words, self.config, self.condenser, self.quotes, self.memory)
        self.quotes |= {c.quote for statement in told.statements for c in statement.citations}
        self.words -= sum(len(statement.text.split()) for statement in told.statements)
        return told if told.statements else replace(told, untold=_why_untold(told))

    def _mention(self, story: Story, known: bool) -> ToldStory:
        """Mention a story in a line; one that readers know only where there is something new to tell of it."""
        if known:
            probe = tell_story(story, MIN_SHARE, self.config, None, self.quotes, self.memory)
            if not probe.statements:
                return replace(probe, untold=_why_untold(probe))
        return ToldStory(story, reports=len(story.articles), had_room=False, mentioned=True)


NOTHING_NEW = "says nothing that was not told before"


def _why_untold(told: ToldStory) -> str:
    """Return why nothing is told of a story: memory alone held it back, or "" for what the sentences are like."""
    stages = {omission.stage for omission in told.omissions}
    return NOTHING_NEW if stages == {STAGE} else ""


def _first_day(last: str | None, date: str) -> str:
    if last is None:
        return date
    return min((calendar_date.fromisoformat(last) + timedelta(days=1)).isoformat(), date)


def _word_catch_up(last: str | None, date: str, language: str) -> list[Omission]:
    """Say that a brief covers days on which none was made."""
    first = _first_day(last, date)
    if first == date:
        return []
    since = say(language, "From {date} on", date=format_date(first, language=language))
    return [Omission(STAGE, since, "no brief was made before this one, which covers all days since")]


def _word_unsure(date: str | None, language: str) -> list[Omission]:
    """Say that the brief before this one may not have arrived by mail, so that nobody misses it unknowingly."""
    if date is None:
        return []
    mail = say(language, "The mail of {date}", date=format_date(date, language=language))
    return [
        Omission(STAGE, mail, "may not have arrived: the run that sent it did not see the server's answer")
    ]


def _word_withdrawn(withdrawn: Sequence[Told], language: str) -> list[Omission]:
    words = "told on {date}; its source was edited and no longer says so"
    return [
        Omission(STAGE, told.text, say(language, words, date=format_date(told.date, language=language)))
        for told in withdrawn
    ]
