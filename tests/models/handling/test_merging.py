"""Merging duplicates and taking them apart: against a model, in any order; where later work goes; what is refused."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from models.audit.queries import verify
from models.complaints.actions import attach, comment, correct, join, set_flags
from models.complaints.kinds import FileDraft, Flag, PartyDraft, Severity
from models.complaints.merged import survivor_of, survivor_reference
from models.complaints.queries import case_row, case_rows, parties
from models.core.clock import SetClock
from models.core.errors import ChangedMeanwhile, NotAllowed, Unknown, UserProblem
from models.core.permissions import Permission, Role
from models.core.session import Session
from models.handling import actions
from models.handling.actions.merging import suggested_survivor
from models.handling.calling import handled_by
from models.handling.clock_kinds import PauseDraft, PauseReason
from models.handling.kinds import ContactDraft, PromiseDraft, PromiseState, RemedyDraft
from models.handling.queries import case_file
from models.store.doctor import examine
from tests import factories
from tests.cases import a_case, walk
from tests.people import without

WHY = "the same kitchen ceiling"
CASES = 5
# What a merge and its undoing must leave as it was.
COLUMNS = """status, merged_into_id, closed_at, resolved_at, lapses_at, second_look_at, second_look_done_at, step,
    steps, received_at, handler_id, severity, group_case, incident_id, next_due_at, next_due_kind, resolve_due_at,
    paused_until"""


def picture(session: Session, case_id: int) -> tuple[Any, ...]:
    """All that a merge may touch of a case."""
    store = session.store
    own = store.rows(f"SELECT {COLUMNS} FROM complaint WHERE id = ?", (case_id,))
    people = store.rows(
        "SELECT role, resident_id, place_id, name, phone, words FROM party WHERE complaint_id = ? ORDER BY id",
        (case_id,),
    )
    promises = store.rows("SELECT id, state FROM promise WHERE complaint_id = ? ORDER BY id", (case_id,))
    remedies = store.rows("SELECT id, state FROM remedy WHERE complaint_id = ? ORDER BY id", (case_id,))
    clocks = store.rows(
        "SELECT name, round, started_at, due_at, stopped_at FROM clock WHERE complaint_id = ? ORDER BY name, round",
        (case_id,),
    )
    return (*own, tuple(people), tuple(promises), tuple(remedies), tuple(clocks))


class Desk(RuleBasedStateMachine):
    """Five cases, merged and taken apart in any order, with promises kept and people joining in between."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.clock = factories.a_clock()
        self.store = factories.a_store(Path(self._folder.name) / "data", self.clock)
        factories.an_estate(self.store, self.clock)
        self.desk = factories.a_session(self.store, self.clock, Role.FRONT_DESK)
        self.ids: list[int] = []
        self.into: dict[int, int] = {}  # merged -> survivor
        self.merges: dict[int, tuple[int, int]] = {}  # merge -> (survivor, merged)
        self.promises: dict[int, list[int]] = {}  # the case that a promise was made to -> promises
        self.settled: set[int] = set()
        self.moved: dict[int, frozenset[int]] = {}  # merge -> the promises that it carried
        self.at: dict[int, int] = {}  # promise -> where it is now

    @initialize()
    def record(self) -> None:
        for number in range(CASES):
            case_id = a_case(self.desk, caller_name=f"caller {number % 3}")
            self.ids.append(case_id)

    def last(self, case_id: int) -> int:
        while case_id in self.into:
            case_id = self.into[case_id]
        return case_id

    def names(self, case_id: int) -> set[str]:
        """Who belongs to a case: its own caller, and those of all that was merged into it."""
        inside = (self.names(one) for one, into in self.into.items() if into == case_id)
        return {f"caller {self.ids.index(case_id) % 3}"}.union(*inside)

    def pick(self, number: int) -> int:
        return self.ids[number % CASES]

    @rule(survivor=st.integers(0, 4), one=st.integers(0, 4), two=st.integers(0, 4))
    def merge(self, survivor: int, one: int, two: int) -> None:
        target, ids = self.pick(survivor), [self.pick(one), self.pick(two)]
        top = self.last(target)
        wanted = list(dict.fromkeys(x for x in ids if x not in (top, target)))
        bad = not wanted or any(x in self.into for x in wanted)
        before = [picture(self.desk, case_id) for case_id in self.ids]
        self.clock.advance(minutes=3)
        if bad:
            with pytest.raises(UserProblem, match="merge"):
                actions.merge(self.desk, target, ids, WHY)
            assert [picture(self.desk, case_id) for case_id in self.ids] == before
            return
        made = actions.merge(self.desk, target, ids, WHY).value
        for merge_id, merged in zip(made, wanted, strict=True):
            self.merges[merge_id] = (top, merged)
            self.into[merged] = top
            gone = frozenset(p for p, where in self.at.items() if where == merged and p not in self.settled)
            self.moved[merge_id] = gone
            self.at.update(dict.fromkeys(gone, top))

    @precondition(lambda self: self.merges)
    @rule(number=st.integers(0, 9))
    def unmerge(self, number: int) -> None:
        merge_id = sorted(self.merges)[number % len(self.merges)]
        survivor, merged = self.merges[merge_id]
        self.clock.advance(minutes=3)
        if survivor in self.into:
            with pytest.raises(UserProblem, match=r"merge\.too_late"):
                actions.unmerge(self.desk, merge_id, None)
            return
        assert actions.unmerge(self.desk, merge_id, None).value == merged
        del self.into[merged], self.merges[merge_id]
        self.at.update(dict.fromkeys(self.moved.pop(merge_id), merged))

    @rule(number=st.integers(0, 4))
    def promise(self, number: int) -> None:
        asked = self.pick(number)
        due = self.clock.now() + timedelta(days=9)
        made = actions.make_promise(self.desk, asked, PromiseDraft("call", due)).value
        self.at[made] = self.last(asked)

    @precondition(lambda self: set(self.at) - self.settled)
    @rule(number=st.integers(0, 9))
    def settle(self, number: int) -> None:
        waiting = sorted(set(self.at) - self.settled)
        one = waiting[number % len(waiting)]
        actions.settle_promise(self.desk, one, None, PromiseState.KEPT)
        self.settled.add(one)

    @rule(number=st.integers(0, 4))
    def say(self, number: int) -> None:
        asked = self.pick(number)
        event = comment(self.desk, asked, "seen").value
        assert self.store.rows("SELECT complaint_id FROM event WHERE id = ?", (event,))[0][0] == self.last(
            asked
        )

    @invariant()
    def agrees(self) -> None:
        for case_id in self.ids:
            row = case_row(self.store, case_id)
            merged = case_id in self.into
            assert (row.status == "merged") == merged == (row.closed_at is not None)
            assert row.resolved_at is None
            assert (row.next_due_at is None) == merged
            assert survivor_of(self.store, case_id) == self.last(case_id)
            file = case_file(self.store, case_id)
            assert {one.merged_id for one in file.after.merged} == {
                m for s, m in self.merges.values() if s == case_id
            }
            assert {one.id for one in file.promises} == {
                p for p, where in self.at.items() if where == case_id
            }
            own = {file.case.caller_name} | {one.name for one in file.case.parties}
            assert own == self.names(case_id)
            assert file.case.group_case == bool(file.case.parties)

    def teardown(self) -> None:
        assert verify(self.store) is None
        assert examine(self.store).findings == ()
        self.store.disconnect()
        self._folder.cleanup()


