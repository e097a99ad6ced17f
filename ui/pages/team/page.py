"""The team: people at the left, the chosen one at the right; the rights of the roles behind a tab."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from models.accounts.kinds import StaffRow
from models.core.permissions import Permission
from resources.texts import N_
from ui.base.page import Page
from ui.base.screen import Hint
from ui.commands import Command, Scope
from ui.context import Context
from ui.pages.team.data import Team, team_of
from ui.pages.team.deeds import Deeds
from ui.pages.team.list import StaffList
from ui.pages.team.panel import PersonPanel
from ui.pages.team.rights import RightsPane
from ui.theme.current import theme
from ui.widgets.controls import PrimaryButton
from ui.widgets.page_head import PageHead
from ui.widgets.tabs import ViewTabs
from ui.widgets.themed import Themed

NEW = 0  # the key of somebody who is not there yet


class TeamPage(Themed, Page):
    """Everybody sees the list; who manages staff also sees the panel and the rights."""

    topics = frozenset({"staff", "role_grant", "setting"})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("team")
        self._team = Team()
        self._shown: int | None = None
        self._filling = False
        self._kept: dict[int, dict[str, Any]] = {}
        self.add = PrimaryButton(icon="plus", key="A")
        self.add.setObjectName("team.add")
        self.tabs = ViewTabs((("people", "", None), ("rights", "", None)))
        self.tabs.setObjectName("team.tabs")
        self.tabs.set_value("people")
        self.head = PageHead(self.add, tabs=self.tabs)
        self.list = StaffList()
        self.list.setObjectName("team.people")
        self.panel = PersonPanel(context)
        self.rights = RightsPane(context)
        self.deeds = Deeds(self, self.panel)
        self._lay_out()
        self._wire()
        self.follow_theme()
        self.retranslate()

    def _lay_out(self) -> None:
        people = QWidget()
        row = QHBoxLayout(people)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._list_box = QVBoxLayout()
        self._list_box.addWidget(self.list)
        row.addLayout(self._list_box, 1)
        row.addWidget(self.panel)
        self._stack = QStackedWidget()
        self._stack.addWidget(people)
        self._stack.addWidget(self.rights)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._stack, 1)

    def _wire(self) -> None:
        self.tabs.changed.connect(self._show_tab)
        self.list.current_row.connect(self._chosen)
        self.list.activated_row.connect(self._open)
        self.add.clicked.connect(self.add_somebody)
        panel = self.panel
        panel.save_wanted.connect(self.deeds.save)
        panel.cancel_wanted.connect(self._cancel)
        panel.password_wanted.connect(self.deeds.ask_password)
        panel.access_wanted.connect(self.deeds.set_access)
        panel.release_wanted.connect(self.deeds.release)
        self.rights.wanted.connect(self.deeds.set_right)
        self.deeds.added.connect(self._added)
        self.deeds.right_refused.connect(self._undo_tick)
        self.connect_to(self.context.desk.changed, self._rights_changed)
        self.context.commands.add(
            self.list,
            Command("team.add", N_("Add somebody"), "A", self.add_somebody, scope=Scope.PANE, hint=True,
                    icon="plus", enabled=self._may),
        )  # fmt: skip
        self.context.commands.add(
            self,
            Command("team.save", N_("Save"), "Ctrl+S", self.deeds.save, scope=Scope.PAGE, enabled=self._may),
        )

    def retheme(self) -> None:
        px = theme().px
        self._list_box.setContentsMargins(px(12), px(8), px(12), px(8))

    # -- what is shown

    def shown(self, **params: object) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        self.query(team_of, self._show, key="team")

    def retranslate(self) -> None:
        texts = self.context.texts
        self.head.set_title(texts.t("Team"))
        self._say_line()
        self.add.set_text(texts.t("Add somebody"))
        self.tabs.set_options(
            (("people", texts.t("People"), None), ("rights", texts.t("What roles may do"), None))
        )
        self.tabs.setAccessibleName(texts.t("Views"))
        self.list.setAccessibleName(texts.t("Team"))
        self._show_list()
        self.panel.retranslate()
        self.rights.retranslate()

    def hints(self) -> Sequence[Hint]:
        return (Hint(("↑", "↓"), N_("choose")),)

    def panes(self) -> Sequence[QWidget]:
        return (self.tabs, self.list, self.panel, self.rights)

    def escape(self) -> bool:
        if self.panel.isVisible() and (self._shown == NEW or self.panel.form.is_dirty()):
            self._cancel()
            return True
        return False

    def _show(self, team: Team) -> None:
        self._team = team
        self._say_line()
        self._show_list()
        if self._shown is None:
            self.list.select_key(self.context.desk.actor.staff_id)
        elif self._shown != NEW:
            self.list.select_key(self._shown)
        self._show_person()
        self.rights.show_team(team)
        self._rights_changed()

    def _say_line(self) -> None:
        texts = self.context.texts
        self.head.set_sentence(
            texts.n("{n} person signs in here.", "{n} people sign in here.", self._team.working)
        )

    def _show_list(self) -> None:
        context = self.context
        unsaved = frozenset(self._kept)
        self._filling = True
        self.list.show_team(
            self._team, context.texts.current, context.clock.now(), context.desk.zone, unsaved
        )
        self._filling = False

    def _rights_changed(self) -> None:
        """Hide what the person at the desk may not do; the actions refuse it besides."""
        may = self._may()
        self.add.setVisible(may and self.tabs.value() == "people")
        self.tabs.setVisible(may)
        self.panel.setVisible(may and self._shown is not None)
        if not may:
            self._stack.setCurrentIndex(0)

    def _may(self) -> bool:
        return self.context.desk.may(Permission.MANAGE_STAFF)

    def _show_tab(self, tab: object) -> None:
        self._stack.setCurrentIndex(1 if tab == "rights" else 0)
        self._rights_changed()

    # -- the chosen person

    def _chosen(self, row: object) -> None:
        if isinstance(row, StaffRow) and row.id != self._shown and not self._filling:
            self._keep()
            self._shown = row.id
            self._show_person(load=True)

    def _open(self, _row: object) -> None:
        if self._may():
            self.panel.form.field("name").field.setFocus(Qt.FocusReason.OtherFocusReason)  # type: ignore[attr-defined]

    def _keep(self) -> None:
        """What was typed and not saved waits until its person is chosen again."""
        if self._shown is not None and self.panel.form.is_dirty() and self._may():
            self._kept[self._shown] = self.panel.form.values()

    def _show_person(self, *, load: bool = False) -> None:
        if self._shown is None:
            return
        row = self._team.person(self._shown)
        dirty = self.panel.form.is_dirty()
        self.panel.show_person(row, self._team, load=load or not dirty)
        if load and (kept := self._kept.pop(self._shown, None)) is not None:
            self.panel.form.take(kept)
            self.panel.retranslate()
        self._rights_changed()

    def add_somebody(self) -> None:
        """Empty fields for somebody new."""
        self._keep()
        self._shown = NEW
        self._show_person(load=True)
        self._open(None)

    def _cancel(self) -> None:
        """Back to what is saved."""
        if self._shown == NEW:
            row = self.list.current()
            self._shown = row.key if row is not None and isinstance(row.key, int) else None
        self._show_person(load=True)
        self._rights_changed()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _undo_tick(self) -> None:
        """A right was refused: the tick goes back."""
        self.rights.show_team(self._team)

    def _added(self, staff_id: int) -> None:
        """Somebody new was written: they are chosen as soon as the list has them."""
        self._shown = staff_id
