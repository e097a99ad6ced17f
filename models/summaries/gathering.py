"""Gathering the summary of a period: a fixed set of statements, a few at a time, so that others get their turn.

Where somebody writes meanwhile, everything is read again: the figures of one paper belong together.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol, TypeVar

from models.core.clock import MILLISECOND, from_millis, to_millis
from models.core.errors import UserProblem
from models.core.session import Session
from models.improvements import queries as improving
from models.improvements.past import stood
from models.insights.commentary import said
from models.insights.counting import NEVER
from models.insights.estimates import iceberg
from models.insights.kinds import Asked, Compared, Cut, Period, PeriodKind, Slice, Value
from models.insights.measures import TOLD
from models.insights.pareto_queries import pareto_of
from models.insights.periods import before, bounds, write
from models.insights.periods import period as period_of
from models.insights.queries import compared, history
from models.insights.slicing import steps
from models.insights.trends import trend
from models.insights.weekly import BASE
from models.options.queries import settings
from models.store.database import Store
from models.summaries import parts
from models.summaries.kinds import Summary
from models.summaries.telling import buildings, estate, told
from models.warnings import queries as warning
from models.warnings.kinds import WarningLevel, WarningRow

T = TypeVar("T")
WARNINGS, WEEKS, CALLED = 12, 26, 6
_AT_ONCE = 6  # measures: where there are many cases, each takes its time
_MEASURES = tuple(TOLD[n : n + _AT_ONCE] for n in range(0, len(TOLD), _AT_ONCE))
READS = 16 + len(_MEASURES)  # how many there are, for whoever shows how far it is
_TRIES = 3
_LAST = "SELECT max(id) FROM audit_entry"
# Of the history itself only the order of writing is indexed, and what is read in late is of earlier times. Of what
# went up the ladder only that of the cases of the period is looked for: no figure of it asks for other cases.
_CAME = f"c.received_at >= ?1 AND c.received_at < ?2 AND {BASE}"
_CHANGED = f"""SELECT max(
    COALESCE((SELECT max(c.received_at) FROM complaint c WHERE {BASE}), 0),
    COALESCE((SELECT max(c.resolved_at) FROM complaint c WHERE c.resolved_at IS NOT NULL), 0),
    COALESCE((SELECT COALESCE(c.closed_at, {NEVER}) FROM complaint c WHERE COALESCE(c.closed_at, {NEVER}) < {NEVER}
        ORDER BY COALESCE(c.closed_at, {NEVER}) DESC LIMIT 1), 0),
    COALESCE((SELECT max(p.ended_at) FROM pause p WHERE p.reason = 'reopened'), 0),
    COALESCE((SELECT max(f.at) FROM follow_up f), 0),
    COALESCE((SELECT max(e.at) FROM complaint c CROSS JOIN escalation e ON e.complaint_id = c.id WHERE {_CAME}
        AND e.level <> 'handler'), 0),
    COALESCE((SELECT max(b.asked_at) FROM complaint c CROSS JOIN appeal b ON b.complaint_id = c.id WHERE {_CAME}
        AND b.stage = 2), 0))"""


class Read(Protocol):
    """Runs a query where the store may be read."""

    def __call__(self, query: Callable[[Session], T], /) -> T:
        """What the query finds."""
        ...


Progress = Callable[[int, int], None]


def summary(session: Session, period: Period, progress: Progress | None = None) -> Summary:
    """The summary, read in one go. Raises ``summary.not_begun``."""

    def read(query: Callable[[Session], T]) -> T:
        return query(session)

    return gather(read, period, progress)


def last_week(session: Session) -> Period:
    """The last week that is over, on the clock of the property."""
    today = session.clock.now().astimezone(settings(session.store).zone).date()
    return before(period_of(PeriodKind.WEEK, today))


def gather(read: Read, period: Period, progress: Progress | None = None) -> Summary:
    """The summary of a period; ``progress`` is told after each read and may raise to give it up.

    A period that is not over is summed up as of now. Raises ``summary.not_begun``.
    """
    for _ in range(_TRIES - 1):
        last = read(_last_write)
        found = _Gathering(read, progress).gather(period)
        if read(_last_write) == last:
            return found
    return _Gathering(read, progress).gather(period)


def _called(store: Store, asked: Asked, known: Compared) -> tuple[Value, ...]:
    """Satisfaction over the last periods; this one and the one before are known."""
    if known.before is None:
        return history(store, "satisfaction", asked, CALLED)
    older = replace(asked, period=before(known.before.period))
    return (*history(store, "satisfaction", older, CALLED - 2), known.before, known.now)


def _gravest_first(one: WarningRow) -> tuple[bool, datetime, int]:
    return one.level != WarningLevel.RED, one.at, one.id


def _changed(store: Store, start: datetime, end: datetime) -> datetime | None:
    """When a case last came in, was resolved, opened again or closed, somebody was called, or a case of the period
    went up the ladder.
    """
    last = store.rows(_CHANGED, (to_millis(start), to_millis(end)))[0][0]
    return from_millis(last) if last else None


def _last_write(session: Session) -> int:
    return session.store.rows(_LAST)[0][0] or 0


class _Gathering:
    """One reading of everything."""

    def __init__(self, read: Read, progress: Progress | None) -> None:
        self._read, self._progress, self._done = read, progress, 0

    def _ask(self, query: Callable[[Store], T]) -> T:
        found = self._read(lambda session: query(session.store))
        self._done += 1
        if self._progress is not None:
            self._progress(self._done, READS)
        return found

    def _measures(self, asked: Asked) -> dict[str, Compared]:
        found: dict[str, Compared] = {}
        for keys in _MEASURES:
            found |= self._ask(partial(compared, asked=asked, keys=keys))
        return found

    def gather(self, period: Period) -> Summary:
        zone, now = self._read(lambda session: (settings(session.store).zone, session.clock.now()))
        start, end = bounds(period, zone)
        if start >= now:
            raise UserProblem("summary.not_begun", period=write(period))
        at, over, ask = min(end, now), now >= end, self._ask
        until = end if over else now + MILLISECOND  # what happened at the moment of asking has happened
        asked = Asked(period, Cut(), now)
        # The chart ends with the week in which the period ends, and that week is whole as far as it has passed.
        weeks = Asked(period_of(PeriodKind.WEEK, period.end - timedelta(days=1)), Cut(), now)
        measures = self._measures(asked)
        house = ask(lambda store: estate(store, at, measures["intensity"].now.extra.get("homes")))
        usual = ask(lambda store: parts.usual(store, period, zone, at))
        table = ask(lambda store: pareto_of(store, asked, Slice.CATEGORY))
        raised = ask(lambda store: warning.raised_between(store, start, at))
        late = ask(lambda store: parts.overdue(store, period, until, now))
        judged = ask(lambda store: improving.between(store, start, at))
        plans = ask(lambda store: stood(store, until, at.astimezone(zone).date()))
        heard, voices = ask(lambda store: parts.voices(store, start, at))
        tops, places = ask(lambda store: buildings(store, asked, house.buildings, measures["intensity"].now))
        return Summary(
            estate=house,
            period=period,
            over=over,
            as_of=at,
            changed=ask(lambda store: _changed(store, start, end)) or at,
            measures=tuple(measures[key] for key in TOLD),
            sentences=said(told(over, measures, usual, table, raised, judged)),
            pareto=table,
            trend=ask(lambda store: trend(store, weeks, WEEKS)),
            alarms=ask(lambda store: parts.alarms(store, at.astimezone(zone).date())),
            warnings=tuple(sorted(raised, key=_gravest_first)[:WARNINGS]),
            warnings_total=len(raised),
            buildings=tops,
            places=places,
            overdue=late,
            overdue_total=measures["overdue"].now.n,
            steps=ask(lambda store: steps(store, asked)),
            repairs=ask(lambda store: parts.repairs(store, start, at, at)),
            satisfaction=ask(lambda store: _called(store, asked, measures["satisfaction"])),
            voices=heard,
            voices_total=voices,
            improvements=judged,
            late=plans.late,
            asked=plans.asked,
            compliments=ask(lambda store: parts.compliments(store, start, at)),
            compliments_total=measures["compliments"].now.n,
            iceberg=iceberg(measures["received"].now.n),
        )
