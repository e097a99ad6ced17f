"""Job slips, day sheets and the plan of a week, made from a real store and read back from the paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from models.core.clock import SetClock
from models.core.errors import Unknown, UserProblem
from models.core.permissions import Role
from models.core.session import Session
from models.crew.actions import add_absence
from models.crew.kinds import AbsenceDraft, AbsenceKind
from models.repairs import actions
from models.repairs.kinds import Access, AppointmentDraft
from models.scheduling.actions import place
from models.scheduling.kinds import Move
from models.scheduling.printing import MOST_SLIPS, day_sheet, slips, week_name, week_of, week_plan
from models.store.database import Store
from reports.documents.day_sheet import day_sheets
from reports.documents.week_plan import week_plan_paper
from reports.documents.work_order import work_order_slips
from reports.render import to_bytes
from tests import factories
from tests.cases import a_case
from tests.repairs import a_technician, an_order
from tests.reports.cases import ZONE
from tests.reports.reading import EN, ZH, fonts_of, outline_of, pages_of, sizes_of, squeezed, text_of

MONDAY = date(2026, 11, 23)


@pytest.fixture
def clock() -> SetClock:
    return factories.a_clock()


@pytest.fixture
def store(tmp_path: Path, clock: SetClock) -> Iterator[Store]:
    opened = factories.a_store(tmp_path / "data", clock)
    factories.an_estate(opened, clock)
    yield opened
    opened.disconnect()


@pytest.fixture
def boss(store: Store, clock: SetClock) -> Session:
    return factories.a_session(store, clock, Role.MANAGER)


def at(day: date, hour: int) -> datetime:
    """An hour of a day at the property."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZONE)


def booked(boss: Session, technician: int, order: int, hour: int, day: date = MONDAY) -> int:
    """Place an order of two hours; returns it."""
    place(boss, (Move(order, technician, at(day, hour), at(day, hour + 2)),))
    return order


def a_slip(boss: Session) -> int:
    """An order with everything that a slip can say."""
    order = an_order(
        boss, a_case(boss), title="换软管", text="关总阀后更换角阀软管，试压 30 分钟", access=Access.KEY,
        access_note="钥匙 12 号柜", pets=True, safety="断水前通知楼上", parts_text="DN15 软管 2 根",
    )  # fmt: skip
    booked(boss, a_technician(boss, "赵磊"), order, 14)
    actions.agree(boss, order, None, AppointmentDraft(at(MONDAY, 14), at(MONDAY, 17)))
    return order


def test_a_slip_says_all_that_a_technician_needs(boss: Session) -> None:
    order = a_slip(boss)
    pdf = to_bytes(work_order_slips(slips(boss.store, [order]), [ZH]))
    told = text_of(pdf)
    for said in (
        "派工单", "W2611-0001", "2611-0001", "换软管", "关总阀后更换角阀软管，试压30分钟", "赵磊",
        "11月23日周一14:00–16:00", "陈建国", "13860217745",
        "3-1502厨房", "前台有钥匙", "钥匙12号柜", "家有宠物", "断水前通知楼上", "DN15软管2根",
        "11月23日周一14:00–17:00", "水管", "已修好", "无人在家",
    ):  # fmt: skip
        assert said in told, said
    assert all(fonts_of(pdf).values())
    assert len(pages_of(pdf)) == 1
    assert "Jobslip" in text_of(to_bytes(work_order_slips(slips(boss.store, [order]), [EN])))


def test_the_code_on_a_slip_is_the_reference(boss: Session) -> None:
    """What a desk scanner types, the search box must find."""
    order = a_slip(boss)
    pdf = pypdfium2.PdfDocument(to_bytes(work_order_slips(slips(boss.store, [order]), [ZH, EN])))
    picture = pdf[0].render(scale=2).to_pil()
    pdf.close()
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == ["W2611-0001"]


def test_slips_go_by_technician_and_along_the_way(boss: Session) -> None:
    zhao, he = a_technician(boss, "赵磊"), a_technician(boss, "何勇")
    late = booked(boss, zhao, an_order(boss, title="下午"), 14)
    early = booked(boss, zhao, an_order(boss, title="上午"), 9)
    other = booked(boss, he, an_order(boss, title="别人"), 9)
    waiting = an_order(boss, title="未排")
    found = slips(boss.store, [waiting, late, other, early, late])
    expected = {zhao: [early, late], he: [other]}
    people = [row[0] for row in boss.store.rows("SELECT id FROM technician ORDER BY position, name, id")]
    assert [slip.file.row.id for slip in found] == [
        *(one for who in people for one in expected[who]),
        waiting,
    ]
    pdf = to_bytes(work_order_slips(found, [ZH]))
    assert [entry.page for entry in outline_of(pdf) if entry.level == 0] == [1, 2, 3, 4]


