"""The way from the schedule to who carries it out, what lies in store, and what comes back by itself."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from ui.context import Context
from ui.widgets.controls import IconButton

ROOMS = ("crew", "parts", "recurring")


class RoomsButton(IconButton):
    """Drops the names of the pages."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("ellipsis", parent=parent)
        self.setObjectName("repairs.rooms")
        self._context = context
        self.clicked.connect(self._drop)
        # The receiver is this very widget: Qt drops the connection when it goes.
        context.texts.changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all words."""
        self.set_name(self._context.texts.t("More"))

    def _drop(self) -> None:
        navigation, menu = self._context.navigation, QMenu(self)
        menu.setObjectName("repairs.rooms.menu")
        for page_id in ROOMS:
            spec = navigation.specs.get(page_id)
            if spec is None or not self._context.desk.may(spec.permission):
                continue
            action = menu.addAction(self._context.texts.t(spec.title))
            action.setObjectName(f"repairs.rooms.{page_id}")
            action.triggered.connect(partial(navigation.navigate, page_id))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
