"""Every event of a case has its sentence, in both languages."""

from __future__ import annotations

from datetime import UTC, datetime

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
