"""Whether there is a screen to open a window on."""

from __future__ import annotations

import os
import sys

_SIGNS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def has_screen() -> bool:
    """On Linux some sign of a display, or a Qt platform that was chosen; elsewhere always."""
    return not sys.platform.startswith("linux") or any(os.environ.get(sign) for sign in _SIGNS)
