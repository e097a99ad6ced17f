"""Every rule holds in the house, and every rule can fail."""

from __future__ import annotations

from functools import cache

import pytest

from tests.architecture.exceptions import LARGE, LATE_IMPORTS, LOOPS
from tests.architecture.rules import (
    MAX_CLASS,
    MAX_FILE,
    MAX_FUNCTION,
    MAX_METHODS,
    RULES,
    TEST_RULES,
    Rule,
    open_not_exec,
)
from tests.architecture.source import ROOT, Function, Source, imports, sources

ALL = (*RULES, *TEST_RULES)


def _id(rule: Rule) -> str:
    return rule.name


@cache
def _found(rules: tuple[Rule, ...], *floors: str) -> dict[str, list[str]]:
    """What every rule finds, by its name. All rules look at one module before the next is parsed."""
    found: dict[str, list[str]] = {rule.name: [] for rule in rules}
    for source in sources(*floors):
        for rule in rules:
            found[rule.name] += rule.findings(source)
    return found


@pytest.mark.parametrize("rule", RULES, ids=_id)
def test_holds(rule: Rule) -> None:
    found = _found(RULES)[rule.name]
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("rule", TEST_RULES, ids=_id)
def test_holds_in_tests(rule: Rule) -> None:
    found = _found(TEST_RULES, "tests")[rule.name]
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize(
    ("rule", "snippet"), [(r, s) for r in ALL for s in r.bad], ids=lambda x: getattr(x, "name", "")
)
def test_can_fail(rule: Rule, snippet: tuple[str, str]) -> None:
    assert rule.findings(Source(*snippet)), f"{rule.name} does not mind:\n{snippet[1]}"


@pytest.mark.parametrize(
    ("rule", "snippet"), [(r, s) for r in ALL for s in r.good], ids=lambda x: getattr(x, "name", "")
)
def test_leaves_good_code_alone(rule: Rule, snippet: tuple[str, str]) -> None:
    assert not rule.findings(Source(*snippet))


def test_no_late_import_is_excused_for_nothing() -> None:
    late = {(source.path, item.module) for source in sources() for item in imports(source) if item.function}
    assert set(LATE_IMPORTS) <= late
    assert all(LATE_IMPORTS.values())


def test_nothing_small_is_excused_for_its_size() -> None:
    for key, reason in LARGE.items():
        path, _, name = key.partition(":")
        source = Source(path, (ROOT / path).read_text(encoding="utf-8"))
        assert reason
        if not name:
            assert len(source.text.splitlines()) > MAX_FILE, key
            continue
        nodes = [n for n in [*source.classes(), *source.functions()] if n.name == name]
        assert any(
            (n.end_lineno or 0) - n.lineno + 1 > (MAX_FUNCTION if isinstance(n, Function) else MAX_CLASS)
            or sum(isinstance(child, Function) for child in n.body) > MAX_METHODS
            for n in nodes
        ), key


def test_no_module_is_excused_a_loop_it_does_not_turn() -> None:
    excused = [source for source in sources("ui") if source.path in LOOPS]
    turning = {source.path for source in excused for _ in open_not_exec(source)}
    assert set(LOOPS) <= turning
