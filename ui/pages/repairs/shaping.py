"""From what was read to what is painted: lanes, days, blocks and hatching, in words. Free of Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import cached_property

from models.crew.kinds import TechnicianRow
from models.repairs.kinds import OrderRow, OrderState
from models.repairs.states import Deed, may
from models.scheduling.kinds import Move, Plan, Week
from models.scheduling.rules import calendar_of, employed, job_of, objections, working_spans
from models.timing.kinds import DayKind
from ui.pages.repairs.eye import MINUTE, SUNDAY, Eye, Picture, minute_of
from ui.shared.slot_words import hours_words, objection_words, place_of, span_words
from ui.widgets.schedule_kinds import DAY_MINUTES, Block, Cell, Day, Lane, Scope, Shade, Sheet
from ui.widgets.schedule_layout import lay_out

_OVER = frozenset({OrderState.DONE, OrderState.CHECKED})
_HEAT_MINUTES = 120
Spans = tuple[tuple[int, int], ...]


def picture(
    eye: Eye, now: datetime, week: Week, skills: Mapping[str, str], plan: Plan | None = None
) -> Picture:
    """Shape a calendar: some milliseconds for a thousand orders."""
    shaper = _Shaper(eye, now, week, skills, plan)
    sheet = shaper.sheet()
    return Picture(eye, now, week, shaper.days, lay_out(sheet, eye.scale), plan, dict(skills))


class _Shaper:
    """Works one calendar out."""

    def __init__(
        self, eye: Eye, now: datetime, week: Week, skills: Mapping[str, str], plan: Plan | None
    ) -> None:
        self.eye, self.now, self.week, self.skills, self.plan = eye, now, week, skills, plan
        self.texts = eye.texts
        self.lanes = {person.id: at for at, person in enumerate(week.people)}
        self.days = self._days()
        self.columns = {day: at for at, day in enumerate(self.days)}
        self.hours = self._hours()
        self.against = {row.id: said for row in week.orders if (said := self._against(row))}

    def sheet(self) -> Sheet:
        """Everything that is painted."""
        texts, today = self.texts, self.now.astimezone(self.eye.zone).date()
        blocks = list(self._blocks())
        if self.eye.scope is Scope.MONTH:
            blocks = list(self._counts(blocks))
        shown = self.eye.scope is Scope.DAY and self.eye.day == today
        return Sheet(
            self.eye.scope,
            tuple(self._lane(person, blocks) for person in self.week.people),
            tuple(self._day(day, today) for day in self.days),
            tuple(blocks),
            tuple(self._shades()),
            self.hours,
            self._axis(blocks),
            texts.t("Technician"),
            texts.t("nothing planned"),
            minute_of(self.now, today, self.eye.zone) if shown else None,
        )

    def _against(self, row: OrderRow) -> str:
        """What speaks against a slot that stands: somebody fell ill, or it was placed all the same."""
        if row.ends_at is None or row.ends_at <= self.now or not may(row.state, Deed.PLACE):
            return ""
        stands = Move(row.id, row.technician_id, row.starts_at, row.ends_at)
        found = objections(stands, job_of(row), self.week.roster, self.now)
        return objection_words(self.texts, found[0], self.eye.zone) if found else ""

    # -- days and hours

    def _days(self) -> tuple[date, ...]:
        """The days; a Sunday on which nobody works and nothing stands needs no column in the week."""
        every = [self.eye.first + timedelta(days=n) for n in range(self.eye.count)]
        if self.eye.scope is not Scope.WEEK:
            return tuple(every)
        sunday = every[SUNDAY]
        works = any(
            calendar_of(person, self.week.roster.office).hours_of(sunday)
            for person in self.week.people
            if not person.by_call
        )
        stands = any(
            row.starts_at is not None and row.starts_at.astimezone(self.eye.zone).date() == sunday
            for row in self.week.orders
        )
        return tuple(every if works or stands else every[:SUNDAY])

    def _hours(self) -> dict[Cell, Spans]:
        found: dict[Cell, Spans] = {}
        office = self.week.roster.office
        for person in self.week.people:
            spans = () if person.by_call else working_spans(person, office, self.eye.start, self.eye.end)
            for begin, until in spans:
                day = begin.astimezone(self.eye.zone).date()
                cell = (self.lanes[person.id], self.columns.get(day, -1))
                if cell[1] >= 0 and employed(person, day):
                    span = (minute_of(begin, day, self.eye.zone), minute_of(until, day, self.eye.zone))
                    found[cell] = (*found.get(cell, ()), span)
        return found

    def _axis(self, blocks: Iterable[Block]) -> tuple[int, int]:
        """Whole hours around everything of the day."""
        edges = [edge for spans in self.hours.values() for span in spans for edge in span]
        edges += [edge for block in blocks for edge in (block.start, block.end)]
        first, last = min(edges, default=480), max(edges, default=1080)
        return max(0, first // 60 * 60), min(DAY_MINUTES, -(-last // 60) * 60)

    def _day(self, day: date, today: date) -> Day:
        texts, office = self.texts, self.week.roster.office
        exception = office.exceptions.get(day)
        note = texts.t("today") if day == today else ""
        if exception is not None and not note:
            opened = exception.kind is DayKind.OPEN
            note = texts.p("calendar", "open") if opened else texts.p("calendar", "closed")
            if exception.label:
                note = texts.t("{open}, {label}", open=note, label=exception.label)
        elif not note and not office.hours_of(day):
            note = texts.p("calendar", "closed")
        spoken = texts.long_date(day)
        if self.eye.scope is Scope.MONTH:
            return Day(day, str(day.day), "", day == today, spoken, day.weekday() >= SUNDAY - 1)
        if self.eye.scope is Scope.DAY:
            return Day(day, f"{spoken} · {note}" if note else spoken, "", day == today, spoken)
        title = texts.t("{weekday} {day}", weekday=texts.weekday(day),
                                                                    day=day.day)  # fmt: skip
        return Day(day, title, note, day == today, spoken, day.weekday() >= SUNDAY - 1)

    # -- people

    def _lane(self, person: TechnicianRow, blocks: Iterable[Block]) -> Lane:
        texts = self.texts
        known = [self.skills.get(code, code) for code in sorted(person.skills, key=self._skill_order)]
        known += [texts.t("contractor") if known else person.contractor] if person.contractor else []
        note = ("、" if texts.language.startswith("zh") else ", ").join(known)
        if person.by_call:
            return Lane(person.id, person.name, note, None, texts.t("by call"), f"{person.name}, {note}")
        lane = self.lanes[person.id]
        whole = sum(
            end - start for (at, _day), spans in self.hours.items() if at == lane for start, end in spans
        )
        taken = self._taken.get(person.id, 0)
        words = texts.t("{taken} of {hours}", taken=texts.number(round(taken / 60)),
                        hours=hours_words(texts, round(whole / 60) * 60))  # fmt: skip
        load = taken / whole if whole else (1.0 if taken else 0.0)
        return Lane(person.id, person.name, note, load, words, f"{person.name}, {note}, {words}")

    def _skill_order(self, code: str) -> tuple[int, str]:
        order = list(self.skills)
        return (order.index(code) if code in order else len(order), code)

    @cached_property
    def _taken(self) -> Mapping[int, int]:
        """Minutes of orders by technician, within the days shown."""
        found: dict[int, int] = {}
        for row in self.week.orders:
            if row.technician_id is None or row.starts_at is None or row.ends_at is None:
                continue
            if self.eye.start <= row.starts_at < self.eye.end:
                minutes = (row.ends_at - row.starts_at) // MINUTE
                found[row.technician_id] = found.get(row.technician_id, 0) + minutes
        return found

    # -- blocks

    def _blocks(self) -> Iterable[Block]:
        for row in self.week.orders:
            if row.technician_id in self.lanes and row.starts_at is not None and row.ends_at is not None:
                block = self._block(row, row.technician_id or 0, row.starts_at, row.ends_at)
                if block is not None:
                    yield block
        for one in self.plan.placed if self.plan is not None else ():
            if one.slot.technician_id in self.lanes:
                slot = one.slot
                block = self._block(one.order, slot.technician_id, slot.starts_at, slot.ends_at, ghost=True)
                if block is not None:
                    yield block

    def _block(
        self, row: OrderRow, technician_id: int, start: datetime, end: datetime, *, ghost: bool = False
    ) -> Block | None:
        texts, zone = self.texts, self.eye.zone
        day = start.astimezone(zone).date()
        if day not in self.columns:
            return None
        minutes = (end - start) // MINUTE
        first, last = minute_of(start, day, zone), minute_of(end, day, zone)
        length, where = hours_words(texts, minutes), place_of(row)
        over = row.state in _OVER
        state = texts.t("proposed") if ghost else texts.word("order_state", row.state, inside=True)
        spoken = ", ".join(
            part for part in (
                span_words(texts, start, end, zone), where, row.title, length, row.severity.upper(), state,
                self.against.get(row.id, ""),
            ) if part
        )  # fmt: skip
        return Block(
            ("plan", row.id) if ghost else row.id, self.lanes[technician_id], self.columns[day], first,
            max(last, first + 1), texts.time_at(start, zone), where, row.title, length,
            "ghost" if ghost else row.severity, over, ghost or not may(row.state, Deed.PLACE),
            row.id in self.against, spoken,
        )  # fmt: skip

    def _counts(self, blocks: Iterable[Block]) -> Iterable[Block]:
        """The month in short: one block for each person and day on which there is something."""
        cells: dict[Cell, list[Block]] = {}
        for block in blocks:
            cells.setdefault((block.lane, block.day), []).append(block)
        for (lane, day), some in cells.items():
            minutes = sum(block.minutes for block in some)
            texts = self.texts
            count = texts.n("{n} order", "{n} orders", len(some))
            yield Block(
                ("cell", self.week.people[lane].id, self.days[day]), lane, day, min(b.start for b in some),
                max(b.end for b in some), "", texts.number(len(some)), "", str(1 + min(3, minutes // _HEAT_MINUTES)),
                "count", all(b.done for b in some), True, any(b.warned for b in some),
                f"{count}, {hours_words(texts, minutes)}",
            )  # fmt: skip

    # -- leave

    def _shades(self) -> Iterable[Shade]:
        for person in self.week.people:
            for at, day in enumerate(self.days):
                yield from self._shades_of(person, at, day)

    def _shades_of(self, person: TechnicianRow, at: int, day: date) -> Iterable[Shade]:
        lane, zone = self.lanes[person.id], self.eye.zone
        spans = self.hours.get((lane, at), ())
        for away in self.week.roster.absences.get(person.id, ()):
            first, last = minute_of(away.starts_at, day, zone), minute_of(away.ends_at, day, zone)
            if first >= last:
                continue
            whole = all(first <= a and b <= last for a, b in spans)
            words = self.texts.word("absence_kind", away.kind)
            yield Shade(lane, at, first, last, "" if self.eye.scope is Scope.MONTH else words, whole)
            if whole:
                return
        office = self.week.roster.office.hours_of(day)
        if office and not spans and not person.by_call:
            yield Shade(
                lane,
                at,
                0,
                DAY_MINUTES,
                "" if self.eye.scope is Scope.MONTH else self.texts.word("absence_kind", "day_off"),
            )
