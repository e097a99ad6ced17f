"""The preview of a search shows where the words stand: in a work order too."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

from models.repairs import actions
from models.repairs.kinds import DoneDraft, LabourDraft, Outcome
from resources.texts import load
from tests import cases, factories
from tests.repairs import a_technician, an_order
from ui.pages.complaints.preview_data import preview_of


def test_words_of_a_work_order_are_shown_with_their_order(tmp_path: Path) -> None:
    clock = factories.a_clock()
    store = factories.a_store(tmp_path / "data", clock)
    factories.an_estate(store, clock)
    desk = factories.a_session(store, clock)
    case, technician = cases.a_case(desk), a_technician(desk)
    one = an_order(desk, case)
    begun = clock.now()
    clock.advance(hours=1)
    time = LabourDraft(technician, begun, clock.now())
    actions.done(
        desk, one, None, DoneDraft(Outcome.FIXED, begun, clock.now(), "换了陶瓷阀芯", labour=(time,))
    )
    for search, text in (("陶瓷阀芯", "换了陶瓷阀芯"), ("W2611-0001", "W2611-0001")):
        found = preview_of(desk, case, search, load("en"), ZoneInfo("Asia/Shanghai")).snippets
        assert [(one.caption.startswith("Work order · W2611-0001"), one.text) for one in found][:1] == [
            (True, text)
        ]
    store.disconnect()
