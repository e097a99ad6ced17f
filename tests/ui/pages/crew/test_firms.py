"""Contractors and skills by keyboard."""

from __future__ import annotations

from datetime import date

from models.crew.queries import contractors, skills
from tests.ui.books import ask, choose, line, names, rows, visible, words, write
from tests.ui.helpers import DeskUnderTest


def firms(desk: DeskUnderTest) -> list[tuple[object, ...]]:
    return list(
        ask(
            desk,
            lambda session: [
                (one.name, one.since, one.until, one.rate_minor, one.call_out_minor, one.active)
                for one in contractors(session, all=True)
            ],
        )
    )


def to(desk: DeskUnderTest, tab: str) -> None:
    desk.click(f"crew.tabs.{tab}")
    rows(desk, f"{tab}.list").setFocus()


def test_a_contract_that_ends_before_it_begins_is_refused_and_kept(crew: DeskUnderTest) -> None:
    to(crew, "firms")
    crew.press("A")
    crew.type("安盾消防")
    write(crew, "firms.since_day", "2026-12-01")
    write(crew, "firms.until_day", "2026-11-01")
    write(crew, "firms.rate", "180")
    write(crew, "firms.call_out", "90.50")
    crew.press("Ctrl+S")
    crew.settle()
    assert len(firms(crew)) == 1
    assert line(crew, "firms.name").text() == "安盾消防"
    assert line(crew, "firms.until_day").hasFocus()
    write(crew, "firms.until_day", "2027-11-30")
    crew.press("Ctrl+S")
    crew.settle()
    assert ("安盾消防", date(2026, 12, 1), date(2027, 11, 30), 180_00, 90_50, True) in firms(crew)
    assert words(crew, "firms.heading") == "安盾消防"


def test_a_contract_is_ended_and_renewed(crew: DeskUnderTest) -> None:
    to(crew, "firms")
    choose(crew, "迅达电梯", "firms.list")
    crew.click("firms.end")
    write(crew, "last", "2026-11-30")
    crew.press("Ctrl+Return")
    crew.settle()
    assert firms(crew) == [("迅达电梯", None, date(2026, 11, 30), 220_00, 0, False)]
    crew.click("firms.renew")
    crew.settle()
    assert firms(crew) == [("迅达电梯", None, None, 220_00, 0, True)]


def test_a_skill_is_added_and_retired_with_undo(crew: DeskUnderTest) -> None:
    to(crew, "skills")
    crew.press("A")
    crew.type("玻璃")
    crew.press("Tab")
    crew.type("Glazing")
    crew.press("Ctrl+S")
    crew.settle()
    assert "玻璃" in names(crew, "skills.list")
    known = ask(crew, lambda session: {one.code: one.zh for one in skills(session)})
    assert known["glazing"] == "玻璃"
    crew.click("skills.retire")
    crew.settle()
    assert "glazing" not in ask(crew, lambda session: {one.code for one in skills(session)})
    crew.press("Ctrl+Z")
    crew.settle()
    assert "glazing" in ask(crew, lambda session: {one.code for one in skills(session)})
    crew.click("crew.tabs.people")
    choose(crew, "赵磊", "crew.list")
    assert visible(crew, "crew.skills.glazing")


def test_a_skill_without_words_is_refused(crew: DeskUnderTest) -> None:
    to(crew, "skills")
    crew.press("A", "Ctrl+S")
    crew.settle()
    assert line(crew, "skills.zh").hasFocus()
    assert line(crew, "skills.zh").property("error")
