"""The cases that repeat each other, the oldest first; Enter opens one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from models.complaints.kinds import ChainLink
from models.core.permissions import Permission
from ui.base.dialog import Dialog
from ui.context import Context
from ui.pages.handling.view import CaseView
from ui.theme.current import theme
from ui.widgets.controls import Button
from ui.widgets.labels import Label
from ui.widgets.lists import Column, ListRow, PagedModel, RowView


class ChainDialog(Dialog):
    """``opened`` carries the case that was chosen; ``unlinked`` says that this one is no repeat after all."""

    WIDTH = 720
    opened = Signal(int)
    unlinked = Signal()

    def __init__(self, context: Context, parent: QWidget, view: CaseView) -> None:
        super().__init__(context, parent)
        self.setObjectName("case.dialog.chain")
        self._view = view
        self.heading = Label("", "heading")
        self.note = Label("", token="muted", wrap=True)
        self.list = RowView(PagedModel(()))
        self.list.setObjectName("case.chain.list")
        self.list.setMinimumHeight(theme().px(170))
        self.list.activated_row.connect(self._open)
        self.unlink, self.close_button = Button(), Button()
        self.unlink.setObjectName("case.chain.unlink")
        self.close_button.setObjectName("case.chain.close")
        self.unlink.clicked.connect(self._unlink)
        self.close_button.clicked.connect(self.reject)
        self.body.addWidget(self.heading)
        self.body.addWidget(self.note)
        self.body.addWidget(self.list, 1)
        self.add_button(self.unlink, first=True)
        self.add_button(self.close_button)
        repeats = view.file.case.row.repeat_of_id is not None
        self.unlink.setVisible(repeats and view.is_open and context.desk.may(Permission.RECORD))

    def open(self) -> None:
        super().open()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        texts, view = self.context.texts.current, self._view
        self.heading.set_text(texts.t("The same trouble, again and again"))
        self.setWindowTitle(texts.t("The same trouble, again and again"))
        self.note.set_text(texts.t("The oldest first. Enter opens a case."))
        self.unlink.set_text(texts.t("This is not a repeat"))
        self.close_button.set_text(texts.t("Close"))
        self.list.setAccessibleName(texts.t("The chain of repeats"))
        self.list.paged.set_columns(
            (
                Column("number", "", 34, sortable=False),
                Column("reference", texts.t("Reference"), 110, strong=True, sortable=False),
                Column("title", texts.t("Title"), 160, stretch=True, sortable=False),
                Column("received", texts.t("Received"), 120, sortable=False),
                Column("state", texts.t("State"), 150, sortable=False),
                Column("cause", texts.t("Cause"), 110, sortable=False),
            )
        )
        rows = [
            ListRow(
                (
                    str(one.chain),
                    one.reference,
                    one.title,
                    texts.when(one.received_at, view.zone, view.now),
                    self._state(one),
                    view.cause_words(one.cause, texts.language),
                ),
                one,
                one.id,
            )
            for one in view.file.after.chain
        ]
        self.list.paged.replace_all(rows, True)
        self.list.select_key(view.id)

    def _state(self, one: ChainLink) -> str:
        texts, view = self.context.texts.current, self._view
        if one.id == view.id:
            return texts.t("this case")
        state = texts.word("status", one.status)
        if one.closed_at is None:
            return state
        return f"{state} {texts.date(one.closed_at.astimezone(view.zone))}"

    def _open(self, row: object) -> None:
        if isinstance(row, ChainLink):
            self.accept()
            if row.id != self._view.id:
                self.opened.emit(row.id)

    def _unlink(self) -> None:
        self.accept()
        self.unlinked.emit()
