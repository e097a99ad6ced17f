"""Many cases sorted at once: what changes, what is left alone, what is refused, and the way back."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from models.complaints.actions import correct
from models.complaints.kinds import CaseFilter, View
from models.complaints.listing import case_page, list_sql, view_counts
from models.complaints.queries import case_detail
from models.core.clock import SetClock
from models.core.errors import NotAllowed, Unknown, UserProblem
from models.core.permissions import Role
from models.core.session import Session
from models.directory.actions import add_place
from models.directory.kinds import PlaceDraft, PlaceKind
from models.exchange.complaints_import import import_complaints
from models.handling import actions
from models.handling.kinds import TakenBack
from models.handling.queries import case_file
from models.options.actions import add_category, retire_category
from models.options.kinds import CategoryDraft
from models.options.queries import categories, category
from tests.cases import a_case, walk
from tests.models.conftest import MakeSession

FIELDS = ("category", "subcategory", "cause", "responsible", "cause_text")
PAST = "编号,接收时间,关闭时间,内容,状态,类别\n" + "".join(
    f"A{n},2026-09-{n:02} 09:00,2026-09-{n:02} 18:00,{words},已关闭,{kind}\n"
    for n, (words, kind) in enumerate((("电梯异响", "电梯"), ("水管滴水", ""), ("门禁坏了", "门禁")), 1)
)


@pytest.fixture
def coordinator(session: MakeSession) -> Session:
    return session(Role.COORDINATOR, "coordinator")


@pytest.fixture
def chief(session: MakeSession) -> Session:
    return session(Role.ADMINISTRATOR, "chief")


@pytest.fixture
def past(tmp_path: Path, manager: Session) -> list[int]:
    """Three closed cases of a file; the first and the last have categories of their own."""
    path = tmp_path / "past.csv"
    path.write_text(PAST, "utf-8")
    import_complaints(manager, path)
    return [row[0] for row in manager.store.rows("SELECT id FROM complaint WHERE imported ORDER BY id")]


def columns(session: Session, case_id: int) -> dict[str, str | None]:
    rows = session.store.rows(f"SELECT {', '.join(FIELDS)} FROM complaint WHERE id = ?", (case_id,))
    return dict(zip(FIELDS, rows[0], strict=True))


def events(session: Session, case_id: int) -> list[tuple[object, object, str]]:
    return [
        (one.facts["before"], one.facts["after"], one.text)
        for one in case_file(session.store, case_id).events
        if one.kind == "classified"
    ]


def ids(session: Session, view: View, search: str = "") -> list[int]:
    wanted = CaseFilter(view=view, search=search)
    return sorted(row.id for row in case_page(session.store, wanted, None, session.clock.now()).rows)


def audits(session: Session) -> list[str]:
    return [row[0] for row in session.store.rows("SELECT action FROM audit_entry ORDER BY id")]


def test_what_is_named_is_written_and_the_rest_left_alone(
    desk: Session, coordinator: Session, past: list[int]
) -> None:
    own = a_case(desk)
    before = len(audits(coordinator))
    clocks = coordinator.store.rows("SELECT * FROM clock ORDER BY id")
    done = actions.classify(
        coordinator, [*past, own, own], cause="wear.seals", responsible="contractor"
    ).value
    assert audits(coordinator)[before:] == ["complaint.classify"]
    assert [one.id for one in done] == [*past, own]
    assert [columns(desk, one)["category"] for one in past] == ["imported:电梯", None, "imported:门禁"]
    assert {(columns(desk, one)["cause"], columns(desk, one)["responsible"]) for one in [*past, own]} == {
        ("wear.seals", "contractor")
    }
    expected = (
        {"cause": None, "responsible": None},
        {"cause": "wear.seals", "responsible": "contractor"},
        "",
    )
    assert all(events(desk, one) == [expected] for one in [*past, own])
    # The past has no clocks, and sorting it makes none up.
    assert coordinator.store.rows("SELECT * FROM clock ORDER BY id") == clocks
    assert {case_detail(desk.store, one).row.status for one in past} == {"closed"}

    # Again, with something more: only what is news is written.
    done = actions.classify(coordinator, past, cause="wear.seals", cause_text=" 门机皮带 ").value
    assert [dict(one.after) for one in done] == [{"cause_text": "门机皮带"}] * 3
    assert events(desk, past[0])[1] == ({}, {}, "门机皮带")
    assert ids(desk, View.ALL, "门机皮带") == past, "it is found by the new words"
    assert actions.classify(coordinator, past, cause="wear.seals").value == ()


def test_a_sub_category_brings_its_category_and_a_category_drops_what_is_not_below(
    desk: Session, coordinator: Session, past: list[int]
) -> None:
    own = a_case(desk)  # leak.from_above
    actions.classify(coordinator, [*past, own], category="leak")
    assert [columns(desk, one)["subcategory"] for one in [*past, own]] == [
        None,
        None,
        None,
        "leak.from_above",
    ]
    actions.classify(coordinator, [past[0], own], subcategory="noise.renovation")
    assert columns(desk, own)["category"] == columns(desk, past[0])["category"] == "noise"
    assert ids(desk, View.ALL, "noise") == sorted([past[0], own]), "search knows the new kind"
    done = actions.classify(coordinator, [own], category="lift").value
    assert columns(desk, own)["subcategory"] is None
    assert dict(done[0].before) == {"category": "noise", "subcategory": "noise.renovation"}


def test_taking_back_restores_what_nobody_has_changed_since(
    desk: Session, coordinator: Session, past: list[int]
) -> None:
    own = a_case(desk)
    were = {one: columns(desk, one) for one in [*past, own]}
    done = actions.classify(
        coordinator, [*past, own], subcategory="noise.renovation", cause="misuse", responsible="resident"
    ).value
    correct(desk, own, None, category="lift", subcategory=None)
    actions.classify(coordinator, [past[1]], cause="wear")
    numbers = {one: case_detail(desk.store, one).row.reference for one in [*past, own]}
    assert actions.declassify(coordinator, done).value == TakenBack(4, (numbers[past[1]], numbers[own]))
    assert columns(desk, past[0]) == were[past[0]]
    assert columns(desk, past[2]) == were[past[2]]
    assert columns(desk, past[1]) == {**were[past[1]], "cause": "wear"}
    assert columns(desk, own) == {**were[own], "category": "lift", "subcategory": None}
    assert len(events(desk, past[0])) == 2


def test_a_case_merged_meanwhile_stays_and_the_others_are_taken_back(
    desk: Session, coordinator: Session, past: list[int]
) -> None:
    gone, survivor = a_case(desk), a_case(desk)
    were = {one: columns(desk, one) for one in past}
    done = actions.classify(coordinator, [past[0], gone, *past[1:]], subcategory="noise.renovation").value
    actions.merge(desk, survivor, (gone,), "同一件事")
    reference = case_detail(desk.store, gone).row.reference
    now = columns(desk, gone)
    assert actions.declassify(coordinator, done).value == TakenBack(3, (reference,))
    assert {one: columns(desk, one) for one in past} == were
    assert columns(desk, gone) == now
    assert actions.declassify(coordinator, done).value.back == 0, "all of it is back already"


def test_a_category_is_not_put_back_above_what_is_not_below_it(desk: Session, coordinator: Session) -> None:
    own = a_case(desk)
    actions.classify(coordinator, [own], subcategory="leak.from_above")
    done = actions.classify(coordinator, [own], category="noise", cause="misuse").value
    actions.classify(coordinator, [own], subcategory="noise.renovation")
    assert actions.declassify(coordinator, done).value == TakenBack(
        1, (case_detail(desk.store, own).row.reference,)
    )
    now = columns(desk, own)
    assert (now["category"], now["subcategory"], now["cause"]) == ("noise", "noise.renovation", None)


def test_repeats_and_due_times_follow(
    desk: Session, other: Session, coordinator: Session, clock: SetClock, estate: int
) -> None:
    """As when one case is corrected: another kind of trouble at the same home repeats another case."""
    home = add_place(desk, PlaceDraft(estate, PlaceKind.UNIT, "3-1502")).value
    first = a_case(desk, place_id=home)
    walk(desk, other, first, 9)
    clock.advance(hours=30)
    again = a_case(desk, place_id=home)
    assert case_detail(desk.store, again).row.repeat_of_id == first
    done = actions.classify(coordinator, [again], subcategory="noise.renovation").value
    assert case_detail(desk.store, again).row.repeat_of_id is None
    actions.declassify(coordinator, done)
    assert case_detail(desk.store, again).row.repeat_of_id == first


def test_what_is_refused_changes_nothing(
    desk: Session, coordinator: Session, chief: Session, past: list[int]
) -> None:
    merged, survivor = a_case(desk), a_case(desk)
    actions.merge(desk, survivor, (merged, survivor), "同一件事")
    reference = case_detail(desk.store, merged).row.reference
    row = category(desk.store, "lift")
    assert row is not None
    retire_category(chief, "lift", row.row_version)
    before = {one: columns(desk, one) for one in [*past, merged, survivor]}
    for named, code in (
        ({}, "classify.nothing"),
        ({"cause": " "}, "classify.nothing"),
        ({"cause": "nothing"}, "unknown.cause"),
        ({"category": "nothing"}, "unknown.category"),
        ({"category": "lift"}, "unknown.category"),
        ({"subcategory": "lift.trapped"}, "unknown.category"),
        ({"responsible": "nothing"}, "unknown.responsible"),
        ({"category": "leak.from_above"}, "classify.not_below"),
        ({"subcategory": "leak"}, "classify.not_below"),
        ({"category": "noise", "subcategory": "leak.from_above"}, "classify.not_below"),
        ({"cause": "wear"}, "classify.merged"),
    ):
        with pytest.raises(UserProblem) as caught:
            actions.classify(coordinator, [*past, merged], **named)
        assert caught.value.code == code, named
    assert caught.value.facts == {"references": (reference,)}
    with pytest.raises(Unknown):
        actions.classify(coordinator, [*past, 999], cause="wear")
    with pytest.raises(NotAllowed):
        actions.classify(desk, past, cause="wear")
    assert {one: columns(desk, one) for one in before} == before


def _slowly(session: Session, case_id: int) -> bool:
    """Whether a case is still to be sorted, as the words of the list have it."""
    detail = case_detail(session.store, case_id)
    row = detail.row
    if row.status == "merged" or row.kind == "compliment":
        return False
    with_subs = {one.parent_code for one in categories(session.store)}
    if row.category is None or (row.subcategory is None and row.category in with_subs):
        return True
    asked_later = not row.imported and row.closed_at is None and row.step <= 5
    return not asked_later and (detail.cause is None or detail.responsible is None)


def test_unclassified_is_what_was_left_unsorted(
    desk: Session, other: Session, coordinator: Session, chief: Session, past: list[int]
) -> None:
    """The list against a slow reckoning over all cases, while cases are sorted at random."""
    chance = Random(7)
    for to in (4, 5, 6, 9):
        walk(desk, other, a_case(desk), to)
    left, kept = a_case(desk), a_case(desk)
    actions.merge(desk, kept, (left, kept), "同一件事")
    a_case(desk, category=None, subcategory=None)
    a_case(desk, kind="compliment", category=None)
    childless = add_category(chief, CategoryDraft("宠物", "Pets")).value
    every = [row[0] for row in desk.store.rows("SELECT id FROM complaint ORDER BY id")]
    wishes = (
        {"category": childless}, {"category": "leak"}, {"subcategory": "leak.from_above"}, {"cause": "wear"},
        {"responsible": "nobody"}, {"cause": "wear", "responsible": "nobody"},
    )  # fmt: skip
    seen = set()
    for _ in range(25):
        now = ids(desk, View.UNCLASSIFIED)
        assert now == [one for one in every if _slowly(desk, one)]
        assert view_counts(desk.store, None, desk.clock.now())[View.UNCLASSIFIED] == len(now)
        seen.add(len(now))
        some = chance.sample([one for one in every if one != left], 2)
        actions.classify(coordinator, some, **chance.choice(wishes))
    assert len(seen) > 2
    wanted = CaseFilter(view=View.UNCLASSIFIED)
    statement, values = list_sql(wanted, None, desk.clock.now(), None, 50, ("1", []))
    plan = [str(row[3]) for row in desk.store.rows(f"EXPLAIN QUERY PLAN {statement}", values)]
    assert any("complaint_unclassified" in step for step in plan), plan
    assert not any("TEMP B-TREE" in step for step in plan), plan
