"""Finding a slot: free ones, best first, with why; or any time by hand, with what speaks against it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from models.core.permissions import Permission
from models.core.session import Session
from models.scheduling.kinds import HARD, Move, Objection, Slot
from models.scheduling.queries import check
from resources.texts import N_
from ui.context import Context
from ui.pages.order.sheet import Sheet
from ui.pages.order.view import OrderView
from ui.shared.local_time import local_now, to_instant, to_local
from ui.shared.order_words import length_words, window_words
from ui.shared.slot_words import objection_words, slot_note
from ui.widgets.choices import RadioCards
from ui.widgets.controls import Button
from ui.widgets.duration_field import DurationField
from ui.widgets.fields import ChoiceField, DateTimeField, TextField
from ui.widgets.labels import Label

Placing = tuple[Move, str]
LOOK_AGAIN_MS = 200


class FindDialog(Sheet):
    """Answers with (move, ""), or asks by ``by_hand`` for another time."""

    WIDTH = 580

    def __init__(self, context: Context, parent: QWidget, view: OrderView, slots: Sequence[Slot]) -> None:
        super().__init__(context, parent, "find", N_("Find a slot"), N_("Take this slot"))
        self._view, self._slots = view, tuple(slots)
        self.cards = RadioCards()
        self.hand = Button(key="Ctrl+M")
        self.hand.setObjectName("order.find.by_hand")
        self.hand.clicked.connect(self._by_hand)
        self.on_key("Ctrl+M", self._by_hand)
        self.add("slots", "", self.cards)
        self.add_button(self.hand, first=True)
        self.cards.setVisible(bool(slots))
        self.ok.setVisible(bool(slots))

    def _by_hand(self) -> None:
        self.answer("by hand")

    def retranslate(self) -> None:
        texts, view = self.context.texts.current, self._view
        words = texts.t("The best first; arrows choose, Ctrl+Enter takes it.")
        if not self._slots:
            words = texts.t(
                "Nobody who can do it is free within two weeks. Choose a time by hand, or split the work."
            )
        self.note.set_text(words)
        super().retranslate()
        self.hand.set_text(texts.t("Another time…"))
        shown = [
            (
                number,
                f"{slot.technician} · {window_words(texts, (slot.starts_at, slot.ends_at), view.zone, view.now)}",
                slot_note(texts, slot),
            )
            for number, slot in enumerate(self._slots, 1)
        ]
        chosen = self.cards.value() or 1
        self.cards.set_options(shown)
        self.cards.setAccessibleName(texts.t("Free slots"))
        if shown:
            self.cards.set_value(chosen)

    def answer_now(self) -> object:
        number = self.cards.value()
        if not isinstance(number, int):
            return None
        slot = self._slots[number - 1]
        view = self._view
        return Move(view.id, slot.technician_id, slot.starts_at, slot.ends_at), ""


class PlaceDialog(Sheet):
    """Who, when, how long. What speaks against it is said while one chooses; with the right, a reason overrides it."""

    WIDTH = 500

    def __init__(self, context: Context, parent: QWidget, view: OrderView) -> None:
        super().__init__(context, parent, "place", N_("Choose the time"), N_("Schedule it"))
        self._view = view
        self._against: tuple[Objection, ...] = ()
        self.technician, self.start = ChoiceField(), DateTimeField(now=partial(local_now, context))
        self.length, self.reason = DurationField(), TextField(lines=2)
        self.against = Label("", "body", "s1", wrap=True)
        self.against.setObjectName("order.place.against")
        self.add("technician", N_("&Technician"), self.technician)
        self.add("start", N_("&From"), self.start)
        self.add("length", N_("&Length"), self.length)
        self.column.addWidget(self.against)
        self.add("reason", N_("All the same, because…"), self.reason)
        self.held("reason").hide()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(LOOK_AGAIN_MS)
        self._soon.timeout.connect(self.look)
        for field in (self.technician, self.start, self.length):
            field.changed.connect(self._changed)
        self._fill()

    def _fill(self) -> None:
        row = self._view.row
        language = self.context.texts.language
        able = [one for one in self._view.crew if row.skill in one.skills]
        rest = [one for one in self._view.crew if row.skill not in one.skills]
        words = self._view.skills
        options = []
        for one in (*able, *rest):
            can = ", ".join(sorted(words[code].label(language) for code in one.skills if code in words))
            options.append((str(one.id), f"{one.name} · {can}" if can else one.name, one.phone))
        self.technician.set_options(options)
        if row.technician_id is not None:
            self.technician.set_value(str(row.technician_id))
        self.start.set_value(to_local(self.context, row.starts_at))
        length = row.estimate_minutes
        if row.starts_at is not None and row.ends_at is not None:
            length = (row.ends_at - row.starts_at) // timedelta(minutes=1)
        self.length.set_value(length)

    def retranslate(self) -> None:
        super().retranslate()
        t = self.context.texts.t
        self.length.set_words(partial(length_words, self.context.texts.current))
        self.technician.set_placeholder(t("Who comes"))
        self.start.set_placeholder(t("such as 15:00, or 11-21 09:00"))
        self.start.set_calendar_name(t("Choose the day in a calendar"))
        self._say()

    def open(self) -> None:
        super().open()
        self.look()

    def _changed(self, _value: object) -> None:
        self._soon.start()

    def chosen(self) -> Move | None:
        """What is chosen so far, when it is enough."""
        start, length, who = (
            to_instant(self.context, self.start.value()),
            self.length.value(),
            self.technician.value(),
        )
        if start is None or not isinstance(length, int) or who is None:
            return None
        end = start + timedelta(minutes=length)
        return Move(self._view.id, int(str(who)), start, end)

    def look(self) -> None:
        """Ask what speaks against what is chosen."""
        self._soon.stop()
        move = self.chosen()
        if move is None:
            self._found(())
            return

        def ask(session: Session) -> tuple[Objection, ...]:
            return check(session.store, (move,), session.clock.now()).get(move.order_id, ())

        self.context.jobs.query(self, ask, self._found, key="against")

    def _found(self, against: tuple[Objection, ...]) -> None:
        self._against = against
        self._say()
        self.fit()

    def _say(self) -> None:
        texts = self.context.texts.current
        said = [objection_words(texts, one, self._view.zone) for one in self._against]
        if said and not self._hard() and not self._may_override():
            said.append(texts.t("A manager may place it there all the same."))
        fits = not said and self.chosen() is not None
        self.against.set_text(texts.t("Nothing speaks against it.") if fits else "\n".join(said))
        self.against.set_token("ok" if fits else "s1")
        self.against.setVisible(fits or bool(said))
        self.held("reason").setVisible(bool(said) and not self._hard() and self._may_override())

    def _hard(self) -> bool:
        return any(one.code in HARD for one in self._against)

    def _may_override(self) -> bool:
        return self.context.desk.may(Permission.OVERRIDE_SCHEDULE)

    def answer_now(self) -> object:
        t, move = self.context.texts.t, self.chosen()
        if self.technician.value() is None:
            self.miss("technician", t("Say who comes."))
        elif not isinstance(self.length.value(), int):
            self.miss("length", t("How long it takes, such as 90 or 1.5 h."))
        elif move is None:
            self.miss("start", t("Say when, such as 15:00 or 11-21 09:00."))
        else:
            words = str(self.reason.value()).strip() if self.held("reason").isVisibleTo(self) else ""
            return move, words
        return None
