"""Early warnings: the list at the left, one of them at the right; below the list the residents to call."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.core.paging import Page as Rows
from models.warnings.kinds import WarningRow, WarningView
from resources.texts import N_
from ui.base.page import Page
from ui.base.paging import Pager, by_key
from ui.base.screen import Hint
from ui.commands import Command, Scope
from ui.context import Context
from ui.pages.warnings.card import Card
from ui.pages.warnings.choosing import Choosing
from ui.pages.warnings.data import Listed, Reader, Shown, at_risk, cases, listed, more_after, shown
from ui.pages.warnings.deeds import WarningDeeds
from ui.pages.warnings.help import WarningsHelp
from ui.pages.warnings.lists import Signs
from ui.shared.case_list import LineList
from ui.shared.warning_words import false_alarms
from ui.theme.current import theme
from ui.widgets.cards import EmptyState, SectionHead, Separator
from ui.widgets.controls import Button
from ui.widgets.labels import Label
from ui.widgets.list_model import ListRow
from ui.widgets.page_head import PageHead
from ui.widgets.themed import Themed

_LIST, _LIST_TIGHT, _TIGHT_BELOW = 380, 300, 1000


class WarningsPage(Themed, Page):
    """``id`` names the warning that is shown; without one it is the first. ``period`` narrows the list, as it is
    written in ``insights.periods``.
    """

    topics = frozenset(
        {"warning", "night", "incident", "improvement", "case", "promise", "staff", "category"}
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("warnings")
        self._id: int | None = None
        self._filling = False
        self._listed = Listed()
        self.look = Button(icon="eye", key="L")
        self.look.setObjectName("warnings.look")
        self.choosing = Choosing(context)
        self.head = PageHead(self.look, tabs=self.choosing)
        self.list = LineList(Signs())
        self.list.setObjectName("warnings.list")
        self.risks_head = SectionHead()
        self.risks = LineList(Signs())
        self.risks.setObjectName("warnings.risks")
        self.card = Card(context)
        self.empty = EmptyState("check")
        self.empty.setObjectName("warnings.empty")
        self.foot = Label("", "small", "muted", wrap=True)
        self.foot.setObjectName("warnings.foot")
        self._more: Pager[Listed] = Pager(context.jobs, self.list.paged)
        self._cases: Pager[Rows[ListRow]] = Pager(context.jobs, self.card.cases.paged)
        self.deeds = WarningDeeds(self, self.card, self._shown)
        self._lay_out()
        self._wire()
        self.follow_theme()
        self.retranslate()

    def _lay_out(self) -> None:
        self._left = QWidget()
        self._list_box = QVBoxLayout(self._left)
        self._list_box.addWidget(self.list, 3)
        self._risks_box = QHBoxLayout()
        self._risks_box.addWidget(self.risks_head)
        self._list_box.addLayout(self._risks_box)
        self._list_box.addWidget(self.risks, 2)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._left)
        row.addWidget(Separator(vertical=True))
        row.addWidget(self.card, 1)
        row.addWidget(self.empty, 1)
        self._foot_box = QHBoxLayout()
        self._foot_box.addWidget(self.foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(row, 1)
        column.addWidget(Separator())
        column.addLayout(self._foot_box)

    def _wire(self) -> None:
        self.look.clicked.connect(self.deeds.look)
        self.choosing.changed.connect(self._list_anew)
        self.list.current_row.connect(self._chosen)
        self.list.activated_row.connect(self._into)
        self.risks.activated_row.connect(self.deeds.open_resident)
        self.card.cases.opened.connect(self.deeds.open_case)
        self.connect_to(self.context.desk.changed, self.mark_stale)
        self.connect_to(self.context.desk.locked, self.card.notes.flush)
        pane = Scope.PANE
        views = [
            Command(f"warnings.{view.value}", label, key, partial(self.choosing.choose, view.value), pane)
            for view, label, key in (
                (WarningView.OPEN, N_("to answer"), "1"),
                (WarningView.KNOWN, N_("answered"), "2"),
                (WarningView.ALL, N_("all"), "3"),
            )
        ]
        self.context.commands.add(self, *self.deeds.commands(), *views)

    # -- the life of the page

    def shown(self, **params: object) -> None:
        if self.choosing.take(params):
            self._list_anew()
        wanted = str(params.get("id") or "")
        if wanted.isdigit() and int(wanted) != self._id:
            self._id = int(wanted)
            self.mark_stale()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def hidden(self) -> None:
        self.card.notes.flush()

    def _eye(self) -> Reader:
        return Reader(self.context.texts.current, self.context.desk.zone, self.choosing.period)

    def refresh(self) -> None:
        eye = self._eye()
        self.query(partial(listed, eye, self.choosing.view, self._more.reach()), self._list_came, key="list")
        self.query(partial(at_risk, eye), self._risks_came, key="risks")

    def _list_came(self, found: Listed) -> None:
        self._listed = found
        if self._id is None:
            self._id = found.first
        self._filling = True  # what the list chooses by itself meanwhile nobody has chosen
        self._more.begin(found, by_key(partial(more_after, self._eye(), self.choosing.view)))
        if self._id is not None:
            self.list.select_key(self._id)
        self._filling = False
        self._say_counts()
        self._fetch()

    def _fetch(self) -> None:
        self.card.setVisible(self._id is not None)
        self.empty.setVisible(self._id is None)
        if self._id is not None:
            self.query(partial(shown, self._id, self._eye()), self._came, key="shown")

    def _came(self, found: Shown | None) -> None:
        if found is None:
            self._id = None
            self._fetch()
        elif found.row.id == self._id:
            self._cases.begin(found.cases, by_key(partial(cases, found.row.id, self._eye())))
            self.card.show_warning(found)
        self.context.commands.look_again()

    def _risks_came(self, rows: tuple[ListRow, ...]) -> None:
        self.risks.paged.replace_all(rows, True)
        self.risks_head.set_count(len(rows))
        self.risks.setVisible(bool(rows))
        self.risks_head.setVisible(bool(rows))

    # -- what is chosen

    def _shown(self) -> Shown | None:
        now = self.card.shown
        return now if now is not None and now.row.id == self._id else None

    def _chosen(self, row: object) -> None:
        if isinstance(row, WarningRow) and row.id != self._id and not self._filling:
            self._id = row.id
            self.context.navigation.remember(id=row.id)
            self._fetch()

    def _list_anew(self) -> None:
        self._id = None
        self.mark_stale()

    def _into(self, _row: object) -> None:
        """Enter on a warning goes on to its cases."""
        self.card.cases.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- words and room

    def retranslate(self) -> None:
        texts = self.context.texts
        self.head.set_title(texts.t("Early warnings"))
        self.look.set_text(texts.t("Look now"))
        self.look.setVisible(self.deeds.may_answer())
        self.list.setAccessibleName(texts.t("Early warnings"))
        self.risks_head.set_heading(texts.t("Residents to call"))
        self.risks.setAccessibleName(texts.t("Residents to call"))
        self.card.retranslate()
        self._say_counts()
        self.mark_stale()  # rows are words too

    def _say_counts(self) -> None:
        texts, found = self.context.texts, self._listed
        self.empty.set_words(
            texts.t("Nothing announces itself.")
            if self.choosing.period is None
            else texts.t("No warning in this period."),
            texts.t("Every night everything is looked at; L looks now."),
        )
        self.head.set_sentence(self.choosing.show_counts(found))
        self.foot.set_text(false_alarms(found.night, texts.current))

    def hints(self) -> Sequence[Hint]:
        return (Hint(("↑", "↓"), N_("choose")), Hint(("↵",), N_("its cases")))

    def panes(self) -> Sequence[QWidget]:
        return (self.choosing, self.list, self.risks, self.card.deeds, self.card.cases)

    def help(self) -> bool:
        """How a warning comes about."""
        WarningsHelp(self.context, self).open()
        return True

    def escape(self) -> bool:
        """Out of a note that was begun, which stays."""
        note = self.card.deeds.note
        if note.value() and note.hasFocus():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def retheme(self) -> None:
        px = theme().px
        self._list_box.setContentsMargins(px(12), px(8), px(12), px(8))
        self._risks_box.setContentsMargins(px(12), 0, px(12), 0)  # rows of a list reach beyond their text
        self._foot_box.setContentsMargins(px(24), px(8), px(24), px(10))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        px = theme().px
        self._left.setFixedWidth(px(_LIST_TIGHT if self.width() < px(_TIGHT_BELOW) else _LIST))
