"""What the desk sees when a home is found, and the tree above and below it."""

from __future__ import annotations

import pytest

from models.core.errors import Unknown
from models.core.session import Session
from models.directory import actions, queries
from models.directory.actions import move_in, move_out
from models.directory.kinds import PlaceDraft, PlaceKind, ResidencyDraft
from tests.models.directory.estate import Estate


def names(people: object) -> list[str]:
    return [person.resident.name for person in people]  # type: ignore[attr-defined]


def test_a_home_by_its_place(desk: Session, homes: Estate) -> None:
    card = queries.home(desk, homes.ids["3-1502"])
    assert card.place is not None
    assert card.place.label == "3-1502"
    assert [place.label for place in card.trail] == ["翠湖花园", "3"]
    assert names(card.people) == ["周桂兰", "陈建国"], "owners before their family"
    assert card.people[0].resident.hints == "听力不好，请慢慢说"
    assert card.people[0].phone == "138 0000 1234"
    assert card.chosen is None
    assert set(card.line) == {homes.ids["3-1602"]}, "the homes above and below, not those of building 13"


def test_a_home_by_somebody_who_lives_there(desk: Session, homes: Estate) -> None:
    card = queries.home(desk, resident_id=homes.ids["陈建国"])
    assert card.place is not None
    assert card.place.id == homes.ids["3-1502"]
    assert names(card.people) == ["陈建国", "周桂兰"], "the chosen one first"
    assert card.chosen is not None
    assert card.chosen.residency is not None
    assert card.chosen.residency.kind == "family"


def test_somebody_with_two_homes(desk: Session, homes: Estate) -> None:
    ident = homes.ids["John Wood"]
    move_in(desk, ident, ResidencyDraft(homes.ids["3-1501"], "owner"))
    card = queries.home(desk, resident_id=ident)
    assert card.place is not None
    assert card.place.label == "3-1501", "what they own before what they rent"
    assert [place.label for place in card.other_places] == ["13-1502"]
    rented = queries.home(desk, homes.ids["13-1502"], ident)
    assert rented.place is not None
    assert rented.place.label == "13-1502"
    assert [place.label for place in rented.other_places] == ["3-1501"]
    for stay in queries.places_of(desk, ident):
        move_out(desk, stay.id, stay.row_version)
    nowhere = queries.home(desk, resident_id=ident)
    assert nowhere.place is None
    assert names(nowhere.people) == ["John Wood"]
    assert queries.home(desk, homes.ids["13-1502"]).former == 1


def test_what_is_not_there(desk: Session, homes: Estate) -> None:
    with pytest.raises(Unknown):
        queries.home(desk, 9_999)
    with pytest.raises(Unknown):
        queries.home(desk, resident_id=9_999)


def test_the_tree(desk: Session, homes: Estate) -> None:
    roots = queries.children(desk, None)
    assert [node.place.kind for node in roots] == [PlaceKind.PROPERTY]
    buildings = queries.children(desk, homes.root)
    assert [(node.place.label, node.children, node.people) for node in buildings] == [
        ("3", 4, 0),
        ("13", 3, 0),
    ]
    units = queries.children(desk, homes.ids["3"])
    assert [(node.place.label, node.people) for node in units] == [
        ("3 客梯", 0),
        ("3-1501", 0),
        ("3-1502", 2),
        ("3-1602", 1),
    ]
    assert len(queries.below(desk, homes.ids["3"])) == 5
    assert queries.below(desk, homes.ids["3-1502"]) == (homes.ids["3-1502"],)


def test_the_place_line_from_the_top(desk: Session, homes: Estate) -> None:
    assert [place.label for place in queries.same_line(desk, homes.ids["3-1502"])] == ["3-1602", "3-1502"]
    assert queries.same_line(desk, homes.ids["3"]) == ()


def test_place_lines_end_at_the_property(desk: Session, homes: Estate) -> None:
    other = actions.add_place(desk, PlaceDraft(None, PlaceKind.PROPERTY, "西苑")).value
    building = actions.add_place(desk, PlaceDraft(other, PlaceKind.BUILDING, "3")).value
    actions.add_place(desk, PlaceDraft(building, PlaceKind.UNIT, "1702"))
    assert [place.floor for place in queries.same_line(desk, homes.ids["3-1502"])] == [16, 15]


def test_counts(desk: Session, homes: Estate) -> None:
    counts = queries.counts(desk)
    assert (counts.places, counts.units, counts.residents) == (10, 6, 4)
