"""What a file tells of the end of its cases: when they were resolved, and what the residents said."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from models.core.clock import to_millis
from models.exchange.complaints_import import import_complaints
from models.insights import periods, queries
from models.insights.kinds import Asked
from models.store.doctor import examine
from tests.models.conftest import MakeSession

HEAD = "单号,受理时间,解决时间,关闭时间,状态,内容,满意度\n"
ROWS = (
    "A1,2026-01-05 10:00,2026-01-06 09:00,2026-01-07 10:00,已关闭,漏水,满意",
    "A2,2026-01-05 10:00,2026-01-06 09:00,,已关闭,漏水,不满意",
    "A3,2026-01-05 10:00,,2026-01-07 10:00,已关闭,漏水,未接通",
    "A4,2026-01-05 10:00,2026-01-09 10:00,2026-01-07 10:00,已关闭,漏水,还行吧",
    "A5,2026-01-05 10:00,2026-01-06 09:00,,处理中,漏水,满意",
    "A6,2026-01-05 10:00,2026-01-04 09:00,,已关闭,漏水,满意",
    "A7,2026-01-05 10:00,昨天,,已关闭,漏水,满意",
    *(f"B{n},2026-01-05 10:00,,2026-01-07 11:00,已关闭,漏水,较满意" for n in range(4)),
)


def at(day: int, hour: int) -> int:
    return to_millis(datetime(2026, 1, day, hour - 8, tzinfo=UTC))


def test_what_residents_said_counts(session: MakeSession, tmp_path: Path) -> None:
    chief = session()
    file = tmp_path / "old.csv"
    file.write_text(HEAD + "\n".join(ROWS), encoding="utf-8")
    report = import_complaints(chief, file)
    store = chief.store
    assert [reject.code for reject in report.rejects] == [
        "row.resolved_before_received",
        "row.resolved_wrong",
    ]
    assert [note.facts["values"] for note in report.notes if note.code == "mapping.unknown_values"] == [
        ("还行吧",)
    ]
    kept = store.rows(
        "SELECT resolved_at, closed_at, satisfaction FROM complaint"
        " WHERE source_key LIKE 'plain:A%' ORDER BY source_key"
    )
    assert kept == [
        (at(6, 9), at(7, 10), "satisfied"),
        (at(6, 9), at(6, 9), "dissatisfied"),
        (at(7, 10), at(7, 10), None),
        (at(7, 10), at(7, 10), None),
        (None, None, None),
    ]
    calls = store.rows("SELECT outcome, solved FROM follow_up ORDER BY complaint_id LIMIT 3")
    assert sorted(calls) == [("dissatisfied", 0), ("not_reached", None), ("satisfied", 1)]
    value = queries.value(store, "satisfaction", Asked(periods.parse("2026-01")))
    assert (value.count, value.n) == (5, 6)
    assert examine(store).findings == ()
