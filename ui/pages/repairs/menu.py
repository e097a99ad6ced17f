"""What can be done with an order, as a menu where the mouse is: the same as by the keys."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from ui.language import TextsHolder
from ui.pages.repairs.keys import Doing


def drop_menu(parent: QWidget, texts: TextsHolder, doing: Doing, point: QPoint) -> QMenu:
    """Open it at a place of the screen; it frees itself."""
    menu = QMenu(parent)
    menu.setObjectName("repairs.menu")
    movable, slotted, known = doing.has_movable(), doing.has_slot(), doing.has_order()
    for code, words, keys, does, can in (
        ("open", texts.p("verb", "Open"), "O", doing.open_order, doing.order() is not None),
        ("free", texts.t("Free slots"), "Return", doing.enter, movable),
        ("move", texts.t("Move with the arrows"), "M", doing.pick_up, movable),
        ("split", texts.t("Split it…"), "S", doing.split, movable),
        ("back", texts.t("Back to the list"), "Delete", doing.back_to_list, movable and slotted),
        ("done", texts.t("Done…"), "D", doing.finish_work, known),
        ("no_access", texts.t("No access…"), "N", doing.no_access, slotted),
    ):
        action = menu.addAction(
            f"{words}\t{QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)}"
        )
        action.setObjectName(f"repairs.menu.{code}")
        action.setEnabled(can)
        action.triggered.connect(does)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(point)
    return menu
