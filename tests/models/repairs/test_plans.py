"""Lists of orders are read through their indexes: nothing is sorted, nothing is looked through."""

from __future__ import annotations

import pytest

from models.repairs.kinds import OrderFilter
from models.repairs.queries import list_sql
from tests.models.conftest import MakeSession


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        (OrderFilter(unscheduled=True), "work_order_unscheduled"),
        (OrderFilter(states=("ready",)), "work_order_open"),
        (OrderFilter(states=("checked",)), "work_order_ended"),
        (OrderFilter(states=("done", "checked", "cancelled")), "work_order_ended"),
        (OrderFilter(), "work_order_created"),
    ],
)
def test_pages_come_from_an_index(session: MakeSession, wanted: OrderFilter, index: str) -> None:
    desk = session()
    for after in (None, (1, 1)):
        statement, params = list_sql(wanted, desk.clock.now(), after, 65)
        plan = [row[3] for row in desk.store.rows(f"EXPLAIN QUERY PLAN {statement}", params)]
        assert any(index in step for step in plan), plan
        assert not any("TEMP B-TREE" in step or step == "SCAN o" for step in plan), plan
