"""How far a cause reaches: a riser, a building, one lift."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.complaints.actions import correct
from models.directory.actions import add_place
from models.directory.kinds import PlaceDraft, PlaceKind
from models.incidents import actions, queries
from models.incidents.households import shared_place
from models.incidents.kinds import IncidentDraft, IncidentKind
from resources.phrases import categories
from resources.texts import load
from tests.models.incidents import slow
from tests.models.incidents.made import Block, days
from ui.shared.incident_words import incident_title

_SOME = ("leak", "fees", "noise", "noise.site", "our.own")
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
    families = {kind.code: top.code for top in categories() for kind in (top, *top.subs)}
    assert set(families) > slow.IN_A_RISER | slow.IN_A_BUILDING | slow.ALONE
    whole = [
        (name, place, code, shared_place(block.session.store, place, family, code))
        for name, place in block.places.items()
        for code, family in {
            **families,
            "our.own": "our",
            "noise.our": "noise",
            "service.our": "service",
        }.items()
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
KINDS = (
    "leak",
    "parking",
    "noise",
    "noise.neighbour",
    "noise.site",
    "service.rude",
    "service.phone",
    "lift",
    "other",
)
CALL = st.tuples(st.sampled_from(PLACES), st.sampled_from(KINDS))


def a_call(block: Block, where: str, code: str, who: int | None = None) -> int:
    """A complaint of a category or of a kind of one."""
    family = code.split(".", maxsplit=1)[0]
    more = {"subcategory": code} if family != code else {}
    return block.case(where, family, **({"resident_id": who} if who is not None else {}), **more)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.sampled_from(PLACES), cause=st.sampled_from(KINDS),
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
        (a_call(block, where, code, who), block.places[where], code)
        for (where, code), who in zip(whole, callers, strict=False)
    ]
    homes = [slow.household(block.session, at, who, "", "")
             for (_, at, _), who in zip(cases, callers, strict=False)]  # fmt: skip
    for case, at, code in cases:
        spot = slow.shared(block.session, at, code)
        alike = [n for n, (_, there, its) in enumerate(cases)
                 if spot is not None and its.split(".")[0] == code.split(".")[0]
                 and slow.shared(block.session, there, its) == spot]  # fmt: skip
        expected = len({homes[n] for n in alike}) > 2
        assert (block.value("incident_id", case) is not None) == expected, (whole, code, at)


@pytest.mark.parametrize(
    ("cause", "gathered", "counted"),
    [
        ("parking", True, 4),
        ("fees", True, 4),
        ("noise.site", True, 4),
        ("noise.equipment", True, 4),
        ("service.phone", True, 4),
        # Chance: there are so many of these that three homes of a building in a week say nothing.
        ("noise", False, 3),
        ("noise.neighbour", False, 3),
        ("service", False, 1),
        ("service.rude", False, 1),
        ("neighbours.dispute", False, 1),
        ("leak", False, 3),
        ("power", False, 3),
        ("other", False, 1),
    ],
)
def test_three_homes_of_a_building(block: Block, cause: str, gathered: bool, counted: int) -> None:
    for home in APART:
        a_call(block, home, cause)
    found = queries.live(block.session)
    assert [row.place_id for row in found] == ([block.building] if gathered else [])
    assert len(found) == 0 or found[0].major
    family, now = cause.split(".", maxsplit=1)[0], block.clock.now()
    count = queries.homes_this_week(block.session, block.places["3-902"], family, now, cause)
    assert count == counted


def test_what_is_heard_from_home_to_home_is_shared_by_a_line(block: Block) -> None:
    for home, kind in zip(
        ("3-1402", "3-1502", "3-1802"), ("noise.neighbour", "noise", "noise.renovation"), strict=True
    ):
        a_call(block, home, kind)
    row = queries.live(block.session)[0]
    assert (row.place_line, row.households, row.major) == ("3/02", 3, True)


def test_the_noise_of_a_site_is_not_that_of_a_neighbour(block: Block) -> None:
    for home, kind in zip(
        ("3-1402", "3-1502", "3-1802"), ("noise.site", "noise.neighbour", "noise"), strict=True
    ):
        a_call(block, home, kind)
    a_call(block, "3-901", "noise.site")
    assert block.incidents() == [], "what nobody has named more exactly is not the site, either"
    a_call(block, "3-1001", "noise.site")
    row = queries.live(block.session)[0]
    assert (row.place_id, row.cases, row.major) == (block.building, 3, True)


def test_what_turns_out_to_be_a_neighbour_leaves_those_who_hear_the_site(block: Block) -> None:
    cases = [a_call(block, home, "noise.site") for home in (*APART, "3-902")]
    correct(block.session, cases[0], None, subcategory="noise.neighbour")
    assert block.value("incident_id", cases[0]) is None
    assert queries.live(block.session)[0].cases == 3
    correct(block.session, cases[0], None, subcategory="noise.site")
    assert queries.live(block.session)[0].cases == 4
    for case, place in zip(cases[1:], ("3-901", "3-1001", "hall"), strict=True):
        correct(block.session, case, None, place_id=block.places[place])
        assert queries.live(block.session)[0].cases == 4, "the same building"
        assert "incident_released" not in block.events(case)
    more_places(block)
    correct(block.session, cases[1], None, place_id=block.places["4-1402"])
    assert queries.live(block.session)[0].cases == 3, "another building"


def test_whatever_is_wrong_with_a_lift_is_wrong_with_that_lift(block: Block) -> None:
    for home, kind in zip(APART, ("noise.site", "noise.neighbour", "noise"), strict=True):
        a_call(block, "lift", kind, block.people[home])
    row = queries.live(block.session)[0]
    assert (row.place_id, row.cases) == (block.places["lift"], 3)


def test_chance_made_one_cause_by_a_person_is_major_all_the_same(block: Block) -> None:
    draft = IncidentDraft(
        "前台态度",
        say="已经换人。",
        category="service",
        place_id=block.building,
        kind=IncidentKind.SHARED_CAUSE,
    )
    incident = actions.declare(block.session, draft).value
    cases = [a_call(block, home, "service.rude") for home in APART]
    for case in cases:
        actions.join(block.session, incident, case)
    assert [block.value("major", case) for case in cases] == [1, 1, 1]


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
