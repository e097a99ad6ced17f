"""The theme that is shown now, for code that paints.

This is the one global of the window, and on purpose: Qt calls paint and size events without arguments, just as
it keeps one application palette. Only `ThemeHolder` writes it; everybody else reads.
"""

from __future__ import annotations

from ui.theme.palette import Theme

_shown: list[Theme] = [Theme()]


def theme() -> Theme:
    """Return the theme shown now; light at 100 % until a holder has set one."""
    return _shown[0]


def publish(new: Theme) -> None:
    """Make `new` the theme that painting code sees. Called by `ThemeHolder` alone."""
    _shown[0] = new
