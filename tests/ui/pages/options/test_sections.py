"""The options by keyboard: what each section does, and who may not see it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLineEdit

from models.accounts.actions import set_password
from models.accounts.passwords import seal
from models.accounts.signing import sign_in
from models.audit.queries import entries
from models.core.errors import UserProblem
from models.core.permissions import Permission, Role
from models.core.session import Session
from models.options.actions import change_options, save_phrase
from models.options.causes import causes
from models.options.kinds import CategoryRow
from models.options.queries import categories, category, current_policy, phrases, settings
from models.store.trail import TrailCheck
from resources.phrases import coach
from tests.ui.helpers import DeskUnderTest
from tests.ui.pages.options.conftest import MakeOptions, as_owner, ask, visible
from ui.widgets.lists import RowView

PASSWORD = "a quiet morning"
SECTIONS = ("look", "property", "targets", "calendar", "categories", "causes", "coach", "trail")


def line(desk: DeskUnderTest, name: str) -> QLineEdit:
    found = desk.find(name)
    assert isinstance(found, QLineEdit)
    return found


def rows(desk: DeskUnderTest, name: str) -> RowView:
    found = desk.find(name)
    assert isinstance(found, RowView)
    return found


def kept(desk: DeskUnderTest) -> Any:
    return ask(desk, lambda s: settings(s.store))


def own(desk: DeskUnderTest, language: str = "zh_CN") -> Any:
    return ask(desk, lambda s: dict(phrases(s.store, language)))


def found(desk: DeskUnderTest, code: str) -> CategoryRow:
    row = ask(desk, lambda s: category(s.store, code))
    assert isinstance(row, CategoryRow)
    return row


# -- who sees what


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (Role.FRONT_DESK, {"look", "targets", "calendar"}),
        (Role.MANAGER, {"look", "targets", "calendar", "coach", "trail"}),
        (Role.ADMINISTRATOR, set(SECTIONS)),
    ],
)
def test_each_role_sees_its_sections(make_options: MakeOptions, role: Role, seen: set[str]) -> None:
    options = make_options(role=role)
    assert {code for code in SECTIONS if visible(options, f"options.tabs.{code}")} == seen


def test_a_link_to_a_section_that_one_may_not_see_leads_to_the_first(make_options: MakeOptions) -> None:
    options = make_options("trail", role=Role.FRONT_DESK)
    assert visible(options, "options.look")


def test_below_the_window_it_is_refused_too(make_options: MakeOptions) -> None:
    options = make_options(role=Role.FRONT_DESK)

    def refused(session: Session) -> list[str]:
        codes = []
        for action, args in (
            (change_options, ({"property.name": "X"},)),
            (save_phrase, ("coach.soothe.say.1", "en", "X")),
        ):
            with pytest.raises(UserProblem) as caught:
                action(session, *args)
            codes.append(caught.value.code)
        return codes

    assert ask(options, refused) == ["not_allowed", "not_allowed"]


def test_a_right_that_is_lost_takes_its_section_along(make_options: MakeOptions) -> None:
    options = make_options("coach", role=Role.MANAGER)
    actor = options.context.desk.actor
    options.context.desk.refresh_actor(
        replace(actor, permissions=actor.permissions - {Permission.EDIT_PHRASES})
    )
    options.settle()
    assert not visible(options, "options.tabs.coach")
    assert visible(options, "options.look")


# -- appearance


def test_language_colours_and_size_hold_at_once_and_are_remembered(make_options: MakeOptions) -> None:
    options = make_options()
    options.find("options.language").setFocus()
    options.press("Right", "Tab", "Right", "Tab", "Right")
    chosen = options.context.preferences
    assert (chosen.language, chosen.theme, chosen.scale) == ("en", "dark", 112)
    assert options.context.texts.language == "en"
    assert options.context.theme.current.is_dark
    assert options.context.theme.current.scale == 1.12


def test_the_menu_of_the_person_is_followed(make_options: MakeOptions) -> None:
    options = make_options()
    options.desk.wiring.menu.scale_wanted.emit(125)
    assert options.find("options.scale").value() == 125  # type: ignore[attr-defined]


def test_ones_own_password_asks_for_the_old_one(make_options: MakeOptions) -> None:
    options = make_options()
    assert not visible(options, "options.password")
    me = options.context.desk.actor
    staff_id = me.staff_id
    assert staff_id is not None
    ask(options, as_owner(lambda s: set_password(s, staff_id, seal(PASSWORD))))
    options.press("F5")
    options.settle()
    options.click("options.password")
    options.type("wrong", options.find("password.old"))
    for box in ("password.new", "password.again"):
        options.type("another quiet morning", options.find(box))
    options.press("Return")
    options.settle()
    assert "还可以试 4 次" in options.find("password.old").accessibleDescription()
    options.type(PASSWORD, options.find("password.old"))
    options.press("Return")
    options.settle()
    assert (
        ask(options, lambda s: sign_in(s.store, s.clock, me.login, "another quiet morning").actor.name)
        == me.name
    )


# -- the property


def test_the_property_is_changed_by_keyboard(make_options: MakeOptions) -> None:
    options = make_options("property")
    name = line(options, "options.property.name")
    name.setFocus()
    name.selectAll()
    options.type("云山雅苑")
    options.type("13800138000", options.find("options.property.phone"))
    minutes = line(options, "options.property.minutes")
    minutes.setFocus()
    minutes.selectAll()
    options.type("5")
    options.click("options.property.reports.both")
    options.press("Ctrl+S")
    options.settle()
    found = kept(options)
    assert (found.property_name, found.property_phone, found.idle_lock_minutes) == (
        "云山雅苑",
        "13800138000",
        5,
    )
    assert found.report_languages == ("zh_CN", "en")
    assert options.context.desk.property_name == "云山雅苑"


def test_only_what_differs_is_written(make_options: MakeOptions) -> None:
    options = make_options("property")
    options.type("110", options.find("options.property.phone"))
    options.press("Ctrl+S")
    options.settle()
    assert ask(options, lambda s: entries(s.store, limit=1).rows[0].facts) == {"options": ["property.phone"]}


def test_the_original_words_typed_again_are_no_words_of_ones_own(make_options: MakeOptions) -> None:
    options = make_options("coach", role=Role.MANAGER)
    field = options.find("options.coach.en")
    options.type("X", field)
    options.press("Ctrl+S")
    options.settle()
    assert own(options, "en")
    field.setFocus()
    options.press("Ctrl+A")
    options.type(coach("receive").lead.en)
    options.press("Ctrl+S")
    options.settle()
    assert own(options, "en") == {}


def test_another_time_zone_moves_the_calendar(make_options: MakeOptions) -> None:
    options = make_options("property")
    zone = options.find("options.property.timezone")
    zone.setFocus()
    zone.lineEdit().selectAll()  # type: ignore[attr-defined]
    options.type("Europe/London")
    options.press("Tab", "Ctrl+S")
    options.settle()
    assert kept(options).property_timezone == "Europe/London"
    assert ask(options, lambda s: current_policy(s.store).policy.office.timezone) == "Europe/London"


@pytest.mark.parametrize("minutes", ["0", "x", "500"])
def test_minutes_that_cannot_be_are_refused_beside_their_field(
    make_options: MakeOptions, minutes: str
) -> None:
    options = make_options("property")
    field = line(options, "options.property.minutes")
    field.setFocus()
    field.selectAll()
    options.type(minutes)
    options.press("Ctrl+S")
    options.settle()
    assert "1" in field.accessibleDescription()
    assert "240" in field.accessibleDescription()
    assert kept(options).idle_lock_minutes == 10
    options.press("Esc")
    assert field.text() == "10"


def test_what_is_being_written_survives_another_persons_change(make_options: MakeOptions) -> None:
    options = make_options("property")
    options.type("X", options.find("options.property.name"))
    options.context.operations.run(options.window, change_options, {"property.phone": "110"})
    options.settle()
    assert line(options, "options.property.name").text().startswith("X")


# -- categories


def test_a_category_is_renamed(make_options: MakeOptions) -> None:
    options = make_options("categories")
    rows(options, "options.categories.list").setFocus()
    options.press("Home", "Return")
    field = line(options, "options.category.zh")
    assert field.hasFocus()
    field.selectAll()
    options.type("渗水")
    options.press("Ctrl+S")
    options.settle()
    assert found(options, "leak").zh == "渗水"


def test_a_category_is_added_below_another(make_options: MakeOptions) -> None:
    options = make_options("categories")
    rows(options, "options.categories.list").setFocus()
    options.press("Home")
    options.click("options.category.below")
    options.type("鱼缸")
    options.press("Ctrl+S")
    assert line(options, "options.category.en").accessibleDescription()
    options.type("fish tank", options.find("options.category.en"))
    options.press("Ctrl+S")
    options.settle()
    added = ask(options, lambda s: [row for row in categories(s.store) if row.origin == "own"])
    assert [(row.zh, row.en, row.parent_code) for row in added] == [("鱼缸", "fish tank", "leak")]
    chosen = rows(options, "options.categories.list").current()
    assert chosen is not None
    assert chosen.cells[0] == "鱼缸"


def test_a_category_is_retired_and_comes_back_with_undo(make_options: MakeOptions) -> None:
    options = make_options("categories")
    rows(options, "options.categories.list").setFocus()
    options.press("Home", "Down")
    options.click("options.category.retire")
    options.settle()
    assert not found(options, "leak.from_above").active
    options.press("Ctrl+Z")
    options.settle()
    assert found(options, "leak.from_above").active


def test_moving_on_keeps_what_was_typed(make_options: MakeOptions) -> None:
    options = make_options("categories")
    view = rows(options, "options.categories.list")
    view.setFocus()
    options.press("Home", "Return")
    options.type("X")
    view.setFocus()
    options.press("Down")
    options.settle()
    assert "X" in found(options, "leak").zh


# -- causes


def test_a_cause_is_added_changed_and_retired(make_options: MakeOptions) -> None:
    options = make_options("causes")
    view = rows(options, "options.causes.list")
    view.setFocus()
    options.press("Home")
    options.click("options.cause.below")
    options.type("阀芯")
    options.type("Valve cores", options.find("options.cause.en"))
    options.press("Tab")
    options.type("开发商")
    options.press("Tab", "Ctrl+S")
    options.settle()
    kept = ask(options, lambda s: [row for row in causes(s.store) if row.origin == "own"])
    assert [(row.zh, row.en, row.parent_code, row.responsible) for row in kept] == [
        ("阀芯", "Valve cores", "wear", "developer")
    ]
    chosen = view.current()
    assert chosen is not None
    assert chosen.cells[:3] == ("阀芯", "Valve cores", "开发商保修")
    view.setFocus()
    options.click("options.cause.retire")
    options.settle()
    assert not ask(options, lambda s: [row for row in causes(s.store) if row.origin == "own"])
    options.press("Ctrl+Z")
    options.settle()
    assert ask(options, lambda s: [row for row in causes(s.store) if row.origin == "own"])


# -- coach cards


def test_a_phrase_is_written_anew_and_restored(make_options: MakeOptions) -> None:
    options = make_options("coach", role=Role.MANAGER)
    view = rows(options, "options.coach.phrases")
    view.setFocus()
    options.press("Home", "Down", "Return")
    field = options.find("options.coach.zh_CN")
    assert field.hasFocus()
    field.selectAll()  # type: ignore[attr-defined]
    options.type("您请坐，慢慢说。")
    options.press("Ctrl+S")
    options.settle()
    assert own(options) == {"coach.receive.say.1": "您请坐，慢慢说。"}
    card = coach("receive").with_own(own(options), "zh_CN")
    assert card.say[0].zh == "您请坐，慢慢说。"
    options.click("options.coach.restore.zh_CN")
    options.settle()
    assert own(options) == {}
    assert field.toPlainText() == coach("receive").say[0].zh  # type: ignore[attr-defined]
    options.press("Ctrl+Z")
    options.settle()
    assert own(options) == {"coach.receive.say.1": "您请坐，慢慢说。"}


def test_both_languages_are_written_at_once(make_options: MakeOptions) -> None:
    options = make_options("coach", role=Role.MANAGER)
    for code, text in (("zh_CN", "甲"), ("en", "B")):
        options.type(text, options.find(f"options.coach.{code}"))
    options.press("Ctrl+S")
    options.settle()
    assert own(options)["coach.receive.lead"].startswith("甲") or "甲" in own(options)["coach.receive.lead"]
    assert "B" in own(options, "en")["coach.receive.lead"]


def test_cards_of_a_category_are_found_by_typing(make_options: MakeOptions) -> None:
    options = make_options("coach", role=Role.MANAGER)
    for name, words in (("options.coach.step", "安抚"), ("options.coach.card", "漏水")):
        field = options.find(name)
        field.setFocus()
        field.lineEdit().selectAll()  # type: ignore[attr-defined]
        options.type(words)
        options.press("Tab")
    view = rows(options, "options.coach.phrases")
    keys = [
        row.key for row in (view.paged.row_at(i) for i in range(view.paged.rowCount())) if row and row.row
    ]
    assert keys
    assert all(str(key).startswith("coach.soothe.leak.") for key in keys)


def test_words_wait_for_their_phrase_until_they_are_saved(make_options: MakeOptions) -> None:
    options = make_options("coach", role=Role.MANAGER)
    view = rows(options, "options.coach.phrases")
    view.setFocus()
    options.press("Home")
    options.type("X", options.find("options.coach.en"))
    view.setFocus()
    options.press("Down", "Up")
    assert "X" in options.find("options.coach.en").toPlainText()  # type: ignore[attr-defined]
    options.press("Esc")
    assert "X" not in options.find("options.coach.en").toPlainText()  # type: ignore[attr-defined]
    assert own(options, "en") == {}


def test_an_empty_phrase_is_refused(make_options: MakeOptions) -> None:
    options = make_options("coach", role=Role.MANAGER)
    field = options.find("options.coach.en")
    field.setFocus()
    options.press("Ctrl+A", "Backspace", "Ctrl+S")
    options.settle()
    assert field.accessibleDescription()
    assert own(options, "en") == {}


# -- the audit trail


def test_the_trail_says_who_did_what_to_what(make_options: MakeOptions) -> None:
    options = make_options("trail", role=Role.MANAGER)
    view = rows(options, "options.trail.entries")
    top = view.paged.row_at(0)
    assert top is not None
    assert top.cells[3:5] == ("添加员工", "王敏")


def test_the_trail_is_narrowed_by_what_and_who(make_options: MakeOptions) -> None:
    options = make_options("trail")
    options.context.operations.run(options.window, change_options, {"property.phone": "110"})
    options.settle()
    kind = options.find("options.trail.kind")
    kind.setFocus()
    kind.lineEdit().selectAll()  # type: ignore[attr-defined]
    options.type("设置")
    options.press("Tab")
    options.settle()
    view = rows(options, "options.trail.entries")
    shown = [view.paged.row_at(i) for i in range(view.paged.rowCount())]
    assert [row.cells[2] for row in shown if row] == ["王敏"]


def test_a_long_trail_comes_page_by_page(make_options: MakeOptions) -> None:
    options = make_options("look")

    def many(session: Session) -> None:
        for n in range(150):
            change_options(session, {"property.phone": str(n)})

    ask(options, many)
    options.go("options", section="trail")
    view = rows(options, "options.trail.entries")
    first = view.paged.rowCount()
    assert first < 152
    view.setFocus()
    for _ in range(4):
        options.press("End")
        options.settle()
    assert view.paged.rowCount() == 152
    assert [view.paged.row_at(i).row.seq for i in range(152)] == list(range(152, 0, -1))  # type: ignore[union-attr]


def test_the_whole_trail_is_verified(make_options: MakeOptions) -> None:
    options = make_options("trail")
    options.click("options.trail.verify")
    options.settle()
    assert "没有被改动" in options.find("options.trail.verdict").accessibleName()


def test_a_broken_trail_is_told(make_options: MakeOptions) -> None:
    options = make_options("trail")
    section = options.find("options.trail")
    section._checked(TrailCheck(5, 5, 3))  # type: ignore[attr-defined]
    assert "3" in options.find("options.trail.verdict").accessibleName()
    section._checked(TrailCheck(4, 6, None))  # type: ignore[attr-defined]
    assert "2" in options.find("options.trail.verdict").accessibleName()


def test_everything_has_a_name_in_both_languages(make_options: MakeOptions) -> None:
    options = make_options()
    page = options.find("options")
    for language in ("zh_CN", "en"):
        options.context.texts.set(language)
        for code in SECTIONS:
            options.click(f"options.tabs.{code}")
            options.settle()
            widgets = [
                w for w in page.findChildren(QAbstractButton) + page.findChildren(QLineEdit) if w.isVisible()
            ]
            unnamed = [
                w.objectName()
                for w in widgets
                if w.objectName() and not (w.accessibleName() or getattr(w, "text", str)())
            ]
            assert not unnamed


def test_the_folder_of_the_weekly_summary_is_typed_or_chosen(
    make_options: MakeOptions, tmp_path: Path
) -> None:
    options = make_options("property")
    options.type("relative/path", options.find("options.property.folder.path"))
    options.press("Ctrl+S")
    options.settle()
    assert kept(options).weekly_folder == ""
    assert "relative/path" in options.find("options.property.folder").accessibleDescription()
    options.click("options.property.folder.choose")
    dialog = options.find("options.property.folder.dialog")
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(tmp_path))
    dialog.close()
    assert line(options, "options.property.folder.path").text() == str(tmp_path)
    options.press("Ctrl+S")
    options.settle()
    assert kept(options).weekly_folder == str(tmp_path)
