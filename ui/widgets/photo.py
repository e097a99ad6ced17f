"""Evidence as a strip of small pictures; takes more by drop, paste or the key."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.theme.current import theme
from ui.theme.lettering import CENTRE
from ui.theme.paint import paint_box, paint_text, rounded
from ui.widgets.roving import PartButton, RovingGroup

_HEIGHT = 57
_MORE = "+"
_ADD = "add"
Picture = tuple[object, QImage, str]


def files_in(data: QMimeData) -> list[str]:
    """Return the local files that a drop or the clipboard brings."""
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile()]


class _Tile(PartButton):
    """One picture, the "+n" behind the last, or the invitation to add one."""

    def __init__(self, code: object, parent: EvidenceStrip) -> None:
        super().__init__(code, parent)
        self._strip = parent
        self.setCheckable(False)
        self.image: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.follow_theme()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(76), theme().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(40), theme().px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = theme()
        painter = QPainter(self)
        rect = self.rect().toRectF()
        radius = shown.px(7)
        if self.image is not None and not self.image.isNull():
            self._paint_image(painter, rect, self.image, radius)
        else:
            plane = "hover" if self.underMouse() else "raised"
            dashed = self.code == _ADD
            border = "focus" if self._strip.is_target else "line-strong" if dashed else "line"
            paint_box(painter, rect, shown.color(plane), shown.color(border), radius, 1, dashed)
            spot = rect.adjusted(6, 0, -6, 0)
            paint_text(painter, spot, self.text(), "muted", "small" if dashed else "body", None, CENTRE)
        if self.hasFocus():
            paint_box(painter, rect, None, shown.color("focus"), radius, 2)
        painter.end()

    def _paint_image(self, painter: QPainter, rect: QRectF, image: QImage, radius: float) -> None:
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.save()
        painter.setClipPath(rounded(rect, radius))
        scale = max(rect.width() / image.width(), rect.height() / image.height())
        width, height = rect.width() / scale, rect.height() / scale
        part = QRectF((image.width() - width) / 2, (image.height() - height) / 2, width, height)
        painter.drawImage(rect, image, part)
        painter.restore()
        paint_box(painter, rect, None, theme().color("line"), radius)


class EvidenceStrip(RovingGroup):
    """Small pictures side by side. Opening, adding and storing are the page's business."""

    files_dropped = Signal(list)
    image_pasted = Signal(QImage)
    opened = Signal(object)
    more = Signal()
    add_wanted = Signal()

    def __init__(self, parent: QWidget | None = None, shown: int = 3) -> None:
        super().__init__(parent)
        self._shown = shown
        self._pictures: tuple[Picture, ...] = ()
        self._total = 0
        self._invitation = ""
        self.is_target = False
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.setAcceptDrops(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.objectNameChanged.connect(self._name_parts)
        self.follow_theme()
        self._rebuild()

    def retheme(self) -> None:
        self._row.setSpacing(theme().px(6))

    def set_images(self, pictures: Iterable[Picture]) -> None:
        """Show (key, image, name); more than fit are counted on the last tile."""
        fresh = tuple(pictures)
        same = [(key, image.cacheKey(), name) for key, image, name in fresh]
        if same == [(key, image.cacheKey(), name) for key, image, name in self._pictures]:
            return
        self._pictures = fresh
        self._total = max(self._total, len(fresh)) if fresh else 0
        self._rebuild()

    def set_total(self, total: int) -> None:
        """Say how many there are in all; pictures that are not here are counted on the last tile."""
        if total != self._total:
            self._total = total
            self._rebuild()

    def set_invitation(self, text: str) -> None:
        """Set the words of the empty strip."""
        if text != self._invitation:
            self._invitation = text
            self._rebuild()

    def _rebuild(self) -> None:
        for part in self._parts:
            self._row.removeWidget(part)
            part.hide()
            part.setParent(None)  # out of the Tab order at once, not only when it is gone
            part.deleteLater()
        self._parts = []
        for key, image, name in self._pictures[: self._shown]:
            self._add(key, name, image)
        rest = max(self._total, len(self._pictures)) - min(len(self._pictures), self._shown)
        if rest > 0 and self._pictures:
            self._add(_MORE, f"+{rest}", None)
        if not self._pictures:
            self._add(_ADD, self._invitation, None)
        self._name_parts()
        self._take_place()
        self._be_reached(0)

    def _add(self, code: object, words: str, image: QImage | None) -> None:
        tile = _Tile(code, self)
        tile.image = image
        tile.set_words(words)
        tile.chosen.connect(self._chosen)
        self._parts.append(tile)
        self._row.addWidget(tile, 1)

    def _chosen(self, code: object) -> None:
        if code == _MORE:
            self.more.emit()
        elif code == _ADD:
            self.add_wanted.emit()
        else:
            self.opened.emit(code)

    def paste(self) -> bool:
        """Take files or a picture from the clipboard; False when it holds neither."""
        data = QGuiApplication.clipboard().mimeData()
        return self._take(data)

    def _take(self, data: QMimeData) -> bool:
        files = files_in(data)
        if files:
            self.files_dropped.emit(files)
            return True
        image = data.imageData() if data.hasImage() else None
        if isinstance(image, QImage) and not image.isNull():
            self.image_pasted.emit(image)
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            part = self.focused_part()
            if part is not None:
                part.click()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_in(event.mimeData()) or event.mimeData().hasImage():
            event.acceptProposedAction()
            self._be_target(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._be_target(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._be_target(False)
        if self._take(event.mimeData()):
            event.acceptProposedAction()

    def _be_target(self, target: bool) -> None:
        self.is_target = target
        for part in self._parts:
            part.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.is_target:
            painter = QPainter(self)
            paint_box(painter, self.rect().toRectF(), theme().color("selected"), None, theme().px(7))
            painter.end()
