"""The page of a home or a person: people, hints, promises, open and past complaints, history."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.complaints.kinds import CaseRow
from models.core.changes import Changes
from models.core.errors import UserProblem
from models.handling.kinds import PromiseRow
from resources.texts import N_
from ui.base.page import Page
from ui.base.screen import Hint
from ui.commands import Command, Scope
from ui.context import Context
from ui.pages.directory.cases_pane import CasesPane
from ui.pages.directory.home_data import HomeView, Subject, home_view
from ui.pages.directory.home_deeds import HomeDeeds
from ui.pages.directory.home_head import HomeHead
from ui.pages.directory.home_side import HomeSide
from ui.pages.directory.lines import LineList, LineLook
from ui.shared.due import due_clock, left_words
from ui.theme.current import theme
from ui.widgets.cards import EmptyState, Scroller, SectionHead, Separator
from ui.widgets.list_rows import PAD
from ui.widgets.themed import Themed

SIDE_WIDTH, SIDE_NARROW = 372, 300
_WIDE = 1000


class HomePage(Themed, Page):
    """Shows whose ``id`` it is given; ``kind`` says whether ids are those of places or of residents."""

    kind = "place"
    topics = frozenset({"case", "place", "resident"})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName(self.kind)
        self._subject = Subject()
        self.head = HomeHead(self.kind)
        self.deeds = HomeDeeds(self, self.kind, self.head.more)
        self.side = HomeSide(context.texts, self.kind)
        self.promises_head, self.cases_head = SectionHead(rule=True), SectionHead()
        self.promises = LineList(f"{self.kind}.promises")
        self.cases = CasesPane(self, self.kind)
        self.gone = EmptyState("house")
        self.gone.setObjectName(f"{self.kind}.gone")
        self._lay_out()
        self._wire()
        self._add_commands()
        self.follow_theme()
        self.retranslate()

    def _lay_out(self) -> None:
        self._right, self._promises, self._heading = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self._promises.addWidget(self.promises_head)
        self._lines = QVBoxLayout()
        self._lines.addWidget(self.promises)
        self._heading.addWidget(self.cases_head)
        for layout in (self._promises, self._lines, self._heading):
            self._right.addLayout(layout)
        self._right.addWidget(self.cases, 1)
        self._scroller = Scroller(self.side)
        self._body = QWidget()
        row = QHBoxLayout(self._body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._scroller)
        row.addWidget(Separator(vertical=True))
        row.addLayout(self._right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(Separator())
        column.addWidget(self._body, 1)
        column.addWidget(self.gone, 1)
        self.gone.hide()

    def _wire(self) -> None:
        head, side, deeds = self.head, self.side, self.deeds
        head.back.connect(self.context.navigation.back)
        head.record_wanted.connect(deeds.record)
        head.change_wanted.connect(deeds.change)
        head.menu_wanted.connect(deeds.open_menu)
        head.place_wanted.connect(deeds.go_place)
        side.place_wanted.connect(deeds.go_place)
        side.resident_wanted.connect(deeds.go_resident)
        side.change_person.connect(deeds.change_resident)
        side.move_out.connect(deeds.move_out)
        side.change_stay.connect(deeds.stay_chosen)
        side.add_wanted.connect(deeds.add_somebody)
        side.move_in_wanted.connect(deeds.move_somebody_in)
        self.promises.chosen.connect(deeds.go_case)
        self.cases.opened.connect(deeds.go_case)

    def _add_commands(self) -> None:
        name, pane, deeds = self.kind, Scope.PANE, self.deeds
        may, takes = deeds.may_change, deeds.takes_people
        self.context.commands.add(
            self,
            Command(
                f"{name}.record", N_("record here"), "N", deeds.record, pane, hint=True, icon="square-pen"
            ),
            Command(f"{name}.change", N_("change"), "E", deeds.change, pane, hint=True, enabled=may),
            Command(
                f"{name}.add", N_("add somebody"), "A", deeds.add_somebody, pane, hint=takes, enabled=takes
            ),
            Command(f"{name}.move_in", N_("move in"), "M", deeds.move_somebody_in, pane, enabled=may),
        )

    def retheme(self) -> None:
        px = theme().px
        self._right.setContentsMargins(px(12), px(12), px(12), 0)
        self._right.setSpacing(px(4))
        for layout in (self._promises, self._heading):  # rows reach beyond their text, headings do not
            layout.setContentsMargins(px(PAD), 0, px(PAD), 0)
        self._lines.setContentsMargins(px(PAD - 8), 0, px(PAD - 8), px(8))
        self._fit()

    def resizeEvent(self, event: object) -> None:
        self._fit()

    def _fit(self) -> None:
        px = theme().px
        self._scroller.setFixedWidth(px(SIDE_WIDTH if self.width() >= px(_WIDE) else SIDE_NARROW))

    @property
    def view(self) -> HomeView | None:
        """What is shown."""
        return self.deeds.view

    # Life

    def shown(self, **params: object) -> None:
        given = params.get("id")
        ident = int(given) if isinstance(given, int | str) and str(given).isdigit() else None
        subject = Subject(place_id=ident) if self.kind == "place" else Subject(resident_id=ident)
        if subject != self._subject:
            self._subject, self.deeds.view = subject, None
            self._scroller.verticalScrollBar().setValue(0)
            self.mark_stale()
        self.head.show_back(self.context.navigation.previous_title(self.context.texts.t))
        self.cases.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        if self._subject.known:
            subject, zone = self._subject, self.context.desk.zone
            self.query(partial(_gather, subject, zone), self._show, self._failed, key="home")
        else:
            self._show_gone()

    def affected_by(self, changes: Changes) -> bool:
        return self._subject.known and super().affected_by(changes)

    def title(self) -> str:
        return self.head.title.text()

    def hints(self) -> Sequence[Hint]:
        return (Hint(("↑", "↓"), N_("choose")), Hint(("↵",), N_("open the case")))

    def panes(self) -> Sequence[QWidget]:
        return (self.cases.view, self.promises, self.side, self.head)

    def _show(self, view: HomeView) -> None:
        if view.subject != self._subject:
            return
        self.deeds.view = view
        self.gone.hide()
        self._body.show()
        self._tell()
        self.cases.ask(self._subject, dict(view.counts))
        self.title_changed.emit()
        self.context.commands.look_again()

    def _failed(self, problem: UserProblem) -> bool:
        if not problem.code.startswith("unknown."):
            return False
        self.deeds.view = None
        self._show_gone()
        return True

    def _show_gone(self) -> None:
        self._body.hide()
        self.gone.show()
        self.head.show_nothing()

    # Words

    def retranslate(self) -> None:
        texts = self.context.texts
        self.head.retranslate(texts)
        self.cases.retranslate()
        self.cases_head.set_heading(texts.t("Complaints"))
        self.promises_head.set_heading(texts.t("Open promises"))
        self.gone.set_words(texts.t("This is no longer in the directory."), texts.t("Press Esc to go back."))
        if self.view is not None:
            self._tell()
            self.mark_stale()  # rows of the list are words, too

    def _tell(self) -> None:
        assert self.view is not None
        view, may = self.view, self.deeds.may_change()
        self.head.show_home(self.context.texts, view, may=may)
        self.side.show_home(view, may=may)
        self.cases_head.set_count(self.context.texts.current.number(sum(view.counts.values())))
        self.promises_head.setVisible(bool(view.promises))
        self.promises.setVisible(bool(view.promises))
        self.promises_head.set_count(len(view.promises))
        lines = [(one.complaint_id, self._promise_look(view, one, case)) for one, case in view.promises]
        self.promises.show_lines(lines)

    def _promise_look(self, view: HomeView, promise: PromiseRow, case: CaseRow | None) -> LineLook:
        texts = self.context.texts.current
        clock = due_clock(promise.made_at, promise.due_at, view.now)
        when = texts.when(promise.due_at, self.context.desk.zone, view.now)
        words = promise.text or texts.word("promise_kind", promise.kind)
        left = left_words(texts, promise.due_at, view.now)
        title = case.title if case is not None else ""
        return LineLook(words, title, f"{when} · {left}", clock.token if clock.state != "ok" else "muted",
                        ring=(clock.fraction, clock.state))  # fmt: skip


class PlacePage(HomePage):
    """The page of a place."""


class ResidentPage(HomePage):
    """The page of a person."""

    kind = "resident"


def _gather(subject: Subject, zone: object, session: object) -> HomeView:
    return home_view(session, subject, zone)  # type: ignore[arg-type]  # partial loses the types
