"""The labels of escalations, and of what the program does by itself."""

from __future__ import annotations

from .marks import P_

ESCALATION: dict[str, str] = {
    "inbox_state.open": P_("inbox_state", "New"),
    "inbox_state.known": P_("inbox_state", "Seen"),
    "event.escalated": P_("event", "Told upwards"),
    "event.escalation_known": P_("event", "Known"),
    "event.promise_missed": P_("event", "The time of a promise has passed"),
    "action.sweep.run": P_("action", "What was due by itself"),
    "action.sweep.reckon": P_("action", "Clocks reckoned"),
    "action.inbox.know": P_("action", "Said to be known"),
    "action.escalation.acknowledge": P_("action", "Warnings and escalations seen"),
}
