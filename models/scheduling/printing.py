"""What job slips, day sheets and the plan of a week need: plain data, so that printing needs no database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from models.core.clock import from_millis, to_millis
from models.core.errors import UserProblem
from models.core.session import Session
from models.crew.kinds import AbsenceRow, SkillRow, TechnicianRow
from models.crew.queries import absences, skills, technician, technicians
from models.options.queries import settings
from models.repairs.kinds import OrderFile, OrderRow
from models.repairs.order_file import order_file
from models.repairs.queries import side_count
from models.repairs.rows import read_orders
from models.store.database import Store

MOST_SLIPS = 50


@dataclass(frozen=True)
class House:
    """Whose paper it is, and in which words and clock it speaks."""

    name: str
    address: str
    phone: str
    zone: ZoneInfo
    currency: str
    skills: Mapping[str, SkillRow]


@dataclass(frozen=True)
class Slip:
    """One order as the technician takes it along. ``as_of`` is its last change: the same data give the same bytes."""

    file: OrderFile
    house: House
    as_of: datetime


@dataclass(frozen=True)
class DaySheet:
    """What one technician does on one day, in the order of the way."""

    person: TechnicianRow
    day: date
    orders: tuple[OrderFile, ...]
    away: tuple[AbsenceRow, ...]
    house: House
    as_of: datetime


@dataclass(frozen=True)
class WeekPlan:
    """Who does what from ``days[0]`` to ``days[-1]``; ``unscheduled`` counts what is ready and has no slot."""

    days: tuple[date, ...]
    people: tuple[TechnicianRow, ...]
    orders: Mapping[tuple[int, date], tuple[OrderRow, ...]]
    away: Mapping[int, tuple[AbsenceRow, ...]]
    unscheduled: int
    house: House
    as_of: datetime


def house(store: Store) -> House:
    """The property as it stands on paper."""
    options = settings(store)
    return House(
        options.property_name,
        options.property_address,
        options.property_phone,
        options.zone,
        options.property_currency,
        {row.code: row for row in skills(store, all=True)},
    )


def slips(store: Store, ids: Sequence[int]) -> tuple[Slip, ...]:
    """The slips of these orders, by technician and then along the way: by day and time, what has none at the end.

    Raises ``order.no_slips``, ``order.too_many_slips`` (at most 50 at once), ``Unknown("work_order")``.
    """
    wanted = tuple(dict.fromkeys(ids))
    if not wanted:
        raise UserProblem("order.no_slips")
    if len(wanted) > MOST_SLIPS:
        raise UserProblem("order.too_many_slips", n=len(wanted), most=MOST_SLIPS)
    whose = house(store)
    place = {row.id: at for at, row in enumerate(technicians(store, all=True))}
    files = sorted((order_file(store, one) for one in wanted), key=lambda file: _route(file.row, place))
    return tuple(Slip(file, whose, last_change(file)) for file in files)


def _route(row: OrderRow, place: Mapping[int, int]) -> tuple[int, float, str, str]:
    whose = len(place) if row.technician_id is None else place.get(row.technician_id, len(place))
    begins = row.starts_at.timestamp() if row.starts_at else float("inf")
    return whose, begins, row.place_path, row.reference


def last_change(file: OrderFile) -> datetime:
    """When something was last written about an order."""
    return max([file.row.created_at, *(event.at for event in file.events)])


def technician_named(store: Store, name: str) -> TechnicianRow:
    """The technician of that name, whole or in part. Raises ``technician.not_found``, ``technician.which``."""
    people = technicians(store)
    wanted = " ".join(name.split()).casefold()
    same = [one for one in people if one.name.casefold() == wanted]
    found = same or [one for one in people if wanted and wanted in one.name.casefold()]
    if not found:
        raise UserProblem("technician.not_found", name=name, names=tuple(one.name for one in people[:12]))
    if len(found) > 1:
        raise UserProblem("technician.which", name=name, names=tuple(one.name for one in found[:12]))
    return found[0]


def today(session: Session) -> date:
    """The day that it is at the property."""
    return session.clock.now().astimezone(settings(session.store).zone).date()


def week_of(day: date) -> tuple[date, ...]:
    """Monday to Sunday of the week that holds a day."""
    monday = day - timedelta(days=day.weekday())
    return tuple(monday + timedelta(days=one) for one in range(7))


def week_name(day: date) -> str:
    """``2026-W47``: the ISO week of a day."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def bounds(first: date, last: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The instants at which the first day begins and the last one ends, on the clock of the property."""
    begin = datetime.combine(first, time(), zone)
    return begin, datetime.combine(last + timedelta(days=1), time(), zone)


def _booked(store: Store, start: datetime, end: datetime, technician_id: int | None) -> tuple[OrderRow, ...]:
    """The orders that touch [start, end); a slot is at most a day long."""
    whose = "" if technician_id is None else " AND o.technician_id = ?"
    params = () if technician_id is None else (technician_id,)
    return read_orders(
        store,
        f"""o.starts_at IS NOT NULL AND o.state <> 'cancelled' AND o.starts_at < ? AND o.starts_at >= ?
            AND o.ends_at > ?{whose} ORDER BY o.starts_at, o.id""",
        (to_millis(end), to_millis(start - timedelta(days=1)), to_millis(start), *params),
    )


def day_sheet(store: Store, technician_id: int, day: date) -> DaySheet:
    """What a technician does on a day. Raises ``Unknown("technician")``."""
    whose = house(store)
    start, end = bounds(day, day, whose.zone)
    person = technician(store, technician_id)
    files = tuple(order_file(store, row.id) for row in _booked(store, start, end, technician_id))
    as_of = max((last_change(file) for file in files), default=start)
    return DaySheet(person, day, files, absences(store, start, end, technician_id), whose, as_of)


def week_plan(store: Store, days: Sequence[date], technician_id: int | None = None) -> WeekPlan:
    """The plan of some days in a row, of everybody or of one technician. A fixed number of statements."""
    whose = house(store)
    start, end = bounds(days[0], days[-1], whose.zone)
    booked = _booked(store, start, end, technician_id)
    busy = {row.technician_id for row in booked}
    people = tuple(
        one
        for one in technicians(store, all=True)
        if (one.active or one.id in busy) and technician_id in (None, one.id)
    )
    orders: dict[tuple[int, date], list[OrderRow]] = {}
    for row in booked:
        assert row.starts_at is not None
        assert row.technician_id is not None
        orders.setdefault((row.technician_id, row.starts_at.astimezone(whose.zone).date()), []).append(row)
    away: dict[int, list[AbsenceRow]] = {}
    for one in absences(store, start, end, technician_id):
        away.setdefault(one.technician_id, []).append(one)
    marks = ",".join("?" * len(booked))
    ids = tuple(row.id for row in booked)
    changed = store.rows(f"SELECT max(at) FROM order_event WHERE work_order_id IN ({marks})", ids)[0][0]
    return WeekPlan(
        tuple(days),
        people,
        {key: tuple(found) for key, found in orders.items()},
        {key: tuple(found) for key, found in away.items()},
        side_count(store),
        whose,
        from_millis(changed) if changed else start,
    )
