"""Icons are readable, tintable and drawn with the house's stroke."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtSvg import QSvgRenderer

from resources import icons


@pytest.mark.parametrize("name", icons.names())
def test_an_icon_takes_a_colour_and_the_stroke(name: str) -> None:
    root = ET.fromstring(icons.svg(name))
    assert (root.get("viewBox"), root.get("stroke")) == ("0 0 24 24", "currentColor")
    assert root.get("stroke-width") == icons.STROKE_WIDTH


def test_qt_draws_them(qapp: object) -> None:
    bad = [n for n in icons.names() if not QSvgRenderer(QByteArray(icons.svg(n).encode())).isValid()]
    assert bad == []


def test_an_unknown_icon_is_a_bug() -> None:
    with pytest.raises(KeyError, match="no-such"):
        icons.svg("no-such")
    with pytest.raises(KeyError):
        icons.svg("../theme/tokens")
