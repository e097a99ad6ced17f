"""The clock and the day: clocks, pauses, escalations, incidents, repeats and merges, appeals, shifts."""

from __future__ import annotations

from typing import Any

SCHEMA = """
CREATE TABLE clock (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    complaint_id INTEGER NOT NULL REFERENCES complaint (id),
    name TEXT NOT NULL,
    round INTEGER NOT NULL DEFAULT 1,
    started_at BIGINT NOT NULL,
    warns_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    stopped_at BIGINT,
    rung INTEGER NOT NULL DEFAULT 0,
    next_at BIGINT
);

CREATE UNIQUE INDEX clock_complaint_id_name_round ON clock (complaint_id, name, round);

CREATE INDEX clock_next ON clock (next_at, id) WHERE next_at IS NOT NULL;

CREATE INDEX clock_running ON clock (due_at, id) WHERE stopped_at IS NULL;

CREATE TABLE pause (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    row_version INTEGER NOT NULL DEFAULT 1,
    complaint_id INTEGER NOT NULL REFERENCES complaint (id),
    reason TEXT NOT NULL,
    text TEXT NOT NULL DEFAULT '',
    started_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    ended_at BIGINT,
    started_by INTEGER REFERENCES staff (id),
    ended_by INTEGER REFERENCES staff (id)
);

CREATE INDEX pause_complaint_id ON pause (complaint_id);

CREATE INDEX pause_running ON pause (ends_at, id) WHERE ended_at IS NULL;

CREATE TABLE escalation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    row_version INTEGER NOT NULL DEFAULT 1,
    complaint_id INTEGER NOT NULL REFERENCES complaint (id),
    once TEXT NOT NULL UNIQUE,
    cause TEXT NOT NULL,
    clock_id INTEGER REFERENCES clock (id),
    promise_id INTEGER REFERENCES promise (id),
    name TEXT NOT NULL DEFAULT '',
    percent INTEGER NOT NULL DEFAULT 0,
    level TEXT NOT NULL,
    repeats INTEGER NOT NULL DEFAULT 0,
    at BIGINT NOT NULL,
    raised_at BIGINT NOT NULL,
    next_at BIGINT,
    acknowledged_at BIGINT,
    acknowledged_by INTEGER REFERENCES staff (id),
    note TEXT NOT NULL DEFAULT ''
);

CREATE INDEX escalation_complaint_id ON escalation (complaint_id);

CREATE INDEX escalation_open ON escalation (at, id) WHERE acknowledged_at IS NULL;

CREATE INDEX escalation_known ON escalation (acknowledged_at, id) WHERE acknowledged_at IS NOT NULL;

CREATE INDEX escalation_next ON escalation (next_at, id) WHERE next_at IS NOT NULL;

CREATE TABLE incident (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    row_version INTEGER NOT NULL DEFAULT 1,
    state TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    say TEXT NOT NULL DEFAULT '',
    category TEXT,
    subcategory TEXT,
    place_id INTEGER REFERENCES place (id),
    floor_from INTEGER,
    floor_to INTEGER,
    major BOOLEAN NOT NULL DEFAULT 0,
    started_at BIGINT NOT NULL,
    expected_until BIGINT,
    on_site_at BIGINT,
    proposed_at BIGINT,
    declared_at BIGINT,
    declared_by INTEGER REFERENCES staff (id),
    ended_at BIGINT,
    ended_by INTEGER REFERENCES staff (id),
    note TEXT NOT NULL DEFAULT ''
);

CREATE INDEX incident_live ON incident (started_at, id) WHERE ended_at IS NULL;

CREATE INDEX incident_ended ON incident (ended_at, id) WHERE ended_at IS NOT NULL;

CREATE TABLE incident_update (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    incident_id INTEGER NOT NULL REFERENCES incident (id),
    at BIGINT NOT NULL,
    staff_id INTEGER REFERENCES staff (id),
    channel TEXT NOT NULL,
    text TEXT NOT NULL
);

CREATE INDEX incident_update_incident_id ON incident_update (incident_id);

CREATE TABLE merge (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    row_version INTEGER NOT NULL DEFAULT 1,
    survivor_id INTEGER NOT NULL REFERENCES complaint (id),
    merged_id INTEGER NOT NULL REFERENCES complaint (id),
    at BIGINT NOT NULL,
    staff_id INTEGER REFERENCES staff (id),
    reason TEXT NOT NULL DEFAULT '',
    before TEXT NOT NULL,
    undone_at BIGINT,
    undone_by INTEGER REFERENCES staff (id)
);

CREATE INDEX merge_survivor_id ON merge (survivor_id);

CREATE INDEX merge_merged_id ON merge (merged_id);

CREATE TABLE appeal (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    row_version INTEGER NOT NULL DEFAULT 1,
    complaint_id INTEGER NOT NULL REFERENCES complaint (id),
    stage INTEGER NOT NULL DEFAULT 2,
    asked_at BIGINT NOT NULL,
    asked_by INTEGER REFERENCES staff (id),
    words TEXT NOT NULL DEFAULT '',
    handler_id INTEGER REFERENCES staff (id),
    acknowledged_at BIGINT,
    acknowledged_by INTEGER REFERENCES staff (id),
    extended_at BIGINT,
    extended_reason TEXT NOT NULL DEFAULT '',
    answered_at BIGINT,
    answered_by INTEGER REFERENCES staff (id),
    upheld TEXT,
    answer TEXT NOT NULL DEFAULT ''
);

CREATE UNIQUE INDEX appeal_complaint_id_stage ON appeal (complaint_id, stage);

CREATE INDEX appeal_open ON appeal (asked_at, id) WHERE answered_at IS NULL;

CREATE TABLE snooze (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    staff_id INTEGER NOT NULL DEFAULT 0,
    need TEXT NOT NULL,
    item_id INTEGER NOT NULL,
    until BIGINT NOT NULL
);

CREATE UNIQUE INDEX snooze_staff_id_need_item_id ON snooze (staff_id, need, item_id);

CREATE TABLE duty (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    row_version INTEGER NOT NULL DEFAULT 1,
    day TEXT NOT NULL,
    shift TEXT NOT NULL,
    post TEXT NOT NULL,
    staff_id INTEGER NOT NULL REFERENCES staff (id)
);

CREATE UNIQUE INDEX duty_day_shift_post_staff_id ON duty (day, shift, post, staff_id);

CREATE TABLE hand_over (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    row_version INTEGER NOT NULL DEFAULT 1,
    day TEXT NOT NULL,
    shift TEXT NOT NULL,
    at BIGINT NOT NULL,
    given_by INTEGER REFERENCES staff (id),
    text TEXT NOT NULL DEFAULT '',
    facts TEXT NOT NULL,
    taken_at BIGINT,
    taken_by INTEGER REFERENCES staff (id)
);

CREATE INDEX hand_over_at ON hand_over (at, id);

CREATE TABLE hand_over_note (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    row_version INTEGER NOT NULL DEFAULT 1,
    text TEXT NOT NULL,
    complaint_id INTEGER REFERENCES complaint (id),
    written_at BIGINT NOT NULL,
    written_by INTEGER REFERENCES staff (id),
    done_at BIGINT,
    done_by INTEGER REFERENCES staff (id)
);

CREATE INDEX hand_over_note_open ON hand_over_note (written_at, id) WHERE done_at IS NULL;

CREATE TABLE note_read (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    note_id INTEGER NOT NULL REFERENCES hand_over_note (id),
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    at BIGINT NOT NULL
);

CREATE UNIQUE INDEX note_read_note_id_staff_id ON note_read (note_id, staff_id);

ALTER TABLE staff ADD COLUMN level TEXT;

ALTER TABLE promise ADD COLUMN missed_at BIGINT;

ALTER TABLE follow_up ADD COLUMN second_look BOOLEAN NOT NULL DEFAULT 0;

ALTER TABLE follow_up ADD COLUMN corrected_at BIGINT;

ALTER TABLE complaint ADD COLUMN next_warns_at BIGINT;

ALTER TABLE complaint ADD COLUMN next_since BIGINT;

ALTER TABLE complaint ADD COLUMN paused_until BIGINT;

ALTER TABLE complaint ADD COLUMN reckoned_at BIGINT;

ALTER TABLE complaint ADD COLUMN handed_over_at BIGINT;

ALTER TABLE complaint ADD COLUMN on_site_at BIGINT;

ALTER TABLE complaint ADD COLUMN follow_up_owed BOOLEAN NOT NULL DEFAULT 1;

ALTER TABLE complaint ADD COLUMN lapses_at BIGINT;

ALTER TABLE complaint ADD COLUMN second_look_at BIGINT;

ALTER TABLE complaint ADD COLUMN second_look_done_at BIGINT;

ALTER TABLE complaint ADD COLUMN stage INTEGER NOT NULL DEFAULT 1;

ALTER TABLE complaint ADD COLUMN chain INTEGER NOT NULL DEFAULT 1;

ALTER TABLE complaint ADD COLUMN reviewed_at BIGINT;

ALTER TABLE complaint ADD COLUMN reviewed_by INTEGER REFERENCES staff (id);

ALTER TABLE complaint ADD COLUMN incident_id INTEGER REFERENCES incident (id);

CREATE INDEX complaint_open_warns ON complaint (next_warns_at, COALESCE(next_due_at, 9000000000000000), id)
    WHERE closed_at IS NULL;

UPDATE complaint SET handed_over_at = recorded_at WHERE handler_id IS NOT NULL;

UPDATE complaint SET lapses_at = resolved_at + 14 * 86400000 WHERE resolved_at IS NOT NULL AND closed_at IS NULL;

CREATE INDEX complaint_unreckoned ON complaint (id) WHERE reckoned_at IS NULL AND closed_at IS NULL;

CREATE INDEX complaint_lapses ON complaint (lapses_at, id) WHERE lapses_at IS NOT NULL;

CREATE INDEX complaint_second_look ON complaint (second_look_at, id)
    WHERE second_look_at IS NOT NULL AND second_look_done_at IS NULL;

CREATE INDEX complaint_incident ON complaint (incident_id, received_at, id) WHERE incident_id IS NOT NULL;

CREATE INDEX complaint_merged ON complaint (merged_into_id) WHERE merged_into_id IS NOT NULL;

CREATE INDEX complaint_repeat_of ON complaint (repeat_of_id) WHERE repeat_of_id IS NOT NULL;

CREATE INDEX complaint_grave ON complaint (received_at, id)
    WHERE closed_at IS NULL AND (severity = 's1' OR life_safety OR major);

CREATE INDEX promise_unmissed ON promise (due_at, id) WHERE state = 'open' AND missed_at IS NULL;

INSERT INTO role_grant (role, permission)
    SELECT role, 'review' FROM role_grant WHERE permission = 'follow_up_major';

CREATE INDEX proposal_waiting ON proposal (made_at, id) WHERE state = 'draft' AND approved_at IS NULL;
"""


def up(migrator: Any, db: Any) -> None:
    """Add the tables, columns and indexes; what the new columns would have held follows from the old ones.

    Who had a handler had been handed over when it was recorded. Clocks of open cases are reckoned when the program
    first sweeps; second looks are owed for what is resolved from now on.
    """
    for statement in SCHEMA.split(";"):
        if statement.strip():
            db.execute_sql(statement)
