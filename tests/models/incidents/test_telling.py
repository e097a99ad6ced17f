"""One update to everybody behind an incident."""

from __future__ import annotations

import time

import pytest

from models.complaints.kinds import CaseFilter, Channel
from models.complaints.listing import case_page
from models.core.errors import ChangedMeanwhile, NotAllowed, UserProblem
from models.core.permissions import Permission
from models.core.session import Session
from models.handling.actions.telling import tell_all
from models.incidents import actions, queries
from models.incidents.kinds import IncidentDraft
from tests.models.incidents.made import Block
from tests.people import without

WORDS = "水泵已换好，十分钟内恢复供水"


@pytest.fixture
def incident(block: Block) -> int:
    return actions.declare(block.session, IncidentDraft("停水", say="在修", place_id=block.building)).value


def found(session: Session, words: str) -> set[int]:
    page = case_page(session.store, CaseFilter(search=words), None, session.clock.now())
    return {row.id for row in page.rows}


def test_everybody_is_told_once(block: Block, incident: int) -> None:
    letter = block.case("3-1402", "water", channel=Channel.LETTER, incident_id=incident)
    call = block.case("3-1502", "water", incident_id=incident)
    heard = block.value("first_response_at", call)
    other = block.case("3-1802", "water")
    done = block.case("3-1801", "water", incident_id=incident)
    with block.session.store.writing():
        block.session.store.execute(
            "UPDATE complaint SET closed_at = 1, status = 'closed' WHERE id = ?", (done,)
        )
    block.clock.advance(seconds=600)
    entries = block.session.store.rows("SELECT count(*) FROM audit_entry")[0][0]
    told = tell_all(block.session, incident, 1, f" {WORDS} ", "messaging")
    assert (told.value.cases, told.value.first) == (2, 1)
    assert block.session.store.rows("SELECT count(*) FROM audit_entry")[0][0] == entries + 1
    assert {("case", letter), ("case", call), ("incident", incident)} <= told.changes.ids
    contacts = block.session.store.rows(
        "SELECT complaint_id, direction, channel, reached, summary FROM contact ORDER BY complaint_id"
    )
    assert contacts == [(case, "to_resident", "messaging", 1, WORDS) for case in (letter, call)]
    assert block.events(letter)[-1] == block.events(call)[-1] == "incident_update"
    assert "incident_update" not in block.events(other) + block.events(done)
    assert block.value("first_response_at", call) == heard
    assert block.value("first_response_at", letter) > heard
    assert found(block.session, "恢复供水") == {letter, call}
    (update,) = queries.updates(block.session, incident)
    assert (update.text, update.channel, update.staff) == (WORDS, "messaging", "Administrator")


def test_progress_counts_as_told(block: Block, incident: int) -> None:
    case = block.case("3-1502", "water", incident_id=incident, urgency=3)

    def owed() -> list[tuple[int, int | None]]:
        return block.session.store.rows(
            "SELECT due_at, stopped_at FROM clock WHERE complaint_id = ? AND name = 'progress_told' ORDER BY round",
            (case,),
        )

    ((due, stopped),) = owed()
    assert stopped is None
    block.clock.advance(seconds=3600)
    tell_all(block.session, incident, None, WORDS, "messaging")
    first, *rest = owed()
    assert first[1] is not None or first[0] > due
    assert all(later > due for later, _ in rest)


def test_what_cannot_be_told(block: Block, incident: int) -> None:
    with pytest.raises(UserProblem, match=r"contact\.empty"):
        tell_all(block.session, incident, 1, " ", "phone")
    with pytest.raises(ChangedMeanwhile):
        tell_all(block.session, incident, 7, WORDS, "phone")
    with pytest.raises(NotAllowed):
        tell_all(without(block.session, Permission.HANDLE), incident, 1, WORDS, "phone")
    actions.end(block.session, incident, None, "好了")
    with pytest.raises(UserProblem, match=r"incident\.over"):
        tell_all(block.session, incident, None, WORDS, "phone")
    assert queries.updates(block.session, incident) == ()


def test_nobody_there_is_told_nothing(block: Block, incident: int) -> None:
    assert tell_all(block.session, incident, 1, WORDS, "phone").value.cases == 0


def test_five_hundred_at_once(block: Block, incident: int) -> None:
    """Copies of one case stand for the rows: what telling costs does not depend on who they are."""
    case = block.case("3-1502", "water", incident_id=incident)
    store = block.session.store
    columns = [
        row[1] for row in store.rows("PRAGMA table_info(complaint)") if row[1] not in ("id", "reference")
    ]
    with store.writing():
        store.execute(
            f"""WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 499)
            INSERT INTO complaint (reference, {", ".join(columns)})
            SELECT 'X-' || i, {", ".join(columns)} FROM n, complaint WHERE id = ?""",
            (case,),
        )
    began = time.process_time()
    assert tell_all(block.session, incident, None, WORDS, "messaging").value.cases == 500
    spent = time.process_time() - began
    assert store.rows("SELECT count(*) FROM contact")[0][0] == 500
    assert found(block.session, "恢复供水")
    assert spent < 10, spent
