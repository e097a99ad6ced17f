"""Which way of counting fits the moment that is asked for."""

from __future__ import annotations

from collections.abc import Sequence

from models.core.clock import to_millis
from models.insights.counting import COUNTINGS, OVERDUE_NOW, Counting
from models.insights.kinds import Asked
from models.insights.statements import Span
from models.store.database import Store

_NEWEST = "SELECT at FROM audit_entry ORDER BY id DESC LIMIT 1"


def countings_of(store: Store, key: str, asked: Asked, spans: Sequence[Span]) -> tuple[Counting, ...]:
    """How a measure is counted over each of these spans.

    What is overdue now stands with the case, as its list shows it; what was overdue then is read from the clocks.
    """
    present = key == "overdue" and any(one.running for one in spans) and _is_present(store, asked)
    return tuple(OVERDUE_NOW if present and one.running else COUNTINGS[key] for one in spans)


def _is_present(store: Store, asked: Asked) -> bool:
    """Whether nothing has been written since the moment that is asked for."""
    newest = store.rows(_NEWEST)
    return asked.as_of is not None and (not newest or newest[0][0] <= to_millis(asked.as_of))
