"""The SQL of the search index on SQLite: a contentless FTS5 table beside a table of the texts themselves.

FTS5 is handed tokens with blanks between them; its ``ascii`` tokenizer leaves everything above ASCII alone and, with
the marks declared as letters, breaks them nowhere else. ``detail=none`` keeps only which document holds which token;
without ``columnsize`` and content nothing else is kept, so that an entry can be taken back only with its old tokens.
"""

from __future__ import annotations

from collections.abc import Iterable

from models.store.search_query import Term
from models.store.tokens import MARKS

STATE = "search_state"


class SqliteSearch:
    """Statements for one index; parameters are named in each method's sentence, in order."""

    def __init__(self, kind: str) -> None:
        self.index = f"{kind}_index"
        self.texts = f"{kind}_text"
        self.terms = f"{kind}_terms"

    def create(self) -> tuple[str, ...]:
        """Make the tables unless they are there."""
        return (
            f"CREATE TABLE IF NOT EXISTS {STATE} (kind TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL,"
            " mark INTEGER NOT NULL) WITHOUT ROWID",
            f"CREATE TABLE IF NOT EXISTS {self.texts} (id INTEGER PRIMARY KEY, body TEXT NOT NULL,"
            " names TEXT NOT NULL)",
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {self.index} USING fts5(tokens, content='', columnsize=0,"
            f" detail=none, tokenize=\"ascii tokenchars '{MARKS}'\")",
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {self.terms} USING fts5vocab({self.index}, instance)",
        )

    def first_state(self) -> str:
        """Kind, version, mark; nothing when the kind has a state."""
        return f"INSERT INTO {STATE} (kind, version, mark) VALUES (?, ?, ?) ON CONFLICT (kind) DO NOTHING"

    def state(self) -> str:
        """Kind -> version, mark."""
        return f"SELECT version, mark FROM {STATE} WHERE kind = ?"

    def set_state(self) -> str:
        """Version, mark, kind."""
        return f"UPDATE {STATE} SET version = ?, mark = ? WHERE kind = ?"

    def texts_of(self, count: int) -> str:
        """Ids -> id, body, names."""
        return f"SELECT id, body, names FROM {self.texts} WHERE id IN ({', '.join('?' * count)})"

    def texts_before(self) -> str:
        """Id, limit -> id, body, names, the newest first."""
        return f"SELECT id, body, names FROM {self.texts} WHERE id < ? ORDER BY id DESC LIMIT ?"

    def ids_before(self) -> str:
        """Id, limit -> ids of all documents, the newest first."""
        return f"SELECT id FROM {self.texts} WHERE id < ? ORDER BY id DESC LIMIT ?"

    def count_before(self) -> str:
        """Id, limit -> how many documents there are, at most."""
        return f"SELECT count(*) FROM (SELECT 1 FROM {self.texts} WHERE id < ? LIMIT ?) AS found"

    def put_text(self) -> str:
        """Id, body, names."""
        return (
            f"INSERT INTO {self.texts} (id, body, names) VALUES (?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET body = excluded.body, names = excluded.names"
        )

    def remove_text(self) -> str:
        """Id."""
        return f"DELETE FROM {self.texts} WHERE id = ?"

    def add(self) -> str:
        """Id, tokens."""
        return f"INSERT INTO {self.index} (rowid, tokens) VALUES (?, ?)"

    def take_back(self) -> str:
        """Id, the tokens that were added."""
        return f"INSERT INTO {self.index} ({self.index}, rowid, tokens) VALUES ('delete', ?, ?)"

    def clear(self) -> str:
        """Forget every entry at once."""
        return f"INSERT INTO {self.index} ({self.index}) VALUES ('delete-all')"

    def optimize(self) -> str:
        """Merge the index into one piece."""
        return f"INSERT INTO {self.index} ({self.index}) VALUES ('optimize')"

    def next_token(self) -> str:
        """Text -> the first token of the index that is not before it."""
        return f"SELECT term FROM {self.terms} WHERE term >= ? LIMIT 1"

    def found_before(self) -> str:
        """Match expression, id, limit -> ids, the newest first."""
        return f"SELECT rowid FROM {self.index} WHERE {self.index} MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?"

    def count(self) -> str:
        """Match expression, limit -> how many documents the index finds, at most."""
        return f"SELECT count(*) FROM (SELECT 1 FROM {self.index} WHERE {self.index} MATCH ? LIMIT ?)"

    def fragment(self, column: str, slots: int = 1, slot: int = 0) -> str:
        """Match expression -> a condition on ``column``; with slots, the index's ids are ``column * slots + slot``."""
        if slots == 1:
            return f"{column} IN (SELECT rowid FROM {self.index} WHERE {self.index} MATCH ?)"
        return (
            f"{column} IN (SELECT rowid / {slots} FROM {self.index}"
            f" WHERE {self.index} MATCH ? AND rowid % {slots} = {slot})"
        )

    def expression(self, needs: Iterable[Iterable[Term]]) -> str:
        """The match expression that asks for one term of every group."""
        return " AND ".join(
            "(" + " OR ".join(f'"{term.token}"' + "*" * term.prefix for term in group) + ")"
            for group in needs
        )
