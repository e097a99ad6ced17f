"""Report data made by plain constructors: the leak of the picture, and cases that nobody would wish for."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

from PIL import Image

from models.complaints.kinds import AttachmentRow, CaseDetail, CaseRow, EventRow, PartyRow
from models.handling.kinds import (
    CaseFile,
    ContactRow,
    Facts,
    FactValue,
    FollowUpRow,
    OfferRow,
    PromiseRow,
    ProposalRow,
    RemedyRow,
    StepRow,
)
from models.handling.reporting import ReportCase
from models.handling.steps import STEPS

ZONE = ZoneInfo("Asia/Shanghai")
STAFF = {1: "王敏", 2: "赵磊", 3: "刘静", 4: "李想"}


def at(clock: str, day: int = 20) -> datetime:
    """A moment of November 2026 by the clock in Shanghai."""
    hour, minute = clock.split(":")
    return datetime(2026, 11, day, int(hour), int(minute), tzinfo=ZONE).astimezone(UTC)


def a_row(**fields: Any) -> CaseRow:
    """An open complaint of which little is known."""
    plain: dict[str, Any] = {
        "id": 1, "reference": "2611-0187", "kind": "complaint", "channel": "phone", "status": "open",
        "received_at": at("08:12"), "next_due_at": None, "next_due_kind": None, "resolve_due_at": None,
        "resolved_at": None,
        "closed_at": None, "severity": "s3", "category": None, "subcategory": None, "title": "", "unit": "",
        "place_id": None, "resident": "", "resident_id": None, "step": 1, "steps": "clllllll", "handler_id": None,
        "handler": "", "mood": None, "flags": (), "major": False, "imported": False, "repeat_of_id": None,
        "reopened": 0, "satisfaction": None, "row_version": 1,
    }  # fmt: skip
    return CaseRow(**(plain | fields))


def a_detail(row: CaseRow, **fields: Any) -> CaseDetail:
    """The receipt of a case of which little is known."""
    plain: dict[str, Any] = {
        "row": row, "recorded_at": row.received_at + timedelta(minutes=4), "recorded_by": "", "anonymous": False,
        "on_behalf": False, "group_case": False, "caller_name": "", "caller_phone": "", "where_text": "",
        "happened_at": None, "happened_text": "", "words": "", "asks_for": "", "severity_reason": "",
        "life_safety": False, "urgency": 2, "impact": "unit", "validity": "undecided", "validity_reason": "",
        "first_response_at": None, "close_reason": None, "cause": None, "cause_text": "", "responsible": None,
        "lessons": "", "repeat_of": "", "merged_into": "", "policy": "", "source_key": "", "phones": (),
        "access_needs": "", "resident_hints": "", "place_hints": "", "resident_kind": "", "parties": (),
    }  # fmt: skip
    return CaseDetail(**(plain | fields))


def a_case(file: CaseFile, **fields: Any) -> ReportCase:
    """A file with the property around it."""
    plain: dict[str, Any] = {
        "causes": {"wear": {"zh_CN": "老化磨损", "en": "Wear and age"}},
        "property_name": "翠湖花园", "zone": ZONE, "currency": "CNY", "as_of": at("09:10", 23),
        "category": {"zh_CN": "漏水", "en": "Leak"}, "subcategory": {"zh_CN": "楼上漏下", "en": "from above"},
        "property_phone": "010-8888 6666", "property_address": "Cuihu Gardens", "staff": STAFF,
    }  # fmt: skip
    return ReportCase(file, **(plain | fields))


def a_step(number: int, start: str, end: str | None, who: str = "王敏", **fields: Any) -> StepRow:
    """One go at one step, done unless it has no end; due two hours after it began."""
    plain: dict[str, Any] = {
        "id": number, "step": number, "code": STEPS[number - 1].code, "round": 1, "state": "d" if end else "c",
        "started_at": at(start), "finished_at": at(end) if end else None, "owner_id": 1, "owner": who,
        "finished_by": who if end else "", "due_at": at(start) + timedelta(hours=2), "reason": "", "facts": {},
        "row_version": 1,
    }  # fmt: skip
    return StepRow(**(plain | fields))


@cache
def a_photo(shade: int = 200) -> bytes:
    """JPEG bytes of a small picture."""
    kept = BytesIO()
    image = Image.new("RGB", (320, 240), (shade, 190, 170))
    image.paste((120, 80, shade), (60, 40, 200, 160))
    image.save(kept, "JPEG", quality=80)
    return kept.getvalue()


def an_attachment(number: int, note: str = "厨房顶", **fields: Any) -> AttachmentRow:
    """A photograph unless told otherwise."""
    plain: dict[str, Any] = {
        "id": number, "sha256": hashlib.sha256(str(number).encode()).hexdigest(), "name": f"IMG_{number:04}.jpg",
        "media_type": "image/jpeg", "size": 184_320 + number, "kind": "photo", "step": 1, "note": note,
        "added_at": at("08:31") + timedelta(minutes=number), "added_by": "王敏", "thumbnail": a_photo(),
    }  # fmt: skip
    return AttachmentRow(**(plain | fields))


def _leak_steps() -> tuple[StepRow, ...]:
    moods = {"mood_before": "angry", "mood_after": "unhappy"}
    return (
        a_step(1, "08:12", "08:16"),
        a_step(2, "08:16", "08:50", "赵磊", facts={
            "hazards_checked": True, "containment": ["containment.leak.action.1"], "affected": "1502、1402",
            "containment_note": "关 1602 水阀，灶台断电、接水", "contained_at": int(at("08:48").timestamp() * 1000),
        }),
        a_step(3, "08:50", "08:58", facts={
            "restated": "厨房顶滴水，柜门泡胀", "confirmed": True, "comforts": ["listened", "exact_time"], **moods,
        }),
        a_step(4, "08:58", "09:00", "刘静", state="s", reason="业主要求先解决再谈，刘静同意"),
        a_step(5, "09:00", "10:48", "李想", facts={
            "account": "1602 软管接头老化", "evidence": "照片 4 张", "cause": "wear", "cause_text": "软管接头老化",
            "whys": ["接头漏", "用了十二年", "没有巡检"], "responsible": "other_resident",
        }),
        a_step(6, "10:48", "11:55"),
        a_step(7, "11:55", "13:58", state="r", reason="只补胶不行，要查楼上"),
        a_step(6, "13:58", "15:20", round=2, id=9, due_at=at("15:00")),
        a_step(7, "15:20", "15:42", round=2, id=10),
        a_step(8, "15:42", "15:50", "李想", facts={
            "carried_out": "换 1602 软管并试压", "lessons": "同批软管列入巡检", "close_reason": "solved",
        }, finished_at=at("15:20", 21), due_at=at("15:42", 21)),
    )  # fmt: skip


def a_proposal(version: int, state: str, **fields: Any) -> ProposalRow:
    """One version with one offer."""
    plain: dict[str, Any] = {
        "id": version, "version": version, "state": state, "summary": "", "cost_minor": 0, "made_at": at("11:50"),
        "made_by": "王敏", "valid_until": at("18:00"), "approved_at": None, "approved_by": "",
        "offered_at": at("11:55"),
        "answered_at": at("13:58"), "answered_by": "王敏", "answer_way": "phone", "answer_text": "",
        "offers": (OfferRow("repair", "补胶、擦洗", 0, "王师傅", "", "今天"),), "row_version": 1,
    }  # fmt: skip
    return ProposalRow(**(plain | fields))


def _leak_proposals() -> tuple[ProposalRow, ...]:
    offers = (
        OfferRow("replacement", "换 1602 软管并试压", 12000, "赵磊", "软管 1 根", "今天 17:30 前"),
        OfferRow("repair", "修吊柜门", 30000, "木工", "", "21 日 10:00"),
        OfferRow("written_apology", "书面致歉", 0, "刘静", "", "21 日"),
    )
    second = {
        "made_at": at("15:00"),
        "offered_at": at("15:20"),
        "answered_at": at("15:42"),
        "cost_minor": 42000,
    }
    return (
        a_proposal(1, "refused", answer_text="查楼上、赔柜子"),
        a_proposal(
            2,
            "accepted",
            offers=offers,
            valid_until=at("18:00", 27),
            approved_at=at("15:10"),
            approved_by="刘静",
            **second,
        ),
    )


def _leak_promises() -> tuple[PromiseRow, ...]:
    told = (
        ("关 1602 水阀", "09:00", "08:50", 20), ("查明原因", "11:00", "10:48", 20), ("回电", "16:00", "16:20", 20),
        ("换好软管", "18:00", "17:35", 20), ("木工上门", "10:00", "09:55", 21),
    )  # fmt: skip
    return tuple(
        PromiseRow(number, 1, "call", text, at(due, day), "kept", at("08:30"), "王敏", at(kept, day), 1)
        for number, (text, due, kept, day) in enumerate(told, 1)
    )


def _leak_events() -> tuple[EventRow, ...]:
    told: tuple[tuple[str, str, str, int | None, str, dict[str, object]], ...] = (
        ("08:16", "王敏", "recorded", None, "", {"channel": "phone"}),
        ("08:50", "赵磊", "step_finished", 2, "", {}),
        ("09:00", "刘静", "step_skipped", 4, "业主要求先解决再谈", {}),
        ("11:55", "王敏", "proposal_offered", 6, "", {"version": 1}),
        (
            "13:58",
            "王敏",
            "proposal_answered",
            7,
            "查楼上、赔柜子",
            {"version": 1, "answer": "refused", "way": "phone"},
        ),
        ("14:24", "王敏", "remedy_granted", 6, "", {"amount_minor": 6000, "kind_of": "fee_reduction"}),
        ("14:30", "刘静", "severity_changed", None, "水滴到插座旁", {"before": "s3", "after": "s2"}),
        ("14:31", "刘静", "handler_changed", None, "", {"before": 2, "after": 1}),
        ("15:42", "王敏", "proposal_answered", 7, "", {"version": 2, "answer": "accepted", "way": "phone"}),
        ("17:35", "赵磊", "resolved", 8, "", {}),
        ("18:10", "李想", "closed", None, "", {"reason": "solved"}),
    )
    return tuple(
        EventRow(number, at(clock), who, kind, step, text, facts)
        for number, (clock, who, kind, step, text, facts) in enumerate(told, 1)
    )


def the_leak() -> ReportCase:
    """The case of the picture: refused once, mended, closed."""
    row = a_row(
        status="closed", resolved_at=at("17:35"), closed_at=at("15:20", 21), severity="s2", category="leak",
        subcategory="leak.from_above", title="厨房顶漏水，水滴到灶台", unit="3-1502",
        resident="陈建国 Chen Jianguo", step=0,
        steps="dddsdddd", handler="王敏 Wang Min", mood="angry", repeat_of_id=42, satisfaction="satisfied",
        resolve_due_at=at("08:12", 21),
    )  # fmt: skip
    detail = a_detail(
        row, recorded_by="王敏",
        words="厨房顶昨晚开始滴水，滴到灶台上，早上还在滴。你们上次补的胶根本没用！柜门都泡胀了。",
        asks_for="查清楼上的水管，把柜子修好，不再补胶。", first_response_at=at("08:12"), close_reason="solved",
        cause="wear",
        cause_text="软管接头老化", responsible="other_resident", repeat_of="2611-0042", policy="cn-property v3",
        resident_kind="owner", lessons="同批软管列入巡检", happened_text="昨晚", where_text="厨房吊顶",
        parties=(PartyRow(1, "co_complainant", None, None, "李秀英", "3-1402", "", "我家也有水印", at("09:20")),),
    )  # fmt: skip
    files = tuple(
        an_attachment(number, note)
        for number, note in enumerate(("厨房顶 Ceiling", "1602 接头 Joint", "吊柜门 Doors", "修后 After"), 1)
    )
    statement = an_attachment(
        5, "1602 住户说明", kind="statement", media_type="application/pdf", thumbnail=None, name="说明.pdf"
    )
    remedies = (
        RemedyRow(
            1,
            "fee_reduction",
            "免保洁费",
            6000,
            True,
            "carried_out",
            None,
            at("14:24"),
            "王敏",
            None,
            "",
            at("14:30"),
            1,
        ),
        RemedyRow(
            2,
            "replacement",
            "换软管",
            42000,
            False,
            "carried_out",
            2,
            at("15:42"),
            "王敏",
            at("15:10"),
            "刘静",
            at("17:35"),
            1,
        ),
    )
    contacts = (
        ContactRow(1, at("08:12"), "王敏", "from_resident", "phone", True, "来电投诉"),
        ContactRow(2, at("13:20"), "王敏", "to_resident", "phone", False, ""),
    )
    calls = (
        FollowUpRow(1, at("15:10", 21), "李想", 1, "phone", "satisfied", True, "已经不漏了，谢谢", None),
    )
    file = CaseFile(
        detail,
        _leak_steps(),
        _leak_proposals(),
        remedies,
        _leak_promises(),
        contacts,
        calls,
        (*files, statement),
        _leak_events(),
    )
    return a_case(file)


def a_bare_case(words: str = "灯不亮", title: str = "", **fields: Any) -> ReportCase:
    """A case just received, with nothing but words."""
    row = a_row(title=title, **fields)
    steps = () if row.imported else (a_step(1, "08:12", None),)
    return a_case(
        CaseFile(a_detail(row, words=words), steps, (), (), (), (), (), (), (), ("where", "category"))
    )


def an_imported_case() -> ReportCase:
    """A past complaint that was read in from a file."""
    row = a_row(
        reference="2601-0003", status="closed", imported=True, channel="other", step=0, steps="llllllll",
        title="HEAT/HOT WATER",
        unit="", category="nyc", received_at=datetime(2026, 1, 2, 3, 4, tzinfo=UTC),
        resolved_at=datetime(2026, 1, 4, 3, 4, tzinfo=UTC), closed_at=datetime(2026, 1, 4, 3, 4, tzinfo=UTC),
    )  # fmt: skip
    detail = a_detail(
        row, words="ENTIRE BUILDING", where_text="225 EAST 5 STREET", source_key="nyc311:63543210"
    )
    event = EventRow(1, row.received_at, "", "imported", None, "", {})
    labels = {"zh_CN": "HEAT/HOT WATER", "en": "HEAT/HOT WATER"}
    return a_case(
        CaseFile(detail, (), (), (), (), (), (), (), (event,)),
        category=labels,
        subcategory={},
        as_of=at("08:00"),
    )


def with_file(case: ReportCase, /, **fields: Any) -> ReportCase:
    """The same case with other records."""
    return replace(case, file=replace(case.file, **fields))


def with_text(case: ReportCase, text: str) -> ReportCase:
    """The same case with a text wherever a person may write one."""
    file = case.file
    row = replace(file.case.row, title=text, unit=text[:40], resident=text, handler=text)
    detail = replace(
        file.case, row=row, words=text, asks_for=text, cause_text=text, where_text=text, happened_text=text,
        severity_reason=text, validity_reason=text, recorded_by=text, lessons=text, policy=text[:60],
        parties=tuple(replace(one, name=text, unit=text, words=text) for one in file.case.parties),
    )  # fmt: skip
    steps = tuple(
        replace(
            one,
            owner=text,
            finished_by=text,
            reason=text if one.state in "rs" else "",
            facts=_written(one.facts, text),
        )
        for one in file.steps
    )
    offers = {
        proposal.id: tuple(
            replace(o, text=text, doer=text, resources=text, timetable=text) for o in proposal.offers
        )
        for proposal in file.proposals
    }
    written = replace(
        file, case=detail, steps=steps,
        proposals=tuple(
            replace(p, summary=text, made_by=text, approved_by=text, answer_text=text, offers=offers[p.id])
            for p in file.proposals
        ),
        remedies=tuple(replace(one, text=text, granted_by=text) for one in file.remedies),
        promises=tuple(replace(one, text=text) for one in file.promises),
        contacts=tuple(replace(one, staff=text, summary=text) for one in file.contacts),
        follow_ups=tuple(replace(one, staff=text, words=text) for one in file.follow_ups),
        attachments=tuple(replace(one, name=text, note=text, added_by=text) for one in file.attachments),
        events=tuple(replace(one, staff=text, text=text) for one in file.events),
    )  # fmt: skip
    return replace(case, file=written, property_name=text, property_address=text, property_phone=text)


_CODED = frozenset({"cause", "responsible", "mood_before", "mood_after", "close_reason", "way"})


def _written(facts: Facts, text: str) -> dict[str, FactValue]:
    """Facts with a text in place of whatever a person wrote; codes stay."""
    return {
        name: text if isinstance(value, str) and name not in _CODED else value
        for name, value in facts.items()
    }
