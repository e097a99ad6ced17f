"""Summaries made by plain constructors: the week of the picture, and weeks that nobody would wish for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from models.improvements.kinds import ImprovementGroup, ImprovementRow
from models.insights.commentary import Cell, Share, Told, said
from models.insights.comparing import Usual
from models.insights.estimates import iceberg
from models.insights.kinds import (
    Compared,
    Cut,
    FigureId,
    Period,
    PeriodKind,
    Slice,
    StepTime,
    TrendPoint,
    Unit,
    Value,
)
from models.insights.measures import MEASURES
from models.insights.pareto import Heap, pareto
from models.insights.periods import before, bounds, last, year_ago
from models.insights.periods import period as period_of
from models.insights.stats import limit, wilson
from models.summaries.kinds import BuildingRow, Estate, OverdueRow, Repairs, Summary, Voiced
from models.warnings.kinds import WarningRow
from tests.chart_samples import WEEKS
from tests.reports.cases import ZONE, at

WEEK = period_of(PeriodKind.WEEK, date(2026, 11, 20))
KINDS = {
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
NAMES = {
    "leak": ("漏水", "Leak"), "lift": ("电梯", "Lift"), "noise": ("噪音", "Noise"), "parking": ("停车", "Parking"),
    "cleaning": ("保洁", "Cleaning"), "access": ("门禁", "Access"), "fees": ("收费", "Fees"), "pets": ("宠物", "Pets"),
}  # fmt: skip
CALLS = {
    "satisfied": 25,
    "fairly_satisfied": 8,
    "dissatisfied": 3,
    "not_reached": 4,
    "declined": 1,
    "asked": 41,
}
SHARES = {"on_time": (56, 60, 48, 51), "satisfaction": (33, 36, 31, 35), "repeat_rate": (3, 57, 2, 41)}


def a_value(key: str, period: Period, count: int, n: int) -> Value:
    """A value of any measure: a share is ``count`` of ``n``, a duration as many hours."""
    unit = MEASURES[key].unit
    if unit is Unit.SHARE:
        low, high = wilson(count, n)
        fit = n >= 5
        return Value(
            key, period, Cut(), n, count, count / n if fit else None, low=low if fit else None,
            high=high if fit else None, extra=CALLS,
        )  # fmt: skip
    if unit is Unit.DURATION:
        return Value(
            key, period, Cut(), n, None, count * 3600.0 if n >= 5 else None, count * 7200.0, count * 4000.0
        )
    return Value(key, period, Cut(), n, n if unit is Unit.CASES else None, float(n))


def measures(
    period: Period, received: int, shares: dict[str, tuple[int, int, int, int]]
) -> tuple[Compared, ...]:
    made = []
    for key in MEASURES:
        count, n, old, old_n = shares.get(key, (3, received, 4, max(0, received - 16)))
        if key in ("overdue", "warnings"):
            count, n, old, old_n = 3, 3, 5, 5
        now, then = a_value(key, period, count, n), a_value(key, before(period), old, old_n)
        made.append(Compared(now, then, a_value(key, year_ago(period), 0, 0)))
    return tuple(made)


def a_warning(**fields: Any) -> WarningRow:
    plain: dict[str, Any] = {
        "id": 1, "row_version": 1, "rule": "exceedance", "stream": "cell:3:leak", "level": "red", "category": "leak",
        "building_id": 3, "building": "3号楼", "place_id": None, "place": "", "resident_id": None, "at": at("02:00"),
        "since": at("02:00", 13), "until": at("02:00"), "observed": 6, "total": None, "expected": 0.5, "limit": 5,
        "probability": 0.00004, "alpha": 0.001, "weeks": (0, 1) * 6, "cases": 6, "owner_id": 3, "owner": "刘静",
        "due_at": at("18:00", 23), "acknowledged_at": None, "acknowledged_by": "", "note": "", "incident_id": None,
        "improvement_id": None,
    }  # fmt: skip
    return WarningRow(**(plain | fields))


def an_improvement(**fields: Any) -> ImprovementRow:
    plain: dict[str, Any] = {
        "id": 1, "row_version": 1, "title": "3号楼立管软管全部更换", "category": "leak", "subcategory": None,
        "cause": "wear", "building_id": 3, "building": "3号楼", "root_cause": "软管老化",
        "period_from": date(2026, 9, 1),
        "period_to": date(2026, 9, 30), "period_count": 21, "plan_short": "", "plan_long": "", "difficulty": 2,
        "owner_id": 1, "owner": "王敏", "department": "工程部", "department_owner": "赵磊",
        "due_on": date(2026, 10, 12),
        "effective_on": date(2026, 10, 12), "target_percent": 40, "state": "judged", "tasks": 3, "tasks_done": 3,
        "late_days": 0, "rung": 0, "verdict": "achieved", "judged_at": at("06:00", 16), "before": 20, "after": 11,
        "before_exposure": 4624, "after_exposure": 4624, "p_value": 0.0745, "ask": "", "ask_minor": 0, "decision": None,
        "warning_id": None, "told_department_at": None, "told_residents_at": None, "group": ImprovementGroup.JUDGED,
        "told": "", "proposer": "刘静",
    }  # fmt: skip
    return ImprovementRow(**(plain | fields))


def trend(counts: tuple[int, ...], monday: date) -> tuple[TrendPoint, ...]:
    """Weeks up to the one of ``monday``, each with the limit of the twelve before."""
    made = []
    for number, count in enumerate(counts):
        window = counts[max(0, number - 12) : number]
        known = len(window) >= 4
        most = limit(sum(window), len(window), 0.01) if known else None
        made.append(
            TrendPoint(
                monday - timedelta(weeks=len(counts) - 1 - number), count,
                sum(window) / len(window) if known else None, most, float(count), number == 12,
                most is not None and count >= most and number != 12,
            )
        )  # fmt: skip
    return tuple(made)


def a_building(
    number: int, name: str, period: Period = WEEK, count: int = 9, often: str | None = "leak"
) -> BuildingRow:
    figure = FigureId("received", period, Cut().having(Slice.BUILDING, number))
    return BuildingRow(number, name, count, 4.2, 42.1, often, 6 if often else 0, figure)


def overdue_rows(count: int, title: str = "泵房污水返水", owner: str = "李想") -> tuple[OverdueRow, ...]:
    return tuple(
        OverdueRow(
            f"2611-{190 + n:04d}", "s2" if n % 3 == 0 else "s3", title, "B2东", 6, at("12:00"), 11_400.0 - n * 60,
            owner,
            "supervisor" if n % 2 == 0 else "",
        )
        for n in range(count)
    )  # fmt: skip


def a_summary(period: Period = WEEK, **fields: Any) -> Summary:
    """The week of the picture, in the clothes of any period."""
    _, end = bounds(period, ZONE)
    found = measures(period, 57, SHARES)
    table = pareto([Heap(kind, count) for kind, count in KINDS.items()], "", others=[""])
    monday = period_of(PeriodKind.WEEK, period.end - timedelta(days=1)).first
    judged = (an_improvement(), an_improvement(id=2, title="门禁读卡器换新", category="access", verdict="not_achieved",
              after=21, p_value=0.62), an_improvement(id=3, title="夜间噪音提醒", category="noise",
              verdict="not_enough_data", before=5, after=2, p_value=0.23))  # fmt: skip
    plain: dict[str, Any] = {
        "estate": Estate(
            "翠湖花园", "翠湖路 18 号", ZONE, "CNY", 1156, "cn-property v3",
            {code: {"zh_CN": zh, "en": en} for code, (zh, en) in NAMES.items()}, {3: "3号楼", 5: "5号楼"},
        ),
        "period": period, "over": True, "as_of": end, "changed": end + timedelta(hours=9), "measures": found,
        "sentences": (), "pareto": table, "trend": trend(WEEKS, monday), "alarms": 0.25,
        "warnings": (a_warning(), a_warning(id=2, level="amber", category=None, building_id=None, building="",
                     observed=57, expected=38.8, limit=56, probability=0.005)),
        "warnings_total": 2,
        "buildings": tuple(a_building(n, f"{n}号楼", period, 12 - n) for n in (3, 5, 2, 6, 1)), "places": 9,
        "overdue": overdue_rows(3), "overdue_total": 3,
        "steps": tuple(StepTime(n, 60 - n, 55 - n, n, 3600.0 * n, 7200.0 * n, 50) for n in range(1, 9)),
        "repairs": Repairs(41, 38, 33, 36, 16, (("parts", 4), ("access", 2))),
        "satisfaction": tuple(
            a_value("satisfaction", one, 30 - number, 36 - number) for number, one in enumerate(last(period, 8))
        ),
        "voices": (Voiced("dissatisfied", "cleaning", "只拖了一次，又脏了"),
                   Voiced("satisfied", "leak", "师傅很仔细，谢谢")),
        "voices_total": 12, "improvements": judged,
        "late": (an_improvement(id=4, title="垃圾清运加周日一趟", category="cleaning", state="running", verdict=None,
                 late_days=12, owner="李想", before=None, after=None, p_value=None),),
        "asked": (an_improvement(id=5, title="3号楼立管软管", ask="三号楼36根软管一次全换，不只换14根旧的",
                  ask_minor=980_000),
                  an_improvement(id=6, title="电梯门感应器", ask="2A、2B 门感应器：换新", owner="周凯")),
        "compliments": (Voiced("", "lift", "电梯师傅半夜来修，辛苦了"),), "compliments_total": 3,
        "iceberg": iceberg(57),
    }  # fmt: skip
    made = Summary(**(plain | fields))
    return made if "sentences" in fields else replace(made, sentences=said(told_of(made)))


def told_of(summary: Summary) -> Told:
    """The commentary of the figures of a summary that was made by hand."""
    shares = tuple(
        Share(both.now, both.before, MEASURES[key].better, MEASURES[key].target)
        for key in SHARES
        for both in (summary.measure(key),)
    )
    weeks = [point.count for point in summary.trend[-13:-1]]
    usual = Usual(sum(weeks), len(weeks)) if len(weeks) >= 4 else None
    cells = tuple(
        Cell(one.building, "leak", 6, 0.5, 5) for one in summary.warnings if one.building and one.category
    )
    return Told(
        summary.over, summary.measure("received").now.n, usual, shares, summary.pareto, cells, summary.overdue_total,
        11_400.0, summary.warnings_total, 1, 1, 1,
    )  # fmt: skip


LONG = "翠湖花园第三期北区十八号楼西侧地下二层水泵房与非机动车库之间的公共通道" * 2
WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


def a_hard_summary(period: Period = WEEK) -> Summary:
    """Everything long, everything many."""
    codes = {f"own:{n}": {"zh_CN": f"{n}{LONG[:24]}", "en": f"{WORD} {n}"} for n in range(60)}
    table = pareto([Heap(code, 1 + n % 7) for n, code in enumerate(codes)], "", others=[""])
    estate = Estate(
        LONG, LONG, ZONE, "CNY", 1_234_567, f"{WORD} v123", codes, dict.fromkeys(range(200), LONG)
    )
    plain = a_summary(period)
    return a_summary(
        period,
        estate=estate,
        pareto=table,
        measures=measures(period, 123_456, dict.fromkeys(SHARES, (98765, 123456, 99000, 123000))),
        warnings=tuple(
            a_warning(id=n, building=LONG, category=f"own:{n}", owner=WORD,
                      rule="low_satisfaction" if n % 2 else "drift",
                      observed=12_345, total=99_999 if n % 2 else None, limit=12_000, expected=1234.56)
            for n in range(12)
        ),
        warnings_total=87,
        buildings=tuple(a_building(n, f"{n}{LONG}", period, 99_999 - n, f"own:{n}") for n in range(5)),
        places=200,
        overdue=overdue_rows(40, LONG, WORD),
        overdue_total=1234,
        voices=tuple(Voiced("dissatisfied", f"own:{n}", LONG * 2 + WORD) for n in range(8)),
        improvements=tuple(
            an_improvement(id=n, title=LONG * 2, owner=WORD, department=WORD, building=LONG, category=f"own:{n}",
                           before=12_345, after=98_765) for n in range(6)
        ),
        asked=tuple(
            an_improvement(id=n, ask=LONG * 2, title=WORD, ask_minor=12_345_678_900, owner=WORD) for n in range(4)
        ),
        compliments=tuple(Voiced("", f"own:{n}", LONG) for n in range(5)),
        compliments_total=99,
        trend=tuple(replace(point, count=point.count * 1000, limit=None) for point in plain.trend),
        iceberg=iceberg(123_456),
    )  # fmt: skip


def an_empty_summary(period: Period = WEEK) -> Summary:
    """A week in which nothing came in, of an estate that has only just begun."""
    zero = dict.fromkeys(MEASURES, (0, 0, 0, 0))
    return a_summary(
        period,
        measures=tuple(
            Compared(a_value(one, period, 0, 0), a_value(one, before(period), 0, 0), None) for one in zero
        ),
        pareto=pareto([], ""),
        trend=tuple(replace(point, count=0, expected=None, limit=None, smooth=None, over=False, outage=False)
                    for point in trend(WEEKS, period.first)),
        alarms=None, warnings=(), warnings_total=0, buildings=(), places=0, overdue=(), overdue_total=0,
        steps=tuple(StepTime(n, 0, 0, 0, None, None) for n in range(1, 9)),
        repairs=Repairs(0, 0, 0, 0, 0, ()),
        satisfaction=tuple(a_value("satisfaction", one, 0, 0) for one in last(period, 8)),
        voices=(), voices_total=0, improvements=(), late=(), asked=(), compliments=(), compliments_total=0,
        iceberg=iceberg(0),
    )  # fmt: skip


def a_summary_of_one(period: Period = WEEK) -> Summary:
    """A week with one case."""
    return replace(
        an_empty_summary(period),
        measures=measures(period, 1, dict.fromkeys(MEASURES, (1, 1, 0, 0))),
        pareto=pareto([Heap("leak", 1)], ""),
        buildings=(a_building(3, "3号楼", period, 1),),
        places=1,
        overdue=overdue_rows(1),
        overdue_total=1,
        iceberg=iceberg(1),
    )
