"""Suggestions, severity, promises; languages, themes, sizes, names of all controls."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from tests.ui.pages.intake.conftest import Intake, OpenDesk
from ui.widgets.fields import LabeledField
from ui.widgets.roving import RovingGroup

WORDS = "厨房顶昨晚开始滴水，滴到灶台上。再不管我就发业主群。"


def write(it: Intake) -> None:
    it.keyed("3-1502")
    it.press("Return")
    it.desk.settle()
    it.press("Alt+W")
    it.say(WORDS)
    it.settle()


def test_the_category_follows_the_words_until_it_was_chosen(intake: Intake) -> None:
    write(intake)
    fields = intake.page.what.fields
    assert fields.category.value() == "leak.from_above"
    assert fields.category_label.hint.text() == "根据“滴水”"
    intake.press("Alt+G")
    intake.press("Ctrl+A")
    intake.say("噪音")
    intake.press("Return")
    chosen = fields.category.value()
    assert str(chosen).startswith("noise")
    intake.press("Alt+W")
    intake.press("Ctrl+End")
    intake.say("漏水漏水")
    intake.settle()
    assert fields.category.value() == chosen


def test_found_words_are_marked_behind_an_emoji(intake: Intake) -> None:
    intake.press("Alt+W")
    intake.say("😡😡滴水")
    intake.settle()
    words = intake.find("intake.words")
    marked = [
        words.toPlainText().encode("utf-16-le")[2 * a : 2 * (a + n)].decode("utf-16-le")
        for a, n in words._hits
    ]
    assert marked == ["滴水"]


def test_since_when_is_understood_and_ones_own_words_stay(intake: Intake) -> None:
    write(intake)
    fields = intake.page.what.fields
    assert fields.since.value() == "昨晚"
    assert fields.since_label.hint.text() == "昨天 20:00"
    intake.press("Alt+H")
    intake.press("Ctrl+A")
    intake.say("周四 22:00")
    assert fields.since_label.hint.text() == "昨天 22:00"
    intake.press("Alt+W")
    intake.say("前天")
    intake.settle()
    assert fields.since.value() == "周四 22:00"


def test_severity_is_chosen_by_a_digit_and_given_back_to_the_rule(intake: Intake) -> None:
    write(intake)
    tag = intake.find("intake.severity")
    assert (tag.tag, tag.reason) == ("S2 紧急", "“滴水”")
    intake.press("Alt+V")
    assert not tag.isDown()  # the letter only leads here: a press would fold again what Space unfolds
    intake.keyed("3")
    assert (tag.tag, tag.reason) == ("S3 一般", "您选的")
    intake.press("Space")
    assert intake.find("intake.urgency")
    intake.click("intake.severity.by_rule")
    assert tag.tag == "S2 紧急"


def test_impact_and_care_raise_the_severity(intake: Intake) -> None:
    intake.press("Alt+W")
    intake.say("想问一件事")
    intake.settle()
    assert intake.page.what.weight.severity == "s3"
    intake.press("Alt+V", "Space")
    intake.page.what.fields.details.impact.setFocus()
    intake.press("Ctrl+A")
    intake.say(intake.page.what.fields.details.impact._options[2].label)
    intake.press("Return")
    assert intake.page.what.weight.severity == "s2"  # a whole building
    assert intake.page.what.weight.why == "impact"


def test_promises_follow_the_severity_and_explain_themselves(intake: Intake) -> None:
    write(intake)
    promise = intake.page.what.fields.promise
    times = promise._times.accessibleName()
    assert times == "到场: 15:20; 控制住: 18:20; 告知方案: 22:20; 解决: 周六 14:20"
    intake.press("Alt+T")
    pieces = intake.find("intake.promise.pieces")
    assert "计时 24 小时" in pieces.text() or "计时" in pieces.text()
    intake.press("Alt+V")
    intake.keyed("3")
    intake.desk.settle()
    assert promise.known is not None
    assert promise.known.severity == "s3"
    assert "不计" in pieces.text()


def test_the_clock_runs_from_the_first_key(intake: Intake, clock: object) -> None:
    assert intake.find("intake.time").plain() == "0:00 / 60 秒"
    intake.keyed("3")
    clock.advance(seconds=41)  # type: ignore[attr-defined]
    intake.page.head._show_time()
    assert intake.find("intake.time").plain() == "0:41 / 60 秒"


def test_the_language_changes_under_the_hands(intake: Intake) -> None:
    write(intake)
    intake.press("Alt+M")
    intake.keyed("3")
    intake.desk.context.texts.set("en")
    intake.desk.settle()
    fields = intake.page.what.fields
    assert intake.find("intake.mood.unhappy").text() == "Unhappy"
    assert fields.mood.value() == "unhappy"
    assert fields.category.currentText() == "Leak › from above"
    assert fields.words.value() == WORDS
    assert intake.gaps().startswith("Still missing: what they ask for")
    assert intake.page.who.card._about.text() == "owner, lives here since 2019"


def test_every_control_has_a_name_in_both_languages(intake: Intake) -> None:
    write(intake)
    intake.press("Alt+V", "Space")
    for language in ("zh_CN", "en"):
        intake.desk.context.texts.set(language)
        intake.desk.settle()
        kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox)
        for widget in intake.page.findChildren(QWidget):
            if (
                not isinstance(widget, kinds)
                or not widget.isVisible()
                or widget.objectName().startswith("qt_")
            ):
                continue
            if isinstance(widget.parent(), QComboBox):
                continue
            assert widget.objectName(), widget
            assert widget.accessibleName() or getattr(widget, "text", str)(), widget.objectName()
            data = ("intake.join", "intake.caller.", "intake.homes", "intake.drafts")
            if language == "en" and not widget.objectName().startswith(data):
                said = widget.accessibleName() or widget.text()  # type: ignore[union-attr]
                assert not any("\u4e00" <= char <= "\u9fff" for char in said), said


SIZES = ((1440, 868), (1280, 768), (1160, 720), (1024, 648))


@pytest.mark.parametrize("language", ["zh_CN", "en", "en_XA"])
def test_nothing_is_cut_off_at_any_size(open_it: OpenDesk, language: str) -> None:
    it = open_it(language=language)
    it.press("Ctrl+N")
    write(it)
    for size in SIZES:
        it.desk.window.resize(*size)
        it.desk.settle()
        for widget in it.page.findChildren(QWidget):
            if not widget.isVisible() or not isinstance(widget, (LabeledField, RovingGroup)):
                continue
            right = widget.mapTo(it.page, QPoint(widget.width(), 0)).x()
            ground = widget.parentWidget()
            while ground is not None and "viewport" not in ground.objectName():
                ground = ground.parentWidget()
            if ground is None:
                continue
            room = ground.mapTo(it.page, QPoint(ground.width(), 0)).x()
            assert right <= room + 1, (size, widget.objectName(), widget.accessibleName(), right, room)


def test_the_right_column_is_a_tab_in_a_small_window(open_it: OpenDesk) -> None:
    it = open_it(size=(1024, 648))
    it.press("Ctrl+N")
    write(it)
    assert not it.page.columns.near.isVisible()
    it.press("Alt+1")
    assert it.page.columns.near.isVisible()
    assert it.page.columns.near.asking
    it.press("Esc")
    it.press("Alt+W")
    it.say("燃气味")
    it.settle()
    assert it.page.columns.red.isVisible()
    it.desk.window.resize(1440, 868)
    it.desk.settle()
    assert it.page.columns.red.isVisible()
    assert it.page.who.isVisible()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_gallery(open_it: OpenDesk, language: str, theme: str) -> None:
    it = open_it(language=language, theme=theme)
    it.press("Ctrl+N")
    write(it)
    shot = it.desk.shot(f"intake-{language}-{theme}")
    assert shot.stat().st_size > 20_000
