from __future__ import annotations

import pytest

from models.core.errors import NotAllowed, UserProblem
from models.core.permissions import Role
from models.options import actions, queries
from models.store.database import Store
from tests.models.conftest import MakeSession

KEY = "coach.soothe.say.1"


def test_own_words_replace_and_are_given_up_again(store: Store, session: MakeSession) -> None:
    manager = session(Role.MANAGER)
    actions.save_phrase(manager, KEY, "zh_CN", " 我听着呢。 ")
    actions.save_phrase(manager, KEY, "en", "I am listening.")
    outcome = actions.save_phrase(manager, KEY, "zh_CN", "您慢慢说。")
    assert outcome.changes.touches("phrase", outcome.value)
    assert queries.phrases(store, "zh_CN") == {KEY: "您慢慢说。"}
    assert queries.phrases(store, "en") == {KEY: "I am listening."}
    assert actions.restore_phrase(manager, KEY, "zh_CN").changes.touches("phrase")
    assert not actions.restore_phrase(manager, KEY, "zh_CN").changes
    assert queries.phrases(store, "zh_CN") == {}


def test_no_words_are_no_phrase(session: MakeSession) -> None:
    with pytest.raises(UserProblem) as problem:
        actions.save_phrase(session(), KEY, "en", " ")
    assert problem.value.code == "phrase.empty"


def test_the_desk_reads_but_does_not_edit(store: Store, session: MakeSession) -> None:
    for act in (
        lambda s: actions.save_phrase(s, KEY, "en", "x"),
        lambda s: actions.restore_phrase(s, KEY, "en"),
    ):
        with pytest.raises(NotAllowed):
            act(session(Role.FRONT_DESK))
