"""The labels of the codes of business time: exceptions, reasons, clocks, targets."""

from __future__ import annotations

from .marks import P_

TIMING: dict[str, str] = {
    "day_kind.open": P_("day_kind", "Working day"),
    "day_kind.closed": P_("day_kind", "Day off"),
    "why.open": P_("why", "Counted"),
    "why.outside_hours": P_("why", "Outside opening hours"),
    "why.day_off": P_("why", "Day off"),
    "why.closed_day": P_("why", "Closed"),
    "why.start_day": P_("why", "Day of the start, not counted in working days"),
    "why.paused": P_("why", "Paused"),
    "clock_phase.running": P_("clock_phase", "Running"),
    "clock_phase.soon": P_("clock_phase", "Due soon"),
    "clock_phase.breached": P_("clock_phase", "Overdue"),
    "clock_phase.paused": P_("clock_phase", "Paused"),
    "clock_phase.met": P_("clock_phase", "In time"),
    "clock_phase.missed": P_("clock_phase", "Late"),
    "target.first_response": P_("target", "First response"),
    "target.hand_over": P_("target", "Handed over"),
    "target.on_site": P_("target", "On site"),
    "target.contained": P_("target", "Made safe"),
    "target.plan_told": P_("target", "Plan told"),
    "target.progress_told": P_("target", "Progress told"),
    "target.resolved": P_("target", "Resolved"),
    "target.follow_up": P_("target", "Follow-up call"),
    "target.soothe": P_("target", "Soothe"),
    "target.apologise": P_("target", "Apologise"),
    "target.gather": P_("target", "Gather"),
    "target.confirm": P_("target", "Confirm"),
    "target.investigated": P_("target", "Investigated"),
    "target.summary_told": P_("target", "Written summary"),
    "target.works_begun": P_("target", "Works begun"),
    "target.further_works": P_("target", "Further works begun"),
    "target.stage1_answered": P_("target", "Stage 1 answer"),
    "target.stage1_extended": P_("target", "Stage 1 answer, extended"),
    "target.stage2_acknowledged": P_("target", "Stage 2 acknowledged"),
    "target.stage2_answered": P_("target", "Stage 2 answer"),
    "target.stage2_extended": P_("target", "Stage 2 answer, extended"),
}
