"""The page of a home or a person: people, hints, promises, open and past complaints, history."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from models.complaints.kinds import CaseRow
from models.core.changes import Changes
from models.core.errors import UserProblem
from models.directory.kinds import Person, PlaceRow, ResidencyRow
from models.handling.kinds import PromiseRow
from resources.texts import N_
from ui.base.page import Page
from ui.base.screen import Hint
from ui.commands import Command, Scope
from ui.context import Context
from ui.pages.directory.cases_pane import CasesPane
from ui.pages.directory.deeds import Deeds
from ui.pages.directory.home_data import HomeView, Subject, home_view
from ui.pages.directory.home_head import HomeHead
from ui.pages.directory.home_side import HomeSide
from ui.pages.directory.lines import LineList, LineLook
from ui.shared.due import due_clock, left_words
from ui.theme.current import theme
from ui.widgets.cards import EmptyState, Scroller, SectionHead, Separator
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
        self._view: HomeView | None = None
        self.deeds = Deeds(self)
        self.head = HomeHead(self.kind)
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
        self._right = QVBoxLayout()
        for widget in (self.promises_head, self.promises, self.cases_head):
            self._right.addWidget(widget)
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
        head.record_wanted.connect(self.record)
        head.change_wanted.connect(self.change)
        head.menu_wanted.connect(self.open_menu)
        head.place_wanted.connect(self._go_place)
        side.place_wanted.connect(self._go_place)
        side.resident_wanted.connect(self._go_resident)
        side.change_person.connect(deeds.change_resident)
        side.move_out.connect(deeds.move_out)
        side.change_stay.connect(self._stay_chosen)
        side.add_wanted.connect(self.add_somebody)
        side.move_in_wanted.connect(self.move_in)
        self.promises.chosen.connect(self._go_case)
        self.cases.opened.connect(self._go_case)

    def _add_commands(self) -> None:
        name, pane = self.kind, Scope.PANE
        may = self._may_change
        self.context.commands.add(
            self,
            Command(f"{name}.record", N_("record here"), "N", self.record, pane, hint=True, icon="square-pen"),
            Command(f"{name}.change", N_("change"), "E", self.change, pane, hint=True, enabled=may),
            Command(f"{name}.add", N_("add somebody"), "A", self.add_somebody, pane,
                    hint=self._takes_people, enabled=self._takes_people),
            Command(f"{name}.move_in", N_("move in"), "M", self.move_in, pane, enabled=may),
        )  # fmt: skip

    def retheme(self) -> None:
        px = theme().px
        self._right.setContentsMargins(px(12), px(12), px(12), 0)
        self._right.setSpacing(px(4))
        self._fit()

    def resizeEvent(self, event: object) -> None:
        self._fit()

    def _fit(self) -> None:
        px = theme().px
        self._scroller.setFixedWidth(px(SIDE_WIDTH if self.width() >= px(_WIDE) else SIDE_NARROW))

    # Life

    def shown(self, **params: object) -> None:
        given = params.get("id")
        ident = int(given) if isinstance(given, int | str) and str(given).isdigit() else None
        subject = Subject(place_id=ident) if self.kind == "place" else Subject(resident_id=ident)
        if subject != self._subject:
            self._subject, self._view = subject, None
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
        self._view = view
        self.gone.hide()
        self._body.show()
        self._tell()
        self.cases.ask(self._subject, dict(view.counts))
        self.title_changed.emit()
        self.context.commands.look_again()

    def _failed(self, problem: UserProblem) -> bool:
        if not problem.code.startswith("unknown."):
            return False
        self._view = None
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
        if self._view is not None:
            self._tell()
            self.mark_stale()  # rows of the list are words, too

    def _tell(self) -> None:
        assert self._view is not None
        view, may = self._view, self._may_change()
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

    # Doing

    def _may_change(self) -> bool:
        return self.deeds.may() and self._view is not None

    def _takes_people(self) -> bool:
        place = self._view.place if self._view is not None else None
        return self._may_change() and self.kind == "place" and place is not None and place.active

    @property
    def place(self) -> PlaceRow | None:
        """The place, or the home of the person."""
        return self._view.place if self._view is not None else None

    @property
    def person(self) -> Person | None:
        """The person whose page it is."""
        return self._view.person if self._view is not None else None

    def record(self) -> None:
        """Begin a complaint of this home or person."""
        if self._view is None:
            return
        params: dict[str, object] = {}
        if self.place is not None:
            params["place_id"] = self.place.id
        if self.person is not None:
            params["resident_id"] = self.person.resident.id
        self.context.navigation.navigate("intake", **params)

    def change(self) -> None:
        """Change the place or the person."""
        if not self._may_change() or self._view is None:
            return
        if self.person is not None:
            self.deeds.change_resident(self.person)
        elif self.place is not None:
            above = self._view.trail[-1] if self._view.trail else None
            self.deeds.change_place(self.place, above)

    def add_somebody(self) -> None:
        """Somebody new at this home."""
        if self._takes_people():
            self.deeds.add_resident(self.place)

    def move_in(self) -> None:
        """Somebody known moves in here, or this person somewhere."""
        if self.person is not None:
            self.deeds.move_in(self.person)
        elif self._takes_people() and self.place is not None:
            self.deeds.move_in_here(self.place)

    def menu(self) -> QMenu:
        """What is seldom wanted."""
        menu = QMenu(self)
        menu.setObjectName(f"{self.kind}.menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        t, place = self.context.texts.t, self.place
        if self.kind == "place" and place is not None:
            if place.active:
                self._menu_line(menu, "add_below", t("Add a place in it"), partial(self.deeds.add_place, place))
                self._menu_line(menu, "retire", t("Take out of use"), partial(self.deeds.retire_place, place))
            else:
                self._menu_line(menu, "restore", t("Take into use again"), partial(self.deeds.restore_place, place))
        elif self.person is not None:
            self._menu_line(menu, "move_in", t("Move in somewhere"), self.move_in)
            for stay in self._view.stays if self._view is not None else ():
                if stay.present:
                    words = t("Move out of {home}", home=stay.place_label)
                    self._menu_line(menu, f"move_out.{stay.id}", words, partial(self.deeds.move_out, stay))
        return menu

    def _menu_line(self, menu: QMenu, name: str, words: str, slot: object) -> None:
        action = menu.addAction(words)
        action.setObjectName(f"{self.kind}.menu.{name}")
        action.triggered.connect(slot)

    def open_menu(self) -> None:
        """Open the menu below its button."""
        button = self.head.more
        self.menu().popup(button.mapToGlobal(QPoint(0, button.height() + 2)))

    # Going elsewhere

    def _go_place(self, ident: object) -> None:
        self.context.navigation.navigate("place", id=ident)

    def _go_resident(self, ident: object) -> None:
        self.context.navigation.navigate("resident", id=ident)

    def _go_case(self, ident: object) -> None:
        self.context.navigation.navigate("case", id=ident)

    def _stay_chosen(self, stay: ResidencyRow) -> None:
        if self.person is not None:
            self._go_place(stay.place_id)
        elif self.deeds.may():
            self.deeds.change_stay(stay)


class PlacePage(HomePage):
    """The page of a place."""


class ResidentPage(HomePage):
    """The page of a person."""

    kind = "resident"


def _gather(subject: Subject, zone: object, session: object) -> HomeView:
    return home_view(session, subject, zone)  # type: ignore[arg-type]  # partial loses the types
