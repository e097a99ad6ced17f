"""An icon with strong and quiet words beside it, and perhaps the key that acts on it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme.current import theme
from ui.widgets.labels import ElidedLabel, Label
from ui.widgets.marks import Icon, KeyHint


class IconWords(QWidget):
    """One fact of a page's head. What must never be cut short, such as a number to ring, does not elide."""

    def __init__(self, icon: str, key: str = "", elides: bool = True) -> None:
        super().__init__()
        self.strong = Label("", strong=True)
        self.words = ElidedLabel("", token="muted") if elides else Label("", token="muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(6))
        row.addWidget(Icon(icon, "muted", 16))
        row.addWidget(self.strong)
        row.addWidget(self.words)
        self.key = KeyHint(key) if key else None
        if self.key is not None:
            row.addWidget(self.key)

    def show_words(self, strong: str, words: str = "") -> None:
        """Show these; without any it is not there."""
        self.strong.set_text(strong)
        self.strong.setVisible(bool(strong))
        self.words.set_text(words)
        self.words.setVisible(bool(words))
        self.setVisible(bool(strong or words))
        self.setAccessibleName(" ".join(part for part in (strong, words) if part))
