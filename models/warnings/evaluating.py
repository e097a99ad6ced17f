"""One look at everything: streams, lines and rules as of a moment; what is found becomes warnings, each once.

A stream gives one alarm in seven days. While nobody has answered it, its card follows what goes on rising, from amber
to red as well; ``at`` stays the moment of the alarm. A drift is told when it begins, not every week that it lasts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.core.clock import from_millis, to_millis
from models.core.work import Work
from models.insights.weekly import BASE, FEWEST_WEEKS
from models.options.queries import current_policy
from models.store.database import Store
from models.timing.business import due
from models.timing.kinds import Target
from models.warnings import tables
from models.warnings.kinds import WarningLevel, WarningRule
from models.warnings.rules import CASES_KEPT, Finding, findings
from models.warnings.streams import (
    RUN_WEEKS,
    Chance,
    Exceeded,
    Line,
    Stream,
    chance,
    drifted,
    exceeded,
    run_of,
)
from models.warnings.watching import Span, last_week, lines, span_of, streams

QUIET = timedelta(days=7)
ANSWER = Target(days=1)
_WEEK = timedelta(days=7)
_RECENT = """SELECT stream, rule, id, at, observed, acknowledged_at IS NOT NULL FROM warning
    WHERE at > ? ORDER BY at DESC, id DESC"""
_TOLD = "SELECT once FROM warning WHERE once IN (SELECT value FROM json_each(?))"
_KEPT = "SELECT complaint_id FROM warning_case WHERE warning_id = ?"
_OWNERS = """SELECT s.id, s.role, count(w.id) FROM staff s LEFT JOIN warning w ON w.owner_id = s.id
    AND w.acknowledged_at IS NULL WHERE s.active AND s.role IN ('coordinator', 'manager') GROUP BY s.id"""
_FIELDS = (
    "stream", "level", "category", "building_id", "place_id", "resident_id", "since", "until", "observed", "total",
    "expected", "probability", "alpha", "weeks",
)  # fmt: skip


def evaluate(work: Work, at: datetime) -> tuple[int, ...]:
    """Look at all streams and rules as of ``at``, raise what is new, note the look; the ids that were raised.

    At a midnight the seven days before it are looked at, else those up to the moment. A fixed number of statements, and
    a few more for each warning that is raised.
    """
    store, span = work.store, span_of(work.store, at)
    recent = _Recent(store, span.at)
    watched, slow = streams(store, span), lines(store, span)
    raised = _raise(work, span, _found(store, span, watched, slow, recent), recent)
    _note(work, span, chance(watched, FEWEST_WEEKS, slow), len(raised))
    return raised


def found_at(store: Store, at: datetime) -> tuple[Finding, ...]:
    """What a look at ``at`` finds, whatever was told before; nothing is written."""
    span = span_of(store, at)
    return tuple(_found(store, span, streams(store, span), lines(store, span), None))


def _found(
    store: Store, span: Span, watched: Iterable[Stream], slow: Iterable[Line], recent: _Recent | None
) -> list[Finding]:
    return [*_exceedances(store, span, watched), *_drifts(store, span, slow, recent), *findings(store, span)]


@dataclass(frozen=True)
class _Raised:
    """One alarm; ``known``: somebody has answered it."""

    rule: str
    id: int
    at: datetime
    observed: int
    known: bool


class _Recent:
    """What was raised of late, so that nothing is told twice."""

    def __init__(self, store: Store, at: datetime) -> None:
        self._of: dict[str, list[_Raised]] = {}  # by stream, the latest first
        for stream, rule, ident, raised_at, observed, known in store.rows(
            _RECENT, (to_millis(at - _WEEK * (RUN_WEEKS + 1)),)
        ):
            one = _Raised(rule, ident, from_millis(raised_at), observed, bool(known))
            self._of.setdefault(stream, []).append(one)
        self._at, self._quiet_since = at, at - QUIET
        self._now: set[str] = set()

    def add(self, stream: str) -> None:
        """An alarm of this very look."""
        self._now.add(stream)

    def is_quiet(self, stream: str) -> bool:
        """Whether this stream has given no alarm for seven days."""
        return stream not in self._now and not any(self._late(stream))

    def to_follow(self, finding: Finding) -> int | None:
        """The alarm of the same stream, not answered yet, that has gone on rising."""
        if finding.total is not None:
            return None  # a share is not the worse for a larger count
        one = next((one for one in self._late(finding.stream) if one.rule == finding.rule), None)
        if one is None or one.known or one.at > self._at:  # a later look knows better
            return None
        return one.id if finding.observed > one.observed else None

    def drift_told(self, stream: str, since: datetime) -> bool:
        """Whether a drift of a stream has been told since then."""
        return any(one.rule == WarningRule.DRIFT and one.at >= since for one in self._of.get(stream, ()))

    def _late(self, stream: str) -> Iterator[_Raised]:
        return (one for one in self._of.get(stream, ()) if one.at > self._quiet_since)


def _exceedances(store: Store, span: Span, watched: Iterable[Stream]) -> Iterator[Finding]:
    for stream in watched:
        over = exceeded(stream, FEWEST_WEEKS)
        if over is not None:
            yield _finding_of(store, span, over)


def _finding_of(store: Store, span: Span, over: Exceeded) -> Finding:
    stream = over.stream
    weeks = zip(stream.counts, stream.usable, strict=False)
    return Finding(
        rule=WarningRule.EXCEEDANCE,
        stream=stream.key,
        level=over.level,
        once=f"{stream.key}:{span.day.isoformat()}",
        since=span.since,
        until=span.until,
        observed=over.observed,
        cases=_cases(store, (span.since, span.until), stream.category, stream.building_id),
        expected=over.expected,
        limit=over.limit,
        probability=over.probability,
        alpha=over.alpha,
        weeks=tuple(count if good else None for count, good in weeks),
        category=stream.category,
        building_id=stream.building_id,
    )


def _drifts(store: Store, span: Span, slow: Iterable[Line], recent: _Recent | None) -> Iterator[Finding]:
    since, until = last_week(span)
    for line in slow:
        found = drifted(line)
        if found is None or (recent and recent.drift_told(line.key, until - _WEEK * (found.run - 1))):
            continue
        yield Finding(
            rule=WarningRule.DRIFT,
            stream=line.key,
            level=WarningLevel.AMBER,
            once=f"{line.key}:{until.date().isoformat()}",
            since=since,
            until=until,
            observed=line.counts[-1],
            cases=_cases(store, (since, until), line.category, None),
            expected=found.mean,
            weeks=run_of(line),
            category=line.category,
        )


def _cases(
    store: Store, bounds: tuple[datetime, datetime], category: str | None, building_id: int | None
) -> tuple[int, ...]:
    """The newest cases of a stream."""
    where, params = [BASE], [to_millis(one) for one in bounds]
    named: list[object] = []
    for column, value in (("category", category), ("building_id", building_id)):
        if value is not None:
            where.append(f"c.{column} = ?")
            named.append(value)
    found = store.rows(
        f"""SELECT c.id FROM complaint c WHERE c.received_at >= ? AND c.received_at < ?
        AND {" AND ".join(where)} ORDER BY c.received_at DESC LIMIT {CASES_KEPT}""",
        (*params, *named),
    )
    return tuple(sorted(one for (one,) in found))


def _raise(work: Work, span: Span, found: Sequence[Finding], recent: _Recent) -> tuple[int, ...]:
    told = {once for (once,) in work.store.rows(_TOLD, (json.dumps([_once(one) for one in found]),))}
    owners = _Owners(work.store)
    answer_by = due(current_policy(work.store).policy.office, work.now, ANSWER) if found else work.now
    raised: list[int] = []
    for one in found:
        risen = recent.to_follow(one)
        if risen is not None:
            _follow(work, risen, one)
        elif recent.is_quiet(one.stream) and _once(one) not in told:
            recent.add(one.stream)
            raised.append(_insert(work, span, one, owners.next(one.level), answer_by))
    return tuple(raised)


def _once(one: Finding) -> str:
    return f"{one.rule}:{one.once}"


def _insert(work: Work, span: Span, one: Finding, owner_id: int | None, answer_by: datetime) -> int:
    warning_id = work.insert(
        tables.Warning,
        once=_once(one),
        rule=one.rule,
        at=span.at,
        raised_at=work.now,
        limit_count=one.limit,
        owner_id=owner_id,
        due_at=answer_by,
        **_fields(one),
    )
    _keep_cases(work, warning_id, one.cases)
    work.touch("warning", warning_id)
    return warning_id


def _follow(work: Work, warning_id: int, one: Finding) -> None:
    """The same card, with what is so now."""
    work.update(tables.Warning, warning_id, None, limit_count=one.limit, **_fields(one))
    _keep_cases(work, warning_id, one.cases)
    work.touch("warning", warning_id)


def _fields(one: Finding) -> dict[str, object]:
    return {name: getattr(one, name) for name in _FIELDS}


def _keep_cases(work: Work, warning_id: int, cases: Sequence[int]) -> None:
    """The cases behind a warning; those that are there already stay, also when the seven days have left them behind."""
    there = {one for (one,) in work.store.rows(_KEPT, (warning_id,))}
    new = ((warning_id, one) for one in cases if one not in there)
    work.insert_many(tables.WarningCase, ("warning_id", "complaint_id"), new)


class _Owners:
    """Who answers: an amber one a coordinator, a red one a manager, the one with the fewest open warnings."""

    def __init__(self, store: Store) -> None:
        self._open: dict[str, dict[int, int]] = {}
        for ident, role, count in store.rows(_OWNERS):
            self._open.setdefault(role, {})[ident] = count

    def next(self, level: WarningLevel) -> int | None:
        """The next one; ``None`` where nobody has such a role."""
        order = ("coordinator", "manager") if level is WarningLevel.AMBER else ("manager", "coordinator")
        held = next((self._open[role] for role in order if self._open.get(role)), None)
        if held is None:
            return None
        chosen = min(held, key=lambda ident: (held[ident], ident))
        held[chosen] += 1
        return chosen


def _note(work: Work, span: Span, by_chance: Chance, raised: int) -> None:
    """What a look watched; a later look of the same day adds what it raised."""
    day = span.day.isoformat()
    known = work.store.rows("SELECT id, raised FROM night WHERE day = ?", (day,))
    fields = {
        "evaluated_at": span.at,
        "streams": by_chance.streams,
        "expected": by_chance.night,
        "weekly": by_chance.week,
    }
    if known:
        work.note(tables.Night, known[0][0], raised=known[0][1] + raised, **fields)
        night_id = known[0][0]
    else:
        night_id = work.insert(tables.Night, day=span.day, raised=raised, **fields)
    work.touch("night", night_id)
    work.fact(day=day, streams=by_chance.streams, raised=raised)
