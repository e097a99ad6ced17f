"""The search index: exact for Chinese and English, newest first, kept in the transaction of what it is about.

What a query means is said in ``search_query``, what is indexed in ``tokens``. The index answers which documents hold
the tokens; where that is not the whole answer, the documents of the page at hand are compared with their own texts, so
that every result is right and none is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from itertools import islice
from typing import Any, Protocol

from models.store.search_documents import SLOTS, Document, slot
from models.store.search_fold import fold
from models.store.search_query import Query, Term, as_query
from models.store.search_sqlite import SqliteSearch
from models.store.tokens import TOKENIZER_VERSION

NEWEST = 2**63 - 1
_BATCH = 500
_MOST_AT_ONCE = 2000
_MOST_ENDINGS = 16
_MANY = 1500


class Cursor(Protocol):
    """As much of a DB-API cursor as is needed here."""

    def fetchone(self) -> Any: ...

    def fetchall(self) -> list[Any]: ...


Execute = Callable[[str, Sequence[object]], Cursor]
Atomic = Callable[[], AbstractContextManager[object]]
Progress = Callable[[int, int], object]


class SearchIndex:
    """One index: of cases (``CASES``) or of the directory (``DIRECTORY``). Queries may be given as typed."""

    def __init__(self, execute: Execute, kind: str) -> None:
        self._execute = execute
        self._kind = kind
        self._sql = SqliteSearch(kind)

    def create(self) -> None:
        """Make the tables where they are missing."""
        for statement in self._sql.create():
            self._execute(statement, ())
        self._execute(self._sql.first_state(), (self._kind, TOKENIZER_VERSION, 0))

    # Writing: always inside the transaction of what the document is about.

    def put(self, ident: int, body: str, names: Iterable[str] = ()) -> None:
        """Add a document or replace it. ``names`` are searched as text, and by their pinyin as well."""
        made = Document.waiting if self._state()[1] == NEWEST else Document.of
        self.put_many((made(ident, body, names),))

    def put_many(self, documents: Iterable[Document]) -> None:
        """Add or replace documents whose tokens were made beforehand, best in ascending order of their ids."""
        version, mark = self._state()
        remaining = iter(documents)
        while batch := list(islice(remaining, _BATCH)):
            old = {row[0]: row for row in self._texts([document.id for document in batch])}
            for document in batch:
                row = (document.id, document.body, document.stored_names)
                before = old.get(document.id)
                if before is not None and tuple(before) == row:
                    continue
                if version == TOKENIZER_VERSION and document.id >= mark:
                    self._replace(document, before)
                self._execute(self._sql.put_text(), row)
                old[document.id] = row

    def remove(self, ident: int) -> None:
        """Forget a document; nothing happens when there is none."""
        version, mark = self._state()
        for row in self._texts([ident]):
            if version == TOKENIZER_VERSION and ident >= mark:
                self._execute(self._sql.take_back(), (ident, Document.stored(*row).tokens))
            self._execute(self._sql.remove_text(), (ident,))

    # Reading.

    def ids(self, query: str | Query, *, before_id: int | None = None, limit: int = 50) -> list[int]:
        """Up to ``limit`` ids below ``before_id`` of the documents found, the newest first."""
        query = as_query(query)
        before = NEWEST if before_id is None else before_id
        found: list[int] = []
        step = limit
        match = "" if query.empty else self._match(query)
        while len(found) < limit:
            page = self._page(match, before, step)
            found += self.sift(query, page)
            if len(page) < step:
                break
            before, step = page[-1], min(2 * step, max(limit, _MOST_AT_ONCE))
        return found[:limit] if limit > 0 else []

    def count(self, query: str | Query, limit: int = 1000) -> int:
        """How many documents are found, counted no further than ``limit``."""
        query = as_query(query)
        if query.empty:
            return int(self._execute(self._sql.count_before(), (NEWEST, limit)).fetchone()[0])
        if query.exact:
            return int(self._execute(self._sql.count(), (self._match(query), limit)).fetchone()[0])
        return len(self.ids(query, limit=limit))

    def match_sql(
        self,
        query: str | Query,
        column: str = "complaint.id",
        entity: str | None = None,
        *,
        in_order: bool = False,
    ) -> tuple[str, tuple[object, ...]]:
        """A condition for the ``WHERE`` of another query, and its parameters.

        It finds too much, never too little, unless ``query.exact``: pass the ids of each page through ``sift``.
        ``entity``: in the directory, the kind of things that ``column`` numbers. ``in_order``: an index has the order
        that is wanted. From its end on a page is soon full of what is very common; the sign keeps the engine from
        reading all of that first, only to put it in order.
        """
        query = as_query(query)
        if query.empty:
            return "1 = 1", ()
        place, match = (SLOTS, slot(entity)) if entity else (1, 0), self._match(query)
        common = in_order and self._execute(self._sql.count(), (match, _MANY)).fetchone()[0] >= _MANY
        return "+" * common + self._sql.fragment(column, *place), (match,)

    def sift(self, query: str | Query, idents: Sequence[int]) -> list[int]:
        """Those of the documents that are really meant, in the same order, after the index has found them."""
        query = as_query(query)
        if query.exact or not idents:
            return list(idents)
        meant = {row[0] for row in self._texts(idents) if query.confirms(fold(f"{row[1]}\n{row[2]}"))}
        return [ident for ident in idents if ident in meant]

    def text(self, ident: int) -> tuple[str, tuple[str, ...]] | None:
        """The body and the names of a document, for showing its hits."""
        for _, body, names in self._texts([ident]):
            return body, tuple(names.split("\n")) if names else ()
        return None

    # Keeping it right.

    def stored_version(self) -> int | None:
        """The version of the tokenizer that made the index; ``None`` before ``create``."""
        row = self._execute(self._sql.state(), (self._kind,)).fetchone()
        return int(row[0]) if row else None

    def stale(self) -> bool:
        """Whether it was made by another tokenizer or its rebuilding was cut short: results may be missing."""
        return self._state() != (TOKENIZER_VERSION, 0)

    def optimize(self) -> None:
        """Merge the index into one piece, after an import; takes a while."""
        self._execute(self._sql.optimize(), ())

    def postpone(self) -> None:
        """From here on only the texts are kept, until ``rebuild``: where every text changes many times before."""
        self._execute(self._sql.clear(), ())
        self._set_mark(NEWEST)

    def rebuild(
        self,
        progress: Progress | None = None,
        cancel: Callable[[], bool] | None = None,
        atomic: Atomic | None = None,
    ) -> bool:
        """Make the index anew from the texts, the newest documents first; whether it was finished.

        Every batch is a transaction of its own (``atomic()``), others may write in between, and what was cancelled or
        killed goes on where it was. ``progress(done, total)`` is told after each batch.
        """
        atomic = atomic or self._transaction
        if not self.stale() or self.stored_version() != TOKENIZER_VERSION:
            with atomic():
                self.postpone()
        total = int(self._execute(self._sql.count_before(), (NEWEST, NEWEST)).fetchone()[0])
        left = int(self._execute(self._sql.count_before(), (self._state()[1], NEWEST)).fetchone()[0])
        while not (cancel and cancel()):
            done = self._rebuild_batch(atomic)
            left -= done
            if progress:
                progress(max(total - left, 0), total)
            if not done:
                return True
        return False

    def _rebuild_batch(self, atomic: Atomic) -> int:
        query = self._sql.texts_before()
        rows = self._execute(query, (self._state()[1], _BATCH)).fetchall()
        made = {
            tuple(row): Document.stored(*row) for row in rows
        }  # before the transaction: this is what takes time
        with atomic():
            rows = self._execute(query, (self._state()[1], _BATCH)).fetchall()
            for row in reversed(rows):
                document = made.get(tuple(row)) or Document.stored(*row)
                self._execute(self._sql.add(), (document.id, document.tokens))
            self._set_mark(rows[-1][0] if rows else 0)
        return len(rows)

    def _replace(self, document: Document, before: Sequence[Any] | None) -> None:
        if before is not None:
            self._execute(self._sql.take_back(), (document.id, Document.stored(*before).tokens))
        self._execute(self._sql.add(), (document.id, document.tokens))

    def _page(self, match: str, before: int, limit: int) -> list[int]:
        if match:
            rows = self._execute(self._sql.found_before(), (match, before, limit)).fetchall()
        else:
            rows = self._execute(self._sql.ids_before(), (before, limit)).fetchall()
        return [row[0] for row in rows]

    def _match(self, query: Query) -> str:
        return self._sql.expression([self._spelt_out(group) for group in query.needs])

    def _spelt_out(self, group: Iterable[Term]) -> Iterator[Term]:
        """Put whole tokens for the beginning of a word, if they are few.

        The engine gathers every document of a beginning before it shows the first; whole tokens it reads from the
        newest on, so that a common word costs no more than a rare one. Digits have too many endings to try.
        """
        for term in group:
            whole = self._beginning_with(term.token) if term.prefix and not term.numeric else []
            yield from (Term(token) for token in whole) if whole else (term,)

    def _beginning_with(self, start: str) -> list[str]:
        """The tokens that begin so; none when there are too many."""
        found: list[str] = []
        row = self._execute(self._sql.next_token(), (start,)).fetchone()
        while row and row[0].startswith(start):
            found.append(row[0])
            if len(found) > _MOST_ENDINGS:
                return []
            row = self._execute(self._sql.next_token(), (found[-1] + "\x01",)).fetchone()
        return found

    def _texts(self, idents: Sequence[int]) -> Iterator[Any]:
        for start in range(0, len(idents), _BATCH):
            some = tuple(idents[start : start + _BATCH])
            yield from self._execute(self._sql.texts_of(len(some)), some).fetchall()

    def _state(self) -> tuple[int, int]:
        """Tokenizer version and mark: documents from the mark on are in the index, older ones are still waiting."""
        version, mark = self._execute(self._sql.state(), (self._kind,)).fetchone()
        return int(version), int(mark)

    def _set_mark(self, mark: int) -> None:
        self._execute(self._sql.set_state(), (TOKENIZER_VERSION, mark, self._kind))

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._execute("BEGIN IMMEDIATE", ())
        try:
            yield
        except BaseException:
            self._execute("ROLLBACK", ())
            raise
        self._execute("COMMIT", ())
