from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.core.clock import to_millis
from models.store.fields import DayField, FactsField, InstantField, canonical
from tests.factories import NOON

plain = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
)
values = st.recursive(plain, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=12)


@given(values)
def test_facts_survive_and_equal_facts_are_equal_bytes(value: object) -> None:
    field = FactsField()
    assert field.python_value(canonical(value)) == value
    assert canonical(json.loads(canonical(value))) == canonical(value)


@given(st.dictionaries(st.text(), st.integers(), min_size=2))
def test_the_order_of_keys_does_not_matter(facts: dict[str, int]) -> None:
    assert canonical(facts) == canonical(dict(reversed(facts.items())))


def test_canonical_text_is_short_and_readable() -> None:
    assert canonical({"b": [1, 2], "a": "电梯"}) == '{"a":"电梯","b":[1,2]}'
    with pytest.raises(ValueError, match="JSON"):
        canonical(float("nan"))


def test_instants_are_milliseconds() -> None:
    field = InstantField()
    assert field.db_value(NOON) == to_millis(NOON)
    assert field.db_value(5) == 5
    assert field.python_value(to_millis(NOON)) == NOON
    assert field.db_value(None) is None is field.python_value(None)
    plus_eight = NOON + timedelta(0)
    assert field.db_value(plus_eight) == field.db_value(NOON)


def test_days_are_iso_text() -> None:
    field = DayField()
    assert field.db_value(date(2026, 11, 20)) == "2026-11-20"
    assert field.python_value("2026-11-20") == date(2026, 11, 20)
    assert field.db_value(None) is None is field.python_value(None)
