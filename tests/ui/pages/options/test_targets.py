"""Targets by keyboard: typed, explained, compared, kept as a version, taken up again."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from models.core.permissions import Role
from models.core.session import OWNER, Session
from models.options.actions import save_targets
from models.options.kinds import PolicyRow, TargetsDraft
from models.options.queries import current_policy, policy_versions
from models.timing.kinds import Target
from tests.ui.helpers import DeskUnderTest
from tests.ui.pages.options.conftest import MakeOptions, ask, dialog_shot, visible
from ui.pages.options.targets import TargetsSection
from ui.widgets.cells import CellTable


def in_force(desk: DeskUnderTest) -> PolicyRow:
    row = ask(desk, lambda s: current_policy(s.store))
    assert isinstance(row, PolicyRow)
    return row


def table(desk: DeskUnderTest) -> CellTable:
    found = desk.find("options.targets.table")
    assert isinstance(found, CellTable)
    return found


def section(desk: DeskUnderTest) -> TargetsSection:
    found = desk.find("options.targets")
    assert isinstance(found, TargetsSection)
    return found


def shown(desk: DeskUnderTest) -> list[str]:
    return section(desk).changes.words()


def write(desk: DeskUnderTest, text: str) -> None:
    """Type letter by letter, each where the focus is by then."""
    for letter in text:
        desk.type(letter)


@pytest.fixture
def desk(make_options: MakeOptions) -> DeskUnderTest:
    made = make_options("targets")
    table(made).go_to(("resolved", "s3"))
    return made


def test_a_target_is_typed_compared_and_kept(desk: DeskUnderTest) -> None:
    first = in_force(desk)
    assert shown(desk) == []
    write(desk, "5wd")
    editor = table(desk).typing.editor
    assert editor is not None
    assert editor._trailing == "5 个工作日"
    desk.press("Return")
    assert shown(desk) == ["解决，S3: 3 个工作日 → 5 个工作日"]
    assert table(desk).place() == ("follow_up", "s3")
    assert in_force(desk) == first
    desk.shot("options-targets-changed")
    desk.press("Ctrl+S")
    desk.settle()
    second = in_force(desk)
    assert (second.version, second.policy.target("s3", "resolved")) == (2, Target(days=5))
    assert second.policy.office == first.policy.office
    assert second.created_by == desk.context.desk.actor.staff_id
    assert shown(desk) == []
    assert section(desk).pane._title.text() == "中国物业，第 2 版"
    assert "王敏" in section(desk).pane._since.text()


def test_what_is_still_being_typed_is_kept_too(desk: DeskUnderTest) -> None:
    write(desk, "5wd")
    desk.press("Ctrl+S")
    desk.settle()
    assert in_force(desk).policy.target("s3", "resolved") == Target(days=5)


def test_arrows_enter_tab_and_escape(desk: DeskUnderTest) -> None:
    grid = table(desk)
    desk.press("Left", "Up")
    assert grid.place() == ("progress_told", "s2")
    desk.press("Return")
    write(desk, "90m")  # in the place of what was chosen
    desk.press("Tab")
    assert grid.cells.texts["progress_told", "s2"] == "90m"
    assert grid.place() == ("progress_told", "s3")
    write(desk, "4")
    desk.press("Esc")
    assert grid.cells.texts["progress_told", "s3"] == "1wd"
    assert grid.hasFocus()
    desk.press("Delete")
    assert ("progress_told", "s3") not in grid.texts()
    assert len(shown(desk)) == 2
    desk.press("Esc")  # now everything goes back
    assert shown(desk) == []
    assert grid.texts()["progress_told", "s2"] == "4h"


def test_another_way_to_write_the_same_changes_nothing(desk: DeskUnderTest) -> None:
    table(desk).go_to(("on_site", "s2"))
    write(desk, "60m")
    desk.press("Return")
    assert table(desk).cells.texts["on_site", "s2"] == "1h"
    assert not section(desk).is_dirty()


@pytest.mark.parametrize(("text", "words"), [("soon", "90m"), ("0m", "不能为零"), ("900wd", "超过了一年")])
def test_what_cannot_be_promised_is_explained_beside_the_field(
    desk: DeskUnderTest, text: str, words: str
) -> None:
    grid = table(desk)
    write(desk, text)
    desk.press("Return")
    editor = grid.typing.editor
    assert editor is not None
    assert editor.hasFocus()  # Enter stays where a text cannot be read
    assert words in editor.accessibleDescription()
    assert grid.typing.bubble.isVisible()
    assert words in grid.typing.bubble.words.text()
    desk.shot(f"options-targets-wrong-{text}")
    desk.press("Down", "Ctrl+S")  # whoever goes on keeps what was typed, and is led back to it
    desk.settle()
    assert grid.place() == ("resolved", "s3")
    assert words in grid.accessibleDescription()
    assert in_force(desk).version == 1
    assert section(desk).is_dirty()


def test_the_gravest_need_a_first_response(desk: DeskUnderTest) -> None:
    table(desk).go_to(("first_response", "s2"))
    desk.press("Left", "Delete", "Ctrl+S")
    desk.settle()
    assert visible(desk, "options.targets.notice")
    assert "首次响应" in desk.find("options.targets.notice").accessibleName()
    assert table(desk).place() == ("first_response", "s1")
    assert in_force(desk).version == 1
    write(desk, "10m")
    desk.press("Return")
    assert not visible(desk, "options.targets.notice")


def test_day_and_night_and_what_it_would_mean_now(desk: DeskUnderTest) -> None:
    promised = section(desk).promised
    before = dict(_facts(promised))
    assert before["首次响应"] == "11月20日 周五 14:50"
    assert before["解决"] == "11月25日 周三 18:00"
    desk.click("options.targets.around.s3")
    assert shown(desk) == ["S3 一般: 按开放时间 → 按 24 小时"]
    assert dict(_facts(promised))["解决"] == "11月24日 周二 00:00"
    desk.press("Ctrl+S")
    desk.settle()
    assert in_force(desk).policy.round_the_clock == {"s1", "s2", "s3"}


def _facts(card: Any) -> list[tuple[str, str]]:
    return [(fact[0], fact[1]) for fact in card.facts._facts]


def test_every_preset_that_answers_appeals_says_by_when(desk: DeskUnderTest) -> None:
    stage2 = ("stage2_acknowledged", "stage2_answered", "stage2_extended")
    for name in ("cn-property", "uk-code-2024"):
        desk.click(f"options.targets.preset.{name}")
        assert [table(desk).texts()[one, "s3"] for one in stage2] == ["5wd", "20wd", "40wd"]


@pytest.mark.parametrize("name", ["uk-code-2024", "hazard"])
def test_a_preset_begins_anew_and_is_kept_under_its_name(desk: DeskUnderTest, name: str) -> None:
    desk.click(f"options.targets.preset.{name}")
    assert len(shown(desk)) > 10
    desk.press("Ctrl+S")
    desk.settle()
    row = in_force(desk)
    assert (row.name, row.version) == (name, 1)
    assert table(desk).texts() == {
        (one, severity): str(wanted)
        for severity, of in row.policy.targets.items()
        for one, wanted in of.items()
    }


def test_an_old_version_is_looked_at_and_taken_up_again(desk: DeskUnderTest) -> None:
    for text in ("5wd", "6wd"):
        table(desk).go_to(("resolved", "s3"))
        write(desk, text)
        desk.press("Return", "Ctrl+S")
        desk.settle()
    desk.click("options.targets.versions")
    desk.settle()
    assert not desk.find("options.versions.take").isEnabled()  # that one is in force
    desk.press("Down")
    dialog_shot(desk, "options.versions", "options-versions")
    facts = desk.find("options.versions.changes")._facts  # type: ignore[attr-defined]
    assert [fact[:2] for fact in facts] == [("解决，S3", "3 个工作日 → 5 个工作日")]
    desk.press("Down", "Return")
    desk.settle()
    assert shown(desk) == ["解决，S3: 6 个工作日 → 3 个工作日"]
    assert in_force(desk).version == 3
    desk.press("Ctrl+S")
    desk.settle()
    assert in_force(desk).version == 4
    assert in_force(desk).policy == ask(desk, lambda s: policy_versions(s.store))[-1].policy


def test_a_colleagues_change_is_told_and_nothing_is_lost(desk: DeskUnderTest) -> None:
    row = in_force(desk)
    write(desk, "5wd")
    desk.press("Return")
    targets = {key: dict(of) for key, of in row.policy.targets.items()}
    targets["s4"]["resolved"] = Target(days=9)
    draft = TargetsDraft(row.name, targets, row.policy.round_the_clock)
    other = Session(desk.session.store, OWNER, desk.context.clock)
    found = ask(desk, lambda _s: save_targets(other, draft))
    desk.context.operations.announce(found.changes)
    desk.settle()
    assert visible(desk, "options.targets.notice")
    assert shown(desk) == [
        "解决，S3: 3 个工作日 → 5 个工作日",
        "解决，S4: 9 个工作日 → 7 个工作日",
    ]
    desk.press("Ctrl+S")
    desk.settle()
    assert in_force(desk).policy.target("s3", "resolved") == Target(days=5)


def test_others_read_and_change_nothing(make_options: MakeOptions) -> None:
    desk = make_options("targets", role=Role.FRONT_DESK)
    table(desk).go_to(("resolved", "s3"))
    write(desk, "5wd")
    desk.press("Delete", "Return")
    assert table(desk).typing.editor is None
    assert table(desk).texts()["resolved", "s3"] == "3wd"
    names = ("changes", "preset.hazard", "every", "save")
    assert not any(visible(desk, f"options.targets.{name}") for name in names)


def test_help_says_that_this_is_no_law(desk: DeskUnderTest) -> None:
    desk.press("F1")
    desk.settle()
    words = [label.text() for label in desk.find("options.help")._words]  # type: ignore[attr-defined]
    assert "不是法律规定" in words[0]
    dialog_shot(desk, "options.help", "options-help")
    desk.press("Return")
    assert not visible(desk, "options.help")


def test_all_targets_can_be_promised(desk: DeskUnderTest) -> None:
    before = table(desk).cells.rowCount()
    desk.click("options.targets.every")
    assert table(desk).cells.rowCount() == 21 > before
    table(desk).go_to(("further_works", "s3"))
    write(desk, "12w")
    desk.press("Return", "Ctrl+S")
    desk.settle()
    assert in_force(desk).policy.target("s3", "further_works") == Target(weeks=12)


def test_another_language_while_typing(desk: DeskUnderTest) -> None:
    write(desk, "5wd")
    desk.press("Return")
    desk.context.texts.set("en")
    desk.settle()
    assert shown(desk) == ["Resolved, S3: 3 working days → 5 working days"]
    assert in_force(desk).version == 1


def test_in_a_small_window_what_changes_stays_in_sight(make_options: MakeOptions) -> None:
    desk = make_options("targets", size=(1024, 648))
    assert not visible(desk, "options.targets.foot")
    table(desk).go_to(("resolved", "s3"))
    write(desk, "5wd")
    desk.press("Return")
    desk.settle()
    assert desk.find("options.targets.foot").geometry().bottom() <= section(desk).height()
    desk.click("options.targets.foot.save")
    desk.settle()
    assert in_force(desk).policy.target("s3", "resolved") == Target(days=5)
    assert not visible(desk, "options.targets.foot")


def test_the_mouse_opens_a_cell_and_leaving_it_keeps_what_was_typed(desk: DeskUnderTest) -> None:
    grid = table(desk)
    at = grid.visualRect(grid.currentIndex()).center()
    QTest.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=at)
    opened = grid.typing.editor
    write(desk, "5wd")
    other = grid.visualRect(grid.cells.index(0, 0)).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=other)
    assert opened is not None
    assert grid.typing.editor is None
    assert grid.place() == ("first_response", "s1")
    assert shown(desk) == ["解决，S3: 3 个工作日 → 5 个工作日"]
