"""The memory: what counts as told, what has changed, and that no accident costs what it holds."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from summarizer.deduplicating import merge_claims, reports_of
from summarizer.errors import ArchiveError
from summarizer.records import Article, Brief, Mention, Status, Story
from summarizer.remembering import Archive, Delivered, NewBrief, Quoted, Told
from summarizer.remembering import schema as schema_module
from summarizer.remembering.comparing import Memory, Recalled
from summarizer.remembering.locking import hold_lock
from summarizer.remembering.records import Earlier
from tests.brief_factory import make_article, sample_articles, sample_brief
from tests.story_factory import as_params, load_cases, make_space

MONDAY, TUESDAY = "2026-11-16", "2026-11-17"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """Open an empty archive."""
    with Archive(tmp_path / "archive.sqlite3", patience=0.1) as opened:
        yield opened


def new_brief(date: str = MONDAY, brief: Brief | None = None) -> NewBrief:
    """Return the sample brief as one of a day."""
    brief = replace(brief or sample_brief(), date=date)
    stories = [
        Story(section.id, tuple(a for a in sample_articles() if a.id in cited_by(section)))
        for section in brief.stories
    ]
    return NewBrief(brief, f"{date}-key", date, {"md": b"# Brief\n"}, stories)


def cited_by(section: Any) -> set[str]:
    """Return the ids of the articles that a section cites."""
    statements = [statement for statement in (section.lead, *section.statements) if statement]
    return {citation.source for statement in statements for citation in statement.citations}


def keep_delivered(archive: Archive, date: str = MONDAY) -> None:
    """Keep a brief and deliver it."""
    archive.keep(new_brief(date))
    archive.note_delivery(date, Delivered("files", f"files:{date}", True))
    archive.settle(date, [f"files:{date}"])


# what counts as told


def test_a_brief_that_is_not_delivered_has_told_nothing(archive: Archive) -> None:
    archive.keep(new_brief())
    assert archive.told("") == []
    assert archive.known_stories("") == []
    assert archive.read_before(sample_articles()) == set()
    assert archive.search("ferry") == []
    assert [kept.state for kept in archive.unsettled()] == ["composed"]


def test_a_brief_that_is_delivered_has(archive: Archive) -> None:
    keep_delivered(archive)
    told = archive.told("")
    statements = [s for section in sample_brief().stories for s in (section.lead, *section.statements) if s]
    assert [one.text for one in told] == [statement.text for statement in statements]
    assert archive.read_before(sample_articles())
    assert archive.unsettled() == []
    assert archive.last_date(TUESDAY) == MONDAY
    assert archive.last_date(MONDAY) is None


def test_articles_come_back_as_they_were(archive: Archive) -> None:
    keep_delivered(archive)
    kept = {article.id: article for story in archive.known_stories("") for article in story.articles}
    own = {article.id: article for article in sample_articles() if article.id in kept}
    assert kept == own
    assert kept


def test_a_part_of_the_deliveries_is_enough_to_have_told(archive: Archive) -> None:
    archive.keep(new_brief())
    archive.note_delivery(MONDAY, Delivered("files", "one", True))
    archive.note_delivery(MONDAY, Delivered("smtp", "two", False, "refused"))
    assert archive.settle(MONDAY, ["one", "two"]) == "partial"
    assert archive.told("")
    archive.note_delivery(MONDAY, Delivered("smtp", "two", True))
    archive.note_delivery(MONDAY, Delivered("smtp", "two", False, "refused after all"))
    assert archive.settle(MONDAY, ["one", "two"]) == "delivered"


def test_a_brief_that_was_dropped_leaves_nothing(archive: Archive) -> None:
    archive.keep(new_brief())
    assert archive.settle(MONDAY, ["one"]) == "refused"
    archive.drop(MONDAY)
    for table in ("briefs", "rendered", "articles", "stories", "statements", "claims", "citations", "lines"):
        assert archive._rows(f"SELECT * FROM {table}") == [], table
    keep_delivered(archive)


def test_feeds_are_known_only_once_the_brief_is_out(archive: Archive) -> None:
    archive.keep(new_brief())
    archive.settle(MONDAY, ["one"], {"https://example.org/feed": {"etag": '"a"'}})
    assert archive.feed_states() == {}
    archive.note_delivery(MONDAY, Delivered("files", "one", True))
    archive.settle(MONDAY, ["one"], {"https://example.org/feed": {"etag": '"a"'}})
    assert archive.feed_states() == {"https://example.org/feed": {"etag": '"a"'}}


def test_what_was_read_before_under_the_same_address_is_an_earlier_version(archive: Archive) -> None:
    keep_delivered(archive)
    (first, *_) = [a for a in sample_articles() if archive.read_before([a])]
    edited = make_article(first.text + " Edited.", origin=first.origin)
    moved = make_article(first.text + " Edited.", origin="elsewhere", url=first.url)
    other = make_article(first.text + " Edited.", origin="elsewhere")
    assert archive.earlier_versions([edited])[edited.id].article == first
    assert (moved.id in archive.earlier_versions([moved])) is (first.url is not None)
    assert archive.earlier_versions([other]) == {}


# accidents


def test_a_database_that_another_program_writes_is_named_as_in_use(archive: Archive) -> None:
    holder = sqlite3.connect(archive.path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(ArchiveError, match="in use by another program"):
        archive.keep(new_brief())
    holder.execute("ROLLBACK")
    holder.close()
    keep_delivered(archive)


@pytest.mark.parametrize("share", [0.25, 0.5, 0.9])
def test_a_truncated_file_is_named_as_damaged_and_left_alone(tmp_path: Path, share: float) -> None:
    path = tmp_path / "archive.sqlite3"
    with Archive(path) as archive:
        keep_delivered(archive)
    whole = path.read_bytes()
    cut = whole[: int(len(whole) * share)]
    path.write_bytes(cut)
    with pytest.raises(ArchiveError, match="is damaged") as caught:
        Archive(path)
    assert "left as it is" in caught.value.hint
    assert path.read_bytes() == cut


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite3"
    path.write_bytes(b"Dear diary, " * 100)
    with pytest.raises(ArchiveError, match="is damaged"):
        Archive(path)
    assert path.read_bytes() == b"Dear diary, " * 100


def test_a_full_disk_is_named_and_what_was_there_stays(archive: Archive) -> None:
    keep_delivered(archive)
    before = list(archive.export())
    (pages,) = archive._sql.execute("PRAGMA page_count").fetchone()
    archive._sql.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(ArchiveError, match="the disk is full"):
        archive.keep(new_brief(TUESDAY))
    assert list(archive.export()) == before
    archive._sql.execute("PRAGMA max_page_count = 1000000")
    keep_delivered(archive, "2026-11-18")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    with pytest.raises(ArchiveError, match="cannot be opened"):
        Archive(tmp_path / "file" / "archive.sqlite3")


def test_a_file_of_a_later_version_is_refused(tmp_path: Path) -> None:
    with Archive(tmp_path / "archive.sqlite3") as archive:
        archive._sql.execute("PRAGMA user_version = 99")
    with pytest.raises(ArchiveError, match="a later version"):
        Archive(tmp_path / "archive.sqlite3")


def test_a_migration_keeps_what_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "archive.sqlite3"
    with Archive(path) as archive:
        keep_delivered(archive)
        before = list(archive.export())
    steps = (*schema_module.MIGRATIONS, ("ALTER TABLE briefs ADD COLUMN mood TEXT",))
    monkeypatch.setattr("summarizer.remembering.archive.MIGRATIONS", steps)
    with Archive(path) as archive:
        assert list(archive.export()) == before
        assert archive._rows("SELECT mood FROM briefs") == [(None,)]
        assert archive._version() == len(steps)


@pytest.fixture
def first_version(tmp_path: Path) -> Path:
    """An archive with a brief, as the first version of the tables kept it."""
    path = tmp_path / "archive.sqlite3"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("summarizer.remembering.archive.MIGRATIONS", schema_module.MIGRATIONS[:1])
        with Archive(path) as archive:
            archive.keep(new_brief())
            archive._sql.execute("INSERT INTO deliveries VALUES (?, 'a key', 'files', 1, 'there')", (MONDAY,))
    return path


def test_an_archive_of_the_first_version_is_taken_over(first_version: Path) -> None:
    with Archive(first_version) as archive:
        assert archive.deliveries_of(MONDAY) == [Delivered("files", "a key", True, "there")]


def test_an_archive_of_the_first_version_that_is_only_looked_at_stays_as_it_is(first_version: Path) -> None:
    before = first_version.read_bytes()
    with Archive(first_version, read_only=True) as archive:
        assert archive.deliveries_of(MONDAY) == [Delivered("files", "a key", True, "there")]
    assert first_version.read_bytes() == before


def test_what_is_on_its_way_is_marked_until_it_is_known_what_became_of_it(archive: Archive) -> None:
    archive.keep(new_brief())
    way = Delivered("smtp:ana@example.org", "a key", False, "on its way", "launched")
    archive.note_delivery(MONDAY, way)
    assert archive.deliveries_of(MONDAY) == [way]
    assert archive.settle(MONDAY, ["a key"]) == "refused"
    archive.note_delivery(MONDAY, replace(way, mark="broken"))
    assert archive.settle(MONDAY, ["a key"]) == "partial"
    archive.note_delivery(MONDAY, replace(way, done=True, mark="unsure"))
    assert archive.has_unsure(MONDAY)
    assert archive.settle(MONDAY, ["a key"]) == "delivered"
    archive.note_delivery(MONDAY, replace(way, done=True, mark=""))
    assert not archive.has_unsure(MONDAY)


def test_a_migration_that_fails_leaves_the_version_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "archive.sqlite3"
    Archive(path).close()
    steps = (*schema_module.MIGRATIONS, ("CREATE TABLE moods (mood TEXT) STRICT", "CREATE NONSENSE"))
    with monkeypatch.context() as patch:
        patch.setattr("summarizer.remembering.archive.MIGRATIONS", steps)
        with pytest.raises(ArchiveError, match="cannot be used"):
            Archive(path)
    with Archive(path) as archive:
        assert archive._version() == len(schema_module.MIGRATIONS)
        assert archive._rows("SELECT name FROM sqlite_schema WHERE name = 'moods'") == []


def test_reading_alone_makes_no_file(tmp_path: Path) -> None:
    with Archive(tmp_path / "archive.sqlite3", read_only=True) as archive:
        assert archive.list_briefs() == []
    assert list(tmp_path.iterdir()) == []


def test_a_lock_that_is_held_is_not_given_twice(tmp_path: Path) -> None:
    with (
        hold_lock(tmp_path / "lock"),
        pytest.raises(ArchiveError, match="Another run is at work"),
        hold_lock(tmp_path / "lock"),
    ):
        pass
    with hold_lock(tmp_path / "lock"):
        pass


# looking back


@pytest.mark.parametrize(
    ("query", "finds"),
    [
        ("ferry", True),
        ("FERRY", True),
        ("ferr*", True),
        ("zeppelin", False),
        ('"no such phrase"', False),
        ("ferry AND NOT ferry OR (", False),
        ('"', False),
        ("*", False),
        ("text:ferry", False),
    ],
)
def test_a_search_takes_words_and_no_operators(archive: Archive, query: str, finds: bool) -> None:
    keep_delivered(archive)
    assert bool(archive.search(query)) is finds


def test_mentions_and_titles_are_found(archive: Archive) -> None:
    brief = replace(sample_brief(), also=(Mention("some story", "Zeppelin lands", ()),))
    archive.keep(new_brief(brief=brief))
    archive.note_delivery(MONDAY, Delivered("files", "one", True))
    archive.settle(MONDAY, ["one"])
    assert [(found.kind, found.text) for found in archive.search("zeppelin")] == [
        ("mention", "Zeppelin lands")
    ]
    assert archive.search("zeppelin", since=TUESDAY) == []
    assert "some story" in archive.mentioned("")


def test_pruning_forgets_texts_and_not_what_was_told(archive: Archive) -> None:
    keep_delivered(archive)
    told = archive.told("")
    assert archive.prune(MONDAY) == 0
    assert archive.prune(TUESDAY) > 0
    assert archive.told("") == told
    assert archive.read_before(sample_articles())
    assert archive.known_stories("") == []
    kept = archive.find_brief(MONDAY)
    assert kept is not None
    assert kept.rendered == {}
    assert kept.json


def test_the_export_is_json_and_has_everything(archive: Archive) -> None:
    keep_delivered(archive)
    lines = [json.loads(json.dumps(line)) for line in archive.export()]
    assert [line["kind"] for line in lines][:1] == ["brief"]
    assert lines[0]["brief"]["title"] == sample_brief().title
    assert lines[0]["deliveries"] == [
        {"channel": "files", "key": f"files:{MONDAY}", "done": True, "detail": "", "mark": ""}
    ]
    texts = {line["text"] for line in lines if line["kind"] == "article"}
    assert texts <= {article.text for article in sample_articles()}
    assert texts


# what has changed


def recall(case: dict[str, Any]) -> Status | None:
    """Return the status of a sentence of today beside one that was told."""
    told, now = case["input"]["told"], case["input"]["now"]
    origin = "then.txt" if case["input"].get("edited") else "now.txt"
    then = make_article(f"{told} The rest stays as it was.", origin="then.txt")
    article = make_article(now, origin=origin)
    earlier = {article.id: Earlier(then, MONDAY)} if case["input"].get("edited") else {}
    memory = Memory(
        [Told(MONDAY, "story", told, (told,), (Quoted(then.id, then.origin, None, told),))], earlier
    )
    return status_of(recall_all(memory, article))


def recall_all(memory: Memory, *articles: Article) -> Recalled:
    """Return all claims of some articles beside what is remembered."""
    reports = reports_of(articles)
    claims = merge_claims(make_space(articles), reports)
    return memory.recall(Story("story", articles), claims, reports)


def status_of(recalled: Recalled) -> Status | None:
    """Return the status of the only claim."""
    (claim,) = recalled.claims
    return recalled.statuses.get(claim.id)


@pytest.mark.parametrize("case", as_params(load_cases("remembering.json")))
def test_statuses(case: dict[str, Any]) -> None:
    assert recall(case) == case["expected"]


@pytest.mark.parametrize("case", as_params(load_cases("remembering_negative.json")))
def test_what_is_no_update(case: dict[str, Any]) -> None:
    assert recall(case) != case["unexpected"]


def test_of_a_claim_only_the_sentence_whose_figure_moved_is_told() -> None:
    told = "At least 12 people were injured when the ferry struck the reef."
    memory = Memory([Told(MONDAY, "story", told, (told,))])
    same = make_article("At least 12 people were injured when the ferry struck the reef.", origin="a.txt")
    moved = make_article("At least 15 people were injured when the ferry struck the reef.", origin="b.txt")
    recalled = recall_all(memory, same, moved)
    told_now = [claim for claim in recalled.claims if claim.id in recalled.statuses]
    assert [s.text for claim in told_now for s in claim.sentences] == [moved.text]
    assert len(recalled.omissions) == 1


def test_the_latest_figure_counts() -> None:
    first, second = (f"{count} people were killed when the ferry sank off Corran." for count in (12, 15))
    memory = Memory([Told(MONDAY, "story", first, (first,)), Told(TUESDAY, "story", second, (second,))])
    assert status_of(recall_all(memory, make_article(second))) is None
    third = recall_all(memory, make_article("18 people were killed when the ferry sank off Corran."))
    assert status_of(third) == "updated"
    assert [told.date for told in third.before.values()] == [TUESDAY]


@pytest.mark.parametrize(
    ("language", "before", "now"),
    [
        ("en", "Three people were killed in the fire.", "Seven people are now known to have died."),
        ("fr", "Trois personnes ont été tuées dans l'incendie.", "Sept personnes sont désormais mortes."),
        ("es", "Tres personas murieron en el incendio.", "Siete personas que viajaban a bordo murieron."),
        ("nl", "Bij de brand zijn drie mensen overleden.", "Zeven mensen zijn nu overleden."),
        ("it", "Tre persone sono morte nell'incendio.", "Sette persone sono ormai morte."),
        ("pt", "Três pessoas morreram no incêndio.", "Sete pessoas já morreram."),
    ],
)
def test_a_toll_that_rose_is_an_update_in_quite_other_words(language: str, before: str, now: str) -> None:
    memory = Memory([Told(MONDAY, "story", before, (before,))])
    assert status_of(recall_all(memory, replace(make_article(now), language=language))) == "updated"


def test_what_another_story_told_in_the_same_words_is_not_told_again() -> None:
    told = "Crews replaced two of the main cables and laid a new road deck."
    memory = Memory([Told(MONDAY, "another story", told, (told,))])
    assert status_of(recall_all(memory, make_article(told))) is None


def test_a_late_reprint_of_what_was_read_is_no_news_where_its_story_was_told() -> None:
    text = "Tugs held the ship on the reef while lifeboats took off the passengers."
    read = make_article(f"The ferry ran aground off Corran on Monday. {text}", origin="wire.txt")
    reprint = make_article(f"{text} A crane is on its way from Norvik.", origin="radio.txt")
    told = Told(MONDAY, "story", "The ferry ran aground.", ("The ferry ran aground off Corran on Monday.",))
    for known, expected in (([told], [None, "new"]), ([], ["new", "new"])):
        found = recall_all(Memory(known, {}, {"story": [read]}), reprint)
        by_text = {claim.sentences[0].text: found.statuses.get(claim.id) for claim in found.claims}
        assert [by_text[text], by_text["A crane is on its way from Norvik."]] == expected


def test_what_is_carried_by_another_source_still_is_not_withdrawn() -> None:
    told = "Divers found a crack of two metres in the hull."
    one, other = make_article(told, origin="a.txt"), make_article(told, origin="b.txt")
    edited = make_article("A crane is on its way from Norvik, said the owner of the ship.", origin="a.txt")
    quotes = tuple(Quoted(article.id, article.origin, None, told) for article in (one, other))
    earlier = {edited.id: Earlier(one, MONDAY)}
    assert Memory([Told(MONDAY, "story", told, (told,), quotes)], earlier).withdrawn([edited]) == []
    alone = Told(MONDAY, "story", told, (told,), quotes[:1])
    assert Memory([alone], earlier).withdrawn([edited]) == [alone]
