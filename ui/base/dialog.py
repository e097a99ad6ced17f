"""Dialogs: opened, never executed; freed when closed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QPushButton, QVBoxLayout, QWidget

from ui.base.connections import Connections
from ui.context import Context
from ui.theme.current import theme


class Dialog(QDialog):
    """Base of every dialog. Put things into ``body``, buttons into the row below; end with ``answer``.

    ``WIDTH`` is the width at 100 %; 0 lets the content decide. ``PERSONAL`` ones close when the desk is locked.
    """

    WIDTH = 0
    PERSONAL = True

    answered = Signal(object)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent.window())
        self.context = context
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._opened_by, self._opened_in = context.desk.actor, context.desk.phase
        self._connections = Connections()
        self._connections.add(context.texts.changed, self.retranslate)
        self._connections.add(context.desk.changed, self._desk_changed)
        space = theme().px(24)
        outer = QVBoxLayout(self)
        outer.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        outer.setContentsMargins(space, space, space, theme().px(16))
        outer.setSpacing(theme().px(16))
        self.body = QVBoxLayout()
        self.body.setSpacing(theme().px(12))
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(theme().px(8))
        self._buttons.addStretch(1)
        outer.addLayout(self.body, 1)
        outer.addLayout(self._buttons)

    def add_button(self, button: QPushButton, *, first: bool = False) -> None:
        """Add a button to the row; ``first`` puts it at the far left."""
        if first:
            self._buttons.insertWidget(0, button)
        else:
            self._buttons.addWidget(button)

    def on_key(self, keys: str, slot: Callable[[], None]) -> None:
        """Keys of the dialog. Not a button's own shortcut: Qt drops that with the next words of the button, and
        presses the button for a tenth of a second before it does anything.
        """
        QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def retranslate(self) -> None:
        """Set all words, in the language of now."""

    def answer(self, value: object) -> None:
        """Close, and hand ``value`` to whoever asked."""
        self.answered.emit(value)
        self.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme().color("surface"))

    def done(self, result: int) -> None:
        """Closing, in whichever way: let go of what outlives the dialog."""
        self._connections.clear()
        super().done(result)

    def _desk_changed(self) -> None:
        """Nothing of one person's work stays in sight when the desk is locked or handed over."""
        desk = self.context.desk
        if self.PERSONAL and (desk.actor is not self._opened_by or desk.phase is not self._opened_in):
            self.reject()

    def open(self) -> None:
        """Show over the window; returns at once."""
        self.retranslate()
        self.fit()
        super().open()

    def fit(self) -> None:
        """Take the size that the content needs; call it again when the content has grown."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        width = theme().px(self.WIDTH) or self.sizeHint().width()
        tall = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else self.sizeHint().height()
        self.resize(width, tall)
