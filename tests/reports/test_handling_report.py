"""The handling report says what the case says, in either language and in both."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.handling.kinds import CaseFile, OfferRow, PromiseRow
from models.handling.reporting import ReportCase
from reports.checksum import grouped
from reports.documents.handling_report import handling_report
from reports.documents.told import Told
from reports.layout.fonts import drawable
from reports.render import to_bytes
from reports.voice import Voice
from resources.fonts import REGULAR, coverage
from resources.texts import Texts
from tests.reports import cases
from tests.reports.reading import (
    EN,
    ZH,
    fonts_of,
    metadata_of,
    outline_of,
    pages_of,
    sizes_of,
    squeezed,
    text_of,
)

BOTH = (ZH, EN)


def printed(case: ReportCase, texts: Sequence[Texts] = BOTH) -> bytes:
    return to_bytes(handling_report([case], texts))


def read(case: ReportCase, texts: Sequence[Texts] = BOTH) -> str:
    return text_of(printed(case, texts))


def test_the_leak_in_both_languages() -> None:
    told = read(cases.the_leak())
    facts = (
        "投诉处理报告 Complaint handling report", "2611-0187", "厨房顶漏水，水滴到灶台", "陈建国 Chen Jianguo",
        "3-1502",
        "2026-11-20 08:12 电话 phone", "S2 紧急 urgent", "漏水 › 楼上漏下 Leak › from above", "是 Yes 2611-0042",
        "2026-11-20 17:35", "9 时 23 分", "2026-11-21 15:10 李想", "满意 satisfied", "已解决 solved",
        "“厨房顶昨晚开始滴水，滴到灶台上，早上还在滴。你们上次补的胶根本没用！柜门都泡胀了。”",
        "查清楼上的水管，把柜子修好，不再补胶。",
    )  # fmt: skip
    for fact in facts:
        assert squeezed(fact) in told


def test_each_language_alone_says_nothing_of_the_other() -> None:
    english, chinese = read(cases.the_leak(), [EN]), read(cases.the_leak(), [ZH])
    assert squeezed("Complaint handling report") in english
    assert "投诉处理报告" not in english
    assert squeezed("20 Nov 2026 08:12 Phone") in english
    assert "投诉处理报告" in chinese
    assert "Complaint" not in chinese


def test_steps_tell_who_when_how_long_due_and_what() -> None:
    told = read(cases.the_leak(), [EN])
    assert squeezed("5 Gather 李想 20 Nov 10:48 1 h 48 min 11:00 ✓ 1602 软管接头老化") in told
    assert squeezed("Cause: Wear and age 软管接头老化") in told
    assert squeezed("4 Apologise 刘静 20 Nov 09:00 — — Skipped 业主要求先解决再谈，刘静同意") in told
    assert squeezed("Sent back") in told
    assert squeezed("Propose round 2 王敏 20 Nov 15:20 1 h 22 min 15:00 20 min late") in told
    assert squeezed("7 in time; 1 late; 1 skipped; 1 sent back") in told
    assert squeezed("Mood: Angry → unhappy") in told
    assert squeezed("Contained at: 20 Nov 08:48") in told


def test_a_checklist_line_is_said_in_words_and_an_unknown_one_keeps_its_key() -> None:
    case = cases.the_leak()
    strange = replace(case.file.steps[1], facts={"containment": ["containment.leak.action.1", "own.line.7"]})
    told = read(cases.with_file(case, steps=(strange,)), [EN])
    assert "containment.leak.action.1" not in told
    assert "own.line.7" in told


def test_every_version_of_the_proposal_with_its_answer() -> None:
    told = read(cases.the_leak(), [EN])
    assert squeezed("v1 Repair: 补胶、擦洗") in told
    assert squeezed("Refused") in told
    assert squeezed("查楼上、赔柜子") in told
    assert "v2" in told
    for part in ("换 1602 软管并试压", "修吊柜门", "书面致歉", "¥420", "approved by 刘静", "Accepted"):
        assert squeezed(part) in told


def test_ledger_and_promises_add_up() -> None:
    told = read(cases.the_leak(), [EN])
    assert squeezed("Total ¥480") in told
    assert squeezed("5 made, 5 kept") in told
    assert squeezed("by 20 Nov 16:00 回电") in told
    assert squeezed("20 Nov 16:20 20 min late") in told


def test_a_declined_remedy_is_not_in_the_total() -> None:
    case = cases.the_leak()
    first, second = case.file.remedies
    told = read(cases.with_file(case, remedies=(replace(first, state="declined"), second)), [EN])
    assert squeezed("Total ¥420") in told


def test_evidence_has_short_and_whole_checksums() -> None:
    case = cases.the_leak()
    told = read(case, [EN])
    for row in case.file.attachments:
        assert f"{row.sha256[:4]}…{row.sha256[-4:]}" in told
        assert row.sha256 in told
        assert squeezed(row.name) in told


def test_a_broken_thumbnail_is_a_line_not_a_crash() -> None:
    broken = (b"", b"not a picture", cases.a_photo()[:200], b"\xff\xd8\xff\xe0" + b"\0" * 40)
    files = tuple(cases.an_attachment(n, f"note{n}", thumbnail=data) for n, data in enumerate(broken, 1))
    pdf = printed(cases.with_file(cases.the_leak(), attachments=files), [EN])
    assert all(f"note{number}" in text_of(pdf) for number in range(1, 5))
    assert b"/Subtype /Image" not in pdf
    assert b"/Subtype /Image" in printed(cases.the_leak(), [EN])


def test_an_open_case_says_what_is_outstanding() -> None:
    row = cases.a_row(
        next_due_at=cases.at("10:00"), next_due_kind="first_response", resolve_due_at=cases.at("12:00", 27)
    )
    owed = PromiseRow(1, 1, "call", "回电", cases.at("11:00"), "open", cases.at("09:00"), "王敏", None, 1)
    file = CaseFile(
        cases.a_detail(row, words="灯不亮"),
        (cases.a_step(1, "08:12", None),),
        (),
        (),
        (owed,),
        (),
        (),
        (),
        (),
        ("where",),
    )
    told = read(cases.a_case(file), [EN])
    for line in (
        "Receive: Where", "Promise 回电 by 20 Nov 11:00 overdue", "Next due First response by 20 Nov 10:00",
        "To be resolved by 27 Nov 12:00",
    ):  # fmt: skip
        assert squeezed(line) in told
    assert squeezed("Still ahead Isolate, soothe, apologise") in told


def test_imported_history_says_so_and_shows_no_empty_tables() -> None:
    told = read(cases.an_imported_case(), [EN])
    assert squeezed("Imported from earlier records. The steps were not recorded then.") in told
    assert squeezed("nyc311:63543210") in told
    for absent in ("Taken", "Proposals", "Promises", "Remedies", "Still ahead"):
        assert absent not in told


def test_the_anonymous_stay_so() -> None:
    case = cases.the_leak()
    nameless = replace(case.file.case, anonymous=True)
    told = read(cases.with_file(case, case=nameless), [EN])
    assert "Anonymous" in told
    assert "陈建国" not in told


def test_many_cases_each_begin_a_page_and_an_outline_entry() -> None:
    second = cases.a_bare_case(reference="2611-0188", title="路灯不亮")
    pdf = to_bytes(handling_report([cases.the_leak(), second], [EN]))
    pages, entries = pages_of(pdf), outline_of(pdf)
    tops = [entry for entry in entries if entry.level == 0]
    assert [entry.title.split()[0] for entry in tops] == ["2611-0187", "2611-0188"]
    assert tops[0].page == 1
    assert "路灯不亮" in pages[tops[1].page - 1]
    below = [entry.title for entry in entries if entry.level == 1 and entry.page < tops[1].page]
    assert below[:3] == ["In their own words, and what they ask for", "The eight steps", "Proposals"]
    assert {"Remedies", "Evidence", "Timeline", "Checksums of the evidence"} <= set(below)
    assert all(f"Page {n} of {len(pages)}" in page for n, page in enumerate(pages, 1))


def test_the_document_says_what_it_is() -> None:
    pdf = printed(cases.the_leak())
    facts = metadata_of(pdf)
    assert facts["Title"] == "投诉处理报告 2611-0187"
    assert facts["Author"] == "翠湖花园"
    assert facts["Keywords"] == "2611-0187"
    assert "厨房顶漏水" in facts["Subject"]
    assert b"/Lang (zh-CN)" in pdf
    assert sizes_of(pdf)[0] == pytest.approx((595.28, 841.89), abs=0.1)


def test_every_font_is_in_the_file() -> None:
    for case in (
        cases.the_leak(),
        cases.an_imported_case(),
        cases.with_text(cases.the_leak(), "😀 Київ 臺灣"),
    ):
        fonts = fonts_of(printed(case))
        assert fonts
        assert all(fonts.values()), fonts


def test_same_data_same_bytes() -> None:
    assert printed(cases.the_leak()) == printed(cases.the_leak())
    assert printed(cases.the_leak(), [EN]) != printed(cases.the_leak(), [ZH])


def test_the_checksum_is_that_of_the_data_and_not_of_the_language() -> None:
    case = cases.the_leak()
    digest = Told(case, Voice([EN], case.zone, case.currency)).digest
    assert squeezed(f"sha256 {grouped(digest)}") in read(case, [EN])
    assert squeezed(f"sha256 {grouped(digest)}") in read(case, [ZH])
    changed = replace(case, file=replace(case.file, case=replace(case.file.case, words="别的话")))
    assert squeezed(grouped(digest)) not in read(changed, [EN])


def test_the_footer_says_as_of_when_and_under_which_rules() -> None:
    for page in pages_of(printed(cases.the_leak(), [EN])):
        assert squeezed("Data as of 23 Nov 2026 09:10 · rules cn-property v3 · checksum sha256") in squeezed(
            page
        )


def test_times_are_those_of_the_property() -> None:
    case = replace(cases.the_leak(), zone=ZoneInfo("America/New_York"))
    assert squeezed("19 Nov 2026 19:12") in read(case, [EN])


HOSTILE = (
    "<b>&amp;</b> %s {0} \\ (", "廚房頂漏水，臺灣繁體", "Привет Ґанок", "Ünïcödé naïve", "水😀电", "a" * 300,
    "漏" * 500, "  \n\n  ",
    "שלום مرحبا", "\x00\x1b[31m", "—" * 40,
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_in_every_field_is_printed(text: str) -> None:
    told = read(cases.with_text(cases.the_leak(), text))
    for part in drawable(text).split():
        assert part[:200] in told


def test_ten_thousand_characters_of_words() -> None:
    words = "".join(chr(0x4E00 + number % 3000) for number in range(10_000))
    pages = pages_of(printed(cases.a_bare_case(words), [ZH]))
    assert len(pages) > 2
    told = "".join(squeezed(page) for page in pages)
    assert all(words[at : at + 20] in told for at in range(0, 400, 20))
    assert sum(told.count(char) for char in set(words)) >= 10_000


def test_sixty_events_thirty_photos_and_a_huge_proposal() -> None:
    case = cases.the_leak()
    event = case.file.events[0]
    events = tuple(
        replace(event, id=n, at=event.at + timedelta(minutes=n), text=f"event{n:03}.") for n in range(60)
    )
    photos = tuple(cases.an_attachment(n, f"photo{n:02}") for n in range(1, 31))
    offers = tuple(
        OfferRow("repair", f"offer{n:02} " + "修理水管" * 20, n * 100, "赵磊", "软管", "今天")
        for n in range(60)
    )
    proposals = (replace(case.file.proposals[0], offers=offers),)
    full = cases.with_file(case, events=events, attachments=photos, proposals=proposals)
    told = read(full, [EN])
    assert all(told.count(f"event{n:03}.") == 1 for n in range(60))
    assert all(f"photo{n:02}" in told for n in range(1, 31))
    assert all(told.count(f"offer{n:02}") == 1 for n in range(60))


def test_a_character_beyond_the_first_plane_can_be_searched() -> None:
    rare = next(char for char in coverage(REGULAR.key) if char >= "\U00020000")
    assert f"姓{rare}的人" in read(cases.a_bare_case(f"姓{rare}的人"), [ZH])


def test_a_report_of_nothing_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="needs a case"):
        handling_report([], [EN])


# What a reader turns into something else when it extracts: compatibility forms are folded before comparing.
_LETTERS = st.characters(codec="utf-8", exclude_categories=("Cs", "Co", "Cn"))


@given(st.text(alphabet=st.one_of(st.sampled_from("漏水（），。ab <&>"), _LETTERS), max_size=80))
def test_whatever_is_written_comes_back(text: str) -> None:
    told = unicodedata.normalize("NFKC", read(cases.a_bare_case(words=text), [EN]))
    wanted = unicodedata.normalize("NFKC", squeezed(drawable(text)))
    assert squeezed(wanted) in squeezed(told)
