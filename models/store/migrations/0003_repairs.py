"""Repairs on time: technicians and contractors, work orders, appointments, what they cost, parts, recurring work."""

from __future__ import annotations

from typing import Any

SCHEMA = """
CREATE TABLE skill (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    row_version INTEGER NOT NULL DEFAULT 1,
    code TEXT NOT NULL UNIQUE,
    zh TEXT NOT NULL,
    en TEXT NOT NULL,
    active BOOLEAN NOT NULL DEFAULT 1,
    position INTEGER NOT NULL DEFAULT 0
);

INSERT INTO skill (code, zh, en, position) VALUES
    ('plumbing', '水管', 'Plumbing', 1),
    ('drains', '排水疏通', 'Drains', 2),
    ('electric', '电工', 'Electric', 3),
    ('carpentry', '木工', 'Carpentry', 4),
    ('doors', '门窗五金', 'Doors and windows', 5),
    ('tiling', '泥瓦', 'Tiling', 6),
    ('painting', '油漆', 'Painting', 7),
    ('waterproofing', '防水', 'Waterproofing', 8),
    ('access', '门禁弱电', 'Access and low voltage', 9),
    ('lift', '电梯', 'Lift', 10),
    ('pumps', '水泵机电', 'Pumps and plant', 11),
    ('heating', '暖通空调', 'Heating and cooling', 12),
    ('fire', '消防', 'Fire protection', 13),
    ('gas', '燃气', 'Gas', 14),
    ('cleaning', '清洁', 'Cleaning', 15),
    ('grounds', '绿化与道路', 'Grounds', 16),
    ('general', '综合维修', 'General repairs', 17);

CREATE TABLE contractor (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    row_version INTEGER NOT NULL DEFAULT 1,
    name TEXT NOT NULL,
    contact TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    email TEXT NOT NULL DEFAULT '',
    since TEXT,
    until TEXT,
    rate_minor BIGINT NOT NULL DEFAULT 0,
    call_out_minor BIGINT NOT NULL DEFAULT 0,
    note TEXT NOT NULL DEFAULT '',
    active BOOLEAN NOT NULL DEFAULT 1
);

CREATE TABLE technician (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    row_version INTEGER NOT NULL DEFAULT 1,
    name TEXT NOT NULL,
    phone TEXT NOT NULL DEFAULT '',
    colour INTEGER NOT NULL DEFAULT 1,
    contractor_id INTEGER REFERENCES contractor (id),
    by_call BOOLEAN NOT NULL DEFAULT 0,
    hours TEXT,
    rate_minor BIGINT NOT NULL DEFAULT 0,
    base_id INTEGER REFERENCES place (id),
    note TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL DEFAULT 0,
    active BOOLEAN NOT NULL DEFAULT 1,
    left_on TEXT
);

CREATE TABLE technician_skill (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    technician_id INTEGER NOT NULL REFERENCES technician (id),
    skill TEXT NOT NULL
);

CREATE UNIQUE INDEX technician_skill_technician_id_skill ON technician_skill (technician_id, skill);

CREATE TABLE technician_area (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    technician_id INTEGER NOT NULL REFERENCES technician (id),
    place_id INTEGER NOT NULL REFERENCES place (id)
);

CREATE UNIQUE INDEX technician_area_technician_id_place_id ON technician_area (technician_id, place_id);

CREATE TABLE absence (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    row_version INTEGER NOT NULL DEFAULT 1,
    technician_id INTEGER NOT NULL REFERENCES technician (id),
    kind TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    text TEXT NOT NULL DEFAULT ''
);

CREATE INDEX absence_technician_id_starts_at ON absence (technician_id, starts_at);

CREATE INDEX absence_ends_at ON absence (ends_at);

CREATE TABLE part (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    row_version INTEGER NOT NULL DEFAULT 1,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    unit TEXT NOT NULL DEFAULT '',
    count INTEGER NOT NULL DEFAULT 0,
    minimum INTEGER NOT NULL DEFAULT 0,
    price_minor BIGINT NOT NULL DEFAULT 0,
    active BOOLEAN NOT NULL DEFAULT 1
);

CREATE INDEX part_short ON part (name, id) WHERE active AND count < minimum;

CREATE TABLE recurring_plan (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    row_version INTEGER NOT NULL DEFAULT 1,
    title TEXT NOT NULL,
    text TEXT NOT NULL DEFAULT '',
    place_id INTEGER REFERENCES place (id),
    skill TEXT NOT NULL,
    estimate_minutes INTEGER NOT NULL,
    severity TEXT NOT NULL DEFAULT 's4',
    safety TEXT NOT NULL DEFAULT '',
    technician_id INTEGER REFERENCES technician (id),
    rule TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    at_minute INTEGER NOT NULL DEFAULT 540,
    ahead_days INTEGER NOT NULL DEFAULT 14,
    made_until TEXT,
    next_at BIGINT,
    active BOOLEAN NOT NULL DEFAULT 1,
    created_at BIGINT NOT NULL,
    created_by INTEGER REFERENCES staff (id)
);

CREATE INDEX recurring_plan_next ON recurring_plan (next_at, id) WHERE next_at IS NOT NULL;

CREATE TABLE work_order (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    row_version INTEGER NOT NULL DEFAULT 1,
    reference TEXT NOT NULL UNIQUE,
    uid TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    waits_for TEXT,
    waits_until BIGINT,
    complaint_id INTEGER REFERENCES complaint (id),
    remedy_id INTEGER REFERENCES remedy (id),
    plan_id INTEGER REFERENCES recurring_plan (id),
    occurrence TEXT,
    part_of_id INTEGER REFERENCES work_order (id),
    return_of_id INTEGER REFERENCES work_order (id),
    title TEXT NOT NULL,
    text TEXT NOT NULL DEFAULT '',
    place_id INTEGER REFERENCES place (id),
    where_text TEXT NOT NULL DEFAULT '',
    resident_id INTEGER REFERENCES resident (id),
    contact_name TEXT NOT NULL DEFAULT '',
    contact_phone TEXT NOT NULL DEFAULT '',
    severity TEXT NOT NULL,
    skill TEXT NOT NULL,
    estimate_minutes INTEGER NOT NULL,
    parts_text TEXT NOT NULL DEFAULT '',
    safety TEXT NOT NULL DEFAULT '',
    access TEXT NOT NULL,
    access_note TEXT NOT NULL DEFAULT '',
    pets BOOLEAN NOT NULL DEFAULT 0,
    due_at BIGINT,
    technician_id INTEGER REFERENCES technician (id),
    starts_at BIGINT,
    ends_at BIGINT,
    override_reason TEXT NOT NULL DEFAULT '',
    override_by INTEGER REFERENCES staff (id),
    sequence INTEGER NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    created_by INTEGER REFERENCES staff (id),
    on_the_way_at BIGINT,
    started_at BIGINT,
    finished_at BIGINT,
    outcome TEXT,
    words TEXT NOT NULL DEFAULT '',
    first_time BOOLEAN,
    checked_at BIGINT,
    checked_by INTEGER REFERENCES staff (id),
    cancelled_at BIGINT,
    closing_reason TEXT NOT NULL DEFAULT ''
);

CREATE INDEX work_order_complaint_id ON work_order (complaint_id, id) WHERE complaint_id IS NOT NULL;

CREATE UNIQUE INDEX work_order_plan_id_occurrence ON work_order (plan_id, occurrence) WHERE plan_id IS NOT NULL;

CREATE INDEX work_order_part_of_id ON work_order (part_of_id) WHERE part_of_id IS NOT NULL;

CREATE INDEX work_order_return_of_id ON work_order (return_of_id) WHERE return_of_id IS NOT NULL;

CREATE INDEX work_order_place_id ON work_order (place_id, created_at) WHERE place_id IS NOT NULL;

CREATE INDEX work_order_slots ON work_order (starts_at, technician_id, id)
    WHERE starts_at IS NOT NULL AND state <> 'cancelled';

CREATE INDEX work_order_of_technician ON work_order (technician_id, starts_at, id)
    WHERE starts_at IS NOT NULL AND state <> 'cancelled';

CREATE INDEX work_order_unscheduled ON work_order (COALESCE(due_at, 9000000000000000), id)
    WHERE starts_at IS NULL AND state IN ('ready', 'waiting');

CREATE INDEX work_order_open ON work_order (state, COALESCE(due_at, 9000000000000000), id)
    WHERE state NOT IN ('checked', 'cancelled');

CREATE INDEX work_order_created ON work_order (created_at, id);

CREATE INDEX work_order_ended ON work_order (COALESCE(finished_at, cancelled_at, created_at), id)
    WHERE state IN ('done', 'checked', 'cancelled');

CREATE INDEX work_order_finished ON work_order (finished_at, id) WHERE finished_at IS NOT NULL;

CREATE TABLE home_window (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    work_order_id INTEGER NOT NULL REFERENCES work_order (id),
    from_at BIGINT NOT NULL,
    to_at BIGINT NOT NULL
);

CREATE INDEX home_window_work_order_id ON home_window (work_order_id);

CREATE TABLE appointment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    row_version INTEGER NOT NULL DEFAULT 1,
    work_order_id INTEGER NOT NULL REFERENCES work_order (id),
    from_at BIGINT NOT NULL,
    to_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    channel TEXT NOT NULL DEFAULT 'phone',
    made_at BIGINT NOT NULL,
    made_by INTEGER REFERENCES staff (id),
    reminded_at BIGINT,
    settled_at BIGINT,
    settled_by INTEGER REFERENCES staff (id),
    note_left BOOLEAN NOT NULL DEFAULT 0,
    note TEXT NOT NULL DEFAULT ''
);

CREATE INDEX appointment_work_order_id ON appointment (work_order_id, id);

CREATE UNIQUE INDEX appointment_agreed ON appointment (work_order_id) WHERE state = 'agreed';

CREATE INDEX appointment_coming ON appointment (from_at, id) WHERE state = 'agreed';

CREATE TABLE labour (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    row_version INTEGER NOT NULL DEFAULT 1,
    work_order_id INTEGER NOT NULL REFERENCES work_order (id),
    technician_id INTEGER NOT NULL REFERENCES technician (id),
    started_at BIGINT NOT NULL,
    ended_at BIGINT NOT NULL,
    rate_minor BIGINT NOT NULL DEFAULT 0,
    cost_minor BIGINT NOT NULL DEFAULT 0,
    added_at BIGINT NOT NULL,
    added_by INTEGER REFERENCES staff (id)
);

CREATE INDEX labour_work_order_id ON labour (work_order_id);

CREATE TABLE order_cost (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    row_version INTEGER NOT NULL DEFAULT 1,
    work_order_id INTEGER NOT NULL REFERENCES work_order (id),
    kind TEXT NOT NULL,
    contractor_id INTEGER REFERENCES contractor (id),
    number TEXT NOT NULL DEFAULT '',
    amount_minor BIGINT NOT NULL,
    text TEXT NOT NULL DEFAULT '',
    added_at BIGINT NOT NULL,
    added_by INTEGER REFERENCES staff (id)
);

CREATE INDEX order_cost_work_order_id ON order_cost (work_order_id);

CREATE UNIQUE INDEX order_cost_invoice ON order_cost (contractor_id, number)
    WHERE contractor_id IS NOT NULL AND number <> '';

CREATE TABLE stock_move (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    part_id INTEGER NOT NULL REFERENCES part (id),
    work_order_id INTEGER REFERENCES work_order (id),
    kind TEXT NOT NULL,
    change INTEGER NOT NULL,
    price_minor BIGINT NOT NULL DEFAULT 0,
    text TEXT NOT NULL DEFAULT '',
    at BIGINT NOT NULL,
    staff_id INTEGER REFERENCES staff (id)
);

CREATE INDEX stock_move_part_id ON stock_move (part_id, id);

CREATE INDEX stock_move_work_order_id ON stock_move (work_order_id) WHERE work_order_id IS NOT NULL;

CREATE TABLE reading (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    work_order_id INTEGER NOT NULL REFERENCES work_order (id),
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    unit TEXT NOT NULL DEFAULT '',
    at BIGINT NOT NULL,
    staff_id INTEGER REFERENCES staff (id)
);

CREATE INDEX reading_work_order_id ON reading (work_order_id);

CREATE TABLE order_event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    work_order_id INTEGER NOT NULL REFERENCES work_order (id),
    at BIGINT NOT NULL,
    staff_id INTEGER REFERENCES staff (id),
    kind TEXT NOT NULL,
    text TEXT NOT NULL DEFAULT '',
    facts TEXT
);

CREATE INDEX order_event_work_order_id_at ON order_event (work_order_id, at);

CREATE INDEX order_event_given ON order_event (at, id) WHERE kind IN ('scheduled', 'moved');

CREATE TABLE attachment_of_both (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    complaint_id INTEGER REFERENCES complaint (id),
    work_order_id INTEGER REFERENCES work_order (id),
    sha256 TEXT NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size BIGINT NOT NULL,
    kind TEXT NOT NULL DEFAULT 'photo',
    step INTEGER,
    note TEXT NOT NULL DEFAULT '',
    thumbnail BLOB,
    added_at BIGINT NOT NULL,
    added_by INTEGER REFERENCES staff (id)
);

INSERT INTO attachment_of_both (id, complaint_id, sha256, name, media_type, size, kind, step, note, thumbnail,
    added_at, added_by)
    SELECT id, complaint_id, sha256, name, media_type, size, kind, step, note, thumbnail, added_at, added_by
    FROM attachment;

DROP TABLE attachment;

ALTER TABLE attachment_of_both RENAME TO attachment;

CREATE INDEX attachment_complaint_id ON attachment (complaint_id);

CREATE INDEX attachment_work_order_id ON attachment (work_order_id) WHERE work_order_id IS NOT NULL;

CREATE INDEX attachment_sha256 ON attachment (sha256);

INSERT INTO role_grant (role, permission) SELECT role, 'order_work' FROM role_grant WHERE permission = 'handle';

INSERT INTO role_grant (role, permission) SELECT role, 'schedule' FROM role_grant WHERE permission = 'assign';

INSERT INTO role_grant (role, permission) SELECT role, 'check_work' FROM role_grant WHERE permission = 'assign';

INSERT INTO role_grant (role, permission) SELECT role, 'manage_crew' FROM role_grant WHERE permission = 'assign';

INSERT INTO role_grant (role, permission)
    SELECT role, 'override_schedule' FROM role_grant WHERE permission = 'review';
"""


def up(migrator: Any, db: Any) -> None:
    """Add the tables; an attachment may belong to a case, to a work order, or to both."""
    for statement in SCHEMA.split(";"):
        if statement.strip():
            db.execute_sql(statement)
