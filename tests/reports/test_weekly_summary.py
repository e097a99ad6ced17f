"""The summary for managers on paper: read back in both languages, for weeks of all shapes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from models.insights.identifiers import read, write
from models.insights.kinds import Period, PeriodKind
from models.insights.measures import MEASURES
from models.insights.periods import free, parse
from models.insights.periods import period as period_of
from models.summaries.kinds import Summary
from reports.documents.weekly_summary import weekly_summary
from reports.render import to_bytes
from tests.reports.reading import EN, SPOKEN, fonts_of, metadata_of, outline_of, pages_of, squeezed, text_of
from tests.reports.summaries import (
    WEEK,
    a_hard_summary,
    a_summary,
    a_summary_of_one,
    an_empty_summary,
    measures,
)


def printed(summary: Summary, spoken: str = "en") -> bytes:
    return to_bytes(weekly_summary(summary, SPOKEN[spoken]))


def test_the_week_of_the_picture_in_english() -> None:
    content = printed(a_summary())
    pages, text = pages_of(content), text_of(content)
    first = squeezed(pages[0])
    assert "WeeklysummaryformanagersWeek47,16Novto22Nov2026" in first
    assert "Stateof23Nov202600:00Homeslivedin1,156" in first
    for tile in (
        "57cases",
        "93.3%56of60",
        "goal95%",
        "91.7%33of36",
        "78.2%to97.1%",
        "lastweek88.6%",
        "5.3%3of57",
    ):
        assert tile in first
    assert "Morecameinthanusual:57against38.8aweek;thelimitis56." in first
    assert "4kindsmakeup80.7%ofall,46of57:Leak,Lift,NoiseandParking." in first
    assert "Aboutonefalsealarmin4weeksistobeexpected." in first
    assert "Red3号楼,Leak6in7d0.5aweek5under0.01%刘静23Nov18:00" in text
    assert "5of9buildingswithcases" in text
    assert "2611-0190泵房污水返水B2东6Propose3h10min李想Supervisor" in text
    assert "三号楼36根软管一次全换，不只换14根旧的3号楼立管软管about¥9,800proposedby刘静" in text
    assert "91.7%,33of36" in text
    assert "Achieved20before,11after,−45%,p=0.07" in text
    assert "垃圾清运加周日一趟Cleaning·3号楼李想·工程部2026-10-12−40%Running12dayslate" in text
    assert "“只拖了一次，又脏了”Dissatisfied·Cleaning" in text
    assert "itwouldbe1,368" in text or "thatwouldbe1,368forthese57cases" in text
    assert [page for page in pages if squeezed(page).endswith(f"Page{len(pages)}of{len(pages)}")]


def test_both_languages_side_by_side_and_each_alone() -> None:
    both, alone = text_of(printed(a_summary(), "both")), text_of(printed(a_summary(), "zh"))
    for words in ("管理周报Weeklysummaryformanagers", "受理Received", "接件比往常多：57件，往常每周38.8件",
                  "3号楼，漏水3号楼,Leak", "请您决定Askedofyou", "达成achieved"):  # fmt: skip
        assert words in both
    assert "接件比往常多：57件" in alone
    assert "Received" not in alone
    assert "Morecame" not in alone


def test_every_figure_bears_an_identifier_that_can_be_read_again() -> None:
    summary = a_summary()
    last = squeezed("".join(pages_of(printed(summary))[-2:]))
    for both in summary.measures:
        assert squeezed(write(both.now.figure)) in last
        assert read(write(both.now.figure)) == both.now.figure
    assert "received@2026-W47/category=leak" in last
    assert "received@2026-W47/building_id=3" in last
    for one in summary.steps:
        assert f"{one.waiting_now}waiting@2026-W47#step_{one.step}" in last
        assert f"{one.n}steps_done@2026-W47#step_{one.step}" in last
    for part in ("satisfied", "fairly_satisfied", "dissatisfied", "not_reached", "declined"):
        n = summary.measure("satisfaction").now.extra[part]
        assert f"{n:.0f}satisfaction@2026-W47#{part}" in last
    numbered = replace(summary, buildings=(replace(summary.buildings[0], name="3"),))
    pages = pages_of(printed(numbered))
    assert "Building3" in squeezed("".join(pages[-2:])), "as on the first page, not a bare number"


def test_what_the_file_says_about_itself() -> None:
    content = printed(a_summary(), "both")
    assert metadata_of(content)["Title"] == "管理周报 2026-W47"
    assert metadata_of(content)["Author"] == "翠湖花园"
    assert all(fonts_of(content).values())
    entries = [one.title for one in outline_of(content)]
    assert entries[0] == "管理周报 2026-W47"
    assert {
        "预警",
        "件数最多的楼栋",
        "期末超时",
        "请您决定",
        "步骤达标",
        "维修",
        "改进",
        "表扬",
        "每个数字的出处",
    } <= set(entries)


def test_the_same_summary_gives_the_same_bytes_and_another_one_another_checksum() -> None:
    assert printed(a_summary(), "both") == printed(a_summary(), "both")
    other = replace(a_summary(), overdue_total=4)
    sums = [
        page.rsplit("sha256", 1)[1][:15]
        for one in (a_summary(), other)
        for page in pages_of(printed(one))[:1]
    ]
    assert sums[0] != sums[1]


def test_what_became_of_the_cases_later_says_as_of_when() -> None:
    """The handling rate and its like go on after the end of the period; the others stay as they were then."""
    over = "".join(pages_of(printed(a_summary(), "en"))).replace(" ", "").replace("\n", "")
    assert "toldasof23Nov202609:00:Handled,Reopened,Escalated" in over
    assert "Dataasof23Nov202609:00" in over
    for one in (replace(a_summary(), over=False), replace(a_summary(), changed=a_summary().as_of)):
        assert "toldasof" not in "".join(pages_of(printed(one, "en"))).replace(" ", "")


@pytest.mark.parametrize("spoken", SPOKEN)
@pytest.mark.parametrize("make", [a_summary, a_hard_summary, an_empty_summary, a_summary_of_one])
def test_nothing_leaves_the_page(make: Callable[[], Summary], spoken: str) -> None:
    document = pypdfium2.PdfDocument(printed(make(), spoken))
    try:
        for page in document:
            width, height = page.get_size()
            reader = page.get_textpage()
            for number in range(reader.count_rects()):
                left, low, right, high = reader.get_rect(number)
                assert left >= 30, reader.get_text_bounded(left, low, right, high)
                assert right <= width - 30, reader.get_text_bounded(left, low, right, high)
                assert low >= 14
                assert high <= height - 20
            reader.close()
    finally:
        document.close()


def test_a_week_without_cases_claims_nothing() -> None:
    text = text_of(printed(replace(an_empty_summary(), sentences=())))
    assert "NaN" not in text
    assert "None" not in text
    assert "Nowarningwasraised.OverdueattheendNocaseisoverdue." in text
    assert "n/a(n=0)" in text
    assert "24residents" not in text


@pytest.mark.parametrize(
    ("period", "title", "named"),
    [
        (parse("2026-W53"), "Weekly", "Week 53, 28 Dec 2026 to 3 Jan 2027"),
        (parse("2026-W01"), "Weekly", "Week 1, 29 Dec 2025 to 4 Jan 2026"),
        (parse("2025-W52"), "Weekly", "Week 52, 22 Dec to 28 Dec 2025"),
        (period_of(PeriodKind.DAY, date(2026, 2, 28)), "Daily", "Sat 28 Feb 2026"),
        (parse("2026-11"), "Monthly", "Nov 2026"),
        (parse("2026-Q4"), "Quarterly", "Quarter 4 of 2026"),
        (parse("2026"), "Yearly", "The year 2026"),
        (free(date(2026, 11, 1), date(2026, 11, 20)), "Summary", "1 Nov to 20 Nov 2026"),
    ],
)
def test_every_kind_of_period_and_the_ends_of_years(period: Period, title: str, named: str) -> None:
    text = text_of(printed(a_summary(period)))
    assert text.startswith(squeezed("翠湖花园"))
    assert squeezed(f"{title} summary for managers" if title != "Summary" else "Summary for managers") in text
    assert squeezed(named) in text
    assert squeezed(write(a_summary(period).measures[0].now.figure)) in text


def test_a_building_that_is_only_a_number_is_said_to_be_a_building() -> None:
    numbered = tuple(replace(one, building="7") for one in a_summary().warnings)
    rows = tuple(replace(one, name="7") for one in a_summary().buildings)
    text = text_of(printed(replace(a_summary(warnings=numbered), buildings=rows), "both"))
    assert "7号楼，漏水Building7,Leak" in text
    assert "LeakinBuilding7standsout" in text
    assert "7号楼Building7" in text


def test_whole_shares_have_no_decimals() -> None:
    whole = {"on_time": (24, 24, 16, 17), "satisfaction": (0, 21, 12, 12), "repeat_rate": (3, 57, 2, 41)}
    text = text_of(printed(a_summary(measures=measures(WEEK, 57, whole))))
    assert "100%24of24" in text
    assert "0%0of21" in text


def test_a_period_that_is_not_over_says_so() -> None:
    text = text_of(printed(replace(a_summary(), over=False)))
    assert "Theperiodisnotover:figuressofar." in text
    assert "Overduenow" in text


def test_without_a_language_there_is_no_paper() -> None:
    with pytest.raises(ValueError, match="language"):
        weekly_summary(a_summary(), [])


def test_all_measures_are_there() -> None:
    text = text_of(printed(a_summary()))
    for key, measure in MEASURES.items():
        if key != "overdue":
            assert squeezed(EN.t(measure.title)) in text
