"""Which values are like the one that was typed."""

from __future__ import annotations

import pytest

from models.core.errors import UserProblem
from models.core.permissions import Role
from models.insights.kinds import SliceValue
from models.insights.known_values import nearest, wanted
from models.store.database import Store
from tests import cases
from tests.models.conftest import MakeSession


def test_cases_may_have_what_the_options_do_not(store: Store, session: MakeSession) -> None:
    """Read in from elsewhere: it can be asked for, and is among what is near to a slip."""
    case = cases.a_case(session(Role.FRONT_DESK))
    with store.writing():
        store.execute("UPDATE complaint SET subcategory = 'imported:Boiler' WHERE id = ?", (case,))
    assert wanted(store, ["subcategory=imported:Boiler"], "en").values[0][1] == "imported:Boiler"
    with pytest.raises(UserProblem) as refused:
        wanted(store, ["subcategory=imported:Boilr"], "en")
    assert "imported:Boiler" in str(refused.value.facts["nearest"])


def test_codes_and_names_are_compared_alike() -> None:
    known: dict[SliceValue, str] = {
        "leak": "漏水",
        "lift": "电梯",
        "imported:Noise": "Noise",
        "noise": "噪音",
    }
    assert nearest("leek", known)[0] == "leak (漏水)"
    assert nearest("漏", known)[0] == "leak (漏水)"
    assert nearest("NOISE", known)[:2] == ["imported:Noise (Noise)", "noise (噪音)"]
    assert nearest("x", {"s1": "", "s2": ""}) == ["s1", "s2"]


def test_buildings_are_known_by_what_they_are_called() -> None:
    """Whoever types the number of a building, not its id, is shown both; ids say nothing of likeness."""
    known: dict[SliceValue, str] = {4: "Building 1", 81: "Building 3", 11: "Garage", 158: "Building 12"}
    assert nearest("1", known)[:2] == ["4 (Building 1)", "158 (Building 12)"]
    assert nearest("garden", known)[0] == "11 (Garage)"
