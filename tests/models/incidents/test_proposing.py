"""Three households with one cause: noticed in the transaction that brought the third."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.complaints.actions import correct, join
from models.complaints.kinds import Flag, Kind, PartyDraft, Severity
from models.core.session import Session
from models.incidents import actions, queries
from models.incidents.households import LINE_CASES, reports_sql
from models.incidents.kinds import IncidentDraft
from models.incidents.proposing import CHOSEN
from tests.models.incidents.made import Block, days

LINE = ("3-1402", "3-1502", "3-1802")


def three(block: Block, category: str = "leak") -> list[int]:
    made = []
    for home in LINE:
        made.append(block.case(home, category))
        days(block, 1)
    return made


def test_three_homes_of_a_line_propose_an_incident_and_make_it_major(block: Block) -> None:
    first, second = block.case("3-1402"), block.case("3-1502")
    assert block.incidents() == []
    assert not block.value("major", first)
    third = block.case("3-1802")
    assert block.incidents() == [("proposed", "shared_cause", 1)]
    assert [block.value("major", case) for case in (first, second, third)] == [1, 1, 1]
    row = queries.live(block.session)[0]
    assert (row.cases, row.households, row.category, row.title) == (3, 3, "leak", "")
    assert row.place_line == "3/02"
    assert block.events(first)[-2:] != []
    assert "incident_joined" in block.events(second)


def alerts(block: Block) -> list[tuple[object, ...]]:
    return block.session.store.rows("SELECT once, level FROM escalation WHERE cause = 'major' ORDER BY id")


def test_the_manager_hears_of_an_incident_once(block: Block) -> None:
    for home in (*LINE, "3-1002"):
        block.case(home)
    incident = queries.live(block.session)[0].id
    assert alerts(block) == [(f"incident:{incident}", "manager")]


def test_what_is_grave_by_itself_the_manager_hears_of_by_itself(block: Block) -> None:
    for home in LINE:
        block.case(home)
    incident = queries.live(block.session)[0].id
    flagged = block.case("3-1002", flags=frozenset({Flag.MEDIA}))
    assert alerts(block) == [(f"incident:{incident}", "manager"), (f"grave:{flagged}:major", "manager")]
    block.case("3-902", severity=Severity.S1)
    deadly = block.session.store.rows("SELECT count(*) FROM escalation WHERE cause = 'life_safety'")
    assert deadly == [(1,)]
    assert len(alerts(block)) == 2


def test_of_two_incidents_the_manager_hears_twice(block: Block) -> None:
    for door in ("01", "02"):
        for floor in (14, 15, 18):
            block.case(f"3-{floor}{door}")
    assert len(alerts(block)) == 2


def test_all_of_it_is_one_transaction_and_one_entry(block: Block) -> None:
    for home in LINE[:2]:
        block.case(home)
    before = block.session.store.rows("SELECT count(*) FROM audit_entry")[0][0]
    block.case(LINE[2])
    entries = block.session.store.rows("SELECT action FROM audit_entry ORDER BY id")[before:]
    assert entries == [("complaint.record",)]


@pytest.mark.parametrize(
    ("homes", "categories"),
    [
        (("3-1402", "3-1402", "3-1502"), ("leak", "leak", "leak")),  # two households
        (("3-1402", "3-1502", "3-1801"), ("leak", "leak", "leak")),  # another line
        (("3-1402", "3-1502", "3-1802"), ("leak", "leak", "noise")),  # another cause
        (("3-1402", "3-1502", "3-1802"), ("leak", "leak", None)),  # a cause that nobody knows yet
        (("building", "building", "building"), ("leak", "leak", "leak")),  # too wide to be one place
    ],
)
def test_what_does_not_belong_together(
    block: Block, homes: tuple[str, ...], categories: tuple[str | None, ...]
) -> None:
    for home, category in zip(homes, categories, strict=True):
        block.case(home, category, caller_phone=f"138{home}{category}")
    assert block.incidents() == []


def test_suggestions_are_no_trouble(block: Block) -> None:
    for home in LINE:
        block.case(home, kind=Kind.SUGGESTION)
    assert block.incidents() == []


def test_more_than_seven_days_apart_is_not_one_week(block: Block) -> None:
    block.case("3-1402")
    days(block, 4)
    block.case("3-1502")
    days(block, 3.1)
    block.case("3-1802")
    assert block.incidents() == []
    days(block, 3)
    late = block.case("3-1002")  # with the last two it is one week, with the first it is not
    row = queries.live(block.session)[0]
    assert row.cases == 3
    assert block.value("incident_id", late) == row.id


def test_sub_categories_do_not_part(block: Block) -> None:
    for home, sub in zip(LINE, ("leak.from_above", None, "leak.pipe_burst"), strict=True):
        block.case(home, subcategory=sub if sub and _known(block.session, sub) else None)
    assert len(block.incidents()) == 1


def _known(session: Session, code: str) -> bool:
    return bool(session.store.rows("SELECT 1 FROM category WHERE code = ?", (code,)))


def test_three_callers_about_one_lift(block: Block) -> None:
    block.case("lift", "lift", resident_id=block.people["3-1402"])
    block.case("lift", "lift", caller_phone="138 0000 0001")
    block.case("lift", "lift", anonymous=True)
    assert block.incidents() == [("proposed", "shared_cause", 1)]


def test_two_of_one_home_and_two_without_a_name_are_two_households(block: Block) -> None:
    for _ in range(2):
        block.case("lift", "lift", resident_id=block.people["3-1402"])
        block.case("lift", "lift", anonymous=True)
    assert block.incidents() == []


def test_homes_that_join_a_case_count(block: Block) -> None:
    case = block.case("3-1402")
    for home in ("3-1502", "3-1801"):  # who joins says that it is the same, wherever they live
        join(block.session, case, PartyDraft(resident_id=block.people[home], place_id=block.places[home]))
    row = queries.live(block.session)[0]
    assert (row.cases, row.households) == (1, 3)
    assert block.value("major", case)


def test_a_fourth_home_is_gathered_too(block: Block) -> None:
    three(block)
    fourth = block.case("3-902")
    row = queries.live(block.session)[0]
    assert (row.cases, row.households) == (4, 4)
    assert block.value("major", fourth)


def test_a_corrected_category_gathers(block: Block) -> None:
    cases = [block.case(LINE[0]), block.case(LINE[1]), block.case(LINE[2], "noise")]
    correct(block.session, cases[2], None, category="leak")
    assert {block.value("incident_id", case) for case in cases} == {queries.live(block.session)[0].id}


def test_a_corrected_place_gathers(block: Block) -> None:
    cases = [block.case(LINE[0]), block.case(LINE[1]), block.case("3-1801")]
    correct(block.session, cases[2], None, place_id=block.places[LINE[2]])
    assert len(block.incidents()) == 1


def test_what_no_longer_fits_is_released_and_the_proposal_falls(block: Block) -> None:
    cases = three(block)
    correct(block.session, cases[0], None, category="noise")
    assert block.incidents() == [("dismissed", "shared_cause", 1)]
    assert [block.value("incident_id", case) for case in cases] == [None, None, None]
    assert [block.value("major", case) for case in cases] == [0, 0, 0]
    correct(block.session, cases[0], None, category="leak")  # nobody decided anything: it is proposed again
    assert [row[0] for row in block.incidents()] == ["dismissed", "proposed"]


def test_what_a_person_put_in_stays_in(block: Block) -> None:
    cases = three(block)
    other = block.case("3-1801", "noise")
    actions.join(block.session, queries.live(block.session)[0].id, other)
    correct(block.session, other, None, title="别的说法")
    assert block.value("incident_id", other) == block.value("incident_id", cases[0])


def test_what_a_person_took_out_stays_out(block: Block) -> None:
    cases = three(block)
    actions.leave(block.session, cases[0], "另一根管子")
    assert block.value("incident_id", cases[0]) is None
    assert not block.value("major", cases[0])
    correct(block.session, cases[0], None, title="另一个说法")
    assert block.value("incident_id", cases[0]) is None


def test_a_dismissed_cause_needs_three_new_households(block: Block) -> None:
    cases = three(block)
    row = queries.live(block.session)[0]
    actions.dismiss(block.session, row.id, row.row_version, "三户各是各的原因")
    assert [block.value("incident_id", case) for case in cases] == [None] * 3
    assert [block.value("major", case) for case in cases] == [0] * 3
    block.case("3-902")
    block.case("3-1002")
    assert [row[0] for row in block.incidents()] == ["dismissed"]
    block.case("3-1402")
    assert [row[0] for row in block.incidents()] == ["dismissed", "proposed"]


def test_a_media_flag_outlives_the_incident(block: Block) -> None:
    flagged = block.case(LINE[0], flags=frozenset({"media"}))
    block.case(LINE[1])
    block.case(LINE[2])
    row = queries.live(block.session)[0]
    actions.dismiss(block.session, row.id, None, "不是")
    assert block.value("major", flagged)


def test_what_was_declared_is_not_proposed_again(block: Block) -> None:
    draft = IncidentDraft("3号楼漏水", say="正在找管子。", category="leak", place_id=block.building)
    actions.declare(block.session, draft)
    three(block)
    assert [row[0] for row in block.incidents()] == ["open"]
    assert queries.live(block.session)[0].cases == 0  # whether they belong to it is for people to say


def test_letters_of_last_week_count_by_when_they_came(block: Block) -> None:
    now = block.clock.now()
    for home, back in zip(LINE, (20, 18, 16), strict=True):
        block.case(home, received_at=now - timedelta(days=back))
    row = queries.live(block.session)[0]
    assert (row.households, row.started_at) == (3, now - timedelta(days=20))


def test_a_line_is_read_from_its_homes_to_their_cases(block: Block) -> None:
    """However many cases there are: the plan must not begin with all of the last weeks."""
    values = {
        "today": "",
        "line": "3/02",
        "estate": 1,
        "place": 1,
        "below": "/1/2/",
        "beyond": "/1/20",
        "category": "leak",
        "since": 0,
        "incident": None,
        "kinds": "|",
        "listed": 0,
    }
    plan = block.session.store.execute(
        f"EXPLAIN QUERY PLAN {reports_sql(CHOSEN, LINE_CASES)}", values
    ).fetchall()
    steps = [str(row[3]) for row in plan]
    assert sum("complaint_place (place_id=? AND received_at>?)" in step for step in steps) == 2, steps


def test_homes_of_the_week_are_counted_as_the_rule_counts_them(block: Block) -> None:
    def count(home: str, category: str = "leak") -> int:
        return queries.homes_this_week(block.session, block.places[home], category, block.clock.now())

    assert count("3-1402") == 1
    block.case("3-1402")
    assert (count("3-1402"), count("3-1502"), count("3-1501"), count("3-1502", "noise")) == (1, 2, 1, 1)
    closed = block.case("3-1802")
    with block.session.store.writing():
        block.session.store.execute(
            "UPDATE complaint SET closed_at = 1, status = 'closed' WHERE id = ?", (closed,)
        )
    assert count("3-1502") == 3
    days(block, 7.1)
    assert count("3-1502") == 1


def test_one_more_case_costs_as_many_statements_however_many_there_are(block: Block) -> None:
    connection = block.session.store.database.connection()

    def one_more(home: str) -> int:
        read: list[str] = []
        connection.set_trace_callback(read.append)
        block.case(home)
        connection.set_trace_callback(None)
        return len(read)

    for home in LINE:
        block.case(home)
    few = one_more("3-902")
    for home in (*LINE, "3-1002") * 3:
        block.case(home)
    assert queries.live(block.session)[0].cases == 16
    assert one_more("3-902") == few