Desk.TestCase.settings = settings(max_examples=8, stateful_step_count=20, deadline=None)
TestDesk = Desk.TestCase


@pytest.fixture
def two(desk: Session) -> tuple[int, int]:
    """A survivor and a duplicate of another household."""
    return a_case(desk), a_case(desk, caller_name="李秀英", caller_phone="137 0000 0000", words="1402 也滴水")


def test_a_merge_and_its_undoing_leave_no_trace_but_the_history(
    desk: Session, manager: Session, two: tuple[int, int], clock: SetClock
) -> None:
    survivor, other = two
    actions.pause(desk, other, None, PauseDraft(PauseReason.PARTS, clock.now() + timedelta(days=3)))
    join(desk, other, PartyDraft(name="王", phone="1", words="auch"))
    actions.make_promise(desk, other, PromiseDraft("call", clock.now() + timedelta(hours=2)))
    walk(desk, manager, other, 4)
    actions.grant_remedy(desk, other, None, RemedyDraft("refund", 900_00))
    before = [picture(desk, one) for one in two]
    clock.advance(hours=1)
    made = actions.merge(desk, survivor, [other], WHY).value
    while_merged = case_file(desk.store, survivor)
    assert [one.name for one in while_merged.case.parties] == ["李秀英", "王"]
    assert while_merged.case.group_case
    assert [one.state for one in while_merged.promises] == ["open"]
    assert [one.state for one in while_merged.remedies] == ["awaiting_approval"]
    assert [one.reference for one in while_merged.after.merged] == [case_row(desk.store, other).reference]
    gone = case_file(desk.store, other)
    assert (gone.case.row.status, gone.case.row.resolved_at, gone.case.close_reason) == ("merged", None, None)
    assert all(clock_row.stopped_at is not None for clock_row in gone.clocks)
    assert gone.after.survivor == case_row(desk.store, survivor).reference
    actions.unmerge(desk, made[0], None)
    assert [picture(desk, one) for one in two] == before
    kinds = [[event.kind for event in case_file(desk.store, one).events] for one in two]
    assert kinds[0][-2:] == ["merged_in", "unmerged_out"]
    assert kinds[1][-1] == "unmerged"


