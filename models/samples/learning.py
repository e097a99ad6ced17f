"""What the demo estate learns: which warnings were answered, and what became of the improvements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from models.core.clock import to_millis
from models.core.session import Session
from models.improvements import actions
from models.improvements.kinds import ImprovementDraft, TaskDraft
from models.samples.cast import ZONE, Cast
from models.samples.scenes import Scene, Stage
from models.samples.week import monday_of
from models.warnings.actions import acknowledge
from resources.samples import insight

FRIDAY = timedelta(days=4)
FRESH = timedelta(hours=40)  # a warning of the last two nights may wait for its answer
_WATCHED = "SELECT 'cell:' || id || ':leak' FROM place WHERE kind = 'building' AND code = '3'"
_OLD = f"""SELECT id, owner_id, rule FROM warning
    WHERE acknowledged_at IS NULL AND at < ? AND stream NOT IN ({_WATCHED}) ORDER BY id"""
Spec = Mapping[str, Any]


def answer(cast: Cast) -> None:
    """Whoever is to answer a warning has done so, but for those of the last nights, and for what the week is about."""
    by_id = {one.actor.staff_id: one for one in cast.people.values()}
    fresh = to_millis(cast.clock.instant - FRESH)
    for ident, owner, rule in cast["liu"].store.rows(_OLD, (fresh,)):
        acknowledge(by_id.get(owner, cast["liu"]), ident, None, insight()["notes"][rule])


def improvements(stage: Stage) -> tuple[Scene, ...]:
    """The register, without what a warning of this week proposed: one row late, some running, some judged."""
    return tuple(_improvement(stage, one) for one in insight()["improvement"] if "warning" not in one)


def draw_from_warnings(cast: Cast, now: datetime) -> None:
    """What the last nights raised becomes a plan; what could be done at once is done."""
    for spec in insight()["improvement"]:
        if "warning" not in spec:
            continue
        owner = cast[spec["owner"]]
        made, draft, tasks = _begin(now, owner, spec, None)
        for number in spec["done"]:
            actions.task_done(owner, tasks[number], True)
        _ask(owner, spec, made, draft, tasks)


def _improvement(stage: Stage, spec: Spec) -> Scene:
    owner, now = stage.cast[spec["owner"]], stage.now
    week = week_begins(now, spec["effective"]) if "effective" in spec else None
    effective = None if week is None else week + FRIDAY
    yield _at(week, 10) if week else now + timedelta(days=spec["proposed"])
    made, draft, tasks = _begin(now, owner, spec, effective)
    if effective is not None:
        yield _at(effective, 16)
    for number in spec["done"]:
        if effective is None:
            yield _between(stage.cast.clock.instant, now, len(spec["done"]) + 1 - number)
        actions.task_done(owner, tasks[number], True)
    if effective is not None:
        actions.put_in_force(owner, made, None, effective)
        yield from _afterwards(stage, owner, spec, made)
    if "ask" in spec:
        yield now + timedelta(days=spec["asked"])
        _ask(owner, spec, made, draft, tasks)


def _begin(
    now: datetime, owner: Session, spec: Spec, effective: date | None
) -> tuple[int, ImprovementDraft, list[int]]:
    """Propose it and begin with it; its id, the draft, the ids of its tasks."""
    draft = _draft(now, owner, spec, effective)
    made = actions.propose(owner, draft).value
    actions.start(owner, made, None)
    return (
        made,
        draft,
        _ids(owner, "SELECT id FROM improvement_task WHERE improvement_id = ? ORDER BY position", made),
    )


def _ask(owner: Session, spec: Spec, made: int, draft: ImprovementDraft, tasks: list[int]) -> None:
    """What only the manager can decide."""
    if "ask" in spec:
        kept = tuple(replace(one, id=ident) for one, ident in zip(draft.tasks, tasks, strict=True))
        asked = replace(draft, ask=spec["ask"], ask_minor=spec["ask_minor"], tasks=kept)
        actions.change(owner, made, None, asked)


def week_begins(now: datetime, back: int) -> date:
    """The Monday so many weeks before the week that stands out."""
    return monday_of(now) - timedelta(weeks=back)


def _afterwards(stage: Stage, owner: Session, spec: Spec, made: int) -> Scene:
    """Judged by itself once four weeks are over; then the department hears, and the residents where it is told."""
    monday = week_begins(stage.now, max(0, spec["effective"] - 5))
    yield max(_at(monday, 0, 30), stage.cast.clock.instant)
    yield _between(stage.cast.clock.instant, stage.now, 3)
    actions.told_department(owner, made, None, "结果已在部门例会上讲过")
    if spec.get("tell_residents"):
        yield _between(stage.cast.clock.instant, stage.now, 2)
        actions.told_residents(owner, made, None)


def _draft(now: datetime, owner: Session, spec: Spec, effective: date | None) -> ImprovementDraft:
    first, last = (week_begins(now, back) for back in spec["period"])
    today = now.astimezone(ZONE).date()
    building = _ids(owner, "SELECT id FROM place WHERE kind = 'building' AND code = ?", spec.get("building"))
    return ImprovementDraft(
        spec["title"],
        spec["category"],
        first,
        min(last + timedelta(days=6), today),
        effective or today + timedelta(days=spec["due"]),
        spec["target"],
        subcategory=spec.get("subcategory"),
        cause=spec["cause"],
        building_id=next(iter(building), None),
        root_cause=spec["root_cause"],
        whys=tuple(spec["whys"]),
        plan_short=spec["now"],
        plan_long=spec["later"],
        difficulty=spec["difficulty"],
        owner_id=owner.actor.staff_id,
        department=spec["department"],
        department_owner=spec["doer"],
        when_overdue="晚 7 天报经理，14 天报总监",
        tasks=tuple(TaskDraft(text, number > 1) for number, text in enumerate(spec["tasks"])),
        warning_id=_warning(owner, spec),
    )


def _warning(owner: Session, spec: Spec) -> int | None:
    """The latest warning of its category that nobody has drawn a plan from; a plan can do without."""
    if "warning" not in spec:
        return None
    found = _ids(
        owner,
        f"""SELECT id FROM warning WHERE category = ? AND rule IN ('exceedance', 'drift') AND improvement_id IS NULL
        ORDER BY stream IN ({_WATCHED}) DESC, id DESC LIMIT 1""",
        spec["warning"],
    )
    return next(iter(found), None)


def _ids(session: Session, statement: str, value: object) -> list[int]:
    return [row[0] for row in session.store.rows(statement, (value,))]


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), ZONE)


def _between(since: datetime, until: datetime, parts: int) -> datetime:
    """A moment between two, at the end of the first of so many parts."""
    return since + (until - since) / parts
