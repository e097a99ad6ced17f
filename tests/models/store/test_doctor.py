from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from models.core.clock import SetClock
from models.core.permissions import Role
from models.exchange.complaints_import import import_complaints
from models.handling import actions
from models.options import actions as options
from models.store import doctor
from models.store.database import DATABASE_NAME, Store
from tests import factories
from tests.cases import WHOLE, a_case, walk

NAME = "9f" + "0" * 62


def attach(store: Store, content: bytes, case: int = 1) -> Path:
    """A case with an attachment, as recording one would leave them."""
    digest = hashlib.sha256(content).hexdigest()
    path = doctor.attachment_path(store.attachments, digest)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    with store.writing():
        store.execute(
            "INSERT INTO complaint (id, reference, kind, channel, status, received_at, recorded_at, closed_at, "
            "severity) VALUES (?, ?, 'complaint', 'phone', 'cancelled', 0, 0, 0, 's3') ON CONFLICT DO NOTHING",
            (case, f"A-{case}"),
        )
        store.execute(
            "INSERT INTO attachment (complaint_id, sha256, name, media_type, size, added_at) "
            "VALUES (?, ?, 'x.jpg', 'image/jpeg', ?, 0)",
            (case, digest, len(content)),
        )
    return path


def codes(report: doctor.Report) -> list[str]:
    return [finding.code for finding in report.findings]


def test_a_sound_store(store: Store, estate: int) -> None:
    attach(store, b"one")
    attach(store, b"two")
    attach(store, b"two", case=2)
    steps: list[tuple[str, int, int]] = []
    report = doctor.examine(store, lambda *step: steps.append(step))
    assert report == doctor.Report((), cases=2, entries=1, attachments=2)
    assert report.ok
    assert steps == [
        ("file", 0, 1),
        ("file", 1, 1),
        ("trail", 1, 1),
        ("attachments", 1, 2),
        ("attachments", 2, 2),
    ]


def test_a_store_that_nobody_has_set_up_is_sound(store: Store) -> None:
    assert doctor.examine(store) == doctor.Report((), 0, 0, 0)


def test_examining_writes_nothing(store: Store, estate: int) -> None:
    before = store.rows("PRAGMA data_version"), store.path.read_bytes()
    doctor.examine(store)
    assert (store.rows("PRAGMA data_version"), store.path.read_bytes()) == before


def test_missing_and_damaged_attachments(store: Store, estate: int) -> None:
    attach(store, b"one").unlink()
    attach(store, b"two").write_bytes(b"tow")
    report = doctor.examine(store)
    assert sorted(codes(report)) == ["attachment.damaged", "attachment.missing"]
    assert not report.ok
    assert {finding.facts["case"] for finding in report.findings} == {"A-1"}


def test_strays_are_told_but_not_grave(store: Store, estate: int) -> None:
    stray = store.attachments / NAME[:2] / NAME
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"left behind by a crash")
    report = doctor.examine(store)
    assert [(finding.code, finding.facts) for finding in report.findings] == [
        ("attachment.stray", {"file": f"9f/{NAME}"})
    ]
    assert report.ok


def test_a_forged_trail(store: Store, estate: int) -> None:
    with store.writing():
        store.execute("UPDATE audit_entry SET action = 'harmless'")
    report = doctor.examine(store)
    assert [(finding.code, finding.facts) for finding in report.findings] == [("audit.broken", {"entry": 1})]
    assert not report.ok


def test_a_shortened_trail(store: Store, clock: SetClock, estate: int) -> None:
    factories.a_staff_member(store, clock)
    with store.writing():
        store.execute("DELETE FROM audit_entry WHERE id = 2")
    report = doctor.examine(store)
    assert [(finding.code, finding.facts) for finding in report.findings] == [
        ("audit.shortened", {"n": 1, "last": 1})
    ]


def test_every_column_that_names_another_row_is_watched(store: Store) -> None:
    own = {"saved_view", "draft", "snooze"}  # 0 stands for the owner there, and they are nobody's records
    named = {
        (table, row[1])
        for (table,) in store.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
        for row in store.rows(f"PRAGMA table_info({table})")
        if row[1].endswith(("_id", "_by")) and table not in own
    }
    assert named == {(table, column) for table, columns in doctor.REFERENCES.items() for column in columns}


