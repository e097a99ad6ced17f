"""The built-in views, in the order of their tabs and keys."""

from __future__ import annotations

from models.complaints.kinds import View
from resources.texts import N_

VIEWS = (View.OPEN, View.MINE, View.OVERDUE, View.RESOLVED, View.REPEATS, View.CLOSED, View.ALL)
VIEW_TITLES = {
    View.OPEN: N_("Open"),
    View.MINE: N_("Mine"),
    View.OVERDUE: N_("Overdue"),
    View.RESOLVED: N_("Awaiting follow-up"),
    View.REPEATS: N_("Repeats"),
    View.CLOSED: N_("Closed this week"),
    View.ALL: N_("All"),
}
