"""Who reported what: one household a home, in SQL, so that thousands of reports are counted where they lie."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from models.core.clock import from_millis, to_millis
from models.incidents.rules import Ground, Report, Spot, ground_of, kinds_that_reach, runs_in
from models.store.database import Store

# Reports that count at all (rules.py, "Cause").
COUNTS = "c.status NOT IN ('merged', 'cancelled') AND c.kind IN ('complaint', 'request')"

# Cases of one cause and one shared place. Read from its places to their cases, whatever the engine thinks.
LINE_CASES = """(SELECT id FROM place WHERE line = :line AND line <> '' AND property_id = :estate
    UNION SELECT id FROM place WHERE path >= :below AND path < :beyond AND kind <> 'asset'
    UNION SELECT :place) w CROSS JOIN complaint c"""
LINE_CHOSEN = """c.place_id = w.id AND c.category = :category AND c.received_at >= :since
    AND (instr(:kinds, '|' || COALESCE(c.subcategory, '') || '|') > 0) = :listed"""

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


def shared_place(
    store: Store, place_id: int | None, category: str | None, subcategory: str | None = None
) -> Ground | None:
    """What a complaint of this place and cause shares with others; ``None`` where it shares nothing."""
    if place_id is None or category is None:
        return None
    found = store.rows("SELECT kind, id, path, line, property_id, floor FROM place WHERE id = ?", (place_id,))
    if not found:
        return None
    kind, *spot = found[0]
    around = [int(one) for one in str(spot[1]).split("/") if one]
    building = store.rows(
        f"""SELECT id, path, line, property_id, floor FROM place WHERE kind = 'building'
        AND id IN ({",".join("?" * len(around))}) ORDER BY length(path) LIMIT 1""",
        tuple(around),
    )
    return ground_of(
        runs_in(category, subcategory), Spot(*spot), kind, Spot(*building[0]) if building else None
    )


def line_of(ground: Ground, category: str) -> dict[str, object]:
    """What ``LINE_CASES`` and ``LINE_CHOSEN`` need to know of a shared place and a cause."""
    below = ground.below
    beyond = below[:-1] + "0" if below else ""
    kinds, listed = kinds_that_reach(category, ground.reaches)
    return {"line": ground.line, "estate": ground.property_id, "place": ground.place_id, "below": below,
            "beyond": beyond, "category": category, "kinds": kinds, "listed": int(listed)}  # fmt: skip


def of_line(
    store: Store, place_id: int, cause: tuple[str, str | None], since: datetime, today: date
) -> frozenset[str]:
    """The households that reported a cause at the shared place of a home since then. A few statements."""
    ground = shared_place(store, place_id, *cause)
    if ground is None:
        return frozenset()
    told = reports(store, LINE_CHOSEN, today, LINE_CASES, **line_of(ground, cause[0]), since=to_millis(since))
    return frozenset(str(one.who) for one in told if one.at >= since)


def home_key(place_id: int) -> str:
    """The household of a home, as it is counted."""
    return f"home {place_id}"
