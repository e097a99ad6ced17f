"""Carrying work out: what it leaves behind on the order and on its case."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.complaints.kinds import FileDraft
from models.complaints.queries import attachments
from models.handling.queries import case_file
from models.repairs import actions
from models.repairs.kinds import (
    Access,
    FileKind,
    OrderDraft,
    Outcome,
    WaitsFor,
)
from models.stock.queries import part
from tests.models.repairs.conftest import Yard, refused
from tests.models.repairs.test_costs import a_part
from tests.models.repairs.test_states import told
from tests.repairs import order, slot
from tests.reports.cases import a_photo


def test_arriving_meets_the_cases_target_once(yard: Yard) -> None:
    first, second = yard.made("scheduled", yard.case), yard.made("scheduled", yard.case)
    yard.clock.advance(hours=2)
    actions.on_the_way(yard.session, first, None, yard.at(minutes=-30))
    assert yard.value("on_site_at", yard.case) is None  # who is on the way is not there
    actions.start(yard.session, first, None, yard.at(minutes=-15))
    arrived = yard.value("on_site_at", yard.case)
    assert arrived == int(yard.at(minutes=-15).timestamp() * 1000)
    actions.start(yard.session, second, None)
    assert yard.value("on_site_at", yard.case) == arrived
    clock = yard.session.store.rows(
        "SELECT stopped_at FROM clock WHERE complaint_id = ? AND name = 'on_site'", (yard.case,)
    )
    assert clock == [(arrived,)]


def test_nobody_arrives_before_the_call(yard: Yard) -> None:
    """A technician who was there anyway is not on site before the complaint was received."""
    one = yard.made("scheduled", yard.case)
    actions.start(yard.session, one, None, yard.at(days=-1))
    assert yard.value("on_site_at", yard.case) == yard.value("received_at", yard.case)


def test_done_notes_everything_and_never_closes_the_case(yard: Yard) -> None:
    one = yard.made("scheduled", yard.case)
    hose = a_part(yard)
    actions.start(yard.session, one, None, yard.at(hours=-1))
    told_so = told(yard, labour=(), parts=((hose, 2),), readings=(("水压", "0.35", "MPa"),))
    actions.done(yard.session, one, None, told_so)
    file = yard.file(one)
    assert (file.row.state, file.outcome, file.words, file.first_time) == ("done", "fixed", "换了软管", True)
    assert [(line.technician, line.cost_minor) for line in file.labour] == [("赵磊", 60_00)]
    assert [(use.name, use.count, use.cost_minor) for use in file.parts] == [("软管", 2, 25_00)]
    assert [(read.name, read.value, read.unit) for read in file.readings] == [("水压", "0.35", "MPa")]
    assert (file.total.labour_minor, file.total.parts_minor, file.total.total_minor) == (60_00, 25_00, 85_00)
    assert part(yard.session.store, hose).count == 3
    assert (yard.value("status", yard.case), yard.value("resolved_at", yard.case)) == ("open", None)
    assert yard.told(yard.case) == ["order_made", "on_site", "order_done"]


def test_what_cannot_be_booked_leaves_the_order_as_it_was(yard: Yard) -> None:
    one, hose = yard.made("scheduled", yard.case), a_part(yard, count=1)
    with refused("part.not_enough"):
        actions.done(yard.session, one, None, told(yard, parts=((hose, 2),)))
    assert yard.row(one).state == "scheduled"
    assert yard.file(one).total.total_minor == 0
    assert part(yard.session.store, hose).count == 1
    for readings, code in (((("", "1", ""),), "reading.no_name"), ((("水压", " ", ""),), "reading.no_value")):
        with refused(code):
            actions.done(yard.session, one, None, told(yard, readings=readings))


def test_somebody_did_the_work(yard: Yard) -> None:
    one = yard.made()
    with refused("order.nobody"):
        actions.done(yard.session, one, None, told(yard, labour=()))
    actions.done(yard.session, one, None, told(yard))
    assert len(yard.file(one).labour) == 1


@pytest.mark.parametrize("outcome", [Outcome.TEMPORARY, Outcome.NOT_FIXED])
def test_what_is_not_mended_owes_words(yard: Yard, outcome: Outcome) -> None:
    one = yard.made("scheduled")
    with refused("order.words_missing"):
        actions.done(yard.session, one, None, told(yard, outcome, words=" "))
    actions.done(yard.session, one, None, told(yard, outcome))
    assert yard.file(one).first_time is False


def test_nothing_found_counts_neither_way(yard: Yard) -> None:
    one = yard.made("scheduled")
    actions.done(yard.session, one, None, told(yard, Outcome.NOTHING_FOUND))
    assert yard.file(one).first_time is None


def test_corrections_within_twelve_hours(yard: Yard) -> None:
    one = yard.made("scheduled", yard.case)
    actions.done(yard.session, one, None, told(yard, labour=()))
    begin, end = yard.at(hours=-3), yard.at(hours=-1)
    better = told(yard, Outcome.TEMPORARY, started_at=begin, finished_at=end, labour=(), words="只是临时堵住")
    actions.correct_done(yard.session, one, None, better)
    file = yard.file(one)
    assert (file.outcome, file.words, file.started_at, file.first_time) == (
        "temporary", "只是临时堵住", begin, False,
    )  # fmt: skip
    assert [(line.started_at, line.ended_at, line.cost_minor) for line in file.labour] == [
        (begin, end, 120_00)
    ]
    yard.clock.advance(hours=12, minutes=1)
    with refused("order.correct_late"):
        actions.correct_done(yard.session, one, None, better)
    actions.check(yard.session, one, None, "", True)
    with refused("order.state"):
        actions.correct_done(yard.session, one, None, better)


def test_work_that_is_not_right_brings_somebody_back(yard: Yard) -> None:
    one = yard.made("scheduled", yard.case, windows=((yard.at(days=1), yard.at(days=1, hours=3)),))
    actions.done(yard.session, one, None, told(yard))
    with refused("order.reason_missing"):
        actions.check(yard.session, one, None, " ", False)
    visit = actions.check(yard.session, one, None, "接头还在渗水", False).value
    assert visit is not None
    file, back = yard.file(one), yard.file(visit)
    assert (file.row.state, file.first_time, file.closing_reason) == ("checked", False, "接头还在渗水")
    assert file.related == ((visit, back.row.reference, "ready"),)
    assert back.return_of == (one, file.row.reference)
    assert (back.text, back.row.complaint_id, back.row.windows) == (
        "接头还在渗水",
        yard.case,
        file.row.windows,
    )
    with refused("order.return_open"):
        actions.make_return(yard.session, one, "还是漏")
    actions.cancel(yard.session, visit, None, "业主说不用了")
    slot(yard.session, actions.make_return(yard.session, one, "又漏了").value, yard.technician)


def test_a_return_visit_that_was_a_mistake_takes_nothing_away(yard: Yard) -> None:
    one = yard.made("scheduled")
    actions.done(yard.session, one, None, told(yard))
    visit = actions.make_return(yard.session, one, "好像还漏").value
    assert yard.file(one).first_time is False
    actions.cancel(yard.session, visit, None, "看错了")
    assert yard.file(one).first_time is True
    slot(yard.session, visit := actions.make_return(yard.session, one, "真的漏").value, yard.technician)
    actions.done(yard.session, visit, None, told(yard))
    assert (yard.file(one).first_time, yard.file(visit).first_time) == (False, None)


def test_waiting_frees_the_slot_and_keeps_the_time_that_was_spent(yard: Yard) -> None:
    one = yard.made("scheduled", yard.case)
    actions.start(yard.session, one, None)
    yard.clock.advance(minutes=30)
    before = order(yard.session, one).sequence
    actions.wait(yard.session, one, None, WaitsFor.PARTS, yard.at(days=2), "等水泵密封圈")
    file = yard.file(one)
    assert (file.row.state, file.row.waits_for, file.row.technician_id, file.row.starts_at) == (
        "waiting", "parts", None, None,
    )  # fmt: skip
    assert file.waits_until == yard.at(days=2)
    assert [line.cost_minor for line in file.labour] == [30_00]
    assert order(yard.session, one).sequence == before + 1
    assert yard.kinds(one) == ["made", "started", "interrupted", "waits"]
    actions.go_on(yard.session, one, None)
    slot(yard.session, one, yard.technician)
    yard.clock.advance(days=1)
    actions.done(yard.session, one, None, told(yard, labour=()))
    assert [line.cost_minor for line in yard.file(one).labour] == [30_00, 60_00]
    assert yard.file(one).first_time is False


def test_changing_an_order(yard: Yard) -> None:
    one = yard.made("scheduled", yard.case)
    windows = ((yard.at(days=1), yard.at(days=1, hours=2)),)
    draft = OrderDraft("查立管", "先关阀", where_text="管井", estimate_minutes=90, windows=windows, pets=True)
    actions.change(yard.session, one, None, draft)
    file = yard.file(one)
    assert (file.row.title, file.text, file.row.estimate_minutes, file.row.windows, file.row.pets) == (
        "查立管", "先关阀", 90, windows, True,
    )  # fmt: skip
    assert (file.row.complaint_id, file.row.skill, file.row.state) == (yard.case, "plumbing", "scheduled")
    version = file.row.row_version
    actions.change(yard.session, one, version, replace(draft, access=Access.ANY_TIME))
    assert yard.row(one).row_version == version  # nothing was changed
    for fields, code in (({"title": ""}, "order.no_title"), ({"estimate_minutes": 0}, "order.no_time")):
        with refused(code):
            actions.change(yard.session, one, None, replace(draft, **fields))
    with refused("order.window"):
        actions.change(yard.session, one, None, replace(draft, windows=((yard.at(), yard.at()),)))
    over, far = (yard.at(hours=-2), yard.at()), (yard.at(days=3700), yard.at(days=3701))
    for odd, code in ((over, "order.window_past"), (far, "order.far")):
        with refused(code):
            actions.change(yard.session, one, None, replace(draft, windows=(*windows, odd)))
        with refused(code):
            yard.made("ready", windows=(odd,))
    yard.clock.advance(
        days=30
    )  # what was told before may be over by now: other things can be changed all the same
    actions.change(yard.session, one, None, replace(draft, title="查支管"))
    assert yard.row(one).windows == windows
    actions.cancel(yard.session, one, None, "不用了")
    with refused("order.over"):
        actions.change(yard.session, one, None, draft)


def test_files_belong_to_the_order_and_to_its_case(yard: Yard) -> None:
    one, alone = yard.made("scheduled", yard.case), yard.made("scheduled")
    photo = FileDraft("前.jpg", a_photo(), note="修之前")
    made = actions.attach_file(yard.session, one, photo, FileKind.BEFORE).value
    actions.attach_file(yard.session, alone, photo, FileKind.PHOTO)
    assert [(file.id, file.kind, file.order) for file in yard.file(one).files] == [
        (made, "before", "W2611-0001")
    ]
    assert [file.id for file in attachments(yard.session.store, yard.case)] == [made]
    assert yard.file(one).case_files == ()
    assert [file.order for file in case_file(yard.session.store, yard.case).attachments] == ["W2611-0001"]
    with refused("order.no_picture"):
        actions.attach_file(yard.session, one, FileDraft("x.pdf", b"%PDF-1"), FileKind.SIGNATURE)
    with refused("file.empty"):
        actions.attach_file(yard.session, one, FileDraft("x.jpg", b""), FileKind.AFTER)
    actions.attach_file(yard.session, one, FileDraft("x.pdf", b"%PDF-1"), FileKind.DOCUMENT)
    assert len(yard.file(one).files) == 2


def test_readings_can_be_taken_out_again(yard: Yard) -> None:
    one = yard.made("scheduled")
    line = actions.add_reading(yard.session, one, "水表", "1024", "m³").value
    with refused("order.future"):
        actions.add_reading(yard.session, one, "水表", "1024", "m³", yard.at(minutes=1))
    actions.remove_reading(yard.session, line)
    file = yard.file(one)
    assert file.readings == ()
    assert file.events[-1].text == "水表 1024 m³"
