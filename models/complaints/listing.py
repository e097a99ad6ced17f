"""The list of cases: filters, order and keyset paging, whatever the number of cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from models.complaints.kinds import Beside, CaseFilter, CaseRow, ClockGroup, Sort, Tally, View
from models.complaints.queries import ROW_COLUMNS, ROW_SOURCE, row_of
from models.core.clock import to_millis
from models.core.paging import PAGE_SIZE, Key, Page
from models.store.database import Store
from models.store.search import SearchIndex
from models.store.search_documents import CASES
from models.store.search_query import Query, parse

# Open cases without a due time come after all others; the number is larger than any instant.
_NEVER = 9_000_000_000_000_000
_OPEN_DUE = f"COALESCE(c.next_due_at, {_NEVER})"
_SORT_COLUMN = {
    # Closed cases stand behind all open ones, the newest first.
    Sort.DUE: (
        f"COALESCE(c.next_due_at, CASE WHEN c.closed_at IS NULL THEN {_NEVER}"
        " ELSE 9900000000000000 - c.closed_at END)"
    ),
    Sort.RECEIVED: "c.received_at",
    Sort.REFERENCE: "c.reference",
    Sort.SEVERITY: "c.severity",
    Sort.CLOSED: f"COALESCE(c.closed_at, {_NEVER})",
}
CLOSED_RECENTLY = timedelta(days=7)
_ONLY_OPEN = frozenset({View.OPEN, View.MINE, View.OVERDUE, View.RESOLVED, View.REPEATS})
_GROUP = f"""CASE WHEN c.closed_at IS NOT NULL THEN '{ClockGroup.CLOSED}'
    WHEN c.next_due_at IS NULL THEN '{ClockGroup.NO_CLOCK}' WHEN c.next_due_at < ? THEN '{ClockGroup.OVERDUE}'
    WHEN c.next_due_at < ? THEN '{ClockGroup.TODAY}' ELSE '{ClockGroup.LATER}' END"""


@dataclass
class _Where:
    """A condition as it grows, with its parameters."""

    parts: list[str] = field(default_factory=list)
    params: list[object] = field(default_factory=list)

    def add(self, part: str, *params: object) -> None:
        self.parts.append(part)
        self.params.extend(params)

    def add_any(self, column: str, values: frozenset[str]) -> None:
        if values:
            self.add(f"{column} IN ({','.join('?' * len(values))})", *sorted(values))

    def sql(self) -> str:
        return " AND ".join(self.parts) or "1"


# What an index holds, in its own words (migration 0004); then what of that is still to be sorted. A case in work owes
# its cause and who answers for it only once its step *gather* is over; a file may have left out either. Where a
# category has no sub-categories there is none to be chosen.
_UNCLASSIFIED = """(c.cause IS NULL OR c.category IS NULL OR c.subcategory IS NULL OR c.responsible IS NULL)
    AND c.status <> 'merged' AND c.kind <> 'compliment' AND (c.category IS NULL
    OR (c.subcategory IS NULL AND c.category IN
        (SELECT k.parent_code FROM category k WHERE k.active AND k.parent_code IS NOT NULL))
    OR ((c.cause IS NULL OR c.responsible IS NULL)
        AND (c.imported OR c.closed_at IS NOT NULL OR c.step > 5)))"""


def _view(where: _Where, view: View, actor_id: int | None, now: datetime) -> None:
    match view:
        case View.OPEN:
            where.add("c.closed_at IS NULL")
        case View.MINE:
            where.add("c.closed_at IS NULL AND c.handler_id IS ?", actor_id)
        case View.OVERDUE:
            where.add(f"c.closed_at IS NULL AND {_OPEN_DUE} < ?", to_millis(now))
        case View.RESOLVED:
            where.add("c.closed_at IS NULL AND c.status = 'resolved'")
        case View.REPEATS:
            where.add("c.closed_at IS NULL AND c.repeat_of_id IS NOT NULL")
        case View.CLOSED:
            # the bound above keeps the cases out that are not closed yet
            closed = _SORT_COLUMN[Sort.CLOSED]
            where.add(f"{closed} >= ? AND {closed} < ?", to_millis(now - CLOSED_RECENTLY), _NEVER)
        case View.UNCLASSIFIED:
            where.add(_UNCLASSIFIED)
        case View.ALL:
            pass


def _conditions(wanted: CaseFilter, actor_id: int | None, now: datetime) -> _Where:
    where = _Where()
    _view(where, wanted.view, actor_id, now)
    where.add_any("c.status", wanted.statuses)
    where.add_any("c.severity", wanted.severities)
    where.add_any("c.kind", wanted.kinds)
    where.add_any("c.channel", wanted.channels)
    where.add_any("c.category", wanted.categories)
    if wanted.handler_id is not None:
        where.add("c.handler_id = ?", wanted.handler_id)
    if wanted.resident_id is not None:
        where.add("c.resident_id = ?", wanted.resident_id)
    if wanted.place_id is not None:
        where.add(
            "c.place_id IN (SELECT id FROM place WHERE path LIKE '%/' || ? || '/%')", str(wanted.place_id)
        )
    if wanted.received_from is not None:
        where.add("c.received_at >= ?", to_millis(wanted.received_from))
    if wanted.received_to is not None:
        where.add("c.received_at < ?", to_millis(wanted.received_to))
    if wanted.imported is not None:
        where.add("c.imported = ?", int(wanted.imported))
    if wanted.flag is not None:
        where.add("c.flags LIKE ?", f"% {wanted.flag} %")
    if wanted.behind is not None:
        where.add(f"c.id IN ({wanted.behind.sql})", *wanted.behind.params)
    if wanted.ids:
        where.add(f"c.id IN ({','.join('?' * len(wanted.ids))})", *sorted(wanted.ids))
    return where


def _order(wanted: CaseFilter) -> str:
    """What the rows are ordered by. Among open cases the plain due time is enough, and has an index of its own."""
    if wanted.sort is Sort.DUE and wanted.view in _ONLY_OPEN:
        return _OPEN_DUE
    return _SORT_COLUMN[wanted.sort]


def list_sql(
    wanted: CaseFilter,
    actor_id: int | None,
    now: datetime,
    after: Key | None,
    limit: int,
    match: tuple[str, list[object]],
) -> tuple[str, tuple[object, ...]]:
    """The statement of one page and its parameters: for the list and for the tests of its plan."""
    where = _conditions(wanted, actor_id, now)
    where.add(match[0], *match[1])
    column = _order(wanted)
    order = "DESC" if wanted.descending else "ASC"
    if after is not None:
        where.add(f"({column}, c.id) {'<' if wanted.descending else '>'} (?, ?)", *after)
    statement = (
        f"SELECT {ROW_COLUMNS}, {column} FROM {ROW_SOURCE} WHERE {where.sql()} "
        f"ORDER BY {column} {order}, c.id {order} LIMIT ?"
    )
    return statement, (*where.params, limit)


def case_page(
    store: Store,
    wanted: CaseFilter,
    actor_id: int | None,
    now: datetime,
    after: Key | None = None,
    limit: int = PAGE_SIZE,
) -> Page[CaseRow]:
    """One page of the list, after the row whose key is ``after``.

    The search index may offer a little more than what matches; each page is sifted against the text and filled up
    from the next rows, so that a page is short only at the end of the list.
    """
    index = SearchIndex(store.execute, CASES)
    query = parse(wanted.search)
    rows: list[CaseRow] = []
    while True:
        found, key = _raw_page(store, index, query, wanted, actor_id, now, after, limit)
        keep = set(index.sift(query, [row.id for row in found]))
        rows.extend(row for row in found if row.id in keep)
        if key is None or len(rows) >= limit:
            break
        after = key
    return Page(tuple(rows), key)


def _raw_page(
    store: Store,
    index: SearchIndex,
    query: Query,
    wanted: CaseFilter,
    actor_id: int | None,
    now: datetime,
    after: Key | None,
    limit: int,
) -> tuple[list[CaseRow], Key | None]:
    everything = not _conditions(wanted, actor_id, now).parts
    fragment, params = index.match_sql(query, column="c.id", in_order=everything)
    statement, values = list_sql(wanted, actor_id, now, after, limit + 1, (fragment, list(params)))
    found = store.rows(statement, values)
    rows = [row_of(row[:-1]) for row in found[:limit]]
    key = (found[limit - 1][-1], found[limit - 1][0]) if len(found) > limit else None
    return rows, key


def case_count(
    store: Store, wanted: CaseFilter, actor_id: int | None, now: datetime, limit: int = 1000
) -> int:
    """How many cases the list holds, counted no further than ``limit`` ("1,000+")."""
    index = SearchIndex(store.execute, CASES)
    query = parse(wanted.search)
    where = _conditions(wanted, actor_id, now)
    fragment, params = index.match_sql(query, column="c.id")
    where.add(fragment, *params)
    if query.exact:
        statement = f"SELECT count(*) FROM (SELECT 1 FROM complaint c WHERE {where.sql()} LIMIT ?) AS found"
        return int(store.rows(statement, (*where.params, limit))[0][0])
    return min(limit, len(_meant(store, index, query, where, "c.id", (), limit)))


def tally(
    store: Store,
    wanted: CaseFilter,
    actor_id: int | None,
    now: datetime,
    tomorrow: datetime,
    limit: int = 1000,
) -> Tally:
    """How many cases the list holds in each clock group; ``tomorrow`` is when the day ends.

    Exact, unless texts have to be compared with a search: then no more than about ``limit`` are looked at.
    """
    index = SearchIndex(store.execute, CASES)
    query = parse(wanted.search)
    where = _conditions(wanted, actor_id, now)
    fragment, params = index.match_sql(query, column="c.id")
    where.add(fragment, *params)
    bounds = (to_millis(now), to_millis(tomorrow))
    if query.exact:
        statement = f"SELECT {_GROUP}, count(*) FROM complaint c WHERE {where.sql()} GROUP BY 1"
        counted = store.rows(statement, (*bounds, *where.params))
        return Tally({ClockGroup(group): int(n) for group, n in counted}, complete=True)
    groups: dict[ClockGroup, int] = {}
    found = _meant(store, index, query, where, f"c.id, {_GROUP}", bounds, limit)
    for _, group in found:
        groups[ClockGroup(group)] = groups.get(ClockGroup(group), 0) + 1
    return Tally(groups, complete=len(found) < limit)


def _meant(
    store: Store,
    index: SearchIndex,
    query: Query,
    where: _Where,
    columns: str,
    values: Sequence[object],
    limit: int,
) -> list[tuple[Any, ...]]:
    """The first columns of the cases that a search really means, newest first, until there are ``limit``."""
    found: list[tuple[Any, ...]] = []
    before = _NEVER
    while len(found) < limit:
        raw = store.rows(
            f"SELECT {columns} FROM complaint c WHERE {where.sql()} AND c.id < ? ORDER BY c.id DESC LIMIT ?",
            (*values, *where.params, before, limit),
        )
        meant = set(index.sift(query, [row[0] for row in raw]))
        found.extend(row for row in raw if row[0] in meant)
        if len(raw) < limit:
            break
        before = raw[-1][0]
    return found


def all_count(store: Store) -> int:
    """How many cases there are at all."""
    return int(store.rows("SELECT count(*) FROM complaint")[0][0])


def view_counts(store: Store, actor_id: int | None, now: datetime, limit: int = 1000) -> dict[View, int]:
    """How many cases each built-in view holds, counted no further than ``limit``; a statement for each."""
    views = [view for view in View if view is not View.ALL]
    return {view: case_count(store, CaseFilter(view=view), actor_id, now, limit) for view in views}


def beside(store: Store, ids: Sequence[int]) -> Mapping[int, Beside]:
    """What a page of the list shows besides its rows. One statement."""
    if not ids:
        return {}
    marks = ",".join("?" * len(ids))
    joined = store.rows(
        f"""SELECT complaint_id, count(*) FROM party WHERE complaint_id IN ({marks}) AND role = 'co_complainant'
        GROUP BY complaint_id""",
        tuple(ids),
    )
    homes = dict(joined)
    return {one: Beside(homes.get(one, 0)) for one in ids}
