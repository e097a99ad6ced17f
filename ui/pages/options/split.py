"""A scrolling pair of columns: side by side where there is room, else one below the other."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ui.pages.options.timing_cards import ChangesFoot
from ui.theme.current import theme
from ui.widgets.cards import Scroller
from ui.widgets.themed import Themed

SIDE = 330
WIDE = 1210  # at which both columns stand side by side


class Split(Themed, QWidget):
    """Put things into ``left`` and ``right``; the owner says how wide it is."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__()
        self._wide: bool | None = None
        self.left, self.right = QVBoxLayout(), QVBoxLayout()
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.addLayout(self.right)
        side.addStretch(1)
        first = QVBoxLayout()
        first.addLayout(self.left)
        first.addStretch(1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.addLayout(first)
        self._row.addWidget(self._side)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._row)
        outer.addStretch(1)
        self.foot: ChangesFoot | None = None
        self._place = QVBoxLayout(owner)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._place.setSpacing(0)
        self._place.addWidget(Scroller(self))
        self.follow_theme()

    def retheme(self) -> None:
        px = theme().px
        self._row.setContentsMargins(px(24), px(18), px(20), px(24))
        self._row.setSpacing(px(24))
        self.left.setSpacing(px(12))
        self.right.setSpacing(px(12))
        self._arrange()

    def set_foot(self, foot: ChangesFoot) -> None:
        """What stays in sight below both columns while they stand one below the other."""
        self.foot = foot
        self._place.addWidget(foot)
        self._arrange()

    def set_room(self, width: int) -> None:
        """Stand side by side when there is room for it."""
        wide = width >= theme().px(WIDE)
        if wide != self._wide:
            self._wide = wide
            self._arrange()

    def _arrange(self) -> None:
        if self.foot is not None:
            self.foot.set_wanted(not self._wide)
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.LeftToRight if self._wide else directions.TopToBottom)
        self._row.setAlignment(self._side, Qt.AlignmentFlag(0))
        self._side.setFixedWidth(theme().px(SIDE) if self._wide else theme().px(560))
        self._row.setStretch(0, 1 if self._wide else 0)
