"""Notes, giving a shift and taking it over."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from models.core.clock import SetClock
from models.core.errors import NotAllowed, Unknown, UserProblem
from models.core.permissions import Permission, Role
from models.core.session import Actor, Session
from models.shifts import actions, queries
from models.shifts.sheet import sheet
from models.shifts.sheet_kinds import Part
from tests.cases import a_case
from tests.models.conftest import MakeSession


def test_a_note_stays_until_it_is_ticked_off(session: MakeSession) -> None:
    early, late = session(Role.FRONT_DESK, "early"), session(Role.FRONT_DESK, "late")
    case = a_case(early)
    note = actions.write_note(early, "  老人耳背，\n电话请说慢一点 ", case).value
    (mine,), (theirs,) = queries.notes(early), queries.notes(late)
    assert (mine.text, mine.reference != "") == ("老人耳背， 电话请说慢一点", True)
    assert (mine.read, theirs.read) == (True, False)  # who wrote it has read it
    assert (queries.unread(early), queries.unread(late)) == (0, 1)
    assert actions.read_notes(late, (note, 999)).value == 1
    assert actions.read_notes(late, (note,)).value == 0
    assert queries.unread(late) == 0
    actions.tick(late, note)
    actions.tick(early, note)  # twice is no harm: it was the late shift that did it
    assert queries.notes(early) == ()
    assert queries.note(early, note).done_by == late.actor.name
    actions.untick(early, note)
    assert queries.note(early, note).done_at is None


def test_notes_that_cannot_be(session: MakeSession) -> None:
    desk = session(Role.FRONT_DESK)
    for text, code in (("  ", "note.empty"), ("长" * 501, "note.long")):
        with pytest.raises(UserProblem) as refused:
            actions.write_note(desk, text)
        assert refused.value.code == code
    with pytest.raises(Unknown):
        actions.write_note(desk, "一", 999)
    with pytest.raises(Unknown):
        actions.tick(desk, 999)
    with pytest.raises(Unknown):
        queries.note(desk, 999)


def test_giving_keeps_ids_and_counts_and_no_words(session: MakeSession) -> None:
    early = session(Role.FRONT_DESK, "early")
    case = a_case(early, words="有人触电了，着火", caller_name="陈建国")
    note = actions.write_note(early, "水泵在换件").value
    given = actions.give(early, " 来水后逐户告知 ").value
    row = queries.hand_over(early.store, given)
    assert (row.shift, row.text, row.given_by) == ("early", "来水后逐户告知", early.actor.name)
    assert row.counts[Part.CRITICAL] == 1
    assert row.counts["notes"] == 1
    kept = early.store.rows("SELECT facts FROM hand_over")[0][0]
    assert json.loads(kept)["ids"]["critical"] == [case]
    assert json.loads(kept)["notes"] == [note]
    assert "陈建国" not in kept
    assert sheet(early).given == row


def test_a_shift_is_given_once_and_taken_once(session: MakeSession, clock: SetClock) -> None:
    early, late, third = (session(Role.FRONT_DESK, one) for one in ("early", "late", "third"))
    actions.write_note(early, "一")
    given = actions.give(early).value
    assert refusal(actions.give, late, "") == "hand_over.given"
    assert refusal(actions.take, early, given) == "hand_over.own"
    actions.take(late, given)
    assert queries.unread(late) == 0
    assert refusal(actions.take, third, given) == "hand_over.taken"
    assert refusal(actions.take, late, 999) == "unknown.hand_over"
    clock.advance(hours=8)  # the late shift
    second = actions.give(late).value
    rows = queries.hand_overs(early.store).rows
    assert [row.id for row in rows] == [second, given]
    assert (rows[1].taken_by, rows[0].taken_at) == (late.actor.name, None)
    latest = queries.latest(early.store)
    assert latest is not None
    assert latest.id == second


def refusal(act: object, *args: object) -> str:
    with pytest.raises(UserProblem) as refused:
        act(*args)  # type: ignore[operator]
    return refused.value.code


def test_history_by_pages(session: MakeSession, clock: SetClock) -> None:
    desk = session()
    ids = []
    for _ in range(5):
        ids.append(actions.give(desk).value)
        clock.advance(hours=8)
    found, after = [], None
    while True:
        page = queries.hand_overs(desk.store, after, 2)
        found += [row.id for row in page.rows]
        after = page.next_key
        if after is None:
            break
    assert found == ids[::-1]


def test_who_only_looks_writes_nothing(session: MakeSession) -> None:
    desk = session(Role.FRONT_DESK)
    note, given = actions.write_note(desk, "一").value, actions.give(desk).value
    looks = Actor(desk.actor.staff_id, "x", "x", Role.FRONT_DESK, frozenset({Permission.VIEW}))
    guest = Session(desk.store, looks, desk.clock)
    for act, args in (
        (actions.write_note, ("二",)), (actions.tick, (note,)), (actions.untick, (note,)),
        (actions.give, ("",)), (actions.take, (given,)),
    ):  # fmt: skip
        with pytest.raises(NotAllowed):
            act(guest, *args)
    stranger = Session(desk.store, Actor(None, "", "", Role.FRONT_DESK, frozenset()), desk.clock)
    with pytest.raises(NotAllowed):
        actions.read_notes(stranger, (note,))


def test_a_sheet_of_another_shift(session: MakeSession) -> None:
    desk = session()  # Friday 14:20, the early shift
    now = sheet(desk)
    night = sheet(desk, "night")
    assert (now.spell.shift.code, now.next.shift.code) == ("early", "late")
    assert (night.spell.day, night.next.shift.code) == (now.spell.day - timedelta(days=1), "early")
    assert sheet(desk, "late", now.spell.day).until > now.until
    assert refusal(sheet, desk, "noon") == "shift.unknown"
