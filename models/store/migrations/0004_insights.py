"""What complaints teach: causes, what was so of a case at its time, early warnings, the improvement register."""

from __future__ import annotations

from typing import Any

SCHEMA = """
CREATE TABLE cause (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    row_version INTEGER NOT NULL DEFAULT 1,
    code TEXT NOT NULL UNIQUE,
    parent_code TEXT,
    zh TEXT NOT NULL,
    en TEXT NOT NULL,
    responsible TEXT,
    active BOOLEAN NOT NULL DEFAULT 1,
    origin TEXT NOT NULL DEFAULT 'built_in',
    position INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX cause_parent_code ON cause (parent_code);

INSERT INTO cause (code, zh, en, responsible, position) VALUES
    ('wear', '老化磨损', 'Wear and age', NULL, 0),
    ('installation', '施工安装', 'Poor installation', 'developer', 1),
    ('design', '设计缺陷', 'Design fault', 'developer', 2),
    ('maintenance', '保养不到位', 'Maintenance missed', 'own_staff', 3),
    ('misuse', '使用不当', 'Misuse', 'resident', 4),
    ('third_party', '他人造成', 'Someone else''s doing', NULL, 5),
    ('weather', '天气', 'Weather', 'nobody', 6),
    ('service_attitude', '服务态度', 'Service attitude', 'own_staff', 7),
    ('process', '流程制度', 'Our way of working', 'own_staff', 8),
    ('billing', '账单差错', 'Billing', 'own_staff', 9),
    ('unknown', '尚不清楚', 'Not known', NULL, 10);

INSERT INTO cause (code, parent_code, zh, en, responsible, position) VALUES
    ('wear.hoses', 'wear', '软管接头', 'Hoses and joints', NULL, 0),
    ('wear.seals', 'wear', '密封圈', 'Seals', NULL, 1),
    ('wear.pipes', 'wear', '管道老化', 'Old pipes', 'own_staff', 2),
    ('wear.parts', 'wear', '部件到寿', 'Parts at the end of their life', 'own_staff', 3),
    ('installation.waterproofing', 'installation', '防水没做好', 'Waterproofing', 'developer', 0),
    ('installation.fitting', 'installation', '装配不当', 'Badly fitted', 'contractor', 1),
    ('maintenance.inspection', 'maintenance', '巡检漏项', 'Inspection missed', 'own_staff', 0),
    ('maintenance.contractor', 'maintenance', '维保单位未到位', 'The contractor did not come', 'contractor', 1),
    ('maintenance.cleaning', 'maintenance', '清洁不到位', 'Cleaning missed', 'own_staff', 2),
    ('misuse.blocked', 'misuse', '堵塞占用', 'Blocked or obstructed', 'resident', 0),
    ('misuse.overload', 'misuse', '超载超负荷', 'Overloaded', 'resident', 1),
    ('third_party.neighbour', 'third_party', '邻居', 'A neighbour', 'other_resident', 0),
    ('third_party.renovation', 'third_party', '装修施工', 'Renovation works', 'other_resident', 1),
    ('third_party.utility', 'third_party', '供水供电单位', 'The utility', 'utility', 2),
    ('service_attitude.tone', 'service_attitude', '语气生硬', 'Tone of voice', 'own_staff', 0),
    ('service_attitude.no_answer', 'service_attitude', '无人答复', 'Nobody answered', 'own_staff', 1),
    ('process.not_told', 'process', '没有及时告知', 'Not told in time', 'own_staff', 0),
    ('process.hand_over', 'process', '交接遗漏', 'Lost between shifts', 'own_staff', 1),
    ('process.slow', 'process', '拖延过久', 'Took too long', 'own_staff', 2),
    ('billing.reading', 'billing', '抄表差错', 'Meter read wrongly', 'own_staff', 0),
    ('billing.unclear', 'billing', '收费标准不清', 'Charges not explained', 'own_staff', 1);

ALTER TABLE complaint ADD COLUMN property_id INTEGER REFERENCES place (id);

ALTER TABLE complaint ADD COLUMN building_id INTEGER REFERENCES place (id);

ALTER TABLE complaint ADD COLUMN place_kind TEXT;

ALTER TABLE complaint ADD COLUMN resident_kind TEXT;

ALTER TABLE complaint ADD COLUMN age_group TEXT;

ALTER TABLE complaint ADD COLUMN occupation TEXT;

CREATE TABLE building_of (place_id INTEGER PRIMARY KEY, building_id INTEGER);

INSERT INTO building_of (place_id, building_id)
    SELECT p.id, max(b.id) FROM place b JOIN place p ON p.path LIKE b.path || '%'
    WHERE b.kind = 'building' AND b.path <> '' GROUP BY p.id;

UPDATE complaint SET
    property_id = (SELECT COALESCE(p.property_id, p.id) FROM place p WHERE p.id = complaint.place_id),
    building_id = (SELECT b.building_id FROM building_of b WHERE b.place_id = complaint.place_id),
    place_kind = (SELECT p.kind FROM place p WHERE p.id = complaint.place_id),
    resident_kind = COALESCE(
        (SELECT y.kind FROM residency y WHERE y.resident_id = complaint.resident_id
            AND y.place_id = complaint.place_id ORDER BY y.until IS NOT NULL, y.id LIMIT 1),
        (SELECT y.kind FROM residency y WHERE y.resident_id = complaint.resident_id
            ORDER BY y.until IS NOT NULL, y.id LIMIT 1)),
    age_group = (SELECT r.age_group FROM resident r WHERE r.id = complaint.resident_id),
    occupation = (SELECT r.occupation FROM resident r WHERE r.id = complaint.resident_id)
    WHERE place_id IS NOT NULL OR resident_id IS NOT NULL;

DROP TABLE building_of;

CREATE INDEX complaint_insight ON complaint
    (received_at, status, kind, closed_at, resolved_at, category, building_id, severity, subcategory, repeat_of_id,
    first_response_at, reopened, imported);

CREATE INDEX complaint_long ON complaint (COALESCE(closed_at, 9000000000000000), received_at, resolved_at, status, kind)
    WHERE COALESCE(closed_at, 9000000000000000) - received_at > 1209600000;

CREATE INDEX complaint_resolved ON complaint (resolved_at, resolve_due_at, received_at, status, kind)
    WHERE resolved_at IS NOT NULL;

CREATE INDEX complaint_resolve_due ON complaint (resolve_due_at, resolved_at, closed_at)
    WHERE resolve_due_at IS NOT NULL;

CREATE INDEX complaint_unclassified ON complaint (received_at, id)
    WHERE cause IS NULL OR category IS NULL OR subcategory IS NULL OR responsible IS NULL;

DROP INDEX follow_up_complaint_id;

CREATE INDEX follow_up_complaint_id ON follow_up (complaint_id, at, outcome, second_look);

CREATE INDEX follow_up_at ON follow_up (at, complaint_id, outcome, second_look);

ALTER TABLE clock ADD COLUMN counted BIGINT;

CREATE INDEX clock_uncounted ON clock (complaint_id) WHERE stopped_at IS NOT NULL AND counted IS NULL;

CREATE INDEX clock_due ON clock (name, due_at, stopped_at, complaint_id);

CREATE INDEX clock_stopped ON clock (name, stopped_at, due_at, complaint_id, counted) WHERE stopped_at IS NOT NULL;

CREATE INDEX step_record_due ON step_record (due_at, finished_at, state, step, started_at, round, complaint_id)
    WHERE due_at IS NOT NULL;

CREATE INDEX step_record_late ON step_record (started_at, due_at) WHERE due_at < started_at;

CREATE INDEX step_record_finished ON step_record (finished_at, started_at, step, state, complaint_id)
    WHERE finished_at IS NOT NULL;

CREATE INDEX pause_reopened ON pause (started_at, ended_at, complaint_id) WHERE reason = 'reopened';

CREATE INDEX remedy_granted ON remedy (granted_at, state, kind, amount_minor, complaint_id);

CREATE TABLE warning (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    row_version INTEGER NOT NULL DEFAULT 1,
    once TEXT NOT NULL UNIQUE,
    rule TEXT NOT NULL,
    stream TEXT NOT NULL,
    level TEXT NOT NULL,
    category TEXT,
    building_id INTEGER REFERENCES place (id),
    place_id INTEGER REFERENCES place (id),
    resident_id INTEGER REFERENCES resident (id),
    at BIGINT NOT NULL,
    raised_at BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT NOT NULL,
    observed INTEGER NOT NULL,
    total INTEGER,
    expected REAL,
    limit_count INTEGER,
    probability REAL,
    alpha REAL,
    weeks TEXT,
    owner_id INTEGER REFERENCES staff (id),
    due_at BIGINT NOT NULL,
    acknowledged_at BIGINT,
    acknowledged_by INTEGER REFERENCES staff (id),
    note TEXT NOT NULL DEFAULT '',
    incident_id INTEGER REFERENCES incident (id),
    improvement_id INTEGER REFERENCES improvement (id)
);

CREATE INDEX warning_open ON warning (due_at, id) WHERE acknowledged_at IS NULL;

CREATE INDEX warning_at ON warning (at, id);

CREATE INDEX warning_stream ON warning (stream, at);

CREATE TABLE warning_case (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    warning_id INTEGER NOT NULL REFERENCES warning (id),
    complaint_id INTEGER NOT NULL REFERENCES complaint (id)
);

CREATE UNIQUE INDEX warning_case_warning_id_complaint_id ON warning_case (warning_id, complaint_id);

CREATE INDEX warning_case_complaint_id ON warning_case (complaint_id);

CREATE TABLE night (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    day TEXT NOT NULL UNIQUE,
    evaluated_at BIGINT NOT NULL,
    streams INTEGER NOT NULL,
    expected REAL NOT NULL,
    weekly REAL NOT NULL DEFAULT 0,
    raised INTEGER NOT NULL
);

CREATE TABLE improvement (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    row_version INTEGER NOT NULL DEFAULT 1,
    title TEXT NOT NULL,
    category TEXT,
    subcategory TEXT,
    cause TEXT,
    building_id INTEGER REFERENCES place (id),
    root_cause TEXT NOT NULL DEFAULT '',
    whys TEXT,
    period_from TEXT NOT NULL,
    period_to TEXT NOT NULL,
    period_count INTEGER NOT NULL DEFAULT 0,
    plan_short TEXT NOT NULL DEFAULT '',
    plan_long TEXT NOT NULL DEFAULT '',
    difficulty INTEGER NOT NULL DEFAULT 2,
    owner_id INTEGER REFERENCES staff (id),
    department TEXT NOT NULL DEFAULT '',
    department_owner TEXT NOT NULL DEFAULT '',
    due_on TEXT NOT NULL,
    effective_on TEXT,
    target_percent INTEGER NOT NULL,
    when_overdue TEXT NOT NULL DEFAULT '',
    evidence TEXT NOT NULL DEFAULT '',
    ask TEXT NOT NULL DEFAULT '',
    ask_minor BIGINT NOT NULL DEFAULT 0,
    decision TEXT,
    decided_at BIGINT,
    decided_by INTEGER REFERENCES staff (id),
    state TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    created_by INTEGER REFERENCES staff (id),
    warning_id INTEGER REFERENCES warning (id),
    verdict TEXT,
    judged_at BIGINT,
    before_count INTEGER,
    after_count INTEGER,
    before_exposure INTEGER,
    after_exposure INTEGER,
    p_value REAL,
    told_department_at BIGINT,
    told_residents_at BIGINT,
    rung INTEGER NOT NULL DEFAULT 0,
    next_at BIGINT
);

CREATE INDEX improvement_state ON improvement (state, due_on, id);

CREATE INDEX improvement_next ON improvement (next_at, id) WHERE next_at IS NOT NULL;

CREATE INDEX improvement_judged ON improvement (judged_at, id) WHERE judged_at IS NOT NULL;

CREATE TABLE improvement_task (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    row_version INTEGER NOT NULL DEFAULT 1,
    improvement_id INTEGER NOT NULL REFERENCES improvement (id),
    position INTEGER NOT NULL DEFAULT 0,
    long_term BOOLEAN NOT NULL DEFAULT 0,
    text TEXT NOT NULL,
    done_at BIGINT,
    done_by INTEGER REFERENCES staff (id)
);

CREATE INDEX improvement_task_improvement_id ON improvement_task (improvement_id, position);

CREATE TABLE improvement_event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    improvement_id INTEGER NOT NULL REFERENCES improvement (id),
    at BIGINT NOT NULL,
    staff_id INTEGER REFERENCES staff (id),
    kind TEXT NOT NULL,
    text TEXT NOT NULL DEFAULT '',
    facts TEXT
);

CREATE INDEX improvement_event_improvement_id_at ON improvement_event (improvement_id, at);

ALTER TABLE attachment ADD COLUMN improvement_id INTEGER REFERENCES improvement (id);

CREATE INDEX attachment_improvement_id ON attachment (improvement_id) WHERE improvement_id IS NOT NULL;

INSERT INTO role_grant (role, permission) SELECT role, 'improve' FROM role_grant WHERE permission = 'handle';

INSERT INTO role_grant (role, permission) SELECT role, 'classify' FROM role_grant WHERE permission = 'assign';

INSERT INTO role_grant (role, permission)
    SELECT role, 'answer_warnings' FROM role_grant WHERE permission = 'assign';

INSERT INTO role_grant (role, permission)
    SELECT role, 'decide_improvements' FROM role_grant WHERE permission = 'review';
"""


def up(migrator: Any, db: Any) -> None:
    """Add the tables, columns and indexes.

    Cases get the building, property, kind of place and kind of resident that hold as they are read now: from here on
    these are kept with the case, so that past figures stay when somebody moves or is erased.
    """
    for statement in SCHEMA.split(";"):
        if statement.strip():
            db.execute_sql(statement)
