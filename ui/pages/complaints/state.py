"""What the list shows: view, filters, order, columns; and as the body of a saved view. Free of Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from typing import Any

from models.complaints.kinds import CaseFilter, Channel, Flag, Kind, Severity, Sort, Status, View
from models.core.errors import UserProblem
from models.insights.identifiers import read, write

SETS: Mapping[str, frozenset[str]] = {
    "statuses": frozenset(Status),
    "severities": frozenset(Severity),
    "kinds": frozenset(Kind),
    "channels": frozenset(Channel),
}
PERIODS = ("today", "7d", "30d", "month")
ALWAYS = ("severity", "reference", "title")
DEFAULT_COLUMNS = ("severity", "reference", "title", "unit", "resident", "steps", "handler", "due")
ALL_COLUMNS = (
    "severity", "reference", "title", "category", "unit", "resident", "channel", "kind", "steps", "status", "handler",
    "received", "due",
)  # fmt: skip
FIELDS = (
    "figure", "statuses", "severities", "kinds", "channels", "categories", "place", "handler", "resident", "period",
    "imported", "flag",
)  # fmt: skip
# How a view is ordered until somebody orders it otherwise.
_FIRST_ORDER = {
    View.ALL: (Sort.RECEIVED, True),
    View.CLOSED: (Sort.CLOSED, True),
    View.UNCLASSIFIED: (Sort.RECEIVED, True),
}
BY_DUE = (Sort.DUE, False)


@dataclass(frozen=True)
class Named:
    """A record chosen as a filter, with the words that its chip shows."""

    id: int
    name: str


@dataclass(frozen=True)
class Filters:
    """The chips. ``period`` is one of ``PERIODS`` or two ISO days with a slash; both days count.

    ``figure`` is the identifier of a figure (``insights.identifiers``) whose cases are meant.
    """

    figure: str = ""
    statuses: frozenset[str] = frozenset()
    severities: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    place: Named | None = None
    handler: Named | None = None
    resident: Named | None = None
    period: str = ""
    imported: bool | None = None
    flag: str = ""

    def set_fields(self) -> tuple[str, ...]:
        """The fields that narrow the list, in the order of the chips."""
        return tuple(name for name in FIELDS if getattr(self, name) not in (frozenset(), None, ""))

    def without(self, name: str) -> Filters:
        """The same with one field open again."""
        return replace(self, **{name: getattr(Filters(), name)})

    def toggled(self, name: str, code: str) -> Filters:
        """One code of a set put in, or taken out."""
        return replace(self, **{name: getattr(self, name) ^ {code}})


@dataclass(frozen=True)
class ListState:
    """Everything that decides which rows are shown, and how."""

    view: View = View.OPEN
    search: str = ""
    filters: Filters = field(default_factory=Filters)
    sort: Sort = Sort.DUE
    descending: bool = False
    grouped: bool = True
    columns: tuple[str, ...] = DEFAULT_COLUMNS
    saved: int | None = None

    @property
    def shows_groups(self) -> bool:
        """Group heads make sense in the order of the clock only."""
        return self.grouped and self.sort is Sort.DUE

    def ordered(self, sort: Sort, descending: bool) -> ListState:
        """The same in another order."""
        return replace(self, sort=sort, descending=descending)

    def in_view(self, view: View) -> ListState:
        """Another built-in view, in its own order; chips and search end with the view they belonged to."""
        sort, descending = _FIRST_ORDER.get(view, BY_DUE)
        return replace(
            self, view=view, search="", filters=Filters(), sort=sort, descending=descending, saved=None
        )

    def behind(self, figure: str) -> ListState:
        """The cases behind a figure."""
        return replace(self.in_view(View.ALL), filters=Filters(figure=figure))

    def searching(self, words: str) -> ListState:
        """Looking for words among all cases."""
        return replace(self.in_view(View.ALL), search=words, sort=Sort.DUE, descending=False)


def wanted(state: ListState, now: datetime, zone: tzinfo) -> CaseFilter:
    """The question that the store is asked, but for the cases behind a figure (``figures.filter_of``)."""
    filters = state.filters
    since, until = bounds(filters.period, now, zone)
    return CaseFilter(
        view=state.view,
        statuses=filters.statuses,
        severities=filters.severities,
        kinds=filters.kinds,
        channels=filters.channels,
        categories=filters.categories,
        handler_id=filters.handler.id if filters.handler else None,
        place_id=filters.place.id if filters.place else None,
        resident_id=filters.resident.id if filters.resident else None,
        received_from=since,
        received_to=until,
        imported=filters.imported,
        flag=filters.flag or None,
        search=state.search,
        sort=state.sort,
        descending=state.descending,
    )


def bounds(period: str, now: datetime, zone: tzinfo) -> tuple[datetime | None, datetime | None]:
    """From when until when a period reaches; ``None`` is open."""
    today = now.astimezone(zone).date()
    if period == "today":
        return _midnight(today, zone), None
    if period in ("7d", "30d"):
        return _midnight(today - timedelta(days=int(period[:-1]) - 1), zone), None
    if period == "month":
        return _midnight(today.replace(day=1), zone), None
    first, last = days_of(period)
    return (
        _midnight(first, zone) if first else None,
        _midnight(last + timedelta(days=1), zone) if last else None,
    )


def days_of(period: str) -> tuple[date | None, date | None]:
    """The two days of a period that somebody typed."""
    first, _, last = period.partition("/")
    return _day(first), _day(last)


def period_of(first: date | None, last: date | None) -> str:
    """A period from two days; the earlier one comes first."""
    if first and last and last < first:
        first, last = last, first
    if first is None and last is None:
        return ""
    return f"{first.isoformat() if first else ''}/{last.isoformat() if last else ''}"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone)


def to_body(state: ListState) -> dict[str, object]:
    """A saved view as it is kept: plain values, nothing that is only of now."""
    filters = state.filters
    body: dict[str, object] = {name: sorted(getattr(filters, name)) for name in (*SETS, "categories")}
    for name in ("place", "handler", "resident"):
        named: Named | None = getattr(filters, name)
        body[name] = [named.id, named.name] if named else None
    return body | {
        "figure": filters.figure,
        "period": filters.period,
        "imported": filters.imported,
        "flag": filters.flag,
        "view": state.view.value,
        "search": state.search,
        "sort": state.sort.value,
        "descending": state.descending,
        "grouped": state.grouped,
        "columns": list(state.columns),
    }


def from_body(body: object, saved: int | None = None) -> ListState:
    """A state from what was kept, perhaps by another version: what is not understood is left out."""
    kept: Mapping[str, Any] = body if isinstance(body, dict) else {}
    filters = Filters(
        **{name: _codes(kept.get(name)) & codes for name, codes in SETS.items()},
        figure=figure_of(kept.get("figure")),
        categories=_codes(kept.get("categories")),
        place=_named(kept.get("place")),
        handler=_named(kept.get("handler")),
        resident=_named(kept.get("resident")),
        period=_period(kept.get("period")),
        imported=kept["imported"] if isinstance(kept.get("imported"), bool) else None,
        flag=_one_of(Flag, kept.get("flag"), ""),
    )
    view = View(_one_of(View, kept.get("view"), View.ALL))
    sort, descending = _FIRST_ORDER.get(view, BY_DUE)
    return ListState(
        view=view,
        search=str(kept.get("search") or ""),
        filters=filters,
        sort=Sort(_one_of(Sort, kept.get("sort"), sort)),
        descending=bool(kept.get("descending", descending)),
        grouped=bool(kept.get("grouped", True)),
        columns=columns_of(kept.get("columns")),
        saved=saved,
    )


def columns_of(names: object) -> tuple[str, ...]:
    """Known columns in their own order; the first ones are always there."""
    chosen = set(names) if isinstance(names, (list, tuple)) and names else set(DEFAULT_COLUMNS)
    return tuple(name for name in ALL_COLUMNS if name in chosen or name in ALWAYS)


def figure_of(value: object) -> str:
    """The identifier of a figure in its one form; empty for anything else."""
    try:
        return write(read(value)) if isinstance(value, str) else ""
    except UserProblem:
        return ""


def _one_of(codes: type[StrEnum], value: object, otherwise: str) -> str:
    return value if isinstance(value, str) and value in frozenset(codes) else otherwise


def _codes(value: object) -> frozenset[str]:
    return frozenset(map(str, value)) if isinstance(value, (list, tuple)) else frozenset()


def _named(value: object) -> Named | None:
    if isinstance(value, (list, tuple)) and len(value) == 2 and isinstance(value[0], int):
        return Named(value[0], str(value[1]))
    return None


def _period(value: object) -> str:
    text = value if isinstance(value, str) else ""
    return text if text in PERIODS else period_of(*days_of(text))
