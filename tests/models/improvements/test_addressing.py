"""Who gets a letter: whoever complained or joined, each home once for a case; and what the letters say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models.core.errors import UserProblem
from models.core.permissions import Role
from models.core.session import Session
from models.improvements import actions, queries
from models.improvements.printing import letters_sheet, note_sheet
from models.store.database import Store
from tests.models.conftest import MakeSession
from tests.models.improvements.made import DRAFT, GOLDEN_DAY, a_complaint, a_place, at, homes


@pytest.fixture
def desk(session: MakeSession) -> Session:
    return session(Role.FRONT_DESK, "wang")


def join(store: Store, case: int, resident: int | None, role: str = "co_complainant") -> None:
    """Somebody besides the complainant; without a resident only a name is known."""
    with store.writing():
        store.execute(
            "INSERT INTO party (complaint_id, role, resident_id, name, joined_at) VALUES (?, ?, ?, '某人', 0)",
            (case, role, resident),
        )


def in_force(desk: Session, **changes: object) -> int:
    row_id = actions.propose(desk, replace(DRAFT, **changes)).value  # type: ignore[arg-type]
    actions.put_in_force(desk, row_id, None, GOLDEN_DAY)
    return row_id


def test_whoever_joined_a_case_is_told_as_well_and_each_home_once(
    desk: Session, store: Store, estate: int
) -> None:
    homes(
        store, a_place(store, "building", "3", estate, estate), 6
    )  # residents 1 and 2 live together, 3 and 4 ...
    received = [at(date(2026, 9, 20 + day)) for day in range(5)]
    first = a_complaint(store, received[0], resident_id=1, title="我家漏水")
    for resident in (2, 3, 5, 5, None):  # 2 shares the home of 1
        join(store, first, resident)
    join(store, first, 7, role="reporter")
    own = a_complaint(store, received[1], resident_id=2, title="又漏")
    join(store, own, 1)
    unnamed = a_complaint(store, received[2], resident_id=9, anonymous=1, title="不愿具名")
    join(store, unnamed, 11)
    a_complaint(store, received[3], resident_id=None)
    nobody = a_complaint(store, received[4], resident_id=None)
    join(store, nobody, None)
    with store.writing():
        store.execute("UPDATE resident SET erased_at = 1, name = '' WHERE id = 5")
    row_id = in_force(desk)
    sheet = letters_sheet(desk, row_id)
    letters = {
        letter.resident_id: [(one.title, one.joined) for one in letter.cases] for letter in sheet.letters
    }
    assert letters == {
        1: [("我家漏水", False)],
        2: [("又漏", False)],
        3: [("", True)],
        11: [("", True)],
    }, "a neighbour's case bears no title: that is theirs"
    concerned = queries.concerned(desk, row_id)
    assert (concerned.residents, concerned.others) == ((11, 2, 1, 3), 2)
    assert (sheet.total, actions.told_residents(desk, row_id, None).value) == (4, 4)
    note = note_sheet(desk, row_id)
    assert (note.cases, note.residents) == (5, 6), "1, 2, 3, 5, 9 and 11 are known to have said it"


def test_letters_have_words_of_their_own_in_each_language(desk: Session, store: Store, estate: int) -> None:
    homes(store, a_place(store, "building", "3", estate, estate), 2)
    a_complaint(store, at(date(2026, 9, 20)), resident_id=1)
    row_id = actions.propose(desk, DRAFT).value
    with pytest.raises(UserProblem, match="not_in_force"):
        actions.word_letters(desk, row_id, {"zh_CN": "换了胶"})
    actions.put_in_force(desk, row_id, None, GOLDEN_DAY)
    assert letters_sheet(desk, row_id).words == {}
    for wrong, code in (
        ({"zh_CN": " "}, "no_words"),
        ({"xx": "换了"}, "no_words"),
        ({"en": "x" * 501}, "long"),
    ):
        with pytest.raises(UserProblem, match=code):
            actions.word_letters(desk, row_id, {"en": "New glue.", **wrong})
    assert letters_sheet(desk, row_id).words == {}, "all of it or none"
    for _ in range(2):
        actions.word_letters(desk, row_id, {"zh_CN": " 换了胶 ", "en": "New glue."})
    actions.word_letters(desk, row_id, {"zh_CN": "都换了胶"})
    assert letters_sheet(desk, row_id).words == {"zh_CN": "都换了胶", "en": "New glue."}
    said = [one.text for one in queries.improvement(desk, row_id).history if one.kind == "worded"]
    assert said == ["都换了胶", "New glue.", "换了胶"], "what was said before is said once"
