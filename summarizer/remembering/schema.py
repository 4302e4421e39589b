"""The tables of the archive, version by version."""

from __future__ import annotations

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE briefs (
            date TEXT PRIMARY KEY, key TEXT NOT NULL, since TEXT NOT NULL, title TEXT NOT NULL,
            state TEXT NOT NULL, json BLOB NOT NULL) STRICT""",
        "CREATE VIEW told_briefs AS SELECT date FROM briefs WHERE state IN ('partial', 'delivered')",
        """CREATE TABLE rendered (
            brief TEXT NOT NULL REFERENCES briefs ON DELETE CASCADE, form TEXT NOT NULL, content BLOB NOT NULL,
            PRIMARY KEY (brief, form)) STRICT""",
        """CREATE TABLE deliveries (
            brief TEXT NOT NULL REFERENCES briefs ON DELETE CASCADE, key TEXT NOT NULL, channel TEXT NOT NULL,
            done INTEGER NOT NULL, detail TEXT NOT NULL, PRIMARY KEY (brief, key)) STRICT""",
        """CREATE TABLE stories (
            id TEXT PRIMARY KEY, brief TEXT NOT NULL REFERENCES briefs ON DELETE CASCADE) STRICT""",
        """CREATE TABLE articles (
            id TEXT PRIMARY KEY, brief TEXT NOT NULL REFERENCES briefs ON DELETE CASCADE,
            story TEXT NOT NULL REFERENCES stories, place INTEGER NOT NULL, origin TEXT NOT NULL, url TEXT,
            sha256 TEXT NOT NULL, published TEXT, record TEXT NOT NULL, text BLOB) STRICT""",
        "CREATE INDEX articles_by_origin ON articles (origin)",
        "CREATE INDEX articles_by_url ON articles (url)",
        "CREATE INDEX articles_by_brief ON articles (brief, place)",
        """CREATE TABLE statements (
            brief TEXT NOT NULL REFERENCES briefs ON DELETE CASCADE, place INTEGER NOT NULL,
            story TEXT NOT NULL, id TEXT NOT NULL, text TEXT NOT NULL, status TEXT,
            PRIMARY KEY (brief, place)) STRICT""",
        """CREATE TABLE claims (
            brief TEXT NOT NULL, place INTEGER NOT NULL, number INTEGER NOT NULL, sentence TEXT NOT NULL,
            PRIMARY KEY (brief, place, number),
            FOREIGN KEY (brief, place) REFERENCES statements ON DELETE CASCADE) STRICT""",
        """CREATE TABLE citations (
            brief TEXT NOT NULL, place INTEGER NOT NULL, number INTEGER NOT NULL, article TEXT NOT NULL,
            role TEXT NOT NULL, quote TEXT NOT NULL, sha256 TEXT NOT NULL,
            PRIMARY KEY (brief, place, number),
            FOREIGN KEY (brief, place) REFERENCES statements ON DELETE CASCADE) STRICT""",
        "CREATE TABLE feeds (url TEXT PRIMARY KEY, state TEXT NOT NULL) STRICT",
        """CREATE VIRTUAL TABLE lines USING fts5 (
            text, brief UNINDEXED, story UNINDEXED, kind UNINDEXED, tokenize = 'unicode61 remove_diacritics 2')""",
    ),
    ("ALTER TABLE deliveries ADD COLUMN mark TEXT NOT NULL DEFAULT ''",),
)
"""What makes each version of the file from the one before it; the file's user_version counts them. A released
step is never changed: what was made with it is in people's archives. `told_briefs` are those that have reached
their reader: only what they read and told counts."""
