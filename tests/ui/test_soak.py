"""A desk that is open all day: 20,000 form fills, page changes and saves leave nothing behind and wear nothing out.

PySide6 6.12.0 dropped a reference to ``None`` with every call until the process aborted; a falling count is what this
looks for. Where Python keeps these three for ever (3.12 and later) the counts cannot fall, and memory is what is left.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from models.options.drafts import save_draft
from tests.ui.helpers import DeskUnderTest
from ui.base.values import inner, write

FILLS, PAGES, SAVES = 18_900, 600, 500
FIELDS = ("intake.unit", "intake.words", "intake.asks_for", "intake.where", "intake.since")
MOST_GROWTH = 48 * 1024 * 1024
# One call that loses a reference, made once in ten operations, is far beyond what counts vary by themselves.
LOST = 1_000


def resident_bytes() -> int:
    """The memory of this process, where the system tells."""
    status = Path("/proc/self/statm")
    return int(status.read_text().split()[1]) * 4096 if status.exists() else 0


def counts() -> tuple[int, int, int]:
    return sys.getrefcount(None), sys.getrefcount(True), sys.getrefcount(False)


def fill(desk: DeskUnderTest, times: int) -> None:
    desk.go("intake")
    fields = [inner(desk.find(name)) for name in FIELDS]
    for number in range(times):
        write(fields[number % len(fields)], f"3-{number:04d} 厨房漏水")


def leaf(desk: DeskUnderTest, times: int) -> None:
    for number in range(times):
        desk.context.navigation.navigate(("complaints", "intake", "residents")[number % 3])
        if number % 20 == 0:
            desk.settle()
    desk.settle()


def save(desk: DeskUnderTest, times: int) -> None:
    for number in range(times):
        desk.context.operations.run(desk.desk, save_draft, "soak", "", {"words": f"第{number}次"})
        if number % 50 == 0:
            desk.settle()
    desk.settle()


def a_round(desk: DeskUnderTest, share: float) -> None:
    fill(desk, int(FILLS * share))
    leaf(desk, int(PAGES * share))
    save(desk, int(SAVES * share))
    gc.collect()


def test_twenty_thousand_operations_wear_nothing_out(desk: DeskUnderTest) -> None:
    a_round(desk, 0.05)  # whatever is made on first use has been made
    before, memory = counts(), resident_bytes()
    a_round(desk, 1)
    after = counts()
    assert all(now > then - LOST for then, now in zip(before, after, strict=True)), (before, after)
    assert resident_bytes() - memory < MOST_GROWTH
