"""The list of plans and the one that is chosen."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from models.core.permissions import Permission
from models.recurring import actions
from models.recurring.kinds import PlanDraft, PlanRow
from ui.base.page import Page
from ui.messages import Kind
from ui.pages.recurring.data import Plans
from ui.pages.recurring.form import PlanForm
from ui.pages.recurring.preview import Preview
from ui.pages.recurring.rule_words import rule_words
from ui.shared.book import NEW, Book
from ui.theme.paint import paint_text
from ui.widgets.controls import Button, QuietButton
from ui.widgets.lists import Column, ListRow, RowDelegate, RowState

_ROW = 48


class PlanDelegate(RowDelegate):
    """What and how often in the first column; what was stopped or has ended is faint."""

    def paint_row(self, painter: QPainter, rect: QRectF, row: ListRow, state: RowState) -> None:
        plan = row.row
        assert isinstance(plan, PlanRow)
        on = plan.active and plan.next_at is not None
        ink, quiet = ("text", "muted") if on else ("faint", "faint")
        what = self.cell_rect("what", rect)
        paint_text(painter, self.line_of(what, 0), row.cells[0], ink, "body", True)
        paint_text(painter, self.line_of(what, 1), row.cells[1], quiet, "small")
        for at, key, token in ((2, "where", quiet), (3, "next", ink), (4, "state", row.cells[5])):
            spot = self.cell_rect(key, rect)
            if not spot.isEmpty():
                paint_text(painter, spot, row.cells[at], token)


class RecurringBook(Book):
    """Plans, what comes next first."""

    def __init__(self, page: Page) -> None:
        self._form = PlanForm(page.context)
        delegate = PlanDelegate()
        delegate.set_heights(row=_ROW)
        super().__init__(page, "recurring", self._form, delegate, 440)
        self.preview = Preview(page)
        self._form.put_preview(self.preview)
        self.make, self.stop = Button(), QuietButton()
        for name, button in (("make", self.make), ("stop", self.stop)):
            button.setObjectName(f"recurring.{name}")
            self.panel.add_deed(button)
        self.make.clicked.connect(self._make)
        self.stop.clicked.connect(self._stop)

    def show_plans(self, found: Plans) -> None:
        """Take everything anew."""
        self._form.set_plans(found)
        self.show_rows(found.rows)

    def may(self) -> bool:
        return self.context.desk.may(Permission.MANAGE_CREW)

    def columns(self) -> tuple[Column, ...]:
        t = self.context.texts.t
        return (
            Column("what", t("Work"), 240, stretch=True, strong=True, sortable=False),
            Column("where", t("Where"), 130, sortable=False),
            Column("next", t("Next"), 104, sortable=False),
            Column("state", "", 110, sortable=False),
        )

    def cells(self, row: Any, unsaved: bool) -> tuple[str, ...]:
        texts = self.context.texts.current
        state, token = self._state(row)
        if unsaved:
            state, token = texts.t("Not saved yet"), "soon"
        return row.title, rule_words(texts, row.rule, row.starts_on), row.place, self._next(row), state, token

    def _next(self, row: PlanRow) -> str:
        if row.next_at is None or not row.active:
            return ""
        local = row.next_at.astimezone(self.context.desk.zone)
        return self.context.texts.current.long_date(local.date() + timedelta(days=row.ahead_days))

    def _state(self, row: PlanRow) -> tuple[str, str]:
        texts = self.context.texts.current
        if not row.active:
            return texts.t("Stopped"), "soon"
        if row.next_at is None:
            return texts.t("Has come to its end"), "faint"
        return texts.n("{n} order open", "{n} orders open", row.open) if row.open else "", "muted"

    def head(self, row: Any | None) -> tuple[str, str]:
        texts = self.context.texts
        if row is None:
            return texts.t("New recurring work"), ""
        words = rule_words(texts.current, row.rule, row.starts_on)
        made = texts.n("{n} order made so far", "{n} orders made so far", row.made)
        state = self._state(row)[0] if not row.active or row.next_at is None else ""
        return row.title, " · ".join(one for one in (words, made, state) if one)

    def show_deeds(self, row: Any | None) -> None:
        t, may = self.context.texts.t, self.may() and row is not None
        active = row is None or row.active
        self.make.set_text(t("Make the next order now"))
        self.stop.set_text(t("Stop") if active else t("Let it go on"))
        self.make.setVisible(may and row is not None and row.active and row.next_at is not None)
        self.stop.setVisible(may and row is not None and (not row.active or row.next_at is not None))
        there = row is not None or self.shown == NEW
        whole = there and self.form.values()["starts"] is not None and self._form.rule.is_whole()
        self.preview.look(self._form.draft() if whole and self._form.minute() >= 0 else None)

    def write(self, row: Any | None, draft: Any) -> None:
        assert isinstance(draft, PlanDraft)
        failed = self.form.tell
        if row is None:
            self.page.run(actions.add_plan, draft, done=self.added, failed=failed)
        else:
            given = (row.id, row.row_version, draft)
            self.page.run(actions.change_plan, *given, done=self.saved, failed=failed)

    def _make(self) -> None:
        if self.row is not None:
            self.page.run(actions.generate_now, self.row.id, done=self._made)

    def _made(self, _order: object) -> None:
        words = self.context.texts.t("The order is made; it is in the list of what is to be scheduled.")
        self.context.messages.tell(Kind.DONE, words)

    def _stop(self) -> None:
        row = self.row
        if row is None:
            return
        forth, back = actions.stop_plan, actions.resume_plan
        texts = self.context.texts
        words = texts.t("“{title}” is stopped.", title=row.title)
        if not row.active:
            forth, back = back, forth
            words = texts.t("“{title}” goes on.", title=row.title)
        self.turn(row, forth, back, words)

    def retranslate(self) -> None:
        self.list.setAccessibleName(self.context.texts.t("Recurring work"))
        self.preview.retranslate()
        super().retranslate()
