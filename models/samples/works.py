"""The work orders of the demo estate around the present day, told as the cases are: what was planned and what came."""

from __future__ import annotations

from datetime import datetime, timedelta

from models.repairs import actions
from models.repairs.kinds import Access, AppointmentDraft, OrderDraft, WaitsFor
from models.samples.scenes import Scene, Stage
from models.samples.workshop import VISITOR, Workshop, local_hour

FIRST, LAST = -6, 4  # days around the present one


def _quarter(at: datetime) -> datetime:
    """The next quarter of an hour, as people agree on times."""
    whole = at.replace(second=0, microsecond=0)
    return whole + timedelta(minutes=-whole.minute % 15)


def pump_out(shop: Workshop) -> Scene:
    """Under way now: the sewage in the garage; what has to be mended afterwards is to be scheduled."""
    stage = shop.stage
    yield stage.ago(2, minutes=50)
    sewage = ("3-0703", "drain.overflow", "li")
    pumped = shop.of_case(
        *sewage, title="抽水并清污水井", skill="drains", estimate_minutes=110, severity="s2"
    )
    yield stage.ago(1, minutes=30)
    shop.slot(pumped, "何勇", _quarter(stage.ago(1, minutes=24)), 110)
    yield stage.ago(1, minutes=9)
    actions.start(shop.planner, pumped, None)
    yield stage.ago(0, minutes=50)
    shop.of_case(*sewage, title="换止回阀", skill="drains", estimate_minutes=180, severity="s2")


def pressure_test(shop: Workshop) -> Scene:
    """To schedule: the hose of 3-1602; the resident is in until the evening."""
    stage = shop.stage
    yield stage.ago(5)
    home = (_quarter(stage.ago(0, minutes=20)), _quarter(stage.ago(-3, minutes=-40)))
    shop.of_case(
        "3-1602", "water.pressure", "wang", title="试压并换软管", skill="plumbing", estimate_minutes=120,
        severity="s2", access=Access.KEY, windows=(home,), parts_text="不锈钢软管 50 cm × 2",
    )  # fmt: skip


def cupboard(shop: Workshop) -> Scene:
    """To schedule: two doors of the cupboard in 3-1502, tomorrow."""
    stage = shop.stage
    yield stage.ago(0, minutes=21)
    home = (stage.on_day(-1, 8), stage.on_day(-1, 18))
    shop.of_case(
        "3-1502", "leak.from_above", "wang", title="修两扇吊柜门", skill="carpentry", estimate_minutes=120,
        severity="s3", windows=(home,), access=Access.RESIDENT_PRESENT, pets=True, access_note="家里有狗，先按门铃",
    )  # fmt: skip


def card_reader(shop: Workshop) -> Scene:
    """To schedule: after work."""
    stage = shop.stage
    yield stage.ago(0, minutes=49)
    begin = local_hour(stage, 18)
    shop.of_case(
        "1-0301", "security.card", "wang", title="换门禁读卡器", skill="access", estimate_minutes=60, severity="s3",
        windows=((begin, begin + timedelta(hours=3)),), access=Access.APPOINTMENT, parts_text="门禁读卡器 × 1",
    )  # fmt: skip


def booster(shop: Workshop) -> Scene:
    """Waits: the part comes in some days."""
    stage = shop.stage
    yield stage.ago(4)
    order = shop.of_case("1-0602", "water.none", "wang", title="增压泵换密封圈", estimate_minutes=120)
    shop.wait(order, WaitsFor.PARTS, stage.on_day(-4, 12), "密封圈周内到货")


def playground(shop: Workshop) -> Scene:
    """To schedule, some day: nobody complained. And a window that nobody could open yet, longer than was said."""
    stage = shop.stage
    yield stage.on_day(2, 10, 15)
    draft = OrderDraft(
        "游乐区水龙头", skill="plumbing", severity="s4", estimate_minutes=240, where_text="中心花园 游乐区",
        due_at=stage.on_day(-10, 18),
    )  # fmt: skip
    actions.make(shop.planner, draft)
    locked = OrderDraft(
        "换公区窗锁", skill="doors", severity="s4", estimate_minutes=60, where_text="1号楼 6 层"
    )
    order = actions.make(shop.planner, locked).value
    shop.wait(order, WaitsFor.ACCESS, stage.on_day(0, 0), "租户搬家，占着窗台，昨天搬完")


def hinge(shop: Workshop) -> Scene:
    """An appointment of today: the owner is in only then."""
    stage = shop.stage
    yield stage.ago(20)
    order = shop.of_case(
        "1-1701", "service.promise", "wang", title="更换入户门合页", skill="doors", estimate_minutes=60,
        access=Access.APPOINTMENT,
    )  # fmt: skip
    begin, until = shop.visit
    actions.agree(stage.cast["wang"], order, None, AppointmentDraft(begin, until, note="业主只有这时在家"))
    yield stage.ago(19.5)
    shop.slot(order, VISITOR, begin, 60)


def bathroom(shop: Workshop) -> Scene:
    """Done yesterday, and the resident is called today."""
    stage = shop.stage
    yield stage.ago(23.4)
    order = shop.of_case("3-0804", "leak.bathroom", "li", title="卫生间重做防水", estimate_minutes=100)
    begin = _quarter(stage.ago(23.2))
    shop.slot(order, "吴斌", begin, 100)
    yield stage.ago(22.9)
    actions.start(shop.planner, order, None)
    yield stage.ago(21.2)
    shop.done(order, begin, "铲开重做，闭水两小时不漏", {"SILICONE": 1})


_TOLD = (pump_out, pressure_test, cupboard, card_reader, booster, playground, hinge, bathroom)


def works(stage: Stage) -> tuple[Scene, ...]:
    """The people, the plans of the days, what became of each order, and what came without a plan."""
    shop = Workshop(stage)
    days = (shop.day(day) for day in range(FIRST, LAST + 1))
    orders = (shop.finish(one) for one in (*shop.data["order"], *shop.plans()) if one["day"] <= 0)
    return (shop.open(), *days, *orders, *(one(shop) for one in _TOLD))
