"""Official holidays and working weekends (调休) as rows that an administrator looks through before they take effect."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.core.errors import UserProblem
from models.timing.kinds import DayException, DayKind

_PART = re.compile(r"[A-Z0-9]{1,3}")
_WARN_FROM_MONTH = 11
_MOVED = 4  # month and day of the day off, month and day of the weekend that is worked for it


@dataclass(frozen=True)
class OfficialDay:
    """One day of the table. ``label`` is what the library calls it; a working weekend has none."""

    date: date
    kind: DayKind
    label: str
    source: str


@dataclass(frozen=True)
class OfficialYear:
    """The table of a year. ``official``: the year has been published; otherwise the rows, if any, are reckoned."""

    country: str
    year: int
    rows: tuple[OfficialDay, ...]
    official: bool


def official_days(country: str, year: int, language: str = "en") -> OfficialYear:
    """The official days of a year; without rows where there is no table. Raises ``holidays.no_country``.

    ``country`` is an ISO code, with the part of the country after a dash where it matters: ``CN``, ``GB-ENG``.
    """
    import holidays  # 0.1 s of tables, only when an administrator asks for them
    import holidays.version

    code, _, part = country.upper().partition("-")
    try:
        plain = holidays.country_holidays(code, subdiv=part or None)
        spoken = next((one for one in plain.supported_languages if one.startswith(language)), None)
        table = holidays.country_holidays(
            code, subdiv=part or None, years=year, language=spoken, expand=False
        )
    except NotImplementedError as error:
        raise UserProblem("holidays.no_country", country=country) from error
    if not table.start_year <= year <= table.end_year:
        return OfficialYear(country, year, (), official=False)
    source = f"holidays {holidays.version.__version__}"
    closed = [OfficialDay(day, DayKind.CLOSED, label, source) for day, label in table.items()]
    worked = [OfficialDay(day, DayKind.OPEN, "", source) for day in table.weekend_workdays]
    rows = sorted((row for row in (*closed, *worked) if row.date.year == year), key=lambda row: row.date)
    return OfficialYear(country, year, tuple(rows), _published(table, year))


def countries() -> dict[str, tuple[str, ...]]:
    """The countries that there are tables of, by ISO code, with the codes of their parts that have tables too."""
    import holidays  # as late as the tables themselves

    known = holidays.list_supported_countries(include_aliases=False)
    return {code: tuple(filter(_PART.fullmatch, parts)) for code, parts in sorted(known.items())}


def _published(table: Any, year: int) -> bool:
    """Whether a country that moves working days to weekends has said how it does in that year."""
    special: dict[int, Any] = getattr(table, "special_public_holidays", {})
    moving = {when for when, rows in special.items() if any(len(row) >= _MOVED for row in _tuples(rows))}
    return not moving or year in moving or year < min(moving)


def _tuples(rows: Any) -> Iterable[tuple[Any, ...]]:
    return rows if rows and isinstance(rows[0], tuple) else (rows,)


def as_exceptions(rows: Iterable[OfficialDay]) -> dict[date, DayException]:
    """The rows as exceptions of a calendar; a working weekend gets the usual hours."""
    return {row.date: DayException(row.kind, (), row.label) for row in rows}


def missing_year(today: date, confirmed: Collection[int]) -> int | None:
    """The year whose table is missing and should be asked for: this one, and from 1 November the next."""
    if today.year not in confirmed:
        return today.year
    following = today.year + 1
    return following if today.month >= _WARN_FROM_MONTH and following not in confirmed else None
