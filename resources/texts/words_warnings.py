"""The labels of early warnings: what was watched, how grave, why somebody should be called, and their actions."""

from __future__ import annotations

from .marks import P_

WARNINGS: dict[str, str] = {
    "warning_rule.exceedance": P_("warning_rule", "More than usual"),
    "warning_rule.drift": P_("warning_rule", "Rising slowly"),
    "warning_rule.same_line": P_("warning_rule", "Several homes, one cause"),
    "warning_rule.resident_again": P_("warning_rule", "The same resident again"),
    "warning_rule.asset_again": P_("warning_rule", "The same equipment again"),
    "warning_rule.repeat_chain": P_("warning_rule", "Comes back again and again"),
    "warning_rule.low_satisfaction": P_("warning_rule", "Dissatisfied neighbours"),
    "warning_rule.life_safety": P_("warning_rule", "Life safety"),
    "warning_rule.public_words": P_("warning_rule", "Media, petition, court or hotline"),
    "warning_rule.on_time_low": P_("warning_rule", "Too much is late"),
    "warning_rule.no_contact": P_("warning_rule", "Residents without a word"),
    "warning_level.amber": P_("warning_level", "Amber"),
    "warning_level.red": P_("warning_level", "Red"),
    "warning_view.open": P_("warning_view", "To answer"),
    "warning_view.known": P_("warning_view", "Answered"),
    "warning_view.all": P_("warning_view", "All"),
    "risk.repeats": P_("risk", "Repeats"),
    "risk.broken_promises": P_("risk", "Broken promises"),
    "risk.low_mood": P_("risk", "Low mood"),
    "risk.no_contact": P_("risk", "No word"),
    "action.warning.look": P_("action", "Looked for early warnings"),
    "action.warning.acknowledge": P_("action", "Early warning answered"),
    "action.warning.give": P_("action", "Early warning given to somebody"),
    "action.warning.open_incident": P_("action", "Incident opened from a warning"),
    "action.sweep.night": P_("action", "The nightly look for early warnings"),
}
