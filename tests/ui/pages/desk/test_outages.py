"""The cards of what is off: their words, their keys, their looks."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from models.incidents.kinds import IncidentRow
from resources.texts import load
from tests.factories import NOON
from tests.models.incidents.test_rules import row
from tests.ui.conftest import MakeDesk
from ui.pages.desk.outages import OutageCards
from ui.theme import ThemeHolder

ZONE = ZoneInfo("Asia/Shanghai")
WATER = row(
    id=5, title="3号楼 10–18 层停水", say="水泵在换件，四点半前来水。来水我第一时间告诉您。", cases=1, open_cases=1,
    households=7, category="water", expected_until=NOON + timedelta(hours=2, minutes=10),
)  # fmt: skip
RISER = row(
    id=6, state="proposed", kind="shared_cause", category="leak", category_zh="漏水", category_en="Leak", place_id=3,
    place="3-1502", place_kind="unit", place_line="3/02", cases=3, open_cases=3, households=3, major=True,
)  # fmt: skip


def shown(qtbot: QtBot, *rows: IncidentRow, language: str = "zh_CN", hours: float = 0) -> OutageCards:
    cards = OutageCards()
    qtbot.addWidget(cards)
    cards.show_rows(load(language), rows, NOON + timedelta(hours=hours), ZONE)
    cards.resize(316, cards.sizeHint().height())
    return cards


def spoken(cards: OutageCards) -> list[str]:
    return [card.accessibleName() for card in cards.cards if not card.isHidden()]


def test_what_until_when_what_to_say_and_how_many_asked(qtbot: QtBot) -> None:
    assert spoken(shown(qtbot, WATER)) == [
        "3号楼 10–18 层停水, 至 16:30, “水泵在换件，四点半前来水。来水我第一时间告诉您。”, 已有 7 户来问，1 件"
    ]


def test_a_time_that_has_passed_is_said(qtbot: QtBot) -> None:
    assert "原定 16:30" in spoken(shown(qtbot, WATER, hours=3))[0]


def test_what_is_proposed_asks_for_a_decision(qtbot: QtBot) -> None:
    (words,) = spoken(shown(qtbot, RISER, language="en"))
    assert words == (
        "Leak on the riser of 3-1502, One cause? Accept it or dismiss it., 3 households have asked, 3 cases"
    )


def test_nothing_is_off_and_nothing_is_there(qtbot: QtBot) -> None:
    cards = shown(qtbot, WATER)
    assert not cards.isHidden()
    cards.show_rows(load("zh_CN"), (), NOON, ZONE)
    assert cards.isHidden()


def test_three_are_shown_and_the_rest_is_counted(qtbot: QtBot) -> None:
    cards = shown(qtbot, *[WATER] * 5)
    assert len(spoken(cards)) == 3
    assert cards._rest.text() == "还有 2 件"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_key_or_a_click_opens_it(qtbot: QtBot, key: Qt.Key) -> None:
    cards = shown(qtbot, WATER, RISER)
    cards.show()
    opened: list[int] = []
    cards.wanted.connect(lambda incident: opened.append(incident))
    QTest.keyClick(cards.cards[1], key)
    QTest.mouseClick(cards.cards[0], Qt.MouseButton.LeftButton)
    assert opened == [6, 5]


@pytest.mark.parametrize(("language", "theme"), [("zh_CN", "light"), ("en", "dark")])
def test_pictures(qtbot: QtBot, tmp_path: Path, language: str, theme: str) -> None:
    holder = ThemeHolder()
    holder.set(theme)
    ground = QWidget()
    qtbot.addWidget(ground)
    cards = shown(qtbot, WATER, RISER, language=language)
    QVBoxLayout(ground).addWidget(cards)
    ground.resize(348, 340)
    ground.show()
    QApplication.processEvents()
    folder = Path(os.environ.get("REDRESS_SHOTS") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    assert ground.grab().save(str(folder / f"outages-{language}-{theme}.png"))
    holder.set("light")


def test_declared_on_today_and_shown_beside_it(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.go("today")
    desk.press("O")
    desk.settle()
    desk.type("3号楼停水")
    desk.find("incident.say").setFocus()
    desk.type("正在查，来水告诉您。")
    desk.press("Ctrl+Return")
    desk.settle()
    card = desk.find("today.outages.1")
    assert card.accessibleName().startswith("3号楼停水, ")
    card.setFocus()
    desk.press("Return")
    desk.settle()
    assert desk.context.navigation.current == "incidents"
    assert desk.find("incidents.title").text() == "3号楼停水"  # type: ignore[attr-defined]
