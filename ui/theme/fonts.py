"""Type: eight roles, two weights, families by platform, the bundled Noto Sans SC behind them all."""

from __future__ import annotations

import sys
from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from resources.fonts import BOLD, FACES, REGULAR
from ui.theme import current

_SYSTEM = {
    "win32": ("Segoe UI", "Microsoft YaHei UI"),
    "darwin": (".AppleSystemUIFont", "PingFang SC"),
}
_LINUX = ("Inter", "Noto Sans", "Noto Sans CJK SC")
# role: (pixels, line height, strong by nature)
_ROLES = {
    "page": (20, 28, True),
    "tile": (21, 26, True),
    "heading": (16, 22, True),
    "lead": (14, 20, False),
    "body": (13, 18, False),
    "words": (13, 20, False),
    "small": (12, 16, False),
    "key": (11, 14, False),
    "tag": (11, 14, True),
}


@cache
def register() -> tuple[str, ...]:
    """Register the bundled faces with Qt, once; returns the families it now knows."""
    known: list[str] = []
    for face in FACES:
        number = QFontDatabase.addApplicationFont(str(face.path))
        known.extend(QFontDatabase.applicationFontFamilies(number))
    return tuple(known)


def families(strong: bool = False) -> list[str]:
    """Return the families to try for each character, in order.

    The bundled bold has a family of its own: sharing one, Qt would show a box for a character that only the
    regular face has.
    """
    system = _SYSTEM.get(sys.platform, _LINUX)
    bundled = (BOLD.family, REGULAR.family) if strong else (REGULAR.family,)
    return [*system, *bundled]


@cache
def _font(role: str, strong: bool, scale: float) -> QFont:
    register()
    font = QFont()
    font.setFamilies(families(strong))
    font.setPixelSize(round(_ROLES[role][0] * scale))
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    font.setFeature(QFont.Tag("tnum"), 1)
    if sys.platform.startswith("linux"):
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def font(role: str = "body", strong: bool | None = None) -> QFont:
    """Return the font of a role at the present scale; an unknown role raises KeyError."""
    by_nature = _ROLES[role][2]
    return QFont(_font(role, by_nature if strong is None else strong, current.theme().scale))


def line_height(role: str) -> int:
    """Return the distance of two lines in pixels at the present scale."""
    return current.theme().px(_ROLES[role][1])
