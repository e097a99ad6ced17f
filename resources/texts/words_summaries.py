"""The labels of summaries: their titles, what a period is called beside others."""

from __future__ import annotations

from .marks import P_

SUMMARIES: dict[str, str] = {
    "action.summary.filed": P_("action", "Weekly summary put into its folder"),
    "document.weekly": P_("document", "Summary for managers"),
    "summary_title.day": P_("summary_title", "Daily summary for managers"),
    "summary_title.week": P_("summary_title", "Weekly summary for managers"),
    "summary_title.month": P_("summary_title", "Monthly summary for managers"),
    "summary_title.quarter": P_("summary_title", "Quarterly summary for managers"),
    "summary_title.year": P_("summary_title", "Yearly summary for managers"),
    "summary_title.free": P_("summary_title", "Summary for managers"),
    "period_before.day": P_("period_before", "the day before"),
    "period_before.week": P_("period_before", "the week before"),
    "period_before.month": P_("period_before", "the month before"),
    "period_before.quarter": P_("period_before", "the quarter before"),
    "period_before.year": P_("period_before", "the year before"),
    "period_before.free": P_("period_before", "the days before"),
    "period_last.day": P_("period_last", "day before"),
    "period_last.week": P_("period_last", "last week"),
    "period_last.month": P_("period_last", "last month"),
    "period_last.quarter": P_("period_last", "last quarter"),
    "period_last.year": P_("period_last", "last year"),
    "period_last.free": P_("period_last", "before"),
    "period_each.day": P_("period_each", "on such a day"),
    "period_each.week": P_("period_each", "a week"),
    "period_each.month": P_("period_each", "a month"),
    "period_each.quarter": P_("period_each", "a quarter"),
    "period_each.year": P_("period_each", "a year"),
    "period_each.free": P_("period_each", "in as many days"),
}
