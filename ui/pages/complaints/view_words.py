"""The built-in views, in the order of their tabs and keys."""

from __future__ import annotations

from models.complaints.kinds import View
from resources.texts import N_

VIEWS = (
    View.OPEN,
    View.MINE,
    View.OVERDUE,
    View.RESOLVED,
    View.REPEATS,
    View.CLOSED,
    View.ALL,
    View.UNCLASSIFIED,
)
# What their keys are called; the tabs themselves say it shorter.
VIEW_KEYS = {
    View.OPEN: N_("Open cases"),
    View.MINE: N_("My cases"),
    View.OVERDUE: N_("Overdue cases"),
    View.RESOLVED: N_("Cases awaiting follow-up"),
    View.REPEATS: N_("Repeated cases"),
    View.CLOSED: N_("Cases closed this week"),
    View.ALL: N_("All cases"),
    View.UNCLASSIFIED: N_("Unclassified cases"),
}
