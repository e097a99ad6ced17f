"""The frame: what it shows, and what its keys do."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from models.core.permissions import Role
from tests.ui.conftest import MakeDesk
from tests.ui.helpers import DeskUnderTest
from tests.ui.shell.stubs import STUBS, CaseStub, StubPage
from ui.shell.side_item import SideItem


@pytest.fixture
def shell(make_desk: MakeDesk) -> DeskUnderTest:
    return make_desk(STUBS)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh_CN", "en", "en_XA"])
def test_the_frame_stands(make_desk: MakeDesk, language: str, theme: str) -> None:
    shell = make_desk(STUBS, language=language, theme=theme)
    shell.shot(f"shell-today-{language}-{theme}")
    shell.go("case", reference="2611-0187")
    shell.shot(f"shell-case-{language}-{theme}")
    assert shell.find("side").width() == 204
    assert shell.find("top").height() == 52
    assert shell.find("status").height() == 28
    shell.shot(f"shell-small-{language}-{theme}", (1024, 648))
    assert shell.find("side").width() == 56
