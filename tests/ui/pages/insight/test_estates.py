"""The page of a fresh estate, and of one with two hundred buildings."""

from __future__ import annotations

from datetime import timedelta

from models.core.clock import SetClock
from models.store.database import Store
from models.store.opening import open_store
from tests.ui.conftest import NOON
from tests.ui.pages.insight.conftest import LookAt
from tests.ui.pages.insight.scene import Scene, case, put
from ui.widgets.chart_panel import Legend


def emptied(scene: Scene, clock: SetClock) -> Store:
    """The store without its cases."""
    store = open_store(scene.folder, clock)
    with store.writing():
        for table in ("follow_up", "step_record", "complaint"):
            store.execute(f"DELETE FROM {table}")
    return store


def test_a_fresh_estate_says_little(look_at: LookAt, scene: Scene, clock: SetClock) -> None:
    emptied(scene, clock).disconnect()
    sheet = look_at().page.sheet
    assert sheet.sentence.plain() == "0 cases have come in so far."
    for name in ("pareto", "trend"):
        legends = sheet.panes_by_name[name].findChildren(Legend)
        assert not any(legend.isVisible() for legend in legends), "there is nothing to be told apart"
    assert sheet.foot.words.text().startswith("As of Fri 20 Nov 14:20")


def test_two_hundred_buildings_stay_in_sight(look_at: LookAt, scene: Scene, clock: SetClock) -> None:
    store = emptied(scene, clock)
    with store.writing():
        ((estate,),) = store.rows("SELECT id FROM place WHERE kind = 'property'")
        for nth in range(200):
            label = str(nth + 10)
            building = put(
                store, "place", kind="building", code=label, label=label, lookup=label, parent_id=estate,
                property_id=estate,
            )  # fmt: skip
            store.execute("UPDATE place SET path = ? WHERE id = ?", (f"/{estate}/{building}/", building))
            case(store, nth, NOON - timedelta(hours=1 + nth % 50), building, scene.staff_id, "leak")
    store.disconnect()
    look = look_at()
    heat, outcomes = (look.page.sheet.panes_by_name[name] for name in ("heat", "outcomes"))
    sums = {name: int(n) for name, n in look.marks("heat").items() if "," not in name}
    assert list(sums)[:3] == ["Building 10", "Building 11", "Building 12"]
    assert list(sums)[-1] == "186 others"
    assert heat.height() < 600
    gap = outcomes.view.height() - outcomes.view.heightForWidth(outcomes.view.width())
    assert gap == 0, "its sentence stands right below it"
    look.open_mark("heat", "186 others")
    assert look.listed() == 186
    look.press("Escape")
    heat.show_table(True)
    assert heat.table.paged.rowCount() == 200, "the table has them all"
