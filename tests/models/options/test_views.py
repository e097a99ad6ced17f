from __future__ import annotations

import pytest

from models.core.errors import ChangedMeanwhile, NotAllowed, Unknown, UserProblem
from models.core.permissions import Role
from models.options import actions, queries
from tests.models.conftest import MakeSession

LATE = {"filter": {"overdue": True}, "columns": ["reference", "due"], "sort": "due"}


def test_everybody_has_their_own_and_sees_the_shared(session: MakeSession) -> None:
    chief, desk, other = session(), session(Role.FRONT_DESK), session(Role.FRONT_DESK, "other")
    actions.save_view(chief, "complaints", "All late", LATE, shared=True)
    actions.save_view(desk, "complaints", "My late", LATE)
    actions.save_view(desk, "directory", "Homes", {})
    assert [(one.name, one.shared) for one in queries.views(desk, "complaints")] == [
        ("My late", False),
        ("All late", True),
    ]
    assert [one.name for one in queries.views(other, "complaints")] == ["All late"]
    assert queries.views(desk, "complaints")[0].body == LATE


def test_the_same_name_replaces(session: MakeSession) -> None:
    desk = session(Role.FRONT_DESK)
    first = actions.save_view(desk, "complaints", "Late", LATE).value
    assert actions.save_view(desk, "complaints", " Late ", {"sort": "age"}).value == first
    (view,) = queries.views(desk, "complaints")
    assert (view.body, view.row_version) == ({"sort": "age"}, 2)
    with pytest.raises(UserProblem) as problem:
        actions.save_view(desk, "complaints", " ", {})
    assert problem.value.code == "view.name_missing"


def test_renaming_and_deleting(session: MakeSession) -> None:
    desk = session(Role.FRONT_DESK)
    view_id = actions.save_view(desk, "complaints", "Late", LATE).value
    actions.rename_view(desk, view_id, 1, "Very late")
    with pytest.raises(ChangedMeanwhile):
        actions.rename_view(desk, view_id, 1, "Later")
    assert [one.name for one in queries.views(desk, "complaints")] == ["Very late"]
    assert actions.delete_view(desk, view_id).changes.touches("saved_view", view_id)
    assert queries.views(desk, "complaints") == ()
    with pytest.raises(Unknown):
        actions.delete_view(desk, view_id)


def test_other_peoples_views_are_out_of_reach(session: MakeSession) -> None:
    desk, other = session(Role.FRONT_DESK), session(Role.FRONT_DESK, "other")
    view_id = actions.save_view(desk, "complaints", "Late", LATE).value
    with pytest.raises(Unknown):
        actions.rename_view(other, view_id, 1, "Mine now")
    with pytest.raises(Unknown):
        actions.delete_view(session(), view_id)


def test_shared_views_belong_to_those_who_manage_options(session: MakeSession) -> None:
    desk = session(Role.FRONT_DESK)
    view_id = actions.save_view(session(), "complaints", "Late", LATE, shared=True).value
    for act in (
        lambda: actions.save_view(desk, "complaints", "Late", {}, shared=True),
        lambda: actions.rename_view(desk, view_id, 1, "x"),
        lambda: actions.delete_view(desk, view_id),
    ):
        with pytest.raises(NotAllowed):
            act()
    actions.delete_view(session(), view_id)
