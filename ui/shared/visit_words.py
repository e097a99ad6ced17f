"""An appointment of a work order among the things to do, in words. Free of Qt."""

from __future__ import annotations

from datetime import datetime, tzinfo

from models.desk.kinds import DeskGroup, DeskItem, Visit
from resources.texts import Texts
from ui.shared.case_clock import DueLook, short_duration
from ui.shared.due import due_clock

_TOKENS = {DeskGroup.OVERDUE: "overdue", DeskGroup.SOON: "soon"}


def visit_verb(texts: Texts, visit: Visit, group: DeskGroup) -> str:
    """Who comes, that nobody is sent yet, or that nobody has said how it went."""
    if group is DeskGroup.OVERDUE:
        return texts.t("How was the visit?")
    if not visit.technician:
        return texts.t("Send somebody")
    return texts.t("{name} comes", name=visit.technician)


def visit_about(texts: Texts, item: DeskItem, visit: Visit) -> str:
    """The work, its order, and whether the resident was reminded."""
    told = texts.t("reminded") if visit.reminded else ""
    return " · ".join(filter(None, (item.text, told, visit.reference)))


def visit_look(texts: Texts, item: DeskItem, visit: Visit, now: datetime, zone: tzinfo) -> DueLook:
    """``14:00–16:00`` until the window is over; then for how long it is."""
    token = _TOKENS.get(item.group, "text")
    if item.group is DeskGroup.OVERDUE:
        words = texts.t("{time} over", time=short_duration(texts, now - visit.to_at))
        return DueLook(0.0, "overdue", words, token, words)
    words = f"{texts.time_at(visit.from_at, zone)}–{texts.time_at(visit.to_at, zone)}"
    if item.group is not DeskGroup.SOON:
        return DueLook(0.0, "", words, token, words)
    clock = due_clock(item.since, visit.to_at, now, item.warns)
    return DueLook(clock.fraction, "soon", words, token, words)
