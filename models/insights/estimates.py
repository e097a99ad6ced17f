"""Handbook figures: never measured here, always said to be estimates (process.md, section 4). Pure."""

from __future__ import annotations

from dataclasses import dataclass

SILENT_FOR_ONE = 24  # residents who say nothing for one who complains
NEVER_COMPLAIN = 0.9  # of those who are unhappy
REACH_THE_TOP = 0.08  # of complaints


@dataclass(frozen=True)
class Iceberg:
    """What so many complaints may stand for: residents who say nothing, all who are unhappy, cases that reach the top.

    The three come from different handbooks and do not add up to one another.
    """

    complaints: int
    silent: int
    unhappy: int
    reach_the_top: float


def iceberg(complaints: int) -> Iceberg:
    """The estimate for a number of complaints."""
    if complaints < 0:
        raise ValueError("a number of complaints")
    unhappy = round(complaints / (1 - NEVER_COMPLAIN))
    return Iceberg(complaints, complaints * SILENT_FOR_ONE, unhappy, complaints * REACH_THE_TOP)