def test_a_reference_into_nothing(store: Store, estate: int) -> None:
    attach(store, b"one")
    with (
        closing(sqlite3.connect(store.path)) as foreign,
        foreign,
    ):  # a program that does not ask for foreign keys
        foreign.execute("UPDATE complaint SET resident_id = 77")
    report = doctor.examine(store)
    assert [(finding.code, finding.facts) for finding in report.findings] == [
        ("reference.dangling", {"table": "complaint", "column": "resident_id", "n": 1, "id": 1})
    ]


def test_a_damaged_file(tmp_path: Path, clock: SetClock) -> None:
    store = factories.a_store(tmp_path / "data", clock)
    factories.an_estate(store, clock)
    ((page,),) = store.rows("SELECT rootpage FROM sqlite_master WHERE name = 'category'")
    ((size,),) = store.rows("PRAGMA page_size")
    store.disconnect()
    path = tmp_path / "data" / DATABASE_NAME
    content = bytearray(path.read_bytes())
    content[(page - 1) * size : (page - 1) * size + 16] = b"\xff" * 16
    path.write_bytes(content)
    hurt = factories.a_store(tmp_path / "data", clock)
    report = doctor.examine(hurt)
    hurt.disconnect()
    assert not report.ok
    assert set(codes(report)) == {"database.damaged"}


def test_a_trail_cut_short_shows_even_after_more_was_written(
    store: Store, clock: SetClock, estate: int
) -> None:
    session = factories.a_session(store, clock)
    with store.writing():
        store.execute("DELETE FROM audit_entry WHERE id = (SELECT max(id) FROM audit_entry)")
    options.save_phrase(session, "a", "en", "words")
    assert codes(doctor.examine(store)) == ["audit.broken"]


def test_work_goes_on_without_the_engines_own_count(store: Store, clock: SetClock, estate: int) -> None:
    session = factories.a_session(store, clock)
    with store.writing():
        store.execute("DELETE FROM sqlite_sequence WHERE name = 'audit_entry'")
    options.save_phrase(session, "a", "en", "words")
    assert doctor.examine(store).ok


def test_a_table_that_is_gone(store: Store, estate: int) -> None:
    with store.writing():
        store.execute("DROP TABLE event")
    assert codes(doctor.examine(store)) == ["database.damaged"]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE complaint SET status = 'closed'",
        "UPDATE complaint SET status = 'closed', closed_at = 1",
        "UPDATE complaint SET closed_at = 1",
        "UPDATE complaint SET steps = 'dddddddd', step = 0",
        "UPDATE complaint SET step = 5",
        "UPDATE complaint SET steps = 'ddcdlllll'",
        "DELETE FROM step_record",
    ],
)
def test_a_case_moved_from_outside(store: Store, clock: SetClock, estate: int, change: str) -> None:
    session = factories.a_session(store, clock)
    reference = actions.record(session, WHOLE).value.reference
    assert doctor.examine(store).ok
    with store.writing():
        store.execute(change)
    found = doctor.examine(store).findings
    assert [(one.code, one.facts) for one in found] == [("case.contradicts", {"case": reference})]


def test_walked_and_imported_cases_do_not_contradict_themselves(
    store: Store, clock: SetClock, estate: int, tmp_path: Path
) -> None:
    desk = factories.a_session(store, clock, Role.FRONT_DESK)
    other = factories.a_session(store, clock, Role.FRONT_DESK, "colleague")
    manager = factories.a_session(store, clock, Role.MANAGER)
    for to in range(1, 10):
        walk(desk, other, a_case(desk), to)
    path = tmp_path / "past.csv"
    path.write_text(
        "接收时间,内容,状态\n2026-11-10,甲,已关闭\n2026-11-12,乙,处理中\n2026-11-13,丙,已取消\n", "utf-8"
    )
    assert import_complaints(manager, path).accepted == 3
    for (case_id,) in store.rows("SELECT id FROM complaint WHERE status = 'closed'"):
        actions.reopen(manager, case_id, None, 5, "又漏了")
    assert doctor.examine(store).ok
