"""The complaints: every case, found again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.core.session import Session
from models.store.tokens import name_tokens
from resources.texts import N_
from ui.base.page import Page
from ui.base.screen import Hint
from ui.context import Context
from ui.pages.complaints.case_list import CaseList
from ui.pages.complaints.choices import Choices, load
from ui.pages.complaints.chosen import ChosenCases
from ui.pages.complaints.controls import ListControls
from ui.pages.complaints.keys import commands
from ui.pages.complaints.menus import ListMenus
from ui.pages.complaints.narrow import Narrow
from ui.pages.complaints.preview import PreviewPane
from ui.pages.complaints.saved import SavedViews
from ui.pages.complaints.showing import Showing
from ui.theme.current import theme
from ui.widgets.themed import Themed

MINUTE_MS = 60_000
WARM_MS = 3_000


class ComplaintsPage(Themed, Page):
    """List and preview; what is shown follows from one state, kept by ``Showing``."""

    topics = frozenset({"case", "place", "resident", "staff", "category", "cause", "saved_view"})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("complaints")
        self._away = True
        self.saved = SavedViews(self)
        self.controls = ListControls(self, self.saved)
        self.menus = ListMenus(self, self.controls, self.saved)
        self.list = CaseList(self)
        self.preview = PreviewPane(self)
        self.showing = Showing(self, self.controls, self.list, self.saved)
        self.chosen = ChosenCases(self, self.list, self.controls, self.showing, self.preview)
        self._left = QWidget(self)
        self.narrow = Narrow(self, self._left, self.preview)
        self._lay_out()
        self._wire()
        context.commands.add(self, *commands(self.chosen, self.showing, self.menus, self.narrow))
        # Rings step and cases fall due with the clock.
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE_MS)
        self._minute.timeout.connect(self.mark_stale)
        self._minute.start()
        QTimer.singleShot(WARM_MS, self, self._warm)
        self.follow_theme()
        self.retranslate()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.controls)
        self._rows = QHBoxLayout()
        self._rows.addWidget(self.list)
        column.addLayout(self._rows, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left, 1)
        row.addWidget(self.preview)

    def _wire(self) -> None:
        self.menus.state_wanted.connect(self.showing.show_state)
        self.menus.view_wanted.connect(self.showing.choose_tab)
        self.showing.changed.connect(self.title_changed)
        self._left.setFocusProxy(self.list.view)

    def retheme(self) -> None:
        # Rows reach beyond their text at both sides.
        self._rows.setContentsMargins(theme().px(12), 0, theme().px(12), 0)
        self.narrow.fit()

    def shown(self, **params: object) -> None:
        self.showing.take(params)
        self.narrow.fit()
        # Coming from elsewhere, Qt has put the focus on whatever stands first.
        if self._away or not self.isAncestorOf(self.window().focusWidget()):
            self.list.take_focus()
        self._away = False

    def hidden(self) -> None:
        self._away = True

    def refresh(self) -> None:
        self.saved.fetch()
        self.query(partial(_choices, self.context.texts.language), self.controls.set_choices, key="choices")
        self.showing.ask_again()

    def retranslate(self) -> None:
        texts = self.context.texts
        self.controls.retranslate()
        self.preview.retranslate(texts)
        self.list.view.setAccessibleName(texts.t("Complaints"))
        self.list.loading.setAccessibleName(texts.t("Looking …"))
        self.showing.show_emptiness()
        self.mark_stale()  # rows are words too

    def hints(self) -> Sequence[Hint]:
        return (
            Hint(("↑", "↓"), N_("choose")),
            Hint(("↵",), N_("open the case")),
            Hint(("Space",), N_("mark")),
            Hint(("1–8",), N_("view")),
        )

    def panes(self) -> Sequence[QWidget]:
        return (self.controls.views.tabs, self.list.view, self.preview)

    def escape(self) -> bool:
        """Marks first, then the preview of a narrow window, then the search."""
        if self.list.marked():
            self.list.view.clear_marks()
        elif self.narrow.shows_preview_alone():
            self.narrow.toggle()
        elif self.showing.is_searching():
            self.showing.end_search()
            self.context.navigation.remember(search="")
        else:
            return False
        return True

    def _warm(self) -> None:
        """Load the readings of names before the first search needs them."""
        self.context.jobs.work(self, partial(name_tokens, "安"), _nothing)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.narrow.fit()


def _nothing(_tokens: list[str]) -> None:
    """Nothing is done with the readings."""


def _choices(language: str, session: Session) -> Choices:
    return load(session, language)
