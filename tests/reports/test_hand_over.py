"""The hand-over sheet on paper: read back in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from models.shifts.kinds import DutyRow, HandOverRow, NoteRow, OnDuty, Post
from models.shifts.rules import DEFAULTS, spell_on
from models.shifts.sheet_kinds import Part, Sheet, SheetLine
from reports.documents.hand_over import hand_over_sheet, sheet_checksum
from reports.render import to_bytes
from tests.reports.cases import ZONE, at
from tests.reports.reading import EN, ZH, fonts_of, metadata_of, pages_of, squeezed, text_of

FRIDAY = date(2026, 11, 20)


def a_line(part: Part, **fields: Any) -> SheetLine:
    plain: dict[str, Any] = {
        "part": part, "id": 1, "complaint_id": 1, "reference": "2611-0187", "title": "厨房顶漏水", "unit": "3-1502",
        "resident": "陈建国", "severity": "s2", "handler": "王敏", "at": at("16:00"),
        "kind": "progress_told", "text": "",
    }  # fmt: skip
    return SheetLine(**(plain | fields))


def a_sheet(**fields: Any) -> Sheet:
    """A Friday's early shift with something in every part."""
    early, late = (spell_on(shift, FRIDAY, ZONE) for shift in DEFAULTS[:2])
    rows = {
        Part.CRITICAL: (a_line(Part.CRITICAL, severity="s1", at=at("08:12"), kind="resolved"),),
        Part.PROMISES: (a_line(Part.PROMISES, kind="call", text="告诉检测结果", phone="138 6021 7745"),),
        Part.APPOINTMENTS: (
            a_line(
                Part.APPOINTMENTS,
                reference="W2611-0042",
                title="换软管",
                kind="scheduled",
                handler="赵磊",
                at=at("15:00"),
                until=at("17:00"),
            ),
        ),
        Part.PAUSED: (a_line(Part.PAUSED, kind="parts", text="等软管"),),
        Part.INCIDENTS: (a_line(Part.INCIDENTS, title="3号楼停水", kind="outage", text="水泵在换件"),),
        Part.ESCALATIONS: (
            a_line(Part.ESCALATIONS, kind="on_site", cause="clock", percent=150, level="manager"),
        ),
    }
    lines = {part: rows.get(part, ()) for part in Part}
    wang = DutyRow(1, FRIDAY, "early", Post.DESK, 1, "王敏", True)
    plain: dict[str, Any] = {
        "property_name": "翠湖花园", "zone": ZONE, "as_of": at("14:20"), "spell": early, "next": late,
        "duty": OnDuty(early, late, desk=(wang,), next_on_call=(replace(wang, name="周凯"),)),
        "lines": lines, "totals": {part: len(rows) for part, rows in lines.items()},
        "notes": (NoteRow(1, 1, "先别重启电梯", 1, "2611-0190", at("07:10"), "李想", None, "", False),),
    }  # fmt: skip
    return Sheet(**(plain | fields))


def test_everything_stands_on_it_in_chinese() -> None:
    text = text_of(to_bytes(hand_over_sheet(a_sheet(), [ZH])))
    for said in (
        "翠湖花园", "交接单", "早班", "07:00–15:00", "王敏", "周凯", "先别重启电梯", "李想11-2007:10",
        "2611-0190", "重大未结",
        "11-2008:12", "回电:告诉检测结果", "13860217745", "等配件:等软管", "3号楼停水", "“水泵在换件”",
        "到场150%，待经理知悉", "预约上门", "11-2015:00–17:00", "W2611-0042", "已排期", "赵磊",
        "交班人", "接班人", "第1页，共1页", "数据截至2026-11-2014:20",
    ):  # fmt: skip
        assert squeezed(said) in text, said


def test_everything_stands_on_it_in_english() -> None:
    text = text_of(to_bytes(hand_over_sheet(a_sheet(), [EN])))
    for said in (
        "Hand-over sheet", "Early shift", "Grave and open", "Call: 告诉检测结果", "Waiting for parts", "Page 1 of 1",
        "On site 150 %, for the Manager", "Handed over by", "At the desk, this shift",
    ):  # fmt: skip
        assert squeezed(said) in text, said
    assert "交接单" not in text


def test_both_side_by_side() -> None:
    text = text_of(to_bytes(hand_over_sheet(a_sheet(), [ZH, EN])))
    for said in ("交接单Hand-oversheet", "早班Earlyshift", "重大未结Graveandopen", "等配件Waitingforparts"):
        assert said in text, said
    assert text.count("告诉检测结果") == 1  # what a person wrote is said once


def test_the_same_sheet_is_the_same_paper() -> None:
    paper = to_bytes(hand_over_sheet(a_sheet(), [ZH]))
    assert paper == to_bytes(hand_over_sheet(a_sheet(), [ZH]))
    assert all(fonts_of(paper).values())
    assert metadata_of(paper)["Title"] == "交接单 2026-11-20 早班"


def test_the_checksum_is_of_what_is_said() -> None:
    sheet = a_sheet()
    seen = replace(sheet, notes=tuple(replace(one, read=True) for one in sheet.notes))
    assert sheet_checksum(seen) == sheet_checksum(sheet)
    later = replace(sheet, as_of=sheet.as_of + timedelta(minutes=1))
    assert sheet_checksum(later) != sheet_checksum(sheet)


def test_who_gave_and_who_took() -> None:
    given = HandOverRow(
        1, 1, FRIDAY, "early", at("14:55"), 1, "王敏", "来水后逐户告知", {}, at("15:02"), "李想"
    )
    text = text_of(to_bytes(hand_over_sheet(a_sheet(given=given), [ZH])))
    for said in ("已交班王敏11-2014:55", "已接班李想11-2015:02", "来水后逐户告知"):
        assert said in text, said


def test_an_empty_sheet_says_so() -> None:
    nothing = dict.fromkeys(Part, ())
    text = text_of(
        to_bytes(hand_over_sheet(a_sheet(lines=nothing, totals=dict.fromkeys(Part, 0), notes=()), [ZH]))
    )
    assert squeezed("没有要交给下一班的事。") in text
    assert "重大未结" not in text


def test_a_long_sheet_goes_on_and_says_what_it_leaves_out() -> None:
    many = {
        part: tuple(
            a_line(part, id=number, reference=f"2611-{number:04d}", title="说来话长，" * 30)
            for number in range(60)
        )
        for part in (Part.LATE, Part.DUE)
    }
    lines = {part: many.get(part, ()) for part in Part}
    paper = to_bytes(
        hand_over_sheet(a_sheet(lines=lines, totals={part: 90 if lines[part] else 0 for part in Part}), [ZH])
    )
    pages = pages_of(paper)
    assert len(pages) > 2
    assert squeezed(f"第 {len(pages)} 页，共 {len(pages)} 页") in squeezed(pages[-1])
    whole = squeezed("".join(pages))
    assert "2611-0029" in whole
    assert "2611-0030" not in whole
    assert "共90项，列出了30项" in whole
