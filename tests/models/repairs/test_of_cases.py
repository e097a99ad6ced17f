"""What a case and its orders have to do with each other: due times, closing, merging, searching, beginning."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from models.complaints.kinds import CaseFilter, FileDraft, Severity
from models.complaints.listing import case_page
from models.complaints.queries import attachments
from models.core.permissions import Role
from models.core.work import Work
from models.directory.actions import add_place, add_resident
from models.directory.kinds import PlaceDraft, PlaceKind, ResidencyDraft, ResidentDraft
from models.handling import actions as handling
from models.handling.actions.follow_ups import lapse
from models.handling.kinds import RemedyDraft
from models.handling.queries import case_file
from models.handling.reporting import report_cases
from models.repairs import actions
from models.repairs.drafting import SKILLS, from_case, skill_for
from models.repairs.kinds import Access, CostDraft, CostKind, FileKind
from models.repairs.queries import costs_of_case, orders_of_case, remedy_costs
from models.scheduling import actions as scheduling
from models.store.doctor import examine
from resources.phrases import categories
from tests import cases
from tests.factories import a_session
from tests.models.repairs.conftest import Yard, refused
from tests.models.repairs.test_states import told
from tests.reports.cases import a_photo


def resolved(yard: Yard) -> None:
    """The case stands at its last step, and the resident was asked and is content."""
    colleague = a_session(yard.session.store, yard.clock, login="colleague")
    cases.walk(yard.session, colleague, yard.case, 8)
    cases.ready(yard.session, colleague, yard.case, 8)


def close(yard: Yard) -> int:
    return handling.finish_step(yard.session, yard.case, None, cases.FACTS[8]).value


def test_work_that_is_open_keeps_its_case_open(yard: Yard) -> None:
    """By hand, in bulk, by skipping and by rule alike; the case page says the same."""
    done, waiting = yard.made("scheduled", yard.case), yard.made("draft", yard.case)
    actions.done(yard.session, done, None, told(yard))
    resolved(yard)
    handling.save_step(yard.session, yard.case, None, cases.FACTS[8])
    assert case_file(yard.session.store, yard.case).gaps == ("open_orders",)
    with refused("step.gaps"):
        close(yard)
    with refused("step.gaps"):
        handling.skip_step(yard.session, yard.case, None, "没人要")
    assert handling.close_many(yard.session, [yard.case]).value == {yard.case: ("open_orders",)}
    with yard.session.store.writing():
        assert not lapse(Work(yard.session, yard.at()), yard.case, yard.at())
    actions.cancel(yard.session, waiting, None, "业主不要了")
    assert close(yard) == 0
    assert examine(yard.session.store).ok


def test_a_closed_case_gets_no_work(yard: Yard) -> None:
    done = yard.made("scheduled", yard.case)
    actions.done(yard.session, done, None, told(yard))
    resolved(yard)
    close(yard)
    with refused("case.closed"):
        yard.made("ready", yard.case)
    with refused("case.closed"):
        actions.make_return(yard.session, done, "又漏了")
    with refused("case.closed"):
        actions.check(yard.session, done, None, "接头渗水", False)
    assert yard.row(done).state == "done"
    actions.check(yard.session, done, None, "接头渗水", False, return_visit=False)
    assert (yard.row(done).state, yard.file(done).first_time) == ("checked", False)
    handling.reopen(yard.session, yard.case, None, 5, "又漏了")
    assert yard.row(done).state == "checked"
    again = actions.make_return(yard.session, done, "又漏了").value
    assert [row.id for row in orders_of_case(yard.session.store, yard.case)] == [done, again]


def test_open_orders_are_due_with_their_case(yard: Yard) -> None:
    waiting, done = yard.made("ready", yard.case), yard.made("scheduled", yard.case)
    actions.done(yard.session, done, None, told(yard))
    before = yard.row(done).due_at
    assert (
        yard.row(waiting).due_at == before == case_file(yard.session.store, yard.case).case.row.resolve_due_at
    )
    changed = handling.set_severity(yard.session, yard.case, None, Severity.S1, "碰到电箱").changes
    due = case_file(yard.session.store, yard.case).case.row.resolve_due_at
    assert before is not None
    assert due is not None
    assert due < before
    assert (yard.row(waiting).due_at, yard.row(done).due_at) == (due, before)
    assert ("work_order", waiting) in changed.ids
    assert ("work_order", done) not in changed.ids


def test_merging_takes_the_orders_along_and_back(yard: Yard) -> None:
    twin = cases.a_case(yard.session)
    one, gone = yard.made("scheduled", twin), yard.made("ready", twin)
    actions.attach_file(yard.session, one, FileDraft("a.jpg", a_photo()), FileKind.BEFORE)
    actions.cancel(yard.session, gone, None, "不用了")
    actions.done(yard.session, one, None, told(yard))
    (merge,) = handling.merge(yard.session, yard.case, [twin], "同一处漏水").value
    store = yard.session.store
    assert [row.id for row in orders_of_case(store, yard.case)] == [one, gone]
    assert (orders_of_case(store, twin), attachments(store, twin)) == ((), ())
    assert (costs_of_case(store, yard.case).total_minor, costs_of_case(store, twin).total_minor) == (60_00, 0)
    assert [file.order for file in case_file(store, yard.case).attachments] == [yard.row(one).reference]
    back = actions.make_return(yard.session, one, "又漏了").value
    own, landed = yard.made("ready", yard.case), yard.made("ready", twin)  # the second lands at the survivor
    assert yard.row(landed).complaint_id == yard.case
    handling.unmerge(yard.session, merge, None)
    assert [row.id for row in orders_of_case(store, twin)] == [one, gone, back]
    assert [row.id for row in orders_of_case(store, yard.case)] == [own, landed]
    assert costs_of_case(store, twin).total_minor == 60_00
    assert [file.order for file in attachments(store, twin)] == [yard.row(one).reference]
    assert yard.row(back).due_at == case_file(store, twin).case.row.resolve_due_at
    assert yard.kinds(one)[-2:] == ["returned", "case_unmerged"]
    assert examine(store).ok


def found(yard: Yard, words: str) -> list[int]:
    """The cases that a search finds."""
    page = case_page(yard.session.store, CaseFilter(search=words), None, yard.at())
    return [row.id for row in page.rows]


def test_a_case_is_found_by_the_words_of_its_orders(yard: Yard) -> None:
    one = yard.made("scheduled", yard.case, title="疏通地漏", safety="先断电")
    assert found(yard, "W2611-0001") == [yard.case]
    assert found(yard, "疏通地漏") == [yard.case]
    assert found(yard, "陶瓷") == []
    actions.done(yard.session, one, None, told(yard, words="换了陶瓷阀芯"))
    actions.add_cost(yard.session, one, CostDraft(CostKind.MATERIAL, 5_00, number="FP-77", text="陶瓷阀芯"))
    assert found(yard, "陶瓷阀芯") == [yard.case]
    assert found(yard, "FP-77") == [yard.case]


def test_every_skill_that_a_category_asks_for_is_there(yard: Yard) -> None:
    known = {row[0] for row in yard.session.store.rows("SELECT code FROM skill")}
    codes = {one.code for top in categories() for one in (top, *top.subs)}
    assert set(SKILLS.values()) <= known
    assert set(SKILLS) <= codes
    assert skill_for("leak", "leak.roof_wall") == "waterproofing"
    assert (skill_for("leak", None), skill_for("fees", None), skill_for(None, None)) == (
        "plumbing", "general", "general",
    )  # fmt: skip


def test_an_order_of_a_home_begins_with_who_lives_there(yard: Yard) -> None:
    estate = yard.session.store.rows("SELECT min(id) FROM place")[0][0]
    home = add_place(yard.session, PlaceDraft(estate, PlaceKind.UNIT, "1502")).value
    draft = ResidentDraft("陈建国", access_needs="行动不便，请慢敲门")
    person = add_resident(yard.session, draft, ResidencyDraft(home)).value
    case = cases.a_case(yard.session, place_id=home, resident_id=person)
    begun = from_case(yard.session.store, case, yard.at())
    assert (begun.place_id, begun.resident_id, begun.access) == (home, person, Access.RESIDENT_PRESENT)
    assert begun.access_note == "行动不便，请慢敲门"
    windows = ((yard.at(days=1), yard.at(days=1, hours=2)),)
    first = yard.made("ready", case, windows=windows)
    assert from_case(yard.session.store, case, yard.at()).windows == windows
    assert (yard.row(first).place_id, yard.row(first).resident) == (home, "陈建国")
    assert yard.row(yard.made("ready", case)).windows == windows


def test_times_at_home_that_are_over_are_not_handed_on(yard: Yard) -> None:
    """Else whoever comes again would find no slot: nobody can come last week."""
    over, coming = (yard.at(hours=1), yard.at(hours=3)), (yard.at(days=9), yard.at(days=9, hours=2))
    first = yard.made("scheduled", yard.case, windows=(over, coming))
    yard.clock.advance(hours=2, minutes=59)
    assert yard.row(yard.made("ready", yard.case)).windows == (over, coming)
    actions.cancel(yard.session, 2, None, "写错了")
    yard.clock.advance(minutes=1)
    actions.done(yard.session, first, None, told(yard))
    more, back = yard.made("ready", yard.case), actions.make_return(yard.session, first, "又漏了").value
    assert (yard.row(back).windows, yard.row(more).windows) == ((coming,), (coming,))
    assert yard.row(first).windows == (over, coming)


@pytest.fixture
def twin(yard: Yard) -> int:
    """The same matter, recorded twice; it has got as far as its remedy."""
    one = cases.a_case(yard.session)
    cases.walk(yard.session, a_session(yard.session.store, yard.clock, login="colleague"), one, 8)
    return one


def costs(yard: Yard, case: int) -> tuple[int, int, int]:
    """What the work of a case cost by its orders, beside its remedies, and by orders without one."""
    store = yard.session.store
    ledger = sum(line.actual_minor for line in case_file(store, case).remedies)
    return costs_of_case(store, case).total_minor, ledger, remedy_costs(store, case).rest.total_minor


def test_a_remedy_goes_along_with_the_work_for_it(yard: Yard, twin: int) -> None:
    """Even one that was given already: else what it costs would stand nowhere."""
    remedy = case_file(yard.session.store, twin).remedies[0].id
    one = yard.made("ready", twin, remedy_id=remedy)
    actions.add_cost(yard.session, one, CostDraft(CostKind.OTHER, 50_00))
    handling.carry_out_remedy(yard.session, remedy, None)
    (merge,) = handling.merge(yard.session, yard.case, [twin], "同一处").value
    assert (costs(yard, yard.case), costs(yard, twin)) == ((50_00, 50_00, 0), (0, 0, 0))
    actions.change(
        yard.session,
        one,
        None,
        replace(from_case(yard.session.store, yard.case, yard.at()), remedy_id=remedy),
    )
    handling.unmerge(yard.session, merge, None)
    assert (costs(yard, yard.case), costs(yard, twin)) == ((0, 0, 0), (50_00, 50_00, 0))


def test_no_case_pays_for_the_remedy_of_another(yard: Yard, twin: int) -> None:
    """Work made for a remedy goes back with it; of a family, the rest stays together and carries it out no more."""
    remedy = case_file(yard.session.store, twin).remedies[0].id
    (merge,) = handling.merge(yard.session, yard.case, [twin], "同一处").value
    mine, own = yard.made("ready", yard.case, remedy_id=remedy), yard.made("ready", yard.case)
    part = scheduling.split(yard.session, own, None, 60).value
    draft = replace(from_case(yard.session.store, yard.case, yard.at()), remedy_id=remedy)
    actions.change(yard.session, part, None, draft)
    for one, amount in ((mine, 1_00), (own, 10_00), (part, 100_00)):
        actions.add_cost(yard.session, one, CostDraft(CostKind.OTHER, amount))
    assert costs(yard, yard.case) == (111_00, 101_00, 10_00)
    handling.unmerge(yard.session, merge, None)
    assert (costs(yard, yard.case), costs(yard, twin)) == ((110_00, 0, 110_00), (1_00, 1_00, 0))
    assert (yard.file(part).remedy_id, yard.kinds(part)[-1]) == (None, "changed")
    assert examine(yard.session.store).ok


def test_an_order_stays_what_it_is_when_its_remedy_is_declined(yard: Yard) -> None:
    cases.walk(yard.session, yard.session, yard.case, 4)
    desk = a_session(yard.session.store, yard.clock, Role.FRONT_DESK)
    remedy = handling.grant_remedy(desk, yard.case, None, RemedyDraft("repair", 900_00)).value
    one, other = yard.made("ready", yard.case, remedy_id=remedy), yard.made("ready", yard.case)
    handling.decline_remedy(yard.session, remedy, None, "太贵")
    draft = replace(from_case(yard.session.store, yard.case, yard.at()), title="先看看", remedy_id=remedy)
    actions.change(yard.session, one, None, draft)
    assert (yard.row(one).title, yard.file(one).remedy_id) == ("先看看", remedy)
    with refused("order.remedy"):
        actions.change(yard.session, other, None, draft)


@pytest.mark.parametrize("hours", [0, 1])
def test_the_report_stands_as_of_the_last_thing_that_was_written(yard: Yard, hours: int) -> None:
    one, before = yard.made("ready", yard.case), report_as_of(yard)
    yard.clock.advance(hours=hours)
    actions.add_cost(yard.session, one, CostDraft(CostKind.OTHER, 1_00))
    assert report_as_of(yard) - before == timedelta(hours=hours)


def report_as_of(yard: Yard) -> datetime:
    return report_cases(yard.session.store, [yard.case])[0].as_of
