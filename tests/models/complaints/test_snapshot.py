"""What is kept with a case of its place and its resident, and what cannot change it afterwards."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from models.complaints import actions
from models.complaints.kinds import ComplaintDraft
from models.core.session import Session
from models.directory import actions as directory
from models.directory.kinds import PlaceDraft, PlaceKind, ResidencyDraft, ResidentDraft, ResidentKind
from models.exchange.complaints_import import import_complaints
from models.handling.actions.receiving import record
from models.store.database import Store
from tests.models.conftest import MakeSession

COLUMNS = "property_id, building_id, place_kind, resident_kind, age_group, occupation"


def kept(store: Store, case_id: int) -> tuple[object, ...]:
    return store.rows(f"SELECT {COLUMNS} FROM complaint WHERE id = ?", (case_id,))[0]


class Estate:
    """Two buildings; a tenant in one home of the first."""

    def __init__(self, session: Session, root: int) -> None:
        self.session, self.root = session, root
        self.one, self.two = (self.place(root, PlaceKind.BUILDING, code) for code in ("1", "2"))
        self.stairs = self.place(self.one, PlaceKind.STAIRCASE, "1")
        self.home = self.place(self.stairs, PlaceKind.UNIT, "0502")
        self.far = self.place(self.two, PlaceKind.UNIT, "0101")
        draft = ResidentDraft("周桂兰", age_group="60-69", occupation="退休")
        self.resident = directory.add_resident(session, draft).value
        self.stay = directory.move_in(
            session, self.resident, ResidencyDraft(self.home, ResidentKind.TENANT)
        ).value

    def place(self, parent: int, kind: PlaceKind, code: str) -> int:
        return directory.add_place(self.session, PlaceDraft(parent, kind, code)).value

    def case(self, **fields: object) -> int:
        given: dict[str, object] = {"place_id": self.home, "resident_id": self.resident} | fields
        return record(self.session, ComplaintDraft("厨房漏水", **given)).value.id  # type: ignore[arg-type]


@pytest.fixture
def estate_of(session: MakeSession, estate: int) -> Estate:
    return Estate(session(), estate)


def test_what_was_so_is_kept(estate_of: Estate) -> None:
    made = estate_of
    store = made.session.store
    full = (made.root, made.one, "unit", "tenant", "60-69", "退休")
    assert kept(store, made.case()) == full
    assert kept(store, made.case(place_id=made.stairs)) == (made.root, made.one, "staircase", *full[3:])
    assert kept(store, made.case(place_id=made.root)) == (made.root, None, "property", *full[3:])
    assert kept(store, made.case(place_id=None, resident_id=None)) == (None,) * 6
    # Lives elsewhere, complains about this home: as what it lives there is known nevertheless.
    assert kept(store, made.case(place_id=made.far)) == (made.root, made.two, "unit", *full[3:])


def test_whoever_moves_buys_or_is_erased_changes_no_past_case(estate_of: Estate) -> None:
    made = estate_of
    store = made.session.store
    case_id = made.case()
    before = kept(store, case_id)
    directory.move_out(made.session, made.stay, 1, date(2026, 11, 19))
    directory.move_in(made.session, made.resident, ResidencyDraft(made.far, ResidentKind.OWNER))
    assert kept(store, made.case())[3] == "owner"
    with store.writing():  # as when somebody is erased on request
        store.execute(
            "UPDATE resident SET name = '', age_group = NULL, occupation = NULL, erased_at = 1 WHERE id = ?",
            (made.resident,),
        )
        store.execute("DELETE FROM residency WHERE resident_id = ?", (made.resident,))
    actions.comment(made.session, case_id, "又来电话")
    actions.correct(made.session, case_id, None, place_id=made.home, resident_id=made.resident, mood="calm")
    assert kept(store, case_id) == before


def test_a_correction_goes_by_what_is_corrected(estate_of: Estate) -> None:
    made = estate_of
    store = made.session.store
    case_id = made.case()
    actions.correct(made.session, case_id, None, place_id=made.far)
    assert kept(store, case_id) == (made.root, made.two, "unit", "tenant", "60-69", "退休")
    actions.correct(made.session, case_id, None, resident_id=None)
    assert kept(store, case_id) == (made.root, made.two, "unit", None, None, None)


def test_cases_go_with_a_place_that_is_filed_elsewhere(estate_of: Estate) -> None:
    made = estate_of
    store = made.session.store
    case_id, other = made.case(), made.case(place_id=made.one)
    directory.change_place(made.session, made.stairs, 1, PlaceDraft(made.two, PlaceKind.STAIRCASE, "1"))
    assert kept(store, case_id)[1] == made.two
    assert kept(store, other)[1] == made.one


def test_imported_cases_know_their_building(estate_of: Estate, tmp_path: Path) -> None:
    made = estate_of
    file = tmp_path / "old.csv"
    file.write_text("单号,时间,房号,内容\nA1,2026-01-05 10:00,1-0502,漏水\nA2,2026-01-06 10:00,9-9999,噪音\n")
    import_complaints(made.session, file)
    rows = made.session.store.rows(f"SELECT {COLUMNS} FROM complaint WHERE imported ORDER BY received_at")
    assert rows == [(made.root, made.one, "unit", None, None, None), (None,) * 6]
