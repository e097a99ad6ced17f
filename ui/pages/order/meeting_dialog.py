"""Agreeing with the resident when somebody comes: a first time, another time, or the next one after nobody opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from models.complaints.kinds import Channel
from models.repairs.kinds import AppointmentDraft
from models.scheduling.kinds import Slot
from resources.texts import N_
from ui.context import Context
from ui.pages.order.sheet import Sheet
from ui.pages.order.view import OrderView
from ui.shared.local_time import local_now, to_instant, to_local
from ui.shared.order_words import window_words
from ui.shared.slot_words import slot_note
from ui.widgets.choices import Check, RadioCards, Segmented
from ui.widgets.fields import TextField
from ui.widgets.span_field import SpanField

CHANNELS = (Channel.PHONE, Channel.VISIT, Channel.MESSAGING)
SHOWN = 3


@dataclass(frozen=True)
class Met:
    """What was agreed. ``slot`` is the free one that was chosen, when the times are still its own."""

    draft: AppointmentDraft | None
    reason: str
    note_left: bool
    slot: Slot | None


class _Meeting(Sheet):
    """Free slots to offer, and the times as they were agreed."""

    WIDTH = 540

    def __init__(
        self,
        context: Context,
        parent: QWidget,
        view: OrderView,
        slots: Sequence[Slot],
        name: str,
        title: str,
        ok: str,
    ) -> None:
        super().__init__(context, parent, name, title, ok)
        self._view, self._slots = view, tuple(slots)[:SHOWN]
        self.offers = RadioCards()
        self.span, self.channel = SpanField(partial(local_now, context)), Segmented()
        self.offers.changed.connect(self._offered)
        self.span.changed.connect(self._written)

    def add_time(self, label: str) -> None:
        """The fields of the time itself."""
        self.add("offers", N_("&Free slots to offer"), self.offers)
        self.held("offers").setVisible(bool(self._slots))
        self.add("span", label, self.span)
        self.add("channel", N_("Agreed &by"), self.channel)

    def retranslate(self) -> None:
        super().retranslate()
        texts, view = self.context.texts.current, self._view
        options = []
        for number, slot in enumerate(self._slots, 1):
            when = window_words(texts, (slot.starts_at, slot.ends_at), view.zone, view.now)
            options.append((number, f"{when} · {slot.technician}", slot_note(texts, slot)))
        chosen = self.offers.value()
        self.offers.set_options(options)
        self.offers.set_value(chosen)
        self.channel.set_options([(one.value, texts.word("channel", one)) for one in CHANNELS])
        if self.channel.value() is None:
            self.channel.set_value(Channel.PHONE.value)
        calendar = texts.t("Choose the day in a calendar")
        self.span.set_names(texts.t("From"), texts.t("Until"), calendar)
        self.span.set_placeholders(texts.t("from, such as 11-21 09:00"), texts.t("until, such as 12:00"))

    def _offered(self, number: object) -> None:
        if isinstance(number, int):
            slot = self._slots[number - 1]
            self.span.set_value(
                (to_local(self.context, slot.starts_at), to_local(self.context, slot.ends_at))
            )

    def _written(self, _value: object) -> None:
        self.offers.set_value(None)

    def slot(self) -> Slot | None:
        """The free slot that was chosen."""
        number = self.offers.value()
        return self._slots[number - 1] if isinstance(number, int) else None

    def time(self, note: str = "") -> AppointmentDraft | None:
        """The time as agreed; ``None`` after saying what is missing."""
        t = self.context.texts.t
        begin, end = (to_instant(self.context, one) for one in self.span.span())
        if begin is None or end is None:
            self.miss("span", t("Both times are needed, such as 11-21 09:00 and 12:00."))
        elif end <= begin:
            self.miss("span", t("The end has to come after the beginning."))
        else:
            return AppointmentDraft(begin, end, str(self.channel.value()), note)
        return None


class AgreeDialog(_Meeting):
    """A first time, or with ``moving`` another one, which owes a word of why."""

    def __init__(
        self,
        context: Context,
        parent: QWidget,
        view: OrderView,
        slots: Sequence[Slot],
        *,
        moving: bool = False,
    ) -> None:
        title = N_("Move the appointment") if moving else N_("Agree on a time")
        super().__init__(context, parent, view, slots, "agree", title, N_("It is agreed"))
        self._moving = moving
        self.add_time(N_("&Somebody comes between"))
        self.words = TextField(lines=2)
        self.add("words", N_("&Why it moves") if moving else N_("&Note"), self.words)
        row = view.row
        if not moving and row.starts_at is not None and row.ends_at is not None:
            self.span.set_value((to_local(context, row.starts_at), to_local(context, row.ends_at)))

    def answer_now(self) -> object:
        words = str(self.words.value()).strip()
        draft = self.time("" if self._moving else words)
        if draft is None:
            return None
        if self._moving and not words:
            self.miss("words", self.context.texts.t("Say why it moves."))
            return None
        return Met(draft, words, False, self.slot())


class NoAccessDialog(_Meeting):
    """Nobody opened: what was found, whether a note was left, and when somebody comes next, if that is known."""

    def __init__(self, context: Context, parent: QWidget, view: OrderView, slots: Sequence[Slot]) -> None:
        super().__init__(context, parent, view, slots, "no_access", N_("Nobody opened"), N_("Note it"))
        self.words, self.left = TextField(lines=2), Check()
        self.add("words", N_("&What was found"), self.words)
        self.add("left", "", self.left)
        self.add_time(N_("&Next time, when it is known"))
        self.left.set_value(True)

    def retranslate(self) -> None:
        self.note.set_text(self.context.texts.t("Without a next time the order waits for access."))
        super().retranslate()
        self.left.set_text(self.context.texts.t("A note was left at the door"))

    def answer_now(self) -> object:
        words = str(self.words.value()).strip()
        if not words:
            self.miss(
                "words", self.context.texts.t("Say in a few words what was found, such as: rang twice.")
            )
            return None
        if self.span.is_empty():
            return Met(None, words, bool(self.left.value()), None)
        draft = self.time()
        return None if draft is None else Met(draft, words, bool(self.left.value()), self.slot())
