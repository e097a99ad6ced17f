"""Parts of the writes of the register, inside a running transaction. No action of its own."""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import Any

from models.core.clock import to_millis
from models.core.errors import Unknown, UserProblem
from models.core.work import Work
from models.escalation.kinds import Level
from models.escalation.rules import holder, level_of
from models.improvements import counting, rules
from models.improvements.kinds import (
    ImprovementDraft,
    ImprovementHappened,
    ImprovementState,
    Judgement,
    Scope,
)
from models.improvements.tables import Improvement, ImprovementEvent, ImprovementTask
from models.improvements.verdict import ready_on
from models.options.standing import settings


def improvement_of(work: Work, improvement_id: int) -> Any:
    """The row inside the running transaction; raises ``Unknown("improvement")``."""
    found = work.store.get(Improvement, improvement_id)
    if found is None:
        raise Unknown("improvement", improvement_id)
    return found


def scope_of(row: Any) -> Scope:
    """Which cases a row is about."""
    return Scope(row.category, row.subcategory, row.cause, row.building_id)


def zone_of(work: Work) -> tzinfo:
    """The zone in which the property's days are counted."""
    return settings(work.store).zone


def note(
    work: Work,
    improvement_id: int,
    kind: ImprovementHappened,
    *,
    at: datetime | None = None,
    text: str = "",
    **facts: object,
) -> None:
    """Append a line to the history and say that the row was touched."""
    work.insert(
        ImprovementEvent,
        improvement_id=improvement_id,
        at=at or work.now,
        staff_id=work.actor.staff_id,
        kind=kind.value,
        text=text,
        facts=facts or None,
    )
    work.touch("improvement", improvement_id)
    work.fact(improvement=improvement_id)


def columns(work: Work, draft: ImprovementDraft) -> dict[str, object]:
    """The columns of a checked draft, with the cases of its period counted. Raises ``unknown.*``."""
    store = work.store
    for what, table, column, value in (
        ("category", "category", "code", draft.category),
        ("category", "category", "code", draft.subcategory),
        ("cause", "cause", "code", draft.cause),
        ("place", "place", "id", draft.building_id),
        ("staff", "staff", "id", draft.owner_id),
        ("warning", "warning", "id", draft.warning_id),
    ):
        if value is not None and not store.rows(f"SELECT 1 FROM {table} WHERE {column} = ?", (value,)):
            raise Unknown(what, value)
    fields = {name: value for name, value in vars(draft).items() if name not in {"tasks", "warning_id"}}
    counted = counting.count(store, draft.scope, draft.period_from, draft.period_to, zone_of(work))
    return {**fields, "whys": list(draft.whys) or None, "period_count": counted}


def write_tasks(work: Work, improvement_id: int, draft: ImprovementDraft) -> bool:
    """Bring the tasks into line with the draft: what is done stays done, what is left out goes. Whether any changed."""
    known = {
        row[0]: row[1:]
        for row in work.store.rows(
            "SELECT id, position, text, long_term FROM improvement_task WHERE improvement_id = ?",
            (improvement_id,),
        )
    }
    wanted = rules.kept_tasks(draft.tasks, frozenset(known))
    gone = known.keys() - {one.id for one in wanted}
    for task_id in gone:
        work.delete(ImprovementTask, task_id)
    changed = bool(gone)
    for position, one in enumerate(wanted):
        fields: dict[str, object] = {"position": position, "text": one.text, "long_term": one.long_term}
        if one.id is None:
            work.insert(ImprovementTask, improvement_id=improvement_id, **fields)
        elif tuple(fields.values()) == (*known[one.id][:2], bool(known[one.id][2])):
            continue
        else:
            work.update(ImprovementTask, one.id, None, **fields)
        changed = True
    return changed


