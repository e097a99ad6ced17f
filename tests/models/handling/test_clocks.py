"""Which clocks a case has, what stops them, and what is kept of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from models.complaints.actions import assign, comment, correct
from models.complaints.kinds import Channel, Kind, Severity
from models.complaints.queries import case_row
from models.core.action import action
from models.core.clock import SetClock
from models.core.errors import UserProblem
from models.core.permissions import Role
from models.core.session import OWNER, Session
from models.core.work import Work
from models.handling import actions, reckoning
from models.handling.clock_kinds import ClockName, ClockRow, PauseDraft, PauseReason
from models.handling.clock_queries import clocks_of, due_reasons, explained
from models.handling.kinds import ContactDraft, FollowOutcome, FollowUpDraft, RemedyDraft
from models.handling.queries import case_file
from models.handling.tables import Clock
from models.options.actions import save_policy
from models.options.queries import current_policy
from models.timing.clock import ClockPhase
from models.timing.presets import TARGETS
from tests import factories
from tests.cases import FACTS, a_case, offer, walk

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SHANGHAI = ZoneInfo("Asia/Shanghai")


@action("test.reckon_waiting", needs=None)
def reckon_waiting(work: Work, limit: int) -> int:
    return reckoning.reckon_waiting(work, limit)


def clocks(session: Session, case_id: int) -> dict[str, ClockRow]:
    """The latest round of each."""
    return {one.name: one for one in clocks_of(session.store, case_id)}


@pytest.fixture
def under(tmp_path: Path, clock: SetClock) -> Iterator[Any]:
    """``under("hazard")``: somebody at the front desk, and a colleague, of a property with that policy."""
    stores = []

    def make(policy: str) -> tuple[Session, Session]:
        store = factories.a_store(tmp_path / policy, clock)
        stores.append(store)
        draft = factories.setup_draft()
        factories.an_estate(store, clock, type(draft)(draft.property_name, draft.language, policy=policy))
        desk = factories.a_session(store, clock, Role.FRONT_DESK)
        return desk, factories.a_session(store, clock, Role.FRONT_DESK, "colleague")

    yield make
    for store in stores:
        store.disconnect()


def test_every_target_has_a_clock() -> None:
    assert {name.value for name in ClockName} == set(TARGETS)


def test_a_fresh_case_has_the_clocks_of_its_severity(desk: Session, clock: SetClock) -> None:
    case = a_case(desk, severity=Severity.S2)
    found = clocks(desk, case)
    now = clock.now()
    assert {name: one.due_at - now for name, one in found.items()} == {
        "first_response": timedelta(minutes=15),
        "hand_over": timedelta(minutes=20),
        "on_site": HOUR,
        "contained": 4 * HOUR,
        "plan_told": 8 * HOUR,
        "progress_told": 4 * HOUR,
        "resolved": DAY,
    }
    assert [name for name, one in found.items() if one.stopped_at] == ["first_response", "hand_over"]
    assert list(found) == [name.value for name in ClockName if name.value in found]
    row = case_row(desk.store, case)
    assert (row.next_due_kind, row.next_since, row.next_warns_at) == (
        "on_site",
        now,
        now + 45 * timedelta(minutes=1),
    )


def test_only_repairs_owe_somebody_on_site(desk: Session) -> None:
    noise = a_case(desk, severity=Severity.S2, category="noise", subcategory=None)
    assert "on_site" not in clocks(desk, noise)
    correct(desk, noise, None, category="leak", subcategory="leak.from_above")
    assert "on_site" in clocks(desk, noise)


def test_a_compliment_waits_for_no_progress(desk: Session) -> None:
    assert "progress_told" not in clocks(desk, a_case(desk, kind=Kind.COMPLIMENT))
    assert "progress_told" in clocks(desk, a_case(desk, kind=Kind.SUGGESTION))


def test_whoever_is_told_ends_a_round_of_progress(desk: Session, clock: SetClock) -> None:
    case = a_case(desk, severity=Severity.S2)
    clock.advance(hours=1)
    actions.log_contact(desk, case, ContactDraft("nobody there", reached=False))
    clock.advance(hours=4)
    actions.log_contact(desk, case, ContactDraft("the plumber comes at six"))
    told = [one for one in clocks_of(desk.store, case) if one.name == "progress_told"]
    assert [(one.round, one.phase(clock.now())) for one in told] == [
        (1, ClockPhase.MISSED),
        (2, ClockPhase.RUNNING),
    ]
    assert (told[1].started_at, told[1].due_at) == (clock.now(), clock.now() + 4 * HOUR)


def test_steps_in_between_run_while_they_are_current(desk: Session, other: Session, clock: SetClock) -> None:
    case = a_case(desk)
    walk(desk, other, case, 3)
    clock.advance(minutes=20)
    actions.finish_step(desk, case, None, FACTS[3])
    assert clocks(desk, case)["soothe"].phase(clock.now()) is ClockPhase.MISSED
    actions.return_to(desk, case, None, 3, "angry again")
    rounds = [one for one in clocks_of(desk.store, case) if one.name == "soothe"]
    assert [(one.round, one.stopped_at is None) for one in rounds] == [(1, False), (2, True)]
    assert (
        case_file(desk.store, case).steps[-1].due_at
        == rounds[1].due_at
        == clock.now() + 15 * timedelta(minutes=1)
    )


def test_the_rest_of_the_first_words_is_counted_from_whoever_spoke_first(
    desk: Session, clock: SetClock
) -> None:
    """Soothing and telling a plan are done with the resident, so an e-mail has its first response then."""
    case = a_case(desk, channel=Channel.EMAIL)
    clock.advance(minutes=10)
    actions.finish_step(desk, case, None, FACTS[2])
    assert case_file(desk.store, case).case.first_response_at is None
    actions.finish_step(desk, case, None, FACTS[3])
    assert case_file(desk.store, case).case.first_response_at == clock.now()
    assert clocks(desk, case)["first_response"].phase(clock.now()) is ClockPhase.MET


def test_a_change_of_severity_counts_from_the_original_start(
    desk: Session, manager: Session, clock: SetClock
) -> None:
    case = a_case(desk, severity=Severity.S4)
    received = clock.now()
    assert "contained" not in clocks(desk, case)
    actions.pause(desk, case, None, PauseDraft(PauseReason.RESIDENT, received + 2 * HOUR))
    clock.advance(hours=3)
    actions.set_severity(manager, case, None, Severity.S2, "it pours")
    found = clocks(desk, case)
    assert (found["contained"].started_at, found["contained"].due_at) == (received, received + 6 * HOUR)
    assert (
        found["on_site"].phase(clock.now()) is ClockPhase.SOON
        or found["on_site"].due_at == received + 3 * HOUR
    )
    actions.set_severity(manager, case, None, Severity.S4, "a drop")
    assert clocks(desk, case)["resolved"].due_at > received + 7 * DAY


def test_reopening_goes_on_with_the_same_clock(desk: Session, other: Session, clock: SetClock) -> None:
    case = a_case(desk, severity=Severity.S2)
    received = clock.now()
    walk(desk, other, case, 8)
    clock.advance(hours=2)
    actions.carried_out(desk, case, None, "mended")
    assert clocks(desk, case)["resolved"].stopped_at == clock.now()
    clock.advance(hours=30)
    call = FollowUpDraft(FollowOutcome.DISSATISFIED, False, "drips", back_to=5)
    actions.follow_up(other, case, None, call)
    found = clocks(desk, case)
    assert (found["resolved"].stopped_at, found["resolved"].due_at) == (None, received + DAY + 30 * HOUR)
    assert found["follow_up"].phase(clock.now()) is ClockPhase.MISSED, "the call came after 24 h"
    assert case_row(desk.store, case).resolve_due_at == found["resolved"].due_at


def test_three_vain_calls_are_enough(desk: Session, other: Session, clock: SetClock) -> None:
    case = a_case(desk, severity=Severity.S3)
    walk(desk, other, case, 8)
    actions.carried_out(desk, case, None, "mended")
    for attempt in range(3):
        assert clocks(desk, case)["follow_up"].stopped_at is None, attempt
        actions.follow_up(other, case, None, FollowUpDraft(FollowOutcome.NOT_REACHED))
        clock.advance(hours=12)
    assert clocks(desk, case)["follow_up"].stopped_at == clock.now() - 12 * HOUR


def test_what_closes_without_a_call_owed_none(desk: Session, manager: Session) -> None:
    case = a_case(desk)
    for _ in range(7):
        actions.skip_step(manager, case, None, "anonymous")
    found = clocks(desk, case)
    assert "follow_up" not in found
    assert all(one.stopped_at is not None for one in found.values())
    row = case_row(desk.store, case)
    assert (row.next_due_at, row.next_due_kind, row.next_since, row.next_warns_at) == (None,) * 4


def test_handing_over_is_noted_once(desk: Session, other: Session, manager: Session, clock: SetClock) -> None:
    owner = Session(desk.store, OWNER, clock)
    case = a_case(owner)
    assert clocks(desk, case)["hand_over"].stopped_at is None
    clock.advance(minutes=5)
    assign(manager, case, None, desk.actor.staff_id or 0)
    handed = clocks(desk, case)["hand_over"].stopped_at
    assert handed == clock.now()
    clock.advance(minutes=5)
    assign(manager, case, None, other.actor.staff_id or 0)
    assert clocks(desk, case)["hand_over"].stopped_at == handed


def test_reckoning_is_no_edit(desk: Session, other: Session) -> None:
    case = a_case(desk)
    before = case_row(desk.store, case).row_version
    actions.log_contact(other, case, ContactDraft("told"))
    comment(other, case, "a note")
    assert case_row(desk.store, case).row_version == before
    actions.save_step(desk, case, case_row(desk.store, case).row_version, {"affected": "two homes"})


def test_what_does_not_change_is_not_written(desk: Session) -> None:
    case = a_case(desk)
    written = desk.store.rows("SELECT total_changes()")[0][0]
    comment(desk, case, "a note")
    comments = desk.store.rows("SELECT total_changes()")[0][0] - written
    ids = [row[0] for row in desk.store.rows("SELECT id FROM clock ORDER BY id")]
    actions.log_contact(desk, case, ContactDraft("told"))
    assert [row[0] for row in desk.store.rows("SELECT id FROM clock ORDER BY id")] == ids
    assert comments < 20, "an event, the audit entry, the search index"


def test_what_was_never_reckoned_raises_nothing_for_the_past(desk: Session, clock: SetClock) -> None:
    cases = [a_case(desk, severity=Severity.S1) for _ in range(3)]
    store = desk.store
    with store.writing():  # as a store of the version before has them
        store.execute("DELETE FROM escalation")
        store.execute("DELETE FROM clock")
        store.execute("UPDATE complaint SET reckoned_at = NULL, next_due_at = NULL")
    clock.advance(hours=5)
    assert reckon_waiting(desk, 2).value == 2
    assert reckon_waiting(desk, 2).value == 1
    assert reckon_waiting(desk, 2).value == 0
    assert store.rows("SELECT count(*) FROM escalation") == [(0,)]
    now = clock.now()
    for case in cases:
        found = {row.name: row for row in Clock.select().where(Clock.complaint_id == case)}
        assert (found["contained"].rung, found["contained"].next_at) == (200, None), "5 of 2 hours"
        assert (found["plan_told"].rung, found["plan_told"].next_at) == (100, now + HOUR), "150 % of 4 hours"
        assert (found["resolved"].rung, found["resolved"].next_at) == (0, now + 13 * HOUR)
        assert case_row(store, case).next_due_at is not None


def test_nobody_is_told_of_a_time_before_it_was_promised(
    desk: Session, manager: Session, clock: SetClock
) -> None:
    """Made graver, a case may be late at once: the ladder begins now, not in the past."""
    case = a_case(desk, severity=Severity.S3)
    clock.advance(hours=9)
    actions.set_severity(manager, case, None, Severity.S2, "it pours")
    found = {row.name: row for row in Clock.select().where(Clock.complaint_id == case)}
    assert found["plan_told"].due_at < clock.now()
    assert (found["plan_told"].rung, found["plan_told"].next_at) == (0, clock.now())


def test_hazards_are_investigated_told_and_mended(under: Any, clock: SetClock) -> None:
    desk, other = under("hazard")
    case = a_case(desk, severity=Severity.S3)
    first = clocks(desk, case)
    assert first["works_begun"].started_at == first["investigated"].due_at - timedelta(milliseconds=1)
    walk(desk, other, case, 5)
    clock.advance(days=3)
    actions.finish_step(desk, case, None, FACTS[5])
    found = clocks(desk, case)
    assert found["investigated"].stopped_at == found["summary_told"].started_at == clock.now()
    assert found["works_begun"].started_at == found["further_works"].started_at == clock.now()
    assert found["further_works"].due_at == clock.now() + 12 * 7 * DAY
    clock.advance(days=1)
    offer(desk, case)
    assert clocks(desk, case)["summary_told"].stopped_at == clock.now()
    granted = actions.grant_remedy(desk, case, None, RemedyDraft("repair", 0, "a pump")).value
    clock.advance(days=1)
    actions.carry_out_remedy(desk, granted, None)
    assert clocks(desk, case)["works_begun"].stopped_at == clock.now()


def test_two_stages_of_answers(under: Any, clock: SetClock) -> None:
    desk, other = under("uk-code-2024")
    case = a_case(desk, channel=Channel.EMAIL)
    first = clocks(desk, case)
    assert first["stage1_answered"].started_at == first["first_response"].due_at - timedelta(milliseconds=1)
    clock.advance(days=3)
    actions.log_contact(desk, case, ContactDraft("we have it"))
    assert clocks(desk, case)["stage1_answered"].started_at == clock.now()
    walk(desk, other, case, 8)
    assert clocks(desk, case)["stage1_answered"].stopped_at == clock.now()
    appeal = actions.ask_appeal(desk, case, None, "not at all").value
    asked = clocks(desk, case)
    assert (asked["stage2_acknowledged"].started_at, asked["stage2_acknowledged"].stopped_at) == (
        clock.now(),
        None,
    )
    clock.advance(days=2)
    actions.acknowledge_appeal(other, appeal, None)
    known = clocks(desk, case)
    assert known["stage2_acknowledged"].stopped_at == known["stage2_answered"].started_at == clock.now()
    actions.extend_appeal(other, appeal, None, "a survey is needed")
    longer = clocks(desk, case)
    assert longer["stage2_answered"].stopped_at == clock.now()
    assert longer["stage2_extended"].due_at > longer["stage2_answered"].due_at


@pytest.mark.parametrize("promised", [True, False])
def test_an_appeal_runs_against_the_version_of_its_case(
    desk: Session, other: Session, promised: bool
) -> None:
    """The default preset promises a second answer; a version that was kept before it did still promises none."""
    if not promised:
        now = current_policy(desk.store).policy
        older = {
            severity: {name: one for name, one in table.items() if not name.startswith("stage2")}
            for severity, table in now.targets.items()
        }
        save_policy(Session(desk.store, OWNER, desk.clock), replace(now, targets=older))
    case = a_case(desk, severity=Severity.S3)  # on Friday, 20 November, in the afternoon
    walk(desk, other, case, 8)
    appeal = actions.ask_appeal(desk, case, None, "not at all").value
    actions.acknowledge_appeal(other, appeal, None)
    actions.extend_appeal(other, appeal, None, "a survey is needed")
    found = {
        name: one.due_at.astimezone(SHANGHAI).strftime("%m-%d %H:%M")
        for name, one in clocks(desk, case).items()
        if name.startswith("stage2")
    }
    assert found == (
        {
            "stage2_acknowledged": "11-27 18:00",
            "stage2_answered": "12-18 18:00",
            "stage2_extended": "01-15 18:00",
        }
        if promised
        else {}
    )


def test_every_clock_can_say_why(desk: Session, other: Session, clock: SetClock) -> None:
    case = a_case(desk, severity=Severity.S3)
    actions.pause(desk, case, None, PauseDraft(PauseReason.PARTS, clock.now() + 4 * DAY))
    walk(desk, other, case, 8)
    told = explained(desk.store, case)
    assert [one.clock for one in told] == list(clocks_of(desk.store, case))
    for one in told:
        assert one.reasons is not None
        assert abs(one.reasons.due - one.due) < timedelta(milliseconds=1)
        assert one.reasons.pieces[0].start == one.reasons.start
    reference = case_row(desk.store, case).reference
    assert due_reasons(desk.store, reference).name == case_row(desk.store, case).next_due_kind
    with pytest.raises(UserProblem) as caught:
        due_reasons(desk.store, reference, "stage2_answered")
    assert caught.value.code == "case.no_clock"
