"""Words of work orders: how one stands, and every kind of event as a whole sentence."""

from __future__ import annotations

import ast
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from models.core.clock import to_millis
from models.repairs.kinds import OrderEventRow, OrderRow, OrderState
from resources.texts import load
from ui.shared.order_event_words import FIELDS, OrderNames, order_event_sentence
from ui.shared.order_words import (
    STATE_ICONS,
    STATE_TAGS,
    access_words,
    length_words,
    slot_words,
    stands_words,
    state_words,
    window_words,
)
from ui.widgets.duration_field import parse_minutes

NOW = datetime(2026, 11, 20, 6, 20, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")
ROOT = Path(__file__).resolve().parents[3] / "models"
ROW = OrderRow(
    1, 1, "W2611-0001", "repair", "scheduled", None, "换软管", "s2", "plumbing", 120, 1, "3-1502", "/1/2/", "", 1,
    "2611-0001", "陈建国", "resident_present", True, NOW + timedelta(days=1), 1, "赵磊", NOW + timedelta(hours=1),
    NOW + timedelta(hours=3), False, NOW, None,
)  # fmt: skip
NAMES = OrderNames(NOW, {1: "赵磊"}, {7: "软管"}, {2: "W2611-0002"}, "CNY", ZONE)
SOON, LATER = to_millis(NOW + timedelta(hours=1)), to_millis(NOW + timedelta(hours=3))


def event(kind: str, text: str = "", **facts: object) -> OrderEventRow:
    return OrderEventRow(1, NOW, "王敏", kind, text, facts)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_state_has_its_words_and_signs(language: str) -> None:
    texts = load(language)
    for state in OrderState:
        row = replace(ROW, state=state.value, waits_for="parts" if state == OrderState.WAITING else None)
        assert state_words(texts, row)
        assert stands_words(texts, row, ZONE, NOW)
        assert state in STATE_TAGS
        assert state in STATE_ICONS


def test_who_comes_when() -> None:
    texts = load("en")
    assert slot_words(texts, ROW, ZONE, NOW) == "赵磊 · today 15:20–17:20"
    assert stands_words(texts, ROW, ZONE, NOW) == "赵磊 comes today 15:20–17:20."
    over = NOW + timedelta(hours=4)
    assert stands_words(texts, ROW, ZONE, over) == "赵磊 was to come today 15:20–17:20."
    free = replace(ROW, state="ready", technician_id=None, technician="", starts_at=None, ends_at=None)
    assert stands_words(texts, free, ZONE, NOW) == "Nobody comes yet: find a slot."
    assert slot_words(texts, free, ZONE, NOW) == "no slot yet"
    night = (NOW + timedelta(hours=8), NOW + timedelta(hours=20))
    assert window_words(texts, night, ZONE, NOW) == "today 22:20 – tomorrow 10:20"
    assert access_words(texts, ROW, "ring twice") == "Resident at home · pets at home · ring twice"
    waits = replace(ROW, state="waiting", waits_for="approval")
    assert state_words(texts, waits) == "Waiting: approval"


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (
            event("scheduled", technician=1, starts_at=SOON, ends_at=LATER),
            "Scheduled: 赵磊 today 15:20–17:20",
        ),
        (event("made", return_of="W2611-0009"), "Made as a return visit of W2611-0009"),
        (event("made", part_of=2, minutes=60), "Split from W2611-0002"),
        (event("split", part=2, minutes=60), "Split: the rest is W2611-0002"),
        (event("changed", fields=["title", "windows"]), "Changed: title and times at home"),
        (event("waits", "no hose", waits_for="parts"), "Waits for parts: no hose"),
        (event("done", "tested", outcome="fixed"), "Done: Fixed: tested"),
        (event("checked", "drips", fine=False), "Checked: it is not right: drips"),
        (event("appointment_kept", late_minutes=12), "Came 12 min late"),
        (event("no_access", "rang twice", note_left=True), "Nobody opened; a note was left: rang twice"),
        (event("labour_added", technician=1, minutes=90), "1 h 30 min of 赵磊 were noted"),
        (event("cost_added", kind_of="invoice", amount_minor=120_00), "Invoice of ¥120 was added"),
        (event("part_booked", part=7, pieces=2), "2 × 软管 taken from the store"),
        (
            event("appointment_moved", before_from=SOON, before_to=LATER, from_at=LATER, to_at=LATER),
            "The appointment of today 15:20–17:20 moved to today 17:20–17:20",
        ),
    ],
)
def test_events_are_sentences(told: OrderEventRow, sentence: str) -> None:
    assert order_event_sentence(load("en"), told, NAMES) == sentence
    chinese = order_event_sentence(load("zh_CN"), told, NAMES)
    assert chinese != sentence
    assert told.kind not in chinese


def test_every_kind_that_is_written_has_words() -> None:
    kinds = set()
    for room in ("repairs", "scheduling", "recurring"):
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if (
                    isinstance(node, ast.Call)
                    and getattr(node.func, "id", "") == "note"
                    and len(node.args) > 2
                ):
                    word = node.args[2]
                    if isinstance(word, ast.Constant):
                        kinds.add(str(word.value))
    assert len(kinds) > 20
    english, chinese = load("en"), load("zh_CN")
    for kind in kinds:
        for texts in (english, chinese):
            assert order_event_sentence(texts, event(kind), NAMES) not in ("", kind), kind
    assert {"title", "windows", "estimate_minutes"} <= FIELDS.keys()


def test_lengths_are_read_as_they_are_written() -> None:
    for language in ("en", "zh_CN"):
        for minutes in (5, 45, 60, 90, 480, 1440, 2970):
            assert parse_minutes(length_words(load(language), minutes)) == minutes
