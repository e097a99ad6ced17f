"""The same as ``today`` at a million cases."""

from __future__ import annotations

from tests.bench import today
from tests.bench.figures import Figure

CASES_IN_STORE = 1_000_000


def bench() -> list[Figure]:
    """The figures of ``today`` in the larger store."""
    return today.bench(CASES_IN_STORE)
