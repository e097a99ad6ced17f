"""Half characters: joined where both halves are there, else one sign for what is missing, and nothing else is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.accounts.passwords import matches, seal
from models.audit import queries as audit
from models.complaints.kinds import CaseFilter
from models.complaints.listing import case_page
from models.complaints.queries import case_detail
from models.core.characters import is_whole, whole
from models.core.permissions import Role
from models.options.actions import change_options
from models.options.queries import settings
from models.store.doctor import examine
from tests import cases
from tests.models.conftest import MakeSession

ANYTHING = st.text(st.characters(codec=None, exclude_categories=()), max_size=20)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("漏水", "漏水"),
        ("\ud83d\ude00 笑", "😀 笑"),
        ("漏\ud83d水", "漏\ufffd水"),
        ("\ude00\ud83d", "\ufffd\ufffd"),
        ("", ""),
    ],
)
def test_halves_are_joined_or_marked(typed: str, kept: str) -> None:
    assert whole(typed) == kept


@given(ANYTHING)
def test_whatever_was_typed_can_be_written_down(typed: str) -> None:
    assert is_whole(whole(typed))
    assert whole(whole(typed)) == whole(typed)
    assert not is_whole(typed) or whole(typed) == typed


def test_a_case_with_half_a_character_is_recorded_found_and_sound(session: MakeSession) -> None:
    desk = session(Role.ADMINISTRATOR)
    case = cases.a_case(desk, words="厨房\ud83d漏水，\ud83d\ude00", caller_name="陈\udc00建国")
    kept = case_detail(desk.store, case)
    assert (kept.words, kept.caller_name) == ("厨房\ufffd漏水，😀", "陈\ufffd建国")
    for typed in ("漏水", "陈\udc00", "厨房\ud83d漏水"):
        found = case_page(desk.store, CaseFilter(search=typed), desk.actor.staff_id, desk.clock.now())
        assert [row.id for row in found.rows] == [case], typed
    change_options(desk, {"property.name": "翠湖\ud83d花园"})  # it stands in the audit trail, too
    assert settings(desk.store).property_name == "翠湖\ufffd花园"
    assert audit.verify(desk.store) is None
    assert not examine(desk.store).findings


def test_many_rows_at_once_are_whole(session: MakeSession) -> None:
    store = session(Role.ADMINISTRATOR).store
    with store.writing():
        store.execute_many(
            "INSERT INTO counter (name, value) VALUES (?, ?)", ((f"{n}\ud83d", n) for n in range(3))
        )
    assert [name for (name,) in store.rows("SELECT name FROM counter WHERE name LIKE ?", ("%\ud83d",))] == [
        "0\ufffd", "1\ufffd", "2\ufffd",
    ]  # fmt: skip


def test_a_password_with_half_a_character_opens_the_door_again() -> None:
    typed = "opens the \ud83d door"
    assert matches(seal(typed, "wang").hash, typed)
