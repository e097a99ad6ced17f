"""The lines of the card "Repairs" of Today. Free of Qt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models.core.permissions import Permission
from models.core.session import Session
from models.desk.work import WorkToday, work_today
from models.repairs.kinds import OrderRow
from ui.pages.desk.beside import Beside
from ui.shared.desk_words import Speaker
from ui.shared.slot_words import place_of


@dataclass(frozen=True)
class RepairLines:
    """What the card says; ``rest`` stands below, ``count`` beside the heading. Without lines there is no card."""

    lines: tuple[Beside, ...] = ()
    rest: str = ""
    count: int = 0


def repair_lines(session: Session, speaker: Speaker) -> RepairLines:
    """Read and put into words, for whoever has to do with repairs."""
    may = session.actor.may
    if not (may(Permission.ORDER_WORK) or may(Permission.SCHEDULE)):
        return RepairLines()
    found = work_today(session.store, speaker.now, speaker.zone)
    count = found.visit_count + found.unscheduled + found.late_wait_count + found.short_count
    return RepairLines(tuple(_lines(speaker, found)), _rest(speaker, found), count)


def _lines(speaker: Speaker, found: WorkToday) -> Iterator[Beside]:
    texts, number = speaker.texts, speaker.texts.number
    for row in found.visits:
        assert row.window is not None
        words = f"{place_of(row)} {row.title}"
        yield Beside("order", _order(row), _when(speaker, row), words, row.window[1] < speaker.now)
    if found.unscheduled:
        words = texts.n("order to schedule", "orders to schedule", found.unscheduled)
        yield Beside("repairs", (), number(found.unscheduled), words)
    for row in found.late_waits:
        what = texts.word("waits_for", row.waits_for or "", inside=True)
        words = texts.t("waited for {what}: {words}", what=what, words=row.title)
        yield Beside("order", _order(row), place_of(row), words, True)
    for part in found.short:
        words = texts.t("{name} left, at least {n}", name=part.name, n=number(part.minimum))
        yield Beside("parts", (("id", part.id),), number(part.count), words)


def _order(row: OrderRow) -> tuple[tuple[str, object], ...]:
    return (("reference", row.reference),)


def _when(speaker: Speaker, row: OrderRow) -> str:
    assert row.window is not None
    begin, today = row.window[0].astimezone(speaker.zone), speaker.now.astimezone(speaker.zone)
    time = speaker.texts.time(begin)
    return time if begin.date() == today.date() else f"{speaker.texts.date(begin)} {time}"


def _rest(speaker: Speaker, found: WorkToday) -> str:
    """What is not listed: more of each kind, in one line."""
    texts = speaker.texts
    visits, waits = found.visit_count - len(found.visits), found.late_wait_count - len(found.late_waits)
    parts = found.short_count - len(found.short)
    said = [
        texts.n("{n} more visit", "{n} more visits", visits) if visits else "",
        texts.n("{n} more order that waited", "{n} more orders that waited", waits) if waits else "",
        texts.n("{n} more part below its minimum", "{n} more parts below their minimum", parts)
        if parts
        else "",
    ]
    return " · ".join(filter(None, said))
