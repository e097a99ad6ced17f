"""The first schema: people, places, complaints, the eight steps, options and the audit trail.

Written as text and never edited again: later changes are later migrations.
"""

from __future__ import annotations

from typing import Any

SCHEMA = """
CREATE TABLE setting (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    row_version INTEGER NOT NULL DEFAULT 1,
    key TEXT NOT NULL UNIQUE,
    value TEXT NOT NULL
);

CREATE TABLE policy_version (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    version INTEGER NOT NULL,
    body TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    created_by INTEGER REFERENCES staff (id)
);

CREATE UNIQUE INDEX policy_version_name_version ON policy_version (name, version);

CREATE TABLE category (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    row_version INTEGER NOT NULL DEFAULT 1,
    code TEXT NOT NULL UNIQUE,
    parent_code TEXT,
    zh TEXT NOT NULL,
    en TEXT NOT NULL,
    severity TEXT,
    repair BOOLEAN NOT NULL DEFAULT 0,
    second_look BOOLEAN NOT NULL DEFAULT 0,
    active BOOLEAN NOT NULL DEFAULT 1,
    origin TEXT NOT NULL DEFAULT 'built_in',
    position INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX category_parent_code ON category (parent_code);

CREATE TABLE phrase (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    row_version INTEGER NOT NULL DEFAULT 1,
    key TEXT NOT NULL,
    language TEXT NOT NULL,
    text TEXT NOT NULL
);

CREATE UNIQUE INDEX phrase_key_language ON phrase (key, language);

CREATE TABLE saved_view (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    row_version INTEGER NOT NULL DEFAULT 1,
    staff_id INTEGER,
    page TEXT NOT NULL,
    name TEXT NOT NULL,
    body TEXT NOT NULL,
    position INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE counter (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    value INTEGER NOT NULL
);

CREATE TABLE draft (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    staff_id INTEGER NOT NULL DEFAULT 0,
    kind TEXT NOT NULL,
    key TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL,
    saved_at BIGINT NOT NULL
);

CREATE UNIQUE INDEX draft_staff_id_kind_key ON draft (staff_id, kind, key);

CREATE TABLE staff (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    row_version INTEGER NOT NULL DEFAULT 1,
    login TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    language TEXT,
    password_hash TEXT,
    active BOOLEAN NOT NULL DEFAULT 1,
    failed_attempts INTEGER NOT NULL DEFAULT 0,
    locked_until BIGINT,
    last_sign_in_at BIGINT,
    limit_minor BIGINT,
    created_at BIGINT NOT NULL
);

CREATE TABLE role_grant (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    role TEXT NOT NULL,
    permission TEXT NOT NULL
);

CREATE UNIQUE INDEX role_grant_role_permission ON role_grant (role, permission);

CREATE TABLE audit_entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at BIGINT NOT NULL,
    staff_id INTEGER REFERENCES staff (id),
    action TEXT NOT NULL,
    touched TEXT NOT NULL,
    facts TEXT NOT NULL,
    previous TEXT NOT NULL,
    digest TEXT NOT NULL
);

CREATE TABLE place (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    row_version INTEGER NOT NULL DEFAULT 1,
    parent_id INTEGER REFERENCES place (id),
    property_id INTEGER REFERENCES place (id),
    kind TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    label TEXT NOT NULL,
    lookup TEXT NOT NULL,
    path TEXT NOT NULL DEFAULT '',
    line TEXT NOT NULL DEFAULT '',
    floor INTEGER,
    hints TEXT NOT NULL DEFAULT '',
    active BOOLEAN NOT NULL DEFAULT 1
);

CREATE INDEX place_parent_id ON place (parent_id);

CREATE INDEX place_property_id ON place (property_id);

CREATE INDEX place_lookup ON place (lookup);

CREATE INDEX place_path ON place (path);

CREATE INDEX place_line ON place (line);

CREATE TABLE resident (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    row_version INTEGER NOT NULL DEFAULT 1,
    name TEXT NOT NULL,
    language TEXT,
    access_needs TEXT NOT NULL DEFAULT '',
    hints TEXT NOT NULL DEFAULT '',
    vulnerable BOOLEAN NOT NULL DEFAULT 0,
    age_group TEXT,
    occupation TEXT,
    created_at BIGINT NOT NULL,
    erased_at BIGINT
);

CREATE TABLE contact_point (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    row_version INTEGER NOT NULL DEFAULT 1,
    resident_id INTEGER NOT NULL REFERENCES resident (id),
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    digits TEXT NOT NULL DEFAULT '',
    label TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX contact_point_resident_id ON contact_point (resident_id);

CREATE INDEX contact_point_digits ON contact_point (digits);

CREATE TABLE residency (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    row_version INTEGER NOT NULL DEFAULT 1,
    resident_id INTEGER NOT NULL REFERENCES resident (id),
    place_id INTEGER NOT NULL REFERENCES place (id),
    kind TEXT NOT NULL,
    since TEXT,
    until TEXT
);

CREATE INDEX residency_resident_id ON residency (resident_id);

CREATE INDEX residency_place_id ON residency (place_id);

CREATE TABLE import_batch (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    file_name TEXT NOT NULL,
    mapping TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    staff_id INTEGER REFERENCES staff (id),
    accepted INTEGER NOT NULL DEFAULT 0,
    known INTEGER NOT NULL DEFAULT 0,
    rejected INTEGER NOT NULL DEFAULT 0,
    facts TEXT
);

CREATE TABLE complaint (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    row_version INTEGER NOT NULL DEFAULT 1,
    reference TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    channel TEXT NOT NULL,
    status TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    recorded_by INTEGER REFERENCES staff (id),
    handler_id INTEGER REFERENCES staff (id),
    resident_id INTEGER REFERENCES resident (id),
    place_id INTEGER REFERENCES place (id),
    anonymous BOOLEAN NOT NULL DEFAULT 0,
    on_behalf BOOLEAN NOT NULL DEFAULT 0,
    group_case BOOLEAN NOT NULL DEFAULT 0,
    caller_name TEXT NOT NULL DEFAULT '',
    caller_phone TEXT NOT NULL DEFAULT '',
    where_text TEXT NOT NULL DEFAULT '',
    happened_at BIGINT,
    happened_text TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    words TEXT NOT NULL DEFAULT '',
    asks_for TEXT NOT NULL DEFAULT '',
    category TEXT,
    subcategory TEXT,
    severity TEXT NOT NULL,
    severity_reason TEXT NOT NULL DEFAULT '',
    life_safety BOOLEAN NOT NULL DEFAULT 0,
    major BOOLEAN NOT NULL DEFAULT 0,
    urgency INTEGER NOT NULL DEFAULT 2,
    impact TEXT NOT NULL DEFAULT 'unit',
    mood TEXT,
    flags TEXT NOT NULL DEFAULT '',
    validity TEXT NOT NULL DEFAULT 'undecided',
    validity_reason TEXT NOT NULL DEFAULT '',
    step INTEGER NOT NULL DEFAULT 1,
    steps TEXT NOT NULL DEFAULT 'clllllll',
    next_due_at BIGINT,
    next_due_kind TEXT,
    resolve_due_at BIGINT,
    first_response_at BIGINT,
    resolved_at BIGINT,
    closed_at BIGINT,
    close_reason TEXT,
    cause TEXT,
    cause_text TEXT NOT NULL DEFAULT '',
    responsible TEXT,
    satisfaction TEXT,
    lessons TEXT NOT NULL DEFAULT '',
    reopened INTEGER NOT NULL DEFAULT 0,
    repeat_of_id INTEGER REFERENCES complaint (id),
    merged_into_id INTEGER REFERENCES complaint (id),
    policy_version_id INTEGER REFERENCES policy_version (id),
    imported BOOLEAN NOT NULL DEFAULT 0,
    source_batch_id INTEGER REFERENCES import_batch (id),
    source_key TEXT UNIQUE
);

CREATE INDEX complaint_resident_id ON complaint (resident_id);

CREATE TABLE party (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    complaint_id INTEGER NOT NULL REFERENCES complaint (id),
    role TEXT NOT NULL,
    resident_id INTEGER REFERENCES resident (id),
    place_id INTEGER REFERENCES place (id),
    name TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    words TEXT NOT NULL DEFAULT '',
    joined_at BIGINT NOT NULL,
    joined_by INTEGER REFERENCES staff (id)
);

CREATE INDEX party_complaint_id ON party (complaint_id);

CREATE INDEX party_resident_id ON party (resident_id);

CREATE TABLE attachment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    complaint_id INTEGER NOT NULL REFERENCES complaint (id),
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

CREATE INDEX attachment_complaint_id ON attachment (complaint_id);

CREATE INDEX attachment_sha256 ON attachment (sha256);

CREATE TABLE step_record (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    row_version INTEGER NOT NULL DEFAULT 1,
    complaint_id INTEGER NOT NULL REFERENCES complaint (id),
    step INTEGER NOT NULL,
    round INTEGER NOT NULL DEFAULT 1,
    state TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    finished_at BIGINT,
    owner_id INTEGER REFERENCES staff (id),
    finished_by INTEGER REFERENCES staff (id),
    due_at BIGINT,
    reason TEXT NOT NULL DEFAULT '',
    facts TEXT NOT NULL
);

CREATE UNIQUE INDEX step_record_complaint_id_step_round ON step_record (complaint_id, step, round);

CREATE TABLE proposal (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    row_version INTEGER NOT NULL DEFAULT 1,
    complaint_id INTEGER NOT NULL REFERENCES complaint (id),
    version INTEGER NOT NULL,
    state TEXT NOT NULL,
    summary TEXT NOT NULL DEFAULT '',
    cost_minor BIGINT NOT NULL DEFAULT 0,
    made_at BIGINT NOT NULL,
    made_by INTEGER REFERENCES staff (id),
    valid_until BIGINT,
    approved_at BIGINT,
    approved_by INTEGER REFERENCES staff (id),
    offered_at BIGINT,
    answered_at BIGINT,
    answered_by INTEGER REFERENCES staff (id),
    answer_way TEXT,
    answer_text TEXT NOT NULL DEFAULT ''
);

CREATE UNIQUE INDEX proposal_complaint_id_version ON proposal (complaint_id, version);

CREATE TABLE offer (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    proposal_id INTEGER NOT NULL REFERENCES proposal (id),
    position INTEGER NOT NULL,
    remedy TEXT NOT NULL,
    text TEXT NOT NULL DEFAULT '',
    cost_minor BIGINT NOT NULL DEFAULT 0,
    doer TEXT NOT NULL DEFAULT '',
    resources TEXT NOT NULL DEFAULT '',
    timetable TEXT NOT NULL DEFAULT ''
);

CREATE INDEX offer_proposal_id ON offer (proposal_id);

CREATE TABLE remedy (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    row_version INTEGER NOT NULL DEFAULT 1,
    complaint_id INTEGER NOT NULL REFERENCES complaint (id),
    proposal_id INTEGER REFERENCES proposal (id),
    kind TEXT NOT NULL,
    text TEXT NOT NULL DEFAULT '',
    amount_minor BIGINT NOT NULL DEFAULT 0,
    on_the_spot BOOLEAN NOT NULL DEFAULT 0,
    state TEXT NOT NULL,
    granted_at BIGINT NOT NULL,
    granted_by INTEGER REFERENCES staff (id),
    approved_at BIGINT,
    approved_by INTEGER REFERENCES staff (id),
    carried_out_at BIGINT
);

CREATE INDEX remedy_complaint_id ON remedy (complaint_id);

CREATE TABLE promise (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    row_version INTEGER NOT NULL DEFAULT 1,
    complaint_id INTEGER NOT NULL REFERENCES complaint (id),
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    state TEXT NOT NULL DEFAULT 'open',
    made_at BIGINT NOT NULL,
    made_by INTEGER REFERENCES staff (id),
    settled_at BIGINT,
    settled_by INTEGER REFERENCES staff (id)
);

CREATE INDEX promise_complaint_id ON promise (complaint_id);

CREATE TABLE contact (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    complaint_id INTEGER NOT NULL REFERENCES complaint (id),
    at BIGINT NOT NULL,
    staff_id INTEGER REFERENCES staff (id),
    direction TEXT NOT NULL,
    channel TEXT NOT NULL,
    reached BOOLEAN NOT NULL DEFAULT 1,
    summary TEXT NOT NULL DEFAULT ''
);

CREATE INDEX contact_complaint_id ON contact (complaint_id);

CREATE TABLE follow_up (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    complaint_id INTEGER NOT NULL REFERENCES complaint (id),
    at BIGINT NOT NULL,
    staff_id INTEGER REFERENCES staff (id),
    attempt INTEGER NOT NULL,
    channel TEXT NOT NULL DEFAULT 'phone',
    outcome TEXT NOT NULL,
    solved BOOLEAN,
    words TEXT NOT NULL DEFAULT '',
    next_at BIGINT
);

CREATE INDEX follow_up_complaint_id ON follow_up (complaint_id);

CREATE TABLE event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    complaint_id INTEGER NOT NULL REFERENCES complaint (id),
    at BIGINT NOT NULL,
    staff_id INTEGER REFERENCES staff (id),
    kind TEXT NOT NULL,
    step INTEGER,
    text TEXT NOT NULL DEFAULT '',
    facts TEXT
);

CREATE INDEX event_complaint_id_at ON event (complaint_id, at);

CREATE INDEX complaint_open_due ON complaint (COALESCE(next_due_at, 9000000000000000), id) WHERE closed_at IS NULL;

CREATE INDEX complaint_due ON complaint (COALESCE(next_due_at, CASE WHEN closed_at IS NULL THEN 9000000000000000
    ELSE 9900000000000000 - closed_at END), id);

CREATE INDEX complaint_open_received ON complaint (received_at, id) WHERE closed_at IS NULL;

CREATE INDEX complaint_open_handler ON complaint (handler_id, COALESCE(next_due_at, 9000000000000000), id)
    WHERE closed_at IS NULL;

CREATE INDEX complaint_open_place ON complaint (place_id, received_at) WHERE closed_at IS NULL;

CREATE INDEX complaint_received ON complaint (received_at, id);

CREATE INDEX complaint_status ON complaint (status, received_at, id);

CREATE INDEX complaint_category ON complaint (category, status, received_at, id);

CREATE INDEX complaint_severity ON complaint (severity, id);

CREATE INDEX complaint_handler ON complaint (handler_id, status, received_at, id);

CREATE INDEX complaint_place ON complaint (place_id, received_at, id);

CREATE INDEX complaint_closed ON complaint (COALESCE(closed_at, 9000000000000000), id);

CREATE INDEX complaint_repeats ON complaint (received_at, id) WHERE closed_at IS NULL AND repeat_of_id IS NOT NULL;

CREATE INDEX promise_open ON promise (due_at, id) WHERE state = 'open';

CREATE INDEX remedy_awaiting ON remedy (granted_at, id) WHERE state = 'awaiting_approval';

CREATE INDEX residency_present ON residency (place_id, resident_id) WHERE until IS NULL;
"""


def up(migrator: Any, db: Any) -> None:
    """Create every table and index."""
    for statement in SCHEMA.split(";"):
        if statement.strip():
            db.execute_sql(statement)
