"""Who usually answers for a cause, offered beside the two fields and never taken unasked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from models.options.kinds import CauseRow
from resources.texts import Texts
from ui.widgets.chips import Chips
from ui.widgets.fields import ChoiceField


def usual_party(rows: Sequence[CauseRow], code: str) -> str | None:
    """As the cause's own row says, else as the one above it does."""
    known = {row.code: row for row in rows}
    row = known.get(code)
    above = known.get(row.parent_code or "") if row is not None else None
    return (row.responsible if row else None) or (above.responsible if above else None)


class UsualParty(Chips):
    """One chip with a question mark while nobody is named; ``taken`` when it has been put into the field.

    ``offered`` says that it came or went: who has no room to spare makes some.
    """

    taken = Signal()
    offered = Signal()

    def __init__(self, cause: ChoiceField, who: ChoiceField, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._cause, self._who = cause, who
        self._rows: Sequence[CauseRow] = ()
        self._texts: Texts | None = None
        cause.changed.connect(self._suggest)
        who.changed.connect(self._suggest)
        self.changed.connect(self._take)
        self.hide()  # said aloud: else it would come with its parent

    def know(self, rows: Sequence[CauseRow], texts: Texts) -> None:
        """Take the tree of causes, and the language."""
        self._rows, self._texts = rows, texts
        self._suggest()

    def _usual(self) -> str | None:
        return usual_party(self._rows, str(self._cause.value() or ""))

    def _suggest(self, _value: object = None) -> None:
        usual = None if self._who.value() else self._usual()
        words = self._texts.word("responsible", usual) if usual and self._texts else ""
        self.set_options([(usual, words)] if usual else [])
        self.set_suggested([usual] if usual else [])
        if self.isHidden() == (usual is not None):
            self.setVisible(usual is not None)
            self.offered.emit()

    def _take(self, _value: object = None) -> None:
        usual = self._usual()
        if usual is None or not self.values():
            return
        self.set_values([])
        self._who.set_value(usual)
        self._who.setFocus(Qt.FocusReason.OtherFocusReason)
        self.taken.emit()
        self._suggest()
