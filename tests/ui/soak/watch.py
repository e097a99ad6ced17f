"""What stays the same while a desk works: the counts of shared objects, the memory, the number of objects."""

from __future__ import annotations

import gc
import resource
import sys
from dataclasses import dataclass, fields
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from tests.ui.helpers import DeskUnderTest

SHARED = (None, True, False)
KIB = 1024
MIB = KIB * KIB
# A binding that loses one reference with every call lowers a count by thousands; the process ends when none are left.
LOST = 100
# What may come between two looks. A count of the shared objects that rises says nothing: each page that opens and each
# module that is loaded meanwhile holds thousands. Whatever piles up is counted itself, as objects and as blocks.
MOST = {
    "python_objects": 1_000,
    "blocks": 2_500,
    "widgets": 4,
    "qt_objects": 8,
    "resident": 3 * MIB,
}


@dataclass(frozen=True)
class Sample:
    """One look at the process. From Python 3.12 on the counts of the shared objects no longer move at all."""

    none: int
    true: int
    false: int
    python_objects: int
    blocks: int
    widgets: int
    qt_objects: int
    resident: int


def look(desk: DeskUnderTest) -> Sample:
    """Settle, collect, and count."""
    desk.settle()
    gc.unfreeze()
    gc.collect()
    trees = [desk.desk, *QApplication.topLevelWidgets()]
    qt_objects = sum(len(one.findChildren(QObject)) for one in trees)
    widgets, python_objects = len(QApplication.allWidgets()), len(gc.get_objects())
    none, true, false = (sys.getrefcount(one) for one in SHARED)
    blocks = sys.getallocatedblocks()  # strings and numbers as well, which the collector knows nothing of
    return Sample(none, true, false, python_objects, blocks, widgets, qt_objects, resident())


def resident() -> int:
    """Bytes that this process holds for itself now; where the system does not tell, the most there ever were.

    Pages of files and libraries do not count: the system takes them back whenever it is short of memory.
    """
    status = Path("/proc/self/status")
    if status.exists():
        lines = (line.partition(":") for line in status.read_text("ascii").splitlines())
        sizes = {name: rest.split() for name, _, rest in lines}
        return sum(int(sizes[name][0]) * KIB for name in ("RssAnon", "VmSwap"))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else KIB)


def faults(*looks: Sample) -> list[str]:
    """What does not stay as it was, from look to look.

    A leak grows with the work: between any two looks there is more. What happened once (a page that was never open, a
    module that a timer loaded) is no leak, whenever it happened.
    """
    found = []
    for one in fields(Sample):
        values = [getattr(look, one.name) for look in looks]
        if one.name in MOST:
            least = min(after - before for before, after in pairwise(values))
            if least > MOST[one.name]:
                found.append(f"{one.name}: {least} more each time")
        elif values[0] - min(values) > LOST:
            found.append(f"{one.name}: {values[0] - min(values)} references lost")
    return found
