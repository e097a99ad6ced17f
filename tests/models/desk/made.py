"""Desks in any state that the program can leave them in, put into the tables bare. Times are minutes from now."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from hypothesis import strategies as st

from models.core.clock import to_millis
from models.store.database import Store
from tests import factories

NOW = factories.NOON
STAFF = 3  # people 1 to 3: two of the front desk and a manager
KINDS = ("first_response", "on_site", "progress_told", "resolved", "stage2_answered", "stage2_acknowledged")

One = TypeVar("One")
_DAY = 1440
_MINUTES = st.integers(-3 * _DAY, 3 * _DAY)
_PERSON = st.none() | st.integers(1, STAFF)
_AMOUNT = st.integers(0, 900_000)
OCCASIONS = (
    "step:progress_told",
    "step:resolved",
    "follow_up",
    "second_look",
    "promise",
    "appeal",
    "remedy",
    "proposal",
    "appointment",
)
_OUTCOMES = ("satisfied", "fairly_satisfied", "dissatisfied", "not_reached", "declined")


@dataclass(frozen=True)
class Made:
    """A case with what hangs on it."""

    step: int = 2
    closed: int | None = None
    resolved: int | None = None
    due: int | None = None
    resolve_due: int | None = None
    received: int = -240
    handler: int | None = 1
    was: int | None = None
    major: bool = False
    repeat: bool = False
    merged: bool = False
    kind: str = "progress_told"
    warns: int | None = None
    paused: int | None = None
    grave: bool = False
    into: int | None = None
    looks: int | None = None
    looked: bool = False
    appeal: tuple[int | None, int | None, bool] | None = None
    beside: tuple[str, int, int] | None = None
    promises: tuple[tuple[int, int | None, str], ...] = ()
    visits: bool = False
    meetings: tuple[tuple[int, int, str], ...] = ()
    remedies: tuple[tuple[int, int | None, str], ...] = ()
    proposal: tuple[int, int | None, str, bool] | None = None
    calls: tuple[tuple[int, str], ...] = ()
    put_off: tuple[tuple[str, int, int], ...] = ()


@st.composite
def a_case(draw: st.DrawFn) -> Made:
    """Any of them."""
    closed = draw(st.booleans()) and draw(st.booleans())
    step = draw(st.integers(1, 8))
    resolved = closed or (step == 8 and draw(st.booleans()))
    return Made(
        step=step,
        closed=draw(st.integers(-2 * _DAY, 0)) if closed else None,
        resolved=draw(st.integers(-4 * _DAY, 0)) if resolved else None,
        due=None if closed else draw(st.none() | _MINUTES),
        resolve_due=draw(st.none() | _MINUTES),
        received=draw(st.integers(-9 * _DAY, 0)),
        handler=draw(_PERSON),
        was=draw(_PERSON),
        major=draw(st.booleans()),
        repeat=draw(st.booleans()),
        merged=draw(st.integers(0, 3)) == 0,
        kind="follow_up" if resolved and draw(st.booleans()) else draw(st.sampled_from(KINDS)),
        warns=draw(st.none() | _MINUTES),
        paused=None if resolved else draw(st.none() | st.integers(-60, _DAY)),
        grave=draw(st.booleans()),
        into=draw(st.none() | st.integers(1, 6)),
        looks=draw(st.none() | _MINUTES) if resolved else None,
        looked=draw(st.booleans()),
        appeal=draw(st.none() | st.tuples(_PERSON, st.none() | _MINUTES, st.booleans())),
        beside=draw(st.none() | st.tuples(st.sampled_from(["resolved", "follow_up"]), _MINUTES, _MINUTES)),
        visits=draw(st.booleans()),
        put_off=draw(
            _some(st.tuples(st.sampled_from(OCCASIONS), st.integers(0, STAFF), st.integers(-60, 60)))
        ),
        promises=draw(_some(st.tuples(_MINUTES, _PERSON, st.sampled_from(["open", "kept"])))),
        meetings=draw(
            _some(
                st.tuples(
                    st.integers(-_DAY, _DAY),
                    st.integers(30, 300),
                    st.sampled_from(["agreed", "agreed", "moved"]),
                )
            )
        ),
        remedies=draw(_some(st.tuples(_AMOUNT, _PERSON, st.sampled_from(["awaiting_approval", "granted"])))),
        proposal=draw(
            st.none() | st.tuples(_AMOUNT, _PERSON, st.sampled_from(["draft", "offered"]), st.booleans())
        ),
        calls=draw(_some(st.tuples(st.integers(-9 * _DAY, 0), st.sampled_from(_OUTCOMES)))),
    )


def _some(one: st.SearchStrategy[One]) -> st.SearchStrategy[tuple[One, ...]]:
    return st.lists(one, max_size=2).map(tuple)


def at(minutes: int | None) -> int | None:
    """Milliseconds of a moment so many minutes from now."""
    return None if minutes is None else to_millis(NOW + timedelta(minutes=minutes))


def fill(store: Store, cases: list[Made]) -> None:
    """Put the rows in: the list must be right about whatever stands in the tables."""
    with store.writing():
        for table in (
            "event",
            "promise",
            "remedy",
            "proposal",
            "follow_up",
            "clock",
            "appeal",
            "pause",
            "snooze",
            "appointment",
            "work_order",
        ):
            store.execute(f"DELETE FROM {table}")
        store.execute("UPDATE complaint SET repeat_of_id = NULL, merged_into_id = NULL")
        store.execute("DELETE FROM complaint")
        for ident, case in enumerate(cases, start=1):
            _put(store, ident, case)
        for ident, case in enumerate(cases, start=1):
            if case.into is not None and case.into < ident:
                store.execute("UPDATE complaint SET merged_into_id = ? WHERE id = ?", (case.into, ident))


def _kind(case: Made) -> str:
    """The clock that is due next; that of an appeal always has its due time."""
    return "first_response" if case.due is None and case.kind.startswith("stage2") else case.kind


def _put(store: Store, ident: int, case: Made) -> None:
    _insert(
        store, "complaint", id=ident, reference=f"2611-{ident:04d}", kind="complaint", channel="phone",
        status="merged" if case.merged else "closed" if case.closed is not None else "open",
        received_at=at(case.received), recorded_at=at(case.received), handler_id=case.handler, title="t",
        severity="s1" if case.grave else f"s{ident % 3 + 2}",
        major=case.major, step=case.step, steps="clllllll", next_due_at=at(case.due),
        next_due_kind=_kind(case), next_since=at(case.received),
        next_warns_at=None if case.due is None else at(case.warns),
        paused_until=at(case.paused), second_look_at=at(case.looks),
        second_look_done_at=at(-1) if case.looked else None,
        resolve_due_at=at(case.resolve_due), resolved_at=at(case.resolved),
        closed_at=at(case.closed), repeat_of_id=1 if case.repeat and ident > 1 else None,
    )  # fmt: skip
    mine = {"complaint_id": ident}
    _put_clocks(store, ident, case)
    if case.was is not None:
        facts = json.dumps({"after": case.handler, "before": case.was}, separators=(",", ":"))
        _insert(store, "event", **mine, at=0, kind="handler_changed", facts=facts)
    for due, by, state in case.promises:
        _insert(
            store,
            "promise",
            **mine,
            kind="visit" if case.visits else "call",
            text="p",
            due_at=at(due),
            state=state,
            made_at=0,
            made_by=by,
        )
    for amount, by, state in case.remedies:
        _insert(
            store,
            "remedy",
            **mine,
            kind="refund",
            amount_minor=amount,
            state=state,
            granted_at=1,
            granted_by=by,
        )
    for begin, length, state in case.meetings:
        _put_meeting(store, ident, begin, length, state)
    if case.proposal is not None:
        cost, by, state, approved = case.proposal
        _insert(
            store, "proposal", **mine, version=1, state=state, cost_minor=cost, made_at=2, made_by=by,
            approved_at=3 if approved else None,
        )  # fmt: skip
    for attempt, (when, outcome) in enumerate(case.calls, start=1):
        _insert(
            store, "follow_up", **mine, at=at(when), attempt=attempt, outcome=outcome, next_at=at(when + 60)
        )
    for need, staff, until in {
        (need, staff): (need, staff, until) for need, staff, until in case.put_off
    }.values():
        found = store.rows(f"SELECT max(id) FROM {need}", ())[0][0] if need in _OWN_ID else ident
        _insert_once(store, staff, need, found or ident, at(until))


def _put_meeting(store: Store, ident: int, begin: int, length: int, state: str) -> None:
    """An order of the case with an appointment, so many minutes from now and so long."""
    number = store.rows("SELECT count(*) FROM work_order")[0][0] + 1
    _insert(
        store, "work_order", id=number, reference=f"W-{number}", uid=str(number), kind="repair", state="scheduled",
        complaint_id=ident, title="o", severity="s3", skill="plumbing", estimate_minutes=60, access="appointment",
        created_at=at(-300),
    )  # fmt: skip
    _insert(store, "appointment", work_order_id=number, from_at=at(begin), to_at=at(begin + length), state=state,
            made_at=at(-200))  # fmt: skip


_OWN_ID = ("promise", "appeal", "remedy", "proposal", "appointment")


def _insert_once(store: Store, staff: int, need: str, item: int, until: int | None) -> None:
    store.execute(
        "INSERT OR IGNORE INTO snooze (staff_id, need, item_id, until) VALUES (?, ?, ?, ?)",
        (staff, need, item, until),
    )


def _put_clocks(store: Store, ident: int, case: Made) -> None:
    """The second stage, a clock beside it, and what the case waits for."""
    mine = {"complaint_id": ident}
    if case.appeal is not None:
        handler, due, answered = case.appeal
        _insert(store, "appeal", **mine, asked_at=at(-300), handler_id=handler, words="a",
                answered_at=at(-1) if answered else None)  # fmt: skip
        if due is not None:
            _insert(store, "clock", **mine, name="stage2_answered", started_at=at(-300), warns_at=at(due - 30),
                    due_at=at(due))  # fmt: skip
    if case.beside is not None:
        name, due, warns = case.beside
        _insert(store, "clock", **mine, name=name, started_at=at(-300), warns_at=at(warns), due_at=at(due))
    if case.paused is not None:
        _insert(store, "pause", **mine, reason="parts", started_at=at(-30), ends_at=at(case.paused))


def _insert(store: Store, table: str, **values: object) -> None:
    marks = ", ".join("?" * len(values))
    store.execute(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", tuple(values.values()))
