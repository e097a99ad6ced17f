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
KINDS = ("receive", "isolate", "soothe", "apologise", "gather", "propose", "confirm", "follow_up")

One = TypeVar("One")
_DAY = 1440
_MINUTES = st.integers(-3 * _DAY, 3 * _DAY)
_PERSON = st.none() | st.integers(1, STAFF)
_AMOUNT = st.integers(0, 900_000)
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
    started: int = -240
    promises: tuple[tuple[int, int | None, str], ...] = ()
    remedies: tuple[tuple[int, int | None, str], ...] = ()
    proposal: tuple[int, int | None, str, bool] | None = None
    calls: tuple[tuple[int, str], ...] = ()


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
        started=draw(st.integers(-2 * _DAY, 0)),
        promises=draw(_some(st.tuples(_MINUTES, _PERSON, st.sampled_from(["open", "kept"])))),
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
        for table in ("event", "promise", "remedy", "proposal", "follow_up", "step_record"):
            store.execute(f"DELETE FROM {table}")
        store.execute("UPDATE complaint SET repeat_of_id = NULL")
        store.execute("DELETE FROM complaint")
        for ident, case in enumerate(cases, start=1):
            _put(store, ident, case)


def _put(store: Store, ident: int, case: Made) -> None:
    _insert(
        store, "complaint", id=ident, reference=f"2611-{ident:04d}", kind="complaint", channel="phone",
        status="merged" if case.merged else "closed" if case.closed is not None else "open",
        received_at=at(case.received), recorded_at=at(case.received), handler_id=case.handler, title="t",
        severity=f"s{ident % 4 + 1}", major=case.major, step=case.step, steps="clllllll", next_due_at=at(case.due),
        next_due_kind=KINDS[case.step - 1], resolve_due_at=at(case.resolve_due), resolved_at=at(case.resolved),
        closed_at=at(case.closed), repeat_of_id=1 if case.repeat and ident > 1 else None,
    )  # fmt: skip
    mine = {"complaint_id": ident}
    _insert(store, "step_record", **mine, step=case.step, state="c", started_at=at(case.started), facts="{}")
    if case.was is not None:
        facts = json.dumps({"after": case.handler, "before": case.was}, separators=(",", ":"))
        _insert(store, "event", **mine, at=0, kind="handler_changed", facts=facts)
    for due, by, state in case.promises:
        _insert(
            store,
            "promise",
            **mine,
            kind="call",
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
    if case.proposal is not None:
        cost, by, state, approved = case.proposal
        _insert(
            store, "proposal", **mine, version=1, state=state, cost_minor=cost, made_at=2, made_by=by,
            approved_at=3 if approved else None,
        )  # fmt: skip
    for attempt, (when, outcome) in enumerate(case.calls, start=1):
        _insert(store, "follow_up", **mine, at=at(when), attempt=attempt, outcome=outcome)


def _insert(store: Store, table: str, **values: object) -> None:
    marks = ", ".join("?" * len(values))
    store.execute(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", tuple(values.values()))
