"""Doing what time demands, up to now: everything once, in order, stamped with the true times.

It runs while the window is open and at its start, from the command line, and before any other action, so that
whoever acts finds the store as time has left it. Two programs that sweep one store at once take turns.
"""

from __future__ import annotations

from collections import Counter
from heapq import heapify, heappop, heappush

from models.core.action import Action, Outcome, action
from models.core.catching_up import comes_first
from models.core.changes import Changes
from models.core.clock import to_millis
from models.core.session import Session
from models.core.work import Work
from models.handling.counted import count_waiting, uncounted
from models.handling.reckoning import reckon_waiting
from models.sweep.kinds import PROGRAM, Swept
from models.sweep.moments import any_due, due_moments, unreckoned
from models.sweep.nights import due_night, look
from models.sweep.steps import STEPS

CHUNK = 200  # moments in one transaction: a short one, so that nobody waits long for the store


class _NothingDue(Exception):
    """Somebody else was faster; the transaction is given up."""


def sweep(session: Session) -> Outcome[Swept]:
    """Do all that time demands up to now. Nothing due: nothing is written, not even an audit entry."""
    done, changes = Swept(), Changes()
    while True:
        outcome = sweep_some(session)
        done, changes = done + outcome.value, changes | outcome.changes
        if not outcome.value.more:
            return Outcome(done, changes)


def sweep_some(session: Session, limit: int = CHUNK) -> Outcome[Swept]:
    """One transaction of it: at most ``limit`` moments, the earliest first. ``more`` says whether to go on.

    Cases that were never reckoned come before: until then they have no moments.
    """
    if unreckoned(session.store) or uncounted(session.store):
        outcome = _try(session, _reckon, limit)
        if outcome.value.count:  # else somebody else was faster, and there may be moments
            return outcome
    done = _try(session, _run, limit)
    if done.value.more or due_night(session.store, session.clock.now()) is None:
        return done
    night = _try(session, _night, limit)
    return Outcome(done.value + night.value, done.changes | night.changes)


@comes_first
def _up_to_now(session: Session) -> Changes:
    """Before somebody acts. Cases that were never reckoned can wait: nothing of theirs has been noticed yet."""
    changes, more = Changes(), True
    while more:
        outcome = _try(session, _run, CHUNK)
        changes, more = changes | outcome.changes, outcome.value.more
    return changes


def _try(session: Session, run: Action[[int], Swept], limit: int) -> Outcome[Swept]:
    store = session.store
    if run is _run and not any_due(store, session.clock.now()):
        return Outcome(Swept(), Changes())
    try:
        return run(Session(store, PROGRAM, session.clock), limit)
    except _NothingDue:
        return Outcome(Swept(), Changes())


@action("sweep.reckon", needs=None)
def _reckon(work: Work, limit: int) -> Swept:
    return _said(work, Swept(reckoned=reckon_waiting(work, limit) or count_waiting(work, limit), more=True))


@action("sweep.run", needs=None)
def _run(work: Work, limit: int) -> Swept:
    return _said(work, _moments(work, limit))


@action("sweep.night", needs=None)
def _night(work: Work, _limit: int) -> Swept:
    nights, alarms = look(work)
    return _said(work, Swept(nights=nights, alarms=alarms, more=bool(nights)))


def _said(work: Work, done: Swept) -> Swept:
    if not done.count:
        raise _NothingDue
    work.fact(**{name: n for name, n in vars(done).items() if n and name != "more"})
    return done


def _moments(work: Work, limit: int) -> Swept:
    """Take the moments in their order; what one of them brings about may itself be due before the next."""
    heap, now = due_moments(work.store, work.now, limit), to_millis(work.now)
    heapify(heap)
    tally: Counter[str] = Counter()
    taken = 0
    while heap and taken < limit:
        moment = heappop(heap)
        taken += 1
        step = STEPS[moment.what](work, moment)
        tally[step.what] += 1
        for one in step.then:
            if one is not None and one.at < now:
                heappush(heap, one)
    tally.pop("", None)
    return Swept(**tally, more=taken >= limit)
