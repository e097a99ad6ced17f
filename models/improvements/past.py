"""The register as it stood at a moment: which plans were late then, and what waited for a manager's word.

Read from the history. A plan is in force from when somebody said so, whatever day they named. A change keeps what the
printed columns held before (``WAS``); of changes made before that was kept, the present values stand.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from models.core.clock import to_millis
from models.directory.rows import Source, store_of
from models.improvements import queries
from models.improvements.kinds import (
    ImprovementGroup,
    ImprovementHappened,
    ImprovementRow,
    ImprovementState,
)
from models.improvements.rules import OPEN, late_days
from models.store.database import Store

WAS = frozenset({
    "title", "category", "building_id", "root_cause", "owner_id", "department", "target_percent", "ask", "ask_minor",
})  # fmt: skip
ASKED = frozenset({"ask", "ask_minor"})  # of another question, a yes or no has not been said
_STATES = {
    ImprovementHappened.PROPOSED: ImprovementState.PROPOSED,
    ImprovementHappened.STARTED: ImprovementState.RUNNING,
    ImprovementHappened.IN_FORCE: ImprovementState.IN_FORCE,
    ImprovementHappened.JUDGED: ImprovementState.JUDGED,
    ImprovementHappened.DROPPED: ImprovementState.DROPPED,
}
_JUDGED = ("verdict", "judged_at", "before", "after", "before_exposure", "after_exposure", "p_value")
_WAITING = OPEN | {ImprovementState.IN_FORCE}
_KINDS = ", ".join(f"'{one}'" for one in (*_STATES, "changed", "due_moved", "decided"))
_EVENTS = f"""SELECT improvement_id, at, kind, facts FROM improvement_event
    WHERE improvement_id IN (SELECT id FROM improvement WHERE created_at < ?) AND kind IN ({_KINDS}) ORDER BY at, id"""


@dataclass(frozen=True)
class Stood:
    """Late plans, the longest first, ``late_days`` as of then; questions without an answer, the oldest first."""

    late: tuple[ImprovementRow, ...]
    asked: tuple[ImprovementRow, ...]


@dataclass(frozen=True)
class _Event:
    """A line of the history; ``then``: it had been written."""

    then: bool
    kind: ImprovementHappened
    facts: Mapping[str, Any]


def stood(source: Source, until: datetime, day: date) -> Stood:
    """How the register stood when what was done before ``until`` was done; ``day`` is the day then. Four statements."""
    store, end = store_of(source), to_millis(until)
    events: defaultdict[int, list[_Event]] = defaultdict(list)
    for improvement_id, at, kind, facts in store.rows(_EVENTS, (end,)):
        events[improvement_id].append(_Event(at < end, ImprovementHappened(kind), json.loads(facts or "{}")))
    then = [
        (_as_it_was(one, events[one.id], day), _is_asked(events[one.id]))
        for one in queries.made_before(source, until)
    ]
    named = _names(store)
    late = (named(row) for row, _ in then if row.late_days)
    asked = (named(row) for row, waits in then if waits and row.ask and row.state in _WAITING)
    return Stood(tuple(sorted(late, key=lambda one: (one.due_on, one.id))), tuple(asked))


def _as_it_was(row: ImprovementRow, events: Sequence[_Event], day: date) -> ImprovementRow:
    """What was changed since is taken back, the latest change first."""
    known: dict[str, Any] = {}
    for one in reversed(events):
        if one.then:
            break
        if one.kind is ImprovementHappened.DUE_MOVED:
            known["due_on"] = date.fromisoformat(one.facts["before"])
        known |= one.facts.get("was", {})
    state = next(
        (_STATES[one.kind] for one in reversed(events) if one.then and one.kind in _STATES), row.state
    )
    late = late_days(known.get("due_on", row.due_on), state, day)
    group = ImprovementGroup.LATE if late else ImprovementGroup(state)
    if state in OPEN:
        known["effective_on"] = None
    if state != ImprovementState.JUDGED:
        known |= dict.fromkeys(_JUDGED)
    return replace(row, **known, state=state, late_days=late, group=group)


def _is_asked(events: Sequence[_Event]) -> bool:
    """Whether nobody had answered what was asked last."""
    for one in reversed(events):
        if one.then and one.kind is ImprovementHappened.DECIDED:
            return False
        if one.then and not ASKED.isdisjoint(one.facts.get("fields", ())):
            break
    return True


def _names(store: Store) -> Callable[[ImprovementRow], ImprovementRow]:
    """Puts the names of people and buildings into rows."""
    people = dict(store.rows("SELECT id, name FROM staff"))
    places = dict(store.rows("SELECT id, label FROM place WHERE kind = 'building'"))

    def named(row: ImprovementRow) -> ImprovementRow:
        return replace(row, owner=people.get(row.owner_id, ""), building=places.get(row.building_id, ""))

    return named
