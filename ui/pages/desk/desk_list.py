"""The list of the page, and what stands in its place while there is nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from models.desk.kinds import DeskGroup, DeskScope
from ui.context import Context
from ui.pages.desk.feed import Answer, Line
from ui.pages.desk.row_buttons import RowButtons
from ui.pages.desk.rows import COLUMNS, DeskDelegate
from ui.theme.current import theme
from ui.widgets.cards import EmptyState, Loading
from ui.widgets.controls import Button
from ui.widgets.fields import LineField
from ui.widgets.list_model import ListRow, PagedModel
from ui.widgets.list_view import RowView
from ui.widgets.themed import Themed


class DeskList(Themed, QWidget):
    """Rows with headings between; the chosen one carries its buttons."""

    opened = Signal(object)
    others_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._anew = True
        self._others = 0
        self.delegate = DeskDelegate(self)
        self.model = PagedModel(COLUMNS, self)
        self.view = RowView(self.model, self.delegate)
        self.view.setObjectName("today.list")
        self.view.head.hide()
        self.buttons = RowButtons(self.view, self.delegate)
        self.loading = Loading(8, self)
        self.empty = EmptyState("sun-medium", self)
        self.empty.setObjectName("today.empty")
        # While there is nothing the keys of the page still work.
        for stand_in in (self.empty, self.loading):
            stand_in.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._see_others = Button("", None, "2", parent=self)
        self._see_others.setObjectName("today.empty.others")
        self._see_others.clicked.connect(self.others_wanted)
        self.empty.add_action(self._see_others)
        self.filter = LineField(icon="search", parent=self)
        self.filter.setObjectName("today.filter")
        self.filter.changed.connect(self._filter)
        self.filter.returnPressed.connect(self.take_focus)
        self.filter.hide()
        self._found: tuple[ListRow, ...] = ()
        self._stack = QStackedWidget(self)
        for shown in (self.loading, self.view, self.empty):
            self._stack.addWidget(shown)
        self._column = QVBoxLayout(self)
        self._top = QHBoxLayout()
        self._top.addWidget(self.filter)
        self._column.addLayout(self._top)
        self._column.addWidget(self._stack)
        self.view.activated_row.connect(self.opened)
        self.follow_theme()

    def retheme(self) -> None:
        self._column.setContentsMargins(0, theme().px(6), theme().px(8), 0)
        self._top.setContentsMargins(theme().px(12), theme().px(4), theme().px(8), 0)
        self.delegate.measure(tuple(self._rows()))
        self.buttons.place()

    def retranslate(self) -> None:
        """Set the words that do not depend on the rows."""
        texts = self._context.texts
        self.view.setAccessibleName(texts.t("What needs you now"))
        self.loading.setAccessibleName(texts.t("Looking …"))
        self.buttons.retranslate(texts)
        self._show_emptiness()

    def begin_anew(self) -> None:
        """The next answer is another list: begin at its top."""
        self._anew = True

    def wait(self) -> None:
        """An answer is on its way; what is there stays."""
        if self._stack.currentWidget() is self.loading:
            self.loading.start()

    def take_focus(self) -> None:
        """Give the keys to the rows, or to what stands in their place."""
        shown = next(
            one for one in (self.view, self.empty, self.loading) if self._stack.currentWidget() is one
        )
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def line(self) -> Line | None:
        """The chosen thing to do."""
        row = self.view.current()
        return row.row if row is not None and isinstance(row.row, Line) else None

    def show_answer(self, answer: Answer) -> None:
        """Show other rows; the chosen one stays chosen where it still is."""
        self.loading.stop()
        place = 0 if self._anew else self.view.verticalScrollBar().value()
        self._found = answer.rows
        shown = self._fitting()
        self.delegate.measure(shown)
        self.model.replace_all(shown, True)
        self._others = answer.totals[DeskScope.ALL] if answer.question.scope is DeskScope.MINE else 0
        self._show_emptiness()
        if self._anew or self.view.current() is None:
            self.view.select_first()
        self._show(self.view if shown else self.empty)
        self._anew = not answer.rows
        self.view.verticalScrollBar().setValue(place)
        self.buttons.place()

    # -- the filter

    def open_filter(self) -> None:
        """Show the line in which words are typed that rows must have."""
        self.filter.show()
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_filter(self) -> bool:
        """Put it away and show everything; ``False`` when it was not there."""
        if self.filter.isHidden():
            return False
        self.filter.set_value("")
        self.filter.hide()
        self._filter()
        self.take_focus()
        return True

    def _filter(self, *_: object) -> None:
        shown = self._fitting()
        self.model.replace_all(shown, True)
        self._show_emptiness()
        if self.view.current() is None:
            self.view.select_first()
        self._stack.setCurrentWidget(self.view if shown else self.empty)
        self.buttons.place()

    def _fitting(self) -> tuple[ListRow, ...]:
        """The rows that have all the words, each under its heading with the count of those."""
        words = str(self.filter.value() or "").casefold().split()
        if not words:
            return self._found
        shown: list[ListRow] = []
        for row in self._found:
            if isinstance(row.row, Line):
                if all(one in row.row.spoken.casefold() for one in words):
                    shown.append(row)
                continue
            if shown and shown[-1].is_group:
                shown.pop()
            shown.append(row)
        if shown and shown[-1].is_group:
            shown.pop()
        return _counted(shown)

    def jump(self, groups: tuple[DeskGroup, ...]) -> None:
        """Choose the first row under one of these headings; asked again, the next such heading."""
        chosen, at = self.line(), self.view.currentIndex().row()
        rows = self._rows()
        first = [
            place
            for place, row in enumerate(rows)
            if isinstance(row.row, Line) and row.row.item.group in groups and rows[place - 1].is_group
        ]
        inside = chosen is not None and chosen.item.group in groups
        wanted = next((place for place in first if inside and place > at), first[0] if first else None)
        if wanted is not None:
            self.view.select_row(wanted)

    def _show(self, widget: QWidget) -> None:
        """Put one in the place of another; the keys stay in this place."""
        focus: QWidget | None = self.window().focusWidget()  # also while another window is in front
        had_focus = focus is not None and self.isAncestorOf(focus)
        if widget is not self._stack.currentWidget():
            self._stack.setCurrentWidget(widget)
            if had_focus:
                self.take_focus()

    def _show_emptiness(self) -> None:
        texts = self._context.texts
        self.filter.set_placeholder(texts.t("Home, name, reference or words"))
        self.filter.setAccessibleName(texts.t("Filter the list"))
        if self._found and not self._fitting():
            self._see_others.hide()
            self.empty.set_words(texts.t("No row has these words."), texts.t("Esc shows all again."))
            return
        self._see_others.setVisible(bool(self._others))
        self._see_others.set_text(texts.t("See everybody's work"))
        if self._others:
            words = texts.n(
                "{n} thing waits for colleagues.", "{n} things wait for colleagues.", self._others
            )
            self.empty.set_words(texts.t("Nothing waits for you."), words)
        else:
            self.empty.set_words(
                texts.t("Nothing is waiting."), texts.t("What comes in next shows here at once.")
            )

    def _rows(self) -> list[ListRow]:
        found = (self.model.row_at(at) for at in range(self.model.rowCount()))
        return [row for row in found if row is not None]


def _counted(rows: list[ListRow]) -> tuple[ListRow, ...]:
    """Headings say how many of theirs are shown."""
    counts = Counter(row.row.item.group for row in rows if isinstance(row.row, Line))
    made = []
    for row in rows:
        if row.is_group and isinstance(row.key, tuple):
            cells = (row.cells[0], str(counts[DeskGroup(str(row.key[1]))]), row.cells[2])
            row = replace(row, cells=cells)
        made.append(row)
    return tuple(made)
