"""The rows of the form, its labels, and what is said of a field that cannot be taken."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from resources.texts import Texts
from ui.base.form import FieldProblem

ROWS = (
    ("title",),
    ("category", "subcategory"),
    ("cause", "building_id"),
    ("period_from", "period_to"),
    ("root_cause",),
    ("whys",),
    ("plan_short", "tasks_now"),
    ("plan_long", "tasks_later"),
    ("difficulty", "target_percent", "due_on"),
    ("owner_id", "department", "department_owner"),
    ("when_overdue",),
    ("evidence",),
    ("ask", "ask_minor"),
)
# Where the words of a problem of ``improvements.actions`` stand.
FIELD_OF: Mapping[str, str] = {
    "improvement.no_title": "title",
    "improvement.no_scope": "category",
    "improvement.backwards": "period_to",
    "improvement.day": "due_on",
    "improvement.target": "target_percent",
    "improvement.whys": "whys",
    "improvement.too_many": "tasks_now",
    "improvement.cost": "ask_minor",
    "unknown.category": "category",
    "unknown.cause": "cause",
    "unknown.staff": "owner_id",
    "unknown.place": "building_id",
}


def labels(texts: Texts) -> dict[str, str]:
    """The label of each field."""
    t = texts.t
    return {
        "title": t("What is to get &better"),
        "category": t("&Kind of complaint"),
        "subcategory": t("&Sub-type"),
        "cause": t("&Cause"),
        "building_id": t("&Where"),
        "period_from": t("Counted &from"),
        "period_to": t("Counted &until"),
        "root_cause": t("&Root cause"),
        "whys": t("Wh&y it happened"),
        "plan_short": t("Plan &now"),
        "tasks_now": t("T&asks now"),
        "plan_long": t("Plan &later"),
        "tasks_later": t("&Tasks later"),
        "difficulty": t("&Effort"),
        "target_percent": t("Target: dro&p in percent"),
        "due_on": t("&Due"),
        "owner_id": t("Owner at t&he desk"),
        "department": t("Depart&ment"),
        "department_owner": t("Owner &in the department"),
        "when_overdue": t("When it is &overdue"),
        "evidence": t("E&vidence"),
        "ask": t("What a mana&ger is asked"),
        "ask_minor": t("E&xpected cost"),
    }


def problems_of(texts: Texts, values: Mapping[str, Any], invalid: frozenset[str]) -> list[FieldProblem]:
    """What stands in the way; ``invalid`` are fields whose text means nothing."""
    t = texts.t
    found: list[FieldProblem] = []
    if not values["title"]:
        found.append(FieldProblem("title", t("Say in one line what is to get better.")))
    if not values["category"] and not values["cause"]:
        found.append(FieldProblem("category", t("Choose a kind or a cause: its cases are counted.")))
    found.extend(
        FieldProblem(name, t("Write a day, such as 2026-11-20."))
        for name in ("period_from", "period_to", "due_on")
        if name in invalid or not isinstance(values[name], date)
    )
    target = values["target_percent"]
    if not isinstance(target, int) or not 1 <= target <= 100:
        found.append(FieldProblem("target_percent", t("A number from 1 to 100.")))
    if "ask_minor" in invalid:
        found.append(FieldProblem("ask_minor", t("An amount, such as 8800.")))
    return found
