from __future__ import annotations

import pytest

from models.audit import queries as audit
from models.core.action import Action
from models.core.clock import SetClock
from models.core.errors import NotAllowed
from models.core.permissions import Role
from models.core.session import NOBODY, OWNER, Session
from models.options import actions, drafts, queries
from models.store.database import Store
from tests.models.conftest import MakeSession

BODY = {"words": "电梯困人，刚才\n第二行", "flags": ["media"], "unit": None}


def test_each_person_has_their_own(store: Store, clock: SetClock, session: MakeSession) -> None:
    desk, other, owner = session(Role.FRONT_DESK), session(Role.MANAGER), Session(store, OWNER, clock)
    for number, who in enumerate((desk, other, owner)):
        actions.save_draft(who, "intake", "", BODY | {"n": number})
    assert [queries.load_draft(who, "intake") for who in (desk, other, owner)] == [
        BODY | {"n": n} for n in range(3)
    ]
    actions.forget_draft(desk, "intake")
    assert queries.load_draft(desk, "intake") is None
    assert queries.load_draft(other, "intake") is not None


def test_the_latest_words_stand(clock: SetClock, session: MakeSession) -> None:
    desk = session(Role.FRONT_DESK)
    first = actions.save_draft(desk, "step", "12/soothe", {"a": 1})
    clock.advance(seconds=2)
    second = actions.save_draft(desk, "step", "12/soothe", {"a": 2})
    assert second.value == first.value
    assert second.changes.touches("draft", first.value)
    actions.save_draft(desk, "step", "13/soothe", {"a": 3})
    actions.save_draft(desk, "intake", "", {})
    assert [(one.key, one.body) for one in queries.drafts(desk, "step")] == [
        ("13/soothe", {"a": 3}),
        ("12/soothe", {"a": 2}),
    ]
    assert queries.drafts(desk, "step")[1].saved_at == clock.now()
    assert len(queries.drafts(desk)) == 3


def test_forgetting_what_is_not_there_is_fine(session: MakeSession) -> None:
    assert not actions.forget_draft(session(Role.FRONT_DESK), "intake", "x").changes


def test_a_day_of_typing_leaves_the_trail_alone(store: Store, session: MakeSession) -> None:
    desk = session(Role.FRONT_DESK)
    count = audit.check(store).count
    for number in range(20):
        actions.save_draft(desk, "intake", "", {"n": number})
    actions.forget_draft(desk, "intake")
    assert audit.check(store).count == count


def test_drafts_alone_leave_no_entry() -> None:
    quiet = {name for name, one in vars(drafts).items() if isinstance(one, Action) and not one.trail}
    assert quiet == {"save_draft", "forget_draft"}
    loud = {name for name, one in vars(actions).items() if isinstance(one, Action) and not one.trail}
    assert loud == quiet


def test_who_may_not_record_may_not_type(store: Store, clock: SetClock) -> None:
    with pytest.raises(NotAllowed):
        actions.save_draft(Session(store, NOBODY, clock), "intake", "", {})
    with pytest.raises(NotAllowed):
        actions.forget_draft(Session(store, NOBODY, clock), "intake")
