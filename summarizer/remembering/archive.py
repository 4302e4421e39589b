"""The archive: one SQLite file with what was read, told and delivered.

A brief is kept whole in one transaction before anything of it is delivered, and marked as out in another one
behind that. What it read and told counts from the second on. So a process that ends anywhere leaves either
nothing, or a brief of which each next run knows that it has to be delivered, byte for byte as it was.
"""

from __future__ import annotations

import json
import re
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from types import TracebackType
from typing import Any, cast

from summarizer.errors import ArchiveError
from summarizer.records import Article, Brief, Statement, Story, text_sha256
from summarizer.remembering.records import Delivered, Earlier, Found, KeptBrief, NewBrief, Quoted, State, Told
from summarizer.remembering.schema import MIGRATIONS

FILE_NAME = "archive.sqlite3"

PATIENCE = 5.0
"""Seconds to wait for another process that writes: a search or an export holds the file for less."""


def default_path() -> Path:
    """Return where the archive is kept on this platform."""
    from platformdirs import user_state_path

    return user_state_path("summarizer", appauthor=False) / FILE_NAME


class Archive:
    """An open archive.

    Args:
        path: the file; made with its folder when it does not exist, unless `read_only`.
        patience: seconds to wait for a process that is writing.
        read_only: nothing is made or changed; a file that does not exist is empty.

    Raises:
        ArchiveError: (of every method) it is damaged, locked, of a later version, or the disk is full. What it
            held is as it was.
    """

    def __init__(self, path: Path, patience: float = PATIENCE, read_only: bool = False) -> None:
        self.path, self.read_only = path, read_only
        with self._blaming():
            self._open(patience, read_only)
            self._check()
            self._migrate()

    def _open(self, patience: float, read_only: bool) -> None:
        if read_only and not self.path.exists():
            place = ":memory:"
        elif read_only:
            place = f"{self.path.resolve().as_uri()}?mode=ro"
        else:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            place = self.path.resolve().as_uri()
        self._sql = sqlite3.connect(place, timeout=patience, isolation_level=None, uri=True)
        self._sql.execute("PRAGMA foreign_keys = ON")
        if not read_only:
            self._sql.execute("PRAGMA journal_mode = WAL")
            # A brief must not be sent again because the note that it was sent got lost with the power.
            self._sql.execute("PRAGMA synchronous = FULL")

    def _check(self) -> None:
        (found,) = self._sql.execute("PRAGMA quick_check(1)").fetchone()
        if found != "ok":
            raise sqlite3.DatabaseError(found)

    def _migrate(self) -> None:
        version = self._version()
        if version > len(MIGRATIONS):
            raise ArchiveError(
                f"{self.path} was written by a later version of summarizer.",
                "Install that version, or name another file with [daily] archive.",
            )
        if version == len(MIGRATIONS):
            return
        if self.read_only:
            self._move_to_memory()
        with self._writing():
            for step in MIGRATIONS[self._version() :]:
                for statement in step:
                    self._sql.execute(statement)
            self._sql.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")

    def _move_to_memory(self) -> None:
        """Go on with a copy: what is only looked at keeps the tables of its version."""
        copy = sqlite3.connect(":memory:", isolation_level=None)
        self._sql.backup(copy)
        self._sql.close()
        self._sql = copy

    def _version(self) -> int:
        (version,) = self._sql.execute("PRAGMA user_version").fetchone()
        return int(version)

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._sql.close()

    # guarding

    @contextmanager
    def _blaming(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise _explain(self.path, error) from error
        except OSError as error:
            raise ArchiveError(f"{self.path} cannot be opened: {error.strerror or error}.") from error

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Do all that the block does to the file, or nothing of it."""
        with self._blaming():
            self._sql.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._sql.execute("COMMIT")
            except BaseException:
                if self._sql.in_transaction:  # a full disk may have ended it already
                    self._sql.execute("ROLLBACK")
                raise

    def _rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        with self._blaming():
            return self._sql.execute(sql, values).fetchall()

    # briefs

    def find_brief(self, date: str) -> KeptBrief | None:
        """Return the brief of a day."""
        found = self._rows("SELECT date, key, since, title, state, json FROM briefs WHERE date = ?", date)
        return self._kept(found[0]) if found else None

    def unsettled(self) -> list[KeptBrief]:
        """Return the briefs that are not delivered, or not everywhere, the oldest first."""
        rows = self._rows(
            "SELECT date, key, since, title, state, json FROM briefs WHERE state != 'delivered' ORDER BY date"
        )
        return [self._kept(row) for row in rows]

    def last_date(self, before: str) -> str | None:
        """Return the day of the last brief that got out before a day."""
        ((last,),) = self._rows("SELECT max(date) FROM told_briefs WHERE date < ?", before)
        return cast("str | None", last)

    def _kept(self, row: tuple[Any, ...]) -> KeptBrief:
        date, key, since, title, state, body = row
        rendered = self._rows("SELECT form, content FROM rendered WHERE brief = ? ORDER BY form", date)
        content = {form: zlib.decompress(packed) for form, packed in rendered}
        return KeptBrief(
            date, key, since, title, cast(State, state), zlib.decompress(body).decode("utf-8"), content
        )

    def keep(self, new: NewBrief) -> None:
        """Keep a brief, of which nothing is delivered yet."""
        from summarizer.rendering.jsonform import brief_to_json

        brief = new.brief
        body = zlib.compress(brief_to_json(brief).encode("utf-8"))
        with self._writing():
            self._sql.execute(
                "INSERT INTO briefs VALUES (?, ?, ?, ?, 'composed', ?)",
                (brief.date, new.key, new.since, brief.title, body),
            )
            self._sql.executemany(
                "INSERT INTO rendered VALUES (?, ?, ?)",
                [(brief.date, form, zlib.compress(content)) for form, content in new.rendered.items()],
            )
            self._keep_stories(brief.date, new.stories)
            self._keep_statements(brief)
            self._sql.executemany("INSERT INTO lines VALUES (?, ?, ?, ?)", _lines(brief))

    def _keep_stories(self, date: str, stories: Sequence[Story]) -> None:
        self._sql.executemany(
            "INSERT INTO stories VALUES (?, ?) ON CONFLICT (id) DO NOTHING",
            [(story.id, date) for story in stories],
        )
        articles = [(story.id, article) for story in stories for article in story.articles]
        self._sql.executemany(
            "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
            [
                (
                    article.id, date, story, place, article.origin, article.url, text_sha256(article.text),
                    article.published, _pack_record(article), _pack_text(article.text),
                )
                for place, (story, article) in enumerate(articles)
            ],
        )  # fmt: skip

    def _keep_statements(self, brief: Brief) -> None:
        told = [
            (section.id, statement)
            for section in brief.stories
            for statement in _statements((section.lead, *section.statements))
        ]
        for place, (story, statement) in enumerate(told):
            row = (brief.date, place)
            self._sql.execute(
                "INSERT INTO statements VALUES (?, ?, ?, ?, ?, ?)",
                (*row, story, statement.id, statement.text, statement.status),
            )
            self._sql.executemany(
                "INSERT INTO claims VALUES (?, ?, ?, ?)",
                [(*row, at, text) for at, text in enumerate(_carriers(statement))],
            )
            self._sql.executemany(
                "INSERT INTO citations VALUES (?, ?, ?, ?, ?, ?, ?)",
                [(*row, at, c.source, c.role, c.quote, c.sha256) for at, c in enumerate(statement.citations)],
            )

    def note_delivery(self, date: str, delivery: Delivered) -> None:
        """Note what became of a brief on one way out. What has arrived once stays so."""
        with self._writing():
            self._sql.execute(
                "INSERT INTO deliveries VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (brief, key) DO UPDATE "
                "SET done = max(done, excluded.done), detail = excluded.detail, mark = excluded.mark",
                (
                    date, delivery.key, delivery.channel, int(delivery.done), delivery.detail, delivery.mark,
                ),
            )  # fmt: skip

    def has_unsure(self, date: str) -> bool:
        """Whether a brief went out on a way on which nobody has said that it arrived."""
        return any(delivery.mark == "unsure" for delivery in self.deliveries_of(date))

    def settle(
        self, date: str, wanted: Sequence[str], feeds: Mapping[str, Mapping[str, object]] | None = None
    ) -> State:
        """Mark a brief by what became of its deliveries, and return how.

        Args:
            date: of the brief.
            wanted: the keys of all its deliveries.
            feeds: what is known of each feed by its address, kept where the brief has got out.
        """
        known = self.deliveries_of(date)
        done = {delivery.key for delivery in known if delivery.done}
        some = done or any(delivery.mark == "broken" for delivery in known)
        state: State = "delivered" if done.issuperset(wanted) else "partial" if some else "refused"
        with self._writing():
            self._sql.execute("UPDATE briefs SET state = ? WHERE date = ?", (state, date))
            if feeds and state != "refused":
                self._keep_feeds(feeds)
        return state

    def give_up(self, date: str) -> None:
        """Stop trying to deliver what of a brief has not got out; the rest of it has."""
        with self._writing():
            self._sql.execute("UPDATE briefs SET state = 'delivered' WHERE date = ?", (date,))

    def drop(self, date: str) -> None:
        """Forget a brief of which nothing got out: what it read is unread again."""
        with self._writing():
            self._sql.execute("DELETE FROM articles WHERE brief = ?", (date,))
            self._sql.execute("DELETE FROM lines WHERE brief = ?", (date,))
            self._sql.execute("DELETE FROM briefs WHERE date = ?", (date,))

    def deliveries_of(self, date: str) -> list[Delivered]:
        """Return what became of a brief on each way out."""
        rows = self._rows(
            "SELECT channel, key, done, detail, mark FROM deliveries WHERE brief = ? ORDER BY channel, key",
            date,
        )
        return [Delivered(channel, key, bool(done), *rest) for channel, key, done, *rest in rows]

    # what was read

    def read_before(self, articles: Iterable[Article]) -> set[str]:
        """Return the ids of those articles that an earlier brief has read."""
        known = {
            key for (key,) in self._rows("SELECT a.id FROM articles a JOIN told_briefs b ON a.brief = b.date")
        }
        return {article.id for article in articles if article.id in known}

    def earlier_versions(self, articles: Iterable[Article]) -> dict[str, Earlier]:
        """Return for each article's id what was read last under its origin or address, with another text."""
        found = {}
        for article in articles:
            rows = self._rows(
                "SELECT a.record, a.text, a.brief FROM articles a JOIN told_briefs b ON a.brief = b.date "
                "WHERE (a.origin = ?1 OR a.url = ?2) AND a.id != ?3 AND a.text IS NOT NULL "
                "ORDER BY a.brief DESC, a.place DESC LIMIT 1",
                article.origin, article.url, article.id,
            )  # fmt: skip
            if rows:
                record, text, date = rows[0]
                found[article.id] = Earlier(_unpack_article(record, text), date)
        return found

    def known_stories(self, since: str) -> list[Story]:
        """Return the stories with the articles that were read for them since a day, the oldest first."""
        rows = self._rows(
            "SELECT a.story, a.record, a.text FROM articles a JOIN told_briefs b ON a.brief = b.date "
            "WHERE a.brief >= ? AND a.text IS NOT NULL ORDER BY a.brief, a.place",
            since,
        )
        stories: dict[str, list[Article]] = {}
        for story, record, text in rows:
            stories.setdefault(story, []).append(_unpack_article(record, text))
        return [Story(story, tuple(articles)) for story, articles in stories.items()]

    # what was told

    def told(self, since: str) -> list[Told]:
        """Return the statements of the briefs that got out since a day, in the order in which they were told."""
        rows = self._rows(
            "SELECT s.brief, s.place, s.story, s.text FROM statements s JOIN told_briefs b ON s.brief = b.date "
            "WHERE s.brief >= ? ORDER BY s.brief, s.place",
            since,
        )
        sentences = self._by_statement("SELECT brief, place, sentence FROM claims WHERE brief >= ?", since)
        quotes = self._by_statement(
            "SELECT c.brief, c.place, c.article, a.origin, a.url, c.quote FROM citations c "
            "JOIN articles a ON a.id = c.article WHERE c.brief >= ? AND c.role = 'support'",
            since,
        )
        return [
            Told(
                date, story, text,
                tuple(sentence for (sentence,) in sentences.get((date, place), ())),
                tuple(Quoted(*quote) for quote in quotes.get((date, place), ())),
            )
            for date, place, story, text in rows
        ]  # fmt: skip

    def _by_statement(self, sql: str, since: str) -> dict[tuple[str, int], list[tuple[Any, ...]]]:
        found: dict[tuple[str, int], list[tuple[Any, ...]]] = {}
        for date, place, *rest in self._rows(f"{sql} ORDER BY 1, 2, number", since):
            found.setdefault((date, place), []).append(tuple(rest))
        return found

    def mentioned(self, since: str) -> set[str]:
        """Return the ids of the stories that were told or mentioned since a day."""
        rows = self._rows(
            "SELECT DISTINCT l.story FROM lines l JOIN told_briefs b ON l.brief = b.date WHERE l.brief >= ?",
            since,
        )
        return {story for (story,) in rows if story}

    # feeds

    def feed_states(self) -> dict[str, dict[str, object]]:
        """Return what is known of each feed, by its address."""
        return {
            url: json.loads(state) for url, state in self._rows("SELECT url, state FROM feeds ORDER BY url")
        }

    def keep_feeds(self, states: Mapping[str, Mapping[str, object]]) -> None:
        """Keep what is known of each feed, by its address, on a day without a brief: nothing unread was in them."""
        with self._writing():
            self._keep_feeds(states)

    def _keep_feeds(self, states: Mapping[str, Mapping[str, object]]) -> None:
        self._sql.executemany(
            "INSERT INTO feeds VALUES (?, ?) ON CONFLICT (url) DO UPDATE SET state = excluded.state",
            [(url, json.dumps(state, ensure_ascii=False, sort_keys=True)) for url, state in states.items()],
        )

    # looking back

    def list_briefs(self, since: str = "") -> list[tuple[str, str, State]]:
        """Return date, title and state of each brief since a day, the latest first."""
        rows = self._rows("SELECT date, title, state FROM briefs WHERE date >= ? ORDER BY date DESC", since)
        return [(date, title, cast(State, state)) for date, title, state in rows]

    def search(self, query: str, since: str = "", limit: int = 100) -> list[Found]:
        """Return the lines of briefs that hold all words of a query, the latest first.

        Words in double quotes stand together; a word that ends in * stands for all that begin so.
        """
        terms = _search_terms(query)
        if not terms:
            return []
        rows = self._rows(
            "SELECT l.brief, l.story, l.kind, l.text FROM lines l JOIN told_briefs b ON l.brief = b.date "
            "WHERE lines MATCH ? AND l.brief >= ? ORDER BY l.brief DESC, l.rowid LIMIT ?",
            terms, since, limit,
        )  # fmt: skip
        return [Found(*row) for row in rows]

    def prune(self, before: str) -> int:
        """Forget the texts of articles and the rendered forms of briefs that are older than a day.

        What was told, and that an article was read, is kept: it is what keeps old news from coming again.

        Returns:
            how many articles lost their text.
        """
        with self._writing():
            cursor = self._sql.execute(
                "UPDATE articles SET text = NULL WHERE brief < ? AND text IS NOT NULL", (before,)
            )
            self._sql.execute(
                "DELETE FROM rendered WHERE brief IN "
                "(SELECT date FROM briefs WHERE date < ? AND state = 'delivered')",
                (before,),
            )
        return cursor.rowcount

    def export(self) -> Iterator[dict[str, object]]:
        """Yield everything that is kept as objects for JSON: feeds, and each brief with its articles."""
        for url, known in self.feed_states().items():
            yield {"kind": "feed", "url": url, "state": known}
        for date, _, state in reversed(self.list_briefs()):
            kept = self.find_brief(date)
            if kept is None:
                continue
            yield {
                "kind": "brief", "date": date, "key": kept.key, "since": kept.since, "state": state,
                "brief": json.loads(kept.json),
                "deliveries": [
                    {
                        "channel": one.channel, "key": one.key, "done": one.done, "detail": one.detail,
                        "mark": one.mark,
                    }
                    for one in self.deliveries_of(date)
                ],
            }  # fmt: skip
            yield from self._export_articles(date)

    def _export_articles(self, date: str) -> Iterator[dict[str, object]]:
        rows = self._rows(
            "SELECT id, story, origin, url, sha256, published, record, text FROM articles "
            "WHERE brief = ? ORDER BY place",
            date,
        )
        for key, story, origin, url, sha256, published, record, text in rows:
            yield {
                "kind": "article", "id": key, "brief": date, "story": story, "origin": origin, "url": url,
                "sha256": sha256, "published": published, "title": json.loads(record).get("title"),
                "text": None if text is None else _unpack_text(text),
            }  # fmt: skip


def _explain(path: Path, error: sqlite3.Error) -> ArchiveError:
    """Return what a user should know of an error of SQLite's."""
    name = getattr(error, "sqlite_errorname", "") or ""
    said = str(error)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return ArchiveError(
            f"{path} is in use by another program.", "Close it, or wait until it is done, and run again."
        )
    if name.startswith("SQLITE_FULL") or (name.startswith("SQLITE_IOERR") and _is_full(path.parent)):
        return ArchiveError(
            f"{path} cannot be written: the disk is full.", "Make room and run again; nothing was lost."
        )
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_IOERR", "SQLITE_PERM")):
        return ArchiveError(
            f"{path} cannot be written: {said}.", "Look at its permissions and the disk; nothing was lost."
        )
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or type(error) is sqlite3.DatabaseError:
        return ArchiveError(
            f"{path} is damaged ({said}).",
            "It was left as it is. Put a copy back in its place, or move it away to begin anew: "
            "what was told before will then come again.",
        )
    return ArchiveError(f"{path} cannot be used: {said}.")


LITTLE_ROOM = 1_000_000
"""Bytes of free disk below which an error of writing is that of a full one: SQLite names it so only for the file
itself, and not for those that it keeps beside it."""


def _is_full(folder: Path) -> bool:
    import shutil

    try:
        return shutil.disk_usage(folder).free < LITTLE_ROOM
    except OSError:
        return False


# packing


def _pack_text(text: str) -> bytes:
    return zlib.compress(text.encode("utf-8", "surrogatepass"))


def _unpack_text(packed: bytes) -> str:
    return zlib.decompress(packed).decode("utf-8", "surrogatepass")


def _pack_record(article: Article) -> str:
    values = {field.name: getattr(article, field.name) for field in fields(article) if field.name != "text"}
    return json.dumps(values, sort_keys=True)


def _unpack_article(record: str, packed: bytes) -> Article:
    values = json.loads(record)
    kept = values["kept"]
    values["kept"] = None if kept is None else tuple((start, end) for start, end in kept)
    values["pages"], values["labels"] = tuple(values["pages"]), tuple(values["labels"])
    return Article(text=_unpack_text(packed), **values)


def _statements(statements: Iterable[Statement | None]) -> list[Statement]:
    return [statement for statement in statements if statement is not None]


def _carriers(statement: Statement) -> list[str]:
    """Return the sentences of the sources that carry a statement, white space folded, each once."""
    quotes = [" ".join(c.quote.split()) for c in statement.citations if c.role == "support"]
    return list(dict.fromkeys(quotes or [statement.text]))


def _lines(brief: Brief) -> list[tuple[str, str, str, str]]:
    """Return the lines of a brief that can be searched: text, date, story, kind."""
    lines = [(brief.title, brief.date, "", "title")]
    for section in brief.stories:
        lines.append((section.title, brief.date, section.id, "title"))
        told = _statements((section.lead, *section.statements))
        lines += [(statement.text, brief.date, section.id, "statement") for statement in told]
    lines += [(mention.title, brief.date, mention.id, "mention") for mention in brief.also]
    return [(_writable(text), date, story, kind) for text, date, story, kind in lines]


def _writable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


_SEARCH_TERM = re.compile(r'"([^"]+)"|(\S+)')


def _search_terms(query: str) -> str:
    """Return a query in the language of FTS5, in which nothing that a user types is an operator."""
    terms = []
    for phrase, word in _SEARCH_TERM.findall(query):
        term = (phrase or word).replace('"', " ").strip()
        prefix = "*" if term.endswith("*") and len(term) > 1 else ""
        if re.search(r"\w", term):
            terms.append(f'"{term.rstrip("*")}"{prefix}')
    return " ".join(terms)
