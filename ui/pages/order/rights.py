"""What can be done with an order now: by where it stands, and by who looks."""

from __future__ import annotations

from collections.abc import Mapping

from models.core.permissions import Permission
from models.repairs.kinds import MOVABLE, OPEN, OrderState, WaitsFor
from models.repairs.rules import CORRECT_WITHIN
from models.repairs.states import Deed, may
from ui.desk_state import DeskState
from ui.pages.order.view import OrderView

S = OrderState
# What Ctrl+Enter does: the next thing that is to be done.
NEXT: Mapping[str, str] = {
    S.DRAFT: "ready",
    S.READY: "find",
    S.SCHEDULED: "on_the_way",
    S.ON_THE_WAY: "start",
    S.WORKING: "done",
    S.WAITING: "go_on",
    S.DONE: "check",
}


def allowed(desk: DeskState, view: OrderView | None) -> frozenset[str]:
    """The deeds, by the names that menu, keys and buttons use."""
    if view is None:
        return frozenset()
    works, plans = desk.may(Permission.ORDER_WORK), desk.may(Permission.SCHEDULE)
    state = view.row.state
    deeds = {deed.value: works and may(state, deed) for deed in Deed}
    approval = state == S.WAITING and view.row.waits_for == WaitsFor.APPROVAL
    deeds["go_on"] &= not approval or desk.may(Permission.CHECK_WORK)
    deeds["check"] = desk.may(Permission.CHECK_WORK) and state == S.DONE
    for name in ("place", "take_back", "come_again"):
        deeds.pop(name)
    return frozenset(
        name for name, fits in {**deeds, **_slots(view, plans), **_more(view, works)}.items() if fits
    )


def _slots(view: OrderView, plans: bool) -> dict[str, bool]:
    row, fits = view.row, plans and may(view.row.state, Deed.PLACE)
    return {
        "find": fits,
        "place": fits,
        "take_back": plans and may(row.state, Deed.TAKE_BACK),
        "split": plans and row.state in MOVABLE and row.estimate_minutes > 1,
        "join": plans and view.file.part_of is not None and row.state in MOVABLE,
    }


def _more(view: OrderView, works: bool) -> dict[str, bool]:
    row, open_now = view.row, works and view.row.state in OPEN
    told = any(view.now - one.at <= CORRECT_WITHIN for one in view.file.events if one.kind == "done")
    agreed = view.appointment is not None
    spends = works and row.state != S.DRAFT
    return {
        "edit": open_now,
        "agree": open_now and row.state != S.WORKING and not agreed,
        "move": open_now and agreed,
        "drop": open_now and agreed,
        "remind": open_now and agreed,
        "missed": open_now and view.appointment is not None and view.appointment.to_at <= view.now,
        "correct": works and row.state == S.DONE and told,
        "return": works and row.state in (S.DONE, S.CHECKED),
        "labour": spends,
        "part": spends,
        "cost": spends,
        "reading": spends,
        "photo": works,
        "sign": works and row.state not in (S.DRAFT, S.CANCELLED),
        "case": row.complaint_id is not None,
        "print": True,
    }
