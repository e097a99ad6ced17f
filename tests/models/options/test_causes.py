"""The tree of causes: what comes with the store, what a property adds, what cases keep."""

from __future__ import annotations

import pytest

from models.core.errors import NotAllowed, Unknown, UserProblem
from models.core.permissions import Role
from models.handling.actions import finish_step, save_step
from models.handling.rules import fact_gaps
from models.handling.steps import GATHER, RESPONSIBLE
from models.options import actions
from models.options.causes import cause_labels, causes
from models.options.kinds import CauseDraft
from models.options.rules import UNKNOWN_CAUSE, split_code
from models.store.database import Store
from tests.cases import FACTS, a_case, ready
from tests.models.conftest import MakeSession


def test_the_causes_that_come_with_the_store(store: Store) -> None:
    rows = causes(store)
    tops = [row.code for row in rows if row.parent_code is None]
    assert tops[0] == "wear"
    assert tops[-1] == UNKNOWN_CAUSE
    assert {"installation", "design", "misuse", "third_party", "weather", "process", "billing"} < set(tops)
    assert all(split_code(row.code) == (row.parent_code, row.code) for row in rows if row.parent_code)
    assert {row.responsible for row in rows} - {None} <= set(RESPONSIBLE)
    assert [row.code for row in rows if row.parent_code == "wear"][:2] == ["wear.hoses", "wear.seals"]
    assert cause_labels(store)["wear.seals"] == {"zh_CN": "老化磨损 › 密封圈", "en": "Wear and age › Seals"}


def test_our_own_causes_are_found_in_cases(store: Store, session: MakeSession) -> None:
    chief = session()
    top = actions.add_cause(chief, CauseDraft(" 宠物 ", " Pets ", responsible="resident")).value
    sub = actions.add_cause(chief, CauseDraft("狗叫", "Barking", top)).value
    assert [row.code for row in causes(store)][-2:] == [top, sub]
    actions.change_cause(chief, sub, 2, CauseDraft("狗叫扰民", "A barking dog", "wear", "nobody"))
    actions.retire_cause(chief, top, 2)
    assert not {top, sub} & {row.code for row in causes(store)}
    assert cause_labels(store)[sub]["en"] == "Pets › A barking dog"
    actions.restore_cause(chief, top, 3)
    assert [row.responsible for row in causes(store)][-2:] == ["resident", "nobody"]
    for draft, code in (
        (CauseDraft("x", "x", sub), "cause.too_deep"),
        (CauseDraft("x", " "), "cause.name_missing"),
    ):
        with pytest.raises(UserProblem) as problem:
            actions.add_cause(chief, draft)
        assert problem.value.code == code
    with pytest.raises(NotAllowed):
        actions.add_cause(session(Role.MANAGER), CauseDraft("a", "b"))


def test_gather_takes_any_cause_of_the_tree_and_no_other(session: MakeSession) -> None:
    chief = session()
    case_at_gather = a_case(chief)
    for number in range(2, GATHER):
        ready(chief, session(Role.COORDINATOR), case_at_gather, number)
        finish_step(chief, case_at_gather, None, FACTS[number])
    own = actions.add_cause(chief, CauseDraft("蟑螂", "Pests")).value
    save_step(chief, case_at_gather, None, {"cause": own})
    facts = {"account": "x", "evidence": "x", "cause": own, "cause_text": "x", "responsible": "nobody"}
    assert fact_gaps(GATHER, facts) == ()
    assert fact_gaps(GATHER, facts | {"cause": " "}) == ("cause",)
    with pytest.raises(Unknown) as problem:
        save_step(chief, case_at_gather, None, {"cause": "of our own making"})
    assert problem.value.code == "unknown.cause"
