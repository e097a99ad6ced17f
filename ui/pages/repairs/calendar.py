"""The calendar with what is beside it: reads, shows, and lets things be carried."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from models.core.session import Session
from models.repairs.kinds import OrderRow
from models.scheduling.kinds import Left, Move, Plan, Slot
from models.scheduling.queries import why_none
from ui.base.page import Page
from ui.language import TextsHolder
from ui.pages.repairs.carrying import length_of
from ui.pages.repairs.deeds import Deeds
from ui.pages.repairs.dialogs import OverrideDialog, SplitDialog
from ui.pages.repairs.elsewhere import next_slots
from ui.pages.repairs.eye import Eye, Picture
from ui.pages.repairs.feed import fetch
from ui.pages.repairs.hands import Hands
from ui.pages.repairs.planning import Planner, PlanPanel
from ui.pages.repairs.shaping import picture
from ui.pages.repairs.side import WIDTH, WIDTH_TIGHT, SideList
from ui.pages.repairs.ways import Way, WaysCard
from ui.shared.slot_words import hours_words, objection_words, place_of, slot_note, slot_title
from ui.theme.current import theme
from ui.widgets.planes import Separator
from ui.widgets.schedule_grid import ScheduleGrid
from ui.widgets.schedule_layout import Stop


class Calendar(QWidget):
    """``day_wanted`` a day of the month was opened; ``shown_anew`` another picture is in sight."""

    day_wanted = Signal(object)
    shown_anew = Signal()

    def __init__(self, page: Page, deeds: Deeds) -> None:
        super().__init__(page)
        self._page, self._context, self._deeds = page, page.context, deeds
        self.picture: Picture | None = None
        self.grid = ScheduleGrid(self)
        self.grid.setObjectName("repairs.calendar")
        self.side = SideList(page)
        self.panel = PlanPanel(self)
        self._left = QStackedWidget(self)
        self._left.addWidget(self.side)
        self._left.addWidget(self.panel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left)
        row.addWidget(Separator(vertical=True))
        row.addWidget(self.grid, 1)
        self.hands = Hands(page, self.grid, self.side.list, deeds)
        self.planner = Planner(page, self.panel, deeds)
        self.slots = WaysCard(page, "repairs.slots")
        self._offered: OrderRow | None = None
        self.slots.chosen.connect(self._take)
        self.planner.changed.connect(self._plan_changed)
        self.hands.override_wanted.connect(self._ask_why)
        self.hands.split_wanted.connect(self.ask_split)
        self.grid.opened.connect(self._opened)
        self.hands.carrying.changed.connect(self._carry)
        self.side.list.activated_row.connect(self.offer_chosen)

    # -- reading

    def ask(self, eye: Eye) -> None:
        """Read the days and the list anew."""
        self._page.query(partial(fetch, eye), self._came, key="calendar")
        self.side.ask(eye)

    def _came(self, found: Picture) -> None:
        if self.planner.plan is not None:
            self._reshape(found, self.planner.plan)
        else:
            self.show_picture(found)

    def _reshape(self, found: Picture, plan: Plan | None) -> None:
        """The same days with, or without, what a plan would add."""
        again = partial(picture, found.eye, found.now, found.week, found.skills, plan)
        self._context.jobs.work(self, again, self.show_picture, key="reshape")

    def show_picture(self, found: Picture) -> None:
        """Show what was read; the same person and day stay chosen, in whatever view."""
        before, stop, key = self.picture, self.grid.stop(), self.grid.key()
        self.picture = found
        self.grid.show_layout(found.layout)
        if stop is None or before is None:
            self.grid.choose(found.first_stop(), seen=False)
        elif key not in found.layout.by_key:
            self.grid.choose(found.stop_near(before.technician(stop.lane), before.days[stop.day]), seen=False)
        self.hands.carrying.set_picture(found)
        self.shown_anew.emit()

    def _plan_changed(self) -> None:
        self._left.setCurrentWidget(self.panel if self.planner.on else self.side)
        if self.picture is not None and self.picture.plan is not self.planner.plan:
            self._reshape(self.picture, self.planner.plan)
        if not self.planner.on:
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self._context.commands.look_again()

    def plan(self, eye: Eye) -> None:
        """Think about the days that are shown."""
        self.put_away()
        self.planner.start(eye)

    # -- what is chosen

    def order(self) -> OrderRow | None:
        """The chosen order: of the list when that has the keys, else of the calendar."""
        if self.side.list.hasFocus():
            return self.side.list.order()
        key = self.grid.key()
        return self.picture.orders.get(key) if self.picture is not None and isinstance(key, int) else None

    def _opened(self, stop: object) -> None:
        """A double click: a day of the month, an order of all else."""
        if not isinstance(stop, Stop) or self.picture is None:
            return
        row = self.order()
        if row is not None:
            self._deeds.open(row)
        else:
            self.open_day(stop)

    def open_day(self, stop: Stop) -> None:
        """Look closer at a day."""
        if self.picture is not None:
            self.day_wanted.emit(self.picture.days[stop.day])

    # -- free slots

    def offer_chosen(self, _row: object = None) -> None:
        """Enter: the next free slots of the chosen order, best first."""
        row = self.order()
        if row is not None:
            self.offer(row)

    def offer(self, row: OrderRow) -> None:
        """Look for free slots."""
        if self._deeds.may_schedule():
            self._page.query(partial(_offers, row.id), partial(self._found, row), key="slots")

    def _carry(self) -> None:
        """What is carried has offers of its own."""
        if self.hands.carrying.hand is not None and self.slots.isVisible():
            self.slots.hide()
            self._offered = None

    def _found(self, row: OrderRow, answer: tuple[tuple[Slot, ...], Left | None]) -> None:
        found, why = answer
        texts, zone = self._context.texts.current, self._context.desk.zone
        now = self._context.clock.now()
        self._offered = row
        title = texts.t("Free slots for {place}, {time}", place=place_of(row),
                        time=hours_words(texts, row.estimate_minutes))  # fmt: skip
        ways = [Way(slot_title(texts, one, now, zone), slot_note(texts, one), one) for one in found]
        sentence = ""
        if why is not None:
            sentence = texts.t(
                "Nobody is free in the next two weeks: {why}.", why=texts.word("left", why, inside=True)
            )
        self.slots.tell(title, sentence, ways, grave=False)
        self.slots.stand_beside(self._beside())
        self.slots.take_keys()
        self._context.commands.look_again()
        self._page.hints_changed.emit()

    def _beside(self) -> QRect:
        """What the card of free slots stands beside: the chosen block, or the chosen card."""
        view = self.side.list if self.side.list.hasFocus() or self.grid.key() is None else self.grid
        rect = view.visualRect(view.currentIndex())
        return QRect(view.viewport().mapToGlobal(rect.topLeft()), rect.size())

    def _take(self, value: object) -> None:
        row, self._offered = self._offered, None
        self.slots.hide()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        if row is not None and isinstance(value, Slot):
            self._deeds.take(row, value)

    # -- what has to be asked

    def _ask_why(self, row: object, move: object) -> None:
        if not isinstance(row, OrderRow) or not isinstance(move, Move) or self.picture is None:
            return
        dialog = OverrideDialog(self._context, self, self._against(row, move))
        dialog.answered.connect(partial(self._override, row, move))
        dialog.open()

    def _against(self, row: OrderRow, move: Move) -> str:
        assert self.picture is not None
        found = self.hands.carrying.against_of(row, move)
        texts = self._context.texts.current
        return " ".join(objection_words(texts, one, self.picture.eye.zone) for one in found)

    def _override(self, row: OrderRow, move: Move, reason: object) -> None:
        self._deeds.place_order(row, move, str(reason))

    def ask_split(self, row: object) -> None:
        """Ask where to split."""
        if isinstance(row, OrderRow) and self._deeds.may_schedule():
            texts = self._context.texts.current
            sentence = texts.t("{place} takes {time}. The rest goes to the list as an order of its own.",
                               place=place_of(row), time=hours_words(texts, length_of(row)))  # fmt: skip
            dialog = SplitDialog(self._context, self, sentence, length_of(row))
            dialog.answered.connect(partial(self._split, row))
            dialog.open()

    def _split(self, row: OrderRow, minutes: object) -> None:
        if isinstance(minutes, int):
            self._deeds.split(row, minutes)

    # -- putting away

    def put_away(self) -> bool:
        """Esc: whatever is in the hand or stands over the page. Says whether there was anything."""
        if self.hands.cancel():
            return True
        if self.slots.isVisible():
            self.slots.hide()
            back = (
                self.side.list if self._offered is not None and self._offered.starts_at is None else self.grid
            )
            back.setFocus(Qt.FocusReason.OtherFocusReason)
            self._offered = None
            self._page.hints_changed.emit()
            return True
        if self.planner.on:
            self.planner.discard()
            return True
        return False

    def seen(self, eye: Eye) -> Picture | None:
        """What is shown, once it is of these days."""
        shown = self.picture
        same = shown is not None and (shown.eye.scope, shown.eye.first) == (eye.scope, eye.first)
        return shown if same else None

    def set_tight(self, tight: bool) -> None:
        """Leave the days room in a small window."""
        self.side.set_tight(tight)
        self._left.setFixedWidth(theme().px(WIDTH_TIGHT if tight else WIDTH))

    def retranslate(self, texts: TextsHolder) -> None:
        """Set all words."""
        self.grid.setAccessibleName(texts.t("Calendar by technician"))
        self.side.retranslate(texts)
        self.planner.say()


def _offers(order_id: int, session: Session) -> tuple[tuple[Slot, ...], Left | None]:
    """The next free slots, or why there is none."""
    found = next_slots(order_id, session)
    return found, None if found else why_none(session, order_id, session.clock.now())
