"""Where else there is room for what is carried: looked for away from the GUI thread, and no further than is needed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from models.core.errors import UserProblem
from models.core.session import Session
from models.repairs.kinds import OrderRow
from models.scheduling.free import free_slots
from models.scheduling.kinds import Job, Move, Roster, Slot
from models.scheduling.queries import find_slots
from models.scheduling.rules import able, job_of
from ui.base.page import Page
from ui.pages.repairs.eye import Picture, minute_of
from ui.widgets import schedule_kinds as shown

WAYS = 2
_MANY = 10_000


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


class Elsewhere(QObject):
    """``free`` places of the days in sight, best first; ``offers`` is what of them is shown.

    ``changed`` when some were found. ``dimmed`` are the lanes of people who cannot do it at all.
    """

    changed = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page, self._context = page, page.context
        self._hand: Hand | None = None
        self._picture: Picture | None = None
        self._beyond: tuple[Slot, ...] | None = None  # of the next weeks; None until they are asked for
        self._looked = False
        # Two threads that want to run Python get in each other's way: what was taken up is painted first.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._ask)
        self.put_away()

    def put_away(self) -> None:
        """Nothing is carried any more."""
        self.hold(None, None)

    def hold(self, hand: Hand | None, picture: Picture | None) -> None:
        """Something else is held; nothing is offered for it yet."""
        self._soon.stop()
        self._hand, self._picture, self._beyond, self._looked = hand, picture, None, False
        self.free: tuple[Slot, ...] = ()
        self.offers: tuple[shown.Slot, ...] = ()
        self.dimmed: frozenset[int] = frozenset()

    def look(self, hand: Hand, picture: Picture) -> None:
        """Look for room in the days in sight; who cannot do it at all is known at once."""
        self._hand, self._picture, self._looked = hand, picture, False
        self.free, self.offers = (), ()
        self.dimmed = frozenset(
            picture.lanes[person.id] for person in picture.week.people if not able(person, hand.job)
        )
        self._soon.start(0)

    def _ask(self) -> None:
        hand, picture = self._hand, self._picture
        if hand is not None and picture is not None:
            ask = partial(_room, hand.job, picture.week.roster, picture.eye.start, picture.eye.end,
                          self._context.clock.now())  # fmt: skip
            self._context.jobs.work(self, ask, partial(self._came, hand), key="room")

    def _came(self, hand: Hand, found: tuple[Slot, ...]) -> None:
        if self._hand != hand or self._picture is None:
            return
        self._looked, self.free = True, found
        self.offers = tuple(self._offer(one) for one in found if one.technician_id in self._picture.lanes)
        self.changed.emit()

    def _offer(self, slot: Slot) -> shown.Slot:
        assert self._picture is not None
        zone, texts = self._picture.eye.zone, self._context.texts.current
        day = slot.starts_at.astimezone(zone).date()
        words = texts.t("{time} free", time=texts.time_at(slot.starts_at, zone))
        first, last = minute_of(slot.starts_at, day, zone), minute_of(slot.ends_at, day, zone)
        return shown.Slot(
            self._picture.lanes[slot.technician_id], self._picture.columns.get(day, 0), first, last, words
        )

    # -- ways out

    def ways_out(self, move: Move) -> tuple[Slot, ...]:
        """The free places nearest to the one of a move: another person first, then the same one later.

        Where the days in sight have too few, those of the next weeks are asked for, once.
        """
        if self._hand is None or move.starts_at is None:
            return ()
        aimed, person = move.starts_at, move.technician_id
        near = sorted(self.free, key=lambda one: (abs(one.starts_at - aimed), one.score))
        others = [one for one in near if one.technician_id != person]
        own = [*self._later(person, aimed), *(one for one in near if one.technician_id == person)]
        ways = [*others[:1], *own[:1], *others[1:]]
        if len(ways) < WAYS and self._hand.minutes == self._hand.row.estimate_minutes:
            known = {(one.technician_id, one.starts_at) for one in ways}
            ways += [one for one in self._further() if (one.technician_id, one.starts_at) not in known]
        return tuple(ways[:WAYS])

    def _later(self, person: int | None, aimed: datetime) -> tuple[Slot, ...]:
        """The same person after the time that is aimed at."""
        hand, picture = self._hand, self._picture
        if hand is None or picture is None or person is None:
            return ()
        roster = picture.week.roster
        if person not in roster.people:
            return ()
        alone = replace(roster, people={person: roster.people[person]})
        return free_slots(hand.job, alone, aimed, picture.eye.end, self._context.clock.now(), 1)

    def _further(self) -> tuple[Slot, ...]:
        """What is known of the next weeks. Asking takes a while: it waits until it is plain that nothing is nearer."""
        if self._beyond is None and self._looked and self._hand is not None:
            order_id = self._hand.row.id
            self._beyond = ()
            self._page.query(
                partial(next_slots, order_id), partial(self._beyond_came, order_id), _silent, key="beyond"
            )
        return self._beyond or ()

    def _beyond_came(self, order_id: int, found: tuple[Slot, ...]) -> None:
        if self._hand is not None and self._hand.row.id == order_id:
            self._beyond = found
            self.changed.emit()


def _room(job: Job, roster: Roster, start: datetime, end: datetime, now: datetime) -> tuple[Slot, ...]:
    return free_slots(job, roster, start, end, now, _MANY)


def next_slots(order_id: int, session: Session) -> tuple[Slot, ...]:
    """The next free slots of an order, best first."""
    return find_slots(session, order_id, session.clock.now())


def _silent(_problem: UserProblem) -> bool:
    """Nothing is offered then; what speaks against a place is said anyway."""
    return True
