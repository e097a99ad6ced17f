"""Outages and shared causes: what goes on and what is over at the left, one of them at the right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.core.paging import Page as Rows
from models.core.permissions import Permission
from models.incidents.kinds import IncidentRow
from resources.texts import N_
from ui.base.page import Page
from ui.base.paging import Pager, by_key
from ui.base.screen import Hint
from ui.commands import Command, Scope
from ui.context import Context
from ui.pages.incidents.data import Listed, Reader, Shown, listed, more_cases, more_past, shown
from ui.pages.incidents.deeds import IncidentDeeds
from ui.pages.incidents.detail import Detail
from ui.pages.incidents.lists import Signs
from ui.shared.case_list import LineList
from ui.shared.incident_dialog import declare
from ui.theme.current import theme
from ui.widgets.cards import EmptyState, Separator
from ui.widgets.controls import Button
from ui.widgets.list_model import ListRow
from ui.widgets.page_head import PageHead
from ui.widgets.themed import Themed

_LIST, _LIST_TIGHT, _TIGHT_BELOW = 340, 280, 1000


def eye_of(context: Context) -> Reader:
    """In whose language the lists are asked for."""
    return Reader(context.texts.current, context.desk.zone)


class IncidentsPage(Themed, Page):
    """``id`` names the incident that is shown; without one it is the first."""

    topics = frozenset({"incident", "case", "place", "staff", "category"})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("incidents")
        self._id: int | None = None
        self._filling = False
        self._listed = Listed()
        self.add = Button(icon="plus", key="A")
        self.add.setObjectName("incidents.declare")
        self.head = PageHead(self.add)
        self.list = LineList(Signs())
        self.list.setObjectName("incidents.list")
        self.detail = Detail(context)
        self._past: Pager[Listed] = Pager(context.jobs, self.list.paged)
        self._cases: Pager[Rows[ListRow]] = Pager(context.jobs, self.detail.cases.paged)
        self.empty = EmptyState("sun-medium")
        self.empty.setObjectName("incidents.empty")
        self.deeds = IncidentDeeds(self, self._shown, self.detail.cases.chosen_case)
        self._lay_out()
        self._wire()
        self.follow_theme()
        self.retranslate()

    def _lay_out(self) -> None:
        self._list_box = QVBoxLayout()
        self._list_box.addWidget(self.list)
        self._rule = Separator(vertical=True)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addLayout(self._list_box)
        row.addWidget(self._rule)
        row.addWidget(self.detail, 1)
        row.addWidget(self.empty, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(row, 1)

    def _wire(self) -> None:
        self.add.clicked.connect(self.declare)
        self.list.current_row.connect(self._chosen)
        self.list.activated_row.connect(self._into)
        detail, buttons = self.detail, self.detail.deeds
        detail.cases.opened.connect(self._open)
        for button, deed in (
            (buttons.accept, self.deeds.change), (buttons.change, self.deeds.change), (buttons.tell, self.deeds.tell),
            (buttons.arrived, self.deeds.arrived),
            (buttons.join, self.deeds.join), (buttons.dismiss, self.deeds.end), (buttons.end, self.deeds.end),
        ):  # fmt: skip
            button.clicked.connect(deed)
        self.connect_to(self.context.desk.changed, self.mark_stale)
        pane = Scope.PANE
        first = Command("incidents.declare", N_("declare an outage"), "A", self.declare, pane, hint=True,
                        enabled=self.may_declare)  # fmt: skip
        self.context.commands.add(self, first, *self.deeds.commands())
        leave = Command("incidents.leave", N_("take the case out"), "Delete", self.deeds.leave, pane,
                        enabled=partial(self.deeds.may, "leave"))  # fmt: skip
        self.context.commands.add(detail.cases, leave)

    # -- the life of the page

    def shown(self, **params: object) -> None:
        wanted = str(params.get("id") or "")
        if wanted.isdigit() and int(wanted) != self._id:
            self._id = int(wanted)
            self.mark_stale()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        self.query(partial(listed, eye_of(self.context)), self._list_came, key="list")

    def _list_came(self, found: Listed) -> None:
        self._listed = found
        if self._id is None:
            self._id = found.first
        self._filling = True  # what the list chooses by itself meanwhile nobody has chosen
        self._past.begin(found, by_key(partial(more_past, eye_of(self.context))))
        if self._id is not None:
            self.list.select_key(self._id)
        self._filling = False
        self._say_line()
        there = self._id is not None
        self.detail.setVisible(there)
        self.empty.setVisible(not there)
        self._fetch()

    def _fetch(self) -> None:
        if self._id is not None:
            self.query(partial(shown, self._id, eye_of(self.context)), self._came, key="shown")

    def _came(self, found: Shown | None) -> None:
        if found is None:
            self._id = None
            self.mark_stale()
        elif found.row.id == self._id:
            self._cases.begin(found.cases, by_key(partial(more_cases, found.row.id, eye_of(self.context))))
            self.detail.show_incident(found)
            self.context.commands.look_again()
            self.title_changed.emit()

    # -- what is chosen

    def _shown(self) -> Shown | None:
        now = self.detail.shown
        return now if now is not None and now.row.id == self._id else None

    def _chosen(self, row: object) -> None:
        if isinstance(row, IncidentRow) and row.id != self._id and not self._filling:
            self._id = row.id
            self.context.navigation.remember(id=row.id)
            self._fetch()

    def _open(self, case_id: int) -> None:
        self.context.navigation.navigate("case", id=case_id)

    def _into(self, _row: object) -> None:
        """Enter on an incident goes on to its cases."""
        self.detail.cases.setFocus(Qt.FocusReason.OtherFocusReason)

    def declare(self) -> None:
        """Ask what is off."""
        if self.may_declare():
            declare(self, done=self._declared)

    def _declared(self, incident_id: int) -> None:
        self._id = incident_id
        self.mark_stale()

    def may_declare(self) -> bool:
        """Whether this person may."""
        return self.context.desk.may(Permission.RECORD)

    # -- words and room

    def retranslate(self) -> None:
        texts = self.context.texts
        self.head.set_title(texts.t("Outages and shared causes"))
        self._say_line()
        self.add.set_text(texts.t("Declare an outage"))
        self.add.setVisible(self.may_declare())
        self.list.setAccessibleName(texts.t("Outages and shared causes"))
        self.empty.set_words(
            texts.t("Nothing is off."),
            texts.t("Declare an outage, and whoever takes a call about it sees the line to say."),
        )
        self.detail.retranslate()
        self.mark_stale()  # rows are words too

    def _say_line(self) -> None:
        texts, found = self.context.texts, self._listed
        parts = [texts.n("{n} going on", "{n} going on", found.live)]
        if found.proposed:
            parts.append(texts.n("{n} to decide", "{n} to decide", found.proposed))
        self.head.set_sentence(" · ".join(parts))

    def hints(self) -> Sequence[Hint]:
        return (Hint(("↑", "↓"), N_("choose")), Hint(("↵",), N_("open it")))

    def panes(self) -> Sequence[QWidget]:
        return (self.list, self.detail.tabs, self.detail.cases)

    def retheme(self) -> None:
        px = theme().px
        self._list_box.setContentsMargins(px(12), px(8), px(12), px(8))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        px = theme().px
        self.list.setFixedWidth(px(_LIST_TIGHT if self.width() < px(_TIGHT_BELOW) else _LIST))
