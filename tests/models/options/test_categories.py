from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from models.core import action as action_module
from models.core.action import Action, action
from models.core.errors import ChangedMeanwhile, NotAllowed, Unknown, UserProblem
from models.core.permissions import Role
from models.core.work import Work
from models.options import actions, queries
from models.options.kinds import CategoryDraft, label
from models.options.rules import imported_code, split_code
from models.store.database import Store
from tests.models.conftest import MakeSession

names = st.text(min_size=1, max_size=20)


@given(names, st.text(max_size=20), names, st.text(max_size=20))
def test_different_words_have_different_codes(name: str, sub: str, other: str, other_sub: str) -> None:
    assume((name, sub) != (other, other_sub))
    assert imported_code(name, sub) != imported_code(other, other_sub)


@given(names, names)
def test_a_code_is_parted_into_its_levels(name: str, sub: str) -> None:
    code = imported_code(name, sub)
    assert split_code(code) == (imported_code(name), code)
    assert split_code(imported_code(name)) == (imported_code(name), None)


def test_codes_stay_what_they_are() -> None:
    """They are kept with every imported case."""
    assert imported_code("HEAT/HOT WATER", "ENTIRE BUILDING") == "imported:HEAT/HOT WATER.ENTIRE BUILDING"
    assert imported_code("A.C. 100%") == "imported:A%2EC%2E 100%25"
    with pytest.raises(ValueError, match="name"):
        imported_code("")


@pytest.fixture
def importing() -> Iterator[Action[[list[tuple[str, str]]], list[str]]]:
    @action("test.import", needs=None)
    def bring_in(work: Work, pairs: list[tuple[str, str]]) -> list[str]:
        return [actions.ensure_imported(work, name, sub) for name, sub in pairs]

    yield bring_in
    del action_module.REGISTRY["test.import"]


def test_imported_words_become_categories_once(
    store: Store, session: MakeSession, importing: Action[[list[tuple[str, str]]], list[str]]
) -> None:
    chief = session()
    built_in = len(queries.categories(store))
    codes = importing(
        chief, [("Heat", "No heat"), ("Heat", ""), ("heat", ""), ("Heat ", ""), ("Heat", "No heat")]
    ).value
    assert codes == [
        "imported:Heat.No heat",
        "imported:Heat",
        "imported:heat",
        "imported:Heat ",
        "imported:Heat.No heat",
    ]
    assert importing(chief, [("Heat", "No heat")]).value == codes[:1]
    assert not importing(chief, [("Heat", "No heat")]).changes
    new = queries.categories(store)[built_in:]
    assert [(one.code, one.parent_code, one.zh, one.en, one.origin) for one in new] == [
        ("imported:Heat", None, "Heat", "Heat", "imported"),
        ("imported:Heat.No heat", "imported:Heat", "No heat", "No heat", "imported"),
        ("imported:heat", None, "heat", "heat", "imported"),
        ("imported:Heat ", None, "Heat ", "Heat ", "imported"),
    ]


def test_the_tree_stands_in_the_order_of_choosing(store: Store, estate: int) -> None:
    rows = queries.categories(store)
    parents = [row for row in rows if row.parent_code is None]
    assert len(parents) > 5
    expected = [
        row
        for parent in parents
        for row in (parent, *(one for one in rows if one.parent_code == parent.code))
    ]
    assert list(rows) == expected
    assert all(row.code.startswith(f"{row.parent_code}.") for row in rows if row.parent_code)
    assert {row.severity for row in rows} <= {"s1", "s2", "s3", "s4"}
    leak = queries.category(store, "leak")
    assert leak is not None
    assert (label(leak, "zh_CN"), label(leak, "en"), leak.second_look) == ("漏水", "Leak", True)
    assert queries.category(store, "nothing") is None


def test_our_own_categories(store: Store, session: MakeSession) -> None:
    chief = session()
    code = actions.add_category(chief, CategoryDraft(" 宠物 ", " Pets ", severity="s4")).value
    sub = actions.add_category(chief, CategoryDraft("狗叫", "Barking", code)).value
    assert split_code(sub) == (code, sub)
    assert [row.code for row in queries.categories(store)][-2:] == [code, sub]
    leaking = actions.add_category(chief, CategoryDraft("鱼缸", "Fish tank", "leak")).value
    assert split_code(leaking)[0] == "leak"
    assert [row.code for row in queries.categories(store) if row.parent_code == "leak"][-1] == leaking
    with pytest.raises(UserProblem) as problem:
        actions.add_category(chief, CategoryDraft("x", "x", sub))
    assert problem.value.code == "category.too_deep"
    with pytest.raises(UserProblem) as problem:
        actions.add_category(chief, CategoryDraft("x", " "))
    assert problem.value.code == "category.name_missing"
    with pytest.raises(Unknown):
        actions.add_category(chief, CategoryDraft("x", "x", "nothing"))


def test_changing_keeps_the_code_and_the_place(store: Store, session: MakeSession) -> None:
    chief = session()
    row = queries.category(store, "leak.from_above")
    assert row is not None
    actions.change_category(
        chief, row.code, row.row_version, CategoryDraft("楼上漏水", "Leak from above", "noise", "s1")
    )
    changed = queries.category(store, "leak.from_above")
    assert changed is not None
    assert (changed.zh, changed.severity, changed.parent_code, changed.repair) == (
        "楼上漏水",
        "s1",
        "leak",
        False,
    )
    with pytest.raises(ChangedMeanwhile):
        actions.change_category(chief, row.code, row.row_version, CategoryDraft("a", "b"))


def test_retired_categories_are_kept_but_not_offered(store: Store, session: MakeSession) -> None:
    chief = session()
    before = queries.categories(store)
    actions.retire_category(chief, "leak", 1)
    offered = {row.code for row in queries.categories(store)}
    assert not any(code.startswith("leak") for code in offered)
    assert len(queries.categories(store, retired=True)) == len(before)
    assert queries.category(store, "leak") is not None
    actions.restore_category(chief, "leak", 2)
    assert [row.code for row in queries.categories(store)] == [row.code for row in before]


def test_only_who_may_manages_categories(session: MakeSession) -> None:
    with pytest.raises(NotAllowed):
        actions.add_category(session(Role.MANAGER), CategoryDraft("a", "b"))
