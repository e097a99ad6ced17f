"""How the case page is laid out, at every width: what stands where, what becomes a drawer, what becomes a tab."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from ui.context import Context
from ui.pages.handling.bottom import CaseFoot
from ui.pages.handling.coach import CoachCard
from ui.pages.handling.header import CaseHeader
from ui.pages.handling.side import SideColumn
from ui.pages.handling.standing import Standing
from ui.pages.handling.standings import Standings
from ui.pages.handling.step_pane import StepPane
from ui.theme.current import theme
from ui.widgets.choices import ViewTabs
from ui.widgets.controls import Button
from ui.widgets.notices import EmptyState
from ui.widgets.planes import Separator
from ui.widgets.rail import StepRail

COACH_IS_DRAWER_BELOW = 1280
SIDE_IS_TAB_BELOW = 1120
TOP_LINES, LOW = 2, 800  # so many lines across the page, and one only in a window lower than that
COACH_WIDTH, SIDE_WIDTH, DRAWER_WIDTH = 280, 367, 320


class CaseFrame(QWidget):
    """Everything on the page. Knows the window's width, and nothing of cases."""

    back_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.header, self.rail = CaseHeader(context), StepRail()
        self.rail.setObjectName("case.rail")
        self.pane, self.coach = StepPane(context), CoachCard(context)
        self.strip = Standings("case.standings.top", wide=True)
        self._standings: list[Standing] = []
        self.side, self.foot = SideColumn(context), CaseFoot(context)
        self.tabs = ViewTabs()
        self.tabs.setObjectName("case.tabs")
        self.tabs.changed.connect(self.show_tab)
        self.drawer = self.side_is_tab = False
        self._tab = "step"
        self.nothing = EmptyState("message-square-text")
        self.nothing.setObjectName("case.nothing")
        self.nothing_back = Button()
        self.nothing_back.setObjectName("case.nothing.back")
        self.nothing_back.clicked.connect(self.back_wanted)
        self.nothing.add_action(self.nothing_back)
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        px = theme().px
        self.whole = whole = QWidget(self)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(px(24), px(10), px(24), 0)
        top.setSpacing(px(12))
        top.addWidget(self.header)
        top.addWidget(self.strip)
        top.addWidget(self.rail)
        column.addLayout(top)
        column.addWidget(Separator())
        self._tab_row = QWidget(whole)
        row = QHBoxLayout(self._tab_row)
        row.setContentsMargins(px(18), px(4), px(24), 0)
        row.addWidget(self.tabs)
        column.addWidget(self._tab_row)
        column.addLayout(self._lay_out_body(), 1)
        self._stack = QStackedLayout(self)
        self._blank = QWidget(self)
        for page in (self._blank, whole, self.nothing):
            self._stack.addWidget(page)

    def _lay_out_body(self) -> QHBoxLayout:
        px = theme().px
        self.left = QWidget()
        self._middle = QHBoxLayout()
        self._middle.setContentsMargins(0, 0, 0, 0)
        self._middle.setSpacing(0)
        self._middle.addWidget(self.pane, 1)
        self._coach_room = QVBoxLayout()
        self._coach_room.setContentsMargins(0, px(16), px(24), px(16))
        self._coach_room.addWidget(self.coach)
        self._middle.addLayout(self._coach_room)
        left = QVBoxLayout(self.left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addLayout(self._middle, 1)
        left.addWidget(self.foot)
        self._line = Separator(vertical=True)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.left, 1)
        body.addWidget(self._line)
        body.addWidget(self.side)
        return body

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        t = self._context.texts.t
        self.tabs.set_options([("step", t("This step"), None), ("about", t("About the case"), None)])
        self.tabs.set_value(self._tab)
        self.nothing_back.set_text(t("Back"))
        self.rail.setAccessibleName(t("The eight steps"))
        for part in (self.header, self.pane, self.coach, self.side):
            part.retranslate()

    # What is in sight

    def show_nothing(self) -> None:
        """Another case is being fetched: nothing of the one before stays in sight."""
        self._stack.setCurrentIndex(0)

    def show_case(self) -> None:
        """The case has come."""
        if self._stack.currentIndex() != 1:
            self._stack.setCurrentIndex(1)
            self.arrange()

    def show_problem(self, words: str) -> None:
        """There is no such case."""
        self.nothing.set_words(words)
        self._stack.setCurrentIndex(2)

    def show_tab(self, name: object) -> None:
        """In a narrow window: the step, or everything else."""
        self._tab = str(name)
        self.tabs.set_value(self._tab)
        self.arrange()

    def show_standings(self, found: list[Standing]) -> None:
        """What is so beside the steps: across the page as far as there is room, the rest in the side column."""
        self._standings = found
        most = TOP_LINES if self.window().height() >= theme().px(LOW) else 1
        top = [one for one in found if one.top][:most]
        self.strip.show_all(top)
        self.side.standings.show_all([one for one in found if one not in top])

    # Widths

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Take the places that the window's width leaves."""
        px, width = theme().px, self.window().width()
        self.show_standings(self._standings)
        drawer = width < px(COACH_IS_DRAWER_BELOW)
        self.side_is_tab = width < px(SIDE_IS_TAB_BELOW)
        if drawer != self.drawer:
            self._make_drawer(drawer)
        if drawer:
            self._place_drawer()
        else:
            self.coach.setFixedWidth(px(COACH_WIDTH))
        self._tab_row.setVisible(self.side_is_tab)
        alone = self.side_is_tab and self._tab == "about"
        self.left.setVisible(not alone)
        self.side.setVisible(alone or not self.side_is_tab)
        self._line.setVisible(not self.side_is_tab)
        if self.side_is_tab:
            self.side.setMinimumWidth(0)
            self.side.setMaximumWidth(16_777_215)
        else:
            self.side.setFixedWidth(px(SIDE_WIDTH))

    def _make_drawer(self, drawer: bool) -> None:
        self.drawer = drawer
        px = theme().px
        if drawer:
            self._coach_room.removeWidget(self.coach)
            self._coach_room.setContentsMargins(0, 0, 0, 0)
            self.coach.setParent(self.left)
            self.coach.hide()
        else:
            self._coach_room.setContentsMargins(0, px(16), px(24), px(16))
            self._coach_room.addWidget(self.coach)
            self.coach.show()

    def _place_drawer(self) -> None:
        px = theme().px
        width = min(px(DRAWER_WIDTH), self.left.width() - px(32))
        self.coach.setFixedWidth(width)
        height = self.left.height() - self.foot.height() - px(16)
        self.coach.setGeometry(self.left.width() - width - px(8), px(8), width, height)
        self.coach.raise_()

    def toggle_coach(self) -> None:
        """F1: open or close the drawer; beside the form, go into the card and out again."""
        focus: object = self.focusWidget()
        inside = isinstance(focus, QWidget) and self.coach.isAncestorOf(focus)
        if self.drawer:
            opening = not self.coach.isVisible()
            self.show_tab("step")
            self.coach.setVisible(opening)
            if opening:
                self._place_drawer()
                self.coach.say.focus_first()
            else:
                self.pane.focus_form()
        elif inside:
            self.pane.focus_form()
        else:
            self.coach.say.focus_first()

    def close_drawer(self) -> bool:
        """Put the drawer away; ``False`` when it was not open."""
        if self.drawer and self.coach.isVisible():
            self.coach.hide()
            self.pane.focus_form()
            return True
        return False

    def panes(self) -> tuple[QWidget, ...]:
        """What F6 walks through."""
        return self.strip, self.rail, self.pane, self.coach, self.foot, self.side

    def take_focus(self, may_write: bool) -> None:
        """Go to the form, or to the rail where there is nothing to write."""
        if not self.isVisible():
            return
        if may_write and self.pane.shows_form():
            self.pane.focus_form()
            return
        button = self.rail.button(self.pane.number)
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)
