"""The case of the picture, and shorter ones, made through the real doors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any, TypeVar

from PIL import Image

from models.accounts.actions import add_staff
from models.accounts.kinds import StaffDraft
from models.accounts.queries import actor, find_staff
from models.complaints.actions import assign, attach, correct
from models.complaints.kinds import Channel, ComplaintDraft, FileDraft, Flag, Mood
from models.core.clock import SetClock
from models.core.permissions import Role
from models.core.session import Session
from models.directory.actions import add_place, add_resident
from models.directory.kinds import ContactDraft, PlaceDraft, PlaceKind, ResidencyDraft, ResidentDraft
from models.directory.queries import children
from models.handling.actions import (
    answer_proposal,
    carried_out,
    finish_step,
    grant_remedy,
    make_promise,
    offer_proposal,
    record,
    return_to,
    save_proposal,
    save_step,
    settle_promise,
    skip_step,
)
from models.handling.kinds import (
    Answer,
    AnswerDraft,
    OfferDraft,
    PromiseDraft,
    PromiseState,
    ProposalDraft,
    RemedyDraft,
)
from models.handling.queries import case_file
from tests.ui.helpers import DeskUnderTest

T = TypeVar("T")
WORDS = "厨房顶昨晚开始滴水，滴到灶台上，早上还在滴。你们上次补的胶根本没用！柜门都泡胀了。"


def ask(desk: DeskUnderTest, fn: Callable[[Session], T]) -> T:
    """Run ``fn`` on the database thread and wait for its answer."""
    found: list[T] = []
    desk.context.jobs.query(desk.window, fn, found.append)
    desk.settle()
    assert found, "it failed"
    return found[0]


def do(desk: DeskUnderTest, action: Any, *args: Any) -> Any:
    """Run an action as the person at the desk; the window hears of it."""
    found: list[Any] = []
    desk.context.operations.run(desk.window, action, *args, done=found.append)
    desk.settle()
    assert found, "it was refused"
    return found[0]


def colleague(desk: DeskUnderTest, name: str, role: Role) -> Session:
    """A session of somebody else, added when nobody is called that."""

    def find(session: Session) -> Session:
        found = find_staff(session.store, name)
        if found is None:
            boss = Session(session.store, replace_role(session), session.clock)
            staff_id = add_staff(boss, StaffDraft(name, name, role)).value
        else:
            staff_id = found.id
        return Session(session.store, actor(session.store, staff_id), session.clock)

    return ask(desk, find)


def replace_role(session: Session) -> Any:
    """The administrator of the store."""
    found = find_staff(session.store, "liujing")
    assert found is not None
    return actor(session.store, found.id)


def by(desk: DeskUnderTest, who: Session, action: Any, *args: Any) -> Any:
    """Let a colleague act from another desk; this window hears of it as it would through the store."""
    outcome = ask(desk, lambda _: action(who, *args))
    desk.context.operations.announce(outcome.changes)
    desk.settle()
    return outcome.value


def home(session: Session) -> tuple[int, int]:
    """Home 3-1502 with its owner."""
    root = children(session, None)[0].place.id
    building = add_place(session, PlaceDraft(root, PlaceKind.BUILDING, "3", "3号楼")).value
    unit = PlaceDraft(building, PlaceKind.UNIT, "1502", floor=15, hints="水阀：走廊水表箱左侧")
    place = add_place(session, unit).value
    contacts = (ContactDraft("phone", "138 6021 7745"),)
    person = ResidentDraft("陈建国", hints="家里有狗", contacts=contacts)
    return place, add_resident(session, person, ResidencyDraft(place, "owner", date(2019, 5, 1))).value


def complaint(session: Session, **changed: Any) -> ComplaintDraft:
    """What was recorded at 08:12, complete."""
    place, resident = home(session)
    draft = ComplaintDraft(
        WORDS,
        channel=Channel.PHONE,
        resident_id=resident,
        place_id=place,
        happened_text="昨晚",
        title="厨房顶漏水，水滴到灶台",
        asks_for="查清楼上的水管，修好柜子",
        category="leak",
        subcategory="leak.from_above",
        urgency=3,
        mood=Mood.ANGRY,
    )
    return replace(draft, **changed)


def recorded(desk: DeskUnderTest, **changed: Any) -> int:
    """A case that stands at its second step, recorded by the person at the desk."""
    return int(ask(desk, lambda session: record(session, complaint(session, **changed)).value.id))


ISOLATE: dict[str, Any] = {
    "hazards_checked": True,
    "containment": ["containment.leak.action.1", "containment.leak.action.4"],
    "affected": "3-1502、3-1602",
    "contained_at": 1_795_000_000_000,
}
SOOTHE: dict[str, Any] = {
    "restated": "您是说，从昨晚开始厨房顶往灶台滴水，早上补了胶还在滴，吊柜门也泡胀了。"
    "您要的是查清楼上的水管，并把柜子修好，不是再补一次胶。对吗？",
    "confirmed": True,
    "mood_before": "angry",
    "mood_after": "worried",
    "comforts": ["listened", "exact_time"],
}
GATHER: dict[str, Any] = {
    "account": "昨晚十点起滴水，1602 厨房正用水。",
    "evidence": "照片 3 张，水表半夜还在走。",
    "cause": "wear",
    "cause_text": "1602 软管接头老化",
    "whys": ["接头渗水", "垫圈硬化", "十二年没换"],
    "responsible": "other_resident",
}


def apology(session: Session) -> dict[str, Any]:
    """The facts of the fourth step."""
    return {
        "apologised_by": session.actor.staff_id,
        "way": "phone",
        "apology": "给您添麻烦了，是我们没查到位。",
    }


def walk(session: Session, case_id: int, until: int) -> None:
    """Walk a case that stands at step 2 to a later one."""
    facts: dict[int, dict[str, Any]] = {2: ISOLATE, 3: SOOTHE, 4: apology(session), 5: GATHER}
    for number in range(2, min(until, 6)):
        finish_step(session, case_id, None, facts[number])
    if until > 6:
        offer(session, case_id, (OfferDraft("repair", "换 1602 软管并试压", 0, "郑涛", "", "明天 10:00"),))
        finish_step(session, case_id, None, {})
    if until > 7:
        latest = _latest(session, case_id)
        answer_proposal(session, case_id, None, latest, AnswerDraft(Answer.ACCEPTED, "phone"))
        finish_step(session, case_id, None, {})


def offer(session: Session, case_id: int, offers: tuple[OfferDraft, ...]) -> int:
    """Tell the resident a version."""
    until = session.clock.now() + timedelta(days=7)
    proposal = save_proposal(session, case_id, None, ProposalDraft(offers, "", until)).value
    offer_proposal(session, case_id, None, proposal)
    return proposal


def _latest(session: Session, case_id: int) -> int:
    latest = case_file(session.store, case_id).latest_proposal()
    assert latest is not None
    return latest.id


def photo(colour: str) -> bytes:
    """A picture of one colour."""
    out = BytesIO()
    Image.new("RGB", (640, 480), colour).save(out, "JPEG")
    return out.getvalue()


def the_picture(desk: DeskUnderTest, clock: SetClock) -> int:
    """The case as the drawing shows it: refused once, back at *soothe*, a remedy given, promises open."""
    noon = clock.instant
    manager = colleague(desk, "刘静", Role.MANAGER)
    other = colleague(desk, "李想", Role.FRONT_DESK)
    clock.instant = noon - timedelta(hours=6, minutes=8)
    case_id = recorded(desk)

    def morning(session: Session) -> None:
        clock.advance(minutes=38)
        finish_step(session, case_id, None, ISOLATE)
        promise = make_promise(
            session, case_id, PromiseDraft("关掉 1602 水阀", clock.now() + timedelta(minutes=10))
        )
        settle_promise(session, promise.value, None, PromiseState.KEPT)
        clock.advance(minutes=10)
        finish_step(session, case_id, None, SOOTHE)
        skip_step(manager, case_id, None, "先解决再谈")
        clock.advance(minutes=110)
        finish_step(other, case_id, None, GATHER)
        until = clock.now() + timedelta(days=3)
        first = ProposalDraft((OfferDraft("repair", "补胶", 0, "赵磊", "", "今天"),), "补胶", until)
        proposal = save_proposal(session, case_id, None, first).value
        offer_proposal(session, case_id, None, proposal)
        finish_step(session, case_id, None, {})
        clock.instant = noon - timedelta(minutes=22)
        answer = AnswerDraft(Answer.REFUSED, "phone", "只补胶不行，要查楼上，还要赔柜子。")
        answer_proposal(session, case_id, None, proposal, answer)
        second = ProposalDraft(
            (
                OfferDraft("repair", "换 1602 软管并试压", 200_00, "郑涛", "", "明天 10:00"),
                OfferDraft("replacement", "修吊柜门", 220_00, "木工", "", "明天"),
            ),
            "换 1602 软管并试压；修吊柜门；书面致歉",
            until,
        )
        save_proposal(session, case_id, None, second)
        clock.instant = noon - timedelta(minutes=8)
        return_to(session, case_id, None, 3, "方案 v1 被拒后回到这里")
        clock.advance(minutes=3)
        facts = {**SOOTHE, "mood_after": None, "confirmed": True}
        save_step(session, case_id, None, facts)
        grant_remedy(session, case_id, None, RemedyDraft("fee_reduction", 60_00, "免 12 月保洁费"))
        for name, due in (
            ("回电：1602 试压结果", timedelta(hours=1, minutes=40)),
            ("木工上门看吊柜", timedelta(hours=20)),
        ):
            make_promise(session, case_id, PromiseDraft(name, noon + due))
        for colour in ("#C9B79C", "#8A5A33", "#7A8B99", "#66707A", "#AA9988", "#557755"):
            attach(session, case_id, FileDraft(f"{colour[1:]}.jpg", photo(colour)), 5)
        clock.instant = noon

    ask(desk, morning)
    return case_id


def handed_to(desk: DeskUnderTest, case_id: int, who: Session) -> None:
    """Give the case to somebody else."""
    assert who.actor.staff_id is not None
    do(desk, assign, case_id, None, who.actor.staff_id)


def ready_for_call(desk: DeskUnderTest, case_id: int) -> None:
    """Walk to the last step and carry the work out."""

    def go(session: Session) -> None:
        walk(session, case_id, 8)
        carried_out(session, case_id, None, "换了软管，试压合格")

    ask(desk, go)


OFFERS = (
    OfferDraft("repair", "换 1602 软管并试压", 120_00, "郑涛", "软管一根", "明天 10:00"),
    OfferDraft("written_apology", "书面致歉", 0, "刘静", "", "明天"),
)


def accept(session: Session, case_id: int) -> None:
    """The resident agrees to the latest version."""
    draft = AnswerDraft(Answer.ACCEPTED, "phone")
    answer_proposal(session, case_id, None, _latest(session, case_id), draft)


def correct_all(session: Session, case_id: int) -> Any:
    """Give what was missing at receipt."""
    return correct(session, case_id, None, asks_for="修好柜子", mood="angry", happened_text="昨晚")


def colleague_calls(desk: DeskUnderTest, case_id: int) -> None:
    """The work is carried out, and the case is handed on so that another may call."""
    do(desk, carried_out, case_id, None, "换了软管，试压合格")


FLAGGED = frozenset({Flag.MEDIA})
