"""What the helpers of the tests of windows promise."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from models.core.clock import SetClock
from models.core.session import OWNER, Session
from models.options.actions import change_options
from models.options.standing import settings
from tests.factories import NOON, a_store, an_estate_in
from tests.ui.helpers import DeskUnderTest, made_once


def test_a_settled_window_has_painted_what_there_is(desk: DeskUnderTest) -> None:
    desk.go("complaints")
    on_screen = desk.window.screen().grabWindow(desk.window.winId()).toImage()
    assert on_screen == desk.window.grab().toImage().convertToFormat(on_screen.format())


def test_a_store_is_filled_once_and_its_copies_are_alike_and_apart(tmp_path: Path) -> None:
    filled: list[Path] = []

    @made_once
    def fill(folder: Path, clock: SetClock, _staff_id: int) -> dict[str, Path]:
        filled.append(folder)
        store = a_store(folder, clock)
        change_options(Session(store, OWNER, clock), {"property.name": "北苑"})
        store.disconnect()
        clock.advance(hours=1)
        return {"first": folder}

    results = []
    for name, moment in (("a", NOON), ("b", NOON), ("c", datetime(2026, 11, 21, tzinfo=UTC))):
        clock = SetClock(moment)
        an_estate_in(tmp_path / name, clock)
        results.append(fill(tmp_path / name, clock, 1))
        store = a_store(tmp_path / name, clock)
        assert settings(store).property_name == "北苑"
        store.disconnect()
        assert (clock.now() - moment).total_seconds() == 3600
    assert filled == [tmp_path / "a", tmp_path / "c"]
    assert results[0] == results[1]
    assert results[0] is not results[1]
