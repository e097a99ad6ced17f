"""The offers of a proposal as they are being written: one card an offer."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from models.handling.kinds import OfferDraft
from models.handling.steps import REMEDIES
from resources.texts import N_, Texts
from ui.base.tabbing import tab_through
from ui.theme.current import theme
from ui.widgets.controls import IconButton, LinkButton
from ui.widgets.fields import ChoiceField, LabeledField, LineField, MoneyField
from ui.widgets.planes import Plane

# name: label, row and column of the grid, columns it spans
_PLACES: dict[str, tuple[str, int, int, int]] = {
    "remedy": (N_("Remedy"), 0, 0, 1),
    "cost_minor": (N_("Cost"), 0, 1, 1),
    "text": (N_("What is offered"), 1, 0, 2),
    "doer": (N_("Who does it"), 2, 0, 1),
    "timetable": (N_("By when"), 2, 1, 1),
    "resources": (N_("What is needed for it"), 3, 0, 2),
}
_QUIET = ("explanation", "no_action")  # owe nobody and no timetable


class OfferCard(Plane):
    """One offer."""

    changed = Signal()
    removed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("raised", 7, parent)
        self.fields: dict[str, LabeledField] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(theme().px(12), theme().px(8), theme().px(12), theme().px(10))
        grid.setHorizontalSpacing(theme().px(10))
        grid.setVerticalSpacing(theme().px(6))
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        for name, (_, row, column, span) in _PLACES.items():
            field: Any = {"remedy": ChoiceField, "cost_minor": MoneyField}.get(name, LineField)()
            field.changed.connect(self._tell)
            held = LabeledField("", field)
            self.fields[name] = held
            grid.addWidget(held, row, column, 1, span)
        self.remove = IconButton("x", px=14)
        self.remove.clicked.connect(self.removed)
        grid.addWidget(self.remove, 0, 2, Qt.AlignmentFlag.AlignTop)

    def _tell(self, _value: object) -> None:
        self.changed.emit()

    def name(self, start: str) -> None:
        """Give every field its name."""
        for name, held in self.fields.items():
            held.field.setObjectName(f"{start}.{name}")
        self.remove.setObjectName(f"{start}.remove")

    def speak(self, texts: Texts, symbol: str) -> None:
        """Set all words."""
        for name, (label, *_) in _PLACES.items():
            self.fields[name].set_label(texts.t(label))
        remedy = self.fields["remedy"].field
        assert isinstance(remedy, ChoiceField)
        remedy.set_options([(code, texts.word("remedy", code)) for code in REMEDIES])
        cost = self.fields["cost_minor"].field
        assert isinstance(cost, MoneyField)
        cost.set_currency(symbol, 2)
        self.remove.set_name(texts.t("Take this offer out"))

    def value(self) -> dict[str, Any]:
        """The offer as plain values."""
        return {name: held.field.value() for name, held in self.fields.items()}  # type: ignore[attr-defined]

    def set_value(self, offer: Mapping[str, Any]) -> None:
        """Show an offer."""
        for name, held in self.fields.items():
            held.field.set_value(offer.get(name))  # type: ignore[attr-defined]

    def is_blank(self) -> bool:
        """Whether nothing at all has been written."""
        return not any(self.value().values())

    def missing(self) -> list[str]:
        """The names of the fields that this offer still owes."""
        value = self.value()
        owed = ["remedy", "text"] + ([] if value["remedy"] in _QUIET else ["doer", "timetable"])
        cost = self.fields["cost_minor"].field
        assert isinstance(cost, MoneyField)
        return [name for name in owed if not value[name]] + ([] if cost.is_valid() else ["cost_minor"])


class OffersEditor(QWidget):
    """All offers of the version that is being written; the value is a list of plain offers."""

    changed = Signal(object)
    committed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: list[OfferCard] = []
        self._spare: list[OfferCard] = []
        self._texts: Texts | None = None
        self._symbol = "¥"
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme().px(8))
        self.more = LinkButton(icon="plus")
        self.more.clicked.connect(self._add_by_hand)
        self._box.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.objectNameChanged.connect(self._name_cards)
        self._add()

    def speak(self, texts: Texts, symbol: str) -> None:
        """Set all words."""
        self._texts, self._symbol = texts, symbol
        self.more.set_text(texts.t("Add an offer"))
        for card in self.cards:
            card.speak(texts, symbol)

    def _name_cards(self) -> None:
        self.more.setObjectName(f"{self.objectName()}.more")
        for number, card in enumerate(self.cards, 1):
            card.name(f"{self.objectName()}.{number}")
        self.setFocusProxy(self.cards[0].fields["remedy"].field)

    def _add(self) -> OfferCard:
        card = self._spare.pop() if self._spare else self._make()
        self.cards.append(card)
        self._box.insertWidget(len(self.cards) - 1, card)
        card.show()
        if self._texts is not None:
            card.speak(self._texts, self._symbol)
        self._tidy()
        return card

    def _make(self) -> OfferCard:
        card = OfferCard(self)
        card.changed.connect(self._tell)
        card.removed.connect(partial(self._remove, card))
        return card

    def _add_by_hand(self) -> None:
        card = self._add()
        card.fields["remedy"].field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell()

    def _remove(self, card: OfferCard) -> None:
        self._take(card)
        self._tell()

    def _take(self, card: OfferCard) -> None:
        self.cards.remove(card)
        self._box.removeWidget(card)
        card.hide()
        card.set_value({})
        self._spare.append(card)
        if not self.cards:
            self._add()
        self._tidy()

    def _tidy(self) -> None:
        self._name_cards()
        tab_through(self)
        for card in self.cards:
            card.remove.setVisible(len(self.cards) > 1)

    def value(self) -> list[dict[str, Any]]:
        """Offers that are not blank."""
        return [card.value() for card in self.cards if not card.is_blank()]

    def set_value(self, value: object) -> None:
        offers = list(value) if isinstance(value, (list, tuple)) else []
        while len(self.cards) > max(len(offers), 1):
            self._take(self.cards[-1])
        while len(self.cards) < len(offers):
            self._add()
        for card, offer in zip(self.cards, offers or [{}], strict=False):
            card.set_value(offer)

    def set_error_state(self, wrong: bool) -> None:
        """Each offer says by itself what it lacks."""

    def drafts(self) -> tuple[OfferDraft, ...]:
        """The offers as the action takes them."""
        return tuple(
            OfferDraft(
                offer["remedy"] or "", offer["text"] or "", offer["cost_minor"] or 0,
                offer["doer"] or "", offer["resources"] or "", offer["timetable"] or "",
            )
            for offer in self.value()
        )  # fmt: skip

    def show_missing(self, words: str) -> bool:
        """Say beside each field what is missing and lead to the first; ``False`` when nothing is."""
        first: QWidget | None = None
        for card in self.cards if self.value() else self.cards[:1]:
            owed = card.missing() if not card.is_blank() or not self.value() else []
            for name, held in card.fields.items():
                held.set_error(words if name in owed else None)
                if name in owed and first is None:
                    first = held.field
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        return first is not None

    def forgive(self) -> None:
        """Take all errors away."""
        for card in self.cards:
            for held in card.fields.values():
                held.set_error(None)

    def _tell(self) -> None:
        self.changed.emit(self.value())
