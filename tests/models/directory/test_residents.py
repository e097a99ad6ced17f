"""Writing residents, the ways to reach them, and their homes over time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from models.core.clock import SetClock
from models.core.errors import ChangedMeanwhile, Unknown, UserProblem
from models.core.session import Session
from models.directory import actions, queries
from models.directory.kinds import ContactDraft, ResidencyDraft, ResidentDraft
from tests.models.directory.estate import Estate
from tests.models.directory.test_places import refused

TODAY = date(2026, 11, 20)


def test_contacts_keep_what_was_typed(desk: Session, homes: Estate) -> None:
    person = queries.person(desk, homes.ids["陈建国"])
    assert person.phone == "+86 139-1111-2222"
    assert person.contacts[0].digits == "13911112222"


def test_contacts_are_replaced_as_a_whole(desk: Session, homes: Estate) -> None:
    ident = homes.ids["周桂兰"]
    draft = ResidentDraft(
        " 周  桂兰 ",
        hints="怕吵",
        contacts=(ContactDraft("email", "z@x.cn"), ContactDraft("phone", "137 1111 9876")),
    )
    actions.change_resident(desk, ident, 1, draft)
    person = queries.person(desk, ident)
    assert person.resident.name == "周 桂兰"
    assert [contact.value for contact in person.contacts] == ["z@x.cn", "137 1111 9876"]
    assert person.email == "z@x.cn"
    assert person.phones == ("137 1111 9876",)
    assert [found.resident_id for found in queries.find(desk, "9876")] == [ident]
    assert queries.find(desk, "1234") == [], "the old number finds nobody any more"
    with pytest.raises(ChangedMeanwhile):
        actions.change_resident(desk, ident, 1, draft)


def test_contacts_that_stay_the_same_are_left_alone(desk: Session, homes: Estate) -> None:
    ident = homes.ids["周桂兰"]
    before = queries.contacts_of(desk, ident)
    actions.change_resident(
        desk, ident, 1, ResidentDraft("周桂兰", contacts=(ContactDraft("phone", "138 0000 1234"),))
    )
    assert queries.contacts_of(desk, ident) == before


def test_what_is_refused(desk: Session, homes: Estate) -> None:
    home = homes.ids["3-1502"]
    before = queries.counts(desk)
    refused("resident.no_name", actions.add_resident, desk, ResidentDraft(" . "))
    refused(
        "contact.phone",
        actions.add_resident,
        desk,
        ResidentDraft("A", contacts=(ContactDraft("phone", "x"),)),
    )
    refused("residency.twice", actions.move_in, desk, homes.ids["周桂兰"], ResidencyDraft(home))
    backwards = ResidencyDraft(home, since=TODAY, until=TODAY - timedelta(days=1))
    refused("residency.backwards", actions.add_resident, desk, ResidentDraft("A"), backwards)
    actions.retire_place(desk, homes.ids["3-1501"], 1)
    refused(
        "place.retired", actions.add_resident, desk, ResidentDraft("A"), ResidencyDraft(homes.ids["3-1501"])
    )
    with pytest.raises(Unknown):
        actions.move_in(desk, 99_999, ResidencyDraft(home))
    with pytest.raises(Unknown):
        actions.change_resident(desk, 99_999, 1, ResidentDraft("A"))
    with pytest.raises(Unknown):
        actions.move_out(desk, 99_999, 1)
    assert queries.counts(desk).residents == before.residents, "nothing was half written"


def test_moving_out_keeps_the_history(desk: Session, homes: Estate, clock: SetClock) -> None:
    home, ident = homes.ids["3-1502"], homes.ids["周桂兰"]
    stay = queries.places_of(desk, ident)[0]
    changes = actions.move_out(desk, stay.id, stay.row_version).changes
    assert changes.touches("place", home)
    assert changes.touches("resident", ident)
    assert [person.resident.name for person in queries.residents_of(desk, home)] == ["陈建国"]
    assert len(queries.residents_of(desk, home, TODAY - timedelta(days=1))) == 2
    assert [row.resident_name for row in queries.history_of(desk, home)] == ["陈建国", "周桂兰"]
    assert queries.places_of(desk, ident)[0].until == TODAY
    assert queries.find(desk, "周桂兰")[0].place_id is None
    clock.advance(days=30)
    actions.move_in(desk, ident, ResidencyDraft(home, "tenant", since=date(2026, 12, 20)))
    assert [row.present for row in queries.places_of(desk, ident)] == [True, False]


def test_a_lease_ends_by_itself(desk: Session, homes: Estate, clock: SetClock) -> None:
    ident = homes.person("租客", home="3-1501", kind="tenant", since=TODAY, until=TODAY + timedelta(days=10))
    assert queries.home(desk, resident_id=ident).place is not None
    clock.advance(days=10)
    assert queries.home(desk, resident_id=ident).place is None
    assert queries.residents_of(desk, homes.ids["3-1501"]) == ()


def test_somebody_who_is_yet_to_come_is_not_there(desk: Session, homes: Estate) -> None:
    homes.person("新业主", home="3-1501", since=TODAY + timedelta(days=1))
    assert queries.residents_of(desk, homes.ids["3-1501"]) == ()


def test_putting_a_residency_right(desk: Session, homes: Estate) -> None:
    ident = homes.ids["周桂兰"]
    stay = queries.places_of(desk, ident)[0]
    actions.change_residency(
        desk, stay.id, 1, ResidencyDraft(homes.ids["3-1501"], "tenant", date(2020, 1, 1))
    )
    changed = queries.places_of(desk, ident)[0]
    assert (changed.place_label, changed.kind, changed.since) == ("3-1501", "tenant", date(2020, 1, 1))
    assert [found.label for found in queries.find(desk, "3-1501")] == ["3-1501", "周桂兰"]
    actions.move_in(desk, ident, ResidencyDraft(homes.ids["3-1602"]))
    other = next(row for row in queries.places_of(desk, ident) if row.place_label == "3-1602")
    with pytest.raises(UserProblem, match=r"residency\.twice"):
        actions.change_residency(desk, other.id, 1, ResidencyDraft(homes.ids["3-1501"]))


def test_the_audit_trail_has_no_residents_words(desk: Session, homes: Estate) -> None:
    entries = desk.store.rows("SELECT action, touched, facts FROM audit_entry")
    assert any(row[0] == "resident.add" for row in entries)
    assert not any("周桂兰" in "".join(row) or "13800001234" in "".join(row) for row in entries)
