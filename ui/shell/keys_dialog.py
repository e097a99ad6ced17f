"""F1 where a page has no help of its own: the keys that work now."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from ui.base.dialog import Dialog
from ui.commands import Command
from ui.context import Context
from ui.theme.current import theme
from ui.widgets.controls import PrimaryButton
from ui.widgets.keys import key_text
from ui.widgets.labels import Label
from ui.widgets.marks import KeyHint

ROWS = 12


class KeysDialog(Dialog):
    """Every usable key with what it does, in columns."""

    def __init__(self, context: Context, commands: list[Command], window: QWidget) -> None:
        super().__init__(context, window)
        self.setObjectName("keys")
        self._heading = Label("", "heading", "text", True)
        self._close = PrimaryButton()
        self._close.setObjectName("keys.close")
        self._close.setDefault(True)
        self._close.clicked.connect(self.accept)
        self._labels: list[tuple[Label, Command]] = []
        self.body.addWidget(self._heading)
        self.body.addLayout(self._grid([command for command in commands if command.sequences]))
        self.add_button(self._close)

    def _grid(self, commands: list[Command]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme().px(12))
        grid.setVerticalSpacing(theme().px(8))
        for place, command in enumerate(commands):
            column, row = divmod(place, ROWS)
            label = Label("")
            self._labels.append((label, command))
            grid.addWidget(KeyHint(key_text(command.first_key)), row, column * 3)
            grid.addWidget(label, row, column * 3 + 1)
            grid.setColumnMinimumWidth(column * 3 + 2, theme().px(16))
        return grid

    def retranslate(self) -> None:
        """Set all words."""
        t = self.context.texts.t
        self.setWindowTitle(t("Keys"))
        self._heading.set_text(t("Keys that work now"))
        self._close.set_text(t("Close"))
        for label, command in self._labels:
            words = t(command.title)
            label.set_text(words[:1].upper() + words[1:])
