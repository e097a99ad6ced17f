"""What stands on the desk today, told as generators: each ``yield`` is the next moment, counted back from the present.

Two are late, three are due soon, calls and visits are promised, calls are due. All that must stand so at any hour of
any day is urgent: it runs day and night.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta

from models.complaints.actions import attach
from models.complaints.kinds import Channel, FileDraft, Flag
from models.handling import actions
from models.handling.clock_kinds import PauseDraft, PauseReason
from models.handling.kinds import FollowOutcome, PromiseState, RemedyDraft
from models.handling.steps import GATHER
from models.samples.cast import ZONE, Case, Cast, in_daylight, known, plot_of, skip_apology
from models.samples.homes import Home
from models.samples.photos import photo

Scene = Iterator[datetime]
SOOTHE = 3


class Stage:
    """The homes by their labels, the people, and the present."""

    def __init__(self, cast: Cast, homes: Sequence[Home], now: datetime) -> None:
        self.cast = cast
        self.homes: Mapping[str, Home] = {home.label: home for home in homes}
        self.now = now

    def case(self, label: str, subcategory: str, login: str) -> Case:
        """A complaint of that home."""
        return Case(self.cast, self.homes[label], plot_of(subcategory), login)

    def ago(self, hours: float = 0, *, days: float = 0, minutes: float = 0) -> datetime:
        """So long before the present."""
        return self.now - timedelta(days=days, hours=hours, minutes=minutes)

    def on_day(self, days: int, hour: int, minute: int = 0) -> datetime:
        """A time of the clock, so many days before today."""
        day = self.now.astimezone(ZONE).date() - timedelta(days=days)
        return datetime.combine(day, time(hour, minute), ZONE)


def kitchen_before(stage: Stage) -> Scene:
    """The kitchen ceiling of 3-1502, the first time: sealed, and closed."""
    case = stage.case("3-1502", "leak.from_above", "zhou")
    yield stage.on_day(15, 9, 10)
    case.receive(urgency=3)
    yield stage.on_day(15, 9, 45)
    case.visit()
    yield stage.on_day(15, 11, 5)
    case.gather()
    case.accept(case.offer("天花裂缝补胶", 0))
    yield stage.on_day(15, 13, 20)
    case.carry_out()
    yield stage.on_day(15, 19, 5)
    case.call("li", FollowOutcome.FAIRLY_SATISFIED, "暂时没滴了", solved=True)
    yield stage.on_day(15, 19, 12)
    case.close()


def kitchen_again(stage: Stage) -> Scene:
    """It has come back: contained, found, an offer refused; and back to the resident's feelings."""
    case = stage.case("3-1502", "leak.from_above", "wang")
    yield stage.ago(6, minutes=8)
    case.receive(urgency=3, title="厨房顶漏水，水滴到灶台")
    case.promise(("关掉 1602 水阀", "Shut the valve of 1602"), stage.ago(5, minutes=20), "action")
    yield stage.ago(5, minutes=40)
    case.arrive()
    yield stage.ago(5, minutes=30)
    case.settle()
    case.isolate()
    for number in range(3):
        attach(
            case.handler,
            case.id,
            FileDraft(f"photo-{number + 1}.jpg", photo(number), note="现场照片"),
            step=2,
        )
    case.soothe()
    skip_apology(case)
    yield stage.ago(3, minutes=38)
    case.tell(("赵师傅查到 1602 软管接头老化", "The hose joint in 1602 is worn"))
    case.gather()
    yield stage.ago(2, minutes=25)
    first = case.offer("厨房天花补胶", 0)
    yield stage.ago(0, minutes=22)
    case.refuse(first, "只补胶不行，要查楼上，还要赔柜子。")
    case.draft_offer("换 1602 软管并试压；修吊柜门；书面致歉")
    yield stage.ago(0, minutes=8)
    actions.return_to(case.handler, case.id, None, SOOTHE, "业主生气，先听他说完")
    case.promise(
        ("告知 1602 试压结果", "Tell the result of the pressure test in 1602"), stage.ago(-1, minutes=-40)
    )
    case.promise(("木工上门看吊柜", "The joiner looks at the cupboard"), stage.ago(-26), "visit")
    yield stage.ago(0, minutes=5)
    draft = RemedyDraft("fee_reduction", 6000, "免 12 月保洁费")
    actions.grant_remedy(case.handler, case.id, None, draft)


def no_water(stage: Stage) -> Scene:
    """Late: an old lady waits to hear how it goes on. Nobody has said that they know: the manager has heard of it."""
    case = stage.case("1-0602", "water.none", "wang")
    yield stage.ago(5, minutes=30)
    case.receive(urgency=2, flags=frozenset({Flag.VULNERABLE}))
    yield stage.ago(5, minutes=5)
    case.visit()
    yield stage.ago(4, minutes=46)
    case.tell(("零件在路上，先送了两桶水上来", "The part is on its way; two cans of water were brought up"))
    case.gather()
    yield stage.ago(1, minutes=40)
    known(case, "wang", ("零件到了就回电", "Will ring back as soon as the part is here"))


