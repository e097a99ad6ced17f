"""A sum of money: typed as people write it, kept in minor units."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme import fonts
from ui.theme.current import theme
from ui.theme.lettering import paint_text, text_width
from ui.widgets.line_field import LineField

_SUM = re.compile(r"\d{1,12}(?:,\d{3})*(?:\.\d+)?")


def parse_money(text: str, digits: int = 2) -> int | None:
    """Return the minor units meant by "1,200.50" (full-width figures too), or None when it is no sum."""
    plain = unicodedata.normalize("NFKC", text).replace("。", ".").strip().lstrip("¥$€£ ")
    if not _SUM.fullmatch(plain):
        return None
    minor = Decimal(plain.replace(",", "")).scaleb(digits)
    return int(minor) if minor == minor.to_integral_value() else None


def show_money(minor: int, digits: int = 2) -> str:
    """Return a sum as the field shows it: whole sums without a fraction."""
    whole, rest = divmod(minor, 10**digits)
    return f"{whole}.{rest:0{digits}d}" if rest else str(whole)


class MoneyField(LineField):
    """A sum with its currency sign in front; the value is an int of minor units, or None."""

    def __init__(
        self, currency: str = "¥", digits: int = 2, placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        self._currency, self._digits = currency, digits
        super().__init__(placeholder, None, "field", parent)

    def set_currency(self, symbol: str, digits: int) -> None:
        self._currency, self._digits = symbol, digits
        self._make_room()
        self.update()

    def value(self) -> object:
        return parse_money(self.text(), self._digits)

    def is_valid(self) -> bool:
        return not self.text().strip() or self.value() is not None

    def set_value(self, value: object) -> None:
        if isinstance(value, int) and value == self.value():
            return
        super().set_value(show_money(value, self._digits) if isinstance(value, int) else None)

    def _tell_committed(self) -> None:
        self.set_error_state(not self.is_valid())
        super()._tell_committed()

    def _make_room(self) -> None:
        self.setTextMargins(text_width(self._currency, fonts.font("body")) + theme().px(6), 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        left = theme().px(12)
        spot = QRectF(left, 0, self.width() - left, self.height())
        paint_text(painter, spot, self._currency, "muted")
        painter.end()