def test_work_that_was_done_on_a_duplicate_is_not_counted_and_comes_back(
    desk: Session, other: Session, two: tuple[int, int]
) -> None:
    survivor, done = two
    walk(desk, other, done, 8)
    actions.carried_out(desk, done, None, "mended")
    before = picture(desk, done)
    made = actions.merge(desk, survivor, [done], WHY).value
    gone = case_file(desk.store, done)
    assert (gone.case.row.status, gone.case.row.resolved_at) == ("merged", None)
    assert (gone.after.lapses_at, gone.after.second_look_at) == (None, None)
    actions.unmerge(desk, made[0], None)
    assert picture(desk, done) == before


def test_the_survivor_keeps_its_own_time_and_name(desk: Session, clock: SetClock) -> None:
    early = a_case(desk)
    clock.advance(hours=5)
    late = a_case(desk)
    received = case_row(desk.store, late).received_at
    actions.merge(desk, late, [early], WHY)
    assert case_row(desk.store, late).received_at == received


def test_the_same_people_are_not_counted_twice(desk: Session) -> None:
    survivor, same = a_case(desk), a_case(desk)
    actions.merge(desk, survivor, [same], WHY)
    assert parties(desk.store, survivor) == ()
    assert not case_file(desk.store, survivor).case.group_case


def test_what_comes_later_goes_to_the_survivor(desk: Session, two: tuple[int, int], clock: SetClock) -> None:
    survivor, other = two
    third = a_case(desk)
    actions.merge(desk, survivor, [other], WHY)
    actions.merge(desk, third, [survivor], WHY)
    assert survivor_reference(desk.store, other) == case_row(desk.store, third).reference
    assert survivor_reference(desk.store, third) == ""
    outcomes = [
        actions.log_contact(desk, other, ContactDraft("still drips")),
        actions.make_promise(desk, other, PromiseDraft("call", clock.now() + timedelta(hours=2))),
        comment(desk, other, "seen"),
        join(desk, other, PartyDraft(name="赵")),
        attach(desk, other, FileDraft("a.txt", b"x", "other")),
    ]
    for outcome in outcomes:
        assert {("case", other), ("case", third)} <= outcome.changes.ids
    file = case_file(desk.store, third)
    assert [one.summary for one in file.contacts] == ["still drips"]
    assert (len(file.promises), len(file.attachments)) == (1, 1)
    assert file.events[-1].kind == "evidence_added"
    assert "赵" in [one.name for one in file.case.parties]


def test_a_merged_case_is_changed_no_longer_and_says_where_it_goes_on(
    desk: Session, manager: Session, two: tuple[int, int]
) -> None:
    survivor, other = two
    actions.merge(desk, survivor, [other], WHY)
    reference = case_row(desk.store, survivor).reference
    for attempt in (
        lambda: actions.finish_step(desk, other, None, {}),
        lambda: actions.save_step(desk, other, None, {}),
        lambda: actions.return_to(desk, other, None, 1, "x"),
        lambda: actions.reopen(desk, other, None, 5, "x"),
        lambda: actions.skip_step(manager, other, None, "x"),
        lambda: actions.set_severity(desk, other, None, Severity.S2, "x"),
        lambda: actions.close(desk, other),
        lambda: correct(manager, other, None, words="x"),
    ):
        with pytest.raises(UserProblem) as caught:
            attempt()
        assert (caught.value.code, caught.value.facts["reference"]) == ("case.merged", reference)


def test_nothing_grave_is_buried(desk: Session, two: tuple[int, int]) -> None:
    survivor, other = two
    actions.set_severity(desk, other, None, Severity.S2, "it is a flood")
    with pytest.raises(UserProblem, match=r"merge\.graver"):
        actions.merge(desk, survivor, [other], WHY)
    actions.set_severity(desk, survivor, None, Severity.S2, "it is a flood")
    set_flags(desk, other, None, frozenset({Flag.VULNERABLE}))
    with pytest.raises(UserProblem, match=r"merge\.graver"):
        actions.merge(desk, survivor, [other], WHY)
    rows = case_rows(desk.store, [survivor, other])
    assert suggested_survivor(rows) == other
    assert suggested_survivor([]) is None
    actions.merge(desk, other, [survivor, other], WHY)
    assert case_row(desk.store, survivor).status == "merged"


