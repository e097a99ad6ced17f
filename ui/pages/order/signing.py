"""A signature: drawn with the mouse, a pen or a finger, or the name typed; kept as a picture."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.texts import N_
from ui.context import Context
from ui.pages.order.sheet import Sheet
from ui.shared.pictures import png_of
from ui.theme.current import theme
from ui.widgets.controls import LinkButton
from ui.widgets.fields import LineField
from ui.widgets.signature_pad import SignaturePad


class SignatureField(QWidget):
    """The pad, and below it the name of who signs."""

    changed = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.pad, self.name, self.wipe = SignaturePad(), LineField(), LinkButton()
        self.name.changed.connect(self._named)
        self.wipe.clicked.connect(self.pad.clear)
        self.pad.changed.connect(self._drawn)
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        row.addWidget(self.name, 1)
        row.addWidget(self.wipe)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(6))
        column.addWidget(self.pad)
        column.addLayout(row)
        self.setFocusProxy(self.name)
        self.wipe.setVisible(False)
        self.objectNameChanged.connect(self._name_parts)

    def _name_parts(self, name: str) -> None:
        self.pad.setObjectName(f"{name}.pad")
        self.name.setObjectName(f"{name}.name")
        self.wipe.setObjectName(f"{name}.wipe")

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        t = self._context.texts.t
        self.pad.set_invitation(t("Sign here, or write the name below"))
        self.pad.setAccessibleName(t("Sign here, or write the name below"))
        self.name.setAccessibleName(t("Name of who signs"))
        self.name.set_placeholder(t("Name of who signs"))
        self.wipe.set_text(t("Wipe"))

    def _named(self, name: object) -> None:
        self.pad.set_name(str(name))
        self.changed.emit(name)

    def _drawn(self) -> None:
        self.wipe.setVisible(self.pad.is_drawn)
        self.changed.emit(None)

    def name_now(self) -> str:
        """The name that is written."""
        return str(self.name.value())

    def written(self) -> dict[str, Any]:
        """The name and the strokes, to come back to."""
        return {"name": self.name_now(), "strokes": self.pad.strokes()}

    def restore(self, kept: dict[str, Any]) -> None:
        """Show again what ``written`` gave."""
        self.name.set_value(kept["name"])
        self.pad.set_name(kept["name"])
        self.pad.set_strokes(kept["strokes"])

    def png(self) -> bytes:
        """The picture; nothing where nobody signed."""
        return b"" if self.pad.is_empty else png_of(self.pad.image())


class SignDialog(Sheet):
    """Only the signature, for an order that is under way or done. Answers with (name, png)."""

    WIDTH = 520

    def __init__(self, context: Context, parent: QWidget, name: str) -> None:
        super().__init__(context, parent, "sign", N_("Signature of the resident"), N_("Keep the signature"))
        self.signature = SignatureField(context)
        self.add("signature", "", self.signature)
        self.signature.name.set_value(name)
        self.signature.pad.set_name(name)

    def retranslate(self) -> None:
        super().retranslate()
        self.signature.retranslate()

    def answer_now(self) -> object:
        if self.signature.pad.is_empty:
            self.miss("signature", self.context.texts.t("Sign with the mouse, or write the name."))
            return None
        return self.signature.name_now(), self.signature.png()
