"""From what the models know to charts: labels, values, links, words, in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models.insights.kinds import Period, PeriodKind, Value, Weight
from models.insights.pareto import Heap, pareto
from reports.charts.building import (
    ALL,
    Folded,
    before_after,
    control_chart,
    heat_table,
    interval_chart,
    outcome_strip,
    pareto_chart,
    sparkline,
    step_times,
    step_waiting,
    week_bars,
    week_lines,
)
from reports.charts.heat import Column, Row
from reports.charts.painting import RULER
from resources.charts.kinds import KeyShape, Role
from resources.charts.layout import lay_out
from resources.texts import load
from tests.chart_samples import LAST, STEPS, charts, points, share, week

EN, ZH = load("en"), load("zh_CN")
# The published table of one month's late deliveries (process.md, section 5), of which 84 are not listed.
GOLDEN = (270, 270, 260, 100, 80, 34, 30, 25, 20, 5)


def plain(code: object) -> str:
    return f"cause {code}"


def test_the_golden_table_is_drawn_to_the_digit() -> None:
    table = pareto([(f"{n}.{at}", n, 0) for at, n in enumerate(GOLDEN)], "", 1178)
    chart = pareto_chart(table, EN, plain, lambda label: f"figure/{label}")
    assert chart.total == 1178
    assert [bar.value for bar in chart.bars] == [*map(float, GOLDEN), 84.0]
    assert chart.bars[-1].role is Role.OTHER
    assert [bar.role for bar in chart.bars].count(Role.VITAL) == table.vital
    assert chart.running[0] == 270 / 1178
    assert chart.reached == table.vital - 1
    assert chart.reached_words == f"{chart.running[chart.reached] * 100:.1f}%"
    assert chart.table.rows[-1] == ("cause ", "84", "7.1%", "100.0%")
    assert chart.bars[0].link == "figure/270.0"
    assert chart.bars[0].said == "cause 270.0: 270, 22.9% of all; up to here 22.9%"


def test_what_is_too_much_for_a_chart_is_put_together_and_stays_in_its_table() -> None:
    table = pareto([(f"{at:03}", 200 - at, 0) for at in range(200)] + [("", 7, 0)], "")
    chart = pareto_chart(table, EN, plain, most=9, folded_link="+".join)
    assert len(chart.bars) == 10
    assert len(chart.table.rows) == 201
    assert sum(bar.value or 0 for bar in chart.bars) == table.total
    rest = chart.bars[-1]
    assert (rest.label, rest.role) == ("192 others", Role.OTHER)
    labels = rest.link.split("+")
    assert labels == [*(f"{at:03}" for at in range(9, 200)), ""], "nothing that has a bar of its own"
    assert chart.running[-1] == 1.0
    # The bar at which 80 % is passed is not drawn: nothing is said of it.
    assert chart.reached is None
    assert chart.reached_words == ""


def test_few_cases_have_no_vital_few() -> None:
    few = pareto_chart(pareto([("a", 10, 0), ("b", 9, 0)], ""), EN, plain)
    assert {bar.role for bar in few.bars} == {Role.REST}
    assert (few.reached, few.reached_words) == (None, "")
    assert [key.words for key in few.legend] == ["cumulative"]
    enough = pareto_chart(pareto([("a", 11, 0), ("b", 9, 0)], ""), EN, plain)
    assert [key.words for key in enough.legend] == ["vital few", "cumulative"]
    flat = pareto([(f"{at}", 10, 0) for at in range(10)], "")
    assert flat.flat
    words = [key.words for key in pareto_chart(flat, EN, plain).legend]
    assert words == ["the first 80%", "cumulative"], "no few of them are vital where the rule does not apply"


def test_weights_are_written_in_their_own_unit() -> None:
    table = pareto([Heap("a", 980_050), Heap("b", 120_000)], "")
    money = pareto_chart(table, EN, plain, weight=Weight.REMEDY_COST, currency="CNY")
    assert money.bars[0].value == 9800.5
    assert money.bars[0].shown == "¥9,800.50"
    assert money.total == 11000.5
    hours = pareto_chart(table, ZH, plain, weight=Weight.OPEN_HOURS)
    assert hours.bars[0].shown == "980,050"
    assert hours.table.columns[1] == ZH.word("weight", Weight.OPEN_HOURS)


def test_a_control_chart_says_what_was_usual_and_what_is_over() -> None:
    chart = control_chart(points(), EN, lambda monday: f"received@{monday}")
    assert [mark.role for mark in chart.points].count(Role.OUTAGE) == 1
    assert chart.points[-1].role is Role.ALARM
    assert chart.points[-1].tick == "W47"
    assert chart.points[-1].link == "received@2026-11-16"
    assert chart.limits[3] is None
    assert chart.limits[-1] == 56
    assert chart.limit_words == "limit 56"
    assert chart.usual is not None
    assert chart.usual.words == "usual 39"
    assert [(key.words, key.grave) for key in chart.legend][-1] == ("week 47 is over its limit", True)
    assert chart.table.rows[0][:4] == ("Week 47, from 16 Nov", "57", "38.6", "56")
    calm = control_chart(points(limit=None), ZH)
    assert calm.limit_words == ""
    assert len(calm.legend) == 1
    assert control_chart((), ZH).marks == ()
    assert control_chart([replace(one, smooth=None) for one in points(limit=None)], ZH).legend == ()
    small = [replace(point, expected=1.25) for point in points()]
    usual = control_chart(small, EN).usual
    assert usual is not None
    assert usual.words == "usual 1.2"


def test_an_outage_that_was_declared_is_no_alarm() -> None:
    explained = [replace(point, over=True, outage=True) for point in points()]
    chart = control_chart(explained, EN)
    assert {mark.role for mark in chart.points} == {Role.OUTAGE}
    assert {mark.note for mark in chart.points} == {"outage, not counted"}
    assert [key.words for key in chart.legend] == ["smoothed trend"]
    assert chart.points[-1].spoken is not None
    assert "over its limit" in chart.points[-1].spoken


def test_weeks_before_the_first_case_keep_their_place_and_nothing_is_drawn_there() -> None:
    """Neither a point at zero nor a figure in the table; the axis still names these weeks."""
    some = points()
    young = [replace(one, count=0, known=at >= 6) for at, one in enumerate(some)]
    for chart in (
        control_chart(young, EN, str),
        week_lines([("Leak", young)], EN, lambda _line, day: str(day)),
    ):
        marks = chart.marks
        assert [mark.value is None for mark in marks] == [at < 6 for at in range(len(some))]
        assert marks[0].tick == control_chart(some, EN).points[0].tick
        assert marks[0].said.endswith("not known")
        assert not marks[0].link
        assert chart.table.rows[-1][1] == ""
        spots = lay_out(chart, 400, 150, RULER).spots
        assert {spot.mark for spot in spots} == set(range(6, len(some)))
    nothing = [replace(one, known=False, expected=None, limit=None, smooth=None) for one in some]
    assert lay_out(control_chart(nothing, EN), 400, 150, RULER).shapes


def test_lines_are_six_at_most_and_open_their_weeks() -> None:
    lines = [(f"type {at}", points()) for at in range(9)]
    chart = week_lines(lines, EN, lambda line, monday: f"{line}/{monday}")
    assert [series.label for series in chart.series] == [f"type {at}" for at in range(6)]
    assert chart.series[2].points[-1].link == "2/2026-11-16"
    assert chart.series[2].points[-1].said == "type 2, Week 47, from 16 Nov, 57 cases"
    assert len({series.role for series in chart.series}) == 6
    assert week_lines([], EN).marks == ()


def _said(one: Column) -> str:
    if isinstance(one, Folded):
        return "+".join(map(str, one.values))
    return "all" if one is ALL else str(one)


def test_a_heat_table_of_many_buildings_keeps_the_weightiest_and_those_over_their_limits() -> None:
    counts = [(at, "leak", 1 + at % 7) for at in range(1, 201)] + [(None, "lift", 1), (12, "noise", 1)]
    chart = heat_table(
        counts, EN, lambda row: "not known" if row is None else f"Building {row}", lambda column: str(column),
        lambda row, column: f"{_said(row)}/{_said(column)}", flagged={(12, "noise"): 1}, most_rows=5,
    )  # fmt: skip
    names = ["Building 6", "Building 12", "Building 13", "Building 20", "Building 27", "196 others"]
    assert [row.label for row in chart.rows] == names, (
        "counted as people count, and flags come before numbers"
    )
    assert sum(row.total.value or 0 for row in chart.rows) == sum(n for _, _, n in counts)
    others = chart.rows[-1]
    assert others.total.link.endswith("+200+None/all")
    assert others.cells[0].link.count("+") == 195
    assert others.cells[0].said == f"196 others, leak: {others.cells[0].shown} cases"
    assert (chart.rows[1].cells[-1].role, others.cells[-1].link) == (Role.ALARM, "")
    assert {others.cells[0].role, others.total.role} == {Role.OTHER}
    whole = heat_table(counts, EN, str, str, most_rows=200)
    assert len(whole.rows) == 201, "one more than there is room for is no reason"


def test_a_heat_table_knows_its_sums_and_what_is_over() -> None:
    def link(row: Row, column: Column) -> str:
        return f"{_said(row)}/{_said(column)}"

    counts = [(1, "leak", 2), (3, "leak", 6), (3, None, 1), *((2, f"c{at:02}", 1) for at in range(12))]
    chart = heat_table(
        counts, EN, lambda row: f"Building {row}", lambda column: str(column or "not known"), link,
        flagged={(3, "leak"): 5}, rows=[3, 2, 1, 4],
    )  # fmt: skip
    assert [row.label for row in chart.rows] == ["Building 3", "Building 2", "Building 1", "Building 4"]
    assert len(chart.columns) == 10
    assert chart.columns[0] == "leak"
    assert chart.columns[-1] == "5 others"  # four kinds, and what is not known
    assert [row.total.value for row in chart.rows] == [7, 12, 2, 0]
    assert all(sum(cell.value or 0 for cell in row.cells) == row.total.value for row in chart.rows)
    cell = chart.rows[0].cells[0]
    assert (cell.role, cell.link) == (Role.ALARM, "3/leak")
    assert cell.said == "Building 3, leak: 6 cases, over its limit"
    assert chart.rows[0].total.link == "3/all"
    assert chart.rows[3].total.link == ""
    assert chart.rows[1].cells[0].link == ""
    assert chart.rows[1].cells[-1].link == "2/c08+c09+c10+c11+None"
    assert chart.rows[2].cells[-1].link == "", "there is nothing to open"
    assert [(key.words, key.shape) for key in chart.legend] == [
        ("Building 3, leak: 6 ≥ limit 5", KeyShape.FRAME)
    ]
    two = heat_table(counts, EN, str, str, flagged={(3, "leak"): 5, (2, "c11"): None})
    assert [key.words for key in two.legend] == ["2 cells over their limits"]
    assert two.rows[1].cells[-1].role is Role.ALARM  # also where it is put together with others


def test_few_answers_say_nothing_but_their_number() -> None:
    few = Value("satisfaction", week(0), share(0).cut, 3, 3, low=0.4, high=1.0)
    chart = interval_chart([share(4), few], EN, lambda value: value.period.first.isoformat(), target=0.95)
    assert chart.spreads[0].mark.value == pytest.approx(100 * 31 / 35)
    assert (chart.spreads[0].low, chart.spreads[0].below) == (74.0, "n=35")
    assert chart.spreads[1].mark.value is None
    assert chart.spreads[1].low is None
    assert chart.spreads[1].mark.said == "Week 47, from 16 Nov, n/a, n=3"
    assert chart.spreads[1].mark.role is Role.NOW
    assert chart.target is not None
    assert (chart.target.value, chart.target.words) == (95, "target 95")
    month = Period(PeriodKind.MONTH, date(2026, 11, 1), date(2026, 12, 1))
    assert interval_chart([replace(share(0), period=month)], EN).spreads[0].mark.tick == "Nov 2026"
    assert chart.table.rows[1] == ("Week 46, from 9 Nov", "88.6%", "31", "35", "74.0%", "95.5%")


def test_the_strip_tells_all_ends_of_calls_and_never_counts_silence_as_content() -> None:
    strip = outcome_strip(share(5), EN, lambda name: f"satisfaction@2026-W47#{name}")
    assert [(part.label, part.shown, part.role) for part in strip.parts] == [
        ("Satisfied", "24", Role.GOOD), ("Fairly satisfied", "9", Role.FAIR), ("Dissatisfied", "3", Role.BAD),
        ("Not reached", "6", Role.QUIET), ("Declined to answer", "2", Role.FAINT),
    ]  # fmt: skip
    assert strip.parts[2].link == "satisfaction@2026-W47#dissatisfied"
    assert outcome_strip(replace(share(5), extra={}), EN).parts[0].shown == "0"


def test_before_and_after_leave_out_the_week_of_the_change() -> None:
    before = [(date(2026, 9, 14), 6), (date(2026, 9, 21), 5), (date(2026, 9, 28), 5), (date(2026, 10, 5), 6)]
    after = [(date(2026, 10, 19), 3), (date(2026, 10, 26), 2)]
    chart = before_after(before, after, EN, changed=date(2026, 10, 16), target=2.75)
    assert [mark.tick for mark in chart.columns] == ["W38", "W39", "W40", "W41", "W43", "W44"]
    assert chart.change == 4
    assert chart.change_words == "in force 16 Oct"
    assert [(level.value, level.words, level.first, level.last) for level in chart.levels] == [
        (5.5, "", 0, 3), (2.75, "target 2.75 a week", 4, 5),
    ]  # fmt: skip
    running = before_after(before, [], EN, changed=None, target=3)
    assert running.change is None
    assert running.levels[1].words == "target 3 a week"
    assert before_after([], [], EN, changed=None, target=3).marks == ()


def test_a_warning_card_shows_its_weeks_against_the_limit() -> None:
    chart = week_bars((0, 1, 0, 6), EN, monday_last=LAST, limit=5, link=lambda monday: monday.isoformat())
    assert [mark.role for mark in chart.columns] == [Role.BEFORE] * 3 + [Role.ALARM]
    assert [mark.link for mark in chart.columns] == ["2026-10-26", "2026-11-02", "2026-11-09", "2026-11-16"]
    assert chart.levels[0].words == "limit 5"
    assert week_bars((1, 2), EN, monday_last=LAST, over=False).columns[-1].role is Role.NOW


def test_steps_show_where_cases_wait_and_how_long() -> None:
    waiting = step_waiting(STEPS, EN, lambda step: f"step/{step}")
    assert [bar.mark.role for bar in waiting.bars].count(Role.VITAL) == 1
    busiest = next(bar.mark for bar in waiting.bars if bar.mark.role is Role.VITAL)
    assert (busiest.value, busiest.link) == (9.0, "step/propose")
    assert waiting.bars[0].mark.link == ""
    times = step_times(STEPS, EN)
    assert times.bars[5].mark.shown == "8 h 20 min"
    assert times.bars[5].columns == ("1 d 20 h",)
    assert times.value_head == "Median"
    nothing = step_times([replace(STEPS[0], median_s=None, p90_s=None)], EN)
    assert (nothing.bars[0].mark.value, nothing.bars[0].mark.shown) == (None, "n/a")


def test_the_line_of_a_tile_takes_values_and_gaps() -> None:
    chart = sparkline([share(0), None, 0.5, 57], EN, alarm=True)
    assert [mark.value for mark in chart.points] == [share(0).value, None, 0.5, 57]
    assert chart.points[-1].role is Role.ALARM
    assert sparkline([57], EN).points[-1].role is Role.PLAIN


@pytest.mark.parametrize("language", ["en", "zh_CN", "en_XA"])
def test_every_mark_can_be_said_and_every_table_is_whole(language: str) -> None:
    for name, chart in charts(load(language)).items():
        assert hash(chart) == hash(replace(chart)), name
        if name == "spark":
            continue
        assert all(mark.label and mark.said and mark.shown in mark.said for mark in chart.marks), name
        table = chart.table
        assert table.rows, name
        assert all(len(row) == len(table.columns) == len(table.right) for row in table.rows), name
        assert len(table.links) in (0, len(table.rows)), name
        if language == "zh_CN":
            assert not any(", " in mark.said for mark in chart.marks), name
