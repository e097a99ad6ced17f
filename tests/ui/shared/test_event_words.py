"""Every event of a case has its sentence, in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from models.complaints.kinds import EventRow
from resources.texts import load
from resources.texts.words import WORDS
from ui.shared.event_words import Lookup, event_sentence

AT = datetime(2026, 11, 20, 6, 20, tzinfo=UTC)
NAMES = Lookup({3: "李想"}, {5: "回电"}, {7: "3-1402 周桂兰"}, "CNY")


def said(kind: str, language: str = "zh_CN", step: int | None = None, text: str = "", **facts: object) -> str:
    return event_sentence(load(language), EventRow(1, AT, "王敏", kind, step, text, facts), NAMES)


def test_sentences() -> None:
    assert said("recorded", channel="phone") == "登记投诉：电话"
    assert said("step_finished", step=2) == "隔离：完成"
    assert said("step_skipped", step=4, text="先解决再谈") == "跳过道歉：先解决再谈"
    assert said("step_returned", step=3, text="v1 被拒", left="confirm", to="soothe") == "回到安抚：v1 被拒"
    assert (
        said("proposal_answered", version=1, answer="refused", way="phone", text="不行")
        == "方案 v1：拒绝：不行"
    )
    assert "¥60" in said("remedy_granted", kind_of="fee_reduction", amount_minor=60_00, within=True)
    waiting = said("remedy_granted", kind_of="refund", amount_minor=900_00, within=False)
    assert "待批准" in waiting or "等待" in waiting
    assert said("promise_made", text="回电", promise=5).endswith("回电")
    assert "回电" in said("promise_kept", promise=5)
    assert said("contact_made", channel="phone", reached=False, text="没人接") == "电话，没联系上：没人接"
    assert said("handler_changed", before=1, after=3) == "转给李想"
    assert said("severity_changed", before="s2", after="s1", text="碰到电箱").startswith("S2 ")
    assert "周桂兰" in said("joined", party=7)
    assert said("comment", text="下午我去看") == "下午我去看"


def test_classifying() -> None:
    """From what to what, by name; what was not known before is not said, a code without a name stands as it is."""
    known = {"leak": "漏水", "leak.pipe": "漏水 › 水管", "wear": "老化磨损", "noise": "噪声"}
    names = replace(NAMES, kinds=known, causes=known)

    def sorted_as(before: dict[str, Any], after: dict[str, Any], text: str = "") -> str:
        facts = {"before": before, "after": after}
        return event_sentence(load("zh_CN"), EventRow(1, AT, "王敏", "classified", None, text, facts), names)

    assert sorted_as({"subcategory": None}, {"subcategory": "leak.pipe"}) == "归类：漏水 › 水管"
    assert (
        sorted_as(
            {"category": "leak", "subcategory": "leak.pipe"}, {"category": "noise", "subcategory": None}
        )
        == "归类：漏水 › 水管 → 噪声"
    )
    assert (
        sorted_as(
            {"cause": "gone", "responsible": None}, {"cause": "wear", "responsible": "contractor"}, "皮带"
        )
        == "归类：gone → 老化磨损 · 外包单位：皮带"
    )
    assert sorted_as({}, {}, "皮带") == "归类：皮带"


def test_work_orders() -> None:
    """Which order, how it ended, when somebody comes: local times, no codes."""
    facts: dict[str, Any] = {"order": 1, "reference": "W2611-0042"}
    at = {
        "from_at": 1_795_309_200_000,
        "to_at": 1_795_316_400_000,
    }  # 22 November 2026, 09:00 to 11:00 in Shanghai
    here = replace(NAMES, zone=ZoneInfo("Asia/Shanghai"))
    assert said("order_made", **facts) == "建工单，W2611-0042"
    assert (
        said("order_done", text="换了软管", result="fixed", **facts) == "完工，W2611-0042：已修好：换了软管"
    )
    assert (
        said("order_waits", "en", text="hose", waits_for="parts", **facts)
        == "Work waits, W2611-0042: Parts: hose"
    )
    assert said("order_checked", "en", fine=True, **facts) == "Work checked, W2611-0042"
    assert said("order_checked", "en", fine=False, **facts) == "Work checked and found not right, W2611-0042"
    back = said("order_made", "en", return_of="W2611-0001", **facts)
    assert back == "Return visit W2611-0042 for W2611-0001"
    part = said("order_made", "en", part_of="W2611-0001", **facts)
    assert part == "W2611-0042 split from W2611-0001"
    joined = said("order_cancelled", whole="W2611-0001", **facts)
    assert joined == "W2611-0042 并回 W2611-0001"
    assert "a note was left" in said("no_access", "en", note_left=True, **facts)
    event = EventRow(1, AT, "王敏", "appointment_made", None, "", {**facts, **at})
    assert event_sentence(load("en"), event, here) == "Appointment made, W2611-0042: Sun 22 Nov 09:00–11:00"


def test_a_promise_that_was_broken_says_which_and_why() -> None:
    sentence = said("promise_broken", promise=5, text="师傅堵在路上")
    assert "回电" in sentence
    assert "师傅堵在路上" in sentence


KINDS = sorted(name.partition(".")[2] for name in WORDS if name.startswith("event."))


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_no_event_is_speechless_or_shows_its_inside(kind: str, language: str) -> None:
    for facts in ({}, {"promise": 99, "after": 99, "amount_minor": 100, "version": 2, "within": False}):
        sentence = said(kind, language, step=3, text="x", **facts)
        assert sentence.strip()
        assert "{" not in sentence
        assert "event." not in sentence
