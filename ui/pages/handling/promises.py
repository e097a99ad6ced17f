"""What was promised to the resident: each with its clock, one line to add another."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.handling.kinds import PromiseDraft, PromiseRow, PromiseState
from resources.texts import Texts
from ui.context import Context
from ui.pages.handling.read_only import short_when
from ui.pages.handling.view import CaseView
from ui.shared.due import due_clock
from ui.theme.current import theme
from ui.widgets.cards import SectionHead
from ui.widgets.controls import Button, IconButton
from ui.widgets.fields import DateTimeField, LineField
from ui.widgets.labels import Label
from ui.widgets.lines import SignLine


class Promises(QWidget):
    """Open ones first, soonest on top. Choosing one asks whether it was kept."""

    made = Signal(object)
    chosen = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("case.promises")
        self._context = context
        self._view: CaseView | None = None
        self.head = SectionHead()
        self.more = IconButton("plus")
        self.more.setObjectName("case.promises.add")
        self.more.clicked.connect(self.open_line)
        self.head.add_action(self.more)
        self.text, self.due = LineField(), DateTimeField(now=self._local_now)
        self.text.setObjectName("case.promises.text")
        self.due.setObjectName("case.promises.due")
        self.text.returnPressed.connect(self._to_due)
        self.due.returnPressed.connect(self._submit)
        self.save = Button()
        self.save.setObjectName("case.promises.save")
        self.save.clicked.connect(self._submit)
        self.error = Label("", "small", "s1", wrap=True)
        self.error.hide()
        self._rows: list[SignLine] = []
        self._lay_out()

    def _lay_out(self) -> None:
        px = theme().px
        self.line = QWidget(self)
        self.line.hide()
        row = QHBoxLayout()
        row.setSpacing(px(6))
        row.addWidget(self.due, 1)
        row.addWidget(self.save)
        box = QVBoxLayout(self.line)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(6))
        box.addWidget(self.text)
        box.addLayout(row)
        box.addWidget(self.error)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(2))
        column.addWidget(self.head)
        column.addWidget(self.line)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column.addLayout(self._list)
        self._none = Label("", token="muted", wrap=True)
        column.addWidget(self._none)

    def _local_now(self) -> datetime:
        return self._context.clock.now().astimezone(self._context.desk.zone).replace(tzinfo=None)

    def open_line(self) -> None:
        """Show the line for one more promise."""
        self.line.setVisible(True)
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_line(self) -> bool:
        """Put the line away; ``False`` when there was none."""
        was = self.line.isVisible()
        self.line.setVisible(False)
        return was

    def focus_first(self) -> None:
        """Take the focus to the first promise that is open."""
        for line in self._rows:
            if line.isVisibleTo(self) and line.focusPolicy() != Qt.FocusPolicy.NoFocus:
                line.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def clear_line(self) -> None:
        """The promise was noted."""
        self.text.set_value("")
        self.due.set_value(None)
        self.error.hide()
        self.close_line()

    def refuse(self, words: str) -> None:
        """Say why it was not noted; what was typed stays."""
        self.error.set_text(words)
        self.error.show()

    def show_case(self, view: CaseView) -> None:
        """Show the promises of a case."""
        self._view = view
        self.more.setVisible(view.is_open)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        texts = self._context.texts.current
        self.head.set_heading(texts.t("Promised"))
        self.more.set_name(texts.t("One more promise"))
        self.text.set_placeholder(texts.t("What was promised"))
        self.text.setAccessibleName(texts.t("What was promised"))
        self.due.set_placeholder(texts.t("By when, such as 16:00"))
        self.due.setAccessibleName(texts.t("By when"))
        self.due.set_calendar_name(texts.t("Choose the day in a calendar"))
        self.save.set_text(texts.t("Note it"))
        self._none.set_text(texts.t("Nothing promised yet"))
        if self._view is not None:
            self._fill(texts, self._view)

    def _fill(self, texts: Texts, view: CaseView) -> None:
        rows = sorted(view.file.promises, key=_order)
        self.head.set_count(len(rows) or None)
        self._none.setVisible(not rows)
        while len(self._rows) < len(rows):
            line = SignLine(self)
            line.pressed.connect(partial(self._choose, len(self._rows)))
            self._rows.append(line)
            self._list.addWidget(line)
        for index, line in enumerate(self._rows):
            line.setVisible(index < len(rows))
            if index < len(rows):
                line.setObjectName(f"case.promises.{index + 1}")
                self._show(texts, view, line, rows[index])

    def _show(self, texts: Texts, view: CaseView, line: SignLine, promise: PromiseRow) -> None:
        when = short_when(texts, promise.due_at, view)
        words = texts.t("{what} by {when}", when=when, what=promise.text)
        line.set_pressable(promise.state == PromiseState.OPEN)
        if promise.state == PromiseState.OPEN:
            clock = due_clock(promise.made_at, promise.due_at, view.now)
            line.show_ring(clock.fraction, clock.state)
            pressing = clock.state in ("soon", "overdue")
            left = promise.due_at - view.now
            over = texts.t("{time} over", time=texts.duration(left))
            right = (
                (over if clock.state == "overdue" else texts.duration(left)) if pressing else promise.made_by
            )
            line.show_line(words, right, clock.token if pressing else "muted")
            return
        kept = promise.state == PromiseState.KEPT
        line.show_icon("check" if kept else "x", "ok" if kept else "muted")
        settled = short_when(texts, promise.settled_at, view) if promise.settled_at else ""
        right = " ".join(filter(None, (settled, texts.word("promise_state", promise.state))))
        line.show_line(words, right, "ok" if kept else "overdue", "muted")

    def _choose(self, index: int) -> None:
        if self._view is None:
            return
        promise = sorted(self._view.file.promises, key=_order)[index]
        if promise.state == PromiseState.OPEN:
            self.chosen.emit(promise)

    def _to_due(self) -> None:
        self.due.setFocus(Qt.FocusReason.TabFocusReason)

    def _submit(self) -> None:
        texts, due = self._context.texts, self.due.value()
        if not self.text.value():
            self.refuse(texts.t("Write what was promised first."))
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not isinstance(due, datetime):
            self.refuse(texts.t("Write by when, such as 16:00 or 11-21 10:00."))
            self.due.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            moment = due.replace(tzinfo=self._context.desk.zone)
            self.made.emit(PromiseDraft(str(self.text.value()), moment))


def _order(promise: PromiseRow) -> tuple[bool, datetime, int]:
    return promise.state != PromiseState.OPEN, promise.due_at, promise.id
