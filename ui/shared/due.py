"""Due times as people read them: what is left, how pressing it is, and the words for both. Free of Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from models.timing.business import WARN_BEFORE
from models.timing.kinds import Target
from models.timing.policy import WARN_SHARE
from resources.texts import Texts

TOKENS = {"ok": "text", "soon": "soon", "overdue": "overdue", "done": "ok", "paused": "muted"}


@dataclass(frozen=True)
class DueClock:
    """One clock: the share of its time that is left (0 to 1), and its state as the ring paints it."""

    fraction: float
    state: str

    @property
    def token(self) -> str:
        """The colour of its words."""
        return TOKENS[self.state]


def due_clock(
    start: datetime,
    due: datetime,
    now: datetime,
    warns_at: datetime | None = None,
    paused_until: datetime | None = None,
) -> DueClock:
    """The clock of something that began at ``start``: amber from its warning on, red when late, grey while it waits.

    Clocks of a case know when they warn. What has no such time (a promise) warns in its last quarter, or its last
    quarter of an hour.
    """
    whole = (due - start).total_seconds()
    left = (due - now).total_seconds()
    fraction = 0.0 if left <= 0 else min(left / whole, 1.0) if whole > 0 else 1.0
    if paused_until is not None and now < paused_until:
        return DueClock(fraction, "paused")
    if left < 0:
        return DueClock(0.0, "overdue")
    soon = now >= (_warns(start, due) if warns_at is None else warns_at)
    return DueClock(fraction, "soon" if soon else "ok")


def _warns(start: datetime, due: datetime) -> datetime:
    return min(due - WARN_BEFORE, start + (due - start) * WARN_SHARE)


def left_words(texts: Texts, due: datetime, now: datetime) -> str:
    """``17 h 52 min left`` or ``46 min over``."""
    left = due - now
    if left > timedelta():
        return texts.t("{time} left", time=texts.duration(left))
    return texts.t("{time} over", time=texts.duration(left))


def target_words(texts: Texts, target: Target) -> str:
    """``15 min``, ``4 h``, ``3 working days``."""
    if target.days:
        return texts.n("{n} working day", "{n} working days", target.days)
    if target.weeks:
        return texts.n("{n} week", "{n} weeks", target.weeks)
    return texts.duration(timedelta(minutes=target.minutes))


def spent_words(texts: Texts, taken: timedelta, target: Target | None) -> str:
    """``4 / 15 min``: what a step took beside what it may take."""
    if target is None:
        return texts.duration(taken)
    minutes = abs(taken) // timedelta(minutes=1)
    short = 60
    if not target.days and target.minutes < short and minutes < short:
        return texts.t("{taken} / {m} min", taken=minutes, m=target.minutes)
    return texts.t("{taken} / {target}", taken=texts.duration(taken), target=target_words(texts, target))
