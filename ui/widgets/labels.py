"""Text on a page: in a role and a colour of the theme, never as markup from outside."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme import fonts
from ui.theme.current import theme
from ui.theme.lettering import LEFT, elided, paint_text, text_width
from ui.widgets.themed import Themed

Part = tuple[str, str, bool]


class Label(Themed, QLabel):
    """Plain text in one role; `&` marks a letter only when the label is a buddy."""

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        token: str = "text",
        strong: bool | None = None,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._role, self._token, self._strong = role, token, strong
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.follow_theme()

    def set_text(self, text: str) -> None:
        if text != self.text():
            self.setText(text)

    def set_token(self, token: str) -> None:
        if token != self._token:
            self._token = token
            self.retheme()

    def set_role(self, role: str, strong: bool | None = None) -> None:
        if (role, strong) != (self._role, self._strong):
            self._role, self._strong = role, strong
            self.retheme()

    def retheme(self) -> None:
        self.setFont(fonts.font(self._role, self._strong))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, theme().color(self._token))
        self.setPalette(palette)


class ElidedLabel(Themed, QWidget):
    """One line that is cut at the right where it does not fit, and says the whole in its tool tip."""

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        token: str = "text",
        strong: bool | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text, self._role, self._token, self._strong = text, role, token, strong
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        self.follow_theme()

    def text(self) -> str:
        return self._text

    def set_text(self, text: str) -> None:
        if text == self._text:
            return
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self._tell_whole()
        self.update()

    def set_token(self, token: str) -> None:
        self._token = token
        self.update()

    def _font(self) -> QFont:
        return fonts.font(self._role, self._strong)

    def _tell_whole(self) -> None:
        fits = elided(self._text, self._font(), self.width()) == self._text
        self.setToolTip("" if fits else escape(self._text))

    def resizeEvent(self, event: object) -> None:
        self._tell_whole()

    def sizeHint(self) -> QSize:
        return QSize(text_width(self._text, self._font()) + 1, fonts.line_height(self._role))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(24), fonts.line_height(self._role))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_text(painter, self.rect().toRectF(), self._text, self._token, self._role, self._strong, LEFT)
        painter.end()


class RichLabel(Themed, QLabel):
    """A sentence of which some parts are strong or coloured; every part is escaped."""

    def __init__(
        self,
        parts: Iterable[Part] = (),
        role: str = "body",
        wrap: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role = role
        self._parts: tuple[Part, ...] = ()
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(wrap)
        self.follow_theme()
        self.set_parts(parts)

    def set_parts(self, parts: Iterable[Part]) -> None:
        """Show (text, token, strong) one after the other."""
        fresh = tuple(parts)
        if fresh != self._parts:
            self._parts = fresh
            self._show()

    def plain(self) -> str:
        return "".join(text for text, _, _ in self._parts)

    def _show(self) -> None:
        self.setText("".join(self._markup(*part) for part in self._parts))
        self.setAccessibleName(self.plain())

    def _markup(self, text: str, token: str, strong: bool) -> str:
        families = ",".join(f"'{family}'" for family in fonts.families(strong))
        weight = 600 if strong else 400
        style = f"color:{theme().hex(token)};font-family:{families};font-weight:{weight}"
        return f'<span style="{style}">{escape(text)}</span>'

    def retheme(self) -> None:
        self.setFont(fonts.font(self._role))
        self._show()
