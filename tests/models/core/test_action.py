from __future__ import annotations

from collections.abc import Iterator

import pytest

from models.audit import queries as audit
from models.core import action as action_module
from models.core.action import action
from models.core.changes import Changes
from models.core.clock import SetClock
from models.core.errors import ChangedMeanwhile, NotAllowed, UserProblem
from models.core.permissions import ROLE_DEFAULTS, Permission, Role
from models.core.session import OWNER, Actor, Session
from models.core.work import Work
from models.options.tables import Counter, Setting
from models.store.database import Store

DESK = Actor(None, "desk", "Desk", Role.FRONT_DESK, ROLE_DEFAULTS[Role.FRONT_DESK])


@pytest.fixture(autouse=True)
def _own_names() -> Iterator[None]:
    """Actions declared in a test leave no name behind."""
    before = dict(action_module.REGISTRY)
    yield
    action_module.REGISTRY.clear()
    action_module.REGISTRY.update(before)


@pytest.fixture
def owner(store: Store, clock: SetClock) -> Session:
    return Session(store, OWNER, clock)


def put(work: Work, key: str, value: object = 1) -> int:
    row_id = work.insert(Setting, key=key, value=value)
    work.touch("setting", row_id)
    return row_id


def keys(store: Store) -> list[str]:
    return [row[0] for row in store.rows("SELECT key FROM setting ORDER BY id")]


def test_an_action_writes_and_says_what_it_touched(owner: Session) -> None:
    @action("test.put", needs=Permission.MANAGE_OPTIONS)
    def put_one(work: Work, key: str) -> int:
        work.touch("everything")
        return put(work, key)

    outcome = put_one(owner, "a")
    assert outcome.value == 1
    assert outcome.changes == Changes(frozenset({"setting", "everything"}), frozenset({("setting", 1)}))
    assert keys(owner.store) == ["a"]


def test_without_permission_nothing_is_even_begun(owner: Session) -> None:
    ran = []

    @action("test.refused", needs=Permission.MANAGE_OPTIONS)
    def refused(work: Work) -> None:
        ran.append(work)

    with pytest.raises(NotAllowed) as problem:
        refused(Session(owner.store, DESK, owner.clock))
    assert problem.value.facts == {"permission": "manage_options"}
    assert not ran
    assert audit.check(owner.store).count == 0


def test_a_right_asked_for_on_the_way_takes_everything_back(owner: Session) -> None:
    @action("test.halfway", needs=Permission.RECORD)
    def halfway(work: Work) -> None:
        put(work, "a")
        work.require(Permission.MANAGE_STAFF)

    with pytest.raises(NotAllowed):
        halfway(Session(owner.store, DESK, owner.clock))
    assert keys(owner.store) == []
    assert audit.check(owner.store).count == 0
    assert halfway(owner).value is None
    assert keys(owner.store) == ["a"]


@pytest.mark.parametrize("trouble", [UserProblem("some.problem"), ZeroDivisionError(), KeyboardInterrupt()])
def test_any_exception_takes_everything_back(owner: Session, trouble: BaseException) -> None:
    @action("test.broken", needs=None)
    def broken(work: Work) -> None:
        put(work, "a")
        raise trouble

    with pytest.raises(type(trouble)):
        broken(owner)
    assert keys(owner.store) == []
    assert audit.check(owner.store).count == 0
    with pytest.raises(Exception, match="readonly"):  # and the bolt is back
        owner.store.execute("INSERT INTO setting (key, value) VALUES ('x', '1')")


def test_each_action_leaves_one_entry_with_its_facts(owner: Session, clock: SetClock) -> None:
    @action("test.put", needs=None)
    def put_two(work: Work) -> None:
        put(work, "a")
        put(work, "b")
        work.fact(count=2)
        work.fact(kind="both")

    put_two(owner)
    clock.advance(seconds=90)
    put_three = action("test.none", needs=None)(lambda work: None)
    put_three(owner)
    last, first = audit.entries(owner.store).rows
    assert (first.action, first.touched) == ("test.put", (("setting", 1), ("setting", 2)))
    assert first.facts == {"count": 2, "kind": "both"}
    assert (last.action, last.touched, last.facts) == ("test.none", (), {})
    assert (last.at - first.at).total_seconds() == 90
    assert audit.check(owner.store).intact


def test_a_stale_version_is_refused(owner: Session) -> None:
    @action("test.put", needs=None)
    def put_one(work: Work) -> int:
        return put(work, "a")

    @action("test.change", needs=None)
    def change(work: Work, row_id: int, version: int | None, value: int) -> None:
        work.update(Setting, row_id, version, value=value)

    row_id = put_one(owner).value
    change(owner, row_id, 1, 2)
    with pytest.raises(ChangedMeanwhile) as problem:
        change(owner, row_id, 1, 3)
    assert problem.value.facts == {"topic": "setting", "id": row_id}
    assert owner.store.rows("SELECT value, row_version FROM setting") == [("2", 2)]
    change(owner, row_id, None, 4)
    assert owner.store.rows("SELECT value, row_version FROM setting") == [("4", 3)]
    with pytest.raises(ChangedMeanwhile):
        change(owner, row_id + 1, None, 5)


def test_a_note_is_no_edit(owner: Session) -> None:
    @action("test.note", needs=None)
    def note(work: Work) -> None:
        row_id = put(work, "a")
        work.note(Setting, row_id, value=7)
        with pytest.raises(ChangedMeanwhile):
            work.note(Setting, row_id + 1, value=7)

    note(owner)
    assert owner.store.rows("SELECT value, row_version FROM setting") == [("7", 1)]


def test_rows_without_a_version_update_and_delete(owner: Session) -> None:
    @action("test.count", needs=None)
    def count(work: Work) -> None:
        assert work.insert_many(Counter, ("name", "value"), [("a", 1), ("b", 2)]) == 2
        work.update(Counter, 1, None, value=5)
        work.delete(Counter, 2)

    count(owner)
    assert owner.store.rows("SELECT name, value FROM counter") == [("a", 5)]


def test_an_action_inside_an_action_is_a_bug(owner: Session) -> None:
    inner = action("test.inner", needs=None)(lambda work: None)

    @action("test.outer", needs=None)
    def outer(work: Work) -> None:
        put(work, "a")
        inner(work.session)

    with pytest.raises(RuntimeError, match="inside an action"):
        outer(owner)
    assert keys(owner.store) == []


def test_two_actions_cannot_share_a_name() -> None:
    action("test.twice", needs=None)(lambda work: None)
    with pytest.raises(ValueError, match=r"test\.twice"):
        action("test.twice", needs=None)(lambda work: None)


def test_an_action_keeps_its_name_and_words() -> None:
    @action("test.words", needs=None)
    def words(work: Work) -> None:
        """What it does."""

    assert (words.name, words.__doc__) == ("test.words", "What it does.")
    assert vars(words)["__name__"] == "words"


def test_a_trailless_action_leaves_no_entry(owner: Session) -> None:
    @action("test.quiet", needs=None, trail=False)
    def quiet(work: Work) -> int:
        return put(work, "a")

    assert quiet(owner).changes.touches("setting", 1)
    assert keys(owner.store) == ["a"]
    assert audit.check(owner.store).count == 0
