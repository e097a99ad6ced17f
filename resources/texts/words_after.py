"""The labels of what comes after the work: follow-up, appeals, repeats, merged cases, promises that moved."""

from __future__ import annotations

from .marks import P_

AFTER: dict[str, str] = {
    "action.promise.move": P_("action", "Promise moved"),
    "event.promise_moved": P_("event", "Promise moved"),
}
