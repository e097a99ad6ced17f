"""From what an improvement begins: what most complaints of the last four weeks were about, or a warning."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from resources.texts import N_
from ui.base.dialog import Dialog
from ui.context import Context
from ui.pages.improvements.fitting import fit
from ui.pages.improvements.start import Candidate
from ui.theme.lettering import RIGHT
from ui.theme.paint import paint_text
from ui.widgets.controls import Button, QuietButton
from ui.widgets.labels import Label
from ui.widgets.lists import Column, ListRow, PagedModel, RowDelegate, RowState, RowView

_HEADS = {
    "kind": N_("Kinds of complaints, last four weeks"),
    "cause": N_("Causes, last four weeks"),
    "warning": N_("Early warnings without an improvement"),
}
_HEIGHT = 420


class _Delegate(RowDelegate):
    """Label, note and count."""

    def paint_row(self, painter: QPainter, rect: QRectF, row: ListRow, state: RowState) -> None:
        super().paint_row(painter, rect, row, state)
        spot = self.cell_rect("count", rect)
        paint_text(painter, spot, row.cells[2], "text", "body", True, RIGHT)


class FromCauseDialog(Dialog):
    """``answered`` carries the draft to begin with, or ``None`` for an empty one."""

    WIDTH = 620

    def __init__(self, context: Context, parent: QWidget, found: Sequence[Candidate]) -> None:
        super().__init__(context, parent)
        self.setObjectName("improvements.from")
        self._found = tuple(found)
        self.heading, self.note = Label("", "heading", wrap=True), Label("", token="muted", wrap=True)
        self.model = PagedModel(())
        delegate = _Delegate()
        self.list = RowView(self.model, delegate)
        delegate.setParent(self.list)
        self.list.setObjectName("improvements.from.list")
        self.list.head.hide()
        for widget in (self.heading, self.note, self.list):
            self.body.addWidget(widget)
        self.cancel, self.empty = QuietButton(), Button(key="Ctrl+N")
        self.cancel.setObjectName("improvements.from.cancel")
        self.empty.setObjectName("improvements.from.empty")
        self.add_button(self.empty, first=True)
        self.add_button(self.cancel)
        self.cancel.clicked.connect(self.reject)
        self.empty.clicked.connect(self._empty)
        self.on_key("Ctrl+N", self._empty)
        self.list.activated_row.connect(self._chosen)

    def retranslate(self) -> None:
        t = self.context.texts.t
        self.heading.set_text(t("From a cause"))
        self.setWindowTitle(t("From a cause"))
        words = t("Enter begins with what is chosen; its cases are counted.")
        self.note.set_text(words if self._found else t("Nothing was complained of in the last four weeks."))
        self.cancel.set_text(t("Cancel"))
        self.empty.set_text(t("Something else"))
        self.list.setAccessibleName(t("From a cause"))
        self.list.setVisible(bool(self._found))
        columns = (
            Column("label", "", 300, stretch=True, sortable=False),
            Column("note", "", 110, align="right", token="muted", sortable=False),
            Column("count", "", 50, align="right", sortable=False),
        )
        self.model.set_columns(columns)
        rows = self._rows()
        self.model.replace_all(rows, True)
        fit(self.list, rows, _HEIGHT)
        self.list.select_first()

    def _rows(self) -> list[ListRow]:
        texts = self.context.texts.current
        rows: list[ListRow] = []
        for group, words in _HEADS.items():
            some = [(at, one) for at, one in enumerate(self._found) if one.group == group]
            if some:
                rows.append(ListRow((texts.t(words), "", ""), None, ("group", group), texts.t(words)))
            rows += [ListRow((one.label, one.note, texts.number(one.count)), one, at) for at, one in some]
        return rows

    def open(self) -> None:
        super().open()
        (self.list if self._found else self.empty).setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen(self, row: object) -> None:
        if isinstance(row, Candidate):
            self.answer(row.draft)

    def _empty(self) -> None:
        self.answer(None)