def waits(work: Work, row: Any) -> datetime | None:
    """When something falls due by itself next: that somebody hears of a late plan, or the verdict."""
    if row.state in rules.OPEN:
        return rules.next_rung(row.due_on, row.rung, zone_of(work))
    if row.state == ImprovementState.IN_FORCE:
        return rules.begins(ready_on(row.effective_on), zone_of(work))
    return None


def await_next(work: Work, improvement_id: int) -> None:
    """Wait for what falls due next: at the earliest now, whatever was written down late."""
    due = waits(work, improvement_of(work, improvement_id))
    work.note(Improvement, improvement_id, next_at=None if due is None else max(due, work.now))


def write_judgement(work: Work, row: Any, found: Judgement, at: datetime, version: int | None) -> None:
    """Keep a verdict with the numbers it was made of."""
    work.update(
        Improvement,
        row.id,
        version,
        state=ImprovementState.JUDGED,
        verdict=found.verdict.value,
        judged_at=at,
        before_count=found.before,
        after_count=found.after,
        before_exposure=found.before_exposure,
        after_exposure=found.after_exposure,
        p_value=found.p_value,
        next_at=None,
    )
    note(
        work,
        row.id,
        ImprovementHappened.JUDGED,
        at=at,
        verdict=found.verdict.value,
        before=found.before,
        after=found.after,
        before_exposure=found.before_exposure,
        after_exposure=found.after_exposure,
        p_value=found.p_value,
        target=row.target_percent,
        weeks=[[monday.isoformat(), n] for monday, n in found.weeks],
        left_out=None if found.left_out is None else found.left_out.isoformat(),
    )


def judge_it(work: Work, row: Any, at: datetime, version: int | None) -> Judgement:
    """Count and judge; the four weeks after must be over."""
    found = counting.judged(
        work.store, scope_of(row), row.effective_on, row.target_percent, zone_of(work), work.now
    )
    write_judgement(work, row, found, at, version)
    return found


def climb(work: Work, improvement_id: int, at: datetime) -> bool | None:
    """What falls due at ``at`` of a row: the next one hears that it is late (``True``), or it is judged (``False``).

    ``None``: nothing was due then; the row has moved on.
    """
    row = work.store.get(Improvement, improvement_id)
    if row is None or row.next_at is None or to_millis(row.next_at) != to_millis(at):
        return None
    due = waits(work, row)
    if due is None or due > work.now:  # the property's time zone was changed meanwhile
        work.note(Improvement, improvement_id, next_at=due)
        return None
    if row.state == ImprovementState.IN_FORCE:
        judge_it(work, row, at, None)
        return False
    _, level = rules.LADDER[row.rung]
    names = hearers(work, row, level)
    following = rules.next_rung(row.due_on, row.rung + 1, zone_of(work))
    work.note(
        Improvement, row.id, rung=row.rung + 1, next_at=None if following is None else max(following, at)
    )
    note(work, row.id, ImprovementHappened.LATE, at=at, level=level.value, to=names, rung=row.rung + 1)
    return True


def hearers(work: Work, row: Any, level: Level) -> list[int]:
    """Who hears: the owner, or whoever stands at a level; where nobody does, the level above, or else below."""
    staff = work.store.rows("SELECT id, role, level FROM staff WHERE active ORDER BY id")
    if level is Level.HANDLER:
        if row.owner_id in {one[0] for one in staff}:
            return [row.owner_id]
        level = Level.MANAGER
    stands = {staff_id: level_of(role, own) for staff_id, role, own in staff}
    place = holder(level, set(stands.values()))
    return [staff_id for staff_id, own in stands.items() if own == place]


def must_be(row: Any, *states: ImprovementState) -> None:
    """Refuse what does not go with where a row stands: ``improvement.state``."""
    if row.state not in states:
        raise UserProblem("improvement.state", title=row.title, state=row.state)


def moved(row: Any, fields: dict[str, object]) -> list[str]:
    """The columns that a change touches."""
    return sorted(name for name, value in fields.items() if getattr(row, name) != value)
