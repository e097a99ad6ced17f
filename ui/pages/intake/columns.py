"""Three columns; in a narrow window the right one becomes a tab of the left."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpacerItem, QStackedWidget, QVBoxLayout, QWidget

from ui.context import Context
from ui.pages.intake.near import NearPane
from ui.pages.intake.red_card import RedCard
from ui.pages.intake.strips import FootBar
from ui.pages.intake.what import WhatPane
from ui.pages.intake.who import WhoPane
from ui.theme.current import theme
from ui.widgets.cards import Scroller, Separator
from ui.widgets.choices import ViewTabs
from ui.widgets.themed import Themed

LEFT, RIGHT = 300, 304
_TIGHT_LEFT, _TIGHT_RIGHT = 266, 236
_TIGHT_BELOW, _TAB_BELOW = 1150, 1004
_HOME, _NEAR = "home", "near"


class Columns(Themed, QWidget):
    """Who, what, what is near; the foot bar below the first two."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._narrow = False
        self.who, self.what = WhoPane(context), WhatPane(context)
        self.near, self.red = NearPane(context), RedCard(context)
        self.foot = FootBar(context, self)
        self.tabs = ViewTabs(parent=self)
        self.tabs.setObjectName("intake.tabs")
        self.tabs.changed.connect(self._tab_chosen)
        self.red.hide()
        self._left, self._middle = Scroller(self.who, self), Scroller(self.what, self)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.red)
        column.addWidget(self.near)
        column.addStretch(1)
        self._right = Scroller(side, self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._left)
        self._lay_out()
        self.follow_theme()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.tabs)
        left.addWidget(self._stack, 1)
        self._two = QHBoxLayout()
        self._two.addLayout(left)
        self._two.addWidget(self._middle, 1)
        self._foot_line = Separator(parent=self)
        both = QVBoxLayout()
        both.setSpacing(0)
        both.addLayout(self._two, 1)
        both.addWidget(self._foot_line)
        both.addWidget(self.foot)
        self._line = Separator(vertical=True, parent=self)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(0)
        self._row.addLayout(both, 1)
        self._spaces = [QSpacerItem(20, 0), QSpacerItem(20, 0)]
        self._row.addItem(self._spaces[0])
        self._row.addWidget(self._line)
        self._row.addItem(self._spaces[1])
        self._row.addWidget(self._right)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._line.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def retheme(self) -> None:
        self.fit(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit(self.width())

    def fit(self, width: int) -> None:
        """Give the columns their widths; below a threshold the right one moves into the left."""
        px = theme().px
        tight = width < px(_TIGHT_BELOW)
        self._stack.setFixedWidth(px(_TIGHT_LEFT if tight and width >= px(_TAB_BELOW) else LEFT))
        self._two.setSpacing(px(12 if tight else 16))
        narrow = width < px(_TAB_BELOW)
        if narrow != self._narrow:
            self._narrow = narrow
            if narrow:
                self._row.removeWidget(self._right)
                self._right.setMinimumWidth(0)
                self._right.setMaximumWidth(16_777_215)
                self._stack.addWidget(self._right)
            else:
                self._stack.removeWidget(self._right)
                self._row.addWidget(self._right)
                self._right.show()
            self._show_tab()
        if not narrow:
            self._right.setFixedWidth(px(_TIGHT_RIGHT if tight else RIGHT))
        self._line.setVisible(not narrow)
        self.tabs.setVisible(narrow)
        for space in self._spaces:
            space.changeSize(0 if narrow else px(14 if tight else 20), 0)
        self._row.invalidate()

    @property
    def narrow(self) -> bool:
        """Whether the right column is a tab."""
        return self._narrow

    def show_side(self) -> None:
        """Bring the right column into sight where it is a tab."""
        if self._narrow:
            self.tabs.set_value(_NEAR)
            self._show_tab()

    def show_red(self, kind: str | None) -> None:
        """Life-safety words replace the right column with the red card."""
        self.red.show_kind(kind)
        self.red.setVisible(kind is not None)
        self.near.setVisible(kind is None)
        if kind is not None:
            self.show_side()
        self.retranslate_tabs()

    def may_join(self, index: int) -> bool:
        """Whether Alt and this number would join a case."""
        return self.near.may_join(index) and self.red.kind is None

    def panes(self) -> list[QWidget]:
        """Where F6 leads."""
        return [self._left, self._middle, self._right, self.foot]

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        for part in (self.who, self.what, self.near, self.red, self.foot):
            part.retranslate()
        self.retranslate_tabs()

    def retranslate_tabs(self) -> None:
        """Set the words and the count of the tabs."""
        texts = self._context.texts
        side = texts.t("Danger") if self.red.kind else texts.t("Nearby")
        count = None if self.red.kind else self.near.count
        self.tabs.set_options([(_HOME, texts.t("The home"), None), (_NEAR, side, count)])
        if self.tabs.value() is None:
            self.tabs.set_value(_HOME)

    def _tab_chosen(self, _code: object) -> None:
        self._show_tab()

    def _show_tab(self) -> None:
        near = self._narrow and self.tabs.value() == _NEAR
        self._stack.setCurrentWidget(self._right if near else self._left)
