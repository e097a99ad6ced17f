"""Journeys by keys: declare, tell everybody, join, take out, end, accept and dismiss."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from models.accounts.kinds import StaffDraft
from models.complaints.kinds import ComplaintDraft
from models.core.clock import SetClock
from models.core.permissions import Role
from models.core.session import OWNER, Session
from models.handling.actions.receiving import record
from models.incidents import queries
from models.incidents.actions import change
from models.incidents.kinds import IncidentDraft, IncidentRow
from models.store.opening import open_store
from tests.ui.conftest import NOON
from tests.ui.helpers import DeskUnderTest, add_person
from tests.ui.pages.incidents.conftest import OpenDesk
from tests.ui.pages.incidents.scene import Scene
from ui.pages.incidents.page import IncidentsPage
from ui.pages.incidents.palette import IncidentPalette

WEEK = timedelta(days=7)


def ask(desk: DeskUnderTest, fn: Callable[[Session], Any]) -> Any:
    answers: list[Any] = []
    desk.context.jobs.query(desk.window, fn, answers.append)
    desk.settle()
    return answers[0]


def row(desk: DeskUnderTest, incident_id: int) -> IncidentRow:
    found: IncidentRow = ask(desk, lambda session: queries.incident(session, incident_id))
    return found


def page(desk: DeskUnderTest) -> IncidentsPage:
    screen = desk.context.navigation.screen
    assert isinstance(screen, IncidentsPage)
    return screen


def text(desk: DeskUnderTest, name: str) -> str:
    return str(desk.find(name).text())  # type: ignore[attr-defined]


def test_declared_by_keys(open_it: OpenDesk, scene: Scene) -> None:
    desk = open_it()
    desk.press("A")
    desk.settle()
    desk.type("2号楼停电")
    desk.type("3-1502", desk.find("incident.place"))
    desk.press("Return")
    desk.settle()
    desk.find("incident.say").setFocus()
    desk.type("供电局在修，预计八点。")
    desk.press("Ctrl+Return")
    desk.settle()
    found = ask(desk, queries.live)[0]
    assert (found.title, found.say, found.place, found.kind) == (
        "2号楼停电", "供电局在修，预计八点。", "3-1502", "outage",
    )  # fmt: skip
    assert desk.recorder.texts()[-1] == "已发布，谁来问都是同一口径。"
    assert text(desk, "incidents.title") == "2号楼停电"


def test_what_is_missing_is_said_beside_its_field(open_it: OpenDesk, scene: Scene) -> None:
    desk = open_it()
    desk.press("A")
    desk.settle()
    desk.press("Ctrl+Return")
    desk.settle()
    dialog = desk.find("incident.dialog")
    assert dialog.isVisible()
    assert QApplication.focusWidget() is desk.find("incident.title")
    desk.type("3号楼停电")
    desk.find("incident.floor_from").setFocus()
    desk.type("十")
    desk.press("Ctrl+Return")
    assert QApplication.focusWidget() is desk.find("incident.floor_from")
    desk.press("Backspace")
    desk.press("Ctrl+Return")
    desk.settle()
    assert QApplication.focusWidget() is desk.find("incident.say")
    assert len(ask(desk, queries.live)) == 2


def test_everybody_is_told(open_it: OpenDesk, scene: Scene) -> None:
    desk = open_it(params={"id": scene.water})
    assert text(desk, "incidents.title") == "3号楼 10–18 层停水"
    assert "水泵在换件" in text(desk, "incidents.say")
    desk.press("T")
    desk.settle()
    desk.type("来水了，请先放一分钟再用。")  # it takes the place of the line to say, which is chosen whole
    desk.press("Ctrl+Return")
    desk.settle()
    updates = ask(desk, lambda session: queries.updates(session, scene.water))
    assert [one.text for one in updates] == ["来水了，请先放一分钟再用。", "水泵已拆下，零件在路上。"]
    assert desk.recorder.texts()[-1] == "已记入 2 件，算作已告知。"
    desk.find("incidents.tabs").button("updates").click()  # type: ignore[attr-defined]
    desk.settle()
    heads, words = page(desk).detail.updates._lines[0]
    assert words.text() == "来水了，请先放一分钟再用。"
    assert heads.text() == "14:20 · 微信 · 王敏"


def test_a_case_joins_and_is_taken_out_again(open_it: OpenDesk, scene: Scene, clock: SetClock) -> None:
    desk = open_it(params={"id": scene.proposed})
    before = row(desk, scene.proposed).cases
    desk.press("J")
    desk.settle()
    reference = ask(
        desk,
        lambda session: session.store.rows(
            "SELECT reference FROM complaint WHERE id = ?", (scene.callers[0],)
        ),
    )[0][0]
    desk.find("incidents.case.reference").setFocus()
    desk.type(reference)
    desk.press("Return")
    desk.settle()
    assert row(desk, scene.proposed).cases == before + 1
    cases = desk.find("incidents.cases")
    cases.setFocus()
    cases.select_key(scene.callers[0])  # type: ignore[attr-defined]
    desk.press("Delete")
    desk.settle()
    assert row(desk, scene.proposed).cases == before
    assert desk.recorder.offers
    desk.press("Ctrl+Z")
    desk.settle()
    assert row(desk, scene.proposed).cases == before + 1


def test_cases_that_may_belong_are_offered(open_it: OpenDesk, scene: Scene) -> None:
    desk = open_it(params={"id": scene.water})
    loose = ask(
        desk, lambda session: queries.loose(session, queries.incident(session, scene.water), NOON - WEEK)
    )
    assert loose == ()
    lone = ask(desk, partial(lone_caller, scene))
    desk.press("F5")
    desk.settle()
    desk.press("J")
    desk.settle()
    found = desk.find("incidents.case.found")
    assert "3-1601" in found.item(0).text()  # type: ignore[attr-defined]
    desk.press("Ctrl+Return")
    desk.settle()
    assert ask(desk, lambda session: queries.of_case(session, lone)).id == scene.water


def lone_caller(scene: Scene, session: Session) -> int:
    draft = ComplaintDraft("没水", place_id=scene.estate.homes["3-1601"], anonymous=True, category="water")
    return record(session, draft).value.id


def test_a_wrong_reference_is_told_in_the_dialog(open_it: OpenDesk, scene: Scene) -> None:
    desk = open_it(params={"id": scene.water})
    desk.press("J")
    desk.settle()
    desk.find("incidents.case.reference").setFocus()
    desk.type("2611-9999")
    desk.press("Return")
    desk.settle()
    assert "2611-9999" in text(desk, "incidents.case.error")


def test_over_with_what_it_was(open_it: OpenDesk, scene: Scene) -> None:
    desk = open_it(params={"id": scene.water})
    desk.press("X")
    desk.settle()
    desk.press("Ctrl+Return")
    desk.settle()
    assert text(desk, "incidents.end.error").startswith("请简单写明")
    desk.type("水泵轴承坏了，已换")
    desk.press("Ctrl+Return")
    desk.settle()
    after = row(desk, scene.water)
    assert (after.state, after.note) == ("ended", "水泵轴承坏了，已换")
    assert "水泵轴承坏了" in text(desk, "incidents.say")
    assert not page(desk).detail.deeds.tell.isVisible()
    desk.press("Ctrl+Z")  # it was not over after all
    desk.settle()
    assert row(desk, scene.water).state == "open"
    assert page(desk).detail.deeds.tell.isVisible()


def test_a_proposal_is_accepted_under_a_name(open_it: OpenDesk, scene: Scene) -> None:
    desk = open_it(params={"id": scene.proposed})
    desk.press("E")
    desk.settle()
    assert text(desk, "incident.title") == "3-1502 立管：漏水"
    desk.find("incident.say").setFocus()
    desk.type("正在查立管，今天给您回话。")
    desk.press("Ctrl+Return")
    desk.settle()
    after = row(desk, scene.proposed)
    assert (after.state, after.title, after.kind) == ("open", "3-1502 立管：漏水", "shared_cause")


def test_a_proposal_is_dismissed_with_a_reason(open_it: OpenDesk, scene: Scene) -> None:
    desk = open_it(params={"id": scene.proposed})
    desk.press("X")
    desk.settle()
    desk.type("三户各是各的原因")
    desk.press("Ctrl+Return")
    desk.settle()
    after = row(desk, scene.proposed)
    assert (after.state, after.cases, after.note) == ("dismissed", 0, "三户各是各的原因")


def test_enter_opens_a_case_and_escape_comes_back(open_it: OpenDesk, scene: Scene) -> None:
    desk = open_it(params={"id": scene.water})
    desk.press("Return")  # from the list of incidents to its cases
    desk.press("Return")
    desk.settle()
    assert desk.context.navigation.current == "case"
    assert desk.context.navigation.back()
    desk.settle()
    assert text(desk, "incidents.title") == "3号楼 10–18 层停水"


def test_arrows_walk_through_the_incidents(open_it: OpenDesk, scene: Scene) -> None:
    desk = open_it()
    assert text(desk, "incidents.title") == "3-1502 立管：漏水"
    desk.press("Down")
    desk.settle()
    assert text(desk, "incidents.title") == "3号楼 10–18 层停水"
    desk.press("Down")
    desk.settle()
    assert text(desk, "incidents.title") == "2号楼电梯停运"
    assert "门机皮带断了" in text(desk, "incidents.say")


def test_the_desk_decides_nothing(open_it: OpenDesk, folder: Path, scene: Scene, clock: SetClock) -> None:
    store = open_store(folder, clock)
    try:
        staff_id = add_person(Session(store, OWNER, clock), StaffDraft("lixiang", "李想", Role.FRONT_DESK))
    finally:
        store.disconnect()
    desk = open_it(params={"id": scene.proposed}, staff_id=staff_id)
    deeds = page(desk).detail.deeds
    assert not deeds.accept.isVisible()
    assert not deeds.dismiss.isVisible()
    desk.press("X")
    desk.press("E")
    desk.settle()
    assert QApplication.activeModalWidget() is None
    desk.press("A")
    desk.settle()
    assert desk.find("incident.dialog").isVisible()
    assert not desk.find("incident.dialog").form.kind.isVisible()  # type: ignore[attr-defined]


def test_a_colleagues_change_is_shown_at_once(open_it: OpenDesk, scene: Scene) -> None:
    desk = open_it(params={"id": scene.water})
    draft = IncidentDraft("3号楼整栋停水", say="还要两小时。", category="water")
    desk.context.operations.run(desk.window, change, scene.water, None, draft)
    desk.settle()
    assert text(desk, "incidents.title") == "3号楼整栋停水"
    assert "还要两小时" in text(desk, "incidents.say")


@pytest.mark.parametrize(("words", "id_name"), [("停水", "water"), ("漏水", "proposed")])
def test_the_search_box_finds_it(open_it: OpenDesk, scene: Scene, words: str, id_name: str) -> None:
    desk = open_it(page="")
    texts = desk.context.texts.current
    found = ask(desk, lambda session: IncidentPalette().find(session, words, texts))
    assert found[0].params == {"id": getattr(scene, id_name)}


def test_the_search_box_leads_to_the_page(open_it: OpenDesk, scene: Scene) -> None:
    desk = open_it(page="")
    texts = desk.context.texts.current
    found = ask(desk, lambda session: IncidentPalette().find(session, "停供", texts))
    assert [entry.page for entry in found] == ["incidents", "incidents"]
    assert (found[0].params, found[1].params) == ({"id": scene.water}, {})
    assert ask(desk, lambda session: IncidentPalette().find(session, "  ", texts)) == ()


def test_nothing_is_off(make_desk: Callable[..., DeskUnderTest]) -> None:
    desk = make_desk()
    desk.go("incidents")
    assert desk.find("incidents.empty").accessibleName().startswith("一切正常。")
    desk.press("A")
    desk.settle()
    assert desk.find("incident.dialog").isVisible()


def test_words_follow_the_language(open_it: OpenDesk, scene: Scene) -> None:
    desk = open_it(params={"id": scene.proposed})
    desk.context.texts.set("en")
    desk.settle()
    assert text(desk, "incidents.title") == "Leak on the riser of 3-1502"
    assert desk.find("incidents.list").accessibleName() == "Outages and shared causes"


def _visits(desk: DeskUnderTest, scene: Scene) -> list[int | None]:
    chosen = f"SELECT on_site_at FROM complaint WHERE id IN ({', '.join(map(str, scene.callers))})"
    return [row[0] for row in ask(desk, lambda session: session.store.rows(chosen))]


def test_somebody_is_on_site_for_all_of_it(open_it: OpenDesk, scene: Scene, clock: SetClock) -> None:
    desk = open_it(params={"id": scene.water})
    clock.advance(minutes=20)
    desk.press("O")
    desk.settle()
    desk.press("Ctrl+Return")
    desk.settle()
    now = int(clock.instant.timestamp() * 1000)
    assert _visits(desk, scene) == [now, now]
    assert desk.recorder.texts()[-1] == "已在 2 件投诉里登记到场。"
    assert not page(desk).detail.deeds.arrived.isVisible()


def test_the_time_of_the_arrival_is_typed(open_it: OpenDesk, scene: Scene, clock: SetClock) -> None:
    desk = open_it(params={"id": scene.water})
    clock.advance(minutes=20)
    desk.press("O")
    desk.settle()
    desk.find("incidents.arrived.when").set_value(None)  # type: ignore[attr-defined]
    desk.press("Ctrl+Return")
    desk.settle()
    assert text(desk, "incidents.arrived.error") == "请写到场时间，例如 14:05。"
    at = (clock.instant - timedelta(minutes=5)).astimezone(desk.context.desk.zone)
    desk.type(f"{at:%H:%M}", desk.find("incidents.arrived.when"))
    desk.press("Ctrl+Return")
    desk.settle()
    wanted = int(at.replace(second=0, microsecond=0).timestamp() * 1000)
    assert _visits(desk, scene) == [wanted, wanted]
