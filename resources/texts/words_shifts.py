"""The labels of the codes of shifts: posts, the parts of the sheet, what was done."""

from __future__ import annotations

from .marks import P_

SHIFTS: dict[str, str] = {
    "post.desk": P_("post", "At the desk"),
    "post.on_call": P_("post", "On call"),
    "part.critical": P_("sheet", "Grave and open"),
    "part.late": P_("sheet", "Overdue"),
    "part.promises": P_("sheet", "Promised"),
    "part.appointments": P_("sheet", "Appointments"),
    "part.work": P_("sheet", "Work under way"),
    "part.due": P_("sheet", "Falls due"),
    "part.follow_ups": P_("sheet", "Follow-up calls"),
    "part.second_looks": P_("sheet", "Second looks"),
    "part.paused": P_("sheet", "Waiting"),
    "part.incidents": P_("sheet", "Outages and shared causes"),
    "part.escalations": P_("sheet", "Escalations nobody has acknowledged"),
    "part.notes": P_("sheet", "Notes"),
    "escalation_cause.clock": P_("escalation_cause", "A clock"),
    "escalation_cause.promise": P_("escalation_cause", "A promise whose time has passed"),
    "escalation_cause.life_safety": P_("escalation_cause", "Life safety"),
    "escalation_cause.major": P_("escalation_cause", "Major case"),
    "escalation_cause.lapse": P_("escalation_cause", "Closes soon, and something is owed"),
    "action.duty.put": P_("action", "Put on a shift"),
    "action.duty.assign": P_("action", "Roster changed"),
    "action.duty.remove": P_("action", "Taken off a shift"),
    "action.duty.copy_week": P_("action", "Roster copied from the week before"),
    "action.note.write": P_("action", "Hand-over note written"),
    "action.note.tick": P_("action", "Hand-over note ticked off"),
    "action.note.untick": P_("action", "Hand-over note open again"),
    "action.note.read": P_("action", "Hand-over notes read"),
    "action.hand_over.give": P_("action", "Shift handed over"),
    "action.hand_over.take": P_("action", "Shift taken over"),
}
