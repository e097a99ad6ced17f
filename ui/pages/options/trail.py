"""The audit trail: who did what when, newest first; and whether it is whole."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from models.accounts.kinds import StaffRow
from models.accounts.queries import staff
from models.audit.kinds import EntryFilter
from models.audit.queries import check
from models.core.session import Session
from models.store.trail import TrailCheck
from ui.base.page import Page
from ui.base.paging import Pager
from ui.pages.options.section import Section
from ui.pages.options.trail_words import KINDS, Entries, cells, read
from ui.task import Task
from ui.theme.current import theme
from ui.widgets.cards import Banner
from ui.widgets.controls import Button
from ui.widgets.fields import ChoiceField
from ui.widgets.lists import Column, ListRow, PagedModel, RowView
from ui.widgets.themed import Themed

ALL = "all"


class TrailSection(Themed, Section):
    """Read only. The chain is reckoned again on demand."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.setObjectName("options.trail")
        self._people: tuple[StaffRow, ...] = ()
        self._verdict: TrailCheck | None = None
        self.person, self.kind = ChoiceField(), ChoiceField()
        self.person.setObjectName("options.trail.person")
        self.kind.setObjectName("options.trail.kind")
        self.verify = Button(icon="shield-check")
        self.verify.setObjectName("options.trail.verify")
        self.verdict = Banner("ok")
        self.verdict.setObjectName("options.trail.verdict")
        self.verdict.hide()
        self.model = PagedModel(())
        self._pages = Pager(page.context.jobs, self.model, self._list_rows)
        self.list = RowView(self.model)
        self.list.setObjectName("options.trail.entries")
        self._lay_out()
        self.person.changed.connect(self._ask_again)
        self.kind.changed.connect(self._ask_again)
        self.verify.clicked.connect(self._verify)
        self.person.set_value(ALL)
        self.kind.set_value(ALL)
        self.follow_theme()

    def _lay_out(self) -> None:
        self._bar = QHBoxLayout()
        self._bar.setSpacing(8)
        self._bar.addWidget(self.kind)
        self._bar.addWidget(self.person)
        self._bar.addStretch(1)
        self._bar.addWidget(self.verify)
        self._note = QHBoxLayout()
        self._note.addWidget(self.verdict)
        self._rows = QVBoxLayout()
        self._rows.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._bar)
        column.addLayout(self._note)
        column.addLayout(self._rows, 1)

    def retheme(self) -> None:
        px = theme().px
        self._bar.setContentsMargins(px(24), px(14), px(24), px(10))
        self._note.setContentsMargins(px(24), 0, px(24), px(8))
        self._rows.setContentsMargins(px(12), 0, px(12), px(8))
        for field in (self.person, self.kind):
            field.setFixedWidth(px(210))

    def refresh(self) -> None:
        self.page.query(_people, self._show_people, key="people")
        self._ask_again()

    def start(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        texts = self.context.texts
        self.model.set_columns(
            (
                Column("seq", texts.t("No."), 56, align="right", sortable=False, token="muted"),
                Column("at", texts.p("trail", "When"), 170, sortable=False),
                Column("who", texts.p("trail", "Who"), 110, sortable=False),
                Column("what", texts.p("trail", "What"), 170, sortable=False, strong=True),
                Column("about", texts.p("trail", "About"), 120, sortable=False),
                Column("facts", texts.t("Details"), 260, stretch=True, sortable=False, token="muted"),
            )
        )
        self.list.setAccessibleName(texts.t("Audit trail"))
        self.kind.setAccessibleName(texts.t("What was done"))
        self.person.setAccessibleName(texts.t("Who did it"))
        kinds = [(code, texts.t(words)) for code, words in KINDS.items()]
        self.kind.set_options([(ALL, texts.t("Everything")), *kinds])
        self._show_people(self._people)
        self.verify.set_text(texts.t("Verify the trail"))
        self._say_verdict()
        self._ask_again()

    def _show_people(self, people: tuple[StaffRow, ...]) -> None:
        self._people = people
        everybody = self.context.texts.t("Everybody")
        self.person.set_options([(ALL, everybody), *((row.id, row.name) for row in people)])

    def _wanted(self) -> EntryFilter:
        person, kind = self.person.value(), self.kind.value()
        return EntryFilter(
            staff_id=person if isinstance(person, int) else None,
            action=str(kind) if kind not in (None, ALL) else None,
        )

    def _ask_again(self, _changed: object = None) -> None:
        wanted = self._wanted()
        done = partial(self._pages.begin, after=partial(_after, wanted))
        self.page.query(partial(read, wanted=wanted, after=None), done, key="entries")

    def _list_rows(self, found: Entries) -> list[ListRow]:
        texts, zone = self.context.texts.current, self.context.desk.zone
        return [ListRow(cells(row, found, texts, zone), row, row.seq) for row in found.rows]

    def _verify(self) -> None:
        self.verify.set_busy(True, self.context.texts.t("Verifying …"))
        self.context.jobs.long(self, _check, self._checked, ended=self._ended)

    def _ended(self) -> None:
        self.verify.set_busy(False)

    def _checked(self, verdict: TrailCheck) -> None:
        self._verdict = verdict
        self._say_verdict()

    def _say_verdict(self) -> None:
        found, texts = self._verdict, self.context.texts
        if found is None:
            return
        missing = found.highest - found.count
        if found.intact:
            words = texts.n(
                "{n} entry, each sealed by the next: nothing was changed or taken out.",
                "{n} entries, each sealed by the next: nothing was changed or taken out.",
                found.count,
            )
        elif found.first_broken is not None:
            words = texts.current.problem("audit.broken", {"entry": found.first_broken})
        else:
            words = texts.current.problem("audit.shortened", {"n": missing, "last": found.count})
        self.verdict.set_kind("ok" if found.intact else "error")
        self.verdict.set_message("", words)
        self.verdict.show()


def _people(session: Session) -> tuple[StaffRow, ...]:
    return staff(session.store)


def _check(task: Task) -> TrailCheck:
    return task.store(lambda session: check(session.store, task.progress))


def _after(wanted: EntryFilter, found: Entries) -> Callable[[Session], Entries]:
    return partial(read, wanted=wanted, after=found.next_key)
