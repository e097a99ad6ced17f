"""What the form of an order begins with."""

from __future__ import annotations

from pathlib import Path

from models.directory.actions import add_resident
from models.directory.kinds import ContactDraft, ResidencyDraft, ResidentDraft
from models.repairs import actions
from models.repairs.queries import order_file
from tests import cases, factories
from tests.repairs import an_order
from ui.shared.order_start import draft_of


def test_an_order_that_is_kept_as_it_was_shown_is_not_changed(tmp_path: Path) -> None:
    """The number of the resident is shown, and stays the resident's."""
    clock = factories.a_clock()
    store = factories.a_store(tmp_path / "data", clock)
    estate = factories.an_estate(store, clock)
    desk = factories.a_session(store, clock)
    person = ResidentDraft("陈建国", contacts=(ContactDraft(value="138 0000 1111"),))
    resident = add_resident(desk, person, ResidencyDraft(estate)).value
    one = an_order(desk, cases.a_case(desk, resident_id=resident, place_id=estate, caller_phone=""))
    file = order_file(store, one)
    assert (file.contact_phone, file.own_phone) == ("138 0000 1111", "")
    actions.change(desk, one, file.row.row_version, draft_of(file))
    assert [event.kind for event in order_file(store, one).events] == ["made"]
    store.disconnect()
