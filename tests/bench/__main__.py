"""``make bench``: every figure in one run, as a ratio to its floor. Name parts to run only those."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable

from tests.bench.figures import Figure, show

PARTS: dict[str, str] = {
    "start": "Start, against an empty Qt window",
    "recording": "Recording a complaint, against the same rows through bare sqlite3",
    "lists": "First pages at 100,000 cases, against the same statement by hand",
    "today": "Today at 100,000 cases, against the same statements by hand",
    "today_million": "Today at 1,000,000 cases, against the same statements by hand",
    "search": "The search index, against bare statements",
    "report": "One handling report, against bare reportlab",
    "weekly": "The weekly PDF, against the same statements by hand and bare reportlab; a million cases against 100,000",
    "timing": "Due times",
    "warnings": "Early warnings on simulated estates, against what the program states",
    "plan": "Plan the day and the week in ten seconds, against the proved bound and first come, first served",
    "repairs_view": "The week of repairs: the longest stall, against painting the same view and 10 ms",
    "stalls": "The longest stall of the window, against painting the same widgets from memory",
}


def main(wanted: list[str]) -> int:
    """Run the named parts, or all of them."""
    strange = set(wanted) - set(PARTS)
    if strange:
        print(f"unknown: {', '.join(sorted(strange))}; there are {', '.join(PARTS)}", file=sys.stderr)
        return 2
    for name, title in PARTS.items():
        if wanted and name not in wanted:
            continue
        bench: Callable[[], list[Figure]] = importlib.import_module(f"tests.bench.{name}").bench
        show(title, bench())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
