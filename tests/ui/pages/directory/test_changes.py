"""Changing the directory at the window: people, numbers, places, moving in and out, and what is refused."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QApplication, QMenu

from models.accounts.actions import revoke
from models.core.permissions import Permission, Role
from models.core.session import OWNER, Session
from models.directory.actions import change_place, change_residency, change_resident
from models.directory.kinds import ContactDraft, PlaceDraft, ResidencyDraft, ResidentDraft
from models.directory.queries import contacts_of, person, place, places_of, resident, residents_of
from tests.ui.pages.directory.conftest import OpenTown, Town


def numbers(town: Town, name: str) -> list[tuple[str, str, str]]:
    """Kind, number and label of everything somebody is reached by."""
    rows = town.ask(lambda session: contacts_of(session, town.estate.residents[name]))
    return [(row.kind, row.value, row.label) for row in rows]


def test_somebody_new_is_added_by_keys_alone(town: Town) -> None:
    town.press("F7")
    town.press("A")
    town.type("郑涛")
    town.press("Tab")
    town.type("31502")
    town.press("Return")  # takes the only home found
    assert town.desk.find("directory.resident.place_id").property("text") == "3-1502"
    town.press("Tab")
    town.type("2026-11-01", "directory.resident.since")
    town.type("2", "directory.resident.kind")
    town.type("13800001111", "directory.resident.contacts.0.value")
    town.desk.click("directory.resident.contacts.add")
    town.type("a@example.org", "directory.resident.contacts.1.value")
    town.desk.find("directory.resident.contacts.1.kind").setFocus()
    town.press("Down")  # from phone to e-mail
    assert town.desk.context.navigation.current == "residents"
    town.press("Ctrl+Return")
    assert town.no_dialog()
    people = town.ask(lambda session: residents_of(session, town.estate.homes["3-1502"]))
    new = next(one for one in people if one.resident.name == "郑涛")
    assert new.residency is not None
    assert (new.residency.kind, new.residency.since) == ("tenant", date(2026, 11, 1))
    assert new.email == "a@example.org"
    assert new.phone.replace(" ", "").endswith("13800001111")
    assert town.desk.context.navigation.params == {"id": new.resident.id}, "their page is shown"


def test_a_number_that_is_none_is_told_beside_the_field_and_everything_stays(town: Town) -> None:
    page = town.person("周桂兰")
    town.press("E")
    town.desk.find("directory.resident.contacts.0.value").clear()  # type: ignore[attr-defined]
    town.type("12", "directory.resident.contacts.0.value")
    town.type("喜欢晚上来电", "directory.resident.hints")
    town.press("Ctrl+Return")
    dialog = town.dialog()
    assert dialog.form._held["contacts"].has_error  # type: ignore[attr-defined]
    assert dialog.form.values()["hints"] == "喜欢晚上来电"
    town.desk.click("directory.resident.contacts.0.remove")
    town.press("Ctrl+Return")
    assert town.no_dialog()
    assert numbers(town, "周桂兰") == []
    assert page.view is not None
    assert page.view.person is not None
    assert page.view.person.resident.hints == "喜欢晚上来电", "the page shows it at once"


def test_several_numbers_with_whose_they_are(town: Town) -> None:
    town.person("周桂兰")
    town.press("E")
    town.desk.click("directory.resident.contacts.add")
    town.type("13900002222", "directory.resident.contacts.1.value")
    town.type("女儿", "directory.resident.contacts.1.label")
    town.press("Ctrl+Return")
    found = numbers(town, "周桂兰")
    assert [(kind, label) for kind, _, label in found] == [("phone", ""), ("phone", "女儿")]
    card = town.person("周桂兰").side.cards[0]
    assert [line._right.text() for line in card._facts if line.isVisible()][:2] == ["", "女儿"]


def test_a_colleagues_change_is_not_overwritten(town: Town) -> None:
    town.person("陈建国")
    town.press("E")

    def meanwhile(session: Session) -> None:
        owner = Session(session.store, OWNER, session.clock)
        ident = town.estate.residents["陈建国"]
        version = resident(session, ident).row_version
        change_resident(
            owner,
            ident,
            version,
            ResidentDraft("陈建国", hints="改过", contacts=(ContactDraft(value="13911112222"),)),
        )

    town.ask(meanwhile)
    town.type("我的话", "directory.resident.hints")
    town.press("Ctrl+Return")
    assert town.dialog().form.values()["hints"] == "我的话"
    assert town.dialog().error.isVisible()
    assert town.ask(lambda s: resident(s, town.estate.residents["陈建国"])).hints == "改过"


def test_what_a_colleague_changed_is_shown_and_saving_again_keeps_both(town: Town) -> None:
    town.person("陈建国")
    town.press("E")
    ident = town.estate.residents["陈建国"]

    def meanwhile(session: Session) -> None:
        owner = Session(session.store, OWNER, session.clock)
        both = (ContactDraft(value="13911112222"), ContactDraft(value="13911113333", label="儿子"))
        draft = ResidentDraft("陈建国", access_needs="听力不好", contacts=both)
        change_resident(owner, ident, resident(session, ident).row_version, draft)

    town.ask(meanwhile)
    town.type("我的话", "directory.resident.hints")
    town.press("Ctrl+Return")
    values = town.dialog().form.values()
    assert (values["hints"], values["access_needs"]) == ("我的话", "听力不好")
    assert town.dialog().error.isVisible()
    town.press("Ctrl+Return")
    assert town.no_dialog()
    row = town.ask(lambda s: resident(s, ident))
    assert (row.hints, row.access_needs) == ("我的话", "听力不好")
    assert [label for _, _, label in numbers(town, "陈建国")] == ["", "儿子"]


def test_a_place_changed_meanwhile_is_saved_the_second_time(town: Town) -> None:
    page = town.home("3-1502")
    town.press("E")
    ident = town.estate.homes["3-1502"]

    def meanwhile(session: Session) -> None:
        owner, row = Session(session.store, OWNER, session.clock), place(session, ident)
        draft = PlaceDraft(town.estate.homes["5"], row.kind, row.code, row.name, row.floor, row.hints)
        change_place(owner, ident, row.row_version, draft)

    town.ask(meanwhile)
    town.type("水表井在左", "directory.place.hints")
    town.press("Ctrl+Return")
    assert town.desk.find("directory.place.parent_id").property("text") == "5号楼"
    town.press("Ctrl+Return")
    assert town.no_dialog()
    saved = town.ask(lambda s: place(s, ident))
    assert (saved.parent_id, saved.hints) == (town.estate.homes["5"], "水表井在左")
    assert page.title() == "5-1502"


def test_moving_out_of_a_stay_changed_meanwhile_can_still_be_taken_back(town: Town) -> None:
    page = town.home("3-1502")
    town.desk.click("place.person0.move_out")
    home = town.estate.homes["3-1502"]

    def meanwhile(session: Session) -> None:
        owner = Session(session.store, OWNER, session.clock)
        stay = residents_of(session, home)[0].residency
        assert stay is not None
        change_residency(owner, stay.id, stay.row_version, ResidencyDraft(home, "tenant", date(2020, 1, 1)))

    town.ask(meanwhile)
    town.press("Ctrl+Return")
    assert town.dialog().error.isVisible()
    town.press("Ctrl+Return")
    assert town.no_dialog()
    assert page.view is not None
    assert not page.view.people
    town.press("Ctrl+Z")
    stay = page.view.people[0].residency
    assert stay is not None
    assert (stay.kind, stay.since, stay.until) == ("tenant", date(2020, 1, 1), None)


def test_moving_out_is_history_and_can_be_taken_back(town: Town) -> None:
    page = town.home("3-1502")
    town.desk.click("place.person0.move_out")
    assert town.desk.find("directory.stay.until").property("text") == "2026-11-20"
    town.press("Ctrl+Return")
    assert page.view is not None
    assert not page.view.people
    assert page.side.nobody.isVisible()
    assert [line.text() for line in page.side.history.lines if line.isVisible()] == ["周桂兰"]
    town.press("Ctrl+Z")
    assert [one.resident.name for one in page.view.people] == ["周桂兰"]
    assert not page.side.history.isVisible()


def test_somebody_known_moves_in(town: Town) -> None:
    page = town.home("5-0602")
    town.press("M")
    town.type("cjg")
    town.press("Return")
    town.press("Ctrl+Return")
    assert page.view is not None
    assert {one.resident.name for one in page.view.people} == {"Anna Kowalska", "陈建国"}
    homes = town.ask(lambda s: places_of(s, town.estate.residents["陈建国"]))
    assert {stay.place_label for stay in homes if stay.present} == {"3-1602", "5-0602"}


def test_nobody_moves_in_before_somebody_was_chosen(town: Town) -> None:
    town.home("5-0602")
    town.press("M")
    town.type("没有这个人")
    town.press("Ctrl+Return")
    assert town.dialog().form._held["found"].has_error  # type: ignore[attr-defined]
    town.press("Esc")


def test_the_days_of_a_stay_are_put_right(town: Town) -> None:
    page = town.home("3-1502")
    town.desk.click("place.person0.move_out")
    town.press("Ctrl+Return")
    page.side.history.lines[0].click()
    town.desk.settle()
    town.type("2026-11-25", "directory.stay.since")
    town.press("Ctrl+Return")
    assert town.dialog().form._held["until"].has_error, "out before in"  # type: ignore[attr-defined]
    since = town.desk.find("directory.stay.since")
    since.clear()  # type: ignore[attr-defined]
    town.type("2020-05-01", "directory.stay.since")
    town.press("Ctrl+Return")
    stay = town.ask(lambda s: places_of(s, town.estate.residents["周桂兰"]))[0]
    assert (stay.since, stay.until) == (date(2020, 5, 1), date(2026, 11, 20))


def test_a_place_is_added_changed_and_taken_out_of_use(town: Town) -> None:
    town.press("F7")
    town.residents.tree.choose(town.estate.homes["3"])
    town.desk.settle()
    town.residents.tree.setFocus()
    town.press("P")
    town.type("1701", "directory.place.code")
    town.press("Ctrl+Return")
    navigation = town.desk.context.navigation
    assert navigation.current == "place"
    ident = int(str(navigation.params["id"]))
    assert town.ask(lambda s: place(s, ident)).label == "3-1701"
    town.press("E")
    town.desk.find("directory.place.code").clear()  # type: ignore[attr-defined]
    town.type("1602", "directory.place.code")
    town.press("Ctrl+Return")
    assert town.dialog().form._held["code"].has_error, "it is there already"  # type: ignore[attr-defined]
    town.desk.find("directory.place.code").clear()  # type: ignore[attr-defined]
    town.type("1801", "directory.place.code")
    town.press("Ctrl+Return")
    page = town.desk.context.navigation.screen
    assert page is not None
    assert page.title() == "3-1801"
    menu(town, "place.menu.retire")
    assert not town.ask(lambda s: place(s, ident)).active
    town.press("Ctrl+Z")
    assert town.ask(lambda s: place(s, ident)).active
    menu(town, "place.menu.retire")
    menu(town, "place.menu.restore")
    assert town.ask(lambda s: place(s, ident)).active


def menu(town: Town, name: str) -> None:
    """Choose a line of the page's menu."""
    town.desk.click("place.more")
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    next(action for action in popup.actions() if action.objectName() == name).trigger()
    popup.close()
    town.desk.settle()


