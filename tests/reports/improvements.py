"""Papers about improvements made by plain constructors: the golden row, a late plan, and rows of long names."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from models.improvements.kinds import (
    Head,
    ImprovementFile,
    ImprovementGroup,
    ImprovementRow,
    ImprovementView,
    Judgement,
    Preview,
    TaskRow,
    Verdict,
)
from models.improvements.printing import (
    House,
    Letter,
    LettersSheet,
    NoteSheet,
    OwnCase,
    RegisterLine,
    RegisterSheet,
)
from models.improvements.saying import Names
from tests.reports.cases import ZONE, at
from tests.reports.summaries import an_improvement

LONG = "非常长的名字" * 12 + " Verylongword" * 12
WEEKS = tuple(
    (date(2026, 9, 14) + timedelta(weeks=week), count)
    for week, count in zip((0, 1, 2, 3, 5, 6, 7, 8), (6, 5, 5, 6, 3, 2, 2, 2), strict=True)
)
JUDGED = Judgement(Verdict.ACHIEVED, 22, 9, 4520, 4540, 59.3, 0.0138, WEEKS, date(2026, 10, 12))


def a_house(**fields: Any) -> House:
    names = {
        "zh_CN": Names({"leak": "漏水", "cleaning": "保洁"}, {"wear": "老化"}),
        "en": Names({"leak": "Leak", "cleaning": "Cleaning"}, {"wear": "Wear and age"}),
    }
    plain: dict[str, Any] = {
        "name": "翠湖花园", "address": "湖滨路18号", "phone": "0571-8800 1234", "zone": ZONE, "currency": "CNY",
        "language": "zh_CN", "names": names,
    }  # fmt: skip
    return House(**(plain | fields))


def golden(**fields: Any) -> ImprovementRow:
    """The row of the picture: 22 before, 9 after, achieved."""
    plain: dict[str, Any] = {
        "title": "淋浴盆接缝", "building": "3", "root_cause": "酸性胶粘不住亚克力", "plan_short": "64个盆重打胶",
        "plan_long": "改采购单，教瓦工", "target_percent": 50, "before": 22, "after": 9, "before_exposure": 4520,
        "after_exposure": 4540, "p_value": 0.0138, "period_count": 22,
    }  # fmt: skip
    return an_improvement(**(plain | fields))


def late(**fields: Any) -> ImprovementRow:
    """A plan that nine days ago should have been in force."""
    plain: dict[str, Any] = {
        "id": 2, "title": "垃圾周日满溢", "category": "cleaning", "cause": None, "building": "", "state": "running",
        "effective_on": None, "verdict": None, "judged_at": None, "before": None, "after": None, "p_value": None,
        "due_on": date(2026, 11, 11), "late_days": 9, "rung": 2, "group": ImprovementGroup.LATE, "told": "刘静",
        "told_at": at("08:00", 18), "ask": "周日加一趟", "ask_minor": 88_000_00, "plan_short": "周日加一趟",
    }  # fmt: skip
    return an_improvement(**(plain | fields))


def a_register(*rows: ImprovementRow) -> RegisterSheet:
    lines = tuple(RegisterLine(row, "先告诉经理，再停付" if row.late_days else "") for row in rows)
    head = Head(1, 1, 0, 0, sum(row.late_days > 0 for row in rows), 1)
    return RegisterSheet(a_house(), ImprovementView.ALL, date(2026, 11, 20), head, lines, at("06:00", 20))


def a_file(row: ImprovementRow | None = None, **fields: Any) -> ImprovementFile:
    tasks = tuple(
        TaskRow(n, 1, f"第{n}栋", n > 3, at("09:00", n) if n < 3 else None, "赵磊") for n in range(1, 6)
    )
    plain: dict[str, Any] = {
        "row": row or golden(tasks=5, tasks_done=2), "whys": ("接缝半年就开", "胶粘不住", "采购单只有一种胶"),
        "when_overdue": "", "evidence": "", "decided_by": "", "decided_at": None, "tasks": tasks, "history": (),
        "files": (), "judgement": JUDGED, "preview": None,
    }  # fmt: skip
    return ImprovementFile(**(plain | fields))


def a_note(file: ImprovementFile | None = None, **fields: Any) -> NoteSheet:
    file = file or a_file()
    plain: dict[str, Any] = {
        "house": a_house(), "file": file, "cases": 31, "residents": 24,
        "judged": file.preview.judgement if file.preview else file.judgement,
        "words": ((date(2026, 10, 9), "洗完澡楼下天花板滴水"), (date(2026, 10, 2), "接缝又开了，才修过")),
        "spoken": 12, "day": date(2026, 11, 20), "as_of": at("06:00", 16),
    }  # fmt: skip
    return NoteSheet(**(plain | fields))


def so_far() -> Preview:
    """A plan in force of which two weeks are counted."""
    known = Judgement(Verdict.NOT_ACHIEVED, 22, 5, 4520, 4540, 77.4, 0.001, WEEKS, date(2026, 10, 12))
    return Preview(known, date(2026, 12, 14), complete=False)


def a_letter(**fields: Any) -> Letter:
    plain: dict[str, Any] = {
        "resident_id": 1, "name": "陈建国", "home": "3-1502", "language": "zh_CN",
        "cases": (OwnCase("2610-0187", date(2026, 10, 9), "厨房顶漏水"),),
    }  # fmt: skip
    return Letter(**(plain | fields))


def some_letters(*letters: Letter, **fields: Any) -> LettersSheet:
    plain: dict[str, Any] = {
        "house": a_house(), "row": golden(), "judged": JUDGED, "ready_on": None, "letters": letters, "first": 0,
        "total": len(letters), "as_of": at("06:00", 16),
        "words": {"zh_CN": "64 个淋浴盆都重新打了中性胶。", "en": "All 64 trays were sealed anew."},
    }  # fmt: skip
    return LettersSheet(**(plain | fields))
