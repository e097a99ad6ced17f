"""Which colour (a token of the theme) a mark has by its role."""

from __future__ import annotations

from resources.charts.kinds import Role

FILLS = {
    Role.PLAIN: "c1",
    Role.VITAL: "c1",
    Role.NOW: "c1",
    Role.AFTER: "c1",
    Role.GOOD: "c1",
    Role.FAIR: "step-done",
    Role.BAD: "s2",
    Role.REST: "step-locked",
    Role.FAINT: "step-locked",
    Role.OTHER: "control",
    Role.BEFORE: "line-strong",
    Role.QUIET: "line-strong",
    Role.OUTAGE: "line-strong",
    Role.ALARM: "overdue",
    Role.SECOND: "c2",
    Role.THIRD: "c3",
    Role.FOURTH: "c4",
    Role.FIFTH: "c5",
    Role.SIXTH: "c6",
}
# Words on a ground of one of these colours are as dark, or as light, as the sheet.
_DEEP = frozenset(("c1", "c2", "c3", "c4", "c5", "c6", "s2", "overdue"))


def fill_of(role: Role) -> str:
    """The colour of a bar, a column, a part of a strip."""
    return FILLS[role]


def ink_on(token: str) -> str:
    """The colour of words on that colour."""
    return "surface" if token in _DEEP else "text"
