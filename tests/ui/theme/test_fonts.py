"""Type: roles, weights, and Chinese that is there in both."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontInfo, QRawFont

from resources.fonts import BOLD, REGULAR
from ui.theme import ThemeHolder, fonts


def test_the_bundled_faces_are_known_once(holder: ThemeHolder) -> None:
    assert set(fonts.register()) == {BOLD.family, REGULAR.family}


@pytest.mark.parametrize(("strong", "family"), [(False, REGULAR.family), (True, BOLD.family)])
def test_chinese_comes_from_the_bundled_faces(holder: ThemeHolder, strong: bool, family: str) -> None:
    font = fonts.font("body", strong)
    assert QFontInfo(font).family() == family
    raw = QRawFont.fromFont(font)
    assert all(raw.supportsCharacter(ord(char)) for char in "厨房顶漏水，滴到灶台")


def test_roles_have_their_sizes_and_natures(holder: ThemeHolder) -> None:
    sizes = {role: fonts.font(role).pixelSize() for role in ("page", "heading", "body", "small", "key")}
    assert sizes == {"page": 20, "heading": 16, "body": 13, "small": 12, "key": 11}
    assert fonts.font("page").weight() == QFont.Weight.DemiBold
    assert fonts.font("body").weight() == QFont.Weight.Normal
    assert fonts.font("body", strong=True).weight() == QFont.Weight.DemiBold


def test_figures_are_tabular(holder: ThemeHolder) -> None:
    assert fonts.font("body").featureValue(QFont.Tag("tnum")) == 1


def test_scale_changes_sizes(holder: ThemeHolder) -> None:
    before = fonts.line_height("body")
    holder.set("light", 1.25)
    assert fonts.font("page").pixelSize() == 25
    assert fonts.line_height("body") > before


def test_an_unknown_role_is_a_bug(holder: ThemeHolder) -> None:
    with pytest.raises(KeyError):
        fonts.font("huge")


def test_a_font_handed_out_may_be_changed(holder: ThemeHolder) -> None:
    fonts.font("body").setPixelSize(99)
    assert fonts.font("body").pixelSize() == 13
