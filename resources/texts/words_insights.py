"""The labels of figures: by what they are cut, which cases of them can be opened, how long a period is."""

from __future__ import annotations

from .marks import P_

INSIGHTS: dict[str, str] = {
    "slice.property_id": P_("slice", "Property"),
    "slice.building_id": P_("slice", "Building"),
    "slice.place_kind": P_("slice", "Kind of place"),
    "slice.resident_kind": P_("slice", "Kind of resident"),
    "slice.age_group": P_("slice", "Age group"),
    "slice.occupation": P_("slice", "Occupation"),
    "slice.category": P_("slice", "Category"),
    "slice.subcategory": P_("slice", "Sub-category"),
    "slice.cause": P_("slice", "Cause"),
    "slice.responsible": P_("slice", "Responsible party"),
    "slice.channel": P_("slice", "Channel"),
    "slice.handler_id": P_("slice", "Handler"),
    "slice.severity": P_("slice", "Severity"),
    "slice.kind": P_("slice", "Kind"),
    "figure_part.all": P_("figure_part", "all of them"),
    "figure_part.hit": P_("figure_part", "those counted"),
    "figure_part.miss": P_("figure_part", "the others"),
    "figure_part.over_7": P_("figure_part", "over 7 days"),
    "figure_part.over_14": P_("figure_part", "over 14 days"),
    "figure_part.over_30": P_("figure_part", "over 30 days"),
    "figure_part.asked": P_("figure_part", "asked"),
    "figure_part.satisfied": P_("figure_part", "satisfied"),
    "figure_part.fairly_satisfied": P_("figure_part", "fairly satisfied"),
    "figure_part.dissatisfied": P_("figure_part", "dissatisfied"),
    "figure_part.not_reached": P_("figure_part", "not reached"),
    "figure_part.declined": P_("figure_part", "declined"),
    "weight.count": P_("weight", "Cases"),
    "weight.open_hours": P_("weight", "Open hours"),
    "weight.remedy_cost": P_("weight", "Cost of remedies"),
    "weight.severity_points": P_("weight", "Severity points"),
    "period_kind.day": P_("period_kind", "Day"),
    "period_kind.week": P_("period_kind", "Week"),
    "period_kind.month": P_("period_kind", "Month"),
    "period_kind.quarter": P_("period_kind", "Quarter"),
    "period_kind.year": P_("period_kind", "Year"),
    "period_kind.free": P_("period_kind", "Days"),
}
