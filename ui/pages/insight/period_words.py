"""How a period is called. Free of Qt."""

from __future__ import annotations

from datetime import date, timedelta

from models.insights.kinds import Period, PeriodKind
from resources.texts import Texts


def period_name(texts: Texts, period: Period, today: date) -> str:
    """``Week 47``, ``Fri 20 Nov``, ``Nov 2026``, ``Q4 2026``, ``2026``, ``1 Nov – 20 Nov``."""
    match period.kind:
        case PeriodKind.WEEK:
            return _week_name(texts, period.first, today)
        case PeriodKind.MONTH:
            return texts.month(period.first)
        case PeriodKind.QUARTER:
            return texts.t("Q{n} {year}", n=(period.first.month + 2) // 3, year=period.first.year)
        case PeriodKind.YEAR:
            return str(period.first.year)
        case PeriodKind.DAY if period.first.year == today.year:
            return texts.long_date(period.first)
    return period_days(texts, period, today)


def _week_name(texts: Texts, monday: date, today: date) -> str:
    year, week, _ = monday.isocalendar()
    if year == today.isocalendar().year:
        return texts.t("Week {n}", n=week)
    return texts.t("Week {n} of {year}", n=week, year=year)


def period_days(texts: Texts, period: Period, today: date) -> str:
    """``16 Nov – 22 Nov``; the year stands there where it is not this one."""
    last = period.end - timedelta(days=1)
    year = not period.first.year == last.year == today.year
    if last == period.first:
        return texts.date(last, year=year)
    return f"{texts.date(period.first, year=year)} – {texts.date(last, year=year)}"


def period_head(texts: Texts, period: Period, today: date) -> tuple[str, str]:
    """The name, and the days where the name does not say them."""
    name = period_name(texts, period, today)
    dated = period.kind in (PeriodKind.WEEK, PeriodKind.QUARTER)
    return name, period_days(texts, period, today) if dated else ""


def before_name(texts: Texts, period: Period) -> str:
    """What the period before is called beside a figure; in a language of long words just that."""
    return {
        PeriodKind.DAY: texts.p("of a day", "before"),
        PeriodKind.WEEK: texts.p("of a week", "before"),
        PeriodKind.MONTH: texts.p("of a month", "before"),
        PeriodKind.QUARTER: texts.p("of a quarter", "before"),
        PeriodKind.YEAR: texts.p("of a year", "before"),
        PeriodKind.FREE: texts.p("of days", "before"),
    }[period.kind]
