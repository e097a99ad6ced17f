"""How many cases are open: what the side bar shows beside the page."""

from __future__ import annotations

from collections.abc import Mapping

from models.complaints import queries
from models.core.session import Session
from ui.shell.counts import Count


def side_counts(session: Session) -> Mapping[str, Count]:
    """The figures of the side bar, on the database thread."""
    counts = queries.side_counts(session.store, session.actor.staff_id, session.clock.now())
    return {"complaints": Count(counts["open"])}
