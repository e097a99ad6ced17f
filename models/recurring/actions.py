"""Writes of work that comes back. Its orders are made by time itself: ``making.make_due``, called by the sweep."""

from __future__ import annotations

from models.complaints.kinds import Severity
from models.core.action import action
from models.core.errors import Unknown, UserProblem
from models.core.permissions import Permission
from models.core.work import Work
from models.crew.queries import skills, technician
from models.options.standing import settings
from models.recurring import making
from models.recurring.kinds import PlanDraft
from models.recurring.rules import check_plan
from models.recurring.tables import RecurringPlan


@action("recurring_plan.add", needs=Permission.MANAGE_CREW)
def add_plan(work: Work, draft: PlanDraft) -> int:
    """Work that comes back from now on; returns the id. Days that are past are not made up for.

    Raises ``plan.*``, ``unknown.*``, ``technician.gone``. Orders whose time has come are made by the next sweep.
    """
    fields = _fields(work, draft, None)
    plan_id = work.insert(RecurringPlan, created_at=work.now, created_by=work.actor.staff_id, **fields)
    _await(work, plan_id)
    return plan_id


@action("recurring_plan.change", needs=Permission.MANAGE_CREW)
def change_plan(work: Work, plan_id: int, version: int | None, draft: PlanDraft) -> None:
    """Another rule, time or text, from the next order on; those that are made stay as they are."""
    plan = making.plan_of(work, plan_id)
    work.update(RecurringPlan, plan_id, version, **_fields(work, draft, plan))
    _await(work, plan_id)


@action("recurring_plan.stop", needs=Permission.MANAGE_CREW)
def stop_plan(work: Work, plan_id: int, version: int | None) -> None:
    """No more orders are made; those that are made stay."""
    plan = making.plan_of(work, plan_id)
    if not plan.active:
        raise UserProblem("plan.stopped", title=plan.title)
    work.update(RecurringPlan, plan_id, version, active=False, next_at=None)
    work.touch("recurring_plan", plan_id)


@action("recurring_plan.resume", needs=Permission.MANAGE_CREW)
def resume_plan(work: Work, plan_id: int, version: int | None) -> None:
    """It goes on from today; what fell into the pause is not made up for.

    Raises ``plan.ended`` for a rule that is over, ``plan.not_stopped``.
    """
    plan = making.plan_of(work, plan_id)
    if plan.active:
        raise UserProblem("plan.not_stopped", title=plan.title)
    work.update(RecurringPlan, plan_id, version, active=True)
    _await(work, plan_id)
    if making.plan_of(work, plan_id).next_at is None:
        raise UserProblem("plan.ended", title=plan.title)


@action("recurring_plan.generate", needs=Permission.MANAGE_CREW)
def generate_now(work: Work, plan_id: int) -> int:
    """Make the next order before its time; returns its id. Raises ``plan.ended``, ``plan.stopped``."""
    plan = making.plan_of(work, plan_id)
    if not plan.active:
        raise UserProblem("plan.stopped", title=plan.title)
    made = making.make_next(work, plan_id)
    if made is None:
        raise UserProblem("plan.ended", title=plan.title)
    return made


def _await(work: Work, plan_id: int) -> None:
    """Wait for the next order, where the plan is not stopped."""
    plan = making.plan_of(work, plan_id)
    if plan.active:
        making.begin(work, plan)
    work.touch("recurring_plan", plan_id)


def _fields(work: Work, draft: PlanDraft, before: RecurringPlan | None) -> dict[str, object]:
    """The columns of a checked draft."""
    checked = check_plan(draft, making.today_of(work), settings(work.store).zone)
    if checked.skill not in {row.code for row in skills(work.store, all=True)}:
        raise Unknown("skill", checked.skill)
    Severity(checked.severity)  # a ValueError for what no form offers
    if checked.place_id is not None and not work.store.rows(
        "SELECT 1 FROM place WHERE id = ?", (checked.place_id,)
    ):
        raise Unknown("place", checked.place_id)
    if checked.technician_id is not None:
        row = technician(work.store, checked.technician_id)
        if not row.active and (before is None or before.technician_id != row.id):
            raise UserProblem("technician.gone", name=row.name, day=row.left_on)
    return dict(vars(checked))
