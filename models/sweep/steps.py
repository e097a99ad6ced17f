"""What is done at each kind of moment, inside the transaction of a sweep. Everything bears the time at which it was so.

Each function reads its row anew: what an earlier moment of the same sweep has settled is left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from models.complaints.tables import Complaint
from models.complaints.timeline import add_event
from models.core.clock import from_millis
from models.core.work import Work
from models.escalation import raising
from models.escalation.kinds import LADDER, Cause, Level
from models.escalation.rules import first_level
from models.handling import reckoning
from models.handling.actions.follow_ups import lapse
from models.handling.tables import Pause, Promise
from models.improvements import changing as improving
from models.recurring.making import make_due, set_right
from models.sweep.kinds import Moment, What
from models.sweep.moments import moment_of

_PAUSE = "SELECT complaint_id, reason FROM pause WHERE id = ? AND ended_at IS NULL AND ends_at = ?"
_LAPSE = "SELECT severity, status = 'resolved' FROM complaint WHERE id = ? AND lapses_at = ?"
_PROMISE = """
SELECT p.complaint_id, c.severity, c.closed_at IS NULL AND c.reckoned_at <= p.due_at
FROM promise p JOIN complaint c ON c.id = p.complaint_id
WHERE p.id = ? AND p.state = 'open' AND p.missed_at IS NULL AND p.due_at = ?
"""
_RUNG = """
SELECT k.complaint_id, c.severity, k.name, k.rung FROM clock k JOIN complaint c ON c.id = k.complaint_id
WHERE k.id = ? AND k.next_at = ?
"""


@dataclass(frozen=True)
class Step:
    """What was done, as a field of ``Swept`` (empty: nothing), and the moments that follow from it."""

    what: str = ""
    then: tuple[Moment | None, ...] = ()


_NOTHING = Step()


def resume(work: Work, moment: Moment) -> Step:
    """A pause has ended as expected; the due times have known it from the start."""
    found = work.store.rows(_PAUSE, (moment.id, moment.at))
    if not found:
        return _NOTHING
    complaint_id, reason = found[0]
    at = from_millis(moment.at)
    work.update(Pause, moment.id, None, ended_at=at)
    add_event(work, complaint_id, "resumed", at=at, reason=reason)
    return Step("resumed")


def close_silent(work: Work, moment: Moment) -> Step:
    """A resolution that nobody answered closes; where something is owed yet, the manager hears of it instead."""
    found = work.store.rows(_LAPSE, (moment.id, moment.at))
    if not found:
        return _NOTHING
    at = from_millis(moment.at)
    if lapse(work, moment.id, at):
        # Its clocks have stopped then: later moments of this sweep must know.
        reckoning.reckon(work, moment.id)
        return Step("lapsed")
    severity, waits = found[0]
    work.note(Complaint, moment.id, lapses_at=None)
    if not waits:
        return Step("quieted")
    once, level = f"lapse:{moment.id}:{moment.at}", first_level(Cause.LAPSE, 0)
    raised = raising.raise_once(work, once, moment.id, Cause.LAPSE, level, at, severity=severity)
    return Step("held", (_silence(work, raised),))


def miss(work: Work, moment: Moment) -> Step:
    """The time of a promise has passed: that stays with the promise, and the supervisor hears of it."""
    found = work.store.rows(_PROMISE, (moment.id, moment.at))
    if not found:
        return _NOTHING
    complaint_id, severity, matters = found[0]
    at = from_millis(moment.at)
    work.note(Promise, moment.id, missed_at=at)
    work.touch("promise", moment.id)
    if not matters:
        return Step("missed")
    add_event(work, complaint_id, "promise_missed", at=at, promise=moment.id)
    once, level = f"promise:{moment.id}:{moment.at}", first_level(Cause.PROMISE, 0)
    raised = raising.raise_once(
        work, once, complaint_id, Cause.PROMISE, level, at, severity=severity, promise_id=moment.id
    )
    return Step("missed", (_silence(work, raised),))


def climb_ladder(work: Work, moment: Moment) -> Step:
    """So much of a target is used up: whoever must know then is told, and the next rung is waited for."""
    found = work.store.rows(_RUNG, (moment.id, moment.at))
    if not found:
        return _NOTHING
    complaint_id, severity, name, rung = found[0]
    percent, level = next((one for one in LADDER if one[0] > rung), LADDER[-1])
    raised = raising.raise_once(
        work,
        f"clock:{moment.id}:{percent}",
        complaint_id,
        Cause.CLOCK,
        level,
        from_millis(moment.at),
        severity=severity,
        clock_id=moment.id,
        name=name,
        percent=percent,
    )
    reckoning.climbed(work, moment.id, percent)
    work.touch("case", complaint_id)
    then = (moment_of(work.store, What.RUNG, moment.id), _silence(work, raised))
    return Step("warned" if level is Level.HANDLER else "escalated", then)


def break_silence(work: Work, moment: Moment) -> Step:
    """Nobody has said that they know: the next level hears of it."""
    climbed = raising.climb(work, moment.id, from_millis(moment.at))
    if climbed is None:
        return _NOTHING
    return Step("climbed", (_silence(work, moment.id),)) if climbed else Step("quieted")


def make_order(work: Work, moment: Moment) -> Step:
    """It is time to make the next order of recurring work; the plan waits for the one after it.

    A plan that only moves on, because its order is there or it was stopped, counts as well: it must not be given up.
    """
    made = make_due(work, moment.id, from_millis(moment.at))
    following = moment_of(work.store, What.RECURRING, moment.id)
    if made is not None:
        return Step("made", (following,))
    return Step("" if following == moment else "quieted", (following,))


def set_plan_right(work: Work, moment: Moment) -> Step:
    """The clock was ahead and is right again: what it skipped is made after all."""
    set_right(work, moment.id)
    return Step("quieted", (moment_of(work.store, What.RECURRING, moment.id),))


def see_to_improvement(work: Work, moment: Moment) -> Step:
    """A plan is late and the next one hears of it, or its four weeks are over and it is judged."""
    climbed = improving.climb(work, moment.id, from_millis(moment.at))
    following = moment_of(work.store, What.IMPROVEMENT, moment.id)
    if climbed is None:
        return Step("" if following == moment else "quieted", (following,))
    return Step("pressed" if climbed else "judged", (following,))


def _silence(work: Work, escalation_id: int | None) -> Moment | None:
    return None if escalation_id is None else moment_of(work.store, What.SILENCE, escalation_id)


STEPS: Mapping[What, Callable[[Work, Moment], Step]] = {
    What.PAUSE: resume,
    What.LAPSE: close_silent,
    What.PROMISE: miss,
    What.RUNG: climb_ladder,
    What.SILENCE: break_silence,
    What.ASTRAY: set_plan_right,
    What.RECURRING: make_order,
    What.IMPROVEMENT: see_to_improvement,
}
