"""The window: a gate, or the frame of side bar, top bar, sheet and status bar. Shell only."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize, Signal
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.context import Context
from ui.shell.brand import brand_icon
from ui.shell.side_bar import SideBar
from ui.shell.status_bar import StatusBar
from ui.shell.top_bar import TopBar
from ui.shell.voice import BannerColumn
from ui.theme.current import theme
from ui.widgets.themed import Themed

FIRST_SIZE = QSize(1440, 868)  # 1440 x 900 with a native title bar of 32
SMALLEST = QSize(1024, 648)
ICONS_ONLY_BELOW = 1280


class SheetFrame(Themed, QWidget):
    """The white sheet with its banners; painted here so that pages need no ground of their own."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sheet")
        self.banners = BannerColumn(self)
        self.pages = QStackedWidget(self)
        self.pages.setObjectName("pages")
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.banners)
        column.addWidget(self.pages, 1)
        self.follow_theme()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme().color("line"))
        painter.setBrush(theme().color("surface"))
        radius = theme().px(10)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


class Frame(Themed, QWidget):
    """What is shown while somebody is at the desk."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("frame")
        self.side = SideBar(context.navigation.specs.values(), self)
        self.top = TopBar(context.texts, context.desk, context.clock, self)
        self.sheet = SheetFrame(self)
        self.status = StatusBar(self)
        self._grid = QGridLayout(self)
        self._grid.setSpacing(0)
        self._grid.addWidget(self.side, 0, 0, 2, 1)
        self._grid.addWidget(self.top, 0, 1)
        self._grid.addWidget(self.sheet, 1, 1)
        self._grid.addWidget(self.status, 2, 0, 1, 2)
        self._grid.setColumnStretch(1, 1)
        self._grid.setRowStretch(1, 1)
        self.follow_theme()

    def retheme(self) -> None:
        self._grid.setContentsMargins(0, 0, theme().px(8), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side.set_narrow(self.width() < theme().px(ICONS_ONLY_BELOW))


class Gate(QWidget):
    """What fills the window while nobody is at the desk."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("gate")
        self.banners = BannerColumn(self)
        self.pages = QStackedWidget(self)
        self.pages.addWidget(QWidget(self))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banners)
        column.addWidget(self.pages, 1)


class MainWindow(QWidget):
    """Holds the gate and the frame. What happens between the parts stands in ``ui.shell.wiring``."""

    closing = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowIcon(brand_icon())
        self.setMinimumSize(SMALLEST)
        self._root = QStackedWidget(self)
        self.gate = Gate(self._root)
        self.frame = Frame(context, self._root)
        self._root.addWidget(self.gate)
        self._root.addWidget(self.frame)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._root)
        self._restore(context.preferences.geometry)

    def show_gate(self) -> None:
        """Cover everything."""
        self._root.setCurrentWidget(self.gate)

    def show_frame(self) -> None:
        """Show the desk; Qt's stack gives the focus back to where it was."""
        self._root.setCurrentWidget(self.frame)

    def frame_is_shown(self) -> bool:
        """Whether somebody is at the desk."""
        return self._root.currentWidget() is self.frame

    def saved_geometry(self) -> str:
        """Where the window stands, for the next start."""
        return bytes(self.saveGeometry().toBase64().data()).decode("ascii")

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)

    def _restore(self, geometry: str) -> None:
        if not (geometry and self.restoreGeometry(QByteArray.fromBase64(geometry.encode("ascii")))):
            screen = self.screen().availableGeometry().size()
            self.resize(FIRST_SIZE.boundedTo(screen).expandedTo(SMALLEST))
