"""The life of the page: bursts of keys, what comes late, changes by others, languages, little room."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from models.core.changes import Changes
from models.core.session import Session
from models.insights.kinds import Slice
from tests.ui.pages.insight.conftest import Look, LookAt
from ui.pages.insight.parts import PARTS
from ui.pages.insight.sight import turned
from ui.widgets.labels import ElidedLabel


def test_a_burst_of_keys_asks_once_and_old_figures_stay_meanwhile(look: Look) -> None:
    met: list[str] = []
    look.page.looking.arrived.connect(lambda name, _found: met.append(name))
    for _ in range(6):
        QTest.keyClicks(look.page, "[")
    assert look.page.head.name.text() == "Week 41"
    assert look.tile("received").startswith("28 cases")
    look.desk.settle()
    assert look.tile("received").startswith("4 cases")
    assert Counter(met) == Counter(PARTS)
    # Asked again before anything has come: what was asked first does not come over it.
    met.clear()
    sight = look.page.steering.sight
    look.page.looking.ask(sight)
    look.page.looking.ask(sight.at(turned(sight.period, 5)))
    look.desk.settle()
    assert look.tile("received") == "5 cases | before 6, −1"
    assert Counter(met) == Counter(PARTS)


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


def test_nothing_is_clipped(look: Look) -> None:
    look.page.steering.narrow(Slice.CHANNEL, "phone")
    look.page.steering.open_value("leak")
    context = look.desk.context
    for language, theme in (("zh_CN", "dark"), ("en", "light"), ("en_XA", "light")):
        context.theme.set(theme)
        context.texts.set(language)
        for size in ((1440, 868), (1024, 648)):
            look.desk.shot(f"insight-{language}-{theme}-{size[0]}", size)
            check_room(look, wide=size[0] >= 1280, plain=language != "en_XA")


def check_room(look: Look, *, wide: bool, plain: bool) -> None:
    """Everything has at least the room it needs, inside of the page."""
    sheet = look.page.sheet
    inside = sheet.scroller.widget()
    assert inside is not None
    assert inside.minimumSizeHint().width() <= sheet.scroller.viewport().width()
    foot = sheet.foot.words
    assert foot.height() >= foot.heightForWidth(foot.width()) > 0, (
        "whole sentences, on as many lines as they need"
    )
    for widget in [*_seen(look.page.head), *_seen(inside), foot]:
        left = widget.mapTo(look.page, QPoint(0, 0)).x()
        assert left >= 0
        assert left + widget.width() <= look.page.width(), widget.objectName()
        if not isinstance(widget, ElidedLabel) and widget.minimumSizeHint().isValid():
            assert widget.width() >= widget.minimumSizeHint().width(), widget.objectName()
    pareto, trend = (
        sheet.panes_by_name[name].mapTo(inside, QPoint(0, 0)).x() for name in ("pareto", "trend")
    )
    assert pareto == trend or wide
    assert pareto < trend or not wide or not plain


def _seen(holder: QWidget) -> list[QWidget]:
    return [
        one
        for one in holder.findChildren(QWidget)
        if one.isVisible() and one.objectName().startswith("insight.")
    ]
