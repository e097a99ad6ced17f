"""An order in the hand: where it would go, what speaks against that, where else there is room.

The mouse and the keys do the same things here: pick up, aim, make longer, drop. Everything is reckoned from what the
calendar has loaded; no question goes to the store while something is carried.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import QObject, Signal

from models.core.errors import UserProblem
from models.core.session import Session
from models.repairs.kinds import OrderRow
from models.scheduling.free import free_slots
from models.scheduling.kinds import Job, Move, Objection, Roster, Slot
from models.scheduling.queries import find_slots
from models.scheduling.rules import able, job_of, objections
from ui.base.page import Page
from ui.pages.repairs.eye import MINUTE, Picture, at_minute, minute_of
from ui.shared.slot_words import objection_words
from ui.widgets import schedule_kinds as shown
from ui.widgets.schedule_kinds import DAY_MINUTES, STEP, Aim, Carried, Scope, Spot

_MANY = 10_000
WAYS = 2
SENTENCES = 2


@dataclass(frozen=True)
class Hand:
    """What is carried: the order, how long it is to be, and whether by keys. ``pulled`` only changes its length."""

    row: OrderRow
    minutes: int
    by_keys: bool = False
    pulled: bool = False

    @property
    def job(self) -> Job:
        """What the rules need to know of it."""
        return replace(job_of(self.row), minutes=self.minutes)


def length_of(row: OrderRow) -> int:
    """The minutes of its slot, else its estimate."""
    if row.starts_at is not None and row.ends_at is not None:
        return max(1, (row.ends_at - row.starts_at) // MINUTE)
    return max(STEP, row.estimate_minutes)


class Carrying(QObject):
    """``changed`` whenever something else is to be shown."""

    changed = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page, self._context = page, page.context
        self.picture: Picture | None = None
        self.hand: Hand | None = None
        self.move: Move | None = None
        self.against: tuple[Objection, ...] = ()
        self.refused = False
        self._free: tuple[Slot, ...] = ()
        self._beyond: tuple[Slot, ...] = ()
        self._unsteered = False  # by keys, and nobody has said where to: it waits for the best free place
        self._offers: tuple[shown.Slot, ...] = ()
        self._dimmed: frozenset[int] = frozenset()
        self._cell: tuple[int, int, int] | None = None

    def set_picture(self, picture: Picture) -> None:
        """The calendar was read anew; what is in the hand stays there while it can."""
        self.picture = picture
        if self.hand is not None:
            fresh = picture.orders.get(self.hand.row.id)
            if fresh is not None and fresh.row_version != self.hand.row.row_version:
                self.put_away()
            else:
                self._look_for_room()

    # -- the hand

    def pick(self, row: OrderRow, *, by_keys: bool = False) -> None:
        """Take an order up."""
        self.hand = Hand(row, length_of(row), by_keys)
        self.move, self.against, self.refused, self._cell = None, (), False, None
        self._beyond = ()
        self._unsteered = by_keys and row.starts_at is None
        self._look_for_room()
        # Where there is none in sight: the next two weeks, asked for once and away from the GUI thread.
        self._page.query(
            partial(next_slots, row.id), partial(self._beyond_came, row.id), _silent, key="beyond"
        )
        if by_keys:
            self._aim_at_itself()
        self.changed.emit()

    def pull(self, row: OrderRow, more: int) -> None:
        """Make an order longer, or shorter, where it stands."""
        minutes = max(STEP, length_of(row) + more)
        if self.hand is None or not self.hand.pulled or self.hand.minutes != minutes:
            self.hand = Hand(row, minutes, pulled=True)
            self._free, self._offers, self._dimmed = (), (), frozenset()
            self._aim_at_itself()
            self.changed.emit()

    def lengthen(self, more: int) -> None:
        """What is carried is to take longer, or less long."""
        if self.hand is not None and self.hand.minutes + more >= STEP:
            self.hand = replace(self.hand, minutes=self.hand.minutes + more)
            self._look_for_room()
            self._check()
            self.changed.emit()

    def refuse(self) -> None:
        """It was dropped where it may not go: it stays in sight, and the arrows take it on."""
        if self.hand is not None:
            self.refused = True
            self.hand = replace(self.hand, by_keys=not self.hand.pulled)
            self.changed.emit()

    def put_away(self) -> None:
        """Nothing is carried any more."""
        if self.hand is not None:
            self.hand, self.move, self.against, self._cell = None, None, (), None
            self._free, self._offers, self._dimmed, self.refused = (), (), frozenset(), False
            self.changed.emit()

    # -- where it goes

    def aim(self, spot: Spot | None) -> None:
        """It is held over a spot, or over none."""
        cell = None if spot is None else (spot.lane, spot.day, self._minute(spot))
        if cell != self._cell:
            self._unsteered = False
            self._cell = cell
            self._check()
            self.changed.emit()

    def snapped(self, spot: Spot) -> Spot:
        """The same, or the free place that begins in that quarter of an hour."""
        for one in self._offers:
            if (one.lane, one.day) == (spot.lane, spot.day) and abs(one.start - spot.minute) < STEP // 2:
                return replace(spot, minute=one.start)
        return spot

    def steer(self, lanes: int, days: int, minutes: int) -> None:
        """Arrow keys: to another technician, another day, another time."""
        if self.picture is None or self._cell is None:
            return
        sheet = self.picture.layout.sheet
        lane = max(0, min(len(sheet.lanes) - 1, self._cell[0] + lanes))
        day = max(0, min(len(sheet.days) - 1, self._cell[1] + days))
        minute = max(0, min(DAY_MINUTES - STEP, self._cell[2] + minutes))
        self.aim(Spot(lane, day, minute))

    def _minute(self, spot: Spot) -> int:
        """In the month a day has no height: the first free place of it, or the morning."""
        if self.picture is None or self.picture.eye.scope is not Scope.MONTH:
            return spot.minute
        there = [one.start for one in self._offers if (one.lane, one.day) == (spot.lane, spot.day)]
        spans = self.picture.layout.sheet.hours.get((spot.lane, spot.day), ((540, 1080),))
        return min(there, default=spans[0][0])

    def _aim_at_itself(self) -> None:
        """The keys begin where it stands; what stands nowhere begins at the best free place, or at now."""
        picture, hand = self.picture, self.hand
        if picture is None or hand is None or not picture.layout.sheet.lanes:
            return
        row, start = hand.row, hand.row.starts_at
        if start is None and self._free:
            best = self._free[0]
            start, lane = best.starts_at, picture.lanes.get(best.technician_id, 0)
        else:
            lane = picture.lanes.get(row.technician_id or 0, 0)
        start = start or max(picture.now, picture.eye.start)
        day = start.astimezone(picture.eye.zone).date()
        column = picture.columns.get(day, 0)
        self._cell = (lane, column, minute_of(start, picture.days[column], picture.eye.zone))
        self._check()

    def _check(self) -> None:
        """What speaks against the place that is aimed at. Pure reckoning over what is loaded."""
        picture, hand, cell = self.picture, self.hand, self._cell
        self.move, self.against, self.refused = None, (), False
        if picture is None or hand is None or cell is None:
            return
        lane, day, minute = cell
        start = at_minute(picture.days[day], minute, picture.eye.zone)
        if hand.pulled and hand.row.starts_at is not None:
            start = hand.row.starts_at
        end = start + timedelta(minutes=hand.minutes)
        self.move = Move(hand.row.id, picture.technician(lane), start, end, hand.row.row_version)
        self.against = objections(self.move, hand.job, picture.week.roster, self._context.clock.now())

    def against_of(self, row: OrderRow, move: Move) -> tuple[Objection, ...]:
        """What speaks against a move of an order that is not in the hand any more."""
        if self.picture is None:
            return ()
        return objections(move, job_of(row), self.picture.week.roster, self._context.clock.now())

    # -- room elsewhere

    def _look_for_room(self) -> None:
        """Ask, away from the GUI thread, where there is room; who cannot do it at all is known at once."""
        picture, hand = self.picture, self.hand
        if picture is None or hand is None:
            return
        self._dimmed = frozenset(
            picture.lanes[person.id] for person in picture.week.people if not able(person, hand.job)
        )
        self._free, self._offers = (), ()
        ask = partial(_room, hand.job, picture.week.roster, picture.eye.start, picture.eye.end,
                      self._context.clock.now())  # fmt: skip
        self._context.jobs.work(self, ask, partial(self._room_came, hand), key="room")

    def _room_came(self, hand: Hand, found: tuple[Slot, ...]) -> None:
        if self.hand is None or self.hand.row.id != hand.row.id or self.picture is None:
            return
        self._free = found
        self._offers = tuple(self._offer(one) for one in found if one.technician_id in self.picture.lanes)
        if self._unsteered:
            self._aim_at_itself()
        self.changed.emit()

    def _beyond_came(self, order_id: int, found: tuple[Slot, ...]) -> None:
        if self.hand is not None and self.hand.row.id == order_id:
            self._beyond = found
            self.changed.emit()

    def _offer(self, slot: Slot) -> shown.Slot:
        assert self.picture is not None
        zone, texts = self.picture.eye.zone, self._context.texts.current
        day = slot.starts_at.astimezone(zone).date()
        words = texts.t("{time} free", time=texts.time_at(slot.starts_at, zone))
        first, last = minute_of(slot.starts_at, day, zone), minute_of(slot.ends_at, day, zone)
        return shown.Slot(
            self.picture.lanes[slot.technician_id], self.picture.columns.get(day, 0), first, last, words
        )

    def ways_out(self) -> tuple[Slot, ...]:
        """The free places nearest to the one that is aimed at: another person first, then the same one later."""
        if self.move is None or self.move.starts_at is None:
            return ()
        aimed, person = self.move.starts_at, self.move.technician_id
        later = self._later(aimed)
        near = sorted(self._free, key=lambda one: (abs(one.starts_at - aimed), one.score))
        others = [one for one in near if one.technician_id != person]
        own = [*later, *(one for one in near if one.technician_id == person)]
        ways = [*others[:1], *own[:1], *others[1:]]
        if self.hand is not None and self.hand.minutes == self.hand.row.estimate_minutes:
            known = {(one.technician_id, one.starts_at) for one in ways}
            ways += [one for one in self._beyond if (one.technician_id, one.starts_at) not in known]
        return tuple(ways[:WAYS])

    def _later(self, aimed: datetime) -> tuple[Slot, ...]:
        """The same person after the time that is aimed at."""
        picture, hand, move = self.picture, self.hand, self.move
        if picture is None or hand is None or move is None or move.technician_id is None:
            return ()
        roster, one = picture.week.roster, move.technician_id
        alone = replace(roster, people={one: roster.people[one]}) if one in roster.people else None
        if alone is None:
            return ()
        return free_slots(hand.job, alone, aimed, picture.eye.end, self._context.clock.now(), 1)

    # -- what is shown of it

    def look(self) -> Carried | None:
        """What the calendar paints over itself."""
        if self.hand is None:
            return None
        return Carried(self._dimmed, self._offers, self._aim_look(), self.hand.row.id)

    def _aim_look(self) -> Aim | None:
        picture, hand, cell = self.picture, self.hand, self._cell
        if (
            picture is None
            or hand is None
            or cell is None
            or self.move is None
            or self.move.starts_at is None
        ):
            return None
        texts, zone = self._context.texts.current, picture.eye.zone
        time = texts.time_at(self.move.starts_at, zone)
        if hand.pulled and self.move.ends_at is not None:
            time = f"{time}–{texts.time_at(self.move.ends_at, zone)}"
        said = texts.word("against", self.against[0].code, inside=True) if self.against else ""
        return Aim(*cell, cell[2] + hand.minutes, f"{time} {said}".strip(), not self.against)

    def sentence(self) -> str:
        """What speaks most against it, in words: two sentences at most."""
        if not self.against or self.picture is None:
            return ""
        texts, zone = self._context.texts.current, self.picture.eye.zone
        join = "" if texts.language.startswith("zh") else " "
        return join.join(objection_words(texts, one, zone) for one in self.against[:SENTENCES])


def _room(job: Job, roster: Roster, start: datetime, end: datetime, now: datetime) -> tuple[Slot, ...]:
    return free_slots(job, roster, start, end, now, _MANY)


def next_slots(order_id: int, session: Session) -> tuple[Slot, ...]:
    """The next free slots of an order, best first."""
    return find_slots(session, order_id, session.clock.now())


def _silent(_problem: UserProblem) -> bool:
    """Nothing is offered then; what speaks against a place is said anyway."""
    return True
