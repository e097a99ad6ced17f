"""The life of the page: bursts of keys, what comes late, changes by others, languages, little room."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from models.core.changes import Changes
from models.core.session import Session
from models.insights.kinds import Slice
from tests.ui.pages.insight.conftest import Look, LookAt
from ui.pages.insight.parts import PARTS
from ui.widgets.labels import ElidedLabel


def test_a_burst_of_keys_asks_once(look: Look) -> None:
    met: Counter[str] = Counter()
    look.page.looking.arrived.connect(lambda name, _found: met.update([name]))
    for _ in range(6):
        QTest.keyClicks(look.page, "[")
    look.desk.settle()
    assert look.page.head.name.text() == "Week 41"
    assert met == Counter(dict.fromkeys(PARTS, 1))


def test_what_was_asked_before_does_not_come_over_what_was_asked_last(look: Look) -> None:
    met: list[str] = []
    look.page.looking.arrived.connect(lambda name, _found: met.append(name))
    jobs = look.desk.context.jobs
    jobs.query(look.page, _busy, lambda _: None)  # the lane is busy, so both questions wait behind it
    look.page.looking.ask(look.page.steering.sight)
    look.press("[")
    assert Counter(met) == Counter(PARTS)
    assert look.tile("received") == "5 cases | before 6, −1"


def _busy(session: Session) -> int:
    return len(session.store.rows("SELECT a.id FROM complaint a, complaint b LIMIT 20000"))


def test_old_figures_stay_while_others_are_reckoned(look: Look) -> None:
    look.desk.context.jobs.query(look.page, _busy, lambda _: None)
    look.desk.press("[")
    assert look.page.head.name.text() == "Week 46"
    assert look.tile("received").startswith("28 cases")
    look.desk.settle()
    assert look.tile("received").startswith("5 cases")


def test_others_change_something(look: Look) -> None:
    operations = look.desk.context.operations
    _add_case(look)
    operations.announce(Changes(frozenset({"case"}), frozenset()))
    look.desk.settle()
    assert look.tile("received").startswith("29 cases")
    look.desk.go("complaints")
    _add_case(look)
    operations.announce(Changes(frozenset({"warning"}), frozenset()))
    assert look.page.stale
    look.desk.go("insight")
    assert look.tile("received").startswith("30 cases")


def _add_case(look: Look) -> None:
    def write(session: Session) -> None:
        with session.store.writing():
            columns = [row[1] for row in session.store.rows("PRAGMA table_info(complaint)") if row[1] != "id"]
            listed = ", ".join(columns)
            taken = listed.replace("reference", "reference || '-' || (SELECT max(id) FROM complaint)", 1)
            newest = "(SELECT max(id) FROM complaint)"
            session.store.execute(
                f"INSERT INTO complaint ({listed}) SELECT {taken} FROM complaint WHERE id = {newest}"
            )

    look.desk.context.jobs.query(look.page, write, lambda _: None)
    look.desk.settle()


def test_the_language_turns_everything(look: Look) -> None:
    look.page.steering.narrow(Slice.CHANNEL, "phone")
    look.desk.settle()
    look.desk.context.texts.set("zh_CN")
    look.desk.settle()
    assert look.page.head.name.text() == "第 47 周"
    assert look.page.sheet.tiles.tiles["received"].words.title == "受理"
    chip = look.page.head.chips.chip(Slice.CHANNEL)
    assert chip is not None
    assert chip.text() == "渠道：电话"
    assert "漏水" in look.marks("pareto")
    row = look.page.sheet.measures.list.paged.row_at(0)
    assert row is not None
    assert row.cells[0] == "受理"


def test_a_figure_from_elsewhere_is_looked_at(look_at: LookAt) -> None:
    look = look_at(figure="received@2026-W46/building_id=2")
    assert look.page.head.name.text() == "Week 46"
    assert look.page.head.chips.chip(Slice.BUILDING) is not None
    look.desk.go("insight", figure="no such figure")
    assert look.page.head.name.text() == "Week 46"


@pytest.mark.parametrize(("language", "theme"), [("zh_CN", "dark"), ("en", "light"), ("en_XA", "light")])
@pytest.mark.parametrize("size", [(1440, 868), (1024, 648)])
def test_nothing_is_clipped(look_at: LookAt, language: str, theme: str, size: tuple[int, int]) -> None:
    look = look_at(language=language, theme=theme, size=size)
    look.page.steering.narrow(Slice.CHANNEL, "phone")
    look.page.steering.open_value("leak")
    look.desk.settle()
    look.desk.shot(f"insight-{language}-{theme}-{size[0]}")
    sheet = look.page.sheet
    inside = sheet.scroller.widget()
    assert inside is not None
    assert inside.width() <= sheet.scroller.viewport().width()
    assert inside.minimumSizeHint().width() <= sheet.scroller.viewport().width()
    for widget in [*_seen(look.page.head), *_seen(inside)]:
        place = widget.mapTo(look.page, QPoint(0, 0))
        assert place.x() >= 0
        assert place.x() + widget.width() <= look.page.width(), widget.objectName()
        if not isinstance(widget, ElidedLabel) and widget.minimumSizeHint().isValid():
            assert widget.width() >= widget.minimumSizeHint().width(), widget.objectName()
    pareto, trend = (
        sheet.panes_by_name[name].mapTo(inside, QPoint(0, 0)).x() for name in ("pareto", "trend")
    )
    assert pareto == trend or size[0] >= 1280
    assert pareto < trend or size[0] < 1280 or language == "en_XA"


def _seen(holder: QWidget) -> list[QWidget]:
    return [
        one
        for one in holder.findChildren(QWidget)
        if one.isVisible() and one.objectName().startswith("insight.")
    ]
