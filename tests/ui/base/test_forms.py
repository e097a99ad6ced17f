"""Forms, dialogs, drafts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import pytest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QDateTimeEdit,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from models.core.session import Session
from models.options.queries import load_draft
from tests.ui.conftest import MakeDesk
from tests.ui.helpers import DeskUnderTest
from tests.ui.shell.stubs import STUBS
from ui.base.connections import Connections
from ui.base.dialog import Dialog
from ui.base.drafts import SAVE_MS, DraftKeeper
from ui.base.form import FieldProblem, Form
from ui.base.values import change_signal, read, write
from ui.context import Context
from ui.widgets.fields import LabeledField, LineField


@dataclass(frozen=True)
class UnitDraft:
    label: str
    floor: str = ""
    lift: bool = False


class UnitForm(Form[UnitDraft]):
    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.label = LabeledField("房号", LineField())
        self.floor = LineField()
        self.lift = QCheckBox()
        column = QVBoxLayout(self)
        for widget in (self.label, self.floor, self.lift):
            column.addWidget(widget)
        self.bind("label", self.label)
        self.bind("floor", self.floor)
        self.bind("lift", self.lift)
        self.words = 0

    def draft(self) -> UnitDraft:
        return UnitDraft(**self.values())

    def problems(self) -> list[FieldProblem]:
        found = [FieldProblem("label", "请填房号。")] if not self.values()["label"] else []
        return found + ([FieldProblem("floor", "楼层是数字。")] if self.values()["floor"] == "x" else [])

    def retranslate(self) -> None:
        self.words += 1


@pytest.fixture
def shell(make_desk: MakeDesk) -> DeskUnderTest:
    return make_desk(STUBS)


@pytest.fixture
def form(shell: DeskUnderTest) -> UnitForm:
    made = UnitForm(shell.context, shell.go("today"))
    made.setGeometry(300, 100, 400, 300)
    made.show()
    return made


def test_a_form_gives_back_what_it_loaded_and_knows_when_it_differs(
    form: UnitForm, shell: DeskUnderTest
) -> None:
    changes: list[bool] = []
    form.changed.connect(lambda: changes.append(True))
    draft = UnitDraft("3-1502", "15", lift=True)
    form.load(draft)
    assert form.draft() == draft
    assert not form.is_dirty()
    assert changes == [], "loading is not editing"
    shell.type("9", form.floor)
    assert form.is_dirty()
    assert changes == [True]
    form.mark_clean()
    assert not form.is_dirty()


def test_commit_leads_to_the_first_problem_and_submits_when_there_is_none(form: UnitForm) -> None:
    sent: list[UnitDraft] = []
    form.submitted.connect(sent.append)
    form.load(UnitDraft("", "x"))
    assert not form.commit()
    assert has_error(form)
    assert form.window().focusWidget() is form.label.field
    form.load(UnitDraft("3-1502"))
    assert not has_error(form)
    assert form.commit()
    assert sent == [UnitDraft("3-1502")]


def test_two_fields_of_one_name_are_a_bug(form: UnitForm) -> None:
    with pytest.raises(ValueError, match="two fields"):
        form.bind("label", QLineEdit())


def test_the_language_reaches_a_form_only_while_it_lives(form: UnitForm, shell: DeskUnderTest) -> None:
    shell.context.texts.set("en")
    assert form.words == 1
    form.deleteLater()
    shell.settle()
    shell.context.texts.set("zh_CN")
    assert form.words == 1


@pytest.mark.parametrize(
    ("make", "value"),
    [
        (QLineEdit, "三"),
        (QPlainTextEdit, "三\n四"),
        (QCheckBox, True),
        (QSpinBox, 7),
        (QDateEdit, date(2026, 11, 20)),
        (QDateTimeEdit, datetime(2026, 11, 20, 14, 20)),  # noqa: DTZ001  as a field has it
    ],
)
def test_plain_inputs_are_read_and_written_alike(qtbot: QtBot, make: type[QWidget], value: object) -> None:
    widget = make()
    qtbot.addWidget(widget)
    with qtbot.waitSignal(change_signal(widget)):
        write(widget, value)
    assert read(widget) == value


def test_a_choice_is_read_by_its_code(qtbot: QtBot) -> None:
    choice = QComboBox()
    qtbot.addWidget(choice)
    choice.addItem("电话", "phone")
    choice.addItem("来访", "visit")
    write(choice, "visit")
    assert read(choice) == "visit"
    write(choice, None)
    assert read(choice) is None


def test_what_is_no_input_is_refused(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    for attempt in (lambda: read(widget), lambda: write(widget, 1), lambda: change_signal(widget)):
        with pytest.raises(TypeError):
            attempt()


def test_lambda_slots_are_refused(form: UnitForm) -> None:
    with pytest.raises(TypeError):
        Connections().add(form.changed, lambda: None)


def has_error(form: UnitForm) -> bool:
    return bool(form.label.has_error)


class PickDialog(Dialog):
    def retranslate(self) -> None:
        self.setWindowTitle(self.context.texts.t("Keys"))


def test_a_dialog_hands_over_its_answer_and_is_freed(shell: DeskUnderTest) -> None:
    dialog = PickDialog(shell.context, shell.window)
    answers: list[object] = []
    dialog.answered.connect(answers.append)
    dialog.open()
    assert dialog.isVisible()
    dialog.answer(3)
    shell.settle()
    assert answers == [3]
    assert not isValid(dialog)


def test_drafts_wait_are_saved_given_back_and_forgotten(shell: DeskUnderTest) -> None:
    page = shell.go("today")
    written = {"words": "早上起厨房水龙头没水"}
    keeper = DraftKeeper(page, shell.context, "intake", lambda: dict(written))
    keeper.touch()
    shell.settle()
    assert stored(shell) is None, "not with every key"
    assert SAVE_MS < 2000
    keeper.flush()
    shell.settle()
    assert stored(shell) == written
    given: list[object] = []
    keeper.restore(given.append)
    shell.settle()
    assert given == [written]
    keeper.forget()
    shell.settle()
    assert stored(shell) is None


def test_an_unchanged_draft_is_not_written_again(shell: DeskUnderTest, qtbot: QtBot) -> None:
    keeper = DraftKeeper(shell.go("today"), shell.context, "intake", lambda: {"words": "水"})
    with qtbot.waitSignal(keeper.saved, timeout=SAVE_MS * 3):
        keeper.touch()
    with qtbot.assertNotEmitted(keeper.saved):
        keeper.touch()
        keeper.flush()
        shell.settle()


def test_a_page_that_goes_takes_its_last_words_with_it_into_the_store(shell: DeskUnderTest) -> None:
    page = shell.go("today")
    keeper = DraftKeeper(page, shell.context, "intake", lambda: {"words": "水"})
    keeper.touch()
    keeper.use_key("other")
    shell.settle()
    assert stored(shell) == {"words": "水"}


def stored(shell: DeskUnderTest) -> object:
    def read_it(session: Session) -> object:
        return load_draft(session, "intake", "")

    found: list[object] = []
    shell.context.jobs.query(shell.window, read_it, found.append)
    shell.settle()
    return found[0]
