"""Parts live long, change their clothes, and die with their window."""

from __future__ import annotations

import gc
import sys
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import gallery
from tests.ui.widgets.helpers import shown
from ui.theme import ThemeHolder
from ui.theme.current import theme
from ui.widgets.cards import Card, FactRow, Ring, StepBar, Tag
from ui.widgets.choices import Chips, Segmented
from ui.widgets.controls import Button, PrimaryButton
from ui.widgets.fields import ChoiceField, LabeledField, LineField, TextField
from ui.widgets.labels import Label, RichLabel


def bury() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    gc.collect()


def test_every_part_is_freed_with_its_window(qtbot: QtBot, holder: ThemeHolder) -> None:
    window = gallery.page(gallery.english)
    window.show()
    parts = window.findChildren(QWidget)
    ends = [weakref.ref(part) for part in parts if type(part).__module__.startswith("ui.")]
    assert len(ends) > 80
    holder.set("dark")
    window.close()
    window.deleteLater()
    del window, parts
    bury()
    holder.set("light")
    left = [type(end()).__name__ for end in ends if end() is not None]
    assert left == []


def test_a_change_of_theme_reaches_what_is_shown(qtbot: QtBot, holder: ThemeHolder) -> None:
    label, rich, button = Label("x", token="muted"), RichLabel([("x", "accent", True)]), Button("x")
    field = LineField()
    shown(qtbot, label, rich, button, field)
    sizes = (label.font().pixelSize(), button.sizeHint().height(), field.height())
    holder.set("dark", 1.25)
    assert label.palette().windowText().color().name() == theme().hex("muted").lower()
    assert theme().hex("accent") in rich.text()
    assert (label.font().pixelSize(), button.sizeHint().height(), field.height()) == (16, 40, 42)
    assert sizes == (13, 32, 34)


def test_a_part_made_in_the_dark_is_dark(qtbot: QtBot, holder: ThemeHolder) -> None:
    holder.set("dark")
    card = Card("x")
    shown(qtbot, card, height=120)
    image = card.grab().toImage()
    assert image.pixelColor(image.width() // 2, image.height() - 8).name() == theme().hex("surface").lower()


def test_setters_said_twice_do_nothing(qtbot: QtBot) -> None:
    tag, ring, bar, facts = Tag("S1", "s1"), Ring(), StepBar(), FactRow()
    field = LabeledField("&Unit", LineField(), "hint")
    window = shown(qtbot, tag, ring, bar, facts, field)
    for _ in range(2):
        tag.set_tag("S2", "s2")
        ring.set_clock(0.5, "soon", "7 min")
        bar.set_states("ddclllll", "3 of 8")
        facts.set_facts([("Home", "3-1502")])
        field.set_error("No unit.")
        QApplication.processEvents()
    paints = Paints()
    for part in (tag, ring, bar):
        part.installEventFilter(paints)
    tag.set_tag("S2", "s2")
    ring.set_clock(0.5, "soon", "7 min")
    bar.set_states("ddclllll", "3 of 8")
    QApplication.processEvents()
    assert paints.count == 0
    assert window.isVisible()


class Paints(QWidget):
    """Counts paints."""

    count = 0

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.count += 1
        return False


def use_all(window: QWidget, number: int) -> None:
    """Fill in and look, as one morning does many times."""
    for line in window.findChildren(LineField):
        line.set_value(f"3-{number}")
    for text in window.findChildren(TextField):
        text.set_value(f"厨房顶漏水 {number}")
    for moods in window.findChildren(Segmented):
        moods.set_value("calm" if number % 2 else "angry")
    for flags in window.findChildren(Chips):
        flags.set_values(["media"] if number % 2 else [])
    for choice in window.findChildren(ChoiceField):
        choice.set_value("leak" if number % 2 else None)
    for labelled in window.findChildren(LabeledField):
        labelled.set_error(f"wrong {number}" if number % 3 == 0 else None)
    QApplication.processEvents()


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="the counts of these three stand still there")
def test_a_long_morning_leaks_no_reference(qtbot: QtBot) -> None:
    moods = Segmented([("calm", "平静"), ("angry", "生气")])
    choice = ChoiceField()
    choice.set_options([("leak", "渗漏水")])
    fields = [LabeledField("Unit", LineField()), LabeledField("Words", TextField())]
    window = shown(qtbot, *fields, moods, Chips([("media", "Media")]), choice, PrimaryButton("Record"))
    for number in range(30):
        use_all(window, number)
    constants = (None, True, False)
    before = [sys.getrefcount(constant) for constant in constants]
    for number in range(400):
        use_all(window, number)
    after = [sys.getrefcount(constant) for constant in constants]
    assert all(abs(now - then) < 100 for now, then in zip(after, before, strict=True)), (before, after)


@pytest.mark.slow
def test_the_gallery_is_painted_in_both_themes_and_languages(
    qtbot: QtBot, qapp: QApplication, holder: ThemeHolder, tmp_path: Path
) -> None:
    pictures = gallery.paint(tmp_path, qapp, holder)
    assert len(pictures) == 4
    grounds = [QImage(str(path)).pixelColor(5, 5).name() for path in pictures]
    assert grounds == ["#ffffff", "#ffffff", "#1a1d20", "#1a1d20"]


def test_parts_stand_in_any_layout(qtbot: QtBot) -> None:
    outer = Card("Outer")
    inner = Card("Inner", "raised")
    inner.body.addWidget(LabeledField("Words", TextField(lines=2)))
    outer.body.addWidget(inner)
    holder = QWidget()
    box = QVBoxLayout(holder)
    box.addWidget(outer)
    box.addStretch(1)
    shown(qtbot, holder, height=500)
    assert inner.geometry().bottom() < outer.height()
    assert outer.height() < 300
