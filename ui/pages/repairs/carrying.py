"""An order in the hand: where it would go, what speaks against that, where else there is room.

The mouse and the keys do the same things here: pick up, aim, make longer, drop. Everything is reckoned from what the
calendar has loaded; no question goes to the store while something is carried.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QObject, Signal

from models.repairs.kinds import OrderRow
from models.scheduling.kinds import Move, Objection, Slot
from models.scheduling.rules import job_of, objections
from ui.base.page import Page
from ui.pages.repairs.elsewhere import Elsewhere, Hand
from ui.pages.repairs.eye import MINUTE, Picture, at_minute, minute_of
from ui.shared.slot_words import objection_words
from ui.widgets.schedule_kinds import DAY_MINUTES, STEP, Aim, Carried, Scope, Spot

SENTENCES = 2


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
        self._context = page.context
        self._elsewhere = Elsewhere(page)
        self._elsewhere.changed.connect(self._room_came)
        self.picture: Picture | None = None
        self.hand: Hand | None = None
        self.move: Move | None = None
        self.against: tuple[Objection, ...] = ()
        self.refused = False
        self._unsteered = False  # by keys, and nobody has said where to: it waits for the best free place
        self._cell: tuple[int, int, int] | None = None

    def set_picture(self, picture: Picture) -> None:
        """The calendar was read anew; what is in the hand stays there while it can."""
        others = self.picture is not None and self.picture.lanes != picture.lanes
        self.picture = picture
        if self.hand is not None:
            fresh = picture.orders.get(self.hand.row.id)
            if fresh is not None and fresh.row_version != self.hand.row.row_version:
                self.put_away()
            else:
                self._look_for_room()
                if others:  # the lanes that stepped back are not the same any more
                    self.changed.emit()

    # -- the hand

    def pick(self, row: OrderRow, *, by_keys: bool = False) -> None:
        """Take an order up."""
        self.hand = Hand(row, length_of(row), by_keys)
        self.move, self.against, self.refused, self._cell = None, (), False, None
        self._unsteered = by_keys and row.starts_at is None
        self._elsewhere.put_away()
        self._look_for_room()
        if by_keys:
            self._aim_at_itself()
        self.changed.emit()

    def pull(self, row: OrderRow, more: int) -> None:
        """Make an order longer, or shorter, where it stands."""
        minutes = max(STEP, length_of(row) + more)
        if self.hand is None or not self.hand.pulled or self.hand.minutes != minutes:
            self.hand = Hand(row, minutes, pulled=True)
            self._elsewhere.hold(self.hand, self.picture)
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
            self.refused = False
            self._elsewhere.put_away()
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
        for one in self._elsewhere.offers:
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
        there = [one.start for one in self._elsewhere.offers if (one.lane, one.day) == (spot.lane, spot.day)]
        spans = self.picture.layout.sheet.hours.get((spot.lane, spot.day), ((540, 1080),))
        return min(there, default=spans[0][0])

    def _aim_at_itself(self) -> None:
        """The keys begin where it stands; what stands nowhere begins at the best free place, or at now."""
        picture, hand = self.picture, self.hand
        if picture is None or hand is None or not picture.layout.sheet.lanes:
            return
        row, start = hand.row, hand.row.starts_at
        if start is None and self._elsewhere.free:
            best = self._elsewhere.free[0]
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
        if self.hand is not None and self.picture is not None:
            self._elsewhere.look(self.hand, self.picture)

    def _room_came(self) -> None:
        if self._unsteered and not self.refused:
            self._aim_at_itself()
        self.changed.emit()

    def ways_out(self) -> tuple[Slot, ...]:
        """The free places nearest to the one that is aimed at; more may come later (``changed``)."""
        return () if self.move is None else self._elsewhere.ways_out(self.move)

    # -- what is shown of it

    def look(self) -> Carried | None:
        """What the calendar paints over itself."""
        if self.hand is None:
            return None
        return Carried(self._elsewhere.dimmed, self._elsewhere.offers, self._aim_look(), self.hand.row.id)

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
