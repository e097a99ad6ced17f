"""The charts of the page: each with a menu to see it as a table, to copy it and to write it to a file."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QWidget

from ui.language import TextsHolder
from ui.pages.insight.head import DropButton
from ui.pages.insight.notes import Note
from ui.pages.insight.parts import ParetoPart, Part
from ui.pages.insight.saving import GridSaver
from ui.shared.chart_words import chart_words
from ui.theme.current import theme
from ui.widgets.chart_panel import ChartPanel
from ui.widgets.controls import LinkButton


class Pane(ChartPanel):
    """A chart with a sentence below it. ``measure`` is what F1 explains while the keys are here."""

    def __init__(self, name: str, measure: str, saver: GridSaver, height: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"insight.{name}")
        self.measure, self._saver = measure, saver
        self.part: Part | None = None
        self._height = height
        self.note = Note(self)
        self.note.setObjectName(f"insight.{name}.note")
        self.note.hide()
        self.note.opened.connect(self.opened)
        # Tab goes from chart to chart; the menu comes by its key, or by the right button.
        self.more.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._box().addWidget(self.note)
        self._box().addStretch(0)
        self.set_height(height)

    def _box(self) -> QBoxLayout:
        box = self.layout()
        assert isinstance(box, QBoxLayout)
        return box

    def _head(self) -> QBoxLayout:
        item = self._box().itemAt(0)
        head = item.layout() if item is not None else None
        assert isinstance(head, QBoxLayout)
        return head

    def set_height(self, height: int) -> None:
        """How tall the chart is where it does not grow with its rows."""
        self.view.setMinimumHeight(theme().px(height))
        self.table.setMinimumHeight(theme().px(height))

    def retranslate(self, texts: TextsHolder) -> None:
        """Set all words."""
        self.set_words(chart_words(texts.current))
        self._export_words = texts.t("Export the table …")

    def take(self, part: Part) -> None:
        """Show a chart."""
        self.part = part
        self.set_chart(part.chart)
        grows = self.view.hasHeightForWidth()
        # What is as tall as its rows has its sentence right below, and what room is left comes after that.
        self._box().setStretchFactor(self.view, 0 if grows else 1)
        self._box().setStretch(self._box().count() - 1, int(grows))
        if self.view.hasFocus() and self.view.mark() is None:
            self.view.go(0, 0)  # other marks than before: the arrows begin again
        self.note.show_note(part.note, part.note_token, part.note_link)

    def menu(self) -> QMenu:
        menu = super().menu()
        if self.part is not None and self._saver.may():
            action = menu.addAction(self._export_words)
            action.setObjectName(f"{menu.objectName()}.export")
            action.triggered.connect(self.export)
        return menu

    def export(self) -> None:
        """Write its table to a file."""
        if self.part is not None:
            self._saver.ask(self.part.grid)

    def first_part(self) -> QWidget:
        """What Tab reaches."""
        return self.table if self.is_table else self.view

    def has_keys(self) -> bool:
        """Whether the keys are here."""
        return any(one.hasFocus() for one in (self.view, self.table, self.more, self.note))


class TurnedPane(Pane):
    """One that can be turned by a button in its head."""

    def __init__(
        self, name: str, measure: str, saver: GridSaver, key: str, height: int, parent: QWidget
    ) -> None:
        super().__init__(name, measure, saver, height, parent)
        self.turn = DropButton("", None, key, "small", self)
        self.turn.setObjectName(f"insight.{name}.turn")
        self.turn.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # its letter stands on it
        self._head().insertWidget(self._head().count() - 1, self.turn)


class ParetoPane(TurnedPane):
    """The Pareto table, with the way into it above: each level leads back to itself."""

    level_wanted = Signal(int)

    def __init__(self, saver: GridSaver, height: int, parent: QWidget) -> None:
        super().__init__("pareto", "received", saver, "B", height, parent)
        self._crumbs: list[LinkButton] = []
        self._trail = QHBoxLayout()
        self._trail.setSpacing(theme().px(4))
        self._trail.addStretch(1)
        self._box().insertLayout(1, self._trail)
        self._whole = ""

    def retranslate(self, texts: TextsHolder) -> None:
        super().retranslate(texts)
        self._whole = texts.t("All")

    def take(self, part: Part) -> None:
        super().take(part)
        if isinstance(part, ParetoPart):
            self._show_trail((self._whole, *part.crumbs) if part.crumbs else ())

    def crumbs(self) -> list[str]:
        """What the levels are called, outermost first."""
        return [crumb.text() for crumb in self._crumbs]

    def _show_trail(self, names: tuple[str, ...]) -> None:
        if list(names) == self.crumbs():
            return
        inside = any(crumb.hasFocus() for crumb in self._crumbs)
        for crumb in self._crumbs:
            self._trail.removeWidget(crumb)
            crumb.hide()
            crumb.deleteLater()
        self._crumbs = [self._crumb(at, name, at == len(names) - 1) for at, name in enumerate(names)]
        if inside:
            self.first_part().setFocus(Qt.FocusReason.OtherFocusReason)

    def _crumb(self, at: int, name: str, last: bool) -> LinkButton:
        crumb = LinkButton(name, "chevron-right" if at else None, parent=self)
        crumb.setObjectName(f"insight.pareto.level.{at}")
        crumb.setEnabled(not last)
        crumb.clicked.connect(partial(self._back_to, at))
        self._trail.insertWidget(at, crumb)
        crumb.show()
        return crumb

    def _back_to(self, depth: int, _checked: bool = False) -> None:
        self.level_wanted.emit(depth)
