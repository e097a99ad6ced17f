from __future__ import annotations

from datetime import date

import pytest

from models.core.errors import UserProblem
from models.timing.business import due
from models.timing.kinds import Calendar, DayKind, target
from models.timing.official import as_exceptions, missing_year, official_days
from models.timing.presets import preset_calendar
from tests.models.timing.made import SHANGHAI, at, wall


def kinds(country: str, year: int) -> dict[str, str]:
    return {row.date.isoformat(): row.kind.value for row in official_days(country, year, "zh").rows}


def test_the_chinese_year_has_its_holidays_and_its_worked_weekends() -> None:
    table = official_days("CN", 2026, "zh")
    assert table.official
    assert [row.date.isoformat() for row in table.rows if row.kind is DayKind.OPEN] == [
        "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10",
    ]  # fmt: skip
    labels = {row.date: row.label for row in table.rows}
    assert labels[date(2026, 2, 17)] == "春节"
    assert all(row.source.startswith("holidays ") for row in table.rows)
    assert [row.date for row in table.rows] == sorted(labels)


def test_a_worked_weekend_before_the_new_year_belongs_to_its_own_year() -> None:
    assert kinds("CN", 2006)["2006-12-31"] == "open"
    assert "2006-12-31" not in kinds("CN", 2007)


def test_due_times_around_the_national_holiday() -> None:
    office = preset_calendar("office", SHANGHAI)
    calendar = Calendar(SHANGHAI, office.week, as_exceptions(official_days("CN", 2026).rows))
    # 1 to 7 October are off; Saturday the 10th is worked
    assert wall(due(calendar, at("2026-09-30 17:00"), target("2h"))) == "2026-10-08 10:00"
    assert wall(due(calendar, at("2026-10-09 17:00"), target("1wd"))) == "2026-10-10 18:00"


def test_a_year_that_has_not_been_published_is_not_official() -> None:
    table = official_days("CN", 2099)
    assert not table.official
    assert table.rows  # reckoned, for whoever wants to start from them
    assert official_days("GB-ENG", 2026).official


@pytest.mark.parametrize("year", [1066, 2500])
def test_years_without_a_table_have_no_rows(year: int) -> None:
    table = official_days("CN", year)
    assert (table.rows, table.official) == ((), False)


def test_parts_of_a_country_differ() -> None:
    assert "2026-11-30" in kinds("GB-SCT", 2026)
    assert "2026-11-30" not in kinds("gb-eng", 2026)


@pytest.mark.parametrize("country", ["XX", "", "China", "GB-QQ"])
def test_an_unknown_country_is_told(country: str) -> None:
    with pytest.raises(UserProblem) as problem:
        official_days(country, 2026)
    assert problem.value.code == "holidays.no_country"


@pytest.mark.parametrize(
    ("today", "confirmed", "missing"),
    [
        ("2026-10-31", {2026}, None), ("2026-11-01", {2026}, 2027), ("2026-11-01", {2026, 2027}, None),
        ("2026-12-31", {2027}, 2026), ("2027-01-01", {2026}, 2027),
    ],
)  # fmt: skip
def test_the_next_table_is_asked_for_from_november_on(
    today: str, confirmed: set[int], missing: int | None
) -> None:
    assert missing_year(date.fromisoformat(today), confirmed) == missing
