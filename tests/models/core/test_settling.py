"""What follows from a change is settled before its transaction ends, wherever the change was made."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.audit import queries as audit
from models.core import action as action_module
from models.core import settling
from models.core.action import action
from models.core.clock import SetClock
from models.core.errors import UserProblem
from models.core.permissions import Permission
from models.core.session import OWNER, Session
from models.core.work import Work
from models.store.database import Store

ROOT = Path(__file__).parents[3]
TOPIC, BESIDE = "counted", "beside"


@pytest.fixture(autouse=True)
def _own_names() -> Iterator[None]:
    before = dict(action_module.REGISTRY)
    yield
    action_module.REGISTRY.clear()
    action_module.REGISTRY.update(before)
    for topic in (TOPIC, BESIDE):
        settling._SETTLERS.pop(topic, None)
        settling._OWED.discard(topic)


@pytest.fixture
def owner(store: Store, clock: SetClock, estate: int) -> Session:
    return Session(store, OWNER, clock)


def test_each_record_is_settled_once_and_stands_in_the_same_audit_entry(owner: Session) -> None:
    settled: list[tuple[str, int]] = []

    def settle(work: Work, row_id: int) -> None:
        settled.append((TOPIC, row_id))
        work.touch(TOPIC, row_id)
        work.touch(BESIDE, row_id + 1)

    settling.settles(TOPIC, settle)
    settling.settles(BESIDE, lambda _, row_id: settled.append((BESIDE, row_id)))

    @action("test.touch", needs=Permission.VIEW)
    def touch(work: Work) -> None:
        work.touch(TOPIC, 2)
        work.touch(TOPIC, 1)
        work.touch(TOPIC)

    outcome = touch(owner)
    assert settled == [(TOPIC, 1), (TOPIC, 2), (BESIDE, 2), (BESIDE, 3)]
    assert outcome.changes.touches(BESIDE, 3)
    assert (BESIDE, 3) in audit.entries(owner.store).rows[0].touched


def test_what_cannot_be_settled_is_not_done(owner: Session) -> None:
    def refuse(work: Work, row_id: int) -> None:
        raise UserProblem("calendar.never_opens", name=str(row_id))

    settling.settles(TOPIC, refuse)

    @action("test.touch", needs=Permission.VIEW)
    def touch(work: Work) -> None:
        work.touch(TOPIC, 1)

    before = owner.store.rows("SELECT count(*) FROM audit_entry")
    with pytest.raises(UserProblem):
        touch(owner)
    assert owner.store.rows("SELECT count(*) FROM audit_entry") == before


def test_a_forgotten_import_is_loud(owner: Session) -> None:
    settling.must_settle(TOPIC)

    @action("test.touch", needs=Permission.VIEW)
    def touch(work: Work) -> None:
        work.touch(TOPIC, 1)

    with pytest.raises(RuntimeError, match="nobody settles"):
        touch(owner)


def test_nobody_settles_what_another_does() -> None:
    def settle(work: Work, row_id: int) -> None:
        work.touch(TOPIC, row_id)

    settling.settles(TOPIC, settle)
    settling.settles(TOPIC, settle)
    with pytest.raises(ValueError, match="two settle"):
        settling.settles(TOPIC, lambda work, row_id: None)


def _declares_actions(path: Path) -> bool:
    tree = ast.parse(path.read_text("utf-8"))
    names = (
        one.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        for one in node.decorator_list
        if isinstance(one, ast.Call) and isinstance(one.func, ast.Name)
    )
    return "action" in names


_ABOUT_CASES = ("complaints", "handling", "incidents", "sweep", "escalation")


def test_wherever_actions_about_cases_are_their_clocks_are_reckoned() -> None:
    """Each module that declares such actions is imported alone, in a program of its own."""
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for room in _ABOUT_CASES
        for path in sorted((ROOT / "models" / room).rglob("*.py"))
        if _declares_actions(path)
    ]
    assert len(modules) > 5
    program = (
        "import importlib, sys\n"
        "for name in sys.argv[1:]:\n"
        "    for known in [one for one in sys.modules if one.startswith('models')]:\n"
        "        del sys.modules[known]\n"
        "    importlib.import_module(name)\n"
        "    settled = sys.modules['models.core.settling'].settled_topics()\n"
        "    assert 'case' in settled, name\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, *modules], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
