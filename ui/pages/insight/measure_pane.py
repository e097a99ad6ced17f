"""Every measure in one table: value, n, target, the period before, a year ago. Enter opens the cases behind one."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from models.insights.kinds import Compared, Unit
from models.insights.measures import MEASURES
from ui.language import TextsHolder
from ui.pages.insight.extras import extra_words
from ui.pages.insight.parts import AllMeasures, Grid
from ui.pages.insight.saving import GridSaver
from ui.pages.insight.value_words import Tongue, change, figure, misses, parts, target
from ui.theme.current import theme
from ui.widgets.cards import SectionHead
from ui.widgets.controls import IconButton
from ui.widgets.lists import Column, ListRow, PagedModel, RowDelegate, RowView
from ui.widgets.themed import Themed

_TIGHT = 1000
_HEAD = 36
_CELLS = ("title", "value", "n", "target", "before", "change", "year", "more")


class MeasurePane(Themed, QWidget):
    """``opened`` carries the key of a measure."""

    opened = Signal(str)

    def __init__(self, saver: GridSaver, parent: QWidget) -> None:
        super().__init__(parent)
        self._saver = saver
        self.head = SectionHead(parent=self)
        self.more = IconButton("ellipsis", parent=self)
        self.more.setObjectName("insight.measures.more")
        self.head.add_action(self.more)
        delegate = RowDelegate()
        self.list = RowView(PagedModel((), cells=_CELLS), delegate, self)
        delegate.setParent(self.list)
        self.list.setObjectName("insight.measures")
        self._tongue: Tongue | None = None
        self._grid: Grid | None = None
        self._before = self._export = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.head)
        column.addWidget(self.list)
        self.list.activated_row.connect(self._open)
        self.more.clicked.connect(self._drop)
        self.follow_theme()

    def show_measures(self, shown: AllMeasures, before: str) -> None:
        """Show what was found, in the order of the catalogue."""
        tongue, found = shown.tongue, shown.found
        self._tongue, self._before, self._grid = tongue, before, shown.grid
        self._fit()
        rows = [ListRow(cells_of(tongue, found[key]), found[key], key) for key in MEASURES if key in found]
        self.list.paged.replace_all(rows, True)
        self._take_height()

    def chosen(self) -> str:
        """The key of the row that the keys are on."""
        row = self.list.current() if self.list.hasFocus() else None
        return "" if row is None else str(row.key)

    def retranslate(self, texts: TextsHolder) -> None:
        """Set the words that are always the same."""
        self.head.set_heading(texts.t("All measures"))
        self.head.set_note(texts.t("open a row to see its cases"))
        self.list.setAccessibleName(texts.t("All measures"))
        self.more.set_name(texts.t("More"))
        self._export = texts.t("Export the table …")

    def retheme(self) -> None:
        self._take_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _take_height(self) -> None:
        rows = max(1, self.list.paged.rowCount())
        self.list.setFixedHeight(theme().px(_HEAD) + rows * self.list.rows.row_height + theme().px(4))

    def _fit(self) -> None:
        """In little room only the value stands beside the period before and a year ago."""
        if self._tongue is None:
            return
        t, tight = self._tongue.texts.t, self.width() < theme().px(_TIGHT)
        columns = [
            Column("title", t("Measure"), 236, stretch=tight, strong=True, sortable=False),
            Column("value", t("Value"), 96, align="right", strong=True, sortable=False),
            Column("n", t("n"), 76, align="right", token="muted", sortable=False),
            Column("target", t("Target"), 100, align="right", token="muted", sortable=False),
            Column("before", self._before[:1].upper() + self._before[1:], 96, align="right", sortable=False),
            Column("change", self._tongue.texts.p("column", "Change"), 96, align="right", sortable=False),
            Column("year", t("A year ago"), 104, align="right", token="muted", sortable=False),
            Column("more", t("Also"), 230, stretch=True, token="muted", sortable=False),
        ]
        hidden = {"more"} if tight else set()
        self.list.paged.set_columns([column for column in columns if column.key not in hidden])

    def _open(self, row: object) -> None:
        if isinstance(row, Compared):
            self.opened.emit(row.now.measure)

    def _drop(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("insight.measures.menu")
        if self._grid is not None and self._saver.may():
            action = menu.addAction(self._export)
            action.setObjectName("insight.measures.menu.export")
            action.triggered.connect(self.export)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def export(self) -> None:
        """Write the table to a file."""
        if self._grid is not None:
            self._saver.ask(self._grid)


def cells_of(tongue: Tongue, found: Compared) -> tuple[str, ...]:
    """The strings of one measure."""
    measure, now = MEASURES[found.now.measure], found.now
    goal = target(tongue, measure)
    if goal and misses(measure, now):
        goal = tongue.texts.t("{target}, missed", target=goal)
    return (
        tongue.texts.t(measure.title),
        figure(tongue, measure, now),
        "" if measure.unit is Unit.CASES else parts(tongue, now),
        goal,
        figure(tongue, measure, found.before),
        change(tongue, measure.unit, now, found.before),
        figure(tongue, measure, found.year_ago),
        extra_words(tongue, now),
    )
