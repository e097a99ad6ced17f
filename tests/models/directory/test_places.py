"""Writing places: what follows from codes, what is refused, and what follows a change."""

from __future__ import annotations

import pytest

from models.core.errors import ChangedMeanwhile, NotAllowed, Unknown, UserProblem
from models.core.permissions import ROLE_DEFAULTS, Role
from models.core.session import NOBODY, Session
from models.directory import actions, queries
from models.directory.kinds import PlaceDraft, PlaceKind
from tests.models.directory.estate import Estate


def refused(code: str, action: object, *args: object) -> UserProblem:
    with pytest.raises(UserProblem) as caught:
        action(*args)  # type: ignore[operator]
    assert caught.value.code == code
    return caught.value


def test_a_unit_gets_all_that_its_code_tells(desk: Session, homes: Estate) -> None:
    row = queries.place(desk, homes.ids["3-1502"])
    assert (row.label, row.line, row.floor, row.row_version) == ("3-1502", "3/02", 15, 1)
    assert row.property_id == homes.root
    assert row.path == f"/{homes.root}/{homes.ids['3']}/{row.id}/"


def test_staircases_stand_in_labels_and_floors_do_not(desk: Session, homes: Estate) -> None:
    homes.place(PlaceKind.STAIRCASE, "2", "3")
    homes.place(PlaceKind.FLOOR, "7", "2")
    unit = homes.place(PlaceKind.UNIT, "B", "7")
    row = queries.place(desk, unit)
    assert (row.label, row.floor) == ("3-2-B", 7)
    assert [place.label for place in queries.path(desk, unit)][-3:-1] == ["3-2", "3-2 7"]


def test_assets_and_common_parts_say_where_they_are(desk: Session, homes: Estate) -> None:
    assert queries.place(desk, homes.ids["客梯"]).label == "3 客梯"
    hall = homes.place(PlaceKind.COMMON, "", name="大堂")
    assert queries.place(desk, hall).label == "大堂", "the property's own name need not be said"


def test_what_is_refused(desk: Session, homes: Estate) -> None:
    building = homes.ids["3"]
    refused("place.no_code", actions.add_place, desk, PlaceDraft(building, PlaceKind.UNIT, "  "))
    refused("place.exists", actions.add_place, desk, PlaceDraft(building, PlaceKind.UNIT, "1502"))
    refused(
        "place.wrong_parent",
        actions.add_place,
        desk,
        PlaceDraft(homes.ids["3-1502"], PlaceKind.BUILDING, "9"),
    )
    refused("place.wrong_parent", actions.add_place, desk, PlaceDraft(None, PlaceKind.UNIT, "9"))
    with pytest.raises(Unknown):
        actions.add_place(desk, PlaceDraft(99_999, PlaceKind.UNIT, "9"))
    before = queries.counts(desk)
    refused("place.retired", _below_a_retired_one, desk, homes)
    assert queries.counts(desk).units == before.units - 1


def _below_a_retired_one(desk: Session, homes: Estate) -> None:
    actions.retire_place(desk, homes.ids["3-1501"], 1)
    actions.add_place(desk, PlaceDraft(homes.ids["3-1501"], PlaceKind.ASSET, "A"))


def test_nothing_without_the_right(desk: Session) -> None:
    nobody = Session(desk.store, NOBODY, desk.clock)
    with pytest.raises(NotAllowed):
        actions.add_place(nobody, PlaceDraft(None, PlaceKind.PROPERTY, "1"))
    assert all("edit_directory" in ROLE_DEFAULTS[role] for role in Role)


def test_renaming_a_building_renames_all_below_it(desk: Session, homes: Estate) -> None:
    building = homes.ids["3"]
    changes = actions.change_place(desk, building, 1, PlaceDraft(homes.root, PlaceKind.BUILDING, "5")).changes
    unit = queries.place(desk, homes.ids["3-1502"])
    assert (unit.label, unit.line) == ("5-1502", "5/02")
    assert changes.touches("place", unit.id)
    assert queries.find(desk, "5-1502")[0].label == "5-1502"
    assert not [found for found in queries.find(desk, "3-1502") if found.label == "3-1502"]
    assert [found.label for found in queries.find(desk, "周桂兰 5-1502")] == ["周桂兰"]


def test_changing_hints_leaves_what_hangs_below_alone(desk: Session, homes: Estate) -> None:
    draft = PlaceDraft(homes.root, PlaceKind.BUILDING, "3", hints="门禁坏了")
    changes = actions.change_place(desk, homes.ids["3"], 1, draft).changes
    assert changes.ids == {("place", homes.ids["3"])}
    assert queries.place(desk, homes.ids["3-1502"]).row_version == 1


def test_hanging_a_unit_elsewhere(desk: Session, homes: Estate) -> None:
    unit = homes.ids["3-1602"]
    actions.change_place(desk, unit, 1, PlaceDraft(homes.ids["13"], PlaceKind.UNIT, "1701"))
    row = queries.place(desk, unit)
    assert (row.label, row.line, row.floor) == ("13-1701", "13/01", 17)
    assert row.path.startswith(queries.place(desk, homes.ids["13"]).path)
    refused(
        "place.own_child",
        actions.change_place, desk, homes.ids["3"], 1, PlaceDraft(homes.ids["3"], PlaceKind.BUILDING, "3"),
    )  # fmt: skip


def test_a_stale_version_is_refused(desk: Session, homes: Estate) -> None:
    unit = homes.ids["3-1502"]
    draft = PlaceDraft(homes.ids["3"], PlaceKind.UNIT, "1502", hints="狗")
    actions.change_place(desk, unit, 1, draft)
    with pytest.raises(ChangedMeanwhile):
        actions.change_place(desk, unit, 1, draft)


def test_retiring_and_restoring(desk: Session, homes: Estate) -> None:
    occupied = refused("place.occupied", actions.retire_place, desk, homes.ids["3-1502"], 1)
    assert occupied.facts == {"label": "3-1502", "n": 2}
    refused("place.has_children", actions.retire_place, desk, homes.ids["3"], 1)
    empty = homes.ids["3-1501"]
    actions.retire_place(desk, empty, 1)
    assert "3-1501" not in [found.label for found in queries.find(desk, "3-1501")]
    assert empty not in [node.place.id for node in queries.children(desk, homes.ids["3"])]
    again = homes.unit("3", "1501")
    refused("place.exists", actions.restore_place, desk, empty, 2)
    actions.retire_place(desk, again, 1)
    actions.restore_place(desk, empty, 2)
    assert queries.find(desk, "3-1501")[0].place_id == empty
