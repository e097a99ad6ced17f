"""A chart with its head: title, legend, and a menu to see it as a table and to copy it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QMimeData, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from resources.charts.kinds import Chart, Key, Sparkline, Table
from resources.charts.layout import has_values, lay_out
from resources.charts.legends import lay_legend, legend_width
from resources.charts.shapes import Picture
from ui.theme import fonts
from ui.theme.current import theme
from ui.theme.paint import text_width
from ui.widgets.chart_paint import paint_picture, ruler
from ui.widgets.chart_view import ChartView
from ui.widgets.controls import IconButton
from ui.widgets.labels import ElidedLabel
from ui.widgets.lists import Column, ListRow, PagedModel, RowView
from ui.widgets.themed import Themed

_NARROW, _WIDE = 56, 260  # a column of the table
_CELL_PAD = 24
_LEAST_BESIDE = 90


@dataclass(frozen=True)
class ChartWords:
    """What the menu says."""

    menu: str
    as_table: str
    as_chart: str
    copy_picture: str
    copy_data: str


class Legend(Themed, QWidget):
    """The keys of a chart, at the left or at the right; as many lines as they need."""

    def __init__(self, align: str = "right", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._align = align
        self._keys: tuple[Key, ...] = ()
        self._picture = Picture(0, 0, ())
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.follow_theme()

    def set_keys(self, keys: tuple[Key, ...]) -> None:
        """Show these."""
        self._keys = keys
        self.setAccessibleName(", ".join(key.words for key in keys))
        self.retheme()
        self.updateGeometry()
        self.update()

    def has_keys(self) -> bool:
        """Whether there is anything to show."""
        return bool(self._keys)

    def retheme(self) -> None:
        self._picture = lay_legend(self._keys, max(1, self.width()), ruler(), self._align)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.retheme()

    def heightForWidth(self, width: int) -> int:
        return round(lay_legend(self._keys, max(1, width), ruler()).height)

    def sizeHint(self) -> QSize:
        return QSize(round(legend_width(self._keys, ruler()) + 1), round(max(ruler().heights.values())))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(60), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.translate(0, (self.height() - self._picture.height) / 2)
        paint_picture(painter, self._picture)
        painter.end()


class Spark(Themed, QWidget):
    """The small line of a tile. Its words are the tile's business."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Sparkline | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.follow_theme()

    def set_chart(self, chart: Sparkline | None) -> None:
        """Show a line."""
        self._chart = chart
        self.setAccessibleName(", ".join(mark.said for mark in chart.points) if chart else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(66), theme().px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._chart is None:
            return
        painter = QPainter(self)
        paint_picture(painter, lay_out(self._chart, self.width(), self.height(), ruler()))
        painter.end()


def as_text(table: Table) -> str:
    """A table with tabs between its cells, as spreadsheets take it."""
    rows = (table.columns, *table.rows)
    return "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in rows) + "\n"


class ChartPanel(Themed, QWidget):
    """Head, chart, and the same values as a table. Where the head has no room for the legend it stands below."""

    opened = Signal(str)
    copied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ChartWords("", "", "", "", "")
        self._title, self._beside = ElidedLabel("", "lead", strong=True), ElidedLabel("", "small", "muted")
        self._legend, self._below = Legend(), Legend("left")
        self._remark = ElidedLabel("", "small", "muted")
        self.more = IconButton("ellipsis")
        self.view = ChartView()
        self._model = PagedModel((Column("0", "", 100, stretch=True),))
        self.table = RowView(self._model)
        self.table.hide()
        self._lay_out()
        self.more.clicked.connect(self._show_menu)
        self.view.opened.connect(self.opened)
        self.view.copy_wanted.connect(self.copy_data)
        self.table.activated_row.connect(self._open_row)
        self.follow_theme()

    def _lay_out(self) -> None:
        px = theme().px
        self.head = head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(self._title)
        head.addWidget(self._beside)
        head.addStretch(1)
        head.addWidget(self._legend)
        head.addWidget(self._remark)
        head.addWidget(self.more)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(6))
        box.addLayout(head)
        box.addWidget(self._below)
        box.addWidget(self.view, 1)
        box.addWidget(self.table, 1)

    def setObjectName(self, name: str) -> None:
        """Name the parts after the whole."""
        super().setObjectName(name)
        for part, word in ((self.view, "chart"), (self.table, "table"), (self.more, "more")):
            part.setObjectName(f"{name}.{word}")

    def set_words(self, words: ChartWords) -> None:
        """What the menu says."""
        self._words = words
        self.more.set_name(words.menu)

    def set_chart(self, chart: Chart | None) -> None:
        """Show a chart; it stays a table where it was one."""
        self._title.set_text(chart.title if chart else "")
        self._beside.set_text(chart.beside if chart else "")
        keys = chart.legend if chart is not None and has_values(chart) else ()
        for legend in (self._legend, self._below):
            legend.set_keys(keys)
        self._remark.set_text(chart.remark if chart else "")
        self._remark.setVisible(bool(chart and chart.remark))
        self.more.setEnabled(bool(chart and chart.marks))
        self.view.set_chart(chart)
        self._fill(chart.table if chart else Table((), ()))
        self._arrange()

    def retheme(self) -> None:
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """What has no room beside the title goes: the legend below, what is muted into the tip."""
        spare = self.width() - self._taken()
        wide, keys = self._legend.sizeHint().width(), self._legend.has_keys()
        beside = keys and wide <= spare
        self._legend.setVisible(beside)
        self._below.setVisible(keys and not beside)
        spare -= wide if beside else 0
        words, least = self._beside.text(), theme().px(_LEAST_BESIDE)
        self._beside.setVisible(bool(words) and min(self._beside.sizeHint().width(), least) <= spare)

    def _taken(self) -> int:
        """How much of the head is not for the legend and what is muted."""
        free, used = (self._legend, self._beside), 0
        for at in range(self.head.count()):
            item = self.head.itemAt(at)
            widget = item.widget() if item is not None else None
            if widget is not None and widget not in free and not widget.isHidden():
                used += widget.sizeHint().width()
        return used + self.head.count() * self.head.spacing()

    def _fill(self, table: Table) -> None:
        self._model.set_columns(_columns(table))
        links = table.links or ("",) * len(table.rows)
        rows = [
            ListRow(row, link or at, at) for at, (row, link) in enumerate(zip(table.rows, links, strict=True))
        ]
        self._model.replace_all(rows, True)

    @property
    def chart(self) -> Chart | None:
        """What is shown."""
        return self.view.chart

    @property
    def is_table(self) -> bool:
        """Whether the table stands in the place of the chart."""
        return not self.table.isHidden()

    def show_table(self, on: bool) -> None:
        """Show the table, or the chart again; the keys go along."""
        if on == self.is_table:
            return
        before, after = (self.view, self.table) if on else (self.table, self.view)
        focused = before.hasFocus()
        after.show()
        before.hide()
        if focused or self.more.hasFocus():
            after.setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle_table(self) -> None:
        """The other of the two."""
        self.show_table(not self.is_table)

    def _open_row(self, link: object) -> None:
        if isinstance(link, str) and link:
            self.opened.emit(link)

    # -- copying

    def copy_picture(self) -> None:
        """Put a picture of the chart on the clipboard."""
        if self.view.chart is not None:
            QGuiApplication.clipboard().setImage(self.view.image())
            self.copied.emit()

    def copy_data(self) -> None:
        """Put the table on the clipboard, with tabs between its cells."""
        if self.view.chart is not None:
            data = QMimeData()
            data.setText(as_text(self.view.chart.table))
            QGuiApplication.clipboard().setMimeData(data)
            self.copied.emit()

    def menu(self) -> QMenu:
        """The menu of the chart; it goes when it is closed."""
        menu = QMenu(self)
        menu.setObjectName(f"{self.objectName()}.menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        words = self._words
        entries = (
            ("table", words.as_chart if self.is_table else words.as_table, self.toggle_table),
            ("picture", words.copy_picture, self.copy_picture),
            ("data", words.copy_data, self.copy_data),
        )
        for name, said, deed in entries:
            action = menu.addAction(said)
            action.setObjectName(f"{menu.objectName()}.{name}")
            action.triggered.connect(deed)
        return menu

    def _show_menu(self) -> None:
        self.menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """By the right button where it was pressed, by the key for menus below its button."""
        if not self.more.isEnabled():
            event.ignore()
        elif event.reason() == QContextMenuEvent.Reason.Mouse:
            self.menu().popup(event.globalPos())
        else:
            self._show_menu()


def _columns(table: Table) -> tuple[Column, ...]:
    """As wide as what stands in them, within reason; the first takes what is left."""
    font, px = fonts.font("body"), theme().scale
    made = []
    for at, title in enumerate(table.columns):
        right = at < len(table.right) and table.right[at]
        wide = max([text_width(title, font), *(text_width(row[at], font) for row in table.rows[:200])])
        width = min(_WIDE, max(_NARROW, round(wide / px) + _CELL_PAD))
        align = "right" if right else "left"
        made.append(Column(str(at), title, width, stretch=at == 0, align=align, sortable=False))
    return tuple(made)
