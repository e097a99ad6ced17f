"""The morning of the picture: late ones, ones that fall due, promises, calls, approvals; through the real doors."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from models.complaints.kinds import Channel, ComplaintDraft, Flag, Mood
from models.core.changes import Changes
from models.core.clock import SetClock
from models.core.permissions import Role
from models.core.session import Session
from models.directory.actions import add_place, add_resident
from models.directory.kinds import PlaceDraft, PlaceKind, ResidencyDraft, ResidentDraft
from models.directory.queries import children
from models.handling.actions import (
    arrived,
    carried_out,
    finish_step,
    grant_remedy,
    log_contact,
    make_promise,
    record,
)
from models.handling.kinds import ContactDraft, PromiseDraft, RemedyDraft
from tests.cases import FACTS, ready
from tests.ui.helpers import DeskUnderTest
from tests.ui.pages.handling.scene import ask, colleague

HOMES = {
    "5-0602": "周桂兰", "2-0904": "黄志强", "3-1502": "陈建国", "7-0301": "吴倩", "6-1103": "林秀珍", "1-2203": "何丽",
}  # fmt: skip


class Morning:
    """Builds cases in a shifting time; everything happens on the database thread."""

    def __init__(self, session: Session, other: Session, clock: SetClock) -> None:
        self.me, self.other, self.clock = session, other, clock
        self.noon = clock.instant
        self.homes = _homes(session)

    def case(
        self, home: str, title: str, ago: timedelta, step: int = 2, *, by: Session | None = None, **more: Any
    ) -> int:
        """A case recorded so long ago, walked to a step at once."""
        who = by or self.me
        self.clock.instant = self.noon - ago
        place, resident = self.homes[home]
        draft = ComplaintDraft(
            title + "。请尽快处理。", channel=Channel.PHONE, resident_id=resident, place_id=place, title=title,
            happened_text="今天", asks_for="尽快", category="leak", subcategory="leak.from_above", mood=Mood.ANGRY,
            **{"urgency": 2, **more},
        )  # fmt: skip
        case_id = record(who, draft).value.id
        arrived(who, case_id, None)
        caller = self.other if who is self.me else self.me
        for number in range(2, step):
            ready(who, caller, case_id, number)
            finish_step(who, case_id, None, FACTS[number])
        self.clock.instant = self.noon
        return case_id

    def told(self, case_id: int, ago: timedelta) -> None:
        """The resident heard from us so long ago."""
        self.clock.instant = self.noon - ago
        log_contact(self.me, case_id, ContactDraft("说明了进度"))
        self.clock.instant = self.noon

    def promise(self, case_id: int, text: str, ago: timedelta, ahead: timedelta) -> None:
        """Something promised a while ago for a time from now."""
        self.clock.instant = self.noon - ago
        make_promise(self.me, case_id, PromiseDraft(text, self.noon + ahead))
        self.clock.instant = self.noon


def _homes(session: Session) -> dict[str, tuple[int, int]]:
    root = children(session, None)[0].place.id
    made = {}
    for label, name in HOMES.items():
        number, unit = label.split("-")
        building = add_place(session, PlaceDraft(root, PlaceKind.BUILDING, number, f"{number}号楼")).value
        place = add_place(session, PlaceDraft(building, PlaceKind.UNIT, unit, floor=int(unit[:2]))).value
        person = ResidentDraft(name)
        made[label] = (place, add_resident(session, person, ResidencyDraft(place, "owner")).value)
    return made


def the_morning(desk: DeskUnderTest, clock: SetClock) -> dict[str, int]:
    """The whole picture; returns the cases by home."""
    other = colleague(desk, "李想", Role.FRONT_DESK)
    h, m = _hours, _minutes

    def make(session: Session) -> dict[str, int]:
        scene = Morning(session, other, clock)
        vulnerable = frozenset({Flag.VULNERABLE})
        made = {
            "5-0602": scene.case(
                "5-0602", "早上起厨房水龙头没水，家里只有老人", h(7.5), 6, urgency=2, flags=vulnerable
            ),
            "2-0904": scene.case("2-0904", "B2-117 车位旁一大片积水，担心泡车", m(27), 3),
            "3-1502": scene.case("3-1502", "厨房顶漏水，第二次；不接受只补胶", m(8), 3, urgency=3),
            "7-0301": scene.case("7-0301", "门禁卡三次刷不开，带孩子被关门外", h(23.6), 6),
            "6-1103": scene.case("6-1103", "空调外机噪音", h(3), 5, by=other),
        }
        scene.told(made["5-0602"], h(4) + m(46))
        scene.told(made["7-0301"], h(3))
        scene.promise(made["6-1103"], "告诉检测结果：空调外机噪音 52 分贝", h(2), m(70))
        scene.promise(made["3-1502"], "赵师傅到 1602 查水管的结果", m(5), m(100))
        done = scene.case("1-2203", "卫生间渗水修好第 3 天", h(26), 8, by=other)
        clock.instant = scene.noon - h(22)
        carried_out(other, done, None, "重做了防水")
        clock.instant = scene.noon
        grant_remedy(other, made["6-1103"], None, RemedyDraft("fee_reduction", 600_00, "免两个月物业费"))
        return {**made, "1-2203": done}

    made = ask(desk, make)
    told(desk)
    return made


def told(desk: DeskUnderTest) -> None:
    """The window hears that cases changed, as it would through the store."""
    desk.context.operations.announce(Changes(frozenset({"case"})))
    desk.settle()


def _hours(amount: float) -> timedelta:
    return timedelta(hours=amount)


def _minutes(amount: float) -> timedelta:
    return timedelta(minutes=amount)
