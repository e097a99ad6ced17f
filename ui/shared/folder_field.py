"""The path of a folder: typed, or chosen in the system's own dialog."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDir, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from ui.theme.current import theme
from ui.widgets.controls import Button
from ui.widgets.fields import LineField
from ui.widgets.themed import Themed


class FolderField(Themed, QWidget):
    """The value is the path as text; empty for none."""

    changed = Signal(object)
    committed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ""
        self.line = LineField()
        self.button = Button(icon="folder")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.line, 1)
        self._row.addWidget(self.button)
        self.setFocusProxy(self.line)
        self.line.changed.connect(self._tell)
        self.line.committed.connect(self.committed)
        self.button.clicked.connect(self.choose)
        self.objectNameChanged.connect(self._name_parts)
        self.follow_theme()

    def retheme(self) -> None:
        self._row.setSpacing(theme().px(8))

    def set_words(self, button: str, title: str) -> None:
        """What stands on the button, and over the dialog."""
        self._title = title
        self.button.set_text(button)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def value(self) -> object:
        return self.line.value()

    def set_value(self, value: object) -> None:
        self.line.set_value(value)

    def set_error_state(self, wrong: bool) -> None:
        self.line.set_error_state(wrong)

    def choose(self) -> None:
        """Ask for the folder."""
        begin = str(self.line.value() or QDir.homePath())
        dialog = QFileDialog(self.window(), self._title, begin)
        dialog.setObjectName(f"{self.objectName()}.dialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take(self, path: str) -> None:
        """This folder was chosen."""
        self.line.set_value(str(Path(path)))
        self._tell(self.line.value())

    def _name_parts(self, name: str) -> None:
        self.line.setObjectName(f"{name}.path")
        self.button.setObjectName(f"{name}.choose")

    def _tell(self, _value: object) -> None:
        self.changed.emit(self.value())
