"""Reads of the improvement register. What is late depends on the day: the session's, or the one that is asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from models.complaints.queries import attachments_of_improvement, instant
from models.core.clock import from_millis, to_millis
from models.core.errors import Unknown
from models.core.paging import PAGE_SIZE, Key, Page
from models.core.session import Session
from models.directory.rows import Source, store_of, today_of
from models.improvements import addressing, counting, rules
from models.improvements.kinds import (
    Concerned,
    Head,
    HistoryRow,
    ImprovementFile,
    ImprovementGroup,
    ImprovementHappened,
    ImprovementRow,
    ImprovementState,
    ImprovementView,
    Judgement,
    Preview,
    Review,
    ReviewKind,
    Scope,
    TaskRow,
    Verdict,
)
from models.improvements.verdict import drop_percent, ready_on
from models.insights.kinds import PeriodKind
from models.insights.periods import bounds, period
from models.options.standing import settings
from models.store.database import Store

_OPEN = "i.state IN ('proposed', 'running')"
LATE = f"({_OPEN} AND i.due_on < :today)"
_GROUP = f"""CASE WHEN {LATE} THEN 0 ELSE CASE i.state WHEN 'proposed' THEN 1 WHEN 'running' THEN 2
    WHEN 'in_force' THEN 3 WHEN 'judged' THEN 4 ELSE 5 END END"""
# Within a group: what is due first; what was judged, or dropped, last.
_ORDER = """CASE i.state WHEN 'judged' THEN -i.judged_at WHEN 'dropped' THEN -i.id
    ELSE CAST(replace(i.due_on, '-', '') AS INTEGER) END"""
_SPAN = 100_000_000_000_000  # more than either side of _ORDER: one number sorts by group, then within it
_SORT = f"({_GROUP}) * {_SPAN} + {_ORDER}"
_GROUPS = tuple(ImprovementGroup)
_VIEWS = {
    ImprovementView.ALL: "1",
    ImprovementView.LATE: LATE,
    ImprovementView.RUNNING: f"i.state IN ('proposed', 'running', 'in_force') AND NOT {LATE}",
    ImprovementView.JUDGED: "i.state = 'judged'",
    ImprovementView.FROM_WARNING: "i.warning_id IS NOT NULL AND i.state <> 'dropped'",
}
_COLUMNS = """i.id, i.row_version, i.title, i.category, i.subcategory, i.cause, i.building_id, COALESCE(b.label, ''),
    i.root_cause, i.period_from, i.period_to, i.period_count, i.plan_short, i.plan_long, i.difficulty, i.owner_id,
    COALESCE(o.name, ''), i.department, i.department_owner, i.due_on, i.effective_on, i.target_percent, i.state,
    (SELECT count(*) FROM improvement_task t WHERE t.improvement_id = i.id),
    (SELECT count(*) FROM improvement_task t WHERE t.improvement_id = i.id AND t.done_at IS NOT NULL),
    i.rung, i.verdict, i.judged_at, i.before_count, i.after_count, i.before_exposure, i.after_exposure, i.p_value,
    i.ask, i.ask_minor, i.decision, i.warning_id, i.told_department_at, i.told_residents_at"""
_TOLD = """COALESCE((SELECT group_concat(s.name, ', ') FROM improvement_event e, json_each(e.facts, '$.to') w
    JOIN staff s ON s.id = w.value WHERE e.id = (SELECT max(l.id) FROM improvement_event l
    WHERE l.improvement_id = i.id AND l.kind = 'late')), ''),
    (SELECT max(l.at) FROM improvement_event l WHERE l.improvement_id = i.id AND l.kind = 'late'),
    COALESCE((SELECT s.name FROM staff s WHERE s.id = i.created_by), ''),
    (SELECT group_concat(t.code) FROM cause t WHERE i.cause IN (t.code, t.parent_code))"""
_SOURCE = "improvement i LEFT JOIN place b ON b.id = i.building_id LEFT JOIN staff o ON o.id = i.owner_id"
_REST = """i.whys, i.when_overdue, i.evidence, COALESCE(d.name, ''), i.decided_at FROM improvement i
    LEFT JOIN staff d ON d.id = i.decided_by"""


def page(
    source: Source, view: ImprovementView, after: Key | None = None, limit: int = PAGE_SIZE
) -> Page[ImprovementRow]:
    """The register by groups: late, proposed, running, in force, judged, dropped; by keyset."""
    where = _VIEWS[view]
    today = today_of(source)
    bound, params = (
        ("", dict[str, object]())
        if after is None
        else ("AND (sort, id) > (:sort, :after)", {"sort": after[0], "after": after[1]})
    )
    found = (
        store_of(source)
        .execute(
            f"""SELECT * FROM (SELECT {_COLUMNS}, {_TOLD}, {_GROUP} AS grouped, {_SORT} AS sort FROM {_SOURCE}
        WHERE {where}) WHERE 1 {bound} ORDER BY sort, id LIMIT :limit""",
            {"today": today.isoformat(), "limit": limit + 1, **params},
        )
        .fetchall()
    )
    rows = tuple(_row(one, today) for one in found[:limit])
    last = found[limit - 1] if len(found) > limit else None
    return Page(rows, None if last is None else (last[-1], last[0]))


def every(source: Source) -> Iterator[ImprovementRow]:
    """All rows, in the order of the register, page by page."""
    after = None
    while True:
        found = page(source, ImprovementView.ALL, after)
        yield from found.rows
        after = found.next_key
        if after is None:
            return


def counts(source: Source) -> dict[ImprovementView, int]:
    """How many each tab shows. One statement."""
    sums = ", ".join(f"COALESCE(sum({where}), 0)" for where in _VIEWS.values())
    found = _named(source, f"SELECT {sums} FROM improvement i")[0]
    return dict(zip(_VIEWS, (int(one) for one in found), strict=True))


def group_counts(source: Source, view: ImprovementView) -> dict[ImprovementGroup, int]:
    """How many rows of a tab stand under each heading. One statement."""
    found = _named(source, f"SELECT {_GROUP}, count(*) FROM improvement i WHERE {_VIEWS[view]} GROUP BY 1")
    return {_GROUPS[at]: int(n) for at, n in found}


def late_count(source: Source) -> int:
    """How many plans are late: the badge."""
    return int(_named(source, f"SELECT count(*) FROM improvement i WHERE {LATE}")[0][0])


def of_ids(source: Source, ids: Sequence[int]) -> dict[int, ImprovementRow]:
    """These rows, by their ids. One statement."""
    found = _read(source, "i.id IN (SELECT value FROM json_each(:ids))", ids=json.dumps(list(ids)))
    return {one.id: one for one in found}


def between(source: Source, start: datetime, end: datetime) -> tuple[ImprovementRow, ...]:
    """What was judged from ``start`` up to ``end``, the latest first."""
    return _read(
        source,
        "i.judged_at >= :start AND i.judged_at < :end ORDER BY i.judged_at DESC, i.id DESC",
        start=to_millis(start),
        end=to_millis(end),
    )


def made_before(source: Source, until: datetime) -> tuple[ImprovementRow, ...]:
    """What was written down before a moment, the oldest first, as it stands now."""
    return _read(source, "i.created_at < :until ORDER BY i.created_at, i.id", until=to_millis(until))


def named(source: Source, words: str, limit: int) -> tuple[ImprovementRow, ...]:
    """Rows whose title, root cause or department holds these words; the first of the register first."""
    typed = words.strip()
    if not typed:
        return ()
    held = " OR ".join(
        f"i.{one} LIKE :words ESCAPE '!'" for one in ("title", "root_cause", "department", "department_owner")
    )
    plain = typed.replace("!", "!!").replace("%", "!%").replace("_", "!_")
    return _read(source, f"({held}) ORDER BY {_SORT}, i.id LIMIT :limit", words=f"%{plain}%", limit=limit)


def head(session: Session) -> Head:
    """What the page says first, of the quarter that it is. Two statements."""
    today = today_of(session)
    zone = settings(session.store).zone
    start, end = bounds(period(PeriodKind.QUARTER, today), zone)
    found = dict(
        session.store.rows(
            "SELECT verdict, count(*) FROM improvement WHERE judged_at >= ? AND judged_at < ? GROUP BY 1",
            (to_millis(start), to_millis(end)),
        )
    )
    waiting = _named(
        session,
        f"""SELECT COALESCE(sum({LATE}), 0), COALESCE(sum(i.ask <> '' AND i.decision IS NULL
        AND i.state IN ('proposed', 'running', 'in_force')), 0) FROM improvement i""",
    )[0]
    of = {one: int(found.get(one.value, 0)) for one in Verdict}
    return Head(
        sum(of.values()),
        of[Verdict.ACHIEVED],
        of[Verdict.NOT_ACHIEVED],
        of[Verdict.NOT_ENOUGH_DATA],
        int(waiting[0]),
        int(waiting[1]),
    )


def row(source: Source, improvement_id: int) -> ImprovementRow:
    """One line; raises ``Unknown("improvement")``."""
    found = _read(source, "i.id = :id", id=improvement_id)
    if not found:
        raise Unknown("improvement", improvement_id)
    return found[0]


def improvement(session: Session, improvement_id: int) -> ImprovementFile:
    """Everything of one; raises ``Unknown("improvement")``. A fixed number of statements."""
    store, line = session.store, row(session, improvement_id)
    whys, when_overdue, evidence, decided_by, decided_at = store.rows(
        f"SELECT {_REST} WHERE i.id = ?", (improvement_id,)
    )[0]
    history = _history(store, improvement_id)
    so_far = None
    if line.state == ImprovementState.IN_FORCE:
        so_far = _preview(session, line)
    return ImprovementFile(
        line,
        tuple(json.loads(whys)) if whys else (),
        when_overdue,
        evidence,
        decided_by,
        instant(decided_at),
        _tasks(store, improvement_id),
        history,
        attachments_of_improvement(store, improvement_id),
        _judgement(line, history),
        so_far,
    )


def _preview(session: Session, line: ImprovementRow) -> Preview | None:
    if line.effective_on is None:
        return None
    zone = settings(session.store).zone
    now = session.clock.now()
    return counting.preview(session.store, line.scope, line.effective_on, line.target_percent, zone, now)


def concerned(session: Session, improvement_id: int) -> Concerned:
    """Its cases, and whom to tell. A fixed number of statements."""
    line, store = row(session, improvement_id), session.store
    days = counting.span(line.effective_on, line.period_from, line.period_to)
    zone, heard = settings(store).zone, addressing.heard(line)
    asked = store, line.scope, heard, zone, today_of(session)
    return Concerned(
        counting.cases(store, line.scope, days, zone),
        addressing.residents(*asked),
        addressing.unaddressed(*asked),
    )


def count_cases(session: Session, scope: Scope, first: date, last: date) -> int:
    """How many cases an improvement of this scope would be about, from one day to another, both included."""
    return counting.count(session.store, scope, first, last, settings(session.store).zone)


def reviews(source: Source, first: date, end: date) -> tuple[Review, ...]:
    """What falls on the days from ``first`` up to, but without, ``end``: plans due, verdicts. One statement."""
    rows = _read(source, "i.state IN ('proposed', 'running', 'in_force')")
    found = [
        Review(day, kind, one.id, one.title, one.owner, one.department, one.late_days > 0)
        for one in rows
        for day, kind in [_review(one)]
        if first <= day < end
    ]
    return tuple(sorted(found, key=lambda one: (one.day, one.kind.value, one.improvement_id)))


def _review(one: ImprovementRow) -> tuple[date, ReviewKind]:
    if one.effective_on is not None:
        return ready_on(one.effective_on), ReviewKind.VERDICT
    return one.due_on, ReviewKind.DUE


def _named(source: Source, statement: str, **params: object) -> list[Any]:
    values = {"today": today_of(source).isoformat(), **params}
    return store_of(source).execute(statement, values).fetchall()  # type: ignore[no-any-return]


def _read(source: Source, where: str, **params: object) -> tuple[ImprovementRow, ...]:
    found = _named(source, f"SELECT {_COLUMNS}, {_TOLD} FROM {_SOURCE} WHERE {where}", **params)
    today = today_of(source)
    return tuple(_row(one, today) for one in found)


def _row(values: Sequence[Any], today: date) -> ImprovementRow:
    """A row of ``_COLUMNS`` and ``_TOLD``."""
    v = list(values[:39])
    for index in (9, 10, 19, 20):
        v[index] = None if v[index] is None else date.fromisoformat(v[index])
    for index in (27, 37, 38):
        v[index] = instant(v[index])
    late_by = rules.late_days(v[19], v[22], today)
    group = ImprovementGroup.LATE if late_by else ImprovementGroup(v[22])
    told = values[39], instant(values[40]), values[41]
    causes = tuple(sorted((values[42] or "").split(","))) if values[42] else ()
    return ImprovementRow(*[*v[:25], late_by, *v[25:], group, *told, causes])


def _tasks(store: Store, improvement_id: int) -> tuple[TaskRow, ...]:
    found = store.rows(
        """SELECT t.id, t.row_version, t.text, t.long_term, t.done_at, COALESCE(s.name, '') FROM improvement_task t
        LEFT JOIN staff s ON s.id = t.done_by WHERE t.improvement_id = ? ORDER BY t.long_term, t.position, t.id""",
        (improvement_id,),
    )
    return tuple(TaskRow(one[0], one[1], one[2], bool(one[3]), instant(one[4]), one[5]) for one in found)


def _history(store: Store, improvement_id: int) -> tuple[HistoryRow, ...]:
    """The latest first."""
    found = store.rows(
        """SELECT e.at, COALESCE(s.name, ''), e.kind, e.text, e.facts FROM improvement_event e
        LEFT JOIN staff s ON s.id = e.staff_id WHERE e.improvement_id = ? ORDER BY e.id DESC""",
        (improvement_id,),
    )
    return tuple(
        HistoryRow(from_millis(one[0]), one[1], one[2], one[3], json.loads(one[4]) if one[4] else {})
        for one in found
    )


def _judgement(line: ImprovementRow, history: Sequence[HistoryRow]) -> Judgement | None:
    """The verdict as it was spoken, with the weeks as they were counted then."""
    if line.verdict is None:
        return None
    said = next(one.facts for one in history if one.kind == ImprovementHappened.JUDGED)
    weeks: Any = said["weeks"]
    left_out: Any = said["left_out"]
    before, after = line.before or 0, line.after or 0
    exposures = line.before_exposure or 0, line.after_exposure or 0
    return Judgement(
        Verdict(line.verdict),
        before,
        after,
        *exposures,
        drop_percent(before, after, *exposures),
        line.p_value if line.p_value is not None else 1.0,
        tuple((date.fromisoformat(day), int(n)) for day, n in weeks),
        None if left_out is None else date.fromisoformat(left_out),
    )
