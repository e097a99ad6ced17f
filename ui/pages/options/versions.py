"""The versions of targets and calendars: who, when, what changed; an old one can be taken up again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.accounts.queries import staff_names
from models.core.session import Session
from models.options.differences import difference
from models.options.kinds import PolicyRow
from models.options.queries import policy_versions
from resources.texts import Texts
from ui.base.dialog import Dialog
from ui.context import Context
from ui.pages.options.timing_words import difference_lines
from ui.shared.policy_words import policy_word
from ui.theme.current import theme
from ui.widgets.cards import FactRow, Scroller
from ui.widgets.controls import PrimaryButton, QuietButton
from ui.widgets.labels import Label
from ui.widgets.lists import Column, ListRow, PagedModel, RowView


@dataclass(frozen=True)
class Versions:
    """All versions, newest first, and what people are called."""

    rows: tuple[PolicyRow, ...]
    names: Mapping[int, str]

    def before(self, row: PolicyRow) -> PolicyRow | None:
        """The version that was in force before."""
        return next((one for one in self.rows if one.id < row.id), None)

    def who(self, row: PolicyRow, texts: Texts) -> str:
        """Who made a version; set-up has no name."""
        return self.names.get(row.created_by or 0) or texts.t("Set-up")


def read_versions(session: Session) -> Versions:
    """Ask the store."""
    return Versions(policy_versions(session.store), staff_names(session.store))


def version_words(row: PolicyRow, texts: Texts) -> str:
    """``China property, version 3``."""
    return texts.t("{policy}, version {n}", policy=policy_word(texts, row.name), n=row.version)


LIST = 340


class VersionsDialog(Dialog):
    """Answers with the version that is to be taken up again."""

    WIDTH = 900

    def __init__(self, context: Context, parent: QWidget, found: Versions, *, may_take: bool) -> None:
        super().__init__(context, parent)
        self.setObjectName("options.versions")
        self._found, self._may_take = found, may_take
        self._shown: PolicyRow | None = None
        self._title, self._note = Label("", "heading"), Label("", token="muted", wrap=True)
        self.list = RowView(PagedModel(()))
        self.list.setObjectName("options.versions.list")
        self.list.setFixedSize(theme().px(450), theme().px(LIST))
        self._head = Label("", strong=True)
        self.facts = FactRow(label_width=120)
        self.facts.setObjectName("options.versions.changes")
        self._first = Label("", token="muted", wrap=True)
        self._lay_out()
        self.aside, self.take = QuietButton(), PrimaryButton()
        self.aside.setObjectName("options.versions.aside")
        self.take.setObjectName("options.versions.take")
        self.aside.clicked.connect(self.reject)
        self.take.clicked.connect(self._take)
        self.add_button(self.aside)
        self.add_button(self.take)
        self.list.current_row.connect(self._chosen)
        self.list.activated_row.connect(self._take)

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        for widget in (self._head, self._first, self.facts):
            column.addWidget(widget)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.list, 0, Qt.AlignmentFlag.AlignTop)
        side = Scroller(inside)
        side.setFixedHeight(theme().px(LIST))
        row.addWidget(side, 1)
        for widget in (self._title, self._note):
            self.body.addWidget(widget)
        self.body.addLayout(row)

    def retranslate(self) -> None:
        texts, zone = self.context.texts.current, self.context.desk.zone
        self._title.set_text(texts.t("Versions"))
        self.setWindowTitle(texts.t("Versions"))
        self._note.set_text(
            texts.t("Every case is judged by the version that it began with. Nothing here is ever lost.")
        )
        self.aside.set_text(texts.t("Close"))
        self.take.set_text(texts.t("Take this one up again"))
        self.list.setAccessibleName(texts.t("Versions"))
        self.list.paged.set_columns(
            (
                Column("version", texts.t("Version"), 150, stretch=True, strong=True, sortable=False),
                Column("at", texts.t("Since"), 112, sortable=False),
                Column("who", texts.p("trail", "Who"), 84, sortable=False, token="muted"),
            )
        )
        rows = [
            ListRow(
                (
                    version_words(row, texts),
                    texts.date(row.created_at.astimezone(zone).date(), year=True),
                    self._found.who(row, texts),
                ),
                row,
                row.id,
            )
            for row in self._found.rows
        ]
        self.list.paged.replace_all(rows, done=True)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.list.select_first()
        self._chosen(self._shown or self._found.rows[0])

    def _chosen(self, row: object) -> None:
        if not isinstance(row, PolicyRow):
            return
        self._shown = row
        texts, before = self.context.texts.current, self._found.before(row)
        lines = [] if before is None else difference_lines(texts, difference(before.policy, row.policy))
        self._head.set_text(version_words(row, texts))
        self.facts.set_facts([(one.what, f"{one.before} → {one.after}") for one in lines])
        self._first.set_text(
            texts.t("The first version.")
            if before is None
            else texts.n("{n} thing changed.", "{n} things changed.", len(lines))
        )
        self.take.setVisible(self._may_take)
        self.take.setEnabled(row is not self._found.rows[0])

    def _take(self, _row: object = None) -> None:
        if self._may_take and self._shown is not None and self._shown is not self._found.rows[0]:
            self.answer(self._shown)
