"""The charts of the pictures: the week of the estate in the drawings, in a language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from models.insights.kinds import FigureId, Period, PeriodKind, TrendPoint, Value
from models.insights.pareto import pareto
from reports.charts.building import (
    BarRow,
    Load,
    bars,
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
    workload_bars,
)
from resources.charts.kinds import Chart, Role
from resources.texts import Texts

LAST = date(2026, 11, 16)
WEEK = timedelta(days=7)
NAMES = {
    "leak": ("渗漏水", "Leak"), "lift": ("电梯", "Lift"), "noise": ("噪音", "Noise"), "parking": ("停车", "Parking"),
    "cleaning": ("保洁", "Cleaning"), "access": ("门禁", "Access"), "fees": ("收费", "Fees"), "pets": ("宠物", "Pets"),
    "": ("其他", "Other"),
}  # fmt: skip
COUNTS = {
    "leak": 21,
    "lift": 11,
    "noise": 8,
    "parking": 6,
    "cleaning": 4,
    "access": 3,
    "fees": 2,
    "pets": 1,
    "": 1,
}
WEEKS = (
    38,
    35,
    41,
    36,
    33,
    42,
    39,
    37,
    44,
    40,
    36,
    35,
    63,
    39,
    41,
    34,
    38,
    43,
    37,
    36,
    40,
    42,
    35,
    39,
    41,
    57,
)
HEAT = (
    (2, 1, 1, 1, 0, 1, 0, 0, 0), (2, 4, 0, 0, 1, 0, 0, 0, 0), (6, 1, 1, 0, 0, 0, 1, 0, 0),
    (2, 0, 2, 0, 1, 0, 0, 0, 1), (3, 2, 1, 1, 0, 0, 0, 1, 0), (1, 1, 2, 0, 1, 1, 1, 0, 0),
    (2, 1, 1, 0, 0, 1, 0, 0, 0), (3, 1, 0, 0, 0, 0, 0, 0, 0), (0, 0, 0, 4, 1, 0, 0, 0, 0),
)  # fmt: skip
SHARES = ((30, 34), (34, 37), (28, 31), (40, 42), (31, 35), (33, 36))
WILSON = (
    (0.734, 0.953), (0.787, 0.972), (0.751, 0.967), (0.842, 0.987), (0.740, 0.955), (0.782, 0.971),
)  # fmt: skip


def week(back: int) -> Period:
    """A week before the last one."""
    monday = LAST - WEEK * back
    return Period(PeriodKind.WEEK, monday, monday + WEEK)


def points(counts: tuple[int, ...] = WEEKS, limit: int | None = 56) -> tuple[TrendPoint, ...]:
    """A stream: the week 12 from the left is one of an outage, limits begin in the fifth week."""
    made, smooth = [], 38.0
    for at, count in enumerate(counts):
        outage = count == 63
        smooth = smooth if outage else smooth * 0.8 + count * 0.2
        own = None if limit is None or at < 4 else limit - at % 5 // 3
        over = own is not None and count >= own and not outage
        made.append(TrendPoint(LAST - WEEK * (len(counts) - 1 - at), count, 38.6, own, smooth, outage, over))
    return tuple(made)


def share(at: int) -> Value:
    """Satisfaction of one of the last six weeks."""
    count, n = SHARES[at]
    low, high = WILSON[at]
    extra = {
        "asked": 44.0, "satisfied": 24.0, "fairly_satisfied": 9.0, "dissatisfied": 3.0, "not_reached": 6.0,
        "declined": 2.0,
    }  # fmt: skip
    return Value("satisfaction", week(len(SHARES) - 1 - at), FigureId("satisfaction", week(0)).cut, n, count,
                 count / n, low=low, high=high, extra=extra)  # fmt: skip


@dataclass(frozen=True)
class Step:
    """One step of the funnel."""

    step: str
    entered: int
    waiting_now: int
    median_s: float | None
    p90_s: float | None
    n: int = 30


STEPS = (
    Step("receive", 57, 0, 240, 900), Step("isolate", 57, 2, 2400, 7200), Step("soothe", 55, 1, 600, 3000),
    Step("apologise", 54, 0, 300, 2500), Step("gather", 52, 6, 21000, 90000), Step("propose", 46, 9, 30000, 160000),
    Step("confirm", 37, 3, 8000, 60000), Step("follow_up", 34, 4, 86400, 259200),
)  # fmt: skip


def charts(texts: Texts) -> dict[str, Chart]:
    """One of each, by name."""
    zh = texts.language.startswith("zh")

    def name(code: object) -> str:
        return NAMES[str(code or "")][0 if zh else 1]

    def say(english: str, chinese: str) -> str:
        return chinese if zh else english

    def building(number: object) -> str:
        if number == 9:
            return "地库" if zh else "Car park"
        return f"{number}号楼" if zh else f"Building {number}"

    def link(*what: object) -> str:
        return f"received@2026-W47/{'/'.join(map(str, what))}"

    codes = list(COUNTS)
    table = pareto([(code, n, 0) for code, n in COUNTS.items()], "")
    cells = [(b + 1, codes[c] or None, n) for b, row in enumerate(HEAT) for c, n in enumerate(row) if n]
    mondays = [LAST - WEEK * n for n in range(9)]
    shares = [share(at) for at in range(6)]
    return {
        "pareto": pareto_chart(
            table, texts, name, link, title=say("What to tackle first", "先抓哪几类"),
            beside=say("Pareto, 57 cases", "帕累托，57 件"),
        ),
        "control": control_chart(
            points(), texts, link, title=say("Cases a week", "每周件数"), beside=say("26 weeks", "26 周")
        ),
        "heat": heat_table(
            cells, texts, building, name, link, flagged={(3, "leak"): 5},
            title=say("Building × category", "楼栋 × 类别"), beside=say("a cell opens its cases", "点一格看这些件"),
        ),
        "interval": interval_chart(
            shares, texts, lambda value: value.measure, target=0.95, title=say("Satisfaction", "回访满意率"),
            beside=say("the point is the share, the line its 95 % interval", "点是比率，线是 95% 区间"),
        ),
        "strip": outcome_strip(shares[-1], texts, link, remark=say("36 of 44, 81.8%", "回收 36/44，81.8%")),
        "spark": sparkline([41, 39, 40, 36, 37, 41, 57], texts, alarm=True),
        "before": before_after(
            list(zip(mondays[:4:-1], (6, 5, 5, 6), strict=True)), list(zip(mondays[3::-1], (3, 2, 2, 2), strict=True)),
            texts, changed=date(2026, 10, 16), target=2.75, link=link, title=say("Cases a week", "每周件数"),
        ),
        "card": week_bars((0, 1, 0, 0, 1, 0, 2, 0, 1, 0, 1, 6), texts, monday_last=LAST, limit=5, link=link),
        "waiting": step_waiting(STEPS, texts, link, title=say("Where cases wait", "卡在哪一步")),
        "times": step_times(STEPS, texts, link, title=say("Time per step", "每步用时")),
        "workload": workload_bars(
            [Load(1, "王敏", 12, 30, 28), Load(2, "李想", 7, 21, 25), Load(3, "刘静", 3, 6, 7)], texts, link,
            title=say("Workload", "工作量"),
        ),
        "buildings": bars(
            [
                BarRow(building(b), float(n), str(n), link(b), Role.GOOD if b == 3 else Role.FAIR, columns=(u, i, m))
                for b, n, u, i, m in ((3, 9, "4.2", "42.1", "6"),
 (5, 8, "5.1", "38.6", "3"), (2, 7, "4.8", "36.4", "4"))
            ],
            texts, heads=(say("Usual a week", "往常每周"), say("Per 1,000 homes", "每千户"), say("Leaks", "渗漏")),
            title=say("Buildings with most cases", "件数最多的楼栋"),
        ),
        "lines": week_lines(
            [
                (name(code), points(tuple(max(0, n // (3 + 2 * at) + (n * (at + 1)) % 5) for n in WEEKS), None))
                for at, code in enumerate(codes[:5])
            ],
            texts, link, title=say("By type", "按类别"), beside=say("26 weeks", "26 周"),
        ),
    }  # fmt: skip