def test_what_cannot_be_merged(desk: Session, other: Session, manager: Session, two: tuple[int, int]) -> None:
    one, second = two
    closed = a_case(desk)
    walk(desk, other, closed, 9)
    appealed = a_case(desk)
    walk(desk, other, appealed, 8)
    actions.ask_appeal(desk, appealed, None, "no")
    before = [picture(desk, case_id) for case_id in two]
    for target, ids, why, code in (
        (one, [second], " ", "merge.reason"),
        (one, [], WHY, "merge.nothing"),
        (one, [one], WHY, "merge.nothing"),
        (one, [second, closed], WHY, "case.closed"),
        (closed, [one], WHY, "case.closed"),
        (one, [second, appealed], WHY, "merge.appeal"),
    ):
        with pytest.raises(UserProblem) as caught:
            actions.merge(desk, target, ids, why)
        assert caught.value.code == code
        assert [picture(desk, case_id) for case_id in two] == before
    with pytest.raises(Unknown):
        actions.merge(desk, one, [999], WHY)
    with pytest.raises(NotAllowed):
        actions.merge(without(desk, Permission.HANDLE), one, [second], WHY)


def test_a_merge_is_undone_once_and_while_the_survivor_is_open(
    desk: Session, other: Session, two: tuple[int, int]
) -> None:
    survivor, duplicate = two
    (merge_id,) = actions.merge(desk, survivor, [duplicate], WHY).value
    with pytest.raises(ChangedMeanwhile):
        actions.unmerge(desk, merge_id, 9)
    with pytest.raises(NotAllowed):
        actions.unmerge(without(desk, Permission.HANDLE), merge_id, None)
    actions.unmerge(desk, merge_id, 1)
    for again in (
        lambda: actions.unmerge(desk, merge_id, None),
        lambda: actions.unmerge_many(desk, [merge_id]),
    ):
        with pytest.raises(UserProblem, match=r"merge\.undone"):
            again()
    with pytest.raises(Unknown):
        actions.unmerge(desk, 99, None)
    (merge_id,) = actions.merge(desk, survivor, [duplicate], WHY).value
    walk(desk, other, survivor, 9)
    with pytest.raises(UserProblem, match=r"merge\.too_late"):
        actions.unmerge(desk, merge_id, None)


def test_several_at_once_are_taken_apart_at_once(desk: Session, two: tuple[int, int]) -> None:
    third = a_case(desk, caller_name="周")
    before = [picture(desk, one) for one in (*two, third)]
    made = actions.merge(desk, two[0], [*two, third], WHY).value
    assert actions.unmerge_many(desk, made).value == (third, two[1])
    assert [picture(desk, one) for one in (*two, third)] == before


def test_who_handled_the_duplicate_handled_the_matter(
    desk: Session, other: Session, two: tuple[int, int]
) -> None:
    theirs = a_case(other)
    actions.merge(desk, two[0], [theirs], WHY)
    assert handled_by(desk.store, two[0]) == {desk.actor.staff_id, other.actor.staff_id}


def test_what_two_duplicates_share_stays_until_both_are_out(desk: Session, two: tuple[int, int]) -> None:
    survivor, first = two
    second = a_case(desk, caller_name="李秀英", caller_phone="137 0000 0000", words="和昨天一样")
    with desk.store.writing():
        desk.store.execute(
            "INSERT INTO incident (state, kind, title, started_at) VALUES ('open', 'outage', 'x', 1)"
        )
        desk.store.execute("UPDATE complaint SET incident_id = 1 WHERE id IN (?, ?)", (first, second))
    before = picture(desk, survivor)
    one, other = (actions.merge(desk, survivor, [case_id], WHY).value[0] for case_id in (first, second))
    for merge_id, words in ((one, "和昨天一样"), (other, "")):
        actions.unmerge(desk, merge_id, None)
        file = case_file(desk.store, survivor)
        assert [person.words for person in file.case.parties] == ([words] if words else [])
        assert file.case.group_case == bool(words)
        incident = desk.store.rows("SELECT incident_id FROM complaint WHERE id = ?", (survivor,))[0][0]
        assert incident == (1 if words else None)
    assert picture(desk, survivor) == before