def test_no_more_than_fifty_slips_at_once_and_not_none(boss: Session) -> None:
    one = an_order(boss)
    with pytest.raises(UserProblem) as raised:
        slips(boss.store, range(1, MOST_SLIPS + 2))
    assert raised.value.code == "order.too_many_slips"
    with pytest.raises(UserProblem):
        slips(boss.store, [])
    with pytest.raises(Unknown):
        slips(boss.store, [one, 99])


def test_very_long_words_break_over_pages_and_none_is_lost(boss: Session) -> None:
    long = "".join(f"第{n}步，检查并记录。" for n in range(220))
    order = an_order(boss, title="长" * 200, text=long, safety="<b>&" * 40, where_text="A" * 300)
    pdf = to_bytes(work_order_slips(slips(boss.store, [order]), [ZH, EN]))
    assert len(pages_of(pdf)) > 1
    assert "第219步，检查并记录。" in text_of(pdf)
    assert "<b>&" * 40 in text_of(pdf)


def test_a_day_sheet_lists_the_day_in_order(boss: Session) -> None:
    zhao = a_technician(boss, "赵磊")
    booked(boss, zhao, an_order(boss, title="下午的活"), 14)
    booked(boss, zhao, an_order(boss, title="上午的活"), 9)
    booked(boss, zhao, an_order(boss, title="明天的活"), 9, MONDAY + timedelta(days=1))
    told = text_of(to_bytes(day_sheets([day_sheet(boss.store, zhao, MONDAY)], [ZH])))
    assert told.index("上午的活") < told.index("下午的活")
    assert "明天的活" not in told
    assert "2单·4时" in told
    nothing = text_of(to_bytes(day_sheets([day_sheet(boss.store, zhao, MONDAY + timedelta(days=2))], [EN])))
    assert "Nothingisscheduledonthisday." in nothing


def test_the_plan_of_a_week_shows_who_does_what_and_who_is_away(boss: Session) -> None:
    zhao, he = a_technician(boss, "赵磊"), a_technician(boss, "何勇")
    booked(boss, zhao, an_order(boss, title="修门", where_text="2 号楼"), 9, MONDAY + timedelta(days=4))
    booked(boss, zhao, an_order(boss, title="下周的活"), 9, MONDAY + timedelta(days=7))
    an_order(boss, title="没排的活")
    away = AbsenceDraft(he, AbsenceKind.LEAVE, at(MONDAY, 0), at(MONDAY + timedelta(days=2), 0))
    add_absence(boss, away)
    plan = week_plan(boss.store, week_of(MONDAY + timedelta(days=3)))
    pdf = to_bytes(week_plan_paper(plan, [ZH]))
    told = text_of(pdf)
    assert "一周排班2026-W48" in squeezed(outline_of(pdf)[0].title)
    assert "09:002号楼修门" in told
    assert "下周的活" not in told
    assert "没排的活" not in told
    assert told.count("请假") == 2
    assert "1单待排期。" in told
    wide, tall = sizes_of(pdf)[0]
    assert wide > tall


def test_the_plan_of_many_people_is_read_in_a_fixed_number_of_statements(boss: Session) -> None:
    def statements() -> int:
        counted: list[str] = []
        connection = boss.store.database.connection()
        connection.set_trace_callback(counted.append)
        week_plan(boss.store, week_of(MONDAY))
        connection.set_trace_callback(None)
        return len(counted)

    booked(boss, a_technician(boss, "甲"), an_order(boss), 9)
    few = statements()
    assert few > 5
    for number in range(6):
        person = a_technician(boss, f"乙{number}")
        for hour in (9, 14):
            booked(boss, person, an_order(boss), hour)
    assert statements() == few


def test_the_same_plan_gives_the_same_bytes(boss: Session, clock: SetClock) -> None:
    order = a_slip(boss)

    def printed() -> tuple[bytes, bytes]:
        plan = week_plan_paper(week_plan(boss.store, week_of(MONDAY)), [ZH, EN])
        return to_bytes(plan), to_bytes(work_order_slips(slips(boss.store, [order]), [ZH, EN]))

    first = printed()
    clock.advance(days=1)
    assert printed() == first


@pytest.mark.parametrize(
    ("day", "name"),
    [(date(2026, 12, 31), "2026-W53"), (date(2027, 1, 3), "2026-W53"), (date(2027, 1, 4), "2027-W01")],
)
def test_weeks_at_the_turn_of_the_year(day: date, name: str) -> None:
    days = week_of(day)
    assert {week_name(one) for one in days} == {name}
    assert day in days
    assert [one.weekday() for one in days] == list(range(7))
