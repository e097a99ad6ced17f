"""What stays the same while a desk works: the counts of shared objects, the memory, the number of objects."""

from __future__ import annotations

import gc
import resource
import sys
from dataclasses import dataclass, fields
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from tests.ui.helpers import DeskUnderTest

SHARED = (None, True, False)
KIB = 1024
MIB = KIB * KIB
# A binding that loses one reference with every call lowers a count by thousands; the process ends when none are left.
# Rising is harmless: PySide6 keeps a reference to None for each object with connections that dies.
MOST = {
    "lost": 100,
    "gained": 1_000,
    "python_objects": 4_000,
    "widgets": 16,
    "qt_objects": 32,
    "resident": 12 * MIB,
}


@dataclass(frozen=True)
class Sample:
    """One look at the process. From Python 3.12 on the counts of the shared objects no longer move at all."""

    none: int
    true: int
    false: int
    python_objects: int
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
    return Sample(none, true, false, python_objects, widgets, qt_objects, resident())


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


def faults(before: Sample, after: Sample) -> list[str]:
    """What did not stay as it was."""
    found = []
    for one in fields(Sample):
        went = getattr(after, one.name) - getattr(before, one.name)
        if one.name in ("none", "true", "false"):
            if went < -MOST["lost"]:
                found.append(f"{one.name}: {-went} references lost")
            elif went > MOST["gained"]:
                found.append(f"{one.name}: {went} references kept")
        elif went > MOST[one.name]:
            found.append(f"{one.name}: {went} more")
    return found
