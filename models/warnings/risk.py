"""Residents whom somebody should call: every reason with its figure, in a short list; there is no score.

Who has an open case and one of these: a case that repeats an earlier one, a promise on it that was missed, a low mood
(angry, furious, or dissatisfied at the last call), no word for three working days. Those with the most reasons come
first, then those who have waited longest for a word.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from models.core.clock import from_millis, to_millis
from models.directory.rows import homes_by_resident
from models.insights.weekly import BASE, zone_of
from models.options.queries import current_policy
from models.store.database import Store
from models.timing.business import due
from models.timing.kinds import Calendar, Target
from models.warnings.kinds import ResidentRisk, Risk, RiskReason
from models.warnings.rules import LAST_WORD, SILENCE, silent_since

SHORT = 20
_MOST_DAYS = 99
OPEN_CASES = f"""SELECT c.id, c.resident_id, c.repeat_of_id IS NOT NULL,
    c.mood IN ('angry', 'furious') OR COALESCE(c.satisfaction = 'dissatisfied', 0),
    (SELECT count(*) FROM promise p WHERE p.complaint_id = c.id AND p.missed_at IS NOT NULL AND p.state <> 'withdrawn'),
    c.resolved_at IS NULL, {LAST_WORD}
    FROM complaint c INDEXED BY complaint_open_received
    WHERE c.closed_at IS NULL AND +c.resident_id IS NOT NULL AND {BASE} ORDER BY +c.id"""


@dataclass
class _Found:
    """What speaks for one resident."""

    cases: dict[Risk, list[int]] = field(default_factory=dict)
    promises: int = 0
    silent: int | None = None
    last: int = 0

    def add(self, risk: Risk, case_id: int) -> None:
        self.cases.setdefault(risk, []).append(case_id)


def residents_at_risk(store: Store, now: datetime, limit: int = SHORT) -> tuple[ResidentRisk, ...]:
    """The short list as of now. A few statements."""
    office = current_policy(store).policy.office
    found = _gathered(store, now, office)
    order = sorted(found, key=lambda one: (-len(found[one].cases), found[one].last, one))[:limit]
    names = _names(store, order)
    homes = homes_by_resident(store, order, now.astimezone(zone_of(store)).date())
    return tuple(
        ResidentRisk(
            resident_id=one,
            name=names.get(one, ""),
            unit=homes[one].place_label if one in homes else "",
            reasons=_reasons(found[one], office, now),
            last_contact_at=from_millis(found[one].last) if found[one].last else None,
        )
        for one in order
    )


def _gathered(store: Store, now: datetime, office: Calendar) -> dict[int, _Found]:
    latest, found = to_millis(silent_since(office, now)), dict[int, _Found]()
    rows = store.execute(OPEN_CASES, {"until": to_millis(now) + 1}).fetchall()
    for case_id, resident_id, repeats, low, broken, waits, last in rows:
        one = found.setdefault(resident_id, _Found())
        one.last = max(one.last, last)
        one.promises += broken
        silent = waits and 0 < last <= latest
        holds = {
            Risk.REPEATS: repeats,
            Risk.BROKEN_PROMISES: broken,
            Risk.LOW_MOOD: low,
            Risk.NO_CONTACT: silent,
        }
        for risk in (risk for risk, so in holds.items() if so):
            one.add(risk, case_id)
        if silent:
            one.silent = last if one.silent is None else min(one.silent, last)
    return {resident_id: one for resident_id, one in found.items() if one.cases}


def _reasons(found: _Found, office: Calendar, now: datetime) -> tuple[RiskReason, ...]:
    figures = {Risk.BROKEN_PROMISES: found.promises}
    if found.silent is not None:
        figures[Risk.NO_CONTACT] = silent_days(office, from_millis(found.silent), now)
    return tuple(
        RiskReason(risk, figures.get(risk, len(found.cases[risk])), tuple(found.cases[risk]))
        for risk in Risk
        if risk in found.cases
    )


def silent_days(office: Calendar, last: datetime, now: datetime) -> int:
    """How many working days have passed since the last word, as targets in working days count them."""
    days = SILENCE.days
    while days < _MOST_DAYS and due(office, last, Target(days=days + 1)) <= now:
        days += 1
    return days


def _names(store: Store, ids: list[int]) -> dict[int, str]:
    marks = ",".join("?" * len(ids))
    return dict(store.rows(f"SELECT id, name FROM resident WHERE id IN ({marks})", tuple(ids))) if ids else {}
