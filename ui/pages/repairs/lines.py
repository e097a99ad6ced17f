"""Orders as cards and as lines of the list, in words. Free of Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import NamedTuple

from models.repairs.kinds import OrderRow, OrderState
from resources.texts import Texts
from ui.shared.case_clock import NO_CLOCK, DueLook, due_words
from ui.shared.due import due_clock
from ui.shared.slot_words import home_words, hours_words, place_of
from ui.widgets.list_model import ListRow

_OVER = frozenset({OrderState.DONE, OrderState.CHECKED, OrderState.CANCELLED})


class View(NamedTuple):
    """For whom words are made, and when."""

    texts: Texts
    zone: tzinfo
    now: datetime
    skills: dict[str, str]

    def skill(self, code: str) -> str:
        """The word of a skill."""
        return self.skills.get(code, code)


@dataclass(frozen=True)
class OrderLine:
    """An order with the words of its card."""

    row: OrderRow
    tag: str
    where: str
    due: DueLook
    meta: str
    slot: str


def due_of(view: View, row: OrderRow) -> DueLook:
    """The ring of an order and the words beside it."""
    if row.state in _OVER:
        at = row.finished_at
        words = view.texts.when(at, view.zone, view.now) if at is not None else ""
        return DueLook(0.0, "done" if words else "", words, "muted", words)
    if row.due_at is None:
        return NO_CLOCK
    clock = due_clock(row.created_at, row.due_at, view.now)
    words = due_words(view.texts, clock.state, row.due_at, view.now, view.zone)
    token = clock.token if clock.state in ("soon", "overdue") else "muted"
    return DueLook(clock.fraction, clock.state, words, token, view.texts.t("due {when}", when=words))


def order_line(view: View, row: OrderRow) -> OrderLine:
    """An order with its words."""
    texts = view.texts
    if row.state == OrderState.WAITING and row.waits_for:
        waits = texts.word("waits_for", row.waits_for, inside=True)
        home = texts.t("waits for {what}", what=waits)
    else:
        home = home_words(texts, row, view.now, view.zone)
    # How long and when one gets in must not be cut; the skill can be.
    parts = (hours_words(texts, row.estimate_minutes), home, view.skill(row.skill))
    meta = " · ".join(part for part in parts if part)
    slot = ""
    if row.starts_at is not None:
        slot = f"{row.technician} {texts.when(row.starts_at, view.zone, view.now)}"
    return OrderLine(row, row.severity.upper(), place_of(row), due_of(view, row), meta, slot)


def card_row(view: View, row: OrderRow) -> ListRow:
    """An order as a card: one cell, which is what is read out."""
    line = order_line(view, row)
    parts = (line.tag, line.where, row.title, line.slot or line.meta, line.due.spoken)
    return ListRow((", ".join(part for part in parts if part),), line, row.id)


def table_row(view: View, row: OrderRow) -> ListRow:
    """An order as a line of the list."""
    line, texts = order_line(view, row), view.texts
    when = texts.when(row.starts_at, view.zone, view.now) if row.starts_at is not None else ""
    cells = (
        line.tag, row.reference, row.title, line.where, view.skill(row.skill), row.technician, when,
        texts.word("order_state", row.state), line.due.words,
    )  # fmt: skip
    return ListRow(cells, line, row.id)
