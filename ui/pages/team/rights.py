"""What each role may do: a row a right, a column a role."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from models.accounts.rules import KEPT_BY_ADMINISTRATORS
from models.core.permissions import Permission, Role
from ui.context import Context
from ui.pages.team.data import Team
from ui.theme.current import theme
from ui.widgets.cards import Scroller, Separator
from ui.widgets.labels import Label
from ui.widgets.themed import Themed
from ui.widgets.ticks import Check


class RightsPane(Themed, QWidget):
    """Ticks; administrators change them, others read them."""

    wanted = Signal(object, object, bool)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("team.rights")
        self.context = context
        self._note = Label("", token="muted", wrap=True)
        self._heads = {role: Label("", strong=True) for role in Role}
        self._names = {right: Label("") for right in Permission}
        self.ticks: dict[tuple[Permission, Role], Check] = {}
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._fill()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._column = column
        column.addWidget(self._note)
        column.addWidget(Scroller(inside), 1)
        self.follow_theme()

    def _fill(self) -> None:
        middle = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
        for at, role in enumerate(Role, start=1):
            self._grid.addWidget(self._heads[role], 0, at, middle)
        self._grid.addWidget(Separator(), 1, 0, 1, len(Role) + 1)
        for line, right in enumerate(Permission):
            self._grid.addWidget(self._names[right], 2 * line + 2, 0)
            for at, role in enumerate(Role, start=1):
                tick = Check()
                tick.setObjectName(f"team.right.{right}.{role}")
                tick.changed.connect(partial(self._ticked, right, role))
                self.ticks[right, role] = tick
                self._grid.addWidget(tick, 2 * line + 2, at, middle)
            self._grid.addWidget(Separator(), 2 * line + 3, 0, 1, len(Role) + 1)
        self._grid.setColumnStretch(len(Role) + 1, 1)
        self._grid.setRowStretch(2 * len(Permission) + 2, 1)

    def retheme(self) -> None:
        px = theme().px
        self._grid.setContentsMargins(px(24), 0, px(24), px(16))
        self._grid.setVerticalSpacing(px(4))
        self._grid.setColumnMinimumWidth(0, px(280))
        for at in range(1, len(Role) + 1):
            self._grid.setColumnMinimumWidth(at, px(120))
        self._column.setSpacing(px(12))
        self._note.setContentsMargins(px(24), px(14), px(24), 0)

    def show_team(self, team: Team) -> None:
        """Tick what holds."""
        may = self.context.desk.actor.role is Role.ADMINISTRATOR
        for (right, role), tick in self.ticks.items():
            tick.set_value(right in team.rights.get(role, frozenset()))
            kept = role is Role.ADMINISTRATOR and right in KEPT_BY_ADMINISTRATORS
            tick.setEnabled(may and not kept)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        texts = self.context.texts
        may = self.context.desk.actor.role is Role.ADMINISTRATOR
        self._note.set_text(
            texts.t(
                "A tick holds at once, for everybody of that role. Two rights stay with the administrators."
            )
            if may
            else texts.t("Only administrators change what a role may do.")
        )
        for role, head in self._heads.items():
            head.set_text(texts.word("role", role))
        for right, name in self._names.items():
            name.set_text(texts.word("permission", right))
        for (right, role), tick in self.ticks.items():
            words = texts.t(
                "{role}: {right}", role=texts.word("role", role), right=texts.word("permission", right)
            )
            tick.setAccessibleName(words)

    def _ticked(self, right: Permission, role: Role, on: object) -> None:
        self.wanted.emit(right, role, bool(on))
