"""Counting many cases: the index of what is counted holds nothing else, one goes by building, one covers the calls."""

from __future__ import annotations

from typing import Any

SCHEMA = """
DROP INDEX complaint_insight;

CREATE INDEX complaint_insight ON complaint
    (received_at, category, building_id, severity, closed_at, resolved_at, status, kind, subcategory, repeat_of_id,
    first_response_at, reopened, imported, channel, flags)
    WHERE status <> 'merged' AND kind <> 'compliment';

CREATE INDEX complaint_of_building ON complaint (building_id, received_at)
    WHERE status <> 'merged' AND kind <> 'compliment';

DROP INDEX complaint_closed;

CREATE INDEX complaint_closed ON complaint
    (COALESCE(closed_at, 9000000000000000), id, follow_up_owed, resolved_at, imported, status, kind);

DROP INDEX complaint_resolved;

CREATE INDEX complaint_resolved ON complaint
    (resolved_at, resolve_due_at, received_at, status, kind, imported, recorded_at) WHERE resolved_at IS NOT NULL;

CREATE INDEX complaint_praise ON complaint (received_at) WHERE kind = 'compliment';
"""


def up(migrator: Any, db: Any) -> None:
    """Add the indexes. What is merged or praise is in no count: leaving it out spares looking at each row."""
    for statement in SCHEMA.split(";"):
        if statement.strip():
            db.execute_sql(statement)
