"""A text of several lines with found places lit up."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QWidget

from ui.theme import fonts
from ui.theme.current import theme
from ui.widgets.themed import Themed

Hits = Sequence[tuple[int, int]]


class HitLabel(Themed, QLabel):
    """Wraps; everything is escaped; hits are (start, length). It can be selected with the mouse."""

    def __init__(
        self,
        role: str = "body",
        token: str = "text",
        strong: bool | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role, self._token, self._strong = role, token, strong
        self._text, self._hits = "", ()  # type: tuple[str, Hits]
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.follow_theme()

    def set_hits(self, text: str, hits: Hits = ()) -> None:
        """Show a text with these places lit up."""
        if (text, tuple(hits)) != (self._text, self._hits):
            self._text, self._hits = text, tuple(hits)
            self._show()

    def plain(self) -> str:
        """The text without its lights."""
        return self._text

    def lit(self) -> list[str]:
        """The parts that are lit up."""
        return [self._text[start : start + length] for start, length in self._hits]

    def retheme(self) -> None:
        self.setFont(fonts.font(self._role, self._strong))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, theme().color(self._token))
        self.setPalette(palette)
        self._show()

    def _show(self) -> None:
        style = f"background-color:{theme().hex('hit')};color:{theme().hex('on-hit')}"
        parts: list[str] = []
        end = 0
        for start, length in self._hits:
            parts.append(escape(self._text[end:start]))
            end = start + length
            parts.append(f'<span style="{style}">{escape(self._text[start:end])}</span>')
        parts.append(escape(self._text[end:]))
        self.setText("".join(parts).replace("\n", "<br>"))
        self.setAccessibleName(self._text)
