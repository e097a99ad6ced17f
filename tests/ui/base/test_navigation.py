"""Where pages come from, the way back, deep links, staleness."""

from __future__ import annotations

import pytest

from models.core.changes import Changes
from tests.ui.conftest import MakeDesk
from tests.ui.helpers import DeskUnderTest
from tests.ui.shell.stubs import STUBS, CaseStub, StubPage
from ui.navigation import Navigation, PageSpec, Visit


@pytest.fixture
def shell(make_desk: MakeDesk) -> DeskUnderTest:
    return make_desk(STUBS)


def stub(shell: DeskUnderTest, page_id: str, **params: object) -> StubPage:
    page = shell.go(page_id, **params)
    assert isinstance(page, StubPage)
    return page


@pytest.mark.parametrize(
    ("link", "visit"),
    [
        ("redress:case/2611-0187", Visit("case", {"reference": "2611-0187"})),
        (" redress:case/2611-0187?step=3 ", Visit("case", {"reference": "2611-0187", "step": "3"})),
        ("redress:case/%E4%B8%89", Visit("case", {"reference": "三"})),
        ("redress:complaints?search=%E6%B0%B4", Visit("complaints", {"search": "水"})),
        ("redress:nowhere/1", None),
        ("http://case/2611-0187", None),
        ("redress:sign_in", None),
        ("", None),
    ],
)
def test_deep_links(shell: DeskUnderTest, link: str, visit: Visit | None) -> None:
    assert shell.context.navigation.parse(link) == visit
    assert shell.context.navigation.open_link(link) is (visit is not None)


def test_a_page_is_made_when_first_shown_and_kept(shell: DeskUnderTest) -> None:
    first = stub(shell, "repairs")
    stub(shell, "today")
    assert stub(shell, "repairs") is first
    assert first.log == ["shown []", "refresh", "hidden", "shown []"]


def test_a_page_is_made_where_it_will_lie(shell: DeskUnderTest) -> None:
    """Moving it there afterwards would dress every part of it once more."""
    page = stub(shell, "repairs")
    assert page.made_in is shell.window.frame.sheet.pages
    assert stub(shell, "today").made_in is page.made_in
    assert StubPage(shell.context).made_in is None


def test_back_returns_to_where_one_was_with_what_was_remembered(shell: DeskUnderTest) -> None:
    navigation = shell.context.navigation
    stub(shell, "complaints", search="水")
    navigation.remember(row=7)
    stub(shell, "case", id=12)
    assert navigation.previous_title(shell.context.texts.t) == "投诉"
    assert navigation.back()
    assert (navigation.current, dict(navigation.params)) == ("complaints", {"search": "水", "row": 7})
    assert navigation.back()
    assert navigation.current == "today"
    assert not navigation.back()


def test_two_cases_in_a_row_are_two_places(shell: DeskUnderTest) -> None:
    case = stub(shell, "case", id=1)
    assert stub(shell, "case", id=2) is case
    texts, navigation = shell.context.texts, shell.context.navigation
    assert navigation.title_of("case", texts.t) == "2611-0187"
    assert navigation.previous_title(texts.t) == texts.t(navigation.specs["case"].title), "not where one is"
    assert "hidden" not in case.log
    shell.context.navigation.back()
    assert case.log[-1] == "shown [('id', 1)]"


def test_a_page_that_may_not_be_left_stays(shell: DeskUnderTest) -> None:
    case = stub(shell, "case", id=1)
    assert isinstance(case, CaseStub)
    case.stays = True
    assert not shell.context.navigation.navigate("today")
    assert not shell.context.navigation.back()
    assert shell.context.navigation.current == "case"
    case.stays = False
    assert shell.context.navigation.back()


def test_visible_pages_fetch_at_once_and_once_and_hidden_ones_when_shown(shell: DeskUnderTest) -> None:
    hidden = stub(shell, "complaints")
    seen = stub(shell, "repairs")
    for log in (hidden.log, seen.log):
        log.clear()
    for _ in range(3):
        shell.context.operations.announce(Changes(frozenset({"case"}), frozenset({("case", 3)})))
    shell.settle()
    assert seen.log.count("refresh") == 1
    assert hidden.log.count("refresh") == 0
    assert hidden.stale
    stub(shell, "complaints")
    assert hidden.log.count("refresh") == 1
    assert not hidden.stale


def test_what_does_not_concern_a_page_leaves_it_alone(shell: DeskUnderTest) -> None:
    page = stub(shell, "complaints")
    page.log.clear()
    shell.context.operations.announce(Changes(frozenset({"phrase"})))
    shell.settle()
    assert "refresh" not in page.log


def test_a_page_behind_the_lock_waits(shell: DeskUnderTest) -> None:
    page = stub(shell, "complaints")
    shell.context.desk.lock()
    page.log.clear()
    shell.context.operations.announce(Changes(frozenset({"case"})))
    shell.settle()
    assert "refresh" not in page.log
    shell.context.desk.unlock()
    assert page.log.count("refresh") == 1


def test_connections_of_a_page_die_with_it(shell: DeskUnderTest) -> None:
    page = stub(shell, "complaints")
    log = page.log
    shell.context.desk.sign_out()
    log.clear()
    shell.context.operations.announce(Changes(frozenset({"case"})))
    assert log == [], "not even between its end and its deletion"
    shell.settle()
    shell.context.operations.announce(Changes(frozenset({"case"})))
    shell.context.texts.set("en")
    shell.settle()
    assert log == []


def test_an_unknown_page_is_a_bug() -> None:
    navigation = Navigation([PageSpec("today", "Today", "x:Y")])
    with pytest.raises(KeyError):
        navigation.navigate("nowhere")
