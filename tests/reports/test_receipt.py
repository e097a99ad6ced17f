"""The receipt that the resident takes home."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.handling.kinds import CaseFile, PromiseRow
from models.handling.reporting import ReportCase
from reports.documents.receipt import receipt
from reports.render import to_bytes
from tests.reports import cases
from tests.reports.reading import EN, ZH, fonts_of, pages_of, sizes_of, squeezed, text_of


def _open_case() -> ReportCase:
    row = cases.a_row(
        title="灯不亮", resident="周桂兰", unit="2-0801", handler="王敏", next_due_at=cases.at("10:00"),
        next_due_kind="contained",
        resolve_due_at=cases.at("12:00", 27), step=2, steps="dcllllll",
    )  # fmt: skip
    owed = PromiseRow(1, 1, "call", "电工回电", cases.at("11:00"), "open", cases.at("09:00"), "王敏", None, 1)
    gone = replace(owed, id=2, text="作罢的事", state="withdrawn")
    steps = (cases.a_step(1, "08:12", "08:16"), cases.a_step(2, "08:16", None))
    detail = cases.a_detail(row, words="楼道灯不亮", asks_for="今天修好", recorded_by="王敏")
    return cases.a_case(CaseFile(detail, steps, (), (), (owed, gone), (), (), (), ()))


def test_it_is_one_small_sheet() -> None:
    pdf = to_bytes(receipt([_open_case()], [ZH, EN]))
    assert len(pages_of(pdf)) == 1
    assert sizes_of(pdf) == [pytest.approx((419.53, 595.28), abs=0.1)]
    assert all(fonts_of(pdf).values())


def test_it_says_what_was_written_down_what_comes_next_and_whom_to_call() -> None:
    told = text_of(to_bytes(receipt([_open_case()], [EN])))
    for fact in (
        "Receipt of your complaint", "2611-0187", "周桂兰", "2-0801", "20 Nov 2026 08:12", "“楼道灯不亮”",
        "Asks for 今天修好",
        "Made safe by 20 Nov 2026 10:00", "We mean to have it resolved by 27 Nov 2026 12:00",
        "电工回电", "by 20 Nov 11:00", "Phone of the desk 010-8888 6666",
        "Please give the reference 2611-0187.", "Handled by 王敏",
    ):  # fmt: skip
        assert squeezed(fact) in told


def test_a_withdrawn_promise_is_not_repeated_to_the_resident() -> None:
    assert "作罢的事" not in text_of(to_bytes(receipt([_open_case()], [EN])))


def test_without_times_nothing_is_promised_about_them() -> None:
    told = text_of(to_bytes(receipt([cases.a_bare_case()], [EN])))
    assert squeezed("before these times") not in told
    assert "灯不亮" in told


def test_a_closed_case_says_so() -> None:
    told = text_of(to_bytes(receipt([cases.the_leak()], [EN])))
    assert squeezed("Closed 21 Nov 2026 15:20") in told


def test_several_receipts_in_one_file_are_numbered_throughout() -> None:
    pages = pages_of(to_bytes(receipt([_open_case(), cases.the_leak()], [EN])))
    assert "Page 1 of 2" in pages[0]
    assert "Page 2 of 2" in pages[1]


def test_same_data_same_bytes() -> None:
    assert to_bytes(receipt([_open_case()], [ZH])) == to_bytes(receipt([_open_case()], [ZH]))


def test_a_receipt_for_nobody_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="needs a case"):
        receipt([], [EN])
