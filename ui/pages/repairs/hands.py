"""Between the mouse and what is carried: where it is picked up, what it is held over, where it is dropped."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from models.repairs.kinds import OrderRow
from models.scheduling.kinds import Against, Slot
from ui.base.page import Page
from ui.pages.repairs.cards import CarriedCard
from ui.pages.repairs.carrying import Carrying
from ui.pages.repairs.conflict import OVERRIDE, SPLIT, Conflict, place_words
from ui.pages.repairs.deeds import Deeds
from ui.pages.repairs.eye import minute_of
from ui.pages.repairs.lines import OrderLine
from ui.pages.repairs.side import CardList
from ui.shared.slot_words import hours_words
from ui.widgets.schedule_grid import ScheduleGrid
from ui.widgets.schedule_kinds import STEP, Scope, Spot

_SHIFT = Qt.KeyboardModifier.ShiftModifier


class Hands(QObject):
    """One for the calendar. ``override_wanted`` and ``split_wanted`` ask for what a dialog has to ask."""

    override_wanted = Signal(object, object)
    split_wanted = Signal(object)

    def __init__(self, page: Page, grid: ScheduleGrid, side: CardList, deeds: Deeds) -> None:
        super().__init__(page)
        self._page, self._context = page, page.context
        self._grid, self._side, self._deeds = grid, side, deeds
        self.carrying = Carrying(page)
        self._mode = (False, False, False)
        self._grip: tuple[float, int] | None = None  # where it was taken hold of, and when it begins
        self.float = CarriedCard(page)
        self.float.hide()
        self.conflict = Conflict(page, grid, deeds)
        self.carrying.changed.connect(self._show)
        self.conflict.card.chosen.connect(self._way)
        grid.picked.connect(self._grid_picked)
        grid.carried_to.connect(self._carried)
        grid.dropped.connect(self._dropped)
        grid.pulled.connect(self._pulled)
        grid.pull_ended.connect(self._pull_ended)
        grid.steered.connect(self._steered)
        grid.touched.connect(self._touched)
        side.picked.connect(self._side_picked)
        side.carried_to.connect(self._carried)
        side.dropped.connect(self._dropped)

    # -- the mouse

    def _row(self, key: object) -> OrderRow | None:
        picture = self.carrying.picture
        return picture.orders.get(key) if picture is not None and isinstance(key, int) else None

    def _grid_picked(self, key: object, point: QPoint) -> None:
        row, spot, picture = self._row(key), self._grid.spot_at(point), self.carrying.picture
        self._grip = None
        if row is None or row.starts_at is None or spot is None or picture is None:
            return
        if picture.eye.scope is Scope.DAY:  # along the hours it keeps its place under the mouse
            self._grip = (spot.exact, minute_of(row.starts_at, picture.days[spot.day], picture.eye.zone))
        self._pick(row, point)

    def _side_picked(self, line: object, point: QPoint) -> None:
        self._grip = None
        self._pick(line.row if isinstance(line, OrderLine) else None, point)

    def _pick(self, row: OrderRow | None, point: QPoint) -> None:
        if row is None or not self._deeds.may_schedule():
            self._let_go()
            return
        self.carrying.pick(row)
        self._dress(row)
        self.float.follow(point)
        self._carried(point)

    def _dress(self, row: OrderRow) -> None:
        hand = self.carrying.hand
        if hand is not None:
            self.float.show_order(row, hours_words(self._context.texts.current, hand.minutes))

    def _carried(self, point: QPoint) -> None:
        if self.carrying.hand is None:
            return
        self.float.follow(point)
        if self._side.holds(point):
            self.carrying.aim(None)
            return
        self._grid.scroll_near(point)
        self.carrying.aim(self._spot(point))

    def _spot(self, point: QPoint) -> Spot | None:
        """Where it would begin when it is let go of there; over itself it stays where it is."""
        spot, hand, picture = self._grid.spot_at(point), self.carrying.hand, self.carrying.picture
        if spot is None or hand is None or picture is None:
            return spot
        if picture.eye.scope is Scope.DAY:
            return self.carrying.snapped(replace(spot, minute=self._along(spot)))
        row = hand.row
        if row.starts_at is not None and self._key_at(spot.block) == row.id:
            return replace(spot, minute=minute_of(row.starts_at, picture.days[spot.day], picture.eye.zone))
        return spot

    def _along(self, spot: Spot) -> int:
        if self._grip is None:
            return spot.minute
        held, own = self._grip
        return max(0, own + round((spot.exact - held) / STEP) * STEP)

    def _dropped(self, point: QPoint, keys: object) -> None:
        hand = self.carrying.hand
        self.float.hide()
        if hand is None:
            return
        spot = self._grid.spot_at(point)
        if self._side.holds(point):
            self.carrying.put_away()
            self._deeds.back_to_list(hand.row)
        elif spot is None:
            self.carrying.put_away()
        elif isinstance(keys, Qt.KeyboardModifier) and keys & _SHIFT:
            self._swap_with(self._row(self._key_at(spot.block)))
        else:
            self.drop()

    def _key_at(self, block: int) -> object:
        return self._grid.shown.sheet.blocks[block].key if block >= 0 else None

    def _pulled(self, key: object, more: int) -> None:
        row = self._row(key)
        if row is not None and self._deeds.may_schedule():
            self.carrying.pull(row, more)

    def _pull_ended(self, _done: object) -> None:
        hand, move = self.carrying.hand, self.carrying.move
        if hand is None or move is None:
            return
        if hand.row.ends_at == move.ends_at:
            self.carrying.put_away()
        else:
            self.drop()

    # -- the keys

    def pick_up(self, row: OrderRow) -> None:
        """M: take an order up; the arrows move it."""
        if not self._deeds.may_schedule():
            return
        self._grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self.carrying.pick(row, by_keys=True)
        if self.carrying.hand is not None and row.technician_id is not None:
            self._grid.choose_key(row.id)

    def _steered(self, lanes: int, days: int, shift: bool) -> None:
        picture = self.carrying.picture
        if picture is None:
            return
        if days and (shift or picture.eye.scope is Scope.DAY):
            self.carrying.steer(lanes, 0, days * STEP)
        else:
            self.carrying.steer(lanes, days, 0)
        aim = self.carrying.look()
        if aim is not None and aim.aim is not None:
            self._grid.show_lane(aim.aim.lane)
        self._announce()

    def _announce(self) -> None:
        """Say where it is now: the eyes see it, the ears must too."""
        said = place_words(self.carrying)
        sentence = self.carrying.sentence()
        event = QAccessibleAnnouncementEvent(self._grid, f"{said}. {sentence}".strip(" ."))
        QAccessible.updateAccessibility(event)

    def lengthen(self, more: int) -> None:
        """Plus and minus: a quarter of an hour."""
        self.carrying.lengthen(more)
        if self.carrying.hand is not None:
            self._dress(self.carrying.hand.row)

    def swap(self) -> None:
        """X: change places with whoever is in the way."""
        other = next((one.other_id for one in self.carrying.against if one.code is Against.OVERLAP), None)
        self._swap_with(self._row(other))

    def _swap_with(self, other: OrderRow | None) -> None:
        hand = self.carrying.hand
        if hand is None or other is None or other.id == hand.row.id:
            self.drop()
            return
        self.carrying.put_away()
        self._deeds.swap(hand.row, other, hand.minutes)

    # -- letting go

    def drop(self) -> None:
        """Place it where it is held, or refuse and say why."""
        hand, move = self.carrying.hand, self.carrying.move
        if (
            hand is None
            or move is None
            or (hand.row.technician_id, hand.row.starts_at, hand.row.ends_at)
            == (
                move.technician_id,
                move.starts_at,
                move.ends_at,
            )
        ):
            self.cancel()
        elif self.carrying.against:
            self.carrying.refuse()
            self._announce()
        else:
            self.carrying.put_away()
            self._deeds.place_order(hand.row, move)

    def cancel(self) -> bool:
        """Esc: nothing has happened. Says whether anything was carried."""
        self._let_go()
        carried = self.carrying.hand is not None
        self.carrying.put_away()
        return carried

    def _let_go(self) -> None:
        self.float.hide()
        self._grid.let_go()
        self._side.let_go()

    def _touched(self) -> None:
        """The mouse begins something else while what was refused is still in sight."""
        if self.carrying.refused:
            self.carrying.put_away()

    def _way(self, value: object) -> None:
        hand, move = self.carrying.hand, self.carrying.move
        if hand is None:
            return
        self._let_go()
        self.carrying.put_away()
        if isinstance(value, Slot):
            self._deeds.take(hand.row, value)
        elif value == OVERRIDE:
            self.override_wanted.emit(hand.row, move)
        elif value == SPLIT:
            self.split_wanted.emit(hand.row)

    # -- what is shown

    def _show(self) -> None:
        hand = self.carrying.hand
        self._grid.steering = hand is not None and hand.by_keys
        self._grid.set_carried(self.carrying.look())
        self._side.show_away(hand.row.id if hand is not None else None)
        self.conflict.show_for(self.carrying)
        mode = (hand is not None, self._grid.steering, self.carrying.refused)
        if mode != self._mode:  # other keys work than before
            self._mode = mode
            self._page.hints_changed.emit()
            self._context.commands.look_again()