def flooded_space(stage: Stage) -> Scene:
    """Late: who wrote has not been rung up yet."""
    case = stage.case("1-0904", "drain.overflow", "li")
    yield stage.ago(0, minutes=20)
    case.receive(
        Channel.APP,
        3,
        words="B2-117 车位旁一大片积水，担心泡车。",
        where_text="B2-117",
        mood=None,
        happened_text="",
    )


def sewage(stage: Stage) -> Scene:
    """Soon: the harm has to be contained."""
    case = stage.case("3-0703", "drain.overflow", "li")
    yield stage.ago(3, minutes=34)
    garage = "SELECT id FROM place WHERE code = 'B' LIMIT 1"
    case.receive(urgency=3, place_id=case.handler.store.rows(garage)[0][0])
    yield stage.ago(3, minutes=2)
    case.arrive()
    yield stage.ago(1, minutes=5)
    case.tell(("已拉警示带，抽水泵在抽", "Cordoned off; the pump is running"))
    yield stage.ago(0, minutes=18)
    known(case, "li", ("老何在疏通，半小时内好", "It is being cleared, half an hour at most"))


def locked_out(stage: Stage) -> Scene:
    """Soon: the plan has to be told."""
    case = stage.case("1-0301", "security.card", "wang")
    yield stage.ago(7, minutes=2)
    case.receive(urgency=3)
    yield stage.ago(6, minutes=30)
    case.visit()
    yield stage.ago(4, minutes=40)
    case.tell(("已开临时权限，正在查原因", "Let in for now; looking for the cause"))
    case.gather()
    yield stage.ago(2)
    case.tell(("厂家确认是升级后丢权限", "The maker confirms: lost in the update"))
    yield stage.ago(0, minutes=50)
    known(case, "wang", ("方案写好就告诉业主", "The plan will be told once it is written"))


def humming(stage: Stage) -> Scene:
    """A call is promised: what was measured."""
    case = stage.case("1-1103", "noise.equipment", "wang")
    yield stage.ago(days=2)
    case.receive(urgency=1)
    yield stage.ago(46)
    case.visit()
    yield in_daylight(stage.ago(24))
    case.tell(("检测约好了", "The measuring is arranged"))
    case.gather()
    case.promise(("告诉检测结果：空调外机噪音 52 分贝", "Tell the result: 52 dB"), stage.ago(-1, minutes=-10))


def visit_to_come(
    label: str, subcategory: str, words: tuple[str, str] | None, minutes: int, stage: Stage
) -> Scene:
    """All is agreed, and somebody comes today: as was promised, or as a work order has it."""
    case = stage.case(label, subcategory, "wang")
    yield stage.ago(50, minutes=minutes / 4)
    case.receive(urgency=1)
    yield stage.ago(48, minutes=minutes / 4)
    case.visit()
    yield stage.ago(26, minutes=minutes / 4)
    case.agree()
    if words is not None:
        case.promise(words, stage.ago(0, minutes=-minutes), "visit")


def bathroom(stage: Stage) -> Scene:
    """A second call is due: nobody answered the first."""
    case = stage.case("3-0804", "leak.bathroom", "li")
    yield stage.ago(26)
    case.receive(urgency=3)
    yield stage.ago(25.5)
    case.visit()
    yield stage.ago(23.5)
    case.agree()
    yield stage.ago(21)
    case.carry_out()
    yield stage.ago(13)
    case.call("wang", FollowOutcome.NOT_REACHED)
    yield stage.ago(2.8)
    known(case, "li", ("今天换人再打", "Somebody else rings today"))


def outer_wall(stage: Stage) -> Scene:
    """Mended four weeks ago: somebody looks again today."""
    case = stage.case("3-0501", "leak.roof_wall", "zhou")
    yield stage.on_day(29, 9, 40)
    case.receive()
    yield stage.on_day(29, 10, 30)
    case.visit()
    yield stage.on_day(29, 14, 10)
    case.agree()
    yield stage.on_day(28, 10, 0)
    case.carry_out()
    yield stage.on_day(27, 11, 20)
    case.call("grace", FollowOutcome.SATISFIED, "下过雨，没再渗", solved=True)
    yield stage.on_day(27, 11, 30)
    case.close()


def fees_twice(stage: Stage) -> Scene:
    """Not content: the second stage, by the manager."""
    case = stage.case("3-0201", "fees.unclear", "grace")
    yield in_daylight(stage.ago(days=6))
    case.receive()
    yield stage.cast.clock.instant + timedelta(hours=1)
    case.visit()
    yield stage.cast.clock.instant + timedelta(hours=2)
    case.agree()
    yield in_daylight(stage.ago(days=5))
    case.carry_out()
    yield in_daylight(stage.ago(days=3.2))
    words = "明细还是看不懂，要经理给个说法"
    case.call("li", FollowOutcome.DISSATISFIED, words, solved=False, to_stage2=True)
    yield stage.cast.clock.instant + timedelta(hours=1)
    held = "SELECT id FROM appeal WHERE complaint_id = ?"
    appeal = case.handler.store.rows(held, (case.id,))[0][0]
    manager = stage.cast["liu"]
    actions.acknowledge_appeal(manager, appeal, None, "已收到，由我答复")
    actions.assign_appeal(manager, appeal, None, manager.actor.staff_id or 0)


