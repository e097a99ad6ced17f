"""The labels of the list of what needs somebody now."""

from __future__ import annotations

from .marks import P_

DESK: dict[str, str] = {
    "desk_scope.mine": P_("desk_scope", "Mine"),
    "desk_scope.all": P_("desk_scope", "Everybody"),
    "desk_scope.put_off": P_("desk_scope", "Put off"),
    "desk_group.overdue": P_("desk_group", "Overdue"),
    "desk_group.soon": P_("desk_group", "Due soon"),
    "desk_group.promises": P_("desk_group", "Promised"),
    "desk_group.visits": P_("desk_group", "Visits"),
    "desk_group.follow_ups": P_("desk_group", "Follow-up calls"),
    "desk_group.appeals": P_("desk_group", "Appeals"),
    "desk_group.approvals": P_("desk_group", "For your approval"),
    "desk_group.later": P_("desk_group", "Later today"),
    "desk_group.waiting": P_("desk_group", "Waiting for others"),
    "need.step": P_("need", "Step"),
    "need.promise": P_("need", "Promise"),
    "need.follow_up": P_("need", "Follow-up call"),
    "need.second_look": P_("need", "Second look"),
    "need.appeal": P_("need", "Appeal"),
    "need.remedy": P_("need", "Remedy to approve"),
    "need.proposal": P_("need", "Proposal to approve"),
    "need.wait": P_("need", "Waiting"),
    "need.appointment": P_("need", "Appointment"),
    "action.today.snooze": P_("action", "Put off until later"),
    "action.today.wake": P_("action", "Taken up again"),
}