def test_a_home_where_somebody_lives_stays_in_use(town: Town) -> None:
    town.home("3-1502")
    menu(town, "place.menu.retire")
    assert town.ask(lambda s: place(s, town.estate.homes["3-1502"])).active
    assert any("3-1502" in words for words in town.desk.recorder.texts())


def test_without_the_right_nothing_can_be_changed(open_town: OpenTown) -> None:
    town = open_town(Role.FRONT_DESK)

    def take(session: Session) -> None:
        revoke(Session(session.store, OWNER, session.clock), Role.FRONT_DESK, Permission.EDIT_DIRECTORY)

    town.ask(take)
    session = town.desk.context.desk.session
    actor = session.actor
    limited = type(actor)(**{**vars(actor), "permissions": actor.permissions - {Permission.EDIT_DIRECTORY}})
    town.desk.context.desk.refresh_actor(limited)
    town.press("F7")
    assert not town.residents.add.isVisible()
    town.press("A")
    assert town.no_dialog()
    page = town.home("3-1502")
    assert not page.head.change.isVisible()
    assert not page.side.cards[0].change.isVisible()
    town.press("E")
    assert town.no_dialog()
    ident = town.estate.residents["周桂兰"]
    draft = ResidentDraft("别人")
    town.desk.context.operations.run(page, change_resident, ident, resident_version(town, ident), draft)
    town.desk.settle()
    assert town.desk.recorder.told, "the action itself refuses, and that is told"
    assert town.ask(lambda s: person(s, ident)).resident.name == "周桂兰"


def resident_version(town: Town, ident: int) -> int:
    return town.ask(lambda session: resident(session, ident)).row_version
