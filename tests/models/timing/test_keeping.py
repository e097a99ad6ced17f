"""Moments that were reckoned are kept, each for its own question."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from models.timing.business import due, warning_at
from models.timing.kinds import Pause, Target, round_the_clock
from models.timing.reckoner import reckoner


def test_what_was_reckoned_is_kept_for_each_question_by_itself() -> None:
    """A pause, a warning, another target: nothing is answered with what was kept for something else."""
    start, hour = datetime(2026, 11, 20, 2, tzinfo=UTC), timedelta(hours=1)
    day = round_the_clock("Asia/Shanghai")
    pause = (Pause(start + hour, start + 3 * hour, "parts"),)
    for _ in range(2):
        assert due(day, start, Target(minutes=240)) == start + 4 * hour
        assert due(day, start, Target(minutes=240), pause) == start + 6 * hour
        assert due(day, start, Target(minutes=300)) == start + 5 * hour
        assert warning_at(day, start, Target(minutes=240)) == start + 3 * hour
        assert warning_at(day, start, Target(minutes=240), pause) == start + 5 * hour


def test_no_more_is_kept_than_a_desk_asks_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.timing.reckoner._KEPT_MOMENTS", 10)
    day = round_the_clock("Europe/Vienna")
    for minutes in range(1, 100):
        due(day, datetime(2026, 11, 20, tzinfo=UTC), Target(minutes=minutes))
        assert len(reckoner(day).known) <= 10
