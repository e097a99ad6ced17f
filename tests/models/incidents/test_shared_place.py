"""How far a cause reaches: a riser, a building, one lift."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.complaints.actions import correct
from models.directory.actions import add_place
from models.directory.kinds import PlaceDraft, PlaceKind
from models.incidents import queries
from models.incidents.households import shared_place
from resources.phrases import categories
from resources.texts import load
from tests.models.incidents import slow
from tests.models.incidents.made import Block, days
from ui.shared.incident_words import incident_title

_SOME = ("leak", "fees", "our.own")
APART = ("3-1402", "3-1501", "3-1802")  # three homes of a building, not of one riser


def more_places(block: Block) -> None:
    """A second building, a garden that belongs to none, a floor, a staircase with a home."""
    root, session = block.places["estate"], block.session

    def add(name: str, parent: int, kind: PlaceKind, code: str, floor: int | None = None) -> int:
        block.places[name] = add_place(session, PlaceDraft(parent, kind, code, name, floor=floor)).value
        return block.places[name]

    other = add("4号楼", root, PlaceKind.BUILDING, "4")
    add("4-1402", other, PlaceKind.UNIT, "1402", floor=14)
    stairs = add("4-A", other, PlaceKind.STAIRCASE, "A")
    add("4-A-101", stairs, PlaceKind.UNIT, "101", floor=1)
    add("garden", root, PlaceKind.COMMON, "garden")
    add("gate", root, PlaceKind.ASSET, "gate")


def test_every_place_and_cause_shares_what_the_words_say(block: Block) -> None:
    more_places(block)
    codes = [one.code for one in categories()]
    assert set(codes) > slow.IN_A_RISER
    whole = [
        (name, place, code, shared_place(block.session.store, place, code))
        for name, place in block.places.items()
        for code in (*codes, "our.own")
    ]
    for name, place, code, ground in whole:
        wanted = slow.shared(block.session, place, code)
        assert (ground is None) == (wanted is None), (name, code)
    known = [(name, code, slow.shared(block.session, place, code), ground)
             for name, place, code, ground in whole if ground is not None and code in _SOME]  # fmt: skip
    for name, code, wanted, ground in known:
        for other, its, others, elsewhere in known:
            if code == its:
                assert ground.same(elsewhere) == (wanted == others), (name, other, code)


PLACES = ("3-1402", "3-1502", "3-1501", "lift", "hall", "building", "4-1402", "4-A-101", "4-A", "garden")
CALL = st.tuples(st.sampled_from(PLACES), st.sampled_from(("leak", "parking", "noise", "lift", "other")))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.sampled_from(PLACES), cause=st.sampled_from(("leak", "parking", "lift", "other")),
       calls=st.lists(CALL, min_size=2, max_size=4))  # fmt: skip
def test_what_is_gathered_is_what_the_slow_reading_gathers(
    block: Block, place: str, cause: str, calls: list[tuple[str, str]]
) -> None:
    if "garden" not in block.places:
        more_places(block)
    days(block, 60)  # what went before is forgotten
    whole = [*calls, (place, cause)]
    callers = [block.people[f"3-{floor}01"] for floor in (9, 10, 14, 15, 18)]
    cases = [
        (block.case(where, code, resident_id=who), block.places[where], code)
        for (where, code), who in zip(whole, callers, strict=False)
    ]
    homes = [slow.household(block.session, at, who, "", "")
             for (_, at, _), who in zip(cases, callers, strict=False)]  # fmt: skip
    for case, at, code in cases:
        spot = slow.shared(block.session, at, code)
        alike = [n for n, (_, there, its) in enumerate(cases)
                 if spot is not None and its == code and slow.shared(block.session, there, its) == spot]  # fmt: skip
        expected = len({homes[n] for n in alike}) > 2
        assert (block.value("incident_id", case) is not None) == expected, (whole, code, at)


@pytest.mark.parametrize(("cause", "gathered"), [("parking", True), ("fees", True), ("noise", True),
                                                 ("leak", False), ("power", False), ("other", False)])  # fmt: skip
def test_three_homes_of_a_building(block: Block, cause: str, gathered: bool) -> None:
    for home in APART:
        block.case(home, cause)
    found = queries.live(block.session)
    assert [row.place_id for row in found] == ([block.building] if gathered else [])
    count = queries.homes_this_week(block.session, block.places["3-902"], cause, block.clock.now())
    assert count == (4 if gathered else 3 if cause != "other" else 1)


def test_who_says_which_lift_does_not_mean_the_others(block: Block) -> None:
    block.case("lift", "lift", resident_id=block.people["3-902"])
    for home in APART[:2]:
        block.case(home, "lift")
    assert block.incidents() == []
    block.case(APART[2], "lift")
    row = queries.live(block.session)[0]
    assert (row.place_id, row.cases) == (block.building, 3)


def test_its_title_names_the_building(block: Block) -> None:
    for home in APART:
        block.case(home, "parking")
    row = queries.live(block.session)[0]
    assert incident_title(load("zh_CN"), row) == "3号楼：停车"
    assert (row.cases, row.households, row.major) == (3, 3, True)


def test_who_calls_about_something_else_does_not_hear_of_a_guess(block: Block) -> None:
    for home in APART:
        block.case(home, "parking")
    mine = block.places["3-902"]
    assert [row.category for row in queries.concerning(block.session, mine, "parking")] == ["parking"]
    assert queries.concerning(block.session, mine, "leak") == ()
    assert queries.concerning(block.session, mine) == ()


def test_what_turns_out_to_run_in_the_riser_leaves_the_building(block: Block) -> None:
    cases = [block.case(home, "parking") for home in (*APART, "3-902")]
    correct(block.session, cases[1], None, category="leak")
    assert block.value("incident_id", cases[1]) is None
    assert queries.live(block.session)[0].cases == 3
    correct(block.session, cases[0], None, place_id=block.places["3-901"])
    assert queries.live(block.session)[0].cases == 3, "another home of the building is the same building"
