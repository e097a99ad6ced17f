"""Who reported what: one household a home, in SQL, so that thousands of reports are counted where they lie."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from models.core.clock import from_millis, to_millis
from models.incidents.rules import Report
from models.store.database import Store

# Reports that count at all (rules.py, "Cause").
COUNTS = "c.status NOT IN ('merged', 'cancelled') AND c.kind IN ('complaint', 'request')"

# Cases of one cause and one place line. Read from the homes to their cases, whatever the engine thinks: they are few.
LINE_CASES = """(SELECT id FROM place WHERE line = :line AND line <> '' AND property_id = :estate
    UNION SELECT :place) w CROSS JOIN complaint c"""
LINE_CHOSEN = "c.place_id = w.id AND c.category = :category AND c.received_at >= :since"

_HOME = """SELECT 'home ' || y.place_id FROM residency y JOIN place u ON u.id = y.place_id AND u.kind = 'unit'
    WHERE y.resident_id = {who}.resident_id AND (y.since IS NULL OR y.since <= :today)
    AND (y.until IS NULL OR y.until > :today) ORDER BY y.id LIMIT 1"""


def _household(who: str, phone: str, name: str) -> str:
    """The household behind a case or a party; ``p`` is its place (rules.py, "Household")."""
    return f"""COALESCE(CASE WHEN p.kind = 'unit' THEN 'home ' || p.id END, ({_HOME.format(who=who)}),
    'resident ' || {who}.resident_id, 'phone ' || NULLIF(TRIM({who}.{phone}), ''),
    'name ' || NULLIF(TRIM({who}.{name}), ''), 'somebody')"""


_BY_CASE = _household("c", "caller_phone", "caller_name")
_BY_PARTY = _household("z", "phone", "name")


def reports_sql(chosen: str, cases: str = "complaint c") -> str:
    """Reports of the cases ``c`` that ``chosen`` picks: incident, case, when, household. Needs ``:today``."""
    return f"""SELECT c.incident_id, c.id, c.received_at, {_BY_CASE}
    FROM {cases} LEFT JOIN place p ON p.id = c.place_id WHERE {chosen} AND {COUNTS}
    UNION ALL SELECT c.incident_id, c.id, z.joined_at, {_BY_PARTY}
    FROM {cases} JOIN party z ON z.complaint_id = c.id AND z.role = 'co_complainant'
    LEFT JOIN place p ON p.id = z.place_id WHERE {chosen} AND {COUNTS}"""


def reports(
    store: Store, chosen: str, today: date, cases: str = "complaint c", **params: object
) -> tuple[Report, ...]:
    """Every report of the cases that ``chosen`` picks. One statement."""
    found = store.execute(reports_sql(chosen, cases), {"today": today.isoformat(), **params}).fetchall()
    return tuple(Report(case_id, who, from_millis(at)) for _, case_id, at, who in found)


def figures(store: Store, ids: Sequence[int], today: date) -> dict[int, tuple[int, int, int]]:
    """Cases, open cases and households of incidents by id; those without any case are left out. Two statements."""
    if not ids:
        return {}
    wanted = ",".join(str(int(one)) for one in ids)
    counted: dict[int, Any] = dict(
        store.execute(
            f"""WITH report(incident, one, at, who) AS ({reports_sql(f"c.incident_id IN ({wanted})")})
            SELECT incident, count(DISTINCT who) FROM report GROUP BY incident""",
            {"today": today.isoformat()},
        ).fetchall()
    )
    cases = store.rows(
        f"""SELECT c.incident_id, count(*), count(CASE WHEN c.closed_at IS NULL THEN 1 END) FROM complaint c
        WHERE c.incident_id IN ({wanted}) AND {COUNTS} GROUP BY c.incident_id"""
    )
    return {row[0]: (row[1], row[2], counted.get(row[0], 0)) for row in cases}


def of_line(store: Store, place_id: int, category: str, since: datetime, today: date) -> frozenset[str]:
    """The households that reported a cause on the place line of a home since then. Two statements."""
    found = store.rows("SELECT line, property_id FROM place WHERE id = ?", (place_id,))
    if not found:
        return frozenset()
    wanted = {"line": found[0][0], "estate": found[0][1], "place": place_id, "category": category}
    told = reports(store, LINE_CHOSEN, today, LINE_CASES, **wanted, since=to_millis(since))
    return frozenset(str(one.who) for one in told if one.at >= since)


def home_key(place_id: int) -> str:
    """The household of a home, as it is counted."""
    return f"home {place_id}"