def rude(stage: Stage) -> Scene:
    """Not content: the work is open again."""
    case = stage.case("1-0201", "cleaning.common", "zhou")
    yield in_daylight(stage.ago(days=6.5))
    case.receive(urgency=1)
    yield stage.cast.clock.instant + timedelta(hours=1)
    case.visit()
    yield in_daylight(stage.ago(days=5.5))
    case.agree()
    yield in_daylight(stage.ago(days=4))
    case.carry_out()
    yield in_daylight(stage.ago(days=1.2))
    case.call("grace", FollowOutcome.DISSATISFIED, "只拖了一次，又脏了", solved=False, back_to=GATHER)


def waiting(stage: Stage) -> Scene:
    """The clocks stand still: a part is on its way."""
    case = stage.case("3-0402", "security.entrance", "zhou")
    yield stage.ago(27)
    case.receive()
    yield stage.ago(26)
    case.visit()
    yield stage.ago(23)
    case.tell(("闭门器要订货", "The closer has to be ordered"))
    case.gather()
    from_now = stage.ago(days=-2)
    actions.pause(case.handler, case.id, None, _parts(from_now))


def _parts(until: datetime) -> PauseDraft:
    return PauseDraft(PauseReason.PARTS, until, "闭门器，厂家发货")


def twice(stage: Stage) -> Scene:
    """Told twice by one household: merged."""
    case = stage.case("1-1402", "pets.loose", "grace")
    other = stage.case("1-1402", "pets.loose", "grace")
    yield stage.ago(22)
    case.receive(urgency=1)
    yield stage.ago(21)
    other.receive(Channel.VISIT, 1)
    yield stage.ago(20.8)
    actions.merge(case.handler, case.id, (other.id,), "同一户同一件事，登记了两次")
    yield stage.ago(20)
    case.visit()


def smell(stage: Stage) -> Scene:
    """The drain smells again."""
    for days, closes in ((20, True), (1.3, False)):
        case = stage.case("1-1204", "drain.smell", "zhou")
        yield in_daylight(stage.ago(days=days))
        case.receive(urgency=1)
        yield stage.cast.clock.instant + timedelta(hours=1)
        case.visit()
        yield in_daylight(stage.cast.clock.instant + timedelta(hours=20))
        case.agree()
        if closes:
            yield in_daylight(stage.cast.clock.instant + timedelta(hours=5))
            case.carry_out()
            yield in_daylight(stage.cast.clock.instant + timedelta(hours=24))
            case.call("li", FollowOutcome.SATISFIED, "不臭了", solved=True)
            yield stage.cast.clock.instant + timedelta(minutes=10)
            case.close()


def cockroaches(stage: Stage) -> Scene:
    """Three homes of one riser: the program proposes an incident, and the manager knows."""
    cases = []
    for home, hours in (("0503", 44), ("0703", 25), ("0903", 2)):
        case = stage.case(f"1-{home}", "pests.cockroaches", "grace")
        cases.append(case)
        yield stage.ago(hours)
        case.receive(urgency=1)
        yield stage.ago(hours - 0.4)
        case.visit()
    yield stage.ago(1.2)
    words = ("三户同一管道井，安排整栋消杀", "One shaft, three homes: the whole building is treated")
    for one in cases:
        known(one, "liu", words)


def broken_word(stage: Stage) -> Scene:
    """Some weeks ago: a call came too late, and the supervisor heard of it."""
    case = stage.case("1-1701", "parking.gate", "li")
    yield stage.on_day(40, 9, 30)
    case.receive()
    case.promise(("上午回电告诉怎么修", "Ring back this morning"), stage.on_day(40, 11, 30))
    yield stage.on_day(40, 10, 40)
    case.visit()
    yield stage.on_day(40, 11, 50)
    known(case, "zhou", ("李想在现场，我先回电", "Li is on site; I ring back"))
    case.settle(PromiseState.BROKEN, "晚了 20 分钟，已道歉")
    yield stage.on_day(40, 15, 0)
    case.agree()
    yield stage.on_day(39, 10, 0)
    case.carry_out()
    yield stage.on_day(38, 10, 30)
    case.call("wang", FollowOutcome.SATISFIED, "修好了", solved=True)
    yield stage.on_day(38, 10, 40)
    case.close()


def scenes(stage: Stage) -> tuple[Scene, ...]:
    """All of them."""
    pipe = ("1602 水管试压，赵磊，钥匙在前台", "Pressure test in 1602; the key is at the desk")
    plain = (
        kitchen_before, kitchen_again, no_water, flooded_space, sewage, locked_out, humming, bathroom, outer_wall,
        fees_twice, rude, waiting, twice, smell, cockroaches, broken_word,
    )  # fmt: skip
    return (
        *(one(stage) for one in plain),
        visit_to_come("3-1602", "water.pressure", pipe, 40, stage),
        visit_to_come("1-1701", "service.promise", None, 130, stage),
    )
